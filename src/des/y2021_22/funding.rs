//! Payments and additional roles in 2021/22.

use std::borrow::Cow;

use crate::{
    calendar::{ContractYear, Period, day},
    funding::{
        Component, Condition, ConditionKind, Counted, Entitlement,
        EntitlementKind::{
            CareHomePremium, ClinicalDirector, ClinicalDirectorSupplement, CoreFunding,
            ExtendedHours, LeadershipAndManagement, NetworkParticipation,
        },
        Frequency,
        Price::{self, Adjusted, Bed, Registered, Weighted},
        Terms, arrs,
        arrs::{
            Area, Cap, CapCounts, Maximum, MaximumIs, NationalTotal, PerHead, Reimbursement, Role,
            TotalIs,
        },
        list, series, source,
    },
    quantity::{self, Gbp, Percent, Rate},
    series::{Entry, Figure, Reading},
};

const YEAR: Period = ContractYear::Y2021_22.period();
const FIRST_QUARTER: Period = Period::constant(day(2021, 4, 1), day(2021, 7, 1));
const SECOND_HALF: Period = Period::constant(day(2021, 10, 1), day(2022, 4, 1));

pub(super) const TERMS: Terms = Terms { entitlements: Cow::Borrowed(ENTITLEMENTS), arrs: ARRS };

const ENTITLEMENTS: &[Entitlement] = list!(Entitlement:
    Entitlement::monthly(CoreFunding, YEAR, 12, list!(Component:
        Component::of(Counted::Registered, series!(
            Entry::constant(Registered(Rate::constant("1.50")), YEAR, source::BMA_2021)
        )).taken(day(2021, 1, 1))
    )),
    Entitlement::monthly(ClinicalDirector, YEAR, 12, list!(Component:
        Component::of(Counted::Registered, series!(
            Entry::constant(Registered(Rate::constant("0.722")), YEAR, source::BMA_2021)
                .conflict(list!(Reading<Price>: Reading {
                    value: Registered(Rate::constant("0.736")),
                    source: source::RECOLLECTION,
                    note: None,
                }))
                .note("weak: the page still carried rows of 2020/21")
        ))
    )),
    Entitlement::monthly(ClinicalDirectorSupplement, FIRST_QUARTER, 3, list!(Component:
        Component::of(Counted::Registered, series!(
            Entry::constant(
                Registered(Rate::constant("0.542")),
                FIRST_QUARTER,
                source::derived(source::GPONLINE_SUPPLEMENT)
            )
            .note(
                "the source extends the supplement to 30 June 2021 and states no rate; taken is \
                 that of the quarter before, 0.722 / 4 × 3"
            )
        ))
    ))
    .falls_due(Frequency::Once)
    .under(list!(Condition: Condition::of(
        ConditionKind::CovidVaccinationService,
        "at least one core network practice takes part in the COVID vaccination enhanced service",
        source::NHSE_C1050
    ))),
    Entitlement::monthly(LeadershipAndManagement, SECOND_HALF, 6, list!(Component:
        Component::of(Counted::Adjusted, series!(
            Entry::not_published(SECOND_HALF, source::INTEGRATED_HEALTH_2021)
                .conflict(list!(Reading<Price>: Reading {
                    value: Adjusted(Rate::constant("0.707")),
                    source: source::RECOLLECTION,
                    note: Some(Cow::Borrowed("for October 2021 to March 2022")),
                }))
                .note(
                    "announced in August 2021; the sources state neither rate nor days, which are \
                     a recollection"
                )
        ))
    ))
    .with_national("43000000", source::INTEGRATED_HEALTH_2021),
    Entitlement::monthly(ExtendedHours, YEAR, 12, list!(Component:
        Component::of(Counted::Registered, series!(
            Entry::constant(Registered(Rate::constant("1.44")), YEAR, source::BMA_2021)
        ))
    )),
    Entitlement::monthly(CareHomePremium, YEAR, 12, list!(Component:
        Component::of(Counted::Beds, series!(
            Entry::constant(Bed(Rate::constant("120")), YEAR, source::BMA_2021)
        ))
    )),
    Entitlement::monthly(NetworkParticipation, YEAR, 12, list!(Component:
        Component::of(Counted::Weighted, series!(
            Entry::constant(Weighted(Rate::constant("1.76")), YEAR, source::BMA_2021)
                .note("the source says each patient; later years say weighted patients")
        ))
    )).paid_to_practices(),
);

const ARRS: arrs::Terms = arrs::Terms {
    year: YEAR,
    per_head: Cow::Borrowed(list!(PerHead: PerHead {
        rate: series!(
            Entry::not_published(YEAR, source::MIP_FINANCE_2022).conflict(
                list!(Reading<Rate<quantity::Weighted>>:
                    Reading {
                        value: Rate::constant("12.30"),
                        source: source::MIP_FINANCE_2022,
                        note: Some(Cow::Borrowed("about; rounded to ten pence")),
                    },
                    Reading {
                        value: Rate::constant("12.313"),
                        source: source::RECOLLECTION,
                        note: Some(Cow::Borrowed("or 12.314")),
                    },
                )
            )
        ),
        reference: None,
        ring_fenced_for: None,
    })),
    maxima: Cow::Borrowed(list!(Maximum:
        Maximum::of(Role::ClinicalPharmacist, Area::National, list!(Entry<Gbp>:
            Entry::not_published(YEAR, source::PULSE_ARRS_2021)
                .note("£55,670 in 2020/21 and £57,318 on 1 April 2022; the year may equal either"),
        )),
        Maximum::of(Role::FirstContactPhysiotherapist, Area::National, list!(Entry<Gbp>:
            Entry::not_published(YEAR, source::PULSE_ARRS_2021),
        )),
        Maximum::of(Role::SocialPrescribingLinkWorker, Area::National, list!(Entry<Gbp>:
            Entry::not_published(YEAR, source::PULSE_ARRS_2021),
        )),
        Maximum::of(Role::PharmacyTechnician, Area::National, list!(Entry<Gbp>:
            Entry::not_published(YEAR, source::PULSE_ARRS_2021),
        )),
        Maximum::of(Role::CareCoordinator, Area::National, list!(Entry<Gbp>:
            arrs::pounds("29726", YEAR, source::BMA_2021),
        )),
        Maximum::of(Role::AdvancedPractitioner, Area::National, list!(Entry<Gbp>:
            arrs::pounds("62705", YEAR, source::BMA_2021),
        )),
    )),
    reimbursements: Cow::Borrowed(list!(Reimbursement:
        Reimbursement::of_every_role(list!(Entry<Percent>: arrs::in_full(YEAR))),
        Reimbursement::of_mhp(
            list!(Entry<Percent>: arrs::by_half(YEAR, source::OCKHAM_2021)),
            MaximumIs::WholeCost
        ),
    )),
    mhp_full: None,
    // SOURCE: Pulse Intelligence (2021): those on pharmacy technicians and physiotherapists ended.
    caps: Cow::Borrowed(list!(Cap:
        Cap {
            roles: Cow::Borrowed(&[Role::AdvancedPractitioner]),
            counts: CapCounts::Individuals,
            below_100000: Figure::Published(1),
            from_100000: Figure::NotPublished,
            in_force: YEAR,
            source: source::BOB_CAREERS,
            note: Some(Cow::Borrowed("as of December 2021; the source names no size")),
        },
        Cap {
            roles: Cow::Borrowed(&[Role::MentalHealthPractitionerAdult]),
            counts: CapCounts::Wte,
            below_100000: Figure::Published(1),
            from_100000: Figure::Published(2),
            in_force: YEAR,
            source: source::GMPCC_MHP,
            note: Some(Cow::Borrowed(
                "planned to be 2 in 2022/23 and 3 in 2023/24; the last step fell away"
            )),
        },
        Cap {
            roles: Cow::Borrowed(&[Role::MentalHealthPractitionerCyp]),
            counts: CapCounts::Wte,
            below_100000: Figure::NotPublished,
            from_100000: Figure::NotPublished,
            in_force: YEAR,
            source: source::GMPCC_MHP,
            note: Some(Cow::Borrowed(
                "the source adds children and young people to the adult limit without a number"
            )),
        },
    )),
    link_worker_fee: Some(series!(arrs::link_worker_fee(YEAR))),
    national: Cow::Borrowed(list!(NationalTotal: NationalTotal {
        amount: Gbp::constant("746000000"),
        is: TotalIs::Ceiling,
        source: source::PULSE_ARRS_2021,
        note: None,
    })),
};
