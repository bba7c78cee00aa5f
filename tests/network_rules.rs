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
    builder.membership(Membership::new(A, ONE, Period::since(day(2020, 4, 1))));
    let finding = finds(&builder, "NET-HIST-004", Severity::Warning);
    assert!(finding.message.contains("3 rows"), "{finding}");

    let mut meeting = Register::builder();
    meeting.practice(practice(A)).network(network(ONE, "First")).list(A, list(40_000));
    meeting.membership(Membership::new(A, ONE, since().ended(day(2020, 4, 1))));
    meeting.membership(Membership::new(A, ONE, Period::since(day(2020, 4, 1))));
    finds(&meeting, "NET-HIST-004", Severity::Info);
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
        builder.directors(Directorship { pcn: ONE, directors: directors.clone(), period: since() });
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
