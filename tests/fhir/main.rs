//! The door to FHIR: official examples, round trips, shapes, and what is malformed.
#![cfg(feature = "fhir")]

// The files are read through their own door.
#[cfg(feature = "ods")]
mod england;
mod examples;
mod malformed;
mod parts;
mod register;
mod shape;
#[path = "../shared_data/mod.rs"]
mod shared_data;
mod written;

use serde_json::Value;

/// An official example.
fn official(name: &str) -> Option<String> {
    shared_data::shared(&format!("fhir/{name}")).map(|text| String::from_utf8(text).unwrap())
}

const MEMBERSHIP: &str = include_str!("membership.json");
const ENDED: &str = include_str!("ended.json");
const SEARCH: &str = include_str!("search.json");

fn json(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}
