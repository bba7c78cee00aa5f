//! What a register answers about a practice, a network and a day, and what its changes do.

use pcn::{
    calendar::{NaiveDate, Period, day},
    code::{OdsCode, PcnCode, PracticeCode, SubIcbCode},
    network::{
        Change, ChangeError, Coverage, Membership, NetworkSize, Payee, PayeeRecord, Pcn, Placement,
        Practice, PracticeState, PracticeStatus, Provenance, Register, RegisterBuilder, Setting,
        Statistics, Succession, Verdict, Waiver, WaiverKind,
    },
    quantity::{Patients, PatientsOn, Registered},
};

const ON: NaiveDate = day(2022, 4, 27);
const ONE: PcnCode = PcnCode::constant("U00001");
const TWO: PcnCode = PcnCode::constant("U00002");
const A: PracticeCode = PracticeCode::constant("A81001");
const B: PracticeCode = PracticeCode::constant("A81002");
const C: PracticeCode = PracticeCode::constant("A81003");

fn since() -> Period {
    Period::since(day(2019, 10, 1))
}

fn list(count: u32, on: NaiveDate) -> PatientsOn<Registered> {
    PatientsOn { count: Patients::from(count), on }
}

fn practice(code: PracticeCode) -> Practice {
    Practice {
        status: Some(PracticeStatus::Open),
        life: Some(Period::since(day(1974, 4, 1))),
        setting: Some(Setting::GpPractice),
        ..Practice::new(code, "Surgery")
    }
}

/// Two networks of one practice each, and a third practice in none.
fn three() -> RegisterBuilder {
    let mut builder = Register::builder();
    builder.practice(practice(A)).practice(practice(B)).practice(practice(C));
    builder.network(Pcn::new(ONE, "First", since())).network(Pcn::new(TWO, "Second", since()));
    builder.membership(Membership::new(A, ONE, since()));
    builder.membership(Membership::new(B, TWO, since()));
    for (code, count) in [(A, 30_000), (B, 40_000), (C, 9_000)] {
        builder.list(code, list(count, day(2022, 4, 1)));
    }
    builder
}

#[test]
fn a_practices_dates_go_before_its_status() {
    use PracticeState::{Closed, Dormant, NotRecorded, NotYetOpen, Open};
    let life = Period::constant(day(2020, 1, 1), day(2022, 1, 1));
    let open = Period::since(day(2020, 1, 1));
    let state = |life: Option<Period>, status: Option<PracticeStatus>, on: NaiveDate| {
        Practice { life, status, ..Practice::new(A, "") }.state_on(on)
    };
    let within = day(2021, 1, 1);
    for status in [None, Some(PracticeStatus::Open), Some(PracticeStatus::Closed)] {
        for (on, expected) in [
            (day(2019, 12, 31), NotYetOpen),
            (day(2020, 1, 1), Open),
            (day(2021, 12, 31), Open),
            (day(2022, 1, 1), Closed),
        ] {
            assert_eq!(state(Some(life), status, on), expected, "{status:?} {on}");
        }
    }
    for (life, status, expected) in [
        (Some(open), Some(PracticeStatus::Closed), Closed),
        (Some(open), Some(PracticeStatus::Dormant), Dormant),
        (Some(open), Some(PracticeStatus::Proposed), Open),
        (Some(open), None, Open),
        (None, Some(PracticeStatus::Open), Open),
        (None, Some(PracticeStatus::Closed), Closed),
        (None, Some(PracticeStatus::Dormant), Dormant),
        (None, Some(PracticeStatus::Proposed), NotYetOpen),
        (None, None, NotRecorded),
    ] {
        assert_eq!(state(life, status, within), expected, "{life:?} {status:?}");
    }
}

#[test]
fn a_practice_is_in_being_when_it_is_open_and_has_patients() {
    let register = three().build();
    assert!(register.is_in_being(A, ON) && register.is_in_being(C, ON));
    assert!(!register.is_in_being(A, day(1974, 3, 31)));
    assert!(!register.is_in_being(PracticeCode::constant("A89999"), ON));
    assert!(!register.coverage(&[], ON).is_complete());
    let mut whole = three();
    whole.membership(Membership::new(C, ONE, since()));
    let coverage = whole.build().coverage(&[], ON);
    assert!(coverage.is_complete());
    assert_eq!((coverage.placed, coverage.patients_placed), (3, Patients::from(79_000)));
}

#[test]
fn open_practices_in_none_that_the_lists_leave_out_are_counted_apart() {
    let counted = |builder: RegisterBuilder| {
        let register = builder.build();
        let (coverage, statistics) = (register.coverage(&[], ON), register.statistics(ON));
        assert_eq!(coverage.unplaced_without_list, statistics.unplaced_without_list);
        assert_eq!(coverage.unplaced.len(), statistics.practices.unplaced);
        // A document keeps the count, and is as it was before where there is nothing to count.
        let kept = match statistics.unplaced_without_list {
            0 => None,
            count => Some(serde_json::Value::from(count)),
        };
        let written = serde_json::to_value(&coverage).unwrap();
        assert_eq!(written.get("unplaced_without_list"), kept.as_ref());
        assert_eq!(serde_json::from_value::<Coverage>(written).unwrap(), coverage);
        let written = serde_json::to_value(&statistics).unwrap();
        assert_eq!(written.get("unplaced_without_list"), kept.as_ref());
        assert_eq!(serde_json::from_value::<Statistics>(written).unwrap(), statistics);
        (statistics.practices.unplaced, statistics.unplaced_without_list)
    };
    let code = |text: &'static str| PracticeCode::constant(text);
    let with = |own: Practice| {
        let mut builder = three();
        builder.practice(own);
        builder
    };
    let open = || practice(code("A81004"));
    assert_eq!(counted(three()), (1, 0));
    assert_eq!(counted(with(open())), (1, 1));
    // Wherever else they stand, the lists say nothing of whether they should have a network.
    let mut nobody = with(open());
    nobody.list(code("A81004"), list(0, day(2022, 4, 1)));
    assert_eq!(counted(nobody), (1, 0), "a list of nobody is a list");
    let mut member = with(open());
    member.membership(Membership::new(code("A81004"), ONE, since()));
    assert_eq!(counted(member), (1, 0));
    let others = [
        practice(code("W91001")),
        Practice { setting: Some(Setting::Other), ..open() },
        Practice { setting: None, ..open() },
        Practice { status: Some(PracticeStatus::Dormant), ..open() },
        Practice { life: Some(Period::constant(day(1974, 4, 1), ON)), ..open() },
    ];
    for other in others {
        assert_eq!(counted(with(other.clone())), (1, 0), "{other:?}");
    }
    // Where there are no lists, being open is enough.
    let mut without = Register::builder();
    without.practice(open());
    assert_eq!(counted(without), (1, 0));
}

#[test]
fn what_is_planned_after_the_days_of_a_snapshot_changes_what_is_recorded() {
    let mut builder = three();
    builder.speaks_for(Period::on(ON));
    let register = builder.build();
    let later = day(2022, 10, 1);
    let after = |change| {
        let changed = register.with(&[change]).unwrap().to_builder();
        // The same facts, asked of any day.
        let mut facts = Register::builder();
        let register = changed.build();
        for network in register.networks() {
            facts.network(network.clone());
        }
        for code in [A, B, C] {
            for membership in register.history_of_practice(code) {
                facts.membership(membership);
            }
        }
        facts.build()
    };
    let merged = after(Change::NetworksMerge { pcn: ONE, into: TWO, on: later });
    assert_eq!(merged.members_on(TWO, later).collect::<Vec<_>>(), [A, B], "nobody is lost");
    assert_eq!(merged.members_on(ONE, later).count(), 0);
    let left = after(Change::Leaves { practice: A, pcn: ONE, on: later });
    assert_eq!(left.network_of(A, later), Placement::InNone);
    let twice = register.with(&[Change::Joins { practice: A, pcn: ONE, on: later }]);
    let already = ChangeError::AlreadyMember { practice: A, pcn: ONE, on: later };
    assert_eq!(twice.unwrap_err(), already);
}

#[test]
fn a_snapshot_answers_for_no_day_but_its_own() {
    let mut builder = three();
    builder.speaks_for(Period::on(ON));
    let register = builder.build();
    let next = day(2022, 4, 28);
    assert_eq!(register.members_on(ONE, ON).collect::<Vec<_>>(), [A]);
    assert_eq!(register.members_on(ONE, next).count(), 0);
    assert_eq!(register.commissioners_of(ONE, ON).len(), 1);
    assert_eq!(register.commissioners_of(ONE, next), []);
    assert_eq!(register.list_size_of(ONE, ON).members, 1);
    assert_eq!(register.list_size_of(ONE, next).members, 0);
    assert_eq!(register.open_networks(next).count(), 0);
}

#[test]
fn every_record_comes_back_in_order() {
    let mut builder = three();
    let waiver = Waiver {
        pcn: ONE,
        kind: WaiverKind::BelowMinimum,
        agreed_by: OdsCode::constant("16C"),
        period: since(),
        reason: "upper dale".into(),
    };
    let payee = PayeeRecord { pcn: TWO, payee: Payee::Member(B), period: since() };
    let merger = Succession { practice: C, into: A, on: day(2021, 4, 1) };
    builder.waiver(waiver.clone()).payee(payee).succession(merger);
    let left = since().ended(day(2021, 1, 1));
    builder.membership(Membership::new(C, TWO, left));
    let register = builder.build();
    assert_eq!(register.waivers(), [waiver]);
    assert_eq!(register.payees(), [payee]);
    assert_eq!(register.successions(), [merger]);
    let of = |one: Membership| (one.practice, one.pcn, one.period);
    assert_eq!(register.history_of_practice(C).map(of).collect::<Vec<_>>(), [(C, TWO, left)]);
    assert_eq!(
        register.history_of_network(TWO).map(of).collect::<Vec<_>>(),
        [(B, TWO, since()), (C, TWO, left)]
    );
    assert_eq!(
        format!("{register:?}"),
        "Register { practices: 3, networks: 2, memberships: 3, lists: 3, .. }"
    );
}

#[test]
fn what_one_record_leaves_open_the_next_fills() {
    // Each of the four fields alone contradicts, and so do two at once.
    let area = SubIcbCode::constant("16C");
    let full = || Practice { commissioner: Some(area), ..practice(A) };
    let others: [fn(&mut Practice); 4] = [
        |own| own.status = Some(PracticeStatus::Closed),
        |own| own.life = Some(Period::since(day(1980, 1, 1))),
        |own| own.setting = Some(Setting::Other),
        |own| own.commissioner = Some(SubIcbCode::constant("00L")),
    ];
    for mask in 0u32..16 {
        let mut other = full();
        for (bit, change) in others.iter().enumerate() {
            if mask & (1 << bit) != 0 {
                change(&mut other);
            }
        }
        let mut builder = Register::builder();
        builder.practice(full()).practice(other);
        let register = builder.build();
        assert_eq!(register.contradicting_practices().len(), usize::from(mask != 0), "{mask:04b}");
        assert_eq!(register.practice(A), Some(&full()), "what stood first stays");
    }
    let mut builder = Register::builder();
    builder.practice(Practice::new(A, "")).practice(Practice {
        postcode: Some("LE1 1AA".into()),
        provenance: Some(Provenance::line("e.csv", 4)),
        ..full()
    });
    let register = builder.build();
    let practice = register.practice(A).unwrap();
    assert_eq!((&*practice.name, practice.status), ("Surgery", Some(PracticeStatus::Open)));
    assert_eq!((practice.life, practice.setting), (full().life, full().setting));
    assert_eq!(
        (practice.commissioner, practice.postcode.as_deref()),
        (Some(area), Some("LE1 1AA"))
    );
    assert_eq!(practice.provenance, Some(Provenance::line("e.csv", 4)));
}

#[test]
fn a_merged_practices_list_counts_until_a_later_publication() {
    let (january, april) = (day(2022, 1, 1), day(2022, 4, 1));
    let sum = |own: Option<NaiveDate>, merged: NaiveDate| {
        let mut builder = Register::builder();
        builder.practice(practice(A)).practice(practice(B));
        builder.succession(Succession { practice: B, into: A, on: day(2021, 12, 1) });
        if let Some(own) = own {
            builder.list(A, list(10_000, own));
        }
        builder.list(B, list(3_000, merged));
        builder.build().list_of(A, ON).map(|list| list.count.whole())
    };
    // A list of the practice that is later than the last of the merged one holds its patients.
    assert_eq!(sum(Some(january), january), Some(13_000));
    assert_eq!(sum(Some(january), april), Some(13_000));
    assert_eq!(sum(Some(april), january), Some(10_000));
    assert_eq!(sum(None, april), Some(3_000));
}

#[test]
fn a_size_with_lists_of_a_day_takes_the_lists_of_just_that_day() {
    let mut builder = three();
    builder.membership(Membership::new(C, ONE, since()));
    builder.list(A, list(29_000, day(2022, 1, 1)));
    let register = builder.build();
    let size = register.list_size_with_lists_of(ONE, ON, day(2022, 1, 1));
    assert_eq!((size.counted, size.members), (Patients::from(29_000), 2));
    assert_eq!(size.missing, [C]);
    assert_eq!(
        size.to_string(),
        "at least 29,000 (lists of 2022-01-01; 1 of 2 members without a list)"
    );
    let none = register.list_size_with_lists_of(ONE, ON, day(2022, 1, 2));
    assert_eq!(none.to_string(), "unknown (no lists of 2 members)");
    assert_eq!(none.known(), None::<Patients<Registered>>);
    let whole: NetworkSize = register.list_size_of(ONE, ON);
    assert_eq!(whole.to_string(), "39,000 (lists of 2022-04-01)");
}

#[test]
fn texts_for_people() {
    assert_eq!(Payee::Member(A).to_string(), "A81001");
    assert_eq!(Payee::Other(OdsCode::constant("RWD")).to_string(), "RWD");
    assert_eq!(Payee::OwnAccount.to_string(), "the network's own account");
    assert_eq!(Placement::InOne(ONE).to_string(), "U00001");
    assert_eq!(Placement::InSeveral(vec![ONE, TWO]).to_string(), "U00001 and U00002");
    assert_eq!(Placement::InNone.to_string(), "no network");
    assert_eq!(Placement::Unknown.to_string(), "not known");
    assert_eq!(Verdict::NetworkClosed.to_string(), "network closed");
    assert_eq!(format!("{:>8}|", Verdict::Added), "   added|");
    assert_eq!(WaiverKind::BelowMinimum.to_string(), "waiver of the minimum size");
    assert_eq!(format!("{:?}", Provenance::line("p.csv", 7)), "Provenance(p.csv line 7)");
    assert_eq!(format!("{:?}", Provenance::path("p.csv")), "Provenance(p.csv)");
}

#[test]
fn a_merger_of_practices_does_not_go_round() {
    let merge = |practice, into, on| Change::MergesInto { practice, into, on };
    let register = three().build();
    let merged = register.with(&[merge(A, B, day(2022, 5, 1))]).unwrap();
    assert_eq!(merged.successions(), [Succession { practice: A, into: B, on: day(2022, 5, 1) }]);
    let life = |code| merged.practice(code).unwrap().life.unwrap();
    assert_eq!(life(A), Period::constant(day(1974, 4, 1), day(2022, 5, 1)));
    assert!(life(B).is_open() && life(C).is_open());
    // Back again, on a day before the first took effect.
    let error = merged.with(&[merge(B, A, day(2022, 4, 1))]).unwrap_err();
    assert_eq!(error, ChangeError::Circle { practice: B, into: A });
    // A later word on the same practice replaces the earlier one, and leaves the others alone.
    let again = merged.with(&[merge(A, C, day(2022, 4, 20))]).unwrap();
    assert_eq!(again.successions(), [Succession { practice: A, into: C, on: day(2022, 4, 20) }]);
    let both = merged.with(&[merge(C, B, day(2022, 4, 20))]).unwrap();
    assert_eq!(both.successions().len(), 2);
    for on in [day(2022, 5, 1), day(2022, 6, 1)] {
        let error = merged.with(&[merge(A, C, on)]).unwrap_err();
        assert_eq!(error, ChangeError::Merged { practice: A, on });
    }
    let error = register.with(&[merge(A, A, ON)]).unwrap_err();
    assert_eq!(error, ChangeError::IntoItself(A.into()));
}

#[test]
fn of_several_mergers_of_one_practice_the_earliest_may_not_go_round() {
    let recorded = |days: [NaiveDate; 2]| {
        let mut builder = three();
        for (into, on) in [B, C].into_iter().zip(days) {
            builder.succession(Succession { practice: A, into, on });
        }
        builder.build()
    };
    let back = |practice| [Change::MergesInto { practice, into: A, on: day(2022, 4, 1) }];
    let (may, june) = (day(2022, 5, 1), day(2022, 6, 1));
    // Of two on one day the first code counts.
    for (days, counts, passed_over) in
        [([june, may], C, B), ([may, june], B, C), ([may, may], B, C)]
    {
        let register = recorded(days);
        let circle = ChangeError::Circle { practice: counts, into: A };
        assert_eq!(register.with(&back(counts)), Err(circle), "{days:?}");
        assert!(register.with(&back(passed_over)).is_ok(), "{days:?}");
    }
}

#[test]
fn a_change_names_the_network_that_is_not_there() {
    let (register, nowhere) = (three().build(), PcnCode::constant("U99999"));
    for change in [
        Change::Joins { practice: C, pcn: nowhere, on: ON },
        Change::Moves { practice: A, to: nowhere, on: ON },
        Change::Closes { pcn: nowhere, on: ON },
        Change::NetworksMerge { pcn: ONE, into: nowhere, on: ON },
    ] {
        let error = register.with(&[change]).unwrap_err();
        assert_eq!(error, ChangeError::UnknownNetwork(nowhere));
        assert_eq!(error.to_string(), "the register holds no network `U99999`");
    }
}

#[test]
fn a_closing_network_lets_its_own_members_go() {
    let closed = three().build().with(&[Change::Closes { pcn: ONE, on: ON }]).unwrap();
    assert_eq!(closed.network_of(A, day(2022, 4, 26)), Placement::InOne(ONE));
    assert_eq!(closed.network_of(A, ON), Placement::InNone);
    assert_eq!(closed.network_of(B, ON), Placement::InOne(TWO));
    assert_eq!(closed.network(ONE).unwrap().life, since().ended(ON));
}

#[test]
fn a_difference_is_told_whatever_differs() {
    let register = three().build();
    let of = |changes: &[Change]| register.what_if(changes, ON).unwrap().1;
    let none = of(&[]);
    assert!(none.is_empty());
    assert_eq!(none.to_string(), "no difference on 2022-04-27\n");
    let moved = of(&[Change::Moves { practice: A, to: TWO, on: day(2022, 4, 1) }]);
    assert!(!moved.is_empty());
    let text = moved.to_string();
    for line in [
        "differences on 2022-04-27",
        "  U00001 First: 1 practice, 30,000 patients -> 0 practices, patients unknown",
        "  U00002 Second: 1 practice, 40,000 patients -> 2 practices, 70,000 patients",
        "  A81001: U00001 -> U00002",
    ] {
        assert!(text.lines().any(|own| own == line), "{line} in\n{text}");
    }
    let closed = of(&[Change::Closes { pcn: ONE, on: ON }]).to_string();
    for line in
        ["  U00001 First: 1 practice, 30,000 patients -> closed", "  A81001: U00001 -> no network"]
    {
        assert!(closed.lines().any(|own| own == line), "{line} in\n{closed}");
    }
    // Each part alone is a difference.
    let clear = || of(&[]);
    let with = |change: &dyn Fn(&mut pcn::network::Difference)| {
        let mut one = clear();
        change(&mut one);
        one
    };
    for one in [
        with(&|own| own.networks = moved.networks.clone()),
        with(&|own| own.practices = moved.practices.clone()),
        with(&|own| own.findings_gone = moved.findings_new.clone()),
        with(&|own| own.findings_new = moved.findings_new.clone()),
    ] {
        assert!(!one.is_empty(), "{one:?}");
    }
    assert!(!moved.findings_new.is_empty());
    assert!(!clear().to_string().contains("findings"));
    let gone = with(&|own| own.findings_gone = moved.findings_new.clone()).to_string();
    let count = moved.findings_new.len();
    assert!(gone.contains(&format!("  findings gone: {count}\n")), "{gone}");
    assert!(!gone.contains("new findings"), "{gone}");
}

#[test]
fn a_network_that_closed_with_members_is_told_with_them() {
    use pcn::network::Checker;
    let mut closed = three();
    closed.network(Pcn::new(ONE, "First", since()));
    let before = closed.build();
    let mut after = Register::builder();
    after.practice(practice(A)).list(A, list(30_000, day(2022, 4, 1)));
    after.network(Pcn::new(ONE, "First", since().ended(day(2022, 4, 1))));
    after.membership(Membership::new(A, ONE, since()));
    let text = before.difference(&after.build(), &Checker::new(), ON).to_string();
    let line = "  U00001 First: 1 practice, 30,000 patients -> closed, 1 practice, 30,000 patients";
    assert!(text.lines().any(|own| own == line), "{text}");
}

#[test]
fn networks_are_counted_at_and_beside_each_bound() {
    let sizes = [29_999, 30_000, 50_000, 50_001, 100_000, 100_001];
    let mut builder = Register::builder();
    for (at, size) in (1u32..).zip(sizes) {
        let (code, pcn): (PracticeCode, PcnCode) =
            (format!("A8{at:04}").parse().unwrap(), format!("U{at:05}").parse().unwrap());
        builder.network(Pcn::new(pcn, "PCN", since())).practice(practice(code));
        builder.membership(Membership::new(code, pcn, since()));
        builder.list(code, list(size, day(2022, 4, 1)));
    }
    for (code, life) in [
        ("U90001", Period::since(ON)),
        ("U90002", Period::since(day(2022, 4, 28))),
        ("U90003", since().ended(ON)),
        ("U90004", since().ended(day(2022, 4, 28))),
    ] {
        builder.network(Pcn::new(code.parse().unwrap(), "PCN", life));
    }
    let statistics = builder.build().statistics(ON);
    let bands = statistics.size_bands;
    assert_eq!(
        (bands.below_30000, bands.within, bands.above_50000, bands.above_100000),
        (1, 2, 3, 1)
    );
    let pcns = statistics.pcns;
    assert_eq!((pcns.listed, pcns.open, pcns.not_yet_open, pcns.closed), (10, 8, 1, 1));
}

#[test]
fn a_register_without_lists_counts_its_open_networks_that_have_members() {
    let mut builder = Register::builder();
    builder.practice(practice(A)).practice(practice(B)).practice(practice(C));
    builder.network(Pcn::new(ONE, "First", since()));
    builder.network(Pcn::new(TWO, "Second", since().ended(day(2022, 4, 1))));
    for (code, pcn) in [(A, ONE), (B, TWO), (C, PcnCode::constant("U99999"))] {
        builder.membership(Membership::new(code, pcn, since()));
    }
    let report = builder.build().check(ON);
    let text = report.iter().find(|own| own.rule.as_str() == "NET-LIST-001").unwrap();
    assert_eq!(text.message, "no list sizes at all: the size of 1 network is unknown");
}
