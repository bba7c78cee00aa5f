//! Contract year 2020/21.

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
        "Network Contract Directed Enhanced Service, contract specification 2020/21",
    ),
    reference: None,
    published: None,
    source: Source::constant(
        Citation::constant(
            "NHS England, Network Contract DES specification 2020/21, copy of its introduction",
        )
        .url("readkong.com/page/network-contract-directed-enhanced-service-contract-6068294"),
        Evidence::Official,
    ),
}];

pub(super) const YEAR: Year = Year {
    year: ContractYear::Y2020_21,
    checked_on: CHECKED_ON,
    documents: Cow::Borrowed(DOCUMENTS),
    variation: None,
    service: service::TERMS,
    registration: registration::TERMS,
    iif: iif::TERMS,
    funding: funding::TERMS,
};
