//! The crate itself, on both forms of the input.

use std::{borrow::Cow, error::Error, fs::File, hint::black_box, path::Path};

use foldhash::HashMap;
use pcn::{
    calendar::{ContractYear, NaiveDate, Period, day, iso},
    code::{OdsCode, PcnCode, PracticeCode, SubIcbCode},
    des,
    finding::{Report, RuleId},
    funding::{EntitlementKind, Populations, Tariff},
    iif::{Facts, IndicatorCode, NationalFigures, Observation, Options, add_up},
    ncdes::{Figures, Publication},
    network::{Checker, Membership, Pcn, Practice, Register, RegisterBuilder},
    ods::{Assembler, ListFile, NetworkFile, PartnerFile},
    quantity::{Adjusted, Gbp, Patients, PatientsOn},
};
use serde::Deserialize;

use crate::{
    Answer, Input, Peer,
    lines::{self, Parser},
};

const ON: NaiveDate = day(2023, 1, 1);

/// From the published CSV files, through the door `ods`.
pub struct Csv;

/// From JSON lines, into rows of the crate's types.
pub struct Json<P>(pub P, pub Rules);

/// Which of the register's rules are run.
#[derive(Clone, Copy)]
pub enum Rules {
    /// Every rule.
    All,
    /// The three that the answer asks for, as the other peers do.
    Asked,
}

const ASKED: [RuleId; 3] = [
    RuleId::constant("NET-SIZE-001"),
    RuleId::constant("NET-MEM-002"),
    RuleId::constant("NET-REF-002"),
];

impl Rules {
    fn check(self, register: &Register) -> Report {
        match self {
            Self::All => register.check(ON),
            Self::Asked => Checker::new().only(ASKED).check(register, ON),
        }
    }
}

/// What the networks did, beside the register.
#[derive(Default)]
struct Done {
    observations: HashMap<PcnCode, Vec<Observation>>,
    adjusted: HashMap<PcnCode, Patients<Adjusted>>,
    refused: u64,
    rows: u64,
}

impl Done {
    fn figure(&mut self, row: FigureRow) {
        let seen = Observation::new(row.indicator, row.numerator, row.denominator);
        self.observations.entry(row.network).or_insert_with(|| Vec::with_capacity(5)).push(seen);
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FigureRow {
    network: PcnCode,
    indicator: IndicatorCode,
    numerator: u64,
    denominator: u64,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct AdjustedRow {
    network: PcnCode,
    adjusted: Patients<Adjusted>,
}

/// A text of a list: serde lends the texts of fields, and copies those of lists of `Cow`.
#[derive(Deserialize)]
struct Text<'a>(
    #[serde(borrow)]
    #[expect(dead_code, reason = "read as text, and not kept")]
    Cow<'a, str>,
);

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct NetworkRow<'a> {
    code: PcnCode,
    #[serde(borrow)]
    name: Cow<'a, str>,
    commissioner: SubIcbCode,
    #[serde(borrow, rename = "commissioner_name")]
    _commissioner_name: Cow<'a, str>,
    #[serde(deserialize_with = "iso")]
    open: NaiveDate,
    #[serde(deserialize_with = "iso")]
    close: Option<NaiveDate>,
    #[serde(borrow, rename = "address")]
    _address: [Text<'a>; 5],
    #[serde(borrow)]
    postcode: Cow<'a, str>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PartnerRow<'a> {
    practice: PracticeCode,
    #[serde(borrow)]
    name: Cow<'a, str>,
    commissioner: SubIcbCode,
    #[serde(borrow, rename = "commissioner_name")]
    _commissioner_name: Cow<'a, str>,
    network: PcnCode,
    #[serde(borrow, rename = "network_name")]
    _network_name: Cow<'a, str>,
    #[serde(rename = "network_commissioner")]
    _network_commissioner: SubIcbCode,
    #[serde(borrow, rename = "network_commissioner_name")]
    _network_commissioner_name: Cow<'a, str>,
    #[serde(deserialize_with = "iso")]
    start: NaiveDate,
    #[serde(deserialize_with = "iso")]
    end: Option<NaiveDate>,
    #[serde(rename = "match")]
    _match: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ListRow {
    practice: PracticeCode,
    #[serde(deserialize_with = "iso")]
    on: NaiveDate,
    patients: u32,
}

/// The days from one to another that is included, as the files write them.
fn days(from: NaiveDate, last: Option<NaiveDate>) -> Option<Period> {
    let until = match last {
        Some(last) => Some(last.succ_opt()?),
        None => None,
    };
    Period::try_new(from, until).ok()
}

/// Gives each line of a table to `take`, which may refuse it; counts rows and refusals.
fn take_rows(
    file: File,
    done: &mut Done,
    mut take: impl FnMut(&str, &mut Done) -> Option<()>,
) -> Result<(), Box<dyn Error>> {
    lines::each(file, |line| {
        done.rows += 1;
        if take(line, done).is_none() {
            done.refused += 1;
        }
    })
}

fn read_json(
    input: Input<'_>,
    parser: impl Parser,
) -> Result<(RegisterBuilder, Done), Box<dyn Error>> {
    let mut builder = Register::builder();
    let mut done = Done::default();
    take_rows(input.open("networks")?, &mut done, |line, _| {
        let row: NetworkRow<'_> = parser.parse(line)?;
        let mut network = Pcn::new(row.code, row.name, days(row.open, row.close)?);
        network.lead_commissioner_per_ods = Some(row.commissioner);
        network.postcode = Some(row.postcode.into());
        builder.network(network);
        Some(())
    })?;
    take_rows(input.open("partners")?, &mut done, |line, _| {
        let row: PartnerRow<'_> = parser.parse(line)?;
        let member = Membership::new(row.practice, row.network, days(row.start, row.end)?);
        // Of several rows of one practice the register takes the first, and keeps what differs.
        let mut practice = Practice::new(row.practice, row.name);
        practice.commissioner = Some(row.commissioner);
        builder.practice(practice);
        builder.membership(member);
        Some(())
    })?;
    take_rows(input.open("lists")?, &mut done, |line, _| {
        let row: ListRow = parser.parse(line)?;
        let count = Patients::from(row.patients);
        builder.list(row.practice, PatientsOn { count, on: row.on });
        Some(())
    })?;
    take_rows(input.open("figures")?, &mut done, |line, done| {
        done.figure(parser.parse(line)?);
        Some(())
    })?;
    take_rows(input.open("adjusted")?, &mut done, |line, done| {
        let row: AdjustedRow = parser.parse(line)?;
        done.adjusted.insert(row.network, row.adjusted);
        Some(())
    })?;
    Ok((builder, done))
}

/// Reads the register; `finish` of the assembler builds it too.
fn read_csv(input: Input<'_>) -> Result<(Assembler, Done), Box<dyn Error>> {
    let mut files = Assembler::new();
    files.networks(NetworkFile::open("networks.csv", input.open("networks")?)?)?;
    files.partners(PartnerFile::open("partners.csv", input.open("partners")?)?)?;
    files.lists(ListFile::open("lists.csv", input.open("lists")?)?)?;
    let (mut observations, mut adjusted) = (Done::default(), HashMap::default());
    let (rows, refused) = read_figures(
        input,
        |row| observations.figure(row),
        |network, count| {
            adjusted.insert(network, count);
        },
    )?;
    Ok((files, Done { adjusted, rows, refused, ..observations }))
}

/// The tables that no door is for: read as records, into the crate's types. Gives the rows, and
/// how many of them are refused.
fn read_figures(
    input: Input<'_>,
    mut figure: impl FnMut(FigureRow),
    mut adjusted: impl FnMut(PcnCode, Patients<Adjusted>),
) -> Result<(u64, u64), Box<dyn Error>> {
    let (mut rows, mut refused) = (0, 0);
    let mut record = csv::StringRecord::new();
    let mut reader = csv::Reader::from_reader(input.open("figures")?);
    while reader.read_record(&mut record)? {
        rows += 1;
        let row = || {
            Some(FigureRow {
                network: record.get(0)?.parse().ok()?,
                indicator: record.get(1)?.parse().ok()?,
                numerator: record.get(2)?.parse().ok()?,
                denominator: record.get(3)?.parse().ok()?,
            })
        };
        match row() {
            Some(row) => figure(row),
            None => refused += 1,
        }
    }
    let mut reader = csv::Reader::from_reader(input.open("adjusted")?);
    while reader.read_record(&mut record)? {
        rows += 1;
        let row = || Some((record.get(0)?.parse().ok()?, record.get(1)?.parse().ok()?));
        match row() {
            Some((network, count)) => adjusted(network, count),
            None => refused += 1,
        }
    }
    Ok((rows, refused))
}

fn score(register: &Register, report: &Report, done: Done) -> Result<Answer, Box<dyn Error>> {
    let year = des::year(ContractYear::Y2023_24).ok_or("no terms")?;
    let tariff = Tariff::of(&year.funding, year.year.period(), NaiveDate::MAX);
    let found = |id: &str| report.iter().filter(|one| one.rule.as_str() == id).count() as u64;
    let average = crate::AVERAGE_LIST.parse()?;
    let pence = |amount: Gbp| amount.whole_pence().ok_or("no whole pence");
    let mut answer = Answer {
        refused: done.refused,
        below_minimum: found("NET-SIZE-001"),
        in_several: found("NET-MEM-002"),
        dangling: found("NET-REF-002"),
        ..Answer::default()
    };
    let mut observations = done.observations;
    for network in register.open_networks(ON) {
        let list_size = register.list_size_of(network.code, ON).counted;
        let facts = Facts {
            year: year.year,
            pcn: network.code,
            // What was decided for every network after the year's end is left out.
            known_on: Some(year.year.last_day()),
            list_size,
            national_average_list_size: average,
            national_figures: NationalFigures::Final,
            observations: observations.remove(&network.code).unwrap_or_default(),
            overrides: Vec::new(),
        };
        let statement = year.iif.statement(&facts, &Options::default())?;
        answer.iif_pence += pence(statement.total_payment)?;
        let mut counts = Populations::default().registered(list_size, ON);
        if let Some(adjusted) = done.adjusted.get(&network.code) {
            counts = counts.adjusted(*adjusted, ON);
        }
        for kind in [EntitlementKind::CoreFunding, EntitlementKind::EnhancedAccess] {
            answer.entitlement_pence += pence(tariff.amount(kind, &counts).ok_or("no amount")?)?;
        }
    }
    Ok(answer.summed())
}

/// Reads and checks each row of a table, as `parse` does. Gives the rows, refused ones among them.
fn visit(
    input: Input<'_>,
    table: &str,
    parse: impl FnMut(&str) -> Option<()>,
) -> Result<u64, Box<dyn Error>> {
    Ok(lines::visit(input.open(table)?, parse)?.0)
}

impl<P: Parser> Peer for Json<P> {
    fn read(&self, input: Input<'_>) -> Result<u64, Box<dyn Error>> {
        let parser = self.0;
        let networks =
            |line: &str| parser.parse(line).map(|row: NetworkRow<'_>| drop(black_box(row)));
        let partners =
            |line: &str| parser.parse(line).map(|row: PartnerRow<'_>| drop(black_box(row)));
        let lists = |line: &str| parser.parse(line).map(|row: ListRow| drop(black_box(row)));
        let figures = |line: &str| parser.parse(line).map(|row: FigureRow| drop(black_box(row)));
        let adjusted = |line: &str| parser.parse(line).map(|row: AdjustedRow| drop(black_box(row)));
        Ok(visit(input, "networks", networks)?
            + visit(input, "partners", partners)?
            + visit(input, "lists", lists)?
            + visit(input, "figures", figures)?
            + visit(input, "adjusted", adjusted)?)
    }

    fn all(&self, input: Input<'_>) -> Result<Answer, Box<dyn Error>> {
        let (builder, done) = read_json(input, self.0)?;
        let register = builder.build();
        let report = self.1.check(&register);
        score(&register, &report, done)
    }
}

impl Peer for Csv {
    fn read(&self, input: Input<'_>) -> Result<u64, Box<dyn Error>> {
        let networks = NetworkFile::open("networks.csv", input.open("networks")?)?;
        let partners = PartnerFile::open("partners.csv", input.open("partners")?)?;
        let lists = ListFile::open("lists.csv", input.open("lists")?)?;
        let intakes = [
            networks.for_each(|row| {
                black_box(row);
            })?,
            partners.for_each(|row| {
                black_box(row);
            })?,
            lists.for_each(|row| {
                black_box(row);
            })?,
        ];
        let rows = intakes.iter().map(|intake| intake.rows).sum::<u64>();
        let (done, _) = read_figures(input, |_| {}, |_, _| {})?;
        Ok(rows + done)
    }

    fn all(&self, input: Input<'_>) -> Result<Answer, Box<dyn Error>> {
        let (files, mut done) = read_csv(input)?;
        let assembled = files.finish();
        done.refused += assembled.intakes.iter().map(|intake| intake.refused).sum::<u64>();
        let report = assembled.register.check(ON);
        score(&assembled.register, &report, done)
    }
}

/// Reads a month's publication and adds one indicator up for networks of five practices each.
pub fn publication(path: &Path, repeat: usize) -> Result<(), Box<dyn Error>> {
    let mut times = Vec::new();
    let mut told = serde_json::Value::Null;
    for _ in 0..repeat {
        let start = crate::spent();
        let mut publication = Publication::open("month.csv", File::open(path)?)?;
        let figures = Figures::read(&mut publication)?;
        let code = IndicatorCode::constant("HI-03");
        let on = day(2024, 9, 30);
        let practices: Vec<PracticeCode> = figures
            .organisations()
            .into_iter()
            .filter_map(|code: OdsCode| code.as_str().parse().ok())
            .collect();
        let (mut numerator, mut denominator) = (0, 0);
        for members in practices.chunks(5) {
            let counts = figures.practice_counts(code, on, members.iter().copied());
            let seen = add_up(code, &counts).observation;
            numerator += seen.numerator.counted().ok_or("suppressed")?;
            denominator += seen.denominator.counted().ok_or("suppressed")?;
        }
        times.push(crate::spent() - start);
        let intake = figures.intake();
        told = serde_json::json!({
            "rows": intake.rows, "refused": intake.refused, "suppressed": intake.suppressed,
            "numerator": numerator, "denominator": denominator,
        });
    }
    println!("{}", serde_json::json!({"answer": told, "all_ms": times, "peak_kib": crate::peak()}));
    Ok(())
}
