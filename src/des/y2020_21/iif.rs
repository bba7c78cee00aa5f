//! The Investment and Impact Fund in 2020/21. It ran from 1 October 2020; the money of the first half
//! year went to networks as a support payment.

use std::borrow::Cow;

use crate::{
    calendar::{ContractYear, Period, day},
    citation::Source,
    iif::{
        IndicatorCode, Status, Structure, Terms, Threshold, catalogue, indicator, national, series,
        sources::{OCKHAM_2020, PULSE_2020, RECALLED_2020},
        together,
    },
    quantity::{Gbp, Points, Rate},
    series::{Entry, Series},
};

const YEAR: Period = Period::constant(day(2020, 10, 1), day(2021, 4, 1));

const fn points(points: &'static str, source: Source) -> Entry<Points> {
    Entry::constant(Points::constant(points), YEAR, source)
}

const fn at(threshold: &'static str, source: Source) -> Entry<Threshold> {
    Entry::constant(Threshold::constant(threshold), YEAR, source)
}

const fn pounds(amount: &'static str, source: Source) -> Entry<Gbp> {
    Entry::constant(Gbp::constant(amount), YEAR, source)
}

const ACTIVE: Series<Status> = series![Entry::constant(Status::Active, YEAR, PULSE_2020)];
// The source speaks of two further indicators of medicines safety; which they are is recalled.
const RECALLED: Series<Status> = series![Entry::constant(Status::Active, YEAR, RECALLED_2020)];

const PREVENTION: &[IndicatorCode] =
    &[IndicatorCode::constant("Y1-FLU65"), IndicatorCode::constant("Y1-LDHC")];
const HIGH_QUALITY_CARE: &[IndicatorCode] = &[
    IndicatorCode::constant("Y1-SP"),
    IndicatorCode::constant("Y1-NSAID65"),
    IndicatorCode::constant("Y1-OACAP"),
    IndicatorCode::constant("Y1-ASPAP"),
];

pub(super) const TERMS: Terms = Terms {
    structure: Structure {
        points: series![points("194", PULSE_2020)],
        indicator_count: series![Entry::constant(6, YEAR, PULSE_2020)],
        pounds_per_point: series![Entry::constant(Rate::constant("111"), YEAR, PULSE_2020)],
        national: Cow::Borrowed(
            const {
                &[
                    national(
                        "the fund as first planned",
                        series![Entry::constant(
                            Gbp::constant("40500000"),
                            ContractYear::Y2020_21.period(),
                            PULSE_2020
                        )],
                    ),
                    national(
                        "moved to the PCN support payment, 1 April to 30 September 2020",
                        series![Entry::constant(
                            Gbp::constant("16250000"),
                            Period::constant(day(2020, 4, 1), day(2020, 10, 1)),
                            PULSE_2020
                        )],
                    ),
                    national("left for indicators", series![pounds("24250000", PULSE_2020)]),
                ]
            },
        ),
        together: Cow::Borrowed(
            const {
                &[
                    together(PREVENTION, "119", PULSE_2020),
                    together(HIGH_QUALITY_CARE, "75", PULSE_2020),
                ]
            },
        ),
        planned: Cow::Borrowed(&[]),
    },
    indicators: Cow::Borrowed(
        const {
            &[
                indicator(
                    "Y1-FLU65",
                    catalogue::Y1_FLU65,
                    ACTIVE,
                    series![points("72", OCKHAM_2020)],
                    series![at("70", OCKHAM_2020)],
                    series![at("77", OCKHAM_2020)],
                ),
                indicator(
                    "Y1-LDHC",
                    catalogue::Y1_LDHC,
                    ACTIVE,
                    series![points("47", OCKHAM_2020)],
                    series![at("49", OCKHAM_2020)],
                    series![at("80", OCKHAM_2020)],
                ),
                indicator(
                    "Y1-SP",
                    catalogue::Y1_SP,
                    ACTIVE,
                    series![points("25", RECALLED_2020)],
                    series![at("0.4", RECALLED_2020)],
                    series![at("0.8", RECALLED_2020)],
                ),
                indicator(
                    "Y1-NSAID65",
                    catalogue::Y1_NSAID65,
                    ACTIVE,
                    series![points("32", RECALLED_2020)],
                    series![at("43", RECALLED_2020)],
                    series![at("30", RECALLED_2020)],
                ),
                indicator(
                    "Y1-OACAP",
                    catalogue::Y1_OACAP,
                    RECALLED,
                    series![points("6", RECALLED_2020)],
                    series![at("40", RECALLED_2020)],
                    series![at("25", RECALLED_2020)],
                ),
                indicator(
                    "Y1-ASPAP",
                    catalogue::Y1_ASPAP,
                    RECALLED,
                    series![points("12", RECALLED_2020)],
                    series![at("42", RECALLED_2020)],
                    series![at("25", RECALLED_2020)],
                ),
            ]
        },
    ),
};
