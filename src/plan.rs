//! Plans: objectives, goals, initiatives and measures, and strategy priorities.

use crate::finding::Rule;

/// The rules of this room.
pub(crate) const RULES: &[&Rule] = &[];
