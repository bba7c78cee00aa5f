use serde::{Deserialize, Serialize};

use super::{Count, Facts, IndicatorCode, Line, Outcome, Statement, rules};
use crate::{
    finding::{Finding, Report, Rule},
    quantity::{Decimal, Gbp, Patients, Points, Ratio, Registered},
};

/// What the payment system shows for one indicator. What it does not show stays `None`.
///
/// # Examples
///
/// ```
/// use pcn::{iif::{IndicatorCode, SystemLine}, quantity::Gbp};
///
/// let shown = SystemLine {
///     payment: Some(Gbp::constant("5346.00")),
///     ..SystemLine::new(IndicatorCode::constant("HI-03"))
/// };
/// assert_eq!(shown.numerator, None, "not shown");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct SystemLine {
    /// The indicator.
    pub indicator: IndicatorCode,
    /// The numerator.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub numerator: Option<u64>,
    /// The denominator.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub denominator: Option<u64>,
    /// The network's list.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub list_size: Option<Patients<Registered>>,
    /// The prevalence adjustment.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub prevalence_adjustment: Option<Ratio>,
    /// The points.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub points: Option<Points>,
    /// The payment.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub payment: Option<Gbp>,
}

impl SystemLine {
    /// A line that shows nothing yet. The fields are public: set what is shown.
    #[must_use]
    pub const fn new(indicator: IndicatorCode) -> Self {
        Self {
            indicator,
            numerator: None,
            denominator: None,
            list_size: None,
            prevalence_adjustment: None,
            points: None,
            payment: None,
        }
    }
}

impl Statement {
    /// Sets the statement beside the payment system's figures, and says which indicator differs in
    /// what: numerator, denominator, list size, prevalence, points, or rounding alone. `facts` are
    /// those of which the statement was made.
    ///
    /// Figures that the payment system shows to fewer decimal places are compared to those places.
    ///
    /// # Examples
    ///
    /// ```
    /// use pcn::{
    ///     calendar::ContractYear, code::PcnCode, des,
    ///     iif::{Facts, IndicatorCode, NationalFigures, Observation, Options, SystemLine},
    ///     quantity::{Gbp, Patients, Ratio},
    /// };
    ///
    /// let facts = Facts {
    ///     year: ContractYear::Y2024_25,
    ///     pcn: PcnCode::constant("U12345"),
    ///     known_on: None,
    ///     list_size: Patients::from(50_000),
    ///     national_average_list_size: "50000".parse()?,
    ///     national_figures: NationalFigures::Final,
    ///     observations: vec![
    ///         Observation::new(IndicatorCode::constant("HI-03"), 150, 200)
    ///             .with_national_prevalence(Ratio::constant("0.004")),
    ///     ],
    ///     overrides: Vec::new(),
    /// };
    /// let terms = &des::year(facts.year).ok_or("held")?.iif;
    /// let ours = terms.statement(&facts, &Options::default())?;
    /// let theirs = SystemLine {
    ///     numerator: Some(149),
    ///     denominator: Some(200),
    ///     payment: Some(Gbp::constant("5167.80")),
    ///     ..SystemLine::new(IndicatorCode::constant("HI-03"))
    /// };
    /// let report = ours.reconcile(&[theirs], &facts);
    /// assert_eq!(
    ///     report.findings()[0].to_string(),
    ///     "IIF-RECON-001 error: HI-03: numerator: ours 150, the payment system's 149",
    /// );
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn reconcile(&self, theirs: &[SystemLine], facts: &Facts) -> Report {
        let mut report = Report::new();
        for line in theirs {
            match self.line(line.indicator) {
                Some(own) => differences(facts, own, line, &mut report),
                None => report.push(one_sided(line.indicator, "the payment system")),
            }
        }
        for line in self.indicators.iter().filter(|line| line.status != Outcome::NotInForce) {
            let known = theirs.iter().any(|one| one.indicator == line.indicator);
            if !known && line.payment.is_some_and(|payment| !payment.is_zero()) {
                report.push(one_sided(line.indicator, "the statement"));
            }
        }
        report.sort();
        report
    }
}

fn one_sided(indicator: IndicatorCode, side: &str) -> Finding {
    let finding = Finding::of(&rules::ONE_SIDED, format!("stands only in {side}"));
    finding.about(crate::finding::Subject::new(indicator.to_string()))
}

#[expect(clippy::arithmetic_side_effects, reason = "sums of money saturate")]
fn differences(facts: &Facts, own: &Line, line: &SystemLine, report: &mut Report) {
    let subject = crate::finding::Subject::new(line.indicator.to_string());
    let difference = |rule: &Rule, what: &str, ours: String, theirs: String| {
        let message = format!("{what}: ours {ours}, the payment system's {theirs}");
        Finding::of(rule, message).about(subject.clone())
    };
    let mut found = Vec::new();
    let seen = facts.observations.iter().find(|seen| seen.indicator == line.indicator);
    let counts = [
        (&rules::NUMERATOR, "numerator", seen.map(|seen| seen.numerator), line.numerator),
        (&rules::DENOMINATOR, "denominator", seen.map(|seen| seen.denominator), line.denominator),
    ];
    for (rule, what, ours, theirs) in counts {
        let ours = ours.unwrap_or(Count::Missing);
        if let Some(theirs) = theirs
            && ours != Count::Counted(theirs)
        {
            found.push(difference(rule, what, ours.to_string(), theirs.to_string()));
        }
    }
    if let Some(theirs) = line.list_size
        && theirs != facts.list_size
    {
        found.push(difference(
            &rules::LIST_SIZE,
            "list size",
            facts.list_size.to_string(),
            theirs.to_string(),
        ));
    }
    if let (Some(ours), Some(theirs)) = (own.prevalence_adjustment, line.prevalence_adjustment)
        && !agree(ours.value(), theirs.value())
    {
        let (ours, theirs) = (ours.to_string(), theirs.to_string());
        found.push(difference(&rules::PREVALENCE, "prevalence adjustment", ours, theirs));
    }
    if found.is_empty()
        && let (Some(ours), Some(theirs)) = (own.points, line.points)
        && !agree(ours.value(), theirs.value())
    {
        found.push(difference(&rules::POINTS, "points", ours.to_string(), theirs.to_string()));
    }
    if found.is_empty()
        && let (Some(ours), Some(theirs)) = (own.payment, line.payment)
        && ours != theirs
    {
        let penny = (ours - theirs).pounds().abs() <= Decimal::new(1, 2);
        let rule = if penny { &rules::ROUNDING } else { &rules::UNEXPLAINED };
        found.push(difference(rule, "payment", ours.to_string(), theirs.to_string()));
    }
    if found.is_empty()
        && own.payment.is_none()
        && let Some(theirs) = line.payment.filter(|theirs| !theirs.is_zero())
    {
        let ours = format!("none ({})", own.status);
        found.push(difference(&rules::UNEXPLAINED, "payment", ours, theirs.to_string()));
    }
    report.extend(found);
}

/// Whether two figures agree as far as the second is given.
fn agree(ours: Decimal, theirs: Decimal) -> bool {
    use rust_decimal::RoundingStrategy::MidpointAwayFromZero;
    ours.round_dp_with_strategy(theirs.scale(), MidpointAwayFromZero) == theirs
}
