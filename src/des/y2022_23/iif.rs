//! The Investment and Impact Fund in 2022/23.

use crate::iif::Terms;

pub(super) const TERMS: Terms = Terms {};
