//! The parts of resources one by one: dates, roles, repeated parts, references, and what is
//! written of a day.

use pcn::{
    calendar::{NaiveDate, Period, day},
    code::{PcnCode, PracticeCode, SubIcbCode},
    fhir::{
        Bundle, BundleKind, Exporter, Extension, FhirDate, Imported, Importer, Organization, Raw,
        Resource,
    },
    network::{
        Commissioned, CommissionerRelation, Membership, Pcn, Practice, PracticeStatus, Register,
    },
};
use serde_json::{Value, json as value};

use crate::{MEMBERSHIP, SEARCH, json};

const ROLE: &str =
    "https://fhir.nhs.uk/England/StructureDefinition/Extension-England-OrganisationRole";
const TYPED_PERIOD: &str =
    "https://fhir.nhs.uk/England/StructureDefinition/Extension-England-TypedPeriod";
const A: PracticeCode = PracticeCode::constant("A99001");
const U: PcnCode = PcnCode::constant("U99001");

#[test]
fn a_date_is_a_year_a_month_a_day_or_an_instant_of_one() {
    let days = |text: &str| {
        let date: FhirDate = text.parse().ok()?;
        assert_eq!(date.as_str(), text);
        assert_eq!(date.to_string(), text);
        assert_eq!(format!("{date:?}"), format!("FhirDate({text})"));
        Some((date.first_day(), date.last_day()))
    };
    let whole = |first: NaiveDate, last: NaiveDate| Some((first, last));
    assert_eq!(days("2024"), whole(day(2024, 1, 1), day(2024, 12, 31)));
    assert_eq!(days("2024-02"), whole(day(2024, 2, 1), day(2024, 2, 29)));
    let one = day(2024, 2, 29);
    for text in [
        "2024-02-29",
        "2024-02-29T10:00:00Z",
        "2024-02-29T23:59:60Z",
        "2024-02-29T10:00:00+01:00",
        "2024-02-29T10:00:00-14:59",
        "2024-02-29T10:00:00.123Z",
    ] {
        assert_eq!(days(text), whole(one, one), "{text}");
    }
    for text in [
        "",
        "24",
        "0000",
        "2024/02",
        "2024-13",
        "2024-2",
        "2024-02-30",
        "2024/02-29",
        "2024-02/29",
        "2024-02-29T",
        "2024-02-29T10:00Z",
        "2024-02-29T24:00:00Z",
        "2024-02-29T10:60:00Z",
        "2024-02-29T10:00:61Z",
        "2024-02-29T10-00:00Z",
        "2024-02-29T10:00-00Z",
        "2024-02-29T1x:00:00Z",
        "2024-02-29T10:0x:00Z",
        "2024-02-29T10:00:0xZ",
        "2024-02-29T10:00:00",
        "2024-02-29T10:00:00+0100",
        "2024-02-29T10:00:00+01:60",
        "2024-02-29T10:00:00+15:00",
        "2024-02-29T10:00:00+01-00",
        "2024-02-29T10:00:00+01:000",
        "2024T10:00:00Z",
        "2024-02T10:00:00Z",
    ] {
        assert_eq!(days(text), None, "{text}");
    }
}

fn role(code: &str, from: &str) -> Value {
    value!({"url": ROLE, "extension": [
        {"url": "roleCode", "valueCodeableConcept": {"coding": [{
            "system": "https://digital.nhs.uk/services/organisation-data-service/CodeSystem/ODSOrganisationRole",
            "code": code}]}},
        {"url": TYPED_PERIOD, "extension": [
            {"url": "dateType", "valueCoding": {"code": "Operational"}},
            {"url": "period", "valuePeriod": {"start": from}}]}
    ]})
}

/// An organisation of the made-up search, changed.
fn imported(at: usize, change: &dyn Fn(&mut Value)) -> Imported {
    let mut bundle = json(SEARCH);
    let mut resource = bundle["entry"][at]["resource"].take();
    change(&mut resource);
    let bundle = value!({"resourceType": "Bundle", "type": "collection",
        "entry": [{"resource": resource}]});
    Imported::of(&serde_json::from_value::<Bundle>(bundle).unwrap())
}

#[test]
fn an_organisation_has_the_days_of_its_own_role_and_not_of_another() {
    let system = json(SEARCH)["entry"][0]["resource"]["extension"][0]["extension"][1]
        ["valueCodeableConcept"]["coding"][0]["system"]
        .clone();
    let with = |codes: &[(&str, &str)]| {
        let codes: Vec<Value> = codes
            .iter()
            .map(|(code, from)| {
                let mut role = role(code, from);
                role["extension"][0]["valueCodeableConcept"]["coding"][0]["system"] =
                    system.clone();
                role["extension"][1]["extension"][0] =
                    json(MEMBERSHIP)["extension"][1]["extension"][0].clone();
                role
            })
            .collect();
        let imported = imported(0, &|resource| resource["extension"] = value!(codes));
        imported.builder.build().practice(A).and_then(|own| own.life).map(Period::from)
    };
    assert_eq!(with(&[("RO177", "2001-01-01")]), Some(day(2001, 1, 1)));
    assert_eq!(
        with(&[("RO268", "1999-01-01"), ("RO177", "2001-01-01")]),
        Some(day(2001, 1, 1)),
        "the role before it is another"
    );
    assert_eq!(
        with(&[("RO76", "2002-01-01"), ("RO177", "2001-01-01")]),
        Some(day(2001, 1, 1)),
        "the cost centre goes first"
    );
}

#[test]
fn a_part_that_stands_twice_is_kept_and_the_first_is_read() {
    let text = |value: &Value| value.to_string();
    let mut twice = role("RO177", "2001-01-01");
    let parts = twice["extension"].as_array_mut().unwrap();
    parts.retain(|part| part["url"] != TYPED_PERIOD);
    parts.insert(0, value!({"url": "instanceID", "valueInteger": 7}));
    parts.push(value!({"url": "active", "valueBoolean": true}));
    parts.push(value!({"url": "instanceID", "valueInteger": 8}));
    parts.push(value!({"url": "active", "valueBoolean": false}));
    parts.push(value!({"url": "roleCode", "valueCodeableConcept": {"text": "another"}}));
    let document = value!({"resourceType": "Organization", "extension": [twice]});
    let organization = Organization::from_json(&text(&document)).unwrap();
    let Extension::Role(read) = &organization.extensions[0] else { panic!() };
    assert_eq!((read.instance, read.active, read.code()), (Some(7), Some(true), Some("RO177")));
    assert_eq!(read.other.len(), 3);
    let mut written = json(&organization.to_json());
    let mut parts = written["extension"][0]["extension"].as_array().unwrap().clone();
    let mut asked = document["extension"][0]["extension"].as_array().unwrap().clone();
    parts.sort_by_key(Value::to_string);
    asked.sort_by_key(Value::to_string);
    assert_eq!(parts, asked);
    written["extension"] = Value::Null;

    let mut period = json(MEMBERSHIP)["extension"][1].clone();
    let parts = period["extension"].as_array_mut().unwrap();
    let (kind, days) = (parts[0].clone(), parts[1].clone());
    let mut other_days = days.clone();
    other_days["valuePeriod"]["start"] = value!("1999-01-01");
    let mut other_kind = kind.clone();
    other_kind["valueCoding"]["code"] = value!("Legal");
    parts.extend([other_days, other_kind, value!({"url": "dateType", "valueString": "x"})]);
    let document = value!({"resourceType": "Organization", "extension": [period]});
    let organization = Organization::from_json(&text(&document)).unwrap();
    let Extension::Period(read) = &organization.extensions[0] else { panic!() };
    assert_eq!(read.kind, pcn::fhir::PeriodKind::Operational);
    assert_eq!(read.period.days(), Ok(Some(Period::since(day(2019, 10, 1)))));
    assert_eq!(read.other.len(), 3);
    // A kind that is no coding is no kind, and the extension is kept as it stands.
    let mut period = json(MEMBERSHIP)["extension"][1].clone();
    period["extension"][0] = value!({"url": "dateType", "valueString": "Operational"});
    let document = value!({"resourceType": "Organization", "extension": [period]});
    let organization = Organization::from_json(&text(&document)).unwrap();
    assert!(matches!(organization.extensions[0], Extension::Other(_)));
}

#[test]
fn which_of_two_roles_an_organisation_has_its_code_says() {
    let rules = |imported: &Imported| {
        imported.findings.iter().map(|own| own.rule.as_str().to_owned()).collect::<Vec<_>>()
    };
    let role_of = |at: usize| json(SEARCH)["entry"][at]["resource"]["extension"][0].clone();
    let both = |at: usize, code: Option<&str>| {
        let other = role_of(1 - at);
        imported(at, &|resource| {
            resource["extension"].as_array_mut().unwrap().push(other.clone());
            if let Some(code) = code {
                resource["identifier"][0]["value"] = value!(code);
            }
        })
    };
    let practice = both(0, None);
    assert_eq!(rules(&practice), ["FHIR-ROLE-002"]);
    assert_eq!((practice.tally.practices, practice.tally.networks), (1, 0));
    let network = both(1, None);
    assert_eq!(rules(&network), ["FHIR-ROLE-002"]);
    assert_eq!((network.tally.practices, network.tally.networks), (0, 1));
    let alone = imported(1, &|resource| resource["identifier"][0]["value"] = value!("A99001"));
    assert_eq!(rules(&alone), ["FHIR-CODE-002"]);
    assert!(alone.findings.to_string().contains("is not a PCN code"), "{}", alone.findings);
}

#[test]
fn a_network_keeps_its_place_and_a_blank_name_is_none() {
    let network = imported(1, &|_| {}).builder.build().network(U).unwrap().clone();
    assert_eq!(network.provenance.unwrap().to_string(), "entry[0].resource");
    for name in ["", "  "] {
        let blank = imported(1, &|resource| resource["name"] = value!(name));
        let rules: Vec<_> = blank.findings.iter().map(|own| own.rule.as_str()).collect();
        assert_eq!(rules, ["FHIR-NAME-001"], "{name:?}");
    }
}

/// The made-up membership, changed, alone.
fn membership(change: &dyn Fn(&mut Value)) -> Imported {
    let mut document = json(MEMBERSHIP);
    change(&mut document);
    let resource: Resource = serde_json::from_value(document).unwrap();
    let mut importer = Importer::new();
    importer.resource("", &resource);
    importer.finish()
}

#[test]
fn a_reference_that_leads_nowhere_says_what_is_missing() {
    let told = |organization: Value| {
        let imported = membership(&|own| own["organization"] = organization.clone());
        imported.findings.iter().map(|own| own.message.to_string()).collect::<Vec<_>>()
    };
    assert_eq!(
        told(value!({"identifier": {"system": "https://example.org/x", "value": "A99001"}})),
        ["the system `https://example.org/x` is not that of ODS codes"]
    );
    assert_eq!(
        told(value!({"identifier": {"system": "https://example.org/x"}})),
        ["the identifier has no value"]
    );
    assert_eq!(told(value!({"identifier": {"value": "A99001"}})), ["the identifier has no system"]);
    assert_eq!(told(value!({})), ["it has neither identifier nor address"]);
}

#[test]
fn a_membership_is_turned_round_only_if_both_its_ends_are() {
    let told = |practice: &str, network: &str| {
        let text = MEMBERSHIP
            .replace("A99001", "PRACTICE")
            .replace("U99001", network)
            .replace("PRACTICE", practice);
        let resource = Resource::from_json(&text).unwrap();
        let mut importer = Importer::new();
        importer.resource("", &resource);
        let imported = importer.finish();
        imported.findings.iter().map(|own| own.rule.as_str().to_owned()).collect::<Vec<_>>()
    };
    let turned = told("U99001", "A99001");
    let other = told("FA123", "FA124");
    assert_ne!(turned, other);
    assert_eq!(told("U99001", "FA124"), other);
    assert_eq!(told("FA123", "A99001"), other);
}

#[test]
fn an_undated_commissioner_counts_unless_it_has_ended() {
    let of = |active: Option<bool>| {
        let imported = membership(&|own| {
            *own = json(&own.to_string().replace("RE8", "RE4").replace("U99001", "16C"));
            let map = own.as_object_mut().unwrap();
            map.remove("extension");
            map.remove("period");
            match active {
                Some(active) => drop(map.insert("active".into(), value!(active))),
                None => drop(map.remove("active")),
            }
        });
        imported.findings.iter().map(|own| own.message.to_string()).collect::<Vec<_>>()
    };
    let ended = "it is not active, and nothing says when 16C was";
    assert_eq!(of(Some(false)), [ended]);
    for active in [Some(true), None] {
        assert!(of(active).iter().all(|text| text != ended), "{active:?}");
    }
}

#[test]
fn a_resource_of_another_type_is_kept_with_its_type() {
    let bundle = value!({"resourceType": "Bundle", "type": "collection", "entry": [
        {"resource": {"resourceType": "Patient", "id": "1"}},
        {"resource": {"resourceType": "Organization", "alias": ["x"]}},
    ]});
    let bundle: Bundle = serde_json::from_value(bundle).unwrap();
    let raw: Vec<&Raw> = bundle
        .entries
        .iter()
        .filter_map(|entry| match &entry.resource {
            Some(Resource::Other(raw)) => Some(raw),
            _ => None,
        })
        .collect();
    assert_eq!(raw.len(), 1);
    assert_eq!(raw[0].resource_type(), Some("Patient"));
    assert_eq!(format!("{:?}", raw[0]), format!("Raw({})", raw[0]));
    assert!(raw[0].to_string().contains(r#""id":"1""#));
    let organization =
        Organization::from_json(r#"{"resourceType": "Organization", "name": "x", "alias": ["y"]}"#)
            .unwrap();
    assert!(!organization.rest.is_empty());
    assert_eq!(organization.rest.keys().collect::<Vec<_>>(), ["alias"]);
    assert_eq!(organization.rest.json("alias").as_deref(), Some(r#"["y"]"#));
    assert_eq!(organization.rest.json("name"), None);
    assert_eq!(format!("{:?}", organization.rest), r#"{"alias": Array [String("y")]}"#);
    let bare = Organization::from_json(r#"{"resourceType": "Organization"}"#).unwrap();
    assert!(bare.rest.is_empty());
}

fn register() -> Register {
    let (since, ended) =
        (Period::since(day(2019, 10, 1)), Period::constant(day(2019, 10, 1), day(2021, 4, 1)));
    let mut builder = Register::builder();
    for (code, life) in [
        ("A99001", Period::since(day(1974, 4, 1))),
        ("A99002", Period::constant(day(1974, 4, 1), day(2022, 1, 1))),
        ("A99003", Period::constant(day(1974, 4, 1), day(2022, 1, 1))),
    ] {
        let code: PracticeCode = code.parse().unwrap();
        builder.practice(Practice {
            status: Some(PracticeStatus::Open),
            life: Some(life),
            ..Practice::new(code, "SURGERY")
        });
    }
    builder.network(Pcn::new(U, "PCN", since));
    builder.membership(Membership::new(A, U, since));
    builder.membership(Membership::new(PracticeCode::constant("A99002"), U, since));
    let other = SubIcbCode::constant("00L");
    let lead = SubIcbCode::constant("16C");
    for (of, commissioner, period) in [
        (Commissioned::Practice(A), other, ended),
        (Commissioned::Practice(A), lead, Period::since(day(2021, 4, 1))),
        (Commissioned::Network(U), other, ended),
        (Commissioned::Network(U), lead, Period::since(day(2021, 4, 2))),
    ] {
        builder.commissioner(CommissionerRelation { of, commissioner, period });
    }
    builder.build()
}

#[test]
fn a_day_is_written_with_who_is_open_or_a_member_and_the_commissioner_of_the_day() {
    let exported = Exporter::new().on(&register(), day(2022, 4, 27));
    let ids: Vec<String> = exported
        .bundle
        .entries
        .iter()
        .map(|entry| {
            let value = serde_json::to_value(&entry.resource).unwrap();
            value["id"].as_str().unwrap_or("").to_owned()
        })
        .collect();
    // A99002 is closed and still a member; A99003 is closed and none.
    for there in ["A99001", "A99002", "U99001"] {
        assert!(ids.iter().any(|id| id == there), "{there} in {ids:?}");
    }
    assert!(!ids.iter().any(|id| id.contains("A99003")), "{ids:?}");
    for there in ["A99001-RE4-16C-20210401", "U99001-RE4-16C-20210402"] {
        assert!(ids.iter().any(|id| id == there), "{there} in {ids:?}");
    }
    assert!(!ids.iter().any(|id| id.contains("00L")), "{ids:?}");
    assert!(ids.iter().any(|id| id == "A99001-RE8-U99001-20191001"), "{ids:?}");
}

#[test]
fn two_relations_of_one_beginning_have_two_ids() {
    let mut builder = Register::builder();
    let since = Period::since(day(2019, 10, 1));
    builder.practice(Practice::new(A, "SURGERY")).network(Pcn::new(U, "PCN", since));
    builder.membership(Membership::new(A, U, since));
    builder.membership(Membership::new(A, U, since.ended(day(2021, 1, 1))));
    let exported = Exporter::new().history(&builder.build(), day(2022, 4, 27));
    let ids: Vec<String> = exported
        .bundle
        .entries
        .iter()
        .map(|entry| serde_json::to_value(&entry.resource).unwrap()["id"].to_string())
        .filter(|id| id.contains("RE8"))
        .collect();
    assert_eq!(ids, [r#""A99001-RE8-U99001-20191001""#, r#""A99001-RE8-U99001-20191001-2""#]);
}

#[test]
fn what_is_written_says_whether_it_answers_a_search() {
    let kind = |exporter: &Exporter| exporter.history(&register(), day(2022, 4, 27)).bundle.kind;
    assert_eq!(kind(&Exporter::new()), BundleKind::Collection);
    assert_eq!(kind(&Exporter::new().as_searchset()), BundleKind::Searchset);
}

#[test]
fn an_organisation_gives_its_own_periods() {
    let mut own = json(SEARCH)["entry"][1]["resource"].clone();
    let typed = json(MEMBERSHIP)["extension"][1].clone();
    let read = |own: &Value| {
        let organization: Organization = serde_json::from_value(own.clone()).unwrap();
        organization.periods().map(|one| one.period.days()).collect::<Vec<_>>()
    };
    assert_eq!(read(&own), []);
    own["extension"].as_array_mut().unwrap().push(typed);
    assert_eq!(read(&own), [Ok(Some(Period::since(day(2019, 10, 1))))]);
}
