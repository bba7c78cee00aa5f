//! Where a network stands on the maturity matrix, how it moved, and what is missing to the next
//! level; or, for several networks, how many stand where.
//!
//! ```text
//! maturity_report [FILE.json]... [--on DATE] [--svg OUT.svg]
//! ```
//!
//! With no file it shows a made-up network. With several files it shows the distribution of their
//! networks, which ranks nobody.

#[path = "cli/mod.rs"]
mod cli;
mod dates;
#[path = "document/mod.rs"]
mod document;
#[path = "picture/mod.rs"]
mod picture;
#[path = "maturity_page/picture_of.rs"]
mod picture_of;

use std::{fmt, fs, path::PathBuf, process::ExitCode};

use clap::Parser;
use pcn::{
    calendar::NaiveDate,
    citation::Evidence,
    finding::{Finding, Summary},
    json,
    maturity::{
        self, ComponentId, Distribution, FullyMature, Journey, Level, Matrix, Movement, Next,
        Progress, Standing, SupportDomain,
    },
};
use serde::Serialize;

#[derive(Parser)]
#[command(about = "Reports where networks stand on the maturity matrix")]
struct Args {
    /// A network's assessments, as JSON; a made-up network if left out. Several give a distribution
    files: Vec<PathBuf>,
    /// The day; by default that of the last assessment
    #[arg(long, value_name = "DATE", value_parser = dates::like("2021-09-30"))]
    on: Option<NaiveDate>,
    /// Writes the levels over time as SVG to this file (for one network)
    #[arg(long, value_name = "OUT.svg")]
    svg: Option<PathBuf>,
    /// How to print
    #[arg(long, value_enum, default_value_t)]
    format: cli::Format,
}

#[derive(Serialize)]
#[serde(untagged)]
enum Document {
    One(Box<Report>),
    Several(Box<Spread>),
}

#[derive(Serialize)]
struct Report {
    of: maturity::Assessed,
    on: NaiveDate,
    version: String,
    #[serde(skip)]
    matrix: Option<Matrix>,
    assessed: Option<String>,
    components: Vec<Line>,
    fully_mature: FullyMature,
    progress: Vec<Progress>,
    support_wanted: Vec<SupportDomain>,
    findings: Vec<Finding>,
    summary: Summary,
}

#[derive(Serialize)]
struct Line {
    component: ComponentId,
    title: String,
    /// `null` if it was not rated.
    level: Option<Standing>,
    since: Option<NaiveDate>,
    evidence: Option<String>,
    next_step: Option<String>,
    /// The level to be met next; `null` at the top.
    next_level: Option<Level>,
    missing: Vec<Missing>,
}

/// A criterion between here and the next level.
#[derive(Serialize)]
struct Missing {
    criterion: String,
    scope: maturity::Scope,
    text: String,
    evidence: Evidence,
}

#[derive(Serialize)]
struct Spread {
    version: String,
    #[serde(skip)]
    matrix: Matrix,
    distribution: Distribution,
}

fn main() -> ExitCode {
    let args = Args::parse();
    let format = args.format;
    cli::finish(run(&args), format)
}

fn run(args: &Args) -> Result<(Document, bool), String> {
    let journeys = read(args)?;
    let last = journeys.iter().filter_map(|held| held.assessments().last()).map(|a| a.assessed_on);
    let on = args.on.or(last.max()).ok_or("there is no assessment; name a day with --on")?;
    match journeys.as_slice() {
        [journey] => {
            let report = report(journey, on);
            if let Some(path) = &args.svg {
                let svg = picture_of::svg(journey, &report.title(), &report.subtitle(), on);
                fs::write(path, svg)
                    .map_err(|error| format!("cannot write {}: {error}", path.display()))?;
            }
            let has_errors = report.summary.error > 0;
            Ok((Document::One(Box::new(report)), has_errors))
        }
        _ if args.svg.is_some() => Err("--svg draws one network; name one file".to_owned()),
        _ => {
            let matrix = journeys.iter().rev().find_map(|journey| journey.matrix_on(on));
            let matrix = matrix.ok_or("none of the networks was assessed by that day")?.clone();
            let distribution = Distribution::on(&journeys, &matrix, on);
            let version = matrix.id().to_string();
            Ok((Document::Several(Box::new(Spread { version, matrix, distribution })), false))
        }
    }
}

fn read(args: &Args) -> Result<Vec<Journey>, String> {
    if args.files.is_empty() {
        let text = include_str!("maturity_page/made_up.json");
        return json::from_str(text).map(|one| vec![one]).map_err(|error| error.to_string());
    }
    (args.files.iter())
        .map(|path| {
            let text = document::read(path)?;
            json::from_str(&text).map_err(|error| format!("{}: {error}", path.display()))
        })
        .collect()
}

fn report(journey: &Journey, on: NaiveDate) -> Report {
    let matrix = journey.matrix_on(on).cloned();
    let parts = matrix.as_ref().map(Matrix::parts).unwrap_or_default();
    let lines = parts.into_iter().map(|component| line(journey, matrix.as_ref(), component, on));
    let lines = lines.collect();
    let held = journey.assessment_on(on);
    let progress = journey.steps().filter(|step| match step {
        Progress::Compared { to, .. } | Progress::OtherVersion { to, .. } => *to <= on,
    });
    let findings = maturity::check(journey, on);
    Report {
        of: journey.of().clone(),
        on,
        version: matrix.as_ref().map(|matrix| matrix.id().to_string()).unwrap_or_default(),
        matrix,
        assessed: held.map(|held| format!("{} ({})", held.assessed_by, held.how)),
        components: lines,
        fully_mature: journey.fully_mature(on),
        progress: progress.collect(),
        support_wanted: journey.support_wanted(on).into_iter().collect(),
        summary: findings.summary(),
        findings: findings.into_findings(),
    }
}

fn line(journey: &Journey, matrix: Option<&Matrix>, component: ComponentId, on: NaiveDate) -> Line {
    let held = journey.level_on(&component, on);
    let (next_level, missing) = match journey.next(&component, on) {
        Next::Step { level, missing, .. } => (Some(level), missing),
        Next::Top | Next::NotRated => (None, vec![]),
    };
    let missing = missing.into_iter().map(|criterion| Missing {
        criterion: criterion.id.to_string(),
        scope: criterion.scope,
        text: criterion.text.to_string(),
        evidence: criterion.source.evidence,
    });
    let missing = missing.collect();
    Line {
        title: matrix.map(|matrix| matrix.part_title(&component)).unwrap_or_default().to_owned(),
        level: held.map(|held| held.rating.level),
        since: held.map(|held| held.since),
        evidence: held.and_then(|held| held.rating.evidence.as_deref().map(str::to_owned)),
        next_step: held.and_then(|held| held.rating.next_step.as_deref().map(str::to_owned)),
        next_level,
        missing,
        component,
    }
}

/// The first letter large.
fn capital(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().map(|first| first.to_uppercase().chain(letters).collect());
    first.unwrap_or_default()
}

impl Report {
    fn title(&self) -> String {
        match &self.of {
            maturity::Assessed::Network(code) => format!("Maturity of network {code}"),
            group => format!("Maturity of the networks of {group}"),
        }
    }

    fn subtitle(&self) -> String {
        let matrix = self.matrix.as_ref().map_or("no assessment by then", |m| m.title());
        let by = self.assessed.iter().map(|by| format!(" · by {by}")).collect::<String>();
        format!("{matrix}{by} · on {}", self.on)
    }
}

const COLUMN: usize = 52;

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}\n{}\n", self.title(), self.subtitle())?;
        let levels = self.matrix.as_ref().map(|matrix| matrix.levels()).unwrap_or_default();
        write!(f, "{:COLUMN$}", "")?;
        for level in levels {
            write!(f, " {:^10}", level.to_string())?;
        }
        writeln!(f, "  since")?;
        for line in &self.components {
            write!(f, "{:COLUMN$}", capital(&line.title))?;
            for level in levels {
                let mark = match line.level {
                    None => "?",
                    Some(standing) if standing >= Standing::At(*level) => "##########",
                    Some(Standing::Partly(partly)) if partly == *level => "#####.....",
                    Some(_) => "..........",
                };
                write!(f, " {mark:^10}")?;
            }
            writeln!(f, "  {}", line.since.map_or("not rated".to_owned(), |day| day.to_string()))?;
        }
        writeln!(f, "\n## met   #. partly met   .. not met   ? not rated\n")?;
        match &self.fully_mature {
            FullyMature::Yes => writeln!(f, "Fully mature: every component is at the top.")?,
            FullyMature::No { below } => {
                writeln!(f, "Not fully mature: {} below the top.", components(below.len()))?;
            }
            FullyMature::Unknown { unrated } => writeln!(
                f,
                "Whether it is fully mature is unknown: {} not rated.",
                components(unrated.len())
            )?,
        }
        for line in &self.components {
            let level = line.level.map_or("not rated".to_owned(), |level| level.to_string());
            writeln!(f, "\n{}: {level}", capital(&line.title))?;
            if let Some(evidence) = &line.evidence {
                writeln!(f, "  shown by: {evidence}")?;
            }
            if let Some(step) = &line.next_step {
                writeln!(f, "  agreed next: {step}")?;
            }
            if let Some(level) = line.next_level {
                writeln!(f, "  to {level}:")?;
            }
            for missing in &line.missing {
                let grade = match missing.evidence {
                    Evidence::Unconfirmed => " [unconfirmed wording]",
                    _ => "",
                };
                writeln!(
                    f,
                    "    {} ({}): {}{grade}",
                    missing.criterion, missing.scope, missing.text
                )?;
            }
        }
        if !self.progress.is_empty() {
            writeln!(f, "\nProgress")?;
        }
        for step in &self.progress {
            self.step(f, step)?;
        }
        if !self.support_wanted.is_empty() {
            writeln!(f, "\nSupport wanted")?;
        }
        for domain in &self.support_wanted {
            writeln!(f, "  {domain}")?;
        }
        writeln!(f, "\n{}", self.summary)?;
        for finding in &self.findings {
            let on = finding.on.map(|day| format!(" ({day})")).unwrap_or_default();
            writeln!(f, "  {} {}: {}{on}", finding.rule, finding.severity, finding.message)?;
        }
        Ok(())
    }
}

fn components(count: usize) -> String {
    if count == 1 { "1 component is".to_owned() } else { format!("{count} components are") }
}

impl Report {
    fn step(&self, f: &mut fmt::Formatter<'_>, step: &Progress) -> fmt::Result {
        match step {
            Progress::OtherVersion { from, before, to, after } => {
                writeln!(f, "  {from} to {to}: not compared, {before} and {after} differ")
            }
            Progress::Compared { from, to, components } => {
                writeln!(f, "  {from} to {to}")?;
                for moved in components {
                    let title = self
                        .matrix
                        .as_ref()
                        .map_or(moved.component.as_str(), |m| m.part_title(&moved.component));
                    let name = |standing: Option<Standing>| {
                        standing.map_or("not rated".to_owned(), |standing| standing.to_string())
                    };
                    let word = match moved.movement {
                        Movement::Up => "up",
                        Movement::Same => "same",
                        Movement::Down => "down",
                        Movement::Unknown => "?",
                    };
                    let (before, after) = (name(moved.before), name(moved.after));
                    writeln!(f, "    {word:<5}{}: {before} -> {after}", capital(title))?;
                }
                Ok(())
            }
        }
    }
}

impl fmt::Display for Spread {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let held = &self.distribution;
        writeln!(f, "{} networks on {}, {}", held.counted, held.on, self.matrix.title())?;
        if held.other_version > 0 {
            writeln!(f, "{} more last used another version", held.other_version)?;
        }
        if held.not_assessed > 0 {
            writeln!(f, "{} more had not been assessed", held.not_assessed)?;
        }
        if held.groups > 0 {
            writeln!(f, "{} files are of whole groups and not counted", held.groups)?;
        }
        for spread in &held.components {
            writeln!(f, "\n{}", capital(self.matrix.part_title(&spread.component)))?;
            for (standing, count) in &spread.networks {
                writeln!(f, "  {:<22} {count:>3}  {}", standing.to_string(), "#".repeat(*count))?;
            }
            if spread.not_rated > 0 {
                writeln!(f, "  {:<22} {:>3}", "not rated", spread.not_rated)?;
            }
        }
        writeln!(
            f,
            "\nA distribution, not a ranking: the matrix is no means of managing performance."
        )
    }
}

impl fmt::Display for Document {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::One(report) => report.fmt(f),
            Self::Several(spread) => spread.fmt(f),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one(args: &[&str]) -> Report {
        let args = Args::parse_from([&["maturity_report"], args].concat());
        match run(&args).unwrap().0 {
            Document::One(report) => *report,
            Document::Several(_) => panic!("one network was asked for"),
        }
    }

    fn made_up() -> Journey {
        json::from_str(include_str!("maturity_page/made_up.json")).unwrap()
    }

    #[test]
    fn the_report_follows_the_day() {
        let level = |report: &Report, at: usize| report.components[at].level;
        let last = one(&[]);
        assert_eq!(level(&last, 0), Some(Standing::Partly(Level::Step2)));
        assert_eq!(last.progress.len(), 3);
        let before = one(&["--on", "2020-01-01"]);
        assert_eq!(level(&before, 3), Some(Standing::At(Level::Step1)));
        assert_eq!(level(&before, 4), None);
        assert_eq!(before.progress.len(), 1);
        let draft = one(&["--on", "2019-01-01"]);
        assert_eq!(draft.components.len(), 1);
        assert_eq!(draft.components[0].component, ComponentId::WHOLE_NETWORK);
    }

    #[test]
    fn the_json_has_its_keys() {
        let value = serde_json::to_value(one(&[])).unwrap();
        for key in ["component", "level", "since", "evidence"] {
            assert!(!value["components"][0][key].is_null(), "{key}");
        }
        assert!(value["fully_mature"]["no"].is_object() && value["progress"].is_array());
    }

    #[test]
    fn the_picture_is_xml_with_a_panel_for_each_component() {
        let report = one(&[]);
        let svg = picture_of::svg(&made_up(), &report.title(), &report.subtitle(), report.on);
        let tree = roxmltree::Document::parse(&svg).unwrap();
        let texts: Vec<_> = (tree.descendants())
            .filter(|node| node.has_tag_name("text"))
            .filter_map(|node| node.text().map(str::trim))
            .collect();
        let words = texts.join(" ");
        for line in &report.components {
            assert!(words.contains(&line.title), "{}", line.title);
        }
        assert_eq!(texts.iter().filter(|text| **text == "not yet").count(), 6);
        assert_eq!(texts.iter().filter(|text| **text == "not rated").count(), 1);
        // A mark for each rating, and two in the key.
        let ratings: usize = made_up().assessments().iter().map(|a| a.ratings.len()).sum();
        let marks = tree.descendants().filter(|node| node.has_tag_name("circle")).count();
        assert_eq!(marks, ratings + 2);
    }

    #[test]
    fn several_networks_give_a_distribution_that_names_none() {
        let path = std::env::temp_dir().join(format!("pcn-journey-{}.json", std::process::id()));
        fs::write(&path, include_str!("maturity_page/made_up.json")).unwrap();
        let name = path.to_str().unwrap();
        let args = Args::parse_from(["maturity_report", name, name]);
        let (document, _) = run(&args).unwrap();
        let text = document.to_string();
        fs::remove_file(&path).unwrap();
        assert!(text.contains("2 networks") && !text.contains("U99999"), "{text}");
    }

    #[test]
    fn an_unknown_component_is_refused_with_its_path() {
        let text = include_str!("maturity_page/made_up.json")
            .replace("\"managing_resources\"", "\"estates\"");
        let error = json::from_str::<Journey>(&text).unwrap_err().to_string();
        assert!(error.contains("assessments[1].ratings[3].component"), "{error}");
        assert!(error.contains("a good one is `leadership_planning_partnerships`"), "{error}");
    }
}
