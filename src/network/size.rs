use core::fmt;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::Register;
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
    pub dates: Option<(NaiveDate, NaiveDate)>,
}

impl NetworkSize {
    /// Whether every member has a list. If not, [`counted`](Self::counted) is a lower bound.
    #[must_use]
    pub const fn is_complete(&self) -> bool {
        self.missing.is_empty()
    }

    /// The patients, if any list is known.
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
    /// The list of a practice to use for a day: the latest on or before it or, if there is none,
    /// the first after it.
    pub(super) fn list_at(&self, practice: u32, day: NaiveDate) -> Option<PatientsOn<Registered>> {
        let lists = self.lists_of_practice(practice);
        let after = lists.partition_point(|list| list.on <= day);
        let on = match after.checked_sub(1).and_then(|last| lists.get(last)) {
            Some(latest) => latest.on,
            None => lists.first()?.on,
        };
        // Of several lists of one day the first given counts; the others are a finding.
        lists.iter().find(|list| list.on == on).map(|list| list.patients_on())
    }

    /// The list of a practice to use for a day: the latest on or before it or, if there is none,
    /// the first after it.
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
            let Some(list) = self.list_at(practice, day) else {
                size.missing.extend(self.practice_entry(practice).map(|entry| entry.facts.code));
                continue;
            };
            counted = counted.saturating_add(u32::try_from(list.count.whole()).unwrap_or(u32::MAX));
            let (first, last) = size.dates.unwrap_or((list.on, list.on));
            size.dates = Some((first.min(list.on), last.max(list.on)));
        }
        size.counted = Patients::from(counted);
        size
    }

    /// The registered patients of a network's members of a day on the lists of one fixed day, for
    /// example 1 January before the contract year. A member without a list of just that day is
    /// missing.
    #[must_use]
    pub fn list_size_with_lists_of(
        &self,
        pcn: PcnCode,
        day: NaiveDate,
        lists_of: NaiveDate,
    ) -> NetworkSize {
        let mut size = NetworkSize::none();
        for practice in self.members_on(pcn, day) {
            size.members = size.members.saturating_add(1);
            let at = self.practice_at(practice);
            let lists = at.map(|at| self.lists_of_practice(at)).unwrap_or_default();
            match lists.iter().find(|list| list.on == lists_of) {
                Some(list) => {
                    size.counted += list.patients_on().count;
                    size.dates = Some((lists_of, lists_of));
                }
                None => size.missing.push(practice),
            }
        }
        size
    }
}
