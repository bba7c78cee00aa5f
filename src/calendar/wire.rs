//! Days as the wire has them, `2019-07-01` and no other way.
//!
//! chrono's own reader of days also takes `2019-7-1`, `018-01-01` and `+2019-07-01`, which the
//! schemas refuse, and its errors show no good value.

use core::fmt;

use chrono::NaiveDate;
use serde::{Deserialize, Deserializer, de};

/// Reads days as the wire has them, for fields of an embedder's own types too.
///
/// chrono's own reader also takes `2019-7-1`, `018-01-01` and `+2019-07-01`, and its errors show no
/// good value.
///
/// # Errors
///
/// If the text is not four digits, a hyphen, two digits, a hyphen and two digits, or no day of the
/// calendar. An optional field still needs `#[serde(default)]` to be left out.
///
/// # Examples
///
/// ```
/// use pcn::calendar::NaiveDate;
/// use serde::Deserialize;
///
/// #[derive(Deserialize)]
/// struct Row {
///     #[serde(deserialize_with = "pcn::calendar::iso")]
///     open: NaiveDate,
///     #[serde(default, deserialize_with = "pcn::calendar::iso")]
///     close: Option<NaiveDate>,
/// }
///
/// let row: Row = serde_json::from_str(r#"{"open": "2019-07-01"}"#)?;
/// assert_eq!((row.open.to_string(), row.close), ("2019-07-01".to_owned(), None));
///
/// let error = serde_json::from_str::<Row>(r#"{"open": "2019-7-1"}"#).err().ok_or("refused")?;
/// assert!(error.to_string().starts_with("`2019-7-1` is not a date; a good one is `2019-07-01`"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn iso<'de, D: Deserializer<'de>, T: Days>(deserializer: D) -> Result<T, D::Error> {
    T::Wire::deserialize(deserializer).map(T::of)
}

/// What [`iso`] reads: a day, and options, lists and pairs of such.
///
/// # Examples
///
/// See [`iso`].
pub trait Days: sealed::Wired {}

impl<T: sealed::Wired> Days for T {}

pub(crate) mod sealed {
    use serde::Deserialize;

    /// A type that holds days, beside the type of the same shape whose days are read as the wire
    /// has them.
    pub trait Wired {
        type Wire: for<'de> Deserialize<'de>;

        fn of(wire: Self::Wire) -> Self;
    }
}

/// A day that is read as the wire has it.
#[derive(Clone, Copy, Debug)]
pub struct Iso(NaiveDate);

impl sealed::Wired for NaiveDate {
    type Wire = Iso;

    fn of(Iso(day): Iso) -> Self {
        day
    }
}

impl<T: sealed::Wired> sealed::Wired for Option<T> {
    type Wire = Option<T::Wire>;

    fn of(wire: Self::Wire) -> Self {
        wire.map(T::of)
    }
}

impl<T: sealed::Wired> sealed::Wired for Vec<T> {
    type Wire = Vec<T::Wire>;

    fn of(wire: Self::Wire) -> Self {
        wire.into_iter().map(T::of).collect()
    }
}

impl<T: sealed::Wired> sealed::Wired for (T, T) {
    type Wire = (T::Wire, T::Wire);

    fn of((first, second): Self::Wire) -> Self {
        (T::of(first), T::of(second))
    }
}

impl<'de> Deserialize<'de> for Iso {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Text;
        impl de::Visitor<'_> for Text {
            type Value = Iso;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a date such as `2019-07-01`")
            }
            fn visit_str<E: de::Error>(self, text: &str) -> Result<Iso, E> {
                day_of(text).map(Iso).ok_or_else(|| E::custom(not_a_day(text)))
            }
        }
        deserializer.deserialize_str(Text)
    }
}

/// Reads a day as the wire has it; the error shows a good one.
pub(crate) fn read_day(text: &str) -> Result<NaiveDate, String> {
    day_of(text).ok_or_else(|| not_a_day(text))
}

/// Digits at fixed places are many times faster than chrono's reader of any date.
fn day_of(text: &str) -> Option<NaiveDate> {
    let (year, month, day) = day_parts(text.as_bytes())?;
    NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day)
}

#[cold]
fn not_a_day(text: &str) -> String {
    let what = match day_parts(text.as_bytes()) {
        None => "is not a date",
        Some(_) => "is no day of the calendar",
    };
    format!("`{text}` {what}; a good one is `2019-07-01`")
}

/// Year, month and day of `2019-07-01`, which need not be a day of the calendar.
///
/// The eight digits are looked at and added up side by side in one word.
#[expect(clippy::arithmetic_side_effects, reason = "ten times a digit and another one fit a byte")]
pub(crate) fn day_parts(text: &[u8]) -> Option<(u32, u32, u32)> {
    const ZEROS: u64 = u64::from_le_bytes([b'0'; 8]);
    let [y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2] = *text else { return None };
    let digits = u64::from_le_bytes([y1, y2, y3, y4, m1, m2, d1, d2]) ^ ZEROS;
    // Of a digit the upper half is empty now, and stays so with six more.
    let more = digits.wrapping_add(u64::from_le_bytes([6; 8]));
    if (digits | more) & u64::from_le_bytes([0xF0; 8]) > 0 {
        return None;
    }
    // Ten times a digit and the next one, for every other byte.
    let pairs = (digits * 10 + (digits >> 8)).to_le_bytes();
    let [century, _, year, _, month, _, day, _] = pairs.map(u32::from);
    Some((century * 100 + year, month, day))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_read_back_from_what_it_is_written_as() {
        for text in ["2019-07-01", "0000-01-01", "9999-12-31", "2024-02-29"] {
            assert_eq!(read_day(text).unwrap().to_string(), text);
        }
    }

    #[test]
    fn digits_and_nothing_else_are_the_parts_of_a_day() {
        let good = b"2019-07-31";
        assert_eq!(day_parts(good), Some((2019, 7, 31)));
        assert_eq!(day_parts(b"9876-54-32"), Some((9876, 54, 32)));
        for at in 0..good.len() {
            for byte in 0..=u8::MAX {
                let mut text = *good;
                text[at] = byte;
                let fits = if matches!(at, 4 | 7) { byte == b'-' } else { byte.is_ascii_digit() };
                assert_eq!(day_parts(&text).is_some(), fits, "{byte} at {at}");
                let shown = |(year, month, day)| format!("{year:04}-{month:02}-{day:02}");
                if let Some(parts) = day_parts(&text) {
                    assert_eq!(shown(parts).as_bytes(), text);
                }
            }
        }
    }

    #[test]
    fn no_other_spelling_of_a_day_is_read() {
        let wrong = "2019-7-1 018-01-01 +2019-07-01 -2019-07-01 12019-07-01 20190701 2019/07/01 \
                     01-07-2019 2019-07-01T00:00 2019-07-1x ２019-07-01";
        for text in wrong.split_whitespace().chain(["", " 2019-07-01", "2019-07-01 ", "2019- 7-01"])
        {
            let error = read_day(text).unwrap_err();
            assert!(error.contains(&format!("`{text}` is not a date")), "{error}");
            assert!(error.contains("`2019-07-01`"), "{error}");
        }
        for text in ["2019-02-29", "2019-13-01", "2019-00-10", "2019-04-31"] {
            let error = read_day(text).unwrap_err();
            assert!(error.contains("no day of the calendar"), "{error}");
        }
    }
}
