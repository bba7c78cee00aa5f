//! Registration in 2020/21.

use crate::registration::Terms;

pub(super) const TERMS: Terms = Terms {};
