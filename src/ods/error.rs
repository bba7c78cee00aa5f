//! Why a file could not be read at all.

use super::{DateFormatError, FileKind, TableFault};
use crate::code::{PcnCode, PracticeCode};

/// Why a file could not be read. A row that cannot be read is no error of the file: it is refused,
/// counted and reported ([`RefusedRow`](super::RefusedRow)).
///
/// # Examples
///
/// ```
/// use pcn::ods::{NetworkFile, OdsError};
///
/// let partners = "A81001,THE DENSHAM SURGERY,16C,NHS TEES VALLEY CCG,U89141,STOCKTON PCN,16C,\
///                 NHS TEES VALLEY CCG,20191001,,TRUE\n";
/// let error = NetworkFile::open("epcn.csv", partners.as_bytes()).unwrap_err();
/// assert!(matches!(error, OdsError::OtherKind { .. }));
/// assert_eq!(
///     error.to_string(),
///     "epcn.csv: expected the ePCN sheet of networks (PCNDetails), found the ePCN sheet of core \
///      partners (PCN Core Partner Details); read it with `PartnerFile`",
/// );
/// ```
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum OdsError {
    /// The file could not be read to its end.
    #[error("{file}: {message}")]
    Io {
        /// The file, as the caller named it.
        file: Box<str>,
        /// What the system says.
        message: Box<str>,
    },
    /// The file is empty.
    #[error("{file}: it is empty; expected {expected}")]
    Empty {
        /// The file, as the caller named it.
        file: Box<str>,
        /// What was expected.
        expected: FileKind,
    },
    /// The file has a header and no row.
    #[error("{file}: it has the header of {expected} and no row below it")]
    HeaderOnly {
        /// The file, as the caller named it.
        file: Box<str>,
        /// What was expected.
        expected: FileKind,
    },
    /// The file is one of the others that this door reads.
    #[error("{file}: expected {expected}, found {found}; read it with `{}`", found.reader())]
    OtherKind {
        /// The file, as the caller named it.
        file: Box<str>,
        /// What was expected.
        expected: FileKind,
        /// What it is.
        found: FileKind,
    },
    /// The file has the header of the expected kind without some columns that are needed.
    #[error(
        "{file}: this looks like {expected} without its {}; found `{found}`{}",
        lacking(columns),
        of_one_day(columns)
    )]
    MissingColumn {
        /// The file, as the caller named it.
        file: Box<str>,
        /// What was expected.
        expected: FileKind,
        /// The columns that were not found.
        columns: Vec<&'static str>,
        /// The first line as it was found.
        found: Box<str>,
    },
    /// The file is that of the list sizes by area of residence, which is not read.
    #[error(
        "{file}: expected {expected}; found the list sizes by area of residence (LSOA), which are \
         not read; the whole lists are in gp-reg-pat-prac-all.csv"
    )]
    ByResidence {
        /// The file, as the caller named it.
        file: Box<str>,
        /// What was expected.
        expected: FileKind,
    },
    /// The file is no file that this door knows.
    #[error(
        "{file}: expected {expected}, with columns such as `{}`; the file begins with `{found}`{}",
        expected.example(),
        without_header(*expected, found)
    )]
    UnknownKind {
        /// The file, as the caller named it.
        file: Box<str>,
        /// What was expected.
        expected: FileKind,
        /// The first line as it was found.
        found: Box<str>,
    },
    /// The fields are not separated by commas.
    #[error("{file}: its fields are separated by {found}; expected commas")]
    Delimiter {
        /// The file, as the caller named it.
        file: Box<str>,
        /// What separates them.
        found: &'static str,
    },
    /// The file is not a table in UTF-8 or Windows-1252: of another encoding, or no table.
    #[error("{file}: it is no CSV in UTF-8 or Windows-1252: {found}")]
    NotText {
        /// The file, as the caller named it.
        file: Box<str>,
        /// What was found.
        found: &'static str,
    },
    /// No one format of dates could be chosen.
    #[error("{file}: no format of dates can be chosen: {fault}")]
    Dates {
        /// The file, as the caller named it.
        file: Box<str>,
        /// What is ambiguous.
        fault: DateFormatError,
    },
    /// The container could not be unpacked.
    #[error("{file}: the container cannot be read: {message}")]
    Container {
        /// The file, as the caller named it.
        file: Box<str>,
        /// What is wrong with it.
        message: Box<str>,
    },
    /// The file is a workbook where a text was expected.
    #[error("{file}: this is a workbook; read it with `Workbook` (feature `xlsx`)")]
    IsWorkbook {
        /// The file, as the caller named it.
        file: Box<str>,
    },
    /// The file is no workbook where one was expected.
    #[error(
        "{file}: the workbook cannot be read: it is no .xlsx workbook; read a CSV file with \
         `NetworkFile` or `PartnerFile`, and save an old workbook (.xls) as .xlsx"
    )]
    NotAWorkbook {
        /// The file, as the caller named it.
        file: Box<str>,
    },
    /// The workbook could not be read.
    #[error("{file}: the workbook cannot be read: {message}")]
    Workbook {
        /// The file, as the caller named it.
        file: Box<str>,
        /// What is wrong with it.
        message: Box<str>,
    },
    /// The workbook has no sheet of the name.
    #[error("{file}: expected a sheet `{expected}`, found the sheets `{found}`")]
    MissingSheet {
        /// The file, as the caller named it.
        file: Box<str>,
        /// The sheet's name.
        expected: &'static str,
        /// The names of its first eight sheets.
        found: Box<str>,
    },
    /// The file is no table of practices and networks.
    #[error("{file}: {fault}")]
    Table {
        /// The file, as the caller named it.
        file: Box<str>,
        /// What is wrong with it.
        fault: TableFault,
    },
    /// The file is larger than the options allow.
    #[error("{file}: {what} is larger than the limit of {limit} bytes")]
    TooLarge {
        /// The file, as the caller named it.
        file: Box<str>,
        /// The limit, in bytes.
        limit: u64,
        /// What is too large.
        what: &'static str,
    },
}

/// The columns that a file lacks, in words.
pub(crate) fn lacking(columns: &[&str]) -> String {
    let names = columns.join("`, `");
    let what = if columns.len() == 1 { "column" } else { "columns" };
    format!("{what} `{names}`")
}

/// What to do where nothing says of which day a file is.
fn of_one_day(columns: &[&str]) -> &'static str {
    if columns.contains(&"EXTRACT_DATE") {
        "; nothing else says of which day the file is: give every row that day, such as `01Apr2022`"
    } else {
        ""
    }
}

/// What to do where the first line is a row, for it holds the code of a practice or of a network, and
/// its columns are not those of the kind.
fn without_header(expected: FileKind, found: &str) -> String {
    let is_code = |cell: &str| {
        let cell = cell.trim();
        PracticeCode::try_new(cell).is_ok() || PcnCode::try_new(cell).is_ok()
    };
    if found.split(',').any(is_code) {
        let widths = expected.widths();
        format!(
            "; it has no header row: give it one, or all of its {widths} columns in their order"
        )
    } else {
        String::new()
    }
}

impl OdsError {
    pub(super) fn io(file: &str, error: &std::io::Error) -> Self {
        let mut message = error.to_string();
        // The words of the unpacker.
        if message.contains("deflate stream") {
            message = format!("what is packed in it is damaged ({message}); get it again");
        }
        Self::Io { file: file.into(), message: message.into() }
    }

    /// The file, as the caller named it.
    ///
    /// # Examples
    ///
    /// ```
    /// use pcn::ods::NetworkFile;
    ///
    /// let Err(error) = NetworkFile::open("epcn.csv", &b""[..]) else { return };
    /// assert_eq!(error.file(), "epcn.csv");
    /// ```
    #[must_use]
    pub fn file(&self) -> &str {
        match self {
            Self::Io { file, .. }
            | Self::Empty { file, .. }
            | Self::HeaderOnly { file, .. }
            | Self::OtherKind { file, .. }
            | Self::MissingColumn { file, .. }
            | Self::ByResidence { file, .. }
            | Self::UnknownKind { file, .. }
            | Self::Delimiter { file, .. }
            | Self::NotText { file, .. }
            | Self::Dates { file, .. }
            | Self::Container { file, .. }
            | Self::IsWorkbook { file }
            | Self::NotAWorkbook { file }
            | Self::Workbook { file, .. }
            | Self::MissingSheet { file, .. }
            | Self::Table { file, .. }
            | Self::TooLarge { file, .. } => file,
        }
    }
}
