//! Payments of the Network Contract DES: worked values, and what must not be glossed over.

use pcn::{
    calendar::{ContractYear, NaiveDate, Period, day},
    citation::{Citation, Evidence, Source},
    code::PracticeCode,
    des,
    finding::Finding,
    funding::{
        Cell, Comparison, ConditionKind, Counted, Declaration, EntitlementKind, Facts, Frequency,
        Judgement, Member, Outcome, PaidTo, Populations, Price, Question, Residue, SharesRefusal,
        Statement, Tariff, Terms, divide,
    },
    quantity::{Beds, Decimal, Gbp, Patients, Percent, Rate},
    series::{Entry, Figures, Series},
};

fn terms(year: ContractYear) -> &'static Terms {
    &des::year(year).unwrap().funding
}

/// The network of the worked values: 50,000 registered, 51,000 adjusted, 200 beds.
fn counts(year: ContractYear) -> Populations {
    let january = day(year.start().into(), 1, 1);
    Populations::default()
        .registered(Patients::from(50_000), january)
        .adjusted(Patients::constant("51000"), january)
        .weighted(Patients::constant("50000"), january)
        .beds(Beds::new(200), january)
}

fn statement(year: ContractYear) -> Statement {
    terms(year).statement(&Facts::of(counts(year)), &Question::of(year.period()))
}

fn amount(year: ContractYear, kind: EntitlementKind) -> Gbp {
    statement(year).line(kind).unwrap().outcome.amount().unwrap()
}

/// SOURCE: worked by hand from the rates that the sources of each year state.
#[test]
fn four_years_of_one_network_give_the_worked_sums() {
    use EntitlementKind as K;
    let y = ContractYear::Y2023_24;
    let trio = [K::CoreFunding, K::ClinicalDirector, K::LeadershipAndManagement];
    let core: Gbp = trio.into_iter().map(|kind| amount(y, kind)).sum();
    assert_eq!(core, Gbp::constant("146334"));
    assert_eq!(amount(y, K::EnhancedAccess), Gbp::constant("386478"));
    assert_eq!(amount(y, K::CapacityAndAccessSupport), Gbp::constant("141015"));
    assert_eq!(
        statement(y).line(K::CapacityAndAccessImprovement).unwrap().outcome,
        Outcome::Earned { amount: Gbp::ZERO, most: Gbp::constant("60435.00") }
    );
    assert_eq!(amount(y, K::CareHomePremium), Gbp::constant("24000"));

    let y = ContractYear::Y2024_25;
    assert_eq!(amount(y, K::CoreFunding), Gbp::constant("146498"));
    assert_eq!(amount(y, K::EnhancedAccess), Gbp::constant("391374"));
    assert_eq!(amount(y, K::CareHomePremium), Gbp::constant("24000"));

    let y = ContractYear::Y2025_26;
    assert_eq!(amount(y, K::CoreFunding), Gbp::constant("150683"));
    assert_eq!(amount(y, K::EnhancedAccess), Gbp::constant("429777"));
    assert_eq!(amount(y, K::CareHomePremium), Gbp::constant("26050.60"));

    let y = ContractYear::Y2026_27;
    assert_eq!(amount(y, K::EnhancedAccess), Gbp::constant("454053"));
    assert_eq!(amount(y, K::CareHomePremium), Gbp::constant("26632"));
}

fn rate(year: ContractYear, kind: EntitlementKind, part: usize) -> Decimal {
    let term = terms(year).entitlement(kind).unwrap();
    let entry = &term.components[part].rate.entries()[0];
    entry.figure.value().unwrap().pounds()
}

/// SOURCE: Pulse states £2.916 and £2.913; the letter C1050 states £0.542.
#[test]
fn rates_agree_with_the_figures_that_sources_make_of_them() {
    use EntitlementKind as K;
    let merged = (0..2).map(|part| rate(ContractYear::Y2024_25, K::CoreFunding, part));
    assert_eq!(merged.sum::<Decimal>(), Decimal::new(2916, 3));
    let merged = (0..2).map(|part| rate(ContractYear::Y2025_26, K::CoreFunding, part));
    assert_eq!(merged.sum::<Decimal>(), Decimal::new(2999, 3));
    let trio = [K::CoreFunding, K::ClinicalDirector, K::LeadershipAndManagement];
    let sum: Decimal = trio.into_iter().map(|kind| rate(ContractYear::Y2023_24, kind, 0)).sum();
    assert_eq!(sum, Decimal::new(2913, 3));
    // The supplement of a quarter is three more quarters of a whole-time equivalent, to a tenth
    // of a penny.
    let yearly = rate(ContractYear::Y2020_21, K::ClinicalDirector, 0);
    let tenths = yearly / Decimal::from(4) * Decimal::from(3) * Decimal::TEN;
    let rounded = Gbp::exactly(tenths).round_half_up_to_pence().pounds() / Decimal::TEN;
    assert_eq!(rounded, Decimal::new(542, 3));
    let supplement = rate(ContractYear::Y2020_21, K::ClinicalDirectorSupplement, 0);
    assert_eq!(supplement, Decimal::new(542, 3));
}

/// The national sum over the rate is the adjusted population of England, which grows smoothly:
/// 62.3, 62.9 and 63.7 million. A rate that were not of the 70% part would show here.
#[test]
fn capacity_and_access_rates_agree_with_their_national_sums() {
    let kind = EntitlementKind::CapacityAndAccessSupport;
    let millions = |year| {
        let national = terms(year).entitlement(kind).unwrap().national.as_ref().unwrap();
        let people = national.amount.pounds() / rate(year, kind, 0);
        (people / Decimal::from(1_000_000)).round_dp(1)
    };
    let years = [ContractYear::Y2023_24, ContractYear::Y2024_25, ContractYear::Y2025_26];
    let implied: Vec<Decimal> = years.into_iter().map(millions).collect();
    assert_eq!(implied, [Decimal::new(623, 1), Decimal::new(629, 1), Decimal::new(637, 1)]);
    let support = rate(ContractYear::Y2023_24, kind, 0);
    let improvement =
        rate(ContractYear::Y2023_24, EntitlementKind::CapacityAndAccessImprovement, 0);
    assert_eq!((support / (support + improvement)).round_dp(3), Decimal::new(7, 1));
}

#[test]
fn what_is_not_published_stands_in_the_answer_and_in_no_sum() {
    let statement = statement(ContractYear::Y2026_27);
    let missing: Vec<_> = statement.not_published().collect();
    assert_eq!(missing, [EntitlementKind::CoreFunding]);
    let core = statement.line(EntitlementKind::CoreFunding).unwrap();
    assert_eq!((core.outcome, core.outcome.amount()), (Outcome::NotPublished, None));
    assert_eq!(statement.total, Gbp::constant("480685"));
    assert!(statement.to_string().contains("not published"));
    for year in [ContractYear::Y2024_25, ContractYear::Y2025_26] {
        let missing: Vec<_> = self::statement(year).not_published().collect();
        assert_eq!(missing, [EntitlementKind::CapacityAndAccessImprovement], "{year}");
    }
}

#[test]
fn a_missing_count_is_asked_for_and_not_estimated() {
    let year = ContractYear::Y2024_25;
    let list = Populations::default().registered(Patients::from(50_000), day(2024, 1, 1));
    let statement = terms(year).statement(&Facts::of(list), &Question::of(year.period()));
    assert_eq!(statement.total, Gbp::ZERO);
    let core = statement.line(EntitlementKind::CoreFunding).unwrap();
    let needed = Outcome::NeedsCount { counted: Counted::Adjusted, on: Some(day(2024, 1, 1)) };
    assert_eq!(core.outcome, needed);
    let asks = |f: &&Finding| {
        f.rule.as_str() == "FUND-COUNT-001"
            && f.subject.as_ref().is_some_and(|s| s.as_str() == "Core PCN funding")
    };
    let finding = statement.findings.iter().find(asks).unwrap();
    assert!(finding.message.contains("adjusted population at 2024-01-01"), "{finding}");
}

#[test]
fn a_count_of_another_day_is_found() {
    let year = ContractYear::Y2024_25;
    let april = Populations::default().adjusted(Patients::constant("51000"), day(2024, 4, 1));
    let statement = terms(year).statement(&Facts::of(april), &Question::of(year.period()));
    let found: Vec<_> =
        statement.findings.iter().filter(|f| f.rule.as_str() == "FUND-COUNT-002").collect();
    assert!(!found.is_empty());
    assert!(found.iter().all(|f| f.path.as_deref() == Some("counts.network.adjusted.on")));
    let mut late = practice("A81002", "10000", None);
    late.counts = april;
    let facts = Facts::of_practices(vec![practice("A81001", "10000", None), late]);
    let apart = terms(year).statement(&facts, &Question::of(year.period()));
    let found = apart.findings.iter().find(|f| f.rule.as_str() == "FUND-COUNT-002").unwrap();
    assert_eq!(found.path.as_deref(), Some("counts.practices[1].counts.adjusted.on"));
    assert_eq!(found.subject.as_ref().map(|about| about.as_str()), Some("A81002"));
    let january = self::statement(year);
    assert!(january.findings.iter().all(|f| f.rule.as_str() != "FUND-COUNT-002"));
}

#[test]
fn the_care_home_premium_asks_for_coding_and_is_withheld_without() {
    let year = ContractYear::Y2024_25;
    let term = terms(year).entitlement(EntitlementKind::CareHomePremium).unwrap();
    let coding = term.condition(ConditionKind::ResidentsCoded).unwrap();
    assert_eq!(*coding.codes, ["160734000", "394923006", "248171000000108"]);
    let mut facts = Facts::of(counts(year));
    facts.unmet.push(ConditionKind::ResidentsCoded);
    let statement = terms(year).statement(&facts, &Question::of(year.period()));
    let premium = statement.line(EntitlementKind::CareHomePremium).unwrap();
    assert_eq!(premium.outcome, Outcome::Withheld { amount: Gbp::constant("24000.00") });
    assert_eq!(statement.total, self::statement(year).total - Gbp::constant("24000"));
}

#[test]
fn conflicts_stand_beside_the_rate_that_is_used() {
    let readings = |year, kind| -> Vec<Price> {
        let term = terms(year).entitlement(kind).unwrap();
        let entry = &term.components[0].rate.entries()[0];
        entry.readings.iter().map(|reading| reading.value).collect()
    };
    assert_eq!(
        readings(ContractYear::Y2020_21, EntitlementKind::ExtendedHours),
        [Price::Registered(Rate::constant("1.44"))]
    );
    assert_eq!(
        readings(ContractYear::Y2023_24, EntitlementKind::CapacityAndAccessSupport),
        [Price::Adjusted(Rate::constant("2.795"))]
    );
    // A conflict about the basis is a reading on another count.
    assert_eq!(
        readings(ContractYear::Y2023_24, EntitlementKind::CapacityAndAccessImprovement),
        [Price::Registered(Rate::constant("1.185"))]
    );
    assert_eq!(
        readings(ContractYear::Y2022_23, EntitlementKind::EnhancedAccess),
        [Price::Registered(Rate::constant("3.764"))]
    );
    let statement = statement(ContractYear::Y2020_21);
    let conflict = statement.findings.iter().find(|f| f.rule.as_str() == "FUND-RATE-003").unwrap();
    assert!(conflict.message.contains("£1.44"), "{conflict}");
}

#[test]
fn a_payment_for_part_of_the_year_pays_the_part() {
    use EntitlementKind as K;
    let y = ContractYear::Y2019_20;
    // Nine of twelve months at the yearly rate.
    assert_eq!(amount(y, K::ClinicalDirector), Gbp::constant("25762.50"));
    assert_eq!(amount(y, K::ExtendedHours), Gbp::constant("54375"));
    let y = ContractYear::Y2020_21;
    // £7.50 a bed for eight months.
    assert_eq!(amount(y, K::CareHomePremium), Gbp::constant("12000"));
    assert_eq!(amount(y, K::PcnSupport), Gbp::constant("13500"));
    assert_eq!(amount(y, K::ClinicalDirectorSupplement), Gbp::constant("27100"));
    let month = |date| {
        let question = Question::of_month(date).unwrap();
        let line = terms(y).payment(K::CareHomePremium, &Facts::of(counts(y)), &question);
        line.map(|line| line.outcome.amount().unwrap())
    };
    assert_eq!(month(day(2020, 7, 1)), None);
    assert_eq!(month(day(2020, 8, 1)), Some(Gbp::constant("1500")));
}

const LETTER: Source =
    Source::constant(Citation::constant("a made-up letter of August"), Evidence::Official);
const YEAR: Period = ContractYear::Y2024_25.period();

/// The terms of 2024/25 with one payment only, at a made-up rate.
fn made_up(kind: EntitlementKind, frequency: Frequency, rate: &'static [Entry<Price>]) -> Terms {
    let mut terms = terms(ContractYear::Y2024_25).clone();
    let improvement = EntitlementKind::CapacityAndAccessImprovement;
    let mut term = terms.entitlement(improvement).unwrap().clone();
    let mut component = term.components[0].clone();
    component.rate = Series::constant(rate);
    term.components = vec![component].into();
    term.kind = kind;
    term.frequency = frequency;
    terms.entitlements = vec![term].into();
    terms
}

#[test]
fn parts_of_the_improvement_payment_are_due_when_declared_within_the_year() {
    const RATE: &[Entry<Price>] =
        &[Entry::constant(Price::Adjusted(Rate::constant("1.392")), YEAR, LETTER)];
    let kind = EntitlementKind::CapacityAndAccessImprovement;
    let terms = made_up(kind, Frequency::OnDeclaration, RATE);
    let declare = |part: &'static str, on| Declaration { of: kind, part: part.into(), on };
    let mut facts = Facts::of(counts(ContractYear::Y2024_25));
    facts.declared = vec![
        declare("better_digital_telephony", day(2024, 6, 1)),
        // The full year's amount is due even if declared late.
        declare("simpler_online_requests", day(2025, 3, 31)),
        declare("faster_care_navigation_assessment_and_response", day(2025, 4, 1)),
        declare("friendlier_receptionists", day(2024, 6, 1)),
    ];
    let statement = terms.statement(&facts, &Question::of(YEAR));
    let most = Gbp::constant("70992.00");
    assert_eq!(
        statement.line(kind).unwrap().outcome,
        Outcome::Earned { amount: Gbp::constant("47328.00"), most }
    );
    assert_eq!(statement.up_to, Gbp::constant("23664"));
    let rules: Vec<_> = statement.findings.iter().map(|f| f.rule.as_str()).collect();
    assert_eq!(rules, ["FUND-PART-001", "FUND-PART-002"]);
    let paths: Vec<_> = statement.findings.iter().filter_map(|f| f.path.as_deref()).collect();
    assert_eq!(paths, ["declared[3].part", "declared[2].on"]);
    // In June only what was declared in June, in other months nothing; what is still open is told
    // in each of them.
    let month = |date| {
        let statement = terms.statement(&facts, &Question::of_month(date).unwrap());
        assert!(
            matches!(statement.lines[0].outcome, Outcome::Earned { most: of, .. } if of == most)
        );
        (statement.total, statement.still_to_earn())
    };
    let (none, third) = (Gbp::ZERO, Gbp::constant("23664"));
    let two = Gbp::constant("47328");
    assert_eq!(month(day(2024, 5, 1)), (none, Some(most)));
    assert_eq!(month(day(2024, 6, 1)), (third, Some(two)));
    assert_eq!(month(day(2024, 7, 1)), (none, Some(two)));
    assert_eq!(month(day(2025, 3, 1)), (third, Some(third)));
    // The working says what was earned before; where nothing is, it rounds nothing.
    let working = |facts: &Facts, question: &Question| {
        terms.payment(kind, facts, question).unwrap().working.to_string()
    };
    let text = working(&facts, &Question::of_month(day(2025, 3, 1)).unwrap());
    assert!(text.contains("earned = £47,328.00 − £23,664.00 = £23,664.00\n"), "{text}");
    assert!(text.contains("earned to the end, rounded half up to pence"), "{text}");
    facts.declared.clear();
    let text = working(&facts, &Question::of(YEAR));
    assert!(!text.contains("earned to the end"), "{text}");
}

#[test]
fn the_commissioner_judges_the_improvement_of_2023_24() {
    let year = ContractYear::Y2023_24;
    let kind = EntitlementKind::CapacityAndAccessImprovement;
    let mut facts = Facts::of(counts(year));
    let earned = Percent::constant("80");
    facts.judged = vec![Judgement { of: kind, earned, on: day(2024, 6, 30) }];
    let statement = terms(year).statement(&facts, &Question::of(year.period()));
    assert_eq!(
        statement.line(kind).unwrap().outcome,
        Outcome::Earned { amount: Gbp::constant("48348.00"), most: Gbp::constant("60435.00") }
    );
    // The whole, £0.5895, is rounded before it is shared: half of £0.59.
    let half = Judgement { earned: Percent::constant("50"), ..facts.judged[0].clone() };
    let one = Populations::default().adjusted("0.4975".parse().unwrap(), day(2023, 1, 1));
    let facts = Facts { judged: vec![half], ..Facts::of(one) };
    let statement = terms(year).statement(&facts, &Question::of(year.period()));
    let line = statement.line(kind).unwrap();
    let (amount, most) = (Gbp::constant("0.30"), Gbp::constant("0.59"));
    assert_eq!(line.outcome, Outcome::Earned { amount, most });
    let text = line.working.to_string();
    assert!(text.contains("judged = £0.59 × 50%, on 2024-06-30 = 0.295"), "{text}");
    assert!(text.contains("0.295 to £0.30"), "{text}");
}

#[test]
fn a_question_before_publication_gets_no_figure() {
    let year = ContractYear::Y2024_25;
    let facts = Facts::of(counts(year));
    let as_known = |known| {
        let question = Question::of(year.period()).as_known(known);
        terms(year).payment(EntitlementKind::EnhancedAccess, &facts, &question).unwrap().outcome
    };
    assert_eq!(as_known(day(2024, 3, 27)), Outcome::NotKnown);
    assert_eq!(as_known(day(2024, 3, 28)).amount(), Some(Gbp::constant("391374")));
}

#[test]
fn a_rate_raised_in_the_year_restates_with_difference_and_document() {
    const RATE: &[Entry<Price>] = &[
        Entry::constant(Price::Adjusted(Rate::constant("1.2")), YEAR, LETTER),
        Entry::constant(Price::Adjusted(Rate::constant("1.26")), YEAR, LETTER)
            .known_from(day(2024, 8, 1)),
    ];
    let terms = made_up(EntitlementKind::EnhancedAccess, Frequency::Monthly, RATE);
    let facts = Facts::of(counts(ContractYear::Y2024_25));
    let may = Question::of_month(day(2024, 5, 1)).unwrap();
    let restated = terms.restate(&facts, &may, day(2024, 7, 31), day(2024, 8, 1));
    let row = &restated.changed[0];
    assert_eq!(row.old, Outcome::Due { amount: Gbp::constant("5100.00") });
    assert_eq!(row.new, Outcome::Due { amount: Gbp::constant("5355.00") });
    assert_eq!(row.difference, Some(Gbp::constant("255")));
    assert_eq!(row.because, [LETTER]);
    assert!(restated.to_string().contains("because of a made-up letter of August"));
    assert!(terms.restate(&facts, &may, day(2024, 8, 1), day(2024, 9, 1)).changed.is_empty());
}

#[test]
fn a_part_of_the_year_tells_what_can_still_be_earned() {
    let of = |year: ContractYear, month| {
        let question = Question::of_month(month).unwrap();
        let statement = terms(year).statement(&Facts::of(counts(year)), &question);
        (statement.still_to_earn(), statement.not_published().count())
    };
    // £1.185 for each of 51,000 in 2023/24; the rate of 2024/25 is not published.
    let improvement = Some(Gbp::constant("60435.00"));
    assert_eq!(of(ContractYear::Y2023_24, day(2023, 6, 1)), (improvement, 0));
    assert_eq!(of(ContractYear::Y2024_25, day(2024, 6, 1)), (None, 1));
    assert_eq!(of(ContractYear::Y2021_22, day(2021, 6, 1)), (Some(Gbp::ZERO), 0));
}

/// SOURCE: the letter C1050 is of 3 February 2021, in the quarter for which it pays.
#[test]
fn the_supplement_was_not_known_before_its_letter() {
    let year = ContractYear::Y2020_21;
    let kind = EntitlementKind::ClinicalDirectorSupplement;
    let on = |known| {
        let question = Question::of(year.period()).as_known(known);
        let statement = terms(year).statement(&Facts::of(counts(year)), &question);
        statement.line(kind).unwrap().outcome
    };
    assert_eq!(on(day(2021, 2, 2)), Outcome::NotKnown);
    assert_eq!(on(day(2021, 2, 3)), Outcome::Due { amount: Gbp::constant("27100") });
}

#[test]
fn weak_evidence_is_refused_if_asked() {
    let year = ContractYear::Y2021_22;
    let question = Question::of(year.period()).at_least(Evidence::Secondary);
    let statement = terms(year).statement(&Facts::of(counts(year)), &question);
    let line = statement.line(EntitlementKind::ClinicalDirectorSupplement).unwrap();
    assert_eq!(line.outcome, Outcome::TooWeak { evidence: Evidence::Derived });
    assert!(statement.findings.iter().any(|f| f.rule.as_str() == "FUND-EVID-001"));
}

fn practice(code: &'static str, adjusted: &str, during: Option<Period>) -> Member {
    Member {
        practice: PracticeCode::constant(code),
        counts: Populations::default().adjusted(adjusted.parse().unwrap(), day(2024, 1, 1)),
        during,
    }
}

#[test]
fn a_practice_that_leaves_takes_its_patients_with_it() {
    let year = ContractYear::Y2024_25;
    let half = Period::constant(day(2024, 4, 1), day(2024, 10, 1));
    let rest = Period::constant(day(2024, 10, 1), day(2025, 4, 1));
    let facts = Facts::of_practices(vec![
        practice("A81001", "20000.5", None),
        practice("A81002", "10000", Some(half)),
        practice("A81003", "10000", Some(rest)),
    ]);
    let question = Question::of(year.period());
    let kind = EntitlementKind::EnhancedAccess;
    let line = terms(year).payment(kind, &facts, &question).unwrap();
    assert_eq!(line.outcome.amount(), Some(Gbp::constant("230223.84")));
    assert!(line.working.to_string().contains("A81002, member 2024-04-01 to 2024-09-30"));
    let takes = Residue::To(PracticeCode::constant("A81003"));
    let shares = terms(year).shares(kind, &facts, &question, takes).unwrap();
    assert_eq!(shares.network, Gbp::constant("230223.84"));
    let amounts: Vec<_> = shares.shares.iter().map(|share| share.amount).collect();
    // 153,483.837 is rounded down, and the named practice takes the penny.
    let expected = ["153483.83", "38370.00", "38370.01"].map(Gbp::constant);
    assert_eq!(amounts, expected);
}

/// SOURCE: Surrey and Sussex LMCs report that adjusted populations of 2025/26 were corrected from
/// June 2025.
#[test]
fn a_population_corrected_during_the_year_is_paid_from_its_day() {
    let year = ContractYear::Y2025_26;
    let june = day(2025, 6, 1);
    let one = |adjusted, during| practice("A81001", adjusted, Some(during));
    let facts = Facts::of_practices(vec![
        one("12000", Period::constant(day(2025, 4, 1), june)),
        one("12600", Period::since(june)),
    ]);
    let question = Question::of(year.period());
    let kind = EntitlementKind::EnhancedAccess;
    let line = terms(year).payment(kind, &facts, &question).unwrap();
    // 8.427 × (12,000 × 2 + 12,600 × 10) / 12
    assert_eq!(line.outcome.amount(), Some(Gbp::constant("105337.50")));
    let shares = terms(year).shares(kind, &facts, &question, Residue::default()).unwrap();
    assert_eq!(shares.shares.len(), 1);
    assert_eq!(shares.shares[0].amount, shares.network);
}

#[test]
fn a_practice_listed_twice_on_a_day_is_found() {
    let twice = vec![practice("A81001", "1", None), practice("A81001", "1", None)];
    let statement =
        terms(ContractYear::Y2024_25).statement(&Facts::of_practices(twice), &Question::of(YEAR));
    let found = statement.findings.iter().find(|f| f.rule.as_str() == "FUND-MEMBER-001").unwrap();
    assert_eq!(found.path.as_deref(), Some("counts.practices[1]"));
}

#[test]
fn years_and_days_of_knowledge_stand_side_by_side() {
    let comparison = Comparison::of_statements(
        ("2025/26", &statement(ContractYear::Y2025_26)),
        ("2026/27", &statement(ContractYear::Y2026_27)),
    );
    let text = comparison.to_string();
    let core = text.lines().find(|line| line.starts_with("Core PCN funding")).unwrap();
    assert!(core.contains("£150,683.00") && core.contains("not published"), "{core}");
    let access = text.lines().find(|line| line.starts_with("Enhanced access")).unwrap();
    assert!(access.ends_with("£24,276.00"), "{access}");
    let facts = Facts::of(counts(ContractYear::Y2024_25));
    let known =
        |day| terms(ContractYear::Y2024_25).statement(&facts, &Question::of(YEAR).as_known(day));
    let (february, may) = (known(day(2024, 2, 1)), known(day(2024, 5, 1)));
    let comparison = Comparison::of_statements(("in February", &february), ("in May", &may));
    assert!(comparison.to_string().contains("not known then"));
}

#[test]
fn every_series_is_sound_and_every_figure_has_a_source() {
    for held in des::years() {
        let figures = Figures::of("funding", &held.funding);
        assert!(figures.faults().is_empty(), "{}: {:?}", held.year, figures.faults());
        assert!(figures.rows().len() > 10, "{}", held.year);
        for row in figures.rows() {
            let unconfirmed = row.source.evidence == Evidence::Unconfirmed;
            assert!(!(row.value.is_some() && unconfirmed), "{}: a recollection", row.name);
            let known = row.known_from.unwrap_or(row.in_force.from());
            assert!(row.in_force.until().is_none_or(|until| known < until), "{}", row.name);
        }
        for term in held.funding.entitlements.iter() {
            assert!(held.year.period().covers(term.in_force), "{}", term.kind);
            for component in term.components.iter() {
                for entry in component.rate.entries() {
                    let counted = entry.figure.value().map(|price| price.counted());
                    assert!(counted.is_none_or(|counted| counted == component.counted));
                    assert!(term.in_force.covers(entry.in_force));
                }
            }
            let kinds = held.funding.entitlements.iter().filter(|other| other.kind == term.kind);
            assert_eq!(kinds.count(), 1);
        }
    }
}

#[test]
fn terms_facts_and_answers_come_back_from_json() {
    for held in des::years() {
        let json = serde_json::to_string(&held.funding).unwrap();
        assert_eq!(serde_json::from_str::<Terms>(&json).unwrap(), held.funding, "{}", held.year);
        let facts = Facts::of(counts(held.year));
        let json = serde_json::to_string(&facts).unwrap();
        assert_eq!(serde_json::from_str::<Facts>(&json).unwrap(), facts);
        let statement = statement(held.year);
        let json = serde_json::to_string(&statement).unwrap();
        assert_eq!(serde_json::from_str::<Statement>(&json).unwrap(), statement);
        assert!(json.contains(r#""status":"due""#), "{json}");
    }
}

#[test]
fn every_outcome_comes_back_from_json_and_none_with_a_key_of_another() {
    let (amount, most) = (Gbp::constant("24000.00"), Gbp::constant("60435.00"));
    let outcomes = [
        Outcome::Due { amount },
        Outcome::Earned { amount, most },
        Outcome::Withheld { amount },
        Outcome::NotPublished,
        Outcome::NotKnown,
        Outcome::NeedsCount { counted: Counted::Adjusted, on: Some(day(2024, 1, 1)) },
        Outcome::NeedsCount { counted: Counted::Beds, on: None },
        Outcome::TooWeak { evidence: Evidence::Secondary },
    ];
    let read = |json: &str| serde_json::from_str::<Outcome>(json).map_err(|e| e.to_string());
    for outcome in outcomes {
        let json = serde_json::to_string(&outcome).unwrap();
        assert_eq!(read(&json), Ok(outcome), "{json}");
        for (key, value) in [
            ("amount", "\"1.00\""),
            ("most", "\"1.00\""),
            ("counted", "\"beds\""),
            ("on", "\"2024-01-01\""),
            ("evidence", "\"official\""),
        ] {
            let mays = matches!(outcome, Outcome::NeedsCount { .. }) && key == "on";
            if json.contains(&format!("\"{key}\":")) || mays {
                continue;
            }
            let more = json.replace('}', &format!(",\"{key}\":{value}}}"));
            let error = read(&more).unwrap_err();
            assert!(error.contains("the keys are not those of the status"), "{more}: {error}");
        }
    }
}

#[test]
fn the_tariff_gives_the_sums_of_the_statement() {
    for held in des::years() {
        let counts = counts(held.year);
        let april = Question::of_month(held.year.first_day()).unwrap().period;
        for period in [held.year.period(), april] {
            let statement = held.funding.statement(&Facts::of(counts), &Question::of(period));
            let score = Tariff::of(&held.funding, period, NaiveDate::MAX).score(&counts);
            assert_eq!(score.network, statement.total, "{}", held.year);
            assert_eq!(score.practices, statement.to_practices, "{}", held.year);
            assert_eq!(score.up_to, statement.up_to, "{}", held.year);
            let missing = statement.not_published().count();
            assert_eq!(score.not_published, u32::try_from(missing).unwrap());
        }
    }
}

#[test]
fn rules_say_why_and_what_to_do() {
    let ours: Vec<_> = pcn::rules()
        .filter(|rule| ["FUND-", "ARRS-"].iter().any(|room| rule.id.as_str().starts_with(room)))
        .collect();
    assert_eq!(ours.len(), 33);
    assert!(ours.iter().all(|rule| !rule.remedy.is_empty() && !rule.explanation.is_empty()));
}

#[test]
fn only_whole_pence_divide_and_only_by_weights_that_are_not_negative() {
    let one = [Decimal::ONE];
    assert_eq!(divide(Gbp::pence(101), &one), Some(vec![Gbp::pence(101)]));
    assert_eq!(divide(Gbp::constant("1.005"), &one), None);
    assert_eq!(divide(Gbp::pence(101), &[Decimal::TWO, -Decimal::ONE]), None);
    assert_eq!(divide(Gbp::pence(101), &[Decimal::ZERO]), None);
    let far_apart = [Decimal::MAX, Decimal::new(1, 10)];
    assert_eq!(divide(Gbp::pence(100), &far_apart), None, "too many digits");
    assert_eq!(
        divide(-Gbp::pence(100), &[Decimal::ONE; 3]).unwrap(),
        [-33, -33, -34].map(Gbp::pence)
    );
}

#[test]
fn equal_losses_are_equal_however_many_digits_stand_before_them() {
    // 133.33, 33 and 66.33 pence and a third of one each.
    let weights = [400, 1, 199].map(Decimal::from);
    let parts = divide(Gbp::constant("200"), &weights).unwrap();
    assert_eq!(parts, ["133.34", "0.33", "66.33"].map(Gbp::constant));
    // Counts that differ by 39,600 differ by whole pence in ten days of a month of thirty.
    let year = ContractYear::Y2024_25;
    let ten_days = Period::constant(day(2024, 4, 1), day(2024, 4, 11));
    let facts =
        Facts::of_practices(vec![practice("A81001", "39602", None), practice("A81002", "2", None)]);
    let kind = EntitlementKind::EnhancedAccess;
    let shares = terms(year).shares(kind, &facts, &Question::of(ten_days), Residue::default());
    let shares = shares.unwrap();
    // 7.674 × count × 10 / 30 / 12 is 844,182.6333 pence and 42.6333 pence.
    assert_eq!(shares.network, Gbp::constant("8442.25"));
    let amounts: Vec<_> = shares.shares.iter().map(|share| share.amount).collect();
    assert_eq!(amounts, ["8441.83", "0.42"].map(Gbp::constant));
}

#[test]
fn a_practice_is_twice_only_on_a_shared_day() {
    let half = Period::constant(day(2024, 4, 1), day(2024, 10, 1));
    let rest = Period::constant(day(2024, 10, 1), day(2025, 4, 1));
    let of = |one: (&'static str, Option<Period>), two: (&'static str, Option<Period>)| {
        let members = vec![practice(one.0, "1", one.1), practice(two.0, "1", two.1)];
        let facts = Facts::of_practices(members);
        let statement = terms(ContractYear::Y2024_25).statement(&facts, &Question::of(YEAR));
        statement.findings.iter().filter(|f| f.rule.as_str() == "FUND-MEMBER-001").count()
    };
    let (a, b) = ("A81001", "A81002");
    assert_eq!(of((a, Some(half)), (a, Some(rest))), 0);
    assert_eq!(of((a, Some(half)), (a, Some(half))), 1);
    assert_eq!(of((a, Some(half)), (a, None)), 1);
    assert_eq!(of((a, None), (b, None)), 0);
    assert_eq!(of((a, Some(half)), (b, Some(half))), 0);
}

#[test]
fn what_is_withheld_is_due_with_nothing_and_says_why() {
    let year = ContractYear::Y2024_25;
    let mut facts = Facts::of(counts(year));
    facts.unmet.push(ConditionKind::ResidentsCoded);
    let statement = terms(year).statement(&facts, &Question::of(year.period()));
    let premium = statement.line(EntitlementKind::CareHomePremium).unwrap();
    assert_eq!(premium.outcome.amount(), Some(Gbp::ZERO));
    let why: Vec<_> = statement
        .findings
        .iter()
        .filter(|f| f.message.starts_with("not met: "))
        .map(|f| f.subject.as_ref().unwrap().as_str().to_owned())
        .collect();
    assert_eq!(why, [EntitlementKind::CareHomePremium.to_string()]);
}

#[test]
fn a_declared_part_of_a_payment_without_parts_is_found() {
    const RATE: &[Entry<Price>] =
        &[Entry::constant(Price::Adjusted(Rate::constant("1.392")), YEAR, LETTER)];
    let kind = EntitlementKind::CapacityAndAccessImprovement;
    let mut terms = made_up(kind, Frequency::OnDeclaration, RATE);
    let declare = || Declaration { of: kind, part: "telephony".into(), on: day(2024, 6, 1) };
    let told = |terms: &Terms| {
        let mut facts = Facts::of(counts(ContractYear::Y2024_25));
        facts.declared = vec![declare()];
        let statement = terms.statement(&facts, &Question::of(YEAR));
        let found = statement.findings.iter().find(|f| f.rule.as_str() == "FUND-PART-001");
        found.map(|f| f.message.to_string())
    };
    let with = told(&terms).unwrap();
    assert!(with.starts_with("`telephony` is no part of it; its parts are "), "{with}");
    let mut term = terms.entitlements[0].clone();
    term.parts = vec![].into();
    terms.entitlements = vec![term].into();
    assert_eq!(
        told(&terms).as_deref(),
        Some("`telephony` is declared, but the payment is judged as a whole")
    );
}

#[test]
fn a_statement_says_what_is_in_no_sum_only_if_something_is() {
    let whole = statement(ContractYear::Y2023_24);
    assert_eq!(whole.not_published().count(), 0);
    let text = whole.to_string();
    assert!(!text.contains("in no sum") && !text.contains("and more"), "{text}");
    assert!(text.contains("Can still be earned or claimed, up to"));
    let text = statement(ContractYear::Y2026_27).to_string();
    assert!(text.contains("\nNot published, and in no sum: Core PCN funding\n"), "{text}");
    // A payment that is earned and not published makes the sum that can be earned open.
    let improvement = statement(ContractYear::Y2024_25);
    let line = |text: &str| {
        let start = "Can still be earned or claimed, up to";
        text.lines().find(|own| own.starts_with(start)).unwrap().trim_end().to_owned()
    };
    assert!(line(&improvement.to_string()).ends_with("not published"), "{improvement}");
    let mut with_more = improvement.clone();
    with_more.up_to = Gbp::constant("5");
    assert!(line(&with_more.to_string()).ends_with("£5.00 and more"));
    assert_eq!(with_more.still_to_earn(), Some(Gbp::constant("5")));
    let mut clean = improvement.clone();
    clean.findings = pcn::finding::Report::new();
    assert!(!clean.to_string().contains("Findings:"));
    let mut found = clean.clone();
    found.findings = statement(ContractYear::Y2020_21).findings;
    assert!(found.to_string().contains("\nFindings: "));
}

#[test]
fn a_sum_of_nothing_known_is_not_known_and_what_is_left_out_is_named() {
    let of = |counts, known: Option<NaiveDate>| {
        let mut question = Question::of(ContractYear::Y2023_24.period());
        question.known_on = known;
        des::year(ContractYear::Y2023_24).unwrap().funding.statement(&Facts::of(counts), &question)
    };
    let sums = |statement: &Statement| {
        let text = statement.to_string();
        let sum = |start: &str| {
            let line = text.lines().find(|line| line.starts_with(start)).unwrap();
            line[start.len()..].trim().to_owned()
        };
        ["Due to the network", "Due to its practices", "Can still be earned or claimed, up to"]
            .map(sum)
    };
    let registered = Populations::default().registered(Patients::from(50_000), day(2023, 1, 1));
    let one = of(registered, None);
    assert_eq!(sums(&one), ["£111,450.00", "not known", "not known"]);
    let text = one.to_string();
    let left = text.lines().find(|line| line.starts_with("Without their count, and in no sum: "));
    let left: Vec<&str> =
        left.unwrap()["Without their count, and in no sum: ".len()..].split(", ").collect();
    assert_eq!(left.len(), one.in_no_sum().count());
    assert!(left.contains(&"Enhanced access payment") && !left.contains(&"Core PCN funding"));
    assert_eq!(one.due_to(PaidTo::Network), Some(one.total));

    let before = of(registered, Some(day(2019, 1, 1)));
    assert_eq!(sums(&before)[..2], ["not known", "not known"]);
    assert_eq!((before.due_to(PaidTo::Network), before.total), (None, Gbp::ZERO));
    assert!(before.to_string().contains("\nNot known then, and in no sum: Core PCN funding, "));
    let compared = Comparison::of_statements(("one", &one), ("before", &before));
    let row = |start: &str| compared.rows.iter().find(|row| row.name.starts_with(start)).unwrap();
    let network = row("Due to the network (of what is known)");
    assert_eq!(network.one, Cell::Amount(one.total));
    assert_eq!((&network.two, network.difference), (&Cell::Words("not known".into()), None));

    // Of a statement that asks for nothing, nothing is due.
    let mut none = one.clone();
    none.lines.clear();
    none.total = Gbp::ZERO;
    assert_eq!(none.due_to(PaidTo::Practice), Some(Gbp::ZERO));
    assert_eq!(none.still_to_earn(), Some(none.up_to));
    assert!(!none.to_string().contains("not known"));
}

#[test]
fn a_part_of_a_year_stands_beside_the_rate_of_a_year() {
    let text = statement(ContractYear::Y2019_20).to_string();
    assert!(text.contains("£1.45 per registered patient × "), "{text}");
    assert!(text.contains(" × 9 / 12 months\n"), "{text}");
    let whole = statement(ContractYear::Y2023_24).to_string();
    assert!(!whole.contains("months\n"), "{whole}");
}

#[test]
fn a_rate_that_changes_within_the_year_is_paid_month_by_month() {
    const RATE: &[Entry<Price>] = &[
        Entry::constant(
            Price::Adjusted(Rate::constant("1.2")),
            Period::constant(day(2024, 4, 1), day(2024, 9, 1)),
            LETTER,
        ),
        Entry::constant(
            Price::Adjusted(Rate::constant("2.4")),
            Period::constant(day(2024, 9, 1), day(2025, 4, 1)),
            LETTER,
        ),
    ];
    let kind = EntitlementKind::EnhancedAccess;
    let terms = made_up(kind, Frequency::Monthly, RATE);
    let counts = counts(ContractYear::Y2024_25);
    let line = terms.payment(kind, &Facts::of(counts), &Question::of(YEAR)).unwrap();
    // 51,000 × (1.20 × 5 + 2.40 × 7) / 12
    assert_eq!(line.outcome.amount(), Some(Gbp::constant("96900")));
    let text = line.working.to_string();
    for part in ["1.2 × 51,000 × 5 / 12 months", "2.4 × 51,000 × 7 / 12 months", "25500 + 71400"]
    {
        assert!(text.contains(part), "{part} in {text}");
    }
    let tariff = Tariff::of(&terms, YEAR, NaiveDate::MAX);
    assert_eq!(tariff.amount(kind, &counts), Some(Gbp::constant("96900")));
    assert_eq!(tariff.amount(EntitlementKind::CoreFunding, &counts), None);
    assert_eq!(tariff.amount(kind, &Populations::default()), None);
}

#[test]
fn a_whole_year_at_one_rate_needs_no_months_in_its_working() {
    let year = ContractYear::Y2024_25;
    let question = Question::of(year.period());
    let access = terms(year)
        .payment(EntitlementKind::EnhancedAccess, &Facts::of(counts(year)), &question)
        .unwrap();
    let text = access.working.to_string();
    assert!(!text.contains(" months") && !text.contains("sum"), "{text}");
    let july = Question::of_month(day(2024, 7, 1)).unwrap();
    let access = terms(year)
        .payment(EntitlementKind::EnhancedAccess, &Facts::of(counts(year)), &july)
        .unwrap();
    let text = access.working.to_string();
    let amount = access.outcome.amount().unwrap();
    assert!(text.contains(" − ") && text.contains(&format!("= {amount}")), "{text}");
}

#[test]
fn the_tariff_gives_each_payment_of_the_statement() {
    for held in des::years() {
        let counts = counts(held.year);
        let period = held.year.period();
        let statement = held.funding.statement(&Facts::of(counts), &Question::of(period));
        let tariff = Tariff::of(&held.funding, period, NaiveDate::MAX);
        let mut some = 0;
        for line in &statement.lines {
            if let Outcome::Due { amount } = line.outcome {
                assert_eq!(
                    tariff.amount(line.entitlement, &counts),
                    Some(amount),
                    "{}",
                    line.entitlement
                );
                some += usize::from(!amount.is_zero());
            }
        }
        assert!(some > 0, "{}", held.year);
    }
}

#[test]
fn a_comparison_has_a_row_for_what_only_one_of_two_years_pays() {
    let comparison = Comparison::of_statements(
        ("2019/20", &statement(ContractYear::Y2019_20)),
        ("2024/25", &statement(ContractYear::Y2024_25)),
    );
    let text = comparison.to_string();
    let row = |start: &str| text.lines().find(|line| line.starts_with(start)).map(str::to_owned);
    let hours = row(&EntitlementKind::ExtendedHours.to_string()).unwrap();
    assert!(hours.contains("£54,375.00") && hours.contains("none"), "{hours}");
    let access = row(&EntitlementKind::EnhancedAccess.to_string()).unwrap();
    assert!(access.contains("£391,374.00") && access.contains("none"), "{access}");
    for kind in EntitlementKind::ALL {
        assert_eq!(kind.to_string(), kind.words());
        let held = [ContractYear::Y2019_20, ContractYear::Y2024_25]
            .into_iter()
            .any(|year| statement(year).line(*kind).is_some());
        assert_eq!(row(kind.words()).is_some(), held, "{kind}");
    }
}

#[test]
fn a_restatement_names_the_letters_of_the_time_and_of_the_period() {
    const OTHER: Source =
        Source::constant(Citation::constant("another letter"), Evidence::Official);
    const LATER: Period = Period::constant(day(2024, 10, 1), day(2025, 4, 1));
    const RATE: &[Entry<Price>] = &[
        Entry::constant(Price::Adjusted(Rate::constant("1.2")), YEAR, OTHER),
        Entry::constant(Price::Adjusted(Rate::constant("1.26")), YEAR, LETTER)
            .known_from(day(2024, 8, 1)),
        Entry::constant(Price::Adjusted(Rate::constant("1.3")), LATER, OTHER)
            .known_from(day(2024, 8, 1)),
        Entry::constant(Price::Adjusted(Rate::constant("1.27")), YEAR, OTHER)
            .known_from(day(2024, 8, 2)),
    ];
    let terms = made_up(EntitlementKind::EnhancedAccess, Frequency::Monthly, RATE);
    let facts = Facts::of(counts(ContractYear::Y2024_25));
    let may = Question::of_month(day(2024, 5, 1)).unwrap();
    let because =
        |before, after| terms.restate(&facts, &may, before, after).changed.remove(0).because;
    assert_eq!(because(day(2024, 7, 31), day(2024, 8, 2)), [LETTER, OTHER]);
    // What was known on the first day already is no reason.
    assert_eq!(because(day(2024, 8, 1), day(2024, 8, 2)), [OTHER]);
    let october = Question::of_month(day(2024, 10, 1)).unwrap();
    let changed = terms.restate(&facts, &october, day(2024, 7, 31), day(2024, 8, 1)).changed;
    assert_eq!(changed[0].because, [LETTER, OTHER]);
}

#[test]
fn a_count_that_is_missing_is_asked_for_with_its_own_day() {
    const RATE: &[Entry<Price>] =
        &[Entry::constant(Price::Adjusted(Rate::constant("1.2")), YEAR, LETTER)];
    let kind = EntitlementKind::EnhancedAccess;
    let mut terms = made_up(kind, Frequency::Monthly, RATE);
    let mut term = terms.entitlements[0].clone();
    let mut component = term.components[0].clone();
    component.reference = Some(day(2023, 7, 1));
    term.components = vec![component].into();
    terms.entitlements = vec![term].into();
    let line =
        terms.payment(kind, &Facts::of(Populations::default()), &Question::of(YEAR)).unwrap();
    let needed = Outcome::NeedsCount { counted: Counted::Adjusted, on: Some(day(2023, 7, 1)) };
    assert_eq!(line.outcome, needed);
}

/// The improvement payment of 2024/25 at a made-up rate: £1,000.01 for one patient, earned by thirds.
fn by_thirds() -> (Terms, Facts) {
    const RATE: &[Entry<Price>] =
        &[Entry::constant(Price::Adjusted(Rate::constant("1000.01")), YEAR, LETTER)];
    let one = Populations::default().adjusted(Patients::constant("1"), day(2024, 1, 1));
    let improvement = EntitlementKind::CapacityAndAccessImprovement;
    (made_up(improvement, Frequency::OnDeclaration, RATE), Facts::of(one))
}

fn declare(part: &'static str, on: NaiveDate) -> Declaration {
    Declaration { of: EntitlementKind::CapacityAndAccessImprovement, part: part.into(), on }
}

const THIRDS: [&str; 3] = [
    "better_digital_telephony",
    "simpler_online_requests",
    "faster_care_navigation_assessment_and_response",
];

fn in_month(terms: &Terms, facts: &Facts, month: NaiveDate) -> Statement {
    terms.statement(facts, &Question::of_month(month).unwrap())
}

#[test]
fn a_part_declared_twice_counts_once_on_its_first_day() {
    let (terms, mut facts) = by_thirds();
    let third = Gbp::constant("333.34");
    let (may, june) = (day(2024, 5, 20), day(2024, 6, 3));
    // The order does not matter, and a day outside the year is no first day.
    for days in [[day(2024, 3, 31), may, june], [june, may, day(2025, 4, 1)]] {
        facts.declared = days.map(|on| declare(THIRDS[0], on)).into();
        assert_eq!(terms.statement(&facts, &Question::of(YEAR)).total, third);
        assert_eq!(in_month(&terms, &facts, may).total, third);
        assert_eq!(in_month(&terms, &facts, june).total, Gbp::ZERO);
        let june = in_month(&terms, &facts, june).lines[0].working.to_string();
        let told = "better_digital_telephony is declared on 2024-06-03 too; it counts once, on \
                    2024-05-20";
        assert!(june.contains(told), "{june}");
        let may = in_month(&terms, &facts, may).lines[0].working.to_string();
        assert!(!may.contains("too; it counts once"), "{may}");
    }
}

#[test]
fn parts_that_are_earned_sum_to_the_year_and_what_is_open_shrinks() {
    let (terms, mut facts) = by_thirds();
    let days = [day(2024, 5, 1), day(2024, 8, 31), day(2025, 3, 31)];
    facts.declared = core::iter::zip(THIRDS, days).map(|(part, on)| declare(part, on)).collect();
    // Each third is £333.33 and a third; together they are the whole and no penny more.
    let months: Vec<_> = days.into_iter().map(|on| in_month(&terms, &facts, on)).collect();
    let earned: Vec<_> = months.iter().map(|month| month.total).collect();
    assert_eq!(earned, ["333.34", "333.33", "333.34"].map(Gbp::constant));
    let open: Vec<_> = months.iter().map(|month| month.up_to).collect();
    assert_eq!(open, ["666.67", "333.34", "0"].map(Gbp::constant));
    let year = terms.statement(&facts, &Question::of(YEAR));
    assert_eq!((year.total, year.up_to), (Gbp::constant("1000.01"), Gbp::ZERO));
    let august = months[1].lines[0].working.to_string();
    assert!(august.contains("£666.67 − £333.34"), "{august}");
    let may = months[0].lines[0].working.to_string();
    assert!(
        !may.contains(" − ") && may.contains("declared on 2024-05-01: £1,000.01 × 1 / 3"),
        "{may}"
    );
    // What is declared on the day asked about is known, what is declared later is not.
    let known = |on| terms.statement(&facts, &Question::of(YEAR).as_known(on)).total;
    assert_eq!(known(days[1]), Gbp::constant("666.67"));
    assert_eq!(known(day(2024, 8, 30)), Gbp::constant("333.34"));
}

#[test]
fn of_several_judgements_the_last_that_is_known_counts() {
    let year = ContractYear::Y2023_24;
    let kind = EntitlementKind::CapacityAndAccessImprovement;
    let judge = |earned, on| Judgement { of: kind, earned: Percent::constant(earned), on };
    let (june, july) = (day(2024, 6, 30), day(2024, 7, 31));
    let of = |judged: Vec<Judgement>, known: Option<NaiveDate>| {
        let mut facts = Facts::of(counts(year));
        facts.judged = judged;
        let question = Question { known_on: known, ..Question::of(year.period()) };
        let statement = terms(year).statement(&facts, &question);
        let amount = statement.line(kind).unwrap().outcome.amount().unwrap();
        let found = statement.findings.iter().filter(|f| f.rule.as_str().starts_with("FUND-JUDGE"));
        let found = found.map(|f| format!("{} {}", f.rule, f.path.as_deref().unwrap_or("")));
        (amount, found.collect::<Vec<_>>())
    };
    let (whole, four_fifths) = (Gbp::constant("60435.00"), Gbp::constant("48348.00"));
    let both = || vec![judge("100", july), judge("80", june)];
    assert_eq!(of(both(), None), (whole, vec!["FUND-JUDGE-003 judged[0]".to_owned()]));
    assert_eq!(of(both(), Some(july)).0, whole);
    assert_eq!(of(both(), Some(day(2024, 7, 30))), (four_fifths, vec![]));
    assert_eq!(of(both(), Some(day(2024, 6, 29))), (Gbp::ZERO, vec![]));
    // Of one day the one that stands last.
    let one_day = vec![judge("100", june), judge("80", june)];
    assert_eq!(of(one_day, None), (four_fifths, vec!["FUND-JUDGE-003 judged[1]".to_owned()]));
    // Nothing and the whole are shares; less and more are slips and are left out.
    assert_eq!(of(vec![judge("0", june)], None), (Gbp::ZERO, vec![]));
    assert_eq!(of(vec![judge("100", june)], None), (whole, vec![]));
    let below = Judgement { earned: "-1".parse().unwrap(), ..judge("0", july) };
    for wrong in [below, judge("100.5", july)] {
        let found = vec!["FUND-JUDGE-001 judged[1].earned".to_owned()];
        assert_eq!(of(vec![judge("80", june), wrong.clone()], None), (four_fifths, found));
        assert_eq!(of(vec![wrong], None).0, Gbp::ZERO);
    }
    assert_eq!(of(vec![judge("80", day(2023, 4, 1))], None), (four_fifths, vec![]));
    let early = vec!["FUND-JUDGE-002 judged[0].on".to_owned()];
    assert_eq!(of(vec![judge("80", day(2023, 3, 31))], None), (Gbp::ZERO, early));
}

#[test]
fn a_judgement_is_of_the_whole_and_leaves_the_parts_of_the_year_alone() {
    let (terms, mut facts) = by_thirds();
    let kind = EntitlementKind::CapacityAndAccessImprovement;
    let may = day(2024, 5, 1);
    facts.declared = vec![declare(THIRDS[0], may)];
    facts.judged =
        vec![Judgement { of: kind, earned: Percent::constant("50"), on: day(2025, 6, 30) }];
    assert_eq!(in_month(&terms, &facts, may).total, Gbp::constant("333.34"));
    let year = terms.statement(&facts, &Question::of(YEAR));
    assert_eq!((year.total, year.up_to), (Gbp::constant("500.01"), Gbp::constant("500.00")));
    // What is judged of another payment is not judged of this one.
    facts.judged[0].of = EntitlementKind::EnhancedAccess;
    assert_eq!(terms.statement(&facts, &Question::of(YEAR)).total, Gbp::constant("333.34"));
}

#[test]
fn what_is_divided_is_what_is_paid() {
    let year = ContractYear::Y2024_25;
    let question = Question::of(year.period());
    let kind = EntitlementKind::CareHomePremium;
    let with_beds = |code, beds| Member {
        practice: PracticeCode::constant(code),
        counts: Populations::default().beds(Beds::new(beds), day(2024, 4, 1)),
        during: None,
    };
    let mut facts = Facts::of_practices(vec![with_beds("A81001", 10), with_beds("A81002", 20)]);
    let shares = |facts: &Facts, question: &Question| {
        terms(year).shares(kind, facts, question, Residue::default())
    };
    assert_eq!(shares(&facts, &question).unwrap().network, Gbp::constant("3600.00"));
    // Too weak a source is not divided.
    let strict = question.at_least(Evidence::Official);
    let line = terms(year).payment(kind, &facts, &strict).unwrap();
    assert!(matches!(line.outcome, Outcome::TooWeak { .. }), "{}", line.outcome);
    let refusal = shares(&facts, &strict).unwrap_err();
    let SharesRefusal::NoAmount { outcome, findings } = &refusal else { panic!("{refusal}") };
    assert_eq!(*outcome, line.outcome);
    assert!(findings.iter().any(|found| found.rule.as_str() == "FUND-EVID-001"));
    // What is withheld is not due, so nobody has a share of it.
    facts.unmet = vec![ConditionKind::ResidentsCoded];
    let refusal = shares(&facts, &question).unwrap_err();
    assert_eq!(refusal.to_string(), "the payment has no amount to divide: withheld (£3,600.00)");
}

#[test]
fn what_is_earned_is_divided_by_what_each_practice_brings() {
    let (terms, _) = by_thirds();
    let kind = EntitlementKind::CapacityAndAccessImprovement;
    let half = Period::constant(day(2024, 4, 1), day(2024, 10, 1));
    // Two patients throughout and two for half of the year: £3,000.03, of which a third is earned.
    let members = vec![practice("A81001", "2", None), practice("A81002", "2", Some(half))];
    let mut facts = Facts::of_practices(members);
    facts.declared = vec![declare(THIRDS[0], day(2024, 5, 1))];
    for period in [YEAR, Question::of_month(day(2024, 5, 1)).unwrap().period] {
        let question = Question::of(period);
        let shares = terms.shares(kind, &facts, &question, Residue::default()).unwrap();
        assert_eq!((shares.period, shares.network), (period, Gbp::constant("1000.01")));
        let line = terms.payment(kind, &facts, &question).unwrap();
        assert_eq!(line.outcome.amount(), Some(shares.network));
        let amounts: Vec<_> = shares.shares.iter().map(|share| share.amount).collect();
        assert_eq!(amounts, ["666.67", "333.34"].map(Gbp::constant));
    }
    facts.declared = Vec::new();
    let shares = terms.shares(kind, &facts, &Question::of(YEAR), Residue::default()).unwrap();
    assert!(shares.shares.iter().all(|share| share.amount == Gbp::ZERO));
    let june = Question::of_month(day(2024, 6, 1)).unwrap();
    let shares = terms.shares(kind, &facts, &june, Residue::default()).unwrap();
    assert_eq!((shares.shares.len(), shares.network), (2, Gbp::ZERO));
    let later = Question::of_month(day(2025, 6, 1)).unwrap();
    let refusal = terms.shares(kind, &facts, &later, Residue::default()).unwrap_err();
    assert_eq!(
        refusal.to_string(),
        "no Capacity and access improvement payment to divide in 2025-06-01 to 2025-06-30"
    );
}

#[test]
fn what_has_too_many_digits_is_not_divided() {
    const RATE: &[Entry<Price>] =
        &[Entry::constant(Price::Adjusted(Rate::constant("9999999.999999")), YEAR, LETTER)];
    let kind = EntitlementKind::CapacityAndAccessImprovement;
    let terms = made_up(kind, Frequency::OnDeclaration, RATE);
    let mut facts = Facts::of_practices(vec![
        practice("A81001", "999999999", None),
        practice("A81002", "999999999", None),
    ]);
    facts.declared = vec![declare(THIRDS[0], day(2024, 5, 1))];
    let shares = terms.shares(kind, &facts, &Question::of(YEAR), Residue::default());
    assert_eq!(shares, Err(SharesRefusal::TooManyDigits));
}

#[test]
fn a_refusal_to_divide_says_why() {
    let year = ContractYear::Y2024_25;
    let question = Question::of(year.period());
    let facts = Facts::of_practices(vec![practice("A81001", "2", None)]);
    let of = |kind, facts: &Facts, residue| terms(year).shares(kind, facts, &question, residue);
    let stranger = Residue::To(PracticeCode::constant("A81009"));
    let refusal = of(EntitlementKind::EnhancedAccess, &facts, stranger).unwrap_err();
    assert_eq!(
        refusal.to_string(),
        "A81009 has no share, so no pennies can go to it; a good one is A81001"
    );
    let nobody = of(EntitlementKind::EnhancedAccess, &Facts::of_practices(vec![]), stranger);
    assert!(nobody.unwrap_err().to_string().ends_with("; no practice has one"));
    let ended = EntitlementKind::ExtendedHours;
    let refusal = of(ended, &facts, Residue::default()).unwrap_err();
    assert_eq!(refusal, SharesRefusal::NotListed { entitlement: ended, period: year.period() });
    // The rate of 2024/25 is not published.
    let improvement = EntitlementKind::CapacityAndAccessImprovement;
    let refusal = of(improvement, &facts, Residue::default()).unwrap_err();
    assert!(
        matches!(refusal, SharesRefusal::NoAmount { outcome: Outcome::NotPublished, .. }),
        "{refusal}"
    );
    // What a refusal for one set of counts shows is read as facts.
    let refusal = of(improvement, &Facts::of(counts(year)), Residue::default()).unwrap_err();
    let text = refusal.to_string();
    let shown = text.split('`').nth(1).unwrap();
    assert!(serde_json::from_str::<Facts>(&format!("{{{shown}}}")).is_ok(), "{text}");
}

#[test]
fn a_payment_is_read_by_either_name() {
    for kind in EntitlementKind::ALL {
        for name in [kind.name().to_owned(), kind.to_string(), kind.words().to_uppercase()] {
            assert_eq!(name.parse(), Ok(*kind), "{name}");
        }
    }
    let error = "Core funding of practices".parse::<EntitlementKind>().unwrap_err();
    assert_eq!(error.given(), "Core funding of practices");
}
