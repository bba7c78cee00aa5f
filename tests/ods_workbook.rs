//! Made-up workbooks: names of sheets, numbers as dates, line breaks, cells far away.

#![cfg(feature = "xlsx")]

use std::io::{Cursor, Write};

use pcn::ods::{Forgiven, OdsError, Workbook};

/// A workbook of sheets, each with its rows as XML.
fn workbook(sheets: &[(&str, &str)]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let mut part = |name: &str, text: &str| {
        writer.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        writer.write_all(text.as_bytes()).unwrap();
    };
    let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let package = "http://schemas.openxmlformats.org/package/2006/relationships";
    let (mut names, mut relations) = (String::new(), String::new());
    for (at, (name, rows)) in (1..).zip(sheets) {
        names += &format!("<sheet name=\"{name}\" sheetId=\"{at}\" r:id=\"rId{at}\"/>");
        relations += &format!(
            "<Relationship Id=\"rId{at}\" Type=\"{office}/worksheet\" \
             Target=\"worksheets/sheet{at}.xml\"/>"
        );
        part(
            &format!("xl/worksheets/sheet{at}.xml"),
            &format!("<worksheet xmlns=\"{main}\"><sheetData>{rows}</sheetData></worksheet>"),
        );
    }
    part(
        "xl/workbook.xml",
        &format!(
            "<workbook xmlns=\"{main}\" xmlns:r=\"{office}\"><sheets>{names}</sheets></workbook>"
        ),
    );
    part(
        "_rels/.rels",
        &format!(
            "<Relationships xmlns=\"{package}\"><Relationship Id=\"r\" \
             Type=\"{office}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"
        ),
    );
    part(
        "xl/_rels/workbook.xml.rels",
        &format!("<Relationships xmlns=\"{package}\">{relations}</Relationships>"),
    );
    writer.finish().unwrap().into_inner()
}

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
    use std::io::Write;
    let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
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
