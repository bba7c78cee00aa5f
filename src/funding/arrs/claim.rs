use core::fmt;
use std::borrow::Cow;

use chrono::{Datelike, NaiveDate, Weekday};
use serde::{Deserialize, Serialize};

use super::{
    Post, Role, Terms, caps,
    line::{Place, claim_post, figures},
};
use crate::{
    calendar::Period,
    finding::Report,
    quantity::{Gbp, PatientsOn, Registered, Weighted, Wte},
    working::{NoWorking, Working},
};

/// How days in post count in a month.
///
/// # Meaning
///
/// No source found states the convention of the scheme, so it is the caller's to choose.
///
/// # Examples
///
/// ```
/// use pcn::{calendar::{Period, day}, funding::arrs::DayCount};
///
/// let month = Period::constant(day(2023, 10, 1), day(2023, 11, 1));
/// assert_eq!(DayCount::CalendarDays.days(month), 31);
/// assert_eq!(DayCount::Weekdays.days(month), 22);
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum DayCount {
    /// Every day counts.
    #[default]
    CalendarDays,
    /// Monday to Friday count, bank holidays too.
    Weekdays,
}

impl DayCount {
    /// How many days of a period count. Zero for an open period.
    #[must_use]
    pub fn days(self, period: Period) -> u32 {
        let all = period.days().unwrap_or(0);
        match self {
            Self::CalendarDays => all,
            Self::Weekdays => {
                let weekend = |day: NaiveDate| matches!(day.weekday(), Weekday::Sat | Weekday::Sun);
                let days = period.from().iter_days().take(usize::try_from(all).unwrap_or(0));
                u32::try_from(days.filter(|day| !weekend(*day)).count()).unwrap_or(0)
            }
        }
    }
}

impl fmt::Display for DayCount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::CalendarDays => "calendar days",
            Self::Weekdays => "weekdays",
        })
    }
}

/// What a claim rests on besides the posts.
///
/// # Examples
///
/// ```
/// use pcn::{calendar::day, funding::arrs::ClaimBasis, quantity::{Patients, PatientsOn}};
///
/// let weighted = PatientsOn { count: Patients::constant("50000"), on: day(2023, 1, 1) };
/// let basis = ClaimBasis { weighted: Some(weighted), ..ClaimBasis::default() };
/// assert!(basis.known_on.is_none());
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ClaimBasis {
    /// The contractor weighted population, for the year's sum.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub weighted: Option<PatientsOn<Weighted>>,
    /// The registered population, for the caps.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub registered: Option<PatientsOn<Registered>>,
    /// As known on this day. Without it: by all that is recorded.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[serde(deserialize_with = "crate::calendar::iso")]
    pub known_on: Option<NaiveDate>,
    /// How days in post count.
    #[serde(default)]
    pub day_count: DayCount,
}

impl ClaimBasis {
    pub(super) fn known(&self) -> NaiveDate {
        self.known_on.unwrap_or(NaiveDate::MAX)
    }
}

/// One post in a month's claim.
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
/// let terms = &des::year(ContractYear::Y2023_24).expect("held").funding.arrs;
/// let cost = Cost::Annual(Gbp::constant("90000"));
/// let post = Post::new(Role::PharmacyTechnician, Wte::constant("1"), cost);
/// let claim = terms.claim_month(&[post], &ClaimBasis::default(), day(2023, 11, 1)).expect("a month");
/// let line = &claim.lines[0];
/// assert_eq!(line.actual, Gbp::constant("7500"));
/// assert_eq!(line.claimable, line.maximum, "the lower of the two");
/// assert_eq!(line.findings.findings()[0].path.as_deref(), Some("lines[0]"));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ClaimLine {
    /// The caller's reference of the post.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reference: Option<Cow<'static, str>>,
    /// The role.
    pub role: Role,
    /// The whole-time equivalents.
    pub wte: Wte,
    /// The days in post in the month; none if not in post.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub days: Option<Period>,
    /// The reimbursable part of the actual cost. Nothing before the role's first day in the scheme.
    pub actual: Gbp,
    /// The most that is reimbursed, if it is known. Nothing, and known, before the role's first day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub maximum: Option<Gbp>,
    /// The lower of the two; none if the post may not be claimed or the maximum is not known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub claimable: Option<Gbp>,
    /// What is found on the post.
    #[serde(default, skip_serializing_if = "Report::is_empty")]
    pub findings: Report,
    /// How the figures came about.
    pub working: Working,
}

/// A month's claim.
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
/// // In May 2023 nobody is in post yet.
/// let terms = &des::year(ContractYear::Y2023_24).expect("held").funding.arrs;
/// let cost = Cost::Annual(Gbp::constant("36000"));
/// let mut post = Post::new(Role::PharmacyTechnician, Wte::constant("1"), cost);
/// post.from = Some(day(2023, 6, 1));
/// let claim = terms.claim_month(&[post], &ClaimBasis::default(), day(2023, 5, 1)).expect("a month");
/// assert_eq!((claim.total, claim.unknown), (Gbp::ZERO, 0));
/// let findings = claim.all_findings();
/// let outside = findings.iter().next().expect("one");
/// assert_eq!(outside.rule.as_str(), "ARRS-POST-002", "a line without a day in the month is told");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct MonthClaim {
    /// The month.
    pub month: Period,
    /// The posts, in the order given.
    pub lines: Vec<ClaimLine>,
    /// What is claimed for the posts whose maximum is known.
    pub total: Gbp,
    /// How many posts are in no sum because their maximum is not known. A total of nothing beside
    /// such posts says nothing.
    pub unknown: usize,
    /// Findings on the claim as a whole: caps, and posts without a day in the month.
    #[serde(default, skip_serializing_if = "Report::is_empty")]
    pub findings: Report,
}

impl MonthClaim {
    /// The findings on every post and on the claim, worst first.
    #[must_use]
    pub fn all_findings(&self) -> Report {
        let lines = self.lines.iter().flat_map(|line| line.findings.iter().cloned());
        let mut all: Report = lines.chain(self.findings.iter().cloned()).collect();
        all.sort();
        all
    }
}

impl Terms {
    /// What a network may claim for a month: for each post the lower of actual cost and maximum, by
    /// whole-time equivalents and days in post, at the rates in force.
    ///
    /// # Meaning
    ///
    /// `month` is any day of it. Cost and maximum are each rounded half up to pence and then compared,
    /// so the order of posts changes nothing. A post whose maximum is not known, or that the rules
    /// exclude, has no amount and a finding. A line whose post stands in an earlier one on a day of the
    /// month already, by its reference, is excluded; lines without a reference are posts of their own.
    /// Before its role's first day in the scheme a post is nothing, and its maximum is not unknown.
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
    /// let terms = &des::year(ContractYear::Y2023_24).expect("held").funding.arrs;
    /// let pharmacist = Post::new(
    ///     Role::ClinicalPharmacist,
    ///     Wte::constant("0.8"),
    ///     Cost::Monthly(Gbp::constant("4300")),
    /// );
    /// let claim = terms.claim_month(&[pharmacist], &ClaimBasis::default(), day(2023, 11, 1))
    ///     .expect("a month");
    /// // 62,340 / 12 × 0.8
    /// assert_eq!(claim.lines[0].maximum.map(|m| m.to_string()).as_deref(), Some("£4,156.00"));
    /// assert_eq!(claim.total.to_string(), "£4,156.00");
    /// ```
    #[must_use]
    #[expect(clippy::arithmetic_side_effects, reason = "money's own addition saturates")]
    pub fn claim_month(
        &self,
        posts: &[Post],
        basis: &ClaimBasis,
        month: NaiveDate,
    ) -> Option<MonthClaim> {
        let month = crate::funding::time::month_of(month)?;
        let placed: Vec<_> = placed(month, posts).collect();
        let lines: Vec<ClaimLine> = placed
            .iter()
            .map(|(place, post)| claim_post(self, month, *place, post, basis))
            .collect();
        let total =
            lines.iter().filter_map(|line| line.claimable).fold(Gbp::ZERO, |sum, next| sum + next);
        let mut findings = caps::of_caps(self, month, &placed, basis);
        findings.append(caps::of_outside(month, posts));
        findings.sort();
        let unknown = lines.iter().filter(|line| line.maximum.is_none()).count();
        Some(MonthClaim { month, lines, total, unknown, findings })
    }
}

/// The posts of a month's claim, each with where it stands.
fn placed(month: Period, posts: &[Post]) -> impl Iterator<Item = (Place, &Post)> {
    let repeats = caps::repeats(month, posts);
    let place = move |at| Place { at, repeats: repeats.get(&at).copied() };
    posts.iter().enumerate().map(move |(at, post)| (place(at), post))
}

/// The sum of a month's claim. See [`Terms::claim_total`].
///
/// # Examples
///
/// ```
/// use pcn::{funding::arrs::ClaimTotal, quantity::Gbp};
///
/// // Nothing claimed, and nothing left out of the sum.
/// assert_eq!(ClaimTotal::default(), ClaimTotal { total: Gbp::ZERO, unknown: 0 });
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct ClaimTotal {
    /// What is claimed for the posts whose maximum is known.
    pub total: Gbp,
    /// How many posts are in no sum because their maximum is not known.
    pub unknown: usize,
}

impl Terms {
    /// The total of [`claim_month`](Self::claim_month), without its lines and their working.
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
    /// let terms = &des::year(ContractYear::Y2023_24).expect("held").funding.arrs;
    /// let cost = Cost::Annual(Gbp::constant("36000"));
    /// let posts = [Post::new(Role::PharmacyTechnician, Wte::constant("1"), cost)];
    /// let sum = terms.claim_total(&posts, &ClaimBasis::default(), day(2023, 11, 1)).expect("a month");
    /// assert_eq!((sum.total, sum.unknown), (Gbp::constant("3000"), 0));
    /// ```
    #[must_use]
    #[expect(clippy::arithmetic_side_effects, reason = "money's own addition saturates")]
    pub fn claim_total(
        &self,
        posts: &[Post],
        basis: &ClaimBasis,
        month: NaiveDate,
    ) -> Option<ClaimTotal> {
        let month = crate::funding::time::month_of(month)?;
        let mut sum = ClaimTotal::default();
        for (place, post) in placed(month, posts) {
            let figures = figures(self, month, place, post, basis, &mut NoWorking);
            sum.total += figures.claimable.unwrap_or_default();
            sum.unknown = sum.unknown.saturating_add(usize::from(figures.maximum.is_none()));
        }
        Some(sum)
    }
}

/// A sum, unless it comes to nothing beside posts whose maximum is not known: then it rests on
/// nothing.
pub(super) fn known(sum: Gbp, unknown: usize) -> Option<Gbp> {
    (unknown == 0 || !sum.is_zero()).then_some(sum)
}

/// A sum for people.
pub(super) fn or_not_known(sum: Option<Gbp>) -> String {
    sum.map_or("not known".to_owned(), |sum| sum.to_string())
}

impl MonthClaim {
    /// The total, unless it comes to nothing beside posts whose maximum is not known: then it is
    /// not known, which is not £0. [`unknown`](Self::unknown) tells how many it leaves out.
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
    /// let claim = |posts: &[Post]| {
    ///     terms.claim_month(posts, &ClaimBasis::default(), day(2025, 11, 1)).expect("a month")
    /// };
    /// // No page that was read gives the maxima since August 2025.
    /// let one = claim(&[post]);
    /// assert_eq!((one.total, one.known_total()), (Gbp::ZERO, None));
    /// // Nobody is claimed for, and that is known.
    /// assert_eq!(claim(&[]).known_total(), Some(Gbp::ZERO));
    /// ```
    #[must_use]
    pub fn known_total(&self) -> Option<Gbp> {
        known(self.total, self.unknown)
    }
}

impl fmt::Display for MonthClaim {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "Additional roles claim, {}", self.month)?;
        writeln!(f)?;
        writeln!(
            f,
            "{:>3}  {:<44} {:>6} {:>14} {:>14} {:>14}",
            "", "role", "WTE", "actual", "maximum", "claimable"
        )?;
        let text = |sum: Option<Gbp>| sum.map_or("none".to_owned(), |sum| sum.to_string());
        for (at, line) in self.lines.iter().enumerate() {
            writeln!(
                f,
                "{at:>3}  {:<44} {:>6} {:>14} {:>14} {:>14}",
                line.role,
                line.wte.value().to_string(),
                line.actual.to_string(),
                text(line.maximum),
                text(line.claimable)
            )?;
            if let Some(days) = line.days.filter(|days| *days != self.month) {
                writeln!(f, "     in post {days}")?;
            }
        }
        writeln!(
            f,
            "{:>3}  {:<44} {:>6} {:>14} {:>14} {:>14}",
            "",
            "total",
            "",
            "",
            "",
            or_not_known(self.known_total())
        )?;
        if self.unknown > 0 {
            let posts = if self.unknown == 1 { "post" } else { "posts" };
            writeln!(f, "without {} {posts} whose maximum is not known", self.unknown)?;
        }
        Ok(())
    }
}
