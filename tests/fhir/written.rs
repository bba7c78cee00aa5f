//! What is written has the shape of the official examples.

use pcn::{
    calendar::{Period, day},
    code::{PcnCode, PracticeCode, SubIcbCode},
    fhir::Exporter,
    network::{
        Commissioned, CommissionerRelation, Membership, Pcn, Practice, PracticeStatus, Register,
        Setting,
    },
};
use serde_json::Value;

use crate::{ENDED, MEMBERSHIP, SEARCH, json, official, shape::Shape};

const TYPED_PERIOD: &str =
    "https://fhir.nhs.uk/England/StructureDefinition/Extension-England-TypedPeriod";

fn learned() -> Shape {
    Shape::of(&[json(MEMBERSHIP), json(ENDED), json(SEARCH)])
}

/// Keys that every example has and a register cannot give.
const NOT_HELD: &[&str] = &[
    // A server's own.
    "Bundle.id",
    "Bundle.meta",
    "Bundle.link",
    "Organization.meta.versionId",
    "Organization.meta.lastUpdated",
    "Organization.meta.source",
    // The Organisation Data Service's own: numbers, the day of the last change, who gave the code.
    "Organization.extension(https://fhir.nhs.uk/England/StructureDefinition/Extension-England-TypedDateTime)",
    "Organization.extension(https://fhir.nhs.uk/England/StructureDefinition/Extension-England-OrganisationRole).extension(instanceID)",
    "Organization.identifier[].assigner",
    // A register holds the postcode alone.
    "Organization.address[].line",
    "Organization.address[].city",
    "Organization.address[].country",
    // A practice has two roles, of which one has the days; the examples have organisations of one.
    "Organization.extension(https://fhir.nhs.uk/England/StructureDefinition/Extension-England-OrganisationRole)",
    "Organization.extension(https://fhir.nhs.uk/England/StructureDefinition/Extension-England-OrganisationRole).extension(https://fhir.nhs.uk/England/StructureDefinition/Extension-England-TypedPeriod)",
];

fn register() -> Register {
    let (practice, network) = (PracticeCode::constant("A99001"), PcnCode::constant("U99001"));
    let ended = Period::constant(day(2019, 10, 1), day(2021, 4, 1));
    let commissioner = SubIcbCode::constant("16C");
    let mut builder = Register::builder();
    builder
        .practice(Practice {
            status: Some(PracticeStatus::Open),
            life: Some(Period::since(day(1974, 4, 1))),
            setting: Some(Setting::GpPractice),
            postcode: Some("LS1 1AA".into()),
            ..Practice::new(practice, "MADE UP SURGERY")
        })
        .network(Pcn {
            postcode: Some("LS1 1AB".into()),
            ..Pcn::new(network, "MADE UP PCN", Period::since(day(2019, 10, 1)))
        })
        .membership(Membership::new(practice, network, ended))
        .membership(Membership::new(practice, network, Period::since(day(2022, 4, 1))));
    for of in [Commissioned::Practice(practice), Commissioned::Network(network)] {
        builder.commissioner(CommissionerRelation { of, commissioner, period: ended });
    }
    builder.build()
}

fn written(exporter: &Exporter) -> Value {
    let exported = exporter.history(&register(), day(2022, 4, 27));
    assert!(exported.findings.is_empty(), "{}", exported.findings);
    json(&exported.bundle.to_json())
}

#[test]
fn made_up_examples_have_the_shape_of_the_official_ones() {
    let official: Option<Vec<Value>> = [
        "OrganizationAffiliation_617400_practice_G81086_RE8_partner_to_PCN_U36842.json",
        "ODS-OrganizationAffiliation-364347-Example.json",
        "Bundle_Organization_search.json",
    ]
    .into_iter()
    .map(|name| official(name).map(|text| json(&text)))
    .collect();
    let Some(official) = official else { return };
    let official = Shape::of(&official).outline();
    let own = learned().outline();
    let differ = |one: &std::collections::BTreeSet<String>, two| {
        one.difference(two).cloned().collect::<Vec<_>>()
    };
    let lines = differ(&official, &own);
    // The number of lines of an address is an address's own.
    assert!(lines.iter().all(|line| line.contains("address[].line[]")), "{lines:#?}");
    let lines = differ(&own, &official);
    assert!(lines.iter().all(|line| line.contains("address[].line[]")), "{lines:#?}");
}

#[test]
fn what_is_written_has_the_shape_of_the_examples() {
    let shape = learned();
    let searchset = Exporter::new().based_at("https://example.org/fhir/").as_searchset();
    for exporter in [searchset.clone(), searchset.with_legal_periods()] {
        let document = written(&exporter);
        assert_eq!(document["entry"].as_array().unwrap().len(), 6);
        let misfits: Vec<_> = shape
            .misfits(&document, NOT_HELD)
            .into_iter()
            .filter(|misfit| !misfit.starts_with("Bundle.entry[] stands 6 times"))
            .collect();
        assert!(misfits.is_empty(), "{misfits:#?}");
    }
}

#[test]
fn a_collection_differs_from_a_searchset_by_what_only_a_search_has() {
    let misfits = learned().misfits(&written(&Exporter::new()), NOT_HELD);
    assert!(
        misfits.iter().all(|misfit| misfit.starts_with("Bundle.entry[]")),
        "neither address nor reason of a match, and more entries: {misfits:#?}",
    );
}

#[test]
fn legal_days_are_written_when_asked_for_and_then_as_the_examples_have_them() {
    let kinds = |document: &Value| -> Vec<String> {
        let entry = &document["entry"].as_array().unwrap()[2]["resource"]["extension"];
        let kind =
            |e: &Value| e["extension"][0]["valueCoding"]["code"].as_str().unwrap().to_owned();
        entry.as_array().unwrap().iter().map(kind).collect()
    };
    assert_eq!(kinds(&written(&Exporter::new())), ["Operational"]);
    let both = written(&Exporter::new().with_legal_periods());
    assert_eq!(kinds(&both), ["Legal", "Operational"]);
    let membership = &both["entry"][2]["resource"];
    assert_eq!(membership["extension"][1]["url"], TYPED_PERIOD);
    assert_eq!(
        membership["period"],
        serde_json::json!({"start": "2019-10-01", "end": "2021-03-31"})
    );
    assert_eq!(membership["active"], false);
    assert_eq!(membership["organization"]["identifier"]["value"], "A99001");
    assert_eq!(membership["participatingOrganization"]["identifier"]["value"], "U99001");
}

#[test]
fn the_checker_finds_what_does_not_fit() {
    let shape = learned();
    for (change, misfit) in [
        (("/active", Value::from("true")), "active is a text"),
        (("/period/from", Value::from("2019")), "OrganizationAffiliation.period.from stands in no"),
        (
            ("/code/0/coding/0/system", Value::from("https://example.org")),
            "is `https://example.org`",
        ),
        (("/organization/identifier", Value::Null), "organization.identifier is a null"),
    ] {
        let mut document = json(MEMBERSHIP);
        let (pointer, value) = change;
        let (parent, key) = pointer.rsplit_once('/').unwrap();
        document.pointer_mut(parent).unwrap()[key] = value;
        let misfits = shape.misfits(&document, &[]);
        assert!(misfits.iter().any(|found| found.contains(misfit)), "{misfits:?}");
    }
    let mut document = json(MEMBERSHIP);
    document.as_object_mut().unwrap().remove("code");
    assert_eq!(shape.misfits(&document, &[]), ["OrganizationAffiliation.code is missing"]);
    assert!(shape.misfits(&json(MEMBERSHIP), &[]).is_empty());
}
