use core::{cmp::Ordering, fmt, hash::Hash, marker::PhantomData, str::FromStr};

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use uuid::Uuid;

/// The identifier of a record that has no public code, for example a Network Agreement or a plan.
///
/// The type parameter keeps identifiers of different records apart. The caller supplies the UUID;
/// the crate never makes one.
///
/// # Format
///
/// On the wire the hyphenated lower-case text of the UUID.
///
/// # Examples
///
/// ```
/// use pcn::code::Id;
///
/// struct Plan;
/// let id: Id<Plan> = "67e55044-10b1-426f-9247-bb680e5fe0c8".parse()?;
/// assert_eq!(id.to_string(), "67e55044-10b1-426f-9247-bb680e5fe0c8");
/// # Ok::<(), pcn::code::IdError>(())
/// ```
pub struct Id<T> {
    uuid: Uuid,
    of: PhantomData<fn() -> T>,
}

/// A text that is not a UUID.
///
/// # Examples
///
/// ```
/// use pcn::code::Id;
///
/// let error = "plan 7".parse::<Id<()>>().unwrap_err();
/// assert_eq!(
///     error.to_string(),
///     "`plan 7` is not a UUID; a good one is `67e55044-10b1-426f-9247-bb680e5fe0c8`",
/// );
/// ```
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{given}` is not a UUID; a good one is `67e55044-10b1-426f-9247-bb680e5fe0c8`")]
pub struct IdError {
    given: Box<str>,
}

impl IdError {
    /// The text as given, cut if very long.
    ///
    /// # Examples
    ///
    /// ```
    /// use pcn::code::Id;
    ///
    /// struct Plan;
    /// assert_eq!("not a UUID".parse::<Id<Plan>>().unwrap_err().given(), "not a UUID");
    /// ```
    #[must_use]
    pub const fn given(&self) -> &str {
        &self.given
    }
}

impl<T> Id<T> {
    /// Wraps a UUID.
    ///
    /// # Examples
    ///
    /// ```
    /// use pcn::code::Id;
    ///
    /// let text = "67e55044-10b1-426f-9247-bb680e5fe0c8";
    /// let id: Id<()> = text.parse()?;
    /// // The UUID is the caller's own, and comes back as it was.
    /// assert_eq!(Id::<()>::new(id.uuid()), id);
    /// # Ok::<(), pcn::code::IdError>(())
    /// ```
    #[must_use]
    pub const fn new(uuid: Uuid) -> Self {
        Self { uuid, of: PhantomData }
    }

    /// The UUID.
    #[must_use]
    pub const fn uuid(self) -> Uuid {
        self.uuid
    }
}

impl<T> From<Uuid> for Id<T> {
    fn from(uuid: Uuid) -> Self {
        Self::new(uuid)
    }
}

impl<T> FromStr for Id<T> {
    type Err = IdError;
    fn from_str(text: &str) -> Result<Self, IdError> {
        match Uuid::try_parse(text) {
            Ok(uuid) => Ok(Self::new(uuid)),
            Err(_) => Err(IdError { given: text.chars().take(60).collect() }),
        }
    }
}

impl<T> Clone for Id<T> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<T> Copy for Id<T> {}
impl<T> PartialEq for Id<T> {
    fn eq(&self, other: &Self) -> bool {
        self.uuid == other.uuid
    }
}
impl<T> Eq for Id<T> {}
impl<T> PartialOrd for Id<T> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}
impl<T> Ord for Id<T> {
    fn cmp(&self, other: &Self) -> Ordering {
        self.uuid.cmp(&other.uuid)
    }
}
impl<T> Hash for Id<T> {
    fn hash<H: core::hash::Hasher>(&self, state: &mut H) {
        self.uuid.hash(state);
    }
}
impl<T> fmt::Display for Id<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.uuid, f)
    }
}
impl<T> fmt::Debug for Id<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Id({})", self.uuid)
    }
}
impl<T> Serialize for Id<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.uuid.serialize(serializer)
    }
}
impl<'de, T> Deserialize<'de> for Id<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        if !deserializer.is_human_readable() {
            return Uuid::deserialize(deserializer).map(Self::new);
        }
        struct Text<T>(PhantomData<fn() -> T>);
        impl<T> de::Visitor<'_> for Text<T> {
            type Value = Id<T>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a UUID such as `67e55044-10b1-426f-9247-bb680e5fe0c8`")
            }
            fn visit_str<E: de::Error>(self, text: &str) -> Result<Id<T>, E> {
                text.parse().map_err(E::custom)
            }
        }
        deserializer.deserialize_str(Text(PhantomData))
    }
}

#[cfg(feature = "schema")]
impl<T> schemars::JsonSchema for Id<T> {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Id".into()
    }

    fn schema_id() -> std::borrow::Cow<'static, str> {
        concat!(module_path!(), "::Id").into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        // The hyphenated form. `uuid` reads others too; programs should not write them.
        schemars::json_schema!({
            "description": "The identifier of a record that has no public code: a UUID.",
            "type": "string",
            "format": "uuid",
            "pattern": "^[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}$",
            "examples": ["67e55044-10b1-426f-9247-bb680e5fe0c8"],
        })
    }
}
