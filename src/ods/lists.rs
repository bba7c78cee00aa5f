//! The published list sizes: registered patients by practice and by network.

use chrono::NaiveDate;

use crate::code::{OdsCode, PcnCode, PracticeCode};

use super::{
    FileKind,
    cells::{Cells, Fault, Texts},
    layout::Column,
    rows::{Rows, sealed::Layout},
    slips::is_blank_word,
};

pub(super) const COLUMNS: &[Column] = &[
    Column::optional("PUBLICATION", &[]),
    Column::needed("EXTRACT_DATE", &[]),
    Column::optional("TYPE", &["org type"]),
    Column::needed("CODE", &["org code"]),
    Column::needed("SEX", &[]),
    Column::needed("AGE", &["age group 5", "age group"]),
    Column::needed("NUMBER_OF_PATIENTS", &[]),
    Column::optional("POSTCODE", &[]),
    Column::optional("SUB_ICB_LOCATION_CODE", &["ccg code", "sub icb loc code"]),
    Column::optional("ONS_CODE", &["ons ccg code", "ons sub icb location code"]),
];

/// By practice: PUBLICATION, EXTRACT_DATE, TYPE, CCG_CODE, ONS_CCG_CODE, CODE, POSTCODE, SEX, AGE,
/// NUMBER_OF_PATIENTS. By age group: PUBLICATION, EXTRACT_DATE, ORG_TYPE, ORG_CODE, ONS_CODE,
/// POSTCODE, SEX, AGE_GROUP_5, NUMBER_OF_PATIENTS.
pub(super) const ORDERS: &[&[usize]] =
    &[&[0, 1, 2, 8, 9, 3, 7, 4, 5, 6], &[0, 1, 2, 3, 9, 7, 4, 5, 6]];

/// Whose list a row counts.
///
/// # Examples
///
/// ```
/// use pcn::{code::PracticeCode, ods::{ListFile, ListOwner}};
///
/// let text = "GP_PRAC_PAT_LIST,01Apr2022,GP,96X,,Q10007,ZZ1 1AA,ALL,ALL,6767";
/// let mut file = ListFile::open("lists.csv", text.as_bytes())?;
/// let owner = file.next_row()?.map(|row| row.owner);
/// assert_eq!(owner, Some(ListOwner::Practice(PracticeCode::constant("Q10007"))));
/// # Ok::<(), pcn::ods::OdsError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ListOwner {
    /// A practice.
    Practice(PracticeCode),
    /// A network.
    Network(PcnCode),
    /// The practices that are in no network, together (the bare code `U`).
    Unallocated,
    /// Another body: a commissioner, an ICB, a region.
    Other(OdsCode),
}

/// A row of the list sizes. The texts are as the file holds them.
///
/// # Examples
///
/// ```
/// use pcn::ods::ListFile;
///
/// let text = "GP_PRAC_PAT_LIST,01Apr2022,GP,96X,,Q10007,ZZ1 1AA,FEMALE,44,61";
/// let mut file = ListFile::open("lists.csv", text.as_bytes())?;
/// let row = file.next_row()?.expect("one row");
/// assert!(!row.is_whole_list(), "women of 44 alone");
/// assert_eq!((row.sex, row.age, row.patients), ("FEMALE", "44", 61));
/// # Ok::<(), pcn::ods::OdsError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ListRow<'r> {
    /// The line on which the row begins.
    pub line: u64,
    /// The day to which the count refers.
    pub extract: NaiveDate,
    /// Whose list it is.
    pub owner: ListOwner,
    /// The kind of body, as the file says: `GP`, `PCN`, `SUB_ICB_LOCATION`. Empty if the file does
    /// not say, where the shape of the code tells the owner.
    pub owner_type: &'r str,
    /// `ALL`, `MALE` or `FEMALE`.
    pub sex: &'r str,
    /// `ALL`, or an age or group of ages.
    pub age: &'r str,
    /// The registered patients.
    pub patients: u32,
}

impl ListRow<'_> {
    /// Whether the row counts the whole list, and not one sex or age.
    #[must_use]
    pub fn is_whole_list(&self) -> bool {
        let is_all = |text: &str| text == "ALL" || text.trim().eq_ignore_ascii_case("all");
        is_all(self.sex) && is_all(self.age)
    }
}

/// Marks a reader of list sizes.
///
/// # Examples
///
/// See [`ListFile`].
#[derive(Clone, Copy, Debug)]
pub enum Lists {}

/// Reads the published list sizes, in the layout by practice (`-all`) and the layout by age group
/// (`quin-age`), whose rows of one sex or age are told by [`ListRow::is_whole_list`].
///
/// # Examples
///
/// ```
/// use pcn::ods::{ListFile, ListOwner};
///
/// let text = "\
/// PUBLICATION,EXTRACT_DATE,ORG_TYPE,ORG_CODE,ONS_CODE,POSTCODE,SEX,AGE_GROUP_5,NUMBER_OF_PATIENTS
/// GP_PRAC_PAT_LIST,2026-07-01,PCN,U00000,,,ALL,ALL,58856
/// GP_PRAC_PAT_LIST,2026-07-01,PCN,U,,,ALL,ALL,66330
/// ";
/// let mut file = ListFile::open("quin-age.csv", text.as_bytes())?;
/// assert_eq!(file.next_row()?.map(|row| row.patients), Some(58_856));
/// assert_eq!(file.next_row()?.map(|row| row.owner), Some(ListOwner::Unallocated));
/// # Ok::<(), pcn::ods::OdsError>(())
/// ```
pub type ListFile<R> = Rows<R, Lists>;

/// Whose list a row counts where no column says so: a practice's, a network's and another body's code
/// have shapes of their own.
fn owner(cells: &mut Cells<'_>, column: usize) -> Result<ListOwner, Fault> {
    let code = cells.text(column).trim().to_ascii_uppercase();
    Ok(if PracticeCode::try_new(&code).is_ok() {
        ListOwner::Practice(cells.code(column, PracticeCode::try_new)?)
    } else if code == "U" || PcnCode::try_new(&code).is_ok() {
        cells.network_or_none(column)?.map_or(ListOwner::Unallocated, ListOwner::Network)
    } else {
        ListOwner::Other(cells.code(column, OdsCode::try_new)?)
    })
}

/// Whether a kind of body is the practices.
fn is_practice(kind: &str) -> bool {
    ["GP", "GP practice", "practice"].iter().any(|one| kind.eq_ignore_ascii_case(one))
}

impl Layout for Lists {
    const KIND: FileKind = FileKind::Lists;
    const DATES: &'static [usize] = &[1];
    const BLANKS: &'static [usize] = &[];
    const WHOLE: &'static [usize] = &[];
    type Checked = (NaiveDate, ListOwner, u32);
    type Row<'r> = ListRow<'r>;

    fn check(cells: &mut Cells<'_>) -> Result<Self::Checked, Fault> {
        let owner = match cells.text(2).trim() {
            _ if !cells.has(2) => owner(cells, 3)?,
            kind if is_practice(kind) => ListOwner::Practice(cells.code(3, PracticeCode::try_new)?),
            "PCN" => cells.network_or_none(3)?.map_or(ListOwner::Unallocated, ListOwner::Network),
            word if word.is_empty() || is_blank_word(word) => {
                return Err(cells.fault(2, "the kind of body is missing; it is `GP` or `PCN`"));
            }
            _ => ListOwner::Other(cells.code(3, OdsCode::try_new)?),
        };
        let patients = cells.count(6)?;
        Ok((cells.extract(1)?, owner, patients))
    }

    fn row<'r>((extract, owner, patients): Self::Checked, texts: Texts<'r>) -> ListRow<'r> {
        ListRow {
            line: texts.line(),
            extract,
            owner,
            owner_type: texts.get(2),
            sex: texts.get(4),
            age: texts.get(5),
            patients,
        }
    }
}
