use core::fmt;
use std::borrow::Cow;

use chrono::NaiveDate;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::{DailyWindow, Service, StandardHours};
use crate::{
    citation::Evidence,
    quantity::{Adjusted, BasisKind, Minutes, Patients, Registered},
    series::{Answer, Catalogue, Entry, Figures, Series},
    working::{Record, Worked, Working},
};

/// Minutes a week for each thousand patients. The service decides the population.
///
/// # Examples
///
/// ```
/// use pcn::{quantity::Minutes, service::WeeklyMinutes};
///
/// let rate = WeeklyMinutes::ExtendedHours { per_thousand_registered: Minutes::new(30) };
/// assert_eq!(rate.to_string(), "30 minutes a week per 1,000 registered patients");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum WeeklyMinutes {
    /// Extended hours: by contractor registered population.
    ExtendedHours {
        /// Minutes a week for each thousand registered patients.
        per_thousand_registered: Minutes,
    },
    /// Enhanced access: by PCN adjusted population.
    EnhancedAccess {
        /// Minutes a week for each thousand adjusted patients.
        per_thousand_adjusted: Minutes,
    },
}

/// Seven and a half minutes.
const HALF_A_QUARTER: Decimal = Decimal::from_parts(75, 0, 0, false, 1);

impl WeeklyMinutes {
    /// The service.
    #[must_use]
    pub const fn service(self) -> Service {
        match self {
            Self::ExtendedHours { .. } => Service::ExtendedHours,
            Self::EnhancedAccess { .. } => Service::EnhancedAccess,
        }
    }

    /// The population it goes by.
    ///
    /// # Examples
    ///
    /// ```
    /// use pcn::{
    ///     quantity::{BasisKind, Minutes},
    ///     service::{Service, WeeklyMinutes},
    /// };
    ///
    /// let rate = WeeklyMinutes::EnhancedAccess { per_thousand_adjusted: Minutes::new(60) };
    /// assert_eq!((rate.service(), rate.basis()), (Service::EnhancedAccess, BasisKind::Adjusted));
    /// ```
    #[must_use]
    pub const fn basis(self) -> BasisKind {
        match self {
            Self::ExtendedHours { .. } => BasisKind::Registered,
            Self::EnhancedAccess { .. } => BasisKind::Adjusted,
        }
    }

    const fn minutes(self) -> Minutes {
        match self {
            Self::ExtendedHours { per_thousand_registered: minutes }
            | Self::EnhancedAccess { per_thousand_adjusted: minutes } => minutes,
        }
    }
}

impl fmt::Display for WeeklyMinutes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} minutes a week per 1,000 {} patients", self.minutes().count(), self.basis())
    }
}

/// How required minutes are rounded.
///
/// # Examples
///
/// ```
/// use pcn::service::Rounding;
///
/// assert_eq!(Rounding::NearestQuarterHour.to_string(), "to the nearest quarter of an hour");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Rounding {
    /// Up or down to the nearest quarter of an hour. Halfway between two it goes up: a convention of
    /// this crate, as no source says which way.
    NearestQuarterHour,
}

impl Rounding {
    const fn text(self) -> &'static str {
        match self {
            Self::NearestQuarterHour => "to the nearest quarter of an hour",
        }
    }

    fn apply(self, exact: Decimal) -> Option<Minutes> {
        match self {
            Self::NearestQuarterHour => Minutes::nearest_quarter_hour(exact),
        }
    }
}

impl fmt::Display for Rounding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.text())
    }
}

/// What a contract year says of hours of access.
///
/// # Examples
///
/// ```
/// use pcn::{
///     calendar::{ContractYear, day},
///     des,
///     quantity::{Minutes, Patients},
///     service::Lists,
/// };
///
/// let terms = &des::year(ContractYear::Y2019_20).ok_or("not held")?.service.access;
/// let lists = Lists { registered: Some(Patients::from(50_000)), adjusted: None };
/// let required = terms.weekly_minutes(&lists, day(2019, 7, 1))?;
/// assert_eq!(required.minutes.value, Minutes::new(25 * 60));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct AccessTerms {
    /// How many minutes a week are owed.
    pub minutes: Series<WeeklyMinutes>,
    /// How they are rounded.
    pub rounding: Series<Rounding>,
    /// The network standard hours, of enhanced access only.
    pub standard_hours: Series<StandardHours>,
    /// The shortest continuous period that counts.
    pub shortest_slot: Series<Minutes>,
    /// The core hours of the practices, from Monday to Friday.
    pub core_hours: Series<DailyWindow>,
    /// The day whose population counts.
    #[serde(deserialize_with = "crate::calendar::iso")]
    pub list_date: Series<NaiveDate>,
}

impl Catalogue for AccessTerms {
    fn figures(&self, figures: &mut Figures) {
        figures.series("minutes", &self.minutes);
        figures.series("rounding", &self.rounding);
        figures.series("standard_hours", &self.standard_hours);
        figures.series("shortest_slot", &self.shortest_slot);
        figures.series("core_hours", &self.core_hours);
        figures.series("list_date", &self.list_date);
    }
}

/// The populations of a network. Only the one that the service goes by is needed.
///
/// # Examples
///
/// ```
/// use pcn::{quantity::Patients, service::Lists};
///
/// let lists = Lists { registered: Some(Patients::from(43_210)), adjusted: None };
/// assert!(lists.adjusted.is_none());
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Lists {
    /// Contractor registered population.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub registered: Option<Patients<Registered>>,
    /// PCN adjusted population.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub adjusted: Option<Patients<Adjusted>>,
}

/// The minutes a week that a network owes.
///
/// # Examples
///
/// ```
/// use pcn::{
///     calendar::{ContractYear, day},
///     citation::Evidence,
///     des,
///     quantity::Patients,
///     service::{Lists, Service},
/// };
///
/// let terms = &des::year(ContractYear::Y2023_24).ok_or("not held")?.service.access;
/// let lists = Lists { registered: None, adjusted: Some(Patients::constant("51000")) };
/// let required = terms.weekly_minutes(&lists, day(2023, 6, 1))?;
/// assert_eq!(required.service, Service::EnhancedAccess);
/// assert_eq!(required.minutes.value.to_string(), "51 h 00 min");
/// assert!(required.evidence.is_at_least(Evidence::Secondary));
/// assert!(required.minutes.working.to_string().contains("60"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Required {
    /// Extended hours or enhanced access.
    pub service: Service,
    /// The minutes, with their working.
    pub minutes: Worked<Minutes>,
    /// The weakest grade of the terms used; derived at best where the figure lay halfway between
    /// two quarters of an hour.
    pub evidence: Evidence,
}

/// Why the minutes owed cannot be told.
///
/// # Examples
///
/// ```
/// use pcn::{calendar::{ContractYear, day}, des, service::{AccessError, Lists}};
///
/// let terms = &des::year(ContractYear::Y2019_20).ok_or("not held")?.service.access;
/// let error = terms.weekly_minutes(&Lists::default(), day(2019, 6, 30)).unwrap_err();
/// assert_eq!(error, AccessError::NotOwed { on: day(2019, 6, 30) });
/// # Ok::<(), &str>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum AccessError {
    /// The terms ask for no hours on that day.
    #[error(
        "no hours of access are owed on {on} under these terms; networks owe them from 2019-07-01"
    )]
    NotOwed {
        /// The day.
        on: NaiveDate,
    },
    /// No source gives the minutes.
    #[error("the minutes owed on {on} are not published")]
    NotPublished {
        /// The day.
        on: NaiveDate,
    },
    /// The population that the service goes by is not given.
    #[error("{service} goes by the {basis} population, which is not given; a good one is `50000`")]
    NoPopulation {
        /// The service.
        service: Service,
        /// The population.
        basis: BasisKind,
    },
    /// The result is beyond counting.
    #[error("the minutes are beyond counting")]
    TooLarge,
}

impl AccessTerms {
    /// The entry that says how many minutes are owed on a day, as known on another.
    pub(super) fn rate(
        &self,
        on: NaiveDate,
        known: NaiveDate,
    ) -> Result<(&Entry<WeeklyMinutes>, WeeklyMinutes), AccessError> {
        let Answer::InForce(entry) = self.minutes.on_as_known(on, known) else {
            return Err(AccessError::NotOwed { on });
        };
        match entry.figure.value() {
            Some(rate) => Ok((entry, *rate)),
            None => Err(AccessError::NotPublished { on }),
        }
    }

    /// The minutes a week that a network owes on a day.
    ///
    /// # Meaning
    ///
    /// Patients ÷ 1,000 × minutes, rounded as the terms say. Where the exact figure is a whole
    /// quarter of an hour there is nothing to round, and the grade of the rounding does not count.
    /// Halfway between two it goes up, which no source states: the working says so, and the grade
    /// is derived at best.
    ///
    /// # Errors
    ///
    /// [`AccessError`] if nothing is owed on the day, or the population is not given.
    ///
    /// # Source
    ///
    /// Extended hours: the DES of 2019/20, section 4.6.2 c, in a published copy. Enhanced access:
    /// the trade press of April 2022.
    pub fn weekly_minutes(&self, lists: &Lists, on: NaiveDate) -> Result<Required, AccessError> {
        self.weekly_minutes_as_known(lists, on, NaiveDate::MAX)
    }

    /// The minutes a week that a network owes on a day, as was known on another day.
    ///
    /// # Errors
    ///
    /// As for [`weekly_minutes`](Self::weekly_minutes); what had not been published by then is not
    /// owed.
    ///
    /// # Examples
    ///
    /// ```
    /// use pcn::{
    ///     calendar::{ContractYear, day},
    ///     des,
    ///     quantity::Patients,
    ///     service::{AccessError, Lists},
    /// };
    ///
    /// let terms = &des::year(ContractYear::Y2022_23).ok_or("not held")?.service.access;
    /// let lists = Lists { registered: None, adjusted: Some(Patients::constant("51000")) };
    /// let october = day(2022, 10, 1);
    /// assert!(terms.weekly_minutes_as_known(&lists, october, day(2022, 4, 1)).is_ok());
    /// assert_eq!(
    ///     terms.weekly_minutes_as_known(&lists, october, day(2022, 3, 31)),
    ///     Err(AccessError::NotOwed { on: october }),
    /// );
    /// # Ok::<(), &str>(())
    /// ```
    pub fn weekly_minutes_as_known(
        &self,
        lists: &Lists,
        on: NaiveDate,
        known: NaiveDate,
    ) -> Result<Required, AccessError> {
        let (entry, rate) = self.rate(on, known)?;
        let service = rate.service();
        let none = AccessError::NoPopulation { service, basis: rate.basis() };
        let (name, count) = match rate {
            WeeklyMinutes::ExtendedHours { .. } => {
                ("registered patients", lists.registered.map(Patients::count))
            }
            WeeklyMinutes::EnhancedAccess { .. } => {
                ("adjusted patients", lists.adjusted.map(Patients::count))
            }
        };
        let count = count.ok_or(none)?;
        let mut working = Working::new(Cow::Owned(format!("minutes a week of {service}")));
        working.input("day", on);
        working.input(name, count.normalize());
        working.parameter("rate", entry, rate);
        match self.list_date.on_as_known(on, known) {
            Answer::InForce(entry) if entry.figure.value().is_none() => {
                working.caveat("no source gives the day whose population counts");
            }
            Answer::InForce(entry) => {
                if let Some(date) = entry.figure.value() {
                    working.parameter("population at", entry, date);
                }
            }
            _ => {}
        }
        let exact = count
            .checked_mul(Decimal::from(rate.minutes().count()))
            .and_then(|product| product.checked_div(Decimal::ONE_THOUSAND))
            .ok_or(AccessError::TooLarge)?
            .normalize();
        working.step("exact minutes", || {
            let count = count.normalize();
            (format!("{count} ÷ 1000 × {}", rate.minutes().count()), exact.to_string())
        });
        let rounding = match self.rounding.on_as_known(on, known) {
            Answer::InForce(entry) => entry.figure.value().map(|rule| (entry, *rule)),
            _ => None,
        };
        let nearest = Minutes::nearest_quarter_hour(exact).ok_or(AccessError::TooLarge)?;
        let minutes = match rounding {
            _ if Decimal::from(nearest.count()) == exact => nearest,
            Some((entry, rule)) => {
                let minutes = rule.apply(exact).ok_or(AccessError::TooLarge)?;
                working.parameter("rounding", entry, rule);
                working.rounding("minutes", rule.text(), exact, minutes.count());
                minutes
            }
            None => {
                working.caveat("the terms give no rounding; the nearest quarter hour is taken");
                nearest
            }
        };
        if let Some(standard) = self.standard_hours.on_as_known(on, known).value() {
            let total = standard.minutes();
            if total > minutes {
                working.caveat(format!(
                    "the network standard hours are {total} a week, which is more than the minutes \
                     owed"
                ));
            }
        }
        let mut evidence = working.evidence().unwrap_or(Evidence::Unconfirmed);
        if Decimal::from(minutes.count()).checked_sub(exact) == Some(HALF_A_QUARTER) {
            working.caveat(
                "halfway between two quarters of an hour, and taken up; no source says which way",
            );
            evidence = evidence.weaker(Evidence::Derived);
        }
        Ok(Required { service, minutes: Worked { value: minutes, working }, evidence })
    }
}
