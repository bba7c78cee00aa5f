#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| pcn_fuzz::ods_sheet(bytes));
