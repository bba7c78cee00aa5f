//! The commissioners against the published files, where those are at hand.

use std::{collections::BTreeMap, path::PathBuf};

use pcn::{
    calendar::{NaiveDate, day},
    code::{IcbCode, PcnCode, SubIcbCode},
    commissioner::{
        BodyKind, Fate, OnDay, above, became, commissioned_on, events, icb_codes, icb_on,
        predecessors, region_name, region_of, sub_icb_codes, sub_icb_on, successors,
    },
};

const GROUPS: NaiveDate = day(2022, 1, 1);
const BOARDS: NaiveDate = day(2022, 7, 1);
const LAST: NaiveDate = day(2026, 3, 31);
const MERGED: NaiveDate = day(2026, 4, 1);

/// Rows of a file as maps from column to value, or nothing where the files are absent.
fn rows(file: &str) -> Option<Vec<BTreeMap<String, String>>> {
    let base = std::env::var_os("PCN_SHARED_DATA").map_or_else(
        || PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/data")),
        PathBuf::from,
    );
    let Ok(text) = std::fs::read_to_string(base.join(file)) else {
        println!("skipped: {file} is not here");
        return None;
    };
    let mut lines = text.trim_start_matches('\u{feff}').lines().map(fields);
    let head = lines.next().unwrap();
    Some(lines.map(|line| head.iter().cloned().zip(line).collect()).collect())
}

fn fields(line: &str) -> Vec<String> {
    let mut fields = vec![String::new()];
    let mut quoted = false;
    for char in line.chars() {
        match char {
            '"' => quoted = !quoted,
            ',' if !quoted => fields.push(String::new()),
            _ => fields.last_mut().unwrap().push(char),
        }
    }
    fields
}

fn code(text: &str) -> SubIcbCode {
    text.parse().unwrap()
}

fn named(answer: &OnDay) -> (BodyKind, String) {
    let body = answer.body().unwrap_or_else(|| panic!("{answer:?}"));
    (body.kind, body.name.clone())
}

#[test]
fn every_location_and_board_of_july_2022_is_as_the_lookup_has_it() {
    let Some(rows) = rows("org-hierarchy/SICBL22_ICB22_NHSER22_lookup.csv") else { return };
    assert_eq!(rows.len(), 106);
    for on in [BOARDS, LAST] {
        for row in &rows {
            let location = code(&row["SICBL22CDH"]);
            assert_eq!(
                named(&sub_icb_on(location, on)),
                (BodyKind::SubIcbLocation, row["SICBL22NM"].clone())
            );
            let above = above(location, on).unwrap();
            assert_eq!(above.icb.as_str(), row["ICB22CDH"]);
            assert_eq!(named(&icb_on(above.icb, on)), (BodyKind::Icb, row["ICB22NM"].clone()));
            assert_eq!(above.region.unwrap().as_str(), row["NHSER22CDH"]);
            assert_eq!(region_name(above.region.unwrap()).unwrap(), row["NHSER22NM"]);
        }
    }
}

#[test]
fn every_location_and_board_of_august_2026_is_as_the_hierarchy_has_it() {
    let Some(rows) = rows("org-hierarchy/sub_icb_icb_region_2026-08_derived.csv") else { return };
    assert_eq!(rows.len(), 106);
    let on = day(2026, 8, 1);
    for row in &rows {
        let location = code(&row["SUB_ICB_LOCATION_CODE"]);
        assert_eq!(
            named(&sub_icb_on(location, on)),
            (BodyKind::SubIcbLocation, row["SUB_ICB_LOCATION_NAME"].clone())
        );
        let above = above(location, on).unwrap();
        assert_eq!(above.icb.as_str(), row["ICB_CODE"]);
        assert_eq!(named(&icb_on(above.icb, on)), (BodyKind::Icb, row["ICB_NAME"].clone()));
        assert_eq!(above.region.unwrap().as_str(), row["COMM_REGION_CODE"]);
    }
}

#[test]
fn every_group_and_partnership_of_january_2022_is_as_the_map_has_it() {
    let Some(rows) = rows("map-2022-01/gp-reg-pat-prac-map.csv") else { return };
    for row in &rows {
        let group = code(&row["CCG_CODE"]);
        assert_eq!(named(&sub_icb_on(group, GROUPS)), (BodyKind::Ccg, row["CCG_NAME"].clone()));
        let above = above(group, GROUPS).unwrap();
        assert_eq!(above.icb.as_str(), row["STP_CODE"]);
        assert_eq!(named(&icb_on(above.icb, GROUPS)), (BodyKind::Stp, row["STP_NAME"].clone()));
    }
}

#[test]
fn every_group_of_december_2019_has_its_name() {
    let Some(rows) = rows("epcn-2019-12-04/PCNDetails.csv") else { return };
    for row in &rows {
        let group = code(&row["Current Clinical Commissioning Group Code"]);
        let (kind, name) = named(&sub_icb_on(group, day(2019, 12, 4)));
        assert_eq!(kind, BodyKind::Ccg);
        let printed = row["Clinical Commissioning Group Name"].to_lowercase();
        if group.as_str() != "06N" {
            assert_eq!(name.to_lowercase(), printed);
        }
    }
}

#[test]
fn every_former_group_comes_under_the_board_that_the_list_names() {
    let Some(rows) = rows("org-hierarchy/CCG_ICB_code.csv") else { return };
    let mut held = 0;
    for row in &rows {
        let Ok(group) = row["CCG Code"].parse::<SubIcbCode>() else { continue };
        match became(group).first() {
            Some(Fate::GroupEnded { icb, .. } | Fate::BecameLocation { icb, .. }) => {
                assert_eq!(icb.as_str(), row["ICB Code"], "{group}");
                held += 1;
            }
            Some(other) => panic!("{other:?}"),
            // Gone before the register of December 2019.
            None => {}
        }
    }
    assert_eq!(held, 218);
}

fn count(of: impl Iterator<Item = OnDay>) -> usize {
    of.filter(|answer| answer.body().is_some()).count()
}

#[test]
fn there_were_42_boards_and_are_36() {
    for (on, boards) in [(GROUPS, 42), (BOARDS, 42), (LAST, 42), (MERGED, 36)] {
        assert_eq!(count(icb_codes().map(|code| icb_on(code, on))), boards, "{on}");
        assert_eq!(count(sub_icb_codes().map(|code| sub_icb_on(code, on))), 106, "{on}");
    }
    assert_eq!(count(sub_icb_codes().map(|code| sub_icb_on(code, day(2019, 12, 4)))), 191);
}

#[test]
fn six_new_boards_replace_twelve() {
    let at = |on| move |code: &IcbCode| icb_on(*code, on).body().is_some();
    let gone: Vec<_> = icb_codes().filter(at(LAST)).filter(|code| !at(MERGED)(code)).collect();
    let new: Vec<_> = icb_codes().filter(at(MERGED)).filter(|code| !at(LAST)(code)).collect();
    assert_eq!((gone.len(), new.len()), (12, 6));
    for code in gone {
        assert!(!successors(code).is_empty(), "{code}");
        assert!(matches!(icb_on(code, MERGED), OnDay::Ended { .. }));
    }
    let parents = |code: &str| {
        let mut parents: Vec<_> = predecessors(code.parse().unwrap())
            .iter()
            .map(|one| one.icb.as_str().to_owned())
            .collect();
        parents.sort_unstable();
        parents
    };
    assert_eq!(parents("T6Y0W"), ["QJG", "QMM"]);
    assert_eq!(parents("D7T5G"), ["QH8", "QJG", "QM7"]);
    assert_eq!(parents("S1Y5D"), ["QHG", "QM7", "QUE"]);
    assert_eq!(parents("S9B9J"), ["QNQ", "QNX", "QXU"]);
    assert_eq!(parents("S0E4D"), ["QNQ", "QU9"]);
    assert_eq!(parents("Z9B2Z"), ["QMJ", "QRV"]);
    assert_eq!(parents("QRL"), ["QNQ", "QRL"]);
}

#[test]
fn predecessors_and_successors_are_one_relation_read_both_ways() {
    for code in icb_codes() {
        for next in successors(code) {
            let back = predecessors(next.icb);
            let same = back.iter().find(|one| one.icb == code).unwrap();
            assert_eq!(same.locations, next.locations);
            assert_eq!(same.practices, next.practices);
        }
    }
}

#[test]
fn frimley_was_divided_in_three() {
    let parts = successors("QNQ".parse().unwrap());
    let practices: Vec<_> = parts.iter().map(|one| one.practices.unwrap()).collect();
    assert_eq!(practices, [41, 14, 11]);
    let location = code("D4U1Y");
    assert!(sub_icb_on(location, LAST).body().is_some());
    assert!(matches!(sub_icb_on(location, MERGED), OnDay::Ended { .. }));
    assert_eq!(above(location, MERGED), None);
    assert!(
        matches!(sub_icb_on(code("U2G6B"), LAST), OnDay::NotYet { since, .. } if since == MERGED)
    );
}

#[test]
fn a_network_of_a_divided_location_may_be_in_any_of_its_parts() {
    let places = |location: &str, on| {
        let found = commissioned_on(PcnCode::constant("U12345"), code(location), on);
        found.by.into_iter().map(|(location, _)| location.to_string()).collect::<Vec<_>>()
    };
    assert_eq!(places("D4U1Y", LAST), ["D4U1Y"]);
    assert_eq!(places("D4U1Y", MERGED), ["U2G6B", "D9Y0V", "92A"]);
    assert_eq!(places("04C", LAST), ["04C"]);
    assert_eq!(places("04C", MERGED), ["04C"]);
    let OnDay::Ended { by, became } = sub_icb_on(code("D4U1Y"), MERGED) else {
        panic!("the location has ended");
    };
    let boards: Vec<_> = became.iter().map(|board| board.as_str()).collect();
    let parts = successors(IcbCode::constant("QNQ"));
    assert_eq!((by, boards), (MERGED, parts.iter().map(|part| part.icb.as_str()).collect()));
}

#[test]
fn the_areas_of_the_founding_documents_are_followed() {
    let icb = |location: &str, on| above(code(location), on).unwrap().icb.as_str().to_owned();
    assert_eq!(icb("84H", BOARDS), "QHM");
    for location in ["04C", "03W", "04V"] {
        assert_eq!(icb(location, BOARDS), "QK1");
        assert_eq!(icb(location, MERGED), "QK1");
    }
    assert_eq!(icb("07G", BOARDS), "QH8");
    assert_eq!(icb("07G", MERGED), "D7T5G");
}

#[test]
fn what_no_file_says_is_uncertain() {
    let leicester = code("04C");
    assert!(matches!(sub_icb_on(leicester, day(2019, 7, 1)), OnDay::Uncertain { .. }));
    assert_eq!(above(leicester, day(2019, 7, 1)), None);
    assert_eq!(sub_icb_on(code("99X"), BOARDS), OnDay::UnknownCode);
    let late = day(2027, 4, 1);
    assert!(matches!(sub_icb_on(leicester, late), OnDay::NotChecked { .. }));
    assert!(matches!(icb_on("QHM".parse().unwrap(), late), OnDay::NotChecked { .. }));
}

#[test]
fn every_board_has_a_region_and_events_are_in_order() {
    for code in icb_codes() {
        assert!(region_of(code).and_then(region_name).is_some(), "{code}");
    }
    assert!(events().windows(2).all(|pair| pair[0].on <= pair[1].on));
}

#[test]
fn what_two_days_show_is_certain_between_them_and_nowhere_else() {
    let (register, map) = (day(2019, 12, 4), day(2022, 1, 1));
    let (before, after) = (day(2019, 12, 3), day(2019, 12, 5));
    let (eve, last) = (day(2021, 12, 31), day(2022, 6, 30));
    let mut counts = [0, 0, 0];
    let mut of_map = Vec::new();
    for location in sub_icb_codes() {
        let on = |on| sub_icb_on(location, on);
        let uncertain = |answer: OnDay, day: NaiveDate| {
            assert!(matches!(answer, OnDay::Uncertain { seen, .. } if seen == day), "{location}");
        };
        match (on(register), on(map)) {
            (OnDay::Is(then), OnDay::Is(later)) => {
                counts[0] += 1;
                uncertain(on(before), register);
                of_map.push(later.source.clone());
                assert_ne!(then.source, later.source, "each day has its own file");
                for (when, body) in [(after, &then), (eve, &then), (last, &later)] {
                    assert_eq!(on(when), OnDay::Is(body.clone()), "{location} {when}");
                }
            }
            (OnDay::NotYet { since, .. }, OnDay::Is(later)) => {
                counts[1] += 1;
                assert_eq!(since, map);
                assert!(matches!(on(before), OnDay::NotYet { .. }), "{location}");
                uncertain(on(after), map);
                uncertain(on(eve), map);
                of_map.push(later.source.clone());
                assert_eq!(on(last), OnDay::Is(later));
            }
            (OnDay::Is(_), OnDay::Ended { by, .. }) => {
                counts[2] += 1;
                assert_eq!(by, map);
                uncertain(on(before), register);
                uncertain(on(after), register);
                uncertain(on(eve), register);
                assert!(matches!(on(last), OnDay::Ended { .. }), "{location}");
            }
            (OnDay::NotYet { .. }, OnDay::NotYet { .. }) => {}
            other => panic!("{location}: {other:?}"),
        }
    }
    assert!(counts.iter().all(|count| *count > 0), "{counts:?}");
    assert!(of_map.windows(2).all(|pair| pair[0] == pair[1]), "one file of January 2022");
}

#[test]
fn a_board_is_a_board_from_its_day_on() {
    let mut counts = [0, 0];
    for code in icb_codes() {
        let on = |on| icb_on(code, on);
        match on(MERGED) {
            OnDay::Is(body) if matches!(on(LAST), OnDay::NotYet { .. }) => {
                counts[0] += 1;
                assert_eq!(body.kind, BodyKind::Icb);
                assert!(matches!(on(BOARDS), OnDay::NotYet { since, .. } if since == MERGED));
            }
            _ => {
                counts[1] += 1;
                let OnDay::Is(body) = on(BOARDS) else { panic!("{code}") };
                assert_eq!(body.kind, BodyKind::Icb);
                let OnDay::Is(body) = on(day(2022, 6, 30)) else { panic!("{code}") };
                assert_eq!(body.kind, BodyKind::Stp);
                assert!(matches!(on(day(2021, 12, 31)), OnDay::Uncertain { .. }), "{code}");
            }
        }
        // The answer for a board that stayed rests on the newest file once there is one.
        if let (OnDay::Is(before), OnDay::Is(later)) = (on(LAST), on(MERGED)) {
            assert_eq!(before.name, later.name);
            assert_ne!(before.source, later.source, "{code}");
        }
    }
    assert_eq!(counts, [6, 42]);
}

#[test]
fn a_location_has_nothing_above_it_where_no_file_lists_it() {
    let mut counts = [0, 0];
    for location in sub_icb_codes() {
        let ended = matches!(sub_icb_on(location, day(2022, 1, 1)), OnDay::Ended { .. });
        if ended {
            counts[0] += 1;
            for on in [day(2022, 1, 1), BOARDS, LAST] {
                assert_eq!(above(location, on), None, "{location} {on}");
            }
        } else if let (Some(map), Some(lookup)) =
            (above(location, day(2022, 6, 30)), above(location, BOARDS))
        {
            counts[1] += 1;
            assert_ne!(map.source, lookup.source, "{location}");
        }
    }
    assert!(counts.iter().all(|count| *count > 0), "{counts:?}");
}

#[test]
fn a_kind_of_body_has_its_words_and_its_standing_in_law() {
    for (kind, words, legal) in [
        (BodyKind::Ccg, "Clinical Commissioning Group", true),
        (BodyKind::SubIcbLocation, "sub-ICB location", false),
        (BodyKind::Stp, "Sustainability and Transformation Partnership", false),
        (BodyKind::Icb, "Integrated Care Board", true),
        (BodyKind::Region, "region of NHS England", false),
    ] {
        assert_eq!((kind.name(), kind.to_string().as_str()), (words, words));
        assert_eq!(kind.is_legal_body(), legal, "{words}");
    }
}

#[test]
fn a_location_came_under_another_board_only_if_its_board_changed() {
    let mut counts = [0, 0];
    for location in sub_icb_codes() {
        let later = above(location, MERGED).map(|found| found.icb);
        let before = above(location, LAST).map(|found| found.icb);
        let came = became(location).into_iter().any(|fate| matches!(fate, Fate::CameUnder { .. }));
        if let (Some(before), Some(later)) = (before, later) {
            assert_eq!(came, before != later, "{location}");
            counts[usize::from(came)] += 1;
        }
    }
    assert!(counts[0] > 0 && counts[1] > 0, "{counts:?}");
}
