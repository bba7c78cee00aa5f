//! Contract year 2019/20.

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
        "Network Contract Directed Enhanced Service, contract specification 2019/20",
    ),
    reference: None,
    published: None,
    source: Source::constant(
        Citation::constant("BW Medical, Primary Care Networks: implementing the first year").url(
            "bw-medical.co.uk/blog/primary-care-networks-implementing-the-first-year-\
             national-entitlements",
        ),
        Evidence::Secondary,
    ),
}];

pub(super) const YEAR: Year = Year {
    year: ContractYear::Y2019_20,
    checked_on: CHECKED_ON,
    documents: Cow::Borrowed(DOCUMENTS),
    variation: None,
    service: service::TERMS,
    registration: registration::TERMS,
    iif: iif::TERMS,
    funding: funding::TERMS,
};
