use chrono::{Days, NaiveDate};
use proptest::prelude::*;

use crate::calendar::{ContractYear, Period, day};

/// Days from 2018 to 2029, the turns of contract years more often.
pub fn date() -> impl Strategy<Value = NaiveDate> {
    let any = (0_u64..4_383)
        .prop_filter_map("a day", |days| day(2018, 1, 1).checked_add_days(Days::new(days)));
    prop_oneof![
        6 => any,
        1 => contract_year().prop_map(ContractYear::first_day),
        1 => contract_year().prop_map(ContractYear::last_day),
    ]
}

/// Contract years from 2019/20 to 2027/28.
pub fn contract_year() -> impl Strategy<Value = ContractYear> {
    (2019_u16..=2027).prop_filter_map("a year", |start| ContractYear::try_new(start).ok())
}

/// Periods: open ones, ones of no day, whole contract years.
pub fn period() -> impl Strategy<Value = Period> {
    let of_days = (date(), 0_u64..1_500).prop_filter_map("a period", |(from, days)| {
        Period::try_new(from, from.checked_add_days(Days::new(days))).ok()
    });
    prop_oneof![
        4 => of_days,
        3 => date().prop_map(Period::since),
        1 => date().prop_filter_map("a period", |from| Period::try_new(from, Some(from)).ok()),
        1 => contract_year().prop_map(ContractYear::period),
    ]
}

/// Pairs of days that are no period: the second, as `until`, lies before the first.
pub fn backwards() -> impl Strategy<Value = (NaiveDate, NaiveDate)> {
    (date(), 1_u64..1_500).prop_filter_map("a day before", |(from, days)| {
        Some((from, from.checked_sub_days(Days::new(days))?))
    })
}
