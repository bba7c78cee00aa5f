use chrono::{Months, NaiveDate};

use super::{Terms, rule, terms};
use crate::{finding::Rule, series::Series};

/// The first day on which a practice can leave when it gives notice on a day. `None` only beyond
/// the calendar.
///
/// # Examples
///
/// ```
/// use pcn::{calendar::day, registration::notice_ends};
///
/// assert_eq!(notice_ends(day(2020, 5, 31), 1), Some(day(2020, 6, 30)));
/// ```
///
/// # Source
///
/// Londonwide LMCs, PCN DES 2020/21 decision making tool: a notice of 31 May 2020 takes effect on
/// 30 June 2020.
#[must_use]
pub fn notice_ends(given_on: NaiveDate, months: u16) -> Option<NaiveDate> {
    given_on.checked_add_months(Months::new(months.into()))
}

/// The end of a notice under a year's terms, if they say how long it is.
pub(super) fn notice_of(terms: &Terms, given_on: NaiveDate) -> Option<NaiveDate> {
    terms::value(&terms.notice_months).and_then(|months| notice_ends(given_on, *months))
}

/// What is wrong with the day on which a practice gives notice, if anything: the rule, and the
/// windows in words.
pub(super) fn judge(terms: &Terms, notified: NaiveDate) -> Option<(&'static Rule, String)> {
    let windows = [
        Window::of(&terms.opt_out_opens, &terms.opt_out_by),
        Window::of(&terms.in_year_opens, &terms.in_year_by),
    ];
    if windows.iter().any(|window| window.contains(notified)) {
        return None;
    }
    match windows {
        [Window::None, Window::None] => None,
        [Window::NotPublished, _] | [_, Window::NotPublished] => {
            Some((&rule::WINDOW_NOT_PUBLISHED, "the window is not known".to_owned()))
        }
        windows => {
            let texts: Vec<String> = windows.iter().filter_map(Window::text).collect();
            let text = format!("the window is {}", texts.join(", or "));
            Some((&rule::LEAVES_OUTSIDE_WINDOW, text))
        }
    }
}

/// A window for leaving, as a year's terms have it.
enum Window {
    /// The year has none.
    None,
    /// The year has one, and its last day is not published.
    NotPublished,
    /// From the first day, if that is published, to the last.
    Known(Option<NaiveDate>, NaiveDate),
}

impl Window {
    fn of(opens: &Series<NaiveDate>, closes: &Series<NaiveDate>) -> Self {
        match terms::of_year(closes).map(|entry| entry.figure.value()) {
            None => Self::None,
            Some(None) => Self::NotPublished,
            Some(Some(last)) => Self::Known(terms::value(opens).copied(), *last),
        }
    }

    fn contains(&self, on: NaiveDate) -> bool {
        match self {
            Self::None | Self::NotPublished => false,
            Self::Known(first, last) => first.is_none_or(|first| on >= first) && on <= *last,
        }
    }

    fn text(&self) -> Option<String> {
        match self {
            Self::None | Self::NotPublished => None,
            Self::Known(Some(first), last) => Some(format!("{first} to {last}")),
            Self::Known(None, last) => Some(format!("open to {last}")),
        }
    }
}
