use serde::Serialize;
use serde_json::Value;

use super::{
    concept::Concept,
    error::FhirError,
    extension::{Extension, Role, TypedPeriod, periods},
    identifier::Identifier,
    object::{Object, Path, document, text},
    raw::Rest,
};

/// A FHIR R4 `Organization`, as the England ODS profile shapes it: a practice, a network, or any
/// other body.
///
/// # Format
///
/// Reading and writing loses nothing: what is not modelled is in `rest` and in
/// [`Extension::Other`]. The order of keys is ours, a list of one is written where STU3 has an
/// identifier, type, address or profile alone, and an empty list, which FHIR does not allow, is not
/// written.
///
/// # Examples
///
/// ```
/// use pcn::fhir::Organization;
///
/// let organization = Organization::from_json(
///     r#"{
///         "resourceType": "Organization",
///         "identifier": [
///             {"system": "https://fhir.nhs.uk/Id/ods-organization-code", "value": "U36842"}
///         ],
///         "active": true,
///         "name": "CANAL SIDE PCN",
///         "address": [{"city": "LEEDS", "postalCode": "LS1 4AP"}]
///     }"#,
/// )?;
/// assert_eq!(organization.ods_identifiers().count(), 1);
/// assert_eq!(organization.postcode(), Some("LS1 4AP"));
/// # Ok::<(), pcn::fhir::FhirError>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize)]
#[serde(tag = "resourceType")]
pub struct Organization {
    /// Its name within its server.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<Box<str>>,
    /// Which profiles it keeps, when it changed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub meta: Option<Meta>,
    /// Its roles, its periods, and others.
    #[serde(rename = "extension", skip_serializing_if = "Vec::is_empty")]
    pub extensions: Vec<Extension>,
    /// Its identifiers.
    #[serde(rename = "identifier", skip_serializing_if = "Vec::is_empty")]
    pub identifiers: Vec<Identifier>,
    /// Whether it is in use.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub active: Option<bool>,
    /// What kind of record it is.
    #[serde(rename = "type", skip_serializing_if = "Vec::is_empty")]
    pub types: Vec<Concept>,
    /// Its name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<Box<str>>,
    /// Its addresses.
    #[serde(rename = "address", skip_serializing_if = "Vec::is_empty")]
    pub addresses: Vec<Address>,
    /// What else it holds.
    #[serde(flatten)]
    pub rest: Rest,
}

impl Organization {
    /// Its identifiers of the ODS systems, in either spelling.
    pub fn ods_identifiers(&self) -> impl Iterator<Item = &Identifier> {
        self.identifiers.iter().filter(|identifier| identifier.is_ods())
    }

    /// Its roles.
    ///
    /// # Examples
    ///
    /// ```
    /// use pcn::fhir::Organization;
    ///
    /// let organization = Organization::from_json(
    ///     r#"{"resourceType": "Organization", "name": "A surgery"}"#,
    /// )?;
    /// assert_eq!((organization.roles().count(), organization.periods().count()), (0, 0));
    /// # Ok::<(), pcn::fhir::FhirError>(())
    /// ```
    pub fn roles(&self) -> impl Iterator<Item = &Role> + Clone {
        self.extensions.iter().filter_map(|extension| match extension {
            Extension::Role(role) => Some(role.as_ref()),
            _ => None,
        })
    }

    /// Its own legal and operational periods. Those of its roles are with the roles.
    pub fn periods(&self) -> impl Iterator<Item = &TypedPeriod> + Clone {
        periods(&self.extensions)
    }

    /// The first postcode among its addresses.
    #[must_use]
    pub fn postcode(&self) -> Option<&str> {
        self.addresses.iter().find_map(|address| address.postal_code.as_deref())
    }

    pub(super) fn read(value: Value, path: &Path<'_>) -> Result<Self, FhirError> {
        let mut object = Object::of(value, path)?;
        object.resource("Organization")?;
        Ok(Self {
            id: object.text("id")?,
            meta: object.child("meta", Meta::read)?,
            extensions: object.list("extension", Extension::read)?,
            identifiers: object.list_or_one("identifier", Identifier::read)?,
            active: object.flag("active")?,
            types: object.list_or_one("type", Concept::read)?,
            name: object.text("name")?,
            addresses: object.list_or_one("address", Address::read)?,
            rest: object.rest(),
        })
    }
}

document!(Organization);

/// A FHIR `Address`.
///
/// # Examples
///
/// ```
/// use pcn::fhir::Address;
///
/// let address = Address { postal_code: Some("TS18 1HU".into()), ..Address::default() };
/// assert_eq!(serde_json::to_string(&address)?, r#"{"postalCode":"TS18 1HU"}"#);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize)]
pub struct Address {
    /// Its lines above the town.
    #[serde(rename = "line", skip_serializing_if = "Vec::is_empty")]
    pub lines: Vec<Box<str>>,
    /// The town.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub city: Option<Box<str>>,
    /// The postcode.
    #[serde(rename = "postalCode", skip_serializing_if = "Option::is_none")]
    pub postal_code: Option<Box<str>>,
    /// The country.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub country: Option<Box<str>>,
    /// What else it holds.
    #[serde(flatten)]
    pub rest: Rest,
}

impl Address {
    fn read(value: Value, path: &Path<'_>) -> Result<Self, FhirError> {
        let mut object = Object::of(value, path)?;
        Ok(Self {
            lines: object.texts("line")?,
            city: object.text("city")?,
            postal_code: object.text("postalCode")?,
            country: object.text("country")?,
            rest: object.rest(),
        })
    }
}

/// A resource's `meta`.
///
/// # Examples
///
/// ```
/// use pcn::fhir::{Meta, vocabulary::UK_CORE_ORGANIZATION};
///
/// assert_eq!(&*Meta::of(UK_CORE_ORGANIZATION).profiles[0], UK_CORE_ORGANIZATION);
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize)]
pub struct Meta {
    /// The profiles that the resource says it keeps.
    #[serde(rename = "profile", skip_serializing_if = "Vec::is_empty")]
    pub profiles: Vec<Box<str>>,
    /// What else it holds.
    #[serde(flatten)]
    pub rest: Rest,
}

impl Meta {
    /// The `meta` of a resource that keeps a profile.
    #[must_use]
    pub fn of(profile: &str) -> Self {
        Self { profiles: vec![profile.into()], rest: Rest::default() }
    }

    pub(super) fn read(value: Value, path: &Path<'_>) -> Result<Self, FhirError> {
        let mut object = Object::of(value, path)?;
        Ok(Self { profiles: object.list_or_one("profile", text)?, rest: object.rest() })
    }
}
