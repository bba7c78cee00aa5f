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

#[test]
fn what_a_network_claims_for_is_read_alike() {
    use pcn::funding::arrs::{Band, ClaimFacts};
    let claim = |weighted: &str, band: &str| {
        let text = format!(
            r#"{{"year": "2023/24", "month": "2023-11", "weighted": {weighted}, "registered": 50000,
                "lines": [{{"role": "MHP", "band": {band}, "wte": 1, "annual_cost": 48000}}]}}"#
        );
        let read: Result<ClaimFacts, _> = serde_json::from_str(&text);
        read.map_err(|error| error.to_string())
    };
    let facts = claim("51250", r#""7""#).unwrap();
    assert_eq!(facts.basis.weighted.unwrap().count.to_string(), "51,250");
    assert_eq!(facts.basis.registered.unwrap().count, Patients::from(50_000));
    assert_eq!(claim(r#""51250""#, r#""7""#).unwrap(), facts);
    assert_eq!(claim(r#"{"count": 51250, "on": "2023-01-01"}"#, r#""7""#).unwrap(), facts);
    let again = serde_json::to_value(&facts).unwrap();
    assert_eq!(serde_json::from_value::<ClaimFacts>(again).unwrap(), facts);
    for wrong in ["51250.5", "1e5", "-1", "true", "{}", r#"{"count": 1}"#, r#"{"on": "2023-01-01"}"#] {
        assert!(claim(wrong, r#""7""#).is_err(), "{wrong}");
    }
    let float = claim("51250.5", r#""7""#).unwrap_err();
    assert!(float.contains("floating point") && float.contains(r#"(or `"51250.5"` in quotes"#), "{float}");
    let bare = claim("51250", "7").unwrap_err();
    assert!(bare.contains(r#"a band is written in quotes, not `7`; a good one is `"7"`"#), "{bare}");
    for wrong in ["9", "7.5", "-7", "{}", "{\"7\": 8}"] {
        assert!(claim("51250", wrong).is_err(), "{wrong}");
    }
    assert_eq!(serde_json::from_str::<Band>(r#""8a""#).unwrap(), Band::B8a);
}

#[test]
fn what_is_counted_for_the_fund_is_read_alike() {
    use pcn::iif::{Count, Facts, IndicatorCode, Observation};
    for (count, wire) in [
        (Count::Counted(600), "600"),
        (Count::Suppressed, r#""*""#),
        (Count::Missing, "null"),
        (Count::NotApplicable, r#""not_applicable""#),
    ] {
        assert_eq!(serde_json::to_string(&count).unwrap(), wire);
        assert_eq!(serde_json::from_str::<Count>(wire).unwrap(), count);
    }
    for wrong in ["-1", "1.5", "1e2", "1000000000", "{}", r#"{"a": 1}"#] {
        assert!(serde_json::from_str::<Count>(wrong).is_err(), "{wrong}");
    }
    let seen = Observation::new(IndicatorCode::constant("VI-02"), 600, 800);
    let text = serde_json::to_string(&seen).unwrap();
    assert_eq!(serde_json::from_str::<Observation>(&text).unwrap(), seen);
    let text = r#"{"year": "2023/24", "pcn": "U12345", "list_size": 50000,
        "national_average_list_size": "48708.4",
        "observations": [{"indicator": "HI-03", "numerator": 150, "denominator": 200}]}"#;
    let facts: Facts = serde_json::from_str(text).unwrap();
    assert_eq!(facts.observations[0].denominator, Count::Counted(200));
    let again = serde_json::to_value(&facts).unwrap();
    assert_eq!(serde_json::from_value::<Facts>(again).unwrap(), facts);
}

#[test]
fn what_a_network_is_paid_on_is_read_alike() {
    use pcn::{calendar::day, funding::{Counts, Facts}};
    let text = r#"{"counts": {"network": {"registered": {"count": 50000, "on": "2024-01-01"},
        "beds": {"count": 200, "on": "2024-01-01"}}}}"#;
    let facts: Facts = serde_json::from_str(text).unwrap();
    let Counts::Network(counts) = &facts.counts else { panic!("{facts:?}") };
    assert_eq!(counts.registered.unwrap().count, Patients::from(50_000));
    assert_eq!(counts.beds.map(|beds| beds.on), Some(day(2024, 1, 1)));
    let again = serde_json::to_string(&facts).unwrap();
    assert_eq!(serde_json::from_str::<Facts>(&again).unwrap(), facts);
}
