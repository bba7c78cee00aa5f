//! The contract, year by year: one file a contract year, with every room's terms for it.

mod y2019_20;
mod y2020_21;
mod y2021_22;
mod y2022_23;
mod y2023_24;
mod y2024_25;
mod y2025_26;
mod y2026_27;

use std::borrow::Cow;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::{
    calendar::{ContractYear, day},
    citation::Source,
    funding, iif, registration,
    series::{Catalogue, Figures},
    service,
};

/// What the contract says in one year.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Year {
    /// The contract year.
    pub year: ContractYear,
    /// The day on which these terms were last checked against their sources.
    pub checked_on: NaiveDate,
    /// The documents that state the terms.
    #[serde(default = "no_documents", skip_serializing_if = "<[_]>::is_empty")]
    pub documents: Cow<'static, [Document]>,
    /// The service specifications.
    pub service: service::Terms,
    /// Registration.
    pub registration: registration::Terms,
    /// The Investment and Impact Fund.
    pub iif: iif::Terms,
    /// The other payments and the additional roles.
    pub funding: funding::Terms,
}

fn no_documents() -> Cow<'static, [Document]> {
    Cow::Borrowed(&[])
}

/// A document that states terms of a year.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Document {
    /// The document's title.
    pub title: Cow<'static, str>,
    /// The publisher's reference, for example `PRN02067`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reference: Option<Cow<'static, str>>,
    /// The day of publication, if a source gives it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub published: Option<NaiveDate>,
    /// Where this is said.
    pub source: Source,
}

impl Catalogue for Year {
    fn figures(&self, figures: &mut Figures) {
        figures.part("service", &self.service);
        figures.part("registration", &self.registration);
        figures.part("iif", &self.iif);
        figures.part("funding", &self.funding);
    }
}

/// The day on which the years that this release holds were checked.
const CHECKED_ON: NaiveDate = day(2026, 11, 24);

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
