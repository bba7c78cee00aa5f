use std::borrow::Cow;

use super::{
    Component, ComponentId, Criterion, ItemId, Level, Matrix, Scope, VersionId,
    sources::{MATRIX_2019, RECOLLECTION},
};
use crate::{
    calendar::day,
    citation::{Evidence, Source},
};

/// The national matrix of August 2019: five components, a foundation and three steps, with a part
/// for the network and a part for the system.
///
/// That there are five components, and which, is sourced. The cells are not: no copy that was read
/// holds their text, so each of the 40 criteria is recollection and graded
/// [`Unconfirmed`](Evidence::Unconfirmed). The names of the levels are no better known. A place that
/// holds the document should load its text as a [`LocalMatrix`](super::LocalMatrix).
///
/// # Examples
///
/// ```
/// use pcn::{citation::Evidence, maturity::august_2019};
///
/// let matrix = august_2019();
/// assert_eq!(matrix.source().evidence, Evidence::Secondary);
/// assert_eq!(matrix.levels_source().evidence, Evidence::Unconfirmed);
/// assert!(matrix.criteria().iter().all(|cell| cell.source.evidence == Evidence::Unconfirmed));
/// ```
///
/// # Source
///
/// GP Task Force, PCN Maturity Matrix (issued August 2019); County Durham, Primary Care Networks
/// OGIM 2021/22, goal 2b, for the five components.
#[must_use]
pub fn august_2019() -> &'static Matrix {
    static AUGUST: Matrix = Matrix {
        id: VersionId::AUGUST_2019,
        title: Cow::Borrowed("PCN maturity matrix, August 2019"),
        issued: Some(day(2019, 8, 1)),
        system: None,
        based_on: None,
        levels: Cow::Borrowed(&Level::ALL),
        components: Cow::Borrowed(COMPONENTS),
        criteria: Cow::Borrowed(CRITERIA),
        source: Source::constant(MATRIX_2019, Evidence::Secondary),
        levels_source: RECOLLECTION,
    };
    &AUGUST
}

const fn component(
    id: ComponentId,
    title: &'static str,
    aliases: &'static [Cow<'static, str>],
) -> Component {
    Component { id, title: Cow::Borrowed(title), aliases: Cow::Borrowed(aliases) }
}

const COMPONENTS: &[Component] = &[
    component(ComponentId::LEADERSHIP, "Leadership, planning and partnerships", &[]),
    component(ComponentId::DATA, "Use of data and population health management", &[]),
    component(ComponentId::INTEGRATING, "Integrating care", &[]),
    component(ComponentId::RESOURCES, "Managing resources", &[]),
    component(
        ComponentId::PEOPLE,
        "Working in partnership with people and communities",
        &[Cow::Borrowed("Working with people and communities")],
    ),
];

const fn criterion(
    id: &'static str,
    level: Level,
    component: ComponentId,
    scope: Scope,
    text: &'static str,
) -> Criterion {
    Criterion {
        id: ItemId::constant(id),
        level,
        component,
        strand: None,
        scope,
        text: Cow::Borrowed(text),
        source: RECOLLECTION,
    }
}

use Level::{Foundation, Step1, Step2, Step3};
use Scope::{Network, System};

const CRITERIA: &[Criterion] = &[
    criterion(
        "MM19-F-LN",
        Foundation,
        ComponentId::LEADERSHIP,
        Network,
        "the vision is clear; GPs, people and charities are engaged; the clinical director is in post",
    ),
    criterion(
        "MM19-F-LS",
        Foundation,
        ComponentId::LEADERSHIP,
        System,
        "the system has a plan for supporting networks, and primary care is engaged",
    ),
    criterion(
        "MM19-F-DN",
        Foundation,
        ComponentId::DATA,
        Network,
        "infrastructure, information governance and analysts are being put in place",
    ),
    criterion(
        "MM19-F-DS",
        Foundation,
        ComponentId::DATA,
        System,
        "access to data, information governance and analysis are planned",
    ),
    criterion(
        "MM19-F-IN",
        Foundation,
        ComponentId::INTEGRATING,
        Network,
        "plans for better joined-up work are made with partners",
    ),
    criterion(
        "MM19-F-IS",
        Foundation,
        ComponentId::INTEGRATING,
        System,
        "community services begin to align with networks",
    ),
    criterion(
        "MM19-F-RN",
        Foundation,
        ComponentId::RESOURCES,
        Network,
        "there is room for change, the right skills, and money is promised",
    ),
    criterion(
        "MM19-F-RS",
        Foundation,
        ComponentId::RESOURCES,
        System,
        "money and staff for the change are there",
    ),
    criterion(
        "MM19-F-PN",
        Foundation,
        ComponentId::PEOPLE,
        Network,
        "there is an approach to engaging communities and a way for them to be heard",
    ),
    criterion(
        "MM19-F-PS",
        Foundation,
        ComponentId::PEOPLE,
        System,
        "the system supports engagement",
    ),
    criterion(
        "MM19-S1-LN",
        Step1,
        ComponentId::LEADERSHIP,
        Network,
        "clinical directors use development support; plans are shared with partners",
    ),
    criterion(
        "MM19-S1-LS",
        Step1,
        ComponentId::LEADERSHIP,
        System,
        "system and place support leaders and represent networks",
    ),
    criterion(
        "MM19-S1-DN",
        Step1,
        ComponentId::DATA,
        Network,
        "differences between practices are used; the population is segmented in outline",
    ),
    criterion(
        "MM19-S1-DS",
        Step1,
        ComponentId::DATA,
        System,
        "networks get support for population health management",
    ),
    criterion(
        "MM19-S1-IN",
        Step1,
        ComponentId::INTEGRATING,
        Network,
        "integrated teams work in parts, perhaps without social care and charities; parts of the models exist",
    ),
    criterion(
        "MM19-S1-IS",
        Step1,
        ComponentId::INTEGRATING,
        System,
        "models and what is missing are set out",
    ),
    criterion(
        "MM19-S1-RN",
        Step1,
        ComponentId::RESOURCES,
        Network,
        "practices run more efficiently, those in difficulty are supported, and a workforce plan is shared",
    ),
    criterion(
        "MM19-S1-RS",
        Step1,
        ComponentId::RESOURCES,
        System,
        "plans for estate and workforce are supported",
    ),
    criterion(
        "MM19-S1-PN",
        Step1,
        ComponentId::PEOPLE,
        Network,
        "the strengths of communities are mapped and trust is built",
    ),
    criterion(
        "MM19-S1-PS",
        Step1,
        ComponentId::PEOPLE,
        System,
        "networks are linked with charities and community groups",
    ),
    criterion(
        "MM19-S2-LN",
        Step2,
        ComponentId::LEADERSHIP,
        Network,
        "decisions are taken and learning shared with other networks, the place and the system",
    ),
    criterion(
        "MM19-S2-LS",
        Step2,
        ComponentId::LEADERSHIP,
        System,
        "networks have roles in the governance of the place and the system",
    ),
    criterion(
        "MM19-S2-DN",
        Step2,
        ComponentId::DATA,
        Network,
        "people at risk are found for proactive care; data is current and protocols are shared",
    ),
    criterion(
        "MM19-S2-DS",
        Step2,
        ComponentId::DATA,
        System,
        "linked data and connected systems are growing",
    ),
    criterion(
        "MM19-S2-IN",
        Step2,
        ComponentId::INTEGRATING,
        Network,
        "early models serve most groups; teams include social care, mental health, charities and specialists",
    ),
    criterion(
        "MM19-S2-IS",
        Step2,
        ComponentId::INTEGRATING,
        System,
        "teams work across the system",
    ),
    criterion(
        "MM19-S2-RN",
        Step2,
        ComponentId::RESOURCES,
        Network,
        "the network sees what it uses and may try out incentives",
    ),
    criterion(
        "MM19-S2-RS",
        Step2,
        ComponentId::RESOURCES,
        System,
        "networks of networks share infrastructure",
    ),
    criterion(
        "MM19-S2-PN",
        Step2,
        ComponentId::PEOPLE,
        Network,
        "those strengths are used, and what people say informs decisions",
    ),
    criterion("MM19-S2-PS", Step2, ComponentId::PEOPLE, System, "what people say is shared"),
    criterion(
        "MM19-S3-LN",
        Step3,
        ComponentId::LEADERSHIP,
        Network,
        "the network takes full part in decisions of place and system and has the data it needs for that",
    ),
    criterion(
        "MM19-S3-LS",
        Step3,
        ComponentId::LEADERSHIP,
        System,
        "primary care decides as a full member at system and place",
    ),
    criterion(
        "MM19-S3-DN",
        Step3,
        ComponentId::DATA,
        Network,
        "needs are analysed systematically, wider causes included, and the work reaches every group",
    ),
    criterion(
        "MM19-S3-DS",
        Step3,
        ComponentId::DATA,
        System,
        "networks get linked data as a matter of routine",
    ),
    criterion(
        "MM19-S3-IN",
        Step3,
        ComponentId::INTEGRATING,
        Network,
        "teams are fully integrated, share one view of the person, and every person at high risk has a plan",
    ),
    criterion(
        "MM19-S3-IS",
        Step3,
        ComponentId::INTEGRATING,
        System,
        "models serve every group and evaluation steers them",
    ),
    criterion(
        "MM19-S3-RN",
        Step3,
        ComponentId::RESOURCES,
        Network,
        "the network answers as one for its money and uses data in decisions",
    ),
    criterion(
        "MM19-S3-RS",
        Step3,
        ComponentId::RESOURCES,
        System,
        "IT, workforce and estate work together across the system",
    ),
    criterion(
        "MM19-S3-PN",
        Step3,
        ComponentId::PEOPLE,
        Network,
        "designing together is routine, and charities are part of the network",
    ),
    criterion(
        "MM19-S3-PS",
        Step3,
        ComponentId::PEOPLE,
        System,
        "communities are heard at every level",
    ),
];
