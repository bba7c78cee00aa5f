//! The schemas and the readers say the same: a validator that shares no code with either judges
//! generated documents and every kind of corruption of one of their fields.

mod corruption;

use std::fmt::Debug;

use corruption::{CORRUPTIONS, compares_fields, corrupt, places};

use jsonschema::Validator;
use pcn::{
    calendar, code, des, funding, iif, json, maturity, network, plan, quantity, registration,
    schema, service, strategies,
};
use proptest::{prelude::*, sample::Index, test_runner::TestRunner};
use serde::{Serialize, de::DeserializeOwned};
use serde_json::{Value, json};

fn validator(schema: &Value) -> Validator {
    jsonschema::options().should_validate_formats(true).build(schema).unwrap()
}

fn validator_of(name: &str) -> Validator {
    validator(schema::schema_of(name).unwrap().as_value())
}

/// Generates values, and checks that the schema takes each, that each comes back from its text,
/// and that reader and schema agree about corruptions.
fn agree<T>(name: &str, cases: u32, values: impl Strategy<Value = T>)
where
    T: Serialize + DeserializeOwned + Debug + PartialEq,
{
    let schema = validator_of(name);
    let slips = prop::collection::vec(
        (any::<Index>(), prop::sample::select(CORRUPTIONS), 0_usize..1_000),
        12,
    );
    let refused = std::cell::Cell::new(0_u32);
    let mut runner = TestRunner::new(ProptestConfig { cases, ..ProptestConfig::default() });
    runner
        .run(&(values, slips), |(value, slips)| {
            let document = serde_json::to_value(&value).unwrap();
            if let Err(error) = schema.validate(&document) {
                return Err(TestCaseError::fail(format!(
                    "{name}: the schema refuses a value at {}: {error}",
                    error.instance_path()
                )));
            }
            prop_assert_eq!(&json::from_str::<T>(&document.to_string()).unwrap(), &value);
            let all = places(&document);
            for (at, how, key) in slips {
                let place = at.get(&all);
                let Some(spoiled) = corrupt(&document, place, how, key) else { continue };
                let read = json::from_str::<T>(&spoiled.to_string());
                if read.as_ref().is_err_and(|error| compares_fields(error.message())) {
                    continue;
                }
                refused.set(refused.get() + u32::from(read.is_err()));
                prop_assert_eq!(
                    read.is_ok(),
                    schema.is_valid(&spoiled),
                    "{}: {:?} at `{}`: the reader says {:?}, the schema {:?}; document {}",
                    name,
                    how,
                    place,
                    read.err().map(|error| error.to_string()),
                    schema.validate(&spoiled).err().map(|error| error.to_string()),
                    spoiled
                );
            }
            Ok(())
        })
        .unwrap_or_else(|error| panic!("{error}"));
    assert!(refused.get() > cases / 2, "{name}: only {} corruptions were refused", refused.get());
}

#[test]
fn registers_agree() {
    agree("register", 48, strategies::register());
    agree("register", 24, strategies::sound_register());
}

#[test]
fn registration_forms_agree() {
    agree::<registration::RegistrationForm>(
        "registration_form",
        64,
        strategies::registration_form(),
    );
}

#[test]
fn network_agreements_agree() {
    agree("network_agreement", 64, strategies::network_agreement());
}

#[test]
fn iif_inputs_agree() {
    agree::<iif::Facts>("iif_facts", 64, strategies::iif_facts());
    agree::<iif::Observation>("iif_observation", 96, strategies::observation());
}

#[test]
fn claims_agree() {
    agree::<funding::arrs::Post>("arrs_post", 128, strategies::post());
    agree::<funding::arrs::ClaimFacts>("arrs_claim_facts", 96, strategies::claim_facts());
    agree::<funding::arrs::ClaimBasis>("arrs_claim_basis", 64, strategies::claim_basis());
}

#[test]
fn funding_facts_agree() {
    agree::<funding::Facts>("funding_facts", 64, strategies::funding_facts());
}

#[test]
fn assessments_agree() {
    agree::<maturity::Assessment>("assessment", 64, strategies::assessment());
    agree::<maturity::Journey>("journey", 48, strategies::journey());
}

#[test]
fn plans_agree() {
    agree::<plan::Plan>("plan", 48, strategies::plan());
}

#[test]
fn weeks_of_access_agree() {
    agree::<service::Timetable>("timetable", 96, strategies::timetable());
    agree("timetable", 16, strategies::sound_timetable().prop_map(|(week, _)| week));
}

#[test]
fn local_versions_and_declarations_agree() {
    agree::<maturity::LocalMatrix>("local_matrix", 96, strategies::local_matrix());
    agree::<iif::Declaration>("iif_declaration", 64, strategies::declaration());
}

#[test]
fn steps_and_changes_agree() {
    agree::<registration::Participation>("participation", 96, strategies::participation());
    let changes = strategies::register_and_change().prop_map(|(_, change)| change);
    agree::<network::Change>("register_change", 96, changes);
}

#[test]
fn terms_of_a_year_and_what_varies_them_agree() {
    agree::<des::LocalVariation>("local_variation", 64, strategies::local_variation());
    agree("local_variation", 24, strategies::sound_local_variation());
    agree::<des::Year>("year", 4, strategies::year());
}

#[test]
fn sound_forms_and_facts_agree() {
    agree(
        "registration_form",
        24,
        strategies::sound_registration_form().prop_map(|(form, _)| form),
    );
    agree("iif_facts", 24, strategies::sound_iif_facts());
}

#[test]
fn statements_and_claims_agree() {
    agree::<iif::Statement>("iif_statement", 12, strategies::iif_statement());
    agree::<funding::Statement>("funding_statement", 12, strategies::funding_statement());
    agree::<funding::arrs::MonthClaim>("arrs_month_claim", 24, strategies::month_claim());
    agree::<funding::arrs::YearClaim>("arrs_year_claim", 6, strategies::year_claim());
}

#[test]
fn periods_and_years_agree() {
    agree::<calendar::Period>("period", 128, strategies::period());
    let schema = validator_of("contract_year");
    proptest!(|(year in strategies::contract_year())| {
        prop_assert!(schema.is_valid(&json!(year)));
        let short = year.to_string().split_off(2);
        for text in [short.clone(), year.to_string().replace('/', "-")] {
            prop_assert!(text.parse::<calendar::ContractYear>().is_ok());
            prop_assert!(schema.is_valid(&json!(text)));
        }
    });
}

/// The schema of a type that has no name of its own: the one that a document's key refers to.
fn part(document: &str, key: &str) -> Validator {
    let mut whole = schema::schema_of(document).unwrap().to_value();
    let defs = whole["$defs"].take();
    let mut found = defs[key].clone();
    assert!(found.is_object(), "{document} has no {key}");
    found["$defs"] = defs;
    validator(&found)
}

macro_rules! codes_agree {
    ($($test:ident: $type:ty, $strategy:path, $document:literal $key:literal;)+) => {$(
        #[test]
        fn $test() {
            let schema = part($document, $key);
            proptest!(|(code in $strategy(), miss in strategies::near_miss_of($strategy()))| {
                prop_assert!(schema.is_valid(&json!(code)));
                prop_assert!(miss.parse::<$type>().is_err());
                prop_assert!(!schema.is_valid(&json!(miss)), "the schema takes `{}`", miss);
            });
        }
    )+};
}

codes_agree! {
    codes_of_networks_agree: code::PcnCode, strategies::pcn_code, "register" "PcnCode";
    codes_of_practices_agree: code::PracticeCode, strategies::practice_code, "register" "PracticeCode";
    codes_of_sub_icb_locations_agree: code::SubIcbCode, strategies::sub_icb_code, "register" "SubIcbCode";
    codes_of_boards_agree: code::IcbCode, strategies::icb_code, "local_variation" "IcbCode";
    codes_of_organisations_agree: code::OdsCode, strategies::ods_code, "register" "OdsCode";
}

#[test]
fn quantities_agree_and_texts_that_are_none_are_refused_by_both() {
    let pounds = part("funding_statement", "Gbp");
    let ratio = part("register", "Ratio");
    let patients = part("register", "PatientsRegistered");
    proptest!(|(
        sum in strategies::gbp(),
        share in strategies::ratio(),
        list in strategies::whole_patients(),
        text in strategies::not_a_decimal(),
    )| {
        prop_assert!(pounds.is_valid(&json!(sum)));
        prop_assert!(ratio.is_valid(&json!(share)));
        prop_assert!(patients.is_valid(&json!(list)));
        for schema in [&pounds, &ratio, &patients] {
            prop_assert!(!schema.is_valid(&json!(text)), "the schema takes `{}`", text);
        }
    });
    let tries: &[&str] = &[
        "0",
        "00",
        "1.50",
        "1.5000000000000000000",
        "999999999999",
        "1000000000000",
        "-5",
        "1.1234567890123456",
        "1.12345678901234567",
        "123456",
        "1234567",
    ];
    for text in tries {
        let value = json!(text);
        assert_eq!(pounds.is_valid(&value), text.parse::<quantity::Gbp>().is_ok(), "{text}");
        assert_eq!(ratio.is_valid(&value), text.parse::<quantity::Ratio>().is_ok(), "{text}");
        let whole = text.parse::<quantity::Patients<quantity::Registered>>();
        assert_eq!(patients.is_valid(&value), whole.is_ok(), "{text}");
    }
}

#[test]
fn a_backward_period_is_refused_when_it_is_read() {
    proptest!(|((from, until) in strategies::backwards())| {
        let error = serde_json::from_value::<calendar::Period>(json!({"from": from, "until": until}));
        prop_assert!(error.unwrap_err().to_string().contains("cannot end before it begins"));
    });
}

#[test]
fn what_the_crate_writes_is_what_the_schemas_of_outputs_say() {
    let (report, statistics) = (validator_of("report"), validator_of("statistics"));
    proptest!(ProptestConfig::with_cases(48), |(register in strategies::register(), on in strategies::date())| {
        let found = serde_json::to_value(register.check(on)).unwrap();
        prop_assert!(report.is_valid(&found), "{:?}", report.validate(&found).err().map(|e| e.to_string()));
        let counted: network::Statistics = register.statistics(on);
        let counted = serde_json::to_value(counted).unwrap();
        prop_assert!(
            statistics.is_valid(&counted),
            "{:?}",
            statistics.validate(&counted).err().map(|e| e.to_string())
        );
    });
}
