//! Payments and additional roles in 2026/27.

use crate::funding::Terms;

pub(super) const TERMS: Terms = Terms {};
