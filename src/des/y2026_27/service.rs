//! The service specifications in 2026/27.

use crate::service::Terms;

pub(super) const TERMS: Terms = Terms {};
