//! How long a statement takes, and a month's publication for all of England.

use std::{fmt::Write as _, hint::black_box, io::Read};

use criterion::{Criterion, criterion_group, criterion_main};
use pcn::{
    calendar::{ContractYear, day},
    code::{PcnCode, PracticeCode},
    des,
    iif::{
        Count, Facts, IndicatorCode, Kind, NationalFigures, Observation, Options, Terms, Unit,
        add_up,
    },
    ncdes::{Figures, Publication},
    quantity::{Patients, Ratio},
};

/// A network-year of 2022/23 as first published: all 36 indicators, each observed.
fn network_year() -> (&'static Terms, Facts) {
    let year = ContractYear::Y2022_23;
    let terms = &des::year(year).expect("held").iif;
    let observations = terms
        .indicators
        .iter()
        .enumerate()
        .map(|(at, indicator)| {
            let at = at as u64;
            let mut seen = match indicator.definition.kind {
                Kind::Binary => Observation::answered(indicator.code, true),
                Kind::Improvement => Observation::new(indicator.code, 6_100 + at, 50_123)
                    .with_baseline(5_900 + at, 50_001),
                _ if indicator.definition.unit == Unit::Each => {
                    Observation::new(indicator.code, 2_900 + at, 420)
                }
                _ => Observation::new(indicator.code, 700 + 3 * at, 997 + at),
            };
            seen.weeks = Some(52);
            seen.national_prevalence = Some(Ratio::constant("0.0213"));
            seen
        })
        .collect();
    let facts = Facts {
        year,
        pcn: PcnCode::constant("U12345"),
        known_on: Some(day(2022, 4, 1)),
        list_size: Patients::from(51_234),
        national_average_list_size: "48708.4".parse().expect("an average"),
        national_figures: NationalFigures::Final,
        observations,
        overrides: Vec::new(),
    };
    (terms, facts)
}

fn statements(criterion: &mut Criterion) {
    let (terms, facts) = network_year();
    assert_eq!(terms.indicators.len(), 36);
    for (name, working) in
        [("36 indicators, no working", false), ("36 indicators, with working", true)]
    {
        let options = Options { working, ..Options::default() };
        criterion.bench_function(name, |bencher| {
            bencher.iter(|| terms.statement(black_box(&facts), black_box(&options)));
        });
    }
}

/// A month for all of England, made row by row as it is read: 6,250 practices with 400 rows each.
struct Month {
    practice: u32,
    pending: Vec<u8>,
    at: usize,
}

const PRACTICES: u32 = 6_250;
const INDICATORS: u32 = 100;

impl Read for Month {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        if self.at == self.pending.len() {
            if self.practice == PRACTICES {
                return Ok(0);
            }
            self.at = 0;
            self.pending.clear();
            let mut text = String::new();
            if self.practice == 0 {
                text.push_str(
                    "PRACTICE_CODE,PRACTICE_NAME,QUALITY_SERVICE,ACH_DATE,IND_CODE,MEASURE,VALUE\n",
                );
            }
            let code = 80_000 + self.practice;
            for indicator in 0..INDICATORS {
                let name = match indicator {
                    0 => "HI03".to_owned(),
                    1 => "CAN04".to_owned(),
                    other => format!("XX{other:02}"),
                };
                for (measure, value) in [
                    ("Denominator", "120"),
                    ("Numerator", "88"),
                    ("HLTHCHKDEC", "*"),
                    ("HLTHAPDEC", "3"),
                ] {
                    let _ = writeln!(
                        text,
                        "A{code},A PRACTICE NAME,NCD2425,30/09/2024,{name},{measure},{value}"
                    );
                }
            }
            self.pending.extend_from_slice(text.as_bytes());
            self.practice += 1;
        }
        let rest = &self.pending[self.at..];
        let count = rest.len().min(buffer.len());
        buffer[..count].copy_from_slice(&rest[..count]);
        self.at += count;
        Ok(count)
    }
}

fn month(criterion: &mut Criterion) {
    let mut text = Vec::new();
    Month { practice: 0, pending: Vec::new(), at: 0 }
        .read_to_end(&mut text)
        .expect("made in memory");
    let mut group = criterion.benchmark_group("a month of 2.5 million rows");
    group.sample_size(10);
    group.bench_function("read, add up 1,250 networks and score", |bencher| {
        bencher.iter(|| score(&text));
    });
    group.finish();
}

fn score(text: &[u8]) -> u64 {
    let mut publication = Publication::open("month.csv", text).expect("a publication");
    let figures = Figures::read(&mut publication).expect("read");
    assert_eq!(figures.intake().rows, 2_500_000);
    let terms = &des::year(ContractYear::Y2024_25).expect("held").iif;
    let code = IndicatorCode::constant("HI-03");
    let on = day(2024, 9, 30);
    let practices: Vec<PracticeCode> = (0..PRACTICES)
        .map(|practice| format!("A{}", 80_000 + practice).parse().expect("a code"))
        .collect();
    let mut numerators = 0;
    for members in practices.chunks(5) {
        let counts = figures.practice_counts(code, on, members.iter().copied());
        let observation = add_up(code, &counts).observation;
        numerators += observation.numerator.counted().unwrap_or(0);
        let facts = Facts {
            year: ContractYear::Y2024_25,
            pcn: PcnCode::constant("U12345"),
            known_on: None,
            list_size: Patients::from(51_234),
            national_average_list_size: "48708.4".parse().expect("an average"),
            national_figures: NationalFigures::Provisional,
            observations: vec![observation],
            overrides: Vec::new(),
        };
        let statement = terms.statement(&facts, &Options::default()).expect("scored");
        assert_ne!(statement.indicators[0].points, None);
    }
    assert_eq!(Count::Counted(numerators), Count::Counted(u64::from(PRACTICES) * 88));
    numerators
}

criterion_group!(benches, statements, month);
criterion_main!(benches);
