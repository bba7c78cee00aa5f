//! Contract year 2022/23.

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
        "Network Contract Directed Enhanced Service, contract specification 2022/23",
    ),
    reference: None,
    published: None,
    source: Source::constant(
        Citation::constant(
            "Management in Practice, Network DES arrangements confirmed for enhanced \
             access (1 April 2022)",
        )
        .url(
            "managementinpractice.com/news/network-des-arrangements-confirmed-for-\
             enhanced-access/",
        ),
        Evidence::Secondary,
    ),
}];

pub(super) const YEAR: Year = Year {
    year: ContractYear::Y2022_23,
    checked_on: CHECKED_ON,
    documents: Cow::Borrowed(DOCUMENTS),
    variation: None,
    service: service::TERMS,
    registration: registration::TERMS,
    iif: iif::TERMS,
    funding: funding::TERMS,
};
