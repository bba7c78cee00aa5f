use core::fmt;

use chrono::NaiveDate;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use super::{ClaimBasis, DayCount, Post};
use crate::{
    calendar::{ContractYear, day, read_day},
    quantity::{
        Basis, BasisKind, Decimal, NumberOrMap, Patients, PatientsOn, Registered, Weighted,
        number_or_map, visit_whole,
    },
};

/// What a network claims for in a month: its posts, and what the claim rests on.
///
/// # Format
///
/// On the wire `{"year", "month", "known_on"?, "weighted"?, "registered"?, "day_count"?, "lines"}`.
/// The month is `2023-11`, or any day of it. A population is `{"count", "on"}`, or a number alone,
/// which then stands at 1 January before the year.
///
/// # Errors
///
/// Reading refuses a month that does not lie in the year.
///
/// # Examples
///
/// ```
/// use pcn::{calendar::day, des, funding::arrs::ClaimFacts};
///
/// let facts: ClaimFacts = serde_json::from_str(r#"{
///     "year": "2023/24", "month": "2023-11", "weighted": "51250.5",
///     "lines": [{"role": "clinical_pharmacist", "wte": "0.8", "monthly_cost": "4300"}]
/// }"#)?;
/// assert_eq!(facts.month, day(2023, 11, 1));
/// assert_eq!(facts.basis.weighted.map(|list| list.on), Some(day(2023, 1, 1)));
///
/// let terms = &des::year(facts.year).ok_or("not held")?.funding.arrs;
/// let claim = terms.claim_month(&facts.posts, &facts.basis, facts.month).ok_or("no month")?;
/// assert_eq!(claim.total.to_string(), "£4,156.00");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(try_from = "Wire", into = "Wire")]
pub struct ClaimFacts {
    /// The contract year.
    pub year: ContractYear,
    /// The first day of the month.
    pub month: NaiveDate,
    /// What the claim rests on besides the posts.
    pub basis: ClaimBasis,
    /// The posts.
    pub posts: Vec<Post>,
}

/// What a network claims for, as it is written.
#[derive(Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "ArrsClaimFacts"))]
#[serde(rename = "ClaimFacts", expecting = "struct ClaimFacts", deny_unknown_fields)]
struct Wire {
    /// The contract year.
    year: ContractYear,
    /// The month, or any day of it.
    #[cfg_attr(feature = "schema", schemars(with = "String", extend(
        "pattern" = "^[0-9]{4}-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?$",
        "examples" = ["2023-11"],
    )))]
    month: Month,
    /// As known on this day. Without it: by all that is recorded.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[serde(deserialize_with = "crate::calendar::iso")]
    known_on: Option<NaiveDate>,
    /// The contractor weighted population, for the year's sum.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    weighted: Option<Population<Weighted>>,
    /// The registered population, for the caps.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    registered: Option<Population<Registered>>,
    /// How days in post count.
    #[serde(default)]
    day_count: DayCount,
    /// The posts.
    lines: Vec<Post>,
}

impl TryFrom<Wire> for ClaimFacts {
    type Error = String;

    fn try_from(wire: Wire) -> Result<Self, String> {
        let Wire { year, month: Month(month), known_on, weighted, registered, day_count, lines } =
            wire;
        if !year.period().contains(month) {
            let month = month.format("%Y-%m");
            return Err(format!(
                "at `month`: `{month}` does not lie in {year}; a good one is `{}-11`",
                year.start()
            ));
        }
        let basis = ClaimBasis {
            weighted: weighted.map(|population| population.of(year)),
            registered: registered.map(|population| population.of(year)),
            known_on,
            day_count,
        };
        Ok(Self { year, month, basis, posts: lines })
    }
}

impl From<ClaimFacts> for Wire {
    fn from(facts: ClaimFacts) -> Self {
        let ClaimFacts { year, month, basis, posts } = facts;
        Self {
            year,
            month: Month(month),
            known_on: basis.known_on,
            weighted: basis.weighted.map(Population::On),
            registered: basis.registered.map(Population::On),
            day_count: basis.day_count,
            lines: posts,
        }
    }
}

/// The first day of a month.
struct Month(NaiveDate);

impl Serialize for Month {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&self.0.format("%Y-%m"))
    }
}

impl<'de> Deserialize<'de> for Month {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        let read = match text.len() {
            7 => read_day(&format!("{text}-01")),
            _ => read_day(&text),
        };
        let first = read.ok().and_then(crate::funding::time::month_of);
        first.map(|month| Self(month.from())).ok_or_else(|| {
            let given: String = text.chars().take(40).collect();
            de::Error::custom(format!("`{given}` is not a month; a good one is `2023-11`"))
        })
    }
}

/// A population, with its day or without.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(untagged, bound = ""))]
enum Population<B: Basis> {
    /// As it stood on 1 January before the year.
    Count(Patients<B>),
    /// As it stood on a day.
    On(PatientsOn<B>),
}

impl<B: Basis> Population<B> {
    fn of(self, year: ContractYear) -> PatientsOn<B> {
        match self {
            Self::Count(count) => PatientsOn { count, on: day(year.start().into(), 1, 1) },
            Self::On(population) => population,
        }
    }
}

impl<B: Basis> Serialize for Population<B> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Count(count) => count.serialize(serializer),
            Self::On(population) => population.serialize(serializer),
        }
    }
}

impl<'de, B: Basis> Deserialize<'de> for Population<B> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Either<B>(core::marker::PhantomData<B>);
        impl<'de, B: Basis> de::Visitor<'de> for Either<B> {
            type Value = Population<B>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                let part = match B::KIND {
                    BasisKind::Registered => "",
                    _ => " (or `\"51250.5\"` in quotes, because a float is not exact)",
                };
                write!(f, "a number of patients such as `51250`{part}, or `{{\"count\", \"on\"}}`")
            }
            fn visit_u64<E: de::Error>(self, count: u64) -> Result<Population<B>, E> {
                Patients::try_new(Decimal::from(count)).map(Population::Count).map_err(E::custom)
            }
            fn visit_str<E: de::Error>(self, text: &str) -> Result<Population<B>, E> {
                text.parse().map(Population::Count).map_err(E::custom)
            }
            fn visit_map<A: de::MapAccess<'de>>(self, map: A) -> Result<Population<B>, A::Error> {
                match number_or_map(map)? {
                    NumberOrMap::Map(map) => {
                        PatientsOn::deserialize(de::value::MapAccessDeserializer::new(map))
                            .map(Population::On)
                    }
                    NumberOrMap::Number(text) => visit_whole(self, &text),
                }
            }
        }
        deserializer.deserialize_any(Either(core::marker::PhantomData))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<ClaimFacts, String> {
        serde_json::from_str(text).map_err(|error| error.to_string())
    }

    #[test]
    fn a_population_alone_stands_at_the_first_of_january_before_the_year() {
        let of = |population: &str| {
            read(&format!(
                r#"{{"year": "2023/24", "month": "2024-01-31", "registered": {population}, "lines": []}}"#
            ))
        };
        let alone = of("50000").unwrap();
        assert_eq!(alone.month, day(2024, 1, 1));
        assert_eq!(of("\"50000\"").unwrap(), alone);
        assert_eq!(of(r#"{"count": 50000, "on": "2023-01-01"}"#).unwrap(), alone);
        let later = of(r#"{"count": 50000, "on": "2023-04-01"}"#).unwrap();
        assert_eq!(later.basis.registered.unwrap().on, day(2023, 4, 1));
        for wrong in ["-1", "1.5", "true", "[50000, \"2023-01-01\"]", "{\"count\": 1}", "\"many\""]
        {
            assert!(of(wrong).is_err(), "{wrong}");
        }
        let error = of("true").unwrap_err();
        assert!(error.contains("a number of patients such as `51250`, or"), "{error}");
        let weighted = read(r#"{"year": "2023/24", "month": "2023-11", "weighted": 51250.5}"#);
        let error = weighted.unwrap_err();
        assert!(error.contains(r#"(or `"51250.5"` in quotes, because"#), "{error}");
        let text = serde_json::to_string(&later).unwrap();
        assert_eq!(read(&text).unwrap(), later);
    }

    #[test]
    fn a_neighbours_number_maps_are_populations_and_bands_too() {
        let of = |weighted: &str, band: &str| {
            read(&format!(
                r#"{{"year": "2023/24", "month": "2023-11", "weighted": {weighted}, "lines":
                    [{{"role": "MHP", "band": {band}, "wte": "1", "paid": "1"}}]}}"#
            ))
        };
        // A number as serde_json hands it over when a neighbour turns `arbitrary_precision` on.
        let number = |text: &str| format!(r#"{{"$serde_json::private::Number": "{text}"}}"#);
        let band = r#""7""#;
        assert_eq!(of(&number("51250"), band), of("51250", band));
        assert!(of("51250", band).is_ok());
        for (given, told) in
            [("51250.5", "floating point"), ("1e5", "floating point"), ("-1", "-1")]
        {
            let error = of(&number(given), band).unwrap_err();
            assert!(
                error.contains(&format!("invalid type: {told}, expected a number of")),
                "{error}"
            );
        }
        for seven in [number("7"), "7".to_owned()] {
            let error = of("1", &seven).unwrap_err();
            assert!(error.contains(r#"not `7`; a good one is `"7"`"#), "{error}");
        }
        for (given, told) in [(number("7.5"), "floating point"), (number("-7"), "-7")] {
            let error = of("1", &given).unwrap_err();
            assert!(error.contains(&format!("invalid type: {told}, expected a band")), "{error}");
        }
        for (weighted, band) in [("{}", band), (r#"{"count": 1}"#, band), ("1", "{}")] {
            assert!(of(weighted, band).is_err(), "{weighted} {band}");
        }
    }

    #[test]
    fn a_month_that_is_none_or_lies_outside_the_year_is_refused() {
        let of = |month: &str| {
            read(&format!(r#"{{"year": "2023/24", "month": "{month}", "lines": []}}"#))
        };
        for month in ["2023-04", "2024-03", "2024-03-31"] {
            assert!(of(month).is_ok(), "{month}");
        }
        for month in ["2023-03", "2024-04", "2023-13", "2023-4", "November 2023", "2023-11-31"] {
            let error = of(month).unwrap_err();
            assert!(error.contains(&format!("`{month}`")) && error.contains("-11`"), "{error}");
        }
    }
}
