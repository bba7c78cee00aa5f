use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::{
    Counts, Entitlement, EntitlementKind, Facts, Line, Outcome, Question, Terms,
    payment::{accrue, stays},
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
    /// All of them to one practice, which has to have a share.
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
///     terms.shares(kind, &facts, &question, Residue::default()).expect("listed and known");
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
    /// The network's figure, as [`Terms::payment`] gives it.
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

/// Why a payment is not divided among practices.
///
/// # Examples
///
/// ```
/// use pcn::{
///     calendar::{ContractYear, day},
///     des,
///     funding::{EntitlementKind, Facts, Populations, Question, Residue, SharesRefusal},
/// };
///
/// let year = ContractYear::Y2024_25;
/// let terms = &des::year(year).expect("held").funding;
/// let whole = Facts::of(Populations::default().adjusted("51000".parse()?, day(2024, 1, 1)));
/// let access = EntitlementKind::EnhancedAccess;
/// let refusal = terms
///     .shares(access, &whole, &Question::of(year.period()), Residue::default())
///     .expect_err("the practices' own counts are not given");
/// assert_eq!(refusal, SharesRefusal::OneCount);
/// assert_eq!(
///     refusal.to_string(),
///     "the counts are of the network as a whole; give those of its practices: \
///      `\"counts\": {\"practices\": [{\"practice\": \"A81001\", \"counts\": {\"adjusted\": \
///      {\"count\": \"12000\", \"on\": \"2024-01-01\"}}}]}`",
/// );
/// # Ok::<(), pcn::quantity::QuantityError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum SharesRefusal {
    /// The facts hold one set of counts for the whole network.
    #[error(
        "the counts are of the network as a whole; give those of its practices: \
         `\"counts\": {{\"practices\": [{{\"practice\": \"A81001\", \"counts\": {{\"adjusted\": \
         {{\"count\": \"12000\", \"on\": \"2024-01-01\"}}}}}}]}}`"
    )]
    OneCount,
    /// The year's terms do not have the payment in the days asked about.
    #[error("no {} to divide in {period}", .entitlement.words())]
    NotListed {
        /// Which payment.
        entitlement: EntitlementKind,
        /// The days asked about.
        period: Period,
    },
    /// Nothing is due: the payment is withheld, its rate is not published, was not known or is too
    /// weak, or a practice's count is not given.
    #[error("the payment has no amount to divide: {outcome}")]
    NoAmount {
        /// What comes of the payment.
        outcome: Outcome,
        /// What is found on it.
        findings: Report,
    },
    /// The pennies that are left should go to a practice that has no share.
    #[error("{practice} has no share, so no pennies can go to it; {}", instead(.held))]
    NotAMember {
        /// The practice.
        practice: PracticeCode,
        /// Those that have a share.
        held: Vec<PracticeCode>,
    },
    /// The amount or the counts have more digits than can be multiplied exactly.
    #[error("the amount and the counts have too many digits to be divided exactly")]
    TooManyDigits,
}

fn instead(held: &[PracticeCode]) -> String {
    match held.first() {
        Some(practice) => format!("a good one is {practice}"),
        None => "no practice has one".to_owned(),
    }
}

impl Terms {
    /// The share of each practice in a payment, by the count on which the payment is made and by
    /// the days of its membership.
    ///
    /// # Meaning
    ///
    /// What is divided is the amount that [`payment`](Self::payment) gives for the same question.
    /// Of a payment that is earned it is what is earned, divided by what each practice brings to the
    /// whole.
    ///
    /// # Errors
    ///
    /// [`SharesRefusal`], by its cause.
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
    ///     .expect("in force, and all counts are given");
    /// assert_eq!(shares.network.to_string(), "£329,982.00");
    /// assert_eq!(shares.shares[2].amount.to_string(), "£61,392.00");
    /// ```
    pub fn shares(
        &self,
        kind: EntitlementKind,
        facts: &Facts,
        question: &Question,
        residue: Residue,
    ) -> Result<Shares, SharesRefusal> {
        if let Counts::Network(_) = facts.counts {
            return Err(SharesRefusal::OneCount);
        }
        let not_listed = || SharesRefusal::NotListed { entitlement: kind, period: question.period };
        let term = self.entitlement(kind).ok_or_else(not_listed)?;
        let mut findings = Report::new();
        let (line, _) = self.line(term, facts, question, &mut findings).ok_or_else(not_listed)?;
        let Line { period, outcome, .. } = line;
        let (network, days) = match outcome {
            Outcome::Due { amount } => (amount, period),
            Outcome::Earned { amount, .. } => (amount, term.in_force),
            _ => return Err(SharesRefusal::NoAmount { outcome, findings }),
        };
        // INVARIANT: what has an amount accrues.
        let held = held(term, facts, question, days)
            .map_err(|_| SharesRefusal::NoAmount { outcome, findings })?;
        let shares = share_out(network, matches!(outcome, Outcome::Earned { .. }), &held, residue)?;
        Ok(Shares { entitlement: kind, period, network, shares, residue })
    }
}

/// What accrues over some days for each practice, by code.
fn held<'a>(
    term: &'a Entitlement,
    facts: &Facts,
    question: &Question,
    days: Period,
) -> Result<Vec<(PracticeCode, Accrual)>, Stop<'a>> {
    let known = question.known();
    let mut held: Vec<(PracticeCode, Accrual)> = Vec::new();
    for (member, counts, stay) in stays(facts, question) {
        let Some(member) = member else { continue };
        let (to_end, _) = accrue(term, counts, stay, days.until(), known, &mut NoWorking)?;
        let (before, _) = accrue(term, counts, stay, Some(days.from()), known, &mut NoWorking)?;
        let share = to_end.minus(before);
        match held.iter_mut().find(|(practice, _)| *practice == member.practice) {
            Some((_, sum)) => *sum = sum.plus(share),
            None => held.push((member.practice, share)),
        }
    }
    held.sort_by_key(|(practice, _)| *practice);
    Ok(held)
}

/// Divides the network's figure. What is due is what accrues, to a penny, so each practice's share is
/// what accrues for it; of what is earned each has its part of the whole.
fn share_out(
    network: Gbp,
    earned: bool,
    held: &[(PracticeCode, Accrual)],
    residue: Residue,
) -> Result<Vec<Share>, SharesRefusal> {
    let taker = match residue {
        Residue::LargestRemainder => None,
        Residue::To(practice) => {
            let at = held.iter().position(|(held, _)| *held == practice);
            Some(at.ok_or_else(|| SharesRefusal::NotAMember {
                practice,
                held: held.iter().map(|(practice, _)| *practice).collect(),
            })?)
        }
    };
    let pence = in_units(network.pounds(), PENNY).ok_or(SharesRefusal::TooManyDigits)?;
    let (mut exact, mut over) = Accrual::in_pence(held.iter().map(|(_, share)| *share));
    if earned {
        let total = exact.iter().try_fold(0_i128, |sum, part| sum.checked_add(*part));
        let parts: Option<Vec<i128>> = exact.iter().map(|part| product(pence, *part)).collect();
        (exact, over) = parts.zip(total).ok_or(SharesRefusal::TooManyDigits)?;
    }
    // INVARIANT: `network` is the sum of the parts to a penny, so what is left over when they are
    // rounded down is from zero to the number of parts. Without any part it is nothing.
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
    let shares = held.iter().zip(in_pounds(parts));
    Ok(shares.map(|((practice, _), amount)| Share { practice: *practice, amount }).collect())
}
