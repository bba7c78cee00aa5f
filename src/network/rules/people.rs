use chrono::NaiveDate;

use super::{
    checker::Inspection,
    sources::{JOB_SHARE, ODS_CATALOGUE, PAYEE_READING},
};
use crate::{
    calendar::day,
    finding::{EVERY_YEAR, Finding, Report, declare_rules},
    network::{ClinicalDirector, Payee, Shares},
};

/// From here on a network can be paid into an account of its own. The source says "since 2023",
/// so nothing earlier than that year can be right.
///
/// SOURCE: NHS Digital, ODS reference data catalogue, Primary Care Network.
pub(crate) const OWN_ACCOUNT_SINCE: NaiveDate = day(2023, 1, 1);

declare_rules! {
    /// The shares of a clinical director's post come to one. Source for the sharing: Croner-i,
    /// Primary care networks update; that the shares come to one is this crate's reading of one
    /// post.
    SHARES: "NET-CD-001", Warning, EVERY_YEAR,
    title "shares of the clinical director's post do not come to one",
    explanation "A network has one accountable post of clinical director, which two or more can \
        share. What they hold together is the post, no more and no less.",
    remedy "ask the network how its clinical directors share the post",
    source JOB_SHARE;

    /// An account of the network's own, before there were any. Source: NHS Digital, ODS reference
    /// data catalogue, Primary Care Network.
    OWN_ACCOUNT_TOO_EARLY: "NET-PAY-001", Error, EVERY_YEAR,
    title "network's own account before 2023",
    explanation "Networks could be paid into an account of their own only since 2023; before, \
        each had one nominated payee.",
    remedy "record the nominated payee of the time",
    source ODS_CATALOGUE;

    /// The payee is recorded as a member and is none on the day. Source: Hempsons, on who receives
    /// the DES payments.
    PAYEE_NOT_A_MEMBER: "NET-PAY-002", Warning, EVERY_YEAR,
    title "payee recorded as a member is not a member",
    explanation "The nominated payee is one of the network's practices or, by agreement, another \
        body. A practice that has left the network is no longer the former.",
    remedy "nominate a payee among the members, or record the practice as another body",
    source PAYEE_READING;
}

/// Judges the shares of a post, whether in a register or on a registration form.
pub(crate) fn judge_shares(directors: &[ClinicalDirector]) -> Option<Finding> {
    let message = match ClinicalDirector::shares(directors) {
        Shares::Whole => return None,
        Shares::Vacant => "nobody holds the post of clinical director".to_owned(),
        Shares::NotStated => format!(
            "{} share the post of clinical director, and not every share is stated",
            directors.len(),
        ),
        Shares::Amiss(sum) => {
            format!("the shares of the clinical director's post come to {sum} instead of 1")
        }
    };
    Some(Finding::of(&SHARES, message))
}

pub(super) fn check(inspection: &Inspection<'_>, report: &mut Report) {
    let (register, day) = (inspection.register, inspection.day);
    for directorship in register.directors.iter().filter(|record| record.period.contains(day)) {
        report.extend(
            judge_shares(&directorship.directors)
                .map(|finding| finding.about(directorship.pcn).on(day)),
        );
    }
    for record in register.payees.iter() {
        let of_day = record.period.contains(day);
        match record.payee {
            Payee::OwnAccount if record.period.from() < OWN_ACCOUNT_SINCE => {
                let from = record.period.from();
                let message = format!("an account of its own from {from}");
                report
                    .push(Finding::of(&OWN_ACCOUNT_TOO_EARLY, message).about(record.pcn).on(from));
            }
            Payee::Member(practice)
                if of_day && !register.is_member_on(practice, record.pcn, day) =>
            {
                let name = match register.practice_at(practice) {
                    Some(at) => inspection.practice(at).into_owned(),
                    None => practice.to_string(),
                };
                let message = format!("the payee {name} is not a member");
                report.push(Finding::of(&PAYEE_NOT_A_MEMBER, message).about(record.pcn).on(day));
            }
            _ => {}
        }
    }
}
