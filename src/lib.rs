#![doc = include_str!("../README.md")]
#![cfg_attr(docsrs, feature(doc_cfg))]
#![cfg_attr(
    not(test),
    deny(
        clippy::unwrap_used,
        clippy::expect_used,
        clippy::panic,
        clippy::indexing_slicing,
        clippy::arithmetic_side_effects,
        clippy::float_arithmetic
    )
)]

pub mod calendar;
pub mod citation;
pub mod code;
pub mod finding;
pub mod quantity;
pub mod series;
pub mod working;

pub mod agreement;
pub mod commissioner;
pub mod funding;
pub mod iif;
pub mod maturity;
pub mod network;
pub mod plan;
pub mod registration;
pub mod service;

pub mod des;

#[cfg(feature = "fhir")]
#[cfg_attr(docsrs, doc(cfg(feature = "fhir")))]
pub mod fhir;
#[cfg(feature = "json")]
#[cfg_attr(docsrs, doc(cfg(feature = "json")))]
pub mod json;
#[cfg(feature = "ncdes")]
#[cfg_attr(docsrs, doc(cfg(feature = "ncdes")))]
pub mod ncdes;
#[cfg(feature = "ods")]
#[cfg_attr(docsrs, doc(cfg(feature = "ods")))]
pub mod ods;
#[cfg(feature = "schema")]
#[cfg_attr(docsrs, doc(cfg(feature = "schema")))]
pub mod schema;
#[cfg(feature = "strategies")]
#[cfg_attr(docsrs, doc(cfg(feature = "strategies")))]
pub mod strategies;

/// Every rule of the crate, in the order of the rooms.
///
/// # Examples
///
/// ```
/// let mut ids: Vec<_> = pcn::rules().map(|rule| rule.id.as_str()).collect();
/// let count = ids.len();
/// ids.sort_unstable();
/// ids.dedup();
/// assert_eq!(ids.len(), count, "a rule id is used once");
/// ```
pub fn rules() -> impl Iterator<Item = &'static finding::Rule> {
    let rooms = [
        agreement::RULES,
        registration::RULES,
        service::RULES,
        iif::RULES,
        funding::RULES,
        funding::arrs::RULES,
        maturity::RULES,
        plan::RULES,
        des::RULES,
        #[cfg(feature = "ods")]
        ods::RULES,
        #[cfg(feature = "ncdes")]
        ncdes::RULES,
        #[cfg(feature = "fhir")]
        fhir::RULES,
    ];
    network::rules().chain(rooms).flatten().copied()
}

/// The pages under `docs/`, so that the code in them is compiled and run.
#[cfg(all(doctest, feature = "json", feature = "ods"))]
mod chapters {
    #[doc = include_str!("../docs/add_a_contract_year.md")]
    mod add_a_contract_year {}
    #[doc = include_str!("../docs/add_a_file_format.md")]
    mod add_a_file_format {}
    #[doc = include_str!("../docs/COMPARE.md")]
    mod compare {}
    #[doc = include_str!("../docs/quick_start_iif.md")]
    mod quick_start_iif {}
    #[doc = include_str!("../docs/quick_start_register.md")]
    mod quick_start_register {}
    #[doc = include_str!("../docs/quick_start_registration.md")]
    mod quick_start_registration {}
    #[doc = include_str!("../docs/write_your_own_rule.md")]
    mod write_your_own_rule {}
}
