//! The Investment and Impact Fund: indicators, achievement and payment.

pub(crate) mod catalogue;
mod code;
mod exact;
mod indicator;
pub mod registry;
pub(crate) mod sources;
mod terms;

pub use code::{IndicatorCode, IndicatorCodeError};
pub use indicator::{
    Adjustment, Area, Definition, Direction, Domain, Indicator, Kind, PrevalenceSource, Status,
    Threshold, Unit,
};
pub use terms::{NationalSum, PlannedElement, PointsCheck, PointsTogether, Structure, Terms};
pub(crate) use terms::{indicator, national, series, together};

use crate::{
    finding::Rule,
    series::{Catalogue, Figures},
};

/// The rules of this room.
pub(crate) const RULES: &[&Rule] = &[];

impl Catalogue for Terms {
    fn figures(&self, _: &mut Figures) {}
}
