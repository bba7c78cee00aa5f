//! From a register to resources.

use std::collections::{BTreeSet, HashMap};

use chrono::NaiveDate;

use super::{
    affiliation::OrganizationAffiliation,
    bundle::{Bundle, BundleKind, Entry, Resource, Search},
    concept::Concept,
    date::FhirPeriod,
    extension::{Extension, PeriodKind, Role, TypedPeriod},
    identifier::{Identifier, Reference},
    organization::{Address, Meta, Organization},
    rules,
    vocabulary::{
        GP_PRACTICE, IS_COMMISSIONED_BY, IS_PARTNER_TO, OTHER_PRESCRIBING_COST_CENTRE,
        PRESCRIBING_COST_CENTRE, PRIMARY_CARE_NETWORK, RECORD_CLASS, RECORD_USE, RELATIONSHIP,
        UK_CORE_AFFILIATION, UK_CORE_ORGANIZATION,
    },
};
use crate::{
    calendar::Period,
    code::{OdsCode, PcnCode, PracticeCode, SubIcbCode},
    finding::{Finding, Report},
    network::{Commissioned, Pcn, Practice, PracticeState, PracticeStatus, Register, Setting},
};

/// A bundle and what the register holds that it does not.
///
/// # Examples
///
/// ```
/// use pcn::{
///     calendar::{Period, day},
///     fhir::Exporter,
///     network::RegisterBuilder,
/// };
///
/// // A register that speaks for one day, asked about another.
/// let register = RegisterBuilder::snapshot(day(2022, 4, 27)).build();
/// let exported = Exporter::new().on(&register, day(2023, 4, 1));
/// assert_eq!(exported.findings.len(), 1);
/// assert!(exported.bundle.entries.is_empty());
/// ```
#[derive(Clone, Debug)]
pub struct Exported {
    /// The resources.
    pub bundle: Bundle,
    /// What is not in them, or not as the register has it.
    pub findings: Report,
}

/// Writes a register as a bundle of organisations and affiliations.
///
/// # Meaning
///
/// - [`history`](Self::history) writes every practice, network, membership and relation with a
///   commissioner. Read back, they are the same facts.
/// - [`on`](Self::on) writes those of one day, with their whole periods.
///
/// A register holds one period where the profile has two. It is written as the operational one and
/// as an affiliation's `period`, and as the legal one only if that is asked for
/// ([`with_legal_periods`](Self::with_legal_periods)). An organisation's days are those of its
/// primary role, as in the official examples.
///
/// The resources keep the profiles of UK Core and name them in `meta`. They have the shape of the
/// England ODS profiles but do not name those, because a register does not hold what they ask for
/// beyond it: the numbers of roles and relationships and the day of the last change.
///
/// # Examples
///
/// ```
/// use pcn::{
///     calendar::{Period, day},
///     code::{PcnCode, PracticeCode},
///     fhir::{Exporter, Imported},
///     network::{Membership, Pcn, Register},
/// };
///
/// let (practice, network) = (PracticeCode::constant("A81001"), PcnCode::constant("U89141"));
/// let period = Period::constant(day(2019, 10, 1), day(2022, 4, 1));
/// let mut builder = Register::builder();
/// builder
///     .network(Pcn::new(network, "STOCKTON PCN", Period::since(day(2019, 10, 1))))
///     .membership(Membership::new(practice, network, period));
///
/// let exported = Exporter::new().history(&builder.build(), day(2022, 4, 27));
/// assert!(exported.findings.is_empty());
/// assert!(exported.bundle.to_json().contains(r#""end":"2022-03-31""#));
///
/// let register = Imported::of(&exported.bundle).builder.build();
/// assert_eq!(register.history_of_practice(practice).next().unwrap().period, period);
/// ```
#[derive(Clone, Debug, Default)]
pub struct Exporter {
    base: Option<Box<str>>,
    searchset: bool,
    legal_periods: bool,
}

impl Exporter {
    /// Writes a collection without addresses.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Gives each resource its address on a server, for example
    /// `https://example.org/fhir/Organization/U89141` for the base `https://example.org/fhir`.
    ///
    /// # Examples
    ///
    /// ```
    /// use pcn::{
    ///     calendar::{Period, day},
    ///     code::PcnCode,
    ///     fhir::Exporter,
    ///     network::{Pcn, Register},
    /// };
    ///
    /// let day = day(2022, 4, 27);
    /// let mut builder = Register::builder();
    /// builder.network(Pcn::new(PcnCode::constant("U89141"), "STOCKTON PCN", Period::on(day)));
    /// let exported = Exporter::new()
    ///     .based_at("https://example.org/fhir")
    ///     .as_searchset()
    ///     .with_legal_periods()
    ///     .on(&builder.build(), day);
    /// let json = exported.bundle.to_json();
    /// assert!(json.contains(r#""fullUrl":"https://example.org/fhir/Organization/U89141""#));
    /// assert!(json.contains(r#""type":"searchset""#) && json.contains("Legal"));
    /// ```
    #[must_use]
    pub fn based_at(mut self, base: &str) -> Self {
        self.base = Some(base.trim_end_matches('/').into());
        self
    }

    /// Writes a searchset, one page of all that was found, instead of a collection.
    #[must_use]
    pub const fn as_searchset(mut self) -> Self {
        self.searchset = true;
        self
    }

    /// Writes the register's days as the legal period too, for receivers that ask for both. Right
    /// where the register's source has the same days for both.
    #[must_use]
    pub const fn with_legal_periods(mut self) -> Self {
        self.legal_periods = true;
        self
    }

    /// Writes what the register says of one day: the practices and networks that are open on it or
    /// belong together on it, the memberships of the day and the commissioners of the day.
    ///
    /// A bundle cannot say that it speaks of one day; who reads it back may call
    /// [`RegisterBuilder::speaks_for`](crate::network::RegisterBuilder::speaks_for).
    #[must_use]
    pub fn on(&self, register: &Register, day: NaiveDate) -> Exported {
        let mut output = Output::new(self, register, day);
        if register.claims_on(day) {
            output.day();
        } else {
            let message = "the register makes no claim about the day";
            output.findings.push(Finding::of(&rules::NO_CLAIM, message).on(day));
        }
        output.finish()
    }

    /// Writes the whole register. The day is that for which networks, roles and affiliations are
    /// `active`; a practice's `active` is its status, which is as at its source's date, and it has
    /// none if no status is recorded.
    #[must_use]
    pub fn history(&self, register: &Register, as_at: NaiveDate) -> Exported {
        let mut output = Output::new(self, register, as_at);
        output.history();
        output.finish()
    }
}

struct Output<'a> {
    settings: &'a Exporter,
    register: &'a Register,
    day: NaiveDate,
    entries: Vec<Entry>,
    findings: Report,
    /// How often each affiliation was written: real registers repeat them.
    written: HashMap<String, usize>,
}

impl<'a> Output<'a> {
    fn new(settings: &'a Exporter, register: &'a Register, day: NaiveDate) -> Self {
        Self {
            settings,
            register,
            day,
            entries: Vec::new(),
            findings: Report::new(),
            written: HashMap::new(),
        }
    }

    fn history(&mut self) {
        let register = self.register;
        for network in register.networks() {
            self.network(network);
            if let Some(lead) = network.lead_commissioner_per_ods {
                self.relation(network.code.into(), IS_COMMISSIONED_BY, lead.into(), None);
            }
        }
        for practice in register.practices().filter(|practice| register.is_described(practice.code))
        {
            let active = match practice.status {
                Some(PracticeStatus::Open | PracticeStatus::Dormant) => Some(true),
                Some(PracticeStatus::Closed | PracticeStatus::Proposed) => Some(false),
                None => None,
            };
            self.practice(practice, active);
            if let Some(commissioner) = practice.commissioner {
                self.relation(practice.code.into(), IS_COMMISSIONED_BY, commissioner.into(), None);
            }
        }
        for membership in register.memberships() {
            let (practice, pcn) = (membership.practice.into(), membership.pcn.into());
            self.relation(practice, IS_PARTNER_TO, pcn, Some(membership.period));
        }
        for relation in register.commissioner_relations() {
            let commissioner = relation.commissioner.into();
            self.relation(
                code(relation.of),
                IS_COMMISSIONED_BY,
                commissioner,
                Some(relation.period),
            );
        }
        self.leave_out();
    }

    fn day(&mut self) {
        let (register, day) = (self.register, self.day);
        let memberships: Vec<_> =
            register.memberships().filter(|membership| membership.period.contains(day)).collect();
        let members: BTreeSet<PracticeCode> =
            memberships.iter().map(|membership| membership.practice).collect();
        let joined: BTreeSet<PcnCode> =
            memberships.iter().map(|membership| membership.pcn).collect();

        for network in register.networks() {
            if network.life.contains(day) || joined.contains(&network.code) {
                self.network(network);
                let lead = register.lead_commissioner_per_ods(network.code, day);
                self.commissioner_on(Commissioned::Network(network.code), lead);
            }
        }
        for practice in register.practices().filter(|practice| register.is_described(practice.code))
        {
            let active = match practice.state_on(day) {
                PracticeState::Open | PracticeState::Dormant => Some(true),
                PracticeState::Closed | PracticeState::NotYetOpen => Some(false),
                PracticeState::NotRecorded => None,
            };
            if active != Some(false) || members.contains(&practice.code) {
                self.practice(practice, active);
                let commissioner = register.commissioner_of(practice.code, day);
                self.commissioner_on(Commissioned::Practice(practice.code), commissioner);
            }
        }
        for membership in memberships {
            let (practice, pcn) = (membership.practice.into(), membership.pcn.into());
            self.relation(practice, IS_PARTNER_TO, pcn, Some(membership.period));
        }
        self.leave_out();
    }

    /// The commissioner of the day, with the days of its relation if it has any.
    fn commissioner_on(&mut self, of: Commissioned, commissioner: Option<SubIcbCode>) {
        let Some(commissioner) = commissioner else { return };
        let relations = self.register.commissioner_relations();
        let start = relations.partition_point(|relation| relation.of < of);
        let dated = relations.iter().skip(start).take_while(|relation| relation.of == of);
        let period = dated
            .filter(|relation| relation.period.contains(self.day))
            .filter(|relation| relation.commissioner == commissioner)
            .last()
            .map(|relation| relation.period);
        self.relation(code(of), IS_COMMISSIONED_BY, commissioner.into(), period);
    }

    fn no_such_days(&mut self, code: OdsCode, period: Period) {
        let message = format!("{period} is not written");
        self.findings.push(Finding::of(&rules::NO_SUCH_DAYS, message).about(code));
    }

    /// A period as the profile has it: operational, and legal if that is asked for.
    fn typed(&self, period: &FhirPeriod) -> impl Iterator<Item = TypedPeriod> {
        let legal = self.settings.legal_periods.then_some(PeriodKind::Legal);
        let period = period.clone();
        legal
            .into_iter()
            .chain([PeriodKind::Operational])
            .map(move |kind| TypedPeriod::new(kind, period.clone()))
    }

    fn network(&mut self, network: &Pcn) {
        let active = Some(network.life.contains(self.day));
        let roles =
            self.roles(network.code.into(), PRIMARY_CARE_NETWORK, None, Some(network.life), active);
        self.organization(
            network.code.into(),
            &network.name,
            active,
            roles,
            network.postcode.as_deref(),
        );
    }

    fn practice(&mut self, practice: &Practice, active: Option<bool>) {
        let code = practice.code.into();
        if let Some(status @ (PracticeStatus::Dormant | PracticeStatus::Proposed)) = practice.status
        {
            let (status, written) = match status {
                PracticeStatus::Dormant => ("dormant", "active"),
                _ => ("proposed", "not active"),
            };
            let message = format!("its status, {status}, is written as {written}");
            self.findings.push(Finding::of(&rules::STATUS, message).about(code));
        }
        let further = practice.setting.map(|setting| match setting {
            Setting::GpPractice => GP_PRACTICE,
            Setting::Other => OTHER_PRESCRIBING_COST_CENTRE,
        });
        let roles = self.roles(code, PRESCRIBING_COST_CENTRE, further, practice.life, active);
        self.organization(code, &practice.name, active, roles, practice.postcode.as_deref());
    }

    /// The primary role, with the organisation's days, and a further one, whose days are not known.
    fn roles(
        &mut self,
        code: OdsCode,
        primary: (&str, &str),
        further: Option<(&str, &str)>,
        life: Option<Period>,
        active: Option<bool>,
    ) -> Vec<Role> {
        let written = life.and_then(FhirPeriod::from_days);
        if let (Some(life), None) = (life, &written) {
            self.no_such_days(code, life);
        }
        let periods = written.iter().flat_map(|period| self.typed(period)).collect();
        let active = active.or_else(|| life.map(|life| life.contains(self.day)));
        let primary = Role { periods, active, ..Role::new(primary) };
        let further = further.map(|role| Role { active, ..Role::new(role) });
        core::iter::once(primary).chain(further).collect()
    }

    fn organization(
        &mut self,
        code: OdsCode,
        name: &str,
        active: Option<bool>,
        roles: Vec<Role>,
        postcode: Option<&str>,
    ) {
        let address = postcode
            .map(|postcode| Address { postal_code: Some(postcode.into()), ..Address::default() });
        let organization = Organization {
            id: Some(code.as_str().into()),
            meta: Some(Meta::of(UK_CORE_ORGANIZATION)),
            extensions: roles.into_iter().map(Box::new).map(Extension::Role).collect(),
            identifiers: vec![Identifier {
                purpose: Some("official".into()),
                ..Identifier::ods(code)
            }],
            active,
            // SOURCE: both stand in every official example. `RC1` is a body, not one of its sites.
            types: vec![
                Concept::new(RECORD_USE, ("Full", "Full")),
                Concept::new(RECORD_CLASS, ("RC1", "HSCOrg")),
            ],
            name: (!name.is_empty()).then(|| name.into()),
            addresses: address.into_iter().collect(),
            ..Organization::default()
        };
        let id = format!("Organization/{code}");
        self.push(&id, Resource::Organization(Box::new(organization)));
    }

    /// An affiliation; one without a period is of the organisation as it stands.
    fn relation(
        &mut self,
        of: OdsCode,
        relationship: (&str, &str),
        with: OdsCode,
        period: Option<Period>,
    ) {
        let written = period.and_then(FhirPeriod::from_days);
        if let (Some(period), None) = (period, &written) {
            return self.no_such_days(of, period);
        }
        let mut id = format!("{of}-{}-{with}", relationship.0);
        if let Some(period) = period {
            id = format!("{id}-{}", period.from().format("%Y%m%d"));
        }
        let times = self.written.entry(id.clone()).or_default();
        *times = times.saturating_add(1);
        if *times > 1 {
            id = format!("{id}-{times}");
        }
        let affiliation = OrganizationAffiliation {
            id: Some(id.as_str().into()),
            meta: Some(Meta::of(UK_CORE_AFFILIATION)),
            extensions: written
                .iter()
                .flat_map(|period| self.typed(period))
                .map(Extension::Period)
                .collect(),
            active: Some(period.is_none_or(|period| period.contains(self.day))),
            period: written,
            organization: Some(Reference::to(of)),
            participating_organization: Some(Reference::to(with)),
            codes: vec![Concept::new(RELATIONSHIP, relationship)],
            ..OrganizationAffiliation::default()
        };
        let id = format!("OrganizationAffiliation/{id}");
        self.push(&id, Resource::Affiliation(Box::new(affiliation)));
    }

    fn push(&mut self, id: &str, resource: Resource) {
        self.entries.push(Entry {
            full_url: self.settings.base.as_ref().map(|base| format!("{base}/{id}").into()),
            search: self.settings.searchset.then(Search::matched),
            ..Entry::of(resource)
        });
    }

    /// One finding for each kind of fact that resources cannot say.
    fn leave_out(&mut self) {
        let register = self.register;
        let claims = usize::from(register.claims().is_some());
        for (count, one, many) in [
            (register.lists().count(), "list size", "list sizes"),
            (register.waivers().len(), "waiver", "waivers"),
            (
                register.directors().len(),
                "record of clinical directors",
                "records of clinical directors",
            ),
            (register.payees().len(), "payee", "payees"),
            (register.successions().len(), "merger", "mergers"),
            (
                register.unallocated().len(),
                "practice said to be in no network",
                "practices said to be in no network",
            ),
            (
                register.contradicting_practices().len(),
                "contradicting record of a practice",
                "contradicting records of practices",
            ),
            (
                register.contradicting_networks().len(),
                "contradicting record of a network",
                "contradicting records of networks",
            ),
            (claims, "limit to the days of which the register speaks", ""),
        ] {
            if count > 0 {
                let what = if count == 1 { one } else { many };
                let message = format!("{count} {what} not written");
                self.findings.push(Finding::of(&rules::NOT_WRITTEN, message).on(self.day));
            }
        }
    }

    fn finish(self) -> Exported {
        let kind =
            if self.settings.searchset { BundleKind::Searchset } else { BundleKind::Collection };
        let bundle = Bundle { kind, entries: self.entries, ..Bundle::default() };
        Exported { bundle, findings: self.findings }
    }
}

fn code(of: Commissioned) -> OdsCode {
    match of {
        Commissioned::Practice(code) => code.into(),
        Commissioned::Network(code) => code.into(),
    }
}
