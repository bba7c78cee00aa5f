//! Makes descriptions out of doc comments, and says in the language's own words what a `format` only
//! names.

use schemars::{Schema, transform::Transform, transform::transform_subschemas};
use serde_json::Value;

/// The shape of a date. `format` alone asserts nothing in this dialect.
const DATE: &str = "^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$";

/// Turns doc comments into plain descriptions, and formats into what they mean, everywhere in a
/// schema.
#[derive(Clone, Copy, Debug)]
pub(super) struct Plain;

impl Transform for Plain {
    fn transform(&mut self, schema: &mut Schema) {
        let described = schema.get("description").and_then(Value::as_str).map(plain);
        if let Some(text) = described {
            schema.insert("description".into(), text.into());
        }
        if schema.get("format").and_then(Value::as_str) == Some("date") {
            schema.insert("pattern".into(), DATE.into());
        }
        if schema.get("format").and_then(Value::as_str) == Some("uint32") {
            schema.insert("maximum".into(), u32::MAX.into());
        }
        transform_subschemas(self, schema);
    }
}

/// The sections of a doc comment that are for readers of Rust.
const FOR_RUST: [&str; 4] = ["# Examples", "# Errors", "# Panics", "# Source"];

/// A doc comment without its Rust: no example code, no links into the API. One line a paragraph.
fn plain(doc: &str) -> String {
    let mut paragraphs: Vec<String> = Vec::new();
    let (mut skipping, mut code, mut open) = (false, false, false);
    for line in doc.lines().map(str::trim_end) {
        if line.starts_with("```") {
            code = !code;
            open = false;
        } else if code {
            // Hidden lines of an example begin as headings do.
        } else if line.starts_with("# ") {
            skipping = FOR_RUST.contains(&line);
            // The text of a kept section stands by itself.
            open = false;
        } else if line.is_empty() {
            open = false;
        } else if !skipping {
            match paragraphs.last_mut().filter(|_| open && !line.starts_with(['-', '|'])) {
                Some(paragraph) => {
                    paragraph.push(' ');
                    paragraph.push_str(line.trim_start());
                }
                None => paragraphs.push(line.to_owned()),
            }
            open = true;
        }
    }
    unlinked(&paragraphs.join("\n"))
}

/// Text with its links taken out: ``[`Policy`](super::Policy)`` becomes `` `Policy` ``.
fn unlinked(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('[') {
        out.push_str(before);
        let Some((words, behind)) = after.split_once(']').filter(|(words, _)| !words.contains('['))
        else {
            out.push('[');
            rest = after;
            continue;
        };
        let target = behind.strip_prefix('(').and_then(|target| target.split_once(')'));
        // `members[3]` in code is no link: one has a target, or is code in brackets.
        match target {
            Some((_, behind)) => {
                out.push_str(words);
                rest = behind;
            }
            None if words.starts_with('`') && words.ends_with('`') => {
                out.push_str(words);
                rest = behind;
            }
            None => {
                out.push('[');
                rest = after;
            }
        }
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_description_keeps_the_words_and_drops_the_rust() {
        let doc = "A rate;\nsee [`Gbp`](super::Gbp) and [`Beds`].\n\n# Units\n\nPounds, as in \
                   `members[3]`.\n\n# Examples\n\n```\nlet x = 1;\n# Ok(())\n```\n\n# Format\n\nA string.";
        let text = plain(doc);
        assert!(text.starts_with("A rate; see `Gbp` and `Beds`."), "{text}");
        assert!(text.contains("as in `members[3]`."), "{text}");
        assert!(text.ends_with("A string."), "{text}");
        assert!(!text.contains("let x"), "{text}");
    }

    #[test]
    fn a_hidden_line_of_an_example_is_no_heading() {
        let doc =
            "A rate.\n\n# Examples\n\n```\n# use pcn::x;\nlet x = 1;\n```\n\n# Format\n\nA string.";
        assert_eq!(plain(doc), "A rate.\nA string.");
    }

    #[test]
    fn items_of_a_list_and_paragraphs_stand_on_lines_of_their_own() {
        let doc = "Two\nkinds:\n- one,\n  or more\n- two\n\nNot three.\n\nNot four.";
        assert_eq!(plain(doc), "Two kinds:\n- one, or more\n- two\nNot three.\nNot four.");
    }

    #[test]
    fn brackets_that_are_no_links_are_kept() {
        let text = "[`a` and b] [a and `b`] [`c`] [d](super::d) [3] [e [`f`] [g";
        assert_eq!(unlinked(text), "[`a` and b] [a and `b`] `c` d [3] [e `f` [g");
    }
}
