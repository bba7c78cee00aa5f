//! Registration in 2021/22.

use crate::{
    agreement,
    calendar::{ContractYear, NaiveDate, day},
    registration::{Terms, all_year, source},
    series::{Entry, Series},
};

const YEAR: ContractYear = ContractYear::Y2021_22;

const LIST_SIZE_DATE: &[Entry<NaiveDate>] = &[all_year(day(2021, 1, 1), YEAR, source::BW_MEDICAL).note("the list at 1 January each year")];
const OPT_OUT_BY: &[Entry<NaiveDate>] = &[Entry::not_published(YEAR.period(), source::BMA_SAFE_WORKING).note("windows are described as yearly in April; no page gives the dates of 2021")];
const PAYEE_REQUIRED: &[Entry<bool>] = &[all_year(true, YEAR, source::BMA_RUNNING)];
const SCHEDULES: &[Entry<u16>] = &[all_year(7, YEAR, agreement::source::NWLMCS)];

pub(super) const TERMS: Terms = Terms {
    list_size_date: Series::constant(LIST_SIZE_DATE),
    opt_out_by: Series::constant(OPT_OUT_BY),
    payee_required: Series::constant(PAYEE_REQUIRED),
    agreement: agreement::Terms {
        clauses: Series::constant(&[]),
        adjustable_clauses: Series::constant(&[]),
        schedules: Series::constant(SCHEDULES),
    },
    ..Terms::silent()
};
