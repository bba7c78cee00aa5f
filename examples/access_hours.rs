//! Prints the hours of extended hours or enhanced access that a network owes each week, and checks
//! an offered week against them.
//!
//! ```sh
//! access_hours --on 2019-10-01 --registered 43210
//! access_hours --on 2025-06-01 --adjusted 51234.56
//! access_hours --on 2025-06-01 --adjusted 51000 week.json
//! access_hours                    # a made-up network with a made-up week
//! ```
//!
//! A week is JSON:
//! `{"slots": [{"day": "monday", "from": "18:30", "until": "20:00", "clinics": 4}]}`.
//! Give both populations to ask about any day: extended hours go by the registered population,
//! enhanced access by the adjusted one.

#[path = "cli/mod.rs"]
mod cli;
#[path = "document/mod.rs"]
mod document;

use std::{
    fmt,
    path::{Path, PathBuf},
    process::ExitCode,
};

use clap::Parser;
use pcn::{
    calendar::{ContractYear, NaiveDate, day},
    citation::Evidence,
    des,
    finding::{Report, Summary},
    quantity::{Decimal, Minutes, Patients},
    service::{
        AccessError, AccessTerms, DayOfWeek, Lists, Required, Service, Slot, TimeOfDay, Timetable,
        Uncovered,
    },
    working::Working,
};
use serde::Serialize;

/// The hours of access that a network owes each week.
#[derive(Parser)]
#[command(after_help = "Exit code: 0 no errors found, 1 errors found, 2 input not understood.")]
struct Flags {
    /// The day asked about, for example 2025-06-01.
    #[arg(long, value_name = "DATE")]
    on: Option<String>,
    /// Contractor registered population, for extended hours.
    #[arg(long, value_name = "N", allow_hyphen_values = true)]
    registered: Option<String>,
    /// PCN adjusted population, for enhanced access.
    #[arg(long, value_name = "N", allow_hyphen_values = true)]
    adjusted: Option<String>,
    /// An offered week to check, as JSON.
    #[arg(value_name = "WEEK.json")]
    week: Option<PathBuf>,
    /// How to print.
    #[arg(long, value_enum, default_value_t)]
    format: cli::Format,
}

#[derive(Serialize)]
struct Answer {
    on: NaiveDate,
    regime: Service,
    minutes_per_week: Minutes,
    hours_per_week: String,
    evidence: Evidence,
    working: Working,
    #[serde(skip_serializing_if = "Option::is_none")]
    standard_hours: Option<String>,
    #[serde(flatten)]
    check: Option<Check>,
    #[serde(skip)]
    made_up: Option<&'static str>,
}

#[derive(Serialize)]
struct Check {
    offered: Minutes,
    counted: Minutes,
    shortfall: Minutes,
    uncovered: Vec<Uncovered>,
    findings: Report,
    summary: Summary,
}

fn main() -> ExitCode {
    let flags = Flags::parse();
    let outcome = answer(&flags).map(|answer| {
        let errors = answer.check.as_ref().is_some_and(|check| check.findings.has_errors());
        (answer, errors)
    });
    cli::finish(outcome, flags.format)
}

fn date(text: &str) -> Result<NaiveDate, String> {
    text.parse().map_err(|_| {
        format!("--on: `{text}` is not a day of the calendar; a good one is 2025-06-01")
    })
}

fn terms(on: NaiveDate) -> Result<&'static AccessTerms, String> {
    let held = ContractYear::containing(on).and_then(des::year);
    held.map(|year| &year.service.access).ok_or_else(|| {
        format!(
            "--on: no terms are held for {on}; held are days from 2019-07-01 to 2027-03-31, for \
             example 2025-06-01"
        )
    })
}

fn answer(flags: &Flags) -> Result<Answer, String> {
    let on = flags.on.as_deref().map_or(Ok(day(2025, 6, 1)), date)?;
    let terms = terms(on)?;
    let lists = Lists {
        registered: population("--registered", flags.registered.as_deref())?,
        adjusted: population("--adjusted", flags.adjusted.as_deref())?,
    };
    let given = lists.registered.is_some() || lists.adjusted.is_some();
    let alone = !given && flags.week.is_none();
    let (lists, made_up) = if given {
        (lists, None)
    } else {
        let lists = Lists {
            registered: Some(Patients::constant("50000")),
            adjusted: Some(Patients::constant("51000")),
        };
        let note = "a made-up network: 50,000 registered and 51,000 adjusted patients";
        (lists, Some(note))
    };
    let week = match &flags.week {
        Some(path) => Some(read(path)?),
        None if alone && flags.on.is_none() => Some(made_up_week()),
        None => None,
    };
    let explain = |error: AccessError| match &error {
        AccessError::NoPopulation { basis, .. } => format!("{error}; give it with --{basis}"),
        _ => format!("--on: {error}"),
    };
    let (required, check) = match week {
        None => (terms.weekly_minutes(&lists, on).map_err(explain)?, None),
        Some(week) => {
            let result = terms.check(&week, &lists, on).map_err(explain)?;
            let check = Check {
                offered: result.offered,
                counted: result.counted,
                shortfall: result.shortfall,
                uncovered: result.uncovered,
                summary: result.report.summary(),
                findings: result.report,
            };
            (result.required, Some(check))
        }
    };
    let Required { service, minutes, evidence } = required;
    Ok(Answer {
        on,
        regime: service,
        minutes_per_week: minutes.value,
        hours_per_week: minutes.value.hours().normalize().to_string(),
        evidence,
        working: minutes.working,
        standard_hours: terms
            .standard_hours
            .on(on)
            .value()
            .map(|hours| format!("{hours}: {} a week", hours.minutes())),
        check,
        made_up,
    })
}

fn population<T: std::str::FromStr<Err = pcn::quantity::QuantityError>>(
    flag: &str,
    text: Option<&str>,
) -> Result<Option<T>, String> {
    text.map(str::parse).transpose().map_err(|error| format!("{flag}: {error}"))
}

fn read(path: &Path) -> Result<Timetable, String> {
    let text = document::read(path)?;
    #[cfg(feature = "json")]
    let week = pcn::json::from_str(&text);
    #[cfg(not(feature = "json"))]
    let week = serde_json::from_str(&text);
    week.map_err(|error| format!("{}: {error}", path.display()))
}

/// A week with faults on purpose.
fn made_up_week() -> Timetable {
    use DayOfWeek::{Monday, Saturday, Thursday, Tuesday, Wednesday};
    let slot = |day, from: (u16, u16), until: (u16, u16), clinics| Slot {
        day,
        from: TimeOfDay::constant(from.0, from.1),
        until: TimeOfDay::constant(until.0, until.1),
        clinics,
        agreed: false,
    };
    Timetable {
        slots: vec![
            slot(Monday, (18, 30), (20, 0), 4),
            slot(Tuesday, (18, 30), (20, 0), 4),
            slot(Wednesday, (18, 30), (19, 30), 4),
            slot(Thursday, (18, 30), (20, 0), 4),
            slot(Thursday, (7, 30), (7, 50), 1),
            slot(Saturday, (9, 0), (17, 0), 4),
        ],
        core_hours: None,
    }
}

impl fmt::Display for Answer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(note) = self.made_up {
            writeln!(f, "({note})\n")?;
        }
        let hours: Decimal = self.minutes_per_week.hours();
        writeln!(
            f,
            "On {} the network owes {} of {} a week ({} hours, {} minutes).",
            self.on,
            self.minutes_per_week,
            self.regime,
            hours.normalize(),
            self.minutes_per_week.count()
        )?;
        writeln!(f, "Grade of the terms used: {}.", self.evidence)?;
        if let Some(hours) = &self.standard_hours {
            writeln!(f, "Network standard hours: {hours}.")?;
        }
        writeln!(f, "\n{}", self.working)?;
        if let Some(check) = &self.check {
            writeln!(
                f,
                "Offered {}, of which {} count; short by {}.",
                check.offered, check.counted, check.shortfall
            )?;
            writeln!(f, "\n{}", check.findings)?;
        }
        Ok(())
    }
}
