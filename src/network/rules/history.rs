use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::{
    checker::{Inspection, about_practice, at_rows},
    sources::ODS_COUNTED,
};
use crate::{
    calendar::Period,
    finding::{EVERY_YEAR, Finding, Report, Rule, Severity, declare_rules},
    network::register::Row,
};

declare_rules! {
    /// Two memberships of a practice in different networks share days, of which the day asked is
    /// none. Counted in the ODS files: end dates are last days, so a shared day is mostly a slip by
    /// one.
    OVERLAP: "NET-HIST-001", Warning, EVERY_YEAR,
    title "overlapping memberships of a practice in two networks",
    explanation "A practice leaves one network before it joins another: in the ODS files the last \
        day of a membership is the day before the next one begins in nine moves of ten. Where two \
        share days the practice's patients count twice on them. An overlap on the day asked is \
        NET-MEM-002.",
    remedy "end the earlier membership on the day before the later one begins",
    source ODS_COUNTED;

    /// A practice was in no network between two memberships.
    GAP: "NET-HIST-002", Info, EVERY_YEAR,
    title "gap between two memberships of a practice",
    explanation "Between leaving one network and joining another a practice was in none, and its \
        patients had no network. In the ODS files about one move in fourteen leaves a gap, from \
        two days to years.",
    remedy "look whether the practice was out of the DES, or whether a date is wrong",
    source ODS_COUNTED;

    /// A membership that contains no day.
    NO_DAY: "NET-HIST-003", Info, EVERY_YEAR,
    title "membership of no day",
    explanation "A membership that ends before its first day is over makes nobody a member on any \
        day. Such rows stand for memberships that were entered and withdrawn.",
    remedy "none needed; do not count the row as a move",
    source ODS_COUNTED;

    /// The same practice in the same network in two rows that overlap or meet.
    REPEATED: "NET-HIST-004", Warning, EVERY_YEAR,
    title "one membership in several rows",
    explanation "Two rows say that the same practice is in the same network over the same days, \
        or over periods that meet. The practice counts once. Rows that merely meet are a remark.",
    remedy "keep one row with the first day of the earliest and the last day of the latest",
    source ODS_COUNTED;

    /// A membership that begins after the day asked.
    FUTURE: "NET-HIST-005", Info, EVERY_YEAR,
    title "membership that begins after the day",
    explanation "The register already holds a membership that begins after the day asked. It does \
        not count on that day.",
    remedy "none needed; ask again for a day from then on to see its effect",
    source ODS_COUNTED;

    /// A membership with days on which its network was not open. Counted in the ODS files: none
    /// starts before its network, and all of a closed network have ended.
    OUTSIDE_LIFE: "NET-HIST-006", Warning, EVERY_YEAR,
    title "membership outside its network's life",
    explanation "In the ODS files no membership begins before its network opens, and all \
        memberships of a closed network end on or before its close date. If it is so on the day \
        asked, the practice is in a network that is not there, and the finding is an error.",
    remedy "end the membership with the network's last day, or begin it with its first",
    source ODS_COUNTED;
}

pub(super) fn check(inspection: &Inspection<'_>, report: &mut Report) {
    let register = inspection.register;
    for at in (0u32..).take(register.practices.len()) {
        let rows = register.rows_of_practice(at);
        for row in rows {
            single(inspection, at, row, report);
        }
        if rows.len() > 1 {
            repeated(inspection, at, rows, report);
            overlaps(inspection, at, rows, report);
            gaps(inspection, at, rows, report);
        }
    }
}

fn single(inspection: &Inspection<'_>, at: u32, row: &Row, report: &mut Report) {
    let (register, day) = (inspection.register, inspection.day);
    let mut find = |rule: &Rule, severity: Severity, on: NaiveDate, what: String| {
        let (name, network) = (inspection.practice_name(at), inspection.network(row.network));
        let message = format!("{name} in {network}: {what}");
        let finding = Finding::of(rule, message).severity(severity).on(on);
        let finding = about_practice(inspection, at, finding);
        report.push(at_rows(finding, core::iter::once(row)));
    };
    let period = row.period;
    if period.is_empty() {
        let what = format!("a membership of no day, from {}", period.from());
        return find(&NO_DAY, NO_DAY.severity, period.from(), what);
    }
    if period.from() > day {
        let what = format!("the membership begins on {}", period.from());
        find(&FUTURE, FUTURE.severity, period.from(), what);
    }
    let Some(network) = register.network_entry(row.network) else { return };
    let life = network.facts.life;
    if network.described && !life.covers(period) {
        let now = period.contains(day) && !life.contains(day);
        let severity = if now { Severity::Error } else { OUTSIDE_LIFE.severity };
        let what = format!("member {period}, but the network is open {}", open_in_words(life));
        find(&OUTSIDE_LIFE, severity, if now { day } else { period.from() }, what);
    }
}

fn open_in_words(life: Period) -> String {
    if life.is_empty() { "on no day".to_owned() } else { life.to_string() }
}

/// Rows of one network that overlap or meet, each run of them in one finding.
fn repeated(inspection: &Inspection<'_>, at: u32, rows: &[Row], report: &mut Report) {
    let mut of_network: Vec<&Row> = rows.iter().filter(|row| !row.period.is_empty()).collect();
    of_network.sort_by_key(|row| row.network);
    let end = |row: &Row| row.period.until().unwrap_or(NaiveDate::MAX);
    let mut rest = of_network.as_slice();
    while let Some((first, others)) = rest.split_first() {
        // A long membership may hold several short ones, so what counts is the last end so far.
        let (mut reached, mut overlap) = (end(first), false);
        let joins = |row: &&&Row| {
            let joins = row.network == first.network && row.period.from() <= reached;
            if joins {
                overlap |= row.period.from() < reached;
                reached = reached.max(end(row));
            }
            joins
        };
        let joined = others.iter().take_while(joins).count();
        let (run, after) = rest.split_at(joined.saturating_add(1));
        rest = after;
        if joined == 0 {
            continue;
        }
        let mut periods: Vec<_> = run.iter().map(|row| row.period).collect();
        let alike = periods.iter().all(|period| *period == first.period);
        if alike {
            periods.truncate(1);
        }
        let message = format!(
            "{} in {}: {} rows{}, {}",
            inspection.practice_name(at),
            inspection.network(first.network),
            run.len(),
            if alike { " that say the same" } else { "" },
            super::checker::in_words(&periods),
        );
        let severity = if overlap { REPEATED.severity } else { Severity::Info };
        let finding = Finding::of(&REPEATED, message).severity(severity).on(first.period.from());
        let finding = about_practice(inspection, at, finding);
        report.push(at_rows(finding, run.iter().copied()));
    }
}

/// With how many later memberships one is compared. No published file comes near; a practice with
/// thousands of memberships at once would have millions of overlaps to tell.
const COMPARED: usize = 32;

/// Overlaps of different networks that do not hold the day asked: those that do are
/// `NET-MEM-002`, whose finding names all networks of the day.
fn overlaps(inspection: &Inspection<'_>, at: u32, rows: &[Row], report: &mut Report) {
    let mut rows: Vec<&Row> = rows.iter().collect();
    rows.dedup_by_key(|row| (row.network, row.period));
    let mut more: Option<&Row> = None;
    let mut seen: BTreeSet<(u32, u32, Period)> = BTreeSet::new();
    for (position, one) in rows.iter().copied().enumerate() {
        let later = rows.iter().copied().skip(position.saturating_add(1));
        // Rows stand by first day, so what begins after this one's end need not be looked at.
        let until = one.period.until();
        let mut later = later.take_while(|two| until.is_none_or(|until| two.period.from() < until));
        for two in later.by_ref().take(COMPARED) {
            let Some(both) = one.period.intersect(two.period) else { continue };
            let pair = (one.network.min(two.network), one.network.max(two.network), both);
            if one.network == two.network || both.contains(inspection.day) || !seen.insert(pair) {
                continue;
            }
            let message = format!(
                "{} is in {} ({}) and in {} ({}): both {both}",
                inspection.practice_name(at),
                inspection.network(one.network),
                one.period,
                inspection.network(two.network),
                two.period,
            );
            let finding = Finding::of(&OVERLAP, message).on(both.from());
            let finding = about_practice(inspection, at, finding);
            report.push(at_rows(finding, [one, two].into_iter()));
        }
        more = more.or_else(|| later.next().map(|_| one));
    }
    if let Some(row) = more {
        let message = format!(
            "{} has more than {COMPARED} memberships that begin during one, in {} ({}); not every \
             overlap is listed",
            inspection.practice_name(at),
            inspection.network(row.network),
            row.period,
        );
        let finding = Finding::of(&OVERLAP, message).on(row.period.from());
        let finding = about_practice(inspection, at, finding);
        report.push(at_rows(finding, core::iter::once(row)));
    }
}

fn gaps(inspection: &Inspection<'_>, at: u32, rows: &[Row], report: &mut Report) {
    let mut last: Option<&Row> = None;
    for row in rows.iter().filter(|row| !row.period.is_empty()) {
        let Some(before) = last else {
            last = Some(row);
            continue;
        };
        // A membership without an end leaves no gap after it.
        let Some(until) = before.period.until() else { return };
        if until < row.period.from() {
            let days = row.period.from().signed_duration_since(until).num_days();
            let back = if before.network == row.network { ", the same network" } else { "" };
            let message = format!(
                "{} left {} after {} and joined {} on {}: {days} {} in no network{back}",
                inspection.practice_name(at),
                inspection.network(before.network),
                before.period.last_day().unwrap_or(until),
                inspection.network(row.network),
                row.period.from(),
                if days == 1 { "day" } else { "days" },
            );
            let finding = Finding::of(&GAP, message).on(until);
            let finding = about_practice(inspection, at, finding);
            report.push(at_rows(finding, [before, row].into_iter()));
        }
        if row.period.until().is_none_or(|end| end > until) {
            last = Some(row);
        }
    }
}
