//! The rules of this door: what a resource says that a register cannot take as it stands, and what
//! a register holds that the resources cannot say.

use crate::{
    citation::{Citation, Evidence, Source},
    finding::{EVERY_YEAR, declare_rules},
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

declare_rules! {
    /// A search may answer with remarks and with resources of other types.
    OTHER_TYPE: "FHIR-TYPE-001", Info, EVERY_YEAR,
    title "resource of another type",
    explanation "A register is made of organisations and their affiliations. Other resources of a \
        bundle, and entries without a resource, are left out.",
    remedy "none needed, unless the resource is a server's report of a fault",
    source MAPPING;

    /// A resource that breaks the form of FHIR cannot be used.
    NOT_READABLE: "FHIR-SHAPE-001", Error, EVERY_YEAR,
    title "resource that cannot be read",
    explanation "A value of another kind than FHIR wants at its place, or a date that is none, \
        makes the whole resource unsafe to use. It is left out, and what it would have said is \
        missing.",
    remedy "correct the resource at its source",
    source MAPPING;

    /// An organisation is known by its code and nothing else.
    NO_CODE: "FHIR-CODE-001", Error, EVERY_YEAR,
    title "no organisation code",
    explanation "An organisation is known by its code, in an identifier of the ODS system. A \
        reference without one is followed to an organisation in the same bundles; if there is \
        none, the resource is left out.",
    remedy "give the identifier with the system https://fhir.nhs.uk/Id/ods-organization-code",
    source MAPPING;

    /// A network's code and a practice's code have their shapes.
    BAD_CODE: "FHIR-CODE-002", Error, EVERY_YEAR,
    title "code that cannot be one",
    explanation "The code of a practice, or of a network, has not the shape of such a code. The \
        resource is left out.",
    remedy "look the code up in the register of the Organisation Data Service",
    source CATALOGUE;

    /// A body has one code.
    CODES_DIFFER: "FHIR-CODE-003", Warning, EVERY_YEAR,
    title "two codes for one organisation",
    explanation "An organisation has two ODS identifiers that differ, or a reference names one \
        organisation by its address and another by its identifier. The first identifier is used.",
    remedy "correct the resource at its source; a code is never used for two organisations",
    source MAPPING;

    /// The register holds practices and networks.
    OTHER_BODY: "FHIR-ROLE-001", Info, EVERY_YEAR,
    title "organisation that is neither practice nor network",
    explanation "A network has the role RO272; a practice has RO177, and RO76 if it is a GP \
        practice. An organisation without any of them is left out. STU3 writes roles without \
        `RO`, in other extensions: such organisations are left out too.",
    remedy "none needed, unless it is a practice or a network: then give its role",
    source CATALOGUE;

    /// A record has one primary role.
    BOTH_ROLES: "FHIR-ROLE-002", Warning, EVERY_YEAR,
    title "organisation with the roles of a network and of a practice",
    explanation "RO272 and RO177 are both primary roles, of which a record has one. The code \
        decides.",
    remedy "correct the roles at the source",
    source CATALOGUE;

    /// Every organisation has a name.
    NO_NAME: "FHIR-NAME-001", Warning, EVERY_YEAR,
    title "organisation without a name",
    explanation "The profile asks for a name. The organisation is used without one.",
    remedy "give the name",
    source MAPPING;

    /// Organisations have many relationships.
    OTHER_RELATION: "FHIR-REL-001", Info, EVERY_YEAR,
    title "relationship that a register does not hold",
    explanation "A register holds which practices are partners of which networks (RE8) and who \
        commissions practices and networks (RE4). Other relationships, and these two among other \
        bodies, are left out.",
    remedy "none needed",
    source CATALOGUE;

    /// RE8 goes from the practice to the network.
    TURNED_ROUND: "FHIR-REL-002", Error, EVERY_YEAR,
    title "membership turned round",
    explanation "In a relationship RE8 `organization` is the practice and \
        `participatingOrganization` the network. One that is turned round is left out, not turned \
        back: whoever wrote it may mean something else.",
    remedy "exchange the two references",
    source CATALOGUE;

    /// Practices and networks are commissioned by sub-ICB locations, and by CCGs before July 2022.
    BAD_COMMISSIONER: "FHIR-REL-003", Warning, EVERY_YEAR,
    title "commissioner that is no sub-ICB location",
    explanation "A register holds commissioners that are sub-ICB locations, or CCGs before July \
        2022. Older commissioners have other codes. The relation is left out.",
    remedy "none needed for the years before CCGs; otherwise look the code up",
    source CATALOGUE;

    /// A relation without days is a fact of the organisation as it stands.
    UNDATED: "FHIR-REL-004", Warning, EVERY_YEAR,
    title "commissioner without days that cannot be used",
    explanation "A relation with a commissioner that has no period says who commissions an \
        organisation now. It is left out if it is not active, if no resource describes the \
        organisation, or if another such relation has named another commissioner already.",
    remedy "give the relation its period",
    source MAPPING;

    /// A membership and a network's life need a first day.
    NO_PERIOD: "FHIR-PERIOD-001", Error, EVERY_YEAR,
    title "no first day",
    explanation "A membership and a network cannot be placed in time without their first day. The \
        operational period is taken or, without one, the legal one, or `period`. Without any of \
        them the resource is left out.",
    remedy "give the operational period with its start",
    source MAPPING;

    /// Both ends of a FHIR period are included, so the end is not before the start.
    ENDS_FIRST: "FHIR-PERIOD-002", Error, EVERY_YEAR,
    title "period that ends before it begins",
    explanation "Both ends of a FHIR period belong to it. One that ends more than a day before it \
        begins is not used. The day before is taken for a period of no day, which real records \
        have.",
    remedy "correct the dates at the source",
    source PERIOD;

    /// A register holds one period where the profile has two.
    PERIODS_DIFFER: "FHIR-PERIOD-003", Info, EVERY_YEAR,
    title "legal and operational days differ",
    explanation "The profile has a legal and an operational period, and older resources `period`. \
        Where they differ the operational one is used.",
    remedy "none needed, unless the legal days are wanted: they are in the resource",
    source MAPPING;

    /// FHIR allows a month or a year for a date.
    PARTIAL: "FHIR-PERIOD-004", Warning, EVERY_YEAR,
    title "date without a day",
    explanation "FHIR allows a month or a year where a day is not known. A period that starts \
        with one starts on its first day, a period that ends with one ends on its last day.",
    remedy "give the day",
    source PERIOD;

    /// Whether something is active follows from its days.
    INACTIVE: "FHIR-ACTIVE-001", Warning, EVERY_YEAR,
    title "not active, but without an end",
    explanation "What is not active has ended or has not begun. A period without an end says \
        otherwise, unless it lies ahead. The days are used.",
    remedy "give the last day",
    source MAPPING;

    /// A register holds more than these resources can say.
    NOT_WRITTEN: "FHIR-OUT-001", Info, EVERY_YEAR,
    title "facts that are not written",
    explanation "Organisations and affiliations hold no list sizes, waivers, clinical directors, \
        payees, mergers, practices in no network, contradicting records or days of which a \
        register speaks. They are not written.",
    remedy "keep the register in its own form beside the bundle",
    source REGISTER;

    /// FHIR has no period of no day.
    NO_SUCH_DAYS: "FHIR-OUT-002", Warning, EVERY_YEAR,
    title "days that FHIR cannot say",
    explanation "Both ends of a FHIR period belong to it, so that there is none of no day, and \
        there is none outside the years 1 to 9999. A membership or relation of such days is not \
        written, an organisation is written without its days.",
    remedy "keep the register in its own form beside the bundle",
    source PERIOD;

    /// FHIR knows active and not active.
    STATUS: "FHIR-OUT-003", Info, EVERY_YEAR,
    title "status that FHIR cannot say",
    explanation "A dormant practice is written as active and a proposed one as not active.",
    remedy "keep the register in its own form beside the bundle",
    source MAPPING;

    /// A register may speak for some days only.
    NO_CLAIM: "FHIR-OUT-004", Warning, EVERY_YEAR,
    title "register that makes no claim about the day",
    explanation "A register made of a list of one day says nothing of other days. The bundle is \
        empty.",
    remedy "ask for a day of which the register speaks",
    source REGISTER;
}
