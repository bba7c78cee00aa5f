//! The service specifications: when each commenced, on a day and as known on a day, what it asks,
//! and the hours of access that a network owes.
//!
//! | ask | with |
//! |---|---|
//! | what a service was on a day | [`status`], [`status_as_known`] |
//! | its whole story, with citations | [`timeline`] |
//! | where sources disagree | [`disagreements`] |
//! | what was in force in a year | [`in_force_in`] |
//! | what a network newly owes | [`newly_owed`] over a year's [`Terms`], or [`des::newly_owed`](crate::des::newly_owed) over all |
//! | the hours of access owed | [`AccessTerms::weekly_minutes`] |
//! | whether a timetable meets them | [`AccessTerms::check`] |
//!
//! ```
//! use pcn::{
//!     calendar::{ContractYear, day},
//!     service::{Service, Start, Status, status},
//! };
//!
//! let planned = Start::Year(ContractYear::Y2020_21);
//! assert_eq!(
//!     status(Service::AnticipatoryCare, day(2020, 1, 1)),
//!     Status::Planned { commences: planned },
//! );
//! assert!(matches!(
//!     status(Service::AnticipatoryCare, day(2021, 7, 1)),
//!     Status::Postponed { planned: Some(first), .. } if first == planned
//! ));
//! assert!(matches!(
//!     status(Service::AnticipatoryCare, day(2024, 7, 1)),
//!     Status::NeverCommenced { .. }
//! ));
//! ```

mod access;
mod care_homes;
mod history;
mod hours;
mod name;
mod requirement;
mod rule;
pub(crate) mod sources;
mod timeline;
mod timetable;

use std::borrow::Cow;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

pub use access::{AccessError, AccessTerms, Lists, Required, Rounding, WeeklyMinutes};
pub use care_homes::{CareElement, FrameworkVersion};
pub use hours::{DailyWindow, DayOfWeek, StandardHours, TimeOfDay, TimeOfDayError};
pub use name::{KeyFunction, Service, UnknownService};
pub use requirement::{NewlyOwed, Requirement, Turn, newly_owed};
pub(crate) use rule::RULES;
pub use timeline::{Announced, Change, Disagreement, Revision, Start, Status, Timeline};
pub use timetable::{AccessCheck, Slot, Timetable, Uncovered};

use crate::{
    calendar::{ContractYear, Period, day},
    citation::Source,
    series::{Catalogue, Entry, Figures},
};

/// The first day that the stories of the services were not checked for: the end of the last
/// contract year that this release holds.
pub const CHECKED_UNTIL: NaiveDate = day(2027, 4, 1);

/// What a contract year says of services and access hours.
///
/// # Meaning
///
/// `services` are the services that the year's contract asks for, each with the days of the year
/// on which it is in force. `requirements` are those that this year's contract first states or
/// restates; one may last into later years. Plans and announcements that cross years are in the
/// service's [`Timeline`].
///
/// # Examples
///
/// ```
/// use pcn::{calendar::ContractYear, des, service::Service};
///
/// let year = des::year(ContractYear::Y2019_20).ok_or("not held")?;
/// let services: Vec<_> = year.service.services().collect();
/// assert_eq!(services, [Service::ExtendedHours]);
/// # Ok::<(), &str>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "ServiceTerms"))]
#[serde(deny_unknown_fields)]
pub struct Terms {
    /// The services in force in the year, with their days.
    pub in_force: Cow<'static, [Entry<Service>]>,
    /// What the year's contract first states.
    #[serde(default = "no_requirements", skip_serializing_if = "<[_]>::is_empty")]
    pub requirements: Cow<'static, [Requirement]>,
    /// What sources say of the year as a whole.
    #[serde(default = "no_remarks", skip_serializing_if = "<[_]>::is_empty")]
    pub remarks: Cow<'static, [Remark]>,
    /// The hours of access.
    pub access: AccessTerms,
}

/// What a source says of the services of a year as a whole.
///
/// # Examples
///
/// ```
/// use pcn::{calendar::ContractYear, des};
///
/// let year = des::year(ContractYear::Y2023_24).ok_or("not held")?;
/// assert!(year.service.remarks.iter().any(|one| one.says.contains("no requirement was added")));
/// # Ok::<(), &str>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Remark {
    /// What it says, in our words.
    pub says: Cow<'static, str>,
    /// Where it stands.
    pub source: Source,
}

impl Remark {
    /// A remark, for constants.
    #[must_use]
    pub const fn constant(says: &'static str, source: Source) -> Self {
        Self { says: Cow::Borrowed(says), source }
    }
}

fn no_requirements() -> Cow<'static, [Requirement]> {
    Cow::Borrowed(&[])
}

fn no_remarks() -> Cow<'static, [Remark]> {
    Cow::Borrowed(&[])
}

impl Terms {
    /// The services in force on some day of the year.
    pub fn services(&self) -> impl Iterator<Item = Service> {
        self.in_force.iter().filter_map(|entry| entry.figure.value().copied())
    }

    /// The services in force on a day.
    ///
    /// # Examples
    ///
    /// ```
    /// use pcn::{
    ///     calendar::{ContractYear, day},
    ///     des,
    ///     service::Service,
    /// };
    ///
    /// let terms = &des::year(ContractYear::Y2022_23).ok_or("not held")?.service;
    /// let access = |on| terms.services_on(on).find(|one| one.name().ends_with("access"));
    /// assert_eq!(access(day(2022, 9, 30)), Some(Service::ExtendedHours));
    /// assert_eq!(access(day(2022, 10, 1)), Some(Service::EnhancedAccess));
    /// # Ok::<(), &str>(())
    /// ```
    pub fn services_on(&self, on: NaiveDate) -> impl Iterator<Item = Service> {
        let holds = move |entry: &&Entry<Service>| entry.in_force.contains(on);
        self.in_force.iter().filter(holds).filter_map(|entry| entry.figure.value().copied())
    }
}

impl Catalogue for Terms {
    fn figures(&self, figures: &mut Figures) {
        for entry in self.in_force.iter() {
            let name = entry.figure.value().map_or("service", |service| service.wire_name());
            figures.entry_as(&format!("in_force.{name}"), entry, |_| "in force".to_owned());
        }
        for one in self.requirements.iter() {
            let name = format!("requirement.{}", one.service.wire_name());
            let text = match one.due {
                Some(due) => format!("{} (by {due})", one.asks),
                None => one.asks.clone().into_owned(),
            };
            figures.stated(&name, text, one.in_force, None, &one.source);
        }
        figures.part("access", &self.access);
    }
}

/// The story of a service.
///
/// # Examples
///
/// ```
/// use pcn::{calendar::day, service::{Service, timeline}};
///
/// assert_eq!(timeline(Service::EnhancedAccess).commenced(), Some(day(2022, 10, 1)));
/// ```
#[must_use]
pub fn timeline(service: Service) -> &'static Timeline {
    // INVARIANT: STORIES holds every service once; a test holds it to that.
    history::STORIES.iter().find(|story| story.service() == service).unwrap_or(&NO_STORY)
}

static NO_STORY: Timeline = Timeline {
    service: Service::SingleSpecification,
    revisions: Cow::Borrowed(&[]),
    disagreements: Cow::Borrowed(&[]),
};

/// The stories of all services, the seven of 2019 first.
///
/// # Examples
///
/// ```
/// let never: Vec<_> =
///     pcn::service::timelines().iter().filter(|one| one.commenced().is_none()).collect();
/// assert_eq!(never.len(), 1);
/// ```
#[must_use]
pub fn timelines() -> &'static [Timeline] {
    &history::STORIES
}

/// What a service was on a day.
///
/// # Examples
///
/// ```
/// use pcn::{
///     calendar::{ContractYear, day},
///     service::{Service, Start, Status, status},
/// };
///
/// assert_eq!(
///     status(Service::AnticipatoryCare, day(2020, 1, 1)),
///     Status::Planned { commences: Start::Year(ContractYear::Y2020_21) },
/// );
/// assert!(matches!(status(Service::EnhancedAccess, day(2030, 1, 1)), Status::NotChecked { .. }));
/// ```
#[must_use]
pub fn status(service: Service, on: NaiveDate) -> Status {
    status_as_known(service, on, NaiveDate::MAX)
}

/// What a service was on a day, as known on another day.
///
/// # Examples
///
/// ```
/// use pcn::{
///     calendar::{ContractYear, day},
///     service::{Service, Start, Status, status_as_known},
/// };
///
/// // In January 2020 anticipatory care was expected to be running by July 2021.
/// assert_eq!(
///     status_as_known(Service::AnticipatoryCare, day(2021, 7, 1), day(2020, 1, 1)),
///     Status::Expected { since: Start::Year(ContractYear::Y2020_21) },
/// );
/// ```
#[must_use]
pub fn status_as_known(service: Service, on: NaiveDate, known: NaiveDate) -> Status {
    let status = timeline(service).status_as_known(on, known);
    if status.is_in_force() && on >= CHECKED_UNTIL {
        return Status::NotChecked { from: CHECKED_UNTIL };
    }
    status
}

/// The services in force on some day of a year, with those days. Days from [`CHECKED_UNTIL`] on are
/// left out, of which [`status`] says that they are not checked; so a later year has none.
///
/// # Examples
///
/// ```
/// use pcn::{
///     calendar::{ContractYear, Period, day},
///     service::{Service, in_force_in},
/// };
///
/// let held = in_force_in(ContractYear::Y2022_23);
/// let until_october = Period::constant(day(2022, 4, 1), day(2022, 10, 1));
/// assert!(held.contains(&(Service::ExtendedHours, until_october)));
/// ```
#[must_use]
pub fn in_force_in(year: ContractYear) -> Vec<(Service, Period)> {
    let within = |story: &Timeline| {
        let from = story.commenced()?;
        let until = story.ended().map_or(CHECKED_UNTIL, |(on, _)| on.min(CHECKED_UNTIL));
        let days = Period::try_new(from, Some(until)).ok()?.intersect(year.period())?;
        Some((story.service(), days))
    };
    history::STORIES.iter().filter_map(within).collect()
}

/// Everything on which sources disagree about a service.
///
/// # Examples
///
/// ```
/// use pcn::service::{Service, disagreements};
///
/// let of = |service| disagreements().filter(move |(of, _)| *of == service);
/// assert!(of(Service::AnticipatoryCare).count() > 0);
/// ```
pub fn disagreements() -> impl Iterator<Item = (Service, &'static Disagreement)> {
    history::STORIES
        .iter()
        .flat_map(|story| story.disagreements().iter().map(|one| (story.service(), one)))
}
