//! The service specifications in 2025/26.

use crate::service::Terms;

pub(super) const TERMS: Terms = Terms {};
