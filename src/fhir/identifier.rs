use serde::Serialize;
use serde_json::Value;

use super::{
    error::FhirError,
    object::{Object, Path},
    raw::Rest,
    vocabulary::{ODS_CODE, ODS_CODE_SHORT},
};
use crate::code::OdsCode;

/// A FHIR `Identifier`.
///
/// # Examples
///
/// ```
/// use pcn::{code::PcnCode, fhir::Identifier};
///
/// let identifier = Identifier::ods(PcnCode::constant("U36842"));
/// assert!(identifier.is_ods());
/// assert_eq!(identifier.system.as_deref(), Some("https://fhir.nhs.uk/Id/ods-organization-code"));
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize)]
pub struct Identifier {
    /// What it is for, such as `official`.
    #[serde(rename = "use", skip_serializing_if = "Option::is_none")]
    pub purpose: Option<Box<str>>,
    /// The system within which its value is unique.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub system: Option<Box<str>>,
    /// The value.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<Box<str>>,
    /// What else it holds.
    #[serde(flatten)]
    pub rest: Rest,
}

impl Identifier {
    /// An organisation's code.
    #[must_use]
    pub fn ods(code: impl Into<OdsCode>) -> Self {
        Self {
            system: Some(ODS_CODE.into()),
            value: Some(code.into().as_str().into()),
            ..Self::default()
        }
    }

    /// Whether its system is that of organisation codes, in either spelling.
    #[must_use]
    pub fn is_ods(&self) -> bool {
        matches!(self.system.as_deref(), Some(ODS_CODE | ODS_CODE_SHORT))
    }

    pub(super) fn read(value: Value, path: &Path<'_>) -> Result<Self, FhirError> {
        let mut object = Object::of(value, path)?;
        Ok(Self {
            purpose: object.text("use")?,
            system: object.text("system")?,
            value: object.text("value")?,
            rest: object.rest(),
        })
    }
}

/// A FHIR `Reference` to an organisation: by its address, its code, or both.
///
/// # Examples
///
/// ```
/// use pcn::{code::PcnCode, fhir::Reference};
///
/// let network = Reference::to(PcnCode::constant("U36842"));
/// assert_eq!(network.reference.as_deref(), Some("Organization/U36842"));
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize)]
pub struct Reference {
    /// The address, for example `Organization/U36842`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reference: Option<Box<str>>,
    /// The identifier.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub identifier: Option<Identifier>,
    /// What else it holds.
    #[serde(flatten)]
    pub rest: Rest,
}

impl Reference {
    /// A reference to an organisation by its code.
    #[must_use]
    pub fn to(code: impl Into<OdsCode>) -> Self {
        let code = code.into();
        Self {
            reference: Some(format!("Organization/{code}").into()),
            identifier: Some(Identifier::ods(code)),
            rest: Rest::default(),
        }
    }

    pub(super) fn read(value: Value, path: &Path<'_>) -> Result<Self, FhirError> {
        let mut object = Object::of(value, path)?;
        Ok(Self {
            reference: object.text("reference")?,
            identifier: object.child("identifier", Identifier::read)?,
            rest: object.rest(),
        })
    }
}
