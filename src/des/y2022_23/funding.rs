//! Payments and additional roles in 2022/23.

use std::borrow::Cow;

use crate::{
    calendar::{ContractYear, Period, day},
    funding::{
        Component, Condition, ConditionKind, Counted, Entitlement,
        EntitlementKind::{
            CareHomePremium, ClinicalDirector, CoreFunding, EnhancedAccess, ExtendedHours,
            LeadershipAndManagement, NetworkParticipation, WinterCapacityAndAccess,
        },
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

const YEAR: Period = ContractYear::Y2022_23.period();
const FIRST_HALF: Period = Period::constant(day(2022, 4, 1), day(2022, 10, 1));
const SECOND_HALF: Period = Period::constant(day(2022, 10, 1), day(2023, 4, 1));

pub(super) const TERMS: Terms = Terms { entitlements: Cow::Borrowed(ENTITLEMENTS), arrs: ARRS };

const ENTITLEMENTS: &[Entitlement] = list!(Entitlement:
    Entitlement::monthly(CoreFunding, YEAR, 12, list!(Component:
        Component::of(Counted::Registered, series!(
            Entry::constant(Registered(Rate::constant("1.50")), YEAR, source::DES_SLIDES_2022)
        )).taken(day(2022, 1, 1))
    )),
    Entitlement::monthly(ClinicalDirector, YEAR, 12, list!(Component:
        Component::of(Counted::Registered, series!(
            Entry::not_published(YEAR, source::GPONLINE_2022_POTS).conflict(list!(Reading<Price>:
                Reading {
                    value: Registered(Rate::constant("0.722")),
                    source: source::NWNT_PCN,
                    note: Some(Cow::Borrowed(
                        "a network's undated page, beside the leadership rate of 2022/23"
                    )),
                },
                Reading {
                    value: Registered(Rate::constant("0.729")),
                    source: source::OCKHAM_CD_PAY,
                    note: Some(Cow::Borrowed(
                        "says that it was always so before 2024/25, which 2020/21 contradicts"
                    )),
                },
                Reading {
                    value: Registered(Rate::constant("0.736")),
                    source: source::RECOLLECTION,
                    note: None,
                },
            ))
        ))
    ))
    .with_national("44000000", source::GPONLINE_2022_POTS),
    Entitlement::monthly(LeadershipAndManagement, YEAR, 12, list!(Component:
        Component::of(Counted::Adjusted, series!(
            Entry::constant(Adjusted(Rate::constant("0.699")), YEAR, source::DES_SLIDES_2022)
        ))
    ))
    .with_national("43000000", source::GPONLINE_2022_POTS),
    Entitlement::monthly(ExtendedHours, FIRST_HALF, 6, list!(Component:
        Component::of(Counted::Registered, series!(
            Entry::constant(Registered(Rate::constant("0.720")), FIRST_HALF, source::DES_SLIDES_2022)
                .note("for the six months to 30 September 2022")
        ))
    )),
    Entitlement::monthly(EnhancedAccess, SECOND_HALF, 6, list!(Component:
        Component::of(Counted::Adjusted, series!(
            Entry::constant(Adjusted(Rate::constant("3.764")), SECOND_HALF, source::DES_SLIDES_2022)
                .conflict(list!(Reading<Price>: Reading {
                    value: Registered(Rate::constant("3.764")),
                    source: source::DES_SLIDES_2022,
                    note: Some(Cow::Borrowed(
                        "the slide says registered list; every later year says adjusted"
                    )),
                }))
                .note("for the six months from 1 October 2022; a full year was quoted as £7.46")
        ))
    )),
    Entitlement::monthly(CareHomePremium, YEAR, 12, list!(Component:
        Component::of(Counted::Beds, series!(
            Entry::constant(Bed(Rate::constant("120")), YEAR, source::DES_SLIDES_2022)
        ))
    )),
    Entitlement::monthly(WinterCapacityAndAccess, SECOND_HALF, 6, list!(Component:
        Component::of(Counted::Adjusted, series!(
            Entry::not_published(SECOND_HALF, source::PHARMACIST_WINTER_2022)
                .known_from(day(2022, 9, 26))
                .conflict(list!(Reading<Price>: Reading {
                    value: Adjusted(Rate::constant("0.594")),
                    source: source::derived(source::PHARMACIST_WINTER_2022),
                    note: Some(Cow::Borrowed(
                        "£37m over the 62.3m adjusted patients that the 2023/24 rate implies"
                    )),
                }))
        ))
    ))
    .under(list!(Condition: Condition::of(
        ConditionKind::WrittenCommitment,
        "it is spent on extra workforce or clinical capacity, to which the network commits in writing",
        source::PHARMACIST_WINTER_2022
    )))
    .with_national("37000000", source::PHARMACIST_WINTER_2022),
    Entitlement::monthly(NetworkParticipation, YEAR, 12, list!(Component:
        Component::of(Counted::Weighted, series!(
            Entry::constant(Weighted(Rate::constant("1.761")), YEAR, source::DES_SLIDES_2022)
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
                        value: Rate::constant("16.70"),
                        source: source::MIP_FINANCE_2022,
                        note: Some(Cow::Borrowed("about; rounded to ten pence")),
                    },
                    Reading {
                        value: Rate::constant("16.696"),
                        source: source::RECOLLECTION,
                        note: None,
                    },
                )
            )
        ),
        reference: None,
        ring_fenced_for: None,
    })),
    maxima: Cow::Borrowed(list!(Maximum:
        Maximum::of(Role::ClinicalPharmacist, Area::National, list!(Entry<Gbp>:
            arrs::pounds("57318", FIRST_HALF, source::CD_2022),
            arrs::pounds("59312", SECOND_HALF, source::CD_2022),
        )),
        Maximum::of(Role::ClinicalPharmacist, Area::InnerLondon, list!(Entry<Gbp>:
            arrs::pounds("68768", SECOND_HALF, source::CD_2022),
        )),
        Maximum::of(Role::FirstContactPhysiotherapist, Area::National, list!(Entry<Gbp>:
            Entry::not_published(FIRST_HALF, source::MIP_BUDGET_2023),
            arrs::pounds("59312", SECOND_HALF, source::MIP_BUDGET_2023),
        )),
        Maximum::of(Role::SocialPrescribingLinkWorker, Area::National, list!(Entry<Gbp>:
            arrs::pounds("36428", FIRST_HALF, source::MIP_LINK_WORKERS),
            arrs::pounds("38187", SECOND_HALF, source::MIP_BUDGET_2023),
        )),
        Maximum::of(Role::PharmacyTechnician, Area::National, list!(Entry<Gbp>:
            Entry::not_published(FIRST_HALF, source::MIP_BUDGET_2023),
            arrs::pounds("38187", SECOND_HALF, source::MIP_BUDGET_2023),
        )),
        Maximum::of(Role::CareCoordinator, Area::National, list!(Entry<Gbp>:
            Entry::not_published(FIRST_HALF, source::MIP_BUDGET_2023),
            arrs::pounds("31746", SECOND_HALF, source::MIP_BUDGET_2023),
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
    caps: Cow::Borrowed(list!(Cap:
        Cap {
            roles: Cow::Borrowed(&[
                Role::MentalHealthPractitionerAdult,
                Role::MentalHealthPractitionerCyp,
            ]),
            counts: CapCounts::Wte,
            below_100000: Figure::Published(2),
            from_100000: Figure::Published(4),
            in_force: YEAR,
            source: source::MIP_FINANCE_2022,
            note: Some(Cow::Borrowed("with the provider's agreement; the source says above 100,000")),
        },
        Cap {
            roles: Cow::Borrowed(&[Role::AdvancedPractitioner]),
            counts: CapCounts::Individuals,
            below_100000: Figure::Published(2),
            from_100000: Figure::Published(3),
            in_force: YEAR,
            source: source::MIP_2023,
            note: None,
        },
        Cap {
            roles: Cow::Borrowed(&[Role::DigitalAndTransformationLead]),
            counts: CapCounts::Individuals,
            below_100000: Figure::Published(1),
            from_100000: Figure::Published(1),
            in_force: SECOND_HALF,
            source: source::PULSE_ADDITIONS,
            note: None,
        },
    )),
    link_worker_fee: Some(series!(arrs::link_worker_fee(YEAR))),
    national: Cow::Borrowed(list!(NationalTotal: NationalTotal {
        amount: Gbp::constant("1027000000"),
        is: TotalIs::Unclear,
        source: source::ARC_WEST,
        note: Some(Cow::Borrowed("the source calls it spending")),
    })),
};
