//! Short ASCII text held inline.

/// How many bytes of an [`Inline`] are used. An enum, so that `Option` of whatever holds it finds
/// its empty value here and costs no space.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
#[rustfmt::skip]
enum Length { L1 = 1, L2, L3, L4, L5, L6, L7, L8, L9, L10, L11, L12 }

impl Length {
    const fn new(length: usize) -> Option<Self> {
        Some(match length {
            1 => Self::L1,
            2 => Self::L2,
            3 => Self::L3,
            4 => Self::L4,
            5 => Self::L5,
            6 => Self::L6,
            7 => Self::L7,
            8 => Self::L8,
            9 => Self::L9,
            10 => Self::L10,
            11 => Self::L11,
            12 => Self::L12,
            _ => return None,
        })
    }
}

/// One to `N` (at most 12) ASCII bytes. Unused bytes are zero, so that the derived order is the
/// order of the text.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Inline<const N: usize> {
    bytes: [u8; N],
    length: Length,
}

impl<const N: usize> Inline<N> {
    /// Takes one to `N` ASCII bytes, or gives `None`.
    #[expect(
        clippy::indexing_slicing,
        clippy::arithmetic_side_effects,
        reason = "a const loop bounded by the text's length, which is at most N"
    )]
    pub(super) const fn new(text: &[u8]) -> Option<Self> {
        if text.len() > N || !text.is_ascii() {
            return None;
        }
        let Some(length) = Length::new(text.len()) else { return None };
        // Most codes fill their room; taking it whole is faster than byte by byte.
        if text.len() == N
            && let Some(bytes) = text.first_chunk::<N>()
        {
            return Some(Self { bytes: *bytes, length });
        }
        let mut bytes = [0; N];
        let mut at = 0;
        while at < text.len() {
            bytes[at] = text[at];
            at += 1;
        }
        Some(Self { bytes, length })
    }

    pub(super) const fn as_bytes(&self) -> &[u8] {
        // INVARIANT: `new` refuses texts longer than `N`, so the split is inside.
        match self.bytes.split_at_checked(self.length as usize) {
            Some((used, _)) => used,
            None => &[],
        }
    }

    pub(super) const fn as_str(&self) -> &str {
        // INVARIANT: `new` takes ASCII alone.
        match core::str::from_utf8(self.as_bytes()) {
            Ok(text) => text,
            Err(_) => "",
        }
    }
}
