use std::borrow::Cow;

use super::{
    Aim, BragMeaning, DataLevel, Frequency, Goal, GoalPath, Initiative, Link, Measure,
    MeasureStatus, Objective, Owner, Plan, PlanRecord, PlanYears, Theme,
};
use crate::{
    calendar::ContractYear,
    citation::{Citation, Evidence, Source},
    maturity::{ComponentId, ItemId, sources::DURHAM},
    service::Service,
};

/// The plan of County Durham's networks for 2021/22: 4 objectives, 2 goals with 7 and 2 below them
/// and 5 below the last of these, 9 themes with 30 initiatives, and 9 measures, in our words.
///
/// # Meaning
///
/// The text that was read has lost the shading of the chart: no cell and no status survives. So
/// every year and every status is unknown, not a no. The numbers of the objectives are ours; the
/// document has bullets. So are the links from goals to objectives and from initiatives to goals and
/// to what they serve, which follow the wording ([`links_source`](PlanRecord::links_source)).
///
/// # Examples
///
/// ```
/// use pcn::{calendar::ContractYear, plan::{Cell, county_durham}};
///
/// let plan = county_durham();
/// assert_eq!(plan.initiatives().count(), 30);
/// let (_, first) = plan.initiatives().next().unwrap();
/// assert_eq!(first.years.cell(ContractYear::Y2021_22), Cell::Unknown);
/// assert_eq!(first.last_brag(), None);
/// ```
///
/// # Source
///
/// County Durham, Primary Care Networks OGIM 2021/22.
#[must_use]
pub fn county_durham() -> Plan {
    // INVARIANT: a test holds this record against `Plan::try_new`.
    Plan {
        record: PlanRecord {
            id: None,
            title: Cow::Borrowed("Primary Care Networks OGIM 2021/22"),
            place: Cow::Borrowed("County Durham"),
            owner: None,
            years: PlanYears::constant(ContractYear::Y2020_21, ContractYear::Y2024_25),
            brag_meaning: BragMeaning::default(),
            objectives: objectives(),
            goals: goals(),
            themes: themes(),
            measures: measures(),
            local_components: [].into(),
            source: Some(Source::constant(DURHAM, Evidence::Secondary)),
            links_source: Some(Source::constant(
                Citation::constant("our reading of the wording; the plan draws no links"),
                Evidence::Derived,
            )),
        },
    }
}

fn objectives() -> Vec<Objective> {
    let texts = [
        "networks grow to full maturity",
        "networks deliver the Network Contract DES and its service specifications",
        "networks go beyond the contract where they can, so that services are co-ordinated at place",
        "networks work with partners for one system of health and social care without visible borders",
    ];
    (1..).zip(texts).map(|(number, text)| Objective { number, text: Cow::Borrowed(text) }).collect()
}

fn goals() -> Vec<Goal> {
    let goal = |path, text, objectives: &[u8]| Goal {
        path,
        text: Cow::Borrowed(text),
        objectives: objectives.iter().copied().collect(),
    };
    let top = GoalPath::constant;
    let under = |number, letter| GoalPath::constant(number).with_letter(letter);
    let component = |numeral| GoalPath::constant(2).with_letter(b'b').with_numeral(numeral);
    vec![
        goal(
            top(1),
            "deliver the Network Contract DES, in time with seven specifications: three live, four to follow",
            &[2],
        ),
        goal(under(1, b'a'), "a wider range of services from a wider set of roles", &[]),
        goal(
            under(1, b'b'),
            "look at the health of the whole population, assess needs and offer targeted support",
            &[],
        ),
        goal(
            under(1, b'c'),
            "more integration of agencies, to reduce inequalities and improve outcomes",
            &[3, 4],
        ),
        goal(under(1, b'd'), "prevention, and a culture of self-care", &[]),
        goal(
            under(1, b'e'),
            "proactive, co-ordinated and personalised care with shared decisions, closer to home",
            &[],
        ),
        goal(
            under(1, b'f'),
            "everyone keeps a named, accountable GP, whoever of the team treats them",
            &[],
        ),
        goal(
            under(1, b'g'),
            "build on working together in the pandemic and in the vaccination programme",
            &[],
        ),
        goal(top(2), "each network is supported by the CCG and by the development funding", &[1]),
        goal(
            under(2, b'a'),
            "networks use a maturity matrix, alone and as groups across a place",
            &[],
        ),
        goal(under(2, b'b'), "the matrix has five components", &[]),
        goal(component(1), "leadership, planning and partnerships", &[]),
        goal(component(2), "use of data and population health management", &[]),
        goal(component(3), "integrating care", &[]),
        goal(component(4), "managing resources", &[]),
        goal(component(5), "working in partnership with people and communities", &[]),
    ]
}

/// An initiative of which the years and the status are unknown.
fn blank(
    title: &'static str,
    goals: &[GoalPath],
    serves: impl IntoIterator<Item = Link>,
) -> Initiative {
    Initiative {
        goals: goals.iter().copied().collect(),
        serves: serves.into_iter().collect(),
        ..Initiative::new(title)
    }
}

fn themes() -> Vec<Theme> {
    const ONE: GoalPath = GoalPath::constant(1);
    const TWO: GoalPath = GoalPath::constant(2);
    const ONE_A: GoalPath = ONE.with_letter(b'a');
    const ONE_B: GoalPath = ONE.with_letter(b'b');
    const ONE_C: GoalPath = ONE.with_letter(b'c');
    const ONE_D: GoalPath = ONE.with_letter(b'd');
    const ONE_E: GoalPath = ONE.with_letter(b'e');
    const ONE_F: GoalPath = ONE.with_letter(b'f');
    const ONE_G: GoalPath = ONE.with_letter(b'g');
    let titles = [
        "Health inequalities",
        "Health behaviours (alcohol, tobacco, nutrition, physical activity)",
        "Personalised care",
        "Mental health and learning disabilities",
        "Children",
        "Digital",
        "Finance",
        "Integration",
        "Cultural change",
    ];
    let initiatives = [
        vec![
            blank(
                "Implement the early cancer diagnosis specification",
                &[ONE],
                [Link::Service(Service::EarlyCancerDiagnosis)],
            ),
            blank(
                "Implement the structured medication review and medicines optimisation specification",
                &[ONE],
                [Link::Service(Service::StructuredMedicationReview)],
            ),
            blank(
                "Be ready for flu and Covid vaccination, and act on unequal uptake",
                &[ONE_G],
                [Link::Design(ItemId::constant("NET21-RECOVERY-04"))],
            ),
            blank(
                "Use population health management with Public Health and partners to know the population's needs",
                &[ONE_B],
                [
                    Link::Component(ComponentId::DATA),
                    Link::Design(ItemId::constant("NET18-CORE-04")),
                ],
            ),
            blank(
                "Implement the CVD diagnosis and prevention specification",
                &[ONE, ONE_D],
                [Link::Service(Service::CvdPreventionAndDiagnosis)],
            ),
            blank(
                "Implement the specification on tackling health inequalities",
                &[ONE, ONE_C],
                [Link::Service(Service::NeighbourhoodInequalities)],
            ),
        ],
        vec![
            blank(
                "Tie primary care more closely to the system's prevention board and its work",
                &[ONE_D],
                [Link::Design(ItemId::constant("NET18-CORE-03"))],
            ),
            blank(
                "Have patients and the public design health behaviour work together with services",
                &[ONE_D],
                [Link::Component(ComponentId::PEOPLE)],
            ),
        ],
        vec![
            Initiative {
                note: Some(Cow::Borrowed("the plan does not name the seven elements")),
                ..blank(
                    "Put the whole enhanced health in care homes framework in place, with its seven care elements",
                    &[ONE_E],
                    [Link::Service(Service::EnhancedHealthInCareHomes)],
                )
            },
            blank(
                "Bring primary care into system plans for recovery and further Covid waves",
                &[ONE_G],
                [Link::Design(ItemId::constant("NET21-RECOVERY-03"))],
            ),
            Initiative {
                note: Some(Cow::Borrowed("marked in the plan as postponed by NHS England")),
                ..blank(
                    "Implement the personalised care specification",
                    &[ONE, ONE_E],
                    [Link::Service(Service::PersonalisedCare)],
                )
            },
            Initiative {
                note: Some(Cow::Borrowed("marked in the plan as postponed by NHS England")),
                ..blank(
                    "Implement the anticipatory care specification",
                    &[ONE, ONE_E],
                    [Link::Service(Service::AnticipatoryCare)],
                )
            },
            blank(
                "Promote the additional roles in personalised care, for wider uptake and self-care",
                &[ONE_A, ONE_D],
                [],
            ),
        ],
        vec![
            blank(
                "Give people with serious mental illness their physical health checks",
                &[ONE_B],
                [],
            ),
            blank("Make practices' learning disability registers more accurate", &[ONE_B], []),
            blank(
                "Give more people with a learning disability an annual health check",
                &[ONE_B],
                [],
            ),
            blank(
                "Recruit the new mental health practitioners, for adults and where possible for the young",
                &[ONE_A],
                [],
            ),
        ],
        vec![
            blank(
                "Support improvement projects that networks choose",
                &[TWO],
                [Link::Design(ItemId::constant("NET19-SEGMENT-03"))],
            ),
            blank(
                "Develop a health visiting team for children in the network",
                &[ONE_C],
                [Link::Design(ItemId::constant("NET19-SEGMENT-03"))],
            ),
        ],
        vec![blank(
            "Embed virtual consultation, in line with the regional strategy",
            &[],
            [Link::Design(ItemId::constant("NET18-ACCESS-01"))],
        )],
        vec![
            blank("Make the most of the additional roles reimbursement scheme", &[ONE_A], []),
            blank(
                "Run the local integration and improvement scheme (LIAISe), renewed each year",
                &[],
                [],
            ),
            blank(
                "Support work towards the indicators of the Investment and Impact Fund",
                &[ONE],
                [],
            ),
        ],
        vec![
            blank(
                "Plan the primary care workforce, with training for wider multi-disciplinary teams",
                &[ONE_A],
                [Link::Design(ItemId::constant("NET18-WORKFORCE-03"))],
            ),
            blank(
                "Go on developing networks in an integrated system, with the development funding",
                &[TWO],
                [Link::Design(ItemId::constant("NET19-SUPPORT-02"))],
            ),
            blank(
                "Implement the enhanced health in care homes specification",
                &[ONE],
                [Link::Service(Service::EnhancedHealthInCareHomes)],
            ),
        ],
        vec![
            blank(
                "Embed what Covid changed, such as telephone triage and online consultation",
                &[ONE_G],
                [Link::Design(ItemId::constant("NET21-RECOVERY-01"))],
            ),
            blank("Find out how care navigation fits with what Covid changed", &[], []),
            blank(
                "Help the culture move from separate services to integrated networks, by organisational development",
                &[ONE_C, TWO],
                [Link::Design(ItemId::constant("NET19-SUPPORT-02"))],
            ),
            blank(
                "Talk with patients and the public about the most appropriate health professional",
                &[ONE_F],
                [Link::Component(ComponentId::PEOPLE)],
            ),
        ],
    ];
    (1..)
        .zip(titles.into_iter().zip(initiatives))
        .map(|(number, (title, initiatives))| Theme {
            number,
            title: Cow::Borrowed(title),
            initiatives,
        })
        .collect()
}

fn measures() -> Vec<Measure> {
    use Aim::{Health, PatientExperience, Workforce};
    let owner =
        Owner::Group(Cow::Borrowed("Partnership Board, Primary, Community and Social Care Group"));
    let measure = |aim, number, text: &'static str| Measure {
        owner: Some(owner.clone()),
        ..Measure::new(aim, number, text)
    };
    vec![
        measure(
            Health,
            1,
            "share of people on the learning disability register with an annual health check",
        ),
        measure(Health, 2, "higher uptake of breast, bowel and cervical screening"),
        Measure {
            serves: [Link::Service(Service::StructuredMedicationReview)].into(),
            ..measure(Health, 3, "structured medication reviews carried out")
        },
        Measure {
            frequency: Some(Frequency::Annual),
            ..measure(PatientExperience, 1, "national GP patient survey")
        },
        Measure {
            status: MeasureStatus::ToBeConfirmed { by: None },
            ..measure(PatientExperience, 2, "access as patients report it")
        },
        measure(PatientExperience, 3, "patients whose care was decided together with them"),
        Measure {
            data_level: Some(DataLevel::Commissioner),
            ..measure(Workforce, 1, "number of GPs employed by the NHS")
        },
        measure(
            Workforce,
            2,
            "staff above baseline in the additional roles scheme, full-time equivalent",
        ),
        measure(
            Workforce,
            3,
            "share of providers that the CQC rates outstanding or good as well led",
        ),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_plan_keeps_its_invariant() {
        assert_eq!(Plan::try_new(county_durham().into_record()), Ok(county_durham()));
    }
}
