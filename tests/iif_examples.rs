//! The two example programs of the fund as people run them: keys, exit codes, and real files.

#![cfg(all(feature = "json", feature = "ncdes", feature = "xlsx"))]

mod programs;
mod shared_data;

use programs::{json, run};
use serde_json::Value;
use shared_data::shared_path;

#[test]
fn the_statement_has_its_keys_and_strict_refuses_unconfirmed_figures() {
    let document = json("iif_statement", &[], 0);
    for key in ["indicators", "total_points", "total_payment", "evidence", "caveats"] {
        assert!(document.get(key).is_some(), "{key}");
    }
    let line = &document["indicators"][0];
    for key in [
        "indicator",
        "performance",
        "points",
        "max_points",
        "list_size_adjustment",
        "prevalence_adjustment",
        "payment",
        "evidence",
        "status",
        "working",
    ] {
        assert!(line.get(key).is_some(), "{key}");
    }
    assert!(line["payment"].is_string() && line["points"].is_string());
    // Known in May 2024, the access indicator was still scored: 83.3% is below its threshold.
    let known = json("iif_statement", &["--known-on", "2024-05-31"], 0);
    let access = |document: &Value| document["indicators"][4]["status"].clone();
    assert_eq!((access(&known), access(&document)), ("scored".into(), "deemed_achieved".into()));
    let strict = json("iif_statement", &["--strict"], 1);
    assert_eq!(strict["indicators"][0]["status"], "refused");
    assert_eq!(strict["total_payment"], "0.00");
}

#[test]
fn a_file_that_cannot_be_read_is_told_on_standard_error() {
    let output = run("iif_statement", &["no such file.json"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(output.stdout.is_empty());
    assert!(
        String::from_utf8(output.stderr)
            .unwrap()
            .starts_with("error: cannot read no such file.json: ")
    );
}

#[test]
fn the_made_up_county_is_scored_and_its_faults_are_found() {
    let document = json("score_publication", &[], 1);
    let rows = &document["rows"];
    let count = |key: &str| rows[key].as_u64().unwrap();
    let parts = count("used") + count("refused") + count("unplaced") + count("other");
    assert_eq!(count("read"), parts);
    let first = &document["pcns"][1];
    for key in ["numerator", "denominator", "performance", "points"] {
        assert!(first.get(key).is_some(), "{key}");
    }
    let rules: Vec<&str> = document["findings"]
        .as_array()
        .unwrap()
        .iter()
        .map(|finding| finding["rule"].as_str().unwrap())
        .collect();
    for rule in ["NCDES-ROW-002", "NCDES-VALUE-002", "IIF-DATA-001", "IIF-DATA-002"] {
        assert!(rules.contains(&rule), "{rule}");
    }
}

#[test]
fn the_real_sample_is_scored_with_the_register_of_2022() {
    let paths: Option<Vec<String>> = [
        "ncdes/IIF_2023_24_sample.csv",
        "epcn-2022-04-27/PCNDetails.csv",
        "epcn-2022-04-27/PCNCorePartnerDetails.csv",
        "list-size-2022-05/gp-reg-pat-prac-all.csv",
    ]
    .into_iter()
    .map(|path| shared_path(path).map(|path| path.to_str().unwrap().to_owned()))
    .collect();
    let Some(paths) = paths else { return };
    let [iif, pcns, partners, lists] = [0, 1, 2, 3].map(|at| paths[at].as_str());
    let flags = [
        "--iif",
        iif,
        "--pcns",
        pcns,
        "--partners",
        partners,
        "--lists",
        lists,
        "--year",
        "2023/24",
    ];
    let document = json("score_publication", &flags, 0);
    assert_eq!(document["rows"]["read"], 2_520);
    assert_eq!(document["rows"]["used"], 1_198);
    assert_eq!(document["rows"]["refused"], 0);
    assert_eq!(document["unplaced"].as_array().unwrap().len(), 1);
    let scored = document["totals"]["scored"].as_u64().unwrap();
    assert_eq!(scored, 100);
    let networks = document["totals"]["networks"].as_u64().unwrap();
    assert_eq!((networks, &document["totals"]["without_pounds"]), (1_260, &37.into()));
    assert!(document["totals"]["payment"].is_string());
    let notes: Vec<&str> =
        document["notes"].as_array().unwrap().iter().map(|one| one.as_str().unwrap()).collect();
    assert!(
        notes.contains(&"the newest list sizes are of 2022-05-01, over a year before 2024-03-31")
    );
    // Without lists there are points and no pounds, which is not £0.00.
    let flags: Vec<&str> =
        flags.into_iter().filter(|flag| *flag != "--lists" && *flag != lists).collect();
    let without = json("score_publication", &flags, 0);
    assert!(without["totals"]["payment"].is_null() && without["totals"]["final_payment"].is_null());
    assert_eq!(without["totals"]["points"], document["totals"]["points"]);
    assert_eq!(without["totals"]["without_pounds"], 1_260);
    let text = String::from_utf8(run("score_publication", &flags).stdout).unwrap();
    assert!(text.contains(" points, pounds not known; as settled "), "{text}");
    // Every scored network's performance is its own numerator over its own denominator.
    for one in document["pcns"].as_array().unwrap() {
        if one["status"] == "scored" {
            let part = |key: &str| one[key].as_u64().unwrap();
            let performance: f64 = one["performance"].as_str().unwrap().parse().unwrap();
            let own = 100.0 * part("numerator") as f64 / part("denominator") as f64;
            assert!((performance - own).abs() < 1e-6, "{one}");
        }
    }
}

#[test]
fn what_is_refused_of_the_register_is_told_beside_the_scores() {
    let folder = std::env::temp_dir();
    let county = |name: &str| {
        std::fs::read_to_string(format!("{}/examples/county/{name}", env!("CARGO_MANIFEST_DIR")))
            .unwrap()
    };
    let file = |name: &str, text: &str| {
        let path = folder.join(format!("pcn-{}-{name}", std::process::id()));
        std::fs::write(&path, text).unwrap();
        path.to_str().unwrap().to_owned()
    };
    // The made-up county's own files hold rows that cannot be used.
    let document = json("score_publication", &[], 1);
    let rejected: Vec<u64> = (document["inputs"].as_array().unwrap().iter())
        .map(|input| input["rejected"].as_u64().unwrap())
        .collect();
    assert_eq!(rejected, [0, 3, 1]);
    let findings = document["findings"].as_array().unwrap();
    let rows = findings.iter().filter(|one| one["rule"] == "ODS-ROW-001").count();
    assert_eq!(rows as u64, rejected.iter().sum::<u64>());

    // A publication of which no row can be used is no publication without figures.
    let iif = county("iif.csv");
    let (header, rows) = iif.split_once('\n').unwrap();
    let networks = file("networks.csv", &county("networks.csv"));
    let partners = file("partners.csv", &county("partners.csv"));
    let told = |name: &str, text: &str| {
        let iif = file(name, text);
        let flags = ["--iif", &iif, "--pcns", &networks, "--partners", &partners];
        let output = run("score_publication", &flags);
        assert_eq!(output.status.code(), Some(2), "{output:?}");
        String::from_utf8(output.stderr).unwrap()
    };
    let error = told("iso.csv", &format!("{header}\n{}", rows.replace("31/03/2024", "2024-03-31")));
    assert!(error.contains("none of its 140 rows can be used: line 2: "), "{error}");
    let error = told("header.csv", &format!("{header}\n"));
    assert!(error.contains("it has a header and no row below it"), "{error}");
    let error = told("value.csv", &iif.replace(",VALUE", ",VALUES"));
    assert!(error.contains("the Investment and Impact Fund file without its column `VALUE`"));
    let error = told("semicolons.csv", &iif.replace(',', ";"));
    assert!(error.contains("its fields are separated by semicolons"), "{error}");
}

#[test]
fn an_average_list_that_is_none_is_answered_with_one_that_could_be() {
    let text = include_str!("../examples/iif_statement.json");
    assert!(text.contains("\"49500\""));
    for bad in ["\"\"", "\"1,234\"", "99999999999", "true", "12.5", "\"1.04x\""] {
        let error = pcn::json::from_str::<pcn::iif::Facts>(&text.replace("\"49500\"", bad));
        let error = error.unwrap_err();
        assert_eq!(error.path(), "national_average_list_size");
        assert!(error.line() > 0, "{error}");
        assert!(error.message().contains("48708.4"), "{error}");
        assert!(error.message().contains("an average list size"), "{error}");
    }
    for (bad, fault) in [("0", "above zero"), ("-0.5", "below zero"), ("1000000", "too large")] {
        let error = bad.parse::<pcn::iif::AverageListSize>().unwrap_err().to_string();
        assert!(error.contains(fault) && error.ends_with("a good one is `48708.4`"), "{error}");
        let decimal = bad.parse().unwrap();
        assert_eq!(pcn::iif::AverageListSize::try_new(decimal).unwrap_err().to_string(), error);
    }
    let error = "1.04x".parse::<pcn::iif::AverageListSize>().unwrap_err().to_string();
    assert!(error.starts_with("`1.04x` is not an average list size: "), "{error}");
}
