//! Every day and every pair of years.

use chrono::{Datelike, NaiveDate};
use pcn::calendar::{ContractYear, Period, day};

fn days() -> impl Iterator<Item = NaiveDate> {
    day(2019, 1, 1).iter_days().take_while(|date| *date <= day(2035, 12, 31))
}

#[test]
fn every_day_lies_in_one_contract_year() {
    let mut seen = 0;
    for date in days() {
        let year = ContractYear::containing(date).unwrap();
        assert!(year.first_day() <= date && date <= year.last_day());
        assert!(year.period().contains(date));
        let start =
            if (date.month(), date.day()) >= (4, 1) { date.year() } else { date.year() - 1 };
        assert_eq!(i32::from(year.start()), start);
        let holding = (2018..=2036)
            .filter(|start| ContractYear::try_new(*start).unwrap().period().contains(date));
        assert_eq!(holding.count(), 1, "{date}");
        seen += 1;
    }
    assert_eq!(seen, 6209);
}

#[test]
fn every_pair_of_years_abuts_or_is_apart() {
    let years: Vec<_> =
        ContractYear::constant(2000).through(ContractYear::constant(2098)).collect();
    assert_eq!(years.len(), 99);
    for one in &years {
        assert_eq!(one.to_string().parse(), Ok(*one));
        for two in &years {
            let (a, b) = (one.period(), two.period());
            assert_eq!(a.overlaps(b), one == two);
            assert_eq!(a.abuts(b), one.next() == Some(*two) || two.next() == Some(*one));
            assert_eq!(one.cmp(two), one.first_day().cmp(&two.first_day()));
        }
    }
}

#[test]
fn the_last_day_of_a_period_is_the_last_that_it_contains() {
    let from = day(2019, 7, 1);
    for until in days().filter(|until| *until > from) {
        let period = Period::try_new(from, Some(until)).unwrap();
        let last = period.last_day().unwrap();
        assert!(period.contains(last) && !period.contains(last.succ_opt().unwrap()));
        assert_eq!(Period::inclusive(from, Some(last)), Ok(period));
    }
}

#[test]
fn the_ends_of_time_do_not_panic() {
    for date in [NaiveDate::MIN, NaiveDate::MAX] {
        assert!(Period::since(date).contains(date));
        let _ = Period::on(date).last_day();
        let _ = Period::inclusive(date, Some(date)).map(|period| period.days());
        let _ = Period::since(date).ended(NaiveDate::MIN).is_empty();
    }
}
