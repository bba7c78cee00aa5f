use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{ClaimBasis, Post, Role, Terms, line::is_fully_funded};
use crate::{calendar::Period, citation::Source, quantity::Gbp};

/// A line of a claim that another day's knowledge changes.
///
/// # Examples
///
/// ```
/// use pcn::{
///     calendar::{ContractYear, day},
///     des,
///     funding::arrs::{ClaimBasis, Cost, Post, Role},
///     quantity::{Gbp, Wte},
/// };
///
/// // Nothing was published between the two days, so no line changes.
/// let terms = &des::year(ContractYear::Y2023_24).expect("held").funding.arrs;
/// let cost = Cost::Annual(Gbp::constant("36000"));
/// let post = Post::new(Role::PharmacyTechnician, Wte::constant("1"), cost);
/// let (one, two) = (day(2024, 5, 1), day(2024, 5, 2));
/// let lines = terms.restate_month(&[post], &ClaimBasis::default(), day(2023, 11, 1), one, two);
/// assert_eq!(lines, []);
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct RestatedLine {
    /// The place of the post in the list.
    pub line: usize,
    /// The role.
    pub role: Role,
    /// As known before; none if there was no amount.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub old: Option<Gbp>,
    /// As known after; none if there is no amount.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub new: Option<Gbp>,
    /// What is more to claim, where both are amounts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub difference: Option<Gbp>,
    /// The documents published in between that caused it.
    pub because: Vec<Source>,
}

impl Terms {
    /// The lines of a month's claim that change between what was known on two days: the back-pay
    /// claim after a maximum is raised with effect from an earlier day.
    ///
    /// # Examples
    ///
    /// The maxima of 2025/26 were raised on 1 August 2025 with effect from 1 April. The new amounts
    /// were found nowhere, so the May claim has an amount as known in July and none as known in
    /// September.
    ///
    /// ```
    /// use pcn::{
    ///     calendar::{ContractYear, day},
    ///     des,
    ///     funding::arrs::{ClaimBasis, Cost, Post, Role},
    ///     quantity::{Gbp, Wte},
    /// };
    ///
    /// let terms = &des::year(ContractYear::Y2025_26).expect("held").funding.arrs;
    /// let post =
    ///     Post::new(Role::ClinicalPharmacist, Wte::constant("1"), Cost::Annual(Gbp::constant("70000")));
    /// let basis = ClaimBasis::default();
    /// let (july, september) = (day(2025, 7, 31), day(2025, 9, 1));
    /// let lines = terms.restate_month(&[post], &basis, day(2025, 5, 1), july, september);
    /// assert_eq!(lines[0].old.map(|sum| sum.to_string()).as_deref(), Some("£5,581.00"));
    /// assert_eq!(lines[0].new, None);
    /// assert_eq!(lines[0].because.len(), 1);
    /// ```
    #[must_use]
    #[expect(clippy::arithmetic_side_effects, reason = "money's own subtraction saturates")]
    pub fn restate_month(
        &self,
        posts: &[Post],
        basis: &ClaimBasis,
        month: NaiveDate,
        before: NaiveDate,
        after: NaiveDate,
    ) -> Vec<RestatedLine> {
        let at =
            |known| self.claim_month(posts, &ClaimBasis { known_on: Some(known), ..*basis }, month);
        let (Some(old), Some(new)) = (at(before), at(after)) else { return Vec::new() };
        let pairs = old.lines.iter().zip(&new.lines).zip(posts).enumerate();
        pairs
            .filter(|(_, ((old, new), _))| old.claimable != new.claimable)
            .map(|(line, ((old, new), post))| {
                let because = match new.days {
                    Some(days) => causes(self, post, days, (before, after)),
                    None => Vec::new(),
                };
                RestatedLine {
                    line,
                    role: post.role,
                    old: old.claimable,
                    new: new.claimable,
                    difference: old.claimable.zip(new.claimable).map(|(old, new)| new - old),
                    because,
                }
            })
            .collect()
    }
}

/// The documents published between two days on which a post's figures rest: those of its maximum,
/// of the part of its cost that is reimbursed, and of a link worker's fee.
fn causes(
    terms: &Terms,
    post: &Post,
    days: Period,
    (before, after): (NaiveDate, NaiveDate),
) -> Vec<Source> {
    let mut because: Vec<Source> = Vec::new();
    let mut add = |known: NaiveDate, in_force: Period, source: &Source| {
        let published = before < known && known <= after;
        if published && in_force.overlaps(days) && !because.contains(source) {
            because.push(source.clone());
        }
    };
    let maximum = terms.maximum(post.role, post.band, post.area);
    for entry in maximum.iter().flat_map(|maximum| maximum.amount.entries()) {
        add(entry.known(), entry.in_force, &entry.source);
    }
    let reimbursed = terms.reimbursement(post.role).filter(|_| !is_fully_funded(terms, post));
    for entry in reimbursed.iter().flat_map(|reimbursed| reimbursed.percent.entries()) {
        add(entry.known(), entry.in_force, &entry.source);
    }
    let has_fee = post.role == Role::SocialPrescribingLinkWorker && post.service_fee.is_some();
    let fee = terms.link_worker_fee.as_ref().filter(|_| has_fee);
    for entry in fee.iter().flat_map(|fee| fee.entries()) {
        add(entry.known(), entry.in_force, &entry.source);
    }
    because
}
