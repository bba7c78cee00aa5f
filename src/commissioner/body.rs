use core::fmt;

use chrono::NaiveDate;
use serde::Serialize;

use super::{
    succession::{boards_of_frimley, successors},
    table::{AREAS, Area, BOARDS, Board, Life, REGIONS, Seen},
};
use crate::{
    calendar::day,
    citation::{Citation, Evidence, Source},
    code::{IcbCode, RegionCode, SubIcbCode},
};

/// The day on which CCGs ended and boards and sub-ICB locations began.
pub const ACT_2022: NaiveDate = day(2022, 7, 1);
/// The day on which 42 boards became 36.
pub const MERGERS_2026: NaiveDate = day(2026, 4, 1);
/// The first day for which nothing was checked.
pub const CHECKED_UNTIL: NaiveDate = day(2027, 4, 1);

const REGISTER_2019: NaiveDate = day(2019, 12, 4);
pub(super) const MAP_2022: NaiveDate = day(2022, 1, 1);

const REGISTER: Source = Source::constant(
    Citation::constant("NHS Digital, ePCN register of Primary Care Networks (4 December 2019)"),
    Evidence::Official,
);
const MAP: Source = Source::constant(
    Citation::constant("NHS Digital, Patients registered at a GP practice, map (1 January 2022)"),
    Evidence::Official,
);
pub(super) const LOOKUP: Source = Source::constant(
    Citation::constant("ONS, Sub-ICB locations to ICBs to NHS England regions (July 2022), lookup"),
    Evidence::Official,
);
pub(super) const HIERARCHY: Source = Source::constant(
    Citation::constant(
        "NHS England, Patients registered at a GP practice, hierarchy of August 2026",
    ),
    Evidence::Derived,
);

/// What kind of body a code stands for on a day.
///
/// # Examples
///
/// ```
/// use pcn::commissioner::BodyKind;
///
/// assert!(!BodyKind::SubIcbLocation.is_legal_body());
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum BodyKind {
    /// A Clinical Commissioning Group, until 30 June 2022.
    Ccg,
    /// A sub-ICB location: reference data that stand for part of a board, no body in law.
    SubIcbLocation,
    /// A Sustainability and Transformation Partnership, until 30 June 2022.
    Stp,
    /// An Integrated Care Board, from 1 July 2022.
    Icb,
    /// A region of NHS England.
    Region,
}

impl BodyKind {
    /// Whether it is a body in law that can hold a contract.
    #[must_use]
    pub const fn is_legal_body(self) -> bool {
        matches!(self, Self::Ccg | Self::Icb)
    }

    /// The kind in words.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Ccg => "Clinical Commissioning Group",
            Self::SubIcbLocation => "sub-ICB location",
            Self::Stp => "Sustainability and Transformation Partnership",
            Self::Icb => "Integrated Care Board",
            Self::Region => "region of NHS England",
        }
    }
}

impl fmt::Display for BodyKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

/// A body as it was on a day.
///
/// # Examples
///
/// ```
/// use pcn::{
///     calendar::day,
///     code::SubIcbCode,
///     commissioner::{BodyKind, sub_icb_on},
/// };
///
/// let on = day(2022, 7, 1);
/// let durham = sub_icb_on(SubIcbCode::constant("84H"), on);
/// let body = durham.body().ok_or("none")?;
/// assert_eq!(body.kind, BodyKind::SubIcbLocation);
/// assert_eq!(body.name, "NHS North East and North Cumbria ICB - 84H");
/// assert!(!body.kind.is_legal_body(), "it cannot hold a contract");
/// # Ok::<(), &str>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Body {
    /// What kind of body.
    pub kind: BodyKind,
    /// Its name.
    pub name: String,
    /// Where that stands.
    pub source: Source,
}

/// What a code stood for on a day.
///
/// # Examples
///
/// ```
/// use pcn::{
///     calendar::day,
///     code::SubIcbCode,
///     commissioner::{OnDay, sub_icb_on},
/// };
///
/// let thurrock = SubIcbCode::constant("07G");
/// // The files read are of December 2019 and later: before, the answer is not certain.
/// assert!(matches!(sub_icb_on(thurrock, day(2018, 1, 1)), OnDay::Uncertain { .. }));
/// assert!(matches!(sub_icb_on(thurrock, day(2030, 1, 1)), OnDay::NotChecked { .. }));
/// assert_eq!(sub_icb_on(SubIcbCode::constant("99Z"), day(2022, 7, 1)), OnDay::UnknownCode);
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "answer", rename_all = "snake_case")]
pub enum OnDay {
    /// This body.
    Is(Body),
    /// No body yet; this one from that day on.
    NotYet {
        /// The first day, or the day of the first file that holds it.
        since: NaiveDate,
        /// The body.
        body: Body,
    },
    /// The files hold this body on another day, and say nothing of this one.
    Uncertain {
        /// The nearest day on which a file holds it.
        seen: NaiveDate,
        /// The body.
        body: Body,
    },
    /// No body any more.
    Ended {
        /// The first day without it, or the first file without it.
        by: NaiveDate,
        /// What its area came under.
        became: Vec<IcbCode>,
    },
    /// The files hold no such code.
    UnknownCode,
    /// The day lies beyond what was checked.
    NotChecked {
        /// The first day that was not checked.
        from: NaiveDate,
    },
}

impl OnDay {
    /// The body, where it is certain.
    #[must_use]
    pub const fn body(&self) -> Option<&Body> {
        match self {
            Self::Is(body) => Some(body),
            _ => None,
        }
    }
}

pub(super) fn area(code: SubIcbCode) -> Option<&'static Area> {
    AREAS.iter().find(|area| area.code == code)
}

fn board(code: IcbCode) -> Option<&'static Board> {
    BOARDS.iter().find(|board| board.code == code)
}

/// U2G6B is the one location that is new in 2026; it was never a group.
pub(super) const THAMES_VALLEY_LOCATION: SubIcbCode = SubIcbCode::constant("U2G6B");
pub(super) const BASSETLAW: SubIcbCode = SubIcbCode::constant("02Q");
pub(super) const THAMES_VALLEY: IcbCode = IcbCode::constant("S0E4D");
pub(super) const NOTTINGHAM: IcbCode = IcbCode::constant("QT1");

/// What the code of a CCG or sub-ICB location stood for on a day.
///
/// # Meaning
///
/// On 1 July 2022 the codes of CCGs kept their values and became sub-ICB locations. The groups'
/// names are those of the files of 4 December 2019 and 1 January 2022; between and before, where
/// only one of them holds a code, the answer is [`OnDay::Uncertain`].
///
/// # Examples
///
/// ```
/// use pcn::{
///     calendar::day,
///     code::SubIcbCode,
///     commissioner::{BodyKind, sub_icb_on},
/// };
///
/// let thurrock = SubIcbCode::constant("07G");
/// let before = sub_icb_on(thurrock, day(2022, 6, 30));
/// let body = before.body().ok_or("none")?;
/// assert_eq!((body.kind, body.name.as_str()), (BodyKind::Ccg, "NHS Thurrock CCG"));
///
/// let after = sub_icb_on(thurrock, day(2022, 7, 1));
/// assert_eq!(after.body().ok_or("none")?.name, "NHS Mid and South Essex ICB - 07G");
/// let now = sub_icb_on(thurrock, day(2026, 4, 1));
/// assert_eq!(now.body().ok_or("none")?.name, "NHS Essex ICB - 07G");
/// # Ok::<(), &str>(())
/// ```
#[must_use]
pub fn sub_icb_on(code: SubIcbCode, on: NaiveDate) -> OnDay {
    if on >= CHECKED_UNTIL {
        return OnDay::NotChecked { from: CHECKED_UNTIL };
    }
    if code == THAMES_VALLEY_LOCATION {
        let body = location(code, THAMES_VALLEY, HIERARCHY);
        return if on < MERGERS_2026 {
            OnDay::NotYet { since: MERGERS_2026, body }
        } else {
            OnDay::Is(body)
        };
    }
    let Some(area) = area(code) else { return OnDay::UnknownCode };
    let group = |source| Body { kind: BodyKind::Ccg, name: area.name.to_owned(), source };
    if on < ACT_2022 {
        return match area.seen {
            Seen::Both if on >= REGISTER_2019 => {
                OnDay::Is(group(if on >= MAP_2022 { MAP } else { REGISTER }))
            }
            Seen::Both => OnDay::Uncertain { seen: REGISTER_2019, body: group(REGISTER) },
            Seen::In2022 if on >= MAP_2022 => OnDay::Is(group(MAP)),
            Seen::In2022 if on <= REGISTER_2019 => {
                OnDay::NotYet { since: MAP_2022, body: group(MAP) }
            }
            Seen::In2022 => OnDay::Uncertain { seen: MAP_2022, body: group(MAP) },
            Seen::In2019 if on == REGISTER_2019 => OnDay::Is(group(REGISTER)),
            Seen::In2019 if on >= MAP_2022 => {
                OnDay::Ended { by: MAP_2022, became: vec![area.above] }
            }
            Seen::In2019 => OnDay::Uncertain { seen: REGISTER_2019, body: group(REGISTER) },
        };
    }
    if area.seen == Seen::In2019 {
        return OnDay::Ended { by: MAP_2022, became: vec![area.above] };
    }
    match above(code, on) {
        Some(parent) => OnDay::Is(location(code, parent.icb, parent.source)),
        None => OnDay::Ended { by: MERGERS_2026, became: boards_of_frimley() },
    }
}

fn location(code: SubIcbCode, parent: IcbCode, source: Source) -> Body {
    let short = board(parent).map_or("", |board| board.name);
    Body { kind: BodyKind::SubIcbLocation, name: format!("NHS {short} ICB - {code}"), source }
}

/// What the code of a partnership or board stood for on a day.
///
/// # Meaning
///
/// On 1 July 2022 the 42 codes of partnerships kept their values and became boards. On 1 April
/// 2026 six new boards, with new codes, replaced twelve.
///
/// # Examples
///
/// ```
/// use pcn::{calendar::day, code::IcbCode, commissioner::{OnDay, icb_on}};
///
/// let frimley = IcbCode::constant("QNQ");
/// let body = icb_on(frimley, day(2024, 1, 1));
/// assert_eq!(body.body().ok_or("none")?.name, "NHS Frimley Integrated Care Board");
/// let OnDay::Ended { became, .. } = icb_on(frimley, day(2026, 4, 1)) else {
///     return Err("still there");
/// };
/// assert_eq!(became.len(), 3);
/// # Ok::<(), &str>(())
/// ```
#[must_use]
pub fn icb_on(code: IcbCode, on: NaiveDate) -> OnDay {
    if on >= CHECKED_UNTIL {
        return OnDay::NotChecked { from: CHECKED_UNTIL };
    }
    let Some(board) = board(code) else { return OnDay::UnknownCode };
    let named = |source| Body {
        kind: BodyKind::Icb,
        name: format!("NHS {} Integrated Care Board", board.name),
        source,
    };
    match (board.life, board.partnership) {
        (Life::From2026, _) if on < MERGERS_2026 => {
            OnDay::NotYet { since: MERGERS_2026, body: named(HIERARCHY) }
        }
        (Life::From2026 | Life::Both, _) if on >= MERGERS_2026 => OnDay::Is(named(HIERARCHY)),
        (Life::To2026, _) if on >= MERGERS_2026 => OnDay::Ended {
            by: MERGERS_2026,
            became: successors(code).into_iter().map(|one| one.icb).collect(),
        },
        (_, Some(partnership)) if on < ACT_2022 => {
            let body = Body { kind: BodyKind::Stp, name: partnership.to_owned(), source: MAP };
            if on >= MAP_2022 { OnDay::Is(body) } else { OnDay::Uncertain { seen: MAP_2022, body } }
        }
        (_, None) if on < ACT_2022 => OnDay::NotYet { since: ACT_2022, body: named(LOOKUP) },
        _ => OnDay::Is(named(LOOKUP)),
    }
}

/// A region's name. The seven regions are the same throughout.
///
/// # Examples
///
/// ```
/// use pcn::{code::RegionCode, commissioner::region_name};
///
/// assert_eq!(region_name(RegionCode::constant("Y60")), Some("Midlands"));
/// ```
#[must_use]
pub fn region_name(code: RegionCode) -> Option<&'static str> {
    REGIONS.iter().find(|(region, _)| *region == code).map(|(_, name)| *name)
}

/// The region of a board.
///
/// # Examples
///
/// ```
/// use pcn::{code::{IcbCode, RegionCode}, commissioner::region_of};
///
/// assert_eq!(region_of(IcbCode::constant("QHM")), Some(RegionCode::constant("Y63")));
/// ```
#[must_use]
pub fn region_of(code: IcbCode) -> Option<RegionCode> {
    board(code).map(|board| board.region)
}

/// The board, or before July 2022 the partnership, above a code on a day.
///
/// # Examples
///
/// ```
/// use pcn::{calendar::day, code::SubIcbCode, commissioner::{above, region_name}};
///
/// let found = above(SubIcbCode::constant("02Q"), day(2022, 7, 1)).ok_or("none")?;
/// assert_eq!(found.icb.as_str(), "QT1");
/// assert_eq!(found.region.and_then(region_name), Some("Midlands"));
/// # Ok::<(), &str>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Above {
    /// The board.
    pub icb: IcbCode,
    /// Its region.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub region: Option<RegionCode>,
    /// Where that stands.
    pub source: Source,
}

/// The board above a sub-ICB location on a day; before July 2022 the partnership above a group.
/// `None` if there was none, or no file says.
///
/// # Examples
///
/// ```
/// use pcn::{calendar::day, code::{IcbCode, SubIcbCode}, commissioner::above};
///
/// let bassetlaw = SubIcbCode::constant("02Q");
/// let icb = |on| above(bassetlaw, on).map(|one| one.icb);
/// assert_eq!(icb(day(2022, 6, 30)), Some(IcbCode::constant("QF7")));
/// assert_eq!(icb(day(2022, 7, 1)), Some(IcbCode::constant("QT1")));
/// ```
#[must_use]
pub fn above(code: SubIcbCode, on: NaiveDate) -> Option<Above> {
    let found = |icb, source| Some(Above { icb, region: region_of(icb), source });
    if on >= CHECKED_UNTIL {
        return None;
    }
    if code == THAMES_VALLEY_LOCATION {
        return if on >= MERGERS_2026 { found(THAMES_VALLEY, HIERARCHY) } else { None };
    }
    let area = area(code)?;
    let listed = area.seen != Seen::In2019;
    match on {
        on if on >= MERGERS_2026 => found(area.later?, HIERARCHY),
        on if on >= ACT_2022 && code == BASSETLAW => found(NOTTINGHAM, LOOKUP),
        on if on >= ACT_2022 && listed => found(area.above, LOOKUP),
        on if on >= ACT_2022 => None,
        on if on >= MAP_2022 && listed => found(area.above, MAP),
        _ => None,
    }
}

/// Every code of a group or sub-ICB location that the files hold, in order.
///
/// # Examples
///
/// ```
/// assert_eq!(pcn::commissioner::sub_icb_codes().count(), 219);
/// ```
pub fn sub_icb_codes() -> impl Iterator<Item = SubIcbCode> {
    AREAS.iter().map(|area| area.code).chain([THAMES_VALLEY_LOCATION])
}

/// Every code of a board, in order.
///
/// # Examples
///
/// ```
/// assert_eq!(pcn::commissioner::icb_codes().count(), 48);
/// ```
pub fn icb_codes() -> impl Iterator<Item = IcbCode> {
    BOARDS.iter().map(|board| board.code)
}
