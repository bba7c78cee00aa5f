//! The service specifications in 2024/25.

use crate::service::Terms;

pub(super) const TERMS: Terms = Terms {};
