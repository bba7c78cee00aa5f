//! The contract, year by year: one file a contract year, with every room's terms for it.

mod y2019_20;
mod y2020_21;
mod y2021_22;
mod y2022_23;
mod y2023_24;
mod y2024_25;
mod y2025_26;
mod y2026_27;

use serde::{Deserialize, Serialize};

use crate::{calendar::ContractYear, funding, iif, registration, service};

/// What the contract says in one year.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Year {
    /// The contract year.
    pub year: ContractYear,
    /// The service specifications.
    pub service: service::Terms,
    /// Registration.
    pub registration: registration::Terms,
    /// The Investment and Impact Fund.
    pub iif: iif::Terms,
    /// The other payments and the additional roles.
    pub funding: funding::Terms,
}

static YEARS: [Year; 8] = [
    y2019_20::YEAR,
    y2020_21::YEAR,
    y2021_22::YEAR,
    y2022_23::YEAR,
    y2023_24::YEAR,
    y2024_25::YEAR,
    y2025_26::YEAR,
    y2026_27::YEAR,
];

/// The contract years that this release holds, in order.
#[must_use]
pub fn years() -> &'static [Year] {
    &YEARS
}

/// What the contract says in a year, or `None` if this release does not hold it.
#[must_use]
pub fn year(year: ContractYear) -> Option<&'static Year> {
    YEARS.iter().find(|held| held.year == year)
}
