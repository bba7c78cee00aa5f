use super::{ComponentId, ItemId, Level, VersionId};

/// Why a version, an assessment or a journey cannot be. [`path`](Self::path) says where.
///
/// # Examples
///
/// ```
/// use pcn::maturity::Journey;
///
/// let json = r#"{"of": {"network": "U12345"}, "assessments": [{
///     "version": "august_2019", "assessed_on": "2019-09-20", "assessed_by": "network board",
///     "how": "self_assessed", "ratings": [{"component": "digital", "level": "step_1"}]
/// }]}"#;
/// let error = serde_json::from_str::<Journey>(json).unwrap_err().to_string();
/// assert!(error.starts_with(
///     "at `assessments[0].ratings[0].component`: `august_2019` has no component `digital`; \
///      a good one is `leadership_planning_partnerships`"
/// ), "{error}");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum MaturityError {
    /// A version without levels.
    #[error("at `levels`: a matrix needs a level; a good list is `[\"foundation\", \"step_1\"]`")]
    NoLevels,
    /// Levels that do not rise.
    #[error(
        "at `levels[{at}]`: the levels must rise; a good list is `[\"foundation\", \"step_1\"]`"
    )]
    LevelsNotRising {
        /// The place in the list.
        at: usize,
    },
    /// A component given twice, or one that takes the name of the whole network.
    #[error("at `components[{at}].id`: `{component}` is taken; a good one is `estates`")]
    ComponentTaken {
        /// The place in the list.
        at: usize,
        /// The component.
        component: ComponentId,
    },
    /// A criterion given twice.
    #[error("at `criteria[{at}].id`: `{criterion}` is taken; a good one is `DOWN20-S1-01`")]
    CriterionTaken {
        /// The place in the list.
        at: usize,
        /// The criterion.
        criterion: ItemId,
    },
    /// A version key that is taken.
    #[error("at `{path}`: the version `{given}` is taken; a good one is `downland_2020`")]
    VersionTaken {
        /// Where.
        path: Box<str>,
        /// The key as given.
        given: VersionId,
    },
    /// A version that is neither national nor one of the given local ones.
    #[error("at `{path}`: no version `{given}` is known; a good one is `august_2019`")]
    UnknownVersion {
        /// Where.
        path: Box<str>,
        /// The key as given.
        given: VersionId,
    },
    /// A component that the version does not have.
    #[error(
        "at `{path}.component`: `{version}` has no component `{given}`; a good one is `{good}`"
    )]
    UnknownComponent {
        /// Where.
        path: Box<str>,
        /// The component as given.
        given: ComponentId,
        /// The version.
        version: VersionId,
        /// One that it has.
        good: ComponentId,
    },
    /// A level that the version does not have.
    #[error(
        "at `{path}.level`: `{version}` has no level `{}`; a good one is `{}`",
        given.name(), good.name()
    )]
    LevelNotInVersion {
        /// Where.
        path: Box<str>,
        /// The level as given.
        given: Level,
        /// The version.
        version: VersionId,
        /// One that it has.
        good: Level,
    },
    /// A component rated twice in one assessment.
    #[error("at `{path}.component`: `{given}` is rated twice; keep one rating of it")]
    RatedTwice {
        /// Where.
        path: Box<str>,
        /// The component.
        given: ComponentId,
    },
    /// A criterion that the version does not have, or not in this component.
    #[error("at `{path}`: `{given}` is no criterion of `{component}`; a good one is `{good}`")]
    UnknownCriterion {
        /// Where.
        path: Box<str>,
        /// The criterion as given.
        given: ItemId,
        /// The component.
        component: ComponentId,
        /// One that it has.
        good: ItemId,
    },
    /// A cited item that the network's design does not have.
    #[error(
        "at `{path}`: the network's design has no item `{given}`; a good one is `NET18-CORE-01`"
    )]
    UnknownDesignItem {
        /// Where.
        path: Box<str>,
        /// The item as given.
        given: ItemId,
    },
    /// A fault inside a local version.
    #[error("in `local_versions[{at}]`: {fault}")]
    InLocalVersion {
        /// The place in the list.
        at: usize,
        /// The fault.
        fault: Box<Self>,
    },
}

impl MaturityError {
    /// Where it is wrong, for example `assessments[1].ratings[0].component`.
    ///
    /// # Examples
    ///
    /// ```
    /// use pcn::maturity::{Journey, JourneyRecord};
    ///
    /// let record: JourneyRecord = serde_json::from_str(r#"{
    ///     "of": {"network": "U12345"},
    ///     "assessments": [{"version": "downland_2020", "assessed_on": "2020-09-20",
    ///                      "assessed_by": "network board", "how": "self_assessed", "ratings": []}]
    /// }"#)?;
    /// let error = Journey::try_new(record).unwrap_err();
    /// assert_eq!(error.path(), "assessments[0].version");
    /// # Ok::<(), serde_json::Error>(())
    /// ```
    #[must_use]
    pub fn path(&self) -> String {
        match self {
            Self::NoLevels => "levels".to_owned(),
            Self::LevelsNotRising { at } => format!("levels[{at}]"),
            Self::ComponentTaken { at, .. } => format!("components[{at}].id"),
            Self::CriterionTaken { at, .. } => format!("criteria[{at}].id"),
            Self::VersionTaken { path, .. }
            | Self::UnknownVersion { path, .. }
            | Self::UnknownCriterion { path, .. }
            | Self::UnknownDesignItem { path, .. } => path.to_string(),
            Self::UnknownComponent { path, .. } | Self::RatedTwice { path, .. } => {
                format!("{path}.component")
            }
            Self::LevelNotInVersion { path, .. } => format!("{path}.level"),
            Self::InLocalVersion { at, fault } => format!("local_versions[{at}].{}", fault.path()),
        }
    }
}
