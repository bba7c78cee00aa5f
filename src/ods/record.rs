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
    /// Whether the line was Windows-1252 and not UTF-8.
    pub(crate) transcoded: bool,
}

impl Default for Record {
    fn default() -> Self {
        Self { text: String::with_capacity(256), ends: Vec::with_capacity(32), transcoded: false }
    }
}

impl Record {
    pub(crate) fn len(&self) -> usize {
        self.ends.len()
    }

    /// A field; the empty text past the last one.
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
        let (words, rest) = text.as_chunks::<8>();
        let mut at = 0_usize;
        for word in words {
            let word = u64::from_le_bytes(*word);
            let mut commas = bytes_equal(word, b',');
            if bytes_equal(word, b'"') != 0 {
                return self.fill_quoted();
            }
            while commas != 0 {
                self.ends.push(at.wrapping_add((commas.trailing_zeros() >> 3) as usize));
                commas &= commas.wrapping_sub(1);
            }
            at = at.wrapping_add(8);
        }
        for byte in rest {
            match byte {
                b',' => self.ends.push(at),
                b'"' => return self.fill_quoted(),
                _ => {}
            }
            at = at.wrapping_add(1);
        }
        self.ends.push(text.len());
        Ok(())
    }

    /// The slower way, for lines with quotes: quotes are taken out of the text.
    fn fill_quoted(&mut self) -> Result<(), Garbled> {
        self.ends.clear();
        let line = core::mem::take(&mut self.text);
        let mut rest = line.as_str();
        let outcome = loop {
            if !self.ends.is_empty() {
                self.text.push(',');
            }
            match rest.strip_prefix('"') {
                None => {
                    // A quote inside a field that does not begin with one is text.
                    let (field, after) = match rest.split_once(',') {
                        Some((field, after)) => (field, Some(after)),
                        None => (rest, None),
                    };
                    self.text.push_str(field);
                    self.ends.push(self.text.len());
                    match after {
                        Some(after) => rest = after,
                        None => break Ok(()),
                    }
                }
                Some(mut quoted) => {
                    let closed = loop {
                        let Some((text, after)) = quoted.split_once('"') else { break None };
                        self.text.push_str(text);
                        match after.strip_prefix('"') {
                            Some(after) => {
                                self.text.push('"');
                                quoted = after;
                            }
                            None => break Some(after),
                        }
                    };
                    let Some(after) = closed else { break Err(Garbled::Open) };
                    self.ends.push(self.text.len());
                    match after.strip_prefix(',') {
                        Some(after) => rest = after,
                        None if after.is_empty() => break Ok(()),
                        None => break Err(Garbled::AfterQuote),
                    }
                }
            }
        };
        if outcome.is_err() {
            self.ends.clear();
            self.ends.push(line.len());
            self.text = line;
        }
        outcome
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
