//! The other payments of the DES, and the additional roles reimbursement scheme.

use serde::{Deserialize, Serialize};

use crate::{
    finding::Rule,
    series::{Catalogue, Figures},
};

/// The rules of this room.
pub(crate) const RULES: &[&Rule] = &[];

/// What a contract year says in this room.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Terms {}

impl Catalogue for Terms {
    fn figures(&self, _: &mut Figures) {}
}
