//! The files of the Organisation Data Service.

mod assemble;
mod date;
mod error;
pub(crate) mod input;
mod intake;
mod layout;
pub(crate) mod lines;
mod lists;
mod map;
mod networks;
mod partners;
mod practices;
pub(crate) mod record;
mod recorded;
mod rows;
mod rules;
mod table;
#[cfg(feature = "xlsx")]
mod workbook;
mod write;

pub use assemble::{Assembled, Assembler, NetworkDetail};
pub use date::DateFormat;
pub use error::OdsError;
pub use intake::{Forgiven, Intake, Options, RefusedRow};
pub use layout::FileKind;
pub use lists::{ListFile, ListOwner, ListRow, Lists};
pub use map::{Map, MapFile, MapRow};
pub use networks::{NetworkFile, NetworkRow, Networks};
pub use partners::{PartnerFile, PartnerRow, Partners};
pub use practices::{PracticeFile, PracticeRow, Practices};
pub use recorded::{Recorded, Spread};
pub use rows::Rows;
pub use table::{OwnColumns, OwnTable};

pub(crate) use rules::RULES;
#[cfg(feature = "xlsx")]
#[cfg_attr(docsrs, doc(cfg(feature = "xlsx")))]
pub use workbook::Workbook;
pub use write::{EpcnWriter, Headers};
