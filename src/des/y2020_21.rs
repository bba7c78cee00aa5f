//! Contract year 2020/21.

mod funding;
mod iif;

use super::Year;
use crate::{calendar::ContractYear, registration, service};

pub(super) const YEAR: Year = Year {
    year: ContractYear::Y2020_21,
    service: service::Terms {},
    registration: registration::Terms {},
    iif: iif::TERMS,
    funding: funding::TERMS,
};
