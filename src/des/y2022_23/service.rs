//! The service specifications and the hours of access in 2022/23.

use std::borrow::Cow;

use crate::{
    calendar::{ContractYear, NaiveDate, Period, day},
    des::access::{enhanced, extended},
    quantity::Minutes,
    series::{Entry, Series},
    service::{
        AccessTerms, DailyWindow, Requirement, Rounding, Service, StandardHours, Terms,
        WeeklyMinutes,
        sources::{
            ACCESS_APR_2022, ACCESS_CONFIRMED, ACCESS_DONCASTER, ACCESS_GP, ACCESS_HOURS,
            ACCESS_MAR_2022, ACCESS_WHOLE, CANCER_2022, DES_COPY, EHCH_PAGE, INEQUALITIES_2022,
            LETTER_AUG_2021, MERGED_2024, PULSE_DEADLINES, SOCIAL_PRESCRIBING_2022,
        },
    },
};

const YEAR: Period = ContractYear::Y2022_23.period();
const EXTENDED: Period = Period::constant(day(2022, 4, 1), day(2022, 10, 1));
const ENHANCED: Period = Period::constant(day(2022, 10, 1), day(2023, 4, 1));

const IN_FORCE: &[Entry<Service>] = &[
    Entry::constant(Service::ExtendedHours, EXTENDED, ACCESS_MAR_2022),
    Entry::constant(Service::EnhancedHealthInCareHomes, YEAR, EHCH_PAGE),
    Entry::constant(Service::StructuredMedicationReview, YEAR, MERGED_2024),
    Entry::constant(Service::EarlyCancerDiagnosis, YEAR, CANCER_2022),
    Entry::constant(Service::PersonalisedCare, YEAR, SOCIAL_PRESCRIBING_2022),
    Entry::constant(Service::CvdPreventionAndDiagnosis, YEAR, LETTER_AUG_2021),
    Entry::constant(Service::NeighbourhoodInequalities, YEAR, INEQUALITIES_2022),
    Entry::constant(Service::EnhancedAccess, ENHANCED, ACCESS_APR_2022).known_from(day(2022, 3, 1)),
];

const REQUIREMENTS: &[Requirement] = &[
    Requirement::constant(
        Service::EnhancedAccess,
        "plan the hours with every member practice; core network practices answer for them \
         together, and may sub-contract",
        Period::since(day(2022, 10, 1)),
        ACCESS_DONCASTER,
    ),
    Requirement::constant(
        Service::EnhancedAccess,
        "give the commissioner a plan",
        Period::constant(day(2022, 4, 1), day(2022, 10, 1)),
        ACCESS_CONFIRMED,
    )
    .due(day(2022, 7, 31)),
    Requirement::constant(
        Service::EnhancedAccess,
        "cover the network standard hours",
        Period::since(day(2022, 10, 1)),
        ACCESS_WHOLE,
    ),
    Requirement::constant(
        Service::EnhancedAccess,
        "have GP cover throughout the standard hours: consulting face to face and \
         remotely, leading and overseeing the team; physically present somewhere \
         in the network",
        Period::since(day(2022, 10, 1)),
        ACCESS_GP,
    ),
    Requirement::constant(
        Service::EnhancedAccess,
        "give enhanced access on top where a practice’s own hours run past 18:30",
        Period::since(day(2022, 10, 1)),
        ACCESS_DONCASTER,
    ),
    Requirement::constant(
        Service::PersonalisedCare,
        "audit shared decision making",
        Period::constant(day(2022, 4, 1), day(2024, 4, 1)),
        LETTER_AUG_2021,
    ),
    Requirement::constant(
        Service::PersonalisedCare,
        "choose a cohort for targeted social prescribing and plan for it",
        Period::constant(day(2022, 4, 1), day(2022, 10, 1)),
        SOCIAL_PRESCRIBING_2022,
    )
    .due(day(2022, 9, 30)),
    Requirement::constant(
        Service::PersonalisedCare,
        "deliver targeted, proactive social prescribing to the chosen cohort",
        Period::constant(day(2022, 10, 1), day(2024, 4, 1)),
        SOCIAL_PRESCRIBING_2022,
    ),
    Requirement::constant(
        Service::PersonalisedCare,
        "have digital care plans for care home residents",
        Period::constant(day(2022, 4, 1), day(2024, 4, 1)),
        PULSE_DEADLINES,
    )
    .due(day(2024, 3, 31)),
    Requirement::constant(
        Service::AnticipatoryCare,
        "agree a plan with the integrated care system and partners, in December \
         2022; networks only contribute since 26 September 2022",
        Period::constant(day(2022, 4, 1), day(2023, 4, 1)),
        PULSE_DEADLINES,
    )
    .due(day(2022, 12, 31)),
    Requirement::constant(
        Service::CvdPreventionAndDiagnosis,
        "add atrial fibrillation, familial hypercholesterolaemia and heart failure",
        Period::constant(day(2022, 4, 1), day(2024, 4, 1)),
        LETTER_AUG_2021,
    ),
    Requirement::constant(
        Service::NeighbourhoodInequalities,
        "deliver the planned work and measure it",
        Period::constant(day(2022, 4, 1), day(2024, 4, 1)),
        INEQUALITIES_2022,
    ),
    Requirement::constant(
        Service::EarlyCancerDiagnosis,
        "improve referral practice",
        Period::constant(day(2022, 4, 1), day(2024, 4, 1)),
        CANCER_2022,
    ),
    Requirement::constant(
        Service::EarlyCancerDiagnosis,
        "raise the uptake of cervical and bowel screening",
        Period::constant(day(2022, 4, 1), day(2024, 4, 1)),
        CANCER_2022,
    ),
    Requirement::constant(
        Service::EarlyCancerDiagnosis,
        "use FIT tests and teledermatology",
        Period::constant(day(2022, 4, 1), day(2024, 4, 1)),
        CANCER_2022,
    ),
    Requirement::constant(
        Service::EarlyCancerDiagnosis,
        "find prostate cancer earlier",
        Period::constant(day(2022, 4, 1), day(2024, 4, 1)),
        CANCER_2022,
    ),
    Requirement::constant(
        Service::EarlyCancerDiagnosis,
        "use pathways for non-specific symptoms",
        Period::constant(day(2022, 4, 1), day(2024, 4, 1)),
        CANCER_2022,
    ),
];

const MINUTES: &[Entry<WeeklyMinutes>] =
    &[extended::minutes(EXTENDED), enhanced::minutes(ENHANCED).known_from(day(2022, 4, 1))];
const ROUNDING: &[Entry<Rounding>] = &[extended::rounding(EXTENDED), enhanced::rounding(ENHANCED)];
const STANDARD_HOURS: &[Entry<StandardHours>] =
    &[enhanced::standard_hours(ENHANCED).known_from(day(2022, 4, 1))];
const SHORTEST_SLOT: &[Entry<Minutes>] =
    &[extended::shortest_slot(EXTENDED), enhanced::shortest_slot(ENHANCED)];
const CORE_HOURS: &[Entry<DailyWindow>] =
    &[extended::core_hours(EXTENDED), enhanced::core_hours(ENHANCED)];
const LIST_DATE: &[Entry<NaiveDate>] =
    &[Entry::not_published(EXTENDED, DES_COPY), Entry::not_published(ENHANCED, ACCESS_HOURS)];

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
