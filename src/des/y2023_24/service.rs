//! The service specifications in 2023/24.

use crate::service::Terms;

pub(super) const TERMS: Terms = Terms {};
