//! Keeps the table of `docs/SOURCES.md` true: every source that the crate cites, where it is, and
//! what it is used for. Run with `PCN_BLESS=1` to write the table anew.

// The rules of the doors are in the table, and each stands behind its feature.
#![cfg(all(feature = "fhir", feature = "ncdes", feature = "ods"))]

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Mutex,
};

use pcn::{
    agreement::{ClauseSubject, CollaborationArea, ScheduleNumber, Topic, WorkingOption},
    calendar::{Period, day},
    citation::{Evidence, Source},
    commissioner,
    des::{self, Rulebook},
    funding::arrs::{Area, Role},
    iif::registry,
    maturity::{self, Strand, design},
    plan::{self, BragMeaning},
    registration::NonParticipantDuty,
    service::{self, FrameworkVersion},
};

#[derive(Default)]
struct Use {
    grades: BTreeSet<Evidence>,
    uses: BTreeSet<String>,
}

#[derive(Default)]
struct Table(BTreeMap<(String, String), Use>);

impl Table {
    fn add(&mut self, source: &Source, used_for: impl Into<String>) {
        let citation = &source.citation;
        let address = citation.address().unwrap_or_default().to_owned();
        let place = self.0.entry((citation.document().to_owned(), address)).or_default();
        place.grades.insert(source.evidence);
        place.uses.insert(used_for.into());
    }
}

/// The first two names of a figure: the room and the topic.
fn topic(name: &str) -> String {
    name.split('.').take(2).collect::<Vec<_>>().join(".")
}

fn agreements(table: &mut Table) {
    for clause in ClauseSubject::ALL {
        table.add(&clause.source(), "clauses of the agreement");
    }
    for number in ScheduleNumber::ALL {
        table.add(&number.title_source(), "schedules of the agreement");
    }
    for settled in Topic::ALL {
        table.add(&settled.source(), "schedules of the agreement");
    }
    table.add(&WorkingOption::source(), "options before the contract");
    table.add(&CollaborationArea::source(), "options before the contract");
}

fn matrices_and_plans(table: &mut Table) {
    for matrix in [maturity::draft_2018(), maturity::august_2019()] {
        table.add(matrix.source(), "maturity matrices");
        table.add(matrix.levels_source(), "maturity matrices");
        for criterion in matrix.criteria() {
            table.add(&criterion.source, "maturity matrices");
        }
    }
    table.add(&Strand::MAPPING, "maturity matrices");
    for item in design::items() {
        table.add(&item.source, "design of a network");
    }
    for strategy in [
        plan::leicestershire_2019(),
        plan::mid_and_south_essex_2018(),
        plan::mid_and_south_essex_2021(),
    ] {
        table.add(&strategy.source, "strategies");
    }
    let durham = plan::county_durham();
    for source in [&durham.record().source, &durham.record().links_source].into_iter().flatten() {
        table.add(source, "plan of County Durham");
    }
    table.add(&BragMeaning::RAG_SOURCE, "meanings of colours");
    table.add(&BragMeaning::BLUE_SOURCE, "meanings of colours");
}

fn table() -> String {
    let mut table = Table::default();
    let book = Rulebook::all();
    for rule in &book.rules {
        table.add(&rule.source, rule.id.as_str());
    }
    for year in &book.years {
        for document in &year.documents {
            table.add(&document.source, format!("document of {}", year.year));
        }
        for row in &year.figures {
            table.add(&row.source, topic(&row.name));
            for reading in &row.readings {
                table.add(&reading.source, topic(&row.name));
            }
        }
    }
    for year in pcn::des::years() {
        for remark in year.service.remarks.iter() {
            table.add(&remark.source, format!("remark on {}", year.year));
        }
    }
    agreements(&mut table);
    matrices_and_plans(&mut table);
    table.add(&NonParticipantDuty::source(), "duties of practices that take no part");
    for step in registry::successions() {
        table.add(&step.source, "successions of indicators");
    }
    for year in pcn::des::years() {
        for indicator in year.iif.indicators.iter() {
            table.add(
                &indicator.definition.source,
                format!("iif.{}", indicator.code.without_hyphen().to_lowercase()),
            );
        }
        for group in year.iif.structure.together.iter() {
            table.add(&group.source, "iif.fund");
        }
        for element in year.iif.structure.planned.iter() {
            table.add(&element.source, "iif.fund");
        }
    }
    for story in service::timelines() {
        let story_of = format!("story of {}", story.service());
        for revision in story.revisions() {
            table.add(&revision.source, &story_of);
        }
        for disagreement in story.disagreements() {
            table.add(&disagreement.source, &story_of);
            for reading in disagreement.readings.iter() {
                table.add(&reading.source, &story_of);
            }
        }
    }
    for version in FrameworkVersion::ALL {
        table.add(&version.source(), "care elements");
    }
    for level in commissioner::SystemLevel::ALL {
        for band in level.bands() {
            table.add(&band.source, "levels");
        }
    }
    for event in commissioner::events() {
        table.add(&event.source, "events of commissioners");
    }
    for on in [day(2019, 12, 4), day(2022, 1, 1), day(2022, 7, 1), day(2026, 4, 1)] {
        for code in commissioner::sub_icb_codes() {
            let body = commissioner::sub_icb_on(code, on);
            let above = commissioner::above(code, on);
            for source in body
                .body()
                .map(|body| &body.source)
                .into_iter()
                .chain(above.iter().map(|one| &one.source))
            {
                table.add(source, "commissioners");
            }
            for fate in commissioner::became(code) {
                table.add(fate.source(), "commissioners");
            }
        }
    }
    let mut text = String::from("| source | address | grade | used for |\n|---|---|---|---|\n");
    for ((document, address), place) in table.0 {
        let grades: Vec<_> = place.grades.iter().map(|grade| grade.name()).collect();
        let uses: Vec<_> = place.uses.into_iter().collect();
        let address = if address.is_empty() { String::new() } else { format!("`{address}`") };
        text.push_str(&format!(
            "| {} | {address} | {} | {} |\n",
            document.replace('|', "\\|"),
            grades.join(", "),
            uses.join(", ")
        ));
    }
    text
}

/// Days for which a maximum is held, and what has to be said of it.
struct Held {
    days: Period,
    said: String,
}

/// The days for which a maximum of the additional roles is held, by role and area.
fn maxima() -> String {
    let mut held: BTreeMap<(Role, Area), Vec<Held>> = BTreeMap::new();
    for maximum in des::years().iter().flat_map(|year| year.funding.arrs.maxima.iter()) {
        let entries = maximum.amount.entries();
        for entry in entries.iter().filter(|entry| entry.figure.value().is_some()) {
            let days = entry.in_force;
            let later = entries
                .iter()
                .find(|other| other.known() > entry.known() && other.in_force == days)
                .and_then(|later| later.known().pred_opt());
            let grade = Some(entry.source.evidence).filter(|grade| *grade != Evidence::Secondary);
            let grade = grade.map(|grade| grade.name().to_owned());
            let known = later.map(|before| format!("as known until {before}"));
            let said = grade.into_iter().chain(known).collect::<Vec<_>>().join(", ");
            let place = held.entry((maximum.role, maximum.area)).or_default();
            match place.last_mut() {
                Some(last) if last.days.until() == Some(days.from()) && last.said == said => {
                    last.days = Period::try_new(last.days.from(), days.until()).unwrap();
                }
                _ => place.push(Held { days, said }),
            }
        }
    }
    let mut text = String::from("| role | where | days |\n|---|---|---|\n");
    for ((role, area), held) in held {
        let days = held.into_iter().map(|Held { days, said }| match said.as_str() {
            "" => days.to_string(),
            said => format!("{days} ({said})"),
        });
        let days = days.collect::<Vec<_>>().join("; ");
        text.push_str(&format!("| {role} | {area} | {days} |\n"));
    }
    text
}

/// Holds what stands on the page between two marks against what the crate says.
fn holds(from: &str, until: &str, now: &str) {
    static PAGE: Mutex<()> = Mutex::new(());
    let _one_at_a_time = PAGE.lock();
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/SOURCES.md");
    let page = std::fs::read_to_string(path).unwrap();
    let (before, rest) = page.split_once(from).expect("the mark where the table begins");
    let (held, after) = rest.split_once(until).expect("the mark where the table ends");
    if std::env::var_os("PCN_BLESS").is_some() {
        std::fs::write(path, format!("{before}{from}{now}{until}{after}")).unwrap();
        return;
    }
    for (is, was) in now.lines().zip(held.lines()) {
        assert_eq!(is, was, "PCN_BLESS=1 writes the table anew");
    }
    assert_eq!(now.lines().count(), held.lines().count(), "PCN_BLESS=1 writes the table anew");
}

#[test]
fn every_source_that_is_cited_stands_in_the_table() {
    holds(
        "<!-- sources: written by PCN_BLESS=1 cargo test --all-features --test sources -->\n",
        "<!-- end of sources -->",
        &table(),
    );
}

#[test]
fn the_maxima_that_are_held_stand_in_a_table() {
    holds(
        "<!-- maxima: written by PCN_BLESS=1 cargo test --all-features --test sources -->\n",
        "<!-- end of maxima -->",
        &maxima(),
    );
}

#[test]
fn an_address_has_no_scheme_and_no_line_break() {
    for line in table().lines() {
        assert!(!line.contains("http://") && !line.contains("https://"), "{line}");
    }
}
