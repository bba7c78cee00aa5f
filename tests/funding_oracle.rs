//! Over a hundred thousand generated cases against an independent oracle in Python, to the penny.

use std::{
    fmt::Write as _,
    io::{Read as _, Write as _},
    process::{Command, Stdio},
    thread,
};

use pcn::{
    calendar::{ContractYear, NaiveDate, Period, day},
    code::PracticeCode,
    des,
    funding::{
        EntitlementKind, Facts, Member, Outcome, Populations, Question, Residue,
        arrs::{Area, ClaimBasis, Cost, DayCount, Eligibility, Post, Role},
    },
    quantity::{Beds, Decimal, Gbp, Patients, PatientsOn, Wte},
};

const ENTITLEMENTS: usize = 60_000;
const SHARES: usize = 10_000;
const CLAIMS: usize = 40_000;
const YEARS: usize = 1_200;

/// SplitMix64: a fixed sequence, so that a failure comes back.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    fn below(&mut self, limit: u64) -> u64 {
        self.next() % limit
    }

    fn of<'a, T>(&mut self, items: &'a [T]) -> &'a T {
        &items[self.below(items.len() as u64) as usize]
    }

    fn day(&mut self, from: NaiveDate, span: u64) -> NaiveDate {
        from + chrono::TimeDelta::days(self.below(span) as i64)
    }
}

fn money(amount: Gbp) -> String {
    amount.round_half_up_to_pence().pounds().to_string()
}

fn entitlement(random: &mut Random) -> (String, String) {
    let held = random.of(des::years());
    let year = held.year;
    let kind = *random.of(EntitlementKind::ALL);
    let registered = random.below(150_000) as u32;
    let adjusted = Decimal::new(random.below(15_000_000) as i64, 2);
    let weighted = Decimal::new(random.below(1_500_000_000) as i64, 4);
    let beds = random.below(2_000) as u32;
    let whole = year.period();
    let (from, until) = match random.below(4) {
        0 => (whole.from(), whole.until().unwrap()),
        1 => {
            let month = Question::of_month(random.day(whole.from(), 365)).unwrap().period;
            (month.from(), month.until().unwrap())
        }
        _ => {
            let from = random.day(whole.from(), 365);
            (from, from + chrono::TimeDelta::days(1 + random.below(366) as i64))
        }
    };
    let known = match random.below(4) {
        0 => random.day(whole.from() - chrono::TimeDelta::days(40), 400),
        _ => day(2030, 1, 1),
    };
    let on = day(2020, 1, 1);
    let counts = Populations::default()
        .registered(Patients::from(registered), on)
        .adjusted(Patients::try_new(adjusted).unwrap(), on)
        .weighted(Patients::try_new(weighted).unwrap(), on)
        .beds(Beds::new(beds), on);
    let question = Question::of(Period::constant(from, until)).as_known(known);
    let ours = match held.funding.payment(kind, &Facts::of(counts), &question) {
        None => "absent".to_owned(),
        Some(line) => match line.outcome {
            Outcome::Due { amount } | Outcome::Earned { most: amount, .. } => money(amount),
            Outcome::NotPublished => "not_published".to_owned(),
            Outcome::NotKnown => "not_known".to_owned(),
            other => format!("{other:?}"),
        },
    };
    let case = format!(
        "E\t{year}\t{}\t{registered}\t{adjusted}\t{weighted}\t{beds}\t{from}\t{until}\t{known}",
        kind.name()
    );
    (case, ours)
}

fn shares(random: &mut Random) -> (String, String) {
    let year = *random.of(&[ContractYear::Y2024_25, ContractYear::Y2025_26]);
    let kind = *random.of(&[EntitlementKind::CoreFunding, EntitlementKind::EnhancedAccess]);
    let from = random.day(year.first_day(), 365);
    let until = from + chrono::TimeDelta::days(1 + random.below(365) as i64);
    // Counts that are equal but for thousands: many practices lose the same part of a penny.
    let alike = (random.below(3) == 0).then(|| random.below(1_000));
    let mut case = format!("S\t{year}\t{}\t{from}\t{until}", kind.name());
    let mut members = Vec::new();
    for at in 0..1 + random.below(6) {
        let code = format!("A8{at:04}");
        let (adjusted, registered) = match alike {
            None => (Decimal::new(random.below(3_000_000) as i64, 2), random.below(30_000) as u32),
            Some(rest) => {
                let count = rest + 36_000 * random.below(3);
                (Decimal::from(count), count as u32)
            }
        };
        let during = (random.below(3) == 0).then(|| {
            let from = random.day(day(2024, 3, 1), 700);
            Period::constant(from, from + chrono::TimeDelta::days(random.below(400) as i64))
        });
        let dates = during.map_or(":".to_owned(), |period| {
            format!("{}:{}", period.from(), period.until().unwrap())
        });
        write!(case, "\t{code}:{adjusted}:{registered}:{dates}").unwrap();
        let on = day(2020, 1, 1);
        members.push(Member {
            practice: code.parse::<PracticeCode>().unwrap(),
            counts: Populations::default()
                .registered(Patients::from(registered), on)
                .adjusted(Patients::try_new(adjusted).unwrap(), on),
            during,
        });
    }
    let question = Question::of(Period::constant(from, until));
    let terms = &des::year(year).unwrap().funding;
    let facts = Facts::of_practices(members);
    let shares = terms.shares(kind, &facts, &question, Residue::default()).unwrap();
    let amounts = core::iter::once(shares.network).chain(shares.shares.iter().map(|s| s.amount));
    (case, amounts.map(money).collect::<Vec<_>>().join(" "))
}

const ROLES: [Role; 14] = [
    Role::ClinicalPharmacist,
    Role::FirstContactPhysiotherapist,
    Role::SocialPrescribingLinkWorker,
    Role::PharmacyTechnician,
    Role::CareCoordinator,
    Role::NursingAssociate,
    Role::TraineeNursingAssociate,
    Role::AdvancedPractitioner,
    Role::EnhancedPracticeNurse,
    Role::GeneralPractitioner,
    Role::PracticeNurseNew,
    Role::PracticeNurseExperienced,
    Role::ConsultantNurse,
    Role::HealthcareSupportWorker,
];

fn claim(random: &mut Random) -> (String, String) {
    let held = random.of(des::years());
    // Half of all cases on the roles with most figures.
    let role = if random.below(2) == 0 { *random.of(&ROLES[..5]) } else { *random.of(&ROLES) };
    let (area, area_name) = *random.of(&[
        (Area::National, "national"),
        (Area::National, "national"),
        (Area::OuterLondon, "outer_london"),
        (Area::InnerLondon, "inner_london"),
    ]);
    let wte = Decimal::new(1 + random.below(30_000) as i64, 4);
    let pounds = Decimal::new(random.below(9_000_000) as i64, 2);
    let (cost, kind) = match random.below(3) {
        0 => (Cost::Annual(Gbp::exactly(pounds)), "annual"),
        1 => (Cost::Monthly(Gbp::exactly(pounds)), "monthly"),
        _ => (Cost::Paid(Gbp::exactly(pounds)), "paid"),
    };
    let fee = (random.below(4) == 0).then(|| Decimal::new(random.below(40_000) as i64, 2));
    let date = random.day(held.year.first_day(), 365);
    let month = Question::of_month(date).unwrap().period;
    // No general practitioner in post before the first day, which another rule excludes.
    let gp = role == Role::GeneralPractitioner;
    let from = (gp || random.below(2) == 0).then(|| {
        let from = month.from() - chrono::TimeDelta::days(10);
        let from = random.day(from, 45);
        if gp { from.max(day(2024, 10, 1)) } else { from }
    });
    let until = (random.below(3) == 0).then(|| {
        let earliest = from.unwrap_or(month.from() - chrono::TimeDelta::days(5));
        random.day(earliest, 45)
    });
    let known = match random.below(3) {
        0 => random.day(held.year.first_day(), 365),
        _ => day(2030, 1, 1),
    };
    let weekdays = random.below(2) == 1;
    let post = Post {
        area,
        from,
        until,
        service_fee: fee.map(Gbp::exactly),
        ..Post::new(role, Wte::try_new(wte).unwrap(), cost)
    };
    let day_count = if weekdays { DayCount::Weekdays } else { DayCount::CalendarDays };
    let basis = ClaimBasis { known_on: Some(known), day_count, ..ClaimBasis::default() };
    let claim = held.funding.arrs.claim_month(&[post], &basis, month.from()).unwrap();
    let line = &claim.lines[0];
    let optional = |sum: Option<Gbp>| sum.map_or("-".to_owned(), money);
    let ours =
        format!("{} {} {}", money(line.actual), optional(line.maximum), optional(line.claimable));
    let text = |date: Option<NaiveDate>| date.map(|date| date.to_string()).unwrap_or_default();
    let case = format!(
        "C\t{}\t{area_name}\t{wte}\t{kind}\t{pounds}\t{}\t{}\t{}\t{}\t{known}\t{}",
        role.name(),
        fee.map(|fee| fee.to_string()).unwrap_or_default(),
        month.from(),
        text(from),
        text(until),
        u8::from(weekdays)
    );
    (case, ours)
}

/// A year of several posts, of which some stand in more than one line.
fn year_claim(random: &mut Random) -> (String, String) {
    let held = random.of(des::years());
    let year = held.year;
    let weighted = Decimal::new(1 + random.below(5_000_000) as i64, 2);
    let known = match random.below(3) {
        0 => random.day(year.first_day(), 365),
        _ => day(2030, 1, 1),
    };
    let weekdays = random.below(3) == 0;
    let mut case = format!("Y\t{year}\t{weighted}\t{known}\t{}", u8::from(weekdays));
    let mut posts = Vec::new();
    for _ in 0..1 + random.below(5) {
        let gp = year == ContractYear::Y2024_25 && random.below(3) == 0;
        let role = if gp { Role::GeneralPractitioner } else { *random.of(&ROLES[..4]) };
        let reference = *random.of(&["", "a", "b"]);
        let wte = Decimal::new(1 + random.below(4_000) as i64, 3);
        let pounds = Decimal::new(random.below(1_500_000) as i64, 2);
        let (cost, kind) = match random.below(3) {
            0 => (Cost::Annual(Gbp::exactly(pounds * Decimal::from(12))), "annual"),
            1 => (Cost::Monthly(Gbp::exactly(pounds)), "monthly"),
            _ => (Cost::Paid(Gbp::exactly(pounds)), "paid"),
        };
        let (Cost::Annual(exact) | Cost::Monthly(exact) | Cost::Paid(exact)) = cost;
        let exact = exact.pounds();
        let started = random.day(year.first_day() - chrono::TimeDelta::days(20), 380);
        let (from, eligibility) = if gp {
            let from = started.max(day(2024, 10, 1));
            let new = Eligibility {
                recruited_on: Some(from),
                completed_training_on: Some(day(2024, 8, 1)),
                ..Eligibility::default()
            };
            (Some(from), new)
        } else {
            ((random.below(3) > 0).then_some(started), Eligibility::default())
        };
        let until = (random.below(2) == 0).then(|| random.day(from.unwrap_or(started), 200));
        let text = |date: Option<NaiveDate>| date.map(|date| date.to_string()).unwrap_or_default();
        write!(
            case,
            "\t{reference}:{}:national:{wte}:{kind}:{exact}::{}:{}",
            role.name(),
            text(from),
            text(until)
        )
        .unwrap();
        posts.push(Post {
            reference: (!reference.is_empty()).then(|| reference.into()),
            from,
            until,
            eligibility,
            ..Post::new(role, Wte::try_new(wte).unwrap(), cost)
        });
    }
    let basis = ClaimBasis {
        weighted: Some(PatientsOn {
            count: Patients::try_new(weighted).unwrap(),
            on: day(year.start().into(), 1, 1),
        }),
        known_on: Some(known),
        day_count: if weekdays { DayCount::Weekdays } else { DayCount::CalendarDays },
        ..ClaimBasis::default()
    };
    let claim = held.funding.arrs.claim_year(&posts, &basis);
    let months: Vec<String> = claim.months.iter().map(|month| money(month.total)).collect();
    assert_eq!(claim.months.iter().map(|month| month.total).sum::<Gbp>(), claim.total);
    let optional = |sum: Option<Gbp>| sum.map_or("-".to_owned(), money);
    let ours = format!(
        "{} {} {} {} {}",
        months.join(" "),
        claim.unknown,
        optional(claim.entitlement),
        money(claim.payable),
        optional(claim.unclaimed)
    );
    (case, ours)
}

#[test]
fn the_oracle_agrees_to_the_penny() {
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/oracle/funding.py");
    let started =
        Command::new("python3").arg(script).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn();
    let Ok(mut oracle) = started else {
        println!("skipped: python3 is not there to run the oracle");
        return;
    };
    let mut random = Random(20_190_701);
    let mut cases = String::new();
    let mut ours = Vec::with_capacity(ENTITLEMENTS + SHARES + CLAIMS + YEARS);
    for at in 0..ENTITLEMENTS + SHARES + CLAIMS + YEARS {
        let (case, answer) = if at < ENTITLEMENTS {
            entitlement(&mut random)
        } else if at < ENTITLEMENTS + SHARES {
            shares(&mut random)
        } else if at < ENTITLEMENTS + SHARES + CLAIMS {
            claim(&mut random)
        } else {
            year_claim(&mut random)
        };
        cases.push_str(&case);
        cases.push('\n');
        ours.push(answer);
    }
    assert!(ours.len() >= 100_000);
    let mut input = oracle.stdin.take().unwrap();
    let sent = cases.clone();
    let writer = thread::spawn(move || input.write_all(sent.as_bytes()));
    let mut answers = String::new();
    oracle.stdout.take().unwrap().read_to_string(&mut answers).unwrap();
    writer.join().unwrap().unwrap();
    assert!(oracle.wait().unwrap().success(), "the oracle stopped with an error");
    let theirs: Vec<&str> = answers.lines().collect();
    assert_eq!(theirs.len(), ours.len());
    let mut differ = 0;
    for ((case, ours), theirs) in cases.lines().zip(&ours).zip(theirs) {
        if ours != theirs {
            differ += 1;
            if differ <= 10 {
                println!("{case}\n    ours   {ours}\n    theirs {theirs}");
            }
        }
    }
    assert_eq!(differ, 0, "cases differ");
    // The cases are no empty ones: most have an amount, and so have enough claims.
    let with_amount = |answers: &[String]| {
        answers.iter().filter(|answer| answer.ends_with(|last: char| last.is_ascii_digit())).count()
    };
    let (all, claims) = (with_amount(&ours), with_amount(&ours[ENTITLEMENTS + SHARES..]));
    println!("{} cases, {all} with an amount, of which {claims} claims", ours.len());
    assert!(all > 40_000 && claims > 10_000);
}
