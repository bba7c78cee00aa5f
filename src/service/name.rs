use core::{fmt, str::FromStr};

use serde::{Deserialize, Deserializer, Serialize, de};

/// A service that networks deliver, or were to deliver, under the Network Contract DES.
///
/// # Meaning
///
/// The seven services of the framework of January 2019, and what came beside and after them.
///
/// # Format
///
/// On the wire the snake-case name. Text is read without regard to case, with hyphens or
/// underscores for spaces, and under the other names that real documents use
/// ([`aliases`](Self::aliases)).
///
/// # Errors
///
/// Reading gives [`UnknownService`]. `extended access` is refused on purpose: it was a separate
/// service that Clinical Commissioning Groups bought, and is neither extended hours nor enhanced
/// access.
///
/// # Examples
///
/// ```
/// use pcn::service::Service;
///
/// let service: Service = "CVD case-finding".parse()?;
/// assert_eq!(service, Service::CvdPreventionAndDiagnosis);
/// assert_eq!(service.to_string(), "CVD prevention and diagnosis");
/// assert!("extended access".parse::<Service>().is_err());
/// # Ok::<(), pcn::service::UnknownService>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Service {
    /// Structured medication review and medicines optimisation.
    StructuredMedicationReview,
    /// Enhanced health in care homes.
    EnhancedHealthInCareHomes,
    /// Supporting early cancer diagnosis.
    EarlyCancerDiagnosis,
    /// Anticipatory care, jointly with community services.
    AnticipatoryCare,
    /// Personalised care.
    PersonalisedCare,
    /// Cardiovascular disease prevention and diagnosis.
    CvdPreventionAndDiagnosis,
    /// Tackling neighbourhood health inequalities.
    NeighbourhoodInequalities,
    /// Access to a social prescribing service.
    SocialPrescribing,
    /// Extended hours access, before October 2022.
    ExtendedHours,
    /// Enhanced access, since October 2022.
    EnhancedAccess,
    /// The single specification of 2024/25 with its four key functions.
    SingleSpecification,
    /// Proactive care, the successor of anticipatory care.
    ProactiveCare,
}

/// A text that names no service.
///
/// # Examples
///
/// ```
/// use pcn::service::Service;
///
/// let error = "extended access".parse::<Service>().unwrap_err();
/// assert_eq!(
///     error.to_string(),
///     "`extended access` is not a service of the Network Contract DES (extended access was the \
///      commissioner's own service; the network's are `extended hours` and `enhanced access`); \
///      a good one is `anticipatory care`",
/// );
/// ```
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "`{given}` is not a service of the Network Contract DES{}; a good one is `anticipatory care`",
    if *.confused { " (extended access was the commissioner's own service; \
                    the network's are `extended hours` and `enhanced access`)" } else { "" }
)]
pub struct UnknownService {
    given: Box<str>,
    confused: bool,
}

impl UnknownService {
    /// The text as given, cut if very long.
    ///
    /// # Examples
    ///
    /// ```
    /// use pcn::service::Service;
    ///
    /// assert_eq!("dentistry".parse::<Service>().unwrap_err().given(), "dentistry");
    /// ```
    #[must_use]
    pub const fn given(&self) -> &str {
        &self.given
    }
}

impl Service {
    /// Every service, the seven of 2019 first.
    pub const ALL: [Self; 12] = [
        Self::StructuredMedicationReview,
        Self::EnhancedHealthInCareHomes,
        Self::EarlyCancerDiagnosis,
        Self::AnticipatoryCare,
        Self::PersonalisedCare,
        Self::CvdPreventionAndDiagnosis,
        Self::NeighbourhoodInequalities,
        Self::SocialPrescribing,
        Self::ExtendedHours,
        Self::EnhancedAccess,
        Self::SingleSpecification,
        Self::ProactiveCare,
    ];

    /// The seven services of the framework of January 2019.
    pub const SEVEN: [Self; 7] = [
        Self::StructuredMedicationReview,
        Self::EnhancedHealthInCareHomes,
        Self::EarlyCancerDiagnosis,
        Self::AnticipatoryCare,
        Self::PersonalisedCare,
        Self::CvdPreventionAndDiagnosis,
        Self::NeighbourhoodInequalities,
    ];

    /// The canonical name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::StructuredMedicationReview => {
                "structured medication review and medicines optimisation"
            }
            Self::EnhancedHealthInCareHomes => "enhanced health in care homes",
            Self::EarlyCancerDiagnosis => "supporting early cancer diagnosis",
            Self::AnticipatoryCare => "anticipatory care",
            Self::PersonalisedCare => "personalised care",
            Self::CvdPreventionAndDiagnosis => "CVD prevention and diagnosis",
            Self::NeighbourhoodInequalities => "tackling neighbourhood health inequalities",
            Self::SocialPrescribing => "social prescribing",
            Self::ExtendedHours => "extended hours access",
            Self::EnhancedAccess => "enhanced access",
            Self::SingleSpecification => "single service specification",
            Self::ProactiveCare => "proactive care",
        }
    }

    /// The name on the wire.
    #[must_use]
    pub const fn wire_name(self) -> &'static str {
        match self {
            Self::StructuredMedicationReview => "structured_medication_review",
            Self::EnhancedHealthInCareHomes => "enhanced_health_in_care_homes",
            Self::EarlyCancerDiagnosis => "early_cancer_diagnosis",
            Self::AnticipatoryCare => "anticipatory_care",
            Self::PersonalisedCare => "personalised_care",
            Self::CvdPreventionAndDiagnosis => "cvd_prevention_and_diagnosis",
            Self::NeighbourhoodInequalities => "neighbourhood_inequalities",
            Self::SocialPrescribing => "social_prescribing",
            Self::ExtendedHours => "extended_hours",
            Self::EnhancedAccess => "enhanced_access",
            Self::SingleSpecification => "single_specification",
            Self::ProactiveCare => "proactive_care",
        }
    }

    /// Other names that real documents use, in lower case.
    ///
    /// # Examples
    ///
    /// ```
    /// use pcn::service::Service;
    ///
    /// let service = Service::CvdPreventionAndDiagnosis;
    /// assert!(service.aliases().contains(&"cvd case finding"));
    /// assert_eq!(service.name(), "CVD prevention and diagnosis");
    /// assert_eq!(service.wire_name(), "cvd_prevention_and_diagnosis");
    /// ```
    #[must_use]
    pub const fn aliases(self) -> &'static [&'static str] {
        match self {
            Self::StructuredMedicationReview => &[
                "structured medication reviews",
                "structured medication reviews and medicines optimisation",
                "structured medications review and optimisation",
                "structured medication reviews and optimisation",
                "smr",
            ],
            Self::EnhancedHealthInCareHomes => &["ehch", "enhanced health in care homes service"],
            Self::EarlyCancerDiagnosis => &["early cancer diagnosis", "early cancer", "ecd"],
            Self::AnticipatoryCare => &[
                "anticipatory care requirements for complex patients",
                "anticipatory care with community services",
            ],
            Self::PersonalisedCare => &["personalized care"],
            Self::CvdPreventionAndDiagnosis => &[
                "cvd diagnosis and prevention",
                "cvd case finding",
                "cvd",
                "cardiovascular disease case finding",
                "cardiovascular disease prevention and diagnosis",
                "cardiovascular disease diagnosis and prevention",
            ],
            Self::NeighbourhoodInequalities => &[
                "tackling neighbourhood inequalities",
                "tackling health inequalities",
                "neighbourhood health inequalities",
                "locally agreed action to tackle inequalities",
                "tnhi",
            ],
            Self::SocialPrescribing => &["social prescribing service"],
            Self::ExtendedHours => &["extended hours des"],
            Self::EnhancedAccess => &["network enhanced access"],
            Self::SingleSpecification => &["four key functions"],
            Self::ProactiveCare => &[],
        }
    }
}

impl FromStr for Service {
    type Err = UnknownService;

    fn from_str(text: &str) -> Result<Self, UnknownService> {
        let plain = text.to_lowercase().replace(['-', '_'], " ");
        let plain = plain.split_whitespace().collect::<Vec<_>>().join(" ");
        let named = |service: &Self| {
            service.name().to_lowercase() == plain
                || service.wire_name().replace('_', " ") == plain
                || service.aliases().contains(&plain.as_str())
        };
        Self::ALL.into_iter().find(named).ok_or_else(|| UnknownService {
            given: text.chars().take(60).collect(),
            confused: plain == "extended access",
        })
    }
}

impl fmt::Display for Service {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

impl<'de> Deserialize<'de> for Service {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(de::Error::custom)
    }
}

/// One of the four key functions of the single specification of 2024/25. The first two are how a
/// network organises itself, the last two are care.
///
/// # Examples
///
/// ```
/// use pcn::service::KeyFunction;
///
/// assert_eq!(KeyFunction::ALL.len(), 4);
/// assert_eq!(KeyFunction::TargetResource.number(), 4);
/// ```
///
/// # Source
///
/// Pulse, 28 March 2024.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum KeyFunction {
    /// Co-ordinate, organise and deploy shared resources for resilience and care.
    DeployResources,
    /// Work with other providers as part of an integrated neighbourhood team.
    Collaborate,
    /// Improve outcomes through population health management, and reduce inequalities.
    ImproveOutcomes,
    /// Target resource to need, proactive care included.
    TargetResource,
}

impl KeyFunction {
    /// The four, in order.
    pub const ALL: [Self; 4] =
        [Self::DeployResources, Self::Collaborate, Self::ImproveOutcomes, Self::TargetResource];

    /// Its place in the list, from 1.
    #[must_use]
    pub const fn number(self) -> u8 {
        match self {
            Self::DeployResources => 1,
            Self::Collaborate => 2,
            Self::ImproveOutcomes => 3,
            Self::TargetResource => 4,
        }
    }

    /// What it asks, in a few words.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::DeployResources => "organise and deploy shared resources",
            Self::Collaborate => "work with other providers in an integrated neighbourhood team",
            Self::ImproveOutcomes => {
                "improve outcomes through population health management and reduce inequalities"
            }
            Self::TargetResource => "target resource to need, proactive care included",
        }
    }
}

impl fmt::Display for KeyFunction {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.title())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_alias_and_wire_name_reads_as_its_service() {
        for service in Service::ALL {
            let names = [service.name(), service.wire_name()];
            for name in names.iter().chain(service.aliases()) {
                assert_eq!(name.parse(), Ok(service), "{name}");
                assert_eq!(name.to_uppercase().parse(), Ok(service), "{name}");
            }
            let json = serde_json::to_string(&service).unwrap();
            assert_eq!(json, format!("\"{}\"", service.wire_name()));
            assert_eq!(serde_json::from_str::<Service>(&json).unwrap(), service);
        }
    }

    #[test]
    fn no_alias_names_two_services() {
        let mut all: Vec<_> =
            Service::ALL.iter().flat_map(|service| service.aliases()).copied().collect();
        let count = all.len();
        all.sort_unstable();
        all.dedup();
        assert_eq!(all.len(), count);
    }

    #[test]
    fn the_commissioners_extended_access_is_told_apart() {
        let error = "Extended Access".parse::<Service>().unwrap_err().to_string();
        assert!(error.contains("the commissioner's own service"), "{error}");
        let error = "dentistry".parse::<Service>().unwrap_err().to_string();
        assert!(!error.contains("commissioner"), "{error}");
    }
}
