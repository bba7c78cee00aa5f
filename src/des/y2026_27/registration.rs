//! Registration in 2026/27.

use std::borrow::Cow;

use crate::{
    agreement,
    calendar::{ContractYear, NaiveDate, day},
    registration::{Terms, absent, all_year, source},
    series::{Entry, Reading, Series},
};

const YEAR: ContractYear = ContractYear::Y2026_27;

const LIST_SIZE_DATE: &[Entry<NaiveDate>] =
    &[all_year(day(2026, 1, 1), YEAR, source::LIST_DATE_PATTERN)];
const OPT_OUT_OPENS: &[Entry<NaiveDate>] =
    &[Entry::not_published(YEAR.period(), source::PULSE_PCN_2026)
        .note("the DES came out on 26 March, was reissued on 30 April and in force on 1 May 2026")];
const OPT_OUT_BY: &[Entry<NaiveDate>] =
    &[all_year(day(2026, 5, 31), YEAR, source::PULSE_PCN_2026).note("given as the end of May")];
const PAYEE_REQUIRED: &[Entry<bool>] = &[all_year(false, YEAR, source::ODS_CATALOGUE)];
const ALIGNMENT_FROM: &[Entry<NaiveDate>] = &[all_year(day(2026, 4, 1), YEAR, source::PULSE_2026)
    .note("for limited cases where geography does not reflect local communities")];
const SCHEDULES_READINGS: &[Reading<u16>] = &[Reading {
    value: 9,
    source: agreement::source::HEMPSONS_SERVICES,
    note: Some(Cow::Borrowed(
        "two were added later, tied to neighbourhood providers; their date and titles are not published",
    )),
}];
const SCHEDULES: &[Entry<u16>] =
    &[all_year(7, YEAR, agreement::source::NWLMCS).conflict(SCHEDULES_READINGS)];

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
    alignment_from: Series::constant(ALIGNMENT_FROM),
    agreement: agreement::Terms {
        clauses: absent(),
        adjustable_clauses: absent(),
        schedules: Series::constant(SCHEDULES),
    },
};
