//! The front page is true: its commands exist, and the main job prints what it shows.

#![cfg(all(feature = "ods", feature = "xlsx"))]

use std::{path::Path, process::Command};

const README: &str = include_str!("../README.md");

/// The fenced blocks of a language.
fn blocks(language: &str) -> Vec<&'static str> {
    let fence = format!("```{language}\n");
    README.split(&fence).skip(1).map(|rest| rest.split("\n```").next().unwrap()).collect()
}

#[test]
fn the_main_job_prints_what_the_readme_shows() {
    let output = Command::new(env!("CARGO"))
        .args(["run", "--quiet", "--all-features", "--example", "check_register"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap();
    let printed = String::from_utf8(output.stdout).unwrap();
    let [shown] = blocks("text")[..] else { panic!("one block of text in the README") };
    let printed: Vec<&str> = printed.lines().map(str::trim_end).collect();
    let shown: Vec<&str> = shown.lines().map(str::trim_end).collect();
    assert!(shown.len() > 15, "the README shows {} lines", shown.len());
    assert_eq!(shown[..], printed[..shown.len()], "{}", String::from_utf8_lossy(&output.stderr));
    assert_eq!(output.status.code(), Some(1), "the county has faults on purpose");
}

#[test]
fn every_program_and_page_that_the_readme_names_exists() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let table = README.split("## The example programs").nth(1).unwrap();
    let table = table.split("\n## ").next().unwrap();
    let mut named: Vec<&str> =
        table.lines().filter_map(|line| line.strip_prefix("| `")?.split('`').next()).collect();
    let mut present: Vec<String> = std::fs::read_dir(root.join("examples"))
        .unwrap()
        .filter_map(|entry| {
            let name = entry.unwrap().file_name().into_string().unwrap();
            Some(name.strip_suffix(".rs")?.to_owned())
        })
        .collect();
    named.sort_unstable();
    present.sort_unstable();
    assert_eq!(named, present);
    for page in README.split("](").skip(1).filter_map(|rest| rest.split(')').next()) {
        assert!(page.starts_with("http") || root.join(page).exists(), "{page} does not exist");
    }
}

#[test]
fn the_readme_states_the_toolchain_of_the_manifest() {
    let manifest = include_str!("../Cargo.toml");
    let version = manifest.split("rust-version = \"").nth(1).unwrap().split('"').next().unwrap();
    assert!(README.contains(&format!("Rust {version} or later")), "{version}");
}
