use serde::{Deserialize, Serialize};

use super::{
    CommissionerRelation, Directorship, Membership, PayeeRecord, Pcn, Practice, Provenance,
    Register, Succession, Waiver,
};
use crate::{
    calendar::{NaiveDate, Period},
    code::PracticeCode,
    quantity::{PatientsOn, Registered},
};

/// A practice's registered list on a day.
///
/// # Examples
///
/// ```
/// use pcn::{
///     calendar::day,
///     code::PracticeCode,
///     network::Register,
///     quantity::{Patients, PatientsOn},
/// };
///
/// let practice = PracticeCode::constant("A81001");
/// let mut builder = Register::builder();
/// for (count, on) in [(4_100, day(2022, 5, 1)), (4_050, day(2022, 4, 1))] {
///     builder.list(practice, PatientsOn { count: Patients::from(count), on });
/// }
/// let register = builder.build();
/// let days: Vec<_> = register.lists().map(|list| list.list.on).collect();
/// assert_eq!(days, [day(2022, 4, 1), day(2022, 5, 1)]);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct PracticeList {
    /// The practice.
    pub practice: PracticeCode,
    /// How many patients, on which day.
    pub list: PatientsOn<Registered>,
}

/// A practice that a source puts under the sentinel `U`, "unallocated", instead of a network.
///
/// # Examples
///
/// ```
/// use pcn::{
///     code::PracticeCode,
///     network::{Provenance, Register},
/// };
///
/// let mut builder = Register::builder();
/// builder.unallocated(PracticeCode::constant("Y02045"), Some(Provenance::line("map.csv", 7)));
/// let register = builder.build();
/// let place = register.unallocated()[0].provenance.as_ref().map(ToString::to_string);
/// assert_eq!(place.as_deref(), Some("map.csv line 7"));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Unallocated {
    /// The practice.
    pub practice: PracticeCode,
    /// Where it stands in the input.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub provenance: Option<Provenance>,
}

/// Takes facts from any source, in any order, and makes a [`Register`] of them.
///
/// Nothing is refused and nothing dropped: what contradicts itself, repeats, overlaps or names
/// what no source describes is kept and becomes a finding.
///
/// It is also the register's form on the wire: a register is written as its facts and built again
/// when it is read.
///
/// # Examples
///
/// ```
/// use pcn::{
///     calendar::{Period, day},
///     code::{PcnCode, PracticeCode},
///     network::{Membership, Pcn, Placement, Practice, Register},
///     quantity::{Patients, PatientsOn},
/// };
///
/// let (practice, network) = (PracticeCode::constant("A81001"), PcnCode::constant("U89141"));
/// let since = Period::since(day(2019, 10, 1));
///
/// let mut builder = Register::builder();
/// builder
///     .practice(Practice::new(practice, "The Densham Surgery"))
///     .network(Pcn::new(network, "Stockton PCN", since))
///     .membership(Membership::new(practice, network, since))
///     .list(practice, PatientsOn { count: Patients::from(4_100), on: day(2022, 5, 1) });
/// let register = builder.build();
///
/// assert_eq!(register.network_of(practice, day(2022, 4, 27)), Placement::InOne(network));
/// assert_eq!(register.network_of(practice, day(2019, 9, 30)), Placement::InNone);
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default, deny_unknown_fields)]
pub struct RegisterBuilder {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) speaks_for: Option<Period>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) practices: Vec<Practice>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) networks: Vec<Pcn>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) memberships: Vec<Membership>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) lists: Vec<PracticeList>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) commissioners: Vec<CommissionerRelation>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) waivers: Vec<Waiver>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) directors: Vec<Directorship>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) payees: Vec<PayeeRecord>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) successions: Vec<Succession>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) unallocated: Vec<Unallocated>,
}

impl RegisterBuilder {
    /// A builder without facts.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// A builder for a source without dates: a list of who is in which network on one day. The
    /// register will claim that day and no other. Give each network the life and each membership
    /// the period [`Period::on`] that day.
    ///
    /// # Examples
    ///
    /// ```
    /// use pcn::{
    ///     calendar::{Period, day},
    ///     code::{PcnCode, PracticeCode},
    ///     network::{Membership, Placement, RegisterBuilder},
    /// };
    ///
    /// // A list of who is in which network today, and nothing about any other day.
    /// let today = day(2022, 4, 27);
    /// let (practice, pcn) = (PracticeCode::constant("A81001"), PcnCode::constant("U89141"));
    /// let mut builder = RegisterBuilder::snapshot(today);
    /// builder.membership(Membership::new(practice, pcn, Period::on(today)));
    /// let register = builder.build();
    /// assert_eq!(register.network_of(practice, today), Placement::InOne(pcn));
    /// assert_eq!(register.network_of(practice, day(2022, 4, 28)), Placement::Unknown, "not: in none");
    /// ```
    #[must_use]
    pub fn snapshot(day: NaiveDate) -> Self {
        Self { speaks_for: Some(Period::on(day)), ..Self::default() }
    }

    /// Limits the days about which the register claims anything, for example to those up to the
    /// day of the extract. Without it the register answers for every day.
    ///
    /// # Examples
    ///
    /// ```
    /// use pcn::{
    ///     calendar::{Period, day},
    ///     network::Register,
    /// };
    ///
    /// let mut builder = Register::builder();
    /// builder.speaks_for(Period::constant(day(2019, 7, 1), day(2022, 5, 1)));
    /// let register = builder.build();
    /// assert!(register.claims_on(day(2022, 4, 30)) && !register.claims_on(day(2022, 5, 1)));
    /// assert_eq!(register.claims().and_then(Period::last_day), Some(day(2022, 4, 30)));
    /// ```
    pub fn speaks_for(&mut self, period: Period) -> &mut Self {
        self.speaks_for = Some(period);
        self
    }

    /// Adds a practice. Several records of one practice complete each other; the first to say
    /// something stays, and a contradiction becomes a finding.
    pub fn practice(&mut self, practice: Practice) -> &mut Self {
        self.practices.push(practice);
        self
    }

    /// The records of practices added so far, in order.
    #[cfg(feature = "ods")]
    pub(crate) fn practices(&self) -> &[Practice] {
        &self.practices
    }

    /// Adds a network. Of several records of one network the first stays; another that says
    /// something else becomes a finding.
    pub fn network(&mut self, network: Pcn) -> &mut Self {
        self.networks.push(network);
        self
    }

    /// Adds a membership. It may name a practice or a network that nothing describes.
    pub fn membership(&mut self, membership: Membership) -> &mut Self {
        self.memberships.push(membership);
        self
    }

    /// Adds a practice's list size. A practice may have lists on several days.
    pub fn list(&mut self, practice: PracticeCode, list: PatientsOn<Registered>) -> &mut Self {
        self.lists.push(PracticeList { practice, list });
        self
    }

    /// Adds a dated relation with a commissioner.
    pub fn commissioner(&mut self, relation: CommissionerRelation) -> &mut Self {
        self.commissioners.push(relation);
        self
    }

    /// Adds a waiver or agreement about a network's size.
    pub fn waiver(&mut self, waiver: Waiver) -> &mut Self {
        self.waivers.push(waiver);
        self
    }

    /// Adds who holds a network's post of clinical director.
    ///
    /// # Examples
    ///
    /// ```
    /// use pcn::{
    ///     calendar::{Period, day},
    ///     code::PcnCode,
    ///     network::{ClinicalDirector, Directorship, Register},
    /// };
    ///
    /// let mut builder = Register::builder();
    /// builder.directorship(Directorship {
    ///     pcn: PcnCode::constant("U89141"),
    ///     directors: vec![ClinicalDirector::new("Dr A. Example")],
    ///     period: Period::since(day(2019, 7, 1)),
    /// });
    /// assert_eq!(builder.build().directors().len(), 1);
    /// ```
    pub fn directorship(&mut self, directorship: Directorship) -> &mut Self {
        self.directors.push(directorship);
        self
    }

    /// Adds a network's payee.
    pub fn payee(&mut self, record: PayeeRecord) -> &mut Self {
        self.payees.push(record);
        self
    }

    /// Adds that a practice merged into another.
    pub fn succession(&mut self, succession: Succession) -> &mut Self {
        self.successions.push(succession);
        self
    }

    /// Adds a practice that the source puts under the sentinel `U` instead of a network.
    pub fn unallocated(
        &mut self,
        practice: PracticeCode,
        provenance: Option<Provenance>,
    ) -> &mut Self {
        self.unallocated.push(Unallocated { practice, provenance });
        self
    }

    /// Makes the register.
    #[must_use]
    pub fn build(self) -> Register {
        Register::of_facts(self)
    }
}
