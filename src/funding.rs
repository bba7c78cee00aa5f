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

pub(crate) use crate::series::series;

pub mod arrs;
mod compare;
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

pub use self::{
    compare::{Cell, Comparison, Row},
    entitlement::{
        Component, Condition, ConditionKind, EarnedPart, Entitlement, EntitlementKind,
        EntitlementKindError, Frequency, NationalSum, PaidTo,
    },
    facts::{Counts, Declaration, Facts, Judgement, Member, Question},
    populations::{BedsOn, Count, Counted, Populations, Price},
    restate::{Restated, Restatement},
    share::{Residue, Share, Shares, divide},
    statement::{Line, LinePart, Outcome, Statement},
    tariff::{Score, Tariff},
    time::PartMonths,
};
use crate::{
    calendar::Period,
    finding::Rule,
    series::{Catalogue, Figures},
};

/// The rules of this room.
pub(crate) const RULES: &[&Rule] = &ALL_RULES;

#[expect(clippy::indexing_slicing, reason = "a constant: an index beyond the end does not compile")]
const ALL_RULES: [&Rule; rules::RULES.len() + arrs::rules::RULES.len()] = {
    let mut all = [rules::RULES[0]; rules::RULES.len() + arrs::rules::RULES.len()];
    let mut at = 0;
    while at < all.len() {
        all[at] = if at < rules::RULES.len() {
            rules::RULES[at]
        } else {
            arrs::rules::RULES[at - rules::RULES.len()]
        };
        at += 1;
    }
    all
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
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
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

impl Catalogue for Terms {
    fn figures(&self, figures: &mut Figures) {
        for term in self.entitlements.iter() {
            figures.part(term.kind.name(), term);
        }
        figures.part("arrs", &self.arrs);
    }
}

impl Catalogue for Entitlement {
    fn figures(&self, figures: &mut Figures) {
        for component in self.components.iter() {
            let name = match component.counted {
                Counted::Registered => "registered",
                Counted::Adjusted => "adjusted",
                Counted::Weighted => "weighted",
                Counted::Beds => "beds",
            };
            figures.series(name, &component.rate);
        }
        for part in self.parts.iter() {
            let share = format!("{}/{}", part.share, part.of);
            figures.stated(&part.name, share, self.in_force, None, &part.source);
        }
        for condition in self.conditions.iter().filter(|condition| !condition.codes.is_empty()) {
            let codes = condition.codes.join(", ");
            figures.stated("condition_codes", codes, self.in_force, None, &condition.source);
        }
        if let Some(national) = &self.national {
            figures.stated("national", national.amount, self.in_force, None, &national.source);
        }
    }
}

impl Catalogue for arrs::Terms {
    fn figures(&self, figures: &mut Figures) {
        for head in self.per_head.iter() {
            let name = match head.ring_fenced_for {
                Some(role) => format!("per_weighted_patient.{}", role.name()),
                None => "per_weighted_patient".to_owned(),
            };
            figures.series(&name, &head.rate);
        }
        for maximum in self.maxima.iter() {
            let mut name = format!("maximum.{}", maximum.role.name());
            if let Some(band) = maximum.band {
                name.push_str(&format!(".band_{band}"));
            }
            match maximum.area {
                arrs::Area::National => {}
                arrs::Area::OuterLondon => name.push_str(".outer_london"),
                arrs::Area::InnerLondon => name.push_str(".inner_london"),
            }
            figures.series(&name, &maximum.amount);
        }
        for entry in self.reimbursements.iter() {
            let roles: Vec<_> = entry.roles.iter().map(|role| role.name()).collect();
            let name =
                if roles.is_empty() { "every_other_role".to_owned() } else { roles.join("+") };
            figures.series(&format!("reimbursed.{name}"), &entry.percent);
        }
        for cap in self.caps.iter() {
            let roles: Vec<_> = cap.roles.iter().map(|role| role.name()).collect();
            let text = |figure: &crate::series::Figure<u32>| {
                figure.value().map_or("not published".to_owned(), ToString::to_string)
            };
            let limits = format!(
                "{} below 100,000 patients, {} from there",
                text(&cap.below_100000),
                text(&cap.from_100000)
            );
            figures.stated(
                &format!("cap.{}", roles.join("+")),
                limits,
                cap.in_force,
                None,
                &cap.source,
            );
        }
        if let Some(fee) = &self.link_worker_fee {
            figures.series("link_worker_fee", fee);
        }
        for total in self.national.iter() {
            let is = match total.is {
                arrs::TotalIs::Ceiling => "national.ceiling",
                arrs::TotalIs::Provisional => "national.provisional",
                arrs::TotalIs::Planned => "national.planned",
                arrs::TotalIs::RingFenced => "national.ring_fenced",
                arrs::TotalIs::Unclear => "national.unclear",
            };
            figures.stated(is, total.amount, self.year, None, &total.source);
        }
        // A role is listed in the year in which it came in, so that each stands once.
        let came_in = |role: &&arrs::RoleEntry| self.year.contains(role.reimbursable_from);
        for entry in arrs::RoleEntry::all().iter().filter(came_in) {
            figures.stated(
                &format!("reimbursable_from.{}", entry.role.name()),
                entry.reimbursable_from,
                Period::since(entry.reimbursable_from),
                None,
                &entry.source,
            );
        }
    }
}
