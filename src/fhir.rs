//! FHIR R4: practices and networks as `Organization`, memberships and commissioners as
//! `OrganizationAffiliation`, in the shape of the England ODS profile.
//!
//! | to | open |
//! |---|---|
//! | read or write a document | [`Bundle`], [`Organization`], [`OrganizationAffiliation`], [`Resource`] |
//! | make a register of resources | [`Importer`], [`Imported`] |
//! | make resources of a register | [`Exporter`], [`Exported`] |
//! | look into a resource | [`Extension`], [`Role`], [`TypedPeriod`], [`FhirPeriod`], [`FhirDate`], [`Identifier`], [`Reference`], [`Concept`], [`Address`] |
//! | know the addresses and codes | [`vocabulary`] |
//! | know why something was not read | [`FhirError`] |
//!
//! # What is read and what is kept
//!
//! A resource holds what this crate has a use for as typed fields and everything else as it was
//! ([`Rest`], [`Raw`], [`Extension::Other`]), so that reading and writing a document loses nothing.
//! A bundle keeps resources of other types, and those that cannot be read, in the same way. What a
//! document does not keep is the order of keys, the order of the parts of a role, the spelling of
//! numbers with a fraction, and what FHIR forbids: empty lists and keys given twice, of which the
//! last counts.
//!
//! Only R4 is understood. An `Organization` of STU3 is read and kept, with what stands there alone
//! instead of in a list; but its roles have other codes in other extensions, and it has no
//! affiliations, so that an import leaves it out and says so.
//!
//! Codes are read strictly, as everywhere: no trimming, no change of case. Both spellings of the
//! identifier system are read as the same
//! ([`ODS_CODE`](vocabulary::ODS_CODE), [`ODS_CODE_SHORT`](vocabulary::ODS_CODE_SHORT)) and the
//! first is written.
//!
//! # Examples
//!
//! Who is in which network, from an affiliation of the shape that the official API gives:
//!
//! ```
//! use pcn::{
//!     calendar::day,
//!     code::{PcnCode, PracticeCode},
//!     fhir::{Importer, Resource},
//!     network::Placement,
//! };
//!
//! let affiliation = Resource::from_json(
//!     r#"{
//!         "resourceType": "OrganizationAffiliation",
//!         "id": "600001",
//!         "extension": [{
//!             "url": "https://fhir.nhs.uk/England/StructureDefinition/Extension-England-TypedPeriod",
//!             "extension": [
//!                 {"url": "dateType", "valueCoding": {
//!                     "system": "https://fhir.nhs.uk/England/CodeSystem/England-PeriodType",
//!                     "code": "Operational", "display": "Operational"}},
//!                 {"url": "period", "valuePeriod": {"start": "2019-10-01", "end": "2022-03-31"}}
//!             ]
//!         }],
//!         "active": false,
//!         "organization": {
//!             "reference": "Organization/A81001",
//!             "identifier": {
//!                 "system": "https://fhir.nhs.uk/Id/ods-organization-code", "value": "A81001"}
//!         },
//!         "participatingOrganization": {
//!             "reference": "Organization/U89141",
//!             "identifier": {
//!                 "system": "https://fhir.nhs.uk/Id/ods-organization-code", "value": "U89141"}
//!         },
//!         "code": [{"coding": [{
//!             "system": "https://digital.nhs.uk/services/organisation-data-service/CodeSystem/ODSRelationship",
//!             "code": "RE8", "display": "IS PARTNER TO"}]}]
//!     }"#,
//! )?;
//!
//! let mut importer = Importer::new();
//! importer.resource("affiliation.json", &affiliation);
//! let imported = importer.finish();
//! assert_eq!((imported.tally.read, imported.tally.memberships), (1, 1));
//! assert!(imported.findings.is_empty());
//!
//! let register = imported.builder.build();
//! let (practice, network) = (PracticeCode::constant("A81001"), PcnCode::constant("U89141"));
//! assert_eq!(register.network_of(practice, day(2022, 3, 31)), Placement::InOne(network));
//! assert_eq!(register.network_of(practice, day(2022, 4, 1)), Placement::InNone);
//! # Ok::<(), pcn::fhir::FhirError>(())
//! ```
//!
//! # Source
//!
//! HL7, FHIR R4 (4.0.1). NHS England, Organisation Data Service FHIR R4 implementation guide
//! (draft), its mapping pages and official examples. The two do not agree everywhere: the mapping
//! asks for an affiliation's identifier and forbids its `period`, an example lacks the first and all
//! have the second. What is written follows the examples.

mod affiliation;
mod bundle;
mod concept;
mod date;
mod days;
mod error;
mod export;
mod extension;
mod identifier;
mod import;
mod intake;
mod object;
mod organization;
mod raw;
mod relations;
mod rules;
pub mod vocabulary;

pub use affiliation::OrganizationAffiliation;
pub use bundle::{Bundle, BundleKind, Entry, Link, Refused, Resource, Search};
pub use concept::{Coding, Concept};
pub use date::{FhirDate, FhirPeriod};
pub use error::FhirError;
pub use export::{Exported, Exporter};
pub use extension::{Extension, PeriodKind, Role, TypedPeriod};
pub use identifier::{Identifier, Reference};
pub use import::{Imported, Importer, Tally};
pub use organization::{Address, Meta, Organization};
pub use raw::{Raw, Rest};

pub(crate) use rules::RULES;
