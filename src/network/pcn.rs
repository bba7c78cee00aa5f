use serde::{Deserialize, Serialize};

use super::Provenance;
use crate::{
    calendar::Period,
    code::{PcnCode, SubIcbCode},
};

/// A Primary Care Network, as its source records it.
///
/// # Examples
///
/// ```
/// use pcn::{
///     calendar::{Period, day},
///     code::{PcnCode, SubIcbCode},
///     network::Pcn,
/// };
///
/// let network = Pcn {
///     lead_commissioner_per_ods: Some(SubIcbCode::constant("16C")),
///     ..Pcn::new(PcnCode::constant("U89141"), "Stockton PCN", Period::since(day(2019, 10, 1)))
/// };
/// assert!(network.life.contains(day(2022, 4, 27)));
/// ```
///
/// # Source
///
/// NHS Digital, Organisation Data Service, "Primary Care Networks: publication of ODS codes": one
/// parent commissioner, the lead one where a network crosses boundaries, for the use of data and
/// not as a contract.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Pcn {
    /// Its code.
    pub code: PcnCode,
    /// Its name. Two open networks can share one.
    pub name: Box<str>,
    /// When it opened and closed.
    pub life: Period,
    /// The one commissioner that ODS records for it, as at the source's date. A network may
    /// straddle commissioners; see [`Register::commissioners_of`](super::Register::commissioners_of).
    /// A dated [`CommissionerRelation`](super::CommissionerRelation) goes before it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lead_commissioner_per_ods: Option<SubIcbCode>,
    /// Its postcode, as the source prints it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub postcode: Option<Box<str>>,
    /// Where it stands in the input.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub provenance: Option<Provenance>,
}

impl Pcn {
    /// A network of which only code, name and life are recorded. The fields are public: set what
    /// is known.
    #[must_use]
    pub fn new(code: PcnCode, name: impl Into<Box<str>>, life: Period) -> Self {
        Self {
            code,
            name: name.into(),
            life,
            lead_commissioner_per_ods: None,
            postcode: None,
            provenance: None,
        }
    }

    /// Whether two records of a network say the same of it. Where they stand does not count.
    pub(super) fn says_the_same_as(&self, other: &Self) -> bool {
        let Self { code, name, life, lead_commissioner_per_ods, postcode, provenance: _ } = self;
        (code, name, life) == (&other.code, &other.name, &other.life)
            && *lead_commissioner_per_ods == other.lead_commissioner_per_ods
            && *postcode == other.postcode
    }
}
