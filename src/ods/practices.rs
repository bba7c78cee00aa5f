//! The file of practices and other prescribing cost centres.

use chrono::NaiveDate;

use crate::{
    calendar::Period,
    code::{OdsCode, PracticeCode},
    network::{PracticeStatus, Setting},
};

use super::{
    FileKind,
    cells::{Cells, Fault, Texts},
    layout::Column,
    rows::{Rows, sealed::Layout},
    slips::{before_point_nought, is_digits},
};

pub(super) const COLUMNS: &[Column] = &[
    Column::needed("Organisation Code", &["code", "practice code"]),
    Column::needed("Name", &["organisation name", "practice name"]),
    Column::optional("National Grouping", &[]),
    Column::optional("High Level Health Geography", &["high level health authority"]),
    Column::optional("Address Line 1", &[]),
    Column::optional("Address Line 2", &[]),
    Column::optional("Address Line 3", &[]),
    Column::optional("Address Line 4", &[]),
    Column::optional("Address Line 5", &[]),
    Column::optional("Postcode", &["post code"]),
    Column::needed("Open Date", &[]),
    Column::needed("Close Date", &[]),
    Column::needed("Status Code", &["status"]),
    Column::optional("Organisation Sub-type Code", &["organisation sub type code", "sub type"]),
    Column::optional("Commissioner", &["parent organisation code"]),
    Column::optional(
        "Join Commissioner Date",
        &["join provider purchaser date", "join parent date"],
    ),
    Column::optional(
        "Left Commissioner Date",
        &["left provider purchaser date", "left parent date"],
    ),
    Column::optional("Contact Telephone Number", &["telephone"]),
    Column::optional("(unused 19)", &[]),
    Column::optional("(unused 20)", &[]),
    Column::optional("(unused 21)", &[]),
    Column::optional("Amended Record Indicator", &["amended"]),
    Column::optional("(unused 23)", &[]),
    Column::optional("Provider/Purchaser", &["current care organisation", "provider"]),
    Column::optional("(unused 25)", &[]),
    Column::needed("Prescribing Setting", &["prescribing setting code", "setting"]),
    Column::optional("(unused 27)", &[]),
];

/// All columns, or all but the last, which is always empty.
pub(super) const ORDERS: &[&[usize]] = &[
    &[
        0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24,
        25, 26,
    ],
    &[0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25],
];

/// Whether a cell holds prescribing settings: a number of two digits at most, or role ids.
pub(super) fn is_setting(cell: &str) -> bool {
    let number = before_point_nought(cell).unwrap_or(cell);
    let role = |role: &str| role.trim().strip_prefix("RO").is_some_and(is_digits);
    (number.len() <= 2 && is_digits(number)) || cell.split('|').all(role)
}

/// The status that a cell states, in the older letters or the newer words. Of the words `ACTIVE`
/// and `DORMANT` were seen in files; the others are those of the letters.
pub(super) fn status(text: &str) -> Option<PracticeStatus> {
    Some(match text {
        "A" | "ACTIVE" => PracticeStatus::Open,
        "C" | "CLOSED" | "INACTIVE" => PracticeStatus::Closed,
        "D" | "DORMANT" => PracticeStatus::Dormant,
        "P" | "PROPOSED" => PracticeStatus::Proposed,
        _ => return None,
    })
}

/// A row of `epraccur`: a practice or other prescribing cost centre. The texts are as the file
/// holds them.
///
/// # Examples
///
/// See [`PracticeFile`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PracticeRow<'r> {
    /// The line on which the row begins.
    pub line: u64,
    /// The organisation's code. Not every one is a practice's: see [`practice`](Self::practice).
    pub code: OdsCode,
    /// The name.
    pub name: &'r str,
    /// The region or other national grouping.
    pub grouping: Option<OdsCode>,
    /// The ICB or other high-level geography.
    pub geography: Option<OdsCode>,
    /// The five lines of the address.
    pub address: [&'r str; 5],
    /// The postcode.
    pub postcode: &'r str,
    /// From the open date to the close date, which the file includes; `None` where the open date
    /// is blank.
    pub life: Option<Period>,
    /// The status: `A`, `C`, `D` and `P`, since 2026 in words.
    pub status: PracticeStatus,
    /// The sub-type: `B` allocated to a commissioner, `Z` not.
    pub sub_type: &'r str,
    /// The commissioner. Welsh rows hold a health board's code.
    pub commissioner: Option<OdsCode>,
    /// The first day under that commissioner.
    pub joined: Option<NaiveDate>,
    /// The last day under that commissioner.
    pub left: Option<NaiveDate>,
    /// The telephone number.
    pub telephone: &'r str,
    /// The provider or purchaser.
    pub provider: Option<OdsCode>,
    /// The prescribing setting: `4` or, since 2026, role ids such as `RO76|RO268`.
    pub setting: &'r str,
}

impl PracticeRow<'_> {
    /// The code as a practice's, if it has that shape.
    #[must_use]
    pub fn practice(&self) -> Option<PracticeCode> {
        PracticeCode::try_new(self.code.as_str()).ok()
    }

    /// Whether the prescribing setting is that of a GP practice: `4`, or the role `RO76`.
    #[must_use]
    pub fn is_gp_practice(&self) -> bool {
        self.setting.split('|').map(str::trim).any(|role| matches!(role, "4" | "RO76"))
    }

    /// The setting, if the file states one.
    ///
    /// # Examples
    ///
    /// ```
    /// use pcn::{network::Setting, ods::PracticeFile};
    ///
    /// let text = r#""Y01234","A HOSPICE","Y63","QHM","1 ROAD","","","","","TS18 1HU",
    /// "20100401","","A","B","16C","20200401","","","","","","1","","16C","","14","""#
    ///     .replace('\n', "");
    /// let mut file = PracticeFile::open("epraccur.csv", text.as_bytes())?;
    /// let row = file.next_row()?.expect("one row");
    /// assert_eq!(row.setting_of(), Some(Setting::Other));
    /// # Ok::<(), pcn::ods::OdsError>(())
    /// ```
    #[must_use]
    pub fn setting_of(&self) -> Option<Setting> {
        match self.setting.trim() {
            "" => None,
            _ if self.is_gp_practice() => Some(Setting::GpPractice),
            _ => Some(Setting::Other),
        }
    }
}

/// Marks a reader of `epraccur`.
///
/// # Examples
///
/// See [`PracticeFile`].
#[derive(Clone, Copy, Debug)]
pub enum Practices {}

/// Reads `epraccur`: the practices, in the layout of letters (`A`, `C`, `D`, `P`) and the layout of
/// 2026 (`ACTIVE`, role ids).
///
/// # Examples
///
/// ```
/// use pcn::{network::PracticeStatus, ods::PracticeFile};
///
/// let text = r#""A81001","THE DENSHAM SURGERY","Y63","QHM","1 ROAD","","","","","TS18 1HU",
/// "19740401","","ACTIVE","B","16C","20200401","","","","","","1","","16C","","RO76|RO268","""#
///     .replace('\n', "");
/// let mut file = PracticeFile::open("epraccur.csv", text.as_bytes())?;
/// let row = file.next_row()?.expect("one row");
/// assert_eq!(row.status, PracticeStatus::Open);
/// assert!(row.is_gp_practice());
/// # Ok::<(), pcn::ods::OdsError>(())
/// ```
pub type PracticeFile<R> = Rows<R, Practices>;

/// The codes, dates and state of a row.
#[derive(Clone, Copy, Debug)]
pub struct CheckedPractice {
    code: OdsCode,
    grouping: Option<OdsCode>,
    geography: Option<OdsCode>,
    commissioner: Option<OdsCode>,
    provider: Option<OdsCode>,
    life: Option<Period>,
    joined: Option<NaiveDate>,
    left: Option<NaiveDate>,
    status: PracticeStatus,
}

impl Layout for Practices {
    const KIND: FileKind = FileKind::Practices;
    const DATES: &'static [usize] = &[10, 11, 15, 16];
    const BLANKS: &'static [usize] = &[2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 14, 15, 16, 17, 23, 25];
    const WHOLE: &'static [usize] = &[25];
    type Checked = CheckedPractice;
    type Row<'r> = PracticeRow<'r>;

    fn check(cells: &mut Cells<'_>) -> Result<Self::Checked, Fault> {
        let Some(status) = status(cells.text(12).trim()) else {
            let reason = "the status is `A`, `C`, `D` or `P`, or since 2026 `ACTIVE`, `INACTIVE` or `DORMANT`";
            return Err(cells.fault(12, reason));
        };
        cells.setting(25)?;
        let life = match cells.optional_date(10)? {
            Some(_) => Some(cells.period(10, 11)?),
            None => None,
        };
        Ok(CheckedPractice {
            code: cells.code(0, OdsCode::try_new)?,
            grouping: cells.side_code(2, OdsCode::try_new)?,
            geography: cells.side_code(3, OdsCode::try_new)?,
            commissioner: cells.optional_code(14, OdsCode::try_new)?,
            provider: cells.side_code(23, OdsCode::try_new)?,
            joined: cells.optional_date(15)?,
            left: cells.optional_date(16)?,
            life,
            status,
        })
    }

    fn row<'r>(checked: CheckedPractice, texts: Texts<'r>) -> PracticeRow<'r> {
        PracticeRow {
            line: texts.line(),
            code: checked.code,
            name: texts.get(1),
            grouping: checked.grouping,
            geography: checked.geography,
            address: [4, 5, 6, 7, 8].map(|column| texts.get(column)),
            postcode: texts.get(9),
            life: checked.life,
            status: checked.status,
            sub_type: texts.get(13),
            commissioner: checked.commissioner,
            joined: checked.joined,
            left: checked.left,
            telephone: texts.get(17),
            provider: checked.provider,
            setting: texts.get(25),
        }
    }
}
