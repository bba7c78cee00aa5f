use core::fmt;
use std::{borrow::Cow, collections::BTreeSet};

use serde::{Deserialize, Serialize};

use super::{ClauseSubject, source};
use crate::{
    calendar::ContractYear,
    citation::{Evidence, Source},
    finding::YearSpan,
    series::Figure,
};

/// The number of a schedule to the Network Agreement.
///
/// # Meaning
///
/// Schedules 1 to 7 have been part of the template since 2019. Two more were added later; that
/// they exist is known, their titles and date are not.
///
/// # Format
///
/// An integer from 1 to 9.
///
/// # Examples
///
/// ```
/// use pcn::{agreement::ScheduleNumber, citation::Evidence, series::Figure};
///
/// let four = ScheduleNumber::try_from(4)?;
/// assert_eq!(four.title().value(), Some(&"Financial arrangements"));
/// assert_eq!(ScheduleNumber::Eight.title(), Figure::NotPublished);
/// assert_eq!(ScheduleNumber::Six.title_source().evidence, Evidence::Unconfirmed);
/// assert_eq!(
///     ScheduleNumber::try_from(10).unwrap_err().to_string(),
///     "`10` is not a schedule: schedules are numbered from 1 to 9; a good number is `4`",
/// );
/// # Ok::<(), pcn::agreement::ScheduleNumberError>(())
/// ```
///
/// # Source
///
/// Lancashire and Cumbria LMCs, PCN support page; Orr Medical Training; Hempsons. The titles of
/// Schedules 1 and 6 are recollection and graded so.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(try_from = "u8", into = "u8")]
#[expect(missing_docs, reason = "the names say all there is to say; `title` gives the titles")]
pub enum ScheduleNumber {
    One,
    Two,
    Three,
    Four,
    Five,
    Six,
    Seven,
    Eight,
    Nine,
}

/// A number that no schedule has.
///
/// # Examples
///
/// ```
/// use pcn::agreement::ScheduleNumber;
///
/// assert_eq!(
///     ScheduleNumber::try_from(0).unwrap_err().to_string(),
///     "`0` is not a schedule: schedules are numbered from 1 to 9; a good number is `4`",
/// );
/// ```
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{given}` is not a schedule: schedules are numbered from 1 to 9; a good number is `4`")]
pub struct ScheduleNumberError {
    given: u8,
}

impl TryFrom<u8> for ScheduleNumber {
    type Error = ScheduleNumberError;
    fn try_from(given: u8) -> Result<Self, ScheduleNumberError> {
        let found = Self::ALL.into_iter().find(|number| number.number() == given);
        found.ok_or(ScheduleNumberError { given })
    }
}

impl From<ScheduleNumber> for u8 {
    fn from(number: ScheduleNumber) -> Self {
        number.number()
    }
}

impl ScheduleNumber {
    /// Every schedule known to exist.
    pub const ALL: [Self; 9] = [
        Self::One,
        Self::Two,
        Self::Three,
        Self::Four,
        Self::Five,
        Self::Six,
        Self::Seven,
        Self::Eight,
        Self::Nine,
    ];

    /// The schedule's number.
    #[must_use]
    pub const fn number(self) -> u8 {
        match self {
            Self::One => 1,
            Self::Two => 2,
            Self::Three => 3,
            Self::Four => 4,
            Self::Five => 5,
            Self::Six => 6,
            Self::Seven => 7,
            Self::Eight => 8,
            Self::Nine => 9,
        }
    }

    /// Whether the schedule has been part of the template since 2019, and must be completed.
    ///
    /// # Examples
    ///
    /// ```
    /// use pcn::agreement::ScheduleNumber;
    ///
    /// let later = ScheduleNumber::ALL.into_iter().filter(|number| !number.is_of_2019());
    /// assert_eq!(later.count(), 2);
    /// ```
    #[must_use]
    pub const fn is_of_2019(self) -> bool {
        self.number() <= 7
    }

    /// The title. Not published for the two later schedules.
    #[must_use]
    pub const fn title(self) -> Figure<&'static str> {
        Figure::Published(match self {
            Self::One => "Network specifics",
            Self::Two => "Additional terms",
            Self::Three => "Activities",
            Self::Four => "Financial arrangements",
            Self::Five => "Workforce",
            Self::Six => "Insolvency events",
            Self::Seven => "Arrangements with organisations outside the network",
            Self::Eight | Self::Nine => return Figure::NotPublished,
        })
    }

    /// Where the title stands, and how sure it is.
    #[must_use]
    pub const fn title_source(self) -> Source {
        match self {
            // SOURCE: no page read gives the titles of Schedules 1 and 6.
            Self::One | Self::Six => source::RECALLED_TEMPLATE,
            Self::Two | Self::Three => source::NWLMCS,
            Self::Four => source::ORR,
            Self::Five | Self::Seven => source::HEMPSONS_2020,
            Self::Eight | Self::Nine => source::HEMPSONS_SERVICES,
        }
    }

    /// What sources say that the schedule settles.
    ///
    /// # Examples
    ///
    /// ```
    /// use pcn::{agreement::ScheduleNumber, calendar::ContractYear};
    ///
    /// // What Schedule 4 must settle at the final stage; the rest are examples of what it may.
    /// let needed: Vec<_> = ScheduleNumber::Four
    ///     .topics()
    ///     .filter(|topic| topic.is_needed(ContractYear::Y2019_20))
    ///     .map(|topic| topic.name())
    ///     .collect();
    /// assert_eq!(needed, ["what the money pays for", "shares of profit and loss"]);
    /// ```
    pub fn topics(self) -> impl Iterator<Item = Topic> {
        Topic::ALL.iter().copied().filter(move |topic| topic.schedule() == self)
    }
}

impl fmt::Display for ScheduleNumber {
    /// The number and the title, unless that is recollection only.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let is_sourced = self.title_source().evidence.is_at_least(Evidence::Derived);
        match self.title() {
            Figure::Published(title) if is_sourced => {
                f.pad(&format!("Schedule {} ({title})", self.number()))
            }
            _ => f.pad(&format!("Schedule {}", self.number())),
        }
    }
}

macro_rules! topics {
    ($(
        $schedule:ident {
            $($(#[$meta:meta])* $topic:ident, $name:literal, $need:ident, $source:ident;)+
        }
    )+) => {
        /// A thing that a schedule settles.
        ///
        /// # Meaning
        ///
        /// A topic that is needed must be settled at the final stage; the others are examples that
        /// sources give of what members may add.
        ///
        /// # Format
        ///
        /// Snake case, for example `banking`.
        ///
        /// # Examples
        ///
        /// ```
        /// use pcn::{agreement::{ScheduleNumber, Topic}, calendar::ContractYear};
        ///
        /// assert_eq!(Topic::Banking.schedule(), ScheduleNumber::Four);
        /// assert!(!Topic::CollaborationTerms.is_needed(ContractYear::Y2019_20));
        /// assert!(Topic::CollaborationTerms.is_needed(ContractYear::Y2020_21));
        /// ```
        ///
        /// # Source
        ///
        /// [`Topic::source`] gives it for each.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        #[serde(rename_all = "snake_case")]
        #[non_exhaustive]
        pub enum Topic {
            $($($(#[$meta])* $topic,)+)+
        }

        impl Topic {
            /// Every topic, in the order of the schedules.
            pub const ALL: &'static [Self] = &[$($(Self::$topic,)+)+];

            /// The schedule that settles it.
            #[must_use]
            pub const fn schedule(self) -> ScheduleNumber {
                match self {
                    $($(Self::$topic)|+ => ScheduleNumber::$schedule,)+
                }
            }

            /// The topic in words.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self {
                    $($(Self::$topic => $name,)+)+
                }
            }

            /// Who names it.
            #[must_use]
            pub const fn source(self) -> Source {
                match self {
                    $($(Self::$topic => source::$source,)+)+
                }
            }

            const fn need(self) -> Need {
                match self {
                    $($(Self::$topic => Need::$need,)+)+
                }
            }
        }
    };
}

enum Need {
    Always,
    Since2020,
    Optional,
}

topics! {
    One {
        /// The Network Area.
        NetworkArea, "the Network Area", Always, DR_SOLICITORS;
        /// The clinical director's name.
        ClinicalDirector, "the clinical director", Always, DR_SOLICITORS;
        /// The nominated payee.
        NominatedPayee, "the nominated payee", Always, DR_SOLICITORS;
        /// Meetings.
        Meetings, "meetings", Always, NWLMCS;
        /// How decisions are made.
        DecisionMaking, "decision making", Always, NWLMCS;
        /// How the clinical director is appointed.
        DirectorAppointment, "the method of appointing the clinical director", Always, SOMERSET_LMC;
    }
    Two {
        /// Principles beyond those of the clauses.
        FurtherPrinciples, "further principles", Optional, NWLMCS;
        /// The clinical director's duties.
        DirectorDuties, "the clinical director's duties", Optional, NWLMCS;
        /// Information sharing beyond the clauses.
        InformationSharing, "information sharing", Optional, NWLMCS;
        /// Intellectual property.
        IntellectualProperty, "intellectual property", Optional, NWLMCS;
        /// Joining and leaving beyond the compulsory minimum.
        JoiningAndLeaving, "joining and leaving", Optional, NWLMCS;
    }
    Three {
        /// How each service of the DES is delivered, and by whom.
        ServiceDelivery, "who delivers each service, and how", Always, NWLMCS;
        /// Sub-contracting.
        SubContracting, "sub-contracting", Optional, NWLMCS;
        /// Which provider is registered with the Care Quality Commission.
        RegisteredProvider, "the provider registered with the CQC", Optional, NWLMCS;
    }
    Four {
        /// Income levels.
        IncomeLevels, "income levels", Optional, ORR;
        /// What the money pays for.
        UseOfMoney, "what the money pays for", Always, ORR;
        /// Transfers between the payee and members.
        Transfers, "transfers", Optional, ORR;
        /// Shares of profit and loss.
        ProfitAndLossShares, "shares of profit and loss", Always, ORR;
        /// Banking.
        Banking, "banking", Optional, ORR;
        /// Cross-indemnities.
        CrossIndemnities, "cross-indemnities", Optional, HEMPSONS_2019;
    }
    Five {
        /// Who employs the workforce and how staff are shared.
        Employment, "employing and sharing staff", Always, HEMPSONS_2019;
    }
    Seven {
        /// Attendance and voting of non-members.
        NonMemberVoting, "attendance and voting of non-members", Optional, HEMPSONS_2020;
        /// Decisions made jointly with other bodies.
        JointDecisions, "joint decision making", Optional, HEMPSONS_2020;
        /// Communication with other bodies.
        Communication, "communication", Optional, HEMPSONS_2020;
        /// Collaboration with providers that are not general practice.
        CollaborationTerms, "collaboration with providers outside general practice", Since2020, HEMPSONS_2020;
    }
}

impl Topic {
    /// Whether the topic must be settled at the final stage in a year.
    #[must_use]
    pub fn is_needed(self, year: ContractYear) -> bool {
        match self.need() {
            Need::Always => true,
            Need::Since2020 => YearSpan::since(ContractYear::Y2020_21).contains(year),
            Need::Optional => false,
        }
    }

    /// Whether Schedule 1 should say it at the initial stage already.
    ///
    /// # Examples
    ///
    /// ```
    /// use pcn::agreement::Topic;
    ///
    /// let first: Vec<_> =
    ///     Topic::ALL.iter().filter(|topic| topic.is_needed_at_first()).map(|topic| topic.name()).collect();
    /// assert_eq!(first, ["the Network Area", "the clinical director", "the nominated payee"]);
    /// ```
    #[must_use]
    pub const fn is_needed_at_first(self) -> bool {
        matches!(self, Self::NetworkArea | Self::ClinicalDirector | Self::NominatedPayee)
    }
}

impl fmt::Display for Topic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

/// How far a schedule is written.
///
/// # Examples
///
/// ```
/// use pcn::agreement::ScheduleState;
///
/// let state: ScheduleState = serde_json::from_str(r#""part_filled""#)?;
/// assert_eq!(state, ScheduleState::PartFilled);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum ScheduleState {
    /// Nothing is written.
    Blank,
    /// Some of it is written.
    PartFilled,
    /// All of it is written, if only to say that nothing is added.
    Complete,
}

/// A schedule as the members wrote it.
///
/// # Examples
///
/// ```
/// use pcn::agreement::{Schedule, ScheduleNumber, ScheduleState, Topic};
///
/// let schedule: Schedule = serde_json::from_str(
///     r#"{"number": 5, "state": "complete", "settles": ["employment"]}"#,
/// )?;
/// assert_eq!(schedule.number, ScheduleNumber::Five);
/// assert!(schedule.settles.contains(&Topic::Employment));
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Schedule {
    /// Which schedule.
    pub number: ScheduleNumber,
    /// How far it is written.
    pub state: ScheduleState,
    /// What it settles.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub settles: BTreeSet<Topic>,
    /// Where, as the caller has read it, it contradicts a clause.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub contradicts: Vec<Contradiction>,
}

/// A clause that a schedule contradicts. Whether it does is for a reader to say.
///
/// # Examples
///
/// ```
/// use pcn::agreement::{ClauseSubject, Contradiction};
///
/// let contradiction: Contradiction =
///     serde_json::from_str(r#"{"clause": "joining_and_leaving", "how": "no notice"}"#)?;
/// assert_eq!(contradiction.clause, ClauseSubject::JoiningAndLeaving);
/// assert!(!contradiction.clause.is_adjustable(), "so the schedule cannot stand");
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Contradiction {
    /// The clause.
    pub clause: ClauseSubject,
    /// How.
    pub how: Cow<'static, str>,
}

impl Schedule {
    /// A schedule that is complete and settles all that is needed in a year.
    ///
    /// # Examples
    ///
    /// ```
    /// use pcn::{
    ///     agreement::{Schedule, ScheduleNumber, Topic},
    ///     calendar::ContractYear,
    /// };
    ///
    /// let seven = |year| Schedule::complete(ScheduleNumber::Seven, year);
    /// assert!(seven(ContractYear::Y2019_20).settles.is_empty());
    /// assert!(seven(ContractYear::Y2020_21).settles.contains(&Topic::CollaborationTerms));
    /// ```
    #[must_use]
    pub fn complete(number: ScheduleNumber, year: ContractYear) -> Self {
        Self {
            number,
            state: ScheduleState::Complete,
            settles: number.topics().filter(|topic| topic.is_needed(year)).collect(),
            contradicts: Vec::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn seven_schedules_are_of_2019_and_two_have_no_title() {
        let of_2019 = ScheduleNumber::ALL.into_iter().filter(|number| number.is_of_2019());
        assert_eq!(of_2019.count(), 7);
        for number in ScheduleNumber::ALL {
            assert_eq!(number.title().value().is_some(), number.is_of_2019(), "{number}");
            assert_eq!(ScheduleNumber::try_from(number.number()), Ok(number));
        }
        assert_eq!(ScheduleNumber::Four.to_string(), "Schedule 4 (Financial arrangements)");
        assert_eq!(ScheduleNumber::Six.to_string(), "Schedule 6", "a recollected title");
        assert!(ScheduleNumber::try_from(0).is_err());
        assert!(serde_json::from_str::<ScheduleNumber>("10").is_err());
    }

    #[test]
    fn topics_belong_to_one_schedule_and_schedule_six_has_none_known() {
        let total: usize = ScheduleNumber::ALL.into_iter().map(|n| n.topics().count()).sum();
        assert_eq!(total, Topic::ALL.len());
        assert_eq!(ScheduleNumber::Six.topics().count(), 0);
    }
}
