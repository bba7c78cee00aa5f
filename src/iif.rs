//! The Investment and Impact Fund: indicators, achievement and payment.

mod achievement;
pub(crate) mod catalogue;
mod code;
mod declaration;
mod error;
mod exact;
mod indicator;
mod observation;
mod rag;
pub mod registry;
pub(crate) mod sources;
mod statement;
mod terms;

pub use code::{IndicatorCode, IndicatorCodeError};
pub use declaration::{
    Declaration, DeclarationError, DeclarationEvent, DeclarationState, DeclarationStep,
};
pub use error::IifError;
use error::check;
pub use indicator::{
    Adjustment, Area, Definition, Direction, Domain, Indicator, Kind, PrevalenceSource, Status,
    Threshold, Unit,
};
pub use observation::{
    AverageListSize, AverageListSizeError, Count, Facts, NationalFigures, Observation, Override,
};
pub use rag::Rag;
pub use statement::{Line, Options, Outcome, Statement};
pub use terms::{NationalSum, PlannedElement, PointsCheck, PointsTogether, Structure, Terms};
pub(crate) use terms::{indicator, national, series, together};

use crate::finding::Rule;

/// The rules of this room.
pub(crate) const RULES: &[&Rule] = &[];
