use serde::{Serialize, Serializer};
use serde_json::Value;

use super::{
    concept::{Coding, Concept},
    date::FhirPeriod,
    error::FhirError,
    object::{Object, Path, flag, integer},
    raw::{Raw, Rest},
    vocabulary::{PERIOD_TYPE, ROLE, ROLE_EXTENSION, TYPED_PERIOD_EXTENSION},
};

/// An extension of a resource: one that the England ODS profile uses for roles and periods, or
/// another one, kept.
///
/// # Examples
///
/// ```
/// use pcn::{calendar::{Period, day}, fhir::{Extension, FhirPeriod, PeriodKind, TypedPeriod}};
///
/// let since = FhirPeriod::from_days(Period::since(day(2019, 10, 1))).unwrap();
/// let extension = Extension::Period(TypedPeriod::new(PeriodKind::Operational, since));
/// assert!(serde_json::to_string(&extension)?.contains("Extension-England-TypedPeriod"));
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(untagged)]
#[non_exhaustive]
pub enum Extension {
    /// A role.
    Role(Box<Role>),
    /// A legal or operational period.
    Period(TypedPeriod),
    /// Another extension.
    Other(Raw),
}

impl Extension {
    pub(super) fn read(value: Value, path: &Path<'_>) -> Result<Self, FhirError> {
        match value.get("url").and_then(Value::as_str) {
            Some(ROLE_EXTENSION) => Role::read(value, path).map(Box::new).map(Self::Role),
            Some(TYPED_PERIOD_EXTENSION) => Ok(match TypedPeriod::read_or_keep(value, path)? {
                Ok(period) => Self::Period(period),
                Err(raw) => Self::Other(raw),
            }),
            _ if value.is_object() => Ok(Self::Other(Raw(value))),
            _ => Err(path.unexpected("an object", &value)),
        }
    }
}

/// The legal and operational periods among extensions.
pub(super) fn periods(extensions: &[Extension]) -> impl Iterator<Item = &TypedPeriod> + Clone {
    extensions.iter().filter_map(|extension| match extension {
        Extension::Period(period) => Some(period),
        _ => None,
    })
}

/// The parts of an extension that is made of others, in the order in which they are written.
#[derive(Serialize)]
struct Compound<'a> {
    url: &'static str,
    #[serde(rename = "extension", skip_serializing_if = "Vec::is_empty")]
    parts: Vec<Part<'a>>,
    #[serde(flatten)]
    rest: &'a Rest,
}

#[derive(Serialize)]
#[serde(untagged)]
enum Part<'a> {
    Integer {
        url: &'static str,
        #[serde(rename = "valueInteger")]
        value: i64,
    },
    Concept {
        url: &'static str,
        #[serde(rename = "valueCodeableConcept")]
        value: &'a Concept,
    },
    Coding {
        url: &'static str,
        #[serde(rename = "valueCoding")]
        value: &'a Coding,
    },
    Period {
        url: &'static str,
        #[serde(rename = "valuePeriod")]
        value: &'a FhirPeriod,
    },
    Flag {
        url: &'static str,
        #[serde(rename = "valueBoolean")]
        value: bool,
    },
    Typed(&'a TypedPeriod),
    Kept(&'a Raw),
}

/// Takes the parts of a compound extension; each must be an object.
fn parts<T>(
    object: &mut Object<'_>,
    mut part: impl FnMut(&mut T, &str, Value, &Path<'_>) -> Result<(), FhirError>,
    into: &mut T,
) -> Result<(), FhirError> {
    object.list("extension", |value, path| {
        if !value.is_object() {
            return Err(path.unexpected("an object", &value));
        }
        let url = value.get("url").and_then(Value::as_str).unwrap_or_default().to_owned();
        part(into, &url, value, path)
    })?;
    Ok(())
}

/// The value of a part, which may hold nothing else: what is not taken would be lost.
fn part_value<T>(
    value: Value,
    path: &Path<'_>,
    key: &'static str,
    read: impl FnOnce(Value, &Path<'_>) -> Result<T, FhirError>,
) -> Result<T, FhirError> {
    let mut object = Object::of(value, path)?;
    object.text("url")?;
    let value = object.child(key, read)?.ok_or_else(|| Path::Key(path, key).missing("a value"))?;
    match object.rest().0.into_iter().next() {
        None => Ok(value),
        Some((key, _)) => Err(path.unexpected("`url` and one value", &Value::String(key))),
    }
}

/// Which of its two kinds a period is.
///
/// # Examples
///
/// ```
/// use pcn::fhir::PeriodKind;
///
/// assert_eq!(PeriodKind::Operational.code(), "Operational");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PeriodKind {
    /// As the law has it.
    Legal,
    /// As the work was done.
    Operational,
}

impl PeriodKind {
    /// Its code, which is also its name.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Legal => "Legal",
            Self::Operational => "Operational",
        }
    }
}

/// A legal or operational period of an organisation, a role or an affiliation.
///
/// # Examples
///
/// ```
/// use pcn::{calendar::{Period, day}, fhir::{FhirPeriod, PeriodKind, TypedPeriod}};
///
/// let since = FhirPeriod::from_days(Period::since(day(2019, 10, 1))).unwrap();
/// let period = TypedPeriod::new(PeriodKind::Legal, since);
/// assert_eq!(period.kind_code.display.as_deref(), Some("Legal"));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct TypedPeriod {
    /// Legal or operational.
    pub kind: PeriodKind,
    /// The code of the kind, as it is read and written.
    pub kind_code: Coding,
    /// The days.
    pub period: FhirPeriod,
    /// Further parts.
    pub other: Vec<Raw>,
    /// What else it holds.
    pub rest: Rest,
}

impl TypedPeriod {
    /// A period of a kind.
    #[must_use]
    pub fn new(kind: PeriodKind, period: FhirPeriod) -> Self {
        Self {
            kind,
            kind_code: Coding::new(PERIOD_TYPE, (kind.code(), kind.code())),
            period,
            other: Vec::new(),
            rest: Rest::default(),
        }
    }

    /// One of a kind that is neither legal nor operational is kept as it is.
    fn read_or_keep(value: Value, path: &Path<'_>) -> Result<Result<Self, Raw>, FhirError> {
        let kept = value.clone();
        Ok(Self::read(value, path)?.ok_or(Raw(kept)))
    }

    /// `None` if it has another kind, or lacks its kind or its period.
    fn read(value: Value, path: &Path<'_>) -> Result<Option<Self>, FhirError> {
        #[derive(Default)]
        struct Found {
            kind: Option<Coding>,
            period: Option<FhirPeriod>,
            other: Vec<Raw>,
        }
        let mut object = Object::of(value, path)?;
        object.text("url")?;
        let mut found = Found::default();
        parts(
            &mut object,
            |found: &mut Found, url, value, path| {
                match url {
                    "dateType" if found.kind.is_none() && value.get("valueCoding").is_some() => {
                        found.kind = Some(part_value(value, path, "valueCoding", Coding::read)?);
                    }
                    "period" if found.period.is_none() => {
                        let read = FhirPeriod::read;
                        found.period = Some(part_value(value, path, "valuePeriod", read)?);
                    }
                    _ => found.other.push(Raw(value)),
                }
                Ok(())
            },
            &mut found,
        )?;
        let Found { kind: Some(kind_code), period: Some(period), other } = found else {
            return Ok(None);
        };
        let kind = match (kind_code.system.as_deref(), kind_code.code.as_deref()) {
            (Some(PERIOD_TYPE), Some("Legal")) => PeriodKind::Legal,
            (Some(PERIOD_TYPE), Some("Operational")) => PeriodKind::Operational,
            _ => return Ok(None),
        };
        Ok(Some(Self { kind, kind_code, period, other, rest: object.rest() }))
    }
}

impl Serialize for TypedPeriod {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut parts = vec![
            Part::Coding { url: "dateType", value: &self.kind_code },
            Part::Period { url: "period", value: &self.period },
        ];
        parts.extend(self.other.iter().map(Part::Kept));
        Compound { url: TYPED_PERIOD_EXTENSION, parts, rest: &self.rest }.serialize(serializer)
    }
}

/// A role that an organisation has, and when.
///
/// # Examples
///
/// ```
/// use pcn::fhir::{Role, vocabulary::GP_PRACTICE};
///
/// let role = Role::new(GP_PRACTICE);
/// assert_eq!(role.code(), Some("RO76"));
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Role {
    /// The number of this role of this organisation at the Organisation Data Service.
    pub instance: Option<i64>,
    /// The role.
    pub concept: Concept,
    /// When the organisation has it.
    pub periods: Vec<TypedPeriod>,
    /// Whether it has it now.
    pub active: Option<bool>,
    /// Further parts.
    pub other: Vec<Raw>,
    /// What else it holds.
    pub rest: Rest,
}

impl Role {
    /// A role of the ODS code system, with its name.
    #[must_use]
    pub fn new(role: (&str, &str)) -> Self {
        Self { concept: Concept::new(ROLE, role), ..Self::default() }
    }

    /// Its code, for example `RO76`.
    #[must_use]
    pub fn code(&self) -> Option<&str> {
        self.concept.code_of(ROLE)
    }

    fn read(value: Value, path: &Path<'_>) -> Result<Self, FhirError> {
        let mut object = Object::of(value, path)?;
        object.text("url")?;
        let mut role = Self::default();
        let mut has_concept = false;
        parts(
            &mut object,
            |role: &mut Self, url, value, path| {
                match url {
                    "instanceID" if role.instance.is_none() => {
                        role.instance = Some(part_value(value, path, "valueInteger", integer)?);
                    }
                    "roleCode" if !has_concept => {
                        has_concept = true;
                        let read = Concept::read;
                        role.concept = part_value(value, path, "valueCodeableConcept", read)?;
                    }
                    "active" if role.active.is_none() => {
                        role.active = Some(part_value(value, path, "valueBoolean", flag)?);
                    }
                    TYPED_PERIOD_EXTENSION => match TypedPeriod::read_or_keep(value, path)? {
                        Ok(period) => role.periods.push(period),
                        Err(raw) => role.other.push(raw),
                    },
                    _ => role.other.push(Raw(value)),
                }
                Ok(())
            },
            &mut role,
        )?;
        if !has_concept {
            return Err(Path::Key(path, "extension").missing("a part `roleCode`"));
        }
        role.rest = object.rest();
        Ok(role)
    }
}

impl Serialize for Role {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut parts = Vec::new();
        parts.extend(self.instance.map(|value| Part::Integer { url: "instanceID", value }));
        parts.push(Part::Concept { url: "roleCode", value: &self.concept });
        parts.extend(self.periods.iter().map(Part::Typed));
        parts.extend(self.active.map(|value| Part::Flag { url: "active", value }));
        parts.extend(self.other.iter().map(Part::Kept));
        Compound { url: ROLE_EXTENSION, parts, rest: &self.rest }.serialize(serializer)
    }
}
