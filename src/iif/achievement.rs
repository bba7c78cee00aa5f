//! From counts to a share of an indicator's points, exactly.

use super::{Count, Definition, Direction, Kind, Observation, Threshold, Unit, exact::Fraction};
use crate::quantity::{Ratio, in_units, power_of_ten, product};

/// Performance as an exact quotient, in the indicator's unit.
#[derive(Clone, Copy, Debug)]
pub(super) struct Performance {
    pub(super) numerator: i128,
    // INVARIANT: above zero.
    pub(super) denominator: u128,
}

/// Why there is no performance.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum NoPerformance {
    ZeroDenominator,
    Suppressed,
    Missing,
    NotApplicable,
    WeeksMissing,
    /// The counts are beyond exact arithmetic.
    TooLarge,
}

/// How far a network has come from the lower threshold to the upper.
#[derive(Clone, Copy, Debug)]
pub(super) enum Share {
    /// At the lower threshold or worse.
    Nothing,
    /// In between: the exact part of the way.
    Part { numerator: u128, denominator: u128 },
    /// At the upper threshold or better.
    All,
}

fn both(numerator: Count, denominator: Count) -> Result<(u64, u64), NoPerformance> {
    match (numerator, denominator) {
        (Count::NotApplicable, _) | (_, Count::NotApplicable) => Err(NoPerformance::NotApplicable),
        (Count::Suppressed, _) | (_, Count::Suppressed) => Err(NoPerformance::Suppressed),
        (Count::Missing, _) | (_, Count::Missing) => Err(NoPerformance::Missing),
        (Count::Counted(_), Count::Counted(0)) => Err(NoPerformance::ZeroDenominator),
        (Count::Counted(numerator), Count::Counted(denominator)) => Ok((numerator, denominator)),
    }
}

/// Works out performance: numerator over denominator, or the change of that from the baseline,
/// counted so that more is better.
pub(super) fn performance(
    definition: &Definition,
    seen: &Observation,
) -> Result<Performance, NoPerformance> {
    let (numerator, denominator) = both(seen.numerator, seen.denominator)?;
    let scale: i128 = match definition.unit {
        Unit::Percent | Unit::PercentagePoints => 100,
        Unit::PerThousandPerWeek => 1_000,
        _ => 1,
    };
    let result = if definition.kind == Kind::Improvement {
        let (before, whole_before) = both(
            seen.baseline_numerator.unwrap_or(Count::Missing),
            seen.baseline_denominator.unwrap_or(Count::Missing),
        )?;
        change((numerator, denominator), (before, whole_before), definition.direction, scale)
    } else {
        let weeks = match definition.unit {
            Unit::PerThousandPerWeek => seen.weeks.ok_or(NoPerformance::WeeksMissing)?,
            _ => 1,
        };
        if weeks == 0 {
            return Err(NoPerformance::ZeroDenominator);
        }
        let top = product(numerator.into(), scale);
        let bottom = Some(u128::from(denominator).wrapping_mul(weeks.into()));
        top.zip(bottom)
    };
    result
        .map(|(numerator, denominator)| Performance { numerator, denominator })
        .ok_or(NoPerformance::TooLarge)
}

/// The change from one quotient to another, over the product of both denominators.
fn change(
    now: (u64, u64),
    before: (u64, u64),
    direction: Direction,
    scale: i128,
) -> Option<(i128, u128)> {
    let now_share = i128::from(now.0).checked_mul(i128::from(before.1))?;
    let before_share = i128::from(before.0).checked_mul(i128::from(now.1))?;
    let rise = match direction {
        Direction::Higher => now_share.checked_sub(before_share)?,
        Direction::Lower => before_share.checked_sub(now_share)?,
    };
    Some((rise.checked_mul(scale)?, u128::from(now.1).checked_mul(u128::from(before.1))?))
}

/// The thresholds of an indicator, checked against its direction.
#[derive(Clone, Copy, Debug)]
pub(super) struct Thresholds {
    lower: i128,
    upper: i128,
    /// Both are counted in 10 to the minus this.
    places: u32,
}

impl Thresholds {
    /// `None` if they are equal or lie the wrong way round.
    pub(super) fn new(definition: &Definition, lower: Threshold, upper: Threshold) -> Option<Self> {
        let (lower, upper) = (lower.value(), upper.value());
        // A fall from the baseline is counted as an improvement, so there, too, more is better.
        let rising =
            definition.kind == Kind::Improvement || definition.direction == Direction::Higher;
        let places = lower.scale().max(upper.scale());
        let (lower, upper) = (in_units(lower, places)?, in_units(upper, places)?);
        (lower != upper && (lower < upper) == rising).then_some(Self { lower, upper, places })
    }

    /// How far the performance lies on the way from lower to upper. One signed formula serves
    /// both directions: where lower is better, numerator and denominator change sign together.
    /// `None` if the figures are beyond exact arithmetic.
    pub(super) fn share(&self, performance: Performance) -> Option<Share> {
        let denominator = i128::try_from(performance.denominator).ok()?;
        let ten = i128::try_from(power_of_ten(self.places)?).ok()?;
        let at = product(performance.numerator, ten)?;
        let way = at.checked_sub(product(self.lower, denominator)?)?;
        let whole = product(self.upper.checked_sub(self.lower)?, denominator)?;
        if way == 0 || way.signum() != whole.signum() {
            return Some(Share::Nothing);
        }
        let (numerator, denominator) = (way.unsigned_abs(), whole.unsigned_abs());
        Some(if numerator >= denominator {
            Share::All
        } else {
            Share::Part { numerator, denominator }
        })
    }
}

impl Share {
    /// The share as a fraction of the points.
    pub(super) fn fraction(self) -> Option<Fraction> {
        match self {
            Self::Nothing => Some(Fraction::ZERO),
            Self::Part { numerator, denominator } => Fraction::new(numerator, denominator),
            Self::All => Some(Fraction::ONE),
        }
    }
}

/// Decimal places to which performance, points and adjustments are shown. Payments are worked out
/// from the exact figures, not from the shown ones.
pub(super) const SHOWN_PLACES: u32 = 10;

impl Performance {
    /// The performance as shown, rounded half away from zero.
    pub(super) fn shown(self) -> Option<Ratio> {
        let size = Fraction::new(self.numerator.unsigned_abs(), self.denominator)?;
        let mut shown = size.rounded(SHOWN_PLACES)?;
        shown.set_sign_negative(self.numerator < 0 && !shown.is_zero());
        Ratio::try_new(shown).ok()
    }
}
