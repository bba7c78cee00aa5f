use serde::{Deserialize, Serialize};

use super::{rule, source};
use crate::{
    citation::Source,
    finding::{Finding, Report},
};

/// How the practices of a network could work together before the Network Contract DES, from the
/// loosest to the closest.
///
/// # Meaning
///
/// The draft reference guide of July 2018 describes these. It came before the contract and says
/// nothing about the Network Agreement; it holds no rule of the DES.
///
/// # Examples
///
/// ```
/// use pcn::agreement::{CollaborationForm, ContractHolder, WorkingOption};
///
/// let memorandum = WorkingOption::Collaboration(CollaborationForm::Memorandum);
/// assert_eq!(memorandum.contract_holder(), None);
/// assert!(memorandum.check().is_empty());
///
/// let impossible = WorkingOption::NewContract(ContractHolder::Network);
/// assert_eq!(impossible.check().findings()[0].rule.as_str(), "AGR-FORM-003");
/// ```
///
/// # Source
///
/// NHS England, Primary Care Networks Reference Guide, draft (July 2018), business model.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum WorkingOption {
    /// Without any formal arrangement.
    Informal,
    /// By an agreement among all providers. Each keeps its own contract.
    Collaboration(CollaborationForm),
    /// The commissioner adjusts the providers' local contracts.
    AdjustedContracts(ContractAdjustment),
    /// The commissioner lets a new contract, and this body holds it.
    NewContract(ContractHolder),
}

/// What the agreement among providers is called.
///
/// # Examples
///
/// ```
/// use pcn::agreement::{CollaborationForm, WorkingOption};
///
/// let option = WorkingOption::Collaboration(CollaborationForm::Alliance);
/// assert_eq!(serde_json::to_string(&option)?, r#"{"collaboration":"alliance"}"#);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum CollaborationForm {
    /// A collaboration agreement.
    Agreement,
    /// A memorandum of understanding.
    Memorandum,
    /// An alliance contract.
    Alliance,
}

/// How a commissioner adjusts local contracts.
///
/// # Examples
///
/// ```
/// use pcn::agreement::{ContractAdjustment, WorkingOption};
///
/// let option = WorkingOption::AdjustedContracts(ContractAdjustment::IntegrationObjectives);
/// assert_eq!(option.contract_holder(), None, "each provider keeps its own contract");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum ContractAdjustment {
    /// Objectives for integration in each provider's contract.
    IntegrationObjectives,
    /// Buying services in another way.
    BuyingDifferently,
}

/// Who holds a contract for services of a network.
///
/// # Examples
///
/// ```
/// use pcn::agreement::ContractHolder;
///
/// let able: Vec<_> = ContractHolder::ALL.into_iter().filter(|who| who.can_hold()).collect();
/// assert_eq!(able.len(), 3);
/// assert!(!able.contains(&ContractHolder::Network));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum ContractHolder {
    /// The network itself, which cannot hold one.
    Network,
    /// One provider, for all of them.
    LeadProvider,
    /// A body that the members own together.
    JointVehicle,
    /// The one organisation into which the members merge.
    MergedOrganisation,
}

impl ContractHolder {
    /// All of them.
    pub const ALL: [Self; 4] =
        [Self::Network, Self::LeadProvider, Self::JointVehicle, Self::MergedOrganisation];

    /// Whether it can hold a contract. A network, being a collection of providers, cannot.
    #[must_use]
    pub const fn can_hold(self) -> bool {
        !matches!(self, Self::Network)
    }
}

impl WorkingOption {
    /// Who holds a new contract under this option, if there is one.
    #[must_use]
    pub const fn contract_holder(self) -> Option<ContractHolder> {
        match self {
            Self::NewContract(holder) => Some(holder),
            Self::Informal | Self::Collaboration(_) | Self::AdjustedContracts(_) => None,
        }
    }

    /// A finding if the network itself is to hold the contract.
    #[must_use]
    pub fn check(self) -> Report {
        self.contract_holder()
            .filter(|holder| !holder.can_hold())
            .map(|_| {
                Finding::of(&rule::NETWORK_HOLDS_CONTRACT, "the network is to hold the contract")
            })
            .into_iter()
            .collect()
    }

    /// Where the options stand.
    ///
    /// # Examples
    ///
    /// ```
    /// use pcn::{agreement::{CollaborationArea, WorkingOption}, citation::Evidence};
    ///
    /// let guide = WorkingOption::source();
    /// assert!(guide.citation.document().contains("Reference Guide"));
    /// assert_eq!(CollaborationArea::source().evidence, Evidence::Official);
    /// ```
    #[must_use]
    pub const fn source() -> Source {
        source::GUIDE_2018
    }
}

/// An area that a collaboration agreement could cover.
///
/// # Examples
///
/// ```
/// use pcn::agreement::CollaborationArea;
///
/// let counts = CollaborationArea::ALL.map(|area| area.points().len());
/// assert_eq!(counts, [4, 4, 3]);
/// ```
///
/// # Source
///
/// NHS England, Primary Care Networks Reference Guide, draft (July 2018).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum CollaborationArea {
    /// The terms and the governance of working together.
    TermsAndGovernance,
    /// How incentives work at the level of the network.
    Incentives,
    /// How workforce and assets are shared.
    WorkforceAndAssets,
}

impl CollaborationArea {
    /// The three areas, in the guide's order.
    pub const ALL: [Self; 3] =
        [Self::TermsAndGovernance, Self::Incentives, Self::WorkforceAndAssets];

    /// What the area covers, in our words.
    #[must_use]
    pub const fn points(self) -> &'static [&'static str] {
        match self {
            Self::TermsAndGovernance => &[
                "all work towards aligned objectives, for the service and for patients",
                "decisions by consensus or unanimity, and a voice for every organisation",
                "an open culture in which members trust each other",
                "how objectives are met, for example by multidisciplinary teams and agreed pathways",
            ],
            Self::Incentives => &[
                "more influence of primary care on activity in the wider system",
                "incentives that develop the network and its maturity",
                "resources used for the benefit of the wider system, for example against delayed \
                 transfers of care",
                "existing incentives (QOF, CQUIN, QPS) delivered as a network",
            ],
            Self::WorkforceAndAssets => &[
                "better use of estate and facilities across the system",
                "data sharing and analytics across the system",
                "workforce co-ordinated across the system",
            ],
        }
    }

    /// Where the areas stand.
    #[must_use]
    pub const fn source() -> Source {
        source::GUIDE_2018_AREAS
    }
}
