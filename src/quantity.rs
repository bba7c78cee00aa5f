//! Counts, rates and money that cannot be mixed up.
//!
//! A payment of the Network Contract DES is a rate times a population, and there are three
//! populations. Multiplying the wrong pair does not compile:
//!
//! ```
//! use pcn::quantity::{Adjusted, Gbp, Patients, Rate};
//!
//! let adjusted: Patients<Adjusted> = "51000".parse()?;
//! let enhanced_access: Rate<Adjusted> = "7.674".parse()?;
//! let payment: Gbp = enhanced_access * adjusted;
//! assert_eq!(payment.round_half_up_to_pence().to_string(), "£391,374.00");
//! # Ok::<(), pcn::quantity::QuantityError>(())
//! ```
//!
//! ```compile_fail
//! use pcn::quantity::{Adjusted, Patients, Rate, Registered};
//!
//! let registered: Patients<Registered> = Patients::constant("50000");
//! let enhanced_access: Rate<Adjusted> = Rate::constant("7.674");
//! let wrong = enhanced_access * registered; // another population: does not compile
//! ```
//!
//! # Wire format
//!
//! Whole counts ([`Patients<Registered>`](Patients), [`Beds`], [`Minutes`]) are JSON integers; all
//! other quantities are strings such as `"7.674"`. Reading takes a string or an integer ([`Beds`]
//! and [`Minutes`] an integer alone) and refuses a float, because a float has already lost the
//! figure. The crate writes and reads
//! decimals itself, so features of `rust_decimal` or `serde_json` that a neighbour turns on change
//! nothing.

mod count;
mod decimal;
mod money;
mod parts;
mod population;
mod scalar;

pub use count::{Beds, Minutes};
pub(crate) use decimal::{
    Kind, NumberOrMap, hundredth, number_or_map, power_of_ten, read, visit_whole,
};
pub use decimal::{QuantityError, QuantityFault};
pub use money::{Gbp, Rate};
pub(crate) use parts::{in_units, is_nought, left_of, product, rounded_down, whole_parts};
pub use population::{
    Adjusted, Basis, BasisKind, Bed, Patients, PatientsOn, Point, Registered, Unit, Weighted,
};
pub use rust_decimal::Decimal;
pub use scalar::{Percent, Points, Ratio, Wte};
