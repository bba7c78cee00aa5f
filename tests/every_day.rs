//! Every day from 2019 to 2035 through every question that takes a day: none panics, and an answer
//! changes only on a day on which something is recorded to change.

use std::{collections::BTreeSet, fmt::Debug};

use pcn::{
    agreement::Stage,
    calendar::{ContractYear, NaiveDate, Period, day},
    code::{PcnCode, PracticeCode, SubIcbCode},
    commissioner::{self, BodyKind},
    des,
    funding::{Facts, Populations, Question, Tariff, arrs},
    iif,
    maturity::{self, Assessment, ComponentId, Journey, JourneyRecord, Method, Rating, Standing},
    network::{Membership, Pcn, Practice, Register, Succession},
    plan,
    quantity::{Beds, Patients, PatientsOn, Wte},
    registration::{self, NetworkEvent},
    series::{Catalogue as _, Figures},
    service::{self, Lists, Service},
};

fn days() -> impl Iterator<Item = NaiveDate> {
    day(2019, 1, 1).iter_days().take_while(|date| *date <= day(2035, 12, 31))
}

/// Asks a question on every day. What it answers may differ from the day before only on the days
/// given. Gives how often it did.
fn asked<T: PartialEq + Debug>(
    what: &str,
    turns: &BTreeSet<NaiveDate>,
    question: impl Fn(NaiveDate) -> T,
) -> usize {
    let mut last: Option<T> = None;
    let mut changed = 0;
    for date in days() {
        let answer = question(date);
        if let Some(last) = &last
            && *last != answer
        {
            assert!(turns.contains(&date), "{what} changes on {date}: {last:?}, then {answer:?}");
            changed += 1;
        }
        last = Some(answer);
    }
    changed
}

fn ends(periods: impl IntoIterator<Item = Period>) -> BTreeSet<NaiveDate> {
    periods.into_iter().flat_map(|one| [Some(one.from()), one.until()]).flatten().collect()
}

/// The days on which a figure of a year begins or ends to hold.
fn turns(year: &des::Year) -> BTreeSet<NaiveDate> {
    let mut figures = Figures::default();
    year.figures(&mut figures);
    let rows = figures.rows().iter().map(|row| row.in_force);
    let asks = year.service.requirements.iter().map(|one| one.in_force);
    ends(rows.chain(asks).chain([year.year.period()]))
}

#[test]
fn a_day_outside_the_years_held_has_no_terms_and_says_so() {
    let mut held = 0;
    for date in days() {
        let year = ContractYear::containing(date).and_then(des::year);
        let known = (day(2019, 4, 1)..day(2027, 4, 1)).contains(&date);
        assert_eq!(year.is_some(), known, "{date}");
        held += usize::from(year.is_some());
        if !known {
            assert_eq!(des::requirements_on(date), Vec::<&service::Requirement>::new(), "{date}");
        }
    }
    assert_eq!(held, 2_922);
}

#[test]
fn services_turn_only_on_the_days_of_their_timeline() {
    for timeline in service::timelines() {
        let of = timeline.service();
        let mut turns = BTreeSet::from([service::CHECKED_UNTIL]);
        turns.extend(timeline.commenced());
        turns.extend(timeline.ended().map(|(on, _)| on));
        turns.extend(timeline.planned().map(service::Start::first_day));
        turns.extend(timeline.revisions().iter().map(|one| one.announced.date));
        turns.extend(des::years().iter().map(|year| year.year.first_day()));
        asked(of.name(), &turns, |date| service::status(of, date));
        asked(of.name(), &turns, |date| service::status_as_known(of, date, date));
        asked(of.name(), &turns, |date| timeline.status_as_known(day(2022, 10, 1), date));
    }
}

#[test]
fn a_years_terms_turn_only_on_the_days_of_their_figures() {
    let on = day(2023, 1, 1);
    let lists =
        Lists { registered: Some(Patients::from(51_234)), adjusted: "51000.25".parse().ok() };
    let mut changed = 0;
    for year in des::years() {
        let (turns, name) = (turns(year), year.year.to_string());
        let terms = &year.service;
        changed += asked(&name, &turns, |date| terms.services_on(date).collect::<Vec<Service>>());
        changed += asked(&name, &turns, |date| {
            let owed = terms.access.weekly_minutes(&lists, date);
            owed.ok().map(|owed| (owed.service, owed.minutes.value))
        });
        changed +=
            asked(&name, &turns, |date| terms.access.standard_hours.on(date).value().cloned());
        changed += asked(&name, &turns, |date| year.iif.check_points(date, NaiveDate::MAX).found);
        changed += asked(&name, &turns, |date| {
            year.iif.counting(date, NaiveDate::MAX).map(|one| one.code).collect::<Vec<_>>()
        });
        let weighted = PatientsOn { count: "50500".parse().unwrap(), on };
        changed += asked(&name, &turns, |date| {
            let sum = year.funding.arrs.entitlement(&weighted, date);
            sum.ok().map(|sum| sum.value)
        });
        let structure = &year.iif.structure;
        changed +=
            asked(&name, &turns, |date| structure.pounds_per_point.on(date).value().copied());
    }
    assert!(changed > 60, "{changed}");
}

#[test]
fn a_days_share_of_the_payments_is_found_or_refused_in_words() {
    let on = day(2023, 1, 1);
    let facts = Facts::of(
        Populations::default()
            .registered(Patients::from(51_234), on)
            .adjusted("51000.25".parse().unwrap(), on)
            .weighted("50500".parse().unwrap(), on)
            .beds(Beds::new(250), on),
    );
    let posts = [arrs::Post::new(
        arrs::Role::ClinicalPharmacist,
        Wte::constant("1"),
        arrs::Cost::Annual("50000".parse().unwrap()),
    )];
    let basis = arrs::ClaimBasis::default();
    let (mut paid, mut claimed) = (0, 0);
    for date in days() {
        let own = ContractYear::containing(date).and_then(des::year);
        // Of another year nothing is owed on the day.
        let other = des::year(if date < day(2023, 4, 1) {
            ContractYear::Y2026_27
        } else {
            ContractYear::Y2019_20
        });
        for (year, owes) in
            own.map(|year| (year, true)).into_iter().chain(other.map(|year| (year, false)))
        {
            let question = Question::of(Period::on(date));
            let tariff = Tariff::of(&year.funding, question.period, date);
            let statement = year.funding.statement(&facts, &question);
            if !owes {
                assert!(statement.total.is_zero(), "{date}");
            }
            paid += usize::from(!statement.total.is_zero());
            drop(tariff);
            let claim = year.funding.arrs.claim_month(&posts, &basis, date);
            let claim = claim.expect("a month");
            assert!(owes || claim.total.is_zero(), "{date}: {}", claim.total);
            claimed += usize::from(!claim.total.is_zero());
        }
    }
    assert!(paid > 2_800 && claimed > 1_500, "{paid} {claimed}");
}

#[test]
fn a_commissioners_code_changes_its_meaning_seldom() {
    let mut asked_of = 0;
    let mut seldom = |code: &str, kind: &dyn Fn(NaiveDate) -> Option<BodyKind>| {
        let (mut last, mut changed) = (None, 0);
        for date in days() {
            let now = kind(date);
            changed += usize::from(last.is_some_and(|last| last != now));
            last = Some(now);
        }
        assert!(changed <= 4, "{code} changes {changed} times");
        asked_of += 1;
    };
    for code in commissioner::sub_icb_codes() {
        seldom(code.as_str(), &|date| {
            let _ = commissioner::above(code, date);
            commissioner::sub_icb_on(code, date).body().map(|body| body.kind)
        });
    }
    for code in commissioner::icb_codes() {
        seldom(code.as_str(), &|date| {
            commissioner::icb_on(code, date).body().map(|body| body.kind)
        });
    }
    assert!(asked_of > 100, "{asked_of}");
}

fn practice(code: &'static str) -> PracticeCode {
    PracticeCode::constant(code)
}

/// A history with a move, a gap, an overlap, an empty membership and a merger.
fn history() -> Register {
    let [one, two] = ["U00001", "U00002"].map(PcnCode::constant);
    let mut facts = Register::builder();
    facts.network(Pcn::new(one, "ONE", Period::since(day(2019, 7, 1))));
    facts.network(Pcn::new(two, "TWO", Period::constant(day(2019, 7, 1), day(2031, 4, 1))));
    for code in ["A81001", "A81002", "A81003", "A81004"] {
        let mut record = Practice::new(practice(code), code);
        record.commissioner = Some(SubIcbCode::constant("16C"));
        record.life = Some(Period::constant(day(1974, 4, 1), day(2033, 1, 1)));
        facts.practice(record);
        for year in 2019..2030 {
            let count = Patients::from(9_000 + u32::try_from(year).unwrap());
            facts.list(practice(code), PatientsOn { count, on: day(year, 1, 1) });
        }
    }
    let period = |from, until| Period::try_new(from, until).unwrap();
    for (code, pcn, period) in [
        ("A81001", one, period(day(2019, 7, 1), Some(day(2021, 4, 1)))),
        ("A81001", two, period(day(2021, 4, 1), None)),
        ("A81002", one, period(day(2019, 7, 1), Some(day(2020, 4, 1)))),
        ("A81002", one, period(day(2020, 10, 1), None)),
        ("A81003", one, period(day(2019, 7, 1), None)),
        ("A81003", two, period(day(2024, 2, 29), Some(day(2024, 3, 1)))),
        ("A81004", two, period(day(2022, 4, 1), Some(day(2022, 4, 1)))),
    ] {
        facts.membership(Membership::new(practice(code), pcn, period));
    }
    let (gone, into) = (practice("A81004"), practice("A81001"));
    facts.succession(Succession { practice: gone, into, on: day(2028, 6, 15) });
    facts.build()
}

#[test]
fn a_registers_answers_turn_only_on_the_days_of_its_facts() {
    let register = history();
    let mut turns = ends(register.memberships().map(|row| row.period));
    let placed: usize = register
        .practices()
        .map(|own| asked(&own.name, &turns, |date| register.network_of(own.code, date)))
        .sum();
    assert_eq!(placed, 2 + 3 + 3, "moves, with the gap and the overlap");
    turns.extend(ends(register.networks().map(|own| own.life)));
    turns.extend(ends(register.practices().filter_map(|own| own.life)));
    turns.extend(register.lists().map(|list| list.list.on));
    turns.extend(register.successions().iter().map(|own| own.on));
    for pcn in ["U00001", "U00002"].map(PcnCode::constant) {
        asked(pcn.as_str(), &turns, |date| {
            let members: Vec<_> = register.members_on(pcn, date).collect();
            (members, register.list_size_of(pcn, date), register.commissioners_of(pcn, date))
        });
    }
    for own in register.practices() {
        asked(&own.name, &turns, |date| {
            (
                register.list_of(own.code, date),
                register.is_in_being(own.code, date),
                own.state_on(date),
            )
        });
    }
    asked("coverage", &turns, |date| register.coverage(&[], date));
    asked("open networks", &turns, |date| register.open_networks(date).count());
    asked("statistics", &turns, |date| {
        let mut counted = register.statistics(date);
        counted.on = day(2019, 1, 1);
        counted
    });
    // What is found names the day, so rules and subjects are compared; a membership to come is a
    // finding until the day before.
    asked("findings", &turns, |date| {
        let report = register.check(date);
        let found = report.iter().map(|one| (one.rule.to_string(), one.subject.clone()));
        found.collect::<Vec<_>>()
    });
}

#[test]
fn forms_journeys_and_plans_turn_only_on_their_own_days() {
    let form: registration::RegistrationForm =
        serde_json::from_str(include_str!("../src/schema/examples/registration_form.json"))
            .unwrap();
    let turns: BTreeSet<_> = form.history.iter().map(|step| step.on).collect();
    asked("form", &turns, |date| form.state_on(date));
    let submitted = form.day_of(NetworkEvent::Submit);
    for year in des::years() {
        let terms = &year.registration;
        for date in days().step_by(7) {
            for stage in [Stage::Initial, Stage::Final] {
                let context = registration::Context { year: year.year, stage, on: date, terms };
                let report = registration::check(&form, &context);
                assert!(report.iter().all(|finding| !finding.message.is_empty()), "{submitted:?}");
            }
        }
    }

    let part = ComponentId::constant("managing_resources");
    let assessed = [day(2019, 9, 20), day(2021, 3, 1), day(2024, 2, 29)];
    let assessment = |on| Assessment {
        id: None,
        version: maturity::VersionId::constant("august_2019"),
        assessed_on: on,
        assessed_by: "network board".into(),
        how: Method::SelfAssessed,
        ratings: vec![Rating::new(part.clone(), Standing::NotYet)],
        support_wanted: BTreeSet::new(),
        design: BTreeSet::new(),
    };
    let journey = Journey::try_new(JourneyRecord {
        of: maturity::Assessed::Network(PcnCode::constant("U12345")),
        local_versions: Vec::new(),
        assessments: assessed.map(assessment).to_vec(),
    })
    .unwrap();
    let turns = BTreeSet::from(assessed);
    let changed =
        asked("journey", &turns, |date| journey.assessment_on(date).map(|one| one.assessed_on));
    assert_eq!(changed, 3);
    asked("journey", &turns, |date| journey.level_on(&part, date).map(|held| held.since));
    asked("journey", &turns, |date| journey.fully_mature(date));
    for date in days() {
        let _ = (maturity::check(&journey, date), journey.progress(day(2020, 1, 1), date));
    }

    let durham = plan::county_durham();
    for (_, initiative) in durham.initiatives() {
        let turns = initiative.brag.iter().map(|report| report.on).collect();
        asked(&initiative.title, &turns, |date| initiative.brag_on(date).map(|one| one.status));
    }
    let mut measures = durham.record().measures.iter();
    assert!(
        measures
            .all(|own| days().all(|date| own.value_on(date).is_none_or(|value| value.on <= date)))
    );
    for date in days().step_by(30) {
        let _ = plan::check(&durham, date, date);
        let _ = plan::check_strategies(&[plan::leicestershire_2019()], date);
    }
}

#[test]
fn a_span_of_years_is_asked_on_every_day() {
    for date in days() {
        let year = ContractYear::containing(date).unwrap();
        let rules = pcn::rules().filter(|rule| rule.years.contains(year)).count();
        assert_eq!(rules > 0, date >= day(2019, 4, 1), "{date}");
        assert!(registration::notice_ends(date, 3).is_some_and(|end| end > date));
    }
    let _ = iif::registry::successions();
}
