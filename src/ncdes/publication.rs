use core::fmt;
use std::{collections::HashMap, io::Read};

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{
    Dictionary, Layout, Measure, NcdesError, count,
    error::{short, shown},
    layout::{is_column, unknown_header},
    rules,
};
use crate::{
    code::OdsCode,
    finding::{Finding, Report, Rule},
    iif::{Count, IndicatorCode},
    ods::{
        Options, RefusedRow,
        input::{Input, is_text},
        is_nought,
        lines::{Lines, Next},
        record::Record,
    },
};

/// One row, borrowed from the reader.
///
/// # Examples
///
/// ```
/// use pcn::{
///     calendar::day,
///     iif::{Count, IndicatorCode},
///     ncdes::Publication,
/// };
///
/// let file = "PRACTICE_CODE,PRACTICE_NAME,QUALITY_SERVICE,ACH_DATE,IND_CODE,MEASURE,VALUE\n\
///             A81001,A PRACTICE,NCD2425,30/09/2024,HI03,Numerator,*\n";
/// let mut publication = Publication::open("NCDesSep24.csv", file.as_bytes())?;
/// let row = publication.next_row()?.expect("one row");
/// assert_eq!((row.line, row.on, row.indicator_text), (2, day(2024, 9, 30), "HI03"));
/// assert_eq!(row.indicator, Some(IndicatorCode::constant("HI-03")));
/// assert_eq!(row.value, Count::Suppressed);
/// # Ok::<(), pcn::ncdes::NcdesError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Row<'r> {
    /// The line on which it begins, counted from 1.
    pub line: u64,
    /// The practice or network.
    pub organisation: OdsCode,
    /// The service year, for example `NCD2425`.
    pub service: &'r str,
    /// To which day it counts, from 1 April.
    pub on: NaiveDate,
    /// The indicator's code in the file.
    pub indicator_text: &'r str,
    /// The indicator's code without the file's spelling; `None` for one that this crate cannot
    /// tell, as management information often is.
    pub indicator: Option<IndicatorCode>,
    /// What it counts.
    pub measure: Measure<'r>,
    /// The number.
    pub value: Count,
}

/// What became of the rows of a file. `rows` is always `accepted + refused`.
///
/// # Examples
///
/// ```
/// use pcn::ncdes::{Figures, Publication};
///
/// let file = "PRACTICE_CODE,PRACTICE_NAME,QUALITY_SERVICE,ACH_DATE,IND_CODE,MEASURE,VALUE\n\
///             A81001,A PRACTICE,NCD2425,30/09/2024,HI03,Numerator,12\n\
///             A81001,A PRACTICE,NCD2425,30/09/2024,HI03,Denominator,about 20\n";
/// let mut publication = Publication::open("NCDesSep24.csv", file.as_bytes())?;
/// let figures = Figures::read(&mut publication)?;
/// let intake = figures.intake();
/// assert_eq!((intake.rows, intake.accepted, intake.refused), (2, 1, 1));
/// assert_eq!(
///     intake.refused_rows[0].reason.as_ref(),
///     "`about 20` is no count; a good one is `600`, or `*` if suppressed",
/// );
/// # Ok::<(), pcn::ncdes::NcdesError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "NcdesIntake"))]
#[serde(deny_unknown_fields)]
pub struct Intake {
    /// The file, as the caller named it.
    pub file: Box<str>,
    /// Its layout.
    pub layout: Layout,
    /// The rows read; the header and blank lines are no rows.
    pub rows: u64,
    /// The rows taken.
    pub accepted: u64,
    /// The rows refused.
    pub refused: u64,
    /// Of the refused, those that a later submission of the extract replaced.
    pub superseded: u64,
    /// Of the accepted, those whose value is suppressed.
    pub suppressed: u64,
    /// The rows whose value or date is as another program wrote it: `600.0`, `5,983`, a
    /// word for a blank such as `NA`, which is a value that is missing, or `31/03/2024 00:00`.
    #[serde(default, skip_serializing_if = "is_nought")]
    pub forgiven: u64,
    /// The first of the refused rows, as many as the options say.
    pub refused_rows: Vec<RefusedRow>,
    /// What the refused rows break, worst first when sorted.
    pub report: Report,
}

/// A publication file, read as a stream. A date is read as the layout writes it, or with its year first
/// (`2024-03-31`).
///
/// # Errors
///
/// [`NcdesError`] if the file as a whole cannot be read. A row that cannot be read is refused and
/// counted.
///
/// # Examples
///
/// ```
/// use pcn::ncdes::{Layout, Measure, Publication};
///
/// let file = "ORGANISATION_TYPE,ORGANISATION_CODE,ORGANISATION_NAME,QUALITY_SERVICE,ACH_DATE,\
///             IND_CODE,MEASURE,VALUE\n\
///             GP practice,A81001,A PRACTICE,NCD2324,31/03/2024,NCD026,ACC-08 Numerator,900\n\
///             GP practice,A81001,A PRACTICE,NCD2324,31/03/2024,NCD026,ACC-08 Denominator,-5\n";
/// let mut publication = Publication::open("iif.csv", file.as_bytes())?;
/// assert_eq!(publication.layout(), Layout::Iif);
/// let row = publication.next_row()?.ok_or("a row")?;
/// assert_eq!(row.indicator.map(|code| code.to_string()).as_deref(), Some("ACC-08"));
/// assert_eq!(row.measure, Measure::Numerator);
/// assert!(publication.next_row()?.is_none());
/// let intake = publication.into_intake();
/// assert_eq!((intake.rows, intake.accepted, intake.refused), (2, 1, 1));
/// assert_eq!(intake.refused_rows[0].reason.as_ref(), "`-5` is below zero; a good one is `600`");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub struct Publication<R> {
    lines: Lines<Input<R>>,
    record: Record,
    places: [usize; 7],
    width: usize,
    options: Options,
    intake: Intake,
    dictionary: Dictionary,
    /// The last date read, as text and date, and whether it is to be forgiven: nearly every row has
    /// the same.
    date: Option<(String, NaiveDate, bool)>,
    /// The last organisation read, as text and code: its rows stand together.
    organisation: (String, Option<OdsCode>),
    /// The last indicator read, as text and code.
    indicator: (String, Option<IndicatorCode>),
    /// The indicators read before it: there are few, and each comes again with every practice.
    indicators: HashMap<Box<str>, Option<IndicatorCode>>,
}

impl<R> fmt::Debug for Publication<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Publication").field("intake", &self.intake).finish_non_exhaustive()
    }
}

/// More different indicators than any publication has; beyond it none is remembered.
const MOST_INDICATORS: usize = 1_000;

/// Why a row is refused: the column, and what is wrong.
struct Fault {
    column: usize,
    reason: String,
    rule: &'static Rule,
}

/// What of a row is not text.
struct Checked {
    organisation: OdsCode,
    on: NaiveDate,
    indicator: Option<IndicatorCode>,
    value: Count,
}

impl<R: Read> Publication<R> {
    /// Opens a file, plain or zipped. Its header tells the layout.
    ///
    /// # Errors
    ///
    /// [`NcdesError`] if it is no publication file.
    pub fn open(file: &str, read: R) -> Result<Self, NcdesError> {
        Self::open_with(file, read, Options::default())
    }

    /// Opens a file with options: how much may be held, how many refused rows are kept.
    ///
    /// # Errors
    ///
    /// [`NcdesError`] if it is no publication file.
    ///
    /// # Examples
    ///
    /// ```
    /// use pcn::{ncdes::Publication, ods::Options};
    ///
    /// let file = "PRACTICE_CODE,PRACTICE_NAME,QUALITY_SERVICE,ACH_DATE,IND_CODE,MEASURE,VALUE\n\
    ///             A81001,ONE,NCD2425,30/09/2024,HI03,Numerator,many\n";
    /// // Count the refused rows and keep none of them.
    /// let options = Options::default().keep_refused(0);
    /// let mut publication = Publication::open_with("NCDesSep24.csv", file.as_bytes(), options)?;
    /// assert!(publication.next_row()?.is_none());
    /// let intake = publication.into_intake();
    /// assert_eq!((intake.refused, intake.refused_rows.len()), (1, 0));
    /// # Ok::<(), pcn::ncdes::NcdesError>(())
    /// ```
    pub fn open_with(file: &str, read: R, options: Options) -> Result<Self, NcdesError> {
        let mut lines = Lines::new(Input::open(file, read, &options)?, &options);
        lines.peek(file)?;
        lines.pass_byte_order_mark();
        is_text(file, lines.peek(file)?.0)?;
        let mut record = Record::default();
        let expected = Layout::Practice.header();
        if lines.header(&mut record, 0, file)?.is_none() {
            return Err(NcdesError::Empty { file: file.into(), expected });
        }
        let layout = Layout::ALL.into_iter().find_map(|layout| {
            let place = |name: &str| {
                let same = |cell: &str| is_column(cell, name);
                if name.is_empty() { Some(usize::MAX) } else { record.iter().position(same) }
            };
            let [organisation, service, date, indicator, measure, value, last] =
                layout.columns().map(place);
            let places = [organisation?, service?, date?, indicator?, measure?, value?, last?];
            Some((layout, places))
        });
        let Some((layout, places)) = layout else {
            return Err(unknown_header(file, &record));
        };
        let width = record.len();
        Ok(Self {
            lines,
            record,
            places,
            width,
            options,
            intake: Intake {
                file: file.into(),
                layout,
                rows: 0,
                accepted: 0,
                refused: 0,
                superseded: 0,
                suppressed: 0,
                forgiven: 0,
                refused_rows: Vec::new(),
                report: Report::new(),
            },
            dictionary: Dictionary::new(),
            date: None,
            organisation: (String::new(), None),
            indicator: (String::new(), None),
            indicators: HashMap::new(),
        })
    }

    /// Gives a dictionary by which the raw extract's field names are read: a numerator stands
    /// there as a sentence, which only the dictionary tells from a denominator's.
    ///
    /// # Examples
    ///
    /// ```
    /// use pcn::ncdes::{Dictionary, Layout, Publication};
    ///
    /// let file = "PRACTICE_CODE,PRACTICE_NAME,QUALITY_SERVICE,ACH_DATE,IND_CODE,MEASURE,VALUE\n";
    /// let publication = Publication::open("NCDesSep24.csv", file.as_bytes())?;
    /// assert_eq!(publication.layout(), Layout::Practice);
    /// let publication = publication.with_dictionary(Dictionary::new());
    /// assert!(publication.dictionary().is_empty());
    /// # Ok::<(), pcn::ncdes::NcdesError>(())
    /// ```
    #[must_use]
    pub fn with_dictionary(mut self, dictionary: Dictionary) -> Self {
        self.dictionary = dictionary;
        self
    }

    /// The dictionary that was given.
    #[must_use]
    pub const fn dictionary(&self) -> &Dictionary {
        &self.dictionary
    }

    /// The file's layout.
    #[must_use]
    pub const fn layout(&self) -> Layout {
        self.intake.layout
    }

    /// What became of the rows so far.
    #[must_use]
    pub const fn intake(&self) -> &Intake {
        &self.intake
    }

    /// What became of the rows.
    #[must_use]
    pub fn into_intake(self) -> Intake {
        self.intake
    }

    /// The next row that can be used, or `None` at the end.
    ///
    /// # Errors
    ///
    /// [`NcdesError`] if the file cannot be read on.
    pub fn next_row(&mut self) -> Result<Option<Row<'_>>, NcdesError> {
        let (line, checked) = loop {
            let next = self.lines.next(&mut self.record, Some(self.width), &self.intake.file)?;
            let line = match next {
                Next::End => return Ok(None),
                Next::Record(_) if self.record.is_blank() => continue,
                Next::Record(line) => line,
                Next::Garbled(line, _) => {
                    self.refuse(line, row_fault("its quotes do not match".to_owned()));
                    continue;
                }
                Next::Oversized(line, length) => {
                    let reason = format!("it has {length} bytes, more than any row of the kind");
                    self.record = Record::default();
                    self.refuse(line, row_fault(reason));
                    continue;
                }
            };
            match self.check() {
                Ok(Some(checked)) => break (line, checked),
                Ok(None) => {
                    self.intake.rows = self.intake.rows.saturating_add(1);
                    self.intake.refused = self.intake.refused.saturating_add(1);
                    self.intake.superseded = self.intake.superseded.saturating_add(1);
                }
                Err(fault) => self.refuse(line, fault),
            }
        };
        self.intake.rows = self.intake.rows.saturating_add(1);
        self.intake.accepted = self.intake.accepted.saturating_add(1);
        if checked.value == Count::Suppressed {
            self.intake.suppressed = self.intake.suppressed.saturating_add(1);
        }
        let [_, service, _, indicator, measure, ..] = self.places;
        let indicator_text = trimmed(self.record.get(indicator));
        let name = trimmed(self.record.get(measure));
        let short = match self.intake.layout {
            Layout::Extract => self.dictionary.short_name(indicator_text, name).unwrap_or(name),
            _ => name,
        };
        Ok(Some(Row {
            line,
            organisation: checked.organisation,
            service: trimmed(self.record.get(service)),
            on: checked.on,
            indicator_text,
            indicator: checked.indicator,
            measure: Measure::of(short),
            value: checked.value,
        }))
    }

    /// Checks the present record. `None` if a later submission replaced it.
    fn check(&mut self) -> Result<Option<Checked>, Fault> {
        if self.record.len() != self.width {
            let (found, width) = (self.record.len(), self.width);
            return Err(row_fault(format!("it has {found} fields where the header has {width}")));
        }
        let [organisation, _, date, indicator, measure, value, last] = self.places;
        if last != usize::MAX && !trimmed(self.record.get(last)).eq_ignore_ascii_case("Y") {
            return Ok(None);
        }
        let fault = |column: usize, reason: String| Fault { column, reason, rule: &rules::REFUSED };
        let text = trimmed(self.record.get(organisation));
        let known = self.organisation.1.filter(|_| text == self.organisation.0);
        let organisation = match known {
            Some(code) => code,
            None => {
                let code = text.parse::<OdsCode>();
                let code = code.map_err(|error| fault(organisation, error.to_string()))?;
                self.organisation.0.clear();
                self.organisation.0.push_str(text);
                self.organisation.1 = Some(code);
                code
            }
        };
        let text = trimmed(self.record.get(date));
        let (on, loose_date) = match &self.date {
            Some((last, on, loose)) if last == text => (*on, *loose),
            _ => {
                let layout = self.intake.layout;
                let (on, loose) = layout.date(text, self.options.strict).ok_or_else(|| {
                    let format = layout.dates();
                    let good = format.write(crate::calendar::day(2024, 3, 31));
                    let shown = shown(text);
                    fault(date, format!("`{shown}` is no {format} date; a good one is `{good}`"))
                })?;
                self.date = Some((text.to_owned(), on, loose));
                (on, loose)
            }
        };
        let text = trimmed(self.record.get(indicator));
        if text.is_empty() {
            return Err(fault(indicator, "it is empty; a good one is `HI03`".to_owned()));
        }
        if text != self.indicator.0 {
            let code = match self.indicators.get(text) {
                Some(code) => *code,
                None => {
                    let code = text.parse().ok();
                    if self.indicators.len() < MOST_INDICATORS {
                        self.indicators.insert(text.into(), code);
                    }
                    code
                }
            };
            self.indicator.0.clear();
            self.indicator.0.push_str(text);
            self.indicator.1 = code;
        }
        if trimmed(self.record.get(measure)).is_empty() {
            return Err(fault(measure, "it is empty; a good one is `Numerator`".to_owned()));
        }
        let (value, loose_value) =
            count::read(trimmed(self.record.get(value)), self.options.strict)
                .map_err(|(reason, rule)| Fault { column: value, reason, rule })?;
        let indicator = self.indicator.1;
        if loose_date || loose_value {
            self.intake.forgiven = self.intake.forgiven.saturating_add(1);
        }
        Ok(Some(Checked { organisation, on, indicator, value }))
    }

    /// Counts a refused row, and keeps it if there is room.
    fn refuse(&mut self, line: u64, fault: Fault) {
        self.intake.rows = self.intake.rows.saturating_add(1);
        self.intake.refused = self.intake.refused.saturating_add(1);
        if self.intake.refused_rows.len() >= self.options.refused_kept {
            return;
        }
        let columns = self.intake.layout.columns();
        let at = self.places.iter().position(|place| *place == fault.column);
        // A column that the layout does not have stands nowhere, as the row as a whole does.
        let field = at.and_then(|at| columns.get(at)).copied().filter(|name| !name.is_empty());
        let field = field.unwrap_or("row");
        let value = if field == "row" { "" } else { self.record.get(fault.column) };
        let finding = Finding::of(fault.rule, format!("{field}: {}", fault.reason));
        let [organisation, ..] = self.places;
        let finding = match trimmed(self.record.get(organisation)).parse::<OdsCode>() {
            Ok(code) => finding.about(code),
            Err(_) => finding,
        };
        self.intake.report.push(finding.at(format!("{} line {line}", self.intake.file)));
        self.intake.refused_rows.push(RefusedRow {
            file: self.intake.file.clone(),
            line,
            field: field.into(),
            value: short(value).into(),
            reason: fault.reason.into(),
        });
    }

    /// Turns an accepted row into a refused one: a figure given twice.
    pub(super) fn take_back(&mut self, line: u64, organisation: OdsCode, value: Count, what: &str) {
        self.intake.rows = self.intake.rows.saturating_sub(1);
        if value == Count::Suppressed {
            self.intake.suppressed = self.intake.suppressed.saturating_sub(1);
        }
        self.intake.accepted = self.intake.accepted.saturating_sub(1);
        let reason = format!("{organisation} has {what} already");
        let [_, _, _, _, measure, ..] = self.places;
        self.refuse(line, Fault { column: measure, reason, rule: &rules::DUPLICATE });
    }
}

/// A cell without the spaces around it; most have none.
fn trimmed(text: &str) -> &str {
    match text.as_bytes() {
        [b'!'..=b'~'] | [b'!'..=b'~', .., b'!'..=b'~'] => text,
        _ => text.trim(),
    }
}

fn row_fault(reason: String) -> Fault {
    Fault { column: usize::MAX, reason, rule: &rules::REFUSED }
}
