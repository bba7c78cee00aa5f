//! Findings, reports, rule ids and record identifiers.

use std::collections::{BTreeSet, HashSet};

use pcn::calendar::ContractYear;
use pcn::{
    calendar::day,
    citation::{Citation, Evidence, Source},
    code::{CodeKind, Id, OdsCode, PcnCode, PracticeCode, SubIcbCode},
    finding::{Finding, Policy, Report, Rule, RuleId, Severity, Subject, YearSpan},
};

fn rule(id: &'static str) -> Rule {
    let source = Source::constant(Citation::constant("a document"), Evidence::Official);
    Rule { remedy: "mend it".into(), ..Rule::new(RuleId::constant(id), "something", source) }
}

#[test]
fn a_finding_reads_as_a_sentence() {
    let finding = Finding::of(&rule("NET-SIZE-001"), "29,999 patients")
        .about(PcnCode::constant("U12345"))
        .at("members[3].list")
        .on(day(2022, 4, 1))
        .severity(Severity::Warning)
        .remedy("ask the commissioner");
    assert_eq!(
        finding.to_string(),
        "NET-SIZE-001 warning: U12345: 29,999 patients (at members[3].list)"
    );
    assert_eq!(finding.on, Some(day(2022, 4, 1)));
    assert_eq!(finding.remedy, "ask the commissioner");
    let bare = Finding::of(&rule("NET-SIZE-001"), "small");
    assert_eq!(bare.to_string(), "NET-SIZE-001 error: small");
    assert_eq!(bare.remedy, "mend it");
    let keys: BTreeSet<String> =
        serde_json::to_value(&bare).unwrap().as_object().unwrap().keys().cloned().collect();
    assert_eq!(
        keys,
        ["citation", "message", "remedy", "rule", "severity"].map(String::from).into()
    );
}

#[test]
fn a_subject_is_its_text() {
    let subject = Subject::from(SubIcbCode::constant("16C"));
    assert_eq!(subject.as_str(), "16C");
    assert_eq!(format!("{subject:>5}"), "  16C");
    assert_eq!(Subject::new("the form").to_string(), "the form");
    assert_eq!(Subject::from(OdsCode::from(PracticeCode::constant("A81001"))).as_str(), "A81001");
}

#[test]
fn a_report_is_a_list_of_findings() {
    let (one, two) = (rule("NET-SIZE-001"), rule("NET-NAME-001"));
    let mut report = Report::new();
    assert!(report.is_empty() && report.findings().is_empty());
    report.push(Finding::of(&one, "first"));
    report.append([Finding::of(&two, "second")].into_iter().collect());
    report.extend([Finding::of(&one, "third")]);
    assert_eq!(report.len(), 3);
    assert!(!report.is_empty());
    assert_eq!(report.findings().len(), 3);
    let of_one: Vec<_> = report.of_rule(&one.id).map(|finding| &*finding.message).collect();
    assert_eq!(of_one, ["first", "third"]);
    assert!(report.has_errors());
    assert_eq!((&report).into_iter().count(), 3);
    assert_eq!(
        report.to_string(),
        "3 errors, 0 warnings, 0 remarks\nNET-SIZE-001 error: first\n\
         NET-NAME-001 error: second\nNET-SIZE-001 error: third\n"
    );
    assert_eq!(report.clone().into_findings().len(), 3);
    assert_eq!(report.into_iter().count(), 3);
}

#[test]
fn a_name_stands_before_the_path_of_what_is_inside() {
    let within = |path: Option<&'static str>| {
        let finding = Finding::of(&rule("NET-SIZE-001"), "x");
        let finding = path.map_or(finding.clone(), |path| finding.at(path)).within("agreement");
        finding.path.unwrap().into_owned()
    };
    assert_eq!(within(Some("[2].name")), "agreement[2].name");
    assert_eq!(within(Some("practices[2]")), "agreement.practices[2]");
    assert_eq!(within(None), "agreement");
}

#[test]
fn sorting_does_not_depend_on_the_order_before() {
    let make = |id, code, message| Finding::of(&rule(id), message).about(PcnCode::constant(code));
    let findings = [
        make("NET-SIZE-001", "U00001", "b").at("line 2"),
        make("NET-SIZE-001", "U00001", "a").at("line 2"),
        make("NET-SIZE-001", "U00001", "a").at("line 1").on(day(2022, 1, 1)),
        make("NET-SIZE-001", "U00000", "z"),
        make("NET-NAME-001", "U00009", "z"),
        make("NET-NAME-001", "U00001", "z").severity(Severity::Info),
    ];
    let mut forward: Report = findings.iter().cloned().collect();
    let mut backward: Report = findings.iter().rev().cloned().collect();
    forward.sort();
    backward.sort();
    assert_eq!(forward, backward);
    let order: Vec<_> = forward.iter().map(|finding| &*finding.message).collect();
    assert_eq!(order, ["z", "z", "a", "b", "a", "z"]);
    assert_eq!(forward.findings()[0].rule.as_str(), "NET-NAME-001");
    assert_eq!(forward.findings()[5].severity, Severity::Info);
}

#[test]
fn a_report_of_remarks_has_no_errors() {
    let report: Report =
        [Finding::of(&rule("NET-SIZE-001"), "x").severity(Severity::Info)].into_iter().collect();
    assert!(!report.has_errors());
    let policy = Policy::new().severity(RuleId::constant("NET-SIZE-001"), Severity::Error);
    assert!(report.under(&policy).has_errors());
}

#[test]
fn a_policy_goes_and_comes_back() {
    let policy = Policy::new()
        .off(RuleId::constant("NET-NAME-001"))
        .severity(RuleId::constant("NET-SIZE-001"), Severity::Warning);
    let json = serde_json::to_string(&policy).unwrap();
    assert_eq!(json, r#"{"NET-NAME-001":"off","NET-SIZE-001":{"severity":"warning"}}"#);
    assert_eq!(serde_json::from_str::<Policy>(&json).unwrap(), policy);
}

#[test]
fn severities_and_grades_are_read_as_they_are_written() {
    for severity in Severity::ALL {
        assert_eq!(severity.to_string().parse(), Ok(severity));
        assert_eq!(serde_json::to_string(&severity).unwrap(), format!("\"{severity}\""));
    }
    for grade in Evidence::ALL {
        assert_eq!(grade.to_string().parse(), Ok(grade));
        assert_eq!(serde_json::to_string(&grade).unwrap(), format!("\"{grade}\""));
    }
    for bad in ["", "Error", "info ", "remark"] {
        assert!(bad.parse::<Severity>().is_err(), "{bad}");
    }
    let long = "x".repeat(50).parse::<Evidence>().unwrap_err();
    assert_eq!(long.given().len(), 40);
}

#[test]
fn faults_of_codes_are_told_without_the_code() {
    let fault = |text: &str| text.parse::<PracticeCode>().unwrap_err().fault().to_string();
    assert_eq!(fault(""), "it is empty");
    assert_eq!(fault("A8100"), "expected 6 characters, found 5");
    assert_eq!(fault("A8100l"), "expected a digit at character 6");
    let none = "U".parse::<PcnCode>().unwrap_err().fault().to_string();
    assert_eq!(none, "it stands for practices that are in no network");
}

#[test]
fn rule_ids_have_a_length() {
    let longest = format!("{}-{}-001", "A".repeat(17), "B".repeat(18));
    assert_eq!(longest.len(), 40);
    assert!(longest.parse::<RuleId>().is_ok());
    assert!(format!("A{longest}").parse::<RuleId>().is_err());
    assert!("A-B-00".parse::<RuleId>().is_err());
    assert!("A-B-001".parse::<RuleId>().is_ok());
}

#[test]
fn a_span_of_years_holds_its_ends() {
    let span = YearSpan::between(ContractYear::Y2020_21, ContractYear::Y2022_23);
    let held: Vec<_> = ContractYear::Y2019_20
        .through(ContractYear::Y2026_27)
        .filter(|year| span.contains(*year))
        .collect();
    assert_eq!(held, [ContractYear::Y2020_21, ContractYear::Y2021_22, ContractYear::Y2022_23]);
    assert_eq!(span.to_string(), "2020/21 to 2022/23");
    assert_eq!(YearSpan::since(ContractYear::Y2020_21).to_string(), "2020/21 on");
    let one = YearSpan::between(ContractYear::Y2020_21, ContractYear::Y2020_21);
    assert_eq!(one.to_string(), "2020/21");
}

#[test]
fn record_identifiers_are_told_apart() {
    let texts = ["67e55044-10b1-426f-9247-bb680e5fe0c8", "67e55044-10b1-426f-9247-bb680e5fe0c9"];
    let [one, two]: [Id<Report>; 2] = texts.map(|text| text.parse().unwrap());
    assert_eq!(one, one.uuid().into());
    assert_ne!(one, two);
    assert!(one < two);
    assert_eq!(HashSet::from([one, two, one]).len(), 2);
    let hash = |id: Id<Report>| {
        std::hash::BuildHasher::hash_one(
            &std::hash::BuildHasherDefault::<std::hash::DefaultHasher>::default(),
            id,
        )
    };
    assert!(hash(one) == hash(one) && hash(one) != hash(two));
    assert_eq!(format!("{one} {one:?}"), format!("{0} Id({0})", texts[0]));
    let json = serde_json::to_string(&one).unwrap();
    assert_eq!(json, format!("\"{}\"", texts[0]));
    assert_eq!(serde_json::from_str::<Id<Report>>(&json).unwrap(), one);
    let error = "67e55044".parse::<Id<Report>>().unwrap_err();
    assert!(error.to_string().contains("`67e55044` is not a UUID"), "{error}");
    // A document is refused in the same words.
    for (bad, given) in
        [("\"plan 7\"", "`plan 7` is not a UUID"), ("\"\"", "`` is not"), ("7", "integer `7`")]
    {
        let error = serde_json::from_str::<Id<Report>>(bad).unwrap_err().to_string();
        assert!(error.contains(given) && error.contains("`67e55044-10b1-"), "{bad}: {error}");
    }
}

#[test]
fn errors_of_codes_say_what_the_text_looks_like() {
    let text = |given: &str| given.parse::<PracticeCode>().unwrap_err().to_string();
    assert_eq!(
        text("U12345"),
        "`U12345` is not a practice code: expected a capital letter other than `U` at character 1, \
         found `U`; it has the shape of a PCN code; a good practice code is `A81001`"
    );
    assert_eq!(
        text(""),
        "`` is not a practice code: it is empty; a good practice code is `A81001`"
    );
    assert_eq!("Y63".parse::<SubIcbCode>().unwrap_err().looks_like(), [CodeKind::Region]);
    assert_eq!(format!("{:>8}", CodeKind::Icb), "ICB code");
    assert_eq!(
        "q".parse::<PcnCode>().unwrap_err().to_string(),
        "`q` is not a PCN code: expected 6 characters, found 1; a good PCN code is `U89141`"
    );
    let found = |text: &str| text.parse::<OdsCode>().is_ok();
    assert!(found("ABCDEFGHIJKL") && found("ABC") && !found("ABCDEFGHIJKLM") && !found("AB"));
}
