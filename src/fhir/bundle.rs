use serde::Serialize;
use serde_json::Value;

use super::{
    affiliation::OrganizationAffiliation,
    error::FhirError,
    object::{Object, Path, document, text},
    organization::Organization,
    raw::{Raw, Rest},
};

/// A FHIR R4 `Bundle`: many resources in one document.
///
/// # Format
///
/// Reading and writing loses nothing. A resource that is not as FHIR wants it does not spoil the
/// bundle: it is kept as it is, with the error ([`Resource::Refused`]).
///
/// # Examples
///
/// ```
/// use pcn::fhir::{Bundle, BundleKind, Resource};
///
/// let bundle = Bundle::from_json(
///     r#"{
///         "resourceType": "Bundle",
///         "type": "searchset",
///         "entry": [
///             {"resource": {"resourceType": "Organization", "name": "A surgery"}},
///             {"resource": {"resourceType": "Organization", "name": ["A surgery"]}}
///         ]
///     }"#,
/// )?;
/// assert_eq!(bundle.kind, BundleKind::Searchset);
/// let Some(Resource::Refused(refused)) = &bundle.entries[1].resource else { unreachable!() };
/// assert_eq!(refused.error.path(), "entry[1].resource.name");
/// # Ok::<(), pcn::fhir::FhirError>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize)]
#[serde(tag = "resourceType")]
pub struct Bundle {
    /// Its name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<Box<str>>,
    /// What it is for.
    #[serde(rename = "type")]
    pub kind: BundleKind,
    /// Addresses of this and other pages.
    #[serde(rename = "link", skip_serializing_if = "Vec::is_empty")]
    pub links: Vec<Link>,
    /// The resources.
    #[serde(rename = "entry", skip_serializing_if = "Vec::is_empty")]
    pub entries: Vec<Entry>,
    /// What else it holds.
    #[serde(flatten)]
    pub rest: Rest,
}

/// What a bundle is for.
///
/// # Examples
///
/// ```
/// use pcn::fhir::{Bundle, BundleKind};
///
/// let bundle = Bundle { kind: BundleKind::Searchset, ..Bundle::default() };
/// assert_eq!(bundle.to_json(), r#"{"resourceType":"Bundle","type":"searchset"}"#);
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum BundleKind {
    /// Resources put together.
    #[default]
    Collection,
    /// A page of what a search found.
    Searchset,
    /// Another kind, by its code.
    #[serde(untagged)]
    Other(Box<str>),
}

impl BundleKind {
    fn read(value: Value, path: &Path<'_>) -> Result<Self, FhirError> {
        let code = text(value, path)?;
        Ok(match &*code {
            "collection" => Self::Collection,
            "searchset" => Self::Searchset,
            _ => Self::Other(code),
        })
    }
}

/// An address of a page.
///
/// # Examples
///
/// ```
/// use pcn::fhir::Bundle;
///
/// let page = Bundle::from_json(
///     r#"{
///         "resourceType": "Bundle",
///         "type": "searchset",
///         "link": [{"relation": "next", "url": "https://example.org/Organization?_offset=2"}]
///     }"#,
/// )?;
/// assert_eq!(page.next_page(), Some("https://example.org/Organization?_offset=2"));
/// # Ok::<(), pcn::fhir::FhirError>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize)]
pub struct Link {
    /// Which page: `self`, `next`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub relation: Option<Box<str>>,
    /// The address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<Box<str>>,
    /// What else it holds.
    #[serde(flatten)]
    pub rest: Rest,
}

impl Link {
    fn read(value: Value, path: &Path<'_>) -> Result<Self, FhirError> {
        let mut object = Object::of(value, path)?;
        Ok(Self {
            relation: object.text("relation")?,
            url: object.text("url")?,
            rest: object.rest(),
        })
    }
}

/// A place in a bundle.
///
/// # Examples
///
/// ```
/// use pcn::fhir::{Entry, Organization, Resource};
///
/// let entry = Entry::of(Resource::Organization(Box::new(Organization::default())));
/// assert!(entry.full_url.is_none());
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Entry {
    /// The address of the resource.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub full_url: Option<Box<str>>,
    /// The resource.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub resource: Option<Resource>,
    /// In a searchset, why it is there.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub search: Option<Search>,
    /// What else it holds.
    #[serde(flatten)]
    pub rest: Rest,
}

impl Entry {
    /// A place that holds a resource and nothing else.
    #[must_use]
    pub fn of(resource: Resource) -> Self {
        Self { resource: Some(resource), ..Self::default() }
    }

    fn read(value: Value, path: &Path<'_>) -> Result<Self, FhirError> {
        let mut object = Object::of(value, path)?;
        Ok(Self {
            full_url: object.text("fullUrl")?,
            resource: object.child("resource", |value, path| Ok(Resource::kept(value, path)))?,
            search: object.child("search", Search::read)?,
            rest: object.rest(),
        })
    }
}

/// Why a resource is in a searchset.
///
/// # Examples
///
/// ```
/// assert_eq!(pcn::fhir::Search::matched().mode.as_deref(), Some("match"));
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize)]
pub struct Search {
    /// `match`, `include` or `outcome`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mode: Option<Box<str>>,
    /// What else it holds.
    #[serde(flatten)]
    pub rest: Rest,
}

impl Search {
    /// Because it is what was looked for.
    #[must_use]
    pub fn matched() -> Self {
        Self { mode: Some("match".into()), rest: Rest::default() }
    }

    fn read(value: Value, path: &Path<'_>) -> Result<Self, FhirError> {
        let mut object = Object::of(value, path)?;
        Ok(Self { mode: object.text("mode")?, rest: object.rest() })
    }
}

/// A resource of a bundle.
///
/// # Examples
///
/// ```
/// use pcn::fhir::Resource;
///
/// let resource = Resource::from_json(r#"{"resourceType": "Organization", "name": "A surgery"}"#)?;
/// assert!(matches!(resource, Resource::Organization(_)));
/// # Ok::<(), pcn::fhir::FhirError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(untagged)]
#[non_exhaustive]
pub enum Resource {
    /// An organisation.
    Organization(Box<Organization>),
    /// A relationship of two organisations.
    Affiliation(Box<OrganizationAffiliation>),
    /// A resource of another type.
    Other(Raw),
    /// What says it is one of the first two and cannot be read as it, or does not say what it is.
    /// Only a bundle holds such: alone it is an error.
    Refused(Refused),
}

/// A resource that cannot be read, and why.
///
/// # Examples
///
/// See [`Bundle`].
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Refused {
    /// The resource as it is.
    pub raw: Raw,
    /// Why it cannot be read.
    pub error: FhirError,
}

impl Serialize for Refused {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.raw.serialize(serializer)
    }
}

impl Resource {
    pub(super) fn read(value: Value, path: &Path<'_>) -> Result<Self, FhirError> {
        match value.get("resourceType") {
            Some(Value::String(name)) => match name.as_str() {
                "Organization" => {
                    Organization::read(value, path).map(Box::new).map(Self::Organization)
                }
                "OrganizationAffiliation" => {
                    OrganizationAffiliation::read(value, path).map(Box::new).map(Self::Affiliation)
                }
                _ => Ok(Self::Other(Raw(value))),
            },
            Some(other) => {
                Err(Path::Key(path, "resourceType").unexpected("a type of resource", other))
            }
            None if value.is_object() => {
                Err(Path::Key(path, "resourceType").missing("a type of resource"))
            }
            None => Err(path.unexpected("a resource", &value)),
        }
    }

    /// As [`read`](Self::read), but what cannot be read is kept.
    fn kept(value: Value, path: &Path<'_>) -> Self {
        // Whether a value can be read is seen when it is taken apart, so a copy must stay.
        let kept = value.clone();
        match Self::read(value, path) {
            Ok(resource) => resource,
            Err(error) => Self::Refused(Refused { raw: Raw(kept), error }),
        }
    }
}

document!(Resource);

impl Bundle {
    /// The address of the next page of a search, if there is one.
    #[must_use]
    pub fn next_page(&self) -> Option<&str> {
        let next = self.links.iter().find(|link| link.relation.as_deref() == Some("next"))?;
        next.url.as_deref()
    }

    pub(super) fn read(value: Value, path: &Path<'_>) -> Result<Self, FhirError> {
        let mut object = Object::of(value, path)?;
        object.resource("Bundle")?;
        Ok(Self {
            id: object.text("id")?,
            kind: object
                .child("type", BundleKind::read)?
                .ok_or_else(|| Path::Key(path, "type").missing("a type of bundle"))?,
            links: object.list("link", Link::read)?,
            entries: object.list("entry", Entry::read)?,
            rest: object.rest(),
        })
    }
}

document!(Bundle);
