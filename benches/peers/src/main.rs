//! The peers that are written in Rust, and the generator of the input that all peers read.
//!
//! `run` (beside this folder's Cargo.toml) is the command that runs everything.

mod generate;
mod lines;
mod ours;
mod raw;
mod rego;
mod schema;

use std::{
    error::Error,
    fs::{self, File},
    io,
    path::{Path, PathBuf},
};

use lines::{SerdeJson, SonicRs};
use mimalloc::MiMalloc;
use ours::Rules;
use serde::{Deserialize, Serialize};

/// Python brings an allocator of its own that keeps memory instead of giving it back; this does.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

/// The average list of networks that the payment is adjusted by. Made up, as the whole input is.
pub const AVERAGE_LIST: &str = "45123.4";

/// What every peer must find.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Answer {
    pub iif_pence: i64,
    pub entitlement_pence: i64,
    pub total_pence: i64,
    /// Rows that are no good.
    pub refused: u64,
    /// Networks with fewer patients than the minimum.
    pub below_minimum: u64,
    /// Practices in more than one network on the day.
    pub in_several: u64,
    /// Networks that a membership names and no row describes.
    pub dangling: u64,
}

impl Answer {
    fn summed(mut self) -> Self {
        self.total_pence = self.iif_pence + self.entitlement_pence;
        self
    }
}

/// The tables of one input, in one of its two forms. Each peer reads them as suits it best.
#[derive(Clone, Copy)]
pub struct Input<'a> {
    folder: &'a Path,
    ending: &'a str,
}

impl Input<'_> {
    fn path(&self, table: &str) -> PathBuf {
        self.folder.join(format!("{table}.{}", self.ending))
    }

    /// A table, to be read bit by bit.
    pub fn open(&self, table: &str) -> io::Result<File> {
        File::open(self.path(table))
    }

    /// A table as a whole.
    pub fn text(&self, table: &str) -> io::Result<String> {
        fs::read_to_string(self.path(table))
    }
}

/// The figures of the contract, given to every peer that does not hold them itself.
#[derive(Deserialize)]
pub struct Figures {
    pub on: String,
    pub minimum_list: u64,
    pub average_list: String,
    pub pounds_per_point: String,
    pub core_funding_per_registered: String,
    pub enhanced_access_per_adjusted: String,
    pub indicators: Vec<Indicator>,
}

#[derive(Deserialize)]
pub struct Indicator {
    pub code: String,
    pub points: String,
    pub lower: String,
    pub upper: String,
}

/// What a peer does: read (and validate) the rows alone, or everything to the answer.
pub trait Peer {
    fn read(&self, input: Input<'_>) -> Result<u64, Box<dyn Error>>;
    fn all(&self, input: Input<'_>) -> Result<Answer, Box<dyn Error>>;
}

/// Milliseconds that the process has spent on the processor.
fn spent() -> f64 {
    let at = rustix::time::clock_gettime(rustix::time::ClockId::ProcessCPUTime);
    at.tv_sec as f64 * 1e3 + at.tv_nsec as f64 / 1e6
}

/// The most memory that the process has had, in KiB.
fn peak() -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.trim().split(' ').next()?.parse().ok()).unwrap_or(0)
}

fn measure(name: &str, folder: &Path, repeat: usize) -> Result<(), Box<dyn Error>> {
    let terms: Figures = serde_json::from_slice(&fs::read(folder.join("terms.json"))?)?;
    let (peer, ending): (Box<dyn Peer>, &str) = match name {
        "pcn-csv" => (Box::new(ours::Csv), "csv"),
        "pcn-sonic" => (Box::new(ours::Json(SonicRs, Rules::All)), "jsonl"),
        "pcn-json" => (Box::new(ours::Json(SerdeJson, Rules::All)), "jsonl"),
        "pcn-sonic-asked" => (Box::new(ours::Json(SonicRs, Rules::Asked)), "jsonl"),
        "pcn-json-asked" => (Box::new(ours::Json(SerdeJson, Rules::Asked)), "jsonl"),
        "raw-csv" => (Box::new(raw::Csv(raw::Scorer::new(&terms)?)), "csv"),
        "raw-csv-serde" => (Box::new(raw::CsvStructs(raw::Scorer::new(&terms)?)), "csv"),
        "raw-sonic" => (Box::new(raw::Json(SonicRs, raw::Scorer::new(&terms)?)), "jsonl"),
        "raw-json" => (Box::new(raw::Json(SerdeJson, raw::Scorer::new(&terms)?)), "jsonl"),
        "jsonschema" => (Box::new(schema::Schemas::new(raw::Scorer::new(&terms)?)?), "jsonl"),
        "regorus" => (Box::new(rego::Rego::new(folder)?), "jsonl"),
        other => return Err(format!("no peer `{other}`").into()),
    };
    let input = Input { folder, ending };
    let (mut read, mut all, mut answer) = (Vec::new(), Vec::new(), Answer::default());
    for _ in 0..repeat {
        let start = spent();
        std::hint::black_box(peer.read(input)?);
        read.push(spent() - start);
        let start = spent();
        answer = peer.all(input)?;
        all.push(spent() - start);
    }
    let told = serde_json::json!({
        "answer": answer, "read_ms": read, "all_ms": all, "peak_kib": peak(),
    });
    println!("{told}");
    Ok(())
}

fn main() -> Result<(), Box<dyn Error>> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    match args.as_slice() {
        ["generate", folder, networks] => {
            Ok(generate::register(&PathBuf::from(folder), networks.parse()?)?)
        }
        ["generate-publication", file, practices] => {
            Ok(generate::publication(&PathBuf::from(file), practices.parse()?)?)
        }
        ["publication", file, repeat] => ours::publication(Path::new(file), repeat.parse()?),
        ["measure", peer, folder, repeat] => measure(peer, Path::new(folder), repeat.parse()?),
        _ => Err("generate FOLDER NETWORKS | generate-publication FILE PRACTICES | measure PEER \
                  FOLDER REPEAT | publication FILE REPEAT"
            .into()),
    }
}
