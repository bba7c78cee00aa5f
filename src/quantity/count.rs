use core::{
    fmt,
    iter::Sum,
    ops::{Add, AddAssign},
};

use serde::{Deserialize, Deserializer, Serialize, de};

/// A number of care home beds.
///
/// # Examples
///
/// ```
/// use pcn::quantity::Beds;
///
/// let mut beds = Beds::new(120) + Beds::new(80);
/// beds += Beds::new(15);
/// assert_eq!(beds, Beds::new(215));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(transparent)]
pub struct Beds(u32);

/// A number of minutes, in most uses minutes a week.
///
/// # Examples
///
/// ```
/// use pcn::quantity::Minutes;
///
/// let offered = Minutes::new(1_505);
/// assert_eq!(offered.to_nearest_quarter_hour(), Minutes::new(1_500));
/// assert_eq!(offered.to_string(), "25 h 05 min");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(transparent)]
pub struct Minutes(u32);

/// Reads a whole number of something.
struct Whole(&'static str);

impl de::Visitor<'_> for Whole {
    type Value = u32;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "a whole number of {} such as `120`, without quotes", self.0)
    }

    fn visit_u64<E: de::Error>(self, count: u64) -> Result<u32, E> {
        u32::try_from(count).map_err(|_| E::invalid_value(de::Unexpected::Unsigned(count), &self))
    }

    fn visit_i64<E: de::Error>(self, count: i64) -> Result<u32, E> {
        u32::try_from(count).map_err(|_| E::invalid_value(de::Unexpected::Signed(count), &self))
    }
}

macro_rules! count {
    ($($name:ident, $what:literal);+) => {$(
        impl $name {
            #[doc = concat!("A number of ", $what, ".")]
            #[must_use]
            pub const fn new(count: u32) -> Self {
                Self(count)
            }

            #[doc = concat!("The number of ", $what, ".")]
            #[must_use]
            pub const fn count(self) -> u32 {
                self.0
            }

            /// The difference, or zero where the other is larger.
            #[must_use]
            pub const fn less(self, other: Self) -> Self {
                Self(self.0.saturating_sub(other.0))
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                deserializer.deserialize_u32(Whole($what)).map(Self)
            }
        }

        impl Add for $name {
            type Output = Self;
            fn add(self, other: Self) -> Self {
                Self(self.0.saturating_add(other.0))
            }
        }

        impl AddAssign for $name {
            #[expect(clippy::arithmetic_side_effects, reason = "this type's own addition saturates")]
            fn add_assign(&mut self, other: Self) {
                *self = *self + other;
            }
        }

        impl Sum for $name {
            #[expect(clippy::arithmetic_side_effects, reason = "this type's own addition saturates")]
            fn sum<I: Iterator<Item = Self>>(iter: I) -> Self {
                iter.fold(Self(0), |sum, next| sum + next)
            }
        }
    )+};
}
count!(Beds, "beds"; Minutes, "minutes");

impl Minutes {
    /// To the nearest quarter of an hour; half of one (7.5 minutes) cannot occur in whole minutes.
    ///
    /// To round a figure that has fractions of a minute, use
    /// [`nearest_quarter_hour`](Self::nearest_quarter_hour).
    #[must_use]
    pub const fn to_nearest_quarter_hour(self) -> Self {
        let over = self.0 % 15;
        if over < 8 {
            Self(self.0.saturating_sub(over))
        } else {
            Self(self.0.saturating_add(15_u32.saturating_sub(over)))
        }
    }

    /// An exact number of minutes rounded to the nearest quarter of an hour, half of one going up.
    /// `None` if it is negative or beyond counting.
    ///
    /// # Examples
    ///
    /// ```
    /// use pcn::quantity::{Decimal, Minutes};
    ///
    /// // 43,210 patients at 30 minutes a thousand: 1,296.3 minutes.
    /// assert_eq!(Minutes::nearest_quarter_hour(Decimal::new(12_963, 1)), Some(Minutes::new(1_290)));
    /// ```
    #[must_use]
    pub fn nearest_quarter_hour(exact: rust_decimal::Decimal) -> Option<Self> {
        use rust_decimal::{Decimal, RoundingStrategy, prelude::ToPrimitive};
        let quarters = exact.checked_div(Decimal::from(15))?;
        let whole = quarters.round_dp_with_strategy(0, RoundingStrategy::MidpointAwayFromZero);
        whole.to_u32()?.checked_mul(15).map(Self)
    }

    /// The hours, as a decimal.
    ///
    /// # Examples
    ///
    /// ```
    /// use pcn::quantity::Minutes;
    ///
    /// let owed = Minutes::new(90);
    /// assert_eq!(owed.hours().to_string(), "1.50");
    /// assert_eq!(owed.less(Minutes::new(60)).count(), 30);
    /// assert_eq!(Minutes::new(60).less(owed).count(), 0, "never below zero");
    /// ```
    #[must_use]
    pub fn hours(self) -> rust_decimal::Decimal {
        rust_decimal::Decimal::from(self.0)
            .checked_div(rust_decimal::Decimal::from(60))
            .unwrap_or_default()
    }
}

impl fmt::Display for Beds {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&super::money::grouped(self.0.into()))
    }
}

impl fmt::Display for Minutes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&format!("{} h {:02} min", self.0 / 60, self.0 % 60))
    }
}
