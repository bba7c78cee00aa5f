use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{
    NetworkSize, Register,
    rules::size::{MINIMUM, TYPICAL_MAXIMUM},
};
use crate::{
    code::{PcnCode, SubIcbCode},
    quantity::{Patients, Registered, is_nought},
};

/// A register in figures, on a day.
///
/// # Meaning
///
/// Everything is as on the day: a network is open if the day lies in its life, a practice is a
/// member if the day lies in a membership's period. Counts that follow another convention, such
/// as "no close date", differ by the rows that begin or end after the day.
///
/// # Examples
///
/// ```
/// use pcn::{calendar::day, network::{NetworkCounts, Register}};
///
/// let statistics = Register::builder().build().statistics(day(2022, 4, 27));
/// assert_eq!(statistics.pcns, NetworkCounts::default());
/// assert_eq!(statistics.unplaced_without_list, 0);
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Statistics {
    /// The day.
    #[serde(deserialize_with = "crate::calendar::iso")]
    pub on: NaiveDate,
    /// Networks.
    pub pcns: NetworkCounts,
    /// Practices in a network, and those in being and in none; as in [`Coverage`](super::Coverage).
    pub practices: Placed<usize>,
    /// Open GP practices in no network that the register's lists leave out, and that are not counted
    /// among [`practices`](Self::practices): those that lists leave out mostly have no patients.
    #[serde(default, skip_serializing_if = "is_nought")]
    pub unplaced_without_list: usize,
    /// The patients on their lists, each practice counted once.
    pub registered_patients: Placed<Patients<Registered>>,
    /// Open networks with a list size, by size.
    pub size_bands: SizeBands,
    /// The open networks, by code.
    pub networks: Vec<NetworkRow>,
}

/// How many networks there are, on a day.
///
/// # Examples
///
/// ```
/// use pcn::{
///     calendar::{Period, day},
///     code::PcnCode,
///     network::{Pcn, Register},
/// };
///
/// let mut builder = Register::builder();
/// for (code, from) in [("U00001", day(2019, 10, 1)), ("U00002", day(2023, 4, 1))] {
///     builder.network(Pcn::new(PcnCode::constant(code), "", Period::since(from)));
/// }
/// let counts = builder.build().statistics(day(2022, 4, 27)).pcns;
/// assert_eq!((counts.listed, counts.open, counts.not_yet_open), (2, 1, 1));
/// assert_eq!(counts.without_practice, 1);
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct NetworkCounts {
    /// Networks that a source describes: open, closed and not yet open ones.
    pub listed: usize,
    /// Networks in whose life the day lies.
    pub open: usize,
    /// Networks whose life has ended, those of no day included.
    pub closed: usize,
    /// Networks whose life begins after the day.
    pub not_yet_open: usize,
    /// Open networks with one member.
    pub single_practice: usize,
    /// Open networks without a member.
    pub without_practice: usize,
    /// Open networks whose members have more than one commissioner.
    pub cross_boundary: usize,
}

/// What is in a network, and what is not.
///
/// # Examples
///
/// ```
/// use pcn::network::Placed;
///
/// let practices = Placed { placed: 68, unplaced: 2 };
/// assert_eq!(serde_json::to_string(&practices)?, r#"{"placed":68,"unplaced":2}"#);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "Placed_{T}"))]
#[serde(deny_unknown_fields)]
pub struct Placed<T> {
    /// In a network.
    pub placed: T,
    /// In none.
    pub unplaced: T,
}

/// Open networks by their size. A network without any list is in no band; one of whose members
/// some lack a list is in the band of what is known.
///
/// # Examples
///
/// ```
/// use pcn::{
///     calendar::{Period, day},
///     code::{PcnCode, PracticeCode},
///     network::{Membership, Pcn, Register},
///     quantity::{Patients, PatientsOn},
/// };
///
/// let (practice, pcn) = (PracticeCode::constant("A81001"), PcnCode::constant("U89141"));
/// let since = Period::since(day(2019, 10, 1));
/// let mut builder = Register::builder();
/// builder
///     .network(Pcn::new(pcn, "Stockton PCN", since))
///     .membership(Membership::new(practice, pcn, since))
///     .list(practice, PatientsOn { count: Patients::from(112_000), on: day(2022, 4, 1) });
/// let bands = builder.build().statistics(day(2022, 4, 27)).size_bands;
/// // Above 100,000 is counted above 50,000 too.
/// assert_eq!((bands.above_50000, bands.above_100000), (1, 1));
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct SizeBands {
    /// Fewer than 30,000.
    pub below_30000: usize,
    /// From 30,000 to 50,000, both included.
    pub within: usize,
    /// More than 50,000, those above 100,000 included.
    pub above_50000: usize,
    /// More than 100,000.
    pub above_100000: usize,
}

impl SizeBands {
    pub(crate) fn count(&mut self, patients: u64) {
        let band = match patients {
            0..MINIMUM => &mut self.below_30000,
            MINIMUM..=TYPICAL_MAXIMUM => &mut self.within,
            _ => &mut self.above_50000,
        };
        *band = band.saturating_add(1);
        if patients > 100_000 {
            self.above_100000 = self.above_100000.saturating_add(1);
        }
    }
}

/// One open network in figures.
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
/// let (practice, pcn) = (PracticeCode::constant("A81001"), PcnCode::constant("U89141"));
/// let since = Period::since(day(2019, 10, 1));
/// let mut builder = Register::builder();
/// builder
///     .network(Pcn::new(pcn, "Stockton PCN", since))
///     .membership(Membership::new(practice, pcn, since));
/// let statistics = builder.build().statistics(day(2022, 4, 27));
/// let row = &statistics.networks[0];
/// assert_eq!((row.practices, row.practices_without_list), (1, 1));
/// assert_eq!(row.registered_patients, None, "no list is known, which is not nobody");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct NetworkRow {
    /// Its code.
    pub code: PcnCode,
    /// Its name.
    pub name: Box<str>,
    /// The one commissioner that ODS records for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub commissioner: Option<SubIcbCode>,
    /// How many members it has.
    pub practices: usize,
    /// The patients on their lists; `None` if no list is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub registered_patients: Option<Patients<Registered>>,
    /// How many of its members have no list.
    pub practices_without_list: usize,
}

impl Register {
    /// The register in figures, on a day. All counts are zero if it makes no claim about the day.
    #[must_use]
    pub fn statistics(&self, day: NaiveDate) -> Statistics {
        let coverage = self.coverage(&[], day);
        let mut statistics = Statistics {
            on: day,
            pcns: NetworkCounts::default(),
            practices: Placed { placed: coverage.placed, unplaced: coverage.unplaced.len() },
            unplaced_without_list: coverage.unplaced_without_list,
            registered_patients: Placed {
                placed: coverage.patients_placed,
                unplaced: coverage.patients_unplaced,
            },
            size_bands: SizeBands::default(),
            networks: Vec::new(),
        };
        if !self.claims_on(day) {
            return statistics;
        }
        let add = |count: &mut usize, counts: bool| {
            *count = count.saturating_add(usize::from(counts));
        };
        for (at, entry) in (0u32..).zip(&self.networks).filter(|(_, entry)| entry.described) {
            let network = &entry.facts;
            let (counts, open) = (&mut statistics.pcns, network.life.contains(day));
            add(&mut counts.listed, true);
            add(&mut counts.open, open);
            add(&mut counts.not_yet_open, day < network.life.from());
            add(&mut counts.closed, !open && day >= network.life.from());
            if !open {
                continue;
            }
            let size = self.size_at(at, day);
            add(&mut counts.single_practice, size.members == 1);
            add(&mut counts.without_practice, size.members == 0);
            add(&mut counts.cross_boundary, self.crosses_boundary(at, day));
            if let Some(known) = size.known() {
                statistics.size_bands.count(known.whole());
            }
            statistics.networks.push(self.row_of(network.code, &network.name, &size, day));
        }
        statistics
    }

    fn row_of(&self, code: PcnCode, name: &str, size: &NetworkSize, day: NaiveDate) -> NetworkRow {
        NetworkRow {
            code,
            name: name.into(),
            commissioner: self.lead_commissioner_per_ods(code, day),
            practices: size.members,
            registered_patients: size.known(),
            practices_without_list: size.missing.len(),
        }
    }
}
