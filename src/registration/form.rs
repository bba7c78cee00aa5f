use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{NetworkEvent, NetworkState, Step};
use crate::{
    agreement::NetworkAgreement,
    calendar::Period,
    code::{Id, OdsCode, PcnCode, PracticeCode, SubIcbCode},
    network::{ClinicalDirector, NetworkSize, Payee, WaiverKind},
    quantity::{Patients, PatientsOn, Registered},
};

/// What a network sends its commissioner to register, to confirm that nothing has changed, or to
/// say what has.
///
/// # Meaning
///
/// In 2019 the form held six things: the members with their codes, the list size at 1 January, a
/// map of the area, the initial agreement signed by all, the clinical director, and the payee.
/// Later years ask networks to confirm or to notify changes. One type serves all; which parts a
/// year asks is for [`check`](super::check) to say.
///
/// # Format
///
/// A JSON object without unknown keys. Only `id` is required; what is left out counts as not said.
/// With the feature `json`, `RegistrationForm::from_json` reads it and says where a text is wrong.
///
/// # Examples
///
/// ```
/// use pcn::registration::{ContractKind, NetworkState, Purpose, RegistrationForm};
///
/// let form: RegistrationForm = serde_json::from_str(
///     r#"{
///         "id": "67e55044-10b1-426f-9247-bb680e5fe0c8",
///         "name": "Dale Network",
///         "members": [{
///             "code": "A81001", "contract": "gms",
///             "list_size": {"count": 31000, "on": "2019-01-01"}
///         }],
///         "history": [{"event": "submit", "on": "2019-05-14"}]
///     }"#,
/// )?;
/// assert_eq!(form.purpose, Purpose::New);
/// assert_eq!(form.members[0].contract, Some(ContractKind::Gms));
/// assert_eq!(form.state_on("2019-05-13".parse()?), NetworkState::Forming);
/// assert_eq!(form.state_on("2019-05-14".parse()?), NetworkState::Submitted);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Source
///
/// BMA, "Creating and running PCNs" (August 2019); Hempsons, key dates of 2020/21.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct RegistrationForm {
    /// The form's own identifier, which the caller gives it.
    pub id: Id<RegistrationForm>,
    /// What the form is for.
    #[serde(default, skip_serializing_if = "Purpose::is_default")]
    pub purpose: Purpose,
    /// The network's name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<Box<str>>,
    /// The network's code. A network that registers for the first time has none yet.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<PcnCode>,
    /// The commissioner: a CCG before July 2022, a sub-ICB location since.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub commissioner: Option<SubIcbCode>,
    /// The member practices.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub members: Vec<Member>,
    /// The network's list size.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub list_size: Option<PatientsOn<Registered>>,
    /// The Network Area.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub area: Option<NetworkArea>,
    /// The Network Agreement.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub agreement: Option<NetworkAgreement>,
    /// The clinical director, or those who share the post.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub clinical_directors: Vec<NamedDirector>,
    /// Who receives the payments.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub nominated_payee: Option<Payee>,
    /// What has changed since the network last registered.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub changes: Vec<Change>,
    /// What the commissioner has granted about the network's size.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub waivers: Vec<FormWaiver>,
    /// The day on which the commissioner sent the PCN ODS Change Instruction Notice.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[serde(deserialize_with = "crate::calendar::iso")]
    pub change_notice_on: Option<NaiveDate>,
    /// What has happened to the form and the network, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub history: Vec<Step>,
}

/// What a form is for.
///
/// # Examples
///
/// ```
/// use pcn::registration::Purpose;
///
/// assert_eq!(Purpose::default(), Purpose::New);
/// assert_eq!(serde_json::to_string(&Purpose::Unchanged)?, r#""unchanged""#);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Purpose {
    /// A network registers for the first time.
    #[default]
    New,
    /// A network confirms that nothing has changed.
    Unchanged,
    /// A network says what has changed.
    Change,
}

impl Purpose {
    fn is_default(&self) -> bool {
        *self == Self::default()
    }
}

/// A member practice as the form gives it.
///
/// # Examples
///
/// ```
/// use pcn::registration::Member;
///
/// let error = serde_json::from_str::<Member>(
///     r#"{"code": "A81001", "list_size": {"count": -5, "on": "2019-01-01"}}"#,
/// );
/// assert!(error.is_err(), "a list size is not negative");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Member {
    /// The practice's code.
    pub code: PracticeCode,
    /// Its name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<Box<str>>,
    /// Its registered patients.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub list_size: Option<PatientsOn<Registered>>,
    /// The contract that it holds for essential services in hours.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contract: Option<ContractKind>,
    /// The days on which the practice exists.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub life: Option<Period>,
    /// The day on which the commissioner told the network that it must take the practice.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[serde(deserialize_with = "crate::calendar::iso")]
    pub allocated_on: Option<NaiveDate>,
}

impl Member {
    /// A member of whom only the code is given.
    #[must_use]
    pub const fn new(code: PracticeCode) -> Self {
        Self { code, name: None, list_size: None, contract: None, life: None, allocated_on: None }
    }
}

/// A contract of a practice.
///
/// # Examples
///
/// ```
/// use pcn::registration::ContractKind;
///
/// let kind: ContractKind = serde_json::from_str(r#""apms""#)?;
/// assert_eq!(kind, ContractKind::Apms);
/// # Ok::<(), serde_json::Error>(())
/// ```
///
/// # Source
///
/// Salford and Trafford LMC, FAQ: members hold a GMS, PMS or APMS contract for essential services
/// in hours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum ContractKind {
    /// General Medical Services.
    Gms,
    /// Personal Medical Services.
    Pms,
    /// Alternative Provider Medical Services.
    Apms,
    /// Another contract, or none for essential services in hours.
    Other,
}

/// The Network Area as the form gives it.
///
/// # Examples
///
/// ```
/// use pcn::registration::NetworkArea;
///
/// let area: NetworkArea = serde_json::from_str(
///     r#"{"map": "dale-area-v2.pdf", "sense_to_members": true, "adjacent": [["A81001", "A81002"]]}"#,
/// )?;
/// assert_eq!(area.sense_to_members, Some(true));
/// assert_eq!(area.sense_to_community, None, "not said");
/// # Ok::<(), serde_json::Error>(())
/// ```
///
/// # Source
///
/// Leicester City CCG, "The development of Primary Care Networks" (2019), paragraph 22; NHS
/// England, PCN FAQs, second iteration (May 2019).
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct NetworkArea {
    /// The map, by its file or reference.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub map: Option<Box<str>>,
    /// Whether the boundary makes sense to the members.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sense_to_members: Option<bool>,
    /// Whether it makes sense to other community providers, who configure their teams to it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sense_to_providers: Option<bool>,
    /// Whether it makes sense to the local community.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sense_to_community: Option<bool>,
    /// Pairs of practices whose areas touch, as the caller knows them; `None` if nobody looked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub adjacent: Option<Vec<(PracticeCode, PracticeCode)>>,
    /// Whether the network lies in Greater London.
    #[serde(default, skip_serializing_if = "core::ops::Not::not")]
    pub in_greater_london: bool,
    /// Whether it agrees with the neighbourhoods of its area.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub aligned_with_neighbourhoods: Option<bool>,
}

impl NetworkArea {
    /// The parts into which practices fall when only touching areas are joined: one part for a
    /// contiguous area. `None` if nobody looked which areas touch.
    ///
    /// # Examples
    ///
    /// ```
    /// use pcn::{code::PracticeCode, registration::NetworkArea};
    ///
    /// let [a, b, c] = ["A81001", "A81002", "A81003"].map(PracticeCode::constant);
    /// let area = NetworkArea { adjacent: Some(vec![(b, a)]), ..NetworkArea::default() };
    /// assert_eq!(area.parts(&[a, b, c]), Some(vec![vec![a, b], vec![c]]));
    /// ```
    #[must_use]
    pub fn parts(&self, practices: &[PracticeCode]) -> Option<Vec<Vec<PracticeCode>>> {
        let pairs = self.adjacent.as_ref()?;
        let mut neighbours: BTreeMap<PracticeCode, BTreeSet<PracticeCode>> = BTreeMap::new();
        for (one, two) in pairs {
            neighbours.entry(*one).or_default().insert(*two);
            neighbours.entry(*two).or_default().insert(*one);
        }
        let mut left: BTreeSet<PracticeCode> = practices.iter().copied().collect();
        let mut parts = Vec::new();
        while let Some(first) = left.pop_first() {
            let mut part = BTreeSet::from([first]);
            let mut to_visit = vec![first];
            while let Some(next) = to_visit.pop() {
                for near in neighbours.get(&next).into_iter().flatten() {
                    // Only members join members: a practice of another network is no bridge.
                    if left.remove(near) {
                        part.insert(*near);
                        to_visit.push(*near);
                    }
                }
            }
            parts.push(part.into_iter().collect());
        }
        Some(parts)
    }
}

/// A clinical director as the form names them.
///
/// # Examples
///
/// ```
/// use pcn::registration::NamedDirector;
///
/// let director: NamedDirector =
///     serde_json::from_str(r#"{"person": {"name": "Dr A. Lane"}, "practice": "A81001"}"#)?;
/// assert_eq!(&*director.person.name, "Dr A. Lane");
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct NamedDirector {
    /// Who it is.
    pub person: ClinicalDirector,
    /// The practice in which they work.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub practice: Option<PracticeCode>,
    /// The day on which the members appointed them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[serde(deserialize_with = "crate::calendar::iso")]
    pub appointed_on: Option<NaiveDate>,
}

/// A change that a network notifies.
///
/// # Examples
///
/// ```
/// use pcn::registration::{Change, ChangeKind};
///
/// let change: Change = serde_json::from_str(
///     r#"{"kind": "practice_leaves", "practice": "A81003", "notified_on": "2022-04-12"}"#,
/// )?;
/// assert_eq!(change.kind, ChangeKind::PracticeLeaves);
/// # Ok::<(), serde_json::Error>(())
/// ```
///
/// # Source
///
/// Hempsons, key dates of 2020/21: payee, membership, area and clinical director.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Change {
    /// What changes.
    pub kind: ChangeKind,
    /// The practice that joins or leaves.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub practice: Option<PracticeCode>,
    /// The day on which the commissioner was told.
    #[serde(deserialize_with = "crate::calendar::iso")]
    pub notified_on: NaiveDate,
    /// The day from which it applies.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[serde(deserialize_with = "crate::calendar::iso")]
    pub effective_on: Option<NaiveDate>,
}

/// What changes.
///
/// # Examples
///
/// ```
/// use pcn::registration::ChangeKind;
///
/// let kind: ChangeKind = serde_json::from_str(r#""clinical_director""#)?;
/// assert_eq!(kind, ChangeKind::ClinicalDirector);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum ChangeKind {
    /// A practice joins.
    PracticeJoins,
    /// A practice leaves.
    PracticeLeaves,
    /// Another Network Area.
    Area,
    /// Another clinical director.
    ClinicalDirector,
    /// Another payee.
    Payee,
}

/// What a commissioner granted about the size of the network on the form. A network without a
/// code yet cannot be named otherwise.
///
/// # Examples
///
/// ```
/// use pcn::{network::WaiverKind, registration::FormWaiver};
///
/// let waiver: FormWaiver = serde_json::from_str(
///     r#"{"kind": "below_minimum", "agreed_by": "84H", "agreed_on": "2019-05-20",
///         "reason": "upper dale, 800 square kilometres"}"#,
/// )?;
/// assert_eq!(waiver.kind, WaiverKind::BelowMinimum);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct FormWaiver {
    /// What is granted.
    pub kind: WaiverKind,
    /// By which commissioner.
    pub agreed_by: OdsCode,
    /// When.
    #[serde(deserialize_with = "crate::calendar::iso")]
    pub agreed_on: NaiveDate,
    /// Why.
    pub reason: Box<str>,
}

impl RegistrationForm {
    /// A form that says nothing yet.
    #[must_use]
    pub const fn new(id: Id<Self>) -> Self {
        Self {
            id,
            purpose: Purpose::New,
            name: None,
            code: None,
            commissioner: None,
            members: Vec::new(),
            list_size: None,
            area: None,
            agreement: None,
            clinical_directors: Vec::new(),
            nominated_payee: None,
            changes: Vec::new(),
            waivers: Vec::new(),
            change_notice_on: None,
            history: Vec::new(),
        }
    }

    /// How a message names the network.
    #[must_use]
    pub fn label(&self) -> String {
        match (&self.name, self.code) {
            (Some(name), Some(code)) => format!("{name} ({code})"),
            (Some(name), None) => name.to_string(),
            (None, Some(code)) => code.to_string(),
            (None, None) => "the network".to_owned(),
        }
    }

    /// The members' codes, each once, in order.
    #[must_use]
    pub fn member_codes(&self) -> Vec<PracticeCode> {
        let codes: BTreeSet<_> = self.members.iter().map(|member| member.code).collect();
        codes.into_iter().collect()
    }

    /// The sum of the members' lists, and who is missing from it. A member that stands twice
    /// counts once.
    ///
    /// # Examples
    ///
    /// ```
    /// use pcn::{
    ///     calendar::day,
    ///     code::PracticeCode,
    ///     quantity::{Patients, PatientsOn},
    ///     registration::{Member, RegistrationForm},
    /// };
    ///
    /// let [one, two] = ["A81001", "A81002"].map(PracticeCode::constant);
    /// let list = PatientsOn { count: Patients::from(31_000), on: day(2019, 1, 1) };
    /// let form = RegistrationForm {
    ///     members: vec![Member { list_size: Some(list), ..Member::new(one) }, Member::new(two)],
    ///     ..RegistrationForm::new("67e55044-10b1-426f-9247-bb680e5fe0c8".parse()?)
    /// };
    /// assert_eq!(form.member_codes(), [one, two]);
    /// assert_eq!(form.size().counted, Patients::from(31_000));
    /// assert_eq!(form.size().missing, [two], "its list is not given");
    /// assert_eq!(form.label(), "the network", "it has neither a name nor a code");
    /// # Ok::<(), pcn::code::IdError>(())
    /// ```
    #[must_use]
    pub fn size(&self) -> NetworkSize {
        let mut lists: BTreeMap<PracticeCode, Option<PatientsOn<Registered>>> = BTreeMap::new();
        for member in &self.members {
            let list = lists.entry(member.code).or_default();
            *list = list.or(member.list_size);
        }
        let known = || lists.values().flatten();
        let days = || known().map(|list| list.on);
        NetworkSize {
            counted: known().map(|list| list.count).sum::<Patients<Registered>>(),
            members: lists.len(),
            missing: lists
                .iter()
                .filter(|(_, list)| list.is_none())
                .map(|(code, _)| *code)
                .collect(),
            dates: days().min().zip(days().max()),
        }
    }

    /// Where the history sets out from. A network that confirms or changes is established, unless
    /// its history is given from the first form on.
    #[must_use]
    pub fn first_state(&self) -> NetworkState {
        let from_the_start =
            self.history.first().is_some_and(|step| step.event == NetworkEvent::Submit);
        if self.purpose == Purpose::New || from_the_start {
            NetworkState::Forming
        } else {
            NetworkState::Established
        }
    }

    /// The state on a day: every legal step of the history up to that day, taken in order from
    /// the [first state](Self::first_state). Illegal steps change nothing; the check reports them.
    #[must_use]
    pub fn state_on(&self, day: NaiveDate) -> NetworkState {
        let steps = self.history.iter().filter(|step| step.on <= day);
        steps.fold(self.first_state(), |state, step| state.after(step.event).unwrap_or(state))
    }

    /// The first day on which something happened, if it did.
    ///
    /// # Examples
    ///
    /// ```
    /// use pcn::{
    ///     calendar::day,
    ///     registration::{NetworkEvent, NetworkState, RegistrationForm},
    /// };
    ///
    /// let form: RegistrationForm = serde_json::from_str(
    ///     r#"{
    ///         "id": "67e55044-10b1-426f-9247-bb680e5fe0c8",
    ///         "purpose": "change",
    ///         "history": [{"event": "notify_change", "on": "2022-04-12"}]
    ///     }"#,
    /// )?;
    /// assert_eq!(form.first_state(), NetworkState::Established, "it changes, so it is there");
    /// assert_eq!(form.day_of(NetworkEvent::NotifyChange), Some(day(2022, 4, 12)));
    /// assert_eq!(form.day_of(NetworkEvent::AcceptChange), None);
    /// # Ok::<(), serde_json::Error>(())
    /// ```
    #[must_use]
    pub fn day_of(&self, event: NetworkEvent) -> Option<NaiveDate> {
        self.history.iter().filter(|step| step.event == event).map(|step| step.on).min()
    }
}
