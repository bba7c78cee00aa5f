use proptest::{
    collection::vec,
    option,
    prelude::*,
    sample::{Index, select},
};

use super::{contract_year, date, indicator_code, pcn_code, points, ratio, text, whole_patients};
use crate::{
    calendar::{NaiveDate, day},
    des::{self, Year},
    iif::{
        AverageListSize, Count, Declaration, DeclarationEvent, Facts, NationalFigures, Observation,
        Options, Override, Statement,
    },
    quantity::{Decimal, Patients, Ratio},
};

fn count() -> impl Strategy<Value = Count> {
    prop_oneof![
        6 => (0_u64..50_000).prop_map(Count::Counted),
        1 => Just(Count::Counted(0)),
        1 => Just(Count::Suppressed),
        1 => Just(Count::Missing),
        1 => Just(Count::NotApplicable),
    ]
}

/// What was counted for an indicator: whole, suppressed, missing, or beside the point.
pub fn observation() -> impl Strategy<Value = Observation> {
    (
        indicator_code(),
        count(),
        count(),
        option::of(count().prop_filter("as good as left out", |count| *count != Count::Missing)),
        option::of(count().prop_filter("as good as left out", |count| *count != Count::Missing)),
        option::of(any::<bool>()),
        option::of(0_u64..53),
        option::of(ratio()),
        option::of(ratio()),
    )
        .prop_map(
            |(
                indicator,
                numerator,
                denominator,
                baseline_numerator,
                baseline_denominator,
                achieved,
                weeks,
                pcn_prevalence,
                national_prevalence,
            )| Observation {
                indicator,
                numerator,
                denominator,
                baseline_numerator,
                baseline_denominator,
                achieved,
                weeks,
                pcn_prevalence,
                national_prevalence,
            },
        )
}

/// What a statement of the Investment and Impact Fund is made from. The indicators need not be
/// those of the year.
pub fn iif_facts() -> impl Strategy<Value = Facts> {
    let average = (100_000_i64..600_000).prop_filter_map("an average", |tenths| {
        AverageListSize::try_new(Decimal::new(tenths, 1)).ok()
    });
    let decided = (indicator_code(), points(), text(), date()).prop_map(
        |(indicator, points, reason, decided_on)| Override {
            indicator,
            points,
            reason,
            decided_on,
        },
    );
    let closed = prop_oneof![Just(NationalFigures::Provisional), Just(NationalFigures::Final)];
    (
        contract_year(),
        pcn_code(),
        option::of(date()),
        whole_patients(),
        average,
        closed,
        vec(observation(), 0..12),
        vec(decided, 0..2),
    )
        .prop_map(
            |(
                year,
                pcn,
                known_on,
                list_size,
                national_average_list_size,
                national_figures,
                observations,
                overrides,
            )| Facts {
                year,
                pcn,
                known_on,
                list_size,
                national_average_list_size,
                national_figures,
                observations,
                overrides,
            },
        )
}

/// What was counted for some of a year's indicators: never more than the whole, with what each
/// indicator is adjusted by.
fn counted(year: &'static Year) -> impl Strategy<Value = Vec<Observation>> {
    let each: Vec<_> = year
        .iif
        .indicators
        .iter()
        .map(|indicator| {
            let code = indicator.code;
            let counts = (0_u64..5_000, 0_u64..5_000, 0_u64..53, any::<bool>());
            let held = (1_i64..400).prop_map(|share| Ratio::try_new(Decimal::new(share, 4)).ok());
            let observed =
                (counts, held).prop_map(move |((numerator, rest, weeks, done), share)| {
                    let denominator = numerator.saturating_add(rest);
                    Observation {
                        baseline_numerator: Some(Count::Counted(numerator)),
                        baseline_denominator: Some(Count::Counted(denominator)),
                        achieved: Some(done),
                        weeks: Some(weeks),
                        national_prevalence: share,
                        ..Observation::new(code, numerator, denominator)
                    }
                });
            option::of(observed)
        })
        .collect();
    each.prop_map(|observations| observations.into_iter().flatten().collect())
}

/// Facts from which a statement can be worked out: of a year that the crate holds, and about its
/// indicators.
///
/// # Examples
///
/// ```
/// use pcn::{des, iif::Options, strategies::sound_iif_facts};
/// use proptest::prelude::*;
///
/// proptest!(ProptestConfig::with_cases(16), |(facts in sound_iif_facts())| {
///     let terms = &des::year(facts.year).expect("held").iif;
///     prop_assert!(terms.statement(&facts, &Options::default()).is_ok());
/// });
/// ```
pub fn sound_iif_facts() -> impl Strategy<Value = Facts> {
    let years: Vec<&'static Year> =
        des::years().iter().filter(|year| !year.iif.indicators.is_empty()).collect();
    let closed = select(vec![NationalFigures::Provisional, NationalFigures::Final]);
    (select(years), pcn_code(), 5_000_u32..120_000, 300_000_i64..600_000, closed).prop_flat_map(
        |(year, pcn, list_size, tenths, national_figures)| {
            counted(year).prop_filter_map("an average", move |observations| {
                Some(Facts {
                    year: year.year,
                    pcn,
                    known_on: None,
                    list_size: Patients::from(list_size),
                    national_average_list_size: AverageListSize::try_new(Decimal::new(tenths, 1))
                        .ok()?,
                    national_figures,
                    observations,
                    overrides: Vec::new(),
                })
            })
        },
    )
}

/// Facts from which no statement can be worked out, each with the path of what is wrong.
///
/// # Examples
///
/// ```
/// use pcn::{des, iif::Options, strategies::near_miss_iif_facts};
/// use proptest::prelude::*;
///
/// proptest!(ProptestConfig::with_cases(16), |((facts, path) in near_miss_iif_facts())| {
///     let terms = &des::year(facts.year).expect("held").iif;
///     let error = terms.statement(&facts, &Options::default()).unwrap_err();
///     prop_assert_eq!(error.path(), path);
/// });
/// ```
pub fn near_miss_iif_facts() -> impl Strategy<Value = (Facts, String)> {
    let some =
        sound_iif_facts().prop_filter("no observation", |facts| !facts.observations.is_empty());
    (some, any::<Index>(), 0_u8..4).prop_filter_map("a miss", |(mut facts, which, how)| {
        let at = which.index(facts.observations.len());
        let path = match how {
            0 => {
                facts.observations.get_mut(at)?.indicator =
                    crate::iif::IndicatorCode::constant("ZZ-99");
                format!("observations[{at}].indicator")
            }
            1 => {
                let again = facts.observations.get(at)?.clone();
                facts.observations.push(again);
                format!("observations[{}].indicator", facts.observations.len().saturating_sub(1))
            }
            2 => {
                facts.observations.get_mut(at)?.national_prevalence = Some(Ratio::ZERO);
                format!("observations[{at}].national_prevalence")
            }
            _ => {
                facts.list_size = Patients::from(0);
                "list_size".to_owned()
            }
        };
        Some((facts, path))
    })
}

/// Statements of the Investment and Impact Fund, with their working or without.
///
/// # Examples
///
/// ```
/// use pcn::{iif::Statement, strategies::iif_statement};
/// use proptest::prelude::*;
///
/// proptest!(ProptestConfig::with_cases(16), |(statement in iif_statement())| {
///     let text = serde_json::to_string(&statement)?;
///     prop_assert_eq!(serde_json::from_str::<Statement>(&text)?, statement);
/// });
/// # Ok::<(), serde_json::Error>(())
/// ```
pub fn iif_statement() -> impl Strategy<Value = Statement> {
    (sound_iif_facts(), any::<bool>()).prop_filter_map("a statement", |(facts, working)| {
        let options = Options { working, ..Options::default() };
        des::year(facts.year)?.iif.statement(&facts, &options).ok()
    })
}

const EVENTS: [DeclarationEvent; 5] = [
    DeclarationEvent::Declare,
    DeclarationEvent::ApproveFinancially,
    DeclarationEvent::DataChanged,
    DeclarationEvent::MembershipChanged,
    DeclarationEvent::Reaggregated,
];

/// Declarations of a year's achievement, with any history that can be.
///
/// # Examples
///
/// ```
/// use pcn::strategies::declaration;
/// use proptest::prelude::*;
///
/// proptest!(|(declaration in declaration())| {
///     prop_assert!(declaration.steps().is_sorted_by_key(|step| step.on));
/// });
/// ```
pub fn declaration() -> impl Strategy<Value = Declaration> {
    vec((select(EVENTS.as_slice()), 0_usize..20), 0..10).prop_map(|steps| {
        let mut declaration = Declaration::new();
        let mut days = day(2024, 5, 1).iter_days();
        for (event, later) in steps {
            // What cannot happen is refused and changes nothing.
            days.nth(later).map(|on| declaration.apply(event, on).ok());
        }
        declaration
    })
}

/// A declaration, and an event that it refuses on that day.
///
/// # Examples
///
/// ```
/// use pcn::strategies::refused_declaration_event;
/// use proptest::prelude::*;
///
/// proptest!(|((mut declaration, event, on) in refused_declaration_event())| {
///     let before = declaration.clone();
///     prop_assert!(declaration.apply(event, on).is_err());
///     prop_assert_eq!(declaration, before);
/// });
/// ```
pub fn refused_declaration_event()
-> impl Strategy<Value = (Declaration, DeclarationEvent, NaiveDate)> {
    (declaration(), date(), any::<Index>()).prop_filter_map(
        "an event that is refused",
        |(declaration, on, which)| {
            let refuses = |event: &DeclarationEvent| declaration.clone().apply(*event, on).is_err();
            let refused: Vec<DeclarationEvent> = EVENTS.into_iter().filter(refuses).collect();
            let event = (!refused.is_empty()).then(|| *which.get(&refused))?;
            Some((declaration, event, on))
        },
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn sound_facts_give_a_statement_and_near_misses_none(
            sound in sound_iif_facts(), (miss, path) in near_miss_iif_facts(),
        ) {
            let statement = |facts: &Facts| {
                des::year(facts.year).unwrap().iif.statement(facts, &Options::default())
            };
            prop_assert!(statement(&sound).is_ok(), "{:?}", statement(&sound));
            let error = statement(&miss).unwrap_err();
            prop_assert_eq!(error.path(), path);
        }

        #[test]
        fn a_refused_event_is_refused((mut declaration, event, on) in refused_declaration_event()) {
            prop_assert!(declaration.apply(event, on).is_err());
        }
    }
}
