use proptest::{
    collection::{btree_set, vec},
    option,
    prelude::*,
    sample::{select, subsequence},
};

use super::{date, id, pcn_code, text};
use crate::{
    citation::{Citation, Evidence, Source},
    maturity::{
        Assessed, Assessment, Component, ComponentId, Journey, JourneyRecord, Level, LocalMatrix,
        Matrix, Method, Rating, Standing, SupportDomain, VersionId, august_2019, draft_2018,
    },
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

/// A system's own version of the matrix: some or all levels of a national one, with its components
/// or with others.
///
/// # Examples
///
/// ```
/// use pcn::strategies::local_matrix;
/// use proptest::prelude::*;
///
/// proptest!(|(local in local_matrix())| {
///     let matrix = local.build()?;
///     prop_assert_eq!(matrix.id(), &local.id);
/// });
/// # Ok::<(), pcn::maturity::MaturityError>(())
/// ```
pub fn local_matrix() -> impl Strategy<Value = LocalMatrix> {
    let component = |id: ComponentId| {
        (text(), vec(text(), 0..2)).prop_map(move |(title, aliases)| Component {
            id: id.clone(),
            title,
            aliases: aliases.into(),
        })
    };
    let keys = ["estates", "digital", "integrating_care", "workforce_2"];
    let keys: Vec<ComponentId> = keys.iter().filter_map(|key| key.parse().ok()).collect();
    let all = keys.len();
    let components = subsequence(keys, 1..=all)
        .prop_flat_map(move |keys| keys.into_iter().map(component).collect::<Vec<_>>());
    let levels = subsequence(Level::ALL.to_vec(), 1..=Level::ALL.len());
    let base = select(vec![VersionId::AUGUST_2019, VersionId::DRAFT_2018]);
    let id = select(vec![VersionId::constant("downland_2020"), VersionId::constant("dale_tool")]);
    let evidence = select(vec![Evidence::Official, Evidence::Secondary, Evidence::Unconfirmed]);
    let parts = (
        (id, base, evidence),
        (text(), text()),
        option::of(date()),
        option::of(levels),
        option::of(components),
    );
    parts.prop_map(|((id, based_on, evidence), (title, system), issued, levels, components)| {
        LocalMatrix {
            id,
            title,
            system,
            based_on,
            issued,
            levels,
            components,
            criteria: None,
            source: Source::constant(Citation::constant("made up for a test"), evidence),
        }
    })
}

/// Local versions of the matrix that cannot be built, each with the path of what is wrong.
///
/// # Examples
///
/// ```
/// use pcn::strategies::near_miss_local_matrix;
/// use proptest::prelude::*;
///
/// proptest!(|((local, path) in near_miss_local_matrix())| {
///     prop_assert_eq!(local.build().unwrap_err().path(), path);
/// });
/// ```
pub fn near_miss_local_matrix() -> impl Strategy<Value = (LocalMatrix, &'static str)> {
    type Miss = fn(&mut LocalMatrix);
    const MISSES: &[(&str, Miss)] = &[
        ("id", |local| local.id = VersionId::AUGUST_2019),
        ("based_on", |local| local.based_on = VersionId::constant("downland_2019")),
        ("levels", |local| local.levels = Some(Vec::new())),
        ("levels[1]", |local| local.levels = Some(vec![Level::Step1, Level::Foundation])),
        ("components[1].id", |local| {
            let id = ComponentId::constant("estates");
            let component = Component { id, title: "Estates".into(), aliases: Vec::new().into() };
            local.components = Some(vec![component.clone(), component]);
        }),
    ];
    (local_matrix(), select(MISSES)).prop_map(|(mut local, (path, miss))| {
        miss(&mut local);
        (local, path)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    proptest! {
        #[test]
        fn local_versions_build_and_near_misses_do_not(
            sound in local_matrix(), (miss, path) in near_miss_local_matrix(),
        ) {
            prop_assert!(sound.build().is_ok());
            prop_assert_eq!(miss.build().unwrap_err().path(), path);
        }
    }
}
