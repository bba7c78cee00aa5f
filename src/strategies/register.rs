use proptest::{
    collection::{btree_map, btree_set, vec},
    option,
    prelude::*,
    sample::{Index, select},
};

use super::{
    date, ods_code, patients_on, pcn_code, period, practice_code, ratio, sub_icb_code, words,
};
use crate::{
    calendar::{Period, day},
    code::{PcnCode, PracticeCode},
    network::{
        Change, ClinicalDirector, Commissioned, CommissionerRelation, Directorship, Membership,
        Payee, PayeeRecord, Pcn, Practice, PracticeStatus, Provenance, Register, RegisterBuilder,
        Setting, Succession, Waiver, WaiverKind,
    },
    quantity::{Patients, PatientsOn},
};

fn provenance() -> impl Strategy<Value = Provenance> {
    prop_oneof![
        (1_u32..9_999).prop_map(|line| Provenance::line("partners.csv", line)),
        Just(Provenance::path("members[3]")),
    ]
}

fn practice(code: PracticeCode) -> impl Strategy<Value = Practice> {
    const STATUS: &[PracticeStatus] = &[
        PracticeStatus::Open,
        PracticeStatus::Closed,
        PracticeStatus::Dormant,
        PracticeStatus::Proposed,
    ];
    const SETTING: &[Setting] = &[Setting::GpPractice, Setting::Other];
    let parts = (
        words(),
        option::of(select(STATUS)),
        option::of(period()),
        option::of(select(SETTING)),
        option::of(sub_icb_code()),
        option::of(Just(Box::from("TS18 1HU"))),
        option::of(provenance()),
    );
    parts.prop_map(move |(name, status, life, setting, commissioner, postcode, provenance)| {
        Practice { code, name, status, life, setting, commissioner, postcode, provenance }
    })
}

fn network(code: PcnCode) -> impl Strategy<Value = Pcn> {
    let parts = (words(), period(), option::of(sub_icb_code()), option::of(provenance()));
    parts.prop_map(move |(name, life, lead_commissioner_per_ods, provenance)| Pcn {
        code,
        name,
        life,
        lead_commissioner_per_ods,
        postcode: None,
        provenance,
    })
}

pub(super) fn director() -> impl Strategy<Value = ClinicalDirector> {
    (words(), option::of(words()), option::of(ratio()))
        .prop_map(|(name, role, share)| ClinicalDirector { name, role, share })
}

pub(super) fn payee() -> impl Strategy<Value = Payee> {
    prop_oneof![
        practice_code().prop_map(Payee::Member),
        ods_code().prop_map(Payee::Other),
        Just(Payee::OwnAccount),
    ]
}

pub(super) const WAIVERS: &[WaiverKind] =
    &[WaiverKind::BelowMinimum, WaiverKind::AboveTypicalMaximum];

/// Everything that may be said about some networks and practices, whether or not it agrees.
fn facts(
    networks: Vec<PcnCode>,
    practices: Vec<PracticeCode>,
) -> impl Strategy<Value = RegisterBuilder> {
    // One in eight codes names something that no other fact describes.
    let which = move || {
        let known = select(networks.clone());
        prop_oneof![7 => known, 1 => pcn_code()].boxed()
    };
    let who = move || {
        let known = select(practices.clone());
        prop_oneof![7 => known, 1 => practice_code()].boxed()
    };
    let memberships = vec((who(), which(), period(), option::of(provenance())), 0..24);
    let of = prop_oneof![
        who().prop_map(Commissioned::Practice),
        which().prop_map(Commissioned::Network),
    ];
    let waiver = (which(), select(WAIVERS), ods_code(), period(), words());
    (
        option::of(period()),
        vec(who().prop_flat_map(practice), 0..12),
        vec(which().prop_flat_map(network), 0..6),
        memberships,
        vec((who(), patients_on()), 0..16),
        vec((of, sub_icb_code(), period()), 0..4),
        vec(waiver, 0..3),
        vec((which(), vec(director(), 0..3), period()), 0..3),
        vec((which(), payee(), period()), 0..3),
        vec((who(), who(), date()), 0..3),
        vec((who(), option::of(provenance())), 0..3),
    )
        .prop_map(
            |(
                speaks_for,
                practices,
                networks,
                memberships,
                lists,
                commissioners,
                waivers,
                directors,
                payees,
                successions,
                unallocated,
            )| {
                let mut builder = Register::builder();
                if let Some(period) = speaks_for {
                    builder.speaks_for(period);
                }
                for practice in practices {
                    builder.practice(practice);
                }
                for network in networks {
                    builder.network(network);
                }
                for (practice, pcn, period, provenance) in memberships {
                    builder.membership(Membership { practice, pcn, period, provenance });
                }
                for (practice, list) in lists {
                    builder.list(practice, list);
                }
                for (of, commissioner, period) in commissioners {
                    builder.commissioner(CommissionerRelation { of, commissioner, period });
                }
                for (pcn, kind, agreed_by, period, reason) in waivers {
                    builder.waiver(Waiver { pcn, kind, agreed_by, period, reason });
                }
                for (pcn, directors, period) in directors {
                    builder.directorship(Directorship { pcn, directors, period });
                }
                for (pcn, payee, period) in payees {
                    builder.payee(PayeeRecord { pcn, payee, period });
                }
                for (practice, into, on) in successions {
                    builder.succession(Succession { practice, into, on });
                }
                for (practice, provenance) in unallocated {
                    builder.unallocated(practice, provenance);
                }
                builder
            },
        )
}

/// Registers of up to six networks and twelve practices as real files make them: memberships that
/// overlap, repeat or last no day, codes that nothing describes, lists without a practice.
pub fn register() -> impl Strategy<Value = Register> {
    let worlds = (btree_set(pcn_code(), 1..6), btree_set(practice_code(), 1..12));
    worlds.prop_flat_map(|(networks, practices)| {
        facts(networks.into_iter().collect(), practices.into_iter().collect())
            .prop_map(RegisterBuilder::build)
    })
}

/// Registers without a contradiction: every practice is in one network from 1 July 2019 on, and
/// has a list of that year.
///
/// # Examples
///
/// ```
/// use pcn::{calendar::day, network::Placement, strategies::sound_register};
/// use proptest::prelude::*;
///
/// proptest!(|(register in sound_register())| {
///     for practice in register.practices() {
///         prop_assert!(matches!(
///             register.network_of(practice.code, day(2020, 4, 1)),
///             Placement::InOne(_)
///         ));
///     }
/// });
/// ```
pub fn sound_register() -> impl Strategy<Value = Register> {
    let english = practice_code().prop_filter("Welsh", |code| !code.is_welsh());
    let practices = btree_map(english, (any::<Index>(), 1_000_u32..40_000), 1..16);
    let worlds = (btree_set(pcn_code(), 1..5), practices, sub_icb_code());
    worlds.prop_map(|(networks, practices, commissioner)| {
        let since = Period::since(day(2019, 7, 1));
        let networks: Vec<_> = networks.into_iter().collect();
        let mut builder = Register::builder();
        for code in &networks {
            let mut network = Pcn::new(*code, format!("{code} PCN"), since);
            network.lead_commissioner_per_ods = Some(commissioner);
            builder.network(network);
        }
        for (code, (at, list)) in practices {
            let mut practice = Practice::new(code, format!("{code} SURGERY"));
            practice.status = Some(PracticeStatus::Open);
            practice.setting = Some(Setting::GpPractice);
            practice.life = Some(Period::since(day(1948, 7, 5)));
            practice.commissioner = Some(commissioner);
            builder.practice(practice);
            builder.membership(Membership::new(code, *at.get(&networks), since));
            builder.list(code, PatientsOn { count: Patients::from(list), on: day(2019, 7, 1) });
        }
        builder.build()
    })
}

/// A register without a contradiction, and a change that it takes.
///
/// # Examples
///
/// ```
/// use pcn::strategies::register_and_change;
/// use proptest::prelude::*;
///
/// proptest!(|((register, change) in register_and_change())| {
///     prop_assert!(register.with(&[change]).is_ok());
/// });
/// ```
pub fn register_and_change() -> impl Strategy<Value = (Register, Change)> {
    (sound_register(), any::<[Index; 3]>(), change_day(), 0_u8..6).prop_filter_map(
        "a change that can be",
        |(register, which, on, kind)| {
            let change = change(&register, &which, on, kind)?;
            register.with(&[change]).is_ok().then_some((register, change))
        },
    )
}

/// A register without a contradiction, and a change that it refuses: of what it does not hold, of
/// something into itself, or of a member that is none.
///
/// # Examples
///
/// ```
/// use pcn::strategies::register_and_refused_change;
/// use proptest::prelude::*;
///
/// proptest!(|((register, change) in register_and_refused_change())| {
///     prop_assert!(register.with(&[change]).is_err());
/// });
/// ```
pub fn register_and_refused_change() -> impl Strategy<Value = (Register, Change)> {
    let parts = (sound_register(), any::<[Index; 3]>(), change_day(), 0_u8..5, pcn_code());
    parts.prop_filter_map("a change that cannot be", |(register, which, on, how, other)| {
        let Change::Joins { practice, pcn, .. } = change(&register, &which, on, 0)? else {
            return None;
        };
        let home = register.practices().find(|own| own.code == practice)?;
        let own = match register.network_of(home.code, on) {
            crate::network::Placement::InOne(own) => own,
            _ => return None,
        };
        let change = match how {
            0 => Change::Joins { practice, pcn: own, on },
            1 => Change::MergesInto { practice, into: practice, on },
            2 => Change::NetworksMerge { pcn, into: pcn, on },
            3 => Change::Closes { pcn, on: day(2018, 4, 1) },
            _ => Change::Leaves { practice, pcn: other, on },
        };
        register.with(&[change]).is_err().then_some((register, change))
    })
}

fn change_day() -> impl Strategy<Value = chrono::NaiveDate> {
    date().prop_filter("before there were networks", |on| *on > day(2019, 7, 1))
}

/// A change of one of the six kinds among what a register holds; it need not be one that can be.
fn change(
    register: &Register,
    [first, second, network]: &[Index; 3],
    on: chrono::NaiveDate,
    kind: u8,
) -> Option<Change> {
    let practices: Vec<PracticeCode> = register.practices().map(|own| own.code).collect();
    let networks: Vec<PcnCode> = register.networks().map(|own| own.code).collect();
    if practices.is_empty() || networks.is_empty() {
        return None;
    }
    let (practice, into) = (*first.get(&practices), *second.get(&practices));
    let (pcn, other) = (*network.get(&networks), *first.get(&networks));
    Some(match kind {
        0 => Change::Joins { practice, pcn, on },
        1 => Change::Leaves { practice, pcn, on },
        2 => Change::Moves { practice, to: pcn, on },
        3 => Change::MergesInto { practice, into, on },
        4 => Change::Closes { pcn, on },
        _ => Change::NetworksMerge { pcn, into: other, on },
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_of_change_is_taken_by_some_register_and_every_miss_refused() {
        let seen = core::cell::RefCell::new(std::collections::HashSet::new());
        proptest!(|((register, change) in register_and_change())| {
            prop_assert!(register.with(&[change]).is_ok());
            seen.borrow_mut().insert(core::mem::discriminant(&change));
        });
        assert_eq!(seen.borrow().len(), 6, "kinds");
        seen.borrow_mut().clear();
        proptest!(|((register, change) in register_and_refused_change())| {
            prop_assert!(register.with(&[change]).is_err());
            seen.borrow_mut().insert(core::mem::discriminant(&change));
        });
        assert_eq!(seen.borrow().len(), 5, "misses");
    }
}
