use core::{fmt, str::FromStr};
use std::borrow::Cow;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use crate::{
    calendar::ContractYear,
    citation::{Citation, Source},
};

/// The lasting name of a rule, for example `NET-SIZE-001`.
///
/// An id never changes its meaning and is never used again for another rule.
///
/// # Format
///
/// Two or more groups of capital letters, then three digits, with hyphens between.
///
/// # Examples
///
/// ```
/// use pcn::finding::RuleId;
///
/// const MINE: RuleId = RuleId::constant("MYORG-LISTS-001");
/// assert_eq!("MYORG-LISTS-001".parse(), Ok(MINE));
/// assert!("lists".parse::<RuleId>().is_err());
/// ```
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RuleId(Cow<'static, str>);

/// A text that is no rule id.
///
/// # Examples
///
/// ```
/// use pcn::finding::RuleId;
///
/// assert_eq!(
///     "NET-1".parse::<RuleId>().unwrap_err().to_string(),
///     "`NET-1` is not a rule id: expected groups of capital letters and three digits; \
///      a good one is `NET-SIZE-001`",
/// );
/// ```
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "`{given}` is not a rule id: expected groups of capital letters and three digits; \
     a good one is `NET-SIZE-001`"
)]
pub struct RuleIdError {
    given: Box<str>,
}

impl RuleIdError {
    /// The text as given, cut if very long.
    ///
    /// # Examples
    ///
    /// ```
    /// use pcn::finding::RuleId;
    ///
    /// assert_eq!("NET-1".parse::<RuleId>().unwrap_err().given(), "NET-1");
    /// ```
    #[must_use]
    pub const fn given(&self) -> &str {
        &self.given
    }
}

#[expect(
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    reason = "a const loop bounded by the text's length"
)]
const fn is_rule_id(text: &str) -> bool {
    let bytes = text.as_bytes();
    if bytes.len() < 7 || bytes.len() > 40 {
        return false;
    }
    let digits = bytes.len() - 3;
    let (mut at, mut hyphens, mut last) = (0, 0, b'-');
    while at < digits {
        match bytes[at] {
            b'-' if last != b'-' => hyphens += 1,
            b'A'..=b'Z' => {}
            _ => return false,
        }
        last = bytes[at];
        at += 1;
    }
    last == b'-'
        && hyphens >= 2
        && bytes[digits].is_ascii_digit()
        && bytes[digits + 1].is_ascii_digit()
        && bytes[digits + 2].is_ascii_digit()
}

impl RuleId {
    /// An id from a literal, for constants.
    ///
    /// # Panics
    ///
    /// If the literal is no rule id; in a `const` that is a compile error.
    #[must_use]
    pub const fn constant(text: &'static str) -> Self {
        assert!(is_rule_id(text), "a rule id is groups of capital letters and three digits");
        Self(Cow::Borrowed(text))
    }

    /// The id's text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for RuleId {
    type Err = RuleIdError;
    fn from_str(text: &str) -> Result<Self, RuleIdError> {
        if is_rule_id(text) {
            Ok(Self(Cow::Owned(text.to_owned())))
        } else {
            Err(RuleIdError { given: text.chars().take(60).collect() })
        }
    }
}

impl fmt::Display for RuleId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl fmt::Debug for RuleId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "RuleId({})", self.0)
    }
}

impl Serialize for RuleId {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for RuleId {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = Cow::<str>::deserialize(deserializer)?;
        text.parse().map_err(de::Error::custom)
    }
}

/// How bad a finding is. Greater is worse.
///
/// # Examples
///
/// ```
/// use pcn::finding::Severity;
///
/// assert!(Severity::Error > Severity::Warning && Severity::Warning > Severity::Info);
/// assert_eq!(Severity::ALL.map(Severity::name), ["error", "warning", "info"]);
/// assert_eq!("warning".parse(), Ok(Severity::Warning));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// Worth knowing; nothing is wrong.
    Info,
    /// Against guidance, or unlikely to be meant.
    Warning,
    /// Against a requirement.
    Error,
}

impl Severity {
    /// Every severity, worst first.
    pub const ALL: [Self; 3] = [Self::Error, Self::Warning, Self::Info];

    /// The severity's name as the wire has it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Info => "info",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

/// A text that is no severity.
///
/// # Examples
///
/// ```
/// use pcn::finding::Severity;
///
/// assert_eq!(
///     "Fatal".parse::<Severity>().unwrap_err().to_string(),
///     "`Fatal` is not a severity; good ones are `error`, `warning`, `info`",
/// );
/// ```
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "`{given}` is not a severity; good ones are {}",
    Severity::ALL.map(|good| format!("`{good}`")).join(", ")
)]
pub struct SeverityError {
    given: Box<str>,
}

impl SeverityError {
    /// The text as given, cut if very long.
    ///
    /// # Examples
    ///
    /// ```
    /// use pcn::finding::Severity;
    ///
    /// assert_eq!("Fatal".parse::<Severity>().unwrap_err().given(), "Fatal");
    /// ```
    #[must_use]
    pub const fn given(&self) -> &str {
        &self.given
    }
}

impl FromStr for Severity {
    type Err = SeverityError;
    fn from_str(text: &str) -> Result<Self, SeverityError> {
        let found = Self::ALL.into_iter().find(|good| good.name() == text);
        found.ok_or_else(|| SeverityError { given: text.chars().take(40).collect() })
    }
}

/// The contract years in which a rule is in force, first and last included.
///
/// # Examples
///
/// ```
/// use pcn::{calendar::ContractYear, finding::YearSpan};
///
/// let span = YearSpan::between(ContractYear::Y2020_21, ContractYear::Y2022_23);
/// assert!(span.contains(ContractYear::Y2021_22) && !span.contains(ContractYear::Y2023_24));
/// assert_eq!(span.to_string(), "2020/21 to 2022/23");
/// assert_eq!(YearSpan::since(ContractYear::Y2024_25).to_string(), "2024/25 on");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct YearSpan {
    /// The first year.
    pub first: ContractYear,
    /// The last year; `None` if the rule has not ended.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last: Option<ContractYear>,
}

impl YearSpan {
    /// From a year on.
    #[must_use]
    pub const fn since(first: ContractYear) -> Self {
        Self { first, last: None }
    }

    /// From a year to another, both included.
    #[must_use]
    pub const fn between(first: ContractYear, last: ContractYear) -> Self {
        Self { first, last: Some(last) }
    }

    /// Whether a year lies in it.
    #[must_use]
    pub fn contains(self, year: ContractYear) -> bool {
        self.first <= year && self.last.is_none_or(|last| year <= last)
    }
}

impl fmt::Display for YearSpan {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.last {
            None => write!(f, "{} on", self.first),
            Some(last) if last == self.first => write!(f, "{last}"),
            Some(last) => write!(f, "{} to {last}", self.first),
        }
    }
}

/// A rule: what it asks, since when, how severe a breach is, and where it stands.
///
/// Every rule of the crate is a constant, and [`pcn::rules`](crate::rules) lists them all.
///
/// # Examples
///
/// ```
/// for rule in pcn::rules() {
///     assert!(!rule.title.is_empty(), "{}", rule.id);
/// }
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Rule {
    /// The rule's lasting name.
    pub id: RuleId,
    /// What is wrong when it is broken, in a few words.
    pub title: Cow<'static, str>,
    /// How bad a breach is, unless a [`Policy`](super::Policy) or a recorded waiver says otherwise.
    pub severity: Severity,
    /// The contract years in which it is in force.
    pub years: YearSpan,
    /// What the rule asks and why, in our words.
    pub explanation: Cow<'static, str>,
    /// What to do about a breach.
    pub remedy: Cow<'static, str>,
    /// Where the rule stands, and how sure that is.
    pub source: Source,
}

impl Rule {
    /// A rule of one's own, in force from 2019/20 on, an error, with an empty explanation.
    /// The fields are public: set what differs.
    ///
    /// # Examples
    ///
    /// ```
    /// use pcn::{
    ///     citation::{Citation, Evidence, Source},
    ///     finding::{Rule, RuleId, Severity},
    /// };
    ///
    /// let rule = Rule {
    ///     severity: Severity::Warning,
    ///     remedy: "ask the practice for its list".into(),
    ///     ..Rule::new(
    ///         RuleId::constant("MYORG-LISTS-001"),
    ///         "list size changed by more than a tenth in a month",
    ///         Source::constant(Citation::constant("our data quality plan"), Evidence::Secondary),
    ///     )
    /// };
    /// assert_eq!(rule.severity, Severity::Warning);
    /// ```
    #[must_use]
    pub fn new(id: RuleId, title: impl Into<Cow<'static, str>>, source: Source) -> Self {
        Self {
            id,
            title: title.into(),
            severity: Severity::Error,
            years: YearSpan::since(ContractYear::Y2019_20),
            explanation: Cow::Borrowed(""),
            remedy: Cow::Borrowed(""),
            source,
        }
    }

    /// A rule in force from 2019/20 on, for constants.
    ///
    /// # Panics
    ///
    /// If the id is no rule id; in a `const` that is a compile error.
    ///
    /// # Examples
    ///
    /// ```
    /// use pcn::{
    ///     calendar::ContractYear,
    ///     citation::{Citation, Evidence, Source},
    ///     finding::{Rule, Severity, YearSpan},
    /// };
    ///
    /// static LISTS: Rule = Rule::constant(
    ///     "MYORG-LISTS-001",
    ///     Severity::Warning,
    ///     "list size changed by more than a tenth in a month",
    ///     "Lists seldom move so fast; a file that shows it is usually a wrong one.",
    ///     "ask the practice for its list",
    ///     Source::constant(Citation::constant("our data quality plan"), Evidence::Secondary),
    /// )
    /// .during(YearSpan::since(ContractYear::Y2024_25));
    /// assert_eq!(LISTS.citation().document(), "our data quality plan");
    /// assert!(!LISTS.years.contains(ContractYear::Y2023_24));
    /// ```
    #[must_use]
    pub const fn constant(
        id: &'static str,
        severity: Severity,
        title: &'static str,
        explanation: &'static str,
        remedy: &'static str,
        source: Source,
    ) -> Self {
        Self {
            id: RuleId::constant(id),
            title: Cow::Borrowed(title),
            severity,
            years: YearSpan::since(ContractYear::Y2019_20),
            explanation: Cow::Borrowed(explanation),
            remedy: Cow::Borrowed(remedy),
            source,
        }
    }

    /// Sets the years in which it is in force.
    #[must_use]
    pub const fn during(mut self, years: YearSpan) -> Self {
        self.years = years;
        self
    }

    /// Where the rule stands.
    #[must_use]
    pub const fn citation(&self) -> &Citation {
        &self.source.citation
    }
}

/// Of a rule that has held since the contract began.
pub(crate) const EVERY_YEAR: YearSpan = YearSpan::since(ContractYear::Y2019_20);

/// Declares the rules of a room, each a `static`, and `RULES`, the list of them all in order.
///
/// One declaration for both, because a rule that is missing from the list is missing from the
/// rulebook. With `pub,` in front the rules have names outside the crate.
macro_rules! declare_rules {
    ($vis:vis, $(
        $(#[$meta:meta])*
        $name:ident: $id:literal, $severity:ident, $years:expr,
        title $title:literal,
        explanation $explanation:literal,
        remedy $remedy:literal,
        source $source:expr;
    )+) => {
        $(
            $(#[$meta])*
            $vis static $name: $crate::finding::Rule = $crate::finding::Rule {
                id: $crate::finding::RuleId::constant($id),
                title: std::borrow::Cow::Borrowed($title),
                severity: $crate::finding::Severity::$severity,
                years: $years,
                explanation: std::borrow::Cow::Borrowed($explanation),
                remedy: std::borrow::Cow::Borrowed($remedy),
                source: $source,
            };
        )+

        /// The rules of this room.
        pub(crate) const RULES: &[&$crate::finding::Rule] = &[$(&$name),+];
    };
    ($($rules:tt)+) => {
        $crate::finding::declare_rules! { pub(crate), $($rules)+ }
    };
}
pub(crate) use declare_rules;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rule_ids_have_one_shape() {
        for good in ["NET-SIZE-001", "A-B-000", "ODS-ROW-CODE-012"] {
            assert_eq!(good.parse::<RuleId>().unwrap().as_str(), good);
        }
        for bad in [
            "",
            "NET-001",
            "NET-SIZE-01",
            "NET-SIZE-0011",
            "net-SIZE-001",
            "-NET-SIZE-001",
            "NET--001",
            "NET-SIZE001",
            "NET_SIZE_001",
        ] {
            assert!(bad.parse::<RuleId>().is_err(), "{bad}");
        }
    }

    #[test]
    fn severities_order_by_badness() {
        assert!(Severity::Error > Severity::Warning && Severity::Warning > Severity::Info);
    }
}
