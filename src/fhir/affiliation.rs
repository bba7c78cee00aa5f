use serde::Serialize;
use serde_json::Value;

use super::{
    concept::Concept,
    date::FhirPeriod,
    error::FhirError,
    extension::{Extension, TypedPeriod, periods},
    identifier::{Identifier, Reference},
    object::{Object, Path, document},
    organization::Meta,
    raw::Rest,
    vocabulary::RELATIONSHIP,
};

/// A FHIR R4 `OrganizationAffiliation`: a relationship of one organisation with another, and when.
///
/// # Meaning
///
/// `RE8`, "is partner to": `organization` is the practice, `participating_organization` its
/// network. `RE4`, "is commissioned by": `organization` is the practice or the network,
/// `participating_organization` its commissioner.
///
/// # Format
///
/// Reading and writing loses nothing, as for [`Organization`](super::Organization). The official
/// examples state the days three times: as the legal and the operational period and as `period`.
///
/// # Examples
///
/// ```
/// use pcn::fhir::OrganizationAffiliation;
///
/// let affiliation = OrganizationAffiliation::from_json(
///     r#"{
///         "resourceType": "OrganizationAffiliation",
///         "active": true,
///         "period": {"start": "2019-10-01"},
///         "organization": {"reference": "Organization/A81001"},
///         "participatingOrganization": {"reference": "Organization/U89141"},
///         "code": [{"coding": [{
///             "system": "https://digital.nhs.uk/services/organisation-data-service/CodeSystem/ODSRelationship",
///             "code": "RE8"
///         }]}]
///     }"#,
/// )?;
/// assert_eq!(affiliation.relationship(), Some("RE8"));
/// # Ok::<(), pcn::fhir::FhirError>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize)]
#[serde(tag = "resourceType", rename_all = "camelCase")]
pub struct OrganizationAffiliation {
    /// Its name within its server.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<Box<str>>,
    /// Which profiles it keeps, when it changed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub meta: Option<Meta>,
    /// Its periods, and others.
    #[serde(rename = "extension", skip_serializing_if = "Vec::is_empty")]
    pub extensions: Vec<Extension>,
    /// Its identifiers, such as its number at the Organisation Data Service.
    #[serde(rename = "identifier", skip_serializing_if = "Vec::is_empty")]
    pub identifiers: Vec<Identifier>,
    /// Whether it is in force.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub active: Option<bool>,
    /// Its days.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub period: Option<FhirPeriod>,
    /// Whose relationship it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub organization: Option<Reference>,
    /// With whom.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub participating_organization: Option<Reference>,
    /// What relationship.
    #[serde(rename = "code", skip_serializing_if = "Vec::is_empty")]
    pub codes: Vec<Concept>,
    /// What else it holds.
    #[serde(flatten)]
    pub rest: Rest,
}

impl OrganizationAffiliation {
    /// The code of the relationship, for example `RE8`.
    #[must_use]
    pub fn relationship(&self) -> Option<&str> {
        self.codes.iter().find_map(|concept| concept.code_of(RELATIONSHIP))
    }

    /// Its legal and operational periods.
    ///
    /// # Examples
    ///
    /// ```
    /// use pcn::fhir::OrganizationAffiliation;
    ///
    /// let affiliation =
    ///     OrganizationAffiliation::from_json_bytes(br#"{"resourceType": "OrganizationAffiliation"}"#)?;
    /// assert_eq!((affiliation.relationship(), affiliation.periods().count()), (None, 0));
    /// # Ok::<(), pcn::fhir::FhirError>(())
    /// ```
    pub fn periods(&self) -> impl Iterator<Item = &TypedPeriod> + Clone {
        periods(&self.extensions)
    }

    pub(super) fn read(value: Value, path: &Path<'_>) -> Result<Self, FhirError> {
        let mut object = Object::of(value, path)?;
        object.resource("OrganizationAffiliation")?;
        Ok(Self {
            id: object.text("id")?,
            meta: object.child("meta", Meta::read)?,
            extensions: object.list("extension", Extension::read)?,
            identifiers: object.list_or_one("identifier", Identifier::read)?,
            active: object.flag("active")?,
            period: object.child("period", FhirPeriod::read)?,
            organization: object.child("organization", Reference::read)?,
            participating_organization: object
                .child("participatingOrganization", Reference::read)?,
            codes: object.list("code", Concept::read)?,
            rest: object.rest(),
        })
    }
}

document!(OrganizationAffiliation);
