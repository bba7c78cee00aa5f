use core::{fmt, iter::FusedIterator, str::FromStr};

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use super::{Period, day};

/// A contract year of the Network Contract DES: 1 April to 31 March.
///
/// # Format
///
/// Written `2021/22`. Read from `2021/22`, `21/22`, `2021-22` and `2021/2022`. The two years must
/// follow each other: `2021/23` is refused. Years from 2000/01 to 2098/99.
///
/// The first contract year, 2019/20, began on 1 April 2019, though the obligations of the DES
/// began on 1 July 2019.
///
/// # Examples
///
/// ```
/// use pcn::calendar::{ContractYear, day};
///
/// let year: ContractYear = "2021-22".parse()?;
/// assert_eq!(year.to_string(), "2021/22");
/// assert_eq!(year.first_day(), day(2021, 4, 1));
/// assert_eq!(year.last_day(), day(2022, 3, 31));
/// assert_eq!(ContractYear::containing(day(2022, 3, 31)), Some(year));
/// # Ok::<(), pcn::calendar::ContractYearError>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ContractYear {
    // INVARIANT: from FIRST to LAST, so the days below exist.
    start: u16,
}

const FIRST: u16 = 2000;
const LAST: u16 = 2098;

/// Why a text or number is no contract year.
///
/// # Examples
///
/// ```
/// use pcn::calendar::{ContractYear, ContractYearError};
///
/// let error = "2021/23".parse::<ContractYear>().unwrap_err();
/// assert_eq!(
///     error.to_string(),
///     "`2021/23` is not a contract year: the second year must follow the first; \
///      the year that starts in 2021 is `2021/22`",
/// );
/// assert_eq!(ContractYear::try_new(1999), Err(ContractYearError::OutOfRange { start: 1999 }));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ContractYearError {
    /// The text is not two years with `/` or `-` between them.
    #[error("`{given}` is not a contract year; a good one is `2021/22`")]
    Shape {
        /// The text as given, cut if very long.
        given: Box<str>,
    },
    /// The second year does not follow the first.
    #[error(
        "`{given}` is not a contract year: the second year must follow the first; \
         the year that starts in {start} is `{start}/{:02}`",
        start.saturating_add(1) % 100
    )]
    NotConsecutive {
        /// The text as given.
        given: Box<str>,
        /// The first year.
        start: u16,
    },
    /// The year lies outside 2000/01 to 2098/99.
    #[error(
        "a contract year must start from 2000 to 2098, not in {start}; a good one is `2021/22`"
    )]
    OutOfRange {
        /// The first year.
        start: i64,
    },
}

impl ContractYear {
    /// 2019/20, the first year of the DES.
    pub const Y2019_20: Self = Self::constant(2019);
    /// 2020/21.
    pub const Y2020_21: Self = Self::constant(2020);
    /// 2021/22.
    pub const Y2021_22: Self = Self::constant(2021);
    /// 2022/23.
    pub const Y2022_23: Self = Self::constant(2022);
    /// 2023/24.
    pub const Y2023_24: Self = Self::constant(2023);
    /// 2024/25.
    pub const Y2024_25: Self = Self::constant(2024);
    /// 2025/26.
    pub const Y2025_26: Self = Self::constant(2025);
    /// 2026/27.
    pub const Y2026_27: Self = Self::constant(2026);

    /// The contract year that starts on 1 April of `start`.
    ///
    /// # Errors
    ///
    /// [`ContractYearError::OutOfRange`] outside 2000 to 2098.
    pub const fn try_new(start: u16) -> Result<Self, ContractYearError> {
        if start < FIRST || start > LAST {
            return Err(ContractYearError::OutOfRange { start: start as i64 });
        }
        Ok(Self { start })
    }

    /// The contract year that starts on 1 April of `start`, for constants.
    ///
    /// # Panics
    ///
    /// Outside 2000 to 2098; in a `const` that is a compile error.
    #[must_use]
    pub const fn constant(start: u16) -> Self {
        assert!(start >= FIRST && start <= LAST, "a contract year starts from 2000 to 2098");
        Self { start }
    }

    /// The contract year in which a day lies, or `None` outside 2000/01 to 2098/99.
    #[must_use]
    pub fn containing(date: NaiveDate) -> Option<Self> {
        let year = if date.month() < 4 { date.year().checked_sub(1)? } else { date.year() };
        u16::try_from(year).ok().and_then(|start| Self::try_new(start).ok())
    }

    /// The calendar year in which it starts.
    ///
    /// # Examples
    ///
    /// ```
    /// use pcn::calendar::ContractYear;
    ///
    /// assert_eq!(ContractYear::Y2023_24.start(), 2023);
    /// ```
    #[must_use]
    pub const fn start(self) -> u16 {
        self.start
    }

    /// 1 April of the first year.
    #[must_use]
    pub const fn first_day(self) -> NaiveDate {
        day(self.start as i32, 4, 1)
    }

    /// 31 March of the second year.
    #[must_use]
    #[expect(clippy::arithmetic_side_effects, reason = "a year is at most 2098")]
    pub const fn last_day(self) -> NaiveDate {
        day(self.start as i32 + 1, 3, 31)
    }

    /// The year as a [`Period`].
    ///
    /// # Examples
    ///
    /// ```
    /// use pcn::calendar::{ContractYear, Period};
    ///
    /// let year = ContractYear::Y2023_24.period();
    /// assert_eq!(year, Period::of_year(ContractYear::Y2023_24));
    /// assert_eq!(year.days(), Some(366), "29 February 2024 lies in 2023/24");
    /// ```
    #[must_use]
    pub const fn period(self) -> Period {
        Period::of_year(self)
    }

    /// The next year, or `None` after 2098/99.
    ///
    /// # Examples
    ///
    /// ```
    /// use pcn::calendar::ContractYear;
    ///
    /// assert_eq!(ContractYear::Y2019_20.next(), Some(ContractYear::Y2020_21));
    /// assert_eq!(ContractYear::Y2020_21.previous(), Some(ContractYear::Y2019_20));
    /// assert_eq!(ContractYear::constant(2098).next(), None);
    /// ```
    #[must_use]
    pub fn next(self) -> Option<Self> {
        Self::try_new(self.start.checked_add(1)?).ok()
    }

    /// The year before, or `None` before 2000/01.
    #[must_use]
    pub fn previous(self) -> Option<Self> {
        Self::try_new(self.start.checked_sub(1)?).ok()
    }

    /// The years from this one to `last`, both included.
    ///
    /// # Examples
    ///
    /// ```
    /// use pcn::calendar::ContractYear;
    ///
    /// let years = ContractYear::Y2019_20.through(ContractYear::Y2021_22);
    /// let names: Vec<String> = years.map(|year| year.to_string()).collect();
    /// assert_eq!(names, ["2019/20", "2020/21", "2021/22"]);
    /// ```
    #[must_use]
    pub const fn through(self, last: Self) -> Years {
        Years { left: if self.start <= last.start { Some((self, last)) } else { None } }
    }
}

/// Contract years in order. See [`ContractYear::through`].
///
/// # Examples
///
/// ```
/// use pcn::calendar::{ContractYear, Years};
///
/// let mut years: Years = ContractYear::Y2026_27.through(ContractYear::Y2026_27);
/// assert_eq!(years.next(), Some(ContractYear::Y2026_27));
/// assert_eq!(years.next(), None);
///
/// let back = ContractYear::Y2019_20.through(ContractYear::Y2026_27).rev();
/// assert_eq!((back.len(), back.last()), (8, Some(ContractYear::Y2019_20)));
/// ```
#[derive(Clone, Debug)]
pub struct Years {
    // INVARIANT: the first is not after the last.
    left: Option<(ContractYear, ContractYear)>,
}

impl Iterator for Years {
    type Item = ContractYear;

    fn next(&mut self) -> Option<ContractYear> {
        let (first, last) = self.left?;
        self.left = first.next().filter(|next| *next <= last).map(|next| (next, last));
        Some(first)
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        let left = self.left.map_or(0, |(first, last)| {
            usize::from(last.start.saturating_sub(first.start)).saturating_add(1)
        });
        (left, Some(left))
    }
}

impl DoubleEndedIterator for Years {
    fn next_back(&mut self) -> Option<ContractYear> {
        let (first, last) = self.left?;
        self.left = last.previous().filter(|previous| first <= *previous).map(|last| (first, last));
        Some(last)
    }
}

impl ExactSizeIterator for Years {}

impl FusedIterator for Years {}

impl fmt::Display for ContractYear {
    #[expect(clippy::arithmetic_side_effects, reason = "a year is at most 2098")]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&format!("{}/{:02}", self.start, (self.start + 1) % 100))
    }
}

impl fmt::Debug for ContractYear {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ContractYear({self})")
    }
}

impl FromStr for ContractYear {
    type Err = ContractYearError;

    fn from_str(text: &str) -> Result<Self, ContractYearError> {
        let shape = || ContractYearError::Shape { given: text.chars().take(40).collect() };
        let (first, second) = text.split_once(['/', '-']).ok_or_else(shape)?;
        let start = match first.len() {
            4 => digits(first),
            2 => digits(first).and_then(|year| year.checked_add(2000)),
            _ => None,
        }
        .ok_or_else(shape)?;
        let end = digits(second).ok_or_else(shape)?;
        let following = start.saturating_add(1);
        let follows = match (first.len(), second.len()) {
            (_, 2) => end == following % 100,
            (4, 4) => end == following,
            _ => return Err(shape()),
        };
        // Before the years are compared: the one that is told to follow must be one itself.
        let year = Self::try_new(start)?;
        if !follows {
            return Err(ContractYearError::NotConsecutive { given: text.into(), start });
        }
        Ok(year)
    }
}

fn digits(text: &str) -> Option<u16> {
    if text.bytes().all(|byte| byte.is_ascii_digit()) { text.parse().ok() } else { None }
}

impl Serialize for ContractYear {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for ContractYear {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Text;
        impl de::Visitor<'_> for Text {
            type Value = ContractYear;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "a contract year such as `2021/22`")
            }
            fn visit_str<E: de::Error>(self, text: &str) -> Result<ContractYear, E> {
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
    fn four_spellings_are_one_year() {
        for text in ["2021/22", "21/22", "2021-22", "2021/2022", "21-22", "2021-2022"] {
            assert_eq!(text.parse(), Ok(ContractYear::Y2021_22), "{text}");
        }
        assert!("1999/00".parse::<ContractYear>().unwrap_err().to_string().contains("1999"));
    }

    #[test]
    fn years_run_both_ways_and_know_their_number() {
        let all = ContractYear::constant(FIRST).through(ContractYear::constant(LAST));
        assert_eq!(all.len(), usize::from(LAST - FIRST) + 1);
        let mut forth: Vec<_> = all.clone().collect();
        let back: Vec<_> = all.rev().collect();
        forth.reverse();
        assert_eq!(forth, back);
        let mut years = ContractYear::Y2019_20.through(ContractYear::Y2021_22);
        assert_eq!(years.next_back(), Some(ContractYear::Y2021_22));
        assert_eq!((years.next(), years.len()), (Some(ContractYear::Y2019_20), 1));
        assert_eq!(years.next_back(), Some(ContractYear::Y2020_21));
        assert_eq!((years.next(), years.next_back(), years.len()), (None, None, 0));
        let mut none = ContractYear::Y2021_22.through(ContractYear::Y2019_20);
        assert_eq!((none.len(), none.next_back(), none.next()), (0, None, None));
    }

    #[test]
    fn no_year_is_shown_that_would_be_refused() {
        for text in ["1998/98", "2099/99", "2099/2099", "1999-01"] {
            let error = text.parse::<ContractYear>().unwrap_err();
            assert!(matches!(error, ContractYearError::OutOfRange { .. }), "{text}: {error}");
        }
    }

    #[test]
    fn other_texts_are_refused_with_a_good_example() {
        let wrong = "2021/23 2021 21/23 2021/21 2021/ /22 20211/22 21/2022 2021/222 +021/22 \
                     2021/2023 2099/00 二/三 2021/22/23";
        for text in wrong.split_whitespace() {
            let error = text.parse::<ContractYear>().unwrap_err();
            assert!(error.to_string().contains("`20"), "{text}: {error}");
        }
        assert_eq!(
            "2021/23".parse::<ContractYear>().unwrap_err().to_string(),
            "`2021/23` is not a contract year: the second year must follow the first; \
             the year that starts in 2021 is `2021/22`"
        );
        assert!("".parse::<ContractYear>().is_err());
    }

    #[test]
    fn the_year_turns_on_the_first_of_april() {
        assert_eq!(ContractYear::containing(day(2019, 3, 31)), Some(ContractYear::constant(2018)));
        assert_eq!(ContractYear::containing(day(2019, 4, 1)), Some(ContractYear::Y2019_20));
        assert_eq!(ContractYear::containing(day(1999, 1, 1)), None);
        assert_eq!(ContractYear::containing(NaiveDate::MAX), None);
        assert_eq!(ContractYear::containing(NaiveDate::MIN), None);
    }

    #[test]
    fn years_come_in_order_and_end() {
        let years: Vec<_> = ContractYear::Y2019_20.through(ContractYear::Y2021_22).collect();
        assert_eq!(years, [ContractYear::Y2019_20, ContractYear::Y2020_21, ContractYear::Y2021_22]);
        assert_eq!(ContractYear::Y2020_21.through(ContractYear::Y2019_20).count(), 0);
        assert_eq!(ContractYear::constant(2098).next(), None);
        assert_eq!(ContractYear::constant(2000).previous(), None);
    }
}
