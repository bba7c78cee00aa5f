use std::{borrow::Cow, collections::BTreeSet};

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{Component, Criterion, Level, Matrix, MaturityError, VersionId, national};
use crate::citation::Source;

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
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
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
    #[serde(deserialize_with = "crate::calendar::iso")]
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
                let parts: BTreeSet<_> = matrix.parts().into_iter().collect();
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        citation::{Citation, Evidence},
        maturity::{ComponentId, august_2019, criterion::none},
    };

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
