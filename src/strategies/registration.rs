use proptest::{
    collection::vec,
    option,
    prelude::*,
    sample::{Index, select},
};

use super::{
    date, id, network_agreement, ods_code, patients_on, pcn_code, period, practice_code,
    register::{WAIVERS, director, payee},
    sub_icb_code, words,
};
use crate::calendar::day;
use crate::registration::{
    Change, ChangeKind, ContractKind, FormWaiver, Member, NamedDirector, NetworkArea, NetworkEvent,
    Participation, ParticipationEvent, ParticipationState, ParticipationStep, Purpose,
    RegistrationForm, Step,
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

/// A practice's steps towards and away from a network, whether or not they can be.
///
/// # Examples
///
/// ```
/// use pcn::{registration::Participation, strategies::participation};
/// use proptest::prelude::*;
///
/// proptest!(|(participation in participation())| {
///     let text = serde_json::to_string(&participation)?;
///     prop_assert_eq!(serde_json::from_str::<Participation>(&text)?, participation);
/// });
/// # Ok::<(), serde_json::Error>(())
/// ```
pub fn participation() -> impl Strategy<Value = Participation> {
    let step = (select(ParticipationEvent::ALL.as_slice()), date())
        .prop_map(|(event, on)| ParticipationStep { event, on });
    (practice_code(), vec(step, 0..8))
        .prop_map(|(practice, history)| Participation { practice, history })
}

/// A practice's steps, each of which follows from the one before and lies on its day or later.
/// Whether notice was given in a window is another matter.
///
/// # Examples
///
/// ```
/// use pcn::{registration::ParticipationState, strategies::legal_participation};
/// use proptest::prelude::*;
///
/// proptest!(|(participation in legal_participation())| {
///     let mut state = ParticipationState::default();
///     for step in &participation.history {
///         state = state.after(step.event)?;
///     }
/// });
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn legal_participation() -> impl Strategy<Value = Participation> {
    let walk = vec((any::<Index>(), 0_usize..200), 0..8);
    (practice_code(), walk).prop_map(|(practice, walk)| {
        let mut state = ParticipationState::default();
        let mut days = day(2019, 4, 1).iter_days();
        let mut history = Vec::new();
        for (which, later) in walk {
            let follows = |event: &ParticipationEvent| state.after(*event).ok();
            let open: Vec<_> = ParticipationEvent::ALL
                .into_iter()
                .filter_map(|event| Some((event, follows(&event)?)))
                .collect();
            let next = (!open.is_empty()).then(|| *which.get(&open));
            let (Some((event, next)), Some(on)) = (next, days.nth(later)) else { break };
            history.push(ParticipationStep { event, on });
            state = next;
        }
        Participation { practice, history }
    })
}

/// A practice's steps of which the last cannot follow, and its place.
///
/// # Examples
///
/// ```
/// use pcn::{
///     calendar::{ContractYear, day}, des, finding::RuleId,
///     strategies::participation_with_an_illegal_step,
/// };
/// use proptest::prelude::*;
///
/// let year = ContractYear::Y2025_26;
/// let terms = &des::year(year).ok_or("held")?.registration;
/// proptest!(|((participation, at) in participation_with_an_illegal_step())| {
///     let report = participation.check(year, terms, day(2026, 3, 31));
///     let rule = RuleId::constant("REG-LIFE-002");
///     let illegal = report.of_rule(&rule).next();
///     let path = illegal.and_then(|finding| finding.path.clone());
///     prop_assert_eq!(path.as_deref(), Some(&*format!("history[{at}].event")));
/// });
/// # Ok::<(), &str>(())
/// ```
pub fn participation_with_an_illegal_step() -> impl Strategy<Value = (Participation, usize)> {
    (legal_participation(), any::<Index>()).prop_filter_map(
        "a step that cannot follow",
        |(mut participation, which)| {
            let on = participation.history.last().map_or(day(2019, 4, 1), |step| step.on);
            let state = participation.state_on(on);
            let mut closed = ParticipationEvent::ALL.to_vec();
            closed.retain(|event| state.after(*event).is_err());
            let event = (!closed.is_empty()).then(|| *which.get(&closed))?;
            participation.history.push(ParticipationStep { event, on });
            let at = participation.history.len().checked_sub(1)?;
            Some((participation, at))
        },
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{calendar::ContractYear, des, finding::RuleId};

    proptest! {
        #[test]
        fn legal_steps_are_in_order_and_the_illegal_one_is_found(
            legal in legal_participation(), (illegal, at) in participation_with_an_illegal_step(),
        ) {
            let year = ContractYear::Y2025_26;
            let terms = &des::year(year).unwrap().registration;
            let paths = |of: &Participation, rule| {
                let report = of.check(year, terms, day(2030, 1, 1));
                let rule = RuleId::constant(rule);
                let found = report.of_rule(&rule).filter_map(|one| one.path.clone());
                found.map(String::from).collect::<Vec<_>>()
            };
            for rule in ["REG-LIFE-001", "REG-LIFE-002"] {
                prop_assert_eq!(paths(&legal, rule), Vec::<String>::new());
            }
            prop_assert_eq!(paths(&illegal, "REG-LIFE-002"), [format!("history[{at}].event")]);
        }
    }
}
