use core::{fmt, str::FromStr};
use std::borrow::Cow;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{Price, plain};
use crate::{calendar::Period, citation::Source, quantity::Gbp, series::Series};

named! {
    /// A payment of the Network Contract DES, by its lasting name.
    ///
    /// # Format
    ///
    /// In snake case, for example `enhanced_access`. A text is read from the name for people too, in
    /// any case; a document only from the snake case.
    ///
    /// # Examples
    ///
    /// ```
    /// use pcn::funding::EntitlementKind;
    ///
    /// let kind: EntitlementKind = "enhanced_access".parse()?;
    /// assert_eq!(kind.words(), "Enhanced access payment");
    /// assert_eq!("Enhanced access payment".parse(), Ok(kind));
    /// assert!("enhanced".parse::<EntitlementKind>().is_err());
    /// # Ok::<(), pcn::funding::EntitlementKindError>(())
    /// ```
    #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
    #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
    #[serde(rename_all = "snake_case")]
    EntitlementKind {
        /// Core PCN funding. From 2024/25 it holds the clinical director and the leadership and
        /// management payments too, and is paid on two populations at once.
        CoreFunding = "core_funding", "Core PCN funding";
        /// The contribution to the clinical director, until it went into core funding.
        ClinicalDirector = "clinical_director", "Clinical director contribution";
        /// The pandemic supplement to it.
        ClinicalDirectorSupplement = "clinical_director_supplement", "Clinical director pandemic supplement";
        /// The leadership and management payment, until it went into core funding.
        LeadershipAndManagement = "leadership_and_management", "Leadership and management payment";
        /// Extended hours access, until enhanced access took its place.
        ExtendedHours = "extended_hours", "Extended hours access payment";
        /// Enhanced access.
        EnhancedAccess = "enhanced_access", "Enhanced access payment";
        /// The care home premium.
        CareHomePremium = "care_home_premium", "Care home premium";
        /// The PCN support payment of 2020.
        PcnSupport = "pcn_support", "PCN support payment";
        /// The capacity and access support payment of the winter of 2022/23.
        WinterCapacityAndAccess = "winter_capacity_and_access", "Winter capacity and access support payment";
        /// The capacity and access support payment (70% of the whole), which is unconditional.
        CapacityAndAccessSupport = "capacity_and_access_support", "Capacity and access support payment";
        /// The capacity and access improvement payment (30% of the whole), which is earned.
        CapacityAndAccessImprovement = "capacity_and_access_improvement", "Capacity and access improvement payment";
        /// The network participation payment, which goes to the practice.
        NetworkParticipation = "network_participation", "Network participation payment";
        /// The practice-level reimbursement of general practitioners of 2026/27. No payment of the DES,
        /// but made of what were the capacity and access payments.
        PracticeGpReimbursement = "practice_gp_reimbursement", "Practice-level GP reimbursement";
    }
}

/// A text that names no payment.
///
/// # Examples
///
/// ```
/// use pcn::funding::EntitlementKind;
///
/// let error = "global_sum".parse::<EntitlementKind>().unwrap_err();
/// assert!(error.to_string().contains("`enhanced_access`"));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{given}` is not a payment of the network contract; a good one is `enhanced_access`")]
pub struct EntitlementKindError {
    given: Box<str>,
}

impl EntitlementKindError {
    /// What was given, cut short where it is long.
    ///
    /// # Examples
    ///
    /// ```
    /// use pcn::funding::EntitlementKind;
    ///
    /// assert_eq!("global_sum".parse::<EntitlementKind>().unwrap_err().given(), "global_sum");
    /// ```
    #[must_use]
    pub fn given(&self) -> &str {
        &self.given
    }
}

impl FromStr for EntitlementKind {
    type Err = EntitlementKindError;
    fn from_str(text: &str) -> Result<Self, EntitlementKindError> {
        let given = || EntitlementKindError { given: text.chars().take(40).collect() };
        let wanted = plain(text);
        let named = |kind: &Self| plain(kind.name()) == wanted || plain(kind.words()) == wanted;
        Self::ALL.iter().copied().find(named).ok_or_else(given)
    }
}

/// Who receives a payment.
///
/// # Examples
///
/// ```
/// use pcn::funding::PaidTo;
///
/// assert_eq!(PaidTo::Practice.to_string(), "practice");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum PaidTo {
    /// The network, through its nominated payee or own account.
    Network,
    /// Each practice.
    Practice,
}

impl fmt::Display for PaidTo {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Network => "network",
            Self::Practice => "practice",
        })
    }
}

/// How a payment falls due.
///
/// # Examples
///
/// ```
/// use pcn::funding::Frequency;
///
/// assert!(!Frequency::Monthly.is_earned());
/// assert!(Frequency::OnDeclaration.is_earned());
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Frequency {
    /// In equal parts, month by month.
    Monthly,
    /// In one sum for its period.
    Once,
    /// When the clinical director declares that a part of it is earned; a part counts in full
    /// whenever in the year it is declared.
    OnDeclaration,
    /// After the year, as the commissioner judges.
    AfterYearEnd,
    /// As claims are made.
    OnClaim,
}

impl Frequency {
    /// Whether the sum is only an upper limit, to be earned or claimed.
    #[must_use]
    pub const fn is_earned(self) -> bool {
        matches!(self, Self::OnDeclaration | Self::AfterYearEnd | Self::OnClaim)
    }
}

/// Part of a payment: a rate on one count. All but the merged core funding have one.
///
/// # Examples
///
/// ```
/// use pcn::{calendar::ContractYear, des, funding::{Counted, EntitlementKind}};
///
/// let terms = &des::year(ContractYear::Y2024_25).expect("held").funding;
/// let core = terms.entitlement(EntitlementKind::CoreFunding).expect("listed");
/// let counted: Vec<_> = core.components.iter().map(|part| part.counted).collect();
/// assert_eq!(counted, [Counted::Registered, Counted::Adjusted]);
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Component {
    /// What it is paid on. Each rate names its own count too; a
    /// [`Reading`](crate::series::Reading) may name another.
    pub counted: super::Counted,
    /// The day at which the count is taken, where a source states one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[serde(deserialize_with = "crate::calendar::iso")]
    pub reference: Option<NaiveDate>,
    /// The rate.
    pub rate: Series<Price>,
}

/// A named part of a payment that is earned part by part.
///
/// # Examples
///
/// ```
/// use pcn::{calendar::ContractYear, des, funding::EntitlementKind};
///
/// let terms = &des::year(ContractYear::Y2024_25).expect("held").funding;
/// let improvement = terms.entitlement(EntitlementKind::CapacityAndAccessImprovement).expect("listed");
/// assert!(improvement.parts.iter().all(|part| (part.share, part.of) == (1, 3)));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct EarnedPart {
    /// Its lasting name.
    pub name: Cow<'static, str>,
    /// Its share of the whole: so many ...
    pub share: u32,
    /// ... of so many.
    pub of: u32,
    /// Where the share stands.
    pub source: Source,
}

/// What has to hold for a payment to be made.
///
/// # Examples
///
/// ```
/// use pcn::{calendar::ContractYear, des, funding::{ConditionKind, EntitlementKind}};
///
/// let terms = &des::year(ContractYear::Y2024_25).expect("held").funding;
/// let premium = terms.entitlement(EntitlementKind::CareHomePremium).expect("listed");
/// let coding = premium.condition(ConditionKind::ResidentsCoded).expect("listed");
/// assert_eq!(*coding.codes, ["160734000", "394923006", "248171000000108"]);
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Condition {
    /// Which condition.
    pub kind: ConditionKind,
    /// What it asks, in our words.
    pub text: Cow<'static, str>,
    /// SNOMED CT concepts that it names, as identifiers and never as numbers.
    #[serde(default = "no_codes", skip_serializing_if = "<[_]>::is_empty")]
    pub codes: Cow<'static, [Cow<'static, str>]>,
    /// Where it stands.
    pub source: Source,
}

fn no_codes() -> Cow<'static, [Cow<'static, str>]> {
    Cow::Borrowed(&[])
}

/// A condition by its lasting name.
///
/// # Examples
///
/// ```
/// use pcn::funding::ConditionKind;
///
/// let json = serde_json::to_string(&ConditionKind::ResidentsCoded).unwrap();
/// assert_eq!(json, r#""residents_coded""#);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum ConditionKind {
    /// Care home residents are coded as such.
    ResidentsCoded,
    /// Beds are those of care homes registered with the Care Quality Commission and aligned to
    /// the network, brought up to date each month.
    AlignedBeds,
    /// A core network practice takes part in the COVID vaccination enhanced service.
    CovidVaccinationService,
    /// The network commits in writing to what the money is for.
    WrittenCommitment,
    /// The commissioner judges the improvement.
    CommissionerAssessment,
    /// The clinical director declares that all practices meet the part.
    Declaration,
}

/// A national sum from which a rate is made, for checking the rate.
///
/// # Examples
///
/// ```
/// use pcn::{calendar::ContractYear, des, funding::EntitlementKind};
///
/// let terms = &des::year(ContractYear::Y2023_24).expect("held").funding;
/// let support = terms.entitlement(EntitlementKind::CapacityAndAccessSupport).expect("listed");
/// let pot = support.national.as_ref().expect("stated");
/// assert_eq!(pot.amount.to_string(), "£172,200,000.00");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct NationalSum {
    /// The sum.
    pub amount: Gbp,
    /// Where it stands.
    pub source: Source,
    /// What a reader should know.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<Cow<'static, str>>,
}

/// The term of one payment in one contract year.
///
/// # Meaning
///
/// The rate is for [`months`](Self::months) months, whatever part of them the payment is in force:
/// £120 a bed for 12 months pays £10 a month.
///
/// # Examples
///
/// ```
/// use pcn::{calendar::ContractYear, des, funding::EntitlementKind};
///
/// let terms = &des::year(ContractYear::Y2019_20).expect("held").funding;
/// let director = terms.entitlement(EntitlementKind::ClinicalDirector).expect("listed");
/// assert_eq!(director.in_force.to_string(), "2019-07-01 to 2020-03-31");
/// assert_eq!(director.months, 12);
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Entitlement {
    /// Which payment.
    pub kind: EntitlementKind,
    /// Who receives it.
    pub paid_to: PaidTo,
    /// The days for which it is paid.
    pub in_force: Period,
    /// For how many months a rate is.
    pub months: u32,
    /// How it falls due.
    pub frequency: Frequency,
    /// The rates.
    pub components: Cow<'static, [Component]>,
    /// Its parts, if it is earned part by part.
    #[serde(default = "no_parts", skip_serializing_if = "<[_]>::is_empty")]
    pub parts: Cow<'static, [EarnedPart]>,
    /// What has to hold.
    #[serde(default = "no_conditions", skip_serializing_if = "<[_]>::is_empty")]
    pub conditions: Cow<'static, [Condition]>,
    /// The national sum, where one is stated.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub national: Option<NationalSum>,
}

fn no_parts() -> Cow<'static, [EarnedPart]> {
    Cow::Borrowed(&[])
}

fn no_conditions() -> Cow<'static, [Condition]> {
    Cow::Borrowed(&[])
}

impl Entitlement {
    /// A condition of it, if it has it.
    #[must_use]
    pub fn condition(&self, kind: ConditionKind) -> Option<&Condition> {
        self.conditions.iter().find(|condition| condition.kind == kind)
    }
}

/// Builders for the years' tables. They are constant functions, which may run no destructor;
/// what they replace was borrowed or nothing, hence `forget`.
impl Entitlement {
    pub(crate) const fn monthly(
        kind: EntitlementKind,
        in_force: Period,
        months: u32,
        components: &'static [Component],
    ) -> Self {
        Self {
            kind,
            paid_to: PaidTo::Network,
            in_force,
            months,
            frequency: Frequency::Monthly,
            components: Cow::Borrowed(components),
            parts: Cow::Borrowed(&[]),
            conditions: Cow::Borrowed(&[]),
            national: None,
        }
    }

    pub(crate) const fn paid_to_practices(mut self) -> Self {
        self.paid_to = PaidTo::Practice;
        self
    }

    pub(crate) const fn falls_due(mut self, frequency: Frequency) -> Self {
        self.frequency = frequency;
        self
    }

    pub(crate) const fn in_parts(mut self, parts: &'static [EarnedPart]) -> Self {
        core::mem::forget(core::mem::replace(&mut self.parts, Cow::Borrowed(parts)));
        self
    }

    pub(crate) const fn under(mut self, conditions: &'static [Condition]) -> Self {
        core::mem::forget(core::mem::replace(&mut self.conditions, Cow::Borrowed(conditions)));
        self
    }

    pub(crate) const fn with_national(mut self, amount: &'static str, source: Source) -> Self {
        let sum = NationalSum { amount: Gbp::constant(amount), source, note: None };
        core::mem::forget(self.national.replace(sum));
        self
    }
}

impl Component {
    pub(crate) const fn of(counted: super::Counted, rate: Series<Price>) -> Self {
        Self { counted, reference: None, rate }
    }

    pub(crate) const fn taken(mut self, reference: NaiveDate) -> Self {
        self.reference = Some(reference);
        self
    }
}

impl EarnedPart {
    pub(crate) const fn of(name: &'static str, share: u32, of: u32, source: Source) -> Self {
        Self { name: Cow::Borrowed(name), share, of, source }
    }
}

impl Condition {
    pub(crate) const fn of(kind: ConditionKind, text: &'static str, source: Source) -> Self {
        Self { kind, text: Cow::Borrowed(text), codes: Cow::Borrowed(&[]), source }
    }

    pub(crate) const fn coded(mut self, codes: &'static [Cow<'static, str>]) -> Self {
        core::mem::forget(core::mem::replace(&mut self.codes, Cow::Borrowed(codes)));
        self
    }
}
