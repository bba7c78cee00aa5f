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
//! read through `pcn::json`, a list of an object's values in order for the object. (In the steps of
//! a working, which programs seldom write, such a list is read in any case.)
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

/// A type with a schema: its name, whether programs hand it in, and how the schema is made.
struct Named {
    name: &'static str,
    make: fn(SchemaSettings) -> Schema,
    read: bool,
}

fn made<T: JsonSchema>(settings: SchemaSettings) -> Schema {
    settings.into_generator().into_root_schema_for::<T>()
}

const fn read<T: JsonSchema>(name: &'static str) -> Named {
    Named { name, make: made::<T>, read: true }
}

const fn written<T: JsonSchema>(name: &'static str) -> Named {
    Named { name, make: made::<T>, read: false }
}

const TYPES: &[Named] = &[
    read::<crate::agreement::NetworkAgreement>("network_agreement"),
    read::<crate::calendar::ContractYear>("contract_year"),
    read::<crate::calendar::Period>("period"),
    read::<crate::des::Year>("year"),
    read::<crate::des::LocalVariation>("local_variation"),
    read::<crate::finding::Policy>("policy"),
    read::<crate::finding::Report>("report"),
    read::<crate::finding::Rule>("rule"),
    read::<crate::funding::Facts>("funding_facts"),
    read::<crate::funding::Statement>("funding_statement"),
    read::<crate::funding::arrs::YearClaim>("arrs_year_claim"),
    read::<crate::funding::arrs::ClaimBasis>("arrs_claim_basis"),
    read::<crate::funding::arrs::MonthClaim>("arrs_month_claim"),
    read::<crate::funding::arrs::Post>("arrs_post"),
    read::<crate::iif::Facts>("iif_facts"),
    read::<crate::iif::Observation>("iif_observation"),
    read::<crate::iif::Declaration>("iif_declaration"),
    read::<crate::iif::Outlook>("iif_outlook"),
    read::<crate::iif::Statement>("iif_statement"),
    read::<crate::maturity::Assessment>("assessment"),
    read::<crate::maturity::Journey>("journey"),
    read::<crate::maturity::LocalMatrix>("local_matrix"),
    read::<crate::network::Change>("register_change"),
    read::<crate::network::OwnRow>("own_row"),
    read::<crate::network::Reconciliation>("reconciliation"),
    read::<crate::network::Register>("register"),
    read::<crate::network::Statistics>("statistics"),
    read::<crate::plan::Plan>("plan"),
    read::<crate::plan::Strategy>("strategy"),
    read::<crate::registration::FormCoverage>("form_coverage"),
    read::<crate::registration::Participation>("participation"),
    read::<crate::registration::RegistrationForm>("registration_form"),
    written::<crate::service::AccessCheck>("access_check"),
    written::<crate::service::Status>("service_status"),
    read::<crate::service::Timetable>("timetable"),
    read::<crate::working::Working>("working"),
];

/// The names of the types that have a schema, in order.
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
/// required. For a type that is only written, of what is written.
///
/// # Examples
///
/// ```
/// let schema = pcn::schema::schema_of("period").ok_or("no such type")?;
/// assert_eq!(schema.pointer("/required/0").and_then(|key| key.as_str()), Some("from"));
/// # Ok::<(), &str>(())
/// ```
#[must_use]
pub fn schema_of(name: &str) -> Option<Schema> {
    let named = TYPES.iter().find(|named| named.name == name)?;
    let settings = SchemaSettings::draft2020_12();
    let settings = if named.read { settings.for_deserialize() } else { settings.for_serialize() };
    Some((named.make)(settings.with_transform(describe::Plain)))
}
