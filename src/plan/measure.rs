use core::{cmp::Ordering, fmt};
use std::{borrow::Cow, collections::BTreeSet};

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{Link, Owner};
use crate::quantity::{Percent, Wte};

/// Under which aim a measure stands.
///
/// # Meaning
///
/// The County Durham plan calls these three a triple aim. That is local use: the triple aim of
/// statute has no arm for the workforce.
///
/// # Examples
///
/// ```
/// use pcn::plan::Aim;
///
/// assert_eq!(Aim::PatientExperience.to_string(), "patient experience");
/// assert_eq!(Aim::ALL.len(), 3);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Aim {
    /// Health outcomes.
    Health,
    /// Patients' experience.
    PatientExperience,
    /// Workforce.
    Workforce,
}

impl Aim {
    /// Every aim.
    pub const ALL: [Self; 3] = [Self::Health, Self::PatientExperience, Self::Workforce];
}

impl fmt::Display for Aim {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Health => "health outcomes",
            Self::PatientExperience => "patient experience",
            Self::Workforce => "workforce",
        })
    }
}

/// For what a measure's data is collected.
///
/// # Examples
///
/// ```
/// use pcn::plan::DataLevel;
///
/// assert!(DataLevel::Practice < DataLevel::System);
/// assert_eq!(DataLevel::Commissioner.to_string(), "commissioner");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum DataLevel {
    /// A practice.
    Practice,
    /// A network.
    Network,
    /// A commissioner: a CCG, later a sub-ICB location.
    Commissioner,
    /// A place.
    Place,
    /// A system.
    System,
}

impl fmt::Display for DataLevel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Practice => "practice",
            Self::Network => "network",
            Self::Commissioner => "commissioner",
            Self::Place => "place",
            Self::System => "system",
        })
    }
}

/// How often a measure has a new value.
///
/// # Examples
///
/// ```
/// use pcn::plan::Frequency;
///
/// let often: Frequency = serde_json::from_str(r#""quarterly""#)?;
/// assert_eq!(often, Frequency::Quarterly);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Frequency {
    /// Every month.
    Monthly,
    /// Every quarter.
    Quarterly,
    /// Every year.
    Annual,
}

impl fmt::Display for Frequency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Monthly => "monthly",
            Self::Quarterly => "quarterly",
            Self::Annual => "annual",
        })
    }
}

/// Whether it is settled what is measured.
///
/// # Format
///
/// On the wire `"confirmed"`, or `{"to_be_confirmed": {"by": "2021-09-30"}}` with or without a day.
///
/// # Examples
///
/// ```
/// use pcn::plan::MeasureStatus;
///
/// let open: MeasureStatus = serde_json::from_str(r#"{"to_be_confirmed": {}}"#)?;
/// assert_eq!(open, MeasureStatus::ToBeConfirmed { by: None });
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum MeasureStatus {
    /// It is.
    #[default]
    Confirmed,
    /// It is not yet.
    ToBeConfirmed {
        /// The day by which it is to be settled, if one is set.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[serde(deserialize_with = "crate::calendar::iso")]
        by: Option<NaiveDate>,
    },
}

/// A value of a measure.
///
/// # Format
///
/// On the wire `{"percent": "75"}`, `{"wte": "12.5"}` or `{"count": 40}`.
///
/// # Examples
///
/// ```
/// use pcn::plan::Amount;
///
/// let share: Amount = serde_json::from_str(r#"{"percent": "75"}"#)?;
/// assert_eq!(share.partial_cmp(&Amount::Count(75)), None);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Amount {
    /// A percentage.
    Percent(Percent),
    /// Whole-time equivalents of staff.
    Wte(Wte),
    /// A number of something.
    Count(u64),
}

impl PartialOrd for Amount {
    /// Amounts of two kinds have no order.
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        match (self, other) {
            (Self::Percent(one), Self::Percent(two)) => one.partial_cmp(two),
            (Self::Wte(one), Self::Wte(two)) => one.partial_cmp(two),
            (Self::Count(one), Self::Count(two)) => one.partial_cmp(two),
            _ => None,
        }
    }
}

impl fmt::Display for Amount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Percent(value) => value.fmt(f),
            Self::Wte(value) => value.fmt(f),
            Self::Count(value) => value.fmt(f),
        }
    }
}

/// What a measure is to reach.
///
/// # Examples
///
/// ```
/// use pcn::plan::Target;
///
/// let target: Target = serde_json::from_str(
///     r#"{"direction": "at_least", "amount": {"percent": "75"}, "by": "2022-03-31"}"#,
/// )?;
/// assert_eq!(target.to_string(), "at least 75% by 2022-03-31");
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Target {
    /// Whether more or less is wanted.
    pub direction: Direction,
    /// The amount.
    pub amount: Amount,
    /// The day by which it is to be reached, if one is set.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[serde(deserialize_with = "crate::calendar::iso")]
    pub by: Option<NaiveDate>,
}

/// Whether a target is a floor or a ceiling.
///
/// # Examples
///
/// ```
/// use pcn::plan::{Amount, Direction, Target};
///
/// // Fewer is better: admissions, for example.
/// let ceiling = Target { direction: Direction::AtMost, amount: Amount::Count(40), by: None };
/// assert_eq!(ceiling.to_string(), "at most 40");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    /// At least the amount.
    AtLeast,
    /// At most the amount.
    AtMost,
}

impl fmt::Display for Target {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let direction = match self.direction {
            Direction::AtLeast => "at least",
            Direction::AtMost => "at most",
        };
        write!(f, "{direction} {}", self.amount)?;
        self.by.map_or(Ok(()), |by| write!(f, " by {by}"))
    }
}

/// A value on a day.
///
/// # Examples
///
/// ```
/// use pcn::plan::{Amount, DatedAmount};
///
/// let value: DatedAmount =
///     serde_json::from_str(r#"{"on": "2021-06-30", "amount": {"wte": "12.5"}}"#)?;
/// assert!(matches!(value.amount, Amount::Wte(_)));
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct DatedAmount {
    /// The day.
    #[serde(deserialize_with = "crate::calendar::iso")]
    pub on: NaiveDate,
    /// The value.
    pub amount: Amount,
}

/// Whether a measure has reached its target.
///
/// # Examples
///
/// ```
/// use pcn::{
///     calendar::day,
///     plan::{Aim, Amount, DatedAmount, Direction, Measure, Reached, Target},
/// };
///
/// let mut measure = Measure::new(Aim::Workforce, 1, "pharmacists in post");
/// let amount = Amount::Count(6);
/// measure.target = Some(Target { direction: Direction::AtLeast, amount, by: None });
/// assert_eq!(measure.reached(day(2022, 4, 1)), Reached::Unknown, "there is no value yet");
///
/// measure.values.push(DatedAmount { on: day(2022, 3, 31), amount: Amount::Count(5) });
/// assert_eq!(measure.reached(day(2022, 4, 1)), Reached::No(Amount::Count(5)));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reached {
    /// It has, with this value.
    Yes(Amount),
    /// It has not, with this value.
    No(Amount),
    /// There is no target, or no value by that day, or the two are of different kinds.
    Unknown,
}

/// How a plan tells whether it works.
///
/// # Examples
///
/// ```
/// use pcn::{calendar::day, plan::{Amount, Measure, Reached}};
///
/// let measure: Measure = serde_json::from_str(r#"{
///     "aim": "health", "number": 1, "text": "health checks for people with a learning disability",
///     "data_level": "network", "frequency": "quarterly",
///     "target": {"direction": "at_least", "amount": {"percent": "75"}},
///     "values": [{"on": "2021-06-30", "amount": {"percent": "41.5"}},
///                {"on": "2022-03-31", "amount": {"percent": "76"}}]
/// }"#)?;
/// assert!(matches!(measure.reached(day(2021, 12, 31)), Reached::No(_)));
/// assert!(matches!(measure.reached(day(2022, 4, 30)), Reached::Yes(_)));
/// assert_eq!(measure.reached(day(2021, 1, 1)), Reached::Unknown);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Measure {
    /// Under which aim it stands.
    pub aim: Aim,
    /// Its number under the aim.
    pub number: u8,
    /// What is measured.
    pub text: Cow<'static, str>,
    /// Whether that is settled.
    #[serde(default)]
    pub status: MeasureStatus,
    /// For what the data is collected; `None` if the source does not say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub data_level: Option<DataLevel>,
    /// How often there is a new value; `None` if the source does not say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub frequency: Option<Frequency>,
    /// Who answers for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owner: Option<Owner>,
    /// What it is to reach.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub target: Option<Target>,
    /// Its values over time.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub values: Vec<DatedAmount>,
    /// What it serves outside the plan.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub serves: BTreeSet<Link>,
}

impl Measure {
    /// A confirmed measure of which nothing more is known.
    #[must_use]
    pub fn new(aim: Aim, number: u8, text: impl Into<Cow<'static, str>>) -> Self {
        Self {
            aim,
            number,
            text: text.into(),
            status: MeasureStatus::Confirmed,
            data_level: None,
            frequency: None,
            owner: None,
            target: None,
            values: Vec::new(),
            serves: BTreeSet::new(),
        }
    }

    /// Its value on a day: the last on or before it.
    ///
    /// # Examples
    ///
    /// ```
    /// use pcn::{
    ///     calendar::day,
    ///     plan::{Aim, Amount, DatedAmount, Measure},
    /// };
    ///
    /// let mut measure = Measure::new(Aim::Health, 1, "health checks");
    /// measure.values = vec![
    ///     DatedAmount { on: day(2021, 6, 30), amount: Amount::Count(41) },
    ///     DatedAmount { on: day(2022, 3, 31), amount: Amount::Count(76) },
    /// ];
    /// let held = measure.value_on(day(2021, 12, 31)).map(|value| value.amount);
    /// assert_eq!(held, Some(Amount::Count(41)));
    /// ```
    #[must_use]
    pub fn value_on(&self, on: NaiveDate) -> Option<DatedAmount> {
        self.values.iter().filter(|value| value.on <= on).max_by_key(|value| value.on).copied()
    }

    /// Whether its value on a day reaches the target.
    #[must_use]
    pub fn reached(&self, on: NaiveDate) -> Reached {
        let (Some(target), Some(value)) = (self.target, self.value_on(on)) else {
            return Reached::Unknown;
        };
        let wanted = match target.direction {
            Direction::AtLeast => Ordering::Less,
            Direction::AtMost => Ordering::Greater,
        };
        match value.amount.partial_cmp(&target.amount) {
            Some(order) if order == wanted => Reached::No(value.amount),
            Some(_) => Reached::Yes(value.amount),
            None => Reached::Unknown,
        }
    }
}
