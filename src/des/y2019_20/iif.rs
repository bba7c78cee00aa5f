//! The Investment and Impact Fund in 2019/20.

use crate::iif::Terms;

pub(super) const TERMS: Terms = Terms {};
