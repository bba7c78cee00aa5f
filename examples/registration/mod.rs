//! The check of a registration form, as the programs that do it share it: what is asked, the
//! answer as a document, and why there is none.

use pcn::{
    agreement::Stage,
    calendar::{ContractYear, NaiveDate},
    code::PcnCode,
    des,
    finding::{Finding, Summary},
    registration::{Context, FormError, NetworkState, RegistrationForm, check},
};
use serde::Serialize;

/// A made-up form with some faults.
pub(crate) const MADE_UP: &str = include_str!("../registration_form.json");

/// What a form is checked against.
pub(crate) struct Question {
    /// The contract year; without it, the one in which the day lies.
    pub(crate) year: Option<ContractYear>,
    /// What the agreement should be by now.
    pub(crate) stage: Stage,
    /// The day of the check.
    pub(crate) on: NaiveDate,
}

/// The answer.
#[derive(Serialize)]
pub(crate) struct Outcome {
    /// Whether no finding is an error.
    pub(crate) ok: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) name: Option<Box<str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) code: Option<PcnCode>,
    pub(crate) year: ContractYear,
    pub(crate) stage: Stage,
    pub(crate) on: NaiveDate,
    pub(crate) state: NetworkState,
    pub(crate) summary: Summary,
    pub(crate) findings: Vec<Finding>,
}

/// Why there is no answer.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Refusal {
    #[error("{0} lies in no contract year; a good day is `2019-05-14`")]
    NoYear(NaiveDate),
    #[error("{}", not_held(*.0))]
    NotHeld(ContractYear),
    #[error(transparent)]
    Form(#[from] FormError),
}

/// Reads a form and checks it.
pub(crate) fn answer(text: &str, question: &Question) -> Result<Outcome, Refusal> {
    let Question { stage, on, .. } = *question;
    let year = question.year.or_else(|| ContractYear::containing(on));
    let year = year.ok_or(Refusal::NoYear(on))?;
    let terms = &des::year(year).ok_or(Refusal::NotHeld(year))?.registration;
    let form = RegistrationForm::from_json(text.strip_prefix('\u{feff}').unwrap_or(text))?;
    let report = check(&form, &Context { year, stage, on, terms });
    Ok(Outcome {
        ok: !report.has_errors(),
        code: form.code,
        year,
        stage,
        on,
        state: form.state_on(on),
        summary: report.summary(),
        findings: report.into_findings(),
        name: form.name,
    })
}

fn not_held(year: ContractYear) -> String {
    let held = des::years();
    match (held.first(), held.last()) {
        (Some(first), Some(last)) => format!(
            "no terms for {year}: this release holds {} to {}; a good year is `{}`",
            first.year, last.year, first.year
        ),
        _ => format!("no terms for {year}"),
    }
}
