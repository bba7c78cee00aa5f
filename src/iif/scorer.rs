//! One line of a statement: from an observation and the terms to a payment.

use core::fmt;
use std::borrow::Cow;

use chrono::NaiveDate;

use super::{
    Direction, Facts, IifError, Indicator, IndicatorCode, Kind, Line, Observation, Options,
    Outcome, Override, PrevalenceSource, Rag, Status, Terms, Threshold, Unit,
    achievement::{self, NoPerformance, SHOWN_PLACES, Share, Thresholds},
    exact::{self, Fraction},
};
use crate::{
    citation::Evidence,
    quantity::{Decimal, Gbp, Point, Points, Rate, Ratio},
    series::{Answer, Entry, Series},
    working::{NoWorking, Record, Step},
};

const PREVALENCE_ASSUMED: &str =
    "prevalence not given, so taken to be England's (an adjustment of 1)";
const PREVALENCE_UNLIKELY: &str =
    "the prevalence adjustment is unlikely (are both prevalences fractions, or both percentages?)";
const TOO_WEAK: &str = "not paid: a figure is weaker than the grade asked for";
const DECISION_WITHOUT_EFFECT: &str = "points are decided for this indicator, which does not count in the year; nothing is paid on it";
const PREVALENCE_ABOVE_WHOLE: &str =
    "the prevalence is above the whole: more patients are on the register than on the list";
pub(super) const ZERO_DENOMINATOR: &str =
    "no rule is published for an empty denominator; nothing is paid";
const PREVALENCE_UNCERTAIN: &str =
    "no source says whether prevalence adjusts this indicator; it is left out";
const PREVALENCE_IGNORED: &str =
    "prevalence is given but does not adjust this indicator; it is left out";

/// What every line of one statement shares.
pub(super) struct Scorer<'a> {
    facts: &'a Facts,
    on: NaiveDate,
    known: NaiveDate,
    least: Option<Evidence>,
    /// The list size adjustment, exact and as shown: the same on every line.
    list: (Fraction, Ratio),
    point: Option<Worth<'a>>,
}

/// What a point is worth.
struct Worth<'a> {
    entry: &'a Entry<Rate<Point>>,
    /// To a network of average size.
    pounds: Decimal,
    /// To this network, in pence; `None` if the figures are too fine.
    pence: Option<Fraction>,
}

/// A line under way, with the weakest grade so far.
struct Draft<'l> {
    line: &'l mut Line,
    weakest: Option<Evidence>,
}

impl<'l> Draft<'l> {
    const fn new(line: &'l mut Line) -> Self {
        Self { line, weakest: None }
    }

    fn uses(&mut self, evidence: Evidence) {
        self.weakest = self.weakest.max(Some(evidence));
    }

    /// Shows a decision on an indicator that does not count.
    fn has_no_effect(&mut self, decision: Option<(usize, &Override)>, record: &mut impl Record) {
        if let Some((_, decided)) = decision {
            self.line.decision = Some(decided.clone());
            self.line.caveats.push(Cow::Borrowed(DECISION_WITHOUT_EFFECT));
            record.caveat(DECISION_WITHOUT_EFFECT);
        }
    }

    fn finish(self, status: Outcome) {
        self.line.status = status;
        self.line.evidence = self.weakest;
    }
}

/// A line of which nothing is known yet.
pub(super) const fn blank(indicator: IndicatorCode) -> Line {
    Line {
        indicator,
        status: Outcome::NotInForce,
        performance: None,
        rag: None,
        points: None,
        max_points: None,
        list_size_adjustment: None,
        prevalence_adjustment: None,
        payment: None,
        evidence: None,
        caveats: Vec::new(),
        decision: None,
        working: None,
    }
}

/// What counts for the points: a part of the way by performance, or a decision.
enum Earned {
    Share(Share),
    Decided(Points),
}

impl<'a> Scorer<'a> {
    pub(super) fn new(
        terms: &'a Terms,
        facts: &'a Facts,
        options: &Options,
    ) -> Result<Self, IifError> {
        let average = facts.national_average_list_size.value();
        let exact = Fraction::new(facts.list_size.whole().into(), 1)
            .and_then(|list| list.divided_by_decimal(average));
        let list = exact.and_then(|exact| ratio(exact.clone()).map(|shown| (exact, shown)));
        let list = list.ok_or(IifError::TooFine { path: Cow::Borrowed("list_size") })?;
        let mut scorer = Self {
            facts,
            on: options.on.unwrap_or(facts.year.last_day()),
            known: facts.known_on.unwrap_or(NaiveDate::MAX),
            least: options.least_evidence,
            list,
            point: None,
        };
        let rate = scorer.entry(&terms.structure.pounds_per_point);
        scorer.point = rate.map(|(entry, rate)| {
            let pounds = rate.pounds();
            let pence = Fraction::new(100, 1)
                .and_then(|hundred| hundred.times_decimal(pounds))
                .and_then(|pence| pence.times_fraction(scorer.list.0.clone()));
            Worth { entry, pounds, pence }
        });
        Ok(scorer)
    }

    fn entry<'s, T: Clone>(&self, series: &'s Series<T>) -> Option<(&'s Entry<T>, &'s T)> {
        match series.on_as_known(self.on, self.known) {
            Answer::InForce(entry) => entry.figure.value().map(|value| (entry, value)),
            _ => None,
        }
    }

    fn observation(&self, at: usize, code: IndicatorCode) -> Option<(usize, &Observation)> {
        // In most statements the observations stand in the order of the contract.
        let seen = &self.facts.observations;
        match seen.get(at) {
            Some(found) if found.indicator == code => Some((at, found)),
            _ => {
                let at = place_of(code, seen.iter().map(|seen| seen.indicator))?;
                Some((at, seen.get(at)?))
            }
        }
    }

    /// Fills in the blank line of an indicator, which stands at a place in the contract.
    pub(super) fn line(
        &self,
        line: &mut Line,
        at: usize,
        indicator: &Indicator,
        record: &mut impl Record,
    ) -> Result<(), IifError> {
        let mut draft = Draft::new(line);
        let outcome = self.fill(&mut draft, at, indicator, record)?;
        draft.finish(outcome);
        Ok(())
    }

    /// Fills the line in, and says how it came out.
    fn fill(
        &self,
        draft: &mut Draft<'_>,
        at: usize,
        indicator: &Indicator,
        record: &mut impl Record,
    ) -> Result<Outcome, IifError> {
        let decision = self.facts.overrides.iter().enumerate().find(|(_, decided)| {
            decided.indicator == indicator.code && decided.decided_on <= self.known
        });
        let Some((status_entry, status)) = self.entry(&indicator.status) else {
            draft.has_no_effect(decision, record);
            return Ok(Outcome::NotInForce);
        };
        record.parameter("status", status_entry, status);
        draft.uses(status_entry.source.evidence);
        if let Some(note) = &status_entry.note {
            draft.line.caveats.push(note.clone());
        }
        let max = self.entry(&indicator.points).map(|(entry, points)| {
            record.parameter("points available", entry, points);
            (entry, *points)
        });
        draft.line.max_points = max.map(|(_, points)| points);
        let max_evidence = max.map(|(entry, _)| entry.source.evidence);
        let seen = self.observation(at, indicator.code);
        let stopped = match status {
            Status::Active | Status::DeemedAchieved => None,
            Status::Suspended => Some(Outcome::Suspended),
            Status::Deferred => Some(Outcome::Deferred),
            Status::Retired => Some(Outcome::Retired),
            Status::Replaced => Some(Outcome::Replaced),
        };
        if let Some(outcome) = stopped {
            draft.has_no_effect(decision, record);
            // The points that would have been available are shown as well.
            draft.weakest = draft.weakest.max(max_evidence);
            draft.line.points = Some(Points::ZERO);
            draft.line.payment = Some(Gbp::pence(0));
            return Ok(outcome);
        }
        // What performance earns, so that it shows beside a decision as well. How sure its
        // thresholds are does not matter then.
        let before = draft.weakest;
        let scored = self.achievement(indicator, seen, draft, record)?;
        if decision.is_some() || *status == Status::DeemedAchieved {
            draft.weakest = before;
        }
        let (earned, outcome) = if let Some((number, decided)) = decision {
            if let Some((_, max)) = max
                && decided.points > max
            {
                return Err(IifError::OverrideAboveMaximum {
                    path: format!("overrides[{number}].points").into(),
                    given: decided.points,
                    max,
                });
            }
            draft.line.decision = Some(decided.clone());
            record.input("points decided", decided.points);
            (Earned::Decided(decided.points), Outcome::Overridden)
        } else if *status == Status::DeemedAchieved {
            (Earned::Share(Share::All), Outcome::DeemedAchieved)
        } else {
            match scored {
                Ok(share) => (Earned::Share(share), Outcome::Scored),
                Err(Outcome::ZeroDenominator) => {
                    draft.line.caveats.push(Cow::Borrowed(ZERO_DENOMINATOR));
                    record.caveat(ZERO_DENOMINATOR);
                    draft.weakest = draft.weakest.max(max_evidence);
                    // No source says that nothing is paid: it follows from what is.
                    draft.uses(Evidence::Derived);
                    if self.refuses(draft) {
                        record.caveat(TOO_WEAK);
                        return Ok(Outcome::Refused);
                    }
                    draft.line.points = Some(Points::ZERO);
                    draft.line.payment = Some(Gbp::pence(0));
                    return Ok(Outcome::ZeroDenominator);
                }
                Err(outcome) => {
                    draft.weakest = draft.weakest.max(max_evidence);
                    record.record(|| Step::Caveat {
                        text: format!("nothing is worked out: {outcome}").into(),
                    });
                    return Ok(outcome);
                }
            }
        };
        self.pay(draft, indicator, seen, max, &earned, outcome, record)
    }

    /// Whether what a line rests on is weaker than the grade asked for.
    fn refuses(&self, draft: &Draft<'_>) -> bool {
        let weakest = draft.weakest.unwrap_or(Evidence::Unconfirmed);
        self.least.is_some_and(|least| !weakest.is_at_least(least))
    }

    /// What the indicator would pay for all its points, adjusted as the observation says.
    pub(super) fn payment_for_all(
        &self,
        indicator: &Indicator,
        seen: Option<(usize, &Observation)>,
    ) -> Result<Option<Gbp>, IifError> {
        let max = self.entry(&indicator.points).map(|(entry, points)| (entry, *points));
        let mut line = blank(indicator.code);
        let mut draft = Draft::new(&mut line);
        let all = Earned::Share(Share::All);
        self.pay(&mut draft, indicator, seen, max, &all, Outcome::Scored, &mut NoWorking)?;
        Ok(line.payment)
    }

    /// The share of the points that performance earns, or why there is none.
    fn achievement(
        &self,
        indicator: &Indicator,
        seen: Option<(usize, &Observation)>,
        draft: &mut Draft<'_>,
        record: &mut impl Record,
    ) -> Result<Result<Share, Outcome>, IifError> {
        if indicator.definition.kind == Kind::Binary {
            let answer = seen.and_then(|(_, seen)| seen.achieved).or(indicator.default_answer);
            return Ok(answer
                .map(|achieved| {
                    record.input("achieved", if achieved { "yes" } else { "no" });
                    if achieved { Share::All } else { Share::Nothing }
                })
                .ok_or(Outcome::Missing));
        }
        let Some((number, seen)) = seen else { return Ok(Err(Outcome::Missing)) };
        let too_large = || IifError::TooFine { path: format!("observations[{number}]").into() };
        record.input("numerator", seen.numerator);
        record.input("denominator", seen.denominator);
        if let (Some(before), Some(whole)) = (seen.baseline_numerator, seen.baseline_denominator) {
            record.input("baseline numerator", before);
            record.input("baseline denominator", whole);
        }
        let thresholds = self.entry(&indicator.lower).zip(self.entry(&indicator.upper));
        let performance = match achievement::performance(&indicator.definition, seen) {
            Ok(performance) => performance,
            Err(NoPerformance::TooLarge) => return Err(too_large()),
            Err(NoPerformance::WeeksMissing) => {
                return Err(IifError::WeeksMissing {
                    path: format!("observations[{number}].weeks").into(),
                    indicator: indicator.code,
                });
            }
            Err(NoPerformance::ZeroDenominator) if thresholds.is_none() => {
                return Ok(Err(Outcome::NotPublished));
            }
            Err(NoPerformance::ZeroDenominator) => return Ok(Err(Outcome::ZeroDenominator)),
            Err(NoPerformance::Suppressed) => return Ok(Err(Outcome::Suppressed)),
            Err(NoPerformance::Missing) => return Ok(Err(Outcome::Missing)),
            Err(NoPerformance::NotApplicable) => return Ok(Err(Outcome::NotApplicable)),
        };
        let shown = performance.shown().ok_or_else(too_large)?;
        draft.line.performance = Some(shown);
        record.step("performance", || {
            (expression(indicator, seen), format!("{shown} {}", indicator.definition.unit))
        });
        let Some(((lower_entry, lower), (upper_entry, upper))) = thresholds else {
            return Ok(Err(Outcome::NotPublished));
        };
        record.parameter("lower threshold", lower_entry, lower);
        record.parameter("upper threshold", upper_entry, upper);
        let checked = Thresholds::new(&indicator.definition, *lower, *upper)
            .ok_or_else(|| reversed(indicator, *lower, *upper))?;
        let share = checked.share(performance).ok_or_else(too_large)?;
        draft.line.rag = Some(Rag::of(&share));
        draft.uses(lower_entry.source.evidence);
        draft.uses(upper_entry.source.evidence);
        record.step("part of the way between the thresholds", || {
            let way = share.fraction().and_then(|way| way.rounded(SHOWN_PLACES));
            (
                format!("({shown} - {lower}) ÷ ({upper} - {lower}), at least 0 and at most 1"),
                way.unwrap_or_default().to_string(),
            )
        });
        Ok(Ok(share))
    }

    #[expect(clippy::too_many_arguments, reason = "the parts of one line, used once")]
    fn pay(
        &self,
        draft: &mut Draft<'_>,
        indicator: &Indicator,
        seen: Option<(usize, &Observation)>,
        max: Option<(&Entry<Points>, Points)>,
        earned: &Earned,
        outcome: Outcome,
        record: &mut impl Record,
    ) -> Result<Outcome, IifError> {
        let too_fine = || IifError::TooFine {
            path: match seen {
                Some((number, _)) => format!("observations[{number}]").into(),
                None => Cow::Borrowed("list_size"),
            },
        };
        let points_exact = match (earned, max) {
            (Earned::Decided(points), _) => Fraction::ONE.times_decimal(points.value()),
            (Earned::Share(share), Some((entry, max))) => {
                draft.uses(entry.source.evidence);
                share.fraction().and_then(|share| share.times_decimal(max.value()))
            }
            (Earned::Share(_), None) => return Ok(Outcome::NotPublished),
        }
        .ok_or_else(too_fine)?;
        let points = shown(points_exact.clone()).and_then(|points| Points::try_new(points).ok());
        let points = points.ok_or_else(too_fine)?;
        if let (Earned::Share(share), Some((_, max))) = (earned, max) {
            record.step("achievement points", || {
                let how = match (outcome, share) {
                    (Outcome::DeemedAchieved, _) => {
                        format!("all {max}, by a decision for every network")
                    }
                    (_, Share::All) => format!("{max} × 1"),
                    (_, Share::Nothing) => format!("{max} × 0"),
                    (_, Share::Part { .. }) => format!("{max} × part of the way"),
                };
                (how, points.to_string())
            });
        }
        let Some(point) = &self.point else {
            draft.line.points = Some(points);
            return Ok(Outcome::NotPublished);
        };
        record.parameter("value of a point", point.entry, point.pounds);
        draft.uses(point.entry.source.evidence);

        let list_shown = self.list.1;
        record.step("list size adjustment", || {
            let list = self.facts.list_size.whole();
            let average = self.facts.national_average_list_size;
            (format!("{list} ÷ {average}"), list_shown.to_string())
        });
        let (prevalence_exact, prevalence_shown) =
            self.prevalence(indicator, seen, draft, record).ok_or_else(too_fine)?;

        // All factors first, then one division: the only rounding of the payment.
        let pence = (point.pence)
            .clone()
            .and_then(|worth| points_exact.times_fraction(worth))
            .and_then(|pence| pence.times_fraction(prevalence_exact))
            .ok_or_else(too_fine)?;
        let payment = pence
            .clone()
            .round_half_up()
            .and_then(|pence| i64::try_from(pence).ok())
            .map(Gbp::pence)
            .ok_or_else(too_fine)?;
        record.step("payment", || {
            let exact = pence.divided_by(100).and_then(|pounds| pounds.rounded(8));
            (
                format!("{points} × {} × {list_shown} × {prevalence_shown}", point.pounds),
                exact.unwrap_or_default().to_string(),
            )
        });
        record.rounding("payment", "half up to pence, once", "the exact product", payment);

        draft.line.list_size_adjustment = Some(list_shown);
        draft.line.prevalence_adjustment = Some(prevalence_shown);
        if self.refuses(draft) {
            record.caveat(TOO_WEAK);
            return Ok(Outcome::Refused);
        }
        draft.line.points = Some(points);
        draft.line.payment = Some(payment);
        Ok(outcome)
    }

    /// The prevalence adjustment, exact and as shown. `None` if the figures are too fine.
    fn prevalence(
        &self,
        indicator: &Indicator,
        seen: Option<(usize, &Observation)>,
        draft: &mut Draft<'_>,
        record: &mut impl Record,
    ) -> Option<(Fraction, Ratio)> {
        let definition = &indicator.definition;
        let given = seen.and_then(|(_, seen)| seen.national_prevalence);
        let one = Some((Fraction::ONE, Ratio::constant("1")));
        if !definition.prevalence.applies() {
            // How sure it is that nothing applies matters only where something could.
            if definition.kind != Kind::Binary {
                let evidence = definition.prevalence_source.evidence;
                draft.uses(evidence);
                if evidence == Evidence::Unconfirmed {
                    draft.line.caveats.push(Cow::Borrowed(PREVALENCE_UNCERTAIN));
                    record.caveat(PREVALENCE_UNCERTAIN);
                }
            }
            if given.is_some() {
                draft.line.caveats.push(Cow::Borrowed(PREVALENCE_IGNORED));
                record.caveat(PREVALENCE_IGNORED);
            }
            record.step("prevalence adjustment", || {
                let why = match definition.prevalence {
                    PrevalenceSource::WholeList => "the denominator is the whole list",
                    _ => "does not apply",
                };
                (why.to_owned(), "1".to_owned())
            });
            return one;
        }
        let own = self.own_prevalence(definition.prevalence, seen);
        let Some(((own, text), national)) = own.zip(given) else {
            draft.uses(Evidence::Unconfirmed);
            draft.line.caveats.push(Cow::Borrowed(PREVALENCE_ASSUMED));
            record.caveat(PREVALENCE_ASSUMED);
            return one;
        };
        draft.uses(definition.prevalence_source.evidence);
        // INVARIANT: `check` has refused a national prevalence that is not above zero.
        let exact = own.divided_by_decimal(national.value())?;
        let units = exact.clone().units(SHOWN_PLACES)?;
        let shown = Ratio::try_new(exact::decimal(units, SHOWN_PLACES)?).ok()?;
        record
            .step("prevalence adjustment", || (format!("{text} ÷ {national}"), shown.to_string()));
        // A tenth to ten times, in the units of the shown places.
        if !(1_000_000_000..=100_000_000_000).contains(&units) {
            draft.line.caveats.push(Cow::Borrowed(PREVALENCE_UNLIKELY));
            record.caveat(PREVALENCE_UNLIKELY);
        }
        if matches!(text, PrevalenceText::Counted { register, list } if register > list) {
            draft.line.caveats.push(Cow::Borrowed(PREVALENCE_ABOVE_WHOLE));
            record.caveat(PREVALENCE_ABOVE_WHOLE);
        }
        Some((exact, shown))
    }

    /// The network's prevalence: as given, or a count over its list. With a text for the working.
    fn own_prevalence(
        &self,
        source: PrevalenceSource,
        seen: Option<(usize, &Observation)>,
    ) -> Option<(Fraction, PrevalenceText)> {
        if let Some(given) = seen.and_then(|(_, seen)| seen.pcn_prevalence) {
            let exact = Fraction::ONE.times_decimal(given.value())?;
            return Some((exact, PrevalenceText::Given(given)));
        }
        let register = match source {
            PrevalenceSource::RegisterOf(code) => self.observation(0, code)?.1.numerator,
            _ => seen?.1.denominator,
        }
        .counted()?;
        let list = self.facts.list_size.whole();
        let exact = Fraction::new(register.into(), list.into())?;
        Some((exact, PrevalenceText::Counted { register, list }))
    }
}

/// Where a code stands first. Observations stand in any order, so to stop at the right one costs more
/// than to look at the few others as well.
pub(super) fn place_of(
    code: IndicatorCode,
    codes: impl DoubleEndedIterator<Item = IndicatorCode> + ExactSizeIterator,
) -> Option<usize> {
    codes
        .enumerate()
        .rev()
        .fold(None, |found, (at, one)| if one == code { Some(at) } else { found })
}

/// How the network's prevalence reads in the working.
#[derive(Clone, Copy)]
enum PrevalenceText {
    Given(Ratio),
    Counted { register: u64, list: u64 },
}

impl fmt::Display for PrevalenceText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Given(ratio) => write!(f, "{ratio}"),
            Self::Counted { register, list } => write!(f, "({register} ÷ {list})"),
        }
    }
}

fn shown(exact: Fraction) -> Option<Decimal> {
    exact.rounded(SHOWN_PLACES)
}

fn ratio(exact: Fraction) -> Option<Ratio> {
    shown(exact).and_then(|ratio| Ratio::try_new(ratio).ok())
}

fn reversed(indicator: &Indicator, lower: Threshold, upper: Threshold) -> IifError {
    IifError::ThresholdsReversed {
        path: format!("indicators.{}", indicator.code).into(),
        direction: indicator.definition.direction,
        kind: indicator.definition.kind,
        lower,
        upper,
    }
}

/// How performance is worked out, with the figures.
fn expression(indicator: &Indicator, seen: &Observation) -> String {
    let (numerator, denominator) = (seen.numerator, seen.denominator);
    let scale = match indicator.definition.unit {
        Unit::Percent | Unit::PercentagePoints => " × 100",
        Unit::PerThousandPerWeek => " × 1000",
        _ => "",
    };
    if indicator.definition.kind == Kind::Improvement {
        let before = seen.baseline_numerator.unwrap_or_default();
        let whole = seen.baseline_denominator.unwrap_or_default();
        return match indicator.definition.direction {
            Direction::Higher => {
                format!("({numerator} ÷ {denominator} - {before} ÷ {whole}){scale}")
            }
            Direction::Lower => {
                format!("({before} ÷ {whole} - {numerator} ÷ {denominator}){scale}")
            }
        };
    }
    match (indicator.definition.unit, seen.weeks) {
        (Unit::PerThousandPerWeek, Some(weeks)) => {
            format!("{numerator} ÷ {denominator}{scale} ÷ {weeks} weeks")
        }
        _ => format!("{numerator} ÷ {denominator}{scale}"),
    }
}
