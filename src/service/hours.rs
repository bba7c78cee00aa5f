use core::{fmt, str::FromStr};

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use crate::quantity::Minutes;

/// A time of day in whole minutes, from 00:00 to 24:00.
///
/// # Format
///
/// Written and read as `18:30`.
///
/// # Examples
///
/// ```
/// use pcn::service::TimeOfDay;
///
/// let end: TimeOfDay = "20:00".parse()?;
/// assert_eq!(end, TimeOfDay::constant(20, 0));
/// assert!("25:00".parse::<TimeOfDay>().is_err());
/// # Ok::<(), pcn::service::TimeOfDayError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TimeOfDay(u16);

/// A text that is no time of day.
///
/// # Examples
///
/// ```
/// use pcn::service::TimeOfDay;
///
/// assert_eq!(
///     "6pm".parse::<TimeOfDay>().unwrap_err().to_string(),
///     "`6pm` is not a time of day from `00:00` to `24:00`; a good one is `18:30`",
/// );
/// ```
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{given}` is not a time of day from `00:00` to `24:00`; a good one is `18:30`")]
pub struct TimeOfDayError {
    given: Box<str>,
}

impl TimeOfDayError {
    /// The text as given, cut if very long.
    ///
    /// # Examples
    ///
    /// ```
    /// use pcn::service::TimeOfDay;
    ///
    /// assert_eq!("25:00".parse::<TimeOfDay>().unwrap_err().given(), "25:00");
    /// ```
    #[must_use]
    pub const fn given(&self) -> &str {
        &self.given
    }
}

impl TimeOfDay {
    /// A time from a literal, for constants.
    ///
    /// # Panics
    ///
    /// If there is no such time; in a `const` that is a compile error.
    #[must_use]
    #[expect(clippy::expect_used, reason = "the literal door: a wrong constant must not compile")]
    pub const fn constant(hour: u16, minute: u16) -> Self {
        Self::try_new(hour, minute).expect("no such time")
    }

    /// A time, if there is such a one.
    ///
    /// # Examples
    ///
    /// ```
    /// use pcn::service::TimeOfDay;
    ///
    /// assert_eq!(TimeOfDay::try_new(18, 30), Some(TimeOfDay::constant(18, 30)));
    /// assert_eq!(TimeOfDay::try_new(24, 30), None);
    /// ```
    #[must_use]
    pub const fn try_new(hour: u16, minute: u16) -> Option<Self> {
        if hour < 24 && minute < 60 || hour == 24 && minute == 0 {
            Some(Self(hour.saturating_mul(60).saturating_add(minute)))
        } else {
            None
        }
    }

    /// Minutes since midnight.
    #[must_use]
    pub const fn minutes(self) -> u16 {
        self.0
    }
}

impl FromStr for TimeOfDay {
    type Err = TimeOfDayError;
    fn from_str(text: &str) -> Result<Self, TimeOfDayError> {
        let two = |part: &str| {
            let digits = part.len() == 2 && part.bytes().all(|byte| byte.is_ascii_digit());
            digits.then(|| part.parse::<u16>().ok()).flatten()
        };
        let parts = text.split_once(':').map(|(hour, minute)| (two(hour), two(minute)));
        let time = match parts {
            Some((Some(hour), Some(minute))) => Self::try_new(hour, minute),
            _ => None,
        };
        time.ok_or_else(|| TimeOfDayError { given: text.chars().take(40).collect() })
    }
}

impl fmt::Display for TimeOfDay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&format!("{:02}:{:02}", self.0 / 60, self.0 % 60))
    }
}

impl Serialize for TimeOfDay {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for TimeOfDay {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(de::Error::custom)
    }
}

/// A day of the week.
///
/// # Examples
///
/// ```
/// use pcn::service::DayOfWeek;
///
/// assert!(DayOfWeek::Friday.is_weekday() && !DayOfWeek::Saturday.is_weekday());
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the names say it")]
pub enum DayOfWeek {
    Monday,
    Tuesday,
    Wednesday,
    Thursday,
    Friday,
    Saturday,
    Sunday,
}

impl DayOfWeek {
    /// The seven, from Monday on.
    pub(super) const ALL: [Self; 7] = [
        Self::Monday,
        Self::Tuesday,
        Self::Wednesday,
        Self::Thursday,
        Self::Friday,
        Self::Saturday,
        Self::Sunday,
    ];

    /// Whether practices have core hours on it.
    #[must_use]
    pub const fn is_weekday(self) -> bool {
        !matches!(self, Self::Saturday | Self::Sunday)
    }

    const fn name(self) -> &'static str {
        match self {
            Self::Monday => "Monday",
            Self::Tuesday => "Tuesday",
            Self::Wednesday => "Wednesday",
            Self::Thursday => "Thursday",
            Self::Friday => "Friday",
            Self::Saturday => "Saturday",
            Self::Sunday => "Sunday",
        }
    }
}

impl fmt::Display for DayOfWeek {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

/// The same hours on each day, for example core hours.
///
/// # Examples
///
/// ```
/// use pcn::service::{DailyWindow, TimeOfDay};
///
/// let core = DailyWindow { from: TimeOfDay::constant(8, 0), until: TimeOfDay::constant(18, 30) };
/// assert_eq!(core.to_string(), "08:00 to 18:30");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct DailyWindow {
    /// The beginning.
    pub from: TimeOfDay,
    /// The end.
    pub until: TimeOfDay,
}

impl fmt::Display for DailyWindow {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} to {}", self.from, self.until)
    }
}

/// The network standard hours of a week.
///
/// # Examples
///
/// ```
/// use pcn::{quantity::Minutes, service::StandardHours};
///
/// assert_eq!(StandardHours::OF_2022.minutes(), Minutes::new(15 * 60 + 30));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct StandardHours {
    /// From Monday to Friday.
    pub weekdays: DailyWindow,
    /// On Saturday.
    pub saturday: DailyWindow,
}

impl StandardHours {
    /// 18:30 to 20:00 on weekdays and 9:00 to 17:00 on Saturdays, as set in 2022.
    pub const OF_2022: Self = Self {
        weekdays: DailyWindow {
            from: TimeOfDay::constant(18, 30),
            until: TimeOfDay::constant(20, 0),
        },
        saturday: DailyWindow {
            from: TimeOfDay::constant(9, 0),
            until: TimeOfDay::constant(17, 0),
        },
    };

    /// The window of a day.
    #[must_use]
    pub const fn on(&self, day: DayOfWeek) -> Option<DailyWindow> {
        match day {
            DayOfWeek::Saturday => Some(self.saturday),
            DayOfWeek::Sunday => None,
            _ => Some(self.weekdays),
        }
    }

    /// The minutes of a week.
    #[must_use]
    pub fn minutes(&self) -> Minutes {
        DayOfWeek::ALL
            .into_iter()
            .filter_map(|day| self.on(day))
            .map(|window| Minutes::new(length(window.from.0, window.until.0).into()))
            .sum()
    }
}

impl fmt::Display for StandardHours {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Monday to Friday {}, Saturday {}", self.weekdays, self.saturday)
    }
}

/// The minutes from one time of day to another; none if it lies before.
pub(super) const fn length(from: u16, until: u16) -> u16 {
    until.saturating_sub(from)
}
