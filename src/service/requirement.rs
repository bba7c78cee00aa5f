use core::fmt;
use std::borrow::Cow;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{KeyFunction, Service};
use crate::{calendar::Period, citation::Source};

/// Something that a service asks of a network.
///
/// # Meaning
///
/// A duty that lasts has no `due` day and is owed throughout `in_force`. A task, such as a plan,
/// is owed from the first day of `in_force` and must be done by the `due` day.
///
/// # Examples
///
/// ```
/// use pcn::{calendar::ContractYear, des, service::Service};
///
/// let year = des::year(ContractYear::Y2020_21).ok_or("not held")?;
/// let homes = year.service.requirements.iter().filter(|one| {
///     one.service == Service::EnhancedHealthInCareHomes
/// });
/// assert!(homes.count() >= 4);
/// # Ok::<(), &str>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Requirement {
    /// The service that asks it.
    pub service: Service,
    /// The key function under which it stands, in the single specification.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub function: Option<KeyFunction>,
    /// What it asks, in our words.
    pub asks: Cow<'static, str>,
    /// When it is owed. It may last beyond the year that first states it.
    pub in_force: Period,
    /// The day by which a task must be done.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[serde(deserialize_with = "crate::calendar::iso")]
    pub due: Option<NaiveDate>,
    /// Where it stands.
    pub source: Source,
}

impl Requirement {
    /// A lasting duty, for constants.
    #[must_use]
    pub const fn constant(
        service: Service,
        asks: &'static str,
        in_force: Period,
        source: Source,
    ) -> Self {
        Self { service, function: None, asks: Cow::Borrowed(asks), in_force, due: None, source }
    }

    /// Sets the day by which it must be done.
    ///
    /// # Examples
    ///
    /// ```
    /// use pcn::{
    ///     calendar::{ContractYear, day},
    ///     citation::{Citation, Evidence, Source},
    ///     service::{KeyFunction, Requirement, Service},
    /// };
    ///
    /// const OURS: Source = Source::constant(Citation::constant("our scheme"), Evidence::Secondary);
    /// let plan = Requirement::constant(
    ///     Service::SingleSpecification,
    ///     "a plan agreed with partners",
    ///     ContractYear::Y2026_27.period(),
    ///     OURS,
    /// )
    /// .due(day(2026, 9, 30))
    /// .function(KeyFunction::Collaborate);
    /// assert_eq!(
    ///     plan.to_string(),
    ///     "single service specification: a plan agreed with partners (by 2026-09-30)",
    /// );
    /// ```
    #[must_use]
    pub const fn due(mut self, date: NaiveDate) -> Self {
        self.due = Some(date);
        self
    }

    /// Sets the key function.
    #[must_use]
    pub const fn function(mut self, function: KeyFunction) -> Self {
        self.function = Some(function);
        self
    }
}

impl fmt::Display for Requirement {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.service, self.asks)?;
        self.due.map_or(Ok(()), |due| write!(f, " (by {due})"))
    }
}

/// Why a requirement is new to a network between two days.
///
/// # Examples
///
/// ```
/// use pcn::{calendar::{Period, day}, des, service::Turn};
///
/// let april = Period::constant(day(2021, 4, 1), day(2021, 5, 1));
/// let begins = des::newly_owed(april).into_iter().filter(|one| one.turn == Turn::Begins);
/// assert!(begins.into_iter().all(|one| april.contains(one.requirement.in_force.from())));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Turn {
    /// It begins to be owed.
    Begins,
    /// The day by which it must be done comes.
    FallsDue,
}

/// A requirement that begins or falls due, and on which day. See
/// [`newly_owed`](super::newly_owed).
///
/// # Examples
///
/// ```
/// use pcn::{calendar::{Period, day}, des, service::Service};
///
/// let autumn = Period::constant(day(2021, 9, 1), day(2021, 11, 1));
/// let owed = des::newly_owed(autumn);
/// assert!(owed.iter().any(|one| {
///     one.on == day(2021, 10, 1)
///         && one.requirement.service == Service::CvdPreventionAndDiagnosis
/// }));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct NewlyOwed<'a> {
    /// The day.
    pub on: NaiveDate,
    /// Whether it begins or falls due.
    pub turn: Turn,
    /// The requirement.
    pub requirement: &'a Requirement,
}

/// What begins or falls due within a period, in order of days.
///
/// # Examples
///
/// ```
/// use pcn::{
///     calendar::{ContractYear, Period, day},
///     des,
///     service::newly_owed,
/// };
///
/// // Of one year's terms, which may be made up; `des::newly_owed` asks over all years held.
/// let terms = &des::year(ContractYear::Y2020_21).ok_or("not held")?.service;
/// let october = Period::constant(day(2020, 10, 1), day(2020, 11, 1));
/// let owed = newly_owed(terms.requirements.iter(), october);
/// assert!(owed.iter().all(|one| october.contains(one.on)) && !owed.is_empty());
/// # Ok::<(), &str>(())
/// ```
pub fn newly_owed<'a>(
    requirements: impl IntoIterator<Item = &'a Requirement>,
    within: Period,
) -> Vec<NewlyOwed<'a>> {
    let mut owed: Vec<NewlyOwed<'a>> = Vec::new();
    for requirement in requirements {
        let begins = requirement.in_force.from();
        if within.contains(begins) {
            owed.push(NewlyOwed { on: begins, turn: Turn::Begins, requirement });
        }
        if let Some(due) = requirement.due.filter(|due| within.contains(*due) && *due != begins) {
            owed.push(NewlyOwed { on: due, turn: Turn::FallsDue, requirement });
        }
    }
    owed.sort_by_key(|one| (one.on, one.turn, one.requirement.service));
    owed
}
