use chrono::NaiveDate;

use super::{
    checker::{Inspection, at_rows, practices},
    sources::ODS_COUNTED,
};
use crate::{
    finding::{EVERY_YEAR, Finding, Report, Subject, declare_rules},
    network::{Pcn, Practice, Register},
};

declare_rules! {
    /// A register of one day answers for that day alone.
    NO_CLAIM: "NET-DAY-001", Error, EVERY_YEAR,
    title "register that makes no claim about the day",
    explanation "A source without dates tells who is in which network on one day. Nothing follows \
        from it for any other day.",
    remedy "ask for a day that the register covers, or load a source with dates",
    source ODS_COUNTED;

    /// A membership names a practice that no source describes.
    PRACTICE_NOT_DESCRIBED: "NET-REF-001", Warning, EVERY_YEAR,
    title "membership of a practice that no source describes",
    explanation "A membership names a practice of which no source says anything. It counts as a \
        member, but nothing is known of its name, commissioner or status.",
    remedy "look up the code, and load the practice file of the same month as the memberships",
    source ODS_COUNTED;

    /// A membership names a network that no source describes.
    NETWORK_NOT_DESCRIBED: "NET-REF-002", Error, EVERY_YEAR,
    title "membership of a network that no source describes",
    explanation "A membership names a network of which no source says anything: neither its name \
        nor when it was open. It stands in no count of networks.",
    remedy "look up the code, and load the network file of the same day as the memberships",
    source ODS_COUNTED;

    /// Records of one practice contradict each other.
    PRACTICE_CONTRADICTED: "NET-DATA-001", Info, EVERY_YEAR,
    title "contradicting records of a practice",
    explanation "Several records of one practice disagree on its status, dates, setting or \
        commissioner. The one given first is used. Files of different months disagree without a \
        fault.",
    remedy "load files of the same month, the one to be believed first",
    source ODS_COUNTED;

    /// Records of one network contradict each other.
    NETWORK_CONTRADICTED: "NET-DATA-002", Warning, EVERY_YEAR,
    title "contradicting records of a network",
    explanation "A code is given to one network and never used again, so one network has one \
        record. The one given first is used.",
    remedy "find out which record is right and load that one alone",
    source ODS_COUNTED;

    /// A network that was open on no day.
    NETWORK_OF_NO_DAY: "NET-DATA-003", Info, EVERY_YEAR,
    title "network of no day",
    explanation "A network whose close date lies before its first day is over was never open. \
        Such records stand for networks that were entered and withdrawn.",
    remedy "none needed; leave it out of counts of networks",
    source ODS_COUNTED;
}

pub(super) fn no_claim(register: &Register, day: NaiveDate) -> Finding {
    let message = match register.claims() {
        Some(claimed) => format!("the register claims {claimed}, and nothing about {day}"),
        None => format!("the register claims nothing about {day}"),
    };
    Finding::of(&NO_CLAIM, message).about(Subject::new("register")).on(day)
}

pub(super) fn check(inspection: &Inspection<'_>, report: &mut Report) {
    let register = inspection.register;
    for (at, entry) in (0u32..).zip(&register.practices).filter(|(_, entry)| !entry.described) {
        let rows = register.rows_of_practice(at);
        if let Some(row) = rows.first() {
            let network = inspection.network(row.network);
            let message =
                format!("{} is a member of {network}, and no row describes it", entry.facts.code);
            let finding = Finding::of(&PRACTICE_NOT_DESCRIBED, message).about(entry.facts.code);
            report.push(at_rows(finding, rows.iter()));
        }
    }
    for (at, entry) in (0u32..).zip(&register.networks) {
        let code = entry.facts.code;
        if !entry.described {
            let rows = || register.rows_of_network(at);
            let message =
                format!("{code} has {}, and no row describes it", practices(count(rows())));
            let finding = Finding::of(&NETWORK_NOT_DESCRIBED, message).about(code);
            // The first places are enough to find it; a network can have thirty rows.
            report.push(at_rows(finding, rows().take(3)));
        } else if entry.facts.life.is_empty() {
            let message =
                format!("{} opened and closed on {}", entry.facts.name, entry.facts.life.from());
            let finding = Finding::of(&NETWORK_OF_NO_DAY, message).about(code);
            report.push(placed(finding, entry.facts.provenance.as_ref()));
        }
    }
    for other in &register.other_practices {
        if let Some(used) = register.practice(other.code) {
            let message = format!("{}: {}", used.name, practice_differences(used, other));
            let finding = Finding::of(&PRACTICE_CONTRADICTED, message).about(other.code);
            report.push(placed(finding, other.provenance.as_ref()));
        }
    }
    for other in &register.other_networks {
        if let Some(used) = register.network(other.code) {
            let message = format!("{}: {}", used.name, network_differences(used, other));
            let finding = Finding::of(&NETWORK_CONTRADICTED, message).about(other.code);
            report.push(placed(finding, other.provenance.as_ref()));
        }
    }
}

/// Rows of one network stand by practice, so a practice's rows are neighbours.
fn count<'a>(rows: impl Iterator<Item = &'a crate::network::register::Row>) -> usize {
    let mut last = None;
    rows.filter(|row| last.replace(row.practice) != Some(row.practice)).count()
}

fn placed(finding: Finding, place: Option<&crate::network::Provenance>) -> Finding {
    match place {
        Some(place) => finding.at(place.to_string()),
        None => finding,
    }
}

fn differences(pairs: impl IntoIterator<Item = (&'static str, String, String)>) -> String {
    let mut text = String::new();
    for (what, used, other) in pairs.into_iter().filter(|(_, used, other)| used != other) {
        if !text.is_empty() {
            text.push_str("; ");
        }
        text.push_str(&format!("{what} {used}, elsewhere {other}"));
    }
    text
}

fn shown<T: core::fmt::Display>(value: Option<T>) -> String {
    value.map_or_else(|| "not given".to_owned(), |value| value.to_string())
}

fn practice_differences(used: &Practice, other: &Practice) -> String {
    // What the other record leaves open it does not contradict.
    differences(
        [
            (
                "commissioner",
                shown(used.commissioner),
                other.commissioner.map(|own| own.to_string()),
            ),
            ("open", shown(used.life), other.life.map(|life| life.to_string())),
            (
                "status",
                shown(used.status.map(|status| format!("{status:?}").to_lowercase())),
                other.status.map(|status| format!("{status:?}").to_lowercase()),
            ),
            (
                "setting",
                shown(used.setting.map(|setting| format!("{setting:?}"))),
                other.setting.map(|setting| format!("{setting:?}")),
            ),
        ]
        .into_iter()
        .filter_map(|(what, used, other)| Some((what, used, other?))),
    )
}

fn network_differences(used: &Pcn, other: &Pcn) -> String {
    differences([
        ("name", used.name.to_string(), other.name.to_string()),
        ("open", used.life.to_string(), other.life.to_string()),
        (
            "lead commissioner",
            shown(used.lead_commissioner_per_ods),
            shown(other.lead_commissioner_per_ods),
        ),
        ("postcode", shown(used.postcode.as_deref()), shown(other.postcode.as_deref())),
    ])
}
