//! The files of the Organisation Data Service (ODS) and of the list-size publication: read into
//! typed rows, put together into a register, and written back.
//!
//! | to | open |
//! |---|---|
//! | read the ePCN sheets | [`NetworkFile`], [`PartnerFile`], from the workbook `Workbook` (feature `xlsx`) |
//! | read the practices (`epraccur`) | [`PracticeFile`] |
//! | read list sizes | [`ListFile`] |
//! | read the monthly map of practices to networks | [`MapFile`] |
//! | read a table of one's own, to compare | [`OwnTable`] |
//! | make a register of them | [`Assembler`], [`Assembled`] |
//! | count as the files are usually counted | [`Recorded`], [`Spread`] |
//! | write the ePCN layout back | [`EpcnWriter`] |
//! | say how to read | [`Options`], [`DateFormat`] |
//! | know what became of the rows | [`Intake`], [`RefusedRow`], [`Forgiven`] |
//!
//! # How a file is read
//!
//! A file is given as anything that can be read, plain or in the zip in which it is published. It
//! is streamed: memory grows with what the caller keeps, and neither a long row nor a container
//! that unpacks without end is held ([`Options`] has the limits).
//!
//! *What it is* is told by its first rows: by the header, in the words of the CCG years or since,
//! with its line breaks and spaces; or, without a header, by the shapes of the codes. Another
//! kind of file, other separators or no text at all give an [`OdsError`] that says what was found.
//!
//! *How it writes dates* is chosen once for the file ([`DateFormat`]). A last day in these files is
//! included, so that a [`Period`](crate::calendar::Period) ends the day after it.
//!
//! *Every row* is taken or refused: rows read are rows accepted and rows refused. A [`RefusedRow`]
//! has file, line, field, value and reason. A row is a line; a quoted field may go on over
//! several, but a stray quote costs its own row alone.
//!
//! *What is forgiven* has a name and is counted ([`Forgiven`]): a byte order mark, spaces around a
//! code, a code in lower case, Windows-1252; and what R, pandas and spreadsheets make of a file that
//! is saved again. They write a word such as `NA` for a blank, `.0` behind a whole number (`20220331.0`,
//! `4.0`), commas between thousands (`"31,767"`), a day without its nought or with midnight behind it
//! (`1/4/2024`, `2024-04-01T00:00:00Z`), a header of numbers (`V1`), and an exponent for a code by
//! which nothing is decided (a provider, a region; then taken as blank). A row is read as it stands
//! first. Nothing else is forgiven: a code has its shape or the row is refused; a name is what it is,
//! `NA` too; a year of two digits between strokes and a spreadsheet's number of a day are refused.
//! [`Options::strict`] refuses the slips in cells as well. The bare `U` that stands for practices in no network is no fault; the map and the list
//! sizes answer it as `None` and [`ListOwner::Unallocated`], and it is counted.
//!
//! Texts in rows are as the file holds them, spaces and all; the register has them trimmed.
//!
//! # Examples
//!
//! ```
//! use pcn::{calendar::day, ods::{Assembler, ListFile, NetworkFile, PartnerFile}};
//!
//! # fn read(networks: &[u8], partners: &[u8], lists: &[u8]) -> Result<(), pcn::ods::OdsError> {
//! let mut files = Assembler::new();
//! files.networks(NetworkFile::open("PCNDetails.csv", networks)?)?;
//! files.partners(PartnerFile::open("PCNCorePartnerDetails.csv", partners)?)?;
//! files.lists(ListFile::open("gp-reg-pat-prac-all.csv", lists)?)?;
//! let assembled = files.finish();
//!
//! let on = day(2022, 4, 27);
//! for finding in assembled.findings.iter().chain(&assembled.register.check(on)) {
//!     println!("{finding}");
//! }
//! # Ok(())
//! # }
//! ```
//!
//! # Source
//!
//! The layouts are those of the published files: NHS Digital, Organisation Data Service, ePCN and
//! `epraccur`; NHS Digital, Patients Registered at a GP Practice. They hold data of NHS England
//! under the Open Government Licence v3.0.

mod assemble;
pub(crate) mod cells;
mod date;
mod error;
pub(crate) mod input;
mod intake;
mod layout;
pub(crate) mod lines;
mod lists;
mod map;
mod mend;
mod networks;
mod partners;
#[cfg(feature = "xlsx")]
mod places;
mod practices;
pub(crate) mod record;
mod recorded;
mod rows;
mod rules;
pub(crate) mod slips;
mod table;
#[cfg(feature = "xlsx")]
mod workbook;
mod write;

#[cfg(feature = "ncdes")]
pub(crate) use assemble::not_kept;
pub use assemble::{Assembled, Assembler, NetworkDetail};
pub use date::{DateFormat, DateFormatError};
pub use error::OdsError;
#[cfg(feature = "ncdes")]
pub(crate) use error::lacking;
// The counts of an intake of `ncdes` are left out as those of ours.
#[cfg(feature = "ncdes")]
pub(crate) use crate::quantity::is_nought;
pub use intake::{Forgiven, Intake, Options, RefusedRow};
pub use layout::FileKind;
pub use lists::{ListFile, ListOwner, ListRow, Lists};
pub use map::{Map, MapFile, MapRow};
pub use networks::{NetworkFile, NetworkRow, Networks};
pub use partners::{PartnerFile, PartnerRow, Partners};
pub use practices::{PracticeFile, PracticeRow, Practices};
pub use recorded::{Recorded, Spread};
pub use rows::Rows;
#[cfg(feature = "ncdes")]
pub(crate) use rows::delimiter;
pub use table::{OwnColumns, OwnTable, TableFault};

pub(crate) use rules::RULES;
#[cfg(feature = "xlsx")]
#[cfg_attr(docsrs, doc(cfg(feature = "xlsx")))]
pub use workbook::Workbook;
pub use write::{EpcnWriter, Headers};
