//! Networks, their practices over time, and the register that holds them.
//!
//! | to | open |
//! |---|---|
//! | say what a source says | [`Practice`], [`Pcn`], [`Membership`], [`CommissionerRelation`], [`ClinicalDirector`], [`Payee`], [`Waiver`] |
//! | put it together, from any source | [`RegisterBuilder`] |
//! | ask who was where when | [`Register`], [`Placement`] |
//! | find what is amiss | [`Register::check`], [`Checker`] |
//! | count | [`NetworkSize`], [`Coverage`], [`Statistics`] |

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
pub(crate) mod rules;
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
pub use rules::Checker;
pub use size::NetworkSize;
pub use statistics::{NetworkCounts, NetworkRow, Placed, SizeBands, Statistics};
pub use waiver::{Waiver, WaiverKind};

pub(crate) use rules::RULES;
