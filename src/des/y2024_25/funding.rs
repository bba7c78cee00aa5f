//! Payments and additional roles in 2024/25.

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
        arrs::{
            Area, Cap, CapCounts, Maximum, MaximumIs, NationalTotal, PerHead, Reimbursement, Role,
            TotalIs,
        },
        list, series, source,
    },
    quantity::{Gbp, Percent, Rate},
    series::{Entry, Figure, Reading},
};

const YEAR: Period = ContractYear::Y2024_25.period();
const FIRST_HALF: Period = Period::constant(day(2024, 4, 1), day(2024, 10, 1));
const SECOND_HALF: Period = Period::constant(day(2024, 10, 1), day(2025, 4, 1));
// SOURCE: Pulse, PCN DES requirements merged under new contract released today.
/// The contract documents came out on this day.
const PUBLISHED: NaiveDate = day(2024, 3, 28);

pub(super) const TERMS: Terms = Terms { entitlements: Cow::Borrowed(ENTITLEMENTS), arrs: ARRS };

const ENTITLEMENTS: &[Entitlement] = list!(Entitlement:
    Entitlement::monthly(CoreFunding, YEAR, 12, list!(Component:
        Component::of(Counted::Registered, series!(
            Entry::constant(Registered(Rate::constant("2.218")), YEAR, source::ENTITLEMENTS_2024)
                .known_from(PUBLISHED)
                .note(
                    "with 0.698 for each adjusted patient the published £2.916: core funding, \
                     clinical director and leadership and management in one"
                )
        )).taken(day(2024, 1, 1)),
        Component::of(Counted::Adjusted, series!(
            Entry::constant(Adjusted(Rate::constant("0.698")), YEAR, source::ENTITLEMENTS_2024)
                .known_from(PUBLISHED)
        )).taken(day(2024, 1, 1)),
    ))
    .with_national("183000000", source::IMPROVEMENT_2024),
    Entitlement::monthly(EnhancedAccess, YEAR, 12, list!(Component:
        Component::of(Counted::Adjusted, series!(
            Entry::constant(Adjusted(Rate::constant("7.674")), YEAR, source::ENTITLEMENTS_2024)
                .known_from(PUBLISHED)
        )).taken(day(2024, 1, 1))
    )),
    Entitlement::monthly(CareHomePremium, YEAR, 12, list!(Component:
        Component::of(Counted::Beds, series!(
            Entry::constant(Bed(Rate::constant("120")), YEAR, source::ENTITLEMENTS_2024)
                .note("£10 a bed a month, on beds brought up to date each month")
        ))
    ))
    .under(list!(Condition:
        Condition::of(
            ConditionKind::ResidentsCoded,
            "residents are coded as living in a nursing home, a residential home or a care home, \
             to the commissioner's satisfaction",
            source::ENTITLEMENTS_2024
        )
        .coded(list!(Cow<'static, str>:
            Cow::Borrowed("160734000"),
            Cow::Borrowed("394923006"),
            Cow::Borrowed("248171000000108"),
        )),
        Condition::of(
            ConditionKind::AlignedBeds,
            "the beds are registered with the Care Quality Commission as care home with or \
         without nursing, in homes aligned to the network, and brought up to date each month",
            source::PCSE
        ),
    )),
    Entitlement::monthly(CapacityAndAccessSupport, YEAR, 12, list!(Component:
        Component::of(Counted::Adjusted, series!(
            Entry::constant(Adjusted(Rate::constant("3.248")), YEAR, source::PULSE_FLAT_2024).note(
                "the source calls it capacity and access payments; 70% of £292m over the adjusted \
                 population of England shows that it is the support part"
            )
        ))
    ))
    // SOURCE: 70% of the £292m stated.
    .with_national("204400000", source::derived(source::IMPROVEMENT_2024)),
    Entitlement::monthly(CapacityAndAccessImprovement, YEAR, 12, list!(Component:
        Component::of(Counted::Adjusted, series!(
            Entry::not_published(YEAR, source::IMPROVEMENT_2024).conflict(list!(Reading<Price>:
                Reading {
                    value: Adjusted(Rate::constant("1.392")),
                    source: source::GM_FOI_2025,
                    note: Some(Cow::Borrowed(
                        "3.248 × 3 / 7; Greater Manchester's £4,838,147.33 beside £11,290,226.15 \
                         of support gives the same to a tenth of a penny"
                    )),
                }
            ))
        ))
    ))
    .falls_due(Frequency::OnDeclaration)
    .in_parts(list!(EarnedPart:
        EarnedPart::of("better_digital_telephony", 1, 3, source::IMPROVEMENT_2024),
        EarnedPart::of("simpler_online_requests", 1, 3, source::IMPROVEMENT_2024),
        EarnedPart::of("faster_care_navigation_assessment_and_response", 1, 3, source::IMPROVEMENT_2024),
    ))
    .under(list!(Condition: Condition::of(
        ConditionKind::Declaration,
        "the clinical director declares that all practices meet the part, by 31 March 2025; the \
         full year's amount is due even if late",
        source::IMPROVEMENT_DECLARED
    )))
    // SOURCE: 30% of the £292m stated.
    .with_national("87600000", source::derived(source::IMPROVEMENT_2024)),
    Entitlement::monthly(NetworkParticipation, YEAR, 12, list!(Component:
        Component::of(Counted::Weighted, series!(
            Entry::constant(Weighted(Rate::constant("1.76")), YEAR, source::BMA_SAFE_WORKING)
                .note("the source says each patient")
        ))
    )).paid_to_practices(),
);

const ARRS: arrs::Terms = arrs::Terms {
    year: YEAR,
    per_head: Cow::Borrowed(list!(PerHead:
        PerHead {
            rate: series!(
                Entry::constant(Rate::constant("22.894"), YEAR, source::PULSE_CLAIM_MORE_2024)
            ),
            reference: Some(day(2024, 1, 1)),
            ring_fenced_for: None,
        },
        PerHead {
            rate: series!(
                Entry::constant(Rate::constant("1.303"), SECOND_HALF, source::PULSE_CLAIM_MORE_2024)
            ),
            reference: Some(day(2024, 1, 1)),
            ring_fenced_for: Some(Role::GeneralPractitioner),
        },
    )),
    maxima: Cow::Borrowed(list!(Maximum:
        Maximum::of(Role::ClinicalPharmacist, Area::National, list!(Entry<Gbp>:
            arrs::pounds("62340", FIRST_HALF, source::derived(source::PHARMACIST_OCT_2024))
                .note(
                    "the rate of 1 July 2023: the October rate is stated as 5.6% above what had \
                     held since 2023, and 65,838 / 62,340 = 1.0561"
                ),
            arrs::pounds("65838", SECOND_HALF, source::PHARMACIST_OCT_2024),
        )),
        Maximum::of(Role::ClinicalPharmacist, Area::OuterLondon, list!(Entry<Gbp>:
            arrs::pounds("73189", SECOND_HALF, source::PHARMACIST_OCT_2024),
        )),
        Maximum::of(Role::ClinicalPharmacist, Area::InnerLondon, list!(Entry<Gbp>:
            arrs::pounds("76313", SECOND_HALF, source::PHARMACIST_OCT_2024),
        )),
        Maximum::of(Role::FirstContactPhysiotherapist, Area::National, list!(Entry<Gbp>:
            Entry::not_published(FIRST_HALF, source::PHARMACIST_OCT_2024)
                .conflict(list!(Reading<Gbp>: Reading {
                    value: Gbp::constant("62340"),
                    source: source::RECOLLECTION,
                    note: Some(Cow::Borrowed("the rate of 1 July 2023, carried on")),
                })),
            Entry::not_published(SECOND_HALF, source::PHARMACIST_OCT_2024)
                .note("all maxima rose on 1 October 2024"),
        )),
        Maximum::of(Role::SocialPrescribingLinkWorker, Area::National, list!(Entry<Gbp>:
            Entry::not_published(FIRST_HALF, source::PHARMACIST_OCT_2024)
                .conflict(list!(Reading<Gbp>: Reading {
                    value: Gbp::constant("40159"),
                    source: source::RECOLLECTION,
                    note: Some(Cow::Borrowed("the rate of 1 July 2023, carried on")),
                })),
            Entry::not_published(SECOND_HALF, source::PHARMACIST_OCT_2024)
                .note("all maxima rose on 1 October 2024"),
        )),
        Maximum::of(Role::PharmacyTechnician, Area::National, list!(Entry<Gbp>:
            arrs::pounds("40159", FIRST_HALF, source::derived(source::PHARMACIST_OCT_2024))
                .note(
                    "the rate of 1 July 2023: the October rate is stated as 5.7% above it, and \
                     42,437 / 40,159 = 1.0567"
                ),
            arrs::pounds("42437", SECOND_HALF, source::PHARMACIST_OCT_2024),
        )),
        Maximum::of(Role::PharmacyTechnician, Area::OuterLondon, list!(Entry<Gbp>:
            arrs::pounds("48991", SECOND_HALF, source::PHARMACIST_OCT_2024),
        )),
        Maximum::of(Role::PharmacyTechnician, Area::InnerLondon, list!(Entry<Gbp>:
            arrs::pounds("51176", SECOND_HALF, source::PHARMACIST_OCT_2024),
        )),
        Maximum::of(Role::CareCoordinator, Area::National, list!(Entry<Gbp>:
            Entry::not_published(FIRST_HALF, source::PHARMACIST_OCT_2024)
                .conflict(list!(Reading<Gbp>: Reading {
                    value: Gbp::constant("33396"),
                    source: source::RECOLLECTION,
                    note: Some(Cow::Borrowed("the rate of 1 July 2023, carried on")),
                })),
            Entry::not_published(SECOND_HALF, source::PHARMACIST_OCT_2024)
                .note("all maxima rose on 1 October 2024"),
        )),
        Maximum::of(Role::AdvancedPractitioner, Area::National, list!(Entry<Gbp>:
            Entry::not_published(FIRST_HALF, source::PHARMACIST_OCT_2024),
            arrs::pounds("72141", SECOND_HALF, source::PHARMACIST_OCT_2024),
        )),
        Maximum::of(Role::AdvancedPractitioner, Area::OuterLondon, list!(Entry<Gbp>:
            arrs::pounds("79492", SECOND_HALF, source::PHARMACIST_OCT_2024),
        )),
        Maximum::of(Role::AdvancedPractitioner, Area::InnerLondon, list!(Entry<Gbp>:
            arrs::pounds("82616", SECOND_HALF, source::PHARMACIST_OCT_2024),
        )),
        Maximum::of(Role::EnhancedPracticeNurse, Area::National, list!(Entry<Gbp>:
            arrs::pounds("60401", FIRST_HALF, source::MIP_EPN),
            Entry::not_published(SECOND_HALF, source::PHARMACIST_OCT_2024)
                .note("all maxima rose on 1 October 2024"),
        )),
        Maximum::of(Role::EnhancedPracticeNurse, Area::OuterLondon, list!(Entry<Gbp>:
            arrs::pounds("67369", FIRST_HALF, source::MIP_EPN),
            Entry::not_published(SECOND_HALF, source::PHARMACIST_OCT_2024)
                .note("all maxima rose on 1 October 2024"),
        )),
        Maximum::of(Role::EnhancedPracticeNurse, Area::InnerLondon, list!(Entry<Gbp>:
            arrs::pounds("70330", FIRST_HALF, source::MIP_EPN),
            Entry::not_published(SECOND_HALF, source::PHARMACIST_OCT_2024)
                .note("all maxima rose on 1 October 2024"),
        )),
        Maximum::of(Role::GeneralPractitioner, Area::National, list!(Entry<Gbp>:
            arrs::pounds("92462", SECOND_HALF, source::PULSE_CLAIM_MORE_2024),
        )),
        Maximum::of(Role::GeneralPractitioner, Area::OuterLondon, list!(Entry<Gbp>:
            arrs::pounds("95233", SECOND_HALF, source::PULSE_CLAIM_MORE_2024)
                .note("one rate for all London"),
        )),
        Maximum::of(Role::GeneralPractitioner, Area::InnerLondon, list!(Entry<Gbp>:
            arrs::pounds("95233", SECOND_HALF, source::PULSE_CLAIM_MORE_2024)
                .note("one rate for all London"),
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
    caps: Cow::Borrowed(list!(Cap: Cap {
        roles: Cow::Borrowed(&[Role::EnhancedPracticeNurse]),
        counts: CapCounts::Individuals,
        below_100000: Figure::Published(1),
        from_100000: Figure::Published(2),
        in_force: YEAR,
        source: source::MIP_EPN,
        note: Some(Cow::Borrowed("limits on other direct patient care roles removed")),
    })),
    link_worker_fee: Some(series!(arrs::link_worker_fee(YEAR))),
    national: Cow::Borrowed(list!(NationalTotal:
        NationalTotal {
            amount: Gbp::constant("1400000000"),
            is: TotalIs::Ceiling,
            source: source::PULSE_GP_POT,
            note: Some(Cow::Borrowed("about")),
        },
        NationalTotal {
            amount: Gbp::constant("82000000"),
            is: TotalIs::RingFenced,
            source: source::PULSE_GP_POT,
            note: Some(Cow::Borrowed("for general practitioners, October 2024 to March 2025")),
        },
    )),
};
