//! The addresses and codes of the England ODS profile.
//!
//! # Source
//!
//! NHS England, Organisation Data Service FHIR R4 implementation guide (draft): the official
//! examples of affiliations and of a search, and its two code systems, of which only the addresses
//! are published. The codes are those of the reference data catalogue of the Organisation Data
//! Service.

/// The identifier system of organisation codes that is written.
pub const ODS_CODE: &str = "https://fhir.nhs.uk/Id/ods-organization-code";

/// Another spelling of the identifier system, seen in the field and read as the same.
pub const ODS_CODE_SHORT: &str = "https://fhir.nhs.uk/Id/ods-organization";

/// The extension that holds a role of an organisation.
pub const ROLE_EXTENSION: &str =
    "https://fhir.nhs.uk/England/StructureDefinition/Extension-England-OrganisationRole";

/// The extension that holds a legal or an operational period.
pub const TYPED_PERIOD_EXTENSION: &str =
    "https://fhir.nhs.uk/England/StructureDefinition/Extension-England-TypedPeriod";

/// The code system of the two kinds of period.
pub const PERIOD_TYPE: &str = "https://fhir.nhs.uk/England/CodeSystem/England-PeriodType";

/// The code system of roles, `RO…`.
pub const ROLE: &str =
    "https://digital.nhs.uk/services/organisation-data-service/CodeSystem/ODSOrganisationRole";

/// The code system of relationships, `RE…`.
pub const RELATIONSHIP: &str =
    "https://digital.nhs.uk/services/organisation-data-service/CodeSystem/ODSRelationship";

/// The code system that tells organisations (`RC1`) from sites (`RC2`).
pub const RECORD_CLASS: &str =
    "https://digital.nhs.uk/services/organisation-data-service/CodeSystem/ODSRecordClass";

/// The code system that tells whole records from mere references.
pub const RECORD_USE: &str = "https://fhir.nhs.uk/England/CodeSystem/England-ODSRecordUseType";

/// UK Core's profile of an organisation.
pub const UK_CORE_ORGANIZATION: &str =
    "https://fhir.hl7.org.uk/StructureDefinition/UKCore-Organization";

/// UK Core's profile of an affiliation.
pub const UK_CORE_AFFILIATION: &str =
    "https://fhir.hl7.org.uk/StructureDefinition/UKCore-OrganizationAffiliation";

/// The role of a Primary Care Network, and its name.
pub const PRIMARY_CARE_NETWORK: (&str, &str) = ("RO272", "PRIMARY CARE NETWORK");

/// The role of every record of a practice, and its name.
pub const PRESCRIBING_COST_CENTRE: (&str, &str) = ("RO177", "PRESCRIBING COST CENTRE");

/// The further role that tells a GP practice from other prescribing cost centres, and its name.
pub const GP_PRACTICE: (&str, &str) = ("RO76", "GP PRACTICE");

/// The further role that is written for a prescribing cost centre that is no GP practice, and its
/// name.
pub const OTHER_PRESCRIBING_COST_CENTRE: (&str, &str) = ("RO72", "OTHER PRESCRIBING COST CENTRE");

/// The relationship of a practice to its network, and its name.
pub const IS_PARTNER_TO: (&str, &str) = ("RE8", "IS PARTNER TO");

/// The relationship of a practice or a network to its commissioner, and its name.
pub const IS_COMMISSIONED_BY: (&str, &str) = ("RE4", "IS COMMISSIONED BY");
