//! One made-up input for every peer, from a fixed seed: the same bytes on every machine.
//!
//! Written twice with the same rows: as the CSV files that the register is published in, and as
//! JSON lines. Faults are planted so that a peer that does not check is found out.

use std::{
    fs::{self, File},
    io::{self, BufWriter, Write},
    path::Path,
};

use serde_json::json;

/// The five indicators of 2023/24.
pub const INDICATORS: [&str; 5] = ["VI-02", "VI-03", "HI-03", "CAN-02", "ACC-08"];

/// Rows whose practice code has four digits; they must be refused.
const REFUSED: u32 = 13;
/// Practices in two networks on the day.
const DOUBLE: u32 = 7;
/// Memberships of a network that no row describes.
const DANGLING: u32 = 5;

/// A small generator of numbers (SplitMix64), so that the input hangs on no crate's version.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut x = self.0;
        x = (x ^ (x >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        x = (x ^ (x >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        x ^ (x >> 31)
    }

    fn between(&mut self, low: u64, high: u64) -> u64 {
        low + self.next() % (high - low)
    }
}

fn network(at: u32) -> String {
    format!("U{:05}", (u64::from(at) * 71 + 10_007) % 99_991)
}

/// A letter other than U, then five digits.
fn practice(at: u32) -> String {
    const LETTERS: &[u8] = b"ABCDEFGHJKLMNPQSTVWXYZ";
    let letter = char::from(LETTERS[(at / 99_991) as usize % LETTERS.len()]);
    format!("{letter}{:05}", u64::from(at) * 37 % 99_991)
}

/// A dozen networks to a commissioner, as in England.
fn place(network: u32) -> u32 {
    network / 12
}

fn commissioner(network: u32) -> String {
    let place = place(network);
    let letter = char::from(b"LABCDEFGHJKMNPQRSTVWXYZ"[(place / 99) as usize % 23]);
    format!("{:02}{letter}", place % 99 + 1)
}

/// The two forms of one table.
struct Table {
    csv: BufWriter<File>,
    lines: BufWriter<File>,
}

impl Table {
    fn create(folder: &Path, name: &str, header: &str) -> io::Result<Self> {
        let file = |ending: &str| File::create(folder.join(format!("{name}.{ending}")));
        let mut csv = BufWriter::new(file("csv")?);
        write!(csv, "{header}\r\n")?;
        Ok(Self { csv, lines: BufWriter::new(file("jsonl")?) })
    }

    fn row(&mut self, csv: &str, line: &serde_json::Value) -> io::Result<()> {
        write!(self.csv, "{csv}\r\n")?;
        writeln!(self.lines, "{line}")
    }
}

fn compact(day: &str) -> String {
    day.replace('-', "")
}

/// Writes a register of so many networks, with figures for five indicators and two entitlements.
pub fn register(folder: &Path, networks: u32) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    let mut random = Random(2_023);
    let practices = networks * 504 / 100;
    let ended = practices * 14 / 100;

    let mut table = Table::create(
        folder,
        "networks",
        "PCN Code,PCN Name,Current Sub ICB Loc Code,Sub ICB Location,Open Date,Close Date,Address \
         Line 1,Address Line 2,Address Line 3,Address Line 4,Address Line 5,Postcode",
    )?;
    for at in 0..networks {
        let (code, lead) = (network(at), commissioner(at));
        let name = format!("MADE UP VALLEY {at} PCN");
        let lead_name = format!("NHS MADE UP ICB - {lead}");
        let address = format!("{} LONG STREET", at % 400 + 1);
        table.row(
            &format!("{code},{name},{lead},{lead_name},20190701,,THE SURGERY,{address},,MADE UP TOWN,,AB1 2CD"),
            &json!({"code": code, "name": name, "commissioner": lead, "commissioner_name": lead_name,
                "open": "2019-07-01", "close": null,
                "address": ["THE SURGERY", address, "", "MADE UP TOWN", ""], "postcode": "AB1 2CD"}),
        )?;
    }

    let mut table = Table::create(
        folder,
        "partners",
        "Partner Organisation Code,Partner Name,Practice Parent Sub ICB Loc Code,Practice Parent \
         Sub ICB Loc Name,PCN Code,PCN Name,PCN Parent Sub ICB Loc Code,PCN Parent Sub ICB Loc \
         Name,Practice to PCN Relationship Start Date,Practice to PCN Relationship End Date,\
         Practice Sub ICB Loc and PCN Sub ICB Loc Match",
    )?;
    let mut member =
        |code: &str, number: u32, at: u32, home: u32, start: &str, end: Option<&str>| {
            let name = format!("MADE UP SURGERY {number}");
            let (own, lead) = (commissioner(home), commissioner(at));
            let (own_name, lead_name) =
                (format!("NHS MADE UP ICB - {own}"), format!("NHS MADE UP ICB - {lead}"));
            let (pcn, pcn_name) = (network(at), format!("MADE UP VALLEY {at} PCN"));
            let same = own == lead;
            let flag = if same { "TRUE" } else { "FALSE" };
            table.row(
            &format!(
                "{code},{name},{own},{own_name},{pcn},{pcn_name},{lead},{lead_name},{},{},{flag}",
                compact(start),
                end.map(compact).unwrap_or_default()
            ),
            &json!({"practice": code, "name": name, "commissioner": own,
                "commissioner_name": own_name, "network": pcn, "network_name": pcn_name,
                "network_commissioner": lead, "network_commissioner_name": lead_name,
                "start": start, "end": end, "match": same}),
        )
        };
    // As the published files are: by commissioner, in no order that helps within one.
    let mut order: Vec<u32> = (0..practices).collect();
    for at in (1..order.len()).rev() {
        order.swap(at, random.between(0, at as u64 + 1) as usize);
    }
    order.sort_by_key(|of| place(of % networks));
    for of in &order {
        let at = of % networks;
        if *of < ended {
            let before = (at + 1) % networks;
            member(&practice(*of), *of, before, at, "2019-07-01", Some("2021-03-31"))?;
            member(&practice(*of), *of, at, at, "2021-04-01", None)?;
        } else {
            member(&practice(*of), *of, at, at, "2019-07-01", None)?;
        }
    }
    for of in 0..REFUSED {
        member(&practice(of)[..5], of, of, of, "2019-07-01", None)?;
    }
    for of in ended..ended + DOUBLE {
        member(&practice(of), of, (of + 9) % networks, of % networks, "2022-04-01", None)?;
    }
    for of in 0..DANGLING {
        let of = practices + of;
        member(&practice(of), of, networks + of % 3, of % networks, "2022-04-01", None)?;
    }
    drop(table);

    let mut table = Table::create(
        folder,
        "lists",
        "PUBLICATION,EXTRACT_DATE,TYPE,CCG_CODE,ONS_CCG_CODE,CODE,POSTCODE,SEX,AGE,NUMBER_OF_PATIENTS",
    )?;
    for of in &order {
        let (code, count) = (practice(*of), random.between(2_500, 15_500));
        let own = commissioner(of % networks);
        table.row(
            &format!(
                "GP_PRAC_PAT_LIST,01Jan2023,GP,{own},E38000001,{code},AB1 2CD,ALL,ALL,{count}"
            ),
            &json!({"practice": code, "on": "2023-01-01", "patients": count}),
        )?;
    }

    let mut figures = Table::create(folder, "figures", "NETWORK,INDICATOR,NUMERATOR,DENOMINATOR")?;
    let mut adjusted = Table::create(folder, "adjusted", "NETWORK,ADJUSTED_POPULATION")?;
    for at in 0..networks {
        let code = network(at);
        for indicator in INDICATORS {
            let whole = random.between(200, 9_000);
            let part = whole * random.between(5_500, 9_700) / 10_000;
            figures.row(
                &format!("{code},{indicator},{part},{whole}"),
                &json!({"network": code, "indicator": indicator, "numerator": part, "denominator": whole}),
            )?;
        }
        let count = random.between(2_000_000, 8_000_000);
        let text = format!("{}.{:02}", count / 100, count % 100);
        adjusted.row(&format!("{code},{text}"), &json!({"network": code, "adjusted": text}))?;
    }
    terms(folder)
}

/// The figures of the contract that the peers need, out of the crate's own terms.
fn terms(folder: &Path) -> io::Result<()> {
    use pcn::{calendar::ContractYear, des, funding::EntitlementKind};
    let year = des::year(ContractYear::Y2023_24).ok_or_else(|| io::Error::other("no terms"))?;
    let last = ContractYear::Y2023_24.last_day();
    let value = |rate: Option<String>| rate.ok_or_else(|| io::Error::other("no figure"));
    let mut indicators = Vec::new();
    for indicator in year.iif.indicators.iter() {
        let of = |series: &pcn::series::Series<pcn::iif::Threshold>| {
            series.on_as_known(last, last).value().map(|at| at.value().to_string())
        };
        indicators.push(json!({
            "code": indicator.code,
            "points": value(indicator.points.on_as_known(last, last).value().map(|points| points.value().to_string()))?,
            "lower": value(of(&indicator.lower))?,
            "upper": value(of(&indicator.upper))?,
        }));
    }
    let rate = |kind| {
        let component = year.funding.entitlement(kind)?.components.first()?;
        let price = component.rate.on_as_known(last, last).value()?;
        Some(price.pounds().to_string())
    };
    let per_point = year.iif.structure.pounds_per_point.on_as_known(last, last);
    let terms = json!({
        "on": "2023-01-01",
        "minimum_list": 30_000,
        "average_list": crate::AVERAGE_LIST,
        "pounds_per_point": value(per_point.value().map(|rate| rate.pounds().to_string()))?,
        "core_funding_per_registered": value(rate(EntitlementKind::CoreFunding))?,
        "enhanced_access_per_adjusted": value(rate(EntitlementKind::EnhancedAccess))?,
        "indicators": indicators,
    });
    fs::write(folder.join("terms.json"), format!("{terms:#}\n"))
}

/// Writes a month's file in the layout of the publication: so many practices with 400 rows each.
pub fn publication(path: &Path, practices: u32) -> io::Result<()> {
    let mut random = Random(2_024);
    let mut out = BufWriter::with_capacity(1 << 20, File::create(path)?);
    out.write_all(
        b"PRACTICE_CODE,PRACTICE_NAME,QUALITY_SERVICE,ACH_DATE,IND_CODE,MEASURE,VALUE\n",
    )?;
    for of in 0..practices {
        let code = practice(of);
        for indicator in 0..100 {
            let name = match indicator {
                0 => "HI03".to_owned(),
                1 => "CAN04".to_owned(),
                other => format!("XX{other:02}"),
            };
            let whole = random.between(20, 900);
            let part = whole * random.between(50, 100) / 100;
            for (measure, value) in [
                ("Denominator", whole.to_string()),
                ("Numerator", part.to_string()),
                ("HLTHCHKDEC", "*".to_owned()),
                ("HLTHAPDEC", "3".to_owned()),
            ] {
                writeln!(
                    out,
                    "{code},MADE UP SURGERY {of},NCD2425,30/09/2024,{name},{measure},{value}"
                )?;
            }
        }
    }
    out.flush()
}
