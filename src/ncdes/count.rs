//! The count of a row, as it is published or as another program saved it.

use super::{error::shown, rules};
use crate::{
    finding::Rule,
    iif::Count,
    ods::slips::{is_blank_word, loose_count},
};

/// Reads a count, and says whether it is to be forgiven; the error says what is wrong, and which
/// rule it breaks.
pub(super) fn read(text: &str, strict: bool) -> Result<(Count, bool), (String, &'static Rule)> {
    if text == "*" {
        return Ok((Count::Suppressed, false));
    }
    if text.is_empty() {
        return Ok((Count::Missing, false));
    }
    if text.len() <= 9 && text.bytes().all(|byte| byte.is_ascii_digit()) {
        return Ok((text.parse().map_or(Count::Missing, Count::Counted), false));
    }
    if let Some(count) = loose(text).filter(|_| !strict) {
        return Ok((count, true));
    }
    let shown = shown(text);
    let is_negative = text.strip_prefix('-').is_some_and(|rest| {
        rest.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.') && !rest.is_empty()
    });
    Err(if is_negative {
        (format!("`{shown}` is below zero; a good one is `600`"), &rules::NEGATIVE)
    } else {
        let reason = format!("`{shown}` is no count; a good one is `600`, or `*` if suppressed");
        (reason, &rules::REFUSED)
    })
}

/// A count as another program writes it.
fn loose(text: &str) -> Option<Count> {
    if is_blank_word(text) {
        return Some(Count::Missing);
    }
    let (count, _) = loose_count(text)?;
    (count <= 999_999_999).then(|| Count::Counted(count.into()))
}
