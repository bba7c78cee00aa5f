use core::fmt;

use super::{Year, YearFault};
use crate::json::{self, JsonError};

/// Why a year was not loaded.
///
/// # Examples
///
/// ```
/// use pcn::des::{Year, YearError};
///
/// let Err(YearError::Json(error)) = Year::from_json("{}") else { return };
/// assert!(error.message().contains("missing field `year`"));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum YearError {
    /// The text is no JSON, or not the terms of a year.
    Json(JsonError),
    /// It was read, and its terms have these faults, all of them.
    Faults(Vec<YearFault>),
}

impl fmt::Display for YearError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Json(error) => write!(f, "the year could not be read: {error}"),
            Self::Faults(faults) => {
                write!(f, "the year has {} faults", faults.len())?;
                faults.iter().try_for_each(|fault| write!(f, "; {fault}"))
            }
        }
    }
}

impl std::error::Error for YearError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Json(error) => Some(error),
            Self::Faults(_) => None,
        }
    }
}

impl Year {
    /// Loads a year that this release does not hold, from JSON.
    ///
    /// # Format
    ///
    /// What serialising a [`Year`] gives.
    ///
    /// # Errors
    ///
    /// [`YearError`], with the path of what is wrong. Faults are all reported at once.
    ///
    /// # Examples
    ///
    /// ```
    /// use pcn::{calendar::ContractYear, des::{self, Year, YearError}};
    ///
    /// let held = des::year(ContractYear::Y2022_23).ok_or("not held")?;
    /// let text = serde_json::to_string(held)?;
    /// assert_eq!(&Year::from_json(&text)?, held);
    ///
    /// let wrong = text.replace("\"2022/23\"", "\"2022/24\"");
    /// let Err(YearError::Json(error)) = Year::from_json(&wrong) else { return Err("read".into()) };
    /// assert_eq!(error.path(), "year");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[cfg_attr(docsrs, doc(cfg(feature = "json")))]
    pub fn from_json(text: &str) -> Result<Self, YearError> {
        let year: Self = json::from_str(text).map_err(YearError::Json)?;
        let faults = year.faults();
        if faults.is_empty() { Ok(year) } else { Err(YearError::Faults(faults)) }
    }
}
