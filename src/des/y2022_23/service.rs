//! The service specifications in 2022/23.

use crate::service::Terms;

pub(super) const TERMS: Terms = Terms {};
