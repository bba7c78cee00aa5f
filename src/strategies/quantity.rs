use proptest::{prelude::*, sample::select};

use super::date;
use crate::quantity::{
    Basis, Beds, Decimal, Gbp, Minutes, Patients, PatientsOn, Percent, Points, Rate, Ratio,
    Registered, Unit, Wte,
};

/// Decimals of up to nine digits before the point, with a number of places behind it.
fn decimal(whole: core::ops::Range<i64>, places: u32) -> impl Strategy<Value = Decimal> {
    let parts = (whole, 0..=places, any::<u32>());
    parts.prop_filter_map("a decimal", move |(whole, places, fraction)| {
        let one = 10_i64.checked_pow(places)?;
        let behind = i64::from(fraction).checked_rem(one)?;
        let digits = whole.checked_mul(one)?.checked_add(behind)?;
        Decimal::try_from_i128_with_scale(digits.into(), places).ok()
    })
}

/// Amounts of money, below zero too, with up to four places behind the point.
pub fn gbp() -> impl Strategy<Value = Gbp> {
    prop_oneof![
        1 => Just(Decimal::ZERO),
        2 => decimal(0..10, 2),
        6 => decimal(-50_000..5_000_000, 4),
    ]
    .prop_filter_map("an amount", |pounds| Gbp::try_new(pounds).ok())
}

/// Registered patients of a practice or a network.
pub fn whole_patients() -> impl Strategy<Value = Patients<Registered>> {
    prop_oneof![1 => Just(0), 1 => Just(29_999), 1 => Just(30_000), 6 => 1_u32..120_000]
        .prop_map(Patients::from)
}

/// Patients on a basis, with fractions where the basis has them.
pub fn patients<B: Basis>() -> impl Strategy<Value = Patients<B>> {
    let places = if B::KIND == crate::quantity::BasisKind::Registered { 0 } else { 3 };
    prop_oneof![1 => Just(Decimal::ZERO), 8 => decimal(1..120_000, places)]
        .prop_filter_map("a population", |count| Patients::try_new(count).ok())
}

/// Patients as they stood on a day.
pub fn patients_on<B: Basis>() -> impl Strategy<Value = PatientsOn<B>> {
    (patients(), date()).prop_map(|(count, on)| PatientsOn { count, on })
}

/// Pounds per unit.
pub fn rate<U: Unit>() -> impl Strategy<Value = Rate<U>> {
    decimal(0..300, 3).prop_filter_map("a rate", |pounds| Rate::try_new(pounds).ok())
}

/// Points.
pub fn points() -> impl Strategy<Value = Points> {
    decimal(0..300, 2).prop_filter_map("points", |value| Points::try_new(value).ok())
}

/// Percentages from 0 to 120.
pub fn percent() -> impl Strategy<Value = Percent> {
    decimal(0..120, 2).prop_filter_map("a percentage", |value| Percent::try_new(value).ok())
}

/// Ratios from 0 to 2.
pub fn ratio() -> impl Strategy<Value = Ratio> {
    decimal(0..2, 4).prop_filter_map("a ratio", |value| Ratio::try_new(value).ok())
}

/// Whole-time equivalents from 0 to 3.
pub fn wte() -> impl Strategy<Value = Wte> {
    decimal(0..3, 2).prop_filter_map("staff", |value| Wte::try_new(value).ok())
}

/// Beds.
pub fn beds() -> impl Strategy<Value = Beds> {
    (0_u32..1_000).prop_map(Beds::new)
}

/// Minutes, up to a hundred hours.
pub fn minutes() -> impl Strategy<Value = Minutes> {
    (0_u32..6_000).prop_map(Minutes::new)
}

/// Texts that people write for a number and that no quantity of the crate reads.
///
/// # Examples
///
/// ```
/// use pcn::{quantity::Gbp, strategies::not_a_decimal};
/// use proptest::prelude::*;
///
/// proptest!(|(text in not_a_decimal())| prop_assert!(text.parse::<Gbp>().is_err()));
/// ```
pub fn not_a_decimal() -> impl Strategy<Value = &'static str> {
    const TEXTS: &[&str] = &[
        "", " ", "1,234.50", "£5", "5%", "1.", ".5", "1e3", "+1", "1_000", "--1", " 1", "1 ",
        "NaN", "inf", "1.2.3", "0x10", "１", "-", "1/2",
    ];
    select(TEXTS)
}
