//! The Network Agreement: clauses, schedules, signatures, and what each stage must settle.

use crate::finding::Rule;

/// The rules of this room.
pub(crate) const RULES: &[&Rule] = &[];
