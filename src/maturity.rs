//! The maturity matrix: its versions, assessments against it, and progress.
//!
//! A network, or a group of networks, talks about where it stands, writes down levels with what
//! shows them and what to do next, and does so again later. The matrix is a map for that
//! conversation. It is no assurance, no score and no ranking, and nothing here computes one.
//!
//! | type | what it is |
//! |---|---|
//! | [`Matrix`], [`LocalMatrix`] | a version: levels, [`Component`]s, [`Criterion`]s; [`draft_2018`], [`august_2019`], or a place's own |
//! | [`Level`], [`Standing`] | foundation and steps 1 to 3; where a component stands, which may be a level partly met |
//! | [`Assessment`], [`Rating`] | who assessed, when, how; level, evidence and next step of each component |
//! | [`Journey`] | one network's assessments, checked: level on a day, progress, what is missing to the next level, fully mature or not, support wanted |
//! | [`Distribution`] | several networks on a day: how many stand where |
//! | [`Strand`] | the 2018 draft's criteria mapped onto the components of 2019; the mapping is ours |
//! | [`SupportDomain`] | the six kinds of development support, which are not the five components |
//! | [`design`] | what documents say a network should have, as a checklist |
//! | [`check`] | the rules `MAT-...` |
//!
//! # Examples
//!
//! ```
//! use pcn::{
//!     calendar::day,
//!     maturity::{Journey, Progress, Movement},
//! };
//!
//! let journey: Journey = serde_json::from_str(r#"{"of": {"network": "U12345"}, "assessments": [
//!     {"version": "august_2019", "assessed_on": "2019-09-20", "assessed_by": "network board",
//!      "how": "self_assessed", "ratings": [{"component": "managing_resources", "level": "step_1"}]},
//!     {"version": "august_2019", "assessed_on": "2020-09-15", "assessed_by": "network board",
//!      "how": "self_assessed", "ratings": [{"component": "managing_resources", "level": "foundation"}]}
//! ]}"#)?;
//! let Some(Progress::Compared { components, .. }) =
//!     journey.progress(day(2019, 12, 31), day(2020, 12, 31)) else { panic!() };
//! let moved: Vec<_> = components.iter().filter(|part| part.movement == Movement::Down).collect();
//! assert_eq!(moved.len(), 1); // a level may fall
//! # Ok::<(), serde_json::Error>(())
//! ```

mod assessment;
mod august_2019;
mod criterion;
pub mod design;
mod distribution;
mod draft_2018;
mod error;
mod journey;
mod key;
mod level;
mod local;
mod matrix;
mod progress;
mod rules;
pub(crate) mod sources;
mod support;

pub use assessment::{Assessed, Assessment, Method, Rating};
pub use august_2019::august_2019;
pub use criterion::{Component, Criterion, Scope, Strand};
pub use distribution::{Distribution, Spread};
pub use draft_2018::draft_2018;
pub use error::MaturityError;
pub use journey::{FullyMature, Held, Journey, JourneyRecord, Next};
pub use key::{ComponentId, ItemId, KeyError, VersionId};
pub use level::{Level, Standing, StandingError};
pub use local::LocalMatrix;
pub use matrix::{Matrix, national};
pub use progress::{Moved, Movement, Progress};
pub(crate) use rules::RULES;
pub use rules::{
    ASSESSED_BEFORE_ISSUE, DRAFT_AFTER_2019, NO_EVIDENCE, NO_NEXT_STEP, NOT_RATED, check,
};
pub use support::SupportDomain;
