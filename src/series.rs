//! Values dated twice: by when they apply, and by when they were published.
//!
//! A rate that was changed in August and back-dated to April has two true answers for May: the old
//! one to those who ask as of July, the new one to those who ask as of September.
//!
//! ```
//! use pcn::{
//!     calendar::{Period, day},
//!     citation::{Citation, Evidence, Source},
//!     series::{Entry, Series},
//! };
//!
//! const LETTER: Source = Source::constant(Citation::constant("a made-up letter"), Evidence::Official);
//! const ENTRIES: &[Entry<u32>] = &[
//!     Entry::constant(100, Period::constant(day(2025, 4, 1), day(2026, 4, 1)), LETTER)
//!         .known_from(day(2025, 3, 1)),
//!     Entry::constant(104, Period::constant(day(2025, 4, 1), day(2026, 4, 1)), LETTER)
//!         .known_from(day(2025, 8, 1)),
//! ];
//! const RATE: Series<u32> = Series::constant(ENTRIES);
//!
//! assert_eq!(RATE.on_as_known(day(2025, 5, 1), day(2025, 7, 1)).value(), Some(&100));
//! assert_eq!(RATE.on_as_known(day(2025, 5, 1), day(2025, 9, 1)).value(), Some(&104));
//! assert_eq!(RATE.on(day(2025, 5, 1)).value(), Some(&104));
//! assert_eq!(RATE.on(day(2025, 3, 31)).value(), None);
//! ```

/// A series of constant entries, for the tables of the contract years.
macro_rules! series {
    ($($entry:expr),* $(,)?) => {
        $crate::series::Series::constant(const { &[$($entry),*] })
    };
}
pub(crate) use series;

mod catalogue;
mod entry;

use core::fmt;
use std::borrow::Cow;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

pub use self::{
    catalogue::{Catalogue, FigureRow, Figures, ReadingRow},
    entry::{Entry, Figure, Reading},
};
use crate::calendar::{Period, Wired};

/// Values of one thing over time, on two axes: when each applies, and since when it is known.
///
/// # Meaning
///
/// Where several entries cover a day, the one published last holds; of two published on one day,
/// the later in the list. An open entry is good up to [`checked_until`](Self::checked_until):
/// beyond that day the answer is [`Answer::Unknown`], because nobody has looked.
///
/// # Examples
///
/// ```
/// use pcn::{
///     calendar::{Period, day},
///     citation::{Citation, Evidence, Source},
///     series::{Answer, Entry, Series},
/// };
///
/// let letter = Source::constant(Citation::constant("a letter"), Evidence::Official);
/// let open = Entry::constant(25, Period::since(day(2022, 10, 1)), letter)
///     .known_from(day(2022, 3, 31));
/// let minutes = Series::new(vec![open]).checked_to(day(2027, 4, 1));
/// assert_eq!(minutes.checked_until(), Some(day(2027, 4, 1)));
/// assert_eq!(minutes.entries().len(), 1);
/// let entry = minutes.on(day(2023, 1, 1)).entry().expect("in force");
/// assert_eq!(entry.known_from, Some(day(2022, 3, 31)));
/// // Nobody knew of it in January 2022.
/// assert_eq!(minutes.on_as_known(day(2023, 1, 1), day(2022, 1, 1)), Answer::Unknown);
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "Series_of_{T}"))]
#[serde(deny_unknown_fields)]
pub struct Series<T: Clone + 'static> {
    entries: Cow<'static, [Entry<T>]>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[serde(deserialize_with = "crate::calendar::iso")]
    checked_until: Option<NaiveDate>,
}

impl<T: Wired<Wire: Clone> + Clone> Wired for Series<T> {
    type Wire = Series<T::Wire>;

    fn of(wire: Self::Wire) -> Self {
        let reading =
            |Reading { value, source, note }| Reading { value: T::of(value), source, note };
        let entry = |Entry { figure, in_force, known_from, source, readings, note }| Entry {
            figure: match figure {
                Figure::Published(value) => Figure::Published(T::of(value)),
                Figure::NotPublished => Figure::NotPublished,
            },
            in_force,
            known_from,
            source,
            readings: readings.into_owned().into_iter().map(reading).collect(),
            note,
        };
        Self {
            entries: wire.entries.into_owned().into_iter().map(entry).collect(),
            checked_until: wire.checked_until,
        }
    }
}

/// What a series says of a day.
///
/// # Examples
///
/// ```
/// use pcn::{
///     calendar::{Period, day},
///     citation::{Citation, Evidence, Source},
///     series::{Answer, Entry, Series},
/// };
///
/// let letter = Source::constant(Citation::constant("a letter"), Evidence::Official);
/// let open = Entry::constant(25, Period::since(day(2022, 10, 1)), letter);
/// let minutes = Series::new(vec![open]).checked_to(day(2027, 4, 1));
///
/// assert_eq!(minutes.on(day(2022, 9, 30)), Answer::NotYet { starts: day(2022, 10, 1) });
/// assert_eq!(minutes.on(day(2023, 1, 1)).value(), Some(&25));
/// assert_eq!(minutes.on(day(2027, 4, 1)), Answer::Unknown, "nobody has looked so far ahead");
/// ```
#[derive(Debug, PartialEq, Eq)]
pub enum Answer<'a, T: Clone + 'static> {
    /// The entry that holds on the day. Its figure may still be not published.
    InForce(&'a Entry<T>),
    /// Nothing holds yet; the first entry starts on this day.
    NotYet {
        /// The first day of the next entry.
        starts: NaiveDate,
    },
    /// What held has ended, and nothing has followed by that day.
    Ended {
        /// The first day on which it no longer held.
        ended: NaiveDate,
    },
    /// Nothing can be said: no entry was known by then, or the day lies beyond what was checked.
    Unknown,
}

// An answer borrows its entry, so it is copied whatever the figure is.
impl<T: Clone> Clone for Answer<'_, T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T: Clone> Copy for Answer<'_, T> {}

impl<'a, T: Clone> Answer<'a, T> {
    /// The entry in force.
    #[must_use]
    pub const fn entry(self) -> Option<&'a Entry<T>> {
        match self {
            Self::InForce(entry) => Some(entry),
            _ => None,
        }
    }

    /// The published value in force. `None` covers four different answers; match on the enum to
    /// tell them apart.
    #[must_use]
    pub const fn value(self) -> Option<&'a T> {
        match self {
            Self::InForce(entry) => entry.figure.value(),
            _ => None,
        }
    }
}

/// A part of a period with one answer throughout. See [`Series::segments`].
///
/// # Examples
///
/// ```
/// use pcn::{
///     calendar::{ContractYear, Period, day},
///     citation::{Citation, Evidence, Source},
///     series::{Entry, Series},
/// };
///
/// let letter = Source::constant(Citation::constant("a letter"), Evidence::Official);
/// let rates = Series::new(vec![
///     Entry::constant(10, Period::constant(day(2022, 4, 1), day(2022, 10, 1)), letter.clone()),
///     Entry::constant(12, Period::constant(day(2022, 10, 1), day(2023, 4, 1)), letter),
/// ]);
/// // A question about a whole year is answered in the parts in which the answer is one.
/// let parts = rates.segments(ContractYear::Y2022_23.period());
/// let values: Vec<_> = parts.iter().filter_map(|part| part.answer.value()).collect();
/// assert_eq!(values, [&10, &12]);
/// assert_eq!(parts[1].period.from(), day(2022, 10, 1));
/// ```
#[derive(Debug, PartialEq, Eq)]
pub struct Segment<'a, T: Clone + 'static> {
    /// The days.
    pub period: Period,
    /// The answer on each of them.
    pub answer: Answer<'a, T>,
}

impl<T: Clone> Clone for Segment<'_, T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T: Clone> Copy for Segment<'_, T> {}

/// A fault in the dates of a series, found by [`Series::faults`].
///
/// # Examples
///
/// ```
/// use pcn::{
///     calendar::{Period, day},
///     citation::{Citation, Evidence, Source},
///     series::{Entry, Series, SeriesFault},
/// };
///
/// let letter = Source::constant(Citation::constant("a letter"), Evidence::Official);
/// let rates = Series::new(vec![
///     Entry::constant(10, Period::constant(day(2022, 4, 1), day(2022, 9, 1)), letter.clone()),
///     Entry::constant(12, Period::constant(day(2022, 10, 1), day(2023, 4, 1)), letter),
/// ]);
/// let september = Period::constant(day(2022, 9, 1), day(2022, 10, 1));
/// let faults = rates.faults();
/// assert_eq!(faults, [SeriesFault::Gap(september)]);
/// assert_eq!(
///     faults[0].to_string(),
///     "no entry covers 2022-09-01 to 2022-09-30; state a gap as a figure not published",
/// );
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum SeriesFault {
    /// An entry stands before one that applies earlier.
    NotSorted {
        /// The place of the later entry in the list.
        at: usize,
    },
    /// Two entries cover a day and were published on the same day, so that only their order in
    /// the list decides.
    Ambiguous {
        /// The place of the second entry in the list.
        at: usize,
    },
    /// No entry covers these days, though earlier and later ones exist.
    Gap(Period),
    /// More entries than a figure can have; nothing else was looked at.
    TooMany {
        /// How many there are.
        entries: usize,
    },
    /// An entry applies to no day.
    Empty {
        /// The place of the entry in the list.
        at: usize,
    },
}

impl SeriesFault {
    /// The place of the entry at fault; `None` if the series as a whole is.
    pub(crate) const fn place(&self) -> Option<usize> {
        match self {
            Self::NotSorted { at } | Self::Ambiguous { at } | Self::Empty { at } => Some(*at),
            Self::Gap(_) | Self::TooMany { .. } => None,
        }
    }

    /// What is wrong, without the place.
    pub(crate) fn message(&self) -> String {
        match self {
            Self::NotSorted { .. } => {
                "stands before an entry that applies earlier; sort by first day".to_owned()
            }
            Self::Ambiguous { .. } => "overlaps an entry published on the same day; end one, or \
                                       date its publication"
                .to_owned(),
            Self::Empty { .. } => "applies to no day".to_owned(),
            Self::TooMany { entries } => format!("{entries} entries are more than a figure has"),
            Self::Gap(gap) => {
                format!("no entry covers {gap}; state a gap as a figure not published")
            }
        }
    }
}

impl fmt::Display for SeriesFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(at) = self.place() {
            write!(f, "entries[{at}] ")?;
        }
        f.write_str(&self.message())
    }
}

/// The most entries that a series is looked through for faults with: questions go through all of
/// them, and a figure that changed a thousand times in a contract year does not exist.
const MOST_ENTRIES: usize = 1_000;

impl<T: Clone> Series<T> {
    /// A series of constant entries.
    #[must_use]
    pub const fn constant(entries: &'static [Entry<T>]) -> Self {
        Self { entries: Cow::Borrowed(entries), checked_until: None }
    }

    /// A series of entries.
    #[must_use]
    pub fn new(entries: Vec<Entry<T>>) -> Self {
        Self { entries: Cow::Owned(entries), checked_until: None }
    }

    /// Says up to which day (without it) open entries have been checked.
    #[must_use]
    pub const fn checked_to(mut self, until: NaiveDate) -> Self {
        self.checked_until = Some(until);
        self
    }

    /// The day up to which open entries have been checked, if one is recorded.
    #[must_use]
    pub const fn checked_until(&self) -> Option<NaiveDate> {
        self.checked_until
    }

    /// The entries, in the order in which they were given.
    #[must_use]
    pub fn entries(&self) -> &[Entry<T>] {
        &self.entries
    }

    /// What holds on a day, as known from all that the series records.
    #[must_use]
    pub fn on(&self, date: NaiveDate) -> Answer<'_, T> {
        self.on_as_known(date, NaiveDate::MAX)
    }

    /// What holds on a day, as it was known on another day.
    #[must_use]
    pub fn on_as_known(&self, date: NaiveDate, known: NaiveDate) -> Answer<'_, T> {
        let mut holding: Option<&Entry<T>> = None;
        let mut starts: Option<NaiveDate> = None;
        let mut ended: Option<NaiveDate> = None;
        for entry in self.entries.iter().filter(|entry| entry.known() <= known) {
            if entry.in_force.contains(date) {
                if holding.is_none_or(|held| held.known() <= entry.known()) {
                    holding = Some(entry);
                }
            } else if entry.in_force.from() > date {
                let from = entry.in_force.from();
                starts = Some(starts.map_or(from, |earlier| earlier.min(from)));
            } else {
                ended = ended.max(entry.in_force.until());
            }
        }
        match (holding, ended, starts) {
            (Some(entry), _, _) => match self.checked_until {
                Some(until) if entry.in_force.is_open() && date >= until => Answer::Unknown,
                _ => Answer::InForce(entry),
            },
            (None, Some(ended), _) => Answer::Ended { ended },
            (None, None, Some(starts)) => Answer::NotYet { starts },
            (None, None, None) => Answer::Unknown,
        }
    }

    /// The answers over a period, one segment for each run of days with the same answer.
    ///
    /// `within` must end; an open period gives no segments.
    #[must_use]
    pub fn segments(&self, within: Period) -> Vec<Segment<'_, T>> {
        self.segments_as_known(within, NaiveDate::MAX)
    }

    /// The answers over a period, as they were known on a day.
    ///
    /// # Examples
    ///
    /// ```
    /// use pcn::{
    ///     calendar::{ContractYear, day},
    ///     citation::{Citation, Evidence, Source},
    ///     series::{Entry, Series},
    /// };
    ///
    /// let letter = Source::constant(Citation::constant("a letter"), Evidence::Official);
    /// let year = ContractYear::Y2025_26.period();
    /// let rates = Series::new(vec![
    ///     Entry::constant(100, year, letter.clone()).known_from(day(2025, 3, 1)),
    ///     Entry::constant(104, year, letter).known_from(day(2025, 8, 1)),
    /// ]);
    /// let known = |on| rates.segments_as_known(year, on)[0].answer.value().copied();
    /// assert_eq!((known(day(2025, 7, 1)), known(day(2025, 9, 1))), (Some(100), Some(104)));
    /// ```
    #[must_use]
    pub fn segments_as_known(&self, within: Period, known: NaiveDate) -> Vec<Segment<'_, T>> {
        let Some(end) = within.until() else { return Vec::new() };
        let mut turns: Vec<NaiveDate> = self
            .entries
            .iter()
            .filter(|entry| entry.known() <= known)
            .flat_map(|entry| [Some(entry.in_force.from()), entry.in_force.until()])
            .chain([Some(within.from()), self.checked_until])
            .flatten()
            .filter(|turn| within.contains(*turn))
            .collect();
        turns.sort_unstable();
        turns.dedup();
        let mut segments: Vec<Segment<'_, T>> = Vec::new();
        for (at, from) in turns.iter().enumerate() {
            let until = turns.get(at.saturating_add(1)).copied().unwrap_or(end);
            let answer = self.on_as_known(*from, known);
            let Ok(period) = Period::try_new(*from, Some(until)) else { continue };
            match segments.last_mut() {
                Some(last) if last.answer.is_same(&answer) => {
                    if let Ok(longer) = Period::try_new(last.period.from(), Some(until)) {
                        last.period = longer;
                    }
                }
                _ => segments.push(Segment { period, answer }),
            }
        }
        segments
    }

    /// The faults in its dates, for the lint over the whole catalogue. None in a good series.
    #[must_use]
    pub fn faults(&self) -> Vec<SeriesFault> {
        if self.entries.len() > MOST_ENTRIES {
            return vec![SeriesFault::TooMany { entries: self.entries.len() }];
        }
        let mut faults = Vec::new();
        let mut reached: Option<NaiveDate> = None;
        for (at, entry) in self.entries.iter().enumerate() {
            let earlier = self.entries.get(..at).unwrap_or_default();
            if entry.in_force.is_empty() {
                faults.push(SeriesFault::Empty { at });
            }
            if earlier.last().is_some_and(|last| last.in_force.from() > entry.in_force.from()) {
                faults.push(SeriesFault::NotSorted { at });
            }
            let ambiguous = |other: &Entry<T>| {
                other.in_force.overlaps(entry.in_force) && other.known() == entry.known()
            };
            if earlier.iter().any(ambiguous) {
                faults.push(SeriesFault::Ambiguous { at });
            }
            if let Some(end) = reached.filter(|end| *end < entry.in_force.from())
                && let Ok(gap) = Period::try_new(end, Some(entry.in_force.from()))
            {
                faults.push(SeriesFault::Gap(gap));
            }
            let until = entry.in_force.until().unwrap_or(NaiveDate::MAX);
            reached = Some(reached.map_or(until, |end| end.max(until)));
        }
        faults
    }
}

impl<T: Clone> Answer<'_, T> {
    /// Whether two answers are the same for every use: the same entry, or the same absence.
    fn is_same(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::InForce(one), Self::InForce(two)) => core::ptr::eq(*one, *two),
            (Self::NotYet { starts: one }, Self::NotYet { starts: two }) => one == two,
            (Self::Ended { ended: one }, Self::Ended { ended: two }) => one == two,
            (Self::Unknown, Self::Unknown) => true,
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::{
        calendar::day,
        citation::{Citation, Evidence, Source},
    };

    const LETTER: Source = Source::constant(Citation::constant("letter"), Evidence::Official);

    fn entry(value: u32, from: NaiveDate, until: Option<NaiveDate>) -> Entry<u32> {
        Entry::constant(value, Period::try_new(from, until).unwrap(), LETTER)
    }

    #[test]
    fn the_four_answers_are_told_apart() {
        let series = Series::new(vec![
            entry(1, day(2020, 4, 1), Some(day(2021, 4, 1))),
            entry(2, day(2022, 4, 1), None),
        ])
        .checked_to(day(2026, 4, 1));
        assert_eq!(series.on(day(2020, 3, 31)), Answer::NotYet { starts: day(2020, 4, 1) });
        assert_eq!(series.on(day(2020, 4, 1)).value(), Some(&1));
        assert_eq!(series.on(day(2021, 4, 1)), Answer::Ended { ended: day(2021, 4, 1) });
        assert_eq!(series.on(day(2026, 3, 31)).value(), Some(&2));
        assert_eq!(series.on(day(2026, 4, 1)), Answer::Unknown);
        assert_eq!(Series::<u32>::new(vec![]).on(day(2020, 1, 1)), Answer::Unknown);
        assert_eq!(series.on_as_known(day(2020, 5, 1), day(2020, 3, 31)), Answer::Unknown);
    }

    #[test]
    fn a_change_inside_the_year_gives_segments() {
        let series = Series::new(vec![
            entry(1, day(2022, 4, 1), Some(day(2022, 10, 1))),
            entry(2, day(2022, 10, 1), None),
        ]);
        let year = Period::constant(day(2022, 4, 1), day(2023, 4, 1));
        let segments = series.segments(year);
        assert_eq!(segments.len(), 2);
        assert_eq!(segments[0].period, Period::constant(day(2022, 4, 1), day(2022, 10, 1)));
        assert_eq!(segments[1].answer.value(), Some(&2));
        assert!(series.segments(Period::since(day(2022, 4, 1))).is_empty());
    }

    #[test]
    fn the_lint_finds_what_is_wrong() {
        let (spring, autumn) = (day(2020, 4, 1), day(2020, 10, 1));
        let good = Series::new(vec![
            entry(1, spring, None),
            entry(2, spring, None).known_from(day(2020, 8, 1)),
        ]);
        assert_eq!(good.faults(), []);
        let ambiguous = Series::new(vec![entry(1, spring, None), entry(2, spring, None)]);
        assert_eq!(ambiguous.faults(), [SeriesFault::Ambiguous { at: 1 }]);
        let gap =
            Series::new(vec![entry(1, day(2019, 4, 1), Some(spring)), entry(2, autumn, None)]);
        assert_eq!(gap.faults(), [SeriesFault::Gap(Period::constant(spring, autumn))]);
        let unsorted = Series::new(vec![
            entry(1, autumn, Some(day(2021, 1, 1))),
            entry(2, spring, Some(autumn)),
        ]);
        assert_eq!(unsorted.faults(), [SeriesFault::NotSorted { at: 1 }]);
        let empty = Series::new(vec![entry(1, spring, Some(spring))]);
        assert_eq!(empty.faults(), [SeriesFault::Empty { at: 0 }]);
        let told = |series: &Series<u32>| series.faults()[0].to_string();
        assert_eq!(
            told(&ambiguous),
            "entries[1] overlaps an entry published on the same day; end one, or date its publication"
        );
        assert_eq!(
            told(&unsorted),
            "entries[1] stands before an entry that applies earlier; sort by first day"
        );
        assert_eq!(told(&empty), "entries[0] applies to no day");
        let many = SeriesFault::TooMany { entries: 1_001 };
        assert_eq!(many.to_string(), "1001 entries are more than a figure has");
    }

    #[test]
    fn a_series_comes_back_from_json() {
        let series = Series::new(vec![
            entry(1, day(2020, 4, 1), None).note("a note").known_from(day(2020, 2, 6)),
            Entry::not_published(Period::since(day(2021, 4, 1)), LETTER),
        ])
        .checked_to(day(2026, 4, 1));
        let json = serde_json::to_string(&series).unwrap();
        assert_eq!(serde_json::from_str::<Series<u32>>(&json).unwrap(), series);
        assert!(serde_json::from_str::<Series<u32>>(&json.replace("note", "remark")).is_err());
    }

    fn any_series() -> impl Strategy<Value = Series<u32>> {
        let date = (0i64..900).prop_map(|days| day(2019, 4, 1) + chrono::TimeDelta::days(days));
        let one = (date.clone(), proptest::option::of(0i64..400), proptest::option::of(date));
        proptest::collection::vec(one, 0..6).prop_map(|rows| {
            let entries = rows.into_iter().enumerate().map(|(at, (from, length, known))| {
                let until = length.map(|length| from + chrono::TimeDelta::days(length));
                let mut entry = entry(u32::try_from(at).unwrap(), from, until);
                entry.known_from = known;
                entry
            });
            Series::new(entries.collect()).checked_to(day(2021, 1, 1))
        })
    }

    proptest! {
        #[test]
        fn asking_as_known_today_is_the_plain_question(series in any_series(), days in 0i64..900) {
            let date = day(2019, 4, 1) + chrono::TimeDelta::days(days);
            prop_assert_eq!(series.on(date), series.on_as_known(date, day(2030, 1, 1)));
        }

        #[test]
        fn each_day_of_a_segment_has_its_answer(series in any_series(), days in 0i64..366) {
            let within = Period::constant(day(2020, 1, 1), day(2021, 1, 1));
            let date = day(2020, 1, 1) + chrono::TimeDelta::days(days);
            prop_assume!(within.contains(date));
            let segments = series.segments(within);
            let at: Vec<_> = segments.iter().filter(|s| s.period.contains(date)).collect();
            prop_assert_eq!(at.len(), 1);
            prop_assert!(at[0].answer.is_same(&series.on(date)));
        }
    }
}
