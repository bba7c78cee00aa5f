//! The cells of a row while it is checked: codes, dates and counts, and what is wrong with them.

use chrono::NaiveDate;

use super::{
    DateFormat, FileKind, Forgiven, Intake,
    layout::{NOWHERE, Places},
    record::Record,
    slips::{Slips, before_point_nought, is_blank_word, is_number_of_code, loose_count, whole},
};
use crate::{
    calendar::Period,
    code::{CodeError, PcnCode, visible},
};

/// Why a row is refused.
#[derive(Debug)]
pub struct Fault {
    pub(super) field: &'static str,
    pub(super) value: Box<str>,
    pub(super) reason: String,
}

/// The texts of a row that was checked.
#[derive(Clone, Copy, Debug)]
pub struct Texts<'r> {
    pub(super) record: &'r Record,
    pub(super) places: &'r Places,
    pub(super) line: u64,
}

impl<'r> Texts<'r> {
    pub(super) const fn line(self) -> u64 {
        self.line
    }

    #[inline]
    pub(super) fn get(self, column: usize) -> &'r str {
        let place = self.places.places.get(column).copied().unwrap_or(NOWHERE);
        self.record.get(place)
    }
}

/// The cells of a row while it is checked.
#[derive(Debug)]
pub struct Cells<'c> {
    pub(super) texts: Texts<'c>,
    pub(super) kind: FileKind,
    pub(super) dates: DateFormat,
    pub(super) strict: bool,
    /// What is forgiven in the row.
    pub(super) slips: &'c mut Slips,
    pub(super) intake: &'c mut Intake,
}

impl Cells<'_> {
    #[inline]
    pub(super) fn text(&self, column: usize) -> &str {
        self.texts.get(column)
    }

    /// Whether the file has the column.
    pub(super) fn has(&self, column: usize) -> bool {
        self.texts.places.places.get(column).is_some_and(|place| *place != NOWHERE)
    }

    pub(super) fn fault(&self, column: usize, reason: impl Into<String>) -> Fault {
        Fault {
            field: self.kind.columns().get(column).map_or("row", |column| column.name),
            value: self.text(column).into(),
            reason: reason.into(),
        }
    }

    /// A code. Spaces around it and its case are forgiven, unless the reading is strict.
    pub(super) fn code<T>(
        &mut self,
        column: usize,
        parse: impl Fn(&str) -> Result<T, CodeError>,
    ) -> Result<T, Fault> {
        match parse(self.text(column)) {
            Ok(code) => Ok(code),
            Err(error) => self.forgiven_code(column, &parse, error),
        }
    }

    #[cold]
    fn forgiven_code<T>(
        &mut self,
        column: usize,
        parse: &dyn Fn(&str) -> Result<T, CodeError>,
        error: CodeError,
    ) -> Result<T, Fault> {
        let cell = self.text(column);
        let trimmed = cell.trim();
        let (spaced, upper) = (trimmed.len() < cell.len(), trimmed.to_ascii_uppercase());
        let lower = upper != trimmed;
        if !self.strict
            && (spaced || lower)
            && let Ok(code) = parse(&upper)
        {
            if spaced {
                self.slips.add(Forgiven::CellSpace);
            }
            if lower {
                self.slips.add(Forgiven::CodeCase);
            }
            return Ok(code);
        }
        let mut reason = error.to_string();
        if is_number_of_code(trimmed) {
            reason.push_str(
                "; a spreadsheet makes such a number of a code like `5E1`: format the column as text \
                 there",
            );
        }
        Err(self.fault(column, reason))
    }

    /// A code by which nothing is decided. One that cannot be read is taken as blank, and counted.
    pub(super) fn side_code<T>(
        &mut self,
        column: usize,
        parse: impl Fn(&str) -> Result<T, CodeError>,
    ) -> Result<Option<T>, Fault> {
        match self.optional_code(column, parse) {
            Err(_) if !self.strict && !is_blank_word(self.text(column)) => {
                self.slips.add(Forgiven::SideCode);
                Ok(None)
            }
            code => code,
        }
    }

    /// A code, or `None` for a blank cell.
    pub(super) fn optional_code<T>(
        &mut self,
        column: usize,
        parse: impl Fn(&str) -> Result<T, CodeError>,
    ) -> Result<Option<T>, Fault> {
        let cell = self.text(column);
        if cell.is_empty() {
            return Ok(None);
        }
        match parse(cell) {
            // The one word for a blank that has the shape of a code.
            Ok(_) if cell == "NULL" => Err(self.blank_word(column)),
            Ok(code) => Ok(Some(code)),
            Err(_) if cell.trim().is_empty() => Ok(None),
            Err(_) if is_blank_word(cell) => Err(self.blank_word(column)),
            Err(error) => self.forgiven_code(column, &parse, error).map(Some),
        }
    }

    /// A setting. What is put right in a row before it is read again is a fault until then.
    pub(super) fn setting(&self, column: usize) -> Result<(), Fault> {
        let cell = self.text(column);
        if matches!(cell.as_bytes(), [] | [b'0'..=b'9'] | [b'0'..=b'9', b'0'..=b'9'] | [b'R', ..]) {
            return Ok(());
        }
        if is_blank_word(cell) {
            return Err(self.blank_word(column));
        }
        if before_point_nought(cell.trim()).is_some() {
            let reason = format!("`{}` is no setting; a good one is `4` or `RO76`", shown(cell));
            return Err(self.fault(column, reason));
        }
        Ok(())
    }

    #[cold]
    fn blank_word(&self, column: usize) -> Fault {
        let reason =
            format!("`{}` stands for a blank; leave the cell empty", shown(self.text(column)));
        self.fault(column, reason)
    }

    /// A network's code, or `None` for the bare `U` of practices without one.
    pub(super) fn network_or_none(&mut self, column: usize) -> Result<Option<PcnCode>, Fault> {
        if self.text(column) == "U" || self.text(column).trim() == "U" {
            self.intake.unallocated = self.intake.unallocated.saturating_add(1);
            return Ok(None);
        }
        self.code(column, PcnCode::try_new).map(Some)
    }

    #[inline]
    pub(super) fn optional_date(&mut self, column: usize) -> Result<Option<NaiveDate>, Fault> {
        let cell = self.text(column);
        if cell.is_empty() {
            return Ok(None);
        }
        match self.dates.parse(cell) {
            Some(date) => Ok(Some(date)),
            None => self.forgiven_date(column),
        }
    }

    /// A date with spaces around it or as other programs write it; `None` for spaces alone.
    #[cold]
    fn forgiven_date(&mut self, column: usize) -> Result<Option<NaiveDate>, Fault> {
        let cell = self.text(column);
        let trimmed = cell.trim();
        if trimmed.is_empty() {
            return Ok(None);
        }
        let spaced = trimmed.len() < cell.len();
        let loose = || self.dates.loose(trimmed).filter(|_| !self.strict);
        let read = self.dates.parse(trimmed).map(|date| (date, None));
        let read = read.or_else(|| loose().map(|(date, slip)| (date, Some(slip))));
        let Some((date, slip)) = read else { return Err(self.no_date(column)) };
        if spaced {
            self.slips.add(Forgiven::CellSpace);
        }
        if let Some(slip) = slip {
            self.slips.add(slip);
        }
        Ok(Some(date))
    }

    #[cold]
    fn no_date(&self, column: usize) -> Fault {
        let cell = self.text(column);
        if is_blank_word(cell) {
            return self.blank_word(column);
        }
        let good = NaiveDate::from_ymd_opt(2019, 10, 1).map(|day| self.dates.write(day));
        // Where no date of the file could be read it is not the file that writes them so.
        let writes = if self.intake.dates.is_some() { "this file writes" } else { "write" };
        let what = super::date::mistaken(cell.trim()).unwrap_or("is not a date");
        self.fault(
            column,
            format!(
                "`{}` {what}; {writes} dates as {}, such as `{}`",
                shown(cell),
                self.dates.name(),
                good.unwrap_or_default()
            ),
        )
    }

    #[inline]
    pub(super) fn date(&mut self, column: usize) -> Result<NaiveDate, Fault> {
        match self.dates.parse(self.text(column)) {
            Some(date) => Ok(date),
            None => self.needed_date(column),
        }
    }

    #[cold]
    fn needed_date(&mut self, column: usize) -> Result<NaiveDate, Fault> {
        if !is_blank_word(self.text(column))
            && let Some(date) = self.optional_date(column)?
        {
            return Ok(date);
        }
        Err(self.fault(column, "the date is missing"))
    }

    /// The date of extract, which the intake keeps.
    pub(super) fn extract(&mut self, column: usize) -> Result<NaiveDate, Fault> {
        let date = self.date(column)?;
        self.intake.extract = self.intake.extract.max(Some(date));
        Ok(date)
    }

    /// A period from its first day and its last day, which the files include.
    pub(super) fn period(&mut self, first: usize, last: usize) -> Result<Period, Fault> {
        let from = self.date(first)?;
        let until = self.optional_date(last)?;
        Period::inclusive(from, until).map_err(|_| {
            self.fault(last, format!("the last day {} is before the first day {from}", show(until)))
        })
    }

    pub(super) fn count(&mut self, column: usize) -> Result<u32, Fault> {
        let cell = self.text(column);
        if let Some(count) = whole(cell) {
            return Ok(count);
        }
        self.forgiven_count(column)
    }

    /// A count with spaces around it or as other programs write it.
    #[cold]
    fn forgiven_count(&mut self, column: usize) -> Result<u32, Fault> {
        let cell = self.text(column);
        let trimmed = cell.trim();
        if let Some(count) = whole(trimmed) {
            self.slips.add(Forgiven::CellSpace);
            return Ok(count);
        }
        if !self.strict
            && let Some((count, slip)) = loose_count(trimmed)
        {
            if trimmed.len() < cell.len() {
                self.slips.add(Forgiven::CellSpace);
            }
            self.slips.add(slip);
            return Ok(count);
        }
        let reason = match trimmed {
            word if word.is_empty() || is_blank_word(word) => {
                "the count is missing; missing is not zero".to_owned()
            }
            "*" => "`*` is a suppressed count; suppressed is not zero".to_owned(),
            _ => format!("`{}` is not a count; a good one is `5983`", shown(cell)),
        };
        Err(self.fault(column, reason))
    }
}

fn show(date: Option<NaiveDate>) -> String {
    date.map(|date| date.to_string()).unwrap_or_default()
}

/// So many characters of the beginning of a cell.
pub(crate) fn beginning(text: &str, kept: usize) -> String {
    match text.char_indices().nth(kept) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
        None => text.to_owned(),
    }
}

/// The beginning of a cell.
pub(super) fn shortened(text: &str) -> String {
    beginning(text, 60)
}

/// The beginning of a cell as a message shows it: on one line.
pub(super) fn shown(text: &str) -> String {
    visible(&shortened(text)).into_owned()
}
