//! The documents that this room cites. An address has no scheme.

use crate::citation::{Citation, Evidence, Source};

const fn official(citation: Citation) -> Source {
    Source::constant(citation, Evidence::Official)
}

const fn secondary(citation: Citation) -> Source {
    Source::constant(citation, Evidence::Secondary)
}

/// Leicester City CCG's report repeats the framework of January 2019.
pub(crate) const LEICESTER: Source = secondary(
    Citation::constant("Leicester City CCG, The development of Primary Care Networks (mid 2019)")
        .at("paragraphs 27 to 29"),
);
/// The year is this crate's reading of "by 2021".
pub(crate) const LEICESTER_DERIVED: Source = Source::constant(
    Citation::constant("Leicester City CCG, The development of Primary Care Networks (mid 2019)")
        .at("paragraph 28"),
    Evidence::Derived,
);
pub(crate) const DURHAM: Source = secondary(
    Citation::constant("County Durham, Primary Care Networks OGIM 2021/22")
        .at("goal 1 and initiatives"),
);
pub(crate) const SMR_DRAFT: Source = secondary(Citation::constant(
    "Pharmaceutical Journal, on the draft service specifications of December 2019",
));
pub(crate) const SPECS_AGREED: Source = secondary(
    Citation::constant(
        "Pharmacy Business, GP contract 2020/21: new PCN service specifications agreed",
    )
    .url("pharmacy.biz/news/gp-contract-2020-21-new-pcn-service-specifications-agreed-..."),
);
pub(crate) const BJGP: Source = secondary(Citation::constant(
    "British Journal of General Practice, editorial 10.3399/bjgp21x716465",
));
pub(crate) const SMR_GUIDANCE: Source = official(
    Citation::constant(
        "NHS England, Network Contract DES: structured medication reviews and medicines \
         optimisation guidance (31 March 2021), copy",
    )
    .url("readkong.com/page/network-contract-directed-enhanced-service-structured-6561213"),
);
pub(crate) const UPDATE_2020: Source = secondary(
    Citation::constant("Pulse Intelligence, Update: Network Contract DES for 2020/21")
        .url("pulse-intelligence.co.uk/guide/update-network-contract-des-for-2020-21/"),
);
pub(crate) const EHCH_TRANSITION: Source = official(
    Citation::constant(
        "NHS England, Transition between COVID-19 care home support and the care homes service",
    )
    .url(
        "england.nhs.uk/gp/investment/gp-contract/transition-between-covid-19-care-\
             home-support-and-...",
    ),
);
pub(crate) const EHCH_PAGE: Source = official(
    Citation::constant("NHS England, Enhanced health in care homes")
        .url("england.nhs.uk/community-health-services/ehch/"),
);
pub(crate) const EHCH_V3: Source = official(
    Citation::constant(
        "NHS England, Providing proactive care for people living in care homes: enhanced health \
         in care homes framework, version 3 (November 2023)",
    )
    .url(
        "england.nhs.uk/long-read/providing-proactive-care-for-people-living-in-care-homes-\
         enhanced-health-in-care-homes-framework",
    ),
);
pub(crate) const EHCH_SUMMARY: Source = secondary(
    Citation::constant("Pulse Intelligence, Enhanced health in care homes: the requirements").url(
        "pulse-intelligence.co.uk/guide/enhanced-health-in-care-homes-service-a-summary-of-the-\
         requirements/",
    ),
);
pub(crate) const EHCH_DRAFT: Source = secondary(
    Citation::constant("Pulse Intelligence, on the draft care homes specification")
        .url("pulse-intelligence.co.uk/?p=3595"),
);
pub(crate) const BMA_NOV_2020: Source = secondary(
    Citation::constant("BMA, PCN funding page (26 November 2020)")
        .url("bma.org.uk/.../primary-care-network-funding"),
);
pub(crate) const EHCH_GUIDE_2017: Source = secondary(
    Citation::constant(
        "NHS New Care Models, Enhanced Health in Care Homes benchmarking, planning and resource \
         guide (June 2017), copy",
    )
    .url(
        "dokumen.tips/documents/enhanced-health-in-care-homes-i-one-to-one-mapping-of-gp-\
         practices-to-care-homes.html",
    ),
);
pub(crate) const EHCH_V2: Source = official(
    Citation::constant(
        "NHS England, The Framework for Enhanced Health in Care Homes, version 2 (March 2020), \
         copy",
    )
    .url("readkong.com/page/the-framework-for-enhanced-health-in-care-homes-version-2-8529007"),
);
pub(crate) const CANCER: Source = secondary(
    Citation::constant("Pulse Intelligence, The network early cancer diagnosis service explained")
        .url(
            "pulse-intelligence.co.uk/guide/the-network-early-cancer-diagnosis-service-explained/",
        ),
);
pub(crate) const CANCER_2022: Source = secondary(
    Citation::constant("Cancer Research UK, Delivering the PCN service (2021/22 and 2022/23)")
        .url("cancerresearchuk.org/.../delivering-the-pcn-service"),
);
pub(crate) const CANCER_2025: Source =
    secondary(Citation::constant("Cancer Research UK, Delivering the PCN service (2025/26)"));
pub(crate) const BGS: Source = secondary(
    Citation::constant(
        "British Geriatrics Society, response to the update to the GP contract agreement 2020/21",
    )
    .url(
        "bgs.org.uk/policy-and-media/bgs-responds-to-update-to-the-gp-contract-agreement-202021-\
         202324",
    ),
);
pub(crate) const KEY_DATES_2020: Source = secondary(
    Citation::constant("Hempsons, Network Contract DES specification 2020/21: key dates").url(
        "hempsons.co.uk/news-articles/network-contract-des-specification-2020-2021-key-dates-for-\
         ccgs",
    ),
);
pub(crate) const MINIMAL_2021: Source =
    secondary(Citation::constant("Croneri, on the GP contract for 2021/22 (26 January 2021)"));
pub(crate) const LETTER_AUG_2021: Source = secondary(
    Citation::constant("GPonline, on the letter of August 2021 (24 August 2021)")
        .url("gponline.com/.../article/1725559"),
);
pub(crate) const PULSE_DEFERRED: Source = secondary(
    Citation::constant("Pulse, Introduction of PCN services deferred until 2022/23").url(
        "pulsetoday.co.uk/news/pulse-pcn/introduction-of-controversial-pcn-services-deferred-\
         until-202223/",
    ),
);
pub(crate) const PULSE_DEADLINES: Source = secondary(
    Citation::constant("Pulse, NHS pushes deadlines for PCN service specs by up to 12 months").url(
        "pulsetoday.co.uk/pulse-pcn/nhse-pushes-deadlines-for-pcn-service-specs-by-up-to-12-months",
    ),
);
pub(crate) const WINTER_2022: Source = secondary(
    Citation::constant("The Pharmacist, on the changes of 26 September 2022")
        .url("thepharmacist.co.uk/?p=27150"),
);
pub(crate) const PHM: Source = secondary(
    Citation::constant("Pulse, PCNs should use a population health management approach").url(
        "pulsetoday.co.uk/pulse-pcn/pcns-should-use-a-population-health-management-approach-to-\
         service-delivery",
    ),
);
pub(crate) const SOCIAL_PRESCRIBING_2022: Source = secondary(
    Citation::constant("Pulse, PCNs given six months to deliver targeted social prescribing").url(
        "pulsetoday.co.uk/pulse-pcn/pcns-given-six-months-to-deliver-targeted-social-prescribing-\
         programme/",
    ),
);
pub(crate) const CVD: Source = secondary(
    Citation::constant(
        "Pulse Intelligence, How to deliver the CVD prevention and diagnosis service",
    )
    .url(
        "pulse-intelligence.co.uk/guide/how-to-deliver-the-network-des-cvd-diagnosis-and-\
             prevention-service/",
    ),
);
pub(crate) const PCC: Source = secondary(
    Citation::constant("Primary Care Commissioning, contract table 2023/24")
        .url("pcc-cic.org.uk/resources/contracts-and-contract-monitoring"),
);
pub(crate) const PART_A_2024: Source = secondary(
    Citation::constant("Primary Care IT, Network Contract DES 2024/25, Part A guidance")
        .url("support.primarycareit.co.uk/.../section-8"),
);
pub(crate) const INEQUALITIES_2022: Source = secondary(
    Citation::constant("Integrated Health, on tackling health inequalities (18 February 2022)")
        .url("integratedhlth.co.uk/2022/02/18/..."),
);
pub(crate) const INTEGRATED_AUG_2021: Source = secondary(
    Citation::constant(
        "Integrated Health, New £43m funding for primary care leadership (26 August 2021)",
    )
    .url("integratedhlth.co.uk/2021/08/26/new-43m-funding-for-primary-care-leadership/"),
);
pub(crate) const ETHNICITY: Source = secondary(Citation::constant(
    "Newsbreak copy of a report on recording of ethnicity (1 September 2021)",
));
pub(crate) const TNHI_2023: Source = secondary(
    Citation::constant("Hounslow, Tackling neighbourhood health inequalities 2023/24")
        .url("hounslowhealthandcare.org/..."),
);
pub(crate) const MERGED_2024: Source = secondary(
    Citation::constant("Pulse, PCN DES requirements merged under new contract (28 March 2024)")
        .url(
            "pulsetoday.co.uk/pulse-pcn/pcn-des-requirements-merged-under-new-contract-released-\
             today",
        ),
);
pub(crate) const CHANGES_2023: Source = secondary(
    Citation::constant("Capsticks, 2023/24 changes to the GP contract")
        .url("capsticks.com/insights/2023-24-changes-to-the-gp-contract"),
);
pub(crate) const CONFED_2026: Source = secondary(
    Citation::constant(
        "NHS Confederation, GP contract 2026/27: what you need to know (24 February 2026)",
    )
    .url("nhsconfed.org/publications/gp-contract-202627-what-you-need-know"),
);
pub(crate) const PULSE_2026: Source = secondary(
    Citation::constant(
        "Pulse, PCN DES confirms footprints will need to align with neighbourhoods (2026)",
    )
    .url(
        "pulsetoday.co.uk/news/2026-27-gp-contract/pcn-des-confirms-footprints-will-need-to-\
             change-to-align-with-neighbourhoods/",
    ),
);
pub(crate) const CQRS_2025: Source = official(
    Citation::constant("NHS England CQRS, Network Contract DES 25/26")
        .url("welcome.cqrs.nhs.uk/services/network-contract-des-25-26"),
);
pub(crate) const DES_COPY: Source = secondary(
    Citation::constant("BHNC, copy of the DES on extended hours")
        .at("section 4.6.2 c")
        .url("bhnc.org.uk/extended-hour-access"),
);
pub(crate) const EXTENDED_2019: Source = secondary(
    Citation::constant("Pulse Intelligence, Getting the most out of the extended hours DES").url(
        "pulse-intelligence.co.uk/guide/getting-the-most-out-of-the-extended-hours-des-under-\
         networks/",
    ),
);
pub(crate) const EXTENDED_SHARING: Source = secondary(
    Citation::constant("Insight Solutions, PCNs delivering extended hours")
        .url("insightsol.co.uk/news/pcns-delivering-extended-hours/"),
);
pub(crate) const ACCESS_MAR_2022: Source = secondary(Citation::constant(
    "Pulse, England GP practices to open 9 to 5 on Saturdays (1 March 2022)",
));
pub(crate) const ACCESS_APR_2022: Source = secondary(
    Citation::constant("GPonline, on enhanced access (1 April 2022)")
        .url("gponline.com/.../article/1751577"),
);
pub(crate) const ACCESS_CONFIRMED: Source = secondary(
    Citation::constant(
        "Management in Practice, Network DES arrangements confirmed for enhanced access \
         (1 April 2022)",
    )
    .url("managementinpractice.com/news/network-des-arrangements-confirmed-for-enhanced-access/"),
);
pub(crate) const ACCESS_HOURS: Source =
    secondary(Citation::constant("Pulse, Implementing enhanced access across your PCN").url(
        "pulsetoday.co.uk/resource/primary-care-networks/cpd-implementing-enhanced-access-across-\
         your-pcn/",
    ));
pub(crate) const ACCESS_WHOLE: Source = secondary(
    Citation::constant("Pulse, PCNs must offer GP appointments across the whole period").url(
        "pulsetoday.co.uk/news/pulse-pcn/pcns-must-offer-gp-appointments-across-whole-extended-\
         hours-period/",
    ),
);
pub(crate) const ACCESS_DONCASTER: Source = secondary(
    Citation::constant("Doncaster LMC, Enhanced access").url("doncasterlmc.co.uk/enhanced-access"),
);
pub(crate) const ACCESS_GP: Source = secondary(Citation::constant(
    "Management in Practice, A GP must be physically present during enhanced access hours \
         (4 May 2022)",
));
pub(crate) const DONCASTER: Source = secondary(
    Citation::constant("Doncaster LMC, Primary Care Networks (2023/24 requirements)")
        .url("doncasterlmc.co.uk/primary-care-networks"),
);
pub(crate) const ACCESS_ADJUSTED: Source = secondary(
    Citation::constant("Surrey and Sussex LMCs, Adjustments to PCN payments")
        .url("sslmcs.co.uk/resources/primary-care-networks/adjustments-to-pcn-payments"),
);
/// No source gives a rounding rule for the minutes of enhanced access.
pub(crate) const ROUNDING_RECOLLECTED: Source = Source::constant(
    Citation::constant("recollection; no page that could be read states the rounding"),
    Evidence::Unconfirmed,
);
