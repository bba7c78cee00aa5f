//! The house as docs/DESIGN.md draws it: which room uses which, how long files are, and that what
//! is public is shown by an example.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

/// What describes or makes values of every room may use every room.
const EVERY: &[&str] = &["every room below"];

/// Every room, lowest first, and the rooms that it uses. A room uses rooms above it in this list,
/// never below, so that there is no circle.
const ROOMS: &[(&str, &[&str])] = &[
    // ground floor
    ("code", &[]),
    ("calendar", &[]),
    ("quantity", &["calendar"]),
    ("citation", &[]),
    ("series", &["calendar", "citation"]),
    ("finding", &["calendar", "citation", "code"]),
    ("working", &["calendar", "citation", "series"]),
    // first floor
    ("network", &["calendar", "citation", "code", "finding", "quantity"]),
    ("commissioner", &["calendar", "citation", "code", "quantity"]),
    ("service", &["calendar", "citation", "finding", "quantity", "series", "working"]),
    ("iif", &["calendar", "citation", "code", "finding", "quantity", "series", "working"]),
    ("funding", &["calendar", "citation", "code", "finding", "quantity", "series", "working"]),
    ("maturity", &["calendar", "citation", "code", "finding"]),
    ("agreement", &["calendar", "citation", "code", "finding", "quantity", "series"]),
    (
        "plan",
        &["calendar", "citation", "code", "finding", "iif", "maturity", "quantity", "service"],
    ),
    ("json", &["code"]),
    (
        "registration",
        &[
            "agreement",
            "calendar",
            "citation",
            "code",
            "finding",
            "json",
            "network",
            "quantity",
            "series",
            "service",
        ],
    ),
    // second floor
    (
        "des",
        &[
            "agreement",
            "calendar",
            "citation",
            "code",
            "finding",
            "funding",
            "iif",
            "json",
            "quantity",
            "registration",
            "series",
            "service",
        ],
    ),
    // doors
    ("ods", &["calendar", "citation", "code", "finding", "network", "quantity"]),
    ("ncdes", &["calendar", "code", "finding", "iif", "ods"]),
    ("fhir", &["calendar", "citation", "code", "finding", "network"]),
    ("schema", EVERY),
    ("strategies", EVERY),
];

/// Uses against the order, each for a reason.
const AGAINST_THE_ORDER: &[(&str, &str, &str)] = &[
    ("code", "schema", "the schemas of the code types stand with them, behind the feature"),
    ("quantity", "schema", "the schemas of the quantities stand with them, behind the feature"),
    ("maturity", "schema", "the schemas of the keys stand with them, behind the feature"),
    ("des", "rules", "the rulebook lists the rules of the whole crate"),
];

/// Lines of code, without comments, blank lines and tests, above which a file needs a reason.
const LONG: usize = 360;

const LONG_FILES: &[(&str, &str)] = &[
    ("agreement/check.rs", "one check, part by part"),
    ("funding/source.rs", "one list, the documents that the room cites"),
    ("maturity/design/items.rs", "one list, in the order in which it is shown"),
    ("des/y2022_23/iif.rs", "one table, the largest of the fund's years"),
    ("iif/catalogue.rs", "one table of definitions"),
    ("iif/scorer.rs", "one computation"),
    ("strategies/form.rs", "one form, built part by part"),
    ("service/history.rs", "one table, the stories of the services"),
];

/// Public types that no embedder can name: the parts of sealed traits.
const UNNAMEABLE: &[(&str, &str)] = &[
    ("calendar/wire.rs", "Wired"),
    ("calendar/wire.rs", "Iso"),
    ("ods/cells.rs", "Fault"),
    ("ods/cells.rs", "Texts"),
    ("ods/cells.rs", "Cells"),
    ("ods/map.rs", "CheckedMap"),
    ("ods/practices.rs", "CheckedPractice"),
    ("ods/rows.rs", "Layout"),
    ("quantity/population.rs", "Sealed"),
];

struct File {
    /// Below `src`, with `/` between the parts.
    path: String,
    room: String,
    /// Without the tests at its end.
    text: String,
}

impl File {
    /// The lines that are neither blank nor comments.
    fn code(&self) -> impl Iterator<Item = &str> {
        let is_code = |line: &&str| !line.trim().is_empty() && !line.trim().starts_with("//");
        self.text.lines().filter(is_code)
    }
}

fn files() -> Vec<File> {
    fn walk(folder: &Path, found: &mut Vec<PathBuf>) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                walk(&path, found);
            } else if path.extension().is_some_and(|end| end == "rs") {
                found.push(path);
            }
        }
    }
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut found = Vec::new();
    walk(&source, &mut found);
    found.sort();
    let files: Vec<File> = found
        .iter()
        .map(|path| {
            let parts: Vec<_> = path.strip_prefix(&source).unwrap().iter().collect();
            let parts: Vec<_> = parts.iter().map(|part| part.to_str().unwrap()).collect();
            let text = fs::read_to_string(path).unwrap().replace("\r\n", "\n");
            let text = text.split("\n#[cfg(test)]\nmod ").next().unwrap().to_owned();
            let room = parts[0].trim_end_matches(".rs").to_owned();
            File { path: parts.join("/"), room, text }
        })
        .filter(|file| file.path != "lib.rs")
        .collect();
    assert!(files.len() > 200, "{} files were read", files.len());
    files
}

/// The first parts of the paths that begin at the crate: `crate::a::..`, `crate::{a, b::..}`.
fn uses(code: &str) -> BTreeSet<String> {
    let word = |text: &str| {
        let text = text.trim_start();
        let end = text.find(|letter: char| !(letter.is_alphanumeric() || letter == '_'));
        text[..end.unwrap_or(text.len())].to_owned()
    };
    let mut found = BTreeSet::new();
    for (at, start) in code.match_indices("crate::") {
        let rest = &code[at + start.len()..];
        let Some(group) = rest.strip_prefix('{') else {
            found.insert(word(rest));
            continue;
        };
        let (mut depth, mut from) = (0, 0);
        for (here, letter) in group.char_indices() {
            match letter {
                '{' => depth += 1,
                '}' if depth == 0 => {
                    found.insert(word(&group[from..here]));
                    break;
                }
                '}' => depth -= 1,
                ',' if depth == 0 => {
                    found.insert(word(&group[from..here]));
                    from = here + 1;
                }
                _ => {}
            }
        }
    }
    found.remove("");
    found
}

#[test]
fn uses_are_read_from_paths_and_groups() {
    let code = "use crate::{calendar::{Period, day}, code::PcnCode};\nlet x = crate::json::read();";
    assert_eq!(uses(code).into_iter().collect::<Vec<_>>(), ["calendar", "code", "json"]);
}

#[test]
fn a_room_uses_the_rooms_that_the_design_allows_and_no_two_use_each_other() {
    for (at, (room, allowed)) in ROOMS.iter().enumerate() {
        for used in allowed.iter().filter(|_| *allowed != EVERY) {
            let place = ROOMS.iter().position(|(name, _)| name == used);
            assert!(place.is_some_and(|place| place < at), "{room} stands before {used}");
        }
    }
    let mut against = BTreeSet::new();
    for file in files() {
        let room = file.room.as_str();
        let allowed = ROOMS.iter().find(|(name, _)| *name == room);
        let (_, allowed) = allowed.unwrap_or_else(|| panic!("{room} is no room of the design"));
        let code: Vec<&str> = file.code().collect();
        for used in uses(&code.join("\n")) {
            if used == room || *allowed == EVERY || allowed.contains(&used.as_str()) {
                continue;
            }
            let exception =
                AGAINST_THE_ORDER.iter().find(|(from, to, _)| *from == room && *to == used);
            assert!(exception.is_some(), "{}: the room {room} uses {used}", file.path);
            against.insert((room.to_owned(), used));
        }
    }
    assert_eq!(against.len(), AGAINST_THE_ORDER.len(), "no longer needed: not in {against:?}");
}

#[test]
fn no_file_is_a_box_for_odds_and_ends() {
    for file in files() {
        let name = file.path.rsplit('/').next().unwrap();
        let odds =
            ["utils.rs", "util.rs", "helpers.rs", "common.rs", "types.rs", "misc.rs", "mod.rs"];
        assert!(!odds.contains(&name), "{}", file.path);
    }
}

#[test]
fn a_long_file_has_a_reason() {
    let mut long: BTreeMap<String, usize> = BTreeMap::new();
    for file in files() {
        let lines = file.code().count();
        if lines > LONG {
            long.insert(file.path, lines);
        }
    }
    let reasons: BTreeSet<&str> = LONG_FILES.iter().map(|(path, _)| *path).collect();
    let unexplained: Vec<_> =
        long.iter().filter(|(path, _)| !reasons.contains(path.as_str())).collect();
    assert!(unexplained.is_empty(), "is each one concept? {unexplained:?}");
    let stale: Vec<_> = reasons.iter().filter(|path| !long.contains_key(**path)).collect();
    assert!(stale.is_empty(), "no longer long: {stale:?}");
}

/// A public item and its documentation.
struct Item {
    path: String,
    room: String,
    name: String,
    is_method: bool,
    docs: Vec<String>,
}

impl Item {
    /// The code of its examples.
    fn example(&self) -> Option<String> {
        let mut code: Option<String> = None;
        let mut inside = false;
        for line in &self.docs {
            if line.starts_with("```") {
                inside = !inside;
                code.get_or_insert_default();
            } else if inside && let Some(code) = &mut code {
                code.push_str(line);
                code.push('\n');
            }
        }
        code
    }

    /// The last part of the name in `See [`Name`]`, or of what a module's link says.
    fn points_to(&self) -> Option<String> {
        let line = self.docs.iter().find(|line| line.starts_with("See "))?;
        let from = line.find('[')? + 1;
        let to = from + line[from..].find(']')?;
        let name = line[from..to].trim_matches('`');
        Some(name.rsplit("::").next().unwrap_or(name).to_owned())
    }
}

/// The documented items of a file: the file itself by `//!`, and what is `pub` in it.
fn items(file: &File) -> (Vec<String>, Vec<Item>) {
    let module = file.text.lines().map_while(|line| line.strip_prefix("//!"));
    let module = module.map(|line| line.strip_prefix(' ').unwrap_or(line).to_owned()).collect();
    let mut items = Vec::new();
    let mut docs: Vec<String> = Vec::new();
    let mut in_attribute = false;
    for line in file.text.lines() {
        let text = line.trim();
        if let Some(doc) = text.strip_prefix("///") {
            docs.push(doc.strip_prefix(' ').unwrap_or(doc).to_owned());
            continue;
        }
        if let Some(doc) = text.strip_prefix("#[doc = concat!(") {
            docs.push(doc.to_owned());
            continue;
        }
        if in_attribute || text.starts_with("#[") {
            in_attribute = !text.ends_with(']');
            continue;
        }
        let words = text.split(|letter: char| !(letter.is_alphanumeric() || "_$".contains(letter)));
        let mut words = words.filter(|word| !word.is_empty());
        if text.starts_with("pub ") && words.next() == Some("pub") {
            let mut kind = words.next().unwrap_or_default();
            if kind == "const" {
                kind = words.next().unwrap_or_default();
            }
            let name = words.next().unwrap_or_default();
            let is_item = ["struct", "enum", "trait", "type", "fn"].contains(&kind);
            if is_item && !name.starts_with('$') {
                items.push(Item {
                    path: file.path.clone(),
                    room: file.room.clone(),
                    name: name.to_owned(),
                    is_method: kind == "fn" && line.starts_with(' '),
                    docs: std::mem::take(&mut docs),
                });
            }
        }
        docs.clear();
    }
    (module, items)
}

/// The code of all examples in a file, those inside a macro's braces too.
fn examples(file: &File) -> String {
    let (mut code, mut inside) = (String::new(), false);
    for line in file.text.lines().map(str::trim) {
        let doc = line.strip_prefix("///").or_else(|| line.strip_prefix("//!"));
        match doc.or_else(|| line.strip_prefix("#[doc = concat!(")) {
            Some(doc) if doc.trim().starts_with("```") => inside = !inside,
            Some(doc) if inside => {
                code.push_str(doc);
                code.push('\n');
            }
            Some(_) => {}
            None => inside = false,
        }
    }
    code
}

/// Whether code calls or names a method: `.name(`, `::name`.
fn names(code: &str, name: &str) -> bool {
    [".", "::"].iter().any(|before| {
        code.match_indices(&format!("{before}{name}")).any(|(at, found)| {
            let next = code[at + found.len()..].chars().next();
            !next.is_some_and(|letter| letter.is_alphanumeric() || letter == '_')
        })
    })
}

#[test]
fn every_public_type_and_function_has_an_example_or_points_to_one() {
    let files = files();
    let read: Vec<_> = files.iter().map(items).collect();
    let all: Vec<&Item> = read.iter().flat_map(|(_, items)| items).collect();
    assert!(all.len() > 1_000, "{} items were read", all.len());
    let shown: BTreeSet<&str> =
        all.iter().filter(|item| item.example().is_some()).map(|item| &*item.name).collect();
    let mut rooms_with_example: BTreeSet<&str> = BTreeSet::new();
    for (file, (module, _)) in files.iter().zip(&read) {
        if module.iter().any(|line| line.starts_with("```")) {
            rooms_with_example.insert(&file.room);
        }
    }
    let mut bare = Vec::new();
    for item in all.iter().filter(|item| !item.is_method) {
        if UNNAMEABLE.contains(&(item.path.as_str(), item.name.as_str())) {
            continue;
        }
        let pointed = item.points_to().is_some_and(|name| match name.as_str() {
            "module" | "room" => rooms_with_example.contains(item.room.as_str()),
            name => shown.contains(name),
        });
        // Each strategy makes what its name says; the room's example shows how one is used.
        let is_strategy = item.room == "strategies";
        if item.example().is_none() && !pointed && !is_strategy {
            bare.push(format!("{}: {}", item.path, item.name));
        }
    }
    assert!(bare.is_empty(), "without an example: {bare:#?}");
}

#[test]
fn every_public_method_is_called_in_an_example_of_its_room() {
    let files = files();
    let mut code: BTreeMap<&str, String> = BTreeMap::new();
    let mut methods = Vec::new();
    for file in &files {
        code.entry(&file.room).or_default().push_str(&examples(file));
        methods.extend(items(file).1.into_iter().filter(|item| item.is_method));
    }
    assert!(methods.len() > 500, "{} methods were read", methods.len());
    let uncalled: Vec<_> = methods
        .iter()
        .filter(|method| !names(&code[method.room.as_str()], &method.name))
        .map(|method| format!("{}: {}", method.path, method.name))
        .collect();
    assert!(uncalled.is_empty(), "in no example: {uncalled:#?}");
}
