//! The Investment and Impact Fund in 2023/24.

use crate::iif::Terms;

pub(super) const TERMS: Terms = Terms {};
