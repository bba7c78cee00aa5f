use std::borrow::Cow;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{
    ClauseSubject, ContractHolder, NetworkForm, OtherParty, PracticeParty, Schedule,
    ScheduleNumber, Topic,
};
use crate::{code::Id, quantity::Ratio};

/// The agreement among the members of a network.
///
/// # Meaning
///
/// It is a contract among the members, not with the commissioner, and not an NHS contract. Its
/// clauses are national and fixed; the members write the schedules. Nothing of its text is kept
/// here, only what the rules ask about.
///
/// # Format
///
/// A JSON object. Only `id` is required; what is left out counts as not said.
///
/// # Examples
///
/// ```
/// use pcn::agreement::{
///     AgreementPart, AppointmentMethod, ClauseSubject, ContractHolder, Liability,
///     NetworkAgreement, ScheduleNumber, ScheduleState, VariedBy,
/// };
///
/// let agreement: NetworkAgreement = serde_json::from_str(
///     r#"{
///         "id": "67e55044-10b1-426f-9247-bb680e5fe0c8",
///         "practices": [{"practice": "A81001", "signed_on": "2019-05-10"}],
///         "schedules": [{
///             "number": 2, "state": "part_filled",
///             "contradicts": [{"clause": "joining_and_leaving", "how": "no notice"}]
///         }],
///         "director_appointment": {"method": "elected", "term_months": 24},
///         "data_sharing": {"in_place_on": "2019-06-20"},
///         "contracts": [{"title": "access hub", "holder": "lead_provider"}],
///         "variations": [
///             {"on": "2020-04-01", "by": "national", "part": {"clause": "termination"}},
///             {"on": "2020-05-01", "by": "members", "part": {"schedule": 2}}
///         ]
///     }"#,
/// )?;
/// assert_eq!(agreement.liability_in_effect(), Liability::Joint, "it is silent");
/// let schedule = agreement.schedule(ScheduleNumber::Two).ok_or("not given")?;
/// assert_eq!(schedule.state, ScheduleState::PartFilled);
/// assert_eq!(schedule.contradicts[0].clause, ClauseSubject::JoiningAndLeaving);
/// assert_eq!(agreement.contracts[0].holder, ContractHolder::LeadProvider);
/// assert_eq!(agreement.variations[1].by, VariedBy::Members);
/// assert_eq!(agreement.variations[1].part, AgreementPart::Schedule(ScheduleNumber::Two));
/// let appointment = agreement.director_appointment.ok_or("not given")?;
/// assert_eq!(appointment.method, AppointmentMethod::Elected);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Source
///
/// Lexology, on the Network Agreement of 2019; Lancashire and Cumbria LMCs, PCN support page; BMA,
/// "Creating and running PCNs" (August 2019).
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct NetworkAgreement {
    /// The agreement's own identifier, which the caller gives it.
    pub id: Id<NetworkAgreement>,
    /// What the agreement says that the network is.
    #[serde(default, skip_serializing_if = "NetworkForm::is_default")]
    pub network_form: NetworkForm,
    /// The practices that are parties.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub practices: Vec<PracticeParty>,
    /// The other parties.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub other_parties: Vec<OtherParty>,
    /// The schedules.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub schedules: Vec<Schedule>,
    /// How the clinical director is appointed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub director_appointment: Option<DirectorAppointment>,
    /// How members decide.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decisions: Option<DecisionRule>,
    /// Terms of joining.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub joining: Option<Provision>,
    /// Terms of leaving.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub leaving: Option<Provision>,
    /// Terms of expulsion.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expulsion: Option<Provision>,
    /// Collaboration with providers outside general practice.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub collaboration: Option<Provision>,
    /// Multidisciplinary arrangements with other providers for care homes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub care_home_teams: Option<Provision>,
    /// Data sharing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub data_sharing: Option<DataSharing>,
    /// Who bears risk and liability, if the schedules say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub liability: Option<Liability>,
    /// Contracts for services of the network, and who holds each.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub contracts: Vec<HeldContract>,
    /// The days on which the members reviewed the agreement.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[serde(deserialize_with = "crate::calendar::iso")]
    pub reviewed_on: Vec<NaiveDate>,
    /// Its variations.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub variations: Vec<Variation>,
}

impl NetworkAgreement {
    /// An agreement that says nothing yet.
    ///
    /// # Examples
    ///
    /// ```
    /// use pcn::{
    ///     agreement::{NetworkAgreement, NetworkForm, PracticeParty},
    ///     calendar::day,
    ///     code::PracticeCode,
    /// };
    ///
    /// let id = "67e55044-10b1-426f-9247-bb680e5fe0c8".parse()?;
    /// let [one, two] = ["A81001", "A81002"].map(PracticeCode::constant);
    /// let agreement = NetworkAgreement {
    ///     practices: vec![
    ///         PracticeParty::signed(one, day(2019, 5, 10)),
    ///         PracticeParty::signed(two, day(2019, 5, 14)),
    ///     ],
    ///     ..NetworkAgreement::new(id)
    /// };
    /// assert_eq!(agreement.network_form, NetworkForm::Collaboration);
    /// assert_eq!(agreement.signed_between(), Some((day(2019, 5, 10), day(2019, 5, 14))));
    /// # Ok::<(), pcn::code::IdError>(())
    /// ```
    #[must_use]
    pub const fn new(id: Id<Self>) -> Self {
        Self {
            id,
            network_form: NetworkForm::Collaboration,
            practices: Vec::new(),
            other_parties: Vec::new(),
            schedules: Vec::new(),
            director_appointment: None,
            decisions: None,
            joining: None,
            leaving: None,
            expulsion: None,
            collaboration: None,
            care_home_teams: None,
            data_sharing: None,
            liability: None,
            contracts: Vec::new(),
            reviewed_on: Vec::new(),
            variations: Vec::new(),
        }
    }

    /// Who bears risk and liability: as agreed or, where the agreement is silent, all jointly.
    #[must_use]
    pub fn liability_in_effect(&self) -> Liability {
        self.liability.unwrap_or(Liability::Joint)
    }

    /// A schedule, if it is given.
    #[must_use]
    pub fn schedule(&self, number: ScheduleNumber) -> Option<&Schedule> {
        self.schedules.iter().find(|schedule| schedule.number == number)
    }

    /// Whether some schedule settles a topic.
    #[must_use]
    pub fn settles(&self, topic: Topic) -> bool {
        self.schedules.iter().any(|schedule| schedule.settles.contains(&topic))
    }

    /// The first and the last day on which a party signed.
    #[must_use]
    pub fn signed_between(&self) -> Option<(NaiveDate, NaiveDate)> {
        let days = || {
            let practices = self.practices.iter().map(|party| party.signed_on);
            practices.chain(self.other_parties.iter().map(|party| party.signed_on)).flatten()
        };
        days().min().zip(days().max())
    }
}

/// How the clinical director is appointed. No way is prescribed; the members choose one.
///
/// # Examples
///
/// ```
/// use pcn::agreement::{AppointmentMethod, DirectorAppointment};
///
/// let how: DirectorAppointment =
///     serde_json::from_str(r#"{"method": "elected", "term_months": 24}"#)?;
/// assert_eq!(how.method, AppointmentMethod::Elected);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct DirectorAppointment {
    /// The method.
    pub method: AppointmentMethod,
    /// The term of office in months.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub term_months: Option<u16>,
}

/// A method of appointment.
///
/// # Examples
///
/// ```
/// use pcn::agreement::AppointmentMethod;
///
/// assert_eq!(serde_json::to_string(&AppointmentMethod::Appointed)?, r#""appointed""#);
/// # Ok::<(), serde_json::Error>(())
/// ```
///
/// # Source
///
/// Croner-i, "Primary care networks update": appointed or elected.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum AppointmentMethod {
    /// By appointment.
    Appointed,
    /// By election.
    Elected,
    /// In another way.
    Other,
}

/// How members decide.
///
/// # Examples
///
/// ```
/// use pcn::agreement::{DecisionMethod, DecisionRule};
///
/// let rule: DecisionRule =
///     serde_json::from_str(r#"{"method": "special_majority", "threshold": "0.75"}"#)?;
/// assert_eq!(rule.method, DecisionMethod::SpecialMajority);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct DecisionRule {
    /// The method.
    pub method: DecisionMethod,
    /// The share of the vote that carries a decision.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub threshold: Option<Ratio>,
    /// How many members must be present.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quorum: Option<u16>,
}

/// A method of deciding. The words are ours; the template leaves the method to the members.
///
/// # Examples
///
/// ```
/// use pcn::agreement::DecisionMethod;
///
/// let method: DecisionMethod = serde_json::from_str(r#""by_list_size""#)?;
/// assert_eq!(method, DecisionMethod::ByListSize);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum DecisionMethod {
    /// By consensus, without a vote.
    Consensus,
    /// All must agree.
    Unanimous,
    /// More than half.
    Majority,
    /// More than a stated share.
    SpecialMajority,
    /// Votes weighted by list size.
    ByListSize,
    /// Another way.
    Other,
}

/// Terms of the members' own on one matter.
///
/// # Examples
///
/// ```
/// use pcn::agreement::Provision;
///
/// let leaving: Provision =
///     serde_json::from_str(r#"{"terms": "Schedule 2, part B", "notice_months": 3}"#)?;
/// assert_eq!(leaving.notice_months, Some(3));
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Provision {
    /// The terms, or where they stand.
    pub terms: Cow<'static, str>,
    /// The notice, in months.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub notice_months: Option<u16>,
    /// Who decides, and how.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decision: Option<DecisionRule>,
}

impl Provision {
    /// Terms without a notice or a decision rule.
    ///
    /// # Examples
    ///
    /// ```
    /// use pcn::agreement::Provision;
    ///
    /// let joining = Provision::new("Schedule 2, part A");
    /// assert_eq!((joining.notice_months, joining.decision), (None, None));
    /// ```
    #[must_use]
    pub fn new(terms: impl Into<Cow<'static, str>>) -> Self {
        Self { terms: terms.into(), notice_months: None, decision: None }
    }
}

/// The data sharing agreement on the national template, and the data processor agreement where
/// one is needed.
///
/// # Examples
///
/// ```
/// use pcn::agreement::DataSharing;
///
/// // Where a processor is needed, its agreement must be in place too.
/// let sharing: DataSharing =
///     serde_json::from_str(r#"{"in_place_on": "2019-06-20", "processor_needed": true}"#)?;
/// assert!(sharing.processor_needed && sharing.processor_in_place_on.is_none());
/// # Ok::<(), serde_json::Error>(())
/// ```
///
/// # Source
///
/// DR Solicitors, how to complete the mandatory PCN agreement; Insight Solutions, extended hours.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct DataSharing {
    /// The day on which the data sharing agreement was in place.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[serde(deserialize_with = "crate::calendar::iso")]
    pub in_place_on: Option<NaiveDate>,
    /// Whether a data processor agreement is needed.
    #[serde(default, skip_serializing_if = "core::ops::Not::not")]
    pub processor_needed: bool,
    /// The day on which the data processor agreement was in place.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[serde(deserialize_with = "crate::calendar::iso")]
    pub processor_in_place_on: Option<NaiveDate>,
    /// The day on which the network confirmed it to the commissioner.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[serde(deserialize_with = "crate::calendar::iso")]
    pub confirmed_on: Option<NaiveDate>,
}

/// Who bears risk and liability.
///
/// # Examples
///
/// ```
/// use pcn::agreement::{Liability, NetworkAgreement};
///
/// let mut agreement = NetworkAgreement::new("67e55044-10b1-426f-9247-bb680e5fe0c8".parse()?);
/// assert_eq!(agreement.liability_in_effect(), Liability::Joint, "what silence means");
/// agreement.liability = Some(Liability::InShares);
/// assert_eq!(agreement.liability_in_effect(), Liability::InShares);
/// # Ok::<(), pcn::code::IdError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Liability {
    /// All practices jointly: what holds where the agreement is silent.
    Joint,
    /// Each practice its agreed share.
    InShares,
}

/// A contract for services of the network, and who holds it.
///
/// # Examples
///
/// ```
/// use pcn::agreement::{ContractHolder, HeldContract};
///
/// let hub: HeldContract =
///     serde_json::from_str(r#"{"title": "access hub", "holder": "lead_provider"}"#)?;
/// assert_eq!(hub.holder, ContractHolder::LeadProvider);
/// assert!(hub.holder.can_hold());
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct HeldContract {
    /// What the contract is for.
    pub title: Cow<'static, str>,
    /// Who holds it.
    pub holder: ContractHolder,
}

/// A variation of the agreement.
///
/// # Examples
///
/// ```
/// use pcn::agreement::{AgreementPart, ClauseSubject, Variation, VariedBy};
///
/// let variation: Variation = serde_json::from_str(
///     r#"{"on": "2020-04-01", "by": "national", "part": {"clause": "termination"}}"#,
/// )?;
/// assert_eq!(variation.by, VariedBy::National);
/// assert_eq!(variation.part, AgreementPart::Clause(ClauseSubject::Termination));
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Variation {
    /// The day from which it applies.
    #[serde(deserialize_with = "crate::calendar::iso")]
    pub on: NaiveDate,
    /// Who made it.
    pub by: VariedBy,
    /// What it changes.
    pub part: AgreementPart,
    /// What it says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub summary: Option<Cow<'static, str>>,
}

/// Who varies an agreement.
///
/// # Examples
///
/// ```
/// use pcn::agreement::VariedBy;
///
/// assert_eq!(serde_json::to_string(&VariedBy::Members)?, r#""members""#);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum VariedBy {
    /// NHS England and the BMA, for every network.
    National,
    /// The members.
    Members,
}

/// A part of an agreement.
///
/// # Examples
///
/// ```
/// use pcn::agreement::{AgreementPart, ScheduleNumber};
///
/// let part: AgreementPart = serde_json::from_str(r#"{"schedule": 2}"#)?;
/// assert_eq!(part, AgreementPart::Schedule(ScheduleNumber::Two));
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum AgreementPart {
    /// A clause.
    Clause(ClauseSubject),
    /// A schedule.
    Schedule(ScheduleNumber),
}
