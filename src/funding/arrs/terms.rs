use core::fmt;
use std::borrow::Cow;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{Band, Role};
use crate::{
    calendar::Period,
    citation::Source,
    funding::source,
    quantity::{Gbp, Percent, Rate, Weighted},
    series::{Entry, Figure, Series},
};

/// Where a post is, for the maxima with London weighting.
///
/// # Examples
///
/// ```
/// use pcn::funding::arrs::Area;
///
/// assert_eq!(Area::default(), Area::National);
/// assert_eq!(Area::InnerLondon.to_string(), "inner London");
/// ```
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "ArrsArea"))]
#[serde(rename_all = "snake_case")]
pub enum Area {
    /// Outside London.
    #[default]
    National,
    /// Outer London.
    OuterLondon,
    /// Inner London.
    InnerLondon,
}

impl fmt::Display for Area {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::National => "outside London",
            Self::OuterLondon => "outer London",
            Self::InnerLondon => "inner London",
        })
    }
}

/// The most that is reimbursed for a whole-time equivalent of a role for twelve months.
///
/// # Examples
///
/// ```
/// use pcn::{
///     calendar::{ContractYear, day},
///     des,
///     funding::arrs::{Area, Role},
///     quantity::Gbp,
/// };
///
/// let terms = &des::year(ContractYear::Y2025_26).expect("held").funding.arrs;
/// let maximum = terms.maximum(Role::ClinicalPharmacist, None, Area::National).expect("listed");
/// let may = day(2025, 5, 1);
/// assert_eq!(
///     maximum.amount.on_as_known(may, day(2025, 7, 31)).value(),
///     Some(&Gbp::constant("66972")),
/// );
/// // Raised on 1 August 2025 and back-dated; the new amount was found nowhere.
/// assert_eq!(maximum.amount.on_as_known(may, day(2025, 9, 1)).value(), None);
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Maximum {
    /// The role.
    pub role: Role,
    /// The band, where the role has a choice of bands.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub band: Option<Band>,
    /// The area.
    #[serde(default)]
    pub area: Area,
    /// The amount for a year, with employer's on-costs.
    pub amount: Series<Gbp>,
}

/// Whether a published maximum is the whole cost or the reimbursed part of it.
///
/// # Meaning
///
/// In 2019/20 clinical pharmacists were reimbursed at 70%, and the published £37,810 was the 70%
/// already. Taking 70% of it again is an error that real tools make.
///
/// # Examples
///
/// ```
/// use pcn::{calendar::ContractYear, des, funding::arrs::{MaximumIs, Role}};
///
/// let terms = &des::year(ContractYear::Y2019_20).expect("held").funding.arrs;
/// let pharmacist = terms.reimbursement(Role::ClinicalPharmacist).expect("listed");
/// assert_eq!(pharmacist.maximum_is, MaximumIs::ReimbursedPart);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum MaximumIs {
    /// The cost of which the percentage is reimbursed.
    WholeCost,
    /// The reimbursed part itself.
    ReimbursedPart,
}

/// What percentage of the cost of a role is reimbursed.
///
/// # Examples
///
/// ```
/// use pcn::{calendar::{ContractYear, day}, des, funding::arrs::Role, quantity::Percent};
///
/// let terms = &des::year(ContractYear::Y2019_20).expect("held").funding.arrs;
/// let percent = |role| terms.reimbursement(role).and_then(|r| r.percent.on(day(2019, 7, 1)).value());
/// assert_eq!(percent(Role::ClinicalPharmacist), Some(&Percent::constant("70")));
/// assert_eq!(percent(Role::SocialPrescribingLinkWorker), Some(&Percent::constant("100")));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Reimbursement {
    /// The roles. Empty: every role that no other entry names.
    pub roles: Cow<'static, [Role]>,
    /// The percentage.
    pub percent: Series<Percent>,
    /// What the published maximum is.
    pub maximum_is: MaximumIs,
}

/// How much of a mental health practitioner's cost the network claims.
///
/// # Examples
///
/// ```
/// use pcn::funding::arrs::MhpFunding;
///
/// assert_eq!(MhpFunding::default(), MhpFunding::HalfFirst);
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum MhpFunding {
    /// Half; the mental health provider bears the other half. In 2026/27 for the first
    /// practitioner of each band.
    #[default]
    HalfFirst,
    /// All of it, by written agreement, from 2024/25.
    FullByAgreement,
}

/// What a cap counts.
///
/// # Examples
///
/// ```
/// use pcn::funding::arrs::CapCounts;
///
/// assert_ne!(CapCounts::Individuals, CapCounts::Wte);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum CapCounts {
    /// People.
    Individuals,
    /// Whole-time equivalents.
    Wte,
}

/// How many of a role a network may claim for, by its size.
///
/// # Meaning
///
/// The size is the number of registered patients, not weighted: 99,999 or fewer, or 100,000 or
/// more.
///
/// # Examples
///
/// ```
/// use pcn::{calendar::ContractYear, des, funding::arrs::Role, series::Figure};
///
/// let terms = &des::year(ContractYear::Y2023_24).expect("held").funding.arrs;
/// let cap = terms.caps.iter().find(|cap| cap.roles.contains(&Role::AdvancedPractitioner)).expect("listed");
/// assert_eq!(cap.limit_for(99_999), &Figure::Published(3));
/// assert_eq!(cap.limit_for(100_000), &Figure::Published(6));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Cap {
    /// The roles that it counts together.
    pub roles: Cow<'static, [Role]>,
    /// What it counts.
    pub counts: CapCounts,
    /// The limit of a network with 99,999 patients or fewer.
    pub below_100000: Figure<u32>,
    /// The limit of a network with 100,000 patients or more.
    pub from_100000: Figure<u32>,
    /// When it applies.
    pub in_force: Period,
    /// Where it stands.
    pub source: Source,
    /// What a reader should know.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<Cow<'static, str>>,
}

impl Cap {
    /// The limit for a number of registered patients.
    #[must_use]
    pub const fn limit_for(&self, registered: u64) -> &Figure<u32> {
        if registered < 100_000 { &self.below_100000 } else { &self.from_100000 }
    }
}

/// What a national total is.
///
/// # Examples
///
/// ```
/// use pcn::funding::arrs::TotalIs;
///
/// assert_ne!(TotalIs::Ceiling, TotalIs::Provisional);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum TotalIs {
    /// The most that can be claimed.
    Ceiling,
    /// Given before it was settled.
    Provisional,
    /// What had been planned earlier for the year.
    Planned,
    /// Set apart for one role.
    RingFenced,
    /// The source does not say whether it was spent or could be.
    Unclear,
}

/// A national total of the scheme.
///
/// # Examples
///
/// ```
/// use pcn::{calendar::ContractYear, des};
///
/// let terms = &des::year(ContractYear::Y2023_24).expect("held").funding.arrs;
/// assert_eq!(terms.national[0].amount.to_string(), "£1,412,000,000.00");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct NationalTotal {
    /// The amount.
    pub amount: Gbp,
    /// What it is.
    pub is: TotalIs,
    /// Where it stands.
    pub source: Source,
    /// What a reader should know.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<Cow<'static, str>>,
}

/// The sum for each weighted patient that a network may claim in a year.
///
/// # Examples
///
/// ```
/// use pcn::{
///     calendar::{ContractYear, NaiveDate, day},
///     des,
///     quantity::{Patients, PatientsOn},
/// };
///
/// let terms = &des::year(ContractYear::Y2025_26).expect("held").funding.arrs;
/// let weighted = PatientsOn { count: Patients::constant("50000"), on: day(2025, 1, 1) };
/// let sum = terms.entitlement(&weighted, NaiveDate::MAX).expect("published");
/// assert_eq!(sum.value.to_string(), "£1,331,550.00");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct PerHead {
    /// The rate for the whole year or for the ring-fenced part of it.
    pub rate: Series<Rate<Weighted>>,
    /// The day at which the weighted population is taken, where a source states one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[serde(deserialize_with = "crate::calendar::iso")]
    pub reference: Option<NaiveDate>,
    /// The only role it pays for, if it is ring-fenced.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ring_fenced_for: Option<Role>,
}

/// What a contract year says of the additional roles.
///
/// # Examples
///
/// ```
/// use pcn::{calendar::ContractYear, des};
///
/// let terms = &des::year(ContractYear::Y2024_25).expect("held").funding.arrs;
/// // The general practitioners of the year had a ring-fenced sum of their own.
/// assert_eq!(terms.per_head.len(), 2);
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "ArrsTerms"))]
#[serde(deny_unknown_fields)]
pub struct Terms {
    /// The contract year's days.
    pub year: Period,
    /// The sums for each weighted patient. Empty where the year had no such sum.
    pub per_head: Cow<'static, [PerHead]>,
    /// The maxima.
    pub maxima: Cow<'static, [Maximum]>,
    /// The percentages.
    pub reimbursements: Cow<'static, [Reimbursement]>,
    /// Where it stands that a mental health practitioner may be fully funded by agreement; none in
    /// years in which one may not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mhp_full: Option<Source>,
    /// The caps.
    pub caps: Cow<'static, [Cap]>,
    /// The most that a link worker's contracted service adds in a month for each whole-time
    /// equivalent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub link_worker_fee: Option<Series<Gbp>>,
    /// National totals.
    pub national: Cow<'static, [NationalTotal]>,
}

impl Terms {
    /// The maximum of a role, for a band where the role has a choice, in an area. `None` if the
    /// year's terms list no such maximum at all.
    #[must_use]
    pub fn maximum(&self, role: Role, band: Option<Band>, area: Area) -> Option<&Maximum> {
        self.maxima.iter().find(|maximum| {
            maximum.role == role
                && maximum.area == area
                && (maximum.band.is_none() || maximum.band == band)
        })
    }

    /// The percentage of a role: that of the entry that names it, or else of the entry for every
    /// other role.
    #[must_use]
    pub fn reimbursement(&self, role: Role) -> Option<&Reimbursement> {
        let named = self.reimbursements.iter().find(|entry| entry.roles.contains(&role));
        named.or_else(|| self.reimbursements.iter().find(|entry| entry.roles.is_empty()))
    }
}

/// Builders for the years' tables.
impl Maximum {
    pub(crate) const fn of(role: Role, area: Area, entries: &'static [Entry<Gbp>]) -> Self {
        Self { role, band: None, area, amount: Series::constant(entries) }
    }
}

/// A published amount of money.
pub(crate) const fn pounds(amount: &'static str, in_force: Period, source: Source) -> Entry<Gbp> {
    Entry::constant(Gbp::constant(amount), in_force, source)
}

impl Reimbursement {
    /// The percentage of every role that no other entry names.
    pub(crate) const fn of_every_role(entries: &'static [Entry<Percent>]) -> Self {
        Self {
            roles: Cow::Borrowed(&[]),
            percent: Series::constant(entries),
            maximum_is: MaximumIs::WholeCost,
        }
    }

    /// The percentage of mental health practitioners.
    pub(crate) const fn of_mhp(entries: &'static [Entry<Percent>], maximum_is: MaximumIs) -> Self {
        const ROLES: &[Role] =
            &[Role::MentalHealthPractitionerAdult, Role::MentalHealthPractitionerCyp];
        Self { roles: Cow::Borrowed(ROLES), percent: Series::constant(entries), maximum_is }
    }
}

/// All of the cost, as from 2020/21.
pub(crate) const fn in_full(in_force: Period) -> Entry<Percent> {
    Entry::constant(Percent::constant("100"), in_force, source::BARNSLEY_LMC)
}

/// Half of the cost, the other half being the mental health provider's.
pub(crate) const fn by_half(in_force: Period, source: Source) -> Entry<Percent> {
    Entry::constant(Percent::constant("50"), in_force, source)
        .note("the mental health provider bears the other half")
}

/// What a link worker's contracted service adds in a month.
pub(crate) const fn link_worker_fee(in_force: Period) -> Entry<Gbp> {
    pounds("200", in_force, source::WESSEX_WORKFORCE)
        .note("agreed in November 2019; within the role's maximum")
}
