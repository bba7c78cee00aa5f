//! An independent reckoning in Python, with fractions, agrees to the penny over generated
//! statements.

use std::{
    fmt::Write as _,
    io::{Read, Write as _},
    process::{Command, Stdio},
};

use chrono::Days;
use pcn::{
    calendar::{ContractYear, NaiveDate, day},
    code::PcnCode,
    des,
    iif::{Count, Facts, Indicator, Kind, NationalFigures, Observation, Options, Statement, Unit},
    quantity::{Decimal, Patients, Ratio},
};

const STATEMENTS: usize = 100_000;

/// A small generator with a fixed seed (xorshift64*), so that every run makes the same statements.
struct Seeded(u64);

impl Seeded {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_F491_4F6C_DD1D)
    }

    fn below(&mut self, limit: u64) -> u64 {
        (self.next() >> 11) % limit
    }

    fn one_in(&mut self, times: u64) -> bool {
        self.below(times) == 0
    }

    fn pick<'a, T>(&mut self, from: &'a [T]) -> &'a T {
        &from[self.below(from.len() as u64) as usize]
    }
}

const YEARS: [ContractYear; 5] = [
    ContractYear::Y2020_21,
    ContractYear::Y2021_22,
    ContractYear::Y2022_23,
    ContractYear::Y2023_24,
    ContractYear::Y2024_25,
];

/// Days before and after each change that came to be known during a year.
const KNOWN: [Option<NaiveDate>; 7] = [
    None,
    Some(day(2021, 11, 1)),
    Some(day(2021, 12, 7)),
    Some(day(2022, 9, 25)),
    Some(day(2022, 9, 26)),
    Some(day(2024, 6, 6)),
    Some(day(2024, 11, 1)),
];

fn facts(seeded: &mut Seeded) -> Facts {
    let year = *seeded.pick(&YEARS);
    let terms = &des::year(year).unwrap().iif;
    // Only days from the end of the year's announcements on: earlier, nothing is known of it.
    let known_on = Some(*seeded.pick(&KNOWN)).flatten().filter(|known| *known >= day(2021, 11, 1));
    let known_on = known_on.filter(|known| *known >= year.first_day() + Days::new(200));
    // A network of average size and prevalence, where payments end in half pennies most often.
    let plain = seeded.one_in(4);
    let list = if plain { 50_000 } else { 5_000 + seeded.below(200_000) as u32 };
    let average = match seeded.below(2) {
        _ if plain => Decimal::from(50_000),
        0 => Decimal::from(30_000 + seeded.below(40_000)),
        _ => Decimal::new((30_000_000 + seeded.below(40_000_000)) as i64, 3),
    };
    let mut observations = Vec::new();
    for indicator in terms.indicators.iter() {
        if observations.len() < 4 && !seeded.one_in(3) {
            observations.push(observation(seeded, indicator, plain));
        }
    }
    Facts {
        year,
        pcn: PcnCode::constant("U12345"),
        known_on,
        list_size: Patients::from(list),
        national_average_list_size: pcn::iif::AverageListSize::try_new(average).unwrap(),
        national_figures: NationalFigures::Final,
        observations,
        overrides: Vec::new(),
    }
}

fn observation(seeded: &mut Seeded, indicator: &Indicator, plain: bool) -> Observation {
    let definition = &indicator.definition;
    if definition.kind == Kind::Binary {
        return Observation {
            achieved: *seeded.pick(&[Some(true), Some(false), None]),
            ..Observation::nothing(indicator.code)
        };
    }
    // Powers of two give payments that end in exactly half a penny.
    let denominator = match seeded.below(4) {
        _ if plain => 1 << (6 + seeded.below(8)),
        0 => 1 << seeded.below(14),
        1 => 100 * (1 + seeded.below(100)),
        2 => seeded.below(4),
        _ => 1 + seeded.below(60_000),
    };
    let numerator = match (definition.unit, definition.part_of_whole) {
        (Unit::Each, _) => seeded.below(denominator * 9 + 1),
        (Unit::KilogramsEach, _) => denominator * 17 + seeded.below(denominator * 6 + 1),
        _ if seeded.one_in(3) => {
            // Near or at a threshold.
            let aim = indicator.lower.entries().first().and_then(|entry| entry.figure.value());
            let aim = aim.map_or(Decimal::ONE, |aim| aim.value());
            let at = Decimal::from(denominator) * aim / Decimal::ONE_HUNDRED;
            let at: u64 = at.trunc().try_into().unwrap();
            (at + seeded.below(3)).min(denominator)
        }
        _ => seeded.below(denominator + 1),
    };
    let mut seen = Observation::new(indicator.code, numerator, denominator);
    match seeded.below(40) {
        0 => seen.numerator = Count::Suppressed,
        1 => seen.denominator = Count::Missing,
        2 => seen.numerator = Count::NotApplicable,
        _ => {}
    }
    if definition.unit == Unit::PerThousandPerWeek {
        seen.weeks = Some(52);
    }
    if definition.kind == Kind::Improvement {
        let whole = 1 + seeded.below(60_000);
        let share = numerator * whole / denominator.max(1);
        let before = share.saturating_sub(seeded.below(whole / 50 + 2)).min(whole);
        seen = seen.with_baseline(before, whole);
    }
    if !plain && !seeded.one_in(4) {
        let places = 2 + seeded.below(12) as u32;
        let units = 1 + seeded.below(10_u64.pow(places) / 5) as i64;
        seen.national_prevalence = Some(Ratio::try_new(Decimal::new(units, places)).unwrap());
    }
    if !plain && seeded.one_in(5) {
        let units = seeded.below(900_000) as i64;
        seen.pcn_prevalence = Some(Ratio::try_new(Decimal::new(units, 6)).unwrap());
    }
    seen
}

fn line(statement: &Statement) -> String {
    let mut paid: Vec<_> =
        statement.indicators.iter().filter(|line| line.payment.is_some()).collect();
    paid.sort_by_key(|line| line.indicator);
    let mut text = fixed(statement.total_payment.pounds(), 2);
    for line in paid {
        let points = fixed(line.points.unwrap().value(), 10);
        let payment = fixed(line.payment.unwrap().pounds(), 2);
        write!(text, " {}={points}={payment}", line.indicator).unwrap();
    }
    text
}

fn fixed(value: Decimal, places: u32) -> String {
    let mut value = value;
    value.rescale(places);
    value.to_string()
}

#[test]
fn payments_agree_with_fractions_to_the_penny() {
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/oracle/iif.py");
    let spawned =
        Command::new("python3").arg(script).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn();
    let mut oracle = match spawned {
        Ok(oracle) => oracle,
        Err(error) => {
            println!("skipped: python3 does not run here ({error})");
            return;
        }
    };

    let mut seeded = Seeded(0x5EED_0F11_F000_0001);
    let (mut input, mut ours) = (String::new(), Vec::with_capacity(STATEMENTS));
    let (mut half_pennies, mut paid_lines) = (0_u32, 0_usize);
    for _ in 0..STATEMENTS {
        let facts = facts(&mut seeded);
        let terms = &des::year(facts.year).unwrap().iif;
        let statement = terms.statement(&facts, &Options::default()).unwrap();
        paid_lines += statement.indicators.iter().filter(|line| line.payment.is_some()).count();
        half_pennies += u32::from(ends_in_half_a_penny(&statement, &facts));
        ours.push(line(&statement));
        writeln!(input, "{}", serde_json::to_string(&facts).unwrap()).unwrap();
    }
    assert!(half_pennies > 500, "the cases must include exact half pennies: {half_pennies}");

    let mut stdin = oracle.stdin.take().unwrap();
    let writer = std::thread::spawn(move || stdin.write_all(input.as_bytes()));
    let mut theirs = String::new();
    oracle.stdout.take().unwrap().read_to_string(&mut theirs).unwrap();
    writer.join().unwrap().unwrap();
    assert!(oracle.wait().unwrap().success());

    let theirs: Vec<&str> = theirs.lines().collect();
    assert_eq!(theirs.len(), ours.len());
    for (at, (ours, theirs)) in ours.iter().zip(&theirs).enumerate() {
        assert_eq!(ours, theirs, "statement {at}");
    }
    println!("{STATEMENTS} statements, {paid_lines} paid lines, {half_pennies} with half pennies");
}

/// Whether some line's exact payment lies halfway between two pennies, as far as the shown figures
/// tell.
fn ends_in_half_a_penny(statement: &Statement, facts: &Facts) -> bool {
    let value = match facts.year {
        ContractYear::Y2020_21 => 111,
        ContractYear::Y2021_22 | ContractYear::Y2022_23 => 200,
        _ => 198,
    };
    statement.indicators.iter().any(|line| {
        let (Some(points), Some(list), Some(prevalence)) =
            (line.points, line.list_size_adjustment, line.prevalence_adjustment)
        else {
            return false;
        };
        let pence = points.value() * Decimal::from(value * 100) * list.value() * prevalence.value();
        pence.fract() == Decimal::new(5, 1)
    })
}
