use core::fmt;

use serde::{Deserialize, Serialize};

use crate::code::PcnCode;

/// In which network a practice is on a day.
///
/// # Examples
///
/// ```
/// use pcn::{code::PcnCode, network::Placement};
///
/// let network = PcnCode::constant("U89141");
/// assert_eq!(Placement::InOne(network).networks(), [network]);
/// assert!(Placement::InNone.networks().is_empty());
/// assert!(!Placement::Unknown.is_placed());
/// assert_eq!(Placement::InOne(network).to_string(), "U89141");
/// assert_eq!(Placement::InNone.to_string(), "no network");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Placement {
    /// In this one.
    InOne(PcnCode),
    /// In several at once, which no practice should be; in the order of their codes.
    InSeveral(Vec<PcnCode>),
    /// In none.
    InNone,
    /// The register holds no such practice, or makes no claim about the day.
    Unknown,
}

impl Placement {
    /// The networks: none, one or several.
    #[must_use]
    pub fn networks(&self) -> &[PcnCode] {
        match self {
            Self::InOne(network) => core::slice::from_ref(network),
            Self::InSeveral(networks) => networks,
            Self::InNone | Self::Unknown => &[],
        }
    }

    /// The network, if there is just one.
    ///
    /// # Examples
    ///
    /// ```
    /// use pcn::{code::PcnCode, network::Placement};
    ///
    /// let [one, two] = ["U00001", "U00002"].map(PcnCode::constant);
    /// assert_eq!(Placement::InOne(one).only(), Some(one));
    /// assert_eq!(Placement::InSeveral(vec![one, two]).only(), None, "which of them is not to be guessed");
    /// ```
    #[must_use]
    pub const fn only(&self) -> Option<PcnCode> {
        match self {
            Self::InOne(network) => Some(*network),
            _ => None,
        }
    }

    /// Whether it is in at least one.
    #[must_use]
    pub const fn is_placed(&self) -> bool {
        matches!(self, Self::InOne(_) | Self::InSeveral(_))
    }
}

impl fmt::Display for Placement {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::InOne(network) => network.fmt(f),
            Self::InSeveral(networks) => {
                let codes: Vec<&str> = networks.iter().map(PcnCode::as_str).collect();
                f.pad(&codes.join(" and "))
            }
            Self::InNone => f.pad("no network"),
            Self::Unknown => f.pad("not known"),
        }
    }
}
