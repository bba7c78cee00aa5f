//! As little as reading and scoring can cost: fields are borrowed from the input and not checked,
//! and the sums are whole numbers. What a checked reading is held against.

use std::error::Error;

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

fn read_json(input: &Input, parser: impl Parser) -> Result<Rows<'_>, Box<dyn Error>> {
    use std::hint::black_box;
    let mut rows = Rows::default();
    let mut good = each(&input.networks, parser, |row: NetworkRow<'_>| {
        black_box((row.commissioner, row.commissioner_name, row.name, row.open, row.close));
        black_box((row.address, row.postcode));
        rows.networks.push(row.code);
    });
    good &= each(&input.partners, parser, |row: PartnerRow<'_>| {
        black_box((row.name, row.commissioner, row.commissioner_name, row.network_name));
        black_box((row.network_commissioner, row.network_commissioner_name, row.r#match));
        rows.partners.push((row.practice, row.network, row.start, row.end.unwrap_or("")));
    });
    good &= each(&input.lists, parser, |row: ListRow<'_>| {
        black_box(row.on);
        rows.lists.push((row.practice, row.patients));
    });
    good &= each(&input.figures, parser, |row: FigureRow<'_>| {
        rows.figures.push((row.network, row.indicator, row.numerator, row.denominator));
    });
    good &= each(&input.adjusted, parser, |row: AdjustedRow<'_>| {
        rows.adjusted.push((row.network, row.adjusted));
    });
    if good { Ok(rows) } else { Err(BAD.into()) }
}

/// Gives each row to `take`; says whether all are good.
fn each<'a, T: Deserialize<'a>>(
    text: &'a [u8],
    parser: impl Parser,
    mut take: impl FnMut(T),
) -> bool {
    let mut good = true;
    lines::each(text, parser, |row| match row {
        Some(row) => take(row),
        None => good = false,
    });
    good
}

/// Reads each row and keeps none.
fn visit<'a, T: Deserialize<'a>>(
    text: &'a [u8],
    parser: impl Parser,
) -> Result<u64, Box<dyn Error>> {
    let mut rows = 0;
    let good = each(text, parser, |row: T| {
        std::hint::black_box(&row);
        rows += 1;
    });
    if good { Ok(rows) } else { Err(BAD.into()) }
}

impl<P: Parser> Peer for Json<P> {
    fn read(&self, input: &Input) -> Result<u64, Box<dyn Error>> {
        Ok(visit::<NetworkRow<'_>>(&input.networks, self.0)?
            + visit::<PartnerRow<'_>>(&input.partners, self.0)?
            + visit::<ListRow<'_>>(&input.lists, self.0)?
            + visit::<FigureRow<'_>>(&input.figures, self.0)?
            + visit::<AdjustedRow<'_>>(&input.adjusted, self.0)?)
    }

    fn all(&self, input: &Input) -> Result<Answer, Box<dyn Error>> {
        self.1.score(&read_json(input, self.0)?, false)
    }
}

/// The records of a table, each given to `take`.
fn records(
    text: &[u8],
    mut take: impl FnMut(&csv::ByteRecord) -> Result<(), Box<dyn Error>>,
) -> Result<u64, Box<dyn Error>> {
    let mut reader = csv::Reader::from_reader(text);
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
    fn read(&self, input: &Input) -> Result<u64, Box<dyn Error>> {
        let mut rows = 0;
        for text in
            [&input.networks, &input.partners, &input.lists, &input.figures, &input.adjusted]
        {
            rows += records(text, |record| {
                std::hint::black_box(record);
                Ok(())
            })?;
        }
        Ok(rows)
    }

    fn all(&self, input: &Input) -> Result<Answer, Box<dyn Error>> {
        score_csv(&self.0, input)
    }
}

/// The sums from records that are kept.
fn score_csv(scorer: &Scorer, input: &Input) -> Result<Answer, Box<dyn Error>> {
    // The reader of records lends its fields for one record; these are kept.
    let mut kept: [Vec<csv::StringRecord>; 5] = Default::default();
    let texts = [&input.networks, &input.partners, &input.lists, &input.figures, &input.adjusted];
    for (kept, text) in kept.iter_mut().zip(texts) {
        for record in csv::Reader::from_reader(text.as_slice()).into_records() {
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

fn structs<'t, T>(text: &'t [u8]) -> Result<u64, Box<dyn Error>>
where
    T: for<'r> Borrowed<'r>,
{
    let mut reader = csv::Reader::from_reader(text);
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
    fn read(&self, input: &Input) -> Result<u64, Box<dyn Error>> {
        Ok(structs::<NetworkFields>(&input.networks)?
            + structs::<PartnerFields>(&input.partners)?
            + structs::<ListFields>(&input.lists)?
            + structs::<FigureFields>(&input.figures)?
            + structs::<AdjustedFields>(&input.adjusted)?)
    }

    fn all(&self, input: &Input) -> Result<Answer, Box<dyn Error>> {
        score_csv(&self.0, input)
    }
}
