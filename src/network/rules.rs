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

use self::checker::Inspection;
use crate::finding::{Report, Rule};

type Check = fn(&Inspection<'_>, &mut Report);

/// What is checked together, and the rules that it checks.
const ROOMS: [(&[&Rule], Check); 7] = [
    (size::RULES, size::check),
    (membership::RULES, membership::check),
    (history::RULES, history::check),
    (coverage::RULES, coverage::check),
    (area::RULES, area::check),
    (records::RULES, records::check),
    (people::RULES, people::check),
];

/// The rules of this room, by what they are about.
pub(crate) fn rules() -> impl Iterator<Item = &'static [&'static Rule]> {
    ROOMS.into_iter().map(|(rules, _)| rules)
}
