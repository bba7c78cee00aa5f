//! Text that is made to break a reader: nested, huge, endless. Every door refuses it in few words.

#![cfg(all(feature = "fhir", feature = "json", feature = "ncdes"))]

use std::fmt::{Debug, Display};

use pcn::{
    agreement::NetworkAgreement,
    calendar::{ContractYear, Period},
    code::{IcbCode, OdsCode, PcnCode, PracticeCode, SubIcbCode},
    des::{LocalVariation, Year},
    fhir::{Bundle, Resource},
    finding::{Policy, Report},
    funding, iif, json,
    maturity::Journey,
    ncdes::Publication,
    network::{OwnRow, Register},
    ods::{DateFormat, NetworkFile, OwnTable},
    plan::Plan,
    quantity::{Beds, Gbp, Minutes, Patients, Percent, Points, Ratio, Registered, Weighted, Wte},
    registration::RegistrationForm,
    service::Timetable,
};
use serde::de::DeserializeOwned;

/// Documents that are no documents: deep, long, or with what JSON does not have.
fn documents() -> Vec<String> {
    let deep = 100_000;
    vec![
        "[".repeat(deep),
        "{\"a\":".repeat(deep),
        format!("{}{}", "[".repeat(deep), "]".repeat(deep)),
        format!("{{\"id\": {}1{}}}", "[".repeat(deep), "]".repeat(deep)),
        format!("{{\"members\": {}{}}}", "{\"members\":".repeat(500), "}".repeat(500)),
        format!("\"{}\"", "x".repeat(5_000_000)),
        format!("{{\"{}\": 1}}", "x".repeat(5_000_000)),
        "9".repeat(1_000_000),
        format!("-{}", "9".repeat(400)),
        "1e9999".to_owned(),
        "-1e9999".to_owned(),
        format!("0.{}", "1".repeat(100_000)),
        "NaN".to_owned(),
        "Infinity".to_owned(),
        "\u{0}".repeat(1_000),
        "\\".repeat(1_000),
        "\"\\ud800\"".to_owned(),
        " ".repeat(1_000_000),
    ]
}

fn refused<T: DeserializeOwned + Debug>(documents: &[String]) {
    for text in documents {
        let start = text.get(..30).unwrap_or(text);
        let error = json::from_str::<T>(text).expect_err(start).to_string();
        assert!(!error.is_empty() && error.len() < 6_000, "{start}: {} bytes", error.len());
    }
}

#[test]
fn deep_long_and_huge_documents_are_refused_in_few_words() {
    let documents = documents();
    refused::<RegistrationForm>(&documents);
    refused::<NetworkAgreement>(&documents);
    refused::<iif::Facts>(&documents);
    refused::<funding::Facts>(&documents);
    refused::<Plan>(&documents);
    refused::<Journey>(&documents);
    refused::<Register>(&documents);
    refused::<Report>(&documents);
    refused::<Policy>(&documents);
    refused::<LocalVariation>(&documents);
    refused::<Timetable>(&documents);
    refused::<Period>(&documents);
    refused::<OwnRow>(&documents);
    for text in &documents {
        assert!(Year::from_json(text).is_err());
        assert!(RegistrationForm::from_json(text).is_err());
        assert!(Bundle::from_json(text).is_err());
        assert!(Resource::from_json(text).is_err());
        assert!(NetworkFile::open("f", text.as_bytes()).is_err());
        assert!(Publication::open("f", text.as_bytes()).is_err());
        let _ = OwnTable::read("f", text.as_bytes(), None);
    }
}

/// Numbers at the edges of every type that could hold them.
fn numbers() -> Vec<String> {
    let mut numbers: Vec<String> = [
        "0",
        "-0",
        "-0.0",
        "1e9999",
        "-1e9999",
        "1e-9999",
        "NaN",
        "nan",
        "inf",
        "-inf",
        "Infinity",
        "18446744073709551615",
        "18446744073709551616",
        "9223372036854775807",
        "-9223372036854775808",
        "-9223372036854775809",
        "4294967295",
        "4294967296",
        "79228162514264337593543950335",
        "79228162514264337593543950336",
        "0.0000000000000000000000000001",
        "1234567890123456789012345678901234567890",
        "0.1234567890123456789012345678901234567890",
        "+1",
        "1.",
        ".1",
        "1_000",
        "1,000",
        "0x10",
        "\u{661}",
        "１",
        " 1",
        "1 ",
        "",
        "-",
        "--1",
        "£1",
        "1e1",
    ]
    .map(str::to_owned)
    .to_vec();
    numbers.push("9".repeat(100_000));
    numbers.push(format!("0.{}", "0".repeat(100_000)));
    numbers
}

fn kept<T>()
where
    T: core::str::FromStr<Err: Display> + Display + Debug + PartialEq + serde::Serialize,
    T: DeserializeOwned,
{
    for text in numbers() {
        match text.parse::<T>() {
            Ok(value) => {
                let wire = serde_json::to_string(&value).unwrap();
                assert_eq!(json::from_str::<T>(&wire).as_ref(), Ok(&value), "{text}");
            }
            Err(error) => assert!(error.to_string().len() < 1_000, "{}", error.to_string().len()),
        }
        for text in [text.clone(), format!("\"{text}\"")] {
            if let Ok(value) = json::from_str::<T>(&text) {
                let wire = serde_json::to_string(&value).unwrap();
                assert_eq!(json::from_str::<T>(&wire), Ok(value), "{text}");
            }
        }
    }
}

#[test]
fn numbers_at_the_edges_are_kept_or_refused_and_never_changed() {
    kept::<Gbp>();
    kept::<Points>();
    kept::<Ratio>();
    kept::<Wte>();
    kept::<Patients<Registered>>();
    kept::<Patients<Weighted>>();
    for text in numbers() {
        let _ = (json::from_str::<Beds>(&text), json::from_str::<Minutes>(&text));
        let _ = (json::from_str::<Percent>(&text), json::from_str::<ContractYear>(&text));
        let _ = DateFormat::ALL.map(|format| format.parse(&text));
        assert!(text.parse::<PcnCode>().is_err() && text.parse::<PracticeCode>().is_err());
        assert!(text.parse::<SubIcbCode>().is_err() && text.parse::<IcbCode>().is_err());
        let _ = text.parse::<OdsCode>();
    }
}

#[test]
fn the_same_input_gives_the_same_bytes_and_the_order_of_rows_does_not_matter() {
    let rows = |from: usize, step: usize| {
        let mut facts = Register::builder();
        for at in (0..211).map(|at| (from + at * step) % 211) {
            let code: PracticeCode = format!("A{:05}", at * 37).parse().unwrap();
            let pcn: PcnCode = format!("U{:05}", at % 23).parse().unwrap();
            let from = pcn::calendar::day(2019, 7, 1 + u32::try_from(at % 28).unwrap());
            facts.membership(pcn::network::Membership::new(code, pcn, Period::since(from)));
            facts.practice(pcn::network::Practice::new(code, format!("SURGERY {at}")));
        }
        facts.build()
    };
    let on = pcn::calendar::day(2020, 4, 1);
    let written = |register: &Register| {
        let report = register.check(on);
        serde_json::to_string(&(register, &report, register.statistics(on))).unwrap()
            + &report.to_string()
    };
    let first = written(&rows(0, 1));
    assert!(first.len() > 10_000);
    for (from, step) in [(0, 1), (5, 7), (210, 210), (100, 3)] {
        assert_eq!(written(&rows(from, step)), first, "from {from} by {step}");
    }
}
