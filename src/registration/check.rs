use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::{
    Change, ChangeKind, ContractKind, NetworkEvent, NetworkState, Purpose, RegistrationForm, Terms,
    rule, terms, window,
};
use crate::{
    agreement::{self, Stage},
    calendar::{ContractYear, day},
    code::PracticeCode,
    finding::{Finding, Report, Rule, Severity, Subject},
    network::{
        ClinicalDirector, Payee,
        rules::{
            membership::NOT_ENGLISH,
            people::{OWN_ACCOUNT_SINCE, OWN_ACCOUNT_TOO_EARLY, PAYEE_NOT_A_MEMBER, judge_shares},
            size::{Grant, judge},
        },
    },
    quantity::{PatientsOn, Registered},
};

/// What a form is checked against.
///
/// # Examples
///
/// See the [room](super).
#[derive(Clone, Copy, Debug)]
pub struct Context<'a> {
    /// The contract year for which the network registers.
    pub year: ContractYear,
    /// What the agreement should be by now.
    pub stage: Stage,
    /// The day of the check.
    pub on: NaiveDate,
    /// What the year says of registration.
    pub terms: &'a Terms,
}

/// The day before which nothing of the DES can have happened.
const FIRST_POSSIBLE: NaiveDate = day(2019, 1, 1);

/// Checks a form. Every finding is there, not the first only, worst first, and their order does
/// not depend on the order of anything in the form.
///
/// # Meaning
///
/// A new network must give all that the form asks. A network that confirms or changes gives what
/// it wants to; what it gives is checked. The rules of the Network Agreement apply to the
/// agreement on the form, and the register's rules on size, payee and directors apply too, under
/// their own ids.
///
/// Paths are those of the form's JSON, for example `members[3].code`. A path to something that is
/// missing is where it would stand.
///
/// # Examples
///
/// See the [room](super).
#[must_use]
pub fn check(form: &RegistrationForm, context: &Context<'_>) -> Report {
    let mut checking = Checking { form, context, report: Report::new() };
    checking.purpose();
    checking.members();
    checking.lists();
    checking.size();
    checking.area();
    checking.directors();
    checking.payee();
    checking.agreement();
    checking.changes();
    checking.history();
    checking.deadlines();
    let mut report = checking.report;
    report.sort();
    report
}

struct Checking<'a> {
    form: &'a RegistrationForm,
    context: &'a Context<'a>,
    report: Report,
}

impl Checking<'_> {
    fn push(&mut self, rule: &Rule, finding: Finding) {
        if rule.years.contains(self.context.year) {
            self.report.push(finding);
        }
    }

    /// A finding about the network.
    fn find(&mut self, rule: &Rule, path: impl Into<String>, message: impl Into<String>) {
        let finding = Finding::of(rule, message.into()).at(path.into()).about(self.subject());
        self.push(rule, finding);
    }

    /// A finding about a practice or another body.
    fn find_about(
        &mut self,
        rule: &Rule,
        whom: impl Into<Subject>,
        path: impl Into<String>,
        message: impl Into<String>,
    ) {
        let finding = Finding::of(rule, message.into()).at(path.into()).about(whom);
        self.push(rule, finding);
    }

    fn subject(&self) -> Subject {
        match self.form.code {
            Some(code) => code.into(),
            None => Subject::new(self.form.label()),
        }
    }

    fn is_new(&self) -> bool {
        self.form.purpose == Purpose::New
    }

    fn purpose(&mut self) {
        let form = self.form;
        if form.purpose != Purpose::New {
            if form.code.is_none() {
                let message = "confirms or changes a registration and gives no code";
                self.find(&rule::NO_CODE, "code", message);
            }
            let message = "confirms or changes a registration in the first year";
            self.find(&rule::NOT_NEW_IN_FIRST_YEAR, "purpose", message);
        }
        match (form.purpose, form.changes.is_empty()) {
            (Purpose::Unchanged, false) => {
                let message = "says that nothing has changed, and lists changes";
                self.find(&rule::PURPOSE_CONTRADICTED, "changes", message);
            }
            (Purpose::Change, true) => {
                let message = "says that something has changed, and lists no change";
                self.find(&rule::PURPOSE_CONTRADICTED, "changes", message);
            }
            _ => {}
        }
        let may_leave_out = terms::value(&self.context.terms.unchanged_need_not_resubmit);
        if form.purpose == Purpose::Unchanged
            && !form.members.is_empty()
            && may_leave_out == Some(&true)
        {
            let message = "sends its members, which an unchanged network may leave out";
            self.find(&rule::NEED_NOT_RESUBMIT, "members", message);
        }
    }

    fn members(&mut self) {
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

    fn lists(&mut self) {
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
        let Some(expected) = terms::value(&self.context.terms.list_size_date).copied() else {
            return;
        };
        if list.on != expected {
            let message = format!("the list is that of {}, not of {expected}", list.on);
            let path = format!("{path}.on");
            match practice {
                Some(code) => self.find_about(&rule::LIST_OF_OTHER_DAY, code, path, message),
                None => self.find(&rule::LIST_OF_OTHER_DAY, path, message),
            }
        }
    }

    fn size(&mut self) {
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

    fn area(&mut self) {
        let nothing = super::NetworkArea::default();
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

    fn directors(&mut self) {
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
        let members = form.member_codes();
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

    fn payee(&mut self) {
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

    fn agreement(&mut self) {
        let form = self.form;
        let Some(agreement) = &form.agreement else {
            if self.is_new() {
                self.find(&rule::NO_AGREEMENT, "agreement", "comes without a Network Agreement");
            }
            return;
        };
        let members = form.member_codes();
        let context = agreement::Context {
            year: self.context.year,
            stage: self.context.stage,
            on: self.context.on,
            members: (!members.is_empty()).then_some(&*members),
        };
        self.report.append(agreement::check(agreement, &context).within("agreement"));
        let lives: BTreeMap<_, _> =
            form.members.iter().filter_map(|own| Some((own.code, own.life?))).collect();
        for (at, party) in agreement.practices.iter().enumerate() {
            let Some(signed) = party.signed_on else { continue };
            let path = format!("agreement.practices[{at}].signed_on");
            self.signature(signed, &path, party.practice.into());
            if let Some(life) = lives.get(&party.practice).filter(|life| !life.contains(signed)) {
                let message = format!("signed on {signed}, and exists {life}");
                self.find_about(&rule::SIGNED_OUTSIDE_LIFE, party.practice, path, message);
            }
        }
        for (at, party) in agreement.other_parties.iter().enumerate() {
            let Some(signed) = party.signed_on else { continue };
            let path = format!("agreement.other_parties[{at}].signed_on");
            self.signature(signed, &path, Subject::new(party.name.to_string()));
        }
    }

    /// The day of a signature against those of the form.
    fn signature(&mut self, signed: NaiveDate, path: &str, whom: Subject) {
        if signed < FIRST_POSSIBLE {
            let message = format!("signed on {signed}, before there were networks");
            self.find_about(&rule::BEFORE_2019, whom.clone(), path, message);
        }
        match self.context.stage {
            Stage::Initial => {
                let submitted = self.form.day_of(NetworkEvent::Submit);
                if let Some(submitted) = submitted.filter(|day| signed > *day) {
                    let message =
                        format!("signed on {signed}, after the form went in on {submitted}");
                    self.find_about(&rule::SIGNED_AFTER_SUBMISSION, whom, path, message);
                }
            }
            Stage::Final => {
                let by = terms::value(&self.context.terms.agreement_complete_by).copied();
                if let Some(by) = by.filter(|by| signed > *by && self.is_new()) {
                    let message = format!("signed on {signed}; the last day was {by}");
                    self.find_about(&rule::AGREEMENT_LATE, whom, path, message);
                }
            }
        }
    }

    fn changes(&mut self) {
        let members = self.form.member_codes();
        for (at, change) in self.form.changes.iter().enumerate() {
            let path = |field: &str| format!("changes[{at}].{field}");
            self.day(change.notified_on, path("notified_on"), "the notice");
            let joins = match change.kind {
                ChangeKind::PracticeJoins => true,
                ChangeKind::PracticeLeaves => {
                    self.leaving(at, change);
                    false
                }
                _ => continue,
            };
            let Some(practice) = change.practice else {
                let message = if joins {
                    "says that a practice joins, and not which"
                } else {
                    "says that a practice leaves, and not which"
                };
                self.find(&rule::CHANGE_WITHOUT_PRACTICE, path("practice"), message);
                continue;
            };
            let in_effect = change.effective_on.unwrap_or(change.notified_on) <= self.context.on;
            if in_effect && !members.is_empty() && members.contains(&practice) != joins {
                let message = if joins {
                    "has joined, and is not among the members"
                } else {
                    "has left, and is among the members"
                };
                self.find_about(&rule::CHANGE_CONTRADICTED, practice, path("practice"), message);
            }
        }
    }

    /// The window and the notice of a practice that leaves.
    fn leaving(&mut self, at: usize, change: &Change) {
        let terms = self.context.terms;
        let notified = change.notified_on;
        let path = |field: &str| format!("changes[{at}].{field}");
        let who = change.practice.map_or_else(|| "a practice".to_owned(), |code| code.to_string());
        if let Some((rule, text)) = window::judge(terms, notified) {
            let message = format!("{who} gave notice on {notified}; {text}");
            self.find(rule, path("notified_on"), message);
        }
        let ends = window::notice_of(terms, notified);
        if let (Some(effective), Some(ends)) = (change.effective_on, ends)
            && effective < ends
        {
            let message =
                format!("{who} is to leave on {effective}, and the notice runs to {ends}");
            self.find(&rule::NOTICE_TOO_SHORT, path("effective_on"), message);
        }
    }

    fn history(&mut self) {
        let mut state = NetworkState::Forming;
        if !self.is_new() {
            // A network that confirms or changes is established; its history goes on from there,
            // unless it is given from the start.
            state = match self.form.history.first().map(|step| step.event) {
                Some(NetworkEvent::Submit) | None => NetworkState::Forming,
                Some(_) => NetworkState::Established,
            };
        }
        let mut last: Option<NaiveDate> = None;
        for (at, step) in self.form.history.iter().enumerate() {
            let path = |field: &str| format!("history[{at}].{field}");
            self.day(step.on, path("on"), "the step");
            if let Some(before) = last.filter(|before| step.on < *before) {
                let message = format!("a step of {} follows one of {before}", step.on);
                self.find(&rule::STEPS_OUT_OF_ORDER, path("on"), message);
            }
            last = last.max(Some(step.on));
            match state.after(step.event) {
                Ok(next) => state = next,
                Err(error) => self.find(&rule::ILLEGAL_STEP, path("event"), error.to_string()),
            }
        }
    }

    /// A day on which something is said to have happened.
    fn day(&mut self, on: NaiveDate, path: String, what: &str) {
        if on > self.context.on {
            let message = format!("{what} is dated {on}, after {}", self.context.on);
            self.find(&rule::IN_THE_FUTURE, path, message);
        } else if on < FIRST_POSSIBLE {
            let message = format!("{what} is dated {on}, before there were networks");
            self.find(&rule::BEFORE_2019, path, message);
        }
    }

    fn deadlines(&mut self) {
        self.submission();
        self.approval();
        self.later_deadlines();
        self.establishment();
    }

    /// Nothing that an established network must have is younger than its establishment.
    fn establishment(&mut self) {
        let Some(established) = self.form.day_of(NetworkEvent::Establish) else { return };
        let Some(agreement) = &self.form.agreement else { return };
        let signed = agreement.signed_between().map(|(_, last)| (last, "the last signature"));
        let sharing = agreement.data_sharing.as_ref().and_then(|own| own.in_place_on);
        let sharing = sharing.map(|on| (on, "the data sharing agreement"));
        for (on, what) in [signed, sharing].into_iter().flatten() {
            if on > established && self.is_new() {
                let message = format!("was established on {established}, and {what} is of {on}");
                let path = self.path_of(NetworkEvent::Establish);
                self.find(&rule::ESTABLISHED_TOO_EARLY, path, message);
            }
        }
    }

    /// The place of a step in the history, or the list where there is none.
    fn path_of(&self, event: NetworkEvent) -> String {
        match self.form.history.iter().position(|step| step.event == event) {
            Some(at) => format!("history[{at}].on"),
            None => "history".to_owned(),
        }
    }

    fn submission(&mut self) {
        let Some(by) = terms::value(&self.context.terms.submission_by).copied() else { return };
        // A network that confirms or changes says so by its form or by a notice of change.
        let done = [NetworkEvent::Submit, NetworkEvent::NotifyChange]
            .into_iter()
            .filter(|event| !self.is_new() || *event == NetworkEvent::Submit)
            .filter_map(|event| Some((self.form.day_of(event)?, event)))
            .min_by_key(|(on, _)| *on);
        match done {
            Some((on, event)) if on > by => {
                let path = self.path_of(event);
                let message = format!("was submitted on {on}; the last day was {by}");
                self.find(&rule::SUBMITTED_LATE, path, message);
            }
            None if self.context.on > by => {
                let message =
                    format!("is not submitted by {}; the last day was {by}", self.context.on);
                self.find(&rule::SUBMITTED_LATE, "history", message);
            }
            _ => {}
        }
    }

    fn approval(&mut self) {
        let Some(entry) = terms::of_year(&self.context.terms.approval_by) else { return };
        let Some(by) = entry.figure.value().copied() else { return };
        let latest = entry.readings.iter().map(|reading| reading.value).fold(by, NaiveDate::max);
        let submitted = self.form.day_of(NetworkEvent::Submit).is_some();
        let approved = self.form.day_of(NetworkEvent::Approve);
        let (decided, message) = match approved {
            Some(on) => (on, format!("was confirmed on {on}")),
            None if submitted => {
                (self.context.on, format!("is not confirmed by {}", self.context.on))
            }
            None => return,
        };
        if decided <= by {
            return;
        }
        let (severity, reading) = if decided <= latest {
            let note = format!("the last day was {by}, or {latest} as another source has it");
            (Severity::Warning, note)
        } else if latest > by {
            let note = format!("the last day was {by}, and no source has it later than {latest}");
            (Severity::Error, note)
        } else {
            (Severity::Error, format!("the last day was {by}"))
        };
        let finding = Finding::of(&rule::APPROVED_LATE, format!("{message}; {reading}"))
            .severity(severity)
            .at(self.path_of(NetworkEvent::Approve))
            .about(self.subject());
        self.push(&rule::APPROVED_LATE, finding);
    }

    fn later_deadlines(&mut self) {
        let (form, terms) = (self.form, self.context.terms);
        let sharing = form.agreement.as_ref().and_then(|own| own.data_sharing.as_ref());
        if let (Some(by), Some(on)) =
            (terms::value(&terms.data_sharing_by), sharing.and_then(|own| own.in_place_on))
            && on > *by
            && self.context.stage == Stage::Final
        {
            let message = format!("had its data sharing agreement on {on}; the last day was {by}");
            self.find(&rule::DATA_SHARING_LATE, "agreement.data_sharing.in_place_on", message);
        }
        if let (Some(by), Some(on)) = (terms::value(&terms.change_notice_by), form.change_notice_on)
        {
            self.day(on, "change_notice_on".to_owned(), "the change notice");
            if on > *by {
                let message = format!("had its change notice sent on {on}; the last day was {by}");
                self.find(&rule::CHANGE_NOTICE_LATE, "change_notice_on", message);
            }
        }
        if let Some(by) = terms::value(&terms.allocation_by) {
            for (at, member) in form.members.iter().enumerate() {
                let Some(on) = member.allocated_on.filter(|on| on > by) else { continue };
                let message = format!("was allocated on {on}; the last day was {by}");
                let path = format!("members[{at}].allocated_on");
                self.find_about(&rule::ALLOCATED_LATE, member.code, path, message);
            }
        }
    }
}
