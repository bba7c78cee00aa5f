//! Laws of the ground floor that no one type owns.

use pcn::{
    calendar::{ContractYear, Period, day},
    citation::{Citation, Evidence, Source},
    code::PracticeCode,
    quantity::{
        Adjusted, Bed, Beds, Gbp, Minutes, Patients, PatientsOn, Percent, Point, Points, Rate,
        Registered, Weighted, Wte,
    },
    series::{Answer, Entry, Figure, Reading, Series, SeriesFault},
    working::{NoWorking, Record, Step, Worked, Working},
};
use proptest::prelude::*;
use rust_decimal::{Decimal, RoundingStrategy};

const LETTER: Source = Source::constant(
    Citation::constant("NHS England, a letter").at("page 2").url("example.org/letter"),
    Evidence::Official,
);

#[test]
fn a_citation_keeps_its_parts() {
    let citation = LETTER.citation;
    assert_eq!(citation.document(), "NHS England, a letter");
    assert_eq!(citation.locator(), Some("page 2"));
    assert_eq!(citation.address(), Some("example.org/letter"));
    assert_eq!(citation.to_string(), "NHS England, a letter, page 2 <example.org/letter>");
    assert_eq!(Citation::new("x").locator(), None);
    assert_eq!(Citation::new("x").address(), None);
    assert_eq!(LETTER.to_string(), format!("{citation} [official]"));
}

#[test]
fn grades_order_from_strong_to_weak() {
    for (at, one) in Evidence::ALL.into_iter().enumerate() {
        for (other_at, two) in Evidence::ALL.into_iter().enumerate() {
            assert_eq!(one.is_at_least(two), at <= other_at);
            assert_eq!(one.weaker(two), Evidence::ALL[at.max(other_at)]);
        }
        let json = serde_json::to_string(&one).unwrap();
        assert_eq!(json, format!("\"{}\"", one.name()));
        assert_eq!(one.to_string(), one.name());
    }
}

#[test]
fn only_w_is_welsh() {
    for letter in ('A'..='Z').filter(|letter| *letter != 'U') {
        let code: PracticeCode = format!("{letter}12345").parse().unwrap();
        assert_eq!(code.is_welsh(), letter == 'W');
    }
}

#[test]
fn years_follow_each_other() {
    assert_eq!(ContractYear::Y2021_22.previous(), Some(ContractYear::Y2020_21));
    assert_eq!(ContractYear::Y2021_22.next(), Some(ContractYear::Y2022_23));
    assert_eq!(format!("{:?}", ContractYear::Y2021_22), "ContractYear(2021/22)");
    let error = serde_json::from_str::<ContractYear>("2021").unwrap_err();
    assert!(error.to_string().contains("a contract year such as `2021/22`"), "{error}");
    assert_eq!(format!("{:>9}|", ContractYear::Y2021_22), "  2021/22|");
}

#[test]
fn a_period_knows_whether_it_ends() {
    assert!(Period::since(day(2020, 1, 1)).is_open());
    assert!(!Period::on(day(2020, 1, 1)).is_open());
    assert_eq!(Period::since(day(2020, 1, 1)).days(), None);
    assert_eq!(Period::since(day(2020, 1, 1)).to_string(), "from 2020-01-01");
    assert_eq!(Period::on(day(2020, 1, 1)).to_string(), "on 2020-01-01");
    let empty = Period::constant(day(2020, 1, 1), day(2020, 1, 1));
    assert_eq!(empty.to_string(), "no day from 2020-01-01");
    assert_eq!(format!("{empty:?}"), "Period[2020-01-01, 2020-01-01)");
    assert_eq!(format!("{:?}", Period::since(day(2020, 1, 1))), "Period[2020-01-01, ..)");
    let year = ContractYear::Y2020_21.period();
    assert!(year.covers(Period::on(day(2021, 3, 31))) && year.covers(year) && year.covers(empty));
    assert!(!year.covers(Period::since(day(2021, 3, 31))));
    assert!(!Period::on(day(2021, 3, 31)).covers(year));
}

#[test]
fn an_entry_counts_as_known_from_its_start_unless_a_day_is_recorded() {
    let entry = Entry::constant(1_u32, Period::since(day(2022, 4, 1)), LETTER);
    assert_eq!(entry.known(), day(2022, 4, 1));
    assert_eq!(entry.known_from(day(2022, 3, 1)).known(), day(2022, 3, 1));
}

#[test]
fn the_day_of_publication_is_a_day_on_which_it_is_known() {
    let entry =
        Entry::constant(1_u32, Period::since(day(2022, 4, 1)), LETTER).known_from(day(2022, 8, 1));
    let series = Series::new(vec![entry.clone()]).checked_to(day(2023, 4, 1));
    assert_eq!(series.on_as_known(day(2022, 5, 1), day(2022, 8, 1)), Answer::InForce(&entry));
    assert_eq!(series.on_as_known(day(2022, 5, 1), day(2022, 7, 31)), Answer::Unknown);
    assert_eq!(series.on(day(2022, 5, 1)).entry(), Some(&entry));
    assert_eq!(series.on(day(2022, 3, 1)).entry(), None);
    assert_eq!(series.checked_until(), Some(day(2023, 4, 1)));
    assert_eq!(series.entries(), [entry]);
}

#[test]
fn of_two_entries_published_on_one_day_the_later_in_the_list_holds() {
    let period = Period::since(day(2022, 4, 1));
    let series = Series::new(vec![
        Entry::constant(1_u32, period, LETTER),
        Entry::constant(2_u32, period, LETTER),
    ]);
    assert_eq!(series.on(day(2022, 4, 1)).value(), Some(&2));
}

#[test]
fn an_unpublished_figure_is_in_force_and_has_no_value() {
    let series =
        Series::<u32>::new(vec![Entry::not_published(ContractYear::Y2026_27.period(), LETTER)]);
    let answer = series.on(day(2026, 5, 1));
    assert!(matches!(answer, Answer::InForce(entry) if entry.figure == Figure::NotPublished));
    assert_eq!(answer.value(), None);
}

#[test]
fn a_conflict_goes_and_comes_back() {
    const OTHER: &[Reading<u32>] = &[Reading { value: 145, source: LETTER, note: None }];
    let entry = Entry::constant(144, Period::since(day(2021, 4, 1)), LETTER).conflict(OTHER);
    let json = serde_json::to_string(&entry).unwrap();
    assert!(json.contains("readings"));
    assert_eq!(serde_json::from_str::<Entry<u32>>(&json).unwrap(), entry);
    let without = json.replace("readings", "others");
    assert!(serde_json::from_str::<Entry<u32>>(&without).is_err());
}

#[test]
fn alike_neighbouring_segments_are_one() {
    // The two entries begin and end inside a third that was published later and covers both.
    let series = Series::new(vec![
        Entry::constant(1_u32, Period::constant(day(2022, 4, 1), day(2022, 6, 1)), LETTER),
        Entry::constant(2_u32, Period::constant(day(2022, 4, 1), day(2023, 4, 1)), LETTER)
            .known_from(day(2022, 9, 1)),
    ]);
    let segments = series.segments(ContractYear::Y2022_23.period());
    assert_eq!(segments.len(), 1);
    assert_eq!(segments[0].period, ContractYear::Y2022_23.period());
    let earlier = series.segments_as_known(ContractYear::Y2022_23.period(), day(2022, 5, 1));
    assert_eq!(earlier.len(), 2);
    assert_eq!(earlier[1].answer, Answer::Ended { ended: day(2022, 6, 1) });
}

#[test]
fn abutting_entries_leave_no_gap() {
    let series = Series::new(vec![
        Entry::constant(1_u32, ContractYear::Y2021_22.period(), LETTER),
        Entry::constant(2_u32, ContractYear::Y2022_23.period(), LETTER),
    ]);
    assert_eq!(series.faults(), []);
}

#[test]
fn a_working_keeps_every_kind_of_step() {
    let mut working = Working::new("a figure");
    working.caveat("provisional");
    working.input("n", 3);
    assert_eq!(working.of(), "a figure");
    assert_eq!(working.steps().len(), 2);
    assert!(matches!(&working.steps()[0], Step::Caveat { text } if text == "provisional"));
    assert!(working.to_string().contains("note: provisional"));
    let worked = Worked { value: 3, working };
    assert_eq!(worked.to_string(), "a figure\n  note: provisional\n  n = 3\n= 3");
}

#[test]
fn no_working_builds_no_step() {
    NoWorking.record(|| panic!("a step was built"));
    NoWorking.step("x", || panic!("a calculation was written"));
}

#[test]
fn money_is_written_for_people() {
    let text = |pounds: &str| pounds.parse::<Gbp>().unwrap().to_string();
    assert_eq!(text("0"), "£0.00");
    assert_eq!(text("1331550"), "£1,331,550.00");
    assert_eq!(text("-1234.5"), "-£1,234.50");
    assert_eq!(text("999"), "£999.00");
    assert_eq!(text("1000.125"), "£1,000.125");
    assert_eq!(text("-0"), "£0.00");
    assert_eq!(Gbp::pence(-5).to_string(), "-£0.05");
    assert_eq!(Patients::<Registered>::from(1_234_567).to_string(), "1,234,567");
    assert_eq!(
        "7.674".parse::<Rate<Adjusted>>().unwrap().to_string(),
        "£7.674 per adjusted patient"
    );
    assert_eq!(Beds::new(1_200).to_string(), "1,200");
}

#[test]
fn half_a_penny_goes_up_away_from_zero() {
    let round = |pounds: &str| pounds.parse::<Gbp>().unwrap().round_half_up_to_pence();
    assert_eq!(round("0.005"), Gbp::pence(1));
    assert_eq!(round("0.0049999"), Gbp::pence(0));
    assert_eq!(round("-0.005"), Gbp::pence(-1));
    assert_eq!(round("2.675"), Gbp::pence(268));
    assert_eq!("2.679".parse::<Gbp>().unwrap().round_down_to_pence(), Gbp::pence(267));
    assert_eq!("-2.679".parse::<Gbp>().unwrap().round_down_to_pence(), Gbp::pence(-267));
    assert!(!"0.005".parse::<Gbp>().unwrap().is_whole_pence());
    assert!("0.050".parse::<Gbp>().unwrap().is_whole_pence());
}

#[test]
fn pence_beyond_a_word_are_rounded_as_well() {
    // More digits than a word has, in front of the point and behind it.
    let fine = |text: &str| Gbp::exactly(text.parse().unwrap());
    let third = fine("333333333333.3333333333333333");
    assert_eq!(third.round_half_up_to_pence(), Gbp::constant("333333333333.33"));
    assert_eq!((-third).round_half_up_to_pence(), -Gbp::constant("333333333333.33"));
    assert_eq!(fine("184467440737095.50999").round_half_up_to_pence().pounds().scale(), 2);
    let half = fine("0.0050000000000000000000000000");
    assert_eq!(half.round_half_up_to_pence(), Gbp::pence(1));
    for less in ["-0.004", "-0.0040000000000000000000000000"] {
        let nothing = fine(less).round_half_up_to_pence();
        assert_eq!((nothing, nothing.to_string()), (Gbp::ZERO, "£0.00".to_owned()));
        assert_eq!(serde_json::to_string(&nothing).unwrap(), r#""0.00""#);
        assert!(!nothing.pounds().is_sign_negative(), "{less}");
    }

    assert_eq!(fine("92233720368547758.07").whole_pence(), Some(i64::MAX));
    assert_eq!(fine("-92233720368547758.08").whole_pence(), Some(i64::MIN));
    assert_eq!(fine("92233720368547758.08").whole_pence(), None);
    assert_eq!(Gbp::exactly(Decimal::MAX).whole_pence(), None, "no room for two places");
    assert_eq!((third.whole_pence(), fine("12.3400").whole_pence()), (None, Some(1_234)));
}

#[test]
fn every_product_of_the_fact_book_is_exact() {
    // 50,000 weighted at the ARRS sum of 2025/26, 51,000 adjusted at enhanced access rates, and
    // 200 beds at the premium of 2025/26.
    let weighted: Rate<Weighted> = Rate::constant("26.631");
    assert_eq!(weighted * Patients::constant("50000"), Gbp::constant("1331550"));
    let adjusted: Rate<Adjusted> = Rate::constant("7.578");
    assert_eq!(adjusted * Patients::constant("51000"), Gbp::constant("386478"));
    let bed: Rate<Bed> = Rate::constant("130.253");
    assert_eq!(bed * Beds::new(200), Gbp::constant("26050.60"));
    let point: Rate<Point> = Rate::constant("111");
    assert_eq!(point * Points::constant("194"), Gbp::constant("21534"));
}

#[test]
fn the_largest_product_is_exact() {
    let rate: Rate<Weighted> = "9999999.999999".parse().unwrap();
    let patients: Patients<Weighted> = "999999999.999999".parse().unwrap();
    // 10^16 - 10^3 - 10 + 10^-12
    let exact = "9999999999998990.000000000001".parse::<Decimal>().unwrap();
    assert_eq!((rate * patients).pounds(), exact);
}

#[test]
fn figures_beyond_reason_are_refused() {
    for text in ["1000000000", "-1", "1.0000001", "NaN", "1e3", "1_000", "+1", ".5", "5.", "", " 1"]
    {
        assert!(text.parse::<Patients<Weighted>>().is_err(), "{text}");
    }
    for text in ["10000000", "-0.001", "0.0000001"] {
        assert!(text.parse::<Rate<Adjusted>>().is_err(), "{text}");
    }
    for text in ["1000000000000", "0.00000000000000001", "£5", "1,000"] {
        assert!(text.parse::<Gbp>().is_err(), "{text}");
    }
    assert!("1.10000000000000000000".parse::<Gbp>().is_ok(), "zeros at the end are no precision");
    let long = "9".repeat(1_000_000);
    assert!(long.parse::<Gbp>().unwrap_err().to_string().len() < 300);
}

#[test]
fn quarter_hours_round_to_the_nearest() {
    for (minutes, rounded) in [(0, 0), (7, 0), (8, 15), (22, 15), (23, 30), (1_296, 1_290)] {
        assert_eq!(Minutes::new(minutes).to_nearest_quarter_hour(), Minutes::new(rounded));
        let exact = Decimal::from(minutes);
        assert_eq!(Minutes::nearest_quarter_hour(exact), Some(Minutes::new(rounded)));
    }
    assert_eq!(Minutes::nearest_quarter_hour(Decimal::new(75, 1)), Some(Minutes::new(15)));
    assert_eq!(Minutes::nearest_quarter_hour(Decimal::new(749, 2)), Some(Minutes::new(0)));
    assert_eq!(Minutes::nearest_quarter_hour(Decimal::from(-15)), None);
    assert_eq!(Minutes::nearest_quarter_hour(Decimal::MAX), None);
    assert_eq!(Minutes::new(1_290).hours(), Decimal::new(215, 1));
    assert_eq!(Minutes::new(10).less(Minutes::new(15)), Minutes::new(0));
    assert_eq!(Minutes::new(15).less(Minutes::new(10)), Minutes::new(5));
}

#[test]
fn a_population_keeps_its_day() {
    let january =
        PatientsOn::<Adjusted> { count: "51234.56".parse().unwrap(), on: day(2024, 1, 1) };
    let later = PatientsOn { on: day(2025, 1, 1), count: Patients::ZERO };
    assert_eq!(january.by_day(&later), std::cmp::Ordering::Less);
    let json = serde_json::to_string(&january).unwrap();
    assert_eq!(json, r#"{"count":"51234.56","on":"2024-01-01"}"#);
    assert_eq!(serde_json::from_str::<PatientsOn<Adjusted>>(&json).unwrap(), january);
}

#[test]
fn money_is_made_negated_and_shown_as_given() {
    let owed = Gbp::try_new(Decimal::new(12_345_675, 1)).unwrap();
    assert_eq!(owed.to_string(), "£1,234,567.50");
    assert_eq!((-owed).to_string(), "-£1,234,567.50");
    assert_eq!(-(-owed), owed);
    assert_eq!(owed + -owed, Gbp::ZERO);
    // Two places at least, and none lost.
    assert_eq!(Gbp::constant("3").to_string(), "£3.00");
    assert_eq!(Gbp::constant("3.14").to_string(), "£3.14");
    assert_eq!(Gbp::constant("3.141").to_string(), "£3.141");
    assert_eq!(format!("{:>9}|", Gbp::constant("3")), "    £3.00|");
}

#[test]
fn debug_text_names_the_kind_and_the_figure() {
    let patients: Patients<Registered> = Patients::from(50_000);
    assert_eq!(format!("{:?}", Gbp::constant("3.50")), "Gbp(3.50)");
    assert_eq!(
        format!("{:?}", Rate::<Registered>::constant("7.674")),
        format!("Rate(7.674 per {})", <Registered as pcn::quantity::Unit>::PER)
    );
    assert_eq!(format!("{patients:?}"), "Patients<registered>(50000)");
    let dated = PatientsOn { count: patients, on: day(2022, 1, 1) };
    assert_eq!(format!("{dated:?}"), "PatientsOn<registered>(50000 on 2022-01-01)");
    assert_eq!(dated.to_string(), "50,000 on 2022-01-01");
    let rule: pcn::finding::RuleId = "NET-SIZE-001".parse().unwrap();
    assert_eq!(format!("{rule:?}"), "RuleId(NET-SIZE-001)");
}

#[test]
fn a_refused_quantity_says_which_limit_it_breaks() {
    use pcn::quantity::QuantityFault::{Negative, NotADecimal, NotWhole, TooLarge, TooPrecise};
    for (text, fault) in
        [("1.5", NotWhole), ("-1", Negative), ("1000000000", TooLarge), ("1e3", NotADecimal)]
    {
        let error = text.parse::<Patients<Registered>>().unwrap_err();
        assert_eq!((error.fault(), error.given()), (fault, text));
        let said = match fault {
            NotWhole => "not a whole number",
            Negative => "below zero",
            TooLarge => "too large",
            _ => "not a plain decimal number",
        };
        assert!(error.to_string().contains(said), "{error}");
    }
    let error = "1.1234567".parse::<Patients<Adjusted>>().unwrap_err();
    assert_eq!((error.fault(), error.given()), (TooPrecise, "1.1234567"));
    assert!(error.to_string().contains("too many decimal places"), "{error}");
}

#[test]
fn zeros_at_the_end_are_no_precision_and_are_kept_within_the_limit() {
    // Six places are the limit of an adjusted population.
    for (text, kept) in [
        ("1.123456", "1.123456"),
        ("1.12345600", "1.123456"),
        ("1.500000", "1.500000"),
        ("1.5000000", "1.5"),
        ("1.50", "1.50"),
    ] {
        let population: Patients<Adjusted> = text.parse().unwrap();
        assert_eq!(serde_json::to_string(&population).unwrap(), format!("\"{kept}\""), "{text}");
    }
}

#[test]
fn a_literal_is_digits_with_at_most_one_point_between_them() {
    let literal = |text: &'static str| std::panic::catch_unwind(|| Gbp::constant(text)).ok();
    for (text, value) in [
        ("0", 0.into()),
        ("12.5", Decimal::new(125, 1)),
        ("9000000000.25", Decimal::new(900_000_000_025, 2)),
    ] {
        assert_eq!(literal(text).map(Gbp::pounds), Some(value), "{text}");
    }
    for text in ["", ".", "1.", ".1", "1.2.3", "1..2", "-", "-.1", "1,000", "1234567890123456789"] {
        assert_eq!(literal(text), None, "{text}");
    }
}

#[test]
fn a_literal_is_what_a_text_of_its_kind_may_be() {
    use pcn::quantity::Ratio;
    macro_rules! agree {
        ($($kind:ty),+) => {$(
            for text in [
                "0", "0.5", "-0.5", "-1", "-0", "1", "50000.5", "12345", "123456", "1234567",
                "12345678", "123456789", "1234567890", "999999999999", "1000000000000",
                "0.123456", "0.1234567", "0.1234567890", "0.12345678901", "999999.9999999999",
            ] {
                let literal = std::panic::catch_unwind(|| <$kind>::constant(text)).ok();
                assert_eq!(literal, text.parse::<$kind>().ok(), "{} {text}", stringify!($kind));
            }
        )+};
    }
    agree!(Gbp, Percent, Points, Ratio, Wte, Rate<Adjusted>, Patients<Registered>);
    agree!(Patients<Weighted>, Patients<Adjusted>);
}

#[test]
fn what_is_not_below_zero_has_no_difference_below_it() {
    let (one, two) = (Points::constant("1.5"), Points::constant("2"));
    assert_eq!((two.less(one), one.less(two)), (Points::constant("0.5"), Points::ZERO));
    assert_eq!(one.less(one), Points::ZERO);
    let (half, whole) = (Wte::constant("0.5"), Wte::constant("1"));
    assert_eq!((whole.less(half), half.less(whole)), (half, Wte::ZERO));
}

#[test]
fn shares_may_differ_below_zero() {
    let (one, two) = (Percent::constant("1.5"), Percent::constant("2.25"));
    assert_eq!((two - one, one - two), (Percent::constant("0.75"), Percent::constant("-0.75")));
}

#[test]
fn the_worth_of_points_is_exact_and_comes_back() {
    let (points, rate) =
        (Points::constant("113.1234567891"), Rate::<Point>::constant("198.123456"));
    let worth = rate * points;
    let exact: Decimal = "22412.4102137231551296".parse().unwrap();
    assert_eq!(worth.pounds(), exact);
    let text = serde_json::to_string(&worth).unwrap();
    assert_eq!(serde_json::from_str::<Gbp>(&text).unwrap(), worth);
}

/// A number as serde_json hands it over when a neighbour turns `arbitrary_precision` on.
fn as_a_neighbours_map<T: serde::de::DeserializeOwned>(
    key: &str,
    text: &str,
) -> Result<T, serde::de::value::Error> {
    T::deserialize(serde::de::value::MapDeserializer::new([(key, text)].into_iter()))
}

#[test]
fn a_number_handed_over_as_a_map_is_the_same_number() {
    const NUMBER: &str = "$serde_json::private::Number";
    assert_eq!(as_a_neighbours_map(NUMBER, "12"), Ok(Gbp::constant("12")));
    for (key, text, said) in [
        (NUMBER, "1.5", "floating point"),
        (NUMBER, "1e2", "floating point"),
        ("number", "12", "map"),
    ] {
        let error = as_a_neighbours_map::<Gbp>(key, text).unwrap_err().to_string();
        assert!(error.contains(said), "{error}");
        assert!(
            error.contains("as a string such as `\"1234.50\"` (a float is not exact)"),
            "{error}"
        );
    }
}

#[test]
fn an_entry_of_no_days_is_over_on_its_own_day() {
    let nothing = Period::constant(day(2022, 4, 1), day(2022, 4, 1));
    let series = Series::new(vec![Entry::constant(1_u32, nothing, LETTER)]);
    assert_eq!(series.on(day(2022, 3, 31)), Answer::NotYet { starts: day(2022, 4, 1) });
    assert_eq!(series.on(day(2022, 4, 1)), Answer::Ended { ended: day(2022, 4, 1) });
}

#[test]
fn a_rule_id_ends_with_three_digits() {
    for id in ["NET-SIZE-X01", "NET-SIZE-0X1", "NET-SIZE-00X", "NET-SIZE-01", "NET-SIZE-0001"] {
        assert!(id.parse::<pcn::finding::RuleId>().is_err(), "{id}");
    }
}

#[cfg(feature = "json")]
#[test]
fn an_error_in_a_document_says_its_line_and_column() {
    let error = pcn::json::from_str::<Vec<Period>>("[\n  {\"from\": \"July\"}]").unwrap_err();
    assert_eq!((error.path(), error.line(), error.column()), ("[0].from", 2, 17));
    let error = pcn::json::from_str::<Period>(r#"{"from": 20190701}"#).unwrap_err();
    assert!(error.message().contains("expected a date such as `2019-07-01`"), "{error}");
}

#[test]
fn a_series_of_a_thousand_entries_is_judged_and_one_of_more_is_only_counted() {
    let entry = Entry::constant(1_u32, Period::since(day(2022, 4, 1)), LETTER);
    let series = |count| Series::new(vec![entry.clone(); count]).faults();
    // All of one period: every entry but the first is ambiguous.
    assert_eq!(series(1_000).len(), 999);
    assert!(series(1_000).iter().all(|fault| matches!(fault, SeriesFault::Ambiguous { .. })));
    assert_eq!(series(1_001), [SeriesFault::TooMany { entries: 1_001 }]);
    assert_eq!(series(1_002), [SeriesFault::TooMany { entries: 1_002 }]);
}

fn decimal_text() -> impl Strategy<Value = String> {
    "-?(0|[1-9][0-9]{0,11})(\\.[0-9]{1,16})?"
}

proptest! {
    #[test]
    fn money_comes_back_as_it_was_written(text in decimal_text()) {
        let money: Gbp = text.parse().unwrap();
        let json = serde_json::to_string(&money).unwrap();
        prop_assert_eq!(serde_json::from_str::<Gbp>(&json).unwrap(), money);
        let plain = if text.starts_with('-') && money.is_zero() { &text[1..] } else { &text };
        prop_assert_eq!(json, format!("\"{plain}\""));
    }

    #[test]
    fn rounding_moves_money_by_half_a_penny_at_most(text in decimal_text()) {
        let money: Gbp = text.parse().unwrap();
        let rounded = money.round_half_up_to_pence();
        prop_assert!(rounded.is_whole_pence());
        let away = RoundingStrategy::MidpointAwayFromZero;
        prop_assert_eq!(rounded.pounds(), money.pounds().round_dp_with_strategy(2, away));
        prop_assert_eq!(rounded.whole_pence().map(Gbp::pence), Some(rounded));
        prop_assert_eq!(money.whole_pence().is_some(), money.is_whole_pence());
        prop_assert!((rounded - money).pounds().abs() <= Decimal::new(5, 3));
        prop_assert_eq!(rounded.round_half_up_to_pence(), rounded);
        prop_assert_eq!((-money).round_half_up_to_pence(), -rounded);
    }

    #[test]
    fn a_payment_is_linear_in_its_population(
        rate in 0u32..10_000_000, one in 0u32..1_000_000, two in 0u32..1_000_000
    ) {
        let rate = Rate::<Registered>::try_new(Decimal::new(rate.into(), 6)).unwrap();
        let (one, two) = (Patients::from(one), Patients::from(two));
        prop_assert_eq!(rate * (one + two), rate * one + rate * two);
    }

    #[test]
    fn a_count_is_whole_however_many_noughts_it_is_written_with(count in 0u32..1_000_000_000, noughts in 0u32..6) {
        let written = Decimal::from(count) * Decimal::new(10i64.pow(noughts), noughts);
        prop_assert_eq!(written.scale(), noughts);
        let patients = Patients::<Registered>::try_new(written).unwrap();
        prop_assert_eq!(patients.whole(), u64::from(count));
        prop_assert_eq!(patients, Patients::from(count));
    }

    #[test]
    fn no_text_makes_a_reader_panic(text in ".{0,40}") {
        let _ = text.parse::<Gbp>();
        let _ = text.parse::<Percent>();
        let _ = text.parse::<Wte>();
        let _ = text.parse::<Patients<Registered>>();
        let _ = text.parse::<ContractYear>();
        let _ = text.parse::<pcn::code::PcnCode>();
        let _ = text.parse::<pcn::code::OdsCode>();
        let _ = text.parse::<pcn::finding::RuleId>();
        let _ = serde_json::from_str::<Period>(&text);
        let _ = serde_json::from_str::<Working>(&text);
    }
}

#[test]
fn whole_numbers_of_beds_and_minutes_are_asked_for_with_a_good_one() {
    let told = |text: &str| serde_json::from_str::<Beds>(text).unwrap_err().to_string();
    assert_eq!(serde_json::from_str::<Beds>("120").unwrap(), Beds::new(120));
    for text in ["\"120\"", "1.5", "-1", "4294967296", "null"] {
        let error = told(text);
        let good = "a whole number of beds such as `120`, without quotes";
        assert!(error.contains(good), "{text}: {error}");
    }
    let error = serde_json::from_str::<Minutes>("\"90\"").unwrap_err().to_string();
    assert!(error.contains("a whole number of minutes such as `120`"), "{error}");
}
