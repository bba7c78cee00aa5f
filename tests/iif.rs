//! The Investment and Impact Fund: every figure that the sources state, and the laws of scoring.

mod average;

use average::average;
use pcn::{
    calendar::{ContractYear, NaiveDate, day},
    citation::Evidence,
    code::PracticeCode,
    des,
    finding::{Finding, Severity},
    iif::{
        Cohort, Comparison, Count, Direction, Facts, IifError, IndicatorCode, Kind,
        NationalFigures, Observation, Options, Outcome, Override, PrevalenceSource, Rag, Statement,
        Status, SystemLine, Terms, Threshold, changes, contributions, registry,
        standardised_numerator, standardised_rate,
    },
    quantity::{Decimal, Gbp, Patients, Points, Rate, Ratio},
};
use proptest::prelude::*;

fn terms(year: ContractYear) -> &'static Terms {
    &des::year(year).unwrap().iif
}

fn code(text: &'static str) -> IndicatorCode {
    IndicatorCode::constant(text)
}

fn score(facts: &Facts) -> Statement {
    terms(facts.year).statement(facts, &Options::default()).unwrap()
}

fn payment(facts: &Facts, indicator: &'static str) -> Option<Gbp> {
    score(facts).line(code(indicator)).unwrap().payment
}

fn thresholds(year: ContractYear, indicator: &'static str, known: NaiveDate) -> [String; 2] {
    let indicator = terms(year).indicator(code(indicator)).unwrap();
    [&indicator.lower, &indicator.upper].map(|series| {
        let value = series.on_as_known(year.last_day(), known).value();
        value.map_or_else(|| "-".to_owned(), Threshold::to_string)
    })
}

mod worked_examples {
    use super::*;

    /// Pulse Intelligence, flu vaccination targets, quoting NHS England's guidance.
    #[test]
    fn v1_personalised_care_adjustments_leave_the_denominator() {
        let cohort = Cohort { patients: 1_000, excluded: 0, successes: 600, adjusted: 200 };
        let (numerator, denominator) = cohort.counts().unwrap();
        let seen = Observation::new(code("VI-01"), numerator, denominator);
        let statement = score(&average(ContractYear::Y2021_22, vec![seen]));
        let line = statement.line(code("VI-01")).unwrap();
        assert_eq!(line.performance, Some(Ratio::constant("75")));
    }

    /// Ockham Healthcare, The PCN Investment and Impact Fund explained.
    #[test]
    fn v2_an_average_network_with_every_point_earned_21534_pounds_in_the_first_year() {
        let full = |at| Observation::new(code(at), 100, 100);
        let none = |at| Observation::new(code(at), 0, 100);
        let facts = average(
            ContractYear::Y2020_21,
            vec![
                full("Y1-FLU65"),
                full("Y1-LDHC"),
                full("Y1-SP"),
                none("Y1-NSAID65"),
                none("Y1-OACAP"),
                none("Y1-ASPAP"),
            ],
        );
        let statement = score(&facts);
        assert_eq!(statement.total_points, Points::constant("194"));
        assert_eq!(statement.total_payment, Gbp::constant("21534"));
    }

    /// Ockham Healthcare, The PCN Investment and Impact Fund explained.
    #[test]
    fn v3_flu_in_the_first_year_is_worth_7992_pounds() {
        let facts =
            average(ContractYear::Y2020_21, vec![Observation::new(code("Y1-FLU65"), 77, 100)]);
        assert_eq!(payment(&facts, "Y1-FLU65"), Some(Gbp::constant("7992")));
    }

    /// NHS Digital, iif_indicators repository, manual tests of standardised rates.
    #[test]
    fn v4_the_standardised_rate_of_the_publisher_comes_out() {
        let sum: Decimal = "1400783.897".parse().unwrap();
        let england = 60_744_002_u64;
        // One band whose rate in England is the published sum, over the published population.
        let rate = sum.checked_div(Decimal::from(england)).unwrap();
        assert_eq!(rate.round_dp(5).to_string(), "0.02306");
        let bands = [pcn::iif::Band {
            name: "all".into(),
            events: 1_400_783_897,
            patients: 1_000 * england,
            england,
        }];
        let ours = standardised_rate(&bands).unwrap();
        assert_eq!(ours.round_dp(5).to_string(), "0.02306");
        assert_eq!(standardised_numerator(ours, 50_000), Some(1_153));
    }

    /// Points times pounds times networks, at nine tenths, to the nearest tenth of a million.
    fn nine_tenths(points: u64, pounds: u64, networks: u64) -> Decimal {
        let sum = Decimal::from(points * pounds * networks) * Decimal::new(9, 1);
        (sum / Decimal::from(1_000_000)).round_dp(1)
    }

    /// Pulse Intelligence, flu vaccination targets.
    #[test]
    fn v5_the_national_value_of_vi_01_is_nine_tenths_of_its_points() {
        assert_eq!(nine_tenths(40, 200, 1_250), Decimal::new(90, 1));
        let sums = &terms(ContractYear::Y2021_22).structure.national;
        let vi_01 = sums.iter().find(|sum| sum.name == "VI-01").unwrap();
        let stated = vi_01.amount.on(day(2022, 3, 31)).value().copied();
        assert_eq!(stated, Some(Gbp::constant("9000000")));
    }

    /// Published sums for England against points times pounds: each is nine tenths of what some
    /// 1,250 networks could earn. So a sum is no cap on a network.
    #[test]
    fn sums_for_england_take_nine_tenths_of_the_points() {
        let cases = [
            (ContractYear::Y2020_21, "left for indicators", 194, 111),
            (ContractYear::Y2021_22, "the six indicators of April", 225, 200),
            (ContractYear::Y2021_22, "VI-01", 40, 200),
            (ContractYear::Y2021_22, "VI-02", 88, 200),
            (ContractYear::Y2021_22, "VI-03", 14, 200),
            (ContractYear::Y2021_22, "suspended in December", 497, 200),
            (ContractYear::Y2021_22, "of it, COV-01", 220, 200),
            (ContractYear::Y2023_24, "the fund of the year", 262, 198),
            (ContractYear::Y2024_25, "the fund of the year", 58, 198),
        ];
        for (year, name, points, pounds) in cases {
            let sum = national(year, name).pounds();
            let networks = sum / (Decimal::from(points * pounds) * Decimal::new(9, 1));
            let about_1_255 = Decimal::from(1_235)..Decimal::from(1_275);
            assert!(about_1_255.contains(&networks), "{year} {name}: {networks}");
        }
        let year = ContractYear::Y2022_23;
        let both = national(year, "the fund of the year")
            + national(year, "added for CVD-05, CVD-06 and CAN-01");
        let networks = both.pounds() / (Decimal::from(1_153 * 200) * Decimal::new(9, 1));
        assert_eq!(networks.round_dp(0), Decimal::from(1_251));
    }

    /// Pulse, Explained: All the changes to the PCN incentive scheme.
    #[test]
    fn v6_the_four_indicators_taken_away_in_2022_were_worth_37_million() {
        let terms = terms(ContractYear::Y2022_23);
        let points: Points = ["ACC-02", "EHCH-06", "ACC-08", "ACC-05"]
            .map(|at| terms.indicator(code(at)).unwrap())
            .map(|indicator| *indicator.points.on(day(2023, 3, 31)).value().unwrap())
            .into_iter()
            .sum();
        assert_eq!(points, Points::constant("164"));
        assert_eq!(nine_tenths(164, 200, 1_253).round_dp(0), Decimal::from(37));
    }

    fn national(year: ContractYear, name: &str) -> Gbp {
        let sums = &terms(year).structure.national;
        let sum = sums.iter().find(|sum| sum.name == name).unwrap();
        *sum.amount.entries()[0].figure.value().unwrap()
    }

    /// Pulse Intelligence, The Network DES Investment and Impact Fund for 2020/21 explained.
    #[test]
    fn v7_the_first_fund_less_the_support_payment() {
        let year = ContractYear::Y2020_21;
        let first = national(year, "the fund as first planned");
        let support =
            national(year, "moved to the PCN support payment, 1 April to 30 September 2020");
        assert_eq!(first - support, national(year, "left for indicators"));
    }

    /// GPonline, article 1735261.
    #[test]
    fn v8_what_was_suspended_in_december_2021_was_shared_in_two() {
        let year = ContractYear::Y2021_22;
        let parts = national(year, "of it, PCN support payment") + national(year, "of it, COV-01");
        assert_eq!(parts, national(year, "suspended in December"));
    }

    /// Suvera, The GP contract 2023.
    #[test]
    fn v9_the_points_of_2023_add_up() {
        let check = terms(ContractYear::Y2023_24).check_points(day(2024, 3, 31), NaiveDate::MAX);
        assert_eq!(check.found, Points::constant("262"));
        assert_eq!(check.shortfall, Some(Points::ZERO));
    }

    /// NHS Digital, iif_indicators repository, tests of utilities.
    #[test]
    fn v10_the_financial_year_of_the_end_of_march_began_the_april_before() {
        let year = ContractYear::containing(day(2022, 3, 31)).unwrap();
        assert_eq!(year.first_day(), day(2021, 4, 1));
    }
}

mod figures {
    use super::*;

    #[test]
    fn totals_are_those_that_the_sources_give_and_the_shortfall_is_named() {
        let now = NaiveDate::MAX;
        // Year, day, known, total, found, shortfall, unconfirmed. Found in 2022/23: 66 + 66 + 22 +
        // 31 + 22 + 20 + 18 + 48 + 71 + 27 = 391.
        let cases = [
            (ContractYear::Y2020_21, day(2021, 3, 31), now, "194", "194", "0", "0"),
            (ContractYear::Y2021_22, day(2021, 4, 1), day(2021, 4, 1), "225", "225", "0", "0"),
            (ContractYear::Y2021_22, day(2021, 11, 1), day(2021, 11, 1), "666", "225", "441", "0"),
            (ContractYear::Y2022_23, day(2022, 4, 1), day(2022, 4, 1), "1153", "391", "762", "552"),
            (ContractYear::Y2022_23, day(2023, 3, 31), now, "989", "227", "762", "552"),
            (ContractYear::Y2023_24, day(2024, 3, 31), now, "262", "262", "0", "0"),
            (ContractYear::Y2024_25, day(2025, 3, 31), now, "58", "58", "0", "0"),
        ];
        for (year, on, known, total, found, shortfall, unconfirmed) in cases {
            let check = terms(year).check_points(on, known);
            let shown = |points: Points| points.to_string();
            assert_eq!(check.stated.map(shown).as_deref(), Some(total), "{year} {on}");
            assert_eq!(shown(check.found), found, "{year} {on}");
            assert_eq!(check.shortfall.map(shown).as_deref(), Some(shortfall), "{year} {on}");
            assert_eq!(shown(check.unconfirmed), unconfirmed, "{year} {on}");
        }
        let first = terms(ContractYear::Y2022_23).check_points(day(2022, 4, 1), day(2022, 4, 1));
        let names: Vec<_> = first.not_published.iter().map(|code| code.as_str()).collect();
        assert_eq!(
            names,
            [
                "ACC-07", "SMR-01A", "SMR-01B", "SMR-01C", "SMR-01D", "SMR-02A", "SMR-02B",
                "SMR-02C", "SMR-02D", "SMR-03"
            ]
        );
    }

    #[test]
    fn a_point_is_worth_what_the_sources_say() {
        let cases = [
            (ContractYear::Y2020_21, Some("111")),
            (ContractYear::Y2021_22, Some("200")),
            (ContractYear::Y2022_23, Some("200")),
            (ContractYear::Y2023_24, Some("198")),
            (ContractYear::Y2024_25, Some("198")),
            (ContractYear::Y2025_26, None),
            (ContractYear::Y2026_27, None),
        ];
        for (year, pounds) in cases {
            let value = terms(year).structure.pounds_per_point.on(year.last_day()).value();
            assert_eq!(value.copied(), pounds.map(Rate::constant), "{year}");
        }
    }

    #[test]
    fn as_many_indicators_as_the_sources_say() {
        for (year, on, count) in [
            (ContractYear::Y2020_21, day(2021, 3, 31), 6),
            (ContractYear::Y2022_23, day(2022, 4, 1), 36),
            (ContractYear::Y2023_24, day(2024, 3, 31), 5),
            (ContractYear::Y2024_25, day(2025, 3, 31), 2),
            (ContractYear::Y2025_26, day(2026, 3, 31), 2),
        ] {
            let stated = terms(year).structure.indicator_count.on(on).value().copied();
            assert_eq!(stated, Some(count), "{year}");
            let known = if on == year.last_day() { NaiveDate::MAX } else { on };
            assert_eq!(terms(year).counting(on, known).count() as u32, count, "{year}");
        }
        let april = day(2021, 4, 1);
        assert_eq!(terms(ContractYear::Y2021_22).counting(april, april).count(), 6);
    }

    #[test]
    fn amended_thresholds_have_two_answers() {
        let year = ContractYear::Y2022_23;
        let (before, after) = (day(2022, 9, 25), day(2022, 9, 26));
        assert_eq!(thresholds(year, "CVD-06", day(2022, 3, 1)), ["40", "60"]);
        assert_eq!(thresholds(year, "CVD-06", day(2022, 3, 31)), ["25", "35"]);
        assert_eq!(thresholds(year, "CVD-02", before), ["0.6", "1.2"]);
        assert_eq!(thresholds(year, "CVD-02", after), ["0.4", "0.8"]);
        assert_eq!(thresholds(year, "PC-01", before), ["1.2", "1.6"]);
        assert_eq!(thresholds(year, "PC-01", after), ["0.8", "1.2"]);
    }

    #[test]
    fn stated_thresholds_and_points_are_there() {
        let now = NaiveDate::MAX;
        for (year, indicator, points, lower, upper) in [
            (ContractYear::Y2020_21, "Y1-FLU65", "72", "70", "77"),
            (ContractYear::Y2020_21, "Y1-LDHC", "47", "49", "80"),
            (ContractYear::Y2021_22, "VI-01", "40", "80", "86"),
            (ContractYear::Y2021_22, "VI-02", "88", "57", "90"),
            (ContractYear::Y2021_22, "VI-03", "14", "45", "82"),
            (ContractYear::Y2022_23, "CVD-05", "66", "70", "95"),
            (ContractYear::Y2022_23, "CVD-06", "66", "25", "35"),
            (ContractYear::Y2022_23, "CAN-01", "22", "40", "80"),
            (ContractYear::Y2022_23, "RESP-01", "31", "71", "90"),
            (ContractYear::Y2022_23, "RESP-02", "22", "25", "15"),
            (ContractYear::Y2023_24, "CAN-02", "22", "65", "80"),
            (ContractYear::Y2023_24, "ACC-08", "71", "85", "90"),
        ] {
            let held = terms(year).indicator(code(indicator)).unwrap();
            for entry in held.points.entries() {
                assert!(entry.source.evidence.is_at_least(Evidence::Derived), "{indicator}");
            }
            let value = held.points.on(year.last_day()).value().unwrap();
            assert_eq!(value.to_string(), points, "{indicator}");
            assert_eq!(thresholds(year, indicator, now), [lower, upper], "{indicator}");
        }
    }

    #[test]
    fn recalled_figures_are_graded_unconfirmed() {
        for year in des::years() {
            for indicator in year.iif.indicators.iter() {
                let sources = (indicator.points.entries().iter().map(|entry| &entry.source))
                    .chain(indicator.lower.entries().iter().map(|entry| &entry.source))
                    .chain(indicator.upper.entries().iter().map(|entry| &entry.source));
                for source in sources {
                    let text = source.citation.document();
                    let recalled = text.starts_with("recalled") || text.starts_with("carried");
                    assert_eq!(recalled, source.evidence == Evidence::Unconfirmed, "{source}");
                }
            }
        }
    }

    #[test]
    fn the_december_suspension_left_four_and_brought_one() {
        let year = ContractYear::Y2021_22;
        let counting = |known| -> Vec<&str> {
            let found = terms(year).counting(day(2022, 3, 31), known);
            found.map(|indicator| indicator.code.as_str()).collect::<Vec<_>>()
        };
        assert!(!counting(day(2021, 12, 6)).contains(&"COV-01"));
        let after = counting(day(2021, 12, 7));
        assert_eq!(after, ["VI-01", "VI-02", "VI-03", "ACC-01", "COV-01"]);
    }

    #[test]
    fn three_were_deferred_and_one_retired_in_september_2022() {
        let status = |indicator, known| {
            let held = terms(ContractYear::Y2022_23).indicator(code(indicator)).unwrap();
            held.status.on_as_known(day(2023, 3, 31), known).value().copied()
        };
        for (indicator, after) in [
            ("ACC-02", Status::Deferred),
            ("ACC-08", Status::Deferred),
            ("EHCH-06", Status::Deferred),
            ("ACC-05", Status::Retired),
        ] {
            assert_eq!(status(indicator, day(2022, 9, 25)), Some(Status::Active), "{indicator}");
            assert_eq!(status(indicator, day(2022, 9, 26)), Some(after), "{indicator}");
        }
    }

    #[test]
    fn the_plan_of_2019_named_five_elements_and_capped_all_but_prescribing() {
        let planned = &terms(ContractYear::Y2019_20).structure.planned;
        assert_eq!(planned.len(), 5);
        let open: Vec<_> = planned.iter().filter(|element| !element.capped).collect();
        assert_eq!(open.len(), 1);
        assert_eq!(open[0].name, "prescribing costs");
    }

    #[test]
    fn the_registry_lists_each_year_of_each_indicator() {
        for entry in registry::entries() {
            let years: Vec<_> = des::years()
                .iter()
                .filter(|year| year.iif.indicator(entry.code).is_some())
                .map(|year| year.year)
                .collect();
            assert_eq!(years, entry.years, "{}", entry.code);
        }
        for year in des::years() {
            for indicator in year.iif.indicators.iter() {
                assert!(registry::find(indicator.code).is_some(), "{}", indicator.code);
            }
        }
    }

    #[test]
    fn prevalence_does_not_adjust_where_everybody_counts_or_nobody_is_counted() {
        for (indicator, source) in [
            ("PC-01", PrevalenceSource::WholeList),
            ("HI-02", PrevalenceSource::WholeList),
            ("ACC-09", PrevalenceSource::WholeList),
            ("AC-02", PrevalenceSource::WholeList),
            ("ACC-05", PrevalenceSource::NotApplied),
            ("CVD-01", PrevalenceSource::RegisterOf(code("CVD-02"))),
            ("CVD-03", PrevalenceSource::Denominator),
        ] {
            let held = terms(ContractYear::Y2022_23).indicator(code(indicator)).unwrap();
            assert_eq!(held.definition.prevalence, source, "{indicator}");
        }
    }
}

mod scoring {
    use super::*;

    const YEAR: ContractYear = ContractYear::Y2023_24;

    #[test]
    fn equal_to_the_lower_threshold_earns_nothing_and_to_the_upper_everything() {
        for (numerator, pounds, rag) in [
            (59, "0", Rag::Red),
            (60, "0", Rag::Red),
            (70, "3564", Rag::Amber),
            (80, "7128", Rag::Green),
            (100, "7128", Rag::Green),
        ] {
            let facts = average(YEAR, vec![Observation::new(code("HI-03"), numerator, 100)]);
            let statement = score(&facts);
            let line = statement.line(code("HI-03")).unwrap();
            assert_eq!(line.payment, Some(Gbp::constant(pounds)), "{numerator}");
            assert_eq!(line.rag, Some(rag), "{numerator}");
        }
    }

    #[test]
    fn lower_is_better_by_the_same_formula() {
        for (numerator, pounds) in [(26, "0"), (25, "0"), (20, "2200"), (15, "4400"), (3, "4400")] {
            let seen = Observation::new(code("RESP-02"), numerator, 100);
            let facts = average(ContractYear::Y2022_23, vec![seen]);
            assert_eq!(payment(&facts, "RESP-02"), Some(Gbp::constant(pounds)), "{numerator}");
        }
    }

    #[test]
    fn improvement_is_counted_from_the_baseline() {
        // From 12.0% to 12.6% is 0.6 points: half of the way from 0.4 to 0.8.
        let seen = Observation::new(code("CVD-02"), 6_300, 50_000).with_baseline(6_000, 50_000);
        let facts = average(ContractYear::Y2022_23, vec![seen.clone()]);
        let statement = score(&facts);
        let line = statement.line(code("CVD-02")).unwrap();
        assert_eq!(line.performance, Some(Ratio::constant("0.6")));
        assert_eq!(line.payment, Some(Gbp::constant("3500")));
        // As known before the amendment, that was the lower threshold.
        let facts = Facts { known_on: Some(day(2022, 9, 1)), ..facts };
        assert_eq!(payment(&facts, "CVD-02"), Some(Gbp::pence(0)));
        let without = Observation { baseline_numerator: None, ..seen };
        let facts = average(ContractYear::Y2022_23, vec![without]);
        let statement = score(&facts);
        assert_eq!(statement.line(code("CVD-02")).unwrap().status, Outcome::Missing);
    }

    #[test]
    fn a_missing_answer_counts_only_where_a_default_is_published() {
        let status = |observations| {
            let statement = score(&average(ContractYear::Y2021_22, observations));
            let line = |at| {
                let line = statement.line(code(at)).unwrap();
                (line.status, line.payment)
            };
            (line("COV-01"), line("ACC-01"))
        };
        let nothing = Some(Gbp::pence(0));
        assert_eq!(status(vec![]), ((Outcome::Scored, nothing), (Outcome::Missing, None)));
        let yes = |at| Observation::answered(code(at), true);
        let (covid, mapped) = status(vec![yes("COV-01"), yes("ACC-01")]);
        assert_eq!(covid.1, Some(Gbp::constant("44000")));
        assert_eq!(mapped.1, Some(Gbp::constant("5400")));
    }

    #[test]
    fn what_is_not_counted_is_told_apart_and_never_nought_percent() {
        let with = |numerator: Count, denominator: Count| {
            let seen =
                Observation { numerator, denominator, ..Observation::nothing(code("HI-03")) };
            let statement = score(&average(YEAR, vec![seen]));
            let line = statement.line(code("HI-03")).unwrap();
            assert_eq!(line.performance, None);
            (line.status, line.payment)
        };
        let zero = Count::from(0);
        assert_eq!(with(zero, zero), (Outcome::ZeroDenominator, Some(Gbp::pence(0))));
        assert_eq!(with(Count::Suppressed, 100.into()), (Outcome::Suppressed, None));
        assert_eq!(with(zero, Count::Missing), (Outcome::Missing, None));
        assert_eq!(with(Count::NotApplicable, zero), (Outcome::NotApplicable, None));
        let nought = score(&average(YEAR, vec![Observation::new(code("HI-03"), 0, 100)]));
        assert_eq!(nought.line(code("HI-03")).unwrap().performance, Some(Ratio::ZERO));
    }

    #[test]
    fn both_adjustments_multiply_the_payment() {
        let mut facts = average(
            YEAR,
            vec![
                Observation::new(code("HI-03"), 300, 300)
                    .with_national_prevalence(Ratio::constant("0.005")),
            ],
        );
        facts.list_size = Patients::from(40_000);
        // 7,128 × 40,000/50,000 × (300/40,000)/0.005 = 7,128 × 0.8 × 1.5.
        assert_eq!(payment(&facts, "HI-03"), Some(Gbp::constant("8553.60")));
        facts.observations[0].pcn_prevalence = Some(Ratio::constant("0.005"));
        assert_eq!(payment(&facts, "HI-03"), Some(Gbp::constant("5702.40")));
    }

    #[test]
    fn cvd_01_takes_its_prevalence_from_the_hypertension_register() {
        let year = ContractYear::Y2022_23;
        let found = Observation::new(code("CVD-01"), 500, 1_000)
            .with_national_prevalence(Ratio::constant("0.12"));
        let register = Observation::new(code("CVD-02"), 9_000, 50_000).with_baseline(9_000, 50_000);
        let facts = average(year, vec![found.clone(), register]);
        let statement = score(&facts);
        let line = statement.line(code("CVD-01")).unwrap();
        assert_eq!(line.prevalence_adjustment, Some(Ratio::constant("1.5"))); // 18% over 12%
        assert_eq!(line.payment, Some(Gbp::constant("21300"))); // 71 × 200 × 1.5
        // Its own denominator is not used: without the register the adjustment is assumed.
        let statement = score(&average(year, vec![found]));
        let line = statement.line(code("CVD-01")).unwrap();
        assert_eq!(line.prevalence_adjustment, Some(Ratio::constant("1")));
        assert_eq!(line.evidence, Some(Evidence::Unconfirmed));
        assert!(statement.caveats.iter().any(|text| text.contains("prevalence not given")));
    }

    #[test]
    fn acc_08_is_deemed_achieved_once_that_is_known() {
        let mut facts = average(YEAR, vec![Observation::new(code("ACC-08"), 80, 100)]);
        facts.known_on = Some(day(2024, 6, 6));
        assert_eq!(payment(&facts, "ACC-08"), Some(Gbp::pence(0)));
        facts.known_on = Some(day(2024, 6, 7));
        let statement = score(&facts);
        let line = statement.line(code("ACC-08")).unwrap();
        assert_eq!(line.status, Outcome::DeemedAchieved);
        assert_eq!(line.payment, Some(Gbp::constant("14058"))); // 71 × 198
        assert_eq!(line.performance, Some(Ratio::constant("80")));
    }

    #[test]
    fn an_override_is_recorded_and_never_above_the_maximum() {
        let mut facts = average(YEAR, vec![Observation::new(code("HI-03"), 10, 100)]);
        facts.overrides.push(Override {
            indicator: code("HI-03"),
            points: Points::constant("18"),
            reason: "dispute upheld".into(),
            decided_on: day(2024, 8, 1),
        });
        let statement = score(&facts);
        let line = statement.line(code("HI-03")).unwrap();
        assert_eq!(line.status, Outcome::Overridden);
        assert_eq!(line.payment, Some(Gbp::constant("3564")));
        assert_eq!(line.decision.as_ref().unwrap().reason, "dispute upheld");
        facts.known_on = Some(day(2024, 7, 31));
        assert_eq!(payment(&facts, "HI-03"), Some(Gbp::pence(0)));
        facts.known_on = None;
        facts.overrides[0].points = Points::constant("36.5");
        let error = terms(YEAR).statement(&facts, &Options::default()).unwrap_err();
        assert_eq!(error.path(), "overrides[0].points");
    }

    #[test]
    fn strict_evaluation_refuses_what_is_weaker_than_asked_for() {
        let seen = Observation::new(code("VI-01"), 86, 100)
            .with_national_prevalence(Ratio::constant("0.002"));
        let facts = average(
            ContractYear::Y2021_22,
            vec![seen, Observation::answered(code("ACC-01"), true)],
        );
        let least = |least| {
            let options = Options { least_evidence: Some(least), ..Options::default() };
            let statement = terms(facts.year).statement(&facts, &options).unwrap();
            let status = |at| statement.line(code(at)).unwrap().status;
            (status("VI-01"), status("ACC-01"), statement.total_payment)
        };
        assert_eq!(
            least(Evidence::Unconfirmed),
            (Outcome::Scored, Outcome::Scored, Gbp::constant("13400"))
        );
        assert_eq!(
            least(Evidence::Derived),
            (Outcome::Scored, Outcome::Refused, Gbp::constant("8000"))
        );
        assert_eq!(least(Evidence::Official).0, Outcome::Refused);
    }

    #[test]
    fn a_statement_is_provisional_until_national_figures_close() {
        let mut facts = average(YEAR, vec![]);
        assert!(!score(&facts).provisional);
        facts.national_figures = NationalFigures::Provisional;
        let statement = score(&facts);
        assert!(statement.provisional);
        assert!(statement.caveats.iter().any(|text| text.starts_with("provisional")));
    }

    #[test]
    fn working_and_no_working_give_the_same_statement() {
        let facts = average(
            ContractYear::Y2022_23,
            vec![
                Observation::new(code("CVD-05"), 801, 997)
                    .with_national_prevalence(Ratio::constant("0.0213")),
                Observation::new(code("RESP-02"), 191, 997),
            ],
        );
        let plain = score(&facts);
        let options = Options { working: true, ..Options::default() };
        let mut worked = terms(facts.year).statement(&facts, &options).unwrap();
        let line = worked.line(code("CVD-05")).unwrap();
        let text = line.working.as_ref().unwrap().to_string();
        for step in [
            "numerator = 801",
            "lower threshold = 70",
            "performance = 801 ÷ 997 × 100",
            "list size adjustment = 50000 ÷ 50000 = 1",
            "prevalence adjustment = (997 ÷ 50000) ÷ 0.0213",
            "rounded half up to pence",
        ] {
            assert!(text.contains(step), "{step}\n{text}");
        }
        for line in &mut worked.indicators {
            line.working = None;
        }
        assert_eq!(plain, worked);
    }

    #[test]
    fn a_statement_comes_back_from_json() {
        let facts = average(YEAR, vec![Observation::new(code("HI-03"), 150, 200)]);
        let options = Options { working: true, ..Options::default() };
        let statement = terms(YEAR).statement(&facts, &options).unwrap();
        let json = serde_json::to_string(&statement).unwrap();
        assert_eq!(serde_json::from_str::<Statement>(&json).unwrap(), statement);
        assert!(json.contains(r#""total_payment":""#));
        let json = serde_json::to_string(terms(YEAR)).unwrap();
        assert_eq!(serde_json::from_str::<Terms>(&json).unwrap(), *terms(YEAR));
    }
}

mod bad_input {
    use super::*;

    fn error(facts: &Facts) -> IifError {
        terms(facts.year).statement(facts, &Options::default()).unwrap_err()
    }

    #[test]
    fn an_indicator_of_another_year_says_in_which_years_it_exists() {
        let facts = average(
            ContractYear::Y2024_25,
            vec![Observation::new(code("HI-03"), 1, 2), Observation::new(code("VI-01"), 1, 2)],
        );
        assert_eq!(
            error(&facts).to_string(),
            "at `observations[1].indicator`: `VI-01` is not an indicator of 2024/25; it is one in \
             2021/22, 2022/23"
        );
        let facts = average(ContractYear::Y2024_25, vec![Observation::new(code("CVD-07"), 1, 2)]);
        assert!(error(&facts).to_string().contains("management information"));
        let facts = average(ContractYear::Y2024_25, vec![Observation::new(code("ZZ-99"), 1, 2)]);
        assert!(error(&facts).to_string().contains("a good one is `HI-03`"));
    }

    #[test]
    fn a_numerator_above_its_denominator_is_refused_where_it_counts_a_part() {
        let facts = average(ContractYear::Y2023_24, vec![Observation::new(code("HI-03"), 9, 8)]);
        let error = error(&facts);
        assert_eq!(error.path(), "observations[0].numerator");
        assert!(error.to_string().contains("a good pair is numerator 600 and denominator 800"));
        // Contacts a resident may well be above one.
        let facts = average(ContractYear::Y2022_23, vec![Observation::new(code("EHCH-04"), 90, 8)]);
        assert_eq!(score(&facts).line(code("EHCH-04")).unwrap().rag, Some(Rag::Green));
    }

    #[test]
    fn a_list_of_nobody_and_a_second_observation_are_refused() {
        let seen = Observation::new(code("HI-03"), 1, 2);
        let mut facts = average(ContractYear::Y2023_24, vec![seen.clone(), seen]);
        assert_eq!(error(&facts).path(), "observations[1].indicator");
        facts.list_size = Patients::ZERO;
        assert_eq!(error(&facts).path(), "list_size");
        assert!(error(&facts).to_string().contains("a good one is `50000`"));
    }

    #[test]
    fn thresholds_against_the_direction_are_refused() {
        let mut own = terms(ContractYear::Y2023_24).clone();
        let place = own.indicators.iter().position(|one| one.code == code("HI-03")).unwrap();
        let indicator = &mut own.indicators.to_mut()[place];
        core::mem::swap(&mut indicator.lower, &mut indicator.upper);
        let facts = average(ContractYear::Y2023_24, vec![Observation::new(code("HI-03"), 1, 2)]);
        let error = own.statement(&facts, &Options::default()).unwrap_err();
        assert!(
            matches!(
                &error,
                IifError::ThresholdsReversed {
                    direction: Direction::Higher,
                    kind: Kind::Standard,
                    ..
                }
            ),
            "{error}"
        );
        assert!(error.to_string().ends_with("a good pair is lower 60 and upper 80"));
    }

    #[test]
    fn json_errors_have_a_path_and_a_good_example() {
        let with = |observation: &str| {
            let text = format!(
                r#"{{"year": "2023/24", "pcn": "U12345", "list_size": 50000,
                    "national_average_list_size": "50000", "observations": [{observation}]}}"#
            );
            pcn::json::from_str::<Facts>(&text).map_err(|error| error.to_string())
        };
        assert!(with(r#"{"indicator": "HI03", "numerator": 1, "denominator": "*"}"#).is_ok());
        for (observation, path, good) in [
            (r#"{"indicator": "HI-03", "numerator": -1}"#, "observations[0].numerator", "`600`"),
            (
                r#"{"indicator": "HI-03", "numerator": "75%"}"#,
                "observations[0].numerator",
                "denominator 800",
            ),
            (
                r#"{"indicator": "HI-03", "numerator": 0.75}"#,
                "observations[0].numerator",
                "denominator 800",
            ),
            (r#"{"indicator": "flu", "numerator": 1}"#, "observations[0].indicator", "`HI-03`"),
        ] {
            let error = with(observation).unwrap_err();
            assert!(error.contains(path) && error.contains(good), "{error}");
        }
    }

    #[test]
    fn england_without_prevalence_is_refused() {
        let seen = Observation::new(code("HI-03"), 1, 2).with_national_prevalence(Ratio::ZERO);
        let error = error(&average(ContractYear::Y2023_24, vec![seen]));
        assert_eq!(error.path(), "observations[0].national_prevalence");
    }
}

mod questions {
    use super::*;

    #[test]
    fn patients_left_reach_the_threshold_and_one_fewer_does_not() {
        let year = ContractYear::Y2023_24;
        for (numerator, denominator) in [(100, 201), (131, 233), (0, 7), (150, 199)] {
            let facts =
                average(year, vec![Observation::new(code("HI-03"), numerator, denominator)]);
            let outlook = terms(year).outlook(&facts, &Options::default()).unwrap();
            let left = outlook[0].to_upper.unwrap();
            let at = |more: u64| {
                let seen = Observation::new(code("HI-03"), numerator + more, denominator);
                score(&average(year, vec![seen])).line(code("HI-03")).unwrap().rag.unwrap()
            };
            assert_eq!(at(left), Rag::Green);
            assert_ne!(at(left - 1), Rag::Green);
        }
    }

    #[test]
    fn what_is_missed_is_what_all_points_would_pay_beyond_what_is_paid() {
        let year = ContractYear::Y2023_24;
        let at = |numerator| average(year, vec![Observation::new(code("HI-03"), numerator, 200)]);
        let paid = |numerator| score(&at(numerator)).line(code("HI-03")).unwrap().payment.unwrap();
        let all = paid(200);
        assert!(all > paid(150) && paid(150) > Gbp::ZERO);
        for numerator in [0, 150, 160, 200] {
            let outlook = terms(year).outlook(&at(numerator), &Options::default()).unwrap();
            assert_eq!(outlook[0].most, Some(all));
            assert_eq!(outlook[0].missed, Some(all - paid(numerator)));
        }
    }

    #[test]
    fn a_yes_leaves_nothing_to_earn_and_a_no_leaves_everything() {
        let of = |observations, known: Option<NaiveDate>, year: ContractYear, at: &'static str| {
            let mut facts = average(year, observations);
            facts.known_on = known;
            let outlook = terms(year).outlook(&facts, &Options::default()).unwrap();
            outlook.into_iter().find(|one| one.indicator == code(at))
        };
        let answered = |at, is_done| vec![Observation::answered(code(at), is_done)];
        let year = ContractYear::Y2021_22;
        for (at, most) in [("ACC-01", "5400"), ("COV-01", "44000")] {
            let most = Some(Gbp::constant(most));
            let done = of(answered(at, true), None, year, at).unwrap();
            assert_eq!((done.to_lower, done.to_upper), (Some(0), Some(0)), "{at}");
            assert_eq!((done.most, done.missed, done.one_more), (most, Some(Gbp::pence(0)), None));
            let left = of(answered(at, false), None, year, at).unwrap();
            assert_eq!((left.to_lower, left.to_upper), (Some(1), Some(1)), "{at}");
            assert_eq!((left.most, left.missed, left.one_more), (most, most, most));
            assert_eq!(left.counted, "");
        }
        // What counts as No by default is left to earn, and what has no default is not known.
        let by_default = of(vec![], None, year, "COV-01").unwrap();
        assert_eq!(by_default.to_upper, Some(1));
        assert_eq!(by_default.missed, Some(Gbp::constant("44000")));
        assert_eq!(of(vec![], None, year, "ACC-01"), None);
        let (year, before) = (ContractYear::Y2022_23, Some(day(2022, 8, 1)));
        let plan = of(answered("ACC-05", true), before, year, "ACC-05").unwrap();
        assert_eq!(plan.to_upper, Some(0));
        assert_eq!(of(answered("ACC-05", true), None, year, "ACC-05"), None, "retired");
    }

    #[test]
    fn what_is_left_is_counted_as_the_indicator_counts() {
        let noun = |year: ContractYear, at: &'static str| {
            terms(year).indicator(code(at)).unwrap().definition.counted.clone()
        };
        for (at, counted) in [
            ("VI-01", "patients"),
            ("CVD-02", "patients"),
            ("ACC-02", "submissions"),
            ("ACC-05", ""),
            ("ACC-08", "appointments"),
            ("ACC-09", "referrals"),
            ("EHCH-01", "patients"),
            ("EHCH-02", "residents"),
            ("EHCH-04", "contacts"),
            ("EHCH-06", "admissions"),
            ("AC-02", "admissions"),
            ("CAN-01", "referrals"),
            ("SMR-01D", "residents"),
            ("ES-01", "prescriptions"),
            ("ES-02", "kg CO2e"),
        ] {
            assert_eq!(noun(ContractYear::Y2022_23, at), counted, "{at}");
        }
        assert_eq!(noun(ContractYear::Y2024_25, "CAN-04"), "patients");
        let year = ContractYear::Y2022_23;
        let facts = average(year, vec![Observation::new(code("ES-02"), 200_000, 10_000)]);
        let outlook = terms(year).outlook(&facts, &Options::default()).unwrap();
        assert_eq!((outlook[0].to_upper, outlook[0].counted.as_ref()), (Some(20_000), "kg CO2e"));
        // A noun is only words: what was written without one is read as before.
        let mut written = serde_json::to_value(&outlook[0]).unwrap();
        assert_eq!(written.as_object_mut().unwrap().remove("counted").unwrap(), "kg CO2e");
        let read: pcn::iif::Outlook = serde_json::from_value(written).unwrap();
        assert_eq!((read.to_upper, read.counted.as_ref()), (Some(20_000), ""));
    }

    #[test]
    fn fewer_are_left_where_lower_is_better() {
        let year = ContractYear::Y2022_23;
        let facts = average(year, vec![Observation::new(code("RESP-02"), 300, 1_000)]);
        let outlook = terms(year).outlook(&facts, &Options::default()).unwrap();
        assert_eq!((outlook[0].to_lower, outlook[0].to_upper), (Some(50), Some(150)));
    }

    #[test]
    fn figures_compare_with_last_year_only_where_the_definition_is_the_same() {
        let last = average(
            ContractYear::Y2022_23,
            vec![
                Observation::new(code("VI-02"), 60, 100),
                Observation::new(code("CAN-01"), 60, 100),
            ],
        );
        let this = average(
            ContractYear::Y2023_24,
            vec![
                Observation::new(code("VI-02"), 75, 100),
                Observation::new(code("CAN-02"), 75, 100),
            ],
        );
        let changes = changes((terms(last.year), &score(&last)), (terms(this.year), &score(&this)));
        let of = |at| changes.iter().find(|change| change.indicator == code(at)).unwrap();
        let difference = Ratio::constant("15");
        assert_eq!(of("VI-02").comparison, Comparison::Comparable { difference });
        assert!(matches!(of("CAN-02").comparison, Comparison::NotComparable { .. }));
        assert_eq!(of("VI-02").to_string(), "VI-02: +15 on the year before");
    }

    #[test]
    fn reconciliation_says_what_differs() {
        let year = ContractYear::Y2024_25;
        let mut facts = average(
            year,
            vec![
                Observation::new(code("HI-03"), 150, 200)
                    .with_national_prevalence(Ratio::constant("0.0041")),
            ],
        );
        facts.list_size = Patients::from(51_234);
        let ours = score(&facts);
        let line = ours.line(code("HI-03")).unwrap();
        let same = SystemLine {
            numerator: Some(150),
            denominator: Some(200),
            list_size: Some(facts.list_size),
            prevalence_adjustment: Some(
                Ratio::try_new(line.prevalence_adjustment.unwrap().value().round_dp(4)).unwrap(),
            ),
            points: Some(Points::constant("27.00")),
            payment: line.payment,
            ..SystemLine::new(code("HI-03"))
        };
        let rules = |theirs: SystemLine| -> Vec<String> {
            let report = ours.reconcile(&[theirs], &facts);
            report.iter().map(|finding| finding.rule.to_string()).collect()
        };
        assert!(rules(same.clone()).is_empty());
        let off = |change: fn(&mut SystemLine)| {
            let mut theirs = same.clone();
            change(&mut theirs);
            rules(theirs)
        };
        assert_eq!(off(|line| line.numerator = Some(149)), ["IIF-RECON-001"]);
        assert_eq!(off(|line| line.denominator = Some(201)), ["IIF-RECON-002"]);
        assert_eq!(off(|line| line.list_size = Some(Patients::from(5))), ["IIF-RECON-003"]);
        assert_eq!(
            off(|line| line.prevalence_adjustment = Some(Ratio::constant("1.5"))),
            ["IIF-RECON-004"]
        );
        assert_eq!(off(|line| line.points = Some(Points::constant("26"))), ["IIF-RECON-005"]);
        assert_eq!(
            off(|line| line.payment = line.payment.map(|paid| paid + Gbp::pence(1))),
            ["IIF-RECON-006"]
        );
        assert_eq!(
            off(|line| line.payment = line.payment.map(|paid| paid + Gbp::pence(2))),
            ["IIF-RECON-007"]
        );
        assert_eq!(rules(SystemLine::new(code("VI-01"))), ["IIF-RECON-008", "IIF-RECON-008"]);
        let report = ours.reconcile(&[same], &facts);
        assert_eq!(report.worst(), None::<Severity>);

        // What the payment system pays for and the statement does not know, with nothing between.
        let paid = |payment: Option<&'static str>| {
            let payment = payment.map(Gbp::constant);
            let theirs = SystemLine { payment, ..SystemLine::new(code("CAN-04")) };
            let report = ours.reconcile(&[theirs], &facts);
            let told = |finding: &Finding| (finding.rule.to_string(), finding.message.to_string());
            report.iter().map(told).collect::<Vec<_>>()
        };
        assert_eq!(ours.line(code("CAN-04")).unwrap().status, Outcome::Missing);
        assert!(
            paid(None).iter().chain(&paid(Some("0.00"))).all(|(rule, _)| rule != "IIF-RECON-007")
        );
        let told = paid(Some("4356.00"));
        let (_, message) = told.iter().find(|(rule, _)| rule == "IIF-RECON-007").unwrap();
        assert_eq!(message, "payment: ours none (no figures), the payment system's £4,356.00");
    }
}

/// Facts on one indicator of 2022/23 or 2023/24 with any counts.
mod by_the_week {
    use super::*;

    const YEAR: ContractYear = ContractYear::Y2022_23;

    /// The terms of the year with thresholds for an indicator that counts by 1,000 patients and
    /// week; none are published.
    fn own() -> Terms {
        let mut own = terms(YEAR).clone();
        let given = own.indicators.iter().find(|one| one.code == code("RESP-02")).unwrap().clone();
        let place = own.indicators.iter().position(|one| one.code == code("ACC-09")).unwrap();
        let indicator = &mut own.indicators.to_mut()[place];
        for (series, from, value) in
            [(&mut indicator.lower, &given.lower, "0.5"), (&mut indicator.upper, &given.upper, "1")]
        {
            let mut entry = from.entries()[0].clone();
            entry.figure = pcn::series::Figure::Published(Threshold::constant(value));
            *series = pcn::series::Series::new(vec![entry]);
        }
        own
    }

    fn seen(numerator: u64, weeks: Option<u64>) -> Facts {
        let seen = Observation { weeks, ..Observation::new(code("ACC-09"), numerator, 50_000) };
        average(YEAR, vec![seen])
    }

    #[test]
    fn a_rate_is_by_thousand_patients_and_week() {
        let options = Options { working: true, ..Options::default() };
        // 1,950 referrals of 50,000 patients in 52 weeks are 0.75 by thousand and week.
        let statement = own().statement(&seen(1_950, Some(52)), &options).unwrap();
        let line = statement.line(code("ACC-09")).unwrap();
        assert_eq!(line.performance, Some(Ratio::constant("0.75")));
        assert_eq!(line.rag, Some(Rag::Amber));
        assert_eq!(line.points, Some(Points::constant("13.5")));
        let text = line.working.as_ref().unwrap().to_string();
        assert!(text.contains("1950 ÷ 50000 × 1000 ÷ 52 weeks"), "{text}");
        assert!(text.contains("the denominator is the whole list"), "{text}");
        let error = own().statement(&seen(1_950, None), &options).unwrap_err();
        assert_eq!(error.path(), "observations[0].weeks");
        let none = own().statement(&seen(1_950, Some(0)), &options).unwrap();
        assert_eq!(none.line(code("ACC-09")).unwrap().status, Outcome::ZeroDenominator);
    }

    #[test]
    fn as_many_are_left_as_the_weeks_ask_for() {
        let outlook = own().outlook(&seen(1_950, Some(52)), &Options::default()).unwrap();
        assert_eq!((outlook[0].to_lower, outlook[0].to_upper), (Some(0), Some(650)));
    }
}

mod edges {
    use super::*;

    #[test]
    fn a_share_below_nought_is_shown_with_its_sign_and_nought_without() {
        let performance = |numerator| {
            let seen =
                Observation::new(code("CVD-02"), numerator, 50_000).with_baseline(6_000, 50_000);
            let statement = score(&average(ContractYear::Y2022_23, vec![seen]));
            statement.line(code("CVD-02")).unwrap().performance.unwrap().to_string()
        };
        assert_eq!(performance(5_700), "-0.6");
        assert_eq!(performance(6_000), "0");
        assert_eq!(performance(6_300), "0.6");
        // So little below nought that it is shown as nought.
        let seen = Observation::new(code("CVD-02"), 999_999_998, 999_999_999)
            .with_baseline(999_999_997, 999_999_998);
        let tiny = score(&average(ContractYear::Y2022_23, vec![seen]));
        let tiny = tiny.line(code("CVD-02")).unwrap().performance.unwrap().to_string();
        assert!(!tiny.starts_with('-'), "{tiny}");
        let seen = Observation::new(code("CVD-02"), 999_999_997, 999_999_998)
            .with_baseline(999_999_998, 999_999_999);
        let tiny = score(&average(ContractYear::Y2022_23, vec![seen]));
        assert_eq!(tiny.line(code("CVD-02")).unwrap().performance.unwrap().to_string(), "0");
    }

    #[test]
    fn a_code_has_one_hyphen_inside_and_four_to_twelve_characters() {
        let constant = |text: &'static str| std::panic::catch_unwind(|| code(text)).is_ok();
        for good in ["A-01", "HI-03", "Y1-NSAID65", "ABCDEFGHIJ-1"] {
            assert!(constant(good), "{good}");
            assert!(good.parse::<IndicatorCode>().is_ok(), "{good}");
            let quoted = format!("\"{good}\"");
            assert_eq!(serde_json::from_str::<IndicatorCode>(&quoted).unwrap(), code(good));
        }
        for bad in ["A-1", "ABCDEFGHIJK-1", "-HI03", "HI03-", "HI0304", "H-I-03", "hi-03", "1I-03"]
        {
            assert!(!constant(bad), "{bad}");
        }
        let error = "seventy-five %".parse::<IndicatorCode>().unwrap_err();
        assert_eq!(error.given(), "seventy-five %");
        assert_eq!(format!("{:?}", code("HI-03")), "IndicatorCode(HI-03)");
        let error = serde_json::from_str::<IndicatorCode>("5").unwrap_err().to_string();
        assert!(error.contains("an indicator code such as `HI-03`"), "{error}");
    }

    #[test]
    fn each_kind_of_count_is_read_and_others_are_refused_with_the_reason() {
        let read = |text: &str| serde_json::from_str::<Count>(text).map_err(|e| e.to_string());
        assert_eq!(read("600"), Ok(Count::Counted(600)));
        assert_eq!(read("\"*\""), Ok(Count::Suppressed));
        assert_eq!(read("\"not_applicable\""), Ok(Count::NotApplicable));
        assert_eq!(read("null"), Ok(Count::Missing));
        assert!(read("\"75%\"").unwrap_err().contains("is a percentage where a count belongs"));
        let other = read("\"many\"").unwrap_err();
        assert!(other.contains("`many` is not a count; a good one is `600`"), "{other}");
        for (quoted, count) in [("4012", "4012"), (" 600 ", "600"), ("007", "7"), ("0", "0")] {
            let error = read(&format!("\"{quoted}\"")).unwrap_err();
            let said = format!("`\"{quoted}\"` is in quotes where a plain number belongs");
            assert!(error.contains(&format!("{said}; a good one is `{count}`")), "{error}");
            assert!(read(count).is_ok());
        }
        for other in ["+5", "1000000000", "4,012", ""] {
            let error = read(&format!("\"{other}\"")).unwrap_err();
            assert!(error.contains("is not a count; a good one is `600`"), "{error}");
        }
        assert!(read("-1").unwrap_err().contains("below zero"));
        assert!(read("1000000000").unwrap_err().contains("too large for a count"));
        assert_eq!(read("999999999"), Ok(Count::Counted(999_999_999)));
    }

    #[test]
    fn a_neighbours_number_maps_are_counts_too() {
        use serde::{
            Deserialize,
            de::value::{Error, MapDeserializer},
        };
        let read = |key: &str, text: &str| {
            Count::deserialize(MapDeserializer::<_, Error>::new([(key, text)].into_iter()))
                .map_err(|error| error.to_string())
        };
        const NUMBER: &str = "$serde_json::private::Number";
        assert_eq!(read(NUMBER, "600"), Ok(Count::Counted(600)));
        assert!(read(NUMBER, "-6").unwrap_err().contains("`-6` is below zero"));
        assert!(read(NUMBER, "0.75").unwrap_err().contains("`0.75` is not a count"));
        assert!(read("number", "600").unwrap_err().contains("invalid type: map"));
        let none = Count::deserialize(serde::de::value::UnitDeserializer::<Error>::new());
        assert_eq!(none, Ok(Count::Missing));
    }

    #[test]
    fn every_area_stands_in_its_domain() {
        use pcn::iif::{Area, Domain};
        for (area, domain) in [
            (Area::VaccinationAndImmunisation, Domain::Prevention),
            (Area::HealthInequalities, Domain::Prevention),
            (Area::CardiovascularDisease, Domain::Prevention),
            (Area::Environment, Domain::SustainableNhs),
            (Area::Covid19, Domain::Covid19),
            (Area::Cancer, Domain::HighQualityCare),
            (Area::Medicines, Domain::HighQualityCare),
        ] {
            assert_eq!(area.domain(), domain, "{area}");
        }
    }

    #[test]
    fn a_declaration_says_where_it_stands() {
        use pcn::iif::{Declaration, DeclarationEvent as E};
        let mut own = Declaration::new();
        assert!(!own.is_pending() && !own.is_fixed() && own.steps().is_empty());
        let mut happen = |event, pending, fixed, steps| {
            own.apply(event, day(2024, 5, 1)).unwrap();
            assert_eq!(
                (own.is_pending(), own.is_fixed(), own.steps().len()),
                (pending, fixed, steps)
            );
        };
        happen(E::DataChanged, true, false, 1);
        happen(E::Reaggregated, false, false, 2);
        happen(E::Declare, false, false, 3);
        happen(E::ApproveFinancially, false, true, 4);
    }

    #[test]
    fn outcomes_have_words_and_say_whether_a_payment_is_settled() {
        for (outcome, words, settled) in [
            (Outcome::Scored, "scored", true),
            (Outcome::ZeroDenominator, "nobody in the denominator", true),
            (Outcome::Retired, "retired", true),
            (Outcome::Suppressed, "suppressed", false),
            (Outcome::Missing, "no figures", false),
            (Outcome::NotApplicable, "not applicable", false),
            (Outcome::NotInForce, "not in force", false),
            (Outcome::NotPublished, "not published", false),
            (Outcome::Refused, "refused: evidence too weak", false),
        ] {
            assert_eq!((outcome.name(), outcome.to_string().as_str()), (words, words));
            assert_eq!(outcome.is_settled(), settled, "{words}");
        }
        assert_eq!(format!("{} {} {}", Rag::Red, Rag::Amber, Rag::Green), "red amber green");
    }

    #[test]
    fn every_succession_is_of_two_indicators_of_the_registry() {
        let all = registry::successions();
        assert!(all.len() > 3, "{}", all.len());
        for step in all {
            assert!(registry::find(step.from).is_some() && registry::find(step.to).is_some());
            assert_eq!(registry::successor(step.from), Some(step));
            assert_eq!(registry::predecessor(step.to), Some(step));
        }
    }

    #[test]
    fn thresholds_the_wrong_way_round_are_told_which_way_is_right() {
        let told = |year: ContractYear, at: &'static str| {
            let mut own = terms(year).clone();
            let place = own.indicators.iter().position(|one| one.code == code(at)).unwrap();
            let indicator = &mut own.indicators.to_mut()[place];
            core::mem::swap(&mut indicator.lower, &mut indicator.upper);
            let seen = Observation::new(code(at), 1, 2).with_baseline(1, 2);
            own.statement(&average(year, vec![seen]), &Options::default()).unwrap_err().to_string()
        };
        for (year, at, way, pair) in [
            (ContractYear::Y2023_24, "HI-03", "higher is better", "lower 60 and upper 80"),
            (ContractYear::Y2022_23, "RESP-02", "lower is better", "lower 25 and upper 15"),
            (
                ContractYear::Y2022_23,
                "CVD-02",
                "a larger improvement is better",
                "lower 0.4 and upper 0.8",
            ),
        ] {
            let text = told(year, at);
            assert!(text.contains(way) && text.contains(pair), "{text}");
        }
    }

    #[test]
    fn a_second_decision_is_refused_and_two_of_different_indicators_are_not() {
        let decided = |at| Override {
            indicator: code(at),
            points: Points::ZERO,
            decided_on: day(2024, 5, 1),
            reason: "appeal".into(),
        };
        let mut facts = average(ContractYear::Y2024_25, vec![]);
        facts.overrides = vec![decided("HI-03"), decided("CAN-04")];
        assert!(terms(facts.year).statement(&facts, &Options::default()).is_ok());
        facts.overrides.push(decided("CAN-04"));
        let error = terms(facts.year).statement(&facts, &Options::default()).unwrap_err();
        assert_eq!(error.path(), "overrides[2].indicator");
        assert!(error.to_string().contains("overrides[1].indicator"), "{error}");
    }

    #[test]
    fn a_networks_own_prevalence_is_not_below_nought() {
        let with = |own: &'static str| {
            let mut seen = Observation::new(code("HI-03"), 1, 2)
                .with_national_prevalence(Ratio::constant("0.004"));
            seen.pcn_prevalence = Some(own.parse().unwrap());
            let facts = average(ContractYear::Y2023_24, vec![seen]);
            terms(facts.year).statement(&facts, &Options::default())
        };
        assert!(with("0").is_ok() && with("0.004").is_ok() && with("-0").is_ok());
        assert_eq!(with("-0.004").unwrap_err().path(), "observations[0].pcn_prevalence");
    }

    #[test]
    fn a_change_for_the_worse_has_a_minus_and_no_change_has_no_sign() {
        let of = |now| {
            let of =
                |year, counted| average(year, vec![Observation::new(code("VI-02"), counted, 100)]);
            let (last, this) = (of(ContractYear::Y2022_23, 60), of(ContractYear::Y2023_24, now));
            let all = changes((terms(last.year), &score(&last)), (terms(this.year), &score(&this)));
            all.iter().find(|one| one.indicator == code("VI-02")).unwrap().to_string()
        };
        assert_eq!(of(75), "VI-02: +15 on the year before");
        assert_eq!(of(60), "VI-02: 0 on the year before");
        assert_eq!(of(45), "VI-02: -15 on the year before");
    }

    #[test]
    fn what_is_left_out_of_a_total_is_said_by_indicator() {
        let year = ContractYear::Y2023_24;
        let facts = average(
            year,
            vec![
                Observation::new(code("HI-03"), 150, 200),
                Observation {
                    numerator: Count::Suppressed,
                    ..Observation::new(code("VI-02"), 1, 100)
                },
                Observation::new(code("VI-03"), 0, 0),
            ],
        );
        let statement = score(&facts);
        for text in [
            "no figures, so not in the total: CAN-02",
            "suppressed figures, so not in the total: VI-02",
            "nobody in the denominator, taken to earn nothing: VI-03",
            "all points by a decision for every network: ACC-08",
            "rests on unconfirmed figures: VI-03, HI-03, ACC-08",
            "prevalence not given, so taken to be England's (an adjustment of 1): HI-03",
            "every network counts as having earned all points, after faults in appointments data: \
             ACC-08",
            "no source says whether prevalence adjusts this indicator; it is left out: ACC-08",
        ] {
            assert!(
                statement.caveats.iter().any(|own| own == text),
                "{text} in {:#?}",
                statement.caveats
            );
        }
        assert_eq!(statement.caveats.len(), 8, "{:#?}", statement.caveats);
        // A second line that says the same stands with the first, and one that is not paid does not.
        let seen = |at| Observation::new(code(at), 150, 200);
        let mut facts = average(year, vec![seen("HI-03"), seen("CAN-02")]);
        facts.observations[0].national_prevalence = Some(Ratio::constant("0.9"));
        facts.observations[1].national_prevalence = Some(Ratio::constant("0.8"));
        let unlikely = |options: &Options| -> Vec<String> {
            let statement = terms(year).statement(&facts, options).unwrap();
            let about = |text: &&String| text.starts_with("the prevalence adjustment is unlikely");
            statement.caveats.iter().filter(about).cloned().collect()
        };
        let told = unlikely(&Options::default());
        assert!(told[0].ends_with("percentages?): HI-03, CAN-02"), "{told:?}");
        assert_eq!(told.len(), 1, "{told:?}");
        let strict = Options { least_evidence: Some(Evidence::Official), ..Options::default() };
        assert_eq!(unlikely(&strict), Vec::<String>::new());
        let nothing = Observation { numerator: Count::NotApplicable, ..seen("VI-03") };
        let statement = score(&average(year, vec![nothing]));
        let text = "not applicable, so not in the total: VI-03";
        assert!(statement.caveats.iter().any(|own| own == text), "{:#?}", statement.caveats);
        // Where all lines come out in one way as well, be they one or two.
        for wanted in ["VI-03", "VI-03, CAN-02"] {
            let mut own = terms(year).clone();
            own.indicators.to_mut().retain(|one| wanted.contains(one.code.as_str()));
            let statement = own.statement(&average(year, vec![]), &Options::default()).unwrap();
            let text = format!("no figures, so not in the total: {wanted}");
            assert_eq!(statement.caveats[0], text);
        }
    }

    #[test]
    fn a_total_that_rests_on_no_payment_says_so() {
        const NOT_KNOWN: &str = "no indicator that counts has a payment, so the total is not known";
        let said = |year, observations| {
            let mut facts = average(year, observations);
            facts.national_figures = NationalFigures::Provisional;
            let statement = score(&facts);
            let not_known = statement.caveats.iter().any(|text| text == NOT_KNOWN);
            (statement.has_payment(), not_known, statement.provisional)
        };
        let checks = vec![Observation::new(code("HI-03"), 150, 200)];
        // No source gives the value of a point in 2025/26.
        assert_eq!(said(ContractYear::Y2025_26, checks.clone()), (false, true, true));
        assert_eq!(said(ContractYear::Y2024_25, checks), (true, false, true));
        assert_eq!(said(ContractYear::Y2024_25, vec![]), (false, true, true));
        // What is paid may be nothing.
        let none = vec![Observation::new(code("HI-03"), 0, 200)];
        assert_eq!(said(ContractYear::Y2024_25, none), (true, false, true));
        assert_eq!(said(ContractYear::Y2020_21, vec![]), (false, true, true));
        // What has stopped is no figure of the network; where all has, nothing is known to be paid.
        assert_eq!(said(ContractYear::Y2022_23, vec![]), (false, true, true));
        let mut own = terms(ContractYear::Y2022_23).clone();
        own.indicators.to_mut().retain(|one| ["ACC-02", "ACC-05"].contains(&one.code.as_str()));
        let facts = average(ContractYear::Y2022_23, vec![]);
        let statement = own.statement(&facts, &Options::default()).unwrap();
        assert!(statement.has_payment(), "{statement:#?}");
        // Before the fund began there is nothing that could change.
        assert_eq!(said(ContractYear::Y2019_20, vec![]), (false, false, false));
        let statement = score(&average(ContractYear::Y2019_20, vec![]));
        assert_eq!(statement.caveats, ["the fund began in 2020/21, so there is none in 2019/20"]);
    }
}

mod decisions {
    use super::*;

    fn decided(at: &'static str, points: Points, on: NaiveDate) -> Override {
        Override { indicator: code(at), points, decided_on: on, reason: "appeal".into() }
    }

    #[test]
    fn a_decision_may_give_every_point_and_not_more() {
        let year = ContractYear::Y2023_24;
        let max = *terms(year)
            .indicator(code("HI-03"))
            .unwrap()
            .points
            .on(year.last_day())
            .value()
            .unwrap();
        let with = |points| {
            let mut facts = average(year, vec![]);
            facts.overrides = vec![decided("HI-03", points, day(2024, 5, 1))];
            terms(year).statement(&facts, &Options::default())
        };
        let line = with(max).unwrap().line(code("HI-03")).unwrap().clone();
        assert_eq!((line.status, line.points), (Outcome::Overridden, Some(max)));
        assert!(with(max + Points::constant("0.01")).is_err());
    }

    #[test]
    fn a_decision_on_what_does_not_count_is_shown_and_pays_nothing() {
        // PC-01 was suspended in the course of 2021/22; HI-03 is of later years.
        let year = ContractYear::Y2021_22;
        let mut facts = average(year, vec![]);
        let plain = terms(year).statement(&facts, &Options::default()).unwrap();
        facts.overrides = vec![decided("PC-01", Points::constant("1"), day(2022, 5, 1))];
        let statement = terms(year).statement(&facts, &Options::default()).unwrap();
        let line = statement.line(code("PC-01")).unwrap();
        assert_eq!((line.status, line.payment), (Outcome::Suspended, Some(Gbp::pence(0))));
        assert_eq!(line.decision.as_ref(), facts.overrides.first());
        assert_eq!(statement.total_payment, plain.total_payment);
        let told = |texts: &[String]| {
            texts.iter().any(|text| text.contains("nothing is paid on it: PC-01"))
        };
        assert!(told(&statement.caveats) && !told(&plain.caveats), "{:?}", statement.caveats);
        // Not known on the day asked, it is not shown.
        facts.known_on = Some(day(2022, 4, 30));
        let early = terms(year).statement(&facts, &Options::default()).unwrap();
        assert!(early.line(code("PC-01")).unwrap().decision.is_none());
        // Before an indicator is in force, neither.
        facts.known_on = None;
        let options = Options { on: Some(day(2019, 4, 1)), ..Options::default() };
        let before = terms(year).statement(&facts, &options).unwrap();
        let line = before.line(code("PC-01")).unwrap();
        assert_eq!((line.status, line.payment), (Outcome::NotInForce, None));
        assert!(line.decision.is_some() && line.caveats[0].starts_with("points are decided"));
    }

    #[test]
    fn how_sure_thresholds_are_does_not_matter_beside_a_decision() {
        let year = ContractYear::Y2023_24;
        let mut own = terms(year).clone();
        for indicator in own.indicators.to_mut().iter_mut() {
            let mut entry = indicator.status.entries()[0].clone();
            entry.source.evidence = Evidence::Official;
            indicator.status = pcn::series::Series::new(vec![entry]);
            let mut entry = indicator.points.entries()[0].clone();
            entry.source.evidence = Evidence::Official;
            indicator.points = pcn::series::Series::new(vec![entry]);
            indicator.definition.prevalence_source.evidence = Evidence::Official;
        }
        let mut seen = Observation::new(code("HI-03"), 150, 200)
            .with_national_prevalence(Ratio::constant("0.004"));
        seen.pcn_prevalence = Some("0.004".parse().unwrap());
        let mut facts = average(year, vec![seen]);
        let evidence = |facts: &Facts| {
            let statement = own.statement(facts, &Options::default()).unwrap();
            statement.line(code("HI-03")).unwrap().evidence
        };
        assert_eq!(evidence(&facts), Some(Evidence::Unconfirmed));
        facts.overrides = vec![decided("HI-03", Points::ZERO, day(2024, 5, 1))];
        assert_ne!(evidence(&facts), Some(Evidence::Unconfirmed));
    }

    #[test]
    fn nobody_in_the_denominator_of_unpublished_thresholds_is_not_published() {
        let status = |year, at: &'static str| {
            let seen = Observation { weeks: Some(52), ..Observation::new(code(at), 0, 0) };
            score(&average(year, vec![seen])).line(code(at)).unwrap().status
        };
        assert_eq!(status(ContractYear::Y2022_23, "ACC-09"), Outcome::NotPublished);
        assert_eq!(status(ContractYear::Y2023_24, "HI-03"), Outcome::ZeroDenominator);
    }
}

mod remarks {
    use super::*;

    #[test]
    fn an_unlikely_prevalence_is_remarked_and_a_likely_one_is_not() {
        let caveats = |own: &'static str| {
            let mut seen = Observation::new(code("HI-03"), 150, 200)
                .with_national_prevalence(Ratio::constant("0.004"));
            seen.pcn_prevalence = Some(own.parse().unwrap());
            let statement = score(&average(ContractYear::Y2023_24, vec![seen]));
            let line = statement.line(code("HI-03")).unwrap().clone();
            line.caveats
                .iter()
                .any(|text| text.starts_with("the prevalence adjustment is unlikely"))
        };
        for (own, unlikely) in [
            ("0.0003", true),
            ("0.0004", false),
            ("0.004", false),
            ("0.04", false),
            ("0.041", true),
        ] {
            assert_eq!(caveats(own), unlikely, "{own}");
        }
    }

    #[test]
    fn a_register_above_the_list_and_a_national_prevalence_that_is_no_fraction_are_remarked() {
        let remarks = |denominator: u64, national: &'static str| {
            let seen = Observation::new(code("VI-02"), 10, denominator)
                .with_national_prevalence(Ratio::constant(national));
            let facts = average(ContractYear::Y2023_24, vec![seen]);
            let list = facts.list_size.whole();
            let statement = score(&facts);
            let line = statement.line(code("VI-02")).unwrap();
            let says = |start: &str| line.caveats.iter().any(|text| text.starts_with(start));
            (
                denominator > list,
                says("the prevalence is above the whole"),
                says("the prevalence adjustment is unlikely"),
            )
        };
        let list = average(ContractYear::Y2023_24, Vec::new()).list_size.whole();
        assert_eq!(remarks(list, "0.5"), (false, false, false));
        assert_eq!(remarks(list + 1, "0.5"), (true, true, false));
        assert_eq!(remarks(list / 2, "0.99"), (false, false, false));
    }

    #[test]
    fn a_national_prevalence_of_a_whole_or_more_is_refused_where_the_networks_is_counted() {
        let year = ContractYear::Y2023_24;
        let with = |at, own: Option<&str>, national: &str| {
            let mut seen = Observation::new(code(at), 800, 1_000);
            seen.pcn_prevalence = own.map(|own| own.parse().unwrap());
            seen.national_prevalence = Some(national.parse().unwrap());
            terms(year).statement(&average(year, vec![seen]), &Options::default())
        };
        for (given, good) in [
            ("10.4", "0.104"),
            ("10.40", "0.104"),
            ("1", "0.01"),
            ("99.9", "0.999"),
            ("100", "0.104"),
            ("4500", "0.104"),
            // Two places more would be too many.
            ("1.0000000000000000000001", "0.104"),
        ] {
            let error = with("VI-02", None, given).unwrap_err();
            assert_eq!(error.path(), "observations[0].national_prevalence");
            assert!(matches!(error, IifError::PrevalenceNotBelowOne { .. }), "{error:?}");
            assert!(error.to_string().ends_with(&format!("a good one is `{good}`")), "{error}");
            assert!(with("VI-02", None, good).is_ok(), "{good}");
        }
        assert!(with("VI-02", None, "0.9999").is_ok());
        assert!(with("VI-02", Some("9.75"), "10.4").is_ok(), "both are percentages");
        assert!(with("ACC-08", None, "10.4").is_ok(), "it is left out, and the line says so");
    }

    #[test]
    fn a_percentage_is_answered_with_the_fraction_that_it_is() {
        let read = |given: &str| {
            let text = format!(r#"{{"indicator": "VI-02", "national_prevalence": "{given}"}}"#);
            serde_json::from_str::<Observation>(&text).map_err(|error| error.to_string())
        };
        for (given, good) in [
            ("10.4%", "0.104"),
            ("10.4 %", "0.104"),
            ("1.04%", "0.0104"),
            ("80%", "0.8"),
            ("100%", "0.104"),
            ("0%", "0.104"),
            ("-5%", "0.104"),
            ("ten%", "0.104"),
            ("%", "0.104"),
            ("10,4", "0.104"),
            ("0.123456789012345678901%", "0.104"),
            ("0.12345678901234567890%", "0.0012345678901234567890"),
        ] {
            let error = read(given).unwrap_err();
            let said = format!("`{given}` is not a prevalence: not a plain decimal number");
            let good_is = format!("; a good one is `{}`", good.trim_end_matches('0'));
            assert!(error.contains(&(said + &good_is)), "{error}");
            assert!(read(good).is_ok(), "{good}");
        }
        let seen = read("0.104").unwrap();
        assert_eq!(seen.national_prevalence, Some(Ratio::constant("0.104")));
        let own = r#"{"indicator": "VI-02", "pcn_prevalence": "9.75%"}"#;
        let error = serde_json::from_str::<Observation>(own).unwrap_err().to_string();
        assert!(error.contains("a good one is `0.0975`"), "{error}");
        let nothing = r#"{"indicator": "VI-02", "pcn_prevalence": null}"#;
        let seen: Observation = serde_json::from_str(nothing).unwrap();
        assert_eq!(seen.pcn_prevalence, None);
        // Where a good one is a fraction, and nowhere else.
        let error = "50%".parse::<Ratio>().unwrap_err().to_string();
        assert!(error.ends_with("a good one is `0.5`"), "{error}");
        let error = "50%".parse::<Points>().unwrap_err().to_string();
        assert!(error.ends_with("a good one is `36`"), "{error}");
    }

    #[test]
    fn a_line_is_graded_by_the_points_that_it_shows() {
        use pcn::citation::Evidence;
        let year = des::year(ContractYear::Y2023_24).unwrap();
        let facts = average(ContractYear::Y2023_24, vec![Observation::new(code("VI-02"), 0, 0)]);
        let line = score(&facts).line(code("VI-02")).unwrap().clone();
        assert_eq!(line.status, Outcome::ZeroDenominator);
        assert_eq!(line.evidence, Some(Evidence::Unconfirmed), "{line:?}");
        // What rests on it is not paid where a better grade is asked for.
        let options = Options { least_evidence: Some(Evidence::Secondary), ..Options::default() };
        let strict = year.iif.statement(&facts, &options).unwrap();
        let line = strict.line(code("VI-02")).unwrap();
        assert_eq!((line.status, line.payment), (Outcome::Refused, None));
    }

    #[test]
    fn it_is_said_where_no_source_says_whether_prevalence_adjusts() {
        let year = ContractYear::Y2022_23;
        let text = "no source says whether prevalence adjusts this indicator; it is left out";
        let said = |evidence| {
            let mut own = terms(year).clone();
            let place = own.indicators.iter().position(|one| one.code == code("RESP-02")).unwrap();
            let definition = &mut own.indicators.to_mut()[place].definition;
            definition.prevalence = PrevalenceSource::NotApplied;
            definition.prevalence_source.evidence = evidence;
            let facts = average(year, vec![Observation::new(code("RESP-02"), 300, 1_000)]);
            let statement = own.statement(&facts, &Options::default()).unwrap();
            statement.line(code("RESP-02")).unwrap().caveats.iter().any(|own| own == text)
        };
        for evidence in Evidence::ALL {
            assert_eq!(said(evidence), evidence == Evidence::Unconfirmed, "{evidence:?}");
        }
    }

    #[test]
    fn a_sum_for_several_counts_only_while_one_of_them_has_no_points_of_its_own() {
        let year = ContractYear::Y2023_24;
        let (on, known) = (year.last_day(), NaiveDate::MAX);
        let mut own = terms(year).clone();
        let before = own.check_points(on, known).found;
        let group = own.structure.together[0].clone();
        for indicator in own.indicators.to_mut().iter_mut() {
            if group.indicators.contains(&indicator.code) {
                let mut entry = indicator.points.entries()[0].clone();
                entry.source.evidence = Evidence::Official;
                entry.figure = pcn::series::Figure::Published(Points::constant("1"));
                indicator.points = pcn::series::Series::new(vec![entry]);
            }
        }
        let ones: Points = group.indicators.iter().map(|_| Points::constant("1")).sum();
        assert_eq!(own.check_points(on, known).found + group.points, before + ones);
    }

    #[test]
    fn no_practices_give_no_figures_and_a_year_between_compares_with_nothing() {
        let nothing = pcn::iif::add_up(code("HI-03"), &[]);
        assert_eq!(nothing.observation.numerator, Count::Missing);
        assert_eq!(nothing.observation.denominator, Count::Missing);
        let (last, this) = (
            average(ContractYear::Y2020_21, vec![]),
            average(ContractYear::Y2023_24, vec![Observation::new(code("HI-03"), 1, 2)]),
        );
        let all = changes((terms(last.year), &score(&last)), (terms(this.year), &score(&this)));
        assert!(all.iter().all(|one| one.indicator != code("HI-03")), "{all:?}");
    }

    #[test]
    fn one_more_patient_counts_up_to_the_last_and_a_threshold_at_the_whole_can_be_reached() {
        let outlook = |numerator, denominator| {
            let year = ContractYear::Y2023_24;
            let facts =
                average(year, vec![Observation::new(code("HI-03"), numerator, denominator)]);
            terms(year).outlook(&facts, &Options::default()).unwrap().remove(0)
        };
        assert!(outlook(199, 200).one_more.is_some());
        assert_eq!(outlook(200, 200).one_more, None);
        assert_eq!(outlook(0, 1).to_upper, Some(1), "80% of one patient is that patient");
        assert_eq!(outlook(0, 4).to_upper, Some(4), "3.2 of four are four");
        let fewer = |numerator, denominator| {
            let year = ContractYear::Y2022_23;
            let seen = Observation::new(code("RESP-02"), numerator, denominator);
            terms(year).outlook(&average(year, vec![seen]), &Options::default()).unwrap().remove(0)
        };
        assert_eq!(fewer(3, 5).to_upper, Some(3), "less than one of five is none");
    }

    #[test]
    fn an_improvement_beyond_nothing_cannot_be_reached() {
        let year = ContractYear::Y2022_23;
        let mut own = terms(year).clone();
        let place = own.indicators.iter().position(|one| one.code == code("CVD-02")).unwrap();
        own.indicators.to_mut()[place].definition.direction = Direction::Lower;
        let left = |before: u64| {
            let seen = Observation::new(code("CVD-02"), 300, 50_000).with_baseline(before, 50_000);
            own.outlook(&average(year, vec![seen]), &Options::default()).unwrap().remove(0).to_upper
        };
        // 0.8 points of 50,000 are 400 patients fewer than before.
        assert_eq!(left(500), Some(200));
        assert_eq!(left(400), Some(300));
        assert_eq!(left(399), None);
    }

    #[test]
    fn the_largest_number_a_neighbour_hands_over_is_too_large_a_count() {
        use serde::{
            Deserialize,
            de::value::{Error, MapDeserializer},
        };
        let text = u64::MAX.to_string();
        let pair = [("$serde_json::private::Number", text.as_str())].into_iter();
        let error = Count::deserialize(MapDeserializer::<_, Error>::new(pair)).unwrap_err();
        assert!(error.to_string().contains("is too large for a count"), "{error}");
    }

    #[cfg(feature = "schema")]
    #[test]
    fn schemas_of_figures_are_known_by_their_paths() {
        let id = <Count as schemars::JsonSchema>::schema_id();
        assert!(id.starts_with("pcn::iif::") && id.ends_with("::Count"), "{id}");
        let id = <pcn::iif::AverageListSize as schemars::JsonSchema>::schema_id();
        assert!(id.starts_with("pcn::iif::") && id.ends_with("::AverageListSize"), "{id}");
    }
}

fn any_standard() -> impl Strategy<Value = (ContractYear, &'static str, u64, u64)> {
    let indicators = [
        (ContractYear::Y2022_23, "CVD-05"),
        (ContractYear::Y2022_23, "RESP-02"),
        (ContractYear::Y2022_23, "PC-01"),
        (ContractYear::Y2023_24, "HI-03"),
        (ContractYear::Y2023_24, "VI-03"),
    ];
    (proptest::sample::select(indicators.to_vec()), 1_u64..5_000)
        .prop_flat_map(|((year, at), whole)| (Just(year), Just(at), 0..=whole, Just(whole)))
}

proptest! {
    #[test]
    fn payment_never_falls_when_performance_improves(
        (year, at, numerator, denominator) in any_standard(), more in 1_u64..100,
    ) {
        let lower = terms(year).indicator(code(at)).unwrap().definition.direction == Direction::Lower;
        let better = if lower {
            numerator.saturating_sub(more)
        } else {
            (numerator + more).min(denominator)
        };
        let paid = |numerator| {
            payment(&average(year, vec![Observation::new(code(at), numerator, denominator)]), at)
        };
        prop_assert!(paid(better) >= paid(numerator));
    }

    #[test]
    fn points_lie_between_nothing_and_the_maximum(
        (year, at, numerator, denominator) in any_standard(),
    ) {
        let facts = average(year, vec![Observation::new(code(at), numerator, denominator)]);
        let statement = score(&facts);
        let line = statement.line(code(at)).unwrap();
        prop_assert!(line.points >= Some(Points::ZERO) && line.points <= line.max_points);
    }

    #[test]
    fn points_do_not_jump_at_a_threshold(scale in 1_u64..100_000) {
        // One patient of 100 × scale moves performance by 0.01/scale of a point, and points by no
        // more than their share of the way: nothing jumps.
        let whole = 100 * scale;
        let points = |numerator| {
            let seen = Observation::new(code("HI-03"), numerator, whole);
            let statement = score(&average(ContractYear::Y2023_24, vec![seen]));
            statement.line(code("HI-03")).unwrap().points.unwrap().value()
        };
        let step = Decimal::from(36) / Decimal::from(20 * scale);
        for threshold in [60 * scale, 80 * scale] {
            let (before, at) = (points(threshold - 1), points(threshold));
            let after = points(threshold + 1);
            let tolerance = Decimal::new(1, 9);
            prop_assert!((at - before).abs() <= step + tolerance);
            prop_assert!((after - at).abs() <= step + tolerance);
        }
    }

    #[test]
    fn practices_parts_make_up_the_whole(
        pence in -1_000_000_i64..10_000_000,
        weights in proptest::collection::vec(0_u64..100_000, 1..40),
    ) {
        let practices: Vec<(PracticeCode, u64)> = weights
            .iter()
            .enumerate()
            .map(|(at, weight)| (format!("A{:05}", 81_000 + at).parse().unwrap(), *weight))
            .collect();
        let parts = contributions(Gbp::pence(pence), &practices);
        let sum: Gbp = parts.iter().map(|part| part.amount).sum();
        prop_assert_eq!(sum, Gbp::pence(pence));
        let total: u64 = weights.iter().sum();
        for (part, weight) in parts.iter().zip(&weights) {
            prop_assert!(part.amount.is_whole_pence());
            if total > 0 {
                let exact = Decimal::from(pence) * Decimal::from(*weight) / Decimal::from(total);
                let off = part.amount.pounds() * Decimal::ONE_HUNDRED - exact;
                prop_assert!(off.abs() <= Decimal::ONE, "within a penny of the exact part");
            }
        }
    }

    #[test]
    fn one_more_patient_is_worth_what_the_next_statement_says(
        (year, at, numerator, denominator) in any_standard(),
    ) {
        let facts = average(year, vec![Observation::new(code(at), numerator, denominator)]);
        let outlook = terms(year).outlook(&facts, &Options::default()).unwrap();
        let one = &outlook[0];
        prop_assert!(one.one_more.is_none_or(|worth| worth >= Gbp::ZERO));
        prop_assert_eq!(one.most.unwrap() - one.missed.unwrap(), payment(&facts, at).unwrap());
    }
}
