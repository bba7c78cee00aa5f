use chrono::NaiveDate;
use serde::Serialize;

use crate::{
    calendar::day,
    citation::{Citation, Evidence, Source},
};

/// Something that happened to the bodies that commission networks.
///
/// # Examples
///
/// ```
/// use pcn::{calendar::day, commissioner::events};
///
/// assert!(events().iter().any(|event| event.on == day(2026, 4, 1)));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CommissionerEvent {
    /// The day; of an event with a month only, the first day of the month.
    pub on: NaiveDate,
    /// What happened, in our words.
    pub what: &'static str,
    /// Where it stands.
    pub source: Source,
}

const fn event(on: NaiveDate, what: &'static str, source: Source) -> CommissionerEvent {
    CommissionerEvent { on, what, source }
}

const fn official(document: &'static str, url: &'static str) -> Source {
    Source::constant(Citation::constant(document).url(url), Evidence::Official)
}

const fn secondary(document: &'static str, url: &'static str) -> Source {
    Source::constant(Citation::constant(document).url(url), Evidence::Secondary)
}

static EVENTS: [CommissionerEvent; 10] = [
    event(
        day(2022, 7, 1),
        "42 Integrated Care Boards are established and Clinical Commissioning Groups abolished",
        official(
            "NHS England, Integrated care boards in England",
            "england.nhs.uk/publication/integrated-care-boards-in-england/",
        ),
    ),
    event(
        day(2022, 7, 1),
        "the 42 codes of partnerships keep their values and become boards",
        official(
            "NHS Digital, ICB reconfiguration guidance",
            "digital.nhs.uk/services/organisation-data-service/upcoming-code-changes/\
             reconfiguration-toolkit/icb-reconfiguration-guidance",
        ),
    ),
    event(
        day(2022, 7, 1),
        "the codes of groups keep their values and become sub-ICB locations: reference data, no \
         body in law",
        official(
            "NHS Data Dictionary, Sub Integrated Care Board Location",
            "v3.datadictionary.nhs.uk/web_site_content/supporting_definitions/\
             sub_integrated_care_board_location.asp",
        ),
    ),
    event(
        day(2022, 7, 1),
        "Bassetlaw (02Q) comes under Nottingham and Nottinghamshire (QT1) and keeps its code; it \
         stood under South Yorkshire (QF7) in January 2022",
        Source::constant(
            Citation::constant(
                "ONS, Sub-ICB locations to ICBs to NHS England regions (July 2022), lookup",
            ),
            Evidence::Derived,
        ),
    ),
    event(
        day(2024, 4, 1),
        "codes of sub-ICB reporting entities are added for London",
        official(
            "NHS Digital, Sub-ICB reporting entity codes",
            "production-like.nhsd.io/services/organisation-data-service/\
             sub-icb-reporting-entity-codes",
        ),
    ),
    event(
        day(2024, 7, 1),
        "codes of five sub-ICB reporting entities are added for Frimley",
        official(
            "NHS Digital, Sub-ICB reporting entity codes",
            "production-like.nhsd.io/services/organisation-data-service/\
             sub-icb-reporting-entity-codes",
        ),
    ),
    event(
        day(2025, 9, 9),
        "the first merged footprints are announced; leadership teams go from 42 to 26 by \
         clusters, whose boards stay separate",
        official(
            "Written statement, Integrated care boards: running costs and boundaries \
             (9 September 2025)",
            "parallelparliament.co.uk/debate/2025-09-09/commons/written-statements/\
             integrated-care-boards-running-costs-and-boundary-alignment-with-strategic-\
             authorities/ministerial-extracts",
        ),
    ),
    event(
        day(2026, 4, 1),
        "six new boards replace twelve and one other board's boundary changes: 36 in all",
        official(
            "NHS Business Services Authority, ICB mergers April 2026",
            "opendata.nhsbsa.net/news//icb-mergers-april-2026",
        ),
    ),
    event(
        day(2026, 4, 1),
        "in the East of England six boards become three",
        official(
            "NHS England, East of England",
            "england.nhs.uk/east-of-england/ccgs-and-acute-trusts",
        ),
    ),
    event(
        day(2027, 4, 1),
        "boards in clusters are directed to merge",
        secondary(
            "Distilled Post, on the direction to clustered boards",
            "distilledpost.com/post/nhs-england-orders-immediate-integration-of-clustered-care-\
             boards-by-next-april",
        ),
    ),
];

/// What happened to the bodies that commission networks, in order.
///
/// # Examples
///
/// ```
/// use pcn::commissioner::events;
///
/// let last = events().last().ok_or("none")?;
/// assert_eq!(last.what, "boards in clusters are directed to merge");
/// # Ok::<(), &str>(())
/// ```
#[must_use]
pub fn events() -> &'static [CommissionerEvent] {
    &EVENTS
}
