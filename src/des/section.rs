use core::{fmt, str::FromStr};
use std::borrow::Cow;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

/// The number of a section of the specification, for example `10.3`.
///
/// # Examples
///
/// ```
/// use pcn::des::Section;
///
/// let section: Section = "10.3".parse()?;
/// assert!(section > "10.1".parse()?);
/// assert!("10.".parse::<Section>().is_err());
/// # Ok::<(), pcn::des::SectionError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Section {
    // INVARIANT: one to six numbers.
    parts: Cow<'static, [u16]>,
}

/// A text that is no section number.
///
/// # Examples
///
/// ```
/// use pcn::des::Section;
///
/// assert_eq!(
///     "section 7".parse::<Section>().unwrap_err().to_string(),
///     "`section 7` is not a section number; a good one is `10.3`",
/// );
/// ```
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{given}` is not a section number; a good one is `10.3`")]
pub struct SectionError {
    given: Box<str>,
}

impl Section {
    pub(super) const fn constant(parts: &'static [u16]) -> Self {
        Self { parts: Cow::Borrowed(parts) }
    }

    /// Whether the other is this section, or a part of it.
    ///
    /// # Examples
    ///
    /// ```
    /// use pcn::des::Section;
    ///
    /// let seven: Section = "7".parse()?;
    /// assert!(seven.holds(&"7.3.1".parse()?));
    /// assert!(!seven.holds(&"70".parse()?));
    /// # Ok::<(), pcn::des::SectionError>(())
    /// ```
    #[must_use]
    pub fn holds(&self, other: &Self) -> bool {
        other.parts.starts_with(&self.parts)
    }
}

impl FromStr for Section {
    type Err = SectionError;
    fn from_str(text: &str) -> Result<Self, SectionError> {
        let number = |part: &str| {
            let digits = part.bytes().all(|byte| byte.is_ascii_digit());
            digits.then(|| part.parse().ok()).flatten().filter(|number| *number > 0)
        };
        text.split('.')
            .map(number)
            .collect::<Option<Vec<u16>>>()
            .filter(|parts| (1..=6).contains(&parts.len()))
            .map(|parts| Self { parts: Cow::Owned(parts) })
            .ok_or_else(|| SectionError { given: text.chars().take(40).collect() })
    }
}

impl fmt::Display for Section {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let parts: Vec<String> = self.parts.iter().map(u16::to_string).collect();
        f.pad(&parts.join("."))
    }
}

impl Serialize for Section {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Section {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(de::Error::custom)
    }
}
