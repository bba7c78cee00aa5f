//! The Investment and Impact Fund in 2024/25: two indicators, of which CAN-04 took CAN-02's place
//! during the year.

use std::borrow::Cow;

use crate::{
    calendar::{ContractYear, Period, day},
    citation::Source,
    iif::{
        Status, Structure, Terms, Threshold, catalogue, indicator, national, series,
        sources::{
            CAN_04_DERIVED, CARRIED_FORWARD, NCDES_CHANGELOG, PCIT_2024_DERIVED, PCIT_FUNDING,
            PULSE_2024, RECALLED_2024,
        },
    },
    quantity::{Gbp, Points, Rate},
    series::{Entry, Series},
};

const YEAR: Period = ContractYear::Y2024_25.period();

const fn points(points: &'static str, source: Source) -> Entry<Points> {
    Entry::constant(Points::constant(points), YEAR, source)
}

const fn at(threshold: &'static str, source: Source) -> Entry<Threshold> {
    Entry::constant(Threshold::constant(threshold), YEAR, source)
}

const fn pounds(amount: &'static str, source: Source) -> Entry<Gbp> {
    Entry::constant(Gbp::constant(amount), YEAR, source)
}

const ACTIVE: Series<Status> = series![Entry::constant(Status::Active, YEAR, PCIT_FUNDING)];

// SOURCE: the change came with the metadata of November 2024. Its day is not published, so the
// change counts as known from the first of that month, and as holding for the whole year: the
// year's payment is made on CAN-04.
const REPLACED: Series<Status> = series![
    Entry::constant(Status::Active, YEAR, PCIT_FUNDING),
    Entry::constant(Status::Replaced, YEAR, NCDES_CHANGELOG)
        .known_from(day(2024, 11, 1))
        .note("CAN-04 took its place in November 2024; the day is not published"),
];
const REPLACING: Series<Status> = series![
    Entry::constant(Status::Active, YEAR, NCDES_CHANGELOG)
        .known_from(day(2024, 11, 1))
        .note("it took CAN-02's place in November 2024; the day is not published"),
];

pub(super) const TERMS: Terms = Terms {
    structure: Structure {
        points: series![points("58", PCIT_FUNDING)],
        indicator_count: series![Entry::constant(2, YEAR, PCIT_FUNDING)],
        pounds_per_point: series![Entry::constant(Rate::constant("198"), YEAR, PCIT_FUNDING)],
        national: Cow::Borrowed(
            const {
                &[
                    national("the fund of the year", series![pounds("13000000", PULSE_2024)]),
                    national(
                        "moved to the capacity and access payment",
                        series![pounds("46000000", PULSE_2024)],
                    ),
                ]
            },
        ),
        together: Cow::Borrowed(&[]),
        planned: Cow::Borrowed(&[]),
    },
    indicators: Cow::Borrowed(
        const {
            &[
                indicator(
                    "HI-03",
                    catalogue::HI_03,
                    ACTIVE,
                    series![points("36", PCIT_2024_DERIVED)],
                    series![at("60", RECALLED_2024)],
                    series![at("80", RECALLED_2024)],
                ),
                indicator(
                    "CAN-02",
                    catalogue::CAN_02,
                    REPLACED,
                    series![points("22", PCIT_FUNDING)],
                    series![at("65", CARRIED_FORWARD)],
                    series![at("80", CARRIED_FORWARD)],
                ),
                indicator(
                    "CAN-04",
                    catalogue::CAN_04,
                    REPLACING,
                    series![points("22", CAN_04_DERIVED)],
                    series![at("65", RECALLED_2024)],
                    series![at("80", RECALLED_2024)],
                ),
            ]
        },
    ),
};
