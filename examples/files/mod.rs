//! What the programs share that read the files of the Organisation Data Service.

use std::{fs, path::Path};

use chrono::Months;
use pcn::{
    calendar::NaiveDate,
    finding::{Finding, Report},
    ods::{Assembled, DateFormat, DateFormatError, FileKind, Intake, OdsError, Options},
};
use serde::Serialize;

/// What became of a file's rows.
#[derive(Serialize)]
pub(crate) struct Input {
    pub(crate) file: Box<str>,
    pub(crate) rows: u64,
    pub(crate) accepted: u64,
    pub(crate) rejected: u64,
    /// Accepted rows of which the register holds nothing; the notes say which.
    #[serde(skip_serializing_if = "is_none")]
    pub(crate) unused: u64,
    pub(crate) notes: Vec<String>,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes a reference")]
const fn is_none(count: &u64) -> bool {
    *count == 0
}

impl From<&Intake> for Input {
    fn from(intake: &Intake) -> Self {
        Self {
            file: intake.file.clone(),
            rows: intake.rows,
            accepted: intake.accepted,
            rejected: intake.refused,
            unused: intake.unused,
            notes: intake.notes(),
        }
    }
}

/// The day of the newest list sizes, if they are over a year older than the day asked.
pub(crate) fn old(newest: Option<NaiveDate>, on: NaiveDate) -> Option<NaiveDate> {
    newest.filter(|newest| *newest < on - Months::new(12))
}

/// The name under which a file is reported.
pub(crate) fn named(path: &Path) -> String {
    path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned()
}

pub(crate) fn open(path: &Path) -> Result<fs::File, String> {
    fs::File::open(path).map_err(|error| format!("{}: {error}", path.display()))
}

/// How files write their dates, as the flag takes it.
pub(crate) fn format(text: &str) -> Result<DateFormat, String> {
    let named = |format: &DateFormat| format.name().eq_ignore_ascii_case(text);
    DateFormat::ALL.into_iter().find(named).ok_or_else(|| {
        let known = DateFormat::ALL.map(DateFormat::name).join("`, `");
        format!("files write dates as `{known}`")
    })
}

/// The options of a file, with the format of dates if one is given.
pub(crate) fn options(dates: Option<DateFormat>) -> Options {
    dates.map_or_else(Options::default, |format| Options::default().dates(format))
}

/// What is wrong with a file, in the words of the flags.
pub(crate) fn text(error: OdsError) -> String {
    let flag = |kind| match kind {
        FileKind::Networks => "--pcns",
        FileKind::Partners => "--partners",
        FileKind::Practices => "--practices",
        FileKind::Lists => "--lists",
        _ => "--map",
    };
    match error {
        OdsError::OtherKind { file, expected, found, .. } => {
            format!("{file}: expected {expected}, found {found}; give it with {}", flag(found))
        }
        OdsError::IsWorkbook { file, .. } => {
            format!(
                "{file}: this is a workbook; --epcn takes the ePCN workbook, and of any other give \
                 the sheet saved as CSV"
            )
        }
        OdsError::Dates { file, fault } if may_be_slashed(&fault) => {
            format!("{file}: {fault}; --dates dd/mm/yyyy says it")
        }
        OdsError::NotAWorkbook { file } => no_workbook(&file, "it is no .xlsx workbook"),
        OdsError::Workbook { file, message } => {
            no_workbook(&file, &format!("the workbook cannot be read ({message})"))
        }
        other => other.to_string(),
    }
}

/// Whether --dates dd/mm/yyyy can settle how a file writes its dates.
fn may_be_slashed(fault: &DateFormatError) -> bool {
    match fault {
        DateFormatError::BothWays => true,
        DateFormatError::Mixed(formats) => {
            formats.iter().any(|(format, _)| *format == DateFormat::Slashed)
        }
        _ => false,
    }
}

fn no_workbook(file: &str, what: &str) -> String {
    format!(
        "{file}: {what}; CSV files of networks and core partners are given with --pcns and \
         --partners, others with the flag of their kind (--help lists them)"
    )
}

/// Refuses files of which no row can be used: what is worked out without them is no answer to what
/// was asked. The first row tells why.
pub(crate) fn all_used_in_part(assembled: &Assembled) -> Result<(), String> {
    let without = assembled.intakes.iter().find(|one| one.rows > 0 && one.accepted == one.unused);
    match without {
        Some(intake) if intake.accepted > 0 => Err(format!(
            "{}: none of its {} rows is the whole list of a practice: they are of one sex or age, or \
             of other bodies; the file that holds the lists is gp-reg-pat-prac-all",
            intake.file, intake.rows
        )),
        Some(intake) => {
            let error = none_used(&intake.file, intake.rows, &assembled.findings);
            Err(match intake.header {
                true => error,
                false => format!(
                    "{error}; the file has no header row, so that its columns were taken by their \
                     places: give it its header if they were moved"
                ),
            })
        }
        None => Ok(()),
    }
}

/// What is told of a file of which no row can be used.
pub(crate) fn none_used(file: &str, rows: u64, findings: &Report) -> String {
    let place = |finding: &Finding| {
        let place = finding.path.as_deref()?.strip_prefix(file)?.trim_start_matches([',', ' ']);
        Some(format!(": {place}: {}", finding.message))
    };
    let first = findings.iter().find_map(place).unwrap_or_default();
    match rows {
        1 => format!("{file}: its one row cannot be used{first}"),
        _ => format!("{file}: none of its {rows} rows can be used{first}"),
    }
}
