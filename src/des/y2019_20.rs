//! Contract year 2019/20.

mod funding;
mod iif;

use super::Year;
use crate::{calendar::ContractYear, registration, service};

pub(super) const YEAR: Year = Year {
    year: ContractYear::Y2019_20,
    service: service::Terms {},
    registration: registration::Terms {},
    iif: iif::TERMS,
    funding: funding::TERMS,
};
