//! Networks, their practices over time, and the register that holds them.

use crate::finding::Rule;

/// The rules of this room.
pub(crate) const RULES: &[&Rule] = &[];
