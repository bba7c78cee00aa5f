//! Registration forms: every rule fires on a form that breaks it alone, and is silent on one that
//! does not; deadlines hold to the day; order does not matter.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)]

use std::{collections::BTreeSet, sync::LazyLock};

use pcn::{
    agreement::Stage,
    calendar::{ContractYear, NaiveDate, day},
    des,
    finding::{Report, Severity},
    registration::{
        Context, NetworkState, Participation, ParticipationEvent, ParticipationState,
        RegistrationForm, check,
    },
};
use proptest::prelude::*;
use serde_json::{Value, json};

/// The days on which the good form is checked.
const INITIAL: NaiveDate = day(2019, 5, 14);
const FINAL: NaiveDate = day(2019, 6, 28);

/// A form to which nothing can be objected at the final stage of 2019/20.
fn final_form() -> Value {
    serde_json::from_str(include_str!("../src/schema/examples/registration_form.json")).unwrap()
}

/// The same form as it was submitted.
fn initial_form() -> Value {
    let mut form = final_form();
    form["history"].as_array_mut().unwrap().truncate(1);
    let agreement = form["agreement"].as_object_mut().unwrap();
    for later in ["data_sharing", "director_appointment", "decisions", "liability", "leaving"] {
        agreement.remove(later);
    }
    agreement["schedules"] = json!([{
        "number": 1, "state": "part_filled",
        "settles": ["network_area", "clinical_director", "nominated_payee"]
    }]);
    form
}

/// The good form as an established network confirms it in a later year.
fn unchanged(year: ContractYear) -> Value {
    let mut form = final_form();
    let start = year.start();
    form["purpose"] = json!("unchanged");
    form["code"] = json!("U89141");
    form["history"] = json!([]);
    let list_date = format!("{start}-01-01");
    for at in 0..3 {
        form["members"][at]["list_size"]["on"] = json!(list_date);
    }
    form["list_size"]["on"] = json!(list_date);
    form["agreement"]["reviewed_on"] = json!([format!("{start}-04-20")]);
    form["agreement"]["collaboration"] = json!({"terms": "Schedule 7"});
    form["agreement"]["care_home_teams"] = json!({"terms": "Schedule 7, part C"});
    form
}

fn changed(year: ContractYear, change: Value) -> Value {
    let mut form = unchanged(year);
    form["purpose"] = json!("change");
    form["changes"] = json!([change]);
    form
}

fn parsed(form: &Value) -> RegistrationForm {
    match RegistrationForm::from_json(&form.to_string()) {
        Ok(form) => form,
        Err(error) => panic!("{error}"),
    }
}

fn report(form: &Value, year: ContractYear, stage: Stage, on: NaiveDate) -> Report {
    let terms = &des::year(year).unwrap().registration;
    check(&parsed(form), &Context { year, stage, on, terms })
}

/// Rule and path of each finding.
fn found(report: &Report) -> Vec<(String, String)> {
    let of = |finding: &pcn::finding::Finding| {
        (finding.rule.to_string(), finding.path.clone().unwrap_or_default().into_owned())
    };
    report.iter().map(of).collect()
}

#[test]
fn the_good_form_has_no_finding_at_either_stage() {
    let year = ContractYear::Y2019_20;
    assert_eq!(found(&report(&initial_form(), year, Stage::Initial, INITIAL)), []);
    assert_eq!(found(&report(&final_form(), year, Stage::Final, FINAL)), []);
}

#[test]
fn the_good_form_confirmed_in_a_later_year_has_no_finding() {
    for year in des::years().iter().map(|held| held.year).skip(1) {
        let mut form = unchanged(year);
        if year == ContractYear::Y2025_26 {
            form["members"] = json!([]);
            form["list_size"] = Value::Null;
            form["agreement"] = Value::Null;
        }
        form["clinical_directors"] = json!([]);
        form["nominated_payee"] = Value::Null;
        let on = day(i32::from(year.start()), 5, 20);
        assert_eq!(found(&report(&form, year, Stage::Final, on)), [], "{year}");
    }
}

/// One way to break the good form, and the finding it must give and no other.
struct Case {
    form: Value,
    year: ContractYear,
    stage: Stage,
    on: NaiveDate,
    rule: &'static str,
    path: &'static str,
    severity: Severity,
}

fn case(base: Value, rule: &'static str, path: &'static str, edit: fn(&mut Value)) -> Case {
    let mut form = base;
    let stage = if form["history"].as_array().is_some_and(|steps| steps.len() == 1) {
        Stage::Initial
    } else {
        Stage::Final
    };
    edit(&mut form);
    let on = if stage == Stage::Initial { INITIAL } else { FINAL };
    let year = ContractYear::Y2019_20;
    Case { form, year, stage, on, rule, path, severity: Severity::Error }
}

impl Case {
    fn warning(self) -> Self {
        Self { severity: Severity::Warning, ..self }
    }
    fn info(self) -> Self {
        Self { severity: Severity::Info, ..self }
    }
    fn on(self, on: NaiveDate) -> Self {
        let year = ContractYear::containing(on).unwrap();
        Self { on, year, ..self }
    }
    fn at_final(self) -> Self {
        Self { stage: Stage::Final, ..self }
    }
}

static CASES: LazyLock<Vec<Case>> = LazyLock::new(cases);

fn cases() -> Vec<Case> {
    use ContractYear as Y;
    let f = |rule, path, edit| case(final_form(), rule, path, edit);
    let i = |rule, path, edit| case(initial_form(), rule, path, edit);
    let later = |form: Value, rule, path, on: NaiveDate, edit| {
        case(form, rule, path, edit).on(on).at_final()
    };
    let leaves =
        |on: &str| json!({"kind": "practice_leaves", "practice": "A81009", "notified_on": on});
    vec![
        // Members.
        i("REG-MEMBER-001", "members", |form| {
            form["members"] = json!([]);
            form["agreement"]["practices"] = json!([]);
            form["clinical_directors"].as_array_mut().unwrap().truncate(1);
            form["clinical_directors"][0]["person"]["share"] = json!("1");
        }),
        i("REG-MEMBER-002", "members[3].code", |form| {
            let again = form["members"][0].clone();
            form["members"].as_array_mut().unwrap().push(again);
        }),
        i("REG-MEMBER-003", "members[1].contract", |form| {
            form["members"][1]["contract"] = json!("other");
        }),
        i("REG-MEMBER-004", "members[1].life", |form| {
            form["members"][1]["life"] = json!({"from": "1990-01-01", "until": "2019-05-12"});
        })
        .warning(),
        i("NET-CODE-002", "members[2].code", |form| {
            for place in [
                "/members/2/code",
                "/agreement/practices/2/practice",
                "/clinical_directors/1/practice",
                "/area/adjacent/1/1",
            ] {
                *form.pointer_mut(place).unwrap() = json!("W95633");
            }
        }),
        i("NET-CODE-003", "members[2].code", |form| {
            for place in [
                "/members/2/code",
                "/agreement/practices/2/practice",
                "/clinical_directors/1/practice",
                "/area/adjacent/1/1",
            ] {
                *form.pointer_mut(place).unwrap() = json!("V81999");
            }
        })
        .warning(),
        // List sizes.
        i("REG-LIST-001", "members[1].list_size", |form| {
            form["members"][1]["list_size"] = Value::Null;
            form["members"][0]["list_size"]["count"] = json!(40_000);
        }),
        i("REG-LIST-002", "list_size", |form| form["list_size"] = Value::Null),
        i("REG-LIST-003", "list_size.count", |form| form["list_size"]["count"] = json!(41_251)),
        i("REG-LIST-004", "list_size.on", |form| form["list_size"]["on"] = json!("2019-04-01")),
        i("REG-LIST-004", "members[2].list_size.on", |form| {
            form["members"][2]["list_size"]["on"] = json!("2018-12-31");
        }),
        i("NET-SIZE-001", "members", |form| {
            form["members"][1]["list_size"]["count"] = json!(8_749);
            form["list_size"]["count"] = json!(29_999);
        }),
        i("NET-SIZE-001", "members", |form| {
            form["members"][1]["list_size"]["count"] = json!(8_749);
            form["list_size"]["count"] = json!(29_999);
            form["waivers"] = json!([{
                "kind": "below_minimum", "agreed_by": "84H", "agreed_on": "2019-05-12",
                "reason": "upper dale, 800 square kilometres"
            }]);
        })
        .info(),
        i("NET-SIZE-002", "members", |form| {
            form["members"][1]["list_size"]["count"] = json!(8_749);
            form["list_size"]["count"] = json!(29_999);
            form["area"]["in_greater_london"] = json!(true);
            form["waivers"] = json!([{
                "kind": "below_minimum", "agreed_by": "08H", "agreed_on": "2019-05-12",
                "reason": "an island"
            }]);
        }),
        i("NET-SIZE-003", "members", |form| {
            form["members"][1]["list_size"]["count"] = json!(28_751);
            form["list_size"]["count"] = json!(50_001);
        })
        .info(),
        // The area.
        i("REG-AREA-001", "area.map", |form| form["area"]["map"] = Value::Null),
        i("REG-AREA-002", "area.sense_to_community", |form| {
            form["area"]["sense_to_community"] = json!(false);
        })
        .warning(),
        i("REG-AREA-002", "area.sense_to_providers", |form| {
            form["area"]["sense_to_providers"] = Value::Null;
        })
        .warning(),
        i("REG-AREA-003", "area.adjacent", |form| {
            form["area"]["adjacent"] = json!([["A81001", "A81002"], ["Y08176", "A81099"]]);
        })
        .info(),
        later(
            unchanged(Y::Y2026_27),
            "REG-AREA-004",
            "area.aligned_with_neighbourhoods",
            day(2026, 5, 1),
            |form| form["area"]["aligned_with_neighbourhoods"] = json!(false),
        )
        .info(),
        // Directors.
        i("REG-CD-001", "clinical_directors", |form| form["clinical_directors"] = json!([])),
        i("REG-CD-002", "clinical_directors[1].practice", |form| {
            form["clinical_directors"][1]["practice"] = json!("A81055");
        })
        .warning(),
        case(final_form(), "REG-CD-003", "clinical_directors[0].appointed_on", |form| {
            form["clinical_directors"][0]["appointed_on"] = json!("2019-05-15");
        }),
        i("NET-CD-001", "clinical_directors", |form| {
            form["clinical_directors"][1]["person"]["share"] = json!("0.4");
        })
        .warning(),
        // The payee.
        i("REG-PAYEE-001", "nominated_payee", |form| form["nominated_payee"] = Value::Null),
        i("REG-PAYEE-002", "nominated_payee.other", |form| {
            form["nominated_payee"] = json!({"other": "8HV48"});
        })
        .info(),
        i("NET-PAY-001", "nominated_payee", |form| form["nominated_payee"] = json!("own_account")),
        i("NET-PAY-002", "nominated_payee.member", |form| {
            form["nominated_payee"] = json!({"member": "A81055"});
        })
        .warning(),
        // The agreement as a whole.
        i("REG-AGR-001", "agreement", |form| form["agreement"] = Value::Null),
        i("AGR-PARTY-001", "agreement.practices", |form| {
            form["agreement"]["practices"].as_array_mut().unwrap().remove(1);
        }),
        i("AGR-PARTY-002", "agreement.practices[3].practice", |form| {
            let again = form["agreement"]["practices"][0].clone();
            form["agreement"]["practices"].as_array_mut().unwrap().push(again);
        }),
        i("AGR-PARTY-002", "agreement.other_parties[1].name", |form| {
            let again = form["agreement"]["other_parties"][0].clone();
            form["agreement"]["other_parties"].as_array_mut().unwrap().push(again);
        }),
        i("AGR-PARTY-003", "agreement.practices[3].practice", |form| {
            let more = json!({"practice": "A81055", "signed_on": "2019-05-10"});
            form["agreement"]["practices"].as_array_mut().unwrap().push(more);
        })
        .warning(),
        i("AGR-PARTY-004", "agreement.other_parties[0].agreed_on", |form| {
            form["agreement"]["other_parties"][0]["agreed_on"] = Value::Null;
        })
        .warning(),
        i("AGR-PARTY-005", "agreement.practices[0].each_partner_is_party", |form| {
            form["agreement"]["practices"][0]["each_partner_is_party"] = json!(false);
        })
        .warning(),
        i("AGR-SIGN-001", "agreement.practices[2].signed_on", |form| {
            form["agreement"]["practices"][2]["signed_on"] = Value::Null;
        }),
        i("AGR-SIGN-001", "agreement.other_parties[0].signed_on", |form| {
            form["agreement"]["other_parties"][0]["signed_on"] = Value::Null;
        }),
        f("AGR-SIGN-002", "agreement.practices[2].signed_on", |form| {
            form["agreement"]["practices"][2]["signed_on"] = json!("2019-06-29");
        }),
        f("AGR-SCHED-001", "agreement.schedules", |form| {
            form["agreement"]["schedules"].as_array_mut().unwrap().remove(5);
        }),
        f("AGR-SCHED-001", "agreement.schedules[3].state", |form| {
            form["agreement"]["schedules"][3]["state"] = json!("part_filled");
        }),
        f("AGR-SCHED-002", "agreement.schedules[1].contradicts[1].clause", |form| {
            form["agreement"]["schedules"][1]["contradicts"] = json!([
                {"clause": "dispute_resolution", "how": "another mediator"},
                {"clause": "joining_and_leaving", "how": "no notice"}
            ]);
        }),
        f("AGR-SCHED-003", "agreement.schedules[7].number", |form| {
            let again = form["agreement"]["schedules"][5].clone();
            form["agreement"]["schedules"].as_array_mut().unwrap().push(again);
        }),
        f("AGR-SCHED-004", "agreement.schedules[4].settles", |form| {
            form["agreement"]["schedules"][4]["settles"] = json!([]);
        })
        .warning(),
        i("AGR-SCHED-005", "agreement.schedules[0].settles", |form| {
            form["agreement"]["schedules"][0]["settles"] = json!(["network_area"]);
        })
        .warning(),
        f("AGR-SCHED-006", "agreement.schedules[1].settles", |form| {
            form["agreement"]["schedules"][1]["settles"] = json!(["cross_indemnities"]);
        })
        .info(),
        f("AGR-CD-001", "agreement.director_appointment", |form| {
            form["agreement"]["director_appointment"] = Value::Null;
            form["agreement"]["schedules"][0]["settles"].as_array_mut().unwrap().remove(5);
        }),
        f("AGR-GOV-001", "agreement.decisions", |form| {
            form["agreement"]["decisions"] = Value::Null;
            form["agreement"]["schedules"][0]["settles"].as_array_mut().unwrap().remove(4);
        })
        .warning(),
        f("AGR-EXIT-001", "agreement.expulsion", |form| {
            form["agreement"]["expulsion"] = Value::Null;
        })
        .warning(),
        f("AGR-DATA-001", "agreement.data_sharing.in_place_on", |form| {
            form["agreement"]["data_sharing"]["in_place_on"] = Value::Null;
        }),
        f("AGR-DATA-002", "agreement.data_sharing.processor_in_place_on", |form| {
            form["agreement"]["data_sharing"]["processor_in_place_on"] = Value::Null;
        }),
        later(
            unchanged(Y::Y2020_21),
            "AGR-COLLAB-001",
            "agreement.collaboration",
            day(2020, 5, 20),
            |form| form["agreement"]["collaboration"] = Value::Null,
        ),
        later(
            unchanged(Y::Y2020_21),
            "AGR-HOMES-001",
            "agreement.care_home_teams",
            day(2020, 5, 20),
            |form| form["agreement"]["care_home_teams"] = Value::Null,
        ),
        f("AGR-FORM-001", "agreement.network_form", |form| {
            form["agreement"]["network_form"] = json!("federation");
        }),
        f("AGR-FORM-002", "agreement.network_form", |form| {
            form["agreement"]["network_form"] = json!("legal_body");
        })
        .warning(),
        f("AGR-FORM-003", "agreement.contracts[0].holder", |form| {
            form["agreement"]["contracts"][0]["holder"] = json!("network");
        }),
        f("AGR-LIAB-001", "agreement.liability", |form| {
            form["agreement"]["liability"] = Value::Null;
        })
        .warning(),
        later(
            unchanged(Y::Y2020_21),
            "AGR-REVIEW-001",
            "agreement.reviewed_on",
            day(2020, 5, 20),
            |form| form["agreement"]["reviewed_on"] = json!(["2020-03-31"]),
        )
        .info(),
        f("AGR-VARY-001", "agreement.variations[1].part", |form| {
            form["agreement"]["variations"] = json!([
                {"on": "2019-06-01", "by": "members", "part": {"clause": "dispute_resolution"}},
                {"on": "2019-06-01", "by": "members", "part": {"clause": "termination"}},
                {"on": "2019-06-01", "by": "national", "part": {"clause": "termination"}},
                {"on": "2019-06-01", "by": "members", "part": {"schedule": 2}}
            ]);
        }),
        f("AGR-DATE-001", "agreement.variations[0].on", |form| {
            form["agreement"]["variations"] =
                json!([{"on": "2019-05-09", "by": "members", "part": {"schedule": 2}}]);
        }),
        f("AGR-DATE-001", "agreement.data_sharing.confirmed_on", |form| {
            form["agreement"]["data_sharing"]["confirmed_on"] = json!("2019-06-29");
        }),
        // Deadlines. The days on either side have tests of their own.
        i("REG-DEAD-001", "history[0].on", |form| form["history"][0]["on"] = json!("2019-05-16"))
            .on(day(2019, 5, 16)),
        f("REG-DEAD-002", "history[1].on", |form| form["history"][1]["on"] = json!("2019-06-01"))
            .warning(),
        f("REG-DEAD-003", "agreement.practices[1].signed_on", |form| {
            form["agreement"]["practices"][1]["signed_on"] = json!("2019-07-01");
        })
        .on(day(2019, 7, 2)),
        f("REG-DEAD-003", "agreement.other_parties[0].signed_on", |form| {
            form["agreement"]["other_parties"][0]["signed_on"] = json!("2019-07-01");
        })
        .on(day(2019, 7, 2)),
        f("REG-DEAD-004", "agreement.data_sharing.in_place_on", |form| {
            form["agreement"]["data_sharing"]["in_place_on"] = json!("2019-07-01");
        })
        .on(day(2019, 7, 2)),
        later(
            unchanged(Y::Y2020_21),
            "REG-DEAD-005",
            "change_notice_on",
            day(2020, 6, 13),
            |form| {
                form["change_notice_on"] = json!("2020-06-13");
                form["history"] = json!([{"event": "confirm", "on": "2020-05-20"}]);
            },
        )
        .warning(),
        later(
            unchanged(Y::Y2020_21),
            "REG-DEAD-006",
            "members[2].allocated_on",
            day(2020, 7, 2),
            |form| {
                form["members"][2]["allocated_on"] = json!("2020-07-01");
                form["history"] = json!([{"event": "confirm", "on": "2020-05-20"}]);
            },
        )
        .warning(),
        // Windows and notice.
        later(
            changed(Y::Y2022_23, leaves("2022-05-01")),
            "REG-WINDOW-001",
            "changes[0].notified_on",
            day(2022, 11, 1),
            |_| {},
        )
        .warning(),
        later(
            changed(Y::Y2021_22, leaves("2021-04-20")),
            "REG-WINDOW-002",
            "changes[0].notified_on",
            day(2021, 5, 1),
            |_| {},
        )
        .info(),
        later(
            changed(Y::Y2020_21, leaves("2020-05-20")),
            "REG-WINDOW-003",
            "changes[0].effective_on",
            day(2020, 5, 25),
            |form| {
                form["changes"][0]["effective_on"] = json!("2020-06-19");
            },
        )
        .warning(),
        // What the form is for.
        later(unchanged(Y::Y2020_21), "REG-PURPOSE-001", "code", day(2020, 5, 20), |form| {
            form["code"] = Value::Null
        }),
        f("REG-PURPOSE-002", "purpose", |form| {
            form["purpose"] = json!("unchanged");
            form["code"] = json!("U89141");
        }),
        later(
            changed(Y::Y2022_23, leaves("2022-04-20")),
            "REG-PURPOSE-003",
            "changes",
            day(2022, 5, 1),
            |form| form["purpose"] = json!("unchanged"),
        ),
        later(unchanged(Y::Y2022_23), "REG-PURPOSE-003", "changes", day(2022, 5, 1), |form| {
            form["purpose"] = json!("change")
        }),
        later(
            changed(Y::Y2022_23, leaves("2022-04-20")),
            "REG-PURPOSE-004",
            "changes[0].practice",
            day(2022, 5, 1),
            |form| form["changes"][0]["practice"] = Value::Null,
        ),
        later(
            changed(Y::Y2022_23, leaves("2022-04-20")),
            "REG-PURPOSE-005",
            "changes[0].practice",
            day(2022, 5, 1),
            |form| form["changes"][0]["practice"] = json!("A81002"),
        ),
        later(
            changed(Y::Y2022_23, leaves("2022-04-20")),
            "REG-PURPOSE-005",
            "changes[0].practice",
            day(2022, 5, 1),
            |form| form["changes"][0]["kind"] = json!("practice_joins"),
        ),
        later(unchanged(Y::Y2025_26), "REG-PURPOSE-006", "members", day(2025, 5, 1), |_| {}).info(),
        // Dates.
        i("REG-DATE-001", "agreement.practices[2].signed_on", |form| {
            form["history"][0]["on"] = json!("2019-05-12");
            form["agreement"]["other_parties"][0]["signed_on"] = json!("2019-05-12");
        }),
        i("REG-DATE-001", "agreement.other_parties[0].signed_on", |form| {
            form["history"][0]["on"] = json!("2019-05-12");
            form["agreement"]["practices"][2]["signed_on"] = json!("2019-05-12");
        }),
        i("REG-DATE-002", "agreement.practices[1].signed_on", |form| {
            form["members"][1]["life"] = json!({"from": "2019-05-12"});
        }),
        f("REG-DATE-003", "history[2].on", |form| {
            let next = json!({"event": "establish", "on": "2019-07-01"});
            form["history"].as_array_mut().unwrap().push(next);
        }),
        i("REG-DATE-004", "agreement.practices[0].signed_on", |form| {
            form["agreement"]["practices"][0]["signed_on"] = json!("2018-05-10");
        }),
        f("REG-DATE-005", "history[2].on", |form| {
            let next = json!({"event": "establish", "on": "2019-06-19"});
            form["history"].as_array_mut().unwrap().push(next);
        }),
        // The history.
        f("REG-LIFE-001", "history[2].on", |form| {
            let next = json!({"event": "begin_dissolution", "on": "2019-05-29"});
            form["history"].as_array_mut().unwrap().push(next);
        }),
        f("REG-LIFE-002", "history[2].event", |form| {
            let next = json!({"event": "accept_change", "on": "2019-06-20"});
            form["history"].as_array_mut().unwrap().push(next);
        }),
    ]
}

#[test]
fn each_rule_fires_alone_on_the_form_that_breaks_it() {
    let mut wrong = Vec::new();
    for case in &*CASES {
        let report = report(&case.form, case.year, case.stage, case.on);
        let expected = [(case.rule.to_owned(), case.path.to_owned())];
        let severities: Vec<_> = report.iter().map(|finding| finding.severity).collect();
        if found(&report) != expected || severities != [case.severity] {
            wrong.push(format!("{} at {}:\n{report}", case.rule, case.path));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn each_rule_of_forms_and_agreements_has_a_case() {
    let tested: BTreeSet<&str> = CASES.iter().map(|case| case.rule).collect();
    let missing: Vec<_> = pcn::rules()
        .map(|rule| rule.id.as_str())
        .filter(|id| id.starts_with("REG-") || id.starts_with("AGR-"))
        // Coverage over several forms has its own tests.
        .filter(|id| !id.starts_with("REG-COVER-") && !tested.contains(id))
        .collect();
    assert_eq!(missing, [""; 0]);
}

#[test]
fn each_remedy_shows_a_good_example() {
    for rule in pcn::rules()
        .filter(|rule| rule.id.as_str().starts_with("REG-") || rule.id.as_str().starts_with("AGR-"))
    {
        assert!(rule.remedy.contains('`'), "{}", rule.id);
        assert!(!rule.explanation.is_empty(), "{}", rule.id);
    }
}

/// A path leads to a value of the form, or to where one could stand in it.
#[test]
fn each_path_leads_into_the_form() {
    for case in &*CASES {
        let form = serde_json::to_value(parsed(&case.form)).unwrap();
        let report = report(&case.form, case.year, case.stage, case.on);
        for finding in &report {
            let path = finding.path.as_deref().unwrap();
            let pointer = format!("/{}", path.replace(['.', '['], "/").replace(']', ""));
            let parent = &pointer[..pointer.rfind('/').unwrap()];
            let leads = form.pointer(&pointer).is_some()
                || form.pointer(parent).is_some_and(Value::is_object);
            assert!(leads, "{}: {path}", finding.rule);
        }
    }
}

#[test]
fn every_finding_of_a_form_comes_at_once() {
    let mut form = final_form();
    form["members"][1]["contract"] = json!("other");
    form["nominated_payee"] = Value::Null;
    form["agreement"]["practices"][0]["signed_on"] = Value::Null;
    form["agreement"]["schedules"][3]["state"] = json!("blank");
    form["history"][0]["on"] = json!("2019-05-16");
    let report = report(&form, ContractYear::Y2019_20, Stage::Final, FINAL);
    let rules: Vec<_> = report.iter().map(|finding| finding.rule.as_str()).collect();
    assert_eq!(
        rules,
        ["AGR-SCHED-001", "AGR-SIGN-001", "REG-DEAD-001", "REG-MEMBER-003", "REG-PAYEE-001"]
    );
}

#[test]
fn a_form_that_says_nothing_has_a_finding_for_each_thing_asked() {
    let form = json!({"id": "67e55044-10b1-426f-9247-bb680e5fe0c8"});
    let report = report(&form, ContractYear::Y2019_20, Stage::Initial, INITIAL);
    let rules: BTreeSet<_> = report.iter().map(|finding| finding.rule.as_str()).collect();
    // The six things that the form of 2019 held, and the three tests of the area.
    let asked = [
        "REG-AGR-001",
        "REG-AREA-001",
        "REG-AREA-002",
        "REG-CD-001",
        "REG-LIST-002",
        "REG-MEMBER-001",
        "REG-PAYEE-001",
    ];
    assert_eq!(rules, BTreeSet::from(asked));
    assert_eq!(report.len(), 9);
}

fn rules_on(form: &Value, stage: Stage, on: NaiveDate) -> Vec<(String, Severity)> {
    let year = ContractYear::containing(on).unwrap();
    let report = report(form, year, stage, on);
    let deadline = |finding: &&pcn::finding::Finding| {
        finding.rule.as_str().starts_with("REG-DEAD")
            || finding.rule.as_str().starts_with("REG-WIN")
    };
    report.iter().filter(deadline).map(|found| (found.rule.to_string(), found.severity)).collect()
}

#[test]
fn a_form_not_submitted_is_late_from_the_sixteenth_of_may() {
    let mut form = initial_form();
    form["history"] = json!([]);
    assert_eq!(rules_on(&form, Stage::Initial, day(2019, 5, 15)), []);
    let late = [("REG-DEAD-001".to_owned(), Severity::Error)];
    assert_eq!(rules_on(&form, Stage::Initial, day(2019, 5, 16)), late);
}

#[test]
fn deadlines_of_2019_hold_to_the_day() {
    let at = |pointer: &str, on: &str| {
        let mut form = final_form();
        *form.pointer_mut(pointer).unwrap() = json!(on);
        rules_on(&form, Stage::Final, day(2019, 7, 31))
    };
    let error = |rule: &str| vec![(rule.to_owned(), Severity::Error)];
    assert_eq!(at("/history/0/on", "2019-05-15"), []);
    assert_eq!(at("/history/0/on", "2019-05-16"), error("REG-DEAD-001"));
    assert_eq!(at("/history/1/on", "2019-05-31"), []);
    let between = vec![("REG-DEAD-002".to_owned(), Severity::Warning)];
    assert_eq!(at("/history/1/on", "2019-06-01"), between, "between the two readings");
    assert_eq!(at("/history/1/on", "2019-06-30"), between);
    assert_eq!(at("/history/1/on", "2019-07-01"), error("REG-DEAD-002"));
    assert_eq!(at("/agreement/practices/0/signed_on", "2019-06-30"), []);
    assert_eq!(at("/agreement/practices/0/signed_on", "2019-07-01"), error("REG-DEAD-003"));
    assert_eq!(at("/agreement/data_sharing/in_place_on", "2019-06-30"), []);
    assert_eq!(at("/agreement/data_sharing/in_place_on", "2019-07-01"), error("REG-DEAD-004"));
}

#[test]
fn a_form_without_a_decision_is_late_from_the_first_of_june() {
    let mut form = final_form();
    form["history"].as_array_mut().unwrap().truncate(1);
    assert_eq!(rules_on(&form, Stage::Final, day(2019, 5, 31)), []);
    let on = |date| rules_on(&form, Stage::Final, date);
    assert_eq!(on(day(2019, 6, 1)), [("REG-DEAD-002".to_owned(), Severity::Warning)]);
    assert_eq!(on(day(2019, 7, 1)), [("REG-DEAD-002".to_owned(), Severity::Error)]);
}

#[test]
fn deadlines_of_2020_hold_to_the_day() {
    let year = ContractYear::Y2020_21;
    let mut form = unchanged(year);
    assert_eq!(rules_on(&form, Stage::Final, day(2020, 5, 31)), []);
    let late = [("REG-DEAD-001".to_owned(), Severity::Error)];
    assert_eq!(rules_on(&form, Stage::Final, day(2020, 6, 1)), late);

    form["history"] = json!([{"event": "confirm", "on": "2020-05-31"}]);
    form["change_notice_on"] = json!("2020-06-12");
    form["members"][0]["allocated_on"] = json!("2020-06-30");
    assert_eq!(rules_on(&form, Stage::Final, day(2020, 7, 31)), []);
    form["change_notice_on"] = json!("2020-06-13");
    form["members"][0]["allocated_on"] = json!("2020-07-01");
    let warnings =
        ["REG-DEAD-005", "REG-DEAD-006"].map(|rule| (rule.to_owned(), Severity::Warning));
    assert_eq!(rules_on(&form, Stage::Final, day(2020, 7, 31)), warnings);
}

#[test]
fn a_change_inside_the_year_is_not_late() {
    let director = |on: &str| json!({"kind": "clinical_director", "notified_on": on});
    let mut form = changed(ContractYear::Y2020_21, director("2020-11-02"));
    form["history"] = json!([{"event": "notify_change", "on": "2020-11-02"}]);
    let remark = [("REG-DEAD-001".to_owned(), Severity::Info)];
    assert_eq!(rules_on(&form, Stage::Final, day(2020, 11, 3)), remark);
    assert_eq!(parsed(&form).state_on(day(2020, 11, 1)), NetworkState::Established);
    assert_eq!(parsed(&form).state_on(day(2020, 11, 2)), NetworkState::ChangePending);

    let mut form = final_form();
    form["purpose"] = json!("change");
    form["code"] = json!("U89141");
    form["changes"] = json!([director("2020-01-10")]);
    form["history"] = json!([{"event": "notify_change", "on": "2020-01-10"}]);
    let report = report(&form, ContractYear::Y2019_20, Stage::Final, day(2020, 1, 20));
    assert!(report.is_empty(), "{report}");
}

#[test]
fn windows_for_leaving_hold_to_the_day() {
    let leaves = |year, notified: &str| {
        let change =
            json!({"kind": "practice_leaves", "practice": "A81009", "notified_on": notified});
        let on = day(i32::from(ContractYear::start(year)) + 1, 3, 31);
        let report = report(&changed(year, change), year, Stage::Final, on);
        report.iter().any(|finding| finding.rule.as_str() == "REG-WINDOW-001")
    };
    for (year, inside, outside) in [
        (ContractYear::Y2020_21, vec!["2020-05-31"], vec!["2020-06-01"]),
        (
            ContractYear::Y2022_23,
            vec!["2022-04-01", "2022-04-30", "2022-10-01", "2022-10-31"],
            vec!["2022-03-31", "2022-05-01", "2022-09-30", "2022-11-01"],
        ),
        (ContractYear::Y2024_25, vec!["2024-03-28", "2024-04-30"], vec!["2024-05-01"]),
        (
            ContractYear::Y2025_26,
            vec!["2025-04-01", "2025-04-30"],
            vec!["2025-03-31", "2025-05-01"],
        ),
        (ContractYear::Y2026_27, vec!["2026-05-31"], vec!["2026-06-01"]),
    ] {
        for date in inside {
            assert!(!leaves(year, date), "{date}");
        }
        for date in outside {
            assert!(leaves(year, date), "{date}");
        }
    }
    assert!(!leaves(ContractYear::Y2023_24, "2023-09-01"), "no date is published, none is guessed");
}

#[test]
fn the_notice_of_2020_is_one_month() {
    let short = |effective: &str| {
        let change = json!({
            "kind": "practice_leaves", "practice": "A81009", "notified_on": "2020-05-31",
            "effective_on": effective
        });
        let year = ContractYear::Y2020_21;
        let report = report(&changed(year, change), year, Stage::Final, day(2020, 5, 31));
        report.iter().any(|finding| finding.rule.as_str() == "REG-WINDOW-003")
    };
    assert!(short("2020-06-29") && !short("2020-06-30"));
}

#[test]
fn a_payee_is_no_longer_an_error_when_a_network_may_have_its_own_account() {
    let with = |year: ContractYear, payee: Value| {
        let mut form = unchanged(year);
        form["purpose"] = json!("new");
        form["nominated_payee"] = payee;
        let on = day(i32::from(year.start()), 5, 20);
        let report = report(&form, year, Stage::Final, on);
        let about = |finding: &&pcn::finding::Finding| finding.rule.as_str().contains("PAY");
        report.iter().find(about).map(|finding| (finding.rule.to_string(), finding.severity))
    };
    let none = "REG-PAYEE-001".to_owned();
    let early = "NET-PAY-001".to_owned();
    let (before, after) = (ContractYear::Y2022_23, ContractYear::Y2023_24);
    assert_eq!(with(before, Value::Null), Some((none.clone(), Severity::Error)));
    assert_eq!(with(after, Value::Null), Some((none, Severity::Warning)));
    assert_eq!(with(before, json!("own_account")), Some((early, Severity::Error)));
    assert_eq!(with(after, json!("own_account")), None);
    assert_eq!(with(before, json!({"other": "8HV48"})), None);
}

#[test]
fn the_state_follows_the_history() {
    let form = parsed(&final_form());
    assert_eq!(form.state_on(day(2019, 5, 13)), NetworkState::Forming);
    assert_eq!(form.state_on(day(2019, 5, 14)), NetworkState::Submitted);
    assert_eq!(form.state_on(day(2019, 5, 30)), NetworkState::Approved);
}

/// Days that meet exactly are in order: nothing is found.
#[test]
fn two_things_on_one_day_do_not_contradict_each_other() {
    let edits: [fn(&mut Value); 5] = [
        |form| form["clinical_directors"][0]["appointed_on"] = json!("2019-05-14"),
        |form| form["history"][1]["on"] = json!("2019-05-14"),
        |form| {
            let next = json!({"event": "establish", "on": "2019-06-20"});
            form["history"].as_array_mut().unwrap().push(next);
        },
        |form| {
            form["agreement"]["variations"] =
                json!([{"on": "2019-05-10", "by": "members", "part": {"schedule": 2}}]);
        },
        |form| form["agreement"]["data_sharing"]["confirmed_on"] = json!("2019-06-28"),
    ];
    for edit in edits {
        let mut form = final_form();
        edit(&mut form);
        let report = report(&form, ContractYear::Y2019_20, Stage::Final, FINAL);
        assert!(report.is_empty(), "{report}");
    }
    let mut form = initial_form();
    form["agreement"]["practices"][2]["signed_on"] = json!("2019-05-14");
    let report = report(&form, ContractYear::Y2019_20, Stage::Initial, INITIAL);
    assert!(report.is_empty(), "{report}");
}

#[test]
fn a_waiver_counts_from_the_day_of_its_grant() {
    let with = |agreed_on: &str| {
        let mut form = initial_form();
        form["members"][1]["list_size"]["count"] = json!(8_749);
        form["list_size"]["count"] = json!(29_999);
        form["waivers"] = json!([{
            "kind": "below_minimum", "agreed_by": "84H", "agreed_on": agreed_on, "reason": "remote"
        }]);
        let report = report(&form, ContractYear::Y2019_20, Stage::Initial, INITIAL);
        report.iter().map(|found| (found.rule.to_string(), found.severity)).collect::<Vec<_>>()
    };
    assert_eq!(with("2019-05-14"), [("NET-SIZE-001".to_owned(), Severity::Info)]);
    let early = [("NET-SIZE-001", Severity::Error), ("REG-DATE-003", Severity::Error)];
    assert_eq!(with("2019-05-15"), early.map(|(rule, severity)| (rule.to_owned(), severity)));
}

#[test]
fn alignment_is_asked_from_the_first_of_april_2026() {
    let found_on = |on: NaiveDate| {
        let year = ContractYear::Y2026_27;
        let mut form = unchanged(year);
        form["area"]["aligned_with_neighbourhoods"] = json!(false);
        form["agreement"]["reviewed_on"] = json!(["2026-03-01"]);
        let report = report(&form, year, Stage::Final, on);
        report.iter().any(|finding| finding.rule.as_str() == "REG-AREA-004")
    };
    assert!(!found_on(day(2026, 3, 31)) && found_on(day(2026, 4, 1)));
}

#[test]
fn a_change_counts_from_the_day_on_which_it_applies() {
    let found_on = |on: NaiveDate| {
        let change = json!({
            "kind": "practice_leaves", "practice": "A81002", "notified_on": "2022-04-20",
            "effective_on": "2022-06-01"
        });
        let year = ContractYear::Y2022_23;
        let report = report(&changed(year, change), year, Stage::Final, on);
        report.iter().any(|finding| finding.rule.as_str() == "REG-PURPOSE-005")
    };
    assert!(!found_on(day(2022, 5, 31)) && found_on(day(2022, 6, 1)));
}

#[test]
fn a_network_that_signed_in_the_year_need_not_review_in_it() {
    let found_with = |signed: &str| {
        let year = ContractYear::Y2020_21;
        let mut form = unchanged(year);
        form["agreement"]["reviewed_on"] = json!([]);
        form["agreement"]["practices"][0]["signed_on"] = json!(signed);
        let report = report(&form, year, Stage::Final, day(2020, 5, 20));
        report.iter().any(|finding| finding.rule.as_str() == "AGR-REVIEW-001")
    };
    assert!(found_with("2020-03-31") && !found_with("2020-04-01"));
}

#[test]
fn an_established_network_may_take_a_signature_later() {
    let year = ContractYear::Y2020_21;
    let mut form = unchanged(year);
    form["history"] = json!([
        {"event": "submit", "on": "2019-05-14"}, {"event": "approve", "on": "2019-05-30"},
        {"event": "establish", "on": "2019-07-01"}, {"event": "notify_change", "on": "2020-05-14"}
    ]);
    form["agreement"]["practices"][2]["signed_on"] = json!("2020-05-12");
    let report = report(&form, year, Stage::Final, day(2020, 5, 20));
    assert!(report.is_empty(), "{report}");
}

/// The form with everything that is a list in another order.
fn reordered(form: &Value, rotation: usize, reverse: bool) -> Value {
    let mut form = form.clone();
    for pointer in [
        "/members",
        "/area/adjacent",
        "/agreement/practices",
        "/agreement/schedules",
        "/clinical_directors",
        "/agreement/other_parties",
    ] {
        if let Some(Value::Array(items)) = form.pointer_mut(pointer) {
            if reverse {
                items.reverse();
            }
            let by = rotation % items.len().max(1);
            items.rotate_left(by);
        }
    }
    form
}

/// What is found, apart from the places in lists, which move with the order.
fn without_places(report: &Report) -> Vec<String> {
    let mut found: Vec<String> = report
        .iter()
        .map(|finding| {
            let path = finding.path.as_deref().unwrap_or_default();
            let path: String = path.split(|c: char| c.is_ascii_digit()).collect();
            let message = finding.message.split('`').next().unwrap_or_default();
            format!(
                "{} {:?} {path} {:?} {message}",
                finding.rule, finding.severity, finding.subject
            )
        })
        .collect();
    found.sort();
    found
}

/// The full findings of one rule.
fn said(form: &Value, year: ContractYear, stage: Stage, on: NaiveDate, rule: &str) -> Vec<String> {
    let report = report(form, year, stage, on);
    let own = report.iter().filter(|finding| finding.rule.as_str() == rule);
    own.map(|finding| finding.message.to_string()).collect()
}

/// A form with a value under every key that there is.
fn full_form() -> Value {
    let mut form = final_form();
    form["purpose"] = json!("new");
    form["code"] = json!("U89141");
    form["change_notice_on"] = json!("2019-06-12");
    form["waivers"] = json!([{
        "kind": "below_minimum", "agreed_by": "84H", "agreed_on": "2019-05-12", "reason": "remote"
    }]);
    form["changes"] = json!([{
        "kind": "practice_leaves", "practice": "A81009", "notified_on": "2019-05-20",
        "effective_on": "2019-06-20"
    }]);
    form["area"]["in_greater_london"] = json!(false);
    form["area"]["aligned_with_neighbourhoods"] = json!(true);
    let agreement = &mut form["agreement"];
    agreement["network_form"] = json!("collaboration");
    agreement["collaboration"] = json!({"terms": "Schedule 7"});
    agreement["care_home_teams"] = json!({"terms": "Schedule 7, part C"});
    agreement["reviewed_on"] = json!(["2019-05-20"]);
    agreement["variations"] = json!([
        {"on": "2019-06-01", "by": "members", "part": {"schedule": 3}, "summary": "a word"},
        {"on": "2019-06-01", "by": "members", "part": {"clause": "dispute_resolution"}}
    ]);
    agreement["schedules"][1]["contradicts"] =
        json!([{"clause": "dispute_resolution", "how": "another mediator"}]);
    form["members"][0]["life"]["until"] = json!("2030-01-01");
    form["members"][0]["allocated_on"] = json!("2019-06-01");
    form
}

/// The paths of every value in a document.
fn pointers(value: &Value, at: &str, out: &mut Vec<String>) {
    let children: Vec<(String, &Value)> = match value {
        Value::Object(fields) => fields.iter().map(|(key, own)| (key.clone(), own)).collect(),
        Value::Array(items) => {
            items.iter().enumerate().map(|(index, own)| (index.to_string(), own)).collect()
        }
        _ => vec![],
    };
    for (key, own) in children {
        let place = format!("{at}/{key}");
        out.push(place.clone());
        pointers(own, &place, out);
    }
}

#[test]
fn the_good_value_that_an_error_shows_is_good_in_its_place() {
    let form = full_form();
    parsed(&form);
    let mut places = Vec::new();
    pointers(&form, "", &mut places);
    let mut bad = Vec::new();
    for place in &places {
        let mut wrong = form.clone();
        let own = wrong.pointer_mut(place).unwrap();
        *own = if own.is_boolean() { json!(5) } else { json!(true) };
        let error = RegistrationForm::from_json(&wrong.to_string()).unwrap_err();
        let good: Value = serde_json::from_str(error.good_value()).unwrap();
        let mut mended = form.clone();
        *mended.pointer_mut(place).unwrap() = good.clone();
        if let Err(error) = RegistrationForm::from_json(&mended.to_string()) {
            bad.push(format!("{place}: {good}: {error}"));
        }
        assert!(!error.message().is_empty() && error.to_string().contains(error.message()));
    }
    assert!(bad.is_empty(), "{}", bad.join("\n"));
    assert!(places.len() > 150, "{}", places.len());
}

#[test]
fn a_good_value_of_a_name_and_of_another_payee_is_of_their_kind() {
    for (place, good) in [("/name", "\"Dale Network\""), ("/members/0/name", "\"Dale Network\"")] {
        let mut wrong = final_form();
        *wrong.pointer_mut(place).unwrap() = json!(5);
        let error = RegistrationForm::from_json(&wrong.to_string()).unwrap_err();
        assert_eq!(error.good_value(), good, "{place}");
        assert!(error.to_string().ends_with(&format!("; a good value is `{good}`")), "{error}");
    }
    let mut wrong = final_form();
    wrong["nominated_payee"] = json!({"other": 5});
    let error = RegistrationForm::from_json(&wrong.to_string()).unwrap_err();
    assert_eq!((error.path(), error.good_value()), ("nominated_payee.other", "\"8HV48\""));
}

#[test]
fn who_is_registered_already_need_not_say_everything_again() {
    let edits: [fn(&mut Value); 8] = [
        |form| {
            for at in 0..3 {
                form["members"][at]["list_size"] = Value::Null;
            }
        },
        |form| form["list_size"] = Value::Null,
        |form| form["area"] = Value::Null,
        |form| form["area"]["map"] = Value::Null,
        |form| form["area"]["sense_to_members"] = Value::Null,
        |form| form["clinical_directors"] = json!([]),
        |form| form["nominated_payee"] = Value::Null,
        |form| form["agreement"] = Value::Null,
    ];
    let year = ContractYear::Y2021_22;
    for (at, edit) in edits.into_iter().enumerate() {
        let mut form = unchanged(year);
        edit(&mut form);
        let report = report(&form, year, Stage::Final, day(2021, 5, 20));
        assert!(report.is_empty(), "{at}: {report}");
    }
}

#[test]
fn nobody_confirms_before_the_obligations_begin() {
    let mut form = final_form();
    form["purpose"] = json!("unchanged");
    form["code"] = json!("U89141");
    let on = |on| said(&form, ContractYear::Y2019_20, Stage::Final, on, "REG-PURPOSE-002");
    assert_eq!(on(day(2019, 6, 30)), ["confirms or changes a registration before there was any"]);
    assert_eq!(on(day(2019, 7, 1)), Vec::<String>::new());
}

#[test]
fn nothing_is_dated_before_the_year_of_the_first_networks() {
    let appointed = |on: &str| {
        let mut form = initial_form();
        form["clinical_directors"][0]["appointed_on"] = json!(on);
        said(&form, ContractYear::Y2019_20, Stage::Initial, INITIAL, "REG-DATE-004")
    };
    assert_eq!(appointed("2019-01-01"), Vec::<String>::new());
    for on in ["2018-12-31", "2017-01-01"] {
        let text = format!("the appointment is dated {on}, before there were networks");
        assert_eq!(appointed(on), [text]);
    }
    let signed = |on: &str| {
        let mut form = initial_form();
        form["agreement"]["practices"][0]["signed_on"] = json!(on);
        said(&form, ContractYear::Y2019_20, Stage::Initial, INITIAL, "REG-DATE-004")
    };
    assert_eq!(signed("2019-01-01"), Vec::<String>::new());
    assert_eq!(signed("2018-12-31").len(), 1);
}

#[test]
fn an_own_account_waits_for_2023_and_for_a_year_without_a_required_payee() {
    let with = |year: ContractYear, on: NaiveDate| {
        let mut form = unchanged(year);
        form["nominated_payee"] = json!("own_account");
        said(&form, year, Stage::Final, on, "NET-PAY-001").len()
    };
    // A year that asks for a payee does so on its last day too.
    assert_eq!(with(ContractYear::Y2022_23, day(2022, 5, 20)), 1);
    assert_eq!(with(ContractYear::Y2022_23, day(2023, 1, 1)), 1);
    assert_eq!(with(ContractYear::Y2023_24, day(2022, 12, 31)), 1);
    assert_eq!(with(ContractYear::Y2023_24, day(2023, 1, 1)), 0);
}

#[test]
fn a_form_that_was_never_submitted_is_not_late_to_be_confirmed() {
    let mut form = initial_form();
    form["history"] = json!([]);
    let late = said(&form, ContractYear::Y2019_20, Stage::Initial, day(2019, 7, 1), "REG-DEAD-002");
    assert_eq!(late, Vec::<String>::new());
}

#[test]
fn a_late_confirmation_says_what_the_sources_have() {
    let on = |date: &str| {
        let mut form = final_form();
        form["history"][1]["on"] = json!(date);
        said(&form, ContractYear::Y2019_20, Stage::Final, day(2019, 7, 31), "REG-DEAD-002")
    };
    assert_eq!(
        on("2019-06-01"),
        ["was confirmed on 2019-06-01; the last day was 2019-05-31, or 2019-06-30 as \
          another source has it"]
    );
    assert_eq!(
        on("2019-07-01"),
        ["was confirmed on 2019-07-01; the last day was 2019-05-31, and no source \
          has it later than 2019-06-30"]
    );
    // Terms in which the sources agree.
    let year = ContractYear::Y2019_20;
    let mut terms = des::year(year).unwrap().registration.clone();
    let mut entry = terms.approval_by.entries()[0].clone();
    entry.readings = Vec::new().into();
    terms.approval_by = pcn::series::Series::new(vec![entry]);
    let mut form = final_form();
    form["history"][1]["on"] = json!("2019-06-01");
    let context = Context { year, stage: Stage::Final, on: FINAL, terms: &terms };
    let report = check(&parsed(&form), &context);
    let texts: Vec<_> =
        report.iter().map(|found| (found.severity, found.message.to_string())).collect();
    let text = "was confirmed on 2019-06-01; the last day was 2019-05-31";
    assert_eq!(texts, [(Severity::Error, text.to_owned())]);
}

#[test]
fn a_network_is_named_by_what_is_known_of_it() {
    let mut form = parsed(&final_form());
    assert_eq!(form.label(), "Dale Network");
    form.code = Some("U89141".parse().unwrap());
    assert_eq!(form.label(), "Dale Network (U89141)");
    form.name = None;
    assert_eq!(form.label(), "U89141");
    form.code = None;
    assert_eq!(form.label(), "the network");
    assert_eq!(NetworkState::ChangePending.to_string(), "change pending");
    assert_eq!(format!("{:>10}|", NetworkState::Approved), "  approved|");
}

fn steps(history: &[(&str, &str)]) -> Participation {
    let history: Vec<_> =
        history.iter().map(|(event, on)| json!({"event": event, "on": on})).collect();
    serde_json::from_value(json!({"practice": "A81009", "history": history})).unwrap()
}

fn step_findings(history: &[(&str, &str)], year: ContractYear, on: NaiveDate) -> Vec<String> {
    let report = steps(history).check(year, &des::year(year).unwrap().registration, on);
    report.iter().map(|found| format!("{} {}", found.rule, found.message)).collect()
}

#[test]
fn a_practices_step_that_cannot_be_taken_says_what_can() {
    use ParticipationEvent as E;
    use ParticipationState as S;
    for (state, event, text) in [
        (
            S::NotParticipating,
            E::Admit,
            "a practice that takes no part cannot be admitted: it has not asked to join; from here \
             it can ask to join, be allocated",
        ),
        (
            S::Joining,
            E::Apply,
            "a practice that has asked to join cannot ask to join: it has asked already; from here \
             it can be refused, be allocated, be admitted",
        ),
        (
            S::CoreMember,
            E::Leave,
            "a practice that is a core member cannot leave: it has not given notice; from here it \
             can give notice, be expelled",
        ),
        (
            S::NoticeGiven,
            E::GiveNotice,
            "a practice that has given notice cannot give notice: it has given notice already; \
             from here it can withdraw its notice, leave, be expelled",
        ),
        (
            S::Left,
            E::Expel,
            "a practice that has left cannot be expelled: it is not a member; from here it can ask \
             to join, be allocated",
        ),
        (
            S::AllocatedByCommissioner,
            E::Refuse,
            "a practice that is allocated by its commissioner cannot be refused: the commissioner \
             requires the network to take it; from here it can be admitted",
        ),
    ] {
        assert_eq!(state.after(event).unwrap_err().to_string(), text);
    }
}

#[test]
fn the_state_of_a_practice_follows_its_steps_to_the_day() {
    let participation = steps(&[("apply", "2019-04-30"), ("admit", "2019-05-10")]);
    for (on, state) in [
        (day(2019, 4, 29), ParticipationState::NotParticipating),
        (day(2019, 4, 30), ParticipationState::Joining),
        (day(2019, 5, 9), ParticipationState::Joining),
        (day(2019, 5, 10), ParticipationState::CoreMember),
    ] {
        assert_eq!(participation.state_on(on), state, "{on}");
    }
    let member = [("apply", "2019-04-30"), ("admit", "2019-05-10")];
    let (year, last) = (ContractYear::Y2019_20, day(2019, 5, 10));
    assert_eq!(step_findings(&member, year, last), Vec::<String>::new());
    assert_eq!(
        step_findings(&member, year, day(2019, 5, 9)),
        ["REG-DATE-003 the step is dated 2019-05-10, after 2019-05-09"]
    );
    // Two steps of one day are in order.
    let one_day = [("apply", "2019-05-10"), ("admit", "2019-05-10")];
    assert_eq!(step_findings(&one_day, year, last), Vec::<String>::new());
    let backwards = [("apply", "2019-05-10"), ("admit", "2019-05-09")];
    assert_eq!(
        step_findings(&backwards, year, last),
        ["REG-LIFE-001 a step of 2019-05-09 follows one of 2019-05-10"]
    );
}

#[test]
fn notice_and_allocation_are_judged_in_their_own_year_to_the_day() {
    let year = ContractYear::Y2020_21;
    let leave = |given: &str, left: &str| {
        let member = [("apply", "2019-04-30"), ("admit", "2019-05-10")];
        let history = [&member[..], &[("give_notice", given), ("leave", left)]].concat();
        step_findings(&history, year, day(2021, 5, 1))
    };
    assert_eq!(leave("2020-05-31", "2020-06-30"), Vec::<String>::new());
    assert_eq!(
        leave("2020-05-31", "2020-06-29"),
        ["REG-WINDOW-003 leaves on 2020-06-29, and its notice runs to 2020-06-30"]
    );
    // Another year's notice and leaving are not for these terms to judge.
    assert_eq!(leave("2021-04-10", "2021-04-20"), Vec::<String>::new());
    let allocated = |on: &str| step_findings(&[("allocate", on)], year, day(2021, 5, 1));
    assert_eq!(allocated("2020-06-30"), Vec::<String>::new());
    assert_eq!(
        allocated("2020-07-01"),
        ["REG-DEAD-006 was allocated on 2020-07-01; the last day was 2020-06-30"]
    );
    assert_eq!(allocated("2021-04-01"), Vec::<String>::new());
}

#[test]
fn a_notice_outside_its_windows_is_told_which_they_are() {
    let given = |year: ContractYear, on: &str| {
        let history = [("apply", "2019-04-30"), ("admit", "2019-05-10"), ("give_notice", on)];
        step_findings(&history, year, day(i32::from(year.start()) + 1, 3, 31))
    };
    assert_eq!(
        given(ContractYear::Y2022_23, "2022-05-01"),
        ["REG-WINDOW-001 gave notice on 2022-05-01; the window is 2022-04-01 to 2022-04-30, or \
          2022-10-01 to 2022-10-31"]
    );
    assert_eq!(
        given(ContractYear::Y2020_21, "2020-06-01"),
        ["REG-WINDOW-001 gave notice on 2020-06-01; the window is open to 2020-05-31"]
    );
}

#[test]
fn forms_cover_an_area_when_each_practice_stands_on_just_one() {
    use pcn::registration::{FormCoverage, ListedPractice};
    let form = parsed(&final_form());
    let terms = &des::year(ContractYear::Y2019_20).unwrap().registration;
    let mut listed: Vec<_> = form
        .member_codes()
        .into_iter()
        .map(|practice| ListedPractice { practice, patients: None })
        .collect();
    let of = |forms: &[RegistrationForm], listed: &[ListedPractice]| {
        FormCoverage::of(forms, listed, terms, FINAL).is_complete()
    };
    assert!(of(std::slice::from_ref(&form), &listed));
    assert!(!of(&[form.clone(), form.clone()], &listed), "twice");
    listed.push(ListedPractice { practice: "A81009".parse().unwrap(), patients: None });
    assert!(!of(std::slice::from_ref(&form), &listed), "one is missing");
}

#[test]
fn another_party_is_the_same_by_code_or_else_by_name() {
    let parties = |parties: Value| {
        let mut form = final_form();
        form["agreement"]["other_parties"] = parties;
        said(&form, ContractYear::Y2019_20, Stage::Final, FINAL, "AGR-PARTY-002")
    };
    let party = |name: &str, code: Option<&str>| {
        let mut party = json!({
            "name": name, "sector": "community", "agreed_on": "2019-05-02",
            "signed_on": "2019-05-13"
        });
        if let Some(code) = code {
            party["code"] = json!(code);
        }
        party
    };
    let twice = |text: &str| vec![text.to_owned()];
    let at = "stands at `other_parties[0]` already";
    let (one, two) = (Some("RXX01"), Some("RXX02"));
    assert_eq!(
        parties(json!([party("Dale", one), party("Other", one)])),
        twice(&format!("Other {at}"))
    );
    assert_eq!(parties(json!([party("Dale", one), party("Dale", two)])), Vec::<String>::new());
    for (a, b) in [(None, None), (one, None), (None, two)] {
        assert_eq!(
            parties(json!([party("Dale", a), party("Dale", b)])),
            twice(&format!("Dale {at}"))
        );
        assert_eq!(parties(json!([party("Dale", a), party("Other", b)])), Vec::<String>::new());
    }
}

#[test]
fn a_signature_of_the_day_is_no_signature_of_the_future() {
    let signed = |on: &str| {
        let mut form = final_form();
        form["agreement"]["other_parties"][0]["signed_on"] = json!(on);
        said(&form, ContractYear::Y2019_20, Stage::Final, FINAL, "AGR-SIGN-002")
    };
    assert_eq!(signed("2019-06-28"), Vec::<String>::new());
    assert_eq!(
        signed("2019-06-29"),
        ["Dale Community Trust signed on 2019-06-29, after 2019-06-28"]
    );
}

#[test]
fn a_schedule_may_settle_what_no_clause_of_its_own_says() {
    for (key, topic, year, rule) in [
        ("director_appointment", "director_appointment", ContractYear::Y2019_20, "AGR-CD-001"),
        ("decisions", "decision_making", ContractYear::Y2019_20, "AGR-GOV-001"),
        ("collaboration", "collaboration_terms", ContractYear::Y2020_21, "AGR-COLLAB-001"),
    ] {
        let with = |own: bool, settled: bool| {
            let mut form =
                if year == ContractYear::Y2019_20 { final_form() } else { unchanged(year) };
            if !own {
                form["agreement"][key] = Value::Null;
            }
            for schedule in form["agreement"]["schedules"].as_array_mut().unwrap() {
                if let Some(Value::Array(settles)) = schedule.get_mut("settles") {
                    settles.retain(|own| own != topic);
                }
            }
            if settled {
                let settles = &mut form["agreement"]["schedules"][0]["settles"];
                settles.as_array_mut().unwrap().push(json!(topic));
            }
            let on = if year == ContractYear::Y2019_20 { FINAL } else { day(2020, 5, 20) };
            said(&form, year, Stage::Final, on, rule).len()
        };
        assert_eq!(
            [with(true, true), with(true, false), with(false, true), with(false, false)],
            [0, 0, 0, 1],
            "{key}"
        );
    }
}

#[test]
fn the_words_of_agreements_for_people() {
    use pcn::agreement::{ClauseSubject, ContractHolder, Topic, WorkingOption};
    assert_eq!("initial".parse(), Ok(Stage::Initial));
    assert_eq!(format!("{} {}", Stage::Initial, Stage::Final), "initial final");
    assert_eq!(ClauseSubject::DisputeResolution.to_string(), "dispute resolution");
    assert_eq!(ClauseSubject::EventsOutsideControl.name(), "events outside a member's control");
    assert_eq!(Topic::JointDecisions.to_string(), "joint decision making");
    let names: BTreeSet<_> = ClauseSubject::ALL.into_iter().map(ClauseSubject::name).collect();
    assert_eq!(names.len(), ClauseSubject::ALL.len());
    // Three subjects have a source of their own; the others share one.
    let sources: Vec<_> = ClauseSubject::ALL.into_iter().map(ClauseSubject::source).collect();
    let of = |subject: ClauseSubject| {
        sources.iter().filter(|source| **source == subject.source()).count()
    };
    for subject in ClauseSubject::ALL {
        let own = matches!(
            subject,
            ClauseSubject::Principles
                | ClauseSubject::DecisionMaking
                | ClauseSubject::OutsideOrganisations
        );
        assert_eq!(of(subject), if own { 1 } else { 11 }, "{subject}");
    }
    for (option, holder, findings) in [
        (WorkingOption::Informal, None, 0),
        (
            WorkingOption::NewContract(ContractHolder::LeadProvider),
            Some(ContractHolder::LeadProvider),
            0,
        ),
        (WorkingOption::NewContract(ContractHolder::Network), Some(ContractHolder::Network), 1),
    ] {
        assert_eq!(option.contract_holder(), holder);
        assert_eq!(option.check().len(), findings, "{option:?}");
    }
}

proptest! {
    #[test]
    fn a_good_form_stays_good_in_any_order(rotation in 0usize..7, reverse: bool) {
        let form = reordered(&final_form(), rotation, reverse);
        let report = report(&form, ContractYear::Y2019_20, Stage::Final, FINAL);
        prop_assert_eq!(found(&report), []);
    }

    #[test]
    fn findings_do_not_depend_on_order(at in 0usize..60, rotation in 0usize..7, reverse: bool) {
        let case = &CASES[at % CASES.len()];
        let form = reordered(&case.form, rotation, reverse);
        let one = report(&case.form, case.year, case.stage, case.on);
        let two = report(&form, case.year, case.stage, case.on);
        prop_assert_eq!(without_places(&one), without_places(&two));
    }

    #[test]
    fn a_form_comes_back_from_json(at in 0usize..100) {
        let form = parsed(&CASES[at % CASES.len()].form);
        let text = serde_json::to_string(&form).unwrap();
        prop_assert_eq!(RegistrationForm::from_json(&text).unwrap(), form);
    }

    #[test]
    fn a_list_size_only_matters_by_its_sum(one in 1u32..100_000, two in 1u32..100_000) {
        let mut form = initial_form();
        form["members"][0]["list_size"]["count"] = json!(one);
        form["members"][1]["list_size"]["count"] = json!(two);
        let sum = u64::from(one) + u64::from(two) + 9_000;
        form["list_size"]["count"] = json!(sum);
        let report = report(&form, ContractYear::Y2019_20, Stage::Initial, INITIAL);
        let expected: &[&str] = match sum {
            0..30_000 => &["NET-SIZE-001"],
            30_000..=50_000 => &[],
            _ => &["NET-SIZE-003"],
        };
        let rules: Vec<_> = report.iter().map(|finding| finding.rule.as_str()).collect();
        prop_assert_eq!(rules, expected);
    }

    #[test]
    fn no_text_panics_the_reader(text in "\\PC{0,200}") {
        let _ = RegistrationForm::from_json(&text);
    }

    #[test]
    fn no_single_damage_to_a_form_panics_the_reader_or_the_check(
        at in 0usize..4_000, with in prop::sample::select(vec!["", "0", "\"", "}", "-9", "null", "é"])
    ) {
        let mut text = final_form().to_string();
        let at = at % text.len();
        if text.is_char_boundary(at) && text.is_char_boundary(at + 1) {
            text.replace_range(at..=at, with);
        }
        if let Ok(form) = RegistrationForm::from_json(&text) {
            let year = ContractYear::Y2019_20;
            let terms = &des::year(year).unwrap().registration;
            let _ = check(&form, &Context { year, stage: Stage::Final, on: FINAL, terms });
        }
    }
}

#[test]
fn a_known_network_without_a_map_of_an_area_it_describes_says_nothing_of_the_map() {
    let year = ContractYear::Y2021_22;
    let mut form = unchanged(year);
    form["area"] = json!({"sense_to_members": true});
    let report = report(&form, year, Stage::Final, day(2021, 5, 20));
    assert!(report.is_empty(), "{report}");
}

#[test]
fn a_list_of_another_day_is_told_the_day_of_its_year() {
    let of = |year: ContractYear| {
        let report = report(&final_form(), year, Stage::Final, year.first_day());
        let found = report.iter().find(|one| {
            one.rule.as_str() == "REG-LIST-004" && one.path.as_deref() == Some("list_size.on")
        });
        let found = found.expect("the lists are of 2019");
        let of_network = found.subject.as_ref().map(ToString::to_string);
        (found.severity.name(), found.remedy.to_string(), found.citation.clone(), of_network)
    };
    let (severity, remedy, citation, subject) = of(ContractYear::Y2020_21);
    assert_eq!(severity, "error");
    assert_eq!(remedy, "give the list of that day, with `\"on\": \"2020-01-01\"`");
    assert!(citation.document().contains("BW Medical"), "{citation}");
    assert!(subject.is_some());
    // No page gives the day of 2026/27.
    let (severity, remedy, citation, _) = of(ContractYear::Y2026_27);
    assert_eq!(severity, "warning");
    assert!(remedy.ends_with("`\"on\": \"2026-01-01\"`"), "{remedy}");
    assert!(citation.document().starts_with("this crate: 1 January before"), "{citation}");
    // What the remedy shows is good in its place.
    let mut form = final_form();
    form["list_size"]["on"] = json!("2026-01-01");
    let report = report(&form, ContractYear::Y2026_27, Stage::Final, day(2026, 4, 1));
    let left = found(&report).into_iter().filter(|(rule, _)| rule == "REG-LIST-004");
    assert!(
        left.clone().count() > 0 && left.map(|(_, path)| path).all(|path| path != "list_size.on")
    );
}
