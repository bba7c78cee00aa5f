//! Prints what each service of the Network Contract DES was on a day, as known on a day.
//!
//! ```sh
//! service_timeline --on 2021-07-01
//! service_timeline --on 2021-07-01 --known-on 2020-01-01
//! service_timeline --on 2022-10-01 --since 2022-07-01   # and what is newly owed since then
//! ```
//!
//! The library never asks what day it is. Without `--on` the day is the one on which this release's
//! terms were last checked.

#[path = "cli/mod.rs"]
mod cli;

use std::{fmt, process::ExitCode};

use clap::Parser;
use pcn::{
    calendar::{NaiveDate, Period, day},
    citation::{Citation, Evidence},
    des,
    service::{
        Announced, Change, Disagreement, NewlyOwed, Service, Status, Turn, status_as_known,
        timelines,
    },
};
use serde::Serialize;

/// What each service of the Network Contract DES was on a day.
#[derive(Parser)]
struct Flags {
    /// The day asked about, for example 2021-07-01; the day of the last check if left out.
    #[arg(long, value_name = "DATE")]
    on: Option<String>,
    /// Leaves out what was announced after this day.
    #[arg(long, value_name = "DATE")]
    known_on: Option<String>,
    /// Also lists what networks newly owe from this day up to the day asked about.
    #[arg(long, value_name = "DATE")]
    since: Option<String>,
    /// How to print.
    #[arg(long, value_enum, default_value_t)]
    format: cli::Format,
}

#[derive(Serialize)]
struct Answer {
    on: NaiveDate,
    known_on: Option<NaiveDate>,
    services: Vec<Row>,
    #[serde(skip_serializing_if = "Option::is_none")]
    newly_owed: Option<Vec<NewlyOwed<'static>>>,
}

#[derive(Serialize)]
struct Row {
    service: Service,
    name: &'static str,
    status: &'static str,
    detail: Status,
    planned: Option<String>,
    commenced: Option<NaiveDate>,
    ended: Option<NaiveDate>,
    revisions: Vec<Announcement>,
    disagreements: &'static [Disagreement],
    /// Of the announcement that the status rests on: the latest by the day.
    citation: Option<Citation>,
}

#[derive(Serialize)]
struct Announcement {
    announced: NaiveDate,
    exact: bool,
    change: Change,
    says: &'static str,
    citation: Citation,
    evidence: Evidence,
}

fn main() -> ExitCode {
    let flags = Flags::parse();
    let answer = answer(&flags).map(|answer| (answer, false));
    cli::finish(answer, flags.format)
}

fn date(flag: &str, text: &str) -> Result<NaiveDate, String> {
    let date: NaiveDate = text.parse().map_err(|_| {
        format!("{flag}: `{text}` is not a day of the calendar; a good one is 2021-07-01")
    })?;
    if date < day(2019, 1, 1) {
        return Err(format!(
            "{flag}: {date} lies before 2019, and the first services were announced in January \
             2019; a good one is 2021-07-01"
        ));
    }
    Ok(date)
}

fn answer(flags: &Flags) -> Result<Answer, String> {
    let last = des::years().last().map(|year| year.checked_on);
    let on = match &flags.on {
        Some(text) => date("--on", text)?,
        None => last.ok_or("no year is held")?,
    };
    let known_on = flags.known_on.as_deref().map(|text| date("--known-on", text)).transpose()?;
    let known = known_on.unwrap_or(NaiveDate::MAX);
    let newly_owed = match &flags.since {
        Some(text) => {
            let since = date("--since", text)?;
            let until = on.succ_opt().ok_or("--on: beyond the calendar")?;
            let within = Period::try_new(since, Some(until))
                .map_err(|_| format!("--since: {since} lies after {on}; give an earlier day"))?;
            Some(des::newly_owed(within))
        }
        None => None,
    };
    let services = timelines()
        .iter()
        .map(|story| {
            let heard = || story.revisions().iter().filter(|one| one.announced.date <= known);
            let status = status_as_known(story.service(), on, known);
            Row {
                service: story.service(),
                name: story.service().name(),
                status: status.name(),
                detail: status,
                planned: heard().find_map(|one| match one.change {
                    Change::Planned(start) => Some(start.to_string()),
                    _ => None,
                }),
                commenced: heard().find_map(|one| match one.change {
                    Change::Commenced(date) => Some(date),
                    _ => None,
                }),
                ended: heard().find_map(|one| match one.change {
                    Change::Ends { on, .. } => Some(on),
                    _ => None,
                }),
                revisions: heard()
                    .map(|one| Announcement {
                        announced: one.announced.date,
                        exact: one.announced.exact,
                        change: one.change,
                        says: &one.says,
                        citation: one.source.citation.clone(),
                        evidence: one.source.evidence,
                    })
                    .collect(),
                disagreements: story.disagreements(),
                citation: heard()
                    .rfind(|one| one.announced.date <= on && !matches!(one.change, Change::Amended))
                    .map(|one| one.source.citation.clone()),
            }
        })
        .collect();
    Ok(Answer { on, known_on, services, newly_owed })
}

impl fmt::Display for Answer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Services of the Network Contract DES on {}", self.on)?;
        match self.known_on {
            Some(known) => writeln!(f, ", as known on {known}")?,
            None => writeln!(f)?,
        }
        writeln!(f)?;
        for row in &self.services {
            writeln!(f, "{:<56} {}", row.name, row.detail)?;
        }
        for row in &self.services {
            writeln!(f, "\n{}", row.name)?;
            if row.revisions.is_empty() {
                writeln!(f, "  nothing announced by then")?;
            }
            let mut after = false;
            for one in &row.revisions {
                let when = Announced { date: one.announced, exact: one.exact };
                if when.date > self.on && !after {
                    writeln!(f, "  -- announced after {} --", self.on)?;
                    after = true;
                }
                let what = match one.change {
                    Change::Planned(start) => format!("planned for {start}: "),
                    Change::Commenced(on) => format!("commenced on {on}: "),
                    Change::Ends { on, .. } => format!("ends on {on}: "),
                    Change::GivenUp { .. } => "given up: ".to_owned(),
                    Change::Postponed(_) | Change::Amended => String::new(),
                };
                writeln!(f, "  {:<14} {what}{}", when.to_string(), one.says)?;
                writeln!(f, "  {:<14} [{}: {}]", "", one.evidence, one.citation)?;
            }
            for one in row.disagreements {
                writeln!(f, "  sources disagree on {}: used here: {}", one.about, one.used)?;
                for reading in one.readings.iter() {
                    writeln!(f, "    but {} [{}]", reading.value, reading.source.citation)?;
                }
            }
        }
        if let Some(owed) = &self.newly_owed {
            writeln!(f, "\nNewly owed")?;
            if owed.is_empty() {
                writeln!(f, "  nothing")?;
            }
            for one in owed {
                let turn = match one.turn {
                    Turn::Begins => "begins",
                    Turn::FallsDue => "falls due",
                };
                writeln!(f, "  {} {turn:<9} {}", one.on, one.requirement)?;
                let source = &one.requirement.source;
                writeln!(f, "  {:<20} [{}: {}]", "", source.evidence, source.citation)?;
            }
        }
        Ok(())
    }
}
