//! Registration in 2025/26.

use crate::registration::Terms;

pub(super) const TERMS: Terms = Terms {};
