use core::fmt;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::Provenance;
use crate::{
    calendar::Period,
    code::{PracticeCode, SubIcbCode},
};

/// How a source records a practice: the status letter of epraccur, or its like.
///
/// # Examples
///
/// ```
/// use pcn::network::PracticeStatus;
///
/// assert_eq!(serde_json::to_string(&PracticeStatus::Dormant)?, r#""dormant""#);
/// assert_eq!(PracticeStatus::Proposed.to_string(), "proposed");
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum PracticeStatus {
    /// `A`, or `ACTIVE`.
    Open,
    /// `C`.
    Closed,
    /// `D`: open in the register, but doing no work.
    Dormant,
    /// `P`: not yet open.
    Proposed,
}

impl fmt::Display for PracticeStatus {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Open => "open",
            Self::Closed => "closed",
            Self::Dormant => "dormant",
            Self::Proposed => "proposed",
        })
    }
}

/// What kind of prescribing setting a practice is.
///
/// # Examples
///
/// ```
/// use pcn::network::Setting;
///
/// let setting: Setting = serde_json::from_str(r#""gp_practice""#)?;
/// assert_eq!(setting, Setting::GpPractice);
/// assert_eq!(setting.to_string(), "GP practice");
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Setting {
    /// A GP practice: setting `4` of epraccur, or role `RO76`.
    GpPractice,
    /// Any other prescribing cost centre, such as a hospice, a prison or an out-of-hours service.
    Other,
}

impl fmt::Display for Setting {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::GpPractice => "GP practice",
            Self::Other => "other setting",
        })
    }
}

/// A practice, as its sources record it.
///
/// Only the code and the name are always there: a source of memberships alone knows nothing of
/// openings and settings. What is `None` is not recorded, which is not the same as no.
///
/// # Examples
///
/// ```
/// use pcn::{
///     calendar::{Period, day},
///     code::PracticeCode,
///     network::{Practice, PracticeState, PracticeStatus, Setting},
/// };
///
/// let practice = Practice {
///     status: Some(PracticeStatus::Closed),
///     life: Some(Period::constant(day(1974, 4, 1), day(2022, 7, 1))),
///     setting: Some(Setting::GpPractice),
///     ..Practice::new(PracticeCode::constant("A81001"), "The Densham Surgery")
/// };
/// assert_eq!(practice.state_on(day(2022, 6, 30)), PracticeState::Open);
/// assert_eq!(practice.state_on(day(2022, 7, 1)), PracticeState::Closed);
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Practice {
    /// Its code.
    pub code: PracticeCode,
    /// Its name. Names change and repeat; nothing is matched by name.
    pub name: Box<str>,
    /// Its status, as at the source's date.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<PracticeStatus>,
    /// When it opened and closed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub life: Option<Period>,
    /// What kind of practice it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub setting: Option<Setting>,
    /// Its commissioner, as at the source's date. A dated
    /// [`CommissionerRelation`](super::CommissionerRelation) goes before it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub commissioner: Option<SubIcbCode>,
    /// Its postcode, as the source prints it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub postcode: Option<Box<str>>,
    /// Where it stands in the input.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub provenance: Option<Provenance>,
}

/// What a practice is on a day, as far as its record says.
///
/// # Examples
///
/// ```
/// use pcn::{
///     calendar::day,
///     code::PracticeCode,
///     network::{Practice, PracticeState, PracticeStatus},
/// };
///
/// let mut practice = Practice::new(PracticeCode::constant("A81001"), "The Densham Surgery");
/// assert_eq!(practice.state_on(day(2022, 4, 27)), PracticeState::NotRecorded);
/// practice.status = Some(PracticeStatus::Proposed);
/// assert_eq!(practice.state_on(day(2022, 4, 27)), PracticeState::NotYetOpen);
/// assert_eq!(PracticeState::NotYetOpen.to_string(), "not yet open");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum PracticeState {
    /// Open, and not dormant.
    Open,
    /// Open in the register, but doing no work.
    Dormant,
    /// Not yet open.
    NotYetOpen,
    /// Closed.
    Closed,
    /// The record says neither status nor dates.
    NotRecorded,
}

impl fmt::Display for PracticeState {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Open => "open",
            Self::Dormant => "dormant",
            Self::NotYetOpen => "not yet open",
            Self::Closed => "closed",
            Self::NotRecorded => "not recorded",
        })
    }
}

impl Practice {
    /// A practice of which only code and name are recorded. The fields are public: set what is
    /// known.
    #[must_use]
    pub fn new(code: PracticeCode, name: impl Into<Box<str>>) -> Self {
        Self {
            code,
            name: name.into(),
            status: None,
            life: None,
            setting: None,
            commissioner: None,
            postcode: None,
            provenance: None,
        }
    }

    /// What the practice is on a day. Dates go before the status, because a status is as at the
    /// day of its file: a practice recorded as closed was open on the days of its life.
    #[must_use]
    pub fn state_on(&self, day: NaiveDate) -> PracticeState {
        match (self.life, self.status) {
            (Some(life), _) if day < life.from() => PracticeState::NotYetOpen,
            (Some(life), _) if !life.contains(day) => PracticeState::Closed,
            (_, Some(PracticeStatus::Dormant)) => PracticeState::Dormant,
            (Some(life), Some(PracticeStatus::Closed)) if life.is_open() => PracticeState::Closed,
            (Some(_), _) => PracticeState::Open,
            (None, Some(PracticeStatus::Open)) => PracticeState::Open,
            (None, Some(PracticeStatus::Closed)) => PracticeState::Closed,
            (None, Some(PracticeStatus::Proposed)) => PracticeState::NotYetOpen,
            (None, None) => PracticeState::NotRecorded,
        }
    }

    /// Fills what this record leaves open from another record of the same practice. Gives whether
    /// the two contradict each other; what stood here first stays. Names and postcodes are not
    /// compared: they differ from file to file without meaning anything.
    pub(super) fn complete_from(&mut self, other: &mut Self) -> bool {
        fn fill<T: Copy + PartialEq>(own: &mut Option<T>, other: Option<T>) -> bool {
            match (*own, other) {
                (Some(one), Some(two)) => one != two,
                (None, two) => {
                    *own = two;
                    false
                }
                (Some(_), None) => false,
            }
        }
        if self.name.is_empty() {
            self.name = core::mem::take(&mut other.name);
        }
        if self.postcode.is_none() {
            self.postcode = other.postcode.take();
        }
        if self.provenance.is_none() {
            self.provenance = other.provenance.clone();
        }
        // Not `||`: every field is to be filled.
        fill(&mut self.status, other.status)
            | fill(&mut self.life, other.life)
            | fill(&mut self.setting, other.setting)
            | fill(&mut self.commissioner, other.commissioner)
    }
}
