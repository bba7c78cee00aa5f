//! Networks, their practices over time, and the register that holds them.
//!
//! | to | open |
//! |---|---|
//! | say what a source says | [`Practice`], [`Pcn`], [`Membership`], [`CommissionerRelation`], [`ClinicalDirector`], [`Payee`], [`Waiver`], [`Succession`] |
//! | put it together, from any source | [`RegisterBuilder`] |
//! | ask who was where when | [`Register`], [`Placement`] |
//! | find what is amiss | [`Register::check`], [`Checker`] |
//! | ask what if | [`Change`], [`Register::what_if`], [`Difference`] |
//! | compare with a table of one's own | [`Register::reconcile`], [`Reconciliation`] |
//! | count | [`NetworkSize`], [`Coverage`], [`Statistics`] |

mod assemble;
mod builder;
mod change;
mod commissioner;
mod coverage;
mod difference;
mod director;
mod index;
mod membership;
mod payee;
mod pcn;
mod placement;
mod practice;
mod reconcile;
mod register;
pub(crate) mod rules;
mod size;
mod statistics;
mod succession;
mod waiver;

pub use builder::{PracticeList, RegisterBuilder, Unallocated};
pub use change::{Change, ChangeError};
pub use commissioner::{Commissioned, CommissionerRelation};
pub use coverage::{CommissionerPart, Coverage, UnplacedPractice};
pub use difference::{Difference, NetworkDifference, NetworkState, PracticeDifference};
pub use director::{ClinicalDirector, Directorship, Shares};
pub use membership::{Membership, Provenance};
pub use payee::{Payee, PayeeRecord};
pub use pcn::Pcn;
pub use placement::Placement;
pub use practice::{Practice, PracticeState, PracticeStatus, Setting};
pub use reconcile::{Disagreement, Extent, OwnRow, Reconciliation, Verdict};
pub use register::Register;
pub use rules::Checker;
pub use size::NetworkSize;
pub use statistics::{NetworkCounts, NetworkRow, Placed, SizeBands, Statistics};
pub use succession::Succession;
pub use waiver::{Waiver, WaiverKind};

pub(crate) use rules::rules;
