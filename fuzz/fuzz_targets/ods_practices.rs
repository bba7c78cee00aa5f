//! The reader of practices: rows read are rows accepted and rows refused.
#![no_main]

use libfuzzer_sys::fuzz_target;
use pcn::ods::PracticeFile;

const HEADER: &[u8] = b"Organisation Code,Name,Open Date,Close Date,Status Code,Prescribing Setting\n";

fn check(bytes: &[u8]) {
    let Ok(file) = PracticeFile::open("fuzz.csv", bytes) else { return };
    let mut taken = 0;
    if let Ok(intake) = file.for_each(|_| taken += 1) {
        assert_eq!(intake.rows, intake.accepted + intake.refused);
        assert_eq!(intake.accepted, taken);
    }
}

fuzz_target!(|bytes: &[u8]| {
    check(bytes);
    check(&[HEADER, bytes].concat());
});
