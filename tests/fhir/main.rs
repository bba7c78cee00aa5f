//! The door to FHIR: official examples, round trips, shapes, and what is malformed.
#![cfg(feature = "fhir")]

// Reading the files needs the CSV reader that comes with their own door.
#[cfg(feature = "ods")]
mod england;
mod examples;
mod malformed;
mod register;
mod shape;
mod written;

use std::{fs, path::PathBuf};

use serde_json::Value;

/// A published file, or `None` with a line on standard error where the files are not at hand.
fn official(name: &str) -> Option<String> {
    let root = std::env::var_os("PCN_SHARED_DATA").map_or_else(
        || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared/data"),
        PathBuf::from,
    );
    let text = fs::read_to_string(root.join("fhir").join(name)).ok();
    if text.is_none() {
        eprintln!("skipped: `{name}` is not at hand (set PCN_SHARED_DATA to where it is)");
    }
    text
}

const MEMBERSHIP: &str = include_str!("membership.json");
const ENDED: &str = include_str!("ended.json");
const SEARCH: &str = include_str!("search.json");

fn json(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}
