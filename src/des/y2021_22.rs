//! Contract year 2021/22.

mod funding;
mod iif;
mod registration;
mod service;

use std::borrow::Cow;

use super::{CHECKED_ON, Document, Year};
use crate::{
    calendar::{ContractYear, day},
    citation::{Citation, Evidence, Source},
};

const DOCUMENTS: &[Document] = &[Document {
    title: Cow::Borrowed(
        "Network Contract Directed Enhanced Service, structured medication reviews \
         guidance",
    ),
    reference: None,
    published: Some(day(2021, 3, 31)),
    source: Source::constant(
        Citation::constant(
            "NHS England, structured medication reviews and medicines optimisation \
             guidance (31 March 2021), copy",
        )
        .url(
            "readkong.com/page/network-contract-directed-enhanced-service-structured-\
             6561213",
        ),
        Evidence::Official,
    ),
}];

pub(super) const YEAR: Year = Year {
    year: ContractYear::Y2021_22,
    checked_on: CHECKED_ON,
    documents: Cow::Borrowed(DOCUMENTS),
    variation: None,
    service: service::TERMS,
    registration: registration::TERMS,
    iif: iif::TERMS,
    funding: funding::TERMS,
};
