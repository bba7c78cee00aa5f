//! JSON lines, by either of two parsers that fill serde's types.

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

/// Gives each row of a file to `take`; the file is looked at once to see that it is text: a reader
/// of JSON that is given bytes looks at every string of every line. A file that is none gives no
/// row, and with them a wrong answer.
#[inline]
pub fn each<'a, T: Deserialize<'a>>(
    text: &'a [u8],
    parser: impl Parser,
    mut take: impl FnMut(Option<T>),
) {
    let mut rest = str::from_utf8(text).unwrap_or_default();
    while !rest.is_empty() {
        let (line, after) = match memchr::memchr(b'\n', rest.as_bytes()) {
            Some(end) => (&rest[..end], &rest[end + 1..]),
            None => (rest, ""),
        };
        rest = after;
        if !line.is_empty() {
            take(parser.parse(line));
        }
    }
}
