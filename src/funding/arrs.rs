//! The additional roles reimbursement scheme.
//!
//! A claim is, post by post, the lower of what the post costs and the maximum for its role, by
//! whole-time equivalents and days in post:
//!
//! - [`Role`], [`RoleEntry`]: the catalogue, with the first day on which each role is reimbursed;
//! - [`Terms`]: [`Maximum`] amounts, [`Reimbursement`] percentages, [`Cap`]s and the sum
//!   [`PerHead`] of a contract year;
//! - [`Post`]: what the network claims for, under the caller's own reference; [`ClaimFacts`]: a
//!   month's posts and populations as one document;
//! - [`Terms::claim_month`], [`Terms::claim_year`], [`Terms::what_if`], [`Terms::restate_month`]: the
//!   questions; [`Terms::claim_total`]: a month's sum without working.

mod back_pay;
mod caps;
mod claim;
mod facts;
mod line;
mod naming;
mod post;
mod role;
mod rules;
mod sum;
mod terms;
mod year;

pub(crate) use self::rules::RULES;
pub use back_pay::RestatedLine;
pub use claim::{ClaimBasis, ClaimLine, ClaimTotal, DayCount, MonthClaim};
pub use facts::ClaimFacts;
pub use post::{
    BaselineException, Cost, Eligibility, FULL_TIME_HOURS, Post, PostError, wte_of_hours,
};
pub use role::{Band, BandError, Role, RoleEntry, RoleError};
pub use sum::SumRefusal;
pub use terms::{
    Area, Cap, CapCounts, Maximum, MaximumIs, MhpFunding, NationalTotal, PerHead, Reimbursement,
    Terms, TotalIs,
};
pub(crate) use terms::{by_half, in_full, link_worker_fee, pounds};
pub use year::{Change, CostNow, NoSuchPost, WhatIf, YearClaim};
