//! The check values of the published files: row counts, codes and dates as the readers give them.

#![cfg(feature = "ods")]

mod shared_data;

use std::collections::{BTreeMap, BTreeSet};

use pcn::ods::{
    DateFormat, ListFile, ListOwner, MapFile, NetworkFile, PartnerFile, PracticeFile,
    PracticeStatus,
};
use shared_data::shared;

/// The vintage, its networks, those without a close date, its memberships, those without an end
/// date.
const VINTAGES: [(&str, u64, u64, u64, u64); 2] = [
    ("epcn-2019-12-04", 1250, 1250, 6757, 6757),
    ("epcn-2022-04-27", 1318, 1260, 7359, 6474),
];

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
                PracticeStatus::Active => "A",
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
