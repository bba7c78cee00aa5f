//! The reader of partners: rows read are rows accepted and rows refused.
#![no_main]

use libfuzzer_sys::fuzz_target;
use pcn::ods::PartnerFile;

const HEADER: &[u8] = b"Partner Organisation Code,Partner Name,Practice Parent CCG Code,Practice Parent CCG Name,PCN Code,PCN Name,PCN Parent CCG Code,PCN Parent CCG Name,Practice to PCN Relationship Start Date,Practice to PCN Relationship End Date,Practice CCG and PCN CCG Match \n";

fn check(bytes: &[u8]) {
    let Ok(file) = PartnerFile::open("fuzz.csv", bytes) else { return };
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
