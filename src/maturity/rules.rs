use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::{
    ComponentId, Journey, Standing,
    sources::{MATRIX_2019, NOT_ASSURANCE, PROSPECTUS_2019},
};
use crate::{
    citation::{Evidence, Source},
    finding::{EVERY_YEAR, Finding, Report, Subject, declare_rules},
};

const PURPOSE: Source = Source::constant(MATRIX_2019.at("purpose"), Evidence::Secondary);
const PROCESS: Source =
    Source::constant(PROSPECTUS_2019.at("self-assessment and support plan"), Evidence::Secondary);

declare_rules! {
    pub,

    /// An assessment is dated before the version that it uses was issued.
    ASSESSED_BEFORE_ISSUE: "MAT-VERSION-001", Warning, EVERY_YEAR,
    title "assessed before the version was issued",
    explanation "the versions of the matrix differ in structure, so an assessment must say which \
        it used; one that is dated before its version was issued used another, or has a wrong date",
    remedy "check the date and the version of the assessment",
    source PURPOSE;

    /// An assessment uses the draft of 2018 after the matrix of August 2019 was issued.
    DRAFT_AFTER_2019: "MAT-VERSION-002", Info, EVERY_YEAR,
    title "the 2018 draft used after the 2019 matrix was issued",
    explanation "NHS England asked all systems to use the matrix of August 2019 before others; \
        the draft of 2018 has no components and says little of people and communities",
    remedy "assess again with the matrix of August 2019 or a local version of it",
    source Source::constant(NOT_ASSURANCE, Evidence::Secondary);

    /// A component of the version was not rated.
    NOT_RATED: "MAT-RATING-001", Info, EVERY_YEAR,
    title "a component was not rated",
    explanation "the matrix looks at all its components; one that is left out is unknown, not low",
    remedy "rate the component, or say why it was left out",
    source PURPOSE;

    /// A level was found without evidence.
    NO_EVIDENCE: "MAT-RATING-002", Warning, EVERY_YEAR,
    title "a level without evidence",
    explanation "an assessment is the start of a conversation about where the network is; without \
        what shows it, the level cannot be understood later or by others",
    remedy "say what shows the level",
    source PURPOSE;

    /// A component below the highest level has no agreed next step.
    NO_NEXT_STEP: "MAT-RATING-003", Info, EVERY_YEAR,
    title "no next step agreed",
    explanation "the matrix is for planning further development and finding what support is \
        needed; a component below the highest level with no next step gives no plan",
    remedy "agree a next step for the component, or say that none is wanted now",
    source PROCESS;
}

/// Checks a journey's assessments up to a day: versions against dates, and what each rating leaves
/// out. Missing evidence and next steps are asked of the last assessment only. A level that fell is
/// no finding. The worst findings come first.
///
/// # Examples
///
/// ```
/// use pcn::{calendar::day, maturity::{self, Journey}};
///
/// let journey: Journey = serde_json::from_str(r#"{"of": {"network": "U12345"}, "assessments": [
///     {"version": "august_2019", "assessed_on": "2019-06-20", "assessed_by": "network board",
///      "how": "self_assessed", "ratings": []}]}"#)?;
/// let report = maturity::check(&journey, day(2021, 4, 1));
/// assert_eq!(report.of_rule(&maturity::ASSESSED_BEFORE_ISSUE.id).count(), 1);
/// assert_eq!(report.of_rule(&maturity::NOT_RATED.id).count(), 5);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[must_use]
pub fn check(journey: &Journey, on: NaiveDate) -> Report {
    let mut report = Report::new();
    let subject = Subject::new(journey.of().to_string());
    let issued_2019 = super::august_2019().issued();
    let count = journey.assessments().iter().filter(|held| held.assessed_on <= on).count();
    for (number, (at, assessment)) in journey.assessments_as_given().take(count).enumerate() {
        let mut push = |finding: Finding, path: String| {
            report.push(finding.about(subject.clone()).at(path).on(assessment.assessed_on));
        };
        let path = format!("assessments[{at}]");
        let Some(matrix) = journey.matrix(&assessment.version) else { continue };
        if let Some(issued) = matrix.issued()
            && assessment.assessed_on < issued
        {
            let message = format!(
                "assessed on {} against `{}`, which was issued on {issued} at the earliest",
                assessment.assessed_on, assessment.version
            );
            push(Finding::of(&ASSESSED_BEFORE_ISSUE, message), format!("{path}.assessed_on"));
        }
        if assessment.version == super::VersionId::DRAFT_2018
            && issued_2019.is_some_and(|issued| assessment.assessed_on >= issued)
        {
            let message = format!("assessed on {} with the draft of 2018", assessment.assessed_on);
            push(Finding::of(&DRAFT_AFTER_2019, message), format!("{path}.version"));
        }
        let rated: BTreeSet<&ComponentId> =
            assessment.ratings.iter().map(|rating| &rating.component).collect();
        for part in matrix.parts().into_iter().filter(|part| !rated.contains(part)) {
            let message = format!("{} was not rated", matrix.part_title(&part));
            push(Finding::of(&NOT_RATED, message), format!("{path}.ratings"));
        }
        if number.saturating_add(1) < count {
            continue;
        }
        let titles: BTreeMap<&ComponentId, &str> =
            matrix.components().iter().map(|own| (&own.id, &*own.title)).collect();
        for (number, rating) in assessment.ratings.iter().enumerate() {
            let part = &rating.component;
            let title = titles.get(part).copied().unwrap_or_else(|| matrix.part_title(part));
            let path = format!("{path}.ratings[{number}]");
            if rating.level != Standing::NotYet && blank(rating.evidence.as_deref()) {
                let message = format!("{title} is found at {} without evidence", rating.level);
                push(Finding::of(&NO_EVIDENCE, message), format!("{path}.evidence"));
            }
            let top = matrix.top().map(Standing::At);
            if Some(rating.level) != top && blank(rating.next_step.as_deref()) {
                let message = format!("{title} is found at {} with no next step", rating.level);
                push(Finding::of(&NO_NEXT_STEP, message), format!("{path}.next_step"));
            }
        }
    }
    report.sort();
    report
}

fn blank(text: Option<&str>) -> bool {
    text.is_none_or(|text| text.trim().is_empty())
}
