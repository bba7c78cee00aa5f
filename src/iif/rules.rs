//! The rules of the fund's figures.

use super::sources;
use crate::{
    calendar::ContractYear,
    finding::{Rule, Severity, YearSpan},
};

/// The fund began in 2020/21.
pub(crate) const FUND: YearSpan = YearSpan::since(ContractYear::Y2020_21);

macro_rules! rules {
    ($($(#[$doc:meta])* $name:ident, $id:literal, $severity:ident, $title:literal, $explanation:literal, $remedy:literal, $source:ident;)+) => {
        $($(#[$doc])*
        pub(super) static $name: Rule = Rule::constant(
            $id, Severity::$severity, $title, $explanation, $remedy, sources::$source,
        )
        .during(FUND);)+

        /// The rules of this room.
        pub(crate) const RULES: &[&Rule] = &[$(&$name),+];
    };
}

rules! {
    /// Publications hide small counts, so a sum over practices is a lower bound.
    SUPPRESSED, "IIF-DATA-001", Warning, "a practice's figure is suppressed",
        "The publication hides counts that could point to a person. The network's sum is then a \
         lower bound, so its performance and payment cannot be worked out from it.",
        "use the figure of the payment system, which is not suppressed", NCDES_SUPPRESSION;
    /// Each practice must have a figure before the network's sum is one.
    MISSING, "IIF-DATA-002", Warning, "a practice's figure is missing",
        "The payment system shows how many groups of figures have been submitted; a missing one is \
         to be entered by hand. A sum without it is not the network's figure.",
        "ask the practice for its figure, or enter it in the payment system", CQRS_2025;
    /// The payment system's numerator is not ours.
    NUMERATOR, "IIF-RECON-001", Error, "the numerators differ",
        "Statement and payment system count different successes: often a search that follows other \
         rules, or a later extract.",
        "compare the practices' numerators and the dates of both extracts", CQRS_ACHIEVEMENTS;
    /// The payment system's denominator is not ours.
    DENOMINATOR, "IIF-RECON-002", Error, "the denominators differ",
        "Statement and payment system count different patients: often exclusions or personalised \
         care adjustments, or another membership of the network.",
        "compare the practices' denominators, and who was a member on the day", CQRS_ACHIEVEMENTS;
    /// The payment system's list is not ours.
    LIST_SIZE, "IIF-RECON-003", Error, "the list sizes differ",
        "The list size adjustment rests on the contractor registered population that the payment \
         system holds, and on the average that England uses.",
        "check the contractor registered population in the payment system before year end",
        CQRS_2025;
    /// The payment system's prevalence adjustment is not ours.
    PREVALENCE, "IIF-RECON-004", Error, "the prevalence adjustments differ",
        "The prevalence adjustment compares the network with England, and England's figure changes \
         until it is closed. CVD-01 takes its prevalence from the hypertension register.",
        "compare both prevalences, and whether England's figures were closed", PCIT_FUNDING;
    /// Same counts, other points.
    POINTS, "IIF-RECON-005", Error, "the points differ though the counts agree",
        "The counts agree, so thresholds, points available or a decision must differ.",
        "compare thresholds and points available, and ask whether a decision was made",
        CQRS_ACHIEVEMENTS;
    /// A penny's difference.
    ROUNDING, "IIF-RECON-006", Info, "the payments differ by rounding",
        "Everything agrees but the last penny. No rounding rule is published; this crate rounds \
         each indicator's payment once, half up.",
        "none needed", PCIT_FUNDING;
    /// A difference that nothing given explains.
    UNEXPLAINED, "IIF-RECON-007", Error, "the payments differ for no reason that the figures show",
        "All that both sides give agrees, and the payments do not.",
        "ask for the payment system's list sizes, prevalences and value of a point",
        CQRS_ACHIEVEMENTS;
    /// One side has an indicator that the other has not.
    ONE_SIDED, "IIF-RECON-008", Error, "only one side has the indicator",
        "An indicator stands in the statement or in the payment system, not in both.",
        "check the contract year, and whether the indicator was suspended, deferred or replaced",
        CQRS_ACHIEVEMENTS;
}
