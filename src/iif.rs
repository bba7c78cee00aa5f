//! The Investment and Impact Fund: indicators, achievement and payment.

mod achievement;
pub(crate) mod catalogue;
mod code;
mod compare;
mod declaration;
mod error;
mod exact;
mod indicator;
mod observation;
mod outlook;
mod practice;
mod rag;
mod reconcile;
pub mod registry;
mod rules;
pub(crate) mod sources;
mod statement;
mod terms;

pub use code::{IndicatorCode, IndicatorCodeError};
pub use compare::{Change, Comparison, changes};
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
pub use outlook::Outlook;
pub use practice::{
    Aggregate, Band, Cohort, Contribution, PracticeCounts, RESIDUE_RULE, add_up, contributions,
    standardised_numerator, standardised_rate,
};
pub use rag::Rag;
pub use reconcile::{SystemLine, reconcile};
pub(crate) use rules::RULES;
pub use statement::{Line, Options, Outcome, Statement};
pub use terms::{NationalSum, PlannedElement, PointsCheck, PointsTogether, Structure, Terms};
pub(crate) use terms::{indicator, national, series, together};
