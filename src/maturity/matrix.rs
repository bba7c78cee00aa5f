use core::fmt;
use std::borrow::Cow;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{ComponentId, ItemId, Level, MaturityError, VersionId, august_2019, draft_2018};
use crate::citation::{Citation, Evidence, Source};

/// Whose work a criterion describes: the network's, or that of the system around it.
///
/// # Examples
///
/// ```
/// use pcn::maturity::{Level, Scope, august_2019};
///
/// let foundation = august_2019().criteria_at(Level::Foundation);
/// assert_eq!(foundation.filter(|criterion| criterion.scope == Scope::System).count(), 5);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Scope {
    /// The network's own.
    Network,
    /// The system's or the place's.
    System,
}

impl fmt::Display for Scope {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Network => "network",
            Self::System => "system",
        })
    }
}

/// A strand that runs through the steps of the 2018 draft. The draft has no such headings: the
/// strands are ours.
///
/// # Examples
///
/// ```
/// use pcn::maturity::{ComponentId, Strand};
///
/// assert_eq!(Strand::Voice.component(), ComponentId::LEADERSHIP);
/// let taken: Vec<_> = Strand::ALL.map(Strand::component).into();
/// assert!(!taken.contains(&ComponentId::PEOPLE), "the fifth component is new in 2019");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Strand {
    /// The plan and the business model.
    Vision,
    /// Belief in the plan, and the voice of primary care in the system.
    Voice,
    /// Time, efficiency and the use of resources.
    Capacity,
    /// Skills, shared staff, records and estate.
    Skills,
    /// Data, segmentation and population health.
    Data,
    /// Teams and models of care.
    IntegratedCare,
}

impl Strand {
    /// Every strand.
    pub const ALL: [Self; 6] =
        [Self::Vision, Self::Voice, Self::Capacity, Self::Skills, Self::Data, Self::IntegratedCare];

    /// Where the mapping of strands onto components comes from: nowhere but here. No document
    /// gives one.
    pub const MAPPING: Source = Source::constant(
        Citation::constant("our own mapping of the strands of 2018 onto the components of 2019"),
        Evidence::Derived,
    );

    /// The component of August 2019 that the strand went into, by our own mapping
    /// ([`MAPPING`](Self::MAPPING)). Nothing of 2018 went into the fifth component, working with
    /// people and communities: the guide of 2018 treats that as an enabler.
    #[must_use]
    pub const fn component(self) -> ComponentId {
        match self {
            Self::Vision | Self::Voice => ComponentId::LEADERSHIP,
            Self::Data => ComponentId::DATA,
            Self::IntegratedCare => ComponentId::INTEGRATING,
            Self::Capacity | Self::Skills => ComponentId::RESOURCES,
        }
    }
}

/// A component of a matrix.
///
/// # Examples
///
/// ```
/// use pcn::maturity::august_2019;
///
/// assert_eq!(august_2019().components()[2].title, "Integrating care");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Component {
    /// Its key.
    pub id: ComponentId,
    /// Its title, as the document words it.
    pub title: Cow<'static, str>,
    /// Other wordings of the title that documents use.
    #[serde(default = "none", skip_serializing_if = "<[_]>::is_empty")]
    pub aliases: Cow<'static, [Cow<'static, str>]>,
}

/// One thing that a matrix describes at one level.
///
/// # Examples
///
/// See [`Matrix`] and [`draft_2018`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Criterion {
    /// Its lasting name.
    pub id: ItemId,
    /// The level at which it stands.
    pub level: Level,
    /// Its component; [`ComponentId::WHOLE_NETWORK`] in a version without components.
    pub component: ComponentId,
    /// The strand of 2018 that it belongs to, by our reading.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub strand: Option<Strand>,
    /// Whose work it describes.
    pub scope: Scope,
    /// What it asks, in our words.
    pub text: Cow<'static, str>,
    /// Where it stands, and how sure the wording is.
    pub source: Source,
}

pub(super) fn none<T: Clone>() -> Cow<'static, [T]> {
    Cow::Borrowed(&[])
}

/// A version of the maturity matrix: its levels, components and criteria.
///
/// # Meaning
///
/// Two national versions are built in: [`draft_2018`] and [`august_2019`]. A place may make its own
/// ([`LocalMatrix`]). A matrix is a map for a conversation: it is no checklist to pass, no score and
/// no means of ranking networks, and nothing here turns it into one.
///
/// # Examples
///
/// ```
/// use pcn::maturity::{Level, august_2019, draft_2018};
///
/// assert_eq!(draft_2018().components().len(), 0);
/// assert_eq!(draft_2018().criteria_at(Level::Step3).count(), 8);
/// assert_eq!(august_2019().components().len(), 5);
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Matrix {
    // INVARIANT: as `check` below says.
    pub(super) id: VersionId,
    pub(super) title: Cow<'static, str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) issued: Option<NaiveDate>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) system: Option<Cow<'static, str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) based_on: Option<VersionId>,
    pub(super) levels: Cow<'static, [Level]>,
    pub(super) components: Cow<'static, [Component]>,
    pub(super) criteria: Cow<'static, [Criterion]>,
    pub(super) source: Source,
    pub(super) levels_source: Source,
}

impl Matrix {
    /// The version's key.
    #[must_use]
    pub const fn id(&self) -> &VersionId {
        &self.id
    }

    /// Its title.
    #[must_use]
    pub fn title(&self) -> &str {
        &self.title
    }

    /// The day of issue; the first of the month where only the month is known.
    #[must_use]
    pub const fn issued(&self) -> Option<NaiveDate> {
        self.issued
    }

    /// The system or place whose version it is; `None` for a national one.
    #[must_use]
    pub fn system(&self) -> Option<&str> {
        self.system.as_deref()
    }

    /// The national version on which a local one is built.
    #[must_use]
    pub const fn based_on(&self) -> Option<&VersionId> {
        self.based_on.as_ref()
    }

    /// Its levels, lowest first.
    #[must_use]
    pub fn levels(&self) -> &[Level] {
        &self.levels
    }

    /// Its components, in its order; none in the draft of 2018.
    #[must_use]
    pub fn components(&self) -> &[Component] {
        &self.components
    }

    /// Its criteria, lowest level first.
    #[must_use]
    pub fn criteria(&self) -> &[Criterion] {
        &self.criteria
    }

    /// Where its components stand, and how sure they are. Each criterion has its own source.
    #[must_use]
    pub const fn source(&self) -> &Source {
        &self.source
    }

    /// Where its levels stand, and how sure they are.
    #[must_use]
    pub const fn levels_source(&self) -> &Source {
        &self.levels_source
    }

    /// What can be rated with it: its components or, if it has none, the whole network.
    #[must_use]
    pub fn parts(&self) -> Vec<ComponentId> {
        if self.components.is_empty() {
            return vec![ComponentId::WHOLE_NETWORK];
        }
        self.components.iter().map(|component| component.id.clone()).collect()
    }

    /// A component by its key.
    #[must_use]
    pub fn component(&self, id: &ComponentId) -> Option<&Component> {
        self.components.iter().find(|component| component.id == *id)
    }

    /// A component by its key, its title or one of the wordings that documents use, whatever the
    /// case.
    #[must_use]
    pub fn component_named(&self, name: &str) -> Option<&Component> {
        let same = |text: &str| text.eq_ignore_ascii_case(name.trim());
        self.components.iter().find(|component| {
            same(component.id.as_str())
                || same(&component.title)
                || component.aliases.iter().any(|alias| same(alias))
        })
    }

    /// The title of a part: of a component, or "the network as a whole".
    #[must_use]
    pub fn part_title<'a>(&'a self, id: &'a ComponentId) -> &'a str {
        match self.component(id) {
            Some(component) => &component.title,
            None if *id == ComponentId::WHOLE_NETWORK => "the network as a whole",
            None => id.as_str(),
        }
    }

    /// A criterion by its lasting name.
    #[must_use]
    pub fn criterion(&self, id: &ItemId) -> Option<&Criterion> {
        self.criteria.iter().find(|criterion| criterion.id == *id)
    }

    /// The criteria of a level.
    pub fn criteria_at(&self, level: Level) -> impl Iterator<Item = &Criterion> {
        self.criteria.iter().filter(move |criterion| criterion.level == level)
    }

    /// The version's level after a level; the first level if none is met.
    #[must_use]
    pub fn level_after(&self, level: Option<Level>) -> Option<Level> {
        self.levels.iter().copied().find(|next| level.is_none_or(|level| *next > level))
    }

    /// The version's level before a level.
    #[must_use]
    pub fn level_before(&self, level: Level) -> Option<Level> {
        self.levels.iter().copied().rfind(|before| *before < level)
    }

    /// The highest level.
    #[must_use]
    pub fn top(&self) -> Option<Level> {
        self.levels.last().copied()
    }

    pub(super) fn check(&self) -> Result<(), MaturityError> {
        if self.levels.is_empty() {
            return Err(MaturityError::NoLevels);
        }
        for (at, pair) in self.levels.windows(2).enumerate() {
            if let [one, two] = pair
                && one >= two
            {
                return Err(MaturityError::LevelsNotRising { at: at.saturating_add(1) });
            }
        }
        for (at, component) in self.components.iter().enumerate() {
            let twice = self.components.iter().take(at).any(|other| other.id == component.id);
            if twice || component.id == ComponentId::WHOLE_NETWORK {
                return Err(MaturityError::ComponentTaken { at, component: component.id.clone() });
            }
        }
        let parts = self.parts();
        for (at, criterion) in self.criteria.iter().enumerate() {
            let path = || format!("criteria[{at}]").into();
            if self.criteria.iter().take(at).any(|other| other.id == criterion.id) {
                return Err(MaturityError::CriterionTaken { at, criterion: criterion.id.clone() });
            }
            if !parts.contains(&criterion.component) {
                return Err(self.unknown_component(path(), &criterion.component));
            }
            if !self.levels.contains(&criterion.level) {
                return Err(self.unknown_level(path(), criterion.level));
            }
        }
        Ok(())
    }

    pub(super) fn unknown_component(&self, path: Box<str>, given: &ComponentId) -> MaturityError {
        MaturityError::UnknownComponent {
            path,
            given: given.clone(),
            version: self.id.clone(),
            good: self.parts().into_iter().next().unwrap_or(ComponentId::WHOLE_NETWORK),
        }
    }

    pub(super) fn unknown_level(&self, path: Box<str>, given: Level) -> MaturityError {
        MaturityError::LevelNotInVersion {
            path,
            given,
            version: self.id.clone(),
            good: self.levels.first().copied().unwrap_or(Level::Foundation),
        }
    }
}

/// A place's own version, built on a national one. What it leaves out it takes from there.
///
/// # Meaning
///
/// Several systems made their own versions, and the national page allows it. `levels`, `components`
/// and `criteria` that are given replace those of the base. Criteria taken from the base are those
/// of the levels and components that the local version keeps.
///
/// # Errors
///
/// [`build`](Self::build) refuses a base that is not national, a key that a national version has,
/// levels that do not rise, components or criteria given twice, and criteria of components or levels
/// that the version does not have.
///
/// # Examples
///
/// ```
/// use pcn::maturity::{ComponentId, Level, LocalMatrix};
///
/// let local: LocalMatrix = serde_json::from_str(r#"{
///     "id": "downland_2020", "title": "Downland development tool", "system": "Downland",
///     "based_on": "august_2019", "levels": ["foundation", "step_1", "step_2"],
///     "source": {"citation": {"document": "Downland CCG, development tool"}, "evidence": "secondary"}
/// }"#)?;
/// let matrix = local.build()?;
/// assert_eq!(matrix.top(), Some(Level::Step2));
/// assert_eq!(matrix.components().len(), 5);
/// assert!(matrix.criteria().iter().all(|criterion| criterion.level <= Level::Step2));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LocalMatrix {
    /// Its key; not one of a national version.
    pub id: VersionId,
    /// Its title.
    pub title: Cow<'static, str>,
    /// The system or place whose version it is.
    pub system: Cow<'static, str>,
    /// The national version on which it is built.
    pub based_on: VersionId,
    /// The day of issue, if known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub issued: Option<NaiveDate>,
    /// Its levels, lowest first; those of the base if left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub levels: Option<Vec<Level>>,
    /// Its components; those of the base if left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub components: Option<Vec<Component>>,
    /// Its criteria; those of the base, as far as they fit, if left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub criteria: Option<Vec<Criterion>>,
    /// Where it stands, and how sure that is.
    pub source: Source,
}

impl LocalMatrix {
    /// The version, complete and checked.
    ///
    /// # Errors
    ///
    /// [`MaturityError`], with the path of what is wrong; see the type.
    pub fn build(&self) -> Result<Matrix, MaturityError> {
        if national(&self.id).is_some() {
            return Err(MaturityError::VersionTaken { path: "id".into(), given: self.id.clone() });
        }
        let Some(base) = national(&self.based_on) else {
            return Err(MaturityError::UnknownVersion {
                path: "based_on".into(),
                given: self.based_on.clone(),
            });
        };
        let (levels, levels_source) = match &self.levels {
            Some(levels) => (Cow::Owned(levels.clone()), self.source.clone()),
            None => (base.levels.clone(), base.levels_source.clone()),
        };
        let components = match &self.components {
            Some(components) => Cow::Owned(components.clone()),
            None => base.components.clone(),
        };
        let mut matrix = Matrix {
            id: self.id.clone(),
            title: self.title.clone(),
            issued: self.issued,
            system: Some(self.system.clone()),
            based_on: Some(self.based_on.clone()),
            levels,
            components,
            criteria: Cow::Borrowed(&[]),
            source: self.source.clone(),
            levels_source,
        };
        matrix.criteria = Cow::Owned(match &self.criteria {
            Some(criteria) => criteria.clone(),
            None => {
                let parts = matrix.parts();
                let fits = |criterion: &&Criterion| {
                    matrix.levels.contains(&criterion.level) && parts.contains(&criterion.component)
                };
                base.criteria.iter().filter(fits).cloned().collect()
            }
        });
        matrix.check()?;
        Ok(matrix)
    }
}

/// A national version by its key.
#[must_use]
pub fn national(id: &VersionId) -> Option<&'static Matrix> {
    [draft_2018(), august_2019()].into_iter().find(|matrix| matrix.id == *id)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn local() -> LocalMatrix {
        LocalMatrix {
            id: VersionId::constant("downland_2020"),
            title: "Downland tool".into(),
            system: "Downland".into(),
            based_on: VersionId::AUGUST_2019,
            issued: None,
            levels: None,
            components: None,
            criteria: None,
            source: Source::constant(Citation::constant("made up"), Evidence::Secondary),
        }
    }

    #[test]
    fn the_national_versions_keep_their_invariant() {
        for matrix in [draft_2018(), august_2019()] {
            assert_eq!(matrix.check(), Ok(()), "{}", matrix.id);
            assert_eq!(national(&matrix.id), Some(matrix));
        }
        assert_eq!(national(&VersionId::constant("downland_2020")), None);
    }

    #[test]
    fn a_local_version_takes_what_it_leaves_out_from_its_base() {
        let same = local().build().unwrap();
        assert_eq!(same.criteria(), august_2019().criteria());
        let mut own = local();
        own.components = Some(vec![
            august_2019().components()[0].clone(),
            Component {
                id: ComponentId::constant("estates"),
                title: "Estates".into(),
                aliases: none(),
            },
        ]);
        let own = own.build().unwrap();
        assert_eq!(own.parts().len(), 2);
        assert!(!own.criteria().is_empty());
        assert!(own.criteria().iter().all(|c| c.component == ComponentId::LEADERSHIP));
        let mut whole = local();
        whole.based_on = VersionId::DRAFT_2018;
        assert_eq!(whole.build().unwrap().parts(), [ComponentId::WHOLE_NETWORK]);
    }

    #[test]
    fn a_faulty_local_version_is_refused_with_a_path() {
        let mut taken = local();
        taken.id = VersionId::DRAFT_2018;
        let mut base = local();
        base.based_on = VersionId::constant("summer_2019");
        let mut levels = local();
        levels.levels = Some(vec![Level::Step1, Level::Foundation]);
        let mut empty = local();
        empty.levels = Some(vec![]);
        let mut twice = local();
        twice.components = Some(vec![august_2019().components()[0].clone(); 2]);
        let mut again = local();
        again.criteria = Some(vec![august_2019().criteria()[0].clone(); 2]);
        let mut other = local();
        let mut criterion = august_2019().criteria()[0].clone();
        criterion.component = ComponentId::constant("estates");
        other.criteria = Some(vec![criterion]);
        let mut higher = local();
        higher.levels = Some(vec![Level::Foundation]);
        higher.criteria =
            Some(vec![Criterion { level: Level::Step3, ..august_2019().criteria()[0].clone() }]);
        for (local, path) in [
            (taken, "id"),
            (base, "based_on"),
            (levels, "levels[1]"),
            (empty, "levels"),
            (twice, "components[1].id"),
            (again, "criteria[1].id"),
            (other, "criteria[0].component"),
            (higher, "criteria[0].level"),
        ] {
            assert_eq!(local.build().unwrap_err().path(), path);
        }
    }
}
