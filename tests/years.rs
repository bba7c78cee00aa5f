//! Every pair of contract years: what belongs to one is not taken for another's.

mod average;

use average::average;
use pcn::{
    calendar::ContractYear,
    des,
    funding::{self, Facts as Counts, Populations, Question},
    iif::{self, Comparison, IifError, Observation, Options},
    quantity::{Beds, Patients},
};

fn years() -> impl Iterator<Item = (&'static des::Year, &'static des::Year)> {
    des::years().iter().flat_map(|one| des::years().iter().map(move |two| (one, two)))
}

#[test]
fn facts_of_one_year_are_not_scored_by_anothers_terms() {
    let mut refused = 0;
    for (own, other) in years().filter(|(own, other)| own.year != other.year) {
        let seen = own.iif.indicators.iter().map(|one| Observation::new(one.code, 600, 800));
        let whole = average(own.year, seen.collect());
        for facts in [&average(own.year, Vec::new()), &whole] {
            match other.iif.statement(facts, &Options::default()).unwrap_err() {
                IifError::OtherYear { year, .. } => assert_eq!(year, own.year),
                error => panic!("{} by {}: {error}", own.year, other.year),
            }
            refused += 1;
        }
    }
    assert_eq!(refused, 8 * 7 * 2);
}

#[test]
fn an_indicator_of_another_year_is_refused_by_name() {
    let (mut taken, mut refused) = (0, 0);
    for (own, other) in years() {
        for indicator in other.iif.indicators.iter() {
            let seen = Observation::new(indicator.code, 0, 1);
            let text = match own.iif.statement(&average(own.year, vec![seen]), &Options::default())
            {
                Ok(statement) => {
                    assert!(own.iif.indicator(indicator.code).is_some());
                    assert!(statement.line(indicator.code).is_some());
                    taken += 1;
                    continue;
                }
                Err(error @ IifError::UnknownIndicator { .. }) => error.to_string(),
                Err(error) => {
                    // Of the own year, and asks for more than a pair of counts.
                    assert!(own.iif.indicator(indicator.code).is_some(), "{error}");
                    continue;
                }
            };
            assert!(own.iif.indicator(indicator.code).is_none(), "{text}");
            assert!(text.contains(&format!("`{}`", indicator.code)), "{text}");
            assert!(text.contains(&own.year.to_string()), "{text}");
            assert!(text.contains(&other.year.to_string()), "{text}");
            refused += 1;
        }
    }
    assert!(taken > 100 && refused > 400, "{taken} taken, {refused} refused");
}

#[test]
fn a_years_tariff_pays_nothing_for_another_year() {
    for (terms, asked) in years() {
        let on = asked.year.first_day();
        let facts = Counts::of(
            Populations::default()
                .registered(Patients::from(50_000), on)
                .adjusted("50000.5".parse().unwrap(), on)
                .weighted("49000".parse().unwrap(), on)
                .beds(Beds::new(200), on),
        );
        let statement = terms.funding.statement(&facts, &Question::of(asked.year.period()));
        if terms.year == asked.year {
            assert!(!statement.total.is_zero(), "{}", terms.year);
        } else {
            assert!(statement.total.is_zero(), "{} for {}", terms.year, asked.year);
        }
    }
}

#[test]
fn a_variation_of_one_year_is_not_applied_to_another() {
    let variation = |year: ContractYear| -> des::LocalVariation {
        serde_json::from_value(serde_json::json!({
            "year": year, "commissioner": "QHM", "from": year.first_day(),
            "nationally_agreed_on": year.first_day(),
            "changes": [{"section": "7.3", "says": "evening clinics may be shared"}],
            "practices": ["A81001"],
            "agreements": [{"practice": "A81001", "agreed_on": year.first_day(), "evidence": "x"}],
            "national_entitlement": "120000", "total_investment": "130000.50",
        }))
        .unwrap()
    };
    for (own, other) in years().filter(|(own, other)| own.year != other.year) {
        let report = variation(own.year).apply(other).unwrap_err();
        assert!(report.has_errors(), "{} to {}", own.year, other.year);
    }
}

#[test]
fn each_year_compared_with_each_speaks_of_both_and_compares_like_with_like() {
    let options = Options::default();
    let scored: Vec<_> = des::years()
        .iter()
        .map(|year| {
            let seen = year.iif.indicators.iter().map(|one| Observation::new(one.code, 600, 800));
            // Some ask for more than a pair of counts; those are left out.
            let seen = seen.filter(|one| {
                year.iif.statement(&average(year.year, vec![one.clone()]), &options).is_ok()
            });
            let facts = average(year.year, seen.collect());
            (year, year.iif.statement(&facts, &options).unwrap())
        })
        .collect();
    let (mut compared, mut kept_apart) = (0, 0);
    for (one, before) in &scored {
        for (two, after) in &scored {
            for change in iif::changes((&one.iif, before), (&two.iif, after)) {
                assert!(
                    before.line(change.before).is_some() && after.line(change.indicator).is_some()
                );
                let definition =
                    |year: &des::Year, code| year.iif.indicator(code).unwrap().definition.clone();
                let same = definition(one, change.before) == definition(two, change.indicator);
                match change.comparison {
                    Comparison::NotComparable { reason } => {
                        assert!(!reason.is_empty());
                        assert!(!same || change.before != change.indicator);
                        kept_apart += 1;
                    }
                    Comparison::Comparable { difference } => {
                        assert!(same && change.before == change.indicator);
                        assert!(one.year != two.year || difference.is_zero());
                        compared += 1;
                    }
                    Comparison::NoPerformance => assert!(same),
                }
            }
        }
    }
    assert!(compared > 50 && kept_apart > 10, "{compared} compared, {kept_apart} kept apart");
}

#[test]
fn payments_of_two_years_differ_by_the_opposite_from_the_other_end() {
    let statements: Vec<_> = des::years()
        .iter()
        .map(|year| {
            let on = year.year.first_day();
            let facts = Counts::of(Populations::default().registered(Patients::from(50_000), on));
            year.funding.statement(&facts, &Question::of(year.year.period()))
        })
        .collect();
    for one in &statements {
        for two in &statements {
            let there = funding::Comparison::of_statements(("one", one), ("two", two));
            let back = funding::Comparison::of_statements(("two", two), ("one", one));
            assert_eq!(there.rows.len(), back.rows.len());
            for (there, back) in there.rows.iter().zip(&back.rows) {
                assert_eq!(
                    (&there.name, &there.one, &there.two),
                    (&back.name, &back.two, &back.one)
                );
                assert_eq!(there.difference, back.difference.map(|difference| -difference));
            }
        }
    }
}
