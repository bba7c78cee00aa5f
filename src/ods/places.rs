//! The places of a sheet's cells, looked at before the workbook's reader works them out.

use std::io;

/// Goes through a workbook's parts and tells a row or cell far beyond those that a sheet can have,
/// such as `ZZZZZZZ1`, and a range that ends before it begins: the workbook's reader works places out
/// in 32 bits without asking whether they fit, so that such a one would stand elsewhere or, where
/// overflow is checked, stop the program.
#[derive(Debug, Default)]
pub(super) struct Places {
    at: At,
    /// The name that is being read or was last: of an element, then of an attribute.
    name: u128,
    /// Whether the element is one of those with places.
    placed: bool,
    /// What is read of a place so far.
    letters: u8,
    digits: u8,
    column: u32,
    row: u32,
    /// The place before the colon of a range.
    first: Option<(u32, u32)>,
    fault: Option<&'static str>,
}

#[derive(Clone, Copy, Debug, Default)]
enum At {
    #[default]
    Text,
    Element,
    Between,
    Attribute,
    Equals,
    Value {
        quote: u8,
        place: bool,
    },
}

/// A short name as a number; a longer one is the number of no short one.
const fn with(name: u128, byte: u8) -> u128 {
    (name << 8) | byte as u128
}

const fn name(text: &str) -> u128 {
    let (mut name, mut rest) = (0, text.as_bytes());
    while let [first, after @ ..] = rest {
        name = with(name, *first);
        rest = after;
    }
    name
}

impl Places {
    /// What is wrong with a place: it has more letters or digits than are sure to fit, which are 6 and
    /// 9 (the last place of a sheet, `XFD1048576`, has 3 and 7), or a range ends before it begins.
    pub(super) const fn fault(&self) -> Option<&'static str> {
        self.fault
    }

    fn take(&mut self, byte: u8) {
        const ELEMENTS: [u128; 3] = [name("c"), name("row"), name("dimension")];
        const PLACE: [u128; 2] = [name("r"), name("ref")];
        self.at = match (self.at, byte) {
            (At::Text, b'<') => {
                self.name = 0;
                At::Element
            }
            (At::Text, _) => At::Text,
            (At::Value { quote, place }, _) if byte == quote => {
                if place {
                    self.end();
                }
                At::Between
            }
            (value @ At::Value { place, .. }, _) => {
                if place {
                    self.count(byte);
                }
                value
            }
            (_, b'>') => At::Text,
            (At::Element, b' ' | b'\t' | b'\r' | b'\n') => {
                self.placed = ELEMENTS.contains(&self.name);
                At::Between
            }
            (At::Element, b':') => {
                self.name = 0;
                At::Element
            }
            (At::Element, _) => {
                self.name = with(self.name, byte);
                At::Element
            }
            (At::Equals, b'"' | b'\'') => {
                self.begin();
                self.first = None;
                At::Value { quote: byte, place: self.placed && PLACE.contains(&self.name) }
            }
            (at @ At::Equals, b' ' | b'\t' | b'\r' | b'\n') => at,
            (At::Attribute | At::Between, b'=') => At::Equals,
            (_, b' ' | b'\t' | b'\r' | b'\n') => At::Between,
            (At::Attribute, _) => {
                self.name = with(self.name, byte);
                At::Attribute
            }
            (At::Between | At::Equals, _) => {
                self.name = with(0, byte);
                At::Attribute
            }
        };
    }

    const fn begin(&mut self) {
        (self.letters, self.digits) = (0, 0);
        (self.column, self.row) = (0, 0);
    }

    fn count(&mut self, byte: u8) {
        let number = |so_far: u32, base: u32, digit: u8| {
            so_far.saturating_mul(base).saturating_add(digit.into())
        };
        match byte {
            b'0'..=b'9' => {
                self.digits = self.digits.saturating_add(1);
                self.row = number(self.row, 10, byte & 0x0F);
            }
            b':' => {
                self.first = Some((self.column, self.row));
                self.begin();
            }
            // A letter counts from 1, whatever its case.
            _ => {
                self.letters = self.letters.saturating_add(1);
                self.column = number(self.column, 26, byte & 0x1F);
            }
        }
        if self.letters > 6 || self.digits > 9 {
            self.fault = Some("a row or cell stands far beyond `XFD1048576`, the last of a sheet");
        }
    }

    fn end(&mut self) {
        if self.first.is_some_and(|(column, row)| self.column < column || self.row < row) {
            self.fault = Some("a range of cells ends before it begins; a good one is `A1:L4`");
        }
    }
}

impl io::Write for Places {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        for byte in bytes {
            self.take(*byte);
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use super::*;

    fn is_told(text: &str) -> bool {
        let whole = {
            let mut places = Places::default();
            places.write_all(text.as_bytes()).unwrap();
            places.fault()
        };
        let mut places = Places::default();
        for byte in text.bytes() {
            places.write_all(&[byte]).unwrap();
        }
        assert_eq!(places.fault(), whole);
        whole.is_some()
    }

    #[test]
    fn places_that_a_sheet_has_are_taken() {
        for text in [
            r#"<row r="1048576"><c r="XFD1048576" s="1234567890"><v>1234567890</v></c></row>"#,
            r#"<dimension ref="A1"/><dimension ref="L4:L4"/><dimension ref="Z9:AA10"/>"#,
            r#"<dimension ref="A1:L4"/>"#,
            r#"<row r="999999999"><c r="ZZZZZZ999999999"/><dimension ref="A1:ZZZZZZ1"/>"#,
            // Not a place: another element, another attribute, the text of a cell.
            r#"<a:rect r="1219200000"/><rows r="1234567890"/><c ar="1234567890" rr="ABCDEFG1"/>"#,
            r#"<t>r="ABCDEFG1"</t><c t=' r="ABCDEFG1"'/><c>r="1234567890"</c>"#,
            "<c/><c><row>",
        ] {
            assert!(!is_told(text), "{text}");
        }
    }

    #[test]
    fn places_that_no_sheet_has_are_told() {
        for text in [
            r#"<c r="AAAAAAA1"/>"#,
            r#"<c r="A1000000000"/>"#,
            r#"<row spans="1:2" r="1000000000">"#,
            r#"<x:c s="1" r='ZZZZZZZ1'/>"#,
            "<row\n\tr = \"99999999999\" >",
            r#"<dimension ref="A1:ABCDEFG2"/>"#,
            r#"<c r="AAA1:B1234567890"/>"#,
            r#"<c r="-------1"/>"#,
            r#"<dimension ref="AU970011:L4"/>"#,
            r#"<dimension ref="A10:B9"/>"#,
            r#"<dimension ref="AA1:Z9"/>"#,
            r#"<dimension ref="A4:L1"/>"#,
            r#"<dimension ref="L1:A4"/>"#,
            r#"<dimension ref="b1:A9"/>"#,
        ] {
            assert!(is_told(text), "{text}");
        }
    }
}
