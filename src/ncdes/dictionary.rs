use std::{collections::BTreeMap, io::Read};

use serde::{Deserialize, Serialize};

use super::{NcdesError, layout::is_column};
use crate::ods::{
    Options,
    input::{Input, is_text},
    lines::{Lines, Next},
    record::Record,
};

/// What kind of measure a short code is.
///
/// # Examples
///
/// ```
/// use pcn::ncdes::{Dictionary, MeasureKind};
///
/// // Where the type is left blank, the name says it.
/// let mut dictionary = Dictionary::new();
/// let file = "MEASURE ID,MEASURE_DESCRIPTION,MEASURE_TYPE\nDenominator,The denominator,\n";
/// dictionary.add("measure dictionary.csv", file.as_bytes())?;
/// assert_eq!(dictionary.measure("HI03", "Denominator"), Some(MeasureKind::Denominator));
/// assert_eq!(dictionary.measure("HI03", "Another"), None, "not listed");
/// # Ok::<(), pcn::ncdes::NcdesError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum MeasureKind {
    /// A numerator.
    Numerator,
    /// A denominator.
    Denominator,
    /// An exclusion. Never published.
    Exclusion,
    /// A personalised care adjustment.
    PersonalisedCareAdjustment,
    /// A count on its own.
    Count,
    /// Not said.
    Unstated,
}

impl MeasureKind {
    fn of(text: &str) -> Self {
        match text.trim().to_ascii_lowercase().as_str() {
            "numerator" => Self::Numerator,
            "denominator" => Self::Denominator,
            "exclusion" => Self::Exclusion,
            "pca" => Self::PersonalisedCareAdjustment,
            "single count"
            | "mi count"
            | "register"
            | "management information"
            | "management information count" => Self::Count,
            _ => Self::Unstated,
        }
    }
}

/// What a dictionary says of an indicator.
///
/// # Examples
///
/// ```
/// use pcn::ncdes::Dictionary;
///
/// let mut dictionary = Dictionary::new();
/// let file = "Indicator ID,Indicator Description,Ruleset ID,\
///             Payment or Management Information (MI)\nHI03,Health checks,LD,Payment\n";
/// dictionary.add("indicator dictionary.csv", file.as_bytes())?;
/// let (code, indicator) = dictionary.indicators().next().expect("one row");
/// assert_eq!((code, indicator.ruleset.as_str(), indicator.payment), ("HI03", "LD", Some(true)));
/// # Ok::<(), pcn::ncdes::NcdesError>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct DictionaryIndicator {
    /// What it measures, in the publisher's words.
    pub description: String,
    /// The group of business rules that it belongs to.
    pub ruleset: String,
    /// Whether it is a payment indicator; `None` if the dictionary does not say.
    pub payment: Option<bool>,
    /// Its measures, where the dictionary gives them by indicator.
    pub measures: BTreeMap<String, MeasureKind>,
}

/// The publication's own dictionaries, put together: indicators, measures, and which measure a
/// field name of the raw extract stands for.
///
/// # Examples
///
/// ```
/// use pcn::ncdes::{Dictionary, MeasureKind};
///
/// let mut dictionary = Dictionary::new();
/// let file = "MEASURE ID,MEASURE_DESCRIPTION,MEASURE_TYPE\nFLUDEC_DAT,Declined,PCA\n";
/// dictionary.add("measure dictionary.csv", file.as_bytes())?;
/// assert_eq!(
///     dictionary.measure("VI01", "FLUDEC_DAT"),
///     Some(MeasureKind::PersonalisedCareAdjustment),
/// );
/// # Ok::<(), pcn::ncdes::NcdesError>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Dictionary {
    indicators: BTreeMap<String, DictionaryIndicator>,
    measures: BTreeMap<String, MeasureKind>,
    fields: BTreeMap<String, BTreeMap<String, String>>,
}

/// The columns of each kind of dictionary file: what tells it, and what is read. A column has the name
/// of the files of 2022 and, after it, that of the sheets of 2023/24.
#[derive(Clone, Copy)]
enum Kind {
    Indicators,
    Measures,
    Metadata,
    Fields,
}

impl Kind {
    const ALL: [Self; 4] = [Self::Metadata, Self::Fields, Self::Indicators, Self::Measures];

    const fn columns(self) -> [&'static [&'static str]; 4] {
        match self {
            Self::Indicators => [
                &["INDICATOR_ID"],
                &["INDICATOR_DESCRIPTION"],
                &["RULESET_ID"],
                &["Payment or Management Information (MI)", "INDICATOR_TYPE"],
            ],
            Self::Measures => {
                let measure = &["MEASURE_ID", "MEASURE"];
                [measure, &["MEASURE_DESCRIPTION"], &["MEASURE_TYPE"], measure]
            }
            Self::Metadata => {
                [&["INDICATOR_ID"], &["INDICATOR_DESCRIPTION"], &["MEASURE_TYPE"], &["MEASURE"]]
            }
            Self::Fields => [&["IND_CODE"], &["FIELD_NAME"], &["SHORT_NAME"], &["SERVICE_YEAR"]],
        }
    }
}

const EXPECTED: &str = "MEASURE ID,MEASURE_DESCRIPTION,MEASURE_TYPE";

impl Dictionary {
    /// A dictionary without entries.
    #[must_use]
    pub const fn new() -> Self {
        Self { indicators: BTreeMap::new(), measures: BTreeMap::new(), fields: BTreeMap::new() }
    }

    /// Adds a file: the indicator dictionary, the measure dictionary, the metadata, or the mapping
    /// of field names. Its header tells which. Gives the number of rows read.
    ///
    /// # Errors
    ///
    /// [`NcdesError`] if it is none of them.
    pub fn add(&mut self, file: &str, read: impl Read) -> Result<u64, NcdesError> {
        let options = Options::default();
        let mut lines = Lines::new(Input::open(file, read, &options)?, &options);
        lines.peek(file)?;
        lines.pass_byte_order_mark();
        is_text(file, lines.peek(file)?.0)?;
        let mut record = Record::default();
        if lines.header(&mut record, 0, file)?.is_none() {
            return Err(NcdesError::Empty { file: file.into(), expected: EXPECTED });
        }
        let known = Kind::ALL.into_iter().find_map(|kind| {
            let place = |names: &[&str]| {
                record.iter().position(|cell| names.iter().any(|name| is_column(cell, name)))
            };
            let [one, two, three, four] = kind.columns().map(place);
            Some((kind, [one?, two?, three?, four?]))
        });
        let Some((kind, places)) = known else {
            let found: String = record.iter().collect::<Vec<_>>().join(",");
            let found = found.chars().take(80).collect::<String>().into();
            return Err(NcdesError::UnknownHeader { file: file.into(), expected: EXPECTED, found });
        };
        let ruleset = record.iter().position(|cell| cell.trim() == "Ruleset");
        let width = record.len();
        let mut rows = 0_u64;
        loop {
            match lines.next(&mut record, Some(width), file)? {
                Next::End => return Ok(rows),
                Next::Record(_) if !record.is_blank() => {
                    rows = rows.saturating_add(1);
                    let cells = places.map(|place| record.get(place).trim());
                    let ruleset = ruleset.map_or("", |place| record.get(place).trim());
                    self.row(kind, cells, ruleset);
                }
                _ => {}
            }
        }
    }

    fn row(&mut self, kind: Kind, cells: [&str; 4], ruleset: &str) {
        let [one, two, three, four] = cells;
        match kind {
            Kind::Indicators => {
                let entry = self.indicators.entry(one.to_owned()).or_default();
                entry.description = two.to_owned();
                entry.ruleset = three.to_owned();
                entry.payment = Some(four.eq_ignore_ascii_case("payment"));
            }
            Kind::Measures => {
                // Where the type is left blank, the name says it.
                let named = if three.is_empty() { one } else { three };
                self.measures.insert(one.to_owned(), MeasureKind::of(named));
            }
            Kind::Metadata => {
                let entry = self.indicators.entry(one.to_owned()).or_default();
                entry.description = two.to_owned();
                entry.ruleset = ruleset.to_owned();
                entry.measures.insert(four.to_owned(), MeasureKind::of(three));
            }
            Kind::Fields => {
                let fields = self.fields.entry(one.to_owned()).or_default();
                fields.insert(two.to_owned(), three.to_owned());
            }
        }
    }

    /// Whether nothing was added.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.indicators.is_empty() && self.measures.is_empty() && self.fields.is_empty()
    }

    /// The indicators, by their code in the publication.
    pub fn indicators(&self) -> impl Iterator<Item = (&str, &DictionaryIndicator)> {
        self.indicators.iter().map(|(code, entry)| (code.as_str(), entry))
    }

    /// What a measure of an indicator is, or `None` if no dictionary lists it.
    #[must_use]
    pub fn measure(&self, indicator: &str, name: &str) -> Option<MeasureKind> {
        let own = self.indicators.get(indicator).and_then(|entry| entry.measures.get(name));
        own.or_else(|| self.measures.get(name)).copied().or_else(|| {
            let short = self.short_name(indicator, name)?;
            let known = self.measures.get(short).copied();
            Some(known.unwrap_or_else(|| MeasureKind::of(short)))
        })
    }

    /// The short name of a field of the raw extract: `Numerator` for the sentence that stands for
    /// a numerator.
    ///
    /// # Examples
    ///
    /// ```
    /// use pcn::ncdes::Dictionary;
    ///
    /// // In the raw extract a sentence stands for a measure; the mapping tells which.
    /// let mut dictionary = Dictionary::new();
    /// assert!(dictionary.is_empty());
    /// let file = "IND_CODE,FIELD_NAME,SHORT_NAME,SERVICE_YEAR\nHI03,Patients with a check,Numerator,2024\n";
    /// dictionary.add("fields.csv", file.as_bytes())?;
    /// assert_eq!(dictionary.short_name("HI03", "Patients with a check"), Some("Numerator"));
    /// # Ok::<(), pcn::ncdes::NcdesError>(())
    /// ```
    #[must_use]
    pub fn short_name(&self, indicator: &str, field: &str) -> Option<&str> {
        self.fields.get(indicator)?.get(field).map(String::as_str)
    }
}
