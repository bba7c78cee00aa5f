use std::{borrow::Cow, collections::BTreeSet};

use chrono::NaiveDate;
use serde::Serialize;

use super::{
    Component, ComponentId, Criterion, ItemId, Level, MaturityError, VersionId, august_2019,
    draft_2018,
};
use crate::citation::Source;

/// A version of the maturity matrix: its levels, components and criteria.
///
/// # Meaning
///
/// Two national versions are built in: [`draft_2018`] and [`august_2019`]. A place may make its own
/// ([`LocalMatrix`](super::LocalMatrix)). A matrix is a map for a conversation: it is no checklist to pass, no score and
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
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
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
    ///
    /// # Examples
    ///
    /// ```
    /// use pcn::{
    ///     calendar::day,
    ///     maturity::{Level, august_2019},
    /// };
    ///
    /// let matrix = august_2019();
    /// assert_eq!(matrix.issued(), Some(day(2019, 8, 1)), "the month is known, the day is not");
    /// assert_eq!((matrix.system(), matrix.based_on()), (None, None), "it is national");
    /// assert_eq!(matrix.levels(), Level::ALL);
    /// ```
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
    ///
    /// # Examples
    ///
    /// ```
    /// use pcn::maturity::{ComponentId, august_2019, draft_2018};
    ///
    /// assert_eq!(august_2019().parts(), ComponentId::NATIONAL);
    /// let parts = draft_2018().parts();
    /// assert_eq!(parts, [ComponentId::WHOLE_NETWORK]);
    /// assert_eq!(draft_2018().part_title(&parts[0]), "the network as a whole");
    /// ```
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
    ///
    /// # Examples
    ///
    /// ```
    /// use pcn::maturity::{Level, august_2019};
    ///
    /// let matrix = august_2019();
    /// assert_eq!(matrix.level_after(None), Some(Level::Foundation));
    /// assert_eq!(matrix.level_after(Some(Level::Step3)), None);
    /// assert_eq!(matrix.top(), Some(Level::Step3));
    /// ```
    #[must_use]
    pub fn level_after(&self, level: Option<Level>) -> Option<Level> {
        self.levels.iter().copied().find(|next| level.is_none_or(|level| *next > level))
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
        let mut seen = BTreeSet::new();
        for (at, component) in self.components.iter().enumerate() {
            if !seen.insert(&component.id) || component.id == ComponentId::WHOLE_NETWORK {
                return Err(MaturityError::ComponentTaken { at, component: component.id.clone() });
            }
        }
        let parts: BTreeSet<ComponentId> = self.parts().into_iter().collect();
        let mut seen = BTreeSet::new();
        for (at, criterion) in self.criteria.iter().enumerate() {
            let path = || format!("criteria[{at}]").into();
            if !seen.insert(&criterion.id) {
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

/// A national version by its key.
///
/// # Examples
///
/// ```
/// use pcn::maturity::{VersionId, august_2019, national};
///
/// assert_eq!(national(&VersionId::AUGUST_2019), Some(august_2019()));
/// assert_eq!(national(&"downland_2020".parse()?), None);
/// # Ok::<(), pcn::maturity::KeyError>(())
/// ```
#[must_use]
pub fn national(id: &VersionId) -> Option<&'static Matrix> {
    [draft_2018(), august_2019()].into_iter().find(|matrix| matrix.id == *id)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_national_versions_keep_their_invariant() {
        for matrix in [draft_2018(), august_2019()] {
            assert_eq!(matrix.check(), Ok(()), "{}", matrix.id);
            assert_eq!(national(&matrix.id), Some(matrix));
        }
        assert_eq!(national(&VersionId::constant("downland_2020")), None);
    }
}
