//! Short ASCII text held inline.

use core::{
    cmp::Ordering,
    hash::{Hash, Hasher},
    num::NonZeroU8,
};
#[cfg(feature = "ods")]
use std::{collections::HashMap, hash::BuildHasherDefault};

/// One to `N` (at most 12) ASCII bytes.
///
/// Unused bytes are zero and no used one is, so the bytes alone tell one text from another, and
/// their order is the order of the text.
#[derive(Clone, Copy)]
pub(crate) struct Inline<const N: usize> {
    bytes: [u8; N],
    // Never zero, so that `Option` of whatever holds this finds its empty value here and costs no
    // space.
    length: NonZeroU8,
}

// Codes are compared and hashed more than anything else is done to them: as one number, not byte
// by byte.
impl<const N: usize> Inline<N> {
    /// A number of the same order as the text.
    fn number(&self) -> u128 {
        let mut room = [0; 16];
        if let Some(front) = room.first_chunk_mut::<N>() {
            *front = self.bytes;
        }
        u128::from_be_bytes(room)
    }
}

impl<const N: usize> PartialEq for Inline<N> {
    fn eq(&self, other: &Self) -> bool {
        self.bytes == other.bytes
    }
}

impl<const N: usize> Eq for Inline<N> {}

impl<const N: usize> Ord for Inline<N> {
    fn cmp(&self, other: &Self) -> Ordering {
        self.number().cmp(&other.number())
    }
}

impl<const N: usize> PartialOrd for Inline<N> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl<const N: usize> Hash for Inline<N> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        let number = self.number();
        state.write_u64((number >> 64) as u64);
        if N > 8 {
            state.write_u64(number as u64);
        }
    }
}

/// A map by code, whose hash is one multiplication.
///
/// Somebody can make codes that collide, but there are few codes to choose from: of the practices'
/// two and a half million some thousand share a place however they are chosen.
#[cfg(feature = "ods")]
pub(crate) type CodeMap<K, V> = HashMap<K, V, BuildHasherDefault<CodeHasher>>;

/// Hashes what gives itself as a number or two.
#[cfg(feature = "ods")]
#[derive(Clone, Copy, Default)]
pub(crate) struct CodeHasher(u64);

#[cfg(feature = "ods")]
impl Hasher for CodeHasher {
    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.write_u64(u64::from(*byte));
        }
    }

    fn write_u64(&mut self, number: u64) {
        self.0 = (self.0 ^ number).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    }

    fn finish(&self) -> u64 {
        // A code stands in the upper bytes of its number, so the lower half alone tells little.
        self.0 ^ (self.0 >> 32)
    }
}

/// The bytes of a short text as one number, the first lowest; `None` for none and more than twelve.
///
/// Two pieces that overlap take the place of a loop, whose turns nothing can foretell.
#[expect(
    clippy::arithmetic_side_effects,
    reason = "a shift by fewer bytes than the text has, which are at most twelve"
)]
const fn packed(text: &[u8]) -> Option<u128> {
    let shift = text.len() as u32 * 8;
    Some(match (text, text.first_chunk(), text.first_chunk(), text.last_chunk()) {
        ([_, _, _, _, _, _, _, _, _, ..], Some(first), _, Some(last)) if shift <= 96 => {
            u64::from_le_bytes(*first) as u128 | (u32::from_le_bytes(*last) as u128) << (shift - 32)
        }
        (_, _, Some(first), Some(last)) if shift <= 64 => {
            let last = (u32::from_le_bytes(*last) as u64) << (shift - 32);
            (u32::from_le_bytes(*first) as u64 | last) as u128
        }
        ([one], ..) => u32::from_le_bytes([*one, 0, 0, 0]) as u128,
        ([one, two], ..) => u32::from_le_bytes([*one, *two, 0, 0]) as u128,
        ([one, two, three], ..) => u32::from_le_bytes([*one, *two, *three, 0]) as u128,
        _ => return None,
    })
}

impl<const N: usize> Inline<N> {
    /// Takes one to `N` ASCII bytes, or gives `None`.
    pub(crate) const fn new(text: &[u8]) -> Option<Self> {
        const HIGH: u128 = u128::from_le_bytes([0x80; 16]);
        if text.len() > N {
            return None;
        }
        let Some(length) = NonZeroU8::new(text.len() as u8) else { return None };
        match packed(text) {
            Some(all) if all & HIGH == 0 => match all.to_le_bytes().first_chunk() {
                Some(bytes) => Some(Self { bytes: *bytes, length }),
                None => None,
            },
            _ => None,
        }
    }

    pub(crate) const fn as_bytes(&self) -> &[u8] {
        // INVARIANT: `new` refuses texts longer than `N`, so the split is inside.
        match self.bytes.split_at_checked(self.length.get() as usize) {
            Some((used, _)) => used,
            None => &[],
        }
    }

    pub(crate) const fn as_str(&self) -> &str {
        // INVARIANT: `new` takes ASCII alone.
        match core::str::from_utf8(self.as_bytes()) {
            Ok(text) => text,
            Err(_) => "",
        }
    }
}

#[cfg(all(test, feature = "ods"))]
mod tests {
    use std::{collections::HashSet, hash::BuildHasher};

    use super::*;

    fn hash(thing: impl Hash) -> u64 {
        BuildHasherDefault::<CodeHasher>::default().hash_one(thing)
    }

    fn code<const N: usize>(text: &str) -> Inline<N> {
        Inline::new(text.as_bytes()).unwrap()
    }

    #[test]
    fn codes_that_follow_each_other_share_few_places_of_a_map() {
        let of = |n: u32| hash(code::<6>(&format!("A{n}")));
        // A map takes the low bits for the place, and the highest seven to tell codes apart in it.
        for (low, shift) in [(0xFFFF, 0), (0x7F, 57)] {
            let places: HashSet<u64> = (80_000..90_000).map(|n| (of(n) >> shift) & low).collect();
            let chance = if low == 0xFFFF { 9_272 } else { 128 };
            assert!(places.len() >= chance - chance / 10, "{} of {chance}", places.len());
        }
    }

    #[test]
    fn a_text_of_every_length_is_held_whole_or_refused() {
        let text = b"ABCDEFGHIJKLMN";
        for length in 0..=text.len() {
            let given = &text[..length];
            let held = |fits: bool| fits.then_some(given);
            let inline = Inline::<12>::new(given);
            assert_eq!(inline.as_ref().map(Inline::as_bytes), held((1..=12).contains(&length)));
            let inline = Inline::<6>::new(given);
            assert_eq!(inline.as_ref().map(Inline::as_bytes), held((1..=6).contains(&length)));
            for at in 0..length {
                let mut bent = given.to_vec();
                bent[at] = 0xC9;
                assert!(Inline::<12>::new(&bent).is_none(), "{length} {at}");
            }
        }
    }

    #[test]
    fn every_character_of_a_code_counts_for_its_hash() {
        let texts = ["CAN-01", "CAN-02", "CANCERS-0001", "CANCERS-0002", "CANCERS-1001"];
        let hashes: HashSet<u64> = texts.iter().map(|text| hash(code::<12>(text))).collect();
        assert_eq!(hashes.len(), texts.len());
        assert_ne!(hash("A81001"), hash("A81002"));
    }
}
