use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::{
    agreement,
    calendar::ContractYear,
    citation::Source,
    series::{Catalogue, Entry, Figures, Series},
};

/// What a contract year says of registration: dates, and what is asked.
///
/// # Meaning
///
/// A date named `.._by` is the last day on which the step is in time. A series without entries
/// means that the year has no such step; an entry that is not published means that it has, and no
/// source read gives the date.
///
/// # Examples
///
/// ```
/// use pcn::{calendar::{ContractYear, day}, des};
///
/// let terms = &des::year(ContractYear::Y2019_20).ok_or("not held")?.registration;
/// let approval = terms.approval_by.on(day(2019, 5, 1)).entry().ok_or("not in force")?;
/// assert_eq!(approval.figure.value(), Some(&day(2019, 5, 31)));
/// assert_eq!(approval.readings[0].value, day(2019, 6, 30), "the recorded conflict");
/// # Ok::<(), &str>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(
    feature = "schema",
    derive(schemars::JsonSchema),
    schemars(rename = "RegistrationTerms")
)]
#[serde(deny_unknown_fields)]
pub struct Terms {
    /// The day whose list sizes count.
    #[serde(default = "absent::<NaiveDate>", skip_serializing_if = "is_absent")]
    #[serde(deserialize_with = "crate::calendar::iso")]
    pub list_size_date: Series<NaiveDate>,
    /// The network sends its form, or confirms or changes what it sent.
    #[serde(default = "absent::<NaiveDate>", skip_serializing_if = "is_absent")]
    #[serde(deserialize_with = "crate::calendar::iso")]
    pub submission_by: Series<NaiveDate>,
    /// The commissioner confirms.
    #[serde(default = "absent::<NaiveDate>", skip_serializing_if = "is_absent")]
    #[serde(deserialize_with = "crate::calendar::iso")]
    pub approval_by: Series<NaiveDate>,
    /// The Network Agreement is complete and signed.
    #[serde(default = "absent::<NaiveDate>", skip_serializing_if = "is_absent")]
    #[serde(deserialize_with = "crate::calendar::iso")]
    pub agreement_complete_by: Series<NaiveDate>,
    /// The data sharing agreement is in place.
    #[serde(default = "absent::<NaiveDate>", skip_serializing_if = "is_absent")]
    #[serde(deserialize_with = "crate::calendar::iso")]
    pub data_sharing_by: Series<NaiveDate>,
    /// Every patient of the area is covered by a network.
    #[serde(default = "absent::<NaiveDate>", skip_serializing_if = "is_absent")]
    #[serde(deserialize_with = "crate::calendar::iso")]
    pub coverage_by: Series<NaiveDate>,
    /// The obligations of the DES begin.
    #[serde(default = "absent::<NaiveDate>", skip_serializing_if = "is_absent")]
    #[serde(deserialize_with = "crate::calendar::iso")]
    pub obligations_from: Series<NaiveDate>,
    /// The commissioner sends the PCN ODS Change Instruction Notice.
    #[serde(default = "absent::<NaiveDate>", skip_serializing_if = "is_absent")]
    #[serde(deserialize_with = "crate::calendar::iso")]
    pub change_notice_by: Series<NaiveDate>,
    /// A practice that finds no network tells the commissioner.
    #[serde(default = "absent::<NaiveDate>", skip_serializing_if = "is_absent")]
    #[serde(deserialize_with = "crate::calendar::iso")]
    pub unplaced_notice_by: Series<NaiveDate>,
    /// The commissioner tells a network which practice it must take.
    #[serde(default = "absent::<NaiveDate>", skip_serializing_if = "is_absent")]
    #[serde(deserialize_with = "crate::calendar::iso")]
    pub allocation_by: Series<NaiveDate>,
    /// The yearly window for opting out opens.
    #[serde(default = "absent::<NaiveDate>", skip_serializing_if = "is_absent")]
    #[serde(deserialize_with = "crate::calendar::iso")]
    pub opt_out_opens: Series<NaiveDate>,
    /// The last day of the yearly window for opting out.
    #[serde(default = "absent::<NaiveDate>", skip_serializing_if = "is_absent")]
    #[serde(deserialize_with = "crate::calendar::iso")]
    pub opt_out_by: Series<NaiveDate>,
    /// The day on which an opt-out in the window takes effect.
    #[serde(default = "absent::<NaiveDate>", skip_serializing_if = "is_absent")]
    #[serde(deserialize_with = "crate::calendar::iso")]
    pub opt_out_effective: Series<NaiveDate>,
    /// The notice of an opt-out, in months.
    #[serde(default = "absent::<u16>", skip_serializing_if = "is_absent")]
    pub notice_months: Series<u16>,
    /// A window inside the year, after a variation of the DES, opens.
    #[serde(default = "absent::<NaiveDate>", skip_serializing_if = "is_absent")]
    #[serde(deserialize_with = "crate::calendar::iso")]
    pub in_year_opens: Series<NaiveDate>,
    /// The last day of that window.
    #[serde(default = "absent::<NaiveDate>", skip_serializing_if = "is_absent")]
    #[serde(deserialize_with = "crate::calendar::iso")]
    pub in_year_by: Series<NaiveDate>,
    /// Whether a nominated payee is required. If not, the network may have its own account.
    #[serde(default = "absent::<bool>", skip_serializing_if = "is_absent")]
    pub payee_required: Series<bool>,
    /// PCSE pays a nominated payee of any kind from this day.
    #[serde(default = "absent::<NaiveDate>", skip_serializing_if = "is_absent")]
    #[serde(deserialize_with = "crate::calendar::iso")]
    pub any_payee_paid_from: Series<NaiveDate>,
    /// Whether an unchanged network may leave its members out.
    #[serde(default = "absent::<bool>", skip_serializing_if = "is_absent")]
    pub unchanged_need_not_resubmit: Series<bool>,
    /// Whether CQRS accepts the service for practices of active networks by itself.
    #[serde(default = "absent::<bool>", skip_serializing_if = "is_absent")]
    pub auto_accepted: Series<bool>,
    /// The network works with its commissioner towards neighbourhood boundaries from this day.
    #[serde(default = "absent::<NaiveDate>", skip_serializing_if = "is_absent")]
    #[serde(deserialize_with = "crate::calendar::iso")]
    pub alignment_from: Series<NaiveDate>,
    /// The template of the Network Agreement.
    pub agreement: agreement::Terms,
}

impl Terms {
    /// Terms that say nothing: a start for a year's terms of one's own.
    ///
    /// # Examples
    ///
    /// ```
    /// use pcn::{
    ///     calendar::{ContractYear, day},
    ///     citation::{Citation, Evidence, Source},
    ///     registration::Terms,
    ///     series::{Entry, Series},
    /// };
    ///
    /// let ours = Source::constant(Citation::constant("our local scheme"), Evidence::Secondary);
    /// let year = ContractYear::Y2026_27.period();
    /// let terms = Terms {
    ///     submission_by: Series::new(vec![Entry::constant(day(2026, 5, 15), year, ours)]),
    ///     ..Terms::silent()
    /// };
    /// assert_eq!(terms.submission_by.on(day(2026, 4, 1)).value(), Some(&day(2026, 5, 15)));
    /// ```
    #[must_use]
    pub const fn silent() -> Self {
        Self {
            list_size_date: absent(),
            submission_by: absent(),
            approval_by: absent(),
            agreement_complete_by: absent(),
            data_sharing_by: absent(),
            coverage_by: absent(),
            obligations_from: absent(),
            change_notice_by: absent(),
            unplaced_notice_by: absent(),
            allocation_by: absent(),
            opt_out_opens: absent(),
            opt_out_by: absent(),
            opt_out_effective: absent(),
            notice_months: absent(),
            in_year_opens: absent(),
            in_year_by: absent(),
            payee_required: absent(),
            any_payee_paid_from: absent(),
            unchanged_need_not_resubmit: absent(),
            auto_accepted: absent(),
            alignment_from: absent(),
            agreement: agreement::Terms {
                clauses: absent(),
                adjustable_clauses: absent(),
                schedules: absent(),
            },
        }
    }
}

/// The series of a step that a year does not have, or of which no page read says anything.
pub(crate) const fn absent<T: Clone>() -> Series<T> {
    Series::constant(&[])
}

pub(super) fn is_absent<T: Clone>(series: &Series<T>) -> bool {
    series.entries().is_empty()
}

/// A value that applies throughout a year.
pub(crate) const fn all_year<T: Clone>(value: T, year: ContractYear, source: Source) -> Entry<T> {
    Entry::constant(value, year.period(), source)
}

/// The entry of a year's series: the last in the list, which a later variation added.
pub(super) fn of_year<T: Clone>(series: &Series<T>) -> Option<&Entry<T>> {
    series.entries().last()
}

/// The published value of a year's series.
pub(super) fn value<T: Clone>(series: &Series<T>) -> Option<&T> {
    of_year(series).and_then(|entry| entry.figure.value())
}

impl Catalogue for Terms {
    fn figures(&self, figures: &mut Figures) {
        // Named one by one through a pattern, so that a new field cannot be forgotten.
        let Self {
            list_size_date,
            submission_by,
            approval_by,
            agreement_complete_by,
            data_sharing_by,
            coverage_by,
            obligations_from,
            change_notice_by,
            unplaced_notice_by,
            allocation_by,
            opt_out_opens,
            opt_out_by,
            opt_out_effective,
            notice_months,
            in_year_opens,
            in_year_by,
            payee_required,
            any_payee_paid_from,
            unchanged_need_not_resubmit,
            auto_accepted,
            alignment_from,
            agreement,
        } = self;
        for (name, series) in [
            ("list_size_date", list_size_date),
            ("submission_by", submission_by),
            ("approval_by", approval_by),
            ("agreement_complete_by", agreement_complete_by),
            ("data_sharing_by", data_sharing_by),
            ("coverage_by", coverage_by),
            ("obligations_from", obligations_from),
            ("change_notice_by", change_notice_by),
            ("unplaced_notice_by", unplaced_notice_by),
            ("allocation_by", allocation_by),
            ("opt_out_opens", opt_out_opens),
            ("opt_out_by", opt_out_by),
            ("opt_out_effective", opt_out_effective),
            ("in_year_opens", in_year_opens),
            ("in_year_by", in_year_by),
            ("any_payee_paid_from", any_payee_paid_from),
            ("alignment_from", alignment_from),
        ] {
            figures.series(name, series);
        }
        figures.series("notice_months", notice_months);
        for (name, series) in [
            ("payee_required", payee_required),
            ("unchanged_need_not_resubmit", unchanged_need_not_resubmit),
            ("auto_accepted", auto_accepted),
        ] {
            figures.series(name, series);
        }
        figures.part("agreement", agreement);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{calendar::day, des};

    fn of(year: ContractYear) -> &'static Terms {
        &des::year(year).unwrap().registration
    }

    /// The dates as the fact book has them, apart from the years' files.
    #[test]
    fn the_dates_of_registration_are_those_of_the_sources() {
        let first = of(ContractYear::Y2019_20);
        assert_eq!(value(&first.list_size_date), Some(&day(2019, 1, 1)));
        assert_eq!(value(&first.submission_by), Some(&day(2019, 5, 15)));
        assert_eq!(value(&first.approval_by), Some(&day(2019, 5, 31)));
        assert_eq!(of_year(&first.approval_by).unwrap().readings[0].value, day(2019, 6, 30));
        assert_eq!(value(&first.agreement_complete_by), Some(&day(2019, 6, 30)));
        assert_eq!(value(&first.data_sharing_by), Some(&day(2019, 6, 30)));
        assert_eq!(value(&first.obligations_from), Some(&day(2019, 7, 1)));
        assert_eq!(value(&first.coverage_by), Some(&day(2019, 7, 1)));
        let second = of(ContractYear::Y2020_21);
        assert_eq!(value(&second.submission_by), Some(&day(2020, 5, 31)));
        assert_eq!(value(&second.unplaced_notice_by), Some(&day(2020, 5, 31)));
        assert_eq!(value(&second.change_notice_by), Some(&day(2020, 6, 12)));
        assert_eq!(value(&second.allocation_by), Some(&day(2020, 6, 30)));
        assert_eq!(value(&second.opt_out_effective), Some(&day(2020, 6, 30)));
        let windows = [
            (ContractYear::Y2022_23, day(2022, 4, 30)),
            (ContractYear::Y2024_25, day(2024, 4, 30)),
            (ContractYear::Y2025_26, day(2025, 4, 30)),
            (ContractYear::Y2026_27, day(2026, 5, 31)),
        ];
        for (year, last) in windows {
            assert_eq!(value(&of(year).opt_out_by), Some(&last), "{year}");
        }
        for year in [ContractYear::Y2021_22, ContractYear::Y2023_24] {
            let entry = of_year(&of(year).opt_out_by).unwrap();
            assert_eq!(entry.figure.value(), None, "{year}: not published, so not guessed");
        }
        assert_eq!(value(&of(ContractYear::Y2022_23).in_year_by), Some(&day(2022, 10, 31)));
        assert_eq!(value(&of(ContractYear::Y2022_23).any_payee_paid_from), Some(&day(2022, 10, 3)));
        assert_eq!(value(&of(ContractYear::Y2026_27).alignment_from), Some(&day(2026, 4, 1)));
    }

    #[test]
    fn an_own_account_is_possible_from_2023_on() {
        for year in des::years() {
            let required = value(&year.registration.payee_required).copied();
            assert_eq!(required, Some(year.year < ContractYear::Y2023_24), "{}", year.year);
        }
    }

    #[test]
    fn every_series_is_listed_and_without_a_fault_and_within_its_year() {
        for year in des::years() {
            let figures = Figures::of("registration", &year.registration);
            assert!(figures.faults().is_empty(), "{:?}", figures.faults());
            for row in figures.rows() {
                assert_eq!(row.in_force, year.year.period(), "{}", row.name);
            }
            // What serde writes, the catalogue lists: a series that is not listed is not checked.
            let wire = serde_json::to_value(&year.registration).unwrap();
            let written =
                wire.as_object().unwrap().len() - 1 + wire["agreement"].as_object().unwrap().len();
            assert_eq!(figures.rows().len(), written);
            let back: Terms = serde_json::from_value(wire).unwrap();
            assert_eq!(back, year.registration);
        }
    }
}
