//! The dated figures of a year's payments and roles, as the rulebook lists them.

use super::{Entitlement, Terms, arrs};
use crate::{
    calendar::Period,
    series::{Catalogue, Figures},
};

impl Catalogue for Terms {
    fn figures(&self, figures: &mut Figures) {
        for term in self.entitlements.iter() {
            figures.part(term.kind.name(), term);
        }
        figures.part("arrs", &self.arrs);
    }
}

impl Catalogue for Entitlement {
    fn figures(&self, figures: &mut Figures) {
        for component in self.components.iter() {
            figures.series(component.counted.key(), &component.rate);
        }
        for part in self.parts.iter() {
            let share = format!("{}/{}", part.share, part.of);
            figures.stated(&part.name, share, self.in_force, None, &part.source);
        }
        for condition in self.conditions.iter().filter(|condition| !condition.codes.is_empty()) {
            let codes = condition.codes.join(", ");
            figures.stated("condition_codes", codes, self.in_force, None, &condition.source);
        }
        if let Some(national) = &self.national {
            figures.stated("national", national.amount, self.in_force, None, &national.source);
        }
    }
}

impl Catalogue for arrs::Terms {
    fn figures(&self, figures: &mut Figures) {
        for head in self.per_head.iter() {
            let name = match head.ring_fenced_for {
                Some(role) => format!("per_weighted_patient.{}", role.name()),
                None => "per_weighted_patient".to_owned(),
            };
            figures.series(&name, &head.rate);
        }
        for maximum in self.maxima.iter() {
            let mut name = format!("maximum.{}", maximum.role.name());
            if let Some(band) = maximum.band {
                name.push_str(&format!(".band_{band}"));
            }
            match maximum.area {
                arrs::Area::National => {}
                arrs::Area::OuterLondon => name.push_str(".outer_london"),
                arrs::Area::InnerLondon => name.push_str(".inner_london"),
            }
            figures.series(&name, &maximum.amount);
        }
        for entry in self.reimbursements.iter() {
            let roles: Vec<_> = entry.roles.iter().map(|role| role.name()).collect();
            let name =
                if roles.is_empty() { "every_other_role".to_owned() } else { roles.join("+") };
            figures.series(&format!("reimbursed.{name}"), &entry.percent);
        }
        for cap in self.caps.iter() {
            let roles: Vec<_> = cap.roles.iter().map(|role| role.name()).collect();
            let text = |figure: &crate::series::Figure<u32>| {
                figure.value().map_or("not published".to_owned(), ToString::to_string)
            };
            let limits = format!(
                "{} below 100,000 patients, {} from there",
                text(&cap.below_100000),
                text(&cap.from_100000)
            );
            figures.stated(
                &format!("cap.{}", roles.join("+")),
                limits,
                cap.in_force,
                None,
                &cap.source,
            );
        }
        if let Some(fee) = &self.link_worker_fee {
            figures.series("link_worker_fee", fee);
        }
        for total in self.national.iter() {
            let is = match total.is {
                arrs::TotalIs::Ceiling => "national.ceiling",
                arrs::TotalIs::Provisional => "national.provisional",
                arrs::TotalIs::Planned => "national.planned",
                arrs::TotalIs::RingFenced => "national.ring_fenced",
                arrs::TotalIs::Unclear => "national.unclear",
            };
            figures.stated(is, total.amount, self.year, None, &total.source);
        }
        // A role is listed in the year in which it came in, so that each stands once.
        let came_in = |role: &&arrs::RoleEntry| self.year.contains(role.reimbursable_from);
        for entry in arrs::RoleEntry::all().iter().filter(came_in) {
            figures.stated(
                &format!("reimbursable_from.{}", entry.role.name()),
                entry.reimbursable_from,
                Period::since(entry.reimbursable_from),
                None,
                &entry.source,
            );
        }
    }
}
