use core::fmt;

use serde::{Deserialize, Serialize};

use super::achievement::Share;

/// Where performance stands: red at the lower threshold or worse, green at the upper or better,
/// amber between.
///
/// # Examples
///
/// ```
/// use pcn::iif::Rag;
///
/// assert_eq!(Rag::Amber.to_string(), "amber");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Rag {
    /// Nothing is earned.
    Red,
    /// A part is earned.
    Amber,
    /// Everything is earned.
    Green,
}

impl Rag {
    pub(super) const fn of(share: &Share) -> Self {
        match share {
            Share::Nothing => Self::Red,
            Share::Part { .. } => Self::Amber,
            Share::All => Self::Green,
        }
    }
}

impl fmt::Display for Rag {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Red => "red",
            Self::Amber => "amber",
            Self::Green => "green",
        })
    }
}
