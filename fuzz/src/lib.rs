//! The doors of `pcn`, each as a function of bytes: text is taken or refused, what is taken comes
//! back, rows are accounted for, and no question about what was taken panics.
//!
//! The programs under `fuzz_targets` hand these functions to the fuzzer, and `tests/fuzz_corpus.rs`
//! hands them the inputs kept under `corpus`.

use std::{
    fmt,
    io::{Cursor, Write as _},
    str::FromStr,
};

use pcn::{
    agreement::{self, NetworkAgreement, Stage},
    calendar::{ContractYear, NaiveDate, Period, day},
    code::{
        BranchCode, CodeError, IcbCode, OdsCode, PcnCode, PracticeCode, RegionCode, SubIcbCode,
    },
    des::{self, LocalVariation},
    fhir::{Bundle, FhirDate, Imported, Resource},
    finding::Policy,
    funding::{
        self,
        arrs::{ClaimBasis, Post},
    },
    iif::{self, Declaration, Observation},
    json,
    maturity::{self, Journey, LocalMatrix},
    ncdes::{Dictionary, Figures, Layout, Publication},
    network::{Change, Extent, OwnRow, Register},
    ods::{
        DateFormat, ListFile, MapFile, NetworkFile, OwnTable, PartnerFile, PracticeFile, Workbook,
    },
    plan::{self, Plan, Strategy},
    quantity::{Adjusted, Gbp, Patients, Points, Ratio, Registered, Weighted, Wte},
    registration::{self, Participation, RegistrationForm},
    service::{Lists, Timetable},
};
use serde::{Serialize, de::DeserializeOwned};

/// A door: its name, and what is done with the bytes.
pub type Target = (&'static str, fn(&[u8]));

/// Every door.
pub const TARGETS: &[Target] = &[
    ("codes", codes),
    ("quantities", quantities),
    ("dates", dates),
    ("ods_networks", ods_networks),
    ("ods_partners", ods_partners),
    ("ods_practices", ods_practices),
    ("ods_lists", ods_lists),
    ("ods_map", ods_map),
    ("ods_table", ods_table),
    ("ods_workbook", ods_workbook),
    ("ods_sheet", ods_sheet),
    ("ncdes", ncdes),
    ("ncdes_dictionary", ncdes_dictionary),
    ("fhir", fhir),
    ("json_small", json_small),
    ("json_form", json_form),
    ("json_fund", json_fund),
    ("json_claim", json_claim),
    ("json_plan", json_plan),
    ("json_journey", json_journey),
    ("json_register", json_register),
    ("json_year", json_year),
];

const ON: NaiveDate = day(2023, 10, 1);

fn text(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).unwrap_or_default()
}

/// What is taken from text comes back from its own text.
fn parsed<T>(text: &str) -> Option<T>
where
    T: FromStr<Err: fmt::Display> + fmt::Display + fmt::Debug + PartialEq,
{
    match text.parse::<T>() {
        Ok(value) => {
            assert_eq!(value.to_string().parse().ok().as_ref(), Some(&value));
            Some(value)
        }
        Err(error) => {
            assert!(!error.to_string().is_empty());
            None
        }
    }
}

/// What is taken from JSON is written so that it is taken again, and is then written the same.
fn read<T: DeserializeOwned + Serialize>(text: &str) -> Option<T> {
    match json::from_str::<T>(text) {
        Ok(value) => {
            let once = serde_json::to_string(&value).expect("what was read is written");
            let again: T = json::from_str(&once).expect("what was written is read");
            assert_eq!(serde_json::to_string(&again).expect("written"), once);
            Some(value)
        }
        Err(error) => {
            assert!(!error.to_string().is_empty());
            None
        }
    }
}

/// Every code: what is taken is written as it was.
pub fn codes(bytes: &[u8]) {
    fn check<T: FromStr<Err = CodeError> + fmt::Display + fmt::Debug + PartialEq>(text: &str) {
        if let Some(code) = parsed::<T>(text) {
            assert_eq!(code.to_string(), text);
        }
    }
    let _ = PcnCode::try_from_bytes(bytes);
    let _ = PracticeCode::try_from_bytes(bytes);
    let text = text(bytes);
    check::<PcnCode>(text);
    check::<PracticeCode>(text);
    check::<BranchCode>(text);
    check::<SubIcbCode>(text);
    check::<IcbCode>(text);
    check::<RegionCode>(text);
    check::<OdsCode>(text);
    parsed::<iif::IndicatorCode>(text);
}

/// Money, populations and the other quantities, as text and as JSON.
pub fn quantities(bytes: &[u8]) {
    fn check<T>(text: &str)
    where
        T: FromStr + fmt::Debug + PartialEq + Serialize + DeserializeOwned,
    {
        if let Ok(value) = text.parse::<T>() {
            let wire = serde_json::to_string(&value).expect("a quantity is written");
            assert_eq!(serde_json::from_str::<T>(&wire).expect("and read"), value);
        }
        read::<T>(text);
    }
    let text = text(bytes);
    check::<Gbp>(text);
    check::<Points>(text);
    check::<Ratio>(text);
    check::<Wte>(text);
    check::<Patients<Registered>>(text);
    check::<Patients<Weighted>>(text);
    check::<Patients<Adjusted>>(text);
}

/// Contract years, the formats of dates, and the choice of one.
pub fn dates(bytes: &[u8]) {
    let text = text(bytes);
    parsed::<ContractYear>(text);
    for format in DateFormat::ALL {
        if let Some(date) = format.parse(text) {
            assert_eq!(format.parse(&format.write(date)), Some(date));
        }
    }
    let _ = DateFormat::choose(text.split(','));
    if let Ok(date) = text.parse::<FhirDate>() {
        assert!(date.first_day() <= date.last_day());
    }
}

/// A reader of one kind of file: rows read are rows accepted and rows refused, with the file's own
/// header and below the published one.
macro_rules! rows {
    ($($name:ident: $file:ident, $header:literal;)+) => {$(
        #[doc = concat!("The reader [`", stringify!($file), "`].")]
        pub fn $name(bytes: &[u8]) {
            for text in [bytes, &[$header.as_bytes(), b"\n", bytes].concat()] {
                let Ok(file) = $file::open("fuzz.csv", text) else { continue };
                let mut taken = 0;
                if let Ok(intake) = file.for_each(|_| taken += 1) {
                    assert_eq!(intake.rows, intake.accepted + intake.refused);
                    assert_eq!(intake.accepted, taken);
                }
            }
        }
    )+};
}

rows! {
    ods_networks: NetworkFile, "PCN Code,PCN Name,Current Sub ICB Loc Code,Sub ICB Location,\
        Open Date,Close Date,Address Line 1,Address Line 2,Address Line 3,Address Line 4,\
        Address Line 5,Postcode";
    ods_partners: PartnerFile, "Partner Organisation Code,Partner Name,Practice Parent CCG Code,\
        Practice Parent CCG Name,PCN Code,PCN Name,PCN Parent CCG Code,PCN Parent CCG Name,\
        Practice to PCN Relationship Start Date,Practice to PCN Relationship End Date,\
        Practice CCG and PCN CCG Match ";
    ods_practices: PracticeFile, "Organisation Code,Name,Open Date,Close Date,Status Code,\
        Prescribing Setting";
    ods_lists: ListFile, "PUBLICATION,EXTRACT_DATE,TYPE,CCG_CODE,ONS_CCG_CODE,CODE,POSTCODE,SEX,\
        AGE,NUMBER_OF_PATIENTS";
    ods_map: MapFile, "PUBLICATION,EXTRACT_DATE,PRACTICE_CODE,PRACTICE_NAME,PRACTICE_POSTCODE,\
        PCN_CODE,PCN_NAME,ONS_CCG_CODE,CCG_CODE,CCG_NAME,ONS_STP_CODE,STP_CODE,STP_NAME,\
        ONS_COMM_REGION_CODE,COMM_REGION_CODE,COMM_REGION_NAME";
}

/// An embedder's own table.
pub fn ods_table(bytes: &[u8]) {
    if let Ok(table) = OwnTable::read("fuzz.csv", bytes, None) {
        assert_eq!(table.rows.len(), table.lines.len());
    }
}

/// The workbook.
pub fn ods_workbook(bytes: &[u8]) {
    let Ok(mut book) = Workbook::open("fuzz.xlsx", bytes) else { return };
    if let Ok(file) = book.networks() {
        let _ = file.for_each(|_| ());
    }
    if let Ok(file) = book.partners() {
        let _ = file.for_each(|_| ());
    }
}

/// What stands in a workbook's parts: the sheet of partners, the shared texts, the styles and the
/// sheet of networks, with a zero byte between them. A fuzzer that bends a packed file only learns
/// that its sums do not agree.
pub fn ods_sheet(bytes: &[u8]) {
    let mut parts = bytes.splitn(4, |byte| *byte == 0);
    let mut part = || text(parts.next().unwrap_or_default());
    let (partners, shared, styles, networks) = (part(), part(), part(), part());
    ods_workbook(&workbook(networks, partners, shared, styles));
}

fn workbook(networks: &str, partners: &str, shared: &str, styles: &str) -> Vec<u8> {
    const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
    let relation = |id: u8, kind: &str, target: &str| {
        format!(r#"<Relationship Id="r{id}" Type="{OFFICE}/{kind}" Target="{target}"/>"#)
    };
    let relations = |list: &[String]| {
        format!(r#"<Relationships xmlns="{PACKAGE}">{}</Relationships>"#, list.concat())
    };
    let within = |name: &str, text: &str| format!(r#"<{name} xmlns="{MAIN}">{text}</{name}>"#);
    let parts = [
        ("_rels/.rels", relations(&[relation(1, "officeDocument", "xl/workbook.xml")])),
        (
            "xl/_rels/workbook.xml.rels",
            relations(&[
                relation(1, "worksheet", "worksheets/sheet1.xml"),
                relation(2, "worksheet", "worksheets/sheet2.xml"),
                relation(3, "sharedStrings", "sharedStrings.xml"),
                relation(4, "styles", "styles.xml"),
            ]),
        ),
        (
            "xl/workbook.xml",
            format!(
                r#"<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>
                <sheet name="PCNDetails" sheetId="1" r:id="r1"/>
                <sheet name="PCN Core Partner Details" sheetId="2" r:id="r2"/></sheets></workbook>"#
            ),
        ),
        ("xl/sharedStrings.xml", within("sst", shared)),
        ("xl/styles.xml", within("styleSheet", styles)),
        ("xl/worksheets/sheet1.xml", within("worksheet", networks)),
        ("xl/worksheets/sheet2.xml", within("worksheet", partners)),
    ];
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let stored =
        zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    for (name, text) in parts {
        writer.start_file(name, stored).expect("a part is begun");
        writer.write_all(text.as_bytes()).expect("and written");
    }
    writer.finish().expect("a workbook is written").into_inner()
}

/// The publication, the extract and the annual file, under their own header and the published ones.
pub fn ncdes(bytes: &[u8]) {
    fn check(bytes: &[u8]) {
        let Ok(mut publication) = Publication::open("fuzz.csv", bytes) else { return };
        let Ok(figures) = Figures::read(&mut publication) else { return };
        let intake = figures.intake();
        assert_eq!(intake.rows, intake.accepted + intake.refused);
        assert!(intake.superseded <= intake.refused && intake.suppressed <= intake.accepted);
        let report = figures.check(|_| true);
        assert!(report.len() >= intake.report.len());
    }
    check(bytes);
    for layout in Layout::ALL {
        check(&[layout.header().as_bytes(), b"\n", bytes].concat());
    }
}

/// The dictionaries.
pub fn ncdes_dictionary(bytes: &[u8]) {
    let mut dictionary = Dictionary::new();
    for header in [
        "",
        "INDICATOR ID,INDICATOR_DESCRIPTION,RULESET_ID,Indicator Type\n",
        "MEASURE ID,MEASURE_DESCRIPTION,MEASURE_TYPE\n",
        "INDICATOR_ID,INDICATOR_DESCRIPTION,MEASURE_TYPE,MEASURE,Ruleset\n",
        "SERVICE_YEAR,IND_CODE,FIELD_NAME,SHORT_NAME\n",
    ] {
        let _ = dictionary.add("fuzz.csv", &*[header.as_bytes(), bytes].concat());
    }
    let _ = (dictionary.is_empty(), dictionary.indicators().count());
}

/// FHIR documents: what is taken is written and comes back, and every entry is counted.
pub fn fhir(bytes: &[u8]) {
    if let Ok(bundle) = Bundle::from_json_bytes(bytes) {
        assert_eq!(Bundle::from_json(&bundle.to_json()).as_ref(), Ok(&bundle));
        let Imported { builder, tally, findings } = Imported::of(&bundle);
        assert_eq!(tally.read, bundle.entries.len());
        assert_eq!(tally.read, tally.used() + tally.left_out);
        assert!(findings.len() >= tally.left_out);
        asked(&builder.build());
    }
    if let Ok(resource) = Resource::from_json_bytes(bytes) {
        assert_eq!(Resource::from_json(&resource.to_json()), Ok(resource));
    }
}

/// The small inputs.
pub fn json_small(bytes: &[u8]) {
    let text = text(bytes);
    read::<Period>(text);
    read::<Policy>(text);
    read::<Change>(text);
    read::<OwnRow>(text);
    read::<Observation>(text);
    read::<Declaration>(text);
    if let Some(participation) = read::<Participation>(text) {
        for year in des::years() {
            let _ = participation.check(year.year, &year.registration, ON);
        }
    }
    if let Some(table) = read::<Timetable>(text) {
        for year in des::years() {
            let lists = Lists {
                registered: Some(Patients::from(51_234)),
                adjusted: "51000.25".parse().ok(),
            };
            let _ = year.service.access.check(&table, &lists, year.year.last_day());
        }
    }
}

/// Registration forms and agreements.
pub fn json_form(bytes: &[u8]) {
    let text = text(bytes);
    let stages = [Stage::Initial, Stage::Final];
    for (stage, year) in stages.into_iter().flat_map(|stage| {
        let years = [ContractYear::Y2019_20, ContractYear::Y2023_24, ContractYear::Y2026_27];
        years.into_iter().filter_map(des::year).map(move |year| (stage, year))
    }) {
        if let Some(form) = read::<RegistrationForm>(text) {
            let terms = &year.registration;
            let context = registration::Context { year: year.year, stage, on: ON, terms };
            let _ = registration::check(&form, &context);
            let _ = (form.size(), form.state_on(ON), form.label());
            let _ = registration::FormCoverage::of(&[form.clone(), form], &[], terms, ON);
        }
        if let Some(agreement) = read::<NetworkAgreement>(text) {
            let context = agreement::Context { year: year.year, stage, on: ON, members: None };
            let _ = agreement::check(&agreement, &context);
        }
    }
}

/// Facts of the fund and of the other payments, in whatever year they name.
pub fn json_fund(bytes: &[u8]) {
    let text = text(bytes);
    let facts = read::<iif::Facts>(text);
    let counts = read::<funding::Facts>(text);
    for year in des::years() {
        if let Some(facts) = &facts {
            let options = iif::Options { working: true, ..iif::Options::default() };
            let statement = year.iif.statement(facts, &options);
            assert!(facts.year == year.year || statement.is_err());
            let _ = year.iif.outlook(facts, &options);
        }
        if let Some(counts) = &counts {
            let question = funding::Question::of(year.year.period());
            let _ = year.funding.statement(counts, &question);
            let _ = year.funding.restate(counts, &question, ON, year.year.last_day());
        }
    }
}

/// Posts and what a claim rests on.
pub fn json_claim(bytes: &[u8]) {
    #[derive(serde::Deserialize, Serialize)]
    struct Claim {
        basis: ClaimBasis,
        posts: Vec<Post>,
    }
    let Some(claim) = read::<Claim>(text(bytes)) else { return };
    for year in des::years() {
        let _ = year.funding.arrs.claim_year(&claim.posts, &claim.basis);
    }
}

/// Plans and strategies.
pub fn json_plan(bytes: &[u8]) {
    let text = text(bytes);
    if let Some(plan) = read::<Plan>(text) {
        let _ = plan::check(&plan, ON, ON);
        let _ = (plan.links(), plan.design_coverage(), plan.last_report());
    }
    if let Some(strategy) = read::<Strategy>(text) {
        let _ = plan::check_strategies(&[strategy.clone(), strategy], ON);
    }
}

/// Journeys and local matrices.
pub fn json_journey(bytes: &[u8]) {
    let text = text(bytes);
    read::<LocalMatrix>(text);
    if let Some(journey) = read::<Journey>(text) {
        let _ = maturity::check(&journey, ON);
        let _ = (journey.progress(day(2019, 7, 1), ON), journey.fully_mature(ON));
        let _ = journey.support_wanted(ON);
    }
}

/// Registers.
pub fn json_register(bytes: &[u8]) {
    if let Some(register) = read::<Register>(text(bytes)) {
        asked(&register);
    }
}

fn asked(register: &Register) {
    for on in [day(2019, 7, 1), ON, NaiveDate::MAX] {
        let _ = (register.check(on), register.statistics(on));
        let own = [OwnRow::new("A81001", "U12345")];
        let _ = register.reconcile(&own, &Extent::Everything, on).to_markdown();
    }
}

/// A contract year from outside, and variations.
pub fn json_year(bytes: &[u8]) {
    let text = text(bytes);
    if let Ok(year) = des::Year::from_json(text) {
        assert!(year.faults().is_empty());
    }
    if let Some(variation) = read::<LocalVariation>(text) {
        for year in des::years() {
            let _ = variation.apply(year);
        }
    }
}
