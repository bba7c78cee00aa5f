//! A sum in whole parts, by the largest remainder.

use core::cmp::Reverse;

use super::power_of_ten;
use rust_decimal::Decimal;

/// Rounds exact parts down to whole numbers and gives what `sum` has more, one each, to the parts
/// that lost most; of equal ones to that whose `rank` is least. The parts are numerators over one
/// denominator above zero, so that equal losses are equal whatever their digits.
pub(crate) fn whole_parts<K: Ord>(
    sum: i128,
    exact: &[i128],
    over: i128,
    rank: impl Fn(usize) -> K,
) -> Vec<i128> {
    let mut parts = rounded_down(exact, over);
    let mut order: Vec<(Reverse<i128>, K, usize)> = (exact.iter().enumerate())
        .map(|(at, part)| (Reverse(part.checked_rem_euclid(over).unwrap_or(0)), rank(at), at))
        .collect();
    order.sort_unstable();
    let left = usize::try_from(left_of(sum, &parts)).unwrap_or(0);
    for (_, _, at) in order.iter().cycle().take(left) {
        if let Some(part) = parts.get_mut(*at) {
            *part = part.saturating_add(1);
        }
    }
    parts
}

pub(crate) fn rounded_down(exact: &[i128], over: i128) -> Vec<i128> {
    exact.iter().map(|part| part.checked_div_euclid(over).unwrap_or(0)).collect()
}

/// What a sum has more than its parts.
pub(crate) fn left_of(sum: i128, parts: &[i128]) -> i128 {
    parts.iter().fold(sum, |left, part| left.saturating_sub(*part))
}

/// A decimal counted in 10 to the minus `places`, if it is a whole number of them and fits.
pub(crate) fn in_units(value: Decimal, places: u32) -> Option<i128> {
    let value = if value.scale() > places { value.normalize() } else { value };
    let more = power_of_ten(places.checked_sub(value.scale())?)?;
    product(value.mantissa(), i128::try_from(more).ok()?)
}

/// A product. Numbers of one word, which most are, take one step and cannot be too large.
pub(crate) fn product(one: i128, other: i128) -> Option<i128> {
    match (i64::try_from(one), i64::try_from(other)) {
        (Ok(one), Ok(other)) => Some(i128::from(one).wrapping_mul(other.into())),
        _ => one.checked_mul(other),
    }
}

/// Whether a count is nought, and so left out of a document.
pub(crate) fn is_nought<N: Default + PartialEq>(count: &N) -> bool {
    *count == N::default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_losses_go_by_rank_whatever_their_digits() {
        // Each loses a third.
        let exact = [40_000, 100, 19_900];
        assert_eq!(whole_parts(20_000, &exact, 3, |at| at), [13_334, 33, 6_633]);
        assert_eq!(whole_parts(20_000, &exact, 3, Reverse), [13_333, 33, 6_634]);
    }

    #[test]
    fn what_is_left_goes_round_again_and_below_zero_is_rounded_down() {
        assert_eq!(whole_parts(5, &[1, 1], 2, |at| at), [3, 2]);
        assert_eq!(whole_parts(-100, &[-100, -100, -100], 3, |at| at), [-33, -33, -34]);
        assert_eq!(whole_parts(1, &[], 1, |at| at), [0_i128; 0]);
    }

    #[test]
    fn units_are_whole_or_none() {
        let value = Decimal::new(12_340, 3);
        assert_eq!(in_units(value, 2), Some(1_234));
        assert_eq!(in_units(value, 3), Some(12_340));
        assert_eq!(in_units(value, 1), None);
        assert_eq!(in_units(Decimal::MAX, 28), None);
    }
}
