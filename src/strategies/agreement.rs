use proptest::{
    collection::{btree_set, vec},
    option,
    prelude::*,
    sample::select,
};

use super::{date, id, ods_code, practice_code, ratio, text, words};
use crate::agreement::{
    AgreementPart, AppointmentMethod, ClauseSubject, ContractHolder, Contradiction, DataSharing,
    DecisionMethod, DecisionRule, DirectorAppointment, HeldContract, Liability, NetworkAgreement,
    NetworkForm, OtherParty, PracticeParty, Provision, Schedule, ScheduleNumber, ScheduleState,
    Sector, Topic, Variation, VariedBy,
};

const FORMS: &[NetworkForm] =
    &[NetworkForm::Collaboration, NetworkForm::Federation, NetworkForm::LegalBody];
const SECTORS: &[Sector] = &[
    Sector::Community,
    Sector::MentalHealth,
    Sector::SocialCare,
    Sector::Pharmacy,
    Sector::Hospital,
    Sector::Voluntary,
    Sector::Federation,
    Sector::Other,
];
const STATES: &[ScheduleState] =
    &[ScheduleState::Blank, ScheduleState::PartFilled, ScheduleState::Complete];
const APPOINTMENTS: &[AppointmentMethod] =
    &[AppointmentMethod::Appointed, AppointmentMethod::Elected, AppointmentMethod::Other];
const DECISIONS: &[DecisionMethod] = &[
    DecisionMethod::Consensus,
    DecisionMethod::Unanimous,
    DecisionMethod::Majority,
    DecisionMethod::SpecialMajority,
    DecisionMethod::ByListSize,
    DecisionMethod::Other,
];
const LIABILITIES: &[Liability] = &[Liability::Joint, Liability::InShares];
const HOLDERS: &[ContractHolder] = &[
    ContractHolder::Network,
    ContractHolder::LeadProvider,
    ContractHolder::JointVehicle,
    ContractHolder::MergedOrganisation,
];

fn schedule() -> impl Strategy<Value = Schedule> {
    let clause = select(ClauseSubject::ALL.as_slice());
    let contradiction = (clause, text()).prop_map(|(clause, how)| Contradiction { clause, how });
    (
        select(ScheduleNumber::ALL.as_slice()),
        select(STATES),
        btree_set(select(Topic::ALL), 0..4),
        vec(contradiction, 0..2),
    )
        .prop_map(|(number, state, settles, contradicts)| Schedule {
            number,
            state,
            settles,
            contradicts,
        })
}

fn decision() -> impl Strategy<Value = DecisionRule> {
    (select(DECISIONS), option::of(ratio()), option::of(0_u16..20))
        .prop_map(|(method, threshold, quorum)| DecisionRule { method, threshold, quorum })
}

fn provision() -> impl Strategy<Value = Provision> {
    (text(), option::of(0_u16..24), option::of(decision()))
        .prop_map(|(terms, notice_months, decision)| Provision { terms, notice_months, decision })
}

fn variation() -> impl Strategy<Value = Variation> {
    let by = prop_oneof![Just(VariedBy::National), Just(VariedBy::Members)];
    let part = prop_oneof![
        select(ClauseSubject::ALL.as_slice()).prop_map(AgreementPart::Clause),
        select(ScheduleNumber::ALL.as_slice()).prop_map(AgreementPart::Schedule),
    ];
    (date(), by, part, option::of(text())).prop_map(|(on, by, part, summary)| Variation {
        on,
        by,
        part,
        summary,
    })
}

fn data_sharing() -> impl Strategy<Value = DataSharing> {
    (option::of(date()), any::<bool>(), option::of(date()), option::of(date())).prop_map(
        |(in_place_on, processor_needed, processor_in_place_on, confirmed_on)| DataSharing {
            in_place_on,
            processor_needed,
            processor_in_place_on,
            confirmed_on,
        },
    )
}

/// Network Agreements, complete or not.
pub fn network_agreement() -> impl Strategy<Value = NetworkAgreement> {
    let practice = (practice_code(), option::of(date()), option::of(any::<bool>())).prop_map(
        |(practice, signed_on, each_partner_is_party)| PracticeParty {
            practice,
            signed_on,
            each_partner_is_party,
        },
    );
    let other =
        (words(), option::of(ods_code()), select(SECTORS), option::of(date()), option::of(date()))
            .prop_map(|(name, code, sector, agreed_on, signed_on)| OtherParty {
                name,
                code,
                sector,
                agreed_on,
                signed_on,
            });
    let appointment = (select(APPOINTMENTS), option::of(0_u16..60))
        .prop_map(|(method, term_months)| DirectorAppointment { method, term_months });
    let contract =
        (text(), select(HOLDERS)).prop_map(|(title, holder)| HeldContract { title, holder });
    let parts = (
        id(),
        select(FORMS),
        vec(practice, 0..5),
        vec(other, 0..3),
        vec(schedule().boxed(), 0..4),
        option::of(appointment),
        option::of(decision()),
    );
    let provisions = (
        option::of(provision().boxed()),
        option::of(provision().boxed()),
        option::of(provision().boxed()),
        option::of(provision().boxed()),
        option::of(provision().boxed()),
    );
    let rest = (
        option::of(data_sharing().boxed()),
        option::of(select(LIABILITIES)),
        vec(contract, 0..2),
        vec(date(), 0..3),
        vec(variation().boxed(), 0..3),
    );
    // Boxed: unboxed, strategies of this many parts fill the stack of a test thread.
    (parts.boxed(), provisions.boxed(), rest.boxed()).prop_map(
        |(
            (
                id,
                network_form,
                practices,
                other_parties,
                schedules,
                director_appointment,
                decisions,
            ),
            (joining, leaving, expulsion, collaboration, care_home_teams),
            (data_sharing, liability, contracts, reviewed_on, variations),
        )| NetworkAgreement {
            id,
            network_form,
            practices,
            other_parties,
            schedules,
            director_appointment,
            decisions,
            joining,
            leaving,
            expulsion,
            collaboration,
            care_home_teams,
            data_sharing,
            liability,
            contracts,
            reviewed_on,
            variations,
        },
    )
}
