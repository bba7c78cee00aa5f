//! Malformed input: an error or a finding that says where, and never a panic.

use pcn::{
    calendar::{Period, day},
    fhir::{Bundle, Imported, Importer, Organization, OrganizationAffiliation, Resource},
};
use proptest::prelude::*;
use serde_json::{Value, json as value};

use crate::{MEMBERSHIP, SEARCH, json};

const TYPED_PERIOD: &str =
    "https://fhir.nhs.uk/England/StructureDefinition/Extension-England-TypedPeriod";

/// The made-up membership with one value set, or removed by null.
fn membership(pointer: &str, new: Value) -> Value {
    let mut document = json(MEMBERSHIP);
    let (parent, key) = pointer.rsplit_once('/').unwrap();
    let parent = document.pointer_mut(parent).unwrap();
    match (parent, new) {
        (Value::Object(map), Value::Null) => drop(map.remove(key)),
        (Value::Object(map), new) => drop(map.insert(key.to_owned(), new)),
        (Value::Array(items), new) => items[key.parse::<usize>().unwrap()] = new,
        _ => unreachable!(),
    }
    document
}

fn bundle_of(resources: Vec<Value>) -> Bundle {
    let entries: Vec<_> =
        resources.into_iter().map(|resource| value!({"resource": resource})).collect();
    let bundle = value!({"resourceType": "Bundle", "type": "collection", "entry": entries});
    serde_json::from_value(bundle).unwrap()
}

/// The findings as rule and path.
fn findings(imported: &Imported) -> Vec<(String, String)> {
    imported
        .findings
        .iter()
        .map(|finding| {
            (finding.rule.as_str().to_owned(), finding.path.as_deref().unwrap_or("").to_owned())
        })
        .collect()
}

fn only(rule: &str, path: &str) -> Vec<(String, String)> {
    vec![(rule.to_owned(), path.to_owned())]
}

#[test]
fn a_document_of_another_kind_is_refused_with_its_path() {
    for (text, path, says) in [
        ("", "", "the text is not JSON"),
        ("{", "", "(line 1, column 1)"),
        ("[]", "", "expected an object, found a list"),
        ("{}", "resourceType", "expected OrganizationAffiliation, found nothing"),
        (r#"{"resourceType": 7}"#, "resourceType", "found `7`"),
        (r#"{"resourceType": "Organization"}"#, "resourceType", "found `\"Organization\"`"),
        (r#"{"resourceType": "OrganizationAffiliation", "code": {}}"#, "code", "found an object"),
        (
            r#"{"resourceType": "OrganizationAffiliation", "period": {"start": "1 July"}}"#,
            "period.start",
            "`1 July` is not a date",
        ),
        (
            r#"{"resourceType": "OrganizationAffiliation", "active": null}"#,
            "active",
            "expected `true` or `false`, found `null`",
        ),
    ] {
        let error = OrganizationAffiliation::from_json(text).unwrap_err();
        assert_eq!(error.path(), path, "{text}");
        assert!(error.to_string().contains(says), "{error}");
        assert!(serde_json::from_str::<OrganizationAffiliation>(text).is_err());
    }
    assert!(Bundle::from_json(r#"{"resourceType": "Bundle"}"#).is_err(), "without a type");
    assert!(Resource::from_json(r#"{"resourceType": ["x"]}"#).is_err());
    assert!(Organization::from_json_bytes(b"\xff{}").is_err());
    let deep = "[".repeat(100_000);
    assert!(Bundle::from_json(&deep).is_err());
}

#[test]
fn a_role_or_a_period_out_of_shape_is_refused_with_its_path() {
    let role = "https://fhir.nhs.uk/England/StructureDefinition/Extension-England-OrganisationRole";
    for (extension, path) in [
        (value!({"url": role}), "extension[0].extension"),
        (value!({"url": role, "extension": [7]}), "extension[0].extension[0]"),
        (
            value!({"url": role, "extension": [{"url": "roleCode", "valueString": "RO76"}]}),
            "extension[0].extension[0].valueCodeableConcept",
        ),
        (
            value!({"url": role, "extension": [
                {"url": "roleCode", "valueCodeableConcept": {}, "id": "x"}]}),
            "extension[0].extension[0]",
        ),
        (
            value!({"url": TYPED_PERIOD, "extension": [
                {"url": "period", "valuePeriod": {"end": "2020-02-30"}}]}),
            "extension[0].extension[0].valuePeriod.end",
        ),
        (value!("x"), "extension[0]"),
    ] {
        let document = value!({"resourceType": "Organization", "extension": [extension]});
        let error = Organization::from_json(&document.to_string()).unwrap_err();
        assert_eq!(error.path(), path, "{document}");
    }
}

#[test]
fn each_fault_has_its_rule_and_its_path() {
    let at = |path: &str| format!("entry[0].resource.{path}");
    for (document, rule, path) in [
        (
            membership("/participatingOrganization/identifier/value", value!("U9900")),
            "FHIR-CODE-002",
            "participatingOrganization.identifier.value",
        ),
        (
            membership("/organization/identifier/value", value!("a99001")),
            "FHIR-CODE-002",
            "organization.identifier.value",
        ),
        (membership("/organization", Value::Null), "FHIR-CODE-001", "organization"),
        (membership("/organization", value!({"display": "x"})), "FHIR-CODE-001", "organization"),
        (
            membership("/organization/identifier/value", Value::Null),
            "FHIR-CODE-001",
            "organization.identifier",
        ),
        (
            membership("/organization/identifier", Value::Null),
            "FHIR-CODE-001",
            "organization.reference",
        ),
        (membership("/code", Value::Null), "FHIR-REL-001", "code"),
        (membership("/code/0/coding/0/code", value!("RE6")), "FHIR-REL-001", "code"),
        (membership("/period/start", value!("1 July")), "FHIR-SHAPE-001", "period.start"),
        (
            membership(
                "/extension/1/extension/1/valuePeriod",
                value!({"start": "2020", "end": "2018"}),
            ),
            "FHIR-PERIOD-002",
            "extension[1]",
        ),
        (
            membership("/extension/1/extension/1/valuePeriod", value!({"end": "2019-01-01"})),
            "FHIR-PERIOD-001",
            "extension",
        ),
    ] {
        let bundle = bundle_of(vec![document]);
        let imported = Imported::of(&bundle);
        assert_eq!(imported.tally.left_out, 1, "{rule} {path}: {}", imported.findings);
        assert_eq!(findings(&imported)[0], only(rule, &at(path))[0]);
    }
}

#[test]
fn a_membership_turned_round_is_not_turned_back() {
    let document =
        json(&MEMBERSHIP.replace("A99001", "X").replace("U99001", "A99001").replace('X', "U99001"));
    let imported = Imported::of(&bundle_of(vec![document]));
    assert_eq!(findings(&imported), only("FHIR-REL-002", "entry[0].resource.organization"));
    assert_eq!(imported.tally.left_out, 1);
}

#[test]
fn months_and_years_are_dates_and_are_remarked() {
    let period = value!({"start": "2021-05", "end": "2022"});
    let mut document = membership("/period", period.clone());
    for at in 0..2 {
        document["extension"][at]["extension"][1]["valuePeriod"] = period.clone();
    }
    let imported = Imported::of(&bundle_of(vec![document]));
    let path = "entry[0].resource.extension[1]";
    let remark = ("FHIR-PERIOD-004".to_owned(), path.to_owned());
    assert_eq!(findings(&imported), [remark.clone(), remark]);
    let membership = imported.builder.build().memberships().next().unwrap();
    assert_eq!(membership.period, Period::constant(day(2021, 5, 1), day(2023, 1, 1)));
}

#[test]
fn the_operational_period_goes_first_and_a_difference_is_remarked() {
    let document = membership("/extension/0/extension/1/valuePeriod/start", value!("2019-07-01"));
    let imported = Imported::of(&bundle_of(vec![document.clone()]));
    assert_eq!(findings(&imported), only("FHIR-PERIOD-003", "entry[0].resource.extension[0]"));
    let first =
        |imported: Imported| imported.builder.build().memberships().next().unwrap().period.from();
    assert_eq!(first(imported), day(2019, 10, 1));

    // Without an operational period the legal one counts, and without either `period`.
    let mut legal = document.clone();
    legal["extension"].as_array_mut().unwrap().pop();
    assert_eq!(first(Imported::of(&bundle_of(vec![legal]))), day(2019, 7, 1));
    let mut plain = document;
    plain.as_object_mut().unwrap().remove("extension");
    let imported = Imported::of(&bundle_of(vec![plain]));
    assert!(imported.findings.is_empty(), "{}", imported.findings);
    assert_eq!(first(imported), day(2019, 10, 1));
}

#[test]
fn what_is_not_active_and_has_no_end_is_remarked() {
    let imported = Imported::of(&bundle_of(vec![membership("/active", value!(false))]));
    assert_eq!(findings(&imported), only("FHIR-ACTIVE-001", "entry[0].resource.active"));
    assert_eq!(imported.tally.memberships, 1);
}

#[test]
fn a_reference_to_one_organisation_by_the_code_of_another_is_told() {
    let organization = json(SEARCH)["entry"][0]["resource"].clone();
    let document = membership("/organization/identifier/value", value!("A99002"));
    let imported = Imported::of(&bundle_of(vec![document, organization]));
    let path = "entry[0].resource.organization.identifier.value";
    assert_eq!(findings(&imported), only("FHIR-CODE-003", path));
    let membership = imported.builder.build().memberships().next().unwrap();
    assert_eq!(membership.practice.as_str(), "A99002", "the identifier goes first");
}

#[test]
fn organisations_with_faults_are_told() {
    let organization = |at: usize, change: &dyn Fn(&mut Value)| {
        let mut resource = json(SEARCH)["entry"][at]["resource"].clone();
        change(&mut resource);
        findings(&Imported::of(&bundle_of(vec![resource])))
    };
    let in_resource = |path: &str| format!("entry[0].resource.{path}");
    assert_eq!(
        organization(0, &|r| r["identifier"][0]["value"] = value!("FA123")),
        only("FHIR-CODE-002", &in_resource("identifier[0].value")),
    );
    assert_eq!(
        organization(1, &|r| drop(r.as_object_mut().unwrap().remove("identifier"))),
        only("FHIR-CODE-001", &in_resource("identifier")),
    );
    assert_eq!(
        organization(1, &|r| drop(r.as_object_mut().unwrap().remove("name"))),
        only("FHIR-NAME-001", &in_resource("name")),
    );
    assert_eq!(
        organization(1, &|r| {
            let parts = r["extension"][0]["extension"].as_array_mut().unwrap();
            parts.retain(|part| part["url"] != TYPED_PERIOD);
        }),
        only("FHIR-PERIOD-001", &in_resource("extension")),
    );
    assert_eq!(
        organization(0, &|r| {
            let second =
                value!({"system": "https://fhir.nhs.uk/Id/ods-organization", "value": "A99002"});
            r["identifier"].as_array_mut().unwrap().push(second);
        }),
        only("FHIR-CODE-003", &in_resource("identifier[1].value")),
    );
    assert_eq!(
        organization(0, &|r| {
            let mut role = r["extension"][0].clone();
            role["extension"][1]["valueCodeableConcept"]["coding"][0]["code"] = value!("RO272");
            r["extension"].as_array_mut().unwrap().push(role);
        }),
        only("FHIR-ROLE-002", &in_resource("extension")),
    );
    // STU3 writes one identifier without a list.
    assert_eq!(organization(0, &|r| r["identifier"] = r["identifier"][0].clone()), []);
}

/// The shape of an answer of the STU3 service, with what stands there alone.
#[test]
fn an_organisation_of_stu3_is_read_and_left_out() {
    const ROLE: &str =
        "https://fhir.nhs.uk/STU3/StructureDefinition/Extension-ODSAPI-OrganizationRole-1";
    let stu3 = value!({
        "resourceType": "Organization",
        "id": "A99001",
        "meta": {"profile": "https://fhir.nhs.uk/STU3/StructureDefinition/ODSAPI-Organization-1"},
        "extension": [{"url": ROLE, "extension": [{"url": "primaryRole", "valueBoolean": true}]}],
        "identifier": {"system": "https://fhir.nhs.uk/Id/ods-organization-code", "value": "A99001"},
        "active": true,
        "type": {"coding": {"code": "1", "display": "HSCOrg"}},
        "name": "A SURGERY",
        "address": {"line": ["A STREET"], "city": "A TOWN", "postalCode": "ZZ1 1AA"},
    });
    let organization = pcn::fhir::Organization::from_json(&stu3.to_string()).unwrap();
    assert_eq!((organization.postcode(), organization.types[0].coding.len()), (Some("ZZ1 1AA"), 1));
    assert_eq!(organization.meta.as_ref().unwrap().profiles.len(), 1);
    // Written as R4 has it, and nothing lost.
    let written = json(&organization.to_json());
    assert_eq!(written["address"][0], stu3["address"]);
    assert_eq!(written["type"][0]["coding"][0], stu3["type"]["coding"]);
    assert_eq!(written["extension"], stu3["extension"]);
    let imported = Imported::of(&bundle_of(vec![stu3]));
    assert_eq!((imported.tally.read, imported.tally.left_out), (1, 1));
    let ids: Vec<_> = imported.findings.iter().map(|finding| finding.rule.as_str()).collect();
    assert_eq!(ids, ["FHIR-ROLE-001"]);
}

#[test]
fn commissioners_that_a_register_cannot_hold_are_told() {
    let relation = |of: &str, with: &str| {
        let text = MEMBERSHIP.replace("RE8", "RE4").replace("U99001", with).replace("A99001", of);
        json(&text)
    };
    let bundle = bundle_of(vec![
        relation("A99001", "16C"),
        relation("U99001", "5CX"),
        relation("FA123", "16C"),
        json(SEARCH)["entry"][0]["resource"].clone(),
    ]);
    let imported = Imported::of(&bundle);
    assert_eq!((imported.tally.commissioners, imported.tally.left_out), (1, 2));
    let path = |at: usize, end: &str| format!("entry[{at}].resource.{end}.identifier.value");
    assert_eq!(
        findings(&imported),
        [
            ("FHIR-REL-003".to_owned(), path(1, "participatingOrganization")),
            ("FHIR-REL-001".to_owned(), path(2, "organization")),
        ],
    );

    // A dentist's code has the shape of a practice's; its role tells.
    let mut dentist = json(SEARCH)["entry"][0]["resource"].clone();
    dentist["extension"][0]["extension"][1]["valueCodeableConcept"]["coding"][0]["code"] =
        value!("RO110");
    let imported = Imported::of(&bundle_of(vec![relation("A99001", "16C"), dentist]));
    assert_eq!((imported.tally.commissioners, imported.tally.left_out), (0, 2));
}

#[test]
fn a_bundle_counts_every_entry() {
    let bundle: Bundle = serde_json::from_value(value!({
        "resourceType": "Bundle",
        "type": "searchset",
        "entry": [
            {"search": {"mode": "outcome"}},
            {"resource": {"resourceType": "OperationOutcome"}},
            {"resource": {}},
            {"resource": "x"},
            {"resource": json(MEMBERSHIP)},
        ],
    }))
    .unwrap();
    let mut importer = Importer::new();
    importer.bundle("page: 2", &bundle);
    let imported = importer.finish();
    assert_eq!((imported.tally.read, imported.tally.used(), imported.tally.left_out), (5, 1, 4));
    let paths: Vec<_> = findings(&imported).into_iter().map(|(_, path)| path).collect();
    assert_eq!(
        paths,
        [
            "page: 2: entry[0].resource",
            "page: 2: entry[1].resource",
            "page: 2: entry[2].resource.resourceType",
            "page: 2: entry[3].resource",
        ],
    );
}

/// Every place in a document, as pointers.
fn pointers(value: &Value, at: String, into: &mut Vec<String>) {
    match value {
        Value::Object(map) => {
            for (key, value) in map {
                pointers(value, format!("{at}/{key}"), into);
            }
        }
        Value::Array(items) => {
            for (key, value) in items.iter().enumerate() {
                pointers(value, format!("{at}/{key}"), into);
            }
        }
        _ => {}
    }
    into.push(at);
}

/// The same value with every list sorted: the parts of a role are written in an order of ours.
fn sorted(value: &mut Value) {
    match value {
        Value::Object(map) => map.values_mut().for_each(sorted),
        Value::Array(items) => {
            items.iter_mut().for_each(sorted);
            items.sort_by_key(Value::to_string);
        }
        _ => {}
    }
}

/// What stands alone as STU3 has it comes back in a list.
fn in_lists(value: &mut Value, written: &str) {
    match value {
        Value::Object(map) => {
            for (key, value) in map {
                in_lists(value, written);
                let may = ["identifier", "type", "address", "coding", "profile"].contains(&&**key);
                if may && (value.is_object() || value.is_string()) {
                    sorted(value);
                    if written.contains(&format!("\"{key}\":[{value}]")) {
                        *value = value!([value.take()]);
                    }
                }
            }
        }
        Value::Array(items) => items.iter_mut().for_each(|item| in_lists(item, written)),
        _ => {}
    }
}

fn any_junk() -> impl Strategy<Value = Value> {
    prop_oneof![
        Just(Value::Null),
        Just(value!(7)),
        Just(value!(true)),
        Just(value!("")),
        Just(value!("2021-05")),
        Just(value!("RO272")),
        Just(value!("U99001")),
        Just(value!(["x"])),
        Just(value!([{"x": 1}])),
        Just(value!({"x": "é"})),
        "\\PC{0,8}".prop_map(Value::from),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(192))]

    #[test]
    fn a_spoilt_document_is_refused_or_kept_and_counted(
        spoils in prop::collection::vec((any::<prop::sample::Index>(), any_junk()), 1..4)
    ) {
        let mut document = json(SEARCH);
        let entry = value!({"resource": json(MEMBERSHIP)});
        document["entry"].as_array_mut().unwrap().push(entry);
        for (at, junk) in spoils {
            let mut places = Vec::new();
            pointers(&document, String::new(), &mut places);
            let place = at.get(&places).clone();
            *document.pointer_mut(&place).unwrap() = junk;
        }
        match Bundle::from_json(&document.to_string()) {
            Err(error) => prop_assert!(!error.to_string().is_empty()),
            Ok(bundle) => {
                let mut written = json(&bundle.to_json());
                let entries = document["entry"].as_array_mut().into_iter().flatten();
                for (at, entry) in entries.enumerate() {
                    let mut written = written["entry"][at].clone();
                    sorted(&mut written);
                    in_lists(entry, &written.to_string());
                }
                sorted(&mut written);
                sorted(&mut document);
                prop_assert_eq!(written, document);
                prop_assert_eq!(&Bundle::from_json(&bundle.to_json()).unwrap(), &bundle);
                let imported = Imported::of(&bundle);
                let tally = imported.tally;
                prop_assert_eq!(tally.read, bundle.entries.len());
                prop_assert_eq!(tally.read, tally.used() + tally.left_out);
                prop_assert!(imported.findings.len() >= tally.left_out);
                drop(imported.builder.build());
            }
        }
    }

    #[test]
    fn any_bytes_are_a_document_or_an_error(bytes in prop::collection::vec(any::<u8>(), 0..64)) {
        drop(Bundle::from_json_bytes(&bytes));
        drop(Resource::from_json_bytes(&bytes));
    }
}

#[test]
fn a_decimal_that_is_handed_on_keeps_its_value() {
    for number in ["24e97", "2.4000000000000002e98", "-1.5712345678901235", "1e-320"] {
        let text =
            format!(r#"{{"resourceType": "Organization", "position": {{"longitude": {number}}}}}"#);
        let once = Organization::from_json(&text).unwrap();
        assert_eq!(Organization::from_json(&once.to_json()), Ok(once), "{number}");
    }
    assert!(Organization::from_json(r#"{"resourceType": "Organization", "x": 1e999}"#).is_err());
}

#[test]
fn what_a_service_says_went_wrong_is_told() {
    let outcome = |issue: Value| value!({"resourceType": "OperationOutcome", "issue": issue});
    let said = |issue: Value| {
        let as_bundle = Bundle::from_json(&outcome(issue.clone()).to_string()).unwrap_err();
        let bundle: Bundle = serde_json::from_value(value!({
            "resourceType": "Bundle",
            "type": "searchset",
            "entry": [{"resource": outcome(issue)}],
        }))
        .unwrap();
        let imported = Imported::of(&bundle);
        [as_bundle.to_string(), imported.findings.findings()[0].message.to_string()]
    };
    let unnamed = [
        "at `resourceType`: expected Bundle, found `\"OperationOutcome\"`",
        "an OperationOutcome is left out",
    ];
    for silent in [
        value!([]),
        value!([{"severity": "error"}]),
        value!("text"),
        value!([{"diagnostics": 7}]),
        value!([{"details": "text"}]),
    ] {
        assert_eq!(said(silent), unnamed);
    }
    let with = |word: &str| {
        [
            format!("{}, which says `{word}`", unnamed[0]),
            format!("{}; it says `{word}`", unnamed[1]),
        ]
    };
    assert_eq!(said(value!([{"diagnostics": "too many"}])), with("too many"));
    let second = value!([{"severity": "error"}, {"details": {"text": "no such role"}}]);
    assert_eq!(said(second), with("no such role"));
    // What only looks like one is told for what it is.
    let patient = value!({"resourceType": "Patient", "issue": [{"diagnostics": "too many"}]});
    let error = Bundle::from_json(&patient.to_string()).unwrap_err();
    assert_eq!(error.to_string(), "at `resourceType`: expected Bundle, found `\"Patient\"`");
    let bundle: Bundle = serde_json::from_value(value!({
        "resourceType": "Bundle",
        "type": "searchset",
        "entry": [{"resource": patient}],
    }))
    .unwrap();
    assert_eq!(Imported::of(&bundle).findings.findings()[0].message, "a Patient is left out");
}
