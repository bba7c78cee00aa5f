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
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Terms {
    /// The day whose list sizes count.
    pub list_size_date: Series<NaiveDate>,
    /// The network sends its form, or confirms or changes what it sent.
    pub submission_by: Series<NaiveDate>,
    /// The commissioner confirms.
    pub approval_by: Series<NaiveDate>,
    /// The Network Agreement is complete and signed.
    pub agreement_complete_by: Series<NaiveDate>,
    /// The data sharing agreement is in place.
    pub data_sharing_by: Series<NaiveDate>,
    /// Every patient of the area is covered by a network.
    pub coverage_by: Series<NaiveDate>,
    /// The obligations of the DES begin.
    pub obligations_from: Series<NaiveDate>,
    /// The commissioner sends the PCN ODS Change Instruction Notice.
    pub change_notice_by: Series<NaiveDate>,
    /// The commissioner tells a network which practice it must take.
    pub allocation_by: Series<NaiveDate>,
    /// The yearly window for opting out opens.
    pub opt_out_opens: Series<NaiveDate>,
    /// The last day of the yearly window for opting out.
    pub opt_out_by: Series<NaiveDate>,
    /// The day on which an opt-out in the window takes effect.
    pub opt_out_effective: Series<NaiveDate>,
    /// The notice of an opt-out, in months.
    pub notice_months: Series<u16>,
    /// A window inside the year, after a variation of the DES, opens.
    pub in_year_opens: Series<NaiveDate>,
    /// The last day of that window.
    pub in_year_by: Series<NaiveDate>,
    /// Whether a nominated payee is required. If not, the network may have its own account.
    pub payee_required: Series<bool>,
    /// PCSE pays a nominated payee of any kind from this day.
    pub any_payee_paid_from: Series<NaiveDate>,
    /// Whether an unchanged network may leave its members out.
    pub unchanged_need_not_resubmit: Series<bool>,
    /// Whether CQRS accepts the service for practices of active networks by itself.
    pub auto_accepted: Series<bool>,
    /// The network works with its commissioner towards neighbourhood boundaries from this day.
    pub alignment_from: Series<NaiveDate>,
    /// The template of the Network Agreement.
    pub agreement: agreement::Terms,
}

impl Terms {
    /// Terms that say nothing: a start for a year's terms of one's own.
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
