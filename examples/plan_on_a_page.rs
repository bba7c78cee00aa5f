//! A plan on a page: its initiatives by year and status, what its rules find, and a picture.
//!
//! ```text
//! plan_on_a_page [FILE.json] [--svg OUT.svg] [--markdown[=OUT.md]] [--on DATE] [--known-on DATE]
//! ```
//!
//! With no file it shows a made-up network's plan. `--example county-durham` shows a real plan and
//! `--example mid-and-south-essex` the priorities of a real strategy, both in our words.

#[path = "plan_page/chart.rs"]
mod chart;
#[path = "cli/mod.rs"]
mod cli;
mod dates;
#[path = "document/mod.rs"]
mod document;
#[path = "plan_page/gantt.rs"]
mod gantt;
#[path = "plan_page/mermaid.rs"]
mod mermaid;
#[path = "picture/mod.rs"]
mod picture;

use std::{collections::BTreeMap, fmt, fs, path::PathBuf, process::ExitCode};

use clap::Parser;
use pcn::{
    calendar::{ContractYear, NaiveDate},
    finding::{Finding, Report, Summary},
    json,
    plan::{self, Brag, Cell, Plan},
};
use serde::Serialize;

use chart::Chart;

#[derive(Parser)]
#[command(about = "Shows a plan of objectives, goals, initiatives and measures on a page")]
struct Args {
    /// The plan, as JSON; a made-up one if left out
    file: Option<PathBuf>,
    /// A built-in document in place of a file
    #[arg(long, value_enum, conflicts_with = "file")]
    example: Option<BuiltIn>,
    /// Writes the page as SVG to this file
    #[arg(long, value_name = "OUT.svg")]
    svg: Option<PathBuf>,
    /// Writes the page as Markdown with a Mermaid Gantt, to a file or in place of the text
    #[arg(long, value_name = "OUT.md", num_args = 0..=1, require_equals = true, default_missing_value = "-")]
    markdown: Option<PathBuf>,
    /// The day of the statuses and the checks; by default that of the last report, or the last day
    /// of the plan's first year if there is none
    #[arg(long, value_name = "DATE", value_parser = dates::like("2021-09-30"))]
    on: Option<NaiveDate>,
    /// The day as of which the contract's announcements count; by default as `--on`
    #[arg(long, value_name = "DATE", value_parser = dates::like("2021-09-30"))]
    known_on: Option<NaiveDate>,
    /// How to print
    #[arg(long, value_enum, default_value_t)]
    format: cli::Format,
}

#[derive(Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum BuiltIn {
    MadeUp,
    CountyDurham,
    MidAndSouthEssex,
}

#[derive(Serialize)]
struct Document {
    title: String,
    on: NaiveDate,
    initiatives: Vec<Line>,
    findings: Vec<Finding>,
    summary: Summary,
    design: Design,
    #[serde(skip)]
    chart: Chart,
    #[serde(skip)]
    markdown: Option<String>,
}

#[derive(Serialize)]
struct Line {
    reference: String,
    theme: String,
    title: String,
    /// The years that the plan names.
    years: Vec<ContractYear>,
    /// The years of which the source does not say whether they are planned.
    years_unknown: Vec<ContractYear>,
    /// `null` if the status is not known.
    brag: Option<Brag>,
}

/// Items of the network's design, by whether the plan serves them.
#[derive(Serialize)]
struct Design {
    served: Vec<String>,
    not_served: usize,
}

fn main() -> ExitCode {
    let args = Args::parse();
    let format = args.format;
    cli::finish(run(&args), format)
}

fn run(args: &Args) -> Result<(Document, bool), String> {
    let document = match args.example {
        Some(BuiltIn::MidAndSouthEssex) => of_strategies(args),
        Some(BuiltIn::CountyDurham) => of_plan(&plan::county_durham(), args),
        Some(BuiltIn::MadeUp) | None => of_plan(&read(args)?, args),
    };
    if let Some(path) = &args.svg {
        write(path, &gantt::svg(&document.chart))?;
    }
    let mut document = document;
    if let Some(path) = &args.markdown {
        let text = mermaid::markdown(&document.chart);
        if path.as_os_str() == "-" {
            document.markdown = Some(text);
        } else {
            write(path, &text)?;
        }
    }
    let has_errors = document.summary.error > 0;
    Ok((document, has_errors))
}

fn read(args: &Args) -> Result<Plan, String> {
    let (text, name) = match &args.file {
        Some(path) => (document::read(path)?, path.display().to_string()),
        None => (include_str!("plan_page/made_up.json").to_owned(), "the made-up plan".to_owned()),
    };
    json::from_str(&text).map_err(|error| format!("{name}: {error}"))
}

fn write(path: &PathBuf, text: &str) -> Result<(), String> {
    fs::write(path, text).map_err(|error| format!("cannot write {}: {error}", path.display()))
}

fn of_plan(plan: &Plan, args: &Args) -> Document {
    let first_year = plan.years().first().last_day();
    let on = args.on.or_else(|| plan.last_report()).unwrap_or(first_year);
    let report = plan::check(plan, on, args.known_on.unwrap_or(on));
    let coverage = plan.design_coverage();
    let design = Design {
        served: coverage.served.iter().map(|item| item.id.to_string()).collect(),
        not_served: coverage.not_served.len(),
    };
    let mut named: BTreeMap<String, Vec<ContractYear>> = BTreeMap::new();
    for (reference, initiative) in plan.initiatives() {
        named.insert(reference.to_string(), initiative.years.planned().collect());
    }
    document(Chart::of_plan(plan, on), on, report, design, &named)
}

fn of_strategies(args: &Args) -> Document {
    let strategies = [plan::mid_and_south_essex_2018(), plan::mid_and_south_essex_2021()];
    let strategy = &strategies[1];
    let on = args.on.or(strategy.dated).unwrap_or(strategy.years.first().first_day());
    let report = plan::check_strategies(&strategies, on);
    let design = Design { served: vec![], not_served: pcn::maturity::design::items().len() };
    document(Chart::of_strategy(strategy), on, report, design, &BTreeMap::new())
}

fn document(
    chart: Chart,
    on: NaiveDate,
    report: Report,
    design: Design,
    named: &BTreeMap<String, Vec<ContractYear>>,
) -> Document {
    let years_of = |row: &chart::Row, wanted: Cell| -> Vec<ContractYear> {
        let held = chart.years.iter().zip(&row.cells).filter(|(_, cell)| **cell == wanted);
        held.map(|(year, _)| *year).collect()
    };
    let initiatives = chart.rows().map(|(section, row)| Line {
        reference: row.number.clone(),
        theme: section.title.clone(),
        title: row.title.clone(),
        years: named.get(&row.number).cloned().unwrap_or_else(|| years_of(row, Cell::Yes)),
        years_unknown: years_of(row, Cell::Unknown),
        brag: row.brag,
    });
    let initiatives = initiatives.collect();
    Document {
        title: chart.title.clone(),
        on,
        initiatives,
        summary: report.summary(),
        findings: report.into_findings(),
        design,
        chart,
        markdown: None,
    }
}

/// How many findings of one rule the text shows.
const SHOWN: usize = 4;

impl fmt::Display for Document {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(markdown) = &self.markdown {
            return f.write_str(markdown);
        }
        writeln!(f, "{}\n{}\n", self.chart.title, self.chart.subtitle)?;
        for (title, items) in &self.chart.lists {
            writeln!(f, "{title}")?;
            for item in items {
                writeln!(f, "  {item}")?;
            }
            writeln!(f)?;
        }
        write!(f, "{:58}", "")?;
        for year in &self.chart.years {
            write!(f, " {:^7}", year.to_string())?;
        }
        writeln!(f, "{}", if self.chart.has_status { "  status" } else { "" })?;
        for section in &self.chart.sections {
            writeln!(f, "{}", section.title)?;
            for row in &section.rows {
                self.row(f, row)?;
            }
        }
        writeln!(f, "\n# planned   ? not known   blank: not planned")?;
        for (title, items) in &self.chart.measures {
            writeln!(f, "\n{title}")?;
            for item in items {
                writeln!(f, "  {item}")?;
            }
        }
        if !self.design.served.is_empty() {
            writeln!(
                f,
                "\nServes {} items of the network's design ({}), and not {} others.",
                self.design.served.len(),
                self.design.served.join(", "),
                self.design.not_served
            )?;
        }
        writeln!(f, "\n{}", self.summary)?;
        let mut shown: BTreeMap<&str, usize> = BTreeMap::new();
        for finding in &self.findings {
            let count = shown.entry(finding.rule.as_str()).or_default();
            *count += 1;
            if *count <= SHOWN {
                writeln!(f, "  {} {}: {}", finding.rule, finding.severity, finding.message)?;
            }
        }
        for (rule, count) in shown.into_iter().filter(|(_, count)| *count > SHOWN) {
            writeln!(f, "  {rule}: and {} more (--format json lists all)", count - SHOWN)?;
        }
        for note in &self.chart.notes {
            writeln!(f, "{note}")?;
        }
        Ok(())
    }
}

impl Document {
    fn row(&self, f: &mut fmt::Formatter<'_>, row: &chart::Row) -> fmt::Result {
        let mut lines = wrap(&row.title, 50).into_iter();
        let first = lines.next().unwrap_or_default();
        write!(f, "  {:<5} {first:<50}", row.number)?;
        for cell in &row.cells {
            let mark = match cell {
                Cell::Yes => "#######",
                Cell::No => "",
                Cell::Unknown => "?",
            };
            write!(f, " {mark:^7}")?;
        }
        if self.chart.has_status {
            write!(f, "  {}", row.brag.map_or("?".to_owned(), |brag| brag.to_string()))?;
        }
        writeln!(f)?;
        for line in lines {
            writeln!(f, "        {line}")?;
        }
        if let Some(detail) = &row.detail {
            for line in wrap(detail, 90) {
                writeln!(f, "        {line}")?;
            }
        }
        Ok(())
    }
}

/// A text in lines of at most so many letters.
fn wrap(text: &str, most: usize) -> Vec<String> {
    let mut lines: Vec<String> = vec![];
    for word in text.split_whitespace() {
        match lines.last_mut() {
            Some(line) if line.chars().count() + 1 + word.chars().count() <= most => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(args: &[&str]) -> Document {
        let args = Args::parse_from([&["plan_on_a_page"], args].concat());
        run(&args).unwrap().0
    }

    /// The words of every text of a picture, in order. A title may be wrapped over several texts.
    fn words(svg: &str) -> String {
        let tree = roxmltree::Document::parse(svg).unwrap();
        let texts = tree.descendants().filter(|node| node.has_tag_name("text"));
        let words: Vec<_> =
            texts.filter_map(|node| node.text()).flat_map(str::split_whitespace).collect();
        words.join(" ")
    }

    #[test]
    fn the_picture_is_xml_and_holds_every_initiative() {
        for (example, rows) in [("made-up", 8), ("county-durham", 30), ("mid-and-south-essex", 11)]
        {
            let document = shown(&["--example", example]);
            assert_eq!(document.initiatives.len(), rows, "{example}");
            let words = words(&gantt::svg(&document.chart));
            for line in &document.initiatives {
                let wanted = format!("{} {}", line.reference, line.title);
                assert!(words.contains(&wanted), "{example}: {wanted}");
            }
        }
    }

    #[test]
    fn nothing_in_the_picture_stands_outside_it() {
        let long = "a-very-long-word-".repeat(30);
        let mut record = plan::county_durham().into_record();
        record.title = long.clone().into();
        record.themes[0].title = long.clone().into();
        record.themes[0].initiatives[0].title =
            format!("{long} <&\"> {}", "words ".repeat(80)).into();
        let last = ContractYear::constant(2040);
        record.years = plan::PlanYears::try_new(ContractYear::Y2020_21, last).unwrap();
        let args = Args::parse_from(["plan_on_a_page"]);
        let document = of_plan(&Plan::try_new(record).unwrap(), &args);
        let svg = gantt::svg(&document.chart);
        let tree = roxmltree::Document::parse(&svg).unwrap();
        let number = |node: roxmltree::Node, name: &str| -> f64 {
            node.attribute(name).and_then(|value| value.parse().ok()).unwrap_or(0.0)
        };
        let (width, height) =
            (number(tree.root_element(), "width"), number(tree.root_element(), "height"));
        for node in tree.descendants().filter(|node| node.has_tag_name("text")) {
            let bold = node.attribute("font-weight") == Some("bold");
            let font = picture::Font::new(number(node, "font-size"));
            let font = if bold { font.bold() } else { font };
            let text = font.width(node.text().unwrap_or_default());
            let middle = node.attribute("text-anchor") == Some("middle");
            let left = number(node, "x") - if middle { text / 2.0 } else { 0.0 };
            assert!(left >= 0.0 && left + text <= width, "{:?}", node.text());
            assert!(number(node, "y") <= height, "{:?}", node.text());
        }
        for node in tree.descendants().filter(|node| node.has_tag_name("rect")) {
            assert!(number(node, "x") + number(node, "width") <= width);
            assert!(number(node, "y") + number(node, "height") <= height);
        }
    }

    #[test]
    fn a_status_can_be_told_without_colour() {
        let svg = gantt::svg(&shown(&[]).chart);
        for pattern in ["url(#blue)", "url(#red)", "url(#amber)"] {
            assert!(svg.contains(pattern), "{pattern}");
        }
        let words = words(&svg);
        for name in ["B blue", "R red", "A amber", "G green", "? not known"] {
            assert!(words.contains(name), "{name}");
        }
    }

    #[test]
    fn markdown_holds_every_initiative_once_in_its_table() {
        let document = shown(&["--example", "county-durham", "--markdown"]);
        let text = document.markdown.as_deref().unwrap();
        let (chart, table) = text.rsplit_once("```").unwrap();
        for line in &document.initiatives {
            let row = format!("| {} | {}", line.reference, line.title);
            assert_eq!(table.matches(&row).count(), 1, "{row}");
            assert!(chart.contains(&format!(
                "{} {} [?] (years not known) :milestone",
                line.reference, line.title
            )));
        }
        // A colon ends a task's name in Mermaid, so each task has one.
        let tasks = chart.lines().skip_while(|line| !line.contains("section"));
        for task in tasks.filter(|line| !line.contains("section") && !line.trim().is_empty()) {
            assert_eq!(task.matches(':').count(), 1, "{task}");
        }
    }

    #[test]
    fn years_apart_are_bars_apart() {
        let document = shown(&["--markdown"]);
        let text = document.markdown.as_deref().unwrap();
        assert_eq!(text.matches("1.5 Find people").count(), 2);
        assert!(text.contains(":active, 2023-04-01, 2024-04-01"));
        let line = document.initiatives.iter().find(|line| line.reference == "1.5").unwrap();
        assert_eq!(line.years, [ContractYear::Y2021_22, ContractYear::Y2023_24]);
    }

    #[test]
    fn unknown_is_not_no() {
        let document = shown(&["--example", "county-durham"]);
        assert!(document.initiatives.iter().all(|line| line.years.is_empty()));
        assert!(document.initiatives.iter().all(|line| line.years_unknown.len() == 5));
        assert!(document.initiatives.iter().all(|line| line.brag.is_none()));
    }

    #[test]
    fn a_faulty_file_is_refused_with_its_path() {
        let path = std::env::temp_dir().join(format!("pcn-plan-{}.json", std::process::id()));
        let text = include_str!("plan_page/made_up.json").replace("\"2.a\"", "\"2.A\"");
        fs::write(&path, text).unwrap();
        let args = Args::parse_from(["plan_on_a_page", path.to_str().unwrap()]);
        let error = run(&args).map(|_| ()).unwrap_err();
        fs::remove_file(&path).unwrap();
        assert!(error.contains("goals[4].path") && error.contains("`2.b.iii`"), "{error}");
    }
}
