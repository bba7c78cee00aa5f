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

use std::borrow::Cow;

use crate::{
    calendar::ContractYear,
    citation::Source,
    finding::{Rule, RuleId, Severity, YearSpan},
};

/// A rule in force since 2019/20, as every rule of the register is.
const fn rule(
    id: &'static str,
    severity: Severity,
    title: &'static str,
    explanation: &'static str,
    remedy: &'static str,
    source: Source,
) -> Rule {
    Rule {
        id: RuleId::constant(id),
        title: Cow::Borrowed(title),
        severity,
        years: YearSpan::since(ContractYear::Y2019_20),
        explanation: Cow::Borrowed(explanation),
        remedy: Cow::Borrowed(remedy),
        source,
    }
}

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
