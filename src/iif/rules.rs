//! The rules of the fund's figures.

use super::sources;
use crate::{
    calendar::ContractYear,
    finding::{YearSpan, declare_rules},
};

/// The fund began in 2020/21.
pub(crate) const FUND: YearSpan = YearSpan::since(ContractYear::Y2020_21);

declare_rules! {
    /// Publications hide small counts, so a sum over practices is a lower bound.
    SUPPRESSED: "IIF-DATA-001", Warning, FUND,
    title "a practice's figure is suppressed",
    explanation "The publication hides counts that could point to a person. The network's sum is \
        then a lower bound, so its performance and payment cannot be worked out from it.",
    remedy "use the figure of the payment system, which is not suppressed",
    source sources::NCDES_SUPPRESSION;

    /// Each practice must have a figure before the network's sum is one.
    MISSING: "IIF-DATA-002", Warning, FUND,
    title "a practice's figure is missing",
    explanation "The payment system shows how many groups of figures have been submitted; a \
        missing one is to be entered by hand. A sum without it is not the network's figure.",
    remedy "ask the practice for its figure, or enter it in the payment system",
    source sources::CQRS_2025;

    /// The payment system's numerator is not ours.
    NUMERATOR: "IIF-RECON-001", Error, FUND,
    title "the numerators differ",
    explanation "Statement and payment system count different successes: often a search that \
        follows other rules, or a later extract.",
    remedy "compare the practices' numerators and the dates of both extracts",
    source sources::CQRS_ACHIEVEMENTS;

    /// The payment system's denominator is not ours.
    DENOMINATOR: "IIF-RECON-002", Error, FUND,
    title "the denominators differ",
    explanation "Statement and payment system count different patients: often exclusions or \
        personalised care adjustments, or another membership of the network.",
    remedy "compare the practices' denominators, and who was a member on the day",
    source sources::CQRS_ACHIEVEMENTS;

    /// The payment system's list is not ours.
    LIST_SIZE: "IIF-RECON-003", Error, FUND,
    title "the list sizes differ",
    explanation "The list size adjustment rests on the contractor registered population that the \
        payment system holds, and on the average that England uses.",
    remedy "check the contractor registered population in the payment system before year end",
    source sources::CQRS_2025;

    /// The payment system's prevalence adjustment is not ours.
    PREVALENCE: "IIF-RECON-004", Error, FUND,
    title "the prevalence adjustments differ",
    explanation "The prevalence adjustment compares the network with England, and England's \
        figure changes until it is closed. CVD-01 takes its prevalence from the hypertension \
        register.",
    remedy "compare both prevalences, and whether England's figures were closed",
    source sources::PCIT_FUNDING;

    /// Same counts, other points.
    POINTS: "IIF-RECON-005", Error, FUND,
    title "the points differ though the counts agree",
    explanation "The counts agree, so thresholds, points available or a decision must differ.",
    remedy "compare thresholds and points available, and ask whether a decision was made",
    source sources::CQRS_ACHIEVEMENTS;

    /// A penny's difference.
    ROUNDING: "IIF-RECON-006", Info, FUND,
    title "the payments differ by rounding",
    explanation "Everything agrees but the last penny. No rounding rule is published; this crate \
        rounds each indicator's payment once, half up.",
    remedy "none needed",
    source sources::PCIT_FUNDING;

    /// A difference that nothing given explains.
    UNEXPLAINED: "IIF-RECON-007", Error, FUND,
    title "the payments differ for no reason that the figures show",
    explanation "All that both sides give agrees, and the payments do not.",
    remedy "ask for the payment system's list sizes, prevalences and value of a point",
    source sources::CQRS_ACHIEVEMENTS;

    /// One side has an indicator that the other has not.
    ONE_SIDED: "IIF-RECON-008", Error, FUND,
    title "only one side has the indicator",
    explanation "An indicator stands in the statement or in the payment system, not in both.",
    remedy "check the contract year, and whether the indicator was suspended, deferred or replaced",
    source sources::CQRS_ACHIEVEMENTS;
}
