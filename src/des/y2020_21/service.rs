//! The service specifications in 2020/21.

use crate::service::Terms;

pub(super) const TERMS: Terms = Terms {};
