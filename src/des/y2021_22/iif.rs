//! The Investment and Impact Fund in 2021/22: six indicators in April, more in October, most of them
//! suspended on 7 December 2021 when COV-01 came.

use std::borrow::Cow;

use crate::{
    calendar::{ContractYear, Period, day},
    citation::Source,
    iif::{
        Indicator, IndicatorCode, Status, Structure, Terms, Threshold, catalogue, indicator,
        national, series,
        sources::{
            APRIL_2021_DERIVED, GPONLINE_DECEMBER_2021, GPONLINE_OCTOBER_2021,
            HEALTHCARE_LEADER_2021, HEALTHCARE_LEADER_DERIVED, NHSE_IIF_PAGE, OCKHAM_2021,
            PCIT_2021, PULSE_FLU, RECALLED_2021,
        },
        together,
    },
    quantity::{Gbp, Points, Rate},
    series::{Entry, Series},
};

const YEAR: Period = ContractYear::Y2021_22.period();

const fn points(points: &'static str, source: Source) -> Entry<Points> {
    Entry::constant(Points::constant(points), YEAR, source)
}

const fn at(threshold: &'static str, source: Source) -> Entry<Threshold> {
    Entry::constant(Threshold::constant(threshold), YEAR, source)
}

const OCTOBER: Period = Period::constant(day(2021, 10, 1), day(2022, 4, 1));
const DECEMBER: Period = Period::constant(day(2021, 12, 7), day(2022, 4, 1));

/// No source gives the figure of an indicator that came in October.
const fn from_october<T: Clone>(source: Source) -> Entry<T> {
    Entry::not_published(OCTOBER, source)
}

const fn pounds(amount: &'static str, source: Source) -> Entry<Gbp> {
    Entry::constant(Gbp::constant(amount), YEAR, source)
}

const ACTIVE: Series<Status> = series![Entry::constant(Status::Active, YEAR, OCKHAM_2021)];

// Suspended for the whole year once announced: nothing was paid on these indicators.
const SUSPENDED: Series<Status> = series![
    Entry::constant(Status::Active, YEAR, OCKHAM_2021),
    Entry::constant(Status::Suspended, DECEMBER, GPONLINE_DECEMBER_2021)
        .known_from(day(2021, 12, 7))
        .note("its money went to the PCN support payment and to COV-01"),
];
const SUSPENDED_FROM_OCTOBER: Series<Status> = series![
    Entry::constant(Status::Active, OCTOBER, PCIT_2021),
    Entry::constant(Status::Suspended, DECEMBER, GPONLINE_DECEMBER_2021)
        .known_from(day(2021, 12, 7))
        .note("its money went to the PCN support payment and to COV-01"),
];

const ACC_02_SUSPENDED: Series<Status> = series![
    Entry::constant(Status::Active, OCTOBER, GPONLINE_OCTOBER_2021),
    Entry::constant(Status::Suspended, DECEMBER, GPONLINE_DECEMBER_2021)
        .known_from(day(2021, 12, 7))
        .note("its money went to the PCN support payment and to COV-01"),
];

const COV_01: Indicator = {
    let mut indicator = indicator(
        "COV-01",
        catalogue::COV_01,
        series![Entry::constant(Status::Active, DECEMBER, GPONLINE_DECEMBER_2021)],
        series![Entry::constant(Points::constant("220"), DECEMBER, GPONLINE_DECEMBER_2021)],
        series![],
        series![],
    );
    // The tick-box of the payment system counts as No until somebody answers.
    indicator.default_answer = Some(false);
    indicator
};

const PC_01_AND_ACC_01: &[IndicatorCode] =
    &[IndicatorCode::constant("PC-01"), IndicatorCode::constant("ACC-01")];

pub(super) const TERMS: Terms = Terms {
    structure: Structure {
        points: series![
            points("225", OCKHAM_2021),
            Entry::constant(Points::constant("666"), OCTOBER, GPONLINE_OCTOBER_2021),
        ],
        indicator_count: series![
            Entry::constant(6, YEAR, OCKHAM_2021),
            Entry::constant(19, OCTOBER, GPONLINE_OCTOBER_2021),
        ],
        pounds_per_point: series![Entry::constant(Rate::constant("200"), YEAR, OCKHAM_2021)],
        national: Cow::Borrowed(
            const {
                &[
                    national(
                        "the fund as planned in 2020",
                        series![pounds("150000000", NHSE_IIF_PAGE)],
                    ),
                    national(
                        "the fund of the year",
                        series![pounds("150000000", HEALTHCARE_LEADER_2021)],
                    ),
                    national(
                        "the six indicators of April",
                        series![pounds("50700000", HEALTHCARE_LEADER_2021)],
                    ),
                    national("VI-01", series![pounds("9000000", PULSE_FLU)]),
                    national("VI-02", series![pounds("19800000", PULSE_FLU)]),
                    national("VI-03", series![pounds("3200000", PULSE_FLU)]),
                    national(
                        "suspended in December",
                        series![Entry::constant(
                            Gbp::constant("112100000"),
                            DECEMBER,
                            GPONLINE_DECEMBER_2021
                        )],
                    ),
                    national(
                        "of it, PCN support payment",
                        series![Entry::constant(
                            Gbp::constant("62400000"),
                            DECEMBER,
                            GPONLINE_DECEMBER_2021
                        )],
                    ),
                    national(
                        "of it, COV-01",
                        series![Entry::constant(
                            Gbp::constant("49700000"),
                            DECEMBER,
                            GPONLINE_DECEMBER_2021
                        )],
                    ),
                ]
            },
        ),
        together: Cow::Borrowed(const { &[together(PC_01_AND_ACC_01, "47", APRIL_2021_DERIVED)] }),
        planned: Cow::Borrowed(&[]),
    },
    indicators: Cow::Borrowed(
        const {
            &[
                indicator(
                    "VI-01",
                    catalogue::VI_01,
                    ACTIVE,
                    series![points("40", PULSE_FLU)],
                    series![at("80", PULSE_FLU)],
                    series![at("86", PULSE_FLU)],
                ),
                indicator(
                    "VI-02",
                    catalogue::VI_02,
                    ACTIVE,
                    series![points("88", PULSE_FLU)],
                    series![at("57", PULSE_FLU)],
                    series![at("90", PULSE_FLU)],
                ),
                indicator(
                    "VI-03",
                    catalogue::VI_03,
                    ACTIVE,
                    series![points("14", PULSE_FLU)],
                    series![at("45", PULSE_FLU)],
                    series![at("82", PULSE_FLU)],
                ),
                indicator(
                    "HI-01",
                    catalogue::HI_01,
                    SUSPENDED,
                    series![points("36", HEALTHCARE_LEADER_DERIVED)],
                    series![at("49", RECALLED_2021)],
                    series![at("80", RECALLED_2021)],
                ),
                indicator(
                    "PC-01",
                    catalogue::PC_01,
                    SUSPENDED,
                    series![points("20", RECALLED_2021)],
                    series![at("0.8", RECALLED_2021)],
                    series![at("1.2", RECALLED_2021)],
                ),
                indicator(
                    "ACC-01",
                    catalogue::ACC_01,
                    ACTIVE,
                    series![points("27", RECALLED_2021)],
                    series![],
                    series![],
                ),
                indicator(
                    "HI-02",
                    catalogue::HI_02,
                    SUSPENDED_FROM_OCTOBER,
                    series![from_october(PCIT_2021)],
                    series![from_october(PCIT_2021)],
                    series![from_october(PCIT_2021)],
                ),
                indicator(
                    "CVD-01",
                    catalogue::CVD_01,
                    SUSPENDED_FROM_OCTOBER,
                    series![from_october(PCIT_2021)],
                    series![from_october(PCIT_2021)],
                    series![from_october(PCIT_2021)],
                ),
                indicator(
                    "CVD-02",
                    catalogue::CVD_02,
                    SUSPENDED_FROM_OCTOBER,
                    series![from_october(PCIT_2021)],
                    series![from_october(PCIT_2021)],
                    series![from_october(PCIT_2021)],
                ),
                indicator(
                    "EHCH-01",
                    catalogue::EHCH_01,
                    SUSPENDED_FROM_OCTOBER,
                    series![from_october(PCIT_2021)],
                    series![from_october(PCIT_2021)],
                    series![from_october(PCIT_2021)],
                ),
                indicator(
                    "EHCH-02",
                    catalogue::EHCH_02,
                    SUSPENDED_FROM_OCTOBER,
                    series![from_october(PCIT_2021)],
                    series![from_october(PCIT_2021)],
                    series![from_october(PCIT_2021)],
                ),
                indicator(
                    "ACC-02",
                    catalogue::ACC_02,
                    ACC_02_SUSPENDED,
                    series![from_october(GPONLINE_OCTOBER_2021)],
                    series![from_october(GPONLINE_OCTOBER_2021)],
                    series![Entry::constant(
                        Threshold::constant("5"),
                        OCTOBER,
                        GPONLINE_OCTOBER_2021
                    )],
                ),
                COV_01,
            ]
        },
    ),
};
