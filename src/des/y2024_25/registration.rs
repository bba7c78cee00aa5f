//! Registration in 2024/25.

use crate::registration::Terms;

pub(super) const TERMS: Terms = Terms {};
