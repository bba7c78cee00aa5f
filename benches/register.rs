//! A register of England's size: building it, running every rule, and asking it.

use std::hint::black_box;

use criterion::{BatchSize, Criterion, criterion_group, criterion_main};
use pcn::{
    calendar::{NaiveDate, Period, day},
    code::{PcnCode, PracticeCode, SubIcbCode},
    network::{
        Membership, Pcn, Practice, PracticeStatus, Provenance, Register, RegisterBuilder, Setting,
    },
    quantity::{Patients, PatientsOn},
};

const ON: NaiveDate = day(2022, 4, 27);
const NETWORKS: u32 = 1_318;
const MEMBERSHIPS: u32 = 7_359;
/// Memberships that have ended, as in April 2022.
const ENDED: u32 = 885;

/// Made-up national data in the proportions of April 2022. The order is shuffled by a fixed
/// stride, as rows of a file are in no order that helps.
fn england() -> RegisterBuilder {
    let mut builder = Register::builder();
    let open = Period::since(day(2019, 10, 1));
    let network = |at: u32| -> PcnCode { format!("U{:05}", at * 71 % 99_991).parse().unwrap() };
    let practice = |at: u32| -> PracticeCode {
        let letter = char::from(b'A' + (at % 16) as u8);
        format!("{letter}{:05}", at * 37 % 99_991).parse().unwrap()
    };
    let area = |network: u32| -> SubIcbCode { format!("{:02}L", network % 90).parse().unwrap() };
    for at in 0..NETWORKS {
        // The last 58 have closed.
        let life = if at < NETWORKS - 58 { open } else { open.ended(day(2021, 4, 1)) };
        builder.network(Pcn {
            lead_commissioner_per_ods: Some(area(at)),
            ..Pcn::new(network(at), format!("{at} VALLEY AND VILLAGES PCN"), life)
        });
    }
    let mut line = 1;
    let mut membership = |builder: &mut RegisterBuilder, of: u32, at: u32, period: Period| {
        line += 1;
        builder.membership(
            Membership::new(practice(of), network(at), period)
                .at(Provenance::line("partners.csv", line)),
        );
    };
    for step in 0..MEMBERSHIPS - ENDED {
        let of = step * 5_003 % (MEMBERSHIPS - ENDED);
        // A few networks are much larger than the rest.
        let at = if of.is_multiple_of(40) { of % 28 } else { of % (NETWORKS - 58) };
        let joined = if of < ENDED { day(2021, 4, 1) } else { day(2019, 10, 1) };
        membership(&mut builder, of, at, Period::since(joined));
        // One practice in six hundred has another commissioner than its network.
        let commissioner = if of.is_multiple_of(600) { area(at + 1) } else { area(at) };
        builder.practice(Practice {
            status: Some(PracticeStatus::Open),
            life: Some(Period::since(day(1974, 4, 1))),
            setting: Some(Setting::GpPractice),
            commissioner: Some(commissioner),
            ..Practice::new(practice(of), format!("SURGERY NUMBER {of}"))
        });
        builder.list(
            practice(of),
            PatientsOn { count: Patients::from(2_500 + of * 7_919 % 14_000), on: day(2022, 4, 1) },
        );
    }
    for of in 0..ENDED {
        // Nearly all moves meet; some leave a gap.
        let until = if of.is_multiple_of(14) { day(2021, 3, 1) } else { day(2021, 4, 1) };
        membership(&mut builder, of, NETWORKS - 1 - of % 58, open.ended(until));
    }
    // Practices without a network, most of them not in being.
    for of in MEMBERSHIPS..MEMBERSHIPS + 900 {
        builder.practice(Practice {
            life: Some(Period::constant(day(1974, 4, 1), day(2020, 4, 1))),
            ..Practice::new(practice(of), format!("SURGERY NUMBER {of}"))
        });
        if of.is_multiple_of(11) {
            builder.practice(Practice::new(practice(of + 900), "NEW SURGERY"));
            builder.list(
                practice(of + 900),
                PatientsOn { count: Patients::from(5_000), on: day(2022, 4, 1) },
            );
        }
    }
    builder
}

fn register(c: &mut Criterion) {
    let facts = england();
    let built = facts.clone().build();
    println!("{built:?}, {} findings", built.check(ON).len());

    let mut group = c.benchmark_group("england");
    group.bench_function("build", |b| {
        b.iter_batched(|| facts.clone(), RegisterBuilder::build, BatchSize::LargeInput);
    });
    group.bench_function("check", |b| b.iter(|| black_box(&built).check(ON)));
    group.bench_function("build_and_check", |b| {
        b.iter_batched(
            || facts.clone(),
            |facts| {
                let register = facts.build();
                let report = register.check(ON);
                (register, report)
            },
            BatchSize::LargeInput,
        );
    });
    group.bench_function("statistics", |b| b.iter(|| black_box(&built).statistics(ON)));

    let codes: Vec<_> = built.practices().map(|practice| practice.code).collect();
    let mut at = 0;
    group.bench_function("network_of", |b| {
        b.iter(|| {
            // Jumps about, so that no answer is at hand from the one before.
            at = (at + 4_999) % codes.len();
            built.network_of(black_box(codes[at]), black_box(ON))
        });
    });
    let networks: Vec<_> = built.networks().map(|network| network.code).collect();
    group.bench_function("list_size_of", |b| {
        b.iter(|| {
            at = (at + 499) % networks.len();
            built.list_size_of(black_box(networks[at]), black_box(ON))
        });
    });
    group.finish();
}

criterion_group!(benches, register);
criterion_main!(benches);
