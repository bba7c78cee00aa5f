//! Values of the crate's types for property tests: valid ones, and near misses.
//!
//! For the tests of programs that embed this crate, with `proptest`.
//!
//! # Map
//!
//! | what | valid | near miss |
//! |---|---|---|
//! | codes | [`pcn_code`], [`practice_code`], [`branch_code`], [`sub_icb_code`], [`icb_code`], [`region_code`], [`ods_code`], [`id`] | [`near_miss_of`] any of them |
//! | calendar | [`date`], [`contract_year`], [`period`] | [`near_miss_of`] a year, [`backwards`] |
//! | quantities | [`gbp`], [`patients`], [`whole_patients`], [`rate`], [`points`], [`percent`], [`ratio`], [`wte`], [`beds`], [`minutes`] | [`not_a_decimal`] |
//! | registers | [`sound_register`]: every practice in one network | [`register`]: with overlaps, gaps and strangers |
//! | changes to a register | [`register_and_change`] | [`register_and_refused_change`] |
//! | registration | [`sound_registration_form`]: passes every rule; [`registration_form`]: anything that can be read; [`network_agreement`] | [`registration_form_breaking_one_rule`], which it names |
//! | participation | [`legal_participation`], [`participation`] | [`participation_with_an_illegal_step`] |
//! | access | [`sound_timetable`], [`timetable`], [`time_of_day`] | [`timetable_breaking_one_rule`] |
//! | Investment and Impact Fund | [`sound_iif_facts`], [`iif_facts`], [`observation`], [`indicator_code`], [`iif_statement`], [`declaration`] | [`near_miss_iif_facts`], [`refused_declaration_event`], [`near_miss_of`] a code |
//! | additional roles | [`post`], [`claim_basis`], [`claim_facts`], [`month_claim`], [`year_claim`] | [`not_a_decimal`] for its sums |
//! | payments | [`funding_facts`], [`funding_statement`] | |
//! | maturity | [`assessment`], [`journey`], [`local_matrix`] | [`near_miss_local_matrix`] |
//! | plans | [`plan`] | |
//! | the contract | [`year`](fn@year), [`sound_local_variation`], [`local_variation`] | [`year_with_a_fault`], [`local_variation_breaking_one_rule`] |
//!
//! Edge values come more often than chance would bring them: the network `U00000`, Welsh
//! practices, periods of no day, lists of zero patients.
//!
//! # Examples
//!
//! ```
//! use pcn::{code::PcnCode, strategies};
//! use proptest::prelude::*;
//!
//! proptest!(|(code in strategies::pcn_code(), slip in strategies::near_miss_of(strategies::pcn_code()))| {
//!     prop_assert_eq!(code.as_str().parse::<PcnCode>(), Ok(code));
//!     prop_assert!(slip.parse::<PcnCode>().is_err());
//! });
//! ```

mod access;
mod agreement;
mod calendar;
mod claim;
mod code;
mod contract;
mod form;
mod fund;
mod maturity;
mod plan;
mod quantity;
mod register;
mod registration;

pub use access::{sound_timetable, time_of_day, timetable, timetable_breaking_one_rule};
pub use agreement::network_agreement;
pub use calendar::{backwards, contract_year, date, period};
pub use claim::{
    claim_basis, claim_facts, funding_facts, funding_statement, month_claim, post, year_claim,
};
pub use code::{
    branch_code, icb_code, id, indicator_code, near_miss_of, ods_code, pcn_code, practice_code,
    region_code, sub_icb_code,
};
pub use contract::{
    local_variation, local_variation_breaking_one_rule, sound_local_variation, year,
    year_with_a_fault,
};
pub use form::{registration_form_breaking_one_rule, sound_registration_form};
pub use fund::{
    declaration, iif_facts, iif_statement, near_miss_iif_facts, observation,
    refused_declaration_event, sound_iif_facts,
};
pub use maturity::{assessment, journey, local_matrix, near_miss_local_matrix};
pub use plan::plan;
pub use quantity::{
    beds, gbp, minutes, not_a_decimal, patients, patients_on, percent, points, rate, ratio,
    whole_patients, wte,
};
pub use register::{register, register_and_change, register_and_refused_change, sound_register};
pub use registration::{
    legal_participation, participation, participation_with_an_illegal_step, registration_form,
};

use proptest::{prelude::*, sample::select};

/// A name or a remark as people write them, with the characters that break careless readers.
fn words() -> impl Strategy<Value = Box<str>> {
    const TEXTS: &[&str] = &[
        "Downland",
        "ST MARY'S",
        "Smith & Partners",
        "a \"quoted\" name",
        "Gwynedd – Môn",
        "line\nbreak",
        "",
        " ",
        "<b>",
        "=1+1",
    ];
    let some = prop::collection::vec(select(TEXTS), 1..4);
    prop_oneof![
        4 => select(TEXTS).prop_map(Box::from),
        1 => some.prop_map(|parts| parts.join(" ").into()),
    ]
}

/// The same, owned.
fn text() -> impl Strategy<Value = std::borrow::Cow<'static, str>> {
    words().prop_map(|text| String::from(text).into())
}
