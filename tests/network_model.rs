//! The register against a naive model: random joins, leaves, moves, mergers and closures.

use std::collections::{BTreeMap, BTreeSet};

use pcn::{
    calendar::{NaiveDate, Period, day},
    code::{PcnCode, PracticeCode},
    network::{Change, ChangeError, Membership, Pcn, Placement, Practice, Register},
    quantity::{Patients, PatientsOn},
};
use proptest::prelude::*;

const START: NaiveDate = day(2019, 10, 1);
const PRACTICES: usize = 6;
const NETWORKS: usize = 3;
const DAYS: u64 = 60;

fn practice(at: usize) -> PracticeCode {
    format!("A8100{at}").parse().unwrap()
}

fn network(at: usize) -> PcnCode {
    format!("U0000{at}").parse().unwrap()
}

fn date(offset: u64) -> NaiveDate {
    START + chrono::Days::new(offset)
}

fn patients(at: usize) -> u32 {
    1_000 + 37 * at as u32
}

/// Who is where on each day, written out day by day.
#[derive(Clone, Debug, PartialEq)]
struct Model {
    members: Vec<BTreeMap<PracticeCode, BTreeSet<PcnCode>>>,
    open: Vec<BTreeSet<PcnCode>>,
    lists: Vec<BTreeMap<PracticeCode, u32>>,
}

impl Model {
    fn new() -> Self {
        let day = (0..PRACTICES).map(|at| (practice(at), [network(at % NETWORKS)].into()));
        Self {
            members: vec![day.collect(); DAYS as usize],
            open: vec![(0..NETWORKS).map(network).collect(); DAYS as usize],
            lists: vec![
                (0..PRACTICES).map(|at| (practice(at), patients(at))).collect();
                DAYS as usize
            ],
        }
    }

    fn apply(&mut self, change: Change) {
        let on = match change {
            Change::Joins { on, .. }
            | Change::Leaves { on, .. }
            | Change::Moves { on, .. }
            | Change::MergesInto { on, .. }
            | Change::Closes { on, .. }
            | Change::NetworksMerge { on, .. } => on,
            _ => unreachable!(),
        };
        let from = on.signed_duration_since(START).num_days() as usize;
        for at in from..DAYS as usize {
            let members = &mut self.members[at];
            match change {
                Change::Joins { practice, pcn, .. } => {
                    members.entry(practice).or_default().insert(pcn);
                }
                Change::Leaves { practice, pcn, .. } => {
                    members.entry(practice).or_default().remove(&pcn);
                }
                Change::Moves { practice, to, .. } => {
                    members.insert(practice, [to].into());
                }
                Change::MergesInto { practice, into, .. } => {
                    members.remove(&practice);
                    let gone = self.lists[at].insert(practice, 0).unwrap();
                    *self.lists[at].get_mut(&into).unwrap() += gone;
                }
                Change::Closes { pcn, .. } => {
                    members.values_mut().for_each(|networks| {
                        networks.remove(&pcn);
                    });
                    self.open[at].remove(&pcn);
                }
                Change::NetworksMerge { pcn, into, .. } => {
                    for networks in members.values_mut() {
                        if networks.remove(&pcn) {
                            networks.insert(into);
                        }
                    }
                    self.open[at].remove(&pcn);
                }
                _ => unreachable!(),
            }
        }
    }

    fn of(register: &Register) -> Self {
        let mut model = Self::new();
        for at in 0..DAYS {
            let (on, at) = (date(at), at as usize);
            model.open[at] = register.open_networks(on).map(|own| own.code).collect();
            for code in (0..PRACTICES).map(practice) {
                let networks = register.network_of(code, on).networks().iter().copied().collect();
                model.members[at].insert(code, networks);
                model.lists[at]
                    .insert(code, register.list_of(code, on).unwrap().count.whole() as u32);
            }
        }
        model
    }

    /// Without the practices that are in nothing, whose entries come and go.
    fn tidy(mut self) -> Self {
        for members in &mut self.members {
            members.retain(|_, networks| !networks.is_empty());
        }
        self
    }
}

fn start() -> Register {
    let mut builder = Register::builder();
    for at in 0..NETWORKS {
        builder.network(Pcn::new(network(at), format!("Network {at}"), Period::since(START)));
    }
    for at in 0..PRACTICES {
        builder.practice(Practice {
            life: Some(Period::since(day(1974, 4, 1))),
            ..Practice::new(practice(at), format!("Practice {at}"))
        });
        builder.membership(Membership::new(
            practice(at),
            network(at % NETWORKS),
            Period::since(START),
        ));
        builder.list(practice(at), PatientsOn { count: Patients::from(patients(at)), on: START });
    }
    builder.build()
}

fn any_change() -> impl Strategy<Value = (u8, usize, usize, usize, usize)> {
    (0u8..6, 0..PRACTICES, 0..PRACTICES, 0..NETWORKS, 0..NETWORKS)
}

fn change(kind: u8, a: usize, b: usize, m: usize, n: usize, on: NaiveDate, joins: bool) -> Change {
    let (practice, into) = (practice(a), practice(b));
    match kind {
        0 if joins => Change::Joins { practice, pcn: network(m), on },
        0 | 1 => Change::Leaves { practice, pcn: network(m), on },
        2 => Change::Moves { practice, to: network(m), on },
        3 => Change::MergesInto { practice, into, on },
        4 => Change::Closes { pcn: network(m), on },
        _ => Change::NetworksMerge { pcn: network(m), into: network(n), on },
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn changes_in_the_order_of_time_agree_with_a_naive_model(
        changes in proptest::collection::vec((any_change(), 0u64..6), 1..14)
    ) {
        let (mut register, mut model) = (start(), Model::new());
        let mut today = 1;
        for ((kind, a, b, m, n), wait) in changes {
            today = (today + wait).min(DAYS - 1);
            let change = change(kind, a, b, m, n, date(today), true);
            if let Ok(changed) = register.with(&[change]) {
                register = changed;
                model.apply(change);
            }
        }
        prop_assert_eq!(Model::of(&register).tidy(), model.tidy());
        // Members and networks tell the same.
        for on in [1, today, DAYS - 1].map(date) {
            for pcn in (0..NETWORKS).map(network) {
                let members: Vec<_> = register.members_on(pcn, on).collect();
                let by_practice: Vec<_> = (0..PRACTICES)
                    .map(practice)
                    .filter(|code| register.network_of(*code, on).networks().contains(&pcn))
                    .collect();
                prop_assert_eq!(&members, &by_practice);
                let sum = members.iter().map(|code| register.list_of(*code, on).unwrap().count).sum();
                prop_assert_eq!(register.list_size_of(pcn, on).counted, sum);
            }
        }
    }

    #[test]
    fn a_change_never_rewrites_history_nor_loses_patients(
        changes in proptest::collection::vec((any_change(), 1u64..DAYS), 1..10)
    ) {
        let mut register = start();
        for ((kind, a, b, m, n), on) in changes {
            let change = change(kind, a, b, m, n, date(on), true);
            let Ok(changed) = register.with(&[change]) else { continue };
            let before = Model::of(&register).tidy();
            let after = Model::of(&changed).tidy();
            let until = on as usize;
            prop_assert_eq!(&before.members[..until], &after.members[..until]);
            prop_assert_eq!(&before.open[..until], &after.open[..until]);
            prop_assert_eq!(&before.lists[..until], &after.lists[..until]);
            for at in (0..on).map(date) {
                prop_assert_eq!(register.statistics(at), changed.statistics(at));
            }
            register = changed;
        }
        let all: u32 = (0..PRACTICES).map(patients).sum();
        for at in (0..DAYS).map(date) {
            let statistics = register.statistics(at);
            let (placed, unplaced) = (
                statistics.registered_patients.placed.whole(),
                statistics.registered_patients.unplaced.whole(),
            );
            // Open practices of no recorded setting are in being by their patients.
            prop_assert_eq!(placed + unplaced, u64::from(all), "{}", at);
        }
    }

    #[test]
    fn nobody_is_in_two_networks_unless_a_change_says_so(
        changes in proptest::collection::vec((any_change(), 1u64..DAYS), 1..14)
    ) {
        let mut register = start();
        for ((kind, a, b, m, n), on) in changes {
            let change = change(kind, a, b, m, n, date(on), false);
            if let Ok(changed) = register.with(&[change]) {
                register = changed;
            }
        }
        for at in (0..DAYS).map(date) {
            for code in (0..PRACTICES).map(practice) {
                let placement = register.network_of(code, at);
                prop_assert!(!matches!(placement, Placement::InSeveral(_)), "{code} on {at}");
            }
        }
    }

    #[test]
    fn the_order_of_the_input_does_not_matter(
        rows in proptest::collection::vec((0..PRACTICES, 0..NETWORKS, 0u64..40, proptest::option::of(0u64..40)), 0..24)
            .prop_flat_map(|rows| (Just(rows.clone()), Just(rows).prop_shuffle()))
    ) {
        let build = |rows: &[(usize, usize, u64, Option<u64>)]| {
            let mut builder = Register::builder();
            for (a, m, from, length) in rows {
                let until = length.map(|length| date(from + length));
                let period = Period::try_new(date(*from), until).unwrap();
                builder.membership(Membership::new(practice(*a), network(*m), period));
            }
            builder.build()
        };
        let (one, two) = (build(&rows.0), build(&rows.1));
        prop_assert_eq!(&one, &two);
        for on in [0, 20, 59].map(date) {
            prop_assert_eq!(one.check(on), two.check(on));
            prop_assert_eq!(one.statistics(on), two.statistics(on));
        }
        prop_assert_eq!(one.memberships().count(), rows.0.len(), "no row is dropped");
        let json = serde_json::to_string(&one).unwrap();
        prop_assert_eq!(&serde_json::from_str::<Register>(&json).unwrap(), &one);
        prop_assert_eq!(serde_json::to_string(&two).unwrap(), json);
    }
}

#[test]
fn changes_that_cannot_be_are_refused() {
    let (a, b) = (practice(0), practice(1));
    let (own, other) = (network(0), network(1));
    let on = date(10);
    let unknown = PracticeCode::constant("Z99999");
    let register = start();
    let refused = |change| register.with(&[change]).unwrap_err();
    assert_eq!(
        refused(Change::Joins { practice: unknown, pcn: own, on }),
        ChangeError::UnknownPractice(unknown)
    );
    assert_eq!(
        refused(Change::Joins { practice: a, pcn: own, on }),
        ChangeError::AlreadyMember { practice: a, pcn: own, on }
    );
    assert_eq!(
        refused(Change::Leaves { practice: a, pcn: other, on }),
        ChangeError::NotAMember { practice: a, pcn: other, on }
    );
    assert_eq!(
        refused(Change::MergesInto { practice: a, into: a, on }),
        ChangeError::IntoItself(a.into())
    );
    assert_eq!(
        refused(Change::Closes { pcn: PcnCode::constant("U99999"), on }),
        ChangeError::UnknownNetwork(PcnCode::constant("U99999"))
    );
    let twice = [Change::Closes { pcn: own, on }, Change::Closes { pcn: own, on }];
    assert_eq!(register.with(&twice).unwrap_err(), ChangeError::NotOpen { pcn: own, on });
    let gone = [
        Change::MergesInto { practice: a, into: b, on },
        Change::Joins { practice: a, pcn: own, on },
    ];
    assert_eq!(
        register.with(&gone).unwrap_err().to_string(),
        "`A81000` has merged into another practice by 2019-10-11"
    );
}

#[test]
fn a_difference_tells_networks_sizes_practices_and_findings() {
    let on = date(10);
    let (pcn, into) = (network(0), network(1));
    let register = start();
    let (changed, difference) =
        register.what_if(&[Change::NetworksMerge { pcn, into, on }], on).unwrap();
    let codes: Vec<_> = difference.networks.iter().map(|own| own.code).collect();
    assert_eq!(codes, [pcn, into]);
    let after = difference.networks[1].after.as_ref().unwrap();
    assert_eq!(after.members.len(), 4);
    assert_eq!(after.size.counted, changed.list_size_of(into, on).counted);
    assert!(!difference.networks[0].after.as_ref().unwrap().open);
    assert_eq!(difference.practices.len(), 2);
    // The small network's finding goes, and the larger one's has other figures.
    assert_eq!(difference.findings_gone.len(), 2, "{difference}");
    assert_eq!(difference.findings_new.len(), 1, "{difference}");
    let text = difference.to_string();
    assert!(text.contains("U00000 Network 0: 2 practices, 2,111 patients -> closed"), "{text}");

    let nothing = register.difference(&register, &pcn::network::Checker::new(), on);
    assert!(nothing.is_empty());
    assert_eq!(nothing.to_string(), "no difference on 2019-10-11\n");
}

#[test]
fn a_new_membership_gives_way_to_the_next_recorded_one() {
    let (a, own, next) = (practice(0), network(0), network(1));
    let mut builder = Register::builder();
    for pcn in [own, next] {
        builder.network(Pcn::new(pcn, "", Period::since(START)));
    }
    builder.membership(Membership::new(a, next, Period::since(date(20))));
    let register = builder.build();
    let changed = register.with(&[Change::Joins { practice: a, pcn: own, on: date(5) }]).unwrap();
    assert_eq!(changed.network_of(a, date(19)), Placement::InOne(own));
    assert_eq!(changed.network_of(a, date(20)), Placement::InOne(next));
}

#[test]
fn two_practices_cannot_merge_into_each_other() {
    let (one, two) = (practice(3), practice(5));
    let later = Change::MergesInto { practice: two, into: one, on: date(22) };
    let earlier = Change::MergesInto { practice: one, into: two, on: date(1) };
    assert_eq!(
        start().with(&[later, earlier]),
        Err(ChangeError::Circle { practice: one, into: two })
    );
    assert!(start().with(&[later]).is_ok() && start().with(&[earlier]).is_ok());
    // A line of mergers is no circle.
    let third = Change::MergesInto { practice: one, into: practice(2), on: date(1) };
    assert!(start().with(&[later, third]).is_ok());
}
