use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{RuleId, Severity};

/// What an embedder makes of a rule.
///
/// # Examples
///
/// ```
/// use pcn::finding::{Policy, RuleId, Severity};
///
/// // In a file of settings: a severity by its name, or `off`.
/// let text = r#"{"NET-SIZE-001": {"severity": "info"}, "NET-NAME-001": "off"}"#;
/// let policy: Policy = serde_json::from_str(text)?;
/// let size = RuleId::constant("NET-SIZE-001");
/// assert_eq!(policy.apply(&size, Severity::Error), Some(Severity::Info));
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Setting {
    /// Its findings have this severity.
    Severity(Severity),
    /// Its findings are left out.
    Off,
}

/// An embedder's own severities, by rule. What it does not name stays as the rule has it.
///
/// # Examples
///
/// ```
/// use pcn::finding::{Policy, RuleId, Severity};
///
/// let policy = Policy::new()
///     .severity(RuleId::constant("NET-SIZE-001"), Severity::Warning)
///     .off(RuleId::constant("NET-NAME-001"));
/// assert_eq!(
///     policy.apply(&RuleId::constant("NET-SIZE-001"), Severity::Error),
///     Some(Severity::Warning),
/// );
/// assert_eq!(policy.apply(&RuleId::constant("NET-NAME-001"), Severity::Error), None);
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(transparent)]
pub struct Policy {
    settings: BTreeMap<RuleId, Setting>,
}

impl Policy {
    /// A policy that changes nothing.
    #[must_use]
    pub const fn new() -> Self {
        Self { settings: BTreeMap::new() }
    }

    /// Sets a rule's severity.
    #[must_use]
    pub fn severity(mut self, rule: RuleId, severity: Severity) -> Self {
        self.settings.insert(rule, Setting::Severity(severity));
        self
    }

    /// Leaves a rule's findings out.
    #[must_use]
    pub fn off(mut self, rule: RuleId) -> Self {
        self.settings.insert(rule, Setting::Off);
        self
    }

    /// The severity that a finding of a rule has under this policy, or `None` if it is left out.
    #[must_use]
    pub fn apply(&self, rule: &RuleId, severity: Severity) -> Option<Severity> {
        match self.settings.get(rule) {
            None => Some(severity),
            Some(Setting::Severity(own)) => Some(*own),
            Some(Setting::Off) => None,
        }
    }
}
