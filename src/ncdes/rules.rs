//! The rules of the publications' rows.

use crate::{
    finding::{Rule, Severity},
    iif::{rules::FUND, sources},
};

/// The rules of this door.
pub(crate) const RULES: &[&Rule] =
    &[&REFUSED, &NEGATIVE, &DUPLICATE, &NUMERATOR_ABOVE_DENOMINATOR, &UNKNOWN_MEASURE];

/// A row that cannot be read would otherwise vanish from every sum.
pub(super) static REFUSED: Rule = Rule::constant(
    "NCDES-ROW-001",
    Severity::Error,
    "row that cannot be used",
    "A row with a code, a date or a number that cannot be one, or with too few or too many fields, \
     is left out. What it would have said is missing from every sum.",
    "correct the row in the file, or ask for the file again",
    sources::NCDES_2023,
)
.during(FUND);

/// Counts of patients, referrals and appointments are never below zero.
pub(super) static NEGATIVE: Rule = Rule::constant(
    "NCDES-VALUE-001",
    Severity::Error,
    "value below zero",
    "A count below zero cannot be. The row is refused.",
    "ask the publisher for the value",
    sources::NCDES_2023,
)
.during(FUND);

/// One organisation has one figure for one measure on one date.
pub(super) static DUPLICATE: Rule = Rule::constant(
    "NCDES-ROW-002",
    Severity::Error,
    "figure given twice",
    "One organisation has one figure for one measure of one indicator on one date. The first is \
     kept, the second refused.",
    "remove one of the rows, and check which figure is right",
    sources::NCDES_2023,
)
.during(FUND);

/// A numerator that counts part of its denominator cannot be the larger.
pub(super) static NUMERATOR_ABOVE_DENOMINATOR: Rule = Rule::constant(
    "NCDES-VALUE-002",
    Severity::Error,
    "numerator above denominator",
    "The numerator counts part of the denominator, so it cannot be larger. The publisher's own \
     checks hold the same for ACC-08.",
    "ask the practice or the publisher for both figures",
    sources::IIF_REPOSITORY,
)
.during(FUND);

/// A measure that the dictionary does not have may be new, or misspelt.
pub(super) static UNKNOWN_MEASURE: Rule = Rule::constant(
    "NCDES-DICT-001",
    Severity::Warning,
    "measure unknown to the dictionary",
    "The file has an indicator and measure that the dictionary does not list. Its rows are kept \
     under their own name and add to nothing.",
    "use the dictionary of the file's own release",
    sources::NCDES_2023,
)
.during(FUND);
