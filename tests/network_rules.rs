//! Every rule of the register: what sets it off, on which day, and what does not.

use pcn::{
    calendar::{NaiveDate, Period, day},
    citation::{Citation, Evidence, Source},
    code::{OdsCode, PcnCode, PracticeCode, SubIcbCode},
    finding::{Finding, Policy, Report, Rule, RuleId, Severity, YearSpan},
    network::{
        Checker, ClinicalDirector, Commissioned, CommissionerRelation, Directorship, Membership,
        Payee, PayeeRecord, Pcn, Practice, PracticeStatus, Provenance, Register, RegisterBuilder,
        Setting, Waiver, WaiverKind,
    },
    quantity::{Patients, PatientsOn, Ratio},
};

const ON: NaiveDate = day(2022, 4, 27);
const ONE: PcnCode = PcnCode::constant("U00001");
const TWO: PcnCode = PcnCode::constant("U00002");
const A: PracticeCode = PracticeCode::constant("A81001");
const B: PracticeCode = PracticeCode::constant("A81002");
const AREA: SubIcbCode = SubIcbCode::constant("16C");

fn since() -> Period {
    Period::since(day(2019, 10, 1))
}

fn list(count: u32) -> PatientsOn<pcn::quantity::Registered> {
    PatientsOn { count: Patients::from(count), on: day(2022, 4, 1) }
}

fn practice(code: PracticeCode) -> Practice {
    Practice {
        status: Some(PracticeStatus::Open),
        life: Some(Period::since(day(1974, 4, 1))),
        setting: Some(Setting::GpPractice),
        commissioner: Some(AREA),
        ..Practice::new(code, "Surgery")
    }
}

fn network(code: PcnCode, name: &str) -> Pcn {
    Pcn { lead_commissioner_per_ods: Some(AREA), ..Pcn::new(code, name, since()) }
}

/// Two sound networks of one practice each.
fn sound() -> RegisterBuilder {
    let mut builder = Register::builder();
    builder.practice(practice(A)).practice(practice(B));
    builder.network(network(ONE, "First")).network(network(TWO, "Second"));
    builder.membership(Membership::new(A, ONE, since()));
    builder.membership(Membership::new(B, TWO, since()));
    builder.list(A, list(30_000)).list(B, list(50_000));
    builder
}

fn ids(report: &Report) -> Vec<(&str, Severity)> {
    report.iter().map(|finding| (finding.rule.as_str(), finding.severity)).collect()
}

fn check(builder: &RegisterBuilder) -> Report {
    builder.clone().build().check(ON)
}

#[track_caller]
fn finds(builder: &RegisterBuilder, rule: &str, severity: Severity) -> Finding {
    let report = check(builder);
    assert_eq!(ids(&report), [(rule, severity)], "{report}");
    let finding = report.into_findings().remove(0);
    assert!(!finding.message.is_empty() && !finding.remedy.is_empty());
    assert!(finding.subject.is_some());
    finding
}

#[test]
fn a_sound_register_has_no_findings() {
    assert_eq!(ids(&check(&sound())), []);
}

#[test]
fn the_bounds_of_size_are_inside() {
    for (count, expected) in [
        (29_999, Some(("NET-SIZE-001", Severity::Error))),
        (30_000, None),
        (50_000, None),
        (50_001, Some(("NET-SIZE-003", Severity::Info))),
    ] {
        let mut builder = Register::builder();
        builder.network(network(ONE, "First")).practice(practice(A)).list(A, list(count));
        builder.membership(Membership::new(A, ONE, since()));
        let report = check(&builder);
        assert_eq!(ids(&report), expected.into_iter().collect::<Vec<_>>(), "{count}");
        if let Some(finding) = report.findings().first() {
            assert!(finding.message.contains("2022-04-01"), "the list date: {finding}");
        }
    }
}

fn waiver(kind: WaiverKind, period: Period) -> Waiver {
    Waiver {
        pcn: ONE,
        kind,
        agreed_by: OdsCode::constant("16C"),
        period,
        reason: "upper dale".into(),
    }
}

fn small() -> RegisterBuilder {
    let mut builder = Register::builder();
    builder.network(network(ONE, "First")).practice(practice(A)).list(A, list(20_000));
    builder.membership(Membership::new(A, ONE, since()));
    builder
}

#[test]
fn a_recorded_waiver_makes_a_small_network_a_remark() {
    let mut builder = small();
    finds(&builder, "NET-SIZE-001", Severity::Error);
    builder.waiver(waiver(WaiverKind::AboveTypicalMaximum, since()));
    finds(&builder, "NET-SIZE-001", Severity::Error);
    builder.waiver(waiver(WaiverKind::BelowMinimum, Period::since(day(2022, 4, 28))));
    finds(&builder, "NET-SIZE-001", Severity::Error);
    builder.waiver(waiver(WaiverKind::BelowMinimum, Period::since(ON)));
    let finding = finds(&builder, "NET-SIZE-001", Severity::Info);
    assert!(finding.message.contains("16C waived the minimum on 2022-04-27: upper dale"));
}

#[test]
fn a_waiver_given_to_the_checker_counts_like_a_recorded_one() {
    let checker = Checker::new().waiver(waiver(WaiverKind::BelowMinimum, since()));
    let report = checker.check(&small().build(), ON);
    assert_eq!(ids(&report), [("NET-SIZE-001", Severity::Info)]);
}

#[test]
fn each_of_two_small_networks_has_its_own_waiver() {
    let mut builder = small();
    builder.network(network(TWO, "Second")).practice(practice(B)).list(B, list(20_000));
    builder.membership(Membership::new(B, TWO, since()));
    let severities = |builder: &RegisterBuilder| {
        check(builder).iter().map(|finding| finding.severity).collect::<Vec<_>>()
    };
    assert_eq!(severities(&builder), [Severity::Error; 2]);
    builder.waiver(waiver(WaiverKind::BelowMinimum, since()));
    assert_eq!(severities(&builder), [Severity::Error, Severity::Info]);
    builder.waiver(Waiver { pcn: TWO, ..waiver(WaiverKind::BelowMinimum, since()) });
    let report = check(&builder);
    assert_eq!(ids(&report), [("NET-SIZE-001", Severity::Info); 2]);
}

#[test]
fn a_waiver_in_greater_london_changes_nothing_on_secondary_evidence() {
    let mut builder = small();
    builder.waiver(waiver(WaiverKind::BelowMinimum, since()));
    let register = builder.build();
    let checker = Checker::new().greater_london(vec![AREA]);
    let report = checker.check(&register, ON);
    assert_eq!(ids(&report), [("NET-SIZE-002", Severity::Error)]);
    let rule = pcn::rules().find(|rule| rule.id.as_str() == "NET-SIZE-002").unwrap();
    assert_eq!(rule.source.evidence, Evidence::Secondary);
}

#[test]
fn greater_london_is_known_by_its_codes_old_and_new() {
    for (code, london) in [("W2U3Z", true), ("08C", true), ("16C", false), ("92A", false)] {
        let code: SubIcbCode = code.parse().unwrap();
        let mut builder = Register::builder();
        builder.network(Pcn { lead_commissioner_per_ods: Some(code), ..network(ONE, "First") });
        builder.practice(Practice { commissioner: Some(code), ..practice(A) });
        builder.list(A, list(20_000)).membership(Membership::new(A, ONE, since()));
        builder.waiver(waiver(WaiverKind::BelowMinimum, since()));
        let rule = if london { "NET-SIZE-002" } else { "NET-SIZE-001" };
        let severity = if london { Severity::Error } else { Severity::Info };
        finds(&builder, rule, severity);
    }
}

#[test]
fn a_recorded_agreement_is_told_of_a_large_network() {
    let mut builder = sound();
    builder.list(A, PatientsOn { count: Patients::from(60_000), on: day(2022, 4, 2) });
    let finding = finds(&builder, "NET-SIZE-003", Severity::Info);
    assert!(finding.message.contains("no agreement"), "{finding}");
    builder.waiver(waiver(WaiverKind::AboveTypicalMaximum, since()));
    let finding = finds(&builder, "NET-SIZE-003", Severity::Info);
    assert!(finding.message.contains("16C agreed to the size on 2019-10-01"), "{finding}");
}

#[test]
fn a_missing_list_makes_the_size_a_lower_bound_and_no_error() {
    let mut builder = small();
    builder.practice(practice(B)).membership(Membership::new(B, ONE, since()));
    let report = check(&builder);
    assert_eq!(
        ids(&report),
        [("NET-LIST-001", Severity::Warning), ("NET-SIZE-001", Severity::Warning)]
    );
    for finding in &report {
        assert!(finding.message.contains("at least 20,000"), "{finding}");
    }
}

#[test]
fn a_register_without_lists_says_so_once() {
    let mut builder = Register::builder();
    for (code, pcn) in [(A, ONE), (B, TWO)] {
        builder.practice(practice(code)).membership(Membership::new(code, pcn, since()));
        builder.network(network(pcn, pcn.as_str()));
    }
    let finding = finds(&builder, "NET-LIST-001", Severity::Warning);
    assert!(finding.message.contains("2 networks"), "{finding}");
}

#[test]
fn two_list_sizes_of_one_day_are_found_and_the_first_is_used() {
    let mut builder = sound();
    builder.list(A, list(40_000));
    finds(&builder, "NET-LIST-002", Severity::Warning);
    assert_eq!(builder.build().list_of(A, ON).unwrap().count, Patients::from(30_000));
    let mut same = sound();
    same.list(A, list(30_000));
    assert_eq!(ids(&check(&same)), []);
}

#[test]
fn an_open_network_needs_a_member() {
    let three = PcnCode::constant("U00003");
    let mut builder = sound();
    builder.network(network(three, "Third"));
    let finding = finds(&builder, "NET-MEM-001", Severity::Error);
    assert!(finding.message.contains("no practice was ever a member"), "{finding}");

    let mut closed = sound();
    closed.network(Pcn { life: since().ended(ON), ..network(three, "Third") });
    assert_eq!(ids(&check(&closed)), []);
}

#[test]
fn two_networks_on_the_day_are_one_finding_that_names_both_rows() {
    let mut builder = Register::builder();
    builder.practice(practice(A)).network(network(ONE, "First")).network(network(TWO, "Second"));
    builder.list(A, list(40_000));
    builder.membership(Membership::new(A, ONE, since()).at(Provenance::line("p.csv", 8)));
    builder.membership(
        Membership::new(A, TWO, Period::since(day(2022, 4, 1))).at(Provenance::line("p.csv", 4)),
    );
    let finding = finds(&builder, "NET-MEM-002", Severity::Error);
    assert!(finding.message.contains("First (U00001) and Second (U00002)"), "{finding}");
    assert_eq!(finding.path.as_deref(), Some("p.csv lines 4, 8"));
}

#[test]
fn a_past_overlap_is_a_finding_of_history_and_a_meeting_is_none() {
    for (begins, expected) in [
        (day(2021, 3, 31), vec![("NET-HIST-001", Severity::Warning)]),
        (day(2021, 4, 1), vec![]),
        (day(2021, 4, 2), vec![("NET-HIST-002", Severity::Info)]),
    ] {
        let mut builder = sound();
        let third = PracticeCode::constant("A81003");
        builder.practice(practice(third)).list(third, list(0));
        let first = Period::constant(day(2019, 10, 1), day(2021, 4, 1));
        builder.membership(Membership::new(third, ONE, first));
        builder.membership(Membership::new(third, TWO, Period::since(begins)));
        let report = check(&builder);
        assert_eq!(ids(&report), expected, "{report}");
    }
}

#[test]
fn repeated_memberships_are_one_finding_a_run() {
    let mut builder = sound();
    builder.membership(Membership::new(A, ONE, since()));
    let later = Period::since(day(2020, 4, 1));
    builder.membership(Membership::new(A, ONE, later));
    let finding = finds(&builder, "NET-HIST-004", Severity::Warning);
    let said = format!("3 rows, {0}, {0} and {later}", since());
    assert!(finding.message.ends_with(&said), "{finding}");

    let mut pasted = sound();
    pasted.membership(Membership::new(A, ONE, since()));
    let finding = finds(&pasted, "NET-HIST-004", Severity::Warning);
    let said = format!("2 rows that say the same, {}", since());
    assert!(finding.message.ends_with(&said), "{finding}");

    let mut meeting = Register::builder();
    meeting.practice(practice(A)).network(network(ONE, "First")).list(A, list(40_000));
    meeting.membership(Membership::new(A, ONE, since().ended(day(2020, 4, 1))));
    meeting.membership(Membership::new(A, ONE, Period::since(day(2020, 4, 1))));
    finds(&meeting, "NET-HIST-004", Severity::Info);
}

#[test]
fn short_memberships_inside_a_long_one_are_all_of_its_run() {
    let short = |year| Period::constant(day(year, 1, 1), day(year, 6, 1));
    let told = |rows: &[Period]| {
        let mut builder = Register::builder();
        builder.practice(practice(A)).network(network(ONE, "First")).list(A, list(40_000));
        for period in rows {
            builder.membership(Membership::new(A, ONE, *period));
        }
        let report = check(&builder);
        let found = report.iter().filter(|one| one.rule.as_str() == "NET-HIST-004");
        found.map(|one| (one.severity, one.message.to_string())).collect::<Vec<_>>()
    };
    let nested = told(&[since(), short(2020), short(2021)]);
    assert_eq!(nested.len(), 1, "{nested:?}");
    assert_eq!(nested[0].0, Severity::Warning);
    assert!(nested[0].1.contains("3 rows"), "{nested:?}");
    // What meets the end of the long one belongs to the run, too, and overlaps nothing.
    let whole = Period::constant(day(2019, 10, 1), day(2021, 1, 1));
    let meeting = told(&[whole, short(2021)]);
    assert_eq!(meeting.iter().map(|one| one.0).collect::<Vec<_>>(), [Severity::Info]);
    let longer = told(&[whole, short(2020), short(2021), short(2022)]);
    assert!(longer.len() == 1 && longer[0].1.contains("3 rows"), "2022 stands alone: {longer:?}");
    assert!(told(&[short(2020), short(2021), short(2022)]).is_empty());
}

#[test]
fn zero_day_and_future_memberships_are_remarks() {
    let mut builder = sound();
    builder.membership(Membership::new(A, TWO, Period::constant(ON, ON)));
    finds(&builder, "NET-HIST-003", Severity::Info);

    let third = PracticeCode::constant("A81003");
    for (from, expected) in
        [(day(2022, 4, 28), vec![("NET-HIST-005", Severity::Info)]), (ON, vec![])]
    {
        let mut builder = sound();
        builder.practice(practice(third)).list(third, list(0));
        builder.membership(Membership::new(third, ONE, Period::since(from)));
        assert_eq!(ids(&check(&builder)), expected);
    }
}

#[test]
fn a_membership_outside_its_networks_life_is_an_error_on_the_day_alone() {
    let build = |life: Period| {
        let mut builder = sound();
        builder.network(Pcn { life, ..network(PcnCode::constant("U00003"), "Third") });
        let third = PracticeCode::constant("A81003");
        builder.practice(practice(third)).list(third, list(40_000));
        builder.membership(Membership::new(third, PcnCode::constant("U00003"), since()));
        builder
    };
    finds(&build(since().ended(ON)), "NET-HIST-006", Severity::Error);
    finds(&build(Period::since(day(2019, 10, 2))), "NET-HIST-006", Severity::Warning);
}

#[test]
fn a_closed_dormant_or_proposed_practice_is_no_proper_member() {
    let build = |record: Practice| {
        let mut builder = small();
        builder.practice(record).membership(Membership::new(B, ONE, since()));
        builder.list(B, list(20_000));
        builder
    };
    let dormant = Practice { status: Some(PracticeStatus::Dormant), ..practice(B) };
    finds(&build(dormant), "NET-MEM-003", Severity::Warning);
    let closed = Practice { life: Some(Period::since(day(1974, 4, 1)).ended(ON)), ..practice(B) };
    let finding = finds(&build(closed.clone()), "NET-MEM-003", Severity::Warning);
    assert!(finding.message.contains("closed since 2022-04-27"), "{finding}");
    assert_eq!(ids(&build(closed).build().check(day(2022, 4, 26))), []);
    let other = Practice { setting: Some(Setting::Other), ..practice(B) };
    finds(&build(other), "NET-MEM-004", Severity::Warning);
}

#[test]
fn welsh_practices_and_default_codes_are_no_members() {
    let build = |text: &'static str| {
        let code = PracticeCode::constant(text);
        let mut builder = small();
        builder.practice(practice(code)).membership(Membership::new(code, ONE, since()));
        builder.list(code, list(20_000));
        builder
    };
    finds(&build("W95633"), "NET-CODE-002", Severity::Error);
    finds(&build("V81999"), "NET-CODE-003", Severity::Warning);
}

#[test]
fn the_sentinel_is_one_finding_and_each_practice_another() {
    let mut builder = sound();
    let third = PracticeCode::constant("A81003");
    builder.practice(practice(third)).list(third, list(1_234));
    builder.unallocated(third, Some(Provenance::line("map.csv", 7)));
    let report = check(&builder);
    assert_eq!(
        ids(&report),
        [("NET-COV-001", Severity::Warning), ("NET-CODE-001", Severity::Info)]
    );
    let [coverage, sentinel] = report.findings() else { panic!() };
    assert!(
        coverage.message.contains("in 16C 1 of 3 practices and 1,234 of 81,234 patients"),
        "{coverage}"
    );
    assert!(sentinel.message.contains("1 practice with 1,234"), "{sentinel}");
    // Of another practice nobody knows the list.
    let fourth = PracticeCode::constant("A81004");
    builder.practice(practice(fourth)).unallocated(fourth, None);
    let report = check(&builder);
    let sentinel =
        report.findings().iter().find(|found| found.rule.as_str() == "NET-CODE-001").unwrap();
    assert!(sentinel.message.contains("2 practices with at least 1,234"), "{sentinel}");
}

#[test]
fn only_practices_in_being_need_a_network() {
    let third = PracticeCode::constant("A81003");
    let welsh = PracticeCode::constant("W95633");
    for (record, patients, found) in [
        (practice(third), Some(10), true),
        (practice(third), Some(0), false),
        (practice(third), None, false),
        (Practice { setting: Some(Setting::Other), ..practice(third) }, Some(10), false),
        (Practice { life: Some(since().ended(ON)), ..practice(third) }, Some(10), false),
        (
            Practice { life: Some(Period::since(day(2022, 4, 28))), ..practice(third) },
            Some(10),
            false,
        ),
        (Practice { status: Some(PracticeStatus::Dormant), ..practice(third) }, Some(10), true),
        (Practice::new(third, "Known by its list alone"), Some(10), true),
        (practice(welsh), Some(10), false),
    ] {
        let mut builder = sound();
        if let Some(patients) = patients {
            builder.list(record.code, list(patients));
        }
        builder.practice(record.clone());
        assert_eq!(ids(&check(&builder)).len(), usize::from(found), "{record:?} {patients:?}");
    }
}

#[test]
fn boundaries_leads_and_names_are_told() {
    let other = SubIcbCode::constant("00L");
    let build = |of_b: SubIcbCode, count: usize| {
        let mut builder = small();
        for code in ["A81002", "A81003"].into_iter().take(count) {
            let code = code.parse().unwrap();
            builder.practice(Practice { commissioner: Some(of_b), ..practice(code) });
            builder.membership(Membership::new(code, ONE, since())).list(code, list(10_000));
        }
        builder
    };
    // One and one is a tie.
    let finding = finds(&build(other, 1), "NET-AREA-001", Severity::Info);
    assert!(finding.message.contains("16C (1 practice, 20,000 patients)"), "{finding}");
    let report = check(&build(other, 2));
    assert_eq!(
        ids(&report),
        [("NET-AREA-002", Severity::Warning), ("NET-AREA-001", Severity::Info)]
    );
    assert_eq!(ids(&check(&build(AREA, 2))), []);

    let mut named = sound();
    named.network(Pcn { name: " FIRST ".into(), ..network(PcnCode::constant("U00003"), "") });
    named.membership(Membership::new(
        PracticeCode::constant("A81003"),
        PcnCode::constant("U00003"),
        since(),
    ));
    named.practice(practice(PracticeCode::constant("A81003")));
    named.list(PracticeCode::constant("A81003"), list(40_000));
    let finding = finds(&named, "NET-NAME-001", Severity::Info);
    assert!(finding.message.contains("U00001 and U00003"), "{finding}");
}

#[test]
fn a_dated_commissioner_goes_before_the_undated_one() {
    let other = SubIcbCode::constant("00L");
    let mut builder = sound();
    for of in [Commissioned::Practice(A), Commissioned::Network(ONE)] {
        builder.commissioner(CommissionerRelation {
            of,
            commissioner: other,
            period: Period::constant(day(2020, 4, 1), day(2021, 4, 1)),
        });
    }
    let register = builder.build();
    for (on, expected) in [
        (day(2020, 3, 31), AREA),
        (day(2020, 4, 1), other),
        (day(2021, 3, 31), other),
        (day(2021, 4, 1), AREA),
    ] {
        assert_eq!(register.commissioner_of(A, on), Some(expected), "{on}");
        assert_eq!(register.lead_commissioner_per_ods(ONE, on), Some(expected), "{on}");
    }
}

#[test]
fn references_to_what_no_source_describes_are_kept_and_found() {
    let third = PracticeCode::constant("A81003");
    let mut builder = sound();
    builder.membership(Membership::new(third, ONE, since())).list(third, list(0));
    finds(&builder, "NET-REF-001", Severity::Warning);

    let unknown = PcnCode::constant("U99999");
    let mut builder = sound();
    builder.practice(practice(third)).list(third, list(9));
    builder.membership(Membership::new(third, unknown, since()));
    finds(&builder, "NET-REF-002", Severity::Error);
    let register = builder.build();
    assert_eq!(register.network_of(third, ON).only(), Some(unknown));
    assert_eq!(register.network(unknown), None);
    assert_eq!(register.statistics(ON).pcns.listed, 2);
}

#[test]
fn contradicting_records_are_kept_and_the_first_is_used() {
    let mut builder = sound();
    builder.practice(Practice { commissioner: Some(SubIcbCode::constant("00L")), ..practice(A) });
    let finding = finds(&builder, "NET-DATA-001", Severity::Info);
    assert!(finding.message.contains("commissioner 16C, elsewhere 00L"), "{finding}");

    let mut builder = sound();
    builder.network(network(ONE, "Another name"));
    builder.network(network(TWO, "Second"));
    let finding = finds(&builder, "NET-DATA-002", Severity::Warning);
    assert!(finding.message.contains("name First, elsewhere Another name"), "{finding}");

    let mut builder = sound();
    builder.network(Pcn {
        life: Period::constant(ON, ON),
        ..network(PcnCode::constant("U00003"), "Z")
    });
    finds(&builder, "NET-DATA-003", Severity::Info);
}

#[test]
fn shares_and_payees_are_checked() {
    let director = |name: &str, share: Option<&'static str>| ClinicalDirector {
        share: share.map(Ratio::constant),
        ..ClinicalDirector::new(name)
    };
    for (directors, found) in [
        (vec![director("A", None)], false),
        (vec![director("A", Some("0.5")), director("B", Some("0.5"))], false),
        (vec![director("A", Some("0.5")), director("B", Some("0.4"))], true),
        (vec![director("A", Some("0.5")), director("B", None)], true),
        (vec![director("A", Some("0.9"))], true),
        (vec![], true),
    ] {
        let mut builder = sound();
        builder.directorship(Directorship {
            pcn: ONE,
            directors: directors.clone(),
            period: since(),
        });
        assert_eq!(ids(&check(&builder)).len(), usize::from(found), "{directors:?}");
        if found {
            finds(&builder, "NET-CD-001", Severity::Warning);
        }
    }

    for (payee, from, rule) in [
        (Payee::Member(A), day(2019, 7, 1), None),
        (Payee::Member(B), day(2019, 7, 1), Some(("NET-PAY-002", Severity::Warning))),
        (Payee::Other(OdsCode::constant("8HV48")), day(2019, 7, 1), None),
        (Payee::OwnAccount, day(2022, 12, 31), Some(("NET-PAY-001", Severity::Error))),
        (Payee::OwnAccount, day(2023, 1, 1), None),
    ] {
        let mut builder = sound();
        builder.payee(PayeeRecord { pcn: ONE, payee, period: Period::since(from) });
        assert_eq!(ids(&check(&builder)), rule.into_iter().collect::<Vec<_>>(), "{payee}");
    }
}

#[test]
fn a_snapshot_claims_its_day_alone() {
    let mut builder = RegisterBuilder::snapshot(ON);
    builder.network(Pcn { life: Period::on(ON), ..network(ONE, "First") });
    builder.practice(practice(A)).list(A, list(40_000));
    builder.membership(Membership::new(A, ONE, Period::on(ON)));
    let register = builder.build();
    assert_eq!(ids(&register.check(ON)), []);
    assert_eq!(register.network_of(A, ON).only(), Some(ONE));
    for other in [day(2022, 4, 26), day(2022, 4, 28)] {
        assert_eq!(register.network_of(A, other), pcn::network::Placement::Unknown);
        assert_eq!(register.members_on(ONE, other).count(), 0);
        assert_eq!(ids(&register.check(other)), [("NET-DAY-001", Severity::Error)]);
        assert_eq!(register.statistics(other).pcns.listed, 0);
    }
}

#[test]
fn an_embedder_sets_severities_and_adds_rules_for_their_years() {
    let own = Rule {
        years: YearSpan::since(pcn::calendar::ContractYear::Y2022_23),
        ..Rule::new(
            RuleId::constant("MYORG-X-001"),
            "a rule of our own",
            Source::constant(Citation::constant("our plan"), Evidence::Secondary),
        )
    };
    let cloned = own.clone();
    let checker = Checker::new()
        .policy(
            Policy::new()
                .severity(RuleId::constant("NET-SIZE-001"), Severity::Info)
                .severity(RuleId::constant("MYORG-X-001"), Severity::Warning),
        )
        .with_rule(own, move |_, day| vec![Finding::of(&cloned, "found").on(day)]);
    let register = small().build();
    assert_eq!(
        ids(&checker.check(&register, ON)),
        [("MYORG-X-001", Severity::Warning), ("NET-SIZE-001", Severity::Info)]
    );
    assert_eq!(
        ids(&checker.check(&register, day(2022, 3, 31))),
        [("NET-SIZE-001", Severity::Info)]
    );
    let off = Checker::new().policy(Policy::new().off(RuleId::constant("NET-SIZE-001")));
    assert!(off.check(&register, ON).is_empty());
}

#[test]
fn every_rule_of_the_room_has_its_words() {
    let rules: Vec<_> = pcn::rules().filter(|rule| rule.id.as_str().starts_with("NET-")).collect();
    assert_eq!(rules.len(), 31);
    for rule in rules {
        assert!(!rule.explanation.is_empty() && !rule.remedy.is_empty(), "{}", rule.id);
        assert!(!rule.title.ends_with('.') && !rule.remedy.ends_with('.'), "{}", rule.id);
    }
}

#[test]
fn registers_and_checkers_go_between_threads() {
    fn shared<T: Send + Sync + Clone>() {}
    shared::<Register>();
    shared::<Checker>();
}

#[test]
fn a_thousand_overlapping_rows_of_one_practice_are_no_trouble() {
    let mut builder = sound();
    for at in 0..1_000i64 {
        let from = day(2019, 10, 1) + chrono::TimeDelta::days(at % 500);
        let pcn = format!("U{:05}", 90_000 + at).parse().unwrap();
        builder.membership(Membership::new(A, pcn, Period::since(from)));
    }
    let report = builder.build().check(ON);
    let several = RuleId::constant("NET-MEM-002");
    assert_eq!(report.of_rule(&several).count(), 1);
    let message = &report.of_rule(&several).next().unwrap().message;
    assert!(message.ends_with("and 991 more on 2022-04-27"), "{message}");
    assert_eq!(report.of_rule(&RuleId::constant("NET-REF-002")).count(), 1_000);
}

/// The texts of the findings of one rule.
fn said(builder: &RegisterBuilder, rule: &str) -> Vec<String> {
    let report = check(builder);
    let own = report.iter().filter(|finding| finding.rule.as_str() == rule);
    own.map(|finding| match &finding.path {
        Some(path) => format!("{} [{path}]", finding.message),
        None => finding.message.to_string(),
    })
    .collect()
}

fn nameless(code: PracticeCode) -> Practice {
    Practice { name: "".into(), ..practice(code) }
}

#[test]
fn a_practice_in_two_networks_is_named_with_both_and_their_rows() {
    let of = |own: Practice, names: [&str; 2], rows: [Provenance; 2]| {
        let mut builder = Register::builder();
        builder.practice(own).list(A, list(40_000));
        for ((code, name), row) in [ONE, TWO].into_iter().zip(names).zip(rows) {
            builder.network(network(code, name));
            builder.membership(Membership::new(A, code, since()).at(row));
        }
        said(&builder, "NET-MEM-002")
    };
    let line = |file: &str, at| Provenance::line(file, at);
    assert_eq!(
        of(practice(A), ["First", "Second"], [line("p.csv", 9), line("p.csv", 3)]),
        ["Surgery is in First (U00001) and Second (U00002) on 2022-04-27 [p.csv lines 3, 9]"]
    );
    assert_eq!(
        of(practice(A), ["First", ""], [line("p.csv", 9), line("q.csv", 3)]),
        ["Surgery is in First (U00001) and U00002 on 2022-04-27 [p.csv line 9; q.csv line 3]"]
    );
    let whole = || Provenance::path("p.csv");
    assert_eq!(
        of(nameless(A), ["", "Second"], [whole(), whole()]),
        ["a practice without a name is in U00001 and Second (U00002) on 2022-04-27 [p.csv]"]
    );
}

#[test]
fn ten_practices_are_named_and_the_others_counted() {
    let of = |count: u32| {
        let mut builder = Register::builder();
        builder.network(network(ONE, "")).practice(practice(B)).list(B, list(40_000));
        builder.membership(Membership::new(B, ONE, since()));
        for at in 1..=count {
            let code: PracticeCode = format!("A8{at:04}").parse().unwrap();
            builder.practice(nameless(code)).membership(Membership::new(code, ONE, since()));
        }
        let [text] = &said(&builder, "NET-LIST-001")[..] else { panic!("{count}") };
        let end = ", so the size of a network without a name is at least 40,000 \
                   (lists of 2022-04-01)";
        text.strip_prefix("no list of ").unwrap().strip_suffix(end).unwrap().to_owned()
    };
    assert_eq!(of(1), "A80001");
    assert_eq!(of(2), "A80001 and A80002");
    assert_eq!(of(3), "A80001, A80002 and A80003");
    let ten = of(10);
    assert!(ten.ends_with(", A80009 and A80010"), "{ten}");
    assert_eq!(of(11), ten.replace(" and ", ", ") + " and 1 more");
    assert_eq!(of(12), ten.replace(" and ", ", ") + " and 2 more");
}

#[test]
fn a_size_says_whose_list_is_missing_and_of_which_days_the_others_are() {
    let mut builder = Register::builder();
    builder.network(network(ONE, "First")).practice(practice(A)).practice(practice(B));
    builder.membership(Membership::new(A, ONE, since()));
    builder.membership(Membership::new(B, ONE, since()));
    builder.list(A, list(40_000));
    assert_eq!(
        said(&builder, "NET-LIST-001"),
        ["no list of Surgery (A81002), so the size of First is at least 40,000 (lists of \
          2022-04-01)"]
    );
    builder.list(B, PatientsOn { count: Patients::from(20_000), on: day(2022, 1, 1) });
    assert_eq!(
        said(&builder, "NET-SIZE-003"),
        [
            "First has 60,000 registered patients (lists of 2022-01-01 to 2022-04-01), above 50,000; \
          no agreement of the commissioner is recorded"
        ]
    );
    let size = builder.build().list_size_of(ONE, ON);
    assert_eq!(size.to_string(), "60,000 (lists of 2022-01-01 to 2022-04-01)");
}

#[test]
fn a_practice_without_network_is_told_with_its_past_and_its_area() {
    let third = PracticeCode::constant("A81003");
    let of = |own: Practice, patients: Option<u32>, left: Option<NaiveDate>| {
        let mut builder = Register::builder();
        builder.network(network(ONE, "First")).practice(own);
        if let Some(patients) = patients {
            builder.list(third, list(patients));
        }
        if let Some(left) = left {
            builder.membership(Membership::new(third, ONE, since().ended(left)));
        }
        said(&builder, "NET-COV-001")
    };
    assert_eq!(
        of(practice(third), Some(1_234), None),
        ["Surgery: 1,234 registered patients (list of 2022-04-01); in 16C 1 of 1 practice and \
          1,234 of 1,234 patients are in no network"]
    );
    // The last day of the membership is the day before its end, and no day but the day asked is
    // left out.
    assert_eq!(
        of(practice(third), None, Some(ON)),
        ["Surgery: no list known, in First (U00001) until 2022-04-26; in 16C 1 of 1 practice are \
          in no network"]
    );
    assert_eq!(
        of(Practice { commissioner: None, ..practice(third) }, Some(7), Some(day(2021, 4, 1))),
        ["Surgery: 7 registered patients (list of 2022-04-01), in First (U00001) until 2021-03-31"]
    );
    // A membership that is still to come is no past.
    let mut builder = Register::builder();
    builder.network(network(ONE, "First")).practice(practice(third)).list(third, list(7));
    let future = Period::constant(day(2022, 5, 1), day(2022, 6, 1));
    builder.membership(Membership::new(third, ONE, future));
    assert_eq!(
        said(&builder, "NET-COV-001"),
        ["Surgery: 7 registered patients (list of 2022-04-01); in 16C 1 of 1 practice and 7 of 7 \
          patients are in no network"]
    );
}

#[test]
fn the_share_in_no_network_is_of_the_practices_own_commissioner() {
    let other = SubIcbCode::constant("84H");
    let mut builder = sound();
    // By turns in one area and the other, as codes may stand.
    for (number, commissioner, count) in
        [(3, AREA, 1_000), (4, other, 200), (5, AREA, 30), (6, other, 4)]
    {
        let code: PracticeCode = format!("A8100{number}").parse().unwrap();
        builder.practice(Practice { commissioner: Some(commissioner), ..practice(code) });
        builder.list(code, list(count));
    }
    let area = "in 16C 2 of 4 practices and 1,030 of 81,030 patients are in no network";
    let beside = "in 84H 2 of 2 practices and 204 of 204 patients are in no network";
    let said = said(&builder, "NET-COV-001");
    assert_eq!(said.len(), 4);
    for (message, share) in said.iter().zip([area, beside, area, beside]) {
        assert!(message.ends_with(share), "{message}");
    }
}

#[test]
fn an_empty_network_is_told_with_its_last_or_next_member() {
    let of = |periods: &[Period]| {
        let mut builder = Register::builder();
        builder.network(network(ONE, "First"));
        for (code, period) in [A, B].into_iter().zip(periods) {
            builder.practice(practice(code)).membership(Membership::new(code, ONE, *period));
        }
        said(&builder, "NET-MEM-001")
    };
    let past = |until| Period::constant(day(2019, 10, 1), until);
    assert_eq!(of(&[]), ["First is open and no practice was ever a member"]);
    assert_eq!(
        of(&[Period::constant(ON, ON)]),
        ["First is open and no practice was ever a member"],
        "a membership of no day makes no member"
    );
    assert_eq!(
        of(&[past(day(2021, 4, 1)), past(ON)]),
        ["First is open and has no member since 2022-04-26"]
    );
    assert_eq!(
        of(&[past(ON), Period::since(day(2022, 4, 28))]),
        ["First is open and has no member; the first joins on 2022-04-28"]
    );
    assert_eq!(
        of(&[Period::since(day(2022, 6, 1)), Period::since(day(2022, 5, 1))]),
        ["First is open and has no member; the first joins on 2022-05-01"]
    );
}

#[test]
fn a_member_that_is_not_open_is_told_with_its_state_and_list() {
    let of = |record: Practice, patients: Option<u32>| {
        let mut builder = small();
        builder.practice(record).membership(Membership::new(B, ONE, since()));
        if let Some(patients) = patients {
            builder.list(B, list(patients));
        }
        said(&builder, "NET-MEM-003")
    };
    let life = Period::since(day(1974, 4, 1));
    let ended = || Practice { life: Some(life.ended(ON)), ..practice(B) };
    assert_eq!(
        of(ended(), Some(20_000)),
        ["Surgery is closed since 2022-04-27 and still a member of First (U00001); its list is \
          20,000 on 2022-04-01"]
    );
    for nobody in [None, Some(0)] {
        assert_eq!(
            of(ended(), nobody),
            ["Surgery is closed since 2022-04-27 and still a member of First (U00001)"]
        );
    }
    let with = |status, life| Practice { status: Some(status), life, ..practice(B) };
    for (record, state) in [
        (with(PracticeStatus::Closed, None), "closed"),
        (with(PracticeStatus::Closed, Some(life)), "closed"),
        (with(PracticeStatus::Dormant, None), "recorded as dormant, without a date,"),
        (with(PracticeStatus::Proposed, None), "not yet open"),
        (
            with(PracticeStatus::Open, Some(Period::since(day(2022, 4, 28)))),
            "not open before 2022-04-28",
        ),
    ] {
        assert_eq!(
            of(record, None),
            [format!("Surgery is {state} and still a member of First (U00001)")]
        );
    }
    for record in [
        with(PracticeStatus::Open, Some(Period::since(ON))),
        with(PracticeStatus::Open, None),
        // Closed by now, and on the day of the question still in its life.
        with(PracticeStatus::Closed, Some(life.ended(day(2022, 4, 28)))),
    ] {
        assert_eq!(of(record, None), Vec::<String>::new());
    }
}

#[test]
fn a_membership_outside_its_networks_life_says_both() {
    let of = |life: Period| {
        let mut builder = sound();
        builder.network(Pcn { life, ..network(PcnCode::constant("U00003"), "Third") });
        let third = PracticeCode::constant("A81003");
        builder.practice(practice(third)).list(third, list(40_000));
        builder.membership(Membership::new(third, PcnCode::constant("U00003"), since()));
        said(&builder, "NET-HIST-006")
    };
    assert_eq!(
        of(since().ended(ON)),
        [
            "Surgery in Third (U00003): member from 2019-10-01, but the network is open 2019-10-01 to \
          2022-04-26"
        ]
    );
    assert_eq!(
        of(Period::constant(day(2020, 1, 1), day(2020, 1, 1))),
        ["Surgery in Third (U00003): member from 2019-10-01, but the network is open on no day"]
    );
}

#[test]
fn a_gap_is_told_once_and_measured_from_the_last_day_out() {
    let of = |periods: &[(PcnCode, Period)]| {
        let mut builder = sound();
        let third = PracticeCode::constant("A81003");
        builder.practice(practice(third)).list(third, list(10));
        for (network, period) in periods {
            builder.membership(Membership::new(third, *network, *period));
        }
        said(&builder, "NET-HIST-002")
    };
    let period = |from, until| Period::constant(from, until);
    let first = period(day(2019, 10, 1), day(2020, 4, 1));
    assert_eq!(
        of(&[(ONE, first), (TWO, Period::since(day(2020, 4, 2)))]),
        ["Surgery left First (U00001) after 2020-03-31 and joined Second (U00002) on 2020-04-02: \
          1 day in no network"]
    );
    assert_eq!(
        of(&[(ONE, first), (ONE, Period::since(day(2020, 4, 11)))]),
        ["Surgery left First (U00001) after 2020-03-31 and joined First (U00001) on 2020-04-11: \
          10 days in no network, the same network"]
    );
    assert_eq!(of(&[(ONE, first), (TWO, Period::since(day(2020, 4, 1)))]), Vec::<String>::new());
    // A short membership inside a long one does not bring its end forward; of two that end on one
    // day the first is told.
    let inside = period(day(2019, 11, 1), day(2019, 12, 1));
    assert_eq!(
        of(&[(ONE, first), (TWO, inside), (TWO, Period::since(day(2020, 4, 1)))]),
        Vec::<String>::new()
    );
    let as_long = period(day(2019, 11, 1), day(2020, 4, 1));
    assert_eq!(
        of(&[(ONE, first), (TWO, as_long), (ONE, Period::since(day(2020, 4, 2)))]),
        ["Surgery left First (U00001) after 2020-03-31 and joined First (U00001) on 2020-04-02: \
          1 day in no network, the same network"]
    );
}

#[test]
fn a_network_that_nobody_describes_is_told_with_the_number_of_its_practices() {
    let mut builder = sound();
    let unknown = PcnCode::constant("U99999");
    for (code, periods) in [
        (
            A,
            vec![
                since().ended(day(2020, 1, 1)),
                Period::constant(day(2020, 1, 1), day(2021, 1, 1)),
            ],
        ),
        (B, vec![since().ended(day(2020, 1, 1))]),
    ] {
        for (at, period) in periods.into_iter().enumerate() {
            let row = Provenance::line("p.csv", u32::try_from(at).unwrap() + 5);
            builder.membership(Membership::new(code, unknown, period).at(row));
        }
    }
    assert_eq!(
        said(&builder, "NET-REF-002"),
        ["U99999 has 2 practices, and no row describes it [p.csv lines 5, 5, 6]"]
    );
    let third = PracticeCode::constant("A81003");
    let mut builder = sound();
    builder.membership(Membership::new(third, ONE, since())).list(third, list(0));
    assert_eq!(
        said(&builder, "NET-REF-001"),
        ["A81003 is a member of First (U00001), and no row describes it"]
    );
}

#[test]
fn contradictions_are_told_field_by_field() {
    let mut builder = sound();
    builder.practice(Practice {
        commissioner: Some(SubIcbCode::constant("00L")),
        life: Some(Period::since(day(1980, 1, 1))),
        status: Some(PracticeStatus::Closed),
        setting: Some(Setting::Other),
        provenance: Some(Provenance::line("e.csv", 4)),
        ..Practice::new(A, "Another name")
    });
    builder.practice(Practice::new(A, "Leaves everything open"));
    assert_eq!(
        said(&builder, "NET-DATA-001"),
        ["Surgery: commissioner 16C, elsewhere 00L; open from 1974-04-01, elsewhere from \
          1980-01-01; status open, elsewhere closed; setting GpPractice, elsewhere Other [e.csv \
          line 4]"]
    );
    let register = builder.build();
    assert_eq!(register.contradicting_practices().len(), 1);
    assert_eq!(register.contradicting_networks(), []);

    let mut builder = sound();
    builder.network(Pcn {
        life: since().ended(day(2024, 1, 1)),
        lead_commissioner_per_ods: None,
        postcode: Some("LE1 1AA".into()),
        ..Pcn::new(ONE, "Uno", since())
    });
    assert_eq!(
        said(&builder, "NET-DATA-002"),
        ["First: name First, elsewhere Uno; open from 2019-10-01, elsewhere 2019-10-01 to \
          2023-12-31; lead commissioner 16C, elsewhere not given; postcode not given, elsewhere LE1 \
          1AA"]
    );
    let register = builder.build();
    let other: Vec<_> = register.contradicting_networks().iter().map(|own| &*own.name).collect();
    assert_eq!(other, ["Uno"]);
}

#[test]
fn a_network_across_boundaries_needs_no_lead_to_be_told() {
    let other = SubIcbCode::constant("00L");
    let of = |lead: Option<SubIcbCode>, of_b: Option<SubIcbCode>| {
        let mut builder = small();
        builder.practice(Practice { commissioner: of_b, ..practice(B) });
        builder.membership(Membership::new(B, ONE, since()));
        let mut bare = Register::builder();
        bare.network(Pcn { lead_commissioner_per_ods: lead, ..network(ONE, "First") });
        bare.practice(practice(A)).practice(Practice { commissioner: of_b, ..practice(B) });
        bare.membership(Membership::new(A, ONE, since()));
        bare.membership(Membership::new(B, ONE, since()));
        [said(&bare, "NET-AREA-001"), said(&bare, "NET-AREA-002")].concat()
    };
    assert_eq!(
        of(None, Some(other)),
        ["First has practices of 00L (1 practice) and 16C (1 practice)"]
    );
    assert_eq!(
        of(Some(AREA), Some(other)),
        ["First has practices of 00L (1 practice) and 16C (1 practice); ODS lead 16C"]
    );
    // A member without a commissioner crosses no boundary.
    assert_eq!(of(None, None), Vec::<String>::new());
    assert_eq!(of(None, Some(AREA)), Vec::<String>::new());
    assert_eq!(
        of(Some(other), Some(AREA)),
        ["First: the ODS lead 00L commissions 0 of 2 practices, and 16C 2"]
    );
}

#[test]
fn names_are_compared_word_by_word() {
    let of = |name: &str| {
        let mut builder = sound();
        builder.network(network(PcnCode::constant("U00003"), name));
        said(&builder, "NET-NAME-001")
    };
    let mut builder = sound();
    builder.network(network(PcnCode::constant("U00003"), "Upper  Dale"));
    builder.network(network(PcnCode::constant("U00004"), " upper dale "));
    assert_eq!(said(&builder, "NET-NAME-001"), ["Upper  Dale is the name of U00003 and U00004"]);
    assert_eq!(of("FIRST"), ["First is the name of U00001 and U00003"]);
    assert_eq!(of("F irst"), Vec::<String>::new());
    let mut builder = sound();
    builder.network(network(PcnCode::constant("U00003"), "Upper Dale"));
    builder.network(network(PcnCode::constant("U00004"), "UpperDale"));
    assert_eq!(said(&builder, "NET-NAME-001"), Vec::<String>::new());
}

#[test]
fn a_checkers_debug_text_names_its_own_rules_and_not_their_code() {
    let text = format!("{:?}", Checker::new());
    assert!(text.starts_with("Checker { policy: ") && text.ends_with("own: [] }"), "{text}");
}

#[test]
fn rules_that_nobody_asks_do_not_run() {
    let own = |id: &'static str| {
        Rule::new(
            RuleId::constant(id),
            "of one's own",
            Source::constant(Citation::constant("a plan"), Evidence::Secondary),
        )
    };
    let mut builder = Register::builder();
    builder.speaks_for(Period::on(day(2022, 4, 27)));
    let register = builder.build();
    let asked = |ids: &[&'static str], on| {
        let mut checker = Checker::new().only(ids.iter().map(|id| RuleId::constant(id)));
        for id in ["OWN-ONE-001", "OWN-TWO-001"] {
            let rule = own(id);
            checker = checker.with_rule(rule.clone(), move |_, _| {
                assert_ne!(rule.id.as_str(), "OWN-TWO-001", "nobody asked");
                vec![Finding::of(&rule, "found"), Finding::of(&own("OWN-OTHER-001"), "found")]
            });
        }
        let report = checker.check(&register, on);
        report.iter().map(|finding| finding.rule.to_string()).collect::<Vec<_>>()
    };
    let on = day(2022, 4, 27);
    assert_eq!(asked(&["OWN-ONE-001"], on), ["OWN-ONE-001"]);
    assert!(asked(&["NET-SIZE-001"], on).is_empty() && asked(&[], on).is_empty());
    // A register that says nothing about the day says so whatever is asked.
    assert_eq!(asked(&["NET-SIZE-001"], day(2022, 4, 28)), ["NET-DAY-001"]);
}
