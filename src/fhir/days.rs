//! Which of the periods of a resource count.

use super::{
    date::FhirPeriod,
    extension::{Extension, PeriodKind, TypedPeriod},
    import::Place,
    intake::Intake,
    rules,
};
use crate::{
    calendar::Period,
    finding::{Finding, Subject},
};

/// Why something has no days.
pub(super) enum NoDays {
    NotGiven,
    /// The finding is made already.
    Impossible,
}

/// A period with its place.
pub(super) struct Candidate<'a> {
    pub(super) path: String,
    pub(super) kind: Option<PeriodKind>,
    pub(super) period: &'a FhirPeriod,
}

impl<'a> Candidate<'a> {
    fn typed(path: String, typed: &'a TypedPeriod) -> Self {
        Self { path, kind: Some(typed.kind), period: &typed.period }
    }
}

/// The legal and operational periods among the extensions of a resource.
pub(super) fn candidates(extensions: &[Extension]) -> Vec<Candidate<'_>> {
    let typed = extensions.iter().enumerate().filter_map(|(at, extension)| match extension {
        Extension::Period(typed) => Some(Candidate::typed(format!("extension[{at}]"), typed)),
        _ => None,
    });
    typed.collect()
}

/// The periods of the first role of a code.
pub(super) fn role_candidates<'a>(extensions: &'a [Extension], code: &str) -> Vec<Candidate<'a>> {
    let role = extensions.iter().enumerate().find_map(|(at, extension)| match extension {
        Extension::Role(role) if role.code() == Some(code) => Some((at, role)),
        _ => None,
    });
    role.into_iter()
        .flat_map(|(at, role)| {
            let path = format!("extension[{at}].extension");
            role.periods.iter().map(move |typed| Candidate::typed(path.clone(), typed))
        })
        .collect()
}

impl Intake {
    pub(super) fn activity(
        &mut self,
        place: &Place,
        of: &Subject,
        active: Option<bool>,
        days: Period,
    ) {
        if active == Some(false) && days.is_open() {
            let message = format!("it is not active, and its days are {days}, without an end");
            let finding = Finding::of(&rules::INACTIVE, message);
            self.findings.push(finding.about(of.clone()).at(place.at("active")));
        }
    }

    /// The days that count among periods of one thing, with findings about the others.
    pub(super) fn days(
        &mut self,
        place: &Place,
        of: &Subject,
        periods: &[Candidate<'_>],
    ) -> Result<Period, NoDays> {
        let of_kind = |kind| periods.iter().find(|candidate| candidate.kind == kind);
        let chosen = of_kind(Some(PeriodKind::Operational))
            .or_else(|| of_kind(Some(PeriodKind::Legal)))
            .or_else(|| of_kind(None))
            .ok_or(NoDays::NotGiven)?;
        let days = match chosen.period.days() {
            Ok(days) => days.ok_or(NoDays::NotGiven)?,
            Err(error) => {
                let finding = Finding::of(&rules::ENDS_FIRST, error.to_string());
                self.findings.push(finding.about(of.clone()).at(place.at(&chosen.path)));
                return Err(NoDays::Impossible);
            }
        };
        let FhirPeriod { start, end, .. } = chosen.period;
        for date in start.iter().chain(end).filter(|date| date.is_partial()) {
            let message =
                format!("`{date}` is taken for {} to {}", date.first_day(), date.last_day());
            let finding = Finding::of(&rules::PARTIAL, message);
            self.findings.push(finding.about(of.clone()).at(place.at(&chosen.path)));
        }
        for other in periods.iter().filter(|other| other.period.days() != Ok(Some(days))) {
            let name = other.kind.map_or("`period`", PeriodKind::code);
            let message = match other.period.days() {
                Ok(Some(other)) => format!("{name} days are {other}, those used are {days}"),
                Ok(None) => format!("{name} days have no start, those used are {days}"),
                Err(_) => format!("{name} days end before they begin, those used are {days}"),
            };
            let finding = Finding::of(&rules::PERIODS_DIFFER, message);
            self.findings.push(finding.about(of.clone()).at(place.at(&other.path)));
        }
        Ok(days)
    }
}
