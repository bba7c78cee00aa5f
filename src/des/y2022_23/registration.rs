//! Registration in 2022/23.

use crate::registration::Terms;

pub(super) const TERMS: Terms = Terms {};
