use core::fmt;
use std::borrow::Cow;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{
    Facts, IifError, IndicatorCode, NationalFigures, Override, Rag, Terms,
    scorer::{Scorer, ZERO_DENOMINATOR, blank},
};
use crate::{
    calendar::ContractYear,
    citation::Evidence,
    code::PcnCode,
    quantity::{Gbp, Points, Ratio},
    working::{NoWorking, Working},
};

/// How a line of a statement came out.
///
/// # Examples
///
/// ```
/// use pcn::iif::Outcome;
///
/// assert!(Outcome::Scored.is_settled());
/// assert!(!Outcome::Suppressed.is_settled());
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "IifOutcome"))]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// Worked out from performance.
    Scored,
    /// All points, by a decision for every network.
    DeemedAchieved,
    /// Points by a recorded decision for this network.
    Overridden,
    /// Nobody was in the denominator. No performance, which is not 0%; nothing is earned.
    ZeroDenominator,
    /// A count is suppressed, so nothing can be worked out.
    Suppressed,
    /// A count is missing, so nothing can be worked out.
    Missing,
    /// The indicator does not apply to this network.
    NotApplicable,
    /// Suspended during the year; nothing is paid.
    Suspended,
    /// Put off to another year; nothing is paid.
    Deferred,
    /// Ended; nothing is paid.
    Retired,
    /// Another indicator took its place; nothing is paid.
    Replaced,
    /// Not an indicator of the year, as known on the day.
    NotInForce,
    /// Points, thresholds or the value of a point are not published.
    NotPublished,
    /// A figure is weaker than the grade that the caller asks for.
    Refused,
}

impl Outcome {
    /// Whether the line has a payment, be it nothing.
    #[must_use]
    pub const fn is_settled(self) -> bool {
        !matches!(
            self,
            Self::Suppressed
                | Self::Missing
                | Self::NotApplicable
                | Self::NotInForce
                | Self::NotPublished
                | Self::Refused
        )
    }

    /// Whether the indicator stopped counting during the year, so that nothing is paid on it.
    ///
    /// # Examples
    ///
    /// ```
    /// use pcn::iif::Outcome;
    ///
    /// assert!(Outcome::Deferred.is_stopped());
    /// assert!(!Outcome::ZeroDenominator.is_stopped(), "it counts, and earns nothing");
    /// ```
    #[must_use]
    pub const fn is_stopped(self) -> bool {
        matches!(self, Self::Suspended | Self::Deferred | Self::Retired | Self::Replaced)
    }

    /// The outcome in words.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Scored => "scored",
            Self::DeemedAchieved => "deemed achieved",
            Self::Overridden => "overridden",
            Self::ZeroDenominator => "nobody in the denominator",
            Self::Suppressed => "suppressed",
            Self::Missing => "no figures",
            Self::NotApplicable => "not applicable",
            Self::Suspended => "suspended",
            Self::Deferred => "deferred",
            Self::Retired => "retired",
            Self::Replaced => "replaced",
            Self::NotInForce => "not in force",
            Self::NotPublished => "not published",
            Self::Refused => "refused: evidence too weak",
        }
    }
}

impl fmt::Display for Outcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

/// One indicator's line of a statement.
///
/// # Units
///
/// Performance is in the indicator's unit. Performance, points and adjustments are shown to ten
/// decimal places; the payment is worked out from the exact figures and rounded once, half up, to
/// the penny.
///
/// # Examples
///
/// ```
/// use pcn::{
///     calendar::ContractYear,
///     des,
///     iif::{Facts, IndicatorCode, Options, Outcome},
/// };
///
/// let facts: Facts = serde_json::from_str(
///     r#"{
///         "year": "2023/24", "pcn": "U12345",
///         "list_size": 50000, "national_average_list_size": "50000",
///         "observations": [{"indicator": "HI-03", "numerator": 150, "denominator": "*"}]
///     }"#,
/// )?;
/// let terms = &des::year(ContractYear::Y2023_24).ok_or("held")?.iif;
/// let statement = terms.statement(&facts, &Options { working: true, ..Options::default() })?;
/// let line = statement.line(IndicatorCode::constant("HI-03")).ok_or("held")?;
/// assert_eq!(line.status, Outcome::Suppressed);
/// assert_eq!((line.points, line.payment), (None, None), "nothing can be worked out, which is not £0");
/// assert!(line.working.is_some());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "IifLine"))]
#[serde(deny_unknown_fields)]
pub struct Line {
    /// The indicator.
    pub indicator: IndicatorCode,
    /// How it came out.
    pub status: Outcome,
    /// What the network achieved, where there is a performance.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub performance: Option<Ratio>,
    /// Where performance stands between the thresholds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rag: Option<Rag>,
    /// The points earned.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub points: Option<Points>,
    /// The points that could be earned.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max_points: Option<Points>,
    /// The network's list over the average list.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub list_size_adjustment: Option<Ratio>,
    /// The network's prevalence over England's; 1 where it does not apply.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub prevalence_adjustment: Option<Ratio>,
    /// The payment.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub payment: Option<Gbp>,
    /// The weakest grade of the figures used.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub evidence: Option<Evidence>,
    /// What a reader of the line should know.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub caveats: Vec<Cow<'static, str>>,
    /// The decision behind overridden points.
    #[serde(default, rename = "override", skip_serializing_if = "Option::is_none")]
    pub decision: Option<Override>,
    /// How the payment came about, if it was asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub working: Option<Working>,
}

/// What a network earns from the fund in a year.
///
/// # Examples
///
/// ```
/// use pcn::{
///     calendar::ContractYear,
///     des,
///     iif::{Facts, Options},
///     quantity::Gbp,
/// };
///
/// let facts: Facts = serde_json::from_str(
///     r#"{
///         "year": "2023/24", "pcn": "U12345",
///         "list_size": 50000, "national_average_list_size": "50000"
///     }"#,
/// )?;
/// let terms = &des::year(ContractYear::Y2023_24).ok_or("held")?.iif;
/// let statement = terms.statement(&facts, &Options::default())?;
/// assert_eq!(statement.indicators.len(), 5, "a line each, observed or not");
/// // ACC-08 was deemed achieved for every network; the total says so, and what it leaves out.
/// assert_eq!(statement.total_payment, Gbp::constant("14058.00")); // 71 × £198
/// let says = |start: &str| statement.caveats.iter().any(|text| text.starts_with(start));
/// assert!(says("all points by a decision") && says("no figures, so not in the total"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "IifStatement"))]
#[serde(deny_unknown_fields)]
pub struct Statement {
    /// The contract year.
    pub year: ContractYear,
    /// The network.
    pub pcn: PcnCode,
    /// As known on which day; without it, all that is known counts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[serde(deserialize_with = "crate::calendar::iso")]
    pub known_on: Option<NaiveDate>,
    /// One line an indicator, in the order of the contract.
    pub indicators: Vec<Line>,
    /// The points of the lines together.
    pub total_points: Points,
    /// The payments of the lines together.
    pub total_payment: Gbp,
    /// Whether England's figures may still change, and the payments with them.
    pub provisional: bool,
    /// The weakest grade of all lines.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub evidence: Option<Evidence>,
    /// What a reader of the total should know.
    pub caveats: Vec<String>,
}

/// How to work out a statement.
///
/// # Examples
///
/// ```
/// use pcn::{citation::Evidence, iif::Options};
///
/// let strict = Options { least_evidence: Some(Evidence::Secondary), ..Options::default() };
/// assert!(!strict.working);
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// The weakest grade that a figure may have; lines with a weaker one are refused. Without it,
    /// every grade is taken, and the statement says which.
    pub least_evidence: Option<Evidence>,
    /// Whether to write the working of each line.
    pub working: bool,
    /// For which day the terms are taken; without it, the last of the contract year.
    pub on: Option<NaiveDate>,
}

impl Terms {
    /// Works out what a network earns.
    ///
    /// Each indicator of the year gets a line, observed or not. A payment is achievement points
    /// times the value of a point times the list size adjustment times the prevalence adjustment
    /// where it applies, all exact, rounded once half up to the penny.
    ///
    /// # Errors
    ///
    /// [`IifError`] with the path of the fact at fault.
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
    ///     // 150 of 200 is 75%, three quarters of the way from 60% to 80%.
    ///     observations: vec![
    ///         Observation::new(IndicatorCode::constant("HI-03"), 150, 200)
    ///             .with_national_prevalence(Ratio::constant("0.004")),
    ///     ],
    ///     overrides: Vec::new(),
    /// };
    /// let terms = &des::year(facts.year).ok_or("held")?.iif;
    /// let statement = terms.statement(&facts, &Options::default())?;
    /// let line = statement.line(IndicatorCode::constant("HI-03")).ok_or("held")?;
    /// assert_eq!(line.payment, Some(Gbp::constant("5346.00"))); // 36 × 3/4 × £198
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn statement(&self, facts: &Facts, options: &Options) -> Result<Statement, IifError> {
        super::check(self, facts)?;
        let scorer = Scorer::new(self, facts, options)?;
        let mut lines: Vec<_> = self.indicators.iter().map(|one| blank(one.code)).collect();
        for (at, (line, indicator)) in lines.iter_mut().zip(&*self.indicators).enumerate() {
            if options.working {
                let of =
                    format!("{} {}: {}", indicator.code, facts.year, indicator.definition.title);
                let mut working = Working::new(of);
                scorer.line(line, at, indicator, &mut working)?;
                line.working = Some(working);
            } else {
                scorer.line(line, at, indicator, &mut NoWorking)?;
            }
        }
        Ok(Statement::of(facts, lines))
    }
}

impl Statement {
    fn of(facts: &Facts, lines: Vec<Line>) -> Self {
        let mut statement = Self {
            year: facts.year,
            pcn: facts.pcn,
            known_on: facts.known_on,
            total_points: lines.iter().filter_map(|line| line.points).sum(),
            total_payment: lines.iter().filter_map(|line| line.payment).sum(),
            provisional: facts.national_figures == NationalFigures::Provisional
                && !lines.is_empty(),
            evidence: lines.iter().filter_map(|line| line.evidence).max(),
            indicators: lines,
            // Nearly every statement has some, and few have more.
            caveats: Vec::with_capacity(8),
        };
        statement.add_caveats();
        statement
    }

    fn add_caveats(&mut self) {
        if self.provisional {
            self.caveats.push(
                "provisional: list sizes and prevalence compare with England's figures, which are \
                 not closed"
                    .to_owned(),
            );
        }
        // One look at the lines, and then at those outcomes alone that there are.
        let seen = self.indicators.iter().fold(0_u32, |seen, line| seen | bit(line.status));
        for (outcome, text) in [
            (Outcome::NotInForce, "not an indicator of the year as known on the day"),
            (Outcome::Missing, "no figures, so not in the total"),
            (Outcome::Suppressed, "suppressed figures, so not in the total"),
            (Outcome::NotApplicable, "not applicable, so not in the total"),
            (Outcome::NotPublished, "terms not published, so not in the total"),
            (Outcome::Refused, "evidence weaker than asked for, so not in the total"),
            (Outcome::ZeroDenominator, "nobody in the denominator, taken to earn nothing"),
            (Outcome::DeemedAchieved, "all points by a decision for every network"),
            (Outcome::Overridden, "points by a recorded decision"),
        ] {
            if seen & bit(outcome) > 0 {
                let about = self.indicators.iter().filter(|line| line.status == outcome);
                self.caveats.extend(caveat(text, about));
            }
        }
        for (grade, text) in [
            (Evidence::Derived, "rests on derived figures"),
            (Evidence::Unconfirmed, "rests on unconfirmed figures"),
        ] {
            let counts = |line: &&Line| line.payment.is_some() && line.evidence == Some(grade);
            self.caveats.extend(caveat(text, self.indicators.iter().filter(counts)));
        }
        // What else the lines say of their payments, each once, with all the lines that say so.
        let mut told = Vec::with_capacity(self.indicators.len());
        for line in self.indicators.iter().filter(|line| line.payment.is_some()) {
            let texts = line.caveats.iter().map(Cow::as_ref);
            // What its outcome says in the statement already is left out.
            told.extend(texts.filter(|text| *text != ZERO_DENOMINATOR).map(|text| (text, line)));
        }
        for (at, (text, _)) in told.iter().enumerate() {
            if told.iter().take(at).all(|(earlier, _)| earlier != text) {
                let same = told.iter().skip(at).filter(|(other, _)| other == text);
                self.caveats.extend(caveat(text, same.map(|(_, line)| *line)));
            }
        }
        if !self.has_payment() {
            self.caveats.push(if self.year < ContractYear::Y2020_21 {
                format!("the fund began in 2020/21, so there is none in {}", self.year)
            } else {
                "no indicator that counts has a payment, so the total is not known".to_owned()
            });
        }
    }

    /// Whether an indicator that counts has a payment, be it nothing, or all that there are have
    /// stopped. Otherwise the total of £0.00 rests on no figure: the payment is not known, or the
    /// year has no fund; the caveats say which.
    ///
    /// # Examples
    ///
    /// ```
    /// use pcn::{calendar::ContractYear, des, iif::{Facts, Options}, quantity::Gbp};
    ///
    /// // No source gives the value of a point in 2025/26.
    /// let facts: Facts = serde_json::from_str(
    ///     r#"{
    ///         "year": "2025/26", "pcn": "U12345",
    ///         "list_size": 50000, "national_average_list_size": "50000",
    ///         "observations": [{"indicator": "HI-03", "numerator": 150, "denominator": 200}]
    ///     }"#,
    /// )?;
    /// let terms = &des::year(ContractYear::Y2025_26).ok_or("held")?.iif;
    /// let statement = terms.statement(&facts, &Options::default())?;
    /// assert_eq!(statement.total_payment, Gbp::ZERO);
    /// assert!(!statement.has_payment(), "not known, which is not £0");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn has_payment(&self) -> bool {
        let lines = &self.indicators;
        lines.iter().any(|line| line.payment.is_some() && !line.status.is_stopped())
            || (!lines.is_empty() && lines.iter().all(|line| line.status.is_stopped()))
    }

    /// The line of an indicator.
    #[must_use]
    pub fn line(&self, indicator: IndicatorCode) -> Option<&Line> {
        self.indicators.iter().find(|line| line.indicator == indicator)
    }
}

/// A place of its own for each outcome.
const fn bit(outcome: Outcome) -> u32 {
    1 << outcome as u32
}

/// A caveat that names the lines it is about, if there are any.
fn caveat<'a>(text: &str, about: impl Iterator<Item = &'a Line>) -> Option<String> {
    let mut caveat = Vec::new();
    for line in about {
        if caveat.is_empty() {
            // Room for half a dozen codes: most caveats are about fewer.
            caveat.reserve(text.len().saturating_add(48));
            caveat.extend_from_slice(text.as_bytes());
            caveat.extend_from_slice(b": ");
        } else {
            caveat.extend_from_slice(b", ");
        }
        caveat.extend_from_slice(line.indicator.as_bytes());
    }
    // Looked through once as a whole, and not code by code.
    String::from_utf8(caveat).ok().filter(|caveat| !caveat.is_empty())
}
