//! Periods from JSON: what is taken comes back.
#![no_main]

use libfuzzer_sys::fuzz_target;
use pcn::{calendar::Period, json};

fuzz_target!(|text: &str| {
    if let Ok(period) = json::from_str::<Period>(text) {
        let wire = serde_json::to_string(&period).expect("a period is written");
        assert_eq!(json::from_str::<Period>(&wire), Ok(period));
    }
});
