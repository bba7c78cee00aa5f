//! The reader of lists: rows read are rows accepted and rows refused.
#![no_main]

use libfuzzer_sys::fuzz_target;
use pcn::ods::ListFile;

const HEADER: &[u8] = b"PUBLICATION,EXTRACT_DATE,TYPE,CCG_CODE,ONS_CCG_CODE,CODE,POSTCODE,SEX,AGE,NUMBER_OF_PATIENTS\n";

fn check(bytes: &[u8]) {
    let Ok(file) = ListFile::open("fuzz.csv", bytes) else { return };
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
