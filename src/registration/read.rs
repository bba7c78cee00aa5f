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
        fn name(key: &str) -> &str {
            key.split('[').next().unwrap_or_default()
        }
        let mut keys = self.path().rsplit('.');
        let last = keys.next().unwrap_or_default();
        let inside = keys.next().unwrap_or_default();
        good_value(name(inside), name(last), last.matches('[').count())
    }
}

impl fmt::Display for FormError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.error, f)?;
        // Of a key that is not known, those that are known stand in the message.
        if !self.message().contains("a good ") && !self.message().contains("unknown field") {
            write!(f, "; a good value is `{}`", self.good_value())?;
        }
        Ok(())
    }
}

/// A good value under a key inside another, or so many lists deep under it. The tests put each into
/// its place.
fn good_value(inside: &str, key: &str, depth: usize) -> &'static str {
    match (inside, key, depth) {
        (_, "id", _) => r#""67e55044-10b1-426f-9247-bb680e5fe0c8""#,
        (_, "purpose", _) => r#""new""#,
        (_, "name", _) => r#""Dale Network""#,
        ("", "code", _) => r#""U89141""#,
        (_, "code" | "practice" | "member", _) => r#""A81001""#,
        (_, "commissioner" | "agreed_by", _) => r#""84H""#,
        (_, "members", 0) => r#"[{"code": "A81001"}]"#,
        (_, "members", _) => r#"{"code": "A81001"}"#,
        (_, "list_size", _) => r#"{"count": 8200, "on": "2019-01-01"}"#,
        (_, "count", _) => "8200",
        (_, "contract", _) => r#""gms""#,
        (_, "life", _) => r#"{"from": "1974-04-01"}"#,
        (_, "area", _) => r#"{"map": "dale-area-v2.pdf"}"#,
        (_, "map", _) => r#""dale-area-v2.pdf""#,
        (_, "adjacent", 0) => r#"[["A81001", "A81002"]]"#,
        (_, "adjacent", 1) => r#"["A81001", "A81002"]"#,
        (_, "adjacent", _) => r#""A81001""#,
        (_, "agreement", _) => {
            r#"{"id": "67e55044-10b1-426f-9247-bb680e5fe0c8", "practices": [{"practice": "A81001"}]}"#
        }
        (_, "network_form", _) => r#""collaboration""#,
        (_, "practices", 0) => r#"[{"practice": "A81001", "signed_on": "2019-05-10"}]"#,
        (_, "practices", _) => r#"{"practice": "A81001", "signed_on": "2019-05-10"}"#,
        (_, "other_parties", 0) => r#"[{"name": "Dale Trust", "sector": "community"}]"#,
        (_, "other_parties", _) => r#"{"name": "Dale Trust", "sector": "community"}"#,
        (_, "sector", _) => r#""community""#,
        (_, "schedules", 0) => r#"[{"number": 4, "state": "complete"}]"#,
        (_, "schedules", _) => r#"{"number": 4, "state": "complete"}"#,
        (_, "number", _) => "4",
        (_, "state", _) => r#""complete""#,
        (_, "settles", 0) => r#"["banking"]"#,
        (_, "settles", _) => r#""banking""#,
        (_, "contradicts", 0) => r#"[{"clause": "meetings", "how": "none are held"}]"#,
        (_, "contradicts", _) => r#"{"clause": "meetings", "how": "none are held"}"#,
        (_, "clause", _) => r#""meetings""#,
        (_, "how", _) => r#""none are held""#,
        (_, "director_appointment", _) => r#"{"method": "elected", "term_months": 24}"#,
        ("director_appointment", "method", _) => r#""elected""#,
        (_, "decisions" | "decision", _) => r#"{"method": "unanimous"}"#,
        (_, "method", _) => r#""unanimous""#,
        (_, "term_months" | "notice_months" | "quorum", _) => "3",
        (_, "contracts", 0) => r#"[{"title": "access hub", "holder": "lead_provider"}]"#,
        (_, "contracts", _) => r#"{"title": "access hub", "holder": "lead_provider"}"#,
        (_, "title", _) => r#""access hub""#,
        (_, "holder", _) => r#""lead_provider""#,
        (_, "variations", 0) => {
            r#"[{"on": "2019-06-01", "by": "members", "part": {"schedule": 2}}]"#
        }
        (_, "variations", _) => r#"{"on": "2019-06-01", "by": "members", "part": {"schedule": 2}}"#,
        (_, "by", _) => r#""members""#,
        (_, "part", _) => r#"{"schedule": 2}"#,
        (_, "schedule", _) => "2",
        (_, "clinical_directors", 0) => {
            r#"[{"person": {"name": "Dr A. Lane"}, "practice": "A81001"}]"#
        }
        (_, "clinical_directors", _) => {
            r#"{"person": {"name": "Dr A. Lane"}, "practice": "A81001"}"#
        }
        (_, "person", _) => r#"{"name": "Dr A. Lane"}"#,
        (_, "role", _) => r#""GP""#,
        (_, "share" | "threshold", _) => r#""0.5""#,
        (_, "nominated_payee", _) => r#"{"member": "A81001"}"#,
        (_, "other", _) => r#""8HV48""#,
        (_, "changes", 0) => r#"[{"kind": "payee", "notified_on": "2020-05-20"}]"#,
        (_, "changes", _) => r#"{"kind": "payee", "notified_on": "2020-05-20"}"#,
        (_, "waivers", 0) => {
            r#"[{"kind": "below_minimum", "agreed_by": "84H", "agreed_on": "2019-05-20", "reason": "upper dale"}]"#
        }
        (_, "waivers", _) => {
            r#"{"kind": "below_minimum", "agreed_by": "84H", "agreed_on": "2019-05-20", "reason": "upper dale"}"#
        }
        ("waivers", "kind", _) => r#""below_minimum""#,
        (_, "kind", _) => r#""payee""#,
        (_, "reason" | "summary", _) => r#""upper dale""#,
        (_, "history", 0) => r#"[{"event": "submit", "on": "2019-05-14"}]"#,
        (_, "history", _) => r#"{"event": "submit", "on": "2019-05-14"}"#,
        (_, "event", _) => r#""submit""#,
        (_, "data_sharing", _) => r#"{"in_place_on": "2019-06-20"}"#,
        (_, "joining" | "leaving" | "expulsion" | "collaboration" | "care_home_teams", _) => {
            r#"{"terms": "Schedule 2, part B"}"#
        }
        (_, "terms", _) => r#""Schedule 2, part B""#,
        (_, "liability", _) => r#""in_shares""#,
        (_, "reviewed_on", 0) => r#"["2020-04-20"]"#,
        (_, date, _) if date == "on" || date.ends_with("_on") => r#""2019-05-14""#,
        (_, "from" | "until", _) => r#""1974-04-01""#,
        ("area" | "data_sharing" | "practices", _, _) => "true",
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
    fn a_key_that_is_not_known_is_shown_those_that_are_and_no_value() {
        let text = r#"{"id": "67e55044-10b1-426f-9247-bb680e5fe0c8", "area": {"Map": "a.pdf"}}"#;
        let error = RegistrationForm::from_json(text).unwrap_err();
        assert_eq!(error.path(), "area.Map");
        let told = error.to_string();
        assert!(told.contains("one of `map`, ") && !told.contains("a good value"), "{told}");
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
                "`2019-07-01`",
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
