//! The Investment and Impact Fund in 2025/26.

use crate::iif::Terms;

pub(super) const TERMS: Terms = Terms {};
