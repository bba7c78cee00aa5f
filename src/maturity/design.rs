//! The network's design: what the 2018 guide and the reports after it say that a network should
//! have, as a checklist that a plan or an assessment can cite.
//!
//! Each item has a lasting name, stands in one edition of one topic, is in our words, and names its
//! document. It is no duty and no test: the contract asks other things. A plan cites the items that
//! it serves, and [`coverage`] says which of them it serves and which it does not.
//!
//! ```
//! use pcn::maturity::{ItemId, design::{self, Edition, Topic}};
//!
//! let cited = [ItemId::constant("NET18-CORE-03"), ItemId::constant("NET19-CORE-04")];
//! let core = design::items().iter().filter(|item| item.topic == Topic::CoreCharacteristic);
//! let coverage = design::coverage(core, &cited);
//! assert_eq!((coverage.served.len(), coverage.not_served.len()), (2, 8));
//! ```

mod items;

use core::fmt;
use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use super::ItemId;
use crate::citation::Source;

/// Which documents, and so which form of a list. The five core characteristics of 2018 are not
/// those of 2019.
///
/// # Examples
///
/// ```
/// use pcn::maturity::design::{self, Edition};
///
/// let of = |edition| design::items().iter().filter(move |item| item.edition == edition);
/// assert!(of(Edition::Guide2018).count() > of(Edition::Plan2021).count());
/// assert_eq!(Edition::Guide2018.to_string(), "guide of 2018");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Edition {
    /// The draft reference guide of July 2018.
    #[serde(rename = "guide_2018")]
    Guide2018,
    /// The reports of 2019, and the development prospectus of that year.
    #[serde(rename = "reports_2019")]
    Reports2019,
    /// The County Durham plan for 2021/22.
    #[serde(rename = "plan_2021")]
    Plan2021,
}

impl fmt::Display for Edition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Guide2018 => "guide of 2018",
            Self::Reports2019 => "reports of 2019",
            Self::Plan2021 => "plan of 2021/22",
        })
    }
}

/// What an item is about.
///
/// # Examples
///
/// ```
/// use pcn::maturity::design::{self, Topic};
///
/// assert_eq!(Topic::Estates.to_string(), "estates");
/// // No topic is without an item.
/// let has_items = |topic: Topic| design::items().iter().any(|item| item.topic == topic);
/// assert!(Topic::ALL.into_iter().all(has_items));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "DesignTopic"))]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Topic {
    /// What makes a network a network.
    CoreCharacteristic,
    /// What patients should experience.
    PatientExperience,
    /// What practices should experience.
    PracticeExperience,
    /// What partners should experience.
    PartnerExperience,
    /// A part of the population with its own model of care.
    PopulationSegment,
    /// What planning the workforce needs to know.
    WorkforceInput,
    /// A kind of technology-enabled care with some evidence.
    TechnologyEvidence,
    /// A tool by which people take charge of their care.
    TechnologyTool,
    /// What technology is for.
    TechnologyPurpose,
    /// What information a network needs.
    InformationNeed,
    /// A principle of clinical governance.
    ClinicalGovernance,
    /// What to think of about buildings.
    Estates,
    /// A way in which people reach the service.
    AccessChannel,
    /// A sector with which practices work.
    PartnerSector,
    /// A dimension of recovery from the pandemic.
    PandemicRecovery,
    /// A kind of development support; see [`SupportDomain`](super::SupportDomain).
    SupportDomain,
}

impl Topic {
    /// Every topic.
    pub const ALL: [Self; 16] = [
        Self::CoreCharacteristic,
        Self::PatientExperience,
        Self::PracticeExperience,
        Self::PartnerExperience,
        Self::PopulationSegment,
        Self::WorkforceInput,
        Self::TechnologyEvidence,
        Self::TechnologyTool,
        Self::TechnologyPurpose,
        Self::InformationNeed,
        Self::ClinicalGovernance,
        Self::Estates,
        Self::AccessChannel,
        Self::PartnerSector,
        Self::PandemicRecovery,
        Self::SupportDomain,
    ];
}

impl fmt::Display for Topic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::CoreCharacteristic => "core characteristics",
            Self::PatientExperience => "what patients should experience",
            Self::PracticeExperience => "what practices should experience",
            Self::PartnerExperience => "what partners should experience",
            Self::PopulationSegment => "population segments",
            Self::WorkforceInput => "workforce planning",
            Self::TechnologyEvidence => "technology-enabled care with evidence",
            Self::TechnologyTool => "technology-enabled tools",
            Self::TechnologyPurpose => "purposes of technology",
            Self::InformationNeed => "information",
            Self::ClinicalGovernance => "clinical governance",
            Self::Estates => "estates",
            Self::AccessChannel => "access channels",
            Self::PartnerSector => "partner sectors",
            Self::PandemicRecovery => "recovery from the pandemic",
            Self::SupportDomain => "support domains",
        })
    }
}

/// One thing that a network should have, by one document.
///
/// # Examples
///
/// ```
/// use pcn::maturity::{ItemId, design::{self, Edition}};
///
/// let item = design::item(&ItemId::constant("NET18-CORE-04")).unwrap();
/// assert_eq!(item.edition, Edition::Guide2018);
/// assert!(item.text.contains("data"));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct DesignItem {
    /// Its lasting name. It never changes its meaning.
    pub id: ItemId,
    /// What it is about.
    pub topic: Topic,
    /// The documents whose form of the list it belongs to.
    pub edition: Edition,
    /// What it asks, in our words.
    pub text: Cow<'static, str>,
    /// Where it stands, and how sure the wording is.
    pub source: Source,
}

/// Every item, topic by topic.
///
/// # Examples
///
/// ```
/// use pcn::maturity::design::{self, Edition, Topic};
///
/// let core_of_2018 = design::items()
///     .iter()
///     .filter(|item| item.topic == Topic::CoreCharacteristic && item.edition == Edition::Guide2018);
/// assert_eq!(core_of_2018.count(), 5);
/// ```
#[must_use]
pub const fn items() -> &'static [DesignItem] {
    items::ITEMS
}

/// An item by its lasting name.
///
/// # Examples
///
/// ```
/// use pcn::maturity::{ItemId, design};
///
/// assert!(design::item(&ItemId::constant("NET18-CORE-01")).is_some());
/// assert!(design::item(&ItemId::constant("NET18-CORE-99")).is_none());
/// ```
#[must_use]
pub fn item(id: &ItemId) -> Option<&'static DesignItem> {
    items().iter().find(|item| item.id == *id)
}

/// Which items a plan or an assessment serves, and which not.
///
/// # Examples
///
/// ```
/// use pcn::maturity::{ItemId, design};
///
/// // A plan that cites nothing serves nothing; every item is named as not served.
/// let coverage = design::coverage(design::items(), &[] as &[ItemId]);
/// assert!(coverage.served.is_empty());
/// assert_eq!(coverage.not_served.len(), design::items().len());
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Coverage<'a> {
    /// Items that are cited.
    pub served: Vec<&'a DesignItem>,
    /// Items that are not.
    pub not_served: Vec<&'a DesignItem>,
}

/// Parts items by whether they are cited.
///
/// # Examples
///
/// ```
/// use pcn::maturity::{ItemId, design};
///
/// let cited = [ItemId::constant("NET18-CORE-03")];
/// let coverage = design::coverage(design::items(), &cited);
/// assert_eq!(coverage.served[0].id, cited[0]);
/// ```
#[must_use]
pub fn coverage<'a, 'b>(
    items: impl IntoIterator<Item = &'a DesignItem>,
    cited: impl IntoIterator<Item = &'b ItemId>,
) -> Coverage<'a> {
    let cited: std::collections::BTreeSet<&ItemId> = cited.into_iter().collect();
    let (served, not_served) = items.into_iter().partition(|item| cited.contains(&item.id));
    Coverage { served, not_served }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::maturity::SupportDomain;

    fn count(topic: Topic, edition: Edition) -> usize {
        items().iter().filter(|item| item.topic == topic && item.edition == edition).count()
    }

    #[test]
    fn the_lists_have_the_documents_counts() {
        use Edition::{Guide2018, Plan2021, Reports2019};
        for (topic, edition, wanted) in [
            (Topic::CoreCharacteristic, Guide2018, 5),
            (Topic::CoreCharacteristic, Reports2019, 5),
            (Topic::PatientExperience, Guide2018, 6),
            (Topic::PracticeExperience, Guide2018, 5),
            (Topic::PartnerExperience, Guide2018, 4),
            (Topic::WorkforceInput, Guide2018, 3),
            (Topic::TechnologyEvidence, Guide2018, 5),
            (Topic::TechnologyTool, Guide2018, 5),
            (Topic::TechnologyPurpose, Guide2018, 3),
            (Topic::InformationNeed, Guide2018, 4),
            (Topic::ClinicalGovernance, Guide2018, 13),
            (Topic::Estates, Guide2018, 5),
            (Topic::AccessChannel, Guide2018, 3),
            (Topic::PartnerSector, Plan2021, 6),
            (Topic::PandemicRecovery, Plan2021, 5),
            (Topic::SupportDomain, Reports2019, SupportDomain::ALL.len()),
        ] {
            assert_eq!(count(topic, edition), wanted, "{topic}, {edition}");
        }
        for topic in Topic::ALL {
            assert!(items().iter().any(|item| item.topic == topic), "{topic}");
        }
    }

    #[test]
    fn item_ids_are_used_once() {
        for (at, item) in items().iter().enumerate() {
            assert!(items()[..at].iter().all(|other| other.id != item.id), "{}", item.id);
            assert!(!item.text.is_empty() && item.text.trim() == item.text, "{}", item.id);
        }
    }
}
