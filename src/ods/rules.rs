//! The rules of the files themselves: what their rows say that does not hang together.

use crate::{
    citation::{Citation, Evidence, Source},
    finding::{EVERY_YEAR, declare_rules},
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

const FILES: Source = Source::constant(
    Citation::constant(
        "NHS Digital, Organisation Data Service, ePCN and epraccur; NHS Digital, Patients \
         Registered at a GP Practice",
    )
    .at("columns of the files"),
    Evidence::Official,
);

declare_rules! {
    pub(super),

    /// A row that a file's layout does not allow is not used, so that every count after it is one
    /// short; the finding says which and why.
    REFUSED: "ODS-ROW-001", Error, EVERY_YEAR,
    title "row that cannot be used",
    explanation "A row with a code, a date or a number that cannot be one, or with too few or too many fields, \
        is left out. What it would have said is missing from every count.",
    remedy "correct the row in the file, or ask for the file again",
    source FILES;

    /// Both ePCN sheets print each network's name.
    NETWORK_NAMES_DIFFER: "ODS-NAME-001", Info, EVERY_YEAR,
    title "a network's name differs between the sheets",
    explanation "Both sheets of ePCN print the name of a network. Where they differ one of them is older. The \
        code decides; the name of the sheet of networks is used.",
    remedy "match by code, never by name",
    source EPCN_LAYOUT;

    /// The sheet of core partners prints a practice's name in every row of it.
    PRACTICE_NAMES_DIFFER: "ODS-NAME-002", Info, EVERY_YEAR,
    title "a practice's name differs between rows",
    explanation "A practice that was in several networks has several rows, each with its name. Where the names \
        differ the first is used.",
    remedy "match by code, never by name",
    source EPCN_LAYOUT;

    /// Both ePCN sheets print each network's leading commissioner.
    LEADS_DIFFER: "ODS-LEAD-001", Warning, EVERY_YEAR,
    title "a network's commissioner differs between the sheets",
    explanation "Both sheets of ePCN print the one commissioner that the register records for a network. Where \
        they differ, counts by commissioner depend on the sheet. That of the sheet of networks is used.",
    remedy "ask the commissioner which is right; it reports changes to the Organisation Data Service",
    source ODS_PCN;

    /// The sheet of core partners prints a practice's commissioner as of now in every row of it.
    PARENTS_DIFFER: "ODS-LEAD-002", Warning, EVERY_YEAR,
    title "a practice's commissioner differs between rows",
    explanation "The sheet of core partners prints a practice's commissioner of today in every row of the \
        practice. Where the rows differ, counts by commissioner depend on the row. The first is used.",
    remedy "ask the commissioner which is right; it reports changes to the Organisation Data Service",
    source ODS_PCN;

    /// The last column of the sheet of core partners.
    FLAG_CONTRADICTS: "ODS-MATCH-001", Warning, EVERY_YEAR,
    title "match of commissioners contradicts the codes",
    explanation "The last column of the sheet of core partners says whether practice and network have the same \
        commissioner. Here it says one thing and the two codes in the row another. The codes are used.",
    remedy "trust the codes; a column filled by hand or by an old formula goes out of date",
    source EPCN_LAYOUT;

    /// `epraccur` lists every prescribing cost centre.
    NOT_A_PRACTICE: "ODS-ORG-001", Info, EVERY_YEAR,
    title "organisations whose codes are not those of practices",
    explanation "The practices file also lists organisations of the Channel Islands and the Isle of Man and \
        others whose codes are not a letter and five digits. They are in no network and are left out.",
    remedy "none needed",
    source EPRACCUR;

    /// Welsh practices stand in English extracts.
    NOT_ENGLISH: "ODS-ORG-002", Info, EVERY_YEAR,
    title "practices outside England",
    explanation "Practices whose codes begin with `W` are Welsh and outside the Network Contract DES. They stand \
        in the practices file and count nowhere.",
    remedy "leave them out of tables of England",
    source EPRACCUR;

    /// The map holds one day.
    SEVERAL_DAYS: "ODS-MAP-001", Warning, EVERY_YEAR,
    title "map of more than one day",
    explanation "A map tells where each practice stands on one day. Rows of another day than that of the first \
        row are left out.",
    remedy "give the map of one month",
    source LIST_SIZES;

    /// The map prints a network's name with every practice.
    NAMES_DIFFER_IN_MAP: "ODS-MAP-002", Info, EVERY_YEAR,
    title "a network's name differs between rows of the map",
    explanation "The map prints a network's name in every row of its practices. Where the names differ the first \
        is used.",
    remedy "match by code, never by name",
    source LIST_SIZES;
}
