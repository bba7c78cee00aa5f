//! Contract year 2026/27.

mod funding;
mod iif;
mod registration;
mod service;

use std::borrow::Cow;

use super::{CHECKED_ON, Document, VariationTerms, Year};
use crate::{
    calendar::{ContractYear, day},
    citation::{Citation, Evidence, Source},
};

const DOCUMENTS: &[Document] = &[
    Document {
        title: Cow::Borrowed(
            "Network Contract Directed Enhanced Service, contract specification 2026/27",
        ),
        reference: Some(Cow::Borrowed("PRN02483")),
        published: Some(day(2026, 3, 26)),
        source: Source::constant(
            Citation::constant(
                "NHS England, contract specification 2026/27, as linked by a public program",
            )
            .url(
                "england.nhs.uk/wp-content/uploads/2026/03/network-contract-des-contract-\
                 specification-2026-27.pdf",
            ),
            Evidence::Secondary,
        ),
    },
    Document {
        title: Cow::Borrowed("the same, reissued; in force from 1 May 2026"),
        reference: None,
        published: Some(day(2026, 4, 30)),
        source: Source::constant(
            Citation::constant(
                "Pulse PCN, Do we even need single neighbourhood provider contracts? (2026)",
            )
            .url(
                "pulsepcn.co.uk/views/do-we-even-need-single-neighbourhood-provider-\
                 contracts/",
            ),
            Evidence::Secondary,
        ),
    },
];

pub(super) const YEAR: Year = Year {
    year: ContractYear::Y2026_27,
    checked_on: CHECKED_ON,
    documents: Cow::Borrowed(DOCUMENTS),
    variation: Some(VariationTerms::Y2026_27),
    service: service::TERMS,
    registration: registration::TERMS,
    iif: iif::TERMS,
    funding: funding::TERMS,
};
