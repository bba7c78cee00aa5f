use std::{
    collections::{BTreeMap, BTreeSet},
    ops::RangeInclusive,
};

use chrono::NaiveDate;

use super::{
    AgreementPart, NetworkAgreement, NetworkForm, Schedule, ScheduleNumber, ScheduleState, Stage,
    Topic, VariedBy, rule,
};
use crate::{
    calendar::ContractYear,
    code::PracticeCode,
    finding::{Finding, Report, Rule},
};

/// What an agreement is checked against.
///
/// # Examples
///
/// See [`check`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Context<'a> {
    /// The contract year.
    pub year: ContractYear,
    /// What the agreement should be by now.
    pub stage: Stage,
    /// The day of the check.
    pub on: NaiveDate,
    /// The practices that are members, if known.
    pub members: Option<&'a [PracticeCode]>,
}

/// Checks an agreement. Every finding is there, not the first only, worst first.
///
/// Paths are those of the agreement's JSON form, for example `practices[2].signed_on`. A path to
/// something that is missing is where it would stand.
///
/// # Examples
///
/// ```
/// use pcn::{
///     agreement::{Context, NetworkAgreement, Stage, check},
///     calendar::{ContractYear, day},
///     code::PracticeCode,
/// };
///
/// let agreement: NetworkAgreement = serde_json::from_str(
///     r#"{
///         "id": "67e55044-10b1-426f-9247-bb680e5fe0c8",
///         "practices": [{"practice": "A81001"}],
///         "schedules": [{
///             "number": 1, "state": "part_filled",
///             "settles": ["network_area", "clinical_director", "nominated_payee"]
///         }]
///     }"#,
/// )?;
/// let members = [PracticeCode::constant("A81001")];
/// let context = Context {
///     year: ContractYear::Y2019_20,
///     stage: Stage::Initial,
///     on: day(2019, 5, 14),
///     members: Some(&members),
/// };
/// let report = check(&agreement, &context);
/// assert_eq!(
///     report.findings()[0].to_string(),
///     "AGR-SIGN-001 error: A81001: has not signed (at practices[0].signed_on)",
/// );
/// assert_eq!(report.len(), 1);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[must_use]
pub fn check(agreement: &NetworkAgreement, context: &Context<'_>) -> Report {
    let mut checking = Checking { agreement, context, report: Report::new() };
    checking.parties();
    checking.schedules();
    checking.form();
    checking.later_dates();
    if context.stage == Stage::Final {
        checking.final_terms();
    }
    let dated = |finding: Finding| finding.on(context.on);
    let mut report: Report = checking.report.into_iter().map(dated).collect();
    report.sort();
    report
}

struct Checking<'a> {
    agreement: &'a NetworkAgreement,
    context: &'a Context<'a>,
    report: Report,
}

impl Checking<'_> {
    /// Adds a finding if its rule is in force in the year.
    fn push(&mut self, rule: &Rule, finding: Finding) {
        if rule.years.contains(self.context.year) {
            self.report.push(finding);
        }
    }

    fn find_at(&mut self, rule: &Rule, path: impl Into<String>, message: impl Into<String>) {
        self.push(rule, Finding::of(rule, message.into()).at(path.into()));
    }

    fn find_about(
        &mut self,
        rule: &Rule,
        practice: PracticeCode,
        path: String,
        message: impl Into<String>,
    ) {
        self.push(rule, Finding::of(rule, message.into()).at(path).about(practice));
    }

    fn parties(&mut self) {
        let mut seen: BTreeMap<PracticeCode, usize> = BTreeMap::new();
        let members = self.context.members;
        let member_set: BTreeSet<_> = members.unwrap_or_default().iter().copied().collect();
        for (at, party) in self.agreement.practices.iter().enumerate() {
            let practice = party.practice;
            let path = |field: &str| format!("practices[{at}].{field}");
            if let Some(first) = seen.get(&practice) {
                let message = format!("stands at `practices[{first}]` already");
                self.find_about(&rule::PARTY_TWICE, practice, path("practice"), message);
            } else {
                seen.insert(practice, at);
            }
            if members.is_some() && !member_set.contains(&practice) {
                let message = "is a party and not among the members";
                self.find_about(&rule::PARTY_NOT_MEMBER, practice, path("practice"), message);
            }
            if party.each_partner_is_party == Some(false) {
                let message = "not every partner is a party";
                let path = path("each_partner_is_party");
                self.find_about(&rule::PARTNER_NOT_PARTY, practice, path, message);
            }
            match party.signed_on {
                None => {
                    let message = "has not signed";
                    self.find_about(&rule::NOT_SIGNED, practice, path("signed_on"), message);
                }
                Some(on) if on > self.context.on => {
                    let message = format!("signed on {on}, after {}", self.context.on);
                    self.find_about(&rule::SIGNED_IN_FUTURE, practice, path("signed_on"), message);
                }
                Some(_) => {}
            }
        }
        let mut absent: Vec<PracticeCode> = members.unwrap_or_default().to_vec();
        absent.retain(|member| !seen.contains_key(member));
        absent.sort_unstable();
        absent.dedup();
        for member in absent {
            let message = "is a member and not a party, so it has not signed";
            self.find_about(&rule::MEMBER_NOT_PARTY, member, "practices".to_owned(), message);
        }
        self.other_parties();
    }

    fn other_parties(&mut self) {
        let parties = &self.agreement.other_parties;
        // Codes tell bodies apart where both have one, names where either has none.
        let (mut by_code, mut by_name, mut uncoded) =
            (BTreeMap::new(), BTreeMap::new(), BTreeMap::new());
        for (at, party) in parties.iter().enumerate() {
            let path = |field: &str| format!("other_parties[{at}].{field}");
            let name = &*party.name;
            let same = match party.code {
                Some(code) => [by_code.get(&code), uncoded.get(name)],
                None => [by_name.get(name), None],
            };
            let first = same.into_iter().flatten().min().copied();
            by_name.entry(name).or_insert(at);
            match party.code {
                Some(code) => by_code.entry(code).or_insert(at),
                None => uncoded.entry(name).or_insert(at),
            };
            if let Some(first) = first {
                let message = format!("{} stands at `other_parties[{first}]` already", party.name);
                self.find_at(&rule::PARTY_TWICE, path("name"), message);
            }
            if party.agreed_on.is_none() {
                let message = format!("no day is given on which members agreed to {}", party.name);
                self.find_at(&rule::OTHER_NOT_AGREED, path("agreed_on"), message);
            }
            match party.signed_on {
                None => {
                    let message = format!("{} has not signed", party.name);
                    self.find_at(&rule::NOT_SIGNED, path("signed_on"), message);
                }
                Some(on) if on > self.context.on => {
                    let message =
                        format!("{} signed on {on}, after {}", party.name, self.context.on);
                    self.find_at(&rule::SIGNED_IN_FUTURE, path("signed_on"), message);
                }
                Some(_) => {}
            }
        }
    }

    fn schedules(&mut self) {
        let schedules = &self.agreement.schedules;
        for (at, schedule) in schedules.iter().enumerate() {
            let first = schedules.iter().position(|other| other.number == schedule.number);
            if let Some(first) = first.filter(|first| *first < at) {
                let message = format!("{} stands at `schedules[{first}]` already", schedule.number);
                self.find_at(&rule::SCHEDULE_TWICE, format!("schedules[{at}].number"), message);
            }
            for (place, contradiction) in schedule.contradicts.iter().enumerate() {
                if !contradiction.clause.is_adjustable() {
                    let message = format!(
                        "{} contradicts the clause on {}: {}",
                        schedule.number, contradiction.clause, contradiction.how
                    );
                    let path = format!("schedules[{at}].contradicts[{place}].clause");
                    self.find_at(&rule::CONTRADICTS_CLAUSE, path, message);
                }
            }
            for topic in &schedule.settles {
                let usual = topic.schedule();
                if usual != schedule.number {
                    let message =
                        format!("{} settles {topic}, which is for {usual}", schedule.number);
                    self.find_at(
                        &rule::TOPIC_ELSEWHERE,
                        format!("schedules[{at}].settles"),
                        message,
                    );
                }
            }
        }
        match self.context.stage {
            Stage::Initial => self.first_particulars(),
            Stage::Final => self.complete_schedules(),
        }
    }

    fn first_particulars(&mut self) {
        let missing: Vec<&str> = ScheduleNumber::One
            .topics()
            .filter(|topic| topic.is_needed_at_first() && !self.agreement.settles(*topic))
            .map(Topic::name)
            .collect();
        if !missing.is_empty() {
            let message = format!("Schedule 1 does not say {}", missing.join(", "));
            let path = self.path_of(ScheduleNumber::One, "settles");
            self.find_at(&rule::FIRST_SCHEDULE_EMPTY, path, message);
        }
    }

    fn complete_schedules(&mut self) {
        let year = self.context.year;
        for number in ScheduleNumber::ALL.into_iter().filter(|number| number.is_of_2019()) {
            let given = self.agreement.schedule(number).map(|schedule: &Schedule| schedule.state);
            let what = match given {
                None => "not given",
                Some(ScheduleState::Blank) => "blank",
                Some(ScheduleState::PartFilled) => "only part-filled",
                Some(ScheduleState::Complete) => {
                    self.unsettled(number, year);
                    continue;
                }
            };
            let path = self.path_of(number, "state");
            self.find_at(&rule::SCHEDULE_MISSING, path, format!("{number} is {what}"));
        }
    }

    fn unsettled(&mut self, number: ScheduleNumber, year: ContractYear) {
        let open: Vec<&str> = number
            .topics()
            .filter(|topic| topic.is_needed(year) && !self.agreement.settles(*topic))
            // Each of these has a rule of its own, which says more.
            .filter(|topic| {
                !matches!(topic, Topic::DirectorAppointment | Topic::DecisionMaking)
                    && *topic != Topic::CollaborationTerms
            })
            .map(Topic::name)
            .collect();
        if !open.is_empty() {
            let message = format!("{number} does not settle {}", open.join(", "));
            let path = self.path_of(number, "settles");
            self.find_at(&rule::TOPIC_NOT_SETTLED, path, message);
        }
    }

    /// The path of a schedule's field, or of the list where the schedule is not given.
    fn path_of(&self, number: ScheduleNumber, field: &str) -> String {
        match self.agreement.schedules.iter().position(|schedule| schedule.number == number) {
            Some(at) => format!("schedules[{at}].{field}"),
            None => "schedules".to_owned(),
        }
    }

    fn form(&mut self) {
        match self.agreement.network_form {
            NetworkForm::Collaboration => {}
            NetworkForm::Federation => {
                let message = "the agreement names a federation as the network";
                self.find_at(&rule::FEDERATION_AS_NETWORK, "network_form", message);
            }
            NetworkForm::LegalBody => {
                let message = "the agreement names the network as a body in law";
                self.find_at(&rule::LEGAL_BODY, "network_form", message);
            }
        }
        for (at, contract) in self.agreement.contracts.iter().enumerate() {
            if !contract.holder.can_hold() {
                let message = format!("the network itself is to hold `{}`", contract.title);
                let path = format!("contracts[{at}].holder");
                self.find_at(&rule::NETWORK_HOLDS_CONTRACT, path, message);
            }
        }
    }

    fn later_dates(&mut self) {
        let agreement = self.agreement;
        let first = agreement.signed_between().map(|(first, _)| first);
        let possible = first.unwrap_or(NaiveDate::MIN)..=self.context.on;
        let reviews = agreement.reviewed_on.iter().enumerate();
        for (at, on) in reviews {
            self.possible(&possible, *on, format!("reviewed_on[{at}]"), "the review");
        }
        for (at, variation) in agreement.variations.iter().enumerate() {
            self.possible(&possible, variation.on, format!("variations[{at}].on"), "the variation");
            if let (VariedBy::Members, AgreementPart::Clause(clause)) =
                (variation.by, variation.part)
                && !clause.is_adjustable()
            {
                let message = format!("members have varied the clause on {clause}");
                self.find_at(&rule::LOCAL_VARIATION, format!("variations[{at}].part"), message);
            }
        }
        if let Some(sharing) = &agreement.data_sharing {
            // The data sharing agreement is a paper of its own and may be older.
            let possible = NaiveDate::MIN..=self.context.on;
            for (field, on, what) in [
                ("in_place_on", sharing.in_place_on, "the data sharing agreement"),
                ("processor_in_place_on", sharing.processor_in_place_on, "the processor agreement"),
                ("confirmed_on", sharing.confirmed_on, "the confirmation"),
            ] {
                if let Some(on) = on {
                    self.possible(&possible, on, format!("data_sharing.{field}"), what);
                }
            }
        }
    }

    fn possible(
        &mut self,
        days: &RangeInclusive<NaiveDate>,
        on: NaiveDate,
        path: String,
        what: &str,
    ) {
        if on > *days.end() {
            let message = format!("{what} is dated {on}, after {}", days.end());
            self.find_at(&rule::DATES_CONTRADICT, path, message);
        } else if on < *days.start() {
            let message =
                format!("{what} is dated {on}, before the first signature on {}", days.start());
            self.find_at(&rule::DATES_CONTRADICT, path, message);
        }
    }

    fn final_terms(&mut self) {
        let agreement = self.agreement;
        if agreement.director_appointment.is_none()
            && !agreement.settles(Topic::DirectorAppointment)
        {
            let message = "the agreement does not say how the clinical director is appointed";
            self.find_at(&rule::NO_APPOINTMENT_METHOD, "director_appointment", message);
        }
        if agreement.decisions.is_none() && !agreement.settles(Topic::DecisionMaking) {
            let message = "the agreement does not say how members decide";
            self.find_at(&rule::NO_DECISION_RULE, "decisions", message);
        }
        for (field, terms, what) in [
            ("joining", &agreement.joining, "joining"),
            ("leaving", &agreement.leaving, "leaving"),
            ("expulsion", &agreement.expulsion, "expulsion"),
        ] {
            if terms.is_none() {
                let message = format!("the agreement has no terms for {what}");
                self.find_at(&rule::NO_MEMBERSHIP_TERMS, field, message);
            }
        }
        self.data_sharing();
        if agreement.collaboration.is_none() && !agreement.settles(Topic::CollaborationTerms) {
            let message = "the agreement records no collaboration outside general practice";
            self.find_at(&rule::NO_COLLABORATION, "collaboration", message);
        }
        if agreement.care_home_teams.is_none() {
            let message = "the agreement records no multidisciplinary arrangements for care homes";
            self.find_at(&rule::NO_CARE_HOME_TEAMS, "care_home_teams", message);
        }
        if agreement.liability.is_none() {
            let message = "the agreement is silent on liability, so the practices are jointly \
                           responsible";
            self.find_at(&rule::SILENT_ON_LIABILITY, "liability", message);
        }
        self.reviews();
    }

    fn data_sharing(&mut self) {
        let sharing = self.agreement.data_sharing.clone().unwrap_or_default();
        if sharing.in_place_on.is_none() {
            let message = "no data sharing agreement is in place";
            self.find_at(&rule::NO_DATA_SHARING, "data_sharing.in_place_on", message);
        }
        if sharing.processor_needed && sharing.processor_in_place_on.is_none() {
            let message = "a data processor agreement is needed and not in place";
            self.find_at(
                &rule::NO_PROCESSOR_AGREEMENT,
                "data_sharing.processor_in_place_on",
                message,
            );
        }
    }

    /// An agreement that was signed before the year should be reviewed in it.
    fn reviews(&mut self) {
        let year = self.context.year.period();
        let Some((_, last)) = self.agreement.signed_between() else { return };
        let reviewed = self.agreement.reviewed_on.iter().any(|on| year.contains(*on));
        if last < year.from() && !reviewed {
            let message = format!(
                "signed by {last} and not reviewed in {} up to {}",
                self.context.year, self.context.on
            );
            self.find_at(&rule::NOT_REVIEWED, "reviewed_on", message);
        }
    }
}
