//! Months and parts of months in whole numbers, so that no fraction of a penny is lost.

use chrono::{Datelike, NaiveDate};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::{
    calendar::Period,
    quantity::{in_units, power_of_ten},
};

/// One month in the unit of this file: the least number that 28, 29, 30 and 31 days divide.
pub(super) const MONTH: u64 = 377_580;

/// How a practice counts in a month of which it is a member for a part only.
///
/// # Meaning
///
/// No source found states the rule, so it is the caller's to choose.
///
/// # Examples
///
/// ```
/// use pcn::funding::PartMonths;
///
/// assert_eq!(PartMonths::default(), PartMonths::ByDays);
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum PartMonths {
    /// For its days out of the days of the month.
    #[default]
    ByDays,
    /// For the whole month if it is a member on the first day, and else not at all.
    FirstDay,
}

impl PartMonths {
    /// The days for which a membership counts.
    pub(super) fn counted(self, stay: Period) -> Option<Period> {
        match self {
            Self::ByDays => Some(stay),
            Self::FirstDay => {
                let until = match stay.until() {
                    Some(until) => Some(first_of_month_from(until)?),
                    None => None,
                };
                Period::try_new(first_of_month_from(stay.from())?, until).ok()
            }
        }
    }
}

/// The first day of a month on or after a day.
fn first_of_month_from(day: NaiveDate) -> Option<NaiveDate> {
    if day.day() == 1 { Some(day) } else { next_month(day) }
}

/// The first day of the next month.
pub(super) fn next_month(day: NaiveDate) -> Option<NaiveDate> {
    match day.month() {
        12 => NaiveDate::from_ymd_opt(day.year().checked_add(1)?, 1, 1),
        month => NaiveDate::from_ymd_opt(day.year(), month.checked_add(1)?, 1),
    }
}

/// The month in which a day lies.
pub(super) fn month_of(day: NaiveDate) -> Option<Period> {
    Period::try_new(day.with_day(1)?, Some(next_month(day)?)).ok()
}

/// The parts of a period by calendar month, each with its length in the unit of this file.
/// An open period has none.
pub(super) fn by_month(period: Period) -> impl Iterator<Item = (Period, u64)> {
    let mut from = period.from();
    core::iter::from_fn(move || {
        let end = period.until()?;
        if from >= end {
            return None;
        }
        let month = month_of(from)?;
        let part = Period::try_new(from, Some(month.until()?.min(end))).ok()?;
        from = part.until()?;
        let (days, of) = (u64::from(part.days()?), u64::from(month.days()?));
        // Exact, because the number of days of every month divides a month of units.
        Some((part, MONTH.checked_div(of)?.saturating_mul(days)))
    })
}

/// A length in months as people write it: `3`, or `2 + 15/30`.
pub(super) fn months_text(units: u64) -> String {
    let (whole, rest) = (units / MONTH, units % MONTH);
    if rest == 0 {
        return whole.to_string();
    }
    let of = [30_u64, 31, 28, 29]
        .into_iter()
        .find(|of| MONTH.checked_div(*of).is_some_and(|day| rest.is_multiple_of(day)));
    match of.and_then(|of| Some((rest.checked_div(MONTH.checked_div(of)?)?, of))) {
        Some((days, of)) if whole == 0 => format!("{days}/{of}"),
        Some((days, of)) => format!("{whole} + {days}/{of}"),
        None => format!("{whole} + {rest}/{MONTH}"),
    }
}

/// A sum of money not yet divided: a numerator in pounds over a whole number. Dividing once, at
/// the end, keeps a half penny a half penny.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Accrual {
    pounds: Decimal,
    over: u64,
}

impl Accrual {
    pub(super) const fn zero(over: u64) -> Self {
        Self { pounds: Decimal::ZERO, over }
    }

    /// Adds an amount times `units`. The caller keeps to one divisor.
    pub(super) fn add(&mut self, amount: Decimal, units: u64) {
        let times = match units {
            1 => amount,
            units => amount.saturating_mul(Decimal::from(units)),
        };
        self.pounds = self.pounds.saturating_add(times);
    }

    /// The sum of two, whatever their divisors.
    pub(super) fn plus(self, other: Self) -> Self {
        if self.over == other.over {
            return Self { pounds: self.pounds.saturating_add(other.pounds), over: self.over };
        }
        let over = lcm(self.over, other.over);
        let scaled = |one: Self| {
            one.pounds.saturating_mul(Decimal::from(over.checked_div(one.over).unwrap_or(1)))
        };
        Self { pounds: scaled(self).saturating_add(scaled(other)), over }
    }

    /// What it is more than another.
    pub(super) fn minus(self, other: Self) -> Self {
        let negative = Decimal::ZERO.saturating_sub(other.pounds);
        self.plus(Self { pounds: negative, over: other.over })
    }

    /// Sums in pence, as numerators over one denominator, which is above zero.
    pub(super) fn in_pence(sums: impl Iterator<Item = Self> + Clone) -> (Vec<i128>, i128) {
        let over = sums.clone().fold(1, |over, sum| lcm(over, sum.over));
        let places = sums.clone().map(|sum| sum.pounds.scale()).max().unwrap_or(0);
        let one = power_of_ten(places).and_then(|one| i128::try_from(one).ok()).unwrap_or(1);
        let pence = |sum: Self| {
            let pounds = in_units(sum.pounds, places).unwrap_or(i128::MAX);
            let times = i128::from(over.checked_div(sum.over).unwrap_or(1));
            // No rate times a count comes near 128 bits.
            pounds.saturating_mul(times).saturating_mul(100)
        };
        (sums.map(pence).collect(), one.saturating_mul(over.into()))
    }

    pub(super) fn value(self) -> Decimal {
        match self.over {
            1 => self.pounds,
            over => self.pounds.checked_div(Decimal::from(over)).unwrap_or_default(),
        }
    }
}

pub(super) const fn gcd(one: u64, two: u64) -> u64 {
    let (mut one, mut two) = (one, two);
    while let Some(rest) = one.checked_rem(two) {
        one = two;
        two = rest;
    }
    one
}

fn lcm(one: u64, two: u64) -> u64 {
    match one.checked_div(gcd(one, two)) {
        Some(part) => part.saturating_mul(two),
        None => 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::{ContractYear, day};

    #[test]
    fn a_year_has_twelve_months_however_it_is_cut() {
        let year = ContractYear::Y2023_24.period();
        assert_eq!(by_month(year).count(), 12);
        assert_eq!(by_month(year).map(|(_, units)| units).sum::<u64>(), 12 * MONTH);
        for cut in 0..366 {
            let at = year.from() + chrono::TimeDelta::days(cut);
            let parts =
                [Period::constant(year.from(), at), Period::try_new(at, year.until()).unwrap()];
            let units: u64 = parts.into_iter().flat_map(by_month).map(|(_, units)| units).sum();
            assert_eq!(units, 12 * MONTH, "{at}");
        }
    }

    #[test]
    fn lengths_are_written_as_people_write_them() {
        let length = |from, until| {
            months_text(by_month(Period::constant(from, until)).map(|(_, units)| units).sum())
        };
        assert_eq!(length(day(2023, 4, 1), day(2024, 4, 1)), "12");
        assert_eq!(length(day(2023, 4, 16), day(2023, 5, 1)), "15/30");
        assert_eq!(length(day(2023, 4, 16), day(2023, 6, 1)), "1 + 15/30");
    }

    #[test]
    fn by_first_day_a_membership_counts_in_whole_months() {
        let stay = Period::constant(day(2023, 4, 16), day(2023, 8, 2));
        assert_eq!(
            PartMonths::FirstDay.counted(stay),
            Some(Period::constant(day(2023, 5, 1), day(2023, 9, 1)))
        );
        assert_eq!(PartMonths::ByDays.counted(stay), Some(stay));
    }

    #[test]
    fn accruals_add_over_different_divisors() {
        let mut third = Accrual::zero(3);
        third.add(Decimal::ONE, 1);
        let mut quarter = Accrual::zero(4);
        quarter.add(Decimal::ONE, 1);
        let sum = third.plus(quarter);
        assert_eq!((sum.pounds, sum.over), (Decimal::from(7), 12));
        assert_eq!(sum.minus(quarter).value(), third.value());
    }
}
