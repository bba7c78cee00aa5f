//! Payments and additional roles in 2025/26.

use crate::funding::Terms;

pub(super) const TERMS: Terms = Terms {};
