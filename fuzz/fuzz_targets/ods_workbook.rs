//! The workbook: whatever the bytes, an error or rows.
#![no_main]

use libfuzzer_sys::fuzz_target;
use pcn::ods::Workbook;

fuzz_target!(|bytes: &[u8]| {
    let Ok(mut book) = Workbook::open("fuzz.xlsx", bytes) else { return };
    if let Ok(file) = book.networks() {
        let _ = file.for_each(|_| ());
    }
    if let Ok(file) = book.partners() {
        let _ = file.for_each(|_| ());
    }
});
