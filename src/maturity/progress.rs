use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{Assessment, ComponentId, Matrix, Standing, VersionId};

/// How a component moved between two assessments.
///
/// # Examples
///
/// ```
/// use pcn::maturity::Movement;
///
/// assert_eq!(serde_json::to_string(&Movement::Down)?, r#""down""#);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Movement {
    /// Up.
    Up,
    /// No change.
    Same,
    /// Down; that may be, and is no error.
    Down,
    /// Not rated in one of the two, so nothing can be said.
    Unknown,
}

/// One component's part in a [`Progress`].
///
/// # Examples
///
/// ```
/// use pcn::maturity::{Moved, Movement};
///
/// // A component that was not rated before has moved nowhere that can be said.
/// let moved: Moved = serde_json::from_str(
///     r#"{"component": "integrating_care", "after": "step_1", "movement": "unknown"}"#,
/// )?;
/// assert_eq!((moved.before, moved.movement), (None, Movement::Unknown));
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Moved {
    /// The component.
    pub component: ComponentId,
    /// Where it stood at first; `None` if it was not rated.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub before: Option<Standing>,
    /// Where it stood then; `None` if it was not rated.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<Standing>,
    /// How it moved.
    pub movement: Movement,
}

/// What changed between two assessments.
///
/// # Examples
///
/// ```
/// use pcn::maturity::{Journey, Movement, Progress, august_2019};
///
/// let journey: Journey = serde_json::from_str(r#"{"of": {"network": "U12345"}, "assessments": [
///     {"version": "august_2019", "assessed_on": "2019-09-20", "assessed_by": "network board",
///      "how": "self_assessed", "ratings": [{"component": "integrating_care", "level": "foundation"}]},
///     {"version": "august_2019", "assessed_on": "2021-03-10", "assessed_by": "network board",
///      "how": "facilitated", "ratings": [{"component": "integrating_care", "level": "step_1"}]}
/// ]}"#)?;
/// let [before, after] = journey.assessments() else { return Ok(()) };
/// let progress = Progress::between(before, after, august_2019());
/// let Progress::Compared { components, .. } = &progress else { return Ok(()) };
/// assert_eq!(components[2].movement, Movement::Up);
/// assert_eq!(journey.steps().collect::<Vec<_>>(), [progress]);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Progress {
    /// Both use one version.
    Compared {
        /// The day of the first.
        #[serde(deserialize_with = "crate::calendar::iso")]
        from: NaiveDate,
        /// The day of the second.
        #[serde(deserialize_with = "crate::calendar::iso")]
        to: NaiveDate,
        /// The components, in the version's order.
        components: Vec<Moved>,
    },
    /// They use two versions, whose levels are not the same thing.
    OtherVersion {
        /// The day of the first.
        #[serde(deserialize_with = "crate::calendar::iso")]
        from: NaiveDate,
        /// The first's version.
        before: VersionId,
        /// The day of the second.
        #[serde(deserialize_with = "crate::calendar::iso")]
        to: NaiveDate,
        /// The second's version.
        after: VersionId,
    },
}

impl Progress {
    /// What changed from one assessment to another, against the version's components.
    #[must_use]
    pub fn between(before: &Assessment, after: &Assessment, matrix: &Matrix) -> Self {
        let (from, to) = (before.assessed_on, after.assessed_on);
        if before.version != after.version {
            return Self::OtherVersion {
                from,
                before: before.version.clone(),
                to,
                after: after.version.clone(),
            };
        }
        let [before, after] = [before, after].map(|assessment| {
            let levels = assessment.ratings.iter().map(|rating| (&rating.component, rating.level));
            levels.collect::<BTreeMap<_, _>>()
        });
        let components = matrix.parts().into_iter().map(|component| {
            let (before, after) = (before.get(&component).copied(), after.get(&component).copied());
            let movement = match (before, after) {
                (Some(before), Some(after)) if before < after => Movement::Up,
                (Some(before), Some(after)) if before > after => Movement::Down,
                (Some(_), Some(_)) => Movement::Same,
                _ => Movement::Unknown,
            };
            Moved { component, before, after, movement }
        });
        Self::Compared { from, to, components: components.collect() }
    }
}
