//! JSON lines, by either of two parsers that fill serde's types.

use std::{error::Error, io::Read};

use serde::Deserialize;

/// What reads one line. `None` for a line that is no good.
pub trait Parser: Copy {
    fn parse<'a, T: Deserialize<'a>>(self, line: &'a str) -> Option<T>;
}

/// The parser that nearly everyone uses.
#[derive(Clone, Copy)]
pub struct SerdeJson;

impl Parser for SerdeJson {
    #[inline]
    fn parse<'a, T: Deserialize<'a>>(self, line: &'a str) -> Option<T> {
        serde_json::from_str(line).ok()
    }
}

/// A parser made for speed, as msgspec's is.
#[derive(Clone, Copy)]
pub struct SonicRs;

impl Parser for SonicRs {
    #[inline]
    fn parse<'a, T: Deserialize<'a>>(self, line: &'a str) -> Option<T> {
        sonic_rs::from_str(line).ok()
    }
}

/// The bytes that are asked for at a time.
const BLOCK: usize = 1 << 16;

/// Gives each line of a file to `take`. The file is read block by block, each of which is looked at
/// once to see that it is text: a reader of JSON that is given bytes looks at every string of every
/// line.
///
/// # Errors
///
/// If the file cannot be read or is no text.
#[inline]
pub fn each(mut file: impl Read, mut take: impl FnMut(&str)) -> Result<(), Box<dyn Error>> {
    let (mut block, mut filled) = (vec![0; BLOCK], 0);
    loop {
        let read = file.read(&mut block[filled..])?;
        filled += read;
        let whole = match memchr::memrchr(b'\n', &block[..filled]) {
            Some(end) if read > 0 => end + 1,
            None if read > 0 => 0,
            _ => filled,
        };
        each_of(str::from_utf8(&block[..whole])?, &mut take);
        if read == 0 {
            return Ok(());
        }
        block.copy_within(whole..filled, 0);
        filled -= whole;
        if filled == block.len() {
            // A line longer than the block.
            block.resize(2 * filled, 0);
        }
    }
}

/// Reads each line of a file as `parse` does and keeps none. Gives the rows, and how many of them are
/// no good.
///
/// # Errors
///
/// As for [`each`].
#[inline]
pub fn visit(
    file: impl Read,
    mut parse: impl FnMut(&str) -> Option<()>,
) -> Result<(u64, u64), Box<dyn Error>> {
    let (mut rows, mut refused) = (0, 0);
    each(file, |line| {
        rows += 1;
        refused += u64::from(parse(line).is_none());
    })?;
    Ok((rows, refused))
}

/// Gives each line of a text to `take`, which may keep it.
#[inline]
pub fn each_of<'a>(text: &'a str, mut take: impl FnMut(&'a str)) {
    let mut rest = text;
    while !rest.is_empty() {
        let (line, after) = match memchr::memchr(b'\n', rest.as_bytes()) {
            Some(end) => (&rest[..end], &rest[end + 1..]),
            None => (rest, ""),
        };
        rest = after;
        if !line.is_empty() {
            take(line);
        }
    }
}
