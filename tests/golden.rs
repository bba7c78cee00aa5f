//! The wire format of each release, frozen: documents that were written then are read now, and
//! those of this release are written byte for byte as they were.
//!
//! `PCN_FREEZE=1` writes the documents of this release that are not there yet, and changes none.

mod corruption;

use std::{collections::BTreeSet, env, fs, path::PathBuf};

use corruption::{CORRUPTIONS, Corruption, compares_fields, corrupt, places};

use pcn::{
    agreement::{NetworkAgreement, Stage},
    calendar::{ContractYear, Period, day},
    code::{IcbCode, SubIcbCode},
    commissioner,
    des::{self, LocalVariation, Year},
    finding::{Policy, Report, Rule},
    funding::{
        self,
        arrs::{self, ClaimBasis, ClaimFacts, MonthClaim, Post, YearClaim},
    },
    iif, json,
    maturity::{Assessment, Distribution, Journey, LocalMatrix, Progress, august_2019},
    ncdes,
    network::{Change, Difference, Extent, OwnRow, Reconciliation, Register, Statistics},
    ods,
    plan::{self, Plan, Strategy},
    registration::{Context, FormCoverage, ListedPractice, Participation, RegistrationForm, check},
    schema,
    service::{Lists, Service, Timetable},
    working::Working,
};
use serde::{Serialize, de::DeserializeOwned};
use serde_json::{Value, json};

const RELEASE: &str = env!("CARGO_PKG_VERSION");

fn golden() -> PathBuf {
    [env!("CARGO_MANIFEST_DIR"), "tests", "golden"].iter().collect()
}

fn made<T: DeserializeOwned>(value: Value) -> T {
    json::from_str(&value.to_string()).unwrap_or_else(|error| panic!("{error}\n{value}"))
}

fn text<T: Serialize>(value: &T) -> String {
    serde_json::to_string_pretty(value).unwrap() + "\n"
}

/// A wire type: its name, the fixed value of this release, how it is read and written again, and
/// whether programs write it for us to read.
struct Wire {
    name: &'static str,
    value: fn() -> String,
    again: fn(&str) -> Result<String, json::JsonError>,
    input: bool,
}

fn again<T: Serialize + DeserializeOwned>(document: &str) -> Result<String, json::JsonError> {
    json::from_str::<T>(document).map(|value| text(&value))
}

macro_rules! wire {
    ($($input:literal $name:literal: $type:ty = $value:expr;)+) => {
        const WIRE: &[Wire] = &[$(Wire {
            name: $name,
            value: || { let value: $type = $value; text(&value) },
            again: again::<$type>,
            input: $input,
        }),+];
    };
}

wire! {
    true "contract_year": ContractYear = ContractYear::Y2021_22;
    true "period": Period = Period::constant(day(2019, 7, 1), day(2020, 4, 1));
    true "register": Register = register();
    true "register_change": Change = made(json!(
        {"merges_into": {"practice": "A81002", "into": "A81001", "on": "2020-10-01"}}
    ));
    true "own_row": OwnRow = made(json!(
        {"practice": "A81001", "pcn": "U89141", "practice_name": "DENSHAM", "pcn_name": "STOCKTON PCN"}
    ));
    true "registration_form": RegistrationForm = form();
    true "network_agreement": NetworkAgreement = made(agreement());
    true "participation": Participation = made(json!({"practice": "A81001", "history": [
        {"event": "apply", "on": "2021-04-12"}, {"event": "admit", "on": "2021-04-30"},
    ]}));
    true "iif_facts": iif::Facts = iif_facts();
    true "iif_observation": iif::Observation = made(json!(
        {"indicator": "HI-03", "numerator": 171, "denominator": "*", "baseline_numerator": 150,
         "baseline_denominator": 230, "pcn_prevalence": "0.0044", "national_prevalence": "0.0045"}
    ));
    true "iif_declaration": iif::Declaration = declaration();
    true "arrs_post": Post = made(json!(
        {"reference": "post 3", "role": "social_prescribing_link_worker", "band": "up to 5",
         "area": "inner_london", "wte": "0.8", "monthly_cost": "3150", "from": "2023-04-17",
         "until": "2024-01-31", "service_fee": "150", "mhp": "full_by_agreement",
         "eligibility": {"in_baseline": false, "recruited_on": "2023-03-01"}}
    ));
    true "arrs_claim_basis": ClaimBasis = basis();
    true "arrs_claim_facts": ClaimFacts = made(json!({
        "year": "2023/24", "month": "2023-11", "known_on": "2024-03-31", "weighted": "51250.5",
        "registered": {"count": 50000, "on": "2023-01-01"}, "day_count": "weekdays",
        "lines": [{"reference": "post 1", "role": "clinical_pharmacist", "wte": "1",
                   "annual_cost": "58900"}],
    }));
    true "arrs_change": arrs::Change = made(json!(
        {"hours": {"reference": "post 4", "from": "2023-11-13", "wte": "0.6",
                   "cost": {"annual": "24000"}}}
    ));
    true "funding_question": funding::Question = made(json!(
        {"period": {"from": "2021-04-01", "until": "2022-04-01"}, "known_on": "2021-10-01",
         "least": "secondary", "part_months": "first_day"}
    ));
    true "practice_counts": iif::PracticeCounts = made(json!(
        {"practice": "A81001", "numerator": 171, "denominator": "*"}
    ));
    true "extent": Extent = made(json!({"area": ["84H", "16C"]}));
    true "listed_practice": ListedPractice = made(json!({"practice": "A81009", "patients": 7000}));
    true "access_lists": Lists = made(json!({"registered": 50000, "adjusted": "51000.25"}));
    true "funding_facts": funding::Facts = funding_facts();
    true "assessment": Assessment = made(assessment());
    true "journey": Journey = a_journey();
    true "local_matrix": LocalMatrix = made(local_matrix());
    true "plan": Plan = made(a_plan());
    true "strategy": Strategy = plan::mid_and_south_essex_2021();
    true "timetable": Timetable = made(json!({
        "slots": [
            {"day": "monday", "from": "18:30", "until": "20:00", "clinics": 2, "agreed": true},
            {"day": "saturday", "from": "09:00", "until": "17:00"},
        ],
        "core_hours": {"from": "08:00", "until": "18:30"},
    }));
    true "policy": Policy = made(json!({"NET-SIZE-001": {"severity": "warning"}, "NET-SIZE-002": "off"}));
    true "rule": Rule = pcn::rules().next().unwrap().clone();
    true "year": Year = des::year(ContractYear::Y2021_22).unwrap().clone();
    true "local_variation": LocalVariation = made(json!({
        "year": "2026/27", "commissioner": "QHM", "from": "2026-06-01",
        "nationally_agreed_on": "2026-05-20",
        "changes": [{"section": "7.3", "says": "evening clinics may be shared"}],
        "practices": ["A81001"],
        "agreements": [{"practice": "A81001", "agreed_on": "2026-05-12", "evidence": "letter 7"}],
        "national_entitlement": "120000", "total_investment": "130000.50",
    }));
    false "report": Report = register().check(day(2020, 4, 1));
    false "statistics": Statistics = register().statistics(day(2020, 4, 1));
    false "reconciliation": Reconciliation = register().reconcile(
        &[OwnRow::new("A81001", "U00000"), OwnRow::new("a81002", "U89141")],
        &Extent::Everything,
        day(2020, 4, 1),
    );
    false "form_coverage": FormCoverage = FormCoverage::of(
        &[form()],
        &[made::<ListedPractice>(json!({"practice": "A81009", "patients": 7000}))],
        &des::year(ContractYear::Y2021_22).unwrap().registration,
        day(2021, 4, 1),
    );
    false "register_difference": Difference = register()
        .what_if(
            &[made(json!({"closes": {"pcn": "U89141", "on": "2020-04-01"}}))],
            day(2020, 4, 1),
        )
        .unwrap()
        .1;
    false "funding_comparison": funding::Comparison = roles(ContractYear::Y2023_24).what_if(
        &posts(),
        &[made(json!({"leave": {"reference": "post 1", "until": "2023-10-01"}}))],
        &basis(),
    )
    .unwrap()
    .comparison;
    false "funding_restatement": funding::Restatement = {
        let adjusted = funding::Populations::default();
        let adjusted = adjusted.adjusted("51000".parse().unwrap(), day(2024, 1, 1));
        des::year(ContractYear::Y2024_25).unwrap().funding.restate(
            &funding::Facts::of(adjusted),
            &funding::Question::of(ContractYear::Y2024_25.period()),
            day(2024, 3, 1),
            day(2024, 4, 30),
        )
    };
    false "maturity_distribution": Distribution =
        Distribution::on(&[a_journey()], august_2019(), day(2019, 12, 1));
    false "maturity_progress": Progress = {
        let before: Assessment = made(assessment());
        let mut after = before.clone();
        after.assessed_on = day(2020, 9, 20);
        after.ratings.truncate(1);
        Progress::between(&before, &after, august_2019())
    };
    false "iif_statement": iif::Statement = des::year(ContractYear::Y2023_24)
        .unwrap()
        .iif
        .statement(&iif_facts(), &iif::Options { working: true, ..iif::Options::default() })
        .unwrap();
    false "iif_outlook": iif::Outlook = outlook();
    false "funding_statement": funding::Statement = des::year(ContractYear::Y2021_22)
        .unwrap()
        .funding
        .statement(&funding_facts(), &funding::Question::of(ContractYear::Y2021_22.period()));
    false "arrs_month_claim": MonthClaim = roles(ContractYear::Y2023_24)
        .claim_month(&posts(), &basis(), day(2023, 11, 1))
    .unwrap();
    false "arrs_year_claim": YearClaim =
        roles(ContractYear::Y2023_24).claim_year(&posts()[..1], &basis());
    false "working": Working = iif_facts_working();
    false "ods_intake": ods::Intake = ods::MapFile::open("map.csv", MAP.as_bytes())
        .unwrap()
        .for_each(|_| ())
        .unwrap();
    false "ods_recorded": ods::Recorded = ods::Recorded::of(&register());
    false "ncdes_intake": ncdes::Intake = ncdes_intake();
}

type Make = fn() -> String;

/// The types that are written and never read: a name, and the value of this release.
const WRITTEN: &[(&str, Make)] = &[
    ("access_check", || {
        let terms = &des::year(ContractYear::Y2022_23).unwrap().service.access;
        let week: Timetable = made(json!({"slots": [
            {"day": "saturday", "from": "09:00", "until": "17:00", "clinics": 2},
            {"day": "sunday", "from": "10:00", "until": "11:30"},
        ]}));
        let lists: Lists = made(json!({"registered": 50000, "adjusted": "51000.25"}));
        text(&terms.check(&week, &lists, day(2022, 11, 1)).unwrap())
    }),
    ("arrs_what_if", || {
        let terms = roles(ContractYear::Y2023_24);
        let leave = made(json!({"leave": {"reference": "post 1", "until": "2023-10-01"}}));
        text(&terms.what_if(&posts(), &[leave], &basis()).unwrap())
    }),
    ("commissioner_fate", || {
        let codes = ["07P", "84H", "00C"].map(SubIcbCode::constant);
        text(&codes.map(commissioner::became))
    }),
    ("commissioner_on_day", || {
        text(&[
            commissioner::sub_icb_on(SubIcbCode::constant("84H"), day(2022, 4, 27)),
            commissioner::sub_icb_on(SubIcbCode::constant("84H"), day(2023, 4, 1)),
            commissioner::icb_on(IcbCode::constant("QHM"), day(2023, 4, 1)),
        ])
    }),
    ("maturity_matrix", || text(august_2019())),
    ("rulebook", || text(&des::Rulebook::of(ContractYear::Y2022_23).unwrap())),
    ("service_status", || {
        let dates = [day(2019, 7, 1), day(2020, 4, 1), day(2021, 10, 1), day(2023, 4, 1)];
        let status = |service: &Service| {
            dates.map(|date| pcn::service::timeline(*service).status_as_known(date, date))
        };
        text(&Service::ALL.iter().map(status).collect::<Vec<_>>())
    }),
];

/// What a reader of a document can count on: each place, lists as one, and the kinds of values
/// that stand there. A key of a map by code, date or year is a place of its own kind.
fn shape(value: &Value, place: &str, found: &mut BTreeSet<String>) {
    let kind = match value {
        Value::Null => "null",
        Value::Bool(_) => "true or false",
        Value::Number(_) => "number",
        Value::String(_) => "text",
        Value::Array(_) => "list",
        Value::Object(_) => "object",
    };
    found.insert(format!("{place}: {kind}"));
    match value {
        Value::Array(items) => {
            items.iter().for_each(|item| shape(item, &format!("{place}[]"), found))
        }
        Value::Object(map) => {
            map.iter().for_each(|(key, inner)| shape(inner, &format!("{place}.{key}"), found));
        }
        _ => {}
    }
}

fn register() -> Register {
    made(json!({
        "speaks_for": {"from": "2019-07-01", "until": "2022-07-01"},
        "practices": [
            {"code": "A81001", "name": "DENSHAM", "status": "open", "life": {"from": "1974-04-01"},
             "setting": "gp_practice", "commissioner": "16C", "postcode": "TS18 1HU",
             "provenance": {"place": "practices.csv", "line": 7}},
            {"code": "A81002", "name": "Queen's \"Park\" – Môn"},
        ],
        "networks": [
            {"code": "U89141", "name": "STOCKTON PCN", "life": {"from": "2019-07-01"},
             "lead_commissioner_per_ods": "16C", "postcode": "TS18 1HU",
             "provenance": {"place": "networks.csv", "line": 2}},
        ],
        "memberships": [
            {"practice": "A81001", "pcn": "U89141", "period": {"from": "2019-07-01"},
             "provenance": {"place": "partners.csv", "line": 12}},
            {"practice": "A81002", "pcn": "U89141",
             "period": {"from": "2019-07-01", "until": "2020-07-01"}},
        ],
        "lists": [{"practice": "A81001", "list": {"count": 29999, "on": "2020-04-01"}}],
        "commissioners": [
            {"of": {"network": "U89141"}, "commissioner": "16C", "period": {"from": "2020-04-01"}},
        ],
        "waivers": [
            {"pcn": "U89141", "kind": "below_minimum", "agreed_by": "16C",
             "period": {"from": "2019-07-01"}, "reason": "a rural area"},
        ],
        "directors": [
            {"pcn": "U89141", "directors": [{"name": "Dr A", "role": "GP partner", "share": "0.5"}],
             "period": {"from": "2019-07-01"}},
        ],
        "payees": [
            {"pcn": "U89141", "payee": {"member": "A81001"}, "period": {"from": "2019-07-01"}},
        ],
        "successions": [{"practice": "A81002", "into": "A81001", "on": "2020-07-01"}],
        "unallocated": [{"practice": "A81009"}],
    }))
}

fn agreement() -> Value {
    json!({
        "id": "67e55044-10b1-426f-9247-bb680e5fe0c8",
        "network_form": "federation",
        "practices": [
            {"practice": "A81001", "signed_on": "2021-03-01", "each_partner_is_party": true},
            {"practice": "A81002"},
        ],
        "other_parties": [
            {"name": "Downland Community Trust", "code": "RXX01", "sector": "community",
             "agreed_on": "2021-02-01", "signed_on": "2021-03-01"},
        ],
        "schedules": [
            {"number": 1, "state": "part_filled", "settles": ["network_area", "meetings"],
             "contradicts": [{"clause": "dispute_resolution", "how": "names another body"}]},
        ],
        "director_appointment": {"method": "elected", "term_months": 24},
        "decisions": {"method": "special_majority", "threshold": "0.75", "quorum": 3},
        "joining": {"terms": "by vote", "notice_months": 3, "decision": {"method": "unanimous"}},
        "data_sharing": {"in_place_on": "2021-03-15", "processor_needed": true,
                         "processor_in_place_on": "2021-03-20", "confirmed_on": "2021-03-31"},
        "liability": "in_shares",
        "contracts": [{"title": "link workers", "holder": "lead_provider"}],
        "reviewed_on": ["2021-03-31"],
        "variations": [
            {"on": "2021-04-01", "by": "national", "part": {"clause": "workforce"}},
            {"on": "2021-09-01", "by": "members", "part": {"schedule": 4}, "summary": "new shares"},
        ],
    })
}

fn form() -> RegistrationForm {
    made(json!({
        "id": "67e55044-10b1-426f-9247-bb680e5fe0c9",
        "purpose": "change",
        "name": "Downland PCN",
        "code": "U89141",
        "commissioner": "16C",
        "members": [
            {"code": "A81001", "name": "DENSHAM", "list_size": {"count": 18000, "on": "2021-01-01"},
             "contract": "pms", "life": {"from": "1974-04-01"}},
            {"code": "A81002", "allocated_on": "2021-04-20"},
        ],
        "list_size": {"count": 31000, "on": "2021-01-01"},
        "area": {"map": "map.pdf", "sense_to_members": true, "sense_to_providers": false,
                 "sense_to_community": true, "adjacent": [["A81001", "A81002"]],
                 "in_greater_london": true, "aligned_with_neighbourhoods": true},
        "agreement": agreement(),
        "clinical_directors": [
            {"person": {"name": "Dr A", "role": "GP partner", "share": "1"}, "practice": "A81001",
             "appointed_on": "2020-10-01"},
        ],
        "nominated_payee": {"other": "RXX01"},
        "changes": [{"kind": "practice_joins", "practice": "A81002", "notified_on": "2021-04-12",
                     "effective_on": "2021-05-01"}],
        "waivers": [{"kind": "above_typical_maximum", "agreed_by": "16C", "agreed_on": "2021-04-20",
                     "reason": "one town"}],
        "change_notice_on": "2021-05-14",
        "history": [{"event": "submit", "on": "2021-04-12"}, {"event": "approve", "on": "2021-05-10"}],
    }))
}

fn iif_facts() -> iif::Facts {
    made(json!({
        "year": "2023/24", "pcn": "U12345", "list_size": 52340,
        "national_average_list_size": "49500.5", "national_figures": "final",
        "observations": [
            {"indicator": "VI-02", "numerator": 4012, "denominator": 5105, "national_prevalence": "0.104"},
            {"indicator": "HI-03", "numerator": 171, "denominator": 232, "national_prevalence": "0.0045"},
            {"indicator": "CAN-02", "numerator": 268, "denominator": "*", "national_prevalence": "0.0071"},
            {"indicator": "ACC-08", "numerator": 171230, "denominator": 205440},
        ],
        "overrides": [
            {"indicator": "CAN-02", "points": "11", "reason": "dispute 7", "decided_on": "2024-08-01"},
        ],
    }))
}

const MAP: &str = "\
\u{feff}GP_PRAC_PAT_LIST,01Jan2022,q10007,ABBOT SURGERY,ZZ1 1AA,U,Unallocated,,96X,,,QHM,,,Y63,
GP_PRAC_PAT_LIST,01Jan2022,Q1OO14,ALDER SURGERY,ZZ1 1AA,U,Unallocated,,96X,,,QHM,,,Y63,";

fn ncdes_intake() -> ncdes::Intake {
    let file = "ORGANISATION_TYPE,ORGANISATION_CODE,ORGANISATION_NAME,QUALITY_SERVICE,ACH_DATE,\
                IND_CODE,MEASURE,VALUE\n\
                GP practice,A81001,A PRACTICE,NCD2324,31/03/2024,NCD026,ACC-08 Numerator,*\n\
                GP practice,A81001,A PRACTICE,NCD2324,31/03/2024,NCD026,ACC-08 Denominator,-5\n";
    let mut publication = ncdes::Publication::open("iif.csv", file.as_bytes()).unwrap();
    while publication.next_row().unwrap().is_some() {}
    publication.into_intake()
}

fn outlook() -> iif::Outlook {
    let terms = &des::year(ContractYear::Y2023_24).unwrap().iif;
    let outlook = terms.outlook(&iif_facts(), &iif::Options::default()).unwrap();
    outlook.into_iter().find(|one| one.one_more.is_some() && one.missed.is_some()).unwrap()
}

fn iif_facts_working() -> Working {
    let options = iif::Options { working: true, ..iif::Options::default() };
    let terms = &des::year(ContractYear::Y2023_24).unwrap().iif;
    let statement = terms.statement(&iif_facts(), &options).unwrap();
    statement.indicators[0].working.clone().unwrap()
}

fn declaration() -> iif::Declaration {
    let mut declaration = iif::Declaration::new();
    declaration.apply(iif::DeclarationEvent::Declare, day(2024, 6, 3)).unwrap();
    declaration.apply(iif::DeclarationEvent::DataChanged, day(2024, 6, 10)).unwrap();
    declaration
}

fn basis() -> ClaimBasis {
    made(json!({
        "weighted": {"count": "51250.5", "on": "2023-01-01"},
        "registered": {"count": 50000, "on": "2023-01-01"},
        "known_on": "2024-03-31", "day_count": "weekdays",
    }))
}

fn roles(year: ContractYear) -> &'static arrs::Terms {
    &des::year(year).unwrap().funding.arrs
}

fn posts() -> Vec<Post> {
    made(json!([
        {"reference": "post 1", "role": "clinical_pharmacist", "wte": "1", "annual_cost": "58900"},
        {"reference": "post 4", "role": "pharmacy_technician", "wte": "0.5", "annual_cost": "36400",
         "from": "2023-11-13"},
    ]))
}

fn funding_facts() -> funding::Facts {
    made(json!({
        "counts": {"practices": [
            {"practice": "A81001", "during": {"from": "2021-04-01", "until": "2022-04-01"},
             "counts": {"registered": {"count": 30000, "on": "2021-01-01"},
                        "adjusted": {"count": "30500.25", "on": "2021-01-01"},
                        "weighted": {"count": "29800.5", "on": "2021-01-01"},
                        "beds": {"count": 120, "on": "2021-04-01"}}},
        ]},
        "judged": [{"of": "core_funding", "earned": "80", "on": "2022-05-01"}],
        "unmet": ["aligned_beds"],
    }))
}

fn assessment() -> Value {
    json!({
        "id": "67e55044-10b1-426f-9247-bb680e5fe0ca",
        "version": "august_2019", "assessed_on": "2019-09-20", "assessed_by": "network board",
        "how": "self_assessed",
        "ratings": [
            {"component": "managing_resources", "level": "partly_step_1", "evidence": "shared budget",
             "next_step": "sign"},
            {"component": "integrating_care", "level": "not_yet"},
        ],
        "support_wanted": ["leadership"],
    })
}

fn local_matrix() -> Value {
    json!({
        "id": "downland_2020", "title": "Downland tool", "system": "Downland",
        "based_on": "august_2019", "issued": "2020-01-15", "levels": ["foundation", "step_1"],
        "components": [
            {"id": "integrating_care", "title": "Integrating care"},
            {"id": "estates", "title": "Estates", "aliases": ["Buildings"]},
        ],
        "source": {"citation": {"document": "made up"}, "evidence": "secondary"},
    })
}

fn a_journey() -> Journey {
    made(json!({
        "of": {"group": {"name": "Downland", "networks": ["U12345", "U12346"]}},
        "local_versions": [local_matrix()],
        "assessments": [assessment()],
    }))
}

fn a_plan() -> Value {
    json!({
        "id": "67e55044-10b1-426f-9247-bb680e5fe0cb",
        "title": "Downland plan", "place": "Downland", "owner": {"group": "network board"},
        "years": {"first": "2020/21", "last": "2022/23"},
        "objectives": [{"number": 1, "text": "deliver the contract"}],
        "goals": [{"path": "1", "text": "every specification", "objectives": [1]},
                  {"path": "1.a", "text": "care homes"}],
        "themes": [{"number": 1, "title": "Specifications", "initiatives": [
            {"title": "reviews", "years": ["2020/21"], "goals": ["1"],
             "serves": [{"service": "structured_medication_review"}, {"indicator": "HI-03"}]},
            {"title": "round", "years": {"2020/21": "yes", "2021/22": "unknown"}, "goals": ["1.a"],
             "brag": [{"on": "2020-11-01", "status": "red", "note": "no room"}],
             "owner": {"post": "care coordinator"}, "note": "weekly"},
        ]}],
        "measures": [
            {"aim": "health", "number": 1, "text": "checks done",
             "status": {"to_be_confirmed": {"by": "2021-03-31"}}, "data_level": "network",
             "frequency": "quarterly", "owner": {"post": "manager"},
             "target": {"direction": "at_least", "amount": {"percent": "67"}, "by": "2022-03-31"},
             "values": [{"on": "2021-03-31", "amount": {"count": 120}}]},
        ],
        "source": {"citation": {"document": "made up"}, "evidence": "secondary"},
    })
}

#[test]
fn every_type_that_is_read_has_a_golden_document() {
    let read = WIRE.iter().map(|wire| wire.name);
    let held: Vec<_> = read.chain(WRITTEN.iter().map(|(name, _)| *name)).collect();
    for name in schema::names() {
        assert!(held.contains(&name), "{name} has no golden document");
    }
}

/// Facts are corrected and rules added, so the values may change; what an earlier release wrote is
/// still there, under the same key and of the same kind.
#[test]
fn what_is_only_written_keeps_its_keys_and_kinds() {
    let folder = golden().join(RELEASE).join("written");
    if env::var_os("PCN_FREEZE").is_some() {
        fs::create_dir_all(&folder).unwrap();
    }
    for (name, value) in WRITTEN {
        let (path, is) = (folder.join(format!("{name}.json")), value());
        if env::var_os("PCN_FREEZE").is_some() && !path.exists() {
            fs::write(&path, &is).unwrap();
        }
        let was = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{name}: {error}"));
        let shape_of = |document: &str| {
            let mut found = BTreeSet::new();
            shape(&serde_json::from_str(document).unwrap(), name, &mut found);
            found
        };
        let (was, is) = (shape_of(&was), shape_of(&is));
        let lost: Vec<_> = was.difference(&is).collect();
        assert!(lost.is_empty(), "no longer written: {lost:?}");
        // A document without a place would lose none.
        assert!(was.len() > 5, "{name}: {was:?}");
    }
}

#[test]
fn the_documents_of_this_release_are_read_and_written_as_they_were() {
    let folder = golden().join(RELEASE);
    if env::var_os("PCN_FREEZE").is_some() {
        fs::create_dir_all(&folder).unwrap();
    }
    for wire in WIRE {
        let path = folder.join(format!("{}.json", wire.name));
        if env::var_os("PCN_FREEZE").is_some() && !path.exists() {
            fs::write(&path, (wire.value)()).unwrap();
        }
        let was = fs::read_to_string(&path).unwrap_or_else(|error| {
            panic!("{}: {error}; a new release freezes its documents with PCN_FREEZE=1", wire.name)
        });
        let is = (wire.again)(&was).unwrap_or_else(|error| panic!("{}: {error}", wire.name));
        assert_eq!(is, was, "{}: read and written again, it differs", wire.name);
        // Facts of the contract may be corrected in a release, and rules may be added; what an
        // embedder hands in is written as it was.
        if wire.input && !["year", "strategy", "rule"].contains(&wire.name) {
            assert_eq!((wire.value)(), was, "{}: the same value is written otherwise", wire.name);
        }
    }
}

#[test]
fn the_documents_of_every_release_are_still_read() {
    for release in fs::read_dir(golden()).unwrap() {
        for file in fs::read_dir(release.unwrap().path()).unwrap() {
            let path = file.unwrap().path();
            if path.is_dir() {
                continue; // what is only written
            }
            let name = path.file_stem().unwrap().to_str().unwrap();
            let wire = WIRE.iter().find(|wire| wire.name == name);
            let wire = wire.unwrap_or_else(|| panic!("{} is read by nothing", path.display()));
            let document = fs::read_to_string(&path).unwrap();
            let read = (wire.again)(&document);
            assert!(read.is_ok(), "{}: {}", path.display(), read.unwrap_err());
        }
    }
}

#[test]
fn the_schemas_agree_with_the_readers_about_every_golden_document() {
    let mut drifts = Vec::new();
    for wire in WIRE {
        let schema = schema::schema_of(wire.name).unwrap();
        let schema =
            jsonschema::options().should_validate_formats(true).build(schema.as_value()).unwrap();
        let document: Value = serde_json::from_str(&(wire.value)()).unwrap();
        if let Err(error) = schema.validate(&document) {
            panic!("{}: at {}: {error}", wire.name, error.instance_path());
        }
        let all = places(&document);
        // Of the thousands of like places of the largest documents, some: each costs a reading of
        // the whole document.
        let some = if all.len() > 1_000 { 24 } else { 120 };
        for (at, place) in all.iter().enumerate().step_by(all.len().div_ceil(some).max(1)) {
            for how in CORRUPTIONS {
                let Some(spoiled) = corrupt(&document, place, *how, at) else {
                    continue;
                };
                let read =
                    (wire.again)(&spoiled.to_string()).map_err(|error| error.message().to_owned());
                if read.as_ref().is_err_and(|message| compares_fields(message)) {
                    continue;
                }
                if read.is_ok() != schema.is_valid(&spoiled) {
                    let schema = schema.validate(&spoiled).err().map(|error| error.to_string());
                    let schema = schema.map(|text| text.chars().take(200).collect::<String>());
                    drifts.push(format!(
                        "{} {how:?} at `{place}`: the reader says {:?}, the schema {schema:?}",
                        wire.name,
                        read.err()
                    ));
                }
            }
        }
    }
    assert!(drifts.is_empty(), "{}", drifts.join("\n"));
}

/// What an embedder reads in a schema works: the examples are read, and written again they are the
/// same.
#[test]
fn every_input_has_a_whole_example_that_is_read_and_that_its_schema_takes() {
    let of = |name: &str| schema::schema_of(name).unwrap().to_value();
    let mut shown = 0;
    for wire in WIRE {
        let schema = of(wire.name);
        let examples = schema["examples"].as_array().map(Vec::as_slice).unwrap_or_default();
        // Too long to show, or the crate's own to write.
        let may_lack = !wire.input || ["year", "rule", "strategy"].contains(&wire.name);
        assert!(may_lack || !examples.is_empty(), "{} has no example", wire.name);
        for example in examples {
            shown += 1;
            let again = (wire.again)(&example.to_string());
            let again = again.unwrap_or_else(|error| panic!("{}: {error}", wire.name));
            assert_eq!(&serde_json::from_str::<Value>(&again).unwrap(), example, "{}", wire.name);
            let validator = jsonschema::options().should_validate_formats(true).build(&schema);
            assert!(validator.unwrap().is_valid(example), "{}", wire.name);
        }
    }
    assert!(shown > 20, "{shown} examples");

    let example = |name: &str| of(name)["examples"][0].clone();
    let year = des::year(ContractYear::Y2019_20).unwrap();
    let form: RegistrationForm = made(example("registration_form"));
    let context = Context {
        year: year.year,
        stage: Stage::Final,
        on: day(2019, 6, 28),
        terms: &year.registration,
    };
    assert_eq!(check(&form, &context).len(), 0);
    let variation: LocalVariation = made(example("local_variation"));
    assert_eq!(variation.check(des::year(variation.year).unwrap()).len(), 0);
    let local: LocalMatrix = made(example("local_matrix"));
    assert!(local.build().is_ok());
    let facts: iif::Facts = made(example("iif_facts"));
    let terms = &des::year(facts.year).unwrap().iif;
    assert!(terms.statement(&facts, &iif::Options::default()).is_ok());
}

#[test]
fn every_list_for_an_object_and_every_date_without_its_zeros_is_refused_with_its_path() {
    let (mut lists, mut days) = (0, 0);
    for wire in WIRE {
        let document: Value = serde_json::from_str(&(wire.value)()).unwrap();
        let refusal = |pointer: &str, how| {
            let spoiled = corrupt(&document, pointer, how, 0)?;
            let read = (wire.again)(&spoiled.to_string());
            Some(read.expect_err(&format!("{}: taken at `{pointer}`: {how:?}", wire.name)))
        };
        let all = places_with_paths(&document, "", "");
        for (pointer, path) in all.iter().step_by(all.len().div_ceil(400).max(1)) {
            // What tells its kind by a key is read as a whole, so the path may end at it.
            let near = |error: &json::JsonError| {
                path.starts_with(error.path().trim_matches('.')) || error.path().starts_with(path)
            };
            if let Some(error) = refusal(pointer, Corruption::Values) {
                lists += 1;
                assert!(near(&error), "{} `{path}`: {error}", wire.name);
            }
            let held = document.pointer(pointer).unwrap().as_str();
            if held.is_some_and(|text| text.contains("-0"))
                && let Some(error) = refusal(pointer, Corruption::Unpadded)
            {
                days += 1;
                assert!(near(&error), "{} `{path}`: {error}", wire.name);
                assert!(error.message().contains("a good one is `2019-07-01`"), "{error}");
            }
        }
    }
    assert!(lists > 400 && days > 200, "{lists} lists, {days} days");
}

/// Where a key that must be there is missing, the error shows it with a value that is taken in its
/// place.
#[test]
fn the_good_value_of_a_missing_key_is_taken_in_its_place() {
    let (mut shown, mut refused) = (BTreeSet::new(), Vec::new());
    for wire in WIRE.iter().filter(|wire| wire.input) {
        let document: Value = serde_json::from_str(&(wire.value)()).unwrap();
        let all = places_with_paths(&document, "", "");
        let some = if all.len() > 1_000 { 24 } else { 200 };
        for (pointer, path) in all.iter().step_by(all.len().div_ceil(some).max(1)) {
            let Some((outside, key)) = pointer.rsplit_once('/') else { continue };
            let mut without = document.clone();
            let inside = without.pointer_mut(outside).and_then(Value::as_object_mut);
            let Some(was) = inside.and_then(|inside| inside.remove(key)) else { continue };
            let Err(error) = (wire.again)(&without.to_string()) else { continue };
            let told = format!("missing field `{key}`; a good one is `");
            let Some(good) = error.message().strip_prefix(&told) else { continue };
            let good = good.strip_suffix('`').expect(good);
            let good: Value = serde_json::from_str(&format!("{{{good}}}")).expect(good);
            assert_eq!(good.as_object().map(|keys| keys.len()), Some(1), "{path}");
            let mut with = without;
            with.pointer_mut(outside).unwrap()[key] = good[key].clone();
            if let Err(again) = (wire.again)(&with.to_string()) {
                // What does not fit its neighbours, such as an end before a beginning, is another
                // matter than what it is.
                if again.path() == path || again.message().contains("invalid type") {
                    refused.push(format!("{}: {again}, in place of {was}", wire.name));
                }
            }
            shown.insert(key.to_owned());
        }
    }
    assert!(refused.is_empty(), "{}", refused.join("\n"));
    assert!(shown.len() > 20, "{shown:?}");
}

/// The places of a document: each one's JSON pointer, and its path as errors write it.
fn places_with_paths(value: &Value, pointer: &str, path: &str) -> Vec<(String, String)> {
    let mut all = vec![(pointer.to_owned(), path.to_owned())];
    match value {
        Value::Object(map) => {
            for (key, inner) in map {
                let pointer_key = key.replace('~', "~0").replace('/', "~1");
                let dot = if path.is_empty() { "" } else { "." };
                all.extend(places_with_paths(
                    inner,
                    &format!("{pointer}/{pointer_key}"),
                    &format!("{path}{dot}{key}"),
                ));
            }
        }
        Value::Array(items) => {
            for (at, inner) in items.iter().enumerate() {
                let (pointer, path) = (format!("{pointer}/{at}"), format!("{path}[{at}]"));
                all.extend(places_with_paths(inner, &pointer, &path));
            }
        }
        _ => {}
    }
    all
}

#[test]
fn an_unknown_key_is_refused_anywhere_in_an_input_with_its_path() {
    let mut without_path = Vec::new();
    for wire in WIRE.iter().filter(|wire| wire.input) {
        let document: Value = serde_json::from_str(&(wire.value)()).unwrap();
        let mut all = places_with_paths(&document, "", "");
        all.retain(|(pointer, _)| document.pointer(pointer).unwrap().is_object());
        // The terms of a year have thousands of objects, all alike.
        for (pointer, path) in all.iter().step_by(all.len().div_ceil(400).max(1)) {
            let mut spoiled = document.clone();
            let held = spoiled.pointer_mut(pointer).unwrap().as_object_mut().unwrap();
            held.insert("no_such_key".into(), json!({"from": 1}));
            let error = (wire.again)(&spoiled.to_string())
                .map(|_| ())
                .expect_err(&format!("{}: taken at `{path}`", wire.name));
            if !error.path().starts_with(path.as_str()) && !error.message().contains("at `") {
                without_path.push(format!("{} `{path}`: {error}", wire.name));
            }
        }
    }
    assert!(without_path.is_empty(), "{}", without_path.join("\n"));
}
