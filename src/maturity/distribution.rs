use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{Assessed, ComponentId, Journey, Matrix, Standing};

/// How many networks stand where, for one component.
///
/// # Examples
///
/// ```
/// use pcn::{
///     calendar::day,
///     maturity::{ComponentId, Distribution, Journey, Level, Standing, august_2019},
/// };
///
/// let journey: Journey = serde_json::from_str(r#"{"of": {"network": "U12345"}, "assessments": [
///     {"version": "august_2019", "assessed_on": "2019-09-20", "assessed_by": "network board",
///      "how": "self_assessed", "ratings": [{"component": "integrating_care", "level": "step_1"}]}
/// ]}"#)?;
/// let place = Distribution::on(&[journey], august_2019(), day(2020, 4, 1));
/// let [leadership, _, care, ..] = &place.components[..] else { return Ok(()) };
/// assert_eq!(care.component, ComponentId::INTEGRATING);
/// assert_eq!(care.lowest(), Some(Standing::At(Level::Step1)));
/// assert_eq!((leadership.lowest(), leadership.not_rated), (None, 1));
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Spread {
    /// The component.
    pub component: ComponentId,
    /// How many networks have each standing, lowest first. Standings that none has are left out.
    pub networks: BTreeMap<Standing, usize>,
    /// How many networks have no rating of it.
    pub not_rated: usize,
}

impl Spread {
    /// The lowest standing that a network has.
    #[must_use]
    pub fn lowest(&self) -> Option<Standing> {
        self.networks.keys().next().copied()
    }
}

/// What a place or a system of several networks looks like on a day: a distribution.
///
/// # Meaning
///
/// It counts; it neither names nor orders networks, and makes no score of them. The matrix is no
/// means of managing performance, as its own introduction says. Networks that used another version
/// by that day are counted apart, because levels of two versions are not the same thing. So are
/// assessments of a whole group, which are no network's. Give one journey for each network.
///
/// # Examples
///
/// ```
/// use pcn::{calendar::day, maturity::{Distribution, august_2019}};
///
/// let spread = Distribution::on(&[], august_2019(), day(2021, 4, 1));
/// assert_eq!(spread.components.len(), 5);
/// ```
///
/// # Source
///
/// GP Task Force, PCN Maturity Matrix (issued August 2019), purpose.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Distribution {
    /// The day.
    #[serde(deserialize_with = "crate::calendar::iso")]
    pub on: NaiveDate,
    /// How many networks were counted: those whose last assessment used the version.
    pub counted: usize,
    /// How many networks had last used another version.
    pub other_version: usize,
    /// How many networks had no assessment.
    pub not_assessed: usize,
    /// How many of the journeys are a whole group's.
    pub groups: usize,
    /// The version's components, in its order.
    pub components: Vec<Spread>,
}

impl Distribution {
    /// The distribution of several journeys on a day, against one version.
    #[must_use]
    pub fn on(journeys: &[Journey], matrix: &Matrix, on: NaiveDate) -> Self {
        let (mut counted, mut other_version, mut not_assessed) = (Vec::new(), 0_usize, 0_usize);
        let mut groups = 0_usize;
        for journey in journeys {
            if matches!(journey.of(), Assessed::Group { .. }) {
                groups = groups.saturating_add(1);
                continue;
            }
            match journey.assessment_on(on) {
                Some(last) if last.version == *matrix.id() => counted.push(journey),
                Some(_) => other_version = other_version.saturating_add(1),
                None => not_assessed = not_assessed.saturating_add(1),
            }
        }
        let components = matrix.parts().into_iter().map(|component| {
            let mut networks: BTreeMap<Standing, usize> = BTreeMap::new();
            let mut not_rated = 0_usize;
            for journey in &counted {
                let held = journey
                    .level_on(&component, on)
                    .filter(|held| held.assessment.version == *matrix.id());
                let count = match held {
                    Some(held) => networks.entry(held.rating.level).or_default(),
                    None => &mut not_rated,
                };
                *count = count.saturating_add(1);
            }
            Spread { component, networks, not_rated }
        });
        let components = components.collect();
        Self { on, counted: counted.len(), other_version, not_assessed, groups, components }
    }
}
