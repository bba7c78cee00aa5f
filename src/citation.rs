//! Where a figure or a rule comes from, and how sure it is.

use core::{fmt, str::FromStr};
use std::borrow::Cow;

use serde::{Deserialize, Serialize};

/// A place in a document.
///
/// # Examples
///
/// ```
/// use pcn::citation::Citation;
///
/// const FAQ: Citation = Citation::constant("NHS England, PCN FAQs, second iteration (May 2019)")
///     .at("network size");
/// assert_eq!(
///     FAQ.to_string(),
///     "NHS England, PCN FAQs, second iteration (May 2019), network size",
/// );
/// ```
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Citation {
    document: Cow<'static, str>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    locator: Option<Cow<'static, str>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    url: Option<Cow<'static, str>>,
}

impl Citation {
    /// A document as a whole: body, title, date.
    ///
    /// # Examples
    ///
    /// ```
    /// use pcn::citation::Citation;
    ///
    /// // A document of one's own, whose name is known only when the program runs.
    /// let minute = format!("Stockton board, minute {}", 14);
    /// assert_eq!(Citation::new(minute).document(), "Stockton board, minute 14");
    /// ```
    #[must_use]
    pub fn new(document: impl Into<Cow<'static, str>>) -> Self {
        Self { document: document.into(), locator: None, url: None }
    }

    /// A document as a whole, for constants.
    #[must_use]
    pub const fn constant(document: &'static str) -> Self {
        Self { document: Cow::Borrowed(document), locator: None, url: None }
    }

    /// The place in the document: section, paragraph, table, page.
    #[must_use]
    pub const fn at(self, locator: &'static str) -> Self {
        // `forget`, because a constant function may run no destructor. What stands here is nothing
        // or borrowed, unless `with_locator` came first.
        let mut cited = self;
        core::mem::forget(cited.locator.replace(Cow::Borrowed(locator)));
        cited
    }

    /// The address of the document, without its scheme.
    ///
    /// # Examples
    ///
    /// ```
    /// use pcn::citation::Citation;
    ///
    /// const PAGE: Citation =
    ///     Citation::constant("BMA, PCN funding").at("2025/26").url("www.bma.org.uk/pcn-funding");
    /// assert_eq!(PAGE.locator(), Some("2025/26"));
    /// assert_eq!(PAGE.address(), Some("www.bma.org.uk/pcn-funding"));
    /// assert_eq!(PAGE.to_string(), "BMA, PCN funding, 2025/26 <www.bma.org.uk/pcn-funding>");
    /// ```
    #[must_use]
    pub const fn url(self, url: &'static str) -> Self {
        let mut cited = self;
        core::mem::forget(cited.url.replace(Cow::Borrowed(url)));
        cited
    }

    /// The place in the document, of a citation that is made when the program runs.
    ///
    /// # Examples
    ///
    /// ```
    /// use pcn::citation::Citation;
    ///
    /// let page = 4;
    /// let cited = Citation::new("Stockton board, minutes")
    ///     .with_locator(format!("page {page}"))
    ///     .with_url(format!("stockton.example/minutes/{page}"));
    /// assert_eq!(cited.to_string(), "Stockton board, minutes, page 4 <stockton.example/minutes/4>");
    /// ```
    #[must_use]
    pub fn with_locator(mut self, locator: impl Into<Cow<'static, str>>) -> Self {
        self.locator = Some(locator.into());
        self
    }

    /// The address of the document, without its scheme, of a citation that is made when the
    /// program runs. See [`with_locator`](Self::with_locator).
    #[must_use]
    pub fn with_url(mut self, url: impl Into<Cow<'static, str>>) -> Self {
        self.url = Some(url.into());
        self
    }

    /// The document.
    #[must_use]
    pub fn document(&self) -> &str {
        &self.document
    }

    /// The place in the document.
    #[must_use]
    pub fn locator(&self) -> Option<&str> {
        self.locator.as_deref()
    }

    /// The address of the document.
    #[must_use]
    pub fn address(&self) -> Option<&str> {
        self.url.as_deref()
    }
}

impl fmt::Display for Citation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.document)?;
        if let Some(locator) = &self.locator {
            write!(f, ", {locator}")?;
        }
        if let Some(url) = &self.url {
            write!(f, " <{url}>")?;
        }
        Ok(())
    }
}

/// How sure a figure is. A weaker grade is greater, so the weakest of several is their maximum.
///
/// # Examples
///
/// ```
/// use pcn::citation::Evidence;
///
/// let grades = [Evidence::Official, Evidence::Unconfirmed, Evidence::Specification];
/// assert_eq!(grades.into_iter().max(), Some(Evidence::Unconfirmed));
/// assert!(Evidence::Secondary.is_at_least(Evidence::Secondary));
/// assert!(!Evidence::Derived.is_at_least(Evidence::Secondary));
/// assert_eq!("derived".parse(), Ok(Evidence::Derived));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Evidence {
    /// Read in the contract document itself.
    Specification,
    /// Stated elsewhere by a national body (NHS England, NHS Digital, PCSE, Parliament), by an
    /// Integrated Care Board, or in the claims portal's code.
    Official,
    /// Stated in a local report, or by the BMA, an LMC, a law firm, the press or a vendor.
    Secondary,
    /// Arithmetic on stated figures, which is shown, or our reading of a wording, which says so.
    Derived,
    /// Recollection; the source says so. Never good enough to pay on.
    Unconfirmed,
}

impl Evidence {
    /// Every grade, strongest first.
    pub const ALL: [Self; 5] =
        [Self::Specification, Self::Official, Self::Secondary, Self::Derived, Self::Unconfirmed];

    /// Whether this grade is as strong as `least`, or stronger.
    #[must_use]
    pub fn is_at_least(self, least: Self) -> bool {
        self <= least
    }

    /// The weaker of two grades.
    ///
    /// # Examples
    ///
    /// ```
    /// use pcn::citation::Evidence;
    ///
    /// // What is computed from two figures is as sure as the less sure one.
    /// assert_eq!(Evidence::Official.weaker(Evidence::Derived), Evidence::Derived);
    /// assert_eq!(Evidence::Derived.name(), "derived");
    /// ```
    #[must_use]
    pub fn weaker(self, other: Self) -> Self {
        self.max(other)
    }

    /// The grade's name as the wire has it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Specification => "specification",
            Self::Official => "official",
            Self::Secondary => "secondary",
            Self::Derived => "derived",
            Self::Unconfirmed => "unconfirmed",
        }
    }
}

impl fmt::Display for Evidence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

/// A text that is no grade of evidence.
///
/// # Examples
///
/// ```
/// use pcn::citation::Evidence;
///
/// assert_eq!(
///     "certain".parse::<Evidence>().unwrap_err().to_string(),
///     "`certain` is not a grade of evidence; good ones are `specification`, `official`, \
///      `secondary`, `derived`, `unconfirmed`",
/// );
/// ```
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "`{given}` is not a grade of evidence; good ones are {}",
    Evidence::ALL.map(|good| format!("`{good}`")).join(", ")
)]
pub struct EvidenceError {
    given: Box<str>,
}

impl EvidenceError {
    /// The text as given, cut if very long.
    ///
    /// # Examples
    ///
    /// ```
    /// use pcn::citation::Evidence;
    ///
    /// assert_eq!("certain".parse::<Evidence>().unwrap_err().given(), "certain");
    /// ```
    #[must_use]
    pub const fn given(&self) -> &str {
        &self.given
    }
}

impl FromStr for Evidence {
    type Err = EvidenceError;
    fn from_str(text: &str) -> Result<Self, EvidenceError> {
        let found = Self::ALL.into_iter().find(|good| good.name() == text);
        found.ok_or_else(|| EvidenceError { given: text.chars().take(40).collect() })
    }
}

/// A citation and its grade: what every figure carries.
///
/// # Examples
///
/// ```
/// use pcn::citation::{Citation, Evidence, Source};
///
/// const BMA: Source =
///     Source::constant(Citation::constant("BMA, PCN funding page"), Evidence::Secondary);
/// assert_eq!(BMA.evidence, Evidence::Secondary);
/// ```
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// Where it stands.
    pub citation: Citation,
    /// How sure it is.
    pub evidence: Evidence,
}

impl Source {
    /// A citation with its grade.
    #[must_use]
    pub const fn constant(citation: Citation, evidence: Evidence) -> Self {
        Self { citation, evidence }
    }
}

impl fmt::Display for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} [{}]", self.citation, self.evidence)
    }
}
