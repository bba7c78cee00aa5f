//! From a register to a bundle and back.

use pcn::{
    calendar::{NaiveDate, Period, day},
    code::{PcnCode, PracticeCode, SubIcbCode},
    fhir::{Bundle, Exporter, Imported},
    network::{
        ClinicalDirector, Commissioned, CommissionerRelation, Directorship, Membership, Pcn,
        Practice, PracticeStatus, Register, RegisterBuilder, Setting,
    },
    quantity::{Patients, PatientsOn},
};
use proptest::{option, prelude::*, sample::select};
use serde_json::Value;

fn any_day() -> impl Strategy<Value = NaiveDate> {
    (0i64..60).prop_map(|month| day(2019, 7, 1) + chrono::Months::new(month as u32))
}

fn any_period() -> impl Strategy<Value = Period> {
    (any_day(), option::of(0i64..900)).prop_map(|(from, length)| {
        let until = length.map(|length| from + chrono::TimeDelta::days(length));
        Period::try_new(from, until).unwrap()
    })
}

fn practice_code(at: usize) -> PracticeCode {
    format!("A9900{at}").parse().unwrap()
}

fn network_code(at: usize) -> PcnCode {
    format!("U9900{at}").parse().unwrap()
}

fn any_commissioner() -> impl Strategy<Value = SubIcbCode> {
    select(vec!["16C", "00L", "M1J4Y"]).prop_map(|code| code.parse().unwrap())
}

/// The facts that resources can hold, some with days that FHIR cannot say.
#[derive(Clone, Debug)]
struct Facts {
    practices: Vec<Practice>,
    networks: Vec<Pcn>,
    memberships: Vec<Membership>,
    relations: Vec<CommissionerRelation>,
}

prop_compose! {
    fn any_practice(at: usize)(
        name in select(vec!["", "MADE UP SURGERY"]),
        status in option::of(select(vec![
            PracticeStatus::Open, PracticeStatus::Closed, PracticeStatus::Dormant, PracticeStatus::Proposed,
        ])),
        life in option::of(any_period()),
        setting in option::of(select(vec![Setting::GpPractice, Setting::Other])),
        commissioner in option::of(any_commissioner()),
        postcode in option::of(select(vec!["LS1 1AA", " LS1  1AB "])),
    ) -> Practice {
        Practice {
            status, life, setting, commissioner, postcode: postcode.map(Into::into),
            ..Practice::new(practice_code(at), name)
        }
    }
}

prop_compose! {
    fn any_network(at: usize)(
        life in any_period(),
        lead_commissioner_per_ods in option::of(any_commissioner()),
        postcode in option::of(Just("LS1 1AC")),
    ) -> Pcn {
        Pcn {
            lead_commissioner_per_ods, postcode: postcode.map(Into::into),
            ..Pcn::new(network_code(at), "MADE UP PCN", life)
        }
    }
}

fn any_facts() -> impl Strategy<Value = Facts> {
    let membership = (0usize..6, 0usize..4, any_period()).prop_map(|(practice, pcn, period)| {
        Membership::new(practice_code(practice), network_code(pcn), period)
    });
    let relation =
        (0usize..9, any_commissioner(), any_period()).prop_map(|(of, commissioner, period)| {
            CommissionerRelation {
                of: match of {
                    0..6 => Commissioned::Practice(practice_code(of)),
                    _ => Commissioned::Network(network_code(of - 6)),
                },
                commissioner,
                period,
            }
        });
    (
        (0usize..5).prop_flat_map(|count| (0..count).map(any_practice).collect::<Vec<_>>()),
        (0usize..4).prop_flat_map(|count| (0..count).map(any_network).collect::<Vec<_>>()),
        prop::collection::vec(membership, 0..10),
        prop::collection::vec(relation, 0..6),
    )
        .prop_map(|(practices, networks, memberships, relations)| Facts {
            practices,
            networks,
            memberships,
            relations,
        })
}

impl Facts {
    fn register(&self) -> Register {
        let mut builder = RegisterBuilder::new();
        for practice in &self.practices {
            builder.practice(practice.clone());
        }
        for network in &self.networks {
            builder.network(network.clone());
        }
        for membership in &self.memberships {
            builder.membership(membership.clone());
        }
        for relation in &self.relations {
            builder.commissioner(*relation);
        }
        builder.build()
    }

    /// The same without what FHIR cannot say, and how many findings must tell of it.
    fn sayable(mut self) -> (Self, usize) {
        let mut findings = 0;
        let mut keep = |kept: bool| {
            findings += usize::from(!kept);
            kept
        };
        self.memberships.retain(|row| keep(!row.period.is_empty()));
        self.relations.retain(|relation| keep(!relation.period.is_empty()));
        self.networks.retain(|network| keep(!network.life.is_empty()));
        for practice in &mut self.practices {
            practice.life = practice.life.filter(|life| keep(!life.is_empty()));
            practice.status = practice.status.map(|status| match status {
                PracticeStatus::Dormant => {
                    keep(false);
                    PracticeStatus::Open
                }
                PracticeStatus::Proposed => {
                    keep(false);
                    PracticeStatus::Closed
                }
                same => same,
            });
        }
        (self, findings)
    }
}

/// The facts of a register without the places where they stood.
pub(crate) fn facts_of(register: &Register) -> Value {
    fn strip(value: &mut Value) {
        match value {
            Value::Object(map) => {
                map.remove("provenance");
                map.values_mut().for_each(strip);
            }
            Value::Array(items) => items.iter_mut().for_each(strip),
            _ => {}
        }
    }
    let mut facts = serde_json::to_value(register).unwrap();
    strip(&mut facts);
    facts
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn a_register_comes_back_from_its_bundle(facts in any_facts(), as_at in any_day()) {
        let exported = Exporter::new().history(&facts.register(), as_at);
        let (sayable, findings) = facts.sayable();
        prop_assert_eq!(exported.findings.len(), findings, "{}", exported.findings);

        let bundle = Bundle::from_json(&exported.bundle.to_json()).unwrap();
        prop_assert_eq!(&bundle, &exported.bundle);
        let imported = Imported::of(&bundle);
        prop_assert_eq!(imported.tally.read, imported.tally.used() + imported.tally.left_out);
        prop_assert_eq!(imported.tally.read, bundle.entries.len());
        prop_assert_eq!(facts_of(&imported.builder.build()), facts_of(&sayable.register()));
    }

    #[test]
    fn every_entry_has_its_own_address(facts in any_facts(), as_at in any_day()) {
        let exporter = Exporter::new().based_at("https://example.org/fhir");
        let bundle = exporter.history(&facts.register(), as_at).bundle;
        let mut addresses: Vec<_> =
            bundle.entries.iter().map(|entry| entry.full_url.clone().unwrap()).collect();
        addresses.sort();
        addresses.dedup();
        prop_assert_eq!(addresses.len(), bundle.entries.len());
    }

    #[test]
    fn a_day_of_a_register_comes_back_with_the_same_answers(facts in any_facts(), on in any_day()) {
        let register = facts.register();
        let exported = Exporter::new().on(&register, on);
        let back = Imported::of(&exported.bundle).builder.build();
        for at in 0..6 {
            let network = network_code(at);
            let members = |register: &Register| register.members_on(network, on).collect::<Vec<_>>();
            prop_assert_eq!(members(&back), members(&register));
            if back.network(network).is_some() {
                prop_assert_eq!(
                    back.lead_commissioner_per_ods(network, on),
                    register.lead_commissioner_per_ods(network, on),
                );
            }
            let practice = practice_code(at);
            let placed = register.network_of(practice, on);
            if placed.is_placed() {
                prop_assert_eq!(back.network_of(practice, on), placed);
            }
            if back.is_described(practice) {
                prop_assert_eq!(
                    back.commissioner_of(practice, on),
                    register.commissioner_of(practice, on),
                );
            }
        }
        let open = |register: &Register| {
            register.open_networks(on).map(|network| network.code).collect::<Vec<_>>()
        };
        prop_assert_eq!(open(&back), open(&register));
    }
}

#[test]
fn what_resources_cannot_say_is_told() {
    let mut builder = RegisterBuilder::snapshot(day(2022, 5, 1));
    builder
        .list(practice_code(1), PatientsOn { count: Patients::from(4_100), on: day(2022, 5, 1) })
        .directorship(Directorship {
            pcn: network_code(1),
            directors: vec![ClinicalDirector::new("Dr A. Lane")],
            period: Period::on(day(2022, 5, 1)),
        })
        .unallocated(practice_code(2), None)
        .practice(Practice {
            life: Some(Period::on(day(2022, 5, 1))),
            ..Practice::new(practice_code(1), "A")
        })
        .practice(Practice {
            life: Some(Period::on(day(2022, 5, 2))),
            ..Practice::new(practice_code(1), "A")
        });
    let register = builder.build();
    let exported = Exporter::new().history(&register, day(2022, 5, 1));
    let told: Vec<_> = exported.findings.iter().map(|finding| &*finding.message).collect();
    assert_eq!(
        told,
        [
            "1 list size not written",
            "1 record of clinical directors not written",
            "1 practice said to be in no network not written",
            "1 contradicting record of a practice not written",
            "1 limit to the days of which the register speaks not written",
        ],
    );
    let elsewhen = Exporter::new().on(&register, day(2022, 5, 2));
    assert!(elsewhen.bundle.entries.is_empty());
    assert_eq!(elsewhen.findings.findings()[0].rule.as_str(), "FHIR-OUT-004");
}

#[test]
fn days_and_statuses_that_fhir_cannot_say_are_told() {
    let no_day = Period::constant(day(2020, 4, 1), day(2020, 4, 1));
    let (practice, network) = (practice_code(1), network_code(1));
    let mut builder = RegisterBuilder::new();
    builder
        .practice(Practice {
            status: Some(PracticeStatus::Dormant),
            ..Practice::new(practice, "MADE UP SURGERY")
        })
        .network(Pcn::new(network, "MADE UP PCN", no_day))
        .membership(Membership::new(practice, network, no_day));
    let exported = Exporter::new().history(&builder.build(), day(2022, 5, 1));
    let told: Vec<_> = exported.findings.iter().map(ToString::to_string).collect();
    assert_eq!(
        told,
        [
            "FHIR-OUT-002 warning: U99001: no day from 2020-04-01 is not written",
            "FHIR-OUT-003 info: A99001: its status, dormant, is written as active",
            "FHIR-OUT-002 warning: A99001: no day from 2020-04-01 is not written",
        ],
    );
    assert_eq!(exported.bundle.entries.len(), 2, "both organisations, and no membership");
}

#[test]
fn an_undated_commissioner_is_the_one_an_organisation_has_as_it_stands() {
    let network = network_code(1);
    let mut builder = RegisterBuilder::new();
    builder.network(Pcn {
        lead_commissioner_per_ods: Some("16C".parse().unwrap()),
        ..Pcn::new(network, "MADE UP PCN", Period::since(day(2019, 10, 1)))
    });
    let mut bundle = Exporter::new().history(&builder.build(), day(2022, 5, 1)).bundle;
    let lead = |bundle: &Bundle| {
        let imported = Imported::of(bundle);
        let rules: Vec<_> =
            imported.findings.iter().map(|finding| finding.rule.as_str().to_owned()).collect();
        let register = imported.builder.build();
        (register.network(network).and_then(|network| network.lead_commissioner_per_ods), rules)
    };
    assert_eq!(lead(&bundle), (Some("16C".parse().unwrap()), vec![]));

    // A second one says something else; then none that describes the network.
    let text = bundle.to_json().replace("16C", "00L");
    let other = Bundle::from_json(&text).unwrap();
    bundle.entries.push(other.entries[1].clone());
    assert_eq!(lead(&bundle), (Some("16C".parse().unwrap()), vec!["FHIR-REL-004".to_owned()]));
    bundle.entries.remove(0);
    let (none, rules) = lead(&bundle);
    assert_eq!((none, rules.len()), (None, 2));
}
