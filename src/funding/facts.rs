use std::borrow::Cow;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{ConditionKind, EntitlementKind, PartMonths, Populations};
use crate::{calendar::Period, citation::Evidence, code::PracticeCode, quantity::Percent};

/// A practice of a network with its own counts, for the days on which it is a member.
///
/// # Meaning
///
/// A practice that leaves and comes back, or whose counts are corrected during the year as the
/// adjusted populations of 2025/26 were in June 2025, stands once for each run of days. The same day
/// in two of them is found.
///
/// # Examples
///
/// ```
/// use pcn::{calendar::{Period, day}, code::PracticeCode, funding::{Member, Populations}};
///
/// let member = Member {
///     practice: PracticeCode::constant("A81001"),
///     counts: Populations::default().registered("12000".parse()?, day(2024, 1, 1)),
///     during: Some(Period::constant(day(2024, 4, 1), day(2024, 10, 1))),
/// };
/// assert!(member.during.is_some());
/// # Ok::<(), pcn::quantity::QuantityError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Member {
    /// The practice.
    pub practice: PracticeCode,
    /// Its own counts.
    pub counts: Populations,
    /// When it is a member. Without it: throughout.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub during: Option<Period>,
}

/// What a network is paid on: one set of counts, or those of its practices.
///
/// # Examples
///
/// ```
/// use pcn::funding::{Facts, Populations};
///
/// let facts = Facts::of(Populations::default());
/// assert!(facts.declared.is_empty());
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "FundingFacts"))]
#[serde(deny_unknown_fields)]
pub struct Facts {
    /// The counts.
    pub counts: Counts,
    /// The parts of earned payments that are declared.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub declared: Vec<Declaration>,
    /// What the commissioner judged of a payment that is judged as a whole.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub judged: Vec<Judgement>,
    /// Conditions that the commissioner finds not met.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub unmet: Vec<ConditionKind>,
}

/// One set of counts, or those of the practices.
///
/// # Examples
///
/// ```
/// use pcn::funding::{Counts, Populations};
///
/// let counts = Counts::Network(Populations::default());
/// assert!(matches!(counts, Counts::Network(_)));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Counts {
    /// Of the network as a whole.
    Network(Populations),
    /// Of its practices, with joining and leaving.
    Practices(Vec<Member>),
}

impl Facts {
    /// A network with one set of counts.
    #[must_use]
    pub const fn of(counts: Populations) -> Self {
        Self {
            counts: Counts::Network(counts),
            declared: Vec::new(),
            judged: Vec::new(),
            unmet: Vec::new(),
        }
    }

    /// A network with the counts of its practices.
    #[must_use]
    pub const fn of_practices(members: Vec<Member>) -> Self {
        Self {
            counts: Counts::Practices(members),
            declared: Vec::new(),
            judged: Vec::new(),
            unmet: Vec::new(),
        }
    }
}

/// A clinical director's declaration that all practices meet a part of an earned payment.
///
/// # Meaning
///
/// A part counts once, on the first day in the payment's days on which it is declared. Asked as
/// known on a day, what is declared later is not declared.
///
/// # Examples
///
/// ```
/// use pcn::{calendar::day, funding::{Declaration, EntitlementKind}};
///
/// let declaration = Declaration {
///     of: EntitlementKind::CapacityAndAccessImprovement,
///     part: "better_digital_telephony".into(),
///     on: day(2024, 9, 1),
/// };
/// assert_eq!(declaration.part, "better_digital_telephony");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Declaration {
    /// The payment.
    pub of: EntitlementKind,
    /// The part's lasting name.
    pub part: Cow<'static, str>,
    /// The day.
    #[serde(deserialize_with = "crate::calendar::iso")]
    pub on: NaiveDate,
}

/// What share of a payment the commissioner judged to be earned.
///
/// # Meaning
///
/// It is of the whole payment, rounded to pence before it is shared: no source says which comes
/// first. It takes the place of what is declared, and counts where the whole of the payment is asked
/// about. Asked as known on a day, a later judgement is none. The last counts and the others are told
/// (`FUND-JUDGE-003`). A share below 0% or above 100% (`FUND-JUDGE-001`) and a day before the
/// payment's first (`FUND-JUDGE-002`) are errors, and such a judgement is left out.
///
/// # Examples
///
/// ```
/// use pcn::{calendar::day, funding::{EntitlementKind, Judgement}, quantity::Percent};
///
/// let judgement = Judgement {
///     of: EntitlementKind::CapacityAndAccessImprovement,
///     earned: Percent::constant("80"),
///     on: day(2024, 6, 30),
/// };
/// assert_eq!(judgement.earned.to_string(), "80%");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Judgement {
    /// The payment.
    pub of: EntitlementKind,
    /// The share of it.
    pub earned: Percent,
    /// The day.
    #[serde(deserialize_with = "crate::calendar::iso")]
    pub on: NaiveDate,
}

/// What is asked of a year's terms.
///
/// # Meaning
///
/// The amount for a part of the year is what has accrued to its end, rounded half up to pence, less
/// what had accrued to its beginning, rounded alike. So parts of a year always sum to the year, and
/// a month is a twelfth to the penny. A payment that is earned has no twelfths: a part of the year
/// has what is declared in it, of the whole year's amount, and what is judged counts in the whole
/// year only. What can still be earned is told in each part of the year.
///
/// # Examples
///
/// ```
/// use pcn::{calendar::{ContractYear, day}, funding::Question};
///
/// let question = Question::of(ContractYear::Y2025_26.period()).as_known(day(2025, 7, 1));
/// assert_eq!(question.known_on, Some(day(2025, 7, 1)));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Question {
    /// The days asked about.
    pub period: Period,
    /// As known on this day, rates, declarations and judgements alike. Without it: by all that is
    /// recorded.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[serde(deserialize_with = "crate::calendar::iso")]
    pub known_on: Option<NaiveDate>,
    /// The weakest evidence to compute with. Without it: any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub least: Option<Evidence>,
    /// How a part of a month counts.
    #[serde(default)]
    pub part_months: PartMonths,
}

impl Question {
    /// Asks about some days, by all that is recorded.
    #[must_use]
    pub const fn of(period: Period) -> Self {
        Self { period, known_on: None, least: None, part_months: PartMonths::ByDays }
    }

    /// Asks about the calendar month in which a day lies. `None` at the end of the calendar.
    ///
    /// # Examples
    ///
    /// ```
    /// use pcn::{calendar::{Period, day}, funding::Question};
    ///
    /// let june = Question::of_month(day(2024, 6, 17)).expect("far from the calendar's end");
    /// assert_eq!(june.period, Period::constant(day(2024, 6, 1), day(2024, 7, 1)));
    /// ```
    #[must_use]
    pub fn of_month(day: NaiveDate) -> Option<Self> {
        super::time::month_of(day).map(Self::of)
    }

    /// Asks as known on a day.
    #[must_use]
    pub const fn as_known(mut self, day: NaiveDate) -> Self {
        self.known_on = Some(day);
        self
    }

    /// Refuses to compute with weaker evidence.
    ///
    /// # Examples
    ///
    /// ```
    /// use pcn::{calendar::ContractYear, citation::Evidence, funding::Question};
    ///
    /// // Nothing that rests on recollection or on arithmetic of ours.
    /// let strict = Question::of(ContractYear::Y2025_26.period()).at_least(Evidence::Secondary);
    /// assert_eq!(strict.least, Some(Evidence::Secondary));
    /// ```
    #[must_use]
    pub const fn at_least(mut self, least: Evidence) -> Self {
        self.least = Some(least);
        self
    }

    /// The day as of which things are known.
    pub(super) fn known(&self) -> NaiveDate {
        self.known_on.unwrap_or(NaiveDate::MAX)
    }
}
