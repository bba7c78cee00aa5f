use core::fmt;
use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use super::IndicatorCode;
use crate::{
    citation::Source,
    quantity::{Decimal, Points, QuantityError, Ratio},
    series::Series,
};

/// Declares a vocabulary: an enum with a text for people.
macro_rules! vocabulary {
    ($(#[$meta:meta])* $name:ident { $($(#[$inner:meta])* $variant:ident = $text:literal),+ $(,)? }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        #[serde(rename_all = "snake_case")]
        #[non_exhaustive]
        pub enum $name { $($(#[$inner])* $variant),+ }

        impl $name {
            /// The name in words.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $text),+ }
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(self.name())
            }
        }
    };
}

vocabulary! {
    /// A domain of the fund: the "triple aim" under which its areas stand.
    ///
    /// # Examples
    ///
    /// ```
    /// use pcn::iif::Domain;
    ///
    /// assert_eq!(Domain::SustainableNhs.to_string(), "a sustainable NHS");
    /// ```
    Domain {
        /// Prevention and tackling health inequalities.
        Prevention = "prevention and tackling health inequalities",
        /// Providing high quality care.
        HighQualityCare = "providing high quality care",
        /// A sustainable NHS.
        SustainableNhs = "a sustainable NHS",
        /// The one Covid-19 indicator of December 2021.
        Covid19 = "Covid-19",
    }
}

vocabulary! {
    /// An area of the fund: what the letters of a code stand for.
    ///
    /// # Examples
    ///
    /// ```
    /// use pcn::iif::{Area, Domain};
    ///
    /// assert_eq!(Area::HealthInequalities.domain(), Domain::Prevention);
    /// ```
    Area {
        /// VI.
        VaccinationAndImmunisation = "vaccination and immunisation",
        /// HI.
        HealthInequalities = "tackling health inequalities",
        /// CVD.
        CardiovascularDisease = "cardiovascular disease prevention",
        /// PC.
        PersonalisedCare = "personalised care",
        /// ACC.
        Access = "access",
        /// EHCH.
        CareHomes = "enhanced health in care homes",
        /// AC.
        AnticipatoryCare = "anticipatory care",
        /// CAN.
        Cancer = "cancer",
        /// SMR, and the medicines safety indicators of 2020/21.
        Medicines = "structured medication reviews and medicines optimisation",
        /// RESP.
        Respiratory = "respiratory care",
        /// ES.
        Environment = "environmental sustainability",
        /// COV.
        Covid19 = "Covid-19",
    }
}

impl Area {
    /// The domain in which the area stands.
    #[must_use]
    pub const fn domain(self) -> Domain {
        match self {
            Self::VaccinationAndImmunisation
            | Self::HealthInequalities
            | Self::CardiovascularDisease => Domain::Prevention,
            Self::Environment => Domain::SustainableNhs,
            Self::Covid19 => Domain::Covid19,
            _ => Domain::HighQualityCare,
        }
    }
}

vocabulary! {
    /// How an indicator is measured.
    ///
    /// # Examples
    ///
    /// ```
    /// use pcn::iif::Kind;
    ///
    /// assert_eq!(Kind::Improvement.to_string(), "improvement on a baseline");
    /// ```
    Kind {
        /// Numerator over denominator, against two thresholds.
        Standard = "quantitative standard",
        /// The difference from the same figure a year before, against two thresholds.
        Improvement = "improvement on a baseline",
        /// Done or not done: all points or none.
        Binary = "binary",
        /// A numerator standardised by age and sex, or taken from a survey, over a denominator.
        Standardised = "standardised or survey",
    }
}

vocabulary! {
    /// Which way is better.
    ///
    /// # Examples
    ///
    /// ```
    /// use pcn::iif::Direction;
    ///
    /// assert_eq!(Direction::Lower.to_string(), "lower is better");
    /// ```
    Direction {
        /// A higher figure earns more.
        Higher = "higher is better",
        /// A lower figure earns more: the upper threshold is the smaller number.
        Lower = "lower is better",
    }
}

vocabulary! {
    /// What an indicator's performance and thresholds are counted in.
    ///
    /// # Examples
    ///
    /// ```
    /// use pcn::iif::Unit;
    ///
    /// assert_eq!(Unit::Percent.to_string(), "percent");
    /// ```
    Unit {
        /// Hundredths of the denominator.
        Percent = "percent",
        /// Percentage points of change.
        PercentagePoints = "percentage points",
        /// Per 1,000 of the denominator and week.
        PerThousandPerWeek = "per 1,000 patients and week",
        /// The plain quotient: per patient, per resident.
        Each = "per head",
        /// Kilograms of carbon dioxide equivalent an inhaler.
        KilogramsEach = "kg CO2e an inhaler",
        /// Yes or no.
        YesNo = "yes or no",
    }
}

/// A performance threshold, in its indicator's [`Unit`].
///
/// # Format
///
/// A string on the wire: `"80"` is 80% for an indicator counted in percent.
///
/// # Examples
///
/// ```
/// use pcn::iif::Threshold;
///
/// const UPPER: Threshold = Threshold::constant("80");
/// assert_eq!(UPPER.to_string(), "80");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(transparent)]
pub struct Threshold(Ratio);

impl Threshold {
    /// A threshold from a literal, for constants.
    ///
    /// # Panics
    ///
    /// If the literal is no decimal number; in a `const` that is a compile error.
    #[must_use]
    pub const fn constant(text: &'static str) -> Self {
        Self(Ratio::constant(text))
    }

    /// A threshold.
    ///
    /// # Errors
    ///
    /// [`QuantityError`] beyond six digits before the point.
    ///
    /// # Examples
    ///
    /// ```
    /// use pcn::{iif::Threshold, quantity::Decimal};
    ///
    /// let upper = Threshold::try_new(Decimal::new(80, 0))?;
    /// assert_eq!(upper, Threshold::constant("80"));
    /// assert!(Threshold::try_new(Decimal::new(1_000_000, 0)).is_err());
    /// # Ok::<(), pcn::quantity::QuantityError>(())
    /// ```
    pub fn try_new(value: Decimal) -> Result<Self, QuantityError> {
        Ratio::try_new(value).map(Self)
    }

    /// The number.
    #[must_use]
    pub const fn value(self) -> Decimal {
        self.0.value()
    }
}

impl fmt::Display for Threshold {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, f)
    }
}

/// Who is left out of an indicator, and why: one exclusion or personalised care adjustment.
///
/// # Examples
///
/// ```
/// use pcn::iif::Adjustment;
///
/// let declined = Adjustment::constant("FLUDEC_DAT", "declined a flu vaccination");
/// assert_eq!(declined.code, "FLUDEC_DAT");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Adjustment {
    /// The code of the measure in the publication, or a short name where it has none.
    pub code: Cow<'static, str>,
    /// Who is left out, in our words.
    pub meaning: Cow<'static, str>,
}

impl Adjustment {
    /// An adjustment from literals, for constants.
    #[must_use]
    pub const fn constant(code: &'static str, meaning: &'static str) -> Self {
        Self { code: Cow::Borrowed(code), meaning: Cow::Borrowed(meaning) }
    }
}

/// From what a prevalence adjustment is taken, if there is one.
///
/// # Examples
///
/// ```
/// use pcn::iif::{IndicatorCode, PrevalenceSource};
///
/// // The payment system takes CVD-01's prevalence from the hypertension register of CVD-02.
/// let exception = PrevalenceSource::RegisterOf(IndicatorCode::constant("CVD-02"));
/// assert!(exception.applies());
/// assert!(!PrevalenceSource::WholeList.applies());
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum PrevalenceSource {
    /// The indicator's own denominator over the network's list.
    Denominator,
    /// The register that another indicator counts in its numerator, over the network's list.
    RegisterOf(IndicatorCode),
    /// The denominator is the whole list, so the adjustment is 1 whatever the network.
    WholeList,
    /// None: nothing to count.
    NotApplied,
}

impl PrevalenceSource {
    /// Whether there is an adjustment to work out.
    #[must_use]
    pub const fn applies(self) -> bool {
        matches!(self, Self::Denominator | Self::RegisterOf(_))
    }
}

/// What an indicator measures. The same from year to year unless its code changes.
///
/// # Examples
///
/// ```
/// use pcn::{calendar::ContractYear, des, iif::{Direction, IndicatorCode}};
///
/// let year = des::year(ContractYear::Y2022_23).ok_or("held")?;
/// let inhalers = year.iif.indicator(IndicatorCode::constant("RESP-02")).ok_or("held")?;
/// assert_eq!(inhalers.definition.direction, Direction::Lower);
/// assert_eq!(inhalers.definition.counted, "patients", "with too many inhalers");
/// # Ok::<(), &str>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Definition {
    /// What it is called, in our words.
    pub title: Cow<'static, str>,
    /// Its area.
    pub area: Area,
    /// How it is measured.
    pub kind: Kind,
    /// Which way is better. For an improvement, which way of the figure itself.
    pub direction: Direction,
    /// What its thresholds are counted in.
    pub unit: Unit,
    /// Whom or what the numerator counts.
    pub numerator: Cow<'static, str>,
    /// What is counted in the numerator, as a noun in the plural: `patients`, `appointments`,
    /// `kg CO2e`. Empty for a yes or no, and where no source names it.
    #[serde(default, skip_serializing_if = "str::is_empty")]
    pub counted: Cow<'static, str>,
    /// Whom or what the denominator counts.
    pub denominator: Cow<'static, str>,
    /// Whether the numerator counts some of the denominator, so that it can never be larger.
    pub part_of_whole: bool,
    /// Who is never in the denominator.
    pub exclusions: Cow<'static, [Adjustment]>,
    /// Who leaves the denominator unless already in the numerator.
    pub personalised_care_adjustments: Cow<'static, [Adjustment]>,
    /// From what its prevalence adjustment is taken.
    pub prevalence: PrevalenceSource,
    /// Where the answer on prevalence stands.
    pub prevalence_source: Source,
    /// Where the definition stands.
    pub source: Source,
}

vocabulary! {
    /// Whether an indicator counts, and if not, why.
    ///
    /// # Examples
    ///
    /// ```
    /// use pcn::iif::Status;
    ///
    /// assert!(Status::Active.pays_on_performance());
    /// assert!(!Status::DeemedAchieved.pays_on_performance());
    /// ```
    Status {
        /// It is paid on performance.
        Active = "active",
        /// It stopped during the year, and its money went elsewhere.
        Suspended = "suspended",
        /// It was put off to another year.
        Deferred = "deferred",
        /// It ended for good.
        Retired = "retired",
        /// Another indicator took its place during the year.
        Replaced = "replaced",
        /// Every network counts as having earned all its points, whatever its performance.
        DeemedAchieved = "deemed achieved",
    }
}

impl Status {
    /// Whether payment depends on performance.
    #[must_use]
    pub const fn pays_on_performance(self) -> bool {
        matches!(self, Self::Active)
    }
}

/// An indicator in one contract year: its definition and its dated terms.
///
/// # Examples
///
/// ```
/// use pcn::{calendar::{ContractYear, day}, des, iif::IndicatorCode};
///
/// let year = des::year(ContractYear::Y2022_23).ok_or("held")?;
/// let edoxaban = year.iif.indicator(IndicatorCode::constant("CVD-06")).ok_or("held")?;
/// let lower = |known| edoxaban.lower.on_as_known(day(2022, 4, 1), known).value().copied();
/// assert_eq!(lower(day(2022, 3, 15)).map(|lower| lower.to_string()).as_deref(), Some("40"));
/// assert_eq!(lower(day(2022, 3, 31)).map(|lower| lower.to_string()).as_deref(), Some("25"));
/// # Ok::<(), &str>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Indicator {
    /// Its code.
    pub code: IndicatorCode,
    /// What it measures.
    pub definition: Definition,
    /// Whether it counts.
    pub status: Series<Status>,
    /// The points that it can earn.
    pub points: Series<Points>,
    /// The lower performance threshold: there and below, nothing is earned.
    pub lower: Series<Threshold>,
    /// The upper performance threshold: from there on, everything is earned.
    pub upper: Series<Threshold>,
    /// What a missing answer counts as, for a binary indicator that has a default.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub default_answer: Option<bool>,
}
