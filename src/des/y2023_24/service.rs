//! The service specifications and the hours of access in 2023/24.

use std::borrow::Cow;

use crate::{
    calendar::{ContractYear, NaiveDate, Period, day},
    des::access::enhanced,
    quantity::Minutes,
    series::{Entry, Series},
    service::{
        AccessTerms, DailyWindow, Remark, Requirement, Rounding, Service, StandardHours, Terms,
        WeeklyMinutes,
        sources::{ACCESS_HOURS, CHANGES_2023, DONCASTER, EHCH_PAGE, MERGED_2024, PCC, TNHI_2023},
    },
};

const YEAR: Period = ContractYear::Y2023_24.period();

const IN_FORCE: &[Entry<Service>] = &[
    Entry::constant(Service::EnhancedHealthInCareHomes, YEAR, EHCH_PAGE),
    Entry::constant(Service::StructuredMedicationReview, YEAR, MERGED_2024),
    Entry::constant(Service::EarlyCancerDiagnosis, YEAR, MERGED_2024),
    Entry::constant(Service::PersonalisedCare, YEAR, MERGED_2024),
    Entry::constant(Service::CvdPreventionAndDiagnosis, YEAR, PCC),
    Entry::constant(Service::NeighbourhoodInequalities, YEAR, TNHI_2023),
    Entry::constant(Service::EnhancedAccess, YEAR, DONCASTER),
];

const REQUIREMENTS: &[Requirement] = &[
    Requirement::constant(
        Service::EnhancedHealthInCareHomes,
        "assess the whole person, with a personalised care and support plan, within 7 working \
         days of admission or readmission",
        Period::constant(day(2023, 4, 1), day(2024, 4, 1)),
        EHCH_PAGE,
    ),
    Requirement::constant(
        Service::EnhancedHealthInCareHomes,
        "prioritise structured medication reviews of residents",
        Period::constant(day(2023, 4, 1), day(2024, 4, 1)),
        EHCH_PAGE,
    ),
    Requirement::constant(
        Service::EnhancedAccess,
        "open appointments at least two weeks ahead, and same-day online booking where there is \
         no triage",
        Period::since(day(2023, 4, 1)),
        DONCASTER,
    ),
    Requirement::constant(
        Service::EnhancedAccess,
        "mix appointments in person and remote ones, for any patient of the network",
        Period::since(day(2023, 4, 1)),
        DONCASTER,
    ),
    Requirement::constant(
        Service::EnhancedAccess,
        "show the appointment book to every core network practice",
        Period::since(day(2023, 4, 1)),
        DONCASTER,
    ),
    Requirement::constant(
        Service::EnhancedAccess,
        "remind patients, and let them cancel simply at all times",
        Period::since(day(2023, 4, 1)),
        DONCASTER,
    ),
    Requirement::constant(
        Service::EnhancedAccess,
        "offer unused slots of the day to NHS 111",
        Period::since(day(2023, 4, 1)),
        DONCASTER,
    ),
];

const REMARKS: &[Remark] = &[Remark::constant("no requirement was added in 2023/24", CHANGES_2023)];

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
