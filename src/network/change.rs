use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{Membership, Register, RegisterBuilder, Succession};
use crate::{
    calendar::Period,
    code::{PcnCode, PracticeCode},
};

/// A change of the register, as a value: what would be from a day on.
///
/// # Meaning
///
/// `on` is the first day on which the change holds. A change never rewrites history: what the
/// register answers for any day before `on` stays as it was. What was already recorded to begin on
/// or after `on` gives way to the change, and a new membership lasts until the practice's next
/// recorded one. `on` may be a day about which the register makes no claim, such as one to come:
/// what is recorded to hold then is what changes.
///
/// # Examples
///
/// ```
/// use pcn::{
///     calendar::{Period, day},
///     code::{PcnCode, PracticeCode},
///     network::{Change, Membership, Pcn, Placement, Register},
/// };
///
/// let practice = PracticeCode::constant("A81001");
/// let (old, new) = (PcnCode::constant("U00001"), PcnCode::constant("U00002"));
/// let since = Period::since(day(2019, 10, 1));
/// let mut builder = Register::builder();
/// builder
///     .network(Pcn::new(old, "Old", since))
///     .network(Pcn::new(new, "New", since))
///     .membership(Membership::new(practice, old, since));
/// let register = builder.build();
///
/// let on = day(2022, 4, 1);
/// let changed = register.with(&[Change::Moves { practice, to: new, on }])?;
/// assert_eq!(changed.network_of(practice, day(2022, 3, 31)), Placement::InOne(old));
/// assert_eq!(changed.network_of(practice, on), Placement::InOne(new));
/// # Ok::<(), pcn::network::ChangeError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "RegisterChange"))]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
#[non_exhaustive]
pub enum Change {
    /// A practice joins a network. If it is in another, it is in two, and a finding says so.
    Joins {
        /// The practice.
        practice: PracticeCode,
        /// The network it joins.
        pcn: PcnCode,
        /// Its first day there.
        #[serde(deserialize_with = "crate::calendar::iso")]
        on: NaiveDate,
    },
    /// A practice leaves a network.
    Leaves {
        /// The practice.
        practice: PracticeCode,
        /// The network it leaves.
        pcn: PcnCode,
        /// The first day on which it is no member.
        #[serde(deserialize_with = "crate::calendar::iso")]
        on: NaiveDate,
    },
    /// A practice leaves every network it is in and joins another.
    Moves {
        /// The practice.
        practice: PracticeCode,
        /// The network it joins.
        to: PcnCode,
        /// Its first day there.
        #[serde(deserialize_with = "crate::calendar::iso")]
        on: NaiveDate,
    },
    /// A practice merges into another and is no more; its patients are counted with the other.
    MergesInto {
        /// The practice that is no more.
        practice: PracticeCode,
        /// The practice that takes its patients.
        into: PracticeCode,
        /// The first day after the merger.
        #[serde(deserialize_with = "crate::calendar::iso")]
        on: NaiveDate,
    },
    /// A network closes; its practices are in no network.
    Closes {
        /// The network.
        pcn: PcnCode,
        /// The first day on which it is closed.
        #[serde(deserialize_with = "crate::calendar::iso")]
        on: NaiveDate,
    },
    /// A network merges into another: its practices move there, and it closes.
    NetworksMerge {
        /// The network that closes.
        pcn: PcnCode,
        /// The network that takes its practices.
        into: PcnCode,
        /// The first day after the merger.
        #[serde(deserialize_with = "crate::calendar::iso")]
        on: NaiveDate,
    },
}

/// A change that cannot be made.
///
/// # Examples
///
/// ```
/// use pcn::{
///     calendar::day,
///     code::PcnCode,
///     network::{Change, ChangeError, Register},
/// };
///
/// let pcn = PcnCode::constant("U89141");
/// let close = Change::Closes { pcn, on: day(2022, 4, 1) };
/// let error = Register::builder().build().with(&[close]).unwrap_err();
/// assert_eq!(error, ChangeError::UnknownNetwork(pcn));
/// assert_eq!(error.to_string(), "the register holds no network `U89141`");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ChangeError {
    /// The register holds no such practice.
    #[error("the register holds no practice `{0}`")]
    UnknownPractice(PracticeCode),
    /// The register holds no such network.
    #[error("the register holds no network `{0}`")]
    UnknownNetwork(PcnCode),
    /// The practice is a member already.
    #[error("`{practice}` is a member of `{pcn}` on {on} already")]
    AlreadyMember {
        /// The practice.
        practice: PracticeCode,
        /// The network.
        pcn: PcnCode,
        /// The day.
        on: NaiveDate,
    },
    /// The practice is no member.
    #[error("`{practice}` is no member of `{pcn}` on {on}")]
    NotAMember {
        /// The practice.
        practice: PracticeCode,
        /// The network.
        pcn: PcnCode,
        /// The day.
        on: NaiveDate,
    },
    /// The network is not open.
    #[error("`{pcn}` is not open on {on}")]
    NotOpen {
        /// The network.
        pcn: PcnCode,
        /// The day.
        on: NaiveDate,
    },
    /// The practice has merged into another.
    #[error("`{practice}` has merged into another practice by {on}")]
    Merged {
        /// The practice.
        practice: PracticeCode,
        /// The day.
        on: NaiveDate,
    },
    /// Something would merge into itself.
    #[error("`{0}` cannot merge into itself")]
    IntoItself(crate::code::OdsCode),
    /// The practice that is to take the patients is itself recorded to merge, on a later day, into
    /// the practice that would be no more by then.
    #[error("`{practice}` cannot merge into `{into}`, which is recorded to merge into it later")]
    Circle {
        /// The practice that would be no more.
        practice: PracticeCode,
        /// The practice that would take its patients.
        into: PracticeCode,
    },
}

impl Register {
    /// The register with changes made one after another. This register stays as it is.
    ///
    /// # Errors
    ///
    /// [`ChangeError`] for the first change that cannot be made.
    pub fn with(&self, changes: &[Change]) -> Result<Self, ChangeError> {
        let mut register = self.clone();
        for change in changes {
            let mut facts = register.to_builder();
            register.apply(*change, &mut facts)?;
            register = facts.build();
        }
        Ok(register)
    }

    fn apply(&self, change: Change, facts: &mut RegisterBuilder) -> Result<(), ChangeError> {
        match change {
            Change::Joins { practice, pcn, on } => {
                self.can_join(practice, pcn, on)?;
                join(facts, practice, pcn, on);
            }
            Change::Leaves { practice, pcn, on } => {
                self.known_network(pcn)?;
                self.living(practice, on)?;
                if !self.is_member_on(practice, pcn, on) {
                    return Err(ChangeError::NotAMember { practice, pcn, on });
                }
                end(facts, on, |row| row.practice == practice && row.pcn == pcn);
            }
            Change::Moves { practice, to, on } => {
                self.can_join(practice, to, on)?;
                end(facts, on, |row| row.practice == practice);
                join(facts, practice, to, on);
            }
            Change::MergesInto { practice, into, on } => {
                if practice == into {
                    return Err(ChangeError::IntoItself(practice.into()));
                }
                self.living(practice, on)?;
                self.living(into, on)?;
                end(facts, on, |row| row.practice == practice);
                facts.successions.retain(|own| own.practice != practice);
                if leads_to(&facts.successions, into, practice) {
                    return Err(ChangeError::Circle { practice, into });
                }
                facts.succession(Succession { practice, into, on });
                for record in facts.practices.iter_mut().filter(|own| own.code == practice) {
                    record.life = record.life.map(|life| life.ended(on));
                }
            }
            Change::Closes { pcn, on } => {
                self.can_close(pcn, on)?;
                end(facts, on, |row| row.pcn == pcn);
                close(facts, pcn, on);
            }
            Change::NetworksMerge { pcn, into, on } => {
                if pcn == into {
                    return Err(ChangeError::IntoItself(pcn.into()));
                }
                self.can_close(pcn, on)?;
                self.can_close(into, on)?;
                let members: Vec<_> = self.members_recorded(pcn, on).collect();
                end(facts, on, |row| row.pcn == pcn);
                close(facts, pcn, on);
                for practice in members {
                    if !self.is_member_on(practice, into, on) {
                        join(facts, practice, into, on);
                    }
                }
            }
        }
        Ok(())
    }

    fn living(&self, practice: PracticeCode, on: NaiveDate) -> Result<(), ChangeError> {
        match self.practice_at(practice) {
            None => Err(ChangeError::UnknownPractice(practice)),
            Some(at) if self.is_succeeded_at(at, on) => Err(ChangeError::Merged { practice, on }),
            Some(_) => Ok(()),
        }
    }

    fn known_network(&self, pcn: PcnCode) -> Result<(), ChangeError> {
        self.network_at(pcn).map(|_| ()).ok_or(ChangeError::UnknownNetwork(pcn))
    }

    fn can_close(&self, pcn: PcnCode, on: NaiveDate) -> Result<(), ChangeError> {
        match self.network(pcn) {
            None => Err(ChangeError::UnknownNetwork(pcn)),
            Some(network) if !network.life.contains(on) => Err(ChangeError::NotOpen { pcn, on }),
            Some(_) => Ok(()),
        }
    }

    fn can_join(
        &self,
        practice: PracticeCode,
        pcn: PcnCode,
        on: NaiveDate,
    ) -> Result<(), ChangeError> {
        self.living(practice, on)?;
        self.known_network(pcn)?;
        if self.is_member_on(practice, pcn, on) {
            return Err(ChangeError::AlreadyMember { practice, pcn, on });
        }
        Ok(())
    }
}

/// Whether the mergers recorded lead from a practice to another. A practice merges once, so the way
/// is a line; it has no more steps than there are mergers, which ends the walk in a circle too.
fn leads_to(mergers: &[Succession], from: PracticeCode, to: PracticeCode) -> bool {
    // The earliest merger of a practice is the one that counts.
    let mut next: BTreeMap<PracticeCode, Succession> = BTreeMap::new();
    for own in mergers {
        let first = next.entry(own.practice).or_insert(*own);
        if own.on < first.on {
            *first = *own;
        }
    }
    let mut at = from;
    for _ in 0..=mergers.len() {
        if at == to {
            return true;
        }
        let Some(merger) = next.get(&at) else { return false };
        at = merger.into;
    }
    false
}

/// Ends the memberships chosen, so that `on` is the first day after them. Those that were to begin
/// on that day or later would hold no day, and go.
fn end(facts: &mut RegisterBuilder, on: NaiveDate, chosen: impl Fn(&Membership) -> bool) {
    facts.memberships.retain_mut(|row| {
        if !chosen(row) || row.period.is_empty() {
            return true;
        }
        row.period = row.period.ended(on);
        !row.period.is_empty()
    });
}

/// Adds a membership from a day on, until the practice's next recorded one begins.
fn join(facts: &mut RegisterBuilder, practice: PracticeCode, pcn: PcnCode, on: NaiveDate) {
    let period = (facts.memberships.iter())
        .filter(|row| row.practice == practice && row.period.from() > on)
        .filter(|row| !row.period.is_empty())
        .map(|row| row.period.from())
        .min()
        .map_or(Period::since(on), |next| Period::since(on).ended(next));
    facts.membership(Membership::new(practice, pcn, period));
}

fn close(facts: &mut RegisterBuilder, pcn: PcnCode, on: NaiveDate) {
    for record in facts.networks.iter_mut().filter(|own| own.code == pcn) {
        record.life = record.life.ended(on);
    }
}
