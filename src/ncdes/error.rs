use super::Layout;
use crate::{
    code::visible,
    ods::{OdsError, cells::beginning, lacking},
};

/// Why a publication or dictionary could not be read at all. A row that cannot be read is no error
/// of the file: it is refused and counted.
///
/// # Examples
///
/// ```
/// use pcn::ncdes::{NcdesError, Publication};
///
/// let error = Publication::open("x.csv", "CODE,NAME\n1,2\n".as_bytes()).unwrap_err();
/// assert!(matches!(error, NcdesError::UnknownHeader { .. }));
/// assert!(error.to_string().starts_with("x.csv: expected a header such as `PRACTICE_CODE,"));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum NcdesError {
    /// The file could not be opened, unpacked or read to its end.
    #[error(transparent)]
    Read(#[from] OdsError),
    /// The file is empty.
    #[error("{file}: it is empty; expected a header such as `{expected}`")]
    Empty {
        /// The file, as the caller named it.
        file: Box<str>,
        /// A header that it could have.
        expected: &'static str,
    },
    /// The first line is no header that this door knows.
    #[error("{file}: expected a header such as `{expected}`; the file begins with `{found}`")]
    UnknownHeader {
        /// The file, as the caller named it.
        file: Box<str>,
        /// A header that it could have.
        expected: &'static str,
        /// The first line as it was found, shortened.
        found: Box<str>,
    },
    /// The first line is the header of a layout without some columns that are needed.
    #[error("{file}: this looks like {layout} without its {}; found `{found}`", lacking(columns))]
    MissingColumn {
        /// The file, as the caller named it.
        file: Box<str>,
        /// The layout that is nearest.
        layout: Layout,
        /// The columns that were not found.
        columns: Vec<&'static str>,
        /// The first line as it was found, shortened.
        found: Box<str>,
    },
    /// The file holds more than is kept: more organisations, indicators or measures than any
    /// publication has.
    #[error("{file}, line {line}: more than {limit} {what}; this is no publication of the kind")]
    TooMany {
        /// The file, as the caller named it.
        file: Box<str>,
        /// The line.
        line: u64,
        /// The limit.
        limit: usize,
        /// Of what.
        what: &'static str,
    },
}

/// The beginning of a cell as a message shows it.
pub(super) fn shown(text: &str) -> String {
    visible(&short(text)).into_owned()
}

/// The first of a text.
pub(super) fn short(text: &str) -> String {
    beginning(text, 40)
}
