use core::fmt;

use chrono::NaiveDate;
use serde::{Deserialize, Deserializer, Serialize};

use super::{ContractYear, day};

/// A run of days, half-open: from its first day up to, and without, `until`.
///
/// # Meaning
///
/// Half-open periods meet without a gap or an overlap when one's `until` is the next one's `from`.
/// For people there is [`last_day`](Self::last_day), which is the day before `until`. ODS files
/// give inclusive last days; the doors convert.
///
/// A period without `until` is open: it has not ended. A period whose `until` is its `from` is
/// empty: it contains no day. Real records of zero days exist and must be representable.
///
/// # Format
///
/// On the wire `{"from": "2019-07-01", "until": "2020-04-01"}`; an open period has no `until`, or
/// `null`.
///
/// # Examples
///
/// ```
/// use pcn::calendar::{Period, day};
///
/// let period = Period::try_new(day(2019, 7, 1), Some(day(2020, 4, 1)))?;
/// assert!(period.contains(day(2020, 3, 31)));
/// assert!(!period.contains(day(2020, 4, 1)));
/// assert_eq!(period.last_day(), Some(day(2020, 3, 31)));
/// assert!(period.abuts(Period::since(day(2020, 4, 1))));
/// # Ok::<(), pcn::calendar::PeriodError>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(deny_unknown_fields))]
pub struct Period {
    from: NaiveDate,
    #[serde(skip_serializing_if = "Option::is_none")]
    until: Option<NaiveDate>,
}

/// A period that would end before it begins.
///
/// # Examples
///
/// ```
/// use pcn::calendar::{Period, day};
///
/// let error = Period::try_new(day(2020, 4, 1), Some(day(2019, 4, 1))).unwrap_err();
/// assert_eq!((error.from(), error.until()), (day(2020, 4, 1), day(2019, 4, 1)));
/// assert_eq!(
///     error.to_string(),
///     "a period cannot end before it begins: from 2020-04-01, until 2019-04-01; \
///      a good one is from 2019-07-01 until 2020-04-01",
/// );
/// ```
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "a period cannot end before it begins: from {from}, until {until}; \
     a good one is from 2019-07-01 until 2020-04-01"
)]
pub struct PeriodError {
    from: NaiveDate,
    until: NaiveDate,
}

impl PeriodError {
    /// The first day as given.
    #[must_use]
    pub const fn from(&self) -> NaiveDate {
        self.from
    }

    /// The first day after, as given.
    #[must_use]
    pub const fn until(&self) -> NaiveDate {
        self.until
    }
}

impl Period {
    /// The days from `from` up to, and without, `until`; open if there is no `until`.
    ///
    /// # Errors
    ///
    /// [`PeriodError`] if `until` lies before `from`.
    pub fn try_new(from: NaiveDate, until: Option<NaiveDate>) -> Result<Self, PeriodError> {
        match until {
            Some(until) if until < from => Err(PeriodError { from, until }),
            _ => Ok(Self { from, until }),
        }
    }

    /// The days from `first` to `last`, both included, as ODS files give them.
    ///
    /// # Errors
    ///
    /// [`PeriodError`] if `last` lies before the day before `first`. (The day before gives an
    /// empty period.)
    ///
    /// # Examples
    ///
    /// ```
    /// use pcn::calendar::{Period, day};
    ///
    /// // ePCN gives 31 March 2022 as the last day on which a practice was a member.
    /// let member = Period::inclusive(day(2019, 7, 1), Some(day(2022, 3, 31)))?;
    /// assert_eq!(member.until(), Some(day(2022, 4, 1)));
    /// assert_eq!(member.last_day(), Some(day(2022, 3, 31)));
    ///
    /// // A record that ends on the day before it begins is empty, and real.
    /// assert!(Period::inclusive(day(2019, 7, 1), Some(day(2019, 6, 30)))?.is_empty());
    /// # Ok::<(), pcn::calendar::PeriodError>(())
    /// ```
    pub fn inclusive(first: NaiveDate, last: Option<NaiveDate>) -> Result<Self, PeriodError> {
        // The last representable day has no successor; such a period is as good as open.
        Self::try_new(first, last.and_then(|last| last.succ_opt()))
    }

    /// The days from `from` on, without an end.
    #[must_use]
    pub const fn since(from: NaiveDate) -> Self {
        Self { from, until: None }
    }

    /// One day.
    #[must_use]
    pub const fn on(date: NaiveDate) -> Self {
        Self { from: date, until: date.succ_opt() }
    }

    /// A contract year.
    #[must_use]
    #[expect(clippy::arithmetic_side_effects, reason = "a contract year starts in 2098 at most")]
    pub const fn of_year(year: ContractYear) -> Self {
        Self { from: year.first_day(), until: Some(day(year.start() as i32 + 1, 4, 1)) }
    }

    /// The days from `from` up to, and without, `until`, for constants.
    ///
    /// # Panics
    ///
    /// If `until` lies before `from`; in a `const` that is a compile error.
    #[must_use]
    pub const fn constant(from: NaiveDate, until: NaiveDate) -> Self {
        assert!(until.signed_duration_since(from).num_days() >= 0, "ends before it begins");
        Self { from, until: Some(until) }
    }

    /// The first day.
    #[must_use]
    pub const fn from(self) -> NaiveDate {
        self.from
    }

    /// The first day after, or `None` if the period is open.
    #[must_use]
    pub const fn until(self) -> Option<NaiveDate> {
        self.until
    }

    /// The last day, or `None` if the period is open or empty.
    #[must_use]
    pub fn last_day(self) -> Option<NaiveDate> {
        self.until.filter(|until| *until > self.from).and_then(|until| until.pred_opt())
    }

    /// Whether it contains no day.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.until == Some(self.from)
    }

    /// Whether it has no end.
    #[must_use]
    pub const fn is_open(self) -> bool {
        self.until.is_none()
    }

    /// How many days it has, or `None` if it is open.
    ///
    /// # Examples
    ///
    /// ```
    /// use pcn::calendar::{Period, day};
    ///
    /// assert_eq!(Period::on(day(2024, 2, 29)).days(), Some(1));
    /// assert_eq!(Period::since(day(2024, 2, 29)).days(), None);
    /// ```
    #[must_use]
    pub fn days(self) -> Option<u32> {
        let days = self.until?.signed_duration_since(self.from).num_days();
        u32::try_from(days).ok()
    }

    /// Whether a day lies in it.
    #[must_use]
    pub fn contains(self, date: NaiveDate) -> bool {
        self.from <= date && self.until.is_none_or(|until| date < until)
    }

    /// Whether every day of the other lies in it. An empty period lies in any.
    #[must_use]
    pub fn covers(self, other: Self) -> bool {
        other.is_empty() || self.intersect(other) == Some(other)
    }

    /// Whether some day lies in both.
    #[must_use]
    pub fn overlaps(self, other: Self) -> bool {
        self.intersect(other).is_some()
    }

    /// Whether one ends just where the other begins, with no day between and none in both.
    #[must_use]
    pub fn abuts(self, other: Self) -> bool {
        self.until == Some(other.from) || other.until == Some(self.from)
    }

    /// The days that lie in both, or `None` if there are none.
    ///
    /// # Examples
    ///
    /// ```
    /// use pcn::calendar::{ContractYear, Period, day};
    ///
    /// let member = Period::constant(day(2021, 10, 1), day(2023, 1, 1));
    /// let year = ContractYear::Y2021_22.period();
    /// let both = Period::constant(day(2021, 10, 1), day(2022, 4, 1));
    /// assert_eq!(member.intersect(year), Some(both));
    /// assert!(member.overlaps(year) && year.covers(both) && !year.covers(member));
    /// assert_eq!(member.intersect(ContractYear::Y2023_24.period()), None);
    /// ```
    #[must_use]
    pub fn intersect(self, other: Self) -> Option<Self> {
        let from = self.from.max(other.from);
        let until = match (self.until, other.until) {
            (Some(one), Some(two)) => Some(one.min(two)),
            (one, two) => one.or(two),
        };
        if until.is_some_and(|until| until <= from) { None } else { Some(Self { from, until }) }
    }

    /// The same period, ended so that `until` is the first day after it. Unchanged if it ended
    /// earlier already; empty if `until` lies before its first day.
    ///
    /// # Examples
    ///
    /// ```
    /// use pcn::calendar::{Period, day};
    ///
    /// let open = Period::since(day(2019, 7, 1));
    /// assert!(open.is_open());
    /// assert_eq!(open.ended(day(2022, 4, 1)).last_day(), Some(day(2022, 3, 31)));
    /// assert!(open.ended(day(2019, 1, 1)).is_empty());
    /// ```
    #[must_use]
    pub fn ended(self, until: NaiveDate) -> Self {
        let until = self.until.map_or(until, |own| own.min(until));
        Self { from: self.from, until: Some(until.max(self.from)) }
    }
}

/// The parts of `within` that none of `periods` covers, in order.
///
/// The periods may stand in any order and overlap.
///
/// # Examples
///
/// ```
/// use pcn::calendar::{Period, day, gaps};
///
/// let year = Period::constant(day(2020, 4, 1), day(2021, 4, 1));
/// let held = [
///     Period::constant(day(2020, 10, 1), day(2021, 4, 1)),
///     Period::constant(day(2020, 4, 1), day(2020, 9, 1)),
/// ];
/// assert_eq!(gaps(year, held), [Period::constant(day(2020, 9, 1), day(2020, 10, 1))]);
/// ```
#[must_use]
pub fn gaps(within: Period, periods: impl IntoIterator<Item = Period>) -> Vec<Period> {
    let mut held: Vec<Period> =
        periods.into_iter().filter_map(|period| period.intersect(within)).collect();
    held.sort_unstable();
    let mut gaps = Vec::new();
    let mut reached = within.from;
    for period in held {
        if period.from > reached {
            gaps.push(Period { from: reached, until: Some(period.from) });
        }
        match period.until {
            Some(until) => reached = reached.max(until),
            None => return gaps,
        }
    }
    let rest = Period { from: reached, until: within.until };
    if within.until.is_none_or(|until| until > reached) {
        gaps.push(rest);
    }
    gaps
}

impl fmt::Display for Period {
    /// As people write it: first and last day, both included.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.until, self.last_day()) {
            (None, _) => write!(f, "from {}", self.from),
            (_, Some(last)) if last == self.from => write!(f, "on {last}"),
            (_, Some(last)) => write!(f, "{} to {last}", self.from),
            (_, None) => write!(f, "no day from {}", self.from),
        }
    }
}

impl fmt::Debug for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.until {
            Some(until) => write!(f, "Period[{}, {until})", self.from),
            None => write!(f, "Period[{}, ..)", self.from),
        }
    }
}

impl<'de> Deserialize<'de> for Period {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(rename = "Period", expecting = "struct Period", deny_unknown_fields)]
        struct Wire {
            #[serde(deserialize_with = "crate::calendar::iso")]
            from: NaiveDate,
            #[serde(default, deserialize_with = "crate::calendar::iso")]
            until: Option<NaiveDate>,
        }
        let Wire { from, until } = Wire::deserialize(deserializer)?;
        Self::try_new(from, until).map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn any_day() -> impl Strategy<Value = NaiveDate> {
        (0i64..400).prop_map(|days| day(2019, 7, 1) + chrono::TimeDelta::days(days))
    }

    fn any_period() -> impl Strategy<Value = Period> {
        (any_day(), proptest::option::of(0i64..90)).prop_map(|(from, length)| Period {
            from,
            until: length.map(|length| from + chrono::TimeDelta::days(length)),
        })
    }

    proptest! {
        #[test]
        fn the_intersection_holds_exactly_the_days_of_both(
            a in any_period(), b in any_period(), date in any_day()
        ) {
            let both = a.contains(date) && b.contains(date);
            prop_assert_eq!(a.intersect(b).is_some_and(|i| i.contains(date)), both);
            prop_assert_eq!(a.intersect(b), b.intersect(a));
            prop_assert_eq!(a.overlaps(b), a.intersect(b).is_some());
        }

        #[test]
        fn gaps_and_periods_share_out_the_days(
            within in any_period(),
            held in proptest::collection::vec(any_period(), 0..6),
            date in any_day()
        ) {
            let gaps = gaps(within, held.iter().copied());
            let in_gap = gaps.iter().filter(|gap| gap.contains(date)).count();
            let free = within.contains(date) && !held.iter().any(|period| period.contains(date));
            prop_assert_eq!(in_gap, usize::from(free));
            prop_assert!(gaps.windows(2).all(|pair| pair[0].until < Some(pair[1].from)));
            prop_assert!(gaps.iter().all(|gap| !gap.is_empty()));
        }

        #[test]
        fn inclusive_days_go_and_come_back(period in any_period()) {
            prop_assume!(!period.is_empty());
            prop_assert_eq!(Period::inclusive(period.from, period.last_day()), Ok(period));
        }

        #[test]
        fn a_period_comes_back_from_json(period in any_period()) {
            let json = serde_json::to_string(&period).unwrap();
            prop_assert_eq!(serde_json::from_str::<Period>(&json).unwrap(), period);
        }
    }

    #[test]
    fn a_period_that_ends_before_it_begins_is_refused() {
        let error = Period::try_new(day(2020, 4, 1), Some(day(2020, 3, 31))).unwrap_err();
        assert!(error.to_string().contains("from 2020-04-01, until 2020-03-31"), "{error}");
        let json = r#"{"from":"2020-04-01","until":"2020-03-31"}"#;
        assert!(serde_json::from_str::<Period>(json).is_err());
        assert!(serde_json::from_str::<Period>(r#"{"from":"2020-04-01","to":null}"#).is_err());
    }

    #[test]
    fn an_empty_period_contains_no_day_and_overlaps_nothing() {
        let empty = Period::try_new(day(2020, 4, 1), Some(day(2020, 4, 1))).unwrap();
        assert!(empty.is_empty() && !empty.contains(day(2020, 4, 1)));
        assert!(!empty.overlaps(Period::since(day(2019, 1, 1))));
        assert_eq!(empty.days(), Some(0));
        assert_eq!(empty.last_day(), None);
        assert_eq!(Period::inclusive(day(2020, 4, 1), Some(day(2020, 3, 31))), Ok(empty));
    }

    #[test]
    fn abutting_is_not_overlapping() {
        let (one, two) = (Period::of_year(ContractYear::Y2019_20), ContractYear::Y2020_21.period());
        assert!(one.abuts(two) && two.abuts(one) && !one.overlaps(two));
        assert_eq!(one.days(), Some(366));
        assert_eq!(one.to_string(), "2019-04-01 to 2020-03-31");
    }

    #[test]
    fn ending_never_lengthens() {
        let open = Period::since(day(2020, 4, 1));
        assert_eq!(open.ended(day(2020, 5, 1)).until(), Some(day(2020, 5, 1)));
        assert_eq!(
            open.ended(day(2020, 5, 1)).ended(day(2021, 1, 1)).until(),
            Some(day(2020, 5, 1))
        );
        assert!(open.ended(day(2020, 3, 1)).is_empty());
    }
}
