use core::{fmt, ops::Range};

use chrono::NaiveDate;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::{
    Commissioned, CommissionerRelation, Directorship, Membership, PayeeRecord, Pcn, Placement,
    Practice, PracticeList, Provenance, RegisterBuilder, Succession, Unallocated, Waiver,
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
    practice_index: Index,
    network_index: Index,
    /// By practice, then first day, network and last day.
    pub(super) rows: Vec<Row>,
    rows_of_practice: Starts,
    /// Positions in `rows`, by network, then in the order of `rows`.
    by_network: Vec<u32>,
    rows_of_network: Starts,
    /// By practice, then day; of several for one day the first given comes first.
    lists: Vec<ListRow>,
    lists_of_practice: Starts,
    /// By what is commissioned, then period.
    commissioners: Vec<CommissionerRelation>,
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

/// Where each of `n` groups starts in a vector that is sorted by group: `n + 1` positions.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Starts(Vec<u32>);

impl Starts {
    fn of(groups: usize, members: impl Iterator<Item = u32>) -> Self {
        let mut starts = vec![0u32; groups.saturating_add(1)];
        for group in members {
            if let Some(count) = starts.get_mut((group as usize).saturating_add(1)) {
                *count = count.saturating_add(1);
            }
        }
        let mut sum = 0u32;
        for start in &mut starts {
            sum = sum.saturating_add(*start);
            *start = sum;
        }
        Self(starts)
    }

    /// The positions of the members by group, and within one as they come.
    fn order(&self, members: impl ExactSizeIterator<Item = u32>) -> Vec<u32> {
        let mut next = self.0.clone();
        let mut order = vec![FREE; members.len()];
        for (at, group) in (0u32..).zip(members) {
            if let Some(place) = next.get_mut(group as usize) {
                if let Some(slot) = order.get_mut(*place as usize) {
                    *slot = at;
                }
                *place = place.saturating_add(1);
            }
        }
        order
    }

    /// Sorts each group of a vector that is sorted by group. Most groups have one member.
    fn sort_groups<T>(&self, items: &mut [T], sort: impl Fn(&mut [T])) {
        for bounds in self.0.windows(2) {
            if let [start, end] = bounds
                && end.saturating_sub(*start) > 1
                && let Some(group) = items.get_mut(*start as usize..*end as usize)
            {
                sort(group);
            }
        }
    }

    fn range(&self, group: u32) -> Range<usize> {
        let at = group as usize;
        match (self.0.get(at), self.0.get(at.saturating_add(1))) {
            (Some(start), Some(end)) => *start as usize..*end as usize,
            _ => 0..0,
        }
    }
}

/// A six-character code as a number of the same order: comparing numbers is faster than comparing
/// text, and looking up a code is what a register does most.
fn key(code: &[u8]) -> u64 {
    match code.first_chunk::<6>() {
        Some([a, b, c, d, e, f]) => u64::from_be_bytes([0, 0, *a, *b, *c, *d, *e, *f]),
        // INVARIANT: the codes of practices and networks have six characters.
        None => 0,
    }
}

/// Where each code stands: an open hash table of positions in a vector of keys.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Index {
    keys: Vec<u64>,
    /// Twice as many slots as keys or more, a power of two; `FREE` where there is no key.
    slots: Vec<u32>,
}

const FREE: u32 = u32::MAX;

impl Index {
    fn of(keys: Vec<u64>) -> Self {
        let size = keys.len().saturating_mul(2).next_power_of_two().max(2);
        let mut index = Self { keys: Vec::new(), slots: vec![FREE; size] };
        for (at, key) in (0u32..).zip(&keys) {
            let mut slot = index.first_slot(*key);
            // INVARIANT: half of the slots or more are free.
            while index.slots.get(slot).is_some_and(|taken| *taken != FREE) {
                slot = index.next_slot(slot);
            }
            if let Some(free) = index.slots.get_mut(slot) {
                *free = at;
            }
        }
        index.keys = keys;
        index
    }

    const fn first_slot(&self, key: u64) -> usize {
        // Fibonacci hashing: the high half of the product is well mixed.
        (key.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 32) as usize
            & self.slots.len().saturating_sub(1)
    }

    const fn next_slot(&self, slot: usize) -> usize {
        slot.wrapping_add(1) & self.slots.len().saturating_sub(1)
    }

    fn find(&self, key: u64) -> Option<u32> {
        let mut slot = self.first_slot(key);
        loop {
            let at = *self.slots.get(slot)?;
            // A free slot holds no position, so no key is found there.
            match self.keys.get(at as usize) {
                Some(found) if *found == key => return Some(at),
                Some(_) => slot = self.next_slot(slot),
                None => return None,
            }
        }
    }

    /// Where each key stands; `FREE` for one that is not there.
    fn find_all(&self, keys: impl Iterator<Item = u64>) -> Vec<u32> {
        keys.map(|key| self.find(key).unwrap_or(FREE)).collect()
    }
}

fn index_of<T>(entries: &[Entry<T>], key_of: impl Fn(&T) -> u64) -> Index {
    Index::of(entries.iter().map(|entry| key_of(&entry.facts)).collect())
}

/// Adds an entry for every code that facts name and no source describes.
fn complete<T>(
    entries: &mut Vec<Entry<T>>,
    key_of: impl Fn(&T) -> u64,
    mut missing: Vec<u64>,
    undescribed: impl FnMut(u64) -> Option<T>,
) {
    missing.sort_unstable();
    missing.dedup();
    let undescribed = missing.into_iter().filter_map(undescribed);
    entries.extend(undescribed.map(|facts| Entry { facts, described: false }));
    entries.sort_by_cached_key(|entry| key_of(&entry.facts));
}

/// A code's text from its number.
fn text_of(key: u64) -> [u8; 6] {
    let [_, _, text @ ..] = key.to_be_bytes();
    text
}

fn practice_key(practice: &Practice) -> u64 {
    key(practice.code.as_bytes())
}

fn network_key(network: &Pcn) -> u64 {
    key(network.code.as_bytes())
}

impl Register {
    /// A builder without facts.
    #[must_use]
    pub fn builder() -> RegisterBuilder {
        RegisterBuilder::new()
    }

    pub(super) fn of_facts(facts: RegisterBuilder) -> Self {
        let RegisterBuilder {
            speaks_for,
            practices: described,
            networks: described_networks,
            memberships,
            lists: listed,
            mut commissioners,
            mut waivers,
            mut directors,
            mut payees,
            mut successions,
            mut unallocated,
        } = facts;

        let (mut practices, other_practices) = merged_practices(described);
        let (mut networks, other_networks) = merged_networks(described_networks);

        let practices_of_rows =
            || memberships.iter().map(|membership| key(membership.practice.as_bytes()));
        let practices_of_lists = || listed.iter().map(|list| key(list.practice.as_bytes()));
        let mut practice_index = index_of(&practices, practice_key);
        let mut row_practices = practice_index.find_all(practices_of_rows());
        let mut list_practices = practice_index.find_all(practices_of_lists());
        let others = (successions.iter().flat_map(|merger| [merger.practice, merger.into]))
            .chain(unallocated.iter().map(|unallocated| unallocated.practice))
            .map(|code| key(code.as_bytes()));
        let missing: Vec<u64> = keys_of_free(&row_practices, practices_of_rows())
            .chain(keys_of_free(&list_practices, practices_of_lists()))
            .chain(others.filter(|key| practice_index.find(*key).is_none()))
            .collect();
        if !missing.is_empty() {
            complete(&mut practices, practice_key, missing, |key| {
                Some(Practice::new(PracticeCode::try_from_bytes(&text_of(key)).ok()?, ""))
            });
            practice_index = index_of(&practices, practice_key);
            row_practices = practice_index.find_all(practices_of_rows());
            list_practices = practice_index.find_all(practices_of_lists());
        }

        let networks_of_rows =
            || memberships.iter().map(|membership| key(membership.pcn.as_bytes()));
        let mut network_index = index_of(&networks, network_key);
        let mut row_networks = network_index.find_all(networks_of_rows());
        let missing: Vec<u64> = keys_of_free(&row_networks, networks_of_rows()).collect();
        if !missing.is_empty() {
            let firsts = first_days(&memberships);
            complete(&mut networks, network_key, missing, |key| {
                // Nothing tells its life, so it lives from its first membership on.
                let at = firsts.partition_point(|(network, _)| *network < key);
                let (_, first) = firsts.get(at)?;
                let code = PcnCode::try_from_bytes(&text_of(key)).ok()?;
                Some(Pcn::new(code, "", Period::since(*first)))
            });
            network_index = index_of(&networks, network_key);
            row_networks = network_index.find_all(networks_of_rows());
        }

        // INVARIANT: `complete` has made an entry for every code named, so no position is free.
        let rows_of_practice = Starts::of(practices.len(), row_practices.iter().copied());
        let order = rows_of_practice.order(row_practices.iter().copied());
        let mut given: Vec<Option<Row>> = (memberships.into_iter())
            .zip(row_practices.into_iter().zip(row_networks))
            .map(|(Membership { period, provenance, .. }, (practice, network))| {
                Some(Row { practice, network, period, provenance })
            })
            .collect();
        let mut rows: Vec<Row> =
            order.iter().filter_map(|at| given.get_mut(*at as usize)?.take()).collect();
        drop(given);
        rows_of_practice.sort_groups(&mut rows, |rows| {
            rows.sort_by_key(|row| (row.period.from(), row.network, row.period.until()));
        });
        let rows_of_network = Starts::of(networks.len(), rows.iter().map(|row| row.network));
        let by_network = rows_of_network.order(rows.iter().map(|row| row.network));

        let lists_of_practice = Starts::of(practices.len(), list_practices.iter().copied());
        let order = lists_of_practice.order(list_practices.into_iter());
        let mut lists: Vec<ListRow> = (order.iter().filter_map(|at| listed.get(*at as usize)))
            .map(|PracticeList { list, .. }| ListRow {
                on: list.on,
                count: u32::try_from(list.count.whole()).unwrap_or(u32::MAX),
            })
            .collect();
        lists_of_practice.sort_groups(&mut lists, |lists| lists.sort_by_key(|list| list.on));

        commissioners
            .sort_unstable_by_key(|relation| (relation.of, relation.period, relation.commissioner));
        waivers.sort_by(|one, two| {
            (one.pcn, one.period, one.kind).cmp(&(two.pcn, two.period, two.kind))
        });
        directors.sort_by_key(|directorship| (directorship.pcn, directorship.period));
        payees.sort_unstable_by_key(|record| (record.pcn, record.period, record.payee));
        successions.sort_unstable_by_key(|merger| (merger.practice, merger.on, merger.into));
        let mut takers = successions.clone();
        takers.dedup_by_key(|merger| merger.practice);
        takers.sort_unstable_by_key(|merger| (merger.into, merger.practice));
        unallocated.sort_by_key(|unallocated| unallocated.practice);

        Self {
            speaks_for,
            practices,
            networks,
            practice_index,
            network_index,
            rows,
            rows_of_practice,
            by_network,
            rows_of_network,
            lists,
            lists_of_practice,
            commissioners,
            waivers,
            directors,
            payees,
            successions,
            takers,
            unallocated,
            other_practices,
            other_networks,
        }
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
        self.network_at(pcn)
            .filter(|_| self.claims_on(day))
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

/// The keys that stand nowhere yet.
fn keys_of_free(positions: &[u32], keys: impl Iterator<Item = u64>) -> impl Iterator<Item = u64> {
    positions.iter().zip(keys).filter(|(at, _)| **at == FREE).map(|(_, key)| key)
}

/// The first days of memberships, by network and then day.
fn first_days(memberships: &[Membership]) -> Vec<(u64, NaiveDate)> {
    let mut days: Vec<_> = memberships
        .iter()
        .map(|membership| (key(membership.pcn.as_bytes()), membership.period.from()))
        .collect();
    days.sort_unstable();
    days
}

/// Records by key; of several with one key the first given comes first.
fn by_key<T>(records: Vec<T>, key_of: impl Fn(&T) -> u64) -> impl Iterator<Item = T> {
    // A key and a place in one number: sorting numbers takes no branches.
    let mut order: Vec<u128> = (0u32..)
        .zip(&records)
        .map(|(at, record)| (u128::from(key_of(record)) << 32) | u128::from(at))
        .collect();
    order.sort_unstable();
    let mut records: Vec<Option<T>> = records.into_iter().map(Some).collect();
    order.into_iter().filter_map(move |place| records.get_mut(place as u32 as usize)?.take())
}

/// One record a practice, completed from the others, and those that contradict it.
fn merged_practices(records: Vec<Practice>) -> (Vec<Entry<Practice>>, Vec<Practice>) {
    let mut merged: Vec<Entry<Practice>> = Vec::with_capacity(records.len());
    let mut others = Vec::new();
    for mut record in by_key(records, practice_key) {
        match merged.last_mut() {
            Some(last) if last.facts.code == record.code => {
                if last.facts.complete_from(&mut record) {
                    others.push(record);
                }
            }
            _ => merged.push(Entry { facts: record, described: true }),
        }
    }
    (merged, others)
}

/// The first record of each network, and those that say something else.
fn merged_networks(records: Vec<Pcn>) -> (Vec<Entry<Pcn>>, Vec<Pcn>) {
    let mut merged: Vec<Entry<Pcn>> = Vec::with_capacity(records.len());
    let mut others = Vec::new();
    for record in by_key(records, network_key) {
        match merged.last() {
            Some(last) if last.facts.code == record.code => {
                if !last.facts.says_the_same_as(&record) {
                    others.push(record);
                }
            }
            _ => merged.push(Entry { facts: record, described: true }),
        }
    }
    (merged, others)
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
