use core::fmt;

use super::shape;

/// The kind of a code.
///
/// # Examples
///
/// ```
/// use pcn::code::CodeKind;
///
/// assert_eq!(CodeKind::SubIcb.name(), "sub-ICB location code");
/// assert_eq!(CodeKind::Pcn.example(), "U89141");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum CodeKind {
    /// A Primary Care Network.
    Pcn,
    /// A GP practice.
    Practice,
    /// A branch surgery.
    Branch,
    /// A sub-ICB location, formerly a Clinical Commissioning Group.
    SubIcb,
    /// An Integrated Care Board, formerly a Sustainability and Transformation Partnership.
    Icb,
    /// An NHS England region.
    Region,
    /// Any other organisation.
    Ods,
}

impl CodeKind {
    /// The kind's name in a sentence, for example "sub-ICB location code".
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Pcn => "PCN code",
            Self::Practice => "practice code",
            Self::Branch => "branch code",
            Self::SubIcb => "sub-ICB location code",
            Self::Icb => "ICB code",
            Self::Region => "region code",
            Self::Ods => "ODS code",
        }
    }

    pub(super) const fn with_article(self) -> &'static str {
        match self {
            Self::Pcn => "a PCN code",
            Self::Practice => "a practice code",
            Self::Branch => "a branch code",
            Self::SubIcb => "a sub-ICB location code",
            Self::Icb => "an ICB code",
            Self::Region => "a region code",
            Self::Ods => "an ODS code",
        }
    }

    /// A good example of the kind.
    #[must_use]
    pub const fn example(self) -> &'static str {
        match self {
            Self::Pcn => super::PcnCode::EXAMPLE,
            Self::Practice => super::PracticeCode::EXAMPLE,
            Self::Branch => super::BranchCode::EXAMPLE,
            Self::SubIcb => super::SubIcbCode::EXAMPLE,
            Self::Icb => super::IcbCode::EXAMPLE,
            Self::Region => super::RegionCode::EXAMPLE,
            Self::Ods => super::OdsCode::EXAMPLE,
        }
    }
}

impl fmt::Display for CodeKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

/// What is wrong with a text that is no code.
///
/// # Examples
///
/// ```
/// use pcn::code::{CodeFault, PcnCode};
///
/// let fault = |text: &str| text.parse::<PcnCode>().unwrap_err().fault();
/// assert_eq!(fault(""), CodeFault::Empty);
/// assert_eq!(fault("U8914"), CodeFault::Length { expected: "6", found: 5 });
/// assert_eq!(fault("U8914O"), CodeFault::Character { at: 5, expected: "a digit" });
/// assert_eq!(fault("U"), CodeFault::Unallocated);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum CodeFault {
    /// There is no text.
    Empty,
    /// The text has a length that no such code has.
    Length {
        /// The lengths that such codes have, in words.
        expected: &'static str,
        /// The length of the text in bytes.
        found: usize,
    },
    /// A character that cannot stand where it stands.
    Character {
        /// Its place, counted in bytes from 0.
        at: usize,
        /// What may stand there, in words.
        expected: &'static str,
    },
    /// The bare `U` that publications print for practices that are in no network.
    Unallocated,
}

/// A text that is not a code of the wanted kind.
///
/// # Examples
///
/// ```
/// use pcn::code::{CodeFault, CodeKind, PracticeCode};
///
/// let error = "A8100l".parse::<PracticeCode>().unwrap_err();
/// assert_eq!(error.kind(), CodeKind::Practice);
/// assert_eq!(error.fault(), CodeFault::Character { at: 5, expected: "a digit" });
/// assert_eq!(
///     error.to_string(),
///     "`A8100l` is not a practice code: expected a digit at character 6, found `l`; \
///      a good practice code is `A81001`",
/// );
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash, thiserror::Error)]
pub struct CodeError {
    kind: CodeKind,
    given: Box<str>,
    fault: CodeFault,
}

/// How much of a wrong text an error keeps. A cell of a broken file can be megabytes long.
const KEPT_CHARACTERS: usize = 40;

impl CodeError {
    pub(super) fn new(kind: CodeKind, given: &str, fault: CodeFault) -> Self {
        let given = match given.char_indices().nth(KEPT_CHARACTERS) {
            Some((end, _)) => format!("{}…", given.get(..end).unwrap_or_default()).into(),
            None => given.into(),
        };
        Self { kind, given, fault }
    }

    pub(super) fn from_bytes(kind: CodeKind, given: &[u8], fault: CodeFault) -> Self {
        let kept = given.get(..given.len().min(KEPT_CHARACTERS.saturating_mul(4))).unwrap_or(given);
        Self::new(kind, &String::from_utf8_lossy(kept), fault)
    }

    /// The kind of code that was wanted.
    #[must_use]
    pub const fn kind(&self) -> CodeKind {
        self.kind
    }

    /// The text as given; a very long one is cut and ends in `…`.
    #[must_use]
    pub const fn given(&self) -> &str {
        &self.given
    }

    /// What is wrong with it.
    #[must_use]
    pub const fn fault(&self) -> CodeFault {
        self.fault
    }

    /// Whether the text is the bare `U` of practices that are in no network: not a slip, but an
    /// answer.
    #[must_use]
    pub const fn is_unallocated(&self) -> bool {
        matches!(self.fault, CodeFault::Unallocated)
    }

    /// The kinds of code whose shape the text has. A hint for people; a code's kind cannot be
    /// known from its shape.
    ///
    /// # Examples
    ///
    /// ```
    /// use pcn::code::{CodeKind, PracticeCode};
    ///
    /// // A network's code in the column of practices.
    /// let error = "U89141".parse::<PracticeCode>().unwrap_err();
    /// assert_eq!(error.looks_like(), [CodeKind::Pcn]);
    /// assert_eq!(error.given(), "U89141");
    /// ```
    #[must_use]
    pub fn looks_like(&self) -> Vec<CodeKind> {
        shape::kinds_of(&self.given)
    }
}

impl fmt::Display for CodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` is not {}: ", self.given, self.kind.with_article())?;
        match self.fault {
            CodeFault::Empty => write!(f, "it is empty")?,
            CodeFault::Length { expected, found } => {
                write!(f, "expected {expected} characters, found {found}")?;
            }
            CodeFault::Character { at, expected } => {
                write!(f, "expected {expected} at character {}", at.saturating_add(1))?;
                if let Some(found) = self.given.get(at..).and_then(|rest| rest.chars().next()) {
                    write!(f, ", found `{found}`")?;
                }
            }
            CodeFault::Unallocated => write!(f, "it stands for practices that are in no network")?,
        }
        let mut separator = "; it has the shape of ";
        for kind in self.looks_like() {
            write!(f, "{separator}{}", kind.with_article())?;
            separator = " or ";
        }
        write!(f, "; a good {} is `{}`", self.kind, self.kind.example())
    }
}
