//! Made-up workbooks: names of sheets, numbers as dates, line breaks, cells far away.

#![cfg(feature = "xlsx")]

mod book;

use std::io::{Cursor, Write};

use book::workbook;
use pcn::ods::{Forgiven, OdsError, Options, Workbook};

/// A row of a sheet: numbers as numbers, everything else as text, blanks left out.
fn row(number: u32, cells: &[&str]) -> String {
    let mut text = format!("<row r=\"{number}\">");
    for (column, cell) in (b'A'..).zip(cells) {
        let place = format!("{}{number}", char::from(column));
        if cell.parse::<u64>().is_ok() {
            text += &format!("<c r=\"{place}\"><v>{cell}</v></c>");
        } else if !cell.is_empty() {
            text += &format!("<c r=\"{place}\" t=\"inlineStr\"><is><t>{cell}</t></is></c>");
        }
    }
    text + "</row>"
}

const HEADER: [&str; 12] = [
    "PCN Code",
    "PCN Name",
    "Current Clinical \nCommissioning \nGroup Code",
    "Clinical\nCommissioning\nGroup Name",
    "Open Date (YYYYMMDD)",
    "Close Date",
    "Address Line 1",
    "Address Line 2",
    "Address Line 3",
    "Address Line 4",
    "Address Line 5",
    "Postcode",
];

fn network<'a>(code: &'a str, open: &'a str) -> [&'a str; 12] {
    [
        code,
        "EASTMERE, AND \"COAST\" PCN",
        "96X",
        "NHS EASTMERE",
        open,
        "",
        "1 ROAD\nREAR ENTRANCE",
        "",
        "",
        "TOWN",
        "",
        "",
    ]
}

#[test]
fn sheets_are_found_by_collapsed_names_and_lines_are_the_rows_of_the_sheet() {
    for name in ["PCNDetails", "PCN Details", " pcn details "] {
        let rows = row(1, &HEADER)
            + &row(2, &network("U97001", "20191001"))
            + &row(5, &network("U97002", "20200401"))
            + &row(7, &network("A81001", "20191001"))
            + &row(9, &network("U97003", "43739.5"));
        let book = workbook(&[("Notes", ""), (name, &rows)]);
        let mut book = Workbook::open("b.xlsx", &*book).unwrap();
        let mut file = book.networks().unwrap();
        let first = file.next_row().unwrap().unwrap();
        assert_eq!((first.line, first.name), (2, "EASTMERE, AND \"COAST\" PCN"));
        assert_eq!(first.life.from().to_string(), "2019-10-01");
        assert_eq!((first.address[0], first.postcode), ("1 ROAD REAR ENTRANCE", ""));
        assert_eq!(file.next_row().unwrap().unwrap().line, 5);
        assert!(file.next_row().unwrap().is_none());
        let intake = file.into_intake();
        assert_eq!((intake.rows, intake.accepted, intake.refused), (4, 2, 2));
        let lines: Vec<u64> = intake.refused_rows.iter().map(|row| row.line).collect();
        assert_eq!(lines, [7, 9]);
        let forgiven: Vec<_> = intake.forgiven().collect();
        assert!(forgiven.contains(&(Forgiven::CellLineBreak, 4)), "{forgiven:?}");
        assert!(forgiven.contains(&(Forgiven::BlankLine, 4)), "{forgiven:?}");
    }
}

#[test]
fn a_missing_or_swapped_sheet_is_named() {
    let rows = row(1, &HEADER) + &row(2, &network("U97001", "20191001"));
    let bytes = workbook(&[("Sheet1", &rows), ("PCN Core Partner Details", &rows)]);
    let mut book = Workbook::open("b.xlsx", &*bytes).unwrap();
    let error = book.networks().unwrap_err();
    assert_eq!(
        error.to_string(),
        "b.xlsx: expected a sheet `PCNDetails`, found the sheets `Sheet1`, `PCN Core Partner \
         Details`",
    );
    assert!(matches!(book.partners().unwrap_err(), OdsError::OtherKind { .. }));
    let bytes = workbook(&[("PCNDetails", &row(1, &HEADER)), ("PCN Core Partner Details", "")]);
    let mut book = Workbook::open("b.xlsx", &*bytes).unwrap();
    assert!(matches!(book.networks().unwrap_err(), OdsError::HeaderOnly { .. }));
    assert!(matches!(book.partners().unwrap_err(), OdsError::Empty { .. }));
}

#[test]
fn a_sheet_under_another_name_is_known_by_its_header_if_it_is_the_one() {
    let rows = row(1, &HEADER) + &row(2, &network("U97001", "20191001"));
    let notes = row(1, &["Notes"]);
    let bytes = workbook(&[("Notes", &notes), ("PCNs", &rows), ("Empty", "")]);
    let mut book = Workbook::open("b.xlsx", &*bytes).unwrap();
    let intake = book.networks().unwrap().for_each(|_| ()).unwrap();
    assert_eq!((&*intake.file, intake.accepted), ("b.xlsx [PCNs]", 1));
    assert!(intake.forgiven().any(|one| one == (Forgiven::OtherSheet, 1)));
    // Not if there are two, if the rows have no header, or if it is asked strictly.
    let missing = |sheets: &[(&str, &str)], options| {
        let bytes = workbook(sheets);
        let mut book = Workbook::open_with("b.xlsx", &*bytes, options).unwrap();
        matches!(book.networks().map(|_| ()), Err(OdsError::MissingSheet { .. }))
    };
    let plain = Options::default();
    assert!(!missing(&[("PCNs", &rows)], plain));
    assert!(missing(&[("PCNs", &rows), ("PCNs of 2020", &rows)], plain));
    assert!(missing(&[("PCNs", &row(1, &network("U97001", "20191001")))], plain));
    assert!(missing(&[("PCNs", &rows)], plain.strict()));
    // The eighth sheet is looked at, and the ninth is not.
    let before = |count: usize| [vec![("N", &*notes); count], vec![("PCNs", &*rows)]].concat();
    assert!(!missing(&before(7), plain) && missing(&before(8), plain));
    // A sheet of the name is the one, whatever else there is.
    let bytes = workbook(&[("Old", &rows), ("PCNDetails", &rows)]);
    let mut book = Workbook::open("b.xlsx", &*bytes).unwrap();
    let intake = book.networks().unwrap().for_each(|_| ()).unwrap();
    assert_eq!(&*intake.file, "b.xlsx [PCNDetails]");
    assert!(intake.forgiven().all(|(what, _)| what != Forgiven::OtherSheet));
}

#[test]
fn numbers_are_counted_in_the_columns_that_are_read() {
    let numbers = |header: &[&str], cells: &[&str]| {
        let bytes = workbook(&[("PCNDetails", &(row(1, header) + &row(2, cells)))]);
        let mut book = Workbook::open("b.xlsx", &*bytes).unwrap();
        let intake = book.networks().unwrap().for_each(|_| ()).unwrap();
        assert_eq!((intake.accepted, intake.refused), (1, 0));
        intake.forgiven().find(|(what, _)| *what == Forgiven::NumberCell).map_or(0, |(_, n)| n)
    };
    let cells = network("U97001", "20191001");
    assert_eq!(numbers(&HEADER, &cells), 1);
    let mut closed = cells;
    closed[5] = "20220331";
    assert_eq!(numbers(&HEADER, &closed), 2);
    // As pandas saves its index, with and without a header.
    let index = |name, number| {
        let header = [&[name], &HEADER[..]].concat();
        numbers(&header, &[&[number], &cells[..]].concat())
    };
    assert_eq!((index("", "17"), index("Unnamed: 0", "17")), (1, 1));
}

#[test]
fn words_for_blanks_and_text_dates_in_cells_are_read_as_in_a_text() {
    let mut cells = network("U97001", "20191001.0");
    cells[5] = "NA";
    let bytes = workbook(&[("PCNDetails", &(row(1, &HEADER) + &row(2, &cells)))]);
    let mut book = Workbook::open("b.xlsx", &*bytes).unwrap();
    let mut file = book.networks().unwrap();
    assert_eq!(file.next_row().unwrap().unwrap().life.until(), None);
    let forgiven: Vec<_> = file.intake().forgiven().collect();
    assert!(forgiven.contains(&(Forgiven::BlankWord, 1)), "{forgiven:?}");
    assert!(forgiven.contains(&(Forgiven::WholeDecimal, 1)), "{forgiven:?}");
}

#[test]
fn a_cell_far_away_costs_nothing() {
    let far = "<row r=\"1048576\"><c r=\"XFD1048576\"><v>1</v></c></row>";
    let rows = row(1, &HEADER) + &row(2, &network("U97001", "20191001")) + far;
    let bytes = workbook(&[("PCNDetails", &rows)]);
    let mut book = Workbook::open("b.xlsx", &*bytes).unwrap();
    let intake = book.networks().unwrap().for_each(|_| ()).unwrap();
    assert_eq!((intake.accepted, intake.refused), (1, 0));
}

#[test]
fn a_row_that_no_sheet_has_is_refused_and_not_reached_by_empty_lines() {
    let far = "<row r=\"99999999\"><c r=\"A99999999\"><v>1</v></c></row>";
    let rows = row(1, &HEADER) + &row(2, &network("U97001", "20191001")) + far;
    let bytes = workbook(&[("PCNDetails", &rows)]);
    let mut book = Workbook::open("b.xlsx", &*bytes).unwrap();
    let error = book.networks().unwrap_err().to_string();
    assert!(error.contains("below the 1048576 rows"), "{error}");
}

#[test]
fn a_cut_workbook_is_an_error_or_rows_and_never_a_panic() {
    let rows = row(1, &HEADER) + &row(2, &network("U97001", "20191001"));
    let bytes = workbook(&[("PCNDetails", &rows)]);
    for at in 0..bytes.len() {
        if let Ok(mut book) = Workbook::open("b.xlsx", &bytes[..at]) {
            let _ = book.networks().map(|file| file.for_each(|_| ()));
        }
        let mut bent = bytes.clone();
        bent[at] ^= 0x15;
        if let Ok(mut book) = Workbook::open("b.xlsx", &*bent) {
            let _ = book.networks().map(|file| file.for_each(|_| ()));
        }
    }
}

/// A zip of whole files, packed or stored.
fn zipped(files: &[(&str, &[u8])], method: zip::CompressionMethod) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default().compression_method(method);
    for (name, bytes) in files {
        archive.start_file(*name, options).unwrap();
        archive.write_all(bytes).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

#[test]
fn a_workbook_is_read_from_the_zip_in_which_it_is_published() {
    let rows = row(1, &HEADER) + &row(2, &network("U97001", "20191001"));
    let book = workbook(&[("PCNDetails", &rows)]);
    for method in [zip::CompressionMethod::Stored, zip::CompressionMethod::Deflated] {
        let published =
            zipped(&[("ePCN.xlsx", &book), ("ePCN.xlsx Specification.pdf", b"%PDF")], method);
        let mut opened = Workbook::open("epcn.zip", &*published).unwrap();
        let mut networks = opened.networks().unwrap();
        assert_eq!(networks.next_row().unwrap().unwrap().code.as_str(), "U97001");
    }
    let two = zipped(&[("a.xlsx", &book), ("b.xlsx", &book)], zip::CompressionMethod::Stored);
    let error = Workbook::open("two.zip", &*two).unwrap_err().to_string();
    assert!(
        error.contains("more than one .xlsx workbook") && error.contains("`b.xlsx`"),
        "{error}"
    );
    let none = zipped(&[("networks.csv", b"a,b")], zip::CompressionMethod::Stored);
    let error = Workbook::open("none.zip", &*none).unwrap_err().to_string();
    assert!(error.contains("no .xlsx workbook"), "{error}");
    let zeros = vec![0; 3_000_000];
    let bomb = zipped(&[("a.xlsx", &zeros)], zip::CompressionMethod::Deflated);
    let mut small = pcn::ods::Options::default();
    small.container_bytes = 100_000;
    let error = Workbook::open_with("bomb.zip", &*bomb, small).unwrap_err().to_string();
    assert!(error.contains("bomb.zip"), "{error}");
    let whole = zipped(&[("a.xlsx", &book)], zip::CompressionMethod::Deflated);
    assert!(Workbook::open("cut.zip", &whole[..whole.len() / 2]).is_err());
}

fn with(container: usize, unpacked: usize) -> Options {
    let mut options = Options::default();
    options.container_bytes = container as u64;
    options.workbook_bytes = unpacked as u64;
    options
}

fn too_large(error: &OdsError, of: &str) -> bool {
    matches!(error, OdsError::TooLarge { what, .. } if *what == of)
}

#[test]
fn a_packed_workbook_is_too_large_from_the_first_byte_above_the_limit() {
    let rows = row(1, &HEADER) + &row(2, &network("U97001", "20191001"));
    let book = workbook(&[("PCNDetails", &rows)]);
    let open = |bytes: &[u8], limit| Workbook::open_with("b.xlsx", bytes, with(limit, 1 << 20));
    assert!(open(&book, book.len()).unwrap().networks().is_ok());
    for limit in [1, book.len() - 1] {
        let error = open(&book, limit).unwrap_err();
        assert!(too_large(&error, "the packed file"), "{error}");
    }
    // In its container, which is smaller than the workbook with its blanks.
    let mut longer = zip::ZipWriter::new_append(Cursor::new(book)).unwrap();
    let stored =
        zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    longer.start_file("docProps/blank.txt", stored).unwrap();
    longer.write_all(&[b' '; 50_000]).unwrap();
    let book = longer.finish().unwrap().into_inner();
    let published = zipped(&[("a.xlsx", &book)], zip::CompressionMethod::Deflated);
    assert!(published.len() + 10_000 < book.len());
    assert!(open(&published, book.len()).unwrap().networks().is_ok());
    let error = open(&published, book.len() - 1).unwrap_err();
    assert!(too_large(&error, "the workbook in it"), "{error}");
    let error = open(&published, published.len() - 1).unwrap_err();
    assert!(too_large(&error, "the packed file"), "{error}");
}

#[test]
fn an_unpacked_workbook_is_too_large_from_the_first_byte_above_the_limit() {
    let book = zipped(&[("xl/workbook.xml", &[b' '; 5_000])], zip::CompressionMethod::Deflated);
    let open = |limit| Workbook::open_with("b.xlsx", &*book, with(1 << 20, limit)).unwrap_err();
    assert!(too_large(&open(4_999), "the unpacked workbook"));
    assert!(!too_large(&open(5_000), "the unpacked workbook"), "it is blank, but not too large");
}

#[test]
fn a_sheet_is_too_large_from_the_first_byte_above_the_limit() {
    const ROWS: usize = 1_000;
    // A row of one cell is a line of as many commas as the header has.
    let mut header = row(1, &HEADER);
    for column in 12..64_u8 {
        let (first, second) = ((b'A' + column / 26 - 1) as char, (b'A' + column % 26) as char);
        let place = if column < 26 { second.to_string() } else { format!("{first}{second}") };
        let cell = format!("<c r=\"{place}1\" t=\"inlineStr\"><is><t>X</t></is></c></row>");
        header = header.replace("</row>", &cell);
    }
    let book = workbook(&[("PCNDetails", &(header + &"<row><c><v>1</v></c></row>".repeat(ROWS)))]);
    let names =
        HEADER.map(|name| name.split('\n').map(str::trim_end).collect::<Vec<_>>().join(" "));
    let first = names.join(",") + &",X".repeat(52) + "\n";
    // The size is looked at before each further row.
    let text = first.len() + (ROWS - 1) * "1\n".len() + (ROWS - 1) * 63;
    let read = |limit| {
        let mut book = Workbook::open_with("b.xlsx", &*book, with(1 << 20, limit)).unwrap();
        book.networks().map(|_| ())
    };
    read(text).unwrap();
    let error = read(text - 1).unwrap_err();
    assert!(too_large(&error, "the sheet"), "{error}");
}

#[test]
fn a_workbook_is_shown_by_its_name() {
    let book = workbook(&[("PCNDetails", "")]);
    let book = Workbook::open("april.xlsx", &*book).unwrap();
    assert_eq!(format!("{book:?}"), "Workbook { file: \"april.xlsx\", .. }");
}

#[test]
fn a_workbook_of_very_many_sheets_is_refused_in_few_words() {
    let names: Vec<String> = (0..5_000).map(|at| format!("{at}{}", "x".repeat(900))).collect();
    let sheets: Vec<(&str, &str)> = names.iter().map(|name| (name.as_str(), "")).collect();
    let mut book = Workbook::open("b.xlsx", &*workbook(&sheets)).unwrap();
    let error = book.networks().unwrap_err();
    let text = error.to_string();
    assert!(matches!(error, OdsError::MissingSheet { .. }) && text.len() < 1_000, "{text}");
}

#[test]
fn a_workbook_in_a_container_in_a_container_is_not_looked_for() {
    let stored = zip::CompressionMethod::Stored;
    let rows = row(1, &HEADER) + &row(2, &network("U97001", "20191001"));
    let inner = zipped(&[("a.xlsx", &workbook(&[("PCNDetails", &rows)]))], stored);
    let outer = zipped(&[("a.xlsx", &inner)], stored);
    assert!(matches!(Workbook::open("b.zip", &*outer), Err(OdsError::Workbook { .. })));
}

/// Entries of one packed part, which the file holds once.
fn sharing(entries: usize, part: &[u8]) -> Vec<u8> {
    let names: Vec<String> = (0..entries).map(|at| format!("part{at:05}")).collect();
    let files: Vec<(&str, &[u8])> = (names.iter().enumerate())
        .map(|(at, name)| (name.as_str(), if at == 0 { part } else { b"" }))
        .collect();
    let mut packed = zipped(&files, zip::CompressionMethod::Deflated);
    let central: Vec<usize> =
        (0..packed.len() - 4).filter(|at| packed[*at..].starts_with(b"PK\x01\x02")).collect();
    let (head, place) =
        (packed[central[0]..][10..28].to_vec(), packed[central[0]..][42..46].to_vec());
    for at in &central {
        packed[at + 10..at + 28].copy_from_slice(&head);
        packed[at + 42..at + 46].copy_from_slice(&place);
    }
    packed
}

#[test]
fn parts_that_share_their_bytes_are_refused_and_not_unpacked_one_by_one() {
    let noise: Vec<u8> =
        (0..40_000_u32).map(|at| (at.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
    let bytes = sharing(500, &noise);
    assert!(bytes.len() < 200_000);
    let error = Workbook::open("b.xlsx", &*bytes).unwrap_err().to_string();
    assert!(error.contains("no .xlsx workbook"), "{error}");
    // The same as a workbook: one that is asked for its parts.
    let mut writer = zip::ZipWriter::new_append(Cursor::new(bytes)).unwrap();
    writer.start_file("xl/workbook.xml", zip::write::SimpleFileOptions::default()).unwrap();
    writer.write_all(b"<workbook/>").unwrap();
    let error = Workbook::open("b.xlsx", &*writer.finish().unwrap().into_inner()).unwrap_err();
    assert!(error.to_string().contains("together longer than the file"), "{error}");
}

#[test]
fn a_cell_far_beyond_the_last_place_of_a_sheet_is_refused_and_not_put_elsewhere() {
    let good = row(1, &HEADER) + &row(2, &network("U97001", "20191001"));
    for (place, beyond) in [
        ("XFD1048576", false),
        ("A4294967299", true),
        ("AAAAAAAA3", true),
        ("MWLQKWW3", true), // column 2 to the 32 and 1, which in 32 bits is A
    ] {
        let rows = format!("{good}<row r=\"3\"><c r=\"{place}\"><v>1</v></c></row>");
        let bytes = workbook(&[("PCNDetails", &rows)]);
        match Workbook::open("b.xlsx", &*bytes) {
            Ok(mut book) => {
                let intake = book.networks().unwrap().for_each(|_| ()).unwrap();
                assert!(!beyond && (intake.accepted, intake.refused) == (1, 0), "{place}");
            }
            Err(error) => {
                let text = error.to_string();
                assert!(beyond && text.contains("beyond `XFD1048576`"), "{place}: {text}");
            }
        }
    }
}
