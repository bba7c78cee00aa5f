//! What each kind of code looks like, as `const` checks over bytes.

use super::error::{CodeFault, CodeKind};

/// A position of a pattern: what may stand there.
#[derive(Clone, Copy)]
enum Class {
    Letter,
    Digit,
    LetterOrDigit,
    /// A capital letter other than `U`.
    LetterButU,
    One(u8),
}

impl Class {
    const fn takes(self, byte: u8) -> bool {
        match self {
            Self::Letter => byte.is_ascii_uppercase(),
            Self::Digit => byte.is_ascii_digit(),
            Self::LetterOrDigit => byte.is_ascii_uppercase() || byte.is_ascii_digit(),
            Self::LetterButU => byte.is_ascii_uppercase() && byte != b'U',
            Self::One(only) => byte == only,
        }
    }

    const fn describe(self) -> &'static str {
        match self {
            Self::Letter => "a capital letter",
            Self::Digit => "a digit",
            Self::LetterOrDigit => "a capital letter or a digit",
            Self::LetterButU => "a capital letter other than `U`",
            Self::One(b'U') => "`U`",
            Self::One(b'Q') => "`Q`",
            Self::One(b'Y') => "`Y`",
            Self::One(_) => "a fixed letter",
        }
    }
}

use Class::{Digit as D, Letter as L, LetterButU, LetterOrDigit, One};

const PCN: [Class; 6] = [One(b'U'), D, D, D, D, D];
const PRACTICE: [Class; 6] = [LetterButU, D, D, D, D, D];
const BRANCH: [Class; 9] = [LetterButU, D, D, D, D, D, D, D, D];
const SHORT_SUB_ICB: [Class; 3] = [D, D, L];
const SHORT_ICB: [Class; 3] = [One(b'Q'), L, LetterOrDigit];
const FIVE: [Class; 5] = [L, D, L, D, L];
const REGION: [Class; 3] = [One(b'Y'), D, D];

/// Compares text with a pattern; the first byte that does not fit is the fault.
#[expect(
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    reason = "a const loop bounded by the pattern's length, which equals the text's"
)]
const fn matches(text: &[u8], pattern: &[Class], expected: &'static str) -> Result<(), CodeFault> {
    if text.is_empty() {
        return Err(CodeFault::Empty);
    }
    if text.len() != pattern.len() {
        return Err(CodeFault::Length { expected, found: text.len() });
    }
    let mut at = 0;
    while at < pattern.len() {
        if !pattern[at].takes(text[at]) {
            return Err(CodeFault::Character { at, expected: pattern[at].describe() });
        }
        at += 1;
    }
    Ok(())
}

// The three codes of which files hold most are told at a glance before the slower walk that finds
// the place of a fault.

/// Whether five digits stand behind a first character, all looked at in one number.
const fn five_digits([_, a, b, c, d, e]: [u8; 6]) -> bool {
    const HIGH: u64 = u64::from_le_bytes([0xF0; 8]);
    const DIGITS: u64 = u64::from_le_bytes([0x30; 8]);
    const SIX: u64 = u64::from_le_bytes([6; 8]);
    // The high half of a digit's byte is 3, and with 6 more it still is.
    let all = u64::from_le_bytes([b'0', a, b, c, d, e, b'0', b'0']);
    all & HIGH == DIGITS && all.wrapping_add(SIX) & HIGH == DIGITS
}

pub(super) const fn pcn(text: &[u8]) -> Result<(), CodeFault> {
    if let [b'U', _, _, _, _, _] = text
        && let Some(all) = text.first_chunk()
        && five_digits(*all)
    {
        return Ok(());
    }
    if matches!(text, b"U") {
        return Err(CodeFault::Unallocated);
    }
    matches(text, &PCN, "6")
}

pub(super) const fn practice(text: &[u8]) -> Result<(), CodeFault> {
    if let [b'A'..=b'T' | b'V'..=b'Z', _, _, _, _, _] = text
        && let Some(all) = text.first_chunk()
        && five_digits(*all)
    {
        return Ok(());
    }
    matches(text, &PRACTICE, "6")
}

pub(super) const fn branch(text: &[u8]) -> Result<(), CodeFault> {
    matches(text, &BRANCH, "9")
}

pub(super) const fn sub_icb(text: &[u8]) -> Result<(), CodeFault> {
    if let [b'0'..=b'9', b'0'..=b'9', b'A'..=b'Z'] = text {
        return Ok(());
    }
    match text.len() {
        5 => matches(text, &FIVE, "3 or 5"),
        _ => matches(text, &SHORT_SUB_ICB, "3 or 5"),
    }
}

pub(super) const fn icb(text: &[u8]) -> Result<(), CodeFault> {
    match text.len() {
        5 => matches(text, &FIVE, "3 or 5"),
        _ => matches(text, &SHORT_ICB, "3 or 5"),
    }
}

pub(super) const fn region(text: &[u8]) -> Result<(), CodeFault> {
    matches(text, &REGION, "3")
}

#[expect(
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    reason = "a const loop bounded by the text's length"
)]
pub(super) const fn ods(text: &[u8]) -> Result<(), CodeFault> {
    if text.is_empty() {
        return Err(CodeFault::Empty);
    }
    if text.len() < 3 || text.len() > 12 {
        return Err(CodeFault::Length { expected: "3 to 12", found: text.len() });
    }
    let mut at = 0;
    while at < text.len() {
        if !LetterOrDigit.takes(text[at]) {
            return Err(CodeFault::Character { at, expected: LetterOrDigit.describe() });
        }
        at += 1;
    }
    Ok(())
}

/// The kinds whose shape a text has, for the hint in an error. Never used to decide a type.
pub(super) fn kinds_of(text: &str) -> Vec<CodeKind> {
    type Check = fn(&[u8]) -> Result<(), CodeFault>;
    let checks: [(CodeKind, Check); 6] = [
        (CodeKind::Pcn, pcn),
        (CodeKind::Practice, practice),
        (CodeKind::Branch, branch),
        (CodeKind::SubIcb, sub_icb),
        (CodeKind::Icb, icb),
        (CodeKind::Region, region),
    ];
    let fits = |(kind, check): (CodeKind, Check)| check(text.as_bytes()).is_ok().then_some(kind);
    checks.into_iter().filter_map(fits).collect()
}
