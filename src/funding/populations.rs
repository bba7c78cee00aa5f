use core::fmt;

use chrono::NaiveDate;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::quantity::{Adjusted, Bed, Beds, Gbp, Patients, PatientsOn, Rate, Registered, Weighted};

/// A number of care home beds as it stood on a day.
///
/// # Examples
///
/// ```
/// use pcn::{calendar::day, funding::BedsOn, quantity::Beds};
///
/// let beds = BedsOn { count: Beds::new(200), on: day(2024, 4, 1) };
/// assert_eq!(beds.to_string(), "200 on 2024-04-01");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct BedsOn {
    /// How many.
    pub count: Beds,
    /// On which day.
    #[serde(deserialize_with = "crate::calendar::iso")]
    pub on: NaiveDate,
}

impl fmt::Display for BedsOn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} on {}", self.count, self.on)
    }
}

/// The counts that payments are made on, each with the day on which it stood.
///
/// # Meaning
///
/// A payment asks for the one it is paid on. One that is left out is never estimated from another:
/// the answer then says which count is needed.
///
/// # Examples
///
/// ```
/// use pcn::{calendar::day, funding::Populations};
///
/// let january = day(2024, 1, 1);
/// let counts = Populations::default()
///     .registered("50000".parse()?, january)
///     .adjusted("51000".parse()?, january);
/// assert!(counts.weighted.is_none());
/// # Ok::<(), pcn::quantity::QuantityError>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Populations {
    /// Contractor registered population.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub registered: Option<PatientsOn<Registered>>,
    /// PCN adjusted population.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub adjusted: Option<PatientsOn<Adjusted>>,
    /// Contractor weighted population.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub weighted: Option<PatientsOn<Weighted>>,
    /// Beds in aligned care homes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub beds: Option<BedsOn>,
}

impl Populations {
    /// Sets the registered population.
    #[must_use]
    pub const fn registered(mut self, count: Patients<Registered>, on: NaiveDate) -> Self {
        self.registered = Some(PatientsOn { count, on });
        self
    }

    /// Sets the adjusted population.
    #[must_use]
    pub const fn adjusted(mut self, count: Patients<Adjusted>, on: NaiveDate) -> Self {
        self.adjusted = Some(PatientsOn { count, on });
        self
    }

    /// Sets the weighted population.
    #[must_use]
    pub const fn weighted(mut self, count: Patients<Weighted>, on: NaiveDate) -> Self {
        self.weighted = Some(PatientsOn { count, on });
        self
    }

    /// Sets the beds.
    #[must_use]
    pub const fn beds(mut self, count: Beds, on: NaiveDate) -> Self {
        self.beds = Some(BedsOn { count, on });
        self
    }
}

/// What a payment is counted on.
///
/// # Examples
///
/// ```
/// use pcn::funding::Counted;
///
/// assert_eq!(Counted::Adjusted.name(), "adjusted population");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Counted {
    /// Contractor registered population.
    Registered,
    /// PCN adjusted population.
    Adjusted,
    /// Contractor weighted population.
    Weighted,
    /// Beds in aligned care homes.
    Beds,
}

impl Counted {
    /// The count in words.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Registered => "registered population",
            Self::Adjusted => "adjusted population",
            Self::Weighted => "weighted population",
            Self::Beds => "care home beds",
        }
    }

    /// The field that holds it.
    pub(super) const fn key(self) -> &'static str {
        match self {
            Self::Registered => "registered",
            Self::Adjusted => "adjusted",
            Self::Weighted => "weighted",
            Self::Beds => "beds",
        }
    }
}

impl fmt::Display for Counted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

/// A rate with the count it is paid on.
///
/// # Meaning
///
/// In a table the basis has to be data. The arithmetic is still typed: each variant holds a rate
/// that multiplies only its own count, and [`times`](Self::times) is the one way to use it.
///
/// # Format
///
/// On the wire `{"per": "adjusted", "pounds": "7.674"}`.
///
/// # Examples
///
/// ```
/// use pcn::{calendar::day, funding::{Populations, Price}, quantity::Rate};
///
/// let enhanced_access = Price::Adjusted(Rate::constant("7.674"));
/// let only_registered = Populations::default().registered("50000".parse()?, day(2024, 1, 1));
/// assert_eq!(enhanced_access.times(&only_registered), None);
/// # Ok::<(), pcn::quantity::QuantityError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "per", content = "pounds", rename_all = "snake_case", deny_unknown_fields)]
pub enum Price {
    /// For each registered patient.
    Registered(Rate<Registered>),
    /// For each patient of the adjusted population.
    Adjusted(Rate<Adjusted>),
    /// For each patient of the weighted population.
    Weighted(Rate<Weighted>),
    /// For each bed.
    #[serde(rename = "beds")]
    Bed(Rate<Bed>),
}

impl Price {
    /// What it is paid on.
    #[must_use]
    pub const fn counted(self) -> Counted {
        match self {
            Self::Registered(_) => Counted::Registered,
            Self::Adjusted(_) => Counted::Adjusted,
            Self::Weighted(_) => Counted::Weighted,
            Self::Bed(_) => Counted::Beds,
        }
    }

    /// The pounds for one.
    ///
    /// # Examples
    ///
    /// ```
    /// use pcn::{
    ///     funding::{Counted, Price},
    ///     quantity::Rate,
    /// };
    ///
    /// let premium = Price::Bed(Rate::constant("120"));
    /// assert_eq!(premium.counted(), Counted::Beds);
    /// assert_eq!(premium.pounds().to_string(), "120");
    /// ```
    #[must_use]
    pub const fn pounds(self) -> Decimal {
        match self {
            Self::Registered(rate) => rate.pounds(),
            Self::Adjusted(rate) => rate.pounds(),
            Self::Weighted(rate) => rate.pounds(),
            Self::Bed(rate) => rate.pounds(),
        }
    }

    /// The rate times its own count, or `None` if that count is not given.
    #[must_use]
    #[expect(clippy::arithmetic_side_effects, reason = "a rate's own multiplication saturates")]
    pub fn times(self, counts: &Populations) -> Option<Gbp> {
        match self {
            Self::Registered(rate) => counts.registered.map(|on| rate * on.count),
            Self::Adjusted(rate) => counts.adjusted.map(|on| rate * on.count),
            Self::Weighted(rate) => counts.weighted.map(|on| rate * on.count),
            Self::Bed(rate) => counts.beds.map(|on| rate * on.count),
        }
    }
}

/// A count with its basis, where it is data.
///
/// # Format
///
/// On the wire `{"of": "adjusted", "count": "51000"}`.
///
/// # Examples
///
/// ```
/// use pcn::{funding::Count, quantity::Beds};
///
/// assert_eq!(Count::Beds(Beds::new(200)).to_string(), "200");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "of", content = "count", rename_all = "snake_case", deny_unknown_fields)]
pub enum Count {
    /// Registered patients.
    Registered(Patients<Registered>),
    /// The adjusted population.
    Adjusted(Patients<Adjusted>),
    /// The weighted population.
    Weighted(Patients<Weighted>),
    /// Beds.
    Beds(Beds),
}

impl fmt::Display for Count {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Registered(count) => count.fmt(f),
            Self::Adjusted(count) => count.fmt(f),
            Self::Weighted(count) => count.fmt(f),
            Self::Beds(count) => count.fmt(f),
        }
    }
}

impl Counted {
    /// The count and its day, if it is given.
    #[must_use]
    pub fn of(self, counts: &Populations) -> Option<(Count, NaiveDate)> {
        match self {
            Self::Registered => counts.registered.map(|on| (Count::Registered(on.count), on.on)),
            Self::Adjusted => counts.adjusted.map(|on| (Count::Adjusted(on.count), on.on)),
            Self::Weighted => counts.weighted.map(|on| (Count::Weighted(on.count), on.on)),
            Self::Beds => counts.beds.map(|on| (Count::Beds(on.count), on.on)),
        }
    }
}

impl fmt::Display for Price {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Registered(rate) => rate.fmt(f),
            Self::Adjusted(rate) => rate.fmt(f),
            Self::Weighted(rate) => rate.fmt(f),
            Self::Bed(rate) => rate.fmt(f),
        }
    }
}
