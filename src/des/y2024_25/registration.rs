//! Registration in 2024/25.

use crate::{
    agreement,
    calendar::{ContractYear, NaiveDate, day},
    registration::{Terms, all_year, source},
    series::{Entry, Series},
};

const YEAR: ContractYear = ContractYear::Y2024_25;

const LIST_SIZE_DATE: &[Entry<NaiveDate>] = &[all_year(day(2024, 1, 1), YEAR, source::DONCASTER_LMC)];
const OPT_OUT_OPENS: &[Entry<NaiveDate>] = &[Entry::not_published(YEAR.period(), source::PULSE_2024).note("the specification came out on 28 March 2024; the page gives the last day only")];
const OPT_OUT_BY: &[Entry<NaiveDate>] = &[all_year(day(2024, 4, 30), YEAR, source::PULSE_2024)];
const PAYEE_REQUIRED: &[Entry<bool>] = &[all_year(false, YEAR, source::ODS_CATALOGUE)];
const SCHEDULES: &[Entry<u16>] = &[all_year(7, YEAR, agreement::source::NWLMCS)];

pub(super) const TERMS: Terms = Terms {
    list_size_date: Series::constant(LIST_SIZE_DATE),
    opt_out_opens: Series::constant(OPT_OUT_OPENS),
    opt_out_by: Series::constant(OPT_OUT_BY),
    payee_required: Series::constant(PAYEE_REQUIRED),
    agreement: agreement::Terms {
        clauses: Series::constant(&[]),
        adjustable_clauses: Series::constant(&[]),
        schedules: Series::constant(SCHEDULES),
    },
    ..Terms::silent()
};
