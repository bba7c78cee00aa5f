use core::fmt;
use std::sync::Arc;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::{
    calendar::Period,
    code::{PcnCode, PracticeCode},
};

/// Where a fact stands in its input: a file or a path and, for a file of lines, the line.
///
/// Cheap to clone: the facts of one file share its name.
///
/// # Format
///
/// On the wire `{"place": "partners.csv", "line": 812}`.
///
/// # Examples
///
/// ```
/// use pcn::network::Provenance;
///
/// assert_eq!(Provenance::line("partners.csv", 812).to_string(), "partners.csv line 812");
/// assert_eq!(Provenance::path("members[3]").to_string(), "members[3]");
/// ```
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(deny_unknown_fields))]
pub struct Provenance {
    place: Arc<str>,
    line: Option<u32>,
}

impl Provenance {
    /// A line of a file, counted from 1.
    #[must_use]
    pub fn line(file: impl Into<Arc<str>>, line: u32) -> Self {
        Self { place: file.into(), line: Some(line) }
    }

    /// A path in a document, or a file as a whole.
    #[must_use]
    pub fn path(path: impl Into<Arc<str>>) -> Self {
        Self { place: path.into(), line: None }
    }

    /// The file or path.
    #[must_use]
    pub fn place(&self) -> &str {
        &self.place
    }

    /// The line, counted from 1.
    ///
    /// # Examples
    ///
    /// ```
    /// use pcn::network::Provenance;
    ///
    /// let at = Provenance::line("partners.csv", 812);
    /// assert_eq!((at.place(), at.line_number()), ("partners.csv", Some(812)));
    /// assert_eq!(Provenance::path("members[3]").line_number(), None);
    /// ```
    #[must_use]
    pub const fn line_number(&self) -> Option<u32> {
        self.line
    }
}

impl fmt::Display for Provenance {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            Some(line) => write!(f, "{} line {line}", self.place),
            None => f.write_str(&self.place),
        }
    }
}

impl fmt::Debug for Provenance {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Provenance({self})")
    }
}

#[derive(Serialize, Deserialize)]
#[serde(rename = "Provenance", expecting = "struct Provenance", deny_unknown_fields)]
struct Wire<T> {
    place: T,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    line: Option<u32>,
}

impl Serialize for Provenance {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        Wire { place: &*self.place, line: self.line }.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Provenance {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let Wire { place, line } = Wire::<String>::deserialize(deserializer)?;
        Ok(Self { place: place.into(), line })
    }
}

/// A practice's core membership of a network over a period: the ODS relationship `RE8`, "is
/// partner to".
///
/// Real files hold memberships of no day, overlapping ones, and the same practice in the same
/// network again and again; all of them are representable.
///
/// # Examples
///
/// ```
/// use pcn::{
///     calendar::{Period, day},
///     code::{PcnCode, PracticeCode},
///     network::Membership,
/// };
///
/// let membership = Membership::new(
///     PracticeCode::constant("A81001"),
///     PcnCode::constant("U89141"),
///     Period::since(day(2019, 10, 1)),
/// );
/// assert!(membership.period.is_open());
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Membership {
    /// The practice.
    pub practice: PracticeCode,
    /// The network.
    pub pcn: PcnCode,
    /// The days of membership.
    pub period: Period,
    /// Where it stands in the input.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub provenance: Option<Provenance>,
}

impl Membership {
    /// A membership without a place in an input.
    #[must_use]
    pub const fn new(practice: PracticeCode, pcn: PcnCode, period: Period) -> Self {
        Self { practice, pcn, period, provenance: None }
    }

    /// Says where it stands in the input.
    ///
    /// # Examples
    ///
    /// ```
    /// use pcn::{
    ///     calendar::{Period, day},
    ///     code::{PcnCode, PracticeCode},
    ///     network::{Membership, Provenance},
    /// };
    ///
    /// let membership = Membership::new(
    ///     PracticeCode::constant("A81001"),
    ///     PcnCode::constant("U89141"),
    ///     Period::since(day(2019, 10, 1)),
    /// )
    /// .at(Provenance::line("partners.csv", 812));
    /// assert!(membership.provenance.is_some());
    /// ```
    #[must_use]
    pub fn at(mut self, provenance: Provenance) -> Self {
        self.provenance = Some(provenance);
        self
    }
}
