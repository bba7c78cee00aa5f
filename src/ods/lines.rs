//! A stream as records, in bounded memory, with a way back after a broken row.

use std::io::Read;

use super::{
    OdsError, Options,
    record::{Garbled, Record},
};

/// How many lines a record may take when quoted fields hold line breaks.
const LINES_IN_A_RECORD: usize = 32;
/// How many a header may take, whose every cell may hold some.
const LINES_IN_A_HEADER: usize = 256;
/// How much is read at a time.
const CHUNK: usize = 64 * 1024;
/// The longest record whatever the options say: room for it is taken when the file is opened.
const LONGEST: usize = 64 << 20;

/// What stands at the next place of the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Next {
    /// A record that begins on this line.
    Record(u64),
    /// A line that is no record.
    Garbled(u64, Garbled),
    /// A line longer than the limit, and its length. It was passed over and not held.
    Oversized(u64, u64),
    /// The end of the file.
    End,
}

/// The records of a stream. A line is a record unless a quoted field goes on past its end and the
/// lines together give a good record; so a stray quote costs one row and not the rest of the file.
pub(crate) struct Lines<R> {
    read: R,
    buffer: Vec<u8>,
    start: usize,
    end: usize,
    done: bool,
    bytes: u64,
    line: u64,
    record_bytes: usize,
    total_bytes: u64,
    /// What ends a line: a line feed, or in a file without any a carriage return.
    line_end: u8,
}

impl<R: Read> Lines<R> {
    pub(crate) fn new(read: R, options: &Options) -> Self {
        let record_bytes = options.record_bytes.min(LONGEST);
        Self {
            read,
            buffer: vec![0; record_bytes.saturating_add(CHUNK)],
            start: 0,
            end: 0,
            done: false,
            bytes: 0,
            line: 0,
            record_bytes,
            total_bytes: options.total_bytes,
            line_end: b'\n',
        }
    }

    fn held(&self) -> &[u8] {
        self.buffer.get(self.start..self.end).unwrap_or_default()
    }

    fn pass(&mut self, bytes: usize) {
        self.start = self.start.saturating_add(bytes).min(self.end);
    }

    /// Reads more; nothing more is held once the stream has ended or the buffer is full.
    fn refill(&mut self, file: &str) -> Result<(), OdsError> {
        if self.start > 0 {
            self.buffer.copy_within(self.start..self.end, 0);
            self.end = self.end.saturating_sub(self.start);
            self.start = 0;
        }
        let Some(free) = self.buffer.get_mut(self.end..).filter(|free| !free.is_empty()) else {
            return Ok(());
        };
        let count = loop {
            match self.read.read(free) {
                Ok(count) => break count,
                Err(error) if error.kind() == std::io::ErrorKind::Interrupted => {}
                Err(error) => return Err(OdsError::io(file, &error)),
            }
        };
        self.done = count == 0;
        self.end = self.end.saturating_add(count);
        self.bytes = self.bytes.saturating_add(u64::try_from(count).unwrap_or(u64::MAX));
        if self.bytes > self.total_bytes {
            let limit = self.total_bytes;
            return Err(OdsError::TooLarge { file: file.into(), limit, what: "the text" });
        }
        Ok(())
    }

    /// The beginning of the file: as much as the buffer takes. Whether it is all there is, too.
    /// It tells what ends the file's lines.
    pub(crate) fn peek(&mut self, file: &str) -> Result<(&[u8], bool), OdsError> {
        while !self.done && self.end < self.buffer.len() {
            self.refill(file)?;
        }
        if memchr::memchr2(b'\n', b'\r', self.held()).is_some() {
            let feeds = memchr::memchr(b'\n', self.held()).is_some();
            self.line_end = if feeds { b'\n' } else { b'\r' };
        }
        Ok((self.held(), self.done))
    }

    /// Whether a carriage return alone ends the lines, as some programs of the Macintosh write.
    pub(crate) const fn ends_in_carriage_returns(&self) -> bool {
        self.line_end == b'\r'
    }

    /// Passes over a byte order mark, and says whether there was one.
    pub(crate) fn pass_byte_order_mark(&mut self) -> bool {
        let marked = self.held().starts_with(b"\xef\xbb\xbf");
        if marked {
            self.pass(3);
        }
        marked
    }

    /// The length of the line at `from`, without its line end, and with it.
    fn line_at(&mut self, from: usize, file: &str) -> Result<Option<(usize, usize)>, OdsError> {
        let mut searched = from;
        loop {
            let rest = self.held().get(searched..).unwrap_or_default();
            if let Some(found) = memchr::memchr(self.line_end, rest) {
                let end = searched.saturating_add(found);
                return Ok(Some((end, end.saturating_add(1))));
            }
            searched = self.held().len();
            if self.done {
                return Ok((searched > from).then_some((searched, searched)));
            }
            if searched > self.record_bytes {
                return Ok(Some((searched, searched)));
            }
            self.refill(file)?;
        }
    }

    /// Moves to the first record that is not blank, where a header stands if the file has one, or
    /// past so many `titles` above it. Gives how many blank lines were passed over, or `None` if
    /// there is no such record.
    pub(crate) fn header(
        &mut self,
        record: &mut Record,
        mut titles: u64,
        file: &str,
    ) -> Result<Option<u64>, OdsError> {
        let mut passed = 0_u64;
        loop {
            match self.next(record, None, file)? {
                Next::End => return Ok(None),
                Next::Record(_) if !record.is_blank() => match titles.checked_sub(1) {
                    Some(left) => titles = left,
                    None => return Ok(Some(passed)),
                },
                Next::Garbled(..) => return Ok(Some(passed)),
                Next::Record(_) | Next::Oversized(..) => passed = passed.saturating_add(1),
            }
        }
    }

    /// Moves to the next record. `wanted` is how many fields a record of this file has, if that is
    /// known; a record of several lines must have as many.
    pub(crate) fn next(
        &mut self,
        record: &mut Record,
        wanted: Option<usize>,
        file: &str,
    ) -> Result<Next, OdsError> {
        let Some((mut end, mut after)) = self.line_at(0, file)? else { return Ok(Next::End) };
        self.line = self.line.saturating_add(1);
        let line = self.line;
        if end > self.record_bytes {
            return self.pass_long_line(file).map(|length| Next::Oversized(line, length));
        }
        let first_after = after;
        let most = if wanted.is_none() { LINES_IN_A_HEADER } else { LINES_IN_A_RECORD };
        let mut lines = 1_usize;
        let garbled = loop {
            let text = self.held().get(..end).unwrap_or_default();
            match record.fill(text.strip_suffix(b"\r").unwrap_or(text)) {
                Ok(()) if lines == 1 || wanted.is_none_or(|wanted| wanted == record.len()) => {
                    self.pass(after);
                    let more = u64::try_from(lines.saturating_sub(1)).unwrap_or(0);
                    self.line = self.line.saturating_add(more);
                    return Ok(Next::Record(line));
                }
                Ok(()) => break Garbled::Open,
                Err(Garbled::AfterQuote) if lines == 1 => break Garbled::AfterQuote,
                Err(Garbled::AfterQuote) => break Garbled::Open,
                Err(Garbled::Open) => {}
            }
            if lines >= most || after == end {
                break Garbled::Open;
            }
            match self.line_at(after, file)? {
                Some((next_end, next_after)) if next_end <= self.record_bytes => {
                    let next = self.held().get(after..next_end).unwrap_or_default();
                    if wanted.is_some_and(|wanted| is_whole(next, wanted)) {
                        break Garbled::Open;
                    }
                    (end, after) = (next_end, next_after);
                    lines = lines.saturating_add(1);
                }
                _ => break Garbled::Open,
            }
        };
        let text = self.held().get(..first_after).unwrap_or_default();
        let text = text.strip_suffix(&[self.line_end]).unwrap_or(text);
        let _ = record.fill(text.strip_suffix(b"\r").unwrap_or(text));
        self.pass(first_after);
        Ok(Next::Garbled(line, garbled))
    }

    fn pass_long_line(&mut self, file: &str) -> Result<u64, OdsError> {
        let mut length = 0_u64;
        loop {
            let held = self.held();
            let found = memchr::memchr(self.line_end, held);
            let count = found.unwrap_or(held.len());
            length = length.saturating_add(u64::try_from(count).unwrap_or(u64::MAX));
            if found.is_some() {
                self.pass(count.saturating_add(1));
                return Ok(length);
            }
            self.pass(count);
            if self.done {
                return Ok(length);
            }
            self.refill(file)?;
        }
    }
}

/// Whether a line is a record of its own, so that it cannot be the middle of another's field.
fn is_whole(line: &[u8], wanted: usize) -> bool {
    memchr::memchr(b'"', line).is_none()
        && memchr::memchr_iter(b',', line).count().saturating_add(1) == wanted
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(text: &[u8], wanted: Option<usize>) -> Vec<(Next, Vec<String>)> {
        let options = Options { record_bytes: 64, ..Options::default() };
        let mut lines = Lines::new(text, &options);
        let mut record = Record::default();
        let mut found = Vec::new();
        loop {
            match lines.next(&mut record, wanted, "x.csv").unwrap() {
                Next::End => return found,
                next => found.push((next, record.iter().map(str::to_owned).collect())),
            }
        }
    }

    #[test]
    fn both_line_ends_and_a_missing_last_one_are_taken() {
        let found = all(b"a,b\r\nc,d\n\ne,f", None);
        let lines: Vec<Next> = found.iter().map(|(next, _)| *next).collect();
        assert_eq!(lines, [1, 2, 3, 4].map(Next::Record));
        assert_eq!(found[3].1, ["e", "f"]);
    }

    #[test]
    fn a_file_without_line_feeds_ends_its_lines_in_carriage_returns() {
        let rows = |text: &[u8]| {
            let mut lines = Lines::new(text, &Options::default());
            lines.peek("x.csv").unwrap();
            let (mut record, mut rows) = (Record::default(), Vec::new());
            while let Next::Record(line) = lines.next(&mut record, None, "x.csv").unwrap() {
                rows.push((line, record.iter().collect::<Vec<_>>().join("|")));
            }
            rows
        };
        let two = [(1, "a|b".to_owned()), (2, "c|d".to_owned())];
        assert_eq!(rows(b"a,b\rc,d\r"), two);
        assert_eq!(rows(b"a,b\rc,d"), two);
        assert_eq!(rows(b"a,b\r\nc,d\r\n"), two);
        // Where there are line feeds, a carriage return in a field is part of the field.
        assert_eq!(rows(b"\"a\rx\",b\n"), [(1, "a\rx|b".to_owned())]);
    }

    #[test]
    fn a_field_may_go_on_past_the_line() {
        let found = all(b"\"a\nb\",c\nd,e\n", Some(2));
        assert_eq!(found[0], (Next::Record(1), vec!["a\nb".to_owned(), "c".to_owned()]));
        assert_eq!(found[1].0, Next::Record(3));
    }

    #[test]
    fn a_record_of_several_lines_has_the_fields_of_the_file() {
        let found = all(b"\"a\nb\",c,d\ne,f\n", Some(2));
        assert_eq!(found[0].0, Next::Garbled(1, Garbled::Open));
        assert_eq!(found.last().unwrap().0, Next::Record(3));
    }

    #[test]
    fn a_line_as_long_as_a_record_may_be_is_one_however_it_arrives() {
        let options = Options { record_bytes: 64, ..Options::default() };
        let (long, rest) = ([b'a'; 64], b"\nb\n");
        let mut lines = Lines::new(long.as_slice().chain(rest.as_slice()), &options);
        let mut record = Record::default();
        let mut next = || (lines.next(&mut record, None, "x.csv").unwrap(), record.get(0).len());
        assert_eq!(next(), (Next::Record(1), 64));
        assert_eq!(next(), (Next::Record(2), 1));
    }

    #[test]
    fn a_stray_quote_costs_one_row() {
        let found = all(b"a,\"b\nc,d\ne,f\n", Some(2));
        let lines: Vec<Next> = found.iter().map(|(next, _)| *next).collect();
        assert_eq!(lines, [Next::Garbled(1, Garbled::Open), Next::Record(2), Next::Record(3)]);
        // A quote further on does not swallow the good rows between.
        let found = all(b"a,\"b\nc,d\ne\"\ne,f\n", Some(2));
        assert_eq!((found.len(), found[1].0), (4, Next::Record(2)));
        // In a file that quotes everything the next line's first quote would close it.
        let found = all(b"\"a\",\"b\n\"c\",\"d\"\n\"e\",\"f\"\n", Some(2));
        let lines: Vec<Next> = found.iter().map(|(next, _)| *next).collect();
        assert_eq!(lines, [Next::Garbled(1, Garbled::Open), Next::Record(2), Next::Record(3)]);
    }

    #[test]
    fn a_line_is_too_long_from_the_first_byte_above_the_limit() {
        for ends in ["", "\n", "\nc,d\n"] {
            let found = all(format!("{}{ends}", "x".repeat(64)).as_bytes(), None);
            assert_eq!((found[0].0, found[0].1[0].len()), (Next::Record(1), 64));
            let found = all(format!("{}{ends}", "x".repeat(65)).as_bytes(), None);
            assert_eq!(found[0].0, Next::Oversized(1, 65));
        }
        // Lines of one field come together to the limit.
        for (length, next) in [(64, Next::Record(1)), (65, Next::Garbled(1, Garbled::Open))] {
            let text = format!("\"{}\n{}\",b\n", "x".repeat(40), "y".repeat(length - 45));
            assert_eq!((text.len(), all(text.as_bytes(), Some(2))[0].0), (length + 1, next));
        }
    }

    #[test]
    fn a_field_takes_as_many_lines_as_a_record_may_have_and_no_more() {
        let breaks = |breaks: usize| format!("\"{}\",b\nc,d\n", "\n".repeat(breaks));
        let next = |text: &str, wanted| all(text.as_bytes(), wanted)[0].0;
        assert_eq!(next(&breaks(31), Some(2)), Next::Record(1));
        assert_eq!(next(&breaks(32), Some(2)), Next::Garbled(1, Garbled::Open));
        assert_eq!(next(&breaks(32), None), Next::Record(1), "the header's cells have many");
    }

    #[test]
    fn a_line_is_whole_if_it_has_the_fields_and_no_quote() {
        assert!(is_whole(b"a,b", 2) && is_whole(b"", 1));
        assert!(!is_whole(b"a,b", 3) && !is_whole(b"a,\"b", 2) && !is_whole(b"\"", 2));
    }

    #[test]
    fn a_long_line_is_passed_over_and_not_held() {
        let mut text = b"a,b\n".to_vec();
        text.extend(std::iter::repeat_n(b'x', 500_000));
        text.extend(b"\nc,d\n");
        let found = all(&text, Some(2));
        assert_eq!(found[1].0, Next::Oversized(2, 500_000));
        assert_eq!(found[2], (Next::Record(3), vec!["c".to_owned(), "d".to_owned()]));
    }
}
