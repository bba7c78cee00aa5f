use core::fmt;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{Role, Terms};
use crate::{
    quantity::{Gbp, Patients, PatientsOn, Rate, Weighted},
    series::Entry,
    working::{Record, Worked, Working},
};

/// Why the year's sum is not known.
///
/// # Examples
///
/// ```
/// use pcn::{
///     calendar::{ContractYear, NaiveDate, day},
///     des,
///     funding::arrs::SumRefusal,
///     quantity::{Patients, PatientsOn},
/// };
///
/// let terms = &des::year(ContractYear::Y2020_21).expect("held").funding.arrs;
/// let weighted = PatientsOn { count: Patients::constant("50000"), on: day(2020, 1, 1) };
/// assert_eq!(terms.entitlement(&weighted, NaiveDate::MAX), Err(SumRefusal::NotPublished));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum SumRefusal {
    /// The year had no sum for each patient: it was paid by role.
    NoSum,
    /// No source found gives the rate.
    NotPublished,
    /// The rate was not known on the day asked about.
    NotKnown,
}

impl fmt::Display for SumRefusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::NoSum => "the year has no sum for each weighted patient",
            Self::NotPublished => {
                "the sum for each weighted patient is not published in any source found"
            }
            Self::NotKnown => "the sum for each weighted patient was not known then",
        })
    }
}

impl Terms {
    /// What a network may claim in the year for all roles that have no ring-fenced sum, as known
    /// on a day.
    ///
    /// # Errors
    ///
    /// [`SumRefusal`] if the rate is not known.
    ///
    /// # Examples
    ///
    /// See [`PerHead`](super::PerHead).
    pub fn entitlement(
        &self,
        weighted: &PatientsOn<Weighted>,
        known: NaiveDate,
    ) -> Result<Worked<Gbp>, SumRefusal> {
        self.sum(None, weighted, known)
    }

    /// What a network may claim in the year for a role with a ring-fenced sum.
    ///
    /// # Errors
    ///
    /// [`SumRefusal`] if there is none or the rate is not known.
    ///
    /// # Examples
    ///
    /// ```
    /// use pcn::{
    ///     calendar::{ContractYear, NaiveDate, day},
    ///     des,
    ///     funding::arrs::Role,
    ///     quantity::{Patients, PatientsOn},
    /// };
    ///
    /// let terms = &des::year(ContractYear::Y2024_25).expect("held").funding.arrs;
    /// let weighted = PatientsOn { count: Patients::constant("50000"), on: day(2024, 1, 1) };
    /// let sum = terms.ring_fenced(Role::GeneralPractitioner, &weighted, NaiveDate::MAX)?;
    /// assert_eq!(sum.value.to_string(), "£65,150.00");
    /// # Ok::<(), pcn::funding::arrs::SumRefusal>(())
    /// ```
    pub fn ring_fenced(
        &self,
        role: Role,
        weighted: &PatientsOn<Weighted>,
        known: NaiveDate,
    ) -> Result<Worked<Gbp>, SumRefusal> {
        self.sum(Some(role), weighted, known)
    }

    #[expect(clippy::arithmetic_side_effects, reason = "a rate's own multiplication saturates")]
    fn sum(
        &self,
        role: Option<Role>,
        weighted: &PatientsOn<Weighted>,
        known: NaiveDate,
    ) -> Result<Worked<Gbp>, SumRefusal> {
        let head = self.per_head.iter().find(|head| head.ring_fenced_for == role);
        let head = head.ok_or(SumRefusal::NoSum)?;
        let last: Option<&Entry<Rate<Weighted>>> = head
            .rate
            .entries()
            .iter()
            .rev()
            .find_map(|entry| head.rate.on_as_known(entry.in_force.from(), known).entry());
        let entry = last.ok_or(SumRefusal::NotKnown)?;
        let rate = entry.figure.value().ok_or(SumRefusal::NotPublished)?;
        let mut working = Working::new("sum of the year");
        working.parameter("rate", entry, rate);
        working.input("weighted population", weighted);
        let exact = *rate * weighted.count;
        let count: Patients<Weighted> = weighted.count;
        working.step("sum", || {
            let expression = format!("{} × {}", rate.pounds(), count.count());
            (expression, exact.pounds().normalize().to_string())
        });
        let value = exact.round_half_up_to_pence();
        working.rounding("sum", "half up to pence", exact.pounds().normalize(), value);
        Ok(Worked { value, working })
    }
}

impl core::error::Error for SumRefusal {}
