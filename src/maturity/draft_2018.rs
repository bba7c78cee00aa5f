use std::borrow::Cow;

use super::{
    ComponentId, Criterion, ItemId, Level, Matrix, Scope, Strand, VersionId, sources::GUIDE_2018,
};
use crate::{
    calendar::day,
    citation::{Evidence, Source},
};

/// The draft of July 2018: four foundations, then steps 1 to 3 with 7, 7 and 8 criteria, and no
/// components. A network is rated as a whole with it.
///
/// The criteria are in our words. The transcription merged the columns of the matrix, so which step
/// a criterion belongs to is read from the order of the sentences; whether it describes the network
/// or the system, and its strand, is our reading. So the criteria of the steps are graded
/// [`Derived`](Evidence::Derived), those of the foundation [`Official`](Evidence::Official).
///
/// # Examples
///
/// ```
/// use pcn::maturity::{Level, draft_2018};
///
/// let counts = Level::ALL.map(|level| draft_2018().criteria_at(level).count());
/// assert_eq!(counts, [4, 7, 7, 8]);
/// ```
///
/// # Source
///
/// NHS England, Primary Care Networks Reference Guide, draft pre-release (July 2018), the journey of
/// development.
#[must_use]
pub fn draft_2018() -> &'static Matrix {
    static DRAFT: Matrix = Matrix {
        id: VersionId::DRAFT_2018,
        title: Cow::Borrowed("PCN maturity matrix, draft of July 2018"),
        issued: Some(day(2018, 7, 1)),
        system: None,
        based_on: None,
        levels: Cow::Borrowed(&Level::ALL),
        components: Cow::Borrowed(&[]),
        criteria: Cow::Borrowed(CRITERIA),
        source: SOURCE,
        levels_source: SOURCE,
    };
    &DRAFT
}

const SOURCE: Source =
    Source::constant(GUIDE_2018.at("the journey of development"), Evidence::Official);

/// The columns of the steps ran together in the text that was read.
const STEP: Source = Source::constant(
    GUIDE_2018.at("the journey of development; the step is read from the order of the sentences"),
    Evidence::Derived,
);

const fn criterion(
    id: &'static str,
    level: Level,
    strand: Strand,
    scope: Scope,
    text: &'static str,
) -> Criterion {
    Criterion {
        id: ItemId::constant(id),
        level,
        component: ComponentId::WHOLE_NETWORK,
        strand: Some(strand),
        scope,
        text: Cow::Borrowed(text),
        source: match level {
            Level::Foundation => SOURCE,
            Level::Step1 | Level::Step2 | Level::Step3 => STEP,
        },
    }
}

use Level::{Foundation, Step1, Step2, Step3};
use Scope::{Network, System};
use Strand::{Capacity, Data, IntegratedCare, Skills, Vision, Voice};

const CRITERIA: &[Criterion] = &[
    criterion(
        "MM18-F-01",
        Foundation,
        Vision,
        System,
        "a plan gives a clear vision and the steps towards it at network, place and system level",
    ),
    criterion(
        "MM18-F-02",
        Foundation,
        Voice,
        System,
        "GPs, local leaders of primary care and others believe in the vision and its plan",
    ),
    criterion(
        "MM18-F-03",
        Foundation,
        Capacity,
        Network,
        "primary care, general practice above all, has room to change",
    ),
    criterion(
        "MM18-F-04",
        Foundation,
        Skills,
        System,
        "people with the right skills are there, and money for the change is firmly promised",
    ),
    criterion(
        "MM18-S1-01",
        Step1,
        Vision,
        Network,
        "practices have found their partners in the network and share a plan for forming it",
    ),
    criterion(
        "MM18-S1-02",
        Step1,
        Data,
        Network,
        "differences between practices in outcomes and use of resources can be seen and are acted on",
    ),
    criterion(
        "MM18-S1-03",
        Step1,
        Data,
        System,
        "the population is segmented in outline, and the needs and resource use of key groups known",
    ),
    criterion(
        "MM18-S1-04",
        Step1,
        IntegratedCare,
        System,
        "integrated teams work in parts of the system, perhaps without social care and charities",
    ),
    criterion(
        "MM18-S1-05",
        Step1,
        IntegratedCare,
        System,
        "the models of care to aim for are set out for every group, with what is still missing",
    ),
    criterion(
        "MM18-S1-06",
        Step1,
        Capacity,
        System,
        "primary care is made to run efficiently, and practices in difficulty are supported",
    ),
    criterion(
        "MM18-S1-07",
        Step1,
        Voice,
        System,
        "primary care sits at the table where the system takes its strategic decisions",
    ),
    criterion(
        "MM18-S2-01",
        Step2,
        Vision,
        Network,
        "the network has settled its future business model and runs the first parts of it",
    ),
    criterion(
        "MM18-S2-02",
        Step2,
        Skills,
        Network,
        "systems work together inside the network: records are read and written across practices, \
         some staff and estate are shared",
    ),
    criterion(
        "MM18-S2-03",
        Step2,
        Data,
        Network,
        "every clinician has what decisions need: who is at risk, shared protocols, and contacts with \
         the system as they happen",
    ),
    criterion(
        "MM18-S2-04",
        Step2,
        IntegratedCare,
        System,
        "first parts of the new models serve most groups, with teams everywhere that include social \
         care, charities and easily reached specialists",
    ),
    criterion(
        "MM18-S2-05",
        Step2,
        IntegratedCare,
        Network,
        "peers review each other's work as a matter of routine",
    ),
    criterion(
        "MM18-S2-06",
        Step2,
        Capacity,
        Network,
        "the network sees what it uses and what that does to the system, and can try out incentives",
    ),
    criterion(
        "MM18-S2-07",
        Step2,
        Voice,
        System,
        "primary care takes part in day-to-day decisions of the system, urgent care for one",
    ),
    criterion("MM18-S3-01", Step3, Vision, Network, "the network's business model runs in full"),
    criterion(
        "MM18-S3-02",
        Step3,
        Skills,
        Network,
        "IT, workforce and estate work together across networks, and networks share as needed",
    ),
    criterion(
        "MM18-S3-03",
        Step3,
        Data,
        Network,
        "systematic analysis lets the network know its population's needs in depth and design for them",
    ),
    criterion(
        "MM18-S3-04",
        Step3,
        IntegratedCare,
        System,
        "the new models of care serve every group, across the system",
    ),
    criterion(
        "MM18-S3-05",
        Step3,
        IntegratedCare,
        System,
        "what early adopters achieved is evaluated and steers the spread",
    ),
    criterion(
        "MM18-S3-06",
        Step3,
        Capacity,
        Network,
        "the network answers as one for the money it has",
    ),
    criterion(
        "MM18-S3-07",
        Step3,
        Capacity,
        Network,
        "data is used in consultations to make the best of resources",
    ),
    criterion(
        "MM18-S3-08",
        Step3,
        Voice,
        System,
        "primary care is a full member of the system's leadership and shares in allocating resources",
    ),
];
