//! The official examples, and made-up ones of the same shape.

use pcn::{
    calendar::{Period, day},
    code::{PcnCode, PracticeCode},
    fhir::{
        Bundle, BundleKind, Extension, Imported, Importer, OrganizationAffiliation, PeriodKind,
        Resource, vocabulary,
    },
    finding::Report,
    network::{Membership, Placement, Setting},
};

use crate::{ENDED, MEMBERSHIP, SEARCH, json, official};

const OFFICIAL_MEMBERSHIP: &str =
    "OrganizationAffiliation_617400_practice_G81086_RE8_partner_to_PCN_U36842.json";
const OFFICIAL_ENDED: &str = "ODS-OrganizationAffiliation-364347-Example.json";
const OFFICIAL_SEARCH: &str = "Bundle_Organization_search.json";

fn import(text: &str) -> Imported {
    let resource = Resource::from_json(text).unwrap();
    let mut importer = Importer::new();
    importer.resource("", &resource);
    importer.finish()
}

fn rules(findings: &Report) -> Vec<&str> {
    findings.iter().map(|finding| finding.rule.as_str()).collect()
}

#[test]
fn official_examples_are_written_as_they_were_read() {
    for name in [OFFICIAL_MEMBERSHIP, OFFICIAL_ENDED] {
        let Some(text) = official(name) else { return };
        let affiliation = OrganizationAffiliation::from_json(&text).unwrap();
        assert_eq!(json(&affiliation.to_json()), json(&text), "{name}");
        assert!(affiliation.rest.is_empty(), "every key of {name} is modelled");
    }
    let Some(text) = official(OFFICIAL_SEARCH) else { return };
    let bundle = Bundle::from_json(&text).unwrap();
    assert_eq!(json(&bundle.to_json()), json(&text));
    assert_eq!(bundle.kind, BundleKind::Searchset);
    assert!(bundle.next_page().is_some_and(|page| page.contains("_offset=2")));
}

#[test]
fn the_official_membership_is_a_membership() {
    let Some(text) = official(OFFICIAL_MEMBERSHIP) else { return };
    let imported = import(&text);
    assert!(imported.findings.is_empty(), "{}", imported.findings);
    let (practice, network) = (PracticeCode::constant("G81086"), PcnCode::constant("U36842"));
    let register = imported.builder.build();
    assert_eq!(
        register.memberships().collect::<Vec<_>>(),
        [Membership::new(practice, network, Period::since(day(2019, 10, 1)))],
    );
    assert_eq!(register.network_of(practice, day(2019, 9, 30)), Placement::InNone);
}

#[test]
fn the_other_official_examples_are_read_whole_and_left_out_by_name() {
    let Some(text) = official(OFFICIAL_ENDED) else { return };
    let affiliation = OrganizationAffiliation::from_json(&text).unwrap();
    let ended = Period::constant(day(2015, 4, 1), day(2020, 4, 1));
    let kinds: Vec<_> = affiliation.periods().map(|typed| typed.kind).collect();
    assert_eq!(kinds, [PeriodKind::Legal, PeriodKind::Operational]);
    assert!(affiliation.periods().all(|typed| typed.period.days() == Ok(Some(ended))));
    let imported = import(&text);
    assert_eq!(rules(&imported.findings), ["FHIR-REL-001"]);
    assert!(imported.findings.to_string().contains("`RE5`"));

    let Some(text) = official(OFFICIAL_SEARCH) else { return };
    let bundle = Bundle::from_json(&text).unwrap();
    let imported = Imported::of(&bundle);
    assert_eq!((imported.tally.read, imported.tally.left_out), (2, 2));
    assert_eq!(rules(&imported.findings), ["FHIR-ROLE-001", "FHIR-ROLE-001"]);
    assert!(imported.findings.to_string().contains("AQN: it has RO172"), "{}", imported.findings);
}

#[test]
fn the_code_systems_are_those_published() {
    for (name, address) in [
        ("CodeSystem-England-ODSOrganisationRole.xml", vocabulary::ROLE),
        ("CodeSystem-England-ODSRelationship.xml", vocabulary::RELATIONSHIP),
    ] {
        let Some(text) = official(name) else { return };
        assert!(text.contains(&format!("<url value=\"{address}\" />")), "{name}");
    }
}

#[test]
fn made_up_examples_make_a_register() {
    let membership = Resource::from_json(MEMBERSHIP).unwrap();
    let search = Bundle::from_json(SEARCH).unwrap();
    let mut importer = Importer::new();
    importer.resource("membership.json", &membership).bundle("search.json", &search);
    let imported = importer.finish();
    assert!(imported.findings.is_empty(), "{}", imported.findings);
    assert_eq!((imported.tally.practices, imported.tally.networks), (1, 1));

    let register = imported.builder.build();
    let practice = register.practice(PracticeCode::constant("A99001")).unwrap();
    assert_eq!(&*practice.name, "MADE UP SURGERY");
    assert_eq!(practice.life, Some(Period::since(day(2015, 4, 1))));
    assert_eq!(practice.setting, None, "RO177 alone does not tell");
    assert_eq!(practice.postcode.as_deref(), Some("LS1 1AA"));
    let place = practice.provenance.as_ref().unwrap().to_string();
    assert_eq!(place, "search.json: entry[0].resource");
    let network = register.network(PcnCode::constant("U99001")).unwrap();
    assert_eq!(network.life, Period::since(day(2019, 10, 1)));
    assert_eq!(
        register.memberships().next().unwrap().provenance.unwrap().to_string(),
        "membership.json"
    );
}

#[test]
fn both_identifier_systems_are_read() {
    let text = MEMBERSHIP.replace(vocabulary::ODS_CODE, vocabulary::ODS_CODE_SHORT);
    assert_ne!(text, MEMBERSHIP);
    let imported = import(&text);
    assert_eq!(imported.tally.memberships, 1, "{}", imported.findings);

    let text = MEMBERSHIP.replace(vocabulary::ODS_CODE, "https://example.org/our-codes");
    let imported = import(&text);
    assert_eq!(rules(&imported.findings), ["FHIR-CODE-001"]);
}

#[test]
fn a_role_beside_the_primary_one_tells_the_setting() {
    let setting = |change: &dyn Fn(&mut serde_json::Value)| {
        let mut bundle = json(SEARCH);
        change(&mut bundle["entry"][0]["resource"]);
        let bundle = serde_json::from_value::<Bundle>(bundle).unwrap();
        let register = Imported::of(&bundle).builder.build();
        register.practice(PracticeCode::constant("A99001")).unwrap().setting
    };
    let further = |resource: &mut serde_json::Value, code: &str, active: bool| {
        let mut role = resource["extension"][0].clone();
        role["extension"][1]["valueCodeableConcept"]["coding"][0]["code"] = code.into();
        role["extension"][4]["valueBoolean"] = active.into();
        resource["extension"].as_array_mut().unwrap().push(role);
    };
    assert_eq!(setting(&|r| further(r, "RO76", true)), Some(Setting::GpPractice));
    assert_eq!(setting(&|r| further(r, "RO72", true)), Some(Setting::Other));
    let ended = setting(&|r| further(r, "RO76", false));
    assert_eq!(ended, Some(Setting::Other), "it is open and no GP practice any more");
    let closed = setting(&|r| {
        further(r, "RO76", false);
        r["active"] = false.into();
    });
    assert_eq!(closed, Some(Setting::GpPractice), "its roles ended with it");
}

#[test]
fn an_organisations_own_days_go_before_those_of_its_role() {
    let mut bundle = json(SEARCH);
    let network = &mut bundle["entry"][1]["resource"];
    let mut own = network["extension"][0]["extension"][3].clone();
    own["extension"][1]["valuePeriod"] =
        serde_json::json!({"start": "2020-04-01", "end": "2022-03-31"});
    network["extension"].as_array_mut().unwrap().push(own);
    let bundle: Bundle = serde_json::from_value(bundle).unwrap();
    let register = Imported::of(&bundle).builder.build();
    let network = register.network(PcnCode::constant("U99001")).unwrap();
    assert_eq!(network.life, Period::constant(day(2020, 4, 1), day(2022, 4, 1)));
}

#[test]
fn a_reference_without_a_code_is_followed_within_the_bundles() {
    let mut membership = json(MEMBERSHIP);
    membership["organization"] =
        serde_json::json!({"reference": "https://example.org/fhir/Organization/A99001"});
    membership["participatingOrganization"] =
        serde_json::json!({"reference": "Organization/U99001"});
    let membership: Resource = serde_json::from_value(membership).unwrap();
    let search = Bundle::from_json(SEARCH).unwrap();

    let mut importer = Importer::new();
    importer.resource("", &membership).bundle("", &search);
    assert_eq!(importer.finish().tally.memberships, 1);

    let mut alone = Importer::new();
    alone.resource("", &membership);
    let imported = alone.finish();
    assert_eq!(imported.tally.left_out, 1);
    assert_eq!(imported.findings.findings()[0].path.as_deref(), Some("organization.reference"));
}

#[test]
fn what_is_not_modelled_is_kept() {
    let mut bundle = json(SEARCH);
    bundle["signature"] = serde_json::json!({"who": "x"});
    bundle["entry"][0]["resource"]["telecom"] = serde_json::json!([{"value": "01"}]);
    bundle["entry"][0]["resource"]["_name"] = serde_json::json!({"id": "n"});
    bundle["entry"][1]["resource"]["extension"][0]["extension"][2]["id"] = "p".into();
    bundle["entry"][1]["resource"]["extension"][0]["extension"]
        .as_array_mut()
        .unwrap()
        .push(serde_json::json!({"url": "more", "valueString": "x"}));
    let outcome =
        serde_json::json!({"resource": {"resourceType": "OperationOutcome", "issue": []}});
    bundle["entry"].as_array_mut().unwrap().push(outcome);
    let read: Bundle = serde_json::from_value(bundle.clone()).unwrap();
    assert_eq!(serde_json::to_value(&read).unwrap(), bundle);

    let mut other_kind = json(ENDED);
    other_kind["extension"][0]["extension"][0]["valueCoding"]["code"] = "Statutory".into();
    let read: OrganizationAffiliation = serde_json::from_value(other_kind.clone()).unwrap();
    assert!(matches!(read.extensions[0], Extension::Other(_)));
    assert_eq!(serde_json::to_value(&read).unwrap(), other_kind);
}
