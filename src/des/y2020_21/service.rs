//! The service specifications and the hours of access in 2020/21.

use std::borrow::Cow;

use crate::{
    calendar::{ContractYear, NaiveDate, Period, day},
    des::access::extended,
    quantity::Minutes,
    series::{Entry, Series},
    service::{
        AccessTerms, DailyWindow, Requirement, Rounding, Service, Terms, WeeklyMinutes,
        sources::{
            BGS, CANCER, DES_COPY, EHCH_SUMMARY, EHCH_TRANSITION, KEY_DATES_2020, SMR_GUIDANCE,
        },
    },
};

const YEAR: Period = ContractYear::Y2020_21.period();

const IN_FORCE: &[Entry<Service>] = &[
    Entry::constant(Service::ExtendedHours, YEAR, DES_COPY),
    Entry::constant(Service::SocialPrescribing, YEAR, BGS),
    Entry::constant(
        Service::EnhancedHealthInCareHomes,
        Period::constant(day(2020, 7, 31), day(2021, 4, 1)),
        EHCH_TRANSITION,
    ),
    Entry::constant(
        Service::StructuredMedicationReview,
        Period::constant(day(2020, 10, 1), day(2021, 4, 1)),
        SMR_GUIDANCE,
    )
    .known_from(day(2020, 3, 19)),
    Entry::constant(
        Service::EarlyCancerDiagnosis,
        Period::constant(day(2020, 10, 1), day(2021, 4, 1)),
        CANCER,
    )
    .known_from(day(2020, 3, 19)),
];

const REQUIREMENTS: &[Requirement] = &[
    Requirement::constant(
        Service::SocialPrescribing,
        "give patients access to a social prescribing service",
        Period::constant(day(2020, 4, 1), day(2022, 4, 1)),
        KEY_DATES_2020,
    ),
    Requirement::constant(
        Service::EnhancedHealthInCareHomes,
        "align every care home registered with the CQC, with or without nursing, to one \
         network; secure mental health units and supported living are left out",
        Period::constant(day(2020, 7, 31), day(2024, 4, 1)),
        EHCH_TRANSITION,
    ),
    Requirement::constant(
        Service::EnhancedHealthInCareHomes,
        "name a clinical lead",
        Period::constant(day(2020, 10, 1), day(2024, 4, 1)),
        EHCH_SUMMARY,
    ),
    Requirement::constant(
        Service::EnhancedHealthInCareHomes,
        "hold a weekly home round or check-in, prioritised by the multidisciplinary team",
        Period::constant(day(2020, 10, 1), day(2024, 4, 1)),
        EHCH_SUMMARY,
    ),
    Requirement::constant(
        Service::EnhancedHealthInCareHomes,
        "assess the whole person, with a personalised care and support plan, within 7 days of \
         admission or readmission",
        Period::constant(day(2020, 10, 1), day(2023, 4, 1)),
        EHCH_SUMMARY,
    ),
    Requirement::constant(
        Service::EnhancedHealthInCareHomes,
        "have protocols for sharing information",
        Period::constant(day(2020, 10, 1), day(2024, 4, 1)),
        EHCH_SUMMARY,
    ),
    Requirement::constant(
        Service::StructuredMedicationReview,
        "identify the patients who would benefit from a review",
        Period::constant(day(2020, 10, 1), day(2024, 4, 1)),
        SMR_GUIDANCE,
    ),
    Requirement::constant(
        Service::StructuredMedicationReview,
        "prioritise them within the capacity that there is",
        Period::constant(day(2020, 10, 1), day(2024, 4, 1)),
        SMR_GUIDANCE,
    ),
    Requirement::constant(
        Service::StructuredMedicationReview,
        "invite patients and explain the review to them",
        Period::constant(day(2020, 10, 1), day(2024, 4, 1)),
        SMR_GUIDANCE,
    ),
    Requirement::constant(
        Service::StructuredMedicationReview,
        "have reviews done by people with the qualifications and training",
        Period::constant(day(2020, 10, 1), day(2024, 4, 1)),
        SMR_GUIDANCE,
    ),
    Requirement::constant(
        Service::StructuredMedicationReview,
        "record reviews in the practices’ systems",
        Period::constant(day(2020, 10, 1), day(2024, 4, 1)),
        SMR_GUIDANCE,
    ),
    Requirement::constant(
        Service::StructuredMedicationReview,
        "work with others on medicines optimisation",
        Period::constant(day(2020, 10, 1), day(2024, 4, 1)),
        SMR_GUIDANCE,
    ),
    Requirement::constant(
        Service::StructuredMedicationReview,
        "work with pharmacies on the New Medicine Service",
        Period::constant(day(2020, 10, 1), day(2024, 4, 1)),
        SMR_GUIDANCE,
    ),
    Requirement::constant(
        Service::EarlyCancerDiagnosis,
        "review referrals for suspected cancer against NICE guideline NG12",
        Period::constant(day(2020, 10, 1), day(2022, 4, 1)),
        CANCER,
    ),
    Requirement::constant(
        Service::EarlyCancerDiagnosis,
        "follow up patients who were referred (safety-netting)",
        Period::constant(day(2020, 10, 1), day(2022, 4, 1)),
        CANCER,
    ),
    Requirement::constant(
        Service::EarlyCancerDiagnosis,
        "give patients information on their referral",
        Period::constant(day(2020, 10, 1), day(2022, 4, 1)),
        CANCER,
    ),
    Requirement::constant(
        Service::EarlyCancerDiagnosis,
        "raise the uptake of screening",
        Period::constant(day(2020, 10, 1), day(2022, 4, 1)),
        CANCER,
    ),
    Requirement::constant(
        Service::EarlyCancerDiagnosis,
        "set up a community of practice among the members",
        Period::constant(day(2020, 10, 1), day(2022, 4, 1)),
        CANCER,
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
