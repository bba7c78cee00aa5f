//! The service specifications and the hours of access in 2026/27.

use std::borrow::Cow;

use crate::{
    calendar::{ContractYear, NaiveDate, Period, day},
    des::access::enhanced,
    quantity::Minutes,
    series::{Entry, Series},
    service::{
        AccessTerms, DailyWindow, KeyFunction, Requirement, Rounding, Service, StandardHours,
        Terms, WeeklyMinutes,
        sources::{ACCESS_HOURS, CONFED_2026, MERGED_2024, PULSE_2026},
    },
};

const YEAR: Period = ContractYear::Y2026_27.period();

const IN_FORCE: &[Entry<Service>] = &[
    Entry::constant(Service::SingleSpecification, YEAR, CONFED_2026),
    Entry::constant(Service::ProactiveCare, YEAR, MERGED_2024),
    Entry::constant(Service::EnhancedAccess, YEAR, PULSE_2026),
];

const REQUIREMENTS: &[Requirement] = &[
    Requirement::constant(
        Service::SingleSpecification,
        "collaborate in the neighbourhood, now a core function by name",
        Period::since(day(2026, 4, 1)),
        PULSE_2026,
    )
    .function(KeyFunction::Collaborate),
    Requirement::constant(
        Service::SingleSpecification,
        "meet duties on vaccination, screening, continuity of care and neighbourhood geography \
         that are more clearly defined than before",
        Period::since(day(2026, 4, 1)),
        CONFED_2026,
    ),
];

const MINUTES: &[Entry<WeeklyMinutes>] = &[enhanced::minutes(YEAR)];
const ROUNDING: &[Entry<Rounding>] = &[enhanced::rounding(YEAR)];
const STANDARD_HOURS: &[Entry<StandardHours>] = &[enhanced::standard_hours(YEAR)];
const SHORTEST_SLOT: &[Entry<Minutes>] = &[enhanced::shortest_slot(YEAR)];
const CORE_HOURS: &[Entry<DailyWindow>] = &[enhanced::core_hours(YEAR)];
const LIST_DATE: &[Entry<NaiveDate>] = &[Entry::not_published(YEAR, ACCESS_HOURS)];

pub(super) const TERMS: Terms = Terms {
    in_force: Cow::Borrowed(IN_FORCE),
    requirements: Cow::Borrowed(REQUIREMENTS),
    remarks: Cow::Borrowed(&[]),
    access: AccessTerms {
        minutes: Series::constant(MINUTES),
        rounding: Series::constant(ROUNDING),
        standard_hours: Series::constant(STANDARD_HOURS),
        shortest_slot: Series::constant(SHORTEST_SLOT),
        core_hours: Series::constant(CORE_HOURS),
        list_date: Series::constant(LIST_DATE),
    },
};
