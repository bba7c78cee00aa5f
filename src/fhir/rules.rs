//! The rules of this door: what a resource says that a register cannot take as it stands, and what
//! a register holds that the resources cannot say.

use crate::{
    citation::{Citation, Evidence, Source},
    finding::{Rule, Severity},
};

const MAPPING: Source = Source::constant(
    Citation::constant(
        "NHS England, Organisation Data Service FHIR R4 implementation guide (draft)",
    )
    .at("mapping of Organization and OrganizationAffiliation")
    .url("simplifier.net/guide/organisational-data-services"),
    Evidence::Official,
);
const CATALOGUE: Source = Source::constant(
    Citation::constant("NHS Digital, Organisation Data Service, reference data catalogue")
        .at("Primary Care Network")
        .url("odsdatasearchandexport.dc4h.link/referenceDataCatalogue/Primary-Care-Network_587369054.html"),
    Evidence::Official,
);
const PERIOD: Source = Source::constant(
    Citation::constant("HL7, FHIR R4 (4.0.1), data types")
        .at("Period")
        .url("hl7.org/fhir/R4/datatypes.html#Period"),
    Evidence::Official,
);
const REGISTER: Source = Source::constant(
    Citation::constant(
        "NHS England, Organisation Data Service FHIR R4 implementation guide (draft)",
    )
    .at("what Organization and OrganizationAffiliation hold, set beside a register")
    .url("simplifier.net/guide/organisational-data-services"),
    Evidence::Derived,
);

/// The rules of this door.
pub(crate) const RULES: &[&Rule] = &[
    &OTHER_TYPE,
    &NOT_READABLE,
    &NO_CODE,
    &BAD_CODE,
    &CODES_DIFFER,
    &OTHER_BODY,
    &BOTH_ROLES,
    &NO_NAME,
    &OTHER_RELATION,
    &TURNED_ROUND,
    &BAD_COMMISSIONER,
    &UNDATED,
    &NO_PERIOD,
    &ENDS_FIRST,
    &PERIODS_DIFFER,
    &PARTIAL,
    &INACTIVE,
    &NOT_WRITTEN,
    &NO_SUCH_DAYS,
    &STATUS,
    &NO_CLAIM,
];

/// A search may answer with remarks and with resources of other types.
pub(super) const OTHER_TYPE: Rule = Rule::constant(
    "FHIR-TYPE-001",
    Severity::Info,
    "resource of another type",
    "A register is made of organisations and their affiliations. Other resources of a bundle, and \
     entries without a resource, are left out.",
    "none needed, unless the resource is a server's report of a fault",
    MAPPING,
);

/// A resource that breaks the form of FHIR cannot be used.
pub(super) const NOT_READABLE: Rule = Rule::constant(
    "FHIR-SHAPE-001",
    Severity::Error,
    "resource that cannot be read",
    "A value of another kind than FHIR wants at its place, or a date that is none, makes the whole \
     resource unsafe to use. It is left out, and what it would have said is missing.",
    "correct the resource at its source",
    MAPPING,
);

/// An organisation is known by its code and nothing else.
pub(super) const NO_CODE: Rule = Rule::constant(
    "FHIR-CODE-001",
    Severity::Error,
    "no organisation code",
    "An organisation is known by its code, in an identifier of the ODS system. A reference without \
     one is followed to an organisation in the same bundles; if there is none, the resource is left \
     out.",
    "give the identifier with the system https://fhir.nhs.uk/Id/ods-organization-code",
    MAPPING,
);

/// A network's code and a practice's code have their shapes.
pub(super) const BAD_CODE: Rule = Rule::constant(
    "FHIR-CODE-002",
    Severity::Error,
    "code that cannot be one",
    "The code of a practice, or of a network, has not the shape of such a code. The resource is left \
     out.",
    "look the code up in the register of the Organisation Data Service",
    CATALOGUE,
);

/// A body has one code.
pub(super) const CODES_DIFFER: Rule = Rule::constant(
    "FHIR-CODE-003",
    Severity::Warning,
    "two codes for one organisation",
    "An organisation has two ODS identifiers that differ, or a reference names one organisation by \
     its address and another by its identifier. The first identifier is used.",
    "correct the resource at its source; a code is never used for two organisations",
    MAPPING,
);

/// The register holds practices and networks.
pub(super) const OTHER_BODY: Rule = Rule::constant(
    "FHIR-ROLE-001",
    Severity::Info,
    "organisation that is neither practice nor network",
    "A network has the role RO272; a practice has RO177, and RO76 if it is a GP practice. An \
     organisation without any of them is left out. STU3 writes roles without `RO`, in other \
     extensions: such organisations are left out too.",
    "none needed, unless it is a practice or a network: then give its role",
    CATALOGUE,
);

/// A record has one primary role.
pub(super) const BOTH_ROLES: Rule = Rule::constant(
    "FHIR-ROLE-002",
    Severity::Warning,
    "organisation with the roles of a network and of a practice",
    "RO272 and RO177 are both primary roles, of which a record has one. The code decides.",
    "correct the roles at the source",
    CATALOGUE,
);

/// Every organisation has a name.
pub(super) const NO_NAME: Rule = Rule::constant(
    "FHIR-NAME-001",
    Severity::Warning,
    "organisation without a name",
    "The profile asks for a name. The organisation is used without one.",
    "give the name",
    MAPPING,
);

/// Organisations have many relationships.
pub(super) const OTHER_RELATION: Rule = Rule::constant(
    "FHIR-REL-001",
    Severity::Info,
    "relationship that a register does not hold",
    "A register holds which practices are partners of which networks (RE8) and who commissions \
     practices and networks (RE4). Other relationships, and these two among other bodies, are left \
     out.",
    "none needed",
    CATALOGUE,
);

/// RE8 goes from the practice to the network.
pub(super) const TURNED_ROUND: Rule = Rule::constant(
    "FHIR-REL-002",
    Severity::Error,
    "membership turned round",
    "In a relationship RE8 `organization` is the practice and `participatingOrganization` the \
     network. One that is turned round is left out, not turned back: whoever wrote it may mean \
     something else.",
    "exchange the two references",
    CATALOGUE,
);

/// Practices and networks are commissioned by sub-ICB locations, and by CCGs before July 2022.
pub(super) const BAD_COMMISSIONER: Rule = Rule::constant(
    "FHIR-REL-003",
    Severity::Warning,
    "commissioner that is no sub-ICB location",
    "A register holds commissioners that are sub-ICB locations, or CCGs before July 2022. Older \
     commissioners have other codes. The relation is left out.",
    "none needed for the years before CCGs; otherwise look the code up",
    CATALOGUE,
);

/// A relation without days is a fact of the organisation as it stands.
pub(super) const UNDATED: Rule = Rule::constant(
    "FHIR-REL-004",
    Severity::Warning,
    "commissioner without days that cannot be used",
    "A relation with a commissioner that has no period says who commissions an organisation now. It \
     is left out if it is not active, if no resource describes the organisation, or if another such \
     relation has named another commissioner already.",
    "give the relation its period",
    MAPPING,
);

/// A membership and a network's life need a first day.
pub(super) const NO_PERIOD: Rule = Rule::constant(
    "FHIR-PERIOD-001",
    Severity::Error,
    "no first day",
    "A membership and a network cannot be placed in time without their first day. The operational \
     period is taken or, without one, the legal one, or `period`. Without any of them the resource \
     is left out.",
    "give the operational period with its start",
    MAPPING,
);

/// Both ends of a FHIR period are included, so the end is not before the start.
pub(super) const ENDS_FIRST: Rule = Rule::constant(
    "FHIR-PERIOD-002",
    Severity::Error,
    "period that ends before it begins",
    "Both ends of a FHIR period belong to it. One that ends more than a day before it begins is not \
     used. The day before is taken for a period of no day, which real records have.",
    "correct the dates at the source",
    PERIOD,
);

/// A register holds one period where the profile has two.
pub(super) const PERIODS_DIFFER: Rule = Rule::constant(
    "FHIR-PERIOD-003",
    Severity::Info,
    "legal and operational days differ",
    "The profile has a legal and an operational period, and older resources `period`. Where they \
     differ the operational one is used.",
    "none needed, unless the legal days are wanted: they are in the resource",
    MAPPING,
);

/// FHIR allows a month or a year for a date.
pub(super) const PARTIAL: Rule = Rule::constant(
    "FHIR-PERIOD-004",
    Severity::Warning,
    "date without a day",
    "FHIR allows a month or a year where a day is not known. A period that starts with one starts on \
     its first day, a period that ends with one ends on its last day.",
    "give the day",
    PERIOD,
);

/// Whether something is active follows from its days.
pub(super) const INACTIVE: Rule = Rule::constant(
    "FHIR-ACTIVE-001",
    Severity::Warning,
    "not active, but without an end",
    "What is not active has ended or has not begun. A period without an end says otherwise, unless it \
     lies ahead. The days are used.",
    "give the last day",
    MAPPING,
);

/// A register holds more than these resources can say.
pub(super) const NOT_WRITTEN: Rule = Rule::constant(
    "FHIR-OUT-001",
    Severity::Info,
    "facts that are not written",
    "Organisations and affiliations hold no list sizes, waivers, clinical directors, payees, mergers, \
     practices in no network, contradicting records or days of which a register speaks. They are not \
     written.",
    "keep the register in its own form beside the bundle",
    REGISTER,
);

/// FHIR has no period of no day.
pub(super) const NO_SUCH_DAYS: Rule = Rule::constant(
    "FHIR-OUT-002",
    Severity::Warning,
    "days that FHIR cannot say",
    "Both ends of a FHIR period belong to it, so that there is none of no day, and there is none \
     outside the years 1 to 9999. A membership or relation of such days is not written, an \
     organisation is written without its days.",
    "keep the register in its own form beside the bundle",
    PERIOD,
);

/// FHIR knows active and not active.
pub(super) const STATUS: Rule = Rule::constant(
    "FHIR-OUT-003",
    Severity::Info,
    "status that FHIR cannot say",
    "A dormant practice is written as active and a proposed one as not active.",
    "keep the register in its own form beside the bundle",
    MAPPING,
);

/// A register may speak for some days only.
pub(super) const NO_CLAIM: Rule = Rule::constant(
    "FHIR-OUT-004",
    Severity::Warning,
    "register that makes no claim about the day",
    "A register made of a list of one day says nothing of other days. The bundle is empty.",
    "ask for a day of which the register speaks",
    REGISTER,
);
