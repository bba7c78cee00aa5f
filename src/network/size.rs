use core::fmt;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{Register, register::ListRow};
use crate::{
    code::{PcnCode, PracticeCode},
    quantity::{Patients, PatientsOn, Registered},
};

/// A network's registered patients on a day: the sum of its members' lists.
///
/// # Meaning
///
/// Memberships are those of the day asked. For each member the list is the latest on or before
/// that day or, if there is none, the first after it; `dates` says which days were used. Where a
/// member has no list at all, the sum is a lower bound and `missing` names the member.
///
/// # Examples
///
/// ```
/// use pcn::{
///     calendar::{Period, day},
///     code::{PcnCode, PracticeCode},
///     network::{Membership, Register},
///     quantity::{Patients, PatientsOn},
/// };
///
/// let network = PcnCode::constant("U89141");
/// let (one, two) = (PracticeCode::constant("A81001"), PracticeCode::constant("A81002"));
/// let mut builder = Register::builder();
/// for practice in [one, two] {
///     builder.membership(Membership::new(practice, network, Period::since(day(2019, 10, 1))));
/// }
/// builder.list(one, PatientsOn { count: Patients::from(20_000), on: day(2022, 1, 1) });
///
/// let size = builder.build().list_size_of(network, day(2022, 4, 27));
/// assert_eq!(size.counted, Patients::from(20_000));
/// assert_eq!(size.missing, [two]);
/// assert!(!size.is_complete());
/// assert_eq!(size.to_string(), "at least 20,000 (lists of 2022-01-01; 1 of 2 members without a list)");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct NetworkSize {
    /// The patients on the lists that are known.
    pub counted: Patients<Registered>,
    /// How many members there are.
    pub members: usize,
    /// The members without a list, by code.
    pub missing: Vec<PracticeCode>,
    /// The first and last day of the lists used; `None` if there is no list.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[serde(deserialize_with = "crate::calendar::iso")]
    pub dates: Option<(NaiveDate, NaiveDate)>,
}

impl NetworkSize {
    /// Whether every member has a list. If not, [`counted`](Self::counted) is a lower bound.
    #[must_use]
    pub const fn is_complete(&self) -> bool {
        self.missing.is_empty()
    }

    /// The patients, if any list is known.
    ///
    /// # Examples
    ///
    /// ```
    /// use pcn::{calendar::day, code::PcnCode, network::Register, quantity::Patients};
    ///
    /// let register = Register::builder().build();
    /// let size = register.list_size_of(PcnCode::constant("U89141"), day(2022, 4, 27));
    /// assert_eq!(size.counted, Patients::ZERO);
    /// assert_eq!(size.known(), None, "no list is known, which is not nobody");
    /// ```
    #[must_use]
    pub const fn known(&self) -> Option<Patients<Registered>> {
        match self.dates {
            Some(_) => Some(self.counted),
            None => None,
        }
    }

    fn none() -> Self {
        Self { counted: Patients::ZERO, members: 0, missing: Vec::new(), dates: None }
    }

    /// The days of the lists, as a message has them.
    pub(super) fn dates_in_words(&self) -> impl fmt::Display {
        struct Dates(Option<(NaiveDate, NaiveDate)>);
        impl fmt::Display for Dates {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                match self.0 {
                    None => f.write_str("no lists"),
                    Some((first, last)) if first == last => write!(f, "lists of {first}"),
                    Some((first, last)) => write!(f, "lists of {first} to {last}"),
                }
            }
        }
        Dates(self.dates)
    }
}

impl fmt::Display for NetworkSize {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.dates.is_none() {
            return write!(f, "unknown (no lists of {} members)", self.members);
        }
        if self.is_complete() {
            return write!(f, "{} ({})", self.counted, self.dates_in_words());
        }
        write!(
            f,
            "at least {} ({}; {} of {} members without a list)",
            self.counted,
            self.dates_in_words(),
            self.missing.len(),
            self.members,
        )
    }
}

impl Register {
    /// The list of a practice to use for a day, mergers counted.
    pub(super) fn list_at(&self, practice: u32, day: NaiveDate) -> Option<PatientsOn<Registered>> {
        self.list_row_at(practice, day).map(ListRow::patients_on)
    }

    /// The patients of a practice on a day as a plain number, for sums; none if there is no list.
    pub(super) fn count_at(&self, practice: u32, day: NaiveDate) -> u32 {
        self.list_row_at(practice, day).map_or(0, |list| list.count)
    }

    pub(super) fn list_row_at(&self, practice: u32, day: NaiveDate) -> Option<ListRow> {
        if self.successions.is_empty() {
            return self.own_list_at(practice, day);
        }
        if self.is_succeeded_at(practice, day) {
            let own = self.own_list_at(practice, day)?;
            return Some(ListRow { count: 0, on: own.on });
        }
        self.list_with_mergers(practice, day, Self::LONGEST_CHAIN)
    }

    /// How many mergers in a row are followed: more than there ever were, and an end where wrong
    /// records go round in a circle.
    const LONGEST_CHAIN: u8 = 8;

    /// A practice's own list and those of the practices that merged into it. A publication later
    /// than the last that shows the merged practice has its patients on the other's list already.
    fn list_with_mergers(&self, practice: u32, day: NaiveDate, chain: u8) -> Option<ListRow> {
        let own = self.own_list_at(practice, day);
        let code = self.practice_entry(practice)?.facts.code;
        let start = self.takers.partition_point(|merger| merger.into < code);
        let merged = self.takers.get(start..).unwrap_or_default();
        let mut sum = own;
        for merger in merged.iter().take_while(|merger| merger.into == code) {
            let Some(chain) = chain.checked_sub(1).filter(|_| merger.on <= day) else { continue };
            let Some(at) = self.practice_at(merger.practice) else { continue };
            let Some(list) = self.list_with_mergers(at, day, chain) else { continue };
            sum = match sum {
                None => Some(list),
                Some(sum) if own.is_none_or(|own| list.on >= own.on) => {
                    Some(ListRow { count: sum.count.saturating_add(list.count), on: sum.on })
                }
                sum => sum,
            };
        }
        sum
    }

    /// Whether a practice has merged into another by a day.
    pub(super) fn is_succeeded_at(&self, practice: u32, day: NaiveDate) -> bool {
        if self.successions.is_empty() {
            return false;
        }
        let Some(entry) = self.practice_entry(practice) else { return false };
        let code = entry.facts.code;
        let first = self.successions.partition_point(|merger| merger.practice < code);
        (self.successions.get(first))
            .is_some_and(|merger| merger.practice == code && merger.on <= day)
    }

    /// The list of a practice as recorded: the latest on or before the day or, if there is none,
    /// the first after it.
    fn own_list_at(&self, practice: u32, day: NaiveDate) -> Option<ListRow> {
        let lists = self.lists_of_practice(practice);
        // Most practices have one.
        if let [only] = lists {
            return Some(*only);
        }
        let after = lists.partition_point(|list| list.on <= day);
        let on = match after.checked_sub(1).and_then(|last| lists.get(last)) {
            Some(latest) => latest.on,
            None => lists.first()?.on,
        };
        // Of several lists of one day the first given counts; the others are a finding.
        lists.get(lists.partition_point(|list| list.on < on)).copied()
    }

    /// The list of a practice to use for a day: the latest on or before it or, if there is none,
    /// the first after it. Patients of practices that merged into it by then count with it; see
    /// [`Succession`](super::Succession).
    #[must_use]
    pub fn list_of(
        &self,
        practice: PracticeCode,
        day: NaiveDate,
    ) -> Option<PatientsOn<Registered>> {
        self.list_at(self.practice_at(practice)?, day)
    }

    /// The registered patients of a network on a day, and who is missing from the sum.
    #[must_use]
    pub fn list_size_of(&self, pcn: PcnCode, day: NaiveDate) -> NetworkSize {
        match self.network_at(pcn) {
            Some(at) if self.claims_on(day) => self.size_at(at, day),
            _ => NetworkSize::none(),
        }
    }

    pub(super) fn size_at(&self, network: u32, day: NaiveDate) -> NetworkSize {
        let mut size = NetworkSize::none();
        let mut counted = 0u32;
        for practice in self.member_positions(network, day) {
            size.members = size.members.saturating_add(1);
            let Some(list) = self.list_row_at(practice, day) else {
                size.missing.extend(self.practice_entry(practice).map(|entry| entry.facts.code));
                continue;
            };
            counted = counted.saturating_add(list.count);
            let (first, last) = size.dates.unwrap_or((list.on, list.on));
            size.dates = Some((first.min(list.on), last.max(list.on)));
        }
        size.counted = Patients::from(counted);
        size
    }

    /// The registered patients of a network's members of a day on the lists of one fixed day, for
    /// example 1 January before the contract year. A member without a list of just that day is
    /// missing.
    ///
    /// # Examples
    ///
    /// ```
    /// use pcn::{
    ///     calendar::{Period, day},
    ///     code::{PcnCode, PracticeCode},
    ///     network::{Membership, Register},
    ///     quantity::{Patients, PatientsOn},
    /// };
    ///
    /// let (practice, network) = (PracticeCode::constant("A81001"), PcnCode::constant("U89141"));
    /// let mut builder = Register::builder();
    /// builder.membership(Membership::new(practice, network, Period::since(day(2019, 10, 1))));
    /// for (count, on) in [(31_000, day(2022, 1, 1)), (32_000, day(2022, 4, 1))] {
    ///     builder.list(practice, PatientsOn { count: Patients::from(count), on });
    /// }
    /// let register = builder.build();
    ///
    /// let on = day(2022, 4, 27);
    /// assert_eq!(register.list_size_of(network, on).counted, Patients::from(32_000));
    /// let size = register.list_size_with_lists_of(network, on, day(2022, 1, 1));
    /// assert_eq!(size.counted, Patients::from(31_000));
    /// ```
    #[must_use]
    pub fn list_size_with_lists_of(
        &self,
        pcn: PcnCode,
        day: NaiveDate,
        lists_of: NaiveDate,
    ) -> NetworkSize {
        let mut size = NetworkSize::none();
        let mut counted = 0u32;
        for practice in self.members_on(pcn, day) {
            size.members = size.members.saturating_add(1);
            let at = self.practice_at(practice);
            let lists = at.map(|at| self.lists_of_practice(at)).unwrap_or_default();
            match lists.iter().find(|list| list.on == lists_of) {
                Some(list) => {
                    counted = counted.saturating_add(list.count);
                    size.dates = Some((lists_of, lists_of));
                }
                None => size.missing.push(practice),
            }
        }
        size.counted = Patients::from(counted);
        size
    }
}
