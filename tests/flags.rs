//! What a flag of an example program cannot be is answered with what it could be, in no words of a
//! parser.

#![cfg(all(feature = "json", feature = "ncdes", feature = "xlsx"))]

mod programs;

#[test]
fn a_flag_that_cannot_be_read_is_answered_with_a_good_value() {
    for (example, flag, bad, good) in [
        ("check_register", "--on", "27/04/2022", "2022-04-27"),
        ("check_register", "--dates", "mm/dd/yyyy", "dd/mm/yyyy"),
        ("entitlements", "--as-at", "1 May", "2024-05-31"),
        ("entitlements", "--known-on", "", "2024-05-31"),
        (
            "entitlements",
            "--month",
            "2024-02-30",
            "there is no such day; a date is written as 2024-05-31",
        ),
        ("entitlements", "--beds", "two hundred", "200"),
        ("entitlements", "--beds", "-1", "200"),
        ("maturity_report", "--on", "30/09/2021", "2021-09-30"),
        ("plan_on_a_page", "--on", "30/09/2021", "2021-09-30"),
        ("plan_on_a_page", "--known-on", "now", "2021-09-30"),
        ("registration_form", "--on", "14/05/2019", "2019-05-14"),
        ("score_publication", "--on", "31/03/2024", "2024-03-31"),
        ("score_publication", "--average", "1,04", "48708.4"),
        ("service_timeline", "--on", "a\nb\u{1b}[31m", "2021-07-01"),
    ] {
        let output = programs::run(example, &[&format!("{flag}={bad}")]);
        let told = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{example} {flag}: {told}");
        assert!(output.stdout.is_empty(), "{example} {flag}");
        let first = told.lines().next().unwrap();
        assert!(first.contains(good), "{example} {flag}: {told}");
        for word in ["input", "invalid digit", "4294967295", "\u{1b}"] {
            assert!(!first.contains(word), "{example} {flag}: {told}");
        }
    }
}

/// The documents that the programs take, and flags that they need beside a file.
const DOCUMENTS: [(&str, &str, &[&str]); 6] = [
    (
        "access_hours",
        r#"{"slots": [{"day": "monday", "from": "18:30", "until": "20:00", "clinics": 4}]}"#,
        &["--on=2025-06-01", "--adjusted=51000"],
    ),
    (
        "arrs_claim",
        r#"{"year": "2023/24", "month": "2023-11", "weighted": "51250.5",
            "lines": [{"role": "clinical_pharmacist", "wte": "1", "annual_cost": "58900"}]}"#,
        &[],
    ),
    ("iif_statement", include_str!("../examples/iif_statement.json"), &[]),
    ("maturity_report", include_str!("../examples/maturity_page/made_up.json"), &[]),
    ("plan_on_a_page", include_str!("../examples/plan_page/made_up.json"), &[]),
    ("registration_form", include_str!("../examples/registration_form.json"), &["--on=2019-06-28"]),
];

#[test]
fn a_document_is_read_as_editors_save_it_or_told_how_to_save_it() {
    for (example, text, flags) in DOCUMENTS {
        let read = |name: &str, bytes: &[u8]| {
            let path = std::env::temp_dir().join(format!("pcn-{}-{name}", std::process::id()));
            std::fs::write(&path, bytes).unwrap();
            programs::run(example, &[&[path.to_str().unwrap()], flags].concat())
        };
        let plain = read("document.json", text.as_bytes());
        assert_ne!(plain.status.code(), Some(2), "{example}: {plain:?}");
        let marked = format!("\u{feff}{}", text.replace('\n', "\r\n"));
        let marked = read("document.json", marked.as_bytes());
        assert_eq!((marked.status, marked.stdout), (plain.status, plain.stdout), "{example}");
        let wide: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let wide = read("wide.json", &[&[0xff, 0xfe], wide.as_slice()].concat());
        let told = String::from_utf8(wide.stderr).unwrap();
        assert_eq!(wide.status.code(), Some(2), "{example}: {told}");
        assert!(told.contains("line 1 is not UTF-8 text; save the file as `UTF-8`"), "{told}");
    }
}

#[test]
fn entitlements_say_whose_they_are_and_refuse_a_month_of_another_year() {
    let output = programs::run("entitlements", &["--month=2023-11-01"]);
    let told = String::from_utf8(output.stderr).unwrap();
    assert_eq!((output.status.code(), output.stdout.is_empty()), (Some(2), true));
    assert!(told.contains("2023-11-01 does not lie in 2024/25, as 2024-04-01 does"), "{told}");

    let text =
        |flags: &[&str]| String::from_utf8(programs::run("entitlements", flags).stdout).unwrap();
    assert!(text(&[]).starts_with("A made-up network of 50,000 registered"));
    assert!(text(&["--beds=0"]).starts_with("Entitlements, "));
    let document = programs::json("entitlements", &["--registered=50000", "--year=2023/24"], 0);
    assert_eq!(document["made_up"], false);
    assert_eq!(document["total"], "111450.00");
    assert!(document["to_practices"].is_null() && document["up_to"].is_null());
    assert_eq!(document["in_no_sum"].as_array().unwrap().len(), 6);
    assert_eq!(document["not_published"].as_array().unwrap().len(), 0);
    // The same month of the year beside it.
    let compared = text(&["--year=2023/24", "--month=2024-02-29", "--compare=2024/25", "--brief"]);
    assert!(compared.contains("Core PCN funding ") && compared.contains("£12,208.1"), "{compared}");
}
