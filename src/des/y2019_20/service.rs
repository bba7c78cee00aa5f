//! The service specifications and the hours of access in 2019/20.

use std::borrow::Cow;

use crate::{
    calendar::{NaiveDate, Period, day},
    des::access::extended,
    quantity::Minutes,
    series::{Entry, Series},
    service::{
        AccessTerms, DailyWindow, Requirement, Rounding, Service, Terms, WeeklyMinutes,
        sources::{ACCESS_DONCASTER, DES_COPY, EXTENDED_2019, EXTENDED_SHARING},
    },
};

const EXTENDED: Period = Period::constant(day(2019, 7, 1), day(2020, 4, 1));

const IN_FORCE: &[Entry<Service>] = &[Entry::constant(Service::ExtendedHours, EXTENDED, DES_COPY)];

const REQUIREMENTS: &[Requirement] = &[
    Requirement::constant(
        Service::ExtendedHours,
        "plan the hours with every member practice; core network practices answer for them \
         together, and may sub-contract",
        Period::constant(day(2019, 7, 1), day(2022, 10, 1)),
        ACCESS_DONCASTER,
    ),
    Requirement::constant(
        Service::ExtendedHours,
        "offer regular periods of at least 30 minutes outside the members’ core hours, in full \
         each week, with cover for sickness and leave",
        Period::constant(day(2019, 7, 1), day(2022, 10, 1)),
        DES_COPY,
    ),
    Requirement::constant(
        Service::ExtendedHours,
        "hold a reasonable number of appointments face to face; the rest may be by telephone, \
         video or online",
        Period::constant(day(2019, 7, 1), day(2022, 10, 1)),
        EXTENDED_2019,
    ),
    Requirement::constant(
        Service::ExtendedHours,
        "give every patient of the network access to a comparable offer, practice by practice, \
         from one practice, or sub-contracted",
        Period::constant(day(2019, 7, 1), day(2022, 10, 1)),
        EXTENDED_SHARING,
    ),
    Requirement::constant(
        Service::ExtendedHours,
        "provide again the capacity that a bank holiday takes away; practices that close for \
         half a day each week may not take part",
        Period::constant(day(2019, 7, 1), day(2022, 10, 1)),
        EXTENDED_2019,
    ),
    Requirement::constant(
        Service::ExtendedHours,
        "choose times that patients prefer, with evidence of having asked them",
        Period::constant(day(2019, 7, 1), day(2022, 10, 1)),
        DES_COPY,
    ),
];

const MINUTES: &[Entry<WeeklyMinutes>] = &[extended::minutes(EXTENDED)];
const ROUNDING: &[Entry<Rounding>] = &[extended::rounding(EXTENDED)];
const SHORTEST_SLOT: &[Entry<Minutes>] = &[extended::shortest_slot(EXTENDED)];
const CORE_HOURS: &[Entry<DailyWindow>] = &[extended::core_hours(EXTENDED)];
const LIST_DATE: &[Entry<NaiveDate>] = &[Entry::constant(day(2019, 4, 1), EXTENDED, DES_COPY)];

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
