//! Registration in 2023/24.

use crate::{
    agreement,
    calendar::{ContractYear, NaiveDate, day},
    registration::{Terms, absent, all_year, source},
    series::{Entry, Series},
};

const YEAR: ContractYear = ContractYear::Y2023_24;

const LIST_SIZE_DATE: &[Entry<NaiveDate>] =
    &[all_year(day(2023, 1, 1), YEAR, source::BW_MEDICAL).note("the list at 1 January each year")];
const OPT_OUT_BY: &[Entry<NaiveDate>] =
    &[Entry::not_published(YEAR.period(), source::BMA_SAFE_WORKING)
        .note("windows are described as yearly in April; no page gives the dates of 2023")];
const PAYEE_REQUIRED: &[Entry<bool>] = &[all_year(false, YEAR, source::ODS_CATALOGUE)
    .note("since 2023 a network may have its own account; counted from 2023/24")];
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
    opt_out_opens: absent(),
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
