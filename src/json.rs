//! Reads any input type of the crate from JSON text, with the path of what is wrong.
//!
//! Beside the path there is one difference to serde_json: a list of an object's values in order,
//! which serde reads for the object, is refused, as the schemas refuse it.

mod strict;

use core::fmt;
use std::borrow::Cow;

use serde::de::DeserializeOwned;

use crate::code::visible;
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
        let mut error = located(path, error.into_inner());
        // Of a text that is JSON these say that it is not, and where a word or a pair belongs.
        let is_json = || serde_json::from_str::<serde::de::IgnoredAny>(text).is_ok();
        if error.message.starts_with("expected value, ") && is_json() {
            error.message = "expected a word in quotes, or an object".into();
        } else if &*error.message == "trailing characters" && is_json() {
            error.message = "the list holds more values than belong there".into();
        }
        error
    })?;
    deserializer.end().map_err(|error| located(".".into(), error))?;
    Ok(value)
}

fn located(path: Box<str>, error: serde_json::Error) -> JsonError {
    let (line, column) = (error.line(), error.column());
    let text = error.to_string();
    let end = format!(" at line {line} column {column}");
    let message = in_words(&shortened(text.strip_suffix(&end).unwrap_or(&text)));
    let message = visible(&message).into();
    JsonError { path: visible(&shortened(&known(path))).into(), line, column, message }
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
        "EOF while parsing an object" => "the text ends inside an object, before its `}`",
        "EOF while parsing a list" => "the text ends inside a list, before its `]`",
        "EOF while parsing a string" => "the text ends inside a string, before its `\"`",
        other => other,
    };
    let good = match good.strip_prefix("invalid type: ") {
        Some(rest) => {
            let rest =
                rest.replacen("sequence, ", "a list, ", 1).replacen("map, ", "an object, ", 1);
            format!("invalid type: {rest}")
        }
        None => good.to_owned(),
    };
    if let Some(missing) =
        good.strip_prefix("missing field `").and_then(|rest| rest.strip_suffix('`'))
    {
        return match example(missing) {
            Some(value) => format!("{good}; a good one is `\"{missing}\": {value}`"),
            None => good,
        };
    }
    let Some((before, wanted)) = good.rsplit_once("expected ") else { return good };
    let is_number = |kind: &str| matches!(kind.as_bytes(), [b'u' | b'i', b'0'..=b'9', ..]);
    let tuple = wanted.strip_prefix("a tuple of size ").or(wanted.strip_prefix("tuple of "));
    let wanted = match wanted {
        "a sequence" => "a list, such as `[]`".to_owned(),
        "a map" => "an object, such as `{\"key\": \"value\"}`".to_owned(),
        "a boolean" => "`true` or `false`".to_owned(),
        "usize" | "isize" => "a whole number, such as `1`".to_owned(),
        kind if is_number(kind) && kind.len() < 5 => "a whole number, such as `1`".to_owned(),
        kind if kind.starts_with("struct ") && !kind.contains([',', ';', '`']) => {
            "an object, such as `{\"key\": \"value\"}`".to_owned()
        }
        _ => match tuple {
            Some(size) => format!("a list of {size} values"),
            None => return good,
        },
    };
    format!("{before}expected {wanted}")
}

/// A good value of a field that must be there, where its name tells what it holds in every document
/// of the crate.
fn example(field: &str) -> Option<&'static str> {
    Some(match field {
        "year" => "\"2023/24\"",
        "pcn" => "\"U89141\"",
        "practice" | "member" => "\"A81001\"",
        "agreed_by" => "\"RXX01\"",
        "indicator" => "\"HI-03\"",
        "role" => "\"clinical_pharmacist\"",
        "on" | "assessed_on" | "agreed_on" | "decided_on" | "notified_on" => "\"2023-04-01\"",
        "month" => "\"2023-11\"",
        "period" => "{\"from\": \"2023-04-01\"}",
        "list_size" => "50000",
        "national_average_list_size" => "\"49500\"",
        "wte" => "\"0.8\"",
        "annual_cost" | "total_investment" | "national_entitlement" => "\"58900.00\"",
        "monthly_cost" => "\"4100.00\"",
        "section" => "\"7.3\"",
        "title" | "name" | "reason" | "reference" | "says" => "\"a few words\"",
        "agreements" | "assessments" | "changes" | "goals" | "initiatives" | "lines"
        | "objectives" | "practices" | "ratings" | "slots" | "steps" | "themes" => "[]",
        _ => return None,
    })
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
            ("{}", "invalid type: an object, expected a list, such as `[]`"),
            ("[{", "the text ends inside an object, before its `}`"),
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
            "invalid type: a list, expected an object, such as `{\"key\": \"value\"}`"
        );
        assert_eq!(from_str::<Vec<Period>>(&format!("[{period}]")).unwrap_err().path(), "[0]");
        let some = from_str::<Option<Period>>(period).unwrap_err();
        assert!(some.to_string().contains("a list"), "{some}");

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
    fn no_message_names_a_type_of_the_program() {
        use crate::{agreement::NetworkAgreement, registration::NetworkArea};

        let message = |error: JsonError| error.message().to_owned();
        let of = |text: &str| message(from_str::<NetworkArea>(text).unwrap_err());
        for number in ["null", "-1", "99999999999", "\"1\""] {
            let told = message(from_str::<u8>(number).unwrap_err());
            assert!(told.ends_with("expected a whole number, such as `1`"), "{told}");
        }
        assert!(of(r#"{"adjacent": ["x"]}"#).ends_with("expected a list of 2 values"));
        let three = r#"{"adjacent": [["A81001", "A81002", "A81003"]]}"#;
        assert_eq!(of(three), "the list holds more values than belong there");
        assert!(of(r#"{"sense_to_members": 1}"#).ends_with("expected `true` or `false`"));
        let id = "67e55044-10b1-426f-9247-bb680e5fe0c8";
        let liable = format!(r#"{{"id": "{id}", "liability": 12}}"#);
        let told = message(from_str::<NetworkAgreement>(&liable).unwrap_err());
        assert_eq!(told, "expected a word in quotes, or an object");
        for (kind, good) in [
            ("usize", "a whole number, such as `1`"),
            ("isize", "a whole number, such as `1`"),
            ("u128", "a whole number, such as `1`"),
            ("a map", "an object, such as `{\"key\": \"value\"}`"),
            // No number, and more than one.
            ("date", "date"),
            ("u8 or", "u8 or"),
        ] {
            let before = "invalid type: string \"x\", expected";
            assert_eq!(in_words(&format!("{before} {kind}")), format!("{before} {good}"));
        }
        // The status of a plan's measure.
        let variant = "invalid type: null, expected struct variant MeasureStatus::ToBeConfirmed";
        assert_eq!(
            in_words(variant),
            "invalid type: null, expected an object, such as `{\"key\": \"value\"}`"
        );
    }

    #[test]
    fn a_field_that_is_missing_is_shown_with_a_good_value() {
        for (names, value) in [
            ("year", "\"2023/24\""),
            ("pcn", "\"U89141\""),
            ("practice member", "\"A81001\""),
            ("agreed_by", "\"RXX01\""),
            ("indicator", "\"HI-03\""),
            ("role", "\"clinical_pharmacist\""),
            ("on assessed_on agreed_on decided_on notified_on", "\"2023-04-01\""),
            ("month", "\"2023-11\""),
            ("period", "{\"from\": \"2023-04-01\"}"),
            ("list_size", "50000"),
            ("national_average_list_size", "\"49500\""),
            ("wte", "\"0.8\""),
            ("annual_cost total_investment national_entitlement", "\"58900.00\""),
            ("monthly_cost", "\"4100.00\""),
            ("section", "\"7.3\""),
            ("title name reason reference says", "\"a few words\""),
            ("agreements assessments changes goals initiatives lines", "[]"),
            ("objectives practices ratings slots steps themes", "[]"),
        ] {
            for name in names.split(' ') {
                let told = in_words(&format!("missing field `{name}`"));
                assert!(
                    told.ends_with(&format!("; a good one is `\"{name}\": {value}`")),
                    "{told}"
                );
            }
        }
        assert_eq!(in_words("missing field `code`"), "missing field `code`");
    }

    #[test]
    fn what_is_not_seen_in_a_text_is_written_out_in_the_error() {
        let error = from_str::<Period>(r#"{"from": "a\nb\u001b[31mc"}"#).unwrap_err();
        let told = error.to_string();
        assert!(told.contains(r"`a\nb\u{1b}[31mc` is not a date"), "{told}");
    }

    #[test]
    fn an_error_of_the_whole_document_shows_no_place() {
        let text = r#"{"from": "2020-04-01", "until": "2019-04-01"}"#;
        let error = from_str::<Period>(text).unwrap_err();
        assert_eq!((error.path(), error.line()), (".", 0));
        assert!(!error.to_string().contains("line"), "{error}");
    }
}
