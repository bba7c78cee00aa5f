//! The Investment and Impact Fund in 2021/22.

use crate::iif::Terms;

pub(super) const TERMS: Terms = Terms {};
