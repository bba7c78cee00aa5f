//! Scores a year's published Investment and Impact Fund figures for every network.
//!
//! ```sh
//! score_publication --iif IIF_2023_24.csv --epcn ePCN.xlsx --lists gp-reg-pat-prac-all.zip --year 2023/24
//! score_publication --iif IIF_2023_24.csv --pcns PCNDetails.csv --partners PCNCorePartnerDetails.csv \
//!     --lists gp-reg-pat-prac-all.csv --year 2023/24 --on 2024-03-31
//! score_publication                  # a made-up county
//! ```
//!
//! Practices' figures are added up by who was in which network on the last day of the year, or on
//! the day given.

#[path = "cli/mod.rs"]
mod cli;
mod dates;
#[path = "files/mod.rs"]
mod input;

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt,
    io::Read,
    path::PathBuf,
    process::ExitCode,
};

use clap::Parser;
use pcn::{
    calendar::{ContractYear, NaiveDate},
    code::{OdsCode, PcnCode, PracticeCode},
    des::{self, Year},
    finding::{Finding, Summary},
    iif::{
        AverageListSize, Count, Facts, IndicatorCode, Line, NationalFigures, Observation, Options,
        Outcome, add_up,
    },
    ncdes::{Dictionary, Figures, Layout, NcdesError, Publication},
    network::{Placement, Register},
    ods::{
        Assembled, Assembler, DateFormat, ListFile, NetworkFile, OdsError, PartnerFile, Workbook,
    },
    quantity::{Decimal, Gbp, Patients, Points, Ratio, Registered},
};
use serde::Serialize;

use input::{Input, named, open, text};

/// Scores a published Investment and Impact Fund file for every network.
///
/// Without files it scores a made-up county.
#[derive(Parser)]
#[command(after_help = "Exit code: 0 no errors found, 1 errors found, 2 input not readable.")]
struct Flags {
    /// The annual IIF publication.
    #[arg(long, value_name = "FILE.csv")]
    iif: Option<PathBuf>,
    /// The published ePCN workbook.
    #[arg(long, value_name = "FILE.xlsx", conflicts_with_all = ["pcns", "partners"], requires = "iif")]
    epcn: Option<PathBuf>,
    /// The ePCN sheet of networks (PCNDetails) as CSV.
    #[arg(long, value_name = "FILE.csv", requires_all = ["partners", "iif"])]
    pcns: Option<PathBuf>,
    /// The ePCN sheet of core partners (PCN Core Partner Details) as CSV.
    #[arg(long, value_name = "FILE.csv", requires_all = ["pcns", "iif"])]
    partners: Option<PathBuf>,
    /// Registered patients by practice. Without them points are worked out, and no pounds.
    #[arg(long, value_name = "FILE", requires = "iif")]
    lists: Option<PathBuf>,
    /// The publication's dictionary, measure dictionary, metadata or mapping of field names, by which
    /// a raw extract is read; more than once for more than one.
    #[arg(long, value_name = "FILE.csv", requires = "iif")]
    dictionary: Vec<PathBuf>,
    /// The contract year.
    #[arg(long, default_value = "2023/24")]
    year: ContractYear,
    /// The day on which membership counts. Unless given, the last day of the year.
    #[arg(long, value_name = "DATE", value_parser = dates::like("2024-03-31"))]
    on: Option<NaiveDate>,
    /// England's average list of a network. Unless given, the mean of the networks with a whole
    /// list in the files.
    #[arg(long, value_name = "NUMBER")]
    average: Option<AverageListSize>,
    /// How the register's files write their dates where the first ones do not tell, such as
    /// dd/mm/yyyy for those that read both ways.
    #[arg(long, value_name = "FORMAT", value_parser = input::format, requires = "iif")]
    dates: Option<DateFormat>,
    /// Show every network and every finding.
    #[arg(long)]
    all: bool,
    /// How to print.
    #[arg(long, value_enum, default_value_t)]
    format: cli::Format,
}

/// How many networks, and findings, the text shows.
const SHOWN: usize = 25;

/// The document.
#[derive(Serialize)]
struct Scores {
    year: ContractYear,
    on: NaiveDate,
    indicators: Vec<IndicatorCode>,
    inputs: Vec<Input>,
    rows: Rows,
    average_list_size: Option<String>,
    average_from: &'static str,
    pcns: Vec<Score>,
    totals: Totals,
    unplaced: Vec<PracticeCode>,
    findings: Vec<Finding>,
    summary: Summary,
    notes: Vec<String>,
    #[serde(skip)]
    all: bool,
    #[serde(skip)]
    made_up: bool,
}

/// What became of the publication's rows. `read` is `used + refused + unplaced + other`.
#[derive(Default, Serialize)]
struct Rows {
    read: u64,
    /// Of practices in a network, for an indicator of the year.
    used: u64,
    refused: u64,
    /// Of practices in no network on the day.
    unplaced: u64,
    /// Of networks, or for indicators that carry no points.
    other: u64,
}

/// One network on one indicator.
#[derive(Serialize)]
struct Score {
    pcn: PcnCode,
    name: String,
    indicator: IndicatorCode,
    practices: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    list_size: Option<Patients<Registered>>,
    numerator: Count,
    denominator: Count,
    #[serde(skip_serializing_if = "Option::is_none")]
    performance: Option<Ratio>,
    /// On performance alone.
    #[serde(skip_serializing_if = "Option::is_none")]
    points: Option<Points>,
    #[serde(skip_serializing_if = "Option::is_none")]
    payment: Option<Gbp>,
    /// As the year ended: the same, unless a decision for every network says otherwise.
    #[serde(skip_serializing_if = "Option::is_none")]
    final_points: Option<Points>,
    #[serde(skip_serializing_if = "Option::is_none")]
    final_payment: Option<Gbp>,
    status: Outcome,
}

#[derive(Default, Serialize)]
struct Totals {
    networks: usize,
    scored: usize,
    numerator: u64,
    denominator: u64,
    points: Points,
    /// Without a value where no network has pounds, as `final_payment`.
    payment: Option<Gbp>,
    final_points: Points,
    final_payment: Option<Gbp>,
    /// Networks with points and no pounds, because the lists of their practices are not all known.
    without_pounds: usize,
}

fn main() -> ExitCode {
    let flags = Flags::parse();
    cli::finish(run(&flags), flags.format)
}

/// The files of the made-up county.
const COUNTY: [(&str, &str); 4] = [
    ("networks.csv", include_str!("county/networks.csv")),
    ("partners.csv", include_str!("county/partners.csv")),
    ("lists.csv", include_str!("county/lists.csv")),
    ("iif.csv", include_str!("county/iif.csv")),
];

fn register(flags: &Flags) -> Result<Assembled, String> {
    let mut files = Assembler::new();
    let options = || input::options(flags.dates);
    let mut add = |networks: (&str, &mut dyn Read), partners: (&str, &mut dyn Read)| {
        let file = NetworkFile::open_with(networks.0, networks.1, options()).map_err(text)?;
        files.networks(file).map_err(text)?;
        let file = PartnerFile::open_with(partners.0, partners.1, options()).map_err(text)?;
        files.partners(file).map_err(text).map(|_| ())
    };
    if flags.iif.is_none() {
        let [networks, partners, lists, _] = COUNTY;
        add((networks.0, &mut networks.1.as_bytes()), (partners.0, &mut partners.1.as_bytes()))?;
        let file = ListFile::open(lists.0, lists.1.as_bytes()).map_err(text)?;
        files.lists(file).map_err(text)?;
        return Ok(files.finish());
    }
    match (&flags.epcn, &flags.pcns, &flags.partners) {
        (Some(path), _, _) => {
            let mut book = Workbook::open(&named(path), open(path)?).map_err(text)?;
            files.networks(book.networks().map_err(text)?).map_err(text)?;
            files.partners(book.partners().map_err(text)?).map_err(text)?;
        }
        (None, Some(pcns), Some(partners)) => {
            add((&named(pcns), &mut open(pcns)?), (&named(partners), &mut open(partners)?))?;
        }
        _ => return Err("give the register with --epcn, or with --pcns and --partners".to_owned()),
    }
    if let Some(path) = &flags.lists {
        let file = ListFile::open_with(&named(path), open(path)?, options()).map_err(text)?;
        files.lists(file).map_err(text)?;
    }
    let assembled = files.finish();
    input::all_used_in_part(&assembled)?;
    Ok(assembled)
}

fn run(flags: &Flags) -> Result<(Scores, bool), String> {
    let year = des::year(flags.year)
        .ok_or_else(|| format!("no terms for {}; a good year is 2023/24", flags.year))?;
    let on = flags.on.unwrap_or(flags.year.last_day());
    let assembled = register(flags)?;
    let register = &assembled.register;
    let figures = match &flags.iif {
        Some(path) => read(&named(path), open(path)?, year, dictionary(&flags.dictionary)?),
        None => read(COUNTY[3].0, COUNTY[3].1.as_bytes(), year, Dictionary::new()),
    }?;
    let intake = figures.intake();
    if intake.rows == 0 {
        return Err(format!("{}: it has a header and no row below it", intake.file));
    }
    if intake.accepted == 0 {
        return Err(input::none_used(&intake.file, intake.rows, &intake.report));
    }
    let date = flags.year.last_day();
    if !figures.dates().contains(&date) {
        let dates: Vec<String> = figures.dates().iter().map(ToString::to_string).collect();
        let other = figures.dates().into_iter().filter_map(ContractYear::containing).next_back();
        let other = other.filter(|other| *other != flags.year);
        return Err(format!(
            "{}: it has no figures of {} to {date}; it has {}{}",
            figures.intake().file,
            flags.year,
            if dates.is_empty() { "none of its indicators".to_owned() } else { dates.join(", ") },
            other.map(|other| format!("; --year {other} may be meant")).unwrap_or_default(),
        ));
    }
    let present: Vec<&pcn::iif::Indicator> = (year.iif.indicators.iter())
        .filter(|indicator| figures.has(indicator.code, date))
        .collect();

    let rows = rows(&figures, register, &present, on, date);
    if rows.used == 0 {
        return Err(format!(
            "{}: none of its {} rows is a figure of a practice that is in a network on {on}: {} of \
             practices in none, {} of networks or for indicators without points, {} refused",
            intake.file, rows.read, rows.unplaced, rows.other, rows.refused
        ));
    }
    let mut scores = Scores {
        year: flags.year,
        on,
        indicators: present.iter().map(|indicator| indicator.code).collect(),
        inputs: assembled.intakes.iter().map(Input::from).collect(),
        rows,
        average_list_size: None,
        average_from: if flags.average.is_some() { "--average" } else { "the lists given" },
        pcns: Vec::new(),
        totals: Totals::default(),
        unplaced: unplaced(&figures, register, on),
        findings: Vec::new(),
        summary: Summary::default(),
        notes: Vec::new(),
        all: flags.all,
        made_up: flags.iif.is_none(),
    };
    let average = flags.average.or_else(|| mean_list(register, on));
    scores.average_list_size = average.map(|average| average.to_string());
    let mut report = figures.check(|code| {
        year.iif.indicator(code).is_some_and(|indicator| indicator.definition.part_of_whole)
    });
    // A row of the register's files that is refused can be a practice that a network lacks.
    report.extend(
        assembled.findings.iter().filter(|one| one.rule.as_str() == "ODS-ROW-001").cloned(),
    );
    let faulty: BTreeSet<OdsCode> = (report.iter())
        .filter(|finding| finding.rule.as_str() == "NCDES-VALUE-002")
        .filter_map(|finding| finding.subject.as_ref()?.as_str().parse().ok())
        .collect();
    let mut newest_list = None;
    for network in register.open_networks(on) {
        let members: Vec<PracticeCode> = register.members_on(network.code, on).collect();
        if members.is_empty() {
            continue;
        }
        let size = register.list_size_of(network.code, on);
        newest_list = newest_list.max(size.dates.map(|(_, newest)| newest));
        let list_size = size.is_complete().then_some(size.counted).filter(|size| !size.is_zero());
        for indicator in &present {
            let counts = figures.practice_counts(indicator.code, date, members.iter().copied());
            let whole = add_up(indicator.code, &counts);
            report.append(whole.report);
            let score = score(year, &whole.observation, list_size.zip(average))?;
            let mut score = Score {
                pcn: network.code,
                name: network.name.to_string(),
                practices: members.len(),
                list_size,
                ..score
            };
            if members.iter().any(|member| faulty.contains(&OdsCode::from(*member))) {
                scores.notes.push(format!(
                    "{} ({}) holds a practice whose numerator is above its denominator",
                    score.pcn, indicator.code
                ));
            }
            if list_size.is_none() {
                (score.payment, score.final_payment) = (None, None);
            }
            scores.totals.add(&score);
            scores.pcns.push(score);
        }
    }
    let networks = |wanted: fn(&Score) -> bool| {
        let codes = scores.pcns.iter().filter(|score| wanted(score)).map(|score| score.pcn);
        codes.collect::<BTreeSet<_>>().len()
    };
    scores.totals.networks = networks(|_| true);
    scores.totals.without_pounds =
        networks(|score| score.final_points.is_some() && score.list_size.is_none());
    if let Some(newest) = input::old(newest_list, on) {
        scores
            .notes
            .push(format!("the newest list sizes are of {newest}, over a year before {on}"));
    }
    report.sort();
    scores.summary = report.summary();
    scores.findings = report.into_findings();
    scores.note(year);
    let forgiven = figures.intake().forgiven;
    if forgiven > 0 {
        scores.notes.push(format!(
            "rows read as another program wrote them, such as `600.0`, `5,983`, `NA` for a blank or \
             `31/03/2024 00:00`: {forgiven}"
        ));
    }
    if figures.intake().layout == Layout::Extract && flags.dictionary.is_empty() {
        scores.notes.push(
            "the file is a raw extract, in which most numerators and denominators stand under names \
             that only its dictionary tells; give that with --dictionary"
                .to_owned(),
        );
    }
    let has_errors = scores.summary.error > 0;
    Ok((scores, has_errors))
}

/// Reads what the flags give as dictionaries.
fn dictionary(paths: &[PathBuf]) -> Result<Dictionary, String> {
    let mut dictionary = Dictionary::new();
    for path in paths {
        dictionary.add(&named(path), open(path)?).map_err(|error| match error {
            NcdesError::Read(OdsError::IsWorkbook { file }) => format!(
                "{file}: this is a workbook; save its sheet of indicators and its sheet of measures \
                 as CSV, and give each with --dictionary"
            ),
            other => other.to_string(),
        })?;
    }
    Ok(dictionary)
}

/// Reads the rows of the year's indicators.
fn read(
    file: &str,
    read: impl Read,
    year: &Year,
    dictionary: Dictionary,
) -> Result<Figures, String> {
    let publication = Publication::open(file, read).map_err(|error| match error {
        NcdesError::Read(OdsError::IsWorkbook { file }) => {
            format!("{file}: this is a workbook; save its sheet of figures as CSV")
        }
        other => other.to_string(),
    })?;
    let mut publication = publication.with_dictionary(dictionary);
    let wanted =
        |code: Option<IndicatorCode>| code.is_some_and(|code| year.iif.indicator(code).is_some());
    Figures::read_where(&mut publication, |row| wanted(row.indicator))
        .map_err(|error| error.to_string())
}

fn practice(code: OdsCode) -> Option<PracticeCode> {
    code.as_str().parse().ok()
}

fn rows(
    figures: &Figures,
    register: &Register,
    present: &[&pcn::iif::Indicator],
    on: NaiveDate,
    date: NaiveDate,
) -> Rows {
    let intake = figures.intake();
    let mut rows = Rows { read: intake.rows, refused: intake.refused, ..Rows::default() };
    for code in figures.organisations() {
        let kept: u64 =
            (present.iter()).map(|indicator| figures.rows_of(code, indicator.code, date)).sum();
        match practice(code).map(|code| register.network_of(code, on)) {
            Some(Placement::InOne(_)) => rows.used += kept,
            Some(_) => rows.unplaced += kept,
            None => {}
        }
    }
    rows.other = rows.read - rows.refused - rows.used - rows.unplaced;
    rows
}

fn unplaced(figures: &Figures, register: &Register, on: NaiveDate) -> Vec<PracticeCode> {
    let practices = figures.organisations().into_iter().filter_map(practice);
    practices.filter(|code| !register.network_of(*code, on).is_placed()).collect()
}

/// The mean list of the networks whose members all have one.
fn mean_list(register: &Register, on: NaiveDate) -> Option<AverageListSize> {
    let sizes: Vec<u64> = register
        .open_networks(on)
        .map(|network| register.list_size_of(network.code, on))
        .filter(|size| size.members > 0 && size.is_complete())
        .map(|size| size.counted.whole())
        .filter(|size| *size > 0)
        .collect();
    let sum = Decimal::from(sizes.iter().sum::<u64>());
    // As fine as an average list is held: four places can cost a penny.
    let mean = sum.checked_div(Decimal::from(sizes.len()))?.round_dp(20).normalize();
    AverageListSize::try_new(mean).ok()
}

/// Scores one network on one indicator: on performance alone, as known when the year ended, and
/// with all that came to be decided later.
fn score(
    year: &Year,
    observation: &Observation,
    sizes: Option<(Patients<Registered>, AverageListSize)>,
) -> Result<Score, String> {
    // Without lists the points are right and the pounds are not shown.
    let (list_size, average) = match sizes {
        Some(sizes) => sizes,
        None => (Patients::from(1), "1".parse().map_err(|_| "an average of 1".to_owned())?),
    };
    let mut facts = Facts {
        year: year.year,
        // The statement is of the one line alone; no code is printed from it.
        pcn: PcnCode::constant("U00000"),
        known_on: Some(year.year.last_day()),
        list_size,
        national_average_list_size: average,
        national_figures: NationalFigures::Provisional,
        observations: vec![observation.clone()],
        overrides: Vec::new(),
    };
    // A practice's numerator above its denominator is a finding; the network's may still be sound.
    let impossible = match (observation.numerator, observation.denominator) {
        (Count::Counted(numerator), Count::Counted(denominator)) => {
            numerator > denominator
                && year
                    .iif
                    .indicator(observation.indicator)
                    .is_some_and(|indicator| indicator.definition.part_of_whole)
        }
        _ => false,
    };
    if impossible {
        facts.observations.clear();
    }
    let line = |facts: &Facts| -> Result<Option<Line>, String> {
        let statement = year.iif.statement(facts, &Options::default());
        let statement = statement.map_err(|error| error.to_string())?;
        Ok(statement.line(observation.indicator).cloned())
    };
    let measured = line(&facts)?;
    facts.known_on = None;
    let settled = line(&facts)?;
    Ok(Score {
        pcn: facts.pcn,
        name: String::new(),
        indicator: observation.indicator,
        practices: 0,
        list_size: None,
        numerator: observation.numerator,
        denominator: observation.denominator,
        performance: measured.as_ref().and_then(|line| line.performance),
        points: measured.as_ref().and_then(|line| line.points),
        payment: measured.as_ref().and_then(|line| line.payment),
        final_points: settled.as_ref().and_then(|line| line.points),
        final_payment: settled.as_ref().and_then(|line| line.payment),
        status: measured.map_or(Outcome::NotInForce, |line| line.status),
    })
}

impl Totals {
    fn add(&mut self, score: &Score) {
        self.scored += usize::from(score.status == Outcome::Scored);
        if let (Some(numerator), Some(denominator)) =
            (score.numerator.counted(), score.denominator.counted())
        {
            self.numerator += numerator;
            self.denominator += denominator;
        }
        self.points += score.points.unwrap_or_default();
        self.final_points += score.final_points.unwrap_or_default();
        for (sum, payment) in
            [(&mut self.payment, score.payment), (&mut self.final_payment, score.final_payment)]
        {
            if let Some(payment) = payment {
                *sum = Some(sum.unwrap_or_default() + payment);
            }
        }
    }
}

impl Scores {
    fn note(&mut self, year: &Year) {
        if let Some(average) = &self.average_list_size {
            self.notes.insert(
                0,
                format!(
                    "average list {}, from {}; England's own average and its date are not published",
                    average.parse().map_or_else(|_| average.clone(), places),
                    self.average_from
                ),
            );
        }
        let mut notes = BTreeMap::new();
        for code in &self.indicators {
            let Some(indicator) = year.iif.indicator(*code) else { continue };
            for entry in indicator.status.entries() {
                if let Some(note) = &entry.note {
                    notes.insert(format!("{code}: {note}"), ());
                }
            }
            if indicator.definition.prevalence.applies() {
                let note = "no prevalence is given, so the adjustment is taken to be 1";
                notes.insert(format!("{code}: {note}"), ());
            }
        }
        self.notes.extend(notes.into_keys());
    }
}

impl fmt::Display for Scores {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let example = if self.made_up { " (a made-up county)" } else { "" };
        writeln!(f, "Investment and Impact Fund {}, members on {}{example}", self.year, self.on)?;
        let rows = &self.rows;
        writeln!(
            f,
            "{} rows read: {} used, {} refused, {} of practices in no network, {} of networks or \
             indicators without points",
            rows.read, rows.used, rows.refused, rows.unplaced, rows.other
        )?;
        for input in self.inputs.iter().filter(|input| input.rejected > 0) {
            writeln!(
                f,
                "{}: {} rows, {} used, {} refused",
                input.file, input.rows, input.accepted, input.rejected
            )?;
        }
        for input in &self.inputs {
            for note in &input.notes {
                writeln!(f, "{}: {note}", input.file)?;
            }
        }
        writeln!(f)?;
        writeln!(
            f,
            "{:<7} {:<9} {:>9} {:>11} {:>11} {:>9} {:>7} {:>12} {:>12}  status",
            "network",
            "indicator",
            "practices",
            "numerator",
            "denominator",
            "performed",
            "points",
            "payment",
            "as settled"
        )?;
        let shown = if self.all { self.pcns.len() } else { SHOWN };
        for score in self.pcns.iter().take(shown) {
            writeln!(
                f,
                "{:<7} {:<9} {:>9} {:>11} {:>11} {:>9} {:>7} {:>12} {:>12}  {}",
                score.pcn.as_str(),
                score.indicator.as_str(),
                score.practices,
                score.numerator.to_string(),
                score.denominator.to_string(),
                score.performance.map_or("-".to_owned(), |value| places(value.value())),
                score.points.map_or("-".to_owned(), |points| places(points.value())),
                score.payment.map_or("-".to_owned(), |payment| payment.to_string()),
                score.final_payment.map_or("-".to_owned(), |payment| payment.to_string()),
                score.status,
            )?;
        }
        more(f, self.pcns.len(), shown)?;
        let totals = &self.totals;
        writeln!(
            f,
            "\n{} networks, {} scored: {} of {}, {} points, {}; as settled {} points, {}",
            totals.networks,
            totals.scored,
            totals.numerator,
            totals.denominator,
            places(totals.points.value()),
            pounds(totals.payment),
            places(totals.final_points.value()),
            pounds(totals.final_payment),
        )?;
        if totals.without_pounds > 0 {
            writeln!(
                f,
                "{} of the networks have points and no pounds: the list sizes of their practices are \
                 not all known",
                totals.without_pounds
            )?;
        }
        if !self.unplaced.is_empty() {
            let codes: Vec<&str> =
                self.unplaced.iter().take(10).map(|code| code.as_str()).collect();
            let etc = if self.unplaced.len() > codes.len() { ", …" } else { "" };
            writeln!(
                f,
                "practices in no network: {} ({}{etc})",
                self.unplaced.len(),
                codes.join(", ")
            )?;
        }
        for note in &self.notes {
            writeln!(f, "- {note}")?;
        }
        writeln!(f, "\n{}", self.summary)?;
        let shown = if self.all { self.findings.len() } else { SHOWN };
        for finding in self.findings.iter().take(shown) {
            writeln!(f, "{finding}")?;
        }
        more(f, self.findings.len(), shown)
    }
}

fn more(f: &mut fmt::Formatter<'_>, all: usize, shown: usize) -> fmt::Result {
    if all > shown { writeln!(f, "… and {} more; --all shows them", all - shown) } else { Ok(()) }
}

fn pounds(sum: Option<Gbp>) -> String {
    sum.map_or("pounds not known".to_owned(), |sum| sum.to_string())
}

fn places(value: Decimal) -> String {
    let mut value = value.round_dp(2);
    value.rescale(2);
    value.to_string()
}
