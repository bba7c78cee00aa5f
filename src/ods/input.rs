//! A file as it is handed over: plain, or inside the zip in which it is published.

use std::{
    borrow::Cow,
    io::{self, Cursor, Read, Take},
};

use flate2::read::DeflateDecoder;

use super::{OdsError, Options, cells::shown};

/// The text of one file, unpacked while it is read.
pub(crate) enum Input<R> {
    Plain(io::Chain<Cursor<Vec<u8>>, R>),
    Stored(Take<Cursor<Vec<u8>>>),
    Deflated(Box<DeflateDecoder<Take<Cursor<Vec<u8>>>>>),
}

impl<R: Read> Read for Input<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        match self {
            Self::Plain(read) => read.read(buffer),
            Self::Stored(read) => read.read(buffer),
            Self::Deflated(read) => read.read(buffer),
        }
    }
}

impl<R: Read> Input<R> {
    /// Opens a file. For a container only its packed bytes are held, and no more of them than the
    /// options allow; no size that the container states is trusted.
    pub(crate) fn open(file: &str, mut read: R, options: &Options) -> Result<Self, OdsError> {
        let mut head = Vec::with_capacity(4);
        let io = |error| OdsError::io(file, &error);
        (&mut read).take(4).read_to_end(&mut head).map_err(io)?;
        if head != *b"PK\x03\x04" && head != *b"PK\x05\x06" {
            return Ok(Self::Plain(Cursor::new(head).chain(read)));
        }
        let limit = options.container_bytes;
        let mut packed = head;
        read.take(limit.saturating_add(1)).read_to_end(&mut packed).map_err(io)?;
        if u64::try_from(packed.len()).is_ok_and(|length| length > limit) {
            return Err(OdsError::TooLarge { file: file.into(), limit, what: "the packed file" });
        }
        Self::unpack(file, packed)
    }

    fn unpack(file: &str, packed: Vec<u8>) -> Result<Self, OdsError> {
        let archive = archive(file, packed)?;
        if is_workbook(&archive) {
            return Err(OdsError::IsWorkbook { file: file.into() });
        }
        Self::entry(file, archive, ".csv", "CSV file")
    }

    /// The one file of a container whose name ends so.
    pub(crate) fn entry(
        file: &str,
        mut archive: Archive,
        suffix: &str,
        kind: &str,
    ) -> Result<Self, OdsError> {
        let container =
            |message: String| OdsError::Container { file: file.into(), message: message.into() };
        let names: Vec<String> = names(&archive).filter(|name| !is_of_macos(name)).collect();
        let is_wanted = |name: &&String| name.to_ascii_lowercase().ends_with(suffix);
        let wanted: Vec<&String> = names.iter().filter(is_wanted).collect();
        let [name] = wanted.as_slice() else {
            if names.is_empty() {
                return Err(container(format!("it holds no {kind}: it is empty")));
            }
            let held = first_names(&names);
            let what = if wanted.is_empty() { "no" } else { "more than one" };
            return Err(container(format!(
                "it holds {what} {kind} (it holds `{held}`); unpack it and give the one file"
            )));
        };
        let (start, length, method, locked) = {
            let entry = archive.by_name(name).map_err(|error| container(error.to_string()))?;
            let start = entry.data_start().unwrap_or(u64::MAX);
            (start, entry.compressed_size(), entry.compression(), entry.encrypted())
        };
        if locked {
            return Err(container(format!("`{name}` is encrypted")));
        }
        let mut packed = archive.into_inner();
        packed.set_position(start);
        let packed = packed.take(length);
        match method {
            zip::CompressionMethod::Stored => Ok(Self::Stored(packed)),
            // The checksum is left alone: published containers with a wrong one exist, and a
            // damaged text shows in its rows.
            zip::CompressionMethod::Deflated => {
                Ok(Self::Deflated(Box::new(DeflateDecoder::new(packed))))
            }
            other => Err(container(format!("`{name}` is packed by {other}, which is not read"))),
        }
    }
}

const UTF_16: &str = "it is UTF-16; save it as `CSV UTF-8`";

/// Refuses what is no text from its first bytes, and says what it is instead.
pub(crate) fn is_text(file: &str, window: &[u8]) -> Result<(), OdsError> {
    let text = window.trim_ascii_start();
    let found = match window {
        [0xff, 0xfe, ..] | [0xfe, 0xff, ..] => UTF_16,
        [0xd0, 0xcf, 0x11, 0xe0, ..] => "it is an old workbook (.xls); save it as .xlsx or CSV",
        [b'%', b'P', b'D', b'F', ..] => "it is a PDF",
        [0x1f, 0x8b, ..] => "it is packed by gzip; unpack it",
        [b'P', b'A', b'R', b'1', ..] => "it is Parquet; save the table as CSV",
        _ if is_json(text) => "it is JSON; save the table as CSV",
        _ if begins(text, &["<!doctype", "<html"]) => {
            "it is a web page; download the file that the page links to"
        }
        _ if begins(text, &["<?xml"]) => "it is XML; get the table as CSV",
        _ if begins(text, &["version https://git-lfs"]) => {
            "it is a pointer of Git LFS; get the file that it stands for"
        }
        // Letters as UTF-16 writes them, without the mark of bytes that should stand before them.
        [b' '..=b'~', 0, b' '..=b'~', 0, ..] | [0, b' '..=b'~', 0, b' '..=b'~', ..] => UTF_16,
        // One zero byte is a broken row; many are another encoding or no text at all.
        [first @ .., _] if is_mostly(first, 10, |byte| byte == 0) => "it holds zero bytes",
        [first @ .., _] if first.len() > 100 && is_mostly(first, 50, is_control) => {
            "it holds control characters; it is packed or damaged, so get it again as CSV"
        }
        _ => return Ok(()),
    };
    Err(OdsError::NotText { file: file.into(), found })
}

/// Whether a text begins so, in whatever case.
fn begins(text: &[u8], with: &[&str]) -> bool {
    let same = |with: &&str| {
        text.get(..with.len()).is_some_and(|first| first.eq_ignore_ascii_case(with.as_bytes()))
    };
    with.iter().any(same)
}

/// Whether a text is a JSON document of objects or lists. A header in brackets (`[PRACTICE_CODE]`) is
/// none.
fn is_json(text: &[u8]) -> bool {
    let mut bytes = text.iter().filter(|byte| !byte.is_ascii_whitespace());
    match (bytes.next(), bytes.next()) {
        (Some(b'{'), next) => matches!(next, Some(b'"' | b'}')),
        (Some(b'['), next) => matches!(next, Some(b'{' | b'[' | b'"')),
        _ => false,
    }
}

/// Bytes that no table holds but by a slip.
const fn is_control(byte: u8) -> bool {
    matches!(byte, 1..=8 | 11 | 12 | 14..=25 | 27..=31 | 127)
}

/// Whether more than one in so many of the first bytes is so.
fn is_mostly(window: &[u8], one_in: usize, is: impl Fn(u8) -> bool) -> bool {
    let first = window.iter().take(1024);
    let count = first.clone().filter(|byte| is(**byte)).count();
    count.saturating_mul(one_in) > first.len()
}

/// A container held in memory, packed.
pub(crate) type Archive = zip::ZipArchive<Cursor<Vec<u8>>>;

pub(crate) fn archive(file: &str, packed: Vec<u8>) -> Result<Archive, OdsError> {
    zip::ZipArchive::new(Cursor::new(packed)).map_err(|error| OdsError::Container {
        file: file.into(),
        message: format!("it is cut short or damaged ({error}); get it again").into(),
    })
}

/// The first eight names, each cut short: a container or a workbook may hold any number of any length.
pub(super) fn first_names(names: &[String]) -> String {
    names.iter().take(8).map(|name| shown(name)).collect::<Vec<_>>().join("`, `")
}

fn names(archive: &Archive) -> impl Iterator<Item = String> {
    archive.file_names().flatten().map(Cow::into_owned)
}

/// Whether an entry is one that macOS adds to the containers it makes.
fn is_of_macos(name: &str) -> bool {
    let mut parts = name.rsplit(['/', '\\']);
    let last = parts.next().unwrap_or_default();
    last.starts_with("._")
        || last == ".DS_Store"
        || parts.any(|part| part.eq_ignore_ascii_case("__MACOSX"))
}

/// Whether a container is itself a workbook.
pub(crate) fn is_workbook(archive: &Archive) -> bool {
    names(archive).any(|name| name == "xl/workbook.xml")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_text_is_named_by_its_first_bytes() {
        let found = |window: &[u8]| match is_text("x.csv", window) {
            Err(OdsError::NotText { found, .. }) => found,
            other => panic!("{other:?}"),
        };
        assert!(found(&[0x1f, 0x8b, 8, 0]).contains("gzip"));
        assert!(found(&[1; 200]).contains("control characters"));
        // The last byte is not judged, and a text of a hundred or fewer may be one broken row.
        assert!(found(&[1; 102]).contains("control characters"));
        assert!(is_text("x.csv", &[1; 101]).is_ok());
    }

    #[test]
    fn what_a_container_holds_is_told_by_its_first_names() {
        let names: Vec<String> = (1..=9).map(|at| format!("list {at}.csv")).collect();
        assert_eq!(first_names(&names[..2]), "list 1.csv`, `list 2.csv");
        let told = first_names(&names);
        assert!(told.ends_with("`list 8.csv"), "{told}");
        let long = first_names(&["x".repeat(1_000)]);
        assert!(long.starts_with("xxx") && long.len() < 200, "{long}");
    }
}
