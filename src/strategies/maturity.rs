use proptest::{
    collection::{btree_set, vec},
    option,
    prelude::*,
    sample::{select, subsequence},
};

use super::{date, id, pcn_code, text};
use crate::maturity::{
    Assessed, Assessment, ComponentId, Journey, JourneyRecord, Level, Matrix, Method, Rating,
    Standing, SupportDomain, august_2019, draft_2018,
};

const METHODS: &[Method] = &[Method::SelfAssessed, Method::Facilitated, Method::SystemReview];

/// A rating of a component, at a level that the matrix has, citing criteria of that component.
fn rating(matrix: &'static Matrix, component: ComponentId) -> impl Strategy<Value = Rating> {
    let reached = |level: &Level| [Standing::At(*level), Standing::Partly(*level)];
    let mut levels: Vec<Standing> = matrix.levels().iter().flat_map(reached).collect();
    levels.push(Standing::NotYet);
    (select(levels), option::of(text()), option::of(text())).prop_map(
        move |(level, evidence, next_step)| Rating {
            evidence,
            next_step,
            ..Rating::new(component.clone(), level)
        },
    )
}

fn assessment_with(matrix: &'static Matrix) -> impl Strategy<Value = Assessment> {
    let parts = matrix.parts();
    let all = parts.len();
    let ratings = subsequence(parts, 0..=all).prop_flat_map(move |parts| {
        parts.into_iter().map(|part| rating(matrix, part)).collect::<Vec<_>>()
    });
    (
        option::of(id()),
        date(),
        text(),
        select(METHODS),
        ratings,
        btree_set(select(SupportDomain::ALL.as_slice()), 0..3),
    )
        .prop_map(move |(id, assessed_on, assessed_by, how, ratings, support_wanted)| {
            Assessment {
                id,
                version: matrix.id().clone(),
                assessed_on,
                assessed_by,
                how,
                ratings,
                support_wanted,
                design: std::collections::BTreeSet::new(),
            }
        })
}

/// Assessments against one of the two national versions of the matrix: some or all of its
/// components, at levels that it has.
pub fn assessment() -> impl Strategy<Value = Assessment> {
    prop_oneof![assessment_with(august_2019()), assessment_with(draft_2018())]
}

/// The assessments of a network or a group of networks, in order of their days.
pub fn journey() -> impl Strategy<Value = Journey> {
    let group = (text(), btree_set(pcn_code(), 0..4))
        .prop_map(|(name, networks)| Assessed::Group { name, networks });
    let of = prop_oneof![pcn_code().prop_map(Assessed::Network), group];
    (of, vec(assessment(), 0..4)).prop_filter_map("a journey", |(of, assessments)| {
        let record = JourneyRecord { of, local_versions: Vec::new(), assessments };
        Journey::try_new(record).ok()
    })
}
