use std::collections::BTreeMap;

use super::{
    checker::{Inspection, in_words, practices},
    sources::{NHSE_FAQ, PATIENTS_AT_PRACTICES},
};
use crate::{
    code::{PracticeCode, SubIcbCode},
    finding::{EVERY_YEAR, Finding, Report, Subject, declare_rules},
    quantity::{Patients, Registered},
};

declare_rules! {
    /// Every registered patient is covered by a network, including the patients of practices that
    /// do not join; it is the commissioner's to see to. Source: NHS England, PCN FAQs, second
    /// iteration (May 2019).
    IN_NO_NETWORK: "NET-COV-001", Warning, EVERY_YEAR,
    title "practice in no network",
    explanation "Joining is voluntary for a practice, but every registered patient is to be \
        covered by a network. It is the commissioner's task to see that another network serves \
        the patients of a practice that does not join. The rule looks at practices in being: open \
        English GP practices and, where that is not recorded, whoever has a list of patients.",
    remedy "ask the commissioner which network serves the practice's patients, or whether the \
        practice has closed",
    source NHSE_FAQ;

    /// The statistics print `U`, "Unallocated", where a practice has no network.
    UNALLOCATED: "NET-CODE-001", Info, EVERY_YEAR,
    title "sentinel code `U` instead of a network",
    explanation "Publications put practices without a network under the code `U`, \
        \"Unallocated\". It is no network, and a join on it makes one large network of them all.",
    remedy "leave the rows out of joins by network; count them as in no network",
    source PATIENTS_AT_PRACTICES;
}

#[derive(Clone, Copy, Default)]
struct Area {
    practices: u32,
    patients: u32,
    unplaced: u32,
    unplaced_patients: u32,
}

impl Area {
    fn take(&mut self, patients: u32, placed: bool) {
        self.practices = self.practices.saturating_add(1);
        self.patients = self.patients.saturating_add(patients);
        if !placed {
            self.unplaced = self.unplaced.saturating_add(1);
            self.unplaced_patients = self.unplaced_patients.saturating_add(patients);
        }
    }
}

pub(super) fn check(inspection: &Inspection<'_>, report: &mut Report) {
    unallocated(inspection, report);
    let (register, day) = (inspection.register, inspection.day);
    let mut unplaced: Vec<(u32, PracticeCode, Option<SubIcbCode>)> = Vec::new();
    let mut areas: BTreeMap<Option<SubIcbCode>, Area> = BTreeMap::new();
    let mut placed: Vec<u32> = Vec::with_capacity(register.practices.len());
    for (at, entry) in (0u32..).zip(&register.practices) {
        if register.is_placed_at(at, day) {
            placed.push(at);
        } else if register.in_being_at(at, day) {
            let commissioner = register.commissioner_at(at, day);
            let area = areas.entry(commissioner).or_default();
            area.take(register.count_at(at, day), false);
            unplaced.push((at, entry.facts.code, commissioner));
        }
    }
    // Of most areas nobody asks: in few a practice is in no network.
    if areas.is_empty() {
        return;
    }
    for at in placed {
        if let Some(area) = areas.get_mut(&register.commissioner_at(at, day)) {
            area.take(register.count_at(at, day), true);
        }
    }
    for (at, code, commissioner) in unplaced {
        let name = inspection.practice_name(at);
        let list = match register.list_at(at, day) {
            Some(list) => format!("{} registered patients (list of {})", list.count, list.on),
            None => "no list known".to_owned(),
        };
        let share = match (commissioner, areas.get(&commissioner)) {
            (Some(commissioner), Some(area)) if area.patients == 0 => format!(
                "; in {commissioner} {} of {} are in no network",
                area.unplaced,
                practices(area.practices as usize),
            ),
            (Some(commissioner), Some(area)) => format!(
                "; in {commissioner} {} of {} and {} of {} patients are in no network",
                area.unplaced,
                practices(area.practices as usize),
                Patients::from(area.unplaced_patients),
                Patients::from(area.patients),
            ),
            _ => String::new(),
        };
        let before = match register
            .rows_of_practice(at)
            .iter()
            .rev()
            .find(|row| row.period.last_day().is_some_and(|last| last < day))
        {
            Some(row) => format!(
                ", in {} until {}",
                inspection.network(row.network),
                row.period.last_day().unwrap_or(day),
            ),
            None => String::new(),
        };
        let message = format!("{name}: {list}{before}{share}");
        let mut finding = Finding::of(&IN_NO_NETWORK, message).about(code).on(day);
        if let Some(place) = register.practice_entry(at).and_then(|e| e.facts.provenance.as_ref()) {
            finding = finding.at(place.to_string());
        }
        report.push(finding);
    }
}

/// One finding for all of them: each practice in no network has its own already.
fn unallocated(inspection: &Inspection<'_>, report: &mut Report) {
    let (register, day) = (inspection.register, inspection.day);
    let Some(first) = register.unallocated.first() else { return };
    let mut codes: Vec<_> = register.unallocated.iter().map(|row| row.practice).collect();
    codes.dedup();
    let lists: Vec<Patients<Registered>> = (codes.iter())
        .filter_map(|code| register.list_of(*code, day))
        .map(|list| list.count)
        .collect();
    // Missing is not zero.
    let patients = match lists.len() {
        0 => String::new(),
        known => {
            let least = if known < codes.len() { "at least " } else { "" };
            let sum: Patients<Registered> = lists.into_iter().sum();
            format!(" with {least}{sum} registered patients")
        }
    };
    let message = format!("{}{patients} under `U`: {}", practices(codes.len()), in_words(&codes));
    let mut finding = Finding::of(&UNALLOCATED, message).about(Subject::new("U")).on(day);
    if let Some(place) = &first.provenance {
        finding = finding.at(place.to_string());
    }
    report.push(finding);
}
