//! The service specifications in 2021/22.

use crate::service::Terms;

pub(super) const TERMS: Terms = Terms {};
