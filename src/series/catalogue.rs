use std::{borrow::Cow, fmt::Display};

use chrono::NaiveDate;
use serde::Serialize;

use super::{Entry, Figure, Series, SeriesFault};
use crate::{calendar::Period, citation::Source};

/// Terms that can list every dated figure they hold, each with its source and grade.
///
/// # Meaning
///
/// The rulebook, the lint over the whole catalogue and the checked-in snapshot of every figure all
/// read this list. A figure that is not listed is not checked, so an implementation names each
/// one: [`Figures::series`] for a [`Series`], [`Figures::entry`] for a single [`Entry`],
/// [`Figures::stated`] for a figure that carries a [`Source`] and nothing else, and
/// [`Figures::part`] for terms inside terms. Names are snake case and do not change.
///
/// # Examples
///
/// ```
/// use pcn::{
///     calendar::ContractYear,
///     citation::{Citation, Evidence, Source},
///     series::{Catalogue, Entry, Figures, Series},
/// };
///
/// struct Terms {
///     hours: Series<u32>,
/// }
///
/// impl Catalogue for Terms {
///     fn figures(&self, figures: &mut Figures) {
///         figures.series("hours", &self.hours);
///     }
/// }
///
/// let source = Source::constant(Citation::constant("a made-up letter"), Evidence::Official);
/// let year = ContractYear::Y2020_21.period();
/// let terms = Terms { hours: Series::new(vec![Entry::constant(25, year, source)]) };
/// let figures = Figures::of("access", &terms);
/// assert_eq!(figures.rows()[0].name, "access.hours");
/// assert_eq!(figures.rows()[0].value.as_deref(), Some("25"));
/// assert!(figures.faults().is_empty());
/// ```
pub trait Catalogue {
    /// Lists every dated figure.
    fn figures(&self, figures: &mut Figures);
}

/// One dated figure as text, for people and for the snapshot.
///
/// # Examples
///
/// ```
/// use pcn::{calendar::ContractYear, citation::Evidence, des, series::Figures};
///
/// let year = des::year(ContractYear::Y2023_24).ok_or("not held")?;
/// let figures = Figures::of("year", year);
/// let minutes = figures.rows().iter().find(|row| row.name == "year.service.access.minutes");
/// let minutes = minutes.ok_or("not listed")?;
/// let value = minutes.value.as_deref();
/// assert_eq!(value, Some("60 minutes a week per 1,000 adjusted patients"));
/// assert!(minutes.source.evidence.is_at_least(Evidence::Secondary));
/// # Ok::<(), &str>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct FigureRow {
    /// The figure's name, with the names of the terms that hold it before it.
    pub name: String,
    /// The value; `None` if no source gives it.
    pub value: Option<String>,
    /// When it applies.
    pub in_force: Period,
    /// The day on which it was published, if a source gives that day.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub known_from: Option<NaiveDate>,
    /// Where it stands, and how sure it is.
    pub source: Source,
    /// What other sources say.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub readings: Vec<ReadingRow>,
    /// What a reader should know.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<Cow<'static, str>>,
}

/// Another source's value as text.
///
/// # Examples
///
/// ```
/// use pcn::{calendar::ContractYear, des, series::Figures};
///
/// // Where sources disagree, the other's value stands beside the one used, with its own source.
/// let year = des::year(ContractYear::Y2023_24).ok_or("not held")?;
/// let figures = Figures::of("year", year);
/// let readings = figures.rows().iter().flat_map(|row| &row.readings);
/// assert!(readings.into_iter().all(|reading| !reading.source.citation.document().is_empty()));
/// # Ok::<(), &str>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ReadingRow {
    /// The value that the other source gives.
    pub value: String,
    /// The other source.
    pub source: Source,
    /// Why it is not the one used.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<Cow<'static, str>>,
}

/// The figures of some terms, in the order in which the terms list them, and the faults in their
/// dates.
///
/// # Examples
///
/// ```
/// use pcn::{
///     calendar::{ContractYear, Period},
///     citation::{Citation, Evidence, Source},
///     series::{Catalogue, Entry, Figures, Series},
/// };
///
/// const LETTER: Source = Source::constant(Citation::constant("a letter"), Evidence::Official);
/// const YEAR: Period = ContractYear::Y2020_21.period();
///
/// struct Hours;
///
/// impl Catalogue for Hours {
///     fn figures(&self, figures: &mut Figures) {
///         figures.entry("minutes", &Entry::constant(30, YEAR, LETTER));
///         // Values without a text of their own are given one.
///         let open = Series::new(vec![Entry::constant(true, YEAR, LETTER)]);
///         figures.series_as("open", &open, |yes| if *yes { "yes" } else { "no" }.to_owned());
///         figures.entry_as("late", &Entry::constant(false, YEAR, LETTER), |_| "no".to_owned());
///         figures.stated("slots", 2, YEAR, None, &LETTER);
///     }
/// }
///
/// struct Terms {
///     hours: Hours,
/// }
///
/// impl Catalogue for Terms {
///     fn figures(&self, figures: &mut Figures) {
///         figures.part("hours", &self.hours);
///     }
/// }
///
/// let figures = Figures::of("access", &Terms { hours: Hours });
/// let names: Vec<_> = figures.rows().iter().map(|row| row.name.as_str()).collect();
/// assert_eq!(
///     names,
///     ["access.hours.minutes", "access.hours.open", "access.hours.late", "access.hours.slots"],
/// );
/// ```
#[derive(Clone, Debug, Default)]
pub struct Figures {
    prefix: String,
    rows: Vec<FigureRow>,
    faults: Vec<(String, SeriesFault)>,
}

impl Figures {
    /// Lists the figures of some terms under a name.
    #[must_use]
    pub fn of(name: &str, terms: &impl Catalogue) -> Self {
        let mut figures = Self::default();
        figures.part(name, terms);
        figures
    }

    /// Lists every entry of a series, and the faults in its dates.
    pub fn series<T: Clone + Display>(&mut self, name: &str, series: &Series<T>) {
        self.series_as(name, series, T::to_string);
    }

    /// Lists every entry of a series whose values have no text of their own.
    pub fn series_as<T: Clone>(
        &mut self,
        name: &str,
        series: &Series<T>,
        text: impl Fn(&T) -> String,
    ) {
        for entry in series.entries() {
            self.entry_as(name, entry, &text);
        }
        let name = self.named(name);
        self.faults.extend(series.faults().into_iter().map(|fault| (name.clone(), fault)));
    }

    /// Lists one entry.
    pub fn entry<T: Clone + Display>(&mut self, name: &str, entry: &Entry<T>) {
        self.entry_as(name, entry, T::to_string);
    }

    /// Lists one entry whose value has no text of its own.
    pub fn entry_as<T: Clone>(
        &mut self,
        name: &str,
        entry: &Entry<T>,
        text: impl Fn(&T) -> String,
    ) {
        let readings = entry.readings.iter().map(|reading| ReadingRow {
            value: text(&reading.value),
            source: reading.source.clone(),
            note: reading.note.clone(),
        });
        let row = FigureRow {
            name: self.named(name),
            value: match &entry.figure {
                Figure::Published(value) => Some(text(value)),
                Figure::NotPublished => None,
            },
            in_force: entry.in_force,
            known_from: entry.known_from,
            source: entry.source.clone(),
            readings: readings.collect(),
            note: entry.note.clone(),
        };
        self.rows.push(row);
    }

    /// Lists a figure that carries its source and no dates of its own: it applies throughout a
    /// period, usually the contract year.
    pub fn stated(
        &mut self,
        name: &str,
        value: impl Display,
        in_force: Period,
        known_from: Option<NaiveDate>,
        source: &Source,
    ) {
        let row = FigureRow {
            name: self.named(name),
            value: Some(value.to_string()),
            in_force,
            known_from,
            source: source.clone(),
            readings: Vec::new(),
            note: None,
        };
        self.rows.push(row);
    }

    /// Lists the figures of terms inside these terms, with a name before theirs.
    pub fn part(&mut self, name: &str, terms: &impl Catalogue) {
        let inner = self.named(name);
        let outer = core::mem::replace(&mut self.prefix, inner);
        terms.figures(self);
        self.prefix = outer;
    }

    /// The figures.
    #[must_use]
    pub fn rows(&self) -> &[FigureRow] {
        &self.rows
    }

    /// The faults in the dates of each series, with the series' name.
    #[must_use]
    pub fn faults(&self) -> &[(String, SeriesFault)] {
        &self.faults
    }

    fn named(&self, name: &str) -> String {
        if self.prefix.is_empty() { name.to_owned() } else { format!("{}.{name}", self.prefix) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        calendar::day,
        citation::{Citation, Evidence},
        series::Reading,
    };

    struct Inner;
    struct Outer;

    const LETTER: Source = Source::constant(Citation::constant("letter"), Evidence::Secondary);
    const OTHER: &[Reading<u32>] = &[Reading { value: 3, source: LETTER, note: None }];

    impl Catalogue for Inner {
        fn figures(&self, figures: &mut Figures) {
            let early = Period::constant(day(2020, 4, 1), day(2020, 7, 1));
            let late = Period::since(day(2020, 10, 1));
            let series = Series::new(vec![
                Entry::constant(2, early, LETTER).conflict(OTHER).note("a note"),
                Entry::not_published(late, LETTER),
            ]);
            figures.series("rate", &series);
        }
    }

    impl Catalogue for Outer {
        fn figures(&self, figures: &mut Figures) {
            figures.part("inner", &Inner);
            figures.stated("plain", 1, Period::since(day(2020, 4, 1)), None, &LETTER);
            let entry = Entry::constant(7, Period::since(day(2020, 4, 1)), LETTER);
            figures.entry("one", &entry);
        }
    }

    #[test]
    fn every_entry_is_listed_under_the_names_that_hold_it() {
        let figures = Figures::of("outer", &Outer);
        let names: Vec<_> = figures.rows().iter().map(|row| row.name.as_str()).collect();
        assert_eq!(names, ["outer.inner.rate", "outer.inner.rate", "outer.plain", "outer.one"]);
        assert_eq!(figures.rows()[3].value.as_deref(), Some("7"));
        assert_eq!(figures.rows()[0].readings[0].value, "3");
        assert_eq!(figures.rows()[0].note.as_deref(), Some("a note"));
        assert_eq!(figures.rows()[1].value, None);
    }

    #[test]
    fn a_fault_is_listed_under_its_series() {
        let figures = Figures::of("outer", &Outer);
        let gap = Period::constant(day(2020, 7, 1), day(2020, 10, 1));
        assert_eq!(figures.faults(), [("outer.inner.rate".to_owned(), SeriesFault::Gap(gap))]);
    }
}
