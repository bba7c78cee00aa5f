use std::{collections::HashMap, io::Read};

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{Intake, Measure, NcdesError, Publication, Row, rules};
use crate::{
    code::{OdsCode, PracticeCode},
    finding::{Finding, Report, Subject},
    iif::{Count, IndicatorCode, PracticeCounts},
    ods::not_kept,
};

/// No publication has more organisations, or more measures, than this.
const MOST_ORGANISATIONS: usize = 20_000;
const MOST_COLUMNS: usize = 4_000;

/// A value in four bytes: counts as they are, and three marks above them.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Cell(u32);

impl Cell {
    const ABSENT: Self = Self(u32::MAX);
    const MISSING: Self = Self(u32::MAX - 1);
    const SUPPRESSED: Self = Self(u32::MAX - 2);

    fn new(count: Count) -> Self {
        match count {
            // INVARIANT: the reader takes counts of at most nine digits.
            Count::Counted(count) => Self(u32::try_from(count).unwrap_or(u32::MAX - 3)),
            Count::Suppressed => Self::SUPPRESSED,
            Count::Missing | Count::NotApplicable => Self::MISSING,
        }
    }

    const fn count(self) -> Count {
        match self {
            Self::ABSENT | Self::MISSING => Count::Missing,
            Self::SUPPRESSED => Count::Suppressed,
            Self(count) => Count::Counted(count as u64),
        }
    }
}

/// One measure of one indicator on one date: a column of the table.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Column {
    on: NaiveDate,
    indicator: Box<str>,
    code: Option<IndicatorCode>,
    measure: Box<str>,
    kind: Measure<'static>,
    rows: u64,
}

/// An indicator and measure that the dictionary does not list.
///
/// # Examples
///
/// ```
/// use pcn::ncdes::{Dictionary, Figures, Publication};
///
/// let mut dictionary = Dictionary::new();
/// let measures = "MEASURE ID,MEASURE_DESCRIPTION,MEASURE_TYPE\nNumerator,The numerator,Numerator\n";
/// dictionary.add("measure dictionary.csv", measures.as_bytes())?;
/// let file = "PRACTICE_CODE,PRACTICE_NAME,QUALITY_SERVICE,ACH_DATE,IND_CODE,MEASURE,VALUE\n\
///             A81001,A PRACTICE,NCD2425,30/09/2024,HI03,WIZARD_DAT,12\n";
/// let publication = Publication::open("NCDesSep24.csv", file.as_bytes())?;
/// let figures = Figures::read(&mut publication.with_dictionary(dictionary))?;
/// let unknown = &figures.unknown()[0];
/// assert_eq!((unknown.measure.as_str(), unknown.rows), ("WIZARD_DAT", 1));
/// # Ok::<(), pcn::ncdes::NcdesError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Unknown {
    /// The indicator's code in the file.
    pub indicator: String,
    /// The measure's name in the file.
    pub measure: String,
    /// How many rows have it.
    pub rows: u64,
}

/// What a publication's rows say, by organisation: four bytes a figure.
///
/// # Errors
///
/// [`NcdesError`] if the file cannot be read to its end, or holds more than any publication has.
///
/// # Examples
///
/// ```
/// use pcn::{
///     calendar::day,
///     iif::{Count, IndicatorCode, add_up},
///     ncdes::{Figures, Publication},
/// };
///
/// let file = "PRACTICE_CODE,PRACTICE_NAME,QUALITY_SERVICE,ACH_DATE,IND_CODE,MEASURE,VALUE\n\
///             A81001,ONE,NCD2425,30/09/2024,HI03,Numerator,12\n\
///             A81001,ONE,NCD2425,30/09/2024,HI03,Denominator,20\n\
///             A81002,TWO,NCD2425,30/09/2024,HI03,Numerator,31\n\
///             A81002,TWO,NCD2425,30/09/2024,HI03,Denominator,30\n";
/// let figures = Figures::read(&mut Publication::open("NCDesSep24.csv", file.as_bytes())?)?;
/// let (code, on) = (IndicatorCode::constant("HI-03"), day(2024, 9, 30));
/// assert_eq!(figures.dates(), [on]);
/// assert!(figures.has(code, on));
/// assert_eq!(figures.organisations().len(), 2);
/// assert_eq!(figures.rows_of("A81001".parse()?, code, on), 2);
///
/// let practices = ["A81001".parse()?, "A81002".parse()?];
/// let whole = add_up(code, &figures.practice_counts(code, on, practices));
/// assert_eq!(whole.observation.denominator, Count::Counted(50));
/// // 31 of 30 cannot be, where the numerator counts part of the denominator.
/// assert_eq!(figures.check(|_| true).len(), 1);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
pub struct Figures {
    intake: Intake,
    organisations: HashMap<OdsCode, usize>,
    columns: Vec<Column>,
    /// A row of cells for each organisation, as long as the columns it has.
    cells: Vec<Vec<u32>>,
    unknown: Vec<Unknown>,
}

impl Figures {
    /// Reads all of a publication's rows.
    ///
    /// # Errors
    ///
    /// [`NcdesError`] as said of the type.
    pub fn read<R: Read>(publication: &mut Publication<R>) -> Result<Self, NcdesError> {
        Self::read_where(publication, |_| true)
    }

    /// Reads the rows that are wanted. Others are counted as accepted and not kept.
    ///
    /// # Errors
    ///
    /// [`NcdesError`] as said of the type.
    ///
    /// # Examples
    ///
    /// ```
    /// use pcn::ncdes::{Figures, Publication};
    ///
    /// let file = "PRACTICE_CODE,PRACTICE_NAME,QUALITY_SERVICE,ACH_DATE,IND_CODE,MEASURE,VALUE\n\
    ///             A81001,ONE,NCD2425,30/09/2024,HI03,Numerator,12\n\
    ///             A81002,TWO,NCD2425,30/09/2024,HI03,Numerator,31\n";
    /// let mut publication = Publication::open("NCDesSep24.csv", file.as_bytes())?;
    /// let figures = Figures::read_where(&mut publication, |row| row.organisation.as_str() == "A81002")?;
    /// assert_eq!((figures.intake().accepted, figures.organisations().len()), (2, 1));
    /// # Ok::<(), pcn::ncdes::NcdesError>(())
    /// ```
    pub fn read_where<R: Read>(
        publication: &mut Publication<R>,
        mut wanted: impl FnMut(&Row<'_>) -> bool,
    ) -> Result<Self, NcdesError> {
        let file = publication.intake().file.clone();
        let mut figures = Self {
            intake: publication.intake().clone(),
            organisations: HashMap::new(),
            columns: Vec::new(),
            cells: Vec::new(),
            unknown: Vec::new(),
        };
        // Which column follows which: rows repeat the same order practice after practice.
        let mut places = Places::default();
        let mut last: Option<(OdsCode, usize)> = None;
        while let Some(row) = publication.next_row()? {
            if !wanted(&row) {
                continue;
            }
            let organisation = match last {
                Some((code, at)) if code == row.organisation => at,
                _ => {
                    let next = figures.organisations.len();
                    *figures.organisations.entry(row.organisation).or_insert(next)
                }
            };
            if organisation >= MOST_ORGANISATIONS {
                let (limit, what) = (MOST_ORGANISATIONS, "organisations");
                return Err(NcdesError::TooMany { file, line: row.line, limit, what });
            }
            last = Some((row.organisation, organisation));
            let column = places.find(&mut figures.columns, &row);
            if column >= MOST_COLUMNS {
                let (limit, what) = (MOST_COLUMNS, "measures");
                return Err(NcdesError::TooMany { file, line: row.line, limit, what });
            }
            if !figures.put(organisation, column, row.value) {
                let what = format!("the {} of {} on {}", row.measure, row.indicator_text, row.on);
                let (line, code, value) = (row.line, row.organisation, row.value);
                publication.take_back(line, code, value, &what);
            }
        }
        let dictionary = publication.dictionary();
        if !dictionary.is_empty() {
            for column in &figures.columns {
                if dictionary.measure(&column.indicator, &column.measure).is_none()
                    && matches!(column.kind, Measure::Other(_))
                {
                    figures.unknown.push(Unknown {
                        indicator: column.indicator.to_string(),
                        measure: column.measure.to_string(),
                        rows: column.rows,
                    });
                }
            }
        }
        figures.intake = publication.intake().clone();
        Ok(figures)
    }

    /// Keeps a figure, unless there is one already.
    fn put(&mut self, organisation: usize, column: usize, value: Count) -> bool {
        while self.cells.len() <= organisation {
            self.cells.push(Vec::new());
        }
        let columns = self.columns.len();
        let Some(cells) = self.cells.get_mut(organisation) else { return false };
        if cells.len() <= column {
            cells.reserve_exact(columns.saturating_sub(cells.len()));
            cells.resize(column.saturating_add(1), Cell::ABSENT.0);
        }
        match cells.get_mut(column) {
            Some(cell) if *cell == Cell::ABSENT.0 => {
                *cell = Cell::new(value).0;
                if let Some(column) = self.columns.get_mut(column) {
                    column.rows = column.rows.saturating_add(1);
                }
                true
            }
            _ => false,
        }
    }

    /// What became of the rows.
    #[must_use]
    pub const fn intake(&self) -> &Intake {
        &self.intake
    }

    /// The organisations that have figures, in order of code.
    #[must_use]
    pub fn organisations(&self) -> Vec<OdsCode> {
        let mut codes: Vec<OdsCode> = self.organisations.keys().copied().collect();
        codes.sort_unstable();
        codes
    }

    /// The dates to which figures count, in order.
    #[must_use]
    pub fn dates(&self) -> Vec<NaiveDate> {
        let mut dates: Vec<NaiveDate> = self.columns.iter().map(|column| column.on).collect();
        dates.sort_unstable();
        dates.dedup();
        dates
    }

    /// The measures that the dictionary does not list.
    #[must_use]
    pub fn unknown(&self) -> &[Unknown] {
        &self.unknown
    }

    fn at(&self, organisation: OdsCode, column: usize) -> Option<Count> {
        let at = self.organisations.get(&organisation)?;
        let cell = Cell(*self.cells.get(*at)?.get(column)?);
        (cell != Cell::ABSENT).then(|| cell.count())
    }

    /// A figure: missing if no row gives it.
    #[must_use]
    pub fn count(
        &self,
        organisation: OdsCode,
        indicator: IndicatorCode,
        on: NaiveDate,
        measure: Measure<'_>,
    ) -> Count {
        let is = |column: &Column| {
            column.on == on
                && column.code == Some(indicator)
                && match (column.kind, measure) {
                    (Measure::Other(_), Measure::Other(name)) => *column.measure == *name,
                    (kind, measure) => kind == measure,
                }
        };
        let column = self.columns.iter().position(is);
        column.and_then(|column| self.at(organisation, column)).unwrap_or_default()
    }

    /// Whether any organisation has a figure for an indicator to a date.
    #[must_use]
    pub fn has(&self, indicator: IndicatorCode, on: NaiveDate) -> bool {
        self.columns.iter().any(|column| column.code == Some(indicator) && column.on == on)
    }

    /// How many rows an organisation has for an indicator to a date.
    #[must_use]
    pub fn rows_of(&self, organisation: OdsCode, indicator: IndicatorCode, on: NaiveDate) -> u64 {
        let is = |column: &Column| column.code == Some(indicator) && column.on == on;
        let columns = self.columns.iter().enumerate().filter(|(_, column)| is(column));
        columns
            .filter_map(|(at, _)| self.at(organisation, at))
            .fold(0, |rows, _| u64::saturating_add(rows, 1))
    }

    /// The figures of some practices for an indicator, ready to be added up with
    /// [`iif::add_up`](crate::iif::add_up). A practice without any row for the indicator has none.
    #[must_use]
    pub fn practice_counts(
        &self,
        indicator: IndicatorCode,
        on: NaiveDate,
        practices: impl IntoIterator<Item = PracticeCode>,
    ) -> Vec<PracticeCounts> {
        practices
            .into_iter()
            .map(|practice| {
                let code = OdsCode::from(practice);
                PracticeCounts {
                    practice,
                    numerator: self.count(code, indicator, on, Measure::Numerator),
                    denominator: self.count(code, indicator, on, Measure::Denominator),
                }
            })
            .collect()
    }

    /// What in the file does not hang together: refused rows, figures given twice, numerators
    /// above their denominators, and measures that the dictionary does not list.
    ///
    /// `is_part` says of which indicators the numerator counts part of the denominator; the crate's
    /// own definitions are the usual answer.
    #[must_use]
    pub fn check(&self, is_part: impl Fn(IndicatorCode) -> bool) -> Report {
        let mut report = self.intake.report.clone();
        // What a later submission replaced is no fault.
        let faulty = self.intake.refused.saturating_sub(self.intake.superseded);
        let (file, kept) = (&self.intake.file, self.intake.refused_rows.len());
        report.extend(not_kept(&rules::REFUSED, file, faulty, kept));
        let pairs: Vec<(usize, usize, &Column)> = self
            .columns
            .iter()
            .enumerate()
            .filter(|(_, column)| column.kind == Measure::Numerator)
            .filter(|(_, column)| column.code.is_some_and(&is_part))
            .filter_map(|(numerator, column)| {
                let denominator = self.columns.iter().position(|other| {
                    other.kind == Measure::Denominator
                        && other.code == column.code
                        && other.on == column.on
                })?;
                Some((numerator, denominator, column))
            })
            .collect();
        for code in self.organisations() {
            for (numerator, denominator, column) in &pairs {
                let (Some(Count::Counted(top)), Some(Count::Counted(whole))) =
                    (self.at(code, *numerator), self.at(code, *denominator))
                else {
                    continue;
                };
                if top > whole {
                    let message = format!("{}: {top} above {whole}", column.indicator);
                    let finding = Finding::of(&rules::NUMERATOR_ABOVE_DENOMINATOR, message);
                    report.push(finding.about(code).on(column.on));
                }
            }
        }
        for unknown in &self.unknown {
            let message = format!("`{}` ({} rows)", unknown.measure, unknown.rows);
            let finding = Finding::of(&rules::UNKNOWN_MEASURE, message);
            report.push(finding.about(Subject::new(unknown.indicator.clone())));
        }
        report.sort();
        report
    }
}

/// Finds the column of a row: first where it stood after the last one, then by name.
#[derive(Default)]
struct Places {
    by_name: HashMap<(NaiveDate, Box<str>, Box<str>), usize>,
    /// The column that came after each.
    after: Vec<usize>,
    last: usize,
}

impl Places {
    fn find(&mut self, columns: &mut Vec<Column>, row: &Row<'_>) -> usize {
        let name = match row.measure {
            Measure::Other(name) => name,
            Measure::Numerator => "Numerator",
            Measure::Denominator => "Denominator",
            Measure::BaselineNumerator => "Baseline numerator",
            Measure::BaselineDenominator => "Baseline denominator",
            Measure::Count => "Count",
        };
        let is = |column: &Column| {
            column.on == row.on
                && *column.measure == *name
                && *column.indicator == *row.indicator_text
        };
        if let Some(next) = self.after.get(self.last).copied()
            && columns.get(next).is_some_and(is)
        {
            self.last = next;
            return next;
        }
        let next = columns.len();
        let key = (row.on, row.indicator_text.into(), name.into());
        let found = *self.by_name.entry(key).or_insert(next);
        if found == next {
            columns.push(Column {
                on: row.on,
                indicator: row.indicator_text.into(),
                code: row.indicator,
                measure: name.into(),
                kind: match row.measure {
                    Measure::Numerator => Measure::Numerator,
                    Measure::Denominator => Measure::Denominator,
                    Measure::BaselineNumerator => Measure::BaselineNumerator,
                    Measure::BaselineDenominator => Measure::BaselineDenominator,
                    Measure::Count => Measure::Count,
                    Measure::Other(_) => Measure::Other(""),
                },
                rows: 0,
            });
            self.after.push(usize::MAX);
        }
        if let Some(after) = self.after.get_mut(self.last) {
            *after = found;
        }
        self.last = found;
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_count_is_taken_for_a_mark_and_the_marks_differ() {
        let edges = (0..32).flat_map(|bit| [1_u32 << bit, (1 << bit) - 1]);
        for count in edges.chain([999_999_999, u32::MAX - 3]) {
            let count = Count::Counted(count.into());
            assert_eq!(Cell::new(count).count(), count);
        }
        assert_eq!(Cell::new(Count::Suppressed).count(), Count::Suppressed);
        assert_eq!(Cell::new(Count::Missing).count(), Count::Missing);
        // A figure that a file says is missing is a figure, and a second one is one too many.
        assert!(Cell::new(Count::Missing) != Cell::ABSENT);
    }
}
