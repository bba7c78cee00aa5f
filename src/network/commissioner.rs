use serde::{Deserialize, Serialize};

use crate::{
    calendar::Period,
    code::{PcnCode, PracticeCode, SubIcbCode},
};

/// Who is commissioned.
///
/// # Examples
///
/// ```
/// use pcn::{
///     calendar::{Period, day},
///     code::{PracticeCode, SubIcbCode},
///     network::{Commissioned, CommissionerRelation, Practice, Register},
/// };
///
/// // The practice came under another commissioner in April 2020.
/// let practice = PracticeCode::constant("A81001");
/// let [before, after] = ["00K", "16C"].map(SubIcbCode::constant);
/// let mut builder = Register::builder();
/// builder
///     .practice(Practice { commissioner: Some(before), ..Practice::new(practice, "") })
///     .commissioner(CommissionerRelation {
///         of: Commissioned::Practice(practice),
///         commissioner: after,
///         period: Period::since(day(2020, 4, 1)),
///     });
/// let register = builder.build();
/// assert_eq!(register.commissioner_of(practice, day(2020, 3, 31)), Some(before));
/// assert_eq!(register.commissioner_of(practice, day(2020, 4, 1)), Some(after));
/// assert_eq!(register.commissioner_relations().len(), 1);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Commissioned {
    /// A practice, by the holder of its primary medical contract.
    Practice(PracticeCode),
    /// A network, by the one commissioner that ODS records as its lead.
    Network(PcnCode),
}

/// Which commissioner a practice or a network has, and when.
///
/// A network keeps its code while its commissioner changes, so the relation is dated. It goes
/// before the undated commissioner in [`Practice`](super::Practice) and [`Pcn`](super::Pcn) on the
/// days it covers.
///
/// # Examples
///
/// ```
/// use pcn::{
///     calendar::{Period, day},
///     code::{PcnCode, SubIcbCode},
///     network::{Commissioned, CommissionerRelation},
/// };
///
/// let relation = CommissionerRelation {
///     of: Commissioned::Network(PcnCode::constant("U89141")),
///     commissioner: SubIcbCode::constant("16C"),
///     period: Period::since(day(2020, 4, 1)),
/// };
/// assert!(!relation.period.contains(day(2020, 3, 31)));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct CommissionerRelation {
    /// Who is commissioned.
    pub of: Commissioned,
    /// The commissioner: a sub-ICB location, or the CCG before July 2022.
    pub commissioner: SubIcbCode,
    /// The days of the relation.
    pub period: Period,
}
