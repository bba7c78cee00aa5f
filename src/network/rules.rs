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

/// The rules of this room, by what they are about.
pub(crate) const RULES: [&[&Rule]; 7] = [
    size::RULES,
    membership::RULES,
    history::RULES,
    coverage::RULES,
    area::RULES,
    records::RULES,
    people::RULES,
];
