//! Organisation codes of the Organisation Data Service (ODS), one type for each kind.
//!
//! A value of these types exists only if its text has the right shape. They hold their text
//! inline, are `Copy`, order as text does, and `Option<Code>` is no larger than the code.
//!
//! Reading is strict: no trimming, no change of case. The doors (for example
//! `ods`, the reader of published files) forgive what real files do and list what they forgave.
//!
//! | type | shape | example |
//! |---|---|---|
//! | [`PcnCode`] | `U` and 5 digits | `U89141` |
//! | [`PracticeCode`] | a letter other than `U`, and 5 digits | `A81001` |
//! | [`BranchCode`] | a practice code and 3 digits | `A81001001` |
//! | [`SubIcbCode`] | 2 digits and a letter, or letter-digit-letter-digit-letter | `16C`, `U2G6B` |
//! | [`IcbCode`] | `Q` and 2 characters, or letter-digit-letter-digit-letter | `QHM`, `Z9B2Z` |
//! | [`RegionCode`] | `Y` and 2 digits | `Y63` |
//! | [`OdsCode`] | 3 to 12 capital letters and digits | `RXX01` |
//!
//! Since April 2026 ICB and sub-ICB location codes share a shape, so no type is inferred from a
//! shape. The shape serves only for a hint in an error:
//!
//! ```
//! use pcn::code::PcnCode;
//!
//! let error = "U2G6B".parse::<PcnCode>().unwrap_err();
//! assert_eq!(
//!     error.to_string(),
//!     "`U2G6B` is not a PCN code: expected 6 characters, found 5; \
//!      it has the shape of a sub-ICB location code or an ICB code; a good PCN code is `U89141`",
//! );
//! ```

mod error;
mod id;
mod inline;
mod shape;

pub(crate) use error::visible;
pub use error::{CodeError, CodeFault, CodeKind};
pub use id::{Id, IdError};

#[cfg(feature = "ods")]
pub(crate) use inline::CodeMap;
pub(crate) use inline::Inline;

/// A former Clinical Commissioning Group code. On 1 July 2022 the codes kept their values and
/// became sub-ICB location codes, so one type serves both.
///
/// # Examples
///
/// ```
/// use pcn::code::{CcgCode, SubIcbCode};
///
/// let ccg: CcgCode = "16C".parse()?;
/// let today: SubIcbCode = ccg;
/// assert_eq!(today.as_str(), "16C");
/// # Ok::<(), pcn::code::CodeError>(())
/// ```
pub type CcgCode = SubIcbCode;

/// A former Sustainability and Transformation Partnership code. On 1 July 2022 the codes kept
/// their values and became ICB codes, so one type serves both.
///
/// # Examples
///
/// ```
/// use pcn::code::{IcbCode, StpCode};
///
/// let partnership: StpCode = "QHM".parse()?;
/// let board: IcbCode = partnership;
/// assert_eq!(board.as_str(), "QHM");
/// # Ok::<(), pcn::code::CodeError>(())
/// ```
pub type StpCode = IcbCode;

/// Declares a code type: its storage, its doors, its text and wire forms, and the tests of its
/// good and bad examples.
macro_rules! code {
    (
        $(#[$meta:meta])*
        $name:ident, bytes $bytes:literal, kind $kind:ident, check $check:path,
        pattern $pattern:literal,
        good [$first:literal $(, $good:literal)*], bad [$($bad:literal),+], tests $tests:ident
    ) => {
        $(#[$meta])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(Inline<$bytes>);

        impl $name {
            /// A good example, as the errors of this type show it.
            pub const EXAMPLE: &'static str = $first;

            /// Makes a code from its text.
            ///
            /// # Errors
            ///
            /// [`CodeError`] if the text has another shape; the error names the place, says what
            /// the text looks like instead, and shows a good example.
            ///
            /// # Examples
            ///
            /// ```
            #[doc = concat!("use pcn::code::", stringify!($name), ";")]
            ///
            #[doc = concat!("let code = ", stringify!($name), "::try_new(", stringify!($first), ")?;")]
            #[doc = concat!("assert_eq!(code, ", stringify!($name), "::constant(", stringify!($first), "));")]
            #[doc = concat!("assert!(", stringify!($name), "::try_new(\" ", $first, "\").is_err());")]
            /// # Ok::<(), pcn::code::CodeError>(())
            /// ```
            pub fn try_new(text: &str) -> Result<Self, CodeError> {
                match Self::check(text) {
                    Ok(code) => Ok(code),
                    Err(fault) => Err(CodeError::new(CodeKind::$kind, text, fault)),
                }
            }

            /// Makes a code from its bytes, as a file reader holds them.
            ///
            /// # Errors
            ///
            /// [`CodeError`] as for [`try_new`](Self::try_new); bytes that are not UTF-8 are
            /// shown with replacement characters.
            ///
            /// # Examples
            ///
            /// ```
            #[doc = concat!("use pcn::code::", stringify!($name), ";")]
            ///
            #[doc = concat!("let cell = b", stringify!($first), ";")]
            #[doc = concat!("let code = ", stringify!($name), "::try_from_bytes(cell)?;")]
            /// assert_eq!(code.as_bytes(), cell);
            /// # Ok::<(), pcn::code::CodeError>(())
            /// ```
            pub fn try_from_bytes(bytes: &[u8]) -> Result<Self, CodeError> {
                match Self::check_bytes(bytes) {
                    Ok(code) => Ok(code),
                    Err(fault) => Err(CodeError::from_bytes(CodeKind::$kind, bytes, fault)),
                }
            }

            /// Makes a code from a literal, for constants.
            ///
            /// # Panics
            ///
            /// If the literal is not a good code; in a `const` that is a compile error.
            #[must_use]
            pub const fn constant(text: &'static str) -> Self {
                match Self::check(text) {
                    Ok(code) => code,
                    Err(_) => panic!("not a good code"),
                }
            }

            const fn check(text: &str) -> Result<Self, CodeFault> {
                Self::check_bytes(text.as_bytes())
            }

            const fn check_bytes(bytes: &[u8]) -> Result<Self, CodeFault> {
                match $check(bytes) {
                    Ok(()) => match Inline::new(bytes) {
                        Some(inline) => Ok(Self(inline)),
                        None => Err(CodeFault::Length { expected: concat!("at most ", stringify!($bytes)), found: bytes.len() }),
                    },
                    Err(fault) => Err(fault),
                }
            }

            /// The code's text.
            #[must_use]
            pub const fn as_str(&self) -> &str {
                self.0.as_str()
            }

            /// The code's text as ASCII bytes.
            #[must_use]
            pub const fn as_bytes(&self) -> &[u8] {
                self.0.as_bytes()
            }
        }

        impl core::str::FromStr for $name {
            type Err = CodeError;
            fn from_str(text: &str) -> Result<Self, CodeError> {
                Self::try_new(text)
            }
        }

        impl TryFrom<&str> for $name {
            type Error = CodeError;
            fn try_from(text: &str) -> Result<Self, CodeError> {
                Self::try_new(text)
            }
        }

        impl TryFrom<String> for $name {
            type Error = CodeError;
            fn try_from(text: String) -> Result<Self, CodeError> {
                Self::try_new(&text)
            }
        }

        impl AsRef<str> for $name {
            fn as_ref(&self) -> &str {
                self.as_str()
            }
        }

        impl core::fmt::Display for $name {
            fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
                f.pad(self.as_str())
            }
        }

        impl core::fmt::Debug for $name {
            fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
                write!(f, concat!(stringify!($name), "({:?})"), self.as_str())
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                struct Text;
                impl serde::de::Visitor<'_> for Text {
                    type Value = $name;
                    fn expecting(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
                        write!(f, "{} such as `{}`", CodeKind::$kind.with_article(), $first)
                    }
                    fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<$name, E> {
                        $name::try_new(text).map_err(E::custom)
                    }
                }
                deserializer.deserialize_str(Text)
            }
        }

        #[cfg(feature = "schema")]
        crate::schema::text!(
            $name, CodeKind::$kind.with_article(), $pattern, [$first $(, $good)*]
        );

        #[cfg(test)]
        mod $tests {
            use super::*;

            #[test]
            fn good_examples_are_taken_and_come_back() {
                for text in [$first $(, $good)*] {
                    let code = $name::try_new(text).unwrap();
                    assert_eq!(code.as_str(), text);
                    assert_eq!(code.to_string(), text);
                    assert_eq!(text.parse(), Ok(code));
                    let json = serde_json::to_string(&code).unwrap();
                    assert_eq!(json, format!("\"{text}\""));
                    assert_eq!(serde_json::from_str::<$name>(&json).unwrap(), code);
                }
            }

            #[test]
            fn bad_examples_are_refused_and_shown_a_good_one() {
                for text in [$($bad),+] {
                    let error = $name::try_new(text).unwrap_err();
                    assert_eq!(error.given(), text);
                    assert!(error.to_string().contains($first), "{error}");
                    assert!(serde_json::from_str::<$name>(&format!("{text:?}")).is_err());
                }
            }

            #[test]
            fn an_option_is_no_larger_than_the_code() {
                assert_eq!(size_of::<Option<$name>>(), size_of::<$name>());
                assert!(size_of::<$name>() <= $bytes + 1);
            }
        }
    };
}

code! {
    /// The code of a Primary Care Network: `U` and five digits.
    ///
    /// `U00000` is a real network. The bare `U` that list-size publications print for practices
    /// without a network is no code; reading it gives an error of its own
    /// ([`CodeError::is_unallocated`]), so that a caller can tell it from a slip.
    ///
    /// # Examples
    ///
    /// ```
    /// use pcn::code::PcnCode;
    ///
    /// let code: PcnCode = "U89141".parse()?;
    /// assert_eq!(code.as_str(), "U89141");
    /// assert!("U".parse::<PcnCode>().unwrap_err().is_unallocated());
    /// # Ok::<(), pcn::code::CodeError>(())
    /// ```
    ///
    /// # Source
    ///
    /// NHS Digital, Organisation Data Service, "Primary Care Networks: publication of ODS codes".
    PcnCode, bytes 6, kind Pcn, check shape::pcn,
    pattern "^U[0-9]{5}$",
    good ["U89141", "U00000", "U99999"],
    bad ["", "U", "U8914", "U891411", "u89141", "A81001", "U8914O", " U89141", "U89141 ", "U２9141"],
    tests pcn_code_tests
}

code! {
    /// The code of a GP practice: a letter and five digits, never starting with `U`.
    ///
    /// `Y` codes (newer, non-sequential) are English practices; `W` codes are Welsh and never a
    /// member of a network ([`is_welsh`](Self::is_welsh)).
    ///
    /// # Examples
    ///
    /// ```
    /// use pcn::code::PracticeCode;
    ///
    /// const DENSHAM: PracticeCode = PracticeCode::constant("A81001");
    /// assert!(!DENSHAM.is_welsh());
    /// assert!("W95633".parse::<PracticeCode>()?.is_welsh());
    /// # Ok::<(), pcn::code::CodeError>(())
    /// ```
    PracticeCode, bytes 6, kind Practice, check shape::practice,
    pattern "^[A-TV-Z][0-9]{5}$",
    good ["A81001", "Y08176", "W95633", "P89027"],
    bad ["", "U89141", "A8100", "A810011", "a81001", "A8100l", "1A8100", "GUE001", "A81001001"],
    tests practice_code_tests
}

impl PracticeCode {
    /// Whether this is a code of Wales (`W`). Welsh practices stand in English extracts and are
    /// outside the Network Contract DES.
    #[must_use]
    pub const fn is_welsh(&self) -> bool {
        matches!(self.as_bytes(), [b'W', ..])
    }
}

code! {
    /// The code of a branch surgery: its practice's code and three digits.
    ///
    /// # Examples
    ///
    /// ```
    /// use pcn::code::{BranchCode, PracticeCode};
    ///
    /// let branch: BranchCode = "A81001002".parse()?;
    /// assert_eq!(branch.practice(), "A81001".parse::<PracticeCode>()?);
    /// # Ok::<(), pcn::code::CodeError>(())
    /// ```
    BranchCode, bytes 9, kind Branch, check shape::branch,
    pattern "^[A-TV-Z][0-9]{8}$",
    good ["A81001001", "Y08176010"],
    bad ["", "A81001", "A8100100", "A81001A01", "U89141001", "A810010011"],
    tests branch_code_tests
}

impl BranchCode {
    /// The practice whose branch this is.
    #[must_use]
    #[expect(
        clippy::indexing_slicing,
        reason = "a branch code holds nine bytes, so the range is inside"
    )]
    pub fn practice(&self) -> PracticeCode {
        // INVARIANT: `shape::branch` has checked that the first six bytes are a practice code.
        match Inline::new(&self.as_bytes()[..6]) {
            Some(inline) => PracticeCode(inline),
            None => PracticeCode::constant("A00000"),
        }
    }
}

code! {
    /// The code of a sub-ICB location, and of the Clinical Commissioning Group before July 2022:
    /// two digits and a letter, or letter-digit-letter-digit-letter.
    ///
    /// # Examples
    ///
    /// ```
    /// use pcn::code::SubIcbCode;
    ///
    /// assert!("16C".parse::<SubIcbCode>().is_ok());
    /// assert!("M1J4Y".parse::<SubIcbCode>().is_ok());
    /// assert!("QHM".parse::<SubIcbCode>().is_err());
    /// ```
    SubIcbCode, bytes 5, kind SubIcb, check shape::sub_icb,
    pattern "^([0-9]{2}[A-Z]|[A-Z][0-9][A-Z][0-9][A-Z])$",
    good ["16C", "00L", "M1J4Y", "U2G6B", "D9Y0V"],
    bad ["", "16", "16CC", "1C6", "QHM", "M1J4", "M1J44", "MJ14Y", "16c", "7A1"],
    tests sub_icb_code_tests
}

code! {
    /// The code of an Integrated Care Board, and of the Sustainability and Transformation
    /// Partnership before July 2022: `Q` and two characters or, since April 2026,
    /// letter-digit-letter-digit-letter.
    ///
    /// # Examples
    ///
    /// ```
    /// use pcn::code::IcbCode;
    ///
    /// assert!("QHM".parse::<IcbCode>().is_ok());
    /// assert!("Z9B2Z".parse::<IcbCode>().is_ok());
    /// ```
    IcbCode, bytes 5, kind Icb, check shape::icb,
    pattern "^(Q[A-Z][A-Z0-9]|[A-Z][0-9][A-Z][0-9][A-Z])$",
    good ["QHM", "QK1", "QU9", "Z9B2Z", "D7T5G"],
    bad ["", "Q", "QH", "QHMM", "16C", "qhm", "Q1A", "Y63", "Z9B22"],
    tests icb_code_tests
}

code! {
    /// The code of an NHS England region: `Y` and two digits.
    ///
    /// # Examples
    ///
    /// ```
    /// use pcn::code::RegionCode;
    ///
    /// assert_eq!("Y63".parse::<RegionCode>()?.as_str(), "Y63");
    /// # Ok::<(), pcn::code::CodeError>(())
    /// ```
    RegionCode, bytes 3, kind Region, check shape::region,
    pattern "^Y[0-9]{2}$",
    good ["Y63", "Y56"],
    bad ["", "Y6", "Y633", "Z63", "Y6A", "y63"],
    tests region_code_tests
}

code! {
    /// Any other organisation's code: three to twelve capital letters and digits, for example a
    /// trust, a federation or a supplier.
    ///
    /// Every other code converts into one.
    ///
    /// # Examples
    ///
    /// ```
    /// use pcn::code::{OdsCode, PcnCode};
    ///
    /// let trust: OdsCode = "RXX01".parse()?;
    /// let network: OdsCode = "U89141".parse::<PcnCode>()?.into();
    /// assert!(trust < network);
    /// # Ok::<(), pcn::code::CodeError>(())
    /// ```
    OdsCode, bytes 12, kind Ods, check shape::ods,
    pattern "^[A-Z0-9]{3,12}$",
    good ["RXX01", "8HV48", "GUE001", "U89141", "A81001001"],
    bad ["", "RX", "RXX-01", "rxx01", "RXX01RXX01RXX"],
    tests ods_code_tests
}

macro_rules! into_ods_code {
    ($($name:ident),+) => {$(
        impl From<$name> for OdsCode {
            fn from(code: $name) -> Self {
                // INVARIANT: every code is 3 to 12 capital letters and digits, and fits.
                Inline::new(code.as_bytes()).map_or(OdsCode::constant("ZZZ"), OdsCode)
            }
        }
    )+};
}
into_ods_code!(PcnCode, PracticeCode, BranchCode, SubIcbCode, IcbCode, RegionCode);
