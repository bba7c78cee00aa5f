//! A file as it is handed over: plain, or inside the zip in which it is published.

use std::{
    borrow::Cow,
    io::{self, Cursor, Read, Take},
};

use flate2::read::DeflateDecoder;

use super::{OdsError, Options, cells::shortened};

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
        let names: Vec<String> = names(&archive).collect();
        let is_wanted = |name: &&String| {
            let name = name.to_ascii_lowercase();
            name.ends_with(suffix) && !name.starts_with("__macosx/")
        };
        let wanted: Vec<&String> = names.iter().filter(is_wanted).collect();
        let [name] = wanted.as_slice() else {
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

/// A container held in memory, packed.
pub(crate) type Archive = zip::ZipArchive<Cursor<Vec<u8>>>;

pub(crate) fn archive(file: &str, packed: Vec<u8>) -> Result<Archive, OdsError> {
    zip::ZipArchive::new(Cursor::new(packed)).map_err(|error| OdsError::Container {
        file: file.into(),
        message: error.to_string().into(),
    })
}

/// The first eight names, each cut short: a container or a workbook may hold any number of any length.
pub(super) fn first_names(names: &[String]) -> String {
    names.iter().take(8).map(|name| shortened(name)).collect::<Vec<_>>().join("`, `")
}

fn names(archive: &Archive) -> impl Iterator<Item = String> {
    archive.file_names().flatten().map(Cow::into_owned)
}

/// Whether a container is itself a workbook.
pub(crate) fn is_workbook(archive: &Archive) -> bool {
    names(archive).any(|name| name == "xl/workbook.xml")
}

#[cfg(test)]
mod tests {
    use super::*;

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
