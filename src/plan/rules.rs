use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::{
    Brag, Cell, Due, GoalPath, Initiative, InitiativeRef, MeasureStatus, Plan, Strategy,
    strategy::superseded,
};
use crate::{
    calendar::ContractYear,
    citation::{Citation, Evidence, Source},
    finding::{EVERY_YEAR, Finding, Report, Subject, declare_rules},
    maturity::sources::{DURHAM, THURROCK_2021},
    service::{Service, Status, status_as_known},
};

// No document states rules for plans. These are ours, drawn from what the plan's own parts are for.
const CHART: Source = Source::constant(DURHAM.at("initiatives, project chart"), Evidence::Derived);
const PARTS: Source = Source::constant(DURHAM.at("objectives and goals"), Evidence::Derived);
const MEASURES: Source = Source::constant(DURHAM.at("outcome measures"), Evidence::Derived);
const SPECIFICATIONS: Source = Source::constant(DURHAM.at("goal 1"), Evidence::Derived);
const COLOURS: Source = Source::constant(
    Citation::constant("Designing Buildings, RAG report")
        .url("www.designingbuildings.co.uk/wiki/Rag_report"),
    Evidence::Secondary,
);
const STRATEGY: Source =
    Source::constant(THURROCK_2021.at("introduction and background"), Evidence::Derived);

declare_rules! {
    pub,

    /// An initiative has no year.
    NO_YEAR: "PLAN-YEARS-001", Warning, EVERY_YEAR,
    title "an initiative without a year",
    explanation "a plan on a page says when each initiative is done; a row without a year says \
        nothing, and one whose cells are blank may have lost its shading",
    remedy "enter the years, or ask the plan's owner for them",
    source CHART;

    /// An initiative is planned for a year outside the plan's.
    OUTSIDE_YEARS: "PLAN-YEARS-002", Error, EVERY_YEAR,
    title "an initiative outside the plan's years",
    explanation "the chart's columns are the plan's years; work planned for another year is shown \
        nowhere",
    remedy "correct the year, or lengthen the plan",
    source CHART;

    /// An initiative was marked complete while its service was not in force.
    COMPLETE_TOO_SOON: "PLAN-BRAG-001", Error, EVERY_YEAR,
    title "marked complete though its specification was postponed",
    explanation "an initiative that implements a specification cannot be complete while that \
        specification is postponed, only planned or given up",
    remedy "check the status and the link; say what was completed instead",
    source CHART;

    /// A status went red without a note.
    RED_WITHOUT_NOTE: "PLAN-BRAG-002", Warning, EVERY_YEAR,
    title "gone red without a note",
    explanation "red says that an objective is at serious risk and that action is needed; without \
        a note nobody can tell why or what is done",
    remedy "say why it is red and what is done about it",
    source COLOURS;

    /// No goal serves an objective.
    OBJECTIVE_UNSERVED: "PLAN-OBJECTIVE-001", Warning, EVERY_YEAR,
    title "an objective that no goal serves",
    explanation "an objective is reached through goals; one that no goal serves is a wish",
    remedy "link a goal to the objective, or add one",
    source PARTS;

    /// No initiative serves a goal.
    GOAL_UNSERVED: "PLAN-GOAL-001", Warning, EVERY_YEAR,
    title "a goal that no initiative serves",
    explanation "a goal is reached through initiatives; one that neither has an initiative nor a \
        goal below it that has one will not be reached by this plan",
    remedy "link an initiative to the goal, or add one",
    source PARTS;

    /// A measure has no owner.
    MEASURE_WITHOUT_OWNER: "PLAN-MEASURE-001", Warning, EVERY_YEAR,
    title "a measure without an owner",
    explanation "somebody must bring the figures; the group that owns the plan as a whole stands \
        in where it is named",
    remedy "name the post or group that answers for the measure",
    source MEASURES;

    /// A measure is still to be confirmed after the day by which it should have been.
    MEASURE_UNCONFIRMED: "PLAN-MEASURE-002", Warning, EVERY_YEAR,
    title "a measure still to be confirmed",
    explanation "a measure that is not settled by its day, or by the end of the plan's first year \
        if it has none, cannot tell whether the plan works",
    remedy "settle what is measured, or set another day",
    source MEASURES;

    /// A specification in force is covered by no initiative.
    SPECIFICATION_UNCOVERED: "PLAN-SERVICE-001", Warning, EVERY_YEAR,
    title "a specification in force that no initiative covers",
    explanation "networks must deliver every specification in force; a plan that means to deliver \
        the contract covers each of them",
    remedy "link an initiative to the specification, or add one",
    source SPECIFICATIONS;

    /// An initiative is planned for a year in which its service was not in force.
    SERVICE_NOT_IN_FORCE: "PLAN-SERVICE-002", Warning, EVERY_YEAR,
    title "planned for a year in which its service was not in force",
    explanation "implementing a specification in a year in which it was postponed, given up or \
        over is work the contract did not ask for then",
    remedy "move the initiative to the year in which the service starts, or say what is done in \
        its place",
    source SPECIFICATIONS;

    /// A strategy has run out and none has superseded it.
    STRATEGY_EXPIRED: "PLAN-STRATEGY-001", Warning, EVERY_YEAR,
    title "a strategy that has expired without a successor",
    explanation "a strategy is refreshed when it expires, as that of Mid and South Essex was in \
        2021",
    remedy "name the strategy that supersedes it, or refresh it",
    source STRATEGY;

    /// A priority has no day by which progress is expected.
    PRIORITY_WITHOUT_DUE: "PLAN-STRATEGY-002", Info, EVERY_YEAR,
    title "a priority without a time",
    explanation "expected progress is expected by some time; without one nobody can say that it \
        is late",
    remedy "say by which year, or within how many months, progress is expected",
    source STRATEGY;
}

/// The services that are specifications a plan should cover: the seven of January 2019 and the
/// single specification that followed them. Access hours and social prescribing are not among them.
fn specifications() -> impl Iterator<Item = Service> {
    Service::SEVEN.into_iter().chain([Service::SingleSpecification])
}

/// Checks a plan on a day, against the contract's own timeline as it was known on another day.
///
/// `on` decides which measures should be settled and which specifications are in force; `known` what
/// had been announced. Ask with `known` the day on which the plan was written to see what its
/// authors could know, and with today's day to see what came of it. Cells and statuses that are
/// unknown give no finding but that the row has no year. The worst findings come first.
///
/// No document states rules for plans: these are ours, drawn from what the parts of a plan are for.
///
/// # Examples
///
/// ```
/// use pcn::{calendar::day, plan::{self, Plan}};
///
/// let plan: Plan = serde_json::from_str(r#"{
///     "title": "Downland plan", "place": "Downland", "years": {"first": "2021/22", "last": "2022/23"},
///     "objectives": [{"number": 1, "text": "deliver the contract"}],
///     "goals": [{"path": "1", "text": "every specification", "objectives": [1]}],
///     "themes": [{"number": 1, "title": "Proactive work", "initiatives": [
///         {"title": "Implement anticipatory care", "years": ["2021/22"], "goals": ["1"],
///          "serves": [{"service": "anticipatory_care"}]}]}]
/// }"#)?;
/// let report = plan::check(&plan, day(2022, 3, 31), day(2022, 3, 31));
/// let finding = report.of_rule(&plan::SERVICE_NOT_IN_FORCE.id).next().unwrap();
/// assert_eq!(finding.path.as_deref(), Some("themes[0].initiatives[0].years"));
/// # Ok::<(), serde_json::Error>(())
/// ```
#[must_use]
pub fn check(plan: &Plan, on: NaiveDate, known: NaiveDate) -> Report {
    let mut report = Report::new();
    let record = plan.record();
    let subject = || Subject::new(record.place.clone());
    for (at, theme) in record.themes.iter().enumerate() {
        for (place, initiative) in theme.initiatives.iter().enumerate() {
            let path = format!("themes[{at}].initiatives[{place}]");
            let place = place.saturating_add(1);
            let reference = InitiativeRef { theme: theme.number, place };
            let found = check_years(plan, initiative, reference, &path, known)
                .into_iter()
                .chain(check_brag(initiative, reference, &path));
            report.extend(found.map(|finding| finding.about(subject())));
        }
    }
    let served: BTreeSet<u8> =
        record.goals.iter().flat_map(|goal| goal.objectives.iter().copied()).collect();
    for (at, objective) in record.objectives.iter().enumerate() {
        if !served.contains(&objective.number) {
            let message =
                format!("no goal serves objective {}: {}", objective.number, objective.text);
            let finding = Finding::of(&OBJECTIVE_UNSERVED, message);
            report.push(finding.about(subject()).at(format!("objectives[{at}]")));
        }
    }
    // What serves a goal serves those above it.
    let served: BTreeSet<GoalPath> = (plan.initiatives())
        .flat_map(|(_, initiative)| initiative.goals.iter().copied())
        .flat_map(|goal| core::iter::successors(Some(goal), |below| below.parent()))
        .collect();
    for (at, goal) in record.goals.iter().enumerate() {
        if !served.contains(&goal.path) {
            let message = format!("no initiative serves goal {}: {}", goal.path, goal.text);
            let finding = Finding::of(&GOAL_UNSERVED, message);
            report.push(finding.about(subject()).at(format!("goals[{at}]")));
        }
    }
    for (at, measure) in record.measures.iter().enumerate() {
        let name = format!("measure {} of {}: {}", measure.number, measure.aim, measure.text);
        if measure.owner.is_none() && record.owner.is_none() {
            let finding = Finding::of(&MEASURE_WITHOUT_OWNER, format!("nobody answers for {name}"));
            report.push(finding.about(subject()).at(format!("measures[{at}].owner")));
        }
        if let MeasureStatus::ToBeConfirmed { by } = measure.status {
            let by = by.unwrap_or(record.years.first().last_day());
            if on > by {
                let message = format!("still to be confirmed after {by}: {name}");
                let finding = Finding::of(&MEASURE_UNCONFIRMED, message).on(on);
                report.push(finding.about(subject()).at(format!("measures[{at}].status")));
            }
        }
    }
    // A service that became part of another covers that one from then on.
    let covered: BTreeSet<Service> = (plan.initiatives())
        .flat_map(|(_, initiative)| initiative.services())
        .flat_map(|service| {
            let after = match status_as_known(service, on, known) {
                Status::Ended { into, .. } => into,
                _ => None,
            };
            [Some(service), after]
        })
        .flatten()
        .collect();
    for service in specifications().filter(|service| !covered.contains(service)) {
        if let Status::InForce { since } = status_as_known(service, on, known) {
            let message = format!("no initiative covers {service}, in force since {since}");
            let finding = Finding::of(&SPECIFICATION_UNCOVERED, message).on(on);
            report.push(finding.about(subject()).at("themes"));
        }
    }
    report.sort();
    report
}

fn check_years(
    plan: &Plan,
    initiative: &Initiative,
    reference: InitiativeRef,
    path: &str,
    known: NaiveDate,
) -> Vec<Finding> {
    let mut found = Vec::new();
    let title = &initiative.title;
    let path = format!("{path}.years");
    let planned: Vec<ContractYear> = initiative.years.planned().collect();
    if planned.is_empty() {
        let blank = plan.years().iter().any(|year| initiative.years.cell(year) == Cell::Unknown);
        let why = if blank { "its years are not known" } else { "it is planned for no year" };
        let message = format!("initiative {reference}: {why}: {title}");
        found.push(Finding::of(&NO_YEAR, message).at(path.clone()));
    }
    for year in planned {
        if !plan.years().contains(year) {
            let message = format!(
                "initiative {reference} is planned for {year}, outside {}: {title}",
                plan.years()
            );
            found.push(Finding::of(&OUTSIDE_YEARS, message).at(path.clone()));
        }
        for service in initiative.services() {
            // What was announced during the year counts at its end too.
            let on_day = |day| status_as_known(service, day, known);
            let (start, end) = (on_day(year.first_day()), on_day(year.last_day()));
            if delivered_in(start) || delivered_in(end) || unchecked(end) {
                continue;
            }
            let message = format!(
                "initiative {reference} is planned for {year}, when {service} was {end}: {title}"
            );
            let finding = Finding::of(&SERVICE_NOT_IN_FORCE, message).on(year.last_day());
            found.push(finding.at(path.clone()));
        }
    }
    found
}

const fn delivered_in(status: Status) -> bool {
    matches!(status, Status::InForce { .. } | Status::Expected { .. })
}

const fn unchecked(status: Status) -> bool {
    matches!(status, Status::NotChecked { .. })
}

fn check_brag(initiative: &Initiative, reference: InitiativeRef, path: &str) -> Vec<Finding> {
    let mut found = Vec::new();
    let title = &initiative.title;
    for (at, held) in initiative.brag.iter().enumerate() {
        let path = format!("{path}.brag[{at}]");
        if held.status == Brag::Red
            && held.note.as_deref().is_none_or(|note| note.trim().is_empty())
        {
            let message = format!("initiative {reference} went red without a note: {title}");
            let finding = Finding::of(&RED_WITHOUT_NOTE, message).on(held.on);
            found.push(finding.at(format!("{path}.note")));
        }
        if held.status != Brag::Blue {
            continue;
        }
        for service in initiative.services() {
            let status = status_as_known(service, held.on, held.on);
            let open = matches!(
                status,
                Status::Postponed { .. }
                    | Status::Planned { .. }
                    | Status::NotAnnounced
                    | Status::NeverCommenced { .. }
            );
            if open {
                let message = format!(
                    "initiative {reference} was marked complete on {}, when {service} was {status}: \
                     {title}",
                    held.on
                );
                let finding = Finding::of(&COMPLETE_TOO_SOON, message).on(held.on);
                found.push(finding.at(format!("{path}.status")));
            }
        }
    }
    found
}

/// Checks strategies on a day: expired ones without a successor, and priorities without a time. The
/// worst findings come first.
///
/// # Examples
///
/// ```
/// use pcn::{calendar::day, plan};
///
/// let old = plan::mid_and_south_essex_2018();
/// let alone = plan::check_strategies(std::slice::from_ref(&old), day(2023, 4, 1));
/// assert_eq!(alone.of_rule(&plan::STRATEGY_EXPIRED.id).count(), 1);
/// let both = plan::check_strategies(&[old, plan::mid_and_south_essex_2021()], day(2023, 4, 1));
/// assert!(both.is_empty());
/// ```
#[must_use]
pub fn check_strategies(strategies: &[Strategy], on: NaiveDate) -> Report {
    let mut report = Report::new();
    let superseded: BTreeSet<&str> = superseded(strategies.iter());
    for (at, strategy) in strategies.iter().enumerate() {
        let subject = || Subject::new(strategy.title.clone());
        if on > strategy.years.last().last_day() && !superseded.contains(&*strategy.title) {
            let message = format!("covered {} and nothing supersedes it", strategy.years);
            let finding = Finding::of(&STRATEGY_EXPIRED, message).on(on);
            report.push(finding.about(subject()).at(format!("[{at}].years")));
        }
        for (group, held) in strategy.groups.iter().enumerate() {
            for (place, priority) in held.priorities.iter().enumerate() {
                if priority.due == Due::Unknown {
                    let message = format!("no time is set for: {}", priority.text);
                    let path = format!("[{at}].groups[{group}].priorities[{place}].due");
                    report.push(
                        Finding::of(&PRIORITY_WITHOUT_DUE, message).about(subject()).at(path),
                    );
                }
            }
        }
    }
    report.sort();
    report
}
