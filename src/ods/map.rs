//! The monthly map of practices to networks.

use chrono::NaiveDate;

use crate::code::{IcbCode, PcnCode, PracticeCode, RegionCode, SubIcbCode};

use super::{
    FileKind,
    cells::{Cells, Fault, Texts},
    layout::Column,
    rows::{Rows, sealed::Layout},
};

pub(super) const COLUMNS: &[Column] = &[
    Column::optional("PUBLICATION", &[]),
    Column::needed("EXTRACT_DATE", &[]),
    Column::needed("PRACTICE_CODE", &[]),
    Column::optional("PRACTICE_NAME", &[]),
    Column::optional("PRACTICE_POSTCODE", &[]),
    Column::needed("PCN_CODE", &[]),
    Column::optional("PCN_NAME", &[]),
    Column::optional("ONS_SUB_ICB_LOCATION_CODE", &["ons ccg code"]),
    Column::needed("SUB_ICB_LOCATION_CODE", &["ccg code"]),
    Column::optional("SUB_ICB_LOCATION_NAME", &["ccg name"]),
    Column::optional("ONS_ICB_CODE", &["ons stp code"]),
    Column::optional("ICB_CODE", &["stp code"]),
    Column::optional("ICB_NAME", &["stp name"]),
    Column::optional("ONS_COMM_REGION_CODE", &[]),
    Column::optional("COMM_REGION_CODE", &[]),
    Column::optional("COMM_REGION_NAME", &[]),
    Column::optional("SUPPLIER_NAME", &[]),
];

pub(super) const ORDERS: &[&[usize]] = &[
    &[0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15],
    &[0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16],
];

/// A row of the map: where a practice stands on the day of the extract. The texts are as the file
/// holds them.
///
/// # Examples
///
/// See [`MapFile`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MapRow<'r> {
    /// The line on which the row begins.
    pub line: u64,
    /// The day on which the row holds.
    pub extract: NaiveDate,
    /// The practice.
    pub practice: PracticeCode,
    /// The practice's name; empty if the file has none.
    pub practice_name: &'r str,
    /// The practice's postcode.
    pub postcode: &'r str,
    /// Its network; `None` for the bare code `U`, a practice in no network.
    pub network: Option<PcnCode>,
    /// The network's name; `Unallocated` for a practice in none, empty if the file has none.
    pub network_name: &'r str,
    /// The practice's sub-ICB location or, before July 2022, CCG.
    pub commissioner: Option<SubIcbCode>,
    /// The commissioner's name.
    pub commissioner_name: &'r str,
    /// The ICB or, before July 2022, STP.
    pub icb: Option<IcbCode>,
    /// The ICB's name.
    pub icb_name: &'r str,
    /// The region.
    pub region: Option<RegionCode>,
    /// The region's name.
    pub region_name: &'r str,
    /// The supplier of the practice's clinical system, in the newer layout.
    pub supplier: &'r str,
}

/// Marks a reader of the map.
///
/// # Examples
///
/// See [`MapFile`].
#[derive(Clone, Copy, Debug)]
pub enum Map {}

/// Reads the monthly map of practices to networks, in the layout of the CCG years and the layout
/// since July 2022, with and without the supplier's name.
///
/// # Examples
///
/// ```
/// use pcn::ods::MapFile;
///
/// let text = "GP_PRAC_PAT_LIST,01Aug2026,A81001,THE DENSHAM SURGERY,TS18 1HU,U,Unallocated,\
///             E38000247,16C,NHS NORTH EAST,E54000050,QHM,NHS NORTH EAST,E40000012,Y63,North,TPP";
/// let mut file = MapFile::open("map.csv", text.as_bytes())?;
/// let row = file.next_row()?.expect("one row");
/// assert_eq!(row.network, None);
/// assert_eq!(file.intake().unallocated, 1);
/// # Ok::<(), pcn::ods::OdsError>(())
/// ```
pub type MapFile<R> = Rows<R, Map>;

/// The codes and the day of a row.
#[derive(Clone, Copy, Debug)]
pub struct CheckedMap {
    extract: NaiveDate,
    practice: PracticeCode,
    network: Option<PcnCode>,
    commissioner: Option<SubIcbCode>,
    icb: Option<IcbCode>,
    region: Option<RegionCode>,
}

impl Layout for Map {
    const KIND: FileKind = FileKind::Map;
    const DATES: &'static [usize] = &[1];
    const BLANKS: &'static [usize] = &[4, 8, 9, 11, 12, 14, 15, 16];
    const WHOLE: &'static [usize] = &[];
    type Checked = CheckedMap;
    type Row<'r> = MapRow<'r>;

    fn check(cells: &mut Cells<'_>) -> Result<Self::Checked, Fault> {
        Ok(CheckedMap {
            practice: cells.code(2, PracticeCode::try_new)?,
            commissioner: cells.optional_code(8, SubIcbCode::try_new)?,
            icb: cells.side_code(11, IcbCode::try_new)?,
            region: cells.side_code(14, RegionCode::try_new)?,
            network: cells.network_or_none(5)?,
            extract: cells.extract(1)?,
        })
    }

    fn row<'r>(checked: CheckedMap, texts: Texts<'r>) -> MapRow<'r> {
        MapRow {
            line: texts.line(),
            extract: checked.extract,
            practice: checked.practice,
            practice_name: texts.get(3),
            postcode: texts.get(4),
            network: checked.network,
            network_name: texts.get(6),
            commissioner: checked.commissioner,
            commissioner_name: texts.get(9),
            icb: checked.icb,
            icb_name: texts.get(12),
            region: checked.region,
            region_name: texts.get(15),
            supplier: texts.get(16),
        }
    }
}
