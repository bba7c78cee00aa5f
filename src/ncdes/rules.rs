//! The rules of the publications' rows.

use crate::{
    finding::declare_rules,
    iif::{rules::FUND, sources},
};

declare_rules! {
    /// A row that cannot be read would otherwise vanish from every sum.
    REFUSED: "NCDES-ROW-001", Error, FUND,
    title "row that cannot be used",
    explanation "A row with a code, a date or a number that cannot be one, or with too few or too \
        many fields, is left out. What it would have said is missing from every sum.",
    remedy "correct the row in the file, or ask for the file again",
    source sources::NCDES_2023;

    /// Counts of patients, referrals and appointments are never below zero.
    NEGATIVE: "NCDES-VALUE-001", Error, FUND,
    title "value below zero",
    explanation "A count below zero cannot be. The row is refused.",
    remedy "ask the publisher for the value",
    source sources::NCDES_2023;

    /// One organisation has one figure for one measure on one date.
    DUPLICATE: "NCDES-ROW-002", Error, FUND,
    title "figure given twice",
    explanation "One organisation has one figure for one measure of one indicator on one date. \
        The first is kept, the second refused.",
    remedy "remove one of the rows, and check which figure is right",
    source sources::NCDES_2023;

    /// A numerator that counts part of its denominator cannot be the larger.
    NUMERATOR_ABOVE_DENOMINATOR: "NCDES-VALUE-002", Error, FUND,
    title "numerator above denominator",
    explanation "The numerator counts part of the denominator, so it cannot be larger. The \
        publisher's own checks hold the same for ACC-08.",
    remedy "ask the practice or the publisher for both figures",
    source sources::IIF_REPOSITORY;

    /// A measure that the dictionary does not have may be new, or misspelt.
    UNKNOWN_MEASURE: "NCDES-DICT-001", Warning, FUND,
    title "measure unknown to the dictionary",
    explanation "The file has an indicator and measure that the dictionary does not list. Its \
        rows are kept under their own name and add to nothing.",
    remedy "use the dictionary of the file's own release",
    source sources::NCDES_2023;
}
