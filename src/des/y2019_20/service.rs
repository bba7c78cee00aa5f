//! The service specifications in 2019/20.

use crate::service::Terms;

pub(super) const TERMS: Terms = Terms {};
