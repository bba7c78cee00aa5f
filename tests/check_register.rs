//! The main example as people run it: text, JSON, exit codes, and the published figures.

#![cfg(all(feature = "ods", feature = "xlsx"))]

mod programs;
mod shared_data;

use std::{collections::BTreeSet, path::PathBuf, process::Output};

use serde_json::Value;
use shared_data::shared_path;

fn run(arguments: &[&str]) -> Output {
    programs::run("check_register", arguments)
}

fn json(arguments: &[&str]) -> (Value, Option<i32>) {
    programs::document("check_register", arguments)
}

fn path(name: &str) -> Option<String> {
    shared_path(name).map(|path: PathBuf| path.to_str().unwrap().to_owned())
}

fn rules(document: &Value) -> BTreeSet<&str> {
    let findings = document["findings"].as_array().unwrap();
    findings.iter().map(|finding| finding["rule"].as_str().unwrap()).collect()
}

#[test]
fn the_made_up_county_shows_every_fault_that_was_put_into_it() {
    let (document, code) = json(&[]);
    assert_eq!(code, Some(1));
    assert_eq!(document["on"], "2022-04-01");
    let expected = [
        "NET-AREA-001",
        "NET-CODE-002",
        "NET-COV-001",
        "NET-HIST-001",
        "NET-HIST-002",
        "NET-HIST-004",
        "NET-HIST-005",
        "NET-HIST-006",
        "NET-LIST-001",
        "NET-MEM-001",
        "NET-MEM-002",
        "NET-MEM-003",
        "NET-NAME-001",
        "NET-SIZE-001",
        "NET-SIZE-003",
        "ODS-MATCH-001",
        "ODS-NAME-001",
        "ODS-ORG-002",
        "ODS-ROW-001",
    ];
    let found = rules(&document);
    for rule in expected {
        assert!(found.contains(rule), "{rule} is not in {found:?}");
    }
    assert_eq!(document["pcns"]["listed"], 15);
    assert_eq!(document["pcns"]["not_yet_open"], 1);
    assert_eq!(document["table"]["rows"], 67);
}

#[test]
fn the_document_has_the_keys_that_are_promised() {
    let (document, _) = json(&[]);
    let keys = |value: &Value| -> BTreeSet<String> {
        value.as_object().unwrap().keys().cloned().collect()
    };
    let has = |value: &Value, wanted: &[&str]| {
        let keys = keys(value);
        for key in wanted {
            assert!(keys.contains(*key), "{key} is not in {keys:?}");
        }
    };
    has(
        &document,
        &[
            "on",
            "inputs",
            "pcns",
            "practices",
            "registered_patients",
            "size_bands",
            "networks",
            "findings",
            "summary",
        ],
    );
    has(&document["inputs"][0], &["file", "rows", "accepted", "rejected", "notes"]);
    has(
        &document["pcns"],
        &[
            "listed",
            "open",
            "closed",
            "not_yet_open",
            "single_practice",
            "without_practice",
            "cross_boundary",
        ],
    );
    has(&document["practices"], &["placed", "unplaced"]);
    has(&document["registered_patients"], &["placed", "unplaced"]);
    has(&document["size_bands"], &["below_30000", "within", "above_50000", "above_100000"]);
    let network = &document["networks"][0];
    has(network, &["code", "name", "commissioner", "practices", "registered_patients"]);
    has(&document["summary"], &["error", "warning", "info"]);
    for finding in document["findings"].as_array().unwrap() {
        has(finding, &["rule", "severity", "message", "remedy", "citation"]);
    }
    for input in document["inputs"].as_array().unwrap() {
        let count = |key: &str| input[key].as_u64().unwrap();
        assert_eq!(count("rows"), count("accepted") + count("rejected"));
    }
}

#[test]
fn text_and_document_say_the_same_and_all_shows_more() {
    let (document, _) = json(&[]);
    let text = String::from_utf8(run(&[]).stdout).unwrap();
    let all = String::from_utf8(run(&["--all"]).stdout).unwrap();
    for count in ["error", "warning"] {
        let line = format!("{} {count}", document["summary"][count]);
        assert!(text.contains(&line), "{line} is not in the text");
    }
    assert!(all.len() >= text.len() && !all.contains("--all shows them"));
    for rule in rules(&document) {
        assert!(text.contains(rule), "{rule}");
    }
}

#[test]
fn what_cannot_be_read_or_understood_exits_with_2_and_one_line() {
    let Some(partners) = path("epcn-2022-04-27/PCNCorePartnerDetails.csv") else { return };
    let networks = path("epcn-2022-04-27/PCNDetails.csv").unwrap();
    for (arguments, said) in [
        (vec!["--map", "no/such/file.csv"], "no/such/file.csv"),
        (vec!["--pcns", &partners, "--partners", &networks], "give it with --partners"),
        (vec!["--epcn", &partners], "are given with --pcns and --partners"),
        (vec!["--lists", &partners], "--pcns and --partners"),
    ] {
        let output = run(&arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        let text = String::from_utf8(output.stderr).unwrap();
        assert!(text.contains(said) && text.lines().count() == 1, "{text}");
        assert!(output.stdout.is_empty());
    }
    assert_eq!(run(&["--on", "27/04/2022"]).status.code(), Some(2));
    assert_eq!(run(&["--pcns", &networks]).status.code(), Some(2));
    assert_eq!(run(&["--epcn", "a", "--map", "b"]).status.code(), Some(2));
}

fn check_2019(document: &Value) {
    let pcns = &document["pcns"];
    assert_eq!((&pcns["listed"], &pcns["open"]), (&1250.into(), &1250.into()));
    assert_eq!((&pcns["single_practice"], &pcns["cross_boundary"]), (&34.into(), &19.into()));
    assert_eq!(document["practices"]["placed"], 6757);
    let spread = &document["practices_per_network"];
    assert_eq!((&spread["min"], &spread["median"]), (&1.into(), &5.into()));
    assert_eq!(spread["max"], 33);
    assert_eq!(document["recorded"]["networks_without_close_date"], 1250);
    assert_eq!(document["recorded"]["memberships_without_end_date"], 6757);
}

fn check_2022(document: &Value) {
    let pcns = &document["pcns"];
    assert_eq!((&pcns["listed"], &pcns["open"]), (&1318.into(), &1259.into()));
    assert_eq!((&pcns["closed"], &pcns["not_yet_open"]), (&58.into(), &1.into()));
    let recorded = &document["recorded"];
    assert_eq!(recorded["networks_without_close_date"], 1260);
    assert_eq!(recorded["networks_with_close_date"], 58);
    assert_eq!(recorded["memberships_without_end_date"], 6474);
    assert_eq!(recorded["single_practice"], 50);
    assert_eq!(recorded["cross_boundary"], 11);
    let spread = &recorded["practices_per_network"];
    assert_eq!((&spread["min"], &spread["median"]), (&1.into(), &5.into()));
    assert_eq!(spread["max"], 32);
}

#[test]
fn both_vintages_have_their_figures_from_text_and_from_the_workbook() {
    for (vintage, on, check) in [
        ("epcn-2019-12-04", "2019-12-04", check_2019 as fn(&Value)),
        ("epcn-2022-04-27", "2022-04-27", check_2022),
    ] {
        let Some(book) = path(&format!("{vintage}/ePCN.xlsx")) else { return };
        let networks = path(&format!("{vintage}/PCNDetails.csv")).unwrap();
        let partners = path(&format!("{vintage}/PCNCorePartnerDetails.csv")).unwrap();
        let (from_book, one) = json(&["--epcn", &book, "--on", on]);
        let (from_text, two) = json(&["--pcns", &networks, "--partners", &partners, "--on", on]);
        check(&from_book);
        check(&from_text);
        assert_eq!(one, two);
        for key in ["pcns", "practices", "recorded", "networks", "summary"] {
            assert_eq!(from_book[key], from_text[key], "{vintage}: {key}");
        }
    }
}

#[test]
fn the_lists_of_may_2022_give_the_published_sizes() {
    let Some(book) = path("epcn-2022-04-27/ePCN.xlsx") else { return };
    let lists = path("list-size-2022-05/gp-reg-pat-prac-all.csv").unwrap();
    let practices = path("epraccur-2023-02/epraccur.csv").unwrap();
    let (document, code) = json(&["--epcn", &book, "--lists", &lists, "--practices", &practices]);
    assert_eq!(code, Some(1));
    // Nobody named a day, so it is that of the lists.
    assert_eq!(document["on"], "2022-05-01");
    let bands = &document["size_bands"];
    assert_eq!((&bands["below_30000"], &bands["within"]), (&96.into(), &696.into()));
    assert_eq!((&bands["above_50000"], &bands["above_100000"]), (&467.into(), &28.into()));
    let sizes = &document["patients_per_network"];
    assert_eq!((&sizes["of"], &sizes["min"]), (&1259.into(), &17_592.into()));
    assert_eq!((&sizes["median"], &sizes["max"]), (&44_871.into(), &265_684.into()));
    let networks = document["networks"].as_array().unwrap();
    let patients = networks.iter().filter_map(|network| network["registered_patients"].as_u64());
    assert_eq!(patients.clone().filter(|patients| *patients > 150_000).count(), 6);
    assert_eq!(document["registered_patients"]["placed"].as_u64(), Some(patients.sum()));
}

#[test]
fn the_map_alone_speaks_for_its_day() {
    let Some(map) = path("map-2022-01/gp-reg-pat-prac-map.csv") else { return };
    let (document, _) = json(&["--map", &map]);
    assert_eq!(document["on"], "2022-01-01");
    assert_eq!(document["pcns"]["open"], 1254);
    assert_eq!(document["practices"]["placed"], 6459);
    assert_eq!(document["practices"]["unplaced"], 68);
    let (other, code) = json(&["--map", &map, "--on", "2022-01-02"]);
    assert_eq!((&other["practices"]["placed"], code), (&0.into(), Some(1)));
    assert_eq!(rules(&other), BTreeSet::from(["NET-DAY-001"]));
}

#[test]
fn the_day_of_a_map_is_the_maps_though_the_lists_are_newer() {
    let map = made_up(
        "dated-map.csv",
        "PUBLICATION,EXTRACT_DATE,PRACTICE_CODE,PRACTICE_NAME,PRACTICE_POSTCODE,PCN_CODE,PCN_NAME,\
         ONS_CCG_CODE,CCG_CODE,CCG_NAME,ONS_STP_CODE,STP_CODE,STP_NAME,ONS_COMM_REGION_CODE,\
         COMM_REGION_CODE,COMM_REGION_NAME\n\
         GP_PRAC_PAT_LIST,01Jan2022,Q10007,ABBOT SURGERY,ZZ1 1AA,U97001,EASTMERE PCN,E38000247,\
         96X,NHS EASTMERE CCG,E54000050,QHM,NHS North,E40000012,Y63,North\n",
    );
    let lists = made_up(
        "newer-lists.csv",
        "PUBLICATION,EXTRACT_DATE,TYPE,CCG_CODE,ONS_CCG_CODE,CODE,POSTCODE,SEX,AGE,\
         NUMBER_OF_PATIENTS\n\
         GP_PRAC_PAT_LIST,01MAY2022,GP,96X,E38000247,Q10007,ZZ1 1AA,ALL,ALL,31000\n",
    );
    let (document, _) = json(&["--map", &map, "--lists", &lists]);
    assert_eq!((&document["on"], &document["on_from"]), (&"2022-01-01".into(), &"the map".into()));
    let (made_up, _) = json(&[]);
    assert_eq!(made_up["on_from"], "the newest map or list sizes");
}

#[test]
fn patients_that_are_not_known_are_not_zero() {
    let county = |name: &str| format!("{}/examples/county/{name}.csv", env!("CARGO_MANIFEST_DIR"));
    let (networks, partners, lists) = (county("networks"), county("partners"), county("lists"));
    let files = ["--pcns", &networks, "--partners", &partners];
    let (without, _) = json(&files);
    for key in ["registered_patients", "size_bands"] {
        assert_eq!(without.get(key), Some(&Value::Null), "{key}");
    }
    let (with, _) = json(&[&files[..], &["--lists", &lists]].concat());
    assert!(with["registered_patients"]["placed"].as_u64() > Some(0));
    assert!(with["size_bands"]["within"].is_u64());
    // Nor are the sizes without regard to the day.
    for key in ["size_bands", "above_150000", "patients_per_network"] {
        assert_eq!(without["recorded"].get(key), Some(&Value::Null), "{key}");
        assert!(!with["recorded"][key].is_null(), "{key}");
    }
    let text = String::from_utf8(run(&files).stdout).unwrap();
    assert!(!text.contains("from 30,000 to 50,000, "), "{text}");
}

#[test]
fn a_header_with_a_name_that_is_not_known_is_no_row() {
    let text = std::fs::read_to_string(
        std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/county/networks.csv"),
    )
    .unwrap();
    // Two columns have changed places as well: by position they would be taken for each other.
    let header = "PCN Code,PCN Name,Current Clinical Commissioning Group Code,\
                  Clinical Commissioning Group Name";
    assert!(text.starts_with(header));
    let moved = "Code of network,Clinical Commissioning Group Name,\
                 Current Clinical Commissioning Group Code,PCN Name";
    let path = std::env::temp_dir().join(format!("pcn-{}-header.csv", std::process::id()));
    std::fs::write(&path, text.replacen(header, moved, 1)).unwrap();
    let partners = format!("{}/examples/county/partners.csv", env!("CARGO_MANIFEST_DIR"));
    let output = run(&["--pcns", path.to_str().unwrap(), "--partners", &partners]);
    std::fs::remove_file(&path).unwrap();
    assert_eq!(output.status.code(), Some(2));
    let error = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(error.contains("`PCN Code`") && error.contains("Code of network"), "{error}");
}

/// A made-up file in the folder for such things.
fn made_up(name: &str, text: impl AsRef<[u8]>) -> String {
    let path = std::env::temp_dir().join(format!("pcn-{}-{name}", std::process::id()));
    std::fs::write(&path, text).unwrap();
    path.to_str().unwrap().to_owned()
}

const NETWORK: &str = "U97001,EASTMERE PCN,96X,NHS EASTMERE CCG,20191001,,1 ROAD,,,TOWN,,ZZ1 1AA\n";
const PARTNER: &str = "Q10007,ABBOT LANE SURGERY,96X,NHS EASTMERE CCG,U97001,EASTMERE PCN,96X,\
                       NHS EASTMERE CCG,20191001,,TRUE\n";

fn told(output: &Output) -> String {
    assert_eq!(output.status.code(), Some(2), "{output:?}");
    assert!(output.stdout.is_empty(), "{output:?}");
    let told = String::from_utf8(output.stderr.clone()).unwrap();
    assert_eq!(told.lines().count(), 1, "{told}");
    told
}

#[test]
fn a_file_of_which_no_row_can_be_used_is_not_an_answer() {
    let networks = made_up("networks.csv", NETWORK);
    let good = made_up("partners.csv", PARTNER);
    let header = include_str!("../examples/county/partners.csv").lines().next().unwrap();
    let wrong = PARTNER.replace("Q10007", "Q1OOO7").repeat(3);
    let bad = made_up("bad.csv", format!("{header}\n{wrong}"));
    let half = made_up("half.csv", [PARTNER, &PARTNER.replace("Q10007", "Q1OOO7")].concat());
    let with = |partners: &str| run(&["--pcns", &networks, "--partners", partners]);
    let error = told(&with(&bad));
    assert!(error.contains("none of its 3 rows can be used: line 2: Partner"), "{error}");
    assert!(error.contains("a good practice code is `A81001`"), "{error}");
    assert!(!error.contains("header row"), "{error}");
    // Without a header a column that was left out moves all behind it.
    let map = "GP_PRAC_PAT_LIST,01Jan2026,Q10007,ABBOT SURGERY,ZZ1 1AA,U97001,E38000247,96X,NHS EASTMERE \
               ICB - 96X,E54000050,QHM,NHS North,E40000012,Y63,North,TPP\n";
    let error = told(&run(&["--map", &made_up("moved-map.csv", map.repeat(2))]));
    assert!(error.contains("line 1: SUB_ICB_LOCATION_CODE: `NHS EASTMERE"), "{error}");
    assert!(error.contains("give it its header if they were moved"), "{error}");
    // One good row is an answer, with an error-level finding for the other.
    assert_eq!(with(&half).status.code(), Some(1));
    assert_eq!(with(&good).status.code(), Some(0));
    // Of a file that only adds to the register as well.
    let header = include_str!("../examples/county/lists.csv").lines().next().unwrap();
    let row = "GP_PRAC_PAT_LIST,01Apr2022,GP,96X,,Q10007,ZZ2,ALL,ALL,many";
    let lists = made_up(
        "lists.csv",
        format!(
            "{header}
{row}
"
        ),
    );
    let error = told(&run(&["--pcns", &networks, "--partners", &good, "--lists", &lists]));
    assert!(error.contains("its one row cannot be used: line 2: NUMBER_OF_PATIENTS"), "{error}");
}

#[test]
fn names_from_a_file_stay_on_one_line_and_command_no_terminal() {
    let name = "\"NEW DAWN\n\u{1b}[31mPCN\"";
    let networks = made_up("names.csv", NETWORK.replace("EASTMERE PCN", name));
    let partners = made_up("closed.csv", PARTNER.replace(",,TRUE", ",20200331,TRUE"));
    let output = run(&["--pcns", &networks, "--partners", &partners, "--on", "2022-04-01"]);
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(text.contains(r"NEW DAWN\n\u{1b}[31mPCN is open"), "{text}");
    assert!(!text.contains('\u{1b}'), "{text}");
}

#[test]
fn dates_that_read_both_ways_are_read_as_the_flag_says() {
    let slashed = |text: &str| text.replace("20191001", "01/10/2019");
    let networks = made_up("slashed.csv", slashed(NETWORK));
    let partners = made_up("slashed-partners.csv", slashed(PARTNER));
    let flags = ["--pcns", &networks, "--partners", &partners, "--on", "2019-10-01"];
    let error = told(&run(&flags));
    assert!(error.contains("not sure which part is the day"), "{error}");
    assert!(error.contains("--dates dd/mm/yyyy"), "{error}");
    // Where only some are written so, the flag is told too; where it would be of no use, it is not.
    let told_of = |written: [&str; 2]| {
        let rows = written.map(|day| NETWORK.replace("20191001", day)).concat();
        told(&run(&["--pcns", &made_up("mixed.csv", rows), "--partners", &partners]))
    };
    let mixed = told_of(["20191001", "01/10/2019"]);
    assert!(mixed.contains("mixed") && mixed.contains("--dates dd/mm/yyyy says it"), "{mixed}");
    for written in [["20191001", "2019-10-01"], ["10/31/2019", "10/30/2019"]] {
        let error = told_of(written);
        assert!(error.contains("no format of dates") && !error.contains("--dates"), "{error}");
    }
    let flags = [&flags[..], &["--dates", "dd/mm/yyyy"]].concat();
    let (document, code) = json(&flags);
    assert_eq!((&document["practices"]["placed"], code), (&1.into(), Some(0)));
    // The flag is for files that do not tell: one that does is read for what it is.
    let plain = made_up("plain-partners.csv", PARTNER);
    let flags = ["--pcns", &networks, "--partners", &plain, "--dates", "dd/mm/yyyy"];
    let (document, code) = json(&[&flags[..], &["--on", "2019-10-01"]].concat());
    assert_eq!((&document["practices"]["placed"], code), (&1.into(), Some(0)));
    // A date that no format reads is no claim about the file.
    let short = made_up("short.csv", NETWORK.replace("20191001", "01/10/19"));
    let error = told(&run(&["--pcns", &short, "--partners", &partners, "--dates", "yyyymmdd"]));
    assert!(error.contains("this file writes dates as yyyymmdd"), "{error}");
    let error = told(&run(&["--pcns", &short, "--partners", &plain]));
    assert!(error.contains("may be a day; write dates as yyyymmdd, such as `20191001`"), "{error}");
}

#[test]
fn lines_that_end_in_carriage_returns_are_read() {
    let returns = |text: &str| text.repeat(2).replace('\n', "\r");
    let networks = made_up("returns.csv", returns(NETWORK));
    let partners = made_up("returns-partners.csv", PARTNER.replace('\n', "\r"));
    let (document, _) = json(&["--pcns", &networks, "--partners", &partners]);
    assert_eq!(document["inputs"][0]["rows"], 2);
    assert_eq!(document["practices"]["placed"], 1);
    let notes = document["inputs"][1]["notes"].to_string();
    assert!(notes.contains("lines that end in a carriage return alone"), "{notes}");
}

#[test]
fn practices_under_the_sentinel_without_a_list_have_no_count() {
    let map = "GP_PRAC_PAT_LIST,01Jan2022,Q10007,ABBOT SURGERY,ZZ1 1AA,U,Unallocated,,96X,,,QHM,,,Y63,\n\
               GP_PRAC_PAT_LIST,01Jan2022,Q10014,ALDER SURGERY,ZZ1 1AA,U,Unallocated,,96X,,,QHM,,,Y63,\n";
    let map = made_up("sentinel-map.csv", map);
    let message = |flags: &[&str]| {
        let (document, _) = json(flags);
        let findings = document["findings"].as_array().unwrap();
        let one = findings.iter().find(|one| one["rule"] == "NET-CODE-001").unwrap();
        one["message"].as_str().unwrap().to_owned()
    };
    assert_eq!(message(&["--map", &map]), "2 practices under `U`: Q10007 and Q10014");
    let row = "GP_PRAC_PAT_LIST,01Jan2022,GP,96X,,Q10007,ZZ2 2AB,ALL,ALL,5983\n";
    let lists = made_up("one-list.csv", row);
    assert_eq!(
        message(&["--map", &map, "--lists", &lists]),
        "2 practices with at least 5,983 registered patients under `U`: Q10007 and Q10014",
    );
}

#[test]
fn nothing_is_counted_for_a_day_about_which_the_files_say_nothing() {
    const MAP: &str = "PUBLICATION,EXTRACT_DATE,PRACTICE_CODE,PRACTICE_NAME,PRACTICE_POSTCODE,\
        PCN_CODE,PCN_NAME,ONS_CCG_CODE,CCG_CODE,CCG_NAME,ONS_STP_CODE,STP_CODE,STP_NAME,\
        ONS_COMM_REGION_CODE,COMM_REGION_CODE,COMM_REGION_NAME\n\
        GP_PRAC_PAT_LIST,01JAN2022,Q10007,ABBOT LANE SURGERY,ZZ2 2AB,U97001,EASTMERE PCN,,96X,,,QHM,,,Y63,\n";
    let map = made_up("map.csv", MAP);
    let text = |flags: &[&str]| String::from_utf8(run(flags).stdout).unwrap();
    let off = text(&["--map", &map, "--on", "2022-04-27"]);
    assert!(off.contains("Counts\n  not known: the files say nothing about this day\n"), "{off}");
    assert!(!off.contains("0 open"), "{off}");
    assert!(text(&["--map", &map]).contains("Networks   1 open"));
}

#[test]
fn networks_that_lack_a_list_are_told_beside_the_sizes() {
    let practices =
        format!("{PARTNER}{}", PARTNER.lines().last().unwrap().replace("Q10007", "Q10014"));
    let networks = made_up("lack-networks.csv", NETWORK);
    let partners = made_up("lack-partners.csv", practices + "\n");
    let list = |codes: &[&str]| {
        let rows = codes.iter().map(|code| {
            format!("GP_PRAC_PAT_LIST,01Oct2019,GP,96X,,{code},ZZ2 2AB,ALL,ALL,20000\n")
        });
        format!(
            "PUBLICATION,EXTRACT_DATE,TYPE,CCG_CODE,ONS_CCG_CODE,CODE,POSTCODE,SEX,AGE,\
             NUMBER_OF_PATIENTS\n{}",
            rows.collect::<String>()
        )
    };
    let text = |codes: &[&str]| {
        let lists = made_up("lack-lists.csv", list(codes));
        let files = ["--pcns", &networks, "--partners", &partners, "--lists", &lists];
        String::from_utf8(run(&[&files[..], &["--on", "2019-10-01"]].concat()).stdout).unwrap()
    };
    let one = text(&["Q10007"]);
    assert!(one.contains("  1 of them lacks a practice's list and may be larger\n"), "{one}");
    assert!(!text(&["Q10007", "Q10014"]).contains("may be larger"));
}

#[test]
fn the_rules_that_are_asked_run_alone() {
    let (document, code) = json(&["--only", "net-size-001,ODS-ROW-001"]);
    assert_eq!(rules(&document), BTreeSet::from(["NET-SIZE-001", "ODS-ROW-001"]));
    assert_eq!(document["only"], serde_json::json!(["NET-SIZE-001", "ODS-ROW-001"]));
    assert_eq!(code, Some(1));
    // Of a room the rules that were not asked are left out, and a remark alone is no error.
    let (document, code) = json(&["--only", "NET-SIZE-003"]);
    assert_eq!(rules(&document), BTreeSet::from(["NET-SIZE-003"]));
    assert_eq!(code, Some(0));
    let text = String::from_utf8(run(&["--only", "NET-SIZE-003"]).stdout).unwrap();
    assert!(text.contains("Findings of NET-SIZE-003: 0 errors, 0 warnings, "), "{text}");
    let refused = run(&["--only", "NET-SIZE-01"]);
    assert_eq!(refused.status.code(), Some(2));
    let told = String::from_utf8(refused.stderr).unwrap();
    assert!(told.contains("no such rule; one is NET-SIZE-001"), "{told}");
    // Without it the document does not name any.
    assert!(json(&[]).0.get("only").is_none());
}

#[test]
fn what_is_read_and_not_used_is_told() {
    const MAP: &str = "GP_PRAC_PAT_LIST,01Jan2022,Q10007,ABBOT SURGERY,ZZ1 1AA,U97001,EASTMERE PCN,,96X,,,\
                       QHM,,,Y63,\n";
    let none = MAP.replace("Q10007", "Q10014").replace("U97001,EASTMERE PCN", "U,Unallocated");
    let later = MAP.replace("01Jan2022", "01Feb2022") + &none.replace("01Jan2022", "01Feb2022");
    let map = made_up("unused-map.csv", [MAP, &none, &later].concat());
    let list = |kind: &str, code: &str, sex: &str| {
        format!("GP_PRAC_PAT_LIST,01Jan2022,{kind},96X,,{code},ZZ1 1AA,{sex},ALL,31234\n")
    };
    let one = made_up(
        "unused-one.csv",
        list("GP Practice", "Q10007", "all") + &list("GP", "Q10007", "MALE"),
    );
    let areas =
        made_up("unused-areas.csv", list("PCN", "U97001", "ALL") + &list("GP", "Q10007", "MALE"));

    let arguments = ["--map", &map, "--lists", &one];
    let text = String::from_utf8(run(&arguments).stdout).unwrap();
    for line in [
        "4 rows, 2 used",
        "2 rows are of other days than the first row's, and not used",
        "1 row of a practice without a network",
        "2 rows, 1 used",
        "1 row is of one sex or age, or of other bodies than practices, and not used",
        "1 in a network, 0 in none",
        "1 open one in none has no list, and is not counted",
        "2 rows are of 2022-02-01 and not used: the register is of 2022-01-01, the day of the first row",
    ] {
        assert!(text.contains(line), "{line} is not in\n{text}");
    }
    let (document, _) = json(&arguments);
    assert_eq!(
        (&document["inputs"][0]["unused"], &document["inputs"][1]["unused"]),
        (&2.into(), &1.into())
    );
    assert_eq!(document["on"], "2022-01-01");
    let (alone, _) = json(&["--map", &map]);
    assert_eq!(alone["practices"]["unplaced"], 1, "without lists it is counted");

    let error = told(&run(&["--map", &map, "--lists", &areas]));
    assert!(error.contains("none of its 2 rows is the whole list of a practice"), "{error}");
    // A year after its lists a register says how old they are.
    let (networks, partners) = (made_up("unused-n.csv", NETWORK), made_up("unused-p.csv", PARTNER));
    for (on, old) in [("2023-01-01", false), ("2023-01-02", true)] {
        let arguments = ["--pcns", &networks, "--partners", &partners, "--lists", &one, "--on", on];
        let text = String::from_utf8(run(&arguments).stdout).unwrap();
        let told = text.contains("the newest lists are of 2022-01-01, over a year before");
        assert_eq!(told, old, "{text}");
    }
}

#[test]
fn a_table_of_many_rows_a_practice_shows_first_what_differs() {
    let networks = made_up("many-n.csv", NETWORK);
    let partners = made_up("many-p.csv", PARTNER);
    let rows = "Q10007,U97001\n".repeat(12) + "Q10014,U97001\n";
    let table = made_up("many-table.csv", format!("Practice Code,PCN Code\n\n{rows}"));
    let fixed = ["--pcns", &networks, "--partners", &partners, "--on", "2022-04-27"];
    let output = run(&[&fixed[..], &["--table", &table]].concat());
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(text.contains("13 rows on 2022-04-27: 1 agrees, 11 repeated, 1 added"), "{text}");
    let place = |words: &str| text.find(words).unwrap_or_else(|| panic!("{words}: {text}"));
    assert!(
        place("added               15 Q10014") < place("repeated             4 Q10007"),
        "{text}"
    );
    // The first is named by its line in the file, as the rows are.
    assert!(text.contains("stands in line 3 already") && !text.contains("stands in row"), "{text}");
    // A number in the name of a practice is no row.
    let named =
        made_up("many-named.csv", PARTNER.replace("ABBOT LANE SURGERY", "SURGERY 1 ABBOT LANE"));
    let table = made_up("many-unknown.csv", "Practice Code,PCN Code\nQ10007,U97002\n");
    let flags = ["--pcns", &networks, "--partners", &named, "--table", &table];
    let text =
        String::from_utf8(run(&[&flags[..], &["--on", "2022-04-27"]].concat()).stdout).unwrap();
    let line = text.lines().find(|line| line.trim_start().starts_with("network unknown"));
    assert!(line.is_some_and(|line| line.ends_with("SURGERY 1 ABBOT LANE")), "{text}");
}

#[test]
fn the_columns_of_a_table_can_be_named_and_its_rows_found() {
    let (networks, partners) = (made_up("cols-n.csv", NETWORK), made_up("cols-p.csv", PARTNER));
    let table = made_up("cols-table.csv", "a,b\n\nQ10007,U97002\n");
    let with = |more: &[&str]| {
        let fixed = ["--pcns", &networks, "--partners", &partners, "--on", "2022-04-27"];
        run(&[&fixed, more].concat())
    };
    let unclear = made_up("cols-unclear.csv", "a,b\nx,y\n");
    let error = told(&with(&["--table", &unclear]));
    assert!(error.contains("--table-columns says it, as `GP code,PCN code`"), "{error}");
    let text =
        String::from_utf8(with(&["--table", &table, "--table-columns", "a, b"]).stdout).unwrap();
    assert!(text.contains("1 row on 2022-04-27: 0 agree, 1 network unknown"), "{text}");
    assert!(text.contains("network unknown      3 Q10007"), "its line in the file: {text}");
    let error =
        String::from_utf8(with(&["--table", &table, "--table-columns", "a"]).stderr).unwrap();
    assert!(error.contains("give the header of each, such as `GP code,PCN code`"), "{error}");
    let book = made_up("cols-book.csv", b"PK\x03\x04");
    let error = String::from_utf8(with(&["--table", &book]).stderr).unwrap();
    assert!(!error.contains("--epcn"), "{error}");
}
