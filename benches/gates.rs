//! The work whose instructions `.ci/gates` counts, one piece a run: a name, and how often.
//!
//! Counted are a run that does the piece several times less a run that does it once, so that
//! starting up and making the input do not matter.

use std::{fmt::Write as _, hint::black_box};

use pcn::{
    calendar::{ContractYear, NaiveDate, Period, day},
    code::PcnCode,
    des,
    funding::{Facts as Counts, Populations, Question},
    iif::{Facts, NationalFigures, Observation, Options},
    network::Register,
    ods::{Assembled, Assembler, ListFile, NetworkFile, PartnerFile},
    quantity::{Beds, Patients},
};

const ON: NaiveDate = day(2023, 1, 1);
const NETWORKS: u32 = 250;
const PRACTICES: u32 = NETWORKS * 5;

/// A made-up register as its files.
struct Files {
    networks: String,
    partners: String,
    lists: String,
}

fn files() -> Files {
    let mut files =
        Files { networks: String::new(), partners: String::new(), lists: String::new() };
    for at in 0..NETWORKS {
        let _ = writeln!(
            files.networks,
            "U{:05},MADE UP VALLEY {at} PCN,{:02}L,NHS MADE UP ICB,20190701,,THE SURGERY,{at} LONG \
             STREET,,MADE UP TOWN,,AB1 2CD",
            at * 71,
            at % 90
        );
    }
    for of in 0..PRACTICES {
        let at = of * 7 % NETWORKS;
        let (code, place) = (format!("A{:05}", of * 37), at % 90);
        let end = if of % 8 == 0 { "20210331" } else { "" };
        let _ = writeln!(
            files.partners,
            "{code},MADE UP SURGERY {of},{place:02}L,NHS MADE UP ICB,U{:05},MADE UP VALLEY {at} \
             PCN,{place:02}L,NHS MADE UP ICB,20190701,{end},TRUE",
            at * 71
        );
        let count = 2_500 + of * 7_919 % 14_000;
        let _ = writeln!(
            files.lists,
            "GP_PRAC_PAT_LIST,01Jan2023,GP,{place:02}L,,{code},AB1 2CD,ALL,ALL,{count}"
        );
    }
    files
}

fn read(files: &Files) -> Assembler {
    let mut all = Assembler::new();
    let networks = NetworkFile::open("networks.csv", files.networks.as_bytes());
    let partners = PartnerFile::open("partners.csv", files.partners.as_bytes());
    let lists = ListFile::open("lists.csv", files.lists.as_bytes());
    networks.and_then(|file| all.networks(file).map(drop)).expect("networks are read");
    partners.and_then(|file| all.partners(file).map(drop)).expect("partners are read");
    lists.and_then(|file| all.lists(file).map(drop)).expect("lists are read");
    all
}

fn check(assembler: Assembler) -> (Register, usize) {
    let Assembled { register, .. } = assembler.finish();
    let findings = register.check(ON).len();
    (register, findings)
}

/// Every indicator of a year, for one network.
fn network_year() -> Facts {
    let terms = &des::year(ContractYear::Y2023_24).expect("held").iif;
    let observations = (700..)
        .zip(terms.indicators.iter())
        .map(|(part, indicator)| Observation::new(indicator.code, part, 1_013))
        .collect();
    Facts {
        year: ContractYear::Y2023_24,
        pcn: PcnCode::constant("U12345"),
        known_on: Some(ContractYear::Y2023_24.last_day()),
        list_size: Patients::from(51_234),
        national_average_list_size: "48708.4".parse().expect("an average"),
        national_figures: NationalFigures::Final,
        observations,
        overrides: Vec::new(),
    }
}

fn main() {
    let mut args = std::env::args().skip(1).filter(|arg| arg != "--bench");
    let (piece, times) = (args.next().unwrap_or_default(), args.next());
    let times: u32 = times.and_then(|times| times.parse().ok()).unwrap_or(1);
    match piece.as_str() {
        "read" => {
            let files = files();
            for _ in 0..times {
                black_box(read(&files));
            }
        }
        "check" => {
            let files = files();
            let mut read: Vec<_> = (0..CHECKS).map(|_| read(&files)).collect();
            for _ in 0..times.min(CHECKS) {
                black_box(read.pop().map(check));
            }
        }
        "score" => {
            let terms = &des::year(ContractYear::Y2023_24).expect("held").iif;
            let facts = network_year();
            let options = Options { working: true, ..Options::default() };
            for _ in 0..times {
                black_box(terms.statement(black_box(&facts), &options)).expect("scored");
            }
        }
        "entitlements" => {
            let year: Period = ContractYear::Y2023_24.period();
            let terms = &des::year(ContractYear::Y2023_24).expect("held").funding;
            let facts = Counts::of(
                Populations::default()
                    .registered(Patients::from(51_234), ON)
                    .adjusted("51000.25".parse().expect("a count"), ON)
                    .weighted("50500".parse().expect("a count"), ON)
                    .beds(Beds::new(250), ON),
            );
            for _ in 0..times {
                black_box(terms.statement(black_box(&facts), &Question::of(year)));
            }
        }
        // `cargo bench` without a name: each once, as a check that they run.
        _ => {
            let findings = check(read(&files())).1;
            println!("{NETWORKS} networks, {PRACTICES} practices: {findings} findings");
        }
    }
}

/// How many registers are made ready to be checked.
const CHECKS: u32 = 4;
