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
