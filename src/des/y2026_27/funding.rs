//! Payments and additional roles in 2026/27.

use std::borrow::Cow;

use crate::{
    calendar::{ContractYear, Period, day},
    funding::{
        Component, Condition, ConditionKind, Counted, Entitlement,
        EntitlementKind::{
            CareHomePremium, CoreFunding, EnhancedAccess, NetworkParticipation,
            PracticeGpReimbursement,
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

const YEAR: Period = ContractYear::Y2026_27.period();

pub(super) const TERMS: Terms = Terms { entitlements: Cow::Borrowed(ENTITLEMENTS), arrs: ARRS };

/// Why core funding has no figure.
const NOT_CONFIRMED: &str = "one program shows a figure and calls it its own estimate; the other \
                             payments rose by different shares, so it cannot be worked out";

const ENTITLEMENTS: &[Entitlement] = list!(Entitlement:
    Entitlement::monthly(CoreFunding, YEAR, 12, list!(Component:
        Component::of(Counted::Registered, series!(
            Entry::not_published(YEAR, source::NHSE_SPEC_2026).note(NOT_CONFIRMED)
        )),
        Component::of(Counted::Adjusted, series!(
            Entry::not_published(YEAR, source::NHSE_SPEC_2026).note(NOT_CONFIRMED)
        )),
    )),
    Entitlement::monthly(EnhancedAccess, YEAR, 12, list!(Component:
        Component::of(Counted::Adjusted, series!(
            Entry::constant(Adjusted(Rate::constant("8.903")), YEAR, source::SPLIT_CALCULATOR_2026)
                .known_from(day(2026, 3, 26))
        ))
    )),
    Entitlement::monthly(CareHomePremium, YEAR, 12, list!(Component:
        Component::of(Counted::Beds, series!(
            Entry::constant(Bed(Rate::constant("133.16")), YEAR, source::PRACTICE_GAME_2026)
        ))
    ))
    .under(list!(Condition: Condition::of(
        ConditionKind::AlignedBeds,
        "the beds are registered with the Care Quality Commission as care home with or \
         without nursing, in homes aligned to the network, and brought up to date each month",
        source::PCSE
    ))),
    Entitlement::monthly(NetworkParticipation, YEAR, 12, list!(Component:
        Component::of(Counted::Weighted, series!(
            Entry::constant(Weighted(Rate::constant("1.761")), YEAR, source::PRACTICE_GAME_2026)
                .conflict(list!(Reading<Price>: Reading {
                    value: Registered(Rate::constant("1.761")),
                    source: source::SPLIT_CALCULATOR_2026,
                    note: Some(Cow::Borrowed("the program multiplies by the registered list")),
                }))
        ))
    )).paid_to_practices(),
    Entitlement::monthly(PracticeGpReimbursement, YEAR, 12, list!(Component:
        Component::of(Counted::Registered, series!(
            Entry::constant(Registered(Rate::constant("4.57")), YEAR, source::PRACTICE_GAME_2026).note(
                "at most £78.41 for each hour of a general practitioner; the source says each \
                 patient, and registered patients are taken"
            )
        ))
    ))
    .paid_to_practices()
    .falls_due(Frequency::OnClaim)
    .with_national("292000000", source::HCL_2026),
);

const ARRS: arrs::Terms = arrs::Terms {
    year: YEAR,
    per_head: Cow::Borrowed(list!(PerHead: PerHead {
        rate: series!(
            Entry::constant(Rate::constant("27.668"), YEAR, source::PRACTICE_GAME_2026)
                .note("one program that cites the specification; no second source")
        ),
        reference: None,
        ring_fenced_for: None,
    })),
    maxima: Cow::Borrowed(list!(Maximum:
        Maximum::of(Role::GeneralPractitioner, Area::National, list!(Entry<Gbp>:
            Entry::not_published(YEAR, source::HCL_2026)
                .note(
                    "rises to the top of the salaried general practitioner's pay range with \
                     on-costs; no amount found"
                ),
        )),
        Maximum::of(Role::MentalHealthPractitionerAdult, Area::National, list!(Entry<Gbp>:
            Entry::not_published(YEAR, source::HARESIGN_2026)
                .note(
                    "tables by band exist, one of half and one of full amounts; no figures readable"
                ),
        )),
        Maximum::of(Role::MentalHealthPractitionerCyp, Area::National, list!(Entry<Gbp>:
            Entry::not_published(YEAR, source::HARESIGN_2026)
                .note(
                    "tables by band exist, one of half and one of full amounts; no figures readable"
                ),
        )),
    )),
    reimbursements: Cow::Borrowed(list!(Reimbursement:
        Reimbursement::of_every_role(list!(Entry<Percent>: arrs::in_full(YEAR))),
        Reimbursement::of_mhp(
            list!(Entry<Percent>: arrs::by_half(YEAR, source::HARESIGN_2026)),
            MaximumIs::ReimbursedPart
        ),
    )),
    mhp_full: Some(source::HARESIGN_2026),
    // SOURCE: Healthcare Leader (2026): as in 2025/26, no limit on number or type of staff.
    caps: Cow::Borrowed(&[]),
    link_worker_fee: Some(series!(arrs::link_worker_fee(YEAR))),
    national: Cow::Borrowed(list!(NationalTotal: NationalTotal {
        amount: Gbp::constant("1754000000"),
        is: TotalIs::Provisional,
        source: source::SSLMC_ARRS_2026,
        note: None,
    })),
};
