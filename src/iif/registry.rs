//! Which indicators there have been: in which years each could be paid for, under which other
//! codes publications have it, and what came before and after it.
//!
//! ```
//! use pcn::{calendar::ContractYear, iif::{IndicatorCode, registry}};
//!
//! let entry = registry::find(IndicatorCode::constant("HI-03")).ok_or("listed")?;
//! assert!(entry.years.contains(&ContractYear::Y2023_24));
//! assert_eq!(entry.publication_codes, ["NCD120"]);
//! let step = registry::successor(IndicatorCode::constant("HI-01")).ok_or("listed")?;
//! assert_eq!(step.to, IndicatorCode::constant("HI-03"));
//! # Ok::<(), &str>(())
//! ```

use super::IndicatorCode;
use crate::{calendar::ContractYear, citation::Source};

/// An indicator over all the years.
///
/// # Examples
///
/// ```
/// use pcn::{calendar::ContractYear, iif::{IndicatorCode, registry}};
///
/// let flu = registry::find(IndicatorCode::constant("VI-01")).ok_or("listed")?;
/// assert_eq!(flu.publication_codes, ["NCD002"]);
/// assert_eq!(flu.management_codes, ["NCDMI199"], "still published, and no longer paid");
/// assert_eq!(flu.years, [ContractYear::Y2021_22, ContractYear::Y2022_23]);
/// # Ok::<(), &str>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Its code.
    pub code: IndicatorCode,
    /// The codes under which the publication had it as a payment indicator, to 2023/24.
    pub publication_codes: &'static [&'static str],
    /// The codes under which the publication has it as management information, unpaid.
    pub management_codes: &'static [&'static str],
    /// The codes that drafts gave it.
    pub draft_codes: &'static [&'static str],
    /// The contract years in which it carried points.
    pub years: &'static [ContractYear],
}

/// One indicator taking another's place.
///
/// # Examples
///
/// ```
/// use pcn::iif::{IndicatorCode, registry};
///
/// let step = registry::predecessor(IndicatorCode::constant("CAN-02")).ok_or("listed")?;
/// assert_eq!(step.from, IndicatorCode::constant("CAN-01"));
/// assert_eq!(step.year.to_string(), "2023/24");
/// assert!(step.change.starts_with("only a test result in the 21 days before"));
/// # Ok::<(), &str>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Succession {
    /// The one that went.
    pub from: IndicatorCode,
    /// The one that came.
    pub to: IndicatorCode,
    /// The contract year in which it came.
    pub year: ContractYear,
    /// What changed, in our words. Figures before and after do not compare.
    pub change: &'static str,
    /// Where it stands.
    pub source: Source,
}

const Y20: ContractYear = ContractYear::Y2020_21;
const Y21: ContractYear = ContractYear::Y2021_22;
const Y22: ContractYear = ContractYear::Y2022_23;
const Y23: ContractYear = ContractYear::Y2023_24;
const Y24: ContractYear = ContractYear::Y2024_25;
const Y25: ContractYear = ContractYear::Y2025_26;
const Y26: ContractYear = ContractYear::Y2026_27;

macro_rules! entries {
    ($($code:literal [$($number:literal),*] $(mi [$($mi:literal),*])? $(draft [$($draft:literal),*])? in [$($year:ident),*];)+) => {
        &[$(Entry {
            code: IndicatorCode::constant($code),
            publication_codes: &[$($number),*],
            management_codes: &[$($($mi),*)?],
            draft_codes: &[$($($draft),*)?],
            years: &[$($year),*],
        }),+]
    };
}

// SOURCE: NHS Digital, ncdes repository, indicator dictionaries and metadata of several releases;
// iif_indicators repository; CQRS training page for NCD009. Pairs matched by their wording.
const ENTRIES: &[Entry] = entries! {
    "Y1-FLU65" [] in [Y20];
    "Y1-LDHC" [] in [Y20];
    "Y1-SP" [] in [Y20];
    "Y1-NSAID65" [] in [Y20];
    "Y1-OACAP" [] in [Y20];
    "Y1-ASPAP" [] in [Y20];
    "VI-01" ["NCD002"] mi ["NCDMI199"] in [Y21, Y22];
    "VI-02" ["NCD003"] in [Y21, Y22, Y23];
    "VI-03" ["NCD004"] in [Y21, Y22, Y23];
    "HI-01" ["NCD005"] mi ["NCDMI182"] in [Y21, Y22];
    "HI-02" ["NCD010"] in [Y21, Y22];
    "HI-03" ["NCD120"] in [Y23, Y24, Y25, Y26];
    "CVD-01" ["NCD011"] in [Y21, Y22];
    "CVD-02" ["NCD015"] in [Y21, Y22];
    "CVD-03" ["NCD101"] in [Y22];
    "CVD-04" ["NCD102"] in [Y22];
    "CVD-05" ["NCD103"] draft ["CVD-12"] in [Y22];
    "CVD-06" ["NCD104"] draft ["CVD-15"] in [Y22];
    "CVD-07" ["NCD117"] in [];
    "CVD-08" ["NCD121"] in [];
    "PC-01" ["NCD001"] in [Y21, Y22];
    "ACC-01" [] in [Y21];
    "ACC-02" [] in [Y21, Y22];
    "ACC-05" [] in [Y22];
    "ACC-07" [] in [Y22];
    "ACC-08" ["NCD026"] in [Y22, Y23];
    "ACC-09" ["NCD113"] in [Y22];
    "ACC-10" [] mi ["NCDMI210"] in [];
    "COV-01" ["NCD009"] in [Y21];
    "EHCH-01" ["NCD012"] in [Y21, Y22];
    "EHCH-02" ["NCD018"] in [Y21, Y22];
    "EHCH-04" ["NCD013"] mi ["NCDMI198"] in [Y22];
    "EHCH-06" [] in [Y22];
    "AC-02" ["NCD022"] in [Y22];
    "CAN-01" ["NCD112"] draft ["CAN-10"] in [Y22];
    "CAN-02" ["NCD123"] in [Y23, Y24];
    "CAN-04" [] in [Y24, Y25, Y26];
    "SMR-01A" ["NCD114"] mi ["NCDMI180"] in [Y22];
    "SMR-01B" ["NCD115"] in [Y22];
    "SMR-01C" ["NCD116"] in [Y22];
    "SMR-01D" ["NCD019"] in [Y22];
    "SMR-02A" ["NCD107"] in [Y22];
    "SMR-02B" ["NCD108"] in [Y22];
    "SMR-02C" ["NCD109"] in [Y22];
    "SMR-02D" ["NCD110"] in [Y22];
    "SMR-03" ["NCD111"] in [Y22];
    "RESP-01" ["NCD105"] in [Y22];
    "RESP-02" ["NCD106"] in [Y22];
    "ES-01" ["NCD014"] in [Y22];
    "ES-02" [] in [Y22];
};

/// Every indicator, by year of its first appearance and area.
///
/// # Examples
///
/// ```
/// use pcn::{calendar::ContractYear, iif::registry};
///
/// let paid_in = |year| registry::entries().iter().filter(move |entry| entry.years.contains(&year));
/// assert_eq!(paid_in(ContractYear::Y2023_24).count(), 5);
/// ```
#[must_use]
pub const fn entries() -> &'static [Entry] {
    ENTRIES
}

/// The indicator of a code.
///
/// # Examples
///
/// ```
/// use pcn::iif::{IndicatorCode, registry};
///
/// assert!(registry::find(IndicatorCode::constant("HI-03")).is_some());
/// assert!(registry::find(IndicatorCode::constant("HI-99")).is_none());
/// ```
#[must_use]
pub fn find(code: IndicatorCode) -> Option<&'static Entry> {
    ENTRIES.iter().find(|entry| entry.code == code)
}

/// The indicator that a publication has under a number such as `NCD003` or `NCDMI199`.
///
/// # Examples
///
/// ```
/// use pcn::iif::registry;
///
/// let code = registry::by_publication_code("NCDMI199").ok_or("listed")?;
/// assert_eq!(code.as_str(), "VI-01");
/// # Ok::<(), &str>(())
/// ```
#[must_use]
pub fn by_publication_code(code: &str) -> Option<IndicatorCode> {
    let has = |codes: &[&str]| codes.contains(&code);
    ENTRIES
        .iter()
        .find(|entry| has(entry.publication_codes) || has(entry.management_codes))
        .map(|entry| entry.code)
}

/// What took an indicator's place, if anything did.
///
/// # Examples
///
/// ```
/// use pcn::iif::{IndicatorCode, registry};
///
/// let step = registry::successor(IndicatorCode::constant("CAN-01")).ok_or("listed")?;
/// assert_eq!(step.to.as_str(), "CAN-02");
/// assert!(registry::successor(IndicatorCode::constant("CAN-04")).is_none());
/// # Ok::<(), &str>(())
/// ```
#[must_use]
pub fn successor(code: IndicatorCode) -> Option<&'static Succession> {
    SUCCESSIONS.iter().find(|step| step.from == code)
}

/// Whose place an indicator took, if anyone's.
///
/// # Examples
///
/// ```
/// use pcn::iif::{IndicatorCode, registry};
///
/// let step = registry::predecessor(IndicatorCode::constant("HI-03")).ok_or("listed")?;
/// assert_eq!(step.from.as_str(), "HI-01");
/// # Ok::<(), &str>(())
/// ```
#[must_use]
pub fn predecessor(code: IndicatorCode) -> Option<&'static Succession> {
    SUCCESSIONS.iter().find(|step| step.to == code)
}

/// Every succession, oldest first.
///
/// # Examples
///
/// ```
/// use pcn::iif::registry;
///
/// let chain: Vec<_> = registry::successions()
///     .iter()
///     .filter(|step| step.from.as_str().starts_with("CAN"))
///     .map(|step| (step.from.as_str(), step.to.as_str()))
///     .collect();
/// assert_eq!(chain, [("CAN-01", "CAN-02"), ("CAN-02", "CAN-04")]);
/// ```
#[must_use]
pub fn successions() -> &'static [Succession] {
    &SUCCESSIONS
}

const fn step(
    from: &'static str,
    to: &'static str,
    year: ContractYear,
    change: &'static str,
    source: Source,
) -> Succession {
    let (from, to) = (IndicatorCode::constant(from), IndicatorCode::constant(to));
    Succession { from, to, year, change, source }
}

static SUCCESSIONS: [Succession; 6] = [
    step(
        "Y1-FLU65",
        "VI-01",
        Y21,
        "the thresholds rose from 70% and 77% to 80% and 86%, and the definition of 2020/21 is not \
         published in full",
        super::sources::OCKHAM_2021,
    ),
    step(
        "Y1-LDHC",
        "HI-01",
        Y21,
        "a completed Health Action Plan is needed as well as the health check",
        super::sources::NCDES_2022,
    ),
    step(
        "Y1-SP",
        "PC-01",
        Y21,
        "the thresholds changed, and the definition of 2020/21 is not published in full",
        super::sources::OCKHAM_2021,
    ),
    step(
        "HI-01",
        "HI-03",
        Y23,
        "a recording of ethnicity is needed as well as the health check and the Health Action Plan",
        super::sources::NCDES_2023,
    ),
    step(
        "CAN-01",
        "CAN-02",
        Y23,
        "only a test result in the 21 days before the referral counts, no longer one in the 14 days \
         after it",
        super::sources::NCDES_2023,
    ),
    step(
        "CAN-02",
        "CAN-04",
        Y24,
        "patients are counted, no longer referrals: one referral with a test result is enough",
        super::sources::NCDES_CHANGELOG,
    ),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_code_stands_for_two_indicators() {
        let mut codes: Vec<&str> = ENTRIES
            .iter()
            .flat_map(|entry| {
                let lists = [entry.publication_codes, entry.management_codes, entry.draft_codes];
                lists.into_iter().flatten().copied().chain([entry.code.as_str()])
            })
            .collect();
        let count = codes.len();
        codes.sort_unstable();
        codes.dedup();
        assert_eq!(codes.len(), count);
    }

    #[test]
    fn the_chains_of_the_learning_disability_and_cancer_indicators_hold() {
        let next = |code| successor(IndicatorCode::constant(code)).unwrap().to;
        assert_eq!(next("HI-01").as_str(), "HI-03");
        assert_eq!(next("CAN-01").as_str(), "CAN-02");
        assert_eq!(next("CAN-02").as_str(), "CAN-04");
        assert!(successor(IndicatorCode::constant("CAN-04")).is_none());
        for step in successions() {
            assert!(find(step.from).is_some() && find(step.to).is_some());
            assert_eq!(predecessor(step.to), Some(step));
        }
    }
}
