//! Checks a register of Primary Care Networks from the files that NHS England publishes.
//!
//! ```sh
//! check_register --epcn ePCN.xlsx --lists gp-reg-pat-prac-all.zip --practices epraccur.zip
//! check_register --pcns PCNDetails.csv --partners PCNCorePartnerDetails.csv --on 2022-04-27
//! check_register --map gp-reg-pat-prac-map.csv --format json
//! check_register                  # a made-up county with faults on purpose
//! ```
//!
//! The library never asks what day it is. Without `--on` the day is that of the newest map or list
//! sizes; without those it is the newest day on which a network opens or a membership begins. The
//! output says which.

#[path = "cli/mod.rs"]
mod cli;
mod dates;
#[path = "files/mod.rs"]
mod input;

use std::{collections::BTreeMap, fmt, path::PathBuf, process::ExitCode};

use clap::Parser;
use pcn::{
    calendar::NaiveDate,
    finding::{Finding, Report, Rule, RuleId, Severity, Summary},
    network::{
        Checker, Extent, NetworkCounts, NetworkRow, Placed, Reconciliation, SizeBands, Statistics,
        Verdict,
    },
    ods::{
        Assembled, Assembler, DateFormat, ListFile, MapFile, NetworkFile, OdsError, OwnColumns,
        OwnTable, PartnerFile, PracticeFile, Recorded, Spread, TableFault, Workbook,
    },
    quantity::{Patients, Registered},
};
use serde::Serialize;

use input::{Input, named, open, text};

/// Checks a register of Primary Care Networks: counts, sizes, and what is amiss.
///
/// Without input files it checks a made-up county.
#[derive(Parser)]
#[command(after_help = "Exit code: 0 no errors found, 1 errors found, 2 input not readable.")]
struct Flags {
    /// The published ePCN workbook.
    #[arg(long, value_name = "FILE.xlsx", conflicts_with_all = ["pcns", "partners", "map"])]
    epcn: Option<PathBuf>,
    /// The ePCN sheet of networks (PCNDetails) as CSV.
    #[arg(long, value_name = "FILE.csv", requires = "partners", conflicts_with = "map")]
    pcns: Option<PathBuf>,
    /// The ePCN sheet of core partners (PCN Core Partner Details) as CSV.
    #[arg(long, value_name = "FILE.csv", requires = "pcns", conflicts_with = "map")]
    partners: Option<PathBuf>,
    /// The map of practices to networks (gp-reg-pat-prac-map), alone: a register of one day.
    #[arg(long, value_name = "FILE")]
    map: Option<PathBuf>,
    /// The practices (epraccur): which are open, closed or dormant.
    #[arg(long, value_name = "FILE")]
    practices: Option<PathBuf>,
    /// Registered patients by practice (gp-reg-pat-prac-all or quin-age).
    #[arg(long, value_name = "FILE")]
    lists: Option<PathBuf>,
    /// A table of your own with a practice code and a network code in each row, to compare.
    #[arg(long, value_name = "FILE.csv")]
    table: Option<PathBuf>,
    /// The headers of the columns of practice and network in --table, where they are not found.
    #[arg(long, value_name = "PRACTICE,NETWORK", value_parser = columns, requires = "table")]
    table_columns: Option<OwnColumns>,
    /// The day to check, such as 2022-04-27. Unless given: the day of the newest map or lists, or
    /// else the newest day on which a network opens or a membership begins.
    #[arg(long, value_name = "DATE", value_parser = dates::like("2022-04-27"))]
    on: Option<NaiveDate>,
    /// How files write their dates whose first ones do not tell, such as dd/mm/yyyy for those that
    /// read both ways.
    #[arg(long, value_name = "FORMAT", value_parser = input::format)]
    dates: Option<DateFormat>,
    /// The rules to check, such as NET-SIZE-001,NET-MEM-002; all, unless given.
    #[arg(long, value_name = "RULES", value_delimiter = ',', value_parser = rule)]
    only: Vec<RuleId>,
    /// Show every finding and not the first few of each rule.
    #[arg(long)]
    all: bool,
    /// How to print.
    #[arg(long, value_enum, default_value_t)]
    format: cli::Format,
}

/// How many findings of a rule the text shows.
const SHOWN: usize = 5;

/// The document.
#[derive(Serialize)]
struct Check {
    on: NaiveDate,
    on_from: &'static str,
    inputs: Vec<Input>,
    pcns: NetworkCounts,
    practices: Placed<usize>,
    /// Without lists not known, which is not nobody.
    registered_patients: Option<Placed<Patients<Registered>>>,
    size_bands: Option<SizeBands>,
    #[serde(skip_serializing_if = "Option::is_none")]
    practices_per_network: Option<Spread>,
    #[serde(skip_serializing_if = "Option::is_none")]
    patients_per_network: Option<Spread>,
    /// The counts without a day: no close date, no end date.
    #[serde(skip_serializing_if = "Option::is_none")]
    recorded: Option<WithoutDay>,
    networks: Vec<NetworkRow>,
    findings: Vec<Finding>,
    /// The rules that were asked; all, if empty.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    only: Vec<RuleId>,
    summary: Summary,
    #[serde(skip_serializing_if = "Option::is_none")]
    table: Option<Table>,
    #[serde(skip)]
    all: bool,
    #[serde(skip)]
    made_up: bool,
    /// Whether the files say nothing about the day, so that nothing is counted.
    #[serde(skip)]
    no_claim: bool,
    /// Networks that are counted with the lists of some of their practices.
    #[serde(skip)]
    in_part: usize,
    #[serde(skip)]
    lists_given: bool,
    #[serde(skip)]
    coverage_known: bool,
    /// Open GP practices in no network that have no list, so that nothing says they have patients.
    #[serde(skip)]
    unlisted: usize,
    /// The newest list sizes, if they are over a year older than the day.
    #[serde(skip)]
    old_lists: Option<NaiveDate>,
}

/// The counts without a day. Sizes are not known without lists, which is not no network.
#[derive(Serialize)]
struct WithoutDay {
    networks_without_close_date: usize,
    networks_with_close_date: usize,
    memberships_without_end_date: usize,
    memberships_with_end_date: usize,
    single_practice: usize,
    without_practice: usize,
    cross_boundary: usize,
    practices_per_network: Option<Spread>,
    size_bands: Option<SizeBands>,
    above_150000: Option<usize>,
    patients_per_network: Option<Spread>,
}

impl WithoutDay {
    fn of(recorded: Recorded, has_lists: bool) -> Self {
        Self {
            networks_without_close_date: recorded.networks_without_close_date,
            networks_with_close_date: recorded.networks_with_close_date,
            memberships_without_end_date: recorded.memberships_without_end_date,
            memberships_with_end_date: recorded.memberships_with_end_date,
            single_practice: recorded.single_practice,
            without_practice: recorded.without_practice,
            cross_boundary: recorded.cross_boundary,
            practices_per_network: recorded.practices_per_network,
            size_bands: has_lists.then_some(recorded.size_bands),
            above_150000: has_lists.then_some(recorded.above_150000),
            patients_per_network: recorded.patients_per_network,
        }
    }
}

/// The caller's own table, compared.
#[derive(Serialize)]
struct Table {
    file: String,
    #[serde(skip)]
    lines: Vec<u64>,
    columns: [String; 2],
    rejected: u64,
    #[serde(flatten)]
    compared: Reconciliation,
}

fn main() -> ExitCode {
    let flags = Flags::parse();
    cli::finish(run(&flags), flags.format)
}

fn run(flags: &Flags) -> Result<(Check, bool), String> {
    let made_up = flags.epcn.is_none() && flags.pcns.is_none() && flags.map.is_none();
    if made_up && (flags.practices.is_some() || flags.lists.is_some() || flags.table.is_some()) {
        return Err("--practices, --lists and --table add to a register; give one with --epcn, \
                    with --pcns and --partners, or with --map"
            .to_owned());
    }
    let (assembled, table) = if made_up { county()? } else { files(flags)? };
    let (on, on_from) = match (flags.on, assembled.newest_day()) {
        (Some(on), _) => (on, "--on"),
        (None, Some(on)) if assembled.register.claims().is_some() => (on, "the map"),
        (None, Some(on)) if assembled.intakes.iter().any(|one| one.extract.is_some()) => {
            (on, "the newest map or list sizes")
        }
        (None, Some(on)) => (on, "the newest opening or start in the files"),
        (None, None) => return Err("no row holds a date; say which day with --on".to_owned()),
    };
    let report = findings(&assembled, on, &flags.only);
    let table = table.map(|(file, own)| Table {
        file,
        lines: own.lines.clone(),
        columns: own.columns.clone(),
        rejected: own.refused,
        compared: assembled.register.reconcile(&own.rows, &Extent::NetworksNamed, on),
    });
    let Statistics {
        pcns,
        practices,
        unplaced_without_list: unlisted,
        registered_patients,
        size_bands,
        networks,
        ..
    } = assembled.register.statistics(on);
    let members = networks.iter().map(|row| row.practices as u64).filter(|count| *count > 0);
    let patients = |row: &NetworkRow| row.registered_patients.map(Patients::whole);
    let has_lists = assembled.register.lists().next().is_some();
    let check = Check {
        on,
        on_from,
        inputs: assembled.intakes.iter().map(Input::from).collect(),
        pcns,
        practices,
        registered_patients: has_lists.then_some(registered_patients),
        size_bands: has_lists.then_some(size_bands),
        practices_per_network: Spread::of(members),
        patients_per_network: Spread::of(networks.iter().filter_map(patients)),
        recorded: (flags.map.is_none())
            .then(|| WithoutDay::of(Recorded::of(&assembled.register), has_lists)),
        no_claim: report.iter().any(|finding| finding.rule.as_str() == "NET-DAY-001"),
        in_part: (networks.iter())
            .filter(|row| row.registered_patients.is_some() && row.practices_without_list > 0)
            .count(),
        unlisted,
        old_lists: input::old(assembled.register.lists().map(|list| list.list.on).max(), on),
        networks,
        summary: report.summary(),
        findings: report.into_findings(),
        only: flags.only.clone(),
        table,
        all: flags.all,
        made_up,
        lists_given: made_up || flags.lists.is_some(),
        coverage_known: made_up
            || flags.map.is_some()
            || flags.lists.is_some()
            || flags.practices.is_some(),
    };
    let has_errors = check.summary.error > 0;
    Ok((check, has_errors))
}

/// What is found in the files and in the register, of the rules that are asked.
fn findings(assembled: &Assembled, on: NaiveDate, only: &[RuleId]) -> Report {
    let mut report = assembled.findings.clone();
    let mut checker = Checker::new();
    if !only.is_empty() {
        checker = checker.only(only.iter().cloned());
        report.retain(|finding| only.contains(&finding.rule));
    }
    report.append(checker.check(&assembled.register, on));
    report.sort();
    report
}

/// What is wrong with a table of one's own, in the words of the flags.
fn own_table(error: OdsError) -> String {
    match error {
        OdsError::IsWorkbook { file, .. } => {
            format!("{file}: this is a workbook; save its sheet as CSV")
        }
        OdsError::Table { file, fault: fault @ TableFault::NotFound { .. } } => {
            format!("{file}: {fault}; --table-columns says it, as `GP code,PCN code`")
        }
        other => text(other),
    }
}

/// The headers of two columns.
fn columns(text: &str) -> Result<OwnColumns, String> {
    let two = text.split_once(',').map(|(one, two)| (one.trim(), two.trim()));
    let (practice, network) = two
        .filter(|(one, two)| !one.is_empty() && !two.is_empty())
        .ok_or("give the header of each, such as `GP code,PCN code`")?;
    Ok(OwnColumns::new(practice, network))
}

/// A rule by its id.
fn rule(text: &str) -> Result<RuleId, String> {
    let id = text.trim().to_ascii_uppercase();
    let rule = pcn::rules().find(|rule| rule.id.as_str() == id).map(|rule| rule.id.clone());
    rule.ok_or_else(|| {
        "no such rule; one is NET-SIZE-001, and the program rulebook prints them all".to_owned()
    })
}

type Files = (Assembled, Option<(String, OwnTable)>);

fn files(flags: &Flags) -> Result<Files, String> {
    let mut files = Assembler::new();
    let options = || input::options(flags.dates);
    if let Some(path) = &flags.epcn {
        let mut book = Workbook::open(&named(path), open(path)?).map_err(text)?;
        files.networks(book.networks().map_err(text)?).map_err(text)?;
        files.partners(book.partners().map_err(text)?).map_err(text)?;
    }
    if let Some(path) = &flags.pcns {
        let file = NetworkFile::open_with(&named(path), open(path)?, options()).map_err(text)?;
        files.networks(file).map_err(text)?;
    }
    if let Some(path) = &flags.partners {
        let file = PartnerFile::open_with(&named(path), open(path)?, options()).map_err(text)?;
        files.partners(file).map_err(text)?;
    }
    if let Some(path) = &flags.map {
        let file = MapFile::open_with(&named(path), open(path)?, options()).map_err(text)?;
        files.map(file).map_err(text)?;
    }
    if let Some(path) = &flags.practices {
        let file = PracticeFile::open_with(&named(path), open(path)?, options()).map_err(text)?;
        files.practices(file).map_err(text)?;
    }
    if let Some(path) = &flags.lists {
        let file = ListFile::open_with(&named(path), open(path)?, options()).map_err(text)?;
        files.lists(file).map_err(text)?;
    }
    let table = match &flags.table {
        None => None,
        Some(path) => {
            let columns = flags.table_columns.as_ref();
            let table = OwnTable::read(&named(path), open(path)?, columns).map_err(own_table)?;
            if let (true, Some(row)) = (table.rows.is_empty(), table.refused_rows.first()) {
                return Err(format!("{}: no row can be used: {row}", named(path)));
            }
            Some((named(path), table))
        }
    };
    let assembled = files.finish();
    input::all_used_in_part(&assembled)?;
    Ok((assembled, table))
}

/// A made-up county of a dozen networks, with faults on purpose.
fn county() -> Result<Files, String> {
    let networks: &[u8] = include_bytes!("county/networks.csv");
    let partners: &[u8] = include_bytes!("county/partners.csv");
    let practices: &[u8] = include_bytes!("county/practices.csv");
    let lists: &[u8] = include_bytes!("county/lists.csv");
    let table: &[u8] = include_bytes!("county/own_table.csv");
    let mut files = Assembler::new();
    let read = || -> Result<Files, OdsError> {
        files.networks(NetworkFile::open("networks.csv", networks)?)?;
        files.partners(PartnerFile::open("partners.csv", partners)?)?;
        files.practices(PracticeFile::open("practices.csv", practices)?)?;
        files.lists(ListFile::open("lists.csv", lists)?)?;
        let table = OwnTable::read("own_table.csv", table, None)?;
        Ok((files.finish(), Some(("own_table.csv".to_owned(), table))))
    };
    read().map_err(|error| error.to_string())
}

/// A count with commas at the thousands.
fn grouped(count: impl TryInto<u64>) -> String {
    let digits = count.try_into().unwrap_or(u64::MAX).to_string();
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at) % 3 == 0 {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// `1 practice`, `2 practices`.
fn counted(count: impl TryInto<u64> + Copy, one: &str, many: &str) -> String {
    let word = if count.try_into().unwrap_or(u64::MAX) == 1 { one } else { many };
    format!("{} {word}", grouped(count))
}

impl fmt::Display for Check {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.made_up {
            writeln!(
                f,
                "A made-up county, with faults on purpose. --help tells how to give files."
            )?;
            writeln!(f)?;
        }
        let on = self.on.format("%-d %B %Y");
        writeln!(f, "Register of Primary Care Networks on {on} (day from {})", self.on_from)?;
        self.write_inputs(f)?;
        self.write_counts(f)?;
        self.write_table(f)?;
        self.write_findings(f)
    }
}

impl Check {
    fn write_inputs(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "\nRead")?;
        let width = self.inputs.iter().map(|input| input.file.chars().count()).max().unwrap_or(0);
        for input in &self.inputs {
            let refused = match (input.rejected, input.unused) {
                (0, 0) => "all used".to_owned(),
                (count, unused) => {
                    let used = grouped(input.accepted.saturating_sub(unused));
                    let refused = match count {
                        0 => String::new(),
                        count => format!(", {} refused", grouped(count)),
                    };
                    format!("{used} used{refused}")
                }
            };
            let rows = counted(input.rows, "row", "rows");
            writeln!(f, "  {:width$}  {rows}, {refused}", input.file)?;
            for note in &input.notes {
                writeln!(f, "  {:width$}    {note}", "")?;
            }
        }
        Ok(())
    }

    fn write_counts(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { pcns, practices, registered_patients, size_bands, .. } = self;
        writeln!(f, "\nCounts")?;
        if self.no_claim {
            return writeln!(f, "  not known: the files say nothing about this day");
        }
        writeln!(
            f,
            "  Networks   {} open, {} closed, {} not yet open ({} listed)",
            grouped(pcns.open),
            grouped(pcns.closed),
            grouped(pcns.not_yet_open),
            grouped(pcns.listed)
        )?;
        writeln!(
            f,
            "             {} of a single practice, {} without a practice, {} across commissioner \
             boundaries",
            grouped(pcns.single_practice),
            grouped(pcns.without_practice),
            grouped(pcns.cross_boundary)
        )?;
        let unplaced = if practices.unplaced == 0 && !self.coverage_known {
            "; who is in none is not known without --practices or --lists".to_owned()
        } else {
            format!(", {} in none", grouped(practices.unplaced))
        };
        writeln!(f, "  Practices  {} in a network{unplaced}", grouped(practices.placed))?;
        if self.unlisted > 0 {
            let have =
                if self.unlisted == 1 { "has no list, and is" } else { "have no list, and are" };
            let more = counted(self.unlisted, "open one", "open ones");
            writeln!(f, "             {more} in none {have} not counted")?;
        }
        if let Some(spread) = self.practices_per_network {
            writeln!(
                f,
                "             per network: smallest {}, median {}, mean {}, largest {}",
                spread.min,
                spread.median,
                hundredths(spread.mean_in_hundredths()),
                spread.max
            )?;
        }
        let (Some(sizes), Some(registered_patients), Some(size_bands)) =
            (self.patients_per_network, registered_patients, size_bands)
        else {
            let why =
                if self.lists_given { "no list of a member in --lists" } else { "give --lists" };
            writeln!(f, "  Patients   not known: {why}")?;
            return self.write_recorded(f);
        };
        writeln!(
            f,
            "  Patients   {} in a network, {} in none",
            registered_patients.placed, registered_patients.unplaced
        )?;
        writeln!(
            f,
            "             per network: smallest {}, median {}, mean {}, largest {}",
            grouped(sizes.min),
            grouped(sizes.median),
            grouped(sizes.mean_in_hundredths().saturating_add(50) / 100),
            grouped(sizes.max)
        )?;
        if let Some(newest) = self.old_lists {
            writeln!(f, "             the newest lists are of {newest}, over a year before")?;
        }
        writeln!(f, "\nSize of the {} with a list", counted(sizes.of, "network", "networks"))?;
        for (what, count) in [
            ("below 30,000", size_bands.below_30000),
            ("30,000 to 50,000", size_bands.within),
            ("above 50,000", size_bands.above_50000),
            ("  of them above 100,000", size_bands.above_100000),
        ] {
            writeln!(f, "  {what:<24} {:>6}", grouped(count))?;
        }
        if self.in_part > 0 {
            let lack = if self.in_part == 1 { "lacks" } else { "lack" };
            let count = grouped(self.in_part);
            writeln!(f, "  {count} of them {lack} a practice's list and may be larger")?;
        }
        self.write_recorded(f)
    }

    /// The counts without a day, where they differ.
    fn write_recorded(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Some(recorded) = &self.recorded else { return Ok(()) };
        let same = recorded.networks_without_close_date == self.pcns.open
            && recorded.memberships_without_end_date == self.practices.placed
            && recorded.single_practice == self.pcns.single_practice
            && recorded.cross_boundary == self.pcns.cross_boundary
            && self.size_bands == recorded.size_bands;
        if same {
            return Ok(());
        }
        writeln!(f, "\nWithout regard to the day (as the files are often counted)")?;
        writeln!(
            f,
            "  {} without a close date, {} with one",
            counted(recorded.networks_without_close_date, "network", "networks"),
            grouped(recorded.networks_with_close_date)
        )?;
        writeln!(
            f,
            "  {} without an end date, {} with one",
            counted(recorded.memberships_without_end_date, "membership", "memberships"),
            grouped(recorded.memberships_with_end_date)
        )?;
        writeln!(
            f,
            "  {} of a single practice, {} across commissioner boundaries",
            counted(recorded.single_practice, "network", "networks"),
            grouped(recorded.cross_boundary)
        )?;
        if let Some(spread) = recorded.practices_per_network {
            writeln!(
                f,
                "  practices per network: smallest {}, median {}, mean {}, largest {}",
                spread.min,
                spread.median,
                hundredths(spread.mean_in_hundredths()),
                spread.max
            )?;
        }
        if let Some(bands) = recorded.size_bands
            && recorded.patients_per_network.is_some()
            && self.size_bands != recorded.size_bands
        {
            writeln!(
                f,
                "  {} below 30,000, {} from 30,000 to 50,000, {} above, {} of them above 100,000",
                grouped(bands.below_30000),
                grouped(bands.within),
                grouped(bands.above_50000),
                grouped(bands.above_100000)
            )?;
        }
        Ok(())
    }

    fn write_table(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Some(table) = &self.table else { return Ok(()) };
        let [practice, network] = &table.columns;
        writeln!(f, "\nYour table {} (columns `{practice}`, `{network}`)", table.file)?;
        writeln!(f, "  {:#}", table.compared)?;
        // People look a row up by its line in the file.
        let mut compared = table.compared.clone();
        for one in &mut compared.disagreements {
            let line = |row: usize| usize::try_from(*table.lines.get(row.checked_sub(1)?)?).ok();
            one.row = one.row.and_then(line);
            one.first = one.first.and_then(line);
            if let Some(first) = one.first {
                one.note = format!("stands in line {first} already");
            }
        }
        // A table may have many rows for each practice; they hide nothing that differs.
        compared.disagreements.sort_by_key(|one| one.verdict == Verdict::Repeated);
        let lines = compared.to_string();
        let lines: Vec<&str> = lines.lines().skip(1).collect();
        let shown = if self.all { lines.len() } else { 10.min(lines.len()) };
        for line in &lines[..shown] {
            writeln!(f, "    {}", line.trim_end())?;
        }
        if shown < lines.len() {
            writeln!(f, "    and {} more (--all shows them)", grouped(lines.len() - shown))?;
        }
        Ok(())
    }

    fn write_findings(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let rules: BTreeMap<&str, &Rule> =
            pcn::rules().map(|rule| (rule.id.as_str(), rule)).collect();
        let only: Vec<_> = self.only.iter().map(RuleId::as_str).collect();
        let of = if only.is_empty() { "" } else { " of " };
        writeln!(f, "\nFindings{of}{}: {}", only.join(", "), self.summary)?;
        let groups =
            self.findings.chunk_by(|one, two| one.rule == two.rule && one.severity == two.severity);
        for group in groups {
            let Some(first) = group.first() else { continue };
            let rule = rules.get(first.rule.as_str());
            let word = match first.severity {
                Severity::Error => "ERROR",
                Severity::Warning => "WARNING",
                Severity::Info => "remark",
            };
            let title = rule.map_or("", |rule| &rule.title);
            writeln!(f, "\n{word} {}  {title}: {}", first.rule, grouped(group.len()))?;
            let shown = if self.all { group.len() } else { SHOWN.min(group.len()) };
            for finding in &group[..shown] {
                write!(f, "  ")?;
                if let Some(subject) = &finding.subject {
                    write!(f, "{subject}  ")?;
                }
                write!(f, "{}", finding.message)?;
                match &finding.path {
                    Some(path) => writeln!(f, "  [{path}]")?,
                    None => writeln!(f)?,
                }
            }
            if shown < group.len() {
                writeln!(f, "  and {} more (--all shows them)", grouped(group.len() - shown))?;
            }
            if !first.remedy.is_empty() {
                writeln!(f, "  What to do: {}", first.remedy)?;
            }
            writeln!(f, "  Source: {}", first.citation)?;
        }
        Ok(())
    }
}

fn hundredths(mean: u64) -> String {
    format!("{}.{:02}", mean / 100, mean % 100)
}
