//! Runs the example programs as people run them: through cargo, so that no stale build is tested.
#![allow(dead_code, reason = "each test uses what it needs")]

use std::process::{Command, Output};

use serde_json::Value;

/// The features that this test was built with, for the same build of the example.
const FEATURES: [(&str, bool); 7] = [
    ("fhir", cfg!(feature = "fhir")),
    ("json", cfg!(feature = "json")),
    ("ncdes", cfg!(feature = "ncdes")),
    ("ods", cfg!(feature = "ods")),
    ("schema", cfg!(feature = "schema")),
    ("strategies", cfg!(feature = "strategies")),
    ("xlsx", cfg!(feature = "xlsx")),
];

/// Runs an example with flags.
pub(crate) fn run(example: &str, flags: &[&str]) -> Output {
    let features: Vec<&str> = FEATURES.iter().filter(|own| own.1).map(|own| own.0).collect();
    let mut cargo = Command::new(env!("CARGO"));
    cargo.current_dir(env!("CARGO_MANIFEST_DIR")).args(["run", "--quiet", "--offline"]);
    cargo.args(["--features", &features.join(","), "--example", example, "--"]);
    cargo.args(flags).output().unwrap()
}

/// The JSON document that an example prints, and its exit code.
pub(crate) fn document(example: &str, flags: &[&str]) -> (Value, Option<i32>) {
    let output = run(example, &[flags, &["--format", "json"]].concat());
    let value = serde_json::from_slice(&output.stdout)
        .unwrap_or_else(|error| panic!("{error}: {}", String::from_utf8_lossy(&output.stderr)));
    (value, output.status.code())
}

/// The JSON document of an example that must end with an exit code.
pub(crate) fn json(example: &str, flags: &[&str], code: i32) -> Value {
    let (value, ended) = document(example, flags);
    assert_eq!(ended, Some(code), "{example} {flags:?}");
    value
}
