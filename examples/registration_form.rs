//! Checks a network's registration form: what is missing, what contradicts, what is late, and what
//! to do about each.
//!
//! ```text
//! registration_form                                     the made-up form of this project
//! registration_form FORM.json --on 2019-05-14           a form of one's own
//! registration_form FORM.json --on 2019-06-28 --stage final --format json
//! registration_form --show                              prints the made-up form, to start from
//! ```

#[path = "cli/mod.rs"]
mod cli;
mod dates;
#[path = "document/mod.rs"]
mod document;
#[path = "registration/mod.rs"]
mod registration;

use std::{fmt, path::PathBuf, process::ExitCode};

use clap::Parser;
use pcn::{
    agreement::Stage,
    calendar::{ContractYear, NaiveDate, day},
    finding::Severity,
};
use serde::Serialize;

use registration::{MADE_UP, Outcome, Question, Refusal};

/// The made-up form is checked at the final stage, two days before the agreement is due.
const MADE_UP_ON: NaiveDate = day(2019, 6, 28);

/// Checks a primary care network's registration form.
#[derive(Parser)]
struct Flags {
    /// The form as JSON. Without it a made-up form with some faults is checked.
    file: Option<PathBuf>,
    /// The contract year, for example 2019/20. Without it, the year in which the day lies.
    #[arg(long)]
    year: Option<ContractYear>,
    /// What the agreement should be by now: initial or final.
    #[arg(long)]
    stage: Option<Stage>,
    /// The day of the check, for example 2019-05-14. Needed with a file.
    #[arg(long, value_parser = dates::like("2019-05-14"))]
    on: Option<NaiveDate>,
    /// Prints the made-up form instead of checking anything.
    #[arg(long)]
    show: bool,
    /// How to print.
    #[arg(long, value_enum, default_value_t)]
    format: cli::Format,
}

/// The outcome, as JSON and as text.
#[derive(Serialize)]
struct Document {
    #[serde(flatten)]
    outcome: Outcome,
    #[serde(skip)]
    is_built_in: bool,
}

fn main() -> ExitCode {
    let flags = Flags::parse();
    if flags.show {
        cli::print(MADE_UP.trim_end());
        return ExitCode::SUCCESS;
    }
    let format = flags.format;
    cli::finish(run(flags), format)
}

fn run(flags: Flags) -> Result<(Document, bool), String> {
    let is_built_in = flags.file.is_none();
    let (name, text) = match &flags.file {
        None => ("the made-up form".to_owned(), MADE_UP.to_owned()),
        Some(path) => (path.display().to_string(), document::read(path)?),
    };
    let on = match flags.on {
        Some(on) => on,
        None if is_built_in => MADE_UP_ON,
        None => return Err("for which day? add a day, for example `--on 2019-05-14`".to_owned()),
    };
    let usual = if is_built_in { Stage::Final } else { Stage::Initial };
    let stage = flags.stage.unwrap_or(usual);
    let question = Question { year: flags.year, stage, on };
    let outcome = registration::answer(&text, &question).map_err(|refusal| match refusal {
        Refusal::Form(error) => format!("{name}: {error}"),
        of_the_flags => of_the_flags.to_string(),
    })?;
    let has_errors = !outcome.ok;
    Ok((Document { outcome, is_built_in }, has_errors))
}

impl fmt::Display for Document {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let outcome = &self.outcome;
        let network = match (&outcome.name, outcome.code) {
            (Some(name), Some(code)) => format!("{name} ({code})"),
            (Some(name), None) => name.to_string(),
            (None, Some(code)) => code.to_string(),
            (None, None) => "a network without a name".to_owned(),
        };
        writeln!(f, "Registration of {network}")?;
        if self.is_built_in {
            writeln!(f, "(a made-up form with faults on purpose; give a FILE to check your own)")?;
        }
        writeln!(
            f,
            "Contract year {}, {} stage, as of {}",
            outcome.year, outcome.stage, outcome.on
        )?;
        writeln!(f, "State: {}", outcome.state)?;
        if outcome.findings.is_empty() {
            return writeln!(f, "Nothing to object to.");
        }
        writeln!(f, "{}", outcome.summary)?;
        for severity in Severity::ALL {
            let mut of = outcome.findings.iter().filter(|one| one.severity == severity).peekable();
            if of.peek().is_none() {
                continue;
            }
            let heading = match severity {
                Severity::Error => "ERRORS: against a requirement",
                Severity::Warning => "WARNINGS: against guidance, or unlikely to be meant",
                Severity::Info => "REMARKS",
            };
            writeln!(f, "\n{heading}")?;
            for finding in of {
                let place = finding.path.as_deref().unwrap_or("form");
                let whom = match &finding.subject {
                    // The rules of the register name the network in their messages.
                    Some(subject) if !finding.message.contains(subject.as_str()) => {
                        format!("{subject}: ")
                    }
                    _ => String::new(),
                };
                writeln!(f, "\n  {place}")?;
                paragraph(f, "", &format!("{whom}{}", finding.message))?;
                paragraph(f, "To do: ", &finding.remedy)?;
                let citation = &finding.citation;
                let at = citation.locator().map(|at| format!(", {at}")).unwrap_or_default();
                let source = format!("{}, {}{at}", finding.rule, citation.document());
                paragraph(f, "Rule: ", &source)?;
            }
        }
        Ok(())
    }
}

/// Writes a text in lines of at most 96 characters, indented, after a label.
fn paragraph(f: &mut fmt::Formatter<'_>, label: &str, text: &str) -> fmt::Result {
    let mut line = format!("    {label}");
    let start = line.len();
    for word in text.split_whitespace() {
        if line.len() + word.len() + 1 > 96 && line.len() > start {
            writeln!(f, "{}", line.trim_end())?;
            line = " ".repeat(start);
        }
        line.push_str(word);
        line.push(' ');
    }
    writeln!(f, "{}", line.trim_end())
}
