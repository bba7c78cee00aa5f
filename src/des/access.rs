//! The terms of access that are the same in every year of extended hours, and in every year of
//! enhanced access. A year gives the days.

use crate::{
    calendar::Period,
    quantity::Minutes,
    series::Entry,
    service::{
        DailyWindow, Rounding, StandardHours, TimeOfDay, WeeklyMinutes,
        sources::{ACCESS_DONCASTER, ACCESS_HOURS, DES_COPY, EXTENDED_2019, ROUNDING_RECOLLECTED},
    },
};

const CORE: DailyWindow =
    DailyWindow { from: TimeOfDay::constant(8, 0), until: TimeOfDay::constant(18, 30) };

/// Extended hours: section 4.6.2 c of the DES of 2019/20, in a published copy.
pub(super) mod extended {
    use super::{
        CORE, DES_COPY, DailyWindow, EXTENDED_2019, Entry, Minutes, Period, Rounding, WeeklyMinutes,
    };

    pub(in crate::des) const fn minutes(days: Period) -> Entry<WeeklyMinutes> {
        let rate = WeeklyMinutes::ExtendedHours { per_thousand_registered: Minutes::new(30) };
        Entry::constant(rate, days, DES_COPY)
    }

    pub(in crate::des) const fn rounding(days: Period) -> Entry<Rounding> {
        Entry::constant(Rounding::NearestQuarterHour, days, DES_COPY)
    }

    pub(in crate::des) const fn shortest_slot(days: Period) -> Entry<Minutes> {
        Entry::constant(Minutes::new(30), days, DES_COPY)
    }

    pub(in crate::des) const fn core_hours(days: Period) -> Entry<DailyWindow> {
        Entry::constant(CORE, days, EXTENDED_2019)
    }
}

/// Enhanced access.
pub(super) mod enhanced {
    use super::{
        ACCESS_DONCASTER, ACCESS_HOURS, CORE, DailyWindow, Entry, Minutes, Period,
        ROUNDING_RECOLLECTED, Rounding, StandardHours, WeeklyMinutes,
    };

    pub(in crate::des) const fn minutes(days: Period) -> Entry<WeeklyMinutes> {
        let rate = WeeklyMinutes::EnhancedAccess { per_thousand_adjusted: Minutes::new(60) };
        Entry::constant(rate, days, ACCESS_HOURS)
    }

    pub(in crate::des) const fn rounding(days: Period) -> Entry<Rounding> {
        Entry::constant(Rounding::NearestQuarterHour, days, ROUNDING_RECOLLECTED)
            .note("no source read states a rounding for enhanced access")
    }

    pub(in crate::des) const fn standard_hours(days: Period) -> Entry<StandardHours> {
        Entry::constant(StandardHours::OF_2022, days, ACCESS_HOURS)
    }

    pub(in crate::des) const fn shortest_slot(days: Period) -> Entry<Minutes> {
        Entry::constant(Minutes::new(30), days, ACCESS_DONCASTER)
            .note("said of periods outside the network standard hours")
    }

    pub(in crate::des) const fn core_hours(days: Period) -> Entry<DailyWindow> {
        Entry::constant(CORE, days, ACCESS_DONCASTER)
    }
}
