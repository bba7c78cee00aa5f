use core::fmt;
use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use crate::calendar::{ContractYear, Years};

/// The contract years of a plan or a strategy, first and last included.
///
/// # Format
///
/// On the wire `{"first": "2020/21", "last": "2024/25"}`.
///
/// # Errors
///
/// [`PlanYearsError`] if the last year lies before the first.
///
/// # Examples
///
/// ```
/// use pcn::{calendar::ContractYear, plan::PlanYears};
///
/// let years = PlanYears::try_new(ContractYear::Y2020_21, ContractYear::Y2024_25)?;
/// assert_eq!(years.iter().count(), 5);
/// assert!(PlanYears::try_new(ContractYear::Y2024_25, ContractYear::Y2020_21).is_err());
/// # Ok::<(), pcn::plan::PlanYearsError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(deny_unknown_fields))]
pub struct PlanYears {
    first: ContractYear,
    // INVARIANT: not before `first`.
    last: ContractYear,
}

/// Years that run backwards.
///
/// # Examples
///
/// ```
/// use pcn::{calendar::ContractYear, plan::PlanYears};
///
/// let error = PlanYears::try_new(ContractYear::Y2024_25, ContractYear::Y2020_21).unwrap_err();
/// assert_eq!(
///     error.to_string(),
///     "the last year cannot lie before the first: first 2024/25, last 2020/21; \
///      a good pair is first `2020/21`, last `2024/25`",
/// );
/// ```
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "the last year cannot lie before the first: first {first}, last {last}; \
     a good pair is first `2020/21`, last `2024/25`"
)]
pub struct PlanYearsError {
    first: ContractYear,
    last: ContractYear,
}

impl PlanYearsError {
    /// The first year as given.
    ///
    /// # Examples
    ///
    /// ```
    /// use pcn::{calendar::ContractYear, plan::PlanYears};
    ///
    /// let (first, last) = (ContractYear::Y2024_25, ContractYear::Y2020_21);
    /// let error = PlanYears::try_new(first, last).unwrap_err();
    /// assert_eq!((error.first(), error.last()), (first, last));
    /// ```
    #[must_use]
    pub const fn first(&self) -> ContractYear {
        self.first
    }

    /// The last year as given.
    #[must_use]
    pub const fn last(&self) -> ContractYear {
        self.last
    }
}

impl PlanYears {
    /// The years from `first` to `last`, both included.
    ///
    /// # Errors
    ///
    /// [`PlanYearsError`] if `last` lies before `first`.
    pub fn try_new(first: ContractYear, last: ContractYear) -> Result<Self, PlanYearsError> {
        if last < first { Err(PlanYearsError { first, last }) } else { Ok(Self { first, last }) }
    }

    /// The same, for constants.
    ///
    /// # Panics
    ///
    /// If `last` lies before `first`; in a `const` that is a compile error.
    #[must_use]
    pub const fn constant(first: ContractYear, last: ContractYear) -> Self {
        assert!(first.start() <= last.start(), "the last year cannot lie before the first");
        Self { first, last }
    }

    /// The first year.
    #[must_use]
    pub const fn first(self) -> ContractYear {
        self.first
    }

    /// The last year.
    #[must_use]
    pub const fn last(self) -> ContractYear {
        self.last
    }

    /// Whether a year is one of them.
    ///
    /// # Examples
    ///
    /// ```
    /// use pcn::{calendar::ContractYear, plan::PlanYears};
    ///
    /// const FIVE: PlanYears = PlanYears::constant(ContractYear::Y2020_21, ContractYear::Y2024_25);
    /// assert!(FIVE.contains(FIVE.first()) && FIVE.contains(FIVE.last()));
    /// assert!(!FIVE.contains(ContractYear::Y2025_26));
    /// assert_eq!(FIVE.to_string(), "2020/21 to 2024/25");
    /// ```
    #[must_use]
    pub fn contains(self, year: ContractYear) -> bool {
        self.first <= year && year <= self.last
    }

    /// The years in order.
    #[must_use]
    pub const fn iter(self) -> Years {
        self.first.through(self.last)
    }
}

impl fmt::Display for PlanYears {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.first == self.last {
            return self.first.fmt(f);
        }
        write!(f, "{} to {}", self.first, self.last)
    }
}

impl<'de> Deserialize<'de> for PlanYears {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(rename = "PlanYears", expecting = "struct PlanYears", deny_unknown_fields)]
        struct Wire {
            first: ContractYear,
            last: ContractYear,
        }
        let Wire { first, last } = Wire::deserialize(deserializer)?;
        Self::try_new(first, last).map_err(de::Error::custom)
    }
}

/// One cell of a plan's chart: what it says of one initiative in one year.
///
/// # Examples
///
/// ```
/// use pcn::{calendar::ContractYear, plan::{Cell, PlannedYears}};
///
/// // A blank cell is not a no.
/// assert_eq!(PlannedYears::UNKNOWN.cell(ContractYear::Y2021_22), Cell::Unknown);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Cell {
    /// Planned for the year.
    Yes,
    /// Not planned for the year.
    No,
    /// The source does not say: its cell is blank, or the shading is lost. Not a no.
    Unknown,
}

/// The years for which an initiative is planned.
///
/// # Meaning
///
/// Either the whole row is known ([`Only`](Self::Only)): planned in those years and in no other. Or
/// each cell is as the source has it ([`Cells`](Self::Cells)), and a year that is not named is
/// unknown.
///
/// # Format
///
/// On the wire a list `["2021/22", "2022/23"]` for a row that is known, or an object
/// `{"2021/22": "yes", "2022/23": "unknown"}`; `{}` is a blank row.
///
/// # Examples
///
/// ```
/// use pcn::{calendar::ContractYear, plan::{Cell, PlannedYears}};
///
/// let known: PlannedYears = serde_json::from_str(r#"["2021/22"]"#)?;
/// assert_eq!(known.cell(ContractYear::Y2022_23), Cell::No);
/// let blank: PlannedYears = serde_json::from_str("{}")?;
/// assert_eq!(blank.cell(ContractYear::Y2022_23), Cell::Unknown);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PlannedYears {
    /// Planned in these years and in no other.
    Only(BTreeSet<ContractYear>),
    /// What each cell says; a year without a cell is unknown.
    Cells(BTreeMap<ContractYear, Cell>),
}

impl Default for PlannedYears {
    /// A row of which nothing is known.
    fn default() -> Self {
        Self::UNKNOWN
    }
}

impl PlannedYears {
    /// A row of which nothing is known.
    pub const UNKNOWN: Self = Self::Cells(BTreeMap::new());

    /// What is said of a year.
    #[must_use]
    pub fn cell(&self, year: ContractYear) -> Cell {
        match self {
            Self::Only(years) if years.contains(&year) => Cell::Yes,
            Self::Only(_) => Cell::No,
            Self::Cells(cells) => cells.get(&year).copied().unwrap_or(Cell::Unknown),
        }
    }

    /// The years for which it is planned, in order.
    ///
    /// # Examples
    ///
    /// ```
    /// use pcn::{calendar::ContractYear, plan::PlannedYears};
    ///
    /// let row: PlannedYears =
    ///     serde_json::from_str(r#"{"2021/22": "yes", "2022/23": "unknown", "2023/24": "yes"}"#)?;
    /// let planned: Vec<_> = row.planned().collect();
    /// assert_eq!(planned, [ContractYear::Y2021_22, ContractYear::Y2023_24]);
    /// # Ok::<(), serde_json::Error>(())
    /// ```
    pub fn planned(&self) -> impl Iterator<Item = ContractYear> {
        let (only, cells) = match self {
            Self::Only(years) => (Some(years), None),
            Self::Cells(cells) => (None, Some(cells)),
        };
        let yes = cells.into_iter().flatten().filter(|(_, cell)| **cell == Cell::Yes);
        only.into_iter().flatten().copied().chain(yes.map(|(year, _)| *year))
    }
}

impl Serialize for PlannedYears {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Only(years) => years.serialize(serializer),
            Self::Cells(cells) => cells.serialize(serializer),
        }
    }
}

impl<'de> Deserialize<'de> for PlannedYears {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Row;
        impl<'de> de::Visitor<'de> for Row {
            type Value = PlannedYears;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(
                    "a list such as `[\"2021/22\"]`, or an object such as `{\"2021/22\": \"yes\"}`",
                )
            }
            fn visit_seq<A: de::SeqAccess<'de>>(self, seq: A) -> Result<PlannedYears, A::Error> {
                BTreeSet::deserialize(de::value::SeqAccessDeserializer::new(seq))
                    .map(PlannedYears::Only)
            }
            fn visit_map<A: de::MapAccess<'de>>(self, map: A) -> Result<PlannedYears, A::Error> {
                BTreeMap::deserialize(de::value::MapAccessDeserializer::new(map))
                    .map(PlannedYears::Cells)
            }
        }
        deserializer.deserialize_any(Row)
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for PlannedYears {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "PlannedYears".into()
    }

    fn schema_id() -> std::borrow::Cow<'static, str> {
        concat!(module_path!(), "::PlannedYears").into()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "description": "The years for which something is planned: a list where every other \
                            year is a no, or an object of years and cells.",
            "anyOf": [
                generator.subschema_for::<BTreeSet<ContractYear>>(),
                generator.subschema_for::<BTreeMap<ContractYear, Cell>>(),
            ],
        })
    }
}
