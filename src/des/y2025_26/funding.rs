//! Payments and additional roles in 2025/26.

use std::borrow::Cow;

use crate::{
    calendar::{ContractYear, NaiveDate, Period, day},
    funding::{
        Component, Condition, ConditionKind, Counted, EarnedPart, Entitlement,
        EntitlementKind::{
            CapacityAndAccessImprovement, CapacityAndAccessSupport, CareHomePremium, CoreFunding,
            EnhancedAccess, NetworkParticipation,
        },
        Frequency,
        Price::{self, Adjusted, Bed, Registered, Weighted},
        Terms, arrs,
        arrs::{Area, Maximum, MaximumIs, NationalTotal, PerHead, Reimbursement, Role, TotalIs},
        list, series, source,
    },
    quantity::{Gbp, Percent, Rate},
    series::{Entry, Reading},
};

const YEAR: Period = ContractYear::Y2025_26.period();
const JANUARY: NaiveDate = day(2025, 1, 1);
/// The maxima of the additional roles were raised on this day, back-dated to 1 April.
const RAISED: NaiveDate = day(2025, 8, 1);

/// What became of the adjusted populations.
const CORRECTED: &str = "adjusted populations were recalculated after two national errors; the new \
                         ones are used from June 2025, with April and May made good locally";

pub(super) const TERMS: Terms = Terms { entitlements: Cow::Borrowed(ENTITLEMENTS), arrs: ARRS };

const ENTITLEMENTS: &[Entitlement] = list!(Entitlement:
    Entitlement::monthly(CoreFunding, YEAR, 12, list!(Component:
        Component::of(Counted::Registered, series!(
            Entry::constant(Registered(Rate::constant("2.266")), YEAR, source::CALCULATOR_2025)
                .note("with 0.733 for each adjusted patient £2.999")
        )).taken(JANUARY),
        Component::of(Counted::Adjusted, series!(
            Entry::constant(Adjusted(Rate::constant("0.733")), YEAR, source::CALCULATOR_2025)
                .note(CORRECTED)
        )).taken(JANUARY),
    )),
    Entitlement::monthly(EnhancedAccess, YEAR, 12, list!(Component:
        Component::of(Counted::Adjusted, series!(
            Entry::constant(Adjusted(Rate::constant("8.427")), YEAR, source::BMA_2025_QUOTED)
                .note(CORRECTED)
        )).taken(JANUARY)
    )),
    Entitlement::monthly(CareHomePremium, YEAR, 12, list!(Component:
        Component::of(Counted::Beds, series!(
            Entry::constant(Bed(Rate::constant("130.253")), YEAR, source::BMA_2025_QUOTED)
        ))
    ))
    .under(list!(Condition: Condition::of(
        ConditionKind::AlignedBeds,
        "the beds are registered with the Care Quality Commission as care home with or \
         without nursing, in homes aligned to the network, and brought up to date each month",
        source::PCSE
    ))),
    Entitlement::monthly(CapacityAndAccessSupport, YEAR, 12, list!(Component:
        Component::of(Counted::Adjusted, series!(
            Entry::constant(Adjusted(Rate::constant("3.208")), YEAR, source::CALCULATOR_2025_EARLY)
                .conflict(list!(Reading<Price>: Reading {
                    value: Adjusted(Rate::constant("2.246")),
                    source: source::CALCULATOR_2025,
                    note: Some(Cow::Borrowed(
                        "a mistake: a later version of the calculator takes 70% of the support \
                         rate, which is the 70% part already"
                    )),
                }))
        ))
    ))
    // SOURCE: 70% of the £292m of 2024/25, of which the £87.6m of improvement stated is 30%.
    .with_national("204400000", source::derived(source::DHC_2025)),
    Entitlement::monthly(CapacityAndAccessImprovement, YEAR, 12, list!(Component:
        Component::of(Counted::Adjusted, series!(
            Entry::not_published(YEAR, source::DHC_2025).conflict(list!(Reading<Price>:
                Reading {
                    value: Adjusted(Rate::constant("1.375")),
                    source: source::derived(source::CALCULATOR_2025_EARLY),
                    note: Some(Cow::Borrowed("3.208 × 3 / 7")),
                },
                Reading {
                    value: Adjusted(Rate::constant("0.962")),
                    source: source::CALCULATOR_2025,
                    note: Some(Cow::Borrowed(
                        "a mistake: 30% of the support rate, in two equal parts, against two \
                         thirds and one third"
                    )),
                },
            ))
        ))
    ))
    .falls_due(Frequency::OnDeclaration)
    // SOURCE: £58.4m and £29.2m of £87.6m.
    .in_parts(list!(EarnedPart:
        EarnedPart::of("modern_general_practice_access", 2, 3, source::DHC_2025),
        EarnedPart::of("risk_stratification_for_continuity_of_care", 1, 3, source::DHC_2025),
    ))
    .under(list!(Condition: Condition::of(
        ConditionKind::Declaration,
        "the clinical director declares that all practices meet the part",
        source::HUMBERSIDE_2025
    )))
    .with_national("87600000", source::DHC_2025),
    Entitlement::monthly(NetworkParticipation, YEAR, 12, list!(Component:
        Component::of(Counted::Weighted, series!(
            Entry::constant(Weighted(Rate::constant("1.761")), YEAR, source::CALCULATOR_2025)
                .conflict(list!(Reading<Price>: Reading {
                    value: Weighted(Rate::constant("1.76")),
                    source: source::BMA_2025_QUOTED,
                    note: Some(Cow::Borrowed("rounded")),
                }))
                .note(
                    "the calculator prints weighted and multiplies by the adjusted population; \
                     weighted is what other years say"
                )
        ))
    )).paid_to_practices(),
);

/// What holds of every maximum since it was raised.
const fn back_dated() -> Entry<Gbp> {
    Entry::not_published(YEAR, source::NEL_BACKDATED_2025)
        .known_from(RAISED)
        .note("raised for all staff groups and back-dated to 1 April 2025; no amount found")
}

/// A role whose maximum stands in no page read, neither before the rates were raised nor since.
const fn unpublished(role: Role) -> Maximum {
    const NONE: &[Entry<Gbp>] = &[Entry::not_published(YEAR, source::PULSE_NURSES_2025)
        .note("raised on 1 August 2025 and back-dated; no amount found, before or since")];
    Maximum::of(role, Area::National, NONE)
}

const ARRS: arrs::Terms = arrs::Terms {
    year: YEAR,
    per_head: Cow::Borrowed(list!(PerHead: PerHead {
        rate: series!(
            Entry::constant(Rate::constant("26.631"), YEAR, source::PULSE_NURSES_2025)
                .note("with the sum for general practitioners, no longer ring-fenced")
        ),
        reference: Some(JANUARY),
        ring_fenced_for: None,
    })),
    maxima: Cow::Borrowed(list!(Maximum:
        Maximum::of(Role::ClinicalPharmacist, Area::National, list!(Entry<Gbp>:
            arrs::pounds("66972", YEAR, source::PJ_2025),
            back_dated(),
        )),
        Maximum::of(Role::ClinicalPharmacist, Area::OuterLondon, list!(Entry<Gbp>:
            arrs::pounds("74392", YEAR, source::PJ_2025),
            back_dated(),
        )),
        Maximum::of(Role::ClinicalPharmacist, Area::InnerLondon, list!(Entry<Gbp>:
            arrs::pounds("77545", YEAR, source::PJ_2025),
            back_dated(),
        )),
        unpublished(Role::FirstContactPhysiotherapist),
        unpublished(Role::SocialPrescribingLinkWorker),
        Maximum::of(Role::PharmacyTechnician, Area::National, list!(Entry<Gbp>:
            arrs::pounds("43352", YEAR, source::PJ_2025),
            back_dated(),
        )),
        Maximum::of(Role::PharmacyTechnician, Area::OuterLondon, list!(Entry<Gbp>:
            arrs::pounds("49967", YEAR, source::PJ_2025),
            back_dated(),
        )),
        Maximum::of(Role::PharmacyTechnician, Area::InnerLondon, list!(Entry<Gbp>:
            arrs::pounds("52172", YEAR, source::PJ_2025),
            back_dated(),
        )),
        unpublished(Role::CareCoordinator),
        Maximum::of(Role::AdvancedPractitioner, Area::National, list!(Entry<Gbp>:
            arrs::pounds("73334", YEAR, source::PHARMACIST_2025),
            back_dated(),
        )),
        unpublished(Role::EnhancedPracticeNurse),
        Maximum::of(Role::PracticeNurseNew, Area::National, list!(Entry<Gbp>:
            arrs::pounds("43352", YEAR, source::PULSE_NURSES_2025),
            back_dated(),
        )),
        Maximum::of(Role::PracticeNurseExperienced, Area::National, list!(Entry<Gbp>:
            arrs::pounds("53319", YEAR, source::PULSE_NURSES_2025),
            back_dated(),
        )),
        Maximum::of(Role::ConsultantNurse, Area::National, list!(Entry<Gbp>:
            arrs::pounds("102683", YEAR, source::PULSE_NURSES_2025),
            back_dated(),
        )),
        Maximum::of(Role::HealthcareSupportWorker, Area::National, list!(Entry<Gbp>:
            arrs::pounds("32159", YEAR, source::PULSE_NURSES_2025),
            back_dated(),
        )),
        Maximum::of(Role::GeneralPractitioner, Area::National, list!(Entry<Gbp>:
            arrs::pounds("105882", YEAR, source::HUMBERSIDE_2025).note("of which salary £82,418"),
            back_dated(),
        )),
    )),
    reimbursements: Cow::Borrowed(list!(Reimbursement:
        Reimbursement::of_every_role(list!(Entry<Percent>: arrs::in_full(YEAR))),
        Reimbursement::of_mhp(
            list!(Entry<Percent>: arrs::by_half(YEAR, source::OCKHAM_2021)),
            MaximumIs::WholeCost
        ),
    )),
    mhp_full: Some(source::PULSE_ARRS_2024),
    // SOURCE: Nursing in Practice (March 2025): no limit on number or type of staff.
    caps: Cow::Borrowed(&[]),
    link_worker_fee: Some(series!(arrs::link_worker_fee(YEAR))),
    national: Cow::Borrowed(list!(NationalTotal:
        NationalTotal {
            amount: Gbp::constant("1700000000"),
            is: TotalIs::Provisional,
            source: source::HUMBERSIDE_2025,
            note: Some(Cow::Borrowed("almost, in April; one press line says £186m in all")),
        },
        NationalTotal {
            amount: Gbp::constant("1711000000"),
            is: TotalIs::Ceiling,
            source: source::SSLMC_ARRS_2026,
            note: Some(Cow::Borrowed("by the end of the year")),
        },
        NationalTotal {
            amount: Gbp::constant("186000000"),
            is: TotalIs::RingFenced,
            source: source::HUMBERSIDE_2025,
            note: Some(Cow::Borrowed(
                "for general practitioners, continued but no longer ring-fenced"
            )),
        },
    )),
};
