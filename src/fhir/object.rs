//! Takes a JSON object apart key by key and knows the path of each value.

use core::fmt;

use serde_json::{Map, Value};

use super::{
    error::{FhirError, cut},
    raw::{OUTCOME, Rest, words},
};

/// Where a value stands in its document.
#[derive(Clone, Copy)]
pub(super) enum Path<'a> {
    Root,
    Key(&'a Path<'a>, &'static str),
    Item(&'a Path<'a>, &'static str, usize),
}

impl fmt::Display for Path<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (parent, key) = match self {
            Self::Root => return Ok(()),
            Self::Key(parent, key) | Self::Item(parent, key, _) => (parent, key),
        };
        parent.fmt(f)?;
        if !matches!(parent, Self::Root) {
            f.write_str(".")?;
        }
        f.write_str(key)?;
        match self {
            Self::Item(_, _, at) => write!(f, "[{at}]"),
            _ => Ok(()),
        }
    }
}

impl Path<'_> {
    pub(super) fn unexpected(&self, expected: &'static str, found: &Value) -> FhirError {
        let found = match found {
            Value::Object(_) => "an object".into(),
            Value::Array(_) => "a list".into(),
            plain => format!("`{}`", cut(&plain.to_string())).into(),
        };
        FhirError::Shape { path: self.to_string().into(), expected, found }
    }

    pub(super) fn missing(&self, expected: &'static str) -> FhirError {
        FhirError::Shape { path: self.to_string().into(), expected, found: "nothing".into() }
    }
}

/// An object of which the keys that are modelled are taken, one after the other.
pub(super) struct Object<'a> {
    path: &'a Path<'a>,
    map: Map<String, Value>,
}

impl<'a> Object<'a> {
    pub(super) fn of(value: Value, path: &'a Path<'a>) -> Result<Self, FhirError> {
        match value {
            Value::Object(map) => Ok(Self { path, map }),
            other => Err(path.unexpected("an object", &other)),
        }
    }

    /// The resource's type is checked and taken.
    pub(super) fn resource(&mut self, name: &'static str) -> Result<(), FhirError> {
        let path = Path::Key(self.path, "resourceType");
        match self.map.remove("resourceType") {
            Some(Value::String(found)) if found == name => Ok(()),
            Some(found) => {
                let mut error = path.unexpected(name, &found);
                if let (Some(OUTCOME), FhirError::Shape { found, .. }) =
                    (found.as_str(), &mut error)
                    && let Some(said) = self.map.get("issue").and_then(words)
                {
                    *found = format!("{found}, which says `{}`", cut(said)).into();
                }
                Err(error)
            }
            None => Err(path.missing(name)),
        }
    }

    pub(super) fn child<T>(
        &mut self,
        key: &'static str,
        read: impl FnOnce(Value, &Path<'_>) -> Result<T, FhirError>,
    ) -> Result<Option<T>, FhirError> {
        let path = Path::Key(self.path, key);
        self.map.remove(key).map(|value| read(value, &path)).transpose()
    }

    pub(super) fn list<T>(
        &mut self,
        key: &'static str,
        mut read: impl FnMut(Value, &Path<'_>) -> Result<T, FhirError>,
    ) -> Result<Vec<T>, FhirError> {
        match self.map.remove(key) {
            None => Ok(Vec::new()),
            Some(Value::Array(items)) => items
                .into_iter()
                .enumerate()
                .map(|(at, item)| read(item, &Path::Item(self.path, key, at)))
                .collect(),
            Some(other) => Err(Path::Key(self.path, key).unexpected("a list", &other)),
        }
    }

    /// As [`list`](Self::list), but a value alone is a list of one, as STU3 has it.
    pub(super) fn list_or_one<T>(
        &mut self,
        key: &'static str,
        read: impl FnMut(Value, &Path<'_>) -> Result<T, FhirError>,
    ) -> Result<Vec<T>, FhirError> {
        match self.map.get(key) {
            Some(Value::Object(_) | Value::String(_)) => {
                Ok(self.child(key, read)?.into_iter().collect())
            }
            _ => self.list(key, read),
        }
    }

    pub(super) fn text(&mut self, key: &'static str) -> Result<Option<Box<str>>, FhirError> {
        self.child(key, text)
    }

    pub(super) fn texts(&mut self, key: &'static str) -> Result<Vec<Box<str>>, FhirError> {
        self.list(key, text)
    }

    pub(super) fn flag(&mut self, key: &'static str) -> Result<Option<bool>, FhirError> {
        self.child(key, flag)
    }

    /// What was not taken.
    pub(super) fn rest(self) -> Rest {
        Rest(self.map)
    }
}

pub(super) fn text(value: Value, path: &Path<'_>) -> Result<Box<str>, FhirError> {
    match value {
        Value::String(text) => Ok(text.into()),
        other => Err(path.unexpected("a text", &other)),
    }
}

pub(super) fn flag(value: Value, path: &Path<'_>) -> Result<bool, FhirError> {
    value.as_bool().ok_or_else(|| path.unexpected("`true` or `false`", &value))
}

pub(super) fn integer(value: Value, path: &Path<'_>) -> Result<i64, FhirError> {
    value.as_i64().ok_or_else(|| path.unexpected("a whole number", &value))
}

/// A document's value from its text.
pub(super) fn parse(text: &[u8]) -> Result<Value, FhirError> {
    serde_json::from_slice(text).map_err(|error| {
        let (line, column) = (error.line(), error.column());
        let text = error.to_string();
        let end = format!(" at line {line} column {column}");
        let message = text.strip_suffix(&end).unwrap_or(&text).into();
        FhirError::NotJson { line, column, message }
    })
}

/// Gives a type its doors: from JSON text, and serde's. All of them go by its `read`.
macro_rules! document {
    ($type:ident) => {
        impl $type {
            /// Reads it from JSON text.
            ///
            /// # Errors
            ///
            /// [`FhirError`](super::FhirError) if the text is not JSON, or not this resource.
            pub fn from_json(text: &str) -> Result<Self, super::FhirError> {
                Self::from_json_bytes(text.as_bytes())
            }

            /// Reads it from the bytes of a JSON text.
            ///
            /// # Errors
            ///
            /// [`FhirError`](super::FhirError) if they are not JSON, or not this resource.
            pub fn from_json_bytes(bytes: &[u8]) -> Result<Self, super::FhirError> {
                let value = super::object::parse(bytes)?;
                Self::read(value, &super::object::Path::Root)
            }

            /// Its JSON text, on one line. `serde_json::to_string_pretty` gives it on several.
            #[must_use]
            pub fn to_json(&self) -> String {
                // Keys are texts and every value is plain, so that this cannot fail.
                serde_json::to_string(self).unwrap_or_default()
            }
        }

        impl<'de> serde::Deserialize<'de> for $type {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let value = serde_json::Value::deserialize(deserializer)?;
                Self::read(value, &super::object::Path::Root).map_err(serde::de::Error::custom)
            }
        }
    };
}
pub(super) use document;
