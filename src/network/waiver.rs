use core::fmt;

use serde::{Deserialize, Serialize};

use crate::{
    calendar::Period,
    code::{OdsCode, PcnCode},
};

/// What a commissioner has agreed about a network's size.
///
/// # Examples
///
/// ```
/// use pcn::network::WaiverKind;
///
/// let kind = WaiverKind::AboveTypicalMaximum;
/// assert_eq!(kind.to_string(), "agreement to a size above 50,000");
/// assert_eq!(serde_json::to_string(&kind)?, r#""above_typical_maximum""#);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum WaiverKind {
    /// The minimum of 30,000 is waived, because the network serves a natural community of low
    /// population density over a large rural and remote area.
    BelowMinimum,
    /// A network above 50,000 is agreed.
    AboveTypicalMaximum,
}

impl fmt::Display for WaiverKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::BelowMinimum => "waiver of the minimum size",
            Self::AboveTypicalMaximum => "agreement to a size above 50,000",
        })
    }
}

/// A commissioner's recorded waiver or agreement about a network's size.
///
/// # Examples
///
/// ```
/// use pcn::{
///     calendar::{Period, day},
///     code::{OdsCode, PcnCode},
///     network::{Waiver, WaiverKind},
/// };
///
/// let waiver = Waiver {
///     pcn: PcnCode::constant("U89141"),
///     kind: WaiverKind::BelowMinimum,
///     agreed_by: OdsCode::constant("84H"),
///     period: Period::since(day(2019, 5, 31)),
///     reason: "upper dale, 800 square kilometres".into(),
/// };
/// assert_eq!(waiver.kind.to_string(), "waiver of the minimum size");
/// ```
///
/// # Source
///
/// NHS England, PCN FAQs, second iteration (May 2019).
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Waiver {
    /// The network.
    pub pcn: PcnCode,
    /// What is agreed.
    pub kind: WaiverKind,
    /// The commissioner that agreed it.
    pub agreed_by: OdsCode,
    /// From the day of the agreement.
    pub period: Period,
    /// The reason, as recorded.
    pub reason: Box<str>,
}
