mod change;
mod content;
mod deadline;

use chrono::NaiveDate;

use super::{Purpose, RegistrationForm, Terms, rule};
use crate::{
    agreement::Stage,
    calendar::{ContractYear, day},
    finding::{Finding, Report, Rule, Subject},
};

/// What a form is checked against.
///
/// # Examples
///
/// ```
/// use pcn::{
///     agreement::Stage,
///     calendar::{ContractYear, day},
///     des,
///     registration::Context,
/// };
///
/// let year = ContractYear::Y2019_20;
/// let terms = &des::year(year).ok_or("not held")?.registration;
/// let context = Context { year, stage: Stage::Final, on: day(2019, 7, 1), terms };
/// assert_eq!(context.terms.submission_by.on(context.on).value(), Some(&day(2019, 5, 15)));
/// # Ok::<(), &str>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
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
    let dated = |finding: Finding| finding.on(context.on);
    let mut report: Report = checking.report.into_iter().map(dated).collect();
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
}
