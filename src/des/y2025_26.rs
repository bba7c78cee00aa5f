//! Contract year 2025/26.

mod funding;
mod iif;
mod registration;
mod service;

use std::borrow::Cow;

use super::{CHECKED_ON, Document, Year};
use crate::{
    calendar::ContractYear,
    citation::{Citation, Evidence, Source},
};

const DOCUMENTS: &[Document] = &[Document {
    title: Cow::Borrowed(
        "Network Contract Directed Enhanced Service, contract specification 2025/26",
    ),
    reference: Some(Cow::Borrowed("PRN02067")),
    published: None,
    source: Source::constant(
        Citation::constant("a public program that links to the specification of 2025/26"),
        Evidence::Secondary,
    ),
}];

pub(super) const YEAR: Year = Year {
    year: ContractYear::Y2025_26,
    checked_on: CHECKED_ON,
    documents: Cow::Borrowed(DOCUMENTS),
    variation: None,
    service: service::TERMS,
    registration: registration::TERMS,
    iif: iif::TERMS,
    funding: funding::TERMS,
};
