use core::fmt;
use std::borrow::Cow;

use super::shape;

/// The kind of a code.
///
/// # Examples
///
/// ```
/// use pcn::code::CodeKind;
///
/// assert_eq!(CodeKind::SubIcb.name(), "sub-ICB location code");
/// assert_eq!(CodeKind::Pcn.example(), "U89141");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum CodeKind {
    /// A Primary Care Network.
    Pcn,
    /// A GP practice.
    Practice,
    /// A branch surgery.
    Branch,
    /// A sub-ICB location, formerly a Clinical Commissioning Group.
    SubIcb,
    /// An Integrated Care Board, formerly a Sustainability and Transformation Partnership.
    Icb,
    /// An NHS England region.
    Region,
    /// Any other organisation.
    Ods,
}

impl CodeKind {
    /// The kind's name in a sentence, for example "sub-ICB location code".
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Pcn => "PCN code",
            Self::Practice => "practice code",
            Self::Branch => "branch code",
            Self::SubIcb => "sub-ICB location code",
            Self::Icb => "ICB code",
            Self::Region => "region code",
            Self::Ods => "ODS code",
        }
    }

    pub(super) const fn with_article(self) -> &'static str {
        match self {
            Self::Pcn => "a PCN code",
            Self::Practice => "a practice code",
            Self::Branch => "a branch code",
            Self::SubIcb => "a sub-ICB location code",
            Self::Icb => "an ICB code",
            Self::Region => "a region code",
            Self::Ods => "an ODS code",
        }
    }

    /// A good example of the kind.
    #[must_use]
    pub const fn example(self) -> &'static str {
        match self {
            Self::Pcn => super::PcnCode::EXAMPLE,
            Self::Practice => super::PracticeCode::EXAMPLE,
            Self::Branch => super::BranchCode::EXAMPLE,
            Self::SubIcb => super::SubIcbCode::EXAMPLE,
            Self::Icb => super::IcbCode::EXAMPLE,
            Self::Region => super::RegionCode::EXAMPLE,
            Self::Ods => super::OdsCode::EXAMPLE,
        }
    }
}

impl fmt::Display for CodeKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

/// What is wrong with a text that is no code.
///
/// # Examples
///
/// ```
/// use pcn::code::{CodeFault, PcnCode};
///
/// let fault = |text: &str| text.parse::<PcnCode>().unwrap_err().fault();
/// assert_eq!(fault(""), CodeFault::Empty);
/// assert_eq!(fault("U8914"), CodeFault::Length { expected: "6", found: 5 });
/// assert_eq!(fault("U8914O"), CodeFault::Character { at: 5, expected: "a digit" });
/// assert_eq!(fault("U"), CodeFault::Unallocated);
/// assert_eq!(fault("U8914").to_string(), "expected 6 characters, found 5");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum CodeFault {
    /// There is no text.
    Empty,
    /// The text has a length that no such code has.
    Length {
        /// The lengths that such codes have, in words.
        expected: &'static str,
        /// The length of the text in bytes.
        found: usize,
    },
    /// A character that cannot stand where it stands.
    Character {
        /// Its place, counted in bytes from 0.
        at: usize,
        /// What may stand there, in words.
        expected: &'static str,
    },
    /// The bare `U` that publications print for practices that are in no network.
    Unallocated,
}

impl fmt::Display for CodeFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str("it is empty"),
            Self::Length { expected, found } => {
                write!(f, "expected {expected} characters, found {found}")
            }
            Self::Character { at, expected } => {
                write!(f, "expected {expected} at character {}", at.saturating_add(1))
            }
            Self::Unallocated => f.write_str("it stands for practices that are in no network"),
        }
    }
}

/// A text that is not a code of the wanted kind.
///
/// # Examples
///
/// ```
/// use pcn::code::{CodeFault, CodeKind, PracticeCode};
///
/// let error = "A8100l".parse::<PracticeCode>().unwrap_err();
/// assert_eq!(error.kind(), CodeKind::Practice);
/// assert_eq!(error.fault(), CodeFault::Character { at: 5, expected: "a digit" });
/// assert_eq!(
///     error.to_string(),
///     "`A8100l` is not a practice code: expected a digit at character 6, found `l`; \
///      a good practice code is `A81001`",
/// );
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash, thiserror::Error)]
pub struct CodeError {
    kind: CodeKind,
    given: Box<str>,
    fault: CodeFault,
}

/// How much of a wrong text an error keeps. A cell of a broken file can be megabytes long.
const KEPT_CHARACTERS: usize = 40;

impl CodeError {
    pub(super) fn new(kind: CodeKind, given: &str, fault: CodeFault) -> Self {
        let given = match given.char_indices().nth(KEPT_CHARACTERS) {
            Some((end, _)) => format!("{}…", given.get(..end).unwrap_or_default()).into(),
            None => given.into(),
        };
        Self { kind, given, fault }
    }

    pub(super) fn from_bytes(kind: CodeKind, given: &[u8], fault: CodeFault) -> Self {
        let kept = given.get(..given.len().min(KEPT_CHARACTERS.saturating_mul(4))).unwrap_or(given);
        Self::new(kind, &String::from_utf8_lossy(kept), fault)
    }

    /// The kind of code that was wanted.
    #[must_use]
    pub const fn kind(&self) -> CodeKind {
        self.kind
    }

    /// The text as given; a very long one is cut and ends in `…`.
    #[must_use]
    pub const fn given(&self) -> &str {
        &self.given
    }

    /// What is wrong with it.
    #[must_use]
    pub const fn fault(&self) -> CodeFault {
        self.fault
    }

    /// Whether the text is the bare `U` of practices that are in no network: not a slip, but an
    /// answer.
    #[must_use]
    pub const fn is_unallocated(&self) -> bool {
        matches!(self.fault, CodeFault::Unallocated)
    }

    /// The first character that no code of any kind has and no keyboard shows as such, and its
    /// place from 1.
    fn foreign(&self) -> Option<(usize, char)> {
        let cut = self.given.ends_with('…');
        let letters = self.given.chars().zip(1..).filter(|(letter, _)| !(cut && *letter == '…'));
        let mut foreign = letters.filter(|(letter, _)| !letter.is_ascii() || letter.is_control());
        foreign.next().map(|(letter, at)| (at, letter))
    }

    /// The kinds of code whose shape the text has. A hint for people; a code's kind cannot be
    /// known from its shape.
    ///
    /// # Examples
    ///
    /// ```
    /// use pcn::code::{CodeKind, PracticeCode};
    ///
    /// // A network's code in the column of practices.
    /// let error = "U89141".parse::<PracticeCode>().unwrap_err();
    /// assert_eq!(error.looks_like(), [CodeKind::Pcn]);
    /// assert_eq!(error.given(), "U89141");
    /// ```
    #[must_use]
    pub fn looks_like(&self) -> Vec<CodeKind> {
        shape::kinds_of(&self.given)
    }
}

impl fmt::Display for CodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` is not {}: ", visible(&self.given), self.kind.with_article())?;
        match (self.fault, self.foreign()) {
            // A letter of another alphabet, or a character that is not seen, is what is wrong with
            // a text that seems to have the right length.
            (CodeFault::Length { expected, .. }, Some((at, letter))) => {
                let shown = visible(letter.encode_utf8(&mut [0; 4])).into_owned();
                let unicode = u32::from(letter);
                write!(f, "expected {expected} capital letters and digits, found ")?;
                write!(f, "`{shown}` (U+{unicode:04X}) at character {at}")?;
            }
            (fault, _) => write!(f, "{fault}")?,
        }
        if let CodeFault::Character { at, .. } = self.fault
            && let Some(found) = self.given.get(at..).and_then(|rest| rest.chars().next())
        {
            write!(f, ", found `{}`", visible(found.encode_utf8(&mut [0; 4])))?;
            if !found.is_ascii() {
                write!(f, " (U+{:04X})", u32::from(found))?;
            }
        }
        let mut separator = "; it has the shape of ";
        for kind in self.looks_like() {
            write!(f, "{separator}{}", kind.with_article())?;
            separator = " or ";
        }
        write!(f, "; a good {} is `{}`", self.kind, self.kind.example())
    }
}

/// A text as a message shows it: on one line, and with what a screen does not show, or takes for a
/// command, written out.
pub(crate) fn visible(text: &str) -> Cow<'_, str> {
    if text.bytes().all(|byte| matches!(byte, b' '..=b'~')) || !text.chars().any(is_hidden) {
        return text.into();
    }
    let mut shown = String::with_capacity(text.len().saturating_add(8));
    for letter in text.chars() {
        match letter {
            letter if is_hidden(letter) => shown.extend(letter.escape_default()),
            letter => shown.push(letter),
        }
    }
    shown.into()
}

/// Whether a character has no shape of its own: control characters, line and paragraph separators,
/// and the marks of format that join, hide or turn round what stands beside them.
fn is_hidden(letter: char) -> bool {
    letter.is_control()
        || matches!(letter, '\u{ad}' | '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::visible;
    use crate::code::PcnCode;

    #[test]
    fn what_is_not_seen_is_written_out_and_stays_on_one_line() {
        assert_eq!(visible("THE \"OLD\" SURGERY, ÅSTON’S"), "THE \"OLD\" SURGERY, ÅSTON’S");
        assert_eq!(visible("LINE ONE\nLINE TWO\r\n\tA"), "LINE ONE\\nLINE TWO\\r\\n\\tA");
        assert_eq!(visible("\u{1b}[31mRED\0"), "\\u{1b}[31mRED\\u{0}");
        assert_eq!(visible("A\u{202e}B\u{200b}\u{2028}"), "A\\u{202e}B\\u{200b}\\u{2028}");
        assert_eq!(visible("É \"OLD\"\n"), "É \"OLD\"\\n");
    }

    #[test]
    fn a_lookalike_and_a_letter_that_is_not_seen_are_named() {
        let error = |text: &str| text.parse::<PcnCode>().unwrap_err().to_string();
        let zero_width = error("U89141\u{200b}");
        assert!(zero_width.starts_with(r"`U89141\u{200b}` is not a PCN code: "), "{zero_width}");
        assert!(zero_width.contains(r"found `\u{200b}` (U+200B) at character 7;"), "{zero_width}");
        let wide = error("Ｕ89141");
        assert!(wide.contains("found `Ｕ` (U+FF35) at character 1;"), "{wide}");
        let greek = error("Α8914");
        assert!(greek.contains("at character 1, found `Α` (U+0391);"), "{greek}");
        assert!(error("U89\n14").contains(r"`U89\n14` is not"), "{}", error("U89\n14"));
        // An ellipsis may be ours, at the end of a text that is cut, or be given.
        let ellipsis = error("U891…42");
        assert!(ellipsis.contains("found `…` (U+2026) at character 5;"), "{ellipsis}");
        let long = error(&format!("Ü{}", "8".repeat(50)));
        assert!(long.contains("found `Ü` (U+00DC) at character 1;"), "{long}");
        // A text that is only too long says so, cut or not.
        assert!(error(&"U".repeat(50)).contains("expected 6 characters, found 50"));
    }
}
