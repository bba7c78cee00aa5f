use core::{fmt, str::FromStr};
use std::borrow::Cow;

use chrono::NaiveDate;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use super::{
    AccessError, AccessTerms, Lists, Required, Service,
    sources::{ACCESS_DONCASTER, ACCESS_HOURS, ACCESS_WHOLE, DES_COPY},
};
use crate::{
    calendar::ContractYear,
    finding::{Finding, Report, Rule, RuleId, Severity, YearSpan},
    quantity::Minutes,
};

/// The rules of the timetable.
pub(super) const RULES: &[&Rule] =
    &[&SHORT_SLOT, &CORE_HOURS, &EMPTY_SLOT, &NOT_AGREED, &NOT_COVERED, &SHORTFALL];

/// A continuous period of access lasts at least half an hour.
///
/// Extended hours were to be offered in continuous periods of at least 30 minutes; of enhanced
/// access the same is said of periods outside the network standard hours.
pub(super) static SHORT_SLOT: Rule = Rule {
    id: RuleId::constant("SVC-SLOT-001"),
    title: Cow::Borrowed("a period of access is too short"),
    severity: Severity::Error,
    years: YearSpan::since(ContractYear::Y2019_20),
    explanation: Cow::Borrowed(
        "Access is offered in continuous periods of at least 30 minutes. Slots of one day that \
         meet or overlap count as one period. Inside the network standard hours a short period is \
         only a warning, because sources ask for 30 minutes outside them.",
    ),
    remedy: Cow::Borrowed("lengthen the slot, or join it to the one beside it"),
    source: DES_COPY,
};

/// Access is offered outside the practices' core hours.
pub(super) static CORE_HOURS: Rule = Rule {
    id: RuleId::constant("SVC-SLOT-002"),
    title: Cow::Borrowed("a slot lies in core hours"),
    severity: Severity::Error,
    years: YearSpan::since(ContractYear::Y2019_20),
    explanation: Cow::Borrowed(
        "Minutes inside the practices' core hours, from 8:00 to 18:30 on weekdays under GMS, do \
         not count. Under enhanced access the commissioner may by exception agree to a proportion \
         in core hours; then they count.",
    ),
    remedy: Cow::Borrowed("move the slot, or record the commissioner's agreement"),
    source: DES_COPY,
};

/// A slot has an end after its beginning, and someone to see patients.
pub(super) static EMPTY_SLOT: Rule = Rule {
    id: RuleId::constant("SVC-SLOT-003"),
    title: Cow::Borrowed("a slot holds no time"),
    severity: Severity::Error,
    years: YearSpan::since(ContractYear::Y2019_20),
    explanation: Cow::Borrowed(
        "A slot that ends when or before it begins, or with no clinic running, offers nothing and \
         is left out of every count.",
    ),
    remedy: Cow::Borrowed("correct the times, or the number of clinics"),
    source: DES_COPY,
};

/// Enhanced access outside the standard hours needs the commissioner's agreement.
pub(super) static NOT_AGREED: Rule = Rule {
    id: RuleId::constant("SVC-SLOT-004"),
    title: Cow::Borrowed("a slot outside the standard hours is not agreed"),
    severity: Severity::Warning,
    years: YearSpan::since(ContractYear::Y2022_23),
    explanation: Cow::Borrowed(
        "Appointments beyond the network standard hours may run beside one another inside them. A \
         proportion may lie outside, in continuous periods of at least 30 minutes, if the \
         commissioner agrees. Without that they do not count.",
    ),
    remedy: Cow::Borrowed("record the commissioner's agreement, or move the slot"),
    source: ACCESS_DONCASTER,
};

/// The whole of the network standard hours is covered.
pub(super) static NOT_COVERED: Rule = Rule {
    id: RuleId::constant("SVC-COVER-001"),
    title: Cow::Borrowed("part of the network standard hours is not covered"),
    severity: Severity::Error,
    years: YearSpan::since(ContractYear::Y2022_23),
    explanation: Cow::Borrowed(
        "Enhanced access runs throughout the network standard hours: 18:30 to 20:00 on weekdays \
         and 9:00 to 17:00 on Saturdays. NHS England's position is that the whole must be covered; \
         the trade press of the day of publication, 1 April 2022, said that it need not be.",
    ),
    remedy: Cow::Borrowed("offer appointments in the hours named"),
    source: ACCESS_WHOLE,
};

/// The timetable offers the minutes that the population asks for.
pub(super) static SHORTFALL: Rule = Rule {
    id: RuleId::constant("SVC-MINUTES-001"),
    title: Cow::Borrowed("fewer minutes are offered than are owed"),
    severity: Severity::Error,
    years: YearSpan::since(ContractYear::Y2019_20),
    explanation: Cow::Borrowed(
        "Until 30 September 2022: 30 minutes a week for each thousand registered patients, to the \
         nearest quarter of an hour. Since then: 60 minutes for each thousand adjusted patients. \
         Each clinic that runs counts.",
    ),
    remedy: Cow::Borrowed("add slots, or clinics beside those that run"),
    source: ACCESS_HOURS,
};

/// A time of day in whole minutes, from 00:00 to 24:00.
///
/// # Format
///
/// Written and read as `18:30`.
///
/// # Examples
///
/// ```
/// use pcn::service::TimeOfDay;
///
/// let end: TimeOfDay = "20:00".parse()?;
/// assert_eq!(end, TimeOfDay::constant(20, 0));
/// assert!("25:00".parse::<TimeOfDay>().is_err());
/// # Ok::<(), pcn::service::TimeOfDayError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TimeOfDay(u16);

/// A text that is no time of day.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{given}` is not a time of day from `00:00` to `24:00`; a good one is `18:30`")]
pub struct TimeOfDayError {
    given: Box<str>,
}

impl TimeOfDay {
    /// A time from a literal, for constants.
    ///
    /// # Panics
    ///
    /// If there is no such time; in a `const` that is a compile error.
    #[must_use]
    #[expect(clippy::arithmetic_side_effects, reason = "at most 24 × 60")]
    pub const fn constant(hour: u16, minute: u16) -> Self {
        assert!(hour < 24 && minute < 60 || hour == 24 && minute == 0, "no such time");
        Self(hour * 60 + minute)
    }

    /// Minutes since midnight.
    #[must_use]
    pub const fn minutes(self) -> u16 {
        self.0
    }
}

impl FromStr for TimeOfDay {
    type Err = TimeOfDayError;
    fn from_str(text: &str) -> Result<Self, TimeOfDayError> {
        let two = |part: &str| {
            let digits = part.len() == 2 && part.bytes().all(|byte| byte.is_ascii_digit());
            digits.then(|| part.parse::<u16>().ok()).flatten()
        };
        let parts = text.split_once(':').map(|(hour, minute)| (two(hour), two(minute)));
        match parts {
            Some((Some(hour), Some(minute)))
                if (hour < 24 && minute < 60) || (hour == 24 && minute == 0) =>
            {
                Ok(Self(hour.saturating_mul(60).saturating_add(minute)))
            }
            _ => Err(TimeOfDayError { given: text.chars().take(40).collect() }),
        }
    }
}

impl fmt::Display for TimeOfDay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&format!("{:02}:{:02}", self.0 / 60, self.0 % 60))
    }
}

impl Serialize for TimeOfDay {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for TimeOfDay {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(de::Error::custom)
    }
}

/// A day of the week.
///
/// # Examples
///
/// ```
/// use pcn::service::DayOfWeek;
///
/// assert!(DayOfWeek::Friday.is_weekday() && !DayOfWeek::Saturday.is_weekday());
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the names say it")]
pub enum DayOfWeek {
    Monday,
    Tuesday,
    Wednesday,
    Thursday,
    Friday,
    Saturday,
    Sunday,
}

impl DayOfWeek {
    /// Whether practices have core hours on it.
    #[must_use]
    pub const fn is_weekday(self) -> bool {
        !matches!(self, Self::Saturday | Self::Sunday)
    }

    const fn name(self) -> &'static str {
        match self {
            Self::Monday => "Monday",
            Self::Tuesday => "Tuesday",
            Self::Wednesday => "Wednesday",
            Self::Thursday => "Thursday",
            Self::Friday => "Friday",
            Self::Saturday => "Saturday",
            Self::Sunday => "Sunday",
        }
    }
}

impl fmt::Display for DayOfWeek {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

/// The same hours on each day, for example core hours.
///
/// # Examples
///
/// ```
/// use pcn::service::{DailyWindow, TimeOfDay};
///
/// let core = DailyWindow { from: TimeOfDay::constant(8, 0), until: TimeOfDay::constant(18, 30) };
/// assert_eq!(core.to_string(), "08:00 to 18:30");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct DailyWindow {
    /// The beginning.
    pub from: TimeOfDay,
    /// The end.
    pub until: TimeOfDay,
}

impl fmt::Display for DailyWindow {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} to {}", self.from, self.until)
    }
}

/// The network standard hours of a week.
///
/// # Examples
///
/// ```
/// use pcn::{quantity::Minutes, service::StandardHours};
///
/// assert_eq!(StandardHours::OF_2022.minutes(), Minutes::new(15 * 60 + 30));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct StandardHours {
    /// From Monday to Friday.
    pub weekdays: DailyWindow,
    /// On Saturday.
    pub saturday: DailyWindow,
}

impl StandardHours {
    /// 18:30 to 20:00 on weekdays and 9:00 to 17:00 on Saturdays, as set in 2022.
    pub const OF_2022: Self = Self {
        weekdays: DailyWindow {
            from: TimeOfDay::constant(18, 30),
            until: TimeOfDay::constant(20, 0),
        },
        saturday: DailyWindow {
            from: TimeOfDay::constant(9, 0),
            until: TimeOfDay::constant(17, 0),
        },
    };

    /// The window of a day.
    #[must_use]
    pub const fn on(&self, day: DayOfWeek) -> Option<DailyWindow> {
        match day {
            DayOfWeek::Saturday => Some(self.saturday),
            DayOfWeek::Sunday => None,
            _ => Some(self.weekdays),
        }
    }

    /// The minutes of a week.
    #[must_use]
    pub fn minutes(&self) -> Minutes {
        WEEK.into_iter()
            .filter_map(|day| self.on(day))
            .map(|window| Minutes::new(length(window.from.0, window.until.0).into()))
            .sum()
    }
}

impl fmt::Display for StandardHours {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Monday to Friday {}, Saturday {}", self.weekdays, self.saturday)
    }
}

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
/// See [`AccessTerms::check`].
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
/// See [`AccessTerms::check`].
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
/// See [`AccessTerms::check`].
#[derive(Clone, Debug, PartialEq, Serialize)]
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

const WEEK: [DayOfWeek; 7] = [
    DayOfWeek::Monday,
    DayOfWeek::Tuesday,
    DayOfWeek::Wednesday,
    DayOfWeek::Thursday,
    DayOfWeek::Friday,
    DayOfWeek::Saturday,
    DayOfWeek::Sunday,
];

const fn length(from: u16, until: u16) -> u16 {
    until.saturating_sub(from)
}

/// The minutes of a slot that lie in a window.
fn inside(slot: &Slot, window: Option<DailyWindow>) -> u16 {
    window.map_or(0, |window| {
        length(slot.from.0.max(window.from.0), slot.until.0.min(window.until.0))
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
    /// empty, too short, in core hours, or outside the network standard hours without agreement
    /// does not count towards the minutes owed.
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
        let runs_of = WEEK.map(|day| (day, runs(day, &week.slots)));
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
                let message = format!("{day} {hours} with {clinics} clinics holds no time");
                found(&EMPTY_SLOT, message, None);
                continue;
            }
            let all = length(slot.from.0, slot.until.0);
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
                .map_or(all, |run| length(run.from.0, run.until.0));
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
