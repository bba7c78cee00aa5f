//! What each cell of a file may hold, to the letter: what is taken, what is forgiven and counted,
//! what is refused and in which words.

#![cfg(feature = "ods")]

use std::io::{self, Read};

use pcn::{
    calendar::{NaiveDate, Period, day},
    code::{PcnCode, PracticeCode},
    network::{PracticeStatus, Provenance, Register, Setting},
    ods::{
        Assembler, DateFormat, DateFormatError, FileKind, Forgiven, Intake, ListFile, MapFile,
        NetworkFile, OdsError, Options, OwnTable, PartnerFile, PracticeFile, Recorded,
    },
};

const NETWORK: [&str; 12] = [
    "U97001",
    "EASTMERE PCN",
    "96X",
    "NHS EASTMERE",
    "20191001",
    "",
    "1 ROAD",
    "",
    "",
    "TOWN",
    "",
    "ZZ1 1AA",
];
const PARTNER: [&str; 11] = [
    "Q10007",
    "ABBOT SURGERY",
    "96X",
    "NHS EASTMERE",
    "U97001",
    "EASTMERE PCN",
    "96X",
    "NHS EASTMERE",
    "20191001",
    "",
    "TRUE",
];
const LIST: [&str; 9] =
    ["GP_PRAC_PAT_LIST", "2026-07-01", "GP", "Q10007", "", "ZZ1 1AA", "ALL", "ALL", "7000"];
const MAP: [&str; 16] = [
    "GP_PRAC_PAT_LIST",
    "01Jan2022",
    "Q10007",
    "ABBOT SURGERY",
    "ZZ1 1AA",
    "U97001",
    "EASTMERE PCN",
    "E38000247",
    "96X",
    "NHS EASTMERE CCG",
    "E54000050",
    "QHM",
    "Cumbria",
    "E40000009",
    "Y63",
    "North",
];
const PRACTICE: [&str; 27] = [
    "Q10007",
    "ABBOT SURGERY",
    "Y99",
    "QHM",
    "1 ROAD",
    "",
    "",
    "TOWN",
    "",
    "ZZ1 1AA",
    "19740401",
    "",
    "A",
    "B",
    "96X",
    "20200401",
    "",
    "01632 960001",
    "",
    "",
    "",
    "0",
    "",
    "96X",
    "",
    "4",
    "",
];

fn with<const N: usize>(row: [&str; N], cells: &[(usize, &str)]) -> String {
    let mut row = row;
    for (at, cell) in cells {
        row[*at] = cell;
    }
    row.join(",") + "\n"
}

/// Good partner rows, so that the file is known by them, and then one more.
fn partners(cells: &[(usize, &str)]) -> String {
    with(PARTNER, &[]).repeat(8) + &with(PARTNER, cells)
}

fn of_partners(text: &str) -> Intake {
    PartnerFile::open("p.csv", text.as_bytes()).unwrap().for_each(|_| ()).unwrap()
}

fn forgiven(intake: &Intake) -> Vec<(Forgiven, u64)> {
    intake.forgiven().collect()
}

#[test]
fn a_flag_is_true_false_or_open_in_any_case() {
    for (cell, expected) in [
        ("TRUE", Some(Some(true))),
        ("True", Some(Some(true))),
        (" true ", Some(Some(true))),
        ("FALSE", Some(Some(false))),
        ("false ", Some(Some(false))),
        ("", Some(None)),
        (" ", Some(None)),
        ("yes", None),
    ] {
        let text = partners(&[(10, cell)]);
        let mut last = None;
        let file = PartnerFile::open("p.csv", text.as_bytes()).unwrap();
        let intake =
            file.for_each(|row| last = (row.line == 9).then_some(row.match_flag).or(last)).unwrap();
        assert_eq!(last, expected, "{cell:?}");
        assert_eq!(intake.refused, u64::from(expected.is_none()), "{cell:?}");
    }
}

#[test]
fn spaces_and_case_are_forgiven_one_by_one_and_counted() {
    for (cells, expected) in [
        (vec![(0, " Q10007")], vec![(Forgiven::CellSpace, 1)]),
        (vec![(0, "q10007")], vec![(Forgiven::CodeCase, 1)]),
        (vec![(0, "q10007 ")], vec![(Forgiven::CellSpace, 1), (Forgiven::CodeCase, 1)]),
        (vec![(2, "96x")], vec![(Forgiven::CodeCase, 1)]),
        (vec![(2, "  ")], vec![]),
        (vec![(2, "")], vec![]),
        (vec![(8, " 20191001")], vec![(Forgiven::CellSpace, 1)]),
        (vec![(9, "20200331 ")], vec![(Forgiven::CellSpace, 1)]),
        (vec![(9, " ")], vec![]),
        (vec![], vec![]),
    ] {
        let intake = of_partners(&partners(&cells));
        assert_eq!((intake.accepted, intake.refused), (9, 0), "{cells:?}");
        assert_eq!(forgiven(&intake), expected, "{cells:?}");
    }
    // A wrong code stays wrong, and is told once as it stands.
    for cell in ["Q1007", " Q1007 ", "q1007"] {
        let intake = of_partners(&partners(&[(0, cell)]));
        assert_eq!((intake.accepted, intake.refused), (8, 1), "{cell}");
        assert_eq!(forgiven(&intake), []);
        assert_eq!(&*intake.refused_rows[0].value, cell, "{cell}");
    }
}

/// A file of one more row, as each kind is read: what became of it, and whether it was taken.
fn of_each_kind(kind: FileKind, text: &str, options: Options) -> Intake {
    let text = text.as_bytes();
    match kind {
        FileKind::Networks => NetworkFile::open_with("f", text, options).unwrap().for_each(|_| ()),
        FileKind::Partners => PartnerFile::open_with("f", text, options).unwrap().for_each(|_| ()),
        FileKind::Practices => {
            PracticeFile::open_with("f", text, options).unwrap().for_each(|_| ())
        }
        FileKind::Lists => ListFile::open_with("f", text, options).unwrap().for_each(|_| ()),
        _ => MapFile::open_with("f", text, options).unwrap().for_each(|_| ()),
    }
    .unwrap()
}

/// Good rows of a kind, so that the file is known by them and longer than the sample that tells
/// what it is, and one more with a cell of its own.
fn last_of(kind: FileKind, at: usize, cell: &str) -> String {
    fn rows<const N: usize>(row: [&str; N], at: usize, cell: &str) -> String {
        with(row, &[]).repeat(70) + &with(row, &[(at, cell)])
    }
    match kind {
        FileKind::Networks => rows(NETWORK, at, cell),
        FileKind::Partners => rows(PARTNER, at, cell),
        FileKind::Practices => rows(PRACTICE, at, cell),
        FileKind::Lists => rows(LIST, at, cell),
        _ => rows(MAP, at, cell),
    }
}

#[test]
fn a_word_for_a_blank_is_one_where_a_cell_may_be_blank() {
    // The codes, dates and texts that may be blank and are read, and those that may not.
    for (kind, blank, not) in [
        (FileKind::Networks, vec![2, 5], vec![0, 4]),
        (FileKind::Partners, vec![2, 6, 9, 10], vec![0, 4, 8]),
        (FileKind::Practices, vec![2, 3, 10, 11, 14, 15, 16, 23, 25], vec![12]),
        (FileKind::Map, vec![8, 11, 14], vec![1, 2, 5]),
        (FileKind::Lists, vec![], vec![1, 2, 3, 8]),
    ] {
        for word in ["NA", "N/A", "NULL", "null", "nan", "NaN", "None", "<NA>", "NaT", " NA"] {
            for at in &blank {
                let text = last_of(kind, *at, word);
                let intake = of_each_kind(kind, &text, Options::default());
                assert_eq!((intake.accepted, intake.refused), (71, 0), "{kind} {at} {word}");
                assert_eq!(forgiven(&intake), [(Forgiven::BlankWord, 1)], "{kind} {at} {word}");
                // Strictly the row is refused, and what is said of it works.
                let intake = of_each_kind(kind, &text, Options::default().strict());
                assert_eq!((intake.accepted, intake.refused), (70, 1), "{kind} {at} {word}");
                assert_eq!(forgiven(&intake), []);
            }
            for at in &not {
                let intake = of_each_kind(kind, &last_of(kind, *at, word), Options::default());
                assert_eq!((intake.accepted, intake.refused), (70, 1), "{kind} {at} {word}");
                assert_eq!(forgiven(&intake), [], "{kind} {at} {word}");
            }
        }
        for word in ["N.A.", "-", "#N/A", "n/a", "na", "none", "NAN"] {
            for at in &blank {
                let intake = of_each_kind(kind, &last_of(kind, *at, word), Options::default());
                let told = forgiven(&intake).iter().any(|(what, _)| *what == Forgiven::BlankWord);
                assert!(!told, "{kind} {at} {word}");
            }
        }
    }
    let strict = of_each_kind(
        FileKind::Partners,
        &last_of(FileKind::Partners, 9, "NA"),
        Options::default().strict(),
    );
    assert_eq!(&*strict.refused_rows[0].reason, "`NA` stands for a blank; leave the cell empty");
    // A day and a count that must be there are missing, whatever word says so.
    for (kind, at, reason) in [
        (FileKind::Partners, 8, "the date is missing"),
        (FileKind::Map, 1, "the date is missing"),
        (FileKind::Lists, 8, "the count is missing; missing is not zero"),
    ] {
        let intake = of_each_kind(kind, &last_of(kind, at, "NA"), Options::default());
        assert_eq!(&*intake.refused_rows[0].reason, reason);
    }
}

#[test]
fn texts_of_a_file_with_words_for_blanks_are_blank_and_names_are_kept() {
    // As R writes a file: the close date is blank in nearly every row.
    let text = with(NETWORK, &[(1, "NA"), (3, "NA"), (5, "NA"), (7, "NA"), (11, "NA")]).repeat(2);
    let mut file = NetworkFile::open("n.csv", text.as_bytes()).unwrap();
    let row = file.next_row().unwrap().unwrap();
    assert_eq!((row.name, row.commissioner_name, row.life.until()), ("NA", "", None));
    assert_eq!((row.address, row.postcode), (["1 ROAD", "", "", "TOWN", ""], ""));
    assert_eq!(forgiven(&file.for_each(|_| ()).unwrap()), [(Forgiven::BlankWord, 8)]);
    // Nothing that must not be blank is wanting: the words are told from the first rows.
    let text = with(PRACTICE, &[(1, "NULL"), (9, "NULL"), (25, "NULL")]);
    let mut file = PracticeFile::open("e.csv", text.as_bytes()).unwrap();
    let row = file.next_row().unwrap().unwrap();
    assert_eq!((row.name, row.postcode, row.setting_of()), ("NULL", "", None));
    // So they are if no cell that is read for more than its text has one.
    let text = with(NETWORK, &[(7, "NA")]).repeat(2);
    let read = |options| {
        let mut file = NetworkFile::open_with("n.csv", text.as_bytes(), options).unwrap();
        let first = file.next_row().unwrap().unwrap().address[1].to_owned();
        (first, forgiven(&file.for_each(|_| ()).unwrap()))
    };
    assert_eq!(read(Options::default()), (String::new(), vec![(Forgiven::BlankWord, 2)]));
    assert_eq!(read(Options::default().strict()), ("NA".into(), vec![]));
    // From the first row that needs it on, though that comes late.
    let late = with(NETWORK, &[(7, "NA")]);
    let text = with(NETWORK, &[]).repeat(70) + &late + &with(NETWORK, &[(5, "NA")]) + &late;
    let mut lines = Vec::new();
    let file = NetworkFile::open("n.csv", text.as_bytes()).unwrap();
    let intake = file.for_each(|row| lines.push(row.address[1].to_owned())).unwrap();
    assert_eq!((&*lines[70], &*lines[72]), ("NA", ""));
    assert_eq!(forgiven(&intake), [(Forgiven::BlankWord, 2)]);
    // A row that is refused for something else has nothing forgiven.
    let text = with(NETWORK, &[]).repeat(8) + &with(NETWORK, &[(0, "U1"), (5, "NA")]);
    let intake = NetworkFile::open("n.csv", text.as_bytes()).unwrap().for_each(|_| ()).unwrap();
    assert_eq!((intake.refused, forgiven(&intake)), (1, vec![]));
    assert_eq!(&*intake.refused_rows[0].field, "PCN Code");
    // Slips are counted once, though the row is read twice.
    let text = with(NETWORK, &[]).repeat(70) + &with(NETWORK, &[(0, "u97001 "), (5, "NA")]);
    let intake = NetworkFile::open("n.csv", text.as_bytes()).unwrap().for_each(|_| ()).unwrap();
    let once = [(Forgiven::CellSpace, 1), (Forgiven::CodeCase, 1), (Forgiven::BlankWord, 1)];
    assert_eq!((intake.refused, forgiven(&intake)), (0, once.to_vec()));
}

#[test]
fn a_whole_number_may_have_a_nought_behind_its_point() {
    for (kind, at, cell) in [
        (FileKind::Networks, 4, "20191001.0"),
        (FileKind::Networks, 5, "20220331.0"),
        (FileKind::Partners, 9, "20220331.0"),
        (FileKind::Practices, 16, "20220331.0"),
        (FileKind::Practices, 25, "4.0"),
        (FileKind::Lists, 8, "7000.0"),
    ] {
        let text = last_of(kind, at, cell);
        let intake = of_each_kind(kind, &text, Options::default());
        assert_eq!((intake.accepted, intake.refused), (71, 0), "{kind} {cell}");
        assert_eq!(forgiven(&intake), [(Forgiven::WholeDecimal, 1)], "{kind} {cell}");
        let intake = of_each_kind(kind, &text, Options::default().strict());
        assert_eq!((intake.accepted, intake.refused), (70, 1), "{kind} {cell}");
        assert_eq!(forgiven(&intake), [], "{kind} {cell}");
    }
    for (kind, at, cell) in [
        (FileKind::Networks, 5, "20220331.5"),
        (FileKind::Networks, 5, "20220331.00"),
        (FileKind::Networks, 5, "20221331.0"),
        (FileKind::Networks, 5, "2022-03-31.0"),
        (FileKind::Networks, 0, "97001.0"),
        (FileKind::Lists, 8, "7000.5"),
        (FileKind::Lists, 8, "-7000.0"),
        (FileKind::Lists, 8, "4294967296.0"),
        (FileKind::Map, 1, "01Jan2022.0"),
    ] {
        let intake = of_each_kind(kind, &last_of(kind, at, cell), Options::default());
        assert_eq!((intake.accepted, intake.refused), (70, 1), "{kind} {cell}");
        assert_eq!(forgiven(&intake), [], "{kind} {cell}");
    }
    // A whole file of them tells its dates, and its practices are in their setting.
    let text = with(
        PRACTICE,
        &[(10, "19740401.0"), (11, "20220331.0"), (15, "20200401.0"), (16, "nan"), (25, " 4.0")],
    )
    .repeat(3);
    let mut file = PracticeFile::open("e.csv", text.as_bytes()).unwrap();
    assert_eq!(file.intake().dates, Some(DateFormat::Compact));
    let row = file.next_row().unwrap().unwrap();
    assert_eq!((row.setting_of(), row.left), (Some(Setting::GpPractice), None));
    assert_eq!(row.life, Period::inclusive(day(1974, 4, 1), Some(day(2022, 3, 31))).ok());
    // A list without a header is known by such counts too.
    let text = with(LIST, &[(8, "7000.0")]).repeat(3);
    let intake = of_each_kind(FileKind::Lists, &text, Options::default());
    assert_eq!((intake.accepted, forgiven(&intake)), (3, vec![(Forgiven::WholeDecimal, 3)]));
}

/// The last row of a file whose other rows write their dates so, and what became of it.
fn of_dates(others: &str, cell: &str, options: Options) -> (Option<Period>, Intake) {
    let text = with(PARTNER, &[(8, others)]).repeat(20) + &with(PARTNER, &[(8, cell)]);
    let mut last = None;
    let file = PartnerFile::open_with("p.csv", text.as_bytes(), options).unwrap();
    let intake =
        file.for_each(|row| last = (row.line == 21).then_some(row.period).or(last)).unwrap();
    (last, intake)
}

#[test]
fn a_date_is_read_as_spreadsheets_and_exports_write_it() {
    for (others, cell) in [
        ("31/03/2020", "1/4/2024"),
        ("31/03/2020", "01/4/2024"),
        ("31/03/2020", "1/04/2024"),
        ("31/03/2020", "01/04/2024 00:00"),
        ("31/03/2020", "1/4/2024 00:00:00"),
        ("31-Mar-20", "1-Apr-24"),
        ("31-Mar-20", "1-Apr-2024"),
        ("31Mar2020", "01Apr2024 00:00:00"),
        ("20200331", "20240401 00:00:00"),
        ("2020-03-31", "2024-04-01T00:00:00Z"),
        ("2020-03-31", "2024-04-01T00:00:00.000Z"),
        ("2020-03-31", "2024-04-01T00:00"),
        ("2020-03-31", "2024-04-01 00:00"),
    ] {
        let (period, intake) = of_dates(others, cell, Options::default());
        assert_eq!(period, Some(Period::since(day(2024, 4, 1))), "{cell}");
        assert_eq!(forgiven(&intake), [(Forgiven::LooseDate, 1)], "{cell}");
        let (_, intake) = of_dates(others, cell, Options::default().strict());
        assert_eq!((intake.accepted, intake.refused), (20, 1), "{cell}");
    }
    for (others, cell) in [
        ("31/03/2020", "1/4/24"),
        ("31/03/2020", "01/04/24"),
        ("31/03/2020", "4/31/2024"),
        ("31/03/2020", "0/4/2024"),
        ("31/03/2020", "001/4/2024"),
        ("31/03/2020", "1/4/02024"),
        ("31/03/2020", "1/4/2024/1"),
        ("31/03/2020", "1//2024"),
        ("31/03/2020", "01/04/2024 23:00"),
        ("31/03/2020", "01/04/2024 0:00"),
        ("31/03/2020", "00:00"),
        ("31-Mar-20", "-Apr-24"),
        ("31-Mar-20", "1-Apr-4"),
        ("31-Mar-20", "x-Apr-24"),
        ("31Mar2020", "1Apr2024"),
        ("20200331", "1/4/2024"),
        ("20200331", "2024041"),
        ("2020-03-31", "2024-4-1"),
        ("2020-03-31", "2024-03-31T23:00:00Z"),
        ("2020-03-31", "2024-04-01T00:00:00+01:00"),
        ("2020-03-31", "2024-02-30T00:00:00Z"),
    ] {
        let (_, intake) = of_dates(others, cell, Options::default());
        assert_eq!((intake.accepted, intake.refused), (20, 1), "{cell}");
        assert_eq!(forgiven(&intake), [], "{cell}");
    }
    // What is plainly a date and not read is told for what it is.
    for (others, cell, reason) in [
        (
            "20200331",
            "44562",
            "`44562` is a spreadsheet's number of a day; format the column as a date there; this \
             file writes dates as yyyymmdd, such as `20191001`",
        ),
        (
            "2020-03-31",
            "44562.0",
            "`44562.0` is a spreadsheet's number of a day; format the column as a date there; \
             this file writes dates as yyyy-mm-dd, such as `2019-10-01`",
        ),
        (
            "31/03/2020",
            "01/04/24",
            "`01/04/24` has a year of two digits, which may be a day; this \
             file writes dates as dd/mm/yyyy, such as `01/10/2019`",
        ),
        (
            "31/03/2020",
            "1/4/24 00:00",
            "`1/4/24 00:00` has a year of two digits, which may be a day; \
             this file writes dates as dd/mm/yyyy, such as `01/10/2019`",
        ),
    ] {
        let (_, intake) = of_dates(others, cell, Options::default());
        assert_eq!(&*intake.refused_rows[0].reason, reason);
    }
    for cell in ["04562", "4456", "445620", "44562x"] {
        let (_, intake) = of_dates("20200331", cell, Options::default());
        assert!(intake.refused_rows[0].reason.contains("is not a date"), "{cell}");
    }
}

#[test]
fn a_whole_file_of_loose_dates_tells_how_it_writes_them() {
    for (dates, format) in [
        (vec!["1/4/2024", "13/4/2024"], DateFormat::Slashed),
        (vec!["1/4/2024 00:00", "30/11/2024 00:00"], DateFormat::Slashed),
        (vec!["1-Apr-24", "2-Apr-24"], DateFormat::Hyphened),
        (vec!["2024-04-01T00:00:00Z"], DateFormat::Iso),
        (vec!["20240401.0", "20240402.0"], DateFormat::Compact),
    ] {
        assert_eq!(DateFormat::choose(dates.clone()), Ok(Some(format)), "{dates:?}");
    }
    let both = DateFormat::choose(vec!["1/4/2024", "2/11/2024"]);
    assert_eq!(both, Err(DateFormatError::BothWays));
    let month_first = DateFormat::choose(vec!["4/1/2024", "4/13/2024"]).unwrap_err();
    assert_eq!(month_first, DateFormatError::MonthFirst { text: "4/13/2024".into() });
    // The caller's word does for those that read both ways.
    let options = Options::default().dates(DateFormat::Slashed);
    let (period, intake) = of_dates("2/11/2020", "1/4/2024", options);
    assert_eq!(period, Some(Period::since(day(2024, 4, 1))));
    assert_eq!(forgiven(&intake), [(Forgiven::LooseDate, 21)]);
}

#[test]
fn a_count_may_have_commas_between_its_thousands() {
    for (cell, patients) in [("\"31,767\"", 31_767), ("\"1,031,767\"", 1_031_767)] {
        let text = last_of(FileKind::Lists, 8, cell);
        let (mut last, file) = (0, ListFile::open("l.csv", text.as_bytes()).unwrap());
        let intake = file.for_each(|row| last = row.patients).unwrap();
        assert_eq!((last, forgiven(&intake)), (patients, vec![(Forgiven::Thousands, 1)]));
        let strict = of_each_kind(FileKind::Lists, &text, Options::default().strict());
        assert_eq!((strict.accepted, strict.refused), (70, 1), "{cell}");
    }
    for cell in ["\"31,76\"", "\"3,1767\"", "\"31767,000\"", "\"0,767\"", "\",767\"", "31 767"] {
        let text = last_of(FileKind::Lists, 8, cell);
        let intake = of_each_kind(FileKind::Lists, &text, Options::default());
        assert_eq!((intake.accepted, intake.refused), (70, 1), "{cell}");
    }
    // With spaces around it, which are counted as well.
    let text = last_of(FileKind::Lists, 8, "\" 31,767\"");
    let intake = of_each_kind(FileKind::Lists, &text, Options::default());
    assert_eq!(forgiven(&intake), [(Forgiven::CellSpace, 1), (Forgiven::Thousands, 1)]);
    // A list without a header is known by such counts too.
    let text = with(LIST, &[(8, "\"7,000\"")]).repeat(3);
    let intake = of_each_kind(FileKind::Lists, &text, Options::default());
    assert_eq!(forgiven(&intake), [(Forgiven::Thousands, 3)]);
}

#[test]
fn an_unreadable_code_by_which_nothing_is_decided_costs_no_row() {
    for (kind, at) in [
        (FileKind::Practices, 2),
        (FileKind::Practices, 3),
        (FileKind::Practices, 23),
        (FileKind::Map, 11),
        (FileKind::Map, 14),
    ] {
        for cell in ["5.00E+01", "?", "A CODE"] {
            let text = last_of(kind, at, cell);
            let intake = of_each_kind(kind, &text, Options::default());
            assert_eq!((intake.accepted, intake.refused), (71, 0), "{kind} {at} {cell}");
            assert_eq!(forgiven(&intake), [(Forgiven::SideCode, 1)], "{kind} {at} {cell}");
            let intake = of_each_kind(kind, &text, Options::default().strict());
            assert_eq!((intake.accepted, intake.refused), (70, 1), "{kind} {at} {cell}");
        }
        // A slip in a good code is forgiven as elsewhere.
        let good = if at == 14 { " y63" } else { " qhm" };
        let intake = of_each_kind(kind, &last_of(kind, at, good), Options::default());
        let slips = vec![(Forgiven::CellSpace, 1), (Forgiven::CodeCase, 1)];
        assert_eq!(forgiven(&intake), slips, "{kind} {at}");
    }
    let text = last_of(FileKind::Practices, 23, "5E+01");
    let mut last = None;
    let file = PracticeFile::open("e.csv", text.as_bytes()).unwrap();
    file.for_each(|row| last = Some((row.provider, row.is_gp_practice()))).unwrap();
    assert_eq!(last, Some((None, true)));
    // A code that counts depend on is refused, and what a spreadsheet made of it is told.
    for (kind, at) in [(FileKind::Practices, 14), (FileKind::Map, 8), (FileKind::Networks, 2)] {
        let told = |cell: &str| {
            let intake = of_each_kind(kind, &last_of(kind, at, cell), Options::default());
            assert_eq!((intake.accepted, intake.refused), (70, 1), "{kind} {at}");
            intake.refused_rows[0].reason.contains("a spreadsheet makes such a number of a code")
        };
        assert!(told("5.00E+01") && told(" 5E+01") && !told("5.00"), "{kind} {at}");
    }
}

#[test]
fn a_status_is_a_letter_or_a_word() {
    for (cell, status) in [
        ("A", PracticeStatus::Open),
        ("ACTIVE", PracticeStatus::Open),
        ("INACTIVE", PracticeStatus::Closed),
        ("D", PracticeStatus::Dormant),
        (" DORMANT", PracticeStatus::Dormant),
        ("P", PracticeStatus::Proposed),
    ] {
        let text = with(PRACTICE, &[(12, cell)]).repeat(2);
        let mut file = PracticeFile::open("e.csv", text.as_bytes()).unwrap();
        assert_eq!(file.next_row().unwrap().unwrap().status, status, "{cell}");
    }
    let text = last_of(FileKind::Practices, 12, "OPEN");
    let intake = of_each_kind(FileKind::Practices, &text, Options::default());
    assert_eq!(
        &*intake.refused_rows[0].reason,
        "the status is `A`, `C`, `D` or `P`, or since 2026 `ACTIVE`, `INACTIVE` or `DORMANT`"
    );
}

#[test]
fn a_refused_cell_says_what_belongs_there() {
    let of = |cells: &[(usize, &str)]| {
        let intake = of_partners(&partners(cells));
        assert_eq!(intake.refused, 1);
        intake.refused_rows[0].to_string()
    };
    let date = "p.csv, line 9, Practice to PCN Relationship Start Date: ";
    for (cell, reason) in [
        ("", "the date is missing"),
        ("  ", "the date is missing"),
        ("1 Oct", "`1 Oct` is not a date; this file writes dates as yyyymmdd, such as `20191001`"),
        (
            "20191301",
            "`20191301` is not a date; this file writes dates as yyyymmdd, such as `20191001`",
        ),
    ] {
        assert_eq!(of(&[(8, cell)]), format!("{date}{reason}"));
    }
    assert_eq!(
        of(&[(8, "20200401"), (9, "20200330")]),
        "p.csv, line 9, Practice to PCN Relationship End Date: the last day 2020-03-30 is before \
         the first day 2020-04-01"
    );
    let long = "x".repeat(80);
    assert!(of(&[(8, &long)]).contains(&format!("`{}…` is not a date", "x".repeat(60))));
}

#[test]
fn a_count_is_digits_and_missing_or_suppressed_is_not_nought() {
    let of = |cell: &str| {
        let text = with(LIST, &[]).repeat(8) + &with(LIST, &[(8, cell)]);
        let mut last = None;
        let file = ListFile::open("l.csv", text.as_bytes()).unwrap();
        let intake = file.for_each(|row| last = (row.line == 9).then_some(row.patients)).unwrap();
        let reason = intake.refused_rows.first().map(|row| row.reason.to_string());
        (last, reason, forgiven(&intake))
    };
    assert_eq!(of("0"), (Some(0), None, vec![]));
    assert_eq!(of(" 12 "), (Some(12), None, vec![(Forgiven::CellSpace, 1)]));
    for (cell, reason) in [
        ("", "the count is missing; missing is not zero"),
        (" ", "the count is missing; missing is not zero"),
        ("*", "`*` is a suppressed count; suppressed is not zero"),
        ("+5", "`+5` is not a count; a good one is `5983`"),
        ("-5", "`-5` is not a count; a good one is `5983`"),
        ("4294967296", "`4294967296` is not a count; a good one is `5983`"),
    ] {
        assert_eq!(of(cell), (None, Some(reason.to_owned()), vec![]));
    }
}

#[test]
fn only_whole_lists_of_gp_practices_are_lists() {
    let of = |cells: &[(usize, &str)]| {
        let text = with(LIST, &[]).repeat(8) + &with(LIST, cells);
        let mut last = None;
        let file = ListFile::open("l.csv", text.as_bytes()).unwrap();
        let intake =
            file.for_each(|row| last = (row.line == 9).then_some(row.is_whole_list())).unwrap();
        last.ok_or_else(|| intake.refused_rows[0].reason.to_string())
    };
    assert_eq!(of(&[]), Ok(true));
    assert_eq!(of(&[(6, "MALE")]), Ok(false));
    assert_eq!(of(&[(7, "0_4")]), Ok(false));
    assert_eq!(of(&[(2, "")]), Err("the kind of body is missing; it is `GP` or `PCN`".to_owned()));
    assert_eq!(of(&[(2, "Comm Region"), (3, "Y63")]), Ok(true));
}

#[test]
fn a_bare_u_is_no_network_whatever_stands_around_it() {
    for (cell, unallocated) in [("U", 1), (" U ", 1), ("U97001", 0)] {
        let text = with(MAP, &[]).repeat(8) + &with(MAP, &[(2, "Q10014"), (5, cell)]);
        let file = MapFile::open("m.csv", text.as_bytes()).unwrap();
        let intake = file.for_each(|_| ()).unwrap();
        assert_eq!((intake.accepted, intake.unallocated), (9, unallocated), "{cell:?}");
    }
}

#[test]
fn a_date_has_the_digits_of_its_format_and_no_more() {
    let first = day(2019, 10, 1);
    for (format, good, bad) in [
        (
            DateFormat::Compact,
            vec!["20191001"],
            vec!["2019100", "201910011", "2019-001", "20191301"],
        ),
        (DateFormat::Slashed, vec!["01/10/2019"], vec!["01/10/19", "01/10/02019", "1/10/2019"]),
        (
            DateFormat::Named,
            vec!["01Oct2019", "01OCT2019"],
            vec!["01Oct19", "01Oct02019", "01Okt2019"],
        ),
        (
            DateFormat::Hyphened,
            vec!["01-Oct-19", "01-OCT-2019"],
            vec!["01-Oct-019", "01-Oct-9", "1-Oct-19"],
        ),
        (
            DateFormat::Iso,
            vec!["2019-10-01", "2019-10-01T00:00:00", "2019-10-01 00:00:00"],
            vec!["19-10-01", "02019-10-01", "2019-10-1", "2019-10-01T00:00"],
        ),
    ] {
        for text in good {
            assert_eq!(format.parse(text), Some(first), "{format} {text}");
        }
        for text in bad {
            assert_eq!(format.parse(text), None, "{format} {text}");
        }
        assert_eq!(format.parse(&format.write(first)), Some(first));
        assert_eq!(format.to_string(), format.name());
    }
    // Two digits of a year are of the century in which the files can be.
    for (text, year) in [("01-Apr-69", 2069), ("01-Apr-70", 1970), ("01-Apr-74", 1974)] {
        assert_eq!(DateFormat::Hyphened.parse(text), NaiveDate::from_ymd_opt(year, 4, 1));
    }
}

#[test]
fn a_format_is_chosen_where_the_first_dates_leave_no_doubt() {
    let compact = |count: usize| vec!["20191001"; count];
    let choose = |dates: Vec<&str>| DateFormat::choose(dates);
    assert_eq!(choose(vec![]), Ok(None));
    assert_eq!(choose(vec!["", "x"]), Ok(None));
    // One in ten may be of another format, and no more.
    let with = |count, other| [compact(count), vec![other]].concat();
    assert_eq!(choose(with(9, "2019-10-01")), Ok(Some(DateFormat::Compact)));
    let mixed = choose(with(8, "2019-10-01")).unwrap_err();
    assert_eq!(mixed.to_string(), "the first dates are mixed: 8 as yyyymmdd, 1 as yyyy-mm-dd");
    let month_first = choose(vec!["03/31/2020"]).unwrap_err();
    assert_eq!(month_first, DateFormatError::MonthFirst { text: "03/31/2020".into() });
    let told = "`03/31/2020` puts the month first; write dates as `31/03/2020`";
    assert_eq!(month_first.to_string(), told);
    // A day above 12, or one that is its month, settles it.
    for settled in ["13/01/2020", "05/05/2020"] {
        assert_eq!(choose(vec!["01/02/2020", settled]), Ok(Some(DateFormat::Slashed)), "{settled}");
    }
    assert_eq!(choose(vec!["12/01/2020", "01/02/2020"]), Err(DateFormatError::BothWays));
}

#[test]
fn what_is_forgiven_and_what_stands_out_is_told_in_sentences() {
    let text = with(PARTNER, &[(0, " q10007")]) + &with(PARTNER, &[]).repeat(7);
    assert_eq!(
        of_partners(&text).notes(),
        [
            "no header row; columns taken by position",
            "forgiven: code, date or number with spaces around it (1)",
            "forgiven: code in lower-case letters (1)",
        ]
    );
    let text = with(MAP, &[]).repeat(8) + &with(MAP, &[(5, "U")]);
    let intake = MapFile::open("m.csv", text.as_bytes()).unwrap().for_each(|_| ()).unwrap();
    assert_eq!(
        intake.notes(),
        [
            "no header row; columns taken by position",
            "extract of 2022-01-01",
            "1 row of a practice without a network",
        ]
    );
    for (what, words) in [
        (Forgiven::ByteOrderMark, "byte order mark before the first header"),
        (Forgiven::Windows1252, "row in Windows-1252 and not UTF-8"),
        (Forgiven::ExtraEmptyFields, "row with empty fields past the last column"),
        (Forgiven::BlankLine, "blank line"),
        (Forgiven::NumberCell, "date or code held as a number in the workbook"),
        (Forgiven::CellLineBreak, "workbook cell with a line break in it"),
        (Forgiven::HeaderSpace, "header with spaces around it or a line break in it"),
        (Forgiven::BlankWord, "word for a blank, such as `NA`"),
        (Forgiven::WholeDecimal, "whole number with `.0` behind it"),
        (Forgiven::Thousands, "count with commas between its thousands"),
        (Forgiven::LooseDate, "date without its noughts or with midnight behind it"),
        (Forgiven::OtherHeader, "header of names that are not known"),
        (Forgiven::SideCode, "unreadable code by which nothing is decided, taken as blank"),
        (Forgiven::OtherSheet, "sheet under another name, known by its header"),
        (Forgiven::RepeatedHeader, "header once more among the rows"),
    ] {
        assert_eq!(what.to_string(), words);
    }
}

#[test]
fn fields_past_the_last_column_are_forgiven_only_if_all_are_empty() {
    let good = with(PARTNER, &[]);
    let more = |extra: &str| good.repeat(8) + good.trim_end() + extra + "\n";
    let intake = of_partners(&more(",,"));
    assert_eq!((intake.accepted, forgiven(&intake)), (9, vec![(Forgiven::ExtraEmptyFields, 1)]));
    for extra in [",,x", ",x,"] {
        let intake = of_partners(&more(extra));
        assert_eq!((intake.accepted, intake.refused), (8, 1), "{extra}");
        assert_eq!(
            &*intake.refused_rows[0].reason,
            "the row has 13 fields; the rows of this file have 11"
        );
    }
    let short = good.repeat(8) + "Q10007,ABBOT SURGERY\n";
    assert_eq!(
        &*of_partners(&short).refused_rows[0].reason,
        "the row has 2 fields; the rows of this file have 11"
    );
}

#[test]
fn cells_at_the_end_of_a_header_that_name_nothing_ask_nothing_of_the_rows() {
    let header = "Partner Organisation Code,Partner Name,Practice Parent Sub ICB Loc Code,Practice \
        Parent Sub ICB Loc Name,PCN Code,PCN Name,PCN Parent Sub ICB Loc Code,PCN Parent Sub ICB \
        Loc Name,Practice to PCN Relationship Start Date,Practice to PCN Relationship End Date,\
        Practice Parent = PCN Parent?";
    let good = with(PARTNER, &[]);
    let (row, rows) = (good.trim_end(), good.repeat(3));
    // As a spreadsheet saves a sheet in which a cell beside the header was touched.
    for unnamed in [",", ",,", ", "] {
        let intake = of_partners(&format!("{header}{unnamed}\n{rows}"));
        assert_eq!((intake.accepted, intake.refused), (3, 0), "{unnamed}");
        // Or with as many commas in each row.
        let commas: String = unnamed.chars().filter(|mark| *mark == ',').collect();
        let wide = format!("{header}{unnamed}\n{}", format!("{row}{commas}\n").repeat(3));
        let intake = of_partners(&wide);
        assert_eq!((intake.accepted, intake.refused), (3, 0), "{unnamed}");
        // Or with a remark in some, beside rows that end before it.
        let remark = format!("{header}{unnamed}\n{rows}{row}{commas}see letter\n");
        let intake = of_partners(&remark);
        assert_eq!((intake.accepted, intake.refused), (4, 0), "{unnamed}");
    }
    // Their dates are told all the same.
    let dashed = with(PARTNER, &[(8, "2019-07-01")]);
    let intake = of_partners(&format!("{header},\n{}", dashed.repeat(3)));
    assert_eq!((intake.accepted, intake.dates), (3, Some(DateFormat::Iso)));
    let short = format!("{header}\n{rows}{}\n", &row[..row.rfind(',').unwrap()]);
    let intake = of_partners(&short);
    assert_eq!((intake.accepted, intake.refused), (3, 1));
    assert_eq!(&*intake.refused_rows[0].reason, "the row has 10 fields; the header has 11");
}

#[test]
fn blank_lines_are_no_rows_before_and_behind_the_header() {
    let header = "Partner Organisation Code,Partner Name,Practice Parent Sub ICB Loc Code,Practice \
        Parent Sub ICB Loc Name,PCN Code,PCN Name,PCN Parent Sub ICB Loc Code,PCN Parent Sub ICB \
        Loc Name,Practice to PCN Relationship Start Date,Practice to PCN Relationship End \
        Date,Practice Sub ICB Loc and PCN Sub ICB Loc Match\n";
    let good = with(PARTNER, &[]);
    for (blank, count) in [("\n", 1), (",,,\n", 1), ("  \n \t \n", 2), ("\u{a0},\n", 1)] {
        for text in [format!("{blank}{header}{good}{good}"), format!("{header}{good}{blank}{good}")]
        {
            let intake = of_partners(&text);
            assert_eq!((intake.rows, intake.accepted, intake.header), (2, 2, true), "{blank:?}");
            assert_eq!(forgiven(&intake), [(Forgiven::BlankLine, count)], "{blank:?}");
        }
    }
    let error = PartnerFile::open("p.csv", header.as_bytes()).unwrap_err();
    assert!(matches!(error, OdsError::HeaderOnly { .. }), "{error}");
    assert_eq!(error.file(), "p.csv");
    // A header with a space in a name, and one with a line break, count by the cell.
    let spaced =
        header.replace("Partner Name", " Partner Name").replace("PCN Name", "\"PCN\nName\"");
    let intake = of_partners(&(spaced + &good));
    assert_eq!(forgiven(&intake), [(Forgiven::HeaderSpace, 2)]);
}

#[test]
fn what_is_no_text_is_named() {
    for (bytes, found) in [
        (&b"\xff\xfeP\0"[..], "it is UTF-16; save it as `CSV UTF-8`"),
        (b"\xfe\xff\0P", "it is UTF-16; save it as `CSV UTF-8`"),
        (b"\xd0\xcf\x11\xe0rest", "it is an old workbook (.xls); save it as .xlsx or CSV"),
        (b"%PDF-1.7", "it is a PDF"),
        (b"\x1f\x8b\x08", "it is packed by gzip; unpack it"),
        (b"PAR1\x15", "it is Parquet; save the table as CSV"),
        (b"\n[ {\"id\": \"U97001\"}]", "it is JSON; save the table as CSV"),
        (b"[[1, 2]]", "it is JSON; save the table as CSV"),
        (b"[\"A81001\"]", "it is JSON; save the table as CSV"),
        (b"{\n  \"total\": 1}", "it is JSON; save the table as CSV"),
        (b"{}", "it is JSON; save the table as CSV"),
        (b" <!DOCTYPE html>", "it is a web page; download the file that the page links to"),
        (b"<HTML lang=\"en\">", "it is a web page; download the file that the page links to"),
        (b"<?xml version=\"1.0\"?>", "it is XML; get the table as CSV"),
        (
            b"version https://git-lfs.github.com/spec/v1\n",
            "it is a pointer of Git LFS; get the file",
        ),
    ] {
        let error = PartnerFile::open("f", bytes).unwrap_err();
        assert!(error.to_string().contains(found), "{error}");
        assert!(matches!(error, OdsError::NotText { .. }));
    }
    // What only begins like one of them is looked at as a table.
    for text in
        ["[PRACTICE_CODE],[PCN_CODE]", "{CODE},{NAME}", "<CODE>,<NAME>", "PAR,1", "%PD", "["]
    {
        let error = PartnerFile::open("f", text.as_bytes()).unwrap_err();
        assert!(matches!(error, OdsError::UnknownKind { .. }), "{text}: {error}");
    }
}

#[test]
fn a_practice_is_in_its_setting_if_the_file_states_one() {
    for (cell, setting) in [
        ("4", Some(Setting::GpPractice)),
        (" RO76 | RO268 ", Some(Setting::GpPractice)),
        ("0", Some(Setting::Other)),
        ("", None),
        (" ", None),
    ] {
        let text = with(PRACTICE, &[]).repeat(8) + &with(PRACTICE, &[(25, cell)]);
        let mut last = None;
        let file = PracticeFile::open("e.csv", text.as_bytes()).unwrap();
        file.for_each(|row| last = (row.line == 9).then_some(row.setting_of())).unwrap();
        assert_eq!(last, Some(setting), "{cell:?}");
    }
}

#[test]
fn the_register_holds_what_the_practices_file_says() {
    let text = with(PRACTICE, &[])
        + &with(PRACTICE, &[(0, "W95633"), (12, "C"), (11, "20220131"), (25, "0"), (14, "")])
        + &with(PRACTICE, &[(0, "RXX01")]).repeat(2)
        + &with(PRACTICE, &[(0, "Q10014"), (9, " ")]).repeat(4);
    let mut files = Assembler::new();
    files.practices(PracticeFile::open("e.csv", text.as_bytes()).unwrap()).unwrap();
    let files = files.finish();
    let one = files.register.practice(PracticeCode::constant("Q10007")).unwrap();
    assert_eq!((&*one.name, one.status), ("ABBOT SURGERY", Some(PracticeStatus::Open)));
    assert_eq!(one.life, Some(Period::since(day(1974, 4, 1))));
    assert_eq!(one.setting, Some(Setting::GpPractice));
    assert_eq!(one.commissioner.map(|own| own.to_string()).as_deref(), Some("96X"));
    assert_eq!(one.postcode.as_deref(), Some("ZZ1 1AA"));
    assert_eq!(one.provenance, Some(Provenance::line("e.csv", 1)));
    let welsh = files.register.practice(PracticeCode::constant("W95633")).unwrap();
    assert_eq!((welsh.status, welsh.setting), (Some(PracticeStatus::Closed), Some(Setting::Other)));
    assert_eq!(welsh.life.and_then(|life| life.last_day()), Some(day(2022, 1, 31)));
    assert_eq!(welsh.commissioner, None);
    let bare = files.register.practice(PracticeCode::constant("Q10014")).unwrap();
    assert_eq!(bare.postcode, None);
    let texts: Vec<_> = files
        .findings
        .iter()
        .map(|found| format!("{} {}", found.path.as_deref().unwrap_or(""), found.message))
        .collect();
    assert_eq!(
        texts,
        [
            "e.csv 2 rows of organisations with other codes, left out",
            "e.csv 1 row of Welsh practices, which count nowhere",
        ]
    );
    // Nothing to tell, nothing told.
    let mut files = Assembler::new();
    let text = with(PRACTICE, &[]).repeat(3);
    files.practices(PracticeFile::open("e.csv", text.as_bytes()).unwrap()).unwrap();
    assert!(files.finish().findings.is_empty());
}

#[test]
fn the_register_holds_what_the_map_says() {
    let text = with(MAP, &[])
        + &with(MAP, &[(2, "Q10014"), (6, "EAST PCN")])
        + &with(MAP, &[(2, "Q10021")]);
    let mut files = Assembler::new();
    files.map(MapFile::open("m.csv", text.as_bytes()).unwrap()).unwrap();
    let files = files.finish();
    let one = files.register.practice(PracticeCode::constant("Q10007")).unwrap();
    assert_eq!((&*one.name, one.status), ("ABBOT SURGERY", Some(PracticeStatus::Open)));
    assert_eq!(one.setting, Some(Setting::GpPractice));
    assert_eq!(one.commissioner.map(|own| own.to_string()).as_deref(), Some("96X"));
    assert_eq!(one.postcode.as_deref(), Some("ZZ1 1AA"));
    assert_eq!(one.provenance, Some(Provenance::line("m.csv", 1)));
    let texts: Vec<_> = files.findings.iter().map(|found| found.message.to_string()).collect();
    assert_eq!(texts, ["named `EASTMERE PCN` in an earlier row, `EAST PCN` here"]);
}

#[test]
fn refused_rows_are_findings_each_and_the_rest_one() {
    let bad = with(PARTNER, &[(0, "Q1")]);
    let text = with(PARTNER, &[]).repeat(8) + &bad.repeat(3);
    let of = |kept| {
        let options = Options::default().keep_refused(kept);
        let file = PartnerFile::open_with("p.csv", text.as_bytes(), options).unwrap();
        let mut files = Assembler::new();
        files.partners(file).unwrap();
        let mut texts: Vec<_> = files
            .finish()
            .findings
            .iter()
            .filter(|found| found.rule.as_str().starts_with("ODS-ROW"))
            .map(|found| {
                let path = found.path.as_deref().unwrap_or("");
                format!("{path}: {}", found.message.split(':').next().unwrap())
            })
            .collect();
        texts.sort();
        texts
    };
    let row = |line| format!("p.csv line {line}: Partner Organisation Code");
    assert_eq!(of(1000), [row(10), row(11), row(9)]);
    assert_eq!(of(1), [row(9), "p.csv: 2 more rows cannot be used".to_owned()]);
    assert_eq!(of(2), [row(10), row(9), "p.csv: 1 more row cannot be used".to_owned()]);
    assert_eq!(of(3), [row(10), row(11), row(9)]);
}

#[test]
fn what_is_recorded_is_counted_as_the_guides_count() {
    use pcn::{
        network::{Membership, Pcn, Practice},
        quantity::{Patients, PatientsOn},
    };
    let since = Period::since(day(2019, 10, 1));
    let network = |at: u32| format!("U{at:05}").parse::<PcnCode>().unwrap();
    let practice = |at: u32| format!("A8{at:04}").parse::<PracticeCode>().unwrap();
    let mut builder = Register::builder();
    // One practice each, at and beside each bound; the newest list counts, in whatever order.
    let sizes = [29_999, 30_000, 50_000, 50_001, 100_000, 100_001, 150_000, 150_001, 200_000];
    for (at, size) in (1u32..).zip(sizes) {
        builder.network(Pcn::new(network(at), "A PCN", since));
        builder.practice(Practice::new(practice(at), "")).membership(Membership::new(
            practice(at),
            network(at),
            since,
        ));
        for (count, on) in [(1, day(2022, 1, 1)), (size, day(2022, 4, 1)), (2, day(2021, 1, 1))] {
            builder.list(practice(at), PatientsOn { count: Patients::from(count), on });
        }
    }
    builder.network(Pcn::new(network(90), "EMPTY", since));
    builder.network(Pcn::new(network(91), "CLOSED", since.ended(day(2021, 1, 1))));
    let recorded = Recorded::of(&builder.build());
    assert_eq!(recorded.size_bands.below_30000, 1);
    assert_eq!(recorded.size_bands.within, 2);
    assert_eq!(recorded.size_bands.above_50000, 6);
    assert_eq!(recorded.size_bands.above_100000, 4);
    assert_eq!(recorded.above_150000, 2);
    assert_eq!((recorded.single_practice, recorded.without_practice), (9, 1));
    assert_eq!(recorded.networks_with_close_date, 1);
    // A network without members has no number of members to spread.
    let spread = recorded.practices_per_network.unwrap();
    assert_eq!((spread.of, spread.min, spread.max), (9, 1, 1));
}

#[test]
fn every_kind_is_known_by_its_width_and_its_codes() {
    let rows = [
        (FileKind::Networks, with(NETWORK, &[])),
        (FileKind::Partners, with(PARTNER, &[])),
        (FileKind::Practices, with(PRACTICE, &[])),
        (FileKind::Lists, with(LIST, &[])),
        (FileKind::Map, with(MAP, &[])),
    ];
    let open = |kind: FileKind, text: &str| -> Result<u64, OdsError> {
        let text = text.as_bytes();
        Ok(match kind {
            FileKind::Networks => NetworkFile::open("f", text)?.for_each(|_| ())?.accepted,
            FileKind::Partners => PartnerFile::open("f", text)?.for_each(|_| ())?.accepted,
            FileKind::Practices => PracticeFile::open("f", text)?.for_each(|_| ())?.accepted,
            FileKind::Lists => ListFile::open("f", text)?.for_each(|_| ())?.accepted,
            _ => MapFile::open("f", text)?.for_each(|_| ())?.accepted,
        })
    };
    for (kind, _) in &rows {
        for (other, text) in &rows {
            let result = open(*kind, &text.repeat(8));
            if kind == other {
                assert_eq!(result.unwrap(), 8, "{kind}");
            } else {
                let error = result.unwrap_err();
                assert!(
                    matches!(error, OdsError::OtherKind { found, .. } if found == *other),
                    "{kind} {other} {error}"
                );
            }
        }
    }
    // The width alone or the code alone makes no kind.
    for (kind, row) in [
        (FileKind::Networks, with(NETWORK, &[(0, "Q10007")])),
        (FileKind::Networks, NETWORK[..11].join(",") + "\n"),
        (FileKind::Partners, with(PARTNER, &[(0, "U97001")])),
        (FileKind::Partners, with(PARTNER, &[(4, "Q10007")])),
        (FileKind::Partners, PARTNER[..10].join(",") + "\n"),
        (FileKind::Practices, with(PRACTICE, &[(0, "no code")])),
        (FileKind::Practices, PRACTICE[..25].join(",") + "\n"),
        (FileKind::Lists, with(LIST, &[(8, "many")])),
        (FileKind::Map, with(MAP, &[(2, "U97001")])),
        (FileKind::Map, MAP[..15].join(",") + "\n"),
    ] {
        let error = open(kind, &row.repeat(8)).unwrap_err();
        assert!(matches!(error, OdsError::UnknownKind { .. }), "{kind} {row} {error}");
        let words = error.to_string();
        assert!(words.contains(row.split(',').next().unwrap()), "{words}");
    }
}

/// Gives a text a few bytes at a time, with an interruption before each.
struct Halting<'t>(&'t [u8], bool);

impl Read for Halting<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.1 = !self.1;
        if self.1 {
            return Err(io::Error::from(io::ErrorKind::Interrupted));
        }
        let count = buffer.len().min(7).min(self.0.len());
        buffer[..count].copy_from_slice(&self.0[..count]);
        self.0 = &self.0[count..];
        Ok(count)
    }
}

/// Breaks after a text.
struct Broken<'t>(&'t [u8]);

impl Read for Broken<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.0.is_empty() {
            return Err(io::Error::other("the disk is gone"));
        }
        self.0.read(buffer)
    }
}

#[test]
fn an_interruption_is_no_end_and_a_broken_stream_is_an_error() {
    let text = with(PARTNER, &[]).repeat(20);
    let intake = PartnerFile::open("p.csv", Halting(text.as_bytes(), false))
        .unwrap()
        .for_each(|_| ())
        .unwrap();
    assert_eq!(intake.accepted, 20);
    let error = PartnerFile::open("p.csv", Broken(text.as_bytes())).unwrap_err();
    assert!(error.to_string().contains("the disk is gone"), "{error}");
    assert_eq!(error.file(), "p.csv");
}

#[test]
fn a_text_of_just_the_limit_is_read_and_one_byte_more_is_not() {
    let text = with(PARTNER, &[]).repeat(20);
    let length = u64::try_from(text.len()).unwrap();
    let read = |limit| {
        let mut options = Options::default();
        options.total_bytes = limit;
        PartnerFile::open_with("p.csv", text.as_bytes(), options)?.for_each(|_| ())
    };
    assert_eq!(read(length).unwrap().accepted, 20);
    let error = read(length - 1).unwrap_err();
    assert!(matches!(error, OdsError::TooLarge { what: "the text", .. }), "{error}");
}

#[test]
fn a_quoted_field_may_go_over_lines_of_one_row() {
    let good = with(PARTNER, &[]);
    let two = with(PARTNER, &[(1, "\"ABBOT\nSURGERY\"")]);
    let intake = of_partners(&(good.repeat(8) + &two + &good));
    assert_eq!((intake.rows, intake.accepted), (10, 10));
    // A quote that is not closed costs its line and no other.
    let open = with(PARTNER, &[(1, "\"ABBOT SURGERY")]);
    let intake = of_partners(&(good.repeat(8) + &open + &good + &good));
    assert_eq!((intake.rows, intake.accepted, intake.refused), (11, 10, 1));
    assert_eq!(
        intake.refused_rows[0].to_string(),
        "p.csv, line 9, row: a quote is opened on this line and not closed"
    );
    let after = with(PARTNER, &[(1, "\"ABBOT\" SURGERY")]);
    let intake = of_partners(&(good.repeat(8) + &after + &good));
    assert_eq!(
        intake.refused_rows[0].to_string(),
        "p.csv, line 9, row: a text follows the closing quote of a field"
    );
}

#[test]
fn an_own_table_is_read_by_its_shapes_and_its_refusals_are_kept_up_to_a_number() {
    let row = "Q10007,U97001\n";
    let text = format!("practice,network\n{}", row.repeat(30));
    let table = OwnTable::read("t.csv", text.as_bytes(), None).unwrap();
    assert_eq!((table.rows.len(), table.refused), (30, 0));
    let bad = format!("practice,network\n{}{}", row.repeat(30), "\"Q1\" x,U97001\n".repeat(3));
    for (kept, held) in [(0, 0), (1, 1), (3, 3), (9, 3)] {
        let options = Options::default().keep_refused(kept);
        let table = OwnTable::read_with("t.csv", bad.as_bytes(), None, options).unwrap();
        assert_eq!((table.refused, table.refused_rows.len()), (3, held), "{kept}");
    }
    // Blank lines are no rows, wherever they stand.
    let blank = format!("practice,network\n\n{}\n , \n{}\n , \n", row, row.repeat(30));
    let table = OwnTable::read("t.csv", blank.as_bytes(), None).unwrap();
    assert_eq!((table.rows.len(), table.refused), (31, 0));
    // Half of the values make no column; more than half do.
    let half = |good: usize, other: usize| {
        let text = format!("a,b\n{}{}", row.repeat(good), "Q10007,none\n".repeat(other));
        OwnTable::read("t.csv", text.as_bytes(), None).map(|table| table.columns)
    };
    assert!(half(2, 1).is_ok());
    assert!(half(2, 2).unwrap_err().to_string().contains("no column of network codes"));
}

#[test]
fn sheets_that_disagree_say_what_each_has() {
    let networks = with(NETWORK, &[]).repeat(3);
    let partners = with(PARTNER, &[(6, "96Y"), (10, "FALSE")])
        + &with(PARTNER, &[(6, ""), (0, "Q10014")]).repeat(3);
    let mut files = Assembler::new();
    files.networks(NetworkFile::open("n", networks.as_bytes()).unwrap()).unwrap();
    files.partners(PartnerFile::open("p", partners.as_bytes()).unwrap()).unwrap();
    let files = files.finish();
    let texts: Vec<_> = files
        .findings
        .iter()
        .filter(|found| found.rule.as_str() == "ODS-LEAD-001")
        .map(|found| found.message.to_string())
        .collect();
    assert!(texts.iter().any(|text| text.contains("96X") && text.contains("96Y")), "{texts:?}");
    assert!(texts.iter().all(|text| !text.contains("xyzzy")), "{texts:?}");
}

#[test]
fn a_file_that_holds_nothing_is_told_with_the_columns_it_should_have() {
    let error = PartnerFile::open("p.csv", &b"a,b\n1,2\n"[..]).unwrap_err().to_string();
    assert!(error.contains("Partner Organisation Code, Partner Name"), "{error}");
}

#[test]
fn a_header_without_a_column_is_not_passed_over_for_the_rows_below_it() {
    let header = "PCN Code,PCN Name,Current Sub ICB Loc Code,Sub ICB Location,Open Date,Close Date,\
                  Address Line 1,Address Line 2,Address Line 3,Address Line 4,Address Line 5,Postcode";
    let rows = with(NETWORK, &[]).repeat(8);
    let open =
        |header: &str| NetworkFile::open("n", format!("{header}\n{rows}").as_bytes()).map(|_| ());
    assert!(open(header).is_ok());
    let error = open(&header.replace("PCN Name", "Title")).unwrap_err();
    assert!(matches!(error, OdsError::MissingColumn { .. }), "{error}");
    assert!(error.to_string().contains("PCN Name"), "{error}");
}

#[test]
fn a_list_of_ten_columns_is_known_by_its_practice_and_its_count() {
    let row = |practice: &str, count: &str| {
        format!("GP_PRAC_PAT_LIST,01Apr2022,GP,96X,,{practice},ZZ1 1AA,ALL,ALL,{count}\n").repeat(8)
    };
    let open = |text: String| ListFile::open("l", text.as_bytes()).map(|_| ());
    assert!(open(row("Q10007", "6767")).is_ok());
    for (practice, count) in [("U97001", "6767"), ("Q10007", "many"), ("U97001", "many")] {
        let error = open(row(practice, count)).unwrap_err();
        assert!(matches!(error, OdsError::UnknownKind { .. }), "{practice} {count} {error}");
    }
}

#[test]
fn a_row_of_just_the_limit_is_read_and_one_byte_more_is_refused() {
    let good = with(PARTNER, &[]);
    let read = |limit: usize, text: &str| {
        let mut options = Options::default();
        options.record_bytes = limit;
        PartnerFile::open_with("p", text.as_bytes(), options).unwrap().for_each(|_| ()).unwrap()
    };
    let long = with(PARTNER, &[(1, &"N".repeat(400))]);
    let length = long.len() - 1;
    let text = good.repeat(8) + &long + &good;
    assert_eq!(read(length, &text).accepted, 10);
    let intake = read(length - 1, &text);
    assert_eq!((intake.accepted, intake.refused), (9, 1));
    let reason = format!("the row has {length} bytes; a row may have {} bytes", length - 1);
    assert_eq!(&*intake.refused_rows[0].reason, reason);
    // The same of a row over several lines.
    let lines = with(PARTNER, &[(1, &format!("\"{}\"", "N\n".repeat(20)))]);
    let text = good.repeat(8) + &lines + &good;
    assert_eq!(read(lines.len(), &text).accepted, 10);
    assert_eq!(read(lines.len() - 2, &text).accepted, 9);
    // A row may take thirty-two lines, and no more.
    let of = |count: usize| {
        let lines = with(PARTNER, &[(1, &format!("\"N{}\"", "\n".repeat(count)))]);
        of_partners(&(good.repeat(8) + &lines + &good)).accepted
    };
    assert_eq!((of(31), of(32), of(40)), (10, 9, 9));
}

#[test]
fn an_open_quote_takes_no_good_row_with_it() {
    let good = with(PARTNER, &[(1, "\"ABBOT SURGERY\"")]);
    let open = with(PARTNER, &[(1, "\"ABBOT SURGERY")]);
    let intake = of_partners(&(good.repeat(8) + &open + &good.repeat(3)));
    assert_eq!((intake.accepted, intake.refused), (11, 1));
    assert_eq!(intake.refused_rows[0].line, 9);
}

#[test]
fn another_delimiter_is_named_where_the_file_is_narrow() {
    let of = |text: &str| PartnerFile::open("p", text.as_bytes()).unwrap_err();
    assert!(matches!(of("a;b;c;d\n1;2;3;4\n"), OdsError::Delimiter { found: "semicolons", .. }));
    assert!(matches!(of("a\tb\tc\td\n"), OdsError::Delimiter { found: "tabs", .. }));
    assert!(matches!(of("a;b;c;d,x\n"), OdsError::Delimiter { .. }));
    for other in ["a;b;c\n1;2;3\n", "a;b;c;d,x,y\n1,2,3\n"] {
        assert!(matches!(of(other), OdsError::UnknownKind { .. }), "{other}");
    }
}

#[test]
fn debug_text_is_the_intake() {
    let text = with(PARTNER, &[]).repeat(3);
    let file = PartnerFile::open("p.csv", text.as_bytes()).unwrap();
    let text = format!("{file:?}");
    assert!(text.contains("intake: ") && text.contains("p.csv"), "{text}");
}

#[test]
fn of_two_lists_of_one_day_the_first_is_recorded() {
    use pcn::{
        network::{Membership, Pcn, Practice},
        quantity::{Patients, PatientsOn},
    };
    let (practice, network) = (PracticeCode::constant("A81001"), PcnCode::constant("U00001"));
    let since = Period::since(day(2019, 10, 1));
    let mut builder = Register::builder();
    builder.network(Pcn::new(network, "A PCN", since)).practice(Practice::new(practice, ""));
    builder.membership(Membership::new(practice, network, since));
    for count in [40_000, 90_000] {
        builder.list(practice, PatientsOn { count: Patients::from(count), on: day(2022, 4, 1) });
    }
    let register = builder.build();
    let first = register.list_of(practice, day(2022, 4, 1)).unwrap().count.whole();
    assert_eq!(Recorded::of(&register).patients_per_network.unwrap().max, first);
}
