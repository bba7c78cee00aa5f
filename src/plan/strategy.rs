use core::fmt;
use std::{borrow::Cow, collections::BTreeSet};

use chrono::{Months, NaiveDate};
use serde::{Deserialize, Serialize};

use super::PlanYears;
use crate::{calendar::ContractYear, citation::Source};

/// When progress on a priority is expected.
///
/// # Format
///
/// On the wire `{"by": "2023/24"}`, `{"within_months": 12}` or `"unknown"`.
///
/// # Examples
///
/// ```
/// use pcn::{calendar::{ContractYear, day}, plan::Due};
///
/// let dated = day(2021, 7, 23);
/// assert_eq!(Due::By(ContractYear::Y2023_24).day(dated), Some(day(2024, 3, 31)));
/// assert_eq!(Due::WithinMonths(12).day(dated), Some(day(2022, 7, 23)));
/// assert_eq!(Due::Unknown.day(dated), None);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Due {
    /// By the end of a contract year.
    By(ContractYear),
    /// Within so many months of the strategy's date.
    WithinMonths(u16),
    /// The source does not say.
    Unknown,
}

impl Due {
    /// The last day, for a strategy of a date.
    #[must_use]
    pub fn day(self, dated: NaiveDate) -> Option<NaiveDate> {
        match self {
            Self::By(year) => Some(year.last_day()),
            Self::WithinMonths(months) => dated.checked_add_months(Months::new(months.into())),
            Self::Unknown => None,
        }
    }
}

impl fmt::Display for Due {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::By(year) => write!(f, "by {year}"),
            Self::WithinMonths(months) => write!(f, "within {months} months"),
            Self::Unknown => f.write_str("unknown"),
        }
    }
}

/// What a strategy puts first, and how one will see that it moves.
///
/// # Examples
///
/// ```
/// use pcn::plan::{Due, Priority};
///
/// let priority: Priority = serde_json::from_str(
///     r#"{"text": "digital access", "expected": "every practice", "due": {"within_months": 12}}"#,
/// )?;
/// assert_eq!(priority.due, Due::WithinMonths(12));
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Priority {
    /// What is to be done.
    pub text: Cow<'static, str>,
    /// The progress that is expected.
    pub expected: Cow<'static, str>,
    /// When.
    pub due: Due,
}

/// Priorities on one subject.
///
/// # Examples
///
/// ```
/// use pcn::plan::mid_and_south_essex_2021;
///
/// let strategy = mid_and_south_essex_2021();
/// let sizes: usize = strategy.groups.iter().map(|group| group.priorities.len()).sum();
/// assert_eq!(sizes, strategy.priorities().count());
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct PriorityGroup {
    /// Its title.
    pub title: Cow<'static, str>,
    /// Its priorities, in order.
    pub priorities: Vec<Priority>,
}

/// A strategy for primary care: whose, for which years, what it supersedes, and its priorities.
///
/// # Examples
///
/// ```
/// use pcn::plan::{self, Due};
///
/// let refresh = plan::mid_and_south_essex_2021();
/// assert_eq!(refresh.supersedes, [plan::mid_and_south_essex_2018().title]);
/// let short: Vec<_> = refresh.priorities().filter(|(_, p)| p.due == Due::WithinMonths(12)).collect();
/// assert_eq!(short[0].0, "3.1");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Strategy {
    /// Its title.
    pub title: Cow<'static, str>,
    /// The place or system.
    pub place: Cow<'static, str>,
    /// The years that it covers.
    pub years: PlanYears,
    /// The day of the document: durations count from it. `None` if only the year is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[serde(deserialize_with = "crate::calendar::iso")]
    pub dated: Option<NaiveDate>,
    /// The titles of the strategies that it supersedes.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub supersedes: Vec<Cow<'static, str>>,
    /// Its aims, where the document names them apart from priorities.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub aims: Vec<Cow<'static, str>>,
    /// Its priorities, by subject.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub groups: Vec<PriorityGroup>,
    /// Where it stands, and how sure that is.
    pub source: Source,
    /// What a reader should know of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<Cow<'static, str>>,
}

impl Strategy {
    /// Its priorities with their numbers, for example `3.1`.
    pub fn priorities(&self) -> impl Iterator<Item = (String, &Priority)> {
        self.groups.iter().enumerate().flat_map(|(group, held)| {
            held.priorities.iter().enumerate().map(move |(at, priority)| {
                (format!("{}.{}", group.saturating_add(1), at.saturating_add(1)), priority)
            })
        })
    }

    /// The last day for a priority, as far as the strategy says.
    ///
    /// # Examples
    ///
    /// ```
    /// use pcn::{calendar::{ContractYear, day}, plan::{Due, Priority, mid_and_south_essex_2018, mid_and_south_essex_2021}};
    ///
    /// let (old, new) = (mid_and_south_essex_2018(), mid_and_south_essex_2021());
    /// let priority = Priority {
    ///     text: "digital access".into(),
    ///     expected: "every practice".into(),
    ///     due: Due::By(ContractYear::Y2023_24),
    /// };
    /// assert_eq!(new.due_day(&priority), Some(day(2024, 3, 31)));
    /// assert_eq!(old.successor(std::slice::from_ref(&new)).map(|next| &next.title), Some(&new.title));
    /// ```
    #[must_use]
    pub fn due_day(&self, priority: &Priority) -> Option<NaiveDate> {
        match priority.due {
            // A year stands by itself; a duration needs the strategy's date.
            Due::By(year) => Some(year.last_day()),
            due => due.day(self.dated?),
        }
    }

    /// The first of the given strategies that supersedes this one.
    #[must_use]
    pub fn successor<'a>(&self, strategies: &'a [Self]) -> Option<&'a Self> {
        strategies.iter().find(|other| other.supersedes.contains(&self.title))
    }
}

/// The strategies that cover a year and that no other of them, covering it too, supersedes.
///
/// # Examples
///
/// ```
/// use pcn::{calendar::ContractYear, plan};
///
/// let both = [plan::mid_and_south_essex_2018(), plan::mid_and_south_essex_2021()];
/// assert_eq!(plan::current(&both, ContractYear::Y2020_21)[0].title, both[0].title);
/// assert_eq!(plan::current(&both, ContractYear::Y2021_22)[0].title, both[1].title);
/// ```
#[must_use]
pub fn current(strategies: &[Strategy], year: ContractYear) -> Vec<&Strategy> {
    let covers = |strategy: &&Strategy| strategy.years.contains(year);
    let superseded = superseded(strategies.iter().filter(covers));
    (strategies.iter().filter(covers))
        .filter(|strategy| !superseded.contains(&*strategy.title))
        .collect()
}

/// The titles that some strategy supersedes.
pub(super) fn superseded<'a>(strategies: impl Iterator<Item = &'a Strategy>) -> BTreeSet<&'a str> {
    strategies.flat_map(|one| one.supersedes.iter().map(|title| &**title)).collect()
}
