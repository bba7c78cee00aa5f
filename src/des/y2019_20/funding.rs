//! Payments and additional roles in 2019/20.

use crate::funding::Terms;

pub(super) const TERMS: Terms = Terms {};
