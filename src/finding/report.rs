use core::{cmp::Ordering, fmt};
use std::borrow::Cow;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{Policy, Rule, RuleId, Severity};
use crate::{
    citation::Citation,
    code::{BranchCode, IcbCode, OdsCode, PcnCode, PracticeCode, RegionCode, SubIcbCode, visible},
};

/// Whom or what a finding is about: a code, or a name where there is no code.
///
/// # Examples
///
/// ```
/// use pcn::{code::PcnCode, finding::Subject};
///
/// assert_eq!(Subject::from(PcnCode::constant("U89141")).as_str(), "U89141");
/// assert_eq!(Subject::new("the clinical director").to_string(), "the clinical director");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(transparent)]
pub struct Subject(Cow<'static, str>);

impl Subject {
    /// A subject without a code. What is not seen in the name, such as a line break, is written out.
    #[must_use]
    pub fn new(name: impl Into<Cow<'static, str>>) -> Self {
        Self(on_one_line(name.into()))
    }

    /// The subject's text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Subject {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

fn on_one_line(text: Cow<'static, str>) -> Cow<'static, str> {
    match visible(&text) {
        Cow::Borrowed(_) => text,
        Cow::Owned(shown) => shown.into(),
    }
}

macro_rules! subject {
    ($($code:ident),+) => {$(
        impl From<$code> for Subject {
            fn from(code: $code) -> Self {
                Self(Cow::Owned(code.as_str().to_owned()))
            }
        }
    )+};
}
subject!(PcnCode, PracticeCode, BranchCode, SubIcbCode, IcbCode, RegionCode, OdsCode);

/// One breach of one rule.
///
/// # Format
///
/// The wire keys `rule`, `severity`, `subject`, `path`, `on`, `message`, `remedy` and `citation`
/// are stable; keys that do not apply are left out.
///
/// # Examples
///
/// ```
/// use pcn::{
///     citation::{Citation, Evidence, Source},
///     code::PracticeCode,
///     finding::{Finding, Rule, RuleId},
/// };
///
/// let rule = Rule::new(
///     RuleId::constant("MYORG-LISTS-001"),
///     "no list size",
///     Source::constant(Citation::constant("our data quality plan"), Evidence::Secondary),
/// );
/// let finding = Finding::of(&rule, "no list size for January")
///     .about(PracticeCode::constant("A81001"))
///     .at("members[3].list");
/// assert_eq!(
///     finding.to_string(),
///     "MYORG-LISTS-001 error: A81001: no list size for January (at members[3].list)",
/// );
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Finding {
    /// The rule.
    pub rule: RuleId,
    /// How bad this breach is.
    pub severity: Severity,
    /// Whom or what it is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub subject: Option<Subject>,
    /// Where in the input it stands: a path such as `members[3].code`, or a file and line.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub path: Option<Cow<'static, str>>,
    /// The day for which it is found.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[serde(deserialize_with = "crate::calendar::iso")]
    pub on: Option<NaiveDate>,
    /// What is wrong, with the figures.
    pub message: Cow<'static, str>,
    /// What to do about it.
    #[serde(default, skip_serializing_if = "str::is_empty")]
    pub remedy: Cow<'static, str>,
    /// Where the rule stands.
    pub citation: Citation,
}

impl Finding {
    /// A finding of a rule, with the rule's severity, remedy and citation.
    ///
    /// A message holds names as files give them: line breaks and control characters in it are
    /// written out, so that a finding is one line of a report whatever it is about.
    #[must_use]
    pub fn of(rule: &Rule, message: impl Into<Cow<'static, str>>) -> Self {
        Self {
            rule: rule.id.clone(),
            severity: rule.severity,
            subject: None,
            path: None,
            on: None,
            message: on_one_line(message.into()),
            remedy: rule.remedy.clone(),
            citation: rule.citation().clone(),
        }
    }

    /// Says whom or what it is about.
    #[must_use]
    pub fn about(mut self, subject: impl Into<Subject>) -> Self {
        self.subject = Some(subject.into());
        self
    }

    /// Says where in the input it stands.
    #[must_use]
    pub fn at(mut self, path: impl Into<Cow<'static, str>>) -> Self {
        self.path = Some(path.into());
        self
    }

    /// Puts a name before the path, for an input that stands inside another.
    ///
    /// # Examples
    ///
    /// See [`Report::within`].
    #[must_use]
    pub fn within(mut self, outer: &str) -> Self {
        self.path = Some(match self.path {
            // A path may begin with a place in a list.
            Some(path) if path.starts_with('[') => format!("{outer}{path}").into(),
            Some(path) => format!("{outer}.{path}").into(),
            None => outer.to_owned().into(),
        });
        self
    }

    /// Says for which day it is found.
    ///
    /// # Examples
    ///
    /// ```
    /// use pcn::{calendar::day, finding::Finding};
    ///
    /// let rule = pcn::rules().next().expect("there are rules");
    /// let finding = Finding::of(rule, "no list size")
    ///     .on(day(2022, 4, 27))
    ///     .remedy("ask the practice for its list");
    /// assert_eq!(finding.on, Some(day(2022, 4, 27)));
    /// assert_eq!((finding.remedy, finding.severity), ("ask the practice for its list".into(), rule.severity));
    /// ```
    #[must_use]
    pub fn on(mut self, date: NaiveDate) -> Self {
        self.on = Some(date);
        self
    }

    /// Sets another severity than the rule's, for example because a waiver is recorded.
    #[must_use]
    pub fn severity(mut self, severity: Severity) -> Self {
        self.severity = severity;
        self
    }

    /// Sets another remedy than the rule's.
    #[must_use]
    pub fn remedy(mut self, remedy: impl Into<Cow<'static, str>>) -> Self {
        self.remedy = remedy.into();
        self
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}: ", self.rule, self.severity)?;
        if let Some(subject) = &self.subject {
            write!(f, "{subject}: ")?;
        }
        f.write_str(&self.message)?;
        if let Some(path) = &self.path {
            write!(f, " (at {path})")?;
        }
        Ok(())
    }
}

/// How many findings of each severity there are.
///
/// # Examples
///
/// ```
/// use pcn::finding::Summary;
///
/// let summary = Summary { error: 1, warning: 0, info: 12 };
/// assert_eq!(summary.to_string(), "1 error, 0 warnings, 12 remarks");
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Summary {
    /// Errors.
    pub error: usize,
    /// Warnings.
    pub warning: usize,
    /// Advice and remarks.
    pub info: usize,
}

impl fmt::Display for Summary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut separator = "";
        for (count, one, many) in [
            (self.error, "error", "errors"),
            (self.warning, "warning", "warnings"),
            (self.info, "remark", "remarks"),
        ] {
            write!(f, "{separator}{count} {}", if count == 1 { one } else { many })?;
            separator = ", ";
        }
        Ok(())
    }
}

/// Findings, as a check returns them.
///
/// # Examples
///
/// ```
/// use pcn::finding::{Report, Severity};
///
/// let report = Report::new();
/// assert_eq!(report.worst(), None);
/// assert!(!report.has_errors());
/// assert_eq!(report.to_string(), "0 errors, 0 warnings, 0 remarks\n");
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(transparent)]
pub struct Report {
    findings: Vec<Finding>,
}

impl Report {
    /// A report without findings.
    #[must_use]
    pub const fn new() -> Self {
        Self { findings: Vec::new() }
    }

    /// Adds a finding.
    pub fn push(&mut self, finding: Finding) {
        self.findings.push(finding);
    }

    /// Adds another report's findings.
    ///
    /// # Examples
    ///
    /// ```
    /// use pcn::finding::{Finding, Report};
    ///
    /// let rule = pcn::rules().next().expect("there are rules");
    /// let mut report = Report::new();
    /// report.push(Finding::of(rule, "one"));
    /// report.append([Finding::of(rule, "two")].into_iter().collect());
    /// assert_eq!((report.len(), report.summary().error), (2, 2));
    /// assert_eq!(report.of_rule(&rule.id).count(), 2);
    /// assert!(report.iter().all(|finding| finding.rule == rule.id));
    /// ```
    pub fn append(&mut self, mut other: Self) {
        self.findings.append(&mut other.findings);
    }

    /// Puts a name before every path, for an input that stands inside another.
    ///
    /// # Examples
    ///
    /// ```
    /// use pcn::{
    ///     citation::{Citation, Evidence, Source},
    ///     finding::{Finding, Report, Rule, RuleId},
    /// };
    ///
    /// let source = Source::constant(Citation::constant("our plan"), Evidence::Secondary);
    /// let rule = Rule::new(RuleId::constant("MYORG-LISTS-001"), "no list size", source);
    /// let inner: Report = [Finding::of(&rule, "none").at("practices[2]")].into_iter().collect();
    /// let outer = inner.within("agreement");
    /// assert_eq!(outer.findings()[0].path.as_deref(), Some("agreement.practices[2]"));
    /// ```
    #[must_use]
    pub fn within(self, outer: &str) -> Self {
        self.into_iter().map(|finding| finding.within(outer)).collect()
    }

    /// The findings, in their present order.
    #[must_use]
    pub fn findings(&self) -> &[Finding] {
        &self.findings
    }

    /// The findings, owned.
    #[must_use]
    pub fn into_findings(self) -> Vec<Finding> {
        self.findings
    }

    /// Goes through the findings.
    pub fn iter(&self) -> core::slice::Iter<'_, Finding> {
        self.findings.iter()
    }

    /// How many findings there are.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.findings.len()
    }

    /// Whether there are none.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.findings.is_empty()
    }

    /// The findings of one rule.
    pub fn of_rule<'a>(&'a self, rule: &'a RuleId) -> impl Iterator<Item = &'a Finding> {
        self.findings.iter().filter(move |finding| finding.rule == *rule)
    }

    /// The worst severity, or `None` if there are no findings.
    #[must_use]
    pub fn worst(&self) -> Option<Severity> {
        self.findings.iter().map(|finding| finding.severity).max()
    }

    /// Whether any finding is an error.
    #[must_use]
    pub fn has_errors(&self) -> bool {
        self.worst() == Some(Severity::Error)
    }

    /// How many findings of each severity there are.
    #[must_use]
    pub fn summary(&self) -> Summary {
        let mut summary = Summary::default();
        for finding in &self.findings {
            let count = match finding.severity {
                Severity::Error => &mut summary.error,
                Severity::Warning => &mut summary.warning,
                Severity::Info => &mut summary.info,
            };
            *count = count.saturating_add(1);
        }
        summary
    }

    /// Sorts: worst first, then by rule, subject, day and path. The order does not depend on how
    /// the findings came about.
    ///
    /// # Examples
    ///
    /// ```
    /// use pcn::finding::{Finding, Report, Severity};
    ///
    /// let rule = pcn::rules().next().expect("there are rules");
    /// let mut report: Report = [
    ///     Finding::of(rule, "a remark").severity(Severity::Info),
    ///     Finding::of(rule, "an error").severity(Severity::Error),
    /// ]
    /// .into_iter()
    /// .collect();
    /// report.sort();
    /// assert_eq!(report.into_findings()[0].message, "an error", "worst first");
    /// ```
    pub fn sort(&mut self) {
        self.findings.sort_by(|one, two| {
            (two.severity.cmp(&one.severity))
                .then_with(|| one.rule.cmp(&two.rule))
                .then_with(|| one.subject.cmp(&two.subject))
                .then_with(|| one.on.cmp(&two.on))
                .then_with(|| match (&one.path, &two.path) {
                    (Some(one), Some(two)) => by_number(one.as_bytes(), two.as_bytes()),
                    (one, two) => one.cmp(two),
                })
                .then_with(|| one.message.cmp(&two.message))
        });
    }

    /// Keeps the findings for which a question is answered with yes.
    ///
    /// # Examples
    ///
    /// ```
    /// use pcn::{calendar::day, network::Register};
    ///
    /// let mut report = Register::builder().build().check(day(2022, 4, 27));
    /// report.retain(|finding| finding.rule.as_str().starts_with("NET-SIZE"));
    /// assert!(report.is_empty());
    /// ```
    pub fn retain(&mut self, keep: impl FnMut(&Finding) -> bool) {
        self.findings.retain(keep);
    }

    /// The same findings under an embedder's own severities.
    ///
    /// # Examples
    ///
    /// ```
    /// use pcn::finding::{Finding, Policy, Report, Severity};
    ///
    /// let rule = pcn::rules().next().expect("there are rules");
    /// let report: Report = [Finding::of(rule, "small")].into_iter().collect();
    /// let lenient = Policy::new().severity(rule.id.clone(), Severity::Info);
    /// assert_eq!(report.clone().under(&lenient).worst(), Some(Severity::Info));
    /// assert!(report.under(&Policy::new().off(rule.id.clone())).is_empty());
    /// ```
    #[must_use]
    pub fn under(mut self, policy: &Policy) -> Self {
        self.findings.retain_mut(|finding| match policy.apply(&finding.rule, finding.severity) {
            Some(severity) => {
                finding.severity = severity;
                true
            }
            None => false,
        });
        self
    }
}

/// Places in the order of the numbers in them: line 9 before line 10.
fn by_number(one: &[u8], two: &[u8]) -> Ordering {
    let same = one.iter().zip(two).take_while(|(one, two)| one == two).count();
    let digits = |bytes: &mut dyn Iterator<Item = &u8>| {
        bytes.take_while(|byte| byte.is_ascii_digit()).count()
    };
    // What differs may stand in the middle of a number, of which the shorter is the smaller.
    let before = digits(&mut one.iter().take(same).rev());
    let length = |bytes: &[u8]| match digits(&mut bytes.iter().skip(same)) {
        0 if before == 0 => None,
        behind => Some(behind),
    };
    match (length(one), length(two)) {
        (Some(first), Some(second)) => first.cmp(&second).then_with(|| one.cmp(two)),
        _ => one.cmp(two),
    }
}

impl FromIterator<Finding> for Report {
    fn from_iter<I: IntoIterator<Item = Finding>>(iter: I) -> Self {
        Self { findings: iter.into_iter().collect() }
    }
}

impl Extend<Finding> for Report {
    fn extend<I: IntoIterator<Item = Finding>>(&mut self, iter: I) {
        self.findings.extend(iter);
    }
}

impl IntoIterator for Report {
    type Item = Finding;
    type IntoIter = std::vec::IntoIter<Finding>;
    fn into_iter(self) -> Self::IntoIter {
        self.findings.into_iter()
    }
}

impl<'a> IntoIterator for &'a Report {
    type Item = &'a Finding;
    type IntoIter = core::slice::Iter<'a, Finding>;
    fn into_iter(self) -> Self::IntoIter {
        self.findings.iter()
    }
}

impl fmt::Display for Report {
    /// The counts, then a line a finding.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}", self.summary())?;
        for finding in &self.findings {
            writeln!(f, "{finding}")?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::citation::{Evidence, Source};

    fn rule(id: &'static str, severity: Severity) -> Rule {
        let source = Source::constant(Citation::constant("a document"), Evidence::Official);
        Rule { severity, remedy: "mend it".into(), ..Rule::new(RuleId::constant(id), "t", source) }
    }

    fn report() -> Report {
        let size = rule("NET-SIZE-001", Severity::Error);
        let name = rule("NET-NAME-001", Severity::Info);
        [
            Finding::of(&name, "same name").about(PcnCode::constant("U00002")),
            Finding::of(&size, "small").about(PcnCode::constant("U00002")),
            Finding::of(&size, "small").about(PcnCode::constant("U00001")),
        ]
        .into_iter()
        .collect()
    }

    #[test]
    fn places_stand_in_the_order_of_their_numbers() {
        let sorted = [
            "",
            "a",
            "a line 1",
            "a line 1, 5",
            "a line 2",
            "a line 9",
            "a line 10",
            "a line 10 b",
            "a line 99",
            "a line 100",
            "b",
            "b 10",
            "bé 2",
            "bé 10",
            "c[1]",
            "c[12]",
            "line 1",
            "line 01a",
            "line x",
            "é",
        ];
        for (at, one) in sorted.iter().enumerate() {
            for (other, two) in sorted.iter().enumerate() {
                let order = by_number(one.as_bytes(), two.as_bytes());
                assert_eq!(order, at.cmp(&other), "`{one}` and `{two}`");
            }
        }
        let name = rule("NET-NAME-001", Severity::Info);
        let found = |path: &'static str| Finding::of(&name, "m").at(path);
        let mut report: Report = ["f line 10", "f line 9"].map(found).into_iter().collect();
        report.sort();
        assert_eq!(report.findings[0].path.as_deref(), Some("f line 9"));
    }

    #[test]
    fn a_report_sorts_worst_first_and_counts() {
        let mut sorted = report();
        sorted.sort();
        let subjects: Vec<_> =
            sorted.iter().map(|f| f.subject.as_ref().unwrap().as_str()).collect();
        assert_eq!(subjects, ["U00001", "U00002", "U00002"]);
        assert_eq!(sorted.summary(), Summary { error: 2, warning: 0, info: 1 });
        assert_eq!(sorted.summary().to_string(), "2 errors, 0 warnings, 1 remark");
        assert_eq!(sorted.worst(), Some(Severity::Error));
    }

    #[test]
    fn a_policy_changes_severities_and_leaves_rules_out() {
        let policy = Policy::new()
            .severity(RuleId::constant("NET-SIZE-001"), Severity::Warning)
            .off(RuleId::constant("NET-NAME-001"));
        let report = report().under(&policy);
        assert_eq!(report.summary(), Summary { error: 0, warning: 2, info: 0 });
        assert!(!report.has_errors());
    }

    #[test]
    fn a_report_comes_back_from_json() {
        let report = report();
        let json = serde_json::to_string(&report).unwrap();
        assert_eq!(serde_json::from_str::<Report>(&json).unwrap(), report);
    }
}
