//! Every code type: text is taken or refused, and what is taken comes back.
#![no_main]

use libfuzzer_sys::fuzz_target;
use pcn::code::{
    BranchCode, CodeError, IcbCode, OdsCode, PcnCode, PracticeCode, RegionCode, SubIcbCode,
};

fn check<T: core::str::FromStr<Err = CodeError> + core::fmt::Display>(text: &str) {
    match text.parse::<T>() {
        Ok(code) => assert_eq!(code.to_string(), text),
        Err(error) => assert!(!error.to_string().is_empty()),
    }
}

fuzz_target!(|bytes: &[u8]| {
    let _ = PcnCode::try_from_bytes(bytes);
    let _ = PracticeCode::try_from_bytes(bytes);
    if let Ok(text) = core::str::from_utf8(bytes) {
        check::<PcnCode>(text);
        check::<PracticeCode>(text);
        check::<BranchCode>(text);
        check::<SubIcbCode>(text);
        check::<IcbCode>(text);
        check::<RegionCode>(text);
        check::<OdsCode>(text);
    }
});
