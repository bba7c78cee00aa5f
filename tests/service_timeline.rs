//! The stories of the services against the dates that sources give.

use pcn::{
    calendar::{ContractYear, NaiveDate, Period, day},
    des,
    service::{
        Change, Service, Start, Status, Turn, in_force_in, status, status_as_known, timeline,
        timelines,
    },
};
use proptest::prelude::*;

const TODAY: NaiveDate = day(2026, 11, 24);

#[test]
fn anticipatory_care_was_planned_then_postponed_and_never_commenced() {
    let service = Service::AnticipatoryCare;
    let planned = Start::Year(ContractYear::Y2020_21);
    let january_2020 = day(2020, 1, 1);
    assert_eq!(status(service, january_2020), Status::Planned { commences: planned });
    assert_eq!(
        status_as_known(service, january_2020, january_2020),
        Status::Planned { commences: planned }
    );
    let summer_2021 = day(2021, 7, 1);
    let postponed =
        Status::Postponed { planned: Some(planned), commences: Some(Start::Day(day(2021, 10, 1))) };
    assert_eq!(status(service, summer_2021), postponed);
    assert_eq!(status_as_known(service, summer_2021, summer_2021), postponed);
    assert_eq!(timeline(service).commenced(), None);
    assert_eq!(
        status(service, TODAY),
        Status::NeverCommenced {
            given_up: day(2022, 9, 26),
            successor: Some(Service::ProactiveCare)
        }
    );
    let mut date = day(2019, 1, 1);
    while date < day(2027, 4, 1) {
        assert!(!status(service, date).is_in_force(), "{date}");
        date = date.succ_opt().unwrap();
    }
}

#[test]
fn each_service_commenced_and_ended_on_its_day() {
    let merged = Some((day(2024, 4, 1), Some(Service::SingleSpecification)));
    for (service, commenced, ended) in [
        (Service::StructuredMedicationReview, Some(day(2020, 10, 1)), merged),
        (Service::EnhancedHealthInCareHomes, Some(day(2020, 7, 31)), merged),
        (Service::EarlyCancerDiagnosis, Some(day(2020, 10, 1)), merged),
        (Service::AnticipatoryCare, None, None),
        (Service::PersonalisedCare, Some(day(2022, 4, 1)), merged),
        (Service::CvdPreventionAndDiagnosis, Some(day(2021, 10, 1)), merged),
        (Service::NeighbourhoodInequalities, Some(day(2021, 10, 1)), merged),
        (
            Service::SocialPrescribing,
            Some(day(2020, 4, 1)),
            Some((day(2022, 4, 1), Some(Service::PersonalisedCare))),
        ),
        (
            Service::ExtendedHours,
            Some(day(2019, 7, 1)),
            Some((day(2022, 10, 1), Some(Service::EnhancedAccess))),
        ),
        (Service::EnhancedAccess, Some(day(2022, 10, 1)), None),
        (Service::SingleSpecification, Some(day(2024, 4, 1)), None),
    ] {
        assert_eq!(timeline(service).commenced(), commenced, "{service}");
        assert_eq!(timeline(service).ended(), ended, "{service}");
    }
}

#[test]
fn the_framework_planned_five_services_for_2020_and_two_for_2021() {
    let planned = |year| {
        let in_year =
            |service: &Service| timeline(*service).planned().and_then(Start::year) == Some(year);
        Service::SEVEN.into_iter().filter(in_year).count()
    };
    assert_eq!(planned(ContractYear::Y2020_21), 5);
    assert_eq!(planned(ContractYear::Y2021_22), 2);
}

#[test]
fn three_of_the_seven_were_live_in_april_2021() {
    let live =
        Service::SEVEN.into_iter().filter(|one| status(*one, day(2021, 4, 15)).is_in_force());
    assert_eq!(
        live.collect::<Vec<_>>(),
        [
            Service::StructuredMedicationReview,
            Service::EnhancedHealthInCareHomes,
            Service::EarlyCancerDiagnosis
        ]
    );
}

#[test]
fn the_letter_of_march_2020_moves_the_start_only_for_those_who_have_read_it() {
    let service = Service::StructuredMedicationReview;
    let april = day(2020, 4, 15);
    assert_eq!(
        status_as_known(service, april, day(2020, 3, 18)),
        Status::Expected { since: Start::Year(ContractYear::Y2020_21) }
    );
    assert_eq!(
        status_as_known(service, april, day(2020, 3, 19)),
        Status::Postponed {
            planned: Some(Start::Year(ContractYear::Y2020_21)),
            commences: Some(Start::Day(day(2020, 10, 1)))
        }
    );
}

#[test]
fn beyond_what_was_checked_nothing_is_carried_on() {
    assert_eq!(
        status(Service::EnhancedAccess, day(2027, 4, 1)),
        Status::NotChecked { from: day(2027, 4, 1) }
    );
    assert!(status(Service::EnhancedAccess, day(2027, 3, 31)).is_in_force());
    assert_eq!(status(Service::EnhancedAccess, day(2018, 4, 1)), Status::NotAnnounced);
}

#[test]
fn every_service_has_one_story_in_order_with_sources() {
    assert_eq!(timelines().len(), Service::ALL.len());
    for service in Service::ALL {
        let story = timeline(service);
        assert_eq!(story.service(), service);
        assert!(!story.revisions().is_empty());
        for pair in story.revisions().windows(2) {
            assert!(
                pair[0].announced.date <= pair[1].announced.date,
                "{service}: {}",
                pair[1].says
            );
        }
        for one in story.revisions() {
            assert!(!one.source.citation.document().is_empty() && !one.says.is_empty());
            if let Change::Commenced(on) = one.change {
                assert!(one.announced.date <= on, "{service}");
            }
        }
    }
}

#[test]
fn the_years_and_the_stories_agree_on_every_day() {
    for year in des::years() {
        let mut listed: Vec<_> = (year.service.in_force.iter())
            .map(|entry| (*entry.figure.value().unwrap(), entry.in_force))
            .collect();
        listed.sort_unstable();
        let mut told = in_force_in(year.year);
        told.sort_unstable();
        assert_eq!(listed, told, "{}", year.year);
        for (service, period) in listed {
            assert!(status(service, period.from()).is_in_force());
        }
    }
}

#[test]
fn no_requirement_outlives_or_precedes_its_service() {
    for year in des::years() {
        for one in year.service.requirements.iter() {
            assert!(one.due.is_none_or(|due| one.in_force.contains(due)), "{one}");
            // Tasks such as a plan come before a service commences; duties do not.
            if one.due.is_none() {
                let from = one.in_force.from();
                assert!(status(one.service, from).is_in_force(), "{one}");
                if let Some(last) = one.in_force.last_day() {
                    assert!(status(one.service, last).is_in_force(), "{one}");
                }
            }
        }
    }
}

#[test]
fn a_network_newly_owes_four_things_in_the_summer_and_autumn_of_2022() {
    let owed = des::newly_owed(Period::constant(day(2022, 7, 1), day(2022, 10, 2)));
    let due: Vec<_> = owed
        .iter()
        .filter(|one| one.turn == Turn::FallsDue)
        .map(|one| (one.on, one.requirement.service))
        .collect();
    assert_eq!(
        due,
        [
            (day(2022, 7, 31), Service::EnhancedAccess),
            (day(2022, 9, 30), Service::PersonalisedCare)
        ]
    );
    let begins: Vec<_> = owed
        .iter()
        .filter(|one| one.turn == Turn::Begins && one.on == day(2022, 10, 1))
        .map(|one| one.requirement.service)
        .collect();
    assert!(begins.contains(&Service::EnhancedAccess));
    assert!(begins.contains(&Service::PersonalisedCare));
}

#[test]
fn seven_days_became_seven_working_days_in_april_2023() {
    let asks = |on| {
        des::requirements_on(on)
            .into_iter()
            .filter(|one| one.asks.contains("of admission or readmission"))
            .map(|one| one.asks.contains("7 working days"))
            .collect::<Vec<_>>()
    };
    assert_eq!(asks(day(2023, 3, 31)), [false]);
    assert_eq!(asks(day(2023, 4, 1)), [true]);
    assert_eq!(asks(day(2024, 4, 1)), Vec::<bool>::new());
}

#[test]
fn disagreements_of_founding_documents_can_be_read() {
    let about =
        |service| pcn::service::disagreements().filter(|(whose, _)| *whose == service).count();
    for service in [
        Service::AnticipatoryCare,
        Service::PersonalisedCare,
        Service::CvdPreventionAndDiagnosis,
        Service::NeighbourhoodInequalities,
        Service::EarlyCancerDiagnosis,
        Service::EnhancedAccess,
    ] {
        assert!(about(service) > 0, "{service}");
    }
}

fn any_service() -> impl Strategy<Value = Service> {
    proptest::sample::select(Service::ALL.to_vec())
}

fn any_date() -> impl Strategy<Value = NaiveDate> {
    (0u64..3_400).prop_map(|days| day(2018, 6, 1) + chrono::Days::new(days))
}

proptest! {
    #[test]
    fn asking_as_known_today_is_the_plain_question(service in any_service(), on in any_date()) {
        prop_assert_eq!(status(service, on), status_as_known(service, on, TODAY));
    }

    #[test]
    fn what_is_learnt_later_never_undoes_a_commencement(
        service in any_service(),
        on in any_date(),
        later in 0u64..2_000,
    ) {
        let known = on + chrono::Days::new(later);
        if status_as_known(service, on, on).is_in_force() {
            prop_assert!(status_as_known(service, on, known).is_in_force());
        }
    }

    #[test]
    fn nothing_is_in_force_before_it_commenced(service in any_service(), on in any_date(), known in any_date()) {
        if status_as_known(service, on, known).is_in_force() {
            prop_assert!(timeline(service).commenced().is_some_and(|from| from <= on && from <= known));
        }
    }
}

#[test]
fn a_status_is_written_in_words() {
    let texts: Vec<String> = [
        (Service::AnticipatoryCare, day(2018, 1, 1)),
        (Service::AnticipatoryCare, day(2020, 1, 1)),
        (Service::AnticipatoryCare, day(2021, 7, 1)),
        (Service::AnticipatoryCare, TODAY),
        (Service::SocialPrescribing, day(2020, 4, 1)),
        (Service::SocialPrescribing, TODAY),
    ]
    .into_iter()
    .map(|(service, on)| status(service, on).to_string())
    .collect();
    assert_eq!(
        texts,
        [
            "not announced".to_owned(),
            "planned for 2020/21".to_owned(),
            "postponed from 2020/21 to 2021-10-01".to_owned(),
            format!(
                "never commenced, given up on 2022-09-26, followed by {}",
                Service::ProactiveCare
            ),
            "in force since 2020-04-01".to_owned(),
            format!("ended on 2022-04-01, now {}", Service::PersonalisedCare),
        ]
    );
}

#[test]
fn the_services_of_a_day_are_those_whose_period_holds_it() {
    let terms = &des::year(ContractYear::Y2020_21).unwrap().service;
    let on = |date| terms.services_on(date).collect::<Vec<_>>();
    let (before, after) = (on(day(2020, 9, 30)), on(day(2020, 10, 1)));
    assert!(!before.contains(&Service::EarlyCancerDiagnosis));
    assert!(after.contains(&Service::EarlyCancerDiagnosis));
    let year: Vec<_> = terms.services().collect();
    assert!(after.iter().all(|service| year.contains(service)) && !after.is_empty());
}

#[test]
fn the_words_of_care_homes_functions_and_requirements() {
    use pcn::service::{CareElement, FrameworkVersion, KeyFunction};
    assert_eq!(CareElement::Reablement.to_string(), "reablement and rehabilitation");
    assert_eq!(CareElement::PrimaryCare.contents().len(), 5);
    assert_eq!(CareElement::Reablement.contents().len(), 0);
    assert_eq!(
        CareElement::PrimaryCare.title(FrameworkVersion::Version2).value(),
        Some(&"enhanced primary and community care support")
    );
    for (at, function) in KeyFunction::ALL.into_iter().enumerate() {
        assert_eq!(usize::from(function.number()), at + 1);
        assert_eq!(function.to_string(), function.title());
    }
    assert_eq!(
        KeyFunction::Collaborate.title(),
        "work with other providers in an integrated neighbourhood team"
    );
    let all: Vec<_> =
        des::years().iter().flat_map(|held| held.service.requirements.iter()).collect();
    let due = all.iter().find(|one| one.due.is_some()).unwrap();
    let text = format!("{}: {} (by {})", due.service, due.asks, due.due.unwrap());
    assert_eq!(due.to_string(), text);
    let open = all.iter().find(|one| one.due.is_none()).unwrap();
    assert_eq!(open.to_string(), format!("{}: {}", open.service, open.asks));
}
