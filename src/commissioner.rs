//! Levels, and the bodies that commission networks: what a code stood for on a day, and what
//! became of it.
//!
//! | ask | with |
//! |---|---|
//! | what a group's or location's code stood for on a day | [`sub_icb_on`] |
//! | what a partnership's or board's code stood for on a day | [`icb_on`] |
//! | which board is above a location on a day | [`above`] |
//! | what became of a code | [`became`], [`successors`], [`predecessors`] |
//! | who commissions a network on a day | [`commissioned_on`] |
//! | how large neighbourhoods, places and systems are | [`SystemLevel`] |
//!
//! Through all of it a network keeps its own code.

mod body;
mod event;
mod level;
mod succession;
mod table;

use chrono::NaiveDate;
use serde::Serialize;

pub use body::{
    ACT_2022, Above, Body, BodyKind, CHECKED_UNTIL, MERGERS_2026, OnDay, above, icb_codes, icb_on,
    region_name, region_of, sub_icb_codes, sub_icb_on,
};
pub use event::{CommissionerEvent, events};
pub use level::{LevelBand, SystemLevel};
pub use succession::{Fate, Succession, became, predecessors, successors};

use crate::code::{PcnCode, SubIcbCode};

/// Who commissions a network on a day. See [`commissioned_on`].
///
/// # Examples
///
/// ```
/// use pcn::{calendar::day, code::{PcnCode, SubIcbCode}, commissioner::commissioned_on};
///
/// // Frimley was divided in April 2026; only its practices tell where a network went.
/// let (pcn, frimley) = (PcnCode::constant("U12345"), SubIcbCode::constant("D4U1Y"));
/// let after = commissioned_on(pcn, frimley, day(2026, 4, 1));
/// let places: Vec<_> = after.by.iter().map(|(location, _)| location.as_str()).collect();
/// assert_eq!(places, ["U2G6B", "D9Y0V", "92A"]);
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Commissioned {
    /// The network. Its code is the same on every day.
    pub pcn: PcnCode,
    /// The locations under which it may be found, with what each stood for on the day. More than
    /// one where its location was divided among several and only its practices tell which.
    pub by: Vec<(SubIcbCode, OnDay)>,
}

/// Who commissions a network on a day, from a location that it had at some time.
///
/// # Examples
///
/// ```
/// use pcn::{
///     calendar::day,
///     code::{PcnCode, SubIcbCode},
///     commissioner::commissioned_on,
/// };
///
/// let pcn = PcnCode::constant("U12345");
/// let frimley = SubIcbCode::constant("D4U1Y");
/// let before = commissioned_on(pcn, frimley, day(2026, 3, 31));
/// let after = commissioned_on(pcn, frimley, day(2026, 4, 1));
/// assert_eq!(before.pcn, after.pcn);
/// assert_eq!((before.by.len(), after.by.len()), (1, 3));
/// ```
#[must_use]
pub fn commissioned_on(pcn: PcnCode, location: SubIcbCode, on: NaiveDate) -> Commissioned {
    let locations = succession::locations_on(location, on);
    let by = locations.into_iter().map(|code| (code, sub_icb_on(code, on))).collect();
    Commissioned { pcn, by }
}
