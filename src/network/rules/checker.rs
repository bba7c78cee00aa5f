use core::fmt;
use std::{
    borrow::Cow,
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use chrono::NaiveDate;

use super::{ROOMS, records};
use crate::{
    calendar::ContractYear,
    code::SubIcbCode,
    finding::{Finding, Policy, Report, Rule, RuleId},
    network::{Register, Waiver, register::Row},
};

/// The sub-ICB locations of Greater London, and the CCGs before them.
///
/// SOURCE: the Office for National Statistics' lookup of sub-ICB locations, ICBs and regions (July
/// 2022), region `Y56`; NHS England's table of CCG and ICB codes for the former CCGs of its ICBs.
#[rustfmt::skip]
const GREATER_LONDON: &[SubIcbCode] = &[
    SubIcbCode::constant("07L"), SubIcbCode::constant("07M"), SubIcbCode::constant("07N"),
    SubIcbCode::constant("07P"), SubIcbCode::constant("07Q"), SubIcbCode::constant("07R"),
    SubIcbCode::constant("07T"), SubIcbCode::constant("07V"), SubIcbCode::constant("07W"),
    SubIcbCode::constant("07X"), SubIcbCode::constant("07Y"), SubIcbCode::constant("08A"),
    SubIcbCode::constant("08C"), SubIcbCode::constant("08D"), SubIcbCode::constant("08E"),
    SubIcbCode::constant("08F"), SubIcbCode::constant("08G"), SubIcbCode::constant("08H"),
    SubIcbCode::constant("08J"), SubIcbCode::constant("08K"), SubIcbCode::constant("08L"),
    SubIcbCode::constant("08M"), SubIcbCode::constant("08N"), SubIcbCode::constant("08P"),
    SubIcbCode::constant("08Q"), SubIcbCode::constant("08R"), SubIcbCode::constant("08T"),
    SubIcbCode::constant("08V"), SubIcbCode::constant("08W"), SubIcbCode::constant("08X"),
    SubIcbCode::constant("08Y"), SubIcbCode::constant("09A"), SubIcbCode::constant("36L"),
    SubIcbCode::constant("72Q"), SubIcbCode::constant("93C"), SubIcbCode::constant("A3A8R"),
    SubIcbCode::constant("W2U3Z"),
];

type Check = Arc<dyn Fn(&Register, NaiveDate) -> Vec<Finding> + Send + Sync>;

/// Checks a register on a day, with an embedder's own severities, waivers and rules.
///
/// # Examples
///
/// A rule of one's own, and a severity of one's own:
///
/// ```
/// use pcn::{
///     calendar::{Period, day},
///     citation::{Citation, Evidence, Source},
///     code::PcnCode,
///     finding::{Finding, Policy, Rule, RuleId, Severity},
///     network::{Checker, Pcn, Register},
/// };
///
/// let mut builder = Register::builder();
/// builder.network(Pcn::new(
///     PcnCode::constant("U89141"),
///     "Test network",
///     Period::since(day(2019, 10, 1)),
/// ));
/// let register = builder.build();
///
/// let names = Rule::new(
///     RuleId::constant("MYORG-NAME-001"),
///     "a test network in the register",
///     Source::constant(Citation::constant("our data quality plan"), Evidence::Secondary),
/// );
/// let report = Checker::new()
///     .policy(Policy::new().severity(RuleId::constant("NET-MEM-001"), Severity::Warning))
///     .with_rule(names.clone(), move |register, day| {
///         let tests = register.open_networks(day).filter(|pcn| pcn.name.starts_with("Test"));
///         tests.map(|pcn| Finding::of(&names, "a test network").about(pcn.code)).collect()
///     })
///     .check(&register, day(2022, 4, 27));
///
/// let ids: Vec<_> = report.iter().map(|finding| finding.rule.as_str()).collect();
/// assert_eq!(ids, ["MYORG-NAME-001", "NET-MEM-001"]);
/// ```
#[derive(Clone, Default)]
pub struct Checker {
    policy: Policy,
    waivers: Vec<Waiver>,
    greater_london: Option<Vec<SubIcbCode>>,
    only: Option<BTreeSet<RuleId>>,
    own: Vec<(Rule, Check)>,
}

impl fmt::Debug for Checker {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let own: Vec<_> = self.own.iter().map(|(rule, _)| &rule.id).collect();
        f.debug_struct("Checker")
            .field("policy", &self.policy)
            .field("waivers", &self.waivers)
            .field("greater_london", &self.greater_london)
            .field("only", &self.only)
            .field("own", &own)
            .finish()
    }
}

impl Checker {
    /// A checker of the crate's rules, with their own severities.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Takes an embedder's severities.
    #[must_use]
    pub fn policy(mut self, policy: Policy) -> Self {
        self.policy = policy;
        self
    }

    /// Adds a waiver or agreement to those that the register holds.
    #[must_use]
    pub fn waiver(mut self, waiver: Waiver) -> Self {
        self.waivers.push(waiver);
        self
    }

    /// Says which commissioners are those of Greater London, where the minimum size is reported
    /// to have no waiver. Without it they are its five sub-ICB locations and the CCGs before
    /// them.
    ///
    /// # Examples
    ///
    /// ```
    /// use pcn::{code::SubIcbCode, network::Checker};
    ///
    /// // A made-up London of one commissioner, where no waiver of the minimum counts.
    /// let checker = Checker::new().greater_london(vec![SubIcbCode::constant("93C")]);
    /// assert!(format!("{checker:?}").contains("93C"));
    /// ```
    #[must_use]
    pub fn greater_london(mut self, commissioners: Vec<SubIcbCode>) -> Self {
        self.greater_london = Some(commissioners);
        self
    }

    /// Runs these rules alone, the embedder's own among them. A room of rules of which none is
    /// asked takes no time. That a register says nothing about the day (`NET-DAY-001`) is always
    /// told.
    ///
    /// # Examples
    ///
    /// ```
    /// use pcn::{
    ///     calendar::{Period, day},
    ///     code::PcnCode,
    ///     finding::RuleId,
    ///     network::{Checker, Pcn, Register},
    /// };
    ///
    /// let mut builder = Register::builder();
    /// let life = Period::since(day(2019, 10, 1));
    /// builder.network(Pcn::new(PcnCode::constant("U89141"), "A network without a member", life));
    /// let register = builder.build();
    /// let found = |checker: Checker| checker.check(&register, day(2022, 4, 27)).len();
    ///
    /// assert_eq!(found(Checker::new()), 1);
    /// assert_eq!(found(Checker::new().only([RuleId::constant("NET-SIZE-001")])), 0);
    /// assert_eq!(found(Checker::new().only([RuleId::constant("NET-MEM-001")])), 1);
    /// ```
    #[must_use]
    pub fn only(mut self, rules: impl IntoIterator<Item = RuleId>) -> Self {
        self.only = Some(rules.into_iter().collect());
        self
    }

    /// Adds a rule of the embedder's own. It runs on days of the contract years in which the rule
    /// is in force.
    #[must_use]
    pub fn with_rule(
        mut self,
        rule: Rule,
        check: impl Fn(&Register, NaiveDate) -> Vec<Finding> + Send + Sync + 'static,
    ) -> Self {
        self.own.push((rule, Arc::new(check)));
        self
    }

    /// Whether a rule is to run.
    fn asks(&self, rule: &Rule) -> bool {
        self.only.as_ref().is_none_or(|only| only.contains(&rule.id))
    }

    /// Runs the rules on a register for a day. The findings are sorted, worst first.
    #[must_use]
    pub fn check(&self, register: &Register, day: NaiveDate) -> Report {
        let london = self.greater_london.as_deref().unwrap_or(GREATER_LONDON);
        let mut waivers: Vec<&Waiver> = register.waivers.iter().chain(&self.waivers).collect();
        waivers.sort_by_key(|waiver| waiver.pcn);
        let inspection = Inspection { register, day, waivers, london };
        let mut report = Report::new();
        if register.claims_on(day) {
            for (rules, check) in ROOMS {
                if rules.iter().any(|rule| self.asks(rule)) {
                    check(&inspection, &mut report);
                }
            }
            let year = ContractYear::containing(day);
            for (rule, check) in &self.own {
                if self.asks(rule) && year.is_none_or(|year| rule.years.contains(year)) {
                    report.extend(check(register, day));
                }
            }
            if let Some(only) = &self.only {
                // The other rules of a room that is asked have run as well.
                report.retain(|finding| only.contains(&finding.rule));
            }
        } else {
            report.push(records::no_claim(register, day));
        }
        let mut report = report.under(&self.policy);
        report.sort();
        report
    }
}

impl Register {
    /// Runs the crate's rules for a day; see [`Checker`] for severities, waivers and rules of
    /// one's own.
    ///
    /// # Examples
    ///
    /// ```
    /// use pcn::{calendar::day, network::Register};
    ///
    /// assert!(Register::builder().build().check(day(2022, 4, 27)).is_empty());
    /// ```
    #[must_use]
    pub fn check(&self, day: NaiveDate) -> Report {
        Checker::new().check(self, day)
    }
}

/// What every rule looks at.
pub(super) struct Inspection<'a> {
    pub(super) register: &'a Register,
    pub(super) day: NaiveDate,
    /// The register's and the embedder's, by network; a network's own in the order given.
    pub(super) waivers: Vec<&'a Waiver>,
    pub(super) london: &'a [SubIcbCode],
}

impl Inspection<'_> {
    /// The practice that a finding is about, by name: its code is the finding's subject.
    pub(super) fn practice_name(&self, at: u32) -> &str {
        match self.register.practice_entry(at).map(|entry| &*entry.facts.name) {
            None | Some("") => "a practice without a name",
            Some(name) => name,
        }
    }

    /// The network that a finding is about, by name: its code is the finding's subject.
    pub(super) fn network_name(&self, at: u32) -> &str {
        match self.register.network_entry(at).map(|entry| &*entry.facts.name) {
            None | Some("") => "a network without a name",
            Some(name) => name,
        }
    }

    /// Another practice than the finding's subject, as a message names it.
    pub(super) fn practice(&self, at: u32) -> Cow<'_, str> {
        match self.register.practice_entry(at).map(|entry| &entry.facts) {
            Some(practice) if practice.name.is_empty() => practice.code.to_string().into(),
            Some(practice) => format!("{} ({})", practice.name, practice.code).into(),
            None => Cow::Borrowed(""),
        }
    }

    /// Another network than the finding's subject, as a message names it.
    pub(super) fn network(&self, at: u32) -> Cow<'_, str> {
        match self.register.network_entry(at).map(|entry| &entry.facts) {
            Some(network) if network.name.is_empty() => network.code.to_string().into(),
            Some(network) => format!("{} ({})", network.name, network.code).into(),
            None => Cow::Borrowed(""),
        }
    }
}

/// Says about whom a finding is, by the practice's code.
pub(super) fn about_practice(inspection: &Inspection<'_>, at: u32, finding: Finding) -> Finding {
    match inspection.register.practice_entry(at) {
        Some(entry) => finding.about(entry.facts.code),
        None => finding,
    }
}

/// Says where the rows of a finding stand, if that is recorded. Rows of one file share its name:
/// `partners.csv lines 812, 4410`.
pub(super) fn at_rows<'a>(finding: Finding, rows: impl Iterator<Item = &'a Row>) -> Finding {
    let mut places: Vec<(&str, Vec<u32>)> = Vec::new();
    let mut known: BTreeMap<&str, usize> = BTreeMap::new();
    for provenance in rows.filter_map(|row| row.provenance.as_ref()) {
        let at = *known.entry(provenance.place()).or_insert(places.len());
        match places.get_mut(at) {
            Some((_, lines)) => lines.extend(provenance.line_number()),
            None => {
                places.push((provenance.place(), provenance.line_number().into_iter().collect()));
            }
        }
    }
    let written = |(place, mut lines): (&str, Vec<u32>)| {
        lines.sort_unstable();
        let numbers: Vec<_> = lines.iter().map(ToString::to_string).collect();
        match lines.len() {
            0 => place.to_owned(),
            1 => format!("{place} line {}", numbers.join(", ")),
            _ => format!("{place} lines {}", numbers.join(", ")),
        }
    };
    let path = places.into_iter().map(written).collect::<Vec<_>>().join("; ");
    if path.is_empty() { finding } else { finding.at(path) }
}

/// A list as a sentence has it: `A`, `A and B`, `A, B and C`; at most ten, then how many more.
pub(super) fn in_words<T: fmt::Display>(items: &[T]) -> String {
    const SHOWN: usize = 10;
    let mut text = String::new();
    for (at, item) in items.iter().take(SHOWN).enumerate() {
        let last = at.saturating_add(1) == items.len();
        text.push_str(match at {
            0 => "",
            _ if last => " and ",
            _ => ", ",
        });
        text.push_str(&item.to_string());
    }
    if items.len() > SHOWN {
        text.push_str(&format!(" and {} more", items.len().saturating_sub(SHOWN)));
    }
    text
}

/// `1 practice`, `2 practices`.
pub(super) fn practices(count: usize) -> String {
    format!("{count} {}", if count == 1 { "practice" } else { "practices" })
}
