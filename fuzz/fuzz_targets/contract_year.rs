//! Contract years: what is taken comes back from its own text.
#![no_main]

use libfuzzer_sys::fuzz_target;
use pcn::calendar::ContractYear;

fuzz_target!(|text: &str| {
    if let Ok(year) = text.parse::<ContractYear>() {
        assert_eq!(year.to_string().parse(), Ok(year));
    }
});
