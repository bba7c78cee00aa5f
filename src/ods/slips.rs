//! What other programs make of a cell when they save a file again: words for blanks, `.0` behind a
//! whole number, commas between thousands.

use super::Forgiven;

/// What is forgiven in one row. It is counted for the file only if the row is taken.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Slips {
    counts: [u8; Forgiven::ALL.len()],
    any: bool,
}

impl Slips {
    pub(super) fn add(&mut self, what: Forgiven) {
        self.any = true;
        let counts = Forgiven::ALL.iter().zip(&mut self.counts);
        for (_, count) in counts.filter(|(one, _)| **one == what) {
            *count = count.saturating_add(1);
        }
    }

    #[inline]
    pub(super) const fn any(&self) -> bool {
        self.any
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = (Forgiven, u64)> {
        let counts = Forgiven::ALL.into_iter().zip(self.counts);
        counts.filter(|(_, count)| *count > 0).map(|(what, count)| (what, count.into()))
    }
}

/// Whether a cell holds a word that R, pandas or a database writes for a blank. The words are taken
/// to the letter: `na` or `none` may be a text of the file's own.
pub(crate) fn is_blank_word(cell: &str) -> bool {
    const WORDS: [&str; 9] = ["NA", "N/A", "NULL", "null", "nan", "NaN", "None", "<NA>", "NaT"];
    WORDS.contains(&cell.trim())
}

/// The whole number of a cell that holds one with `.0` behind it, as pandas writes a column of
/// numbers in which some are blank.
pub(super) fn before_point_nought(cell: &str) -> Option<&str> {
    cell.strip_suffix(".0").filter(|whole| is_digits(whole))
}

/// Whether a text is digits and nothing else.
pub(super) fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// A count in digits alone. The standard library would take a sign.
#[inline]
pub(super) fn whole(text: &str) -> Option<u32> {
    match text.as_bytes() {
        [b'0'..=b'9', ..] => text.parse().ok(),
        _ => None,
    }
}

/// A count as a spreadsheet or pandas writes it, `5,983` or `5983.0`, and which of them it is.
pub(crate) fn loose_count(text: &str) -> Option<(u32, Forgiven)> {
    if let Some(count) = before_point_nought(text).and_then(whole) {
        return Some((count, Forgiven::WholeDecimal));
    }
    let mut groups = text.split(',');
    let first = groups.next().filter(|first| first.len() <= 3 && !first.starts_with('0'))?;
    let (mut count, mut more) = (whole(first)?, false);
    for group in groups {
        if group.len() != 3 {
            return None;
        }
        // Three digits, of which the first may be a nought.
        count = count.checked_mul(1000)?.checked_add(whole(group)?)?;
        more = true;
    }
    more.then_some((count, Forgiven::Thousands))
}

/// Whether a cell holds what a spreadsheet makes of a code such as `5E1`, which reads as a number.
pub(super) fn is_number_of_code(cell: &str) -> bool {
    let Some((number, power)) = cell.split_once(['E', 'e']) else { return false };
    let number = match number.split_once('.') {
        Some((whole, part)) => is_digits(whole) && is_digits(part),
        None => is_digits(number),
    };
    number && power.strip_prefix('+').is_some_and(is_digits)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_for_blanks_are_those_that_programs_write_and_no_others() {
        for word in ["NA", "N/A", "NULL", "null", "nan", "NaN", "None", "<NA>", "NaT", " NA "] {
            assert!(is_blank_word(word), "{word}");
        }
        for text in ["", " ", "na", "none", "NAN", "n/a", "NA1", "#N/A", "-", "0", "NA NA"] {
            assert!(!is_blank_word(text), "{text}");
        }
    }

    #[test]
    fn whole_numbers_may_have_a_nought_behind_a_point_and_nothing_else() {
        assert_eq!(before_point_nought("4.0"), Some("4"));
        assert_eq!(before_point_nought("20220331.0"), Some("20220331"));
        for text in ["4", "4.", "4.00", "4.5", ".0", "-4.0", "4.0.0", "RO76.0", " 4.0", "1,0.0"] {
            assert_eq!(before_point_nought(text), None, "{text}");
        }
    }

    #[test]
    fn thousands_are_groups_of_three() {
        for (text, count) in
            [("5,983", 5_983), ("31,034", 31_034), ("1,000,007", 1_000_007), ("999,999", 999_999)]
        {
            assert_eq!(loose_count(text), Some((count, Forgiven::Thousands)), "{text}");
        }
        assert_eq!(loose_count("5983.0"), Some((5983, Forgiven::WholeDecimal)));
        for text in [
            "",
            ",",
            "5983",
            "5,98",
            "5,9834",
            "5983,000",
            "0,983",
            "00,983",
            ",983",
            "5,,983",
            "5,983,",
            "-5,983",
            "+5,983",
            "5,+83",
            "5,983.0",
            "5 983",
            "4,294,967,296",
            "5983.5",
        ] {
            assert_eq!(loose_count(text), None, "{text}");
        }
        assert_eq!(loose_count("4,294,967,295"), Some((u32::MAX, Forgiven::Thousands)));
    }

    #[test]
    fn a_spreadsheets_number_of_a_code_has_a_power_with_its_sign() {
        for text in ["5E+01", "5.00E+01", "1e+08"] {
            assert!(is_number_of_code(text), "{text}");
        }
        for text in ["5E1", "5E01", "E+01", "5.E+01", "5E+", "5.00", "5.0.0E+01", "96X", "5E+0x"] {
            assert!(!is_number_of_code(text), "{text}");
        }
    }

    #[test]
    fn slips_are_counted_by_their_kind() {
        let mut slips = Slips::default();
        assert!(!slips.any() && slips.iter().next().is_none());
        for what in [Forgiven::CellSpace, Forgiven::BlankWord, Forgiven::CellSpace] {
            slips.add(what);
        }
        assert!(slips.any());
        let counted: Vec<_> = slips.iter().collect();
        assert_eq!(counted, [(Forgiven::CellSpace, 2), (Forgiven::BlankWord, 1)]);
    }
}
