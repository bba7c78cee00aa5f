use proptest::{collection::vec, option, prelude::*, sample::select};

use super::{beds, date, gbp, patients_on, percent, period, practice_code, text, wte};
use crate::{
    funding::{
        BedsOn, ConditionKind, Counts, Declaration, EntitlementKind, Facts, Judgement, Member,
        Populations,
        arrs::{
            Area, Band, BaselineException, ClaimBasis, Cost, DayCount, Eligibility, MhpFunding,
            Post, Role,
        },
    },
    quantity::Gbp,
};

const BANDS: &[Band] = &[
    Band::B3,
    Band::B4,
    Band::B5,
    Band::UpTo5,
    Band::B6,
    Band::B7,
    Band::B7To8a,
    Band::B8a,
    Band::B8c,
];
const AREAS: &[Area] = &[Area::National, Area::OuterLondon, Area::InnerLondon];
const EXCEPTIONS: &[BaselineException] = &[
    BaselineException::ClinicalPharmacistInGeneralPractice,
    BaselineException::MedicinesOptimisationInCareHomes,
];

fn eligibility() -> impl Strategy<Value = Eligibility> {
    let answer = || option::of(any::<bool>());
    (
        answer(),
        option::of(select(EXCEPTIONS)),
        option::of(date()),
        option::of(date()),
        answer(),
        answer(),
        answer(),
    )
        .prop_map(
            |(
                in_baseline,
                baseline_exception,
                recruited_on,
                completed_training_on,
                was_substantive_gp,
                in_post_in_last_year,
                more_senior_role,
            )| Eligibility {
                in_baseline,
                baseline_exception,
                recruited_on,
                completed_training_on,
                was_substantive_gp,
                in_post_in_last_year,
                more_senior_role,
            },
        )
}

/// Posts of the additional roles reimbursement scheme, in any role, band and area, with dates in
/// order.
pub fn post() -> impl Strategy<Value = Post> {
    let pounds = || gbp().prop_filter("below zero", |pounds| *pounds >= Gbp::ZERO);
    let cost = prop_oneof![
        pounds().prop_map(Cost::Annual),
        pounds().prop_map(Cost::Monthly),
        pounds().prop_map(Cost::Paid),
    ];
    let mhp = prop_oneof![Just(MhpFunding::HalfFirst), Just(MhpFunding::FullByAgreement)];
    (
        option::of(text()),
        select(Role::ALL),
        option::of(select(BANDS)),
        select(AREAS),
        wte(),
        cost,
        option::of(date()),
        option::of(date()),
        option::of(pounds()),
        mhp,
        eligibility(),
    )
        .prop_map(
            |(
                reference,
                role,
                band,
                area,
                wte,
                cost,
                from,
                until,
                service_fee,
                mhp,
                eligibility,
            )| Post {
                reference,
                role,
                band,
                area,
                wte,
                cost,
                from,
                until: until.filter(|until| from.is_none_or(|from| from <= *until)),
                service_fee,
                mhp,
                eligibility,
            },
        )
}

/// What a claim's year sum is worked out from.
pub fn claim_basis() -> impl Strategy<Value = ClaimBasis> {
    let day_count = prop_oneof![Just(DayCount::CalendarDays), Just(DayCount::Weekdays)];
    (option::of(patients_on()), option::of(patients_on()), option::of(date()), day_count).prop_map(
        |(weighted, registered, known_on, day_count)| ClaimBasis {
            weighted,
            registered,
            known_on,
            day_count,
        },
    )
}

fn populations() -> impl Strategy<Value = Populations> {
    let beds = (beds(), date()).prop_map(|(count, on)| BedsOn { count, on });
    (
        option::of(patients_on()),
        option::of(patients_on()),
        option::of(patients_on()),
        option::of(beds),
    )
        .prop_map(|(registered, adjusted, weighted, beds)| Populations {
            registered,
            adjusted,
            weighted,
            beds,
        })
}

/// What is known of a network for its payments: populations by network or by practice, what was
/// declared and judged, what is not met.
pub fn funding_facts() -> impl Strategy<Value = Facts> {
    let member = (practice_code(), populations(), option::of(period()))
        .prop_map(|(practice, counts, during)| Member { practice, counts, during });
    let counts = prop_oneof![
        populations().prop_map(Counts::Network),
        vec(member, 0..6).prop_map(Counts::Practices),
    ];
    let kind = || select(EntitlementKind::ALL);
    let declared = (kind(), text(), date()).prop_map(|(of, part, on)| Declaration { of, part, on });
    let judged =
        (kind(), percent(), date()).prop_map(|(of, earned, on)| Judgement { of, earned, on });
    (counts, vec(declared, 0..3), vec(judged, 0..2), Just(Vec::<ConditionKind>::new()))
        .prop_map(|(counts, declared, judged, unmet)| Facts { counts, declared, judged, unmet })
}
