use proptest::{collection::vec, option, prelude::*};

use super::{contract_year, date, indicator_code, pcn_code, points, ratio, text, whole_patients};
use crate::{
    iif::{AverageListSize, Count, Facts, NationalFigures, Observation, Override},
    quantity::Decimal,
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
