//! The service specifications and the hours of access in 2021/22.

use std::borrow::Cow;

use crate::{
    calendar::{ContractYear, NaiveDate, Period, day},
    des::access::extended,
    quantity::Minutes,
    series::{Entry, Series},
    service::{
        AccessTerms, DailyWindow, Requirement, Rounding, Service, Terms, WeeklyMinutes,
        sources::{
            BGS, CANCER_2022, CVD, DES_COPY, EHCH_PAGE, ETHNICITY, LETTER_AUG_2021, SMR_GUIDANCE,
        },
    },
};

const YEAR: Period = ContractYear::Y2021_22.period();

const IN_FORCE: &[Entry<Service>] = &[
    Entry::constant(Service::ExtendedHours, YEAR, DES_COPY),
    Entry::constant(Service::SocialPrescribing, YEAR, BGS),
    Entry::constant(Service::EnhancedHealthInCareHomes, YEAR, EHCH_PAGE),
    Entry::constant(Service::StructuredMedicationReview, YEAR, SMR_GUIDANCE),
    Entry::constant(Service::EarlyCancerDiagnosis, YEAR, CANCER_2022),
    Entry::constant(
        Service::CvdPreventionAndDiagnosis,
        Period::constant(day(2021, 10, 1), day(2022, 4, 1)),
        CVD,
    )
    .known_from(day(2021, 8, 24)),
    Entry::constant(
        Service::NeighbourhoodInequalities,
        Period::constant(day(2021, 10, 1), day(2022, 4, 1)),
        LETTER_AUG_2021,
    )
    .known_from(day(2021, 8, 24)),
];

const REQUIREMENTS: &[Requirement] = &[
    Requirement::constant(
        Service::CvdPreventionAndDiagnosis,
        "follow up blood pressure of 140/90 or more in the practice, or 135/85 or more in the \
         community, as NICE guideline NG136 says",
        Period::constant(day(2021, 10, 1), day(2024, 4, 1)),
        CVD,
    ),
    Requirement::constant(
        Service::CvdPreventionAndDiagnosis,
        "test blood pressure opportunistically and by outreach",
        Period::constant(day(2021, 10, 1), day(2024, 4, 1)),
        CVD,
    ),
    Requirement::constant(
        Service::CvdPreventionAndDiagnosis,
        "work with community pharmacies",
        Period::constant(day(2021, 10, 1), day(2024, 4, 1)),
        CVD,
    ),
    Requirement::constant(
        Service::NeighbourhoodInequalities,
        "name a lead",
        Period::constant(day(2021, 10, 1), day(2024, 4, 1)),
        LETTER_AUG_2021,
    ),
    Requirement::constant(
        Service::NeighbourhoodInequalities,
        "record the ethnicity of every patient, or that the patient declined",
        Period::constant(day(2021, 10, 1), day(2024, 4, 1)),
        ETHNICITY,
    ),
    Requirement::constant(
        Service::NeighbourhoodInequalities,
        "find and engage a population with unequal outcomes, and design the work with it",
        Period::constant(day(2021, 10, 1), day(2024, 4, 1)),
        LETTER_AUG_2021,
    ),
];

const MINUTES: &[Entry<WeeklyMinutes>] = &[extended::minutes(YEAR)];
const ROUNDING: &[Entry<Rounding>] = &[extended::rounding(YEAR)];
const SHORTEST_SLOT: &[Entry<Minutes>] = &[extended::shortest_slot(YEAR)];
const CORE_HOURS: &[Entry<DailyWindow>] = &[extended::core_hours(YEAR)];
const LIST_DATE: &[Entry<NaiveDate>] = &[Entry::not_published(YEAR, DES_COPY)];

pub(super) const TERMS: Terms = Terms {
    in_force: Cow::Borrowed(IN_FORCE),
    requirements: Cow::Borrowed(REQUIREMENTS),
    remarks: Cow::Borrowed(&[]),
    access: AccessTerms {
        minutes: Series::constant(MINUTES),
        rounding: Series::constant(ROUNDING),
        standard_hours: Series::constant(&[]),
        shortest_slot: Series::constant(SHORTEST_SLOT),
        core_hours: Series::constant(CORE_HOURS),
        list_date: Series::constant(LIST_DATE),
    },
};
