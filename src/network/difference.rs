use core::fmt;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{Change, ChangeError, Checker, NetworkSize, Placement, Register};
use crate::{
    code::{PcnCode, PracticeCode},
    finding::Finding,
};

/// A network on a day: whether it is open, its members and their patients.
///
/// # Examples
///
/// ```
/// use pcn::{
///     calendar::{Period, day},
///     code::{PcnCode, PracticeCode},
///     network::{Change, Membership, Pcn, Register},
/// };
///
/// let (practice, pcn) = (PracticeCode::constant("A81001"), PcnCode::constant("U89141"));
/// let since = Period::since(day(2019, 10, 1));
/// let mut builder = Register::builder();
/// builder
///     .network(Pcn::new(pcn, "Stockton PCN", since))
///     .membership(Membership::new(practice, pcn, since));
/// let on = day(2022, 4, 1);
/// let (_, difference) =
///     builder.build().what_if(&[Change::Leaves { practice, pcn, on }], on)?;
/// let network = &difference.networks[0];
/// let members = |state: Option<&pcn::network::NetworkState>| state.map(|held| held.members.len());
/// assert_eq!(members(network.before.as_ref()), Some(1));
/// assert_eq!(members(network.after.as_ref()), Some(0));
/// # Ok::<(), pcn::network::ChangeError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct NetworkState {
    /// Whether it is open.
    pub open: bool,
    /// Its members, by code.
    pub members: Vec<PracticeCode>,
    /// The patients on their lists.
    pub size: NetworkSize,
}

/// A network that two registers show differently.
///
/// # Examples
///
/// ```
/// use pcn::{
///     calendar::{Period, day},
///     code::PcnCode,
///     network::{Checker, Pcn, Register},
/// };
///
/// // A network that only the later register holds.
/// let since = Period::since(day(2019, 10, 1));
/// let mut builder = Register::builder();
/// builder.network(Pcn::new(PcnCode::constant("U89141"), "Stockton PCN", since));
/// let (before, after) = (Register::builder().build(), builder.build());
/// let difference = before.difference(&after, &Checker::new(), day(2022, 4, 1));
/// let [network] = &difference.networks[..] else { return };
/// assert_eq!((&*network.name, network.before.is_none()), ("Stockton PCN", true));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct NetworkDifference {
    /// Its code.
    pub code: PcnCode,
    /// Its name.
    pub name: Box<str>,
    /// As it was; `None` if the register before did not hold it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub before: Option<NetworkState>,
    /// As it is; `None` if the register after does not hold it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<NetworkState>,
}

/// A practice that two registers place differently.
///
/// # Examples
///
/// ```
/// use pcn::{
///     calendar::{Period, day},
///     code::{PcnCode, PracticeCode},
///     network::{Checker, Membership, Placement, Register},
/// };
///
/// let practice = PracticeCode::constant("A81001");
/// let placed = |pcn| {
///     let mut builder = Register::builder();
///     builder.membership(Membership::new(practice, pcn, Period::since(day(2019, 10, 1))));
///     builder.build()
/// };
/// let [one, two] = ["U00001", "U00002"].map(PcnCode::constant);
/// let difference = placed(one).difference(&placed(two), &Checker::new(), day(2022, 4, 1));
/// assert_eq!(difference.practices[0].before, Placement::InOne(one));
/// assert_eq!(difference.practices[0].after, Placement::InOne(two));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct PracticeDifference {
    /// The practice.
    pub practice: PracticeCode,
    /// Its network before.
    pub before: Placement,
    /// Its network after.
    pub after: Placement,
}

/// What differs between two registers on a day.
///
/// # Examples
///
/// ```
/// use pcn::{
///     calendar::{Period, day},
///     code::{PcnCode, PracticeCode},
///     network::{Change, Membership, Pcn, Register},
/// };
///
/// let (practice, pcn) = (PracticeCode::constant("A81001"), PcnCode::constant("U89141"));
/// let since = Period::since(day(2019, 10, 1));
/// let mut builder = Register::builder();
/// builder
///     .network(Pcn::new(pcn, "Stockton PCN", since))
///     .membership(Membership::new(practice, pcn, since));
/// let register = builder.build();
///
/// let on = day(2022, 4, 1);
/// let (_, difference) = register.what_if(&[Change::Leaves { practice, pcn, on }], on)?;
/// assert_eq!(difference.networks.len(), 1);
/// assert!(difference.findings_new.iter().any(|finding| finding.rule.as_str() == "NET-MEM-001"));
/// println!("{difference}");
/// # Ok::<(), pcn::network::ChangeError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Difference {
    /// The day.
    #[serde(deserialize_with = "crate::calendar::iso")]
    pub on: NaiveDate,
    /// Networks whose opening, members or size differ, by code.
    pub networks: Vec<NetworkDifference>,
    /// Practices whose network differs, by code.
    pub practices: Vec<PracticeDifference>,
    /// Findings of the register before that the one after does not have.
    pub findings_gone: Vec<Finding>,
    /// Findings of the register after that the one before did not have.
    pub findings_new: Vec<Finding>,
}

impl Difference {
    /// Whether nothing differs.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.networks.is_empty()
            && self.practices.is_empty()
            && self.findings_gone.is_empty()
            && self.findings_new.is_empty()
    }
}

impl Register {
    /// What changes would do: the changed register, and how it differs on a day, under the
    /// crate's rules.
    ///
    /// # Errors
    ///
    /// [`ChangeError`] for the first change that cannot be made.
    pub fn what_if(
        &self,
        changes: &[Change],
        day: NaiveDate,
    ) -> Result<(Self, Difference), ChangeError> {
        let changed = self.with(changes)?;
        let difference = self.difference(&changed, &Checker::new(), day);
        Ok((changed, difference))
    }

    /// How another register differs from this one on a day, findings under a checker's rules.
    #[must_use]
    pub fn difference(&self, after: &Self, checker: &Checker, day: NaiveDate) -> Difference {
        let mut codes: Vec<_> =
            self.networks().chain(after.networks()).map(|own| own.code).collect();
        codes.sort_unstable();
        codes.dedup();
        let networks = codes
            .into_iter()
            .filter_map(|code| {
                let (before, now) = (self.state_of(code, day), after.state_of(code, day));
                let name = after.network(code).or_else(|| self.network(code))?.name.clone();
                (before != now).then_some(NetworkDifference { code, name, before, after: now })
            })
            .collect();

        let mut codes: Vec<_> =
            self.practices().chain(after.practices()).map(|own| own.code).collect();
        codes.sort_unstable();
        codes.dedup();
        let practices = codes
            .into_iter()
            .filter_map(|practice| {
                let before = self.network_of(practice, day);
                let after = after.network_of(practice, day);
                (before != after).then_some(PracticeDifference { practice, before, after })
            })
            .collect();

        let before = checker.check(self, day).into_findings();
        let now = checker.check(after, day).into_findings();
        Difference {
            on: day,
            networks,
            practices,
            findings_gone: without(&before, &now),
            findings_new: without(&now, &before),
        }
    }

    fn state_of(&self, code: PcnCode, day: NaiveDate) -> Option<NetworkState> {
        let network = self.network(code)?;
        Some(NetworkState {
            open: self.claims_on(day) && network.life.contains(day),
            members: self.members_on(code, day).collect(),
            size: self.list_size_of(code, day),
        })
    }
}

/// The findings of `these` that `others` lack. Both are sorted by a checker; a finding is told by
/// its text, which is unlike for unlike findings.
fn without(these: &[Finding], others: &[Finding]) -> Vec<Finding> {
    let key = |finding: &Finding| format!("{} {:?} {finding}", finding.severity, finding.on);
    let others: std::collections::BTreeSet<String> = others.iter().map(key).collect();
    these.iter().filter(|finding| !others.contains(&key(finding))).cloned().collect()
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.is_empty() {
            return writeln!(f, "no difference on {}", self.on);
        }
        writeln!(f, "differences on {}", self.on)?;
        for network in &self.networks {
            write!(f, "  {} {}: ", network.code, network.name)?;
            state(f, network.before.as_ref())?;
            f.write_str(" -> ")?;
            state(f, network.after.as_ref())?;
            writeln!(f)?;
        }
        for practice in &self.practices {
            writeln!(
                f,
                "  {}: {} -> {}",
                practice.practice,
                place(&practice.before),
                place(&practice.after),
            )?;
        }
        for (heading, findings) in
            [("findings gone", &self.findings_gone), ("new findings", &self.findings_new)]
        {
            if !findings.is_empty() {
                writeln!(f, "  {heading}: {}", findings.len())?;
            }
            for finding in findings {
                writeln!(f, "    {finding}")?;
            }
        }
        Ok(())
    }
}

fn state(f: &mut fmt::Formatter<'_>, state: Option<&NetworkState>) -> fmt::Result {
    match state {
        None => f.write_str("not in the register"),
        Some(NetworkState { open: false, members, .. }) if members.is_empty() => {
            f.write_str("closed")
        }
        Some(NetworkState { open, members, size }) => {
            let closed = if *open { "" } else { "closed, " };
            let patients = match size.known() {
                Some(patients) => format!("{patients} patients"),
                None => "patients unknown".to_owned(),
            };
            let practices = if members.len() == 1 { "practice" } else { "practices" };
            write!(f, "{closed}{} {practices}, {patients}", members.len())
        }
    }
}

fn place(placement: &Placement) -> String {
    match placement {
        Placement::InOne(network) => network.to_string(),
        Placement::InSeveral(networks) => {
            networks.iter().map(ToString::to_string).collect::<Vec<_>>().join(" and ")
        }
        Placement::InNone => "no network".to_owned(),
        Placement::Unknown => "not in the register".to_owned(),
    }
}
