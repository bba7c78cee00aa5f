//! The other payments of the DES, and the additional roles reimbursement scheme.
//!
//! A payment is a rate times the one count that it is made on. The counts of a network are
//! [`Populations`]; a year's [`Terms`] hold an [`Entitlement`] for each payment, with dated and
//! cited rates:
//!
//! - [`Terms::statement`] and [`Terms::payment`]: what is due over a year, a month or any days, with
//!   working; [`Tariff`]: the same for many networks at once, without;
//! - [`Terms::shares`] and [`divide`]: the share of each practice, to the penny;
//! - [`Terms::restate`]: what a later publication changed; [`Comparison`]: two answers side by side;
//! - [`arrs`]: roles, maxima, claims and the year's sum.

/// A list of constants with a life of its own, for the years' tables: `list!(u32: 1, 2)`.
macro_rules! list {
    ($of:ty: $($item:expr),+ $(,)?) => {{
        const LIST: &[$of] = &[$($item),+];
        LIST
    }};
}
/// Declares a vocabulary of this room: each value with its lasting name on the wire, its name for
/// people and, in brackets where the vocabulary has them, the other names that documents use.
macro_rules! named {
    ($(#[$meta:meta])* $name:ident {
        $($(#[$inner:meta])* $value:ident = $key:literal, $words:literal, [$($alias:literal),*];)+
    }) => {
        $crate::funding::named! {
            $(#[$meta])* $name { $($(#[$inner])* $value = $key, $words;)+ }
        }

        impl $name {
            /// Other names that documents use.
            #[must_use]
            pub const fn aliases(self) -> &'static [&'static str] {
                match self { $(Self::$value => &[$($alias),*]),+ }
            }
        }
    };
    ($(#[$meta:meta])* $name:ident {
        $($(#[$inner:meta])* $value:ident = $key:literal, $words:literal;)+
    }) => {
        $(#[$meta])*
        #[non_exhaustive]
        pub enum $name {
            $($(#[$inner])* $value,)+
        }

        impl $name {
            /// Every value, in the order in which they are declared.
            pub const ALL: &[Self] = &[$(Self::$value),+];

            /// The name as the wire has it.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self { $(Self::$value => $key),+ }
            }

            /// The name for people.
            #[must_use]
            pub const fn words(self) -> &'static str {
                match self { $(Self::$value => $words),+ }
            }
        }

        impl core::fmt::Display for $name {
            fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
                f.pad(self.words())
            }
        }
    };
}
pub(crate) use {list, named};

/// A name without what is only a way of writing it: case, and what joins its words.
fn plain(text: &str) -> String {
    text.trim().to_lowercase().replace(['_', '-'], " ")
}

pub(crate) use crate::series::series;

pub mod arrs;
mod catalogue;
mod compare;
mod earn;
mod entitlement;
mod facts;
mod payment;
mod populations;
mod restate;
mod rules;
mod share;
pub(crate) mod source;
mod statement;
mod tariff;
mod time;

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

pub(crate) use self::rules::RULES;
pub use self::{
    compare::{Cell, Comparison, Row},
    entitlement::{
        Component, Condition, ConditionKind, EarnedPart, Entitlement, EntitlementKind,
        EntitlementKindError, Frequency, NationalSum, PaidTo,
    },
    facts::{Counts, Declaration, Facts, Judgement, Member, Question},
    populations::{BedsOn, Count, Counted, Populations, Price},
    restate::{Restated, Restatement},
    share::{Residue, Share, Shares, SharesRefusal, divide},
    statement::{Line, LinePart, Outcome, Statement},
    tariff::{Score, Tariff},
    time::PartMonths,
};

/// What a contract year says in this room.
///
/// # Examples
///
/// ```
/// use pcn::{calendar::ContractYear, des, funding::EntitlementKind};
///
/// let terms = &des::year(ContractYear::Y2026_27).expect("held").funding;
/// // The capacity and access payments ended with 2025/26.
/// assert!(terms.entitlement(EntitlementKind::CapacityAndAccessSupport).is_none());
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "FundingTerms"))]
#[serde(deny_unknown_fields)]
pub struct Terms {
    /// The payments.
    pub entitlements: Cow<'static, [Entitlement]>,
    /// The additional roles.
    pub arrs: arrs::Terms,
}

impl Terms {
    /// The term of a payment, or `None` if the year does not have it.
    #[must_use]
    pub fn entitlement(&self, kind: EntitlementKind) -> Option<&Entitlement> {
        self.entitlements.iter().find(|term| term.kind == kind)
    }
}
