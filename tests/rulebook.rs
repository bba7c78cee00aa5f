//! Keeps `docs/rules.md` true. Run with `PCN_BLESS=1` to write it anew.

// The rules of the doors are on the page, and each stands behind its feature.
#![cfg(all(feature = "fhir", feature = "ncdes", feature = "ods"))]

use pcn::{
    calendar::ContractYear,
    des::{self, Rulebook},
};

#[test]
fn the_page_of_rules_is_what_the_crate_says() {
    let now = Rulebook::all().markdown();
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/rules.md");
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
fn every_rule_has_a_title_an_explanation_a_remedy_and_a_source() {
    for rule in pcn::rules() {
        let id = &rule.id;
        assert!(!rule.title.is_empty() && !rule.explanation.is_empty(), "{id}");
        assert!(!rule.remedy.is_empty(), "{id}");
        assert!(!rule.source.citation.document().is_empty(), "{id}");
        assert!(!rule.title.ends_with('.'), "{id}");
    }
}

#[test]
fn a_year_holds_only_the_rules_in_force() {
    for year in des::years() {
        let book = Rulebook::of(year.year).unwrap();
        assert_eq!(book.years.len(), 1);
        assert!(book.rules.iter().all(|rule| rule.years.contains(year.year)));
        let not = book.rules.iter().any(|rule| rule.id.as_str() == "SVC-COVER-001");
        assert_eq!(not, year.year >= ContractYear::Y2022_23);
    }
    assert!(Rulebook::of(ContractYear::constant(2018)).is_none());
}

#[test]
fn every_form_names_every_rule_and_figure() {
    let book = Rulebook::of(ContractYear::Y2024_25).unwrap();
    let text = book.to_string();
    let page = book.markdown();
    let json = serde_json::to_string(&book).unwrap();
    for rule in &book.rules {
        for form in [&text, &page, &json] {
            assert!(form.contains(rule.id.as_str()), "{}", rule.id);
        }
    }
    for row in &book.years[0].figures {
        for form in [&text, &page, &json] {
            assert!(form.contains(&row.name), "{}", row.name);
        }
    }
}
