//! Reads any input type of the crate from JSON text, with the path of what is wrong.

use core::fmt;

use serde::de::DeserializeOwned;

/// Why a JSON text was not read: where in the document, where in the text, and why.
///
/// # Examples
///
/// ```
/// use pcn::{calendar::Period, json};
///
/// let text = r#"[{"from": "2019-07-01"}, {"from": "1 July 2019"}]"#;
/// let error = json::from_str::<Vec<Period>>(text).unwrap_err();
/// assert_eq!(error.path(), "[1].from");
/// assert_eq!(error.line(), 1);
/// ```
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub struct JsonError {
    path: Box<str>,
    line: usize,
    column: usize,
    message: Box<str>,
}

impl JsonError {
    /// The path of the value at fault, for example `members[3].code`; `.` for the document itself.
    #[must_use]
    pub const fn path(&self) -> &str {
        &self.path
    }

    /// The line in the text, counted from 1; 0 where what is wrong is the document as a whole.
    #[must_use]
    pub const fn line(&self) -> usize {
        self.line
    }

    /// The column in the line, counted from 1; 0 where what is wrong is the document as a whole.
    #[must_use]
    pub const fn column(&self) -> usize {
        self.column
    }

    /// What is wrong.
    #[must_use]
    pub const fn message(&self) -> &str {
        &self.message
    }
}

impl fmt::Display for JsonError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if &*self.path != "." {
            write!(f, "at `{}`: ", self.path)?;
        }
        f.write_str(&self.message)?;
        if self.line > 0 {
            write!(f, " (line {}, column {})", self.line, self.column)?;
        }
        Ok(())
    }
}

/// Reads a value from JSON text.
///
/// # Errors
///
/// [`JsonError`] if the text is not JSON, or not a value of the type.
///
/// # Examples
///
/// ```
/// use pcn::{calendar::ContractYear, json};
///
/// let years: Vec<ContractYear> = json::from_str(r#"["2019/20", "20/21"]"#)?;
/// assert_eq!(years[1], ContractYear::Y2020_21);
///
/// let error = json::from_str::<Vec<ContractYear>>(r#"["2019/20", "2020/22"]"#).unwrap_err();
/// assert_eq!(error.path(), "[1]");
/// assert!(error.message().contains("the second year must follow the first"));
/// assert_eq!((error.line(), error.column()), (1, 21));
/// # Ok::<(), json::JsonError>(())
/// ```
pub fn from_str<T: DeserializeOwned>(text: &str) -> Result<T, JsonError> {
    let mut deserializer = serde_json::Deserializer::from_str(text);
    let value = serde_path_to_error::deserialize(&mut deserializer).map_err(|error| {
        let path = error.path().to_string().into();
        located(path, error.into_inner())
    })?;
    deserializer.end().map_err(|error| located(".".into(), error))?;
    Ok(value)
}

fn located(path: Box<str>, error: serde_json::Error) -> JsonError {
    let (line, column) = (error.line(), error.column());
    let text = error.to_string();
    let end = format!(" at line {line} column {column}");
    let message = text.strip_suffix(&end).unwrap_or(&text).into();
    JsonError { path: known(path), line, column, message }
}

/// A path without its last step where that is not known, because the text breaks off before it.
fn known(path: Box<str>) -> Box<str> {
    match path.strip_suffix('?').map(|outer| outer.strip_suffix('.').unwrap_or(outer)) {
        Some("") => ".".into(),
        Some(outer) => outer.into(),
        None => path,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::Period;

    #[test]
    fn an_error_has_a_path_a_line_and_a_message() {
        let error =
            from_str::<Vec<Period>>("[\n {\"from\": \"2019-07-01\", \"to\": 1}]").unwrap_err();
        assert_eq!(error.path(), "[0].to");
        assert_eq!(error.line(), 2);
        assert!(error.to_string().contains("unknown field `to`"), "{error}");
        assert_eq!(from_str::<Vec<Period>>("[] []").unwrap_err().path(), ".");
        assert!(from_str::<Vec<Period>>("").is_err());
        for (broken_off, path) in
            [("{\"from\": \"2019-07-01\", ", "."), ("[{\"from\": \"2019-07-01\", ", "[0]")]
        {
            let error = match path {
                "." => from_str::<Period>(broken_off).unwrap_err(),
                _ => from_str::<Vec<Period>>(broken_off).unwrap_err(),
            };
            assert_eq!(error.path(), path);
        }
    }

    #[test]
    fn an_error_of_the_whole_document_shows_no_place() {
        let text = r#"{"from": "2020-04-01", "until": "2019-04-01"}"#;
        let error = from_str::<Period>(text).unwrap_err();
        assert_eq!((error.path(), error.line()), (".", 0));
        assert!(!error.to_string().contains("line"), "{error}");
    }
}
