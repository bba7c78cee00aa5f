use core::fmt;

use serde::{Deserialize, Serialize};

use crate::{
    citation::{Citation, Evidence, Source},
    quantity::{Patients, Registered},
};

/// A level at which care is planned: each is made of several of the one before.
///
/// # Meaning
///
/// The levels over-simplify: not every place follows a local authority's boundary, and a
/// neighbourhood need not be one network. In 2025, of 30 commissioners with data, 11 took their
/// networks for neighbourhoods.
///
/// # Examples
///
/// ```
/// use pcn::commissioner::SystemLevel;
///
/// assert!(SystemLevel::Neighbourhood < SystemLevel::Place);
/// assert_eq!(SystemLevel::Place.to_string(), "place");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum SystemLevel {
    /// Practices with community and social care; about the size of a network.
    Neighbourhood,
    /// A town or district, often a local authority's.
    Place,
    /// A whole health and care system: a partnership, later an integrated care board's area.
    System,
}

/// The size that one source gives a level.
///
/// # Examples
///
/// ```
/// use pcn::{commissioner::SystemLevel, quantity::Patients};
///
/// let [guide, later] = SystemLevel::Neighbourhood.bands() else { return };
/// assert_eq!((guide.smallest, guide.note), (None, Some("printed “~50k”")));
/// assert_eq!(later.smallest, Some(Patients::from(30_000)));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct LevelBand {
    /// The smallest population, if the source gives one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub smallest: Option<Patients<Registered>>,
    /// The largest population, if the source gives one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub largest: Option<Patients<Registered>>,
    /// What a reader should know.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<&'static str>,
    /// Where it stands.
    pub source: Source,
}

const GUIDE_2018: Source = Source::constant(
    Citation::constant("NHS England, Primary Care Networks reference guide, draft of July 2018")
        .at("levels"),
    Evidence::Official,
);
/// The number is our reading of what the scan has left of it.
const GUIDE_2018_READ: Source = Source::constant(
    Citation::constant("NHS England, Primary Care Networks reference guide, draft of July 2018")
        .at("levels"),
    Evidence::Derived,
);
const LEVELS: Source = Source::constant(
    Citation::constant("Neural, System, places and neighbourhood")
        .url("neural.org.uk/system-places-and-neighbourhood/"),
    Evidence::Secondary,
);

const fn band(
    smallest: Option<&'static str>,
    largest: Option<&'static str>,
    note: Option<&'static str>,
    source: Source,
) -> LevelBand {
    LevelBand {
        smallest: match smallest {
            Some(count) => Some(Patients::constant(count)),
            None => None,
        },
        largest: match largest {
            Some(count) => Some(Patients::constant(count)),
            None => None,
        },
        note,
        source,
    }
}

static NEIGHBOURHOOD: [LevelBand; 2] = [
    band(None, Some("50000"), Some("printed “~50k”"), GUIDE_2018),
    band(Some("30000"), Some("50000"), None, LEVELS),
];
static PLACE: [LevelBand; 2] = [
    band(
        None,
        Some("500000"),
        Some("printed “~50-500k” in a scan that lost digits; the lower figure is not used"),
        GUIDE_2018,
    ),
    band(Some("250000"), Some("500000"), None, LEVELS),
];
static SYSTEM: [LevelBand; 2] = [
    band(
        Some("1000000"),
        None,
        Some("printed “+m” in a scan that lost digits; read as 1m or more"),
        GUIDE_2018_READ,
    ),
    band(Some("500000"), Some("3000000"), None, LEVELS),
];

impl SystemLevel {
    /// The three, smallest first.
    pub const ALL: [Self; 3] = [Self::Neighbourhood, Self::Place, Self::System];

    /// The sizes that sources give it, the earliest source first. They are descriptions, not
    /// limits.
    ///
    /// # Examples
    ///
    /// ```
    /// use pcn::{commissioner::SystemLevel, quantity::Patients};
    ///
    /// let latest = SystemLevel::Place.bands().last().ok_or("none")?;
    /// assert_eq!(latest.smallest, Some(Patients::from(250_000)));
    /// # Ok::<(), &str>(())
    /// ```
    #[must_use]
    pub fn bands(self) -> &'static [LevelBand] {
        match self {
            Self::Neighbourhood => &NEIGHBOURHOOD,
            Self::Place => &PLACE,
            Self::System => &SYSTEM,
        }
    }
}

impl fmt::Display for SystemLevel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Neighbourhood => "neighbourhood",
            Self::Place => "place",
            Self::System => "system",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_size_read_into_a_scan_that_lost_its_digits_is_derived() {
        let bands = SystemLevel::ALL.into_iter().flat_map(SystemLevel::bands);
        let read: Vec<_> =
            bands.filter(|band| band.note.is_some_and(|note| note.contains("read as"))).collect();
        assert_eq!(read.len(), 1);
        assert_eq!(read[0].source.evidence, Evidence::Derived);
    }
}
