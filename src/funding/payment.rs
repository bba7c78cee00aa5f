//! The computing of payments: what accrues, what of it falls in the days asked about, and what is
//! earned.

use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::{
    Counts, Entitlement, EntitlementKind, Facts, Line, LinePart, Outcome, Populations, Price,
    Question, Statement, Terms,
    earn::earn,
    rules,
    tariff::{Pin, Stop},
    time::Accrual,
};
use crate::{
    calendar::Period,
    citation::Evidence,
    finding::Report,
    quantity::Gbp,
    series::Entry,
    working::{NoWorking, Record, Working},
};

/// The counts of a network or of one practice, with the days for which they hold.
pub(super) fn stays<'a>(
    facts: &'a Facts,
    question: &Question,
) -> Vec<(Option<&'a super::Member>, &'a Populations, Option<Period>)> {
    match &facts.counts {
        Counts::Network(counts) => vec![(None, counts, None)],
        Counts::Practices(members) => members
            .iter()
            .filter_map(|member| match member.during {
                None => Some((Some(member), &member.counts, None)),
                // A period that counts for no whole month counts for nothing.
                Some(during) => {
                    let counted = question.part_months.counted(during)?;
                    Some((Some(member), &member.counts, Some(counted)))
                }
            })
            .collect(),
    }
}

/// What accrues from a payment's first day to `until` for counts that hold over `stay`.
pub(super) fn accrue<'a>(
    term: &'a Entitlement,
    counts: &Populations,
    stay: Option<Period>,
    until: Option<NaiveDate>,
    known: NaiveDate,
    record: &mut impl Record,
) -> Result<(Accrual, Vec<&'a Entry<Price>>), Stop<'a>> {
    let none = (Accrual::zero(1), Vec::new());
    let Ok(days) = Period::try_new(term.in_force.from(), until) else { return Ok(none) };
    let days = match stay {
        None => days,
        Some(stay) => match days.intersect(stay) {
            Some(days) => days,
            None => return Ok(none),
        },
    };
    let pin = Pin::of(term, days, known)?;
    let accrual = pin.accrue_with(term, counts, record)?;
    Ok((accrual, pin.entries().collect()))
}

impl Terms {
    /// What the year's terms give a network over some days, with the working of each payment.
    ///
    /// # Examples
    ///
    /// ```
    /// use pcn::{
    ///     calendar::{ContractYear, day},
    ///     des,
    ///     funding::{EntitlementKind, Facts, Outcome, Populations, Question},
    ///     quantity::Gbp,
    /// };
    ///
    /// let year = ContractYear::Y2025_26;
    /// let terms = &des::year(year).expect("held").funding;
    /// let january = day(2025, 1, 1);
    /// let facts = Facts::of(
    ///     Populations::default()
    ///         .registered("50000".parse()?, january)
    ///         .adjusted("51000".parse()?, january),
    /// );
    /// let statement = terms.statement(&facts, &Question::of(year.period()));
    /// let core = statement.line(EntitlementKind::CoreFunding).expect("listed");
    /// assert_eq!(core.outcome, Outcome::Due { amount: Gbp::pence(150_683_00) });
    /// // Beds are not given, and nothing is estimated:
    /// let premium = statement.line(EntitlementKind::CareHomePremium).expect("listed");
    /// assert!(matches!(premium.outcome, Outcome::NeedsCount { .. }));
    /// # Ok::<(), pcn::quantity::QuantityError>(())
    /// ```
    #[must_use]
    pub fn statement(&self, facts: &Facts, question: &Question) -> Statement {
        let mut statement = Statement {
            period: question.period,
            known_on: question.known_on,
            lines: Vec::new(),
            total: Gbp::ZERO,
            to_practices: Gbp::ZERO,
            up_to: Gbp::ZERO,
            findings: rules::of_members(facts),
        };
        for term in self.entitlements.iter() {
            if let Some((line, open)) = self.line(term, facts, question, &mut statement.findings) {
                statement.add(line, open);
            }
        }
        statement.findings.sort();
        statement
    }

    /// One payment over some days, or `None` if the year's terms do not have it then.
    ///
    /// # Examples
    ///
    /// ```
    /// use pcn::{
    ///     calendar::{ContractYear, day},
    ///     des,
    ///     funding::{EntitlementKind, Facts, Populations, Question},
    /// };
    ///
    /// let terms = &des::year(ContractYear::Y2024_25).expect("held").funding;
    /// let facts =
    ///     Facts::of(Populations::default().adjusted("51000".parse()?, day(2024, 1, 1)));
    /// let june = Question::of_month(day(2024, 6, 1)).expect("a month");
    /// let line = terms.payment(EntitlementKind::EnhancedAccess, &facts, &june).expect("in force");
    /// assert_eq!(line.outcome.amount().map(|pounds| pounds.to_string()).as_deref(), Some("£32,614.50"));
    /// # Ok::<(), pcn::quantity::QuantityError>(())
    /// ```
    #[must_use]
    pub fn payment(
        &self,
        kind: EntitlementKind,
        facts: &Facts,
        question: &Question,
    ) -> Option<Line> {
        let line = self.line(self.entitlement(kind)?, facts, question, &mut Report::new());
        line.map(|(line, _)| line)
    }

    /// A payment over some days, and what of it can still be earned after them.
    pub(super) fn line(
        &self,
        term: &Entitlement,
        facts: &Facts,
        question: &Question,
        findings: &mut Report,
    ) -> Option<(Line, Gbp)> {
        let period = question.period.intersect(term.in_force)?;
        let earned = term.frequency.is_earned();
        let mut working = Working::new(format!("{}, {period}", term.kind));
        let known = question.known();
        let mut used = Vec::new();
        // An earned payment has no twelfths: of the whole year's amount a part of the year has what
        // is declared in it.
        let days = if earned { term.in_force } else { period };
        let amount = amount_over(term, facts, question, days, &mut working, &mut used);
        let evidence = used.iter().map(|entry: &&Entry<Price>| entry.source.evidence).max();
        rules::of_entries(term, &used, findings);
        rules::of_counts(term, facts, findings);
        let mut open = Gbp::ZERO;
        let outcome = match amount {
            Err(stop) => {
                let outcome = rules::stopped(term, stop, findings);
                working.caveat(format!("no amount: {outcome}"));
                outcome
            }
            Ok(_)
                if evidence.zip(question.least).is_some_and(|(e, least)| !e.is_at_least(least)) =>
            {
                rules::too_weak(term, evidence.unwrap_or(Evidence::Unconfirmed), findings)
            }
            Ok(amount) => {
                let unmet = term.conditions.iter().find(|held| facts.unmet.contains(&held.kind));
                match unmet {
                    Some(condition) => {
                        rules::withheld(term, condition, findings);
                        Outcome::Withheld { amount }
                    }
                    None if earned => {
                        let (outcome, left) =
                            earn(term, facts, question, amount, &mut working, findings);
                        open = left;
                        outcome
                    }
                    None => Outcome::Due { amount },
                }
            }
        };
        let parts = term.components.iter().filter_map(|component| {
            let entry = component.rate.on_as_known(period.from(), known).entry();
            let entry = entry.or_else(|| component.rate.entries().first())?;
            let rate = component.rate.on_as_known(period.from(), known).value().copied();
            let counted = rate.map_or(component.counted, Price::counted);
            let count = match &facts.counts {
                Counts::Network(counts) => counted.of(counts).map(|(count, _)| count),
                Counts::Practices(_) => None,
            };
            Some(LinePart { counted, rate, count, citation: entry.source.citation.clone() })
        });
        let line = Line {
            entitlement: term.kind,
            paid_to: term.paid_to,
            period,
            frequency: term.frequency,
            parts: parts.collect(),
            conditions: term.conditions.iter().map(|condition| condition.text.clone()).collect(),
            outcome,
            evidence,
            working,
        };
        Some((line, open))
    }
}

/// The rounded amount over `days`: accrued to their end less accrued to their beginning.
#[expect(clippy::arithmetic_side_effects, reason = "money's own subtraction saturates")]
fn amount_over<'a>(
    term: &'a Entitlement,
    facts: &Facts,
    question: &Question,
    days: Period,
    working: &mut Working,
    used: &mut Vec<&'a Entry<Price>>,
) -> Result<Gbp, Stop<'a>> {
    let mut cumulative = |until: Option<NaiveDate>, record: &mut Working, quiet: bool| {
        let mut sum = Accrual::zero(1);
        for (member, counts, stay) in stays(facts, question) {
            let known = question.known();
            let (accrual, entries) = if quiet {
                accrue(term, counts, stay, until, known, &mut NoWorking)?
            } else if let Some(member) = member {
                let mut part = Working::new(match stay {
                    Some(stay) => format!("{}, member {stay}", member.practice),
                    None => member.practice.to_string(),
                });
                let accrued = accrue(term, counts, stay, until, known, &mut part)?;
                record.part(part);
                accrued
            } else {
                accrue(term, counts, stay, until, known, record)?
            };
            sum = sum.plus(accrual);
            for entry in entries {
                if !used.iter().any(|held| core::ptr::eq(*held, entry)) {
                    used.push(entry);
                }
            }
        }
        Ok(sum.value())
    };
    let rounded = |value: Decimal, name: &'static str, working: &mut Working| {
        let rounded = Gbp::exactly(value).round_half_up_to_pence();
        let shown = value.round_dp(6).normalize();
        working.rounding(name, "half up to pence", shown, rounded);
        rounded
    };
    if days.from() == term.in_force.from() {
        let value = cumulative(days.until(), working, false)?;
        return Ok(rounded(value, "amount", working));
    }
    let mut to_end = Working::new(match days.last_day() {
        Some(last) => format!("accrued from {} to {last}", term.in_force.from()),
        None => format!("accrued from {}", term.in_force.from()),
    });
    let end = cumulative(days.until(), &mut to_end, false)?;
    let end = rounded(end, "accrued to the end", &mut to_end);
    working.part(to_end);
    let begin = cumulative(Some(days.from()), working, true)?;
    let begin = rounded(begin, "accrued before, by the same steps", working);
    working.step("amount", || (format!("{end} − {begin}"), (end - begin).to_string()));
    Ok(end - begin)
}
