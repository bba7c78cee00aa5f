//! How a figure came about: every input, parameter, step and rounding.
//!
//! A computation takes a recorder. With a [`Working`] it writes each step down; with
//! [`NoWorking`] the steps are never built and cost nothing.
//!
//! ```
//! use pcn::working::{NoWorking, Record, Working};
//!
//! fn double(value: u32, record: &mut impl Record) -> u32 {
//!     record.input("value", value);
//!     let doubled = value * 2;
//!     record.step("doubled", || (format!("{value} × 2"), doubled.to_string()));
//!     doubled
//! }
//!
//! let mut working = Working::new("double");
//! assert_eq!(double(21, &mut working), double(21, &mut NoWorking));
//! assert_eq!(working.to_string(), "double\n  value = 21\n  doubled = 21 × 2 = 42\n");
//! ```

mod wire;

use core::fmt;
use std::borrow::Cow;

use chrono::NaiveDate;
use serde::{Deserialize, Deserializer, Serialize, de};

use crate::{
    calendar::Period,
    citation::{Evidence, Source},
    series::Entry,
};

/// One step of a computation.
///
/// # Examples
///
/// ```
/// use pcn::working::{Record, Step, Working};
///
/// let mut working = Working::new("payment");
/// working.rounding("payment", "half up to pence", "391374.005", "391374.01");
/// assert!(matches!(&working.steps()[0], Step::Rounding { to, .. } if to == "391374.01"));
/// assert_eq!(
///     working.to_string(),
///     "payment\n  payment, rounded half up to pence: 391374.005 to 391374.01\n",
/// );
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(deny_unknown_fields))]
#[serde(tag = "step", rename_all = "snake_case")]
#[non_exhaustive]
pub enum Step {
    /// A fact that the caller gave.
    Input {
        /// What it is.
        name: Cow<'static, str>,
        /// Its value.
        value: String,
    },
    /// A term of the contract.
    Parameter {
        /// What it is.
        name: Cow<'static, str>,
        /// Its value.
        value: String,
        /// When it applies.
        #[serde(skip_serializing_if = "Option::is_none")]
        in_force: Option<Period>,
        /// The day on which it was published, if a source gives it.
        #[serde(skip_serializing_if = "Option::is_none")]
        known_from: Option<NaiveDate>,
        /// Where it stands.
        source: Source,
    },
    /// A calculation.
    Calculation {
        /// What comes out.
        name: Cow<'static, str>,
        /// The calculation with its figures, for example `7.674 × 51000`.
        expression: String,
        /// The result.
        value: String,
    },
    /// A rounding.
    Rounding {
        /// What is rounded.
        name: Cow<'static, str>,
        /// The rule, for example "half up to pence".
        rule: Cow<'static, str>,
        /// Before.
        from: String,
        /// After.
        to: String,
    },
    /// What a reader should know.
    Caveat {
        /// The text.
        text: Cow<'static, str>,
    },
    /// The working of a part.
    Part {
        /// The part's own steps.
        working: Working,
    },
}

/// Writes steps down, or does not.
///
/// # Examples
///
/// A program's own recorder, here one that gathers nothing but what a reader should know:
///
/// ```
/// use pcn::working::{Record, Step};
///
/// #[derive(Default)]
/// struct Caveats(Vec<String>);
///
/// impl Record for Caveats {
///     fn record(&mut self, step: impl FnOnce() -> Step) {
///         if let Step::Caveat { text } = step() {
///             self.0.push(text.into_owned());
///         }
///     }
/// }
///
/// let mut caveats = Caveats::default();
/// caveats.input("patients", 51_000);
/// caveats.caveat("the rate is unconfirmed");
/// assert_eq!(caveats.0, ["the rate is unconfirmed"]);
/// ```
pub trait Record {
    /// Takes a step. The step is built only if it is kept.
    fn record(&mut self, step: impl FnOnce() -> Step);

    /// Takes a fact that the caller gave.
    fn input(&mut self, name: &'static str, value: impl fmt::Display) {
        self.record(|| Step::Input { name: Cow::Borrowed(name), value: value.to_string() });
    }

    /// Takes a term of the contract with its dates and source, and its caveats if it has any.
    fn parameter<T: Clone>(
        &mut self,
        name: &'static str,
        entry: &Entry<T>,
        value: impl fmt::Display,
    ) {
        self.record(|| Step::Parameter {
            name: Cow::Borrowed(name),
            value: value.to_string(),
            in_force: Some(entry.in_force),
            known_from: entry.known_from,
            source: entry.source.clone(),
        });
        if let Some(note) = &entry.note {
            self.record(|| Step::Caveat { text: note.clone() });
        }
    }

    /// Takes a calculation: its expression with the figures, and its result.
    fn step(&mut self, name: &'static str, calculation: impl FnOnce() -> (String, String)) {
        self.record(|| {
            let (expression, value) = calculation();
            Step::Calculation { name: Cow::Borrowed(name), expression, value }
        });
    }

    /// Takes a rounding.
    fn rounding(
        &mut self,
        name: &'static str,
        rule: &'static str,
        from: impl fmt::Display,
        to: impl fmt::Display,
    ) {
        self.record(|| Step::Rounding {
            name: Cow::Borrowed(name),
            rule: Cow::Borrowed(rule),
            from: from.to_string(),
            to: to.to_string(),
        });
    }

    /// Takes a caveat.
    fn caveat(&mut self, text: impl Into<Cow<'static, str>>) {
        self.record(|| Step::Caveat { text: text.into() });
    }
}

/// The recorder that keeps nothing.
///
/// # Examples
///
/// ```
/// use pcn::working::{NoWorking, Record};
///
/// // The closure that would build the step is never called.
/// NoWorking.step("product", || unreachable!("nothing is kept"));
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct NoWorking;

impl Record for NoWorking {
    fn record(&mut self, _: impl FnOnce() -> Step) {}
}

/// The steps of a computation, in order.
///
/// # Format
///
/// On the wire `{"format": 1, "of": "...", "steps": [...]}`. The number goes up when the form
/// changes.
///
/// # Examples
///
/// ```
/// use pcn::{
///     calendar::{ContractYear, day},
///     citation::{Citation, Evidence, Source},
///     series::Entry,
///     working::{Record, Working},
/// };
///
/// let guess = Source::constant(Citation::constant("from memory"), Evidence::Unconfirmed);
/// let rate = Entry::constant(7, ContractYear::Y2024_25.period(), guess);
/// let mut payment = Working::new("payment");
/// payment.parameter("rate", &rate, 7);
/// payment.step("product", || ("7 × 10".into(), "70".into()));
///
/// let mut total = Working::new("total");
/// total.part(payment);
/// assert_eq!(total.of(), "total");
/// assert_eq!(total.evidence(), Some(Evidence::Unconfirmed), "as weak as the weakest parameter");
/// assert_eq!(
///     total.to_string(),
///     "total
///   payment
///     rate = 7, in force 2024-04-01 to 2025-03-31 [unconfirmed: from memory]
///     product = 7 × 10 = 70
/// ",
/// );
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Working {
    #[serde(deserialize_with = "format")]
    #[cfg_attr(feature = "schema", schemars(extend("const" = Working::FORMAT)))]
    format: u32,
    of: Cow<'static, str>,
    steps: Vec<Step>,
}

/// Reads the number of the format, which must be the one that this release writes.
fn format<'de, D: Deserializer<'de>>(deserializer: D) -> Result<u32, D::Error> {
    let format = u32::deserialize(deserializer)?;
    if format == Working::FORMAT {
        return Ok(format);
    }
    let good = Working::FORMAT;
    Err(de::Error::custom(format_args!(
        "a working of format {format}; this release reads format {good}"
    )))
}

impl Working {
    /// The present wire format.
    pub const FORMAT: u32 = 1;

    /// An empty working of something.
    #[must_use]
    pub fn new(of: impl Into<Cow<'static, str>>) -> Self {
        Self { format: Self::FORMAT, of: of.into(), steps: Vec::new() }
    }

    /// The wire format in which it is written.
    ///
    /// # Examples
    ///
    /// ```
    /// use pcn::working::Working;
    ///
    /// assert_eq!(Working::new("payment").format(), Working::FORMAT);
    /// // A working that a later release wrote is not taken for what it is not.
    /// let later = r#"{"format": 2, "of": "payment", "steps": []}"#;
    /// let error = serde_json::from_str::<Working>(later).unwrap_err();
    /// assert!(error.to_string().starts_with("a working of format 2; this release reads format 1"));
    /// ```
    #[must_use]
    pub const fn format(&self) -> u32 {
        self.format
    }

    /// What was computed.
    #[must_use]
    pub fn of(&self) -> &str {
        &self.of
    }

    /// The steps.
    #[must_use]
    pub fn steps(&self) -> &[Step] {
        &self.steps
    }

    /// Takes the working of a part.
    pub fn part(&mut self, working: Working) {
        self.steps.push(Step::Part { working });
    }

    /// The weakest grade of the parameters used, or `None` if none were.
    #[must_use]
    pub fn evidence(&self) -> Option<Evidence> {
        self.steps
            .iter()
            .filter_map(|step| match step {
                Step::Parameter { source, .. } => Some(source.evidence),
                Step::Part { working } => working.evidence(),
                _ => None,
            })
            .max()
    }

    fn write(&self, f: &mut fmt::Formatter<'_>, depth: usize) -> fmt::Result {
        writeln!(f, "{:depth$}{}", "", self.of)?;
        let depth = depth.saturating_add(2);
        for step in &self.steps {
            match step {
                Step::Part { working } => {
                    working.write(f, depth)?;
                    continue;
                }
                Step::Input { name, value } => write!(f, "{:depth$}{name} = {value}", "")?,
                Step::Parameter { name, value, in_force, known_from, source } => {
                    write!(f, "{:depth$}{name} = {value}", "")?;
                    if let Some(period) = in_force {
                        write!(f, ", in force {period}")?;
                    }
                    if let Some(known) = known_from {
                        write!(f, ", published {known}")?;
                    }
                    write!(f, " [{}: {}]", source.evidence, source.citation)?;
                }
                Step::Calculation { name, expression, value } => {
                    write!(f, "{:depth$}{name} = {expression} = {value}", "")?;
                }
                Step::Rounding { name, rule, from, to } => {
                    write!(f, "{:depth$}{name}, rounded {rule}: {from} to {to}", "")?;
                }
                Step::Caveat { text } => write!(f, "{:depth$}note: {text}", "")?,
            }
            writeln!(f)?;
        }
        Ok(())
    }
}

impl Record for Working {
    fn record(&mut self, step: impl FnOnce() -> Step) {
        self.steps.push(step());
    }
}

impl fmt::Display for Working {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.write(f, 0)
    }
}

/// A figure with its working.
///
/// # Examples
///
/// ```
/// use pcn::working::{Record, Worked, Working};
///
/// let mut working = Working::new("hours");
/// working.step("hours", || ("50000 / 1000 / 2".into(), "25".into()));
/// let hours = Worked { value: 25, working };
/// assert_eq!(hours.to_string(), "hours\n  hours = 50000 / 1000 / 2 = 25\n= 25");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "Worked_{T}"))]
#[serde(deny_unknown_fields)]
pub struct Worked<T> {
    /// The figure.
    pub value: T,
    /// How it came about.
    pub working: Working,
}

impl<T: fmt::Display> fmt::Display for Worked<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}= {}", self.working, self.value)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{calendar::day, citation::Citation};

    fn worked() -> Working {
        let source = Source::constant(Citation::constant("a letter"), Evidence::Derived);
        let entry = Entry::constant(7_u32, Period::since(day(2024, 4, 1)), source)
            .known_from(day(2024, 3, 28))
            .note("a note");
        let mut working = Working::new("payment");
        working.input("patients", 10);
        working.parameter("rate", &entry, 7);
        working.step("product", || ("7 × 10".into(), "70".into()));
        working.rounding("payment", "half up to pence", "70", "70.00");
        let mut whole = Working::new("total");
        whole.part(working);
        whole
    }

    #[test]
    fn the_text_can_be_checked_by_hand() {
        assert_eq!(
            worked().to_string(),
            "total\n  payment\n    patients = 10\n    rate = 7, in force from 2024-04-01, \
             published 2024-03-28 [derived: a letter]\n    note: a note\n    \
             product = 7 × 10 = 70\n    payment, rounded half up to pence: 70 to 70.00\n"
        );
    }

    #[test]
    fn the_weakest_grade_comes_through_parts() {
        assert_eq!(worked().evidence(), Some(Evidence::Derived));
        assert_eq!(Working::new("nothing").evidence(), None);
    }

    #[test]
    fn a_working_comes_back_from_json() {
        let json = serde_json::to_string(&worked()).unwrap();
        assert!(json.starts_with(r#"{"format":1,"of":"total""#));
        assert_eq!(serde_json::from_str::<Working>(&json).unwrap(), worked());
    }
}
