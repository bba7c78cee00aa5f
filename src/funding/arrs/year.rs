use core::fmt;
use std::{borrow::Cow, collections::BTreeSet};

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{
    Band, ClaimBasis, Cost, MonthClaim, Post, Role, SumRefusal, Terms,
    claim::{known, or_not_known},
    naming, rules,
};
use crate::{
    finding::{Finding, Report, Severity, Subject},
    funding::{Comparison, Counted, rules::COUNT_DATE, time::by_month},
    quantity::{Gbp, PatientsOn, Weighted, Wte},
};

/// A year's claims against the year's sum.
///
/// # Meaning
///
/// Where a role has a ring-fenced sum, its claims are set against that and the others against the
/// rest. What is not claimed does not carry over.
///
/// # Examples
///
/// ```
/// use pcn::{
///     calendar::ContractYear,
///     des,
///     funding::arrs::ClaimBasis,
///     quantity::Gbp,
/// };
///
/// let terms = &des::year(ContractYear::Y2023_24).expect("held").funding.arrs;
/// let year = terms.claim_year(&[], &ClaimBasis::default());
/// assert_eq!((year.months.len(), year.total), (12, Gbp::ZERO));
/// // The year's sum needs the weighted population; without it nothing is guessed.
/// assert_eq!((year.entitlement, year.unclaimed), (None, None));
/// assert_eq!(year.findings.len(), 1);
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct YearClaim {
    /// The claims, month by month.
    pub months: Vec<MonthClaim>,
    /// What the months sum to, for the posts whose maximum is known.
    pub total: Gbp,
    /// How many posts in how many months together are in no sum because their maximum is not known.
    /// Months before a role's first day in the scheme are nothing, and not among them. A total of
    /// nothing beside such months says nothing.
    pub unknown: usize,
    /// The sum of the year with its ring-fenced parts, if it is known. Asked as known on a day, a
    /// part that was not known then is left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub entitlement: Option<Gbp>,
    /// What is paid: the claims, but no more than each sum.
    pub payable: Gbp,
    /// What is left of the sum, if every post has an amount: the headroom while the year runs, and
    /// the unclaimed sum, which is lost, when it ends.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unclaimed: Option<Gbp>,
    /// What is found on the year and on its months, each once.
    pub findings: Report,
}

impl YearClaim {
    /// The claims of the year, unless they come to nothing beside posts whose maximum is not known:
    /// then they are not known, which is not £0. [`unknown`](Self::unknown) tells how many months
    /// of posts they leave out.
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
    /// let terms = &des::year(ContractYear::Y2025_26).expect("held").funding.arrs;
    /// let cost = Cost::Annual(Gbp::constant("60000"));
    /// let post = Post::new(Role::ClinicalPharmacist, Wte::constant("1"), cost);
    /// // In post since August 2025, since when no page that was read gives the maxima.
    /// let late = Post { from: Some(day(2025, 8, 1)), ..post };
    /// let year = terms.claim_year(&[late], &ClaimBasis::default());
    /// assert_eq!((year.total, year.known_total(), year.known_payable()), (Gbp::ZERO, None, None));
    /// ```
    #[must_use]
    pub fn known_total(&self) -> Option<Gbp> {
        known(self.total, self.unknown)
    }

    /// What is paid, unless it comes to nothing beside posts whose maximum is not known. See
    /// [`known_total`](Self::known_total).
    #[must_use]
    pub fn known_payable(&self) -> Option<Gbp> {
        known(self.payable, self.unknown)
    }
}

impl Terms {
    /// Claims for every month of the year and sets them against the year's sum.
    ///
    /// # Examples
    ///
    /// ```
    /// use pcn::{
    ///     calendar::{ContractYear, day},
    ///     des,
    ///     funding::arrs::{ClaimBasis, Cost, Post, Role},
    ///     quantity::{Gbp, Patients, PatientsOn, Wte},
    /// };
    ///
    /// let terms = &des::year(ContractYear::Y2023_24).expect("held").funding.arrs;
    /// let basis = ClaimBasis {
    ///     weighted: Some(PatientsOn { count: Patients::constant("50000"), on: day(2023, 1, 1) }),
    ///     ..ClaimBasis::default()
    /// };
    /// let pharmacists =
    ///     Post::new(Role::ClinicalPharmacist, Wte::constant("3"), Cost::Annual(Gbp::constant("200000")));
    /// let year = terms.claim_year(&[pharmacists], &basis);
    /// // Three months at 59,312 and nine at 62,340, times three.
    /// assert_eq!(year.total.to_string(), "£184,749.00");
    /// assert_eq!(year.entitlement.map(|sum| sum.to_string()).as_deref(), Some("£1,133,550.00"));
    /// assert_eq!(year.unclaimed.map(|sum| sum.to_string()).as_deref(), Some("£948,801.00"));
    /// ```
    #[must_use]
    #[expect(clippy::arithmetic_side_effects, reason = "money's own arithmetic saturates")]
    pub fn claim_year(&self, posts: &[Post], basis: &ClaimBasis) -> YearClaim {
        let months: Vec<MonthClaim> = by_month(self.year)
            .filter_map(|(month, _)| self.claim_month(posts, basis, month.from()))
            .collect();
        let total = months.iter().map(|month| month.total).sum();
        let findings = of_months(&months);
        let known = basis.known();
        let mut year = YearClaim {
            unknown: months.iter().map(|month| month.unknown).fold(0, usize::saturating_add),
            months,
            total,
            entitlement: None,
            payable: total,
            unclaimed: None,
            findings,
        };
        if self.per_head.is_empty() {
            year.findings.push(unknown_sum(self, SumRefusal::NoSum));
            year.findings.sort();
            return year;
        }
        let Some(weighted) = basis.weighted else {
            let message = "the year's sum needs the contractor weighted population";
            year.findings.push(Finding::of(&rules::WEIGHTED_MISSING, message));
            year.findings.sort();
            return year;
        };
        year.findings.append(of_day(self, &weighted));
        let fenced: Vec<Role> =
            self.per_head.iter().filter_map(|head| head.ring_fenced_for).collect();
        let pots = core::iter::once(None).chain(fenced.iter().copied().map(Some));
        let (mut sums, mut payable, mut unclaimed) = (Some(Gbp::ZERO), Gbp::ZERO, Gbp::ZERO);
        for pot in pots {
            let belongs = |role: Role| match pot {
                Some(only) => role == only,
                None => !fenced.contains(&role),
            };
            let claims: Gbp = year
                .months
                .iter()
                .flat_map(|month| &month.lines)
                .filter(|line| belongs(line.role))
                .filter_map(|line| line.claimable)
                .sum();
            let sum = match pot {
                None => self.entitlement(&weighted, known),
                Some(role) => self.ring_fenced(role, &weighted, known),
            };
            let name = pot.map_or("all roles without a sum of their own", Role::words);
            match sum {
                Ok(sum) => {
                    sums = sums.map(|before| before + sum.value);
                    payable += claims.min(sum.value);
                    unclaimed += (sum.value - claims).max(Gbp::ZERO);
                    if claims > sum.value {
                        let message = format!(
                            "claims of {claims} for {name} are {} above the sum of {}",
                            claims - sum.value,
                            sum.value
                        );
                        year.findings.push(Finding::of(&rules::ABOVE_ENTITLEMENT, message));
                    }
                }
                // What was known then had no such part. Where nothing was known, that is told already.
                Err(SumRefusal::NotKnown) if pot.is_some() => {
                    payable += claims;
                    if sums.is_some() {
                        let role = pot.map(naming::a).unwrap_or_default();
                        let message = format!(
                            "a sum for {role} was not known then, and the year's sum is without it"
                        );
                        let found = Finding::of(&rules::SUM_UNKNOWN, message);
                        let found = found.severity(Severity::Info);
                        year.findings.push(found.remedy("give a later `known_on`"));
                    }
                }
                Err(refusal) => {
                    sums = None;
                    payable += claims;
                    year.findings.push(unknown_sum(self, refusal));
                }
            }
        }
        year.payable = payable;
        year.entitlement = sums;
        year.unclaimed = sums.filter(|_| year.unknown == 0).map(|_| unclaimed);
        if let Some(left) = year.unclaimed.filter(|left| !left.is_zero()) {
            let message =
                format!("{left} of the year's sum is not claimed and does not carry over");
            year.findings.push(Finding::of(&rules::UNCLAIMED, message));
        }
        year.findings.sort();
        year
    }
}

/// The findings of the months. What a month repeats of an earlier one, about the same at the same
/// place, is told once.
fn of_months(months: &[MonthClaim]) -> Report {
    let mut findings = Report::new();
    let mut told = BTreeSet::new();
    for month in months {
        let found = month.all_findings().into_findings();
        let key = |one: &Finding| (one.rule.clone(), one.path.clone(), one.subject.clone());
        let keys: Vec<_> = found.iter().map(key).collect();
        findings.extend(found.into_iter().filter(|one| !told.contains(&key(one))));
        told.extend(keys);
    }
    findings
}

/// The finding on a weighted population of another day than the one at which it is taken, where a
/// source states that.
fn of_day(terms: &Terms, weighted: &PatientsOn<Weighted>) -> Report {
    let references: BTreeSet<_> = terms.per_head.iter().filter_map(|head| head.reference).collect();
    let others = references.into_iter().filter(|reference| *reference != weighted.on);
    let find = |reference| {
        let counted = Counted::Weighted;
        let message =
            format!("the {counted} is given as of {}; it is taken at {reference}", weighted.on);
        let subject = Subject::new("the year's sum");
        Finding::of(&COUNT_DATE, message).about(subject).at("weighted").on(reference)
    };
    others.map(find).collect()
}

/// The finding on a sum that is not known, with what sources say of it.
pub(super) fn unknown_sum(terms: &Terms, refusal: SumRefusal) -> Finding {
    let mut message = refusal.to_string();
    let entries = terms.per_head.iter().flat_map(|head| head.rate.entries());
    for reading in entries.flat_map(|entry| entry.readings.iter()) {
        message.push_str(&format!(
            "; {} [{}: {}]",
            reading.value,
            reading.source.evidence,
            reading.source.citation.document()
        ));
    }
    let finding = Finding::of(&rules::SUM_UNKNOWN, message);
    match refusal {
        SumRefusal::NoSum => finding
            .severity(Severity::Info)
            .remedy("nothing; the year was paid by role and has no sum to set the claims against"),
        SumRefusal::NotPublished => finding,
        SumRefusal::NotKnown => finding.remedy("give a later `known_on`"),
    }
}

/// A change to the posts of a network, to ask what it would do.
///
/// # Examples
///
/// ```
/// use pcn::{
///     calendar::day,
///     funding::arrs::{Change, Cost, Post, Role},
///     quantity::{Gbp, Wte},
/// };
///
/// let cost = Cost::Monthly(Gbp::constant("4100"));
/// let mut post = Post::new(Role::Paramedic, Wte::constant("1"), cost);
/// post.reference = Some("post 7".into());
///
/// let leaves = Change::Leave { reference: "post 7".into(), until: day(2023, 10, 1) };
/// let after = leaves.apply(&[post]).expect("in post");
/// assert_eq!(after[0].until, Some(day(2023, 10, 1)));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
#[non_exhaustive]
pub enum Change {
    /// A post starts.
    Start {
        /// The post.
        post: Box<Post>,
    },
    /// A post ends.
    Leave {
        /// The post's reference.
        reference: Cow<'static, str>,
        /// The first day no longer in post.
        #[serde(deserialize_with = "crate::calendar::iso")]
        until: NaiveDate,
    },
    /// A post changes its hours.
    Hours {
        /// The post's reference.
        reference: Cow<'static, str>,
        /// The first day of the change.
        #[serde(deserialize_with = "crate::calendar::iso")]
        from: NaiveDate,
        /// The new whole-time equivalents.
        wte: Wte,
        /// The new cost.
        cost: CostNow,
    },
    /// A post changes its role.
    Role {
        /// The post's reference.
        reference: Cow<'static, str>,
        /// The first day of the change.
        #[serde(deserialize_with = "crate::calendar::iso")]
        from: NaiveDate,
        /// The new role.
        role: Role,
        /// Its band, where the role has a choice.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        band: Option<Band>,
        /// The new cost.
        cost: CostNow,
    },
}

/// What a changed post costs.
///
/// # Examples
///
/// ```
/// use pcn::{funding::arrs::CostNow, quantity::Gbp};
///
/// assert_ne!(CostNow::Annual(Gbp::constant("48000")), CostNow::Monthly(Gbp::constant("48000")));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum CostNow {
    /// For twelve months in post.
    Annual(Gbp),
    /// For a whole month in post.
    Monthly(Gbp),
}

impl From<CostNow> for Cost {
    fn from(cost: CostNow) -> Self {
        match cost {
            CostNow::Annual(cost) => Self::Annual(cost),
            CostNow::Monthly(cost) => Self::Monthly(cost),
        }
    }
}

/// A change that names a post that is not there on the day. Who leaves has to be there on the day
/// before as well.
///
/// # Examples
///
/// ```
/// use pcn::{calendar::day, funding::arrs::Change};
///
/// let leaves = Change::Leave { reference: "post 7".into(), until: day(2023, 10, 1) };
/// assert_eq!(
///     leaves.apply(&[]).unwrap_err().to_string(),
///     "no post `post 7` is in post on 2023-10-01 and the day before it; \
///      a good one is the reference of a listed post",
/// );
/// ```
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "no post `{reference}` is in post on {on}{}; a good one is the reference of a listed post",
    if *.leaves { " and the day before it" } else { "" }
)]
pub struct NoSuchPost {
    reference: Cow<'static, str>,
    on: NaiveDate,
    leaves: bool,
}

impl NoSuchPost {
    /// The reference that the change names.
    ///
    /// # Examples
    ///
    /// ```
    /// use pcn::{calendar::day, funding::arrs::Change};
    ///
    /// let leaves = Change::Leave { reference: "post 7".into(), until: day(2023, 10, 1) };
    /// let error = leaves.apply(&[]).unwrap_err();
    /// assert_eq!((error.reference(), error.on()), ("post 7", day(2023, 10, 1)));
    /// ```
    #[must_use]
    pub fn reference(&self) -> &str {
        &self.reference
    }

    /// The day of the change.
    #[must_use]
    pub const fn on(&self) -> NaiveDate {
        self.on
    }
}

impl Change {
    /// The posts after the change. A post that changes its hours or role stands twice: up to the
    /// day before, and from the day on. If that is its first day it stands once, as changed.
    ///
    /// # Errors
    ///
    /// [`NoSuchPost`] if no post with the reference is in post on the day. Who leaves has to be in
    /// post on the day before as well: no post is of no day.
    ///
    /// # Examples
    ///
    /// See [`Terms::what_if`].
    pub fn apply(&self, posts: &[Post]) -> Result<Vec<Post>, NoSuchPost> {
        let mut posts = posts.to_vec();
        let (reference, on) = match self {
            Self::Start { post } => {
                posts.push((**post).clone());
                return Ok(posts);
            }
            Self::Leave { reference, until } => (reference, *until),
            Self::Hours { reference, from, .. } | Self::Role { reference, from, .. } => {
                (reference, *from)
            }
        };
        // Who leaves was in post on the day before at least.
        let leaves = matches!(self, Self::Leave { .. });
        let there = |post: &&mut Post| {
            post.reference.as_ref() == Some(reference)
                && post.from.is_none_or(|from| if leaves { from < on } else { from <= on })
                && post.until.is_none_or(|until| on < until)
        };
        let missing = || NoSuchPost { reference: reference.clone(), on, leaves };
        let held = posts.iter_mut().find(there).ok_or_else(missing)?;
        let mut after = Post { from: Some(on), ..held.clone() };
        match self {
            Self::Hours { wte, cost, .. } => {
                after.wte = *wte;
                after.cost = (*cost).into();
            }
            Self::Role { role, band, cost, .. } => {
                after.role = *role;
                after.band = *band;
                after.cost = (*cost).into();
            }
            Self::Start { .. } | Self::Leave { .. } => {}
        }
        if held.from == Some(on) {
            *held = after;
            return Ok(posts);
        }
        held.until = Some(on);
        if !leaves {
            posts.push(after);
        }
        Ok(posts)
    }
}

/// The year before and after changes to the posts.
///
/// # Examples
///
/// ```
/// use pcn::{
///     calendar::ContractYear,
///     des,
///     funding::arrs::{Change, ClaimBasis, Cost, Post, Role},
///     quantity::{Gbp, Wte},
/// };
///
/// let terms = &des::year(ContractYear::Y2023_24).expect("held").funding.arrs;
/// let cost = Cost::Annual(Gbp::constant("24000"));
/// let post = Post::new(Role::PharmacyTechnician, Wte::constant("1"), cost);
/// let starts = Change::Start { post: Box::new(post) };
/// let answer = terms.what_if(&[], &[starts], &ClaimBasis::default())?;
/// assert_eq!(answer.before.total, Gbp::ZERO);
/// assert_eq!(answer.after.total, Gbp::constant("24000"));
/// # Ok::<(), pcn::funding::arrs::NoSuchPost>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct WhatIf {
    /// As it stands.
    pub before: YearClaim,
    /// With the changes.
    pub after: YearClaim,
    /// Side by side.
    pub comparison: Comparison,
}

impl Terms {
    /// What changes to the posts would do to the year.
    ///
    /// # Errors
    ///
    /// [`NoSuchPost`] if a change names a post that is not there.
    ///
    /// # Examples
    ///
    /// ```
    /// use pcn::{
    ///     calendar::{ContractYear, day},
    ///     des,
    ///     funding::arrs::{Change, ClaimBasis, Cost, Post, Role},
    ///     quantity::{Gbp, Wte},
    /// };
    ///
    /// let terms = &des::year(ContractYear::Y2023_24).expect("held").funding.arrs;
    /// let technician = Post {
    ///     reference: Some("post 1".into()),
    ///     ..Post::new(Role::PharmacyTechnician, Wte::constant("1"), Cost::Annual(Gbp::constant("36000")))
    /// };
    /// let leaves = Change::Leave { reference: "post 1".into(), until: day(2023, 10, 1) };
    /// let what_if = terms.what_if(&[technician], &[leaves], &ClaimBasis::default())?;
    /// assert_eq!(what_if.before.total.to_string(), "£36,000.00");
    /// assert_eq!(what_if.after.total.to_string(), "£18,000.00");
    /// println!("{}", what_if.comparison);
    /// # Ok::<(), pcn::funding::arrs::NoSuchPost>(())
    /// ```
    pub fn what_if(
        &self,
        posts: &[Post],
        changes: &[Change],
        basis: &ClaimBasis,
    ) -> Result<WhatIf, NoSuchPost> {
        let mut changed = posts.to_vec();
        for change in changes {
            changed = change.apply(&changed)?;
        }
        let before = self.claim_year(posts, basis);
        let after = self.claim_year(&changed, basis);
        let comparison = Comparison::of_claims(("as it stands", &before), ("changed", &after));
        Ok(WhatIf { before, after, comparison })
    }
}

impl fmt::Display for YearClaim {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for month in &self.months {
            let name = month.month.from().format("%B %Y").to_string();
            writeln!(f, "{name:<44} {:>16}", or_not_known(month.known_total()))?;
        }
        for (name, sum) in [
            ("Claims of the year", self.known_total()),
            ("Entitlement", self.entitlement),
            ("Payable", self.known_payable()),
            ("Unclaimed, lost at year end", self.unclaimed),
        ] {
            writeln!(f, "{name:<44} {:>16}", or_not_known(sum))?;
        }
        if self.unknown > 0 {
            let months = if self.unknown == 1 { "month" } else { "months" };
            writeln!(f, "without {} {months} of posts whose maximum is not known", self.unknown)?;
        }
        Ok(())
    }
}
