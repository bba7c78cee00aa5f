use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::{
    Counted, Entitlement, EntitlementKind, PaidTo, Populations, Price, Terms,
    time::{Accrual, MONTH, by_month, gcd, months_text},
};
use crate::{
    calendar::Period,
    quantity::Gbp,
    series::{Answer, Entry},
    working::Record,
};

/// Why a payment has no amount.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Stop<'a> {
    /// Its rate is not published.
    NotPublished(&'a Entry<Price>),
    /// Nothing was known of its rate by the day asked about.
    NotKnown { on: NaiveDate },
    /// A count is missing.
    Missing { counted: Counted, reference: Option<NaiveDate> },
}

/// The rates of a payment over some days, with the time for which each holds.
#[derive(Clone, Debug)]
pub(super) struct Pin<'a> {
    rates: Vec<(Price, &'a Entry<Price>, u64)>,
    over: u64,
}

impl<'a> Pin<'a> {
    /// Looks the rates up for each month, or part of a month, of `within`.
    pub(super) fn of(
        term: &'a Entitlement,
        within: Period,
        known: NaiveDate,
    ) -> Result<Self, Stop<'a>> {
        let mut rates: Vec<(Price, &'a Entry<Price>, u64)> = Vec::new();
        let days = within.intersect(term.in_force);
        for component in term.components.iter() {
            let mut held: Option<(&'a Entry<Price>, usize)> = None;
            for (part, units) in days.into_iter().flat_map(by_month) {
                let entry = match component.rate.on_as_known(part.from(), known) {
                    Answer::InForce(entry) => entry,
                    _ => return Err(Stop::NotKnown { on: part.from() }),
                };
                let Some(price) = entry.figure.value() else {
                    return Err(Stop::NotPublished(entry));
                };
                match held {
                    Some((same, at)) if core::ptr::eq(same, entry) => {
                        if let Some((_, _, sum)) = rates.get_mut(at) {
                            *sum = sum.saturating_add(units);
                        }
                    }
                    _ => {
                        held = Some((entry, rates.len()));
                        rates.push((*price, entry, units));
                    }
                }
            }
        }
        let mut pin = Self { rates, over: MONTH.saturating_mul(u64::from(term.months.max(1))) };
        pin.reduce();
        Ok(pin)
    }

    /// Divides by what all times and the divisor share, so that a whole year needs no division.
    fn reduce(&mut self) {
        let shared = self.rates.iter().fold(self.over, |shared, (_, _, units)| gcd(shared, *units));
        for (_, _, units) in &mut self.rates {
            *units = units.checked_div(shared).unwrap_or(0);
        }
        self.over = self.over.checked_div(shared).unwrap_or(1).max(1);
    }

    pub(super) fn entries(&self) -> impl Iterator<Item = &'a Entry<Price>> {
        self.rates.iter().map(|(_, entry, _)| *entry)
    }

    /// The exact sum for some counts.
    pub(super) fn accrue(&self, counts: &Populations) -> Option<Accrual> {
        let mut sum = Accrual::zero(self.over);
        for (price, _, units) in &self.rates {
            sum.add(price.times(counts)?.pounds(), *units);
        }
        Some(sum)
    }

    /// The same with each step written down.
    pub(super) fn accrue_with(
        &self,
        term: &Entitlement,
        counts: &Populations,
        record: &mut impl Record,
    ) -> Result<Accrual, Stop<'a>> {
        let missing = |counted| Stop::Missing {
            counted,
            reference: term
                .components
                .iter()
                .find(|component| component.counted == counted)
                .and_then(|component| component.reference),
        };
        let mut summands: Vec<String> = Vec::new();
        for (price, entry, units) in &self.rates {
            let counted = price.counted();
            let Some((count, on)) = counted.of(counts) else { return Err(missing(counted)) };
            record.parameter("rate", entry, price);
            record.input(counted.name(), format_args!("{count}, at {on}"));
            // Back to the unit of a month: `units / over` is the share of `months`.
            let time = units
                .saturating_mul(MONTH)
                .saturating_mul(u64::from(term.months))
                .checked_div(self.over)
                .unwrap_or(0);
            record.step("amount", || {
                let product = price.times(counts).unwrap_or_default().pounds();
                let value = product
                    .saturating_mul(Decimal::from(*units))
                    .checked_div(Decimal::from(self.over))
                    .unwrap_or_default();
                let expression = if *units == self.over {
                    format!("{} × {count}", price.pounds())
                } else {
                    let months = months_text(time);
                    let months = if months.contains('+') { format!("({months})") } else { months };
                    format!("{} × {count} × {months} / {} months", price.pounds(), term.months)
                };
                let value = value.round_dp(6).normalize().to_string();
                summands.push(value.clone());
                (expression, value)
            });
        }
        let sum = self.accrue(counts);
        if self.rates.len() > 1 {
            record.step("sum", || {
                let value = sum.map_or(Decimal::ZERO, Accrual::value);
                (summands.join(" + "), value.round_dp(6).normalize().to_string())
            });
        }
        sum.ok_or_else(|| missing(Counted::Registered))
    }
}

/// The rates of all payments of a year over some days as known on a day, looked up once. For
/// scoring many networks.
///
/// # Meaning
///
/// [`score`](Self::score) gives the same sums as [`Terms::statement`], without working and without
/// touching memory.
///
/// # Examples
///
/// ```
/// use pcn::{
///     calendar::{ContractYear, NaiveDate, day},
///     des,
///     funding::{Populations, Tariff},
///     quantity::Beds,
/// };
///
/// let year = ContractYear::Y2024_25;
/// let terms = &des::year(year).expect("held").funding;
/// let tariff = Tariff::of(terms, year.period(), NaiveDate::MAX);
/// let january = day(2024, 1, 1);
/// let counts = Populations::default()
///     .registered("50000".parse()?, january)
///     .adjusted("51000".parse()?, january)
///     .weighted("50000".parse()?, january)
///     .beds(Beds::new(200), day(2024, 4, 1));
/// let score = tariff.score(&counts);
/// assert_eq!(score.network.to_string(), "£727,520.00");
/// assert_eq!(score.practices.to_string(), "£88,000.00");
/// assert_eq!((score.not_published, score.missing), (1, 0));
/// # Ok::<(), pcn::quantity::QuantityError>(())
/// ```
#[derive(Clone, Debug)]
pub struct Tariff<'a> {
    lines: Vec<TariffLine<'a>>,
}

#[derive(Clone, Debug)]
struct TariffLine<'a> {
    kind: EntitlementKind,
    paid_to: PaidTo,
    earned: bool,
    /// The rates from the payment's first day to the end of the period; none if one of them is not
    /// published or was not known.
    until: Option<Pin<'a>>,
    /// The rates up to the beginning of the period, if that is not the payment's first day.
    before: Option<Pin<'a>>,
}

/// The sums of a network. See [`Tariff`].
///
/// # Examples
///
/// ```
/// use pcn::{
///     calendar::{ContractYear, NaiveDate, day},
///     des,
///     funding::{EntitlementKind, Populations, Tariff},
/// };
///
/// let year = ContractYear::Y2024_25;
/// let tariff = Tariff::of(&des::year(year).expect("held").funding, year.period(), NaiveDate::MAX);
/// let counts = Populations::default().adjusted("51000".parse()?, day(2024, 1, 1));
/// let score = tariff.score(&counts);
/// assert!(score.missing > 0, "counts that were not given are counted, not taken for zero");
/// let access = tariff.amount(EntitlementKind::EnhancedAccess, &counts).expect("published");
/// let support = tariff.amount(EntitlementKind::CapacityAndAccessSupport, &counts);
/// assert_eq!(Some(score.network - access), support);
/// # Ok::<(), pcn::quantity::QuantityError>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Score {
    /// To the network.
    pub network: Gbp,
    /// To its practices together.
    pub practices: Gbp,
    /// Up to so much more, to be earned or claimed.
    pub up_to: Gbp,
    /// How many payments have a rate that is not published or was not known.
    pub not_published: u32,
    /// How many payments need a count that is not given.
    pub missing: u32,
}

impl<'a> Tariff<'a> {
    /// Looks up the rates over `period` as known on `known`. A payment that is earned or claimed
    /// enters with the whole of its year, whatever part of that the period has.
    #[must_use]
    pub fn of(terms: &'a Terms, period: Period, known: NaiveDate) -> Self {
        let lines = terms.entitlements.iter().filter_map(|term| {
            let days = period.intersect(term.in_force)?;
            let earned = term.frequency.is_earned();
            // An earned payment has no twelfths: the whole of it can still be earned.
            let days = if earned { term.in_force } else { days };
            let start = term.in_force.from();
            let until = Period::try_new(start, days.until()).ok()?;
            let before = Period::try_new(start, Some(days.from())).ok()?;
            let pin = Pin::of(term, until, known);
            let before = if before.is_empty() { None } else { Pin::of(term, before, known).ok() };
            Some(TariffLine {
                kind: term.kind,
                paid_to: term.paid_to,
                earned,
                until: pin.ok(),
                before,
            })
        });
        Self { lines: lines.collect() }
    }

    /// The sums for a network's counts.
    #[must_use]
    #[expect(clippy::arithmetic_side_effects, reason = "money's own addition saturates")]
    pub fn score(&self, counts: &Populations) -> Score {
        let mut score = Score::default();
        for line in &self.lines {
            let Some(until) = &line.until else {
                score.not_published = score.not_published.saturating_add(1);
                continue;
            };
            match line.amount(until, counts) {
                None => score.missing = score.missing.saturating_add(1),
                Some(amount) if line.earned => score.up_to += amount,
                Some(amount) => match line.paid_to {
                    PaidTo::Network => score.network += amount,
                    PaidTo::Practice => score.practices += amount,
                },
            }
        }
        score
    }

    /// The amount of one payment: `None` if it is not in the period, its rate is not published or
    /// was not known, or a count is missing.
    #[must_use]
    pub fn amount(&self, kind: EntitlementKind, counts: &Populations) -> Option<Gbp> {
        let line = self.lines.iter().find(|line| line.kind == kind)?;
        line.amount(line.until.as_ref()?, counts)
    }
}

impl TariffLine<'_> {
    /// Accrued to the end less accrued before the beginning; `None` if a count is missing.
    #[expect(clippy::arithmetic_side_effects, reason = "money's own subtraction saturates")]
    fn amount(&self, until: &Pin<'_>, counts: &Populations) -> Option<Gbp> {
        let rounded = |pin: &Pin<'_>| {
            let sum = pin.accrue(counts)?;
            Some(Gbp::exactly(sum.value()).round_half_up_to_pence())
        };
        let sum = rounded(until)?;
        Some(match self.before.as_ref().and_then(rounded) {
            Some(before) => sum - before,
            None => sum,
        })
    }
}
