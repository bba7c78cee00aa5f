//! What became of a file's rows: accepted, refused, and what was forgiven.

use core::fmt;
use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{DateFormat, FileKind};
use crate::quantity::is_nought;

/// How to read: what is bounded and how strict the reading is.
///
/// # Examples
///
/// ```
/// use pcn::ods::{DateFormat, Options};
///
/// let options = Options::default().dates(DateFormat::Slashed).keep_refused(20);
/// assert_eq!(options.record_bytes, 64 * 1024);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Options {
    /// The longest record, in bytes. A longer one is refused and not held. 64 KiB unless told;
    /// 64 MiB at most.
    pub record_bytes: usize,
    /// The largest unpacked text, in bytes. 1 GiB unless told.
    pub total_bytes: u64,
    /// The largest container or workbook as packed, in bytes. 64 MiB unless told.
    pub container_bytes: u64,
    /// The largest unpacked workbook, in bytes. 256 MiB unless told.
    pub workbook_bytes: u64,
    /// How many refused rows are kept. All are counted. 1,000 unless told.
    pub refused_kept: usize,
    /// The format of dates where a file's first dates do not tell it: they read both ways, or are
    /// of several shapes. Such a file is refused unless told.
    pub dates: Option<DateFormat>,
    /// Whether slips in codes (case, spaces around them) and what other programs make of a cell are
    /// refused and not forgiven: a word for a blank, `.0` behind a whole number, commas between
    /// thousands, a date without its noughts or with midnight behind it, an unreadable code by which
    /// nothing is decided, a sheet under another name, the header once more among the rows.
    pub strict: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            record_bytes: 64 * 1024,
            total_bytes: 1 << 30,
            container_bytes: 64 << 20,
            workbook_bytes: 256 << 20,
            refused_kept: 1000,
            dates: None,
            strict: false,
        }
    }
}

impl Options {
    /// Says how a file writes its dates whose first ones do not tell.
    ///
    /// The same options do for files of several shapes: `2019-10-01` is read for what it is, whatever
    /// is said here.
    ///
    /// # Examples
    ///
    /// ```
    /// use pcn::{
    ///     calendar::day,
    ///     ods::{DateFormat, NetworkFile, Options},
    /// };
    ///
    /// let options = Options::default().dates(DateFormat::Slashed);
    /// for date in ["01/10/2019", "20191001"] {
    ///     let text = format!("U97001,EASTMERE PCN,96X,NHS EASTMERE CCG,{date},,1 ROAD,,,TOWN,,ZZ1 1AA");
    ///     let mut file = NetworkFile::open_with("epcn.csv", text.as_bytes(), options)?;
    ///     let row = file.next_row()?.ok_or("a row")?;
    ///     assert_eq!(row.life.from(), day(2019, 10, 1));
    /// }
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub const fn dates(mut self, format: DateFormat) -> Self {
        self.dates = Some(format);
        self
    }

    /// Refuses slips in codes, and what other programs make of a cell, that are forgiven otherwise.
    ///
    /// # Examples
    ///
    /// ```
    /// use pcn::ods::{NetworkFile, Options};
    ///
    /// // A code in lower case is forgiven and counted, or refused if that is asked.
    /// let text = "u97001,EASTMERE PCN,96X,NHS EASTMERE CCG,20191001,,1 ROAD,,,TOWN,,ZZ1 1AA";
    /// let refused = |options| {
    ///     NetworkFile::open_with("epcn.csv", text.as_bytes(), options)?
    ///         .for_each(|_| ())
    ///         .map(|intake| intake.refused)
    /// };
    /// assert_eq!(refused(Options::default())?, 0);
    /// assert_eq!(refused(Options::default().strict())?, 1);
    /// # Ok::<(), pcn::ods::OdsError>(())
    /// ```
    #[must_use]
    pub const fn strict(mut self) -> Self {
        self.strict = true;
        self
    }

    /// Says how many refused rows to keep. All are counted in any case.
    #[must_use]
    pub const fn keep_refused(mut self, count: usize) -> Self {
        self.refused_kept = count;
        self
    }
}

/// A slip of a file that was read all the same.
///
/// # Examples
///
/// ```
/// use pcn::ods::{Forgiven, NetworkFile};
///
/// let text = "\u{feff}u97001 ,EASTMERE PCN,96X,NHS EASTMERE CCG,20191001,,1 ROAD,,,TOWN,,ZZ1 1AA";
/// let intake = NetworkFile::open("epcn.csv", text.as_bytes())?.for_each(|_| ())?;
/// let forgiven: Vec<_> = intake.forgiven().collect();
/// assert_eq!(
///     forgiven,
///     [(Forgiven::ByteOrderMark, 1), (Forgiven::CellSpace, 1), (Forgiven::CodeCase, 1)],
/// );
/// # Ok::<(), pcn::ods::OdsError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Forgiven {
    /// A byte order mark before the first header.
    ByteOrderMark,
    /// A header with spaces around it or a line break in it.
    HeaderSpace,
    /// Spaces around a code, a date or a number.
    CellSpace,
    /// A code in lower-case letters.
    CodeCase,
    /// A row whose bytes are Windows-1252 and not UTF-8.
    Windows1252,
    /// A row with empty fields past the last column.
    ExtraEmptyFields,
    /// A line with nothing on it. It is counted here and is no row.
    BlankLine,
    /// A line above the header, such as a title or `sep=,`. It is counted here and is no row.
    TitleLine,
    /// A workbook cell that holds a date as a number or as a date, not as text.
    NumberCell,
    /// A workbook cell with a line break in it.
    CellLineBreak,
    /// Lines that end in a carriage return alone. It is counted once a file.
    CarriageReturn,
    /// A word for a blank, such as `NA`, where a cell may be blank. A name is never taken for one.
    BlankWord,
    /// A whole number with `.0` behind it: a date in digits, a count, a prescribing setting.
    WholeDecimal,
    /// A count with commas between its thousands, such as `31,767`.
    Thousands,
    /// A date with a day or month of one digit, or with the time of midnight behind it.
    LooseDate,
    /// A header whose names are not known above rows that are: the columns are taken by their places,
    /// as without a header.
    OtherHeader,
    /// A code that cannot be read in a column by which nothing is decided: a provider, a region. It is
    /// taken as blank.
    SideCode,
    /// A sheet of a workbook under another name than the published one, known by its header.
    OtherSheet,
    /// The header once more, where files were put one under the other. It is counted here and is no
    /// row.
    RepeatedHeader,
}

impl Forgiven {
    pub(super) const ALL: [Self; 19] = [
        Self::ByteOrderMark,
        Self::HeaderSpace,
        Self::CellSpace,
        Self::CodeCase,
        Self::Windows1252,
        Self::ExtraEmptyFields,
        Self::BlankLine,
        Self::TitleLine,
        Self::NumberCell,
        Self::CellLineBreak,
        Self::CarriageReturn,
        Self::BlankWord,
        Self::WholeDecimal,
        Self::Thousands,
        Self::LooseDate,
        Self::OtherHeader,
        Self::SideCode,
        Self::OtherSheet,
        Self::RepeatedHeader,
    ];

    const fn what(self) -> &'static str {
        match self {
            Self::ByteOrderMark => "byte order mark before the first header",
            Self::HeaderSpace => "header with spaces around it or a line break in it",
            Self::CellSpace => "code, date or number with spaces around it",
            Self::CodeCase => "code in lower-case letters",
            Self::Windows1252 => "row in Windows-1252 and not UTF-8",
            Self::ExtraEmptyFields => "row with empty fields past the last column",
            Self::BlankLine => "blank line",
            Self::TitleLine => "line above the header",
            Self::NumberCell => "date or code held as a number in the workbook",
            Self::CellLineBreak => "workbook cell with a line break in it",
            Self::CarriageReturn => "lines that end in a carriage return alone",
            Self::BlankWord => "word for a blank, such as `NA`",
            Self::WholeDecimal => "whole number with `.0` behind it",
            Self::Thousands => "count with commas between its thousands",
            Self::LooseDate => "date without its noughts or with midnight behind it",
            Self::OtherHeader => "header of names that are not known",
            Self::SideCode => "unreadable code by which nothing is decided, taken as blank",
            Self::OtherSheet => "sheet under another name, known by its header",
            Self::RepeatedHeader => "header once more among the rows",
        }
    }
}

impl fmt::Display for Forgiven {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.what())
    }
}

/// A row that was refused, and why.
///
/// # Examples
///
/// ```
/// use pcn::ods::MapFile;
///
/// let text = "\
/// GP_PRAC_PAT_LIST,01Jan2022,Q10007,ABBOT SURGERY,ZZ1 1AA,U,Unallocated,,96X,,,QHM,,,Y63,
/// GP_PRAC_PAT_LIST,01Jan2022,Q1OO14,ALDER SURGERY,ZZ1 1AA,U,Unallocated,,96X,,,QHM,,,Y63,";
/// let intake = MapFile::open("map.csv", text.as_bytes())?.for_each(|_| ())?;
/// let refused = &intake.refused_rows[0];
/// assert_eq!((refused.line, &*refused.field, &*refused.value), (2, "PRACTICE_CODE", "Q1OO14"));
/// assert!(refused.to_string().starts_with("map.csv, line 2, PRACTICE_CODE: `Q1OO14` is not"));
/// # Ok::<(), pcn::ods::OdsError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct RefusedRow {
    /// The file, as the caller named it.
    pub file: Box<str>,
    /// The line on which the row begins, counted from 1; in a workbook the row of the sheet.
    pub line: u64,
    /// The column, by its published name; `row` where the row as a whole is at fault.
    pub field: Box<str>,
    /// What the field holds, shortened.
    pub value: Box<str>,
    /// What is wrong with it.
    pub reason: Box<str>,
}

impl fmt::Display for RefusedRow {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}, line {}, {}: {}", self.file, self.line, self.field, self.reason)
    }
}

/// What became of the rows of one file.
///
/// `rows` is always `accepted + refused`; a header and blank lines are no rows.
///
/// # Examples
///
/// ```
/// use pcn::ods::ListFile;
///
/// let text = "GP_PRAC_PAT_LIST,01Apr2022,GP,96X,,Q10007,ZZ1 1AA,ALL,ALL,6767";
/// let intake = ListFile::open("lists.csv", text.as_bytes())?.for_each(|_| ())?;
/// assert_eq!(intake.rows, intake.accepted + intake.refused);
/// assert_eq!(
///     intake.notes(),
///     ["no header row; columns taken by position", "extract of 2022-04-01"],
/// );
/// # Ok::<(), pcn::ods::OdsError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "OdsIntake"))]
#[serde(deny_unknown_fields)]
pub struct Intake {
    /// The file, as the caller named it.
    pub file: Box<str>,
    /// What it was read as.
    pub kind: FileKind,
    /// The rows read.
    pub rows: u64,
    /// The rows taken.
    pub accepted: u64,
    /// The rows refused.
    pub refused: u64,
    /// The first of the refused rows, as many as the options say.
    pub refused_rows: Vec<RefusedRow>,
    /// Whether the file has a header row.
    pub header: bool,
    /// How its dates are written, if it has any.
    pub dates: Option<DateFormat>,
    /// Accepted rows that stand for practices without a network (the code `U`).
    pub unallocated: u64,
    /// Accepted rows of which an [`Assembler`](super::Assembler) made nothing: of list sizes those
    /// of one sex or age and those of other bodies than practices, of a map those of other days
    /// than its first row's.
    #[serde(default, skip_serializing_if = "is_nought")]
    pub unused: u64,
    /// The newest date of extract that a row states, for the kinds of file that state one.
    #[serde(default, deserialize_with = "crate::calendar::iso")]
    pub extract: Option<NaiveDate>,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    #[cfg_attr(feature = "schema", schemars(extend("propertyNames" = names())))]
    forgiven: BTreeMap<Forgiven, u64>,
}

/// The schema of what is forgiven, which is also that of the keys of its counts.
#[cfg(feature = "schema")]
fn names() -> schemars::Schema {
    use schemars::JsonSchema as _;
    Forgiven::json_schema(&mut schemars::SchemaGenerator::default())
}

impl Intake {
    pub(super) fn new(file: &str, kind: FileKind) -> Self {
        Self {
            file: file.into(),
            kind,
            rows: 0,
            accepted: 0,
            refused: 0,
            refused_rows: Vec::new(),
            header: false,
            dates: None,
            unallocated: 0,
            unused: 0,
            extract: None,
            forgiven: BTreeMap::new(),
        }
    }

    pub(super) fn forgive(&mut self, what: Forgiven) {
        self.forgive_times(what, 1);
    }

    pub(super) fn forgive_times(&mut self, what: Forgiven, times: u64) {
        if times > 0 {
            let count = self.forgiven.entry(what).or_insert(0);
            *count = count.saturating_add(times);
        }
    }

    /// What was forgiven, and how often.
    pub fn forgiven(&self) -> impl Iterator<Item = (Forgiven, u64)> {
        self.forgiven.iter().map(|(what, count)| (*what, *count))
    }

    /// What a reader should know of this file, a sentence each: what was forgiven, how often, and
    /// how many rows stand for practices without a network.
    #[must_use]
    pub fn notes(&self) -> Vec<String> {
        let mut notes = Vec::new();
        if !self.header {
            notes.push("no header row; columns taken by position".to_owned());
        }
        if let Some(extract) = self.extract {
            notes.push(format!("extract of {extract}"));
        }
        if self.unused > 0 {
            let what = match self.kind {
                FileKind::Lists => "of one sex or age, or of other bodies than practices",
                _ => "of other days than the first row's",
            };
            let are = if self.unused == 1 { "row is" } else { "rows are" };
            notes.push(format!("{} {are} {what}, and not used", self.unused));
        }
        if self.unallocated > 0 {
            let whose =
                if self.unallocated == 1 { "row of a practice" } else { "rows of practices" };
            notes.push(format!("{} {whose} without a network", self.unallocated));
        }
        notes.extend(self.forgiven().map(|(what, count)| format!("forgiven: {what} ({count})")));
        notes
    }
}
