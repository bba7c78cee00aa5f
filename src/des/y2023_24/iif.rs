//! The Investment and Impact Fund in 2023/24: five indicators.

use std::borrow::Cow;

use crate::{
    calendar::{ContractYear, Period, day},
    citation::Source,
    iif::{
        IndicatorCode, Status, Structure, Terms, Threshold, catalogue, indicator, national, series,
        sources::{
            ACC_08_TRANSCRIPT, MIP_JUNE_2024, NCDES_2023, NHSE_FINANCE_2023, NHSE_IIF_PAGE,
            PULSE_MARCH_2022, RECALLED_2023, SUVERA_2023,
        },
        together,
    },
    quantity::{Gbp, Points, Rate},
    series::{Entry, Series},
};

const YEAR: Period = ContractYear::Y2023_24.period();

const fn points(points: &'static str, source: Source) -> Entry<Points> {
    Entry::constant(Points::constant(points), YEAR, source)
}

const fn at(threshold: &'static str, source: Source) -> Entry<Threshold> {
    Entry::constant(Threshold::constant(threshold), YEAR, source)
}

const fn pounds(amount: &'static str, source: Source) -> Entry<Gbp> {
    Entry::constant(Gbp::constant(amount), YEAR, source)
}

const ACTIVE: Series<Status> = series![Entry::constant(Status::Active, YEAR, NCDES_2023)];

// After faults in the appointments data, NHS England counted every network as having earned all
// points. The day is that of the report; the announcement's own day is not known.
const DEEMED: Series<Status> = series![
    Entry::constant(Status::Active, YEAR, SUVERA_2023),
    Entry::constant(Status::DeemedAchieved, YEAR, MIP_JUNE_2024).known_from(day(2024, 6, 7)).note(
        "every network counts as having earned all points, after faults in appointments data"
    ),
];

const FLU: &[IndicatorCode] = &[IndicatorCode::constant("VI-02"), IndicatorCode::constant("VI-03")];

pub(super) const TERMS: Terms = Terms {
    structure: Structure {
        points: series![points("262", SUVERA_2023)],
        indicator_count: series![Entry::constant(5, YEAR, SUVERA_2023)],
        pounds_per_point: series![Entry::constant(Rate::constant("198"), YEAR, SUVERA_2023)],
        national: Cow::Borrowed(
            const {
                &[
                    national(
                        "the fund as planned in 2020",
                        series![pounds("300000000", NHSE_IIF_PAGE)],
                    ),
                    national(
                        "the fund of the year",
                        series![pounds("59000000", NHSE_FINANCE_2023)],
                    ),
                    national(
                        "moved to the capacity and access payment",
                        series![pounds("246000000", NHSE_FINANCE_2023)],
                    ),
                    national(
                        "extra to commissioners for early cancer diagnosis",
                        series![pounds("5000000", NHSE_FINANCE_2023)],
                    ),
                ]
            },
        ),
        together: Cow::Borrowed(const { &[together(FLU, "133", SUVERA_2023)] }),
        planned: Cow::Borrowed(&[]),
    },
    indicators: Cow::Borrowed(
        const {
            &[
                indicator(
                    "VI-02",
                    catalogue::VI_02,
                    ACTIVE,
                    series![points("113", RECALLED_2023)],
                    series![at("72", RECALLED_2023)],
                    series![at("90", RECALLED_2023)],
                ),
                indicator(
                    "VI-03",
                    catalogue::VI_03,
                    ACTIVE,
                    series![points("20", RECALLED_2023)],
                    series![at("64", RECALLED_2023)],
                    series![at("82", RECALLED_2023)],
                ),
                indicator(
                    "HI-03",
                    catalogue::HI_03,
                    ACTIVE,
                    series![points("36", SUVERA_2023)],
                    series![at("60", RECALLED_2023)],
                    series![at("80", RECALLED_2023)],
                ),
                indicator(
                    "CAN-02",
                    catalogue::CAN_02,
                    ACTIVE,
                    series![points("22", SUVERA_2023)],
                    series![at("65", PULSE_MARCH_2022)],
                    series![at("80", PULSE_MARCH_2022)],
                ),
                indicator(
                    "ACC-08",
                    catalogue::ACC_08,
                    DEEMED,
                    series![points("71", SUVERA_2023)],
                    series![at("85", ACC_08_TRANSCRIPT)],
                    series![at("90", ACC_08_TRANSCRIPT)],
                ),
            ]
        },
    ),
};
