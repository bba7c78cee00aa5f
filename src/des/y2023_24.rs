//! Contract year 2023/24.

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
        "Network Contract Directed Enhanced Service, contract specification 2023/24",
    ),
    reference: None,
    published: None,
    source: Source::constant(
        Citation::constant("Capsticks, 2023/24 changes to the GP contract")
            .url("capsticks.com/insights/2023-24-changes-to-the-gp-contract"),
        Evidence::Secondary,
    ),
}];

pub(super) const YEAR: Year = Year {
    year: ContractYear::Y2023_24,
    checked_on: CHECKED_ON,
    documents: Cow::Borrowed(DOCUMENTS),
    variation: None,
    service: service::TERMS,
    registration: registration::TERMS,
    iif: iif::TERMS,
    funding: funding::TERMS,
};
