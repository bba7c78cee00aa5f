//! The service specifications and the hours of access in 2024/25.

use std::borrow::Cow;

use crate::{
    calendar::{ContractYear, NaiveDate, Period, day},
    quantity::Minutes,
    series::{Entry, Series},
    service::{
        AccessTerms, DailyWindow, KeyFunction, Remark, Requirement, Rounding, Service,
        StandardHours, Terms, TimeOfDay, WeeklyMinutes,
        sources::{ACCESS_DONCASTER, ACCESS_HOURS, MERGED_2024, PART_A_2024, ROUNDING_RECOLLECTED},
    },
};

const YEAR: Period = ContractYear::Y2024_25.period();
const ENHANCED: Period = Period::constant(day(2024, 4, 1), day(2025, 4, 1));

const IN_FORCE: &[Entry<Service>] = &[
    Entry::constant(Service::SingleSpecification, YEAR, MERGED_2024).known_from(day(2024, 3, 28)),
    Entry::constant(Service::ProactiveCare, YEAR, PART_A_2024),
    Entry::constant(Service::EnhancedAccess, ENHANCED, MERGED_2024).known_from(day(2024, 3, 28)),
];

const REQUIREMENTS: &[Requirement] = &[
    Requirement::constant(
        Service::SingleSpecification,
        "co-ordinate, organise and deploy shared resources for resilience and care",
        Period::since(day(2024, 4, 1)),
        MERGED_2024,
    )
    .function(KeyFunction::DeployResources),
    Requirement::constant(
        Service::SingleSpecification,
        "work with providers other than general practice in an integrated neighbourhood team",
        Period::since(day(2024, 4, 1)),
        MERGED_2024,
    )
    .function(KeyFunction::Collaborate),
    Requirement::constant(
        Service::SingleSpecification,
        "improve outcomes through population health management, and reduce inequalities",
        Period::since(day(2024, 4, 1)),
        MERGED_2024,
    )
    .function(KeyFunction::ImproveOutcomes),
    Requirement::constant(
        Service::SingleSpecification,
        "target resource to need, proactive care included",
        Period::since(day(2024, 4, 1)),
        MERGED_2024,
    )
    .function(KeyFunction::TargetResource),
];

const REMARKS: &[Remark] = &[Remark::constant(
    "Part A of the guidance treats population health management, Core20PLUS5, CVD (hypertension, atrial fibrillation, lipids, familial hypercholesterolaemia, heart failure), early cancer, and proactive care for frailty",
    PART_A_2024,
)];

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
