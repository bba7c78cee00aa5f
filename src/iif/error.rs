use core::fmt;
use std::borrow::Cow;

use super::{
    Count, Direction, Facts, IndicatorCode, Kind, Observation, Structure, Terms, Threshold,
    observation::GOOD_PREVALENCE, registry, scorer::place_of,
};
use crate::{
    calendar::ContractYear,
    quantity::{Decimal, Points, Ratio, hundredth},
};

/// Why no statement can be worked out: which fact is at fault, and what a good one looks like.
///
/// # Examples
///
/// ```
/// use pcn::{
///     calendar::ContractYear, code::PcnCode, des,
///     iif::{Facts, IndicatorCode, NationalFigures, Observation, Options},
///     quantity::Patients,
/// };
///
/// let facts = Facts {
///     year: ContractYear::Y2023_24,
///     pcn: PcnCode::constant("U12345"),
///     known_on: None,
///     list_size: Patients::from(50_000),
///     national_average_list_size: "50000".parse()?,
///     national_figures: NationalFigures::Final,
///     observations: vec![Observation::new(IndicatorCode::constant("CAN-04"), 10, 20)],
///     overrides: Vec::new(),
/// };
/// let terms = &des::year(facts.year).ok_or("held")?.iif;
/// let error = terms.statement(&facts, &Options::default()).unwrap_err();
/// assert_eq!(error.path(), "observations[0].indicator");
/// assert_eq!(
///     error.to_string(),
///     "at `observations[0].indicator`: `CAN-04` is not an indicator of 2023/24; \
///      it is one in 2024/25, 2025/26, 2026/27",
/// );
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum IifError {
    /// Terms of another year than the facts'.
    #[error(
        "at `{path}`: the terms hold no points for {year}; work with those of {year}, as \
         `des::year` gives them"
    )]
    OtherYear {
        /// Where the year stands.
        path: Cow<'static, str>,
        /// The contract year of the facts.
        year: ContractYear,
    },
    /// The year has no such indicator.
    #[error(
        "at `{path}`: `{given}` is not an indicator of {year}; {}",
        Elsewhere(years, *given)
    )]
    UnknownIndicator {
        /// Where it stands.
        path: Cow<'static, str>,
        /// The code as given.
        given: IndicatorCode,
        /// The contract year of the facts.
        year: ContractYear,
        /// The contract years that have it.
        years: Vec<ContractYear>,
    },
    /// Two facts on one indicator.
    #[error("at `{path}`: `{given}` stands at `{first}` already; give each indicator once")]
    Twice {
        /// Where the second stands.
        path: Cow<'static, str>,
        /// Where the first stands.
        first: Cow<'static, str>,
        /// The code.
        given: IndicatorCode,
    },
    /// More in the numerator than in the denominator of which it counts a part.
    #[error(
        "at `{path}`: numerator {numerator} is above denominator {denominator}, though it counts \
         part of it; a good pair is numerator 600 and denominator 800"
    )]
    NumeratorAboveDenominator {
        /// Where the numerator stands.
        path: Cow<'static, str>,
        /// The numerator.
        numerator: u64,
        /// The denominator.
        denominator: u64,
    },
    /// Thresholds equal, or the wrong way round for the indicator.
    #[error(
        "at `{path}`: lower threshold {lower} and upper threshold {upper} do not fit an indicator \
         where {}; a good pair is {}",
        way(*direction, *kind),
        good_pair(*direction, *kind)
    )]
    ThresholdsReversed {
        /// Which indicator of the terms.
        path: Cow<'static, str>,
        /// Which way is better.
        direction: Direction,
        /// How it is measured.
        kind: Kind,
        /// The lower threshold.
        lower: Threshold,
        /// The upper threshold.
        upper: Threshold,
    },
    /// A network without patients.
    #[error("at `{path}`: a network's list cannot be zero; a good one is `50000`")]
    ListSizeZero {
        /// Where it stands.
        path: Cow<'static, str>,
    },
    /// England's prevalence is zero or below.
    #[error("at `{path}`: prevalence {given} is not above zero; a good one is `0.0045`")]
    PrevalenceNotAboveZero {
        /// Where it stands.
        path: Cow<'static, str>,
        /// The prevalence as given.
        given: Ratio,
    },
    /// England's prevalence is a whole or more, beside a network's that is counted over its list.
    #[error(
        "at `{path}`: prevalence {given} is no fraction, and the network's own, which is not given, \
         is counted as a fraction of its list; a good one is `{}`",
        as_fraction(*given)
    )]
    PrevalenceNotBelowOne {
        /// Where it stands.
        path: Cow<'static, str>,
        /// The prevalence as given.
        given: Ratio,
    },
    /// A network's prevalence is below zero.
    #[error("at `{path}`: prevalence {given} is below zero; a good one is `0.0045`")]
    PrevalenceNegative {
        /// Where it stands.
        path: Cow<'static, str>,
        /// The prevalence as given.
        given: Ratio,
    },
    /// An indicator counted by week, without the number of weeks.
    #[error("at `{path}`: `{indicator}` is counted by week; say how many, for example `52`")]
    WeeksMissing {
        /// Where it would stand.
        path: Cow<'static, str>,
        /// The indicator.
        indicator: IndicatorCode,
    },
    /// More points decided than there are.
    #[error("at `{path}`: {given} points are more than the {max} that the indicator has")]
    OverrideAboveMaximum {
        /// Where it stands.
        path: Cow<'static, str>,
        /// The points as given.
        given: Points,
        /// The points available.
        max: Points,
    },
    /// The figures have more digits than exact arithmetic holds.
    #[error(
        "at `{path}`: the figures have too many digits to work with exactly; give fewer places"
    )]
    TooFine {
        /// Where they stand.
        path: Cow<'static, str>,
    },
}

impl IifError {
    /// Where the fact at fault stands, for example `observations[3].numerator`.
    #[must_use]
    pub fn path(&self) -> &str {
        match self {
            Self::OtherYear { path, .. }
            | Self::UnknownIndicator { path, .. }
            | Self::Twice { path, .. }
            | Self::NumeratorAboveDenominator { path, .. }
            | Self::ThresholdsReversed { path, .. }
            | Self::ListSizeZero { path }
            | Self::PrevalenceNotAboveZero { path, .. }
            | Self::PrevalenceNotBelowOne { path, .. }
            | Self::PrevalenceNegative { path, .. }
            | Self::WeeksMissing { path, .. }
            | Self::OverrideAboveMaximum { path, .. }
            | Self::TooFine { path } => path,
        }
    }
}

/// The fraction that a percentage is, or one that a prevalence could be.
fn as_fraction(percentage: Ratio) -> Cow<'static, str> {
    let share = hundredth(percentage.value()).filter(|share| *share < Decimal::ONE);
    match share.and_then(|share| Ratio::try_new(share).ok()) {
        Some(share) => share.value().to_string().into(),
        None => Cow::Borrowed(GOOD_PREVALENCE),
    }
}

const fn way(direction: Direction, kind: Kind) -> &'static str {
    match (kind, direction) {
        (Kind::Improvement, _) => "a larger improvement is better",
        (_, Direction::Higher) => "higher is better",
        (_, Direction::Lower) => "lower is better",
    }
}

const fn good_pair(direction: Direction, kind: Kind) -> &'static str {
    match (kind, direction) {
        (Kind::Improvement, _) => "lower 0.4 and upper 0.8",
        (_, Direction::Higher) => "lower 60 and upper 80",
        (_, Direction::Lower) => "lower 25 and upper 15",
    }
}

/// In which years there is such an indicator, in words.
struct Elsewhere<'a>(&'a [ContractYear], IndicatorCode);

impl fmt::Display for Elsewhere<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0.is_empty() {
            return match registry::find(self.1) {
                Some(_) => f.write_str("it is management information and carries no points"),
                None => f.write_str("no contract year has it; a good one is `HI-03`"),
            };
        }
        f.write_str("it is one in ")?;
        for (at, year) in self.0.iter().enumerate() {
            write!(f, "{}{year}", if at == 0 { "" } else { ", " })?;
        }
        Ok(())
    }
}

/// Checks facts against a year's terms, before anything is worked out.
pub(super) fn check(terms: &Terms, facts: &Facts) -> Result<(), IifError> {
    // Terms do not name their year; what they say of points has it. Those that hold a plan and no
    // points are of a year before the fund began.
    let Structure { points, planned, .. } = &terms.structure;
    let year = facts.year.period();
    let of_the_year = match points.entries() {
        [] => planned.is_empty() || facts.year < ContractYear::Y2020_21,
        points => points.iter().any(|entry| entry.in_force.overlaps(year)),
    };
    if !of_the_year {
        return Err(IifError::OtherYear { path: Cow::Borrowed("year"), year: facts.year });
    }
    if facts.list_size.is_zero() {
        return Err(IifError::ListSizeZero { path: Cow::Borrowed("list_size") });
    }
    // While observations stand in the order of the contract, none can be there twice.
    let mut in_order = true;
    for (at, seen) in facts.observations.iter().enumerate() {
        in_order &= terms.indicators.get(at).is_some_and(|one| one.code == seen.indicator);
        check_observation(terms, facts, at, seen, in_order)?;
    }
    for (at, decided) in facts.overrides.iter().enumerate() {
        let path = || Cow::from(format!("overrides[{at}].indicator"));
        if terms.indicator(decided.indicator).is_none() {
            return Err(unknown(path(), decided.indicator, facts.year));
        }
        let before = facts.overrides.iter().take(at);
        if let Some(first) = before.clone().position(|one| one.indicator == decided.indicator) {
            return Err(IifError::Twice {
                path: path(),
                first: format!("overrides[{first}].indicator").into(),
                given: decided.indicator,
            });
        }
    }
    Ok(())
}

fn check_observation(
    terms: &Terms,
    facts: &Facts,
    at: usize,
    seen: &Observation,
    in_order: bool,
) -> Result<(), IifError> {
    let path = |field: &str| Cow::from(format!("observations[{at}].{field}"));
    let here = terms.indicators.get(at).filter(|_| in_order);
    let find = || {
        let codes = terms.indicators.iter().map(|one| one.code);
        place_of(seen.indicator, codes).and_then(|at| terms.indicators.get(at))
    };
    let Some(indicator) = here.or_else(find) else {
        return Err(unknown(path("indicator"), seen.indicator, facts.year));
    };
    let mut before = facts.observations.iter().take(if in_order { 0 } else { at });
    if let Some(first) = before.position(|one| one.indicator == seen.indicator) {
        return Err(IifError::Twice {
            path: path("indicator"),
            first: format!("observations[{first}].indicator").into(),
            given: seen.indicator,
        });
    }
    let pairs = [
        ("numerator", Some(seen.numerator), Some(seen.denominator)),
        ("baseline_numerator", seen.baseline_numerator, seen.baseline_denominator),
    ];
    for (field, numerator, denominator) in pairs {
        if indicator.definition.part_of_whole
            && let (Some(Count::Counted(numerator)), Some(Count::Counted(denominator))) =
                (numerator, denominator)
            && numerator > denominator
        {
            return Err(IifError::NumeratorAboveDenominator {
                path: path(field),
                numerator,
                denominator,
            });
        }
    }
    if let Some(given) = seen.pcn_prevalence
        && given.value().is_sign_negative()
        && !given.is_zero()
    {
        return Err(IifError::PrevalenceNegative { path: path("pcn_prevalence"), given });
    }
    if let Some(given) = seen.national_prevalence
        && (given.value().is_sign_negative() || given.is_zero())
    {
        return Err(IifError::PrevalenceNotAboveZero { path: path("national_prevalence"), given });
    }
    if let Some(given) = seen.national_prevalence
        && given.value() >= Decimal::ONE
        && seen.pcn_prevalence.is_none()
        && indicator.definition.prevalence.applies()
    {
        return Err(IifError::PrevalenceNotBelowOne { path: path("national_prevalence"), given });
    }
    Ok(())
}

fn unknown(path: Cow<'static, str>, given: IndicatorCode, year: ContractYear) -> IifError {
    let years = registry::find(given).map(|entry| entry.years.to_vec()).unwrap_or_default();
    IifError::UnknownIndicator { path, given, year, years }
}
