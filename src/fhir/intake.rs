//! Takes organisations one by one and puts the facts together.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::{
    days::{NoDays, candidates, role_candidates},
    error::cut,
    extension::Role,
    import::{Given, Imported, Place, Tally},
    organization::Organization,
    rules,
    vocabulary::{GP_PRACTICE, PRESCRIBING_COST_CENTRE, PRIMARY_CARE_NETWORK},
};
use crate::{
    code::{CodeError, PcnCode, PracticeCode, SubIcbCode},
    finding::{Finding, Report, Subject},
    network::{
        Commissioned, CommissionerRelation, Membership, Pcn, Practice, PracticeStatus,
        RegisterBuilder, Setting,
    },
};

fn setting(organization: &Organization) -> Option<Setting> {
    // A closed practice's roles have ended with it; an open one's may have ended before.
    let held = |role: &Role| role.active != Some(false) || organization.active != Some(true);
    let of = |role: &Role, code| role.code() == Some(code);
    if organization.roles().any(|role| of(role, GP_PRACTICE.0) && held(role)) {
        Some(Setting::GpPractice)
    } else if organization.roles().any(|role| !of(role, PRESCRIBING_COST_CENTRE.0)) {
        Some(Setting::Other)
    } else {
        None
    }
}

pub(super) fn subject(code: &str) -> Subject {
    Subject::new(cut(code).into_string())
}

/// A commissioner as an organisation stands, of a relation without days.
pub(super) struct Standing {
    pub(super) of: Commissioned,
    pub(super) commissioner: SubIcbCode,
    pub(super) path: String,
}

#[derive(Default)]
pub(super) struct Intake {
    pub(super) tally: Tally,
    pub(super) findings: Report,
    practices: Vec<Practice>,
    networks: Vec<Pcn>,
    pub(super) memberships: Vec<Membership>,
    pub(super) relations: Vec<CommissionerRelation>,
    pub(super) standing: Vec<Standing>,
    /// The codes of organisations that are neither practices nor networks.
    pub(super) others: BTreeSet<Box<str>>,
    /// The code of each organisation by what a reference may call it.
    pub(super) by_reference: HashMap<Box<str>, Box<str>>,
}

impl Intake {
    pub(super) fn leave(&mut self, finding: Finding) {
        self.findings.push(finding);
        self.tally.left_out = self.tally.left_out.saturating_add(1);
    }

    pub(super) fn organization(&mut self, given: &Given<'_>, organization: &Organization) {
        let place = &given.place;
        let mut codes =
            organization.identifiers.iter().enumerate().filter_map(|(at, identifier)| {
                let value = identifier.value.as_deref().filter(|_| identifier.is_ods())?;
                Some((format!("identifier[{at}].value"), value))
            });
        let first = codes.next();
        let second = first.as_ref().and_then(|(_, first)| codes.find(|(_, code)| code != first));

        let has = |code| organization.roles().any(|role| role.code() == Some(code));
        let is_network = has(PRIMARY_CARE_NETWORK.0);
        let is_practice = has(PRESCRIBING_COST_CENTRE.0) || has(GP_PRACTICE.0);

        let Some((code_path, code)) = first else {
            if is_network || is_practice {
                let message = "the organisation has no identifier of the ODS system";
                self.leave(Finding::of(&rules::NO_CODE, message).at(place.at("identifier")));
            } else {
                let message = "an organisation without a code and a role is left out";
                self.leave(Finding::of(&rules::OTHER_BODY, message).at(place.at("")));
            }
            return;
        };
        let by_id = organization.id.as_ref().map(|id| format!("Organization/{id}"));
        for name in given.full_url.map(str::to_owned).into_iter().chain(by_id) {
            self.by_reference.entry(name.into()).or_insert_with(|| code.into());
        }
        if let Some((path, second)) = second {
            let message = format!("`{}` and `{}` are two codes", cut(code), cut(second));
            let finding = Finding::of(&rules::CODES_DIFFER, message);
            self.findings.push(finding.about(subject(code)).at(place.at(&path)));
        }
        if !is_network && !is_practice {
            self.others.insert(code.into());
            let roles: Vec<&str> = organization.roles().filter_map(Role::code).collect();
            let message = match roles.as_slice() {
                [] => "it has no role".to_owned(),
                roles => format!("it has {}", cut(&roles.join(", "))),
            };
            let finding = Finding::of(&rules::OTHER_BODY, message);
            self.leave(finding.about(subject(code)).at(place.at("extension")));
            return;
        }
        if is_network && is_practice {
            let message = "it has RO272 beside RO177 or RO76";
            let finding = Finding::of(&rules::BOTH_ROLES, message);
            self.findings.push(finding.about(subject(code)).at(place.at("extension")));
        }
        let bad = |error: CodeError| {
            let finding = Finding::of(&rules::BAD_CODE, error.to_string());
            finding.about(subject(code)).at(place.at(&code_path))
        };
        if is_network && (!is_practice || PcnCode::try_new(code).is_ok()) {
            match PcnCode::try_new(code) {
                Ok(code) => self.network(place, organization, code),
                Err(error) => self.leave(bad(error)),
            }
        } else {
            match PracticeCode::try_new(code) {
                Ok(code) => self.practice(place, organization, code),
                Err(error) => self.leave(bad(error)),
            }
        }
    }

    fn network(&mut self, place: &Place, organization: &Organization, code: PcnCode) {
        let mut periods = candidates(&organization.extensions);
        if periods.is_empty() {
            periods = role_candidates(&organization.extensions, PRIMARY_CARE_NETWORK.0);
        }
        let life = match self.days(place, &code.into(), &periods) {
            Ok(life) => life,
            Err(why) => {
                let message = match why {
                    NoDays::NotGiven => "nothing says when the network began",
                    NoDays::Impossible => "the network cannot be placed in time",
                };
                let finding = Finding::of(&rules::NO_PERIOD, message);
                return self.leave(finding.about(code).at(place.at("extension")));
            }
        };
        self.activity(place, &code.into(), organization.active, life);
        let name = self.name(place, &code.into(), organization);
        self.networks.push(Pcn {
            postcode: organization.postcode().map(Into::into),
            provenance: place.provenance(),
            ..Pcn::new(code, name, life)
        });
        self.tally.networks = self.tally.networks.saturating_add(1);
    }

    fn practice(&mut self, place: &Place, organization: &Organization, code: PracticeCode) {
        let mut periods = candidates(&organization.extensions);
        for role in [PRESCRIBING_COST_CENTRE, GP_PRACTICE] {
            if periods.is_empty() {
                periods = role_candidates(&organization.extensions, role.0);
            }
        }
        let life = self.days(place, &code.into(), &periods).ok();
        if let Some(life) = life {
            self.activity(place, &code.into(), organization.active, life);
        }
        let name = self.name(place, &code.into(), organization);
        self.practices.push(Practice {
            status: organization.active.map(|active| match active {
                true => PracticeStatus::Open,
                false => PracticeStatus::Closed,
            }),
            life,
            setting: setting(organization),
            postcode: organization.postcode().map(Into::into),
            provenance: place.provenance(),
            ..Practice::new(code, name)
        });
        self.tally.practices = self.tally.practices.saturating_add(1);
    }

    fn name(&mut self, place: &Place, of: &Subject, organization: &Organization) -> Box<str> {
        match &organization.name {
            Some(name) if !name.trim().is_empty() => name.clone(),
            _ => {
                let finding = Finding::of(&rules::NO_NAME, "it has no name");
                self.findings.push(finding.about(of.clone()).at(place.at("name")));
                "".into()
            }
        }
    }

    /// Gives organisations their commissioners as they stand.
    fn attach(&mut self) {
        let described: BTreeSet<Commissioned> = (self.practices.iter())
            .map(|practice| Commissioned::Practice(practice.code))
            .chain(self.networks.iter().map(|network| Commissioned::Network(network.code)))
            .collect();
        let mut chosen: BTreeMap<Commissioned, SubIcbCode> = BTreeMap::new();
        for Standing { of, commissioner, path } in core::mem::take(&mut self.standing) {
            let first = chosen.get(&of).copied().unwrap_or(commissioner);
            let message = if !described.contains(&of) {
                format!("no resource describes the organisation that {commissioner} commissions")
            } else if first != commissioner {
                format!("{commissioner} commissions it, and so does {first}")
            } else {
                chosen.insert(of, commissioner);
                self.tally.commissioners = self.tally.commissioners.saturating_add(1);
                continue;
            };
            let about = match of {
                Commissioned::Practice(code) => Subject::from(code),
                Commissioned::Network(code) => Subject::from(code),
            };
            self.leave(Finding::of(&rules::UNDATED, message).about(about).at(path));
        }
        for practice in &mut self.practices {
            practice.commissioner = chosen.get(&Commissioned::Practice(practice.code)).copied();
        }
        for network in &mut self.networks {
            network.lead_commissioner_per_ods =
                chosen.get(&Commissioned::Network(network.code)).copied();
        }
    }

    pub(super) fn finish(mut self) -> Imported {
        self.attach();
        let mut builder = RegisterBuilder::new();
        for practice in self.practices {
            builder.practice(practice);
        }
        for network in self.networks {
            builder.network(network);
        }
        for membership in self.memberships {
            builder.membership(membership);
        }
        for relation in self.relations {
            builder.commissioner(relation);
        }
        Imported { builder, tally: self.tally, findings: self.findings }
    }
}
