//! The rules on the additional roles, and the findings on a post.

use chrono::{Months, NaiveDate};

use rust_decimal::Decimal;

use super::{Eligibility, Post, Role, RoleEntry, naming};
use crate::{
    calendar::{ContractYear, Period, day},
    finding::{EVERY_YEAR, Finding, Rule, Severity, Subject, YearSpan, declare_rules},
    funding::source,
};

declare_rules! {
    /// A post of a role is reimbursed from the role's first day on.
    ROLE_NOT_YET: "ARRS-ROLE-001", Error, EVERY_YEAR,
    title "the role is not reimbursable yet",
    explanation "Roles joined the scheme on different days, and a post is reimbursed only from \
        its role's first day on. For the days before it nothing is due. Where the role joins \
        within the year this is a remark.",
    remedy "claim from the day that the message names; the days before it count for nothing",
    source source::FRAMEWORK_2019;

    /// Mental health practitioners are paid in one of several bands, and the maximum follows it.
    BAND_UNSUITABLE: "ARRS-BAND-001", Error, EVERY_YEAR,
    title "the band is missing or not one of the role's",
    explanation "Where a role has a choice of bands the maximum depends on the band, so it has to \
        be given; where it has one, another is a slip.",
    remedy "give one of the bands that the message lists as `band`, such as `\"band\": \"7\"`",
    source source::ARJUS;

    /// What no public source states is not filled in from a like role.
    MAXIMUM_UNKNOWN: "ARRS-MAX-001", Error, EVERY_YEAR,
    title "the maximum reimbursable amount is not known",
    explanation "A claim is the lower of actual cost and the maximum for the role. The sources \
        found do not give every maximum; roles of one band usually share one, but a claim is not \
        computed on a guess.",
    remedy "give the `known_on` that the message names, if it names one; else the amount stands in \
        the year's contract specification: a program adds it to the `maxima` of the year's \
        `arrs::Terms`; the document of a claim has no place for it",
    source source::PORTAL;

    /// In 2019/20 seven tenths of most roles' cost were reimbursed, later all of it.
    PERCENT_UNKNOWN: "ARRS-PART-001", Error, EVERY_YEAR,
    title "the part of the cost that is reimbursed is not known",
    explanation "The scheme reimburses a part of a role's cost, which has been 70%, 50% or all of \
        it by role and year. Before the scheme, and on a day on which the part was not known, \
        there is no claim.",
    remedy "claim for days in the scheme, or give a later `known_on`",
    source source::MIP_EXPLAINER;

    /// The lower of actual cost and maximum is reimbursed.
    ABOVE_MAXIMUM: "ARRS-MAX-002", Info, EVERY_YEAR,
    title "the cost is above the maximum",
    explanation "The network bears what a post costs above the maximum for its role, its \
        whole-time equivalents and its days in post.",
    remedy "nothing; the maximum is claimed",
    source source::PORTAL;

    /// Role by role and year by year the number of posts was limited, by the network's size.
    CAP_EXCEEDED: "ARRS-CAP-001", Error, EVERY_YEAR,
    title "more posts of a role than the network may claim for",
    explanation "Some roles were limited to a number of people or whole-time equivalents, other \
        below and from 100,000 registered patients. Checking it was the network's and \
        commissioner's duty, not the portal's.",
    remedy "claim for no more than the limit, or have the commissioner's agreement on record",
    source source::PORTAL;

    /// Which limit holds depends on the list size.
    CAP_NEEDS_LIST: "ARRS-CAP-002", Warning, EVERY_YEAR,
    title "a cap cannot be checked",
    explanation "The limit depends on whether the network has 100,000 registered patients, or is \
        not published.",
    remedy "give the registered list size as `registered`, such as `\"registered\": 50000`; or read \
        the limit in the contract specification",
    source source::PORTAL;

    /// Only staff on top of those in post on 31 March 2019 are reimbursed.
    NOT_ADDITIONAL: "ARRS-BASE-001", Error, EVERY_YEAR,
    title "the post is in the baseline and not additional",
    explanation "The scheme pays for staff additional to the baseline of 31 March 2019. Excepted \
        are clinical pharmacists of the Clinical Pharmacist in General Practice scheme, and \
        clinical pharmacists and pharmacy technicians of the Medicines Optimisation in Care Homes \
        scheme.",
    remedy "leave the post out, or state the exception as `eligibility.baseline_exception`: \
        `\"eligibility\": {\"in_baseline\": true, \"baseline_exception\": \
        \"medicines_optimisation_in_care_homes\"}`, or \
        `clinical_pharmacist_in_general_practice`",
    source source::PORTAL;

    /// Until March 2026 a general practitioner had to be newly qualified; nobody in post before
    /// October 2024 counts.
    GP_NOT_ELIGIBLE: "ARRS-GP-001", Error, YearSpan::since(ContractYear::Y2024_25),
    title "the general practitioner is not eligible",
    explanation "Until 31 March 2026 a general practitioner is reimbursed if recruited within two \
        years of completing training and not employed substantively in general practice before. \
        Someone in post before October 2024 is not.",
    remedy "leave the post out; from 1 April 2026 the restriction to the newly qualified is lifted",
    source source::ICB_GP_SLIDES;

    /// The two dates decide whether a general practitioner is eligible.
    GP_FACTS_MISSING: "ARRS-GP-002", Warning,
    YearSpan::between(ContractYear::Y2024_25, ContractYear::Y2025_26),
    title "what decides on a general practitioner's eligibility is not given",
    explanation "Whether a general practitioner was recruited within two years of completing \
        training needs both days.",
    remedy "give `eligibility.recruited_on` and `eligibility.completed_training_on`: \
        `\"eligibility\": {\"recruited_on\": \"2024-11-01\", \"completed_training_on\": \
        \"2023-08-01\"}`",
    source source::ICB_GP_SLIDES;

    /// Practice nurses, consultant nurses and support workers must be new to the network.
    NURSE_NOT_NEW: "ARRS-NURSE-001", Error, YearSpan::since(ContractYear::Y2025_26),
    title "the nurse or support worker was in post in the last twelve months",
    explanation "Practice nurses, consultant nurses and healthcare support workers are reimbursed \
        if they were not in post with the network or a member practice in the twelve months \
        before, unless recruited to a more senior or specialist nursing role.",
    remedy "leave the post out, or state as `eligibility.more_senior_role` that the role is more \
        senior: `\"eligibility\": {\"in_post_in_last_year\": true, \"more_senior_role\": true}`",
    source source::HUMBERSIDE_2025;

    /// A supplier's fee is claimed for link workers only, and up to a limit.
    FEE_LIMITED: "ARRS-FEE-001", Warning, EVERY_YEAR,
    title "a contracted service's fee is above its limit, or on a role that has none",
    explanation "For a social prescribing link worker as a contracted service up to £200 a month \
        for each whole-time equivalent is added to the cost, within the maximum of the role.",
    remedy "nothing; no more than the limit is taken. Leave `service_fee` out of a post that has \
        none",
    source source::WESSEX_WORKFORCE;

    /// Full funding of a mental health practitioner needs a written agreement and came in 2024/25.
    MHP_NOT_FULL: "ARRS-MHP-001", Error, YearSpan::since(ContractYear::Y2021_22),
    title "a mental health practitioner is not fully funded in this year",
    explanation "The network and the mental health provider each bear half; full funding from the \
        scheme came in 2024/25, by agreement.",
    remedy "claim half: leave `mhp` out, or give `\"mhp\": \"half_first\"`",
    source source::PULSE_ARRS_2024;

    /// The entitlement bounds the year's claims.
    ABOVE_ENTITLEMENT: "ARRS-SUM-001", Error, YearSpan::since(ContractYear::Y2020_21),
    title "the claims are above the year's sum",
    explanation "Each network has a sum for the year from its weighted population. Claims above \
        it are not paid, and the sum does not rise when the maxima do.",
    remedy "change posts so that the year stays within the sum",
    source source::DONCASTER_ARRS;

    /// No source found gives the year's sum for each patient.
    SUM_UNKNOWN: "ARRS-SUM-002", Warning, EVERY_YEAR,
    title "the year's sum is not known",
    explanation "The sum for each weighted patient is not published in any source found, or was \
        not known on the day asked about, or the year had no such sum. Claims are then not \
        checked against it.",
    remedy "the sum stands in the year's contract specification: a program adds it to `per_head` of \
        the year's `arrs::Terms`; the document of a claim has no place for it",
    source source::DONCASTER_ARRS;

    /// The sum is made on the contractor weighted population.
    WEIGHTED_MISSING: "ARRS-SUM-003", Warning, YearSpan::since(ContractYear::Y2020_21),
    title "the weighted population is not given",
    explanation "The sum of the year is a rate times the contractor weighted population, weighted \
        as for the global sum. It is not estimated from another population.",
    remedy "give the contractor weighted population as `weighted`, such as \
        `\"weighted\": \"51250.5\"`",
    source source::DONCASTER_ARRS;

    /// What is not claimed by the end of the year is lost.
    UNCLAIMED: "ARRS-SUM-004", Info, YearSpan::since(ContractYear::Y2020_21),
    title "part of the year's sum is not claimed",
    explanation "What is left of the sum at the end of the year does not carry over.",
    remedy "plan posts that use the sum",
    source source::DONCASTER_ARRS;

    /// A line stands for one post, and hours are easily given for whole-time equivalents.
    WTE_LARGE: "ARRS-WTE-001", Warning, EVERY_YEAR,
    title "more whole-time equivalents than one post is likely to have",
    explanation "A post is counted in whole-time equivalents, of which 37.5 hours a week are one. \
        More than five in one line are likely to be hours, or several posts in one.",
    remedy "give whole-time equivalents: 30 hours a week are `\"wte\": \"0.8\"`; give several posts \
        as several lines",
    source source::PORTAL;

    /// One reference stands for one post at a time.
    POST_TWICE: "ARRS-POST-001", Error, EVERY_YEAR,
    title "a post stands twice on a day",
    explanation "Two lines with one reference share a day of the month, so that the post would be \
        claimed twice. The later line has no amount.",
    remedy "end the earlier line on the day on which the later one begins",
    source source::PORTAL;

    /// A line for days that are not in the month.
    POST_OUTSIDE: "ARRS-POST-002", Info, EVERY_YEAR,
    title "a post has no day in the month",
    explanation "Nothing is claimed for a post that begins after the month or ended before it. A \
        line that should be claimed may have a wrong day.",
    remedy "none if the line stands for another month; else mend `from` or `until`, which is the \
        first day after the post",
    source source::PORTAL;
}

/// Whom a finding on a post is about, and where it stands.
pub(super) fn on_post(rule: &Rule, at: usize, post: &Post, message: String) -> Finding {
    let subject = match &post.reference {
        Some(reference) => Subject::new(reference.clone()),
        None => Subject::new(post.role.words()),
    };
    Finding::of(rule, message).about(subject).at(format!("lines[{at}]"))
}

/// More whole-time equivalents than this are unlikely for one post.
const LIKELY_WTE: Decimal = Decimal::from_parts(5, 0, 0, false, 0);

/// Whether a post may be claimed for in a year, on its days of a month. An error among the findings
/// excludes it. A rule of later years says nothing.
pub(super) fn of_eligibility(at: usize, post: &Post, days: Period, year: Period) -> Vec<Finding> {
    let own = ContractYear::containing(year.from());
    let in_force = |rule: &Rule| own.is_none_or(|own| rule.years.contains(own));
    let mut findings = Vec::new();
    let entry = RoleEntry::of(post.role);
    if days.from() < entry.reimbursable_from {
        let message = format!(
            "{} is reimbursable from {}, not on {}",
            naming::a(post.role),
            entry.reimbursable_from,
            days.from()
        );
        let finding = on_post(&ROLE_NOT_YET, at, post, message);
        // A post that runs through the year has an amount from the role's first day on.
        findings.push(if year.contains(entry.reimbursable_from) {
            finding.severity(Severity::Info)
        } else {
            finding
        });
    }
    let mut find = |rule: &Rule, message: String| findings.push(on_post(rule, at, post, message));
    if post.wte.value() > LIKELY_WTE {
        let message = format!("{} is unlikely for one post; are these hours a week?", post.wte);
        find(&WTE_LARGE, message);
    }
    let suitable = match (post.band, &*entry.bands) {
        (_, []) => true,
        (None, bands) => bands.len() == 1,
        (Some(band), bands) => bands.iter().any(|own| own.admits(band)),
    };
    if !suitable {
        let bands: Vec<String> = entry.bands.iter().map(ToString::to_string).collect();
        let given = post.band.map_or("no band".to_owned(), |band| format!("band {band}"));
        find(
            &BAND_UNSUITABLE,
            format!(
                "{given} is given; {} is paid in band {}",
                naming::a(post.role),
                bands.join(", ")
            ),
        );
    }
    let Eligibility {
        in_baseline, baseline_exception, in_post_in_last_year, more_senior_role, ..
    } = post.eligibility;
    let excepted = baseline_exception.is_some_and(|exception| exception.allows(post.role));
    if in_baseline == Some(true) && !excepted {
        let why = match baseline_exception {
            None => "no exception is stated".to_owned(),
            Some(_) => {
                format!("the exception stated does not apply to {}", naming::a(post.role))
            }
        };
        find(&NOT_ADDITIONAL, format!("in post on 31 March 2019, and {why}"));
    }
    let must_be_new = matches!(
        post.role,
        Role::PracticeNurseNew
            | Role::PracticeNurseExperienced
            | Role::ConsultantNurse
            | Role::HealthcareSupportWorker
    );
    let asks_for_new = must_be_new && in_force(&NURSE_NOT_NEW);
    if asks_for_new && in_post_in_last_year == Some(true) && more_senior_role != Some(true) {
        find(
            &NURSE_NOT_NEW,
            "in post with the network or a member practice in the twelve months before".to_owned(),
        );
    }
    if post.role == Role::GeneralPractitioner && in_force(&GP_NOT_ELIGIBLE) {
        findings.extend(of_general_practitioner(at, post, days));
    }
    findings
}

fn of_general_practitioner(at: usize, post: &Post, days: Period) -> Vec<Finding> {
    const FIRST: NaiveDate = day(2024, 10, 1);
    const LIFTED: NaiveDate = day(2026, 4, 1);
    let facts = &post.eligibility;
    let mut findings = Vec::new();
    let mut find = |rule: &Rule, message: String| findings.push(on_post(rule, at, post, message));
    if facts.recruited_on.or(post.from).is_some_and(|recruited| recruited < FIRST) {
        find(&GP_NOT_ELIGIBLE, format!("in post before {FIRST}"));
    }
    if days.from() >= LIFTED {
        return findings;
    }
    if facts.was_substantive_gp == Some(true) {
        let message = "employed substantively as a general practitioner before".to_owned();
        find(&GP_NOT_ELIGIBLE, message);
    }
    match (facts.completed_training_on, facts.recruited_on) {
        (Some(completed), Some(recruited)) => {
            let last = completed.checked_add_months(Months::new(24));
            if last.is_some_and(|last| recruited > last) {
                find(
                    &GP_NOT_ELIGIBLE,
                    format!(
                        "recruited on {recruited}, more than two years after completing training \
                         on {completed}"
                    ),
                );
            }
        }
        _ => find(
            &GP_FACTS_MISSING,
            "the days of recruitment and of completing training are not both given".to_owned(),
        ),
    }
    findings
}
