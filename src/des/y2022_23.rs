//! Contract year 2022/23.

mod funding;
mod iif;

use super::Year;
use crate::{calendar::ContractYear, registration, service};

pub(super) const YEAR: Year = Year {
    year: ContractYear::Y2022_23,
    service: service::Terms {},
    registration: registration::Terms {},
    iif: iif::TERMS,
    funding: funding::TERMS,
};
