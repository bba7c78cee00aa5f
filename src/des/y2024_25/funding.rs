//! Payments and additional roles in 2024/25.

use crate::funding::Terms;

pub(super) const TERMS: Terms = Terms {};
