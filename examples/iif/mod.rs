//! A network's statement of the Investment and Impact Fund, as the programs that work one out share
//! it: a made-up body, the answer as a document, and why there is none.

use pcn::{
    calendar::ContractYear,
    citation::Evidence,
    des,
    iif::{Facts, IifError, Options, Outlook, Statement},
    json::{self, JsonError},
};
use serde::Serialize;

/// A network of 52,340 patients in 2023/24.
pub(crate) const MADE_UP: &str = include_str!("../iif_statement.json");

/// The answer.
#[derive(Serialize)]
pub(crate) struct Answer {
    #[serde(flatten)]
    pub(crate) statement: Statement,
    pub(crate) outlook: Vec<Outlook>,
}

/// Why there is no answer.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Refusal {
    #[error(transparent)]
    Facts(#[from] JsonError),
    #[error("no terms for {}; there are {}", .0, held())]
    NotHeld(ContractYear),
    #[error(transparent)]
    Statement(#[from] IifError),
}

/// Reads facts.
pub(crate) fn read(text: &str) -> Result<Facts, Refusal> {
    Ok(json::from_str(text.strip_prefix('\u{feff}').unwrap_or(text))?)
}

/// Works out what facts earn.
pub(crate) fn answer(facts: &Facts, is_strict: bool) -> Result<Answer, Refusal> {
    let year = des::year(facts.year).ok_or(Refusal::NotHeld(facts.year))?;
    let least_evidence = is_strict.then_some(Evidence::Derived);
    let options = Options { least_evidence, working: true, ..Options::default() };
    let statement = year.iif.statement(facts, &options)?;
    let outlook = year.iif.outlook(facts, &options)?;
    Ok(Answer { statement, outlook })
}

fn held() -> String {
    let years = des::years();
    let span = years.first().zip(years.last());
    span.map(|(first, last)| format!("{} to {}", first.year, last.year)).unwrap_or_default()
}
