//! The Investment and Impact Fund in 2025/26: two indicators. No source gives the value of a point or
//! the total; points and thresholds are carried forward and not confirmed.

use std::borrow::Cow;

use crate::{
    calendar::{ContractYear, Period},
    citation::Source,
    iif::{
        Status, Structure, Terms, Threshold, catalogue, indicator, series,
        sources::{CARRIED_FORWARD, CQRS_2025, NCDES_2025},
    },
    quantity::Points,
    series::{Entry, Series},
};

const YEAR: Period = ContractYear::Y2025_26.period();

const fn points(points: &'static str, source: Source) -> Entry<Points> {
    Entry::constant(Points::constant(points), YEAR, source)
}

const fn at(threshold: &'static str, source: Source) -> Entry<Threshold> {
    Entry::constant(Threshold::constant(threshold), YEAR, source)
}

/// No source gives the figure; `source` is where it would stand, or where its indicator stands.
const fn none<T: Clone>(source: Source) -> Entry<T> {
    Entry::not_published(YEAR, source)
}

const ACTIVE: Series<Status> = series![Entry::constant(Status::Active, YEAR, NCDES_2025)];

pub(super) const TERMS: Terms = Terms {
    structure: Structure {
        points: series![none(CQRS_2025)],
        indicator_count: series![Entry::constant(2, YEAR, NCDES_2025)],
        pounds_per_point: series![none(CQRS_2025)],
        national: Cow::Borrowed(&[]),
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
                    series![points("36", CARRIED_FORWARD)],
                    series![at("60", CARRIED_FORWARD)],
                    series![at("80", CARRIED_FORWARD)],
                ),
                indicator(
                    "CAN-04",
                    catalogue::CAN_04,
                    ACTIVE,
                    series![points("22", CARRIED_FORWARD)],
                    series![at("65", CARRIED_FORWARD)],
                    series![at("80", CARRIED_FORWARD)],
                ),
            ]
        },
    ),
};
