use core::{cmp::Ordering, fmt, str::FromStr};
use std::borrow::Cow;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

/// A level of the matrix: the foundation and three steps.
///
/// # Format
///
/// On the wire `foundation`, `step_1`, `step_2`, `step_3`. The draft of 2018 says "foundations".
///
/// # Examples
///
/// ```
/// use pcn::maturity::Level;
///
/// assert!(Level::Foundation < Level::Step1);
/// assert_eq!(Level::Step2.to_string(), "step 2");
/// ```
///
/// # Source
///
/// NHS England, Primary Care Networks Reference Guide, draft pre-release (July 2018). That the
/// matrix of August 2019 names its levels alike is recollection.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Level {
    /// What must stand before the first step.
    #[serde(rename = "foundation")]
    Foundation,
    /// Step 1.
    #[serde(rename = "step_1")]
    Step1,
    /// Step 2.
    #[serde(rename = "step_2")]
    Step2,
    /// Step 3: a fully functioning network.
    #[serde(rename = "step_3")]
    Step3,
}

impl Level {
    /// Every level, lowest first.
    pub const ALL: [Self; 4] = [Self::Foundation, Self::Step1, Self::Step2, Self::Step3];

    /// The level's name as the wire has it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Foundation => "foundation",
            Self::Step1 => "step_1",
            Self::Step2 => "step_2",
            Self::Step3 => "step_3",
        }
    }

    fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|level| level.name() == name)
    }
}

impl fmt::Display for Level {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Foundation => "foundation",
            Self::Step1 => "step 1",
            Self::Step2 => "step 2",
            Self::Step3 => "step 3",
        })
    }
}

/// Where a component stands: below the first level, at a level, or at a level partly met.
///
/// # Meaning
///
/// `Partly(Step2)` means that the level before is met in full and step 2 in part; it lies between
/// `At(Step1)` and `At(Step2)`. A component that nobody rated has no standing at all; that is not
/// [`NotYet`](Self::NotYet).
///
/// # Format
///
/// On the wire and read from text as `not_yet`, `step_1`, `partly_step_2`; shown to people as `step 2,
/// partly met`.
///
/// # Examples
///
/// ```
/// use pcn::maturity::{Level, Standing};
///
/// let partly: Standing = "partly_step_2".parse()?;
/// assert!(Standing::At(Level::Step1) < partly && partly < Standing::At(Level::Step2));
/// assert_eq!(partly.to_string(), "step 2, partly met");
/// # Ok::<(), pcn::maturity::StandingError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Standing {
    /// Assessed, and the first level is not met, not even in part.
    NotYet,
    /// The level is met in part, the one before it in full.
    Partly(Level),
    /// The level is met in full, and the next not even in part.
    At(Level),
}

/// A text that is no standing.
///
/// # Examples
///
/// ```
/// use pcn::maturity::Standing;
///
/// let error = "step_4".parse::<Standing>().unwrap_err();
/// assert!(error.to_string().starts_with("`step_4` is not a level"));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "`{given}` is not a level; the levels are `not_yet`, `foundation`, `step_1`, `step_2` and \
     `step_3`, and `partly_step_2` is a level partly met"
)]
pub struct StandingError {
    given: Box<str>,
}

impl StandingError {
    /// The text as given, cut if very long.
    ///
    /// # Examples
    ///
    /// ```
    /// use pcn::maturity::Standing;
    ///
    /// assert_eq!("step_4".parse::<Standing>().unwrap_err().given(), "step_4");
    /// ```
    #[must_use]
    pub const fn given(&self) -> &str {
        &self.given
    }
}

impl Standing {
    /// The level that it names, met in full or in part.
    #[must_use]
    pub const fn level(self) -> Option<Level> {
        match self {
            Self::NotYet => None,
            Self::Partly(level) | Self::At(level) => Some(level),
        }
    }

    fn rank(self) -> u8 {
        let twice = |level: Level| (level as u8).saturating_mul(2);
        match self {
            Self::NotYet => 0,
            Self::Partly(level) => twice(level).saturating_add(1),
            Self::At(level) => twice(level).saturating_add(2),
        }
    }

    /// The standing's name as the wire has it.
    ///
    /// # Examples
    ///
    /// ```
    /// use pcn::maturity::{Level, Standing};
    ///
    /// assert_eq!(Standing::Partly(Level::Step2).name(), "partly_step_2");
    /// assert_eq!(Level::Step2.name(), "step_2");
    /// assert_eq!(Standing::NotYet.level(), None);
    /// ```
    #[must_use]
    pub fn name(self) -> Cow<'static, str> {
        match self {
            Self::NotYet => Cow::Borrowed("not_yet"),
            Self::Partly(level) => Cow::Owned(format!("partly_{}", level.name())),
            Self::At(level) => Cow::Borrowed(level.name()),
        }
    }
}

impl PartialOrd for Standing {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Standing {
    fn cmp(&self, other: &Self) -> Ordering {
        self.rank().cmp(&other.rank())
    }
}

impl FromStr for Standing {
    type Err = StandingError;
    fn from_str(text: &str) -> Result<Self, StandingError> {
        let found = match text.strip_prefix("partly_") {
            Some(level) => Level::from_name(level).map(Self::Partly),
            None if text == "not_yet" => Some(Self::NotYet),
            None => Level::from_name(text).map(Self::At),
        };
        found.ok_or_else(|| StandingError { given: text.chars().take(40).collect() })
    }
}

impl fmt::Display for Standing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotYet => f.pad("not yet"),
            Self::Partly(level) => f.pad(&format!("{level}, partly met")),
            Self::At(level) => level.fmt(f),
        }
    }
}

impl Serialize for Standing {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.name())
    }
}

impl<'de> Deserialize<'de> for Standing {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = Cow::<str>::deserialize(deserializer)?;
        text.parse().map_err(de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn standings_rise_and_their_names_come_back() {
        let mut all = vec![Standing::NotYet];
        for level in Level::ALL {
            all.extend([Standing::Partly(level), Standing::At(level)]);
        }
        assert!(all.windows(2).all(|pair| pair[0] < pair[1]));
        for standing in all {
            assert_eq!(standing.name().parse(), Ok(standing));
        }
        for bad in ["", "step_4", "partly_not_yet", "Step 1", "partly_"] {
            let error = bad.parse::<Standing>().unwrap_err();
            assert!(error.to_string().contains("partly_step_2"), "{error}");
        }
    }
}
