use core::fmt;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{EntitlementKind, Facts, Outcome, Question, Terms};
use crate::{calendar::Period, citation::Source, quantity::Gbp};

/// A payment whose figure changed because something was published.
///
/// # Examples
///
/// ```
/// use pcn::{
///     calendar::{ContractYear, day},
///     des,
///     funding::{EntitlementKind, Facts, Outcome, Populations, Question},
/// };
///
/// let terms = &des::year(ContractYear::Y2024_25).expect("held").funding;
/// let facts = Facts::of(Populations::default().adjusted("51000".parse()?, day(2024, 1, 1)));
/// let question = Question::of(ContractYear::Y2024_25.period());
/// let restatement = terms.restate(&facts, &question, day(2024, 3, 1), day(2024, 4, 30));
/// let access = restatement
///     .changed
///     .iter()
///     .find(|row| row.entitlement == EntitlementKind::EnhancedAccess)
///     .expect("published in between");
/// assert_eq!((access.old, access.difference), (Outcome::NotKnown, None));
/// # Ok::<(), pcn::quantity::QuantityError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Restated {
    /// Which payment.
    pub entitlement: EntitlementKind,
    /// The days for which it is.
    pub period: Period,
    /// As known before.
    pub old: Outcome,
    /// As known after.
    pub new: Outcome,
    /// What is more to pay, or less if below zero, where both are amounts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub difference: Option<Gbp>,
    /// The documents published in between that caused it; none where something was declared or
    /// judged in between.
    pub because: Vec<Source>,
}

/// What publications between two days changed.
///
/// # Examples
///
/// ```
/// use pcn::{
///     calendar::{ContractYear, day},
///     des,
///     funding::{Facts, Populations, Question},
/// };
///
/// // Nothing was published from one day to the next.
/// let terms = &des::year(ContractYear::Y2024_25).expect("held").funding;
/// let facts = Facts::of(Populations::default());
/// let question = Question::of(ContractYear::Y2024_25.period());
/// let restatement = terms.restate(&facts, &question, day(2024, 5, 1), day(2024, 5, 2));
/// assert_eq!(
///     restatement.to_string(),
///     "As known on 2024-05-01, and on 2024-05-02\nnothing changed\n",
/// );
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Restatement {
    /// The earlier day.
    #[serde(deserialize_with = "crate::calendar::iso")]
    pub before: NaiveDate,
    /// The later day.
    #[serde(deserialize_with = "crate::calendar::iso")]
    pub after: NaiveDate,
    /// The payments that changed.
    pub changed: Vec<Restated>,
}

impl Terms {
    /// The payments whose figure, asked as known on `after`, is another than as known on `before`.
    ///
    /// # Examples
    ///
    /// The merged core funding of 2024/25 was published on 28 March 2024.
    ///
    /// ```
    /// use pcn::{
    ///     calendar::{ContractYear, day},
    ///     des,
    ///     funding::{Facts, Outcome, Populations, Question},
    /// };
    ///
    /// let year = ContractYear::Y2024_25;
    /// let terms = &des::year(year).expect("held").funding;
    /// let facts = Facts::of(Populations::default().adjusted("51000".parse()?, day(2024, 1, 1)));
    /// let question = Question::of(year.period());
    /// let restated = terms.restate(&facts, &question, day(2024, 3, 1), day(2024, 4, 30));
    /// let access = &restated.changed[1];
    /// assert_eq!(access.old, Outcome::NotKnown);
    /// assert_eq!(access.new.amount().map(|a| a.to_string()).as_deref(), Some("£391,374.00"));
    /// assert!(!access.because.is_empty());
    /// # Ok::<(), pcn::quantity::QuantityError>(())
    /// ```
    #[must_use]
    #[expect(clippy::arithmetic_side_effects, reason = "money's own subtraction saturates")]
    pub fn restate(
        &self,
        facts: &Facts,
        question: &Question,
        before: NaiveDate,
        after: NaiveDate,
    ) -> Restatement {
        let mut changed = Vec::new();
        for term in self.entitlements.iter() {
            let at = |known| self.payment(term.kind, facts, &question.as_known(known));
            let (Some(old), Some(new)) = (at(before), at(after)) else { continue };
            if old.outcome == new.outcome {
                continue;
            }
            let mut because: Vec<Source> = Vec::new();
            for component in term.components.iter() {
                for entry in component.rate.entries() {
                    let published = before < entry.known() && entry.known() <= after;
                    if published
                        && entry.in_force.overlaps(new.period)
                        && !because.contains(&entry.source)
                    {
                        because.push(entry.source.clone());
                    }
                }
            }
            let difference = match (old.outcome.amount(), new.outcome.amount()) {
                (Some(old), Some(new)) => Some(new - old),
                _ => None,
            };
            changed.push(Restated {
                entitlement: term.kind,
                period: new.period,
                old: old.outcome,
                new: new.outcome,
                difference,
                because,
            });
        }
        Restatement { before, after, changed }
    }
}

impl fmt::Display for Restatement {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "As known on {}, and on {}", self.before, self.after)?;
        if self.changed.is_empty() {
            writeln!(f, "nothing changed")?;
        }
        for row in &self.changed {
            write!(f, "{}, {}: {}, then {}", row.entitlement, row.period, row.old, row.new)?;
            if let Some(difference) = row.difference {
                write!(f, "; difference {difference}")?;
            }
            writeln!(f)?;
            for source in &row.because {
                writeln!(f, "    because of {source}")?;
            }
        }
        Ok(())
    }
}
