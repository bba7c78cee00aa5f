//! The reader of map: rows read are rows accepted and rows refused.
#![no_main]

use libfuzzer_sys::fuzz_target;
use pcn::ods::MapFile;

const HEADER: &[u8] = b"PUBLICATION,EXTRACT_DATE,PRACTICE_CODE,PRACTICE_NAME,PRACTICE_POSTCODE,PCN_CODE,PCN_NAME,ONS_CCG_CODE,CCG_CODE,CCG_NAME,ONS_STP_CODE,STP_CODE,STP_NAME,ONS_COMM_REGION_CODE,COMM_REGION_CODE,COMM_REGION_NAME\n";

fn check(bytes: &[u8]) {
    let Ok(file) = MapFile::open("fuzz.csv", bytes) else { return };
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
