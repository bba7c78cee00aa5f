use core::{fmt, str::FromStr};
use std::borrow::Cow;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

/// A text that is no key of the wanted kind.
///
/// # Examples
///
/// ```
/// use pcn::maturity::ComponentId;
///
/// let error = "Integrating care".parse::<ComponentId>().unwrap_err();
/// assert_eq!(
///     error.to_string(),
///     "`Integrating care` is not a component; a good one is `integrating_care`",
/// );
/// ```
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{given}` is not {wanted}; a good one is `{example}`")]
pub struct KeyError {
    given: Box<str>,
    wanted: &'static str,
    example: &'static str,
}

impl KeyError {
    /// The text as given, cut if very long.
    #[must_use]
    pub const fn given(&self) -> &str {
        &self.given
    }

    /// A good example.
    ///
    /// # Examples
    ///
    /// ```
    /// use pcn::maturity::ItemId;
    ///
    /// let error = "mm18".parse::<ItemId>().unwrap_err();
    /// assert_eq!((error.given(), error.example()), ("mm18", "MM18-S1-07"));
    /// ```
    #[must_use]
    pub const fn example(&self) -> &'static str {
        self.example
    }
}

const LONGEST: usize = 60;

#[expect(
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    reason = "a const loop bounded by the text's length"
)]
const fn is_word(text: &str) -> bool {
    let bytes = text.as_bytes();
    if bytes.is_empty() || bytes.len() > LONGEST || !bytes[0].is_ascii_lowercase() {
        return false;
    }
    let mut at = 0;
    while at < bytes.len() {
        if !matches!(bytes[at], b'a'..=b'z' | b'0'..=b'9' | b'_') {
            return false;
        }
        at += 1;
    }
    true
}

#[expect(
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    reason = "a const loop bounded by the text's length"
)]
const fn is_item(text: &str) -> bool {
    let bytes = text.as_bytes();
    if bytes.is_empty() || bytes.len() > LONGEST || !bytes[0].is_ascii_uppercase() {
        return false;
    }
    let (mut at, mut hyphens, mut last) = (0, 0, b'-');
    while at < bytes.len() {
        match bytes[at] {
            b'-' if last != b'-' => hyphens += 1,
            b'A'..=b'Z' | b'0'..=b'9' => {}
            _ => return false,
        }
        last = bytes[at];
        at += 1;
    }
    hyphens > 0 && last != b'-'
}

macro_rules! key {
    ($(#[$meta:meta])* $name:ident, check $check:path, pattern $pattern:literal, wanted $wanted:literal, example $example:literal) => {
        $(#[$meta])*
        #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(Cow<'static, str>);

        impl $name {
            /// A good example, as the errors of this type show it.
            pub const EXAMPLE: &'static str = $example;

            /// A key from a literal, for constants.
            ///
            /// # Panics
            ///
            /// If the literal is no such key; in a `const` that is a compile error.
            #[must_use]
            pub const fn constant(text: &'static str) -> Self {
                assert!($check(text), concat!("not ", $wanted));
                Self(Cow::Borrowed(text))
            }

            /// The key's text.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl FromStr for $name {
            type Err = KeyError;
            fn from_str(text: &str) -> Result<Self, KeyError> {
                if $check(text) {
                    return Ok(Self(Cow::Owned(text.to_owned())));
                }
                let given = text.chars().take(LONGEST).collect();
                Err(KeyError { given, wanted: $wanted, example: $example })
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(&self.0)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!(stringify!($name), "({:?})"), self.as_str())
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(&self.0)
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = Cow::<str>::deserialize(deserializer)?;
                text.parse().map_err(de::Error::custom)
            }
        }

        #[cfg(feature = "schema")]
        crate::schema::text!($name, $wanted, $pattern, [$example]);
    };
}

key! {
    /// The key of a version of the matrix, for example `august_2019` or a place's own.
    ///
    /// # Format
    ///
    /// Lower-case letters, digits and underscores, a letter first, at most 60 characters.
    ///
    /// # Examples
    ///
    /// ```
    /// use pcn::maturity::VersionId;
    ///
    /// let mine: VersionId = "south_west_london_2019".parse()?;
    /// assert!(mine != VersionId::AUGUST_2019);
    /// assert!("August 2019".parse::<VersionId>().is_err());
    /// # Ok::<(), pcn::maturity::KeyError>(())
    /// ```
    VersionId, check is_word, pattern "^[a-z][a-z0-9_]{0,59}$", wanted "a matrix version", example "august_2019"
}

impl VersionId {
    /// The draft of July 2018.
    pub const DRAFT_2018: Self = Self::constant("draft_2018");
    /// The national matrix of August 2019.
    pub const AUGUST_2019: Self = Self::constant("august_2019");
}

key! {
    /// The key of a component of a matrix.
    ///
    /// # Meaning
    ///
    /// The national matrix of August 2019 has five, which are constants here. A local version may
    /// have its own. The draft of 2018 has none: with it the network is rated as a whole, under
    /// [`WHOLE_NETWORK`](Self::WHOLE_NETWORK).
    ///
    /// # Format
    ///
    /// Lower-case letters, digits and underscores, a letter first, at most 60 characters.
    ///
    /// # Examples
    ///
    /// ```
    /// use pcn::maturity::{ComponentId, august_2019};
    ///
    /// let component = august_2019().component_named("Working with people and communities").unwrap();
    /// assert_eq!(component.id, ComponentId::PEOPLE);
    /// ```
    ComponentId, check is_word, pattern "^[a-z][a-z0-9_]{0,59}$", wanted "a component", example "integrating_care"
}

impl ComponentId {
    /// The network as a whole, in a version without components.
    pub const WHOLE_NETWORK: Self = Self::constant("whole_network");
    /// i: leadership, planning and partnerships.
    pub const LEADERSHIP: Self = Self::constant("leadership_planning_partnerships");
    /// ii: use of data and population health management.
    pub const DATA: Self = Self::constant("data_and_population_health");
    /// iii: integrating care.
    pub const INTEGRATING: Self = Self::constant("integrating_care");
    /// iv: managing resources.
    pub const RESOURCES: Self = Self::constant("managing_resources");
    /// v: working in partnership with people and communities.
    pub const PEOPLE: Self = Self::constant("people_and_communities");

    /// The five components of the matrix of August 2019, in its order.
    pub const NATIONAL: [Self; 5] =
        [Self::LEADERSHIP, Self::DATA, Self::INTEGRATING, Self::RESOURCES, Self::PEOPLE];
}

key! {
    /// The lasting name of an item of a list: a criterion of a matrix (`MM18-S1-01`) or an item of
    /// the network's design (`NET18-CORE-01`).
    ///
    /// # Format
    ///
    /// Groups of capital letters and digits with hyphens between, a letter first.
    ///
    /// # Examples
    ///
    /// ```
    /// use pcn::maturity::{ItemId, draft_2018};
    ///
    /// let seat: ItemId = "MM18-S1-07".parse()?;
    /// assert!(draft_2018().criterion(&seat).unwrap().text.contains("strategic"));
    /// # Ok::<(), pcn::maturity::KeyError>(())
    /// ```
    ItemId, check is_item, pattern "^[A-Z][A-Z0-9]*(-[A-Z0-9]+)+$", wanted "an item id", example "MM18-S1-07"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_have_one_shape_and_refusals_show_a_good_one() {
        for bad in ["", "Integrating", "integrating care", "1st", "_a", "integrating-care"] {
            let error = bad.parse::<ComponentId>().unwrap_err();
            assert!(error.to_string().contains("`integrating_care`"), "{error}");
            assert_eq!(error.given(), bad);
        }
        for bad in ["", "MM18", "mm18-s1", "MM18--S1", "MM18-", "-MM18", "1MM-S1"] {
            assert!(bad.parse::<ItemId>().is_err(), "{bad}");
        }
        let long = "a".repeat(LONGEST + 1);
        assert!(long.parse::<VersionId>().is_err());
        assert!(serde_json::from_str::<ItemId>("\"MM18-S1-01\"").is_ok());
        assert!(serde_json::from_str::<ItemId>("\"mm18\"").is_err());
    }
}
