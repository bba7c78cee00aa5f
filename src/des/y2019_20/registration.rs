//! Registration in 2019/20.

use crate::registration::Terms;

pub(super) const TERMS: Terms = Terms {};
