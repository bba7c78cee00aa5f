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
    working::{Step, Working},
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
    /// Some of it is due, because it is earned.
    Earned {
        /// What is earned in the days asked about.
        amount: Gbp,
        /// The most that can be earned in all its days. What was earned before the days asked about
        /// is in it too.
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
    /// Can still be earned or claimed after the days asked about, of the whole year's amounts, by what
    /// is declared or judged to their end.
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

    /// The payments that have no amount and are in no sum: their rate is not published, was not
    /// known or is too weak, or a count is not given.
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
    /// let terms = &des::year(ContractYear::Y2023_24).expect("held").funding;
    /// let facts = Facts::of(Populations::default().registered("50000".parse()?, day(2023, 1, 1)));
    /// let statement = terms.statement(&facts, &Question::of(ContractYear::Y2023_24.period()));
    /// let left_out: Vec<EntitlementKind> =
    ///     statement.in_no_sum().map(|line| line.entitlement).collect();
    /// assert!(left_out.contains(&EntitlementKind::EnhancedAccess), "paid on adjusted patients");
    /// assert!(!left_out.contains(&EntitlementKind::CoreFunding));
    /// # Ok::<(), pcn::quantity::QuantityError>(())
    /// ```
    pub fn in_no_sum(&self) -> impl Iterator<Item = &Line> {
        self.lines.iter().filter(|line| line.outcome.amount().is_none())
    }

    /// What is due to the network or to its practices; `None` if none of their payments has an amount,
    /// which is not £0. [`in_no_sum`](Self::in_no_sum) tells what it leaves out.
    ///
    /// # Examples
    ///
    /// ```
    /// use pcn::{
    ///     calendar::{ContractYear, day},
    ///     des,
    ///     funding::{Facts, PaidTo, Populations, Question},
    ///     quantity::Gbp,
    /// };
    ///
    /// let terms = &des::year(ContractYear::Y2023_24).expect("held").funding;
    /// let facts = Facts::of(Populations::default().registered("50000".parse()?, day(2023, 1, 1)));
    /// let statement = terms.statement(&facts, &Question::of(ContractYear::Y2023_24.period()));
    /// // 50,000 × (£1.50 + £0.729); practices are paid on weighted patients, which are not given.
    /// assert_eq!(statement.due_to(PaidTo::Network), Some(Gbp::constant("111450.00")));
    /// assert_eq!(statement.due_to(PaidTo::Practice), None);
    /// # Ok::<(), pcn::quantity::QuantityError>(())
    /// ```
    #[must_use]
    pub fn due_to(&self, whom: PaidTo) -> Option<Gbp> {
        let sum = match whom {
            PaidTo::Network => self.total,
            PaidTo::Practice => self.to_practices,
        };
        let mut lines = self.lines.iter().filter(|line| line.paid_to == whom).peekable();
        let nothing_asked = lines.peek().is_none();
        (nothing_asked || lines.any(|line| line.outcome.amount().is_some())).then_some(sum)
    }

    /// Whether a payment that is earned is in no sum, so that more can be earned than is summed up.
    fn more_to_earn(&self) -> bool {
        self.in_no_sum().any(|line| line.frequency.is_earned())
    }

    /// What can still be earned or claimed; `None` if nothing of it is known, which is not £0.
    ///
    /// # Examples
    ///
    /// ```
    /// use pcn::{
    ///     calendar::ContractYear,
    ///     des,
    ///     funding::{Facts, Populations, Question},
    ///     quantity::Gbp,
    /// };
    ///
    /// let of = |year: ContractYear| {
    ///     let terms = &des::year(year).expect("held").funding;
    ///     terms.statement(&Facts::of(Populations::default()), &Question::of(year.period()))
    /// };
    /// // The rate of the improvement payment of 2024/25 is not published.
    /// assert_eq!(of(ContractYear::Y2024_25).still_to_earn(), None);
    /// assert_eq!(of(ContractYear::Y2020_21).still_to_earn(), Some(Gbp::ZERO));
    /// ```
    #[must_use]
    pub fn still_to_earn(&self) -> Option<Gbp> {
        (!self.up_to.is_zero() || !self.more_to_earn()).then_some(self.up_to)
    }
}

impl Statement {
    #[expect(clippy::arithmetic_side_effects, reason = "money's own arithmetic saturates")]
    pub(super) fn add(&mut self, line: Line, open: Gbp) {
        if let Some(amount) = line.outcome.amount() {
            match line.paid_to {
                PaidTo::Network => self.total += amount,
                PaidTo::Practice => self.to_practices += amount,
            }
        }
        self.up_to += open;
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
            // A rate is that of a year; a part of one is in the calculation.
            for step in line.working.steps() {
                if let Step::Calculation { expression, .. } = step
                    && expression.contains(" months")
                {
                    writeln!(f, "    = {expression}")?;
                }
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
        let known = |sum: Option<Gbp>| sum.map_or("not known".to_owned(), |sum| sum.to_string());
        let network = known(self.due_to(PaidTo::Network));
        writeln!(f, "{:<44} {network:>22}", "Due to the network")?;
        let practices = known(self.due_to(PaidTo::Practice));
        writeln!(f, "{:<44} {practices:>22}", "Due to its practices")?;
        let unpublished =
            |line: &Line| line.frequency.is_earned() && line.outcome == Outcome::NotPublished;
        let up_to = match self.still_to_earn() {
            None if self.lines.iter().any(unpublished) => "not published".to_owned(),
            None => "not known".to_owned(),
            Some(sum) if self.more_to_earn() => format!("{sum} and more"),
            Some(sum) => sum.to_string(),
        };
        writeln!(f, "{:<44} {up_to:>22}", "Can still be earned or claimed, up to")?;
        let left_out = |why: fn(&Outcome) -> bool| {
            let lines = self.lines.iter().filter(|line| why(&line.outcome));
            lines.map(|line| line.entitlement.words()).collect::<Vec<_>>().join(", ")
        };
        for (why, names) in [
            ("Not published", left_out(|outcome| *outcome == Outcome::NotPublished)),
            ("Not known then", left_out(|outcome| *outcome == Outcome::NotKnown)),
            ("Without their count", left_out(|it| matches!(it, Outcome::NeedsCount { .. }))),
            ("Too weak a source", left_out(|it| matches!(it, Outcome::TooWeak { .. }))),
        ] {
            if !names.is_empty() {
                writeln!(f, "{why}, and in no sum: {names}")?;
            }
        }
        if !self.findings.is_empty() {
            write!(f, "\nFindings: {}", self.findings)?;
        }
        Ok(())
    }
}
