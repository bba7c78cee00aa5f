use core::fmt;
use std::borrow::Cow;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::citation::{Citation, Evidence, Source};

/// A status by colour. What each colour means is the plan's to say ([`BragMeaning`]).
///
/// # Meaning
///
/// Red is worse than amber, and amber than green ([`badness`](Self::badness)). Blue is no point on
/// that scale: it says that the work is done. So the colours have no order.
///
/// # Examples
///
/// ```
/// use pcn::plan::Brag;
///
/// assert!(Brag::Red.badness() > Brag::Amber.badness());
/// assert_eq!(Brag::Blue.badness(), None);
/// assert_eq!(Brag::Green.letter(), 'G');
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Brag {
    /// Usually: complete.
    Blue,
    /// Usually: at serious risk.
    Red,
    /// Usually: may be at risk, and acted on.
    Amber,
    /// Usually: as planned.
    Green,
}

impl Brag {
    /// Every colour, in the order of the letters.
    pub const ALL: [Self; 4] = [Self::Blue, Self::Red, Self::Amber, Self::Green];

    /// How bad, from 0; `None` for blue, which is a state and not a degree.
    #[must_use]
    pub const fn badness(self) -> Option<u8> {
        match self {
            Self::Blue => None,
            Self::Green => Some(0),
            Self::Amber => Some(1),
            Self::Red => Some(2),
        }
    }

    /// The colour's letter, which tells it apart without colour.
    #[must_use]
    pub const fn letter(self) -> char {
        match self {
            Self::Blue => 'B',
            Self::Red => 'R',
            Self::Amber => 'A',
            Self::Green => 'G',
        }
    }
}

impl fmt::Display for Brag {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Blue => "blue",
            Self::Red => "red",
            Self::Amber => "amber",
            Self::Green => "green",
        })
    }
}

/// What a plan means by the colours.
///
/// # Examples
///
/// ```
/// use pcn::{citation::Evidence, plan::{Brag, BragMeaning}};
///
/// assert_eq!(BragMeaning::default().of(Brag::Blue), "complete");
/// assert_eq!(BragMeaning::BLUE_SOURCE.evidence, Evidence::Unconfirmed);
/// ```
///
/// # Source
///
/// Red, amber and green: Designing Buildings, RAG report. Blue as complete: recollection.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct BragMeaning {
    /// Blue.
    pub blue: Cow<'static, str>,
    /// Red.
    pub red: Cow<'static, str>,
    /// Amber.
    pub amber: Cow<'static, str>,
    /// Green.
    pub green: Cow<'static, str>,
}

impl BragMeaning {
    /// Where the usual meanings of red, amber and green stand.
    pub const RAG_SOURCE: Source = Source::constant(
        Citation::constant("Designing Buildings, RAG report")
            .url("www.designingbuildings.co.uk/wiki/Rag_report"),
        Evidence::Secondary,
    );
    /// No page that was read says what blue means.
    pub const BLUE_SOURCE: Source = Source::constant(
        Citation::constant("recollection of common use of BRAG status"),
        Evidence::Unconfirmed,
    );

    /// What the plan means by a colour.
    #[must_use]
    pub fn of(&self, brag: Brag) -> &str {
        match brag {
            Brag::Blue => &self.blue,
            Brag::Red => &self.red,
            Brag::Amber => &self.amber,
            Brag::Green => &self.green,
        }
    }
}

impl Default for BragMeaning {
    /// The usual meanings.
    fn default() -> Self {
        Self {
            blue: Cow::Borrowed("complete"),
            red: Cow::Borrowed("at serious risk; action needed"),
            amber: Cow::Borrowed("may be at risk; being acted on or watched"),
            green: Cow::Borrowed("as planned"),
        }
    }
}

/// A status as reported on a day.
///
/// # Examples
///
/// ```
/// use pcn::{calendar::day, plan::{Brag, BragReport}};
///
/// let report = BragReport::new(day(2021, 2, 1), Brag::Amber).note("two homes without a lead");
/// assert_eq!(report.note.as_deref(), Some("two homes without a lead"));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct BragReport {
    /// The day.
    #[serde(deserialize_with = "crate::calendar::iso")]
    pub on: NaiveDate,
    /// The colour.
    pub status: Brag,
    /// Why, or what is done about it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<Cow<'static, str>>,
}

impl BragReport {
    /// A report without a note.
    #[must_use]
    pub const fn new(on: NaiveDate, status: Brag) -> Self {
        Self { on, status, note: None }
    }

    /// Adds a note.
    #[must_use]
    pub fn note(mut self, note: impl Into<Cow<'static, str>>) -> Self {
        self.note = Some(note.into());
        self
    }
}
