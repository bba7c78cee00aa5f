use serde::Serialize;
use serde_json::Value;

use super::{
    error::FhirError,
    object::{Object, Path},
    raw::Rest,
};

/// A FHIR `Coding`: a code of a code system.
///
/// # Examples
///
/// ```
/// use pcn::fhir::{Coding, vocabulary};
///
/// let coding = Coding::new(vocabulary::RELATIONSHIP, vocabulary::IS_PARTNER_TO);
/// assert_eq!(coding.code.as_deref(), Some("RE8"));
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize)]
pub struct Coding {
    /// The code system.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub system: Option<Box<str>>,
    /// The code.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub code: Option<Box<str>>,
    /// The code in words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub display: Option<Box<str>>,
    /// What else it holds.
    #[serde(flatten)]
    pub rest: Rest,
}

impl Coding {
    /// A code of a system, with its name.
    #[must_use]
    pub fn new(system: &str, (code, display): (&str, &str)) -> Self {
        Self {
            system: Some(system.into()),
            code: Some(code.into()),
            display: Some(display.into()),
            rest: Rest::default(),
        }
    }

    pub(super) fn read(value: Value, path: &Path<'_>) -> Result<Self, FhirError> {
        let mut object = Object::of(value, path)?;
        Ok(Self {
            system: object.text("system")?,
            code: object.text("code")?,
            display: object.text("display")?,
            rest: object.rest(),
        })
    }
}

/// A FHIR `CodeableConcept`: one meaning, in the codes of one or more systems.
///
/// # Examples
///
/// ```
/// use pcn::fhir::{Concept, vocabulary::{GP_PRACTICE, RELATIONSHIP, ROLE}};
///
/// let role = Concept::new(ROLE, GP_PRACTICE);
/// assert_eq!(role.code_of(ROLE), Some("RO76"));
/// assert_eq!(role.code_of(RELATIONSHIP), None);
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize)]
pub struct Concept {
    /// Its codes.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub coding: Vec<Coding>,
    /// What else it holds.
    #[serde(flatten)]
    pub rest: Rest,
}

impl Concept {
    /// A concept of one code.
    #[must_use]
    pub fn new(system: &str, code: (&str, &str)) -> Self {
        Self { coding: vec![Coding::new(system, code)], rest: Rest::default() }
    }

    /// Its code of a system, if it has one.
    #[must_use]
    pub fn code_of(&self, system: &str) -> Option<&str> {
        let coding = self.coding.iter().find(|coding| coding.system.as_deref() == Some(system))?;
        coding.code.as_deref()
    }

    pub(super) fn read(value: Value, path: &Path<'_>) -> Result<Self, FhirError> {
        let mut object = Object::of(value, path)?;
        Ok(Self { coding: object.list_or_one("coding", Coding::read)?, rest: object.rest() })
    }
}
