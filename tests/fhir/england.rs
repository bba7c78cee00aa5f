//! England's real register into a bundle and back. Skipped where the shared data are absent.

use std::path::PathBuf;

use pcn::{
    calendar::{NaiveDate, Period, day},
    fhir::{Bundle, Exporter, Imported},
    network::{Membership, Pcn, Practice, Register, RegisterBuilder, Setting},
};

use crate::register::facts_of;

fn rows(name: &str, headers: bool) -> Option<Vec<csv::StringRecord>> {
    let root = std::env::var_os("PCN_SHARED_DATA").map_or_else(
        || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared/data"),
        PathBuf::from,
    );
    let path = root.join(name);
    if !path.exists() {
        eprintln!("skipped: `{name}` is not at hand (set PCN_SHARED_DATA to where it is)");
        return None;
    }
    let mut reader =
        csv::ReaderBuilder::new().has_headers(headers).flexible(true).from_path(path).unwrap();
    Some(reader.records().map(Result::unwrap).collect())
}

fn period(first: &str, last: &str) -> Period {
    let date = |text: &str| NaiveDate::parse_from_str(text, "%Y%m%d").ok();
    Period::inclusive(date(first).unwrap(), date(last)).unwrap()
}

fn england() -> Option<Register> {
    let mut builder = RegisterBuilder::new();
    for row in rows("epcn-2022-04-27/PCNDetails.csv", true)? {
        builder.network(Pcn {
            lead_commissioner_per_ods: row[2].parse().ok(),
            postcode: Some(row[11].into()),
            ..Pcn::new(row[0].parse().unwrap(), &row[1], period(&row[4], &row[5]))
        });
    }
    for row in rows("epraccur-2023-02/epraccur.csv", false)? {
        let Ok(code) = row[0].parse() else { continue };
        builder.practice(Practice {
            life: Some(period(&row[10], &row[11])),
            setting: Some(if &row[25] == "4" { Setting::GpPractice } else { Setting::Other }),
            commissioner: row[14].parse().ok(),
            postcode: Some(row[9].into()),
            ..Practice::new(code, &row[1])
        });
    }
    for row in rows("epcn-2022-04-27/PCNCorePartnerDetails.csv", true)? {
        let (practice, pcn) = (row[0].parse().unwrap(), row[4].parse().unwrap());
        builder.membership(Membership::new(practice, pcn, period(&row[8], &row[9])));
    }
    Some(builder.build())
}

#[test]
fn englands_register_comes_back_from_its_bundle() {
    let Some(register) = england() else { return };
    let exported = Exporter::new().history(&register, day(2022, 4, 27));
    assert!(exported.findings.is_empty(), "{}", exported.findings);
    let text = exported.bundle.to_json();
    let bundle = Bundle::from_json(&text).unwrap();
    let imported = Imported::of(&bundle);

    let tally = imported.tally;
    assert_eq!((tally.networks, tally.memberships), (1_318, 7_359));
    assert_eq!((tally.read, tally.left_out), (bundle.entries.len(), 0));
    // One date of the future says that what has not begun is not active.
    assert!(
        imported.findings.iter().all(|finding| finding.rule.as_str() == "FHIR-ACTIVE-001"),
        "{}",
        imported.findings,
    );
    assert_eq!(facts_of(&imported.builder.build()), facts_of(&register));
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
