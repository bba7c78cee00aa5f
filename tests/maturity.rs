//! The matrix, assessments against it, and what its rules find.

use std::collections::BTreeSet;

use pcn::{
    calendar::{NaiveDate, day},
    citation::Evidence,
    finding::{Report, Rule, Severity},
    maturity::{
        self, Assessment, ComponentId, Distribution, FullyMature, Journey, JourneyRecord, Level,
        LocalMatrix, Movement, Next, Progress, Scope, Standing, Strand, SupportDomain, VersionId,
        august_2019, design, draft_2018,
    },
};
use proptest::prelude::*;

fn assessment(version: &str, on: &str, ratings: &str) -> String {
    format!(
        r#"{{"version": "{version}", "assessed_on": "{on}", "assessed_by": "network board",
             "how": "self_assessed", "ratings": [{ratings}]}}"#
    )
}

fn rating(component: &str, level: &str) -> String {
    format!(r#"{{"component": "{component}", "level": "{level}"}}"#)
}

fn journey_text(assessments: &[String]) -> String {
    format!(r#"{{"of": {{"network": "U12345"}}, "assessments": [{}]}}"#, assessments.join(","))
}

fn journey(assessments: &[String]) -> Journey {
    serde_json::from_str(&journey_text(assessments)).unwrap()
}

fn refusal(text: &str) -> String {
    serde_json::from_str::<Journey>(text).unwrap_err().to_string()
}

fn every_component(level: &str) -> String {
    ComponentId::NATIONAL.map(|component| rating(component.as_str(), level)).join(",")
}

const LOCAL: &str = r#"{
    "id": "downland_2020", "title": "Downland tool", "system": "Downland", "based_on": "august_2019",
    "levels": ["foundation", "step_1"],
    "components": [{"id": "integrating_care", "title": "Integrating care"},
                   {"id": "estates", "title": "Estates", "aliases": ["Buildings"]}],
    "source": {"citation": {"document": "made up"}, "evidence": "secondary"}}"#;

fn local_journey(ratings: &str) -> String {
    format!(
        r#"{{"of": {{"group": {{"name": "Downland", "networks": ["U12345", "U12346"]}}}},
             "local_versions": [{LOCAL}], "assessments": [{}]}}"#,
        assessment("downland_2020", "2020-05-01", ratings)
    )
}

#[test]
fn the_draft_of_2018_has_the_counts_of_the_document() {
    let draft = draft_2018();
    let counts = Level::ALL.map(|level| draft.criteria_at(level).count());
    assert_eq!(counts, [4, 7, 7, 8]);
    assert!(draft.components().is_empty());
    assert_eq!(draft.parts(), [ComponentId::WHOLE_NETWORK]);
    // The columns of the steps ran together, so the step of a criterion is read from the order.
    for criterion in draft.criteria() {
        let grade = match criterion.level {
            Level::Foundation => Evidence::Official,
            Level::Step1 | Level::Step2 | Level::Step3 => Evidence::Derived,
        };
        assert_eq!(criterion.source.evidence, grade, "{}", criterion.id);
    }
    let strands: BTreeSet<_> = draft.criteria().iter().filter_map(|c| c.strand).collect();
    assert_eq!(strands.into_iter().collect::<Vec<_>>(), Strand::ALL);
}

#[test]
fn the_matrix_of_2019_has_five_components_with_a_network_and_a_system_part_at_each_level() {
    let matrix = august_2019();
    assert_eq!(matrix.parts(), ComponentId::NATIONAL);
    for component in ComponentId::NATIONAL {
        for level in Level::ALL {
            for scope in [Scope::Network, Scope::System] {
                let cells = matrix.criteria_at(level);
                let count = cells.filter(|c| c.component == component && c.scope == scope).count();
                assert_eq!(count, 1, "{component} {level} {scope}");
            }
        }
    }
    assert!(matrix.criteria().iter().all(|c| c.source.evidence == Evidence::Unconfirmed));
}

#[test]
fn strands_map_onto_four_components_and_the_mapping_says_that_it_is_ours() {
    let taken: BTreeSet<_> = Strand::ALL.map(Strand::component).into();
    assert_eq!(taken.len(), 4);
    assert!(!taken.contains(&ComponentId::PEOPLE));
    assert_eq!(Strand::MAPPING.evidence, Evidence::Derived);
    assert!(Strand::MAPPING.citation.document().contains("our own"));
}

#[test]
fn support_domains_are_not_components() {
    let domains = SupportDomain::ALL.map(|domain| serde_json::to_value(domain).unwrap());
    for domain in domains {
        let text = domain.as_str().unwrap();
        assert!(ComponentId::NATIONAL.iter().all(|component| component.as_str() != text));
    }
}

#[test]
fn a_journey_comes_back_from_json() {
    let text = local_journey(
        r#"{"component": "estates", "level": "partly_step_1", "evidence": "plan", "next_step": "sign"}"#,
    );
    let held: Journey = serde_json::from_str(&text).unwrap();
    let json = serde_json::to_string(&held).unwrap();
    assert_eq!(serde_json::from_str::<Journey>(&json).unwrap(), held);
    assert_ne!(journey(&[]), held);
    assert_eq!(held.matrix_on(day(2020, 5, 1)).unwrap().system(), Some("Downland"));
    let matrix = held.matrix(&VersionId::constant("downland_2020")).unwrap();
    assert_eq!(matrix.component_named(" buildings ").unwrap().id.as_str(), "estates");
}

#[test]
fn what_a_version_does_not_have_is_refused_with_a_path_and_a_good_example() {
    let one = |ratings: &str| journey_text(&[assessment("august_2019", "2020-01-01", ratings)]);
    for (text, path, good) in [
        (one(&rating("estates", "step_1")), "assessments[0].ratings[0].component", "`leadership_"),
        (
            one(&rating("whole_network", "step_1")),
            "assessments[0].ratings[0].component",
            "`leadership_",
        ),
        (
            journey_text(&[assessment(
                "draft_2018",
                "2019-01-01",
                &rating("integrating_care", "step_1"),
            )]),
            "assessments[0].ratings[0].component",
            "`whole_network`",
        ),
        (
            local_journey(&rating("estates", "step_2")),
            "assessments[0].ratings[0].level",
            "`foundation`",
        ),
        (
            one(&[rating("integrating_care", "step_1"), rating("integrating_care", "step_2")]
                .join(",")),
            "assessments[0].ratings[1].component",
            "keep one",
        ),
        (
            journey_text(&[assessment("summer_2019", "2020-01-01", "")]),
            "assessments[0].version",
            "`august_2019`",
        ),
        (
            one(r#"{"component": "integrating_care", "level": "step_1", "met": ["MM19-S2-LN"]}"#),
            "assessments[0].ratings[0].met",
            "`MM19-F-IN`",
        ),
        (
            one("").replace(r#""ratings": []"#, r#""ratings": [], "design": ["NET18-CORE-06"]"#),
            "assessments[0].design",
            "`NET18-CORE-01`",
        ),
        (
            local_journey("")
                .replace(r#""name": "Downland","#, r#""name": "Downland", "size": 2,"#),
            "unknown field `size`",
            "`networks`",
        ),
        (
            local_journey("").replace(r#""step_1"]"#, r#""foundation"]"#),
            "local_versions[0]",
            "step_1",
        ),
    ] {
        let error = refusal(&text);
        assert!(error.contains(path) && error.contains(good), "{path}: {error}");
    }
    let error = refusal(&one(&rating("integrating_care", "step_4")));
    assert!(
        error.contains("`step_4` is not a level") && error.contains("partly_step_2"),
        "{error}"
    );
}

#[test]
fn a_level_holds_from_its_assessment_until_the_next_that_rates_the_component() {
    let care = ComponentId::INTEGRATING;
    let held = journey(&[
        assessment("august_2019", "2021-03-10", &rating("integrating_care", "foundation")),
        assessment("august_2019", "2019-09-20", &rating("integrating_care", "step_1")),
        assessment("august_2019", "2020-03-10", &rating("managing_resources", "step_1")),
        assessment("august_2019", "2020-09-10", &rating("integrating_care", "step_1")),
    ]);
    assert!(held.assessments().windows(2).all(|p| p[0].assessed_on <= p[1].assessed_on));
    assert_eq!(held.level_on(&care, day(2019, 9, 19)), None);
    let level = |on: NaiveDate| {
        let found = held.level_on(&care, on).unwrap();
        (found.rating.level, found.since)
    };
    assert_eq!(level(day(2020, 4, 1)), (Standing::At(Level::Step1), day(2019, 9, 20)));
    assert_eq!(level(day(2021, 3, 9)), (Standing::At(Level::Step1), day(2019, 9, 20)));
    assert_eq!(level(day(2021, 3, 10)), (Standing::At(Level::Foundation), day(2021, 3, 10)));
}

#[test]
fn the_same_level_of_another_version_starts_anew() {
    let local = local_journey(&rating("integrating_care", "step_1"));
    let national = assessment("august_2019", "2019-09-01", &rating("integrating_care", "step_1"));
    let text = local.replace(r#""assessments": ["#, &format!(r#""assessments": [{national},"#));
    let held: Journey = serde_json::from_str(&text).unwrap();
    let found = held.level_on(&ComponentId::INTEGRATING, day(2021, 1, 1)).unwrap();
    assert_eq!((found.rating.level, found.since), (Standing::At(Level::Step1), day(2020, 5, 1)));
}

#[test]
fn progress_goes_up_and_down_and_is_not_drawn_across_versions() {
    let held = journey(&[
        assessment("draft_2018", "2018-11-01", &rating("whole_network", "foundation")),
        assessment(
            "august_2019",
            "2019-09-20",
            &[rating("integrating_care", "step_1"), rating("managing_resources", "foundation")]
                .join(","),
        ),
        assessment(
            "august_2019",
            "2020-09-20",
            &[
                rating("integrating_care", "foundation"),
                rating("managing_resources", "partly_step_1"),
            ]
            .join(","),
        ),
    ]);
    let steps: Vec<_> = held.steps().collect();
    assert!(matches!(steps[0], Progress::OtherVersion { .. }));
    let Progress::Compared { components, .. } = &steps[1] else { panic!("one version") };
    let moved = |id: &ComponentId| components.iter().find(|m| m.component == *id).unwrap().movement;
    assert_eq!(moved(&ComponentId::INTEGRATING), Movement::Down);
    assert_eq!(moved(&ComponentId::RESOURCES), Movement::Up);
    assert_eq!(moved(&ComponentId::PEOPLE), Movement::Unknown);
    assert_eq!(held.progress(day(2019, 10, 1), day(2021, 1, 1)).as_ref(), Some(&steps[1]));
    assert_eq!(held.progress(day(2018, 1, 1), day(2021, 1, 1)), None);
    let Some(Progress::Compared { components, .. }) =
        held.progress(day(2020, 10, 1), day(2021, 1, 1))
    else {
        panic!("one version")
    };
    assert!(
        components.iter().all(|moved| matches!(moved.movement, Movement::Same | Movement::Unknown))
    );
}

#[test]
fn the_next_level_lists_the_criteria_that_are_not_met() {
    let whole = ComponentId::WHOLE_NETWORK;
    let on = day(2019, 1, 1);
    let next = |level: &str, met: &str| {
        let rating =
            format!(r#"{{"component": "whole_network", "level": "{level}", "met": [{met}]}}"#);
        let held = journey(&[assessment("draft_2018", "2018-11-01", &rating)]);
        match held.next(&whole, on) {
            Next::Step { level, missing, .. } => Some((level, missing.len())),
            Next::Top => None,
            Next::NotRated => panic!("rated"),
        }
    };
    assert_eq!(next("not_yet", ""), Some((Level::Foundation, 4)));
    assert_eq!(next("foundation", ""), Some((Level::Step1, 7)));
    assert_eq!(next("partly_step_1", r#""MM18-S1-01", "MM18-S1-07""#), Some((Level::Step1, 5)));
    assert_eq!(next("step_2", ""), Some((Level::Step3, 8)));
    assert_eq!(next("step_3", ""), None);
    let none = journey(&[assessment("draft_2018", "2018-11-01", "")]);
    assert_eq!(none.next(&whole, on), Next::NotRated);
}

#[test]
fn fully_mature_needs_every_component_at_the_top() {
    let on = day(2021, 1, 1);
    let mature = |ratings: &str| {
        journey(&[assessment("august_2019", "2020-09-20", ratings)]).fully_mature(on)
    };
    assert_eq!(mature(&every_component("step_3")), FullyMature::Yes);
    let FullyMature::No { below } = mature(&every_component("partly_step_3")) else { panic!("no") };
    assert_eq!(below, ComponentId::NATIONAL);
    let four = every_component("step_3").rsplit_once(",{").unwrap().0.to_owned();
    let unrated = vec![ComponentId::PEOPLE];
    assert_eq!(mature(&four), FullyMature::Unknown { unrated });
    let mixed = format!(
        "{},{}",
        rating("integrating_care", "step_2"),
        rating("managing_resources", "step_3")
    );
    assert!(
        matches!(mature(&mixed), FullyMature::No { below } if below == [ComponentId::INTEGRATING])
    );
    let before = journey(&[assessment("august_2019", "2020-09-20", &every_component("step_3"))]);
    assert_eq!(before.fully_mature(day(2020, 1, 1)), FullyMature::Unknown { unrated: vec![] });
    // What another version said does not count for this one.
    let text = local_journey(&rating("estates", "step_1")).replace(
        r#""assessments": ["#,
        &format!(
            r#""assessments": [{},"#,
            assessment("august_2019", "2019-09-01", &every_component("step_3"))
        ),
    );
    let changed: Journey = serde_json::from_str(&text).unwrap();
    let unrated = vec![ComponentId::INTEGRATING];
    assert_eq!(changed.fully_mature(on), FullyMature::Unknown { unrated });
    // The top of a local version is its own.
    let local: Journey = serde_json::from_str(&local_journey(
        &[rating("estates", "step_1"), rating("integrating_care", "step_1")].join(","),
    ))
    .unwrap();
    assert_eq!(local.fully_mature(on), FullyMature::Yes);
}

#[test]
fn a_distribution_counts_every_network_once() {
    let journeys = [
        journey(&[assessment("august_2019", "2020-01-01", &rating("integrating_care", "step_1"))]),
        journey(&[assessment("august_2019", "2020-02-01", &rating("integrating_care", "step_1"))]),
        journey(&[assessment("august_2019", "2020-02-01", &rating("integrating_care", "not_yet"))]),
        journey(&[assessment("august_2019", "2020-02-01", "")]),
        journey(&[assessment("draft_2018", "2019-02-01", &rating("whole_network", "step_1"))]),
        journey(&[assessment("august_2019", "2022-01-01", &every_component("step_3"))]),
    ];
    let group: Journey = serde_json::from_str(&local_journey("")).unwrap();
    let journeys = [&journeys[..], &[group]].concat();
    let held = Distribution::on(&journeys, august_2019(), day(2021, 1, 1));
    assert_eq!(held.groups, 1);
    assert_eq!((held.counted, held.other_version, held.not_assessed), (4, 1, 1));
    let care = held.components.iter().find(|s| s.component == ComponentId::INTEGRATING).unwrap();
    assert_eq!(care.networks[&Standing::At(Level::Step1)], 2);
    assert_eq!((care.lowest(), care.not_rated), (Some(Standing::NotYet), 1));
    for spread in &held.components {
        assert_eq!(spread.networks.values().sum::<usize>() + spread.not_rated, held.counted);
    }
    let json = serde_json::to_string(&held).unwrap();
    assert_eq!(serde_json::from_str::<Distribution>(&json).unwrap(), held);
}

#[test]
fn support_wanted_is_that_of_the_last_assessment() {
    let with = |on: &str, wanted: &str| {
        assessment("august_2019", on, "")
            .replace(r#""ratings": []"#, &format!(r#""ratings": [], "support_wanted": [{wanted}]"#))
    };
    let held = journey(&[with("2019-09-01", r#""set_up""#), with("2020-09-01", r#""leadership""#)]);
    assert_eq!(held.support_wanted(day(2020, 1, 1)), [SupportDomain::SetUp].into());
    assert_eq!(held.support_wanted(day(2021, 1, 1)), [SupportDomain::Leadership].into());
    assert!(held.support_wanted(day(2019, 1, 1)).is_empty());
}

fn found(report: &Report, rule: &Rule) -> usize {
    report.of_rule(&rule.id).count()
}

#[test]
fn each_rule_fires_and_stays_silent() {
    let on = day(2021, 1, 1);
    let good = |component: ComponentId| {
        format!(
            r#"{{"component": "{component}", "level": "step_1", "evidence": "minutes", "next_step": "x"}}"#
        )
    };
    let good = ComponentId::NATIONAL.map(good).join(",");
    let silent = journey(&[assessment("august_2019", "2019-09-20", &good)]);
    assert_eq!(maturity::check(&silent, on), Report::new());
    // At the top no next step is wanted, and what is not yet met needs no evidence.
    let top = every_component("step_3").replace(r#"step_3""#, r#"step_3", "evidence": "minutes""#);
    let top = journey(&[assessment("august_2019", "2019-09-20", &top)]);
    assert_eq!(maturity::check(&top, on), Report::new());
    let check = |assessments: &[String]| maturity::check(&journey(assessments), on);

    let early = check(&[assessment("august_2019", "2019-07-31", &good)]);
    assert_eq!(found(&early, &maturity::ASSESSED_BEFORE_ISSUE), 1);
    let whole = rating("whole_network", "not_yet").replace('}', r#", "next_step": "x"}"#);
    let first_day = check(&[assessment("august_2019", "2019-08-01", &good)]);
    assert_eq!(first_day, Report::new());
    let late = check(&[assessment("draft_2018", "2019-08-01", &whole)]);
    assert_eq!(found(&late, &maturity::DRAFT_AFTER_2019), 1);
    let in_time = check(&[assessment("draft_2018", "2019-07-31", &whole)]);
    assert_eq!(in_time, Report::new());
    let one =
        check(&[assessment("august_2019", "2019-09-20", &rating("integrating_care", "step_1"))]);
    assert_eq!(found(&one, &maturity::NOT_RATED), 4);
    assert_eq!(found(&one, &maturity::NO_EVIDENCE), 1);
    assert_eq!(found(&one, &maturity::NO_NEXT_STEP), 1);
    assert_eq!(one.findings()[0].rule, maturity::NO_EVIDENCE.id, "worst first");
    let path = one.of_rule(&maturity::NO_EVIDENCE.id).next().unwrap().path.clone();
    assert_eq!(path.as_deref(), Some("assessments[0].ratings[0].evidence"));
    // Where a rating stands is told as the record has it, in whatever order of days.
    let own = every_component("step_1");
    let turned = [
        assessment("august_2019", "2020-03-10", &own),
        assessment("august_2019", "2019-09-20", &rating("integrating_care", "step_1")),
    ];
    let report = check(&turned);
    let paths = |rule: &Rule| {
        let found = report.of_rule(&rule.id).filter_map(|one| one.path.clone());
        found.collect::<BTreeSet<_>>().into_iter().collect::<Vec<_>>()
    };
    assert_eq!(paths(&maturity::NO_EVIDENCE)[0], "assessments[0].ratings[0].evidence");
    assert_eq!(paths(&maturity::NOT_RATED), ["assessments[1].ratings"]);
    let [one, two] = turned;
    assert_eq!(journey(&[one.clone(), two.clone()]), journey(&[two, one]), "the same journey");
    // Of the past only versions and gaps are asked, and nothing of the future.
    let later = check(&[
        assessment("august_2019", "2019-09-20", &every_component("step_1")),
        assessment("august_2019", "2020-09-20", &good),
        assessment("august_2019", "2021-09-20", ""),
    ]);
    assert_eq!(later, Report::new());
}

#[test]
fn a_fall_is_no_finding() {
    let at = |level: &str| {
        let one = |component: ComponentId| {
            format!(
                r#"{{"component": "{component}", "level": "{level}", "evidence": "e", "next_step": "n"}}"#
            )
        };
        ComponentId::NATIONAL.map(one).join(",")
    };
    let held = journey(&[
        assessment("august_2019", "2019-09-20", &at("step_2")),
        assessment("august_2019", "2020-09-20", &at("foundation")),
    ]);
    assert!(maturity::check(&held, day(2021, 1, 1)).is_empty());
}

#[test]
fn every_rule_of_the_room_is_listed_and_cited() {
    let rules: Vec<_> = pcn::rules().filter(|rule| rule.id.as_str().starts_with("MAT-")).collect();
    assert_eq!(rules.len(), 5);
    for rule in rules {
        assert!(!rule.explanation.is_empty() && !rule.remedy.is_empty(), "{}", rule.id);
        assert!(rule.severity < Severity::Error, "the matrix is no assurance: {}", rule.id);
    }
}

#[test]
fn the_core_characteristics_of_2018_and_2019_differ() {
    let core = |edition| {
        let items = design::items().iter();
        let core = items
            .filter(move |i| i.topic == design::Topic::CoreCharacteristic && i.edition == edition);
        core.map(|item| item.text.as_ref()).collect::<Vec<_>>()
    };
    let (old, new) = (core(design::Edition::Guide2018), core(design::Edition::Reports2019));
    assert_eq!((old.len(), new.len()), (5, 5));
    assert!(
        old.iter().any(|text| text.contains("data"))
            && !new.iter().any(|text| text.contains("data"))
    );
    assert!(
        new.iter().any(|text| text.contains("proactive"))
            && !old.iter().any(|t| t.contains("proactive"))
    );
}

proptest! {
    #[test]
    fn a_recorded_journey_answers_as_a_naive_reading_does(
        marks in proptest::collection::vec((0i64..900, 0usize..5, 0usize..9), 0..12),
        ask in 0i64..900,
        component in 0usize..5,
    ) {
        let start = day(2019, 8, 1);
        let standings: Vec<Standing> = std::iter::once(Standing::NotYet)
            .chain(Level::ALL.into_iter().flat_map(|l| [Standing::Partly(l), Standing::At(l)]))
            .collect();
        let mut marks = marks;
        marks.sort_by_key(|mark| mark.0);
        let assessments: Vec<Assessment> = marks.iter().map(|(after, part, standing)| Assessment {
            id: None,
            version: VersionId::AUGUST_2019,
            assessed_on: start + chrono::TimeDelta::days(*after),
            assessed_by: "board".into(),
            how: maturity::Method::SelfAssessed,
            ratings: vec![maturity::Rating::new(ComponentId::NATIONAL[*part].clone(), standings[*standing])],
            support_wanted: BTreeSet::new(),
            design: BTreeSet::new(),
        }).collect();
        let network = "U12345".parse().unwrap();
        let record = JourneyRecord {
            of: maturity::Assessed::Network(network), local_versions: vec![], assessments,
        };
        let held = Journey::try_new(record).unwrap();
        let naive = marks.iter().rfind(|(after, part, _)| *after <= ask && *part == component);
        let level = held
            .level_on(&ComponentId::NATIONAL[component], start + chrono::TimeDelta::days(ask))
            .map(|held| held.rating.level);
        prop_assert_eq!(level, naive.map(|(_, _, standing)| standings[*standing]));
        let json = serde_json::to_string(&held).unwrap();
        prop_assert_eq!(serde_json::from_str::<Journey>(&json).unwrap(), held);
    }
}

#[test]
fn a_local_version_comes_back_from_json() {
    let local: LocalMatrix = serde_json::from_str(LOCAL).unwrap();
    let json = serde_json::to_string(&local).unwrap();
    assert_eq!(serde_json::from_str::<LocalMatrix>(&json).unwrap(), local);
    let typo = LOCAL.replace("\"levels\"", "\"steps\"");
    assert!(serde_json::from_str::<LocalMatrix>(&typo).is_err());
}

#[test]
fn words_for_people() {
    use pcn::maturity::Method;
    assert_eq!(Method::Facilitated.to_string(), "facilitated");
    assert_eq!(Scope::System.to_string(), "system");
    assert_eq!(design::Edition::Plan2021.to_string(), "plan of 2021/22");
    assert_eq!(design::Topic::CoreCharacteristic.to_string(), "core characteristics");
    let titles: BTreeSet<_> = SupportDomain::ALL.into_iter().map(SupportDomain::title).collect();
    assert_eq!(titles.len(), SupportDomain::ALL.len());
    assert_eq!(SupportDomain::Leadership.to_string(), "leadership development");
}

#[test]
fn a_part_of_a_version_has_its_title() {
    let (national, draft) = (august_2019(), draft_2018());
    assert!(!national.title().is_empty() && national.title() != draft.title());
    assert_eq!(national.based_on(), None);
    for component in national.components() {
        assert_eq!(national.part_title(&component.id), &*component.title);
        assert_eq!(national.component(&component.id), Some(component));
        assert_eq!(national.component_named(component.id.as_str()), Some(component));
        assert_eq!(national.component_named(&component.title.to_uppercase()), Some(component));
    }
    assert_eq!(national.component_named("nothing of the kind"), None);
    let whole = ComponentId::WHOLE_NETWORK;
    assert_eq!(draft.part_title(&whole), "the network as a whole");
    assert_eq!(national.part_title(&whole), "the network as a whole");
    let other: ComponentId = "estates".parse().unwrap();
    assert_eq!(national.part_title(&other), "estates");
    let held: Journey = serde_json::from_str(&local_journey(&rating("estates", "step_1"))).unwrap();
    let matrix = held.matrix(&VersionId::constant("downland_2020")).unwrap();
    assert_eq!(matrix.title(), "Downland tool");
    assert_eq!(matrix.based_on(), Some(&VersionId::constant("august_2019")));
    assert_eq!(matrix.part_title(&other), "Estates");
    let components: Vec<_> = matrix.components().iter().map(|one| one.id.as_str()).collect();
    assert_eq!(components, ["integrating_care", "estates"]);
    for (name, id) in [("Buildings", "estates"), ("integrating care", "integrating_care")] {
        assert_eq!(matrix.component_named(name).unwrap().id.as_str(), id);
    }
}

#[test]
fn a_level_that_stays_is_the_same() {
    let held = journey(&[
        assessment("august_2019", "2019-09-20", &rating("integrating_care", "step_1")),
        assessment("august_2019", "2020-09-20", &rating("integrating_care", "step_1")),
    ]);
    let Some(Progress::Compared { components, .. }) = held.steps().next() else { panic!() };
    let moved = components.iter().find(|one| one.component == ComponentId::INTEGRATING).unwrap();
    assert_eq!(moved.movement, Movement::Same);
}

#[test]
fn two_local_versions_have_two_names() {
    let two = |second: &str| {
        let local = LOCAL.replace("downland_2020", second);
        let text = format!(
            r#"{{"of": {{"network": "U12345"}}, "local_versions": [{LOCAL}, {local}], "assessments": []}}"#
        );
        serde_json::from_str::<Journey>(&text).map(|_| ()).map_err(|error| error.to_string())
    };
    assert_eq!(two("upland_2020"), Ok(()));
    assert!(two("downland_2020").unwrap_err().contains("downland_2020"));
}

#[test]
fn a_name_has_sixty_characters_at_most() {
    use pcn::maturity::ItemId;
    let component = |length: usize| "c".repeat(length).parse::<ComponentId>();
    assert!(component(60).is_ok());
    let error = component(61).unwrap_err();
    assert_eq!(error.example(), "integrating_care");
    assert!(error.to_string().contains("a good one is `integrating_care`"));
    let item = |length: usize| format!("A-{}", "1".repeat(length - 2)).parse::<ItemId>();
    assert!(item(60).is_ok(), "{:?}", item(60));
    assert!(item(61).is_err());
}
