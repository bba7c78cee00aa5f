//! Days as the wire has them, `2019-07-01` and no other way.
//!
//! chrono's own reader of days also takes `2019-7-1`, `018-01-01` and `+2019-07-01`, which the
//! schemas refuse, and its errors show no good value.

use core::fmt;

use chrono::NaiveDate;
use serde::{Deserialize, Deserializer, de};

/// Reads days, for `#[serde(deserialize_with = "iso")]` on every field of a wire type that holds
/// them, whatever holds them there.
pub(crate) fn iso<'de, D: Deserializer<'de>, T: Days>(deserializer: D) -> Result<T, D::Error> {
    T::Wire::deserialize(deserializer).map(T::of)
}

/// A type that holds days, beside the type of the same shape whose days are read as the wire has
/// them.
pub(crate) trait Days {
    type Wire: for<'de> Deserialize<'de>;

    fn of(wire: Self::Wire) -> Self;
}

/// A day that is read as the wire has it.
#[derive(Clone, Copy)]
pub(crate) struct Iso(NaiveDate);

impl Days for NaiveDate {
    type Wire = Iso;

    fn of(Iso(day): Iso) -> Self {
        day
    }
}

impl<T: Days> Days for Option<T> {
    type Wire = Option<T::Wire>;

    fn of(wire: Self::Wire) -> Self {
        wire.map(T::of)
    }
}

impl<T: Days> Days for Vec<T> {
    type Wire = Vec<T::Wire>;

    fn of(wire: Self::Wire) -> Self {
        wire.into_iter().map(T::of).collect()
    }
}

impl<T: Days> Days for (T, T) {
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
                read_day(text).map(Iso).map_err(E::custom)
            }
        }
        deserializer.deserialize_str(Text)
    }
}

/// Reads a day as the wire has it; the error shows a good one.
pub(crate) fn read_day(text: &str) -> Result<NaiveDate, String> {
    let shaped = text.len() == 10
        && text.bytes().enumerate().all(|(at, byte)| match at {
            4 | 7 => byte == b'-',
            _ => byte.is_ascii_digit(),
        });
    match text.parse() {
        Ok(day) if shaped => Ok(day),
        _ if shaped => {
            Err(format!("`{text}` is no day of the calendar; a good one is `2019-07-01`"))
        }
        _ => Err(format!("`{text}` is not a date; a good one is `2019-07-01`")),
    }
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
