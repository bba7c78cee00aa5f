//! The contract, year by year: one file a contract year, with every room's terms for it.

mod access;
mod lint;
#[cfg(feature = "json")]
mod load;
mod rulebook;
mod section;
mod variation;
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

pub use lint::{YearFault, faults};
#[cfg(feature = "json")]
pub use load::YearError;
pub use rulebook::{Rulebook, YearBook};
pub use section::{Section, SectionError};
pub use variation::{
    LocalVariation, PracticeAgreement, Replacement, SectionChange, VariationTerms,
};

use crate::{
    calendar::{ContractYear, Period, day},
    citation::Source,
    finding::Rule,
    funding, iif, registration,
    series::{Catalogue, Figures},
    service::{self, NewlyOwed, Requirement},
};

/// The rules of this room.
pub(crate) const RULES: &[&Rule] = variation::RULES;

/// What the contract says in one year.
///
/// # Format
///
/// On the wire the same keys; see [`Year::from_json`].
///
/// # Examples
///
/// ```
/// use pcn::{calendar::ContractYear, des};
///
/// let year = des::year(ContractYear::Y2025_26).ok_or("not held")?;
/// assert_eq!(year.documents[0].reference.as_deref(), Some("PRN02067"));
/// assert!(des::year(ContractYear::constant(2018)).is_none());
/// # Ok::<(), &str>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Year {
    /// The contract year.
    pub year: ContractYear,
    /// The day on which these terms were last checked against their sources.
    #[serde(deserialize_with = "crate::calendar::iso")]
    pub checked_on: NaiveDate,
    /// The documents that state the terms.
    #[serde(default = "no_documents", skip_serializing_if = "<[_]>::is_empty")]
    pub documents: Cow<'static, [Document]>,
    /// What may be varied locally, if anything.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub variation: Option<VariationTerms>,
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
///
/// # Examples
///
/// ```
/// use pcn::{calendar::{ContractYear, day}, des};
///
/// let year = des::year(ContractYear::Y2024_25).ok_or("not held")?;
/// assert_eq!(year.documents[0].published, Some(day(2024, 3, 28)));
/// # Ok::<(), &str>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Document {
    /// The document's title.
    pub title: Cow<'static, str>,
    /// The publisher's reference, for example `PRN02067`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reference: Option<Cow<'static, str>>,
    /// The day of publication, if a source gives it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[serde(deserialize_with = "crate::calendar::iso")]
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
///
/// # Examples
///
/// ```
/// assert_eq!(pcn::des::years().len(), 8);
/// ```
#[must_use]
pub fn years() -> &'static [Year] {
    &YEARS
}

/// What the contract says in a year, or `None` if this release does not hold it.
///
/// # Examples
///
/// ```
/// use pcn::{calendar::ContractYear, des};
///
/// assert!(des::year(ContractYear::Y2019_20).is_some());
/// assert!(des::year(ContractYear::constant(2018)).is_none(), "there was no such contract");
/// ```
#[must_use]
pub fn year(year: ContractYear) -> Option<&'static Year> {
    YEARS.iter().find(|held| held.year == year)
}

/// What the services ask of a network on a day. Nothing for a day of a contract year that this
/// release does not hold: what goes on without a known end is not carried on past what was checked.
///
/// # Examples
///
/// ```
/// use pcn::{calendar::day, des};
///
/// assert!(des::requirements_on(day(2019, 6, 30)).is_empty());
/// assert_eq!(des::requirements_on(day(2019, 7, 1)).len(), 6);
/// assert!(des::requirements_on(day(2030, 1, 1)).is_empty());
/// ```
#[must_use]
pub fn requirements_on(on: NaiveDate) -> Vec<&'static Requirement> {
    let held = ContractYear::containing(on).and_then(year).is_some();
    requirements().filter(|one| held && one.in_force.contains(on)).collect()
}

/// What begins to be owed, or falls due, within a period, over all years that this release holds.
///
/// # Examples
///
/// ```
/// use pcn::{calendar::{Period, day}, des};
///
/// let autumn = Period::constant(day(2021, 9, 1), day(2021, 11, 1));
/// let days: Vec<_> = des::newly_owed(autumn).iter().map(|one| one.on).collect();
/// assert!(days.is_sorted() && days.contains(&day(2021, 10, 1)));
/// ```
#[must_use]
pub fn newly_owed(within: Period) -> Vec<NewlyOwed<'static>> {
    service::newly_owed(requirements(), within)
}

fn requirements() -> impl Iterator<Item = &'static Requirement> {
    YEARS.iter().flat_map(|year| year.service.requirements.iter())
}
