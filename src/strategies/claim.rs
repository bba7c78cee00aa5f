use proptest::{collection::vec, option, prelude::*, sample::select};

use super::{beds, date, gbp, patients_on, percent, period, practice_code, text, wte};
use crate::{
    des,
    funding::{
        BedsOn, ConditionKind, Counts, Declaration, EntitlementKind, Facts, Judgement, Member,
        Populations, Question, Statement,
        arrs::{
            Area, Band, BaselineException, ClaimBasis, ClaimFacts, Cost, DayCount, Eligibility,
            MhpFunding, MonthClaim, Post, Role, YearClaim,
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

/// What a network claims for in a month, in any year that the crate holds.
///
/// # Examples
///
/// ```
/// use pcn::{funding::arrs::ClaimFacts, strategies::claim_facts};
/// use proptest::prelude::*;
///
/// proptest!(|(facts in claim_facts())| {
///     let text = serde_json::to_string(&facts).unwrap();
///     prop_assert_eq!(serde_json::from_str::<ClaimFacts>(&text).unwrap(), facts);
/// });
/// ```
pub fn claim_facts() -> impl Strategy<Value = ClaimFacts> {
    let months = 0_u32..12;
    (select(des::years()), months, vec(post().boxed(), 0..6), claim_basis()).prop_filter_map(
        "a month",
        |(year, later, posts, basis)| {
            let month = year.year.first_day().checked_add_months(chrono::Months::new(later))?;
            Some(ClaimFacts { year: year.year, month, basis, posts })
        },
    )
}

/// A month's claim for up to six posts, in any year that the crate holds.
///
/// # Examples
///
/// ```
/// use pcn::{quantity::Gbp, strategies::month_claim};
/// use proptest::prelude::*;
///
/// proptest!(ProptestConfig::with_cases(16), |(claim in month_claim())| {
///     let lines: Gbp = claim.lines.iter().filter_map(|line| line.claimable).sum();
///     prop_assert_eq!(lines, claim.total);
/// });
/// ```
pub fn month_claim() -> impl Strategy<Value = MonthClaim> {
    claim_facts().prop_filter_map("a month", |facts| {
        let terms = &des::year(facts.year)?.funding.arrs;
        terms.claim_month(&facts.posts, &facts.basis, facts.month)
    })
}

/// A year's claims for up to three posts, in any year that the crate holds.
///
/// # Examples
///
/// ```
/// use pcn::strategies::year_claim;
/// use proptest::prelude::*;
///
/// proptest!(ProptestConfig::with_cases(8), |(claim in year_claim())| {
///     prop_assert_eq!(claim.months.len(), 12);
///     prop_assert!(claim.payable <= claim.total);
/// });
/// ```
pub fn year_claim() -> impl Strategy<Value = YearClaim> {
    let posts = vec(post().boxed(), 0..3);
    (select(des::years()), posts, claim_basis())
        .prop_map(|(year, posts, basis)| year.funding.arrs.claim_year(&posts, &basis))
}

/// Statements of a network's payments for a year that the crate holds.
///
/// # Examples
///
/// ```
/// use pcn::{funding::Statement, strategies::funding_statement};
/// use proptest::prelude::*;
///
/// proptest!(ProptestConfig::with_cases(16), |(statement in funding_statement())| {
///     let text = serde_json::to_string(&statement).unwrap();
///     prop_assert_eq!(serde_json::from_str::<Statement>(&text).unwrap(), statement);
/// });
/// ```
pub fn funding_statement() -> impl Strategy<Value = Statement> {
    (select(des::years()), funding_facts())
        .prop_map(|(year, facts)| year.funding.statement(&facts, &Question::of(year.year.period())))
}
