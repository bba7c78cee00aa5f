use core::fmt;

use serde::{Deserialize, Serialize};

use super::sources::PROSPECTUS_2019;
use crate::citation::{Evidence, Source};

/// A kind of support that the development prospectus of 2019/20 offered. There are six, and they
/// are not the five components of the matrix.
///
/// # Examples
///
/// ```
/// use pcn::maturity::{ComponentId, SupportDomain};
///
/// assert_eq!(SupportDomain::ALL.len(), 6);
/// assert_eq!(ComponentId::NATIONAL.len(), 5);
/// ```
///
/// # Source
///
/// Ockham Healthcare, general practice blog, PCN development support guidance and prospectus 2019/20.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum SupportDomain {
    /// Setting the network up, and supporting it.
    SetUp,
    /// Developing the organisation, and change.
    OrganisationalDevelopment,
    /// Developing leaders.
    Leadership,
    /// Working together in multi-disciplinary teams.
    CollaborativeWorking,
    /// Population health management.
    PopulationHealthManagement,
    /// Social prescribing and communities that build on their strengths.
    SocialPrescribing,
}

impl SupportDomain {
    /// Every domain, in the prospectus's order.
    pub const ALL: [Self; 6] = [
        Self::SetUp,
        Self::OrganisationalDevelopment,
        Self::Leadership,
        Self::CollaborativeWorking,
        Self::PopulationHealthManagement,
        Self::SocialPrescribing,
    ];

    /// Where the list stands.
    pub const SOURCE: Source = Source::constant(PROSPECTUS_2019, Evidence::Secondary);

    /// The domain's title, in our words.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::SetUp => "network set-up and support",
            Self::OrganisationalDevelopment => "organisational development and change",
            Self::Leadership => "leadership development",
            Self::CollaborativeWorking => "collaborative working in multi-disciplinary teams",
            Self::PopulationHealthManagement => "population health management",
            Self::SocialPrescribing => "social prescribing and asset-based community development",
        }
    }
}

impl fmt::Display for SupportDomain {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.title())
    }
}
