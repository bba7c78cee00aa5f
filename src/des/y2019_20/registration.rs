//! Registration in 2019/20.

use std::borrow::Cow;

use crate::{
    agreement,
    calendar::{ContractYear, NaiveDate, day},
    registration::{Terms, absent, all_year, source},
    series::{Entry, Reading, Series},
};

const YEAR: ContractYear = ContractYear::Y2019_20;

const LIST_SIZE_DATE: &[Entry<NaiveDate>] = &[all_year(day(2019, 1, 1), YEAR, source::BMA_RUNNING)];
const SUBMISSION_BY: &[Entry<NaiveDate>] =
    &[all_year(day(2019, 5, 15), YEAR, source::LEICESTER_21)];
const APPROVAL_BY_READINGS: &[Reading<NaiveDate>] = &[Reading {
    value: day(2019, 6, 30),
    source: source::LEICESTER_21,
    note: Some(Cow::Borrowed("the outer limit for full coverage, as the CCG reported it")),
}];
const APPROVAL_BY: &[Entry<NaiveDate>] = &[all_year(day(2019, 5, 31), YEAR, source::FAQ_SECOND)
    .note("June 2019 was for resolving gaps in coverage")
    .conflict(APPROVAL_BY_READINGS)];
const AGREEMENT_COMPLETE_BY_READINGS: &[Reading<NaiveDate>] = &[Reading {
    value: day(2019, 6, 3),
    source: source::HEMPSONS_2019,
    note: Some(Cow::Borrowed("prints 3 June, almost surely a slip for 30 June")),
}];
const AGREEMENT_COMPLETE_BY: &[Entry<NaiveDate>] =
    &[all_year(day(2019, 6, 30), YEAR, source::LEXOLOGY)
        .note("otherwise the network is not established and payments are not made or are repaid")
        .conflict(AGREEMENT_COMPLETE_BY_READINGS)];
const DATA_SHARING_BY: &[Entry<NaiveDate>] =
    &[all_year(day(2019, 6, 30), YEAR, source::DR_SOLICITORS)];
const COVERAGE_BY: &[Entry<NaiveDate>] = &[all_year(day(2019, 7, 1), YEAR, source::LEICESTER_21)];
const OBLIGATIONS_FROM: &[Entry<NaiveDate>] =
    &[all_year(day(2019, 7, 1), YEAR, source::SPECIFICATION_2020)];
const PAYEE_REQUIRED: &[Entry<bool>] =
    &[all_year(true, YEAR, source::BMA_RUNNING)
        .note("one practice or provider receives the money")];
const CLAUSES_READINGS: &[Reading<u16>] = &[
    Reading { value: 106, source: agreement::source::TANZA, note: None },
    Reading { value: 106, source: agreement::source::HSJ_PAPERWORK, note: None },
];
const CLAUSES: &[Entry<u16>] =
    &[all_year(104, YEAR, agreement::source::NWLMCS).conflict(CLAUSES_READINGS)];
const ADJUSTABLE_CLAUSES: &[Entry<u16>] =
    &[all_year(2, YEAR, agreement::source::NWLMCS).note("both on disputes")];
const SCHEDULES: &[Entry<u16>] = &[all_year(7, YEAR, agreement::source::NWLMCS)];

pub(super) const TERMS: Terms = Terms {
    list_size_date: Series::constant(LIST_SIZE_DATE),
    submission_by: Series::constant(SUBMISSION_BY),
    approval_by: Series::constant(APPROVAL_BY),
    agreement_complete_by: Series::constant(AGREEMENT_COMPLETE_BY),
    data_sharing_by: Series::constant(DATA_SHARING_BY),
    coverage_by: Series::constant(COVERAGE_BY),
    obligations_from: Series::constant(OBLIGATIONS_FROM),
    change_notice_by: absent(),
    unplaced_notice_by: absent(),
    allocation_by: absent(),
    opt_out_opens: absent(),
    opt_out_by: absent(),
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
        clauses: Series::constant(CLAUSES),
        adjustable_clauses: Series::constant(ADJUSTABLE_CLAUSES),
        schedules: Series::constant(SCHEDULES),
    },
};
