use core::fmt;
use std::borrow::Cow;

use chrono::NaiveDate;
use serde::{Deserialize, Deserializer, Serialize, de};

use super::{Count, Counted, EntitlementKind, Frequency, PaidTo, Price};
use crate::{
    calendar::Period,
    citation::{Citation, Evidence},
    finding::Report,
    quantity::Gbp,
    working::Working,
};

/// What comes of one payment.
///
/// # Examples
///
/// ```
/// use pcn::{funding::Outcome, quantity::Gbp};
///
/// assert_eq!(Outcome::Due { amount: Gbp::pence(150) }.amount(), Some(Gbp::pence(150)));
/// assert_eq!(Outcome::NotPublished.amount(), None);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(deny_unknown_fields))]
#[serde(tag = "status", rename_all = "snake_case")]
pub enum Outcome {
    /// The amount is due.
    Due {
        /// The amount.
        amount: Gbp,
    },
    /// Some of it is due, because it is earned; the rest is still open.
    Earned {
        /// What is earned.
        amount: Gbp,
        /// The most that can be earned.
        most: Gbp,
    },
    /// A condition is not met.
    Withheld {
        /// What would be due.
        amount: Gbp,
    },
    /// No source gives the rate. Not zero.
    NotPublished,
    /// The rate was not known on the day asked about.
    NotKnown,
    /// A count is needed that is not given.
    NeedsCount {
        /// The count.
        counted: Counted,
        /// The day at which it is taken, where a source states one.
        #[serde(skip_serializing_if = "Option::is_none")]
        on: Option<NaiveDate>,
    },
    /// The evidence is weaker than was asked for.
    TooWeak {
        /// The weakest grade used.
        evidence: Evidence,
    },
}

impl Outcome {
    /// The amount that is due, if there is one.
    #[must_use]
    pub const fn amount(&self) -> Option<Gbp> {
        match self {
            Self::Due { amount } | Self::Earned { amount, .. } => Some(*amount),
            Self::Withheld { .. } => Some(Gbp::ZERO),
            _ => None,
        }
    }
}

/// serde's own reader of what tells its kind by a key takes any other key beside a kind that has
/// none, and a list for the object.
impl<'de> Deserialize<'de> for Outcome {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Clone, Copy, Debug, Deserialize)]
        #[serde(rename_all = "snake_case")]
        enum Status {
            Due,
            Earned,
            Withheld,
            NotPublished,
            NotKnown,
            NeedsCount,
            TooWeak,
        }
        #[derive(Deserialize)]
        #[serde(rename = "Outcome", expecting = "struct Outcome", deny_unknown_fields)]
        struct Wire {
            status: Status,
            amount: Option<Gbp>,
            most: Option<Gbp>,
            counted: Option<Counted>,
            #[serde(default, deserialize_with = "crate::calendar::iso")]
            on: Option<NaiveDate>,
            evidence: Option<Evidence>,
        }
        let Wire { status, amount, most, counted, on, evidence } = Wire::deserialize(deserializer)?;
        Ok(match (status, amount, most, counted, on, evidence) {
            (Status::Due, Some(amount), None, None, None, None) => Self::Due { amount },
            (Status::Earned, Some(amount), Some(most), None, None, None) => {
                Self::Earned { amount, most }
            }
            (Status::Withheld, Some(amount), None, None, None, None) => Self::Withheld { amount },
            (Status::NotPublished, None, None, None, None, None) => Self::NotPublished,
            (Status::NotKnown, None, None, None, None, None) => Self::NotKnown,
            (Status::NeedsCount, None, None, Some(counted), on, None) => {
                Self::NeedsCount { counted, on }
            }
            (Status::TooWeak, None, None, None, None, Some(evidence)) => Self::TooWeak { evidence },
            _ => {
                let message = format!(
                    "the keys are not those of the status {status:?}; a good one is \
                     `{{\"status\": \"due\", \"amount\": \"391374.00\"}}`"
                );
                return Err(de::Error::custom(message));
            }
        })
    }
}

/// One payment in a [`Statement`].
///
/// # Examples
///
/// ```
/// use pcn::{
///     calendar::{ContractYear, day},
///     citation::Evidence,
///     des,
///     funding::{EntitlementKind, Facts, PaidTo, Populations, Question},
/// };
///
/// let terms = &des::year(ContractYear::Y2024_25).expect("held").funding;
/// let facts = Facts::of(Populations::default().adjusted("51000".parse()?, day(2024, 1, 1)));
/// let question = Question::of(ContractYear::Y2024_25.period());
/// let line = terms.payment(EntitlementKind::EnhancedAccess, &facts, &question).expect("listed");
/// assert_eq!(line.paid_to, PaidTo::Network);
/// assert_eq!(line.outcome.to_string(), "£391,374.00");
/// assert!(line.evidence.is_some_and(|grade| grade.is_at_least(Evidence::Secondary)));
/// assert!(line.working.to_string().contains("7.674 × 51,000"));
/// # Ok::<(), pcn::quantity::QuantityError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Line {
    /// Which payment.
    pub entitlement: EntitlementKind,
    /// Who receives it.
    pub paid_to: PaidTo,
    /// The days for which it is.
    pub period: Period,
    /// How it falls due.
    pub frequency: Frequency,
    /// What it is paid on.
    pub parts: Vec<LinePart>,
    /// What has to hold for it, in our words.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub conditions: Vec<Cow<'static, str>>,
    /// What comes of it.
    pub outcome: Outcome,
    /// The weakest grade of its rates, if it has a published one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub evidence: Option<Evidence>,
    /// How the amount came about.
    pub working: Working,
}

/// A rate of a line and the count it multiplies.
///
/// # Examples
///
/// ```
/// use pcn::{
///     calendar::{ContractYear, day},
///     des,
///     funding::{EntitlementKind, Facts, Populations, Question},
/// };
///
/// let terms = &des::year(ContractYear::Y2024_25).expect("held").funding;
/// let facts = Facts::of(Populations::default().adjusted("51000".parse()?, day(2024, 1, 1)));
/// let question = Question::of(ContractYear::Y2024_25.period());
/// let line = terms.payment(EntitlementKind::EnhancedAccess, &facts, &question).expect("listed");
/// let part = &line.parts[0];
/// assert_eq!(part.rate.map(|rate| rate.to_string()).as_deref(), Some("£7.674 per adjusted patient"));
/// assert_eq!(part.count.map(|count| count.to_string()).as_deref(), Some("51,000"));
/// # Ok::<(), pcn::quantity::QuantityError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct LinePart {
    /// What it is paid on.
    pub counted: Counted,
    /// The rate, if it is published and was known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rate: Option<Price>,
    /// The count, if it is given for the network as a whole.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub count: Option<Count>,
    /// Where the rate stands.
    pub citation: Citation,
}

/// What a network is entitled to over some days, payment by payment.
///
/// # Meaning
///
/// [`total`](Self::total) is what is due to the network; what its practices receive and what can
/// still be earned or claimed are apart. A payment whose rate is not published stands among the
/// lines as such and in no sum.
///
/// # Examples
///
/// ```
/// use pcn::{
///     calendar::{ContractYear, day},
///     des,
///     funding::{EntitlementKind, Facts, Outcome, Populations, Question},
/// };
///
/// // Only one count is given, so only what is paid on it has an amount.
/// let terms = &des::year(ContractYear::Y2024_25).expect("held").funding;
/// let facts = Facts::of(Populations::default().adjusted("51000".parse()?, day(2024, 1, 1)));
/// let statement = terms.statement(&facts, &Question::of(ContractYear::Y2024_25.period()));
/// // Enhanced access, and the support payment for capacity and access.
/// assert_eq!(statement.total.to_string(), "£557,022.00");
/// let premium = statement.line(EntitlementKind::CareHomePremium).expect("listed");
/// assert!(matches!(premium.outcome, Outcome::NeedsCount { .. }));
/// assert!(statement.not_published().count() > 0, "and that in no sum");
/// # Ok::<(), pcn::quantity::QuantityError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "FundingStatement"))]
#[serde(deny_unknown_fields)]
pub struct Statement {
    /// The days asked about.
    pub period: Period,
    /// As known on this day; without it by all that is recorded.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[serde(deserialize_with = "crate::calendar::iso")]
    pub known_on: Option<NaiveDate>,
    /// The payments.
    pub lines: Vec<Line>,
    /// Due to the network.
    pub total: Gbp,
    /// Due to its practices.
    pub to_practices: Gbp,
    /// Can still be earned or claimed.
    pub up_to: Gbp,
    /// What the reader should know.
    pub findings: Report,
}

impl Statement {
    /// The line of a payment.
    #[must_use]
    pub fn line(&self, kind: EntitlementKind) -> Option<&Line> {
        self.lines.iter().find(|line| line.entitlement == kind)
    }

    /// The payments whose rate is not published.
    pub fn not_published(&self) -> impl Iterator<Item = EntitlementKind> {
        self.lines
            .iter()
            .filter(|line| line.outcome == Outcome::NotPublished)
            .map(|line| line.entitlement)
    }
}

impl Statement {
    #[expect(clippy::arithmetic_side_effects, reason = "money's own arithmetic saturates")]
    pub(super) fn add(&mut self, line: Line) {
        if let Some(amount) = line.outcome.amount() {
            match line.paid_to {
                PaidTo::Network => self.total += amount,
                PaidTo::Practice => self.to_practices += amount,
            }
        }
        if let Outcome::Earned { amount, most } = line.outcome {
            self.up_to += most - amount;
        }
        self.lines.push(line);
    }
}

impl fmt::Display for Outcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text: Cow<'static, str> = match self {
            Self::Due { amount } => amount.to_string().into(),
            Self::Earned { amount, most } => format!("{amount} of up to {most}").into(),
            Self::Withheld { amount } => format!("withheld ({amount})").into(),
            Self::NotPublished => "not published".into(),
            Self::NotKnown => "not known then".into(),
            Self::NeedsCount { counted, on: Some(on) } => {
                format!("needs the {counted} at {on}").into()
            }
            Self::NeedsCount { counted, on: None } => format!("needs the {counted}").into(),
            Self::TooWeak { evidence } => format!("only {evidence} evidence").into(),
        };
        f.pad(&text)
    }
}

impl fmt::Display for Statement {
    /// A table for people: a line a payment, then the sums and what to know.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Entitlements, {}", self.period)?;
        match self.known_on {
            Some(known) => writeln!(f, ", as known on {known}")?,
            None => writeln!(f)?,
        }
        writeln!(f)?;
        for line in &self.lines {
            writeln!(f, "{:<44} {:>22}", line.entitlement.words(), line.outcome.to_string())?;
            for part in &line.parts {
                let rate = part.rate.map_or("rate not available".into(), |rate| rate.to_string());
                write!(f, "    {rate}")?;
                if let Some(count) = part.count {
                    write!(f, " × {count}")?;
                }
                writeln!(f)?;
            }
            let to = match line.paid_to {
                PaidTo::Network => "",
                PaidTo::Practice => "paid to the practices, ",
            };
            let evidence = line.evidence.map_or("none", Evidence::name);
            writeln!(f, "    {to}for {}; evidence: {evidence}", line.period)?;
            for condition in &line.conditions {
                writeln!(f, "    if {condition}")?;
            }
        }
        writeln!(f)?;
        writeln!(f, "{:<44} {:>22}", "Due to the network", self.total.to_string())?;
        writeln!(f, "{:<44} {:>22}", "Due to its practices", self.to_practices.to_string())?;
        let earned_unknown = self
            .lines
            .iter()
            .any(|line| line.frequency.is_earned() && line.outcome == Outcome::NotPublished);
        let up_to = match (self.up_to.is_zero(), earned_unknown) {
            (true, true) => "not published".to_owned(),
            (false, true) => format!("{} and more", self.up_to),
            (_, false) => self.up_to.to_string(),
        };
        writeln!(f, "{:<44} {up_to:>22}", "Can still be earned or claimed, up to")?;
        let missing: Vec<_> = self.not_published().map(EntitlementKind::words).collect();
        if !missing.is_empty() {
            writeln!(f, "Not published, and in no sum: {}", missing.join(", "))?;
        }
        if !self.findings.is_empty() {
            write!(f, "\nFindings: {}", self.findings)?;
        }
        Ok(())
    }
}
