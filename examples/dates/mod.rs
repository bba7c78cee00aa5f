//! Days of the calendar as flags take them.

use pcn::calendar::NaiveDate;

/// A reader of a flag that is a day; `good` is one that the program has an answer for.
pub(crate) fn like(
    good: &'static str,
) -> impl Fn(&str) -> Result<NaiveDate, String> + Clone + Send + Sync {
    move |text| {
        text.parse().map_err(|_| match text.as_bytes() {
            [_, _, _, _, b'-', _, _, b'-', _, _] => {
                format!("there is no such day; a date is written as {good}")
            }
            _ => format!("a date is written as {good}"),
        })
    }
}
