use std::borrow::Cow;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{
    Count, Definition, Direction, Facts, IifError, IndicatorCode, Kind, Observation, Options,
    Outcome, Terms, Threshold, Unit, scorer::Scorer,
};
use crate::quantity::{Gbp, power_of_ten};

/// What a network could still do on one indicator, and what that is worth.
///
/// # Examples
///
/// ```
/// use pcn::{iif::Outlook, quantity::Gbp};
///
/// // Two patients short of the lower threshold: the next one alone earns nothing.
/// let outlook: Outlook = serde_json::from_str(
///     r#"{"indicator": "HI-03", "one_more": "0.00", "to_lower": 2, "to_upper": 42}"#,
/// )?;
/// assert_eq!((outlook.one_more, outlook.to_lower), (Some(Gbp::ZERO), Some(2)));
/// assert_eq!(outlook.most, None, "not worked out");
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Outlook {
    /// The indicator.
    pub indicator: IndicatorCode,
    /// What is counted, as a noun in the plural: `patients`, `appointments`, `kg CO2e`. Empty for a
    /// yes or no, and where no source names it.
    #[serde(default, skip_serializing_if = "str::is_empty")]
    pub counted: Cow<'static, str>,
    /// What one more is worth on this indicator: the payment with one more in the numerator (one
    /// fewer where lower is better) less the payment as it is. For a yes or no, what a yes is worth
    /// beyond a no. What a larger register does to another indicator's prevalence is not in it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub one_more: Option<Gbp>,
    /// How many are left to the lower threshold: more, or fewer where lower is better. At the
    /// threshold itself nothing is earned yet; the next one earns. For a yes or no, 0 once it is
    /// yes and 1 before. `None` if it cannot be reached.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to_lower: Option<u64>,
    /// How many are left to the upper threshold, where everything is earned. `None` if it cannot be
    /// reached.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to_upper: Option<u64>,
    /// The payment for all points, with the same adjustments.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub most: Option<Gbp>,
    /// The payment for all points less the payment as it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub missed: Option<Gbp>,
}

impl Terms {
    /// What a network could still do, for each indicator that is scored on performance.
    ///
    /// # Errors
    ///
    /// [`IifError`] as for [`statement`](Self::statement).
    ///
    /// # Examples
    ///
    /// ```
    /// use pcn::{
    ///     calendar::ContractYear, code::PcnCode, des,
    ///     iif::{Facts, IndicatorCode, NationalFigures, Observation, Options},
    ///     quantity::{Gbp, Patients, Ratio},
    /// };
    ///
    /// let facts = Facts {
    ///     year: ContractYear::Y2023_24,
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
    /// let outlook = terms.outlook(&facts, &Options::default())?;
    /// let checks = outlook.first().ok_or("one line")?;
    /// assert_eq!(checks.to_upper, Some(10)); // 160 of 200 is 80%
    /// assert_eq!(checks.one_more, Some(Gbp::constant("178.20"))); // £7,128 over 40 patients
    /// assert_eq!(checks.missed, Some(Gbp::constant("1782.00")));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[expect(clippy::arithmetic_side_effects, reason = "sums of money saturate")]
    pub fn outlook(&self, facts: &Facts, options: &Options) -> Result<Vec<Outlook>, IifError> {
        let statement = self.statement(facts, &Options { working: false, ..*options })?;
        let on = options.on.unwrap_or(facts.year.last_day());
        let known = facts.known_on.unwrap_or(NaiveDate::MAX);
        let scorer = Scorer::new(self, facts, options)?;
        let mut outlooks = Vec::new();
        for (indicator, line) in self.indicators.iter().zip(&statement.indicators) {
            if line.status != Outcome::Scored {
                continue;
            }
            let place = facts.observations.iter().position(|one| one.indicator == indicator.code);
            let seen = place.and_then(|place| Some((place, facts.observations.get(place)?)));
            let most = scorer.payment_for_all(indicator, seen)?;
            let missed = most.zip(line.payment).map(|(most, payment)| most - payment);
            if indicator.definition.kind == Kind::Binary {
                // An answer by default has no observation.
                let answer = seen.and_then(|(_, seen)| seen.achieved).or(indicator.default_answer);
                let left = answer.map(|is_done| u64::from(!is_done));
                outlooks.push(Outlook {
                    indicator: indicator.code,
                    counted: Cow::Borrowed(""),
                    one_more: missed.filter(|_| left == Some(1)),
                    to_lower: left,
                    to_upper: left,
                    most,
                    missed,
                });
                continue;
            }
            let Some((place, seen)) = seen else { continue };
            let reach = |series: &crate::series::Series<Threshold>| {
                let threshold = series.on_as_known(on, known).value()?;
                left_to(&indicator.definition, seen, *threshold)
            };
            let one_more = match step(&indicator.definition, seen) {
                Some(stepped) => {
                    let mut next = facts.clone();
                    if let Some(slot) = next.observations.get_mut(place) {
                        *slot = stepped;
                    }
                    let options = Options { working: false, ..*options };
                    let after = self.statement(&next, &options)?;
                    let after = after.line(indicator.code).and_then(|line| line.payment);
                    after.zip(line.payment).map(|(after, before)| after - before)
                }
                None => None,
            };
            outlooks.push(Outlook {
                indicator: indicator.code,
                counted: indicator.definition.counted.clone(),
                one_more,
                to_lower: reach(&indicator.lower),
                to_upper: reach(&indicator.upper),
                most,
                missed,
            });
        }
        Ok(outlooks)
    }
}

/// The observation with one more success, if there can be one.
fn step(definition: &Definition, seen: &Observation) -> Option<Observation> {
    let (numerator, denominator) = (seen.numerator.counted()?, seen.denominator.counted()?);
    let next = match definition.direction {
        Direction::Higher => numerator.checked_add(1)?,
        Direction::Lower => numerator.checked_sub(1)?,
    };
    if definition.part_of_whole && next > denominator {
        return None;
    }
    Some(Observation { numerator: Count::Counted(next), ..seen.clone() })
}

/// How many more in the numerator (fewer where lower is better) reach a threshold.
fn left_to(definition: &Definition, seen: &Observation, threshold: Threshold) -> Option<u64> {
    let (now, whole) = (seen.numerator.counted()?, seen.denominator.counted()?);
    let ten = i128::try_from(power_of_ten(threshold.value().scale())?).ok()?;
    let target = threshold.value().mantissa();
    let scale: i128 = match definition.unit {
        Unit::Percent | Unit::PercentagePoints => 100,
        Unit::PerThousandPerWeek => 1_000,
        _ => 1,
    };
    let whole_signed = i128::from(whole);
    // The numerator that meets the threshold exactly, as a fraction.
    let (top, bottom) = if definition.kind == Kind::Improvement {
        let before = i128::from(seen.baseline_numerator?.counted()?);
        let whole_before = i128::from(seen.baseline_denominator?.counted()?);
        let unit = scale.checked_mul(ten)?;
        let base = before.checked_mul(whole_signed)?.checked_mul(unit)?;
        let rise = target.checked_mul(whole_signed)?.checked_mul(whole_before)?;
        let top = match definition.direction {
            Direction::Higher => base.checked_add(rise)?,
            Direction::Lower => base.checked_sub(rise)?,
        };
        (top, unit.checked_mul(whole_before)?)
    } else {
        let weeks = match definition.unit {
            Unit::PerThousandPerWeek => i128::from(seen.weeks?),
            _ => 1,
        };
        let top = target.checked_mul(whole_signed)?.checked_mul(weeks)?;
        (top, scale.checked_mul(ten)?)
    };
    let floor = top.checked_div_euclid(bottom)?;
    let now = i128::from(now);
    let left = match definition.direction {
        Direction::Higher => {
            let exact = floor.checked_mul(bottom)? == top;
            let needed = if exact { floor } else { floor.checked_add(1)? };
            if definition.part_of_whole && needed > whole_signed {
                return None;
            }
            needed.checked_sub(now)?
        }
        Direction::Lower if floor < 0 => return None,
        Direction::Lower => now.checked_sub(floor)?,
    };
    u64::try_from(left.max(0)).ok()
}
