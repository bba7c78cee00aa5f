//! The ePCN sheet of core partners.

use crate::{
    calendar::Period,
    code::{PcnCode, PracticeCode, SubIcbCode},
};

use super::{
    FileKind,
    cells::{Cells, Fault, Texts},
    layout::Column,
    rows::{Rows, sealed::Layout},
};

pub(super) const COLUMNS: &[Column] = &[
    Column::needed("Partner Organisation Code", &["practice code"]),
    Column::needed("Partner Name", &["partner organisation name", "practice name"]),
    Column::needed(
        "Practice Parent Sub ICB Loc Code",
        &["practice parent ccg code", "practice parent sub icb location code"],
    ),
    Column::optional(
        "Practice Parent Sub ICB Loc Name",
        &["practice parent ccg name", "practice parent sub icb location name"],
    ),
    Column::needed("PCN Code", &[]),
    Column::needed("PCN Name", &[]),
    Column::needed(
        "PCN Parent Sub ICB Loc Code",
        &["pcn parent ccg code", "pcn parent sub icb location code"],
    ),
    Column::optional(
        "PCN Parent Sub ICB Loc Name",
        &["pcn parent ccg name", "pcn parent sub icb location name"],
    ),
    Column::needed("Practice to PCN Relationship Start Date", &["relationship start date"]),
    Column::needed("Practice to PCN Relationship End Date", &["relationship end date"]),
    Column::optional(
        "Practice Sub ICB Loc and PCN Sub ICB Loc Match",
        &[
            "practice ccg and pcn ccg match",
            "practice sub icb and pcn sub icb match",
            "practice sub icb location and pcn sub icb location match",
        ],
    ),
];

/// A row of the ePCN sheet `PCN Core Partner Details`: a practice's time in a network. The texts
/// are as the file holds them.
///
/// # Examples
///
/// See [`PartnerFile`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PartnerRow<'r> {
    /// The line on which the row begins.
    pub line: u64,
    /// The practice.
    pub practice: PracticeCode,
    /// The practice's name.
    pub practice_name: &'r str,
    /// The practice's commissioner.
    pub practice_commissioner: Option<SubIcbCode>,
    /// The name of the practice's commissioner.
    pub practice_commissioner_name: &'r str,
    /// The network.
    pub network: PcnCode,
    /// The network's name.
    pub network_name: &'r str,
    /// The commissioner that leads for the network.
    pub network_commissioner: Option<SubIcbCode>,
    /// The name of the network's commissioner.
    pub network_commissioner_name: &'r str,
    /// From the start date to the end date, which the file includes.
    pub period: Period,
    /// Whether the file says that both commissioners are the same; `None` where it does not say.
    pub match_flag: Option<bool>,
}

impl PartnerRow<'_> {
    /// Whether the two commissioners are the same, by their codes; `None` if one is blank.
    #[must_use]
    pub fn commissioners_match(&self) -> Option<bool> {
        Some(self.practice_commissioner? == self.network_commissioner?)
    }
}

/// Marks a reader of the ePCN sheet of core partners.
///
/// # Examples
///
/// See [`PartnerFile`].
#[derive(Clone, Copy, Debug)]
pub enum Partners {}

/// Reads the ePCN sheet `PCN Core Partner Details`: the memberships.
///
/// # Examples
///
/// ```
/// use pcn::ods::PartnerFile;
///
/// let text = "A81001,THE DENSHAM SURGERY,16C,NHS TEES VALLEY CCG,U89141,STOCKTON PCN,16C,\
///             NHS TEES VALLEY CCG,20191001,20200331,TRUE\n";
/// let mut file = PartnerFile::open("partners.csv", text.as_bytes())?;
/// let row = file.next_row()?.expect("one row");
/// assert_eq!(row.practice.as_str(), "A81001");
/// assert_eq!(row.period.last_day().unwrap().to_string(), "2020-03-31");
/// assert_eq!(row.match_flag, row.commissioners_match());
/// # Ok::<(), pcn::ods::OdsError>(())
/// ```
pub type PartnerFile<R> = Rows<R, Partners>;

impl Layout for Partners {
    const KIND: FileKind = FileKind::Partners;
    const DATES: &'static [usize] = &[8, 9];
    const BLANKS: &'static [usize] = &[2, 3, 6, 7, 9, 10];
    const WHOLE: &'static [usize] = &[];
    type Checked =
        (PracticeCode, Option<SubIcbCode>, PcnCode, Option<SubIcbCode>, Period, Option<bool>);
    type Row<'r> = PartnerRow<'r>;

    fn check(cells: &mut Cells<'_>) -> Result<Self::Checked, Fault> {
        let practice = cells.code(0, PracticeCode::try_new)?;
        let network = cells.code(4, PcnCode::try_new)?;
        let practice_commissioner = cells.optional_code(2, SubIcbCode::try_new)?;
        let network_commissioner = cells.optional_code(6, SubIcbCode::try_new)?;
        let period = cells.period(8, 9)?;
        let flag = match cells.text(10) {
            "TRUE" => Some(true),
            "FALSE" => Some(false),
            "" => None,
            other if other.trim().eq_ignore_ascii_case("true") => Some(true),
            other if other.trim().eq_ignore_ascii_case("false") => Some(false),
            other if other.trim().is_empty() => None,
            _ => return Err(cells.fault(10, "the match is `TRUE` or `FALSE`")),
        };
        Ok((practice, practice_commissioner, network, network_commissioner, period, flag))
    }

    fn row<'r>(checked: Self::Checked, texts: Texts<'r>) -> PartnerRow<'r> {
        let (practice, practice_commissioner, network, network_commissioner, period, match_flag) =
            checked;
        PartnerRow {
            line: texts.line(),
            practice,
            practice_name: texts.get(1),
            practice_commissioner,
            practice_commissioner_name: texts.get(3),
            network,
            network_name: texts.get(5),
            network_commissioner,
            network_commissioner_name: texts.get(7),
            period,
            match_flag,
        }
    }
}
