//! Documents with one field made wrong, for the tests that set the readers beside the schemas.

use pcn::calendar::NaiveDate;
use serde_json::{Map, Value, json};

/// The places of a document, as JSON pointers, the document itself among them.
pub(crate) fn places(value: &Value) -> Vec<String> {
    let mut all = vec![String::new()];
    let inner: Vec<(String, &Value)> = match value {
        Value::Array(items) => {
            items.iter().enumerate().map(|(at, item)| (at.to_string(), item)).collect()
        }
        Value::Object(map) => map
            .iter()
            .map(|(key, item)| (key.replace('~', "~0").replace('/', "~1"), item))
            .collect(),
        _ => Vec::new(),
    };
    for (key, item) in inner {
        all.extend(places(item).into_iter().map(|place| format!("/{key}{place}")));
    }
    all
}

/// One field made wrong. What is wrong for one type may be right for another; the reader and the
/// schema only have to agree.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Corruption {
    UnknownKey,
    LostKey,
    Null,
    Number,
    Below,
    Huge,
    Fraction,
    Text,
    Longer,
    Shorter,
    LowerCase,
    Truth,
    List,
    Values,
    Object,
    Unpadded,
}

pub(crate) const CORRUPTIONS: &[Corruption] = &[
    Corruption::UnknownKey,
    Corruption::LostKey,
    Corruption::Null,
    Corruption::Number,
    Corruption::Below,
    Corruption::Huge,
    Corruption::Fraction,
    Corruption::Text,
    Corruption::Longer,
    Corruption::Shorter,
    Corruption::LowerCase,
    Corruption::Truth,
    Corruption::List,
    Corruption::Values,
    Corruption::Object,
    Corruption::Unpadded,
];

/// Makes the value at a place wrong; `None` where the corruption does not apply.
pub(crate) fn corrupt(document: &Value, place: &str, how: Corruption, key: usize) -> Option<Value> {
    let mut document = document.clone();
    let held = document.pointer_mut(place)?;
    let spoiled = match (how, &*held) {
        (Corruption::UnknownKey, Value::Object(map)) => {
            let mut map = map.clone();
            map.insert("no_such_key".into(), json!(1));
            Value::Object(map)
        }
        (Corruption::LostKey, Value::Object(map)) if !map.is_empty() => {
            let mut map = map.clone();
            let lost = map.keys().nth(key % map.len()).unwrap().clone();
            map.remove(&lost);
            Value::Object(map)
        }
        (Corruption::Longer, Value::String(text)) => json!(format!("{text}!")),
        (Corruption::Shorter, Value::String(text)) if !text.is_empty() => {
            json!(text.chars().skip(1).collect::<String>())
        }
        (Corruption::LowerCase, Value::String(text)) => json!(text.to_lowercase()),
        // `2019-07-01` as `2019-7-1`, which other readers of dates take.
        (Corruption::Unpadded, Value::String(text)) if text.parse::<NaiveDate>().is_ok() => {
            json!(text.replace("-0", "-"))
        }
        // The values of an object in order, which other readers take for the object.
        (Corruption::Values, Value::Object(map)) => json!(map.values().collect::<Vec<_>>()),
        (
            Corruption::UnknownKey
            | Corruption::LostKey
            | Corruption::Longer
            | Corruption::Shorter
            | Corruption::LowerCase
            | Corruption::Values
            | Corruption::Unpadded,
            _,
        ) => return None,
        (Corruption::Null, _) => Value::Null,
        (Corruption::Number, _) => json!(7),
        (Corruption::Below, _) => json!(-1),
        (Corruption::Huge, _) => json!(99_999_999_999_u64),
        (Corruption::Fraction, _) => json!(1.5),
        (Corruption::Text, _) => json!("no such text"),
        (Corruption::Truth, _) => json!(true),
        (Corruption::List, _) => json!([]),
        (Corruption::Object, _) => Value::Object(Map::new()),
    };
    *held = spoiled;
    Some(document)
}

/// Whether a refusal is one that no schema can make, because it compares fields: a day with a day,
/// or, with a path in front, a name with what it names.
pub(crate) fn compares_fields(text: &str) -> bool {
    text.starts_with("at `")
        || text.starts_with("in `")
        || text.contains("before it begins")
        || text.contains("the steps lead to")
        || text.contains("the second year must follow")
}
