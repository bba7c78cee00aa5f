//! The check values of the published files: row counts, codes and dates as the readers give them.

#![cfg(feature = "ods")]

mod shared_data;

use std::collections::{BTreeMap, BTreeSet};

use pcn::{
    calendar::day,
    network::PracticeStatus,
    ods::{
        Assembled, Assembler, DateFormat, EpcnWriter, Headers, ListFile, ListOwner, MapFile,
        NetworkFile, PartnerFile, PracticeFile, Recorded, Spread,
    },
};
use shared_data::shared;

/// The vintage, its networks, those without a close date, its memberships, those without an end
/// date.
const VINTAGES: [(&str, u64, u64, u64, u64); 2] =
    [("epcn-2019-12-04", 1250, 1250, 6757, 6757), ("epcn-2022-04-27", 1318, 1260, 7359, 6474)];

#[test]
fn both_sheets_of_both_vintages_are_taken_whole() {
    for (vintage, networks, open_networks, memberships, open_memberships) in VINTAGES {
        let Some(text) = shared(&format!("{vintage}/PCNDetails.csv")) else { return };
        let mut open = 0;
        let file = NetworkFile::open("PCNDetails.csv", &*text).unwrap();
        let intake = file.for_each(|row| open += u64::from(row.life.is_open())).unwrap();
        assert_eq!((intake.rows, intake.accepted, intake.refused), (networks, networks, 0));
        assert_eq!(open, open_networks);
        assert_eq!(intake.dates, Some(DateFormat::Compact));

        let text = shared(&format!("{vintage}/PCNCorePartnerDetails.csv")).unwrap();
        let (mut open, mut wrong_flags) = (0, 0);
        let file = PartnerFile::open("PCNCorePartnerDetails.csv", &*text).unwrap();
        let intake = file
            .for_each(|row| {
                open += u64::from(row.period.is_open());
                wrong_flags += u64::from(row.match_flag != row.commissioners_match());
            })
            .unwrap();
        assert_eq!((intake.rows, intake.accepted, intake.refused), (memberships, memberships, 0));
        assert_eq!((open, wrong_flags), (open_memberships, 0));
    }
}

#[test]
fn the_same_rows_come_without_the_header() {
    for (vintage, networks, _, memberships, _) in VINTAGES {
        let Some(text) = shared(&format!("{vintage}/PCNDetails.csv")) else { return };
        let body = &text[text.iter().position(|byte| *byte == b'\n').unwrap() + 1..];
        let intake = NetworkFile::open("x", body).unwrap().for_each(|_| ()).unwrap();
        assert_eq!((intake.accepted, intake.refused, intake.header), (networks, 0, false));
        let text = shared(&format!("{vintage}/PCNCorePartnerDetails.csv")).unwrap();
        let body = &text[text.iter().position(|byte| *byte == b'\n').unwrap() + 1..];
        let intake = PartnerFile::open("x", body).unwrap().for_each(|_| ()).unwrap();
        assert_eq!((intake.accepted, intake.refused, intake.header), (memberships, 0, false));
    }
}

#[cfg(feature = "xlsx")]
#[test]
fn the_workbook_gives_the_rows_of_the_text_files() {
    use pcn::ods::Workbook;
    for (vintage, ..) in VINTAGES {
        let Some(book) = shared(&format!("{vintage}/ePCN.xlsx")) else { return };
        let mut book = Workbook::open("ePCN.xlsx", &*book).unwrap();
        let text = shared(&format!("{vintage}/PCNDetails.csv")).unwrap();
        let mut plain = NetworkFile::open("x", &*text).unwrap();
        let mut sheet = book.networks().unwrap();
        while let Some(row) = plain.next_row().unwrap() {
            let other = sheet.next_row().unwrap().unwrap();
            assert_eq!(row, other);
        }
        assert!(sheet.next_row().unwrap().is_none());
        let text = shared(&format!("{vintage}/PCNCorePartnerDetails.csv")).unwrap();
        let mut plain = PartnerFile::open("x", &*text).unwrap();
        let mut sheet = book.partners().unwrap();
        while let Some(row) = plain.next_row().unwrap() {
            assert_eq!(Some(row), sheet.next_row().unwrap());
        }
        assert!(sheet.next_row().unwrap().is_none());
    }
}

#[test]
fn every_row_of_epraccur_is_taken_and_the_states_are_told() {
    let Some(text) = shared("epraccur-2023-02/epraccur.csv") else { return };
    let mut states = BTreeMap::new();
    let (mut gp, mut practices) = (0, 0);
    let file = PracticeFile::open("epraccur.csv", &*text).unwrap();
    let intake = file
        .for_each(|row| {
            let state = match row.status {
                PracticeStatus::Open => "A",
                PracticeStatus::Closed => "C",
                PracticeStatus::Dormant => "D",
                _ => "P",
            };
            *states.entry(state).or_insert(0) += 1;
            gp += u64::from(row.is_gp_practice());
            practices += u64::from(row.practice().is_some());
        })
        .unwrap();
    assert_eq!((intake.rows, intake.refused, intake.header), (15_663, 0, false));
    assert_eq!(states, BTreeMap::from([("A", 11_995), ("C", 3_436), ("D", 230), ("P", 2)]));
    assert_eq!((gp, practices), (8_641, 15_524));
}

#[test]
fn the_map_of_january_2022_has_1254_networks_and_68_practices_in_none() {
    let Some(text) = shared("map-2022-01/gp-reg-pat-prac-map.csv") else { return };
    let mut networks = BTreeSet::new();
    let file = MapFile::open("map.csv", &*text).unwrap();
    let intake = file.for_each(|row| networks.extend(row.network)).unwrap();
    assert_eq!((intake.rows, intake.accepted, intake.refused), (6_527, 6_527, 0));
    assert_eq!((networks.len(), intake.unallocated), (1_254, 68));
    assert_eq!(intake.dates, Some(DateFormat::Named));
    assert_eq!(intake.extract.unwrap().to_string(), "2022-01-01");
}

#[test]
fn every_practice_has_one_whole_list() {
    let Some(text) = shared("list-size-2022-05/gp-reg-pat-prac-all.csv") else { return };
    let (mut patients, mut practices) = (0_u64, BTreeSet::new());
    let file = ListFile::open("lists.csv", &*text).unwrap();
    let intake = file
        .for_each(|row| {
            assert!(row.is_whole_list());
            let ListOwner::Practice(practice) = row.owner else { panic!("{row:?}") };
            assert!(practices.insert(practice));
            patients += u64::from(row.patients);
        })
        .unwrap();
    assert_eq!((intake.accepted, intake.refused), (6_506, 0));
    assert!(patients > 61_320_000, "{patients}");
}

/// The register of a vintage from its two text files.
fn assembled(vintage: &str) -> Option<Assembled> {
    let mut files = Assembler::new();
    let networks = shared(&format!("{vintage}/PCNDetails.csv"))?;
    files.networks(NetworkFile::open("PCNDetails.csv", &*networks).unwrap()).unwrap();
    let partners = shared(&format!("{vintage}/PCNCorePartnerDetails.csv"))?;
    files.partners(PartnerFile::open("PCNCorePartnerDetails.csv", &*partners).unwrap()).unwrap();
    Some(files.finish())
}

#[test]
fn the_vintage_of_2019_has_its_published_figures() {
    let Some(files) = assembled("epcn-2019-12-04") else { return };
    let recorded = Recorded::of(&files.register);
    assert_eq!(recorded.networks_without_close_date, 1_250);
    assert_eq!(recorded.networks_with_close_date, 0);
    assert_eq!(recorded.memberships_without_end_date, 6_757);
    assert_eq!((recorded.single_practice, recorded.without_practice), (34, 0));
    assert_eq!(recorded.cross_boundary, 19);
    let spread = recorded.practices_per_network.unwrap();
    assert_eq!((spread.min, spread.median, spread.max), (1, 5, 33));
    assert_eq!(spread.mean_in_hundredths(), 541);

    // By date nothing differs: everything is open on the day of the file.
    let statistics = files.register.statistics(day(2019, 12, 4));
    assert_eq!((statistics.pcns.listed, statistics.pcns.open), (1_250, 1_250));
    assert_eq!((statistics.pcns.single_practice, statistics.pcns.cross_boundary), (34, 19));
    assert_eq!(statistics.practices.placed, 6_757);
}

#[test]
fn the_vintage_of_2022_has_its_published_figures_and_those_of_its_day() {
    let Some(files) = assembled("epcn-2022-04-27") else { return };
    let recorded = Recorded::of(&files.register);
    assert_eq!(recorded.networks_without_close_date, 1_260);
    assert_eq!(recorded.networks_with_close_date, 58);
    assert_eq!(recorded.memberships_without_end_date, 6_474);
    assert_eq!(recorded.memberships_with_end_date, 885);
    assert_eq!((recorded.single_practice, recorded.cross_boundary), (50, 11));
    let spread = recorded.practices_per_network.unwrap();
    assert_eq!((spread.min, spread.median, spread.max), (1, 5, 32));
    assert_eq!(spread.mean_in_hundredths(), 514);

    let statistics = files.register.statistics(day(2022, 4, 27));
    let pcns = statistics.pcns;
    assert_eq!((pcns.listed, pcns.open, pcns.closed, pcns.not_yet_open), (1_318, 1_259, 58, 1));
}

#[test]
fn the_lists_of_may_2022_give_the_published_sizes() {
    let Some(networks) = shared("epcn-2022-04-27/PCNDetails.csv") else { return };
    let partners = shared("epcn-2022-04-27/PCNCorePartnerDetails.csv").unwrap();
    let lists = shared("list-size-2022-05/gp-reg-pat-prac-all.csv").unwrap();
    let mut files = Assembler::new();
    files.networks(NetworkFile::open("PCNDetails.csv", &*networks).unwrap()).unwrap();
    files.partners(PartnerFile::open("PCNCorePartnerDetails.csv", &*partners).unwrap()).unwrap();
    files.lists(ListFile::open("lists.csv", &*lists).unwrap()).unwrap();
    let files = files.finish();
    // The published sizes are those of the day of the lists.
    let on = files.newest_day().unwrap();
    assert_eq!(on, day(2022, 5, 1));
    let statistics = files.register.statistics(on);
    let patients = |row: &pcn::network::NetworkRow| row.registered_patients.map(|all| all.whole());
    let sizes = Spread::of(statistics.networks.iter().filter_map(patients)).unwrap();
    assert_eq!(sizes.of, 1_259);
    assert_eq!((sizes.min, sizes.median, sizes.max), (17_592, 44_871, 265_684));
    assert_eq!((sizes.mean_in_hundredths() + 50) / 100, 48_708);
    assert_eq!((sizes.sum + 5_000) / 10_000, 6_132);
    assert_eq!(statistics.registered_patients.placed.whole(), sizes.sum);
    let bands = statistics.size_bands;
    assert_eq!((bands.below_30000, bands.within, bands.above_50000), (96, 696, 467));
    assert_eq!(bands.above_100000, 28);
    let large = statistics.networks.iter().filter_map(patients).filter(|all| *all > 150_000);
    assert_eq!(large.count(), 6);

    // Without a day the memberships that end later are missing, and one network falls below.
    let recorded = Recorded::of(&files.register);
    let bands = recorded.size_bands;
    assert_eq!((bands.below_30000, bands.within, bands.above_50000), (97, 695, 467));
    assert_eq!((bands.above_100000, recorded.above_150000), (28, 6));
}

#[test]
fn the_map_alone_speaks_for_its_day_and_for_no_other() {
    let Some(text) = shared("map-2022-01/gp-reg-pat-prac-map.csv") else { return };
    let mut files = Assembler::new();
    files.map(MapFile::open("map.csv", &*text).unwrap()).unwrap();
    let files = files.finish();
    let on = day(2022, 1, 1);
    assert_eq!(files.newest_day(), Some(on));
    let statistics = files.register.statistics(on);
    assert_eq!((statistics.pcns.open, statistics.practices.placed), (1_254, 6_459));
    assert_eq!(files.register.unallocated().len(), 68);
    for other in [day(2021, 12, 31), day(2022, 1, 2)] {
        assert!(!files.register.claims_on(other));
        assert_eq!(files.register.statistics(other).practices.placed, 0);
    }
}

/// The lines of a text, sorted.
fn sorted(text: &[u8]) -> Vec<&[u8]> {
    let mut lines: Vec<&[u8]> = text.split(|byte| *byte == b'\n').collect();
    lines.sort_unstable();
    lines
}

#[test]
fn writing_the_layout_back_gives_the_same_rows() {
    for vintage in ["epcn-2019-12-04", "epcn-2022-04-27"] {
        let Some(files) = assembled(vintage) else { return };
        let writer = EpcnWriter::new(&files).headers(Headers::Ccg);
        let (mut networks, mut partners) = (Vec::new(), Vec::new());
        writer.networks(&mut networks).unwrap();
        writer.partners(&mut partners).unwrap();
        for (name, written) in [("PCNDetails", networks), ("PCNCorePartnerDetails", partners)] {
            let read = shared(&format!("{vintage}/{name}.csv")).unwrap();
            // The header of 2019 says `Open Date (YYYYMMDD)` and `match?`; rows alone are compared.
            let header = read.iter().position(|byte| *byte == b'\n').unwrap() + 1;
            let own = written.iter().position(|byte| *byte == b'\n').unwrap() + 1;
            let (read, written) = (sorted(&read[header..]), sorted(&written[own..]));
            assert_eq!(read.len(), written.len());
            for (one, two) in read.iter().zip(&written) {
                assert_eq!(
                    String::from_utf8_lossy(one),
                    String::from_utf8_lossy(two),
                    "{vintage} {name}"
                );
            }
        }
    }
}
