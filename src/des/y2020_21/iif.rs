//! The Investment and Impact Fund in 2020/21.

use crate::iif::Terms;

pub(super) const TERMS: Terms = Terms {};
