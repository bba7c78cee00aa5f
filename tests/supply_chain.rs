//! What stands below the crate, and what the crate itself reaches for: read from the metadata and
//! from the sources, so that it is proven wherever the tests run. `deny.toml` says the same and
//! more to cargo-deny.

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use serde_json::Value;

/// What cargo prints: without the network where the machine holds all that is asked about.
fn cargo(arguments: &[&str]) -> Vec<u8> {
    let run = |more: &[&str]| {
        Command::new(env!("CARGO"))
            .args(arguments)
            .args(more)
            .current_dir(env!("CARGO_MANIFEST_DIR"))
            .output()
            .expect("cargo runs")
    };
    let offline = run(&["--offline"]);
    let output = if offline.status.success() { offline } else { run(&[]) };
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    output.stdout
}

/// The platform that the tests run on. Packages of others were never fetched.
fn host() -> String {
    let output = Command::new("rustc").arg("-vV").output().expect("rustc runs");
    let text = String::from_utf8(output.stdout).unwrap();
    text.lines().find_map(|line| line.strip_prefix("host: ")).unwrap().to_owned()
}

fn packages(arguments: &[&str]) -> Vec<Value> {
    let host = host();
    let asked = ["metadata", "--format-version", "1", "--filter-platform", &host];
    let bytes = cargo(&[&asked, arguments].concat());
    let mut metadata: Value = serde_json::from_slice(&bytes).unwrap();
    serde_json::from_value(metadata["packages"].take()).unwrap()
}

/// The packages that an embedder builds with these features, the crate itself not among them.
fn tree(features: &[&str]) -> Vec<Value> {
    let asked = ["tree", "--edges", "normal", "--prefix", "none", "--format", "{p}"];
    let text = String::from_utf8(cargo(&[&asked, features].concat())).unwrap();
    let built: BTreeSet<(&str, &str)> = (text.lines())
        .filter_map(|line| line.split_once(" v"))
        .map(|(name, rest)| (name, rest.split(' ').next().unwrap_or_default()))
        .collect();
    let mut packages = packages(&["--all-features"]);
    packages.retain(|package| {
        let text = |key: &str| package[key].as_str().unwrap();
        text("name") != "pcn" && built.contains(&(text("name"), text("version")))
    });
    assert_eq!(packages.len() + 1, built.len());
    packages
}

/// Whether a licence expression can be met from a list.
fn is_met(expression: &str, allowed: &[&str]) -> bool {
    let spaced = expression.replace('(', " ( ").replace(')', " ) ").replace('/', " OR ");
    let mut words = spaced.split_whitespace().peekable();
    fn either<'a>(
        words: &mut core::iter::Peekable<impl Iterator<Item = &'a str>>,
        allowed: &[&str],
    ) -> bool {
        let mut met = both(words, allowed);
        while words.next_if_eq(&"OR").is_some() {
            met |= both(words, allowed);
        }
        met
    }
    fn both<'a>(
        words: &mut core::iter::Peekable<impl Iterator<Item = &'a str>>,
        allowed: &[&str],
    ) -> bool {
        let mut met = one(words, allowed);
        while words.next_if_eq(&"AND").is_some() {
            met &= one(words, allowed);
        }
        met
    }
    fn one<'a>(
        words: &mut core::iter::Peekable<impl Iterator<Item = &'a str>>,
        allowed: &[&str],
    ) -> bool {
        if words.next_if_eq(&"(").is_some() {
            let met = either(words, allowed);
            assert_eq!(words.next(), Some(")"));
            return met;
        }
        let name = words.next().unwrap_or_default();
        // An exception only permits more.
        if words.next_if_eq(&"WITH").is_some() {
            words.next();
        }
        allowed.contains(&name)
    }
    either(&mut words, allowed)
}

#[test]
fn licence_expressions_are_read_as_they_are_meant() {
    let allowed = ["MIT", "Unicode-3.0"];
    for (expression, met) in [
        ("MIT", true),
        ("GPL-3.0", false),
        ("GPL-3.0 OR MIT", true),
        ("Apache-2.0/MIT", true),
        ("(MIT OR Apache-2.0) AND Unicode-3.0", true),
        ("(GPL-3.0 OR Apache-2.0) AND Unicode-3.0", false),
        ("MIT AND GPL-3.0", false),
        ("MIT WITH x-exception", true),
        ("", false),
    ] {
        assert_eq!(is_met(expression, &allowed), met, "{expression}");
    }
}

#[test]
fn what_embedders_build_is_licensed_for_any_use_comes_from_the_registry_and_is_there_once() {
    let allowed = ["Apache-2.0", "BSD-3-Clause", "MIT", "Unicode-3.0", "Unlicense", "Zlib"];
    // What reads the sources of macros, while the crate is built: its users are between versions.
    let twice = ["syn"];
    for (features, least) in [(&[][..], 10), (&["--all-features"][..], 25)] {
        let packages = tree(features);
        assert!(packages.len() >= least, "{} packages", packages.len());
        let mut names = BTreeSet::new();
        for package in &packages {
            let name = package["name"].as_str().unwrap();
            let licence = package["license"].as_str().unwrap_or_default();
            assert!(is_met(licence, &allowed), "{name} is licensed `{licence}`");
            let source = package["source"].as_str().unwrap_or_default();
            assert!(source.starts_with("registry+"), "{name} comes from `{source}`");
            assert!(package["links"].is_null(), "{name} links to native code");
            let again = !features.is_empty() && twice.contains(&name);
            assert!(names.insert(name) || again, "{name} is there twice");
        }
    }
}

#[test]
fn the_crate_has_no_build_script() {
    let package = &packages(&["--no-deps"])[0];
    assert_eq!(package["name"], "pcn");
    let targets = package["targets"].as_array().unwrap();
    let kinds: Vec<&Value> = targets.iter().map(|target| &target["kind"][0]).collect();
    assert!(kinds.contains(&&Value::from("lib")));
    assert!(!kinds.contains(&&Value::from("custom-build")), "{kinds:?}");
    assert!(!Path::new(env!("CARGO_MANIFEST_DIR")).join("build.rs").exists());
}

/// What a pure library does not use, as modules of the standard library and as words.
const MODULES: [&str; 7] = ["env", "fs", "io", "net", "process", "thread", "time"];
const WORDS: [&str; 14] = [
    "Utc::now",
    "Local::now",
    "Local::today",
    "SystemTime",
    "Instant",
    "File",
    "stdin()",
    "stdout()",
    "println!",
    "eprintln!",
    "dbg!",
    "env!",
    "thread_local!",
    "getrandom",
];

/// Where something of the list is used, and why that is in order.
const ALLOWED: [(&str, &str, &str); 2] = [
    ("src/ods", "std::io", "the door reads what its caller opened"),
    ("src/ncdes", "std::io", "the door reads what its caller opened"),
];

/// A source without comments, examples, texts and tests.
fn stripped(source: &str) -> String {
    let code = source.split("#[cfg(test)]\nmod tests").next().unwrap_or_default();
    let lines = code.lines().filter(|line| !line.trim_start().starts_with("//"));
    lines.map(|line| line.split(" // ").next().unwrap_or_default()).collect::<Vec<_>>().join("\n")
}

fn is_word(text: &str, at: usize, word: &str) -> bool {
    let part = |character: Option<char>| {
        character.is_some_and(|character| character.is_alphanumeric() || character == '_')
    };
    let ends = word.ends_with(|last: char| !last.is_alphanumeric());
    !part(text[..at].chars().next_back()) && (ends || !part(text[at + word.len()..].chars().next()))
}

/// What of the lists a source uses.
fn reaches(source: &str) -> BTreeSet<String> {
    let code = stripped(source);
    let mut found = BTreeSet::new();
    for word in WORDS {
        if code.match_indices(word).any(|(at, _)| is_word(&code, at, word)) {
            found.insert(word.to_owned());
        }
    }
    for (at, _) in code.match_indices("std::") {
        if !is_word(&code, at, "std::") {
            continue;
        }
        let rest = &code[at + "std::".len()..];
        // One path, or the names at the first level of a group.
        let names: Vec<&str> = match rest.strip_prefix('{') {
            None => vec![rest],
            Some(group) => {
                let (mut depth, mut names, mut start) = (0, Vec::new(), 0);
                for (at, character) in group.char_indices() {
                    match character {
                        '{' => depth += 1,
                        '}' if depth == 0 => {
                            names.push(group[start..at].trim());
                            break;
                        }
                        '}' => depth -= 1,
                        ',' if depth == 0 => {
                            names.push(group[start..at].trim());
                            start = at + 1;
                        }
                        _ => {}
                    }
                }
                names
            }
        };
        for module in MODULES {
            if names.iter().any(|name| name.starts_with(module) && is_word(name, 0, module)) {
                found.insert(format!("std::{module}"));
            }
        }
    }
    found
}

#[test]
fn what_a_source_reaches_for_is_seen_in_every_way_of_writing_it() {
    for (source, expected) in [
        ("use std::fs;", &["std::fs"][..]),
        ("use std::{borrow::Cow, io::{self, Read}, net::TcpStream};", &["std::io", "std::net"]),
        ("fn f() { std::env::var(\"X\"); }", &["std::env"]),
        ("use std::{\n    collections::{BTreeMap, env},\n    process,\n};", &["std::process"]),
        ("let now = chrono::Utc::now();", &["Utc::now"]),
        ("/// use std::fs;\n// std::net\nfn f() {} // std::env", &[]),
        ("struct NetworkFile; // a file\nuse std::environment;", &[]),
        ("fn f() {}\n#[cfg(test)]\nmod tests { use std::fs; }", &[]),
        ("println!(\"x\")", &["println!"]),
    ] {
        let found = reaches(source);
        assert_eq!(found.iter().map(String::as_str).collect::<Vec<_>>(), expected, "{source}");
    }
}

fn sources(folder: &Path, into: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, into);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            into.push(path);
        }
    }
}

#[test]
fn the_library_reaches_for_no_file_network_clock_environment_or_thread() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = Vec::new();
    sources(&root.join("src"), &mut files);
    assert!(files.len() > 150, "{} files", files.len());
    let mut used = BTreeSet::new();
    for file in files {
        let place = file.strip_prefix(root).unwrap().to_str().unwrap().replace('\\', "/");
        for what in reaches(&fs::read_to_string(&file).unwrap()) {
            let allowed = ALLOWED.iter().position(|(folder, word, why)| {
                place.starts_with(folder) && *word == what && !why.is_empty()
            });
            let Some(at) = allowed else { panic!("{place} uses {what}") };
            used.insert(at);
        }
    }
    assert_eq!(used.len(), ALLOWED.len(), "an exception that nothing needs");
}
