//! The reader of networks: rows read are rows accepted and rows refused.
#![no_main]

use libfuzzer_sys::fuzz_target;
use pcn::ods::NetworkFile;

const HEADER: &[u8] = b"PCN Code,PCN Name,Current Sub ICB Loc Code,Sub ICB Location,Open Date,Close Date,Address Line 1,Address Line 2,Address Line 3,Address Line 4,Address Line 5,Postcode\n";

fn check(bytes: &[u8]) {
    let Ok(file) = NetworkFile::open("fuzz.csv", bytes) else { return };
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
