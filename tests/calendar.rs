//! Every day and every pair of years.

use std::{fs, path::PathBuf};

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

/// The Rust files under `src`.
fn sources() -> Vec<PathBuf> {
    let mut folders = vec![[env!("CARGO_MANIFEST_DIR"), "src"].iter().collect::<PathBuf>()];
    let mut files = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ext| ext == "rs") {
                files.push(path);
            }
        }
    }
    files
}

/// chrono's reader takes spellings that the schemas refuse, so a field that forgets the crate's own
/// reader would be looser than the rest.
#[test]
fn every_day_of_a_type_that_is_read_is_read_by_the_crates_own_reader() {
    let mut held = 0;
    for path in sources() {
        let text = fs::read_to_string(&path).unwrap();
        for derived in text.split("#[derive(").skip(1) {
            // From the derive to the end of the type, without what follows it.
            let (traits, rest) = derived.split_once(")]").unwrap();
            let end = rest.find("\n}").or_else(|| rest.find("\n    }")).unwrap_or(rest.len());
            let body = &rest[..end];
            // A type that is read by way of another holds nothing that is read.
            if !traits.contains("Deserialize") || body.contains("try_from = ") {
                continue;
            }
            let mut attributes = String::new();
            for line in body.lines().map(str::trim).filter(|line| !line.starts_with("//")) {
                if line.starts_with("#[") {
                    attributes.push_str(line);
                    continue;
                }
                if line.contains("NaiveDate") {
                    held += 1;
                    assert!(
                        attributes.contains("deserialize_with = \"crate::calendar::iso\""),
                        "{}: `{line}` is read by chrono's reader",
                        path.display()
                    );
                }
                attributes.clear();
            }
        }
    }
    assert!(held > 90, "{held} days");
}
