//! The published files, where they are at hand.
#![allow(dead_code, reason = "each test uses what it needs")]

use std::{fs, path::PathBuf};

/// The place of a published file, or `None` with a line on standard error where the files are not
/// at hand.
pub(crate) fn shared_path(path: &str) -> Option<PathBuf> {
    let root = std::env::var_os("PCN_SHARED_DATA").map_or_else(
        || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared/data"),
        PathBuf::from,
    );
    let file = root.join(path);
    if !file.exists() {
        eprintln!("skipped: `{path}` is not at hand (set PCN_SHARED_DATA to where it is)");
        return None;
    }
    Some(file)
}

/// A published file.
pub(crate) fn shared(path: &str) -> Option<Vec<u8>> {
    shared_path(path).and_then(|path| fs::read(path).ok())
}
