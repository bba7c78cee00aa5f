use std::borrow::Cow;

use super::{Due, PlanYears, Priority, PriorityGroup, Strategy};
use crate::{
    calendar::{ContractYear, day},
    citation::{Evidence, Source},
    maturity::sources::LLR_2019,
};

/// The primary care strategy of Leicester, Leicestershire and Rutland with its five areas, in our
/// words, as a committee report of 2019 tells it.
///
/// # Meaning
///
/// The report's title says 2019-2034, its first paragraph and its appendix 2019-2024; "within 5
/// years" speaks for 2024, which is used. It sets no time for an area, so each is
/// [`Due::Unknown`].
///
/// # Examples
///
/// ```
/// use pcn::plan::{Due, leicestershire_2019};
///
/// let strategy = leicestershire_2019();
/// assert_eq!(strategy.priorities().filter(|(_, area)| area.due == Due::Unknown).count(), 5);
/// assert_eq!(strategy.years.to_string(), "2019/20 to 2023/24");
/// ```
///
/// # Source
///
/// East Leicestershire and Rutland CCG, report to the Health Overview and Scrutiny Committee
/// (13 November 2019), paragraphs 1 to 3.
#[must_use]
pub fn leicestershire_2019() -> Strategy {
    let area = |text, expected| Priority {
        text: Cow::Borrowed(text),
        expected: Cow::Borrowed(expected),
        due: Due::Unknown,
    };
    Strategy {
        title: Cow::Borrowed("LLR primary care strategy 2019-2024"),
        place: Cow::Borrowed("Leicester, Leicestershire and Rutland"),
        years: PlanYears::constant(ContractYear::Y2019_20, ContractYear::Y2023_24),
        dated: Some(day(2019, 11, 13)),
        supersedes: Vec::new(),
        aims: Vec::new(),
        groups: vec![PriorityGroup {
            title: Cow::Borrowed("Areas of the NHS Long Term Plan"),
            priorities: vec![
                area("networks", "strong, integrated networks bring care to their population"),
                area(
                    "integrated primary and out-of-hospital care",
                    "joined-up teams keep people cared for in the community for longer",
                ),
                area(
                    "planned care and diagnostics",
                    "delivery by practices and networks supports 30% fewer outpatient attendances",
                ),
                area(
                    "integrated urgent care",
                    "co-ordinated extended access reduces demand on practices and emergency departments",
                ),
                area(
                    "population health",
                    "risk stratification lets networks and partners answer local needs",
                ),
            ],
        }],
        source: Source::constant(LLR_2019.at("paragraphs 1 to 3"), Evidence::Secondary),
        note: Some(Cow::Borrowed(
            "the report's title says 2019-2034, its text and appendix 2019-2024; dated by the report",
        )),
    }
}
