//! The kinds of file, their published columns, and how a file is known for what it is.

use core::fmt;

use serde::{Deserialize, Serialize};

use super::{
    record::Record,
    slips::{is_blank_word, loose_count, whole},
};
use crate::code::{OdsCode, PcnCode, PracticeCode};

/// A kind of file of the Organisation Data Service and of the list-size publication.
///
/// # Examples
///
/// ```
/// use pcn::ods::{FileKind, MapFile, OdsError};
///
/// let lists = "GP_PRAC_PAT_LIST,01Apr2022,GP,96X,,Q10007,ZZ1 1AA,ALL,ALL,6767";
/// let error = MapFile::open("map.csv", lists.as_bytes()).unwrap_err();
/// let OdsError::OtherKind { found, .. } = error else { panic!("{error}") };
/// assert_eq!((found, found.reader()), (FileKind::Lists, "ListFile"));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum FileKind {
    /// The ePCN sheet `PCNDetails`: a row a network.
    Networks,
    /// The ePCN sheet `PCN Core Partner Details`: a row a practice's time in a network.
    Partners,
    /// `epraccur`: a row a practice or other prescribing cost centre.
    Practices,
    /// Registered patients, in the layout by practice or the layout by age group.
    Lists,
    /// The monthly map of practices to networks.
    Map,
}

impl FileKind {
    /// Every kind.
    pub const ALL: [Self; 5] =
        [Self::Networks, Self::Partners, Self::Practices, Self::Lists, Self::Map];

    /// The kind in words.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Networks => "the ePCN sheet of networks (PCNDetails)",
            Self::Partners => "the ePCN sheet of core partners (PCN Core Partner Details)",
            Self::Practices => "the practices file (epraccur)",
            Self::Lists => "a list-size file (gp-reg-pat-prac-all or -quin-age)",
            Self::Map => "the map of practices to networks (gp-reg-pat-prac-map)",
        }
    }

    /// The reader of this kind.
    #[must_use]
    pub const fn reader(self) -> &'static str {
        match self {
            Self::Networks => "NetworkFile",
            Self::Partners => "PartnerFile",
            Self::Practices => "PracticeFile",
            Self::Lists => "ListFile",
            Self::Map => "MapFile",
        }
    }

    pub(super) fn example(self) -> String {
        let needed = self.columns().iter().filter(|column| column.needed);
        needed.take(4).map(|column| column.name).collect::<Vec<_>>().join(", ")
    }

    pub(super) const fn columns(self) -> &'static [Column] {
        match self {
            Self::Networks => super::networks::COLUMNS,
            Self::Partners => super::partners::COLUMNS,
            Self::Practices => super::practices::COLUMNS,
            Self::Lists => super::lists::COLUMNS,
            Self::Map => super::map::COLUMNS,
        }
    }

    /// The published orders of columns, as places in [`columns`](Self::columns).
    const fn orders(self) -> &'static [&'static [usize]] {
        match self {
            Self::Networks => &[&[0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]],
            Self::Partners => &[&[0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10]],
            Self::Practices => super::practices::ORDERS,
            Self::Lists => super::lists::ORDERS,
            Self::Map => super::map::ORDERS,
        }
    }

    /// How many columns the kind has, as it is published.
    pub(super) fn widths(self) -> String {
        let widths: Vec<String> =
            self.orders().iter().map(|order| order.len().to_string()).collect();
        widths.join(" or ")
    }

    /// Whether a record looks like a row of this kind, by its width and its codes.
    fn is_row(self, record: &Record) -> bool {
        let width = record.len();
        let practice = |at: usize| PracticeCode::try_new(&tidy(record.get(at))).is_ok();
        let network = |at: usize| PcnCode::try_new(&tidy(record.get(at))).is_ok();
        match self {
            Self::Networks => width == 12 && network(0),
            Self::Partners => width == 11 && practice(0) && network(4),
            Self::Practices => {
                let code = OdsCode::try_new(&tidy(record.get(0))).is_ok();
                // Without its last column, which is always empty, a row tells itself by its status and
                // by its setting, which stands last: where another column is left out, the setting
                // of every practice would be read from the one behind it.
                let status = || super::practices::status(record.get(12).trim()).is_some();
                let setting = || super::practices::is_setting(record.get(25).trim());
                code && (width == 27 || (width == 26 && status() && setting()))
            }
            Self::Lists => {
                let count = |at: usize| {
                    let cell = record.get(at).trim();
                    whole(cell).is_some() || loose_count(cell).is_some()
                };
                (width == 10 && practice(5) && count(9)) || (width == 9 && count(8))
            }
            Self::Map => (width == 16 || width == 17) && practice(2),
        }
    }
}

impl fmt::Display for FileKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

fn tidy(cell: &str) -> String {
    cell.trim().to_ascii_uppercase()
}

/// A column: its name as it is published now, and other names it has or had, as [`header_key`]
/// compares them.
pub(super) struct Column {
    pub(super) name: &'static str,
    pub(super) also: &'static [&'static str],
    pub(super) needed: bool,
}

impl Column {
    pub(super) const fn needed(name: &'static str, also: &'static [&'static str]) -> Self {
        Self { name, also, needed: true }
    }

    pub(super) const fn optional(name: &'static str, also: &'static [&'static str]) -> Self {
        Self { name, also, needed: false }
    }

    /// Its place among the keys of a header. With words that are not parted (`PCNCode`,
    /// `ExtractDate`) only if `run_together` is asked for.
    fn place_among(&self, keys: &[String], run_together: bool) -> Option<usize> {
        let published = header_key(self.name);
        let names = || core::iter::once(published.as_str()).chain(self.also.iter().copied());
        let same =
            |name: &str, key: &str| name == key || (run_together && letters(name).eq(letters(key)));
        keys.iter().position(|key| names().any(|name| same(name, key)))
    }
}

fn letters(key: &str) -> impl Iterator<Item = char> + '_ {
    key.chars().filter(|letter| *letter != ' ')
}

/// A header as it is compared: lower case, every run of what is neither letter nor digit one space,
/// none at its ends. R writes a point for each such mark.
pub(super) fn header_key(header: &str) -> String {
    let header = header.to_lowercase();
    let words = header.split(|letter: char| !letter.is_alphanumeric());
    words.filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// The place of a column that a file does not have. No record has a field there.
pub(super) const NOWHERE: usize = usize::MAX;

/// Where each column of a kind stands in a file; [`NOWHERE`] if it does not.
#[derive(Clone, Debug)]
pub(super) struct Places {
    pub(super) places: Vec<usize>,
    /// The fields that a row has.
    pub(super) width: usize,
    /// The fields that a row must have.
    pub(super) least: usize,
}

/// What a file's first records say it is.
pub(super) enum Known {
    /// A file of the kind, with a header.
    Header(Places),
    /// A file of the kind, without one. Whether a header of other names stands above the rows.
    Rows(Places, bool),
    /// A file of another kind.
    Other(FileKind),
    /// A header of the kind without some needed columns.
    Missing(Vec<&'static str>),
    /// None of these.
    Unknown,
}

/// The places of a kind's columns in a header with these keys; or how many needed ones it has, and
/// which it lacks.
fn header_places(
    kind: FileKind,
    header: &Record,
    keys: &[String],
) -> Result<Places, (usize, Vec<&'static str>)> {
    let near = match places_by(kind, header, keys, false) {
        Ok(places) => return Ok(places),
        Err(near) => near,
    };
    // Words that are run together are known only where all of them are: one name among others that
    // are not known tells too little. A row of codes lacks the first of them, which costs little.
    let mut needed = kind.columns().iter().filter(|column| column.needed);
    if !needed.all(|column| column.place_among(keys, true).is_some()) {
        return Err(near);
    }
    places_by(kind, header, keys, true).map_err(|_| near)
}

fn places_by(
    kind: FileKind,
    header: &Record,
    keys: &[String],
    run_together: bool,
) -> Result<Places, (usize, Vec<&'static str>)> {
    let mut places = Vec::new();
    let (mut found, mut missing) = (0_usize, Vec::new());
    for column in kind.columns() {
        let place = column.place_among(keys, run_together);
        match place {
            Some(_) if column.needed => found = found.saturating_add(1),
            None if column.needed => missing.push(column.name),
            _ => {}
        }
        places.push(place.unwrap_or(NOWHERE));
    }
    if missing.is_empty() {
        Ok(Places { places, width: header.len(), least: named_width(header) })
    } else {
        Err((found, missing))
    }
}

fn header_keys(header: &Record) -> Vec<String> {
    header.iter().map(header_key).collect()
}

/// How many fields the rows below a header have at least: cells at its end that name nothing ask for
/// none.
fn named_width(header: &Record) -> usize {
    let named = header.iter().enumerate().filter(|(_, cell)| !cell.trim().is_empty());
    named.last().map_or(0, |(at, _)| at.saturating_add(1))
}

fn order_places(kind: FileKind, width: usize) -> Option<Places> {
    let order = kind.orders().iter().find(|order| order.len() == width)?;
    let places = (0..kind.columns().len())
        .map(|column| order.iter().position(|at| *at == column).unwrap_or(NOWHERE))
        .collect();
    Some(Places { places, width, least: width })
}

/// Whether the record above rows without a known header is one of other names: of numbers that a
/// program gave the columns (`V1`, `V2`; `0`, `1`), or of words that no row has throughout.
fn is_other_header(kind: FileKind, first: &Record, keys: &[String], places: &Places) -> bool {
    if first.len() != places.width {
        return false;
    }
    let number = |cell: &str| {
        let digits = cell.trim().trim_start_matches(|letter: char| !letter.is_ascii_digit());
        digits.parse::<usize>().ok()
    };
    let numbers =
        |from: usize| (from..).zip(first.iter()).all(|(at, cell)| number(cell) == Some(at));
    if numbers(0) || numbers(1) {
        return true;
    }
    let columns = || kind.columns().iter().zip(&places.places);
    // A name that is known and stands elsewhere says that the columns were moved.
    let in_place = |at: usize, key: &String| {
        let is = |column: &Column| column.place_among(core::slice::from_ref(key), false).is_some();
        let mut known = columns().filter(|(column, _)| is(column)).peekable();
        known.peek().is_none() || known.any(|(_, place)| *place == at)
    };
    let is_word = |cell: &str| {
        cell.starts_with(|letter: char| letter.is_alphabetic())
            && cell.chars().filter(char::is_ascii_digit).count() < 3
            && !is_blank_word(cell)
    };
    let mut seen = std::collections::BTreeSet::new();
    first.iter().zip(keys).enumerate().all(|(at, (cell, key))| {
        is_word(cell.trim()) && in_place(at, key) && seen.insert(key.as_str())
    })
}

/// Knows a file by its first records: by the first as a header, or by the greater part as rows.
pub(super) fn know(kind: FileKind, sample: &[Record]) -> Known {
    let Some(first) = sample.first() else { return Known::Unknown };
    let keys = header_keys(first);
    let near = match header_places(kind, first, &keys) {
        Ok(places) => return Known::Header(places),
        Err(near) => near,
    };
    let others = FileKind::ALL.into_iter().filter(|other| *other != kind);
    if let Some(other) = others.clone().find(|other| header_places(*other, first, &keys).is_ok()) {
        return Known::Other(other);
    }
    let needed = kind.columns().iter().filter(|column| column.needed).count();
    let (found, missing) = near;
    let near = found.saturating_mul(2) >= needed;
    // A first row of mostly known headers is a header, whatever the rows below look like: to take
    // the columns by position would read a moved one as another.
    if near && !kind.is_row(first) {
        return Known::Missing(missing);
    }
    let likeness = |kind: FileKind| sample.iter().filter(|record| kind.is_row(record)).count();
    let most = |kind: FileKind| likeness(kind).saturating_mul(2) >= sample.len();
    if most(kind) {
        let row = sample.iter().find(|record| kind.is_row(record)).map_or(0, Record::len);
        if let Some(places) = order_places(kind, row) {
            let header = is_other_header(kind, first, &keys, &places);
            return Known::Rows(places, header);
        }
    }
    if let Some(other) = others.clone().find(|other| most(*other)) {
        return Known::Other(other);
    }
    if near { Known::Missing(missing) } else { Known::Unknown }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_are_compared_without_their_spaces_case_and_line_breaks() {
        assert_eq!(
            header_key("\u{feff}Partner\r\nOrganisation\nCode "),
            "partner organisation code"
        );
        for header in ["PCN_CODE", "PCN.Code", "PCN..Code.", "PCN-Code"] {
            assert_eq!(header_key(header), "pcn code");
        }
        assert_eq!(header_key("PCN1Code"), "pcn1code");
        assert_eq!(
            header_key("Practice CCG and PCN CCG match? "),
            "practice ccg and pcn ccg match"
        );
    }

    #[test]
    fn the_columns_that_a_header_lacks_are_named() {
        let header = |names: &[&str]| {
            let mut record = Record::default();
            record.fill(names.join(",").as_bytes()).unwrap();
            record
        };
        let width = |kind: FileKind, header: &Record| {
            header_places(kind, header, &header_keys(header)).map(|places| places.width)
        };
        for kind in FileKind::ALL {
            let names = |needed: bool| {
                let columns = kind.columns().iter().filter(move |column| column.needed == needed);
                columns.map(|column| column.name).collect::<Vec<_>>()
            };
            let (needed, others) = (names(true), names(false));
            for held in 0..needed.len() {
                for others in [&[], &*others] {
                    let header = header(&[others, &needed[..held]].concat());
                    let answer = width(kind, &header);
                    assert_eq!(answer, Err((held, needed[held..].to_vec())), "{kind}");
                }
            }
            // Columns that are not needed may be missing.
            let answer = width(kind, &header(&needed));
            assert_eq!(answer, Ok(needed.len()), "{kind}");
        }
    }

    #[test]
    fn other_names_of_a_column_are_written_as_they_are_compared() {
        for column in FileKind::ALL.iter().flat_map(|kind| kind.columns()) {
            for name in column.also {
                assert_eq!(header_key(name), *name, "{}", column.name);
            }
        }
    }

    #[test]
    fn every_published_order_holds_every_needed_column() {
        for kind in FileKind::ALL {
            for order in kind.orders() {
                for (at, column) in kind.columns().iter().enumerate() {
                    assert!(!column.needed || order.contains(&at), "{kind}: {}", column.name);
                }
            }
        }
    }
}
