//! Payments and additional roles in 2020/21.

use crate::funding::Terms;

pub(super) const TERMS: Terms = Terms {};
