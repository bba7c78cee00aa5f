use core::{
    fmt,
    iter::Sum,
    marker::PhantomData,
    ops::{Add, AddAssign, Mul, Neg, Sub},
    str::FromStr,
};

use rust_decimal::{Decimal, RoundingStrategy};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::{
    Basis, Bed, Beds, Patients, Point, Points, Unit,
    decimal::{self, Kind, QuantityError, power_of_ten},
};

const MONEY: Kind = Kind {
    wanted: "an amount of money in pounds",
    example: "1234.50",
    negative: true,
    integer_digits: 12,
    decimal_places: 16,
};
const RATE: Kind = Kind {
    wanted: "a rate in pounds",
    example: "7.674",
    negative: false,
    integer_digits: 7,
    decimal_places: 6,
};

/// An amount of money in pounds sterling, exact.
///
/// # Units
///
/// Pounds. An amount may hold fractions of a penny until a named rounding takes them away; sums
/// and products never round.
///
/// # Format
///
/// On the wire a string of pounds, `"1234.50"`. For people `£1,234.50`.
///
/// # Examples
///
/// ```
/// use pcn::quantity::Gbp;
///
/// let amount: Gbp = "1234.505".parse()?;
/// assert_eq!(amount.round_half_up_to_pence(), Gbp::pence(123_451));
/// assert_eq!(amount.round_half_up_to_pence().to_string(), "£1,234.51");
/// # Ok::<(), pcn::quantity::QuantityError>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Gbp(Decimal);

impl Gbp {
    /// No money, written `0.00`.
    pub const ZERO: Self = Self::constant("0.00");

    /// An amount in pounds.
    ///
    /// # Errors
    ///
    /// [`QuantityError`] beyond 12 digits before the point or 16 behind it.
    pub fn try_new(pounds: Decimal) -> Result<Self, QuantityError> {
        MONEY.of(pounds).map(Self)
    }

    /// A whole number of pence.
    #[must_use]
    pub fn pence(pence: i64) -> Self {
        Self(Decimal::new(pence, 2))
    }

    /// An amount in pounds from a literal, for constants.
    ///
    /// # Panics
    ///
    /// If the literal is not such a quantity; in a `const` that is a compile error.
    #[must_use]
    pub const fn constant(text: &'static str) -> Self {
        Self(decimal::literal(text, &MONEY))
    }

    /// An amount that a computation gives, which may hold any fraction: a twelfth of a cost, to be
    /// rounded once when it is paid. What has more places than a text may hold is written with all
    /// of them and not read back.
    ///
    /// # Examples
    ///
    /// ```
    /// use pcn::quantity::{Decimal, Gbp};
    ///
    /// // Twenty places behind the point: more than a text may hold, and still exact.
    /// let small = Gbp::exactly(Decimal::new(1, 20));
    /// assert!(Gbp::try_new(small.pounds()).is_err());
    /// let month = Gbp::exactly(Gbp::constant("36001").pounds() / Decimal::from(12));
    /// assert_eq!(month.round_half_up_to_pence(), Gbp::constant("3000.08"));
    /// ```
    #[must_use]
    pub const fn exactly(pounds: Decimal) -> Self {
        Self(pounds)
    }

    /// The pounds.
    #[must_use]
    pub const fn pounds(self) -> Decimal {
        self.0
    }

    /// Whether there is no money.
    ///
    /// # Examples
    ///
    /// ```
    /// use pcn::quantity::Gbp;
    ///
    /// assert!(Gbp::ZERO.is_zero() && !Gbp::pence(1).is_zero());
    /// ```
    #[must_use]
    pub const fn is_zero(self) -> bool {
        self.0.is_zero()
    }

    /// To the nearest penny; half a penny goes up, away from zero.
    #[must_use]
    pub fn round_half_up_to_pence(self) -> Self {
        if let Some(pence) = nearest_pence(self.0) {
            return Self::pence(pence);
        }
        let mut pounds = self.0.round_dp_with_strategy(2, RoundingStrategy::MidpointAwayFromZero);
        pounds.rescale(2);
        Self(pounds)
    }

    /// To the penny below, towards zero.
    ///
    /// # Examples
    ///
    /// ```
    /// use pcn::quantity::Gbp;
    ///
    /// let third: Gbp = "33.333333".parse()?;
    /// assert!(!third.is_whole_pence());
    /// assert_eq!(third.round_down_to_pence(), Gbp::constant("33.33"));
    /// assert_eq!((-third).round_down_to_pence(), -Gbp::constant("33.33"), "towards zero");
    /// # Ok::<(), pcn::quantity::QuantityError>(())
    /// ```
    #[must_use]
    pub fn round_down_to_pence(self) -> Self {
        let mut pounds = self.0.round_dp_with_strategy(2, RoundingStrategy::ToZero);
        pounds.rescale(2);
        Self(pounds)
    }

    /// Whether it is a whole number of pence.
    #[must_use]
    pub fn is_whole_pence(self) -> bool {
        self.0.normalize().scale() <= 2
    }

    /// How many pence it is. `None` if it is not a whole number of them, or more than 64 bits hold.
    ///
    /// # Examples
    ///
    /// ```
    /// use pcn::quantity::Gbp;
    ///
    /// assert_eq!(Gbp::constant("14058").whole_pence(), Some(1_405_800));
    /// assert_eq!(Gbp::constant("-0.3").whole_pence(), Some(-30));
    /// assert_eq!(Gbp::constant("0.005").whole_pence(), None, "round it first");
    /// ```
    #[must_use]
    pub fn whole_pence(self) -> Option<i64> {
        let mut pounds = self.0;
        if pounds.scale() != 2 {
            pounds = pounds.normalize();
            if pounds.scale() > 2 {
                return None;
            }
            pounds.rescale(2);
        }
        // What has no room for two places stays with fewer.
        i64::try_from(pounds.mantissa()).ok().filter(|_| pounds.scale() == 2)
    }
}

/// To the nearest penny, half a penny away from zero, where the digits fit one word: as most do, and
/// there it is many times faster.
fn nearest_pence(pounds: Decimal) -> Option<i64> {
    let finer = u64::try_from(power_of_ten(pounds.scale().checked_sub(2)?)?).ok()?;
    let digits = u64::try_from(pounds.mantissa().unsigned_abs()).ok()?;
    let pence = i64::try_from(digits.checked_add(finer / 2)?.checked_div(finer)?).ok()?;
    Some(if pounds.is_sign_negative() { pence.checked_neg()? } else { pence })
}

impl Default for Gbp {
    fn default() -> Self {
        Self::ZERO
    }
}

impl Add for Gbp {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }
}

impl Sub for Gbp {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self(self.0.saturating_sub(other.0))
    }
}

impl Neg for Gbp {
    type Output = Self;
    fn neg(self) -> Self {
        Self(Decimal::ZERO.saturating_sub(self.0))
    }
}

impl AddAssign for Gbp {
    #[expect(clippy::arithmetic_side_effects, reason = "this type's own addition saturates")]
    fn add_assign(&mut self, other: Self) {
        *self = *self + other;
    }
}

impl Sum for Gbp {
    #[expect(clippy::arithmetic_side_effects, reason = "this type's own addition saturates")]
    fn sum<I: Iterator<Item = Self>>(iter: I) -> Self {
        iter.fold(Self::ZERO, |sum, next| sum + next)
    }
}

impl FromStr for Gbp {
    type Err = QuantityError;
    fn from_str(text: &str) -> Result<Self, QuantityError> {
        MONEY.parse(text).map(Self)
    }
}

/// Writes a decimal with commas between thousands.
pub(super) fn grouped(value: Decimal) -> String {
    let text = value.abs().to_string();
    let (integer, fraction) = match text.split_once('.') {
        Some((integer, fraction)) => (integer, Some(fraction)),
        None => (text.as_str(), None),
    };
    let mut out = String::with_capacity(text.len().saturating_mul(2));
    for (at, digit) in integer.chars().enumerate() {
        if at > 0 && integer.len().saturating_sub(at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    if let Some(fraction) = fraction {
        out.push('.');
        out.push_str(fraction);
    }
    out
}

impl fmt::Display for Gbp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut pounds = self.0;
        pounds.rescale(pounds.scale().max(2));
        let sign = if pounds.is_sign_negative() && !pounds.is_zero() { "-" } else { "" };
        f.pad(&format!("{sign}£{}", grouped(pounds)))
    }
}

impl fmt::Debug for Gbp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Gbp({})", self.0)
    }
}

impl Serialize for Gbp {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        decimal::serialize(&self.0, serializer)
    }
}

impl<'de> Deserialize<'de> for Gbp {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        decimal::read(&MONEY, deserializer).map(Self)
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Gbp {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Gbp".into()
    }

    fn schema_id() -> std::borrow::Cow<'static, str> {
        concat!(module_path!(), "::Gbp").into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        MONEY.schema(format!("{}, exact, not rounded to pence.", MONEY.wanted))
    }
}

/// Pounds for each unit: a patient of one basis, a bed or a point.
///
/// # Units
///
/// Pounds per unit, with up to six decimal places. Whether that is per year or per month is for
/// the term that holds the rate to say.
///
/// # Examples
///
/// ```
/// use pcn::quantity::{Bed, Beds, Rate};
///
/// let premium: Rate<Bed> = "130.253".parse()?;
/// assert_eq!((premium * Beds::new(200)).to_string(), "£26,050.600");
/// # Ok::<(), pcn::quantity::QuantityError>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Rate<U> {
    pounds: Decimal,
    unit: PhantomData<U>,
}

impl<U: Unit> Rate<U> {
    /// A rate in pounds.
    ///
    /// # Errors
    ///
    /// [`QuantityError`] below zero, beyond 7 digits before the point or 6 behind it.
    ///
    /// # Examples
    ///
    /// ```
    /// use pcn::quantity::{Adjusted, Decimal, Rate};
    ///
    /// let rate = Rate::<Adjusted>::try_new(Decimal::new(7_674, 3))?;
    /// assert_eq!(rate.to_string(), "£7.674 per adjusted patient");
    /// assert_eq!(rate.pounds(), Decimal::new(7_674, 3));
    /// assert!(Rate::<Adjusted>::try_new(Decimal::new(-1, 0)).is_err());
    /// # Ok::<(), pcn::quantity::QuantityError>(())
    /// ```
    pub fn try_new(pounds: Decimal) -> Result<Self, QuantityError> {
        RATE.of(pounds).map(|pounds| Self { pounds, unit: PhantomData })
    }

    /// A rate in pounds from a literal, for constants.
    ///
    /// # Panics
    ///
    /// If the literal is not such a quantity; in a `const` that is a compile error.
    #[must_use]
    pub const fn constant(text: &'static str) -> Self {
        Self { pounds: decimal::literal(text, &RATE), unit: PhantomData }
    }

    /// The pounds for one unit.
    #[must_use]
    pub const fn pounds(self) -> Decimal {
        self.pounds
    }
}

impl<B: Basis> Mul<Patients<B>> for Rate<B> {
    type Output = Gbp;
    fn mul(self, patients: Patients<B>) -> Gbp {
        Gbp(self.pounds.saturating_mul(patients.count()))
    }
}

impl Mul<Beds> for Rate<Bed> {
    type Output = Gbp;
    fn mul(self, beds: Beds) -> Gbp {
        Gbp(self.pounds.saturating_mul(Decimal::from(beds.count())))
    }
}

impl Mul<Points> for Rate<Point> {
    type Output = Gbp;
    fn mul(self, points: Points) -> Gbp {
        Gbp(self.pounds.saturating_mul(points.value()))
    }
}

impl<U: Unit> FromStr for Rate<U> {
    type Err = QuantityError;
    fn from_str(text: &str) -> Result<Self, QuantityError> {
        RATE.parse(text).map(|pounds| Self { pounds, unit: PhantomData })
    }
}

impl<U: Unit> fmt::Display for Rate<U> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&format!("£{} per {}", grouped(self.pounds), U::PER))
    }
}

impl<U: Unit> fmt::Debug for Rate<U> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Rate({} per {})", self.pounds, U::PER)
    }
}

impl<U: Unit> Serialize for Rate<U> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        decimal::serialize(&self.pounds, serializer)
    }
}

impl<'de, U: Unit> Deserialize<'de> for Rate<U> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        decimal::read(&RATE, deserializer).map(|pounds| Self { pounds, unit: PhantomData })
    }
}

#[cfg(feature = "schema")]
impl<U: Unit> schemars::JsonSchema for Rate<U> {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        format!("RatePer{}", crate::schema::joined(U::PER)).into()
    }

    fn schema_id() -> std::borrow::Cow<'static, str> {
        format!(concat!(module_path!(), "::Rate<{}>"), U::PER).into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        RATE.schema(format!("pounds per {}, exact.", U::PER))
    }
}
