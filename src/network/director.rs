use serde::{Deserialize, Serialize};

use crate::{
    calendar::Period,
    code::PcnCode,
    quantity::{Decimal, Ratio},
};

/// A clinical director as the network names them. Nothing more of the person is kept.
///
/// # Meaning
///
/// A practising clinician of the network's practices, who need not be a GP. Two or more may share
/// the post; each then holds a share of it, and the shares come to one.
///
/// # Examples
///
/// ```
/// use pcn::{network::{ClinicalDirector, Shares}, quantity::Ratio};
///
/// let half = |name: &str| ClinicalDirector {
///     share: Some(Ratio::constant("0.5")),
///     ..ClinicalDirector::new(name)
/// };
/// let directors = [half("Dr A. Lane"), half("B. Moor, advanced nurse practitioner")];
/// assert_eq!(ClinicalDirector::shares(&directors), Shares::Whole);
/// assert_eq!(ClinicalDirector::shares(&[]), Shares::Vacant);
/// ```
///
/// # Source
///
/// BMA, "Creating and running PCNs" (August 2019); Croner-i, "Primary care networks update": need
/// not be a GP, and job shares.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ClinicalDirector {
    /// The name, as given.
    pub name: Box<str>,
    /// The role or profession, as given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role: Option<Box<str>>,
    /// The share of the post; `None` if it is not stated.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub share: Option<Ratio>,
}

/// Whether the shares of a clinical director's post come to one.
///
/// # Examples
///
/// ```
/// use pcn::{
///     network::{ClinicalDirector, Shares},
///     quantity::{Decimal, Ratio},
/// };
///
/// let with = |share| ClinicalDirector { share, ..ClinicalDirector::new("Dr A. Lane") };
/// let half = Some(Ratio::constant("0.5"));
/// assert_eq!(ClinicalDirector::shares(&[with(half), with(None)]), Shares::NotStated);
/// let three = [with(half), with(half), with(half)];
/// assert_eq!(ClinicalDirector::shares(&three), Shares::Amiss(Decimal::new(15, 1)));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Shares {
    /// Nobody holds the post.
    Vacant,
    /// One holds it, or the shares come to one.
    Whole,
    /// Several hold it, and not every share is stated.
    NotStated,
    /// The shares come to this instead of one.
    Amiss(Decimal),
}

impl ClinicalDirector {
    /// A director of whom only the name is given.
    #[must_use]
    pub fn new(name: impl Into<Box<str>>) -> Self {
        Self { name: name.into(), role: None, share: None }
    }

    /// Whether the shares of those who hold one post come to one. A sole director without a
    /// stated share holds the whole.
    #[must_use]
    pub fn shares(directors: &[Self]) -> Shares {
        match directors {
            [] => Shares::Vacant,
            [Self { share: None, .. }] => Shares::Whole,
            several => {
                let mut sum = Decimal::ZERO;
                for director in several {
                    let Some(share) = director.share else { return Shares::NotStated };
                    sum = sum.saturating_add(share.value());
                }
                if sum == Decimal::ONE { Shares::Whole } else { Shares::Amiss(sum.normalize()) }
            }
        }
    }
}

/// Who holds a network's post of clinical director, and when.
///
/// # Examples
///
/// ```
/// use pcn::{
///     calendar::{Period, day},
///     code::PcnCode,
///     network::{ClinicalDirector, Directorship},
/// };
///
/// let directorship = Directorship {
///     pcn: PcnCode::constant("U89141"),
///     directors: vec![ClinicalDirector::new("Dr A. Lane")],
///     period: Period::since(day(2019, 7, 1)),
/// };
/// assert_eq!(directorship.directors.len(), 1);
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Directorship {
    /// The network.
    pub pcn: PcnCode,
    /// The one director, or those who share the post.
    pub directors: Vec<ClinicalDirector>,
    /// The days on which they hold it.
    pub period: Period,
}
