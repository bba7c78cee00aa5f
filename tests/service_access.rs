//! The hours of access against quoted check values.

use pcn::{
    calendar::{ContractYear, NaiveDate, day},
    citation::Evidence,
    des,
    finding::{RuleId, Severity},
    quantity::{Minutes, Patients},
    service::{
        AccessCheck, AccessError, AccessTerms, DailyWindow, DayOfWeek, Lists, Service, Slot,
        TimeOfDay, Timetable, Uncovered,
    },
};
use proptest::prelude::*;

fn terms(on: NaiveDate) -> &'static AccessTerms {
    &des::year(ContractYear::containing(on).unwrap()).unwrap().service.access
}

fn registered(count: u32) -> Lists {
    Lists { registered: Some(Patients::from(count)), adjusted: None }
}

fn adjusted(count: &'static str) -> Lists {
    Lists { registered: None, adjusted: Some(Patients::constant(count)) }
}

fn minutes(lists: &Lists, on: NaiveDate) -> u32 {
    terms(on).weekly_minutes(lists, on).unwrap().minutes.value.count()
}

const fn slot(day: DayOfWeek, from: (u16, u16), until: (u16, u16), clinics: u32) -> Slot {
    Slot {
        day,
        from: TimeOfDay::constant(from.0, from.1),
        until: TimeOfDay::constant(until.0, until.1),
        clinics,
        agreed: false,
    }
}

fn standard_week(clinics: u32) -> Vec<Slot> {
    use DayOfWeek::{Friday, Monday, Saturday, Thursday, Tuesday, Wednesday};
    let evenings = [Monday, Tuesday, Wednesday, Thursday, Friday];
    let evenings = evenings.map(|day| slot(day, (18, 30), (20, 0), clinics));
    evenings.into_iter().chain([slot(Saturday, (9, 0), (17, 0), clinics)]).collect()
}

fn check(slots: Vec<Slot>, lists: &Lists, on: NaiveDate) -> AccessCheck {
    terms(on).check(&Timetable { slots, core_hours: None }, lists, on).unwrap()
}

fn rules(check: &AccessCheck) -> Vec<(&str, Option<&str>)> {
    check.report.iter().map(|one| (one.rule.as_str(), one.path.as_deref())).collect()
}

const OLD: NaiveDate = day(2019, 7, 1);
const LAST_OLD: NaiveDate = day(2022, 9, 30);
const NEW: NaiveDate = day(2022, 10, 1);

#[test]
fn extended_hours_give_the_quoted_check_values() {
    for (patients, hours, rest) in
        [(50_000, 25, 0), (43_210, 21, 30), (31_234, 15, 30), (30_000, 15, 0), (107_000, 53, 30)]
    {
        for on in [OLD, day(2021, 1, 1), LAST_OLD] {
            assert_eq!(minutes(&registered(patients), on), hours * 60 + rest, "{patients} on {on}");
        }
    }
}

#[test]
fn enhanced_access_gives_the_quoted_check_values() {
    assert_eq!(minutes(&adjusted("51000"), NEW), 51 * 60);
    // Below 15,500 the standard hours are more than the minutes owed.
    let on = day(2025, 6, 1);
    let less = terms(on).weekly_minutes(&adjusted("15300"), on).unwrap();
    assert!(less.minutes.working.to_string().contains("more than the minutes"));
    let same = terms(on).weekly_minutes(&adjusted("15500"), on).unwrap();
    assert!(!same.minutes.working.to_string().contains("more than the minutes"));
}

#[test]
fn standard_hours_are_fifteen_and_a_half_a_week() {
    let standard = terms(NEW).standard_hours.on(NEW).value().unwrap();
    assert_eq!(standard.minutes(), Minutes::new(930));
    assert_eq!(terms(OLD).standard_hours.on(OLD).value(), None);
}

#[test]
fn the_exact_minutes_stand_in_the_working() {
    let required = terms(OLD).weekly_minutes(&registered(43_210), OLD).unwrap();
    let text = required.minutes.working.to_string();
    assert!(text.contains("43210 ÷ 1000 × 30 = 1296.3"), "{text}");
    assert!(text.contains("1296.3 to 1290"), "{text}");
    assert_eq!(required.evidence, Evidence::Secondary);
    let text = terms(OLD).weekly_minutes(&registered(31_234), OLD).unwrap();
    assert!(text.minutes.working.to_string().contains("937.02"));
}

#[test]
fn halfway_between_two_quarters_goes_up_and_is_told_and_graded_so() {
    // 30,250 x 30 / 1000 = 907.5; 51,125 x 60 / 1000 = 3,067.5.
    for (lists, on, exact, up, grade) in [
        (registered(30_250), OLD, "907.5 to 915", 915, Evidence::Derived),
        (adjusted("51125"), NEW, "3067.5 to 3075", 3_075, Evidence::Unconfirmed),
    ] {
        let required = terms(on).weekly_minutes(&lists, on).unwrap();
        let text = required.minutes.working.to_string();
        assert!(text.contains(exact) && text.contains("no source says which way"), "{text}");
        assert_eq!((required.minutes.value.count(), required.evidence), (up, grade), "{on}");
    }
    for near in [30_249, 30_251, 30_500] {
        let required = terms(OLD).weekly_minutes(&registered(near), OLD).unwrap();
        assert!(!required.minutes.working.to_string().contains("which way"), "{near}");
        assert_eq!(required.evidence, Evidence::Secondary, "{near}");
    }
}

#[test]
fn the_day_whose_population_counts_stands_in_the_working_or_is_said_to_be_unknown() {
    let text =
        |on| terms(on).weekly_minutes(&registered(50_000), on).unwrap().minutes.working.to_string();
    assert!(text(OLD).contains("population at = 2019-04-01"), "{}", text(OLD));
    let later = text(day(2020, 5, 1));
    assert!(later.contains("no source gives the day"), "{later}");
    assert!(!text(OLD).contains("no source gives the day"));
}

#[test]
fn thirty_minutes_are_enough_and_one_less_is_not() {
    let rules_of = |until| {
        let week = vec![slot(DayOfWeek::Sunday, (9, 0), (9, until), 1)];
        check(week, &registered(1_000), OLD)
    };
    let enough = rules_of(30);
    assert_eq!(rules(&enough), []);
    assert_eq!((enough.offered, enough.counted), (Minutes::new(30), Minutes::new(30)));
    let short = rules_of(29);
    assert_eq!(
        rules(&short),
        [("SVC-MINUTES-001", Some("slots")), ("SVC-SLOT-001", Some("slots[0]"))]
    );
    assert_eq!((short.offered, short.counted), (Minutes::new(29), Minutes::new(0)));
}

#[test]
fn a_short_slot_inside_standard_hours_is_a_warning_and_counts() {
    let on = day(2024, 5, 1);
    let mut week = standard_week(1);
    week[0] = slot(DayOfWeek::Monday, (18, 30), (18, 50), 1);
    let result = check(week, &adjusted("10000"), on);
    let short = RuleId::constant("SVC-SLOT-001");
    assert_eq!(result.report.of_rule(&short).next().unwrap().severity, Severity::Warning);
    assert_eq!(result.counted, Minutes::new(930 - 70));
    assert_eq!(result.uncovered.len(), 1);
}

#[test]
fn slots_that_overlap_the_standard_hours_cover_them_and_the_rest_does_not_count() {
    let on = day(2024, 5, 1);
    let mut week = standard_week(1);
    // From core hours through the evening and beyond it.
    week[4] = slot(DayOfWeek::Friday, (17, 0), (21, 0), 1);
    // Saturday with a hole at noon.
    week[5] = slot(DayOfWeek::Saturday, (8, 0), (12, 0), 1);
    week.push(slot(DayOfWeek::Saturday, (12, 30), (18, 0), 1));
    let result = check(week, &adjusted("15000"), on);
    assert_eq!(result.counted, Minutes::new(930 - 30));
    assert_eq!(result.offered, Minutes::new(4 * 90 + 240 + 240 + 330));
    let noon = DailyWindow { from: TimeOfDay::constant(12, 0), until: TimeOfDay::constant(12, 30) };
    assert_eq!(result.uncovered, [Uncovered { day: DayOfWeek::Saturday, hours: noon }]);
    let in_core = RuleId::constant("SVC-SLOT-002");
    let message = &result.report.of_rule(&in_core).next().unwrap().message;
    assert!(message.starts_with("90 minutes"), "{message}");
    let beyond = RuleId::constant("SVC-SLOT-004");
    let beyond: Vec<_> = result.report.of_rule(&beyond).map(|one| one.message.clone()).collect();
    assert!(beyond.iter().all(|message| message.starts_with("60 minutes")), "{beyond:?}");
    assert_eq!(beyond.len(), 3);
}

#[test]
fn a_shortfall_cites_the_terms_of_the_day() {
    let cited = |lists: &Lists, on| {
        let result = check(Vec::new(), lists, on);
        let rule = RuleId::constant("SVC-MINUTES-001");
        result.report.of_rule(&rule).next().unwrap().citation.document().to_owned()
    };
    assert!(cited(&registered(30_000), OLD).contains("extended hours"));
    assert!(cited(&adjusted("30000"), NEW).contains("enhanced access"));
}

#[test]
fn an_unconfirmed_rounding_counts_only_where_something_is_rounded() {
    let whole = terms(NEW).weekly_minutes(&adjusted("51000"), NEW).unwrap();
    assert_eq!(whole.evidence, Evidence::Secondary);
    let rounded = terms(NEW).weekly_minutes(&adjusted("51234.56"), NEW).unwrap();
    assert_eq!(rounded.evidence, Evidence::Unconfirmed);
    assert_eq!(rounded.minutes.value.count(), 3_075);
}

#[test]
fn before_july_2019_and_without_the_right_population_there_is_an_error() {
    let on = day(2019, 6, 30);
    assert_eq!(terms(on).weekly_minutes(&registered(50_000), on), Err(AccessError::NotOwed { on }));
    let error = terms(NEW).weekly_minutes(&registered(50_000), NEW).unwrap_err();
    assert!(error.to_string().contains("adjusted population"), "{error}");
    let error = terms(OLD).weekly_minutes(&adjusted("50000"), OLD).unwrap_err();
    assert!(error.to_string().contains("registered population"), "{error}");
}

#[test]
fn a_full_week_of_standard_hours_has_no_findings() {
    let on = day(2024, 5, 1);
    // 15.5 hours with four clinics are 62 hours.
    let good = check(standard_week(4), &adjusted("51000"), on);
    assert_eq!(rules(&good), []);
    assert_eq!(good.counted, Minutes::new(62 * 60));
    assert_eq!(good.required.service, Service::EnhancedAccess);
}

#[test]
fn a_missing_evening_is_uncovered_and_may_leave_a_shortfall() {
    let on = day(2024, 5, 1);
    let mut week = standard_week(3);
    week[2] = slot(DayOfWeek::Wednesday, (18, 30), (19, 15), 3);
    let bad = check(week, &adjusted("51000"), on);
    assert_eq!(
        bad.uncovered,
        [Uncovered {
            day: DayOfWeek::Wednesday,
            hours: DailyWindow {
                from: TimeOfDay::constant(19, 15),
                until: TimeOfDay::constant(20, 0)
            }
        }]
    );
    // 3 × 930 − 3 × 45 = 2,655 of 3,060.
    assert_eq!(bad.shortfall, Minutes::new(405));
    assert_eq!(rules(&bad), [("SVC-COVER-001", Some("slots")), ("SVC-MINUTES-001", Some("slots"))]);
}

#[test]
fn every_fault_of_a_week_is_found_at_once_with_its_place() {
    use DayOfWeek::{Friday, Monday, Sunday};
    let on = day(2020, 2, 1);
    let week = vec![
        slot(Monday, (18, 30), (18, 50), 1),
        slot(Monday, (17, 0), (19, 30), 1),
        slot(Friday, (7, 0), (7, 20), 1),
        slot(Friday, (20, 0), (19, 0), 1),
        slot(Sunday, (9, 0), (10, 0), 0),
    ];
    let bad = check(week, &registered(30_000), on);
    assert_eq!(
        rules(&bad),
        [
            ("SVC-MINUTES-001", Some("slots")),
            ("SVC-SLOT-001", Some("slots[2]")),
            ("SVC-SLOT-002", Some("slots[1]")),
            ("SVC-SLOT-003", Some("slots[3]")),
            ("SVC-SLOT-003", Some("slots[4]")),
        ]
    );
    // Slot 0 lies in the period of slot 1, so it is long enough: 20 and 60 minutes count.
    assert_eq!(bad.counted, Minutes::new(80));
    assert_eq!(bad.shortfall, Minutes::new(820));
}

#[test]
fn two_short_slots_that_meet_are_one_period() {
    let week = vec![
        slot(DayOfWeek::Saturday, (9, 0), (9, 15), 1),
        slot(DayOfWeek::Saturday, (9, 15), (9, 30), 1),
    ];
    assert_eq!(check(week, &registered(1_000), OLD).report.len(), 0);
}

#[test]
fn outside_standard_hours_counts_only_with_agreement() {
    let on = day(2024, 5, 1);
    let early = slot(DayOfWeek::Monday, (7, 0), (8, 0), 1);
    let mut week = standard_week(1);
    week.push(early);
    let refused = check(week.clone(), &adjusted("16500"), on);
    assert_eq!(refused.counted, Minutes::new(930));
    assert_eq!(
        rules(&refused),
        [("SVC-MINUTES-001", Some("slots")), ("SVC-SLOT-004", Some("slots[6]"))]
    );
    week[6].agreed = true;
    let agreed = check(week, &adjusted("16500"), on);
    assert_eq!(agreed.counted, Minutes::new(990));
    assert_eq!(rules(&agreed), []);
}

#[test]
fn core_hours_count_under_enhanced_access_only_by_exception() {
    let on = day(2024, 5, 1);
    let mut week = standard_week(1);
    week.push(slot(DayOfWeek::Tuesday, (12, 0), (13, 0), 1));
    let refused = check(week.clone(), &adjusted("15500"), on);
    let rule = RuleId::constant("SVC-SLOT-002");
    assert_eq!(refused.report.of_rule(&rule).next().unwrap().severity, Severity::Warning);
    assert_eq!(refused.counted, Minutes::new(930));
    week[6].agreed = true;
    assert_eq!(check(week, &adjusted("15500"), on).counted, Minutes::new(990));
}

#[test]
fn longer_core_hours_of_a_member_do_not_eat_the_standard_hours() {
    let on = day(2024, 5, 1);
    let longer = DailyWindow { from: TimeOfDay::constant(8, 0), until: TimeOfDay::constant(19, 0) };
    let week = Timetable { slots: standard_week(1), core_hours: Some(longer) };
    let result = terms(on).check(&week, &adjusted("15500"), on).unwrap();
    assert_eq!(result.counted, Minutes::new(930));
    assert_eq!(rules(&result), []);
}

#[test]
fn a_time_is_two_digits_and_two_digits_within_the_day() {
    let read = |text: &str| text.parse::<TimeOfDay>().ok().map(TimeOfDay::minutes);
    for (text, minutes) in
        [("00:00", 0), ("00:01", 1), ("09:05", 545), ("23:59", 1_439), ("24:00", 1_440)]
    {
        assert_eq!(read(text), Some(minutes), "{text}");
        assert_eq!(text.parse::<TimeOfDay>().unwrap().to_string(), text);
    }
    for text in
        ["24:01", "24:30", "25:00", "10:60", "9:00", "09:5", "+9:00", "09:+5", "009:00", "0900", ""]
    {
        assert_eq!(read(text), None, "{text}");
    }
    assert_eq!(TimeOfDay::constant(18, 30).minutes(), 1_110);
}

#[test]
fn a_finding_names_its_day_and_hours() {
    let text = |slots: Vec<Slot>| -> Vec<String> {
        let check = check(slots, &adjusted("1000"), NEW);
        check.report.iter().map(|found| found.message.to_string()).collect()
    };
    for (day, name) in [
        (DayOfWeek::Monday, "Monday"),
        (DayOfWeek::Tuesday, "Tuesday"),
        (DayOfWeek::Wednesday, "Wednesday"),
        (DayOfWeek::Thursday, "Thursday"),
        (DayOfWeek::Friday, "Friday"),
        (DayOfWeek::Saturday, "Saturday"),
        (DayOfWeek::Sunday, "Sunday"),
    ] {
        let mut slots = standard_week(4);
        slots.push(slot(day, (19, 0), (19, 0), 1));
        assert_eq!(text(slots), [format!("{name} 19:00 to 19:00 with 1 clinic holds no time")]);
        assert_eq!(day.to_string(), name);
    }
}

#[test]
fn a_slot_that_holds_no_time_neither_covers_nor_divides() {
    let without_monday = |more: Slot| {
        let mut slots = standard_week(4);
        slots.remove(0);
        slots.push(more);
        check(slots, &adjusted("1000"), NEW).uncovered
    };
    let evening = Uncovered {
        day: DayOfWeek::Monday,
        hours: DailyWindow { from: TimeOfDay::constant(18, 30), until: TimeOfDay::constant(20, 0) },
    };
    assert_eq!(without_monday(slot(DayOfWeek::Monday, (19, 0), (19, 0), 1)), [evening]);
    assert_eq!(without_monday(slot(DayOfWeek::Monday, (18, 30), (20, 0), 0)), [evening]);
    // What comes after the window leaves no hole at its end.
    let mut slots = standard_week(4);
    slots.push(Slot { agreed: true, ..slot(DayOfWeek::Monday, (20, 30), (21, 30), 1) });
    assert_eq!(check(slots, &adjusted("1000"), NEW).uncovered, []);
}

#[test]
fn longer_core_hours_count_only_where_they_lie_outside_standard_hours() {
    // Core hours of a member 19:00 to 21:00; of the slot, 20:00 to 21:00 lie in them alone.
    let core = DailyWindow { from: TimeOfDay::constant(19, 0), until: TimeOfDay::constant(21, 0) };
    let mut slots = standard_week(4);
    slots[0] = slot(DayOfWeek::Monday, (18, 30), (21, 0), 4);
    let with = |slots: Vec<Slot>, on| {
        let week = Timetable { slots, core_hours: Some(core) };
        let lists = Lists { registered: Some(Patients::from(1_000)), ..adjusted("1000") };
        let check = terms(on).check(&week, &lists, on).unwrap();
        check.report.iter().map(|found| found.message.to_string()).collect::<Vec<_>>()
    };
    assert_eq!(with(slots.clone(), NEW), ["60 minutes of Monday 18:30 to 21:00 lie in core hours"]);
    slots[0].agreed = true;
    assert_eq!(with(slots.clone(), NEW), Vec::<String>::new());
    // An agreement does not help under the older service, which had no exception.
    let own = with(vec![slots[0]], OLD);
    assert_eq!(own, ["120 minutes of Monday 18:30 to 21:00 lie in core hours"]);
}

#[test]
fn time_outside_standard_hours_is_told_only_where_it_needs_agreement() {
    let of = |agreed: bool, from, until, on| {
        let mut slots = standard_week(4);
        slots.push(Slot { agreed, ..slot(DayOfWeek::Sunday, from, until, 1) });
        let lists = Lists { registered: Some(Patients::from(1_000)), ..adjusted("1000") };
        let check = check(slots, &lists, on);
        let texts: Vec<_> = check.report.iter().map(|found| found.message.to_string()).collect();
        (texts, check.counted.count())
    };
    let standard = 4 * 930;
    assert_eq!(of(true, (9, 0), (10, 0), NEW), (vec![], standard + 60));
    let text = "60 minutes of Sunday 09:00 to 10:00 lie outside the network standard hours, and no \
                agreement is recorded";
    assert_eq!(of(false, (9, 0), (10, 0), NEW), (vec![text.to_owned()], standard));
    assert_eq!(of(false, (9, 0), (10, 0), OLD).0, Vec::<String>::new());
    // Too short a period counts nowhere outside standard hours, agreed or not.
    let (texts, counted) = of(true, (9, 0), (9, 15), NEW);
    assert_eq!((texts.len(), counted), (1, standard));
}

fn any_slot() -> impl Strategy<Value = Slot> {
    use DayOfWeek::{Friday, Monday, Saturday, Sunday};
    let day = proptest::sample::select(vec![Monday, Friday, Saturday, Sunday]);
    (day, 0u16..24, 0u16..60, 0u16..24, 0u16..60, 0u32..4, any::<bool>()).prop_map(
        |(day, h1, m1, h2, m2, clinics, agreed)| Slot {
            agreed,
            ..slot(day, (h1, m1), (h2, m2), clinics)
        },
    )
}

proptest! {
    #[test]
    fn no_more_counts_than_is_offered(
        slots in proptest::collection::vec(any_slot(), 0..12),
        old in any::<bool>(),
    ) {
        let (on, lists) = if old { (OLD, registered(30_000)) } else { (NEW, adjusted("30000")) };
        let result = check(slots, &lists, on);
        prop_assert!(result.counted <= result.offered);
        prop_assert_eq!(
            result.shortfall,
            result.required.minutes.value.less(result.counted)
        );
        let shortfall = RuleId::constant("SVC-MINUTES-001");
        prop_assert_eq!(
            result.report.of_rule(&shortfall).count() == 1,
            result.shortfall > Minutes::new(0)
        );
    }

    #[test]
    fn asking_as_known_today_is_the_plain_question(days in 0u64..2_800, count in 0u32..200_000) {
        let on = day(2019, 4, 1) + chrono::Days::new(days);
        let lists = Lists {
            registered: Some(Patients::from(count)),
            adjusted: Some(Patients::try_new(count.into()).unwrap()),
        };
        let today = day(2026, 11, 24);
        prop_assert_eq!(
            terms(on).weekly_minutes(&lists, on),
            terms(on).weekly_minutes_as_known(&lists, on, on.max(today))
        );
    }

    #[test]
    fn a_larger_population_never_owes_less(small in 0u32..200_000, more in 0u32..100_000) {
        for on in [OLD, LAST_OLD] {
            prop_assert!(minutes(&registered(small), on) <= minutes(&registered(small + more), on));
        }
    }

    #[test]
    fn required_minutes_are_within_half_a_quarter_hour_of_exact(count in 0u32..500_000) {
        let owed = i64::from(minutes(&registered(count), OLD)) * 1_000;
        let exact = i64::from(count) * 30;
        prop_assert!((owed - exact).abs() <= 7_500);
        prop_assert_eq!(owed % 15_000, 0);
    }
}

#[test]
fn a_short_slot_apart_from_a_long_one_stays_short() {
    let mut slots = standard_week(4);
    for (from, until) in [((9, 0), (10, 0)), ((12, 0), (12, 15)), ((14, 0), (15, 0))] {
        slots.push(Slot { agreed: true, ..slot(DayOfWeek::Sunday, from, until, 1) });
    }
    let check = check(slots, &adjusted("1000"), NEW);
    let texts: Vec<_> = check.report.iter().map(|found| found.message.to_string()).collect();
    assert_eq!(
        texts,
        ["Sunday 12:00 to 12:15 is part of a period of 15 minutes; at least 30 are asked"]
    );
}
