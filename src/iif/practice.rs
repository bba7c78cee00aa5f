use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use super::{Count, IndicatorCode, Observation, rules};
use crate::{
    code::PracticeCode,
    finding::{Finding, Report},
    quantity::{Decimal, Gbp, whole_parts},
};

/// Patients behind one practice's figures for one indicator, before and after those who are left
/// out.
///
/// # Meaning
///
/// An exclusion takes a patient out whatever happened. A personalised care adjustment takes out
/// only who would otherwise count as a failure: a patient who declined and was treated all the
/// same stays in numerator and denominator.
///
/// # Examples
///
/// ```
/// use pcn::iif::Cohort;
///
/// // 1,000 patients of 65 or over, 600 vaccinated, 100 declined, 100 contraindicated.
/// let cohort = Cohort { patients: 1_000, excluded: 0, successes: 600, adjusted: 200 };
/// assert_eq!(cohort.counts(), Some((600, 800))); // 75%, not 60%
/// ```
///
/// # Source
///
/// Pulse Intelligence, Investment and Impact Fund: flu vaccination targets, quoting NHS England's
/// guidance.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Cohort {
    /// Everybody whom the indicator is about.
    pub patients: u64,
    /// Who is excluded.
    pub excluded: u64,
    /// Who received what the indicator asks for.
    pub successes: u64,
    /// Who did not receive it and has a personalised care adjustment.
    pub adjusted: u64,
}

impl Cohort {
    /// Numerator and denominator, or `None` if more are left out or succeed than there are.
    #[must_use]
    pub fn counts(self) -> Option<(u64, u64)> {
        let denominator = self.patients.checked_sub(self.excluded)?.checked_sub(self.adjusted)?;
        (self.successes <= denominator).then_some((self.successes, denominator))
    }
}

/// One practice's figures for one indicator.
///
/// # Examples
///
/// ```
/// use pcn::{code::PracticeCode, iif::PracticeCounts};
///
/// let counts = PracticeCounts {
///     practice: PracticeCode::constant("A81001"),
///     numerator: 300.into(),
///     denominator: 400.into(),
/// };
/// assert_eq!(counts.numerator.counted(), Some(300));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct PracticeCounts {
    /// The practice.
    pub practice: PracticeCode,
    /// Its numerator.
    #[serde(default)]
    pub numerator: Count,
    /// Its denominator.
    #[serde(default)]
    pub denominator: Count,
}

/// The practices' figures added up to the network's, with what stands in the way.
///
/// # Examples
///
/// ```
/// use pcn::{
///     code::PracticeCode,
///     iif::{Count, IndicatorCode, PracticeCounts, add_up},
/// };
///
/// let practice = |code, numerator: Count| PracticeCounts {
///     practice: PracticeCode::constant(code),
///     numerator,
///     denominator: 100.into(),
/// };
/// let whole = add_up(
///     IndicatorCode::constant("HI-03"),
///     &[practice("A81001", 60.into()), practice("A81002", Count::Missing)],
/// );
/// assert_eq!(whole.observation.numerator, Count::Missing);
/// assert_eq!(whole.numerator_known, 60, "the network's figure is this or more");
/// assert_eq!(whole.report.findings()[0].rule.as_str(), "IIF-DATA-002");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Aggregate {
    /// The network's figures. Suppressed if a practice's are, missing if a practice's are missing.
    pub observation: Observation,
    /// The sum of the numerators that are known: the network's figure is this or more.
    pub numerator_known: u64,
    /// The sum of the denominators that are known.
    pub denominator_known: u64,
    /// Which practices' figures are suppressed or missing.
    pub report: Report,
}

/// Adds practices' figures up: the sum of the numerators over the sum of the denominators, never
/// a mean of percentages.
///
/// A practice to which the indicator does not apply adds nothing and stands in nobody's way. Of no
/// practices the figures are missing.
///
/// # Examples
///
/// ```
/// use pcn::{code::PracticeCode, iif::{Count, IndicatorCode, PracticeCounts, add_up}};
///
/// let practice = |code, numerator: Count, denominator: Count| PracticeCounts {
///     practice: PracticeCode::constant(code), numerator, denominator,
/// };
/// let whole = add_up(
///     IndicatorCode::constant("HI-03"),
///     &[practice("A81001", 1.into(), 2.into()), practice("A81002", 90.into(), 100.into())],
/// );
/// assert_eq!(whole.observation.numerator, Count::Counted(91)); // 91 of 102, not the mean 70%
///
/// let part = add_up(
///     IndicatorCode::constant("HI-03"),
///     &[practice("A81001", 1.into(), Count::Suppressed), practice("A81002", 9.into(), 10.into())],
/// );
/// assert_eq!(part.observation.denominator, Count::Suppressed);
/// assert_eq!(part.denominator_known, 10);
/// ```
#[must_use]
pub fn add_up(indicator: IndicatorCode, practices: &[PracticeCounts]) -> Aggregate {
    let sum = |of: fn(&PracticeCounts) -> Count| {
        let mut known = 0_u64;
        let mut state = Count::NotApplicable;
        for practice in practices {
            let count = of(practice);
            known = known.saturating_add(count.counted().unwrap_or(0));
            state = worse(state, count);
        }
        let total = match state {
            _ if practices.is_empty() => Count::Missing,
            Count::Counted(_) => Count::Counted(known),
            other => other,
        };
        (total, known)
    };
    let (numerator, numerator_known) = sum(|practice| practice.numerator);
    let (denominator, denominator_known) = sum(|practice| practice.denominator);
    let mut report: Report =
        practices.iter().flat_map(|one| standing_in_the_way(indicator, one)).collect();
    report.sort();
    let observation = Observation { numerator, denominator, ..Observation::nothing(indicator) };
    Aggregate { observation, numerator_known, denominator_known, report }
}

/// What of a practice's figures cannot be added up: one finding where both fail alike.
fn standing_in_the_way(indicator: IndicatorCode, practice: &PracticeCounts) -> Vec<Finding> {
    let finding = |what: &str, count: Count| {
        let rule = match count {
            Count::Suppressed => &rules::SUPPRESSED,
            Count::Missing => &rules::MISSING,
            Count::Counted(_) | Count::NotApplicable => return None,
        };
        let finding = Finding::of(rule, format!("{what} of {indicator}: {count}"));
        Some(finding.about(practice.practice))
    };
    if practice.numerator == practice.denominator {
        return finding("numerator and denominator", practice.numerator).into_iter().collect();
    }
    let both = [("numerator", practice.numerator), ("denominator", practice.denominator)];
    both.into_iter().filter_map(|(what, count)| finding(what, count)).collect()
}

/// Missing outweighs suppressed, suppressed outweighs counted, counted outweighs not applicable.
const fn worse(one: Count, other: Count) -> Count {
    const fn rank(count: Count) -> u8 {
        match count {
            Count::NotApplicable => 0,
            Count::Counted(_) => 1,
            Count::Suppressed => 2,
            Count::Missing => 3,
        }
    }
    if rank(other) > rank(one) { other } else { one }
}

/// What one practice adds to a network's figure.
///
/// # Examples
///
/// ```
/// use pcn::{code::PracticeCode, iif::contributions, quantity::Gbp};
///
/// let practice = PracticeCode::constant("A81001");
/// let part = contributions(Gbp::pence(12_345), &[(practice, 7)])[0];
/// assert_eq!((part.practice, part.amount), (practice, Gbp::pence(12_345)));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Contribution {
    /// The practice.
    pub practice: PracticeCode,
    /// Its part, in whole pence.
    pub amount: Gbp,
}

/// The rule by which [`contributions`] places the pennies that rounding leaves over.
pub const RESIDUE_RULE: &str = "each part is rounded down to the penny; the pennies left over go one \
    each to the parts with the largest remainders, of equal ones to the practice whose code comes \
    first";

/// Shares a network's payment among its practices in proportion to what each counted, so that the
/// parts add up to the whole to the penny. [`RESIDUE_RULE`] says where the odd pennies go.
///
/// The proportion is the caller's choice: numerators, denominators or lists. Where nobody counted
/// anything, the parts are equal.
///
/// # Examples
///
/// ```
/// use pcn::{code::PracticeCode, iif::contributions, quantity::Gbp};
///
/// let [one, two, three] = ["A81001", "A81002", "A81003"].map(PracticeCode::constant);
/// let parts = contributions(Gbp::pence(100), &[(one, 1), (two, 1), (three, 1)]);
/// let amounts: Vec<_> = parts.iter().map(|part| part.amount).collect();
/// assert_eq!(amounts, [Gbp::pence(34), Gbp::pence(33), Gbp::pence(33)]);
/// ```
#[must_use]
pub fn contributions(whole: Gbp, weights: &[(PracticeCode, u64)]) -> Vec<Contribution> {
    // INVARIANT: rounding to pence leaves two decimal places, so the mantissa counts pence.
    let pence = whole.round_half_up_to_pence().pounds().mantissa();
    let (sign, pence) = (pence.signum(), pence.saturating_abs());
    let total: i128 = weights.iter().map(|(_, weight)| i128::from(*weight)).sum();
    let equal = total == 0;
    let over = if equal { weights.len() as i128 } else { total };
    let weight = |weight: u64| if equal { 1 } else { i128::from(weight) };
    let exact: Vec<i128> =
        weights.iter().map(|(_, counted)| pence.saturating_mul(weight(*counted))).collect();
    let practice = |at: usize| weights.get(at).map(|(practice, _)| *practice);
    let parts = whole_parts(pence, &exact, over, practice);
    (weights.iter().zip(parts))
        .map(|((practice, _), pence)| {
            let pence = i64::try_from(pence.saturating_mul(sign)).unwrap_or_default();
            Contribution { practice: *practice, amount: Gbp::pence(pence) }
        })
        .collect()
}

/// One age and sex band of a standardised count.
///
/// # Examples
///
/// ```
/// use pcn::iif::{Band, standardised_rate};
///
/// // Events among no patients cannot be: there is no rate to carry over to England.
/// let impossible = Band { name: "F 40-44".into(), events: 3, patients: 0, england: 1_900_000 };
/// assert_eq!(standardised_rate(&[impossible]), None);
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Band {
    /// What it is called, for example `F 40-44`.
    pub name: Cow<'static, str>,
    /// The network's events in it.
    pub events: u64,
    /// The network's patients in it.
    pub patients: u64,
    /// England's patients in it.
    pub england: u64,
}

/// A directly standardised rate: the rate that England would have with the network's rate in each
/// band. `None` if England is empty, or a band has events and no patients.
///
/// Worked out in decimals of 28 digits, the sum first and England's total last.
///
/// # Examples
///
/// ```
/// use pcn::iif::{Band, standardised_rate};
///
/// let band = |name, events, patients, england| Band { name, events, patients, england };
/// let rate = standardised_rate(&[
///     band("young".into(), 1, 100, 1_000),
///     band("old".into(), 10, 100, 1_000),
/// ]);
/// assert_eq!(rate.map(|rate| rate.to_string()).as_deref(), Some("0.055"));
/// ```
///
/// # Source
///
/// NHS Digital, iif_indicators repository: the pipeline of AC-02.
#[must_use]
pub fn standardised_rate(bands: &[Band]) -> Option<Decimal> {
    let mut sum = Decimal::ZERO;
    let mut england = Decimal::ZERO;
    for band in bands {
        england = england.checked_add(Decimal::from(band.england))?;
        if band.events == 0 {
            continue;
        }
        let events = Decimal::from(band.events).checked_mul(Decimal::from(band.england))?;
        sum = sum.checked_add(events.checked_div(Decimal::from(band.patients))?)?;
    }
    sum.checked_div(england)
}

/// The numerator that goes to the payment system: the rate times the list, to the nearest whole
/// number, half up.
///
/// # Examples
///
/// ```
/// use pcn::{iif::standardised_numerator, quantity::Decimal};
///
/// assert_eq!(standardised_numerator(Decimal::new(55, 3), 500), Some(28)); // 27.5
/// ```
#[must_use]
pub fn standardised_numerator(rate: Decimal, list: u64) -> Option<u64> {
    use rust_decimal::{RoundingStrategy, prelude::ToPrimitive};
    rate.checked_mul(Decimal::from(list))?
        .round_dp_with_strategy(0, RoundingStrategy::MidpointAwayFromZero)
        .to_u64()
}
