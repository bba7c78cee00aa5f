//! Exact fractions for achievement and payment: multiply first, divide and round once.
//!
//! A payment is a product of some ten integers over another ten. Dividing in between would round
//! in between, and a tie at half a penny would fall on the wrong side. The product of real figures
//! does not fit 128 bits, so products are kept in wide integers; nothing is ever reduced, and the
//! one division at the end rounds half up.

use rust_decimal::Decimal;

use crate::quantity::power_of_ten;

/// 64-bit words of a wide integer: 768 bits, more than any product of figures within the limits
/// of the quantity types needs.
const WORDS: usize = 12;

/// A non-negative integer of up to 768 bits, least significant word first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Wide {
    words: [u64; WORDS],
    // INVARIANT: words from here on are zero, and the word before (if any) is not.
    used: usize,
}

#[expect(
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    reason = "long multiplication and division: indexes are bounded by WORDS, and carries fit 128 bits"
)]
impl Wide {
    const ONE: Self = {
        let mut words = [0; WORDS];
        words[0] = 1;
        Self { words, used: 1 }
    };

    fn trim(mut self) -> Self {
        self.used = WORDS;
        while self.used > 0 && self.words[self.used - 1] == 0 {
            self.used -= 1;
        }
        self
    }

    /// The product with one word, or `None` if it is too large.
    fn times_word(mut self, factor: u64) -> Option<Self> {
        let mut carry = 0_u128;
        for word in &mut self.words[..self.used] {
            let product = u128::from(*word) * u128::from(factor) + carry;
            *word = product as u64;
            carry = product >> 64;
        }
        if carry > 0 {
            *self.words.get_mut(self.used)? = carry as u64;
            self.used += 1;
        }
        Some(if factor == 0 { self.trim() } else { self })
    }

    /// The product, or `None` if it is too large.
    fn times(self, factor: u128) -> Option<Self> {
        let low = self.times_word(factor as u64)?;
        let high = (factor >> 64) as u64;
        if high == 0 {
            return Some(low);
        }
        let upper = self.times_word(high)?;
        // The upper product counts in units of 2^64: shift it by a word and add.
        let mut sum = low;
        let mut carry = 0_u128;
        for at in 0..WORDS - 1 {
            let total = u128::from(sum.words[at + 1]) + u128::from(upper.words[at]) + carry;
            sum.words[at + 1] = total as u64;
            carry = total >> 64;
        }
        if carry > 0 || upper.words[WORDS - 1] != 0 { None } else { Some(sum.trim()) }
    }

    /// The product of two wide integers, or `None` if it is too large.
    fn times_wide(self, other: &Self) -> Option<Self> {
        let mut product = Self { words: [0; WORDS], used: 0 };
        for (shift, factor) in other.words[..other.used].iter().enumerate() {
            let mut carry = 0_u128;
            for (at, word) in self.words[..self.used].iter().enumerate() {
                let place = product.words.get_mut(at + shift)?;
                let total = u128::from(*word) * u128::from(*factor) + u128::from(*place) + carry;
                *place = total as u64;
                carry = total >> 64;
            }
            if carry > 0 {
                *product.words.get_mut(self.used + shift)? = carry as u64;
            }
        }
        Some(product.trim())
    }

    fn shifted_left(mut self, bits: u32) -> Option<Self> {
        if bits > 0 {
            let mut carry = 0;
            for word in &mut self.words {
                let next = *word >> (64 - bits);
                *word = (*word << bits) | carry;
                carry = next;
            }
            if carry > 0 {
                return None;
            }
        }
        Some(self.trim())
    }

    fn plus(mut self, other: &Self) -> Option<Self> {
        let mut carry = 0_u128;
        for (word, more) in self.words.iter_mut().zip(&other.words) {
            let total = u128::from(*word) + u128::from(*more) + carry;
            *word = total as u64;
            carry = total >> 64;
        }
        if carry > 0 { None } else { Some(self.trim()) }
    }

    /// Takes `factor` times `other`, shifted up by `words`, away; says whether it went below zero
    /// (and wrapped).
    fn take(&mut self, other: &Self, factor: u64, words: usize) -> bool {
        let (mut carry, mut borrow) = (0_u128, 0_u64);
        for at in words..WORDS {
            let product = u128::from(other.words[at - words]) * u128::from(factor) + carry;
            carry = product >> 64;
            let (less, under) = self.words[at].overflowing_sub(product as u64);
            let (less, again) = less.overflowing_sub(borrow);
            self.words[at] = less;
            borrow = u64::from(under) + u64::from(again);
        }
        borrow > 0
    }

    /// Adds `other`, shifted up by `words`, back; says whether that brought it above zero again.
    fn put_back(&mut self, other: &Self, words: usize) -> bool {
        let mut carry = 0_u128;
        for at in words..WORDS {
            let total = u128::from(self.words[at]) + u128::from(other.words[at - words]) + carry;
            self.words[at] = total as u64;
            carry = total >> 64;
        }
        carry > 0
    }

    /// The whole part of the quotient, or `None` if it is beyond 128 bits or `divisor` is zero.
    fn over(self, divisor: &Self) -> Option<u128> {
        if divisor.used == 0 {
            return None;
        }
        // Knuth's algorithm D, for quotients of at most two words.
        let bits = divisor.words[divisor.used - 1].leading_zeros();
        let mut rest = self.shifted_left(bits)?;
        let divisor = divisor.shifted_left(bits)?;
        let top = u128::from(divisor.words[divisor.used - 1]);
        if rest.used > divisor.used + 2 {
            return None;
        }
        let mut quotient = 0_u128;
        for shift in (0..3_usize).rev() {
            let high = divisor.used + shift;
            if high > WORDS {
                continue;
            }
            let first = if high < WORDS { rest.words[high] } else { 0 };
            let two = (u128::from(first) << 64) | u128::from(rest.words[high - 1]);
            let mut digit = u64::try_from(two / top).unwrap_or(u64::MAX);
            if digit > 0 && rest.take(&divisor, digit, shift) {
                // The estimate is at most two too large.
                digit -= 1;
                while !rest.put_back(&divisor, shift) {
                    digit -= 1;
                }
            }
            if shift == 2 && digit > 0 {
                return None;
            }
            quotient = (quotient << 64) | u128::from(digit);
        }
        Some(quotient)
    }
}

/// A fraction as two products, never reduced. Its value is not negative.
///
/// Nearly every figure fits 128 bits on both sides; only those that do not go to wide integers.
#[derive(Clone, Debug)]
pub(super) enum Fraction {
    Narrow { numerator: u128, denominator: u128 },
    Wide(Box<(Wide, Wide)>),
}

impl Fraction {
    pub(super) const ZERO: Self = Self::Narrow { numerator: 0, denominator: 1 };
    pub(super) const ONE: Self = Self::Narrow { numerator: 1, denominator: 1 };

    /// `numerator / denominator`. `None` if the denominator is zero.
    pub(super) const fn new(numerator: u128, denominator: u128) -> Option<Self> {
        if denominator == 0 { None } else { Some(Self::Narrow { numerator, denominator }) }
    }

    /// Both products as wide integers.
    fn wide(self) -> Option<(Wide, Wide)> {
        match self {
            Self::Narrow { numerator, denominator } => {
                Some((Wide::ONE.times(numerator)?, Wide::ONE.times(denominator)?))
            }
            Self::Wide(both) => Some(*both),
        }
    }

    /// The fraction times one integer over another. `None` if the second is zero, or the products
    /// are too large.
    #[inline]
    pub(super) fn times_over(self, factor: u128, divisor: u128) -> Option<Self> {
        if divisor == 0 {
            return None;
        }
        if let Self::Narrow { numerator, denominator } = &self
            && let Some(numerator) = product(*numerator, factor)
            && let Some(denominator) = product(*denominator, divisor)
        {
            return Some(Self::Narrow { numerator, denominator });
        }
        self.widely_times_over(factor, divisor)
    }

    #[cold]
    fn widely_times_over(self, factor: u128, divisor: u128) -> Option<Self> {
        let (numerator, denominator) = self.wide()?;
        Some(Self::Wide(Box::new((numerator.times(factor)?, denominator.times(divisor)?))))
    }

    /// The fraction times an integer, or `None` if it is too large.
    pub(super) fn times(self, factor: u128) -> Option<Self> {
        self.times_over(factor, 1)
    }

    /// The fraction over an integer. `None` if that is zero, or the result is too fine.
    pub(super) fn divided_by(self, divisor: u128) -> Option<Self> {
        self.times_over(1, divisor)
    }

    /// The fraction times another.
    pub(super) fn times_fraction(self, other: Self) -> Option<Self> {
        match other {
            Self::Narrow { numerator, denominator } => self.times_over(numerator, denominator),
            Self::Wide(both) => {
                let (numerator, denominator) = self.wide()?;
                let numerator = numerator.times_wide(&both.0)?;
                Some(Self::Wide(Box::new((numerator, denominator.times_wide(&both.1)?))))
            }
        }
    }

    /// The fraction times a decimal that is not negative.
    pub(super) fn times_decimal(self, factor: Decimal) -> Option<Self> {
        self.times_over(mantissa(factor)?, power_of_ten(factor.scale())?)
    }

    /// The fraction over a decimal above zero.
    pub(super) fn divided_by_decimal(self, divisor: Decimal) -> Option<Self> {
        self.times_over(power_of_ten(divisor.scale())?, mantissa(divisor)?)
    }

    /// To the nearest whole number, a half going up. `None` beyond 128 bits.
    #[inline]
    pub(super) fn round_half_up(self) -> Option<u128> {
        if let Self::Narrow { numerator, denominator } = &self {
            let (whole, rest) = divide(*numerator, *denominator)?;
            let up = rest >= denominator.checked_sub(rest)?;
            return whole.checked_add(u128::from(up));
        }
        self.widely_round_half_up()
    }

    #[cold]
    fn widely_round_half_up(self) -> Option<u128> {
        let (numerator, denominator) = self.wide()?;
        let twice = numerator.times_word(2)?.plus(&denominator)?;
        twice.over(&denominator.times_word(2)?)
    }

    /// In units of 10 to the minus `places`, a half going up.
    pub(super) fn units(self, places: u32) -> Option<u128> {
        self.times(power_of_ten(places)?)?.round_half_up()
    }

    /// To `places` decimal places, a half going up, without zeros at the end.
    pub(super) fn rounded(self, places: u32) -> Option<Decimal> {
        decimal(self.units(places)?, places)
    }
}

/// The product; most figures fit 64 bits, where one multiplication is enough.
/// Products of whole parts (`quantity`) have a sign; these use all 128 bits, and so are their own.
fn product(one: u128, other: u128) -> Option<u128> {
    match (u64::try_from(one), u64::try_from(other)) {
        (Ok(one), Ok(other)) => Some(u128::from(one).wrapping_mul(other.into())),
        _ => one.checked_mul(other),
    }
}

/// Quotient and remainder; most figures fit 64 bits, where division is many times faster.
fn divide(numerator: u128, denominator: u128) -> Option<(u128, u128)> {
    match (u64::try_from(numerator), u64::try_from(denominator)) {
        (Ok(numerator), Ok(denominator)) => {
            let whole = numerator.checked_div(denominator)?;
            let rest = numerator.checked_rem(denominator)?;
            Some((whole.into(), rest.into()))
        }
        _ => {
            let whole = numerator.checked_div(denominator)?;
            let taken = whole.checked_mul(denominator)?;
            Some((whole, numerator.checked_sub(taken)?))
        }
    }
}

/// `units` counted in 10 to the minus `places`, without zeros at the end.
pub(super) fn decimal(units: u128, places: u32) -> Option<Decimal> {
    let (mut units, mut places) = (u64::try_from(units).ok()?, places);
    // Nothing, and all of something, are whole.
    if let Some(one) = power_of_ten(places).and_then(|one| u64::try_from(one).ok())
        && let (Some(whole), Some(0)) = (units.checked_div(one), units.checked_rem(one))
    {
        return Some(Decimal::from(whole));
    }
    while places > 0 && units.is_multiple_of(10) {
        units /= 10;
        places = places.saturating_sub(1);
    }
    Decimal::try_from_i128_with_scale(units.into(), places).ok()
}

fn mantissa(value: Decimal) -> Option<u128> {
    u128::try_from(value.mantissa()).ok()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn quotients_agree_with_native_division(
            a in any::<u64>(), b in any::<u64>(), c in 1_u64.., d in 1_u64..,
        ) {
            let (n, m) = (u128::from(a) * u128::from(b), u128::from(c) * u128::from(d));
            let fraction = Fraction::new(a.into(), c.into()).unwrap()
                .times(b.into()).unwrap().divided_by(d.into()).unwrap();
            let (whole, rest) = (n / m, n % m);
            let nearest = Some(whole + u128::from(rest >= m - rest));
            prop_assert_eq!(fraction.clone().round_half_up(), nearest);
            let wide = Fraction::Wide(Box::new(fraction.wide().unwrap()));
            prop_assert_eq!(wide.round_half_up(), nearest);
        }

        #[test]
        fn common_factors_do_not_change_the_value(
            a in 1_u128..1_000_000_000_000, b in 1_u128..1_000_000_000_000,
            factors in proptest::collection::vec(1_u128..u128::from(u64::MAX) * 1_000, 0..6),
        ) {
            let plain = Fraction::new(a, b).unwrap();
            let mut wide = plain.clone();
            for factor in factors {
                wide = wide.times(factor).unwrap().divided_by(factor).unwrap();
            }
            prop_assert_eq!(wide.clone().round_half_up(), plain.clone().round_half_up());
            prop_assert_eq!(wide.rounded(6), plain.rounded(6));
        }

        #[test]
        fn a_product_of_a_divisor_comes_back(
            quotient in any::<u128>(), parts in proptest::collection::vec(any::<u64>(), 1..8),
        ) {
            let mut divisor = Wide::ONE;
            for part in parts {
                divisor = divisor.times_word(part | (1 << 63)).unwrap();
            }
            let product = divisor.times(quotient).unwrap();
            prop_assert_eq!(product.over(&divisor), Some(quotient));
        }
    }

    #[test]
    fn a_half_goes_up_and_just_below_goes_down() {
        assert_eq!(Fraction::new(5, 2).unwrap().round_half_up(), Some(3));
        assert_eq!(Fraction::new(4_999_999, 2_000_000).unwrap().round_half_up(), Some(2));
        assert_eq!(Fraction::new(0, 7).unwrap().round_half_up(), Some(0));
        assert!(Fraction::new(1, 0).is_none());
    }

    #[test]
    fn what_does_not_fit_is_refused() {
        let mut fraction = Some(Fraction::ONE);
        for _ in 0..7 {
            fraction = fraction.and_then(|one| one.times(u128::MAX));
        }
        assert!(fraction.is_none());
        let huge = Fraction::ONE.times(u128::MAX).unwrap().times(4).unwrap();
        assert_eq!(huge.round_half_up(), None);
    }

    /// `2^bits - 1`.
    fn ones(bits: usize) -> Wide {
        let mut words = [0; WORDS];
        for (at, word) in words.iter_mut().enumerate() {
            *word = match bits.saturating_sub(64 * at) {
                0 => 0,
                left @ 1..64 => (1 << left) - 1,
                _ => u64::MAX,
            };
        }
        Wide { words, used: 0 }.trim()
    }

    #[test]
    fn nothing_has_no_words() {
        assert_eq!(Wide::ONE.times_word(0).unwrap().used, 0);
        assert_eq!(ones(200).times(0).unwrap(), Wide { words: [0; WORDS], used: 0 });
        assert_eq!(ones(0).over(&Wide::ONE), Some(0));
        assert_eq!(Wide::ONE.over(&ones(0)), None);
        assert_eq!(ones(64).times_word(1).unwrap().used, 1);
        assert_eq!(ones(65).used, 2);
    }

    #[test]
    fn what_needs_more_than_all_words_is_no_number() {
        let (words, full) = (64 * WORDS, ones(64 * WORDS));
        assert!(full.times_word(2).is_none() && full.plus(&Wide::ONE).is_none());
        assert!(full.shifted_left(1).is_none() && ones(words - 1).shifted_left(1).is_some());
        // The upper product does not fit; or it fits, and the sum does not.
        assert!(ones(words - 64).times(u128::MAX).is_none());
        assert!(ones(words - 64).times((1 << 64) | u128::from(u64::MAX)).is_none());
        assert!(ones(words - 64).times(u128::from(u64::MAX)).is_some());
        assert!(full.times_wide(&ones(2)).is_none());
        assert_eq!(full.times_wide(&Wide::ONE), Some(full));
        // A divisor that must be shifted, over which the dividend does not fit any more.
        assert_eq!(full.over(&ones(words - 64 + 1)), None);
    }

    #[test]
    fn a_quotient_beyond_128_bits_is_no_number() {
        let divisor = ones(300);
        let top = divisor.times(1 << 127).unwrap();
        assert_eq!(top.over(&divisor), Some(1 << 127));
        assert_eq!(top.times_word(2).unwrap().over(&divisor), None);
        assert_eq!(top.times_word(1 << 63).unwrap().over(&divisor), None);
        assert_eq!(top.times(1 << 100).unwrap().over(&divisor), None);
        let full = ones(64 * WORDS);
        assert_eq!(full.over(&full), Some(1));
        assert_eq!(ones(64 * WORDS - 1).over(&full), Some(0));
    }

    proptest! {
        #[test]
        fn a_product_of_wide_integers_is_that_of_their_factors(
            left in proptest::collection::vec(any::<u64>(), 0..6),
            right in proptest::collection::vec(any::<u64>(), 0..6),
        ) {
            let of = |start: Wide, factors: &[u64]| {
                factors.iter().try_fold(start, |product, factor| product.times_word(*factor))
            };
            let (one, two) = (of(Wide::ONE, &left).unwrap(), of(Wide::ONE, &right).unwrap());
            prop_assert_eq!(one.times_wide(&two), of(one, &right));
            prop_assert_eq!(two.times_wide(&one), of(two, &left));
        }

        #[test]
        fn a_wide_fraction_times_another_is_the_product(
            factors in proptest::collection::vec((1_u128.., 1_u128..), 2..3), last in 1_u64..,
        ) {
            let mut one = Fraction::ONE;
            for (up, down) in factors {
                one = one.times_over(up, down).unwrap();
            }
            let own = Fraction::Wide(Box::new(one.clone().wide().unwrap()));
            let other = Fraction::Wide(Box::new((
                Wide::ONE.times_word(last).unwrap(),
                Wide::ONE.times_word(3).unwrap(),
            )));
            let product = own.times_fraction(other).unwrap();
            prop_assert_eq!(
                product.round_half_up(),
                one.times_over(last.into(), 3).unwrap().round_half_up()
            );
        }
    }
}
