use core::fmt;

use super::{Year, years};
use crate::{calendar::ContractYear, series::Figures};

/// A fault in a year's terms: where, and what.
///
/// # Examples
///
/// ```
/// use pcn::{calendar::{ContractYear, day}, des};
///
/// let mut year = des::year(ContractYear::Y2024_25).ok_or("not held")?.clone();
/// year.checked_on = day(2024, 1, 1);
/// let fault = year.faults().remove(0);
/// assert_eq!(fault.path(), "documents[0].published");
/// # Ok::<(), &str>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct YearFault {
    path: String,
    message: String,
}

impl YearFault {
    fn new(path: impl Into<String>, message: impl Into<String>) -> Self {
        Self { path: path.into(), message: message.into() }
    }

    /// The path of what is at fault, for example `service.access.minutes`.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.path
    }

    /// What is wrong, and what a good value looks like.
    ///
    /// # Examples
    ///
    /// ```
    /// use pcn::{calendar::{ContractYear, day}, des};
    ///
    /// let mut year = des::year(ContractYear::Y2024_25).ok_or("not held")?.clone();
    /// year.checked_on = day(2024, 1, 1);
    /// let faults = year.faults();
    /// assert!(faults.iter().all(|fault| !fault.message().is_empty()));
    /// assert!(faults[0].to_string().starts_with("at `documents[0].published`: "));
    /// # Ok::<(), &str>(())
    /// ```
    #[must_use]
    pub fn message(&self) -> &str {
        &self.message
    }
}

impl fmt::Display for YearFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "at `{}`: {}", self.path, self.message)
    }
}

impl Year {
    /// What is wrong with the year's terms. Nothing, in a good year.
    ///
    /// # Meaning
    ///
    /// Series are sorted, without overlaps that only their order settles and without undeclared
    /// gaps (a known gap is an entry whose figure is not published). Every figure begins in the
    /// year, is cited, and was not published after the day on which the year was checked.
    ///
    /// # Examples
    ///
    /// ```
    /// for year in pcn::des::years() {
    ///     assert_eq!(year.faults(), []);
    /// }
    /// ```
    #[must_use]
    pub fn faults(&self) -> Vec<YearFault> {
        let mut faults = Vec::new();
        let days = self.year.period();
        let checked = self.checked_on;
        for (at, document) in self.documents.iter().enumerate() {
            let path = format!("documents[{at}]");
            if document.title.trim().is_empty() {
                faults.push(YearFault::new(format!("{path}.title"), "the title is empty"));
            }
            if document.published.is_some_and(|published| published > checked) {
                let message = format!("published after the day of the check, {checked}");
                faults.push(YearFault::new(format!("{path}.published"), message));
            }
            if document.source.citation.document().trim().is_empty() {
                faults.push(YearFault::new(format!("{path}.source"), NOT_CITED));
            }
        }
        let mut figures = Figures::default();
        crate::series::Catalogue::figures(self, &mut figures);
        for row in figures.rows() {
            if !days.contains(row.in_force.from()) {
                let message = format!(
                    "applies {}, which does not begin in {}; a good first day is {}",
                    row.in_force,
                    self.year,
                    days.from()
                );
                faults.push(YearFault::new(&row.name, message));
            }
            let sources = row.readings.iter().map(|reading| &reading.source);
            if sources
                .chain([&row.source])
                .any(|source| source.citation.document().trim().is_empty())
            {
                faults.push(YearFault::new(&row.name, NOT_CITED));
            }
            if row.known_from.is_some_and(|known| known > checked) {
                let message = format!("known only after the day of the check, {checked}");
                faults.push(YearFault::new(&row.name, message));
            }
        }
        for (name, fault) in figures.faults() {
            let path = match fault.place() {
                Some(at) => format!("{name}.entries[{at}]"),
                None => name.clone(),
            };
            faults.push(YearFault::new(path, fault.message()));
        }
        for (at, entry) in self.service.in_force.iter().enumerate() {
            let earlier = self.service.in_force.iter().take(at);
            let twice = |other: &crate::series::Entry<_>| {
                other.figure == entry.figure && other.in_force.overlaps(entry.in_force)
            };
            if earlier.into_iter().any(twice) {
                let path = format!("service.in_force[{at}]");
                faults.push(YearFault::new(path, "the service is in force twice on one day"));
            }
        }
        faults
    }
}

const NOT_CITED: &str = "no document is cited; a good citation names body, title and date";

/// What is wrong with the years that this release holds, and with their order. Nothing, in a good
/// release.
///
/// # Examples
///
/// ```
/// assert_eq!(pcn::des::faults(), []);
/// ```
#[must_use]
pub fn faults() -> Vec<YearFault> {
    let mut faults = Vec::new();
    let mut expected = Some(ContractYear::Y2019_20);
    for year in years() {
        if expected != Some(year.year) {
            faults.push(YearFault::new(year.year.to_string(), "the years are not in order"));
        }
        expected = year.year.next();
        faults.extend(year.faults().into_iter().map(|fault| YearFault {
            path: format!("{}.{}", year.year, fault.path),
            message: fault.message,
        }));
    }
    faults
}
