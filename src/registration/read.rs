use core::fmt;

use super::RegistrationForm;
use crate::json::{self, JsonError};

/// Why a text is no registration form: where, why, and what a good value looks like.
///
/// # Examples
///
/// ```
/// use pcn::registration::RegistrationForm;
///
/// let error = RegistrationForm::from_json(
///     r#"{"id": "67e55044-10b1-426f-9247-bb680e5fe0c8", "purpose": "renewal"}"#,
/// )
/// .unwrap_err();
/// assert_eq!((error.path(), error.line()), ("purpose", 1));
/// assert!(error.message().contains("unknown variant `renewal`"));
/// assert_eq!(error.good_value(), r#""new""#);
/// ```
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub struct FormError {
    #[source]
    error: JsonError,
}

impl FormError {
    /// The path of the value at fault, for example `members[3].code`; `.` for the form itself.
    #[must_use]
    pub const fn path(&self) -> &str {
        self.error.path()
    }

    /// What is wrong, without the place and the good value.
    #[must_use]
    pub const fn message(&self) -> &str {
        self.error.message()
    }

    /// The line in the text, counted from 1.
    #[must_use]
    pub const fn line(&self) -> usize {
        self.error.line()
    }

    /// A good value for the place at fault, as JSON.
    #[must_use]
    pub fn good_value(&self) -> &'static str {
        let key = self.path().rsplit('.').next().unwrap_or_default();
        good_value(key.split('[').next().unwrap_or_default(), key.contains('['))
    }
}

impl fmt::Display for FormError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.error, f)?;
        if !self.message().contains("a good ") {
            write!(f, "; a good value is `{}`", self.good_value())?;
        }
        Ok(())
    }
}

/// A good value under a key, or of an item in the list under it.
fn good_value(key: &str, is_item: bool) -> &'static str {
    match (key, is_item) {
        ("id", _) => r#""67e55044-10b1-426f-9247-bb680e5fe0c8""#,
        ("purpose", _) => r#""new""#,
        ("name", _) => r#""Dale Network""#,
        // The network's own code stands at the top; the error of a member's shows its own example.
        ("code" | "practice" | "member", _) => r#""A81001""#,
        ("commissioner" | "agreed_by", _) => r#""84H""#,
        ("members", true) => r#"{"code": "A81001"}"#,
        ("list_size", _) => r#"{"count": 8200, "on": "2019-01-01"}"#,
        ("count", _) => "8200",
        ("contract", _) => r#""gms""#,
        ("life", _) => r#"{"from": "1974-04-01"}"#,
        ("area", _) => r#"{"map": "dale-area-v2.pdf"}"#,
        ("adjacent", _) => r#"["A81001", "A81002"]"#,
        ("agreement", _) => {
            r#"{"id": "67e55044-10b1-426f-9247-bb680e5fe0c8", "practices": [{"practice": "A81001"}]}"#
        }
        ("practices", true) => r#"{"practice": "A81001", "signed_on": "2019-05-10"}"#,
        ("schedules", true) => r#"{"number": 4, "state": "complete"}"#,
        ("number", _) => "4",
        ("settles", _) => r#""banking""#,
        ("clinical_directors", true) => {
            r#"{"person": {"name": "Dr A. Lane"}, "practice": "A81001"}"#
        }
        ("person", _) => r#"{"name": "Dr A. Lane"}"#,
        ("share" | "threshold", _) => r#""0.5""#,
        ("nominated_payee", _) => r#"{"member": "A81001"}"#,
        ("other", _) => r#""8HV48""#,
        ("changes", true) => r#"{"kind": "payee", "notified_on": "2020-05-20"}"#,
        ("waivers", true) => {
            r#"{"kind": "below_minimum", "agreed_by": "84H", "agreed_on": "2019-05-20", "reason": "upper dale"}"#
        }
        ("history", true) => r#"{"event": "submit", "on": "2019-05-14"}"#,
        ("event", _) => r#""submit""#,
        ("sense_to_members" | "sense_to_providers" | "sense_to_community", _) => "true",
        ("data_sharing", _) => r#"{"in_place_on": "2019-06-20"}"#,
        ("joining" | "leaving" | "expulsion" | "collaboration" | "care_home_teams", _) => {
            r#"{"terms": "Schedule 2, part B"}"#
        }
        ("liability", _) => r#""in_shares""#,
        (date, _) if date == "on" || date.ends_with("_on") => r#""2019-05-14""#,
        ("from" | "until", _) => r#""1974-04-01""#,
        _ => r#"{"id": "67e55044-10b1-426f-9247-bb680e5fe0c8", "members": [{"code": "A81001"}]}"#,
    }
}

impl RegistrationForm {
    /// Reads a form from JSON text. This is the first of the two steps: the shape. The second is
    /// [`check`](super::check).
    ///
    /// # Errors
    ///
    /// [`FormError`] if the text is not JSON, has a key that a form does not have, or a value that
    /// cannot be: the path, the line, the reason and a good value.
    ///
    /// # Examples
    ///
    /// ```
    /// use pcn::registration::RegistrationForm;
    ///
    /// let text = r#"{
    ///     "id": "67e55044-10b1-426f-9247-bb680e5fe0c8",
    ///     "members": [{"code": "A81001"}, {"code": "A81002", "list_size": {"count": -5, "on": "2019-01-01"}}]
    /// }"#;
    /// let error = RegistrationForm::from_json(text).unwrap_err();
    /// assert_eq!(error.path(), "members[1].list_size.count");
    /// assert_eq!(error.line(), 3);
    /// ```
    pub fn from_json(text: &str) -> Result<Self, FormError> {
        json::from_str(text).map_err(|error| FormError { error })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn error(members: &str) -> FormError {
        let text = format!(
            r#"{{"id": "67e55044-10b1-426f-9247-bb680e5fe0c8", "members": [{{"code": "A81001"}}, {members}]}}"#
        );
        RegistrationForm::from_json(&text).unwrap_err()
    }

    #[test]
    fn a_wrong_shape_is_refused_with_its_path_and_a_good_value() {
        for (members, path, good) in [
            (r#"{"code": "U2G6B"}"#, "members[1].code", "A81001"),
            (r#"{"code": 5}"#, "members[1].code", "A81001"),
            (r#"{"code": "A81002", "lists": 5}"#, "members[1].lists", "`code`"),
            (r#"{}"#, "members[1]", r#"{"code": "A81001"}"#),
            (
                r#"{"code": "A81002", "list_size": {"count": -5, "on": "2019-01-01"}}"#,
                "members[1].list_size.count",
                "50000",
            ),
            (
                r#"{"code": "A81002", "list_size": {"count": 5, "on": "1 January"}}"#,
                "members[1].list_size.on",
                r#""2019-05-14""#,
            ),
            (
                r#"{"code": "A81002", "life": {"from": "2020-04-01", "until": "2019-04-01"}}"#,
                "members[1].life",
                "2019-07-01",
            ),
            (r#"{"code": "A81002", "contract": "NHS"}"#, "members[1].contract", r#""gms""#),
        ] {
            let error = error(members);
            assert_eq!(error.path(), path, "{error}");
            assert!(error.to_string().contains(good), "{error}");
            assert_eq!(error.line(), 1);
        }
    }

    #[test]
    fn a_text_that_is_no_form_is_refused() {
        for text in ["", "[]", "{", "null", "{\"id\": 1}", "{}", "{} {}", "\u{feff}{}"] {
            let error = RegistrationForm::from_json(text).unwrap_err();
            assert!(error.to_string().contains("a good value is `"), "{error}");
        }
    }
}
