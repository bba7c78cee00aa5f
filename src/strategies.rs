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
//! | registration | [`registration_form`], [`network_agreement`] | [`near_miss_of`] their codes |
//! | Investment and Impact Fund | [`iif_facts`], [`observation`], [`indicator_code`] | [`near_miss_of`] a code |
//! | additional roles | [`post`], [`claim_basis`] | [`not_a_decimal`] for its sums |
//! | payments | [`funding_facts`] | |
//! | maturity | [`assessment`], [`journey`] | |
//! | plans | [`plan`] | |
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

mod agreement;
mod calendar;
mod claim;
mod code;
mod form;
mod fund;
mod maturity;
mod plan;
mod quantity;
mod register;
mod registration;

pub use agreement::network_agreement;
pub use calendar::{backwards, contract_year, date, period};
pub use claim::{claim_basis, funding_facts, post};
pub use code::{
    branch_code, icb_code, id, indicator_code, near_miss_of, ods_code, pcn_code, practice_code,
    region_code, sub_icb_code,
};
pub use form::{registration_form_breaking_one_rule, sound_registration_form};
pub use fund::{iif_facts, observation};
pub use maturity::{assessment, journey};
pub use plan::plan;
pub use quantity::{
    beds, gbp, minutes, not_a_decimal, patients, patients_on, percent, points, rate, ratio,
    whole_patients, wte,
};
pub use register::{register, sound_register};
pub use registration::registration_form;

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
