//! Registration in 2025/26.

use std::borrow::Cow;

use crate::{
    agreement,
    calendar::{ContractYear, NaiveDate, day},
    registration::{Terms, absent, all_year, source},
    series::{Entry, Reading, Series},
};

const YEAR: ContractYear = ContractYear::Y2025_26;

const LIST_SIZE_DATE: &[Entry<NaiveDate>] =
    &[all_year(day(2025, 1, 1), YEAR, source::LIST_DATE_PATTERN)];
const OPT_OUT_OPENS: &[Entry<NaiveDate>] =
    &[all_year(day(2025, 4, 1), YEAR, source::BMA_SAFE_WORKING)];
const OPT_OUT_BY: &[Entry<NaiveDate>] =
    &[all_year(day(2025, 4, 30), YEAR, source::BMA_SAFE_WORKING)
        .note("or whenever NHS England changes the DES")];
const PAYEE_REQUIRED: &[Entry<bool>] = &[all_year(false, YEAR, source::ODS_CATALOGUE)];
const UNCHANGED_NEED_NOT_RESUBMIT: &[Entry<bool>] = &[all_year(true, YEAR, source::SSLMCS_2025)];
const AUTO_ACCEPTED: &[Entry<bool>] = &[all_year(true, YEAR, source::CQRS)
    .note("for every practice with an active membership; the commissioner verifies at year end")];
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
    unchanged_need_not_resubmit: Series::constant(UNCHANGED_NEED_NOT_RESUBMIT),
    auto_accepted: Series::constant(AUTO_ACCEPTED),
    alignment_from: absent(),
    agreement: agreement::Terms {
        clauses: absent(),
        adjustable_clauses: absent(),
        schedules: Series::constant(SCHEDULES),
    },
};
