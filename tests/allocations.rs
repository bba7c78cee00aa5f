//! How often memory is asked for: by a row that is read, by a line of a statement, by a sum.
//!
//! One test function, since the counter counts for the whole process.

use std::{alloc::System, fmt::Write as _, hint::black_box};

use pcn::{
    calendar::{ContractYear, NaiveDate, day},
    code::PcnCode,
    des,
    funding::{Populations, Tariff},
    iif::{Facts, NationalFigures, Observation, Options},
    ncdes::Publication,
    ods::{ListFile, NetworkFile, PartnerFile},
    quantity::{Beds, Patients},
};
use stats_alloc::{INSTRUMENTED_SYSTEM, Region, StatsAlloc};

#[global_allocator]
static ALLOCATOR: &StatsAlloc<System> = &INSTRUMENTED_SYSTEM;

/// How often memory is asked for, or asked to grow, while `work` runs.
fn asked<T>(work: impl FnOnce() -> T) -> usize {
    let region = Region::new(ALLOCATOR);
    black_box(work());
    let change = region.change();
    change.allocations + change.reallocations
}

/// What `rows` more rows ask for beyond what opening a file asks for.
fn for_more_rows(work: impl Fn(u32)) -> usize {
    // Both are longer than the sample by which a file is known.
    let few = asked(|| work(500));
    let many = asked(|| work(5_500));
    many.saturating_sub(few)
}

fn networks(rows: u32) -> String {
    let mut text = String::new();
    for at in 0..rows {
        let _ = writeln!(
            text,
            "U{at:05},MADE UP PCN {at},99Z,NHS MADE UP ICB - 99Z,20190701,,THE SURGERY,1 ROAD,,TOWN,,AB1 2CD"
        );
    }
    text
}

/// As R writes the sheet, with a word for each blank; the dates as pandas writes them.
fn resaved(rows: u32) -> String {
    let text = networks(rows).replace(",,", ",NA,").replace("20190701", "20190701.0");
    text.replace(",,", ",NA,")
}

fn partners(rows: u32) -> String {
    let mut text = String::new();
    for at in 0..rows {
        let _ = writeln!(
            text,
            "A{at:05},MADE UP SURGERY,99Z,NHS MADE UP ICB,U{at:05},MADE UP PCN,99Z,NHS MADE UP ICB,\
             20190701,20210331,TRUE"
        );
    }
    text
}

fn lists(rows: u32) -> String {
    let mut text = String::new();
    for at in 0..rows {
        let _ = writeln!(text, "GP_PRAC_PAT_LIST,01Jan2023,GP,99Z,,A{at:05},AB1 2CD,ALL,ALL,7000");
    }
    text
}

fn month(rows: u32) -> String {
    let mut text = String::from(
        "PRACTICE_CODE,PRACTICE_NAME,QUALITY_SERVICE,ACH_DATE,IND_CODE,MEASURE,VALUE\n",
    );
    for at in 0..rows {
        let _ = writeln!(
            text,
            "A{at:05},MADE UP SURGERY,NCD2425,30/09/2024,HI03,Numerator,{}",
            if at % 5 == 0 { "*" } else { "123" }
        );
    }
    text
}

#[test]
fn memory_is_asked_for_as_often_as_stated() {
    // Rows: none. A reader asks when it opens, and never again.
    let texts = [500, 5_500].map(|rows| {
        (rows, [networks(rows), partners(rows), lists(rows), month(rows), resaved(rows)])
    });
    let text = |rows: u32, at: usize| {
        let found = texts.iter().find(|(count, _)| *count == rows);
        found.map_or("", |(_, texts)| texts[at].as_str()).as_bytes()
    };
    let rows_asked = [
        for_more_rows(|rows| {
            let file = NetworkFile::open("networks", text(rows, 0)).expect("opens");
            let intake = file
                .for_each(|row| {
                    black_box(row.name);
                })
                .expect("read");
            assert_eq!(intake.accepted, u64::from(rows));
        }),
        for_more_rows(|rows| {
            let file = PartnerFile::open("partners", text(rows, 1)).expect("opens");
            let intake = file
                .for_each(|row| {
                    black_box(row.period);
                })
                .expect("read");
            assert_eq!(intake.accepted, u64::from(rows));
        }),
        for_more_rows(|rows| {
            let file = ListFile::open("lists", text(rows, 2)).expect("opens");
            let intake = file
                .for_each(|row| {
                    black_box(row.patients);
                })
                .expect("read");
            assert_eq!(intake.accepted, u64::from(rows));
        }),
        for_more_rows(|rows| {
            let mut file = Publication::open("month", text(rows, 3)).expect("opens");
            while let Some(row) = file.next_row().expect("read") {
                black_box(row.value);
            }
            assert_eq!(file.intake().accepted, u64::from(rows));
        }),
        for_more_rows(|rows| {
            let file = NetworkFile::open("resaved", text(rows, 4)).expect("opens");
            let intake = file
                .for_each(|row| {
                    black_box(row.postcode);
                })
                .expect("read");
            assert_eq!(intake.accepted, u64::from(rows));
            assert!(intake.forgiven().all(|(_, times)| times >= u64::from(rows)));
        }),
    ];
    println!("for 5,000 rows: {rows_asked:?}");
    let what = "5,000 more rows of networks, partners, lists, publication, networks from R";
    assert_eq!(rows_asked, [0; 5], "{what}");

    // A statement of the fund.
    let year = des::year(ContractYear::Y2023_24).expect("held");
    let observations: Vec<_> = (year.iif.indicators.iter())
        .map(|indicator| Observation::new(indicator.code, 700, 1_000))
        .collect();
    let facts = Facts {
        year: year.year,
        pcn: PcnCode::constant("U12345"),
        known_on: Some(year.year.last_day()),
        list_size: Patients::from(51_234),
        national_average_list_size: "48708.4".parse().expect("an average"),
        national_figures: NationalFigures::Final,
        observations,
        overrides: Vec::new(),
    };
    let score = || year.iif.statement(&facts, &Options::default()).expect("scored");
    assert_eq!(score().indicators.len(), 5);
    let statement = asked(score);
    println!("a statement of five indicators: {statement}");
    assert!(statement <= STATEMENT, "{statement} times for five indicators");

    // The other payments of a year: none.
    let january = day(2023, 1, 1);
    let counts = Populations::default()
        .registered(Patients::from(51_234), january)
        .adjusted("51000.25".parse().expect("a count"), january)
        .weighted("50500".parse().expect("a count"), january)
        .beds(Beds::new(250), january);
    let tariff = Tariff::of(&year.funding, year.year.period(), NaiveDate::MAX);
    let payments = asked(|| tariff.score(&counts));
    assert_eq!(payments, 0, "times for a network's payments of a year");
}

/// The list of lines, and what the lines and the whole have to say to a reader.
const STATEMENT: usize = 16;
