//! The Investment and Impact Fund: indicators, achievement and payment.
//!
//! | question | answer |
//! |---|---|
//! | What does a year's contract say? | [`Terms`]: [`Structure`], and an [`Indicator`] each with its [`Definition`] and dated terms |
//! | Which indicators have there been, under which codes? | [`registry`] |
//! | What did a network do? | [`Facts`]: an [`Observation`] an indicator, [`Count`]s that tell zero from suppressed and missing |
//! | How do practices add up? | [`add_up`], [`Cohort`], [`standardised_rate`] |
//! | What does it earn, and why? | [`Terms::statement`]: a [`Statement`] of [`Line`]s, with working if asked for |
//! | What is left to earn? | [`Terms::outlook`]: one more patient, patients to each threshold, missed income |
//! | Which practice's part is it? | [`contributions`] |
//! | Is it better than last year? | [`changes`], only where definitions compare |
//! | Why does the payment system say otherwise? | [`Statement::reconcile`] |
//! | Where does the declaration stand? | [`Declaration`] |
//!
//! A payment is achievement points times the value of a point times the list size adjustment times
//! the prevalence adjustment where it applies. All of it is exact, and rounded once, half up, to
//! the penny, an indicator at a time.

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
pub(crate) mod rules;
mod scorer;
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
pub use reconcile::SystemLine;
pub(crate) use rules::RULES;
pub use statement::{Line, Options, Outcome, Statement};
pub use terms::{NationalSum, PlannedElement, PointsCheck, PointsTogether, Structure, Terms};
pub(crate) use terms::{indicator, national, together};

pub(crate) use crate::series::series;
