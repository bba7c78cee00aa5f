//! The stories of the services: what was announced when, and what it said.

use std::borrow::Cow;

use super::{
    Announced, Change, Disagreement, Revision, Service, Start, Timeline,
    sources::{
        ACCESS_APR_2022, ACCESS_CONFIRMED, ACCESS_MAR_2022, ACCESS_WHOLE, BGS, BJGP, BMA_NOV_2020,
        CANCER, CANCER_2022, CANCER_2025, CVD, DES_COPY, DURHAM, EHCH_DRAFT, EHCH_PAGE,
        EHCH_SUMMARY, EHCH_TRANSITION, INEQUALITIES_2022, INTEGRATED_AUG_2021, KEY_DATES_2020,
        LEICESTER, LEICESTER_DERIVED, LETTER_AUG_2021, MERGED_2024, MINIMAL_2021, PART_A_2024, PCC,
        PHM, PULSE_DEADLINES, PULSE_DEFERRED, SMR_DRAFT, SMR_GUIDANCE, SOCIAL_PRESCRIBING_2022,
        SPECS_AGREED, TNHI_2023, UPDATE_2020, WINTER_2022,
    },
};
use crate::{
    calendar::{ContractYear, NaiveDate, day},
    citation::Source,
    series::Reading,
};

// SOURCE: where only a month is given, the last day of the month stands, and `by` says so.
const FRAMEWORK: Announced = Announced::by(day(2019, 1, 31));
const DRAFT: Announced = Announced::by(day(2019, 12, 31));
const UPDATE: Announced = Announced::by(day(2020, 2, 29));
const COVID_LETTER: Announced = Announced::on(day(2020, 3, 19));
const JANUARY_2021: Announced = Announced::by(day(2021, 1, 31));
/// The letter is quoted as of 23 and of 24 August 2021.
const AUGUST_2021: Announced = Announced::by(day(2021, 8, 24));
const MARCH_2022: Announced = Announced::on(day(2022, 3, 1));
const MARCH_2024: Announced = Announced::on(day(2024, 3, 28));

const OCTOBER_2020: NaiveDate = day(2020, 10, 1);
const OCTOBER_2021: NaiveDate = day(2021, 10, 1);
const APRIL_2022: NaiveDate = day(2022, 4, 1);
const OCTOBER_2022: NaiveDate = day(2022, 10, 1);
const MERGER: NaiveDate = day(2024, 4, 1);

const fn revision(
    announced: Announced,
    change: Change,
    says: &'static str,
    source: Source,
) -> Revision {
    Revision { announced, change, says: Cow::Borrowed(says), source }
}

const fn planned(year: ContractYear) -> Revision {
    revision(
        FRAMEWORK,
        Change::Planned(Start::Year(year)),
        "one of the seven national services of the five-year framework",
        LEICESTER,
    )
}

const fn commenced(on: NaiveDate, says: &'static str, source: Source) -> Revision {
    revision(Announced::by(on), Change::Commenced(on), says, source)
}

const fn merged() -> Revision {
    revision(
        MARCH_2024,
        Change::Ends { on: MERGER, into: Some(Service::SingleSpecification) },
        "eight specifications become one with four key functions; enhanced access stays apart",
        MERGED_2024,
    )
}

const NOT_FROM_APRIL_2021: Revision = revision(
    JANUARY_2021,
    Change::Postponed(Some(Start::Day(OCTOBER_2021))),
    "hardly any change from April 2021; October 2021 was then signalled",
    MINIMAL_2021,
);

const fn disagreement(
    about: &'static str,
    used: &'static str,
    source: Source,
    readings: &'static [Reading<Cow<'static, str>>],
) -> Disagreement {
    Disagreement {
        about: Cow::Borrowed(about),
        used: Cow::Borrowed(used),
        source,
        readings: Cow::Borrowed(readings),
    }
}

const fn reading(value: &'static str, source: Source) -> Reading<Cow<'static, str>> {
    Reading { value: Cow::Borrowed(value), source, note: None }
}

const fn story(
    service: Service,
    revisions: &'static [Revision],
    disagreements: &'static [Disagreement],
) -> Timeline {
    Timeline {
        service,
        revisions: Cow::Borrowed(revisions),
        disagreements: Cow::Borrowed(disagreements),
    }
}

const BOTH_IN_2020: &str = "both in 2020/21, as the framework of 2019 planned";
const LIVE_IN_2021: Disagreement = disagreement(
    "whether the service was live in 2021/22",
    "live since 1 October 2020",
    DURHAM,
    const { &[reading("live from the start of 2020/21, as the framework of 2019 planned", LEICESTER)] },
);
const CVD_TNHI_START: Disagreement = disagreement(
    "when the service commenced",
    "1 October 2021, in a reduced form, as the trade press gives the letter of August 2021",
    LETTER_AUG_2021,
    const {
        &[
            reading("the whole of 2021/22, as the framework of 2019 planned", LEICESTER),
            reading("still to come, without a date, in a plan for 2021/22", DURHAM),
            reading("March 2022, in one summary of the letter", INTEGRATED_AUG_2021),
        ]
    },
);
const LETTER_DATE: Disagreement = disagreement(
    "the day of the letter of August 2021",
    "known by 24 August 2021",
    LETTER_AUG_2021,
    const { &[reading("23 August 2021", PULSE_DEFERRED)] },
);

pub(super) static STORIES: [Timeline; 12] = [
    story(Service::StructuredMedicationReview, SMR, const { &[LIVE_IN_2021] }),
    story(Service::EnhancedHealthInCareHomes, EHCH, EHCH_DISAGREEMENTS),
    story(Service::EarlyCancerDiagnosis, CANCER_STORY, CANCER_DISAGREEMENTS),
    story(Service::AnticipatoryCare, ANTICIPATORY, ANTICIPATORY_DISAGREEMENTS),
    story(Service::PersonalisedCare, PERSONALISED, PERSONALISED_DISAGREEMENTS),
    story(Service::CvdPreventionAndDiagnosis, CVD_STORY, const { &[CVD_TNHI_START, LETTER_DATE] }),
    story(Service::NeighbourhoodInequalities, TNHI, const { &[CVD_TNHI_START, LETTER_DATE] }),
    story(Service::SocialPrescribing, SOCIAL_PRESCRIBING, &[]),
    story(Service::ExtendedHours, EXTENDED, &[]),
    story(Service::EnhancedAccess, ENHANCED, ENHANCED_DISAGREEMENTS),
    story(Service::SingleSpecification, SINGLE, &[]),
    story(Service::ProactiveCare, PROACTIVE, &[]),
];

const SMR: &[Revision] = &[
    planned(ContractYear::Y2020_21),
    revision(
        DRAFT,
        Change::Amended,
        "draft: eight groups of patients and a clinical lead",
        SMR_DRAFT,
    ),
    revision(
        UPDATE,
        Change::Amended,
        "fewer groups of patients; volume limited by the network's clinical pharmacists",
        SPECS_AGREED,
    ),
    revision(
        COVID_LETTER,
        Change::Postponed(Some(Start::Day(OCTOBER_2020))),
        "start put back to 1 October 2020, kept under review",
        BJGP,
    ),
    revision(
        Announced::on(day(2020, 7, 31)),
        Change::Amended,
        "reviews for care home residents asked for from August 2020",
        UPDATE_2020,
    ),
    commenced(
        OCTOBER_2020,
        "within the capacity of the network's clinical pharmacists",
        SMR_GUIDANCE,
    ),
    merged(),
];

const EHCH: &[Revision] = &[
    planned(ContractYear::Y2020_21),
    revision(
        DRAFT,
        Change::Amended,
        "draft: a clinical lead, a named team, homes aligned by 30 June 2020",
        EHCH_DRAFT,
    ),
    revision(
        UPDATE,
        Change::Amended,
        "fortnightly input of a GP becomes input that is appropriate and consistent",
        EHCH_SUMMARY,
    ),
    revision(
        Announced::by(day(2020, 5, 31)),
        Change::Postponed(Some(Start::Day(day(2020, 7, 31)))),
        "an interim service of the pandemic; homes aligned by 31 July, clinical \
             duties from 1 October",
        EHCH_TRANSITION,
    ),
    commenced(
        day(2020, 7, 31),
        "each home aligned to a network; clinical duties from 1 October 2020",
        EHCH_TRANSITION,
    ),
    revision(
        Announced::by(OCTOBER_2020),
        Change::Amended,
        "the clinical lead may by exception be no GP (7.3.1 d)",
        BMA_NOV_2020,
    ),
    revision(
        Announced::by(day(2023, 4, 1)),
        Change::Amended,
        "seven working days instead of seven; priority for medication reviews",
        EHCH_PAGE,
    ),
    merged(),
];
const EHCH_DISAGREEMENTS: &[Disagreement] = &[
    disagreement(
        "the day on which the service commenced",
        "31 July 2020, the day by which its first duties were due",
        EHCH_TRANSITION,
        const {
            &[
                reading("1 October 2020, when the clinical duties began", EHCH_SUMMARY),
                reading("the start of 2020/21, as the framework of 2019 planned", LEICESTER),
            ]
        },
    ),
    LIVE_IN_2021,
];

const CANCER_STORY: &[Revision] = &[
    planned(ContractYear::Y2020_21),
    revision(
        COVID_LETTER,
        Change::Postponed(Some(Start::Day(OCTOBER_2020))),
        "contractual start put back to 1 October 2020",
        CANCER,
    ),
    commenced(OCTOBER_2020, "contractual start", CANCER),
    revision(
        Announced::by(APRIL_2022),
        Change::Amended,
        "referral practice, cervical and bowel screening, FIT and teledermatology, prostate, \
         pathways for non-specific symptoms",
        CANCER_2022,
    ),
    merged(),
    revision(
        Announced::by(day(2025, 4, 1)),
        Change::Amended,
        "inside the single specification: actions with the Cancer Alliance for colorectal, lung \
         and one local cancer; audits of referrals",
        CANCER_2025,
    ),
];
const CANCER_DISAGREEMENTS: &[Disagreement] = &[
    disagreement(
        "whether the service was deferred to 2021 in February 2020",
        "not deferred: only anticipatory and personalised care were",
        BGS,
        const { &[reading("deferred to 2021 with anticipatory and personalised care", SPECS_AGREED)] },
    ),
    LIVE_IN_2021,
];

const ANTICIPATORY: &[Revision] = &[
    planned(ContractYear::Y2020_21),
    revision(
        UPDATE,
        Change::Postponed(Some(Start::Year(ContractYear::Y2021_22))),
        "put back to 2021/22",
        BGS,
    ),
    NOT_FROM_APRIL_2021,
    revision(
        AUGUST_2021,
        Change::Postponed(Some(Start::Year(ContractYear::Y2022_23))),
        "put back to 2022/23; a plan by 30 September 2022",
        LETTER_AUG_2021,
    ),
    revision(
        MARCH_2022,
        Change::Postponed(Some(Start::Year(ContractYear::Y2023_24))),
        "a plan by December 2022; a service led by integrated care systems in 2023/24",
        PULSE_DEADLINES,
    ),
    revision(
        Announced::on(day(2022, 9, 26)),
        Change::GivenUp { successor: Some(Service::ProactiveCare) },
        "integrated care systems lead; networks only contribute",
        WINTER_2022,
    ),
];
const ANTICIPATORY_DISAGREEMENTS: &[Disagreement] = &[disagreement(
    "when anticipatory care and personalised care were to commence",
    "both put back more than once; anticipatory care never commenced as a service of networks",
    WINTER_2022,
    const {
        &[
            reading(BOTH_IN_2020, LEICESTER),
            reading("postponed by NHS England, without a date, in a plan for 2021/22", DURHAM),
        ]
    },
)];

const PERSONALISED: &[Revision] = &[
    planned(ContractYear::Y2020_21),
    revision(
        UPDATE,
        Change::Postponed(Some(Start::Year(ContractYear::Y2021_22))),
        "put back to 2021/22; in 2020/21 access to a social prescribing service instead",
        BGS,
    ),
    NOT_FROM_APRIL_2021,
    revision(
        AUGUST_2021,
        Change::Postponed(Some(Start::Day(APRIL_2022))),
        "put back to April 2022, with three areas of focus",
        LETTER_AUG_2021,
    ),
    revision(
        MARCH_2022,
        Change::Amended,
        "digital care plans for care home residents put back to 31 March 2024",
        PULSE_DEADLINES,
    ),
    commenced(
        APRIL_2022,
        "a plan for social prescribing first, its delivery from 1 October 2022",
        SOCIAL_PRESCRIBING_2022,
    ),
    merged(),
];
const PERSONALISED_DISAGREEMENTS: &[Disagreement] = &[disagreement(
    "when personalised care commenced",
    "1 April 2022",
    LETTER_AUG_2021,
    const {
        &[
            reading(BOTH_IN_2020, LEICESTER),
            reading("postponed by NHS England, without a date, in a plan for 2021/22", DURHAM),
        ]
    },
)];

const CVD_STORY: &[Revision] = &[
    planned(ContractYear::Y2021_22),
    NOT_FROM_APRIL_2021,
    revision(
        AUGUST_2021,
        Change::Amended,
        "a reduced form from 1 October 2021; atrial fibrillation, familial hypercholesterolaemia \
         and heart failure from April 2022",
        LETTER_AUG_2021,
    ),
    commenced(OCTOBER_2021, "in a reduced form", CVD),
    revision(Announced::by(day(2023, 4, 1)), Change::Amended, "business as usual in 2023/24", PCC),
    merged(),
];

const TNHI: &[Revision] = &[
    planned(ContractYear::Y2021_22),
    NOT_FROM_APRIL_2021,
    revision(
        AUGUST_2021,
        Change::Amended,
        "reduced, and phased over 18 months from 1 October 2021",
        LETTER_AUG_2021,
    ),
    commenced(
        OCTOBER_2021,
        "find and engage a population, and design the work with it",
        LETTER_AUG_2021,
    ),
    revision(
        Announced::on(day(2022, 2, 18)),
        Change::Amended,
        "supplementary guidance; delivery goes on in 2022/23",
        INEQUALITIES_2022,
    ),
    revision(
        Announced::by(day(2023, 4, 1)),
        Change::Amended,
        "still asked of networks in 2023/24",
        TNHI_2023,
    ),
    merged(),
];

const SOCIAL_PRESCRIBING: &[Revision] = &[
    revision(
        UPDATE,
        Change::Planned(Start::Year(ContractYear::Y2020_21)),
        "added when personalised care was put back; section 7.5 of the specification",
        KEY_DATES_2020,
    ),
    commenced(day(2020, 4, 1), "access to a link worker service from April 2020", BGS),
    revision(
        Announced::by(APRIL_2022),
        Change::Ends { on: APRIL_2022, into: Some(Service::PersonalisedCare) },
        "folded into personalised care in 2022",
        SOCIAL_PRESCRIBING_2022,
    ),
];

const EXTENDED: &[Revision] = &[
    revision(
        FRAMEWORK,
        Change::Planned(Start::Day(day(2019, 7, 1))),
        "the extended hours service of practices transfers to networks on 1 July 2019",
        LEICESTER,
    ),
    commenced(day(2019, 7, 1), "obligations of the DES began", DES_COPY),
    revision(
        MARCH_2022,
        Change::Ends { on: OCTOBER_2022, into: Some(Service::EnhancedAccess) },
        "merged with the commissioners' extended access from 1 October 2022",
        ACCESS_MAR_2022,
    ),
];

const ENHANCED: &[Revision] = &[
    revision(
        Announced::by(day(2019, 6, 30)),
        Change::Planned(Start::Year(ContractYear::Y2021_22)),
        "one access fund “by 2021”, read here as 2021/22",
        LEICESTER_DERIVED,
    ),
    revision(
        MARCH_2022,
        Change::Postponed(Some(Start::Day(OCTOBER_2022))),
        "the combined offer, which had been due in April 2022, starts on 1 October 2022",
        ACCESS_MAR_2022,
    ),
    revision(
        Announced::by(day(2022, 4, 1)),
        Change::Amended,
        "standard hours from 18:30 to 20:00 and on Saturdays; a plan by 31 July 2022",
        ACCESS_CONFIRMED,
    ),
    commenced(OCTOBER_2022, "enhanced access replaces extended hours", ACCESS_APR_2022),
];
const ENHANCED_DISAGREEMENTS: &[Disagreement] = &[
    disagreement(
        "when the access offers were merged",
        "1 October 2022",
        ACCESS_APR_2022,
        const { &[reading("by 2021, as the framework of 2019 intended", LEICESTER)] },
    ),
    disagreement(
        "whether the whole of the network standard hours must be covered",
        "yes, the full hours: the position of NHS England",
        ACCESS_WHOLE,
        const { &[reading("no, as reported on the day of publication", ACCESS_CONFIRMED)] },
    ),
];

const SINGLE: &[Revision] = &[
    revision(
        MARCH_2024,
        Change::Planned(Start::Day(MERGER)),
        "one specification with four key functions from 1 April 2024",
        MERGED_2024,
    ),
    commenced(MERGER, "one specification with four key functions", MERGED_2024),
];

const PROACTIVE: &[Revision] = &[
    revision(
        Announced::by(day(2023, 4, 1)),
        Change::Planned(Start::Year(ContractYear::Y2024_25)),
        "anticipatory care renamed, under an NHS England framework that integrated care systems \
         lead; no new requirement of networks in 2023/24",
        PHM,
    ),
    revision(
        MARCH_2024,
        Change::Amended,
        "networks contribute through the fourth key function, targeting resource to need",
        MERGED_2024,
    ),
    commenced(MERGER, "part of the fourth key function of the single specification", PART_A_2024),
];
