//! The lint over every figure of every year, and the snapshot in which a changed one shows.
//!
//! Run with `PCN_BLESS=1` to write the snapshot anew, and read the difference before committing.

use std::fmt::Write as _;

use pcn::{
    calendar::{ContractYear, NaiveDate, day},
    citation::Evidence,
    code::{IcbCode, PracticeCode},
    des::{self, LocalVariation, PracticeAgreement, Replacement, Section, SectionChange, Year},
    quantity::Gbp,
    series::{Catalogue as _, FigureRow, Figures},
};

fn figures(year: &Year) -> Figures {
    let mut figures = Figures::default();
    year.figures(&mut figures);
    figures
}

fn line(row: &FigureRow) -> String {
    let mut line = format!(
        "{} | {} | {} | ",
        row.name,
        row.value.as_deref().unwrap_or("not published"),
        row.in_force
    );
    if let Some(known) = row.known_from {
        let _ = write!(line, "published {known} ");
    }
    let _ = write!(line, "| {}", row.source);
    for reading in &row.readings {
        let _ = write!(line, " | but {}: {}", reading.value, reading.source);
    }
    if let Some(note) = &row.note {
        let _ = write!(line, " | note: {note}");
    }
    line
}

#[test]
fn every_figure_is_as_the_snapshot_has_it() {
    let mut now = String::from(
        "Every dated figure of every contract year: name, value, days, publication, source, \
         grade.\nWritten by `PCN_BLESS=1 cargo test --test des_catalogue`.\n",
    );
    for year in des::years() {
        let _ = write!(now, "\n# {}, checked {}\n", year.year, year.checked_on);
        for document in year.documents.iter() {
            let published = document.published.map_or("not dated".to_owned(), |on| on.to_string());
            let reference = document.reference.as_deref().unwrap_or("no reference");
            let _ = writeln!(
                now,
                "document | {} | {reference} | {published} | {}",
                document.title, document.source
            );
        }
        for row in figures(year).rows() {
            let _ = writeln!(now, "{}", line(row));
        }
    }
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/snapshots/figures.txt");
    if std::env::var_os("PCN_BLESS").is_some() {
        std::fs::write(path, &now).unwrap();
    }
    let held = std::fs::read_to_string(path).unwrap_or_default();
    for (at, (is, was)) in now.lines().zip(held.lines()).enumerate() {
        assert_eq!(is, was, "line {} differs; PCN_BLESS=1 writes it anew", at + 1);
    }
    assert_eq!(now.lines().count(), held.lines().count(), "PCN_BLESS=1 writes it anew");
}

#[test]
fn the_catalogue_has_no_faults() {
    let faults: Vec<_> = des::faults().iter().map(ToString::to_string).collect();
    assert_eq!(faults, Vec::<String>::new());
}

/// Days on which something turns inside a contract year, and why that is so.
const TURNS: &[(NaiveDate, &str)] = &[
    (day(2019, 7, 1), "the obligations of the DES began"),
    (day(2020, 7, 31), "care homes were aligned to networks"),
    (day(2020, 10, 1), "services and roles held back by the pandemic began"),
    (day(2021, 1, 1), "clinical directors were paid more for the vaccination campaign"),
    (day(2021, 10, 1), "two services and the second part of the fund began"),
    (day(2021, 12, 7), "most of the fund was suspended for the booster campaign"),
    (day(2022, 9, 26), "the autumn changes were announced"),
    (day(2022, 10, 1), "enhanced access replaced extended hours; the autumn changes began"),
    (day(2023, 7, 1), "maximum amounts for roles changed"),
    (day(2024, 10, 1), "general practitioners joined the roles; maximum amounts changed"),
];

#[test]
fn every_figure_turns_on_the_first_of_april_or_is_explained() {
    let explained = |date: NaiveDate| {
        ContractYear::containing(date).is_some_and(|year| year.first_day() == date)
            || TURNS.iter().any(|(turn, why)| *turn == date && !why.is_empty())
    };
    let mut turns = Vec::new();
    for year in des::years() {
        for row in figures(year).rows() {
            let days = [Some(row.in_force.from()), row.in_force.until()];
            for date in days.into_iter().flatten() {
                assert!(explained(date) || row.note.is_some(), "{date}: {}", line(row));
                turns.push(date);
            }
        }
    }
    assert!(turns.contains(&day(2022, 10, 1)));
}

#[test]
fn every_year_has_its_documents_its_day_of_check_and_figures() {
    let years: Vec<_> = des::years().iter().map(|year| year.year).collect();
    let expected: Vec<_> = ContractYear::Y2019_20.through(ContractYear::Y2026_27).collect();
    assert_eq!(years, expected);
    for year in des::years() {
        assert!(!year.documents.is_empty(), "{}", year.year);
        assert_eq!(year.checked_on, day(2026, 11, 24));
        assert!(figures(year).rows().len() > 5, "{}", year.year);
        assert_eq!(des::year(year.year), Some(year));
    }
}

#[test]
fn what_no_source_states_is_graded_unconfirmed() {
    let year = des::year(ContractYear::Y2024_25).unwrap();
    let figures = figures(year);
    let rounding = figures.rows().iter().find(|row| row.name == "service.access.rounding").unwrap();
    assert_eq!(rounding.source.evidence, Evidence::Unconfirmed);
    assert!(rounding.note.is_some());
}

fn variation() -> LocalVariation {
    let practices: Vec<_> = ["A81001", "A81002"]
        .into_iter()
        .map(|code| code.parse::<PracticeCode>().unwrap())
        .collect();
    LocalVariation {
        year: ContractYear::Y2026_27,
        commissioner: IcbCode::constant("QKS"),
        from: day(2026, 7, 1),
        nationally_agreed_on: Some(day(2026, 6, 4)),
        changes: vec![SectionChange {
            section: "10.5".parse().unwrap(),
            says: "made up".into(),
            terms: None,
        }],
        agreements: practices
            .iter()
            .map(|practice| PracticeAgreement {
                practice: *practice,
                agreed_on: day(2026, 6, 20),
                evidence: "letter".into(),
            })
            .collect(),
        practices,
        national_entitlement: Gbp::constant("100"),
        total_investment: Gbp::constant("100.01"),
    }
}

fn broken(change: impl FnOnce(&mut LocalVariation)) -> Vec<(String, String)> {
    let mut variation = variation();
    change(&mut variation);
    let year = des::year(ContractYear::Y2026_27).unwrap();
    let report = variation.check(year);
    assert_eq!(variation.apply(year).is_err(), report.has_errors());
    report
        .iter()
        .map(|one| (one.rule.to_string(), one.path.clone().unwrap_or_default().into_owned()))
        .collect()
}

#[test]
fn a_local_variation_is_held_to_each_of_its_limits() {
    let one = |rule: &str, path: &str| vec![(rule.to_owned(), path.to_owned())];
    assert_eq!(broken(|_| {}), []);
    assert_eq!(
        broken(|v| v.changes[0].section = "10.6".parse().unwrap()),
        one("DES-VARY-002", "changes[0].section")
    );
    assert_eq!(
        broken(|v| {
            v.agreements.pop();
        }),
        one("DES-VARY-003", "practices[1]")
    );
    assert_eq!(
        broken(|v| v.agreements[0].evidence = " ".into()),
        one("DES-VARY-003", "practices[0]")
    );
    assert_eq!(
        broken(|v| v.total_investment = v.national_entitlement),
        one("DES-VARY-004", "total_investment")
    );
    assert_eq!(
        broken(|v| v.nationally_agreed_on = None),
        one("DES-VARY-005", "nationally_agreed_on")
    );
    assert!(
        broken(|v| v.from = day(2026, 4, 30)).contains(&("DES-VARY-001".into(), "from".into()))
    );
}

#[test]
fn the_limits_of_a_local_variation_hold_to_the_day() {
    let rules = |change: &dyn Fn(&mut LocalVariation)| {
        broken(change).into_iter().map(|(rule, path)| format!("{rule} {path}")).collect::<Vec<_>>()
    };
    let none: Vec<String> = Vec::new();
    // Agreed on its first day, by practices and nationally, is agreed in time.
    assert_eq!(rules(&|v| v.agreements[0].agreed_on = v.from), none);
    assert_eq!(
        rules(&|v| v.agreements[0].agreed_on = day(2026, 7, 2)),
        ["DES-VARY-003 practices[0]"]
    );
    assert_eq!(rules(&|v| v.nationally_agreed_on = Some(v.from)), none);
    assert_eq!(
        rules(&|v| v.nationally_agreed_on = Some(day(2026, 7, 2))),
        ["DES-VARY-005 nationally_agreed_on"]
    );
    let first = des::year(ContractYear::Y2026_27).unwrap().variation.as_ref().unwrap().from;
    let from = |on: NaiveDate| {
        rules(&|v: &mut LocalVariation| {
            v.from = on;
            v.nationally_agreed_on = Some(day(2026, 4, 1));
            for one in &mut v.agreements {
                one.agreed_on = day(2026, 4, 1);
            }
        })
    };
    assert_eq!(from(first), none);
    assert_eq!(from(first.pred_opt().unwrap()), ["DES-VARY-001 from"]);
    // Another year, or a day outside it, is no variation of this one.
    assert_eq!(rules(&|v| v.year = ContractYear::Y2025_26), ["DES-VARY-001 year"]);
    assert_eq!(from(day(2027, 4, 1)), ["DES-VARY-001 year"]);
}

#[test]
fn what_is_no_section_number_is_refused_with_a_good_one() {
    for wrong in ["", "7.", ".7", "0", "7.0", "7..1", "seven", "+7", "1.2.3.4.5.6.7", "99999999"] {
        let error = wrong.parse::<Section>().unwrap_err().to_string();
        assert!(error.contains("`10.3`"), "{error}");
    }
    assert_eq!("10.3".parse::<Section>().unwrap().to_string(), "10.3");
}

#[test]
fn a_year_before_2026_allows_no_local_variation() {
    let mut early = variation();
    early.year = ContractYear::Y2025_26;
    early.from = day(2025, 7, 1);
    early.nationally_agreed_on = Some(day(2025, 6, 1));
    for one in &mut early.agreements {
        one.agreed_on = day(2025, 6, 1);
    }
    let report = early.check(des::year(ContractYear::Y2025_26).unwrap());
    let rules: Vec<_> = report.iter().map(|one| one.rule.as_str()).collect();
    assert_eq!(rules, ["DES-VARY-001"]);
}

#[test]
fn a_variation_lays_its_terms_over_the_year_and_leaves_the_rest() {
    let year = des::year(ContractYear::Y2026_27).unwrap();
    let mut terms = year.service.clone();
    terms.requirements = Vec::new().into();
    let mut variation = variation();
    variation.changes[0].section = "8".parse().unwrap();
    variation.changes[0].terms = Some(Replacement::Service(Box::new(terms.clone())));
    let varied = variation.apply(year).unwrap();
    assert_eq!(varied.service, terms);
    assert_eq!(varied.funding, year.funding);
    assert_ne!(varied.service, year.service);
}

#[cfg(feature = "json")]
mod json {
    use pcn::des::YearError;

    use super::*;

    #[test]
    fn every_year_comes_back_from_json() {
        for year in des::years() {
            let text = serde_json::to_string(year).unwrap();
            assert_eq!(&Year::from_json(&text).unwrap(), year);
        }
    }

    /// The text with each contract year and each year of a date one later.
    fn a_year_later(text: &str) -> String {
        let mut later = text.replace("\"2026/27\"", "\"2027/28\"");
        for year in (2019..2028).rev() {
            later = later.replace(&format!("\"{year}-"), &format!("\"{}-", year + 1));
        }
        later
    }

    #[test]
    fn a_year_that_the_crate_lacks_is_loaded() {
        let held = des::year(ContractYear::Y2026_27).unwrap();
        let year = Year::from_json(&a_year_later(&serde_json::to_string(held).unwrap())).unwrap();
        assert_eq!(year.year, ContractYear::constant(2027));
        assert!(des::year(year.year).is_none());
        let access = &year.service.access;
        assert!(access.minutes.on(day(2027, 6, 1)).value().is_some());
        assert!(access.minutes.on(day(2026, 6, 1)).value().is_none());
    }

    fn faults(change: impl FnOnce(&mut serde_json::Value)) -> Vec<String> {
        let year = des::year(ContractYear::Y2022_23).unwrap();
        let mut value = serde_json::to_value(year).unwrap();
        change(&mut value);
        match Year::from_json(&value.to_string()) {
            Err(YearError::Faults(faults)) => {
                faults.iter().map(|fault| fault.path().to_owned()).collect()
            }
            Err(YearError::Json(error)) => vec![error.path().to_owned()],
            Err(other) => panic!("{other}"),
            Ok(_) => Vec::new(),
        }
    }

    /// How many services were in force in 2022/23.
    const IN_FORCE_2022: usize = 8;

    #[test]
    fn a_year_that_is_not_sound_is_refused_with_paths() {
        let minutes = "/service/access/minutes/entries";
        assert_eq!(faults(|_| {}), Vec::<String>::new());
        assert_eq!(
            faults(|year| year.pointer_mut(minutes).unwrap().as_array_mut().unwrap().reverse()),
            ["service.access.minutes.entries[1]"]
        );
        assert_eq!(
            faults(|year| {
                year.pointer_mut(&format!("{minutes}/0/in_force")).unwrap()["until"] =
                    "2022-11-01".into();
                year.pointer_mut(&format!("{minutes}/1")).unwrap()["known_from"] =
                    "2022-04-01".into();
            }),
            ["service.access.minutes.entries[1]"]
        );
        assert_eq!(
            faults(|year| {
                year.pointer_mut(&format!("{minutes}/0/in_force")).unwrap()["until"] =
                    "2022-09-01".into();
            }),
            ["service.access.minutes"]
        );
        assert_eq!(
            faults(|year| {
                year.pointer_mut(&format!("{minutes}/0/source/citation")).unwrap()["document"] =
                    "".into();
            }),
            ["service.access.minutes"]
        );
        assert_eq!(
            faults(|year| {
                year.pointer_mut(&format!("{minutes}/0/in_force")).unwrap()["from"] =
                    "2021-04-01".into();
            }),
            ["service.access.minutes"]
        );
        assert_eq!(
            faults(|year| {
                year.pointer_mut(&format!("{minutes}/1")).unwrap()["extra"] = 1.into();
            }),
            ["service.access.minutes.entries[1].extra"]
        );
        assert_eq!(faults(|year| year["year"] = "2018".into()), ["year"]);
        assert_eq!(
            faults(|year| {
                let services = year.pointer_mut("/service/in_force").unwrap();
                let first = services[0].clone();
                services.as_array_mut().unwrap().push(first);
            }),
            [format!("service.in_force[{}]", IN_FORCE_2022)]
        );
        assert_eq!(
            faults(|year| {
                year.pointer_mut("/service/in_force/0").unwrap()["known_from"] =
                    "2030-01-01".into();
            }),
            ["service.in_force.extended_hours"]
        );
        assert_eq!(
            faults(|year| year.pointer_mut("/documents/0").unwrap()["title"] = " ".into()),
            ["documents[0].title"]
        );
        assert_eq!(
            faults(|year| {
                year.pointer_mut("/documents/0").unwrap()["published"] = "2030-01-01".into();
            }),
            ["documents[0].published"]
        );
    }

    #[test]
    fn a_day_of_the_check_is_no_day_after_it() {
        let checked = des::year(ContractYear::Y2022_23).unwrap().checked_on.to_string();
        let on = |day: String| {
            faults(|year| {
                year.pointer_mut("/documents/0").unwrap()["published"] = day.clone().into();
                year.pointer_mut("/service/in_force/0").unwrap()["known_from"] = day.into();
            })
        };
        assert_eq!(on(checked), Vec::<String>::new());
        assert_eq!(
            on("2030-01-01".into()),
            ["documents[0].published", "service.in_force.extended_hours"]
        );
    }

    #[test]
    fn a_refusal_says_every_fault_with_its_place() {
        let year = des::year(ContractYear::Y2022_23).unwrap();
        let mut value = serde_json::to_value(year).unwrap();
        value.pointer_mut("/documents/0").unwrap()["title"] = " ".into();
        value.pointer_mut("/documents/0").unwrap()["published"] = "2030-01-01".into();
        let error = Year::from_json(&value.to_string()).unwrap_err();
        assert_eq!(
            error.to_string(),
            format!(
                "the year has 2 faults; at `documents[0].title`: the title is empty; at \
                 `documents[0].published`: published after the day of the check, {}",
                year.checked_on
            )
        );
        assert!(std::error::Error::source(&error).is_none());
        let YearError::Faults(all) = &error else { panic!() };
        assert_eq!((all[0].path(), all[0].message()), ("documents[0].title", "the title is empty"));
        let error = Year::from_json("{").unwrap_err();
        assert!(error.to_string().starts_with("the year could not be read: "), "{error}");
        assert!(std::error::Error::source(&error).is_some());
    }
}
