//! The service specifications and the hours of access in 2026/27.

use std::borrow::Cow;

use crate::{
    calendar::{ContractYear, NaiveDate, Period, day},
    quantity::Minutes,
    series::{Entry, Series},
    service::{
        AccessTerms, DailyWindow, KeyFunction, Requirement, Rounding, Service, StandardHours,
        Terms, TimeOfDay, WeeklyMinutes,
        sources::{
            ACCESS_DONCASTER, ACCESS_HOURS, CONFED_2026, MERGED_2024, PULSE_2026,
            ROUNDING_RECOLLECTED,
        },
    },
};

const YEAR: Period = ContractYear::Y2026_27.period();
const ENHANCED: Period = Period::constant(day(2026, 4, 1), day(2027, 4, 1));

const IN_FORCE: &[Entry<Service>] = &[
    Entry::constant(Service::SingleSpecification, YEAR, CONFED_2026),
    Entry::constant(Service::ProactiveCare, YEAR, MERGED_2024),
    Entry::constant(Service::EnhancedAccess, ENHANCED, PULSE_2026),
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
        "meet duties on vaccination, screening, continuity of care and neighbourhood geography that are more clearly defined than before",
        Period::since(day(2026, 4, 1)),
        CONFED_2026,
    ),
];

const MINUTES: &[Entry<WeeklyMinutes>] = &[Entry::constant(
    WeeklyMinutes::EnhancedAccess { per_thousand_adjusted: Minutes::new(60) },
    ENHANCED,
    ACCESS_HOURS,
)];

const ROUNDING: &[Entry<Rounding>] =
    &[Entry::constant(Rounding::NearestQuarterHour, ENHANCED, ROUNDING_RECOLLECTED)
        .note("no source read states a rounding for enhanced access")];

const STANDARD_HOURS: &[Entry<StandardHours>] =
    &[Entry::constant(StandardHours::OF_2022, ENHANCED, ACCESS_HOURS)];

const SHORTEST_SLOT: &[Entry<Minutes>] =
    &[Entry::constant(Minutes::new(30), ENHANCED, ACCESS_DONCASTER)
        .note("said of periods outside the network standard hours")];

const CORE_HOURS: &[Entry<DailyWindow>] = &[Entry::constant(CORE, ENHANCED, ACCESS_DONCASTER)];

const LIST_DATE: &[Entry<NaiveDate>] = &[Entry::not_published(ENHANCED, ACCESS_HOURS)];

const CORE: DailyWindow =
    DailyWindow { from: TimeOfDay::constant(8, 0), until: TimeOfDay::constant(18, 30) };

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
