use std::collections::{BTreeMap, BTreeSet};

use super::Checking;
use crate::{
    citation::Evidence,
    code::PracticeCode,
    finding::{Finding, Severity, Subject},
    network::{
        ClinicalDirector, Payee,
        rules::{
            membership::{DEFAULT_CODE, DEFAULTS, NOT_ENGLISH},
            people::{OWN_ACCOUNT_SINCE, OWN_ACCOUNT_TOO_EARLY, PAYEE_NOT_A_MEMBER, judge_shares},
            size::{Grant, judge},
        },
    },
    quantity::{PatientsOn, Registered},
    registration::{ContractKind, NetworkArea, NetworkEvent, rule, terms},
};

/// What the form holds: members, lists, area, directors and payee.
impl Checking<'_> {
    pub(super) fn members(&mut self) {
        if self.form.members.is_empty() && self.is_new() {
            self.find(&rule::NO_MEMBERS, "members", "names no member practices");
        }
        let mut seen: BTreeMap<PracticeCode, usize> = BTreeMap::new();
        for (at, member) in self.form.members.iter().enumerate() {
            let path = |field: &str| format!("members[{at}].{field}");
            match seen.get(&member.code) {
                Some(first) => {
                    let message = format!("stands at `members[{first}]` already");
                    self.find_about(&rule::MEMBER_TWICE, member.code, path("code"), message);
                }
                None => {
                    seen.insert(member.code, at);
                }
            }
            if member.code.is_welsh() {
                let message = "is a Welsh practice, and the contract is England's";
                self.find_about(&NOT_ENGLISH, member.code, path("code"), message);
            }
            if DEFAULTS.contains(&member.code) {
                let message = "is a default code, not a practice";
                self.find_about(&DEFAULT_CODE, member.code, path("code"), message);
            }
            if member.contract == Some(ContractKind::Other) {
                let message = "holds no primary medical contract for essential services";
                self.find_about(&rule::NO_PRIMARY_CONTRACT, member.code, path("contract"), message);
            }
            if let Some(life) = member.life.filter(|life| !life.contains(self.context.on)) {
                let message = format!("exists {life}, and not on {}", self.context.on);
                self.find_about(&rule::MEMBER_NOT_OPEN, member.code, path("life"), message);
            }
        }
    }

    pub(super) fn lists(&mut self) {
        let form = self.form;
        for (at, member) in form.members.iter().enumerate() {
            let path = format!("members[{at}].list_size");
            match member.list_size {
                Some(list) => self.list_date(list, path, Some(member.code)),
                None if self.is_new() => {
                    let message = "no list size is given";
                    self.find_about(&rule::MEMBER_WITHOUT_LIST, member.code, path, message);
                }
                None => {}
            }
        }
        match form.list_size {
            None if self.is_new() => {
                self.find(&rule::NO_LIST_SIZE, "list_size", "gives no network list size");
            }
            None => {}
            Some(list) => {
                self.list_date(list, "list_size".to_owned(), None);
                let sum = form.size();
                // While a list is missing the sum says nothing; that is a finding of its own.
                if sum.is_complete() && sum.members > 0 && sum.counted != list.count {
                    let message = format!(
                        "gives {} patients, and its members' lists come to {}",
                        list.count, sum.counted
                    );
                    self.find(&rule::LIST_SIZE_NOT_SUM, "list_size.count", message);
                }
            }
        }
    }

    fn list_date(
        &mut self,
        list: PatientsOn<Registered>,
        path: String,
        practice: Option<PracticeCode>,
    ) {
        let entry = terms::of_year(&self.context.terms.list_size_date);
        let Some((entry, expected)) = entry.and_then(|held| Some((held, *held.figure.value()?)))
        else {
            return;
        };
        if list.on == expected {
            return;
        }
        let message = format!("the list is that of {}, not of {expected}", list.on);
        let mut finding = Finding::of(&rule::LIST_OF_OTHER_DAY, message)
            .at(format!("{path}.on"))
            .about(practice.map_or_else(|| self.subject(), Subject::from))
            .remedy(format!("give the list of that day, with `\"on\": \"{expected}\"`"));
        finding.citation = entry.source.citation.clone();
        // A day that is worked out from other years is no ground for an error.
        if !entry.source.evidence.is_at_least(Evidence::Secondary) {
            finding = finding.severity(Severity::Warning);
        }
        self.push(&rule::LIST_OF_OTHER_DAY, finding);
    }

    pub(super) fn size(&mut self) {
        let size = self.form.size();
        if size.known().is_none() {
            return;
        }
        let on = self.context.on;
        let granted = |kind| {
            let waivers = self.form.waivers.iter();
            let mut waivers =
                waivers.filter(|waiver| waiver.kind == kind && waiver.agreed_on <= on);
            waivers.next().map(|waiver| Grant {
                kind: waiver.kind,
                agreed_by: waiver.agreed_by,
                on: waiver.agreed_on,
                reason: &waiver.reason,
            })
        };
        let in_london = || self.form.area.as_ref().is_some_and(|area| area.in_greater_london);
        let found = judge(&self.form.label(), &size, granted, in_london);
        let subject = self.subject();
        self.report.extend(found.map(|finding| finding.about(subject).at("members")));
        for (at, waiver) in self.form.waivers.iter().enumerate() {
            self.day(waiver.agreed_on, format!("waivers[{at}].agreed_on"), "the grant");
        }
    }

    pub(super) fn area(&mut self) {
        let nothing = NetworkArea::default();
        let area = match &self.form.area {
            Some(area) => area,
            None if self.is_new() => &nothing,
            None => return,
        };
        if area.map.is_none() && self.is_new() {
            self.find(&rule::NO_MAP, "area.map", "gives no map of its area");
        }
        for (field, answer, whom) in [
            ("sense_to_members", area.sense_to_members, "its members"),
            ("sense_to_providers", area.sense_to_providers, "other community providers"),
            ("sense_to_community", area.sense_to_community, "the local community"),
        ] {
            let message = match answer {
                Some(true) => continue,
                Some(false) => format!("has a boundary that does not make sense to {whom}"),
                None if self.is_new() => {
                    format!("does not say whether its boundary makes sense to {whom}")
                }
                None => continue,
            };
            self.find(&rule::AREA_WITHOUT_SENSE, format!("area.{field}"), message);
        }
        if let Some(parts) = area.parts(&self.form.member_codes()).filter(|parts| parts.len() > 1) {
            let text = |part: &Vec<PracticeCode>| {
                let codes: Vec<&str> = part.iter().map(PracticeCode::as_str).collect();
                codes.join(" ")
            };
            let texts: Vec<String> = parts.iter().map(text).collect();
            let message = format!("has an area of {} parts: {}", parts.len(), texts.join("; "));
            self.find(&rule::NOT_CONTIGUOUS, "area.adjacent", message);
        }
        let begun = terms::value(&self.context.terms.alignment_from)
            .is_some_and(|from| self.context.on >= *from);
        if begun && area.aligned_with_neighbourhoods == Some(false) {
            let message = "is not aligned with the neighbourhoods of its area";
            self.find(&rule::NOT_ALIGNED, "area.aligned_with_neighbourhoods", message);
        }
    }

    pub(super) fn directors(&mut self) {
        let form = self.form;
        if form.clinical_directors.is_empty() {
            if self.is_new() {
                let message = "names no clinical director";
                self.find(&rule::NO_DIRECTOR, "clinical_directors", message);
            }
            return;
        }
        let people: Vec<ClinicalDirector> =
            form.clinical_directors.iter().map(|director| director.person.clone()).collect();
        let subject = self.subject();
        self.report.extend(
            judge_shares(&people).map(|finding| finding.about(subject).at("clinical_directors")),
        );
        let members: BTreeSet<_> = form.member_codes().into_iter().collect();
        let submitted = form.day_of(NetworkEvent::Submit);
        for (at, director) in form.clinical_directors.iter().enumerate() {
            let path = |field: &str| format!("clinical_directors[{at}].{field}");
            let elsewhere = director.practice.filter(|own| !members.contains(own));
            if let Some(practice) = elsewhere.filter(|_| !members.is_empty()) {
                let message = format!("{} works in {practice}, not a member", director.person.name);
                self.find(&rule::DIRECTOR_FROM_ELSEWHERE, path("practice"), message);
            }
            let Some(appointed) = director.appointed_on else { continue };
            self.day(appointed, path("appointed_on"), "the appointment");
            if let Some(submitted) = submitted.filter(|submitted| appointed > *submitted)
                && self.is_new()
            {
                let message = format!(
                    "{} was appointed on {appointed}, after the form was submitted on {submitted}",
                    director.person.name
                );
                self.find(&rule::DIRECTOR_TOO_LATE, path("appointed_on"), message);
            }
        }
    }

    pub(super) fn payee(&mut self) {
        let required = terms::value(&self.context.terms.payee_required).copied();
        let members = self.form.member_codes();
        match self.form.nominated_payee {
            None if self.is_new() => {
                let (message, severity) = match required {
                    Some(false) => ("names no payee, and no account of its own", Severity::Warning),
                    _ => ("names no payee", Severity::Error),
                };
                let finding = Finding::of(&rule::NO_PAYEE, message)
                    .severity(severity)
                    .at("nominated_payee")
                    .about(self.subject());
                self.push(&rule::NO_PAYEE, finding);
            }
            None => {}
            Some(Payee::OwnAccount)
                if self.context.on < OWN_ACCOUNT_SINCE || required == Some(true) =>
            {
                let message =
                    format!("is to be paid into its own account in {}", self.context.year);
                self.find(&OWN_ACCOUNT_TOO_EARLY, "nominated_payee", message);
            }
            Some(Payee::Member(practice))
                if !members.is_empty() && !members.contains(&practice) =>
            {
                let message = format!("names {practice} as a member, which it is not");
                self.find(&PAYEE_NOT_A_MEMBER, "nominated_payee.member", message);
            }
            Some(Payee::OwnAccount | Payee::Member(_)) => {}
            Some(Payee::Other(body)) => {
                let message = format!("names {body}, which is not a member practice");
                self.find(&rule::PAYEE_NO_MEMBER, "nominated_payee.other", message);
            }
        }
    }
}
