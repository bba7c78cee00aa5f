//! Prints every rule and every dated figure of a contract year, with citation and grade.
//!
//! ```sh
//! rulebook --year 2024/25
//! rulebook --year 2024/25 --format markdown
//! rulebook --format json          # all years
//! ```

#[path = "cli/mod.rs"]
mod cli;

use std::process::ExitCode;

use clap::Parser;
use pcn::{
    calendar::ContractYear,
    des::{self, Rulebook},
};

/// Prints every rule and every dated figure of a contract year, with citation and grade.
#[derive(Parser)]
struct Flags {
    /// The contract year, for example 2024/25; all years if left out.
    #[arg(long, value_name = "YEAR")]
    year: Option<String>,
    /// How to print.
    #[arg(long, value_enum, default_value_t)]
    format: Form,
}

#[derive(Clone, Copy, Default, clap::ValueEnum)]
enum Form {
    /// For people.
    #[default]
    Text,
    /// A page of Markdown.
    Markdown,
    /// One JSON document.
    Json,
}

fn main() -> ExitCode {
    let flags = Flags::parse();
    let book = match book(flags.year.as_deref()) {
        Ok(book) => book,
        Err(message) => return cli::finish::<String>(Err(message), cli::Format::Text),
    };
    match flags.format {
        Form::Text => cli::finish(Ok((book, false)), cli::Format::Text),
        Form::Json => cli::finish(Ok((book, false)), cli::Format::Json),
        Form::Markdown => cli::finish(Ok((book.markdown(), false)), cli::Format::Text),
    }
}

fn book(year: Option<&str>) -> Result<Rulebook, String> {
    let Some(text) = year else { return Ok(Rulebook::all()) };
    let year: ContractYear = text.parse().map_err(|error| format!("--year: {error}"))?;
    Rulebook::of(year).ok_or_else(|| {
        let held: Vec<_> = des::years().iter().map(|one| one.year.to_string()).collect();
        format!("--year: no terms are held for {year}; held are {}", held.join(", "))
    })
}
