//! The service specifications and the hours of access in 2025/26.

use std::borrow::Cow;

use crate::{
    calendar::{ContractYear, NaiveDate, Period, day},
    des::access::enhanced,
    quantity::Minutes,
    series::{Entry, Series},
    service::{
        AccessTerms, DailyWindow, KeyFunction, Remark, Requirement, Rounding, Service,
        StandardHours, Terms, WeeklyMinutes,
        sources::{ACCESS_ADJUSTED, CANCER_2025, CQRS_2025, MERGED_2024},
    },
};

const YEAR: Period = ContractYear::Y2025_26.period();

const IN_FORCE: &[Entry<Service>] = &[
    Entry::constant(Service::SingleSpecification, YEAR, CANCER_2025),
    Entry::constant(Service::ProactiveCare, YEAR, MERGED_2024),
    Entry::constant(Service::EnhancedAccess, YEAR, ACCESS_ADJUSTED),
];

const REQUIREMENTS: &[Requirement] = &[Requirement::constant(
    Service::SingleSpecification,
    "agree with the Cancer Alliance actions for colorectal cancer, lung cancer \
     and one local cancer, and audit referrals",
    Period::since(day(2025, 4, 1)),
    CANCER_2025,
)
.function(KeyFunction::ImproveOutcomes)];

const REMARKS: &[Remark] = &[
    Remark::constant(
        "the data that CQRS collects cover early cancer, structured medication reviews and \
         neighbourhood inequalities",
        CQRS_2025,
    ),
    Remark::constant(
        "the minutes of enhanced access follow the adjusted population; the populations were \
         calculated again in June 2025, so the minutes changed in the year, by agreement with \
         the commissioner",
        ACCESS_ADJUSTED,
    ),
];

const MINUTES: &[Entry<WeeklyMinutes>] = &[enhanced::minutes(YEAR)];
const ROUNDING: &[Entry<Rounding>] = &[enhanced::rounding(YEAR)];
const STANDARD_HOURS: &[Entry<StandardHours>] = &[enhanced::standard_hours(YEAR)];
const SHORTEST_SLOT: &[Entry<Minutes>] = &[enhanced::shortest_slot(YEAR)];
const CORE_HOURS: &[Entry<DailyWindow>] = &[enhanced::core_hours(YEAR)];
const LIST_DATE: &[Entry<NaiveDate>] =
    &[Entry::not_published(YEAR, ACCESS_ADJUSTED)
        .note("populations calculated again in June 2025")];

pub(super) const TERMS: Terms = Terms {
    in_force: Cow::Borrowed(IN_FORCE),
    requirements: Cow::Borrowed(REQUIREMENTS),
    remarks: Cow::Borrowed(REMARKS),
    access: AccessTerms {
        minutes: Series::constant(MINUTES),
        rounding: Series::constant(ROUNDING),
        standard_hours: Series::constant(STANDARD_HOURS),
        shortest_slot: Series::constant(SHORTEST_SLOT),
        core_hours: Series::constant(CORE_HOURS),
        list_date: Series::constant(LIST_DATE),
    },
};
