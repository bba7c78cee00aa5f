//! Nothing but tests. See `Cargo.toml`.
#![cfg(test)]

use pcn::quantity::{Adjusted, Bed, Gbp, Patients, Percent, Points, Rate, Ratio, Registered, Weighted, Wte};
use serde::{Serialize, de::DeserializeOwned};

fn holds<T: Serialize + DeserializeOwned + PartialEq + std::fmt::Debug>(value: T, wire: &str) {
    assert_eq!(serde_json::to_string(&value).unwrap(), wire);
    assert_eq!(serde_json::from_str::<T>(wire).unwrap(), value);
    assert_eq!(serde_json::from_value::<T>(serde_json::to_value(&value).unwrap()).unwrap(), value);
    assert!(serde_json::from_str::<T>("12.5").is_err(), "a float was taken");
    assert!(serde_json::from_str::<T>("1e2").is_err(), "a float was taken");
    assert!(serde_json::from_str::<T>("12").is_ok(), "an integer was refused");
}

#[test]
fn the_features_are_really_on() {
    // With them off, a decimal would be a string and a float would lose digits.
    let decimal = rust_decimal::Decimal::new(15, 1);
    assert_eq!(serde_json::to_string(&decimal).unwrap(), "1.5");
    let text = "1.00000000000000000000000001";
    let number: serde_json::Value = serde_json::from_str(text).unwrap();
    assert_eq!(number.to_string(), text);
}

#[test]
fn the_wire_format_is_unmoved() {
    holds("1234.50".parse::<Gbp>().unwrap(), "\"1234.50\"");
    holds("7.674".parse::<Rate<Adjusted>>().unwrap(), "\"7.674\"");
    holds("130.253".parse::<Rate<Bed>>().unwrap(), "\"130.253\"");
    holds("51234.56".parse::<Patients<Weighted>>().unwrap(), "\"51234.56\"");
    holds(Patients::<Registered>::from(50_000), "50000");
    holds("36".parse::<Points>().unwrap(), "\"36\"");
    holds("1.04".parse::<Ratio>().unwrap(), "\"1.04\"");
    holds("80".parse::<Percent>().unwrap(), "\"80\"");
    holds("0.8".parse::<Wte>().unwrap(), "\"0.8\"");
}
