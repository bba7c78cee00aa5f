use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// Where a network stands in its life.
///
/// # Meaning
///
/// The states and steps are this crate's model. No document defines them; the duties behind them
/// (a form, a decision, an agreement completed, a change notified, an end told to ODS) are those
/// of the fact book's workflows.
///
/// ```text
/// forming -> submitted -> approved -> established <-> change pending
///    ^           |            |            |               |
///    +-----------+            +---------> dissolving <-----+
///     sent back, withdrawn                    |
///                                         dissolved
/// ```
///
/// A network that confirms for a new year that nothing has changed stays established.
///
/// # Examples
///
/// ```
/// use pcn::registration::{NetworkEvent, NetworkState};
///
/// let submitted = NetworkState::Forming.after(NetworkEvent::Submit)?;
/// assert_eq!(submitted, NetworkState::Submitted);
/// assert_eq!(
///     NetworkState::Forming.after(NetworkEvent::Approve).unwrap_err().to_string(),
///     "a network that is forming cannot be approved: no form has been submitted; \
///      from here it can be submitted",
/// );
/// # Ok::<(), pcn::registration::IllegalStep>(())
/// ```
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum NetworkState {
    /// Practices agree on a footprint and fill in the form.
    #[default]
    Forming,
    /// The form is with the commissioner.
    Submitted,
    /// The commissioner has confirmed; the agreement is being completed.
    Approved,
    /// The network delivers services and is paid.
    Established,
    /// A change is notified and not yet decided.
    ChangePending,
    /// The network is coming to its end.
    Dissolving,
    /// The network has ended.
    Dissolved,
}

/// A step in the life of a network.
///
/// # Examples
///
/// ```
/// use pcn::registration::{NetworkEvent, NetworkState};
///
/// let can: Vec<_> = NetworkState::Submitted.steps().collect();
/// assert_eq!(can, [NetworkEvent::SendBack, NetworkEvent::Withdraw, NetworkEvent::Approve]);
/// assert_eq!((can[0].name(), can[0].to_string()), ("send_back", "send back".to_owned()));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum NetworkEvent {
    /// The form goes to the commissioner.
    Submit,
    /// The commissioner sends the form back.
    SendBack,
    /// The practices take the form back.
    Withdraw,
    /// The commissioner confirms.
    Approve,
    /// Agreement, schedules and data sharing are complete, and the commissioner is told.
    Establish,
    /// The network confirms for a new year that nothing has changed.
    Confirm,
    /// The network notifies a change.
    NotifyChange,
    /// The commissioner accepts the change.
    AcceptChange,
    /// The commissioner refuses the change.
    RefuseChange,
    /// The members decide to end the network.
    BeginDissolution,
    /// The network is closed.
    Dissolve,
}

/// A step on a day.
///
/// # Examples
///
/// ```
/// use pcn::{calendar::day, registration::{NetworkEvent, Step}};
///
/// let step: Step = serde_json::from_str(r#"{"event": "submit", "on": "2019-05-14"}"#)?;
/// assert_eq!(step, Step { event: NetworkEvent::Submit, on: day(2019, 5, 14) });
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Step {
    /// What happened.
    pub event: NetworkEvent,
    /// On which day.
    #[serde(deserialize_with = "crate::calendar::iso")]
    pub on: NaiveDate,
}

/// A step that cannot be taken from where a network or a practice stands.
///
/// # Examples
///
/// ```
/// use pcn::registration::{NetworkEvent, NetworkState};
///
/// let error = NetworkState::Dissolved.after(NetworkEvent::Confirm).unwrap_err();
/// assert_eq!(error.reason(), "it has ended");
/// assert_eq!(
///     error.to_string(),
///     "a network that is dissolved cannot confirm its registration: it has ended; \
///      nothing can follow",
/// );
/// ```
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{subject} that {state} cannot {step}: {reason}; {instead}")]
pub struct IllegalStep {
    subject: &'static str,
    state: &'static str,
    step: &'static str,
    reason: &'static str,
    instead: Box<str>,
}

impl IllegalStep {
    /// The refusal of a step, with those that can be taken instead.
    pub(super) fn new(
        subject: &'static str,
        state: &'static str,
        step: &'static str,
        reason: &'static str,
        instead: impl Iterator<Item = &'static str>,
    ) -> Self {
        let steps: Vec<&str> = instead.collect();
        let instead = match steps.as_slice() {
            [] => "nothing can follow".into(),
            steps => format!("from here it can {}", steps.join(", ")).into(),
        };
        Self { subject, state, step, reason, instead }
    }

    /// Why the step cannot be taken.
    #[must_use]
    pub const fn reason(&self) -> &str {
        self.reason
    }
}

impl NetworkState {
    /// Every state.
    pub const ALL: [Self; 7] = [
        Self::Forming,
        Self::Submitted,
        Self::Approved,
        Self::Established,
        Self::ChangePending,
        Self::Dissolving,
        Self::Dissolved,
    ];

    /// The state after a step.
    ///
    /// # Errors
    ///
    /// [`IllegalStep`] if the step cannot be taken from this state; it says why, and what can be.
    pub fn after(self, event: NetworkEvent) -> Result<Self, IllegalStep> {
        self.next(event).map_err(|reason| {
            let instead = self.steps().map(NetworkEvent::phrase);
            IllegalStep::new("a network", self.phrase(), event.phrase(), reason, instead)
        })
    }

    /// The steps that can be taken from here.
    pub fn steps(self) -> impl Iterator<Item = NetworkEvent> {
        NetworkEvent::ALL.into_iter().filter(move |event| self.next(*event).is_ok())
    }

    const fn next(self, event: NetworkEvent) -> Result<Self, &'static str> {
        use NetworkEvent as E;
        use NetworkState as S;
        Ok(match (self, event) {
            (S::Forming, E::Submit) => S::Submitted,
            (S::Submitted, E::SendBack | E::Withdraw) => S::Forming,
            (S::Submitted, E::Approve) => S::Approved,
            (S::Approved, E::Establish) => S::Established,
            (S::Established, E::Confirm) => S::Established,
            (S::Established, E::NotifyChange) => S::ChangePending,
            (S::ChangePending, E::AcceptChange | E::RefuseChange) => S::Established,
            (S::Approved | S::Established | S::ChangePending, E::BeginDissolution) => S::Dissolving,
            (S::Dissolving, E::Dissolve) => S::Dissolved,

            (S::Dissolved, _) => return Err("it has ended"),
            (S::Dissolving, E::BeginDissolution) => return Err("its end has begun already"),
            (S::Dissolving, _) => return Err("it is coming to its end"),
            (_, E::Dissolve) => return Err("its members have not begun to end it"),
            (S::Forming, E::BeginDissolution) => return Err("there is no network to end yet"),
            (S::Submitted, E::BeginDissolution) => {
                return Err("there is no network to end yet, and the form can be withdrawn");
            }
            (S::Forming, _) => return Err("no form has been submitted"),
            (S::Submitted, E::Submit) => return Err("the form is with the commissioner already"),
            (_, E::Submit) => return Err("the commissioner has confirmed it already"),
            (_, E::SendBack | E::Withdraw) => {
                return Err("the commissioner has decided on the form already");
            }
            (S::Submitted, E::Establish) => return Err("the commissioner has not confirmed it"),
            (_, E::Establish) => return Err("it is established already"),
            (_, E::Approve) => return Err("the commissioner has confirmed it already"),
            (S::Submitted | S::Approved, E::NotifyChange | E::Confirm) => {
                return Err("only an established network confirms or changes");
            }
            (_, E::NotifyChange | E::Confirm) => {
                return Err("an earlier change is not yet decided");
            }
            (_, E::AcceptChange | E::RefuseChange) => return Err("no change is notified"),
        })
    }

    const fn phrase(self) -> &'static str {
        match self {
            Self::Forming => "is forming",
            Self::Submitted => "has submitted its form",
            Self::Approved => "is approved",
            Self::Established => "is established",
            Self::ChangePending => "has a change pending",
            Self::Dissolving => "is dissolving",
            Self::Dissolved => "is dissolved",
        }
    }

    /// The state's name as the wire has it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Forming => "forming",
            Self::Submitted => "submitted",
            Self::Approved => "approved",
            Self::Established => "established",
            Self::ChangePending => "change_pending",
            Self::Dissolving => "dissolving",
            Self::Dissolved => "dissolved",
        }
    }
}

impl NetworkEvent {
    /// Every step.
    pub const ALL: [Self; 11] = [
        Self::Submit,
        Self::SendBack,
        Self::Withdraw,
        Self::Approve,
        Self::Establish,
        Self::Confirm,
        Self::NotifyChange,
        Self::AcceptChange,
        Self::RefuseChange,
        Self::BeginDissolution,
        Self::Dissolve,
    ];

    const fn phrase(self) -> &'static str {
        match self {
            Self::Submit => "be submitted",
            Self::SendBack => "be sent back",
            Self::Withdraw => "be withdrawn",
            Self::Approve => "be approved",
            Self::Establish => "be established",
            Self::Confirm => "confirm its registration",
            Self::NotifyChange => "notify a change",
            Self::AcceptChange => "have a change accepted",
            Self::RefuseChange => "have a change refused",
            Self::BeginDissolution => "begin to dissolve",
            Self::Dissolve => "be dissolved",
        }
    }

    /// The step's name as the wire has it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Submit => "submit",
            Self::SendBack => "send_back",
            Self::Withdraw => "withdraw",
            Self::Approve => "approve",
            Self::Establish => "establish",
            Self::Confirm => "confirm",
            Self::NotifyChange => "notify_change",
            Self::AcceptChange => "accept_change",
            Self::RefuseChange => "refuse_change",
            Self::BeginDissolution => "begin_dissolution",
            Self::Dissolve => "dissolve",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::registration::{ParticipationEvent, ParticipationState};

    /// Every legal step, and nothing else. Written out apart from the code, so that a change of
    /// one shows.
    const LEGAL: &[(NetworkState, NetworkEvent, NetworkState)] = {
        use NetworkEvent as E;
        use NetworkState as S;
        &[
            (S::Forming, E::Submit, S::Submitted),
            (S::Submitted, E::SendBack, S::Forming),
            (S::Submitted, E::Withdraw, S::Forming),
            (S::Submitted, E::Approve, S::Approved),
            (S::Approved, E::Establish, S::Established),
            (S::Approved, E::BeginDissolution, S::Dissolving),
            (S::Established, E::Confirm, S::Established),
            (S::Established, E::NotifyChange, S::ChangePending),
            (S::Established, E::BeginDissolution, S::Dissolving),
            (S::ChangePending, E::AcceptChange, S::Established),
            (S::ChangePending, E::RefuseChange, S::Established),
            (S::ChangePending, E::BeginDissolution, S::Dissolving),
            (S::Dissolving, E::Dissolve, S::Dissolved),
        ]
    };

    #[test]
    fn every_pair_of_state_and_step_of_a_network_is_decided() {
        for state in NetworkState::ALL {
            for event in NetworkEvent::ALL {
                let legal = LEGAL.iter().find(|(from, by, _)| (*from, *by) == (state, event));
                match (state.after(event), legal) {
                    (Ok(next), Some((_, _, expected))) => assert_eq!(next, *expected),
                    (Err(error), None) => {
                        assert!(!error.reason().is_empty());
                        assert!(error.to_string().starts_with("a network that "), "{error}");
                    }
                    (outcome, _) => panic!("{state:?} {event:?}: {outcome:?}"),
                }
            }
        }
    }

    #[test]
    fn a_dissolved_network_is_the_only_one_that_cannot_move() {
        for state in NetworkState::ALL {
            assert_eq!(state.steps().next().is_none(), state == NetworkState::Dissolved);
        }
        let error = NetworkState::Dissolved.after(NetworkEvent::Submit).unwrap_err();
        assert_eq!(
            error.to_string(),
            "a network that is dissolved cannot be submitted: it has ended; nothing can follow"
        );
    }

    #[test]
    fn names_are_those_of_the_wire() {
        for state in NetworkState::ALL {
            assert_eq!(serde_json::to_string(&state).unwrap(), format!("\"{}\"", state.name()));
        }
        for event in NetworkEvent::ALL {
            assert_eq!(serde_json::to_string(&event).unwrap(), format!("\"{}\"", event.name()));
        }
        for state in ParticipationState::ALL {
            assert_eq!(serde_json::to_string(&state).unwrap(), format!("\"{}\"", state.name()));
        }
        for event in ParticipationEvent::ALL {
            assert_eq!(serde_json::to_string(&event).unwrap(), format!("\"{}\"", event.name()));
        }
        assert_eq!(NetworkEvent::NotifyChange.to_string(), "notify change");
        let notice = (ParticipationState::NoticeGiven, ParticipationEvent::GiveNotice);
        assert_eq!(format!("{} {}", notice.0, notice.1), "notice given give notice");
    }
}
