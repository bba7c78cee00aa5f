//! What of a payment that is earned is earned: by the parts that are declared, or as it is judged.

use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::{
    Declaration, EarnedPart, Entitlement, Facts, Judgement, Outcome, Question, rules, time::Accrual,
};
use crate::{
    finding::Report,
    quantity::{Gbp, Percent},
    working::{Record as _, Working},
};

/// The parts that are declared, each with the first day on which it is.
struct Declared<'a> {
    parts: Vec<(&'a EarnedPart, NaiveDate)>,
    most: Gbp,
}

impl<'a> Declared<'a> {
    fn of(term: &'a Entitlement, facts: &Facts, known: NaiveDate, most: Gbp) -> Self {
        let mut parts: Vec<(&EarnedPart, NaiveDate)> = Vec::new();
        for (_, declared) in declarations(term, facts) {
            let part = term.parts.iter().find(|part| part.name == declared.part);
            let counts = term.in_force.contains(declared.on) && declared.on <= known;
            let Some(part) = part.filter(|_| counts) else { continue };
            match parts.iter_mut().find(|(held, _)| held.name == part.name) {
                Some((_, first)) => *first = declared.on.min(*first),
                None => parts.push((part, declared.on)),
            }
        }
        parts.sort_by_key(|(_, first)| *first);
        Self { parts, most }
    }

    /// What is earned up to the day before `until`, not yet rounded.
    fn exact(&self, until: Option<NaiveDate>) -> Decimal {
        let mut sum = Accrual::zero(1);
        for (part, first) in &self.parts {
            if part.of == 0 || until.is_some_and(|until| *first >= until) {
                continue;
            }
            let mut share = Accrual::zero(part.of.into());
            share.add(self.most.pounds(), part.share.into());
            sum = sum.plus(share);
        }
        sum.value()
    }

    /// The same in pence. Parts that make more than the whole earn the whole.
    fn until(&self, until: Option<NaiveDate>) -> Gbp {
        Gbp::exactly(self.exact(until)).round_half_up_to_pence().min(self.most)
    }
}

fn declarations<'a>(
    term: &Entitlement,
    facts: &'a Facts,
) -> impl Iterator<Item = (usize, &'a Declaration)> {
    let kind = term.kind;
    facts.declared.iter().enumerate().filter(move |(_, declared)| declared.of == kind)
}

/// What is earned in a part of the payment's days or in all of them, and what is still open after
/// them.
#[expect(clippy::arithmetic_side_effects, reason = "money's own subtraction saturates")]
pub(super) fn earn(
    term: &Entitlement,
    facts: &Facts,
    question: &Question,
    most: Gbp,
    working: &mut Working,
    findings: &mut Report,
) -> (Outcome, Gbp) {
    let period = question.period.intersect(term.in_force).unwrap_or(question.period);
    let known = question.known();
    for (at, declared) in declarations(term, facts) {
        if !term.parts.iter().any(|part| part.name == declared.part) {
            rules::unknown_part(term, at, declared, findings);
        } else if !term.in_force.contains(declared.on) {
            rules::late_declaration(term, at, declared, findings);
        }
    }
    // A payment is judged as a whole, so no part of the year has a part of what is judged.
    if period.covers(term.in_force)
        && let Some(judged) = last_judgement(term, facts, known, findings)
    {
        let share = most
            .pounds()
            .saturating_mul(judged.earned.value())
            .checked_div(Decimal::ONE_HUNDRED)
            .unwrap_or_default();
        let amount = Gbp::exactly(share).round_half_up_to_pence();
        working.step("judged", || {
            let expression = format!("{most} × {}, on {}", judged.earned, judged.on);
            (expression, share.normalize().to_string())
        });
        working.rounding("judged", "half up to pence", share.normalize(), amount);
        return (Outcome::Earned { amount, most }, most - amount);
    }
    let declared = Declared::of(term, facts, known, most);
    let (end, begin) = (declared.until(period.until()), declared.until(Some(period.from())));
    for (part, first) in &declared.parts {
        if period.contains(*first) {
            working.step("declared part", || {
                let share = format!("{most} × {} / {}", part.share, part.of);
                let one = Declared { parts: vec![(*part, *first)], most }.exact(None);
                let expression = format!("{}, declared on {first}: {share}", part.name);
                (expression, one.round_dp(6).normalize().to_string())
            });
        }
        let again = |(_, other): &(usize, &Declaration)| {
            other.part == part.name && period.contains(other.on) && other.on != *first
        };
        if let Some((_, again)) = declarations(term, facts).find(again) {
            working.caveat(format!(
                "{} is declared on {} too; it counts once, on {first}",
                part.name, again.on
            ));
        }
    }
    if !declared.parts.is_empty() {
        let exact = declared.exact(period.until()).round_dp(6).normalize();
        working.rounding("earned to the end", "half up to pence", exact, end);
    }
    if !begin.is_zero() {
        working.step("earned", || (format!("{end} − {begin}"), (end - begin).to_string()));
    }
    (Outcome::Earned { amount: end - begin, most }, most - end)
}

/// The last judgement of a payment that was known by a day.
fn last_judgement<'a>(
    term: &Entitlement,
    facts: &'a Facts,
    known: NaiveDate,
    findings: &mut Report,
) -> Option<&'a Judgement> {
    const NOTHING: Percent = Percent::constant("0");
    const WHOLE: Percent = Percent::constant("100");
    let mut held: Vec<(usize, &Judgement)> = Vec::new();
    for (at, judged) in facts.judged.iter().enumerate().filter(|(_, one)| one.of == term.kind) {
        if judged.earned < NOTHING || judged.earned > WHOLE {
            rules::judged_share(term, at, judged, findings);
        } else if judged.on < term.in_force.from() {
            rules::judged_early(term, at, judged, findings);
        } else if judged.on <= known {
            held.push((at, judged));
        }
    }
    // Of those of one day the one that stands last.
    let (at, last) = held.iter().max_by_key(|(_, judged)| judged.on).copied()?;
    if held.len() > 1 {
        rules::judged_again(term, at, last, held.len(), findings);
    }
    Some(last)
}
