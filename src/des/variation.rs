use std::{borrow::Cow, collections::BTreeMap};

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{Section, Year};
use crate::{
    calendar::ContractYear,
    citation::{Citation, Evidence, Source},
    code::{IcbCode, PracticeCode},
    finding::{EVERY_YEAR, Finding, Report, Rule, YearSpan, declare_rules},
    funding,
    quantity::Gbp,
    service,
};

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

declare_rules! {
    NOT_ALLOWED: "DES-VARY-001", Error, EVERY_YEAR,
    title "the contract allows no local variation then",
    explanation "Local Variation Agreements exist from 1 May 2026. Before, only a national \
        variation changes the contract.",
    remedy "start the variation on or after the first day that allows it",
    source PULSE;

    CLOSED_SECTION: "DES-VARY-002", Error, YearSpan::since(ContractYear::Y2026_27),
    title "a section is not open to local variation",
    explanation "A local variation may change sections 7, 8 and 10.1 to 10.5 of the \
        specification, and nothing else.",
    remedy "leave the section as the national contract has it",
    source PULSE;

    NO_AGREEMENT: "DES-VARY-003", Error, YearSpan::since(ContractYear::Y2026_27),
    title "a practice's agreement is not evidenced",
    explanation "The commissioner must evidence the agreement of each practice (section 4.10.6). \
        A practice that does not agree stays with the national version.",
    remedy "record the practice's agreement and its evidence, or leave it out",
    source OCKHAM;

    NO_EXTRA_MONEY: "DES-VARY-004", Error, YearSpan::since(ContractYear::Y2026_27),
    title "the local money is not more than the national entitlement",
    explanation "Total investment under a local variation must be greater than the national \
        entitlement (Part B guidance, B.2.1). As much is not enough.",
    remedy "add local money",
    source OCKHAM;

    NOT_NATIONAL: "DES-VARY-005", Error, YearSpan::since(ContractYear::Y2026_27),
    title "NHS England's agreement is not recorded",
    explanation "The commissioner asks for a local variation and NHS England agrees to it.",
    remedy "record the day on which NHS England agreed",
    source PULSE;
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
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
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
/// ```
/// use pcn::des::PracticeAgreement;
///
/// let agreement: PracticeAgreement = serde_json::from_str(
///     r#"{"practice": "A81001", "agreed_on": "2026-06-20", "evidence": "letter 7"}"#,
/// )?;
/// assert_eq!(agreement.evidence, "letter 7");
/// # Ok::<(), serde_json::Error>(())
/// ```
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
/// ```
/// use pcn::{calendar::ContractYear, des::{self, Replacement}};
///
/// let year = des::year(ContractYear::Y2026_27).ok_or("not held")?;
/// let mut terms = year.service.clone();
/// terms.requirements.to_mut().clear();
/// let Replacement::Service(local) = Replacement::Service(Box::new(terms)) else { return Ok(()) };
/// assert!(local.requirements.is_empty(), "a scheme that asks nothing of its own");
/// # Ok::<(), &str>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
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
/// ```
/// use pcn::des::SectionChange;
///
/// let change: SectionChange =
///     serde_json::from_str(r#"{"section": "8.2", "says": "a made-up change"}"#)?;
/// assert!(change.section > "8.1".parse()?);
/// assert!(change.terms.is_none(), "it changes no term that this crate holds");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
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
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
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
    /// ```
    /// use pcn::{calendar::ContractYear, des::{self, LocalVariation}};
    ///
    /// let variation: LocalVariation = serde_json::from_str(r#"{
    ///     "year": "2026/27", "commissioner": "QKS", "from": "2026-04-01", "changes": [],
    ///     "practices": ["A81001"], "agreements": [],
    ///     "national_entitlement": "500000", "total_investment": "500000"
    /// }"#)?;
    /// let report = variation.check(des::year(ContractYear::Y2026_27).ok_or("not held")?);
    /// let rules: Vec<_> = report.iter().map(|finding| finding.rule.as_str()).collect();
    /// assert_eq!(rules, ["DES-VARY-001", "DES-VARY-003", "DES-VARY-004", "DES-VARY-005"]);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
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
