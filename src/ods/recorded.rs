//! Counts by the convention of the published files: open is what has no last day.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::{
    code::{PcnCode, SubIcbCode},
    network::{Register, SizeBands},
};

/// A register counted without a day: a network is open if it has no close date, a membership is
/// current if it has no end date.
///
/// # Meaning
///
/// This is how the files are usually counted, and how their check values were. It differs from
/// [`Register::statistics`] of a day by the rows that begin or end after that day. A network's
/// patients are the sum of its current members' newest lists.
///
/// # Examples
///
/// ```
/// use pcn::{network::Register, ods::Recorded};
///
/// assert_eq!(Recorded::of(&Register::builder().build()).networks_without_close_date, 0);
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "OdsRecorded"))]
#[serde(deny_unknown_fields)]
pub struct Recorded {
    /// Networks without a close date.
    pub networks_without_close_date: usize,
    /// Networks with one.
    pub networks_with_close_date: usize,
    /// Memberships without an end date.
    pub memberships_without_end_date: usize,
    /// Memberships with one.
    pub memberships_with_end_date: usize,
    /// Open networks with one current member.
    pub single_practice: usize,
    /// Open networks without a current member.
    pub without_practice: usize,
    /// Open networks whose current members have more than one commissioner.
    pub cross_boundary: usize,
    /// The fewest, the median and the most current members of an open network that has any.
    pub practices_per_network: Option<Spread>,
    /// Open networks by size.
    pub size_bands: SizeBands,
    /// Open networks above 150,000 patients, counted in the bands above 100,000 too.
    pub above_150000: usize,
    /// The smallest, the median, the mean and the largest size of an open network with a list.
    pub patients_per_network: Option<Spread>,
}

/// The ends and the middle of some counts.
///
/// # Examples
///
/// See [`Spread::of`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Spread {
    /// How many counts there are.
    pub of: usize,
    /// The smallest.
    pub min: u64,
    /// The middle one; of an even number of counts the mean of the middle two, rounded down.
    pub median: u64,
    /// The sum of all, from which the mean follows.
    pub sum: u64,
    /// The largest.
    pub max: u64,
}

impl Spread {
    /// The spread of some counts; `None` if there are none.
    ///
    /// # Examples
    ///
    /// ```
    /// use pcn::ods::Spread;
    ///
    /// let spread = Spread::of([9, 1, 5]).expect("three counts");
    /// assert_eq!((spread.min, spread.median, spread.max), (1, 5, 9));
    /// assert_eq!(spread.mean_in_hundredths(), 500);
    /// ```
    #[must_use]
    pub fn of(counts: impl IntoIterator<Item = u64>) -> Option<Self> {
        let mut counts: Vec<u64> = counts.into_iter().collect();
        counts.sort_unstable();
        let middle = counts.len() / 2;
        let upper = *counts.get(middle)?;
        let lower = match counts.len() % 2 {
            0 => *counts.get(middle.checked_sub(1)?)?,
            _ => upper,
        };
        Some(Self {
            of: counts.len(),
            min: *counts.first()?,
            median: lower.midpoint(upper),
            sum: counts.iter().fold(0, |sum, count| sum.saturating_add(*count)),
            max: *counts.last()?,
        })
    }

    /// The mean, in hundredths, rounded half up.
    #[must_use]
    pub fn mean_in_hundredths(&self) -> u64 {
        let of = u64::try_from(self.of).unwrap_or(u64::MAX).max(1);
        let twice = self.sum.saturating_mul(200).saturating_add(of);
        twice.checked_div(of.saturating_mul(2)).unwrap_or(0)
    }
}

#[derive(Default)]
struct Tally {
    members: usize,
    patients: Option<u64>,
    commissioner: Option<SubIcbCode>,
    crosses: bool,
}

impl Recorded {
    /// Counts a register.
    #[must_use]
    pub fn of(register: &Register) -> Self {
        let mut recorded = Self::default();
        let one_more = |count: &mut usize| *count = count.saturating_add(1);
        let mut newest = BTreeMap::new();
        for list in register.lists() {
            let held = newest.entry(list.practice).or_insert(list.list);
            if held.on < list.list.on {
                *held = list.list;
            }
        }
        let mut open: BTreeMap<PcnCode, Tally> = BTreeMap::new();
        for network in register.networks() {
            if network.life.is_open() {
                one_more(&mut recorded.networks_without_close_date);
                open.insert(network.code, Tally::default());
            } else {
                one_more(&mut recorded.networks_with_close_date);
            }
        }
        for membership in register.memberships() {
            if !membership.period.is_open() {
                one_more(&mut recorded.memberships_with_end_date);
                continue;
            }
            one_more(&mut recorded.memberships_without_end_date);
            let Some(tally) = open.get_mut(&membership.pcn) else { continue };
            one_more(&mut tally.members);
            let own = register.practice(membership.practice).and_then(|own| own.commissioner);
            tally.crosses |=
                own.is_some() && tally.commissioner.is_some_and(|one| own != Some(one));
            tally.commissioner = tally.commissioner.or(own);
            if let Some(list) = newest.get(&membership.practice) {
                let patients = tally.patients.unwrap_or(0).saturating_add(list.count.whole());
                tally.patients = Some(patients);
            }
        }
        let mut sizes = Vec::new();
        for tally in open.values() {
            match tally.members {
                0 => one_more(&mut recorded.without_practice),
                1 => one_more(&mut recorded.single_practice),
                _ => {}
            }
            if tally.crosses {
                one_more(&mut recorded.cross_boundary);
            }
            if let Some(patients) = tally.patients {
                sizes.push(patients);
                recorded.size_bands.count(patients);
                if patients > 150_000 {
                    one_more(&mut recorded.above_150000);
                }
            }
        }
        let members = open.values().map(|tally| tally.members).filter(|members| *members > 0);
        let members = members.filter_map(|members| u64::try_from(members).ok());
        recorded.practices_per_network = Spread::of(members);
        recorded.patients_per_network = Spread::of(sizes);
        recorded
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_middle_of_an_even_number_lies_between_two() {
        let spread = Spread::of([9, 1, 4, 2]).unwrap();
        assert_eq!((spread.min, spread.median, spread.max, spread.sum), (1, 3, 9, 16));
        assert_eq!(spread.mean_in_hundredths(), 400);
        assert_eq!(Spread::of([1, 2, 2]).unwrap().mean_in_hundredths(), 167);
        assert_eq!(Spread::of([]), None);
    }
}
