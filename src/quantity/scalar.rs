use core::{
    fmt,
    iter::Sum,
    ops::{Add, AddAssign, Sub},
    str::FromStr,
};

use rust_decimal::Decimal;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::decimal::{self, Kind, QuantityError};

/// Declares a decimal quantity without a unit parameter.
macro_rules! scalar {
    (
        $(#[$meta:meta])*
        $name:ident, wanted $wanted:literal, example $example:literal,
        negative $negative:literal, digits $digits:literal . $places:literal, suffix $suffix:literal
    ) => {
        $(#[$meta])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
        pub struct $name(Decimal);

        impl $name {
            /// Zero.
            pub const ZERO: Self = Self(Decimal::ZERO);

            const KIND: &'static Kind = &Kind {
                wanted: $wanted,
                example: $example,
                negative: $negative,
                integer_digits: $digits,
                decimal_places: $places,
            };

            /// Makes it from a decimal.
            ///
            /// # Errors
            ///
            /// [`QuantityError`] if the decimal lies outside what such a quantity can be.
            pub fn try_new(value: Decimal) -> Result<Self, QuantityError> {
                Self::KIND.of(value).map(Self)
            }

            /// Makes it from a literal, for constants.
            ///
            /// # Panics
            ///
            /// If the literal is not such a quantity; in a `const` that is a compile error.
            #[must_use]
            pub const fn constant(text: &'static str) -> Self {
                Self(decimal::literal(text, Self::KIND))
            }

            /// The decimal.
            #[must_use]
            pub const fn value(self) -> Decimal {
                self.0
            }

            /// Whether it is zero.
            #[must_use]
            pub const fn is_zero(self) -> bool {
                self.0.is_zero()
            }
        }

        impl FromStr for $name {
            type Err = QuantityError;
            fn from_str(text: &str) -> Result<Self, QuantityError> {
                Self::KIND.parse(text).map(Self)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(&format!(concat!("{}", $suffix), self.0))
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!(stringify!($name), "({})"), self.0)
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                decimal::serialize(&self.0, serializer)
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                decimal::read(Self::KIND, deserializer).map(Self)
            }
        }

        #[cfg(feature = "schema")]
        impl schemars::JsonSchema for $name {
            fn schema_name() -> std::borrow::Cow<'static, str> {
                stringify!($name).into()
            }

            fn schema_id() -> std::borrow::Cow<'static, str> {
                concat!(module_path!(), "::", stringify!($name)).into()
            }

            fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
                Self::KIND.schema(format!("{}, exact.", $wanted))
            }
        }
    };
}

/// Adds sums to a scalar whose values add up.
macro_rules! additive {
    ($($name:ident),+) => {$(
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
                iter.fold(Self::ZERO, |sum, next| sum + next)
            }
        }
    )+};
}

scalar! {
    /// Points of the Investment and Impact Fund, available or achieved.
    ///
    /// # Examples
    ///
    /// ```
    /// use pcn::quantity::{Point, Points, Rate};
    ///
    /// let points = Points::constant("72");
    /// let value: Rate<Point> = Rate::constant("111");
    /// assert_eq!((value * points).to_string(), "£7,992.00");
    /// ```
    Points, wanted "a number of points", example "36", negative false, digits 6 . 10, suffix ""
}
scalar! {
    /// A ratio without a unit, for example an adjustment: `1` leaves a figure as it is.
    ///
    /// # Examples
    ///
    /// ```
    /// use pcn::quantity::Ratio;
    ///
    /// assert_eq!("1.04".parse::<Ratio>()?.value(), Ratio::constant("1.04").value());
    /// assert!(!Ratio::constant("1.04").is_zero());
    /// let error = "10.4%".parse::<Ratio>().unwrap_err().to_string();
    /// assert!(error.ends_with("a good one is `0.104`"), "the same share as a fraction");
    /// # Ok::<(), pcn::quantity::QuantityError>(())
    /// ```
    Ratio, wanted "a ratio", example "0.75", negative true, digits 6 . 22, suffix ""
}
scalar! {
    /// A percentage: `80` is four fifths. May be negative, as a difference is.
    ///
    /// # Examples
    ///
    /// ```
    /// use pcn::quantity::Percent;
    ///
    /// assert_eq!("80".parse::<Percent>()?.to_string(), "80%");
    /// # Ok::<(), pcn::quantity::QuantityError>(())
    /// ```
    Percent, wanted "a percentage", example "80", negative true, digits 6 . 20, suffix "%"
}
scalar! {
    /// Whole-time equivalents of staff: 1 is 37.5 hours a week for posts on Agenda for Change.
    ///
    /// # Examples
    ///
    /// ```
    /// use pcn::quantity::Wte;
    ///
    /// let wte: Wte = ["0.8".parse()?, "1".parse()?].into_iter().sum();
    /// assert_eq!(wte, Wte::constant("1.8"));
    /// assert!("-0.1".parse::<Wte>().is_err());
    /// # Ok::<(), pcn::quantity::QuantityError>(())
    /// ```
    Wte, wanted "a number of whole-time equivalents", example "0.8", negative false, digits 5 . 6, suffix " WTE"
}
additive!(Points, Percent, Wte);

impl Sub for Percent {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self(self.0.saturating_sub(other.0))
    }
}

/// Adds differences to a scalar that is not below zero.
macro_rules! less {
    ($($name:ident),+) => {$(
        impl $name {
            /// The difference, or zero where the other is larger.
            #[must_use]
            pub fn less(self, other: Self) -> Self {
                if other.0 < self.0 { Self(self.0.saturating_sub(other.0)) } else { Self::ZERO }
            }
        }
    )+};
}
less!(Points, Wte);
