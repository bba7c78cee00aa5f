use core::fmt;
use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use rust_decimal::{Decimal, RoundingStrategy};
use serde::{Deserialize, Serialize};

use super::{RegistrationForm, Terms, rule, terms};
use crate::{
    code::PracticeCode,
    finding::{Finding, Report, Severity},
    network::{Coverage, UnplacedPractice},
    quantity::{Patients, Registered},
};

/// A practice on a commissioner's own list.
///
/// # Examples
///
/// ```
/// use pcn::registration::ListedPractice;
///
/// let listed: Vec<ListedPractice> = serde_json::from_str(
///     r#"[{"practice": "A81001", "patients": 8200}, {"practice": "A81002"}]"#,
/// )?;
/// assert_eq!(listed[1].patients, None, "not known, which is not zero");
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ListedPractice {
    /// The practice.
    pub practice: PracticeCode,
    /// Its registered patients, if known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub patients: Option<Patients<Registered>>,
}

/// A practice that stands on several forms.
///
/// # Examples
///
/// ```
/// use pcn::{
///     calendar::{ContractYear, day},
///     code::{Id, PracticeCode},
///     des,
///     registration::{FormCoverage, ListedPractice, Member, RegistrationForm},
/// };
///
/// let practice = PracticeCode::constant("A81001");
/// let id = "67e55044-10b1-426f-9247-bb680e5fe0c8".parse::<Id<RegistrationForm>>()?;
/// let form = RegistrationForm { members: vec![Member::new(practice)], ..RegistrationForm::new(id) };
/// let listed = [ListedPractice { practice, patients: None }];
/// let terms = &des::year(ContractYear::Y2019_20).ok_or("not held")?.registration;
///
/// let coverage = FormCoverage::of(&[form.clone(), form], &listed, terms, day(2019, 7, 1));
/// assert_eq!(coverage.placed_twice[0].forms, [0, 1]);
/// assert!(!coverage.is_complete());
/// assert_eq!(coverage.percent_of_patients_placed(), None, "no number is known");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct PlacedTwice {
    /// The practice.
    pub practice: PracticeCode,
    /// The forms, by their place in the list.
    pub forms: Vec<usize>,
    /// Its registered patients, if known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub patients: Option<Patients<Registered>>,
}

/// How far the forms that a commissioner has received cover its practices and their patients.
///
/// # Examples
///
/// ```
/// use pcn::{
///     calendar::{ContractYear, day},
///     code::{Id, PracticeCode},
///     des,
///     quantity::Patients,
///     registration::{FormCoverage, ListedPractice, Member, RegistrationForm},
/// };
///
/// let [one, two] = ["A81001", "A81002"].map(PracticeCode::constant);
/// let id = "67e55044-10b1-426f-9247-bb680e5fe0c8".parse::<Id<RegistrationForm>>()?;
/// let form = RegistrationForm { members: vec![Member::new(one)], ..RegistrationForm::new(id) };
/// let listed = [
///     ListedPractice { practice: one, patients: Some(Patients::from(31_000)) },
///     ListedPractice { practice: two, patients: Some(Patients::from(9_000)) },
/// ];
/// let terms = &des::year(ContractYear::Y2019_20).ok_or("not held")?.registration;
///
/// let coverage = FormCoverage::of(&[form], &listed, terms, day(2019, 7, 1));
/// assert_eq!(
///     coverage.to_string(),
///     "1 of 2 practices on a form, with 31,000 of 40,000 patients (77.5%)",
/// );
/// assert_eq!(coverage.report.findings()[0].rule.as_str(), "REG-COVER-001");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Source
///
/// Leicester City CCG, "The development of Primary Care Networks" (2019), paragraphs 21 and 22:
/// the commissioner ensures that its whole area is covered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct FormCoverage {
    /// The practices that stand on some form and those on none, with their patients.
    pub coverage: Coverage,
    /// The practices on several forms.
    pub placed_twice: Vec<PlacedTwice>,
    /// The members of forms that are not on the commissioner's list.
    pub not_listed: Vec<PracticeCode>,
    /// The findings. Paths start at the list of forms, for example `forms[1].members[3].code`.
    pub report: Report,
}

impl FormCoverage {
    /// Compares the members of forms with a commissioner's list.
    ///
    /// A practice that stands twice on the list counts once, with the first number of patients
    /// that is known. A form without members, as an unchanged network may send it, places nobody:
    /// fill in the members of the register first.
    #[must_use]
    pub fn of(
        forms: &[RegistrationForm],
        listed: &[ListedPractice],
        terms: &Terms,
        on: NaiveDate,
    ) -> Self {
        let mut practices: BTreeMap<PracticeCode, Option<Patients<Registered>>> = BTreeMap::new();
        for entry in listed {
            let patients = practices.entry(entry.practice).or_default();
            *patients = patients.or(entry.patients);
        }
        let mut places: BTreeMap<PracticeCode, BTreeSet<usize>> = BTreeMap::new();
        let mut paths: BTreeMap<PracticeCode, String> = BTreeMap::new();
        for (form_at, form) in forms.iter().enumerate() {
            for (at, member) in form.members.iter().enumerate() {
                places.entry(member.code).or_default().insert(form_at);
                // The last place: where a practice stands twice, the later form is the surprise.
                paths.insert(member.code, format!("forms[{form_at}].members[{at}].code"));
            }
        }
        let mut found = Self {
            coverage: Coverage::NOTHING,
            placed_twice: Vec::new(),
            not_listed: Vec::new(),
            report: Report::new(),
        };
        for (practice, patients) in &practices {
            found.count(*practice, *patients, places.contains_key(practice));
        }
        found.unplaced_findings(terms, on);
        for (practice, forms_of) in &places {
            let path = paths.get(practice).cloned().unwrap_or_default();
            if forms_of.len() > 1 {
                let names: Vec<String> = forms_of
                    .iter()
                    .filter_map(|at| forms.get(*at))
                    .map(RegistrationForm::label)
                    .collect();
                let message = format!("stands on the forms of {}", names.join(" and "));
                found.report.push(
                    Finding::of(&rule::PRACTICE_PLACED_TWICE, message)
                        .about(*practice)
                        .at(path.clone()),
                );
                found.placed_twice.push(PlacedTwice {
                    practice: *practice,
                    forms: forms_of.iter().copied().collect(),
                    patients: practices.get(practice).copied().flatten(),
                });
            }
            if !practices.contains_key(practice) {
                let message = "is a member and not on the commissioner's list";
                found
                    .report
                    .push(Finding::of(&rule::MEMBER_NOT_LISTED, message).about(*practice).at(path));
                found.not_listed.push(*practice);
            }
        }
        found.report.sort();
        found
    }

    #[expect(clippy::arithmetic_side_effects, reason = "the addition of patients saturates")]
    fn count(
        &mut self,
        practice: PracticeCode,
        patients: Option<Patients<Registered>>,
        placed: bool,
    ) {
        let coverage = &mut self.coverage;
        if placed {
            coverage.placed = coverage.placed.saturating_add(1);
            match patients {
                Some(patients) => coverage.patients_placed += patients,
                None => coverage.without_list = coverage.without_list.saturating_add(1),
            }
        } else {
            coverage.patients_unplaced += patients.unwrap_or(Patients::ZERO);
            coverage.unplaced.push(UnplacedPractice { practice, patients });
        }
    }

    fn unplaced_findings(&mut self, terms: &Terms, on: NaiveDate) {
        // A year without a day of its own comes after the first: coverage is due.
        let due = terms::value(&terms.coverage_by).is_none_or(|by| on >= *by);
        for unplaced in &self.coverage.unplaced {
            let with = match unplaced.patients {
                Some(patients) => format!("with {patients} patients "),
                None => String::new(),
            };
            let finding = Finding::of(&rule::PRACTICE_UNPLACED, format!("{with}stands on no form"));
            let severity = if due { finding.severity } else { Severity::Warning };
            self.report.push(finding.severity(severity).about(unplaced.practice).on(on));
        }
    }

    /// Whether every listed practice stands on just one form.
    #[must_use]
    pub const fn is_complete(&self) -> bool {
        self.coverage.is_complete() && self.placed_twice.is_empty()
    }

    /// The patients of practices on forms, in percent of all whose number is known; exact as far
    /// as a decimal goes. `None` if there are none.
    #[must_use]
    pub fn percent_of_patients_placed(&self) -> Option<Decimal> {
        let placed = self.coverage.patients_placed.count();
        let all = placed.checked_add(self.coverage.patients_unplaced.count())?;
        placed.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(all)
    }
}

impl fmt::Display for FormCoverage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let coverage = &self.coverage;
        let all = coverage.placed.saturating_add(coverage.unplaced.len());
        write!(f, "{} of {all} practices on a form", coverage.placed)?;
        if let Some(percent) = self.percent_of_patients_placed() {
            let patients: Patients<Registered> =
                [coverage.patients_placed, coverage.patients_unplaced].into_iter().sum();
            // Towards zero: 99.96% covered must not read as 100.0%.
            let percent = percent.round_dp_with_strategy(1, RoundingStrategy::ToZero);
            write!(f, ", with {} of {patients} patients ({percent}%)", coverage.patients_placed)?;
        }
        if !self.placed_twice.is_empty() {
            write!(f, "; {} on several forms", self.placed_twice.len())?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        calendar::{ContractYear, day},
        code::Id,
        des,
        registration::Member,
    };

    fn code(number: u32) -> PracticeCode {
        format!("A{number:05}").parse().unwrap()
    }

    fn form(members: &[u32]) -> RegistrationForm {
        let id = Id::new(uuid::Uuid::from_u128(1));
        let members = members.iter().map(|number| Member::new(code(*number))).collect();
        RegistrationForm { members, ..RegistrationForm::new(id) }
    }

    fn listed(practices: &[(u32, Option<u32>)]) -> Vec<ListedPractice> {
        let entry = |(number, patients): &(u32, Option<u32>)| ListedPractice {
            practice: code(*number),
            patients: patients.map(Patients::from),
        };
        practices.iter().map(entry).collect()
    }

    fn of(
        forms: &[RegistrationForm],
        practices: &[(u32, Option<u32>)],
        on: NaiveDate,
    ) -> FormCoverage {
        let terms = &des::year(ContractYear::Y2019_20).unwrap().registration;
        FormCoverage::of(forms, &listed(practices), terms, on)
    }

    #[test]
    fn unplaced_doubly_placed_and_unlisted_are_told_apart() {
        let forms = [form(&[1, 2, 2]), form(&[2, 3, 9])];
        let practices = [(1, Some(100)), (2, Some(200)), (3, None), (4, Some(50))];
        let coverage = of(&forms, &practices, day(2019, 7, 1));
        assert_eq!(coverage.coverage.placed, 3);
        assert_eq!(coverage.coverage.without_list, 1);
        assert_eq!(coverage.coverage.patients_placed, Patients::from(300));
        assert_eq!(coverage.coverage.unplaced[0].practice, code(4));
        assert_eq!(coverage.placed_twice.len(), 1);
        assert_eq!(coverage.placed_twice[0].forms, [0, 1]);
        assert_eq!(coverage.placed_twice[0].patients, Some(Patients::from(200)));
        assert_eq!(coverage.not_listed, [code(9)]);
        let ids: Vec<_> = coverage.report.iter().map(|found| found.rule.as_str()).collect();
        assert_eq!(ids, ["REG-COVER-001", "REG-COVER-002", "REG-COVER-003"]);
        assert_eq!(coverage.report.findings()[1].path.as_deref(), Some("forms[1].members[0].code"));
        assert!(!coverage.is_complete());
        assert_eq!(
            coverage.to_string(),
            "3 of 4 practices on a form, with 300 of 350 patients (85.7%); 1 on several forms"
        );
    }

    #[test]
    fn coverage_is_due_from_the_first_of_july() {
        let severity = |on| of(&[], &[(1, None)], on).report.findings()[0].severity;
        assert_eq!(severity(day(2019, 6, 30)), Severity::Warning);
        assert_eq!(severity(day(2019, 7, 1)), Severity::Error);
    }

    #[test]
    fn full_coverage_has_no_finding_and_almost_full_is_not_shown_as_full() {
        let coverage = of(&[form(&[1])], &[(1, Some(10)), (1, Some(10))], day(2019, 7, 1));
        assert!(coverage.is_complete() && coverage.report.is_empty());
        assert!(coverage.to_string().ends_with("with 10 of 10 patients (100%)"), "{coverage}");
        let almost = of(&[form(&[1])], &[(1, Some(999_999)), (2, Some(1))], day(2019, 7, 1));
        assert!(almost.to_string().ends_with("(99.9%)"), "{almost}");
        assert_eq!(of(&[], &[], day(2019, 7, 1)).percent_of_patients_placed(), None);
    }
}
