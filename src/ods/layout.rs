//! The kinds of file, their published columns, and how a file is known for what it is.

use core::fmt;

use serde::{Deserialize, Serialize};

use super::{
    record::Record,
    slips::{loose_count, whole},
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
        let names: Vec<&str> = self.columns().iter().take(4).map(|column| column.name).collect();
        names.join(", ")
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
            Self::Practices => &[&[
                0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22,
                23, 24, 25, 26,
            ]],
            Self::Lists => super::lists::ORDERS,
            Self::Map => super::map::ORDERS,
        }
    }

    /// Whether a record looks like a row of this kind, by its width and its codes.
    fn is_row(self, record: &Record) -> bool {
        let width = record.len();
        let practice = |at: usize| PracticeCode::try_new(&tidy(record.get(at))).is_ok();
        let network = |at: usize| PcnCode::try_new(&tidy(record.get(at))).is_ok();
        match self {
            Self::Networks => width == 12 && network(0),
            Self::Partners => width == 11 && practice(0) && network(4),
            Self::Practices => width == 27 && OdsCode::try_new(&tidy(record.get(0))).is_ok(),
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

/// A column: its name as it is published now, and other names it has or had, lower case with
/// single spaces.
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

    fn is(&self, header: &str) -> bool {
        header_key(self.name) == header || self.also.contains(&header)
    }
}

/// A header as it is compared: lower case, every run of spaces, line breaks and underscores one
/// space, no question mark at its end.
pub(super) fn header_key(header: &str) -> String {
    let header = header.trim_start_matches('\u{feff}').to_lowercase();
    let words = header.split(|letter: char| letter.is_whitespace() || letter == '_');
    let mut key = words.filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
    while key.ends_with(['?', ' ']) {
        key.pop();
    }
    key
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
    /// A file of the kind, without one.
    Rows(Places),
    /// A file of another kind.
    Other(FileKind),
    /// A header of the kind without a needed column.
    Missing(&'static str),
    /// None of these.
    Unknown,
}

fn header_places(kind: FileKind, header: &Record) -> Result<Places, (usize, &'static str)> {
    let keys: Vec<String> = header.iter().map(header_key).collect();
    let mut places = Vec::new();
    let (mut found, mut missing) = (0_usize, None);
    for column in kind.columns() {
        let place = keys.iter().position(|key| column.is(key));
        match place {
            Some(_) if column.needed => found = found.saturating_add(1),
            None if column.needed && missing.is_none() => missing = Some(column.name),
            _ => {}
        }
        places.push(place.unwrap_or(NOWHERE));
    }
    match missing {
        None => Ok(Places { places, width: header.len(), least: named_width(header) }),
        Some(name) => Err((found, name)),
    }
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

/// Knows a file by its first records: by the first as a header, or by the greater part as rows.
pub(super) fn know(kind: FileKind, sample: &[Record]) -> Known {
    let Some(first) = sample.first() else { return Known::Unknown };
    let near = match header_places(kind, first) {
        Ok(places) => return Known::Header(places),
        Err(near) => near,
    };
    let others = FileKind::ALL.into_iter().filter(|other| *other != kind);
    if let Some(other) = others.clone().find(|other| header_places(*other, first).is_ok()) {
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
            return Known::Rows(places);
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
        assert_eq!(header_key("PCN_CODE"), "pcn code");
        assert_eq!(
            header_key("Practice CCG and PCN CCG match? "),
            "practice ccg and pcn ccg match"
        );
    }

    #[test]
    fn of_several_columns_that_a_header_lacks_the_first_is_named() {
        let header = |names: &[&str]| {
            let mut record = Record::default();
            record.fill(names.join(",").as_bytes()).unwrap();
            record
        };
        for kind in FileKind::ALL {
            let names = |needed: bool| {
                let columns = kind.columns().iter().filter(move |column| column.needed == needed);
                columns.map(|column| column.name).collect::<Vec<_>>()
            };
            let (needed, others) = (names(true), names(false));
            for (held, lacking) in needed.iter().enumerate() {
                for others in [&[], &*others] {
                    let header = header(&[others, &needed[..held]].concat());
                    let answer = header_places(kind, &header).map(|places| places.width);
                    assert_eq!(answer, Err((held, *lacking)), "{kind}");
                }
            }
            // Columns that are not needed may be missing.
            let answer = header_places(kind, &header(&needed)).map(|places| places.width);
            assert_eq!(answer, Ok(needed.len()), "{kind}");
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
