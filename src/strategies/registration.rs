use proptest::{collection::vec, option, prelude::*, sample::select};

use super::{
    date, id, network_agreement, ods_code, patients_on, pcn_code, period, practice_code,
    register::{WAIVERS, director, payee},
    sub_icb_code, words,
};
use crate::registration::{
    Change, ChangeKind, ContractKind, FormWaiver, Member, NamedDirector, NetworkArea, NetworkEvent,
    Purpose, RegistrationForm, Step,
};

const PURPOSES: &[Purpose] = &[Purpose::New, Purpose::Unchanged, Purpose::Change];
const CONTRACTS: &[ContractKind] =
    &[ContractKind::Gms, ContractKind::Pms, ContractKind::Apms, ContractKind::Other];
const CHANGES: &[ChangeKind] = &[
    ChangeKind::PracticeJoins,
    ChangeKind::PracticeLeaves,
    ChangeKind::Area,
    ChangeKind::ClinicalDirector,
    ChangeKind::Payee,
];
const EVENTS: &[NetworkEvent] = &[
    NetworkEvent::Submit,
    NetworkEvent::SendBack,
    NetworkEvent::Withdraw,
    NetworkEvent::Approve,
    NetworkEvent::Establish,
    NetworkEvent::Confirm,
    NetworkEvent::NotifyChange,
    NetworkEvent::AcceptChange,
    NetworkEvent::RefuseChange,
    NetworkEvent::BeginDissolution,
    NetworkEvent::Dissolve,
];

fn member() -> impl Strategy<Value = Member> {
    (
        practice_code(),
        option::of(words()),
        option::of(patients_on()),
        option::of(select(CONTRACTS)),
        option::of(period()),
        option::of(date()),
    )
        .prop_map(|(code, name, list_size, contract, life, allocated_on)| Member {
            code,
            name,
            list_size,
            contract,
            life,
            allocated_on,
        })
}

fn area() -> impl Strategy<Value = NetworkArea> {
    let answer = || option::of(any::<bool>());
    (
        option::of(words()),
        answer(),
        answer(),
        answer(),
        option::of(vec((practice_code(), practice_code()), 0..4)),
        any::<bool>(),
        answer(),
    )
        .prop_map(
            |(
                map,
                sense_to_members,
                sense_to_providers,
                sense_to_community,
                adjacent,
                in_greater_london,
                aligned_with_neighbourhoods,
            )| NetworkArea {
                map,
                sense_to_members,
                sense_to_providers,
                sense_to_community,
                adjacent,
                in_greater_london,
                aligned_with_neighbourhoods,
            },
        )
}

/// Registration forms as networks send them: anything may be left out, and the parts need not
/// agree. Every one can be read; whether it is right is for `check` to say.
pub fn registration_form() -> impl Strategy<Value = RegistrationForm> {
    let named = (director(), option::of(practice_code()), option::of(date())).prop_map(
        |(person, practice, appointed_on)| NamedDirector { person, practice, appointed_on },
    );
    let change = (select(CHANGES), option::of(practice_code()), date(), option::of(date()))
        .prop_map(|(kind, practice, notified_on, effective_on)| Change {
            kind,
            practice,
            notified_on,
            effective_on,
        });
    let waiver = (select(WAIVERS), ods_code(), date(), words()).prop_map(
        |(kind, agreed_by, agreed_on, reason)| FormWaiver { kind, agreed_by, agreed_on, reason },
    );
    let step = (select(EVENTS), date()).prop_map(|(event, on)| Step { event, on });
    let heading = (
        id(),
        select(PURPOSES),
        option::of(words()),
        option::of(pcn_code()),
        option::of(sub_icb_code()),
        vec(member().boxed(), 0..8),
        option::of(patients_on()),
    );
    let rest = (
        option::of(area().boxed()),
        option::of(network_agreement().boxed()),
        vec(named, 0..3),
        option::of(payee()),
        vec(change, 0..3),
        vec(waiver, 0..2),
        option::of(date()),
        vec(step, 0..5),
    );
    // Boxed: unboxed, strategies of this many parts fill the stack of a test thread.
    (heading.boxed(), rest.boxed()).prop_map(
        |(
            (id, purpose, name, code, commissioner, members, list_size),
            (
                area,
                agreement,
                clinical_directors,
                nominated_payee,
                changes,
                waivers,
                change_notice_on,
                history,
            ),
        )| RegistrationForm {
            id,
            purpose,
            name,
            code,
            commissioner,
            members,
            list_size,
            area,
            agreement,
            clinical_directors,
            nominated_payee,
            changes,
            waivers,
            change_notice_on,
            history,
        },
    )
}
