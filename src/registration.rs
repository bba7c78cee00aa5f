//! Registration: the form, its deadlines, the life of a network, and coverage of an area.
//!
//! | to learn about | look at |
//! |---|---|
//! | what a network sends | [`RegistrationForm`] and the types of its fields |
//! | what a year asks, and by when | [`Terms`] |
//! | the check of a form | [`check`], [`Context`] |
//! | the life of a network and of a practice in it | [`NetworkState`], [`Participation`] |
//! | a commissioner's coverage over several forms | [`FormCoverage`] |
//!
//! A form is read in two steps. Its shape is a matter of reading: an unknown key, a code with a
//! letter too many, a negative list size. Everything else is a finding, and all findings come at
//! once.
//!
//! ```
//! use pcn::{
//!     agreement::Stage,
//!     calendar::{ContractYear, day},
//!     des,
//!     registration::{Context, RegistrationForm, check},
//! };
//!
//! let form: RegistrationForm = serde_json::from_str(
//!     r#"{"id": "67e55044-10b1-426f-9247-bb680e5fe0c8", "members": [{"code": "A81001"}]}"#,
//! )?;
//! let year = ContractYear::Y2019_20;
//! let terms = &des::year(year).ok_or("not held")?.registration;
//! let context = Context { year, stage: Stage::Initial, on: day(2019, 5, 10), terms };
//! let report = check(&form, &context);
//! let missing: Vec<_> = report.iter().filter_map(|finding| finding.path.as_deref()).collect();
//! assert_eq!(
//!     missing,
//!     [
//!         "agreement", "area.map", "clinical_directors", "members[0].list_size", "list_size",
//!         "nominated_payee", "area.sense_to_community", "area.sense_to_members",
//!         "area.sense_to_providers",
//!     ],
//! );
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod check;
mod coverage;
mod form;
mod lifecycle;
mod participation;
#[cfg(feature = "json")]
mod read;
pub(crate) mod rule;
pub(crate) mod source;
mod terms;
mod window;

#[cfg(feature = "json")]
#[cfg_attr(docsrs, doc(cfg(feature = "json")))]
pub use read::FormError;
pub(crate) use rule::RULES;
pub(crate) use terms::{absent, all_year};
pub use {
    check::{Context, check},
    coverage::{FormCoverage, ListedPractice, PlacedTwice},
    form::{
        Change, ChangeKind, ContractKind, FormWaiver, Member, NamedDirector, NetworkArea, Purpose,
        RegistrationForm,
    },
    lifecycle::{IllegalStep, NetworkEvent, NetworkState, Step},
    participation::{
        NonParticipantDuty, Participation, ParticipationEvent, ParticipationState,
        ParticipationStep,
    },
    terms::Terms,
    window::notice_ends,
};

/// Shows states and steps by their names, as words.
macro_rules! shown_by_name {
    ($($shown:ty),+) => {
        $(impl core::fmt::Display for $shown {
            fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
                f.pad(&self.name().replace('_', " "))
            }
        })+
    };
}

shown_by_name!(NetworkState, NetworkEvent, ParticipationState, ParticipationEvent);
