//! The files under `docs/schema` are what the crate says of its wire types.

use std::{collections::BTreeSet, env, fs, path::PathBuf};

use pcn::schema;

fn folder() -> PathBuf {
    [env!("CARGO_MANIFEST_DIR"), "docs", "schema"].iter().collect()
}

fn text(name: &str) -> String {
    let schema = schema::schema_of(name).unwrap();
    serde_json::to_string_pretty(&schema).unwrap() + "\n"
}

/// `PCN_BLESS=1` writes the files anew.
#[test]
fn the_schema_files_say_what_the_crate_says() {
    if env::var_os("PCN_BLESS").is_some() {
        fs::create_dir_all(folder()).unwrap();
        for name in schema::names() {
            fs::write(folder().join(format!("{name}.json")), text(name)).unwrap();
        }
    }
    let kept: BTreeSet<String> = fs::read_dir(folder())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    let named: BTreeSet<String> = schema::names().map(|name| format!("{name}.json")).collect();
    assert_eq!(kept, named, "the files and the names");
    for name in schema::names() {
        let file = fs::read_to_string(folder().join(format!("{name}.json"))).unwrap();
        assert!(
            file == text(name),
            "docs/schema/{name}.json is not what the crate says; PCN_BLESS=1 writes it anew"
        );
    }
}
