//! Registration in 2021/22.

use crate::registration::Terms;

pub(super) const TERMS: Terms = Terms {};
