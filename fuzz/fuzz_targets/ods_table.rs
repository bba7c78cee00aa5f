//! An embedder's own table.
#![no_main]

use libfuzzer_sys::fuzz_target;
use pcn::ods::OwnTable;

fuzz_target!(|bytes: &[u8]| {
    if let Ok(table) = OwnTable::read("fuzz.csv", bytes, None) {
        assert_eq!(table.rows.len(), table.lines.len());
    }
});
