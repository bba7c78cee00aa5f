//! Payments and additional roles in 2023/24.

use crate::funding::Terms;

pub(super) const TERMS: Terms = Terms {};
