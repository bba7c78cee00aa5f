//! As little as reading and scoring can cost: fields are borrowed from the input and not checked,
//! and the sums are whole numbers. What a checked reading is held against.

use std::{error::Error, fs::File};

use foldhash::{HashMap, HashSet};
use serde::Deserialize;

use crate::{
    Answer, Figures, Input, Peer,
    lines::{self, Parser},
};

/// The figures of the contract as whole numbers.
pub struct Scorer {
    on: String,
    minimum: u64,
    /// Tenths.
    average: i128,
    /// Pence a point.
    point: i128,
    /// Thousandths of a pound.
    core: i128,
    /// Thousandths of a pound.
    access: i128,
    indicators: Vec<(String, [i128; 3])>,
}

/// A decimal of at most so many places, as a whole number of its last place.
pub fn scaled(text: &str, places: usize) -> Result<i128, Box<dyn Error>> {
    let (whole, rest) = text.split_once('.').unwrap_or((text, ""));
    if rest.len() > places {
        return Err(format!("`{text}` has more than {places} places").into());
    }
    Ok(format!("{whole}{rest:0<places$}").parse()?)
}

fn half_up(top: i128, bottom: i128) -> i64 {
    ((2 * top + bottom) / (2 * bottom)) as i64
}

impl Scorer {
    pub fn new(terms: &Figures) -> Result<Self, Box<dyn Error>> {
        let indicators = terms.indicators.iter().map(|one| {
            let figures = [&one.points, &one.lower, &one.upper];
            let [points, lower, upper] = figures.map(|text| scaled(text, 0));
            Ok((one.code.clone(), [points?, lower?, upper?]))
        });
        Ok(Self {
            on: terms.on.clone(),
            minimum: terms.minimum_list,
            average: scaled(&terms.average_list, 1)?,
            point: scaled(&terms.pounds_per_point, 2)?,
            core: scaled(&terms.core_funding_per_registered, 3)?,
            access: scaled(&terms.enhanced_access_per_adjusted, 3)?,
            indicators: indicators.collect::<Result<_, Box<dyn Error>>>()?,
        })
    }

    pub fn score(&self, rows: &Rows<'_>, compact: bool) -> Result<Answer, Box<dyn Error>> {
        let on = if compact { self.on.replace('-', "") } else { self.on.clone() };
        let mut answer = Answer { refused: rows.refused, ..Answer::default() };
        let lists: HashMap<&str, u64> = rows.lists.iter().map(|row| (row.0, row.1)).collect();
        let mut sizes: HashMap<&str, u64> = rows.networks.iter().map(|code| (*code, 0)).collect();
        let (mut placed, mut several, mut dangling) =
            (HashSet::default(), HashSet::default(), HashSet::default());
        for (practice, network, start, end) in &rows.partners {
            if practice.len() != 6 {
                answer.refused += 1;
                continue;
            }
            let Some(size) = sizes.get_mut(network) else {
                dangling.insert(*network);
                continue;
            };
            if *start <= &*on && (end.is_empty() || &*on <= *end) {
                *size += lists.get(practice).copied().unwrap_or(0);
                if !placed.insert(*practice) {
                    several.insert(*practice);
                }
            }
        }
        answer.in_several = several.len() as u64;
        answer.dangling = dangling.len() as u64;
        answer.below_minimum = sizes.values().filter(|size| **size < self.minimum).count() as u64;
        for (network, indicator, part, whole) in &rows.figures {
            let Some(size) = sizes.get(network) else { continue };
            let Some((_, [points, lower, upper])) =
                self.indicators.iter().find(|one| one.0 == *indicator)
            else {
                continue;
            };
            let (part, whole) = (i128::from(*part), i128::from(*whole));
            let range = (upper - lower) * whole;
            let way = (100 * part - lower * whole).clamp(0, range);
            let top = points * self.point * way * i128::from(*size) * 10;
            answer.iif_pence += half_up(top, range * self.average);
        }
        for size in sizes.values() {
            answer.entitlement_pence += half_up(self.core * i128::from(*size), 10);
        }
        for (network, count) in &rows.adjusted {
            if sizes.contains_key(network) {
                answer.entitlement_pence += half_up(self.access * scaled(count, 2)?, 1_000);
            }
        }
        Ok(answer.summed())
    }
}

/// The rows, with what scoring needs of them.
#[derive(Default)]
pub struct Rows<'a> {
    pub networks: Vec<&'a str>,
    /// Practice, network, start, end.
    pub partners: Vec<(&'a str, &'a str, &'a str, &'a str)>,
    pub lists: Vec<(&'a str, u64)>,
    pub figures: Vec<(&'a str, &'a str, u64, u64)>,
    pub adjusted: Vec<(&'a str, &'a str)>,
    pub refused: u64,
}

pub struct Json<P>(pub P, pub Scorer);

const BAD: &str = "a line of the generator's is no good";
pub struct Csv(pub Scorer);

#[derive(Deserialize)]
struct NetworkRow<'a> {
    code: &'a str,
    commissioner: &'a str,
    commissioner_name: &'a str,
    name: &'a str,
    open: &'a str,
    close: Option<&'a str>,
    #[serde(borrow)]
    address: [&'a str; 5],
    postcode: &'a str,
}

#[derive(Deserialize)]
struct PartnerRow<'a> {
    practice: &'a str,
    name: &'a str,
    commissioner: &'a str,
    commissioner_name: &'a str,
    network: &'a str,
    network_name: &'a str,
    network_commissioner: &'a str,
    network_commissioner_name: &'a str,
    start: &'a str,
    end: Option<&'a str>,
    r#match: bool,
}

#[derive(Deserialize)]
struct ListRow<'a> {
    practice: &'a str,
    on: &'a str,
    patients: u64,
}

#[derive(Deserialize)]
struct FigureRow<'a> {
    network: &'a str,
    indicator: &'a str,
    numerator: u64,
    denominator: u64,
}

#[derive(Deserialize)]
struct AdjustedRow<'a> {
    network: &'a str,
    adjusted: &'a str,
}

/// The names of the tables.
const TABLES: [&str; 5] = ["networks", "partners", "lists", "figures", "adjusted"];

/// The whole tables, from which the rows that are kept borrow.
fn texts(input: Input<'_>) -> Result<[String; 5], Box<dyn Error>> {
    let mut texts: [String; 5] = Default::default();
    for (text, table) in texts.iter_mut().zip(TABLES) {
        *text = input.text(table)?;
    }
    Ok(texts)
}

fn rows_of(texts: &[String; 5], parser: impl Parser) -> Option<Rows<'_>> {
    use std::hint::black_box;
    let [networks, partners, lists, figures, adjusted] = texts;
    let mut rows = Rows::default();
    each(networks, parser, |row: NetworkRow<'_>| {
        black_box((row.commissioner, row.commissioner_name, row.name, row.open, row.close));
        black_box((row.address, row.postcode));
        rows.networks.push(row.code);
    })?;
    each(partners, parser, |row: PartnerRow<'_>| {
        black_box((row.name, row.commissioner, row.commissioner_name, row.network_name));
        black_box((row.network_commissioner, row.network_commissioner_name, row.r#match));
        rows.partners.push((row.practice, row.network, row.start, row.end.unwrap_or("")));
    })?;
    each(lists, parser, |row: ListRow<'_>| {
        black_box(row.on);
        rows.lists.push((row.practice, row.patients));
    })?;
    each(figures, parser, |row: FigureRow<'_>| {
        rows.figures.push((row.network, row.indicator, row.numerator, row.denominator));
    })?;
    each(adjusted, parser, |row: AdjustedRow<'_>| {
        rows.adjusted.push((row.network, row.adjusted));
    })?;
    Some(rows)
}

/// Gives each row to `take`; nothing if one is no good.
fn each<'a, T: Deserialize<'a>>(
    text: &'a str,
    parser: impl Parser,
    mut take: impl FnMut(T),
) -> Option<()> {
    let mut good = Some(());
    lines::each_of(text, |line| match parser.parse(line) {
        Some(row) => take(row),
        None => good = None,
    });
    good
}

/// Reads each row of a table, as `parse` does; all are good.
fn visit(
    input: Input<'_>,
    table: &str,
    parse: impl FnMut(&str) -> Option<()>,
) -> Result<u64, Box<dyn Error>> {
    match lines::visit(input.open(table)?, parse)? {
        (rows, 0) => Ok(rows),
        _ => Err(BAD.into()),
    }
}

impl<P: Parser> Peer for Json<P> {
    fn read(&self, input: Input<'_>) -> Result<u64, Box<dyn Error>> {
        use std::hint::black_box;
        let parser = self.0;
        let networks =
            |line: &str| parser.parse(line).map(|row: NetworkRow<'_>| drop(black_box(row)));
        let partners =
            |line: &str| parser.parse(line).map(|row: PartnerRow<'_>| drop(black_box(row)));
        let lists = |line: &str| parser.parse(line).map(|row: ListRow<'_>| drop(black_box(row)));
        let figures =
            |line: &str| parser.parse(line).map(|row: FigureRow<'_>| drop(black_box(row)));
        let adjusted =
            |line: &str| parser.parse(line).map(|row: AdjustedRow<'_>| drop(black_box(row)));
        Ok(visit(input, "networks", networks)?
            + visit(input, "partners", partners)?
            + visit(input, "lists", lists)?
            + visit(input, "figures", figures)?
            + visit(input, "adjusted", adjusted)?)
    }

    fn all(&self, input: Input<'_>) -> Result<Answer, Box<dyn Error>> {
        let texts = texts(input)?;
        self.1.score(&rows_of(&texts, self.0).ok_or(BAD)?, false)
    }
}

/// The records of a table, each given to `take`.
fn records(
    file: File,
    mut take: impl FnMut(&csv::ByteRecord) -> Result<(), Box<dyn Error>>,
) -> Result<u64, Box<dyn Error>> {
    let mut reader = csv::Reader::from_reader(file);
    let mut record = csv::ByteRecord::new();
    let mut rows = 0;
    while reader.read_byte_record(&mut record)? {
        rows += 1;
        take(&record)?;
    }
    Ok(rows)
}

impl Peer for Csv {
    /// Walks the records and keeps nothing.
    fn read(&self, input: Input<'_>) -> Result<u64, Box<dyn Error>> {
        let mut rows = 0;
        for table in TABLES {
            rows += records(input.open(table)?, |record| {
                std::hint::black_box(record);
                Ok(())
            })?;
        }
        Ok(rows)
    }

    fn all(&self, input: Input<'_>) -> Result<Answer, Box<dyn Error>> {
        score_csv(&self.0, input)
    }
}

/// The sums from records that are kept.
fn score_csv(scorer: &Scorer, input: Input<'_>) -> Result<Answer, Box<dyn Error>> {
    // The reader of records lends its fields for one record; these are kept.
    let mut kept: [Vec<csv::StringRecord>; 5] = Default::default();
    for (kept, table) in kept.iter_mut().zip(TABLES) {
        for record in csv::Reader::from_reader(input.open(table)?).into_records() {
            kept.push(record?);
        }
    }
    let mut rows = Rows::default();
    let [networks, partners, lists, figures, adjusted] = &kept;
    rows.networks.extend(networks.iter().map(|row| &row[0]));
    rows.partners.extend(partners.iter().map(|row| (&row[0], &row[4], &row[8], &row[9])));
    for row in lists {
        rows.lists.push((&row[5], row[9].parse()?));
    }
    for row in figures {
        rows.figures.push((&row[0], &row[1], row[2].parse()?, row[3].parse()?));
    }
    rows.adjusted.extend(adjusted.iter().map(|row| (&row[0], &row[1])));
    scorer.score(&rows, true)
}

/// The rows of the CSV files as structs that borrow from their record.
pub struct CsvStructs(pub Scorer);

fn structs<T>(file: File) -> Result<u64, Box<dyn Error>>
where
    T: for<'r> Borrowed<'r>,
{
    let mut reader = csv::Reader::from_reader(file);
    let mut record = csv::StringRecord::new();
    let mut rows = 0;
    while reader.read_record(&mut record)? {
        std::hint::black_box(record.deserialize::<<T as Borrowed<'_>>::Row>(None)?);
        rows += 1;
    }
    Ok(rows)
}

/// Names a row of one lifetime.
trait Borrowed<'r> {
    type Row: Deserialize<'r>;
}

struct NetworkFields;
struct PartnerFields;
struct ListFields;
struct FigureFields;
struct AdjustedFields;

type Text<'r> = &'r str;

impl<'r> Borrowed<'r> for NetworkFields {
    type Row = [Text<'r>; 12];
}
impl<'r> Borrowed<'r> for PartnerFields {
    type Row = [Text<'r>; 11];
}
impl<'r> Borrowed<'r> for ListFields {
    type Row = ([Text<'r>; 9], u32);
}
impl<'r> Borrowed<'r> for FigureFields {
    type Row = (Text<'r>, Text<'r>, u64, u64);
}
impl<'r> Borrowed<'r> for AdjustedFields {
    type Row = (Text<'r>, Text<'r>);
}

impl Peer for CsvStructs {
    /// Deserialises every record and keeps nothing.
    fn read(&self, input: Input<'_>) -> Result<u64, Box<dyn Error>> {
        Ok(structs::<NetworkFields>(input.open("networks")?)?
            + structs::<PartnerFields>(input.open("partners")?)?
            + structs::<ListFields>(input.open("lists")?)?
            + structs::<FigureFields>(input.open("figures")?)?
            + structs::<AdjustedFields>(input.open("adjusted")?)?)
    }

    fn all(&self, input: Input<'_>) -> Result<Answer, Box<dyn Error>> {
        score_csv(&self.0, input)
    }
}
