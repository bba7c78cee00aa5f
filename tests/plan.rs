//! Plans and strategies, the two real documents, and what the rules find.

use std::collections::BTreeSet;

use pcn::{
    calendar::{ContractYear, NaiveDate, day},
    finding::{Report, Rule},
    plan::{
        self, Aim, Amount, Brag, BragMeaning, BragReport, Cell, DatedAmount, Direction, Due,
        GoalPath, Initiative, Link, Measure, MeasureStatus, Owner, Plan, PlanRecord, PlanYears,
        PlannedYears, Reached, Strategy, Target, county_durham, mid_and_south_essex_2018,
        mid_and_south_essex_2021,
    },
    quantity::{Percent, Wte},
    service::{Service, Status, status_as_known},
};
use proptest::prelude::*;

fn path(text: &str) -> GoalPath {
    text.parse().unwrap()
}

#[test]
fn the_county_durham_plan_has_the_counts_of_the_document() {
    let plan = county_durham();
    let record = plan.record();
    assert_eq!(record.objectives.len(), 4);
    let paths: Vec<String> = record.goals.iter().map(|goal| goal.path.to_string()).collect();
    assert_eq!(
        paths,
        "1 1.a 1.b 1.c 1.d 1.e 1.f 1.g 2 2.a 2.b 2.b.i 2.b.ii 2.b.iii 2.b.iv 2.b.v"
            .split(' ')
            .collect::<Vec<_>>()
    );
    let counts: Vec<usize> = record.themes.iter().map(|theme| theme.initiatives.len()).collect();
    assert_eq!(counts, [6, 2, 5, 4, 2, 1, 3, 3, 4]);
    assert_eq!(plan.initiatives().count(), 30);
    assert_eq!(plan.years().iter().count(), 5);
    for aim in Aim::ALL {
        assert_eq!(record.measures.iter().filter(|measure| measure.aim == aim).count(), 3, "{aim}");
    }
    let unsettled = |measure: &&Measure| measure.status != MeasureStatus::Confirmed;
    let unsettled: Vec<_> = record.measures.iter().filter(unsettled).collect();
    assert_eq!(unsettled.len(), 1);
    assert_eq!((unsettled[0].aim, unsettled[0].number), (Aim::PatientExperience, 2));
}

#[test]
fn every_cell_that_the_document_lost_is_unknown_and_never_no() {
    let plan = county_durham();
    for (reference, initiative) in plan.initiatives() {
        for year in plan.years().iter() {
            assert_eq!(initiative.years.cell(year), Cell::Unknown, "{reference}");
        }
        assert_eq!(initiative.last_brag(), None, "{reference}");
    }
}

#[test]
fn the_county_durham_plan_covers_the_seven_specifications() {
    let plan = county_durham();
    let linked: Vec<_> = plan
        .initiatives()
        .flat_map(|(reference, held)| held.services().map(move |s| (reference.to_string(), s)))
        .collect();
    let services: BTreeSet<_> = linked.iter().map(|(_, service)| *service).collect();
    assert_eq!(services, Service::SEVEN.into());
    let references: Vec<_> = linked.iter().map(|(reference, _)| reference.as_str()).collect();
    assert_eq!(references, ["1.1", "1.2", "1.5", "1.6", "3.1", "3.3", "3.4", "8.3"]);
}

#[test]
fn the_thurrock_priorities_have_the_counts_and_dates_of_the_document() {
    let strategy = mid_and_south_essex_2021();
    let counts: Vec<usize> = strategy.groups.iter().map(|group| group.priorities.len()).collect();
    assert_eq!(counts, [5, 3, 3]);
    for (number, priority) in strategy.priorities() {
        let (due, last) = match number.as_str() {
            "3.1" => (Due::WithinMonths(12), day(2022, 7, 23)),
            _ => (Due::By(ContractYear::Y2023_24), day(2024, 3, 31)),
        };
        assert_eq!(priority.due, due, "{number}");
        assert_eq!(strategy.due_day(priority), Some(last), "{number}");
    }
    let priorities: Vec<_> = strategy.priorities().collect();
    assert_eq!(priorities[1].1.text, priorities[4].1.text);
    assert_ne!(priorities[1].1.expected, priorities[4].1.expected);
}

#[test]
fn plans_and_strategies_come_back_from_json() {
    for plan in [county_durham(), sound()] {
        let json = serde_json::to_string_pretty(&plan).unwrap();
        assert_eq!(serde_json::from_str::<Plan>(&json).unwrap(), plan);
    }
    for strategy in
        [mid_and_south_essex_2018(), mid_and_south_essex_2021(), plan::leicestershire_2019()]
    {
        let json = serde_json::to_string(&strategy).unwrap();
        assert_eq!(serde_json::from_str::<Strategy>(&json).unwrap(), strategy);
    }
}

/// A plan of which no rule finds anything on 30 September 2021.
fn sound() -> Plan {
    let text = r#"{
        "title": "Downland plan", "place": "Downland", "owner": {"group": "network board"},
        "years": {"first": "2020/21", "last": "2022/23"},
        "objectives": [{"number": 1, "text": "deliver the contract"}],
        "goals": [{"path": "1", "text": "every specification", "objectives": [1]},
                  {"path": "1.a", "text": "care homes"}],
        "themes": [{"number": 1, "title": "Specifications", "initiatives": [
            {"title": "reviews", "years": ["2020/21"], "goals": ["1"],
             "serves": [{"service": "structured_medication_review"}]},
            {"title": "round", "years": {"2020/21": "yes", "2021/22": "unknown"}, "goals": ["1.a"],
             "brag": [{"on": "2020-11-01", "status": "blue"}],
             "serves": [{"service": "enhanced_health_in_care_homes"}]},
            {"title": "cancer", "years": ["2021/22"], "goals": ["1"],
             "brag": [{"on": "2021-06-01", "status": "red", "note": "no scans; raised"}],
             "serves": [{"service": "early_cancer_diagnosis"}, {"component": "integrating_care"},
                        {"indicator": "CAN-01"}, {"design": "NET18-CORE-02"}]}]}],
        "measures": [{"aim": "health", "number": 1, "text": "reviews done",
                      "status": {"to_be_confirmed": {"by": "2021-12-31"}}}]
    }"#;
    serde_json::from_str(text).unwrap()
}

fn changed(change: impl FnOnce(&mut PlanRecord)) -> Plan {
    let mut record = sound().into_record();
    change(&mut record);
    Plan::try_new(record).unwrap()
}

const ON: NaiveDate = day(2021, 9, 30);

fn found(plan: &Plan, rule: &Rule) -> usize {
    let report = plan::check(plan, ON, ON);
    // Nothing else comes with it.
    assert_eq!(report.len(), report.of_rule(&rule.id).count(), "{report}");
    report.len()
}

fn first(record: &mut PlanRecord) -> &mut Initiative {
    &mut record.themes[0].initiatives[0]
}

#[test]
fn a_sound_plan_has_no_finding() {
    assert_eq!(plan::check(&sound(), ON, ON), Report::new());
}

#[test]
fn an_initiative_without_a_year_is_found_whether_blank_or_no() {
    let blank = changed(|record| first(record).years = PlannedYears::UNKNOWN);
    assert_eq!(found(&blank, &plan::NO_YEAR), 1);
    let report = plan::check(&blank, ON, ON);
    assert!(report.findings()[0].message.contains("not known"));
    let no = changed(|record| first(record).years = PlannedYears::Only(BTreeSet::new()));
    assert!(plan::check(&no, ON, ON).findings()[0].message.contains("for no year"));
}

#[test]
fn the_worst_findings_of_plans_and_strategies_come_first() {
    let plan = changed(|record| {
        first(record).years = PlannedYears::Only(BTreeSet::new());
        record.themes[0].initiatives[2].years =
            PlannedYears::Only([ContractYear::Y2021_22, ContractYear::Y2023_24].into());
    });
    let rules = |report: &Report| -> Vec<String> {
        report.iter().map(|finding| finding.rule.to_string()).collect()
    };
    assert_eq!(rules(&plan::check(&plan, ON, ON)), ["PLAN-YEARS-002", "PLAN-YEARS-001"]);
    let mut expired = mid_and_south_essex_2018();
    expired.title = "Another".into();
    let mut open = mid_and_south_essex_2021();
    open.groups[0].priorities[0].due = Due::Unknown;
    let report = plan::check_strategies(&[open, expired], day(2022, 4, 1));
    assert_eq!(rules(&report), ["PLAN-STRATEGY-001", "PLAN-STRATEGY-002"]);
}

#[test]
fn an_initiative_outside_the_plan_is_an_error() {
    let plan = changed(|record| {
        first(record).years =
            PlannedYears::Only([ContractYear::Y2020_21, ContractYear::Y2023_24].into());
    });
    assert_eq!(found(&plan, &plan::OUTSIDE_YEARS), 1);
    assert!(plan::check(&plan, ON, ON).has_errors());
}

#[test]
fn completion_before_the_service_is_found_and_after_it_is_not() {
    let complete = |on: NaiveDate| {
        changed(|record| first(record).brag = vec![BragReport::new(on, Brag::Blue)])
    };
    // Medication reviews were put back from April to 1 October 2020.
    assert_eq!(found(&complete(day(2020, 6, 1)), &plan::COMPLETE_TOO_SOON), 1);
    assert_eq!(found(&complete(day(2020, 10, 1)), &plan::COMPLETE_TOO_SOON), 0);
}

#[test]
fn red_needs_a_note_that_is_not_blank() {
    for (note, count) in [(None, 1), (Some(" "), 1), (Some("no staff"), 0)] {
        let plan = changed(|record| {
            let report = BragReport::new(day(2021, 1, 1), Brag::Red);
            first(record).brag = vec![match note {
                Some(note) => report.note(note),
                None => report,
            }];
        });
        assert_eq!(found(&plan, &plan::RED_WITHOUT_NOTE), count, "{note:?}");
    }
}

#[test]
fn objectives_and_goals_must_be_served() {
    let objective = changed(|record| record.goals[0].objectives.clear());
    assert_eq!(found(&objective, &plan::OBJECTIVE_UNSERVED), 1);
    let below = changed(|record| record.themes[0].initiatives[1].goals = [path("1")].into());
    assert_eq!(found(&below, &plan::GOAL_UNSERVED), 1, "what serves a goal serves none below it");
    let above = changed(|record| {
        for initiative in &mut record.themes[0].initiatives {
            initiative.goals = [path("1.a")].into();
        }
    });
    assert_eq!(found(&above, &plan::GOAL_UNSERVED), 0, "what serves a goal serves those above it");
}

#[test]
fn a_measure_needs_an_owner_of_its_own_or_of_the_plan() {
    let nobody = changed(|record| record.owner = None);
    assert_eq!(found(&nobody, &plan::MEASURE_WITHOUT_OWNER), 1);
    let own = changed(|record| {
        record.owner = None;
        record.measures[0].owner = Some(Owner::Post("data lead".into()));
    });
    assert_eq!(found(&own, &plan::MEASURE_WITHOUT_OWNER), 0);
}

#[test]
fn a_measure_must_be_settled_by_its_day_or_by_the_first_year_s_end() {
    let late = plan::check(&sound(), day(2022, 1, 1), ON);
    assert_eq!(late.of_rule(&plan::MEASURE_UNCONFIRMED.id).count(), 1);
    let on_the_day = plan::check(&sound(), day(2021, 12, 31), ON);
    assert_eq!(on_the_day.of_rule(&plan::MEASURE_UNCONFIRMED.id).count(), 0);
    let open = changed(|record| {
        record.measures[0].status = MeasureStatus::ToBeConfirmed { by: None };
    });
    assert_eq!(found(&open, &plan::MEASURE_UNCONFIRMED), 1);
}

#[test]
fn a_specification_in_force_must_be_covered() {
    let gone = changed(|record| record.themes[0].initiatives[2].serves.clear());
    assert_eq!(found(&gone, &plan::SPECIFICATION_UNCOVERED), 1);
    // CVD and inequalities started on 1 October 2021: a day later two more are wanted.
    let later = plan::check(&sound(), day(2021, 10, 1), day(2021, 10, 1));
    let missing: Vec<_> = later.of_rule(&plan::SPECIFICATION_UNCOVERED.id).collect();
    assert_eq!(missing.len(), 2, "{later}");
}

#[test]
fn what_a_service_became_part_of_is_covered_by_it() {
    let on = day(2024, 6, 1);
    let uncovered = |plan: &Plan| {
        let report = plan::check(plan, on, on);
        let found: Vec<_> = report.of_rule(&plan::SPECIFICATION_UNCOVERED.id).cloned().collect();
        found
    };
    assert_eq!(uncovered(&sound()), [], "medication reviews are part of the single specification");
    let none = changed(|record| {
        for initiative in &mut record.themes[0].initiatives {
            initiative.serves.clear();
        }
    });
    let found = uncovered(&none);
    assert_eq!(found.len(), 1);
    assert!(found[0].message.contains("single service specification"), "{}", found[0].message);
}

#[test]
fn a_specification_planned_while_postponed_is_found() {
    let planned = |year: ContractYear, service: Service| {
        changed(|record| {
            let mut extra = Initiative::new("implement it");
            extra.years = PlannedYears::Only([year].into());
            extra.serves = [Link::Service(service)].into();
            record.themes[0].initiatives.push(extra);
        })
    };
    use ContractYear as Y;
    for (year, service, count) in [
        (Y::Y2020_21, Service::AnticipatoryCare, 1),
        (Y::Y2021_22, Service::AnticipatoryCare, 1),
        (Y::Y2022_23, Service::AnticipatoryCare, 1),
        (Y::Y2021_22, Service::PersonalisedCare, 1),
        (Y::Y2022_23, Service::PersonalisedCare, 0),
        (Y::Y2020_21, Service::CvdPreventionAndDiagnosis, 1),
        // It started in the middle of the year.
        (Y::Y2021_22, Service::CvdPreventionAndDiagnosis, 0),
    ] {
        let report = plan::check(&planned(year, service), ON, day(2026, 1, 1));
        let finding = report.of_rule(&plan::SERVICE_NOT_IN_FORCE.id).count();
        assert_eq!(finding, count, "{service} in {year}: {report}");
    }
    // Nobody knows yet what is in force in a year beyond those that were checked.
    let beyond: ContractYear = "2032/33".parse().unwrap();
    for service in [Service::EnhancedAccess, Service::SingleSpecification] {
        let end = status_as_known(service, beyond.last_day(), day(2026, 1, 1));
        assert!(matches!(end, Status::NotChecked { .. }), "{service}: {end}");
        let report = plan::check(&planned(beyond, service), ON, day(2026, 1, 1));
        assert_eq!(report.of_rule(&plan::SERVICE_NOT_IN_FORCE.id).count(), 0, "{service}");
    }
    // Unknown years are not years.
    let blank = changed(|record| {
        let mut extra = Initiative::new("implement it");
        extra.serves = [Link::Service(Service::AnticipatoryCare)].into();
        record.themes[0].initiatives.push(extra);
    });
    assert_eq!(found(&blank, &plan::NO_YEAR), 1);
}

#[test]
fn what_was_known_then_counts() {
    // In January 2020 anticipatory care was still to start in April.
    let plan = changed(|record| {
        let mut extra = Initiative::new("implement it");
        extra.years = PlannedYears::Only([ContractYear::Y2020_21].into());
        extra.serves = [Link::Service(Service::AnticipatoryCare)].into();
        record.themes[0].initiatives.push(extra);
    });
    let of = |known: NaiveDate| {
        plan::check(&plan, ON, known).of_rule(&plan::SERVICE_NOT_IN_FORCE.id).count()
    };
    assert_eq!((of(day(2020, 1, 15)), of(day(2021, 9, 30))), (0, 1));
}

#[test]
fn a_strategy_is_current_in_its_years_until_another_that_covers_them_supersedes_it() {
    let both = [mid_and_south_essex_2018(), mid_and_south_essex_2021()];
    let titles = |strategies: &[Strategy], year| {
        plan::current(strategies, year).iter().map(|one| one.title.clone()).collect::<Vec<_>>()
    };
    let [old, new] = both.each_ref().map(|one| one.title.clone());
    assert_eq!(titles(&both, ContractYear::Y2020_21), [&*old]);
    assert_eq!(titles(&both, ContractYear::Y2021_22), [&*new]);
    assert_eq!(titles(&both[..1], ContractYear::Y2021_22), [&*old]);
    let mut apart = both.clone();
    apart[1].supersedes.clear();
    assert_eq!(titles(&apart, ContractYear::Y2021_22), [&*old, &*new]);
    assert!(titles(&[], ContractYear::Y2021_22).is_empty());
}

#[test]
fn strategies_expire_unless_they_are_superseded() {
    let both = [mid_and_south_essex_2018(), mid_and_south_essex_2021()];
    assert!(plan::check_strategies(&both, day(2024, 3, 31)).is_empty());
    let after = plan::check_strategies(&both, day(2024, 4, 1));
    assert_eq!(after.of_rule(&plan::STRATEGY_EXPIRED.id).count(), 1, "the refresh expires in turn");
    let areas = plan::check_strategies(&[plan::leicestershire_2019()], day(2020, 1, 1));
    assert_eq!(areas.of_rule(&plan::PRIORITY_WITHOUT_DUE.id).count(), 5);
    let mut open = mid_and_south_essex_2021();
    open.groups[1].priorities[2].due = Due::Unknown;
    let report = plan::check_strategies(&[open], day(2022, 1, 1));
    assert_eq!(report.of_rule(&plan::PRIORITY_WITHOUT_DUE.id).count(), 1);
    let path = report.findings()[0].path.as_deref();
    assert_eq!(path, Some("[0].groups[1].priorities[2].due"));
}

#[test]
fn every_rule_of_the_room_is_listed_and_explained() {
    let rules: Vec<_> = pcn::rules().filter(|rule| rule.id.as_str().starts_with("PLAN-")).collect();
    assert_eq!(rules.len(), 12);
    for rule in rules {
        assert!(!rule.explanation.is_empty() && !rule.remedy.is_empty(), "{}", rule.id);
    }
}

#[cfg(feature = "json")]
#[test]
fn a_faulty_plan_is_refused_with_a_path_and_a_good_example() {
    let text = serde_json::to_string(&sound()).unwrap();
    for (from, to, path, good) in [
        (r#""path":"1.a""#, r#""path":"1.A""#, "goals[1].path", "`2.b.iii`"),
        (r#""path":"1.a""#, r#""path":"1.a.iiii""#, "goals[1].path", "`2.b.iii`"),
        (
            r#"{"first":"2020/21","last":"2022/23"}"#,
            r#"{"first":"2022/23","last":"2020/21"}"#,
            "years",
            "first `2020/21`, last `2024/25`",
        ),
        (r#""2021/22""#, r#""2021/23""#, "themes[0].initiatives[1].years", "`2021/22`"),
        (
            r#""status":"blue""#,
            r#""status":"purple""#,
            "themes[0].initiatives[1].brag[0].status",
            "`green`",
        ),
        (
            r#""component":"integrating_care""#,
            r#""component":"Estates""#,
            "serves",
            "`integrating_care`",
        ),
        (r#""unknown""#, r#""maybe""#, "themes[0].initiatives[1].years", "`unknown`"),
    ] {
        let broken = text.replacen(from, to, 1);
        assert_ne!(broken, text, "{from}");
        let error = pcn::json::from_str::<PlanRecord>(&broken).unwrap_err();
        assert!(error.path().contains(path), "{path}: {error}");
        assert!(error.message().contains(good), "{good}: {error}");
        assert!(pcn::json::from_str::<Plan>(&broken).is_err());
    }
}

#[test]
fn parts_that_do_not_hold_together_are_refused_with_a_path_and_a_good_example() {
    type Change = fn(&mut PlanRecord);
    let changes: [(Change, &str, &str); 13] = [
        (|r| r.objectives.clear(), "objectives", "deliver the contract"),
        (|r| r.objectives.push(r.objectives[0].clone()), "objectives[1].number", "`2`"),
        (|r| r.goals.clear(), "goals", "every specification"),
        (|r| r.goals.push(r.goals[0].clone()), "goals[2].path", "`2`"),
        (|r| r.goals[1].path = path("3.b"), "goals[1].path", "`2`"),
        (|r| r.goals[1].objectives = [7].into(), "goals[1].objectives", "`1`"),
        (|r| r.themes.push(r.themes[0].clone()), "themes[1].number", "`2`"),
        (|r| first(r).title = " ".into(), "themes[0].initiatives[0].title", "weekly round"),
        (|r| first(r).goals = [path("9")].into(), "themes[0].initiatives[0].goals", "`1`"),
        (
            |r| first(r).serves = [Link::Component("estates".parse().unwrap())].into(),
            "themes[0].initiatives[0].serves",
            "`integrating_care`",
        ),
        (
            |r| first(r).serves = [Link::Design("NET18-CORE-06".parse().unwrap())].into(),
            "themes[0].initiatives[0].serves",
            "`NET18-CORE-01`",
        ),
        (|r| r.measures.push(r.measures[0].clone()), "measures[1].number", "`2`"),
        (
            |r| r.measures[0].serves = [Link::Component("estates".parse().unwrap())].into(),
            "measures[0].serves",
            "`integrating_care`",
        ),
    ];
    for (change, path, good) in changes {
        let mut record = sound().into_record();
        change(&mut record);
        let error = Plan::try_new(record.clone()).unwrap_err();
        assert_eq!(error.path(), path, "{error}");
        assert!(error.to_string().contains(good), "{error}");
        let json = serde_json::to_string(&record).unwrap();
        assert!(serde_json::from_str::<Plan>(&json).unwrap_err().to_string().contains(path));
    }
    let mut local = sound().into_record();
    first(&mut local).serves = [Link::Component("estates".parse().unwrap())].into();
    local.local_components = ["estates".parse().unwrap()].into();
    assert!(Plan::try_new(local).is_ok());
}

#[test]
fn a_plan_says_which_items_of_the_design_it_serves() {
    let coverage = sound().design_coverage();
    let served: Vec<_> = coverage.served.iter().map(|item| item.id.as_str()).collect();
    assert_eq!(served, ["NET18-CORE-02"]);
    let all = coverage.served.len() + coverage.not_served.len();
    assert_eq!(all, pcn::maturity::design::items().len());
}

#[test]
fn a_target_is_reached_at_its_amount_and_never_against_another_kind() {
    let reached = |direction, value| {
        let mut measure = Measure::new(Aim::Health, 1, "x");
        let amount = Amount::Count(10);
        measure.target = Some(Target { direction, amount, by: None });
        measure.values = vec![DatedAmount { on: day(2021, 1, 1), amount: value }];
        measure.reached(ON)
    };
    use Direction::{AtLeast, AtMost};
    for (direction, low, high) in [(AtLeast, false, true), (AtMost, true, false)] {
        for (count, wanted) in [(9, low), (10, true), (11, high)] {
            let value = Amount::Count(count);
            let wanted = if wanted { Reached::Yes(value) } else { Reached::No(value) };
            assert_eq!(reached(direction, value), wanted);
        }
        assert_eq!(reached(direction, Amount::Wte(Wte::constant("10"))), Reached::Unknown);
        assert_eq!(reached(direction, Amount::Percent(Percent::constant("10"))), Reached::Unknown);
    }
    assert_eq!(Measure::new(Aim::Health, 1, "x").reached(ON), Reached::Unknown);
}

#[test]
fn each_colour_has_a_letter_and_a_meaning_of_its_own() {
    let meaning = BragMeaning::default();
    let letters: BTreeSet<_> = Brag::ALL.map(Brag::letter).into();
    let meanings: BTreeSet<_> = Brag::ALL.map(|brag| meaning.of(brag)).into();
    assert_eq!((letters.len(), meanings.len()), (4, 4));
    assert_eq!(Brag::ALL.map(Brag::letter), ['B', 'R', 'A', 'G']);
    assert!(Brag::Amber.badness() > Brag::Green.badness());
}

#[test]
fn of_two_reports_on_a_day_the_later_holds() {
    let mut initiative = Initiative::new("x");
    initiative.brag = vec![
        BragReport::new(day(2021, 5, 1), Brag::Amber),
        BragReport::new(day(2021, 4, 1), Brag::Green),
        BragReport::new(day(2021, 5, 1), Brag::Red),
    ];
    let status = |on| initiative.brag_on(on).map(|held| held.status);
    assert_eq!(status(day(2021, 3, 31)), None);
    assert_eq!(status(day(2021, 4, 30)), Some(Brag::Green));
    assert_eq!(status(day(2021, 5, 1)), Some(Brag::Red));
}

proptest! {
    #[test]
    fn a_row_of_years_comes_back_from_json(
        only in any::<bool>(),
        cells in proptest::collection::btree_map(2000u16..2098, 0u8..3, 0..8),
    ) {
        let year = |start: u16| ContractYear::try_new(start).unwrap();
        let row = if only {
            PlannedYears::Only(cells.keys().map(|start| year(*start)).collect())
        } else {
            PlannedYears::Cells(cells.iter().map(|(start, cell)| {
                (year(*start), [Cell::Yes, Cell::No, Cell::Unknown][usize::from(*cell)])
            }).collect())
        };
        let json = serde_json::to_string(&row).unwrap();
        prop_assert_eq!(serde_json::from_str::<PlannedYears>(&json).unwrap(), row.clone());
        for year in row.planned() {
            prop_assert_eq!(row.cell(year), Cell::Yes);
        }
        let beyond = year(2098);
        prop_assert_eq!(row.cell(beyond), if only { Cell::No } else { Cell::Unknown });
    }

    #[test]
    fn years_in_order_are_taken_and_years_reversed_are_refused(
        first in 2000u16..=2098, last in 2000u16..=2098,
    ) {
        let year = |start: u16| ContractYear::try_new(start).unwrap();
        let made = PlanYears::try_new(year(first), year(last));
        prop_assert_eq!(made.is_ok(), first <= last);
        if let Ok(years) = made {
            prop_assert_eq!(years.iter().count(), usize::from(last - first) + 1);
            let json = serde_json::to_string(&years).unwrap();
            prop_assert_eq!(serde_json::from_str::<PlanYears>(&json).unwrap(), years);
        }
    }
}

#[test]
fn a_goal_is_served_by_the_initiatives_that_name_it_or_one_below() {
    let plan = sound();
    let serving = |goal: &str| -> Vec<String> {
        plan.serving(path(goal)).map(|(_, initiative)| initiative.title.to_string()).collect()
    };
    assert_eq!(serving("1"), ["reviews", "round", "cancer"]);
    assert_eq!(serving("1.a"), ["round"]);
    assert_eq!(serving("2"), [""; 0]);
}

#[test]
fn words_for_people() {
    use pcn::plan::{DataLevel, Frequency};
    assert_eq!(Aim::PatientExperience.to_string(), "patient experience");
    assert_eq!(DataLevel::Commissioner.to_string(), "commissioner");
    assert_eq!(Frequency::Quarterly.to_string(), "quarterly");
    for (amount, text) in
        [(Amount::Percent(Percent::constant("12.5")), "12.5%"), (Amount::Count(1_200), "1200")]
    {
        assert_eq!(amount.to_string(), text);
    }
    assert_eq!(Amount::Wte(Wte::constant("1.5")).to_string(), Wte::constant("1.5").to_string());
    let target = |direction, by| Target { direction, amount: Amount::Count(10), by }.to_string();
    assert_eq!(target(Direction::AtLeast, None), "at least 10");
    assert_eq!(target(Direction::AtMost, Some(day(2022, 3, 31))), "at most 10 by 2022-03-31");
    assert_eq!(Due::By(ContractYear::Y2021_22).to_string(), "by 2021/22");
    assert_eq!(Due::WithinMonths(6).to_string(), "within 6 months");
    assert_eq!(Due::Unknown.to_string(), "unknown");
    assert_eq!(format!("{:?}", path("2.b.i")), "GoalPath(2.b.i)");
    let service = Link::Service(Service::SocialPrescribing);
    assert_eq!(service.to_string(), format!("service {}", Service::SocialPrescribing));
    let component = Link::Component("integrating_care".parse().unwrap());
    assert_eq!(component.to_string(), "component integrating_care");
    let error = serde_json::from_str::<PlannedYears>("5").unwrap_err().to_string();
    assert!(error.contains("a list such as `[\"2021/22\"]`"), "{error}");
}

#[test]
fn amounts_of_one_kind_have_an_order_and_of_two_have_none() {
    let wte = |text: &'static str| Amount::Wte(Wte::constant(text));
    let percent = |text: &'static str| Amount::Percent(Percent::constant(text));
    assert!(wte("1") < wte("1.5") && percent("1") < percent("1.5"));
    assert!(Amount::Count(1) < Amount::Count(2));
    assert_eq!(wte("1").partial_cmp(&percent("1")), None);
    assert_eq!(wte("1").partial_cmp(&Amount::Count(1)), None);
}

#[test]
fn the_last_report_is_the_status_whatever_the_day() {
    let mut initiative = Initiative::new("x");
    assert_eq!(initiative.last_brag(), None);
    for (on, status) in [(day(2030, 1, 1), Brag::Green), (day(2021, 1, 1), Brag::Amber)] {
        initiative.brag.push(BragReport { on, status, note: None });
    }
    assert_eq!(initiative.last_brag(), Some(Brag::Green));
    assert_eq!(initiative.brag_on(day(2022, 1, 1)).map(|own| own.status), Some(Brag::Amber));
}

#[test]
fn the_county_durham_plan_has_owners_and_goals_where_the_document_has() {
    let plan = county_durham();
    let record = plan.record();
    assert!(record.measures.iter().all(|measure| measure.owner.is_some()));
    assert!(plan.initiatives().any(|(_, initiative)| !initiative.goals.is_empty()));
    let served: usize = plan.initiatives().map(|(_, initiative)| initiative.goals.len()).sum();
    assert!(served >= 25, "{served}");
}
