//! Payments and additional roles in 2020/21.

use std::borrow::Cow;

use crate::{
    calendar::{ContractYear, NaiveDate, Period, day},
    funding::{
        Component, Condition, ConditionKind, Counted, Entitlement,
        EntitlementKind::{
            CareHomePremium, ClinicalDirector, ClinicalDirectorSupplement, CoreFunding,
            ExtendedHours, NetworkParticipation, PcnSupport,
        },
        Frequency,
        Price::{self, Bed, Registered, Weighted},
        Terms, arrs,
        arrs::{
            Area, Cap, CapCounts, Maximum, NationalTotal, PerHead, Reimbursement, Role, TotalIs,
        },
        list, series, source,
    },
    quantity::{self, Gbp, Percent, Rate},
    series::{Entry, Figure, Reading},
};

const YEAR: Period = ContractYear::Y2020_21.period();
const AUGUST_ON: Period = Period::constant(day(2020, 8, 1), day(2021, 4, 1));
const FIRST_HALF: Period = Period::constant(day(2020, 4, 1), day(2020, 10, 1));
const SECOND_HALF: Period = Period::constant(day(2020, 10, 1), day(2021, 4, 1));
const LAST_QUARTER: Period = Period::constant(day(2021, 1, 1), day(2021, 4, 1));
/// The day of the letter C1050, which announced the supplement of the quarter under way.
const LETTER: NaiveDate = day(2021, 2, 3);

pub(super) const TERMS: Terms = Terms { entitlements: Cow::Borrowed(ENTITLEMENTS), arrs: ARRS };

const ENTITLEMENTS: &[Entitlement] = list!(Entitlement:
    Entitlement::monthly(CoreFunding, YEAR, 12, list!(Component:
        Component::of(Counted::Registered, series!(
            Entry::constant(Registered(Rate::constant("1.50")), YEAR, source::ESSEX_LMC_2020)
        )).taken(day(2020, 1, 1))
    )),
    Entitlement::monthly(ClinicalDirector, YEAR, 12, list!(Component:
        Component::of(Counted::Registered, series!(
            Entry::constant(Registered(Rate::constant("0.722")), YEAR, source::BMA_2021)
        ))
    )),
    Entitlement::monthly(ClinicalDirectorSupplement, LAST_QUARTER, 3, list!(Component:
        Component::of(Counted::Registered, series!(
            Entry::constant(Registered(Rate::constant("0.542")), LAST_QUARTER, source::NHSE_C1050)
                .known_from(LETTER)
                .note("for the quarter; raises 0.25 to 1 whole-time equivalent; paid by hand")
        )).taken(day(2020, 1, 1))
    ))
    .falls_due(Frequency::Once)
    .under(list!(Condition: Condition::of(
        ConditionKind::CovidVaccinationService,
        "at least one core network practice takes part in the COVID vaccination enhanced service",
        source::NHSE_C1050
    )))
    .with_national("32500000", source::NHSE_C1050),
    Entitlement::monthly(ExtendedHours, YEAR, 12, list!(Component:
        Component::of(Counted::Registered, series!(
            Entry::constant(Registered(Rate::constant("1.45")), YEAR, source::ESSEX_LMC_2020)
                .conflict(list!(Reading<Price>: Reading {
                    value: Registered(Rate::constant("1.44")),
                    source: source::BMA_2021,
                    note: Some(Cow::Borrowed("£0.120 a month, on the next year's page")),
                }))
        ))
    )),
    Entitlement::monthly(CareHomePremium, AUGUST_ON, 8, list!(Component:
        Component::of(Counted::Beds, series!(
            Entry::constant(Bed(Rate::constant("60")), AUGUST_ON, source::PULSE_EHCH).note(
                "£7.50 a bed for each of eight months; the plan before the pandemic was from \
                 1 October"
            )
        ))
    )),
    Entitlement::monthly(PcnSupport, FIRST_HALF, 6, list!(Component:
        Component::of(Counted::Weighted, series!(
            Entry::constant(Weighted(Rate::constant("0.27")), FIRST_HALF, source::PULSE_2020_UPDATE)
                .note("in place of half of the deferred Investment and Impact Fund")
        ))
    ))
    .with_national("16250000", source::BMA_2020),
    Entitlement::monthly(NetworkParticipation, YEAR, 12, list!(Component:
        Component::of(Counted::Weighted, series!(
            Entry::constant(Weighted(Rate::constant("1.76")), YEAR, source::ESSEX_LMC_2020)
                .note("the source says each patient; later years say weighted patients")
        ))
    )).paid_to_practices(),
);

const ARRS: arrs::Terms = arrs::Terms {
    year: YEAR,
    per_head: Cow::Borrowed(list!(PerHead: PerHead {
        rate: series!(
            Entry::not_published(YEAR, source::BARNSLEY_LMC).conflict(
                list!(Reading<Rate<quantity::Weighted>>: Reading {
                    value: Rate::constant("7.131"),
                    source: source::RECOLLECTION,
                    note: None,
                })
            )
        ),
        reference: None,
        ring_fenced_for: None,
    })),
    maxima: Cow::Borrowed(list!(Maximum:
        Maximum::of(Role::ClinicalPharmacist, Area::National, list!(Entry<Gbp>:
            arrs::pounds("55670", YEAR, source::PJ_CONTRACT_2020),
        )),
        Maximum::of(Role::FirstContactPhysiotherapist, Area::National, list!(Entry<Gbp>:
            arrs::pounds("55670", YEAR, source::GMPCC_FCP),
        )),
        Maximum::of(Role::SocialPrescribingLinkWorker, Area::National, list!(Entry<Gbp>:
            arrs::pounds("35389", YEAR, source::GM_SOCIAL_PRESCRIBER),
        )),
        Maximum::of(Role::PharmacyTechnician, Area::National, list!(Entry<Gbp>:
            arrs::pounds("35389", YEAR, source::CD_TECHNICIANS_2020),
        )),
        Maximum::of(Role::CareCoordinator, Area::National, list!(Entry<Gbp>:
            Entry::not_published(YEAR, source::BARNSLEY_LMC)
                .conflict(list!(Reading<Gbp>: Reading {
                    value: Gbp::constant("29135"),
                    source: source::RECOLLECTION,
                    note: None,
                })),
        )),
        Maximum::of(Role::HealthAndWellbeingCoach, Area::National, list!(Entry<Gbp>:
            Entry::not_published(YEAR, source::BARNSLEY_LMC)
                .conflict(list!(Reading<Gbp>: Reading {
                    value: Gbp::constant("35389"),
                    source: source::RECOLLECTION,
                    note: None,
                })),
        )),
        Maximum::of(Role::PhysicianAssociate, Area::National, list!(Entry<Gbp>:
            Entry::not_published(YEAR, source::BARNSLEY_LMC)
                .conflict(list!(Reading<Gbp>: Reading {
                    value: Gbp::constant("53724"),
                    source: source::RECOLLECTION,
                    note: None,
                })),
        )),
        Maximum::of(Role::Dietitian, Area::National, list!(Entry<Gbp>:
            Entry::not_published(YEAR, source::BARNSLEY_LMC)
                .conflict(list!(Reading<Gbp>: Reading {
                    value: Gbp::constant("53724"),
                    source: source::RECOLLECTION,
                    note: None,
                })),
        )),
        Maximum::of(Role::Podiatrist, Area::National, list!(Entry<Gbp>:
            Entry::not_published(YEAR, source::BARNSLEY_LMC)
                .conflict(list!(Reading<Gbp>: Reading {
                    value: Gbp::constant("53724"),
                    source: source::RECOLLECTION,
                    note: None,
                })),
        )),
        Maximum::of(Role::OccupationalTherapist, Area::National, list!(Entry<Gbp>:
            Entry::not_published(YEAR, source::BARNSLEY_LMC)
                .conflict(list!(Reading<Gbp>: Reading {
                    value: Gbp::constant("53724"),
                    source: source::RECOLLECTION,
                    note: None,
                })),
        )),
        Maximum::of(Role::NursingAssociate, Area::National, list!(Entry<Gbp>:
            arrs::pounds("29135", SECOND_HALF, source::BMA_2020),
        )),
        Maximum::of(Role::TraineeNursingAssociate, Area::National, list!(Entry<Gbp>:
            arrs::pounds("25671", SECOND_HALF, source::BMA_2020),
        )),
    )),
    reimbursements: Cow::Borrowed(list!(Reimbursement:
        Reimbursement::of_every_role(list!(Entry<Percent>: arrs::in_full(YEAR)))
    )),
    mhp_full: None,
    caps: Cow::Borrowed(list!(Cap:
        Cap {
            roles: Cow::Borrowed(&[Role::PharmacyTechnician]),
            counts: CapCounts::Individuals,
            below_100000: Figure::Published(1),
            from_100000: Figure::Published(2),
            in_force: YEAR,
            source: source::PORTAL,
            note: Some(Cow::Borrowed(
                "the commissioner could lift the limit where local supply allowed"
            )),
        },
        Cap {
            roles: Cow::Borrowed(&[Role::FirstContactPhysiotherapist]),
            counts: CapCounts::Wte,
            below_100000: Figure::Published(1),
            from_100000: Figure::Published(2),
            in_force: YEAR,
            source: source::PORTAL,
            note: None,
        },
    )),
    link_worker_fee: Some(series!(arrs::link_worker_fee(YEAR))),
    national: Cow::Borrowed(list!(NationalTotal:
        NationalTotal {
            amount: Gbp::constant("430000000"),
            is: TotalIs::Ceiling,
            source: source::BARNSLEY_LMC,
            note: None,
        },
        NationalTotal {
            amount: Gbp::constant("257000000"),
            is: TotalIs::Planned,
            source: source::BARNSLEY_LMC,
            note: Some(Cow::Borrowed("before the update of February 2020")),
        },
    )),
};
