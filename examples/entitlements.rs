//! What a network is entitled to in a contract year, payment by payment, with the working.
//!
//! Run without counts it takes a made-up network of 50,000 registered, 51,000 adjusted and 49,500
//! weighted patients and 200 care home beds.

#[path = "cli/mod.rs"]
mod cli;
mod dates;

use std::{fmt, process::ExitCode};

use chrono::Datelike as _;
use clap::Parser;
use pcn::{
    calendar::{ContractYear, NaiveDate, Period, day},
    citation::{Citation, Evidence},
    des,
    finding::Finding,
    funding::{
        Comparison, Count, Counted, EntitlementKind, Facts, Outcome, PaidTo, Populations, Price,
        Question, Statement,
    },
    quantity::{Adjusted, Beds, Decimal, Gbp, Patients, Registered, Weighted},
    working::Working,
};
use serde::Serialize;

/// What a network is entitled to in a contract year. Without counts, those of a made-up network.
#[derive(Parser)]
struct Flags {
    /// The contract year.
    #[arg(long, default_value = "2024/25")]
    year: ContractYear,
    /// Registered patients.
    #[arg(long, value_name = "N", allow_hyphen_values = true)]
    registered: Option<Patients<Registered>>,
    /// PCN adjusted population.
    #[arg(long, value_name = "N", allow_hyphen_values = true)]
    adjusted: Option<Patients<Adjusted>>,
    /// Contractor weighted population.
    #[arg(long, value_name = "N", allow_hyphen_values = true)]
    weighted: Option<Patients<Weighted>>,
    /// Beds in aligned care homes.
    #[arg(long, value_name = "N", allow_hyphen_values = true, value_parser = beds)]
    beds: Option<u32>,
    /// The day at which the counts stood. Without it: 1 January before the year.
    #[arg(long, value_name = "DATE", value_parser = dates::like("2024-05-31"))]
    as_at: Option<NaiveDate>,
    /// Ask as known on this day.
    #[arg(long, value_name = "DATE", value_parser = dates::like("2024-05-31"))]
    known_on: Option<NaiveDate>,
    /// Ask only for the month in which this day lies.
    #[arg(long, value_name = "DATE", value_parser = dates::like("2024-05-31"))]
    month: Option<NaiveDate>,
    /// Set the same counts under another contract year beside it.
    #[arg(long, value_name = "YEAR")]
    compare: Option<ContractYear>,
    /// Leave the working out of the text.
    #[arg(long)]
    brief: bool,
    /// How to print.
    #[arg(long, value_enum, default_value_t)]
    format: cli::Format,
}

impl Flags {
    fn is_made_up(&self) -> bool {
        let Self { registered, adjusted, weighted, beds, .. } = self;
        (registered, adjusted, weighted, beds) == (&None, &None, &None, &None)
    }
}

fn beds(text: &str) -> Result<u32, String> {
    text.parse().map_err(|_| "a number of beds is written as 200".to_owned())
}

#[derive(Serialize)]
struct Document {
    year: ContractYear,
    period: Period,
    #[serde(skip_serializing_if = "Option::is_none")]
    known_on: Option<NaiveDate>,
    lines: Vec<Line>,
    /// Without a value, as the next two, where nothing of it is known.
    total: Option<Gbp>,
    to_practices: Option<Gbp>,
    up_to: Option<Gbp>,
    not_published: Vec<EntitlementKind>,
    /// These and what else has no amount: it was not known then, or lacks its count.
    in_no_sum: Vec<EntitlementKind>,
    /// Whether no counts were given and those of a made-up network are taken.
    made_up: bool,
    findings: Vec<Finding>,
    #[serde(skip_serializing_if = "Option::is_none")]
    comparison: Option<Comparison>,
    #[serde(skip)]
    text: String,
}

#[derive(Serialize)]
struct Line {
    entitlement: EntitlementKind,
    paid_to: PaidTo,
    basis: String,
    rate: Option<Text>,
    population: Option<Text>,
    amount: Option<Gbp>,
    outcome: Outcome,
    period: Period,
    evidence: Option<Evidence>,
    citation: Citation,
    parts: Vec<Part>,
    working: Working,
}

#[derive(Serialize)]
struct Part {
    basis: Counted,
    rate: Option<Text>,
    population: Option<Text>,
    citation: Citation,
}

/// A decimal as the wire has it: a string.
struct Text(Decimal);

impl Serialize for Text {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&self.0)
    }
}

/// What is counted, as the wire has it.
fn key(counted: Counted) -> &'static str {
    match counted {
        Counted::Registered => "registered",
        Counted::Adjusted => "adjusted",
        Counted::Weighted => "weighted",
        Counted::Beds => "beds",
    }
}

/// The number of a count, whatever it counts.
fn number(count: Count) -> Text {
    Text(match count {
        Count::Registered(count) => count.count(),
        Count::Adjusted(count) => count.count(),
        Count::Weighted(count) => count.count(),
        Count::Beds(count) => count.count().into(),
    })
}

fn main() -> ExitCode {
    let flags = Flags::parse();
    let format = flags.format;
    cli::finish(run(&flags), format)
}

fn run(flags: &Flags) -> Result<(Document, bool), String> {
    let statement = statement(flags, flags.year)?;
    let comparison = match flags.compare {
        Some(other) => Some(Comparison::of_statements(
            (flags.year.to_string(), &statement),
            (other.to_string(), &self::statement(flags, other)?),
        )),
        None => None,
    };
    let mut text = String::new();
    if flags.is_made_up() {
        text.push_str(
            "A made-up network of 50,000 registered, 51,000 adjusted and 49,500 weighted patients \
             and 200 care home beds; give counts with --registered, --adjusted, --weighted and \
             --beds\n\n",
        );
    }
    text.push_str(&statement.to_string());
    if let Some(comparison) = &comparison {
        text.push_str(&format!("\n{comparison}"));
    }
    if !flags.brief {
        text.push_str("\nWorking\n\n");
        for line in &statement.lines {
            text.push_str(&line.working.to_string());
        }
    }
    let has_errors = statement.findings.has_errors();
    let document = document(flags, statement, comparison, text);
    Ok((document, has_errors))
}

fn statement(flags: &Flags, year: ContractYear) -> Result<Statement, String> {
    let held = des::year(year).ok_or_else(|| {
        let years: Vec<String> = des::years().iter().map(|held| held.year.to_string()).collect();
        format!("no terms of {year} in this release; it holds {}", years.join(", "))
    })?;
    let on = flags.as_at.unwrap_or(day(year.start().into(), 1, 1));
    let mut counts = Populations::default();
    if flags.is_made_up() {
        counts = counts
            .registered(Patients::from(50_000), on)
            .adjusted(Patients::constant("51000"), on)
            .weighted(Patients::constant("49500"), on)
            .beds(Beds::new(200), on);
    }
    if let Some(count) = flags.registered {
        counts = counts.registered(count, on);
    }
    if let Some(count) = flags.adjusted {
        counts = counts.adjusted(count, on);
    }
    if let Some(count) = flags.weighted {
        counts = counts.weighted(count, on);
    }
    if let Some(count) = flags.beds {
        counts = counts.beds(Beds::new(count), on);
    }
    let mut question = match month_of(flags, year)? {
        Some(month) => Question::of_month(month).ok_or("no such month")?,
        None => Question::of(year.period()),
    };
    question.known_on = flags.known_on;
    Ok(held.funding.statement(&Facts::of(counts), &question))
}

/// The day in the month that is asked for. With another year beside it the same month of that year.
fn month_of(flags: &Flags, year: ContractYear) -> Result<Option<NaiveDate>, String> {
    let Some(month) = flags.month else { return Ok(None) };
    if ContractYear::containing(month) != Some(flags.year) {
        let good = flags.year.first_day();
        return Err(format!("--month: {month} does not lie in {}, as {good} does", flags.year));
    }
    let later = i32::from(year.start()) - i32::from(flags.year.start());
    let first = month.with_day(1).and_then(|first| first.with_year(first.year() + later));
    Ok(first)
}

fn document(
    flags: &Flags,
    statement: Statement,
    comparison: Option<Comparison>,
    text: String,
) -> Document {
    let not_published = statement.not_published().collect();
    let total = statement.due_to(PaidTo::Network);
    let to_practices = statement.due_to(PaidTo::Practice);
    let up_to = statement.still_to_earn();
    let in_no_sum = statement.in_no_sum().map(|line| line.entitlement).collect();
    let lines = statement.lines.into_iter().map(|line| {
        let rates: Option<Vec<Price>> = line.parts.iter().map(|part| part.rate).collect();
        let bases: Vec<&str> = line.parts.iter().map(|part| key(part.counted)).collect();
        let population = match line.parts.as_slice() {
            [only] => only.count.map(number),
            _ => None,
        };
        Line {
            entitlement: line.entitlement,
            paid_to: line.paid_to,
            basis: bases.join("+"),
            // The merged core funding is published as the sum of its two rates, £2.916.
            rate: rates.map(|rates| Text(rates.iter().map(|rate| rate.pounds()).sum())),
            population,
            amount: line.outcome.amount(),
            outcome: line.outcome,
            period: line.period,
            evidence: line.evidence,
            citation: line.parts[0].citation.clone(),
            parts: line
                .parts
                .iter()
                .map(|part| Part {
                    basis: part.counted,
                    rate: part.rate.map(|rate| Text(rate.pounds())),
                    population: part.count.map(number),
                    citation: part.citation.clone(),
                })
                .collect(),
            working: line.working,
        }
    });
    Document {
        year: flags.year,
        period: statement.period,
        known_on: statement.known_on,
        lines: lines.collect(),
        total,
        to_practices,
        up_to,
        not_published,
        in_no_sum,
        made_up: flags.is_made_up(),
        findings: statement.findings.into_findings(),
        comparison,
        text,
    }
}

impl fmt::Display for Document {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}
