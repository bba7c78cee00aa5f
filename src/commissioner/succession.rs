//! What became of a body: where its area went on 1 April 2026, and what became of a code.

use chrono::NaiveDate;
use serde::Serialize;

use super::{
    body::{
        ACT_2022, BASSETLAW, HIERARCHY, LOOKUP, MAP_2022, MERGERS_2026, NOTTINGHAM, THAMES_VALLEY,
        THAMES_VALLEY_LOCATION, area,
    },
    table::{AREAS, Area, Seen},
};
use crate::{
    citation::{Citation, Evidence, Source},
    code::{IcbCode, SubIcbCode},
};

const FORMER: Source = Source::constant(
    Citation::constant(
        "a published list of former CCG codes and the ICBs that followed (CCG_ICB_code)",
    ),
    Evidence::Secondary,
);

/// Practices in the files of January 2022 and July 2026, compared.
const COMPARED: Source = Source::constant(
    Citation::constant(
        "NHS England, Patients registered at a GP practice, maps of January 2022 and July 2026",
    ),
    Evidence::Derived,
);

const FRIMLEY_LOCATION: SubIcbCode = SubIcbCode::constant("D4U1Y");

/// Where part of a body's area went, or came from.
///
/// # Examples
///
/// ```
/// use pcn::{code::IcbCode, commissioner::successors};
///
/// // Frimley, by practices: the maps of 2022 and 2026 tell how many went where.
/// let parts = successors(IcbCode::constant("QNQ"));
/// let went: Vec<_> = parts.iter().map(|part| (part.icb.as_str(), part.practices)).collect();
/// assert_eq!(went, [("S0E4D", Some(41)), ("QRL", Some(14)), ("S9B9J", Some(11))]);
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Succession {
    /// The day.
    pub on: NaiveDate,
    /// The other board: the successor or the predecessor.
    pub icb: IcbCode,
    /// The sub-ICB locations concerned, by their codes after the change.
    pub locations: Vec<SubIcbCode>,
    /// How many practices went, where a location was split.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub practices: Option<u32>,
    /// Where that stands.
    pub source: Source,
}

struct Part {
    icb: IcbCode,
    location: SubIcbCode,
    practices: u32,
}

/// The practices of Frimley, by the location that holds them in July 2026.
const FRIMLEY: [Part; 3] = [
    Part { icb: THAMES_VALLEY, location: THAMES_VALLEY_LOCATION, practices: 41 },
    Part { icb: IcbCode::constant("QRL"), location: SubIcbCode::constant("D9Y0V"), practices: 14 },
    Part { icb: IcbCode::constant("S9B9J"), location: SubIcbCode::constant("92A"), practices: 11 },
];

const FRIMLEY_BOARD: IcbCode = IcbCode::constant("QNQ");

/// The board of a location from July 2022 to March 2026.
fn board_2022(area: &Area) -> IcbCode {
    if area.code == BASSETLAW { NOTTINGHAM } else { area.above }
}

fn gather(pairs: impl Iterator<Item = (IcbCode, SubIcbCode)>) -> Vec<Succession> {
    let mut found: Vec<Succession> = Vec::new();
    for (icb, location) in pairs {
        match found.iter_mut().find(|one| one.icb == icb) {
            Some(one) => one.locations.push(location),
            None => found.push(Succession {
                on: MERGERS_2026,
                icb,
                locations: vec![location],
                practices: None,
                source: HIERARCHY,
            }),
        }
    }
    found
}

/// What became of a board on 1 April 2026, by sub-ICB location. One that stayed is its own
/// successor.
///
/// # Examples
///
/// ```
/// use pcn::{code::IcbCode, commissioner::successors};
///
/// // Hertfordshire and West Essex was divided.
/// let parts = successors(IcbCode::constant("QM7"));
/// let parts: Vec<_> = parts.iter().map(|one| (one.icb.as_str(), one.locations.len())).collect();
/// assert_eq!(parts, [("S1Y5D", 2), ("D7T5G", 1)]);
/// ```
#[must_use]
pub fn successors(code: IcbCode) -> Vec<Succession> {
    let areas = AREAS.iter().filter(|area| area.seen != Seen::In2019);
    let pairs = areas.filter(|area| board_2022(area) == code);
    let mut found = gather(pairs.filter_map(|area| area.later.map(|later| (later, area.code))));
    if code == FRIMLEY_BOARD {
        found.extend(FRIMLEY.iter().map(|part| Succession {
            on: MERGERS_2026,
            icb: part.icb,
            locations: vec![part.location],
            practices: Some(part.practices),
            source: COMPARED,
        }));
    }
    found
}

/// From which boards a board of April 2026 came, by sub-ICB location.
///
/// # Examples
///
/// ```
/// use pcn::{code::IcbCode, commissioner::predecessors};
///
/// let essex = predecessors(IcbCode::constant("D7T5G"));
/// assert_eq!(essex.len(), 3);
/// ```
#[must_use]
pub fn predecessors(code: IcbCode) -> Vec<Succession> {
    let areas = AREAS.iter().filter(|area| area.seen != Seen::In2019);
    let pairs = areas.filter(|area| area.later == Some(code));
    let mut found = gather(pairs.map(|area| (board_2022(area), area.code)));
    found.extend(FRIMLEY.iter().filter(|part| part.icb == code).map(|part| Succession {
        on: MERGERS_2026,
        icb: FRIMLEY_BOARD,
        locations: vec![part.location],
        practices: Some(part.practices),
        source: COMPARED,
    }));
    found
}

/// What became of the code of a group or sub-ICB location, in order of days.
///
/// # Examples
///
/// ```
/// use pcn::{code::SubIcbCode, commissioner::{Fate, became}};
///
/// let fates = became(SubIcbCode::constant("04C"));
/// assert!(matches!(fates[..], [Fate::BecameLocation { .. }]));
/// assert_eq!(became(SubIcbCode::constant("D4U1Y")).len(), 2);
/// ```
#[must_use]
pub fn became(code: SubIcbCode) -> Vec<Fate> {
    let mut fates = Vec::new();
    let Some(area) = area(code) else { return fates };
    if area.seen == Seen::In2019 {
        fates.push(Fate::GroupEnded { by: MAP_2022, icb: area.above, source: FORMER });
        return fates;
    }
    let icb = board_2022(area);
    fates.push(Fate::BecameLocation { on: ACT_2022, icb, source: LOOKUP });
    match area.later {
        Some(later) if later != icb => {
            fates.push(Fate::CameUnder { on: MERGERS_2026, icb: later, source: HIERARCHY });
        }
        Some(_) => {}
        None => fates.push(Fate::Divided {
            on: MERGERS_2026,
            into: FRIMLEY.iter().map(|part| (part.location, part.practices)).collect(),
            source: COMPARED,
        }),
    }
    fates
}

/// Something that became of a group's or location's code.
///
/// # Examples
///
/// ```
/// use pcn::{
///     calendar::day,
///     code::SubIcbCode,
///     commissioner::{Fate, became},
/// };
///
/// let fates = became(SubIcbCode::constant("07G"));
/// let [Fate::BecameLocation { on, .. }, Fate::CameUnder { icb, .. }] = &fates[..] else {
///     return Err("another fate");
/// };
/// assert_eq!((*on, icb.as_str()), (day(2022, 7, 1), "D7T5G"));
/// assert!(fates[0].source().citation.document().starts_with("ONS"));
/// # Ok::<(), &str>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "fate", rename_all = "snake_case")]
#[non_exhaustive]
pub enum Fate {
    /// The group was gone by this file; its area came under the board named later.
    GroupEnded {
        /// The day of the first file without it.
        by: NaiveDate,
        /// The board.
        icb: IcbCode,
        /// Where that stands.
        source: Source,
    },
    /// The group's code became a sub-ICB location under this board.
    BecameLocation {
        /// The day.
        on: NaiveDate,
        /// The board.
        icb: IcbCode,
        /// Where that stands.
        source: Source,
    },
    /// The location came under another board.
    CameUnder {
        /// The day.
        on: NaiveDate,
        /// The board.
        icb: IcbCode,
        /// Where that stands.
        source: Source,
    },
    /// The location was divided among others.
    Divided {
        /// The day.
        on: NaiveDate,
        /// The locations, each with the number of practices that went there.
        into: Vec<(SubIcbCode, u32)>,
        /// Where that stands.
        source: Source,
    },
}

impl Fate {
    /// Where it stands.
    #[must_use]
    pub const fn source(&self) -> &Source {
        match self {
            Self::GroupEnded { source, .. }
            | Self::BecameLocation { source, .. }
            | Self::CameUnder { source, .. }
            | Self::Divided { source, .. } => source,
        }
    }
}

/// Where the location of a network may be found after a day, when its own location was divided.
pub(super) fn locations_on(code: SubIcbCode, on: NaiveDate) -> Vec<SubIcbCode> {
    if code == FRIMLEY_LOCATION && on >= MERGERS_2026 {
        FRIMLEY.iter().map(|part| part.location).collect()
    } else {
        vec![code]
    }
}

/// The boards among which Frimley was divided.
pub(super) fn boards_of_frimley() -> Vec<IcbCode> {
    FRIMLEY.iter().map(|part| part.icb).collect()
}
