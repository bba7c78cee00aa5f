use core::fmt;

use serde::{Deserialize, Serialize};

use super::{IndicatorCode, Statement, Terms, registry};
use crate::quantity::{Decimal, Ratio};

/// Whether two years' performances may be set side by side.
///
/// # Examples
///
/// ```
/// use pcn::{iif::Comparison, quantity::Ratio};
///
/// let rose = Comparison::Comparable { difference: Ratio::constant("5") };
/// assert_eq!(serde_json::to_string(&rose)?, r#"{"comparable":{"difference":"5"}}"#);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Comparison {
    /// They may: the same thing is measured.
    Comparable {
        /// This year's performance less last year's, in the indicator's unit.
        difference: Ratio,
    },
    /// They may not.
    NotComparable {
        /// What changed.
        reason: String,
    },
    /// One of the years has no performance.
    NoPerformance,
}

/// An indicator this year beside the same one, or the one whose place it took, last year.
///
/// # Examples
///
/// ```
/// use pcn::iif::{Change, Comparison, IndicatorCode};
///
/// let change = Change {
///     indicator: IndicatorCode::constant("HI-03"),
///     before: IndicatorCode::constant("HI-01"),
///     comparison: Comparison::NotComparable { reason: "ethnicity is asked for too".into() },
/// };
/// assert_eq!(
///     change.to_string(),
///     "HI-03: does not compare with HI-01 of the year before: ethnicity is asked for too",
/// );
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Change {
    /// The indicator this year.
    pub indicator: IndicatorCode,
    /// The indicator last year.
    pub before: IndicatorCode,
    /// How they compare.
    pub comparison: Comparison,
}

impl fmt::Display for Change {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: ", self.indicator)?;
        match &self.comparison {
            Comparison::Comparable { difference } => {
                let sign = if difference.value() > Decimal::ZERO { "+" } else { "" };
                write!(f, "{sign}{difference} on the year before")
            }
            Comparison::NotComparable { reason } => {
                write!(f, "does not compare with {} of the year before: {reason}", self.before)
            }
            Comparison::NoPerformance => f.write_str("no performance in one of the years"),
        }
    }
}

/// Sets a year's performances beside those of the year before, only where the definitions are the
/// same. An indicator that is new this year has no line.
///
/// # Examples
///
/// ```
/// use pcn::{
///     calendar::ContractYear, code::PcnCode, des,
///     iif::{Comparison, Facts, IndicatorCode, NationalFigures, Observation, Options, changes},
///     quantity::Patients,
/// };
///
/// let facts = |year, code: &'static str| -> Result<_, Box<dyn std::error::Error>> { Ok(Facts {
///     year,
///     pcn: PcnCode::constant("U12345"),
///     known_on: None,
///     list_size: Patients::from(50_000),
///     national_average_list_size: "50000".parse()?,
///     national_figures: NationalFigures::Final,
///     observations: vec![Observation::new(IndicatorCode::constant(code), 150, 200)],
///     overrides: Vec::new(),
/// })};
/// let last_terms = &des::year(ContractYear::Y2022_23).ok_or("held")?.iif;
/// let this_terms = &des::year(ContractYear::Y2023_24).ok_or("held")?.iif;
/// let last = last_terms.statement(&facts(ContractYear::Y2022_23, "HI-01")?, &Options::default())?;
/// let this = this_terms.statement(&facts(ContractYear::Y2023_24, "HI-03")?, &Options::default())?;
/// let changes = changes((last_terms, &last), (this_terms, &this));
/// let checks = changes.iter().find(|change| change.before.as_str() == "HI-01").ok_or("held")?;
/// assert!(matches!(checks.comparison, Comparison::NotComparable { .. }));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[must_use]
pub fn changes(last: (&Terms, &Statement), this: (&Terms, &Statement)) -> Vec<Change> {
    let mut changes = Vec::new();
    for line in &this.1.indicators {
        let code = line.indicator;
        let (before, succession) = match registry::predecessor(code) {
            _ if last.1.line(code).is_some() => (code, None),
            Some(step) if last.1.line(step.from).is_some() => (step.from, Some(step)),
            _ => continue,
        };
        let same = || {
            let now = this.0.indicator(code)?;
            let then = last.0.indicator(before)?;
            Some(now.definition == then.definition)
        };
        let comparison = if let Some(step) = succession {
            Comparison::NotComparable { reason: step.change.to_owned() }
        } else if same() != Some(true) {
            Comparison::NotComparable { reason: "its definition changed".to_owned() }
        } else {
            let now = line.performance;
            let then = last.1.line(before).and_then(|line| line.performance);
            now.zip(then)
                .and_then(|(now, then)| {
                    let difference = now.value().checked_sub(then.value())?;
                    Ratio::try_new(difference).ok()
                })
                .map_or(Comparison::NoPerformance, |difference| Comparison::Comparable {
                    difference,
                })
        };
        changes.push(Change { indicator: code, before, comparison });
    }
    changes
}
