//! The shape of documents, learned from examples, and what of another document does not fit it.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

/// What examples hold, by path. A list is one path, a resource begins a path of its own, and an
/// extension is known by its address.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Shape {
    nodes: BTreeMap<String, Node>,
}

#[derive(Debug, Default, PartialEq)]
struct Node {
    kinds: BTreeSet<&'static str>,
    /// Addresses and other texts that are the same in every document of the profile.
    texts: BTreeSet<String>,
    seen: usize,
    /// How many stand beside each other at most.
    most: usize,
    /// How often each key is there.
    keys: BTreeMap<String, usize>,
}

fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "flag",
        Value::Number(_) => "number",
        Value::String(_) => "text",
        Value::Array(_) => "list",
        Value::Object(_) => "object",
    }
}

/// The children of a value: key, path, how many beside each other, the values.
fn children<'a>(path: &str, value: &'a Value) -> Vec<(String, String, Vec<&'a Value>)> {
    let Value::Object(map) = value else { return Vec::new() };
    let mut children: Vec<(String, String, Vec<&Value>)> = Vec::new();
    for (key, value) in map {
        match value {
            Value::Array(items) if key == "extension" => {
                for item in items {
                    let url = item["url"].as_str().unwrap_or("no address");
                    let key = format!("extension({url})");
                    match children.iter_mut().find(|(other, ..)| *other == key) {
                        Some((.., values)) => values.push(item),
                        None => children.push((key.clone(), format!("{path}.{key}"), vec![item])),
                    }
                }
            }
            Value::Array(items) => {
                children.push((key.clone(), format!("{path}.{key}[]"), items.iter().collect()));
            }
            one if key == "resource" => {
                let root = one["resourceType"].as_str().unwrap_or("no type").to_owned();
                children.push((key.clone(), root, vec![one]));
            }
            one => children.push((key.clone(), format!("{path}.{key}"), vec![one])),
        }
    }
    children
}

fn is_fixed(path: &str) -> bool {
    [".system", ".url", ".use", ".profile[]", ".mode", ".resourceType"]
        .iter()
        .any(|end| path.ends_with(end))
        && !path.contains("link[]")
}

impl Shape {
    pub(crate) fn of<'a>(examples: impl IntoIterator<Item = &'a Value>) -> Self {
        let mut shape = Self::default();
        for example in examples {
            shape.learn(example["resourceType"].as_str().unwrap(), example, 1);
        }
        shape
    }

    fn learn(&mut self, path: &str, value: &Value, beside: usize) {
        let node = self.nodes.entry(path.to_owned()).or_default();
        node.seen += 1;
        node.most = node.most.max(beside);
        node.kinds.insert(kind(value));
        if let (true, Value::String(text)) = (is_fixed(path), value) {
            node.texts.insert(text.clone());
        }
        for (key, ..) in children(path, value) {
            *node.keys.entry(key).or_default() += 1;
        }
        for (_, path, values) in children(path, value) {
            let beside = values.len();
            for value in values {
                self.learn(&path, value, beside);
            }
        }
    }

    /// What of a document does not fit: paths no example has, values of another kind, more beside
    /// each other than in any example, other addresses, and keys missing that every example has.
    /// What `allowed` names may be missing or stand more often.
    pub(crate) fn misfits(&self, document: &Value, allowed: &[&str]) -> Vec<String> {
        let mut misfits = Vec::new();
        let root = document["resourceType"].as_str().unwrap_or("no type");
        self.check(root, document, 1, allowed, &mut misfits);
        misfits
    }

    fn check(
        &self,
        path: &str,
        value: &Value,
        beside: usize,
        allowed: &[&str],
        misfits: &mut Vec<String>,
    ) {
        let Some(node) = self.nodes.get(path) else {
            misfits.push(format!("{path} stands in no example"));
            return;
        };
        if !node.kinds.contains(kind(value)) {
            misfits.push(format!("{path} is a {}, not {:?}", kind(value), node.kinds));
        }
        if beside > node.most && !allowed.contains(&path) {
            misfits.push(format!("{path} stands {beside} times, in examples {}", node.most));
        }
        if let (true, Value::String(text)) = (is_fixed(path), value)
            && !node.texts.contains(text)
        {
            misfits.push(format!("{path} is `{text}`, not one of {:?}", node.texts));
        }
        let children = children(path, value);
        for (key, _) in node.keys.iter().filter(|(_, times)| **times == node.seen) {
            let missing = format!("{path}.{key}");
            if !children.iter().any(|(own, ..)| own == key) && !allowed.contains(&&*missing) {
                misfits.push(format!("{missing} is missing"));
            }
        }
        for (_, path, values) in children {
            for value in &values {
                self.check(&path, value, values.len(), allowed, misfits);
            }
        }
    }

    /// Path, kinds, greatest number and whether it is always there: what two sets of examples of
    /// one profile have in common.
    pub(crate) fn outline(&self) -> BTreeSet<String> {
        let line = |(path, node): (&String, &Node)| {
            let always = node.keys.iter().filter(|(_, times)| **times == node.seen);
            let always: Vec<_> = always.map(|(key, _)| key).collect();
            format!("{path} {:?} {} {always:?} {:?}", node.kinds, node.most, node.texts)
        };
        self.nodes.iter().map(line).collect()
    }
}
