use core::fmt;

use serde::{Deserialize, Serialize};

use crate::{
    calendar::Period,
    code::{OdsCode, PcnCode, PracticeCode},
};

/// Who receives a network's payments.
///
/// # Examples
///
/// ```
/// use pcn::{code::{OdsCode, PracticeCode}, network::Payee};
///
/// let member = Payee::Member(PracticeCode::constant("A81001"));
/// let federation = Payee::Other(OdsCode::constant("8HV48"));
/// assert_eq!(federation.to_string(), "8HV48");
/// assert_ne!(member, Payee::OwnAccount);
/// ```
///
/// # Source
///
/// NHS Digital, Organisation Data Service, reference data catalogue, "Primary Care Network": a
/// nominated payee, optional since 2023, when networks could hold an account of their own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Payee {
    /// A core network practice.
    Member(PracticeCode),
    /// Another body, such as a federation or a trust.
    Other(OdsCode),
    /// The network's own bank account, possible since 2023.
    OwnAccount,
}

impl fmt::Display for Payee {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Member(code) => code.fmt(f),
            Self::Other(code) => code.fmt(f),
            Self::OwnAccount => f.pad("the network's own account"),
        }
    }
}

/// Which payee a network has, and when.
///
/// # Examples
///
/// ```
/// use pcn::{calendar::{Period, day}, code::PcnCode, network::{Payee, PayeeRecord}};
///
/// let record = PayeeRecord {
///     pcn: PcnCode::constant("U89141"),
///     payee: Payee::OwnAccount,
///     period: Period::since(day(2023, 4, 1)),
/// };
/// assert_eq!(record.payee, Payee::OwnAccount);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct PayeeRecord {
    /// The network.
    pub pcn: PcnCode,
    /// Its payee.
    pub payee: Payee,
    /// The days on which it is.
    pub period: Period,
}
