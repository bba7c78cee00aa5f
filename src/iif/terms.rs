use std::borrow::Cow;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{Indicator, IndicatorCode, PrevalenceSource, Status};
use crate::{
    calendar::ContractYear,
    citation::{Evidence, Source},
    quantity::{Gbp, Point, Points, Rate},
    series::{Catalogue, Figures, Series},
};

/// What a contract year says of the Investment and Impact Fund.
///
/// # Examples
///
/// ```
/// use pcn::{calendar::{ContractYear, day}, des};
///
/// let terms = &des::year(ContractYear::Y2023_24).ok_or("held")?.iif;
/// assert_eq!(terms.indicators.len(), 5);
/// let total = terms.structure.points.on(day(2024, 3, 31)).value().copied();
/// assert_eq!(total, Some(pcn::quantity::Points::constant("262")));
/// # Ok::<(), &str>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "IifTerms"))]
#[serde(deny_unknown_fields)]
pub struct Terms {
    /// The fund as a whole.
    pub structure: Structure,
    /// Its indicators, in the order of the contract.
    pub indicators: Cow<'static, [Indicator]>,
}

/// The fund of a year as a whole.
///
/// # Examples
///
/// ```
/// use pcn::{calendar::{ContractYear, day}, des};
///
/// let fund = &des::year(ContractYear::Y2023_24).ok_or("held")?.iif.structure;
/// let point = fund.pounds_per_point.on(day(2024, 3, 31)).value().copied();
/// assert_eq!(point, Some(pcn::quantity::Rate::constant("198")));
/// # Ok::<(), &str>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Structure {
    /// The points that one network can earn.
    pub points: Series<Points>,
    /// How many indicators there are.
    pub indicator_count: Series<u32>,
    /// What a point is worth to a network of average size.
    pub pounds_per_point: Series<Rate<Point>>,
    /// Sums for all of England, and where money went that left the fund.
    pub national: Cow<'static, [NationalSum]>,
    /// Points that sources give for several indicators together.
    pub together: Cow<'static, [PointsTogether]>,
    /// The elements that the plan for the fund named, before it began.
    pub planned: Cow<'static, [PlannedElement]>,
}

/// A sum for all of England.
///
/// # Examples
///
/// ```
/// use pcn::{calendar::ContractYear, des};
///
/// let fund = &des::year(ContractYear::Y2023_24).ok_or("held")?.iif.structure;
/// assert!(fund.national.iter().any(|sum| sum.name == "the fund of the year"));
/// # Ok::<(), &str>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "IifNationalSum"))]
#[serde(deny_unknown_fields)]
pub struct NationalSum {
    /// What the sum is for.
    pub name: Cow<'static, str>,
    /// The sum.
    pub amount: Series<Gbp>,
}

/// Points of several indicators together, where the sources do not give them one by one.
///
/// # Examples
///
/// ```
/// use pcn::{calendar::ContractYear, des, quantity::Points};
///
/// let fund = &des::year(ContractYear::Y2023_24).ok_or("held")?.iif.structure;
/// assert_eq!(fund.together[0].points, Points::constant("133")); // both flu indicators
/// # Ok::<(), &str>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct PointsTogether {
    /// The indicators.
    pub indicators: Cow<'static, [IndicatorCode]>,
    /// Their points together.
    pub points: Points,
    /// Where it stands.
    pub source: Source,
}

/// An element that the plan of 2019 named for the fund. None became an area of it.
///
/// # Examples
///
/// ```
/// use pcn::{calendar::ContractYear, des};
///
/// let fund = &des::year(ContractYear::Y2019_20).ok_or("held")?.iif.structure;
/// let names: Vec<_> = fund.planned.iter().map(|element| element.name.as_ref()).collect();
/// assert!(names.contains(&"timely hospital discharge"));
/// # Ok::<(), &str>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct PlannedElement {
    /// The element.
    pub name: Cow<'static, str>,
    /// Whether its money was to be capped.
    pub capped: bool,
    /// Where it stands.
    pub source: Source,
}

/// Whether the indicators' points add up to the total that the sources give.
///
/// # Examples
///
/// ```
/// use pcn::{calendar::{ContractYear, day}, des, quantity::Points};
///
/// let year = des::year(ContractYear::Y2022_23).ok_or("held")?;
/// let check = year.iif.check_points(day(2022, 4, 1), day(2022, 4, 1));
/// assert_eq!(check.stated, Some(Points::constant("1153")));
/// assert_eq!(check.found, Points::constant("391"));
/// assert_eq!(check.shortfall, Some(Points::constant("762")));
/// # Ok::<(), &str>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct PointsCheck {
    /// The total that the sources give.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stated: Option<Points>,
    /// The sum of the points that sources give, one by one or together.
    pub found: Points,
    /// The sum of the points that are recalled and not confirmed, where no source gives them.
    pub unconfirmed: Points,
    /// The indicators without a figure of any grade.
    pub not_published: Vec<IndicatorCode>,
    /// The total less what is found. What is recalled does not make it smaller.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub shortfall: Option<Points>,
}

impl Terms {
    /// The indicator of a code, in this year.
    #[must_use]
    pub fn indicator(&self, code: IndicatorCode) -> Option<&Indicator> {
        self.indicators.iter().find(|indicator| indicator.code == code)
    }

    /// The indicators that carry points on a day, as known on another: active ones, and ones
    /// deemed achieved.
    ///
    /// # Examples
    ///
    /// ```
    /// use pcn::{calendar::{ContractYear, day}, des};
    ///
    /// let terms = &des::year(ContractYear::Y2023_24).ok_or("held")?.iif;
    /// let end = day(2024, 3, 31);
    /// let codes: Vec<_> = terms.counting(end, end).map(|one| one.code.to_string()).collect();
    /// assert_eq!(codes, ["VI-02", "VI-03", "HI-03", "CAN-02", "ACC-08"]);
    /// # Ok::<(), &str>(())
    /// ```
    pub fn counting(
        &self,
        on: NaiveDate,
        known: NaiveDate,
    ) -> impl Iterator<Item = &Indicator> + '_ {
        self.indicators.iter().filter(move |indicator| {
            matches!(
                indicator.status.on_as_known(on, known).value(),
                Some(Status::Active | Status::DeemedAchieved)
            )
        })
    }

    /// Adds up the points of the indicators that carry points on a day, as known on another, and
    /// sets the sum beside the total that the sources give.
    #[must_use]
    #[expect(clippy::arithmetic_side_effects, reason = "sums of points saturate")]
    pub fn check_points(&self, on: NaiveDate, known: NaiveDate) -> PointsCheck {
        let stated = self.structure.points.on_as_known(on, known).value().copied();
        let mut check = PointsCheck {
            stated,
            found: Points::ZERO,
            unconfirmed: Points::ZERO,
            not_published: Vec::new(),
            shortfall: None,
        };
        let counting: Vec<_> = self.counting(on, known).collect();
        let confirmed = |indicator: &Indicator| {
            let entry = indicator.points.on_as_known(on, known).entry()?;
            let points = entry.figure.value()?;
            entry.source.evidence.is_at_least(Evidence::Derived).then_some(*points)
        };
        // A sum for several stands in for them where not each has its own.
        let together: Vec<_> = self
            .structure
            .together
            .iter()
            .filter(|group| {
                let members = counting.iter().filter(|one| group.indicators.contains(&one.code));
                members.clone().count() == group.indicators.len()
                    && members.clone().any(|one| confirmed(one).is_none())
            })
            .collect();
        let in_group =
            |code: IndicatorCode| together.iter().any(|group| group.indicators.contains(&code));
        check.found += together.iter().map(|group| group.points).sum();
        for indicator in &counting {
            match confirmed(indicator) {
                _ if in_group(indicator.code) => {}
                Some(points) => check.found += points,
                None => match indicator.points.on_as_known(on, known).value() {
                    Some(points) => check.unconfirmed += *points,
                    None => check.not_published.push(indicator.code),
                },
            }
        }
        let found = check.found;
        check.shortfall = stated.filter(|stated| *stated >= found).map(|stated| stated.less(found));
        check
    }
}

impl Catalogue for Terms {
    fn figures(&self, figures: &mut Figures) {
        figures.part("fund", &self.structure);
        for indicator in self.indicators.iter() {
            let name = indicator.code.without_hyphen().to_lowercase();
            figures.part(&name, indicator);
        }
    }
}

impl Catalogue for Structure {
    fn figures(&self, figures: &mut Figures) {
        figures.series("points", &self.points);
        figures.series("indicator_count", &self.indicator_count);
        figures.series_as("pounds_per_point", &self.pounds_per_point, |rate| {
            rate.pounds().to_string()
        });
        for sum in self.national.iter() {
            figures.series(&format!("national[{}]", sum.name), &sum.amount);
        }
        if let Some(first) = self.points.entries().first() {
            for group in self.together.iter() {
                let codes: Vec<&str> = group.indicators.iter().map(IndicatorCode::as_str).collect();
                let name = format!("points_together[{}]", codes.join(", "));
                figures.stated(&name, group.points, first.in_force, None, &group.source);
            }
        }
        for element in self.planned.iter() {
            let value = if element.capped { "capped" } else { "not capped" };
            let name = format!("planned[{}]", element.name);
            // The plan is of January 2019, the contract year before the fund began.
            let year = ContractYear::Y2019_20.period();
            figures.stated(&name, value, year, None, &element.source);
        }
    }
}

impl Catalogue for Indicator {
    fn figures(&self, figures: &mut Figures) {
        if let Some(first) = self.status.entries().first() {
            let (definition, days) = (&self.definition, first.in_force);
            figures.stated("definition", &definition.title, days, None, &definition.source);
            let prevalence = match definition.prevalence {
                PrevalenceSource::Denominator => Cow::Borrowed("its denominator over the list"),
                PrevalenceSource::RegisterOf(code) => format!("the register of {code}").into(),
                PrevalenceSource::WholeList => Cow::Borrowed("1: its denominator is the list"),
                PrevalenceSource::NotApplied => Cow::Borrowed("none"),
            };
            let source = &definition.prevalence_source;
            figures.stated("prevalence_adjustment", prevalence, days, None, source);
        }
        figures.series("status", &self.status);
        figures.series("points", &self.points);
        figures.series("lower_threshold", &self.lower);
        figures.series("upper_threshold", &self.upper);
    }
}

/// Shorthand for the contract years: an indicator that may be binary with a default answer.
pub(crate) const fn indicator(
    code: &'static str,
    definition: super::Definition,
    status: Series<Status>,
    points: Series<Points>,
    lower: Series<super::Threshold>,
    upper: Series<super::Threshold>,
) -> Indicator {
    let code = IndicatorCode::constant(code);
    Indicator { code, definition, status, points, lower, upper, default_answer: None }
}

/// Shorthand for the contract years: points of several indicators together.
pub(crate) const fn together(
    indicators: &'static [IndicatorCode],
    points: &'static str,
    source: Source,
) -> PointsTogether {
    PointsTogether {
        indicators: Cow::Borrowed(indicators),
        points: Points::constant(points),
        source,
    }
}

/// Shorthand for the contract years: a sum for England.
pub(crate) const fn national(name: &'static str, amount: Series<Gbp>) -> NationalSum {
    NationalSum { name: Cow::Borrowed(name), amount }
}
