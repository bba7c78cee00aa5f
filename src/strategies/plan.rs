use std::collections::{BTreeMap, BTreeSet};

use proptest::{
    collection::{btree_map, btree_set, vec},
    option,
    prelude::*,
    sample::select,
};

use super::{contract_year, date, id, indicator_code, percent, text, wte};
use crate::{
    plan::{
        Aim, Amount, Brag, BragMeaning, BragReport, Cell, DataLevel, DatedAmount, Direction,
        Frequency, Goal, GoalPath, Initiative, Link, Measure, MeasureStatus, Objective, Owner,
        Plan, PlanRecord, PlanYears, PlannedYears, Target, Theme,
    },
    service::Service,
};

const LEVELS: &[DataLevel] = &[
    DataLevel::Practice,
    DataLevel::Network,
    DataLevel::Commissioner,
    DataLevel::Place,
    DataLevel::System,
];
const FREQUENCIES: &[Frequency] = &[Frequency::Monthly, Frequency::Quarterly, Frequency::Annual];

fn owner() -> impl Strategy<Value = Owner> {
    prop_oneof![text().prop_map(Owner::Post), text().prop_map(Owner::Group)]
}

fn links() -> impl Strategy<Value = BTreeSet<Link>> {
    let link = prop_oneof![
        select(Service::ALL.as_slice()).prop_map(Link::Service),
        indicator_code().prop_map(Link::Indicator),
    ];
    btree_set(link, 0..3)
}

fn planned() -> impl Strategy<Value = PlannedYears> {
    let cell = prop_oneof![Just(Cell::Yes), Just(Cell::No), Just(Cell::Unknown)];
    prop_oneof![
        btree_set(contract_year(), 0..4).prop_map(PlannedYears::Only),
        btree_map(contract_year(), cell, 0..4).prop_map(PlannedYears::Cells),
        Just(PlannedYears::Cells(BTreeMap::new())),
    ]
}

fn initiative(goals: Vec<GoalPath>) -> impl Strategy<Value = Initiative> {
    let status = select(Brag::ALL.as_slice());
    let brag = (date(), status, option::of(text())).prop_map(|(on, status, note)| BragReport {
        on,
        status,
        note,
    });
    (
        text(),
        planned(),
        vec(brag, 0..3),
        option::of(owner()),
        btree_set(select(goals), 0..3),
        links(),
        option::of(text()),
    )
        .prop_map(|(title, years, brag, owner, goals, serves, note)| Initiative {
            title,
            years,
            brag,
            owner,
            goals,
            serves,
            note,
        })
}

fn amount() -> impl Strategy<Value = Amount> {
    prop_oneof![
        percent().prop_map(Amount::Percent),
        wte().prop_map(Amount::Wte),
        (0_u64..100_000).prop_map(Amount::Count),
    ]
}

fn measure() -> impl Strategy<Value = Measure> {
    let status = prop_oneof![
        Just(MeasureStatus::Confirmed),
        option::of(date()).prop_map(|by| MeasureStatus::ToBeConfirmed { by }),
    ];
    let direction = prop_oneof![Just(Direction::AtLeast), Just(Direction::AtMost)];
    let target = (direction, amount(), option::of(date()))
        .prop_map(|(direction, amount, by)| Target { direction, amount, by });
    let value = (date(), amount()).prop_map(|(on, amount)| DatedAmount { on, amount });
    (
        select(Aim::ALL.as_slice()),
        1_u8..20,
        text(),
        status,
        option::of(select(LEVELS)),
        option::of(select(FREQUENCIES)),
        option::of(owner()),
        option::of(target),
        vec(value, 0..3),
        links(),
    )
        .prop_map(
            |(aim, number, text, status, data_level, frequency, owner, target, values, serves)| {
                Measure {
                    aim,
                    number,
                    text,
                    status,
                    data_level,
                    frequency,
                    owner,
                    target,
                    values,
                    serves,
                }
            },
        )
}

/// The goals of plans: a number each, and letters below the first.
const PATHS: &[&str] = &["1", "1.a", "1.b", "1.b.i", "2", "3", "3.a"];

/// Plans whose parts hold together: numbers are used once, goals stand below goals, and what is
/// named exists. Whether one is a good plan is for `check` to say.
pub fn plan() -> impl Strategy<Value = Plan> {
    let shape = (1_usize..=PATHS.len(), 1_u8..4).prop_flat_map(|(goals, objectives)| {
        let paths: Vec<GoalPath> =
            PATHS.iter().take(goals).filter_map(|path| path.parse().ok()).collect();
        let goal = paths.iter().map(|path| {
            (Just(*path), text(), btree_set(1..=objectives, 0..2))
                .prop_map(|(path, text, objectives)| Goal { path, text, objectives })
        });
        let goal: Vec<_> = goal.collect();
        let objective = (1..=objectives)
            .map(|number| text().prop_map(move |text| Objective { number, text }))
            .collect::<Vec<_>>();
        let themes = (1_u8..4).prop_flat_map(move |themes| {
            let paths = paths.clone();
            (1..=themes)
                .map(|number| {
                    (text(), vec(initiative(paths.clone()), 0..4))
                        .prop_map(move |(title, initiatives)| Theme { number, title, initiatives })
                })
                .collect::<Vec<_>>()
        });
        (objective, goal, themes)
    });
    let years = (contract_year(), contract_year())
        .prop_filter_map("years", |(one, two)| PlanYears::try_new(one.min(two), one.max(two)).ok());
    let measures = vec(measure(), 0..4).prop_map(|mut measures| {
        let mut taken = BTreeSet::new();
        measures.retain(|measure| taken.insert((measure.aim, measure.number)));
        measures
    });
    (option::of(id()), text(), text(), option::of(owner()), years, shape, measures).prop_filter_map(
        "a plan",
        |(id, title, place, owner, years, (objectives, goals, themes), measures)| {
            Plan::try_new(PlanRecord {
                id,
                title,
                place,
                owner,
                years,
                brag_meaning: BragMeaning::default(),
                objectives,
                goals,
                themes,
                measures,
                local_components: BTreeSet::new(),
                source: None,
                links_source: None,
            })
            .ok()
        },
    )
}
