//! The rules of the register, and the checker that runs them.

mod area;
mod checker;
mod coverage;
mod history;
pub(crate) mod membership;
pub(crate) mod people;
mod records;
pub(crate) mod size;
mod sources;

pub(super) use area::plain;
pub use checker::Checker;

use crate::finding::Rule;

/// The rules of this room.
pub(crate) const RULES: &[&Rule] = &[
    &size::BELOW_MINIMUM,
    &size::NO_WAIVER_IN_LONDON,
    &size::ABOVE_TYPICAL_MAXIMUM,
    &size::LIST_MISSING,
    &size::LISTS_DIFFER,
    &membership::NO_MEMBER,
    &membership::IN_SEVERAL_NETWORKS,
    &membership::NOT_OPEN,
    &membership::NOT_A_GP_PRACTICE,
    &membership::NOT_ENGLISH,
    &membership::DEFAULT_CODE,
    &history::OVERLAP,
    &history::GAP,
    &history::NO_DAY,
    &history::REPEATED,
    &history::FUTURE,
    &history::OUTSIDE_LIFE,
    &coverage::IN_NO_NETWORK,
    &coverage::UNALLOCATED,
    &area::ACROSS_BOUNDARIES,
    &area::LEAD_IN_MINORITY,
    &area::SAME_NAME,
    &records::NO_CLAIM,
    &records::PRACTICE_NOT_DESCRIBED,
    &records::NETWORK_NOT_DESCRIBED,
    &records::PRACTICE_CONTRADICTED,
    &records::NETWORK_CONTRADICTED,
    &records::NETWORK_OF_NO_DAY,
    &people::SHARES,
    &people::OWN_ACCOUNT_TOO_EARLY,
    &people::PAYEE_NOT_A_MEMBER,
];
