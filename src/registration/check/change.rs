use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::Checking;
use crate::registration::{Change, ChangeKind, Purpose, rule, terms, window};

/// What the form is for, what has changed, and the steps that were taken.
impl Checking<'_> {
    pub(super) fn purpose(&mut self) {
        let form = self.form;
        if form.purpose != Purpose::New {
            if form.code.is_none() {
                let message = "confirms or changes a registration and gives no code";
                self.find(&rule::NO_CODE, "code", message);
            }
            // Before the obligations began nobody was registered.
            let begins = terms::value(&self.context.terms.obligations_from).copied();
            if begins.is_some_and(|begins| self.context.on < begins) {
                let message = "confirms or changes a registration before there was any";
                self.find(&rule::NOT_NEW_IN_FIRST_YEAR, "purpose", message);
            }
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

    pub(super) fn changes(&mut self) {
        let members: BTreeSet<_> = self.form.member_codes().into_iter().collect();
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

    pub(super) fn history(&mut self) {
        let mut state = self.form.first_state();
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
}
