use core::fmt;
use std::borrow::Cow;

use chrono::{Datelike, NaiveDate, Weekday};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::{
    CapCounts, Cost, Maximum, MaximumIs, MhpFunding, Post, Role, Terms,
    rules::{self, on_post},
};
use crate::{
    calendar::Period,
    citation::Source,
    finding::{Finding, Report, Rule},
    funding::time::Accrual,
    quantity::{Gbp, Patients, PatientsOn, Percent, Rate, Registered, Weighted, Wte},
    series::{Answer, Entry, Figure},
    working::{Record, Worked, Working},
};

/// How days in post count in a month.
///
/// # Meaning
///
/// No source found states the convention of the scheme, so it is the caller's to choose.
///
/// # Examples
///
/// ```
/// use pcn::{calendar::{Period, day}, funding::arrs::DayCount};
///
/// let month = Period::constant(day(2023, 10, 1), day(2023, 11, 1));
/// assert_eq!(DayCount::CalendarDays.days(month), 31);
/// assert_eq!(DayCount::Weekdays.days(month), 22);
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DayCount {
    /// Every day counts.
    #[default]
    CalendarDays,
    /// Monday to Friday count, bank holidays too.
    Weekdays,
}

impl DayCount {
    /// How many days of a period count. Zero for an open period.
    #[must_use]
    pub fn days(self, period: Period) -> u32 {
        let all = period.days().unwrap_or(0);
        match self {
            Self::CalendarDays => all,
            Self::Weekdays => {
                let weekend = |day: NaiveDate| matches!(day.weekday(), Weekday::Sat | Weekday::Sun);
                let days = period.from().iter_days().take(usize::try_from(all).unwrap_or(0));
                u32::try_from(days.filter(|day| !weekend(*day)).count()).unwrap_or(0)
            }
        }
    }
}

impl fmt::Display for DayCount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::CalendarDays => "calendar days",
            Self::Weekdays => "weekdays",
        })
    }
}

/// What a claim rests on besides the posts.
///
/// # Examples
///
/// ```
/// use pcn::{calendar::day, funding::arrs::ClaimBasis, quantity::{Patients, PatientsOn}};
///
/// let weighted = PatientsOn { count: Patients::constant("50000"), on: day(2023, 1, 1) };
/// let basis = ClaimBasis { weighted: Some(weighted), ..ClaimBasis::default() };
/// assert!(basis.known_on.is_none());
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ClaimBasis {
    /// The contractor weighted population, for the year's sum.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub weighted: Option<PatientsOn<Weighted>>,
    /// The registered population, for the caps.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub registered: Option<PatientsOn<Registered>>,
    /// As known on this day. Without it: by all that is recorded.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub known_on: Option<NaiveDate>,
    /// How days in post count.
    #[serde(default)]
    pub day_count: DayCount,
}

impl ClaimBasis {
    pub(super) fn known(&self) -> NaiveDate {
        self.known_on.unwrap_or(NaiveDate::MAX)
    }
}

/// One post in a month's claim.
///
/// # Examples
///
/// See [`claim_month`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ClaimLine {
    /// The caller's reference of the post.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reference: Option<Cow<'static, str>>,
    /// The role.
    pub role: Role,
    /// The whole-time equivalents.
    pub wte: Wte,
    /// The days in post in the month; none if not in post.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub days: Option<Period>,
    /// The reimbursable part of the actual cost.
    pub actual: Gbp,
    /// The most that is reimbursed, if it is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub maximum: Option<Gbp>,
    /// The lower of the two; none if the post may not be claimed or the maximum is not known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub claimable: Option<Gbp>,
    /// What is found on the post.
    #[serde(default, skip_serializing_if = "Report::is_empty")]
    pub findings: Report,
    /// How the figures came about.
    pub working: Working,
}

/// A month's claim.
///
/// # Examples
///
/// See [`claim_month`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MonthClaim {
    /// The month.
    pub month: Period,
    /// The posts, in the order given.
    pub lines: Vec<ClaimLine>,
    /// What is claimed for the posts whose maximum is known.
    pub total: Gbp,
    /// How many posts are in no sum because their maximum is not known.
    pub unknown: usize,
    /// Findings on the claim as a whole: caps, and posts that stand twice.
    #[serde(default, skip_serializing_if = "Report::is_empty")]
    pub findings: Report,
}

impl MonthClaim {
    /// The findings on every post and on the claim, worst first.
    #[must_use]
    pub fn all_findings(&self) -> Report {
        let lines = self.lines.iter().flat_map(|line| line.findings.iter().cloned());
        let mut all: Report = lines.chain(self.findings.iter().cloned()).collect();
        all.sort();
        all
    }
}

/// What a network may claim for a month: for each post the lower of actual cost and maximum, by
/// whole-time equivalents and days in post, at the rates in force.
///
/// # Meaning
///
/// `month` is any day of it. Cost and maximum are each rounded half up to pence and then compared,
/// so the order of posts changes nothing. A post whose maximum is not known, or that the rules
/// exclude, has no amount and a finding.
///
/// # Examples
///
/// ```
/// use pcn::{
///     calendar::{ContractYear, day},
///     des,
///     funding::arrs::{ClaimBasis, Cost, Post, Role, claim_month},
///     quantity::{Gbp, Wte},
/// };
///
/// let terms = &des::year(ContractYear::Y2023_24).expect("held").funding.arrs;
/// let pharmacist = Post::new(
///     Role::ClinicalPharmacist,
///     Wte::constant("0.8"),
///     Cost::Monthly(Gbp::constant("4300")),
/// );
/// let claim = claim_month(terms, day(2023, 11, 1), &[pharmacist], &ClaimBasis::default())
///     .expect("a month");
/// // 62,340 / 12 × 0.8
/// assert_eq!(claim.lines[0].maximum.map(|m| m.to_string()).as_deref(), Some("£4,156.00"));
/// assert_eq!(claim.total.to_string(), "£4,156.00");
/// ```
#[must_use]
#[expect(clippy::arithmetic_side_effects, reason = "money's own addition saturates")]
pub fn claim_month(
    terms: &Terms,
    month: NaiveDate,
    posts: &[Post],
    basis: &ClaimBasis,
) -> Option<MonthClaim> {
    let month = crate::funding::time::month_of(month)?;
    let lines: Vec<ClaimLine> = posts
        .iter()
        .enumerate()
        .map(|(at, post)| claim_post(terms, month, at, post, basis))
        .collect();
    let total =
        lines.iter().filter_map(|line| line.claimable).fold(Gbp::ZERO, |sum, next| sum + next);
    let mut findings = of_caps(terms, month, posts, basis);
    findings.append(of_repeats(month, posts));
    findings.sort();
    let unknown = lines.iter().filter(|line| line.maximum.is_none()).count();
    Some(MonthClaim { month, lines, total, unknown, findings })
}

/// The divisor of a month's figures: twelve months, the month's days and a hundred per cent.
fn over(days: u32) -> u64 {
    1_200_u64.saturating_mul(u64::from(days.max(1)))
}

fn claim_post(
    terms: &Terms,
    month: Period,
    at: usize,
    post: &Post,
    basis: &ClaimBasis,
) -> ClaimLine {
    let mut working = Working::new(format!("{}, {} of {month}", post.role, post.wte));
    let mut line = ClaimLine {
        reference: post.reference.clone(),
        role: post.role,
        wte: post.wte,
        days: post.days_in(month),
        actual: Gbp::ZERO,
        maximum: Some(Gbp::ZERO),
        claimable: Some(Gbp::ZERO),
        findings: Report::new(),
        working: Working::new(""),
    };
    let Some(days) = line.days else {
        working.caveat("not in post in this month");
        return ClaimLine { working, ..line };
    };
    let mut findings: Report = rules::of_eligibility(at, post, days).into_iter().collect();
    let (of, in_post) = (basis.day_count.days(month), basis.day_count.days(days));
    working.input("whole-time equivalents", post.wte.value());
    working.input("days in post", format_args!("{in_post} of {of}, {}", basis.day_count));
    let share = match share_of(terms, post, days, basis, &mut working) {
        Ok(share) => share,
        Err((rule, message)) => {
            findings.push(on_post(rule, at, post, message));
            (Percent::constant("100"), MaximumIs::WholeCost)
        }
    };
    let actual = actual_cost(
        terms,
        post,
        at,
        (in_post, of),
        share.0,
        days,
        basis,
        &mut working,
        &mut findings,
    );
    let maximum = match maximum_for(terms, post, days, of, share, basis, &mut working) {
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
    line.actual = actual;
    line.maximum = maximum;
    line.claimable =
        if findings.has_errors() { None } else { maximum.map(|maximum| maximum.min(actual)) };
    working.step("claimable", || match (maximum, line.claimable) {
        (Some(maximum), Some(claimable)) => {
            (format!("the lower of {actual} and {maximum}"), claimable.to_string())
        }
        _ => ("no amount, see the findings".to_owned(), "none".to_owned()),
    });
    ClaimLine { findings, working, ..line }
}

/// The percentage reimbursed, and whether the published maximum is that part already.
fn share_of(
    terms: &Terms,
    post: &Post,
    days: Period,
    basis: &ClaimBasis,
    working: &mut Working,
) -> Result<(Percent, MaximumIs), (&'static Rule, String)> {
    let is_mhp = matches!(
        post.role,
        Role::MentalHealthPractitionerAdult | Role::MentalHealthPractitionerCyp
    );
    if is_mhp && post.mhp == MhpFunding::FullByAgreement {
        return match terms.mhp_full {
            Some(_) => {
                working.caveat("fully funded by written agreement with the provider");
                Ok((Percent::constant("100"), MaximumIs::WholeCost))
            }
            None => {
                let message = "full funding by agreement came in 2024/25".to_owned();
                Err((&rules::MHP_NOT_FULL, message))
            }
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
        let message = format!(
            "what part of the cost of a {} is reimbursed on {} is not known",
            post.role,
            days.from()
        );
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
    working: &mut Working,
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
        let limit = if post.role == Role::SocialPrescribingLinkWorker {
            let answer = terms
                .link_worker_fee
                .as_ref()
                .map(|series| series.on_as_known(days.from(), basis.known()));
            answer.and_then(|answer| answer.value().copied())
        } else {
            None
        };
        let limit = limit.unwrap_or(Gbp::ZERO);
        let limit = Gbp::exactly(limit.pounds().saturating_mul(post.wte.value()));
        if fee > limit {
            let message = format!("the fee of {fee} is above {limit}; {limit} is taken");
            findings.push(on_post(&rules::FEE_LIMITED, at, post, message));
        }
        let taken = fee.min(limit);
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

fn maximum_for(
    terms: &Terms,
    post: &Post,
    days: Period,
    of: u32,
    (percent, maximum_is): (Percent, MaximumIs),
    basis: &ClaimBasis,
    working: &mut Working,
) -> Result<Gbp, String> {
    let Some(maximum) = terms.maximum(post.role, post.band, post.area) else {
        let band = post.band.map(|band| format!(" in band {band}")).unwrap_or_default();
        return Err(format!(
            "no maximum for a {}{band} {} in {} is published in any source found",
            post.role, post.area, terms.year
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
    let what = format!("the maximum for a {} {} on {}", post.role, maximum.area, days.from());
    let Some(entry) = answer.entry() else {
        return match basis.known_on {
            Some(known) => format!("{what} was not known on {known}"),
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
            ": it was changed on {}, back-dated; as known on {before} it was {held}",
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

fn of_repeats(month: Period, posts: &[Post]) -> Report {
    let mut findings = Report::new();
    for (at, post) in posts.iter().enumerate() {
        let (Some(reference), Some(days)) = (&post.reference, post.days_in(month)) else {
            continue;
        };
        let first = posts.iter().take(at).position(|earlier| {
            earlier.reference.as_ref() == Some(reference)
                && earlier.days_in(month).is_some_and(|held| held.overlaps(days))
        });
        if let Some(first) = first {
            let message = format!("lines {first} and {at} share a day of {month}");
            findings.push(on_post(&rules::POST_TWICE, at, post, message));
        }
    }
    findings
}

fn of_caps(terms: &Terms, month: Period, posts: &[Post], basis: &ClaimBasis) -> Report {
    let mut findings = Report::new();
    for cap in terms.caps.iter() {
        let Some(days) = cap.in_force.intersect(month) else { continue };
        let held: Vec<(&Post, Period)> = posts
            .iter()
            .filter(|post| cap.roles.contains(&post.role))
            .filter_map(|post| Some((post, post.days_in(days)?)))
            .collect();
        // The most at once: the number changes only on days on which somebody starts.
        let most = held
            .iter()
            .map(|(_, period)| {
                let on = period.from();
                let together = held.iter().filter(|(_, other)| other.contains(on));
                match cap.counts {
                    CapCounts::Individuals => Decimal::from(together.count()),
                    CapCounts::Wte => together.map(|(post, _)| post.wte).sum::<Wte>().value(),
                }
            })
            .max();
        let Some(most) = most else { continue };
        let roles: Vec<_> = cap.roles.iter().map(|role| role.words()).collect();
        let counted = match cap.counts {
            CapCounts::Individuals => "people",
            CapCounts::Wte => "whole-time equivalents",
        };
        let below =
            |figure: &Figure<u32>| figure.value().is_some_and(|n| most <= Decimal::from(*n));
        let subject = crate::finding::Subject::new(roles.join(", "));
        let Some(registered) = basis.registered else {
            if !below(&cap.below_100000) || !below(&cap.from_100000) {
                let message = format!(
                    "{most} {counted} in {month}; whether that is too many needs the registered \
                     list size, which is not given"
                );
                findings.push(Finding::of(&rules::CAP_NEEDS_LIST, message).about(subject));
            }
            continue;
        };
        match cap.limit_for(registered.count.whole()) {
            Figure::NotPublished => {
                let message = format!(
                    "{most} {counted} in {month}; the limit for {} patients is not published in \
                     any source found",
                    registered.count
                );
                findings.push(Finding::of(&rules::CAP_NEEDS_LIST, message).about(subject));
            }
            Figure::Published(limit) if most > Decimal::from(*limit) => {
                let message = format!(
                    "{most} {counted} in {month}; with {} patients the limit is {limit} ({})",
                    registered.count, cap.source.citation
                );
                findings.push(Finding::of(&rules::CAP_EXCEEDED, message).about(subject));
            }
            Figure::Published(_) => {}
        }
    }
    findings
}

/// Why the year's sum is not known.
///
/// # Examples
///
/// ```
/// use pcn::{
///     calendar::{ContractYear, NaiveDate, day},
///     des,
///     funding::arrs::SumRefusal,
///     quantity::{Patients, PatientsOn},
/// };
///
/// let terms = &des::year(ContractYear::Y2020_21).expect("held").funding.arrs;
/// let weighted = PatientsOn { count: Patients::constant("50000"), on: day(2020, 1, 1) };
/// assert_eq!(terms.entitlement(&weighted, NaiveDate::MAX), Err(SumRefusal::NotPublished));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SumRefusal {
    /// The year had no sum for each patient: it was paid by role.
    NoSum,
    /// No source found gives the rate.
    NotPublished,
    /// The rate was not known on the day asked about.
    NotKnown,
}

impl fmt::Display for SumRefusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::NoSum => "the year has no sum for each weighted patient",
            Self::NotPublished => {
                "the sum for each weighted patient is not published in any source found"
            }
            Self::NotKnown => "the sum for each weighted patient was not known then",
        })
    }
}

impl Terms {
    /// What a network may claim in the year for all roles that have no ring-fenced sum, as known
    /// on a day.
    ///
    /// # Errors
    ///
    /// [`SumRefusal`] if the rate is not known.
    ///
    /// # Examples
    ///
    /// See [`PerHead`](super::PerHead).
    pub fn entitlement(
        &self,
        weighted: &PatientsOn<Weighted>,
        known: NaiveDate,
    ) -> Result<Worked<Gbp>, SumRefusal> {
        self.sum(None, weighted, known)
    }

    /// What a network may claim in the year for a role with a ring-fenced sum.
    ///
    /// # Errors
    ///
    /// [`SumRefusal`] if there is none or the rate is not known.
    ///
    /// # Examples
    ///
    /// ```
    /// use pcn::{
    ///     calendar::{ContractYear, NaiveDate, day},
    ///     des,
    ///     funding::arrs::Role,
    ///     quantity::{Patients, PatientsOn},
    /// };
    ///
    /// let terms = &des::year(ContractYear::Y2024_25).expect("held").funding.arrs;
    /// let weighted = PatientsOn { count: Patients::constant("50000"), on: day(2024, 1, 1) };
    /// let sum = terms.ring_fenced(Role::GeneralPractitioner, &weighted, NaiveDate::MAX)?;
    /// assert_eq!(sum.value.to_string(), "£65,150.00");
    /// # Ok::<(), pcn::funding::arrs::SumRefusal>(())
    /// ```
    pub fn ring_fenced(
        &self,
        role: Role,
        weighted: &PatientsOn<Weighted>,
        known: NaiveDate,
    ) -> Result<Worked<Gbp>, SumRefusal> {
        self.sum(Some(role), weighted, known)
    }

    #[expect(clippy::arithmetic_side_effects, reason = "a rate's own multiplication saturates")]
    fn sum(
        &self,
        role: Option<Role>,
        weighted: &PatientsOn<Weighted>,
        known: NaiveDate,
    ) -> Result<Worked<Gbp>, SumRefusal> {
        let head = self.per_head.iter().find(|head| head.ring_fenced_for == role);
        let head = head.ok_or(SumRefusal::NoSum)?;
        let last: Option<&Entry<Rate<Weighted>>> = head
            .rate
            .entries()
            .iter()
            .rev()
            .find_map(|entry| head.rate.on_as_known(entry.in_force.from(), known).entry());
        let entry = last.ok_or(SumRefusal::NotKnown)?;
        let rate = entry.figure.value().ok_or(SumRefusal::NotPublished)?;
        let mut working = Working::new("sum of the year");
        working.parameter("rate", entry, rate);
        working.input("weighted population", weighted);
        let exact = *rate * weighted.count;
        let count: Patients<Weighted> = weighted.count;
        working.step("sum", || {
            let expression = format!("{} × {}", rate.pounds(), count.count());
            (expression, exact.pounds().normalize().to_string())
        });
        let value = exact.round_half_up_to_pence();
        working.rounding("sum", "half up to pence", exact.pounds().normalize(), value);
        Ok(Worked { value, working })
    }
}

impl core::error::Error for SumRefusal {}

/// A line of a claim that another day's knowledge changes.
///
/// # Examples
///
/// See [`restate_month`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RestatedLine {
    /// The place of the post in the list.
    pub line: usize,
    /// The role.
    pub role: Role,
    /// As known before; none if there was no amount.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub old: Option<Gbp>,
    /// As known after; none if there is no amount.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub new: Option<Gbp>,
    /// What is more to claim, where both are amounts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub difference: Option<Gbp>,
    /// The documents published in between that caused it.
    pub because: Vec<Source>,
}

/// The lines of a month's claim that change between what was known on two days: the back-pay claim
/// after a maximum is raised with effect from an earlier day.
///
/// # Examples
///
/// The maxima of 2025/26 were raised on 1 August 2025 with effect from 1 April. The new amounts
/// were found nowhere, so the May claim has an amount as known in July and none as known in
/// September.
///
/// ```
/// use pcn::{
///     calendar::{ContractYear, day},
///     des,
///     funding::arrs::{ClaimBasis, Cost, Post, Role, restate_month},
///     quantity::{Gbp, Wte},
/// };
///
/// let terms = &des::year(ContractYear::Y2025_26).expect("held").funding.arrs;
/// let post =
///     Post::new(Role::ClinicalPharmacist, Wte::constant("1"), Cost::Annual(Gbp::constant("70000")));
/// let basis = ClaimBasis::default();
/// let (july, september) = (day(2025, 7, 31), day(2025, 9, 1));
/// let lines = restate_month(terms, day(2025, 5, 1), &[post], &basis, july, september);
/// assert_eq!(lines[0].old.map(|sum| sum.to_string()).as_deref(), Some("£5,581.00"));
/// assert_eq!(lines[0].new, None);
/// assert_eq!(lines[0].because.len(), 1);
/// ```
#[must_use]
#[expect(clippy::arithmetic_side_effects, reason = "money's own subtraction saturates")]
pub fn restate_month(
    terms: &Terms,
    month: NaiveDate,
    posts: &[Post],
    basis: &ClaimBasis,
    before: NaiveDate,
    after: NaiveDate,
) -> Vec<RestatedLine> {
    let at =
        |known| claim_month(terms, month, posts, &ClaimBasis { known_on: Some(known), ..*basis });
    let (Some(old), Some(new)) = (at(before), at(after)) else { return Vec::new() };
    let pairs = old.lines.iter().zip(&new.lines).zip(posts).enumerate();
    pairs
        .filter(|(_, ((old, new), _))| old.claimable != new.claimable)
        .map(|(line, ((old, new), post))| {
            let published = |entry: &&Entry<Gbp>| before < entry.known() && entry.known() <= after;
            let mut because: Vec<Source> = Vec::new();
            let maximum = terms.maximum(post.role, post.band, post.area);
            for entry in maximum.iter().flat_map(|m| m.amount.entries()).filter(published) {
                let overlaps = new.days.is_some_and(|days| entry.in_force.overlaps(days));
                if overlaps && !because.contains(&entry.source) {
                    because.push(entry.source.clone());
                }
            }
            RestatedLine {
                line,
                role: post.role,
                old: old.claimable,
                new: new.claimable,
                difference: old.claimable.zip(new.claimable).map(|(old, new)| new - old),
                because,
            }
        })
        .collect()
}

impl fmt::Display for MonthClaim {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "Additional roles claim, {}", self.month)?;
        writeln!(f)?;
        writeln!(
            f,
            "{:>3}  {:<44} {:>6} {:>14} {:>14} {:>14}",
            "", "role", "WTE", "actual", "maximum", "claimable"
        )?;
        let text = |sum: Option<Gbp>| sum.map_or("none".to_owned(), |sum| sum.to_string());
        for (at, line) in self.lines.iter().enumerate() {
            writeln!(
                f,
                "{at:>3}  {:<44} {:>6} {:>14} {:>14} {:>14}",
                line.role,
                line.wte.value().to_string(),
                line.actual.to_string(),
                text(line.maximum),
                text(line.claimable)
            )?;
        }
        writeln!(
            f,
            "{:>3}  {:<44} {:>6} {:>14} {:>14} {:>14}",
            "",
            "total",
            "",
            "",
            "",
            self.total.to_string()
        )?;
        if self.unknown > 0 {
            writeln!(f, "without {} posts whose maximum is not known", self.unknown)?;
        }
        Ok(())
    }
}
