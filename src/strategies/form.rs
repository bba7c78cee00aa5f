use proptest::{
    collection::{btree_map, vec},
    option,
    prelude::*,
    sample::{Index, select},
};

use super::{id, pcn_code, practice_code, sub_icb_code};
use crate::{
    agreement::{
        AgreementPart, AppointmentMethod, ClauseSubject, ContractHolder, Contradiction,
        DataSharing, DecisionMethod, DecisionRule, DirectorAppointment, HeldContract, Liability,
        NetworkAgreement, NetworkForm, OtherParty, PracticeParty, Provision, Schedule,
        ScheduleNumber, ScheduleState, Sector, Stage, Topic, Variation, VariedBy,
    },
    calendar::{ContractYear, NaiveDate, Period, day},
    code::{OdsCode, PracticeCode},
    des,
    finding::RuleId,
    network::{ClinicalDirector, Payee, rules::membership::DEFAULTS},
    quantity::{Patients, PatientsOn, Ratio, Registered},
    registration::{
        Context, ContractKind, Member, NamedDirector, NetworkArea, NetworkEvent, Purpose,
        RegistrationForm, Step,
    },
};

/// The day whose lists a form of 2019/20 gives.
const LISTS: NaiveDate = day(2019, 1, 1);
const YEAR: ContractYear = ContractYear::Y2019_20;

fn days(from: NaiveDate, count: usize) -> impl Strategy<Value = NaiveDate> {
    select(from.iter_days().take(count).collect::<Vec<_>>())
}

fn context(year: ContractYear, stage: Stage, on: NaiveDate) -> Option<Context<'static>> {
    Some(Context { year, stage, on, terms: &des::year(year)?.registration })
}

/// English practices, each with a weight, from two to seven of them.
fn practices() -> impl Strategy<Value = Vec<(PracticeCode, u32)>> {
    let english = practice_code()
        .prop_filter("no member", |code| !code.is_welsh() && !DEFAULTS.contains(code));
    btree_map(english, 1_u32..10, 2..8).prop_map(|map| map.into_iter().collect())
}

/// Members whose lists come to a size between 30,000 and 50,000, and that size.
fn members(practices: &[(PracticeCode, u32)], total: u32) -> (Vec<Member>, Patients<Registered>) {
    let weights: u32 = practices.iter().map(|(_, weight)| weight).sum();
    let each = total.checked_div(weights).unwrap_or(total);
    let on = LISTS;
    let members: Vec<Member> = practices
        .iter()
        .map(|(code, weight)| Member {
            name: Some(format!("{code} SURGERY").into()),
            list_size: Some(PatientsOn { count: each.saturating_mul(*weight).into(), on }),
            contract: Some(ContractKind::Gms),
            life: Some(Period::since(day(1948, 7, 5))),
            ..Member::new(*code)
        })
        .collect();
    let sum = members.iter().filter_map(|member| member.list_size).map(|list| list.count).sum();
    (members, sum)
}

/// A complete agreement of the members.
fn agreement(members: &[Member]) -> impl Strategy<Value = NetworkAgreement> + use<> {
    let codes: Vec<PracticeCode> = members.iter().map(|member| member.code).collect();
    let signed = || days(day(2019, 5, 1), 12);
    let other =
        (select(vec!["Dale Community Trust", "Ferry Hospice"]), signed()).prop_map(|(name, on)| {
            OtherParty {
                name: name.into(),
                code: None,
                sector: Sector::Community,
                agreed_on: Some(day(2019, 4, 30)),
                signed_on: Some(on),
            }
        });
    let liability = select(vec![Liability::Joint, Liability::InShares]);
    let parts = (
        id(),
        vec(signed(), codes.len()),
        option::of(other),
        days(day(2019, 6, 10), 10),
        any::<bool>(),
        liability,
    );
    parts.prop_map(move |(id, signed, other, in_place_on, processor_needed, liability)| {
        let party = |(practice, on): (&PracticeCode, NaiveDate)| PracticeParty {
            practice: *practice,
            signed_on: Some(on),
            each_partner_is_party: Some(true),
        };
        let numbers = ScheduleNumber::ALL.into_iter().filter(|number| number.is_of_2019());
        NetworkAgreement {
            practices: codes.iter().zip(signed).map(party).collect(),
            other_parties: other.into_iter().collect(),
            schedules: numbers.map(|number| Schedule::complete(number, YEAR)).collect(),
            director_appointment: Some(DirectorAppointment {
                method: AppointmentMethod::Elected,
                term_months: Some(24),
            }),
            decisions: Some(DecisionRule {
                method: DecisionMethod::SpecialMajority,
                threshold: Some(Ratio::constant("0.75")),
                quorum: Some(2),
            }),
            joining: Some(Provision::new("Schedule 2, part A")),
            leaving: Some(Provision::new("Schedule 2, part B")),
            expulsion: Some(Provision::new("Schedule 2, part C")),
            data_sharing: Some(DataSharing {
                in_place_on: Some(in_place_on),
                processor_needed,
                processor_in_place_on: processor_needed.then_some(in_place_on),
                confirmed_on: Some(in_place_on),
            }),
            liability: Some(liability),
            contracts: vec![HeldContract {
                title: "extended access hub".into(),
                holder: ContractHolder::LeadProvider,
            }],
            ..NetworkAgreement::new(id)
        }
    })
}

/// A new network's form of 2019/20 at the final stage, and the day of the check.
fn final_form() -> impl Strategy<Value = (RegistrationForm, Context<'static>)> {
    (practices(), 30_070_u32..50_000).prop_flat_map(|(practices, total)| {
        let (members, sum) = members(&practices, total);
        let parts = (
            id(),
            agreement(&members).boxed(),
            sub_icb_code(),
            any::<bool>(),
            any::<Index>(),
            days(day(2019, 5, 13), 3),
            days(day(2019, 5, 20), 12),
            days(day(2019, 6, 21), 8),
        );
        parts.prop_filter_map(
            "terms of the year",
            move |(id, agreement, commissioner, shared, which, submitted, approved, on)| {
                let codes: Vec<PracticeCode> = members.iter().map(|member| member.code).collect();
                let first = *which.get(&codes);
                let director = |name: &str, practice, share| NamedDirector {
                    person: ClinicalDirector {
                        share: Some(share),
                        role: Some("GP".into()),
                        ..ClinicalDirector::new(name)
                    },
                    practice: Some(practice),
                    appointed_on: Some(day(2019, 5, 1)),
                };
                let (half, whole) = (Ratio::constant("0.5"), Ratio::constant("1"));
                let step = |event, on| Step { event, on };
                let form = RegistrationForm {
                    purpose: Purpose::New,
                    name: Some("Dale Network".into()),
                    commissioner: Some(commissioner),
                    members: members.clone(),
                    list_size: Some(PatientsOn { count: sum, on: LISTS }),
                    area: Some(NetworkArea {
                        map: Some("dale-area.pdf".into()),
                        sense_to_members: Some(true),
                        sense_to_providers: Some(true),
                        sense_to_community: Some(true),
                        adjacent: Some(
                            codes.iter().copied().zip(codes.iter().copied().skip(1)).collect(),
                        ),
                        ..NetworkArea::default()
                    }),
                    agreement: Some(agreement),
                    clinical_directors: match (shared, codes.last()) {
                        (true, Some(last)) => {
                            vec![
                                director("Dr A. Lane", first, half),
                                director("B. Moor", *last, half),
                            ]
                        }
                        _ => vec![director("Dr A. Lane", first, whole)],
                    },
                    nominated_payee: Some(Payee::Member(first)),
                    history: vec![
                        step(NetworkEvent::Submit, submitted),
                        step(NetworkEvent::Approve, approved),
                    ],
                    ..RegistrationForm::new(id)
                };
                Some((form, context(YEAR, Stage::Final, on)?))
            },
        )
    })
}

/// The same as it goes in: what is settled later is not there yet.
fn as_submitted(
    (mut form, context): (RegistrationForm, Context<'static>),
) -> Option<(RegistrationForm, Context<'static>)> {
    form.history.truncate(1);
    let agreement = form.agreement.as_mut()?;
    let needed = ScheduleNumber::One.topics().filter(|topic| topic.is_needed_at_first());
    *agreement = NetworkAgreement {
        practices: core::mem::take(&mut agreement.practices),
        other_parties: core::mem::take(&mut agreement.other_parties),
        schedules: vec![Schedule {
            number: ScheduleNumber::One,
            state: ScheduleState::PartFilled,
            settles: needed.collect(),
            contradicts: Vec::new(),
        }],
        ..NetworkAgreement::new(agreement.id)
    };
    let on = form.history.first()?.on;
    Some((form, Context { stage: Stage::Initial, on, ..context }))
}

/// What a network sends that goes on as it was, in any year but the first.
fn unchanged() -> impl Strategy<Value = (RegistrationForm, Context<'static>)> {
    let later: Vec<ContractYear> = des::years().iter().map(|held| held.year).skip(1).collect();
    (id(), pcn_code(), select(later), 0_usize..50).prop_filter_map(
        "a day of the year",
        |(id, code, year, after)| {
            let on = year.first_day().iter_days().nth(after)?;
            let form = RegistrationForm {
                purpose: Purpose::Unchanged,
                code: Some(code),
                ..RegistrationForm::new(id)
            };
            Some((form, context(year, Stage::Final, on)?))
        },
    )
}

/// Registration forms that pass every rule, each with what it is checked against: new networks of
/// 2019/20 as they send the form and when all is complete, and networks of later years that go on
/// unchanged.
///
/// # Examples
///
/// ```
/// use pcn::{registration::check, strategies::sound_registration_form};
/// use proptest::prelude::*;
///
/// proptest!(|((form, context) in sound_registration_form())| {
///     prop_assert_eq!(check(&form, &context).len(), 0);
/// });
/// ```
pub fn sound_registration_form() -> impl Strategy<Value = (RegistrationForm, Context<'static>)> {
    prop_oneof![
        3 => final_form(),
        2 => final_form().prop_filter_map("an agreement", as_submitted),
        1 => unchanged(),
    ]
}

/// Registration forms that break one rule and no other, each with what it is checked against and
/// the rule.
///
/// # Examples
///
/// ```
/// use pcn::{registration::check, strategies::registration_form_breaking_one_rule};
/// use proptest::prelude::*;
///
/// proptest!(|((form, context, broken) in registration_form_breaking_one_rule())| {
///     let report = check(&form, &context);
///     let found: Vec<_> = report.iter().map(|finding| &finding.rule).collect();
///     prop_assert_eq!(found, [&broken]);
/// });
/// ```
pub fn registration_form_breaking_one_rule()
-> impl Strategy<Value = (RegistrationForm, Context<'static>, RuleId)> {
    (final_form(), select(BREAKS)).prop_filter_map(
        "nothing to break",
        |((mut form, context), (rule, break_it))| {
            break_it(&mut form, context.on)?;
            Some((form, context, RuleId::constant(rule)))
        },
    )
}

/// Makes a form break one rule; the day is that of the check. `None` where the form has nothing
/// that could.
type Break = fn(&mut RegistrationForm, NaiveDate) -> Option<()>;

const BREAKS: &[(&str, Break)] = &[
    ("REG-MEMBER-001", |form, _| {
        form.members.clear();
        form.agreement.as_mut()?.practices.clear();
        Some(())
    }),
    ("REG-MEMBER-002", |form, _| {
        let again = form.members.first()?.clone();
        form.members.push(again);
        Some(())
    }),
    ("REG-MEMBER-003", |form, _| {
        form.members.last_mut()?.contract = Some(ContractKind::Other);
        Some(())
    }),
    ("REG-MEMBER-004", |form, on| {
        form.members.last_mut()?.life = Period::try_new(day(1990, 1, 1), Some(on)).ok();
        Some(())
    }),
    ("NET-CODE-002", |form, _| renamed(form, PracticeCode::constant("W95633"))),
    ("NET-CODE-003", |form, _| renamed(form, PracticeCode::constant("V81999"))),
    ("REG-LIST-001", |form, _| {
        // So many that the network is large enough even so.
        let lost = form.members.last_mut()?.list_size.take()?;
        let first = form.members.first_mut()?.list_size.as_mut()?;
        first.count = [first.count, lost.count].into_iter().sum();
        Some(())
    }),
    ("REG-LIST-002", |form, _| {
        form.list_size = None;
        Some(())
    }),
    ("REG-LIST-003", |form, _| {
        let list = form.list_size.as_mut()?;
        list.count = [list.count, 1.into()].into_iter().sum();
        Some(())
    }),
    ("REG-LIST-004", |form, _| {
        form.list_size.as_mut()?.on = day(2019, 4, 1);
        Some(())
    }),
    ("NET-SIZE-001", |form, _| resized(form, 1_000)),
    ("NET-SIZE-003", |form, _| resized(form, 30_000)),
    ("REG-AREA-001", |form, _| {
        form.area.as_mut()?.map = None;
        Some(())
    }),
    ("REG-AREA-002", |form, _| {
        form.area.as_mut()?.sense_to_community = Some(false);
        Some(())
    }),
    ("REG-AREA-003", |form, _| {
        form.area.as_mut()?.adjacent = Some(Vec::new());
        Some(())
    }),
    ("REG-CD-001", |form, _| {
        form.clinical_directors.clear();
        Some(())
    }),
    ("REG-CD-002", |form, _| {
        form.clinical_directors.first_mut()?.practice = Some(stranger(&form.members));
        Some(())
    }),
    ("REG-CD-003", |form, on| {
        form.clinical_directors.first_mut()?.appointed_on = Some(on);
        Some(())
    }),
    ("NET-CD-001", |form, _| {
        form.clinical_directors.first_mut()?.person.share = Some(Ratio::constant("0.4"));
        Some(())
    }),
    ("REG-PAYEE-001", |form, _| {
        form.nominated_payee = None;
        Some(())
    }),
    ("REG-PAYEE-002", |form, _| {
        form.nominated_payee = Some(Payee::Other(OdsCode::constant("8HV48")));
        Some(())
    }),
    ("NET-PAY-001", |form, _| {
        form.nominated_payee = Some(Payee::OwnAccount);
        Some(())
    }),
    ("NET-PAY-002", |form, _| {
        form.nominated_payee = Some(Payee::Member(stranger(&form.members)));
        Some(())
    }),
    ("REG-AGR-001", |form, _| {
        form.agreement = None;
        Some(())
    }),
    ("AGR-PARTY-001", |form, _| form.agreement.as_mut()?.practices.pop().map(drop)),
    ("AGR-PARTY-002", |form, _| {
        let parties = &mut form.agreement.as_mut()?.practices;
        let again = parties.first()?.clone();
        parties.push(again);
        Some(())
    }),
    ("AGR-PARTY-003", |form, _| {
        let practice = stranger(&form.members);
        let parties = &mut form.agreement.as_mut()?.practices;
        let more = PracticeParty { practice, ..parties.first()?.clone() };
        parties.push(more);
        Some(())
    }),
    ("AGR-PARTY-004", |form, _| {
        form.agreement.as_mut()?.other_parties.first_mut()?.agreed_on = None;
        Some(())
    }),
    ("AGR-PARTY-005", |form, _| {
        form.agreement.as_mut()?.practices.last_mut()?.each_partner_is_party = Some(false);
        Some(())
    }),
    ("AGR-SIGN-001", |form, _| {
        form.agreement.as_mut()?.practices.last_mut()?.signed_on = None;
        Some(())
    }),
    ("AGR-SIGN-002", |form, on| {
        form.agreement.as_mut()?.practices.last_mut()?.signed_on = on.succ_opt();
        Some(())
    }),
    ("AGR-SCHED-001", |form, _| form.agreement.as_mut()?.schedules.pop().map(drop)),
    ("AGR-SCHED-002", |form, _| {
        let clause = fixed_clause()?;
        let schedule = form.agreement.as_mut()?.schedules.last_mut()?;
        schedule.contradicts.push(Contradiction { clause, how: "says otherwise".into() });
        Some(())
    }),
    ("AGR-SCHED-003", |form, _| {
        let schedules = &mut form.agreement.as_mut()?.schedules;
        let again = schedules.last()?.clone();
        schedules.push(again);
        Some(())
    }),
    ("AGR-SCHED-004", |form, _| {
        let schedules = &mut form.agreement.as_mut()?.schedules;
        schedules.iter_mut().find(|own| own.number == ScheduleNumber::Five)?.settles.clear();
        Some(())
    }),
    ("AGR-SCHED-006", |form, _| {
        let schedules = &mut form.agreement.as_mut()?.schedules;
        let two = schedules.iter_mut().find(|own| own.number == ScheduleNumber::Two)?;
        two.settles.insert(Topic::NetworkArea);
        Some(())
    }),
    ("AGR-CD-001", |form, _| {
        let agreement = form.agreement.as_mut()?;
        agreement.director_appointment = None;
        unsettled(agreement, Topic::DirectorAppointment)
    }),
    ("AGR-GOV-001", |form, _| {
        let agreement = form.agreement.as_mut()?;
        agreement.decisions = None;
        unsettled(agreement, Topic::DecisionMaking)
    }),
    ("AGR-EXIT-001", |form, _| {
        form.agreement.as_mut()?.expulsion = None;
        Some(())
    }),
    ("AGR-DATA-001", |form, _| {
        form.agreement.as_mut()?.data_sharing.as_mut()?.in_place_on = None;
        Some(())
    }),
    ("AGR-DATA-002", |form, _| {
        let sharing = form.agreement.as_mut()?.data_sharing.as_mut()?;
        sharing.processor_needed = true;
        sharing.processor_in_place_on = None;
        Some(())
    }),
    ("AGR-FORM-001", |form, _| {
        form.agreement.as_mut()?.network_form = NetworkForm::Federation;
        Some(())
    }),
    ("AGR-FORM-002", |form, _| {
        form.agreement.as_mut()?.network_form = NetworkForm::LegalBody;
        Some(())
    }),
    ("AGR-FORM-003", |form, _| {
        form.agreement.as_mut()?.contracts.first_mut()?.holder = ContractHolder::Network;
        Some(())
    }),
    ("AGR-LIAB-001", |form, _| {
        form.agreement.as_mut()?.liability = None;
        Some(())
    }),
    ("AGR-VARY-001", |form, on| {
        let part = AgreementPart::Clause(fixed_clause()?);
        let variation = Variation { on, by: VariedBy::Members, part, summary: None };
        form.agreement.as_mut()?.variations.push(variation);
        Some(())
    }),
    ("AGR-DATE-001", |form, on| {
        form.agreement.as_mut()?.reviewed_on.push(on.succ_opt()?);
        Some(())
    }),
    ("REG-DEAD-001", |form, _| {
        form.history.first_mut()?.on = day(2019, 5, 16);
        Some(())
    }),
    ("REG-DEAD-002", |form, _| {
        form.history.last_mut()?.on = day(2019, 6, 1);
        Some(())
    }),
    ("REG-PURPOSE-002", |form, _| {
        form.purpose = Purpose::Unchanged;
        form.code = Some(crate::code::PcnCode::constant("U89141"));
        Some(())
    }),
    ("REG-DATE-002", |form, _| {
        let party = form.agreement.as_ref()?.practices.last()?.clone();
        let member = form.members.iter_mut().find(|own| own.code == party.practice)?;
        member.life = party.signed_on?.succ_opt().map(Period::since);
        Some(())
    }),
    ("REG-DATE-003", |form, on| then(form, NetworkEvent::Establish, on.succ_opt()?)),
    ("REG-DATE-004", |form, _| {
        form.agreement.as_mut()?.practices.first_mut()?.signed_on = Some(day(2018, 5, 10));
        Some(())
    }),
    ("REG-DATE-005", |form, _| {
        let sharing = form.agreement.as_ref()?.data_sharing.as_ref()?.in_place_on?;
        then(form, NetworkEvent::Establish, sharing.pred_opt()?)
    }),
    ("REG-LIFE-001", |form, _| {
        let approved = form.history.last()?.on;
        then(form, NetworkEvent::BeginDissolution, approved.pred_opt()?)
    }),
    ("REG-LIFE-002", |form, on| then(form, NetworkEvent::AcceptChange, on)),
];

/// A practice that is no member.
fn stranger(members: &[Member]) -> PracticeCode {
    let any = |from: u32| PracticeCode::try_new(&format!("A8{from:04}")).ok();
    let free = |code: &PracticeCode| members.iter().all(|member| member.code != *code);
    (1_055..2_000).filter_map(any).find(free).unwrap_or(PracticeCode::constant("A81055"))
}

/// A clause of the national agreement that members may not adjust.
fn fixed_clause() -> Option<ClauseSubject> {
    ClauseSubject::ALL.into_iter().find(|clause| !clause.is_adjustable())
}

fn unsettled(agreement: &mut NetworkAgreement, topic: Topic) -> Option<()> {
    let held = agreement.schedules.iter_mut().map(|schedule| schedule.settles.remove(&topic));
    (held.count() > 0).then_some(())
}

fn then(form: &mut RegistrationForm, event: NetworkEvent, on: NaiveDate) -> Option<()> {
    form.history.push(Step { event, on });
    Some(())
}

/// Gives every member a list of one size.
fn resized(form: &mut RegistrationForm, each: u32) -> Option<()> {
    for member in &mut form.members {
        member.list_size.as_mut()?.count = each.into();
    }
    let lists = form.members.iter().filter_map(|member| member.list_size);
    form.list_size.as_mut()?.count = lists.map(|list| list.count).sum();
    Some(())
}

/// Gives the last member another code wherever it stands.
fn renamed(form: &mut RegistrationForm, to: PracticeCode) -> Option<()> {
    let from = form.members.last()?.code;
    let rename = |code: &mut PracticeCode| {
        if *code == from {
            *code = to;
        }
    };
    form.members.iter_mut().for_each(|member| rename(&mut member.code));
    for party in &mut form.agreement.as_mut()?.practices {
        rename(&mut party.practice);
    }
    for (one, two) in form.area.as_mut()?.adjacent.as_mut()? {
        rename(one);
        rename(two);
    }
    form.clinical_directors.iter_mut().filter_map(|own| own.practice.as_mut()).for_each(rename);
    if let Some(Payee::Member(payee)) = &mut form.nominated_payee
        && *payee == from
    {
        *payee = to;
    }
    Some(())
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::registration::check;

    proptest! {
        #[test]
        fn a_sound_form_has_no_finding((form, context) in sound_registration_form()) {
            let report = check(&form, &context);
            prop_assert_eq!(report.len(), 0, "{}", report);
        }
    }

    #[test]
    fn each_way_to_break_a_form_breaks_its_rule_and_no_other() {
        let known: BTreeSet<&str> = crate::rules().map(|rule| rule.id.as_str()).collect();
        let mut broken = BTreeSet::new();
        for (rule, break_it) in BREAKS {
            assert!(known.contains(rule), "{rule}");
            assert!(broken.insert(rule), "{rule} is broken twice");
            let hits = core::cell::Cell::new(0);
            proptest!(ProptestConfig::with_cases(24), |((mut form, context) in final_form())| {
                let Some(()) = break_it(&mut form, context.on) else { return Ok(()) };
                hits.set(hits.get() + 1);
                let report = check(&form, &context);
                let found: Vec<&str> = report.iter().map(|finding| finding.rule.as_str()).collect();
                prop_assert_eq!(found, [*rule], "{}", report);
            });
            assert!(hits.get() > 0, "{rule}");
        }
        assert!(broken.len() > 50, "{}", broken.len());
    }
}
