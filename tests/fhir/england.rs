//! England's real register into a bundle and back. Skipped where the shared data are absent.

use pcn::{
    calendar::day,
    fhir::{Bundle, Exporter, Imported},
    network::Register,
    ods::{Assembler, NetworkFile, PartnerFile, PracticeFile},
};

use crate::{register::facts_of, shared_data::shared};

fn england() -> Option<Register> {
    let networks = shared("epcn-2022-04-27/PCNDetails.csv")?;
    let partners = shared("epcn-2022-04-27/PCNCorePartnerDetails.csv")?;
    let practices = shared("epraccur-2023-02/epraccur.csv")?;
    let mut files = Assembler::new();
    files.networks(NetworkFile::open("networks", &*networks).unwrap()).unwrap();
    files.partners(PartnerFile::open("partners", &*partners).unwrap()).unwrap();
    files.practices(PracticeFile::open("practices", &*practices).unwrap()).unwrap();
    Some(files.finish().register)
}

#[test]
fn englands_register_comes_back_from_its_bundle() {
    let Some(register) = england() else { return };
    let exported = Exporter::new().history(&register, day(2022, 4, 27));
    let bundle = Bundle::from_json(&exported.bundle.to_json()).unwrap();
    let imported = Imported::of(&bundle);

    let tally = imported.tally;
    assert_eq!((tally.networks, tally.memberships), (1_318, 7_359));
    assert_eq!((tally.read, tally.left_out), (bundle.entries.len(), 0));
    // What FHIR cannot say of these files: that a practice is dormant, and what contradicts the
    // record that counts.
    for finding in &exported.findings {
        assert!(matches!(finding.rule.as_str(), "FHIR-OUT-001" | "FHIR-OUT-003"), "{finding}");
    }

    let (mut facts, mut back) = (facts_of(&register), facts_of(&imported.builder.build()));
    let count = facts["practices"].as_array().unwrap().len();
    assert!(count > 7_000, "{count}");
    let practices = facts["practices"].as_array_mut().unwrap();
    practices.truncate(count - register.contradicting_practices().len());
    for (practice, back) in practices.iter_mut().zip(back["practices"].as_array().unwrap()) {
        match practice["status"].as_str() {
            Some("dormant") => practice["status"] = "open".into(),
            Some("proposed") => practice["status"] = "closed".into(),
            _ => {}
        }
        assert_eq!(practice, back);
    }
    for key in ["practices", "networks", "memberships", "commissioners"] {
        assert!(facts[key].take() == back[key].take(), "{key} differ");
    }
}

#[test]
fn englands_members_of_a_day_come_back() {
    let Some(register) = england() else { return };
    let on = day(2022, 4, 27);
    let exported = Exporter::new().on(&register, on);
    let back = Imported::of(&exported.bundle).builder.build();
    let members = |register: &Register| -> Vec<_> {
        let networks = register.open_networks(on).map(|network| network.code);
        networks.map(|code| (code, register.members_on(code, on).collect::<Vec<_>>())).collect()
    };
    assert_eq!(members(&back), members(&register));
    assert!(members(&back).len() > 1_200);
}
