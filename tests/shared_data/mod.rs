//! The published files, where they are at hand.

use std::{fs, path::PathBuf};

/// A published file, or `None` with a line on standard error where the files are not at hand.
pub(crate) fn shared(path: &str) -> Option<Vec<u8>> {
    let root = std::env::var_os("PCN_SHARED_DATA").map_or_else(
        || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared/data"),
        PathBuf::from,
    );
    let file = fs::read(root.join(path)).ok();
    if file.is_none() {
        eprintln!("skipped: `{path}` is not at hand (set PCN_SHARED_DATA to where it is)");
    }
    file
}
