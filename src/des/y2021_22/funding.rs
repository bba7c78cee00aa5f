//! Payments and additional roles in 2021/22.

use crate::funding::Terms;

pub(super) const TERMS: Terms = Terms {};
