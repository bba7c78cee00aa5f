use core::fmt;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::NcdesError;
use crate::{
    code::visible,
    ods::{DateFormat, OdsError, delimiter, record::Record},
};

/// The layout of a publication file.
///
/// # Examples
///
/// ```
/// use pcn::ncdes::Layout;
///
/// assert!(Layout::Iif.header().starts_with("ORGANISATION_TYPE,"));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Layout {
    /// The monthly practice file of the Network Contract DES.
    Practice,
    /// The raw extract of the payment system.
    Extract,
    /// The annual file of Investment and Impact Fund indicators.
    Iif,
}

impl Layout {
    /// Every layout.
    pub const ALL: [Self; 3] = [Self::Practice, Self::Extract, Self::Iif];

    /// The layout's header.
    #[must_use]
    pub const fn header(self) -> &'static str {
        match self {
            Self::Practice => {
                "PRACTICE_CODE,PRACTICE_NAME,QUALITY_SERVICE,ACH_DATE,IND_CODE,MEASURE,VALUE"
            }
            Self::Extract => {
                "QUALITY_SERVICE,NAME,ORG_CODE,ACH_DATE,IND_CODE,FIELD_NAME,VALUE,\
                 DEFAULT_VALUES_USED,SUBMIT_USER_ID,SUBMIT_DATE,SUBMIT_TIME,LAST_SUBMISSION"
            }
            Self::Iif => {
                "ORGANISATION_TYPE,ORGANISATION_CODE,ORGANISATION_NAME,QUALITY_SERVICE,ACH_DATE,\
                 IND_CODE,MEASURE,VALUE"
            }
        }
    }

    pub(super) const fn dates(self) -> DateFormat {
        match self {
            Self::Practice | Self::Iif => DateFormat::Slashed,
            Self::Extract => DateFormat::Compact,
        }
    }

    /// A date of this layout, or year first; or, of a file that another program saved, one that
    /// cannot be taken for another, which is to be forgiven.
    pub(super) fn date(self, text: &str, strict: bool) -> Option<(NaiveDate, bool)> {
        let own = self.dates();
        if let Some(date) = own.parse(text).or_else(|| DateFormat::Iso.parse(text)) {
            return Some((date, false));
        }
        // With strokes, day and month may stand in either order.
        let clear = |other: &DateFormat| *other == own || *other != DateFormat::Slashed;
        let mut formats = DateFormat::ALL.into_iter().filter(|other| !strict && clear(other));
        let found = formats.find_map(|format| {
            format.parse(text).or_else(|| format.loose(text).map(|(date, _)| date))
        });
        found.map(|date| (date, true))
    }

    /// The names of the columns that are used: organisation, service, date, indicator, measure,
    /// value, and whether the row is the last submission.
    pub(super) const fn columns(self) -> [&'static str; 7] {
        let (organisation, measure, last) = match self {
            Self::Practice => ("PRACTICE_CODE", "MEASURE", ""),
            Self::Extract => ("ORG_CODE", "FIELD_NAME", "LAST_SUBMISSION"),
            Self::Iif => ("ORGANISATION_CODE", "MEASURE", ""),
        };
        [organisation, "QUALITY_SERVICE", "ACH_DATE", "IND_CODE", measure, "VALUE", last]
    }
}

impl fmt::Display for Layout {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Practice => "the Network Contract DES practice file",
            Self::Extract => "the payment system's raw extract",
            Self::Iif => "the Investment and Impact Fund file",
        })
    }
}

/// Whether a cell of a header names a column, in whatever case and however its words are parted:
/// `ACH_DATE`, `Ach Date` and `AchDate` are one.
pub(super) fn is_column(cell: &str, name: &str) -> bool {
    letters(cell).eq(letters(name))
}

/// A name as it is compared: in small letters, without what parts its words.
fn letters(name: &str) -> impl Iterator<Item = u8> + '_ {
    let letters = name.bytes().filter(|byte| !matches!(byte, b'_' | b' ' | b'.' | b'-'));
    letters.map(|byte| byte.to_ascii_lowercase())
}

/// What is wrong with a first line that is the header of no layout: the column that the nearest
/// layout misses in it, if it is near enough.
pub(super) fn unknown_header(file: &str, record: &Record) -> NcdesError {
    let file: Box<str> = file.into();
    if let Some(found) = delimiter(core::slice::from_ref(record)) {
        return OdsError::Delimiter { file, found }.into();
    }
    let has = |name: &&str| record.iter().any(|cell| is_column(cell, name));
    let columns = |layout: &Layout| layout.columns().into_iter().filter(|name| !name.is_empty());
    let missing = |layout: &Layout| columns(layout).filter(|name| !has(name)).count();
    let found: String = record.iter().collect::<Vec<_>>().join(",").chars().take(80).collect();
    let found = visible(&found).into();
    // Of two that miss as many, the one with more of its other columns.
    let others = |layout: &Layout| layout.header().split(',').filter(|name| !has(name)).count();
    let nearest = Layout::ALL.into_iter().min_by_key(|layout| (missing(layout), others(layout)));
    match nearest {
        Some(layout) if (1..3).contains(&missing(&layout)) => {
            let columns = columns(&layout).filter(|name| !has(name)).collect();
            NcdesError::MissingColumn { file, layout, columns, found }
        }
        _ => {
            let expected = nearest.unwrap_or(Layout::Practice).header();
            NcdesError::UnknownHeader { file, expected, found }
        }
    }
}

/// What a row counts.
///
/// # Examples
///
/// ```
/// use pcn::ncdes::Measure;
///
/// assert_eq!(Measure::of("ACC-08 Numerator"), Measure::Numerator);
/// assert_eq!(Measure::of("FLUDEC_DAT"), Measure::Other("FLUDEC_DAT"));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Measure<'r> {
    /// The numerator, standardised where the indicator is.
    Numerator,
    /// The denominator, net of exclusions and personalised care adjustments.
    Denominator,
    /// The numerator a year before.
    BaselineNumerator,
    /// The denominator a year before.
    BaselineDenominator,
    /// A count on its own.
    Count,
    /// Anything else, by its name in the file: a personalised care adjustment, an exclusion.
    Other(&'r str),
}

impl<'r> Measure<'r> {
    /// What a measure's name stands for. Names in the IIF file carry the indicator before them.
    #[must_use]
    pub fn of(name: &'r str) -> Self {
        match name {
            "Numerator" => return Self::Numerator,
            "Denominator" => return Self::Denominator,
            _ => {}
        }
        let bare = match name.split_once(' ') {
            Some((code, rest))
                if code.contains('-') && code.contains(|c: char| c.is_ascii_digit()) =>
            {
                rest
            }
            _ => name,
        };
        const NAMES: [(&str, Measure<'static>); 10] = [
            ("numerator", Measure::Numerator),
            ("denominator", Measure::Denominator),
            ("standardised numerator", Measure::Numerator),
            ("baseline numerator", Measure::BaselineNumerator),
            ("baseline denominator", Measure::BaselineDenominator),
            ("register", Measure::Count),
            ("mi count", Measure::Count),
            ("single count", Measure::Count),
            ("management information", Measure::Count),
            ("num patients in set", Measure::Count),
        ];
        NAMES
            .iter()
            .find(|(known, _)| known.eq_ignore_ascii_case(bare))
            .map_or(Self::Other(name), |(_, measure)| *measure)
    }
}

impl fmt::Display for Measure<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Numerator => "numerator",
            Self::Denominator => "denominator",
            Self::BaselineNumerator => "baseline numerator",
            Self::BaselineDenominator => "baseline denominator",
            Self::Count => "count",
            Self::Other(name) => name,
        })
    }
}
