use std::{borrow::Cow, collections::BTreeSet};

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{
    BragMeaning, Goal, GoalPath, Initiative, Link, Measure, Objective, Owner, PlanYears, Theme,
};
use crate::{
    citation::Source,
    code::Id,
    maturity::{ComponentId, ItemId, design},
};

/// A plan as it stands in a file, not yet checked. [`Plan::try_new`] checks it.
///
/// # Examples
///
/// ```
/// use pcn::plan::{Plan, PlanRecord};
///
/// let record: PlanRecord = serde_json::from_str(r#"{
///     "title": "Downland plan", "place": "Downland",
///     "years": {"first": "2020/21", "last": "2022/23"},
///     "objectives": [], "goals": [], "themes": []
/// }"#)?;
/// // The record is read; that it is no plan yet, the check says.
/// let error = Plan::try_new(record).unwrap_err();
/// assert_eq!(error.path(), "objectives");
/// assert!(error.to_string().contains("a plan needs an objective"));
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct PlanRecord {
    /// Its identifier, if it has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<Id<Plan>>,
    /// Its title.
    pub title: Cow<'static, str>,
    /// The place or network that it is for.
    pub place: Cow<'static, str>,
    /// Who answers for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owner: Option<Owner>,
    /// The years of its chart.
    pub years: PlanYears,
    /// What it means by the colours.
    #[serde(default)]
    pub brag_meaning: BragMeaning,
    /// Its objectives.
    pub objectives: Vec<Objective>,
    /// Its goals, each below its parent if it has one.
    pub goals: Vec<Goal>,
    /// Its initiatives, by theme.
    pub themes: Vec<Theme>,
    /// Its measures.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub measures: Vec<Measure>,
    /// Components of a local matrix that its links name beside the national five.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub local_components: BTreeSet<ComponentId>,
    /// Where it stands.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<Source>,
    /// Who drew the links between its parts, where that is not the document.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub links_source: Option<Source>,
}

/// A plan of objectives, goals, initiatives and measures (OGIM), with its parts holding together.
///
/// # Meaning
///
/// It has an objective and a goal; numbers and paths are used once; a goal stands below one that
/// exists; goals name objectives, and initiatives goals, components and items of the network's
/// design, that exist. Whether it is a good plan, [`check`](super::check) says.
///
/// # Errors
///
/// [`PlanError`], with the path of what is wrong and a good example.
///
/// # Examples
///
/// ```
/// use pcn::plan::Plan;
///
/// let plan: Plan = serde_json::from_str(r#"{
///     "title": "Downland plan", "place": "Downland",
///     "years": {"first": "2020/21", "last": "2022/23"},
///     "objectives": [{"number": 1, "text": "deliver the contract"}],
///     "goals": [{"path": "1", "text": "every specification", "objectives": [1]}],
///     "themes": [{"number": 1, "title": "Care homes", "initiatives": [
///         {"title": "weekly round", "years": ["2020/21"], "goals": ["1"]}]}]
/// }"#)?;
/// let (reference, initiative) = plan.initiatives().next().unwrap();
/// assert_eq!((reference.to_string().as_str(), &*initiative.title), ("1.1", "weekly round"));
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(try_from = "PlanRecord", into = "PlanRecord")]
pub struct Plan {
    // INVARIANT: as `try_new` says.
    pub(super) record: PlanRecord,
}

/// An initiative's place in its plan: the theme's number and its own place in the theme, from 1.
///
/// # Examples
///
/// ```
/// use pcn::plan::InitiativeRef;
///
/// assert_eq!(InitiativeRef { theme: 3, place: 2 }.to_string(), "3.2");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct InitiativeRef {
    /// The theme's number.
    pub theme: u8,
    /// The place in the theme, from 1.
    pub place: usize,
}

impl core::fmt::Display for InitiativeRef {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "{}.{}", self.theme, self.place)
    }
}

/// Why a record is no plan. [`path`](Self::path) says where.
///
/// # Examples
///
/// ```
/// use pcn::plan::{Plan, PlanError, county_durham};
///
/// let mut record = county_durham().into_record();
/// record.themes[2].initiatives[0].goals.insert("3.a".parse().unwrap());
/// let error = Plan::try_new(record).unwrap_err();
/// assert_eq!(error.path(), "themes[2].initiatives[0].goals");
/// assert_eq!(
///     error.to_string(),
///     "at `themes[2].initiatives[0].goals`: the plan has no goal `3.a`; a good one is `1`",
/// );
/// ```
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("at `{path}`: {fault}; a good one is `{good}`")]
pub struct PlanError {
    path: Box<str>,
    fault: Box<str>,
    good: Box<str>,
}

impl PlanError {
    fn new(
        path: impl Into<Box<str>>,
        fault: impl Into<Box<str>>,
        good: impl Into<Box<str>>,
    ) -> Self {
        Self { path: path.into(), fault: fault.into(), good: good.into() }
    }

    /// Where it is wrong, for example `themes[2].initiatives[0].goals`.
    #[must_use]
    pub const fn path(&self) -> &str {
        &self.path
    }
}

impl TryFrom<PlanRecord> for Plan {
    type Error = PlanError;
    fn try_from(record: PlanRecord) -> Result<Self, PlanError> {
        Self::try_new(record)
    }
}

impl From<Plan> for PlanRecord {
    fn from(plan: Plan) -> Self {
        plan.record
    }
}

impl Plan {
    /// Checks a record.
    ///
    /// # Errors
    ///
    /// [`PlanError`]; see the type.
    pub fn try_new(record: PlanRecord) -> Result<Self, PlanError> {
        let plan = Self { record };
        plan.check_objectives()?;
        plan.check_goals()?;
        let goals: BTreeSet<GoalPath> = plan.record.goals.iter().map(|goal| goal.path).collect();
        let mut themes = BTreeSet::new();
        for (at, theme) in plan.record.themes.iter().enumerate() {
            if !themes.insert(theme.number) {
                let fault = format!("the theme number {} is taken", theme.number);
                return Err(PlanError::new(
                    format!("themes[{at}].number"),
                    fault,
                    plan.free_theme(),
                ));
            }
            for (place, initiative) in theme.initiatives.iter().enumerate() {
                let path = format!("themes[{at}].initiatives[{place}]");
                plan.check_initiative(&path, initiative, &goals)?;
            }
        }
        for (at, measure) in plan.record.measures.iter().enumerate() {
            let path = format!("measures[{at}]");
            let same = |other: &Measure| (other.aim, other.number) == (measure.aim, measure.number);
            if plan.record.measures.iter().take(at).any(same) {
                let fault = format!("measure {} of {} is there twice", measure.number, measure.aim);
                let used = plan.record.measures.iter().filter(|other| other.aim == measure.aim);
                let free = used.map(|other| other.number).max().unwrap_or(0).saturating_add(1);
                return Err(PlanError::new(format!("{path}.number"), fault, free.to_string()));
            }
            plan.check_links(&path, &measure.serves)?;
        }
        Ok(plan)
    }

    /// The record.
    #[must_use]
    pub const fn record(&self) -> &PlanRecord {
        &self.record
    }

    /// The record, owned.
    #[must_use]
    pub fn into_record(self) -> PlanRecord {
        self.record
    }

    /// The years of its chart.
    #[must_use]
    pub const fn years(&self) -> PlanYears {
        self.record.years
    }

    /// Its initiatives with their places, in order.
    pub fn initiatives(&self) -> impl Iterator<Item = (InitiativeRef, &Initiative)> {
        self.record.themes.iter().flat_map(|theme| {
            theme.initiatives.iter().enumerate().map(|(place, initiative)| {
                let place = place.saturating_add(1);
                (InitiativeRef { theme: theme.number, place }, initiative)
            })
        })
    }

    /// The initiatives that serve a goal, or a goal below it.
    ///
    /// # Examples
    ///
    /// ```
    /// use pcn::{maturity::design, plan::county_durham};
    ///
    /// let plan = county_durham();
    /// let first = plan.record().goals[0].path;
    /// assert!(plan.serving(first).all(|(_, initiative)| {
    ///     initiative.goals.iter().any(|served| first.contains(*served))
    /// }));
    /// // What it serves outside itself, and which items of the network's design that covers.
    /// let coverage = plan.design_coverage();
    /// assert!(coverage.served.len() <= plan.links().len());
    /// assert_eq!(coverage.served.len() + coverage.not_served.len(), design::items().len());
    /// assert_eq!(plan.last_report(), None, "the published chart reports no status by day");
    /// ```
    pub fn serving(&self, goal: GoalPath) -> impl Iterator<Item = (InitiativeRef, &Initiative)> {
        self.initiatives().filter(move |(_, initiative)| {
            initiative.goals.iter().any(|served| goal.contains(*served))
        })
    }

    /// Everything outside the plan that its initiatives and measures serve.
    #[must_use]
    pub fn links(&self) -> BTreeSet<&Link> {
        let initiatives = self.initiatives().flat_map(|(_, initiative)| &initiative.serves);
        initiatives.chain(self.record.measures.iter().flat_map(|measure| &measure.serves)).collect()
    }

    /// Which items of the network's design it serves, and which not.
    #[must_use]
    pub fn design_coverage(&self) -> design::Coverage<'static> {
        let cited: Vec<&ItemId> = (self.links().into_iter())
            .filter_map(|link| match link {
                Link::Design(item) => Some(item),
                _ => None,
            })
            .collect();
        design::coverage(design::items(), cited)
    }

    fn check_objectives(&self) -> Result<(), PlanError> {
        let objectives = &self.record.objectives;
        let mut numbers = BTreeSet::new();
        for (at, objective) in objectives.iter().enumerate() {
            if !numbers.insert(objective.number) {
                let fault = format!("the objective number {} is taken", objective.number);
                let free =
                    (1..=u8::MAX).find(|number| objectives.iter().all(|o| o.number != *number));
                let free = free.unwrap_or(1).to_string();
                return Err(PlanError::new(format!("objectives[{at}].number"), fault, free));
            }
        }
        match objectives.is_empty() {
            true => Err(PlanError::new(
                "objectives",
                "a plan needs an objective",
                r#"{"number": 1, "text": "deliver the contract"}"#,
            )),
            false => Ok(()),
        }
    }

    fn check_goals(&self) -> Result<(), PlanError> {
        let goals = &self.record.goals;
        let first = self.record.objectives.first().map_or(1, |objective| objective.number);
        let all: BTreeSet<GoalPath> = goals.iter().map(|goal| goal.path).collect();
        let mut seen = BTreeSet::new();
        for (at, goal) in goals.iter().enumerate() {
            let path = format!("goals[{at}]");
            if !seen.insert(goal.path) {
                let fault = format!("the goal path `{}` is taken", goal.path);
                return Err(PlanError::new(format!("{path}.path"), fault, self.free_goal()));
            }
            if let Some(parent) = goal.path.parent()
                && !all.contains(&parent)
            {
                let fault = format!("`{}` stands below `{parent}`, which is no goal", goal.path);
                return Err(PlanError::new(format!("{path}.path"), fault, self.free_goal()));
            }
            let known = |number: &u8| self.record.objectives.iter().any(|o| o.number == *number);
            if let Some(number) = goal.objectives.iter().find(|number| !known(number)) {
                let fault = format!("the plan has no objective {number}");
                return Err(PlanError::new(format!("{path}.objectives"), fault, first.to_string()));
            }
        }
        match goals.is_empty() {
            true => Err(PlanError::new(
                "goals",
                "a plan needs a goal",
                r#"{"path": "1", "text": "every specification"}"#,
            )),
            false => Ok(()),
        }
    }

    fn check_initiative(
        &self,
        path: &str,
        initiative: &Initiative,
        goals: &BTreeSet<GoalPath>,
    ) -> Result<(), PlanError> {
        if initiative.title.trim().is_empty() {
            let good = "weekly round in every care home";
            return Err(PlanError::new(
                format!("{path}.title"),
                "an initiative needs a title",
                good,
            ));
        }
        if let Some(goal) = initiative.goals.iter().find(|goal| !goals.contains(goal)) {
            let good =
                self.record.goals.first().map_or_else(String::new, |goal| goal.path.to_string());
            let fault = format!("the plan has no goal `{goal}`");
            return Err(PlanError::new(format!("{path}.goals"), fault, good));
        }
        self.check_links(path, &initiative.serves)
    }

    fn check_links(&self, path: &str, links: &BTreeSet<Link>) -> Result<(), PlanError> {
        for link in links {
            match link {
                Link::Component(component)
                    if !ComponentId::NATIONAL.contains(component)
                        && !self.record.local_components.contains(component) =>
                {
                    let fault = format!("no component `{component}` is known");
                    let path = format!("{path}.serves");
                    return Err(PlanError::new(path, fault, ComponentId::EXAMPLE));
                }
                Link::Design(item) if design::item(item).is_none() => {
                    let fault = format!("the network's design has no item `{item}`");
                    return Err(PlanError::new(format!("{path}.serves"), fault, "NET18-CORE-01"));
                }
                _ => {}
            }
        }
        Ok(())
    }

    /// A goal path at the top that is free.
    fn free_goal(&self) -> String {
        let free = (1..=99_u8).map(|number| number.to_string());
        let taken: Vec<_> = self.record.goals.iter().map(|goal| goal.path.to_string()).collect();
        free.into_iter().find(|path| !taken.contains(path)).unwrap_or_else(|| "1".to_owned())
    }

    fn free_theme(&self) -> String {
        let last = self.record.themes.iter().map(|theme| theme.number).max().unwrap_or(0);
        last.saturating_add(1).to_string()
    }

    /// The last day on which one of its initiatives reported a status; `None` if none did.
    #[must_use]
    pub fn last_report(&self) -> Option<NaiveDate> {
        self.initiatives().flat_map(|(_, initiative)| &initiative.brag).map(|held| held.on).max()
    }
}
