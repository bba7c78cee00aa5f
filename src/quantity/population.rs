use core::{
    cmp::Ordering,
    fmt,
    iter::Sum,
    marker::PhantomData,
    ops::{Add, AddAssign},
    str::FromStr,
};

use chrono::NaiveDate;
use rust_decimal::{Decimal, prelude::ToPrimitive};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::decimal::{self, Kind, QuantityError};

mod sealed {
    pub trait Sealed {}
}

/// What a [`Rate`](super::Rate) is paid for: a patient of one basis, a bed, a point.
///
/// # Examples
///
/// ```
/// use pcn::quantity::{Bed, Registered, Unit};
///
/// assert_eq!(Registered::PER, "registered patient");
/// assert_eq!(Bed::PER, "bed");
/// ```
pub trait Unit: sealed::Sealed + Copy + Ord + core::hash::Hash + fmt::Debug + 'static {
    /// The unit in words, for example "registered patient".
    const PER: &'static str;
}

/// How a population is counted. The three bases are different figures for the same network, and
/// every rate belongs to one of them.
///
/// # Examples
///
/// ```
/// use pcn::quantity::{Adjusted, Basis, BasisKind, Patients};
///
/// /// Says a population with its basis, whichever it is.
/// fn said<B: Basis>(patients: Patients<B>) -> String {
///     format!("{patients} patients ({})", B::KIND)
/// }
/// assert_eq!(said(Patients::<Adjusted>::constant("51000")), "51,000 patients (adjusted)");
/// assert_eq!(BasisKind::Adjusted.name(), "adjusted");
/// ```
pub trait Basis: Unit {
    /// The basis as a value.
    const KIND: BasisKind;
}

macro_rules! unit {
    ($(#[$meta:meta])* $name:ident, $per:literal $(, $kind:ident)?) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name {}
        impl sealed::Sealed for $name {}
        impl Unit for $name {
            const PER: &'static str = $per;
        }
        $(impl Basis for $name {
            const KIND: BasisKind = BasisKind::$kind;
        })?
    };
}

unit! {
    /// Contractor registered population: the head count of the practices' lists. Whole numbers.
    ///
    /// # Examples
    ///
    /// ```
    /// use pcn::quantity::{Patients, Registered};
    ///
    /// assert_eq!(Patients::<Registered>::from(50_000).whole(), 50_000);
    /// ```
    Registered, "registered patient", Registered
}
unit! {
    /// Contractor weighted population: the list weighted by the global sum formula (Carr-Hill).
    /// Published; it cannot be worked out from the list size.
    ///
    /// # Examples
    ///
    /// ```
    /// use pcn::quantity::{Gbp, Patients, Rate, Weighted};
    ///
    /// let rate: Rate<Weighted> = Rate::constant("1.50");
    /// assert_eq!(rate * Patients::constant("49500.5"), Gbp::constant("74250.75"));
    /// ```
    Weighted, "weighted patient", Weighted
}
unit! {
    /// PCN adjusted population: the list weighted by the commissioner allocation formula.
    /// Published; it cannot be worked out from the list size.
    ///
    /// # Examples
    ///
    /// ```
    /// use pcn::quantity::{Adjusted, Patients, Rate};
    ///
    /// let rate: Rate<Adjusted> = Rate::constant("7.674");
    /// assert_eq!((rate * Patients::constant("51000")).to_string(), "£391,374.000");
    /// ```
    Adjusted, "adjusted patient", Adjusted
}
unit! {
    /// A care home bed.
    ///
    /// # Examples
    ///
    /// ```
    /// use pcn::quantity::{Bed, Beds, Gbp, Rate};
    ///
    /// let premium: Rate<Bed> = Rate::constant("120");
    /// assert_eq!(premium * Beds::new(10), Gbp::constant("1200"));
    /// ```
    Bed, "bed"
}
unit! {
    /// A point of the Investment and Impact Fund.
    ///
    /// # Examples
    ///
    /// ```
    /// use pcn::quantity::{Gbp, Point, Points, Rate};
    ///
    /// let value: Rate<Point> = Rate::constant("200");
    /// assert_eq!(value * Points::constant("4.5"), Gbp::constant("900"));
    /// ```
    Point, "point"
}

/// A basis as a value, where it is data rather than a type.
///
/// # Examples
///
/// ```
/// use pcn::quantity::BasisKind;
///
/// assert_eq!(BasisKind::Weighted.to_string(), "weighted");
/// assert_eq!(serde_json::to_string(&BasisKind::Weighted)?, r#""weighted""#);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum BasisKind {
    /// [`Registered`].
    Registered,
    /// [`Weighted`].
    Weighted,
    /// [`Adjusted`].
    Adjusted,
}

impl BasisKind {
    /// The basis in words.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Registered => "registered",
            Self::Weighted => "weighted",
            Self::Adjusted => "adjusted",
        }
    }
}

impl fmt::Display for BasisKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

const WHOLE: Kind = Kind {
    wanted: "a registered population",
    example: "50000",
    negative: false,
    integer_digits: 9,
    decimal_places: 0,
};
const FRACTIONAL: Kind = Kind {
    wanted: "a weighted or adjusted population",
    example: "51234.56",
    negative: false,
    integer_digits: 9,
    decimal_places: 6,
};

/// A number of patients, on one basis.
///
/// # Units
///
/// Patients. Registered populations are whole numbers; weighted and adjusted ones have up to six
/// decimal places. All are below a thousand million.
///
/// # Format
///
/// Registered: a JSON integer. Weighted and adjusted: a string. Either is read from both.
///
/// # Examples
///
/// ```
/// use pcn::quantity::{Patients, Registered, Weighted};
///
/// let lists = [Patients::<Registered>::from(12_345), Patients::from(6_789)];
/// assert_eq!(lists.into_iter().sum::<Patients<Registered>>(), Patients::from(19_134));
/// assert!("1.5".parse::<Patients<Registered>>().is_err());
/// assert!("1.5".parse::<Patients<Weighted>>().is_ok());
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Patients<B> {
    count: Decimal,
    basis: PhantomData<B>,
}

impl<B: Basis> Patients<B> {
    /// No patients.
    pub const ZERO: Self = Self { count: Decimal::ZERO, basis: PhantomData };

    const fn kind() -> &'static Kind {
        match B::KIND {
            BasisKind::Registered => &WHOLE,
            BasisKind::Weighted | BasisKind::Adjusted => &FRACTIONAL,
        }
    }

    /// A number of patients.
    ///
    /// # Errors
    ///
    /// [`QuantityError`] if the number is below zero, too large, or has more decimal places than
    /// the basis allows.
    pub fn try_new(count: Decimal) -> Result<Self, QuantityError> {
        Self::kind().of(count).map(|count| Self { count, basis: PhantomData })
    }

    /// A number of patients from a literal, for constants.
    ///
    /// # Panics
    ///
    /// If the literal is not such a quantity; in a `const` that is a compile error.
    #[must_use]
    pub const fn constant(text: &'static str) -> Self {
        Self { count: decimal::literal(text, Self::kind()), basis: PhantomData }
    }

    /// The number.
    ///
    /// # Examples
    ///
    /// ```
    /// use pcn::quantity::{Patients, Weighted};
    ///
    /// let weighted: Patients<Weighted> = "49500.5".parse()?;
    /// assert_eq!(weighted.count().to_string(), "49500.5");
    /// assert!(!weighted.is_zero() && Patients::<Weighted>::ZERO.is_zero());
    /// # Ok::<(), pcn::quantity::QuantityError>(())
    /// ```
    #[must_use]
    pub const fn count(self) -> Decimal {
        self.count
    }

    /// Whether there are none.
    #[must_use]
    pub const fn is_zero(self) -> bool {
        self.count.is_zero()
    }
}

impl Patients<Registered> {
    /// The number as an integer.
    ///
    /// # Examples
    ///
    /// ```
    /// use pcn::quantity::{Patients, Registered};
    ///
    /// let list: Patients<Registered> = Patients::from(50_000);
    /// assert_eq!(list.whole(), 50_000_u64);
    /// assert_eq!(list.to_string(), "50,000");
    /// ```
    #[must_use]
    pub fn whole(self) -> u64 {
        // INVARIANT: a registered population is whole, not negative and below 10^9.
        match self.count.scale() {
            0 => u64::try_from(self.count.mantissa()).unwrap_or(u64::MAX),
            _ => self.count.to_u64().unwrap_or(u64::MAX),
        }
    }
}

impl From<u32> for Patients<Registered> {
    fn from(count: u32) -> Self {
        Self { count: Decimal::from(count), basis: PhantomData }
    }
}

impl<B: Basis> Add for Patients<B> {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self { count: self.count.saturating_add(other.count), basis: PhantomData }
    }
}

impl<B: Basis> AddAssign for Patients<B> {
    #[expect(clippy::arithmetic_side_effects, reason = "this type's own addition saturates")]
    fn add_assign(&mut self, other: Self) {
        *self = *self + other;
    }
}

impl<B: Basis> Sum for Patients<B> {
    #[expect(clippy::arithmetic_side_effects, reason = "this type's own addition saturates")]
    fn sum<I: Iterator<Item = Self>>(iter: I) -> Self {
        iter.fold(Self::ZERO, |sum, next| sum + next)
    }
}

impl<B: Basis> FromStr for Patients<B> {
    type Err = QuantityError;
    fn from_str(text: &str) -> Result<Self, QuantityError> {
        Self::kind().parse(text).map(|count| Self { count, basis: PhantomData })
    }
}

impl<B> fmt::Display for Patients<B> {
    /// With commas between thousands.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&super::money::grouped(self.count))
    }
}

impl<B: Basis> fmt::Debug for Patients<B> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Patients<{}>({})", B::KIND, self.count)
    }
}

impl<B: Basis> Serialize for Patients<B> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match (B::KIND, self.count.to_u64()) {
            (BasisKind::Registered, Some(whole)) => serializer.serialize_u64(whole),
            _ => decimal::serialize(&self.count, serializer),
        }
    }
}

impl<'de, B: Basis> Deserialize<'de> for Patients<B> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        decimal::read(Self::kind(), deserializer).map(|count| Self { count, basis: PhantomData })
    }
}

#[cfg(feature = "schema")]
impl<B: Basis> schemars::JsonSchema for Patients<B> {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        format!("Patients{}", crate::schema::joined(B::KIND.name())).into()
    }

    fn schema_id() -> std::borrow::Cow<'static, str> {
        format!(concat!(module_path!(), "::Patients<{}>"), B::KIND).into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        Self::kind().schema(format!("a number of patients, {} population.", B::KIND))
    }
}

#[cfg(feature = "schema")]
impl<B: Basis> schemars::JsonSchema for PatientsOn<B> {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        format!("{}OnDay", Patients::<B>::schema_name()).into()
    }

    fn schema_id() -> std::borrow::Cow<'static, str> {
        format!(concat!(module_path!(), "::PatientsOn<{}>"), B::KIND).into()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "description": "A number of patients as it stood on a day.",
            "type": "object",
            "properties": {
                "count": generator.subschema_for::<Patients<B>>(),
                "on": generator.subschema_for::<NaiveDate>(),
            },
            "required": ["count", "on"],
            "additionalProperties": false,
        })
    }
}

/// A number of patients as it stood on a day. Populations are taken at a reference date, usually
/// 1 January before the contract year, and mean nothing without it.
///
/// # Examples
///
/// ```
/// use pcn::{calendar::day, quantity::{Patients, PatientsOn, Registered}};
///
/// let list = PatientsOn::<Registered> { count: Patients::from(50_000), on: day(2024, 1, 1) };
/// assert_eq!(list.to_string(), "50,000 on 2024-01-01");
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields, bound = "")]
pub struct PatientsOn<B: Basis> {
    /// How many.
    pub count: Patients<B>,
    /// On which day.
    #[serde(deserialize_with = "crate::calendar::iso")]
    pub on: NaiveDate,
}

impl<B: Basis> fmt::Display for PatientsOn<B> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} on {}", self.count, self.on)
    }
}

impl<B: Basis> fmt::Debug for PatientsOn<B> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PatientsOn<{}>({} on {})", B::KIND, self.count.count, self.on)
    }
}

impl<B: Basis> PatientsOn<B> {
    /// Orders by day, then by number.
    ///
    /// # Examples
    ///
    /// ```
    /// use pcn::{
    ///     calendar::day,
    ///     quantity::{Patients, PatientsOn, Registered},
    /// };
    ///
    /// let list = |count, month| PatientsOn::<Registered> {
    ///     count: Patients::from(count),
    ///     on: day(2024, month, 1),
    /// };
    /// let mut lists = [list(9_900, 4), list(10_100, 1)];
    /// lists.sort_by(PatientsOn::by_day);
    /// assert_eq!(lists[1], list(9_900, 4), "the latest list comes last");
    /// ```
    #[must_use]
    pub fn by_day(&self, other: &Self) -> Ordering {
        (self.on, self.count).cmp(&(other.on, other.count))
    }
}
