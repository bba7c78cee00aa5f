//! The maturity matrix: its versions, assessments against it, and progress.

use crate::finding::Rule;

/// The rules of this room.
pub(crate) const RULES: &[&Rule] = &[];
