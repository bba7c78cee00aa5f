//! The same facts in each way in which files write them, and a register written and read again.

#![cfg(feature = "ods")]

use std::collections::BTreeMap;

use pcn::{
    calendar::{NaiveDate, Period, day},
    code::{PcnCode, PracticeCode, SubIcbCode},
    network::Register,
    ods::{
        Assembled, Assembler, DateFormat, EpcnWriter, FileKind, Forgiven, Headers, Intake,
        ListFile, ListOwner, MapFile, NetworkFile, OdsError, Options, PartnerFile, PracticeFile,
    },
};
use proptest::prelude::*;

fn partners(format: DateFormat, days: &[(NaiveDate, Option<NaiveDate>)]) -> String {
    let mut text = String::new();
    for (at, (from, last)) in days.iter().enumerate() {
        let last = last.map(|last| format.write(last)).unwrap_or_default();
        text.push_str(&format!(
            "Q{at:05},SURGERY,96X,NHS EASTMERE CCG,U97001,EASTMERE PCN,96X,NHS EASTMERE CCG,{},{last},\
             TRUE\n",
            format.write(*from)
        ));
    }
    text
}

#[test]
fn dates_are_read_in_each_format_and_a_last_day_is_included() {
    let days = [(day(2019, 10, 1), Some(day(2020, 3, 31))), (day(2020, 4, 1), None)];
    for format in DateFormat::ALL {
        let text = partners(format, &days);
        let mut file = PartnerFile::open("partners.csv", text.as_bytes()).unwrap();
        assert_eq!(file.intake().dates, Some(format));
        for (from, last) in days {
            let row = file.next_row().unwrap().unwrap();
            assert_eq!(row.period, Period::inclusive(from, last).unwrap());
        }
        assert!(file.next_row().unwrap().is_none());
    }
}

#[test]
fn dates_that_read_both_ways_are_refused_until_the_caller_says() {
    let text = partners(DateFormat::Slashed, &[(day(2020, 4, 1), None), (day(2020, 7, 1), None)]);
    let error = PartnerFile::open("partners.csv", text.as_bytes()).unwrap_err();
    assert!(matches!(error, OdsError::Dates { .. }), "{error}");
    let options = Options::default().dates(DateFormat::Slashed);
    let mut file = PartnerFile::open_with("partners.csv", text.as_bytes(), options).unwrap();
    assert_eq!(file.next_row().unwrap().unwrap().period.from(), day(2020, 4, 1));
}

#[test]
fn what_the_caller_says_of_dates_changes_nothing_for_a_file_that_tells() {
    for format in [DateFormat::Compact, DateFormat::Iso, DateFormat::Named, DateFormat::Hyphened] {
        let text = partners(format, &[(day(2020, 4, 1), None), (day(2020, 7, 1), None)]);
        let options = Options::default().dates(DateFormat::Slashed);
        let mut file = PartnerFile::open_with("partners.csv", text.as_bytes(), options).unwrap();
        assert_eq!(file.next_row().unwrap().unwrap().period.from(), day(2020, 4, 1));
        assert_eq!(file.for_each(|_| ()).unwrap().dates, Some(format));
    }
    // Two shapes by halves: the caller's word decides, and the others are refused.
    let text = partners(DateFormat::Compact, &[(day(2020, 4, 1), None)])
        + &partners(DateFormat::Slashed, &[(day(2020, 4, 2), None)]);
    assert!(PartnerFile::open("f", text.as_bytes()).is_err());
    let options = Options::default().dates(DateFormat::Slashed);
    let file = PartnerFile::open_with("f", text.as_bytes(), options).unwrap();
    let intake = file.for_each(|row| assert_eq!(row.period.from(), day(2020, 4, 2))).unwrap();
    assert_eq!((intake.accepted, intake.refused), (1, 1));
}

#[test]
fn lines_above_a_header_are_passed_and_counted_and_are_no_rows() {
    const HEADER: &str = "PCN Code,PCN Name,Current Sub ICB Loc Code,Sub ICB Location,Open Date,\
                          Close Date,Address Line 1,Address Line 2,Address Line 3,Address Line 4,\
                          Address Line 5,Postcode";
    const ROW: &str = "U97001,EASTMERE PCN,96X,NHS EASTMERE,20191001,,1 ROAD,,,TOWN,,ZZ1 1AA";
    let read = |above: &str| {
        let text = format!("{above}{HEADER}\n{ROW}\n");
        let mut file = NetworkFile::open("n.csv", text.as_bytes()).unwrap();
        let line = file.next_row().unwrap().map(|row| row.line);
        assert!(file.next_row().unwrap().is_none());
        (line, file.into_intake())
    };
    for (above, titles, blanks) in [
        ("", 0, 0),
        ("sep=,\n", 1, 0),
        ("Networks of April 2024,,,,,,,,,,,\n\n", 1, 1),
        ("A title\nFor the team, only\n\n\nC\nD\nE\n", 5, 2),
    ] {
        let (line, intake) = read(above);
        assert_eq!(line, Some(2 + above.lines().count() as u64), "{above:?}");
        assert_eq!((intake.rows, intake.refused, intake.header), (1, 0, true));
        let told = |what| intake.forgiven().find(|(one, _)| *one == what).map_or(0, |(_, n)| n);
        assert_eq!((told(Forgiven::TitleLine), told(Forgiven::BlankLine)), (titles, blanks));
    }
    // Below a title too a header's cells may hold line breaks.
    let header = HEADER.replace("PCN Name", "\"PCN\nName\"");
    for above in ["", "A title\n", "For the team,only\n"] {
        let text = format!("{above}{header}\n{ROW}\n");
        let intake = NetworkFile::open("n.csv", text.as_bytes()).unwrap().for_each(|_| ()).unwrap();
        assert_eq!((intake.accepted, intake.header), (1, true), "{above:?}");
    }
    // Six lines, or one with the cells of a row, are no titles.
    for above in ["A\nB\nC\nD\nE\nF\n".to_owned(), "A,B,C\n".to_owned()] {
        let text = format!("{above}{HEADER}\n{ROW}\n");
        let error = NetworkFile::open("n.csv", text.as_bytes()).map(|file| file.for_each(|_| ()));
        let refused = error.map_or(1, |intake| intake.unwrap().refused);
        assert!(refused > 0, "{above:?}");
    }
}

const NETWORKS: &str = "PCN Code,PCN Name,Current Sub ICB Loc Code,Sub ICB Location,Open Date,Close \
                        Date,Address Line 1,Address Line 2,Address Line 3,Address Line 4,Address \
                        Line 5,Postcode";
const NETWORK: &str = "U97001,EASTMERE PCN,96X,NHS EASTMERE,20191001,,1 ROAD,,,TOWN,,ZZ1 1AA";

#[test]
fn headers_as_r_writes_them_are_known_with_its_row_names_and_without() {
    let dots = NETWORKS.replace(' ', ".").replace("Open.Date", "Open.Date..YYYYMMDD.");
    for (header, row) in [
        (dots.clone(), NETWORK.to_owned()),
        (format!("\"\",{dots}"), format!("\"1\",{NETWORK}")),
        (format!("X,{dots}"), format!("1,{NETWORK}")),
        (format!("Postcode,{dots}").replace(",Postcode", ""), format!("ZZ1 1AA,{NETWORK}")),
    ] {
        let row = if header.starts_with("Postcode") { row.replace(",,ZZ1 1AA", ",") } else { row };
        let text = format!("{header}\n{row}\n{row}\n");
        let mut file = NetworkFile::open("n.csv", text.as_bytes()).unwrap();
        assert!(file.intake().header, "{header}");
        assert_eq!(file.next_row().unwrap().unwrap().postcode, "ZZ1 1AA", "{header}");
        let intake = file.for_each(|_| ()).unwrap();
        assert_eq!((intake.accepted, intake.refused), (2, 0), "{header}");
    }
}

const PRACTICE: &str = "Q10007,ABBOT SURGERY,Y99,QHM,1 ROAD,,,TOWN,,ZZ1 1AA,19740401,,A,B,96X,\
                        20200401,,01632 960001,,,,0,,96X,,4,";

#[test]
fn a_header_of_other_names_is_no_row_and_the_columns_are_taken_by_place() {
    let numbered = |before: &str, from: usize| {
        (from..from + 27).map(|at| format!("{before}{at}")).collect::<Vec<_>>().join(",")
    };
    let named = "PracticeOdsCode,PracticeName,Grouping,Geography,AddressLine1,AddressLine2,\
                 AddressLine3,AddressLine4,AddressLine5,Postcode,OpenDate,CloseDate,StatusCode,\
                 SubType,IcbOdsCode,Joined,Left,Phone,Null,Null2,Null3,Amended,Null4,Provider,Null5,\
                 Setting,Null6";
    let read = |header: &str| {
        let text = format!("{header}\n{PRACTICE}\n{PRACTICE}\n");
        let mut file = PracticeFile::open("e.csv", text.as_bytes()).unwrap();
        let line = file.next_row().unwrap().unwrap().line;
        (line, file.for_each(|_| ()).unwrap())
    };
    for header in [
        numbered("V", 1),
        numbered("X", 1),
        numbered("Column", 1),
        numbered("...", 1),
        numbered("", 0),
        numbered("", 1),
        named.to_owned(),
    ] {
        let (line, intake) = read(&header);
        assert_eq!((line, intake.rows, intake.accepted), (2, 2, 2), "{header}");
        assert!(!intake.header, "{header}");
        let forgiven: Vec<_> = intake.forgiven().collect();
        assert_eq!(forgiven, [(Forgiven::OtherHeader, 1)], "{header}");
        assert_eq!(
            intake.notes(),
            [
                "no header row; columns taken by position",
                "forgiven: header of names that are not known (1)",
            ]
        );
    }
    // A row that is amiss, or a header that has a known name elsewhere, is refused as a row.
    for first in [
        numbered("", 2),
        numbered("", 0).replace("26", "27"),
        numbered("", 1).replace("27", "x"),
        named.replace("AddressLine2", "Status"),
        named.replace("AddressLine2", ""),
        named.replace("AddressLine2", "NA"),
        named.replace("AddressLine2", "AddressLine1"),
        named.replace("AddressLine2", "Line 123"),
        named.replace("AddressLine2", "2nd line"),
        PRACTICE.replace("Q10007", "Q1"),
        PRACTICE.replace(",A,B,", ",Z,B,"),
    ] {
        let (_, intake) = read(&first);
        assert_eq!((intake.rows, intake.accepted, intake.refused), (3, 2, 1), "{first}");
        assert_eq!(intake.forgiven().count(), 0, "{first}");
    }
    // A known name in its own place is nothing against it.
    let (_, intake) = read(&named.replace("OpenDate", "Open Date"));
    assert_eq!((intake.rows, intake.refused), (2, 0));
}

#[test]
fn practices_without_the_empty_last_column_are_known() {
    let row = PRACTICE.strip_suffix(',').unwrap();
    let read = |row: &str| {
        let text = format!("{row}\n").repeat(3);
        PracticeFile::open("e.csv", text.as_bytes())?.for_each(|row| assert!(row.is_gp_practice()))
    };
    assert_eq!(read(row).unwrap().accepted, 3);
    for setting in ["14", "4.0", "RO76", "RO76|RO268"] {
        let text = row.strip_suffix('4').unwrap().to_owned() + setting + "\n";
        let intake = PracticeFile::open("e.csv", text.as_bytes()).unwrap().for_each(|_| ());
        assert_eq!(intake.unwrap().accepted, 1, "{setting}");
    }
    // The first or a middle column that is gone leaves another file.
    for other in [row.replace(",A,B,", ",B,A,,").replace(",,,0", ",,0"), row.replace("Y99,", "")] {
        let error = read(&other).unwrap_err();
        assert!(matches!(error, OdsError::UnknownKind { .. }), "{other}: {error}");
    }
    // So does any other of the 27 that is gone: the setting would be read from the column behind it,
    // and no practice would be a GP practice.
    let cells: Vec<&str> = PRACTICE.split(',').collect();
    for gone in 0..26 {
        let kept = cells.iter().enumerate().filter(|(at, _)| *at != gone);
        let other = kept.map(|(_, cell)| *cell).collect::<Vec<_>>().join(",");
        let error = read(&other).unwrap_err();
        assert!(matches!(error, OdsError::UnknownKind { .. }), "{gone}: {error}");
    }
    // Nor is a telephone number, a word or a role of another kind a setting.
    for last in ["", "123", "x", "4a", "RO", "RO7x", "RO76|x", "76"] {
        let text = format!("{}{last}\n", row.strip_suffix('4').unwrap());
        let known = PracticeFile::open("e.csv", text.as_bytes()).is_ok();
        assert_eq!(known, last == "76", "{last:?}");
    }
}

#[test]
fn headers_whose_words_are_run_together_are_known() {
    let text = "Publication,ExtractDate,Type,Code,Sex,Age,NumberOfPatients\n\
                GP_PRAC_PAT_LIST,01Apr2022,GP,Q10007,ALL,ALL,6767\n";
    let intake = ListFile::open("l.csv", text.as_bytes()).unwrap().for_each(|_| ()).unwrap();
    assert_eq!((intake.accepted, intake.refused, intake.header), (1, 0, true));
    // The columns are where their names stand, and a file of another kind is told.
    let text = "PCNName,PCNCode,CurrentSubICBLocCode,OpenDate,CloseDate\n\
                EASTMERE PCN,U97001,96X,20191001,\n";
    let mut file = NetworkFile::open("n.csv", text.as_bytes()).unwrap();
    let row = file.next_row().unwrap().unwrap();
    assert_eq!((row.code.as_str(), row.name), ("U97001", "EASTMERE PCN"));
    let error = ListFile::open("n.csv", text.as_bytes()).unwrap_err();
    assert!(matches!(error, OdsError::OtherKind { found: FileKind::Networks, .. }), "{error}");
    // A column of one's own may have a year or a code in its name.
    let text = "ExtractDate,Code,Sex,Age,NumberOfPatients,List2021,OfE54000050\n\
                01Apr2022,Q10007,ALL,ALL,6767,6543,1\n";
    let intake = ListFile::open("l.csv", text.as_bytes()).unwrap().for_each(|_| ()).unwrap();
    assert_eq!((intake.accepted, intake.refused, intake.header), (1, 0, true));
    // One letter more or less is another name.
    for other in ["ExtractDat", "ExtractDates", "Extract Data"] {
        let text =
            format!("{other},Code,Sex,Age,NumberOfPatients\n01Apr2022,Q10007,ALL,ALL,6767\n");
        let error = ListFile::open("l.csv", text.as_bytes()).unwrap_err();
        assert!(matches!(error, OdsError::MissingColumn { .. }), "{other}: {error}");
    }
}

#[test]
fn columns_by_which_nothing_is_decided_may_be_missing() {
    let map =
        "EXTRACT_DATE,PRACTICE_CODE,PCN_CODE,SUB_ICB_LOCATION_CODE\n01Jan2022,Q10007,U97001,96X\n";
    let mut file = MapFile::open("m.csv", map.as_bytes()).unwrap();
    let row = file.next_row().unwrap().unwrap();
    assert_eq!((row.practice_name, row.network_name, row.icb), ("", "", None));
    let mut files = Assembler::new();
    files.map(MapFile::open("m.csv", map.as_bytes()).unwrap()).unwrap();
    let files = files.finish();
    assert!(files.findings.is_empty());
    assert_eq!(files.register.memberships().count(), 1);

    // The code alone tells whose list it is.
    let list = "EXTRACT_DATE,CODE,SEX,AGE,NUMBER_OF_PATIENTS\n01Jan2022,Q10007,ALL,ALL,7000\n\
                01Jan2022, q10007,ALL,ALL,7000\n01Jan2022,U97001,ALL,ALL,7000\n\
                01Jan2022,U,ALL,ALL,7000\n01Jan2022,96X,ALL,ALL,7000\n01Jan2022,?,ALL,ALL,7000\n";
    let mut owners = Vec::new();
    let file = ListFile::open("l.csv", list.as_bytes()).unwrap();
    let intake = file.for_each(|row| owners.push((row.owner, row.owner_type.len()))).unwrap();
    let practice = ListOwner::Practice(PracticeCode::constant("Q10007"));
    let network = ListOwner::Network(PcnCode::constant("U97001"));
    let other = ListOwner::Other("96X".parse().unwrap());
    let expected = [practice, practice, network, ListOwner::Unallocated, other];
    assert_eq!(owners, expected.map(|owner| (owner, 0)));
    assert_eq!((intake.refused, intake.unallocated), (1, 1));
}

#[test]
fn all_columns_that_a_file_lacks_are_named_at_once() {
    let open = |text: &str| MapFile::open("m.csv", text.as_bytes()).unwrap_err().to_string();
    assert_eq!(
        open("PRACTICE_CODE,PCN_CODE,PCN_NAME\nQ10007,U97001,EAST PCN\n"),
        "m.csv: this looks like the map of practices to networks (gp-reg-pat-prac-map) without its \
         columns `EXTRACT_DATE`, `SUB_ICB_LOCATION_CODE`; found `PRACTICE_CODE,PCN_CODE,PCN_NAME`; \
         nothing else says of which day the file is: give every row that day, such as `01Apr2022`"
    );
    assert_eq!(
        open("EXTRACT_DATE,PRACTICE_CODE,PCN_CODE\n01Apr2022,Q10007,U97001\n"),
        "m.csv: this looks like the map of practices to networks (gp-reg-pat-prac-map) without its \
         column `SUB_ICB_LOCATION_CODE`; found `EXTRACT_DATE,PRACTICE_CODE,PCN_CODE`"
    );
    // What a file could have are the columns that it must have.
    assert_eq!(
        open("a,b,c\n1,2,3\n"),
        "m.csv: expected the map of practices to networks (gp-reg-pat-prac-map), with columns such \
         as `EXTRACT_DATE, PRACTICE_CODE, PCN_CODE, SUB_ICB_LOCATION_CODE`; the file begins with \
         `a,b,c`"
    );
    // The lists by area of residence are told for what they are.
    let lsoa = "PUBLICATION,EXTRACT_DATE,PRACTICE_CODE,PRACTICE_NAME,LSOA_CODE,SEX,Number of \
                Patients\nGP_PRAC_PAT_LIST,01JAN2022,Q10007,ABBOT SURGERY,E01000001,ALL,31\n";
    let error = ListFile::open("l.csv", lsoa.as_bytes()).unwrap_err();
    assert!(matches!(error, OdsError::ByResidence { .. }), "{error}");
    assert_eq!(error.file(), "l.csv");
    assert!(error.to_string().contains("by area of residence (LSOA), which are not read"));
}

#[test]
fn a_date_in_another_format_than_the_file_is_refused_and_never_guessed() {
    let days: Vec<_> = (1..=20).map(|at| (day(2020, 4, at), None)).collect();
    let text = partners(DateFormat::Compact, &days)
        + &partners(DateFormat::Slashed, &[(day(2020, 4, 1), None)]);
    let intake = PartnerFile::open("f", text.as_bytes()).unwrap().for_each(|_| ()).unwrap();
    assert_eq!((intake.accepted, intake.refused), (20, 1));
    assert!(intake.refused_rows[0].reason.contains("writes dates as yyyymmdd"));
}

#[test]
fn the_practices_of_2026_say_in_words_what_those_of_before_say_in_letters() {
    let row = |status: &str, setting: &str| {
        format!(
            "\"Q10007\",\"ABBOT SURGERY\",\"Y99\",\"QHM\",\"\",\"\",\"\",\"\",\"\",\"ZZ1 1AA\",\
             \"19740401\",\"20220131\",\"{status}\",\"B\",\"96X\",\"20200401\",\"\",\"\",\"\",\"\",\
             \"\",\"0\",\"\",\"96X\",\"\",\"{setting}\",\"\"\n"
        )
    };
    for (older, newer) in [(("A", "4"), ("ACTIVE", "RO76")), (("A", "4"), ("ACTIVE", "RO76|RO268"))]
    {
        let (one, two) = (row(older.0, older.1), row(newer.0, newer.1));
        let mut one = PracticeFile::open("f", one.as_bytes()).unwrap();
        let mut two = PracticeFile::open("f", two.as_bytes()).unwrap();
        let (one, two) = (one.next_row().unwrap().unwrap(), two.next_row().unwrap().unwrap());
        assert_eq!((one.status, one.setting_of()), (two.status, two.setting_of()));
        assert_eq!(one.life.unwrap().last_day(), Some(day(2022, 1, 31)));
        assert!(one.is_gp_practice() && two.is_gp_practice());
    }
    let other = row("A", "RO765");
    let mut other = PracticeFile::open("f", other.as_bytes()).unwrap();
    assert!(!other.next_row().unwrap().unwrap().is_gp_practice());
}

#[test]
fn only_whole_lists_of_practices_are_counted() {
    let text = "\
PUBLICATION,EXTRACT_DATE,ORG_TYPE,ORG_CODE,ONS_CODE,POSTCODE,SEX,AGE_GROUP_5,NUMBER_OF_PATIENTS
GP_PRAC_PAT_LIST,2026-07-01,Comm Region,Y63,E40000012,,ALL,ALL,9000000
GP_PRAC_PAT_LIST,2026-07-01,PCN,U97001,,,ALL,ALL,7000
GP_PRAC_PAT_LIST,2026-07-01,PCN,U,,,ALL,ALL,500
GP_PRAC_PAT_LIST,2026-07-01,GP,Q10007,,ZZ1 1AA,ALL,ALL,7000
GP_PRAC_PAT_LIST,2026-07-01,GP,Q10007,,ZZ1 1AA,FEMALE,0_4,150
GP_PRAC_PAT_LIST,2026-07-01,GP,Q10007,,ZZ1 1AA,MALE,0_4,*
";
    let mut owners = Vec::new();
    let file = ListFile::open("lists.csv", text.as_bytes()).unwrap();
    let intake = file.for_each(|row| owners.push(row.owner)).unwrap();
    assert_eq!((intake.accepted, intake.refused, intake.unallocated), (5, 1, 1));
    assert!(intake.refused_rows[0].reason.contains("suppressed is not zero"));
    assert!(owners.contains(&ListOwner::Unallocated));

    let mut files = Assembler::new();
    files.lists(ListFile::open("lists.csv", text.as_bytes()).unwrap()).unwrap();
    let files = files.finish();
    let intake = &files.intakes[0];
    assert_eq!(intake.unused, 4, "of other bodies, and of one sex and age");
    let told = "4 rows are of one sex or age, or of other bodies than practices, and not used";
    assert!(intake.notes().iter().any(|note| note == told), "{:?}", intake.notes());
    let json = serde_json::to_value(intake).unwrap();
    assert_eq!(json["unused"], 4);
    assert_eq!(&serde_json::from_value::<Intake>(json).unwrap(), intake);
    let register: Register = files.register;
    let lists: Vec<_> = register.lists().collect();
    assert_eq!(lists.len(), 1);
    assert_eq!((lists[0].list.count.whole(), lists[0].list.on), (7000, day(2026, 7, 1)));
    // The word may be in other letters.
    let text = text.replace("ALL,ALL", "all, All");
    let mut whole = Vec::new();
    let file = ListFile::open("lists.csv", text.as_bytes()).unwrap();
    file.for_each(|row| whole.push(row.is_whole_list())).unwrap();
    assert_eq!(whole, [true, true, true, true, false]);
}

#[test]
fn a_map_of_two_days_is_of_the_first() {
    let row = |on: &str, practice: &str| {
        format!(
            "GP_PRAC_PAT_LIST,{on},{practice},SURGERY,ZZ1 1AA,U97001,EASTMERE \
             PCN,E38000247,96X,NHS,E54000050,QHM,NHS,E40000012,Y63,North\n"
        )
    };
    let text = row("01Jan2022", "Q10007")
        + &row("01Feb2022", "Q10014")
        + &row("01Feb2022", "Q10021")
        + &row("01Mar2022", "Q10007").replace("U97001", "U");
    let mut files = Assembler::new();
    files.map(MapFile::open("map.csv", text.as_bytes()).unwrap()).unwrap();
    let files = files.finish();
    assert_eq!(files.register.claims(), Some(Period::on(day(2022, 1, 1))));
    assert_eq!(files.register.memberships().count(), 1);
    // One finding a day, at the first of its rows.
    let found: Vec<_> = (files.findings.iter())
        .filter(|finding| finding.rule.as_str() == "ODS-MAP-001")
        .map(|finding| (finding.message.as_ref(), finding.path.as_deref().unwrap()))
        .collect();
    let of = |rows, on| {
        format!(
            "{rows} of {on} and not used: the register is of 2022-01-01, the day of the first row"
        )
    };
    let (february, march) = (of("2 rows are", "2022-02-01"), of("1 row is", "2022-03-01"));
    assert_eq!(found, [(&*february, "map.csv line 2"), (&*march, "map.csv line 4")]);
    let intake = &files.intakes[0];
    assert_eq!((intake.rows, intake.accepted, intake.unused, intake.unallocated), (4, 4, 3, 0));
    assert_eq!(intake.extract, Some(day(2022, 1, 1)), "what is not used says nothing of the day");
    assert_eq!(files.newest_day(), Some(day(2022, 1, 1)));
    let told = |intake: &Intake, note: &str| intake.notes().iter().any(|held| held == note);
    assert!(told(intake, "3 rows are of other days than the first row's, and not used"));
    let mut one = Assembler::new();
    let text = row("01Jan2022", "Q10007") + &row("01Feb2022", "Q10014");
    one.map(MapFile::open("map.csv", text.as_bytes()).unwrap()).unwrap();
    let one = &one.finish().intakes[0];
    assert!(told(one, "1 row is of other days than the first row's, and not used"));
    // Of a file of which all is used nothing is said.
    let mut used = Assembler::new();
    used.map(MapFile::open("map.csv", row("01Jan2022", "Q10007").as_bytes()).unwrap()).unwrap();
    let used = &used.finish().intakes[0];
    assert!(used.notes().iter().all(|note| !note.contains("not used")), "{:?}", used.notes());
    assert!(serde_json::to_value(used).unwrap().get("unused").is_none());
}

fn assembled(networks: &str, partners: &str) -> Assembled {
    let mut files = Assembler::new();
    files.networks(NetworkFile::open("n", networks.as_bytes()).unwrap()).unwrap();
    files.partners(PartnerFile::open("p", partners.as_bytes()).unwrap()).unwrap();
    files.finish()
}

#[test]
fn sheets_that_disagree_give_findings_with_their_line() {
    let networks = "U97001,EASTMERE PCN,96X,NHS EASTMERE CCG,20191001,,1 ROAD,,,TOWN,,ZZ1 1AA\n";
    let partners = "\
Q10007,ABBOT SURGERY,96X,NHS EASTMERE CCG,U97001,EAST PCN,96Y,NHS WESTFOLD CCG,20191001,,TRUE
Q10007,OLD ABBOT SURGERY,96Y,NHS WESTFOLD CCG,U97001,EAST PCN,96Y,NHS WESTFOLD CCG,20180101,20180131,TRUE
";
    let files = assembled(networks, partners);
    let mut found: Vec<_> = files
        .findings
        .iter()
        .map(|finding| (finding.rule.as_str(), finding.path.as_deref().unwrap_or("")))
        .collect();
    found.sort_unstable();
    let expected = [
        ("ODS-LEAD-001", "p line 1"),
        ("ODS-LEAD-002", "p line 2"),
        ("ODS-MATCH-001", "p line 1"),
        ("ODS-NAME-001", "p line 1"),
        ("ODS-NAME-002", "p line 2"),
    ];
    assert_eq!(found, expected);
}

#[test]
fn the_first_name_that_a_commissioner_is_given_is_kept() {
    let networks = "\
U97001,EASTMERE PCN,96X,,20191001,,1 ROAD,,,TOWN,,ZZ1 1AA
U97002,WESTFOLD PCN,96Y,NHS WESTFOLD CCG,20191001,,1 ROAD,,,TOWN,,ZZ1 1AA
";
    let partners = "\
Q10007,ABBOT SURGERY,96Z,NHS COAST CCG,U97001,EASTMERE PCN,96X,NHS EASTMERE CCG,20191001,,TRUE
Q10008,MILL SURGERY,96Z,NHS SHORE CCG,U97002,WESTFOLD PCN,96Y,NHS WEST CCG,20191001,,TRUE
";
    let files = assembled(networks, partners);
    let names = |names: &BTreeMap<SubIcbCode, Box<str>>| {
        names.iter().map(|(code, name)| format!("{code} {name}")).collect::<Vec<_>>()
    };
    assert_eq!(names(&files.lead_names), ["96X NHS EASTMERE CCG", "96Y NHS WESTFOLD CCG"]);
    assert_eq!(names(&files.parent_names), ["96Z NHS COAST CCG"]);
}

fn any_days() -> impl Strategy<Value = (NaiveDate, Option<NaiveDate>)> {
    (0_i64..900, proptest::option::of(-1_i64..900)).prop_map(|(from, length)| {
        let from = day(2019, 10, 1) + chrono_days(from);
        (from, length.map(|length| from + chrono_days(length)))
    })
}

fn chrono_days(days: i64) -> chrono::TimeDelta {
    chrono::TimeDelta::days(days)
}

proptest! {
    #[test]
    fn a_register_written_and_read_again_is_the_same(
        days in proptest::collection::vec(any_days(), 1..12), ccg in any::<bool>()
    ) {
        let networks = "U97001,EASTMERE PCN,96X,\"NHS EASTMERE, AND COAST CCG\",20191001,,\"1, ROAD \",,,\
                        TOWN,,ZZ1 1AA\n";
        let text = partners(DateFormat::Compact, &days);
        let first = assembled(networks, &text);
        let headers = if ccg { Headers::Ccg } else { Headers::SubIcb };
        let writer = EpcnWriter::new(&first).headers(headers);
        let (mut one, mut two) = (Vec::new(), Vec::new());
        writer.networks(&mut one).unwrap();
        writer.partners(&mut two).unwrap();
        let second =
            assembled(&String::from_utf8(one).unwrap(), &String::from_utf8(two).unwrap());
        prop_assert!(second.intakes.iter().all(|intake| intake.refused == 0 && intake.header));
        let facts = |files: &Assembled| {
            files
                .register
                .memberships()
                .map(|one| (one.practice, one.pcn, one.period))
                .collect::<Vec<(PracticeCode, PcnCode, Period)>>()
        };
        prop_assert_eq!(facts(&first), facts(&second));
        prop_assert_eq!(&first.details, &second.details);
        prop_assert_eq!(&first.lead_names, &second.lead_names);
    }
}
