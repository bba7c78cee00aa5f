use core::fmt;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// Where a network's declaration of its achievement stands in the payment system.
///
/// # Examples
///
/// ```
/// use pcn::iif::DeclarationState;
///
/// assert_eq!(
///     DeclarationState::AwaitingServiceProviderApproval.to_string(),
///     "awaiting service provider approval",
/// );
/// ```
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum DeclarationState {
    /// The network has not declared.
    #[default]
    AwaitingServiceProviderApproval,
    /// The network has declared; the commissioner has not approved.
    AwaitingCommissioningOrganisationApproval,
    /// Approved for payment; nothing changes it any more.
    FinanciallyApproved,
}

impl fmt::Display for DeclarationState {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::AwaitingServiceProviderApproval => "awaiting service provider approval",
            Self::AwaitingCommissioningOrganisationApproval => {
                "awaiting commissioning organisation approval"
            }
            Self::FinanciallyApproved => "financially approved",
        })
    }
}

/// What can happen to a declaration.
///
/// # Examples
///
/// ```
/// use pcn::{calendar::day, iif::{Declaration, DeclarationEvent}};
///
/// let mut declaration = Declaration::new();
/// declaration.apply(DeclarationEvent::DataChanged, day(2024, 5, 1))?;
/// assert!(declaration.is_pending(), "achievement is added up anew overnight");
/// declaration.apply(DeclarationEvent::Reaggregated, day(2024, 5, 2))?;
/// assert!(!declaration.is_pending());
/// # Ok::<(), pcn::iif::DeclarationError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum DeclarationEvent {
    /// The network declares its achievement.
    Declare,
    /// The commissioner approves payment.
    ApproveFinancially,
    /// A practice's data changed; achievement is added up anew overnight.
    DataChanged,
    /// A practice joined or left; achievement is added up anew overnight.
    MembershipChanged,
    /// Achievement has been added up anew.
    Reaggregated,
}

impl fmt::Display for DeclarationEvent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Declare => "declare",
            Self::ApproveFinancially => "approve financially",
            Self::DataChanged => "data changed",
            Self::MembershipChanged => "membership changed",
            Self::Reaggregated => "added up anew",
        })
    }
}

/// An event that happened, and the state that it led to.
///
/// # Examples
///
/// ```
/// use pcn::{calendar::day, iif::{Declaration, DeclarationEvent, DeclarationState}};
///
/// let mut declaration = Declaration::new();
/// declaration.apply(DeclarationEvent::Declare, day(2024, 5, 1))?;
/// let step = declaration.steps()[0];
/// assert_eq!((step.on, step.event), (day(2024, 5, 1), DeclarationEvent::Declare));
/// assert_eq!(step.state, DeclarationState::AwaitingCommissioningOrganisationApproval);
/// # Ok::<(), pcn::iif::DeclarationError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct DeclarationStep {
    /// On which day.
    #[serde(deserialize_with = "crate::calendar::iso")]
    pub on: NaiveDate,
    /// What happened.
    pub event: DeclarationEvent,
    /// Where the declaration stood after it.
    pub state: DeclarationState,
}

/// A network's declaration of a year's achievement, with all that happened to it.
///
/// # Meaning
///
/// The network declares, the commissioner approves, and payment follows. When data or membership
/// change in between, achievement is added up anew overnight; the declaration reverts to the
/// network, and cannot be made again before that is done. After financial approval it is fixed.
///
/// # Errors
///
/// [`DeclarationError`] says what stands in the way.
///
/// # Examples
///
/// ```
/// use pcn::{
///     calendar::day,
///     iif::{Declaration, DeclarationEvent, DeclarationState},
/// };
///
/// let mut declaration = Declaration::new();
/// declaration.apply(DeclarationEvent::Declare, day(2024, 5, 1))?;
/// declaration.apply(DeclarationEvent::MembershipChanged, day(2024, 5, 2))?;
/// assert_eq!(declaration.state(), DeclarationState::AwaitingServiceProviderApproval);
/// assert!(declaration.apply(DeclarationEvent::Declare, day(2024, 5, 2)).is_err());
/// declaration.apply(DeclarationEvent::Reaggregated, day(2024, 5, 3))?;
/// declaration.apply(DeclarationEvent::Declare, day(2024, 5, 3))?;
/// declaration.apply(DeclarationEvent::ApproveFinancially, day(2024, 5, 20))?;
/// assert!(declaration.is_fixed());
/// # Ok::<(), pcn::iif::DeclarationError>(())
/// ```
///
/// # Source
///
/// NHS England, CQRS training: achievements.
///
/// # Format
///
/// On the wire `state`, `pending` and `steps`. Reading lets the steps happen again, and refuses a
/// state that they do not lead to.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "IifDeclaration"))]
#[serde(try_from = "Recorded")]
pub struct Declaration {
    // INVARIANT: state and pending are what the steps lead to.
    state: DeclarationState,
    /// Whether achievement waits to be added up anew.
    pending: bool,
    steps: Vec<DeclarationStep>,
}

/// A declaration as it is written.
#[derive(Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
struct Recorded {
    state: DeclarationState,
    pending: bool,
    steps: Vec<DeclarationStep>,
}

impl TryFrom<Recorded> for Declaration {
    type Error = String;

    fn try_from(recorded: Recorded) -> Result<Self, String> {
        let mut declaration = Self::new();
        for (at, step) in recorded.steps.iter().enumerate() {
            let state = declaration.apply(step.event, step.on);
            let state = state.map_err(|error| format!("steps[{at}]: {error}"))?;
            if state != step.state {
                return Err(format!("steps[{at}].state: `{}` leads to {state}", step.event));
            }
        }
        if (declaration.state, declaration.pending) != (recorded.state, recorded.pending) {
            return Err(format!("state: the steps lead to {}", declaration.state));
        }
        Ok(declaration)
    }
}

/// Why an event cannot happen to a declaration.
///
/// # Examples
///
/// ```
/// use pcn::{calendar::day, iif::{Declaration, DeclarationEvent}};
///
/// let error = Declaration::new()
///     .apply(DeclarationEvent::ApproveFinancially, day(2024, 5, 1))
///     .unwrap_err();
/// assert_eq!(
///     error.to_string(),
///     "cannot approve financially: the declaration is awaiting service provider approval",
/// );
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum DeclarationError {
    /// Achievement waits to be added up anew.
    #[error("cannot declare: achievement is being added up anew; it is done overnight")]
    Pending,
    /// The event does not follow from the state.
    #[error("cannot {event}: the declaration is {state}")]
    NotNow {
        /// The event.
        event: DeclarationEvent,
        /// The state.
        state: DeclarationState,
    },
    /// The declaration is approved for payment and fixed.
    #[error("nothing changes a declaration after financial approval ({event})")]
    Fixed {
        /// The event.
        event: DeclarationEvent,
    },
    /// The event lies before the last one.
    #[error("{on} lies before the last event, on {last}")]
    OutOfOrder {
        /// The day of the event.
        on: NaiveDate,
        /// The day of the last event.
        last: NaiveDate,
    },
}

impl Declaration {
    /// A declaration not yet made.
    #[must_use]
    pub const fn new() -> Self {
        Self {
            state: DeclarationState::AwaitingServiceProviderApproval,
            pending: false,
            steps: Vec::new(),
        }
    }

    /// Where it stands.
    #[must_use]
    pub const fn state(&self) -> DeclarationState {
        self.state
    }

    /// Whether achievement waits to be added up anew.
    #[must_use]
    pub const fn is_pending(&self) -> bool {
        self.pending
    }

    /// Whether nothing changes it any more.
    #[must_use]
    pub const fn is_fixed(&self) -> bool {
        matches!(self.state, DeclarationState::FinanciallyApproved)
    }

    /// What happened to it, in order.
    #[must_use]
    pub fn steps(&self) -> &[DeclarationStep] {
        &self.steps
    }

    /// Lets an event happen.
    ///
    /// # Errors
    ///
    /// [`DeclarationError`] if it cannot happen now; the declaration then stays as it was.
    pub fn apply(
        &mut self,
        event: DeclarationEvent,
        on: NaiveDate,
    ) -> Result<DeclarationState, DeclarationError> {
        use DeclarationEvent::{
            ApproveFinancially, DataChanged, Declare, MembershipChanged, Reaggregated,
        };
        use DeclarationState::{
            AwaitingCommissioningOrganisationApproval, AwaitingServiceProviderApproval,
            FinanciallyApproved,
        };
        if let Some(last) = self.steps.last()
            && on < last.on
        {
            return Err(DeclarationError::OutOfOrder { on, last: last.on });
        }
        let (state, pending) = match (self.state, event) {
            (FinanciallyApproved, _) => return Err(DeclarationError::Fixed { event }),
            (AwaitingServiceProviderApproval, Declare) if self.pending => {
                return Err(DeclarationError::Pending);
            }
            (AwaitingServiceProviderApproval, Declare) => {
                (AwaitingCommissioningOrganisationApproval, false)
            }
            (AwaitingCommissioningOrganisationApproval, ApproveFinancially) => {
                (FinanciallyApproved, false)
            }
            (_, DataChanged | MembershipChanged) => (AwaitingServiceProviderApproval, true),
            (state, Reaggregated) => (state, false),
            (state, Declare | ApproveFinancially) => {
                return Err(DeclarationError::NotNow { event, state });
            }
        };
        self.state = state;
        self.pending = pending;
        self.steps.push(DeclarationStep { on, event, state });
        Ok(state)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::calendar::day;

    const EVENTS: [DeclarationEvent; 5] = [
        DeclarationEvent::Declare,
        DeclarationEvent::ApproveFinancially,
        DeclarationEvent::DataChanged,
        DeclarationEvent::MembershipChanged,
        DeclarationEvent::Reaggregated,
    ];

    proptest! {
        #[test]
        fn money_is_approved_only_on_a_declaration_that_nothing_has_changed_since(
            chosen in proptest::collection::vec(0..EVENTS.len(), 0..40),
        ) {
            let mut declaration = Declaration::new();
            for at in chosen {
                let before = declaration.clone();
                if declaration.apply(EVENTS[at], day(2024, 5, 1)).is_err() {
                    prop_assert_eq!(&declaration, &before, "a refused event changes nothing");
                }
            }
            let events: Vec<_> = declaration.steps().iter().map(|step| step.event).collect();
            if let Some(at) = events.iter().position(|e| *e == DeclarationEvent::ApproveFinancially) {
                prop_assert_eq!(at + 1, events.len(), "fixed after approval");
                let since = events[..at].iter().rposition(|e| *e == DeclarationEvent::Declare);
                let changed = events[since.unwrap()..at].iter().any(|e| {
                    matches!(e, DeclarationEvent::DataChanged | DeclarationEvent::MembershipChanged)
                });
                prop_assert!(!changed);
            }
        }
    }

    #[test]
    fn a_declaration_comes_back_from_json_and_cannot_be_made_up() {
        let mut declaration = Declaration::new();
        declaration.apply(DeclarationEvent::Declare, day(2024, 5, 1)).unwrap();
        let json = serde_json::to_string(&declaration).unwrap();
        assert_eq!(serde_json::from_str::<Declaration>(&json).unwrap(), declaration);
        let state = "awaiting_commissioning_organisation_approval";
        let made_up = json.replacen(state, "financially_approved", 1);
        assert!(serde_json::from_str::<Declaration>(&made_up).is_err());
    }

    #[test]
    fn events_come_in_order_of_days() {
        let mut declaration = Declaration::new();
        declaration.apply(DeclarationEvent::DataChanged, day(2024, 5, 2)).unwrap();
        assert_eq!(
            declaration.apply(DeclarationEvent::Reaggregated, day(2024, 5, 1)),
            Err(DeclarationError::OutOfOrder { on: day(2024, 5, 1), last: day(2024, 5, 2) })
        );
    }

    #[test]
    fn a_commissioner_cannot_approve_what_is_not_declared() {
        let mut declaration = Declaration::new();
        let error =
            declaration.apply(DeclarationEvent::ApproveFinancially, day(2024, 5, 1)).unwrap_err();
        assert_eq!(
            error.to_string(),
            "cannot approve financially: the declaration is awaiting service provider approval"
        );
    }
}
