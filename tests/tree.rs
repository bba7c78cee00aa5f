//! What an embedder takes in: the default dependency tree, and the wire format beside a neighbour
//! who changes decimals for everybody.

use std::{
    collections::BTreeSet,
    path::Path,
    process::{Command, Output},
};

fn cargo(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO"))
        .args(arguments)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .expect("cargo runs")
}

#[test]
fn the_default_tree_is_light() {
    let output = cargo(&["tree", "--edges", "normal", "--prefix", "none", "--format", "{p}"]);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let text = String::from_utf8(output.stdout).unwrap();
    let crates: BTreeSet<&str> =
        text.lines().filter_map(|line| line.split_whitespace().next()).collect();
    assert!(crates.contains("pcn") && crates.contains("serde"), "{crates:?}");
    let others = crates.len() - 1;
    assert!(others <= 14, "{others} crates in the default tree: {crates:?}");
    for unwanted in ["csv", "serde_json", "calamine", "zip", "iana-time-zone", "getrandom"] {
        assert!(!crates.contains(unwanted), "{unwanted} is in the default tree");
    }
}

#[test]
fn a_neighbours_features_do_not_move_the_wire_format() {
    let manifest = Path::new("tests").join("neighbour").join("Cargo.toml");
    let output = cargo(&[
        "test",
        "--quiet",
        "--manifest-path",
        manifest.to_str().unwrap(),
        "--target-dir",
        "target/neighbour",
    ]);
    assert!(
        output.status.success(),
        "{}\n{}",
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr)
    );
    assert!(String::from_utf8_lossy(&output.stdout).contains("5 passed"));
}
