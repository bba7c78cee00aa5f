//! The publications' files: made-up rows for every rule, and the real files where they are at hand.

#![cfg(feature = "ncdes")]

mod shared_data;

use std::{
    fs::File,
    io::{Cursor, Read, Write},
};

use pcn::{
    calendar::{ContractYear, day},
    code::OdsCode,
    des,
    finding::Severity,
    iif::{Count, IndicatorCode},
    ncdes::{Dictionary, Figures, Layout, Measure, MeasureKind, NcdesError, Publication},
    ods::Options,
};
use proptest::prelude::*;
use shared_data::shared_path;

const HEADER: &str =
    "PRACTICE_CODE,PRACTICE_NAME,QUALITY_SERVICE,ACH_DATE,IND_CODE,MEASURE,VALUE\n";

fn read(text: &str) -> Figures {
    let mut publication = Publication::open("x.csv", text.as_bytes()).unwrap();
    Figures::read(&mut publication).unwrap()
}

fn code(text: &str) -> OdsCode {
    text.parse().unwrap()
}

fn is_part(code: IndicatorCode) -> bool {
    des::years()
        .iter()
        .find_map(|year| year.iif.indicator(code))
        .is_some_and(|indicator| indicator.definition.part_of_whole)
}

/// A file of the real data, or `None` where they are not at hand.
fn shared(path: &str) -> Option<File> {
    shared_path(path).map(|path| File::open(path).unwrap())
}

#[test]
fn each_fault_is_a_finding_and_every_row_is_accounted_for() {
    let text = format!(
        "{HEADER}\
         A81001,P,NCD2425,30/09/2024,HI03,Numerator,12\n\
         A81001,P,NCD2425,30/09/2024,HI03,Denominator,10\n\
         A81001,P,NCD2425,30/09/2024,HI03,Denominator,11\n\
         A81002,P,NCD2425,30/09/2024,HI03,Numerator,-3\n\
         A81002,P,NCD2425,30/09/2024,HI03,Denominator,75%\n\
         A81002,P,NCD2425,31/09/2024,HI03,Denominator,7\n\
         A81002,P,NCD2425,30/09/2024,HI03,Denominator\n\
         a8!,P,NCD2425,30/09/2024,HI03,Denominator,7\n\
         \n\
         A81003,P,NCD2425,30/09/2024,HI03,HLTHCHKDEC,*\n"
    );
    let figures = read(&text);
    let intake = figures.intake();
    assert_eq!((intake.rows, intake.accepted, intake.refused), (9, 3, 6));
    assert_eq!(intake.suppressed, 1);
    let report = figures.check(is_part);
    let rules: Vec<String> = report.iter().map(|finding| finding.rule.to_string()).collect();
    assert_eq!(
        rules,
        [
            "NCDES-ROW-001",
            "NCDES-ROW-001",
            "NCDES-ROW-001",
            "NCDES-ROW-001",
            "NCDES-ROW-002",
            "NCDES-VALUE-001",
            "NCDES-VALUE-002"
        ]
    );
    assert_eq!(report.worst(), Some(Severity::Error));
    let lines: Vec<u64> = intake.refused_rows.iter().map(|row| row.line).collect();
    assert_eq!(lines, [4, 5, 6, 7, 8, 9]);
    assert!(intake.refused_rows[2].reason.contains("`75%` is no count; a good one is `600`"));
    let on = day(2024, 9, 30);
    let hi_03 = IndicatorCode::constant("HI-03");
    // The first of two figures is kept.
    assert_eq!(figures.count(code("A81001"), hi_03, on, Measure::Denominator), Count::from(10));
    assert_eq!(
        figures.count(code("A81003"), hi_03, on, Measure::Other("HLTHCHKDEC")),
        Count::Suppressed
    );
    assert_eq!(figures.count(code("A81003"), hi_03, on, Measure::Numerator), Count::Missing);
}

#[test]
fn an_extract_reads_its_sentences_by_the_dictionary_and_keeps_the_last_submission() {
    let mapping = "\u{feff}SERVICE_YEAR,IND_CODE,FIELD_NAME,SHORT_NAME\n\
                   2024-25,HI03,\"Of the denominator, those checked\",Numerator\n\
                   2024-25,HI03,Patients on the register,Denominator\n";
    let mut dictionary = Dictionary::new();
    assert_eq!(dictionary.add("mapping.csv", mapping.as_bytes()).unwrap(), 2);
    let text = format!(
        "{}\n\
         NCD2425,N,A81001,20240930,HI03,\"Of the denominator, those checked\",5,None,u,05/10/2024,19:36:07,Y\n\
         NCD2425,N,A81001,20240930,HI03,Patients on the register,9,None,u,05/10/2024,19:36:07,Y\n\
         NCD2425,N,A81001,20240930,HI03,Patients on the register,8,None,u,04/10/2024,19:36:07,N\n\
         NCD2425,N,A81001,20240930,HI03,NEWCODE,1,None,u,05/10/2024,19:36:07,Y\n",
        Layout::Extract.header()
    );
    let mut publication =
        Publication::open("extract.csv", text.as_bytes()).unwrap().with_dictionary(dictionary);
    assert_eq!(publication.layout(), Layout::Extract);
    let figures = Figures::read(&mut publication).unwrap();
    let intake = figures.intake();
    assert_eq!((intake.rows, intake.accepted, intake.refused, intake.superseded), (4, 3, 1, 1));
    let (on, hi_03) = (day(2024, 9, 30), IndicatorCode::constant("HI-03"));
    assert_eq!(figures.count(code("A81001"), hi_03, on, Measure::Numerator), Count::from(5));
    assert_eq!(figures.count(code("A81001"), hi_03, on, Measure::Denominator), Count::from(9));
    assert_eq!(figures.unknown().len(), 1);
    assert_eq!(figures.unknown()[0].measure, "NEWCODE");
    let report = figures.check(is_part);
    assert_eq!(report.findings()[0].rule.as_str(), "NCDES-DICT-001");
}

#[test]
fn a_zipped_file_reads_as_the_plain_one() {
    let text = format!("{HEADER}A81001,P,NCD2425,30/09/2024,HI03,Numerator,12\n");
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    zip.start_file("NCDesSep24.csv", zip::write::SimpleFileOptions::default()).unwrap();
    zip.write_all(text.as_bytes()).unwrap();
    let packed = zip.finish().unwrap().into_inner();
    let mut publication = Publication::open("NCDesSep24.zip", packed.as_slice()).unwrap();
    let zipped = Figures::read(&mut publication).unwrap();
    let at = |figures: &Figures| {
        let hi_03 = IndicatorCode::constant("HI-03");
        figures.count(code("A81001"), hi_03, day(2024, 9, 30), Measure::Numerator)
    };
    assert_eq!(at(&zipped), at(&read(&text)));
    assert_eq!(at(&zipped), Count::from(12));
}

#[test]
fn a_file_of_another_kind_is_told_apart() {
    let open = |text: &str| Publication::open("x.csv", text.as_bytes()).unwrap_err();
    assert!(matches!(open(""), NcdesError::Empty { .. }));
    assert!(matches!(open("PK\u{3}\u{4}nonsense"), NcdesError::Read(_)));
    assert!(matches!(open("CODE,NAME\n1,2\n"), NcdesError::UnknownHeader { .. }));
}

#[test]
fn a_header_that_lacks_one_or_two_columns_says_which_is_missing() {
    let open = |text: &str| Publication::open("x.csv", text.as_bytes()).unwrap_err();
    for header in [
        "PRACTICE_CODE,PRACTICE_NAME,QUALITY_SERVICE,ACH_DATE,IND_CODE,MEASURE\n",
        "PRACTICE_CODE,PRACTICE_NAME,QUALITY_SERVICE,ACH_DATE,IND_CODE,WHAT\n",
    ] {
        let NcdesError::MissingColumn { layout, columns, .. } = open(header) else {
            panic!("{header}: {}", open(header));
        };
        let has_measure = header.contains("MEASURE");
        let missing = if has_measure { vec!["VALUE"] } else { vec!["MEASURE", "VALUE"] };
        assert_eq!((layout, columns), (Layout::Practice, missing), "{header}");
    }
    // Whatever parts its words, the letters of a name are its own.
    for name in ["IND*CODE", "I D_CODE", "IND_CODES"] {
        let header = HEADER.replace("IND_CODE", name);
        let NcdesError::MissingColumn { columns, .. } = open(&header) else { panic!("{name}") };
        assert_eq!(columns, ["IND_CODE"], "{name}");
    }
    // Of two layouts that lack as many, the nearer is named.
    for (gone, nearest) in [("ORGANISATION_CODE", Layout::Iif), ("MEASURE", Layout::Iif)] {
        let header = Layout::Iif.header().replace(gone, "");
        let NcdesError::MissingColumn { layout, columns, .. } = open(&header) else {
            panic!("{gone}: {}", open(&header));
        };
        assert_eq!((layout, columns), (nearest, vec![gone]));
    }
    let two = "PRACTICE_CODE,PRACTICE_NAME,QUALITY_SERVICE,ACH_DATE,INDICATOR,MEASURE\n";
    assert_eq!(
        open(two).to_string(),
        "x.csv: this looks like the Network Contract DES practice file without its columns \
         `IND_CODE`, `VALUE`; found `PRACTICE_CODE,PRACTICE_NAME,QUALITY_SERVICE,ACH_DATE,\
         INDICATOR,MEASURE`"
    );
    let three = "PRACTICE_CODE,PRACTICE_NAME,QUALITY_SERVICE,ACH_DATE,INDICATOR,WHAT\n";
    assert!(matches!(open(three), NcdesError::UnknownHeader { .. }), "{}", open(three));
}

#[test]
fn a_date_may_be_written_with_its_year_first() {
    for header in [HEADER.to_owned(), format!("{}\n", Layout::Extract.header())] {
        let row = |on: &str| match header == HEADER {
            true => format!("A81001,P,NCD2425,{on},HI03,Numerator,12\n"),
            false => {
                format!("NCD2425,N,A81001,{on},HI03,Numerator,12,None,u,05/10/2024,19:36:07,Y\n")
            }
        };
        for on in ["2024-09-30", "2024-09-30T00:00:00"] {
            let figures = read(&format!("{header}{}", row(on)));
            let hi_03 = IndicatorCode::constant("HI-03");
            let count = figures.count(code("A81001"), hi_03, day(2024, 9, 30), Measure::Numerator);
            assert_eq!((figures.intake().refused, count), (0, Count::from(12)), "{on}");
        }
        for on in ["2024-30-09", "2024-9-30", "09/30/2024", "30/9/24", "45565"] {
            assert_eq!(read(&format!("{header}{}", row(on))).intake().refused, 1, "{on}");
        }
    }
}

#[test]
fn blank_lines_may_stand_before_the_header() {
    let text = format!("\n,,\n{HEADER}A81001,P,NCD2425,30/09/2024,HI03,Numerator,12\n");
    let hi_03 = IndicatorCode::constant("HI-03");
    let count = read(&text).count(code("A81001"), hi_03, day(2024, 9, 30), Measure::Numerator);
    assert_eq!(count, Count::from(12));
}

#[test]
fn the_real_iif_sample_is_read_whole() {
    let Some(file) = shared("ncdes/IIF_2023_24_sample.csv") else { return };
    let mut publication = Publication::open("IIF_2023_24_sample.csv", file).unwrap();
    assert_eq!(publication.layout(), Layout::Iif);
    let figures = Figures::read(&mut publication).unwrap();
    let intake = figures.intake();
    assert_eq!((intake.rows, intake.accepted, intake.refused), (2_520, 2_520, 0));
    // 120 networks and 600 practices.
    assert_eq!(figures.organisations().len(), 720);
    assert_eq!(figures.dates(), [day(2024, 3, 31)]);
    // EHCH-04 contacts are no part of a whole, and it has no denominator here.
    assert!(figures.check(is_part).is_empty());
    let west_merton = code("U00070");
    let baseline = figures.count(
        west_merton,
        IndicatorCode::constant("ACC-10"),
        day(2024, 3, 31),
        Measure::BaselineDenominator,
    );
    assert!(matches!(baseline, Count::Counted(_)), "{baseline}");
}

#[test]
fn the_real_extract_is_read_whole_and_its_dictionaries_know_it() {
    let Some(file) = shared("ncdes/ncdes_synthetic_2024-11.csv") else { return };
    let mut dictionary = Dictionary::new();
    let mut add = |path: &str| {
        let file = shared(path).unwrap();
        dictionary.add(path, file).unwrap()
    };
    assert_eq!(add("ncdes/NCD_metadata_2024-11.csv"), 302);
    assert_eq!(add("ncdes/measure_dictionary_2022-10.csv"), 111);
    assert_eq!(add("ncdes/indicator_dictionary_2022-10.csv"), 141);
    add("ncdes/NCD_CQRS_Metadata_Mapping.csv");
    let payment = dictionary.indicators().filter(|(_, entry)| entry.payment == Some(true)).count();
    assert_eq!(payment, 28, "the payment indicators of November 2022");
    assert_eq!(
        dictionary.measure("CAN04", "FAECIMMDEC"),
        Some(MeasureKind::PersonalisedCareAdjustment)
    );
    assert_eq!(dictionary.measure("CAN04", "GICANREF"), Some(MeasureKind::Exclusion));
    let mut publication =
        Publication::open("synthetic.csv", file).unwrap().with_dictionary(dictionary);
    let figures = Figures::read(&mut publication).unwrap();
    let intake = figures.intake();
    assert_eq!(intake.rows, intake.accepted + intake.refused);
    assert_eq!((intake.rows, intake.refused), (109, 0));
    assert_eq!(figures.dates(), [day(2024, 9, 30)]);
    let year = ContractYear::containing(day(2024, 9, 30)).unwrap();
    assert!(des::year(year).unwrap().iif.indicator(IndicatorCode::constant("CAN-04")).is_some());
}

/// Gives one byte at a time, as a slow source may.
struct Drip<'a>(&'a [u8]);

impl Read for Drip<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let count = usize::from(!self.0.is_empty() && !buffer.is_empty());
        buffer[..count].copy_from_slice(&self.0[..count]);
        self.0 = &self.0[count..];
        Ok(count)
    }
}

proptest! {
    #[test]
    fn rows_read_are_accepted_or_refused_whatever_they_hold(
        rows in proptest::collection::vec("[A8\\-*,\"x0-9/]{0,40}", 0..30),
    ) {
        let text = format!("{HEADER}{}", rows.join("\n"));
        let figures = read(&text);
        let intake = figures.intake();
        prop_assert_eq!(intake.rows, intake.accepted + intake.refused);
        prop_assert_eq!(intake.refused_rows.len() as u64 , intake.refused);
    }

    #[test]
    fn how_the_bytes_arrive_makes_no_difference(values in proptest::collection::vec(0_u32..500, 1..20)) {
        let mut text = HEADER.to_owned();
        for (at, value) in values.iter().enumerate() {
            text.push_str(&format!("A{:05},P,NCD2425,30/09/2024,HI03,Numerator,{value}\n", 81_000 + at));
        }
        let whole = read(&text);
        let mut publication = Publication::open("x.csv", Drip(text.as_bytes())).unwrap();
        let dripped = Figures::read(&mut publication).unwrap();
        prop_assert_eq!(whole.intake(), dripped.intake());
        for (at, value) in values.iter().enumerate() {
            let practice = code(&format!("A{:05}", 81_000 + at));
            let count = dripped.count(
                practice, IndicatorCode::constant("HI-03"), day(2024, 9, 30), Measure::Numerator,
            );
            prop_assert_eq!(count, Count::from(u64::from(*value)));
        }
    }
}

#[test]
fn a_practice_that_skips_a_row_of_the_one_before_keeps_its_figures_apart() {
    let row = |practice: &str, indicator: &str, measure: &str, value: u32| {
        format!("{practice},P,NCD2425,30/09/2024,{indicator},{measure},{value}\n")
    };
    let of = |rows: &[(&str, &str, &str, u32)]| {
        let rows: String = rows.iter().map(|one| row(one.0, one.1, one.2, one.3)).collect();
        read(&format!("{HEADER}{rows}"))
    };
    let on = day(2024, 9, 30);
    let (hi_03, can_02, acc_08) = (
        IndicatorCode::constant("HI-03"),
        IndicatorCode::constant("CAN-02"),
        IndicatorCode::constant("ACC-08"),
    );
    let figures = of(&[
        ("A81001", "HI03", "Numerator", 1),
        ("A81001", "HI03", "Denominator", 2),
        ("A81001", "HI03", "HLTHCHKDEC", 3),
        ("A81002", "HI03", "Numerator", 4),
        ("A81002", "HI03", "HLTHCHKDEC", 6),
    ]);
    let second = code("A81002");
    assert_eq!(figures.count(second, hi_03, on, Measure::Numerator), Count::from(4));
    assert_eq!(figures.count(second, hi_03, on, Measure::Denominator), Count::Missing);
    assert_eq!(figures.count(second, hi_03, on, Measure::Other("HLTHCHKDEC")), Count::from(6));
    assert_eq!(figures.count(second, hi_03, on, Measure::Other("OTHERDEC")), Count::Missing);
    assert_eq!(figures.rows_of(second, hi_03, on), 2);
    assert_eq!(figures.rows_of(code("A81001"), hi_03, on), 3);
    assert_eq!(figures.rows_of(second, hi_03, day(2024, 10, 31)), 0);
    assert_eq!(figures.rows_of(second, can_02, on), 0);
    let figures = of(&[
        ("A81001", "HI03", "Numerator", 1),
        ("A81001", "CAN02", "Numerator", 2),
        ("A81001", "ACC08", "Numerator", 3),
        ("A81002", "HI03", "Numerator", 4),
        ("A81002", "ACC08", "Numerator", 6),
    ]);
    assert_eq!(figures.count(second, can_02, on, Measure::Numerator), Count::Missing);
    assert_eq!(figures.count(second, acc_08, on, Measure::Numerator), Count::from(6));
    assert!(figures.has(acc_08, on) && !figures.has(acc_08, day(2024, 10, 31)));
}

#[test]
fn a_refused_row_names_its_column_and_what_stands_there() {
    let of = |row: &str| {
        let good = "A81009,P,NCD2425,30/09/2024,HI03,Numerator,12\n";
        let figures = read(&format!("{HEADER}{good}{row}\n"));
        assert_eq!(figures.intake().refused, 1, "{row}");
        let refused = &figures.intake().refused_rows[0];
        (refused.field.to_string(), refused.value.to_string(), refused.reason.to_string())
    };
    let told = |field: &str, value: &str, reason: &str| {
        (field.to_owned(), value.to_owned(), reason.to_owned())
    };
    assert_eq!(
        of("A81001,P,NCD2425,31/09/2024,HI03,Numerator,1"),
        told(
            "ACH_DATE",
            "31/09/2024",
            "`31/09/2024` is no dd/mm/yyyy date; a good one is `31/03/2024`"
        )
    );
    assert_eq!(
        of("A81001,P,NCD2425,30/09/2024,,Numerator,1"),
        told("IND_CODE", "", "it is empty; a good one is `HI03`")
    );
    assert_eq!(
        of("A81001,P,NCD2425,30/09/2024,HI03, ,1"),
        told("MEASURE", " ", "it is empty; a good one is `Numerator`")
    );
    for (value, below) in [
        ("-3", true),
        ("-3.5", true),
        ("-", false),
        ("-x", false),
        ("3.5", false),
        ("1234567890", false),
    ] {
        let (field, shown, reason) =
            of(&format!("A81001,P,NCD2425,30/09/2024,HI03,Numerator,{value}"));
        assert_eq!((field.as_str(), shown.as_str()), ("VALUE", value));
        let expected = if below {
            format!("`{value}` is below zero; a good one is `600`")
        } else {
            format!("`{value}` is no count; a good one is `600`, or `*` if suppressed")
        };
        assert_eq!(reason, expected);
    }
    let (field, value, _) = of("A81001,P,NCD2425,30/09/2024,HI03,Numerator");
    assert_eq!((field.as_str(), value.as_str()), ("row", ""));
    let (field, value, reason) = of("A81009,P,NCD2425,30/09/2024,HI03,Numerator,*");
    assert_eq!((field.as_str(), value.as_str()), ("MEASURE", "Numerator"));
    assert!(reason.starts_with("A81009 has ") && reason.ends_with(" already"), "{reason}");
}

#[test]
fn a_suppressed_figure_that_is_taken_back_is_suppressed_no_more() {
    let row = |value: &str| format!("A81001,P,NCD2425,30/09/2024,HI03,Numerator,{value}\n");
    for (rows, suppressed) in
        [([row("*"), row("*")], 1), ([row("12"), row("*")], 0), ([row("*"), row("12")], 1)]
    {
        let figures = read(&format!("{HEADER}{}", rows.concat()));
        let intake = figures.intake();
        assert_eq!((intake.rows, intake.accepted, intake.refused), (2, 1, 1));
        assert_eq!(intake.suppressed, suppressed, "{rows:?}");
    }
}

#[test]
fn a_measure_is_known_by_its_name_after_the_indicators() {
    for (name, measure) in [
        ("Numerator", Measure::Numerator),
        ("Denominator", Measure::Denominator),
        ("denominator", Measure::Denominator),
        ("ACC-08 Numerator", Measure::Numerator),
        ("ACC-10 Baseline Denominator", Measure::BaselineDenominator),
        ("ACC-10 baseline numerator", Measure::BaselineNumerator),
        ("EHCH-04 Standardised Numerator", Measure::Numerator),
        ("MI Count", Measure::Count),
        ("Num patients in set", Measure::Count),
        // Not an indicator before it: digits and a hyphen together make one.
        ("Non-smoker Numerator", Measure::Other("Non-smoker Numerator")),
        ("COVID19 Numerator", Measure::Other("COVID19 Numerator")),
        ("The numerator", Measure::Other("The numerator")),
        ("FLUDEC_DAT", Measure::Other("FLUDEC_DAT")),
    ] {
        assert_eq!(Measure::of(name), measure, "{name}");
    }
    for (measure, words) in [
        (Measure::Numerator, "numerator"),
        (Measure::Denominator, "denominator"),
        (Measure::BaselineNumerator, "baseline numerator"),
        (Measure::BaselineDenominator, "baseline denominator"),
        (Measure::Count, "count"),
        (Measure::Other("FLUDEC_DAT"), "FLUDEC_DAT"),
    ] {
        assert_eq!(measure.to_string(), words);
    }
    assert_eq!(Layout::Iif.to_string(), "the Investment and Impact Fund file");
    assert_eq!(Layout::Practice.to_string(), "the Network Contract DES practice file");
    assert_eq!(Layout::Extract.to_string(), "the payment system's raw extract");
    let publication = Publication::open("x.csv", HEADER.as_bytes()).unwrap();
    assert!(format!("{publication:?}").starts_with("Publication { intake: "));
}

#[test]
fn a_dictionary_says_what_its_kinds_of_measure_are() {
    let mut dictionary = Dictionary::new();
    assert!(dictionary.is_empty());
    let metadata = "\
INDICATOR_ID,INDICATOR_DESCRIPTION,Ruleset,MEASURE_TYPE,MEASURE
HI03,Health checks,LD,Numerator,N
HI03,Health checks,LD,Denominator,D

HI03,Health checks,LD,Exclusion,X
HI03,Health checks,LD,PCA,P
HI03,Health checks,LD,MI Count,C
HI03,Health checks,LD,Something,S
";
    let added = dictionary.add("metadata.csv", metadata.as_bytes());
    match added {
        Ok(rows) => {
            assert_eq!(rows, 6, "a blank line is no row");
            assert!(!dictionary.is_empty());
            let (_, entry) = dictionary.indicators().next().unwrap();
            assert_eq!((&*entry.description, &*entry.ruleset), ("Health checks", "LD"));
            for (measure, kind) in [
                ("N", MeasureKind::Numerator),
                ("D", MeasureKind::Denominator),
                ("X", MeasureKind::Exclusion),
                ("P", MeasureKind::PersonalisedCareAdjustment),
                ("C", MeasureKind::Count),
                ("S", MeasureKind::Unstated),
            ] {
                assert_eq!(dictionary.measure("HI03", measure), Some(kind), "{measure}");
            }
        }
        Err(error) => panic!("{error}"),
    }
}

#[test]
fn values_as_other_programs_write_them_are_read_and_counted() {
    let of = |value: &str, options: Options| {
        let text = format!("{HEADER}A81001,ONE,NCD2425,30/09/2024,HI03,Numerator,{value}\n");
        let mut publication = Publication::open_with("x.csv", text.as_bytes(), options).unwrap();
        let value = publication.next_row().unwrap().map(|row| row.value);
        let intake = publication.into_intake();
        assert_eq!(intake.rows, intake.accepted + intake.refused);
        (value, intake.forgiven, intake.refused)
    };
    for (value, count) in [
        ("600.0", Count::Counted(600)),
        ("\"5,983\"", Count::Counted(5_983)),
        ("\"999,999,999\"", Count::Counted(999_999_999)),
        ("NA", Count::Missing),
        ("nan", Count::Missing),
    ] {
        assert_eq!(of(value, Options::default()), (Some(count), 1, 0), "{value}");
        assert_eq!(of(value, Options::default().strict()), (None, 0, 1), "{value}");
    }
    // As published they are no slips, and what is no count is none.
    for (value, count) in
        [("600", Count::Counted(600)), ("*", Count::Suppressed), ("", Count::Missing)]
    {
        assert_eq!(of(value, Options::default()), (Some(count), 0, 0), "{value}");
    }
    for value in ["600.5", "\"59,83\"", "\"1,000,000,000\"", "1000000000", "-", "c", "na.0"] {
        assert_eq!(of(value, Options::default()), (None, 0, 1), "{value}");
    }
}

#[test]
fn dates_as_other_programs_write_them_are_read_and_counted() {
    let of = |date: &str, value: &str, options: Options| {
        let row = format!("A81001,ONE,NCD2425,{date},HI03,Numerator,{value}\n");
        let text = format!("{HEADER}{row}{}", row.replace("A81001", "A81002"));
        let mut publication = Publication::open_with("x.csv", text.as_bytes(), options).unwrap();
        let on = publication.next_row().unwrap().map(|row| row.on);
        while publication.next_row().unwrap().is_some() {}
        let intake = publication.into_intake();
        assert_eq!(intake.rows, intake.accepted + intake.refused);
        (on, intake.forgiven, intake.refused)
    };
    let on = Some(day(2024, 9, 3));
    let plain = Options::default;
    for date in ["03/09/2024", "2024-09-03", "2024-09-03 00:00:00"] {
        assert_eq!(of(date, "1", plain()), (on, 0, 0), "{date}");
        assert_eq!(of(date, "1", plain().strict()), (on, 0, 0), "{date}");
    }
    // Each row counts once, whatever is forgiven of it.
    for date in ["03/09/2024 00:00", "3/9/2024", "20240903", "20240903.0", "03-Sep-24", "03Sep2024"]
    {
        assert_eq!(of(date, "1", plain()), (on, 2, 0), "{date}");
        assert_eq!(of(date, "1.0", plain()), (on, 2, 0), "{date}");
        assert_eq!(of(date, "1", plain().strict()), (None, 0, 2), "{date}");
    }
    // A row without a date is no row, be it the first.
    for date in ["09/13/2024", "03/09/24", "31/02/2024", "45538", ""] {
        assert_eq!(of(date, "1", plain()), (None, 0, 2), "{date}");
    }
}

#[test]
fn the_sheets_of_the_dictionary_of_2023_24_are_read() {
    let indicators = "YEAR,QUALITY_SERVICE,INDICATOR_ID,INDICATOR_DESCRIPTION,RULESET_ID,INDICATOR_TYPE\n\
                      2023/24,NCD2324,HI03,Health checks,LD,Payment\n\
                      2023/24,NCD2324,NCDMI999,Something counted,LD,MI\n";
    let measures = "MEASURE,MEASURE_DESCRIPTION,MEASURE_TYPE\n\
                    Numerator,Patients counted,Numerator\n\
                    Denominator,Patients in all,\n\
                    DECLINED,Patients who declined,PCA\n\
                    Register,Patients on a register,Register\n\
                    Management Information,Counted,Management information count\n";
    let mut dictionary = Dictionary::new();
    assert_eq!(dictionary.add("indicators.csv", indicators.as_bytes()), Ok(2));
    assert_eq!(dictionary.add("measures.csv", measures.as_bytes()), Ok(5));
    let read: Vec<_> = dictionary
        .indicators()
        .map(|(code, entry)| (code, &*entry.description, &*entry.ruleset, entry.payment))
        .collect();
    assert_eq!(
        read,
        [
            ("HI03", "Health checks", "LD", Some(true)),
            ("NCDMI999", "Something counted", "LD", Some(false)),
        ]
    );
    for (measure, kind) in [
        ("Numerator", MeasureKind::Numerator),
        ("Denominator", MeasureKind::Denominator),
        ("DECLINED", MeasureKind::PersonalisedCareAdjustment),
        ("Register", MeasureKind::Count),
        ("Management Information", MeasureKind::Count),
    ] {
        assert_eq!(dictionary.measure("HI03", measure), Some(kind), "{measure}");
    }
}

#[test]
fn a_dictionary_that_is_no_table_is_told_for_what_it_is() {
    for (bytes, found) in [
        (&b"\x1f\x8b\x08rest"[..], "it is packed by gzip; unpack it"),
        (b"<!DOCTYPE html>\n", "it is a web page"),
        (b"\xff\xfeM\0", "it is UTF-16"),
    ] {
        let error = Dictionary::new().add("measures.csv", bytes).unwrap_err();
        assert!(error.to_string().contains(found), "{error}");
    }
}

#[test]
fn a_blank_line_above_a_dictionary_is_passed_over() {
    // As one measure dictionary was published.
    let measures = "\r\nMEASURE ID,MEASURE_DESCRIPTION,MEASURE_TYPE\r\n\r\nNumerator,Patients counted,Numerator\r\n";
    let mut dictionary = Dictionary::new();
    assert_eq!(dictionary.add("measures.csv", measures.as_bytes()), Ok(1));
    assert_eq!(dictionary.measure("HI03", "Numerator"), Some(MeasureKind::Numerator));
    for empty in ["", "\n\n", ",,\n"] {
        let error = dictionary.add("measures.csv", empty.as_bytes()).unwrap_err();
        assert!(error.to_string().starts_with("measures.csv: it is empty"), "{empty:?}: {error}");
    }
}

#[test]
fn a_practice_that_skips_a_date_keeps_its_figures_apart() {
    let row = |practice: &str, on: &str, value: u32| {
        format!("{practice},P,NCD2425,{on},HI03,Numerator,{value}\n")
    };
    let figures = read(&format!(
        "{HEADER}{}{}{}{}{}",
        row("A81001", "30/09/2024", 1),
        row("A81001", "31/10/2024", 2),
        row("A81001", "30/11/2024", 3),
        row("A81002", "30/09/2024", 4),
        row("A81002", "30/11/2024", 6),
    ));
    let at = |on| {
        figures.count(code("A81002"), IndicatorCode::constant("HI-03"), on, Measure::Numerator)
    };
    assert_eq!(at(day(2024, 9, 30)), Count::from(4));
    assert_eq!(at(day(2024, 10, 31)), Count::Missing);
    assert_eq!(at(day(2024, 11, 30)), Count::from(6));
}

#[test]
fn a_header_with_spaces_for_its_underscores_is_read_and_an_unknown_one_is_shown_the_nearest() {
    let rows = "GP practice,A81001,ONE,NCD2324,31/03/2024,NCD026,ACC-08 Numerator,5\n";
    let spaced = Layout::Iif.header().replace('_', " ").to_lowercase();
    let run_together = Layout::Iif.header().replace('_', "");
    for header in [spaced, run_together] {
        let text = format!("{header}\n{rows}");
        let mut publication = Publication::open("iif.csv", text.as_bytes()).unwrap();
        assert_eq!(publication.layout(), Layout::Iif);
        assert!(publication.next_row().unwrap().is_some());
    }

    let header = "ORGANISATION_TYPE,ORGANISATION_CODE,NAME,SERVICE,DATE,INDICATOR,WHAT,VALUE";
    let error = Publication::open("iif.csv", format!("{header}\n{rows}").as_bytes()).unwrap_err();
    assert!(error.to_string().contains(Layout::Iif.header()), "{error}");
}

#[test]
fn the_refused_rows_that_are_not_kept_are_a_finding_of_their_own() {
    let text: String = [Layout::Practice.header(), "\n"]
        .into_iter()
        .map(str::to_owned)
        .chain((0..7).map(|_| "A81001,ONE,NCD2425,30/09/2024,HI03,Numerator,many\n".to_owned()))
        .collect();
    for (kept, findings, rest) in [(5, 6, Some("2 more rows cannot be used")), (7, 7, None)] {
        let options = Options::default().keep_refused(kept);
        let mut publication = Publication::open_with("f.csv", text.as_bytes(), options).unwrap();
        let report = Figures::read(&mut publication).unwrap().check(|_| true);
        assert_eq!(report.len(), findings);
        let told = report.iter().find(|finding| finding.message.contains("more rows"));
        assert_eq!(told.map(|finding| &*finding.message), rest);
    }
}
