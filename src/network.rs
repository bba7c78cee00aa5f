//! Networks, their practices over time, and the register that holds them.
//!
//! | to | open |
//! |---|---|
//! | say what a source says | [`Practice`], [`Pcn`], [`Membership`], [`CommissionerRelation`], [`ClinicalDirector`], [`Payee`], [`Waiver`] |
//! | put it together, from any source | [`RegisterBuilder`] |
//! | ask who was where when | [`Register`], [`Placement`] |
//! | count | [`NetworkSize`], [`Coverage`], [`Statistics`] |

use crate::finding::Rule;

mod builder;
mod commissioner;
mod coverage;
mod director;
mod membership;
mod payee;
mod pcn;
mod placement;
mod practice;
mod register;
mod size;
mod statistics;
mod waiver;

pub use builder::{PracticeList, RegisterBuilder, Unallocated};
pub use commissioner::{Commissioned, CommissionerRelation};
pub use coverage::{CommissionerPart, Coverage, UnplacedPractice};
pub use director::{ClinicalDirector, Directorship, Shares};
pub use membership::{Membership, Provenance};
pub use payee::{Payee, PayeeRecord};
pub use pcn::Pcn;
pub use placement::Placement;
pub use practice::{Practice, PracticeState, PracticeStatus, Setting};
pub use register::Register;
pub use size::NetworkSize;
pub use statistics::{NetworkCounts, NetworkRow, Placed, SizeBands, Statistics};
pub use waiver::{Waiver, WaiverKind};

/// The rules of this room.
pub(crate) const RULES: &[&Rule] = &[];
