//! How a file writes its dates, and the choice of one way for a whole file.

use core::fmt;

use chrono::{Datelike as _, NaiveDate};
use serde::{Deserialize, Serialize};

use super::{
    Forgiven,
    slips::{before_point_nought, is_digits},
};
use crate::calendar::day_parts;

/// How a file writes its dates. One file, one way: it is chosen from the file's first dates and
/// never cell by cell.
///
/// # Meaning
///
/// The shapes do not overlap, so most files choose for themselves. A reader forgives, and counts, a
/// day or month of one digit (`1/4/2020`, `1-Apr-20`), midnight behind a day (`2020-04-01 00:00`) and
/// `.0` behind one in digits. Two things are refused and not
/// guessed: dates with strokes none of which has a day above 12 (`01/04/2020` reads both ways), and
/// first dates of which more than one in ten has another shape than the rest. Say the format with
/// [`Options::dates`](super::Options::dates) to read such a file; it changes nothing for one whose
/// first dates tell.
///
/// # Examples
///
/// ```
/// use pcn::ods::DateFormat;
///
/// let day = chrono::NaiveDate::from_ymd_opt(2022, 5, 1);
/// assert_eq!(DateFormat::Compact.parse("20220501"), day);
/// assert_eq!(DateFormat::Slashed.parse("01/05/2022"), day);
/// assert_eq!(DateFormat::Named.parse("01May2022"), day);
/// assert_eq!(DateFormat::Hyphened.parse("01-May-22"), day);
/// assert_eq!(DateFormat::Iso.parse("2022-05-01"), day);
/// assert_eq!(DateFormat::Iso.parse("20220501"), None);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum DateFormat {
    /// `20191001`, as the Organisation Data Service writes.
    Compact,
    /// `31/03/2020`, day first.
    Slashed,
    /// `01May2022`, in any case, as the list sizes and the map write.
    Named,
    /// `01-May-22` or `01-May-2022`. A year of two digits from 70 is in the last century.
    Hyphened,
    /// `2022-05-01`, with or without a time after it.
    Iso,
}

/// Why a file's first dates do not tell how it writes them.
///
/// # Examples
///
/// ```
/// use pcn::ods::{DateFormat, DateFormatError};
///
/// let error = DateFormat::choose(["03/31/2020", "04/30/2020"]).unwrap_err();
/// assert_eq!(error, DateFormatError::MonthFirst { text: "04/30/2020".into() });
/// assert_eq!(
///     error.to_string(),
///     "`04/30/2020` puts the month first; write dates as `31/03/2020`",
/// );
/// ```
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum DateFormatError {
    /// A date has its month first.
    #[error("`{text}` puts the month first; write dates as `31/03/2020`")]
    MonthFirst {
        /// The date.
        text: Box<str>,
    },
    /// The dates are of several formats: each, and how many are of it.
    #[error("the first dates are mixed: {}", counted(.0))]
    Mixed(Vec<(DateFormat, usize)>),
    /// Every date can be read with the day first and with the month first.
    #[error(
        "the first dates have no day above 12, so it is not sure which part is the day; say that \
         they are dd/mm/yyyy, or write them as `2019-10-01`"
    )]
    BothWays,
}

fn counted(formats: &[(DateFormat, usize)]) -> String {
    let texts = formats.iter().map(|(format, count)| format!("{count} as {}", format.name()));
    texts.collect::<Vec<_>>().join(", ")
}

impl DateFormat {
    /// Every format.
    pub const ALL: [Self; 5] =
        [Self::Compact, Self::Slashed, Self::Named, Self::Hyphened, Self::Iso];

    /// The format as the documents write it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Compact => "yyyymmdd",
            Self::Slashed => "dd/mm/yyyy",
            Self::Named => "ddMonyyyy",
            Self::Hyphened => "dd-Mon-yy",
            Self::Iso => "yyyy-mm-dd",
        }
    }

    /// A date in this format, or `None`.
    #[must_use]
    pub fn parse(self, text: &str) -> Option<NaiveDate> {
        let (year, month, day) = self.parts(text.as_bytes())?;
        NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day)
    }

    /// A date in this format as other programs write it, and what is to be forgiven of it.
    pub(crate) fn loose(self, text: &str) -> Option<(NaiveDate, Forgiven)> {
        if self == Self::Compact
            && let Some(whole) = before_point_nought(text)
        {
            return Some((self.parse(whole)?, Forgiven::WholeDecimal));
        }
        let day = MIDNIGHTS.iter().find_map(|midnight| text.strip_suffix(midnight)).unwrap_or(text);
        let date = self.parse(day).or_else(|| self.without_noughts(day))?;
        Some((date, Forgiven::LooseDate))
    }

    /// A date whose day or month has one digit, in the formats that spreadsheets write so.
    fn without_noughts(self, text: &str) -> Option<NaiveDate> {
        let text = text.as_bytes();
        let (year, month, day) = match (self, text) {
            (Self::Slashed, _) => {
                let (day, month, year) = strokes(text)?;
                (number(year).filter(|_| year.len() == 4)?, month, day)
            }
            (Self::Hyphened, [_, b'-', ..]) => {
                let mut padded = [b'0'; 11];
                padded.get_mut(1..=text.len())?.copy_from_slice(text);
                self.parts(padded.get(..=text.len())?)?
            }
            _ => return None,
        };
        NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day)
    }

    fn parts(self, text: &[u8]) -> Option<(u32, u32, u32)> {
        Some(match (self, text) {
            (Self::Compact, [_, _, _, _, _, _, _, _]) => {
                let whole = number(text)?;
                (whole / 10_000, whole / 100 % 100, whole % 100)
            }
            (Self::Slashed, [d1, d2, b'/', m1, m2, b'/', year @ ..]) if year.len() == 4 => {
                (number(year)?, number(&[*m1, *m2])?, number(&[*d1, *d2])?)
            }
            (Self::Named, [d1, d2, a, b, c, year @ ..]) if year.len() == 4 => {
                (number(year)?, month([*a, *b, *c])?, number(&[*d1, *d2])?)
            }
            (Self::Hyphened, [d1, d2, b'-', a, b, c, b'-', year @ ..]) => {
                let year = match (year.len(), number(year)?) {
                    (4, year) => year,
                    (2, year) if year < 70 => year.saturating_add(2000),
                    (2, year) => year.saturating_add(1900),
                    _ => return None,
                };
                (year, month([*a, *b, *c])?, number(&[*d1, *d2])?)
            }
            (Self::Iso, [date @ .., b'T' | b' ', _, _, b':', _, _, b':', _, _]) => {
                return Self::Iso.parts(date);
            }
            (Self::Iso, date) => return day_parts(date),
            _ => return None,
        })
    }

    /// A date written in this format. A year that two digits would put into another century is
    /// written with four.
    ///
    /// # Examples
    ///
    /// ```
    /// use pcn::{calendar::day, ods::DateFormat};
    ///
    /// let date = day(2022, 5, 1);
    /// let written: Vec<String> = DateFormat::ALL.map(|format| format.write(date)).into();
    /// assert_eq!(written, ["20220501", "01/05/2022", "01May2022", "01-May-22", "2022-05-01"]);
    /// ```
    #[must_use]
    pub fn write(self, date: NaiveDate) -> String {
        let pattern = match self {
            Self::Hyphened if !(1970..2070).contains(&date.year()) => "%d-%b-%Y",
            Self::Compact => "%Y%m%d",
            Self::Slashed => "%d/%m/%Y",
            Self::Named => "%d%b%Y",
            Self::Hyphened => "%d-%b-%y",
            Self::Iso => "%Y-%m-%d",
        };
        date.format(pattern).to_string()
    }

    /// The one format of a file's first dates; `Ok(None)` if there are none.
    ///
    /// # Errors
    ///
    /// [`DateFormatError`], which says what is ambiguous.
    ///
    /// # Examples
    ///
    /// ```
    /// use pcn::ods::DateFormat;
    ///
    /// assert_eq!(DateFormat::choose(["20191001", "", "20200331"]), Ok(Some(DateFormat::Compact)));
    /// assert!(DateFormat::choose(["01/04/2020", "01/05/2020"]).is_err());
    /// assert_eq!(DateFormat::choose(["01/04/2020", "31/05/2020"]), Ok(Some(DateFormat::Slashed)));
    /// ```
    pub fn choose<'t>(
        first: impl IntoIterator<Item = &'t str>,
    ) -> Result<Option<Self>, DateFormatError> {
        let mut counts = [0_usize; Self::ALL.len()];
        let (mut month_first, mut month_firsts, mut day_first) = (None, 0_usize, false);
        for text in first {
            let text = text.trim();
            for (format, count) in Self::ALL.iter().zip(&mut counts) {
                if format.parse(text).is_some() || format.loose(text).is_some() {
                    *count = count.saturating_add(1);
                }
            }
            match strokes(text.as_bytes()) {
                Some((1..=12, 13..=31, _)) => {
                    month_first = Some(text.to_owned());
                    month_firsts = month_firsts.saturating_add(1);
                }
                Some((one, two, _)) => day_first |= one > 12 || one == two,
                None => {}
            }
        }
        let all: usize = counts.iter().sum();
        let Some((&chosen, &most)) = Self::ALL.iter().zip(&counts).max_by_key(|(_, count)| **count)
        else {
            return Ok(None);
        };
        let others = all.saturating_sub(most);
        // A stray one in a file of another shape is a row to refuse, and not the file.
        let slashed = Self::ALL
            .iter()
            .zip(&counts)
            .find(|(format, _)| **format == Self::Slashed)
            .map_or(month_firsts, |(_, count)| count.saturating_add(month_firsts));
        let shapes = all.saturating_add(month_firsts);
        if let Some(text) = month_first
            && !day_first
            && slashed.saturating_mul(10) > shapes
        {
            return Err(DateFormatError::MonthFirst { text: text.into() });
        }
        if all == 0 {
            return Ok(None);
        }
        if others.saturating_mul(10) > all {
            let mixed = Self::ALL.into_iter().zip(counts).filter(|(_, count)| *count > 0);
            return Err(DateFormatError::Mixed(mixed.collect()));
        }
        if chosen == Self::Slashed && !day_first {
            return Err(DateFormatError::BothWays);
        }
        Ok(Some(chosen))
    }
}

impl fmt::Display for DateFormat {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

/// How programs write the time of midnight behind a day.
const MIDNIGHTS: [&str; 8] = [
    "T00:00:00.000Z",
    "T00:00:00Z",
    "T00:00:00.000",
    " 00:00:00.000",
    "T00:00:00",
    " 00:00:00",
    "T00:00",
    " 00:00",
];

/// The first two numbers, of one or two digits, of a date with strokes, and what is behind them.
fn strokes(text: &[u8]) -> Option<(u32, u32, &[u8])> {
    let mut parts = text.splitn(3, |byte| *byte == b'/');
    let short = |part: &[u8]| number(part).filter(|_| (1..=2).contains(&part.len()));
    Some((short(parts.next()?)?, short(parts.next()?)?, parts.next()?))
}

/// Why a text is a date in no format, where it is plain what it is meant to be.
pub(super) fn mistaken(text: &str) -> Option<&'static str> {
    let whole = before_point_nought(text).unwrap_or(text);
    if whole.len() == 5 && is_digits(whole) && !whole.starts_with('0') {
        return Some("is a spreadsheet's number of a day; format the column as a date there");
    }
    let (_, _, year) = strokes(text.as_bytes())?;
    let two = matches!(year, [b'0'..=b'9', b'0'..=b'9'] | [b'0'..=b'9', b'0'..=b'9', b' ', ..]);
    two.then_some("has a year of two digits, which may be a day")
}

/// The value of one to nine ASCII digits.
fn number(digits: &[u8]) -> Option<u32> {
    digits.iter().try_fold(0_u32, |sum, digit| match digit {
        b'0'..=b'9' => sum.checked_mul(10)?.checked_add(u32::from(digit.saturating_sub(b'0'))),
        _ => None,
    })
}

fn month(letters: [u8; 3]) -> Option<u32> {
    const MONTHS: [&[u8; 3]; 12] = [
        b"jan", b"feb", b"mar", b"apr", b"may", b"jun", b"jul", b"aug", b"sep", b"oct", b"nov",
        b"dec",
    ];
    let letters = letters.map(|letter| letter.to_ascii_lowercase());
    let at = MONTHS.iter().position(|month| **month == letters)?;
    u32::try_from(at).ok()?.checked_add(1)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_written_date_comes_back_in_its_own_format_and_in_no_other(days in 0_i64..45_000) {
            let day = NaiveDate::from_ymd_opt(1970, 1, 1).unwrap() + chrono::TimeDelta::days(days);
            prop_assume!(day < NaiveDate::from_ymd_opt(2070, 1, 1).unwrap());
            for format in DateFormat::ALL {
                let text = format.write(day);
                for other in DateFormat::ALL {
                    prop_assert_eq!(other.parse(&text), (other == format).then_some(day), "{}", text);
                }
            }
        }

        #[test]
        fn any_text_is_read_or_refused_and_never_panics(text in "\\PC{0,24}") {
            for format in DateFormat::ALL {
                let _ = format.parse(&text);
            }
            let _ = DateFormat::choose([text.as_str()]);
        }
    }

    #[test]
    fn a_month_first_in_ten_dates_is_a_row_to_refuse_and_in_nine_the_file() {
        let dates = |others| [vec!["04/31/2020"], vec!["20200401"; others]].concat();
        assert_eq!(DateFormat::choose(dates(9)), Ok(Some(DateFormat::Compact)));
        assert!(DateFormat::choose(dates(8)).unwrap_err().to_string().contains("`04/31/2020`"));
    }

    #[test]
    fn a_year_far_off_is_written_so_that_it_comes_back() {
        for text in ["20-Jul-8019", "20-Jul-1969", "20-Jul-2070"] {
            let date = DateFormat::Hyphened.parse(text).unwrap();
            assert_eq!(DateFormat::Hyphened.write(date), text);
        }
        for text in ["01-Jan-70", "31-Dec-69"] {
            let date = DateFormat::Hyphened.parse(text).unwrap();
            assert_eq!(DateFormat::Hyphened.write(date), text);
        }
        assert_eq!(DateFormat::Hyphened.parse("20-Jul-69"), DateFormat::Iso.parse("2069-07-20"));
    }

    #[test]
    fn impossible_days_are_refused() {
        for text in ["20190229", "20191301", "20190100", "2019-10-01", "2019100", "201910010"] {
            assert_eq!(DateFormat::Compact.parse(text), None, "{text}");
        }
        assert_eq!(DateFormat::Named.parse("31Apr2022"), None);
        assert!(DateFormat::Named.parse("01JAN2021").is_some());
        assert!(DateFormat::Iso.parse("2021-01-01T00:00:00").is_some());
    }

    #[test]
    fn ambiguous_and_mixed_dates_are_refused_and_a_stray_one_is_not() {
        assert!(
            DateFormat::choose(["03/31/2020", "01/04/2020"])
                .unwrap_err()
                .to_string()
                .contains("month")
        );
        assert!(
            DateFormat::choose(["20200401", "2020-04-01"])
                .unwrap_err()
                .to_string()
                .contains("mixed")
        );
        let mut dates = vec!["20200401"; 20];
        dates.push("2020-04-01");
        assert_eq!(DateFormat::choose(dates), Ok(Some(DateFormat::Compact)));
        // A stray date with the month first, too.
        for stray in ["10/18/2020", "10/08/2020"] {
            let mut dates = vec!["20200401"; 20];
            dates.push(stray);
            assert_eq!(DateFormat::choose(dates), Ok(Some(DateFormat::Compact)), "{stray}");
        }
        let dates = ["20200401", "20200402", "10/18/2020"];
        assert!(DateFormat::choose(dates).unwrap_err().to_string().contains("month"));
        assert_eq!(DateFormat::choose(["", "x"]), Ok(None));
    }
}
