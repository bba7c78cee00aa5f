//! The two example programs of the fund as people run them: keys, exit codes, and real files.

#![cfg(all(feature = "json", feature = "ncdes", feature = "xlsx"))]

mod programs;
mod shared_data;

use programs::{json, run};
use serde_json::Value;
use shared_data::shared_path;

#[test]
fn the_statement_has_its_keys_and_strict_refuses_unconfirmed_figures() {
    let document = json("iif_statement", &[], 0);
    for key in ["indicators", "total_points", "total_payment", "evidence", "caveats"] {
        assert!(document.get(key).is_some(), "{key}");
    }
    let line = &document["indicators"][0];
    for key in [
        "indicator",
        "performance",
        "points",
        "max_points",
        "list_size_adjustment",
        "prevalence_adjustment",
        "payment",
        "evidence",
        "status",
        "working",
    ] {
        assert!(line.get(key).is_some(), "{key}");
    }
    assert!(line["payment"].is_string() && line["points"].is_string());
    // Known in May 2024, the access indicator was still scored: 83.3% is below its threshold.
    let known = json("iif_statement", &["--known-on", "2024-05-31"], 0);
    let access = |document: &Value| document["indicators"][4]["status"].clone();
    assert_eq!((access(&known), access(&document)), ("scored".into(), "deemed_achieved".into()));
    let strict = json("iif_statement", &["--strict"], 1);
    assert_eq!(strict["indicators"][0]["status"], "refused");
    assert_eq!(strict["total_payment"], "0.00");
}

/// What `iif_statement` prints of facts.
fn printed(name: &str, facts: &str) -> String {
    let path = std::env::temp_dir().join(format!("pcn-{}-{name}.json", std::process::id()));
    std::fs::write(&path, facts).unwrap();
    let output = run("iif_statement", &[path.to_str().unwrap()]);
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    String::from_utf8(output.stdout).unwrap()
}

/// Facts of a network of 52,340 patients.
fn facts(year: &str, observations: &str) -> String {
    format!(
        r#"{{"year": "{year}", "pcn": "U12345", "list_size": 52340,
            "national_average_list_size": "49500", "observations": [{observations}]}}"#
    )
}

/// The words of the line, of several with that beginning the last.
fn words(text: &str, begin: &str) -> String {
    let line =
        text.lines().rfind(|line| line.starts_with(begin)).unwrap_or_else(|| panic!("{text}"));
    line.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn what_is_left_to_earn_is_told_in_what_each_indicator_counts() {
    let text = printed(
        "left",
        &facts(
            "2022/23",
            r#"{"indicator": "CVD-02", "numerator": 8000, "denominator": 52340,
                "baseline_numerator": 7500, "baseline_denominator": 51800},
               {"indicator": "RESP-02", "numerator": 251, "denominator": 1000},
               {"indicator": "EHCH-04", "numerator": 1500, "denominator": 200},
               {"indicator": "ES-02", "numerator": 200000, "denominator": 10000}"#,
        ),
    );
    assert!(text.contains(" 0.81 pp "), "{text}");
    assert!(words(&text, "CVD-02").starts_with("CVD-02 reached reached "), "{text}");
    assert!(words(&text, "RESP-02").contains(" 1 patient fewer 101 patients fewer "), "{text}");
    assert!(words(&text, "EHCH-04").starts_with("EHCH-04 reached 100 contacts "), "{text}");
    assert!(words(&text, "ES-02").starts_with("ES-02 reached 20000 kg CO2e fewer "), "{text}");

    let yes = r#"{"indicator": "ACC-01", "achieved": true}"#;
    let text = printed("yes", &facts("2021/22", yes));
    assert_eq!(words(&text, "ACC-01"), "ACC-01 reached reached - £0.00");
    assert_eq!(words(&text, "COV-01"), "COV-01 not done not done £46,524.44 £46,524.44");
}

#[test]
fn a_total_that_rests_on_nothing_is_told_as_not_known() {
    let checks = r#"{"indicator": "HI-03", "numerator": 171, "denominator": 232}"#;
    let text = printed("points", &facts("2025/26", checks));
    assert_eq!(words(&text, "total"), "total provisional 24.67 not known unconfirmed");
    assert!(
        text.contains("- no indicator that counts has a payment, so the total is not known\n"),
        "{text}"
    );
    let text = printed("nothing", &facts("2025/26", ""));
    assert_eq!(words(&text, "total"), "total provisional not known not known unconfirmed");
    // What CAN-02 pays after CAN-04 took its place is no figure of the network.
    let text = printed("replaced", &facts("2024/25", ""));
    assert_eq!(words(&text, "total"), "total provisional not known not known derived");
    let text = printed("before", &facts("2019/20", ""));
    assert!(
        text.ends_with("what to know\n- the fund began in 2020/21, so there is none in 2019/20\n"),
        "{text}"
    );
    assert!(!text.contains("total") && !text.contains("provisional"), "{text}");
}

#[test]
fn only_what_the_dictionary_of_2022_marks_as_paid_is_cited_from_it() {
    use pcn::{calendar::ContractYear, des, iif::registry};

    let year = des::year(ContractYear::Y2022_23).unwrap();
    let cites = |source: &pcn::citation::Source| {
        source.citation.document().ends_with("indicator dictionary (November 2022)")
    };
    let active: Vec<_> = (year.iif.indicators.iter())
        .filter(|one| cites(&one.status.entries()[0].source) || cites(&one.definition.source))
        .map(|one| one.code)
        .collect();
    assert_eq!(active.len(), 28);
    for code in ["CVD-02", "AC-02", "ES-02"] {
        let indicator = year.iif.indicator(code.parse().unwrap()).unwrap();
        let grade = indicator.status.entries()[0].source.evidence;
        assert_eq!(grade, pcn::citation::Evidence::Secondary, "{code}");
    }
    let Some(path) = shared_path("ncdes/indicator_dictionary_2022-10.csv") else { return };
    let dictionary = std::fs::read_to_string(path).unwrap();
    for code in active {
        let number = registry::find(code).unwrap().publication_codes[0];
        let row = dictionary.lines().find(|line| line.starts_with(&format!("{number},")));
        assert!(row.is_some_and(|row| row.trim_end().ends_with(",Payment")), "{code} {row:?}");
    }
}

#[test]
fn a_file_that_cannot_be_read_is_told_on_standard_error() {
    let output = run("iif_statement", &["no such file.json"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(output.stdout.is_empty());
    assert!(
        String::from_utf8(output.stderr)
            .unwrap()
            .starts_with("error: cannot read no such file.json: ")
    );
}

#[test]
fn the_made_up_county_is_scored_and_its_faults_are_found() {
    let document = json("score_publication", &[], 1);
    let rows = &document["rows"];
    let count = |key: &str| rows[key].as_u64().unwrap();
    let parts = count("used") + count("refused") + count("unplaced") + count("other");
    assert_eq!(count("read"), parts);
    let first = &document["pcns"][1];
    for key in ["numerator", "denominator", "performance", "points"] {
        assert!(first.get(key).is_some(), "{key}");
    }
    let rules: Vec<&str> = document["findings"]
        .as_array()
        .unwrap()
        .iter()
        .map(|finding| finding["rule"].as_str().unwrap())
        .collect();
    for rule in ["NCDES-ROW-002", "NCDES-VALUE-002", "IIF-DATA-001", "IIF-DATA-002"] {
        assert!(rules.contains(&rule), "{rule}");
    }
}

#[test]
fn the_real_sample_is_scored_with_the_register_of_2022() {
    let paths: Option<Vec<String>> = [
        "ncdes/IIF_2023_24_sample.csv",
        "epcn-2022-04-27/PCNDetails.csv",
        "epcn-2022-04-27/PCNCorePartnerDetails.csv",
        "list-size-2022-05/gp-reg-pat-prac-all.csv",
    ]
    .into_iter()
    .map(|path| shared_path(path).map(|path| path.to_str().unwrap().to_owned()))
    .collect();
    let Some(paths) = paths else { return };
    let [iif, pcns, partners, lists] = [0, 1, 2, 3].map(|at| paths[at].as_str());
    let flags = [
        "--iif",
        iif,
        "--pcns",
        pcns,
        "--partners",
        partners,
        "--lists",
        lists,
        "--year",
        "2023/24",
    ];
    let document = json("score_publication", &flags, 0);
    assert_eq!(document["rows"]["read"], 2_520);
    assert_eq!(document["rows"]["used"], 1_198);
    assert_eq!(document["rows"]["refused"], 0);
    assert_eq!(document["unplaced"].as_array().unwrap().len(), 1);
    let scored = document["totals"]["scored"].as_u64().unwrap();
    assert_eq!(scored, 100);
    let networks = document["totals"]["networks"].as_u64().unwrap();
    assert_eq!((networks, &document["totals"]["without_pounds"]), (1_260, &37.into()));
    assert!(document["totals"]["payment"].is_string());
    let notes: Vec<&str> =
        document["notes"].as_array().unwrap().iter().map(|one| one.as_str().unwrap()).collect();
    assert!(
        notes.contains(&"the newest list sizes are of 2022-05-01, over a year before 2024-03-31")
    );
    // Without lists there are points and no pounds, which is not £0.00.
    let flags: Vec<&str> =
        flags.into_iter().filter(|flag| *flag != "--lists" && *flag != lists).collect();
    let without = json("score_publication", &flags, 0);
    assert!(without["totals"]["payment"].is_null() && without["totals"]["final_payment"].is_null());
    assert_eq!(without["totals"]["points"], document["totals"]["points"]);
    assert_eq!(without["totals"]["without_pounds"], 1_260);
    let text = String::from_utf8(run("score_publication", &flags).stdout).unwrap();
    assert!(text.contains(" points, pounds not known; as settled "), "{text}");
    // Every scored network's performance is its own numerator over its own denominator.
    for one in document["pcns"].as_array().unwrap() {
        if one["status"] == "scored" {
            let part = |key: &str| one[key].as_u64().unwrap();
            let performance: f64 = one["performance"].as_str().unwrap().parse().unwrap();
            let own = 100.0 * part("numerator") as f64 / part("denominator") as f64;
            assert!((performance - own).abs() < 1e-6, "{one}");
        }
    }
}

#[test]
fn what_is_refused_of_the_register_is_told_beside_the_scores() {
    let folder = std::env::temp_dir();
    let county = |name: &str| {
        std::fs::read_to_string(format!("{}/examples/county/{name}", env!("CARGO_MANIFEST_DIR")))
            .unwrap()
    };
    let file = |name: &str, text: &str| {
        let path = folder.join(format!("pcn-{}-{name}", std::process::id()));
        std::fs::write(&path, text).unwrap();
        path.to_str().unwrap().to_owned()
    };
    // The made-up county's own files hold rows that cannot be used.
    let document = json("score_publication", &[], 1);
    let rejected: Vec<u64> = (document["inputs"].as_array().unwrap().iter())
        .map(|input| input["rejected"].as_u64().unwrap())
        .collect();
    assert_eq!(rejected, [0, 3, 1]);
    let findings = document["findings"].as_array().unwrap();
    let rows = findings.iter().filter(|one| one["rule"] == "ODS-ROW-001").count();
    assert_eq!(rows as u64, rejected.iter().sum::<u64>());

    // A publication of which no row can be used is no publication without figures.
    let iif = county("iif.csv");
    let (header, rows) = iif.split_once('\n').unwrap();
    let networks = file("networks.csv", &county("networks.csv"));
    let partners = file("partners.csv", &county("partners.csv"));
    let told = |name: &str, text: &str| {
        let iif = file(name, text);
        let flags = ["--iif", &iif, "--pcns", &networks, "--partners", &partners];
        let output = run("score_publication", &flags);
        assert_eq!(output.status.code(), Some(2), "{output:?}");
        String::from_utf8(output.stderr).unwrap()
    };
    let error =
        told("point.csv", &format!("{header}\n{}", rows.replace("31/03/2024", "31.03.2024")));
    assert!(error.contains("none of its 140 rows can be used: line 2: "), "{error}");
    let error = told("header.csv", &format!("{header}\n"));
    assert!(error.contains("it has a header and no row below it"), "{error}");
    let error = told("value.csv", &iif.replace(",VALUE", ",VALUES"));
    assert!(error.contains("the Investment and Impact Fund file without its column `VALUE`"));
    let error = told("semicolons.csv", &iif.replace(',', ";"));
    assert!(error.contains("its fields are separated by semicolons"), "{error}");
}

#[test]
fn rows_as_another_program_wrote_them_are_told_beside_the_scores() {
    let county = |name: &str| format!("{}/examples/county/{name}", env!("CARGO_MANIFEST_DIR"));
    let iif = std::fs::read_to_string(county("iif.csv")).unwrap();
    let (networks, partners) = (county("networks.csv"), county("partners.csv"));
    let told = |name: &str, text: &str| -> Vec<String> {
        let path = std::env::temp_dir().join(format!("pcn-{}-{name}", std::process::id()));
        std::fs::write(&path, text).unwrap();
        let iif = path.to_str().unwrap();
        let flags = ["--iif", iif, "--pcns", &networks, "--partners", &partners];
        let document = json("score_publication", &flags, 1);
        let notes = document["notes"].as_array().unwrap().iter();
        let notes = notes.map(|note| note.as_str().unwrap().to_owned());
        notes.filter(|note| note.starts_with("rows read as another program wrote them")).collect()
    };
    assert_eq!(told("plain.csv", &iif), [""; 0]);
    let notes = told("loose.csv", &iif.replacen(",27233\n", ",27233.0\n", 1));
    let [note] = &*notes else { panic!("{notes:?}") };
    assert!(note.ends_with(" or `31/03/2024 00:00`: 1"), "{note}");
}

#[test]
fn an_average_list_that_is_none_is_answered_with_one_that_could_be() {
    let text = include_str!("../examples/iif_statement.json");
    assert!(text.contains("\"49500\""));
    for bad in ["\"\"", "\"1,234\"", "99999999999", "true", "12.5", "\"1.04x\""] {
        let error = pcn::json::from_str::<pcn::iif::Facts>(&text.replace("\"49500\"", bad));
        let error = error.unwrap_err();
        assert_eq!(error.path(), "national_average_list_size");
        assert!(error.line() > 0, "{error}");
        assert!(error.message().contains("48708.4"), "{error}");
        assert!(error.message().contains("an average list size"), "{error}");
    }
    for (bad, fault) in [("0", "above zero"), ("-0.5", "below zero"), ("1000000", "too large")] {
        let error = bad.parse::<pcn::iif::AverageListSize>().unwrap_err().to_string();
        assert!(error.contains(fault) && error.ends_with("a good one is `48708.4`"), "{error}");
        let decimal = bad.parse().unwrap();
        assert_eq!(pcn::iif::AverageListSize::try_new(decimal).unwrap_err().to_string(), error);
    }
    let error = "1.04x".parse::<pcn::iif::AverageListSize>().unwrap_err().to_string();
    assert!(error.starts_with("`1.04x` is not an average list size: "), "{error}");
}

#[test]
fn a_raw_extract_is_scored_by_its_dictionary() {
    let folder = std::env::temp_dir();
    let file = |name: &str, text: &str| {
        let path = folder.join(format!("pcn-{}-{name}", std::process::id()));
        std::fs::write(&path, text).unwrap();
        path.to_str().unwrap().to_owned()
    };
    let networks =
        file("raw-n.csv", "U97001,EASTMERE PCN,96X,NHS,20191001,,1 ROAD,,,TOWN,,ZZ1 1AA\n");
    let partners = file(
        "raw-p.csv",
        "Q10007,ABBOT SURGERY,96X,NHS,U97001,EASTMERE PCN,96X,NHS,20191001,,TRUE\n",
    );
    let extract = |practice: &str| {
        let header = "QUALITY_SERVICE,NAME,ORG_CODE,ACH_DATE,IND_CODE,FIELD_NAME,VALUE,\
                      DEFAULT_VALUES_USED,SUBMIT_USER_ID,SUBMIT_DATE,SUBMIT_TIME,LAST_SUBMISSION";
        let row = |field: &str, value: u32| {
            format!(
                "NCD2425,DES,{practice},20250331,HI03,{field},{value},None,x,04/03/2025,11:45:39,Y\n"
            )
        };
        format!(
            "{header}\n{}{}",
            row("Patients with a check", 30),
            row("Patients on the register", 40)
        )
    };
    let (own, other) =
        (file("raw-own.csv", &extract("Q10007")), file("raw-other.csv", &extract("Q10014")));
    let dictionary = file(
        "raw-d.csv",
        "SERVICE_YEAR,IND_CODE,FIELD_NAME,SHORT_NAME\n2024-25,HI03,Patients with a check,Numerator\n\
         2024-25,HI03,Patients on the register,Denominator\n",
    );
    let flags = |iif: &str, more: &[&str]| -> Vec<String> {
        let fixed = ["--iif", iif, "--pcns", &networks, "--partners", &partners];
        [&fixed, more].concat().into_iter().map(str::to_owned).collect()
    };
    let run_with = |flags: Vec<String>| {
        run("score_publication", &flags.iter().map(String::as_str).collect::<Vec<_>>())
    };
    let text = |flags| String::from_utf8(run_with(flags).stdout).unwrap();
    let year = ["--year", "2024/25"];
    let with = text(flags(&own, &["--year", "2024/25", "--dictionary", &dictionary]));
    assert!(
        with.contains("30") && with.contains("40") && with.contains("27.00"),
        "75% of HI-03: {with}"
    );
    assert!(!with.contains("--dictionary"), "{with}");
    let without = text(flags(&own, &year));
    assert!(
        without.contains("missing") && without.contains("give that with --dictionary"),
        "{without}"
    );

    let told = |flags| {
        let output = run_with(flags);
        assert_eq!(output.status.code(), Some(2), "{output:?}");
        String::from_utf8(output.stderr).unwrap()
    };
    let error = told(flags(&other, &year));
    let said = "none of its 2 rows is a figure of a practice that is in a network on 2025-03-31: 2 of \
                practices in none, 0 of networks";
    assert!(error.contains(said), "{error}");
    let error = told(flags(&own, &["--year", "2023/24"]));
    assert!(error.contains("it has 2025-03-31; --year 2024/25 may be meant"), "{error}");
    let error = told(flags(&own, &["--year", "2024/25", "--dictionary", &partners]));
    assert!(error.contains("raw-p.csv"), "{error}");

    // The dictionary of 2023/24 is published as a workbook.
    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    writer.start_file("xl/workbook.xml", zip::write::SimpleFileOptions::default()).unwrap();
    let book = folder.join(format!("pcn-{}-raw-d.xlsx", std::process::id()));
    std::fs::write(&book, writer.finish().unwrap().into_inner()).unwrap();
    let book = book.to_str().unwrap();
    let error = told(flags(&own, &["--year", "2024/25", "--dictionary", book]));
    let said = "raw-d.xlsx: this is a workbook; save its sheet of indicators and its sheet of measures \
                as CSV, and give each with --dictionary";
    assert!(error.contains(said), "{error}");
}
