use std::borrow::Cow;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::{calendar::Period, citation::Source};

/// A value that is published, or known not to be. What is not published is never guessed.
///
/// # Examples
///
/// ```
/// use pcn::{quantity::Gbp, series::Figure};
///
/// let rate = Figure::Published(Gbp::constant("1.50"));
/// assert_eq!(rate.value(), Some(&Gbp::constant("1.50")));
/// // Nobody gives the figure: that is no zero.
/// assert_eq!(Figure::<Gbp>::NotPublished.value(), None);
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "Figure_of_{T}"))]
#[serde(rename_all = "snake_case")]
pub enum Figure<T> {
    /// The published value.
    Published(T),
    /// No source gives the value. Not zero.
    NotPublished,
}

impl<T> Figure<T> {
    /// The value, if it is published.
    #[must_use]
    pub const fn value(&self) -> Option<&T> {
        match self {
            Self::Published(value) => Some(value),
            Self::NotPublished => None,
        }
    }
}

/// Another value that some source gives for the same thing: a conflict kept, not settled silently.
///
/// # Examples
///
/// ```
/// use std::borrow::Cow;
///
/// use pcn::{
///     calendar::ContractYear,
///     citation::{Citation, Evidence, Source},
///     series::{Entry, Reading},
/// };
///
/// const LETTER: Source = Source::constant(Citation::constant("a letter"), Evidence::Official);
/// const PRESS: Source = Source::constant(Citation::constant("a newspaper"), Evidence::Secondary);
/// const OTHERS: &[Reading<u32>] = &[Reading {
///     value: 30,
///     source: PRESS,
///     note: Some(Cow::Borrowed("counts Saturdays twice")),
/// }];
///
/// let minutes = Entry::constant(25, ContractYear::Y2022_23.period(), LETTER).conflict(OTHERS);
/// assert_eq!(minutes.figure.value(), Some(&25), "the figure used");
/// assert_eq!(minutes.readings[0].value, 30, "the figure not used stays beside it");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "Reading_of_{T}"))]
#[serde(deny_unknown_fields)]
pub struct Reading<T> {
    /// The value that the other source gives.
    pub value: T,
    /// The other source.
    pub source: Source,
    /// Why it is not the one used.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<Cow<'static, str>>,
}

/// A value, when it applies, since when it has been known, and where it stands.
///
/// # Examples
///
/// ```
/// use pcn::{
///     calendar::{ContractYear, day},
///     citation::{Citation, Evidence, Source},
///     series::Entry,
/// };
///
/// let letter = Source::constant(Citation::constant("a letter"), Evidence::Official);
/// let year = ContractYear::Y2023_24.period();
/// let rate = Entry::constant(7, year, letter.clone());
/// assert_eq!(rate.known(), day(2023, 4, 1), "no day of publication: known from the first day");
/// assert_eq!(rate.known_from(day(2023, 3, 6)).known(), day(2023, 3, 6));
///
/// let missing = Entry::<u32>::not_published(year, letter).note("the annex was never published");
/// assert_eq!(missing.figure.value(), None);
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "Entry_of_{T}"))]
#[serde(deny_unknown_fields)]
pub struct Entry<T: Clone + 'static> {
    /// The value.
    pub figure: Figure<T>,
    /// When it applies.
    pub in_force: Period,
    /// The day on which it was published. Where no source gives that day, `None`, and the entry
    /// counts as known from the first day on which it applies.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[serde(deserialize_with = "crate::calendar::iso")]
    pub known_from: Option<NaiveDate>,
    /// Where it stands.
    pub source: Source,
    /// Other values that other sources give.
    #[serde(default = "no_readings::<T>", skip_serializing_if = "<[_]>::is_empty")]
    pub readings: Cow<'static, [Reading<T>]>,
    /// What a reader of the figure should know.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<Cow<'static, str>>,
}

fn no_readings<T: Clone>() -> Cow<'static, [Reading<T>]> {
    Cow::Borrowed(&[])
}

impl<T: Clone> Entry<T> {
    /// A published value.
    #[must_use]
    pub const fn constant(value: T, in_force: Period, source: Source) -> Self {
        Self {
            figure: Figure::Published(value),
            in_force,
            known_from: None,
            source,
            readings: Cow::Borrowed(&[]),
            note: None,
        }
    }

    /// A value that no source gives. The source is where one would look for it, or where its
    /// absence is stated.
    #[must_use]
    pub const fn not_published(in_force: Period, source: Source) -> Self {
        Self {
            figure: Figure::NotPublished,
            in_force,
            known_from: None,
            source,
            readings: Cow::Borrowed(&[]),
            note: None,
        }
    }

    /// Sets the day of publication.
    #[must_use]
    pub const fn known_from(mut self, date: NaiveDate) -> Self {
        self.known_from = Some(date);
        self
    }

    /// Adds a note.
    #[must_use]
    pub const fn note(mut self, note: &'static str) -> Self {
        // `forget`, because a constant function may run no destructor; what stood here was
        // borrowed or nothing.
        core::mem::forget(self.note.replace(Cow::Borrowed(note)));
        self
    }

    /// Adds what other sources say.
    #[must_use]
    pub const fn conflict(mut self, readings: &'static [Reading<T>]) -> Self {
        core::mem::forget(core::mem::replace(&mut self.readings, Cow::Borrowed(readings)));
        self
    }

    /// The day from which the entry counts as known.
    #[must_use]
    pub fn known(&self) -> NaiveDate {
        self.known_from.unwrap_or(self.in_force.from())
    }
}
