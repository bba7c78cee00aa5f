//! What is found on a month's claim as a whole.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::{
    CapCounts, ClaimBasis, Post, Terms,
    line::Place,
    rules::{self, on_post},
};
use crate::{
    calendar::Period,
    finding::{Finding, Report, Subject},
    quantity::Wte,
    series::Figure,
};

/// The lines whose post stands in an earlier line on a day of the month already, each with the first
/// such line. Lines without a reference are posts of their own.
pub(super) fn repeats(month: Period, posts: &[Post]) -> BTreeMap<usize, usize> {
    let mut repeats = BTreeMap::new();
    // Of a reference, the first line with each run of days: there are few such runs in a month.
    let mut seen: BTreeMap<&str, BTreeMap<Period, usize>> = BTreeMap::new();
    for (at, post) in posts.iter().enumerate() {
        let (Some(reference), Some(days)) = (&post.reference, post.days_in(month)) else {
            continue;
        };
        let runs = seen.entry(reference).or_default();
        let shared = runs.iter().filter(|(held, _)| held.overlaps(days)).map(|(_, first)| *first);
        if let Some(first) = shared.min() {
            repeats.insert(at, first);
        }
        runs.entry(days).or_insert(at);
    }
    repeats
}

/// Posts without a day in the month.
pub(super) fn of_outside(month: Period, posts: &[Post]) -> Report {
    let mut findings = Report::new();
    for (at, post) in posts.iter().enumerate().filter(|(_, post)| post.days_in(month).is_none()) {
        let days = match (post.from, post.until) {
            (Some(from), Some(until)) => format!("from {from}, until {until}"),
            (Some(from), None) => format!("from {from}"),
            (None, Some(until)) => format!("until {until}"),
            (None, None) => continue,
        };
        let message = format!("the post is held {days}; no day of it is in the month {month}");
        findings.push(on_post(&rules::POST_OUTSIDE, at, post, message));
    }
    findings
}

/// Roles of which there are more than the network may claim for. A line that repeats a post is not
/// one more.
pub(super) fn of_caps(
    terms: &Terms,
    month: Period,
    posts: &[(Place, &Post)],
    basis: &ClaimBasis,
) -> Report {
    let mut findings = Report::new();
    for cap in terms.caps.iter() {
        let Some(days) = cap.in_force.intersect(month) else { continue };
        let held: Vec<(&Post, Period)> = posts
            .iter()
            .filter(|(place, post)| cap.roles.contains(&post.role) && place.repeats.is_none())
            .filter_map(|(_, post)| Some((*post, post.days_in(days)?)))
            .collect();
        // The most at once: the number changes only on days on which somebody starts.
        let starts: BTreeSet<NaiveDate> = held.iter().map(|(_, period)| period.from()).collect();
        let most = starts
            .into_iter()
            .map(|on| {
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
        let subject = Subject::new(roles.join(", "));
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
