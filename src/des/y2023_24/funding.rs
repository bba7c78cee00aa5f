//! Payments and additional roles in 2023/24.

use std::borrow::Cow;

use crate::{
    calendar::{ContractYear, Period, day},
    funding::{
        Component, Condition, ConditionKind, Counted, Entitlement,
        EntitlementKind::{
            CapacityAndAccessImprovement, CapacityAndAccessSupport, CareHomePremium,
            ClinicalDirector, CoreFunding, EnhancedAccess, LeadershipAndManagement,
            NetworkParticipation,
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
    quantity::{Gbp, Percent, Rate},
    series::{Entry, Figure, Reading},
};

const YEAR: Period = ContractYear::Y2023_24.period();
const TO_JUNE: Period = Period::constant(day(2023, 4, 1), day(2023, 7, 1));
const FROM_JULY: Period = Period::constant(day(2023, 7, 1), day(2024, 4, 1));

pub(super) const TERMS: Terms = Terms { entitlements: Cow::Borrowed(ENTITLEMENTS), arrs: ARRS };

const ENTITLEMENTS: &[Entitlement] = list!(Entitlement:
    Entitlement::monthly(CoreFunding, YEAR, 12, list!(Component:
        Component::of(Counted::Registered, series!(
            Entry::constant(Registered(Rate::constant("1.50")), YEAR, source::PCC_2023)
        )).taken(day(2023, 1, 1))
    )),
    Entitlement::monthly(ClinicalDirector, YEAR, 12, list!(Component:
        Component::of(Counted::Registered, series!(
            Entry::constant(Registered(Rate::constant("0.729")), YEAR, source::PCC_2023)
        ))
    )),
    Entitlement::monthly(LeadershipAndManagement, YEAR, 12, list!(Component:
        Component::of(Counted::Adjusted, series!(
            Entry::constant(Adjusted(Rate::constant("0.684")), YEAR, source::PCC_2023)
                .conflict(list!(Reading<Price>: Reading {
                    value: Adjusted(Rate::constant("0.68")),
                    source: source::BMA_2023,
                    note: Some(Cow::Borrowed("rounded; the same page gives £0.058 a month")),
                }))
        ))
    )),
    Entitlement::monthly(EnhancedAccess, YEAR, 12, list!(Component:
        Component::of(Counted::Adjusted, series!(
            Entry::constant(Adjusted(Rate::constant("7.578")), YEAR, source::PCC_2023)
                .conflict(list!(Reading<Price>: Reading {
                    value: Weighted(Rate::constant("7.578")),
                    source: source::BMA_2023,
                    note: Some(Cow::Borrowed("the page says weighted patient")),
                }))
        ))
    )),
    Entitlement::monthly(CareHomePremium, YEAR, 12, list!(Component:
        Component::of(Counted::Beds, series!(
            Entry::constant(Bed(Rate::constant("120")), YEAR, source::PCC_2023)
        ))
    )),
    Entitlement::monthly(CapacityAndAccessSupport, YEAR, 12, list!(Component:
        Component::of(Counted::Adjusted, series!(
            Entry::constant(Adjusted(Rate::constant("2.765")), YEAR, source::PCC_2023)
                .conflict(list!(Reading<Price>: Reading {
                    value: Adjusted(Rate::constant("2.795")),
                    source: source::PULSE_FLAT_2024,
                    note: Some(Cow::Borrowed(
                        "a slip: 2.765 with 1.185 makes the stated 70% and 30% exactly"
                    )),
                }))
        )).taken(day(2023, 1, 1))
    ))
    .with_national("172200000", source::CPS_2023),
    Entitlement::monthly(CapacityAndAccessImprovement, YEAR, 12, list!(Component:
        Component::of(Counted::Adjusted, series!(
            Entry::constant(Adjusted(Rate::constant("1.185")), YEAR, source::CPS_2023)
                .conflict(list!(Reading<Price>: Reading {
                    value: Registered(Rate::constant("1.185")),
                    source: source::BMA_2023,
                    note: Some(Cow::Borrowed(
                        "the page says registered patient; two others say adjusted population"
                    )),
                }))
                .note("the most that can be earned; part payment is possible")
        )).taken(day(2023, 1, 1))
    ))
    .falls_due(Frequency::AfterYearEnd)
    .under(list!(Condition: Condition::of(
        ConditionKind::CommissionerAssessment,
        "the commissioner judges patient experience of contact, ease of access with demand \
         management, and accuracy of appointment books to have improved",
        source::CPS_2023
    )))
    .with_national("73800000", source::CPS_2023),
    Entitlement::monthly(NetworkParticipation, YEAR, 12, list!(Component:
        Component::of(Counted::Weighted, series!(
            Entry::constant(Weighted(Rate::constant("1.76")), YEAR, source::BMA_2023)
                .note("the source says each patient")
        ))
    )).paid_to_practices(),
);

const ARRS: arrs::Terms = arrs::Terms {
    year: YEAR,
    per_head: Cow::Borrowed(list!(PerHead: PerHead {
        rate: series!(
            Entry::constant(Rate::constant("22.671"), YEAR, source::NEL_ARRS_2023)
                .note("does not rise with the maxima")
        ),
        // SOURCE: the same notice says January 2023; the day is that of every year that states one.
        reference: Some(day(2023, 1, 1)),
        ring_fenced_for: None,
    })),
    maxima: Cow::Borrowed(list!(Maximum:
        Maximum::of(Role::ClinicalPharmacist, Area::National, list!(Entry<Gbp>:
            arrs::pounds("59312", TO_JUNE, source::MIP_BUDGET_2023),
            arrs::pounds("62340", FROM_JULY, source::MIP_BUDGET_2023),
        )),
        Maximum::of(Role::FirstContactPhysiotherapist, Area::National, list!(Entry<Gbp>:
            arrs::pounds("59312", TO_JUNE, source::MIP_BUDGET_2023),
            arrs::pounds("62340", FROM_JULY, source::MIP_BUDGET_2023),
        )),
        Maximum::of(Role::SocialPrescribingLinkWorker, Area::National, list!(Entry<Gbp>:
            arrs::pounds("38187", TO_JUNE, source::MIP_BUDGET_2023),
            arrs::pounds("40159", FROM_JULY, source::MIP_BUDGET_2023),
        )),
        Maximum::of(Role::PharmacyTechnician, Area::National, list!(Entry<Gbp>:
            arrs::pounds("38187", TO_JUNE, source::MIP_BUDGET_2023),
            arrs::pounds("40159", FROM_JULY, source::MIP_BUDGET_2023),
        )),
        Maximum::of(Role::CareCoordinator, Area::National, list!(Entry<Gbp>:
            arrs::pounds("31746", TO_JUNE, source::MIP_BUDGET_2023),
            arrs::pounds("33396", FROM_JULY, source::MIP_BUDGET_2023),
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
    caps: Cow::Borrowed(list!(Cap: Cap {
        roles: Cow::Borrowed(&[Role::AdvancedPractitioner, Role::AdvancedClinicalPractitionerNurse]),
        counts: CapCounts::Individuals,
        below_100000: Figure::Published(3),
        from_100000: Figure::Published(6),
        in_force: YEAR,
        source: source::MIP_2023,
        note: Some(Cow::Borrowed(
            "limits on mental health practitioners removed; limited roles may be split"
        )),
    })),
    link_worker_fee: Some(series!(arrs::link_worker_fee(YEAR))),
    national: Cow::Borrowed(list!(NationalTotal:
        NationalTotal {
            amount: Gbp::constant("1412000000"),
            is: TotalIs::Ceiling,
            source: source::NEL_ARRS_2023,
            note: None,
        },
        NationalTotal {
            amount: Gbp::constant("891000000"),
            is: TotalIs::Planned,
            source: source::BARNSLEY_LMC,
            note: None,
        },
    )),
};
