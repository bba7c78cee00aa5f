//! The rules of the files themselves: what their rows say that does not hang together.

use crate::{
    citation::{Citation, Evidence, Source},
    finding::{Rule, Severity},
};

const ODS_PCN: Source = Source::constant(
    Citation::constant(
        "NHS Digital, Organisation Data Service, Primary Care Networks: publication of ODS codes",
    )
    .url(
        "digital.nhs.uk/services/organisation-data-service/\
         primary-care-networks---publication-of-organisational-data-service-ods-codes",
    ),
    Evidence::Official,
);
const EPCN_LAYOUT: Source = Source::constant(
    Citation::constant("NHS Digital, Organisation Data Service, ePCN workbook")
        .at("sheets PCNDetails and PCN Core Partner Details"),
    Evidence::Official,
);
const LIST_SIZES: Source = Source::constant(
    Citation::constant("NHS Digital, Patients Registered at a GP Practice")
        .at("practice mapping and list-size files"),
    Evidence::Official,
);

const EPRACCUR: Source = Source::constant(
    Citation::constant("NHS Digital, Organisation Data Service, epraccur"),
    Evidence::Official,
);

/// The rules of this door.
pub(crate) const RULES: &[&Rule] = &[
    &REFUSED,
    &NETWORK_NAMES_DIFFER,
    &PRACTICE_NAMES_DIFFER,
    &LEADS_DIFFER,
    &PARENTS_DIFFER,
    &FLAG_CONTRADICTS,
    &NOT_A_PRACTICE,
    &NOT_ENGLISH,
    &SEVERAL_DAYS,
    &NAMES_DIFFER_IN_MAP,
];

/// A row that a file's layout does not allow is not used, so that every count after it is one
/// short; the finding says which and why.
pub(super) const REFUSED: Rule = Rule::constant(
    "ODS-ROW-001",
    Severity::Error,
    "row that cannot be used",
    "A row with a code, a date or a number that cannot be one, or with too few or too many fields, \
     is left out. What it would have said is missing from every count.",
    "correct the row in the file, or ask for the file again",
    EPCN_LAYOUT,
);

/// Both ePCN sheets print each network's name.
pub(super) const NETWORK_NAMES_DIFFER: Rule = Rule::constant(
    "ODS-NAME-001",
    Severity::Info,
    "a network's name differs between the sheets",
    "Both sheets of ePCN print the name of a network. Where they differ one of them is older. The \
     code decides; the name of the sheet of networks is used.",
    "match by code, never by name",
    EPCN_LAYOUT,
);

/// The sheet of core partners prints a practice's name in every row of it.
pub(super) const PRACTICE_NAMES_DIFFER: Rule = Rule::constant(
    "ODS-NAME-002",
    Severity::Info,
    "a practice's name differs between rows",
    "A practice that was in several networks has several rows, each with its name. Where the names \
     differ the first is used.",
    "match by code, never by name",
    EPCN_LAYOUT,
);

/// Both ePCN sheets print each network's leading commissioner.
pub(super) const LEADS_DIFFER: Rule = Rule::constant(
    "ODS-LEAD-001",
    Severity::Warning,
    "a network's commissioner differs between the sheets",
    "Both sheets of ePCN print the one commissioner that the register records for a network. Where \
     they differ, counts by commissioner depend on the sheet. That of the sheet of networks is used.",
    "ask the commissioner which is right; it reports changes to the Organisation Data Service",
    ODS_PCN,
);

/// The sheet of core partners prints a practice's commissioner as of now in every row of it.
pub(super) const PARENTS_DIFFER: Rule = Rule::constant(
    "ODS-LEAD-002",
    Severity::Warning,
    "a practice's commissioner differs between rows",
    "The sheet of core partners prints a practice's commissioner of today in every row of the \
     practice. Where the rows differ, counts by commissioner depend on the row. The first is used.",
    "ask the commissioner which is right; it reports changes to the Organisation Data Service",
    ODS_PCN,
);

/// The last column of the sheet of core partners.
pub(super) const FLAG_CONTRADICTS: Rule = Rule::constant(
    "ODS-MATCH-001",
    Severity::Warning,
    "match of commissioners contradicts the codes",
    "The last column of the sheet of core partners says whether practice and network have the same \
     commissioner. Here it says one thing and the two codes in the row another. The codes are used.",
    "trust the codes; a column filled by hand or by an old formula goes out of date",
    EPCN_LAYOUT,
);

/// `epraccur` lists every prescribing cost centre.
pub(super) const NOT_A_PRACTICE: Rule = Rule::constant(
    "ODS-ORG-001",
    Severity::Info,
    "organisations whose codes are not those of practices",
    "The practices file also lists organisations of the Channel Islands and the Isle of Man and \
     others whose codes are not a letter and five digits. They are in no network and are left out.",
    "none needed",
    EPRACCUR,
);

/// Welsh practices stand in English extracts.
pub(super) const NOT_ENGLISH: Rule = Rule::constant(
    "ODS-ORG-002",
    Severity::Info,
    "practices outside England",
    "Practices whose codes begin with `W` are Welsh and outside the Network Contract DES. They stand \
     in the practices file and count nowhere.",
    "leave them out of tables of England",
    EPRACCUR,
);

/// The map holds one day.
pub(super) const SEVERAL_DAYS: Rule = Rule::constant(
    "ODS-MAP-001",
    Severity::Warning,
    "map of more than one day",
    "A map tells where each practice stands on one day. Rows of another day than that of the first \
     row are left out.",
    "give the map of one month",
    LIST_SIZES,
);

/// The map prints a network's name with every practice.
pub(super) const NAMES_DIFFER_IN_MAP: Rule = Rule::constant(
    "ODS-MAP-002",
    Severity::Info,
    "a network's name differs between rows of the map",
    "The map prints a network's name in every row of its practices. Where the names differ the first \
     is used.",
    "match by code, never by name",
    LIST_SIZES,
);
