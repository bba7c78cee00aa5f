//! The example programs of services, access hours and rules: what they print, and how they refuse.

mod programs;

use programs::{json, run};
use serde_json::Value;

fn refusal(example: &str, flags: &[&str]) -> String {
    let output = run(example, flags);
    assert_eq!(output.status.code(), Some(2), "{flags:?}");
    assert!(output.stdout.is_empty(), "{flags:?}");
    let text = String::from_utf8(output.stderr).unwrap();
    assert!(text.starts_with("error: "), "{text}");
    text
}

#[test]
fn the_timeline_gives_its_keys_and_the_status_as_known() {
    let status = |flags: &[&str]| {
        let document = json("service_timeline", flags, 0);
        let services = document["services"].as_array().unwrap().clone();
        let one = services.into_iter().find(|one| one["service"] == "anticipatory_care").unwrap();
        for key in ["status", "planned", "commenced", "ended", "revisions", "citation"] {
            assert!(one.get(key).is_some(), "{key}");
        }
        assert_eq!(one["commenced"], Value::Null);
        assert_eq!(one["planned"], "2020/21");
        one["status"].as_str().unwrap().to_owned()
    };
    assert_eq!(status(&["--on", "2020-01-01"]), "planned");
    assert_eq!(status(&["--on", "2020-01-01", "--known-on", "2020-01-01"]), "planned");
    assert_eq!(status(&["--on", "2021-07-01"]), "postponed");
    assert_eq!(status(&["--on", "2021-07-01", "--known-on", "2020-01-01"]), "expected");
    assert_eq!(status(&[]), "never_commenced");
}

#[test]
fn access_hours_give_minutes_hours_and_working() {
    let old = json("access_hours", &["--on", "2019-10-01", "--registered", "43210"], 0);
    assert_eq!(old["regime"], "extended_hours");
    assert_eq!(old["minutes_per_week"], 1290);
    assert_eq!(old["hours_per_week"], "21.5");
    assert!(old["working"]["steps"].is_array());
    let new = json("access_hours", &["--on", "2025-06-01", "--adjusted", "51000"], 0);
    assert_eq!((&new["regime"], &new["hours_per_week"]), (&"enhanced_access".into(), &"51".into()));
    // The made-up week has faults on purpose.
    let made_up = json("access_hours", &[], 1);
    assert_eq!(made_up["findings"][0]["rule"], "SVC-COVER-001");
}

#[test]
fn a_week_is_read_from_a_file_and_its_faults_have_a_path() {
    let folder = std::env::temp_dir().join(format!("pcn-week-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let good = folder.join("good.json");
    let bad = folder.join("bad.json");
    let slot = r#"{"day": "saturday", "from": "09:00", "until": "13:00", "clinics": 4}"#;
    std::fs::write(&good, format!("{{\"slots\": [{slot}]}}")).unwrap();
    std::fs::write(
        &bad,
        format!("{{\"slots\": [{slot}, {{\"day\": \"monday\", \"from\": \"25:00\"}}]}}"),
    )
    .unwrap();
    let flags = ["--on", "2019-10-01", "--registered", "30000"];
    let good = [&flags[..], &[good.to_str().unwrap()]].concat();
    assert_eq!(json("access_hours", &good, 0)["counted"], 960);
    let bad = [&flags[..], &[bad.to_str().unwrap()]].concat();
    let text = refusal("access_hours", &bad);
    assert!(text.contains("`25:00` is not a time of day"), "{text}");
    if cfg!(feature = "json") {
        assert!(text.contains("slots[1].from"), "{text}");
    }
    std::fs::remove_dir_all(&folder).unwrap();
}

#[test]
fn bad_flags_are_refused_with_a_good_example() {
    for (example, flags, good) in [
        ("service_timeline", &["--on", "2018-12-31"][..], "2021-07-01"),
        ("service_timeline", &["--known-on", "soon"], "2021-07-01"),
        ("access_hours", &["--on", "2018-01-01", "--registered", "1"], "2025-06-01"),
        ("access_hours", &["--on", "2019-06-30", "--registered", "1"], "2019-07-01"),
        ("access_hours", &["--on", "2019-10-01", "--registered", "-5"], "50000"),
        ("access_hours", &["--on", "2019-10-01", "--adjusted", "5"], "--registered"),
        ("rulebook", &["--year", "2030/31"], "2026/27"),
        ("rulebook", &["--year", "2021/23"], "2021/22"),
    ] {
        let text = refusal(example, flags);
        assert!(text.contains(good), "{flags:?}: {text}");
        assert_eq!(text.trim_end().lines().count(), 1, "{text}");
    }
}

#[test]
fn the_rulebook_prints_rules_and_figures_in_three_forms() {
    let book = json("rulebook", &["--year", "2022/23"], 0);
    let figures = book["years"][0]["figures"].as_array().unwrap();
    assert!(figures.iter().all(|row| row["source"]["evidence"].is_string()));
    assert!(book["rules"].as_array().unwrap().len() > 5);
    for form in ["text", "markdown"] {
        let output = run("rulebook", &["--year", "2022/23", "--format", form]);
        let text = String::from_utf8(output.stdout).unwrap();
        assert!(text.contains("SVC-MINUTES-001") && text.contains("service.access.minutes"));
    }
}
