//! The Investment and Impact Fund in 2019/20: not begun, but planned.

use std::borrow::Cow;

use crate::iif::{PlannedElement, Structure, Terms, series, sources};

const fn planned(name: &'static str, capped: bool) -> PlannedElement {
    PlannedElement { name: Cow::Borrowed(name), capped, source: sources::LEICESTER_2019 }
}

pub(super) const TERMS: Terms = Terms {
    structure: Structure {
        points: series![],
        indicator_count: series![],
        pounds_per_point: series![],
        national: Cow::Borrowed(&[]),
        together: Cow::Borrowed(&[]),
        planned: Cow::Borrowed(
            const {
                &[
                    planned("avoidable A&E attendances", true),
                    planned("avoidable emergency admissions", true),
                    planned("timely hospital discharge", true),
                    planned("outpatient redesign", true),
                    planned("prescribing costs", false),
                ]
            },
        ),
    },
    indicators: Cow::Borrowed(&[]),
};
