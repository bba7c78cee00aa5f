//! One record of a delimited text: its text in one buffer, its fields as ranges of it.

/// Why a line is no record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Garbled {
    /// A quote is opened and not closed.
    Open,
    /// A text follows the closing quote of a field.
    AfterQuote,
}

/// A record, reused from row to row.
#[derive(Debug)]
pub(crate) struct Record {
    /// The fields with one byte between each two.
    text: String,
    ends: Vec<usize>,
    /// The line as it was, while its quotes are taken out.
    line: String,
    /// Whether the line was Windows-1252 and not UTF-8.
    pub(crate) transcoded: bool,
}

impl Default for Record {
    fn default() -> Self {
        Self {
            text: String::with_capacity(256),
            ends: Vec::with_capacity(32),
            line: String::new(),
            transcoded: false,
        }
    }
}

impl Record {
    pub(crate) fn len(&self) -> usize {
        self.ends.len()
    }

    /// A field; the empty text past the last one.
    #[inline]
    pub(crate) fn get(&self, at: usize) -> &str {
        let start = match at.checked_sub(1) {
            None => 0,
            Some(before) => match self.ends.get(before) {
                Some(end) => end.saturating_add(1),
                None => return "",
            },
        };
        self.ends.get(at).and_then(|end| self.text.get(start..*end)).unwrap_or("")
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &str> {
        (0..self.len()).map(|at| self.get(at))
    }

    /// Cuts a field to a part of it, so many bytes from such a one on.
    pub(crate) fn cut(&mut self, at: usize, from: usize, length: usize) {
        let field = self.get(at);
        let (whole, Some(kept)) =
            (field.len(), field.get(from..from.saturating_add(length)).map(str::len))
        else {
            return;
        };
        let Some(start) = self.ends.get(at).map(|end| end.saturating_sub(whole)) else { return };
        let begin = start.saturating_add(from);
        let end = start.saturating_add(whole);
        self.text.drain(begin.saturating_add(kept)..end);
        self.text.drain(start..begin);
        let gone = whole.saturating_sub(kept);
        for end in self.ends.iter_mut().skip(at) {
            *end = end.saturating_sub(gone);
        }
    }

    pub(crate) fn is_blank(&self) -> bool {
        let is_blank = |field: &str| match field.as_bytes() {
            [] => true,
            [b'!'..=b'~', ..] => false,
            _ => field.trim().is_empty(),
        };
        self.iter().all(is_blank)
    }

    /// Takes a line without its line end. After an error the record holds the line as one field.
    pub(crate) fn fill(&mut self, line: &[u8]) -> Result<(), Garbled> {
        self.text.clear();
        self.ends.clear();
        self.transcoded = false;
        match core::str::from_utf8(line) {
            Ok(line) => self.text.push_str(line),
            Err(_) => {
                self.transcoded = true;
                self.text.extend(line.iter().map(|byte| windows_1252(*byte)));
            }
        }
        let text = self.text.as_bytes();
        // Blocks of 64 bytes give one mask of where the commas are; a walk over the mask's bits goes
        // wrong in the processor's guess once a block and not once a field.
        let (blocks, rest) = text.as_chunks::<64>();
        let mut at = 0_usize;
        let mut quotes = 0_u64;
        for block in blocks {
            let (words, _) = block.as_chunks::<8>();
            let mut commas = 0_u64;
            for word in words.iter().rev() {
                let word = u64::from_le_bytes(*word);
                quotes |= bytes_equal(word, b'"');
                commas = (commas << 8) | gathered(bytes_equal(word, b','));
            }
            push_ends(&mut self.ends, at, commas);
            at = at.wrapping_add(64);
        }
        let mut last = [0; 64];
        if let Some(held) = last.get_mut(..rest.len()) {
            held.copy_from_slice(rest);
        }
        let mut commas = 0_u64;
        let (words, _) = last.as_chunks::<8>();
        for word in words.iter().rev() {
            let word = u64::from_le_bytes(*word);
            quotes |= bytes_equal(word, b'"');
            commas = (commas << 8) | gathered(bytes_equal(word, b','));
        }
        if quotes != 0 {
            return self.fill_quoted();
        }
        push_ends(&mut self.ends, at, commas);
        self.ends.push(self.text.len());
        Ok(())
    }

    /// The slower way, for lines with quotes: quotes are taken out of the text.
    fn fill_quoted(&mut self) -> Result<(), Garbled> {
        self.ends.clear();
        core::mem::swap(&mut self.text, &mut self.line);
        self.text.clear();
        let outcome = split_quoted(&self.line, &mut self.text, &mut self.ends);
        if outcome.is_err() {
            core::mem::swap(&mut self.text, &mut self.line);
            self.ends.clear();
            self.ends.push(self.text.len());
        }
        outcome
    }
}

fn push_ends(ends: &mut Vec<usize>, from: usize, mut commas: u64) {
    while commas != 0 {
        ends.push(from.wrapping_add(commas.trailing_zeros() as usize));
        commas &= commas.wrapping_sub(1);
    }
}

fn split_quoted(line: &str, text: &mut String, ends: &mut Vec<usize>) -> Result<(), Garbled> {
    let find = |rest: &str, mark: u8| memchr::memchr(mark, rest.as_bytes());
    let mut rest = line;
    loop {
        if !ends.is_empty() {
            text.push(',');
        }
        match rest.strip_prefix('"') {
            None => {
                // A quote inside a field that does not begin with one is text.
                let end = find(rest, b',');
                text.push_str(end.and_then(|end| rest.get(..end)).unwrap_or(rest));
                ends.push(text.len());
                match end.and_then(|end| rest.get(end.saturating_add(1)..)) {
                    Some(after) => rest = after,
                    None => return Ok(()),
                }
            }
            Some(mut quoted) => {
                let after = loop {
                    let end = find(quoted, b'"').ok_or(Garbled::Open)?;
                    text.push_str(quoted.get(..end).unwrap_or_default());
                    let after = quoted.get(end.saturating_add(1)..).unwrap_or_default();
                    match after.strip_prefix('"') {
                        Some(after) => {
                            text.push('"');
                            quoted = after;
                        }
                        None => break after,
                    }
                };
                ends.push(text.len());
                match after.strip_prefix(',') {
                    Some(after) => rest = after,
                    None if after.is_empty() => return Ok(()),
                    None => return Err(Garbled::AfterQuote),
                }
            }
        }
    }
}

/// The highest bit of every byte of the word that equals the wanted one, and no other bit. Eight
/// bytes at a time, because fields are too short for a search that is called once a field.
const fn bytes_equal(word: u64, wanted: u8) -> u64 {
    const LOW: u64 = u64::from_le_bytes([0x7f; 8]);
    let differing = word ^ u64::from_le_bytes([wanted; 8]);
    // The sum sets a byte's highest bit if any of its lower bits is set; it cannot carry over.
    !((differing & LOW).wrapping_add(LOW) | differing | LOW)
}

/// The highest bits of a word's eight bytes, side by side in the lowest byte.
const fn gathered(word: u64) -> u64 {
    (word >> 7).wrapping_mul(0x0102_0408_1020_4080) >> 56
}

/// A byte of the code page that older Windows programs wrote. Its five unused bytes become the
/// replacement character.
fn windows_1252(byte: u8) -> char {
    const HIGH: [char; 32] = [
        '€', '\u{fffd}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{fffd}', 'Ž',
        '\u{fffd}', '\u{fffd}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ',
        '\u{fffd}', 'ž', 'Ÿ',
    ];
    match byte {
        0x80..=0x9f => {
            HIGH.get(usize::from(byte.saturating_sub(0x80))).copied().unwrap_or('\u{fffd}')
        }
        _ => char::from(byte),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn fields(line: &[u8]) -> Result<Vec<String>, Garbled> {
        let mut record = Record::default();
        record.fill(line).map(|()| record.iter().map(str::to_owned).collect())
    }

    #[test]
    fn fields_are_split_as_the_csv_format_says() {
        assert_eq!(fields(b"a,,c").unwrap(), ["a", "", "c"]);
        assert_eq!(fields(b"").unwrap(), [""]);
        assert_eq!(fields(b"\"a, \"\"b\"\"\",c,\"\"").unwrap(), ["a, \"b\"", "c", ""]);
        assert_eq!(fields(b"the \"old\" one,b").unwrap(), ["the \"old\" one", "b"]);
        assert_eq!(fields(b"\"a"), Err(Garbled::Open));
        assert_eq!(fields(b"\"a\"b,c"), Err(Garbled::AfterQuote));
        assert_eq!(fields(b"a,\"b\",").unwrap(), ["a", "b", ""]);
    }

    #[test]
    fn a_field_is_cut_and_the_others_stay() {
        let mut record = Record::default();
        record.fill(b"NA,\xc3\xa9t\xc3\xa9, 4.0 ,,x").unwrap();
        let cut = |record: &mut Record, at, from, length| {
            record.cut(at, from, length);
            record.iter().collect::<Vec<_>>().join("|")
        };
        assert_eq!(cut(&mut record, 2, 1, 1), "NA|été|4||x");
        assert_eq!(cut(&mut record, 0, 0, 0), "|été|4||x");
        assert_eq!(cut(&mut record, 3, 0, 0), "|été|4||x");
        assert_eq!(cut(&mut record, 1, 1, 2), "|été|4||x", "not between letters");
        assert_eq!(cut(&mut record, 4, 0, 2), "|été|4||x", "no more than there is");
        assert_eq!(cut(&mut record, 9, 0, 0), "|été|4||x", "no such field");
        assert_eq!(cut(&mut record, 4, 0, 0), "|été|4||");
    }

    #[test]
    fn bytes_of_windows_become_letters() {
        assert_eq!(fields(b"ST MARY\x92S,CAF\xc9").unwrap(), ["ST MARY’S", "CAFÉ"]);
    }

    proptest! {
        /// What the csv crate writes is read back the same: the oracle of this splitter.
        #[test]
        fn what_the_csv_crate_writes_is_read_back(
            row in proptest::collection::vec("[a-c,\" é]{0,6}", 2..6)
        ) {
            let mut writer = csv::Writer::from_writer(Vec::new());
            writer.write_record(&row).unwrap();
            let mut line = writer.into_inner().unwrap();
            prop_assert_eq!(line.pop(), Some(b'\n'));
            prop_assert_eq!(fields(&line).unwrap(), row);
        }

        /// The search eight bytes at a time, beside one that looks at each byte.
        #[test]
        fn the_search_marks_the_bytes_that_are_equal_and_no_others(
            bytes in proptest::array::uniform8(prop_oneof![any::<u8>(), Just(b','), Just(b'-'), Just(b'\xac')]),
            wanted in prop_oneof![any::<u8>(), Just(b','), Just(b'"')],
        ) {
            let marked = bytes_equal(u64::from_le_bytes(bytes), wanted);
            let naive = bytes.map(|byte| if byte == wanted { 0x80 } else { 0 });
            prop_assert_eq!(marked.to_le_bytes(), naive);
            let bits = (0..8).filter(|at| bytes[*at] == wanted).fold(0, |bits, at| bits | 1 << at);
            prop_assert_eq!(gathered(marked), bits);
        }

        #[test]
        fn a_line_without_quotes_is_split_at_its_commas_the_quick_way(line in "[a,é-]{0,300}") {
            let mut record = Record::default();
            record.fill(line.as_bytes()).unwrap();
            prop_assert!(record.iter().eq(line.split(',')));
            prop_assert!(record.line.is_empty(), "the line was copied as one with quotes");
        }

        #[test]
        fn a_line_with_quotes_is_split_the_slow_way(
            before in "[a,]{0,200}", after in "(,[a,]{0,200})?"
        ) {
            let line = format!("{before},\"b,\"\"c\"{after}");
            let mut wanted: Vec<&str> = before.split(',').collect();
            wanted.push("b,\"c");
            wanted.extend(after.strip_prefix(',').into_iter().flat_map(|after| after.split(',')));
            prop_assert_eq!(fields(line.as_bytes()).unwrap(), wanted);
        }

        #[test]
        fn any_bytes_are_split_or_refused(line in proptest::collection::vec(any::<u8>(), 0..80)) {
            let mut record = Record::default();
            let _ = record.fill(&line);
            prop_assert!(record.len() > 0);
            for at in 0..record.len() + 2 {
                let _ = record.get(at);
            }
        }
    }
}
