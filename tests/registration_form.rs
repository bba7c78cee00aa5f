//! The example program `registration_form`, run as a user runs it.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)]

mod programs;

use std::{env, fs, path::PathBuf, process::Output};

use serde_json::Value;

fn run(arguments: &[&str]) -> Output {
    programs::run("registration_form", arguments)
}

/// Writes a form to a file of this test's own.
fn file(name: &str, text: &str) -> PathBuf {
    let path = env::temp_dir().join(format!("pcn-{}-{name}.json", std::process::id()));
    fs::write(&path, text).unwrap();
    path
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

#[test]
fn the_built_in_form_has_faults_and_the_document_has_its_keys() {
    let output = run(&["--format", "json"]);
    assert_eq!(output.status.code(), Some(1));
    let document: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(document["state"], "approved");
    let findings = document["findings"].as_array().unwrap();
    let counted = |severity: &str| {
        findings.iter().filter(|finding| finding["severity"] == severity).count() as u64
    };
    for severity in ["error", "warning", "info"] {
        assert_eq!(document["summary"][severity].as_u64(), Some(counted(severity)), "{severity}");
        assert!(counted(severity) > 0, "{severity}");
    }
    for finding in findings {
        for key in ["rule", "subject", "path", "on", "message", "remedy", "citation"] {
            assert!(!finding[key].is_null(), "{key} of {finding}");
        }
    }
}

#[test]
fn the_text_says_all_that_the_document_says() {
    let (json, plain) = (run(&["--format", "json"]), run(&[]));
    let document: Value = serde_json::from_slice(&json.stdout).unwrap();
    let plain = text(&plain.stdout);
    for finding in document["findings"].as_array().unwrap() {
        for key in ["rule", "path"] {
            assert!(plain.contains(finding[key].as_str().unwrap()), "{finding}");
        }
    }
    assert!(plain.lines().all(|line| line.chars().count() <= 100));
}

#[test]
fn a_good_form_is_fine_and_a_file_needs_a_day() {
    let path = file("good", include_str!("../src/schema/examples/registration_form.json"));
    let path = path.to_str().unwrap();
    let flags = [path, "--year", "2019/20", "--stage", "final", "--on", "2019-06-28"];
    let output = run(&flags);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stdout));
    assert!(text(&output.stdout).contains("Nothing to object to."));

    let output = run(&[path]);
    assert_eq!(output.status.code(), Some(2));
    assert!(text(&output.stderr).contains("--on 2019-05-14"));
}

#[test]
fn the_form_that_it_shows_can_be_read_back() {
    let output = run(&["--show"]);
    let path = file("shown", &text(&output.stdout));
    let output = run(&[path.to_str().unwrap(), "--on", "2019-06-28"]);
    assert_eq!(output.status.code(), Some(1));
}

#[test]
fn bad_input_is_refused_with_a_path_and_a_good_example() {
    let id = r#""id": "67e55044-10b1-426f-9247-bb680e5fe0c8""#;
    for (name, form, expected) in [
        (
            "code",
            format!(r#"{{{id}, "members": [{{"code": "A81001"}}, {{"code": "U2G6B"}}]}}"#),
            vec!["`members[1].code`", "A81001"],
        ),
        (
            "negative",
            format!(
                r#"{{{id}, "members": [{{"code": "A81001", "list_size": {{"count": -1, "on": "2019-01-01"}}}}]}}"#
            ),
            vec!["`members[0].list_size.count`", "50000"],
        ),
        ("extra", format!(r#"{{{id}, "payee": "A81001"}}"#), vec!["`payee`", "`nominated_payee`"]),
        ("missing", "{}".to_owned(), vec!["missing field `id`", "a good value is"]),
        (
            "schedule",
            format!(
                r#"{{{id}, "agreement": {{{id}, "schedules": [{{"number": 10, "state": "complete"}}]}}}}"#
            ),
            vec!["`agreement.schedules[0].number`", "a good number is `4`"],
        ),
        ("cut", "{\"id\": ".to_owned(), vec!["the text ends", "line 1"]),
        ("empty", String::new(), vec!["the text ends where a value such as `{}` is expected"]),
    ] {
        let path = file(name, &form);
        let output = run(&[path.to_str().unwrap(), "--on", "2019-05-14"]);
        assert_eq!(output.status.code(), Some(2), "{name}");
        assert!(output.stdout.is_empty(), "{name}");
        let error = text(&output.stderr);
        for part in expected {
            assert!(error.contains(part), "{name}: {part}: {error}");
        }
    }
    for (flags, expected) in [
        (["--year", "2018/19"], "2019/20 to 2026/27"),
        (["--year", "2019/21"], "2019/20"),
        (["--stage", "draft"], "`initial` or `final`"),
        (["--on", "14 May 2019"], "a date is written as 2019-05-14"),
        (["/nowhere/form.json", "--on=2019-05-14"], "/nowhere/form.json"),
    ] {
        let output = run(&flags);
        assert_eq!(output.status.code(), Some(2), "{flags:?}");
        let error = text(&output.stderr);
        assert!(error.contains(expected), "{flags:?}: {error}");
    }
}

#[test]
fn a_file_that_is_not_text_is_refused() {
    let path = env::temp_dir().join(format!("pcn-{}-bytes.json", std::process::id()));
    fs::write(&path, [0xff, 0xfe, b'{']).unwrap();
    let output = run(&[path.to_str().unwrap(), "--on", "2019-05-14"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(text(&output.stderr).contains("cannot read"));
}
