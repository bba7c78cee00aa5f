//! The ePCN register straight from the published workbook.

use std::io::{self, Cursor, Read};

use calamine::{DataRef, Reader, Xlsx};

use super::{
    FileKind, Forgiven, NetworkFile, OdsError, Options, PartnerFile,
    input::{self, Input},
    layout::header_key,
    places::Places,
    rows::Rows,
    rows::sealed::Layout,
};

/// The columns of a sheet that are looked at; a cell far to the right costs no memory.
const COLUMNS: usize = 64;
/// The sheets that are looked at if none has the published name.
const SHEETS: usize = 8;
/// The rows that a sheet can have. A cell that claims to stand below them would be reached by as
/// many empty lines.
const ROWS: u32 = 1_048_576;

/// The published ePCN workbook: its sheet of networks and its sheet of core partners.
///
/// The sheets are found by their names with case and spaces left out of account, since the 2019
/// workbook says `PCN Details` and later ones `PCNDetails`. If none has the name, the one sheet with
/// the header is taken, and that is counted. Numbers and dates in cells are read as
/// their text; a line of a refusal is the sheet's row. The workbook may stand in the zip in which it
/// is published.
///
/// # Errors
///
/// [`OdsError`] if the file is no workbook, unpacks to more than the options allow, or has no
/// such sheet.
///
/// # Examples
///
/// ```no_run
/// use pcn::ods::Workbook;
///
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let file = std::fs::File::open("ePCN.xlsx")?;
/// let mut workbook = Workbook::open("ePCN.xlsx", file)?;
/// let mut partners = workbook.partners()?;
/// while let Some(row) = partners.next_row()? {
///     println!("{} {} {}", row.practice, row.network, row.period);
/// }
/// # Ok(())
/// # }
/// ```
pub struct Workbook {
    file: Box<str>,
    options: Options,
    book: Xlsx<Cursor<Vec<u8>>>,
}

impl core::fmt::Debug for Workbook {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_struct("Workbook").field("file", &self.file).finish_non_exhaustive()
    }
}

impl Workbook {
    /// Opens a workbook.
    ///
    /// # Errors
    ///
    /// [`OdsError`] if it is none, or too large.
    pub fn open(file: &str, read: impl Read) -> Result<Self, OdsError> {
        Self::open_with(file, read, Options::default())
    }

    /// Opens a workbook with options of one's own.
    ///
    /// # Errors
    ///
    /// As for [`open`](Self::open).
    pub fn open_with(file: &str, read: impl Read, options: Options) -> Result<Self, OdsError> {
        let limit = options.container_bytes;
        let mut packed = Vec::new();
        read.take(limit.saturating_add(1))
            .read_to_end(&mut packed)
            .map_err(|error| OdsError::io(file, &error))?;
        if packed.is_empty() {
            return Err(OdsError::Empty { file: file.into(), expected: FileKind::Networks });
        }
        if !packed.starts_with(b"PK") {
            return Err(OdsError::NotAWorkbook { file: file.into() });
        }
        if u64::try_from(packed.len()).is_ok_and(|length| length > limit) {
            return Err(OdsError::TooLarge { file: file.into(), limit, what: "the packed file" });
        }
        let packed = bounded(file, published(file, packed, limit)?, options.workbook_bytes)?;
        let book = Xlsx::new(Cursor::new(packed)).map_err(|error| workbook(file, &error))?;
        Ok(Self { file: file.into(), options, book })
    }

    /// The sheet of networks.
    ///
    /// # Errors
    ///
    /// [`OdsError`] if there is no such sheet, or it is not what its name says.
    pub fn networks(&mut self) -> Result<NetworkFile<Cursor<Vec<u8>>>, OdsError> {
        self.sheet("PCNDetails")
    }

    /// The sheet of core partners.
    ///
    /// # Errors
    ///
    /// As for [`networks`](Self::networks).
    pub fn partners(&mut self) -> Result<PartnerFile<Cursor<Vec<u8>>>, OdsError> {
        self.sheet("PCN Core Partner Details")
    }

    fn sheet<L: Layout>(
        &mut self,
        wanted: &'static str,
    ) -> Result<Rows<Cursor<Vec<u8>>, L>, OdsError> {
        let collapsed = |name: &str| header_key(name).replace(' ', "");
        let names = self.book.sheet_names();
        if let Some(name) = names.iter().find(|name| collapsed(name) == collapsed(wanted)) {
            return self.open_sheet(name);
        }
        // Under other names, the one sheet that has the header.
        let looked_at = if self.options.strict { 0 } else { SHEETS };
        let first = names.iter().take(looked_at);
        let mut known = first.filter_map(|name| {
            let rows = self.open_sheet::<L>(name).ok()?;
            rows.intake().header.then_some(rows)
        });
        if let (Some(mut rows), None) = (known.next(), known.next()) {
            rows.intake_mut().forgive_times(Forgiven::OtherSheet, 1);
            return Ok(rows);
        }
        let found = input::first_names(&names).into();
        Err(OdsError::MissingSheet { file: self.file.clone(), expected: wanted, found })
    }

    fn open_sheet<L: Layout>(&mut self, name: &str) -> Result<Rows<Cursor<Vec<u8>>, L>, OdsError> {
        let place = format!("{} [{name}]", self.file);
        let sheet = self.as_csv(name)?;
        let mut rows = Rows::open_with(&place, Cursor::new(sheet.text), self.options)?;
        let numbers = rows.of_columns(&sheet.numbers);
        rows.intake_mut().forgive_times(Forgiven::NumberCell, numbers);
        rows.intake_mut().forgive_times(Forgiven::CellLineBreak, sheet.breaks);
        Ok(rows)
    }

    /// A sheet as a text with a line a row, so that line numbers are the sheet's rows.
    fn as_csv(&mut self, name: &str) -> Result<Sheet, OdsError> {
        let fault = |error: &dyn core::fmt::Display| workbook(&self.file, error);
        let mut cells = self.book.worksheet_cells_reader(name).map_err(|error| fault(&error))?;
        let mut sheet = Sheet::default();
        let mut row: Vec<String> = Vec::new();
        let mut at = 0_u32;
        while let Some(cell) = cells.next_cell().map_err(|error| fault(&error))? {
            let (line, column) = cell.get_position();
            // Cells come row by row; one that steps back is out of the format.
            if line < at {
                return Err(fault(&"its rows are out of order"));
            }
            if line >= ROWS {
                let message = format!("a cell stands below the {ROWS} rows that a sheet can have");
                return Err(fault(&message));
            }
            let column = usize::try_from(column).unwrap_or(usize::MAX);
            let text = sheet.text_of(cell.get_value(), line == 0, column);
            if column >= COLUMNS || text.is_empty() {
                continue;
            }
            while at < line {
                sheet.end_row(&mut row);
                at = at.saturating_add(1);
                let written = u64::try_from(sheet.text.len()).unwrap_or(u64::MAX);
                if written > self.options.workbook_bytes {
                    let limit = self.options.workbook_bytes;
                    let file = self.file.clone();
                    return Err(OdsError::TooLarge { file, limit, what: "the sheet" });
                }
            }
            while row.len() <= column {
                row.push(String::new());
            }
            if let Some(held) = row.get_mut(column) {
                *held = text;
            }
        }
        sheet.end_row(&mut row);
        Ok(sheet)
    }
}

#[derive(Default)]
struct Sheet {
    text: Vec<u8>,
    width: usize,
    /// The numbers in each column.
    numbers: Vec<u64>,
    breaks: u64,
}

impl Sheet {
    fn count_number(&mut self, column: usize) {
        self.numbers.resize(COLUMNS, 0);
        if let Some(count) = self.numbers.get_mut(column) {
            *count = count.saturating_add(1);
        }
    }

    fn text_of(&mut self, value: &DataRef<'_>, header: bool, column: usize) -> String {
        let text = match value {
            DataRef::Empty => return String::new(),
            DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => {
                text.clone()
            }
            DataRef::SharedString(text) => (*text).to_owned(),
            DataRef::Bool(true) => "TRUE".to_owned(),
            DataRef::Bool(false) => "FALSE".to_owned(),
            DataRef::Error(error) => error.to_string(),
            DataRef::Int(number) => {
                self.count_number(column);
                number.to_string()
            }
            DataRef::Float(number) => {
                self.count_number(column);
                number.to_string()
            }
            DataRef::DateTime(date) => {
                self.count_number(column);
                let (year, month, day, ..) = date.to_ymd_hms_milli();
                format!("{year:04}{month:02}{day:02}")
            }
        };
        if text.contains(['\n', '\r']) {
            // In a header this is how the sheets are published; the header's own comparison tells.
            if !header {
                self.breaks = self.breaks.saturating_add(1);
            }
            return text
                .split(['\n', '\r'])
                .map(str::trim_end)
                .filter(|part| !part.is_empty())
                .collect::<Vec<_>>()
                .join(" ");
        }
        text
    }

    /// Writes the row. The first row's width is that of all, so that blank cells at a row's end,
    /// which a workbook leaves out, are not missed.
    fn end_row(&mut self, row: &mut Vec<String>) {
        if !row.is_empty() {
            if self.width == 0 {
                self.width = row.len();
            }
            for at in 0..self.width.max(row.len()) {
                if at > 0 {
                    self.text.push(b',');
                }
                let cell = row.get(at).map_or("", String::as_str);
                if cell.contains([',', '"']) {
                    self.text.push(b'"');
                    self.text.extend(cell.replace('"', "\"\"").bytes());
                    self.text.push(b'"');
                } else {
                    self.text.extend(cell.bytes());
                }
            }
        }
        self.text.push(b'\n');
        row.clear();
    }
}

fn workbook(file: &str, error: &dyn core::fmt::Display) -> OdsError {
    OdsError::Workbook { file: file.into(), message: error.to_string().into() }
}

/// The workbook itself: the file, or what is in the zip in which it is published.
fn published(file: &str, packed: Vec<u8>, limit: u64) -> Result<Vec<u8>, OdsError> {
    let archive = input::archive(file, packed)?;
    if input::is_workbook(&archive) {
        return Ok(archive.into_inner().into_inner());
    }
    let mut inner = Vec::new();
    Input::<io::Empty>::entry(file, archive, ".xlsx", ".xlsx workbook")?
        .take(limit.saturating_add(1))
        .read_to_end(&mut inner)
        .map_err(|error| OdsError::io(file, &error))?;
    if u64::try_from(inner.len()).is_ok_and(|length| length > limit) {
        return Err(OdsError::TooLarge { file: file.into(), limit, what: "the workbook in it" });
    }
    Ok(inner)
}

/// Unpacks every part and keeps nothing, counting and looking at the cells' places, before the workbook's reader unpacks them into
/// memory. The sizes that the container states are not trusted.
///
/// Parts that share bytes of the file are refused: a packed part that unpacks to nothing would be
/// gone through as often as there are entries that point to it, whatever the limit.
fn bounded(file: &str, packed: Vec<u8>, limit: u64) -> Result<Vec<u8>, OdsError> {
    let mut packed_left = u64::try_from(packed.len()).unwrap_or(u64::MAX);
    let mut archive =
        zip::ZipArchive::new(Cursor::new(packed)).map_err(|error| workbook(file, &error))?;
    let mut left = limit;
    for at in 0..archive.len() {
        let entry = archive.by_index(at).map_err(|error| workbook(file, &error))?;
        packed_left = packed_left
            .checked_sub(entry.compressed_size())
            .ok_or_else(|| workbook(file, &"its parts are together longer than the file"))?;
        let mut part = entry.take(left.saturating_add(1));
        let mut places = Places::default();
        let count = io::copy(&mut part, &mut places).map_err(|error| workbook(file, &error))?;
        if let Some(fault) = places.fault() {
            return Err(workbook(file, &fault));
        }
        left = match left.checked_sub(count) {
            Some(left) => left,
            None => {
                return Err(OdsError::TooLarge {
                    file: file.into(),
                    limit,
                    what: "the unpacked workbook",
                });
            }
        };
    }
    Ok(archive.into_inner().into_inner())
}
