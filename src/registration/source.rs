//! The documents that this room and its years cite.

use crate::citation::{
    Citation,
    Evidence::{Derived, Official, Secondary},
    Source,
};

pub(crate) use crate::service::sources::{
    CQRS_2025 as CQRS, DONCASTER as DONCASTER_LMC, MERGED_2024 as PULSE_2024, PULSE_2026,
};

const fn official(citation: Citation) -> Source {
    Source::constant(citation, Official)
}
const fn secondary(citation: Citation) -> Source {
    Source::constant(citation, Secondary)
}

pub(crate) const FAQ_SECOND: Source = official(
    Citation::constant("NHS England, PCN FAQs, second iteration (May 2019)")
        .url("england.nhs.uk/primary-care/primary-care-networks/resources/pcn-faqs/second/"),
);
pub(crate) const SPECIFICATION_2020: Source = official(
    Citation::constant(
        "NHS England, Network Contract DES specification 2020/21, introduction (copy)",
    )
    .url("readkong.com/page/network-contract-directed-enhanced-service-contract-6068294"),
);
pub(crate) const PCSE_HELP: Source = official(
    Citation::constant("PCSE, help with PCN payments")
        .url("pcse.england.nhs.uk/help/gp-payments/pcn-payments/"),
);
pub(crate) const ODS_CATALOGUE: Source = official(
    Citation::constant(
        "NHS Digital, Organisation Data Service, reference data catalogue, Primary Care Network",
    )
    .url("odsdatasearchandexport.dc4h.link/referenceDataCatalogue/Primary-Care-Network_587369054.html"),
);
pub(crate) const LEICESTER_21: Source = secondary(
    Citation::constant("Leicester City CCG, The development of Primary Care Networks (mid 2019)")
        .at("paragraph 21"),
);
pub(crate) const LEICESTER_22: Source = secondary(
    Citation::constant("Leicester City CCG, The development of Primary Care Networks (mid 2019)")
        .at("paragraph 22"),
);
pub(crate) const LEICESTER_25: Source = secondary(
    Citation::constant("Leicester City CCG, The development of Primary Care Networks (mid 2019)")
        .at("paragraphs 24 and 25"),
);
pub(crate) const BMA_RUNNING: Source = crate::agreement::source::BMA_RUNNING;
pub(crate) const BMA_SAFE_WORKING: Source = secondary(
    Citation::constant("BMA, safe working in general practice: PCN DES (2024)").url("bma.org.uk"),
);
pub(crate) const LEXOLOGY: Source = crate::agreement::source::LEXOLOGY;
pub(crate) const DR_SOLICITORS: Source = crate::agreement::source::DR_SOLICITORS;
pub(crate) const HEMPSONS_2019: Source = crate::agreement::source::HEMPSONS_2019;
pub(crate) const SALFORD_LMC: Source = crate::agreement::source::SALFORD_LMC;
pub(crate) const ARITHMETIC: Source = crate::agreement::source::ARITHMETIC;
pub(crate) const HEMPSONS_DATES: Source = secondary(
    Citation::constant(
        "Hempsons, Network Contract DES specification 2020/21: key dates",
    )
    .url(
        "hempsons.co.uk/news-articles/network-contract-des-specification-2020-2021-key-dates-for-ccgs",
    ),
);
pub(crate) const HEMPSONS_PAYEE: Source = secondary(
    Citation::constant(
        "Hempsons, Primary care networks: who are you trusting to receive the DES payments on \
         your behalf?",
    )
    .url(
        "hempsons.co.uk/news-articles/primary-care-networks-who-are-you-trusting-to-receive-the-des-payments-on-your-behalf/",
    ),
);
pub(crate) const LONDON_LMCS_TOOL: Source = secondary(
    Citation::constant("Londonwide LMCs, PCN DES 2020/21 decision making tool")
        .url("readkong.com/page/pcn-des-2020-21-decision-making-tool-purpose-2267324"),
);
pub(crate) const LONDON_LMCS_OCTOBER: Source = secondary(
    Citation::constant("Londonwide LMCs, PCN DES opt-out window open until 31 October 2022")
        .url("lmc.org.uk/news/pcn-des-opt-out-window-open-until-31-october-2022"),
);
pub(crate) const MIP_2022: Source = secondary(
    Citation::constant("Management in Practice, on BMA safe working guidance (14 March 2022)").url(
        "managementinpractice.com/news/practices-should-consider-opting-out-of-pcn-des-says-bma-safe-working-guidance/",
    ),
);
pub(crate) const PULSE_2022: Source = secondary(
    Citation::constant("Pulse, GPs given extra opportunity to opt out of PCNs (2022)")
        .url("pulsetoday.co.uk/news/pulse-pcn/gps-given-extra-opportunity-to-opt-out-of-pcns/"),
);
pub(crate) const PULSE_PCN_2026: Source = secondary(
    Citation::constant(
        "Pulse PCN, Do we even need single neighbourhood provider contracts? (2026)",
    )
    .url("pulsepcn.co.uk/views/do-we-even-need-single-neighbourhood-provider-contracts/"),
);
pub(crate) const SSLMCS_2025: Source = secondary(
    Citation::constant("Surrey and Sussex LMCs, CAIP 2025/26")
        .url("sslmcs.co.uk/resources/gp-contract-2025-26/caip-2025-26"),
);
pub(crate) const BW_MEDICAL: Source = secondary(
    Citation::constant(
        "BW Medical, Primary care networks: implementing the first year national entitlements",
    )
    .url("bw-medical.co.uk/blog/primary-care-networks-implementing-the-first-year-national-entitlements"),
);
pub(crate) const KINGS_FUND_2020: Source = secondary(
    Citation::constant("King's Fund, Primary care networks explained (November 2020)")
        .url("kingsfund.org.uk/publications/primary-care-networks-explained"),
);
/// The states and their steps are how this crate models the life of a network.
pub(crate) const OUR_MODEL: Source = Source::constant(
    Citation::constant("this crate: model of the life of a network, not sourced"),
    Derived,
);
/// The pattern of the years before, where no page gives the date of the year.
pub(crate) const LIST_DATE_PATTERN: Source = Source::constant(
    Citation::constant("this crate: 1 January before the contract year, as in the years before"),
    Derived,
);
