use core::fmt;
use std::{borrow::Cow, collections::BTreeSet};

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{ComponentId, ItemId, Standing, SupportDomain, VersionId};
use crate::code::{Id, PcnCode};

/// Of whom an assessment speaks: one network, or several across a place or a system.
///
/// # Format
///
/// On the wire `{"network": "U12345"}` or `{"group": {"name": "Downland", "networks": [..]}}`.
///
/// # Examples
///
/// ```
/// use pcn::maturity::Assessed;
///
/// let group: Assessed = serde_json::from_str(r#"{"group": {"name": "Downland"}}"#)?;
/// assert_eq!(group.to_string(), "Downland");
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Assessed {
    /// One network.
    Network(PcnCode),
    /// Several networks that were assessed together.
    Group {
        /// The place or system.
        name: Cow<'static, str>,
        /// The networks in it, as far as they are named.
        #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
        networks: BTreeSet<PcnCode>,
    },
}

impl fmt::Display for Assessed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Network(code) => code.fmt(f),
            Self::Group { name, .. } => f.pad(name),
        }
    }
}

/// How an assessment was made.
///
/// # Examples
///
/// ```
/// use pcn::maturity::Method;
///
/// let how: Method = serde_json::from_str(r#""self_assessed""#)?;
/// assert_eq!(how.to_string(), "self-assessed");
/// # Ok::<(), serde_json::Error>(())
/// ```
///
/// # Source
///
/// Ockham Healthcare, general practice blog, PCN development support guidance and prospectus
/// 2019/20: networks assess themselves. The other two are ways that systems use.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Method {
    /// By the network itself.
    SelfAssessed,
    /// By the network, with someone who leads the conversation.
    Facilitated,
    /// By the system or the commissioner.
    SystemReview,
}

impl fmt::Display for Method {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::SelfAssessed => "self-assessed",
            Self::Facilitated => "facilitated",
            Self::SystemReview => "system review",
        })
    }
}

/// Where one component stands, why, and what comes next.
///
/// # Examples
///
/// ```
/// use pcn::maturity::{ComponentId, Level, Rating, Standing};
///
/// let rating = Rating::new(ComponentId::INTEGRATING, Standing::At(Level::Step1))
///     .evidence("integrated team in both towns")
///     .next_step("bring in social care");
/// assert!(rating.met.is_empty());
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Rating {
    /// The component; [`ComponentId::WHOLE_NETWORK`] with a version that has none.
    pub component: ComponentId,
    /// Where it stands.
    pub level: Standing,
    /// What shows it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub evidence: Option<Cow<'static, str>>,
    /// Criteria that are met beyond the level that is met in full.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub met: BTreeSet<ItemId>,
    /// What was agreed to do next.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next_step: Option<Cow<'static, str>>,
}

impl Rating {
    /// A rating without evidence or next step.
    #[must_use]
    pub const fn new(component: ComponentId, level: Standing) -> Self {
        Self { component, level, evidence: None, met: BTreeSet::new(), next_step: None }
    }

    /// Adds what shows it.
    #[must_use]
    pub fn evidence(mut self, evidence: impl Into<Cow<'static, str>>) -> Self {
        self.evidence = Some(evidence.into());
        self
    }

    /// Adds what was agreed to do next.
    #[must_use]
    pub fn next_step(mut self, step: impl Into<Cow<'static, str>>) -> Self {
        self.next_step = Some(step.into());
        self
    }
}

/// One assessment: by whom, when, how, against which version, and what it found.
///
/// # Meaning
///
/// It may leave components out, and it may find a component lower than the one before did.
///
/// # Examples
///
/// ```
/// use pcn::maturity::{Assessment, Level, Standing};
///
/// let assessment: Assessment = serde_json::from_str(r#"{
///     "version": "august_2019", "assessed_on": "2019-09-20",
///     "assessed_by": "network board", "how": "facilitated",
///     "ratings": [{"component": "integrating_care", "level": "partly_step_1",
///                  "evidence": "weekly team meeting", "next_step": "invite social care"}]
/// }"#)?;
/// assert_eq!(assessment.ratings[0].level, Standing::Partly(Level::Step1));
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Assessment {
    /// Its identifier, if it has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<Id<Assessment>>,
    /// The version of the matrix.
    pub version: VersionId,
    /// The day.
    #[serde(deserialize_with = "crate::calendar::iso")]
    pub assessed_on: NaiveDate,
    /// Who assessed: a post or a body, not a person's name.
    pub assessed_by: Cow<'static, str>,
    /// How.
    pub how: Method,
    /// What was found.
    pub ratings: Vec<Rating>,
    /// The kinds of support that are wanted.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub support_wanted: BTreeSet<SupportDomain>,
    /// Items of the network's design that it cites; see [`design`](super::design).
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub design: BTreeSet<ItemId>,
}

impl Assessment {
    /// The rating of a component, if it was rated.
    #[must_use]
    pub fn rating(&self, component: &ComponentId) -> Option<&Rating> {
        self.ratings.iter().find(|rating| rating.component == *component)
    }
}
