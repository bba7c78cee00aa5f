use core::{fmt, str::FromStr};
use std::{borrow::Cow, collections::BTreeMap};

use chrono::NaiveDate;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use super::Year;
use crate::{
    calendar::ContractYear,
    citation::{Citation, Evidence, Source},
    code::{IcbCode, PracticeCode},
    finding::{Finding, Report, Rule, RuleId, Severity, YearSpan},
    funding,
    quantity::Gbp,
    service,
};

/// The rules of local variation.
pub(super) const RULES: &[&Rule] =
    &[&NOT_ALLOWED, &CLOSED_SECTION, &NO_AGREEMENT, &NO_EXTRA_MONEY, &NOT_NATIONAL];

const PULSE: Source = Source::constant(
    Citation::constant(
        "Pulse PCN, Do we even need single neighbourhood provider contracts? (2026)",
    )
    .url("pulsepcn.co.uk/views/do-we-even-need-single-neighbourhood-provider-contracts/"),
    Evidence::Secondary,
);
const OCKHAM: Source = Source::constant(
    Citation::constant("Ockham Healthcare, Local variations in the PCN DES (2026)").url(
        "ockham.healthcare/what-does-the-introduction-of-local-variations-into-the-pcn-des-mean-\
         for-general-practice/",
    ),
    Evidence::Secondary,
);

static NOT_ALLOWED: Rule = Rule {
    id: RuleId::constant("DES-VARY-001"),
    title: Cow::Borrowed("the contract allows no local variation then"),
    severity: Severity::Error,
    years: YearSpan::since(ContractYear::Y2019_20),
    explanation: Cow::Borrowed(
        "Local Variation Agreements exist from 1 May 2026. Before, only a national variation \
         changes the contract.",
    ),
    remedy: Cow::Borrowed("start the variation on or after the first day that allows it"),
    source: PULSE,
};

static CLOSED_SECTION: Rule = Rule {
    id: RuleId::constant("DES-VARY-002"),
    title: Cow::Borrowed("a section is not open to local variation"),
    severity: Severity::Error,
    years: YearSpan::since(ContractYear::Y2026_27),
    explanation: Cow::Borrowed(
        "A local variation may change sections 7, 8 and 10.1 to 10.5 of the specification, and \
         nothing else.",
    ),
    remedy: Cow::Borrowed("leave the section as the national contract has it"),
    source: PULSE,
};

static NO_AGREEMENT: Rule = Rule {
    id: RuleId::constant("DES-VARY-003"),
    title: Cow::Borrowed("a practice's agreement is not evidenced"),
    severity: Severity::Error,
    years: YearSpan::since(ContractYear::Y2026_27),
    explanation: Cow::Borrowed(
        "The commissioner must evidence the agreement of each practice (section 4.10.6). A \
         practice that does not agree stays with the national version.",
    ),
    remedy: Cow::Borrowed("record the practice's agreement and its evidence, or leave it out"),
    source: OCKHAM,
};

static NO_EXTRA_MONEY: Rule = Rule {
    id: RuleId::constant("DES-VARY-004"),
    title: Cow::Borrowed("the local money is not more than the national entitlement"),
    severity: Severity::Error,
    years: YearSpan::since(ContractYear::Y2026_27),
    explanation: Cow::Borrowed(
        "Total investment under a local variation must be greater than the national entitlement \
         (Part B guidance, B.2.1). As much is not enough.",
    ),
    remedy: Cow::Borrowed("add local money"),
    source: OCKHAM,
};

static NOT_NATIONAL: Rule = Rule {
    id: RuleId::constant("DES-VARY-005"),
    title: Cow::Borrowed("NHS England's agreement is not recorded"),
    severity: Severity::Error,
    years: YearSpan::since(ContractYear::Y2026_27),
    explanation: Cow::Borrowed(
        "The commissioner asks for a local variation and NHS England agrees to it.",
    ),
    remedy: Cow::Borrowed("record the day on which NHS England agreed"),
    source: PULSE,
};

/// The number of a section of the specification, for example `10.3`.
///
/// # Examples
///
/// ```
/// use pcn::des::Section;
///
/// let section: Section = "10.3".parse()?;
/// assert!(section > "10.1".parse()?);
/// assert!("10.".parse::<Section>().is_err());
/// # Ok::<(), pcn::des::SectionError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Section {
    // INVARIANT: one to six numbers.
    parts: Cow<'static, [u16]>,
}

/// A text that is no section number.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{given}` is not a section number; a good one is `10.3`")]
pub struct SectionError {
    given: Box<str>,
}

impl Section {
    const fn constant(parts: &'static [u16]) -> Self {
        Self { parts: Cow::Borrowed(parts) }
    }

    /// Whether the other is this section, or a part of it.
    ///
    /// # Examples
    ///
    /// ```
    /// use pcn::des::Section;
    ///
    /// let seven: Section = "7".parse()?;
    /// assert!(seven.holds(&"7.3.1".parse()?));
    /// assert!(!seven.holds(&"70".parse()?));
    /// # Ok::<(), pcn::des::SectionError>(())
    /// ```
    #[must_use]
    pub fn holds(&self, other: &Self) -> bool {
        other.parts.starts_with(&self.parts)
    }
}

impl FromStr for Section {
    type Err = SectionError;
    fn from_str(text: &str) -> Result<Self, SectionError> {
        let number = |part: &str| {
            let digits = part.bytes().all(|byte| byte.is_ascii_digit());
            digits.then(|| part.parse().ok()).flatten().filter(|number| *number > 0)
        };
        text.split('.')
            .map(number)
            .collect::<Option<Vec<u16>>>()
            .filter(|parts| (1..=6).contains(&parts.len()))
            .map(|parts| Self { parts: Cow::Owned(parts) })
            .ok_or_else(|| SectionError { given: text.chars().take(40).collect() })
    }
}

impl fmt::Display for Section {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let parts: Vec<String> = self.parts.iter().map(u16::to_string).collect();
        f.pad(&parts.join("."))
    }
}

impl Serialize for Section {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Section {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(de::Error::custom)
    }
}

/// What a year allows to be varied locally.
///
/// # Examples
///
/// ```
/// use pcn::{calendar::{ContractYear, day}, des};
///
/// let allowed = |year| des::year(year).and_then(|held| held.variation.as_ref());
/// assert_eq!(allowed(ContractYear::Y2025_26), None);
/// let terms = allowed(ContractYear::Y2026_27).ok_or("not held")?;
/// assert_eq!(terms.from, day(2026, 5, 1));
/// assert!(terms.allows(&"7.3".parse()?) && terms.allows(&"10.5".parse()?));
/// assert!(!terms.allows(&"10.6".parse()?) && !terms.allows(&"10".parse()?));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct VariationTerms {
    /// The first day on which a variation may begin.
    #[serde(deserialize_with = "crate::calendar::iso")]
    pub from: NaiveDate,
    /// The sections that may be varied.
    pub sections: Cow<'static, [Section]>,
    /// Where this stands.
    pub source: Source,
}

impl VariationTerms {
    /// What the specification of 2026/27 allows.
    pub(super) const Y2026_27: Self = Self {
        from: crate::calendar::day(2026, 5, 1),
        sections: Cow::Borrowed(OPEN),
        source: PULSE,
    };

    /// Whether a section may be varied.
    #[must_use]
    pub fn allows(&self, section: &Section) -> bool {
        self.sections.iter().any(|open| open.holds(section))
    }
}

const OPEN: &[Section] = &[
    Section::constant(&[7]),
    Section::constant(&[8]),
    Section::constant(&[10, 1]),
    Section::constant(&[10, 2]),
    Section::constant(&[10, 3]),
    Section::constant(&[10, 4]),
    Section::constant(&[10, 5]),
];

/// A practice's agreement to a local variation.
///
/// # Examples
///
/// See [`LocalVariation`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct PracticeAgreement {
    /// The practice.
    pub practice: PracticeCode,
    /// The day on which it agreed.
    #[serde(deserialize_with = "crate::calendar::iso")]
    pub agreed_on: NaiveDate,
    /// What shows it, for example a reference to a signed letter.
    pub evidence: String,
}

/// What a local variation puts in place of the national terms.
///
/// # Examples
///
/// See [`LocalVariation`].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Replacement {
    /// Other services, requirements or hours of access.
    Service(Box<service::Terms>),
    /// Other payments.
    Funding(Box<funding::Terms>),
}

/// A change to one section.
///
/// # Examples
///
/// See [`LocalVariation`].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct SectionChange {
    /// The section.
    pub section: Section,
    /// What it says instead, in the commissioner's words.
    pub says: String,
    /// The terms that follow from it, where it changes terms that this crate holds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub terms: Option<Replacement>,
}

/// A local variation of a year: who asks it, what it changes, who agrees, and the money.
///
/// # Examples
///
/// ```
/// use pcn::{
///     calendar::{ContractYear, day},
///     code::{IcbCode, PracticeCode},
///     des::{self, LocalVariation, PracticeAgreement, SectionChange},
///     quantity::Gbp,
/// };
///
/// let year = des::year(ContractYear::Y2026_27).ok_or("not held")?;
/// let practice = PracticeCode::constant("A81001");
/// let mut variation = LocalVariation {
///     year: year.year,
///     commissioner: IcbCode::constant("QKS"),
///     from: day(2026, 7, 1),
///     nationally_agreed_on: Some(day(2026, 6, 1)),
///     changes: vec![SectionChange {
///         section: "8.2".parse()?,
///         says: "a made-up change".into(),
///         terms: None,
///     }],
///     practices: vec![practice],
///     agreements: vec![PracticeAgreement {
///         practice,
///         agreed_on: day(2026, 6, 20),
///         evidence: "letter 7".into(),
///     }],
///     national_entitlement: Gbp::constant("500000"),
///     total_investment: Gbp::constant("520000"),
/// };
/// assert!(variation.apply(year).is_ok());
///
/// variation.changes[0].section = "4.2".parse()?;
/// let report = variation.apply(year).unwrap_err();
/// assert_eq!(report.findings()[0].path.as_deref(), Some("changes[0].section"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct LocalVariation {
    /// The contract year that it varies.
    pub year: ContractYear,
    /// The commissioner that asks for it.
    pub commissioner: IcbCode,
    /// The first day on which it applies.
    #[serde(deserialize_with = "crate::calendar::iso")]
    pub from: NaiveDate,
    /// The day on which NHS England agreed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[serde(deserialize_with = "crate::calendar::iso")]
    pub nationally_agreed_on: Option<NaiveDate>,
    /// What it changes.
    pub changes: Vec<SectionChange>,
    /// The practices to which it is to apply.
    pub practices: Vec<PracticeCode>,
    /// Their agreements.
    pub agreements: Vec<PracticeAgreement>,
    /// What the practices' networks would get nationally.
    pub national_entitlement: Gbp,
    /// What they get in all under the variation.
    pub total_investment: Gbp,
}

impl LocalVariation {
    /// Checks the variation against what the year allows.
    ///
    /// # Examples
    ///
    /// See [`LocalVariation`].
    #[must_use]
    pub fn check(&self, year: &Year) -> Report {
        let mut report = Report::new();
        let mut found = |rule: &Rule, message: String, path: String| {
            report.push(Finding::of(rule, message).about(self.commissioner).at(path).on(self.from));
        };
        if self.year != year.year || !self.year.period().contains(self.from) {
            let message =
                format!("a variation of {} from {} is laid on {}", self.year, self.from, year.year);
            found(&NOT_ALLOWED, message, "year".into());
        }
        match &year.variation {
            None => {
                let message = format!("{} allows no local variation", year.year);
                found(&NOT_ALLOWED, message, "year".into());
            }
            Some(terms) => {
                if self.from < terms.from {
                    let message =
                        format!("from {}; the first day allowed is {}", self.from, terms.from);
                    found(&NOT_ALLOWED, message, "from".into());
                }
                for (at, change) in self.changes.iter().enumerate() {
                    if !terms.allows(&change.section) {
                        let message = format!("section {} is not open", change.section);
                        found(&CLOSED_SECTION, message, format!("changes[{at}].section"));
                    }
                }
            }
        }
        let mut agreed: BTreeMap<PracticeCode, &PracticeAgreement> = BTreeMap::new();
        for one in &self.agreements {
            agreed.entry(one.practice).or_insert(one);
        }
        for (at, practice) in self.practices.iter().enumerate() {
            let path = format!("practices[{at}]");
            match agreed.get(practice) {
                None => {
                    found(&NO_AGREEMENT, format!("{practice} has not agreed"), path);
                }
                Some(one) if one.evidence.trim().is_empty() => {
                    let message = format!("{practice} has agreed without evidence");
                    found(&NO_AGREEMENT, message, path);
                }
                Some(one) if one.agreed_on > self.from => {
                    let message = format!(
                        "{practice} agrees on {}, after the variation begins",
                        one.agreed_on
                    );
                    found(&NO_AGREEMENT, message, path);
                }
                Some(_) => {}
            }
        }
        if self.total_investment <= self.national_entitlement {
            let message = format!(
                "{} in all is not more than the national {}",
                self.total_investment, self.national_entitlement
            );
            found(&NO_EXTRA_MONEY, message, "total_investment".into());
        }
        if self.nationally_agreed_on.is_none_or(|agreed| agreed > self.from) {
            let message = "not agreed by NHS England before it begins".to_owned();
            found(&NOT_NATIONAL, message, "nationally_agreed_on".into());
        }
        report.sort();
        report
    }

    /// Lays the variation over a year: the same year with the terms that the variation replaces.
    ///
    /// # Errors
    ///
    /// The report, if it holds an error.
    ///
    /// # Examples
    ///
    /// See [`LocalVariation`].
    pub fn apply(&self, year: &Year) -> Result<Year, Report> {
        let report = self.check(year);
        if report.has_errors() {
            return Err(report);
        }
        let mut varied = year.clone();
        for change in &self.changes {
            match &change.terms {
                Some(Replacement::Service(terms)) => varied.service = (**terms).clone(),
                Some(Replacement::Funding(terms)) => varied.funding = (**terms).clone(),
                None => {}
            }
        }
        Ok(varied)
    }
}
