//! Where codes and groups stand in sorted vectors.

use core::ops::Range;

/// A six-character code as a number of the same order: comparing numbers is faster than comparing
/// text, and looking up a code is what a register does most.
pub(super) fn key(code: &[u8]) -> u64 {
    match code.first_chunk::<6>() {
        Some([a, b, c, d, e, f]) => u64::from_be_bytes([0, 0, *a, *b, *c, *d, *e, *f]),
        // INVARIANT: the codes of practices and networks have six characters.
        None => 0,
    }
}

/// A key in half the bits and of the same order: a letter takes five of them and a digit four.
pub(super) const fn short(key: u64) -> u32 {
    let letter = (key >> 20) & 0x1f0_0000;
    let digits = ((key >> 16) & 0xf_0000)
        | ((key >> 12) & 0xf000)
        | ((key >> 8) & 0xf00)
        | ((key >> 4) & 0xf0)
        | (key & 0xf);
    (letter | digits) as u32
}

/// A code's text from its number.
pub(super) fn text_of(key: u64) -> [u8; 6] {
    let [_, _, text @ ..] = key.to_be_bytes();
    text
}

/// Where each code stands: an open hash table of positions in a vector of keys.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Index {
    keys: Vec<u64>,
    /// Twice as many slots as keys or more, a power of two; `FREE` where there is no key.
    slots: Vec<u32>,
}

pub(super) const FREE: u32 = u32::MAX;

impl Index {
    pub(super) fn of(keys: Vec<u64>) -> Self {
        let size = keys.len().saturating_mul(2).next_power_of_two().max(2);
        let mut index = Self { keys: Vec::new(), slots: vec![FREE; size] };
        for (at, key) in (0u32..).zip(&keys) {
            let mut slot = index.first_slot(*key);
            // INVARIANT: half of the slots or more are free.
            while index.slots.get(slot).is_some_and(|taken| *taken != FREE) {
                slot = index.next_slot(slot);
            }
            if let Some(free) = index.slots.get_mut(slot) {
                *free = at;
            }
        }
        index.keys = keys;
        index
    }

    const fn first_slot(&self, key: u64) -> usize {
        // Fibonacci hashing: the high half of the product is well mixed.
        (key.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 32) as usize
            & self.slots.len().saturating_sub(1)
    }

    const fn next_slot(&self, slot: usize) -> usize {
        slot.wrapping_add(1) & self.slots.len().saturating_sub(1)
    }

    pub(super) fn find(&self, key: u64) -> Option<u32> {
        let mut slot = self.first_slot(key);
        loop {
            let at = *self.slots.get(slot)?;
            // A free slot holds no position, so no key is found there.
            match self.keys.get(at as usize) {
                Some(found) if *found == key => return Some(at),
                Some(_) => slot = self.next_slot(slot),
                None => return None,
            }
        }
    }

    /// Where each key stands; `FREE` for one that is not there.
    pub(super) fn find_all(&self, keys: impl Iterator<Item = u64>) -> Vec<u32> {
        keys.map(|key| self.find(key).unwrap_or(FREE)).collect()
    }
}

/// Where each of `n` groups starts in a vector that is sorted by group: `n + 1` positions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Starts(Vec<u32>);

impl Starts {
    pub(super) fn of(groups: usize, members: impl Iterator<Item = u32>) -> Self {
        let mut starts = vec![0u32; groups.saturating_add(1)];
        for group in members {
            if let Some(count) = starts.get_mut((group as usize).saturating_add(1)) {
                *count = count.saturating_add(1);
            }
        }
        let mut sum = 0u32;
        for start in &mut starts {
            sum = sum.saturating_add(*start);
            *start = sum;
        }
        Self(starts)
    }

    /// The positions of the members by group, and within one as they come.
    pub(super) fn order(&self, members: impl ExactSizeIterator<Item = u32>) -> Vec<u32> {
        let mut next = self.0.clone();
        let mut order = vec![FREE; members.len()];
        for (at, group) in (0u32..).zip(members) {
            if let Some(place) = next.get_mut(group as usize) {
                if let Some(slot) = order.get_mut(*place as usize) {
                    *slot = at;
                }
                *place = place.saturating_add(1);
            }
        }
        order
    }

    /// Sorts each group of a vector that is sorted by group. Most groups have one member.
    pub(super) fn sort_groups<T>(&self, items: &mut [T], sort: impl Fn(&mut [T])) {
        for bounds in self.0.windows(2) {
            if let [start, end] = bounds
                && end.saturating_sub(*start) > 1
                && let Some(group) = items.get_mut(*start as usize..*end as usize)
            {
                sort(group);
            }
        }
    }

    pub(super) fn range(&self, group: u32) -> Range<usize> {
        let at = group as usize;
        match (self.0.get(at), self.0.get(at.saturating_add(1))) {
            (Some(start), Some(end)) => *start as usize..*end as usize,
            _ => 0..0,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_keys_are_in_the_order_of_the_codes() {
        let letters = (b'A'..=b'Z').filter(|letter| *letter != b'J');
        let codes = letters.flat_map(|letter| {
            [0u32, 1, 9, 10, 99, 100, 999, 1_000, 9_999, 10_000, 54_321, 99_998, 99_999]
                .map(|number| format!("{}{number:05}", char::from(letter)))
        });
        let keys: Vec<u64> = codes.map(|code| key(code.as_bytes())).collect();
        assert!(keys.windows(2).all(|two| two[0] < two[1]));
        let short: Vec<u32> = keys.iter().map(|key| short(*key)).collect();
        assert!(short.windows(2).all(|two| two[0] < two[1]));
    }

    /// The steps from where a key belongs to where it stands.
    fn steps(index: &Index, key: u64) -> usize {
        let mut slot = index.first_slot(key);
        let mut steps = 0;
        while index.slots[slot] == FREE || index.keys[index.slots[slot] as usize] != key {
            slot = index.next_slot(slot);
            steps += 1;
        }
        steps
    }

    #[test]
    fn codes_that_follow_each_other_stand_near_where_they_belong() {
        let keys: Vec<u64> = (80_000..88_000).map(|n| key(format!("A{n}").as_bytes())).collect();
        let index = Index::of(keys.clone());
        let most = keys.iter().map(|key| steps(&index, *key)).max();
        assert!(most < Some(32), "{most:?}");
        assert!((0u32..).zip(&keys).all(|(at, key)| index.find(*key) == Some(at)));
        assert_eq!(index.find(key(b"A79999")), None);
    }
}
