use core::fmt;
use std::{borrow::Cow, collections::BTreeSet};

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{Brag, BragReport, GoalPath, Owner, PlannedYears};
use crate::{
    iif::IndicatorCode,
    maturity::{ComponentId, ItemId},
    service::Service,
};

/// What an initiative or a measure serves, outside the plan.
///
/// # Format
///
/// On the wire an object with one key: `{"service": "anticipatory_care"}`,
/// `{"indicator": "HI-03"}`, `{"component": "integrating_care"}`, `{"design": "NET18-CORE-03"}`.
///
/// # Examples
///
/// ```
/// use pcn::{plan::Link, service::Service};
///
/// let link: Link = serde_json::from_str(r#"{"service": "anticipatory_care"}"#)?;
/// assert_eq!(link, Link::Service(Service::AnticipatoryCare));
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Link {
    /// A service of the Network Contract DES.
    Service(Service),
    /// An indicator of the Investment and Impact Fund.
    Indicator(IndicatorCode),
    /// A component of the maturity matrix.
    Component(ComponentId),
    /// An item of the network's design.
    Design(ItemId),
}

impl fmt::Display for Link {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Service(service) => write!(f, "service {service}"),
            Self::Indicator(code) => write!(f, "indicator {code}"),
            Self::Component(component) => write!(f, "component {component}"),
            Self::Design(item) => write!(f, "design {item}"),
        }
    }
}

/// Initiatives on one subject.
///
/// # Examples
///
/// ```
/// use pcn::plan::Theme;
///
/// let theme: Theme = serde_json::from_str(
///     r#"{"number": 1, "title": "Care homes", "initiatives": [{"title": "weekly round"}]}"#,
/// )?;
/// assert_eq!(theme.initiatives[0].title, "weekly round");
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Theme {
    /// Its number in the plan.
    pub number: u8,
    /// Its title.
    pub title: Cow<'static, str>,
    /// Its initiatives, in order.
    pub initiatives: Vec<Initiative>,
}

/// A piece of work in a plan.
///
/// # Examples
///
/// ```
/// use pcn::{calendar::day, plan::{Brag, Initiative}};
///
/// let initiative: Initiative = serde_json::from_str(r#"{
///     "title": "Weekly round in every care home",
///     "years": ["2020/21", "2021/22"],
///     "brag": [{"on": "2020-10-01", "status": "amber", "note": "two homes without a lead"},
///              {"on": "2021-02-01", "status": "green"}],
///     "owner": {"post": "care home lead"},
///     "serves": [{"service": "enhanced_health_in_care_homes"}]
/// }"#)?;
/// assert_eq!(initiative.brag_on(day(2020, 12, 31)).map(|held| held.status), Some(Brag::Amber));
/// assert_eq!(initiative.brag_on(day(2020, 9, 30)), None);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Initiative {
    /// What is done.
    pub title: Cow<'static, str>,
    /// The years for which it is planned; unknown if left out.
    #[serde(default)]
    pub years: PlannedYears,
    /// Its status over time; unknown before the first report, and if there is none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub brag: Vec<BragReport>,
    /// Who answers for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owner: Option<Owner>,
    /// The goals that it serves.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub goals: BTreeSet<GoalPath>,
    /// What it serves outside the plan.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub serves: BTreeSet<Link>,
    /// What a reader should know of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<Cow<'static, str>>,
}

impl Initiative {
    /// An initiative of which only the title is known.
    #[must_use]
    pub fn new(title: impl Into<Cow<'static, str>>) -> Self {
        Self { title: title.into(), ..Self::default() }
    }

    /// Its status on a day: the last report on or before it. `None` if there is none; then the
    /// status is unknown.
    #[must_use]
    pub fn brag_on(&self, on: NaiveDate) -> Option<&BragReport> {
        // Of two reports on one day, the later in the list holds.
        self.brag.iter().filter(|report| report.on <= on).max_by_key(|report| report.on)
    }

    /// Its last reported status, whatever the day.
    #[must_use]
    pub fn last_brag(&self) -> Option<Brag> {
        self.brag_on(NaiveDate::MAX).map(|report| report.status)
    }

    /// The services that it serves.
    ///
    /// # Examples
    ///
    /// ```
    /// use pcn::{
    ///     plan::{Initiative, Link},
    ///     service::Service,
    /// };
    ///
    /// let mut round = Initiative::new("weekly round");
    /// round.serves.insert(Link::Service(Service::EnhancedHealthInCareHomes));
    /// let services: Vec<_> = round.services().collect();
    /// assert_eq!(services, [Service::EnhancedHealthInCareHomes]);
    /// assert_eq!(round.last_brag(), None, "nobody has reported: unknown, not green");
    /// ```
    pub fn services(&self) -> impl Iterator<Item = Service> {
        self.serves.iter().filter_map(|link| match link {
            Link::Service(service) => Some(*service),
            _ => None,
        })
    }
}
