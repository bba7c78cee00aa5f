use std::borrow::Cow;

use super::{Due, PlanYears, Priority, PriorityGroup, Strategy};
use crate::{
    calendar::{ContractYear, day},
    citation::{Evidence, Source},
    maturity::sources::THURROCK_2021,
};

const OLD: &str = "Mid and South Essex primary care strategy (2018)";

/// The primary care strategy of 2018 that five CCGs of Essex approved, with its three aims, as the
/// Thurrock report of 2021 tells it.
///
/// # Examples
///
/// ```
/// use pcn::plan::mid_and_south_essex_2018;
///
/// assert_eq!(mid_and_south_essex_2018().aims.len(), 3);
/// ```
///
/// # Source
///
/// Thurrock Health and Wellbeing Board, item 9, Primary Care Strategy Refresh (23 July 2021),
/// introduction.
#[must_use]
pub fn mid_and_south_essex_2018() -> Strategy {
    Strategy {
        title: Cow::Borrowed(OLD),
        place: Cow::Borrowed("Mid and South Essex"),
        years: PlanYears::constant(ContractYear::constant(2018), ContractYear::Y2021_22),
        dated: None,
        supersedes: Vec::new(),
        aims: vec![
            Cow::Borrowed("close the gap between demand and capacity over three years"),
            Cow::Borrowed("make general practice last, and a good place to work"),
            Cow::Borrowed("build on localities to raise standards and support each other"),
        ],
        groups: Vec::new(),
        source: Source::constant(
            THURROCK_2021.at("2.1, introduction and background"),
            Evidence::Secondary,
        ),
        note: Some(Cow::Borrowed("approved in 2018, on a day not given; expires in summer 2021")),
    }
}

/// The refresh of 2021 with the priorities that Thurrock's board noted: 11 in 3 groups, with the
/// progress expected by 2023/24, in our words.
///
/// # Meaning
///
/// Priority 3.1 stands in the column "by 2023/24" but says "within twelve months"; its own words
/// hold. Priorities 1.2 and 1.5 have the same text and expect different progress. The heading speaks
/// of the next two years, the column of 2023/24; the column holds. The rows were wrapped in the text
/// that was read, so their borders are inferred.
///
/// # Examples
///
/// ```
/// use pcn::plan::mid_and_south_essex_2021;
///
/// let strategy = mid_and_south_essex_2021();
/// assert_eq!(strategy.groups.iter().map(|group| group.priorities.len()).collect::<Vec<_>>(), [5, 3, 3]);
/// ```
///
/// # Source
///
/// Thurrock Health and Wellbeing Board, item 9, Primary Care Strategy Refresh (23 July 2021), key
/// strategic areas.
#[must_use]
pub fn mid_and_south_essex_2021() -> Strategy {
    const BY: Due = Due::By(ContractYear::Y2023_24);
    let priority = |text, expected, due| Priority {
        text: Cow::Borrowed(text),
        expected: Cow::Borrowed(expected),
        due,
    };
    Strategy {
        title: Cow::Borrowed("Mid and South Essex primary care strategy refresh (2021)"),
        place: Cow::Borrowed("Thurrock, Mid and South Essex"),
        years: PlanYears::constant(ContractYear::Y2021_22, ContractYear::Y2023_24),
        dated: Some(day(2021, 7, 23)),
        supersedes: vec![Cow::Borrowed(OLD)],
        aims: Vec::new(),
        groups: vec![
            PriorityGroup {
                title: Cow::Borrowed(
                    "Refining and strengthening networks and their part in integrating services",
                ),
                priorities: vec![
                    priority(
                        "make NHS England's core aims for networks clear and real: general practice that lasts, and more capacity",
                        "practices trust the network's services and what they do for patients",
                        BY,
                    ),
                    priority(
                        "networks lead the integration of services with community providers, physical and mental, and councils",
                        "practices use population health data as routine and support integration with partners",
                        BY,
                    ),
                    priority(
                        "local models, led by one network or several, bring primary care nearer to hospital and mental health care",
                        "networks can pay for improvements in the community and for new pathways",
                        BY,
                    ),
                    priority(
                        "through networks and the national specifications, serve local priorities in partnership, cancer and ageing well among them",
                        "networks deliver what is asked nationally, and more where local priorities call for it",
                        BY,
                    ),
                    priority(
                        "networks lead the integration of services with community providers, physical and mental, and councils",
                        "community providers and others name leads in the network's leadership who can decide together how to use the workforce",
                        BY,
                    ),
                ],
            },
            PriorityGroup {
                title: Cow::Borrowed("Legacy of the pandemic: working better with acute care"),
                priorities: vec![
                    priority(
                        "look into a Guardian service for people who were referred and wait long for treatment",
                        "patients mostly reach their tests, care plans and timescales online",
                        BY,
                    ),
                    priority(
                        "use the Guardian service's staff to find and settle delays that harm care and make work",
                        "primary and acute care communicate through the Guardian service where that is needed",
                        BY,
                    ),
                    priority(
                        "primary and secondary care agree pathways that stress prevention, personalisation and self-care, with every partner",
                        "new pathways set off joint training across the system",
                        BY,
                    ),
                ],
            },
            PriorityGroup {
                title: Cow::Borrowed("Leadership and innovation in the primary care workforce"),
                priorities: vec![
                    priority(
                        "more management capacity in networks, to drive integration",
                        "an infrastructure that can innovate and solve local problems by itself",
                        Due::WithinMonths(12),
                    ),
                    priority(
                        "specialist roles and portfolio careers for clinicians of primary and secondary care",
                        "clinicians' collaboration is shown to integrate care from below, with something like the integrated workforce I-statements framework",
                        BY,
                    ),
                    priority(
                        "go on developing accelerator networks, and invest in success",
                        "all networks are supported, and leading and accelerator networks are free to go ahead",
                        BY,
                    ),
                ],
            },
        ],
        source: Source::constant(
            THURROCK_2021.at("key strategic areas and expected changes"),
            Evidence::Secondary,
        ),
        note: Some(Cow::Borrowed(
            "dated by the board's meeting; the strategy's own day is not given",
        )),
    }
}
