//! Contract years and half-open periods.
//!
//! Dates are [`NaiveDate`]. Nothing here asks what day it is: the date is always an argument.

mod contract_year;
mod period;
mod wire;

pub use chrono::NaiveDate;
pub use contract_year::{ContractYear, ContractYearError, Years};
pub use period::{Period, PeriodError, gaps};
#[cfg(feature = "ods")]
pub(crate) use wire::day_parts;
pub use wire::{Days, iso};
pub(crate) use wire::{read_day, sealed::Wired};

/// Makes a date from a literal, for constants.
///
/// # Panics
///
/// If there is no such day; in a `const` that is a compile error.
///
/// # Examples
///
/// ```
/// use pcn::calendar::{NaiveDate, day};
///
/// const DES_STARTS: NaiveDate = day(2019, 7, 1);
/// assert_eq!(DES_STARTS.to_string(), "2019-07-01");
/// ```
#[must_use]
#[expect(clippy::panic, reason = "the literal door: a wrong constant must not compile")]
pub const fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    match NaiveDate::from_ymd_opt(year, month, day) {
        Some(date) => date,
        None => panic!("no such day"),
    }
}
