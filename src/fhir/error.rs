use core::fmt;

/// Why a text or a value is not the FHIR resource it should be.
///
/// # Examples
///
/// ```
/// use pcn::fhir::Organization;
///
/// let error = Organization::from_json(
///     r#"{"resourceType": "Organization", "address": [{"postalCode": 7}]}"#,
/// )
/// .unwrap_err();
/// assert_eq!(error.path(), "address[0].postalCode");
/// assert_eq!(
///     error.to_string(),
///     "at `address[0].postalCode`: expected a text, found `7`",
/// );
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash, thiserror::Error)]
#[non_exhaustive]
pub enum FhirError {
    /// The text is not JSON.
    #[error("the text is not JSON: {message} (line {line}, column {column})")]
    NotJson {
        /// The line, counted from 1.
        line: usize,
        /// The column in the line, counted from 1.
        column: usize,
        /// What the reader of JSON says.
        message: Box<str>,
    },
    /// A value is of another kind than FHIR wants at its place.
    #[error("{at}expected {expected}, found {found}", at = At(.path))]
    Shape {
        /// The path of the value; empty for the document itself.
        path: Box<str>,
        /// What should stand there.
        expected: &'static str,
        /// What stands there, cut if it is long.
        found: Box<str>,
    },
    /// A text that is no FHIR date.
    #[error(
        "{at}`{given}` is not a date: expected a year, a year and a month, a day, or a day with \
         time and zone; a good one is `2019-10-01`",
        at = At(.path)
    )]
    Date {
        /// The path of the value; empty for the text itself.
        path: Box<str>,
        /// The text as given, cut if it is long.
        given: Box<str>,
    },
}

struct At<'a>(&'a str);

impl fmt::Display for At<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0.is_empty() { Ok(()) } else { write!(f, "at `{}`: ", self.0) }
    }
}

impl FhirError {
    /// The path of the value at fault, for example `entry[3].resource.name`; empty for the
    /// document itself.
    #[must_use]
    pub const fn path(&self) -> &str {
        match self {
            Self::NotJson { .. } => "",
            Self::Shape { path, .. } | Self::Date { path, .. } => path,
        }
    }
}

/// How much of a wrong value an error keeps.
const KEPT_CHARACTERS: usize = 60;

/// A text, cut for an error.
pub(super) fn cut(text: &str) -> Box<str> {
    match text.char_indices().nth(KEPT_CHARACTERS) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()).into(),
        None => text.into(),
    }
}
