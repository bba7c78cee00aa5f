//! The formats of dates, and the choice of one.
#![no_main]

use libfuzzer_sys::fuzz_target;
use pcn::ods::DateFormat;

fuzz_target!(|text: &str| {
    for format in DateFormat::ALL {
        if let Some(date) = format.parse(text) {
            let _ = format.write(date);
        }
    }
    let _ = DateFormat::choose(text.split(','));
});
