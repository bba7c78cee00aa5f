//! The inputs that fuzzing kept, through the same functions as the fuzzer's programs.

#![cfg(all(feature = "fhir", feature = "json", feature = "ncdes", feature = "xlsx"))]

#[path = "../fuzz/src/lib.rs"]
#[allow(unreachable_pub, reason = "it is the library of the fuzzer's programs")]
mod doors;

use std::{fs, path::Path};

#[test]
fn the_kept_inputs_of_every_door_break_nothing() {
    let fuzz = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz");
    let manifest = fs::read_to_string(fuzz.join("Cargo.toml")).unwrap();
    for (name, door) in doors::TARGETS {
        assert!(manifest.contains(&format!("name = \"{name}\"")), "{name} has no program");
        let mut inputs = 0;
        for entry in fs::read_dir(fuzz.join("corpus").join(name)).unwrap() {
            door(&fs::read(entry.unwrap().path()).unwrap());
            inputs += 1;
        }
        assert!(inputs >= 10, "{name}: {inputs} inputs");
    }
}

#[test]
fn what_once_broke_a_door_breaks_it_no_more() {
    doors::dates(b"20-JUL-4038");
    doors::dates(b"20-JUL-8019");
    doors::json_fund(
        br#"{"year":"2023/24","pcn":"U12345","list_size":52340,"national_average_list_size":"49500.5",
        "observations":[{"indicator":"VI-02","numerator":4012,"denominator":5105}]}"#,
    );
    for place in ["ZZZZZZZZ1", "A99999999999", "A1:ZZZZZZZZ1", "AU970011:L4"] {
        for text in ["<sheetData><c r=\"@\"><v>1</v></c>", "<sheetData><row r=\"@\">"] {
            doors::ods_sheet(text.replace('@', place).as_bytes());
        }
        let dimension = format!("<dimension ref=\"{place}\"></dimension><sheetData>");
        doors::ods_sheet(dimension.as_bytes());
    }
    doors::fhir(
        br#"{"resourceType":"Bundle","type":"collection","entry":[{"resource":
        {"resourceType":"Organization","x":24e097}}]}"#,
    );
}
