use serde::{Deserialize, Serialize};

use crate::{calendar::NaiveDate, code::PracticeCode};

/// A practice that merged into another, and from which day.
///
/// From that day on its patients are counted with the other practice. A publication of lists that
/// still shows both is summed; one that no longer shows the merged practice has its patients on
/// the other's list already. Of several mergers recorded for one practice the first counts.
///
/// # Examples
///
/// ```
/// use pcn::{
///     calendar::day,
///     code::PracticeCode,
///     network::{Register, Succession},
///     quantity::{Patients, PatientsOn},
/// };
///
/// let (gone, stays) = (PracticeCode::constant("P89027"), PracticeCode::constant("P89021"));
/// let mut builder = Register::builder();
/// for (code, count) in [(gone, 2_000), (stays, 5_000)] {
///     builder.list(code, PatientsOn { count: Patients::from(count), on: day(2022, 1, 1) });
/// }
/// builder.succession(Succession { practice: gone, into: stays, on: day(2022, 4, 1) });
/// let register = builder.build();
///
/// let list = |code, day| register.list_of(code, day).unwrap().count;
/// assert_eq!(list(stays, day(2022, 3, 31)), Patients::from(5_000));
/// assert_eq!(list(stays, day(2022, 4, 1)), Patients::from(7_000));
/// assert_eq!(list(gone, day(2022, 4, 1)), Patients::ZERO);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Succession {
    /// The practice that is no more.
    pub practice: PracticeCode,
    /// The practice that takes its patients.
    pub into: PracticeCode,
    /// The first day after the merger.
    #[serde(deserialize_with = "crate::calendar::iso")]
    pub on: NaiveDate,
}
