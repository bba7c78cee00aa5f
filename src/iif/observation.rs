use core::fmt;
use std::borrow::Cow;

use chrono::NaiveDate;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use super::IndicatorCode;
use crate::{
    calendar::ContractYear,
    code::PcnCode,
    quantity::{
        self, Decimal, Kind, NumberOrMap, Patients, Points, QuantityError, Ratio, Registered,
        number_or_map,
    },
};

/// A number that was counted, or why there is none. Five different things, none of them zero but
/// zero itself.
///
/// # Format
///
/// On the wire an integer, `"*"` for suppressed, `null` for missing, `"not_applicable"`.
///
/// # Errors
///
/// Reading refuses negative numbers, fractions and percentages, and shows a good one.
///
/// # Examples
///
/// ```
/// use pcn::iif::Count;
///
/// assert_eq!(Count::from(0).counted(), Some(0));
/// assert_eq!(Count::Suppressed.counted(), None);
/// assert_eq!(serde_json::to_string(&Count::Suppressed)?, r#""*""#);
/// let error = serde_json::from_str::<Count>(r#""75%""#).unwrap_err().to_string();
/// assert!(error.starts_with(
///     "`75%` is a percentage where a count belongs; give both counts, \
///      for example numerator 600 and denominator 800",
/// ));
/// let error = serde_json::from_str::<Count>(r#""4012""#).unwrap_err().to_string();
/// assert!(error.starts_with(
///     r#"`"4012"` is in quotes where a plain number belongs; a good one is `4012`"#,
/// ));
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Count {
    /// Counted; zero is a count.
    Counted(u64),
    /// Counted, but not shown, because a small number could point to a person.
    Suppressed,
    /// Not supplied.
    #[default]
    Missing,
    /// There is nothing to count.
    NotApplicable,
}

impl Count {
    /// The number, if there is one.
    #[must_use]
    pub const fn counted(self) -> Option<u64> {
        match self {
            Self::Counted(count) => Some(count),
            _ => None,
        }
    }
}

impl From<u64> for Count {
    fn from(count: u64) -> Self {
        Self::Counted(count)
    }
}

impl fmt::Display for Count {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Counted(count) => fmt::Display::fmt(count, f),
            Self::Suppressed => f.pad("suppressed"),
            Self::Missing => f.pad("missing"),
            Self::NotApplicable => f.pad("not applicable"),
        }
    }
}

impl Serialize for Count {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Counted(count) => serializer.serialize_u64(*count),
            Self::Suppressed => serializer.serialize_str("*"),
            Self::Missing => serializer.serialize_none(),
            Self::NotApplicable => serializer.serialize_str("not_applicable"),
        }
    }
}

impl<'de> Deserialize<'de> for Count {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(CountVisitor)
    }
}

struct CountVisitor;

/// Beyond this a count is a slip: England has some 60 million patients and some 400 million
/// appointments a year.
const LARGEST_COUNT: u64 = 1_000_000_000;

/// The count in a text that holds nothing else.
fn quoted(text: &str) -> Option<u64> {
    let digits = text.trim();
    let is_number = digits.bytes().all(|byte| byte.is_ascii_digit());
    digits.parse().ok().filter(|count| is_number && *count < LARGEST_COUNT)
}

impl<'de> de::Visitor<'de> for CountVisitor {
    type Value = Count;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(
            "a count such as `600`, `\"*\"` if suppressed, `null` if missing (where you have a \
             percentage, give both counts, for example numerator 600 and denominator 800)",
        )
    }

    fn visit_unit<E: de::Error>(self) -> Result<Count, E> {
        Ok(Count::Missing)
    }

    fn visit_none<E: de::Error>(self) -> Result<Count, E> {
        Ok(Count::Missing)
    }

    fn visit_u64<E: de::Error>(self, count: u64) -> Result<Count, E> {
        if count >= LARGEST_COUNT {
            return Err(E::custom(format_args!(
                "`{count}` is too large for a count; a good one is `600`"
            )));
        }
        Ok(Count::Counted(count))
    }

    fn visit_i64<E: de::Error>(self, count: i64) -> Result<Count, E> {
        match u64::try_from(count) {
            Ok(count) => self.visit_u64(count),
            Err(_) => Err(E::custom(format_args!(
                "`{count}` is below zero, where a count belongs; a good one is `600`"
            ))),
        }
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Count, E> {
        let shown: Cow<'_, str> = match text.char_indices().nth(40) {
            Some((end, _)) => Cow::Owned(format!("{}…", text.get(..end).unwrap_or_default())),
            None => Cow::Borrowed(text),
        };
        match text {
            "*" => Ok(Count::Suppressed),
            "not_applicable" => Ok(Count::NotApplicable),
            _ if text.ends_with('%') => Err(E::custom(format_args!(
                "`{shown}` is a percentage where a count belongs; give both counts, for example \
                 numerator 600 and denominator 800"
            ))),
            _ => match quoted(text) {
                Some(count) => Err(E::custom(format_args!(
                    "`\"{shown}\"` is in quotes where a plain number belongs; a good one is \
                     `{count}`"
                ))),
                None => Err(E::custom(format_args!(
                    "`{shown}` is not a count; a good one is `600`, or `\"*\"` if it is suppressed"
                ))),
            },
        }
    }

    fn visit_map<A: de::MapAccess<'de>>(self, map: A) -> Result<Count, A::Error> {
        match number_or_map(map)? {
            NumberOrMap::Number(text) => match (text.parse::<u64>(), text.parse::<i64>()) {
                (Ok(count), _) => self.visit_u64(count),
                (_, Ok(count)) => self.visit_i64(count),
                _ => self.visit_str(&text),
            },
            NumberOrMap::Map(_) => Err(de::Error::invalid_type(de::Unexpected::Map, &self)),
        }
    }
}

/// What a network did on one indicator: the sums over its practices.
///
/// # Meaning
///
/// Denominators are net of exclusions and personalised care adjustments, as the payment system
/// and the publication have them; [`Cohort`](super::Cohort) works one out.
///
/// # Examples
///
/// ```
/// use pcn::iif::{IndicatorCode, Observation};
///
/// let seen = Observation::new(IndicatorCode::constant("VI-02"), 600, 800);
/// assert_eq!(seen.numerator.counted(), Some(600));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Observation {
    /// The indicator, under any of its codes.
    pub indicator: IndicatorCode,
    /// The sum of the practices' numerators.
    #[serde(default)]
    pub numerator: Count,
    /// The sum of the practices' denominators.
    #[serde(default)]
    pub denominator: Count,
    /// For an improvement: the numerator a year before, of the practices that are members now.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub baseline_numerator: Option<Count>,
    /// For an improvement: the denominator a year before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub baseline_denominator: Option<Count>,
    /// For a binary indicator: whether it was done.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub achieved: Option<bool>,
    /// For an indicator counted by week: how many weeks the counts cover.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub weeks: Option<u64>,
    /// The network's prevalence, where it is not simply the denominator over the list.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "prevalence")]
    #[cfg_attr(feature = "schema", schemars(example = "0.0975"))]
    pub pcn_prevalence: Option<Ratio>,
    /// England's prevalence: a fraction such as 0.104 where the network's is counted, else in the
    /// same terms as the network's (both fractions, or both percentages).
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "prevalence")]
    #[cfg_attr(feature = "schema", schemars(example = "0.104"))]
    pub national_prevalence: Option<Ratio>,
}

impl Observation {
    /// Nothing known of an indicator yet. The fields are public: set what is known.
    ///
    /// # Examples
    ///
    /// ```
    /// use pcn::iif::{Count, IndicatorCode, Observation};
    ///
    /// let code = IndicatorCode::constant("EHCH-02");
    /// let partly = Observation { numerator: Count::Suppressed, ..Observation::nothing(code) };
    /// assert_eq!(partly.denominator, Count::Missing, "which is not zero");
    /// ```
    #[must_use]
    pub const fn nothing(indicator: IndicatorCode) -> Self {
        Self {
            indicator,
            numerator: Count::Missing,
            denominator: Count::Missing,
            baseline_numerator: None,
            baseline_denominator: None,
            achieved: None,
            weeks: None,
            pcn_prevalence: None,
            national_prevalence: None,
        }
    }

    /// A numerator and a denominator.
    #[must_use]
    pub const fn new(indicator: IndicatorCode, numerator: u64, denominator: u64) -> Self {
        Self {
            numerator: Count::Counted(numerator),
            denominator: Count::Counted(denominator),
            ..Self::nothing(indicator)
        }
    }

    /// A yes or no.
    ///
    /// # Examples
    ///
    /// ```
    /// use pcn::iif::{IndicatorCode, Observation};
    ///
    /// let done = Observation::answered(IndicatorCode::constant("ACC-02"), true);
    /// assert_eq!(done.achieved, Some(true));
    /// ```
    #[must_use]
    pub const fn answered(indicator: IndicatorCode, achieved: bool) -> Self {
        Self { achieved: Some(achieved), ..Self::nothing(indicator) }
    }

    /// Adds England's prevalence.
    #[must_use]
    pub const fn with_national_prevalence(mut self, prevalence: Ratio) -> Self {
        self.national_prevalence = Some(prevalence);
        self
    }

    /// Adds the figures of the year before.
    ///
    /// # Examples
    ///
    /// ```
    /// use pcn::iif::{IndicatorCode, Observation};
    ///
    /// let code = IndicatorCode::constant("ACC-08");
    /// let seen = Observation::new(code, 850, 1_000).with_baseline(800, 990);
    /// assert_eq!(seen.baseline_numerator.and_then(|count| count.counted()), Some(800));
    /// ```
    #[must_use]
    pub const fn with_baseline(mut self, numerator: u64, denominator: u64) -> Self {
        self.baseline_numerator = Some(Count::Counted(numerator));
        self.baseline_denominator = Some(Count::Counted(denominator));
        self
    }
}

/// A prevalence is a ratio; only what a good one looks like is its own.
const PREVALENCE: Kind = Kind {
    wanted: "a prevalence",
    example: GOOD_PREVALENCE,
    negative: true,
    integer_digits: 6,
    decimal_places: 22,
};

/// What a good prevalence looks like.
pub(super) const GOOD_PREVALENCE: &str = "0.104";

fn prevalence<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Ratio>, D::Error> {
    struct Prevalence(Ratio);

    impl<'de> Deserialize<'de> for Prevalence {
        fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
            let read = quantity::read(&PREVALENCE, deserializer)?;
            Ratio::try_new(read).map(Self).map_err(de::Error::custom)
        }
    }

    let read = Option::<Prevalence>::deserialize(deserializer)?;
    Ok(read.map(|prevalence| prevalence.0))
}

/// The average list size of a network in England, which may hold a fraction.
///
/// # Examples
///
/// ```
/// use pcn::iif::AverageListSize;
///
/// let average: AverageListSize = "48708.4".parse()?;
/// assert_eq!(average.to_string(), "48708.4");
/// assert!("0".parse::<AverageListSize>().is_err());
/// # Ok::<(), pcn::iif::AverageListSizeError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AverageListSize(Decimal);

const AVERAGE_LIST_SIZE: Kind = Kind {
    wanted: "an average list size",
    example: "48708.4",
    negative: false,
    integer_digits: 6,
    decimal_places: 22,
};

/// A number that is no average list size.
///
/// # Examples
///
/// ```
/// use pcn::{iif::{AverageListSize, AverageListSizeError}, quantity::Decimal};
///
/// let error = AverageListSize::try_new(Decimal::ZERO).unwrap_err();
/// assert_eq!(error, AverageListSizeError::NotAboveZero(Decimal::ZERO));
/// assert_eq!(
///     error.to_string(),
///     "`0` is not an average list size: it must be above zero; a good one is `48708.4`",
/// );
/// ```
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum AverageListSizeError {
    /// Not a decimal number, or out of range.
    #[error(transparent)]
    Quantity(#[from] QuantityError),
    /// Zero.
    #[error("`{0}` is not an average list size: it must be above zero; a good one is `48708.4`")]
    NotAboveZero(Decimal),
}

impl AverageListSize {
    /// An average list size.
    ///
    /// # Errors
    ///
    /// [`AverageListSizeError`] if it is not above zero, or a million or more.
    pub fn try_new(size: Decimal) -> Result<Self, AverageListSizeError> {
        Self::above_zero(AVERAGE_LIST_SIZE.of(size)?)
    }

    const fn above_zero(size: Decimal) -> Result<Self, AverageListSizeError> {
        if size.is_zero() { Err(AverageListSizeError::NotAboveZero(size)) } else { Ok(Self(size)) }
    }

    /// The number.
    #[must_use]
    pub const fn value(self) -> Decimal {
        self.0
    }
}

impl core::str::FromStr for AverageListSize {
    type Err = AverageListSizeError;
    fn from_str(text: &str) -> Result<Self, AverageListSizeError> {
        Self::above_zero(AVERAGE_LIST_SIZE.parse(text)?)
    }
}

impl fmt::Display for AverageListSize {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, f)
    }
}

impl Serialize for AverageListSize {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for AverageListSize {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let size = quantity::read(&AVERAGE_LIST_SIZE, deserializer)?;
        Self::above_zero(size).map_err(de::Error::custom)
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for AverageListSize {
    fn schema_name() -> Cow<'static, str> {
        "AverageListSize".into()
    }

    fn schema_id() -> Cow<'static, str> {
        concat!(module_path!(), "::AverageListSize").into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        let about = "The average list size of a network in England, which may hold a fraction.";
        let mut schema = AVERAGE_LIST_SIZE.schema(about.into());
        // Above zero: some digit is none.
        schema.insert("allOf".into(), serde_json::json!([{"pattern": "[1-9]"}]));
        schema.insert("minimum".into(), 1.into());
        schema
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Count {
    fn schema_name() -> Cow<'static, str> {
        "IifCount".into()
    }

    fn schema_id() -> Cow<'static, str> {
        concat!(module_path!(), "::Count").into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "description": "A count of patients or events: a whole number, `\"*\"` if it is \
                            suppressed, `\"not_applicable\"`, or null if it is missing.",
            "type": ["integer", "string", "null"],
            "minimum": 0,
            "exclusiveMaximum": LARGEST_COUNT,
            "pattern": "^(\\*|not_applicable)$",
            "examples": [600, "*"],
        })
    }
}

/// Whether England's figures are closed. A network's payment depends on them, so it is not final
/// before they are.
///
/// # Examples
///
/// ```
/// use pcn::iif::NationalFigures;
///
/// assert_eq!(NationalFigures::default(), NationalFigures::Provisional);
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum NationalFigures {
    /// They may still change.
    #[default]
    Provisional,
    /// They are closed.
    Final,
}

/// Points that somebody decided, whatever the figures say: after a dispute, for example.
///
/// On an indicator that is not in force in the year, or has stopped, a decision pays nothing; the
/// line shows it and says so.
///
/// # Examples
///
/// ```
/// use pcn::{calendar::day, iif::{IndicatorCode, Override}, quantity::Points};
///
/// let decided = Override {
///     indicator: IndicatorCode::constant("HI-03"),
///     points: Points::constant("36"),
///     reason: "dispute upheld: the extract missed one practice".into(),
///     decided_on: day(2024, 8, 1),
/// };
/// assert_eq!(decided.points.to_string(), "36");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Override {
    /// The indicator.
    pub indicator: IndicatorCode,
    /// The points that count.
    pub points: Points,
    /// Who decided what, and why.
    pub reason: Cow<'static, str>,
    /// On which day.
    #[serde(deserialize_with = "crate::calendar::iso")]
    pub decided_on: NaiveDate,
}

/// What is known of a network for a year's statement.
///
/// # Examples
///
/// ```
/// use pcn::iif::{Facts, NationalFigures};
///
/// let facts: Facts = serde_json::from_str(
///     r#"{
///         "year": "2023/24", "pcn": "U12345",
///         "list_size": 50000, "national_average_list_size": "48708.4",
///         "observations": [{"indicator": "HI-03", "numerator": 150, "denominator": "*"}]
///     }"#,
/// )?;
/// assert_eq!(facts.national_figures, NationalFigures::Provisional, "unless it says final");
/// assert_eq!(facts.observations[0].denominator, pcn::iif::Count::Suppressed);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "IifFacts"))]
#[serde(deny_unknown_fields)]
pub struct Facts {
    /// The contract year.
    pub year: ContractYear,
    /// The network.
    pub pcn: PcnCode,
    /// As known on which day; without it, all that is known counts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[serde(deserialize_with = "crate::calendar::iso")]
    pub known_on: Option<NaiveDate>,
    /// The network's list: the sum of its practices' contractor registered populations.
    pub list_size: Patients<Registered>,
    /// The average list of a network in England, at the same date.
    pub national_average_list_size: AverageListSize,
    /// Whether England's figures are closed.
    #[serde(default)]
    pub national_figures: NationalFigures,
    /// What was observed.
    #[serde(default)]
    pub observations: Vec<Observation>,
    /// What was decided.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub overrides: Vec<Override>,
}
