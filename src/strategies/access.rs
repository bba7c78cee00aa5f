use proptest::{collection::vec, option, prelude::*, sample::select};

use crate::{
    calendar::{ContractYear, NaiveDate, day},
    des,
    finding::RuleId,
    quantity::{Decimal, Patients},
    service::{
        AccessTerms, DailyWindow, DayOfWeek, Lists, Slot, StandardHours, TimeOfDay, Timetable,
    },
};

const WEEK: [DayOfWeek; 7] = [
    DayOfWeek::Monday,
    DayOfWeek::Tuesday,
    DayOfWeek::Wednesday,
    DayOfWeek::Thursday,
    DayOfWeek::Friday,
    DayOfWeek::Saturday,
    DayOfWeek::Sunday,
];

/// Times of day by quarters of an hour, the end of the day among them.
pub fn time_of_day() -> impl Strategy<Value = TimeOfDay> {
    prop_oneof![
        9 => (0_u16..24, 0_u16..4)
            .prop_map(|(hour, quarter)| TimeOfDay::constant(hour, quarter.saturating_mul(15))),
        1 => Just(TimeOfDay::constant(24, 0)),
    ]
}

/// Weeks as networks offer them, with slots that overlap, hold no time or lie in core hours.
///
/// # Examples
///
/// ```
/// use pcn::{service::Timetable, strategies::timetable};
/// use proptest::prelude::*;
///
/// proptest!(|(week in timetable())| {
///     let text = serde_json::to_string(&week)?;
///     prop_assert_eq!(serde_json::from_str::<Timetable>(&text)?, week);
/// });
/// # Ok::<(), serde_json::Error>(())
/// ```
pub fn timetable() -> impl Strategy<Value = Timetable> {
    let slot = (select(WEEK.as_slice()), time_of_day(), time_of_day(), 0_u32..6, any::<bool>())
        .prop_map(|(day, from, until, clinics, agreed)| Slot { day, from, until, clinics, agreed });
    let core = (time_of_day(), time_of_day()).prop_map(|(from, until)| DailyWindow { from, until });
    (vec(slot, 0..12), option::of(core))
        .prop_map(|(slots, core_hours)| Timetable { slots, core_hours })
}

/// What a week is checked against: the terms, the lists and the day.
type Asked = (&'static AccessTerms, Lists, NaiveDate);

/// The network standard hours with one to five clinics, what they are checked against, and a
/// population for which that is just enough.
fn standard_week() -> impl Strategy<Value = (Timetable, Asked)> {
    let hours = StandardHours::OF_2022;
    (1_u32..6, 0_usize..900).prop_filter_map("terms of the day", move |(clinics, after)| {
        let on = day(2022, 10, 1).iter_days().nth(after)?;
        let terms = &des::year(ContractYear::containing(on)?)?.service.access;
        let slot = |day: &DayOfWeek| {
            let DailyWindow { from, until } = hours.on(*day)?;
            Some(Slot { day: *day, from, until, clinics, agreed: false })
        };
        let slots = WEEK.iter().filter_map(slot).collect();
        // An hour for each thousand: 15.5 hours a clinic are enough for 15,500 patients.
        let adjusted = Patients::try_new(Decimal::from(clinics.saturating_mul(15_500))).ok()?;
        let lists = Lists { registered: None, adjusted: Some(adjusted) };
        Some((Timetable { slots, core_hours: None }, (terms, lists, on)))
    })
}

/// Weeks of enhanced access that give what is owed and no more: all network standard hours, with
/// as many clinics as the population asks for. Each comes with what it is checked against.
///
/// # Examples
///
/// ```
/// use pcn::{quantity::Minutes, strategies::sound_timetable};
/// use proptest::prelude::*;
///
/// proptest!(|((week, (terms, lists, on)) in sound_timetable())| {
///     let check = terms.check(&week, &lists, on)?;
///     prop_assert_eq!(check.report.len(), 0);
///     prop_assert_eq!(check.shortfall, Minutes::default());
/// });
/// # Ok::<(), pcn::service::AccessError>(())
/// ```
pub fn sound_timetable()
-> impl Strategy<Value = (Timetable, (&'static AccessTerms, Lists, NaiveDate))> {
    standard_week()
}

/// Weeks of enhanced access that break one rule and no other, with what each is checked against
/// and the rule.
///
/// # Examples
///
/// ```
/// use pcn::strategies::timetable_breaking_one_rule;
/// use proptest::prelude::*;
///
/// proptest!(|((week, (terms, lists, on), broken) in timetable_breaking_one_rule())| {
///     let check = terms.check(&week, &lists, on)?;
///     let found: Vec<_> = check.report.iter().map(|finding| &finding.rule).collect();
///     prop_assert_eq!(found, [&broken]);
/// });
/// # Ok::<(), pcn::service::AccessError>(())
/// ```
pub fn timetable_breaking_one_rule()
-> impl Strategy<Value = (Timetable, (&'static AccessTerms, Lists, NaiveDate), RuleId)> {
    (standard_week(), select(BREAKS)).prop_filter_map(
        "nothing to break",
        |((mut week, (terms, mut lists, on)), (rule, break_it))| {
            break_it(&mut week, &mut lists)?;
            Some((week, (terms, lists, on), RuleId::constant(rule)))
        },
    )
}

type Break = fn(&mut Timetable, &mut Lists) -> Option<()>;

const BREAKS: &[(&str, Break)] = &[
    // Twenty minutes apart from all else.
    ("SVC-SLOT-001", |week, _| {
        more(week, DayOfWeek::Sunday, (10, 0), (10, 20), 1, true);
        Some(())
    }),
    ("SVC-SLOT-002", |week, _| {
        more(week, DayOfWeek::Monday, (12, 0), (13, 0), 1, false);
        Some(())
    }),
    ("SVC-SLOT-003", |week, _| {
        more(week, DayOfWeek::Tuesday, (19, 0), (18, 30), 1, false);
        Some(())
    }),
    ("SVC-SLOT-004", |week, _| {
        more(week, DayOfWeek::Sunday, (9, 0), (12, 0), 1, false);
        Some(())
    }),
    // An evening is lost, and the time made good on Saturday.
    ("SVC-COVER-001", |week, _| {
        let lost = week.slots.iter().position(|slot| slot.day == DayOfWeek::Wednesday)?;
        let lost = week.slots.remove(lost);
        more(week, DayOfWeek::Saturday, (9, 0), (10, 30), lost.clinics, false);
        Some(())
    }),
    ("SVC-MINUTES-001", |_, lists| {
        let patients = lists.adjusted?.count().checked_add(1_000.into())?;
        lists.adjusted = Some(Patients::try_new(patients).ok()?);
        Some(())
    }),
];

fn more(
    week: &mut Timetable,
    day: DayOfWeek,
    from: (u16, u16),
    until: (u16, u16),
    clinics: u32,
    agreed: bool,
) {
    let (from, until) =
        (TimeOfDay::constant(from.0, from.1), TimeOfDay::constant(until.0, until.1));
    week.slots.push(Slot { day, from, until, clinics, agreed });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_way_to_break_a_week_breaks_its_rule_and_no_other() {
        let rules = crate::rules().map(|rule| rule.id.as_str());
        let access: Vec<_> = rules.filter(|id| id.starts_with("SVC-")).collect();
        for id in access
            .iter()
            .filter(|id| ["SLOT", "COVER", "MINUTES"].iter().any(|part| id.contains(part)))
        {
            assert!(BREAKS.iter().any(|(rule, _)| rule == id), "{id} is broken by nothing");
        }
        proptest!(|((week, (terms, lists, on)) in sound_timetable())| {
            prop_assert_eq!(terms.check(&week, &lists, on).unwrap().report.len(), 0);
            for (rule, break_it) in BREAKS {
                let (mut week, mut lists) = (week.clone(), lists);
                prop_assert!(break_it(&mut week, &mut lists).is_some(), "{}", rule);
                let report = terms.check(&week, &lists, on).unwrap().report;
                let found: Vec<&str> = report.iter().map(|finding| finding.rule.as_str()).collect();
                prop_assert_eq!(found, [*rule], "{}", report);
            }
        });
    }
}
