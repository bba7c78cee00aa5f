//! Reading the two ePCN sheets into typed rows, beside what the csv crate needs to walk the same
//! bytes as raw records and to deserialise them into owned text.
//!
//! The real sheets of April 2022 are used where they are at hand, else made-up ones of the same
//! shape and number of rows.

use std::{fs, hint::black_box, path::PathBuf};

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use pcn::ods::{NetworkFile, PartnerFile};
use serde::Deserialize;

fn shared(name: &str) -> Option<Vec<u8>> {
    let root = std::env::var_os("PCN_SHARED_DATA").map_or_else(
        || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared/data"),
        PathBuf::from,
    );
    fs::read(root.join("epcn-2022-04-27").join(name)).ok()
}

fn networks() -> Vec<u8> {
    shared("PCNDetails.csv").unwrap_or_else(|| {
        let mut text = String::from(
            "PCN Code,PCN Name,Current Clinical Commissioning Group Code,Clinical Commissioning \
             Group Name,Open Date,Close Date,Address Line 1,Address Line 2,Address Line 3,Address \
             Line 4,Address Line 5,Postcode\r\n",
        );
        for at in 0..1318 {
            text.push_str(&format!(
                "U{at:05},MADE UP NETWORK {at} PCN,{:02}A,NHS MADE UP CCG,20191001,,THE SURGERY,\
                 {at} LONG STREET,,MADE UP TOWN,,AB1 2CD\r\n",
                at % 100
            ));
        }
        text.into_bytes()
    })
}

fn partners() -> Vec<u8> {
    shared("PCNCorePartnerDetails.csv").unwrap_or_else(|| {
        let mut text = String::from(
            "Partner Organisation Code,Partner Name,Practice Parent CCG Code,Practice Parent CCG \
             Name,PCN Code,PCN Name,PCN Parent CCG Code,PCN Parent CCG Name,Practice to PCN \
             Relationship Start Date,Practice to PCN Relationship End Date,Practice CCG and PCN \
             CCG Match \r\n",
        );
        for at in 0..7359 {
            text.push_str(&format!(
                "A{at:05},MADE UP SURGERY {at},{:02}A,NHS MADE UP CCG,U{:05},MADE UP PCN,{:02}A,\
                 NHS MADE UP CCG,20191001,{},TRUE\r\n",
                at % 100,
                at % 1318,
                at % 100,
                if at % 8 == 0 { "20200331" } else { "" }
            ));
        }
        text.into_bytes()
    })
}

fn typed(networks: &[u8], partners: &[u8]) -> u64 {
    let mut open = 0;
    let details = NetworkFile::open("networks", networks)
        .and_then(|file| file.for_each(|row| open += u64::from(row.life.is_open())))
        .expect("the sheet of networks is read");
    let members = PartnerFile::open("partners", partners)
        .and_then(|file| file.for_each(|row| open += u64::from(row.period.is_open())))
        .expect("the sheet of partners is read");
    open + details.accepted + members.accepted
}

fn raw(text: &[u8]) -> u64 {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(text);
    let mut record = csv::ByteRecord::new();
    let mut fields = 0;
    while reader.read_byte_record(&mut record).expect("the text is CSV") {
        fields += record.len() as u64;
    }
    fields
}

#[derive(Deserialize)]
#[allow(dead_code, reason = "the deserialised fields are what is measured")]
struct OwnedNetwork(
    String,
    String,
    String,
    String,
    String,
    String,
    String,
    String,
    String,
    String,
    String,
    String,
);

#[derive(Deserialize)]
#[allow(dead_code, reason = "the deserialised fields are what is measured")]
struct OwnedPartner(
    String,
    String,
    String,
    String,
    String,
    String,
    String,
    String,
    String,
    String,
    String,
);

fn owned(networks: &[u8], partners: &[u8]) -> usize {
    let mut count = 0;
    for row in csv::Reader::from_reader(networks).deserialize::<OwnedNetwork>() {
        count += usize::from(!black_box(row.expect("the text is CSV")).5.is_empty());
    }
    for row in csv::Reader::from_reader(partners).deserialize::<OwnedPartner>() {
        count += usize::from(!black_box(row.expect("the text is CSV")).9.is_empty());
    }
    count
}

fn reading(criterion: &mut Criterion) {
    let (networks, partners) = (networks(), partners());
    let mut group = criterion.benchmark_group("epcn_sheets");
    group.throughput(Throughput::Bytes((networks.len() + partners.len()) as u64));
    group.bench_function("csv_raw_byte_records", |bench| {
        bench.iter(|| raw(black_box(&networks)) + raw(black_box(&partners)));
    });
    group.bench_function("typed_and_validated", |bench| {
        bench.iter(|| typed(black_box(&networks), black_box(&partners)));
    });
    group.bench_function("csv_owned_strings", |bench| {
        bench.iter(|| owned(black_box(&networks), black_box(&partners)));
    });
    group.finish();
}

criterion_group!(benches, reading);
criterion_main!(benches);
