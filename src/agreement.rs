//! The Network Agreement: clauses, schedules, signatures, and what each stage must settle.
//!
//! | to learn about | look at |
//! |---|---|
//! | the agreement as members made it | [`NetworkAgreement`] and the types of its fields |
//! | who is a party | [`PracticeParty`], [`OtherParty`], [`Sector`], [`NetworkForm`] |
//! | the national clauses | [`ClauseSubject`] |
//! | the schedules and what each settles | [`ScheduleNumber`], [`Schedule`], [`Topic`] |
//! | the counts of the template, with their conflict | [`Terms`] |
//! | the check | [`check`], [`Context`], [`Stage`] |
//! | what came before the contract | [`WorkingOption`], [`CollaborationArea`] |
//!
//! The commissioner may not refuse a registration for what the agreement says (BMA, August 2019).
//! The findings are for the members.

mod check;
mod clause;
mod document;
mod option;
mod party;
pub(crate) mod rule;
mod schedule;
pub(crate) mod source;
mod terms;

pub(crate) use rule::RULES;
pub use {
    check::{Context, check},
    clause::ClauseSubject,
    document::{
        AgreementPart, AppointmentMethod, DataSharing, DecisionMethod, DecisionRule,
        DirectorAppointment, HeldContract, Liability, NetworkAgreement, Provision, Variation,
        VariedBy,
    },
    option::{
        CollaborationArea, CollaborationForm, ContractAdjustment, ContractHolder, WorkingOption,
    },
    party::{NetworkForm, OtherParty, PracticeParty, Sector, Stage, StageError},
    schedule::{
        Contradiction, Schedule, ScheduleNumber, ScheduleNumberError, ScheduleState, Topic,
    },
    terms::Terms,
};
