//! Registration in 2023/24.

use crate::registration::Terms;

pub(super) const TERMS: Terms = Terms {};
