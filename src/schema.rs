//! JSON Schema of the crate's wire types, each under a stable name.
//!
//! For a service that documents itself, and for programs in other languages that write what this
//! crate reads. The schemas are made from the types that serde reads, in the dialect 2020-12; the
//! files under `docs/schema` are these schemas.
//!
//! # What a schema does not say
//!
//! Reading is the judge; a schema comes as near as the language allows. It cannot say that a period
//! ends after it begins, that the second year of `2021/22` follows the first, or that a day exists
//! in the calendar (unless the validator asserts `format`). It calls `5.0` an integer, which
//! reading refuses. And reading forgives spellings that a schema does not list: the abbreviations
//! of roles, the names of services in words, `{"open": null}` for `"open"`, and, where a text is not
//! read through `pcn::json`, a list of an object's values in order for the object.
//!
//! # Examples
//!
//! ```
//! use pcn::schema;
//!
//! let form = schema::schema_of("registration_form").ok_or("no such type")?;
//! assert_eq!(form.pointer("/additionalProperties"), Some(&false.into()));
//! assert!(schema::names().any(|name| name == "report"));
//! assert!(schema::schema_of("invoice").is_none());
//! # Ok::<(), &str>(())
//! ```

mod describe;
mod text;

pub use schemars::Schema;
pub(crate) use text::{joined, text};

use schemars::{JsonSchema, generate::SchemaSettings};

/// A type with a schema: its name, whether programs hand it in, how the schema is made, and a whole
/// document of the type.
struct Named {
    name: &'static str,
    make: fn(SchemaSettings) -> Schema,
    read: bool,
    example: Option<&'static str>,
}

impl Named {
    const fn like(self, example: &'static str) -> Self {
        Self { example: Some(example), ..self }
    }
}

fn made<T: JsonSchema>(settings: SchemaSettings) -> Schema {
    settings.into_generator().into_root_schema_for::<T>()
}

const fn read<T: JsonSchema>(name: &'static str) -> Named {
    Named { name, make: made::<T>, read: true, example: None }
}

const fn written<T: JsonSchema>(name: &'static str) -> Named {
    Named { name, make: made::<T>, read: false, example: None }
}

const TYPES: &[Named] = &[
    read::<crate::agreement::NetworkAgreement>("network_agreement")
        .like(include_str!("schema/examples/network_agreement.json")),
    read::<crate::calendar::ContractYear>("contract_year")
        .like(include_str!("schema/examples/contract_year.json")),
    written::<crate::commissioner::OnDay>("commissioner_on_day"),
    written::<crate::commissioner::Fate>("commissioner_fate"),
    read::<crate::calendar::Period>("period").like(include_str!("schema/examples/period.json")),
    read::<crate::des::Year>("year"),
    read::<crate::des::LocalVariation>("local_variation")
        .like(include_str!("schema/examples/local_variation.json")),
    written::<crate::des::Rulebook>("rulebook"),
    read::<crate::finding::Policy>("policy").like(include_str!("schema/examples/policy.json")),
    read::<crate::finding::Report>("report"),
    read::<crate::finding::Rule>("rule"),
    read::<crate::funding::Facts>("funding_facts")
        .like(include_str!("schema/examples/funding_facts.json")),
    read::<crate::funding::Question>("funding_question")
        .like(include_str!("schema/examples/funding_question.json")),
    read::<crate::funding::Statement>("funding_statement"),
    read::<crate::funding::Comparison>("funding_comparison"),
    read::<crate::funding::Restatement>("funding_restatement"),
    read::<crate::funding::arrs::YearClaim>("arrs_year_claim"),
    read::<crate::funding::arrs::ClaimBasis>("arrs_claim_basis")
        .like(include_str!("schema/examples/arrs_claim_basis.json")),
    read::<crate::funding::arrs::ClaimFacts>("arrs_claim_facts")
        .like(include_str!("schema/examples/arrs_claim_facts.json")),
    read::<crate::funding::arrs::MonthClaim>("arrs_month_claim"),
    read::<crate::funding::arrs::Post>("arrs_post")
        .like(include_str!("schema/examples/arrs_post.json")),
    read::<crate::funding::arrs::Change>("arrs_change")
        .like(include_str!("schema/examples/arrs_change.json")),
    written::<crate::funding::arrs::WhatIf>("arrs_what_if"),
    read::<crate::iif::Facts>("iif_facts").like(include_str!("schema/examples/iif_facts.json")),
    read::<crate::iif::Observation>("iif_observation")
        .like(include_str!("schema/examples/iif_observation.json")),
    read::<crate::iif::PracticeCounts>("practice_counts")
        .like(include_str!("schema/examples/practice_counts.json")),
    read::<crate::iif::Declaration>("iif_declaration")
        .like(include_str!("schema/examples/iif_declaration.json")),
    read::<crate::iif::Outlook>("iif_outlook"),
    read::<crate::iif::Statement>("iif_statement"),
    read::<crate::maturity::Assessment>("assessment")
        .like(include_str!("schema/examples/assessment.json")),
    read::<crate::maturity::Journey>("journey").like(include_str!("schema/examples/journey.json")),
    read::<crate::maturity::LocalMatrix>("local_matrix")
        .like(include_str!("schema/examples/local_matrix.json")),
    written::<crate::maturity::Matrix>("maturity_matrix"),
    read::<crate::maturity::Distribution>("maturity_distribution"),
    read::<crate::maturity::Progress>("maturity_progress"),
    read::<crate::network::Change>("register_change")
        .like(include_str!("schema/examples/register_change.json")),
    read::<crate::network::Difference>("register_difference"),
    read::<crate::network::Extent>("extent").like(include_str!("schema/examples/extent.json")),
    read::<crate::network::OwnRow>("own_row").like(include_str!("schema/examples/own_row.json")),
    read::<crate::network::Reconciliation>("reconciliation"),
    read::<crate::network::Register>("register")
        .like(include_str!("schema/examples/register.json")),
    read::<crate::network::Statistics>("statistics"),
    read::<crate::plan::Plan>("plan").like(include_str!("schema/examples/plan.json")),
    read::<crate::plan::Strategy>("strategy"),
    read::<crate::registration::FormCoverage>("form_coverage"),
    read::<crate::registration::ListedPractice>("listed_practice")
        .like(include_str!("schema/examples/listed_practice.json")),
    read::<crate::registration::Participation>("participation")
        .like(include_str!("schema/examples/participation.json")),
    read::<crate::registration::RegistrationForm>("registration_form")
        .like(include_str!("schema/examples/registration_form.json")),
    written::<crate::service::AccessCheck>("access_check"),
    written::<crate::service::Status>("service_status"),
    read::<crate::service::Lists>("access_lists")
        .like(include_str!("schema/examples/access_lists.json")),
    read::<crate::service::Timetable>("timetable")
        .like(include_str!("schema/examples/timetable.json")),
    read::<crate::working::Working>("working"),
    #[cfg(feature = "ods")]
    read::<crate::ods::Intake>("ods_intake"),
    #[cfg(feature = "ods")]
    read::<crate::ods::Recorded>("ods_recorded"),
    #[cfg(feature = "ncdes")]
    read::<crate::ncdes::Intake>("ncdes_intake"),
];

/// The names of the types that have a schema, in order. Those of the doors are there with their
/// feature.
///
/// # Examples
///
/// ```
/// assert!(pcn::schema::names().is_sorted());
/// ```
pub fn names() -> impl Iterator<Item = &'static str> {
    let mut names: Vec<_> = TYPES.iter().map(|named| named.name).collect();
    names.sort_unstable();
    names.into_iter()
}

/// The schema of a type by its name, or `None` if there is none of that name.
///
/// For a type that is read, it is the schema of what is read: keys that may be left out are not
/// required. For a type that is only written, of what is written. What an embedder hands in has a
/// whole document under `examples`, which reading takes.
///
/// # Examples
///
/// ```
/// let schema = pcn::schema::schema_of("period").ok_or("no such type")?;
/// assert_eq!(schema.pointer("/required/0").and_then(|key| key.as_str()), Some("from"));
/// assert_eq!(schema.pointer("/examples/0/from").and_then(|day| day.as_str()), Some("2019-07-01"));
/// # Ok::<(), &str>(())
/// ```
#[must_use]
pub fn schema_of(name: &str) -> Option<Schema> {
    let named = TYPES.iter().find(|named| named.name == name)?;
    let settings = SchemaSettings::draft2020_12();
    let settings = if named.read { settings.for_deserialize() } else { settings.for_serialize() };
    let mut schema = (named.make)(settings.with_transform(describe::Plain));
    let example = named.example.map(serde_json::from_str::<serde_json::Value>);
    if let Some(Ok(example)) = example {
        schema.insert("examples".into(), vec![example].into());
    }
    Some(schema)
}
