//! Registration in 2026/27.

use crate::registration::Terms;

pub(super) const TERMS: Terms = Terms {};
