//! The ePCN sheet of networks.

use crate::{
    calendar::Period,
    code::{PcnCode, SubIcbCode},
};

use super::{
    FileKind,
    cells::{Cells, Fault, Texts},
    layout::Column,
    rows::{Rows, sealed::Layout},
};

pub(super) const COLUMNS: &[Column] = &[
    Column::needed("PCN Code", &["code", "organisation code"]),
    Column::needed("PCN Name", &["name", "organisation name"]),
    Column::needed(
        "Current Sub ICB Loc Code",
        &[
            "current clinical commissioning group code",
            "current sub icb location code",
            "current sub icb code",
        ],
    ),
    Column::optional(
        "Sub ICB Location",
        &[
            "clinical commissioning group name",
            "current clinical commissioning group name",
            "sub icb location name",
            "sub icb loc name",
            "sub icb name",
        ],
    ),
    Column::needed("Open Date", &["open date yyyymmdd"]),
    Column::needed("Close Date", &["close date yyyymmdd"]),
    Column::optional("Address Line 1", &[]),
    Column::optional("Address Line 2", &[]),
    Column::optional("Address Line 3", &[]),
    Column::optional("Address Line 4", &[]),
    Column::optional("Address Line 5", &[]),
    Column::optional("Postcode", &["post code"]),
];

/// A row of the ePCN sheet `PCNDetails`: a network. The texts are as the file holds them, spaces
/// and all.
///
/// # Examples
///
/// See [`NetworkFile`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NetworkRow<'r> {
    /// The line on which the row begins.
    pub line: u64,
    /// The network's code.
    pub code: PcnCode,
    /// Its name.
    pub name: &'r str,
    /// The sub-ICB location, or former CCG, that leads for it in the register.
    pub commissioner: Option<SubIcbCode>,
    /// The commissioner's name.
    pub commissioner_name: &'r str,
    /// From the open date to the close date, which the file includes.
    pub life: Period,
    /// The five lines of its address.
    pub address: [&'r str; 5],
    /// Its postcode.
    pub postcode: &'r str,
}

/// Marks a reader of the ePCN sheet of networks.
///
/// # Examples
///
/// See [`NetworkFile`].
#[derive(Clone, Copy, Debug)]
pub enum Networks {}

/// Reads the ePCN sheet `PCNDetails`: the networks.
///
/// # Examples
///
/// ```
/// use pcn::ods::NetworkFile;
///
/// // Without a header row, as the live report comes, and in the layout of the CCG years.
/// let text = "U16464,BARNSLEY PCN,02P,NHS BARNSLEY CCG,20191001,20220331,1 ROAD,,,TOWN,,S70 3NE\n";
/// let mut file = NetworkFile::open("epcn.csv", text.as_bytes())?;
/// let row = file.next_row()?.expect("one row");
/// assert_eq!(row.life.until().unwrap().to_string(), "2022-04-01");
/// # Ok::<(), pcn::ods::OdsError>(())
/// ```
pub type NetworkFile<R> = Rows<R, Networks>;

impl Layout for Networks {
    const KIND: FileKind = FileKind::Networks;
    const DATES: &'static [usize] = &[4, 5];
    const BLANKS: &'static [usize] = &[2, 3, 5, 6, 7, 8, 9, 10, 11];
    const WHOLE: &'static [usize] = &[];
    type Checked = (PcnCode, Option<SubIcbCode>, Period);
    type Row<'r> = NetworkRow<'r>;

    fn check(cells: &mut Cells<'_>) -> Result<Self::Checked, Fault> {
        Ok((
            cells.code(0, PcnCode::try_new)?,
            cells.optional_code(2, SubIcbCode::try_new)?,
            cells.period(4, 5)?,
        ))
    }

    fn row<'r>((code, commissioner, life): Self::Checked, texts: Texts<'r>) -> NetworkRow<'r> {
        NetworkRow {
            line: texts.line(),
            code,
            name: texts.get(1),
            commissioner,
            commissioner_name: texts.get(3),
            life,
            address: [6, 7, 8, 9, 10].map(|column| texts.get(column)),
            postcode: texts.get(11),
        }
    }
}
