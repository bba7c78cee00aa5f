//! The service specifications and the hours of access in 2024/25.

use std::borrow::Cow;

use crate::{
    calendar::{ContractYear, NaiveDate, Period, day},
    des::access::enhanced,
    quantity::Minutes,
    series::{Entry, Series},
    service::{
        AccessTerms, DailyWindow, KeyFunction, Remark, Requirement, Rounding, Service,
        StandardHours, Terms, WeeklyMinutes,
        sources::{ACCESS_HOURS, MERGED_2024, PART_A_2024},
    },
};

const YEAR: Period = ContractYear::Y2024_25.period();

const IN_FORCE: &[Entry<Service>] = &[
    Entry::constant(Service::SingleSpecification, YEAR, MERGED_2024).known_from(day(2024, 3, 28)),
    Entry::constant(Service::ProactiveCare, YEAR, PART_A_2024),
    Entry::constant(Service::EnhancedAccess, YEAR, MERGED_2024).known_from(day(2024, 3, 28)),
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
    "Part A of the guidance treats population health management, Core20PLUS5, CVD \
     (hypertension, atrial fibrillation, lipids, familial hypercholesterolaemia, heart \
     failure), early cancer, and proactive care for frailty",
    PART_A_2024,
)];

const MINUTES: &[Entry<WeeklyMinutes>] = &[enhanced::minutes(YEAR)];
const ROUNDING: &[Entry<Rounding>] = &[enhanced::rounding(YEAR)];
const STANDARD_HOURS: &[Entry<StandardHours>] = &[enhanced::standard_hours(YEAR)];
const SHORTEST_SLOT: &[Entry<Minutes>] = &[enhanced::shortest_slot(YEAR)];
const CORE_HOURS: &[Entry<DailyWindow>] = &[enhanced::core_hours(YEAR)];
const LIST_DATE: &[Entry<NaiveDate>] = &[Entry::not_published(YEAR, ACCESS_HOURS)];

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
