//! The rules on entitlements, and the findings they make.

use super::{
    Condition, Counts, Declaration, Entitlement, Facts, Judgement, Outcome, Price, source,
    tariff::Stop,
};
use crate::{
    calendar::ContractYear,
    citation::{Evidence, Source},
    finding::{EVERY_YEAR, Finding, Report, Rule, Subject, YearSpan, declare_rules},
    series::Entry,
};

/// A rule of this crate about its own computing, not of a contract document.
const OWN: Source = source::COUNT_BASES;

declare_rules! {
    /// Each payment is a rate times one count, and the specification of each year says which.
    /// A count that is not given is asked for, and never worked out from another.
    COUNT_MISSING: "FUND-COUNT-001", Warning, EVERY_YEAR,
    title "a count that a payment needs is not given",
    explanation "Payments are made on registered, adjusted or weighted populations or on beds. \
        The three populations of a network are different published figures and none follows from \
        another, so a missing one is never estimated.",
    remedy "give the count that the message names, as published for the network",
    source OWN;

    /// The list is taken at a day, usually 1 January before the contract year.
    COUNT_DATE: "FUND-COUNT-002", Warning, EVERY_YEAR,
    title "a count stands at another day than the one at which it is taken",
    explanation "Payments of a year are made on the list as it stood at one day, 1 January before \
        the year where a source states it. Another day's list gives another sum.",
    remedy "give the count at the day that the message names",
    source source::ENTITLEMENTS_2024;

    /// What no public source states is left open.
    RATE_NOT_PUBLISHED: "FUND-RATE-001", Warning, EVERY_YEAR,
    title "no source found gives the rate",
    explanation "The rate exists in the year's specification, but none of the sources read states \
        it. The payment is shown without an amount and is in no sum; it is not nothing.",
    remedy "the rate stands in the year's contract specification: a program adds it to the \
        `entitlements` of the year's `funding::Terms`",
    source OWN;

    /// A question as known on an early day can come before a rate was published.
    RATE_NOT_KNOWN: "FUND-RATE-002", Warning, EVERY_YEAR,
    title "the rate was not known on the day asked about",
    explanation "The question is asked as known on a day on which the rate had not been published \
        yet.",
    remedy "ask as known on a later day",
    source OWN;

    /// Where sources give different figures for one payment, the one used and the others stand
    /// side by side.
    RATE_CONFLICT: "FUND-RATE-003", Info, EVERY_YEAR,
    title "sources give different rates",
    explanation "Sources give more than one figure for this payment. The one that more or better \
        sources give is used; the others are kept with their sources.",
    remedy "check the rate in the year's contract specification before paying on it",
    source OWN;

    /// A caller can refuse figures below a grade of evidence.
    EVIDENCE_TOO_WEAK: "FUND-EVID-001", Error, EVERY_YEAR,
    title "the rate stands on weaker evidence than was asked for",
    explanation "The caller asked to compute only with figures of some grade or better, and this \
        rate has a weaker one.",
    remedy "confirm the rate in the contract specification, or ask with weaker evidence allowed",
    source OWN;

    /// The premium is paid only where residents are coded; the supplement only where a practice
    /// vaccinates; and so on. A condition found not met withholds the payment.
    CONDITION_UNMET: "FUND-COND-001", Warning, EVERY_YEAR,
    title "a condition of the payment is not met",
    explanation "Some payments depend on a condition, for example on care home residents being \
        coded. The commissioner found it not met, so nothing is due until it is.",
    remedy "meet the condition and tell the commissioner",
    source source::ENTITLEMENTS_2024;

    /// The parts of the improvement payment are named in each year's specification.
    PART_UNKNOWN: "FUND-PART-001", Error, YearSpan::since(ContractYear::Y2023_24),
    title "a declaration names a part that the payment does not have",
    explanation "The improvement payment is earned part by part, and each year names its parts.",
    remedy "name one of the parts that the message lists",
    source source::IMPROVEMENT_2024;

    /// A part is payable when declared by the last day of the year.
    PART_LATE: "FUND-PART-002", Error, YearSpan::since(ContractYear::Y2024_25),
    title "a part is declared outside the contract year",
    explanation "A part is paid in full whenever in the year it is declared, up to 31 March.",
    remedy "declare the part within the contract year",
    source source::IMPROVEMENT_DECLARED;

    /// A payment is earned in part, in whole or not at all.
    JUDGED_SHARE: "FUND-JUDGE-001", Error, YearSpan::since(ContractYear::Y2023_24),
    title "a payment is judged to be earned below 0% or above 100%",
    explanation "What is judged is the share of the payment that is earned. Such a judgement is left \
        out, and nothing is paid on it.",
    remedy "give the share in per cent, such as `\"earned\": \"80\"`",
    source source::CPS_2023;

    /// The commissioner judges what was done in the payment's days.
    JUDGED_EARLY: "FUND-JUDGE-002", Error, YearSpan::since(ContractYear::Y2023_24),
    title "a payment is judged before its first day",
    explanation "The commissioner judges what is done in the days of the payment, so a judgement \
        before them is of another year's. It is left out.",
    remedy "give the day of the judgement, or leave out what is judged of another year",
    source source::CPS_2023;

    /// A judgement may be made again; the last counts.
    JUDGED_AGAIN: "FUND-JUDGE-003", Warning, YearSpan::since(ContractYear::Y2023_24),
    title "a payment is judged more than once",
    explanation "Of several judgements of one payment the last by its day counts, and of those of \
        one day the one that stands last.",
    remedy "leave out the judgements that no longer hold",
    source source::CPS_2023;

    /// A practice counts once.
    MEMBER_TWICE: "FUND-MEMBER-001", Error, EVERY_YEAR,
    title "a practice counts twice on a day",
    explanation "The same practice is listed with two memberships that share a day, so that its \
        patients would be paid for twice.",
    remedy "end the earlier membership on the day on which the later one begins",
    source OWN;
}

pub(super) fn of_members(facts: &Facts) -> Report {
    let Counts::Practices(members) = &facts.counts else { return Report::new() };
    let mut findings = Report::new();
    for (at, member) in members.iter().enumerate() {
        let same = members.iter().take(at).enumerate().find(|(_, earlier)| {
            earlier.practice == member.practice
                && match (earlier.during, member.during) {
                    (Some(one), Some(two)) => one.overlaps(two),
                    _ => true,
                }
        });
        if let Some((first, _)) = same {
            findings.push(
                Finding::of(
                    &MEMBER_TWICE,
                    format!("it is listed as member {first} and again as member {at}"),
                )
                .about(member.practice)
                .at(format!("counts.practices[{at}]")),
            );
        }
    }
    findings
}

pub(super) fn of_entries(term: &Entitlement, used: &[&Entry<Price>], findings: &mut Report) {
    for entry in used.iter().filter(|entry| !entry.readings.is_empty()) {
        let Some(price) = entry.figure.value() else { continue };
        let others: Vec<_> = entry
            .readings
            .iter()
            .map(|reading| format!("{} ({})", reading.value, reading.source.citation.document()))
            .collect();
        let message = format!("{price} is used; other readings: {}", others.join("; "));
        find(findings, &RATE_CONFLICT, term, message);
    }
}

pub(super) fn of_counts(term: &Entitlement, facts: &Facts, findings: &mut Report) {
    for component in term.components.iter() {
        let Some(reference) = component.reference else { continue };
        let counted = component.counted;
        let check = |counts, about: Subject, place: String| {
            let (_, on) = counted.of(counts)?;
            if on == reference {
                return None;
            }
            let message = format!("the {counted} is given as of {on}; it is taken at {reference}");
            let path = format!("{place}.{}.on", counted.key());
            Some(Finding::of(&COUNT_DATE, message).on(reference).about(about).at(path))
        };
        match &facts.counts {
            Counts::Network(counts) => {
                findings.extend(check(counts, subject(term), "counts.network".to_owned()));
            }
            Counts::Practices(members) => {
                findings.extend(members.iter().enumerate().filter_map(|(at, member)| {
                    let place = format!("counts.practices[{at}].counts");
                    check(&member.counts, member.practice.into(), place)
                }));
            }
        }
    }
}

pub(super) fn stopped(term: &Entitlement, stop: Stop<'_>, findings: &mut Report) -> Outcome {
    match stop {
        Stop::NotPublished(entry) => {
            let mut message = format!(
                "the rate for {} is not published in any source found",
                entry.in_force.intersect(term.in_force).unwrap_or(term.in_force)
            );
            for reading in entry.readings.iter() {
                message.push_str(&format!(
                    "; {} says {} [{}]",
                    reading.source.citation.document(),
                    reading.value,
                    reading.source.evidence
                ));
            }
            find(findings, &RATE_NOT_PUBLISHED, term, message);
            Outcome::NotPublished
        }
        Stop::NotKnown { on } => {
            find(findings, &RATE_NOT_KNOWN, term, format!("no rate for {on} was known by then"));
            Outcome::NotKnown
        }
        Stop::Missing { counted, reference } => {
            let at = reference.map(|on| format!(" at {on}")).unwrap_or_default();
            let message = format!("needs the {counted}{at}, which is not given; not estimated");
            find(findings, &COUNT_MISSING, term, message);
            Outcome::NeedsCount { counted, on: reference }
        }
    }
}

pub(super) fn too_weak(term: &Entitlement, evidence: Evidence, findings: &mut Report) -> Outcome {
    let message = format!("the weakest rate used is {evidence}");
    find(findings, &EVIDENCE_TOO_WEAK, term, message);
    Outcome::TooWeak { evidence }
}

pub(super) fn withheld(term: &Entitlement, condition: &Condition, findings: &mut Report) {
    find(findings, &CONDITION_UNMET, term, format!("not met: {}", condition.text));
}

pub(super) fn unknown_part(
    term: &Entitlement,
    at: usize,
    declared: &Declaration,
    findings: &mut Report,
) {
    let parts: Vec<_> = term.parts.iter().map(|part| &*part.name).collect();
    let message = match parts.as_slice() {
        [] => format!("`{}` is declared, but the payment is judged as a whole", declared.part),
        _ => format!("`{}` is no part of it; its parts are {}", declared.part, parts.join(", ")),
    };
    find_at(findings, &PART_UNKNOWN, term, message, format!("declared[{at}].part"));
}

pub(super) fn late_declaration(
    term: &Entitlement,
    at: usize,
    declared: &Declaration,
    findings: &mut Report,
) {
    let message =
        format!("`{}` is declared on {}, outside {}", declared.part, declared.on, term.in_force);
    find_at(findings, &PART_LATE, term, message, format!("declared[{at}].on"));
}

pub(super) fn judged_share(
    term: &Entitlement,
    at: usize,
    judged: &Judgement,
    findings: &mut Report,
) {
    let message = format!("{} is judged to be earned; it is left out", judged.earned);
    find_at(findings, &JUDGED_SHARE, term, message, format!("judged[{at}].earned"));
}

pub(super) fn judged_early(
    term: &Entitlement,
    at: usize,
    judged: &Judgement,
    findings: &mut Report,
) {
    let message =
        format!("judged on {}, before {}; it is left out", judged.on, term.in_force.from());
    find_at(findings, &JUDGED_EARLY, term, message, format!("judged[{at}].on"));
}

pub(super) fn judged_again(
    term: &Entitlement,
    at: usize,
    last: &Judgement,
    times: usize,
    findings: &mut Report,
) {
    let message = format!("judged {times} times; the last counts, {} on {}", last.earned, last.on);
    find_at(findings, &JUDGED_AGAIN, term, message, format!("judged[{at}]"));
}

/// Whom a finding on a payment is about.
fn subject(term: &Entitlement) -> Subject {
    Subject::new(term.kind.words())
}

/// Adds a finding about a payment.
fn find(findings: &mut Report, rule: &Rule, term: &Entitlement, message: String) {
    findings.push(Finding::of(rule, message).about(subject(term)));
}

/// The same, with the place in the document of the facts.
fn find_at(findings: &mut Report, rule: &Rule, term: &Entitlement, message: String, path: String) {
    findings.push(Finding::of(rule, message).about(subject(term)).at(path));
}
