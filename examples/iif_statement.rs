//! What a network earns from the Investment and Impact Fund in a year, and how.
//!
//! ```sh
//! iif_statement facts.json              # a statement and what is left to earn
//! iif_statement facts.json --working    # with every step
//! iif_statement facts.json --strict     # refuses unconfirmed figures
//! iif_statement                         # a made-up network
//! ```

#[path = "cli/mod.rs"]
mod cli;
mod dates;
#[path = "document/mod.rs"]
mod document;
#[path = "iif/mod.rs"]
mod iif;

use std::{fmt, path::PathBuf, process::ExitCode};

use clap::Parser;
use pcn::{
    calendar::NaiveDate,
    des,
    iif::{Definition, Direction, Facts, IndicatorCode, Kind, Line, Outcome, Outlook, Unit},
    quantity::Decimal,
};
use rust_decimal::RoundingStrategy;
use serde::Serialize;

use iif::{Answer, MADE_UP};

/// Works out a network's statement of the Investment and Impact Fund.
///
/// Without a file it works out a made-up network's.
#[derive(Parser)]
#[command(after_help = "Exit code: 0 worked out, 1 a line is refused, 2 input not readable.")]
struct Flags {
    /// The facts: {year, pcn, known_on?, list_size, national_average_list_size, observations[]}.
    file: Option<PathBuf>,
    /// Refuse lines that rest on unconfirmed figures or assumptions.
    #[arg(long)]
    strict: bool,
    /// As known on this day, such as 2024-05-31, whatever the file says.
    #[arg(long, value_name = "DATE", value_parser = dates::like("2024-05-31"))]
    known_on: Option<NaiveDate>,
    /// Print every step of every line. The JSON document always holds them.
    #[arg(long)]
    working: bool,
    /// How to print.
    #[arg(long, value_enum, default_value_t)]
    format: cli::Format,
}

/// The document.
#[derive(Serialize)]
struct Document {
    #[serde(flatten)]
    answer: Answer,
    #[serde(skip)]
    facts: Facts,
    #[serde(skip)]
    made_up: bool,
    #[serde(skip)]
    working: bool,
}

fn main() -> ExitCode {
    let flags = Flags::parse();
    cli::finish(run(&flags), flags.format)
}

fn run(flags: &Flags) -> Result<(Document, bool), String> {
    let (name, text) = match &flags.file {
        Some(path) => {
            let name = path.display().to_string();
            (name, document::read(path)?)
        }
        None => ("the made-up network".to_owned(), MADE_UP.to_owned()),
    };
    let failed = |refusal: iif::Refusal| format!("{name}: {refusal}");
    let mut facts = iif::read(&text).map_err(failed)?;
    facts.known_on = flags.known_on.or(facts.known_on);
    let answer = iif::answer(&facts, flags.strict).map_err(failed)?;
    let lines = &answer.statement.indicators;
    let has_refused = lines.iter().any(|line| line.status == Outcome::Refused);
    let (made_up, working) = (flags.file.is_none(), flags.working);
    Ok((Document { answer, facts, made_up, working }, has_refused))
}

/// A figure shown to a few decimal places; the payment is worked out from the exact one.
fn places(value: Decimal, places: u32) -> String {
    let mut value = value.round_dp_with_strategy(places, RoundingStrategy::MidpointAwayFromZero);
    value.rescale(places);
    value.to_string()
}

/// Whether a line has points that are earned or not, and not stopped.
fn has_points(line: &Line) -> bool {
    line.points.is_some() && !line.status.is_stopped()
}

fn or_dash(value: Option<impl fmt::Display>) -> String {
    value.map_or_else(|| "-".to_owned(), |value| value.to_string())
}

impl fmt::Display for Document {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let statement = &self.answer.statement;
        let example = if self.made_up { " (a made-up network)" } else { "" };
        writeln!(f, "Investment and Impact Fund {}, {}{example}", statement.year, statement.pcn)?;
        if let Some(known) = statement.known_on {
            writeln!(f, "as known on {known}")?;
        }
        writeln!(
            f,
            "list {}, average list {}\n",
            self.facts.list_size, self.facts.national_average_list_size
        )?;
        if statement.indicators.is_empty() {
            // The caveats say why.
            return self.what_to_know(f);
        }
        writeln!(
            f,
            "{:<11} {:<24} {:>11} {:>14} {:>7} {:>10} {:>13}  evidence",
            "indicator", "status", "performance", "points", "list", "prevalence", "payment"
        )?;
        for line in &statement.indicators {
            self.line(f, line)?;
        }
        let status = if statement.provisional { "provisional" } else { "final" };
        writeln!(
            f,
            "{:<11} {status:<24} {:>11} {:>14} {:>7} {:>10} {:>13}  {}",
            "total",
            "",
            if statement.has_payment() || statement.indicators.iter().any(has_points) {
                places(statement.total_points.value(), 2)
            } else {
                "not known".to_owned()
            },
            "",
            "",
            if statement.has_payment() {
                statement.total_payment.to_string()
            } else {
                "not known".to_owned()
            },
            or_dash(statement.evidence),
        )?;
        if !self.answer.outlook.is_empty() {
            writeln!(f, "\nwhat is left to earn")?;
            writeln!(
                f,
                "{:<11} {:>24} {:>24} {:>14} {:>13}",
                "indicator",
                "to the lower threshold",
                "to the upper threshold",
                "one more is",
                "missed"
            )?;
            for one in &self.answer.outlook {
                writeln!(
                    f,
                    "{:<11} {:>24} {:>24} {:>14} {:>13}",
                    one.indicator.as_str(),
                    self.left(one, one.to_lower),
                    self.left(one, one.to_upper),
                    or_dash(one.one_more),
                    or_dash(one.missed),
                )?;
            }
        }
        if !statement.caveats.is_empty() {
            writeln!(f)?;
            self.what_to_know(f)?;
        }
        if self.working {
            writeln!(f, "\nworking")?;
            for working in statement.indicators.iter().filter_map(|line| line.working.as_ref()) {
                writeln!(f, "{working}")?;
            }
        } else {
            writeln!(f, "\n--working shows every step with its source.")?;
        }
        Ok(())
    }
}

impl Document {
    fn what_to_know(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "what to know")?;
        self.answer.statement.caveats.iter().try_for_each(|caveat| writeln!(f, "- {caveat}"))
    }

    fn definition(&self, indicator: IndicatorCode) -> Option<&'static Definition> {
        let year = des::year(self.answer.statement.year)?;
        year.iif.indicator(indicator).map(|indicator| &indicator.definition)
    }

    /// How much is left to a threshold, in what the indicator counts.
    fn left(&self, outlook: &Outlook, left: Option<u64>) -> String {
        let definition = self.definition(outlook.indicator);
        let left = match left {
            Some(0) => return "reached".to_owned(),
            None => return "out of reach".to_owned(),
            Some(_) if definition.is_some_and(|one| one.kind == Kind::Binary) => {
                return "not done".to_owned();
            }
            Some(left) => left,
        };
        let noun = match outlook.counted.as_ref() {
            "" => "in the numerator",
            noun if left == 1 => noun.strip_suffix('s').unwrap_or(noun),
            noun => noun,
        };
        let fewer = definition.is_some_and(|one| one.direction == Direction::Lower);
        format!("{left} {noun}{}", if fewer { " fewer" } else { "" })
    }

    /// Performance with its unit, where that is short.
    fn performance(&self, line: &Line, value: Decimal) -> String {
        match self.definition(line.indicator).map(|definition| definition.unit) {
            Some(Unit::Percent) => format!("{}%", places(value, 2)),
            Some(Unit::PercentagePoints) => format!("{} pp", places(value, 2)),
            _ => places(value, 4),
        }
    }

    fn line(&self, f: &mut fmt::Formatter<'_>, line: &Line) -> fmt::Result {
        let points = match (line.points, line.max_points) {
            (Some(points), Some(max)) => format!("{} of {max}", places(points.value(), 2)),
            (None, Some(max)) => format!("- of {max}"),
            (points, None) => or_dash(points),
        };
        let status = match line.rag {
            Some(rag) if line.status == Outcome::Scored => format!("{} ({rag})", line.status),
            _ => line.status.to_string(),
        };
        writeln!(
            f,
            "{:<11} {status:<24} {:>11} {points:>14} {:>7} {:>10} {:>13}  {}",
            line.indicator.as_str(),
            or_dash(line.performance.map(|value| self.performance(line, value.value()))),
            or_dash(line.list_size_adjustment.map(|value| places(value.value(), 4))),
            or_dash(line.prevalence_adjustment.map(|value| places(value.value(), 4))),
            or_dash(line.payment),
            or_dash(line.evidence),
        )
    }
}
