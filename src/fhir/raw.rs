//! What is read and not modelled: kept as it was, so that writing loses nothing.

use core::fmt;

use serde::Serialize;
use serde_json::{Map, Value};

/// A JSON value that this door keeps without knowing what it means.
///
/// `Display` gives its JSON text.
///
/// # Examples
///
/// ```
/// use pcn::fhir::Resource;
///
/// let resource = Resource::from_json(r#"{"resourceType": "OperationOutcome"}"#)?;
/// let Resource::Other(raw) = &resource else { unreachable!() };
/// assert_eq!(raw.to_string(), r#"{"resourceType":"OperationOutcome"}"#);
/// # Ok::<(), pcn::fhir::FhirError>(())
/// ```
#[derive(Clone, PartialEq, Eq, Hash, Serialize)]
#[serde(transparent)]
pub struct Raw(pub(super) Value);

impl Raw {
    /// What the value says its type of resource is.
    ///
    /// # Examples
    ///
    /// ```
    /// use pcn::fhir::Resource;
    ///
    /// let resource = Resource::from_json(r#"{"resourceType": "OperationOutcome"}"#)?;
    /// let Resource::Other(raw) = &resource else { unreachable!() };
    /// assert_eq!(raw.resource_type(), Some("OperationOutcome"));
    /// # Ok::<(), pcn::fhir::FhirError>(())
    /// ```
    #[must_use]
    pub fn resource_type(&self) -> Option<&str> {
        self.0.get("resourceType").and_then(Value::as_str)
    }

    /// What a service says went wrong, if this is its `OperationOutcome`: the first issue that has
    /// words.
    ///
    /// # Examples
    ///
    /// ```
    /// use pcn::fhir::Resource;
    ///
    /// let resource = Resource::from_json(
    ///     r#"{
    ///         "resourceType": "OperationOutcome",
    ///         "issue": [{"severity": "error", "diagnostics": "no such role: RO999"}]
    ///     }"#,
    /// )?;
    /// let Resource::Other(raw) = &resource else { unreachable!() };
    /// assert_eq!(raw.diagnostics(), Some("no such role: RO999"));
    /// # Ok::<(), pcn::fhir::FhirError>(())
    /// ```
    #[must_use]
    pub fn diagnostics(&self) -> Option<&str> {
        if self.resource_type() == Some(OUTCOME) { words(self.0.get("issue")?) } else { None }
    }
}

/// What services answer with when they cannot answer.
pub(super) const OUTCOME: &str = "OperationOutcome";

/// The words of the first issue that has some.
pub(super) fn words(issues: &Value) -> Option<&str> {
    issues.as_array()?.iter().find_map(|issue| {
        let text = issue.get("details").and_then(|details| details.get("text"));
        issue.get("diagnostics").or(text)?.as_str()
    })
}

impl fmt::Display for Raw {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, f)
    }
}

impl fmt::Debug for Raw {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Raw({})", self.0)
    }
}

/// The keys of a FHIR object that this door does not model, with their values as they were read.
///
/// # Examples
///
/// ```
/// use pcn::fhir::Organization;
///
/// let organization = Organization::from_json(
///     r#"{"resourceType": "Organization", "name": "A surgery", "alias": ["The surgery"]}"#,
/// )?;
/// assert_eq!(organization.rest.keys().collect::<Vec<_>>(), ["alias"]);
/// assert_eq!(organization.rest.json("alias").as_deref(), Some(r#"["The surgery"]"#));
/// # Ok::<(), pcn::fhir::FhirError>(())
/// ```
#[derive(Clone, Default, PartialEq, Eq, Hash, Serialize)]
#[serde(transparent)]
pub struct Rest(pub(super) Map<String, Value>);

impl Rest {
    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The keys, in the order of the alphabet.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str)
    }

    /// The JSON text of a key's value.
    #[must_use]
    pub fn json(&self, key: &str) -> Option<String> {
        self.0.get(key).map(Value::to_string)
    }
}

impl fmt::Debug for Rest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map().entries(&self.0).finish()
    }
}
