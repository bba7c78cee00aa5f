//! Broken files and broken rows, reader by reader: a clear error or a reported refusal, never a
//! panic, never a lost good row, and rows read = accepted + refused.

#![cfg(feature = "ods")]

use std::io::{Cursor, Read, Write};

use pcn::ods::{
    FileKind, Forgiven, Intake, ListFile, MapFile, NetworkFile, OdsError, Options, PartnerFile,
    PracticeFile,
};
use proptest::prelude::*;

/// Reads a text as a kind of file to its end.
fn read_with(kind: FileKind, text: &[u8], options: Options) -> Result<Intake, OdsError> {
    match kind {
        FileKind::Networks => NetworkFile::open_with("f", text, options)?.for_each(|_| ()),
        FileKind::Partners => PartnerFile::open_with("f", text, options)?.for_each(|_| ()),
        FileKind::Practices => PracticeFile::open_with("f", text, options)?.for_each(|_| ()),
        FileKind::Lists => ListFile::open_with("f", text, options)?.for_each(|_| ()),
        FileKind::Map => MapFile::open_with("f", text, options)?.for_each(|_| ()),
        other => panic!("no reader for {other}"),
    }
}

fn read(kind: FileKind, text: &[u8]) -> Result<Intake, OdsError> {
    let intake = read_with(kind, text, Options::default())?;
    assert_eq!(intake.rows, intake.accepted + intake.refused);
    assert_eq!(intake.refused_rows.len() as u64, intake.refused.min(1000));
    Ok(intake)
}

/// Each kind with its header, if it is published with one, and a good row of it.
const GOOD: [(FileKind, &str, &str); 7] = [
    (
        FileKind::Networks,
        "PCN Code,PCN Name,Current Sub ICB Loc Code,Sub ICB Location,Open Date,Close Date,Address \
         Line 1,Address Line 2,Address Line 3,Address Line 4,Address Line 5,Postcode",
        "U97001,EASTMERE PCN,96X,NHS EASTMERE,20191001,20220331,1 ROAD,,,TOWN,,ZZ1 1AA",
    ),
    (
        FileKind::Partners,
        "Partner Organisation Code,Partner Name,Practice Parent Sub ICB Loc Code,Practice Parent \
         Sub ICB Loc Name,PCN Code,PCN Name,PCN Parent Sub ICB Loc Code,PCN Parent Sub ICB Loc \
         Name,Practice to PCN Relationship Start Date,Practice to PCN Relationship End \
         Date,Practice Sub ICB Loc and PCN Sub ICB Loc Match ",
        "Q10007,ABBOT SURGERY,96X,NHS EASTMERE,U97001,EASTMERE PCN,96X,NHS \
         EASTMERE,20191001,,TRUE",
    ),
    (
        FileKind::Practices,
        "",
        "\"Q10007\",\"ABBOT SURGERY\",\"Y99\",\"QHM\",\"1 ROAD\",\"\",\"\",\"TOWN\",\"\",\"ZZ1 \
         1AA\",\"19740401\",\"\",\"A\",\"B\",\"96X\",\"20200401\",\"\",\"01632 \
         960001\",\"\",\"\",\"\",\"0\",\"\",\"96X\",\"\",\"4\",\"\"",
    ),
    (
        FileKind::Lists,
        "PUBLICATION,EXTRACT_DATE,TYPE,CCG_CODE,ONS_CCG_CODE,CODE,POSTCODE,SEX,AGE,\
         NUMBER_OF_PATIENTS",
        "GP_PRAC_PAT_LIST,01Apr2022,GP,96X,,Q10007,ZZ1 1AA,ALL,ALL,6767",
    ),
    (
        FileKind::Lists,
        "PUBLICATION,EXTRACT_DATE,ORG_TYPE,ORG_CODE,ONS_CODE,POSTCODE,SEX,AGE_GROUP_5,\
         NUMBER_OF_PATIENTS",
        "GP_PRAC_PAT_LIST,2026-07-01,PCN,U97001,,,ALL,ALL,58856",
    ),
    (
        FileKind::Map,
        "PUBLICATION,EXTRACT_DATE,PRACTICE_CODE,PRACTICE_NAME,PRACTICE_POSTCODE,PCN_CODE,PCN_NAME,\
         ONS_CCG_CODE,CCG_CODE,CCG_NAME,ONS_STP_CODE,STP_CODE,STP_NAME,ONS_COMM_REGION_CODE,\
         COMM_REGION_CODE,COMM_REGION_NAME",
        "GP_PRAC_PAT_LIST,01Jan2022,Q10007,ABBOT SURGERY,ZZ1 1AA,U97001,EASTMERE PCN,E38000247,\
         96X,NHS EASTMERE CCG,E54000050,QHM,Cumbria,E40000009,Y63,North",
    ),
    (
        FileKind::Map,
        "PUBLICATION,EXTRACT_DATE,PRACTICE_CODE,PRACTICE_NAME,PRACTICE_POSTCODE,PCN_CODE,PCN_NAME,\
         ONS_SUB_ICB_LOCATION_CODE,SUB_ICB_LOCATION_CODE,SUB_ICB_LOCATION_NAME,ONS_ICB_CODE,\
         ICB_CODE,ICB_NAME,ONS_COMM_REGION_CODE,COMM_REGION_CODE,COMM_REGION_NAME,SUPPLIER_NAME",
        "GP_PRAC_PAT_LIST,01Aug2026,Q10007,ABBOT SURGERY,ZZ1 1AA,U,Unallocated,E38000247,96X,NHS \
         EASTMERE ICB - 96X,E54000050,QHM,NHS North,E40000012,Y63,North,TPP",
    ),
];

/// A file of the good row, broken rows in the middle, and the good row again.
fn around(header: &str, good: &str, broken: &[&str]) -> String {
    let mut lines = Vec::new();
    if !header.is_empty() {
        lines.push(header);
    }
    lines.extend([good; 8]);
    lines.extend_from_slice(broken);
    lines.extend([good; 3]);
    lines.join("\r\n") + "\r\n"
}

#[test]
fn every_layout_is_read_with_and_without_its_header_and_in_both_line_ends() {
    for (kind, header, good) in GOOD {
        let rows = around("", good, &[]);
        for text in [around(header, good, &[]), rows.clone(), rows.replace('\r', "")] {
            let intake = read(kind, text.as_bytes()).unwrap();
            assert_eq!((intake.accepted, intake.refused), (11, 0), "{kind}");
        }
    }
}

#[test]
fn broken_rows_are_refused_and_good_rows_kept() {
    for (kind, header, good) in GOOD {
        let fields: Vec<&str> = good.split(',').collect();
        let truncated = fields[..fields.len() / 2].join(",");
        let shifted = format!("x,{good}");
        let mut reversed = fields.clone();
        reversed.reverse();
        let reversed = reversed.join(",");
        let stray = format!("{},\"{}", fields[0], fields[1..].join(","));
        let after = format!("\"{}\"x,{}", fields[0].trim_matches('"'), fields[1..].join(","));
        let broken =
            [&*truncated, &*shifted, &*reversed, &*stray, &*after, "garbled", "\u{0}\u{1}", ",,,x"];
        for broken_row in broken {
            let text = around(header, good, &[broken_row]);
            let intake = read(kind, text.as_bytes()).unwrap();
            assert_eq!((intake.accepted, intake.refused), (11, 1), "{kind}: {broken_row}");
            let line = if header.is_empty() { 9 } else { 10 };
            assert_eq!(intake.refused_rows[0].line, line, "{kind}: {broken_row}");
            assert!(!intake.refused_rows[0].reason.is_empty());
        }
        let text = around(header, good, &broken);
        let intake = read(kind, text.as_bytes()).unwrap();
        assert_eq!((intake.accepted, intake.refused), (11, broken.len() as u64), "{kind}");
    }
}

#[test]
fn a_repeated_row_is_read_twice_and_blank_lines_are_no_rows() {
    for (kind, header, good) in GOOD {
        let blanks = ",".repeat(good.matches(',').count());
        let text = around(header, good, &[good, "", "   ", &blanks]);
        let intake = read(kind, text.as_bytes()).unwrap();
        assert_eq!((intake.rows, intake.accepted), (12, 12), "{kind}");
        let forgiven: Vec<_> = intake.forgiven().collect();
        assert!(forgiven.contains(&(Forgiven::BlankLine, 3)), "{kind}: {forgiven:?}");
    }
}

#[test]
fn a_header_that_comes_again_is_no_row() {
    let told = |intake: &Intake| {
        intake.forgiven().find(|(what, _)| *what == Forgiven::RepeatedHeader).map_or(0, |(_, n)| n)
    };
    for (kind, header, good) in GOOD.into_iter().filter(|(_, header, _)| !header.is_empty()) {
        let text = around(header, good, &[header, good, header]);
        let intake = read(kind, text.as_bytes()).unwrap();
        assert_eq!((intake.rows, intake.accepted, told(&intake)), (12, 12, 2), "{kind}");
        // Without a first header, with a name changed, or when strict, it is a row that is amiss.
        let other = header.replacen('C', "K", 1);
        let shorter = header.rsplit_once(',').unwrap().0;
        for (first, again) in [("", header), (header, &*other), (header, shorter)] {
            let intake = read(kind, around(first, good, &[again]).as_bytes()).unwrap();
            assert_eq!((intake.rows, intake.refused, told(&intake)), (12, 1, 0), "{kind}: {again}");
        }
        let intake = read_with(kind, text.as_bytes(), Options::default().strict()).unwrap();
        assert_eq!((intake.rows, intake.refused, told(&intake)), (14, 2, 0), "{kind}");
    }
}

#[test]
fn the_sheet_of_another_kind_is_named() {
    for (kind, header, good) in GOOD {
        let texts = [around(header, good, &[]), around("", good, &[])];
        for wanted in FileKind::ALL.into_iter().filter(|wanted| *wanted != kind) {
            for text in &texts {
                match read(wanted, text.as_bytes()) {
                    Err(OdsError::OtherKind { expected, found, .. }) => {
                        assert_eq!((expected, found), (wanted, kind));
                    }
                    other => panic!("{kind} read as {wanted}: {other:?}"),
                }
            }
        }
    }
}

#[test]
fn wrong_files_give_an_error_that_says_what_was_found() {
    for (kind, header, good) in GOOD {
        let message = |text: &[u8]| read(kind, text).unwrap_err().to_string();
        assert!(message(b"").contains("it is empty"), "{kind}");
        assert!(message(b"\r\n\r\n").contains("it is empty"), "{kind}");
        assert!(message(b"\xef\xbb\xbf").contains("it is empty"), "{kind}");
        if !header.is_empty() {
            assert!(message(header.as_bytes()).contains("no row below it"), "{kind}");
            let some = header.rsplit_once(',').unwrap().0;
            let text = format!("{some}\n{}\n", good.rsplit_once(',').unwrap().0);
            if !header.ends_with("NAME") && !header.ends_with("code") {
                let found = read(kind, text.as_bytes());
                assert!(
                    matches!(found, Err(OdsError::MissingColumn { .. }) | Ok(_)),
                    "{kind}: {found:?}"
                );
            }
        }
        for (mark, name) in [(";", "semicolons"), ("\t", "tabs"), ("|", "vertical bars")] {
            let text = around(header, good, &[]).replace(',', mark);
            assert!(message(text.as_bytes()).contains(name), "{kind} with {name}");
        }
        assert!(message(b"a,b,c\n1,2,3\n").ends_with("the file begins with `a,b,c`"), "{kind}");
        // Rows without a header of which one column was left out.
        for row in ["Q10007,x\n", "x, U97001 ,y\n", "U97001\n"] {
            let widths = match kind {
                FileKind::Networks => "12",
                FileKind::Partners => "11",
                FileKind::Practices => "27 or 26",
                FileKind::Lists => "10 or 9",
                _ => "16 or 17",
            };
            let told = format!(
                "`; it has no header row: give it one, or all of its {widths} columns in their order"
            );
            assert!(
                message(row.as_bytes()).ends_with(&told),
                "{kind}: {}",
                message(row.as_bytes())
            );
        }
        assert!(message(b"\xff\xfeU\x00").contains("UTF-16"), "{kind}");
        assert!(message(b"%PDF-1.4 ...").contains("PDF"), "{kind}");
        assert!(message(&[0; 2000]).contains("zero bytes"), "{kind}");
        assert!(message(b"PK\x03\x04 not a container").contains("container"), "{kind}");
    }
}

#[test]
fn bytes_of_windows_are_read_and_counted() {
    let (kind, header, good) = GOOD[1];
    let mut text = around(header, good, &[]).into_bytes();
    let at = text.windows(5).position(|bytes| bytes == b"ABBOT").unwrap();
    text[at + 4] = 0x92;
    let intake = read(kind, &text).unwrap();
    assert_eq!(intake.accepted, 11);
    assert!(intake.forgiven().any(|one| one == (Forgiven::Windows1252, 1)));
    let mut file = PartnerFile::open("f", &*text).unwrap();
    assert_eq!(file.next_row().unwrap().unwrap().practice_name, "ABBO’ SURGERY");
}

#[test]
fn lines_that_end_in_carriage_returns_are_read_and_told_once() {
    let (kind, header, good) = GOOD[1];
    let told = |end: &str| {
        let intake = read(kind, [header, good, good, ""].join(end).as_bytes()).unwrap();
        assert_eq!((intake.accepted, intake.refused), (2, 0), "{end:?}");
        let one = intake.forgiven().find(|(what, _)| *what == Forgiven::CarriageReturn);
        one.map(|(_, times)| times)
    };
    assert_eq!((told("\r"), told("\n"), told("\r\n")), (Some(1), None, None));
}

#[test]
fn slips_in_codes_are_forgiven_counted_and_refused_when_strict() {
    let (kind, header, good) = GOOD[1];
    let slip = good.replace("Q10007", " q10007 ");
    let text = format!("\u{feff}{}", around(header, good, &[&slip]));
    let intake = read(kind, text.as_bytes()).unwrap();
    assert_eq!((intake.accepted, intake.refused), (12, 0));
    let forgiven: Vec<_> = intake.forgiven().map(|(what, _)| what).collect();
    let expected =
        [Forgiven::ByteOrderMark, Forgiven::HeaderSpace, Forgiven::CellSpace, Forgiven::CodeCase];
    assert_eq!(forgiven, expected);
    let strict = read_with(kind, text.as_bytes(), Options::default().strict()).unwrap();
    assert_eq!((strict.accepted, strict.refused), (11, 1));
}

#[test]
fn headers_with_line_breaks_are_read() {
    let (kind, header, good) = GOOD[1];
    let broken: Vec<String> =
        header.split(',').map(|name| format!("\"{}\"", name.replace(' ', "\r\n"))).collect();
    let text = format!("{}\r\n{good}\r\n{good}\r\n", broken.join(","));
    let intake = read(kind, text.as_bytes()).unwrap();
    assert_eq!((intake.accepted, intake.refused, intake.header), (2, 0, true));
}

#[test]
fn refused_rows_are_all_counted_and_some_are_kept() {
    let (kind, header, good) = GOOD[1];
    let text = around(header, good, &["bad"; 50]);
    let options = Options::default().keep_refused(7);
    let intake = read_with(kind, text.as_bytes(), options).unwrap();
    assert_eq!((intake.rows, intake.refused, intake.refused_rows.len()), (61, 50, 7));
}

/// Gives a head, then a byte many times over, then a tail, without holding them.
struct Huge {
    head: Cursor<Vec<u8>>,
    left: u64,
    tail: Cursor<Vec<u8>>,
}

impl Read for Huge {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let count = self.head.read(buffer)?;
        if count > 0 {
            return Ok(count);
        }
        if self.left > 0 {
            let count = buffer.len().min(usize::try_from(self.left).unwrap());
            buffer[..count].fill(b'x');
            self.left -= count as u64;
            return Ok(count);
        }
        self.tail.read(buffer)
    }
}

#[test]
fn a_cell_of_200_megabytes_costs_its_row_and_no_memory() {
    for (kind, header, good) in GOOD {
        let head = around(header, good, &[]).into_bytes();
        let tail = format!("\r\n{good}\r\n").into_bytes();
        let huge = Huge { head: Cursor::new(head), left: 200 << 20, tail: Cursor::new(tail) };
        let intake = match kind {
            FileKind::Partners => PartnerFile::open("f", huge).unwrap().for_each(|_| ()),
            FileKind::Networks => NetworkFile::open("f", huge).unwrap().for_each(|_| ()),
            // The lines are the same for every kind; two suffice at this size.
            _ => continue,
        };
        let intake = intake.unwrap();
        assert_eq!((intake.accepted, intake.refused), (12, 1), "{kind}");
        assert!(intake.refused_rows[0].reason.contains("a row may have 65536 bytes"));
    }
}

#[test]
fn a_text_larger_than_the_limit_stops_with_an_error() {
    let (kind, header, good) = GOOD[1];
    let text = around(header, good, &[good; 3000]);
    let mut options = Options::default();
    options.total_bytes = 200_000;
    let error = read_with(kind, text.as_bytes(), options).unwrap_err();
    assert!(matches!(error, OdsError::TooLarge { .. }), "{error}");
}

fn zipped(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default();
    for (name, text) in files {
        writer.start_file(*name, options).unwrap();
        writer.write_all(text).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

#[test]
fn each_kind_is_read_inside_its_container() {
    for (kind, header, good) in GOOD {
        let text = around(header, good, &["bad"]);
        let packed = zipped(&[("file.csv", text.as_bytes()), ("notes.pdf", b"%PDF")]);
        let intake = read(kind, &packed).unwrap();
        assert_eq!((intake.accepted, intake.refused), (11, 1), "{kind}");
        for end in 0..packed.len() {
            let _ = read(kind, &packed[..end]);
        }
    }
}

#[test]
fn containers_without_one_text_are_refused_by_name() {
    let (kind, header, good) = GOOD[1];
    let text = around(header, good, &[]);
    let message = |files: &[(&str, &[u8])]| read(kind, &zipped(files)).unwrap_err().to_string();
    assert!(message(&[]).contains("no CSV file"));
    assert!(message(&[("a.pdf", b"x")]).contains("`a.pdf`"));
    let two = message(&[("a.csv", text.as_bytes()), ("b.csv", text.as_bytes())]);
    assert!(two.contains("more than one CSV file"), "{two}");
    let book = read(kind, &zipped(&[("xl/workbook.xml", b"<x/>")])).unwrap_err();
    assert!(matches!(book, OdsError::IsWorkbook { .. }));
}

#[test]
fn what_macos_adds_to_a_container_is_passed_over() {
    let (kind, header, good) = GOOD[1];
    let text = around(header, good, &[]);
    let csv = ("map.csv", text.as_bytes());
    for added in ["__MACOSX/._map.csv", "of 2022/__MACOSX/map.csv", "._map.csv", "a/._map.csv"] {
        let packed = zipped(&[(added, b"\0\x05"), csv, (".DS_Store", b"\0")]);
        assert_eq!(read(kind, &packed).unwrap().accepted, 11, "{added}");
    }
    // Beside them a file of its own is still one too many, and nothing else is nothing.
    for other in ["_map.csv", ".map.csv", "MACOSX/map.csv", "__MACOSX.csv"] {
        let error = read(kind, &zipped(&[(other, text.as_bytes()), csv])).unwrap_err().to_string();
        assert!(error.contains("more than one CSV file"), "{other}: {error}");
    }
    let error = read(kind, &zipped(&[("__MACOSX/._map.csv", b"x")])).unwrap_err().to_string();
    assert!(error.contains("it holds no CSV file: it is empty"), "{error}");
}

#[test]
fn a_container_that_unpacks_without_end_stops_at_the_limit() {
    let (kind, header, good) = GOOD[1];
    let text = around(header, good, &[]) + &"x".repeat(40 << 20);
    let packed = zipped(&[("a.csv", text.as_bytes())]);
    assert!(packed.len() < 1 << 20);
    let mut options = Options::default();
    options.total_bytes = 8 << 20;
    let error = read_with(kind, &packed, options).unwrap_err();
    assert!(matches!(error, OdsError::TooLarge { .. }), "{error}");
    options.container_bytes = 1000;
    let error = read_with(kind, &packed, options).unwrap_err();
    assert!(matches!(error, OdsError::TooLarge { what: "the packed file", .. }), "{error}");
}

#[test]
fn a_container_is_too_large_from_the_first_byte_above_the_limit() {
    let (kind, header, good) = GOOD[1];
    let packed = zipped(&[("a.csv", around(header, good, &[]).as_bytes())]);
    let mut options = Options::default();
    options.container_bytes = packed.len() as u64;
    assert!(read_with(kind, &packed, options).is_ok());
    options.container_bytes -= 1;
    let error = read_with(kind, &packed, options).unwrap_err();
    assert!(matches!(error, OdsError::TooLarge { what: "the packed file", .. }), "{error}");
}

/// A container whose entries all have one name, though they were written with `name(at)`.
fn of_one_name(count: usize, name: &str) -> Vec<u8> {
    let written = |at: usize| format!("{at:0width$}", width = name.len());
    let names: Vec<String> = (0..count).map(written).collect();
    let files: Vec<(&str, &[u8])> = names.iter().map(|name| (name.as_str(), &b""[..])).collect();
    let mut packed = zipped(&files);
    for at in 0..packed.len() - 3 {
        let name_at = match &packed[at..at + 4] {
            b"PK\x03\x04" => at + 30,
            b"PK\x01\x02" => at + 46,
            _ => continue,
        };
        packed[name_at..name_at + name.len()].copy_from_slice(name.as_bytes());
    }
    packed
}

#[test]
fn containers_of_very_many_files_are_refused_in_few_words() {
    let (kind, header, good) = GOOD[1];
    let refused = |packed: &[u8]| {
        let error = read(kind, packed).unwrap_err().to_string();
        assert!(error.len() < 1_000, "{} bytes", error.len());
        error
    };
    let names: Vec<String> = (0..65_000).map(|at| format!("{at}.csv")).collect();
    let many: Vec<(&str, &[u8])> = names.iter().map(|name| (name.as_str(), &b""[..])).collect();
    assert!(refused(&zipped(&many)).contains("more than one CSV file"));
    let long: Vec<String> = (0..20).map(|at| format!("{at}{}.pdf", "x".repeat(60_000))).collect();
    let long: Vec<(&str, &[u8])> = long.iter().map(|name| (name.as_str(), &b""[..])).collect();
    assert!(refused(&zipped(&long)).contains("no CSV file"));
    // The last entry of a name is the one that counts, here an empty one.
    assert!(read(kind, &of_one_name(20_000, "a.csv")).is_err());
    let text = around(header, good, &[]);
    let inner = zipped(&[("a.csv", text.as_bytes())]);
    assert!(refused(&zipped(&[("a.zip", &inner)])).contains("no CSV file"));
    assert!(read(kind, &zipped(&[("a.csv", &inner)])).is_err(), "a container is no text");
}

#[test]
fn sizes_that_a_container_states_are_not_believed() {
    let (kind, header, good) = GOOD[1];
    let packed = zipped(&[("a.csv", around(header, good, &[]).as_bytes())]);
    let central = packed.windows(4).position(|four| four == b"PK\x01\x02").unwrap();
    for (packed_size, size) in [(0, 0), (u32::MAX - 1, u32::MAX - 1), (1, 1 << 30), (1 << 30, 1)] {
        let mut lying = packed.clone();
        for (at, stated) in [(central + 20, packed_size), (central + 24, size)] {
            lying[at..at + 4].copy_from_slice(&stated.to_le_bytes());
        }
        // Read as far as it goes, or refused: never more rows than there are.
        if let Ok(intake) = read(kind, &lying) {
            assert!(intake.accepted <= 11, "{intake:?}");
        }
    }
}

#[cfg(feature = "xlsx")]
#[test]
fn what_is_no_workbook_is_refused_and_never_panics() {
    use pcn::ods::Workbook;
    let message = |bytes: &[u8]| Workbook::open("b.xlsx", bytes).unwrap_err().to_string();
    assert!(message(b"").contains("empty"));
    assert!(message(b"PCN Code,PCN Name").contains("no .xlsx workbook"));
    let text = Workbook::open("b.xlsx", &b"PCN Code,PCN Name"[..]).unwrap_err();
    assert_eq!(text, OdsError::NotAWorkbook { file: "b.xlsx".into() });
    assert_eq!(text.file(), "b.xlsx");
    assert!(message(&zipped(&[("a.csv", b"x")])).contains("workbook"));
    let mut options = Options::default();
    options.workbook_bytes = 1 << 20;
    let bomb = zipped(&[("xl/workbook.xml", &vec![b' '; 4 << 20])]);
    let error = Workbook::open_with("b.xlsx", &*bomb, options).unwrap_err();
    assert!(matches!(error, OdsError::TooLarge { .. }), "{error}");
}

fn any_line() -> impl Strategy<Value = String> {
    let cell = prop_oneof![
        Just(String::new()),
        "[A-Z][0-9]{5}",
        "U[0-9]{0,5}",
        "[0-9]{8}",
        "[0-9]{2}[A-Z]",
        "[ -~]{0,12}",
        "\\PC{0,8}",
        Just("TRUE".to_owned()),
        Just("\"".to_owned()),
    ];
    proptest::collection::vec(cell, 0..20).prop_map(|cells| cells.join(","))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn whatever_stands_between_good_rows_they_are_kept(
        lines in proptest::collection::vec(any_line(), 0..12), which in 0..GOOD.len()
    ) {
        let (kind, header, good) = GOOD[which];
        // An opened quote may take the next lines with it only if they make one good row; here the
        // good row after it cannot be taken, because it is no end of a quoted field.
        let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
        let text = around(header, good, &lines);
        let intake = read(kind, text.as_bytes()).unwrap();
        prop_assert_eq!(intake.rows, intake.accepted + intake.refused);
        prop_assert!(intake.accepted >= 11, "{:?}", intake);
    }

    #[test]
    fn any_bytes_are_read_or_refused(
        bytes in proptest::collection::vec(any::<u8>(), 0..600), which in 0..GOOD.len()
    ) {
        let (kind, header, good) = GOOD[which];
        let _ = read(kind, &bytes);
        let mut text = around(header, good, &[]).into_bytes();
        text.extend_from_slice(&bytes);
        if let Ok(intake) = read(kind, &text) {
            prop_assert!(intake.accepted >= 10);
        }
    }
}
