//! What the public surface promises beyond its signatures.

use std::collections::BTreeSet;

use pcn::{
    calendar::{ContractYear, Period},
    citation::{Citation, Evidence, Source},
    code::{
        BranchCode, CodeError, IcbCode, Id, OdsCode, PcnCode, PracticeCode, RegionCode, SubIcbCode,
    },
    finding::{Finding, Policy, Report, Rule, RuleId},
    quantity::{
        Adjusted, Bed, Beds, Gbp, Minutes, Patients, PatientsOn, Percent, Points, Rate, Ratio,
        Registered, Weighted, Wte,
    },
    series::{Entry, Figure, Series},
    working::{Worked, Working},
};

fn value<T: Send + Sync + Unpin + Clone + std::fmt::Debug + Eq + 'static>() {}
fn key<T: Copy + Ord + std::hash::Hash>() {
    value_of_key::<T>();
}
fn value_of_key<T: Copy>() {}
fn error<T: std::error::Error + Send + Sync + Clone + 'static>() {}

#[test]
fn values_can_be_sent_shared_compared_and_shown() {
    value::<PcnCode>();
    value::<OdsCode>();
    value::<Id<Report>>();
    value::<Period>();
    value::<Citation>();
    value::<Source>();
    value::<Finding>();
    value::<Report>();
    value::<Rule>();
    value::<Policy>();
    value::<Figure<Gbp>>();
    value::<Entry<Gbp>>();
    value::<Series<Gbp>>();
    value::<Working>();
    value::<Worked<Gbp>>();
    value::<PatientsOn<Registered>>();
}

#[test]
fn small_values_can_be_keys() {
    key::<PcnCode>();
    key::<PracticeCode>();
    key::<BranchCode>();
    key::<SubIcbCode>();
    key::<IcbCode>();
    key::<RegionCode>();
    key::<OdsCode>();
    key::<Id<Report>>();
    key::<ContractYear>();
    key::<Period>();
    key::<Evidence>();
    key::<Gbp>();
    key::<Rate<Bed>>();
    key::<Patients<Weighted>>();
    key::<Points>();
    key::<Ratio>();
    key::<Percent>();
    key::<Wte>();
    key::<Beds>();
    key::<Minutes>();
}

#[test]
fn errors_are_errors() {
    error::<CodeError>();
    error::<pcn::code::IdError>();
    error::<pcn::calendar::ContractYearError>();
    error::<pcn::calendar::PeriodError>();
    error::<pcn::quantity::QuantityError>();
    error::<pcn::finding::RuleIdError>();
}

#[test]
fn small_values_stay_small() {
    assert_eq!(size_of::<PcnCode>(), 7);
    assert_eq!(size_of::<Option<PcnCode>>(), 7);
    assert_eq!(size_of::<PracticeCode>(), 7);
    assert_eq!(size_of::<SubIcbCode>(), 6);
    assert_eq!(size_of::<RegionCode>(), 4);
    assert_eq!(size_of::<OdsCode>(), 13);
    assert_eq!(size_of::<ContractYear>(), 2);
    assert_eq!(size_of::<Period>(), 8);
    assert_eq!(size_of::<Gbp>(), 16);
    assert_eq!(size_of::<Rate<Adjusted>>(), 16);
    assert_eq!(size_of::<Patients<Registered>>(), 16);
    assert_eq!(size_of::<RuleId>(), size_of::<String>());
}

#[test]
fn every_rule_says_what_it_is_and_where_it_stands() {
    let mut ids = BTreeSet::new();
    for rule in pcn::rules() {
        let id = &rule.id;
        assert!(ids.insert(id), "{id} is used twice");
        assert!(!rule.title.is_empty() && !rule.title.ends_with('.'), "{id}: title");
        assert!(!rule.explanation.is_empty(), "{id}: explanation");
        assert!(!rule.remedy.is_empty(), "{id}: remedy");
        assert!(!rule.citation().document().is_empty(), "{id}: citation");
    }
}

/// The types of the rooms that an embedder keeps and sends between threads.
#[test]
fn the_rooms_main_types_can_be_sent_shared_compared_and_shown() {
    fn kept<T: Send + Sync + Unpin + Clone + std::fmt::Debug + 'static>() {}
    fn fact<T: PartialEq + serde::Serialize + serde::de::DeserializeOwned>() {
        kept_fact::<T>();
    }
    fn kept_fact<T>() {}
    kept::<pcn::network::Register>();
    kept::<pcn::network::RegisterBuilder>();
    kept::<pcn::network::Checker>();
    value::<pcn::network::Practice>();
    value::<pcn::network::Pcn>();
    value::<pcn::network::Membership>();
    value::<pcn::network::Placement>();
    value::<pcn::network::NetworkSize>();
    value::<pcn::network::Reconciliation>();
    value::<pcn::registration::RegistrationForm>();
    value::<pcn::agreement::NetworkAgreement>();
    value::<pcn::iif::Facts>();
    value::<pcn::iif::Statement>();
    value::<pcn::funding::arrs::Post>();
    value::<pcn::funding::arrs::MonthClaim>();
    kept::<pcn::funding::Statement>();
    kept::<pcn::des::Year>();
    kept::<pcn::des::LocalVariation>();
    kept::<pcn::maturity::Assessment>();
    kept::<pcn::plan::Plan>();
    fact::<pcn::network::Membership>();
    fact::<pcn::network::OwnRow>();
    fact::<pcn::registration::RegistrationForm>();
    fact::<pcn::agreement::NetworkAgreement>();
    fact::<pcn::iif::Facts>();
    fact::<pcn::iif::Statement>();
    fact::<pcn::funding::arrs::Post>();
    fact::<pcn::funding::arrs::MonthClaim>();
    fact::<pcn::des::Year>();
    fact::<Report>();
}

#[test]
fn the_rooms_keys_can_be_keys() {
    key::<pcn::iif::IndicatorCode>();
    key::<pcn::iif::Outcome>();
    key::<pcn::network::Verdict>();
    key::<pcn::funding::EntitlementKind>();
    key::<pcn::funding::arrs::Role>();
    key::<pcn::service::Service>();
    key::<pcn::finding::Severity>();
    key::<pcn::maturity::Level>();
}

#[test]
fn the_rooms_errors_are_errors() {
    error::<pcn::network::ChangeError>();
    error::<pcn::iif::IifError>();
    error::<pcn::iif::IndicatorCodeError>();
    error::<pcn::iif::DeclarationError>();
    error::<pcn::funding::EntitlementKindError>();
    error::<pcn::funding::arrs::PostError>();
    error::<pcn::funding::arrs::RoleError>();
    error::<pcn::maturity::MaturityError>();
    error::<pcn::plan::PlanError>();
    error::<pcn::service::AccessError>();
    error::<pcn::des::SectionError>();
    error::<pcn::registration::IllegalStep>();
    #[cfg(feature = "json")]
    {
        error::<pcn::json::JsonError>();
        error::<pcn::registration::FormError>();
        error::<pcn::des::YearError>();
    }
    #[cfg(feature = "ods")]
    sendable::<pcn::ods::OdsError>();
    #[cfg(feature = "ncdes")]
    sendable::<pcn::ncdes::NcdesError>();
}

/// Errors that hold an error of the operating system, which cannot be cloned.
#[cfg(feature = "ods")]
fn sendable<T: std::error::Error + Send + Sync + 'static>() {}

#[test]
fn what_is_held_in_numbers_stays_small() {
    assert!(size_of::<pcn::iif::IndicatorCode>() <= 16);
    assert!(size_of::<pcn::network::Placement>() <= 24);
    assert!(size_of::<pcn::network::Membership>() <= 64);
    assert!(size_of::<pcn::iif::Observation>() <= 256);
    assert!(size_of::<Finding>() <= 320);
}

/// The public interface as listed; `.ci/surface` keeps it true.
const LISTING: &str = include_str!("surface/public_api.txt");

/// The types and traits of other crates that the interface may name.
const FOREIGN: &[&str] = &[
    "chrono::naive::date::NaiveDate",
    "rust_decimal::decimal::Decimal",
    "serde_core::de::Deserialize",
    "serde_core::de::DeserializeOwned",
    "serde_core::de::Deserializer",
    "serde_core::ser::Serialize",
    "serde_core::ser::Serializer",
    "uuid::Uuid",
];

/// The paths of another crate than this one and the standard library that a line names.
fn foreign(line: &str) -> impl Iterator<Item = &str> {
    line.split(|letter: char| !(letter.is_ascii_alphanumeric() || "_:".contains(letter)))
        .map(|path| path.trim_matches(':'))
        .filter(|path| path.contains("::") && path.starts_with(|first: char| first.is_lowercase()))
        .filter(|path| {
            !["pcn", "core", "alloc", "std", "u8"]
                .contains(&path.split("::").next().unwrap_or(path))
        })
}

#[test]
fn the_interface_names_no_other_crates_types_than_those_allowed() {
    let named: BTreeSet<&str> = LISTING.lines().flat_map(foreign).collect();
    assert!(named.contains("chrono::naive::date::NaiveDate"), "the listing is read");
    // Each behind a feature that is named after what it is for.
    let optional = |path: &str| path.starts_with("schemars::") || path.starts_with("proptest::");
    let unknown: Vec<_> =
        named.iter().filter(|path| !FOREIGN.contains(path) && !optional(path)).collect();
    assert!(unknown.is_empty(), "the public interface names {unknown:?}");
    let stale: Vec<_> = FOREIGN.iter().filter(|path| !named.contains(*path)).collect();
    assert!(stale.is_empty(), "no longer named: {stale:?}");
}

#[test]
fn proptest_is_named_by_the_strategies_alone_and_schemars_by_schemas_alone() {
    let lines = |start: &'static str| {
        LISTING.lines().filter(move |line| foreign(line).any(|path| path.starts_with(start)))
    };
    assert!(lines("proptest::").count() > 0 && lines("schemars::").count() > 0);
    for line in lines("proptest::") {
        assert!(line.contains(" pcn::strategies::"), "{line}");
    }
    for line in lines("schemars::") {
        let of_a_type = line.contains("schemars::JsonSchema for ") || line.contains("json_schema(");
        assert!(of_a_type || line.contains(" pcn::schema::"), "{line}");
    }
}

#[test]
fn the_listing_is_of_this_crate_with_every_room() {
    for room in [
        "agreement",
        "calendar",
        "citation",
        "code",
        "commissioner",
        "des",
        "fhir",
        "finding",
        "funding",
        "iif",
        "json",
        "maturity",
        "ncdes",
        "network",
        "ods",
        "plan",
        "quantity",
        "registration",
        "series",
        "service",
        "working",
    ] {
        assert!(LISTING.contains(&format!("\npub mod pcn::{room}\n")), "{room} is not listed");
    }
    // Panics and unsafe code have no place in an interface.
    assert!(!LISTING.contains("unsafe fn"));
}

#[test]
fn errors_of_the_interface_may_grow() {
    let closed: Vec<&str> = LISTING
        .lines()
        .filter(|line| line.starts_with("pub enum ") && line.ends_with("Error"))
        .collect();
    assert!(closed.is_empty(), "not #[non_exhaustive]: {closed:?}");
}
