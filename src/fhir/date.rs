use core::{fmt, str::FromStr};

use chrono::{Days, Months, NaiveDate};
use serde::{Serialize, Serializer};
use serde_json::Value;

use super::{
    error::{FhirError, cut},
    object::{Object, Path, text},
    raw::Rest,
};
use crate::calendar::{Period, PeriodError};

/// A FHIR `dateTime`: a year, a month, a day, or a moment of a day.
///
/// # Meaning
///
/// A year or a month stands for all its days: a period that starts with `2021-05` starts on 1 May,
/// one that ends with it ends on 31 May. Of a moment only the day counts, as it is written, in
/// whatever zone.
///
/// # Format
///
/// `2021`, `2021-05`, `2021-05-08` or `2021-05-08T09:30:00+01:00`. It is written as it was read.
///
/// # Examples
///
/// ```
/// use pcn::{calendar::day, fhir::FhirDate};
///
/// let month: FhirDate = "2021-05".parse()?;
/// assert_eq!((month.first_day(), month.last_day()), (day(2021, 5, 1), day(2021, 5, 31)));
/// assert!(month.is_partial());
/// assert!("2021-02-30".parse::<FhirDate>().is_err());
/// # Ok::<(), pcn::fhir::FhirError>(())
/// ```
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FhirDate {
    first: NaiveDate,
    last: NaiveDate,
    text: Box<str>,
}

impl FhirDate {
    /// A day; `None` outside the years 1 to 9999, which are all that FHIR can say.
    ///
    /// # Examples
    ///
    /// ```
    /// use pcn::{calendar::{NaiveDate, day}, fhir::FhirDate};
    ///
    /// let date = FhirDate::from_day(day(2019, 10, 1)).expect("within the years of FHIR");
    /// assert_eq!((date.as_str(), date.is_partial()), ("2019-10-01", false));
    /// assert_eq!(FhirDate::from_day(NaiveDate::MAX), None);
    /// ```
    #[must_use]
    pub fn from_day(day: NaiveDate) -> Option<Self> {
        day.to_string().parse().ok()
    }

    /// The first day that it stands for.
    #[must_use]
    pub const fn first_day(&self) -> NaiveDate {
        self.first
    }

    /// The last day that it stands for.
    #[must_use]
    pub const fn last_day(&self) -> NaiveDate {
        self.last
    }

    /// Whether it is a month or a year without a day.
    #[must_use]
    pub fn is_partial(&self) -> bool {
        self.text.len() < "2021-05-08".len()
    }

    /// Its text.
    #[must_use]
    pub const fn as_str(&self) -> &str {
        &self.text
    }

    pub(super) fn read(value: Value, path: &Path<'_>) -> Result<Self, FhirError> {
        text(value, path)?.parse().map_err(|error| match error {
            FhirError::Date { given, .. } => {
                FhirError::Date { path: path.to_string().into(), given }
            }
            other => other,
        })
    }
}

/// A number of as many digits as the text has.
fn digits(text: &str) -> Option<u32> {
    text.bytes().all(|byte| byte.is_ascii_digit()).then(|| text.parse().ok())?
}

/// Whether a text is a time with its zone, as FHIR wants it behind a day: `09:30:00.5+01:00`.
fn is_time(text: &str) -> bool {
    let Some((clock, rest)) = text.split_at_checked("09:30:00".len()) else { return false };
    let rest = match rest.strip_prefix('.') {
        Some(fraction) => {
            let zone = fraction.trim_start_matches(|c: char| c.is_ascii_digit());
            if zone.len() == fraction.len() {
                return false;
            }
            zone
        }
        None => rest,
    };
    let two = |text: &str, at: usize, most: u32| {
        text.get(at..at.saturating_add(2)).and_then(digits).is_some_and(|value| value <= most)
    };
    let colon = |text: &str, at: usize| text.as_bytes().get(at) == Some(&b':');
    // A leap second is 60.
    let clock_is_good = two(clock, 0, 23)
        && colon(clock, 2)
        && two(clock, 3, 59)
        && colon(clock, 5)
        && two(clock, 6, 60);
    let zone_is_good = rest == "Z"
        || rest.strip_prefix(['+', '-']).is_some_and(|zone| {
            zone.len() == "01:00".len() && two(zone, 0, 14) && colon(zone, 2) && two(zone, 3, 59)
        });
    clock_is_good && zone_is_good
}

/// The first and the last day that a text stands for.
fn days_of(text: &str) -> Option<(NaiveDate, NaiveDate)> {
    let (date, time) = match text.split_once('T') {
        Some((date, time)) => (date, Some(time)),
        None => (text, None),
    };
    let part = |from: usize, to: usize| date.get(from..to).and_then(digits);
    let hyphen = |at: usize| date.as_bytes().get(at) == Some(&b'-');
    let year = i32::try_from(part(0, 4)?).ok().filter(|year| *year > 0)?;
    let before = |day: NaiveDate| day.checked_sub_days(Days::new(1));
    match (date.len(), time) {
        (4, None) => {
            let first = NaiveDate::from_ymd_opt(year, 1, 1)?;
            Some((first, before(first.checked_add_months(Months::new(12))?)?))
        }
        (7, None) if hyphen(4) => {
            let first = NaiveDate::from_ymd_opt(year, part(5, 7)?, 1)?;
            Some((first, before(first.checked_add_months(Months::new(1))?)?))
        }
        (10, time) if hyphen(4) && hyphen(7) && time.is_none_or(is_time) => {
            let day = NaiveDate::from_ymd_opt(year, part(5, 7)?, part(8, 10)?)?;
            Some((day, day))
        }
        _ => None,
    }
}

impl FromStr for FhirDate {
    type Err = FhirError;
    fn from_str(text: &str) -> Result<Self, FhirError> {
        match days_of(text) {
            Some((first, last)) => Ok(Self { first, last, text: text.into() }),
            None => Err(FhirError::Date { path: "".into(), given: cut(text) }),
        }
    }
}

impl fmt::Display for FhirDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.text)
    }
}

impl fmt::Debug for FhirDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "FhirDate({})", self.text)
    }
}

impl Serialize for FhirDate {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.text)
    }
}

/// A FHIR `Period`: a start and an end, both included, either of which may be missing.
///
/// # Examples
///
/// ```
/// use pcn::{calendar::{Period, day}, fhir::FhirPeriod};
///
/// let year = Period::constant(day(2019, 4, 1), day(2020, 4, 1));
/// let period = FhirPeriod::from_days(year).unwrap();
/// assert_eq!(period.end.as_ref().unwrap().as_str(), "2020-03-31");
/// assert_eq!(period.days(), Ok(Some(year)));
/// ```
///
/// # Source
///
/// HL7, FHIR R4 (4.0.1), data types, Period: the end is included, and one without a time includes
/// all of its day, month or year.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize)]
pub struct FhirPeriod {
    /// The first day, month or year.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub start: Option<FhirDate>,
    /// The last day, month or year; `None` if it has not ended.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub end: Option<FhirDate>,
    /// What else it holds.
    #[serde(flatten)]
    pub rest: Rest,
}

impl FhirPeriod {
    /// The period of some days; `None` if FHIR cannot say it: one of no day, or outside the years
    /// 1 to 9999.
    #[must_use]
    pub fn from_days(period: Period) -> Option<Self> {
        let end = match period.last_day() {
            Some(last) => Some(FhirDate::from_day(last)?),
            None if period.is_open() => None,
            None => return None,
        };
        Some(Self { start: Some(FhirDate::from_day(period.from())?), end, rest: Rest::default() })
    }

    /// Its days, or `None` if it has no start.
    ///
    /// # Errors
    ///
    /// [`PeriodError`] if it ends before the day before it starts.
    pub fn days(&self) -> Result<Option<Period>, PeriodError> {
        let Some(start) = &self.start else { return Ok(None) };
        Period::inclusive(start.first, self.end.as_ref().map(|end| end.last)).map(Some)
    }

    pub(super) fn read(value: Value, path: &Path<'_>) -> Result<Self, FhirError> {
        let mut object = Object::of(value, path)?;
        Ok(Self {
            start: object.child("start", FhirDate::read)?,
            end: object.child("end", FhirDate::read)?,
            rest: object.rest(),
        })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::calendar::day;

    #[test]
    fn a_date_stands_for_all_its_days() {
        for (text, first, last) in [
            ("2021", day(2021, 1, 1), day(2021, 12, 31)),
            ("2020-02", day(2020, 2, 1), day(2020, 2, 29)),
            ("9999", day(9999, 1, 1), day(9999, 12, 31)),
            ("2021-05-08", day(2021, 5, 8), day(2021, 5, 8)),
            ("2021-05-08T23:59:60Z", day(2021, 5, 8), day(2021, 5, 8)),
            ("2024-03-14T11:03:31.163+00:00", day(2024, 3, 14), day(2024, 3, 14)),
        ] {
            let date: FhirDate = text.parse().unwrap();
            assert_eq!((date.first_day(), date.last_day()), (first, last), "{text}");
            assert_eq!(date.to_string(), text);
        }
    }

    #[test]
    fn what_is_no_date_is_refused_with_its_text() {
        for text in [
            "",
            "21",
            "20211",
            "2021-5",
            "2021-13",
            "2021-00",
            "2021-02-29",
            "2021-05-8",
            "2021/05/08",
            "20210508",
            "0000",
            "0000-01-01",
            "-2021",
            "+999",
            "2021-05-08T09:30",
            "2021-05-08T09:30:00",
            "2021-05T09:30:00Z",
            "2021-05-08T24:00:00Z",
            "2021-05-08T09:30:00.Z",
            "2021-05-08T09:30:00+1:00",
            "2021-05-08 ",
            "२०२१",
            "2021-0é",
            "2021-05-08T",
            "2021-05-08T09:30:0éZ",
        ] {
            let error = text.parse::<FhirDate>().unwrap_err();
            assert!(error.to_string().contains(&format!("`{text}` is not a date")), "{error}");
        }
    }

    #[test]
    fn a_period_of_no_day_or_beyond_fhirs_years_is_not_written() {
        assert_eq!(FhirPeriod::from_days(Period::constant(day(2020, 4, 1), day(2020, 4, 1))), None);
        let far = NaiveDate::from_ymd_opt(10_000, 1, 2).unwrap();
        assert_eq!(FhirPeriod::from_days(Period::since(far)), None);
        let last = Period::inclusive(day(2020, 4, 1), Some(day(9999, 12, 31))).unwrap();
        assert_eq!(FhirPeriod::from_days(last).unwrap().days(), Ok(Some(last)));
    }

    proptest! {
        #[test]
        fn any_text_is_a_date_or_an_error(text in "[0-9TZ:.+-]{0,30}|\\PC{0,12}") {
            if let Ok(date) = text.parse::<FhirDate>() {
                prop_assert!(date.first_day() <= date.last_day());
                prop_assert_eq!(date.as_str(), text);
            }
        }

        #[test]
        fn days_go_into_fhir_and_come_back(start in 0i64..20_000, length in prop::option::of(1i64..5_000)) {
            let from = day(1970, 1, 1) + chrono::TimeDelta::days(start);
            let until = length.map(|length| from + chrono::TimeDelta::days(length));
            let period = Period::try_new(from, until).unwrap();
            prop_assert_eq!(FhirPeriod::from_days(period).unwrap().days(), Ok(Some(period)));
        }
    }
}
