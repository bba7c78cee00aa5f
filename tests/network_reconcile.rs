//! An embedder's own table against the register: each verdict, and each row just once.

use pcn::{
    calendar::{NaiveDate, Period, day},
    code::{PcnCode, PracticeCode, SubIcbCode},
    network::{
        Extent, Membership, OwnRow, Pcn, Practice, Reconciliation, Register, Succession, Verdict,
    },
};
use proptest::prelude::*;

const ON: NaiveDate = day(2022, 4, 27);

fn code(text: &str) -> PracticeCode {
    text.parse().unwrap()
}

fn register() -> Register {
    let since = Period::since(day(2019, 10, 1));
    let (one, two, gone) =
        (PcnCode::constant("U00001"), PcnCode::constant("U00002"), PcnCode::constant("U00003"));
    let mut builder = Register::builder();
    builder.network(Pcn::new(one, "FIRST PCN", since));
    builder.network(Pcn::new(two, "SECOND PCN", since));
    builder.network(Pcn::new(gone, "THIRD PCN", since.ended(day(2021, 4, 1))));
    for (text, area, pcn) in [
        ("A81001", "16C", Some(one)),
        ("A81002", "16C", Some(one)),
        ("A81003", "00L", Some(two)),
        ("A81004", "16C", None),
        ("A81005", "16C", None),
    ] {
        builder.practice(Practice {
            commissioner: Some(area.parse::<SubIcbCode>().unwrap()),
            ..Practice::new(code(text), format!("SURGERY {text}"))
        });
        if let Some(pcn) = pcn {
            builder.membership(Membership::new(code(text), pcn, since));
        }
    }
    builder.succession(Succession {
        practice: code("A81005"),
        into: code("A81001"),
        on: day(2021, 1, 1),
    });
    builder.build()
}

fn verdicts(result: &Reconciliation) -> Vec<(Verdict, Option<usize>)> {
    result.disagreements.iter().map(|one| (one.verdict, one.row)).collect()
}

fn row(practice: &str, pcn: &str) -> OwnRow {
    OwnRow::new(practice, pcn)
}

#[test]
fn each_row_has_one_verdict() {
    for (table_row, verdict) in [
        (row("A81001", "U00001"), None),
        (row(" a81001", "u00001 "), None),
        (row("A81004", ""), None),
        (row("A81004", "U"), None),
        (row("A81001", "U00002"), Some(Verdict::Moved)),
        (row("A81004", "U00001"), Some(Verdict::Added)),
        (row("Y00001", "U00001"), Some(Verdict::Added)),
        (row("A81001", "U00003"), Some(Verdict::NetworkClosed)),
        (row("A81005", "U00001"), Some(Verdict::PracticeClosed)),
        (row("A81001", "U99999"), Some(Verdict::NetworkUnknown)),
        (row("A81001", ""), Some(Verdict::Missing)),
        (row("A8100", "U00001"), Some(Verdict::Unreadable)),
        (row("A81001", "16C"), Some(Verdict::Unreadable)),
        (row("U00001", "A81001"), Some(Verdict::Unreadable)),
    ] {
        let result =
            register().reconcile(std::slice::from_ref(&table_row), &Extent::Area(vec![]), ON);
        let found: Vec<_> = verdicts(&result);
        let expected: Vec<_> = verdict.map(|verdict| (verdict, Some(1))).into_iter().collect();
        assert_eq!(found, expected, "{table_row:?}");
        assert_eq!(result.agreed, usize::from(expected.is_empty()));
    }
}

#[test]
fn names_are_compared_only_where_codes_agree_and_without_case_or_space() {
    let named = |pcn_name: &str, practice_name: &str| OwnRow {
        pcn_name: Some(pcn_name.into()),
        practice_name: Some(practice_name.into()),
        ..row("A81001", "U00001")
    };
    let table = [named("First  pcn", "surgery A81001 ")];
    assert_eq!(verdicts(&register().reconcile(&table, &Extent::Area(vec![]), ON)), []);
    let table = [named("First Network", "")];
    let result = register().reconcile(&table, &Extent::Area(vec![]), ON);
    assert_eq!(verdicts(&result), [(Verdict::NameOnly, Some(1))]);
    assert_eq!(result.disagreements[0].note, "`First Network` is `FIRST PCN`");
}

#[test]
fn what_is_missing_depends_on_what_the_table_should_hold() {
    let table = [row("A81001", "U00001"), row("A81001", "U00001")];
    let missing = |extent: Extent| {
        let result = register().reconcile(&table, &extent, ON);
        assert_eq!(result.count(Verdict::Repeated), 1);
        let firsts: Vec<_> = result.disagreements.iter().map(|one| (one.row, one.first)).collect();
        assert_eq!(firsts.iter().filter(|one| one.1.is_some()).count(), 1);
        assert!(firsts.contains(&(Some(2), Some(1))), "{firsts:?}");
        let missing =
            result.disagreements.into_iter().filter(|one| one.verdict == Verdict::Missing);
        missing.filter_map(|one| one.practice).collect::<Vec<_>>()
    };
    assert_eq!(missing(Extent::NetworksNamed), [code("A81002")]);
    assert_eq!(missing(Extent::Area(vec![SubIcbCode::constant("00L")])), [code("A81003")]);
    assert_eq!(missing(Extent::Everything), [code("A81002"), code("A81003")]);
}

#[test]
fn the_tables_read_well() {
    let table = [row("A81001", "U00002"), row("a81002", "U00001"), row("A8|002", "U00001")];
    let result = register().reconcile(&table, &Extent::NetworksNamed, ON);
    assert_eq!(
        result.to_string().lines().next(),
        Some(
            "3 rows on 2022-04-27: 1 agrees, 1 unreadable, 1 moved; 1 practice is not in the table; \
             1 code read after mending case or space"
        )
    );
    let markdown = result.to_markdown();
    assert!(markdown.contains("| moved | 1 | A81001 | U00002 | U00001 | SURGERY A81001 |"));
    assert!(markdown.contains("`A8\\|002`"), "{markdown}");
    let json = serde_json::to_string(&result).unwrap();
    assert_eq!(serde_json::from_str::<Reconciliation>(&json).unwrap(), result);
}

proptest! {
    #[test]
    fn every_row_agrees_or_disagrees_once(
        table in proptest::collection::vec(
            ("A8100[0-9]|.{0,8}", "U0000[0-5]|U|.{0,8}").prop_map(|(a, b)| OwnRow::new(a, b)),
            0..20,
        )
    ) {
        let result = register().reconcile(&table, &Extent::Everything, ON);
        let of_rows = result.disagreements.iter().filter(|one| one.row.is_some()).count();
        prop_assert_eq!(result.agreed + of_rows, result.rows);
        let counted: usize = Verdict::ALL.iter().map(|verdict| result.count(*verdict)).sum();
        prop_assert_eq!(counted, result.disagreements.len());
        let again = register().reconcile(&table, &Extent::Everything, ON);
        prop_assert_eq!(again, result);
    }

    #[test]
    fn a_table_written_from_the_register_agrees_with_it(on in 0i64..1500) {
        let register = register();
        let on = day(2019, 1, 1) + chrono::TimeDelta::days(on);
        let table: Vec<_> = register
            .practices()
            .filter_map(|own| Some(OwnRow::new(own.code.as_str(), register.network_of(own.code, on).only()?.as_str())))
            .collect();
        let result = register.reconcile(&table, &Extent::Everything, on);
        prop_assert_eq!(result.agreed, table.len());
        prop_assert!(result.disagreements.is_empty());
    }
}

#[test]
fn a_network_that_is_not_open_is_told_with_its_day() {
    let note = |pcn: &str, on: NaiveDate| {
        let result = register().reconcile(&[row("A81001", pcn)], &Extent::Area(vec![]), on);
        result.disagreements[0].note.clone()
    };
    assert_eq!(note("U00003", ON), "THIRD PCN is closed since 2021-04-01");
    assert_eq!(note("U00003", day(2021, 4, 1)), "THIRD PCN is closed since 2021-04-01");
    assert_eq!(note("U00003", day(2019, 9, 30)), "THIRD PCN opens on 2019-10-01");
    assert_eq!(note("U00001", day(2019, 9, 30)), "FIRST PCN opens on 2019-10-01");
}

#[test]
fn a_network_that_only_memberships_name_is_known() {
    let mut builder = Register::builder();
    builder.practice(Practice::new(code("A81001"), "SURGERY"));
    let pcn = PcnCode::constant("U00009");
    builder.membership(Membership::new(code("A81001"), pcn, Period::since(day(2019, 10, 1))));
    let result = builder.build().reconcile(&[row("A81001", "U00009")], &Extent::Area(vec![]), ON);
    assert_eq!((result.agreed, verdicts(&result)), (1, vec![]));
}

#[test]
fn disagreements_stand_in_the_order_of_a_report() {
    let table = [
        row("A81004", "U00001"),
        row("A81001", "U00002"),
        row("A81003", "U00003"),
        row("A81002", "U99999"),
        row("A8100", "U00001"),
        row("A81005", "U00001"),
    ];
    let result = register().reconcile(&table, &Extent::Everything, ON);
    let found: Vec<_> = result.disagreements.iter().map(|one| one.verdict).collect();
    assert_eq!(
        found,
        [
            Verdict::Unreadable,
            Verdict::NetworkUnknown,
            Verdict::NetworkClosed,
            Verdict::PracticeClosed,
            Verdict::Moved,
            Verdict::Added,
        ]
    );
    assert!(!format!("{result:#}").contains("mending"), "{result:#}");
    let mended = register().reconcile(&[row("a81001", "U00001")], &Extent::NetworksNamed, ON);
    assert!(format!("{mended:#}").contains("; 1 code read after mending case or space"));
}
