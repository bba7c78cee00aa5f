use std::borrow::Cow;

use chrono::NaiveDate;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::{Area, Band, MhpFunding, Role};
use crate::{
    calendar::Period,
    quantity::{Gbp, Wte},
};

/// The hours of a whole-time equivalent on Agenda for Change: 37.5 a week.
///
/// # Examples
///
/// ```
/// use pcn::funding::arrs::{FULL_TIME_HOURS, wte_of_hours};
///
/// let wte = wte_of_hours("30".parse()?, FULL_TIME_HOURS).expect("hours can be divided");
/// assert_eq!(wte.to_string(), "0.8 WTE");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub const FULL_TIME_HOURS: Decimal = Decimal::from_parts(375, 0, 0, false, 1);

/// Weekly hours as whole-time equivalents, to six decimal places. A post off Agenda for Change
/// gives its employer's own full-time hours. `None` if those are not above zero or the hours are
/// below zero.
///
/// # Examples
///
/// ```
/// use pcn::funding::arrs::{FULL_TIME_HOURS, wte_of_hours};
///
/// let wte = wte_of_hours("18.75".parse()?, FULL_TIME_HOURS);
/// assert_eq!(wte.map(|wte| wte.to_string()).as_deref(), Some("0.5 WTE"));
/// assert_eq!(wte_of_hours("18.75".parse()?, "0".parse()?), None);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[must_use]
pub fn wte_of_hours(weekly: Decimal, full_time: Decimal) -> Option<Wte> {
    if full_time.is_sign_negative() {
        return None;
    }
    Wte::try_new(weekly.checked_div(full_time)?.round_dp(6).normalize()).ok()
}

/// What a post costs its employer: salary, employer's National Insurance and pension.
///
/// # Meaning
///
/// The cost of the post as it is worked, not of a whole-time equivalent. Costs for a year or a
/// month are taken for the days in post; what was paid in the month is taken as it is.
///
/// # Examples
///
/// ```
/// use pcn::{funding::arrs::Cost, quantity::Gbp};
///
/// assert_ne!(Cost::Annual(Gbp::constant("48000")), Cost::Monthly(Gbp::constant("4000")));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Cost {
    /// For twelve months in post.
    Annual(Gbp),
    /// For a whole month in post.
    Monthly(Gbp),
    /// Paid in each month claimed, whatever the days.
    Paid(Gbp),
}

/// Why a post in the baseline of 31 March 2019 may be claimed all the same.
///
/// # Examples
///
/// ```
/// use pcn::funding::arrs::{BaselineException, Role};
///
/// let homes = BaselineException::MedicinesOptimisationInCareHomes;
/// assert!(homes.allows(Role::PharmacyTechnician));
/// assert!(!homes.allows(Role::Paramedic));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum BaselineException {
    /// A clinical pharmacist from the Clinical Pharmacist in General Practice scheme, which took
    /// no new applicants after 30 April 2019.
    ClinicalPharmacistInGeneralPractice,
    /// A clinical pharmacist or pharmacy technician from the Medicines Optimisation in Care Homes
    /// scheme.
    MedicinesOptimisationInCareHomes,
}

impl BaselineException {
    /// Whether it applies to a role.
    #[must_use]
    pub const fn allows(self, role: Role) -> bool {
        match self {
            Self::ClinicalPharmacistInGeneralPractice => matches!(role, Role::ClinicalPharmacist),
            Self::MedicinesOptimisationInCareHomes => {
                matches!(role, Role::ClinicalPharmacist | Role::PharmacyTechnician)
            }
        }
    }
}

/// What the rules of eligibility ask of a post. What is left out is not checked, save where the
/// role's rules need it.
///
/// # Examples
///
/// ```
/// use pcn::{calendar::day, funding::arrs::Eligibility};
///
/// let newly_qualified = Eligibility {
///     recruited_on: Some(day(2024, 11, 1)),
///     completed_training_on: Some(day(2023, 8, 1)),
///     ..Eligibility::default()
/// };
/// assert!(newly_qualified.in_baseline.is_none());
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Eligibility {
    /// Whether the post was in the network's baseline of 31 March 2019.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub in_baseline: Option<bool>,
    /// Why it may be claimed if it was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub baseline_exception: Option<BaselineException>,
    /// The day of recruitment. For general practitioners.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[serde(deserialize_with = "crate::calendar::iso")]
    pub recruited_on: Option<NaiveDate>,
    /// The day of the certificate of completion of training. For general practitioners.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[serde(deserialize_with = "crate::calendar::iso")]
    pub completed_training_on: Option<NaiveDate>,
    /// Whether the person held a substantive post as a general practitioner in general practice
    /// before. For general practitioners.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub was_substantive_gp: Option<bool>,
    /// Whether the person was in post with the network or a member practice in the twelve months
    /// before. For nurses and healthcare support workers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub in_post_in_last_year: Option<bool>,
    /// Whether the person was recruited to a more senior or specialist nursing role.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub more_senior_role: Option<bool>,
}

/// A post for which a network claims.
///
/// # Meaning
///
/// The reference is the caller's own and means nothing here; it must not name or identify a person.
///
/// # Format
///
/// One of `annual_cost`, `monthly_cost` and `paid` gives the cost. `until` is the first day no
/// longer in post: the day after the last. In post to the end of January is `"2024-02-01"`.
///
/// # Examples
///
/// ```
/// use pcn::funding::arrs::{Area, Post, Role};
///
/// let post: Post = serde_json::from_str(
///     r#"{"role": "CP", "wte": "0.8", "monthly_cost": "4100", "from": "2023-10-16"}"#,
/// )?;
/// assert_eq!(post.role, Role::ClinicalPharmacist);
/// assert_eq!(post.area, Area::National);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(try_from = "Wire", into = "Wire")]
pub struct Post {
    /// The caller's own reference.
    pub reference: Option<Cow<'static, str>>,
    /// The role.
    pub role: Role,
    /// The band, where the role has a choice.
    pub band: Option<Band>,
    /// Where the post is.
    pub area: Area,
    /// The whole-time equivalents.
    pub wte: Wte,
    /// What it costs.
    pub cost: Cost,
    /// The first day in post. Without it: from before the year.
    pub from: Option<NaiveDate>,
    /// The first day no longer in post. Without it: still in post.
    pub until: Option<NaiveDate>,
    /// A link worker's contracted service: the supplier's fee for a month.
    pub service_fee: Option<Gbp>,
    /// How a mental health practitioner is funded.
    pub mhp: MhpFunding,
    /// What the rules of eligibility ask.
    pub eligibility: Eligibility,
}

impl Post {
    /// A post without a reference, outside London, throughout.
    #[must_use]
    pub fn new(role: Role, wte: Wte, cost: Cost) -> Self {
        Self {
            reference: None,
            role,
            band: None,
            area: Area::National,
            wte,
            cost,
            from: None,
            until: None,
            service_fee: None,
            mhp: MhpFunding::default(),
            eligibility: Eligibility::default(),
        }
    }

    /// The days in post that lie in a period.
    ///
    /// # Examples
    ///
    /// ```
    /// use pcn::{
    ///     calendar::{Period, day},
    ///     funding::arrs::{Cost, Post, Role},
    ///     quantity::{Gbp, Wte},
    /// };
    ///
    /// let cost = Cost::Monthly(Gbp::constant("4100"));
    /// let mut post = Post::new(Role::Paramedic, Wte::constant("1"), cost);
    /// post.from = Some(day(2023, 10, 16));
    /// let october = Period::constant(day(2023, 10, 1), day(2023, 11, 1));
    /// assert_eq!(post.days_in(october).and_then(Period::days), Some(16));
    /// assert_eq!(post.days_in(Period::on(day(2023, 10, 15))), None);
    /// ```
    #[must_use]
    pub fn days_in(&self, period: Period) -> Option<Period> {
        let from = self.from.unwrap_or(period.from()).max(period.from());
        Period::try_new(from, self.until).ok()?.intersect(period)
    }
}

#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(
    feature = "schema",
    derive(schemars::JsonSchema),
    schemars(extend("oneOf" = [
        {"required": ["annual_cost"], "properties": {"annual_cost": {"not": {"type": "null"}}}},
        {"required": ["monthly_cost"], "properties": {"monthly_cost": {"not": {"type": "null"}}}},
        {"required": ["paid"], "properties": {"paid": {"not": {"type": "null"}}}},
    ]))
)]
#[serde(rename = "Post", expecting = "struct Post", deny_unknown_fields)]
struct Wire {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    reference: Option<Cow<'static, str>>,
    role: Role,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    band: Option<Band>,
    #[serde(default, skip_serializing_if = "is_default")]
    area: Area,
    wte: Wte,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(extend("minimum" = 0, "pattern" = "^[0-9.]*$")))]
    annual_cost: Option<Gbp>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(extend("minimum" = 0, "pattern" = "^[0-9.]*$")))]
    monthly_cost: Option<Gbp>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(extend("minimum" = 0, "pattern" = "^[0-9.]*$")))]
    paid: Option<Gbp>,
    /// The first day in post.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[serde(deserialize_with = "crate::calendar::iso")]
    from: Option<NaiveDate>,
    /// The first day no longer in post: the day after the last.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[serde(deserialize_with = "crate::calendar::iso")]
    until: Option<NaiveDate>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(extend("minimum" = 0, "pattern" = "^[0-9.]*$")))]
    service_fee: Option<Gbp>,
    #[serde(default, skip_serializing_if = "is_default")]
    mhp: MhpFunding,
    #[serde(default, skip_serializing_if = "is_default")]
    eligibility: Eligibility,
}

fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

/// Why a record is no post.
///
/// # Examples
///
/// ```
/// use pcn::funding::arrs::Post;
///
/// let no_cost = r#"{"role": "CP", "wte": "1"}"#;
/// let error = serde_json::from_str::<Post>(no_cost).unwrap_err();
/// assert!(error.to_string().contains("exactly one of `annual_cost`"));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum PostError {
    /// Not exactly one cost.
    #[error(
        "a post needs exactly one of `annual_cost`, `monthly_cost` and `paid`; \
         a good one is `\"monthly_cost\": \"4100\"`"
    )]
    Cost,
    /// A cost below zero.
    #[error("a cost cannot be below zero: {0}; a good one is `\"4100\"`")]
    Negative(Gbp),
    /// It would end before it begins.
    #[error(
        "a post cannot end before it begins: from {from}, until {until}; `until` is the first day no \
         longer in post, the day after the last"
    )]
    Dates {
        /// The first day in post.
        from: NaiveDate,
        /// The first day no longer in post.
        until: NaiveDate,
    },
}

impl TryFrom<Wire> for Post {
    type Error = PostError;
    fn try_from(wire: Wire) -> Result<Self, PostError> {
        let cost = match (wire.annual_cost, wire.monthly_cost, wire.paid) {
            (Some(cost), None, None) => Cost::Annual(cost),
            (None, Some(cost), None) => Cost::Monthly(cost),
            (None, None, Some(cost)) => Cost::Paid(cost),
            _ => return Err(PostError::Cost),
        };
        let (Cost::Annual(pounds) | Cost::Monthly(pounds) | Cost::Paid(pounds)) = cost;
        let below_zero = [Some(pounds), wire.service_fee];
        if let Some(negative) = below_zero.into_iter().flatten().find(|sum| *sum < Gbp::ZERO) {
            return Err(PostError::Negative(negative));
        }
        if let (Some(from), Some(until)) = (wire.from, wire.until)
            && until < from
        {
            return Err(PostError::Dates { from, until });
        }
        Ok(Self {
            reference: wire.reference,
            role: wire.role,
            band: wire.band,
            area: wire.area,
            wte: wire.wte,
            cost,
            from: wire.from,
            until: wire.until,
            service_fee: wire.service_fee,
            mhp: wire.mhp,
            eligibility: wire.eligibility,
        })
    }
}

impl From<Post> for Wire {
    fn from(post: Post) -> Self {
        let (annual_cost, monthly_cost, paid) = match post.cost {
            Cost::Annual(cost) => (Some(cost), None, None),
            Cost::Monthly(cost) => (None, Some(cost), None),
            Cost::Paid(cost) => (None, None, Some(cost)),
        };
        Self {
            reference: post.reference,
            role: post.role,
            band: post.band,
            area: post.area,
            wte: post.wte,
            annual_cost,
            monthly_cost,
            paid,
            from: post.from,
            until: post.until,
            service_fee: post.service_fee,
            mhp: post.mhp,
            eligibility: post.eligibility,
        }
    }
}
