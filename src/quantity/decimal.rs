//! Exact decimals as text: one strict grammar, one wire form, one literal door.

use core::fmt;
use std::borrow::Cow;

use rust_decimal::Decimal;
use serde::{
    Deserializer, Serializer,
    de::{self, IntoDeserializer as _},
};

/// A text or number that is not the wanted quantity.
///
/// # Examples
///
/// ```
/// use pcn::quantity::{Gbp, QuantityFault};
///
/// let error = "1,234.50".parse::<Gbp>().unwrap_err();
/// assert_eq!(error.fault(), QuantityFault::NotADecimal);
/// assert_eq!(
///     error.to_string(),
///     "`1,234.50` is not an amount of money in pounds: not a plain decimal number; \
///      a good one is `1234.50`",
/// );
/// ```
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{given}` is not {wanted}: {fault}; a good one is `{example}`")]
pub struct QuantityError {
    given: Box<str>,
    wanted: &'static str,
    example: Cow<'static, str>,
    fault: QuantityFault,
}

/// What is wrong with a text that is no quantity.
///
/// # Examples
///
/// ```
/// use pcn::quantity::{Patients, QuantityFault, Registered};
///
/// let fault = |text: &str| text.parse::<Patients<Registered>>().unwrap_err().fault();
/// assert_eq!(fault("about 50,000"), QuantityFault::NotADecimal);
/// assert_eq!(fault("-1"), QuantityFault::Negative);
/// assert_eq!(fault("50000.5"), QuantityFault::NotWhole);
/// assert_eq!(fault("1000000000"), QuantityFault::TooLarge);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum QuantityFault {
    /// Not digits with at most one point between digits.
    NotADecimal,
    /// Below zero, where only zero and above can be.
    Negative,
    /// A fraction, where only whole numbers can be.
    NotWhole,
    /// Larger than any real figure of the kind.
    TooLarge,
    /// More decimal places than any real figure of the kind.
    TooPrecise,
}

impl fmt::Display for QuantityFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NotADecimal => "not a plain decimal number",
            Self::Negative => "below zero",
            Self::NotWhole => "not a whole number",
            Self::TooLarge => "too large",
            Self::TooPrecise => "too many decimal places",
        })
    }
}

impl QuantityError {
    fn new(given: impl fmt::Display, kind: &Kind, fault: QuantityFault) -> Self {
        let given = given.to_string();
        let share = kind.share_of(&given).map(|share| share.to_string().into());
        let example = share.unwrap_or(Cow::Borrowed(kind.example));
        Self { given: given.chars().take(40).collect(), wanted: kind.wanted, example, fault }
    }

    /// The text as given, cut if very long.
    ///
    /// # Examples
    ///
    /// ```
    /// use pcn::quantity::Wte;
    ///
    /// let error = "-0.5".parse::<Wte>().unwrap_err();
    /// assert_eq!(error.given(), "-0.5");
    /// assert_eq!(
    ///     error.to_string(),
    ///     "`-0.5` is not a number of whole-time equivalents: below zero; a good one is `0.8`",
    /// );
    /// ```
    #[must_use]
    pub const fn given(&self) -> &str {
        &self.given
    }

    /// What is wrong with it.
    #[must_use]
    pub const fn fault(&self) -> QuantityFault {
        self.fault
    }
}

/// What a kind of quantity may be. The limits keep products of two quantities exact: a rate has at
/// most 7 + 6 digits and a population 9 + 6, together within the 28 digits that a decimal holds.
pub(crate) struct Kind {
    pub(crate) wanted: &'static str,
    pub(crate) example: &'static str,
    pub(crate) negative: bool,
    /// Digits before the point.
    pub(crate) integer_digits: u32,
    /// Digits behind the point.
    pub(crate) decimal_places: u32,
}

impl Kind {
    fn check(&self, value: Decimal) -> Result<Decimal, QuantityFault> {
        if value.is_sign_negative() && !value.is_zero() && !self.negative {
            return Err(QuantityFault::Negative);
        }
        // A limit beyond 128 bits is beyond every decimal.
        let limit = power_of_ten(self.integer_digits.saturating_add(value.scale()));
        if limit.is_some_and(|limit| value.mantissa().unsigned_abs() >= limit) {
            return Err(QuantityFault::TooLarge);
        }
        // Zeros at the end are no precision: `1.500000000` is as good as `1.5`.
        if value.scale() > self.decimal_places && value.normalize().scale() > self.decimal_places {
            return Err(match self.decimal_places {
                0 => QuantityFault::NotWhole,
                _ => QuantityFault::TooPrecise,
            });
        }
        Ok(if value.scale() > self.decimal_places { value.normalize() } else { value })
    }

    /// The share that a percentage is, where the kind is one that shares are given in.
    fn share_of(&self, text: &str) -> Option<Decimal> {
        let percentage = text.strip_suffix('%').filter(|_| self.example.starts_with("0."))?;
        let share = hundredth(plain(percentage.trim_end())?)?;
        let is_part = share > Decimal::ZERO && share < Decimal::ONE;
        self.check(share).ok().filter(|_| is_part)
    }

    /// The decimal, if it is one of the kind.
    pub(crate) fn of(&self, value: Decimal) -> Result<Decimal, QuantityError> {
        self.check(value).map_err(|fault| QuantityError::new(value, self, fault))
    }

    pub(crate) fn parse(&self, text: &str) -> Result<Decimal, QuantityError> {
        plain(text)
            .ok_or(QuantityFault::NotADecimal)
            .and_then(|value| self.check(value))
            .map_err(|fault| QuantityError::new(text, self, fault))
    }
}

/// The powers of ten that 128 bits hold.
const POWERS_OF_TEN: [u128; 39] = {
    let mut powers = [1; 39];
    let mut at = 1;
    while at < powers.len() {
        #[expect(
            clippy::indexing_slicing,
            reason = "worked out when compiling, where a slip is an error"
        )]
        {
            powers[at] = powers[at - 1] * 10;
        }
        at += 1;
    }
    powers
};

/// Ten to the power of `exponent`, if it fits.
pub(crate) fn power_of_ten(exponent: u32) -> Option<u128> {
    POWERS_OF_TEN.get(exponent as usize).copied()
}

#[cfg(feature = "schema")]
impl Kind {
    /// The schema of the wire form: a string, or an integer within the same limits. Made from the
    /// limits themselves, so that it cannot say anything else than the reader does.
    pub(crate) fn schema(&self, description: String) -> schemars::Schema {
        let sign = if self.negative { "-?" } else { "" };
        // Zeros in front and behind change nothing.
        let fraction = match self.decimal_places {
            0 => String::from("0+"),
            places => format!("[0-9]{{1,{places}}}0*"),
        };
        let pattern = format!("^{sign}0*[0-9]{{1,{}}}(\\.{fraction})?$", self.integer_digits);
        let limit = 10_i64.checked_pow(self.integer_digits).unwrap_or(i64::MAX).saturating_sub(1);
        schemars::json_schema!({
            "description": description,
            "type": ["string", "integer"],
            "pattern": pattern,
            "minimum": if self.negative { limit.saturating_neg() } else { 0 },
            "maximum": limit,
            "examples": [self.example],
        })
    }
}

/// Reads `-?digits(.digits)?` exactly. `rust_decimal`'s own reader also takes underscores, a
/// leading `+` and a bare point, which no published figure has.
fn plain(text: &str) -> Option<Decimal> {
    let unsigned = text.strip_prefix('-').unwrap_or(text);
    let (integer, fraction) = match unsigned.split_once('.') {
        Some((integer, fraction)) => (integer, Some(fraction)),
        None => (unsigned, None),
    };
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    if !digits(integer) || !fraction.is_none_or(digits) {
        return None;
    }
    let value = Decimal::from_str_exact(text).ok()?;
    // There is one zero.
    Some(if value.is_zero() { value.abs() } else { value })
}

/// Reads a literal such as `"7.674"` of a kind at compile time.
#[expect(
    clippy::panic,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    reason = "the literal door: a wrong constant must not compile"
)]
pub(super) const fn literal(text: &str, kind: &Kind) -> Decimal {
    let bytes = text.as_bytes();
    assert!(!bytes.is_empty() && bytes.len() <= 18, "a literal has 1 to 18 characters");
    let negative = bytes[0] == b'-';
    let first = negative as usize;
    let (mut value, mut scale, mut point, mut at) = (0_u64, 0_u32, false, first);
    while at < bytes.len() {
        match bytes[at] {
            digit @ b'0'..=b'9' => {
                value = value * 10 + (digit - b'0') as u64;
                scale += point as u32;
            }
            b'.' if !point && at > first && at + 1 < bytes.len() => point = true,
            _ => panic!("a literal is digits with at most one point between digits"),
        }
        at += 1;
    }
    assert!(at > first, "a literal has digits");
    assert!(!negative || kind.negative || value == 0, "such a quantity is not below zero");
    assert!(scale <= kind.decimal_places, "such a quantity has fewer decimal places");
    assert!(
        kind.integer_digits + scale >= 18
            || (value as u128) < POWERS_OF_TEN[(kind.integer_digits + scale) as usize],
        "such a quantity is not so large",
    );
    Decimal::from_parts(value as u32, (value >> 32) as u32, 0, negative && value > 0, scale)
}

/// The share that a percentage is, without zeros at the end; `None` if it is too fine.
pub(crate) fn hundredth(mut percentage: Decimal) -> Option<Decimal> {
    percentage.set_scale(percentage.scale().checked_add(2)?).ok()?;
    Some(percentage.normalize())
}

pub(super) fn serialize<S: Serializer>(value: &Decimal, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(value)
}

pub(crate) fn read<'de, D: Deserializer<'de>>(
    kind: &'static Kind,
    deserializer: D,
) -> Result<Decimal, D::Error> {
    deserializer.deserialize_any(Visitor(kind))
}

struct Visitor(&'static Kind);

impl<'de> de::Visitor<'de> for Visitor {
    type Value = Decimal;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{} as a string such as `\"{}\"` (a float is not exact)",
            self.0.wanted, self.0.example
        )
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Decimal, E> {
        self.0.parse(text).map_err(E::custom)
    }

    fn visit_u64<E: de::Error>(self, value: u64) -> Result<Decimal, E> {
        self.0.of(value.into()).map_err(E::custom)
    }

    fn visit_i64<E: de::Error>(self, value: i64) -> Result<Decimal, E> {
        self.0.of(value.into()).map_err(E::custom)
    }

    fn visit_map<A: de::MapAccess<'de>>(self, map: A) -> Result<Decimal, A::Error> {
        match number_or_map(map)? {
            NumberOrMap::Number(text) if is_float(&text) => {
                Err(de::Error::invalid_type(unexpected(&text), &self))
            }
            NumberOrMap::Number(text) => self.visit_str(&text),
            NumberOrMap::Map(_) => {
                Err(de::Error::invalid_type(de::Unexpected::Other("map"), &self))
            }
        }
    }
}

/// What a map turns out to be.
pub(crate) enum NumberOrMap<A> {
    /// A number, as it is written.
    Number(String),
    /// A map, from its beginning.
    Map(FromBeginning<A>),
}

/// Tells a number that comes as a map from a map: serde_json's `arbitrary_precision` hands every
/// number over as a map with one private key. The feature belongs to the whole dependency tree, so a
/// neighbour can turn it on.
pub(crate) fn number_or_map<'de, A: de::MapAccess<'de>>(
    mut map: A,
) -> Result<NumberOrMap<A>, A::Error> {
    const NUMBER: &str = "$serde_json::private::Number";
    match map.next_key::<String>()? {
        Some(key) if key == NUMBER => map.next_value().map(NumberOrMap::Number),
        first => Ok(NumberOrMap::Map(FromBeginning { first: Some(first), map })),
    }
}

/// Whether a number is written with a point or an exponent.
fn is_float(number: &str) -> bool {
    number.bytes().any(|byte| matches!(byte, b'.' | b'e' | b'E'))
}

/// Gives a number to a visitor of whole numbers that are not negative; another is told of.
pub(crate) fn visit_whole<'de, V: de::Visitor<'de>, E: de::Error>(
    visitor: V,
    number: &str,
) -> Result<V::Value, E> {
    match number.parse() {
        Ok(count) => visitor.visit_u64(count),
        Err(_) => Err(E::invalid_type(unexpected(number), &visitor)),
    }
}

/// How a number that has no place is told of: a float by its kind, an integer as it is written.
fn unexpected(number: &str) -> de::Unexpected<'_> {
    de::Unexpected::Other(if is_float(number) { "floating point" } else { number })
}

/// A map whose first key, or that it has none, has been read.
pub(crate) struct FromBeginning<A> {
    first: Option<Option<String>>,
    map: A,
}

impl<'de, A: de::MapAccess<'de>> de::MapAccess<'de> for FromBeginning<A> {
    type Error = A::Error;

    fn next_key_seed<K: de::DeserializeSeed<'de>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, A::Error> {
        match self.first.take() {
            Some(Some(first)) => seed.deserialize(first.into_deserializer()).map(Some),
            Some(None) => Ok(None),
            None => self.map.next_key_seed(seed),
        }
    }

    fn next_value_seed<V: de::DeserializeSeed<'de>>(
        &mut self,
        seed: V,
    ) -> Result<V::Value, A::Error> {
        self.map.next_value_seed(seed)
    }
}
