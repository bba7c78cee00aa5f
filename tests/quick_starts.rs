//! The quick starts are true: each page's manifest and program, copied into a fresh crate, build
//! and print what the page shows.
//!
//! Run with `PCN_BLESS=1` to give the pages what the programs print.

#![cfg(feature = "json")]

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

/// The one fenced block of a language.
fn block<'a>(page: &'a str, language: &str) -> &'a str {
    let fence = format!("```{language}\n");
    let mut blocks = page.split(&fence).skip(1);
    let block = blocks.next().unwrap_or_else(|| panic!("no block of {language}"));
    assert!(blocks.next().is_none(), "more than one block of {language}");
    block.split("```").next().unwrap()
}

/// Copies a page into a crate of its own, runs it and compares what it prints.
fn walk(name: &str) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let path = root.join("docs").join(format!("{name}.md"));
    let page = fs::read_to_string(&path).unwrap();
    let target = root.join("target").join("quick_starts");
    let fresh: PathBuf = target.join("crates").join(name);
    fs::create_dir_all(fresh.join("src")).unwrap();
    let manifest = block(&page, "toml");
    assert!(manifest.contains("path = \"../pcn\""), "{name}: the manifest names the crate");
    let here = format!("path = {root:?}");
    let manifest = manifest.replace("path = \"../pcn\"", &here);
    write(&fresh.join("Cargo.toml"), &manifest);
    write(&fresh.join("src").join("main.rs"), block(&page, "rust"));
    // The versions that are here already, so that nothing is fetched for this test alone.
    let lock = root.join("Cargo.lock");
    if lock.exists() && !fresh.join("Cargo.lock").exists() {
        fs::copy(lock, fresh.join("Cargo.lock")).unwrap();
    }
    let output = Command::new(env!("CARGO"))
        .args(["run", "--quiet", "--target-dir"])
        .arg(&target)
        .current_dir(&fresh)
        .env_remove("RUSTFLAGS")
        .output()
        .unwrap();
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{name}: {errors}");
    assert!(errors.is_empty(), "{name} builds without a warning: {errors}");
    let printed = String::from_utf8(output.stdout).unwrap();
    let shown = block(&page, "text");
    if std::env::var_os("PCN_BLESS").is_some() {
        let (before, after) = page.split_once("```text\n").unwrap();
        let after = after.strip_prefix(shown).unwrap();
        fs::write(&path, format!("{before}```text\n{printed}{after}")).unwrap();
        return;
    }
    assert_eq!(printed, shown, "{name} prints what its page shows");
}

/// Writes a file unless it holds the text already, so that cargo does not build it again.
fn write(path: &Path, text: &str) {
    if fs::read_to_string(path).ok().as_deref() != Some(text) {
        fs::write(path, text).unwrap();
    }
}

#[test]
fn the_register_quick_start_runs_as_shown() {
    walk("quick_start_register");
}

#[test]
fn the_registration_quick_start_runs_as_shown() {
    walk("quick_start_registration");
}

#[test]
fn the_iif_quick_start_runs_as_shown() {
    walk("quick_start_iif");
}
