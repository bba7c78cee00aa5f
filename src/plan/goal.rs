use core::{fmt, str::FromStr};
use std::{borrow::Cow, collections::BTreeSet};

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

/// The place of a goal in a plan: `1`, `1.a` or `2.b.iii`.
///
/// # Format
///
/// A number from 1 to 99, then perhaps a small letter, then perhaps a small Roman numeral up to
/// `xxxix`. The number stands first always, because letters repeat under every number.
///
/// # Errors
///
/// Reading gives [`GoalPathError`], which says what part is wrong and shows a good path.
///
/// # Examples
///
/// ```
/// use pcn::plan::GoalPath;
///
/// let path: GoalPath = "2.b.iii".parse()?;
/// assert_eq!(path.parent(), Some("2.b".parse()?));
/// assert!("1.g".parse::<GoalPath>()? < path);
/// assert_eq!(
///     "2.B".parse::<GoalPath>().unwrap_err().to_string(),
///     "`2.B` is not a goal path: the second part must be a small letter; a good one is `2.b.iii`",
/// );
/// # Ok::<(), pcn::plan::GoalPathError>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct GoalPath {
    // INVARIANT: number 1 to 99, letter `a` to `z`, numeral 1 to 39 and only below a letter.
    number: u8,
    letter: Option<u8>,
    numeral: Option<u8>,
}

/// Why a text is no goal path.
///
/// # Examples
///
/// ```
/// use pcn::plan::GoalPath;
///
/// assert_eq!(
///     "1.a.iiii".parse::<GoalPath>().unwrap_err().to_string(),
///     "`1.a.iiii` is not a goal path: the third part must be a small Roman numeral up to `xxxix`; \
///      a good one is `2.b.iii`",
/// );
/// ```
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{given}` is not a goal path: {fault}; a good one is `2.b.iii`")]
pub struct GoalPathError {
    given: Box<str>,
    fault: &'static str,
}

impl GoalPathError {
    /// The text as given, cut if very long.
    ///
    /// # Examples
    ///
    /// ```
    /// use pcn::plan::GoalPath;
    ///
    /// assert_eq!("2.B".parse::<GoalPath>().unwrap_err().given(), "2.B");
    /// ```
    #[must_use]
    pub const fn given(&self) -> &str {
        &self.given
    }
}

const NUMERALS: [&str; 39] = [
    "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv",
    "xvi", "xvii", "xviii", "xix", "xx", "xxi", "xxii", "xxiii", "xxiv", "xxv", "xxvi", "xxvii",
    "xxviii", "xxix", "xxx", "xxxi", "xxxii", "xxxiii", "xxxiv", "xxxv", "xxxvi", "xxxvii",
    "xxxviii", "xxxix",
];

impl GoalPath {
    /// A goal at the top, for the built-in plan.
    pub(super) const fn constant(number: u8) -> Self {
        assert!(number >= 1 && number <= 99, "a goal's number is 1 to 99");
        Self { number, letter: None, numeral: None }
    }

    /// The goal with a letter below one at the top.
    pub(super) const fn with_letter(self, letter: u8) -> Self {
        assert!(letter.is_ascii_lowercase(), "a goal's letter is small");
        Self { letter: Some(letter), ..self }
    }

    /// The goal with a numeral below one with a letter.
    pub(super) const fn with_numeral(self, numeral: u8) -> Self {
        assert!(self.letter.is_some() && numeral >= 1 && numeral <= 39, "a numeral is 1 to 39");
        Self { numeral: Some(numeral), ..self }
    }

    /// The number of the goal at the top: 2 in `2.b.iii`.
    ///
    /// # Examples
    ///
    /// ```
    /// use pcn::plan::GoalPath;
    ///
    /// let path: GoalPath = "2.b.iii".parse()?;
    /// assert_eq!((path.number(), path.letter(), path.numeral()), (2, Some('b'), Some(3)));
    /// # Ok::<(), pcn::plan::GoalPathError>(())
    /// ```
    #[must_use]
    pub const fn number(self) -> u8 {
        self.number
    }

    /// The letter below the number: `b` in `2.b.iii`; `None` for a goal at the top.
    #[must_use]
    pub const fn letter(self) -> Option<char> {
        match self.letter {
            Some(letter) => Some(letter as char),
            None => None,
        }
    }

    /// What the numeral below the letter counts: 3 in `2.b.iii`; `None` in a path of fewer parts.
    #[must_use]
    pub const fn numeral(self) -> Option<u8> {
        self.numeral
    }

    /// The path of the goal above; `None` for a goal at the top.
    #[must_use]
    pub const fn parent(self) -> Option<Self> {
        match (self.letter, self.numeral) {
            (None, _) => None,
            (Some(_), None) => Some(Self { letter: None, ..self }),
            (Some(_), Some(_)) => Some(Self { numeral: None, ..self }),
        }
    }

    /// Whether the other path is this one or lies below it.
    ///
    /// # Examples
    ///
    /// ```
    /// use pcn::plan::GoalPath;
    ///
    /// let [top, below, other] = ["2", "2.b.iii", "1"].map(|path| path.parse::<GoalPath>().unwrap());
    /// assert!(top.contains(below) && top.contains(top));
    /// assert!(!other.contains(below));
    /// ```
    #[must_use]
    pub fn contains(self, other: Self) -> bool {
        let mut path = Some(other);
        while let Some(at) = path {
            if at == self {
                return true;
            }
            path = at.parent();
        }
        false
    }

    fn read(text: &str) -> Result<Self, &'static str> {
        let mut parts = text.split('.');
        let number = parts.next().unwrap_or_default();
        let plain = !number.starts_with('0') && number.bytes().all(|byte| byte.is_ascii_digit());
        let number = number.parse::<u8>().ok().filter(|number| plain && (1..=99).contains(number));
        let number = number.ok_or("the first part must be a number from 1 to 99")?;
        let letter = match parts.next().map(str::as_bytes) {
            None => None,
            Some([letter @ b'a'..=b'z']) => Some(*letter),
            Some(_) => return Err("the second part must be a small letter"),
        };
        let numeral = match parts.next() {
            None => None,
            Some(numeral) => {
                let place = NUMERALS.iter().position(|good| *good == numeral);
                let place = place.and_then(|place| u8::try_from(place.saturating_add(1)).ok());
                Some(place.ok_or("the third part must be a small Roman numeral up to `xxxix`")?)
            }
        };
        match parts.next() {
            None => Ok(Self { number, letter, numeral }),
            Some(_) => Err("a path has at most three parts"),
        }
    }
}

impl FromStr for GoalPath {
    type Err = GoalPathError;
    fn from_str(text: &str) -> Result<Self, GoalPathError> {
        Self::read(text)
            .map_err(|fault| GoalPathError { given: text.chars().take(40).collect(), fault })
    }
}

impl fmt::Display for GoalPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut text = self.number.to_string();
        if let Some(letter) = self.letter {
            text.push('.');
            text.push(char::from(letter));
        }
        let place = self.numeral.and_then(|numeral| numeral.checked_sub(1));
        if let Some(numeral) = place.and_then(|place| NUMERALS.get(usize::from(place))) {
            text.push('.');
            text.push_str(numeral);
        }
        f.pad(&text)
    }
}

impl fmt::Debug for GoalPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "GoalPath({self})")
    }
}

impl Serialize for GoalPath {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for GoalPath {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = Cow::<str>::deserialize(deserializer)?;
        text.parse().map_err(de::Error::custom)
    }
}

/// What a plan is for.
///
/// # Examples
///
/// ```
/// use pcn::plan::county_durham;
///
/// let plan = county_durham();
/// let first = &plan.record().objectives[0];
/// assert_eq!(first.number, 1);
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Objective {
    /// Its number in the plan.
    pub number: u8,
    /// What it is.
    pub text: Cow<'static, str>,
}

/// What is to be reached on the way to an objective.
///
/// # Examples
///
/// ```
/// use pcn::plan::Goal;
///
/// let goal: Goal = serde_json::from_str(
///     r#"{"path": "1.a", "text": "a wider range of services", "objectives": [2]}"#,
/// )?;
/// assert_eq!(goal.path.to_string(), "1.a");
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Goal {
    /// Its place in the plan.
    pub path: GoalPath,
    /// What it is.
    pub text: Cow<'static, str>,
    /// The numbers of the objectives that it serves. A goal below another serves that one's too.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub objectives: BTreeSet<u8>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn illegal_paths_are_refused_with_a_good_example() {
        for bad in [
            "", "0", "01", "100", "a", "1.", "1.A", "1.ab", "1.1", "1.a.", "1.a.1", "1.a.iiii",
            "1.a.I", "1.a.xl", "1.a.i.i", ".a", "1..i", "+1", "1.é", " 1",
        ] {
            let error = bad.parse::<GoalPath>().unwrap_err().to_string();
            assert!(error.contains("a good one is `2.b.iii`"), "{error}");
        }
    }

    #[test]
    fn paths_come_back_and_order_as_they_are_read() {
        let mut paths = vec![];
        for number in [1, 2, 10, 99] {
            paths.push(number.to_string());
            for letter in ["a", "b", "z"] {
                paths.push(format!("{number}.{letter}"));
                paths.extend(NUMERALS.map(|numeral| format!("{number}.{letter}.{numeral}")));
            }
        }
        let read: Vec<GoalPath> = paths.iter().map(|path| path.parse().unwrap()).collect();
        assert!(read.windows(2).all(|pair| pair[0] < pair[1]));
        assert_eq!(read.iter().map(GoalPath::to_string).collect::<Vec<_>>(), paths);
    }

    #[test]
    fn a_path_contains_itself_and_what_lies_below() {
        let path = |text: &str| text.parse::<GoalPath>().unwrap();
        assert!(path("2").contains(path("2.b.iii")) && path("2.b").contains(path("2.b")));
        assert!(!path("2.b").contains(path("2")) && !path("2.a").contains(path("2.b.i")));
    }
}
