//! The same input gives the same bytes, from one process to the next: no order of a hash table and
//! no address shows.

mod programs;

/// The programs that run on their built-in cases; `validation_service` ends only when told what to
/// print.
const EXAMPLES: [&str; 12] = [
    "access_hours",
    "arrs_claim",
    "check_register",
    "entitlements",
    "iif_statement",
    "maturity_report",
    "plan_on_a_page",
    "registration_form",
    "rulebook",
    "score_publication",
    "service_timeline",
    "validation_service",
];

#[test]
fn every_program_prints_the_same_bytes_in_every_process() {
    if cfg!(not(all(feature = "json", feature = "ncdes", feature = "schema", feature = "xlsx"))) {
        println!("skipped: not every program is built without all features");
        return;
    }
    for example in EXAMPLES {
        for format in ["text", "json"] {
            let [first, second] =
                [(); 2].map(|()| programs::run(example, &["--format", format]).stdout);
            assert!(!first.is_empty(), "{example} --format {format} prints nothing");
            assert_eq!(first, second, "{example} --format {format}");
        }
    }
}

#[test]
fn every_program_is_on_the_list() {
    let mut found: Vec<String> =
        std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/examples"))
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .filter_map(|name| name.strip_suffix(".rs").map(str::to_owned))
            .collect();
    found.sort();
    assert_eq!(found, EXAMPLES);
}
