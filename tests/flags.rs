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
        ("entitlements", "--month", "2024-02-30", "2024-05-31"),
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
