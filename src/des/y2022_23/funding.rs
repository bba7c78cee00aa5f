//! Payments and additional roles in 2022/23.

use crate::funding::Terms;

pub(super) const TERMS: Terms = Terms {};
