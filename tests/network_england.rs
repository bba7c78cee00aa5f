//! The register on England's real files: the check values, and findings that a person can read.
//! Skipped where the shared data are absent.
#![cfg(feature = "ods")]

use std::{collections::BTreeMap, path::PathBuf};

use pcn::{
    calendar::{NaiveDate, Period, day},
    code::{PracticeCode, SubIcbCode},
    finding::Severity,
    network::{
        Membership, Pcn, Practice, PracticeStatus, Provenance, Register, RegisterBuilder, Setting,
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

fn show(register: &Register, on: NaiveDate) {
    let report = register.check(on);
    let mut by_rule: BTreeMap<_, Vec<_>> = BTreeMap::new();
    for finding in &report {
        by_rule.entry((finding.rule.as_str(), finding.severity)).or_default().push(finding);
    }
    for ((rule, severity), findings) in by_rule {
        println!("{rule} {severity}: {}", findings.len());
        for finding in findings.iter().take(4) {
            println!("    {finding}");
        }
    }
}

#[test]
fn the_register_of_april_2022_gives_the_check_values() {
    let mut builder = Register::builder();
    let Some(()) = epcn(&mut builder, "epcn-2022-04-27").and_then(|()| lists(&mut builder)) else {
        return;
    };
    let register = builder.build();
    let on = day(2022, 4, 27);
    let statistics = register.statistics(on);
    println!(
        "{:?} {:?} {:?} {:?}",
        statistics.pcns,
        statistics.practices,
        statistics.registered_patients,
        statistics.size_bands
    );
    show(&register, on);
}

#[test]
fn the_register_with_practices_reads_well() {
    let mut builder = Register::builder();
    let Some(()) = epraccur(&mut builder)
        .and_then(|()| epcn(&mut builder, "epcn-2022-04-27"))
        .and_then(|()| lists(&mut builder))
    else {
        return;
    };
    let register = builder.build();
    let on = day(2022, 4, 27);
    let statistics = register.statistics(on);
    println!(
        "{:?} {:?} {:?} {:?}",
        statistics.pcns,
        statistics.practices,
        statistics.registered_patients,
        statistics.size_bands
    );
    show(&register, on);
    assert!(register.check(on).iter().any(|finding| finding.severity == Severity::Error));
}

#[test]
fn the_register_of_december_2019_gives_the_check_values() {
    let mut builder = Register::builder();
    let Some(()) = epcn(&mut builder, "epcn-2019-12-04") else { return };
    let register = builder.build();
    let on = day(2019, 12, 4);
    let statistics = register.statistics(on);
    println!(
        "{:?} {:?} {:?} {:?}",
        statistics.pcns,
        statistics.practices,
        statistics.registered_patients,
        statistics.size_bands
    );
    show(&register, on);
}
