//! Money and populations: what is taken comes back from its own wire form.
#![no_main]

use libfuzzer_sys::fuzz_target;
use pcn::quantity::{Adjusted, Gbp, Patients, Points, Ratio, Registered, Weighted, Wte};

fn check<T>(text: &str)
where
    T: core::str::FromStr + core::fmt::Debug + PartialEq,
    T: serde::Serialize + serde::de::DeserializeOwned,
{
    if let Ok(value) = text.parse::<T>() {
        let wire = serde_json::to_string(&value).expect("a quantity is written");
        let read: T = serde_json::from_str(&wire).expect("what is written is read");
        assert_eq!(read, value);
    }
}

fuzz_target!(|text: &str| {
    check::<Gbp>(text);
    check::<Points>(text);
    check::<Ratio>(text);
    check::<Wte>(text);
    check::<Patients<Registered>>(text);
    check::<Patients<Weighted>>(text);
    check::<Patients<Adjusted>>(text);
});
