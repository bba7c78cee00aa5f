//! Registration in 2022/23.

use crate::{
    agreement,
    calendar::{ContractYear, NaiveDate, day},
    registration::{Terms, absent, all_year, source},
    series::{Entry, Series},
};

const YEAR: ContractYear = ContractYear::Y2022_23;

const LIST_SIZE_DATE: &[Entry<NaiveDate>] =
    &[all_year(day(2022, 1, 1), YEAR, source::BW_MEDICAL).note("the list at 1 January each year")];
const OPT_OUT_OPENS: &[Entry<NaiveDate>] = &[all_year(day(2022, 4, 1), YEAR, source::MIP_2022)];
const OPT_OUT_BY: &[Entry<NaiveDate>] = &[all_year(day(2022, 4, 30), YEAR, source::MIP_2022)];
const IN_YEAR_OPENS: &[Entry<NaiveDate>] =
    &[all_year(day(2022, 10, 1), YEAR, source::LONDON_LMCS_OCTOBER)
        .note("after the variation of 1 October 2022")];
const IN_YEAR_BY: &[Entry<NaiveDate>] = &[all_year(day(2022, 10, 31), YEAR, source::PULSE_2022)];
const PAYEE_REQUIRED: &[Entry<bool>] = &[all_year(true, YEAR, source::BMA_RUNNING)
    .note("own accounts came in 2023 and count here from 2023/24")];
const ANY_PAYEE_PAID_FROM: &[Entry<NaiveDate>] =
    &[all_year(day(2022, 10, 3), YEAR, source::PCSE_HELP)
        .note("before, commissioners paid by hand where the payee was no member practice")];
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
    in_year_opens: Series::constant(IN_YEAR_OPENS),
    in_year_by: Series::constant(IN_YEAR_BY),
    payee_required: Series::constant(PAYEE_REQUIRED),
    any_payee_paid_from: Series::constant(ANY_PAYEE_PAID_FROM),
    unchanged_need_not_resubmit: absent(),
    auto_accepted: absent(),
    alignment_from: absent(),
    agreement: agreement::Terms {
        clauses: absent(),
        adjustable_clauses: absent(),
        schedules: Series::constant(SCHEDULES),
    },
};
