//! What is published: the files of the package, the features and their description, and what
//! docs.rs is told.

use std::{collections::BTreeSet, process::Command};

const MANIFEST: &str = include_str!("../Cargo.toml");

fn packaged() -> BTreeSet<String> {
    let output = Command::new(env!("CARGO"))
        .args(["package", "--list", "--allow-dirty"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap().lines().map(|line| line.replace('\\', "/")).collect()
}

#[test]
fn the_package_holds_what_a_user_needs_and_nothing_else() {
    let files = packaged();
    for needed in [
        "Cargo.toml",
        "README.md",
        "CHANGELOG.md",
        "LICENSE-APACHE",
        "LICENSE-MIT",
        "src/lib.rs",
        "examples/check_register.rs",
        "examples/county/lists.csv",
        "docs/rules.md",
        "docs/quick_start_register.md",
    ] {
        assert!(files.contains(needed), "{needed} is not in the package");
    }
    // What cargo adds by itself.
    let added = ["Cargo.toml.orig", "Cargo.lock", ".cargo_vcs_info.json"];
    for file in &files {
        let known = ["src/", "examples/", "docs/", "README", "CHANGELOG", "LICENSE-", "Cargo.toml"];
        assert!(
            known.iter().any(|start| file.starts_with(start)) || added.contains(&file.as_str()),
            "{file} is in the package"
        );
        assert!(!file.starts_with("docs/") || file.ends_with(".md"), "{file} is in the package");
    }
}

/// The pages that the sources include are in the package, so that its documentation builds.
#[test]
fn every_page_that_the_sources_include_is_in_the_package() {
    let files = packaged();
    let source = include_str!("../src/lib.rs");
    let pages: Vec<&str> = source
        .split("include_str!(\"../")
        .skip(1)
        .map(|rest| rest.split('"').next().unwrap())
        .collect();
    assert!(pages.contains(&"README.md") && pages.len() > 7, "{pages:?}");
    for page in pages {
        assert!(files.contains(page), "{page} is not in the package");
    }
}

/// The names under `[features]`, each with whether a comment stands above it.
fn features() -> Vec<(&'static str, bool)> {
    let section = MANIFEST.split("[features]\n").nth(1).unwrap().split("\n[").next().unwrap();
    let lines: Vec<&str> = section.lines().collect();
    let mut features = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        let Some((name, _)) = line.split_once(" = ") else { continue };
        if name.chars().all(|letter| letter.is_ascii_alphanumeric() || "_-".contains(letter)) {
            let above = at.checked_sub(1).and_then(|above| lines.get(above));
            features.push((name, above.is_some_and(|line| line.starts_with('#'))));
        }
    }
    features
}

#[test]
fn every_feature_is_described_where_it_stands_and_none_is_on_by_default() {
    let features = features();
    assert!(features.len() > 4, "{features:?}");
    for (name, described) in &features {
        assert!(*described || *name == "default", "the feature {name} has no description");
    }
    assert!(MANIFEST.contains("\ndefault = []\n"));
}

#[test]
fn docs_rs_builds_every_feature_and_the_toolchain_is_stated() {
    assert!(MANIFEST.contains("[package.metadata.docs.rs]\nall-features = true\n"));
    assert!(MANIFEST.contains("\nrust-version = \""));
    assert!(MANIFEST.contains("\nincompatible_msrv = \"warn\"\n"), "the MSRV is linted");
    for key in ["description", "license", "readme", "keywords", "categories"] {
        assert!(MANIFEST.contains(&format!("\n{key} = ")), "{key} is not in the manifest");
    }
}
