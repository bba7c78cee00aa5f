//! How the programs that take a JSON document read its file.

use std::{fs, path::Path};

/// The text of a file. A byte order mark, which some editors write, is passed over.
pub(crate) fn read(path: &Path) -> Result<String, String> {
    let name = path.display();
    let bytes = fs::read(path).map_err(|error| format!("cannot read {name}: {error}"))?;
    let text = String::from_utf8(bytes).map_err(|error| {
        let before = error.as_bytes().get(..error.utf8_error().valid_up_to()).unwrap_or_default();
        let line = before.iter().filter(|byte| **byte == b'\n').count() + 1;
        format!("cannot read {name}: line {line} is not UTF-8 text; save the file as `UTF-8`")
    })?;
    match text.strip_prefix('\u{feff}') {
        Some(text) => Ok(text.to_owned()),
        None => Ok(text),
    }
}
