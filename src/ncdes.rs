//! The files of the Network Contract DES and Investment and Impact Fund publications.
//!
//! | file | read with |
//! |---|---|
//! | the monthly practice file (`NCDesSep24.csv`), the raw extract of the payment system, the annual IIF file | [`Publication`] |
//! | indicator and measure dictionaries, metadata, the mapping of field names | [`Dictionary`] |
//!
//! [`Figures`] keeps what the rows say, by practice or network, and adds practices up.
//!
//! Files are read as a stream, plain or in the zip they are published in; what is held is what
//! [`Figures`] keeps. Figures are cumulative: a month's file counts from 1 April to its date, so
//! September less August is September alone, and adding months up counts twice.
//!
//! ```
//! use pcn::{
//!     calendar::day,
//!     iif::{Count, IndicatorCode},
//!     ncdes::{Figures, Measure, Publication},
//! };
//!
//! let file = "PRACTICE_CODE,PRACTICE_NAME,QUALITY_SERVICE,ACH_DATE,IND_CODE,MEASURE,VALUE\n\
//!             A81001,A PRACTICE,NCD2425,30/09/2024,HI03,Numerator,12\n\
//!             A81001,A PRACTICE,NCD2425,30/09/2024,HI03,Denominator,*\n";
//! let mut publication = Publication::open("NCDesSep24.csv", file.as_bytes())?;
//! let figures = Figures::read(&mut publication)?;
//! let code = IndicatorCode::constant("HI-03");
//! let practice = "A81001".parse()?;
//! let on = day(2024, 9, 30);
//! assert_eq!(figures.count(practice, code, on, Measure::Numerator), Count::Counted(12));
//! assert_eq!(figures.count(practice, code, on, Measure::Denominator), Count::Suppressed);
//! assert_eq!((figures.intake().rows, figures.intake().accepted), (2, 2));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod count;
mod dictionary;
mod error;
mod figures;
mod layout;
mod publication;
mod rules;

pub use dictionary::{Dictionary, DictionaryIndicator, MeasureKind};
pub use error::NcdesError;
pub use figures::{Figures, Unknown};
pub use layout::{Layout, Measure};
pub use publication::{Intake, Publication, Row};
pub(crate) use rules::RULES;

use crate::iif::Count;

/// What a month added: a cumulative figure less the one of the month before, both of the same
/// contract year. `None` if one is not counted, or the later one is smaller, as it can be when a
/// register shrinks.
///
/// # Examples
///
/// ```
/// use pcn::{iif::Count, ncdes::month_alone};
///
/// assert_eq!(month_alone(Count::from(30), Count::from(22)), Some(8));
/// assert_eq!(month_alone(Count::Suppressed, Count::from(22)), None);
/// ```
#[must_use]
pub fn month_alone(to_month: Count, to_month_before: Count) -> Option<u64> {
    to_month.counted()?.checked_sub(to_month_before.counted()?)
}
