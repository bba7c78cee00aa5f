//! The register on England's real files: the check values, and findings that a person can read.
//! Skipped where the shared data are absent.
#![cfg(feature = "ods")]

use std::{collections::BTreeMap, path::PathBuf};

use pcn::{
    calendar::{NaiveDate, Period, day},
    code::{PracticeCode, SubIcbCode},
    network::{
        Membership, NetworkCounts, Pcn, Practice, PracticeStatus, Provenance, Register,
        RegisterBuilder, Setting, SizeBands,
    },
    quantity::{Patients, PatientsOn},
};

fn data(name: &str) -> Option<PathBuf> {
    let root = std::env::var_os("PCN_SHARED_DATA").map_or_else(
        || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared/data"),
        PathBuf::from,
    );
    let path = root.join(name);
    if path.exists() {
        Some(path)
    } else {
        println!("skipped: no {name}");
        None
    }
}

fn rows(path: &PathBuf, headers: bool) -> Vec<csv::StringRecord> {
    let mut reader =
        csv::ReaderBuilder::new().has_headers(headers).flexible(true).from_path(path).unwrap();
    reader.records().map(Result::unwrap).collect()
}

fn date(text: &str) -> Option<NaiveDate> {
    (!text.is_empty()).then(|| NaiveDate::parse_from_str(text, "%Y%m%d").unwrap())
}

fn period(first: &str, last: &str) -> Period {
    Period::inclusive(date(first).unwrap(), date(last)).unwrap()
}

/// The two ePCN sheets.
fn epcn(builder: &mut RegisterBuilder, folder: &str) -> Option<()> {
    for row in rows(&data(&format!("{folder}/PCNDetails.csv"))?, true) {
        builder.network(Pcn {
            lead_commissioner_per_ods: row[2].parse().ok(),
            ..Pcn::new(row[0].parse().unwrap(), &row[1], period(&row[4], &row[5]))
        });
    }
    for (line, row) in
        (2u32..).zip(rows(&data(&format!("{folder}/PCNCorePartnerDetails.csv"))?, true))
    {
        let practice: PracticeCode = row[0].parse().unwrap();
        builder.practice(Practice {
            commissioner: row[2].parse::<SubIcbCode>().ok(),
            ..Practice::new(practice, &row[1])
        });
        builder.membership(
            Membership::new(practice, row[4].parse().unwrap(), period(&row[8], &row[9]))
                .at(Provenance::line("partners.csv", line)),
        );
    }
    Some(())
}

fn lists(builder: &mut RegisterBuilder) -> Option<()> {
    for row in rows(&data("list-size-2022-05/gp-reg-pat-prac-all.csv")?, true) {
        if let Ok(practice) = row[5].parse() {
            let count = Patients::from(row[9].parse::<u32>().unwrap());
            builder.list(practice, PatientsOn { count, on: day(2022, 5, 1) });
        }
    }
    Some(())
}

fn epraccur(builder: &mut RegisterBuilder) -> Option<()> {
    for row in rows(&data("epraccur-2023-02/epraccur.csv")?, false) {
        let Ok(code) = row[0].parse() else { continue };
        builder.practice(Practice {
            status: Some(match &row[12] {
                "A" => PracticeStatus::Open,
                "C" => PracticeStatus::Closed,
                "D" => PracticeStatus::Dormant,
                _ => PracticeStatus::Proposed,
            }),
            life: Some(period(&row[10], &row[11])),
            setting: Some(if &row[25] == "4" { Setting::GpPractice } else { Setting::Other }),
            commissioner: row[14].parse().ok(),
            ..Practice::new(code, &row[1])
        });
    }
    Some(())
}

fn counts(register: &Register, on: NaiveDate) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    for finding in &register.check(on) {
        *counts.entry(finding.rule.to_string()).or_default() += 1;
    }
    counts
}

fn expected<const N: usize>(counts: [(&str, usize); N]) -> BTreeMap<String, usize> {
    counts.into_iter().map(|(rule, count)| (rule.to_owned(), count)).collect()
}

#[test]
fn the_register_of_april_2022_gives_the_check_values() {
    let mut builder = Register::builder();
    let Some(()) = epcn(&mut builder, "epcn-2022-04-27").and_then(|()| lists(&mut builder)) else {
        return;
    };
    let register = builder.build();
    assert_eq!(register.memberships().count(), 7_359);
    let on = day(2022, 4, 27);
    let statistics = register.statistics(on);
    assert_eq!(
        statistics.pcns,
        NetworkCounts {
            listed: 1_318,
            open: 1_259,
            closed: 58,
            not_yet_open: 1,
            single_practice: 50,
            without_practice: 0,
            cross_boundary: 11,
        }
    );
    assert_eq!(statistics.networks.iter().map(|network| network.practices).max(), Some(32));
    assert_eq!(statistics.registered_patients.placed.whole(), 61_323_310);
    // By "no close date" there are 696 within: one of them opens after the day.
    assert_eq!(
        statistics.size_bands,
        SizeBands { below_30000: 96, within: 695, above_50000: 467, above_100000: 28 }
    );
    assert_eq!(
        counts(&register, on),
        expected([
            ("NET-AREA-001", 11),
            ("NET-AREA-002", 1),
            ("NET-COV-001", 81),
            ("NET-HIST-002", 38),
            ("NET-HIST-004", 2),
            ("NET-HIST-005", 3),
            ("NET-LIST-001", 37),
            ("NET-SIZE-001", 96),
            ("NET-SIZE-003", 467),
        ])
    );
    let json = serde_json::to_string(&register).unwrap();
    assert_eq!(serde_json::from_str::<Register>(&json).unwrap(), register);
}

#[test]
fn practices_of_another_file_add_what_only_they_know() {
    let mut builder = Register::builder();
    let Some(()) = epcn(&mut builder, "epcn-2022-04-27")
        .and_then(|()| epraccur(&mut builder))
        .and_then(|()| lists(&mut builder))
    else {
        return;
    };
    let register = builder.build();
    let counts = counts(&register, day(2022, 4, 27));
    // The register given first goes before the practice file of the year after.
    assert_eq!(counts.get("NET-AREA-002"), Some(&1));
    assert!(counts.contains_key("NET-MEM-003"));
    assert_eq!(counts.get("NET-MEM-004"), Some(&2));
    assert!(counts["NET-COV-001"] < 81, "closed practices with a late list need no network");
    assert!(!counts.contains_key("NET-CODE-002"), "Welsh practices are members of nothing");
}

#[test]
fn the_register_of_december_2019_gives_the_check_values() {
    let mut builder = Register::builder();
    let Some(()) = epcn(&mut builder, "epcn-2019-12-04") else { return };
    let register = builder.build();
    let on = day(2019, 12, 4);
    let statistics = register.statistics(on);
    assert_eq!(
        statistics.pcns,
        NetworkCounts {
            listed: 1_250,
            open: 1_250,
            closed: 0,
            not_yet_open: 0,
            single_practice: 34,
            without_practice: 0,
            cross_boundary: 19,
        }
    );
    assert_eq!(statistics.practices.placed, 6_757);
    assert_eq!(
        counts(&register, on),
        expected([("NET-AREA-001", 19), ("NET-AREA-002", 2), ("NET-LIST-001", 1)])
    );
}
