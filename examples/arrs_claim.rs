//! A month's claim under the additional roles scheme, and the year against the sum.
//!
//! Reads `{"year", "month", "known_on"?, "weighted"?, "registered"?, "lines": [...]}`; without a
//! file it takes a made-up network in November 2023. A weighted or registered population is a
//! number, or `{"count", "on"}` if it stands at another day than 1 January before the year. A line's
//! `until` is the first day no longer in post.

#[path = "cli/mod.rs"]
mod cli;
#[path = "document/mod.rs"]
mod document;

use std::{collections::BTreeSet, fmt, path::PathBuf, process::ExitCode};

use clap::Parser;
use pcn::{
    calendar::{ContractYear, NaiveDate, Period},
    des,
    finding::{Finding, Report, Severity, Summary},
    funding::arrs::{ClaimFacts, MonthClaim, Role, YearClaim},
    json,
    quantity::{Gbp, Wte},
    working::Working,
};
use serde::Serialize;

/// A month's claim under the additional roles reimbursement scheme.
#[derive(Parser)]
#[command(after_help = NOTES)]
struct Flags {
    /// The claim as JSON. Without it: a made-up one.
    file: Option<PathBuf>,
    /// Leave the working out of the text.
    #[arg(long)]
    brief: bool,
    /// How to print.
    #[arg(long, value_enum, default_value_t)]
    format: cli::Format,
}

const NOTES: &str = r#"The claim: {"year": "2025/26", "month": "2025-11", "known_on": "2025-07-31", "weighted": "51250.5",
"registered": 50000, "lines": [{"role": "CP", "wte": "1", "annual_cost": "58900", "until": "2025-11-30"}]}
  known_on  claims at the maxima known on that day. The maxima of 2025/26 were raised on 1 August 2025,
            back-dated, by amounts that no page read gives: a claim as known on 2025-07-31 has the earlier ones.
  until     the first day no longer in post, the day after the last: here 29 November is the last day.

Exit code: 0 no errors found, 1 errors found, 2 input not understood."#;

const EXAMPLE: &str = r#"{
  "year": "2023/24",
  "month": "2023-11",
  "weighted": "51250.5",
  "registered": 50000,
  "lines": [
    {"reference": "post 1", "role": "clinical_pharmacist", "wte": "1", "annual_cost": "58900"},
    {"reference": "post 2", "role": "CP", "wte": "0.8", "annual_cost": "51200"},
    {"reference": "post 3", "role": "SPLW", "wte": "1", "monthly_cost": "3150", "service_fee": "150"},
    {"reference": "post 4", "role": "pharmacy technician", "wte": "1", "annual_cost": "36400", "from": "2023-11-13"},
    {"reference": "post 5", "role": "care coordinator", "wte": "1.6", "annual_cost": "52000", "until": "2023-11-21"},
    {"reference": "post 6", "role": "first contact physiotherapist", "wte": "0.5", "annual_cost": "30500"}
  ]
}"#;

#[derive(Serialize)]
struct Document {
    year: ContractYear,
    month: Period,
    #[serde(skip_serializing_if = "Option::is_none")]
    known_on: Option<NaiveDate>,
    lines: Vec<Line>,
    /// Null where it rests on nothing known.
    total: Option<Gbp>,
    /// How many posts are in no sum because their maximum is not known.
    unknown: usize,
    entitlement: Option<Gbp>,
    year_to_claim: YearSums,
    findings: Vec<Finding>,
    summary: Summary,
    #[serde(skip)]
    text: String,
}

#[derive(Serialize)]
struct Line {
    #[serde(skip_serializing_if = "Option::is_none")]
    reference: Option<String>,
    role: Role,
    wte: Wte,
    #[serde(skip_serializing_if = "Option::is_none")]
    days: Option<Period>,
    actual: Gbp,
    maximum: Option<Gbp>,
    claimable: Option<Gbp>,
    #[serde(skip_serializing_if = "Option::is_none")]
    finding: Option<Finding>,
    working: Working,
}

#[derive(Serialize)]
struct YearSums {
    total: Option<Gbp>,
    payable: Option<Gbp>,
    /// How many months of posts are in no sum because their maximum is not known.
    unknown: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    unclaimed: Option<Gbp>,
}

fn main() -> ExitCode {
    let flags = Flags::parse();
    cli::finish(run(&flags), flags.format)
}

fn run(flags: &Flags) -> Result<(Document, bool), String> {
    let (name, text) = match &flags.file {
        Some(file) => (file.display().to_string(), document::read(file)?),
        None => ("the made-up claim".to_owned(), EXAMPLE.to_owned()),
    };
    let facts: ClaimFacts = json::from_str(&text).map_err(|error| format!("{name}: {error}"))?;
    let held = des::year(facts.year)
        .ok_or_else(|| format!("{name}: no terms of {} in this release", facts.year))?;
    let terms = &held.funding.arrs;
    let claim =
        terms.claim_month(&facts.posts, &facts.basis, facts.month).ok_or("no such month")?;
    let year = terms.claim_year(&facts.posts, &facts.basis);
    let findings = findings(&claim, &year);
    let mut text = text_of(&claim, &year, &findings, flags.brief);
    if flags.file.is_none() {
        text = text.replacen('\n', " (a made-up network)\n", 1);
    }
    let has_errors = findings.has_errors();
    let total = claim.known_total();
    let lines = claim.lines.into_iter().map(|line| {
        let mut findings = line.findings;
        findings.sort();
        Line {
            reference: line.reference.map(Into::into),
            role: line.role,
            wte: line.wte,
            days: line.days,
            actual: line.actual,
            maximum: line.maximum,
            claimable: line.claimable,
            finding: findings.into_findings().into_iter().next(),
            working: line.working,
        }
    });
    let document = Document {
        year: facts.year,
        month: claim.month,
        known_on: facts.basis.known_on,
        lines: lines.collect(),
        total,
        unknown: claim.unknown,
        entitlement: year.entitlement,
        year_to_claim: YearSums {
            total: year.known_total(),
            payable: year.known_payable(),
            unknown: year.unknown,
            unclaimed: year.unclaimed,
        },
        summary: findings.summary(),
        findings: findings.into_findings(),
        text,
    };
    Ok((document, has_errors))
}

/// The findings of the month, and those on the year as a whole. Of a limit on several posts the
/// year tells again what the month told, perhaps of another month.
fn findings(claim: &MonthClaim, year: &YearClaim) -> Report {
    let month = claim.all_findings();
    let told = |of_year: &Finding| {
        month.iter().any(|own| {
            (&own.rule, &own.path, &own.subject) == (&of_year.rule, &of_year.path, &of_year.subject)
        })
    };
    let of_a_line =
        |finding: &Finding| finding.path.as_deref().is_some_and(|path| path.starts_with("lines["));
    let of_year = year.findings.iter().filter(|one| !of_a_line(one) && !told(one)).cloned();
    let mut all: Report = month.iter().cloned().chain(of_year).collect();
    all.sort();
    all
}

fn text_of(claim: &MonthClaim, year: &YearClaim, findings: &Report, brief: bool) -> String {
    let mut text = claim.to_string();
    text.push_str("\nThe year, if these posts run as given\n\n");
    text.push_str(&year.to_string());
    if !findings.is_empty() {
        text.push_str(&format!("\nFindings: {findings}"));
        let mut told = BTreeSet::new();
        for finding in findings.iter().filter(|finding| finding.severity != Severity::Info) {
            if told.insert(&finding.rule) {
                text.push_str(&format!("{}, what to do: {}\n", finding.rule, finding.remedy));
            }
        }
    }
    if !brief {
        text.push_str("\nWorking\n\n");
        for (at, line) in claim.lines.iter().enumerate() {
            text.push_str(&format!("line {at}: {}", line.working));
        }
    }
    text
}

impl fmt::Display for Document {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}
