use core::{fmt, str::FromStr};

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use super::registry;
use crate::code::Inline;

/// The code of an indicator of the Investment and Impact Fund.
///
/// # Format
///
/// Written `HI-03`: capital letters and digits, a hyphen, capital letters and digits. Reading also
/// takes the code without its hyphen, as publications have it since 2024/25 (`HI03`), and the
/// number that the publication gave the same indicator before (`NCD120`). [`registry`] lists them.
///
/// The six indicators of 2020/21 had no public code; `Y1-FLU65` and its like are this crate's.
///
/// # Examples
///
/// ```
/// use pcn::iif::IndicatorCode;
///
/// let code: IndicatorCode = "HI-03".parse()?;
/// assert_eq!("HI03".parse(), Ok(code));
/// assert_eq!("NCD120".parse(), Ok(code));
/// assert_eq!(
///     "75%".parse::<IndicatorCode>().unwrap_err().to_string(),
///     "`75%` is not an indicator code; a good one is `HI-03`",
/// );
/// # Ok::<(), pcn::iif::IndicatorCodeError>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct IndicatorCode {
    // INVARIANT: as `is_code` has it.
    text: Inline<{ Self::LONGEST }>,
}

/// A text that is no indicator code.
///
/// # Examples
///
/// ```
/// use pcn::iif::IndicatorCode;
///
/// let error = "hi-03".parse::<IndicatorCode>().unwrap_err();
/// assert_eq!(error.given(), "hi-03");
/// assert_eq!(error.to_string(), "`hi-03` is not an indicator code; a good one is `HI-03`");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{given}` is not an indicator code; a good one is `{}`", good_for(.given))]
pub struct IndicatorCodeError {
    given: Box<str>,
}

/// The code that was meant, if only its letters are small, or else an example.
fn good_for(given: &str) -> String {
    let meant = given.trim().to_ascii_uppercase().parse::<IndicatorCode>();
    meant.map_or_else(|_| "HI-03".to_owned(), |code| code.to_string())
}

impl IndicatorCodeError {
    /// The text as given, cut if very long.
    #[must_use]
    pub const fn given(&self) -> &str {
        &self.given
    }
}

#[expect(
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    reason = "a const loop bounded by the text's length"
)]
const fn is_code(text: &[u8]) -> bool {
    if text.len() < 4 || text.len() > IndicatorCode::LONGEST {
        return false;
    }
    // Nearly every code is two or three letters, a hyphen and two digits.
    if let [one, two, rest @ .., b'-', tens, ones] = text
        && one.is_ascii_uppercase() & two.is_ascii_uppercase()
        && tens.is_ascii_digit() & ones.is_ascii_digit()
        && matches!(rest, [] | [b'A'..=b'Z'])
    {
        return true;
    }
    let (mut at, mut hyphens) = (0, 0);
    while at < text.len() {
        match text[at] {
            b'A'..=b'Z' | b'0'..=b'9' => {}
            b'-' if at > 0 && at + 1 < text.len() => hyphens += 1,
            _ => return false,
        }
        at += 1;
    }
    hyphens == 1 && text[0].is_ascii_uppercase()
}

impl IndicatorCode {
    const LONGEST: usize = 12;

    /// A code from a literal, for constants.
    ///
    /// # Panics
    ///
    /// If the literal is no code with its hyphen; in a `const` that is a compile error.
    #[must_use]
    #[expect(clippy::panic, reason = "the literal door: a wrong constant must not compile")]
    pub const fn constant(text: &'static str) -> Self {
        match Self::exact(text.as_bytes()) {
            Some(code) => code,
            None => panic!("an indicator code is letters, a hyphen, digits"),
        }
    }

    const fn exact(text: &[u8]) -> Option<Self> {
        if !is_code(text) {
            return None;
        }
        match Inline::new(text) {
            Some(text) => Some(Self { text }),
            None => None,
        }
    }

    /// The code's text.
    #[must_use]
    pub const fn as_str(&self) -> &str {
        self.text.as_str()
    }

    /// The same as bytes, all of them ASCII.
    pub(super) const fn as_bytes(&self) -> &[u8] {
        self.text.as_bytes()
    }

    /// The code without its hyphen, as publications have it since 2024/25.
    ///
    /// # Examples
    ///
    /// ```
    /// use pcn::iif::IndicatorCode;
    ///
    /// assert_eq!(IndicatorCode::constant("HI-03").without_hyphen(), "HI03");
    /// assert_eq!(IndicatorCode::constant("HI-03").as_str(), "HI-03");
    /// ```
    #[must_use]
    pub fn without_hyphen(&self) -> String {
        self.as_str().replace('-', "")
    }
}

impl FromStr for IndicatorCode {
    type Err = IndicatorCodeError;

    fn from_str(text: &str) -> Result<Self, IndicatorCodeError> {
        if let Some(code) = Self::exact(text.as_bytes()) {
            return Ok(code);
        }
        if let Some(code) = registry::by_publication_code(text) {
            return Ok(code);
        }
        // `HI03`, `SMR01A`: two to four letters, two digits, perhaps a letter.
        let split = text.find(|letter: char| letter.is_ascii_digit());
        let hyphenated = split.filter(|split| (2..=4).contains(split)).and_then(|split| {
            let (area, number) = text.split_at_checked(split)?;
            let digits = number.strip_suffix(|last: char| last.is_ascii_uppercase());
            let digits = digits.unwrap_or(number);
            let is_number = digits.len() == 2 && digits.bytes().all(|byte| byte.is_ascii_digit());
            is_number.then(|| Self::exact(format!("{area}-{number}").as_bytes())).flatten()
        });
        hyphenated.ok_or_else(|| IndicatorCodeError { given: text.chars().take(40).collect() })
    }
}

impl fmt::Display for IndicatorCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl fmt::Debug for IndicatorCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "IndicatorCode({self})")
    }
}

impl Serialize for IndicatorCode {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

impl<'de> Deserialize<'de> for IndicatorCode {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Text;
        impl de::Visitor<'_> for Text {
            type Value = IndicatorCode;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an indicator code such as `HI-03`")
            }
            fn visit_str<E: de::Error>(self, text: &str) -> Result<IndicatorCode, E> {
                text.parse().map_err(E::custom)
            }
        }
        deserializer.deserialize_str(Text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_indicator_has_one_code_however_it_is_written() {
        let code = IndicatorCode::constant("VI-02");
        for text in ["VI-02", "VI02", "NCD003"] {
            assert_eq!(text.parse(), Ok(code), "{text}");
        }
        assert_eq!("NCDMI199".parse(), Ok(IndicatorCode::constant("VI-01")));
        assert_eq!("SMR01A".parse(), Ok(IndicatorCode::constant("SMR-01A")));
        assert_eq!(code.without_hyphen(), "VI02");
    }

    #[test]
    fn other_texts_are_refused() {
        for text in [
            "", "-", "HI-", "-03", "hi-03", "HI 03", "HI003", "75%", "NCD999", "é-01", "HI-03-04",
            "HI-0x", "HI-x3", "HI-0%", "Hi-03", "hI-03",
        ] {
            assert!(text.parse::<IndicatorCode>().is_err(), "{text}");
        }
    }

    #[test]
    fn an_error_shows_the_code_that_was_meant() {
        for (given, good) in [("vi02", "VI-02"), (" smr-01a", "SMR-01A"), ("75%", "HI-03")] {
            let error = given.parse::<IndicatorCode>().unwrap_err().to_string();
            let words = format!("`{given}` is not an indicator code; a good one is `{good}`");
            assert_eq!(error, words);
        }
    }
}
