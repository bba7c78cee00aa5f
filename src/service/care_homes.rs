use core::fmt;

use serde::{Deserialize, Serialize};

use super::sources::{EHCH_GUIDE_2017, EHCH_V2, EHCH_V3};
use crate::{citation::Source, series::Figure};

/// One of the seven care elements of the framework for enhanced health in care homes.
///
/// # Examples
///
/// ```
/// use pcn::service::{CareElement, FrameworkVersion};
///
/// let first = CareElement::PrimaryCare;
/// assert_eq!(first.title(FrameworkVersion::Guide2017).value(), Some(&"enhanced primary care"));
/// assert_eq!(
///     first.title(FrameworkVersion::Version2).value(),
///     Some(&"enhanced primary and community care support"),
/// );
/// assert_eq!(first.title(FrameworkVersion::Version3).value(), None, "not known here");
/// ```
///
/// # Source
///
/// The guide of June 2017; for the later versions see [`FrameworkVersion::source`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum CareElement {
    /// Enhanced primary care.
    PrimaryCare,
    /// Multidisciplinary team support.
    MultidisciplinaryTeam,
    /// Reablement and rehabilitation.
    Reablement,
    /// End-of-life and dementia care.
    EndOfLifeAndDementia,
    /// Joined-up collaboration and commissioning.
    Collaboration,
    /// Workforce development.
    Workforce,
    /// Data, information technology and technology.
    DataAndTechnology,
}

/// A version of the framework for enhanced health in care homes.
///
/// # Examples
///
/// ```
/// use pcn::service::FrameworkVersion;
///
/// assert_eq!(FrameworkVersion::Version2.published(), "March 2020");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum FrameworkVersion {
    /// The guide of the new care models programme, June 2017.
    Guide2017,
    /// Version 2, March 2020.
    Version2,
    /// Version 3, November 2023.
    Version3,
}

impl FrameworkVersion {
    /// Every version, in order.
    pub const ALL: [Self; 3] = [Self::Guide2017, Self::Version2, Self::Version3];

    /// The month of publication. No source read here gives the day.
    #[must_use]
    pub const fn published(self) -> &'static str {
        match self {
            Self::Guide2017 => "June 2017",
            Self::Version2 => "March 2020",
            Self::Version3 => "November 2023",
        }
    }

    /// Where it stands.
    ///
    /// # Examples
    ///
    /// ```
    /// use pcn::service::FrameworkVersion;
    ///
    /// assert_eq!(FrameworkVersion::Version3.published(), "November 2023");
    /// assert!(!FrameworkVersion::Version3.source().citation.document().is_empty());
    /// ```
    #[must_use]
    pub const fn source(self) -> Source {
        match self {
            Self::Guide2017 => EHCH_GUIDE_2017,
            Self::Version2 => EHCH_V2,
            Self::Version3 => EHCH_V3,
        }
    }
}

impl CareElement {
    /// The seven, in order.
    pub const ALL: [Self; 7] = [
        Self::PrimaryCare,
        Self::MultidisciplinaryTeam,
        Self::Reablement,
        Self::EndOfLifeAndDementia,
        Self::Collaboration,
        Self::Workforce,
        Self::DataAndTechnology,
    ];

    /// Its place in the list, from 1.
    #[must_use]
    pub const fn number(self) -> u8 {
        match self {
            Self::PrimaryCare => 1,
            Self::MultidisciplinaryTeam => 2,
            Self::Reablement => 3,
            Self::EndOfLifeAndDementia => 4,
            Self::Collaboration => 5,
            Self::Workforce => 6,
            Self::DataAndTechnology => 7,
        }
    }

    /// Its title in a version. Of version 2 only the first title could be read, of version 3 none.
    #[must_use]
    pub const fn title(self, version: FrameworkVersion) -> Figure<&'static str> {
        match (version, self) {
            (FrameworkVersion::Guide2017, _) => Figure::Published(self.first_title()),
            (FrameworkVersion::Version2, Self::PrimaryCare) => {
                Figure::Published("enhanced primary and community care support")
            }
            _ => Figure::NotPublished,
        }
    }

    /// What version 2 lists under it. Only the first element's list could be read.
    ///
    /// # Examples
    ///
    /// ```
    /// use pcn::{
    ///     series::Figure,
    ///     service::{CareElement, FrameworkVersion},
    /// };
    ///
    /// assert!(CareElement::PrimaryCare.contents().contains(&"the home round"));
    /// assert!(CareElement::Workforce.contents().is_empty(), "its list could not be read");
    /// assert_eq!(CareElement::Workforce.title(FrameworkVersion::Version3), Figure::NotPublished);
    /// ```
    #[must_use]
    pub const fn contents(self) -> &'static [&'static str] {
        match self {
            Self::PrimaryCare => &[
                "aligning homes with networks",
                "the home round",
                "personalised care and support plans",
                "structured medication reviews",
                "hydration and nutrition support",
            ],
            _ => &[],
        }
    }

    const fn first_title(self) -> &'static str {
        match self {
            Self::PrimaryCare => "enhanced primary care",
            Self::MultidisciplinaryTeam => "multidisciplinary team support",
            Self::Reablement => "reablement and rehabilitation",
            Self::EndOfLifeAndDementia => "end-of-life and dementia care",
            Self::Collaboration => "joined-up collaboration and commissioning",
            Self::Workforce => "workforce development",
            Self::DataAndTechnology => "data, IT and technology",
        }
    }
}

impl fmt::Display for CareElement {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.first_title())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_guide_of_2017_names_all_seven() {
        for (at, element) in CareElement::ALL.into_iter().enumerate() {
            assert_eq!(usize::from(element.number()), at + 1);
            assert!(element.title(FrameworkVersion::Guide2017).value().is_some());
        }
    }
}
