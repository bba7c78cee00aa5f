use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{
    Assessed, Assessment, ComponentId, Criterion, Level, LocalMatrix, Matrix, MaturityError,
    Progress, Rating, Standing, SupportDomain, VersionId, design, national,
};

/// A journey as it stands in a file, not yet checked. [`Journey::try_new`] checks it.
///
/// # Examples
///
/// ```
/// use pcn::maturity::{Assessed, Journey, JourneyRecord};
///
/// let record = JourneyRecord {
///     of: Assessed::Network("U12345".parse()?),
///     local_versions: Vec::new(),
///     assessments: Vec::new(),
/// };
/// let journey = Journey::try_new(record)?;
/// assert!(journey.assessments().is_empty());
/// assert_eq!(journey.of().to_string(), "U12345");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct JourneyRecord {
    /// Of whom it speaks.
    pub of: Assessed,
    /// Local versions of the matrix that assessments use.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub local_versions: Vec<LocalMatrix>,
    /// The assessments, in any order.
    pub assessments: Vec<Assessment>,
}

/// The assessments of one network, or of one group of networks, each checked against its version.
///
/// # Meaning
///
/// Every assessment uses a version that is known, rates only components that the version has, each
/// once, at levels that it has, and cites criteria of that component and items of the network's
/// design that exist. The assessments stand in order of their days; of two on one day, the later in
/// the file counts.
///
/// # Errors
///
/// [`MaturityError`], with the path of what is wrong and a good example.
///
/// # Examples
///
/// ```
/// use pcn::{
///     calendar::day,
///     maturity::{ComponentId, FullyMature, Journey, Level, Next, Standing},
/// };
///
/// let journey: Journey = serde_json::from_str(r#"{"of": {"network": "U12345"}, "assessments": [
///     {"version": "august_2019", "assessed_on": "2019-09-20", "assessed_by": "network board",
///      "how": "self_assessed", "ratings": [{"component": "integrating_care", "level": "foundation"}]},
///     {"version": "august_2019", "assessed_on": "2021-03-10", "assessed_by": "network board",
///      "how": "facilitated", "ratings": [{"component": "integrating_care", "level": "partly_step_1"}]}
/// ]}"#)?;
/// let care = ComponentId::INTEGRATING;
/// let held = journey.level_on(&care, day(2020, 6, 1)).unwrap();
/// assert_eq!((held.rating.level, held.since), (Standing::At(Level::Foundation), day(2019, 9, 20)));
/// let Next::Step { level, missing, .. } = journey.next(&care, day(2021, 4, 1)) else { panic!() };
/// assert_eq!((level, missing.len()), (Level::Step1, 2)); // a network part and a system part
/// assert!(matches!(journey.fully_mature(day(2021, 4, 1)), FullyMature::No { .. }));
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(try_from = "JourneyRecord", into = "JourneyRecord")]
pub struct Journey {
    // INVARIANT: checked in `try_new`; `local` are `record.local_versions`, built; the assessments
    // are in order of their days.
    record: JourneyRecord,
    local: Vec<Matrix>,
    /// Where each assessment stood in the record that was read.
    given_at: Vec<usize>,
}

// Where its assessments once stood is no part of a journey.
impl PartialEq for Journey {
    fn eq(&self, other: &Self) -> bool {
        self.record == other.record
    }
}

impl Eq for Journey {}

impl TryFrom<JourneyRecord> for Journey {
    type Error = MaturityError;
    fn try_from(record: JourneyRecord) -> Result<Self, MaturityError> {
        Self::try_new(record)
    }
}

impl From<Journey> for JourneyRecord {
    fn from(journey: Journey) -> Self {
        journey.record
    }
}

/// A component's standing on a day, the rating that says so, and since when it has been the same.
///
/// # Examples
///
/// ```
/// use pcn::{
///     calendar::day,
///     maturity::{ComponentId, Journey, Level, Method, Standing},
/// };
///
/// let journey: Journey = serde_json::from_str(r#"{"of": {"network": "U12345"}, "assessments": [
///     {"version": "august_2019", "assessed_on": "2019-09-20", "assessed_by": "network board",
///      "how": "self_assessed", "ratings": [{"component": "integrating_care", "level": "step_1"}]},
///     {"version": "august_2019", "assessed_on": "2020-09-21", "assessed_by": "network board",
///      "how": "facilitated", "ratings": [{"component": "integrating_care", "level": "step_1"}]}
/// ]}"#)?;
/// let held = journey.level_on(&ComponentId::INTEGRATING, day(2021, 4, 1)).ok_or("not rated")?;
/// assert_eq!(held.rating.level, Standing::At(Level::Step1));
/// assert_eq!(held.assessment.how, Method::Facilitated, "the last that says so");
/// assert_eq!(held.since, day(2019, 9, 20), "and since when it has been so");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Held<'a> {
    /// The rating.
    pub rating: &'a Rating,
    /// The assessment in which it stands.
    pub assessment: &'a Assessment,
    /// The day of the first assessment of the unbroken run with this standing and version.
    pub since: NaiveDate,
}

/// What lies between a component and its next level.
///
/// # Examples
///
/// ```
/// use pcn::{
///     calendar::day,
///     maturity::{ComponentId, Journey, Next},
/// };
///
/// let journey: Journey = serde_json::from_str(r#"{"of": {"network": "U12345"}, "assessments": [
///     {"version": "august_2019", "assessed_on": "2019-09-20", "assessed_by": "network board",
///      "how": "self_assessed", "ratings": [{"component": "integrating_care", "level": "step_3"}]}
/// ]}"#)?;
/// assert_eq!(journey.next(&ComponentId::INTEGRATING, day(2020, 4, 1)), Next::Top);
/// assert_eq!(journey.next(&ComponentId::DATA, day(2020, 4, 1)), Next::NotRated);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Next<'a> {
    /// A level is still to be met.
    Step {
        /// The level.
        level: Level,
        /// Its criteria that are not recorded as met, for the network and for the system.
        missing: Vec<&'a Criterion>,
        /// What was agreed to do next.
        agreed: Option<&'a str>,
    },
    /// The version's highest level is met in full.
    Top,
    /// The component had not been rated by that day.
    NotRated,
}

/// Whether every component is at the highest level of its version.
///
/// # Examples
///
/// ```
/// use pcn::{
///     calendar::day,
///     maturity::{FullyMature, Journey},
/// };
///
/// // What nobody has rated is not known to be below.
/// let empty: Journey =
///     serde_json::from_str(r#"{"of": {"network": "U12345"}, "assessments": []}"#)?;
/// assert_eq!(
///     empty.fully_mature(day(2021, 4, 1)),
///     FullyMature::Unknown { unrated: Vec::new() },
/// );
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum FullyMature {
    /// Every component is.
    Yes,
    /// These are not.
    No {
        /// The components below the highest level.
        below: Vec<ComponentId>,
    },
    /// None is known to be below, and these have not been rated.
    Unknown {
        /// The components without a rating.
        unrated: Vec<ComponentId>,
    },
}

impl Journey {
    /// Checks a record.
    ///
    /// # Errors
    ///
    /// [`MaturityError`]; see the type.
    pub fn try_new(mut record: JourneyRecord) -> Result<Self, MaturityError> {
        let mut local: Vec<Matrix> = Vec::with_capacity(record.local_versions.len());
        for (at, version) in record.local_versions.iter().enumerate() {
            let inside = |fault| MaturityError::InLocalVersion { at, fault: Box::new(fault) };
            let matrix = version.build().map_err(inside)?;
            if local.iter().any(|other| other.id == matrix.id) {
                let given = matrix.id;
                return Err(inside(MaturityError::VersionTaken { path: "id".into(), given }));
            }
            local.push(matrix);
        }
        for (at, assessment) in record.assessments.iter().enumerate() {
            check(assessment, &format!("assessments[{at}]"), &local)?;
        }
        let mut placed: Vec<(usize, Assessment)> =
            record.assessments.into_iter().enumerate().collect();
        placed.sort_by_key(|(_, assessment)| assessment.assessed_on);
        let given_at;
        (given_at, record.assessments) = placed.into_iter().unzip();
        Ok(Self { record, local, given_at })
    }

    /// The assessments, in order of their days, and where each stood in the record that was read.
    pub(super) fn assessments_as_given(&self) -> impl Iterator<Item = (usize, &Assessment)> {
        self.given_at.iter().copied().zip(&self.record.assessments)
    }

    /// Of whom it speaks.
    #[must_use]
    pub const fn of(&self) -> &Assessed {
        &self.record.of
    }

    /// The assessments, in order of their days.
    #[must_use]
    pub fn assessments(&self) -> &[Assessment] {
        &self.record.assessments
    }

    /// A version of the matrix: national or one of the journey's own.
    #[must_use]
    pub fn matrix(&self, version: &VersionId) -> Option<&Matrix> {
        find(version, &self.local)
    }

    /// The last assessment on or before a day, whatever it rated.
    #[must_use]
    pub fn assessment_on(&self, on: NaiveDate) -> Option<&Assessment> {
        self.record.assessments.iter().rfind(|assessment| assessment.assessed_on <= on)
    }

    /// The version of the last assessment on or before a day.
    ///
    /// # Examples
    ///
    /// ```
    /// use pcn::{
    ///     calendar::day,
    ///     maturity::{Journey, SupportDomain, VersionId},
    /// };
    ///
    /// let journey: Journey = serde_json::from_str(r#"{"of": {"network": "U12345"}, "assessments": [
    ///     {"version": "august_2019", "assessed_on": "2019-09-20", "assessed_by": "network board",
    ///      "how": "self_assessed", "ratings": [], "support_wanted": ["leadership"]}
    /// ]}"#)?;
    /// assert!(journey.assessment_on(day(2019, 9, 19)).is_none());
    /// let matrix = journey.matrix_on(day(2020, 1, 1)).ok_or("not assessed")?;
    /// assert_eq!(matrix.id(), &VersionId::AUGUST_2019);
    /// assert_eq!(journey.matrix(&VersionId::AUGUST_2019), Some(matrix));
    /// let wanted = journey.support_wanted(day(2020, 1, 1));
    /// assert!(wanted.contains(&SupportDomain::Leadership));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn matrix_on(&self, on: NaiveDate) -> Option<&Matrix> {
        self.matrix(&self.assessment_on(on)?.version)
    }

    /// Where a component stood on a day: by the last assessment on or before that day that rated
    /// it. `None` if none had; that is not the same as a low level.
    #[must_use]
    pub fn level_on(&self, component: &ComponentId, on: NaiveDate) -> Option<Held<'_>> {
        let mut rated = (self.record.assessments.iter().rev())
            .filter(|assessment| assessment.assessed_on <= on)
            .filter_map(|assessment| Some((assessment, assessment.rating(component)?)));
        let (assessment, rating) = rated.next()?;
        let since = rated
            .take_while(|(earlier, held)| {
                held.level == rating.level && earlier.version == assessment.version
            })
            .last()
            .map_or(assessment.assessed_on, |(first, _)| first.assessed_on);
        Some(Held { rating, assessment, since })
    }

    /// Which criteria stand between a component and its next level on a day.
    ///
    /// A level partly met is the next level. Criteria that the rating records as met are left out.
    #[must_use]
    pub fn next(&self, component: &ComponentId, on: NaiveDate) -> Next<'_> {
        let Some(held) = self.level_on(component, on) else { return Next::NotRated };
        let Some(matrix) = self.matrix(&held.assessment.version) else { return Next::NotRated };
        let level = match held.rating.level {
            Standing::NotYet => matrix.level_after(None),
            Standing::Partly(level) => Some(level),
            Standing::At(level) => matrix.level_after(Some(level)),
        };
        let Some(level) = level else { return Next::Top };
        let missing = matrix.criteria_at(level).filter(|criterion| {
            criterion.component == *component && !held.rating.met.contains(&criterion.id)
        });
        Next::Step { level, missing: missing.collect(), agreed: held.rating.next_step.as_deref() }
    }

    /// Whether every component of the version in use on a day is at its highest level.
    ///
    /// A journey without an assessment by that day is unknown, with the parts of no version.
    #[must_use]
    pub fn fully_mature(&self, on: NaiveDate) -> FullyMature {
        let Some(matrix) = self.matrix_on(on) else {
            return FullyMature::Unknown { unrated: Vec::new() };
        };
        let top = matrix.top().map(Standing::At);
        // Of each component the last rating, as `level_on` has it.
        let by_then = self.record.assessments.iter().filter(|held| held.assessed_on <= on);
        let last: BTreeMap<&ComponentId, (&Assessment, &Rating)> = by_then
            .flat_map(|held| held.ratings.iter().map(move |one| (&one.component, (held, one))))
            .collect();
        let (mut below, mut unrated) = (Vec::new(), Vec::new());
        for part in matrix.parts() {
            match last.get(&part) {
                Some((held, _)) if held.version != matrix.id => unrated.push(part),
                Some((_, rating)) if Some(rating.level) < top => below.push(part),
                Some(_) => {}
                None => unrated.push(part),
            }
        }
        match (below.is_empty(), unrated.is_empty()) {
            (false, _) => FullyMature::No { below },
            (true, false) => FullyMature::Unknown { unrated },
            (true, true) => FullyMature::Yes,
        }
    }

    /// What changed between the last assessments on or before two days; `None` if there was none by
    /// the first.
    #[must_use]
    pub fn progress(&self, from: NaiveDate, to: NaiveDate) -> Option<Progress> {
        let (before, after) = (self.assessment_on(from)?, self.assessment_on(to)?);
        Some(Progress::between(before, after, self.matrix(&after.version)?))
    }

    /// What changed from each assessment to the next.
    pub fn steps(&self) -> impl Iterator<Item = Progress> {
        self.record.assessments.windows(2).filter_map(|pair| match pair {
            [before, after] => Some(Progress::between(before, after, self.matrix(&after.version)?)),
            _ => None,
        })
    }

    /// The kinds of support wanted on a day: those of the last assessment on or before it.
    #[must_use]
    pub fn support_wanted(&self, on: NaiveDate) -> BTreeSet<SupportDomain> {
        self.assessment_on(on).map(|found| found.support_wanted.clone()).unwrap_or_default()
    }
}

fn find<'a>(version: &VersionId, local: &'a [Matrix]) -> Option<&'a Matrix> {
    national(version).or_else(|| local.iter().find(|matrix| matrix.id == *version))
}

fn check(assessment: &Assessment, path: &str, local: &[Matrix]) -> Result<(), MaturityError> {
    let Some(matrix) = find(&assessment.version, local) else {
        return Err(MaturityError::UnknownVersion {
            path: format!("{path}.version").into(),
            given: assessment.version.clone(),
        });
    };
    let parts: BTreeSet<ComponentId> = matrix.parts().into_iter().collect();
    let mut seen = BTreeSet::new();
    for (at, rating) in assessment.ratings.iter().enumerate() {
        let path: Box<str> = format!("{path}.ratings[{at}]").into();
        if !parts.contains(&rating.component) {
            return Err(matrix.unknown_component(path, &rating.component));
        }
        if !seen.insert(&rating.component) {
            return Err(MaturityError::RatedTwice { path, given: rating.component.clone() });
        }
        if let Some(level) = rating.level.level()
            && !matrix.levels().contains(&level)
        {
            return Err(matrix.unknown_level(path, level));
        }
        for given in &rating.met {
            let fits = |criterion: &&Criterion| criterion.component == rating.component;
            if matrix.criterion(given).as_ref().filter(|found| fits(found)).is_none() {
                return Err(MaturityError::UnknownCriterion {
                    path: format!("{path}.met").into(),
                    given: given.clone(),
                    component: rating.component.clone(),
                    good: matrix
                        .criteria()
                        .iter()
                        .find(fits)
                        .map_or(super::ItemId::constant("MM18-S1-07"), |good| good.id.clone()),
                });
            }
        }
    }
    for given in &assessment.design {
        if design::item(given).is_none() {
            return Err(MaturityError::UnknownDesignItem {
                path: format!("{path}.design").into(),
                given: given.clone(),
            });
        }
    }
    Ok(())
}
