//! The documents that the rules of the register cite.

use crate::citation::{Citation, Evidence, Source};

/// NHS England on the size, the area and the coverage of networks.
pub(super) const NHSE_FAQ: Source = Source::constant(
    Citation::constant("NHS England, PCN FAQs, second iteration (May 2019)")
        .url("england.nhs.uk/primary-care/primary-care-networks/resources/pcn-faqs/second/"),
    Evidence::Official,
);

/// London's local medical committees on the minimum size.
pub(super) const LONDON_LMCS: Source = Source::constant(
    Citation::constant("Londonwide LMCs, Primary care networks (PCN) update (July 2019)")
        .url("lmc.org.uk/news/primary-care-networks-pcn-update-july-2019"),
    Evidence::Secondary,
);

/// A local medical committee on who can be a member.
pub(super) const LMC_FAQ: Source = Source::constant(
    Citation::constant("Salford and Trafford LMC, PCN FAQ")
        .url("salfordandtraffordlmc.org.uk/faq/"),
    Evidence::Secondary,
);

/// ODS on its PCN files: what is recorded, and what for.
pub(super) const ODS_PCN: Source = Source::constant(
    Citation::constant(
        "NHS Digital, Organisation Data Service, Primary Care Networks: publication of ODS codes",
    )
    .url(
        "digital.nhs.uk/services/organisation-data-service/\
         primary-care-networks---publication-of-organisational-data-service-ods-codes",
    ),
    Evidence::Official,
);

/// What holds in the ODS files, counted in them: no document found says it as a rule.
pub(super) const ODS_COUNTED: Source = Source::constant(
    Citation::constant("NHS Digital, Organisation Data Service, ePCN files of 2019 to 2024")
        .at("counted over all membership rows")
        .url(
            "digital.nhs.uk/services/organisation-data-service/\
             primary-care-networks---publication-of-organisational-data-service-ods-codes",
        ),
    Evidence::Derived,
);

/// ODS on a network's relationships, among them its payee.
pub(super) const ODS_CATALOGUE: Source = Source::constant(
    Citation::constant(
        "NHS Digital, Organisation Data Service, reference data catalogue, Primary Care Network",
    )
    .url("odsdatasearchandexport.dc4h.link/referenceDataCatalogue/Primary-Care-Network_587369054.html"),
    Evidence::Official,
);

/// NHS England's statistics of patients by practice, which print `U` for no network.
pub(super) const PATIENTS_AT_PRACTICES: Source = Source::constant(
    Citation::constant("NHS Digital, Patients Registered at a GP Practice")
        .at("practice mapping and single-organisation files: PCN code U, Unallocated"),
    Evidence::Official,
);

/// A reading of the post of clinical director as one that can be shared.
pub(super) const JOB_SHARE: Source = Source::constant(
    Citation::constant("Croner-i, Primary care networks update")
        .url("app.croneri.co.uk/feature-articles/primary-care-networks-update?product=154"),
    Evidence::Secondary,
);

/// A law firm's reading of who can be the payee.
pub(super) const PAYEE_READING: Source = Source::constant(
    Citation::constant(
        "Hempsons, Primary care networks: who are you trusting to receive the DES payments on \
         your behalf?",
    )
    .url(
        "hempsons.co.uk/news-articles/\
         primary-care-networks-who-are-you-trusting-to-receive-the-des-payments-on-your-behalf/",
    ),
    Evidence::Secondary,
);

/// The data dictionary on codes that stand for no practice.
pub(super) const DEFAULT_CODES: Source = Source::constant(
    Citation::constant("NHS Data Model and Dictionary, default codes summary table").url(
        "v2.datadictionary.nhs.uk/web_site_content/pages/codes/administrative_codes/\
         default_codes_summary_table.asp",
    ),
    Evidence::Official,
);
