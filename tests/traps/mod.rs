//! Inputs made to be slow: of everything much, or much of one thing. Each is made for a size and
//! gives the work to be counted; work that is linear asks for about four times as much at four
//! times the size, whatever the machine.
#![allow(dead_code, reason = "the test and the bench use what they need")]

#[cfg(feature = "xlsx")]
#[path = "../book/mod.rs"]
mod book;

use std::{hint::black_box, io::Write as _};

use pcn::{
    agreement::{self, NetworkAgreement, Stage},
    calendar::{ContractYear, NaiveDate, Period, day, gaps},
    citation::{Citation, Evidence, Source},
    code::{PcnCode, PracticeCode, SubIcbCode},
    des::{self, LocalVariation},
    fhir::{Bundle, Exporter, Imported},
    finding::{Finding, Policy, Report, Rule, RuleId, Severity},
    funding::{
        self,
        arrs::{ClaimBasis, Post},
    },
    iif::{self, Declaration, IndicatorCode, PracticeCounts},
    json,
    maturity::{self, Distribution, Journey, LocalMatrix},
    ncdes::{Dictionary, Figures, Publication},
    network::{
        Change, Checker, Commissioned, CommissionerRelation, Directorship, Extent, Membership,
        OwnRow, Payee, PayeeRecord, Pcn, Practice, Provenance, Register, RegisterBuilder,
        Succession, Waiver,
    },
    ods::{Assembler, ListFile, MapFile, NetworkFile, OwnTable, PartnerFile, PracticeFile},
    plan::{self, Plan, Strategy},
    quantity::{Patients, PatientsOn},
    registration::{self, FormCoverage, ListedPractice, Participation, RegistrationForm},
    service::{Lists, Timetable},
};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

/// Work that is ready to be done once.
pub(crate) type Work = Box<dyn FnOnce()>;

/// A trap: its name, and the work for a size.
pub(crate) type Trap = (&'static str, fn(usize) -> Work);

/// A day on which most of what is made up holds.
const ON: NaiveDate = day(2023, 10, 1);
const SOURCE: Source = Source::constant(Citation::constant("made up"), Evidence::Secondary);

pub(crate) const TRAPS: &[Trap] = &[
    ("findings by the thousand", findings),
    ("one practice in many networks, one after the other", moves),
    ("one practice in many networks at once", crowded),
    ("one practice in many networks over the past", crowded_before),
    ("one membership over and over", repeated),
    ("one membership over and over, each row of another file", repeated_in_files),
    ("one network of many members", large_network),
    ("many networks with a waiver each", waived_networks),
    ("many records of one network's payee and directors", payees),
    ("many lists of one practice", lists),
    ("many commissioners of one practice", commissioners),
    ("many contradicting records", contradictions),
    ("a long chain of successions", chain),
    ("many successions into one practice", funnel),
    ("a long chain of successions, and one merger more", merger),
    ("an own table of one practice", reconcile_one),
    ("an own table of many practices", reconcile_many),
    ("a register and its like", difference),
    ("periods that overlap", periods),
    ("a form of many members", form),
    ("many forms of the same members", forms),
    ("an agreement of many practices", signatories),
    ("a practice's long participation", participation),
    ("a plan of many linked initiatives", linked_plan),
    ("many strategies", strategies),
    ("a claim of many posts", claim),
    ("the payments of many practices", payments),
    ("the fund with many observations", observations),
    ("the fund with many decisions", decisions),
    ("counts of many practices", added_up),
    ("a declaration with a long history", declaration),
    ("a journey of many assessments", journey),
    ("many journeys", journeys),
    ("a local matrix of many components", matrix),
    ("a timetable of many slots", timetable),
    ("a variation of many practices", variation),
    ("a series of many figures", series),
    ("a bundle of one practice over and over", bundle_of_one),
    ("a bundle of many memberships", bundle),
    ("files of one row over and over", files_of_one),
    ("files of many rows", files),
    ("an own table as a file", own_table),
    ("a publication of one row over and over", publication_of_one),
    ("a publication of many rows", publication),
    ("a container of many files", container),
    ("a container in which one name repeats", container_of_one_name),
    #[cfg(feature = "xlsx")]
    ("a workbook of many sheets", sheets),
    #[cfg(feature = "xlsx")]
    ("a workbook of many rows", sheet_rows),
];

fn practice(at: usize) -> PracticeCode {
    format!("A{:05}", at % 100_000).parse().unwrap()
}

fn network(at: usize) -> PcnCode {
    format!("U{:05}", at % 100_000).parse().unwrap()
}

fn commissioner(at: usize) -> SubIcbCode {
    let letter = char::from(b'A' + u8::try_from(at / 100 % 26).unwrap());
    format!("{:02}{letter}", at % 100).parse().unwrap()
}

fn after(from: NaiveDate, days: usize) -> NaiveDate {
    from.checked_add_days(chrono::Days::new(days as u64)).unwrap()
}

fn list(patients: u32, on: NaiveDate) -> PatientsOn<pcn::quantity::Registered> {
    PatientsOn { count: Patients::from(patients), on }
}

fn made<T: DeserializeOwned>(value: &Value) -> T {
    json::from_str(&value.to_string()).unwrap_or_else(|error| panic!("{error}"))
}

/// Everything that a register is asked.
fn asked(facts: RegisterBuilder) -> Work {
    Box::new(move || {
        let register = facts.build();
        let report = register.check(ON);
        black_box((report.to_string(), serde_json::to_string(&report).unwrap()));
        black_box(register.statistics(ON));
        black_box(register.coverage(&[], ON));
        black_box(serde_json::to_string(&register).unwrap());
    })
}

fn described(networks: usize, practices: usize) -> RegisterBuilder {
    let mut facts = Register::builder();
    for at in 0..networks {
        facts.network(Pcn::new(network(at), format!("PCN {at}"), Period::since(day(2015, 7, 1))));
    }
    for at in 0..practices {
        facts.practice(Practice::new(practice(at), format!("SURGERY {at}")));
        facts.list(practice(at), list(700, ON));
    }
    facts
}

fn findings(n: usize) -> Work {
    Box::new(move || {
        let rule = |at: usize| {
            let id: RuleId = format!("MYORG-TEST-{:03}", at % 7).parse().unwrap();
            Rule::new(id, "a made-up rule", SOURCE)
        };
        let rules: Vec<_> = (0..7).map(rule).collect();
        let mut report = Report::new();
        for at in 0..n {
            let severity = [Severity::Error, Severity::Warning, Severity::Info][at % 3];
            report.push(
                Finding::of(&rules[at % 7], format!("finding {}", at * 7_919 % 10_007))
                    .severity(severity)
                    .about(practice(at * 31))
                    .at(format!("members[{at}]"))
                    .on(after(ON, at % 50)),
            );
        }
        let mut report = report.within("form").under(&Policy::new());
        report.sort();
        black_box((report.summary(), report.worst(), report.to_string()));
        let text = serde_json::to_string(&report).unwrap();
        assert_eq!(json::from_str::<Report>(&text).unwrap(), report);
    })
}

fn moves(n: usize) -> Work {
    let mut facts = described(n, 1);
    for at in 0..n {
        let from = after(day(2015, 7, 1), at);
        let period = Period::constant(from, after(from, 1));
        let place = Provenance::line("partners.csv", u32::try_from(at).unwrap());
        facts.membership(Membership::new(practice(0), network(at), period).at(place));
    }
    asked(facts)
}

fn crowded(n: usize) -> Work {
    let mut facts = described(n, 1);
    for at in 0..n {
        let period = Period::since(after(day(2019, 7, 1), at % 1_000));
        facts.membership(Membership::new(practice(0), network(at), period));
    }
    asked(facts)
}

fn crowded_before(n: usize) -> Work {
    let mut facts = described(n, 1);
    for at in 0..n {
        let period = Period::constant(after(day(2019, 7, 1), at % 365), day(2022, 1, 1));
        facts.membership(Membership::new(practice(0), network(at), period));
    }
    asked(facts)
}

fn repeated(n: usize) -> Work {
    let mut facts = described(1, 1);
    for _ in 0..n {
        facts.membership(Membership::new(practice(0), network(0), Period::since(ON)));
    }
    asked(facts)
}

fn repeated_in_files(n: usize) -> Work {
    let mut facts = described(1, 1);
    for at in 0..n {
        let place = Provenance::line(format!("partners-{at}.csv"), 2);
        let row = Membership::new(practice(0), network(0), Period::since(ON)).at(place);
        facts.membership(row);
    }
    asked(facts)
}

fn large_network(n: usize) -> Work {
    let mut facts = described(1, 0);
    for at in 0..n {
        let mut member = Practice::new(practice(at), "SURGERY");
        member.commissioner = Some(commissioner(at));
        facts.practice(member);
        if at % 2 == 0 {
            facts.list(practice(at), list(700, ON));
        }
        let row = Membership::new(practice(at), network(0), Period::since(day(2019, 7, 1)));
        facts.membership(row);
    }
    asked(facts)
}

fn waived_networks(n: usize) -> Work {
    let mut facts = described(n, n);
    let mut checker = Checker::new();
    for at in 0..n {
        facts.membership(Membership::new(practice(at), network(at), Period::since(ON)));
        let waiver: Waiver = made(&json!({
            "pcn": network(at), "kind": "below_minimum", "agreed_by": "16C",
            "period": {"from": "2019-07-01"}, "reason": "a rural area",
        }));
        if at % 2 == 0 {
            facts.waiver(waiver);
        } else {
            checker = checker.waiver(waiver);
        }
    }
    Box::new(move || {
        black_box(checker.check(&facts.build(), ON));
    })
}

fn payees(n: usize) -> Work {
    let mut facts = described(1, n + 1);
    for at in 0..n {
        let period = Period::since(day(2019, 7, 1));
        facts.membership(Membership::new(practice(at), network(0), period));
        // The last is no member.
        let payee = Payee::Member(practice(at + 1));
        facts.payee(PayeeRecord { pcn: network(0), payee, period });
        let directorship: Directorship = made(&json!({
            "pcn": network(0), "directors": [{"name": "Dr A"}], "period": {"from": "2019-07-01"},
        }));
        facts.directorship(directorship);
    }
    asked(facts)
}

fn lists(n: usize) -> Work {
    let mut facts = described(1, 1);
    facts.membership(Membership::new(practice(0), network(0), Period::since(day(2019, 7, 1))));
    for at in 0..n {
        facts.list(practice(0), list(u32::try_from(at).unwrap(), after(day(2019, 7, 1), at / 2)));
    }
    Box::new(move || {
        let register = facts.build();
        black_box(register.check(ON));
        for at in 0..n {
            black_box(register.list_of(practice(0), after(day(2019, 7, 1), at)));
        }
    })
}

fn commissioners(n: usize) -> Work {
    let mut facts = described(1, 1);
    facts.membership(Membership::new(practice(0), network(0), Period::since(day(2019, 7, 1))));
    for at in 0..n {
        for of in [Commissioned::Practice(practice(0)), Commissioned::Network(network(0))] {
            let period = Period::since(after(day(2013, 4, 1), at));
            facts.commissioner(CommissionerRelation { of, commissioner: commissioner(at), period });
        }
    }
    asked(facts)
}

fn contradictions(n: usize) -> Work {
    let mut facts = Register::builder();
    for at in 0..n {
        let life = Period::since(after(day(2019, 7, 1), at));
        facts.network(Pcn::new(network(0), format!("PCN {at}"), life));
        let mut record = Practice::new(practice(0), format!("SURGERY {at}"));
        record.life = Some(life);
        facts.practice(record);
    }
    asked(facts)
}

fn chain(n: usize) -> Work {
    let mut facts = described(1, n + 1);
    for at in 0..n {
        let (practice, into) = (practice(at), practice(at + 1));
        facts.succession(Succession { practice, into, on: after(day(2019, 7, 1), at % 1_000) });
        facts.membership(Membership::new(into, network(0), Period::since(day(2019, 7, 1))));
    }
    asked(facts)
}

fn funnel(n: usize) -> Work {
    let mut facts = described(1, n + 1);
    for at in 1..=n {
        let (practice, into) = (practice(at), practice(0));
        facts.succession(Succession { practice, into, on: day(2019, 7, 1) });
    }
    facts.membership(Membership::new(practice(0), network(0), Period::since(day(2019, 7, 1))));
    asked(facts)
}

fn merger(n: usize) -> Work {
    let mut facts = described(1, n + 2);
    for at in 0..n {
        // The way from the last to the first is the longest there is.
        let (practice, into) = (practice(at + 1), practice(at));
        facts.succession(Succession { practice, into, on: after(ON, 10) });
    }
    Box::new(move || {
        let register = facts.build();
        let (practice, into) = (practice(n + 1), practice(n));
        let change = Change::MergesInto { practice, into, on: ON };
        black_box(register.what_if(&[change], ON).unwrap());
    })
}

fn reconcile_one(n: usize) -> Work {
    let mut facts = described(n, 1);
    for at in 0..n {
        facts.membership(Membership::new(practice(0), network(at), Period::since(ON)));
    }
    let register = facts.build();
    let rows: Vec<_> = (0..n).map(|_| OwnRow::new("A00000", "U00000")).collect();
    Box::new(move || {
        let found = register.reconcile(&rows, &Extent::Everything, ON);
        black_box((found.to_string(), found.to_markdown()));
    })
}

fn reconcile_many(n: usize) -> Work {
    let mut facts = described(n, n);
    for at in 0..n {
        facts.membership(Membership::new(practice(at), network(at), Period::since(ON)));
    }
    let register = facts.build();
    let row = |at: usize| OwnRow::new(format!(" a{:05}", at + n / 2), network(at).to_string());
    let rows: Vec<_> = (0..n).map(row).collect();
    Box::new(move || {
        let areas: Vec<SubIcbCode> = (0..n).map(commissioner).collect();
        let found = register.reconcile(&rows, &Extent::NetworksNamed, ON);
        black_box((found.to_string(), register.reconcile(&rows, &Extent::Area(areas), ON)));
    })
}

fn difference(n: usize) -> Work {
    let (mut one, mut two) = (described(n, n), described(n, n));
    for at in 0..n {
        one.membership(Membership::new(practice(at), network(at), Period::since(ON)));
        two.membership(Membership::new(practice(at), network((at + 1) % n), Period::since(ON)));
    }
    let (one, two) = (one.build(), two.build());
    Box::new(move || {
        black_box(one.difference(&two, &Checker::new(), ON).to_string());
    })
}

fn periods(n: usize) -> Work {
    let periods: Vec<_> = (0..n)
        .map(|at| {
            let from = after(day(2019, 7, 1), at * 7_919 % 4_000);
            Period::constant(from, after(from, 1 + at % 900))
        })
        .collect();
    Box::new(move || {
        black_box(gaps(Period::constant(day(2019, 4, 1), day(2035, 4, 1)), periods));
    })
}

const FORM: &str = "67e55044-10b1-426f-9247-bb680e5fe0c9";

fn a_form(n: usize) -> Value {
    let members: Vec<_> = (0..n)
        .map(|at| json!({"code": practice(at), "name": "SURGERY", "list_size": {"count": 700, "on": "2023-01-01"}}))
        .collect();
    let adjacent: Vec<_> =
        (1..n).map(|at| json!([practice(at * 7_919 % n), practice(at)])).collect();
    let changes: Vec<_> = (0..n)
        .map(|at| json!({"kind": "practice_joins", "practice": practice(at), "notified_on": "2023-05-01"}))
        .collect();
    let directors: Vec<_> =
        (0..n).map(|_| json!({"person": {"name": "Dr A", "share": "0.5"}})).collect();
    let waivers: Vec<_> = (0..n)
        .map(|_| json!({"kind": "below_minimum", "agreed_by": "16C", "agreed_on": "2023-05-01", "reason": "rural"}))
        .collect();
    json!({
        "id": FORM, "name": "Downland PCN", "code": "U89141", "commissioner": "16C",
        "members": members, "area": {"map": "map.pdf", "adjacent": adjacent}, "changes": changes,
        "clinical_directors": directors, "waivers": waivers, "agreement": an_agreement(n),
    })
}

fn an_agreement(n: usize) -> Value {
    let practices: Vec<_> =
        (0..n).map(|at| json!({"practice": practice(at / 2), "signed_on": "2023-04-01"})).collect();
    let parties: Vec<_> =
        (0..n).map(|at| json!({"name": format!("Trust {at}"), "sector": "community"})).collect();
    let schedules: Vec<_> = (0..n)
        .map(|at| {
            json!({"number": 1 + at % 7, "state": "complete", "contradicts":
            [{"clause": "dispute_resolution", "how": "names another body"}]})
        })
        .collect();
    let variations: Vec<_> = (0..n)
        .map(|_| json!({"on": "2023-04-01", "by": "national", "part": {"clause": "workforce"}}))
        .collect();
    json!({
        "id": FORM, "practices": practices, "other_parties": parties, "schedules": schedules,
        "variations": variations,
    })
}

fn form(n: usize) -> Work {
    let form: RegistrationForm = made(&a_form(n));
    Box::new(move || {
        let year = des::year(ContractYear::Y2023_24).unwrap();
        for stage in [Stage::Initial, Stage::Final] {
            let terms = &year.registration;
            let context = registration::Context { year: year.year, stage, on: ON, terms };
            black_box(registration::check(&form, &context).to_string());
        }
        black_box((form.size(), form.member_codes()));
    })
}

fn forms(n: usize) -> Work {
    let (large, small) =
        (made::<RegistrationForm>(&a_form(n)), made::<RegistrationForm>(&a_form(3)));
    let mut forms = vec![small; n];
    forms.extend([large.clone(), large]);
    let listed: Vec<ListedPractice> =
        (0..n).map(|at| made(&json!({"practice": practice(at), "patients": 700}))).collect();
    let terms = &des::year(ContractYear::Y2023_24).unwrap().registration;
    Box::new(move || {
        let coverage = FormCoverage::of(&forms, &listed, terms, ON);
        black_box(coverage.report.to_string());
    })
}

fn signatories(n: usize) -> Work {
    let agreement: NetworkAgreement = made(&an_agreement(n));
    let members: Vec<_> = (0..n).map(practice).collect();
    Box::new(move || {
        let year = ContractYear::Y2023_24;
        let members = Some(&*members);
        let context = agreement::Context { year, stage: Stage::Final, on: ON, members };
        black_box(agreement::check(&agreement, &context).to_string());
        black_box(agreement.signed_between());
    })
}

fn participation(n: usize) -> Work {
    let events = ["apply", "admit", "leave"];
    let history: Vec<_> = (0..n)
        .map(|at| json!({"event": events[at % 3], "on": after(day(2019, 5, 1), at)}))
        .collect();
    let participation: Participation = made(&json!({"practice": "A81001", "history": history}));
    Box::new(move || {
        for year in des::years() {
            black_box(participation.check(year.year, &year.registration, ON).to_string());
        }
        black_box(participation.state_on(ON));
    })
}

fn linked_plan(n: usize) -> Work {
    let links = json!([
        {"service": "structured_medication_review"}, {"service": "enhanced_access"},
        {"indicator": "HI-03"}
    ]);
    // The tree of goals has no end of branches; a plan numbers its objectives up to 255.
    let path = |at: usize| match (1 + at / 27 % 99, u8::try_from(at % 27).unwrap()) {
        (root, 0) => root.to_string(),
        (root, part) => format!("{root}.{}", char::from(b'a' + part - 1)),
    };
    let objectives: Vec<_> =
        (1..=n.min(250)).map(|at| json!({"number": at, "text": "objective"})).collect();
    let numbers: Vec<_> = (1..=n.min(250)).collect();
    let goals: Vec<_> = (0..n.min(99 * 27))
        .map(|at| {
            json!({"path": path(at), "text": "goal", "objectives":
            if at == 0 { &*numbers } else { &[] }})
        })
        .collect();
    let paths: Vec<_> = (0..8).map(|at| path(at * 31 % n)).collect();
    let initiatives: Vec<_> = (0..n)
        .map(|at| json!({"title": format!("initiative {at}"), "years": ["2019/20", "2020/21"],
            "goals": paths, "serves": links,
            "brag": [{"on": "2020-11-01", "status": "red"}, {"on": "2021-11-01", "status": "blue"}]}))
        .collect();
    // Of one kind, measures are numbered up to 255 too.
    let measures: Vec<_> = (0..200)
        .map(|at| {
            json!({"aim": "health", "number": 1 + at % 250, "text": "checks",
            "status": {"to_be_confirmed": {}}, "frequency": "quarterly", "data_level": "network"})
        })
        .collect();
    let text = json!({
        "id": FORM, "title": "Downland plan", "place": "Downland",
        "years": {"first": "2020/21", "last": "2022/23"},
        "objectives": objectives, "goals": goals,
        "themes": [{"number": 1, "title": "All", "initiatives": initiatives}],
        "measures": measures,
        "source": {"citation": {"document": "made up"}, "evidence": "secondary"},
    })
    .to_string();
    Box::new(move || {
        let plan: Plan = json::from_str(&text).unwrap_or_else(|error| panic!("{error}"));
        black_box(plan::check(&plan, ON, ON).to_string());
        black_box((plan.links().len(), plan.design_coverage(), plan.last_report()));
    })
}

fn strategies(n: usize) -> Work {
    let first = plan::leicestershire_2019();
    let strategies: Vec<Strategy> = (0..n)
        .map(|at| {
            let mut strategy = first.clone();
            strategy.title = format!("strategy {at}").into();
            strategy.groups.truncate(1);
            strategy
        })
        .collect();
    Box::new(move || {
        black_box(plan::check_strategies(&strategies, day(2035, 1, 1)).to_string());
        black_box(plan::current(&strategies, ContractYear::Y2020_21).len());
    })
}

fn claim(n: usize) -> Work {
    let roles =
        ["clinical_pharmacist", "pharmacy_technician", "advanced_practitioner", "paramedic"];
    let post = |at: usize| {
        made::<Post>(
            &json!({"reference": format!("post {at}"), "role": roles[at % 4], "wte": "0.5",
            "annual_cost": "36400", "from": "2023-11-13"}),
        )
    };
    let posts: Vec<_> = (0..n).map(post).collect();
    let basis: ClaimBasis = made(&json!({
        "weighted": {"count": "51250.5", "on": "2023-01-01"},
        "registered": {"count": 50000, "on": "2023-01-01"},
    }));
    let terms = &des::year(ContractYear::Y2023_24).unwrap().funding.arrs;
    Box::new(move || {
        let claim = terms.claim_year(&posts, &basis);
        black_box(serde_json::to_string(&claim).unwrap());
    })
}

fn payments(n: usize) -> Work {
    let practices: Vec<_> = (0..n)
        .map(|at| {
            json!({"practice": practice(at),
            "during": {"from": after(day(2021, 4, 1), at % 300)},
            "counts": {"registered": {"count": 700, "on": "2021-01-01"},
                "adjusted": {"count": "700.25", "on": "2021-01-01"},
                "weighted": {"count": "690.5", "on": "2021-01-01"},
                "beds": {"count": 3, "on": "2021-04-01"}}})
        })
        .collect();
    let facts: funding::Facts = made(&json!({"counts": {"practices": practices}}));
    let year = des::year(ContractYear::Y2021_22).unwrap();
    Box::new(move || {
        let question = funding::Question::of(year.year.period());
        let statement = year.funding.statement(&facts, &question);
        black_box(serde_json::to_string(&statement).unwrap());
        black_box(year.funding.restate(&facts, &question, day(2021, 6, 1), ON));
    })
}

fn the_fund(observations: Vec<Value>, overrides: Vec<Value>) -> Work {
    let facts: iif::Facts = made(&json!({
        "year": "2023/24", "pcn": "U12345", "list_size": 52340,
        "national_average_list_size": "49500.5", "national_figures": "final",
        "observations": observations, "overrides": overrides,
    }));
    let terms = &des::year(ContractYear::Y2023_24).unwrap().iif;
    Box::new(move || {
        let options = iif::Options { working: true, ..iif::Options::default() };
        let _ = black_box(terms.statement(&facts, &options));
        let _ = black_box(terms.outlook(&facts, &options));
    })
}

fn observations(n: usize) -> Work {
    let one = |at: usize| json!({"indicator": format!("HI-{:02}", 1 + at % 90), "numerator": 1, "denominator": 2});
    the_fund((0..n).map(one).collect(), Vec::new())
}

fn decisions(n: usize) -> Work {
    let one = |at: usize| {
        json!({"indicator": format!("HI-{:02}", 1 + at % 90), "points": "1",
        "reason": "dispute", "decided_on": "2024-08-01"})
    };
    let observation = json!({"indicator": "HI-03", "numerator": 1, "denominator": 2});
    the_fund(vec![observation], (0..n).map(one).collect())
}

fn added_up(n: usize) -> Work {
    let counts: Vec<PracticeCounts> = (0..n)
        .map(|at| made(&json!({"practice": practice(at / 2), "numerator": 1, "denominator": 2})))
        .collect();
    let weights: Vec<_> = (0..n).map(|at| (practice(at), at as u64)).collect();
    Box::new(move || {
        let added = iif::add_up(IndicatorCode::constant("HI-03"), &counts);
        black_box(added.report.to_string());
        black_box(iif::contributions("1234.56".parse().unwrap(), &weights));
    })
}

fn declaration(n: usize) -> Work {
    Box::new(move || {
        let mut declaration = Declaration::new();
        for at in 0..n {
            let event = match at % 2 {
                0 => iif::DeclarationEvent::Declare,
                _ => iif::DeclarationEvent::DataChanged,
            };
            let _ = declaration.apply(event, after(day(2023, 6, 1), at));
        }
        let text = serde_json::to_string(&declaration).unwrap();
        black_box(json::from_str::<Declaration>(&text).unwrap());
    })
}

fn an_assessment(at: usize) -> Value {
    json!({
        "version": "august_2019", "assessed_on": after(day(2019, 9, 20), at),
        "assessed_by": "network board", "how": "self_assessed",
        "ratings": [{"component": "managing_resources", "level": "step_1"},
                    {"component": "integrating_care", "level": "not_yet"}],
    })
}

fn journey(n: usize) -> Work {
    let text = json!({
        "of": {"network": "U12345"}, "assessments": (0..n).map(an_assessment).collect::<Vec<_>>(),
    })
    .to_string();
    Box::new(move || {
        let journey: Journey = json::from_str(&text).unwrap_or_else(|error| panic!("{error}"));
        black_box(maturity::check(&journey, ON).to_string());
        black_box((journey.steps().count(), journey.fully_mature(ON)));
        black_box(journey.progress(day(2019, 9, 20), ON));
    })
}

fn journeys(n: usize) -> Work {
    let journeys: Vec<Journey> = (0..n)
        .map(|at| {
            made(&json!({"of": {"network": network(at)}, "assessments": [an_assessment(at)]}))
        })
        .collect();
    Box::new(move || {
        let matrix = maturity::august_2019();
        black_box(Distribution::on(&journeys, matrix, day(2030, 1, 1)));
    })
}

fn matrix(n: usize) -> Work {
    let components: Vec<_> = (0..n)
        .map(|at| {
            json!({"id": format!("part_{at}"), "title": format!("Part {at}"),
            "aliases": [format!("Bit {at}")]})
        })
        .collect();
    let matrix = json!({
        "id": "downland_2020", "title": "Downland tool", "system": "Downland",
        "based_on": "august_2019", "issued": "2020-01-15", "levels": ["foundation", "step_1"],
        "components": components,
        "source": {"citation": {"document": "made up"}, "evidence": "secondary"},
    });
    let ratings: Vec<_> =
        (0..n).map(|at| json!({"component": format!("part_{at}"), "level": "step_1"})).collect();
    let assess = |on: &str| {
        json!({
            "version": "downland_2020", "assessed_on": on, "assessed_by": "board",
            "how": "self_assessed", "ratings": ratings,
        })
    };
    let text = json!({
        "of": {"network": "U12345"}, "local_versions": [matrix],
        "assessments": [assess("2020-04-01"), assess("2021-04-01")],
    })
    .to_string();
    let matrix = matrix.to_string();
    Box::new(move || {
        black_box(json::from_str::<LocalMatrix>(&matrix).unwrap());
        let journey: Journey = json::from_str(&text).unwrap_or_else(|error| panic!("{error}"));
        black_box(maturity::check(&journey, ON).to_string());
        black_box((journey.steps().count(), journey.fully_mature(ON)));
        let matrix = journey.matrix_on(ON).unwrap();
        black_box(Distribution::on(core::slice::from_ref(&journey), matrix, ON));
    })
}

fn timetable(n: usize) -> Work {
    let days = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday"];
    let slots: Vec<_> = (0..n)
        .map(|at| {
            json!({"day": days[at % 6], "from": format!("{:02}:{:02}", 8 + at % 10, at % 60),
            "until": "20:00", "agreed": true})
        })
        .collect();
    let table: Timetable = made(&json!({"slots": slots}));
    let access = &des::year(ContractYear::Y2023_24).unwrap().service.access;
    Box::new(move || {
        let lists = Lists { registered: None, adjusted: "51000.25".parse().ok() };
        black_box(access.check(&table, &lists, ON).unwrap().report.to_string());
    })
}

fn variation(n: usize) -> Work {
    let practices: Vec<_> = (0..n).map(practice).collect();
    let agreements: Vec<_> = (0..n)
        .map(|at| json!({"practice": practice(at + n / 2), "agreed_on": "2026-05-12", "evidence": "letter"}))
        .collect();
    let changes: Vec<_> = (0..n)
        .map(|at| json!({"section": format!("7.{}", 1 + at % 200), "says": "otherwise"}))
        .collect();
    let variation: LocalVariation = made(&json!({
        "year": "2026/27", "commissioner": "QHM", "from": "2026-06-01",
        "changes": changes, "practices": practices, "agreements": agreements,
        "national_entitlement": "120000", "total_investment": "130000.50",
    }));
    let year = des::year(ContractYear::Y2026_27).unwrap();
    Box::new(move || {
        black_box(variation.check(year).to_string());
    })
}

fn series(n: usize) -> Work {
    let mut year = serde_json::to_value(des::year(ContractYear::Y2022_23).unwrap()).unwrap();
    let entries = year.pointer_mut("/service/access/minutes/entries").unwrap();
    let first = entries[0].clone();
    // More than a year may hold, whatever the size.
    *entries = Value::Array(vec![first; 1_001 + n]);
    let text = year.to_string();
    Box::new(move || assert!(des::Year::from_json(&text).is_err()))
}

fn organization(code: &str, name: &str) -> Value {
    json!({
        "resourceType": "Organization", "name": name, "active": true,
        "identifier": [{"system": "https://fhir.nhs.uk/Id/ods-organization-code", "value": code}],
    })
}

fn a_bundle(resources: impl Iterator<Item = Value>) -> String {
    let entries: Vec<_> = resources.map(|resource| json!({"resource": resource})).collect();
    json!({"resourceType": "Bundle", "type": "collection", "entry": entries}).to_string()
}

fn imported(text: String) -> Work {
    Box::new(move || {
        let bundle = Bundle::from_json(&text).unwrap();
        let Imported { builder, findings, .. } = Imported::of(&bundle);
        black_box(findings.to_string());
        black_box(Exporter::new().history(&builder.build(), ON).bundle.to_json());
    })
}

fn bundle_of_one(n: usize) -> Work {
    imported(a_bundle((0..n).map(|at| organization("A81001", &format!("SURGERY {at}")))))
}

fn bundle(n: usize) -> Work {
    let mut facts = described(n, n);
    for at in 0..n {
        facts.membership(Membership::new(practice(at), network(0), Period::since(ON)));
        facts.membership(Membership::new(practice(0), network(at), Period::since(ON)));
    }
    imported(Exporter::new().history(&facts.build(), ON).bundle.to_json())
}

/// Rows of every file of the Organisation Data Service, for a practice and a network.
fn rows(texts: &mut [Vec<u8>; 5], practice: PracticeCode, network: PcnCode) {
    let [networks, partners, practices, lists, map] = texts;
    writeln!(networks, "{network},A PCN,99Z,NHS ICB,20190701,,1 ROAD,,,TOWN,,AB1 2CD").unwrap();
    writeln!(
        partners,
        "{practice},A SURGERY,99Z,NHS ICB,{network},A PCN,99Z,NHS ICB,20190701,,TRUE"
    )
    .unwrap();
    writeln!(
        practices,
        "\"{practice}\",\"A SURGERY\",\"Y99\",\"QHM\",\"1 ROAD\",\"\",\"\",\"TOWN\",\"\",\"AB1 \
         2CD\",\"19740401\",\"\",\"A\",\"B\",\"99Z\",\"20200401\",\"\",\"\",\"\",\"\",\"\",\"0\",\
         \"\",\"99Z\",\"\",\"4\",\"\""
    )
    .unwrap();
    writeln!(lists, "GP_PRAC_PAT_LIST,01Jan2023,GP,99Z,,{practice},AB1 2CD,ALL,ALL,7000").unwrap();
    writeln!(
        map,
        "GP_PRAC_PAT_LIST,01Jan2022,{practice},A SURGERY,AB1 2CD,{network},A PCN,E38000247,99Z,NHS \
         CCG,E54000050,QHM,Cumbria,E40000009,Y63,North"
    )
    .unwrap();
}

fn assembled(texts: [Vec<u8>; 5]) -> Work {
    Box::new(move || {
        let [networks, partners, practices, lists, map] = &texts;
        let mut all = Assembler::new();
        all.networks(NetworkFile::open("n", &**networks).unwrap()).unwrap();
        all.partners(PartnerFile::open("p", &**partners).unwrap()).unwrap();
        all.practices(PracticeFile::open("e", &**practices).unwrap()).unwrap();
        all.lists(ListFile::open("l", &**lists).unwrap()).unwrap();
        all.map(MapFile::open("m", &**map).unwrap()).unwrap();
        let assembled = all.finish();
        black_box(assembled.register.check(ON).to_string());
        black_box(assembled.findings.to_string());
    })
}

fn files_of_one(n: usize) -> Work {
    let mut texts = [const { Vec::new() }; 5];
    for _ in 0..n {
        rows(&mut texts, practice(0), network(0));
    }
    assembled(texts)
}

fn files(n: usize) -> Work {
    let mut texts = [const { Vec::new() }; 5];
    for at in 0..n {
        rows(&mut texts, practice(at), network(at / 5));
    }
    assembled(texts)
}

fn own_table(n: usize) -> Work {
    let mut text = String::from("practice,pcn\n");
    for at in 0..n {
        text.push_str(&format!("{},{}\n", practice(at), network(at)));
    }
    Box::new(move || {
        black_box(OwnTable::read("t", text.as_bytes(), None).unwrap());
    })
}

fn published(rows: impl Iterator<Item = usize>) -> Work {
    let mut text = String::from(
        "PRACTICE_CODE,PRACTICE_NAME,QUALITY_SERVICE,ACH_DATE,IND_CODE,MEASURE,VALUE\n",
    );
    let mut mapping = String::from("SERVICE_YEAR,IND_CODE,FIELD_NAME,SHORT_NAME\n");
    for at in rows {
        for measure in ["Numerator", "Denominator", "HLTHCHKDEC"] {
            let code = practice(at);
            text.push_str(&format!("{code},P,NCD2425,30/09/2024,HI03,{measure},{}\n", at % 7));
        }
        mapping.push_str(&format!("2024-25,HI03,Field {at},Numerator\n"));
    }
    Box::new(move || {
        let mut dictionary = Dictionary::new();
        dictionary.add("d", mapping.as_bytes()).unwrap();
        let file = Publication::open("p", text.as_bytes()).unwrap().with_dictionary(dictionary);
        let mut file = file;
        let figures = Figures::read(&mut file).unwrap();
        black_box(figures.check(|_| true).to_string());
        black_box((figures.organisations(), figures.dates()));
    })
}

fn publication_of_one(n: usize) -> Work {
    published(std::iter::repeat_n(1, n))
}

fn publication(n: usize) -> Work {
    published(0..n)
}

fn packed(n: usize) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for at in 0..n {
        writer
            .start_file(format!("{at:05}.csv"), zip::write::SimpleFileOptions::default())
            .unwrap();
    }
    writer.finish().unwrap().into_inner()
}

fn opened(bytes: Vec<u8>) -> Work {
    Box::new(move || {
        black_box(NetworkFile::open("n", &*bytes).err());
        #[cfg(feature = "xlsx")]
        black_box(pcn::ods::Workbook::open("w", &*bytes).err());
    })
}

fn container(n: usize) -> Work {
    opened(packed(n))
}

fn container_of_one_name(n: usize) -> Work {
    let mut bytes = packed(n);
    for at in 0..bytes.len().saturating_sub(9) {
        if bytes[at + 5..].starts_with(b".csv") {
            bytes[at..at + 5].copy_from_slice(b"00000");
        }
    }
    opened(bytes)
}

#[cfg(feature = "xlsx")]
fn sheets(n: usize) -> Work {
    let names: Vec<String> = (0..n).map(|at| format!("sheet {at}")).collect();
    let sheets: Vec<(&str, &str)> = names.iter().map(|name| (name.as_str(), "")).collect();
    let bytes = book::workbook(&sheets);
    Box::new(move || {
        let mut book = pcn::ods::Workbook::open("w", &*bytes).unwrap();
        black_box((book.networks().err(), book.partners().err()));
    })
}

#[cfg(feature = "xlsx")]
fn sheet_rows(n: usize) -> Work {
    let cell = |text: &str| format!("<c t=\"inlineStr\"><is><t>{text}</t></is></c>");
    let county = include_str!("../../examples/county/networks.csv");
    let header: String =
        county.lines().take(1).flat_map(|line| line.split(',')).map(cell).collect();
    let mut rows = format!("<row>{header}</row>");
    for at in 0..n {
        let code = network(at).to_string();
        let cells = [&code, "A PCN", "99Z", "NHS ICB", "20190701"].map(cell).concat();
        rows.push_str(&format!("<row>{cells}</row>"));
    }
    let bytes = book::workbook(&[("PCNDetails", &rows)]);
    Box::new(move || {
        let mut book = pcn::ods::Workbook::open("w", &*bytes).unwrap();
        black_box(book.networks().unwrap().for_each(|_| ()).unwrap());
    })
}
