//! The files of the Network Contract DES and Investment and Impact Fund publications.

pub(crate) const RULES: &[&crate::finding::Rule] = &[];
