use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{
    AccessError, AccessTerms, DailyWindow, DayOfWeek, Lists, Required, Service, TimeOfDay,
    hours::length,
    rule::{CORE_HOURS, EMPTY_SLOT, NOT_AGREED, NOT_COVERED, SHORT_SLOT, SHORTFALL},
};
use crate::{
    finding::{Finding, Report, Rule, Severity},
    quantity::Minutes,
};

/// A slot of an offered week.
///
/// # Format
///
/// `{"day": "monday", "from": "18:30", "until": "20:00", "clinics": 3, "agreed": true}`; `clinics`
/// and `agreed` may be left out.
///
/// # Examples
///
/// ```
/// use pcn::service::Slot;
///
/// let slot: Slot =
///     serde_json::from_str(r#"{"day": "monday", "from": "18:30", "until": "20:00"}"#)?;
/// assert_eq!(slot.clinics, 1);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Slot {
    /// The day.
    pub day: DayOfWeek,
    /// The beginning.
    pub from: TimeOfDay,
    /// The end.
    pub until: TimeOfDay,
    /// How many clinics run beside one another; 1 if left out.
    #[serde(default = "one")]
    pub clinics: u32,
    /// Whether the commissioner has agreed to it where that is needed; not if left out.
    #[serde(default)]
    pub agreed: bool,
}

const fn one() -> u32 {
    1
}

/// An offered week.
///
/// # Examples
///
/// ```
/// use pcn::service::{DayOfWeek, Timetable};
///
/// let week: Timetable = serde_json::from_str(
///     r#"{"slots": [{"day": "saturday", "from": "09:00", "until": "17:00", "clinics": 2}]}"#,
/// )?;
/// assert_eq!((week.slots[0].day, week.slots[0].clinics), (DayOfWeek::Saturday, 2));
/// assert_eq!(week.core_hours, None, "the contract's");
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Timetable {
    /// The slots.
    pub slots: Vec<Slot>,
    /// The members' core hours, where they are longer than the contract's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub core_hours: Option<DailyWindow>,
}

/// Hours of the network standard hours that no slot covers.
///
/// # Examples
///
/// ```
/// use pcn::service::{DailyWindow, DayOfWeek, TimeOfDay, Uncovered};
///
/// let hours = DailyWindow { from: TimeOfDay::constant(18, 30), until: TimeOfDay::constant(20, 0) };
/// let gap = Uncovered { day: DayOfWeek::Friday, hours };
/// assert_eq!(
///     serde_json::to_string(&gap)?,
///     r#"{"day":"friday","from":"18:30","until":"20:00"}"#,
/// );
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Uncovered {
    /// The day.
    pub day: DayOfWeek,
    /// The hours.
    #[serde(flatten)]
    pub hours: DailyWindow,
}

/// What a check of a week found.
///
/// # Examples
///
/// ```
/// use pcn::{
///     calendar::{ContractYear, day},
///     des,
///     quantity::{Minutes, Patients},
///     service::{Lists, Timetable},
/// };
///
/// // An empty week under enhanced access: every minute is short, every standard hour uncovered.
/// let terms = &des::year(ContractYear::Y2023_24).ok_or("not held")?.service.access;
/// let lists = Lists { registered: None, adjusted: Some(Patients::constant("51000")) };
/// let check = terms.check(&Timetable::default(), &lists, day(2023, 6, 1))?;
/// assert_eq!((check.offered, check.counted), (Minutes::new(0), Minutes::new(0)));
/// assert_eq!(check.shortfall, check.required.minutes.value);
/// assert_eq!(check.uncovered.len(), 6, "Monday to Saturday");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct AccessCheck {
    /// What is owed.
    pub required: Required,
    /// The minutes of all slots, each clinic counted.
    pub offered: Minutes,
    /// Those of them that count.
    pub counted: Minutes,
    /// How many are missing.
    pub shortfall: Minutes,
    /// Network standard hours without a slot.
    pub uncovered: Vec<Uncovered>,
    /// The findings.
    pub report: Report,
}

/// The minutes of a slot that lie in a window.
fn inside(slot: &Slot, window: Option<DailyWindow>) -> u16 {
    window.map_or(0, |window| {
        length(
            slot.from.minutes().max(window.from.minutes()),
            slot.until.minutes().min(window.until.minutes()),
        )
    })
}

/// The minutes of a slot that lie in both of two windows.
fn inside_both(slot: &Slot, one: Option<DailyWindow>, two: Option<DailyWindow>) -> u16 {
    one.map_or(0, |one| {
        let until = slot.until.min(one.until);
        inside(&Slot { from: slot.from.max(one.from), until, ..*slot }, two)
    })
}

/// The runs of days' slots that meet or overlap.
fn runs(day: DayOfWeek, slots: &[Slot]) -> Vec<DailyWindow> {
    let holds = |slot: &&Slot| slot.day == day && slot.until > slot.from && slot.clinics > 0;
    let mut held: Vec<&Slot> = slots.iter().filter(holds).collect();
    held.sort_by_key(|slot| slot.from);
    let mut runs: Vec<DailyWindow> = Vec::new();
    for slot in held {
        match runs.last_mut() {
            Some(run) if slot.from <= run.until => run.until = run.until.max(slot.until),
            _ => runs.push(DailyWindow { from: slot.from, until: slot.until }),
        }
    }
    runs
}

impl AccessTerms {
    /// Checks an offered week against what a network owes on a day.
    ///
    /// # Meaning
    ///
    /// Every finding is reported at once, with the place of its slot (`slots[3]`). A slot that is
    /// empty, in core hours, or outside the network standard hours without agreement does not count
    /// towards the minutes owed; nor does one that is too short, but for its minutes inside the
    /// network standard hours.
    ///
    /// # Errors
    ///
    /// [`AccessError`] if it cannot be told what is owed.
    ///
    /// # Examples
    ///
    /// ```
    /// use pcn::{
    ///     calendar::{ContractYear, day},
    ///     des,
    ///     quantity::{Minutes, Patients},
    ///     service::{DayOfWeek, Lists, Slot, TimeOfDay, Timetable},
    /// };
    ///
    /// let terms = &des::year(ContractYear::Y2019_20).ok_or("not held")?.service.access;
    /// let lists = Lists { registered: Some(Patients::from(30_000)), adjusted: None };
    /// let saturday = Slot {
    ///     day: DayOfWeek::Saturday,
    ///     from: TimeOfDay::constant(9, 0),
    ///     until: TimeOfDay::constant(13, 0),
    ///     clinics: 3,
    ///     agreed: false,
    /// };
    /// let week = Timetable { slots: vec![saturday], core_hours: None };
    /// let check = terms.check(&week, &lists, day(2019, 10, 1))?;
    /// assert_eq!(check.counted, Minutes::new(12 * 60));
    /// assert_eq!(check.shortfall, Minutes::new(3 * 60));
    /// assert!(check.report.has_errors());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn check(
        &self,
        week: &Timetable,
        lists: &Lists,
        on: NaiveDate,
    ) -> Result<AccessCheck, AccessError> {
        let required = self.weekly_minutes(lists, on)?;
        let enhanced = required.service == Service::EnhancedAccess;
        let standard = self.standard_hours.on(on).value();
        let core = week.core_hours.or_else(|| self.core_hours.on(on).value().copied());
        let shortest = self.shortest_slot.on(on).value().copied().unwrap_or_default();
        let mut report = Report::new();
        let mut offered = Minutes::default();
        let mut counted = Minutes::default();
        let runs_of = DayOfWeek::ALL.map(|day| (day, runs(day, &week.slots)));
        for (at, slot) in week.slots.iter().enumerate() {
            let mut found = |rule: &Rule, message: String, severity: Option<Severity>| {
                let finding = Finding::of(rule, message).at(format!("slots[{at}]")).on(on);
                report.push(match severity {
                    Some(severity) => finding.severity(severity),
                    None => finding,
                });
            };
            let hours = DailyWindow { from: slot.from, until: slot.until };
            let (day, clinics) = (slot.day, slot.clinics);
            if slot.until <= slot.from || clinics == 0 {
                let named = if clinics == 1 { "clinic" } else { "clinics" };
                let message = format!("{day} {hours} with {clinics} {named} holds no time");
                found(&EMPTY_SLOT, message, None);
                continue;
            }
            let all = length(slot.from.minutes(), slot.until.minutes());
            offered = [offered, times(all, clinics)].into_iter().sum();
            let core = core.filter(|_| day.is_weekday());
            let window = standard.and_then(|standard| standard.on(day));
            let in_standard = inside(slot, window);
            // Standard hours win over longer core hours: enhanced access comes on top of them.
            let in_core = inside(slot, core).saturating_sub(inside_both(slot, core, window));
            let elsewhere = all.saturating_sub(in_standard).saturating_sub(in_core);

            let run = (runs_of.iter().filter(|(own, _)| *own == day))
                .flat_map(|(_, runs)| runs)
                .find(|run| run.from <= slot.from && slot.until <= run.until)
                .map_or(all, |run| length(run.from.minutes(), run.until.minutes()));
            let short = u32::from(run) < shortest.count();
            if short {
                let message = format!(
                    "{day} {hours} is part of a period of {run} minutes; at least {} are asked",
                    shortest.count()
                );
                let severity = (in_standard == all).then_some(Severity::Warning);
                found(&SHORT_SLOT, message, severity);
            }
            if in_core > 0 && !(enhanced && slot.agreed) {
                let message = format!("{in_core} minutes of {day} {hours} lie in core hours");
                found(&CORE_HOURS, message, enhanced.then_some(Severity::Warning));
            }
            if enhanced && elsewhere > 0 && !slot.agreed {
                let message = format!(
                    "{elsewhere} minutes of {day} {hours} lie outside the network standard hours, \
                     and no agreement is recorded"
                );
                found(&NOT_AGREED, message, None);
            }
            let counts = match (enhanced, slot.agreed) {
                (false, _) if short => 0,
                (false, _) => in_standard.saturating_add(elsewhere),
                (true, true) if short => in_standard,
                (true, true) => all,
                (true, false) => in_standard,
            };
            counted = [counted, times(counts, clinics)].into_iter().sum();
        }
        let mut uncovered = Vec::new();
        for (day, runs) in runs_of {
            let Some(window) = standard.and_then(|standard| standard.on(day)) else { continue };
            uncovered
                .extend(holes(window, &runs).into_iter().map(|hours| Uncovered { day, hours }));
        }
        for gap in &uncovered {
            let message = format!("{} {} has no slot", gap.day, gap.hours);
            report.push(Finding::of(&NOT_COVERED, message).at("slots").on(on));
        }
        let shortfall = required.minutes.value.less(counted);
        if shortfall > Minutes::default() {
            let message = format!(
                "{counted} a week count, {} are owed: {} minutes short",
                required.minutes.value,
                shortfall.count()
            );
            let source = match self.rate(on, NaiveDate::MAX) {
                Ok((entry, _)) => entry.source.citation.clone(),
                Err(_) => SHORTFALL.source.citation.clone(),
            };
            let finding = Finding::of(&SHORTFALL, message).at("slots").on(on);
            report.push(Finding { citation: source, ..finding });
        }
        report.sort();
        Ok(AccessCheck { required, offered, counted, shortfall, uncovered, report })
    }
}

fn times(minutes: u16, clinics: u32) -> Minutes {
    Minutes::new(u32::from(minutes).saturating_mul(clinics))
}

/// The parts of a window that no run covers.
fn holes(window: DailyWindow, runs: &[DailyWindow]) -> Vec<DailyWindow> {
    let mut holes = Vec::new();
    let mut reached = window.from;
    for run in runs {
        if run.from > reached && reached < window.until {
            holes.push(DailyWindow { from: reached, until: run.from.min(window.until) });
        }
        reached = reached.max(run.until);
    }
    if reached < window.until {
        holes.push(DailyWindow { from: reached, until: window.until });
    }
    holes
}
