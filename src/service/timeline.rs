use core::fmt;
use std::borrow::Cow;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::Service;
use crate::{calendar::ContractYear, citation::Source, series::Reading};

/// When a service is to commence: a contract year, or a day.
///
/// # Examples
///
/// ```
/// use pcn::{calendar::{ContractYear, day}, service::Start};
///
/// assert_eq!(Start::Year(ContractYear::Y2020_21).first_day(), day(2020, 4, 1));
/// assert_eq!(Start::Day(day(2021, 10, 1)).year(), Some(ContractYear::Y2021_22));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Start {
    /// Some day of a contract year.
    Year(ContractYear),
    /// A day.
    #[serde(deserialize_with = "crate::calendar::iso")]
    Day(NaiveDate),
}

impl Start {
    /// The day, or the first day of the year.
    #[must_use]
    pub const fn first_day(self) -> NaiveDate {
        match self {
            Self::Year(year) => year.first_day(),
            Self::Day(date) => date,
        }
    }

    /// The contract year.
    #[must_use]
    pub fn year(self) -> Option<ContractYear> {
        match self {
            Self::Year(year) => Some(year),
            Self::Day(date) => ContractYear::containing(date),
        }
    }
}

impl fmt::Display for Start {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Year(year) => write!(f, "{year}"),
            Self::Day(date) => write!(f, "{date}"),
        }
    }
}

/// When something was announced: the last day on which it can have been. A source that gives only
/// a month, or only that it had been said by then, leaves `exact` false.
///
/// # Examples
///
/// ```
/// use pcn::{calendar::day, service::Announced};
///
/// assert_eq!(Announced::by(day(2020, 2, 29)).to_string(), "by 2020-02-29");
/// assert_eq!(Announced::on(day(2020, 3, 19)).to_string(), "2020-03-19");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Announced {
    /// The day, or the last possible day.
    #[serde(deserialize_with = "crate::calendar::iso")]
    pub date: NaiveDate,
    /// Whether a source gives the day itself.
    pub exact: bool,
}

impl Announced {
    /// On a day that a source gives.
    #[must_use]
    pub const fn on(date: NaiveDate) -> Self {
        Self { date, exact: true }
    }

    /// On a day or before it.
    #[must_use]
    pub const fn by(date: NaiveDate) -> Self {
        Self { date, exact: false }
    }
}

impl fmt::Display for Announced {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", if self.exact { "" } else { "by " }, self.date)
    }
}

/// What an announcement changes.
///
/// # Examples
///
/// ```
/// use pcn::service::{Change, Service, timeline};
///
/// let story = timeline(Service::ExtendedHours);
/// let ends = story.revisions().iter().find_map(|revision| match revision.change {
///     Change::Ends { on, into } => Some((on, into)),
///     _ => None,
/// });
/// assert_eq!(ends, story.ended());
/// assert_eq!(ends.and_then(|(_, into)| into), Some(Service::EnhancedAccess));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Change {
    /// The first plan.
    Planned(Start),
    /// Another start; `None` where it is put back without a date.
    Postponed(Option<Start>),
    /// What is asked, not when it starts.
    Amended,
    /// It commenced on this day.
    #[serde(deserialize_with = "crate::calendar::iso")]
    Commenced(NaiveDate),
    /// It ends: this is the first day on which it is no longer its own service.
    Ends {
        /// The first day without it.
        #[serde(deserialize_with = "crate::calendar::iso")]
        on: NaiveDate,
        /// What it became part of, or what followed it.
        into: Option<Service>,
    },
    /// Networks will not lead it, before it ever commenced.
    GivenUp {
        /// What came instead.
        successor: Option<Service>,
    },
}

/// One announcement about a service.
///
/// # Examples
///
/// ```
/// use pcn::service::{Service, timeline};
///
/// let first = &timeline(Service::AnticipatoryCare).revisions()[0];
/// assert!(!first.announced.exact, "the source gives January 2019, not the day");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Revision {
    /// When it was announced.
    pub announced: Announced,
    /// What it changes.
    pub change: Change,
    /// What it said, in our words.
    pub says: Cow<'static, str>,
    /// Where it stands.
    pub source: Source,
}

/// Something on which sources disagree about a service, with the reading that this crate uses.
///
/// # Examples
///
/// ```
/// use pcn::service::disagreements;
///
/// for (service, disagreement) in disagreements() {
///     assert!(!disagreement.readings.is_empty(), "{service}: {}", disagreement.about);
/// }
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Disagreement {
    /// What they disagree on.
    pub about: Cow<'static, str>,
    /// The reading used, and why.
    pub used: Cow<'static, str>,
    /// Where the reading used stands.
    pub source: Source,
    /// What the others say.
    pub readings: Cow<'static, [Reading<Cow<'static, str>>]>,
}

/// The story of a service: every announcement about it, in order, and what sources disagree on.
///
/// # Meaning
///
/// Announcements cross contract years: a letter of March 2020 moves a service of 2020/21, a letter
/// of March 2022 one of 2023/24. So the story is kept whole, beside the service, and not cut up
/// over the years; a test holds the years' own lists of services against it.
///
/// # Examples
///
/// ```
/// use pcn::{calendar::ContractYear, service::{Service, timeline}};
///
/// let story = timeline(Service::AnticipatoryCare);
/// assert_eq!(story.planned().and_then(|start| start.year()), Some(ContractYear::Y2020_21));
/// assert_eq!(story.commenced(), None);
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Timeline {
    pub(super) service: Service,
    pub(super) revisions: Cow<'static, [Revision]>,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    pub(super) disagreements: Cow<'static, [Disagreement]>,
}

/// What a service was on a day.
///
/// # Format
///
/// On the wire `{"status": "in_force", "since": "2020-10-01"}`.
///
/// # Examples
///
/// ```
/// use pcn::{calendar::day, service::{Service, Status, status}};
///
/// assert_eq!(
///     status(Service::StructuredMedicationReview, day(2021, 7, 1)),
///     Status::InForce { since: day(2020, 10, 1) },
/// );
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "status", rename_all = "snake_case", deny_unknown_fields)]
pub enum Status {
    /// Nothing had been announced.
    NotAnnounced,
    /// It was planned, and the first plan stood.
    Planned {
        /// When it was to commence.
        commences: Start,
    },
    /// It was put back, or its planned time came and it had not commenced.
    Postponed {
        /// The first plan, if there was one.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        planned: Option<Start>,
        /// The new start, if one was given and has not passed.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        commences: Option<Start>,
    },
    /// By the plan known then it would be in force. The day asked about lies after the day as of
    /// which the question is asked.
    Expected {
        /// When it was to commence.
        since: Start,
    },
    /// Networks had to deliver it.
    InForce {
        /// The day on which it commenced.
        #[serde(deserialize_with = "crate::calendar::iso")]
        since: NaiveDate,
    },
    /// It had ended as a service of its own.
    Ended {
        /// The first day without it.
        #[serde(deserialize_with = "crate::calendar::iso")]
        on: NaiveDate,
        /// What it became part of, or what followed it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        into: Option<Service>,
    },
    /// It had been given up before it ever commenced as a service of networks.
    NeverCommenced {
        /// The day on which that was announced.
        #[serde(deserialize_with = "crate::calendar::iso")]
        given_up: NaiveDate,
        /// What came instead.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        successor: Option<Service>,
    },
    /// The day lies beyond what was checked; nobody has looked.
    NotChecked {
        /// The first day that was not checked.
        #[serde(deserialize_with = "crate::calendar::iso")]
        from: NaiveDate,
    },
}

impl Status {
    /// The name of the status on the wire.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::NotAnnounced => "not_announced",
            Self::Planned { .. } => "planned",
            Self::Postponed { .. } => "postponed",
            Self::Expected { .. } => "expected",
            Self::InForce { .. } => "in_force",
            Self::Ended { .. } => "ended",
            Self::NeverCommenced { .. } => "never_commenced",
            Self::NotChecked { .. } => "not_checked",
        }
    }

    /// Whether networks had to deliver it.
    ///
    /// # Examples
    ///
    /// ```
    /// use pcn::{calendar::day, service::{Service, status}};
    ///
    /// let running = status(Service::EnhancedAccess, day(2023, 1, 1));
    /// assert!(running.is_in_force());
    /// assert_eq!(running.name(), "in_force");
    /// assert_eq!(running.to_string(), "in force since 2022-10-01");
    /// ```
    #[must_use]
    pub const fn is_in_force(self) -> bool {
        matches!(self, Self::InForce { .. })
    }
}

impl fmt::Display for Status {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotAnnounced => f.write_str("not announced"),
            Self::Planned { commences } => write!(f, "planned for {commences}"),
            Self::Postponed { planned, commences } => {
                f.write_str("postponed")?;
                if let Some(planned) = planned {
                    write!(f, " from {planned}")?;
                }
                match commences {
                    Some(start) => write!(f, " to {start}"),
                    None => f.write_str(" without a date"),
                }
            }
            Self::Expected { since } => write!(f, "expected since {since} by the plan known then"),
            Self::InForce { since } => write!(f, "in force since {since}"),
            Self::Ended { on, into } => {
                write!(f, "ended on {on}")?;
                into.map_or(Ok(()), |service| write!(f, ", now {service}"))
            }
            Self::NeverCommenced { given_up, successor } => {
                write!(f, "never commenced, given up on {given_up}")?;
                successor.map_or(Ok(()), |service| write!(f, ", followed by {service}"))
            }
            Self::NotChecked { from } => write!(f, "not checked from {from} on"),
        }
    }
}

impl Timeline {
    /// The service.
    #[must_use]
    pub const fn service(&self) -> Service {
        self.service
    }

    /// Every announcement, in order.
    #[must_use]
    pub fn revisions(&self) -> &[Revision] {
        &self.revisions
    }

    /// What sources disagree on.
    #[must_use]
    pub fn disagreements(&self) -> &[Disagreement] {
        &self.disagreements
    }

    /// The first planned start.
    #[must_use]
    pub fn planned(&self) -> Option<Start> {
        self.revisions.iter().find_map(|revision| match revision.change {
            Change::Planned(start) => Some(start),
            _ => None,
        })
    }

    /// The day on which it commenced, or `None` if it never did.
    #[must_use]
    pub fn commenced(&self) -> Option<NaiveDate> {
        self.revisions.iter().find_map(|revision| match revision.change {
            Change::Commenced(date) => Some(date),
            _ => None,
        })
    }

    /// The first day without it, and what it became part of.
    #[must_use]
    pub fn ended(&self) -> Option<(NaiveDate, Option<Service>)> {
        self.revisions.iter().find_map(|revision| match revision.change {
            Change::Ends { on, into } => Some((on, into)),
            _ => None,
        })
    }

    /// What the service was on a day, as known on another day.
    ///
    /// # Meaning
    ///
    /// Plans are read as they stood on the day asked about, so a later letter does not rewrite what
    /// an earlier year expected. Where the day lies after `known`, only what had been announced by
    /// `known` counts.
    ///
    /// # Examples
    ///
    /// ```
    /// use pcn::{calendar::day, service::{Service, timeline}};
    ///
    /// let story = timeline(Service::AnticipatoryCare);
    /// let status = |known| story.status_as_known(day(2021, 7, 1), known).name();
    /// assert_eq!((status(day(2020, 1, 1)), status(day(2021, 7, 1))), ("expected", "postponed"));
    /// ```
    #[must_use]
    pub fn status_as_known(&self, on: NaiveDate, known: NaiveDate) -> Status {
        let horizon = on.min(known);
        let mut planned: Option<Start> = None;
        let mut start: Option<Start> = None;
        let mut moved = false;
        let mut commenced: Option<NaiveDate> = None;
        let mut ends: Option<(NaiveDate, Option<Service>)> = None;
        let mut given_up: Option<(NaiveDate, Option<Service>)> = None;
        let mut any = false;
        for revision in self.revisions.iter().filter(|one| one.announced.date <= horizon) {
            any = true;
            match revision.change {
                Change::Planned(first) => {
                    planned = planned.or(Some(first));
                    start = Some(first);
                }
                Change::Postponed(next) => {
                    moved = true;
                    start = next;
                }
                Change::Amended => {}
                Change::Commenced(date) => commenced = Some(date),
                Change::Ends { on, into } => ends = Some((on, into)),
                Change::GivenUp { successor } => {
                    given_up = Some((revision.announced.date, successor));
                }
            }
        }
        if !any {
            return Status::NotAnnounced;
        }
        if let Some((date, successor)) = given_up {
            return Status::NeverCommenced { given_up: date, successor };
        }
        match (ends, commenced) {
            (Some((end, into)), _) if end <= on => return Status::Ended { on: end, into },
            (_, Some(since)) if since <= on => return Status::InForce { since },
            _ => {}
        }
        // By the plan alone: what is past and has not commenced has lapsed; what lies between the
        // day of asking and the day asked about is expected.
        match start {
            Some(start) if on < start.first_day() && !moved => Status::Planned { commences: start },
            Some(start) if on < start.first_day() => {
                Status::Postponed { planned, commences: Some(start) }
            }
            Some(start) if known < start.first_day() => Status::Expected { since: start },
            _ => Status::Postponed { planned, commences: None },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        calendar::day,
        citation::{Citation, Evidence},
    };

    const SOURCE: Source = Source::constant(Citation::constant("a letter"), Evidence::Official);

    fn story(changes: &[(NaiveDate, Change)]) -> Timeline {
        let revision = |(date, change): &(NaiveDate, Change)| Revision {
            announced: Announced::on(*date),
            change: *change,
            says: "so it was".into(),
            source: SOURCE,
        };
        Timeline {
            service: Service::AnticipatoryCare,
            revisions: changes.iter().map(revision).collect(),
            disagreements: Cow::Borrowed(&[]),
        }
    }

    #[test]
    fn a_plan_alone_is_planned_then_expected_and_lapses_on_its_day() {
        let start = Start::Day(day(2020, 4, 1));
        let story = story(&[(day(2020, 1, 1), Change::Planned(start))]);
        let lapsed = Status::Postponed { planned: Some(start), commences: None };
        for (on, known, expected) in [
            (day(2019, 12, 31), day(2020, 5, 1), Status::NotAnnounced),
            (day(2020, 3, 31), day(2020, 3, 31), Status::Planned { commences: start }),
            (day(2020, 4, 1), day(2020, 3, 31), Status::Expected { since: start }),
            (day(2020, 4, 1), day(2020, 4, 1), lapsed),
            (day(2020, 5, 1), day(2020, 5, 1), lapsed),
        ] {
            assert_eq!(story.status_as_known(on, known), expected, "{on} {known}");
        }
    }

    #[test]
    fn what_is_announced_to_commence_or_end_does_so_on_its_day() {
        let start = Start::Day(day(2020, 10, 1));
        let story = story(&[
            (day(2020, 1, 1), Change::Planned(start)),
            (day(2020, 9, 1), Change::Commenced(day(2020, 10, 1))),
            (day(2021, 1, 1), Change::Ends { on: day(2021, 4, 1), into: None }),
        ]);
        let since = day(2020, 10, 1);
        for (on, expected) in [
            (day(2020, 9, 30), Status::Planned { commences: start }),
            (day(2020, 10, 1), Status::InForce { since }),
            (day(2021, 3, 31), Status::InForce { since }),
            (day(2021, 4, 1), Status::Ended { on: day(2021, 4, 1), into: None }),
        ] {
            assert_eq!(story.status_as_known(on, on), expected, "{on}");
        }
        let expected = story.status_as_known(day(2020, 10, 1), day(2020, 8, 31));
        assert_eq!(expected, Status::Expected { since: start });
    }

    #[test]
    fn a_day_of_announcement_says_whether_it_is_exact() {
        assert_eq!(Announced::on(day(2020, 1, 1)).to_string(), "2020-01-01");
        assert_eq!(Announced::by(day(2020, 1, 1)).to_string(), "by 2020-01-01");
    }
}
