use core::fmt;
use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use super::{ComponentId, ItemId, Level};
use crate::citation::{Citation, Evidence, Source};

/// Whose work a criterion describes: the network's, or that of the system around it.
///
/// # Examples
///
/// ```
/// use pcn::maturity::{Level, Scope, august_2019};
///
/// let foundation = august_2019().criteria_at(Level::Foundation);
/// assert_eq!(foundation.filter(|criterion| criterion.scope == Scope::System).count(), 5);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Scope {
    /// The network's own.
    Network,
    /// The system's or the place's.
    System,
}

impl fmt::Display for Scope {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Network => "network",
            Self::System => "system",
        })
    }
}

/// A strand that runs through the steps of the 2018 draft. The draft has no such headings: the
/// strands are ours.
///
/// # Examples
///
/// ```
/// use pcn::maturity::{ComponentId, Strand};
///
/// assert_eq!(Strand::Voice.component(), ComponentId::LEADERSHIP);
/// let taken: Vec<_> = Strand::ALL.map(Strand::component).into();
/// assert!(!taken.contains(&ComponentId::PEOPLE), "the fifth component is new in 2019");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Strand {
    /// The plan and the business model.
    Vision,
    /// Belief in the plan, and the voice of primary care in the system.
    Voice,
    /// Time, efficiency and the use of resources.
    Capacity,
    /// Skills, shared staff, records and estate.
    Skills,
    /// Data, segmentation and population health.
    Data,
    /// Teams and models of care.
    IntegratedCare,
}

impl Strand {
    /// Every strand.
    pub const ALL: [Self; 6] =
        [Self::Vision, Self::Voice, Self::Capacity, Self::Skills, Self::Data, Self::IntegratedCare];

    /// Where the mapping of strands onto components comes from: nowhere but here. No document
    /// gives one.
    pub const MAPPING: Source = Source::constant(
        Citation::constant("our own mapping of the strands of 2018 onto the components of 2019"),
        Evidence::Derived,
    );

    /// The component of August 2019 that the strand went into, by our own mapping
    /// ([`MAPPING`](Self::MAPPING)). Nothing of 2018 went into the fifth component, working with
    /// people and communities: the guide of 2018 treats that as an enabler.
    #[must_use]
    pub const fn component(self) -> ComponentId {
        match self {
            Self::Vision | Self::Voice => ComponentId::LEADERSHIP,
            Self::Data => ComponentId::DATA,
            Self::IntegratedCare => ComponentId::INTEGRATING,
            Self::Capacity | Self::Skills => ComponentId::RESOURCES,
        }
    }
}

/// A component of a matrix.
///
/// # Examples
///
/// ```
/// use pcn::maturity::august_2019;
///
/// assert_eq!(august_2019().components()[2].title, "Integrating care");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Component {
    /// Its key.
    pub id: ComponentId,
    /// Its title, as the document words it.
    pub title: Cow<'static, str>,
    /// Other wordings of the title that documents use.
    #[serde(default = "none::<Cow<'static, str>>", skip_serializing_if = "<[_]>::is_empty")]
    pub aliases: Cow<'static, [Cow<'static, str>]>,
}

/// One thing that a matrix describes at one level.
///
/// # Examples
///
/// ```
/// use pcn::maturity::{ComponentId, Level, Scope, Strand, draft_2018};
///
/// let criterion = draft_2018().criteria_at(Level::Step1).next().ok_or("none")?;
/// assert_eq!(criterion.id.as_str(), "MM18-S1-01");
/// assert_eq!(criterion.component, ComponentId::WHOLE_NETWORK, "the draft has no components");
/// assert_eq!(criterion.scope, Scope::Network);
/// assert!(criterion.strand.is_some_and(|strand| Strand::ALL.contains(&strand)));
/// # Ok::<(), &str>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Criterion {
    /// Its lasting name.
    pub id: ItemId,
    /// The level at which it stands.
    pub level: Level,
    /// Its component; [`ComponentId::WHOLE_NETWORK`] in a version without components.
    pub component: ComponentId,
    /// The strand of 2018 that it belongs to, by our reading.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub strand: Option<Strand>,
    /// Whose work it describes.
    pub scope: Scope,
    /// What it asks, in our words.
    pub text: Cow<'static, str>,
    /// Where it stands, and how sure the wording is.
    pub source: Source,
}

pub(super) fn none<T: Clone>() -> Cow<'static, [T]> {
    Cow::Borrowed(&[])
}
