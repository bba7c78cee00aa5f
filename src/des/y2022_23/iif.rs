//! The Investment and Impact Fund in 2022/23: 36 indicators, of which three were deferred and one
//! retired on 26 September 2022, with the thresholds of three more amended.

use std::borrow::Cow;

use crate::{
    calendar::{ContractYear, Period, day},
    citation::Source,
    iif::{
        Status, Structure, Terms, Threshold, catalogue, indicator, national, series,
        sources::{
            ARDENS_PC, ARDENS_RESP, CHEMIST_AND_DRUGGIST, DERIVED_2022, MIP_CARE_TWO,
            MIP_LEARNING_DISABILITY, MIP_PREVENTION, NCDES_2022, NHSE_IIF_PAGE, NHSE_WINTER_2022,
            PHARMACIST_MARCH_2022, PHARMACIST_SEPTEMBER_2022, PKF_2022, PULSE_MARCH_2022,
            PULSE_SEPTEMBER_2022, RECALLED_2022, SALBUTAMOL_STUDY, SUVERA_2023,
        },
    },
    quantity::{Gbp, Points, Rate},
    series::{Entry, Series},
};

const YEAR: Period = ContractYear::Y2022_23.period();

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

const fn pounds(amount: &'static str, source: Source) -> Entry<Gbp> {
    Entry::constant(Gbp::constant(amount), YEAR, source)
}

const AFTER_THE_LETTER: Period = Period::constant(day(2022, 9, 26), day(2023, 4, 1));

// The 28 indicators that the dictionary marks as paid. CVD-02, AC-02 and ES-02 are not among them:
// their figures come from elsewhere.
const ACTIVE: Series<Status> = series![Entry::constant(Status::Active, YEAR, NCDES_2022)];
// The thresholds stayed; what counts became wider.
const WIDENED: Series<Status> = series![
    Entry::constant(Status::Active, YEAR, NCDES_2022),
    Entry::constant(Status::Active, YEAR, PHARMACIST_SEPTEMBER_2022)
        .known_from(day(2022, 9, 26))
        .note("a test result counts from longer before the referral than the 7 days at first"),
];
const RECALLED: Series<Status> = series![Entry::constant(Status::Active, YEAR, RECALLED_2022)];
const DEFERRED: Series<Status> = series![
    Entry::constant(Status::Active, YEAR, PULSE_SEPTEMBER_2022),
    Entry::constant(Status::Deferred, AFTER_THE_LETTER, NHSE_WINTER_2022)
        .note("its money went to the PCN capacity and access support payment"),
];
const RETIRED: Series<Status> = series![
    Entry::constant(Status::Active, YEAR, PULSE_SEPTEMBER_2022),
    Entry::constant(Status::Retired, AFTER_THE_LETTER, NHSE_WINTER_2022)
        .note("its money went to the PCN capacity and access support payment"),
];

pub(super) const TERMS: Terms = Terms {
    structure: Structure {
        points: series![
            points("1153", DERIVED_2022),
            points("989", SUVERA_2023).known_from(day(2022, 9, 26)),
        ],
        indicator_count: series![Entry::constant(36, YEAR, PKF_2022)],
        pounds_per_point: series![Entry::constant(Rate::constant("200"), YEAR, PKF_2022)],
        national: Cow::Borrowed(
            const {
                &[
                    national(
                        "the fund as planned in 2020",
                        series![pounds("225000000", NHSE_IIF_PAGE)],
                    ),
                    national(
                        "the fund of the year",
                        series![pounds("225000000", PULSE_MARCH_2022)],
                    ),
                    national(
                        "added for CVD-05, CVD-06 and CAN-01",
                        series![pounds("34600000", PULSE_MARCH_2022).known_from(day(2022, 3, 1))],
                    ),
                    national(
                        "moved to the PCN capacity and access support payment",
                        series![Entry::constant(
                            Gbp::constant("37000000"),
                            AFTER_THE_LETTER,
                            NHSE_WINTER_2022
                        )],
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
                    "VI-01",
                    catalogue::VI_01,
                    ACTIVE,
                    series![points("40", RECALLED_2022)],
                    series![at("80", MIP_PREVENTION)],
                    series![at("86", MIP_PREVENTION)],
                ),
                indicator(
                    "VI-02",
                    catalogue::VI_02,
                    ACTIVE,
                    series![points("88", RECALLED_2022)],
                    series![at("57", MIP_PREVENTION)],
                    series![at("90", MIP_PREVENTION)],
                ),
                indicator(
                    "VI-03",
                    catalogue::VI_03,
                    ACTIVE,
                    series![points("14", RECALLED_2022)],
                    series![at("45", RECALLED_2022)],
                    series![at("82", RECALLED_2022)],
                ),
                indicator(
                    "HI-01",
                    catalogue::HI_01,
                    ACTIVE,
                    series![points("36", RECALLED_2022)],
                    series![at("49", RECALLED_2022)],
                    series![at("80", MIP_LEARNING_DISABILITY)],
                ),
                indicator(
                    "HI-02",
                    catalogue::HI_02,
                    ACTIVE,
                    series![points("45", RECALLED_2022)],
                    series![at("81", RECALLED_2022)],
                    series![at("95", RECALLED_2022)],
                ),
                indicator(
                    "CVD-01",
                    catalogue::CVD_01,
                    ACTIVE,
                    series![points("71", RECALLED_2022)],
                    series![at("25", RECALLED_2022)],
                    series![at("50", RECALLED_2022)],
                ),
                indicator(
                    "CVD-02",
                    catalogue::CVD_02,
                    series![Entry::constant(Status::Active, YEAR, PHARMACIST_SEPTEMBER_2022)],
                    series![points("35", RECALLED_2022)],
                    series![
                        at("0.6", PHARMACIST_SEPTEMBER_2022),
                        at("0.4", PHARMACIST_SEPTEMBER_2022).known_from(day(2022, 9, 26))
                    ],
                    series![
                        at("1.2", PHARMACIST_SEPTEMBER_2022),
                        at("0.8", PHARMACIST_SEPTEMBER_2022).known_from(day(2022, 9, 26))
                    ],
                ),
                indicator(
                    "CVD-03",
                    catalogue::CVD_03,
                    ACTIVE,
                    series![points("31", RECALLED_2022)],
                    series![at("48", RECALLED_2022)],
                    series![at("58", RECALLED_2022)],
                ),
                indicator(
                    "CVD-04",
                    catalogue::CVD_04,
                    ACTIVE,
                    series![points("18", RECALLED_2022)],
                    series![at("20", RECALLED_2022)],
                    series![at("48", RECALLED_2022)],
                ),
                indicator(
                    "CVD-05",
                    catalogue::CVD_05,
                    ACTIVE,
                    series![points("66", PULSE_MARCH_2022)],
                    series![at("70", PULSE_MARCH_2022)],
                    series![at("95", PULSE_MARCH_2022)],
                ),
                indicator(
                    "CVD-06",
                    catalogue::CVD_06,
                    ACTIVE,
                    series![points("66", PULSE_MARCH_2022).known_from(day(2022, 3, 1))],
                    series![
                        at("40", PULSE_MARCH_2022).known_from(day(2022, 3, 1)),
                        at("25", PHARMACIST_MARCH_2022).known_from(day(2022, 3, 31))
                    ],
                    series![
                        at("60", PULSE_MARCH_2022).known_from(day(2022, 3, 1)),
                        at("35", PHARMACIST_MARCH_2022).known_from(day(2022, 3, 31))
                    ],
                ),
                indicator(
                    "PC-01",
                    catalogue::PC_01,
                    ACTIVE,
                    series![points("20", ARDENS_PC)],
                    series![
                        at("1.2", ARDENS_PC),
                        at("0.8", PHARMACIST_SEPTEMBER_2022).known_from(day(2022, 9, 26))
                    ],
                    series![
                        at("1.6", ARDENS_PC),
                        at("1.2", PHARMACIST_SEPTEMBER_2022).known_from(day(2022, 9, 26))
                    ],
                ),
                indicator(
                    "ACC-02",
                    catalogue::ACC_02,
                    DEFERRED,
                    series![points("18", PULSE_SEPTEMBER_2022)],
                    series![none(RECALLED_2022)],
                    series![none(RECALLED_2022)],
                ),
                indicator(
                    "ACC-05",
                    catalogue::ACC_05,
                    RETIRED,
                    series![points("48", PULSE_SEPTEMBER_2022)],
                    series![],
                    series![],
                ),
                indicator(
                    "ACC-07",
                    catalogue::ACC_07,
                    RECALLED,
                    series![none(RECALLED_2022)],
                    series![none(RECALLED_2022)],
                    series![none(RECALLED_2022)],
                ),
                indicator(
                    "ACC-08",
                    catalogue::ACC_08,
                    DEFERRED,
                    series![points("71", PULSE_SEPTEMBER_2022)],
                    series![at("90", RECALLED_2022)],
                    series![at("98", RECALLED_2022)],
                ),
                indicator(
                    "ACC-09",
                    catalogue::ACC_09,
                    ACTIVE,
                    series![points("27", RECALLED_2022)],
                    series![
                        none(CHEMIST_AND_DRUGGIST)
                            .note("a source gives 0.65 and does not say which threshold it is")
                    ],
                    series![
                        none(CHEMIST_AND_DRUGGIST)
                            .note("a source gives 0.65 and does not say which threshold it is")
                    ],
                ),
                indicator(
                    "EHCH-01",
                    catalogue::EHCH_01,
                    ACTIVE,
                    series![points("18", RECALLED_2022)],
                    series![at("30", RECALLED_2022)],
                    series![at("85", RECALLED_2022)],
                ),
                indicator(
                    "EHCH-02",
                    catalogue::EHCH_02,
                    ACTIVE,
                    series![points("18", RECALLED_2022)],
                    series![at("80", RECALLED_2022)],
                    series![at("98", RECALLED_2022)],
                ),
                indicator(
                    "EHCH-04",
                    catalogue::EHCH_04,
                    ACTIVE,
                    series![points("13", RECALLED_2022)],
                    series![at("6", RECALLED_2022)],
                    series![at("8", RECALLED_2022)],
                ),
                indicator(
                    "EHCH-06",
                    catalogue::EHCH_06,
                    DEFERRED,
                    series![points("27", PULSE_SEPTEMBER_2022)],
                    series![none(RECALLED_2022)],
                    series![none(RECALLED_2022)],
                ),
                indicator(
                    "AC-02",
                    catalogue::AC_02,
                    series![Entry::constant(Status::Active, YEAR, MIP_CARE_TWO)],
                    series![points("27", RECALLED_2022)],
                    series![none(MIP_CARE_TWO)],
                    series![at("0.001", MIP_CARE_TWO)],
                ),
                indicator(
                    "CAN-01",
                    catalogue::CAN_01,
                    WIDENED,
                    series![points("22", PULSE_MARCH_2022)],
                    series![at("40", PULSE_MARCH_2022)],
                    series![at("80", PULSE_MARCH_2022)],
                ),
                indicator(
                    "SMR-01A",
                    catalogue::SMR_01A,
                    ACTIVE,
                    series![none(NCDES_2022)],
                    series![none(NCDES_2022)],
                    series![none(NCDES_2022)],
                ),
                indicator(
                    "SMR-01B",
                    catalogue::SMR_01B,
                    ACTIVE,
                    series![none(NCDES_2022)],
                    series![none(NCDES_2022)],
                    series![none(NCDES_2022)],
                ),
                indicator(
                    "SMR-01C",
                    catalogue::SMR_01C,
                    ACTIVE,
                    series![none(NCDES_2022)],
                    series![none(NCDES_2022)],
                    series![none(NCDES_2022)],
                ),
                indicator(
                    "SMR-01D",
                    catalogue::SMR_01D,
                    ACTIVE,
                    series![none(NCDES_2022)],
                    series![none(NCDES_2022)],
                    series![none(NCDES_2022)],
                ),
                indicator(
                    "SMR-02A",
                    catalogue::SMR_02A,
                    ACTIVE,
                    series![none(NCDES_2022)],
                    series![none(NCDES_2022)],
                    series![none(NCDES_2022)],
                ),
                indicator(
                    "SMR-02B",
                    catalogue::SMR_02B,
                    ACTIVE,
                    series![none(NCDES_2022)],
                    series![none(NCDES_2022)],
                    series![none(NCDES_2022)],
                ),
                indicator(
                    "SMR-02C",
                    catalogue::SMR_02C,
                    ACTIVE,
                    series![none(NCDES_2022)],
                    series![none(NCDES_2022)],
                    series![none(NCDES_2022)],
                ),
                indicator(
                    "SMR-02D",
                    catalogue::SMR_02D,
                    ACTIVE,
                    series![none(NCDES_2022)],
                    series![none(NCDES_2022)],
                    series![none(NCDES_2022)],
                ),
                indicator(
                    "SMR-03",
                    catalogue::SMR_03,
                    ACTIVE,
                    series![none(NCDES_2022)],
                    series![none(NCDES_2022)],
                    series![none(NCDES_2022)],
                ),
                indicator(
                    "RESP-01",
                    catalogue::RESP_01,
                    ACTIVE,
                    series![points("31", ARDENS_RESP)],
                    series![at("71", ARDENS_RESP)],
                    series![at("90", ARDENS_RESP)],
                ),
                indicator(
                    "RESP-02",
                    catalogue::RESP_02,
                    ACTIVE,
                    series![points("22", ARDENS_RESP)],
                    series![at("25", ARDENS_RESP)],
                    series![at("15", ARDENS_RESP)],
                ),
                indicator(
                    "ES-01",
                    catalogue::ES_01,
                    ACTIVE,
                    series![points("27", RECALLED_2022)],
                    series![at("44", RECALLED_2022)],
                    series![at("35", RECALLED_2022)],
                ),
                indicator(
                    "ES-02",
                    catalogue::ES_02,
                    series![Entry::constant(Status::Active, YEAR, SALBUTAMOL_STUDY)],
                    series![points("44", RECALLED_2022)],
                    series![at("22.1", RECALLED_2022)],
                    series![at("18.0", RECALLED_2022)],
                ),
            ]
        },
    ),
};
