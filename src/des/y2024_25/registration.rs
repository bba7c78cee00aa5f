//! Registration in 2024/25.

use crate::{
    agreement,
    calendar::{ContractYear, NaiveDate, day},
    registration::{Terms, absent, all_year, source},
    series::{Entry, Series},
};

const YEAR: ContractYear = ContractYear::Y2024_25;

const LIST_SIZE_DATE: &[Entry<NaiveDate>] =
    &[all_year(day(2024, 1, 1), YEAR, source::DONCASTER_LMC)];
const OPT_OUT_OPENS: &[Entry<NaiveDate>] =
    &[Entry::not_published(YEAR.period(), source::PULSE_2024)
        .note("the specification came out on 28 March 2024; the page gives the last day only")];
const OPT_OUT_BY: &[Entry<NaiveDate>] = &[all_year(day(2024, 4, 30), YEAR, source::PULSE_2024)];
const PAYEE_REQUIRED: &[Entry<bool>] = &[all_year(false, YEAR, source::ODS_CATALOGUE)];
const SCHEDULES: &[Entry<u16>] = &[all_year(7, YEAR, agreement::source::NWLMCS)];

pub(super) const TERMS: Terms = Terms {
    list_size_date: Series::constant(LIST_SIZE_DATE),
    submission_by: absent(),
    approval_by: absent(),
    agreement_complete_by: absent(),
    data_sharing_by: absent(),
    coverage_by: absent(),
    obligations_from: absent(),
    change_notice_by: absent(),
    unplaced_notice_by: absent(),
    allocation_by: absent(),
    opt_out_opens: Series::constant(OPT_OUT_OPENS),
    opt_out_by: Series::constant(OPT_OUT_BY),
    opt_out_effective: absent(),
    notice_months: absent(),
    in_year_opens: absent(),
    in_year_by: absent(),
    payee_required: Series::constant(PAYEE_REQUIRED),
    any_payee_paid_from: absent(),
    unchanged_need_not_resubmit: absent(),
    auto_accepted: absent(),
    alignment_from: absent(),
    agreement: agreement::Terms {
        clauses: absent(),
        adjustable_clauses: absent(),
        schedules: Series::constant(SCHEDULES),
    },
};
