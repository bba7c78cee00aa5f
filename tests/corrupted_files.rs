//! The published files, corrupted thousands of times: never a panic, rows read are rows accepted
//! and rows refused, and rows that were not touched are read as before.

#![cfg(all(feature = "fhir", feature = "ncdes", feature = "xlsx"))]

mod shared_data;

use std::io::{Cursor, Read as _, Write as _};

use pcn::{
    fhir::{Bundle, Imported, Resource},
    ncdes::{Dictionary, Figures, Publication},
    ods::{ListFile, MapFile, NetworkFile, PartnerFile, PracticeFile, Workbook},
};
use shared_data::shared;

/// Numbers that look random and are the same in every run.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, limit: usize) -> usize {
        // xorshift64*
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        let mixed = self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33;
        usize::try_from(mixed).unwrap() % limit.max(1)
    }

    fn byte(&mut self) -> u8 {
        u8::try_from(self.below(256)).unwrap()
    }
}

const KINDS: usize = 18;

/// A line with something wrong in it. What it holds afterwards may be several lines, or none.
fn corrupted(line: &[u8], kind: usize, numbers: &mut Numbers) -> Vec<u8> {
    let mut line = line.to_vec();
    let at = numbers.below(line.len());
    let mut fields: Vec<Vec<u8>> = line.split(|byte| *byte == b',').map(<[u8]>::to_vec).collect();
    let field = numbers.below(fields.len());
    let of_fields = |fields: &[Vec<u8>]| fields.join(&b","[..]);
    match kind {
        0 => line[at] = numbers.byte(),
        1 => drop(line.remove(at)),
        2 => line.insert(at, numbers.byte()),
        3 => {
            let other = numbers.below(line.len());
            line.swap(at, other);
        }
        4 => line.truncate(at),
        5 => line.insert(at, b'"'),
        6 => line.insert(at, b','),
        7 => line.insert(at, b'\n'),
        8 => line.insert(at, 0),
        9 => line.splice(at..at, [0xff, 0xfe, 0xc3]).for_each(drop),
        10 => line = [&line[..], b",", &line[..]].concat(),
        11 => {
            fields.remove(field);
            line = of_fields(&fields);
        }
        12 => {
            fields[field].clear();
            line = of_fields(&fields);
        }
        13 => {
            fields[field] = vec![b'9'; 1 + numbers.below(60)];
            line = of_fields(&fields);
        }
        14 => {
            let other = numbers.below(fields.len());
            fields.swap(field, other);
            line = of_fields(&fields);
        }
        15 => {
            fields[field].make_ascii_lowercase();
            fields[field].extend_from_slice("\u{a0}\u{200b}".as_bytes());
            line = of_fields(&fields);
        }
        16 => {
            fields[field] = vec![b'x'; 70_000];
            line = of_fields(&fields);
        }
        _ => line.reverse(),
    }
    line
}

/// The rows that a reader takes, without the lines on which they stand, and what it counted.
type Taken = Option<(Vec<String>, [u64; 3])>;
type Reader = fn(&[u8]) -> Taken;

/// A row as text, without its line.
fn shown(row: &impl core::fmt::Debug) -> String {
    let text = format!("{row:?}");
    match (text.find("line: "), text.find("line: ").and_then(|at| text[at..].find(", "))) {
        (Some(from), Some(length)) => text[..from].to_owned() + &text[from + length..],
        _ => text,
    }
}

macro_rules! reader {
    ($name:ident, $file:ident) => {
        fn $name(text: &[u8]) -> Taken {
            let mut rows = Vec::new();
            let intake =
                $file::open("f", text).ok()?.for_each(|row| rows.push(shown(&row))).ok()?;
            assert_eq!(intake.accepted, rows.len() as u64);
            Some((rows, [intake.rows, intake.accepted, intake.refused]))
        }
    };
}

reader!(networks, NetworkFile);
reader!(partners, PartnerFile);
reader!(practices, PracticeFile);
reader!(lists, ListFile);
reader!(map, MapFile);

fn ncdes(text: &[u8]) -> Taken {
    let mut file = Publication::open("f", text).ok()?;
    let mut rows = Vec::new();
    while let Some(row) = file.next_row().ok()? {
        rows.push(shown(&row));
    }
    let intake = file.intake();
    let counts = [intake.rows, intake.accepted, intake.refused];
    let mut again = Publication::open("f", text).ok()?;
    if let Ok(figures) = Figures::read(&mut again) {
        assert_eq!(figures.intake().rows, counts[0]);
        let _ = figures.check(|_| true);
    }
    Some((rows, counts))
}

fn dictionary(text: &[u8]) -> Taken {
    let mut dictionary = Dictionary::new();
    let rows = dictionary.add("f", text).ok()?;
    Some((Vec::new(), [rows, rows, 0]))
}

/// Each file, how it is read, and whether its first line is a header.
const FILES: [(&str, Reader, bool); 13] = [
    ("epcn-2019-12-04/PCNDetails.csv", networks, true),
    ("epcn-2022-04-27/PCNDetails.csv", networks, true),
    ("epcn-2019-12-04/PCNCorePartnerDetails.csv", partners, true),
    ("epcn-2022-04-27/PCNCorePartnerDetails.csv", partners, true),
    ("epraccur-2023-02/epraccur.csv", practices, false),
    ("list-size-2022-05/gp-reg-pat-prac-all.csv", lists, true),
    ("map-2022-01/gp-reg-pat-prac-map.csv", map, true),
    ("ncdes/IIF_2023_24_sample.csv", ncdes, true),
    ("ncdes/ncdes_synthetic_2024-11.csv", ncdes, true),
    ("ncdes/NCD_CQRS_Metadata_Mapping.csv", dictionary, true),
    ("ncdes/NCD_metadata_2024-11.csv", dictionary, true),
    ("ncdes/indicator_dictionary_2022-10.csv", dictionary, true),
    ("ncdes/measure_dictionary_2022-10.csv", dictionary, true),
];

/// How many lines of a file are taken for one corruption: its whole would add time and no kind of
/// fault. Which lines goes round through the file.
const LINES: usize = 24;
const TIMES: usize = 500;

/// The lines of a text; a line break inside a quoted field does not end one.
fn lines(text: &[u8]) -> Vec<&[u8]> {
    let (mut lines, mut start, mut quoted) = (Vec::new(), 0, false);
    for (at, byte) in text.iter().enumerate() {
        match byte {
            b'"' => quoted = !quoted,
            b'\n' if !quoted => {
                lines.push(text[start..at].strip_suffix(b"\r").unwrap_or(&text[start..at]));
                start = at + 1;
            }
            _ => {}
        }
    }
    lines.push(&text[start..]);
    lines.retain(|line| !line.is_empty());
    lines
}

#[test]
fn a_corrupted_row_costs_itself_and_no_other() {
    let mut numbers = Numbers(0x9E37_79B9_7F4A_7C15);
    let (mut done, mut unopened, mut refused) = (0, 0, 0);
    for (file, read, header) in FILES {
        let Some(text) = shared(file) else { return };
        let mut all = lines(&text);
        let first = if header { all.remove(0) } else { &[] };
        let compared =
            !read(&[first, b"\n", all[0]].concat()).is_none_or(|(rows, _)| rows.is_empty());
        for time in 0..TIMES {
            let start = numbers.below(all.len());
            let chosen: Vec<&[u8]> =
                all.iter().cycle().skip(start).take(LINES.min(all.len())).copied().collect();
            // Above stand enough good rows to tell what the file is.
            let at = 4 + numbers.below(chosen.len() - 4);
            let bad = corrupted(chosen[at], time % KINDS, &mut numbers);
            let joined = |lines: &[&[u8]]| {
                let head = header.then_some(first);
                let mut text = head
                    .into_iter()
                    .chain(lines.iter().copied())
                    .collect::<Vec<_>>()
                    .join(&b"\r\n"[..]);
                text.extend_from_slice(b"\r\n");
                text
            };
            let good = [&chosen[..at], &chosen[at + 1..]].concat();
            let mut spoiled = chosen.clone();
            spoiled[at] = &bad;
            done += 1;
            let Some((rows, [read_rows, accepted, lost])) = read(&joined(&spoiled)) else {
                unopened += 1;
                continue;
            };
            assert_eq!(read_rows, accepted + lost, "{file}");
            refused += lost;
            if !compared {
                continue;
            }
            let (untouched, _) = read(&joined(&good)).unwrap();
            let mut rows = rows.iter();
            for row in &untouched {
                assert!(
                    rows.any(|taken| taken == row),
                    "{file}: kind {}: {} takes {row} with it",
                    time % KINDS,
                    String::from_utf8_lossy(&bad),
                );
            }
        }
    }
    println!("{done} corruptions: {refused} rows refused, {unopened} files not opened");
    assert_eq!(done, FILES.len() * TIMES);
    assert!(refused > done as u64 / 3 && unopened < done / 20, "{refused} {unopened}");
}

#[test]
fn a_file_cut_or_bent_anywhere_is_refused_or_read() {
    let mut numbers = Numbers(0x1234_5678_9ABC_DEF1);
    for (file, read, _) in FILES {
        let Some(text) = shared(file) else { return };
        let head = &text[..text.len().min(3_000)];
        for _ in 0..150 {
            let mut bent = head.to_vec();
            for _ in 0..1 + numbers.below(8) {
                let at = numbers.below(bent.len());
                bent[at] = numbers.byte();
            }
            bent.truncate(1 + numbers.below(bent.len()));
            if let Some((_, [rows, accepted, refused])) = read(&bent) {
                assert_eq!(rows, accepted + refused, "{file}");
            }
        }
    }
}

/// The published workbook with the first rows of each sheet and the texts that they name, as its
/// parts.
fn small_workbook(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut part = |name: &str| {
        let mut text = String::new();
        archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
        text
    };
    let shared = part("xl/sharedStrings.xml");
    let ends: Vec<usize> = shared.match_indices("</si>").map(|(at, end)| at + end.len()).collect();
    let first = shared.find("<si>").unwrap();
    let mut texts = Vec::new();
    let mut parts = Vec::new();
    for sheet in ["xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml"] {
        let text = part(sheet);
        let end = text.match_indices("</row>").nth(8).unwrap().0;
        // A cell that names a text names it by its place in the list.
        let mut cells = text[..end].split("t=\"s\"><v>");
        let mut small = cells.next().unwrap().to_owned();
        for cell in cells {
            let (number, rest) = cell.split_once('<').unwrap();
            let number: usize = number.parse().unwrap();
            let from = number.checked_sub(1).map_or(first, |before| ends[before]);
            small += &format!("t=\"s\"><v>{}<{rest}", texts.len());
            texts.push(shared[from..ends[number]].to_owned());
        }
        parts.push((sheet.to_owned(), (small + "</row></sheetData></worksheet>").into_bytes()));
    }
    let list = format!("{}{}</sst>", &shared[..first], texts.concat());
    parts.push(("xl/sharedStrings.xml".to_owned(), list.into_bytes()));
    for name in ["xl/workbook.xml", "xl/_rels/workbook.xml.rels", "_rels/.rels"] {
        parts.push((name.to_owned(), part(name).into_bytes()));
    }
    parts
}

fn packed(parts: &[(String, Vec<u8>)]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let options =
        zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    for (name, text) in parts {
        writer.start_file(name.as_str(), options).unwrap();
        writer.write_all(text).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// The rows that a workbook gives, or `None` where it is not opened.
fn sheets(bytes: &[u8]) -> Option<u64> {
    let mut book = Workbook::open("b.xlsx", bytes).ok()?;
    let mut rows = 0;
    let networks = book.networks().ok().and_then(|file| file.for_each(|_| ()).ok());
    let partners = book.partners().ok().and_then(|file| file.for_each(|_| ()).ok());
    for intake in [networks, partners].into_iter().flatten() {
        assert_eq!(intake.rows, intake.accepted + intake.refused);
        rows += intake.accepted;
    }
    Some(rows)
}

#[test]
fn a_corrupted_workbook_is_refused_or_read() {
    let mut numbers = Numbers(0x0DDB_1A5E_5BAD_5EED);
    for vintage in ["2019-12-04", "2022-04-27"] {
        let Some(bytes) = shared(&format!("epcn-{vintage}/ePCN.xlsx")) else { return };
        let parts = small_workbook(&bytes);
        assert!(sheets(&packed(&parts)).is_some_and(|rows| rows > 5), "{vintage}");
        let mut opened = 0;
        for time in 0..400 {
            let mut spoiled = parts.clone();
            let which = numbers.below(spoiled.len());
            let text = &mut spoiled[which].1;
            for _ in 0..1 + numbers.below(3) {
                let at = numbers.below(text.len());
                match time % 5 {
                    0 => text[at] = numbers.byte(),
                    1 => drop(text.remove(at)),
                    2 => text.insert(at, b"<>\"&"[numbers.below(4)]),
                    3 => text.truncate(at + 1),
                    // A figure of every place that holds one: rows, columns, strings, dates.
                    _ => {
                        if let Some(digit) = text[at..].iter().position(u8::is_ascii_digit) {
                            text.splice(at + digit..at + digit, *b"99999999").for_each(drop);
                        }
                    }
                }
            }
            opened += usize::from(sheets(&packed(&spoiled)).is_some());
        }
        assert!(opened > 100, "{opened}");
        // And the container around the parts.
        let whole = packed(&parts);
        for _ in 0..400 {
            let mut bent = whole.clone();
            for _ in 0..1 + numbers.below(4) {
                // Half of the time near the end, where the container lists its parts.
                let within = if numbers.below(2) == 0 { 900 } else { bent.len() };
                let at = bent.len() - 1 - numbers.below(within);
                bent[at] = numbers.byte();
            }
            sheets(&bent);
        }
    }
}

#[test]
fn a_corrupted_fhir_document_is_refused_or_imported() {
    let mut numbers = Numbers(0xFEED_FACE_CAFE_BEEF);
    let mut taken = 0;
    for file in [
        "fhir/Bundle_Organization_search.json",
        "fhir/ODS-OrganizationAffiliation-364347-Example.json",
        "fhir/OrganizationAffiliation_617400_practice_G81086_RE8_partner_to_PCN_U36842.json",
    ] {
        let Some(text) = shared(file) else { return };
        for time in 0..1_500 {
            let mut spoiled = text.clone();
            let at = numbers.below(spoiled.len());
            match time % 6 {
                0 => spoiled[at] = numbers.byte(),
                1 => drop(spoiled.remove(at)),
                2 => spoiled.insert(at, b"{}[]\",:0"[numbers.below(8)]),
                3 => spoiled.truncate(at),
                4 => spoiled[at] = b"0123456789abcdefU-"[numbers.below(18)],
                _ => {
                    let to = (at + 1 + numbers.below(80)).min(spoiled.len());
                    let copy = spoiled[at..to].to_vec();
                    spoiled.splice(at..at, copy).for_each(drop);
                }
            }
            if let Ok(bundle) = Bundle::from_json_bytes(&spoiled) {
                let Imported { builder, tally, findings } = Imported::of(&bundle);
                assert_eq!(tally.read, bundle.entries.len());
                assert_eq!(tally.read, tally.used() + tally.left_out);
                assert!(findings.len() >= tally.left_out);
                drop(builder.build());
                taken += 1;
            }
            taken += usize::from(Resource::from_json_bytes(&spoiled).is_ok());
        }
    }
    assert!(taken > 500, "{taken}");
}
