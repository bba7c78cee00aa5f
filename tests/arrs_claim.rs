//! The program `arrs_claim`: what it prints of claims, and how it refuses.

#![cfg(feature = "json")]

mod programs;

use serde_json::Value;

/// A claim of 2023/24 in a file of its own.
fn file(name: &str, text: &str) -> String {
    let path = std::env::temp_dir().join(format!("pcn-claim-{}-{name}", std::process::id()));
    std::fs::write(&path, text).unwrap();
    path.to_str().unwrap().to_owned()
}

fn with_lines(name: &str, lines: &str) -> String {
    let head =
        r#"{"year": "2023/24", "month": "2023-11", "weighted": "50000", "registered": 48000"#;
    file(name, &format!("{head}, \"lines\": [{lines}]}}"))
}

fn text(flags: &[&str]) -> String {
    String::from_utf8(programs::run("arrs_claim", flags).stdout).unwrap()
}

fn found(document: &Value) -> Vec<String> {
    let of = |finding: &Value| {
        let path = finding["path"].as_str().unwrap_or("-");
        format!("{} {path}", finding["rule"].as_str().unwrap())
    };
    document["findings"].as_array().unwrap().iter().map(of).collect()
}

#[test]
fn every_line_keeps_its_own_findings_whatever_its_role() {
    let claim = with_lines(
        "same.json",
        r#"{"role": "podiatrist", "wte": "1", "annual_cost": "50000"},
           {"role": "podiatrist", "wte": "1", "annual_cost": "52000"},
           {"role": "CP", "wte": "1", "annual_cost": "99000"},
           {"role": "CP", "wte": "1", "annual_cost": "98000"},
           {"role": "AP", "wte": "1", "annual_cost": "1"}, {"role": "AP", "wte": "1", "annual_cost": "1"},
           {"role": "AP", "wte": "1", "annual_cost": "1"}, {"role": "AP", "wte": "1", "annual_cost": "1"}"#,
    );
    let document = programs::json("arrs_claim", &[&claim], 1);
    let of = |rule: &str| found(&document).into_iter().filter(|f| f.starts_with(rule)).count();
    assert_eq!(of("ARRS-MAX-001 lines[0]"), 1);
    assert_eq!(of("ARRS-MAX-001 lines[1]"), 1);
    assert_eq!(of("ARRS-MAX-002 lines[2]"), 1);
    assert_eq!(of("ARRS-MAX-002 lines[3]"), 1);
    // The year tells again of the limit of a role what the month tells.
    assert_eq!(of("ARRS-CAP-001"), 1);
    assert_eq!(found(&document).len(), 9, "{:?}", found(&document));
    // Two podiatrists and four advanced practitioners without a maximum, and the limit.
    assert_eq!(document["summary"], serde_json::json!({"error": 7, "warning": 0, "info": 2}));
    assert!(text(&[&claim]).contains("7 errors, 0 warnings, 2 remarks"));
}

#[test]
fn a_total_that_rests_on_nothing_known_is_not_known() {
    let unknown = r#"{"role": "dietitian", "wte": "1", "annual_cost": "50000"}"#;
    let known = r#"{"role": "CP", "wte": "1", "annual_cost": "36000"}"#;
    let claim = with_lines("two.json", &format!("{unknown}, {unknown}"));
    let document = programs::json("arrs_claim", &[&claim], 1);
    assert_eq!((&document["total"], &document["unknown"]), (&Value::Null, &Value::from(2)));
    let year = &document["year_to_claim"];
    assert_eq!((&year["total"], &year["payable"]), (&Value::Null, &Value::Null));
    assert_eq!(year["unknown"], 24);
    let told = text(&[&claim, "--brief"]);
    assert!(!told.contains("payable") && told.contains("without 2 posts"), "{told}");
    for row in ["November 2023", "Claims of the year", "Payable", "Unclaimed"] {
        let line = told.lines().find(|line| line.starts_with(row)).unwrap();
        assert!(line.ends_with(" not known"), "{line}");
    }
    let claim = with_lines("one.json", &format!("{unknown}, {known}"));
    let document = programs::json("arrs_claim", &[&claim], 1);
    assert_eq!((&document["total"], &document["unknown"]), (&"3000.00".into(), &1.into()));
    assert_eq!(document["year_to_claim"]["payable"], "36000.00");
    assert_eq!(document["year_to_claim"]["unknown"], 12);
    let claim = with_lines("none.json", "");
    let document = programs::json("arrs_claim", &[&claim], 0);
    assert_eq!((&document["total"], &document["unknown"]), (&"0.00".into(), &0.into()));
}

#[test]
fn months_before_a_role_joins_are_nothing_and_known() {
    let gp = r#"{"year": "2024/25", "month": "2024-11", "weighted": "50000", "lines":
        [{"role": "GP", "wte": "1", "annual_cost": "90000", "eligibility":
          {"recruited_on": "2024-11-01", "completed_training_on": "2023-08-01"}}]}"#;
    let claim = file("gp.json", gp);
    let document = programs::json("arrs_claim", &[&claim], 0);
    let year = &document["year_to_claim"];
    assert_eq!((&year["total"], &year["unknown"]), (&"45000.00".into(), &0.into()));
    assert!(year["unclaimed"].is_string(), "{year}");
    // What is told of another month's line is not told of this one.
    assert_eq!(found(&document), ["ARRS-SUM-004 -"]);
    let told = text(&[&claim, "--brief"]);
    assert!(!told.contains("not known"), "{told}");
}

#[test]
fn a_count_of_another_day_is_told() {
    let claim = |weighted: &str| {
        let text = format!(
            r#"{{"year": "2023/24", "month": "2023-11", "weighted": {weighted}, "lines": []}}"#
        );
        found(&programs::json("arrs_claim", &[&file("weighted.json", &text)], 0))
    };
    let late = claim(r#"{"count": "50000", "on": "2023-04-01"}"#);
    assert!(late.contains(&"FUND-COUNT-002 weighted".to_owned()), "{late:?}");
    for right in [r#""50000""#, r#"{"count": "50000", "on": "2023-01-01"}"#] {
        assert!(!claim(right).iter().any(|f| f.starts_with("FUND-COUNT")));
    }
}

#[test]
fn a_band_without_quotes_and_a_role_that_is_none_are_answered_with_good_values() {
    let refusal = |line: &str| {
        let output = programs::run("arrs_claim", &[&with_lines("bad.json", line)]);
        assert_eq!(output.status.code(), Some(2), "{line}");
        String::from_utf8(output.stderr).unwrap()
    };
    let told = refusal(r#"{"role": "MHP", "band": 7, "wte": "1", "annual_cost": "50000"}"#);
    assert!(told.contains(r#"at `lines[0].band`: "#) && told.contains(r#"`"7"`"#), "{told}");
    let told = refusal(r#"{"role": "MHP", "band": true, "wte": "1", "annual_cost": "50000"}"#);
    assert!(told.contains(r#"a band in quotes, such as `"7"`"#), "{told}");
    let told = refusal(r#"{"role": "MHP", "band": 9, "wte": "1", "annual_cost": "50000"}"#);
    assert!(told.contains("`9` is not a band") && told.contains("`8a`"), "{told}");
    let told = refusal(r#"{"role": "Physio", "wte": "1", "annual_cost": "50000"}"#);
    assert!(told.contains("`first_contact_physiotherapist`"), "{told}");
}

#[test]
fn a_made_up_claim_is_said_to_be_one() {
    let made_up = text(&["--brief"]);
    let first = made_up.lines().next().unwrap();
    assert_eq!(first, "Additional roles claim, 2023-11-01 to 2023-11-30 (a made-up network)");
    assert_eq!(made_up.matches("made-up").count(), 1);
    assert!(!text(&[&with_lines("own.json", ""), "--brief"]).contains("made-up"));
}
