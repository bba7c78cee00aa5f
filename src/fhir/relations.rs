//! Takes affiliations one by one.

use super::{
    affiliation::OrganizationAffiliation,
    days::{Candidate, NoDays, candidates},
    error::cut,
    identifier::Reference,
    import::Place,
    intake::{Intake, Standing, subject},
    rules,
    vocabulary::{IS_COMMISSIONED_BY, IS_PARTNER_TO},
};
use crate::{
    calendar::Period,
    code::{CodeError, PcnCode, PracticeCode, SubIcbCode},
    finding::{Finding, Rule, Subject},
    network::{Commissioned, CommissionerRelation, Membership},
};

impl Intake {
    /// The code behind a reference, and its path.
    fn code_behind(
        &mut self,
        place: &Place,
        key: &str,
        reference: Option<&Reference>,
    ) -> Result<(String, Box<str>), Box<Finding>> {
        let missing = |path: &str, message: String| {
            Err(Box::new(Finding::of(&rules::NO_CODE, message).at(place.at(path))))
        };
        let Some(reference) = reference else {
            return missing(key, "there is no such reference".to_owned());
        };
        let address = reference.reference.as_deref();
        let found = address.and_then(|address| self.by_reference.get(address)).cloned();
        let identifier = reference.identifier.as_ref();
        let own = identifier.filter(|own| own.is_ods()).and_then(|own| own.value.clone());
        match (own, found) {
            (Some(own), found) => {
                let path = format!("{key}.identifier.value");
                if let Some(other) = found.filter(|found| *found != own) {
                    let address = address.unwrap_or_default();
                    let message = format!("`{}` has the code `{}`", cut(address), cut(&other));
                    let finding = Finding::of(&rules::CODES_DIFFER, message);
                    self.findings.push(finding.about(subject(&own)).at(place.at(&path)));
                }
                Ok((path, own))
            }
            (None, Some(found)) => Ok((format!("{key}.reference"), found)),
            (None, None) => match (identifier, address) {
                (Some(identifier), _) => missing(
                    &format!("{key}.identifier"),
                    match &identifier.system {
                        Some(system) if identifier.value.is_some() => {
                            format!("the system `{}` is not that of ODS codes", cut(system))
                        }
                        Some(_) => "the identifier has no value".to_owned(),
                        None => "the identifier has no system".to_owned(),
                    },
                ),
                (None, Some(address)) => missing(
                    &format!("{key}.reference"),
                    format!("`{}` is no organisation of these bundles", cut(address)),
                ),
                (None, None) => missing(key, "it has neither identifier nor address".to_owned()),
            },
        }
    }

    pub(super) fn affiliation(&mut self, place: &Place, affiliation: &OrganizationAffiliation) {
        let relationship = affiliation.relationship();
        let outcome = if relationship == Some(IS_PARTNER_TO.0) {
            self.membership(place, affiliation)
        } else if relationship == Some(IS_COMMISSIONED_BY.0) {
            self.commissioner(place, affiliation)
        } else {
            let message = match relationship {
                Some(code) => format!("the relationship is `{}`", cut(code)),
                None => "there is no relationship of the ODS code system".to_owned(),
            };
            Err(Box::new(Finding::of(&rules::OTHER_RELATION, message).at(place.at("code"))))
        };
        if let Err(finding) = outcome {
            self.leave(*finding);
        }
    }

    /// The codes of both organisations, each with its path.
    fn ends(
        &mut self,
        place: &Place,
        affiliation: &OrganizationAffiliation,
    ) -> Result<[(String, Box<str>); 2], Box<Finding>> {
        let organization = affiliation.organization.as_ref();
        let participating = affiliation.participating_organization.as_ref();
        Ok([
            self.code_behind(place, "organization", organization)?,
            self.code_behind(place, "participatingOrganization", participating)?,
        ])
    }

    fn affiliation_days(
        &mut self,
        place: &Place,
        of: &Subject,
        affiliation: &OrganizationAffiliation,
    ) -> Result<Period, NoDays> {
        let mut periods = candidates(&affiliation.extensions);
        periods.extend(affiliation.period.as_ref().map(|period| Candidate {
            path: "period".to_owned(),
            kind: None,
            period,
        }));
        let days = self.days(place, of, &periods)?;
        self.activity(place, of, affiliation.active, days);
        Ok(days)
    }

    fn membership(
        &mut self,
        place: &Place,
        affiliation: &OrganizationAffiliation,
    ) -> Result<(), Box<Finding>> {
        let [(practice_path, practice), (network_path, network)] = self.ends(place, affiliation)?;
        let about = subject(&practice);
        let bad = |error: CodeError, path: &str| {
            let finding = Finding::of(&rules::BAD_CODE, error.to_string());
            Box::new(finding.about(about.clone()).at(place.at(path)))
        };
        let (practice, pcn) = match (PracticeCode::try_new(&practice), PcnCode::try_new(&network)) {
            (Ok(practice), Ok(pcn)) => (practice, pcn),
            (Ok(_), Err(error)) => return Err(bad(error, &network_path)),
            (Err(error), Ok(_)) => return Err(bad(error, &practice_path)),
            (Err(_), Err(_)) => {
                let turned =
                    PcnCode::try_new(&practice).is_ok() && PracticeCode::try_new(&network).is_ok();
                let message = format!("`{}` is partner to `{}`", cut(&practice), cut(&network));
                let rule: &Rule =
                    if turned { &rules::TURNED_ROUND } else { &rules::OTHER_RELATION };
                let finding = Finding::of(rule, message).about(about);
                return Err(Box::new(finding.at(place.at("organization"))));
            }
        };
        let days = self.affiliation_days(place, &about, affiliation).map_err(|why| {
            let message = match why {
                NoDays::NotGiven => format!("nothing says since when it is in {pcn}"),
                NoDays::Impossible => format!("its membership of {pcn} cannot be placed in time"),
            };
            let finding = Finding::of(&rules::NO_PERIOD, message).about(practice);
            Box::new(finding.at(place.at("extension")))
        })?;
        self.memberships.push(Membership {
            provenance: place.provenance(),
            ..Membership::new(practice, pcn, days)
        });
        self.tally.memberships = self.tally.memberships.saturating_add(1);
        Ok(())
    }

    fn commissioner(
        &mut self,
        place: &Place,
        affiliation: &OrganizationAffiliation,
    ) -> Result<(), Box<Finding>> {
        let [(path, code), (commissioner_path, commissioner)] = self.ends(place, affiliation)?;
        let about = subject(&code);
        let of = match (PcnCode::try_new(&code), PracticeCode::try_new(&code)) {
            _ if self.others.contains(&code) => None,
            (Ok(network), _) => Some(Commissioned::Network(network)),
            (_, Ok(practice)) => Some(Commissioned::Practice(practice)),
            _ => None,
        };
        let Some(of) = of else {
            let message = "what is commissioned is neither practice nor network";
            let finding = Finding::of(&rules::OTHER_RELATION, message);
            return Err(Box::new(finding.about(about).at(place.at(&path))));
        };
        let commissioner = SubIcbCode::try_new(&commissioner).map_err(|error| {
            let finding = Finding::of(&rules::BAD_COMMISSIONER, error.to_string());
            Box::new(finding.about(about.clone()).at(place.at(&commissioner_path)))
        })?;
        match self.affiliation_days(place, &about, affiliation) {
            Ok(period) => {
                self.relations.push(CommissionerRelation { of, commissioner, period });
                self.tally.commissioners = self.tally.commissioners.saturating_add(1);
                Ok(())
            }
            Err(NoDays::NotGiven) if affiliation.active != Some(false) => {
                self.standing.push(Standing { of, commissioner, path: place.at("extension") });
                Ok(())
            }
            Err(NoDays::NotGiven) => {
                let message = format!("it is not active, and nothing says when {commissioner} was");
                let finding = Finding::of(&rules::UNDATED, message);
                Err(Box::new(finding.about(about).at(place.at("extension"))))
            }
            Err(NoDays::Impossible) => {
                let message = format!("the relation with {commissioner} cannot be placed in time");
                let finding = Finding::of(&rules::UNDATED, message);
                Err(Box::new(finding.about(about).at(place.at("extension"))))
            }
        }
    }
}
