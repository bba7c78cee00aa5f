//! One post in one month: what it costs, the most that is reimbursed, and the lower of the two.

use rust_decimal::Decimal;

use super::{
    ClaimBasis, ClaimLine, Cost, Maximum, MaximumIs, MhpFunding, Post, Role, RoleEntry, Terms,
    naming,
    rules::{self, on_post},
};
use crate::{
    calendar::Period,
    finding::{Report, Rule},
    funding::time::Accrual,
    quantity::{Gbp, Percent},
    series::Answer,
    working::{Record, Working},
};

/// The divisor of a month's figures: twelve months, the month's days and a hundred per cent.
fn over(days: u32) -> u64 {
    1_200_u64.saturating_mul(u64::from(days.max(1)))
}

/// The figures of one post in one month.
pub(super) struct PostFigures {
    pub(super) days: Option<Period>,
    pub(super) actual: Gbp,
    pub(super) maximum: Option<Gbp>,
    pub(super) claimable: Option<Gbp>,
    pub(super) findings: Report,
}

/// Where a post stands in a claim.
#[derive(Clone, Copy)]
pub(super) struct Place {
    pub(super) at: usize,
    /// The earlier line in which it stands on a day of the month already.
    pub(super) repeats: Option<usize>,
}

pub(super) fn claim_post(
    terms: &Terms,
    month: Period,
    place: Place,
    post: &Post,
    basis: &ClaimBasis,
) -> ClaimLine {
    let mut working = Working::new(format!("{}, {} of {month}", post.role, post.wte));
    let PostFigures { days, actual, maximum, claimable, findings } =
        figures(terms, month, place, post, basis, &mut working);
    ClaimLine {
        reference: post.reference.clone(),
        role: post.role,
        wte: post.wte,
        days,
        actual,
        maximum,
        claimable,
        findings,
        working,
    }
}

pub(super) fn figures(
    terms: &Terms,
    month: Period,
    Place { at, repeats }: Place,
    post: &Post,
    basis: &ClaimBasis,
    working: &mut impl Record,
) -> PostFigures {
    let nothing = |days, findings: Report| PostFigures {
        days,
        actual: Gbp::ZERO,
        maximum: Some(Gbp::ZERO),
        claimable: if findings.has_errors() { None } else { Some(Gbp::ZERO) },
        findings,
    };
    let Some(held) = post.days_in(month) else {
        working.caveat("not in post in this month");
        return nothing(None, Report::new());
    };
    let found = rules::of_eligibility(at, post, held, terms.year);
    let mut findings: Report = found.into_iter().collect();
    if let Some(first) = repeats {
        let message =
            format!("lines {first} and {at} share a day of {month}; the later has no amount");
        findings.push(on_post(&rules::POST_TWICE, at, post, message));
    }
    // Before its first day a role is nothing, which is known whatever maxima are.
    let Some(days) = RoleEntry::of(post.role).in_scheme(held) else {
        working.caveat("the role is not reimbursable yet in this month");
        return nothing(Some(held), findings);
    };
    let (of, in_post) = (basis.day_count.days(month), basis.day_count.days(days));
    working.input("whole-time equivalents", post.wte.value());
    working.input("days in post", format_args!("{in_post} of {of}, {}", basis.day_count));
    let share = match share_of(terms, post, days, basis, working) {
        Ok(share) => share,
        Err((rule, message)) => {
            findings.push(on_post(rule, at, post, message));
            (Percent::constant("100"), MaximumIs::WholeCost)
        }
    };
    let counted = (in_post, of);
    let actual =
        actual_cost(terms, post, at, counted, share.0, days, basis, working, &mut findings);
    let maximum = match maximum_for(terms, post, days, of, share, basis, working) {
        Ok(maximum) => Some(maximum),
        Err(message) => {
            findings.push(on_post(&rules::MAXIMUM_UNKNOWN, at, post, message));
            None
        }
    };
    if let Some(maximum) = maximum
        && actual > maximum
    {
        let message = format!("{actual} is above the maximum of {maximum}");
        findings.push(on_post(&rules::ABOVE_MAXIMUM, at, post, message));
    }
    let claimable =
        if findings.has_errors() { None } else { maximum.map(|maximum| maximum.min(actual)) };
    working.step("claimable", || match (maximum, claimable) {
        (Some(maximum), Some(claimable)) => {
            (format!("the lower of {actual} and {maximum}"), claimable.to_string())
        }
        _ => ("no amount, see the findings".to_owned(), "none".to_owned()),
    });
    PostFigures { days: Some(held), actual, maximum, claimable, findings }
}

/// Whether a mental health practitioner is claimed as fully funded by agreement.
fn is_by_agreement(post: &Post) -> bool {
    let is_mhp = matches!(
        post.role,
        Role::MentalHealthPractitionerAdult | Role::MentalHealthPractitionerCyp
    );
    is_mhp && post.mhp == MhpFunding::FullByAgreement
}

/// Whether the whole cost of a post is reimbursed, whatever part of its role's is.
pub(super) fn is_fully_funded(terms: &Terms, post: &Post) -> bool {
    is_by_agreement(post) && terms.mhp_full.is_some()
}

/// The percentage reimbursed, and whether the published maximum is that part already.
fn share_of(
    terms: &Terms,
    post: &Post,
    days: Period,
    basis: &ClaimBasis,
    working: &mut impl Record,
) -> Result<(Percent, MaximumIs), (&'static Rule, String)> {
    if is_by_agreement(post) {
        return if is_fully_funded(terms, post) {
            working.caveat("fully funded by written agreement with the provider");
            Ok((Percent::constant("100"), MaximumIs::WholeCost))
        } else {
            let message = "full funding by agreement came in 2024/25".to_owned();
            Err((&rules::MHP_NOT_FULL, message))
        };
    }
    let answer = terms
        .reimbursement(post.role)
        .map(|entry| (entry.percent.on_as_known(days.from(), basis.known()), entry.maximum_is));
    let held = answer.and_then(|(answer, maximum_is)| {
        let held = answer.entry()?;
        Some((held, held.figure.value()?, maximum_is))
    });
    let Some((held, percent, maximum_is)) = held else {
        let (role, from) = (naming::a(post.role), days.from());
        let known = match basis.known_on {
            Some(known) if known < from => format!("was not known on {known}"),
            _ => "is not known".to_owned(),
        };
        let message = format!("what part of the cost of {role} is reimbursed on {from} {known}");
        return Err((&rules::PERCENT_UNKNOWN, message));
    };
    working.parameter("reimbursed", held, percent);
    Ok((*percent, maximum_is))
}

#[expect(clippy::too_many_arguments, reason = "one step of one computation, used once")]
fn actual_cost(
    terms: &Terms,
    post: &Post,
    at: usize,
    (in_post, of): (u32, u32),
    percent: Percent,
    days: Period,
    basis: &ClaimBasis,
    working: &mut impl Record,
    findings: &mut Report,
) -> Gbp {
    let mut exact = Accrual::zero(over(of));
    let days_in_post = u64::from(in_post);
    let part = percent.value();
    let mut add = |pounds: Gbp, units: u64| exact.add(pounds.pounds().saturating_mul(part), units);
    let reimbursed =
        if part == Decimal::ONE_HUNDRED { String::new() } else { format!(" × {percent}") };
    let expression = match post.cost {
        Cost::Annual(cost) => {
            add(cost, days_in_post);
            format!("{cost} / 12 × {in_post} / {of}{reimbursed}")
        }
        Cost::Monthly(cost) => {
            add(cost, days_in_post.saturating_mul(12));
            format!("{cost} × {in_post} / {of}{reimbursed}")
        }
        Cost::Paid(cost) => {
            add(cost, u64::from(of.max(1)).saturating_mul(12));
            format!("{cost}, as paid{reimbursed}")
        }
    };
    let mut fee_text = String::new();
    if let Some(fee) = post.service_fee {
        let limit = fee_limit(terms, post, days, basis);
        let most = limit.as_ref().map_or(Gbp::ZERO, |limit| *limit);
        if fee > most {
            let message = match limit {
                Ok(limit) => format!("the fee of {fee} is above {limit}; {limit} is taken"),
                Err(none) => format!("the fee of {fee} is not taken: {none}"),
            };
            findings.push(on_post(&rules::FEE_LIMITED, at, post, message));
        }
        let taken = fee.min(most);
        add(taken, days_in_post.saturating_mul(12));
        fee_text = format!(" + fee {taken} × {in_post} / {of}{reimbursed}");
    }
    let value = exact.value();
    let rounded = Gbp::exactly(value).round_half_up_to_pence();
    working.step("actual cost", || {
        (format!("{expression}{fee_text}"), value.round_dp(6).normalize().to_string())
    });
    working.rounding("actual cost", "half up to pence", value.round_dp(6).normalize(), rounded);
    rounded
}

/// The most that a contracted service adds in a month, or why it adds nothing.
fn fee_limit(terms: &Terms, post: &Post, days: Period, basis: &ClaimBasis) -> Result<Gbp, String> {
    if post.role != Role::SocialPrescribingLinkWorker {
        return Err(format!("{} has no fee", naming::a(post.role)));
    }
    let from = days.from();
    let series = terms.link_worker_fee.as_ref();
    let answer = series.map(|series| series.on_as_known(from, basis.known()));
    let limit = answer.and_then(|answer| answer.value().copied());
    let limit =
        limit.ok_or_else(|| format!("no fee of a contracted service is known on {from}"))?;
    Ok(Gbp::exactly(limit.pounds().saturating_mul(post.wte.value())))
}

fn maximum_for(
    terms: &Terms,
    post: &Post,
    days: Period,
    of: u32,
    (percent, maximum_is): (Percent, MaximumIs),
    basis: &ClaimBasis,
    working: &mut impl Record,
) -> Result<Gbp, String> {
    let Some(maximum) = terms.maximum(post.role, post.band, post.area) else {
        let band = post.band.map(|band| format!(" in band {band}")).unwrap_or_default();
        return Err(format!(
            "no maximum for {}{band} {} is published for {} in any source found",
            naming::a(post.role),
            naming::place(post.area),
            terms.year
        ));
    };
    let mut exact = Accrual::zero(over(of));
    for segment in maximum.amount.segments_as_known(days, basis.known()) {
        let Some((entry, amount)) =
            segment.answer.entry().and_then(|entry| Some((entry, entry.figure.value()?)))
        else {
            return Err(unknown(maximum, post, segment.period, segment.answer, basis));
        };
        let counted = basis.day_count.days(segment.period);
        working.parameter("maximum for a year", entry, amount);
        let part = match maximum_is {
            MaximumIs::WholeCost => percent.value(),
            MaximumIs::ReimbursedPart => Decimal::ONE_HUNDRED,
        };
        let yearly = amount.pounds().saturating_mul(post.wte.value()).saturating_mul(part);
        exact.add(yearly, u64::from(counted));
        working.step("maximum", || {
            let mut piece = Accrual::zero(over(of));
            piece.add(yearly, u64::from(counted));
            let reimbursed =
                if part == Decimal::ONE_HUNDRED { String::new() } else { format!(" × {percent}") };
            let expression =
                format!("{amount} / 12 × {} × {counted} / {of}{reimbursed}", post.wte.value());
            (expression, piece.value().round_dp(6).normalize().to_string())
        });
        if maximum_is == MaximumIs::ReimbursedPart && percent.value() != Decimal::ONE_HUNDRED {
            working.caveat(format!("the published maximum is the {percent} already"));
        }
    }
    let value = exact.value();
    let rounded = Gbp::exactly(value).round_half_up_to_pence();
    working.rounding("maximum", "half up to pence", value.round_dp(6).normalize(), rounded);
    Ok(rounded)
}

/// What is missing when a maximum is not known, with what was known before.
fn unknown(
    maximum: &Maximum,
    post: &Post,
    days: Period,
    answer: Answer<'_, Gbp>,
    basis: &ClaimBasis,
) -> String {
    let (role, place) = (naming::a(post.role), naming::place(maximum.area));
    let what = format!("the maximum for {role} {place} on {}", days.from());
    let Some(entry) = answer.entry() else {
        return match basis.known_on {
            Some(known) => format!("{what} was not known on {known}; give a later `known_on`"),
            None => format!("{what} is not published in any source found"),
        };
    };
    let mut text = format!("{what} is not published in any source found");
    let earlier = entry.known_from.and_then(|known| known.pred_opt()).and_then(|before| {
        let held = maximum.amount.on_as_known(days.from(), before).value()?;
        Some((before, held))
    });
    if let Some((before, held)) = earlier {
        text.push_str(&format!(
            ": it was changed on {}, back-dated; as known on {before} it was {held}: give \
             `\"known_on\": \"{before}\"` to claim up to that, and the rest as back pay once the \
             new amount is known",
            entry.known()
        ));
    }
    for reading in entry.readings.iter() {
        text.push_str(&format!(
            "; {} [{}: {}]",
            reading.value,
            reading.source.evidence,
            reading.source.citation.document()
        ));
    }
    text
}
