use core::fmt;

use serde::{Deserialize, Serialize};

use super::source;
use crate::citation::Source;

/// What a mandatory clause of the national template is about.
///
/// # Meaning
///
/// The template has two layers: clauses that are fixed nationally, and schedules that the members
/// write. The numbers of the clauses are mostly unknown to us, so a clause is named by its
/// subject. Only the clauses on disputes may be adjusted by members.
///
/// # Format
///
/// Snake case, for example `dispute_resolution`.
///
/// # Examples
///
/// ```
/// use pcn::agreement::ClauseSubject;
///
/// let adjustable: Vec<_> =
///     ClauseSubject::ALL.into_iter().filter(|clause| clause.is_adjustable()).collect();
/// assert_eq!(adjustable, [ClauseSubject::DisputeResolution]);
/// ```
///
/// # Source
///
/// Tanza, "PCN Network Agreement" (April 2019); Lancashire and Cumbria LMCs; LMC Law slides;
/// Hempsons (8 May 2019). [`ClauseSubject::source`] gives the one for each subject.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum ClauseSubject {
    /// General obligations and the involvement of patients.
    GeneralObligations,
    /// Principles and objectives: working together and co-operation (clauses 8 to 14).
    Principles,
    /// How decisions are made.
    DecisionMaking,
    /// Meetings and governance.
    Meetings,
    /// Financial arrangements; the detail is left to Schedule 4.
    FinancialArrangements,
    /// Workforce; terms for sharing staff are left to Schedule 5.
    Workforce,
    /// Information sharing, patient records, confidentiality and data protection.
    InformationSharing,
    /// Conflicts of interest.
    ConflictsOfInterest,
    /// Joining and leaving the network, voluntary exit and expulsion.
    JoiningAndLeaving,
    /// Leave to have arrangements with organisations outside the network.
    OutsideOrganisations,
    /// Duration and variation, which is national only.
    DurationAndVariation,
    /// Termination.
    Termination,
    /// Disputes. The LMC is suggested, and members may set their own way.
    DisputeResolution,
    /// Events outside a member's control.
    EventsOutsideControl,
}

impl ClauseSubject {
    /// Every subject that a source names.
    pub const ALL: [Self; 14] = [
        Self::GeneralObligations,
        Self::Principles,
        Self::DecisionMaking,
        Self::Meetings,
        Self::FinancialArrangements,
        Self::Workforce,
        Self::InformationSharing,
        Self::ConflictsOfInterest,
        Self::JoiningAndLeaving,
        Self::OutsideOrganisations,
        Self::DurationAndVariation,
        Self::Termination,
        Self::DisputeResolution,
        Self::EventsOutsideControl,
    ];

    /// The subject in words.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::GeneralObligations => "general obligations",
            Self::Principles => "principles and objectives",
            Self::DecisionMaking => "decision making",
            Self::Meetings => "meetings",
            Self::FinancialArrangements => "financial arrangements",
            Self::Workforce => "workforce",
            Self::InformationSharing => "information sharing and confidentiality",
            Self::ConflictsOfInterest => "conflicts of interest",
            Self::JoiningAndLeaving => "joining and leaving",
            Self::OutsideOrganisations => "organisations outside the network",
            Self::DurationAndVariation => "duration and variation",
            Self::Termination => "termination",
            Self::DisputeResolution => "dispute resolution",
            Self::EventsOutsideControl => "events outside a member's control",
        }
    }

    /// Whether members may adjust the clause.
    #[must_use]
    pub const fn is_adjustable(self) -> bool {
        matches!(self, Self::DisputeResolution)
    }

    /// Who names the subject.
    ///
    /// # Examples
    ///
    /// ```
    /// use pcn::agreement::ClauseSubject;
    ///
    /// let clause = ClauseSubject::DecisionMaking;
    /// assert_eq!(clause.name(), "decision making");
    /// assert!(clause.source().citation.document().starts_with("LMC Law"));
    /// ```
    #[must_use]
    pub const fn source(self) -> Source {
        match self {
            Self::Principles => source::HEMPSONS_2019,
            Self::DecisionMaking => source::LMC_LAW,
            Self::OutsideOrganisations => source::NWLMCS,
            _ => source::TANZA,
        }
    }
}

impl fmt::Display for ClauseSubject {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}
