use chrono::NaiveDate;

use super::{
    checker::{Inspection, about_practice, at_rows, in_words},
    sources::{DEFAULT_CODES, LMC_FAQ, NHSE_FAQ, ODS_COUNTED},
};
use crate::{
    code::PracticeCode,
    finding::{EVERY_YEAR, Finding, Report, declare_rules},
    network::{Placement, Practice, PracticeState, Setting},
};

declare_rules! {
    /// A network is its practices: an open one without a core network practice serves nobody.
    /// Source: NHS England, PCN FAQs, second iteration (May 2019).
    NO_MEMBER: "NET-MEM-001", Error, EVERY_YEAR,
    title "open network without a core network practice",
    explanation "A network consists of its core network practices and serves the patients on \
        their lists. A network that is open on a day and has no member on it serves nobody.",
    remedy "close the network, or record the practice that is its member; a single practice can \
        be a network",
    source NHSE_FAQ;

    /// A practice is in one network at a time. No document found states it; in the ODS files of six
    /// years no practice has two open memberships.
    IN_SEVERAL_NETWORKS: "NET-MEM-002", Error, EVERY_YEAR,
    title "practice in several networks on one day",
    explanation "A practice is a core member of one network at a time; its patients would \
        otherwise be counted and paid for twice. No document found states the rule, but in the \
        ODS files of 2019 to 2024 no practice has two memberships without an end.",
    remedy "end the membership that no longer holds, on the day before the other begins",
    source ODS_COUNTED;

    /// A member is a practice that works. Source: Salford and Trafford LMC, PCN FAQ: a core member
    /// holds an in-hours contract for essential services.
    NOT_OPEN: "NET-MEM-003", Warning, EVERY_YEAR,
    title "closed or dormant practice still a member",
    explanation "A core member holds an in-hours primary medical contract for essential services. \
        A practice that is closed, dormant or not yet open holds none that is in use.",
    remedy "end the membership with the practice's last day; if the practice merged, its patients \
        are on the other practice's list",
    source LMC_FAQ;

    /// A member is a GP practice, not another prescribing cost centre. Source: Salford and Trafford
    /// LMC, PCN FAQ.
    NOT_A_GP_PRACTICE: "NET-MEM-004", Warning, EVERY_YEAR,
    title "member that is not recorded as a GP practice",
    explanation "A core member holds an in-hours primary medical contract (GMS, PMS or APMS). The \
        practice register records this member as another setting, such as an out-of-hours or \
        urgent care service.",
    remedy "look up the practice's setting; if it is no GP practice it can be a partner but no \
        core member",
    source LMC_FAQ;

    /// The Network Contract DES is England's. Welsh practices stand in English extracts; none is a
    /// member in any file counted.
    NOT_ENGLISH: "NET-CODE-002", Error, EVERY_YEAR,
    title "organisation outside England as a member",
    explanation "The Network Contract DES is a contract of England. Practices whose codes begin \
        with `W` are Welsh; they stand in English extracts, and none is a member in the files \
        counted.",
    remedy "remove the membership, and leave Welsh practices out of the extract",
    source ODS_COUNTED;

    /// A default code instead of a practice. Source: NHS Data Model and Dictionary, default codes
    /// summary table: `V81998` for no practice that applies, `V81999` for an unknown one.
    DEFAULT_CODE: "NET-CODE-003", Warning, EVERY_YEAR,
    title "default code instead of a practice",
    explanation "`V81998` stands for a practice code that does not apply, as for prisons and the \
        forces, and `V81999` for a practice that is unknown. They are no practices and no \
        network's members.",
    remedy "leave the default codes out of the extract",
    source DEFAULT_CODES;
}

pub(super) fn check(inspection: &Inspection<'_>, report: &mut Report) {
    let (register, day) = (inspection.register, inspection.day);
    for (at, entry) in (0u32..).zip(&register.networks) {
        let empty = entry.described
            && entry.facts.life.contains(day)
            && register.member_positions(at, day).next().is_none();
        if empty {
            let message = no_member(inspection, at);
            report.push(Finding::of(&NO_MEMBER, message).about(entry.facts.code).on(day));
        }
    }
    for (at, entry) in (0u32..).zip(&register.practices) {
        let of_day = || register.rows_of_practice(at).iter().filter(|row| row.period.contains(day));
        let Some(row) = of_day().next() else { continue };
        let practice = &entry.facts;
        let place = |finding: Finding| at_rows(finding.about(practice.code).on(day), of_day());
        if let Placement::InSeveral(networks) = register.placement(at, day) {
            let names: Vec<_> = networks
                .iter()
                .filter_map(|code| register.network_at(*code))
                .map(|network| inspection.network(network))
                .collect();
            let name = inspection.practice_name(at);
            let message = format!("{name} is in {} on {day}", in_words(&names));
            report.push(place(Finding::of(&IN_SEVERAL_NETWORKS, message)));
        }
        if practice.code.is_welsh() {
            let message = format!(
                "{}, a Welsh practice, is a member of {}",
                inspection.practice_name(at),
                inspection.network(row.network),
            );
            report.push(place(Finding::of(&NOT_ENGLISH, message)));
        }
        if let Some(state) = not_open(practice, day) {
            let list = match register.list_at(at, day) {
                Some(list) if !list.count.is_zero() => format!("; its list is {list}"),
                _ => String::new(),
            };
            let message = format!(
                "{} is {state} and still a member of {}{list}",
                inspection.practice_name(at),
                inspection.network(row.network),
            );
            report.push(place(Finding::of(&NOT_OPEN, message)));
        } else if practice.setting == Some(Setting::Other) {
            let message = format!(
                "{} is recorded as another setting than a GP practice, and a member of {}",
                inspection.practice_name(at),
                inspection.network(row.network),
            );
            report.push(place(Finding::of(&NOT_A_GP_PRACTICE, message)));
        }
    }
    default_codes(inspection, report);
}

fn no_member(inspection: &Inspection<'_>, at: u32) -> String {
    let name = inspection.network_name(at);
    let rows = || inspection.register.rows_of_network(at).filter(|row| !row.period.is_empty());
    let future = rows().map(|row| row.period.from()).filter(|from| *from > inspection.day).min();
    let last = rows().filter_map(|row| row.period.last_day()).filter(|d| *d < inspection.day).max();
    match (last, future) {
        (_, Some(from)) => format!("{name} is open and has no member; the first joins on {from}"),
        (Some(last), None) => format!("{name} is open and has no member since {last}"),
        (None, None) => format!("{name} is open and no practice was ever a member"),
    }
}

fn not_open(practice: &Practice, day: NaiveDate) -> Option<String> {
    match practice.state_on(day) {
        PracticeState::Open | PracticeState::NotRecorded => None,
        PracticeState::Dormant => Some("recorded as dormant, without a date,".to_owned()),
        PracticeState::Closed => Some(match practice.life.and_then(|life| life.until()) {
            Some(until) => format!("closed since {until}"),
            None => "closed".to_owned(),
        }),
        PracticeState::NotYetOpen => Some(match practice.life {
            Some(life) => format!("not open before {}", life.from()),
            None => "not yet open".to_owned(),
        }),
    }
}

/// The default codes that have the shape of a practice's.
pub(crate) const DEFAULTS: [PracticeCode; 2] =
    [PracticeCode::constant("V81998"), PracticeCode::constant("V81999")];

fn default_codes(inspection: &Inspection<'_>, report: &mut Report) {
    let register = inspection.register;
    for code in DEFAULTS {
        let Some(at) = register.practice_at(code) else { continue };
        let rows = register.rows_of_practice(at);
        if let Some(row) = rows.iter().find(|row| row.period.contains(inspection.day)) {
            let network = inspection.network(row.network);
            let message = format!("{code} is a default code, and a member of {network}");
            let finding = Finding::of(&DEFAULT_CODE, message).on(inspection.day);
            report.push(at_rows(about_practice(inspection, at, finding), rows.iter()));
        }
    }
}
