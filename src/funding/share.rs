use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::{
    Entitlement, EntitlementKind, Facts, Outcome, Question, Terms,
    payment::{accrue, stays},
    rules,
    tariff::Stop,
    time::Accrual,
};
use crate::{
    calendar::Period,
    code::PracticeCode,
    finding::Report,
    quantity::{Gbp, in_units, left_of, product, rounded_down, whole_parts},
    working::NoWorking,
};

/// Who gets the pennies that are left when a sum is divided.
///
/// # Examples
///
/// ```
/// use pcn::funding::Residue;
///
/// assert_eq!(Residue::default(), Residue::LargestRemainder);
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Residue {
    /// A penny each to those whose share loses the largest part of a penny; among equals to the
    /// first by code.
    #[default]
    LargestRemainder,
    /// All of them to one practice.
    To(PracticeCode),
}

/// The share of one practice.
///
/// # Examples
///
/// ```
/// use pcn::{code::PracticeCode, funding::Share, quantity::Gbp};
///
/// let share: Share = serde_json::from_str(r#"{"practice": "A81001", "amount": "61392.00"}"#)?;
/// assert_eq!(share.practice, PracticeCode::constant("A81001"));
/// assert_eq!(share.amount, Gbp::constant("61392.00"));
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Share {
    /// The practice.
    pub practice: PracticeCode,
    /// Its share.
    pub amount: Gbp,
}

/// A payment and the share of each practice in it, by the payment's own count and days.
///
/// # Examples
///
/// ```
/// use pcn::{
///     calendar::{ContractYear, day},
///     code::PracticeCode,
///     des,
///     funding::{EntitlementKind, Facts, Member, Populations, Question, Residue},
///     quantity::Gbp,
/// };
///
/// let member = |code: &'static str, count: &str| {
///     Ok::<_, pcn::quantity::QuantityError>(Member {
///         practice: PracticeCode::constant(code),
///         counts: Populations::default().adjusted(count.parse()?, day(2024, 1, 1)),
///         during: None,
///     })
/// };
/// let facts = Facts::of_practices(vec![member("A81001", "30001")?, member("A81002", "20002")?]);
/// let terms = &des::year(ContractYear::Y2024_25).expect("held").funding;
/// let question = Question::of(ContractYear::Y2024_25.period());
/// let kind = EntitlementKind::EnhancedAccess;
/// let shares =
///     terms.shares(kind, &facts, &question, Residue::default()).expect("listed").expect("known");
/// let sum: Gbp = shares.shares.iter().map(|share| share.amount).sum();
/// assert_eq!(sum, shares.network, "to the penny");
/// # Ok::<(), pcn::quantity::QuantityError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Shares {
    /// Which payment.
    pub entitlement: EntitlementKind,
    /// The days for which it is.
    pub period: Period,
    /// The network's figure.
    pub network: Gbp,
    /// The shares, by practice. Their sum is the network's figure to the penny.
    pub shares: Vec<Share>,
    /// Who got the pennies that were left.
    pub residue: Residue,
}

/// Divides a sum by weights, to the penny, so that the parts make up the sum.
///
/// # Meaning
///
/// Each part is rounded down; the pennies that are left go one each to the parts that lost most,
/// among equals to the first. Without any weight above zero there is nothing to divide by, and the
/// answer is `None`; so too if a weight is below zero, if the sum is not in whole pence, or if sum
/// and weights have more digits than can be multiplied exactly (some 38 together).
///
/// # Examples
///
/// ```
/// use pcn::{funding::divide, quantity::{Decimal, Gbp}};
///
/// let parts = divide(Gbp::pence(100), &[Decimal::ONE, Decimal::ONE, Decimal::ONE]);
/// assert_eq!(parts, Some(vec![Gbp::pence(34), Gbp::pence(33), Gbp::pence(33)]));
/// assert_eq!(divide(Gbp::pence(100), &[]), None);
/// ```
#[must_use]
pub fn divide(sum: Gbp, weights: &[Decimal]) -> Option<Vec<Gbp>> {
    let pence = in_units(sum.pounds(), PENNY)?;
    let places = weights.iter().map(|weight| weight.normalize().scale()).max()?;
    let weights: Option<Vec<i128>> = weights
        .iter()
        .map(|weight| in_units(*weight, places).filter(|weight| *weight >= 0))
        .collect();
    let weights = weights?;
    let total = weights.iter().try_fold(0_i128, |sum, weight| sum.checked_add(*weight))?;
    if total == 0 {
        return None;
    }
    let exact: Option<Vec<i128>> = weights.iter().map(|weight| product(pence, *weight)).collect();
    Some(in_pounds(whole_parts(pence, &exact?, total, |at| at)))
}

/// The decimal places of a penny.
const PENNY: u32 = 2;

fn in_pounds(parts: Vec<i128>) -> Vec<Gbp> {
    let pounds = |pence| Decimal::try_from_i128_with_scale(pence, PENNY).unwrap_or_default();
    parts.into_iter().map(|pence| Gbp::exactly(pounds(pence))).collect()
}

impl Terms {
    /// The share of each practice in a payment, by the count on which the payment is made and by
    /// the days of its membership.
    ///
    /// # Errors
    ///
    /// The [`Outcome`] that stands in the way, and its finding, if the rate is not published or
    /// was not known or a practice's count is not given. `None` if the year's terms do not have
    /// the payment in the period, or if the facts hold one set of counts for the whole network.
    ///
    /// # Examples
    ///
    /// ```
    /// use pcn::{
    ///     calendar::{ContractYear, Period, day},
    ///     code::PracticeCode,
    ///     des,
    ///     funding::{EntitlementKind, Facts, Member, Populations, Question, Residue},
    /// };
    ///
    /// let year = ContractYear::Y2024_25;
    /// let terms = &des::year(year).expect("held").funding;
    /// let member = |code, adjusted: &str, during| Member {
    ///     practice: PracticeCode::constant(code),
    ///     counts: Populations::default().adjusted(adjusted.parse().expect("a count"), day(2024, 1, 1)),
    ///     during,
    /// };
    /// let facts = Facts::of_practices(vec![
    ///     member("A81001", "20000", None),
    ///     member("A81002", "15000", None),
    ///     // Leaves at the end of September:
    ///     member("A81003", "16000", Some(Period::constant(day(2019, 7, 1), day(2024, 10, 1)))),
    /// ]);
    /// let question = Question::of(year.period());
    /// let shares = terms
    ///     .shares(EntitlementKind::EnhancedAccess, &facts, &question, Residue::default())
    ///     .expect("in force")
    ///     .expect("all counts are given");
    /// assert_eq!(shares.network.to_string(), "£329,982.00");
    /// assert_eq!(shares.shares[2].amount.to_string(), "£61,392.00");
    /// ```
    #[must_use]
    pub fn shares(
        &self,
        kind: EntitlementKind,
        facts: &Facts,
        question: &Question,
        residue: Residue,
    ) -> Option<Result<Shares, (Outcome, Report)>> {
        let super::Counts::Practices(_) = &facts.counts else { return None };
        let term = self.entitlement(kind)?;
        let period = question.period.intersect(term.in_force)?;
        Some(share_out(term, facts, question, period, residue).map_err(|stop| {
            let mut findings = Report::new();
            let outcome = rules::stopped(term, stop, &mut findings);
            (outcome, findings)
        }))
    }
}

#[expect(clippy::arithmetic_side_effects, reason = "money's own subtraction saturates")]
fn share_out<'a>(
    term: &'a Entitlement,
    facts: &Facts,
    question: &Question,
    period: Period,
    residue: Residue,
) -> Result<Shares, Stop<'a>> {
    let known = question.known();
    let mut held: Vec<(PracticeCode, Accrual)> = Vec::new();
    let (mut end, mut begin) = (Accrual::zero(1), Accrual::zero(1));
    for (member, counts, stay) in stays(facts, question) {
        let Some(member) = member else { continue };
        let (to_end, _) = accrue(term, counts, stay, period.until(), known, &mut NoWorking)?;
        let (before, _) = accrue(term, counts, stay, Some(period.from()), known, &mut NoWorking)?;
        end = end.plus(to_end);
        begin = begin.plus(before);
        let share = to_end.minus(before);
        match held.iter_mut().find(|(practice, _)| *practice == member.practice) {
            Some((_, sum)) => *sum = sum.plus(share),
            None => held.push((member.practice, share)),
        }
    }
    held.sort_by_key(|(practice, _)| *practice);
    let rounded = |sum: Accrual| Gbp::exactly(sum.value()).round_half_up_to_pence();
    let network = rounded(end) - rounded(begin);
    // INVARIANT: rounded to the penny.
    let pence = in_units(network.pounds(), PENNY).unwrap_or(0);
    let (exact, over) = Accrual::in_pence(held.iter().map(|(_, share)| *share));
    // INVARIANT: `network` is the sum of the parts to a penny, so what is left over when they are
    // rounded down is from zero to the number of parts.
    let taker = match residue {
        Residue::LargestRemainder => None,
        Residue::To(practice) => held.iter().position(|(held, _)| *held == practice),
    };
    let parts = match taker {
        None => whole_parts(pence, &exact, over, |at| at),
        Some(taker) => {
            let mut parts = rounded_down(&exact, over);
            let left = left_of(pence, &parts);
            if let Some(part) = parts.get_mut(taker) {
                *part = part.saturating_add(left);
            }
            parts
        }
    };
    let amounts = in_pounds(parts);
    let shares = held
        .iter()
        .zip(amounts)
        .map(|((practice, _), amount)| Share { practice: *practice, amount })
        .collect();
    Ok(Shares { entitlement: term.kind, period, network, shares, residue })
}
