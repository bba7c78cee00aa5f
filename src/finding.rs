//! Rules, and what they find: one shape for every room.
//!
//! A type refuses only what cannot exist. What the contract frowns on is a [`Finding`]: which
//! rule, how severe, about whom, where in the input, and what to do. Findings sort worst first,
//! serialise, and keep their rule's id for ever.

mod policy;
mod report;
mod rule;

pub use policy::{Policy, Setting};
pub use report::{Finding, Report, Subject, Summary};
pub(crate) use rule::{EVERY_YEAR, declare_rules};
pub use rule::{Rule, RuleId, RuleIdError, Severity, SeverityError, YearSpan};
