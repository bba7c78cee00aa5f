//! Statistics of the real registers, beside an oracle in Python that shares nothing with the crate.

#![cfg(all(feature = "ods", feature = "xlsx"))]

mod shared_data;

use std::process::Command;

use pcn::{
    calendar::day,
    ods::{Assembler, ListFile, NetworkFile, PartnerFile},
};
use serde_json::{Value, json};
use shared_data::shared_path;

#[test]
fn the_oracle_counts_what_the_register_counts() {
    let python = Command::new("python3").arg("--version").output();
    if !python.is_ok_and(|output| output.status.success()) {
        eprintln!("skipped: there is no python3");
        return;
    }
    let vintages = [
        ("epcn-2019-12-04", None, [day(2019, 10, 1), day(2019, 12, 4), day(2019, 9, 30)]),
        (
            "epcn-2022-04-27",
            Some("list-size-2022-05/gp-reg-pat-prac-all.csv"),
            [day(2020, 4, 1), day(2022, 4, 27), day(2022, 5, 1)],
        ),
    ];
    for (vintage, lists, days) in vintages {
        let paths = ["PCNDetails.csv", "PCNCorePartnerDetails.csv"]
            .map(|file| shared_path(&format!("{vintage}/{file}")));
        let [Some(networks), Some(partners)] = paths else { return };
        let lists = lists.and_then(shared_path);
        let open = |path: &std::path::Path| std::fs::File::open(path).unwrap();
        let mut assembler = Assembler::new();
        assembler.networks(NetworkFile::open("networks", open(&networks)).unwrap()).unwrap();
        assembler.partners(PartnerFile::open("partners", open(&partners)).unwrap()).unwrap();
        if let Some(lists) = &lists {
            assembler.lists(ListFile::open("lists", open(lists)).unwrap()).unwrap();
        }
        let register = assembler.finish().register;
        for on in days {
            let mut oracle = Command::new("python3");
            oracle.arg(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/oracle/register.py"));
            oracle.arg("--pcns").arg(&networks).arg("--partners").arg(&partners);
            if let Some(lists) = &lists {
                oracle.arg("--lists").arg(lists);
            }
            let output = oracle.arg("--on").arg(on.to_string()).output().unwrap();
            assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
            let oracle: Value = serde_json::from_slice(&output.stdout).unwrap();

            let statistics = register.statistics(on);
            let ours = serde_json::to_value(&statistics).unwrap();
            assert_eq!(ours["pcns"], oracle["pcns"], "{vintage} on {on}");
            assert_eq!(ours["size_bands"], oracle["size_bands"], "{vintage} on {on}");
            assert_eq!(ours["practices"]["placed"], oracle["practices"]["placed"]);
            let patients = &ours["registered_patients"]["placed"];
            assert_eq!(*patients, oracle["registered_patients"]["placed"]);
            let rows: Vec<Value> = statistics
                .networks
                .iter()
                .map(|row| {
                    json!({
                        "code": row.code,
                        "practices": row.practices,
                        "registered_patients": row.registered_patients,
                    })
                })
                .collect();
            assert_eq!(Value::Array(rows), oracle["networks"], "{vintage} on {on}");
        }
    }
}
