//! Contract year 2024/25.

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
        "Network Contract Directed Enhanced Service, contract specification 2024/25",
    ),
    reference: None,
    published: Some(day(2024, 3, 28)),
    source: Source::constant(
        Citation::constant("Pulse, PCN DES requirements merged under new contract (28 March 2024)")
            .url(
                "pulsetoday.co.uk/pulse-pcn/pcn-des-requirements-merged-under-new-contract-\
                 released-today",
            ),
        Evidence::Secondary,
    ),
}];

pub(super) const YEAR: Year = Year {
    year: ContractYear::Y2024_25,
    checked_on: CHECKED_ON,
    documents: Cow::Borrowed(DOCUMENTS),
    variation: None,
    service: service::TERMS,
    registration: registration::TERMS,
    iif: iif::TERMS,
    funding: funding::TERMS,
};
