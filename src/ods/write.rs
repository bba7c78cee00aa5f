//! Writing the ePCN layout back from a register.

use std::{collections::BTreeMap, io::Write};

use super::{Assembled, DateFormat, FileKind, OdsError};
use crate::{calendar::Period, code::SubIcbCode};

/// The columns' names of the two eras. The columns themselves are the same.
///
/// # Examples
///
/// ```
/// use pcn::ods::{Assembler, EpcnWriter, Headers};
///
/// let nothing = Assembler::new().finish();
/// let mut text = Vec::new();
/// EpcnWriter::new(&nothing).headers(Headers::SubIcb).networks(&mut text)?;
/// assert!(text.starts_with(b"PCN Code,PCN Name,Current Sub ICB Loc Code,Sub ICB Location,"));
/// # Ok::<(), pcn::ods::OdsError>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Headers {
    /// As published until 2022: Clinical Commissioning Groups.
    Ccg,
    /// As published since: sub-ICB locations.
    #[default]
    SubIcb,
}

const CCG_NETWORKS: [&str; 12] = [
    "PCN Code",
    "PCN Name",
    "Current Clinical Commissioning Group Code",
    "Clinical Commissioning Group Name",
    "Open Date",
    "Close Date",
    "Address Line 1",
    "Address Line 2",
    "Address Line 3",
    "Address Line 4",
    "Address Line 5",
    "Postcode",
];
const CCG_PARTNERS: [&str; 11] = [
    "Partner Organisation Code",
    "Partner Name",
    "Practice Parent CCG Code",
    "Practice Parent CCG Name",
    "PCN Code",
    "PCN Name",
    "PCN Parent CCG Code",
    "PCN Parent CCG Name",
    "Practice to PCN Relationship Start Date",
    "Practice to PCN Relationship End Date",
    "Practice CCG and PCN CCG Match ",
];

/// Writes the ePCN sheets from a register, the sheet of networks and that of core partners, as CSV
/// with a header row and CRLF line ends.
///
/// # Meaning
///
/// Rows come by code, then date, and not in the order of the file they came from. Spaces around
/// names and postcodes are not kept; those of addresses are. The match of commissioners is written
/// from the codes, so that a flag that contradicted them is put right. Repeated rows are written
/// as often as they were read.
///
/// # Examples
///
/// ```
/// use pcn::ods::{Assembler, EpcnWriter, Headers, NetworkFile};
///
/// let row = "U89141,STOCKTON PCN,16C,NHS TEES VALLEY CCG,20191001,20200331,1 ROAD,,,TOWN,,TS18 1HU";
/// let mut files = Assembler::new();
/// files.networks(NetworkFile::open("epcn.csv", row.as_bytes())?)?;
/// let assembled = files.finish();
///
/// let mut text = Vec::new();
/// EpcnWriter::new(&assembled).headers(Headers::Ccg).networks(&mut text)?;
/// assert!(String::from_utf8(text)?.ends_with(&format!("{row}\r\n")));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug)]
pub struct EpcnWriter<'a> {
    assembled: &'a Assembled,
    headers: Headers,
}

impl<'a> EpcnWriter<'a> {
    /// A writer of what was assembled, with the headers of today.
    #[must_use]
    pub const fn new(assembled: &'a Assembled) -> Self {
        Self { assembled, headers: Headers::SubIcb }
    }

    /// Says which era's headers to write.
    #[must_use]
    pub const fn headers(mut self, headers: Headers) -> Self {
        self.headers = headers;
        self
    }

    fn header(&self, kind: FileKind) -> Vec<&'static str> {
        match (self.headers, kind) {
            (Headers::Ccg, FileKind::Networks) => CCG_NETWORKS.to_vec(),
            (Headers::Ccg, _) => CCG_PARTNERS.to_vec(),
            (Headers::SubIcb, kind) => kind.columns().iter().map(|column| column.name).collect(),
        }
    }

    /// Writes the sheet of networks.
    ///
    /// # Errors
    ///
    /// [`OdsError::Io`] if it cannot be written.
    pub fn networks(&self, out: impl Write) -> Result<(), OdsError> {
        let rows = self.assembled.register.networks().map(|network| {
            let lead = network.lead_commissioner_per_ods;
            let (code, name) = in_words(lead, &self.assembled.lead_names);
            let detail = self.assembled.details.get(&network.code);
            let address = |line: usize| {
                detail
                    .and_then(|detail| detail.address.get(line))
                    .map_or("", |line| line)
                    .to_owned()
            };
            vec![
                network.code.to_string(),
                network.name.to_string(),
                code,
                name.to_owned(),
                DateFormat::Compact.write(network.life.from()),
                last_day(network.life),
                address(0),
                address(1),
                address(2),
                address(3),
                address(4),
                network.postcode.as_deref().unwrap_or("").to_owned(),
            ]
        });
        self.write(FileKind::Networks, rows, out)
    }

    /// Writes the sheet of core partners.
    ///
    /// # Errors
    ///
    /// [`OdsError::Io`] if it cannot be written.
    pub fn partners(&self, out: impl Write) -> Result<(), OdsError> {
        let register = &self.assembled.register;
        let rows = register.memberships().map(|membership| {
            let practice = register.practice(membership.practice);
            let network = register.network(membership.pcn);
            let parent = practice.and_then(|practice| practice.commissioner);
            let lead = network.and_then(|network| network.lead_commissioner_per_ods);
            let (parent_code, parent_name) = in_words(parent, &self.assembled.parent_names);
            let (lead_code, lead_name) = in_words(lead, &self.assembled.lead_names);
            let matches = match (parent, lead) {
                (Some(parent), Some(lead)) if parent == lead => "TRUE",
                (Some(_), Some(_)) => "FALSE",
                _ => "",
            };
            vec![
                membership.practice.to_string(),
                practice.map_or("", |practice| &practice.name).to_owned(),
                parent_code,
                parent_name.to_owned(),
                membership.pcn.to_string(),
                network.map_or("", |network| &network.name).to_owned(),
                lead_code,
                lead_name.to_owned(),
                DateFormat::Compact.write(membership.period.from()),
                last_day(membership.period),
                matches.to_owned(),
            ]
        });
        self.write(FileKind::Partners, rows, out)
    }

    fn write(
        &self,
        kind: FileKind,
        rows: impl Iterator<Item = Vec<String>>,
        out: impl Write,
    ) -> Result<(), OdsError> {
        let fault = |error: &dyn core::fmt::Display| OdsError::Io {
            file: kind.name().into(),
            message: error.to_string().into(),
        };
        let mut writer =
            csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(out);
        writer.write_record(self.header(kind)).map_err(|error| fault(&error))?;
        for row in rows {
            writer.write_record(row).map_err(|error| fault(&error))?;
        }
        writer.flush().map_err(|error| fault(&error))
    }
}

/// A commissioner's code and name; blank if there is none.
fn in_words(code: Option<SubIcbCode>, names: &BTreeMap<SubIcbCode, Box<str>>) -> (String, &str) {
    let name = code.and_then(|code| names.get(&code));
    (code.map(|code| code.to_string()).unwrap_or_default(), name.map_or("", |name| name))
}

/// The last day as the files write it, which include it; a period of no day ends the day before it
/// begins.
fn last_day(period: Period) -> String {
    let last = period.until().and_then(|until| until.pred_opt());
    last.map(|last| DateFormat::Compact.write(last)).unwrap_or_default()
}
