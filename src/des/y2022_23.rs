//! Contract year 2022/23.

mod funding;
mod iif;
mod registration;
mod service;

use std::borrow::Cow;

use super::{CHECKED_ON, Document, Year};
use crate::calendar::ContractYear;

const DOCUMENTS: &[Document] = &[];

pub(super) const YEAR: Year = Year {
    year: ContractYear::Y2022_23,
    checked_on: CHECKED_ON,
    documents: Cow::Borrowed(DOCUMENTS),
    service: service::TERMS,
    registration: registration::TERMS,
    iif: iif::TERMS,
    funding: funding::TERMS,
};
