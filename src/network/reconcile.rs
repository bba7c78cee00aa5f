mod table;

use core::fmt;
use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{PracticeState, Register, rules::plain};
use crate::code::{PcnCode, PracticeCode, SubIcbCode};

/// A row of an embedder's own table of practices and their networks, as text.
///
/// Codes are read without regard to case and surrounding space. An empty network, or `U`, means
/// that the practice is in none.
///
/// # Examples
///
/// ```
/// use pcn::network::OwnRow;
///
/// let row = OwnRow { pcn_name: Some("Stockton PCN".into()), ..OwnRow::new("A81001", "U89141") };
/// assert_eq!((row.practice.as_str(), row.practice_name), ("A81001", None));
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct OwnRow {
    /// The practice's code.
    pub practice: String,
    /// The network's code.
    #[serde(default)]
    pub pcn: String,
    /// The practice's name, if the table has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub practice_name: Option<String>,
    /// The network's name, if the table has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pcn_name: Option<String>,
}

impl OwnRow {
    /// A row of two codes.
    #[must_use]
    pub fn new(practice: impl Into<String>, pcn: impl Into<String>) -> Self {
        Self { practice: practice.into(), pcn: pcn.into(), practice_name: None, pcn_name: None }
    }
}

/// Which practices an embedder's table should hold, so that one it lacks is missing.
///
/// # Examples
///
/// ```
/// use pcn::{
///     calendar::{Period, day},
///     code::{PcnCode, PracticeCode},
///     network::{Extent, Membership, Register, Verdict},
/// };
///
/// let mut builder = Register::builder();
/// let (practice, pcn) = (PracticeCode::constant("A81001"), PcnCode::constant("U89141"));
/// builder.membership(Membership::new(practice, pcn, Period::since(day(2019, 10, 1))));
/// let register = builder.build();
/// // An empty table names no network, so it lacks nothing, unless it should hold everything.
/// let missing = |extent| register.reconcile(&[], &extent, day(2022, 4, 27)).count(Verdict::Missing);
/// assert_eq!((missing(Extent::NetworksNamed), missing(Extent::Everything)), (0, 1));
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Extent {
    /// Those of every network that the table names.
    #[default]
    NetworksNamed,
    /// Those of these commissioners.
    Area(Vec<SubIcbCode>),
    /// All of the register.
    Everything,
}

/// How a row of the table compares with the register.
///
/// # Examples
///
/// ```
/// use pcn::network::Verdict;
///
/// assert_eq!(Verdict::NetworkClosed.to_string(), "network closed");
/// assert_eq!(Verdict::ALL[0], Verdict::Unreadable, "a report begins with what cannot be read");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// The table puts the practice into a network, the register into none.
    Added,
    /// The register puts the practice into a network; the table leaves it out or in none.
    Missing,
    /// The table and the register put the practice into different networks.
    Moved,
    /// The table's network is not open on the day.
    NetworkClosed,
    /// The practice is closed on the day.
    PracticeClosed,
    /// The table's network is not in the register.
    NetworkUnknown,
    /// The codes agree; a name differs.
    NameOnly,
    /// A code cannot be read.
    Unreadable,
    /// The practice stands in an earlier row already.
    Repeated,
}

impl Verdict {
    /// Every verdict, in the order of a report.
    pub const ALL: [Self; 9] = [
        Self::Unreadable,
        Self::Repeated,
        Self::NetworkUnknown,
        Self::NetworkClosed,
        Self::PracticeClosed,
        Self::Moved,
        Self::Added,
        Self::Missing,
        Self::NameOnly,
    ];

    /// The verdict in words.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Added => "added",
            Self::Missing => "missing",
            Self::Moved => "moved",
            Self::NetworkClosed => "network closed",
            Self::PracticeClosed => "practice closed",
            Self::NetworkUnknown => "network unknown",
            Self::NameOnly => "name only",
            Self::Unreadable => "unreadable",
            Self::Repeated => "repeated",
        }
    }
}

impl fmt::Display for Verdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

/// A row of the table that does not agree with the register, or a practice that the table lacks.
///
/// # Examples
///
/// ```
/// use pcn::{
///     calendar::day,
///     network::{Extent, OwnRow, Register, Verdict},
/// };
///
/// let table = [OwnRow::new("A8100I", "U89141")];
/// let result = Register::builder().build().reconcile(
///     &table,
///     &Extent::NetworksNamed,
///     day(2022, 4, 27),
/// );
/// let row = &result.disagreements[0];
/// assert_eq!((row.verdict, row.row, row.practice), (Verdict::Unreadable, Some(1), None));
/// assert!(row.note.contains("a good practice code is `A81001`"));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Disagreement {
    /// How they differ.
    pub verdict: Verdict,
    /// The row of the table, counted from 1; `None` for a practice that the table lacks.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub row: Option<usize>,
    /// The row in which a repeated practice stands first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub first: Option<usize>,
    /// The practice; `None` if its code cannot be read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub practice: Option<PracticeCode>,
    /// The table's network.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub own: Option<PcnCode>,
    /// The register's networks on the day: mostly one or none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub register: Vec<PcnCode>,
    /// What to know of it: names, dates, what cannot be read.
    pub note: String,
}

/// An embedder's own table against the register, on a day.
///
/// # Examples
///
/// ```
/// use pcn::{
///     calendar::{Period, day},
///     code::{PcnCode, PracticeCode},
///     network::{Extent, Membership, OwnRow, Pcn, Register, Verdict},
/// };
///
/// let (old, new) = (PcnCode::constant("U00001"), PcnCode::constant("U00002"));
/// let mut builder = Register::builder();
/// for network in [old, new] {
///     builder.network(Pcn::new(network, "", Period::since(day(2019, 10, 1))));
/// }
/// let moved = PracticeCode::constant("A81001");
/// builder
///     .membership(Membership::new(
///         moved,
///         old,
///         Period::constant(day(2019, 10, 1), day(2021, 4, 1)),
///     ))
///     .membership(Membership::new(moved, new, Period::since(day(2021, 4, 1))));
///
/// let table = [OwnRow::new("a81001 ", "U00001"), OwnRow::new("A8100I", "U00001")];
/// let result = builder.build().reconcile(&table, &Extent::NetworksNamed, day(2022, 4, 27));
/// assert_eq!(result.count(Verdict::Moved), 1);
/// assert_eq!(result.count(Verdict::Unreadable), 1);
/// assert!(result.to_markdown().contains("| moved | 1 | A81001 | U00001 | U00002 |"));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Reconciliation {
    /// The day.
    #[serde(deserialize_with = "crate::calendar::iso")]
    pub on: NaiveDate,
    /// Whether the register says nothing about the day. Nothing is compared then.
    #[serde(default, skip_serializing_if = "core::ops::Not::not")]
    pub no_claim: bool,
    /// How many rows the table has.
    pub rows: usize,
    /// How many of them agree with the register.
    pub agreed: usize,
    /// How many codes were read only after mending case or space.
    pub forgiven: usize,
    /// What does not agree: by verdict, then in the order of the table or of the codes.
    pub disagreements: Vec<Disagreement>,
}

impl Reconciliation {
    /// How many disagreements have a verdict.
    #[must_use]
    pub fn count(&self, verdict: Verdict) -> usize {
        self.disagreements.iter().filter(|one| one.verdict == verdict).count()
    }
}

/// A code read without regard to case and surrounding space.
fn mended<T: core::str::FromStr>(text: &str, forgiven: &mut usize) -> Result<T, T::Err> {
    let plain = text.trim().trim_start_matches('\u{feff}').to_ascii_uppercase();
    let read = plain.parse()?;
    if plain != text {
        *forgiven = forgiven.saturating_add(1);
    }
    Ok(read)
}

/// What a row says, once its codes are read.
struct Claim<'a> {
    row: usize,
    practice: PracticeCode,
    own: Option<PcnCode>,
    text: &'a OwnRow,
}

impl Register {
    /// Compares an embedder's own table of practices and networks with the register on a day.
    /// Codes decide; names are compared only where the codes agree. On a day about which the
    /// register makes no claim nothing is compared: what it does not say is no disagreement.
    ///
    /// # Examples
    ///
    /// ```
    /// use pcn::{
    ///     calendar::{Period, day},
    ///     network::{Extent, OwnRow, Register},
    /// };
    ///
    /// let mut builder = Register::builder();
    /// builder.speaks_for(Period::on(day(2022, 4, 27)));
    /// let table = [OwnRow::new("A81001", "U00001")];
    /// let result = builder.build().reconcile(&table, &Extent::Everything, day(2022, 4, 28));
    /// assert!(result.no_claim && result.disagreements.is_empty());
    /// assert_eq!(
    ///     result.to_string(),
    ///     "1 row on 2022-04-28: not compared, because the register says nothing about that day\n",
    /// );
    /// ```
    #[must_use]
    pub fn reconcile(&self, table: &[OwnRow], extent: &Extent, day: NaiveDate) -> Reconciliation {
        let mut result = Reconciliation {
            on: day,
            no_claim: !self.claims_on(day),
            rows: table.len(),
            agreed: 0,
            forgiven: 0,
            disagreements: Vec::new(),
        };
        if result.no_claim {
            return result;
        }
        let mut first_row: BTreeMap<PracticeCode, usize> = BTreeMap::new();
        let mut of_repeated: BTreeMap<PracticeCode, Vec<PcnCode>> = BTreeMap::new();
        let mut named: BTreeSet<PcnCode> = BTreeSet::new();
        for (row, text) in (1usize..).zip(table) {
            let claim = match claim(row, text, &mut result.forgiven) {
                Ok(claim) => claim,
                Err(unreadable) => {
                    result.disagreements.push(unreadable);
                    continue;
                }
            };
            named.extend(claim.own);
            if let Some(&first) = first_row.get(&claim.practice) {
                let note = format!("stands in row {first} already");
                let register = of_repeated.entry(claim.practice).or_insert_with(|| {
                    let mut networks = self.networks_of(&claim, day);
                    networks.truncate(SHOWN_WHEN_REPEATED);
                    networks
                });
                let repeated = disagreement(Verdict::Repeated, &claim, register.clone(), note);
                result.disagreements.push(Disagreement { first: Some(first), ..repeated });
                continue;
            }
            first_row.insert(claim.practice, row);
            match self.verdict(&claim, day) {
                Some((verdict, note)) => {
                    let register = self.networks_of(&claim, day);
                    result.disagreements.push(disagreement(verdict, &claim, register, note));
                }
                None => result.agreed = result.agreed.saturating_add(1),
            }
        }
        for practice in self.practices().filter(|own| !first_row.contains_key(&own.code)) {
            let register = self.network_of(practice.code, day).networks().to_vec();
            let expected = !register.is_empty()
                && match extent {
                    Extent::NetworksNamed => register.iter().any(|network| named.contains(network)),
                    Extent::Area(area) => {
                        let own = self.commissioner_of(practice.code, day);
                        own.is_some_and(|own| area.contains(&own))
                    }
                    Extent::Everything => true,
                };
            if expected {
                result.disagreements.push(Disagreement {
                    verdict: Verdict::Missing,
                    row: None,
                    first: None,
                    practice: Some(practice.code),
                    own: None,
                    register,
                    note: practice.name.to_string(),
                });
            }
        }
        let rank = |verdict: Verdict| Verdict::ALL.iter().position(|one| *one == verdict);
        result
            .disagreements
            .sort_by_key(|one| (rank(one.verdict), one.row.is_none(), one.row, one.practice));
        result
    }

    fn networks_of(&self, claim: &Claim<'_>, day: NaiveDate) -> Vec<PcnCode> {
        self.network_of(claim.practice, day).networks().to_vec()
    }

    /// How a row differs, or `None` if it agrees.
    fn verdict(&self, claim: &Claim<'_>, day: NaiveDate) -> Option<(Verdict, String)> {
        let placement = self.network_of(claim.practice, day);
        let register = placement.networks();
        let practice = self.practice(claim.practice);
        let name = practice.map_or("", |practice| &practice.name);
        let Some(own) = claim.own else {
            return (!register.is_empty()).then(|| (Verdict::Missing, name.to_owned()));
        };
        match self.network(own) {
            None if self.network_at(own).is_none() => {
                return Some((Verdict::NetworkUnknown, name.to_owned()));
            }
            Some(network) if !network.life.contains(day) => {
                let life = network.life;
                let note = match life.until() {
                    Some(until) if until <= day => {
                        format!("{} is closed since {until}", network.name)
                    }
                    _ => format!("{} opens on {}", network.name, life.from()),
                };
                return Some((Verdict::NetworkClosed, note));
            }
            _ => {}
        }
        if register.contains(&own) {
            return self.names_differ(claim, own).map(|note| (Verdict::NameOnly, note));
        }
        let closed = practice.is_some_and(|own| own.state_on(day) == PracticeState::Closed)
            || self.practice_at(claim.practice).is_some_and(|at| self.is_succeeded_at(at, day));
        if closed {
            return Some((Verdict::PracticeClosed, name.to_owned()));
        }
        match (register.is_empty(), practice) {
            (false, _) => Some((Verdict::Moved, name.to_owned())),
            (true, Some(_)) => Some((Verdict::Added, name.to_owned())),
            (true, None) => {
                Some((Verdict::Added, "the register holds no such practice".to_owned()))
            }
        }
    }

    fn names_differ(&self, claim: &Claim<'_>, own: PcnCode) -> Option<String> {
        let differs = |own: Option<&String>, register: Option<&str>| {
            let (own, register) = (own?, register.filter(|name| !name.is_empty())?);
            let unlike = !own.trim().is_empty() && plain(own) != plain(register);
            unlike.then(|| format!("`{}` is `{register}`", own.trim()))
        };
        let practice = self.practice(claim.practice).map(|practice| &*practice.name);
        let network = self.network(own).map(|network| &*network.name);
        let notes: Vec<_> = [
            differs(claim.text.practice_name.as_ref(), practice),
            differs(claim.text.pcn_name.as_ref(), network),
        ]
        .into_iter()
        .flatten()
        .collect();
        (!notes.is_empty()).then(|| notes.join("; "))
    }
}

/// How many networks of a practice are given with each of its repeated rows. A practice is in one;
/// a register that has it in thousands would have all of them given with every row.
const SHOWN_WHEN_REPEATED: usize = 8;

fn disagreement(
    verdict: Verdict,
    claim: &Claim<'_>,
    register: Vec<PcnCode>,
    note: String,
) -> Disagreement {
    Disagreement {
        verdict,
        row: Some(claim.row),
        first: None,
        practice: Some(claim.practice),
        own: claim.own,
        register,
        note,
    }
}

/// Reads a row's codes.
fn claim<'a>(
    row: usize,
    text: &'a OwnRow,
    forgiven: &mut usize,
) -> Result<Claim<'a>, Disagreement> {
    let unreadable = |practice, note| Disagreement {
        verdict: Verdict::Unreadable,
        row: Some(row),
        first: None,
        practice,
        own: None,
        register: Vec::new(),
        note,
    };
    let practice = mended::<PracticeCode>(&text.practice, forgiven)
        .map_err(|error| unreadable(None, error.to_string()))?;
    let own = match text.pcn.trim() {
        "" => None,
        _ => match mended::<PcnCode>(&text.pcn, forgiven) {
            Ok(code) => Some(code),
            Err(error) if error.is_unallocated() => None,
            Err(error) => {
                let note = error.to_string();
                return Err(unreadable(Some(practice), note));
            }
        },
    };
    Ok(Claim { row, practice, own, text })
}
