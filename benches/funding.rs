//! Scoring every network of England for one contract year: 1,300 networks, all payments.

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use pcn::{
    calendar::{ContractYear, NaiveDate, day},
    des,
    funding::{Facts, Populations, Question, Score, Tariff},
    quantity::{Beds, Decimal, Patients},
};

const NETWORKS: u32 = 1_300;

/// Made-up counts from 20,000 to 85,000 patients.
fn england() -> Vec<Populations> {
    let january = day(2023, 1, 1);
    (0..NETWORKS)
        .map(|at| {
            let list = 20_000 + at * 50;
            let hundredths = i64::from(list) * 100;
            Populations::default()
                .registered(Patients::from(list), january)
                .adjusted(Patients::try_new(Decimal::new(hundredths + 1_234, 2)).unwrap(), january)
                .weighted(Patients::try_new(Decimal::new(hundredths - 987, 2)).unwrap(), january)
                .beds(Beds::new(at % 700), january)
        })
        .collect()
}

fn scoring(criterion: &mut Criterion) {
    let year = ContractYear::Y2023_24;
    let terms = &des::year(year).unwrap().funding;
    let networks = england();
    criterion.bench_function("every network of England, a year, without working", |bench| {
        bench.iter(|| {
            let tariff = Tariff::of(terms, year.period(), NaiveDate::MAX);
            let scores: Vec<Score> =
                black_box(&networks).iter().map(|counts| tariff.score(counts)).collect();
            scores
        });
    });
    criterion.bench_function("one network, a year, with working", |bench| {
        let facts = Facts::of(networks[600]);
        let question = Question::of(year.period());
        bench.iter(|| terms.statement(black_box(&facts), &question));
    });
}

criterion_group!(benches, scoring);
criterion_main!(benches);
