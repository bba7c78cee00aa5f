use proptest::{
    collection::{btree_set, vec},
    prelude::*,
    sample::{Index, select},
};

use super::{date, gbp, icb_code, practice_code};
use crate::{
    calendar::ContractYear,
    des::{self, LocalVariation, PracticeAgreement, Section, SectionChange, Year},
    finding::RuleId,
    quantity::Gbp,
};

/// Terms of a contract year: one of those that the crate holds, as checked on that day or later.
///
/// # Examples
///
/// ```
/// use pcn::strategies::year;
/// use proptest::prelude::*;
///
/// proptest!(ProptestConfig::with_cases(8), |(year in year())| {
///     prop_assert_eq!(year.faults(), []);
/// });
/// ```
pub fn year() -> impl Strategy<Value = Year> {
    (select(des::years()), 0_usize..400, any::<bool>()).prop_filter_map(
        "a day",
        |(mut year, later, without_documents)| {
            year.checked_on = year.checked_on.iter_days().nth(later)?;
            if without_documents {
                year.documents = Vec::new().into();
            }
            Some(year)
        },
    )
}

/// Terms of a contract year with a fault, and the path of the fault.
///
/// # Examples
///
/// ```
/// use pcn::strategies::year_with_a_fault;
/// use proptest::prelude::*;
///
/// proptest!(ProptestConfig::with_cases(8), |((year, path) in year_with_a_fault())| {
///     prop_assert!(year.faults().iter().any(|fault| fault.path() == path));
/// });
/// ```
pub fn year_with_a_fault() -> impl Strategy<Value = (Year, String)> {
    (select(des::years()), any::<Index>(), any::<bool>()).prop_filter_map(
        "a document",
        |(mut year, at, untitled)| {
            let documents = year.documents.to_mut();
            let at = at.index(documents.len().max(1));
            let document = documents.get_mut(at)?;
            let field = if untitled {
                document.title = " ".into();
                "title"
            } else {
                document.published = year.checked_on.succ_opt();
                "published"
            };
            Some((year, format!("documents[{at}].{field}")))
        },
    )
}

/// The year that may be varied, and the sections that may.
fn open() -> Option<(&'static Year, Vec<Section>)> {
    let year = des::years().iter().rev().find(|year| year.variation.is_some())?;
    Some((year, year.variation.as_ref()?.sections.to_vec()))
}

fn money() -> impl Strategy<Value = Gbp> {
    gbp().prop_filter("below zero", |pounds| *pounds >= Gbp::ZERO)
}

/// Local variations as commissioners put them, whether or not the year allows them.
///
/// # Examples
///
/// ```
/// use pcn::{des::LocalVariation, strategies::local_variation};
/// use proptest::prelude::*;
///
/// proptest!(|(variation in local_variation())| {
///     let text = serde_json::to_string(&variation)?;
///     prop_assert_eq!(serde_json::from_str::<LocalVariation>(&text)?, variation);
/// });
/// # Ok::<(), serde_json::Error>(())
/// ```
pub fn local_variation() -> impl Strategy<Value = LocalVariation> {
    let section = vec(1_u16..40, 1..4).prop_filter_map("a section", |numbers| {
        let numbers: Vec<String> = numbers.iter().map(u16::to_string).collect();
        numbers.join(".").parse::<Section>().ok()
    });
    let change = section.prop_map(|section| SectionChange {
        section,
        says: "what the commissioner says".to_owned(),
        terms: None,
    });
    let agreement = (practice_code(), date(), select(vec!["", "letter 7"])).prop_map(
        |(practice, agreed_on, evidence)| PracticeAgreement {
            practice,
            agreed_on,
            evidence: evidence.to_owned(),
        },
    );
    let year = super::contract_year();
    let days = (date(), proptest::option::of(date()));
    let lists = (vec(change, 0..3), vec(practice_code(), 0..4), vec(agreement, 0..4));
    (year, icb_code(), days, lists, money(), money()).prop_map(
        |(
            year,
            commissioner,
            (from, nationally_agreed_on),
            (changes, practices, agreements),
            national_entitlement,
            total_investment,
        )| LocalVariation {
            year,
            commissioner,
            from,
            nationally_agreed_on,
            changes,
            practices,
            agreements,
            national_entitlement,
            total_investment,
        },
    )
}

/// Local variations that the newest year with open sections allows: every practice has agreed in
/// time and with evidence, NHS England has agreed, and there is more money.
///
/// # Examples
///
/// ```
/// use pcn::{des, strategies::sound_local_variation};
/// use proptest::prelude::*;
///
/// proptest!(|(variation in sound_local_variation())| {
///     let year = des::year(variation.year).expect("held");
///     prop_assert_eq!(variation.check(year).len(), 0);
/// });
/// ```
pub fn sound_local_variation() -> impl Strategy<Value = LocalVariation> {
    let sections = open().map(|(_, sections)| sections).unwrap_or_default();
    let parts = (
        icb_code(),
        0_usize..200,
        vec(select(sections), 1..3),
        btree_set(practice_code(), 1..5),
        money(),
        1_u32..50_000,
    );
    parts.prop_filter_map(
        "a day",
        |(commissioner, after, sections, practices, national_entitlement, more)| {
            let (year, _) = open()?;
            let from = year.variation.as_ref()?.from.iter_days().nth(after)?;
            let more = Gbp::try_new(more.into()).ok()?;
            let agreed_on = from.pred_opt()?;
            let agreement = |practice| PracticeAgreement {
                practice,
                agreed_on,
                evidence: "letter 7".to_owned(),
            };
            let change =
                |section| SectionChange { section, says: "a change".to_owned(), terms: None };
            Some(LocalVariation {
                year: year.year,
                commissioner,
                from,
                nationally_agreed_on: Some(agreed_on),
                changes: sections.into_iter().map(change).collect(),
                practices: practices.iter().copied().collect(),
                agreements: practices.into_iter().map(agreement).collect(),
                national_entitlement,
                total_investment: [national_entitlement, more].into_iter().sum(),
            })
        },
    )
}

/// Local variations that break one rule and no other, and the rule.
///
/// # Examples
///
/// ```
/// use pcn::{calendar::ContractYear, des, strategies::local_variation_breaking_one_rule};
/// use proptest::prelude::*;
///
/// let year = des::year(ContractYear::Y2026_27).ok_or("held")?;
/// proptest!(|((variation, broken) in local_variation_breaking_one_rule())| {
///     let report = variation.check(year);
///     let found: Vec<_> = report.iter().map(|finding| &finding.rule).collect();
///     prop_assert_eq!(found, [&broken]);
/// });
/// # Ok::<(), &str>(())
/// ```
pub fn local_variation_breaking_one_rule() -> impl Strategy<Value = (LocalVariation, RuleId)> {
    (sound_local_variation(), select(BREAKS)).prop_filter_map(
        "nothing to break",
        |(mut variation, (rule, break_it))| {
            break_it(&mut variation)?;
            Some((variation, RuleId::constant(rule)))
        },
    )
}

type Break = fn(&mut LocalVariation) -> Option<()>;

const BREAKS: &[(&str, Break)] = &[
    ("DES-VARY-001", |variation| {
        variation.year = ContractYear::Y2025_26;
        Some(())
    }),
    ("DES-VARY-002", |variation| {
        variation.changes.first_mut()?.section = "4.2".parse().ok()?;
        Some(())
    }),
    ("DES-VARY-003", |variation| {
        variation.agreements.first_mut()?.evidence.clear();
        Some(())
    }),
    ("DES-VARY-004", |variation| {
        variation.total_investment = variation.national_entitlement;
        Some(())
    }),
    ("DES-VARY-005", |variation| {
        variation.nationally_agreed_on = variation.from.succ_opt();
        Some(())
    }),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_way_to_break_a_variation_breaks_its_rule_and_no_other() {
        let rules = crate::rules().map(|rule| rule.id.as_str());
        let own: Vec<_> = rules.filter(|id| id.starts_with("DES-VARY-")).collect();
        assert_eq!(own, BREAKS.iter().map(|(rule, _)| *rule).collect::<Vec<_>>());
        let (year, _) = open().unwrap();
        proptest!(|(variation in sound_local_variation())| {
            prop_assert_eq!(variation.check(year).len(), 0);
            prop_assert!(variation.apply(year).is_ok());
            for (rule, break_it) in BREAKS {
                let mut variation = variation.clone();
                prop_assert!(break_it(&mut variation).is_some(), "{}", rule);
                let report = variation.check(year);
                let found: Vec<&str> = report.iter().map(|finding| finding.rule.as_str()).collect();
                prop_assert_eq!(found, [*rule], "{}", report);
            }
        });
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(24))]

        #[test]
        fn years_have_no_fault_and_the_near_misses_have_theirs(
            sound in year(), (faulty, path) in year_with_a_fault(),
        ) {
            prop_assert_eq!(sound.faults(), []);
            prop_assert!(faulty.faults().iter().any(|fault| fault.path() == path), "{}", path);
        }
    }
}
