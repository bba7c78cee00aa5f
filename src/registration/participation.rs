use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{IllegalStep, Terms, rule, source, terms, window};
use crate::{
    calendar::ContractYear,
    citation::Source,
    code::PracticeCode,
    finding::{Finding, Report, Rule},
};

/// Where a practice stands towards a network.
///
/// # Meaning
///
/// Taking part is voluntary. A practice that finds no network tells its commissioner, which, after
/// engaging the local medical committee, may require a network to take it. The states are this
/// crate's model.
///
/// # Examples
///
/// ```
/// use pcn::registration::{ParticipationEvent, ParticipationState};
///
/// let state = ParticipationState::NotParticipating
///     .after(ParticipationEvent::Allocate)?
///     .after(ParticipationEvent::Admit)?;
/// assert_eq!(state, ParticipationState::CoreMember);
/// assert_eq!((state.name(), state.to_string()), ("core_member", "core member".to_owned()));
/// assert_eq!(
///     state.after(ParticipationEvent::Leave).unwrap_err().reason(),
///     "it has not given notice",
/// );
/// # Ok::<(), pcn::registration::IllegalStep>(())
/// ```
///
/// # Source
///
/// Hempsons, key dates of 2020/21, on practices without a network; Londonwide LMCs, decision
/// making tool, on notice.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum ParticipationState {
    /// It takes no part.
    #[default]
    NotParticipating,
    /// It has asked a network to take it.
    Joining,
    /// It is a core network practice.
    CoreMember,
    /// It has given notice.
    NoticeGiven,
    /// It has left.
    Left,
    /// The commissioner requires a network to take it.
    AllocatedByCommissioner,
}

/// A step of a practice towards a network.
///
/// # Examples
///
/// ```
/// use pcn::registration::{ParticipationEvent, ParticipationState};
///
/// let can: Vec<_> = ParticipationState::CoreMember.steps().collect();
/// assert_eq!(can, [ParticipationEvent::GiveNotice, ParticipationEvent::Expel]);
/// assert_eq!((can[0].name(), can[0].to_string()), ("give_notice", "give notice".to_owned()));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum ParticipationEvent {
    /// It asks a network to take it.
    Apply,
    /// The network refuses it.
    Refuse,
    /// The commissioner requires a network to take it.
    Allocate,
    /// The network takes it.
    Admit,
    /// It gives notice.
    GiveNotice,
    /// It takes its notice back.
    WithdrawNotice,
    /// Its notice has run out.
    Leave,
    /// The other members expel it.
    Expel,
}

impl ParticipationState {
    /// Every state.
    pub const ALL: [Self; 6] = [
        Self::NotParticipating,
        Self::Joining,
        Self::CoreMember,
        Self::NoticeGiven,
        Self::Left,
        Self::AllocatedByCommissioner,
    ];

    /// The state after a step.
    ///
    /// # Errors
    ///
    /// [`IllegalStep`] if the step cannot be taken from this state; it says why, and what can be.
    pub fn after(self, event: ParticipationEvent) -> Result<Self, IllegalStep> {
        self.next(event).map_err(|reason| {
            let instead = self.steps().map(ParticipationEvent::phrase);
            IllegalStep::new("a practice", self.phrase(), event.phrase(), reason, instead)
        })
    }

    /// The steps that can be taken from here.
    pub fn steps(self) -> impl Iterator<Item = ParticipationEvent> {
        ParticipationEvent::ALL.into_iter().filter(move |event| self.next(*event).is_ok())
    }

    const fn next(self, event: ParticipationEvent) -> Result<Self, &'static str> {
        use ParticipationEvent as E;
        use ParticipationState as S;
        Ok(match (self, event) {
            (S::NotParticipating | S::Left, E::Apply) => S::Joining,
            (S::Joining, E::Refuse) => S::NotParticipating,
            (S::NotParticipating | S::Left | S::Joining, E::Allocate) => S::AllocatedByCommissioner,
            (S::Joining | S::AllocatedByCommissioner, E::Admit) => S::CoreMember,
            (S::CoreMember, E::GiveNotice) => S::NoticeGiven,
            (S::NoticeGiven, E::WithdrawNotice) => S::CoreMember,
            (S::NoticeGiven, E::Leave) => S::Left,
            (S::CoreMember | S::NoticeGiven, E::Expel) => S::Left,

            (S::CoreMember | S::NoticeGiven, E::Apply | E::Admit | E::Allocate | E::Refuse) => {
                return Err("it is a member already");
            }
            (S::AllocatedByCommissioner, E::Refuse) => {
                return Err("the commissioner requires the network to take it");
            }
            (S::AllocatedByCommissioner, E::Apply | E::Allocate) => {
                return Err("a network is required to take it already");
            }
            (S::Joining, E::Apply) => return Err("it has asked already"),
            (_, E::Admit | E::Refuse) => return Err("it has not asked to join"),
            (S::NoticeGiven, E::GiveNotice) => return Err("it has given notice already"),
            (S::CoreMember, E::WithdrawNotice | E::Leave) => return Err("it has not given notice"),
            (_, E::GiveNotice | E::WithdrawNotice | E::Leave | E::Expel) => {
                return Err("it is not a member");
            }
        })
    }

    const fn phrase(self) -> &'static str {
        match self {
            Self::NotParticipating => "takes no part",
            Self::Joining => "has asked to join",
            Self::CoreMember => "is a core member",
            Self::NoticeGiven => "has given notice",
            Self::Left => "has left",
            Self::AllocatedByCommissioner => "is allocated by its commissioner",
        }
    }

    /// The state's name as the wire has it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::NotParticipating => "not_participating",
            Self::Joining => "joining",
            Self::CoreMember => "core_member",
            Self::NoticeGiven => "notice_given",
            Self::Left => "left",
            Self::AllocatedByCommissioner => "allocated_by_commissioner",
        }
    }
}

impl ParticipationEvent {
    /// Every step.
    pub const ALL: [Self; 8] = [
        Self::Apply,
        Self::Refuse,
        Self::Allocate,
        Self::Admit,
        Self::GiveNotice,
        Self::WithdrawNotice,
        Self::Leave,
        Self::Expel,
    ];

    const fn phrase(self) -> &'static str {
        match self {
            Self::Apply => "ask to join",
            Self::Refuse => "be refused",
            Self::Allocate => "be allocated",
            Self::Admit => "be admitted",
            Self::GiveNotice => "give notice",
            Self::WithdrawNotice => "withdraw its notice",
            Self::Leave => "leave",
            Self::Expel => "be expelled",
        }
    }

    /// The step's name as the wire has it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Apply => "apply",
            Self::Refuse => "refuse",
            Self::Allocate => "allocate",
            Self::Admit => "admit",
            Self::GiveNotice => "give_notice",
            Self::WithdrawNotice => "withdraw_notice",
            Self::Leave => "leave",
            Self::Expel => "expel",
        }
    }
}

/// A step of a practice on a day.
///
/// # Examples
///
/// ```
/// use pcn::{calendar::day, registration::{ParticipationEvent, ParticipationStep}};
///
/// let step: ParticipationStep =
///     serde_json::from_str(r#"{"event": "give_notice", "on": "2020-05-31"}"#)?;
/// assert_eq!(step.event, ParticipationEvent::GiveNotice);
/// assert_eq!(step.on, day(2020, 5, 31));
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ParticipationStep {
    /// What happened.
    pub event: ParticipationEvent,
    /// On which day.
    #[serde(deserialize_with = "crate::calendar::iso")]
    pub on: NaiveDate,
}

/// A practice's steps towards and away from a network.
///
/// # Examples
///
/// ```
/// use pcn::{
///     calendar::{ContractYear, day},
///     des,
///     registration::{Participation, ParticipationState},
/// };
///
/// let participation: Participation = serde_json::from_str(
///     r#"{"practice": "A81009", "history": [
///         {"event": "apply", "on": "2019-04-30"},
///         {"event": "admit", "on": "2019-05-10"},
///         {"event": "give_notice", "on": "2020-05-31"},
///         {"event": "leave", "on": "2020-06-15"}
///     ]}"#,
/// )?;
/// assert_eq!(participation.state_on(day(2020, 6, 1)), ParticipationState::NoticeGiven);
///
/// let year = ContractYear::Y2020_21;
/// let terms = &des::year(year).ok_or("not held")?.registration;
/// let report = participation.check(year, terms, day(2020, 6, 30));
/// assert_eq!(
///     report.findings()[0].to_string(),
///     "REG-WINDOW-003 warning: A81009: leaves on 2020-06-15, and its notice runs to 2020-06-30 \
///      (at history[3].on)",
/// );
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Participation {
    /// The practice.
    pub practice: PracticeCode,
    /// What happened, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub history: Vec<ParticipationStep>,
}

impl Participation {
    /// The state on a day: every legal step up to that day, taken in order.
    #[must_use]
    pub fn state_on(&self, day: NaiveDate) -> ParticipationState {
        let steps = self.history.iter().filter(|step| step.on <= day);
        steps.fold(ParticipationState::default(), |state, step| {
            state.after(step.event).unwrap_or(state)
        })
    }

    /// Checks the steps: their order, whether each can be taken, and for those of the year whether
    /// notice was given in a window and has run out, and whether an allocation was in time.
    #[must_use]
    pub fn check(&self, year: ContractYear, terms: &Terms, on: NaiveDate) -> Report {
        let mut report = Report::new();
        let mut find = |rule: &Rule, at: usize, field: &str, message: String| {
            if rule.years.contains(year) {
                let path = format!("history[{at}].{field}");
                report.push(Finding::of(rule, message).about(self.practice).at(path));
            }
        };
        let mut state = ParticipationState::default();
        let mut last: Option<NaiveDate> = None;
        let mut notice: Option<NaiveDate> = None;
        for (at, step) in self.history.iter().enumerate() {
            if step.on > on {
                let message = format!("the step is dated {}, after {on}", step.on);
                find(&rule::IN_THE_FUTURE, at, "on", message);
            }
            if let Some(before) = last.filter(|before| step.on < *before) {
                let message = format!("a step of {} follows one of {before}", step.on);
                find(&rule::STEPS_OUT_OF_ORDER, at, "on", message);
            }
            last = last.max(Some(step.on));
            match state.after(step.event) {
                Ok(next) => state = next,
                Err(error) => find(&rule::ILLEGAL_STEP, at, "event", error.to_string()),
            }
            let in_year = year.period().contains(step.on);
            match step.event {
                ParticipationEvent::GiveNotice => {
                    notice = Some(step.on);
                    if let Some((rule, text)) = window::judge(terms, step.on).filter(|_| in_year) {
                        find(rule, at, "on", format!("gave notice on {}; {text}", step.on));
                    }
                }
                ParticipationEvent::Leave if in_year => {
                    let ends = notice.and_then(|given| window::notice_of(terms, given));
                    if let Some(ends) = ends.filter(|ends| step.on < *ends) {
                        let message =
                            format!("leaves on {}, and its notice runs to {ends}", step.on);
                        find(&rule::NOTICE_TOO_SHORT, at, "on", message);
                    }
                }
                ParticipationEvent::Allocate if in_year => {
                    let by = terms::value(&terms.allocation_by).copied();
                    if let Some(by) = by.filter(|by| step.on > *by) {
                        let message =
                            format!("was allocated on {}; the last day was {by}", step.on);
                        find(&rule::ALLOCATED_LATE, at, "on", message);
                    }
                }
                _ => {}
            }
        }
        report.sort();
        report
    }
}

/// What a practice that takes no part must do all the same, where another network serves its
/// patients.
///
/// # Examples
///
/// ```
/// use pcn::registration::NonParticipantDuty;
///
/// assert_eq!(NonParticipantDuty::ALL.len(), 6);
/// ```
///
/// # Source
///
/// Doncaster LMC, primary care networks, on clause 7.13A of the GMS contract. It binds practices
/// that take part and those that do not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum NonParticipantDuty {
    /// Co-operate, as far as is reasonable.
    CoOperate,
    /// Answer requests for information in core hours.
    AnswerRequests,
    /// Have regard to guidance.
    RegardGuidance,
    /// Attend meetings of the network, as far as is reasonable.
    AttendMeetings,
    /// Inform its patients.
    InformPatients,
    /// Have arrangements for sharing data.
    ShareData,
}

impl NonParticipantDuty {
    /// Every duty.
    pub const ALL: [Self; 6] = [
        Self::CoOperate,
        Self::AnswerRequests,
        Self::RegardGuidance,
        Self::AttendMeetings,
        Self::InformPatients,
        Self::ShareData,
    ];

    /// Where the duties stand.
    ///
    /// # Examples
    ///
    /// ```
    /// use pcn::registration::NonParticipantDuty;
    ///
    /// let source = NonParticipantDuty::source();
    /// assert!(source.citation.document().starts_with("Doncaster LMC"), "{source}");
    /// ```
    #[must_use]
    pub const fn source() -> Source {
        source::DONCASTER_LMC
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{calendar::day, des};

    #[test]
    fn every_pair_of_state_and_step_of_a_practice_is_decided() {
        use ParticipationEvent as E;
        use ParticipationState as S;
        let legal = [
            (S::NotParticipating, E::Apply, S::Joining),
            (S::NotParticipating, E::Allocate, S::AllocatedByCommissioner),
            (S::Joining, E::Refuse, S::NotParticipating),
            (S::Joining, E::Allocate, S::AllocatedByCommissioner),
            (S::Joining, E::Admit, S::CoreMember),
            (S::AllocatedByCommissioner, E::Admit, S::CoreMember),
            (S::CoreMember, E::GiveNotice, S::NoticeGiven),
            (S::CoreMember, E::Expel, S::Left),
            (S::NoticeGiven, E::WithdrawNotice, S::CoreMember),
            (S::NoticeGiven, E::Leave, S::Left),
            (S::NoticeGiven, E::Expel, S::Left),
            (S::Left, E::Apply, S::Joining),
            (S::Left, E::Allocate, S::AllocatedByCommissioner),
        ];
        for state in S::ALL {
            for event in E::ALL {
                let expected = legal.iter().find(|(from, by, _)| (*from, *by) == (state, event));
                match (state.after(event), expected) {
                    (Ok(next), Some((_, _, expected))) => assert_eq!(next, *expected),
                    (Err(error), None) => assert!(!error.reason().is_empty()),
                    (outcome, _) => panic!("{state:?} {event:?}: {outcome:?}"),
                }
            }
        }
    }

    fn rules(year: ContractYear, steps: &[(ParticipationEvent, NaiveDate)]) -> Vec<String> {
        let step = |(event, on): &(ParticipationEvent, NaiveDate)| ParticipationStep {
            event: *event,
            on: *on,
        };
        let participation = Participation {
            practice: PracticeCode::constant("A81009"),
            history: steps.iter().map(step).collect(),
        };
        let terms = &des::year(year).unwrap().registration;
        let report = participation.check(year, terms, year.last_day());
        report.iter().map(|finding| finding.rule.to_string()).collect()
    }

    #[test]
    fn notice_and_allocation_hold_to_the_day() {
        use ParticipationEvent as E;
        let year = ContractYear::Y2020_21;
        let member = [(E::Apply, day(2019, 4, 1)), (E::Admit, day(2019, 5, 1))];
        let leaves = |given, gone| {
            let mut steps = member.to_vec();
            steps.extend([(E::GiveNotice, given), (E::Leave, gone)]);
            rules(year, &steps)
        };
        assert_eq!(leaves(day(2020, 5, 31), day(2020, 6, 30)), [""; 0]);
        assert_eq!(leaves(day(2020, 5, 31), day(2020, 6, 29)), ["REG-WINDOW-003"]);
        assert_eq!(leaves(day(2020, 6, 1), day(2020, 7, 1)), ["REG-WINDOW-001"]);
        let allocated = |on| rules(year, &[(E::Allocate, on), (E::Admit, day(2020, 7, 2))]);
        assert_eq!(allocated(day(2020, 6, 30)), [""; 0]);
        assert_eq!(allocated(day(2020, 7, 1)), ["REG-DEAD-006"]);
    }

    #[test]
    fn steps_are_legal_in_order_and_past() {
        use ParticipationEvent as E;
        let year = ContractYear::Y2020_21;
        assert_eq!(rules(year, &[(E::Leave, day(2020, 5, 1))]), ["REG-LIFE-002"]);
        let swapped = [(E::Apply, day(2020, 5, 2)), (E::Admit, day(2020, 5, 1))];
        assert_eq!(rules(year, &swapped), ["REG-LIFE-001"]);
        assert_eq!(rules(year, &[(E::Apply, day(2021, 4, 1))]), ["REG-DATE-003"]);
    }
}
