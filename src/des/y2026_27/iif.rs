//! The Investment and Impact Fund in 2026/27.

use crate::iif::Terms;

pub(super) const TERMS: Terms = Terms {};
