//! A month's claim under the additional roles scheme, and the year against the sum.
//!
//! Reads `{"year", "month", "known_on"?, "weighted"?, "registered"?, "lines": [...]}`; without a
//! file it takes a made-up network in November 2023. A weighted or registered population is a
//! number, or `{"count", "on"}` if it stands at another day than 1 January before the year.

#[path = "cli/mod.rs"]
mod cli;

use std::{fmt, path::PathBuf, process::ExitCode};

use clap::Parser;
use pcn::{
    calendar::{ContractYear, NaiveDate, Period, day},
    des,
    finding::{Finding, Report, Summary},
    funding::arrs::{
        ClaimBasis, DayCount, MonthClaim, Post, Role, YearClaim, claim_month, claim_year,
    },
    json,
    quantity::{Basis, Gbp, Patients, PatientsOn, Registered, Weighted, Wte},
    working::Working,
};
use serde::{Deserialize, Serialize};

/// A month's claim under the additional roles reimbursement scheme.
#[derive(Parser)]
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

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Input {
    year: ContractYear,
    /// `2023-11`, or any day of the month.
    month: String,
    #[serde(default)]
    known_on: Option<NaiveDate>,
    #[serde(default)]
    weighted: Option<Population<Weighted>>,
    #[serde(default)]
    registered: Option<Population<Registered>>,
    #[serde(default)]
    day_count: DayCount,
    lines: Vec<Post>,
}

#[derive(Deserialize)]
#[serde(untagged, bound = "")]
enum Population<B: Basis> {
    Count(Patients<B>),
    On(PatientsOn<B>),
}

impl<B: Basis> Population<B> {
    fn at(self, on: NaiveDate) -> PatientsOn<B> {
        match self {
            Self::Count(count) => PatientsOn { count, on },
            Self::On(population) => population,
        }
    }
}

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
    total: Gbp,
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
    total: Gbp,
    payable: Gbp,
    #[serde(skip_serializing_if = "Option::is_none")]
    unclaimed: Option<Gbp>,
}

fn main() -> ExitCode {
    let flags = Flags::parse();
    cli::finish(run(&flags), flags.format)
}

fn run(flags: &Flags) -> Result<(Document, bool), String> {
    let (name, text) = match &flags.file {
        Some(file) => {
            let text = std::fs::read_to_string(file)
                .map_err(|error| format!("{}: {error}", file.display()))?;
            (file.display().to_string(), text)
        }
        None => ("the built-in example".to_owned(), EXAMPLE.to_owned()),
    };
    let input: Input = json::from_str(&text).map_err(|error| format!("{name}: {error}"))?;
    let held = des::year(input.year)
        .ok_or_else(|| format!("{name}: no terms of {} in this release", input.year))?;
    let terms = &held.funding.arrs;
    let month =
        parse_month(&input.month, input.year).map_err(|error| format!("{name}: {error}"))?;
    let january = day(input.year.start().into(), 1, 1);
    let basis = ClaimBasis {
        weighted: input.weighted.map(|population| population.at(january)),
        registered: input.registered.map(|population| population.at(january)),
        known_on: input.known_on,
        day_count: input.day_count,
    };
    let claim = claim_month(terms, month, &input.lines, &basis).ok_or("no such month")?;
    let year = claim_year(terms, &input.lines, &basis);
    let findings = findings(&claim, &year);
    let text = text_of(&claim, &year, &findings, flags.brief);
    let has_errors = findings.has_errors();
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
        year: input.year,
        month: claim.month,
        known_on: input.known_on,
        lines: lines.collect(),
        total: claim.total,
        entitlement: year.entitlement,
        year_to_claim: YearSums {
            total: year.total,
            payable: year.payable,
            unclaimed: year.unclaimed,
        },
        summary: findings.summary(),
        findings: findings.into_findings(),
        text,
    };
    Ok((document, has_errors))
}

/// The findings of the month, and those on the year as a whole.
fn findings(claim: &MonthClaim, year: &YearClaim) -> Report {
    let mut all = claim.all_findings();
    all.extend(year.findings.iter().filter(|finding| finding.path.is_none()).cloned());
    let mut once = Report::new();
    for finding in all {
        if !once.iter().any(|held| held.rule == finding.rule && held.subject == finding.subject) {
            once.push(finding);
        }
    }
    once.sort();
    once
}

fn parse_month(text: &str, year: ContractYear) -> Result<NaiveDate, String> {
    let full = if text.len() == 7 { format!("{text}-01") } else { text.to_owned() };
    let month: NaiveDate = full
        .parse()
        .map_err(|_| format!("at `month`: `{text}` is not a month; a good one is `2023-11`"))?;
    if year.period().contains(month) {
        Ok(month)
    } else {
        Err(format!("at `month`: `{text}` does not lie in {year}"))
    }
}

fn text_of(claim: &MonthClaim, year: &YearClaim, findings: &Report, brief: bool) -> String {
    let mut text = claim.to_string();
    text.push_str("\nThe year, if these posts run as given\n\n");
    text.push_str(&year.to_string());
    if !findings.is_empty() {
        text.push_str(&format!("\nFindings: {findings}"));
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
