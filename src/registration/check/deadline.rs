use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::{Checking, FIRST_POSSIBLE};
use crate::{
    agreement::{self, Stage},
    finding::{Finding, Severity, Subject},
    registration::{NetworkEvent, Purpose, rule, terms},
};

/// The agreement that comes with the form, and the days by which things are due.
impl Checking<'_> {
    pub(super) fn agreement(&mut self) {
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
        let subject = self.subject();
        let found = agreement::check(agreement, &context).within("agreement");
        self.report.extend(found.into_iter().map(|mut finding| {
            finding.subject.get_or_insert_with(|| subject.clone());
            finding
        }));
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

    pub(super) fn deadlines(&mut self) {
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
        let terms = self.context.terms;
        let Some(by) = terms::value(&terms.submission_by).copied() else { return };
        // The first year asks for new forms only: its later changes have no day of their own.
        let is_first_year = terms::value(&terms.obligations_from).is_some();
        let events: &[NetworkEvent] = match self.form.purpose {
            Purpose::New => &[NetworkEvent::Submit],
            _ if is_first_year => return,
            _ => &[NetworkEvent::Confirm, NetworkEvent::NotifyChange],
        };
        let done = events
            .iter()
            .filter_map(|event| Some((self.form.day_of(*event)?, *event)))
            .min_by_key(|(on, _)| *on);
        let (path, message) = match done {
            Some((on, event)) if on > by => {
                (self.path_of(event), format!("was submitted on {on}; the last day was {by}"))
            }
            None if self.context.on > by => {
                let on = self.context.on;
                ("history".to_owned(), format!("is not submitted by {on}; the last day was {by}"))
            }
            _ => return,
        };
        // A change inside the year is notified when it happens.
        let severity = match self.form.purpose {
            Purpose::Change => Severity::Info,
            Purpose::New | Purpose::Unchanged => Severity::Error,
        };
        let finding = Finding::of(&rule::SUBMITTED_LATE, message)
            .severity(severity)
            .at(path)
            .about(self.subject());
        self.push(&rule::SUBMITTED_LATE, finding);
    }

    fn approval(&mut self) {
        if !self.is_new() {
            return;
        }
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
            && self.is_new()
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
