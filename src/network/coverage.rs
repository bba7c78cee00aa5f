use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{PracticeState, Register, Setting};
use crate::{
    code::{PcnCode, PracticeCode, SubIcbCode},
    quantity::{Patients, Registered, is_nought},
};

/// A practice in no network, with its patients if its list is known.
///
/// # Examples
///
/// ```
/// use pcn::{code::PracticeCode, network::UnplacedPractice};
///
/// let unplaced = UnplacedPractice { practice: PracticeCode::constant("A81002"), patients: None };
/// assert_eq!(serde_json::to_string(&unplaced)?, r#"{"practice":"A81002"}"#, "not known: left out");
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct UnplacedPractice {
    /// The practice.
    pub practice: PracticeCode,
    /// Its registered patients.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub patients: Option<Patients<Registered>>,
}

/// How far the networks cover an area on a day, by practices and by patients.
///
/// # Meaning
///
/// A practice counts as placed if it is in at least one network on the day. It counts as unplaced
/// if it is in none and is *in being*; see [`Register::is_in_being`].
///
/// # Examples
///
/// ```
/// use pcn::{calendar::day, network::Register};
///
/// // Of no practice, none is left out.
/// let coverage = Register::builder().build().coverage(&[], day(2022, 4, 27));
/// assert!(coverage.is_complete());
/// assert_eq!((coverage.placed, coverage.without_list), (0, 0));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Coverage {
    /// Practices in a network.
    pub placed: usize,
    /// The patients on their lists.
    pub patients_placed: Patients<Registered>,
    /// Practices in no network, by code.
    pub unplaced: Vec<UnplacedPractice>,
    /// The patients on their lists.
    pub patients_unplaced: Patients<Registered>,
    /// Placed practices of which no list is known: their patients are in no sum.
    pub without_list: usize,
    /// Open GP practices in no network that the register's lists leave out. They are not in being, so
    /// they are no [`unplaced`](Self::unplaced) ones.
    #[serde(default, skip_serializing_if = "is_nought")]
    pub unplaced_without_list: usize,
}

impl Coverage {
    pub(crate) const NOTHING: Self = Self {
        placed: 0,
        patients_placed: Patients::ZERO,
        unplaced: Vec::new(),
        patients_unplaced: Patients::ZERO,
        without_list: 0,
        unplaced_without_list: 0,
    };

    /// Whether every practice is in a network.
    #[must_use]
    pub const fn is_complete(&self) -> bool {
        self.unplaced.is_empty()
    }
}

/// Whether a practice's patients should have a network.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Being {
    Yes,
    No,
    /// It is recorded as an open GP practice, and the lists leave it out.
    WithoutList,
}

/// One of the commissioners of a network's practices on a day, and its part.
///
/// # Examples
///
/// ```
/// use pcn::{
///     calendar::{Period, day},
///     code::{PcnCode, PracticeCode, SubIcbCode},
///     network::{Membership, Practice, Register},
/// };
///
/// let pcn = PcnCode::constant("U89141");
/// let mut builder = Register::builder();
/// for (code, commissioner) in [("A81001", Some("16C")), ("A81002", Some("84H")), ("A81003", None)] {
///     let practice = PracticeCode::constant(code);
///     let commissioner = commissioner.map(SubIcbCode::constant);
///     builder.practice(Practice { commissioner, ..Practice::new(practice, "") });
///     builder.membership(Membership::new(practice, pcn, Period::since(day(2019, 10, 1))));
/// }
/// let parts = builder.build().commissioners_of(pcn, day(2022, 4, 27));
/// let unknown = parts.iter().find(|part| part.commissioner.is_none()).expect("one has none");
/// assert_eq!((parts.len(), unknown.practices), (3, 1));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct CommissionerPart {
    /// The commissioner; `None` for the practices of which none is recorded.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub commissioner: Option<SubIcbCode>,
    /// How many of the network's practices it commissions.
    pub practices: usize,
    /// The patients on their lists, as far as known.
    pub patients: Patients<Registered>,
}

impl Register {
    /// Whether a practice is in being on a day, so that its patients should have a network.
    ///
    /// # Meaning
    ///
    /// It is a GP practice, not Welsh, open on the day, and has patients. Other settings (hospices,
    /// prisons, out-of-hours services) and practices that are not yet open or closed are not in
    /// being. A register that holds lists holds those of every practice with patients, so a
    /// practice without a list (see [`list_of`](Self::list_of)) or with a list of nobody has none;
    /// practice files keep such practices open for years. Where the register holds no lists at
    /// all, being recorded as an open GP practice is enough; where it does not record that, or
    /// records the practice as dormant (a status without a date), only patients tell.
    ///
    /// # Examples
    ///
    /// ```
    /// use pcn::{
    ///     calendar::day,
    ///     code::PracticeCode,
    ///     network::{Practice, PracticeStatus, Register, Setting},
    /// };
    ///
    /// let on = day(2022, 4, 27);
    /// let practice = |setting| Practice {
    ///     status: Some(PracticeStatus::Open),
    ///     setting: Some(setting),
    ///     ..Practice::new(PracticeCode::constant("A81001"), "")
    /// };
    /// let in_being = |facts: Practice| {
    ///     let code = facts.code;
    ///     let mut builder = Register::builder();
    ///     builder.practice(facts);
    ///     builder.build().is_in_being(code, on)
    /// };
    /// assert!(in_being(practice(Setting::GpPractice)));
    /// assert!(!in_being(practice(Setting::Other)), "a prison or hospice is to be in no network");
    /// ```
    #[must_use]
    pub fn is_in_being(&self, practice: PracticeCode, day: NaiveDate) -> bool {
        self.practice_at(practice).is_some_and(|at| self.in_being_at(at, day))
    }

    pub(super) fn in_being_at(&self, at: u32, day: NaiveDate) -> bool {
        self.being_at(at, day) == Being::Yes
    }

    fn being_at(&self, at: u32, day: NaiveDate) -> Being {
        let Some(practice) = self.practice_entry(at).map(|entry| &entry.facts) else {
            return Being::No;
        };
        if practice.code.is_welsh() || self.is_succeeded_at(at, day) {
            return Being::No;
        }
        let without_list = match (practice.state_on(day), practice.setting) {
            (PracticeState::NotYetOpen | PracticeState::Closed, _) | (_, Some(Setting::Other)) => {
                return Being::No;
            }
            (PracticeState::Open, Some(Setting::GpPractice)) if self.has_lists() => {
                Being::WithoutList
            }
            (PracticeState::Open, Some(Setting::GpPractice)) => Being::Yes,
            (PracticeState::Open, None)
            | (PracticeState::Dormant | PracticeState::NotRecorded, _) => Being::No,
        };
        match self.list_row_at(at, day) {
            Some(list) if list.count > 0 => Being::Yes,
            Some(_) => Being::No,
            None => without_list,
        }
    }

    /// How far the networks cover an area on a day.
    ///
    /// # Meaning
    ///
    /// The area is the practices of the given commissioners, or of all of England if none is
    /// given. An ICB's area is that of its sub-ICB locations.
    ///
    /// # Examples
    ///
    /// ```
    /// use pcn::{
    ///     calendar::{Period, day},
    ///     code::{PcnCode, PracticeCode, SubIcbCode},
    ///     network::{Membership, Practice, Register},
    ///     quantity::{Patients, PatientsOn},
    /// };
    ///
    /// let area = SubIcbCode::constant("16C");
    /// let codes = [PracticeCode::constant("A81001"), PracticeCode::constant("A81002")];
    /// let mut builder = Register::builder();
    /// for code in codes {
    ///     builder.practice(Practice { commissioner: Some(area), ..Practice::new(code, "") });
    ///     builder.list(code, PatientsOn { count: Patients::from(5_000), on: day(2022, 4, 1) });
    /// }
    /// let since = Period::since(day(2019, 10, 1));
    /// builder.membership(Membership::new(codes[0], PcnCode::constant("U89141"), since));
    ///
    /// let coverage = builder.build().coverage(&[area], day(2022, 4, 27));
    /// assert_eq!(coverage.placed, 1);
    /// assert_eq!(coverage.unplaced[0].practice, codes[1]);
    /// assert_eq!(coverage.patients_unplaced, Patients::from(5_000));
    /// assert_eq!(coverage.unplaced_without_list, 0);
    /// ```
    #[must_use]
    pub fn coverage(&self, area: &[SubIcbCode], day: NaiveDate) -> Coverage {
        let mut coverage = Coverage::NOTHING;
        if !self.claims_on(day) {
            return coverage;
        }
        let (mut placed, mut unplaced) = (0u32, 0u32);
        for (at, entry) in (0u32..).zip(&self.practices) {
            let inside = area.is_empty()
                || self.commissioner_at(at, day).is_some_and(|own| area.contains(&own));
            if !inside {
                continue;
            }
            let patients = self.list_row_at(at, day).map(|list| list.count);
            if self.is_placed_at(at, day) {
                coverage.placed = coverage.placed.saturating_add(1);
                match patients {
                    Some(patients) => placed = placed.saturating_add(patients),
                    None => coverage.without_list = coverage.without_list.saturating_add(1),
                }
                continue;
            }
            match self.being_at(at, day) {
                Being::Yes => {
                    unplaced = unplaced.saturating_add(patients.unwrap_or(0));
                    let patients = patients.map(Patients::from);
                    let practice = entry.facts.code;
                    coverage.unplaced.push(UnplacedPractice { practice, patients });
                }
                Being::WithoutList => {
                    coverage.unplaced_without_list =
                        coverage.unplaced_without_list.saturating_add(1);
                }
                Being::No => {}
            }
        }
        coverage.patients_placed = Patients::from(placed);
        coverage.patients_unplaced = Patients::from(unplaced);
        coverage
    }

    pub(super) fn is_placed_at(&self, at: u32, day: NaiveDate) -> bool {
        self.rows_of_practice(at).iter().any(|row| row.period.contains(day))
    }

    /// The commissioners of a network's practices on a day, the one with the most practices
    /// first, then by patients, then by code.
    ///
    /// # Examples
    ///
    /// ```
    /// use pcn::{
    ///     calendar::{Period, day},
    ///     code::{PcnCode, PracticeCode, SubIcbCode},
    ///     network::{Membership, Practice, Register},
    /// };
    ///
    /// let network = PcnCode::constant("U41591");
    /// let mut builder = Register::builder();
    /// for (code, area) in [("A81001", "16C"), ("A81002", "00L"), ("A81003", "00L")] {
    ///     let (code, area): (PracticeCode, SubIcbCode) = (code.parse()?, area.parse()?);
    ///     builder.practice(Practice { commissioner: Some(area), ..Practice::new(code, "") });
    ///     builder.membership(Membership::new(code, network, Period::since(day(2019, 10, 1))));
    /// }
    /// let parts = builder.build().commissioners_of(network, day(2022, 4, 27));
    /// assert_eq!(parts[0].commissioner, Some(SubIcbCode::constant("00L")));
    /// assert_eq!((parts[0].practices, parts[1].practices), (2, 1));
    /// # Ok::<(), pcn::code::CodeError>(())
    /// ```
    #[must_use]
    pub fn commissioners_of(&self, pcn: PcnCode, day: NaiveDate) -> Vec<CommissionerPart> {
        match self.network_at(pcn) {
            Some(at) if self.claims_on(day) => self.commissioners_at(at, day),
            _ => Vec::new(),
        }
    }

    pub(super) fn commissioners_at(&self, network: u32, day: NaiveDate) -> Vec<CommissionerPart> {
        let mut sums: BTreeMap<Option<SubIcbCode>, (usize, u32)> = BTreeMap::new();
        for practice in self.member_positions(network, day) {
            let patients = self.count_at(practice, day);
            let (practices, sum) =
                sums.entry(self.commissioner_at(practice, day)).or_insert((0, 0));
            *practices = practices.saturating_add(1);
            *sum = sum.saturating_add(patients);
        }
        let part = |(commissioner, (practices, patients))| CommissionerPart {
            commissioner,
            practices,
            patients: Patients::from(patients),
        };
        let mut parts: Vec<_> = sums.into_iter().map(part).collect();
        parts.sort_unstable_by(|one, two| {
            (two.practices, two.patients, one.commissioner).cmp(&(
                one.practices,
                one.patients,
                two.commissioner,
            ))
        });
        parts
    }

    /// Whether the practices of a network have more than one commissioner on a day.
    pub(super) fn crosses_boundary(&self, network: u32, day: NaiveDate) -> bool {
        self.first_commissioner(network, day).is_some_and(|(_, others)| others)
    }

    /// The commissioner of a network's first practice that has one on a day, and whether others of
    /// its practices have another.
    pub(super) fn first_commissioner(
        &self,
        network: u32,
        day: NaiveDate,
    ) -> Option<(SubIcbCode, bool)> {
        let mut known = self
            .member_positions(network, day)
            .filter_map(|practice| self.commissioner_at(practice, day));
        let first = known.next()?;
        Some((first, known.any(|other| other != first)))
    }
}
