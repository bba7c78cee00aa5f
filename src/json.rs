//! Reads any input type of the crate from JSON text, with the path of what is wrong.
//!
//! Beside the path there is one difference to serde_json: a list of an object's values in order,
//! which serde reads for the object, is refused, as the schemas refuse it.

mod strict;

use core::fmt;
use std::borrow::Cow;

use serde::de::DeserializeOwned;

use strict::Strict;

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
/// [`JsonError`] if the text is not JSON, or not a value of the type; also if a list stands where
/// an object belongs.
///
/// # Examples
///
/// ```
/// use pcn::{calendar::Period, json};
///
/// let text = r#"{"from": "2019-07-01", "until": "2020-04-01"}"#;
/// assert_eq!(json::from_str::<Period>(text)?.last_day().unwrap().to_string(), "2020-03-31");
///
/// let error = json::from_str::<Period>(r#"{"from": "2019-7-1"}"#).unwrap_err();
/// assert_eq!((error.path(), error.line(), error.column()), ("from", 1, 19));
/// assert_eq!(error.message(), "`2019-7-1` is not a date; a good one is `2019-07-01`");
///
/// // serde_json would take this list for a period.
/// assert!(json::from_str::<Period>(r#"["2019-07-01", "2020-04-01"]"#).is_err());
/// # Ok::<(), json::JsonError>(())
/// ```
pub fn from_str<T: DeserializeOwned>(text: &str) -> Result<T, JsonError> {
    let mut deserializer = serde_json::Deserializer::from_str(text);
    let value = serde_path_to_error::deserialize(Strict(&mut deserializer)).map_err(|error| {
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
    let message = in_words(&shortened(text.strip_suffix(&end).unwrap_or(&text))).into();
    JsonError { path: shortened(&known(path)).into(), line, column, message }
}

/// What a reader of JSON says, with a good value where it shows none, and without the names that
/// types have in Rust.
fn in_words(message: &str) -> String {
    let good = match message {
        "expected value" => "expected value, such as `12`, `\"0.25\"`, `true`, `[]` or `{}`",
        "number out of range" => {
            "number out of range: counts are written as `12`, decimals as `\"0.25\"`"
        }
        "EOF while parsing a value" => "the text ends where a value such as `{}` is expected",
        other => other,
    };
    match good.rsplit_once("expected struct ") {
        Some((before, name)) if name.chars().all(|letter| letter.is_alphanumeric()) => {
            format!("{before}expected an object, such as `{{\"key\": \"value\"}}`")
        }
        _ => good.to_owned(),
    }
}

/// A text without its middle, if it is long: a value of megabytes is not repeated, and what was
/// expected in its place stands at the end.
fn shortened(text: &str) -> Cow<'_, str> {
    const KEPT: usize = 400;
    if text.len() <= KEPT.saturating_mul(3) {
        return text.into();
    }
    let head: String = text.chars().take(KEPT).collect();
    let tail: Vec<char> = text.chars().rev().take(KEPT).collect();
    format!("{head} … {}", tail.iter().rev().collect::<String>()).into()
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
        for (bad, words) in [
            ("", "the text ends where a value such as `{}` is expected"),
            ("NaN", "expected value, such as"),
            ("[{\"from\": 1e400}]", "number out of range: counts are written as `12`"),
            ("{}", "invalid type: map, expected a sequence"),
            ("[null]", "expected an object, such as"),
        ] {
            let error = from_str::<Vec<Period>>(bad).unwrap_err();
            assert!(error.message().contains(words), "{bad}: {error}");
            assert!(!error.message().contains("struct"), "{bad}: {error}");
        }
        // What the text itself says stays as it is.
        let error = from_str::<Period>(r#"{"from": "expected struct of 2019"}"#).unwrap_err();
        assert!(error.message().starts_with("`expected struct of 2019` is not a date"), "{error}");
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
    fn a_list_where_an_object_belongs_is_refused_wherever_it_stands() {
        use crate::{
            agreement::Variation, network::Change, quantity::PatientsOn, quantity::Registered,
        };

        let period = r#"["2019-07-01", "2020-04-01"]"#;
        assert!(serde_json::from_str::<Period>(period).is_ok(), "serde takes it");
        let error = from_str::<Period>(period).unwrap_err();
        assert_eq!((error.path(), error.line()), (".", 1));
        assert_eq!(
            error.message(),
            "invalid type: sequence, expected an object, such as `{\"key\": \"value\"}`"
        );
        assert_eq!(from_str::<Vec<Period>>(&format!("[{period}]")).unwrap_err().path(), "[0]");
        let some = from_str::<Option<Period>>(period).unwrap_err();
        assert!(some.to_string().contains("sequence"), "{some}");

        let change = r#"{"merges_into": ["A81002", "A81001", "2020-10-01"]}"#;
        assert!(serde_json::from_str::<Change>(change).is_ok(), "serde takes it");
        assert_eq!(from_str::<Change>(change).unwrap_err().path(), "merges_into");

        let list = r#"[{"count": 7000, "on": "2020-04-01"}, [7000, "2020-04-01"]]"#;
        let error = from_str::<(PatientsOn<Registered>, PatientsOn<Registered>)>(list).unwrap_err();
        assert_eq!(error.path(), "[1]");

        let part = r#"{"on": "2021-04-01", "by": "members", "part": {"clause": "workforce"}}"#;
        assert!(from_str::<Variation>(part).is_ok(), "objects and enums are read as before");
        // A kind without more may be written as an object of nothing, as serde has it.
        let alone = r#"{"monday": null}"#;
        assert_eq!(from_str::<crate::service::DayOfWeek>(alone).unwrap().to_string(), "Monday");
        assert!(from_str::<crate::service::DayOfWeek>(r#"{"monday": 1}"#).is_err());
    }

    #[test]
    fn an_error_of_the_whole_document_shows_no_place() {
        let text = r#"{"from": "2020-04-01", "until": "2019-04-01"}"#;
        let error = from_str::<Period>(text).unwrap_err();
        assert_eq!((error.path(), error.line()), (".", 0));
        assert!(!error.to_string().contains("line"), "{error}");
    }
}
