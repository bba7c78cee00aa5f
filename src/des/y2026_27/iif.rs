//! The Investment and Impact Fund in 2026/27. That it goes on with a learning disability and a cancer
//! part is known from a supplier's reports; codes are taken to be those of the year before.

use std::borrow::Cow;

use crate::{
    calendar::{ContractYear, Period},
    citation::Source,
    iif::{
        Status, Structure, Terms, catalogue, indicator, series,
        sources::{ARDENS_2026, CARRIED_FORWARD, CONTRACT_2026},
    },
    series::{Entry, Series},
};

const YEAR: Period = ContractYear::Y2026_27.period();

/// No source gives the figure; `source` is where it would stand, or where its indicator stands.
const fn none<T: Clone>(source: Source) -> Entry<T> {
    Entry::not_published(YEAR, source)
}

const ACTIVE: Series<Status> = series![Entry::constant(Status::Active, YEAR, CARRIED_FORWARD)];

pub(super) const TERMS: Terms = Terms {
    structure: Structure {
        points: series![none(CONTRACT_2026)],
        indicator_count: series![none(CONTRACT_2026)],
        pounds_per_point: series![none(CONTRACT_2026)],
        national: Cow::Borrowed(&[]),
        together: Cow::Borrowed(&[]),
        planned: Cow::Borrowed(&[]),
    },
    indicators: Cow::Borrowed(
        const {
            &[
                indicator(
                    "HI-03",
                    catalogue::HI_03,
                    ACTIVE,
                    series![none(ARDENS_2026)],
                    series![none(ARDENS_2026)],
                    series![none(ARDENS_2026)],
                ),
                indicator(
                    "CAN-04",
                    catalogue::CAN_04,
                    ACTIVE,
                    series![none(ARDENS_2026)],
                    series![none(ARDENS_2026)],
                    series![none(ARDENS_2026)],
                ),
            ]
        },
    ),
};
