use chrono::NaiveDate;

use super::{
    checker::{Inspection, about_practice, in_words},
    sources::{LONDON_LMCS, NHSE_FAQ},
};
use crate::{
    code::OdsCode,
    finding::{EVERY_YEAR, Finding, Report, Severity, Subject, declare_rules},
    network::{NetworkSize, Waiver, WaiverKind},
    quantity::Patients,
};

/// The least number of registered patients of a network.
pub(in crate::network) const MINIMUM: u64 = 30_000;
/// The most that is typical.
pub(in crate::network) const TYPICAL_MAXIMUM: u64 = 50_000;

declare_rules! {
    /// A network has at least 30,000 registered people, a head count and not a weighted one. The
    /// commissioner can waive it for a natural community of low population density over a large
    /// rural and remote area. Source: NHS England, PCN FAQs, second iteration (May 2019).
    BELOW_MINIMUM: "NET-SIZE-001", Error, EVERY_YEAR,
    title "network below 30,000 registered patients",
    explanation "A network serves at least 30,000 registered people, by head count and not \
        weighted. In exceptional circumstances the commissioner can waive it for a natural \
        community of low population density over a large rural and remote area; a recorded waiver \
        makes the finding a remark. While members lack a list the size is a lower bound, and the \
        finding a warning.",
    remedy "record the commissioner's waiver for low density in a rural area, or agree with the \
        commissioner which practices the network is to gain",
    source NHSE_FAQ;

    /// In Greater London the minimum is reported to be firm: no waiver. Source: Londonwide LMCs,
    /// July 2019; no statement of NHS England was found.
    NO_WAIVER_IN_LONDON: "NET-SIZE-002", Error, EVERY_YEAR,
    title "waiver of the minimum size in Greater London",
    explanation "London's local medical committees reported in 2019 that the minimum of 30,000 is \
        firm in Greater London. A waiver recorded there does not change the answer. The evidence \
        is secondary.",
    remedy "ask the commissioner on what ground the waiver was given",
    source LONDON_LMCS;

    /// Above 50,000 is not typical; the commissioner can agree to it. Never an error: over a third
    /// of England's networks are larger. Source: NHS England, PCN FAQs, second iteration (May
    /// 2019).
    ABOVE_TYPICAL_MAXIMUM: "NET-SIZE-003", Info, EVERY_YEAR,
    title "network above 50,000 registered patients",
    explanation "A network typically serves at most 50,000 registered people. The figure is not \
        strict: the commissioner can agree to a larger network, which can work in neighbourhood \
        teams of 30,000 to 50,000 each. More than a third of networks are larger.",
    remedy "record the commissioner's agreement, and how the network works in teams of 30,000 to \
        50,000 each",
    source NHSE_FAQ;

    /// Without its members' lists a network's size is a lower bound. Source for the sum of the
    /// members' lists: NHS England, PCN FAQs, second iteration (May 2019).
    LIST_MISSING: "NET-LIST-001", Warning, EVERY_YEAR,
    title "list size of a member missing",
    explanation "The size of a network is the sum of its members' registered lists. Where a list \
        is missing the sum is a lower bound: missing is not zero.",
    remedy "load the list-size publication of the day asked, or look whether the practice has \
        closed or merged into another",
    source NHSE_FAQ;

    /// One practice has one list on a day.
    LISTS_DIFFER: "NET-LIST-002", Warning, EVERY_YEAR,
    title "two list sizes of a practice on one day",
    explanation "A practice has one registered list on a day. Where the sources give two \
        different figures for the same day, the first one given is used.",
    remedy "find out which source is right and load that one alone",
    source NHSE_FAQ;
}

pub(super) fn check(inspection: &Inspection<'_>, report: &mut Report) {
    let (register, day) = (inspection.register, inspection.day);
    lists_differ(inspection, report);
    if !register.has_lists() {
        let open = (0u32..)
            .zip(&register.networks)
            .filter(|(_, entry)| entry.described && entry.facts.life.contains(day))
            .filter(|(at, _)| register.member_positions(*at, day).next().is_some())
            .count();
        if open > 0 {
            let networks = if open == 1 { "network" } else { "networks" };
            let message = format!("no list sizes at all: the size of {open} {networks} is unknown");
            let finding = Finding::of(&LIST_MISSING, message).about(Subject::new("register"));
            report.push(finding.on(day));
        }
        return;
    }
    for (at, entry) in (0u32..).zip(&register.networks) {
        if !entry.described || !entry.facts.life.contains(day) {
            continue;
        }
        let size = register.size_at(at, day);
        if size.members == 0 {
            continue;
        }
        if !size.is_complete() {
            report.push(missing(inspection, at, &size).about(entry.facts.code).on(day));
        }
        if size.known().is_some() {
            report.extend(
                judged(inspection, at, &size)
                    .map(|finding| finding.about(entry.facts.code).on(day)),
            );
        }
    }
}

fn missing(inspection: &Inspection<'_>, at: u32, size: &NetworkSize) -> Finding {
    let register = inspection.register;
    let names: Vec<_> = size
        .missing
        .iter()
        .filter_map(|code| register.practice_at(*code))
        .map(|practice| inspection.practice(practice))
        .collect();
    let known = match size.known() {
        Some(counted) => format!("at least {counted} ({})", size.dates_in_words()),
        None => "unknown".to_owned(),
    };
    let message = format!(
        "no list of {}, so the size of {} is {known}",
        in_words(&names),
        inspection.network_name(at),
    );
    Finding::of(&LIST_MISSING, message)
}

fn judged(inspection: &Inspection<'_>, at: u32, size: &NetworkSize) -> Option<Finding> {
    let granted = |kind| waiver(inspection, at, kind).map(Grant::from);
    judge(inspection.network_name(at), size, granted, || in_london(inspection, at))
}

/// What a commissioner granted about a size, wherever it is recorded.
pub(crate) struct Grant<'a> {
    pub(crate) kind: WaiverKind,
    pub(crate) agreed_by: OdsCode,
    pub(crate) on: NaiveDate,
    pub(crate) reason: &'a str,
}

impl<'a> From<&'a Waiver> for Grant<'a> {
    fn from(waiver: &'a Waiver) -> Self {
        Self {
            kind: waiver.kind,
            agreed_by: waiver.agreed_by,
            on: waiver.period.from(),
            reason: &waiver.reason,
        }
    }
}

/// Judges a size, whether it is that of a network in a register or of one that registers.
pub(crate) fn judge<'a>(
    name: &str,
    size: &NetworkSize,
    granted: impl Fn(WaiverKind) -> Option<Grant<'a>>,
    in_london: impl FnOnce() -> bool,
) -> Option<Finding> {
    let (counted, dates) = (size.counted, size.dates_in_words());
    match counted.whole() {
        0..MINIMUM if !size.is_complete() => {
            let message = format!(
                "{name} has at least {counted} registered patients ({dates}); whether it reaches \
                 30,000 cannot be told while {} of {} members have no list",
                size.missing.len(),
                size.members,
            );
            Some(
                Finding::of(&BELOW_MINIMUM, message)
                    .severity(Severity::Warning)
                    .remedy("find the missing lists first"),
            )
        }
        0..MINIMUM => {
            let short = MINIMUM.saturating_sub(counted.whole());
            let short = u32::try_from(short).unwrap_or(u32::MAX);
            let short = Patients::from(short);
            let start =
                format!("{name} has {counted} registered patients ({dates}), {short} below 30,000");
            Some(match granted(WaiverKind::BelowMinimum) {
                None => {
                    let note = "no waiver for low density in a rural area is recorded";
                    Finding::of(&BELOW_MINIMUM, format!("{start}; {note}"))
                }
                Some(waiver) if in_london() => {
                    let message = format!(
                        "{start}; {} waived the minimum on {}, but it is reported to be firm in \
                         Greater London",
                        waiver.agreed_by, waiver.on,
                    );
                    Finding::of(&NO_WAIVER_IN_LONDON, message)
                }
                Some(waiver) => Finding::of(&BELOW_MINIMUM, format!("{start}; {}", given(&waiver)))
                    .severity(Severity::Info)
                    .remedy("none: the waiver is recorded"),
            })
        }
        MINIMUM..=TYPICAL_MAXIMUM => None,
        _ => {
            let least = if size.is_complete() { "" } else { "at least " };
            let start =
                format!("{name} has {least}{counted} registered patients ({dates}), above 50,000");
            Some(match granted(WaiverKind::AboveTypicalMaximum) {
                None => Finding::of(
                    &ABOVE_TYPICAL_MAXIMUM,
                    format!("{start}; no agreement of the commissioner is recorded"),
                ),
                Some(waiver) => {
                    Finding::of(&ABOVE_TYPICAL_MAXIMUM, format!("{start}; {}", given(&waiver)))
                        .remedy("none: the agreement is recorded")
                }
            })
        }
    }
}

fn given(waiver: &Grant<'_>) -> String {
    let what = match waiver.kind {
        WaiverKind::BelowMinimum => "waived the minimum",
        WaiverKind::AboveTypicalMaximum => "agreed to the size",
    };
    format!("{} {what} on {}: {}", waiver.agreed_by, waiver.on, waiver.reason)
}

fn waiver<'a>(inspection: &Inspection<'a>, at: u32, kind: WaiverKind) -> Option<&'a Waiver> {
    let code = inspection.register.network_entry(at)?.facts.code;
    let first = inspection.waivers.partition_point(|waiver| waiver.pcn < code);
    (inspection.waivers.get(first..)?.iter().copied())
        .take_while(|waiver| waiver.pcn == code)
        .find(|waiver| waiver.kind == kind && waiver.period.contains(inspection.day))
}

fn in_london(inspection: &Inspection<'_>, at: u32) -> bool {
    let (register, day) = (inspection.register, inspection.day);
    let lead = register
        .network_entry(at)
        .and_then(|entry| register.lead_commissioner_per_ods(entry.facts.code, day));
    lead.into_iter()
        .chain(register.commissioners_at(at, day).into_iter().filter_map(|part| part.commissioner))
        .any(|commissioner| inspection.london.contains(&commissioner))
}

fn lists_differ(inspection: &Inspection<'_>, report: &mut Report) {
    let register = inspection.register;
    for at in (0u32..).take(register.practices.len()) {
        for of_day in register.lists_of_practice(at).chunk_by(|one, two| one.on == two.on) {
            let [used, others @ ..] = of_day else { continue };
            let other = others.iter().find(|other| other.count != used.count);
            let Some(other) = other else { continue };
            let message = format!(
                "{} has {} and {} registered patients; the first is used",
                inspection.practice_name(at),
                used.patients_on(),
                other.patients_on(),
            );
            let finding = Finding::of(&LISTS_DIFFER, message).on(used.on);
            report.push(about_practice(inspection, at, finding));
        }
    }
}
