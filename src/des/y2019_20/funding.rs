//! Payments and additional roles in 2019/20.

use std::borrow::Cow;

use crate::{
    calendar::{ContractYear, Period, day},
    funding::{
        Component, Counted, Entitlement,
        EntitlementKind::{ClinicalDirector, CoreFunding, ExtendedHours, NetworkParticipation},
        Price::{self, Registered, Weighted},
        Terms, arrs,
        arrs::{
            Area, Cap, CapCounts, Maximum, MaximumIs, NationalTotal, Reimbursement, Role, TotalIs,
        },
        list, series, source,
    },
    quantity::{Gbp, Percent, Rate},
    series::{Entry, Figure, Reading},
};

const YEAR: Period = ContractYear::Y2019_20.period();
/// The obligations of the DES began on 1 July 2019.
const FROM_JULY: Period = Period::constant(day(2019, 7, 1), day(2020, 4, 1));

pub(super) const TERMS: Terms = Terms { entitlements: Cow::Borrowed(ENTITLEMENTS), arrs: ARRS };

const ENTITLEMENTS: &[Entitlement] = list!(Entitlement:
    Entitlement::monthly(CoreFunding, YEAR, 12, list!(Component:
        Component::of(Counted::Registered, series!(
            Entry::constant(Registered(Rate::constant("1.50")), YEAR, source::BW_MEDICAL).note(
                "first paid at the end of July 2019 and back-dated to April, then monthly in arrears"
            )
        )).taken(day(2019, 1, 1))
    )),
    Entitlement::monthly(ClinicalDirector, FROM_JULY, 12, list!(Component:
        Component::of(Counted::Registered, series!(
            Entry::constant(Registered(Rate::constant("0.687")), FROM_JULY, source::RBP_GUIDE)
                .conflict(list!(Reading<Price>: Reading {
                    value: Registered(Rate::constant("0.514")),
                    source: source::RECOLLECTION,
                    note: Some(Cow::Borrowed("for the nine months from July, not a year")),
                }))
                .note("the source does not say so, but the rate reads as that of a full year")
        ))
    )),
    Entitlement::monthly(ExtendedHours, FROM_JULY, 12, list!(Component:
        Component::of(Counted::Registered, series!(
            Entry::constant(Registered(Rate::constant("1.45")), FROM_JULY, source::RBP_GUIDE)
                .conflict(list!(Reading<Price>: Reading {
                    value: Registered(Rate::constant("1.099")),
                    source: source::RECOLLECTION,
                    note: Some(Cow::Borrowed("for the nine months from July, not a year")),
                }))
                .note("the rate of a full year, from 1 July 2019; about 12p a month")
        ))
    )),
    Entitlement::monthly(NetworkParticipation, YEAR, 12, list!(Component:
        Component::of(Counted::Weighted, series!(
            Entry::constant(Weighted(Rate::constant("1.76")), YEAR, source::RBP_GUIDE).note(
                "the source says each patient; later years say weighted patients; back-dated to \
                 April"
            )
        ))
    )).paid_to_practices(),
);

const ARRS: arrs::Terms = arrs::Terms {
    year: YEAR,
    // Paid role by role in this year, without a sum for each patient.
    per_head: Cow::Borrowed(&[]),
    maxima: Cow::Borrowed(list!(Maximum:
        Maximum {
            role: Role::ClinicalPharmacist,
            band: None,
            area: Area::National,
            amount: series!(
                Entry::constant(Gbp::constant("37810"), FROM_JULY, source::PJ_CONTRACT_2020)
                    .conflict(list!(Reading<Gbp>: Reading {
                        value: Gbp::constant("37819"),
                        source: source::PJ_CONTRACT_2020,
                        note: Some(Cow::Borrowed(
                            "in the summary of the same article, against its own text"
                        )),
                    }))
                    .note("the reimbursed 70% already")
            ),
        },
        Maximum {
            role: Role::SocialPrescribingLinkWorker,
            band: None,
            area: Area::National,
            amount: series!(
                Entry::constant(Gbp::constant("34113"), FROM_JULY, source::PJ_TECHNICIANS_2020)
            ),
        },
    )),
    reimbursements: Cow::Borrowed(list!(Reimbursement:
        Reimbursement {
            roles: Cow::Borrowed(&[Role::ClinicalPharmacist]),
            percent: series!(
                Entry::constant(Percent::constant("70"), FROM_JULY, source::MIP_EXPLAINER).note(
                    "from 17 February 2020 commissioners could use unspent sums to reimburse new \
                     appointments in full, says the Pharmaceutical Journal (2020)"
                )
            ),
            maximum_is: MaximumIs::ReimbursedPart,
        },
        Reimbursement {
            roles: Cow::Borrowed(&[Role::SocialPrescribingLinkWorker]),
            percent: series!(
                Entry::constant(Percent::constant("100"), FROM_JULY, source::WESSEX_WORKFORCE)
            ),
            maximum_is: MaximumIs::WholeCost,
        },
    )),
    mhp_full: None,
    caps: Cow::Borrowed(list!(Cap:
        Cap {
            roles: Cow::Borrowed(&[Role::ClinicalPharmacist]),
            counts: CapCounts::Individuals,
            below_100000: Figure::Published(1),
            from_100000: Figure::Published(2),
            in_force: FROM_JULY,
            source: source::PJ_CONTRACT_2020,
            note: Some(Cow::Borrowed(
                "stated as what is expected: at least one, and two above 100,000"
            )),
        },
        Cap {
            roles: Cow::Borrowed(&[Role::SocialPrescribingLinkWorker]),
            counts: CapCounts::Individuals,
            below_100000: Figure::Published(1),
            from_100000: Figure::NotPublished,
            in_force: FROM_JULY,
            source: source::WESSEX_ARRS,
            note: None,
        },
    )),
    link_worker_fee: Some(series!(
        Entry::constant(
            Gbp::constant("200"),
            Period::constant(day(2019, 11, 1), day(2020, 4, 1)),
            source::WESSEX_WORKFORCE
        )
        .note("agreed in November 2019, the day is not stated; within the role's maximum")
    )),
    national: Cow::Borrowed(list!(NationalTotal: NationalTotal {
        amount: Gbp::constant("110000000"),
        is: TotalIs::Unclear,
        source: source::ARC_WEST,
        note: Some(Cow::Borrowed("about; the source calls it spending")),
    })),
};
