//! Registration in 2020/21.

use crate::{
    agreement,
    calendar::{ContractYear, NaiveDate, day},
    registration::{Terms, absent, all_year, source},
    series::{Entry, Series},
};

const YEAR: ContractYear = ContractYear::Y2020_21;

const LIST_SIZE_DATE: &[Entry<NaiveDate>] =
    &[all_year(day(2020, 1, 1), YEAR, source::BW_MEDICAL).note("the list at 1 January each year")];
const SUBMISSION_BY: &[Entry<NaiveDate>] = &[all_year(day(2020, 5, 31), YEAR, source::HEMPSONS_DATES).note("the network confirms or changes what it sent; a new network applies (specification sections 4.4 to 4.14)")];
const CHANGE_NOTICE_BY: &[Entry<NaiveDate>] =
    &[all_year(day(2020, 6, 12), YEAR, source::HEMPSONS_DATES)
        .note("specification 4.5.5, 4.6.3 and 4.8.5")];
const UNPLACED_NOTICE_BY: &[Entry<NaiveDate>] =
    &[all_year(day(2020, 5, 31), YEAR, source::HEMPSONS_DATES)];
const ALLOCATION_BY: &[Entry<NaiveDate>] =
    &[all_year(day(2020, 6, 30), YEAR, source::HEMPSONS_DATES)
        .note("after engaging the local medical committee")];
const OPT_OUT_BY: &[Entry<NaiveDate>] =
    &[all_year(day(2020, 5, 31), YEAR, source::LONDON_LMCS_TOOL)];
const OPT_OUT_EFFECTIVE: &[Entry<NaiveDate>] =
    &[all_year(day(2020, 6, 30), YEAR, source::LONDON_LMCS_TOOL)];
const NOTICE_MONTHS: &[Entry<u16>] = &[all_year(1, YEAR, source::LONDON_LMCS_TOOL)];
const PAYEE_REQUIRED: &[Entry<bool>] = &[all_year(true, YEAR, source::BMA_RUNNING)];
const SCHEDULES: &[Entry<u16>] = &[all_year(7, YEAR, agreement::source::NWLMCS)];

pub(super) const TERMS: Terms = Terms {
    list_size_date: Series::constant(LIST_SIZE_DATE),
    submission_by: Series::constant(SUBMISSION_BY),
    approval_by: absent(),
    agreement_complete_by: absent(),
    data_sharing_by: absent(),
    coverage_by: absent(),
    obligations_from: absent(),
    change_notice_by: Series::constant(CHANGE_NOTICE_BY),
    unplaced_notice_by: Series::constant(UNPLACED_NOTICE_BY),
    allocation_by: Series::constant(ALLOCATION_BY),
    opt_out_opens: absent(),
    opt_out_by: Series::constant(OPT_OUT_BY),
    opt_out_effective: Series::constant(OPT_OUT_EFFECTIVE),
    notice_months: Series::constant(NOTICE_MONTHS),
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
