//! From resources to the facts of a register.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::{
    bundle::{Bundle, Resource},
    error::cut,
    intake::Intake,
    rules,
};
use crate::{
    finding::{Finding, Report},
    network::{Provenance, RegisterBuilder},
};

/// How many resources were read and what became of them.
///
/// What was read is what was used and what was left out; every one left out has its finding.
///
/// # Examples
///
/// ```
/// use pcn::fhir::Tally;
///
/// let tally = Tally { read: 3, memberships: 2, left_out: 1, ..Tally::default() };
/// assert_eq!(tally.read, tally.used() + tally.left_out);
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Tally {
    /// Resources and empty entries read.
    pub read: usize,
    /// Used as practices.
    pub practices: usize,
    /// Used as networks.
    pub networks: usize,
    /// Used as memberships.
    pub memberships: usize,
    /// Used as relations with commissioners.
    pub commissioners: usize,
    /// Left out.
    pub left_out: usize,
}

impl Tally {
    /// How many were used.
    #[must_use]
    pub const fn used(&self) -> usize {
        self.practices
            .saturating_add(self.networks)
            .saturating_add(self.memberships)
            .saturating_add(self.commissioners)
    }
}

/// What resources say, as facts for a register.
///
/// # Examples
///
/// ```
/// use pcn::fhir::{Bundle, Imported};
///
/// let bundle = Bundle::from_json(r#"{"resourceType": "Bundle", "type": "collection"}"#)?;
/// let imported = Imported::of(&bundle);
/// assert_eq!((imported.tally.read, imported.findings.len()), (0, 0));
/// assert_eq!(imported.builder.build().networks().count(), 0);
/// # Ok::<(), pcn::fhir::FhirError>(())
/// ```
#[derive(Clone, Debug)]
pub struct Imported {
    /// The facts. Facts of other sources may be added before the register is built.
    pub builder: RegisterBuilder,
    /// What became of the resources.
    pub tally: Tally,
    /// What could not be used, or not as it stands.
    pub findings: Report,
}

/// Takes bundles and resources, in any order, and makes facts of them.
///
/// # Meaning
///
/// - An `Organization` with the role `RO272` is a network; one with `RO177` or `RO76` a practice. A
///   practice whose roles hold `RO76` is a GP practice, one with other roles beside `RO177` is not,
///   and of one with `RO177` alone the setting is not recorded.
/// - An `OrganizationAffiliation` by `RE8` is a membership, one by `RE4` a relation with a
///   commissioner. An `RE4` without days is the organisation's commissioner as it stands.
/// - Days are the operational period, or else the legal one, or else `period`; an organisation's
///   own, or else those of its primary role. Their ends, which FHIR includes, become half-open.
/// - `active` is a practice's status. Of everything else the days tell.
/// - A reference is known by its ODS identifier or, without one, by the organisation in the same
///   bundles to which it points.
///
/// What cannot be used is left out with a finding whose path says where it stands, for example
/// `entry[3].resource.participatingOrganization.identifier.value`. What a register does not hold,
/// such as the lines of an address, is not mentioned; it is in the resource.
///
/// # Examples
///
/// ```
/// use pcn::fhir::{Bundle, Importer};
///
/// let bundle = Bundle::from_json(
///     r#"{
///         "resourceType": "Bundle",
///         "type": "collection",
///         "entry": [{"resource": {
///             "resourceType": "OrganizationAffiliation",
///             "organization": {"identifier": {
///                 "system": "https://fhir.nhs.uk/Id/ods-organization-code", "value": "A81001"}},
///             "participatingOrganization": {"identifier": {
///                 "system": "https://fhir.nhs.uk/Id/ods-organization-code", "value": "89141"}},
///             "code": [{"coding": [{
///                 "system": "https://digital.nhs.uk/services/organisation-data-service/CodeSystem/ODSRelationship",
///                 "code": "RE8"}]}]
///         }}]
///     }"#,
/// )?;
///
/// let mut importer = Importer::new();
/// importer.bundle("page 1", &bundle);
/// let imported = importer.finish();
/// assert_eq!(imported.tally.left_out, 1);
/// assert_eq!(
///     imported.findings.findings()[0].path.as_deref(),
///     Some("page 1: entry[0].resource.participatingOrganization.identifier.value"),
/// );
/// # Ok::<(), pcn::fhir::FhirError>(())
/// ```
#[derive(Clone, Debug, Default)]
pub struct Importer<'a> {
    given: Vec<Given<'a>>,
}

#[derive(Clone, Debug)]
pub(super) struct Given<'a> {
    pub(super) place: Place,
    pub(super) full_url: Option<&'a str>,
    resource: Option<&'a Resource>,
}

/// Where a resource stands: what its paths begin with.
#[derive(Clone, Debug)]
pub(super) struct Place {
    /// Empty, `page 1: ` or `page 1: entry[3].resource`.
    prefix: Arc<str>,
    in_bundle: bool,
}

impl Place {
    pub(super) fn at(&self, path: &str) -> String {
        let separator = if self.in_bundle && !path.is_empty() { "." } else { "" };
        format!("{}{separator}{path}", self.prefix)
    }

    pub(super) fn provenance(&self) -> Option<Provenance> {
        let place = self.prefix.strip_suffix(": ").unwrap_or(&self.prefix);
        (!place.is_empty()).then(|| Provenance::path(place))
    }
}

fn named(place: &str) -> String {
    if place.is_empty() { String::new() } else { format!("{place}: ") }
}

impl<'a> Importer<'a> {
    /// Without any resource yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Takes a bundle. The place, such as a file's name, comes first in the paths of its findings;
    /// it may be empty.
    pub fn bundle(&mut self, place: &str, bundle: &'a Bundle) -> &mut Self {
        self.given.extend(bundle.entries.iter().enumerate().map(|(at, entry)| Given {
            place: Place {
                prefix: format!("{}entry[{at}].resource", named(place)).into(),
                in_bundle: true,
            },
            full_url: entry.full_url.as_deref(),
            resource: entry.resource.as_ref(),
        }));
        self
    }

    /// Takes a resource that stands alone. The place comes first in the paths of its findings; it
    /// may be empty.
    pub fn resource(&mut self, place: &str, resource: &'a Resource) -> &mut Self {
        self.given.push(Given {
            place: Place { prefix: named(place).into(), in_bundle: false },
            full_url: None,
            resource: Some(resource),
        });
        self
    }

    /// Makes facts of all that was taken.
    #[must_use]
    pub fn finish(self) -> Imported {
        let mut intake = Intake::default();
        // Organisations first: affiliations may point to them from anywhere.
        for given in &self.given {
            intake.tally.read = intake.tally.read.saturating_add(1);
            match given.resource {
                Some(Resource::Organization(organization)) => {
                    intake.organization(given, organization);
                }
                Some(Resource::Affiliation(_)) => {}
                Some(Resource::Other(raw)) => {
                    let kind = raw.resource_type().unwrap_or("resource without a type");
                    let article = if kind.starts_with(['A', 'E', 'I', 'O']) { "an" } else { "a" };
                    let mut message = format!("{article} {} is left out", cut(kind));
                    if let Some(said) = raw.diagnostics() {
                        message.push_str(&format!("; it says `{}`", cut(said)));
                    }
                    intake.leave(Finding::of(&rules::OTHER_TYPE, message).at(given.place.at("")));
                }
                Some(Resource::Refused(refused)) => {
                    let finding = Finding::of(&rules::NOT_READABLE, refused.error.to_string());
                    let path = match refused.error.path() {
                        "" => given.place.at(""),
                        // The error's path begins at the document.
                        path => match given.place.prefix.rsplit_once(": ") {
                            Some((place, _)) => format!("{place}: {path}"),
                            None => path.to_owned(),
                        },
                    };
                    intake.leave(finding.at(path));
                }
                None => {
                    let finding = Finding::of(&rules::OTHER_TYPE, "the entry has no resource");
                    intake.leave(finding.at(given.place.at("")));
                }
            }
        }
        for given in &self.given {
            if let Some(Resource::Affiliation(affiliation)) = given.resource {
                intake.affiliation(&given.place, affiliation);
            }
        }
        intake.finish()
    }
}

impl Imported {
    /// What one bundle says.
    ///
    /// # Examples
    ///
    /// ```
    /// use pcn::fhir::{Bundle, Imported};
    ///
    /// let imported = Imported::of(&Bundle::default());
    /// assert_eq!(imported.tally.read, 0);
    /// assert_eq!(imported.builder.build().memberships().count(), 0);
    /// ```
    #[must_use]
    pub fn of(bundle: &Bundle) -> Self {
        let mut importer = Importer::new();
        importer.bundle("", bundle);
        importer.finish()
    }
}
