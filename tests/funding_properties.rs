//! Laws of the payments and claims that hold for any counts, dates and posts.

use pcn::{
    calendar::{ContractYear, NaiveDate, Period, day},
    code::PracticeCode,
    des,
    funding::{
        Comparison, Counts, EntitlementKind, Facts, Member, PartMonths, Populations, Question,
        Residue, SharesRefusal, Tariff, Terms,
        arrs::{ClaimBasis, Cost, DayCount, Post, Role},
        divide,
    },
    quantity::{Adjusted, Beds, Decimal, Gbp, Patients, PatientsOn, Weighted, Wte},
};
use proptest::prelude::*;

fn any_year() -> impl Strategy<Value = ContractYear> {
    (0..des::years().len()).prop_map(|at| des::years()[at].year)
}

fn terms(year: ContractYear) -> &'static Terms {
    &des::year(year).unwrap().funding
}

fn counts_of(registered: u32, adjusted: i64, weighted: i64, beds: u32) -> Populations {
    let on = day(2020, 1, 1);
    Populations::default()
        .registered(Patients::from(registered), on)
        .adjusted(Patients::try_new(Decimal::new(adjusted, 2)).unwrap(), on)
        .weighted(Patients::try_new(Decimal::new(weighted, 2)).unwrap(), on)
        .beds(Beds::new(beds), on)
}

fn any_counts() -> impl Strategy<Value = Populations> {
    (0_u32..200_000, 0_i64..20_000_000, 0_i64..20_000_000, 0_u32..3_000).prop_map(
        |(registered, adjusted, weighted, beds)| counts_of(registered, adjusted, weighted, beds),
    )
}

fn any_members() -> impl Strategy<Value = Vec<Member>> {
    let one = (any_counts(), proptest::option::of((0_i64..400, 0_i64..400)));
    proptest::collection::vec(one, 1..7).prop_map(|rows| {
        rows.into_iter()
            .enumerate()
            .map(|(at, (counts, during))| Member {
                practice: format!("A8{at:04}").parse::<PracticeCode>().unwrap(),
                counts,
                during: during.map(|(from, days)| {
                    let from = day(2024, 3, 15) + chrono::TimeDelta::days(from);
                    Period::constant(from, from + chrono::TimeDelta::days(days))
                }),
            })
            .collect()
    })
}

fn monthly(year: ContractYear) -> impl Iterator<Item = EntitlementKind> {
    let terms = terms(year).entitlements.iter();
    terms.filter(|term| !term.frequency.is_earned()).map(|term| term.kind)
}

fn amount(year: ContractYear, kind: EntitlementKind, facts: &Facts, within: Period) -> Option<Gbp> {
    let line = terms(year).payment(kind, facts, &Question::of(within))?;
    line.outcome.amount()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn parts_of_a_year_sum_to_the_year(
        year in any_year(), counts in any_counts(), cuts in proptest::collection::vec(0_i64..366, 0..5)
    ) {
        let whole = year.period();
        let mut days: Vec<NaiveDate> =
            cuts.iter().map(|cut| whole.from() + chrono::TimeDelta::days(*cut)).collect();
        days.extend([whole.from(), whole.until().unwrap()]);
        days.sort_unstable();
        let facts = Facts::of(counts);
        for kind in monthly(year) {
            let Some(sum) = amount(year, kind, &facts, whole) else { continue };
            let parts: Gbp = days
                .windows(2)
                .filter_map(|pair| amount(year, kind, &facts, Period::constant(pair[0], pair[1])))
                .sum();
            prop_assert_eq!(parts, sum, "{}", kind);
        }
    }

    #[test]
    fn twelve_months_sum_to_the_year_and_differ_by_a_penny_at_most(
        year in any_year(), counts in any_counts()
    ) {
        let facts = Facts::of(counts);
        for kind in monthly(year) {
            let Some(sum) = amount(year, kind, &facts, year.period()) else { continue };
            let mut months = Vec::new();
            let mut date = year.first_day();
            while year.period().contains(date) {
                let month = Question::of_month(date).unwrap().period;
                months.extend(amount(year, kind, &facts, month));
                date = month.until().unwrap();
            }
            prop_assert_eq!(months.iter().copied().sum::<Gbp>(), sum);
            let (least, most) = (months.iter().min().unwrap(), months.iter().max().unwrap());
            prop_assert!(*most - *least <= Gbp::pence(1), "{}: {} to {}", kind, least, most);
        }
    }

    #[test]
    fn payments_are_linear_in_the_counts(year in any_year(), one in any_counts(), factor in 1_u32..7) {
        let times = |count: Decimal| count * Decimal::from(factor);
        let many = Populations::default()
            .registered(Patients::try_new(times(one.registered.unwrap().count.count())).unwrap(), day(2020, 1, 1))
            .adjusted(Patients::try_new(times(one.adjusted.unwrap().count.count())).unwrap(), day(2020, 1, 1))
            .weighted(Patients::try_new(times(one.weighted.unwrap().count.count())).unwrap(), day(2020, 1, 1))
            .beds(Beds::new(one.beds.unwrap().count.count() * factor), day(2020, 1, 1));
        let tariff = Tariff::of(terms(year), year.period(), NaiveDate::MAX);
        for kind in EntitlementKind::ALL {
            let (Some(one), Some(many)) = (tariff.amount(*kind, &one), tariff.amount(*kind, &many))
            else { continue };
            let difference = many.pounds() - one.pounds() * Decimal::from(factor);
            // Half a penny of rounding in the many, and half a penny times the factor in the one.
            let allowed = Decimal::new(5, 3) * Decimal::from(factor + 1);
            prop_assert!(difference.abs() <= allowed, "{}: {}", kind, difference);
        }
    }

    #[test]
    fn asking_as_known_today_is_the_plain_question(year in any_year(), counts in any_counts()) {
        let facts = Facts::of(counts);
        let question = Question::of(year.period());
        let plain = terms(year).statement(&facts, &question);
        let today = terms(year).statement(&facts, &question.as_known(day(2030, 1, 1)));
        prop_assert_eq!(&plain.lines, &today.lines);
        prop_assert_eq!(plain.total, today.total);
        let same = Comparison::of_statements(("plain", &plain), ("today", &today));
        prop_assert!(same.rows.iter().all(|row| row.difference.is_none_or(Gbp::is_zero)));
    }

    #[test]
    fn the_tariff_and_the_statement_agree(
        year in any_year(), counts in any_counts(), from in 0_i64..300, days in 1_i64..100
    ) {
        let from = year.first_day() + chrono::TimeDelta::days(from);
        let period = Period::constant(from, from + chrono::TimeDelta::days(days));
        let score = Tariff::of(terms(year), period, NaiveDate::MAX).score(&counts);
        let statement = terms(year).statement(&Facts::of(counts), &Question::of(period));
        prop_assert_eq!(score.network, statement.total);
        prop_assert_eq!(score.practices, statement.to_practices);
    }

    #[test]
    fn shares_sum_to_the_network_to_the_penny(
        members in any_members(), by_first_day in any::<bool>(), from in 0_i64..360, days in 1_i64..365
    ) {
        let year = ContractYear::Y2024_25;
        let from = year.first_day() + chrono::TimeDelta::days(from);
        let mut question =
            Question::of(Period::constant(from, from + chrono::TimeDelta::days(days)));
        if by_first_day {
            question.part_months = PartMonths::FirstDay;
        }
        let facts = Facts::of_practices(members);
        for kind in monthly(year) {
            let shares = terms(year).shares(kind, &facts, &question, Residue::default());
            let shares = shares.unwrap();
            let sum: Gbp = shares.shares.iter().map(|share| share.amount).sum();
            prop_assert_eq!(sum, shares.network);
            let line = terms(year).payment(kind, &facts, &question).unwrap();
            prop_assert_eq!(line.outcome.amount(), Some(shares.network));
            prop_assert!(shares.shares.iter().all(|share| share.amount >= Gbp::ZERO));
        }
    }

    #[test]
    fn the_order_of_practices_does_not_matter(members in any_members()) {
        let year = ContractYear::Y2024_25;
        let question = Question::of(year.period());
        let mut reversed = members.clone();
        reversed.reverse();
        let (one, two) = (Facts::of_practices(members), Facts::of_practices(reversed));
        let kind = EntitlementKind::CoreFunding;
        let shares = |facts: &Facts| terms(year).shares(kind, facts, &question, Residue::default());
        prop_assert_eq!(shares(&one).unwrap(), shares(&two).unwrap());
    }

    #[test]
    fn practices_that_stay_are_paid_as_the_network_whole(members in any_members()) {
        let year = ContractYear::Y2024_25;
        let mut sum = Populations::default().adjusted(Patients::ZERO, day(2020, 1, 1));
        let mut staying = members;
        for member in &mut staying {
            member.during = None;
            let adjusted = sum.adjusted.as_mut().unwrap();
            adjusted.count += member.counts.adjusted.unwrap().count;
        }
        let kind = EntitlementKind::EnhancedAccess;
        let apart = amount(year, kind, &Facts::of_practices(staying), year.period());
        prop_assert_eq!(apart, amount(year, kind, &Facts::of(sum), year.period()));
    }

    #[test]
    fn divided_sums_are_whole_and_fair(
        pence in -1_000_000_i64..100_000_000, weights in proptest::collection::vec(0_u32..1000, 1..9)
    ) {
        let sum = Gbp::pence(pence);
        let weights: Vec<Decimal> = weights.into_iter().map(Decimal::from).collect();
        let Some(parts) = divide(sum, &weights) else {
            prop_assert!(weights.iter().all(Decimal::is_zero));
            return Ok(());
        };
        prop_assert_eq!(parts.iter().copied().sum::<Gbp>(), sum);
        let total: Decimal = weights.iter().sum();
        for (part, weight) in parts.iter().zip(&weights) {
            let exact = sum.pounds() * weight / total;
            prop_assert!((part.pounds() - exact).abs() < Decimal::new(1, 2));
        }
    }
}

fn any_post() -> impl Strategy<Value = Post> {
    let roles = proptest::sample::select(vec![
        Role::ClinicalPharmacist,
        Role::FirstContactPhysiotherapist,
        Role::SocialPrescribingLinkWorker,
        Role::PharmacyTechnician,
        Role::CareCoordinator,
    ]);
    let dates = (proptest::option::of(0_i64..400), proptest::option::of(0_i64..400));
    (roles, 1_i64..300, 0_i64..9_000_000, 0_u8..3, dates).prop_map(
        |(role, wte, cost, kind, (from, length))| {
            let cost = Gbp::pence(cost);
            let cost = match kind {
                0 => Cost::Annual(cost),
                1 => Cost::Monthly(
                    Gbp::exactly(cost.pounds() / Decimal::from(12)).round_half_up_to_pence(),
                ),
                _ => Cost::Paid(
                    Gbp::exactly(cost.pounds() / Decimal::from(12)).round_half_up_to_pence(),
                ),
            };
            let from = from.map(|from| day(2023, 3, 1) + chrono::TimeDelta::days(from));
            let until = length
                .map(|length| from.unwrap_or(day(2023, 4, 1)) + chrono::TimeDelta::days(length));
            Post {
                from,
                until,
                ..Post::new(role, Wte::try_new(Decimal::new(wte, 2)).unwrap(), cost)
            }
        },
    )
}

fn basis(weighted: u32, day_count: DayCount) -> ClaimBasis {
    let count: Patients<Weighted> = Patients::try_new(Decimal::from(weighted)).unwrap();
    let weighted = Some(PatientsOn { count, on: day(2023, 1, 1) });
    ClaimBasis { weighted, day_count, ..ClaimBasis::default() }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn a_claim_never_exceeds_cost_maximum_or_entitlement(
        posts in proptest::collection::vec(any_post(), 0..6), weighted in 0_u32..20_000,
        weekdays in any::<bool>()
    ) {
        let terms = &terms(ContractYear::Y2023_24).arrs;
        let day_count = if weekdays { DayCount::Weekdays } else { DayCount::CalendarDays };
        let year = terms.claim_year(&posts, &basis(weighted, day_count));
        for line in year.months.iter().flat_map(|month| &month.lines) {
            let claimable = line.claimable.unwrap();
            prop_assert!(claimable <= line.actual && claimable <= line.maximum.unwrap());
        }
        let entitlement = year.entitlement.unwrap();
        prop_assert!(year.payable <= entitlement && year.payable <= year.total);
        prop_assert_eq!(year.unclaimed.unwrap(), (entitlement - year.total).max(Gbp::ZERO));
        let months: Gbp = year.months.iter().map(|month| month.total).sum();
        prop_assert_eq!(months, year.total);
    }

    #[test]
    fn the_order_of_posts_does_not_matter(
        posts in proptest::collection::vec(any_post(), 0..6), month in 0_u32..9
    ) {
        let terms = &terms(ContractYear::Y2023_24).arrs;
        let month = day(2023, 4 + month, 1);
        let claim = |posts: &[Post]| terms.claim_month(posts, &basis(1, DayCount::default()), month).unwrap();
        let forth = claim(&posts);
        let back: Vec<Post> = posts.iter().rev().cloned().collect();
        let back = claim(&back);
        prop_assert_eq!(forth.total, back.total);
        let sum = terms.claim_total(&posts, &basis(1, DayCount::default()), month).unwrap();
        prop_assert_eq!((sum.total, sum.unknown), (forth.total, forth.unknown));
        let reversed: Vec<_> = back.lines.iter().rev().map(|line| line.claimable).collect();
        prop_assert_eq!(forth.lines.iter().map(|line| line.claimable).collect::<Vec<_>>(), reversed);
    }

    #[test]
    fn a_post_that_stands_twice_is_claimed_once_everywhere(
        posts in proptest::collection::vec((any_post(), proptest::option::of(0_u8..3)), 0..8)
    ) {
        let terms = &terms(ContractYear::Y2023_24).arrs;
        let named = |(post, name): (Post, Option<u8>)| {
            Post { reference: name.map(|name| name.to_string().into()), ..post }
        };
        let posts: Vec<Post> = posts.into_iter().map(named).collect();
        let basis = basis(50_000, DayCount::default());
        let year = terms.claim_year(&posts, &basis);
        let mut sum = Gbp::ZERO;
        for month in &year.months {
            let total = terms.claim_total(&posts, &basis, month.month.from()).unwrap();
            prop_assert_eq!((total.total, total.unknown), (month.total, month.unknown));
            sum += total.total;
            for (at, post) in posts.iter().enumerate() {
                let days = post.days_in(month.month);
                let stands = |earlier: &Post| {
                    post.reference.is_some()
                        && earlier.reference == post.reference
                        && earlier.days_in(month.month).zip(days).is_some_and(|(a, b)| a.overlaps(b))
                };
                let twice = posts[..at].iter().any(stands);
                prop_assert_eq!(month.lines[at].claimable.is_none(), twice);
            }
        }
        prop_assert_eq!(sum, year.total);
    }

    #[test]
    fn a_month_cut_in_two_posts_claims_the_month_within_a_penny(post in any_post(), cut in 2_u32..30) {
        prop_assume!(!matches!(post.cost, Cost::Paid(_)));
        let terms = &terms(ContractYear::Y2023_24).arrs;
        let (month, cut) = (day(2023, 5, 1), day(2023, 5, cut));
        let whole = Post { from: None, until: None, ..post };
        let one = Post { until: Some(cut), ..whole.clone() };
        let two = Post { from: Some(cut), ..whole.clone() };
        let total = |posts: &[Post]| terms.claim_month(posts, &basis(1, DayCount::default()), month).unwrap().total;
        let difference = total(&[one, two]).pounds() - total(&[whole]).pounds();
        prop_assert!(difference.abs() <= Decimal::new(1, 2), "{}", difference);
    }

    #[test]
    fn asking_for_a_claim_as_known_today_is_the_plain_question(post in any_post()) {
        let terms = &terms(ContractYear::Y2023_24).arrs;
        let plain = basis(1, DayCount::default());
        let today = ClaimBasis { known_on: Some(day(2030, 1, 1)), ..plain };
        let posts = [post];
        prop_assert_eq!(
            terms.claim_month(&posts, &plain, day(2023, 8, 1)),
            terms.claim_month(&posts, &today, day(2023, 8, 1))
        );
    }
}

#[test]
fn a_network_has_one_set_of_counts_or_those_of_its_practices() {
    let whole = Facts::of(Populations::default());
    assert!(matches!(whole.counts, Counts::Network(_)));
    let year = ContractYear::Y2024_25;
    let question = Question::of(year.period());
    let shares =
        terms(year).shares(EntitlementKind::CoreFunding, &whole, &question, Residue::default());
    assert_eq!(shares, Err(SharesRefusal::OneCount));
    let _: Patients<Adjusted> = Patients::ZERO;
}
