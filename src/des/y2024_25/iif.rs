//! The Investment and Impact Fund in 2024/25.

use crate::iif::Terms;

pub(super) const TERMS: Terms = Terms {};
