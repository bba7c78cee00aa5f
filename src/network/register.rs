use core::fmt;

use chrono::NaiveDate;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::{
    Commissioned, CommissionerRelation, Directorship, Membership, PayeeRecord, Pcn, Placement,
    Practice, PracticeList, Provenance, RegisterBuilder, Succession, Unallocated, Waiver,
    index::{Index, Starts, key},
};
use crate::{
    calendar::Period,
    code::{PcnCode, PracticeCode, SubIcbCode},
    quantity::{Patients, PatientsOn, Registered},
};

/// Practices, networks and who was in which of them when.
///
/// # Meaning
///
/// A register answers by date, both ways. It holds what its sources say, faults included: a
/// practice that two rows put into two networks is in both, and
/// [`check`](Register::check) says so. A membership counts on the days of its own period, whether
/// or not its network is open on them.
///
/// # Format
///
/// On the wire it is its facts, and it is built again when it is read.
///
/// # Examples
///
/// ```
/// use pcn::{
///     calendar::{Period, day},
///     code::{PcnCode, PracticeCode},
///     network::{Membership, Pcn, Register},
/// };
///
/// let (practice, network) = (PracticeCode::constant("A81001"), PcnCode::constant("U89141"));
/// let mut builder = Register::builder();
/// builder
///     .network(Pcn::new(network, "Stockton PCN", Period::since(day(2019, 10, 1))))
///     .membership(Membership::new(practice, network, Period::since(day(2019, 10, 1))));
/// let register = builder.build();
///
/// let members: Vec<_> = register.members_on(network, day(2022, 4, 27)).collect();
/// assert_eq!(members, [practice]);
///
/// let json = serde_json::to_string(&register)?;
/// assert_eq!(serde_json::from_str::<Register>(&json)?, register);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct Register {
    pub(super) speaks_for: Option<Period>,
    /// By code, one a practice; described or merely named by another fact.
    pub(super) practices: Vec<Entry<Practice>>,
    /// By code, one a network; described or merely named by another fact.
    pub(super) networks: Vec<Entry<Pcn>>,
    pub(super) practice_index: Index,
    pub(super) network_index: Index,
    /// By practice, then first day, network and last day.
    pub(super) rows: Vec<Row>,
    pub(super) rows_of_practice: Starts,
    /// Positions in `rows`, by network, then in the order of `rows`.
    pub(super) by_network: Vec<u32>,
    pub(super) rows_of_network: Starts,
    /// By practice, then day; of several for one day the first given comes first.
    pub(super) lists: Vec<ListRow>,
    pub(super) lists_of_practice: Starts,
    /// By what is commissioned, then period.
    pub(super) commissioners: Vec<CommissionerRelation>,
    /// By network, then period.
    pub(super) waivers: Vec<Waiver>,
    pub(super) directors: Vec<Directorship>,
    pub(super) payees: Vec<PayeeRecord>,
    /// By the practice that is no more, then day.
    pub(super) successions: Vec<Succession>,
    /// The first merger of each practice, which is the one that counts; by the practice that
    /// takes the patients.
    pub(super) takers: Vec<Succession>,
    /// By practice.
    pub(super) unallocated: Vec<Unallocated>,
    /// Records that contradict the one kept, by code.
    pub(super) other_practices: Vec<Practice>,
    pub(super) other_networks: Vec<Pcn>,
}

/// A practice or a network of the register.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Entry<T> {
    pub(super) facts: T,
    /// Whether some source describes it; if not, another fact merely names its code.
    pub(super) described: bool,
}

/// A membership, by positions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Row {
    pub(super) practice: u32,
    pub(super) network: u32,
    pub(super) period: Period,
    pub(super) provenance: Option<Provenance>,
}

/// A list size of one practice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct ListRow {
    pub(super) on: NaiveDate,
    pub(super) count: u32,
}

impl Register {
    /// A builder without facts.
    #[must_use]
    pub fn builder() -> RegisterBuilder {
        RegisterBuilder::new()
    }

    /// The facts of the register, to change them and build another.
    ///
    /// # Examples
    ///
    /// ```
    /// use pcn::{
    ///     calendar::{Period, day},
    ///     code::{PcnCode, PracticeCode},
    ///     network::{Membership, Register},
    /// };
    ///
    /// let (practice, pcn) = (PracticeCode::constant("A81001"), PcnCode::constant("U89141"));
    /// let mut builder = Register::builder();
    /// builder.membership(Membership::new(practice, pcn, Period::since(day(2019, 10, 1))));
    /// let register = builder.build();
    ///
    /// // Add to what a register holds: its facts, and another. The register stays as it is.
    /// let mut more = register.to_builder();
    /// more.membership(Membership::new(
    ///     PracticeCode::constant("A81002"),
    ///     pcn,
    ///     Period::since(day(2020, 4, 1)),
    /// ));
    /// assert_eq!(more.build().members_on(pcn, day(2022, 4, 27)).count(), 2);
    /// assert_eq!(register.members_on(pcn, day(2022, 4, 27)).count(), 1);
    /// ```
    #[must_use]
    pub fn to_builder(&self) -> RegisterBuilder {
        RegisterBuilder {
            speaks_for: self.speaks_for,
            practices: (self.practices.iter().filter(|entry| entry.described))
                .map(|entry| &entry.facts)
                .chain(&self.other_practices)
                .cloned()
                .collect(),
            networks: (self.networks.iter().filter(|entry| entry.described))
                .map(|entry| &entry.facts)
                .chain(&self.other_networks)
                .cloned()
                .collect(),
            memberships: self.memberships().collect(),
            lists: self.lists().collect(),
            commissioners: self.commissioners.clone(),
            waivers: self.waivers.clone(),
            directors: self.directors.clone(),
            payees: self.payees.clone(),
            successions: self.successions.clone(),
            unallocated: self.unallocated.clone(),
        }
    }

    /// The days about which the register claims anything; `None` if it answers for every day.
    #[must_use]
    pub const fn claims(&self) -> Option<Period> {
        self.speaks_for
    }

    /// Whether the register claims anything about a day.
    #[must_use]
    pub fn claims_on(&self, day: NaiveDate) -> bool {
        self.speaks_for.is_none_or(|claimed| claimed.contains(day))
    }

    pub(super) fn practice_at(&self, code: PracticeCode) -> Option<u32> {
        self.practice_index.find(key(code.as_bytes()))
    }

    pub(super) fn network_at(&self, code: PcnCode) -> Option<u32> {
        self.network_index.find(key(code.as_bytes()))
    }

    pub(super) fn practice_entry(&self, at: u32) -> Option<&Entry<Practice>> {
        self.practices.get(at as usize)
    }

    pub(super) fn network_entry(&self, at: u32) -> Option<&Entry<Pcn>> {
        self.networks.get(at as usize)
    }

    pub(super) fn rows_of_practice(&self, at: u32) -> &[Row] {
        self.rows.get(self.rows_of_practice.range(at)).unwrap_or_default()
    }

    pub(super) fn rows_of_network(&self, at: u32) -> impl Iterator<Item = &Row> + Clone {
        self.by_network
            .get(self.rows_of_network.range(at))
            .unwrap_or_default()
            .iter()
            .filter_map(|row| self.rows.get(*row as usize))
    }

    pub(super) fn lists_of_practice(&self, at: u32) -> &[ListRow] {
        self.lists.get(self.lists_of_practice.range(at)).unwrap_or_default()
    }

    /// Whether it holds any list size.
    pub(super) const fn has_lists(&self) -> bool {
        !self.lists.is_empty()
    }

    fn membership_of(&self, row: &Row) -> Option<Membership> {
        Some(Membership {
            practice: self.practice_entry(row.practice)?.facts.code,
            pcn: self.network_entry(row.network)?.facts.code,
            period: row.period,
            provenance: row.provenance.clone(),
        })
    }

    /// The practices, by code. One that other facts name and no source describes has an empty
    /// name; see [`is_described`](Self::is_described).
    #[must_use]
    pub fn practices(&self) -> impl ExactSizeIterator<Item = &Practice> + Clone {
        self.practices.iter().map(|entry| &entry.facts)
    }

    /// The networks that some source describes, by code.
    pub fn networks(&self) -> impl Iterator<Item = &Pcn> + Clone {
        self.networks.iter().filter(|entry| entry.described).map(|entry| &entry.facts)
    }

    /// A practice by its code.
    #[must_use]
    pub fn practice(&self, code: PracticeCode) -> Option<&Practice> {
        self.practice_entry(self.practice_at(code)?).map(|entry| &entry.facts)
    }

    /// Whether some source describes a practice, or another fact merely names its code.
    ///
    /// # Examples
    ///
    /// ```
    /// use pcn::{
    ///     calendar::{Period, day},
    ///     code::{PcnCode, PracticeCode},
    ///     network::{Membership, Practice, Register},
    /// };
    ///
    /// // A membership names two practices' codes; a file of practices describes one of them.
    /// let pcn = PcnCode::constant("U89141");
    /// let [one, two] = ["A81001", "A81002"].map(PracticeCode::constant);
    /// let mut builder = Register::builder();
    /// for practice in [one, two] {
    ///     builder.membership(Membership::new(practice, pcn, Period::since(day(2019, 10, 1))));
    /// }
    /// builder.practice(Practice::new(one, "The Densham Surgery"));
    /// let register = builder.build();
    /// assert!(register.is_described(one) && !register.is_described(two));
    /// assert_eq!(register.practices().len(), 2);
    /// ```
    #[must_use]
    pub fn is_described(&self, code: PracticeCode) -> bool {
        let entry = self.practice_at(code).and_then(|at| self.practice_entry(at));
        entry.is_some_and(|entry| entry.described)
    }

    /// A network by its code, if some source describes it.
    #[must_use]
    pub fn network(&self, code: PcnCode) -> Option<&Pcn> {
        let entry = self.network_entry(self.network_at(code)?)?;
        entry.described.then_some(&entry.facts)
    }

    /// Every membership, by practice, then first day.
    ///
    /// # Examples
    ///
    /// ```
    /// use pcn::{
    ///     calendar::{Period, day},
    ///     code::{PcnCode, PracticeCode},
    ///     network::{Membership, Register},
    /// };
    ///
    /// let practice = PracticeCode::constant("A81001");
    /// let [old, new] = ["U00001", "U00002"].map(PcnCode::constant);
    /// let mut builder = Register::builder();
    /// builder
    ///     .membership(Membership::new(practice, new, Period::since(day(2021, 4, 1))))
    ///     .membership(Membership::new(
    ///         practice,
    ///         old,
    ///         Period::constant(day(2019, 10, 1), day(2021, 4, 1)),
    ///     ));
    /// let register = builder.build();
    /// let networks: Vec<_> = register.memberships().map(|membership| membership.pcn).collect();
    /// assert_eq!(networks, [old, new], "by practice, then first day");
    /// assert_eq!(register.history_of_practice(practice).count(), 2);
    /// assert_eq!(register.history_of_network(new).count(), 1);
    /// ```
    pub fn memberships(&self) -> impl Iterator<Item = Membership> {
        self.rows.iter().filter_map(|row| self.membership_of(row))
    }

    /// Every list size, by practice, then day.
    pub fn lists(&self) -> impl Iterator<Item = PracticeList> {
        (0u32..).zip(&self.practices).flat_map(|(at, entry)| {
            self.lists_of_practice(at)
                .iter()
                .map(|row| PracticeList { practice: entry.facts.code, list: row.patients_on() })
        })
    }

    /// The dated relations with commissioners, by what is commissioned, then period.
    #[must_use]
    pub fn commissioner_relations(&self) -> &[CommissionerRelation] {
        &self.commissioners
    }

    /// The records of practices that contradict the one that [`practice`](Self::practice) gives,
    /// by code.
    ///
    /// # Examples
    ///
    /// ```
    /// use pcn::{
    ///     calendar::{Period, day},
    ///     code::{PcnCode, PracticeCode},
    ///     network::{Pcn, Practice, Register, Setting},
    /// };
    ///
    /// // Two files disagree: the first to say something stays, and the other is kept beside it.
    /// let (practice, pcn) = (PracticeCode::constant("A81001"), PcnCode::constant("U89141"));
    /// let mut builder = Register::builder();
    /// for setting in [Setting::GpPractice, Setting::Other] {
    ///     builder.practice(Practice { setting: Some(setting), ..Practice::new(practice, "") });
    /// }
    /// for name in ["Stockton PCN", "Stockton East PCN"] {
    ///     builder.network(Pcn::new(pcn, name, Period::since(day(2019, 10, 1))));
    /// }
    /// let register = builder.build();
    /// let setting = register.practice(practice).and_then(|held| held.setting);
    /// assert_eq!(setting, Some(Setting::GpPractice));
    /// assert_eq!(register.contradicting_practices().len(), 1);
    /// assert_eq!(&*register.contradicting_networks()[0].name, "Stockton East PCN");
    /// ```
    #[must_use]
    pub fn contradicting_practices(&self) -> &[Practice] {
        &self.other_practices
    }

    /// The records of networks that contradict the one that [`network`](Self::network) gives, by
    /// code.
    #[must_use]
    pub fn contradicting_networks(&self) -> &[Pcn] {
        &self.other_networks
    }

    /// The recorded waivers and agreements about size, by network.
    ///
    /// # Examples
    ///
    /// ```
    /// use pcn::{
    ///     calendar::{Period, day},
    ///     code::{OdsCode, PcnCode},
    ///     network::{Checker, Register, Waiver, WaiverKind},
    /// };
    ///
    /// let waiver = Waiver {
    ///     pcn: PcnCode::constant("U89141"),
    ///     kind: WaiverKind::BelowMinimum,
    ///     agreed_by: OdsCode::constant("84H"),
    ///     period: Period::since(day(2019, 5, 31)),
    ///     reason: "upper dale".into(),
    /// };
    /// let mut builder = Register::builder();
    /// builder.waiver(waiver.clone());
    /// let register = builder.build();
    /// assert_eq!(register.waivers(), [waiver.clone()]);
    /// // A waiver that no file records can be given to the check instead.
    /// let _checker = Checker::new().waiver(waiver);
    /// ```
    #[must_use]
    pub fn waivers(&self) -> &[Waiver] {
        &self.waivers
    }

    /// The recorded clinical directors, by network.
    #[must_use]
    pub fn directors(&self) -> &[Directorship] {
        &self.directors
    }

    /// The recorded payees, by network.
    ///
    /// # Examples
    ///
    /// ```
    /// use pcn::network::Register;
    ///
    /// // Of people, payees and mergers a register holds what it was given, here nothing.
    /// let register = Register::builder().build();
    /// assert!(register.directors().is_empty() && register.payees().is_empty());
    /// assert!(register.successions().is_empty());
    /// ```
    #[must_use]
    pub fn payees(&self) -> &[PayeeRecord] {
        &self.payees
    }

    /// The recorded mergers of practices, by the practice that is no more.
    #[must_use]
    pub fn successions(&self) -> &[Succession] {
        &self.successions
    }

    /// The practices that a source puts under the sentinel `U`.
    #[must_use]
    pub fn unallocated(&self) -> &[Unallocated] {
        &self.unallocated
    }

    /// In which network a practice is on a day.
    #[must_use]
    pub fn network_of(&self, practice: PracticeCode, day: NaiveDate) -> Placement {
        match self.practice_at(practice) {
            Some(at) if self.claims_on(day) => self.placement(at, day),
            _ => Placement::Unknown,
        }
    }

    /// In which network a practice is on a day, whatever the register claims.
    pub(super) fn placement(&self, at: u32, day: NaiveDate) -> Placement {
        let mut found: Option<u32> = None;
        for row in self.rows_of_practice(at).iter().filter(|row| row.period.contains(day)) {
            match found {
                None => found = Some(row.network),
                Some(network) if network == row.network => {}
                Some(_) => return self.several(at, day),
            }
        }
        match found.and_then(|network| self.network_entry(network)) {
            Some(entry) => Placement::InOne(entry.facts.code),
            None => Placement::InNone,
        }
    }

    #[cold]
    fn several(&self, at: u32, day: NaiveDate) -> Placement {
        let rows = self.rows_of_practice(at).iter().filter(|row| row.period.contains(day));
        let mut networks: Vec<PcnCode> = rows
            .filter_map(|row| self.network_entry(row.network))
            .map(|entry| entry.facts.code)
            .collect();
        networks.sort_unstable();
        networks.dedup();
        Placement::InSeveral(networks)
    }

    /// The positions of a network's members on a day, in order, each once.
    pub(super) fn member_positions(
        &self,
        network: u32,
        day: NaiveDate,
    ) -> impl Iterator<Item = u32> {
        let mut last = None;
        self.rows_of_network(network)
            .filter(move |row| row.period.contains(day))
            .map(|row| row.practice)
            // The rows of a network stand by practice.
            .filter(move |practice| last.replace(*practice) != Some(*practice))
    }

    /// The members of a network on a day, by code. Empty if the register holds no such network
    /// or makes no claim about the day.
    pub fn members_on(
        &self,
        pcn: PcnCode,
        day: NaiveDate,
    ) -> impl Iterator<Item = PracticeCode> + use<'_> {
        let claims = self.claims_on(day);
        self.members_recorded(pcn, day).filter(move |_| claims)
    }

    /// The members of a network on a day, by code, whatever the register claims.
    pub(super) fn members_recorded(
        &self,
        pcn: PcnCode,
        day: NaiveDate,
    ) -> impl Iterator<Item = PracticeCode> + use<'_> {
        self.network_at(pcn)
            .into_iter()
            .flat_map(move |at| self.member_positions(at, day))
            .filter_map(|at| self.practice_entry(at))
            .map(|entry| entry.facts.code)
    }

    /// Whether a practice is a member of a network on a day, whatever the register claims. Asked of
    /// the practice, which has few memberships where a network has many members.
    pub(super) fn is_member_on(
        &self,
        practice: PracticeCode,
        pcn: PcnCode,
        day: NaiveDate,
    ) -> bool {
        let (Some(at), Some(network)) = (self.practice_at(practice), self.network_at(pcn)) else {
            return false;
        };
        let mut rows = self.rows_of_practice(at).iter();
        rows.any(|row| row.network == network && row.period.contains(day))
    }

    /// The memberships of a practice, by first day.
    pub fn history_of_practice(
        &self,
        practice: PracticeCode,
    ) -> impl Iterator<Item = Membership> + use<'_> {
        self.practice_at(practice)
            .into_iter()
            .flat_map(|at| self.rows_of_practice(at))
            .filter_map(|row| self.membership_of(row))
    }

    /// The memberships of a network, by practice, then first day.
    pub fn history_of_network(&self, pcn: PcnCode) -> impl Iterator<Item = Membership> + use<'_> {
        self.network_at(pcn)
            .into_iter()
            .flat_map(|at| self.rows_of_network(at))
            .filter_map(|row| self.membership_of(row))
    }

    /// The networks that are open on a day, by code. None if the register makes no claim about
    /// the day.
    pub fn open_networks(&self, day: NaiveDate) -> impl Iterator<Item = &Pcn> + Clone {
        let claims = self.claims_on(day);
        self.networks().filter(move |network| claims && network.life.contains(day))
    }

    fn relation_on(&self, of: Commissioned, day: NaiveDate) -> Option<SubIcbCode> {
        let start = self.commissioners.partition_point(|relation| relation.of < of);
        self.commissioners
            .get(start..)?
            .iter()
            .take_while(|relation| relation.of == of)
            // Of several at once the one that began last holds.
            .filter(|relation| relation.period.contains(day))
            .last()
            .map(|relation| relation.commissioner)
    }

    pub(super) fn commissioner_at(&self, at: u32, day: NaiveDate) -> Option<SubIcbCode> {
        let practice = &self.practice_entry(at)?.facts;
        self.relation_on(Commissioned::Practice(practice.code), day).or(practice.commissioner)
    }

    /// A practice's commissioner on a day: from a dated relation or, without one, as the
    /// practice's record has it.
    #[must_use]
    pub fn commissioner_of(&self, practice: PracticeCode, day: NaiveDate) -> Option<SubIcbCode> {
        self.commissioner_at(self.practice_at(practice)?, day)
    }

    /// The one commissioner that ODS records for a network on a day. The network's practices may
    /// have others; see [`commissioners_of`](Self::commissioners_of).
    ///
    /// # Examples
    ///
    /// ```
    /// use pcn::{
    ///     calendar::{Period, day},
    ///     code::{PcnCode, SubIcbCode},
    ///     network::{Pcn, Register},
    /// };
    ///
    /// let pcn = PcnCode::constant("U89141");
    /// let mut builder = Register::builder();
    /// builder.network(Pcn {
    ///     lead_commissioner_per_ods: Some(SubIcbCode::constant("16C")),
    ///     ..Pcn::new(pcn, "Stockton PCN", Period::since(day(2019, 10, 1)))
    /// });
    /// let lead = builder.build().lead_commissioner_per_ods(pcn, day(2022, 4, 27));
    /// assert_eq!(lead, Some(SubIcbCode::constant("16C")));
    /// ```
    #[must_use]
    pub fn lead_commissioner_per_ods(&self, pcn: PcnCode, day: NaiveDate) -> Option<SubIcbCode> {
        let network = &self.network_entry(self.network_at(pcn)?)?.facts;
        self.relation_on(Commissioned::Network(pcn), day).or(network.lead_commissioner_per_ods)
    }
}

impl ListRow {
    pub(super) fn patients_on(self) -> PatientsOn<Registered> {
        PatientsOn { count: Patients::from(self.count), on: self.on }
    }
}

impl fmt::Debug for Register {
    /// The counts: a national register would fill a screen a hundred times.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Register")
            .field("practices", &self.practices.len())
            .field("networks", &self.networks.len())
            .field("memberships", &self.rows.len())
            .field("lists", &self.lists.len())
            .finish_non_exhaustive()
    }
}

impl Serialize for Register {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.to_builder().serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Register {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        RegisterBuilder::deserialize(deserializer).map(RegisterBuilder::build)
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Register {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Register".into()
    }

    fn schema_id() -> std::borrow::Cow<'static, str> {
        concat!(module_path!(), "::Register").into()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        RegisterBuilder::json_schema(generator)
    }
}
