//! The additional roles scheme: maxima, claims, caps, eligibility and the year's sum.

use core::slice::from_ref;

use pcn::{
    calendar::{ContractYear, NaiveDate, Period, day},
    citation::{Citation, Evidence, Source},
    des,
    funding::Comparison,
    funding::arrs::{
        Area, BaselineException, Change, ClaimBasis, ClaimLine, Cost, CostNow, DayCount,
        Eligibility, MhpFunding, MonthClaim, Post, Role, RoleEntry, SumRefusal, Terms,
    },
    quantity::{Gbp, Patients, PatientsOn, Percent, Registered, Weighted, Wte},
    series::{Entry, Series},
};

fn terms(year: ContractYear) -> &'static Terms {
    &des::year(year).unwrap().funding.arrs
}

fn post(role: Role, wte: &'static str, annual: &'static str) -> Post {
    Post::new(role, Wte::constant(wte), Cost::Annual(Gbp::constant(annual)))
}

fn weighted(count: &'static str, on: NaiveDate) -> Option<PatientsOn<Weighted>> {
    Some(PatientsOn { count: Patients::constant(count), on })
}

fn list(count: u32) -> ClaimBasis {
    let registered: PatientsOn<Registered> =
        PatientsOn { count: Patients::from(count), on: day(2023, 1, 1) };
    ClaimBasis { registered: Some(registered), ..ClaimBasis::default() }
}

fn claim(year: ContractYear, month: NaiveDate, posts: &[Post]) -> MonthClaim {
    terms(year).claim_month(posts, &ClaimBasis::default(), month).unwrap()
}

fn one(year: ContractYear, month: NaiveDate, post: Post) -> ClaimLine {
    claim(year, month, &[post]).lines.remove(0)
}

fn rules(line: &ClaimLine) -> Vec<&str> {
    line.findings.iter().map(|finding| finding.rule.as_str()).collect()
}

/// SOURCE: Pulse states £26.631 for each weighted patient.
#[test]
fn the_sum_of_2025_26_is_the_worked_one() {
    let sum = terms(ContractYear::Y2025_26)
        .entitlement(&weighted("50000", day(2025, 1, 1)).unwrap(), NaiveDate::MAX)
        .unwrap();
    assert_eq!(sum.value, Gbp::constant("1331550.00"));
    assert!(sum.working.to_string().contains("26.631 × 50000 = 1331550"));
}

/// 22.894 less 22.671 is the 22p a patient by which The Pharmacist says the sum rose.
#[test]
fn the_sums_for_each_patient_rise_as_the_press_says() {
    let rate = |year| {
        let entry = &terms(year).per_head[0].rate.entries()[0];
        entry.figure.value().unwrap().pounds()
    };
    let rise = rate(ContractYear::Y2024_25) - rate(ContractYear::Y2023_24);
    assert_eq!(rise.round_dp(2), pcn::quantity::Decimal::new(22, 2));
}

/// The published £37,810 of 2019/20 is the 70% already: at a whole cost of 37,810 / 0.7 a year the
/// claim just reaches the maximum, and taking 70% of it again would give 26,467.
#[test]
fn the_maximum_of_2019_20_is_not_cut_to_70_percent_twice() {
    let july = day(2019, 7, 1);
    let line = one(ContractYear::Y2019_20, july, post(Role::ClinicalPharmacist, "1", "54000"));
    assert_eq!(line.maximum, Some(Gbp::constant("3150.83")));
    assert_eq!(line.actual, Gbp::constant("3150.00"));
    assert_eq!(line.claimable, Some(Gbp::constant("3150.00")));
    assert!(line.working.to_string().contains("is the 70% already"));
    let worker = post(Role::SocialPrescribingLinkWorker, "1", "33000");
    assert_eq!(one(ContractYear::Y2019_20, july, worker).claimable, Some(Gbp::constant("2750.00")));
}

#[test]
fn roles_of_one_band_share_a_maximum_where_both_are_published() {
    let at = |year, role, date| {
        terms(year)
            .maximum(role, None, Area::National)
            .and_then(|m| m.amount.on(date).value().copied())
    };
    let pairs = [
        (Role::ClinicalPharmacist, Role::FirstContactPhysiotherapist),
        (Role::SocialPrescribingLinkWorker, Role::PharmacyTechnician),
    ];
    let days = [
        (ContractYear::Y2020_21, day(2020, 4, 1)),
        (ContractYear::Y2022_23, day(2022, 10, 1)),
        (ContractYear::Y2023_24, day(2023, 7, 1)),
    ];
    for (one, two) in pairs {
        for (year, date) in days {
            assert!(at(year, one, date).is_some(), "{one} {date}");
            assert_eq!(at(year, one, date), at(year, two, date), "{one} {two} {date}");
        }
    }
    let april = day(2025, 4, 1);
    let known = |role| {
        let maximum = terms(ContractYear::Y2025_26).maximum(role, None, Area::National).unwrap();
        maximum.amount.on_as_known(april, april).value().copied()
    };
    assert_eq!(known(Role::PharmacyTechnician), known(Role::PracticeNurseNew));
}

#[test]
fn a_maximum_that_changes_in_the_year_is_taken_month_by_month() {
    let pharmacist = post(Role::ClinicalPharmacist, "1", "99999");
    let september = one(ContractYear::Y2022_23, day(2022, 9, 1), pharmacist.clone());
    let october = one(ContractYear::Y2022_23, day(2022, 10, 1), pharmacist);
    assert_eq!(september.claimable, Some(Gbp::constant("4776.50")));
    assert_eq!(october.claimable, Some(Gbp::constant("4942.67")));
}

#[test]
fn london_has_its_own_maxima() {
    let inner = Post { area: Area::InnerLondon, ..post(Role::ClinicalPharmacist, "1", "99999") };
    let line = one(ContractYear::Y2024_25, day(2024, 10, 1), inner.clone());
    assert_eq!(line.maximum, Some(Gbp::constant("6359.42")));
    // The first half of the year is not published for inner London.
    let line = one(ContractYear::Y2024_25, day(2024, 4, 1), inner);
    assert_eq!((line.maximum, rules(&line)), (None, vec!["ARRS-MAX-001"]));
}

#[test]
fn days_in_post_count_by_the_stated_convention() {
    let starts =
        Post { from: Some(day(2023, 11, 13)), ..post(Role::PharmacyTechnician, "1", "36400") };
    let month = day(2023, 11, 1);
    let by = |day_count| {
        let basis = ClaimBasis { day_count, ..ClaimBasis::default() };
        let claim = terms(ContractYear::Y2023_24).claim_month(from_ref(&starts), &basis, month);
        claim.unwrap().total
    };
    // 18 of 30 calendar days, 14 of 22 weekdays.
    assert_eq!(by(DayCount::CalendarDays), Gbp::constant("1820.00"));
    assert_eq!(by(DayCount::Weekdays), Gbp::constant("1930.30"));
    let paid = Post { cost: Cost::Paid(Gbp::constant("1900")), ..starts };
    assert_eq!(one(ContractYear::Y2023_24, month, paid).actual, Gbp::constant("1900.00"));
}

#[test]
fn an_unknown_maximum_refuses_and_names_what_is_missing() {
    let line = one(ContractYear::Y2023_24, day(2023, 11, 1), post(Role::Dietitian, "1", "50000"));
    assert_eq!((line.maximum, line.claimable), (None, None));
    let finding = line.findings.iter().next().unwrap();
    assert_eq!(finding.rule.as_str(), "ARRS-MAX-001");
    assert!(finding.message.contains("no maximum for a dietitian outside London"), "{finding}");
    // A year with such a post says nothing of what is left of the sum.
    let basis =
        ClaimBasis { weighted: weighted("50000", day(2023, 1, 1)), ..ClaimBasis::default() };
    let posts = [post(Role::Dietitian, "1", "50000")];
    let year = terms(ContractYear::Y2023_24).claim_year(&posts, &basis);
    assert_eq!((year.unknown, year.unclaimed), (12, None));
    assert_eq!(year.entitlement, Some(Gbp::constant("1133550.00")));
}

#[test]
fn a_back_dated_rise_without_amounts_refuses_once_it_is_known() {
    let pharmacist = post(Role::ClinicalPharmacist, "1", "70000");
    let at = |known| {
        let basis = ClaimBasis { known_on: Some(known), ..ClaimBasis::default() };
        let terms = terms(ContractYear::Y2025_26);
        terms.claim_month(from_ref(&pharmacist), &basis, day(2025, 5, 1)).unwrap().lines.remove(0)
    };
    assert_eq!(at(day(2025, 7, 31)).claimable, Some(Gbp::constant("5581.00")));
    let september = at(day(2025, 9, 1));
    assert_eq!(september.claimable, None);
    let message = &september.findings.iter().next().unwrap().message;
    assert!(message.contains("as known on 2025-07-31 it was £66,972.00"), "{message}");
    // The message says what to do, and what it says helps.
    let told = message.split("`\"known_on\": \"").nth(1).and_then(|rest| rest.split('"').next());
    let told = told.unwrap_or_else(|| panic!("{message}")).parse().unwrap();
    assert_eq!(at(told).claimable, Some(Gbp::constant("5581.00")));
    let early = at(day(2025, 3, 31));
    let message = &early.findings.iter().last().unwrap().message;
    assert!(message.contains("give a later `known_on`"), "{message}");
}

#[test]
fn a_role_held_the_year_before_is_told_to_be_unpublished_with_what_is_recalled() {
    use Role::{CareCoordinator, FirstContactPhysiotherapist, SocialPrescribingLinkWorker};
    let roles = [
        (FirstContactPhysiotherapist, "£62,340.00"),
        (SocialPrescribingLinkWorker, "£40,159.00"),
        (CareCoordinator, "£33,396.00"),
    ];
    for (role, recalled) in roles {
        let message = |year, month| {
            let line = one(year, month, post(role, "1", "30000"));
            assert_eq!((line.maximum, line.claimable), (None, None), "{role}");
            line.findings.iter().next().unwrap().message.to_string()
        };
        let spring = message(ContractYear::Y2024_25, day(2024, 5, 1));
        assert!(spring.contains(&format!("{recalled} [unconfirmed: ")), "{spring}");
        for (year, month) in
            [(ContractYear::Y2024_25, day(2024, 10, 1)), (ContractYear::Y2025_26, day(2025, 5, 1))]
        {
            let later = message(year, month);
            assert!(later.ends_with("is not published in any source found"), "{later}");
        }
    }
}

#[test]
fn the_names_of_the_table_of_2019_are_read() {
    for (printed, role) in [
        ("Clinical Pharmacist", Role::ClinicalPharmacist),
        ("Social Prescribing Link Worker", Role::SocialPrescribingLinkWorker),
        ("First contact Physio", Role::FirstContactPhysiotherapist),
        ("Physician Associate", Role::PhysicianAssociate),
        ("First Contact Community paramedic", Role::Paramedic),
    ] {
        assert_eq!(printed.parse(), Ok(role), "{printed}");
    }
}

#[test]
fn a_claim_shows_the_last_day_in_post_and_a_refusal_says_what_until_is() {
    let leaves = Post { until: Some(day(2023, 11, 21)), ..post(Role::CareCoordinator, "1", "1") };
    let stays = post(Role::CareCoordinator, "1", "1");
    let shown = |post| {
        let (terms, basis) = (terms(ContractYear::Y2023_24), ClaimBasis::default());
        terms.claim_month(&[post], &basis, day(2023, 11, 1)).unwrap().to_string()
    };
    let text = shown(leaves);
    assert!(text.contains("in post 2023-11-01 to 2023-11-20\n"), "{text}");
    assert!(!shown(stays).contains("in post"));
    let bad =
        r#"{"role": "PA", "wte": "1", "paid": "1", "from": "2024-05-01", "until": "2024-04-30"}"#;
    let error = serde_json::from_str::<Post>(bad).unwrap_err().to_string();
    assert!(error.contains("`until` is the first day no longer in post"), "{error}");
}

#[test]
fn back_pay_is_the_difference_once_a_rise_is_published() {
    const LETTER: Source =
        Source::constant(Citation::constant("a made-up letter of August"), Evidence::Official);
    const YEAR: Period = ContractYear::Y2025_26.period();
    const ENTRIES: &[Entry<Gbp>] = &[
        Entry::constant(Gbp::constant("66972"), YEAR, LETTER),
        Entry::constant(Gbp::constant("69384"), YEAR, LETTER).known_from(day(2025, 8, 1)),
    ];
    let mut terms = terms(ContractYear::Y2025_26).clone();
    let mut maximum =
        terms.maximum(Role::ClinicalPharmacist, None, Area::National).unwrap().clone();
    maximum.amount = Series::constant(ENTRIES);
    terms.maxima = vec![maximum].into();
    let posts = [post(Role::ClinicalPharmacist, "0.5", "40000")];
    let (july, august) = (day(2025, 7, 31), day(2025, 8, 1));
    let basis = ClaimBasis::default();
    let lines = terms.restate_month(&posts, &basis, day(2025, 5, 1), july, august);
    assert_eq!(lines[0].old, Some(Gbp::constant("2790.50")));
    assert_eq!(lines[0].new, Some(Gbp::constant("2891.00")));
    assert_eq!(lines[0].difference, Some(Gbp::constant("100.50")));
    assert_eq!(lines[0].because, [LETTER]);
    assert!(terms.restate_month(&posts, &basis, day(2025, 5, 1), august, august).is_empty());
}

#[test]
fn a_role_is_claimed_from_its_first_day_on() {
    let technician = post(Role::PharmacyTechnician, "1", "30000");
    let line = one(ContractYear::Y2019_20, day(2020, 3, 1), technician.clone());
    assert!(rules(&line).contains(&"ARRS-ROLE-001"));
    assert_eq!(line.claimable, None);
    let line = one(ContractYear::Y2020_21, day(2020, 4, 1), technician);
    assert_eq!(rules(&line), Vec::<&str>::new());
    for entry in RoleEntry::all() {
        let year = ContractYear::containing(entry.reimbursable_from).unwrap();
        let held = des::year(year).unwrap();
        assert!(held.funding.arrs.year.contains(entry.reimbursable_from), "{}", entry.role);
    }
}

#[test]
fn only_additional_posts_are_claimed_save_for_two_schemes() {
    let in_baseline = |role, baseline_exception| {
        let eligibility =
            Eligibility { in_baseline: Some(true), baseline_exception, ..Eligibility::default() };
        let post = Post { eligibility, ..post(role, "1", "30000") };
        one(ContractYear::Y2020_21, day(2020, 5, 1), post).claimable
    };
    use BaselineException as X;
    let (gp, homes) = (X::ClinicalPharmacistInGeneralPractice, X::MedicinesOptimisationInCareHomes);
    assert_eq!(in_baseline(Role::ClinicalPharmacist, None), None);
    assert!(in_baseline(Role::ClinicalPharmacist, Some(gp)).is_some());
    assert!(in_baseline(Role::ClinicalPharmacist, Some(homes)).is_some());
    assert!(in_baseline(Role::PharmacyTechnician, Some(homes)).is_some());
    assert_eq!(in_baseline(Role::PharmacyTechnician, Some(gp)), None);
    assert_eq!(in_baseline(Role::FirstContactPhysiotherapist, Some(homes)), None);
}

#[test]
fn a_general_practitioner_is_newly_qualified_until_march_2026() {
    let gp = |completed, recruited, was_substantive_gp| Post {
        from: Some(recruited),
        eligibility: Eligibility {
            recruited_on: Some(recruited),
            completed_training_on: Some(completed),
            was_substantive_gp,
            ..Eligibility::default()
        },
        ..post(Role::GeneralPractitioner, "1", "90000")
    };
    let november = day(2024, 11, 1);
    let check = |post| one(ContractYear::Y2024_25, november, post);
    assert_eq!(check(gp(day(2022, 11, 1), november, None)).claimable, Some(Gbp::constant("7500")));
    assert_eq!(rules(&check(gp(day(2022, 10, 31), november, None))), ["ARRS-GP-001"]);
    assert_eq!(rules(&check(gp(day(2024, 8, 1), november, Some(true)))), ["ARRS-GP-001"]);
    assert_eq!(rules(&check(gp(day(2024, 8, 1), day(2024, 9, 30), None))), ["ARRS-GP-001"]);
    let bare = Post { from: Some(november), ..post(Role::GeneralPractitioner, "1", "90000") };
    assert_eq!(rules(&check(bare)), ["ARRS-GP-002"]);
    let experienced = gp(day(2010, 8, 1), day(2026, 4, 1), Some(true));
    let line = one(ContractYear::Y2026_27, day(2026, 4, 1), experienced);
    // Eligible now; only the amount is not published.
    assert_eq!(rules(&line), ["ARRS-MAX-001"]);
}

#[test]
fn a_nurse_is_new_to_the_network_or_more_senior() {
    let nurse = |more_senior_role| {
        let eligibility = Eligibility {
            in_post_in_last_year: Some(true),
            more_senior_role,
            ..Eligibility::default()
        };
        let post = Post { eligibility, ..post(Role::PracticeNurseExperienced, "1", "50000") };
        let basis = ClaimBasis { known_on: Some(day(2025, 5, 1)), ..ClaimBasis::default() };
        let claim = terms(ContractYear::Y2025_26).claim_month(&[post], &basis, day(2025, 5, 1));
        claim.unwrap().lines.remove(0)
    };
    assert_eq!(rules(&nurse(None)), ["ARRS-NURSE-001"]);
    assert_eq!(nurse(Some(true)).claimable, Some(Gbp::constant("4166.67")));
}

#[test]
fn a_mental_health_practitioner_is_claimed_by_half_and_needs_a_band() {
    let mhp = |mhp, band: Option<&str>| Post {
        mhp,
        band: band.map(|band| band.parse().unwrap()),
        ..post(Role::MentalHealthPractitionerAdult, "1", "50000")
    };
    let half = one(ContractYear::Y2023_24, day(2023, 5, 1), mhp(MhpFunding::HalfFirst, Some("6")));
    assert_eq!(half.actual, Gbp::constant("2083.33"));
    let bandless = one(ContractYear::Y2023_24, day(2023, 5, 1), mhp(MhpFunding::HalfFirst, None));
    assert!(rules(&bandless).contains(&"ARRS-BAND-001"));
    let full = mhp(MhpFunding::FullByAgreement, Some("6"));
    let early = one(ContractYear::Y2023_24, day(2023, 5, 1), full.clone());
    assert!(rules(&early).contains(&"ARRS-MHP-001"));
    let late = one(ContractYear::Y2024_25, day(2024, 5, 1), full);
    assert!(!rules(&late).contains(&"ARRS-MHP-001"));
    assert_eq!(late.actual, Gbp::constant("4166.67"));
}

#[test]
fn caps_turn_at_100_000_registered_patients() {
    let found = |year, basis: &ClaimBasis, posts: &[Post], month| {
        let claim = terms(year).claim_month(posts, basis, month).unwrap();
        claim.findings.iter().map(|f| f.rule.to_string()).collect::<Vec<_>>()
    };
    let four = vec![post(Role::AdvancedPractitioner, "0.5", "30000"); 4];
    let (y, june) = (ContractYear::Y2023_24, day(2023, 6, 1));
    assert_eq!(found(y, &list(99_999), &four, june), ["ARRS-CAP-001"]);
    assert_eq!(found(y, &list(100_000), &four, june), Vec::<String>::new());
    // Without the list size it cannot be told; three are within either limit.
    assert_eq!(found(y, &ClaimBasis::default(), &four, june), ["ARRS-CAP-002"]);
    assert_eq!(found(y, &ClaimBasis::default(), &four[..3], june), Vec::<String>::new());
    // Whole-time equivalents, not people, were limited for physiotherapists.
    let two_halves = vec![post(Role::FirstContactPhysiotherapist, "0.5", "20000"); 2];
    let (y, may) = (ContractYear::Y2020_21, day(2020, 5, 1));
    assert_eq!(found(y, &list(50_000), &two_halves, may), Vec::<String>::new());
    let more = vec![post(Role::FirstContactPhysiotherapist, "0.6", "20000"); 2];
    assert_eq!(found(y, &list(50_000), &more, may), ["ARRS-CAP-001"]);
    // Who leaves before the other starts is not there at the same time.
    let leaves = Post { until: Some(day(2020, 5, 15)), ..post(Role::PharmacyTechnician, "1", "1") };
    let starts = Post { from: Some(day(2020, 5, 15)), ..post(Role::PharmacyTechnician, "1", "1") };
    assert_eq!(found(y, &list(50_000), &[leaves, starts], may), Vec::<String>::new());
    let none = found(
        ContractYear::Y2025_26,
        &list(50_000),
        &vec![post(Role::AdvancedPractitioner, "1", "1"); 9],
        day(2025, 5, 1),
    );
    assert_eq!(none, Vec::<String>::new());
}

#[test]
fn a_link_worker_service_adds_200_pounds_a_month_at_most() {
    let with_fee = |role, fee: &'static str| Post {
        service_fee: Some(Gbp::constant(fee)),
        ..post(role, "0.5", "12000")
    };
    let may = day(2023, 8, 1);
    let worker = Role::SocialPrescribingLinkWorker;
    let line = one(ContractYear::Y2023_24, may, with_fee(worker, "100"));
    assert_eq!((line.actual, line.findings.len()), (Gbp::constant("1100.00"), 0));
    let line = one(ContractYear::Y2023_24, may, with_fee(worker, "150"));
    assert_eq!(line.actual, Gbp::constant("1100.00"));
    assert_eq!(rules(&line), ["ARRS-FEE-001"]);
    let line = one(ContractYear::Y2023_24, may, with_fee(Role::CareCoordinator, "100"));
    assert_eq!(line.actual, Gbp::constant("1000.00"));
}

#[test]
fn the_year_is_paid_up_to_its_sum_and_the_rest_is_lost() {
    let basis = ClaimBasis { weighted: weighted("1000", day(2023, 1, 1)), ..ClaimBasis::default() };
    let posts = [post(Role::CareCoordinator, "1", "30000")];
    let year = terms(ContractYear::Y2023_24).claim_year(&posts, &basis);
    assert_eq!(year.total, Gbp::constant("30000.00"));
    assert_eq!(year.entitlement, Some(Gbp::constant("22671.00")));
    assert_eq!(year.payable, Gbp::constant("22671.00"));
    assert_eq!(year.unclaimed, Some(Gbp::ZERO));
    assert!(year.findings.iter().any(|f| f.rule.as_str() == "ARRS-SUM-001"));
    assert!(year.findings.iter().all(|f| f.rule.as_str() != "ARRS-SUM-004"));
}

#[test]
fn the_general_practitioners_of_2024_25_have_a_sum_of_their_own() {
    let basis =
        ClaimBasis { weighted: weighted("10000", day(2024, 1, 1)), ..ClaimBasis::default() };
    let gp = Post {
        from: Some(day(2024, 10, 1)),
        eligibility: Eligibility {
            recruited_on: Some(day(2024, 10, 1)),
            completed_training_on: Some(day(2024, 8, 1)),
            ..Eligibility::default()
        },
        ..post(Role::GeneralPractitioner, "1", "90000")
    };
    let year = terms(ContractYear::Y2024_25).claim_year(&[gp], &basis);
    assert_eq!(year.total, Gbp::constant("45000.00"));
    // Only the ring-fenced 13,030 pays for it, however much is left of the rest.
    assert_eq!(year.payable, Gbp::constant("13030.00"));
    assert_eq!(year.entitlement, Some(Gbp::constant("241970.00")));
    assert_eq!(year.unclaimed, Some(Gbp::constant("228940.00")));
}

#[test]
fn before_the_sum_of_the_general_practitioners_was_known_the_year_had_the_rest() {
    let of = |known| {
        let weighted = weighted("10000", day(2024, 1, 1));
        let basis = ClaimBasis { weighted, known_on: Some(known), ..ClaimBasis::default() };
        let year = terms(ContractYear::Y2024_25).claim_year(&[], &basis);
        let found = year.findings.iter().filter(|one| one.rule.as_str() == "ARRS-SUM-002");
        let found: Vec<_> =
            found.map(|one| (one.severity.name(), one.message.to_string())).collect();
        (year.entitlement, year.unclaimed, found)
    };
    let rest = Some(Gbp::constant("228940.00"));
    let without = "a sum for a general practitioner was not known then, and the year's sum is \
                   without it";
    assert_eq!(of(day(2024, 9, 30)), (rest, rest, vec![("info", without.to_owned())]));
    let whole = Some(Gbp::constant("241970.00"));
    assert_eq!(of(day(2024, 10, 1)), (whole, whole, vec![]));
    // Before the year nothing of it was known, and that is said once.
    let (entitlement, unclaimed, found) = of(day(2024, 3, 31));
    assert_eq!((entitlement, unclaimed, found.len()), (None, None, 1));
    assert_eq!(found[0].0, "warning");
}

#[test]
fn a_line_that_repeats_a_post_is_not_one_more_under_a_limit() {
    let registered = PatientsOn { count: Patients::from(40_000), on: day(2022, 1, 1) };
    let basis = ClaimBasis { registered: Some(registered), ..ClaimBasis::default() };
    let of = |references: [&'static str; 3]| {
        let posts = references.map(|reference| Post {
            reference: Some(reference.into()),
            ..post(Role::AdvancedPractitioner, "1", "50000")
        });
        let claim = terms(ContractYear::Y2022_23).claim_month(&posts, &basis, day(2022, 5, 1));
        let found = claim.unwrap().findings;
        found.iter().filter(|one| one.rule.as_str() == "ARRS-CAP-001").count()
    };
    // The limit is two.
    assert_eq!((of(["a", "b", "c"]), of(["a", "b", "b"])), (1, 0));
}

#[test]
fn a_part_of_the_cost_that_was_not_known_then_says_when() {
    let of = |known_on| {
        let basis = ClaimBasis { known_on, ..ClaimBasis::default() };
        let posts = [post(Role::ClinicalPharmacist, "1", "50000")];
        let claim = terms(ContractYear::Y2019_20).claim_month(&posts, &basis, day(2019, 10, 1));
        let found = claim.unwrap().all_findings();
        let found = found.iter().find(|one| one.rule.as_str() == "ARRS-PART-001");
        found.map(|one| one.message.to_string())
    };
    assert_eq!(of(None), None);
    let message = of(Some(day(2019, 6, 30))).unwrap();
    assert!(message.ends_with("on 2019-10-01 was not known on 2019-06-30"), "{message}");
}

#[test]
fn a_part_of_the_cost_that_no_terms_have_is_not_known_on_any_day() {
    let terms = terms(ContractYear::Y2019_20).clone();
    let without = Terms { reimbursements: vec![].into(), ..terms };
    let posts = [post(Role::ClinicalPharmacist, "1", "50000")];
    for known_on in [None, Some(day(2019, 10, 1)), Some(day(2019, 10, 2))] {
        let basis = ClaimBasis { known_on, ..ClaimBasis::default() };
        let found = without.claim_month(&posts, &basis, day(2019, 10, 1)).unwrap().all_findings();
        let found = found.iter().find(|one| one.rule.as_str() == "ARRS-PART-001").unwrap();
        assert!(found.message.ends_with("on 2019-10-01 is not known"), "{known_on:?}: {found}");
    }
}

#[test]
fn an_unknown_sum_is_said_with_what_sources_say() {
    let basis =
        ClaimBasis { weighted: weighted("50000", day(2021, 1, 1)), ..ClaimBasis::default() };
    let year = terms(ContractYear::Y2021_22).claim_year(&[], &basis);
    assert_eq!((year.entitlement, year.unclaimed), (None, None));
    let finding = year.findings.iter().find(|f| f.rule.as_str() == "ARRS-SUM-002").unwrap();
    assert!(finding.message.contains("£12.30"), "{finding}");
    let weighted = weighted("50000", day(2019, 1, 1)).unwrap();
    let sum = terms(ContractYear::Y2019_20).entitlement(&weighted, NaiveDate::MAX);
    assert_eq!(sum, Err(SumRefusal::NoSum));
}

#[test]
fn what_if_answers_starts_leaves_hours_and_roles() {
    let basis =
        ClaimBasis { weighted: weighted("50000", day(2023, 1, 1)), ..ClaimBasis::default() };
    let held = Post { reference: Some("a".into()), ..post(Role::CareCoordinator, "1", "24000") };
    let terms = terms(ContractYear::Y2023_24);
    let total =
        |changes: &[Change]| terms.what_if(from_ref(&held), changes, &basis).unwrap().after.total;
    assert_eq!(total(&[]), Gbp::constant("24000"));
    let october = day(2023, 10, 1);
    let leave = Change::Leave { reference: "a".into(), until: october };
    assert_eq!(total(from_ref(&leave)), Gbp::constant("12000"));
    let start = Change::Start { post: Box::new(Post { from: Some(october), ..held.clone() }) };
    assert_eq!(total(&[leave, start]), Gbp::constant("24000"));
    let hours = Change::Hours {
        reference: "a".into(),
        from: october,
        wte: Wte::constant("0.5"),
        cost: CostNow::Annual(Gbp::constant("12000")),
    };
    assert_eq!(total(&[hours]), Gbp::constant("18000"));
    let role = Change::Role {
        reference: "a".into(),
        from: october,
        role: Role::PharmacyTechnician,
        band: None,
        cost: CostNow::Monthly(Gbp::constant("3000")),
    };
    let answer = terms.what_if(from_ref(&held), &[role], &basis).unwrap();
    assert_eq!(answer.after.total, Gbp::constant("30000"));
    let text = answer.comparison.to_string();
    assert!(text.contains("Claims of the year") && text.contains("£6,000.00"), "{text}");
    let unknown = Change::Leave { reference: "b".into(), until: october };
    let error = terms.what_if(&[held], &[unknown], &basis).unwrap_err();
    assert!(error.to_string().contains("`b`"));
}

#[test]
fn a_comparison_tells_what_its_sums_leave_out() {
    let basis = ClaimBasis { weighted: weighted("50000", day(2023, 1, 1)), ..Default::default() };
    let terms = terms(ContractYear::Y2023_24);
    let held = Post { reference: Some("a".into()), ..post(Role::CareCoordinator, "1", "24000") };
    let october = day(2023, 10, 1);
    // The maximum of a dietitian in 2023/24 is not held.
    let role = Change::Role {
        reference: "a".into(),
        from: october,
        role: Role::Dietitian,
        band: None,
        cost: CostNow::Monthly(Gbp::constant("3000")),
    };
    let answer = terms.what_if(from_ref(&held), &[role], &basis).unwrap();
    let row = |name: &str| {
        let row = answer.comparison.rows.iter().find(|row| row.name == name);
        row.map(|row| (row.one.to_string(), row.two.to_string(), row.difference))
    };
    let sum = |text: &'static str| Some(Gbp::constant(text));
    let april = (String::from("£2,000.00"), "£2,000.00".into(), sum("0"));
    assert_eq!(row("April 2023"), Some(april));
    let november = (String::from("£2,000.00"), "not known".into(), None);
    assert_eq!(row("November 2023 (of what is known)"), Some(november));
    let year = row("Claims of the year (of what is known)").unwrap();
    assert_eq!((&*year.0, &*year.1), ("£24,000.00", "£12,000.00"));
    assert!(row("Payable (of what is known)").is_some() && row("Payable").is_none());
    // The other way round, and where nothing is left out.
    let names = |one, two| {
        let comparison = Comparison::of_claims(("one", one), ("two", two));
        comparison.rows.into_iter().map(|row| row.name.to_string()).collect::<Vec<_>>()
    };
    let (known, partial) = (&answer.before, &answer.after);
    let rows = names(partial, known);
    assert_eq!((&*rows[0], &*rows[7]), ("April 2023", "November 2023 (of what is known)"));
    assert_eq!(&*rows[12], "Claims of the year (of what is known)");
    assert_eq!(names(known, partial), rows);
    assert!(names(known, known).iter().all(|name| !name.contains("known")));
}

#[test]
fn a_post_listed_twice_on_a_day_is_found() {
    let held = Post { reference: Some("a".into()), ..post(Role::CareCoordinator, "1", "24000") };
    let claim = claim(ContractYear::Y2023_24, day(2023, 5, 1), &[held.clone(), held.clone()]);
    // The first line is claimed, the later is not.
    assert_eq!(rules(&claim.lines[0]), Vec::<&str>::new());
    assert_eq!(rules(&claim.lines[1]), ["ARRS-POST-001"]);
    let found = claim.lines[1].findings.iter().next().unwrap();
    assert_eq!(found.path.as_deref(), Some("lines[1]"));
    assert!(found.message.starts_with("lines 0 and 1 share a day of 2023-05-01"), "{found}");
    let claimable: Vec<_> = claim.lines.iter().map(|line| line.claimable).collect();
    assert_eq!(claimable, [Some(Gbp::constant("2000")), None]);
    assert_eq!((claim.total, claim.unknown), (Gbp::constant("2000"), 0));
    assert_eq!(claim.lines[1].maximum, claim.lines[0].maximum);
    let terms = terms(ContractYear::Y2023_24);
    let basis = ClaimBasis { weighted: weighted("50000", day(2023, 1, 1)), ..Default::default() };
    let twice = [held.clone(), held.clone()];
    let sum = terms.claim_total(&twice, &basis, day(2023, 5, 1)).unwrap();
    assert_eq!((sum.total, sum.unknown), (claim.total, 0));
    let (once, year) = (terms.claim_year(&[held], &basis), terms.claim_year(&twice, &basis));
    assert_eq!((once.total, once.payable), (year.total, year.payable));
}

#[test]
fn a_rule_speaks_only_in_its_own_years() {
    let eligibility = Eligibility {
        in_baseline: Some(true),
        in_post_in_last_year: Some(true),
        was_substantive_gp: Some(true),
        recruited_on: Some(day(2019, 4, 1)),
        ..Eligibility::default()
    };
    for held in des::years() {
        let mut found = std::collections::BTreeSet::new();
        for role in Role::ALL {
            for completed in [None, Some(day(2010, 8, 1))] {
                let post = Post {
                    band: Some("8c".parse().unwrap()),
                    mhp: MhpFunding::FullByAgreement,
                    reference: Some("a".into()),
                    service_fee: Some(Gbp::constant("900")),
                    eligibility: Eligibility {
                        completed_training_on: completed,
                        ..eligibility.clone()
                    },
                    ..post(*role, "6", "900000")
                };
                let year = held.funding.arrs.claim_year(&[post.clone(), post], &list(1));
                found.extend(year.findings.iter().map(|found| found.rule.clone()));
            }
        }
        for rule in pcn::rules().filter(|rule| found.contains(&rule.id)) {
            assert!(rule.years.contains(held.year), "{} in {}", rule.id, held.year);
        }
        let nurse = held.year >= ContractYear::Y2025_26;
        assert_eq!(found.iter().any(|id| id.as_str() == "ARRS-NURSE-001"), nurse, "{}", held.year);
        let gp = held.year >= ContractYear::Y2024_25;
        assert_eq!(found.iter().any(|id| id.as_str() == "ARRS-GP-001"), gp, "{}", held.year);
        let band = "ARRS-BAND-001";
        assert!(found.iter().any(|id| id.as_str() == band), "{band} in {}", held.year);
    }
}

#[test]
fn a_post_needs_one_cost_and_ends_after_it_begins() {
    let read = |text| serde_json::from_str::<Post>(text).map_err(|error| error.to_string());
    let good = read(r#"{"role": "PA", "wte": "1", "annual_cost": "50000"}"#).unwrap();
    let json = serde_json::to_string(&good).unwrap();
    assert_eq!(json, r#"{"role":"physician_associate","wte":"1","annual_cost":"50000"}"#);
    assert_eq!(read(&json), Ok(good));
    for (bad, why) in [
        (r#"{"role": "PA", "wte": "1"}"#, "exactly one"),
        (r#"{"role": "PA", "wte": "1", "annual_cost": "1", "paid": "1"}"#, "exactly one"),
        (r#"{"role": "PA", "wte": "1", "paid": "-1"}"#, "below zero"),
        (
            r#"{"role": "PA", "wte": "1", "paid": "1", "from": "2024-05-01", "until": "2024-04-01"}"#,
            "before it begins",
        ),
        (r#"{"role": "wizard", "wte": "1", "paid": "1"}"#, "`wizard` is not a role"),
        (r#"{"role": "PA", "wte": "1", "paid": "1", "name": "somebody"}"#, "unknown field `name`"),
    ] {
        let error = read(bad).unwrap_err();
        assert!(error.contains(why), "{bad}: {error}");
    }
}

#[test]
fn a_post_is_changed_only_on_a_day_on_which_it_is_held() {
    let (from, until) = (day(2023, 5, 1), day(2023, 9, 1));
    let held = Post {
        reference: Some("a".into()),
        from: Some(from),
        until: Some(until),
        ..post(Role::CareCoordinator, "1", "24000")
    };
    let leave = |on| Change::Leave { reference: "a".into(), until: on };
    for (on, there) in [
        (day(2023, 4, 30), false),
        // Who leaves on the first day was never in post.
        (from, false),
        (day(2023, 5, 2), true),
        (day(2023, 8, 31), true),
        (until, false),
        (day(2023, 9, 2), false),
    ] {
        assert_eq!(leave(on).apply(from_ref(&held)).is_ok(), there, "{on}");
    }
    let error = leave(until).apply(from_ref(&held)).unwrap_err();
    assert_eq!(
        error.to_string(),
        "no post `a` is in post on 2023-09-01 and the day before it; a good one is the reference \
         of a listed post"
    );
    assert_eq!((error.reference(), error.on()), ("a", until));
    let hours = |on| Change::Hours {
        reference: "a".into(),
        from: on,
        wte: Wte::constant("0.5"),
        cost: CostNow::Annual(Gbp::constant("12000")),
    };
    let error = hours(until).apply(from_ref(&held)).unwrap_err();
    assert_eq!(
        error.to_string(),
        "no post `a` is in post on 2023-09-01; a good one is the reference of a listed post"
    );
    assert!(hours(day(2023, 4, 30)).apply(from_ref(&held)).is_err());
    // Changed on its first day, a post is changed for all its days.
    let changed = hours(from).apply(from_ref(&held)).unwrap();
    let half = Post {
        wte: Wte::constant("0.5"),
        cost: Cost::Annual(Gbp::constant("12000")),
        ..held.clone()
    };
    assert_eq!(changed, from_ref(&half));
    let later = day(2023, 5, 2);
    let changed = hours(later).apply(from_ref(&held)).unwrap();
    let until = Some(later);
    assert_eq!(changed, [Post { until, ..held.clone() }, Post { from: until, ..half }]);
    let left = leave(later).apply(from_ref(&held)).unwrap();
    assert_eq!(left, [Post { until, ..held }]);
}

#[test]
fn a_band_is_asked_for_in_quotes() {
    let error = serde_json::from_str::<pcn::funding::arrs::Band>("true").unwrap_err().to_string();
    let told = "invalid type: boolean `true`, expected a band in quotes, such as `\"7\"`";
    assert!(error.starts_with(told), "{error}");
}

#[test]
fn a_band_admits_the_bands_inside_it() {
    use pcn::funding::arrs::Band;
    for (wide, inside) in [
        (Band::B7To8a, vec![Band::B7To8a, Band::B7, Band::B8a]),
        (Band::UpTo5, vec![Band::UpTo5, Band::B3, Band::B4, Band::B5]),
        (Band::B6, vec![Band::B6]),
    ] {
        for other in Band::ALL {
            assert_eq!(wide.admits(*other), inside.contains(other), "{wide} {other}");
        }
    }
}

#[test]
fn a_maximum_by_band_is_for_its_band_alone() {
    for held in des::years() {
        let terms = &held.funding.arrs;
        for maximum in terms.maxima.iter() {
            let found = terms.maximum(maximum.role, maximum.band, maximum.area);
            assert_eq!(found, Some(maximum), "{} {}", held.year, maximum.role);
        }
    }
    // No year publishes one by band so far; made-up terms do.
    let mut terms = terms(ContractYear::Y2023_24).clone();
    let role = Role::MentalHealthPractitionerAdult;
    let band = |text: &str| Some(text.parse().unwrap());
    let one = terms.maxima[0].clone();
    let of =
        |own| pcn::funding::arrs::Maximum { role, band: own, area: Area::National, ..one.clone() };
    terms.maxima = vec![of(band("6")), of(band("7"))].into();
    for asked in [band("6"), band("7")] {
        assert_eq!(terms.maximum(role, asked, Area::National).map(|own| own.band), Some(asked));
    }
    for asked in [None, band("8a")] {
        assert_eq!(terms.maximum(role, asked, Area::National), None);
    }
    terms.maxima = vec![of(None)].into();
    for asked in [None, band("6")] {
        assert_eq!(terms.maximum(role, asked, Area::National).map(|own| own.band), Some(None));
    }
}

#[test]
fn what_is_claimed_at_the_maximum_is_not_above_it() {
    let of = |annual| {
        let line = one(
            ContractYear::Y2022_23,
            day(2022, 9, 1),
            post(Role::ClinicalPharmacist, "1", annual),
        );
        let text = line.working.to_string();
        assert!(text.contains("the lower of"), "{text}");
        rules(&line).len()
    };
    // The maximum is £57,318 a year.
    assert_eq!([of("57317"), of("57318"), of("57319")], [0, 0, 1]);
}

#[test]
fn the_working_shows_the_part_that_is_reimbursed_and_only_then() {
    let of = |year, month, role| one(year, month, post(role, "1", "30000")).working.to_string();
    let part = of(ContractYear::Y2019_20, day(2019, 7, 1), Role::ClinicalPharmacist);
    assert!(part.contains("£30,000.00 / 12 × 31 / 31 × 70%"), "{part}");
    assert!(part.contains("the published maximum is the 70% already"), "{part}");
    let whole = of(ContractYear::Y2019_20, day(2019, 7, 1), Role::SocialPrescribingLinkWorker);
    assert!(whole.contains("£30,000.00 / 12 × 31 / 31 = ") && !whole.contains("× 100%"), "{whole}");
    assert!(!whole.contains("already"), "{whole}");
    let whole = of(ContractYear::Y2023_24, day(2023, 5, 1), Role::ClinicalPharmacist);
    assert!(!whole.contains("× 100%") && !whole.contains("already"), "{whole}");
    let mut half = post(Role::MentalHealthPractitionerAdult, "1", "50000");
    half.mhp = MhpFunding::HalfFirst;
    half.band = Some("6".parse().unwrap());
    let half = one(ContractYear::Y2023_24, day(2023, 5, 1), half).working.to_string();
    assert!(half.contains("× 50%") && !half.contains("already"), "{half}");
}

#[test]
fn the_rule_about_nurses_is_about_nurses_in_post_before() {
    let of = |role, in_post_in_last_year| {
        let eligibility = Eligibility { in_post_in_last_year, ..Eligibility::default() };
        let basis = ClaimBasis { known_on: Some(day(2025, 5, 1)), ..ClaimBasis::default() };
        let post = Post { eligibility, ..post(role, "1", "30000") };
        let claim = terms(ContractYear::Y2025_26).claim_month(&[post], &basis, day(2025, 5, 1));
        rules(&claim.unwrap().lines[0]).contains(&"ARRS-NURSE-001")
    };
    assert!(of(Role::PracticeNurseNew, Some(true)));
    assert!(!of(Role::PracticeNurseNew, Some(false)) && !of(Role::PracticeNurseNew, None));
    assert!(!of(Role::CareCoordinator, Some(true)));
}

#[test]
fn a_post_is_twice_only_with_its_own_reference_on_a_shared_day() {
    let held = |reference: Option<&'static str>, from, until| Post {
        reference: reference.map(Into::into),
        from,
        until,
        ..post(Role::CareCoordinator, "1", "24000")
    };
    let of = |one: Post, two: Post| {
        let claim = claim(ContractYear::Y2023_24, day(2023, 5, 1), &[one, two]);
        claim.all_findings().iter().filter(|f| f.rule.as_str() == "ARRS-POST-001").count()
    };
    let middle = Some(day(2023, 5, 16));
    let (a, b) = (Some("a"), Some("b"));
    assert_eq!(of(held(a, None, None), held(a, None, None)), 1);
    assert_eq!(of(held(a, None, None), held(b, None, None)), 0);
    assert_eq!(of(held(None, None, None), held(None, None, None)), 0);
    assert_eq!(of(held(a, None, middle), held(a, middle, None)), 0);
    assert_eq!(of(held(a, None, middle), held(a, Some(day(2023, 5, 15)), None)), 1);
}

#[test]
fn a_post_may_end_on_the_day_on_which_it_begins() {
    let text =
        r#"{"role": "PA", "wte": "1", "paid": "0", "from": "2024-05-01", "until": "2024-05-01"}"#;
    assert!(serde_json::from_str::<Post>(text).is_ok());
}

#[test]
fn back_pay_names_each_letter_of_the_time_that_touches_the_month_once() {
    const ONE: Source = Source::constant(Citation::constant("a first letter"), Evidence::Official);
    const TWO: Source = Source::constant(Citation::constant("a second letter"), Evidence::Official);
    let year = ContractYear::Y2025_26.period();
    let (first, last) = (day(2025, 4, 1), day(2026, 4, 1));
    let entry = |pounds, period, source, known| {
        Entry::constant(Gbp::constant(pounds), period, source).known_from(known)
    };
    let mut terms = terms(ContractYear::Y2025_26).clone();
    let mut maximum =
        terms.maximum(Role::ClinicalPharmacist, None, Area::National).unwrap().clone();
    maximum.amount = Series::new(vec![
        entry("66972", year, ONE, day(2025, 3, 1)),
        entry("68000", year, ONE, day(2025, 7, 31)),
        entry("69384", year, TWO, day(2025, 8, 1)),
        entry("70000", Period::constant(day(2025, 10, 1), last), ONE, day(2025, 8, 1)),
        entry("69385", Period::constant(first, day(2025, 10, 1)), TWO, day(2025, 8, 2)),
    ]);
    terms.maxima = vec![maximum].into();
    let posts = [post(Role::ClinicalPharmacist, "0.5", "40000")];
    let because = |before, after| {
        let basis = ClaimBasis::default();
        terms.restate_month(&posts, &basis, day(2025, 5, 1), before, after).remove(0).because
    };
    // What was known on the first day is no reason; what begins after the month is none either.
    assert_eq!(because(day(2025, 7, 31), day(2025, 8, 2)), [TWO]);
    assert_eq!(because(day(2025, 7, 30), day(2025, 8, 1)), [ONE, TWO]);
}

#[test]
fn back_pay_names_the_letters_on_the_part_that_is_reimbursed_and_on_the_fee() {
    const PART: Source =
        Source::constant(Citation::constant("a letter on parts"), Evidence::Official);
    const FEE: Source =
        Source::constant(Citation::constant("a letter on fees"), Evidence::Official);
    let year = ContractYear::Y2023_24;
    let (july, august) = (day(2023, 7, 31), day(2023, 8, 1));
    let mut terms = terms(year).clone();
    let mut reimbursed = terms.reimbursement(Role::SocialPrescribingLinkWorker).unwrap().clone();
    reimbursed.roles = vec![].into();
    reimbursed.percent = Series::new(vec![
        Entry::constant(Percent::constant("80"), year.period(), PART).known_from(day(2023, 4, 1)),
        Entry::constant(Percent::constant("90"), year.period(), PART).known_from(august),
    ]);
    let of = |terms: &Terms, post: Post| {
        let basis = ClaimBasis::default();
        terms.restate_month(&[post], &basis, day(2023, 5, 1), july, august)
    };
    let worker = post(Role::SocialPrescribingLinkWorker, "1", "20000");
    let parts = Terms { reimbursements: vec![reimbursed].into(), ..terms.clone() };
    assert_eq!(of(&parts, worker.clone())[0].because, [PART]);
    terms.link_worker_fee = Some(Series::new(vec![
        Entry::constant(Gbp::constant("200"), year.period(), FEE).known_from(day(2023, 4, 1)),
        Entry::constant(Gbp::constant("250"), year.period(), FEE).known_from(august),
    ]));
    let with_fee = |post| Post { service_fee: Some(Gbp::constant("250")), ..post };
    assert_eq!(of(&terms, with_fee(worker.clone()))[0].because, [FEE]);
    assert!(of(&terms, worker.clone()).is_empty());
    // A fee that is not claimed, or of another role, is no cause.
    let both = Terms { link_worker_fee: terms.link_worker_fee.clone(), ..parts };
    assert_eq!(of(&both, with_fee(worker.clone()))[0].because, [PART, FEE]);
    assert_eq!(of(&both, worker)[0].because, [PART]);
    let coordinator = post(Role::CareCoordinator, "1", "20000");
    assert_eq!(of(&both, with_fee(coordinator))[0].because, [PART]);
}

#[test]
fn back_pay_of_a_fully_funded_practitioner_has_no_part_for_its_cause() {
    const PART: Source =
        Source::constant(Citation::constant("a letter on parts"), Evidence::Official);
    const MOST: Source =
        Source::constant(Citation::constant("a letter on maxima"), Evidence::Official);
    let year = ContractYear::Y2024_25;
    let (july, august) = (day(2024, 7, 31), day(2024, 8, 1));
    let role = Role::MentalHealthPractitionerAdult;
    let band = Some("6".parse().unwrap());
    let mut terms = terms(year).clone();
    let mut reimbursed = terms.reimbursement(role).unwrap().clone();
    reimbursed.percent = Series::new(vec![
        Entry::constant(Percent::constant("50"), year.period(), PART).known_from(day(2024, 4, 1)),
        Entry::constant(Percent::constant("60"), year.period(), PART).known_from(august),
    ]);
    terms.reimbursements = vec![reimbursed].into();
    let mut maximum = terms.maxima[0].clone();
    (maximum.role, maximum.band, maximum.area) = (role, band, Area::National);
    maximum.amount = Series::new(vec![
        Entry::constant(Gbp::constant("30000"), year.period(), MOST).known_from(day(2024, 4, 1)),
        Entry::constant(Gbp::constant("36000"), year.period(), MOST).known_from(august),
    ]);
    terms.maxima = vec![maximum].into();
    let of = |mhp| {
        let post = Post { band, mhp, ..post(role, "1", "90000") };
        let basis = ClaimBasis::default();
        terms.restate_month(&[post], &basis, day(2024, 5, 1), july, august).remove(0).because
    };
    assert_eq!(of(MhpFunding::FullByAgreement), [MOST]);
    assert_eq!(of(MhpFunding::HalfFirst), [MOST, PART]);
}

#[test]
fn a_claim_is_written_for_people() {
    assert_eq!(
        format!("{} {}", DayCount::CalendarDays, DayCount::Weekdays),
        "calendar days weekdays"
    );
    for (refusal, words) in [
        (SumRefusal::NoSum, "has no sum"),
        (SumRefusal::NotPublished, "is not published"),
        (SumRefusal::NotKnown, "was not known then"),
    ] {
        assert!(refusal.to_string().contains(words), "{refusal}");
    }
    let year = ContractYear::Y2023_24;
    let known = post(Role::CareCoordinator, "1", "24000");
    // Without its band its maximum is not known.
    let unknown = post(Role::MentalHealthPractitionerAdult, "1", "50000");
    let month = |posts: &[Post]| claim(year, day(2023, 4, 1), posts).to_string();
    let text = month(from_ref(&known));
    assert!(text.starts_with("Additional roles claim, 2023-04-01 to 2023-04-30\n"), "{text}");
    assert!(text.contains("£2,000.00") && !text.contains("without"), "{text}");
    let text = month(&[known.clone(), unknown.clone()]);
    assert!(text.ends_with("without 1 post whose maximum is not known\n"), "{text}");
    let basis = ClaimBasis { weighted: weighted("1000", day(2023, 1, 1)), ..ClaimBasis::default() };
    let of = |posts: &[Post]| terms(year).claim_year(posts, &basis).to_string();
    let text = of(from_ref(&known));
    for line in [
        "April 2023                                          £2,000.00",
        "March 2024                                          £2,000.00",
        "Claims of the year                                 £24,000.00",
        "Unclaimed, lost at year end",
    ] {
        assert!(text.lines().any(|own| own.starts_with(line)), "{line}\n{text}");
    }
    assert!(!text.contains("without"), "{text}");
    let text = of(&[known, unknown]);
    assert!(text.ends_with("without 12 months of posts whose maximum is not known\n"), "{text}");
}

#[test]
fn a_finding_of_every_month_is_one_finding_of_the_year() {
    let basis =
        ClaimBasis { weighted: weighted("50000", day(2024, 1, 1)), ..ClaimBasis::default() };
    let posts = [
        post(Role::ClinicalPharmacist, "1", "999999"),
        post(Role::CareCoordinator, "1", "999999"),
        post(Role::CareCoordinator, "1", "999999"),
    ];
    let year = terms(ContractYear::Y2023_24).claim_year(&posts, &basis);
    let above: Vec<_> = year
        .findings
        .iter()
        .filter(|f| f.rule.as_str() == "ARRS-MAX-002")
        .map(|f| f.path.clone().unwrap_or_default().into_owned())
        .collect();
    assert_eq!(above.len(), 3, "{above:?}");
    // Claims of just the sum are not above it.
    let sum = terms(ContractYear::Y2023_24)
        .entitlement(&weighted("1000", day(2023, 1, 1)).unwrap(), NaiveDate::MAX)
        .unwrap()
        .value;
    for (more, findings) in [(0, 0), (12, 1)] {
        let basis =
            ClaimBasis { weighted: weighted("1000", day(2023, 1, 1)), ..ClaimBasis::default() };
        let cost = Cost::Annual(sum + Gbp::pence(more));
        let posts = [Post::new(Role::CareCoordinator, Wte::constant("1"), cost)];
        let year = terms(ContractYear::Y2023_24).claim_year(&posts, &basis);
        let found = year.findings.iter().filter(|f| f.rule.as_str() == "ARRS-SUM-001").count();
        assert_eq!(found, findings, "{more}: {}", year.total);
    }
}

#[test]
fn a_whole_maximum_that_is_cut_is_not_said_to_be_cut_already() {
    let mut terms = terms(ContractYear::Y2023_24).clone();
    let role = Role::MentalHealthPractitionerAdult;
    let maximum = pcn::funding::arrs::Maximum {
        role,
        band: None,
        area: Area::National,
        amount: terms
            .maximum(Role::ClinicalPharmacist, None, Area::National)
            .unwrap()
            .amount
            .clone(),
    };
    terms.maxima = vec![maximum].into();
    let mut own = post(role, "1", "50000");
    own.mhp = MhpFunding::HalfFirst;
    let claim = terms.claim_month(&[own], &ClaimBasis::default(), day(2023, 5, 1)).unwrap();
    let text = claim.lines[0].working.to_string();
    assert!(claim.lines[0].maximum.is_some(), "{text}");
    assert!(text.contains("× 50%") && !text.contains("already"), "{text}");
}

#[test]
fn a_post_without_a_day_in_the_month_is_told_and_claims_nothing() {
    let terms = terms(ContractYear::Y2024_25);
    let month = day(2024, 11, 1);
    let mut post = Post::new(
        Role::ClinicalPharmacist,
        Wte::constant("1"),
        Cost::Annual(Gbp::constant("50000")),
    );
    let told = |post: &Post| {
        let claim = terms.claim_month(from_ref(post), &ClaimBasis::default(), month).unwrap();
        let told = claim.findings.iter().any(|one| one.rule.as_str() == "ARRS-POST-002");
        assert_eq!(told, claim.total.is_zero(), "{claim:?}");
        told
    };
    assert!(!told(&post));
    post.from = Some(day(2024, 11, 30));
    assert!(!told(&post));
    post.from = Some(day(2024, 12, 1));
    assert!(told(&post));
    (post.from, post.until) = (None, Some(day(2024, 11, 1)));
    assert!(told(&post), "`until` is the first day after the post");
    post.until = Some(day(2024, 11, 2));
    assert!(!told(&post));
}

fn facts(text: &str) -> Result<pcn::funding::arrs::ClaimFacts, String> {
    serde_json::from_str(text).map_err(|error| error.to_string())
}

#[test]
fn before_its_first_day_a_role_is_nothing_and_known() {
    let basis = ClaimBasis { weighted: weighted("50000", day(2024, 1, 1)), ..Default::default() };
    let gp = Post {
        eligibility: Eligibility {
            recruited_on: Some(day(2024, 10, 1)),
            completed_training_on: Some(day(2024, 8, 1)),
            ..Eligibility::default()
        },
        ..post(Role::GeneralPractitioner, "1", "90000")
    };
    let year = terms(ContractYear::Y2024_25).claim_year(from_ref(&gp), &basis);
    assert_eq!((year.unknown, year.total), (0, Gbp::constant("45000.00")));
    assert!(year.unclaimed.is_some());
    assert!(!year.findings.has_errors(), "{}", year.findings);
    let september = one(ContractYear::Y2024_25, day(2024, 9, 1), gp.clone());
    assert_eq!(september.maximum, Some(Gbp::ZERO));
    assert_eq!((september.actual, september.claimable), (Gbp::ZERO, Some(Gbp::ZERO)));
    assert_eq!(september.days.and_then(Period::days), Some(30), "the days in post stay");
    assert_eq!(rules(&september), ["ARRS-ROLE-001"]);
    let october = one(ContractYear::Y2024_25, day(2024, 10, 1), gp);
    assert_eq!(october.claimable, Some(Gbp::constant("7500.00")));

    let posts = [
        post(Role::ClinicalPharmacist, "1", "36000"),
        Post {
            from: Some(day(2019, 4, 1)),
            ..post(Role::SocialPrescribingLinkWorker, "1", "30000")
        },
    ];
    let year = terms(ContractYear::Y2019_20).claim_year(&posts, &basis);
    // Nine months at 70% of 3,000 and at 2,500.
    assert_eq!((year.unknown, year.total), (0, Gbp::constant("41400.00")));
    assert!(!year.findings.has_errors(), "{}", year.findings);
    let early: Vec<_> =
        year.findings.iter().filter(|found| found.rule.as_str() == "ARRS-ROLE-001").collect();
    assert_eq!(early.len(), 2);
    let told = "a clinical pharmacist is reimbursable from 2019-07-01, not on 2019-04-01";
    assert!(early.iter().any(|found| found.message == told), "{}", year.findings);

    // A role of a later year is nothing too, and an error.
    let year = ContractYear::Y2019_20;
    let (paramedic, november) = (post(Role::Paramedic, "1", "36000"), day(2019, 11, 1));
    let line = one(year, november, paramedic.clone());
    assert_eq!((line.maximum, line.claimable), (Some(Gbp::ZERO), None));
    assert!(line.findings.has_errors());
    assert_eq!(claim(year, november, from_ref(&paramedic)).unknown, 0);
    // A maximum that is not held stays unknown in every month in the scheme.
    let unknown = post(Role::OccupationalTherapist, "1", "36000");
    let year = terms(ContractYear::Y2023_24).claim_year(&[unknown], &basis);
    assert_eq!(year.unknown, 12);
}

#[test]
fn a_month_tells_all_that_it_finds_and_the_year_what_a_later_month_adds() {
    let facts = Eligibility {
        recruited_on: Some(day(2024, 9, 30)),
        completed_training_on: Some(day(2020, 8, 1)),
        ..Eligibility::default()
    };
    let posts = [
        Post { eligibility: facts, ..post(Role::GeneralPractitioner, "1", "9000") },
        Post { from: Some(day(2025, 1, 1)), ..post(Role::CareCoordinator, "1", "9000") },
    ];
    let basis = ClaimBasis { weighted: weighted("50000", day(2024, 1, 1)), ..Default::default() };
    let year = terms(ContractYear::Y2024_25).claim_year(&posts, &basis);
    let of = |rule: &str| year.findings.iter().filter(|found| found.rule.as_str() == rule).count();
    // In post before October 2024, and more than two years after training.
    assert_eq!(of("ARRS-GP-001"), 2);
    assert_eq!(of("ARRS-MAX-001"), 1, "of January, not again of February and March");
    assert_eq!(of("ARRS-POST-002"), 1);
}

/// What a remedy shows in quotes is read where it says.
#[test]
fn what_a_remedy_shows_is_read_in_its_place() {
    let mut shown = 0;
    for rule in pcn::rules().filter(|rule| rule.id.as_str().starts_with("ARRS-")) {
        for snippet in rule.remedy.split('`').skip(1).step_by(2).filter(|s| s.starts_with('"')) {
            let own: serde_json::Value = serde_json::from_str(&format!("{{{snippet}}}")).unwrap();
            let mut line = serde_json::json!({"role": "CP", "wte": "1", "annual_cost": "58900"});
            let mut claim = serde_json::json!({"year": "2024/25", "month": "2024-11"});
            for (key, value) in own.as_object().unwrap() {
                let top = ["registered", "weighted", "known_on"].contains(&key.as_str());
                let into = if top { &mut claim } else { &mut line };
                into[key] = value.clone();
            }
            claim["lines"] = serde_json::json!([line]);
            let read = facts(&claim.to_string());
            assert!(read.is_ok(), "{}: {snippet}: {read:?}", rule.id);
            shown += 1;
        }
        for field in ["recruited_on", "completed_training_on", "more_senior_role"] {
            let bare = rule.remedy.split(&format!("`{field}")).count();
            assert_eq!(bare, 1, "{}: `{field}` stands under `eligibility`", rule.id);
        }
        assert!(!rule.remedy.contains("term of your own"), "{}", rule.id);
    }
    assert!(shown >= 8, "{shown}");
}

#[test]
fn a_sum_that_is_not_there_says_why_and_what_helps() {
    let of = |year, basis: &ClaimBasis| {
        let year = terms(year).claim_year(&[], basis);
        let found = year.findings.iter().find(|f| f.rule.as_str().starts_with("ARRS-SUM"));
        found.cloned().unwrap()
    };
    let basis = ClaimBasis { weighted: weighted("50000", day(2020, 1, 1)), ..Default::default() };
    // In 2019/20 there is none, whether a population is given or not.
    for basis in [ClaimBasis::default(), basis] {
        let none = of(ContractYear::Y2019_20, &basis);
        assert_eq!((none.rule.as_str(), none.severity.name()), ("ARRS-SUM-002", "info"));
        assert!(none.remedy.starts_with("nothing; the year was paid by role"), "{none}");
    }
    let unpublished = of(ContractYear::Y2020_21, &basis);
    assert_eq!(unpublished.severity.name(), "warning");
    assert!(unpublished.remedy.contains("`per_head`"), "{}", unpublished.remedy);
    let early = ClaimBasis { known_on: Some(day(2020, 1, 1)), ..basis };
    assert_eq!(of(ContractYear::Y2023_24, &early).remedy, "give a later `known_on`");
    let missing = of(ContractYear::Y2023_24, &ClaimBasis::default());
    assert_eq!(missing.rule.as_str(), "ARRS-SUM-003");
}

#[test]
fn a_weighted_population_is_of_the_day_that_the_year_takes() {
    let of = |year, on| {
        let basis = ClaimBasis { weighted: weighted("50000", on), ..Default::default() };
        let year = terms(year).claim_year(&[], &basis);
        let own = |found: &&pcn::finding::Finding| found.rule.as_str() == "FUND-COUNT-002";
        year.findings.iter().filter(own).cloned().collect::<Vec<_>>()
    };
    // The two sums of 2024/25 are of one day.
    let found = of(ContractYear::Y2024_25, day(2024, 4, 1));
    assert_eq!(found.len(), 1);
    assert_eq!(
        found[0].message,
        "the weighted population is given as of 2024-04-01; it is taken at 2024-01-01"
    );
    assert_eq!((found[0].path.as_deref(), found[0].on), (Some("weighted"), Some(day(2024, 1, 1))));
    assert!(of(ContractYear::Y2024_25, day(2024, 1, 1)).is_empty());
    // No source found states the day of these.
    assert!(of(ContractYear::Y2021_22, day(2021, 6, 1)).is_empty());
}

#[test]
fn hours_given_for_whole_time_equivalents_are_told() {
    let of = |wte| {
        let line =
            one(ContractYear::Y2023_24, day(2023, 5, 1), post(Role::CareCoordinator, wte, "24000"));
        rules(&line).contains(&"ARRS-WTE-001")
    };
    assert_eq!([of("1"), of("5"), of("5.01"), of("37.5")], [false, false, true, true]);
}

#[test]
fn what_is_found_on_a_post_is_a_sentence() {
    let may = day(2023, 5, 1);
    let told = |post: Post| {
        let line = one(ContractYear::Y2023_24, may, post);
        line.findings.iter().next().unwrap().message.to_string()
    };
    let outer = |role| Post { area: Area::OuterLondon, ..post(role, "1", "24000") };
    assert_eq!(
        told(outer(Role::OccupationalTherapist)),
        "no maximum for an occupational therapist in outer London is published for 2023-04-01 to \
         2024-03-31 in any source found"
    );
    let fee = |role| Post { service_fee: Some(Gbp::constant("50")), ..post(role, "1", "24000") };
    assert_eq!(
        told(fee(Role::CareCoordinator)),
        "the fee of £50.00 is not taken: a care coordinator has no fee"
    );
    let line = one(ContractYear::Y2019_20, day(2019, 8, 1), fee(Role::SocialPrescribingLinkWorker));
    assert_eq!(
        line.findings.iter().next().unwrap().message,
        "the fee of £50.00 is not taken: no fee of a contracted service is known on 2019-08-01"
    );
    let none = Post { service_fee: Some(Gbp::ZERO), ..post(Role::CareCoordinator, "1", "24000") };
    assert_eq!(rules(&one(ContractYear::Y2023_24, may, none)), Vec::<&str>::new());
    let before = Post {
        eligibility: Eligibility {
            in_baseline: Some(true),
            baseline_exception: Some(BaselineException::MedicinesOptimisationInCareHomes),
            ..Eligibility::default()
        },
        ..post(Role::CareCoordinator, "1", "24000")
    };
    assert!(told(before).ends_with("the exception stated does not apply to a care coordinator"));
}

#[test]
fn a_sum_of_nothing_beside_what_is_not_known_is_not_known() {
    let basis = ClaimBasis { weighted: weighted("50000", day(2023, 1, 1)), ..Default::default() };
    let unknown = post(Role::Dietitian, "1", "50000");
    let known = post(Role::CareCoordinator, "1", "12000");
    let of = |posts: &[Post]| terms(ContractYear::Y2023_24).claim_year(posts, &basis).to_string();
    let ends = |text: &str, row: &str, end: &str| {
        let line = text.lines().find(|line| line.starts_with(row)).unwrap();
        assert!(line.ends_with(end), "{line}");
    };
    let text = of(from_ref(&unknown));
    for row in ["April 2023", "Claims of the year", "Payable"] {
        ends(&text, row, " not known");
    }
    let text = of(&[unknown, known]);
    for (row, end) in [("April 2023", "£1,000.00"), ("Payable", "£12,000.00")] {
        ends(&text, row, end);
    }
    let text = of(&[]);
    for row in ["April 2023", "Claims of the year", "Payable"] {
        ends(&text, row, " £0.00");
    }
}
