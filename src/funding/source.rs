//! The pages that the room's figures and rules stand on, each with its grade.

use crate::citation::{Citation, Evidence, Source};

pub(crate) const BW_MEDICAL: Source = Source::constant(
    Citation::constant("BW Medical Accountants, Implementing the first year's national entitlements (2019)")
        .url("bw-medical.co.uk/blog/primary-care-networks-implementing-the-first-year-national-entitlements"),
    Evidence::Secondary,
);
pub(crate) const RBP_GUIDE: Source = Source::constant(
    Citation::constant(
        "Pulse Intelligence with RBP, Is your practice receiving the right network payments",
    )
    .url("pulse-intelligence.co.uk/guide/is-your-practice-receiving-the-right-network-payments/"),
    Evidence::Secondary,
);
pub(crate) const ESSEX_LMC_2020: Source = Source::constant(
    Citation::constant("Essex LMCs, PCN DES (1 April 2020)").url("essexlmc.org.uk/pcn-des/"),
    Evidence::Secondary,
);
pub(crate) const BMA_2020: Source = Source::constant(
    Citation::constant("BMA, Primary care network funding (26 November 2020)")
        .url("bma.org.uk/advice-and-support/gp-practices/primary-care-networks/primary-care-network-funding"),
    Evidence::Secondary,
);
pub(crate) const BMA_2021: Source = Source::constant(
    Citation::constant("BMA, Primary care network funding (10 May 2021)")
        .url("bma.org.uk/advice-and-support/gp-practices/primary-care-networks/primary-care-network-funding"),
    Evidence::Secondary,
);
pub(crate) const BMA_2023: Source = Source::constant(
    Citation::constant("BMA, Primary care network funding, entitlements for 2023/24")
        .url("bma.org.uk/advice-and-support/gp-practices/primary-care-networks/primary-care-network-funding"),
    Evidence::Secondary,
);
pub(crate) const NHSE_C1050: Source = Source::constant(
    Citation::constant("NHS England, letter C1050, Freeing up practices to support COVID vaccination (3 February 2021)")
        .url("england.nhs.uk/coronavirus/documents/freeing-up-practices-to-support-covid-vaccination-further-details/"),
    Evidence::Official,
);
pub(crate) const GPONLINE_SUPPLEMENT: Source = Source::constant(
    Citation::constant("GPonline, extension of the clinical director supplement to 30 June 2021")
        .url("gponline.com/article/1709989"),
    Evidence::Secondary,
);
pub(crate) const PULSE_EHCH: Source = Source::constant(
    Citation::constant("Pulse Intelligence, Enhanced health in care homes service, a summary of the requirements")
        .url("pulse-intelligence.co.uk/guide/enhanced-health-in-care-homes-service-a-summary-of-the-requirements/"),
    Evidence::Secondary,
);
pub(crate) const PULSE_2020_UPDATE: Source = Source::constant(
    Citation::constant("Pulse Intelligence, Update for the network contract DES for 2020/21")
        .url("pulse-intelligence.co.uk/guide/update-network-contract-des-for-2020-21/"),
    Evidence::Secondary,
);
pub(crate) const INTEGRATED_HEALTH_2021: Source = Source::constant(
    Citation::constant(
        "Integrated Health, New £43m funding for primary care leadership (26 August 2021)",
    )
    .url("integratedhlth.co.uk/2021/08/26/new-43m-funding-for-primary-care-leadership/"),
    Evidence::Secondary,
);
pub(crate) const DES_SLIDES_2022: Source = Source::constant(
    Citation::constant("Network Contract DES 2022/23, a slide summary")
        .url("slideshare.net/slideshow/251580331"),
    Evidence::Secondary,
);
pub(crate) const GPONLINE_2022_POTS: Source = Source::constant(
    Citation::constant("GPonline, PCNs become mini primary care trusts (March 2022)").url(
        "gponline.com/pcns-become-mini-primary-care-trusts-inadequate-support/article/1752228",
    ),
    Evidence::Secondary,
);
pub(crate) const NWNT_PCN: Source = Source::constant(
    Citation::constant("a primary care network's own page, PCN management (no date)")
        .url("nwntpcn.nhs.uk/our-teams/pcn-management/"),
    Evidence::Secondary,
);
pub(crate) const OCKHAM_CD_PAY: Source = Source::constant(
    Citation::constant("Ockham Healthcare, Are PCN CDs due a pay rise (4 September 2024)")
        .url("ockham.healthcare/are-pcn-cds-due-a-pay-rise"),
    Evidence::Secondary,
);
pub(crate) const PHARMACIST_WINTER_2022: Source = Source::constant(
    Citation::constant(
        "The Pharmacist, the letter of 26 September 2022 on winter capacity and access",
    )
    .url("thepharmacist.co.uk/?p=27150"),
    Evidence::Secondary,
);
pub(crate) const PCC_2023: Source = Source::constant(
    Citation::constant(
        "Primary Care Commissioning, contracts and contract monitoring, table of 2023/24",
    )
    .url("pcc-cic.org.uk/resources/contracts-and-contract-monitoring"),
    Evidence::Secondary,
);
pub(crate) const CPS_2023: Source = Source::constant(
    Citation::constant("Clinical Pharmacist Solutions, Understanding the new capacity and access improvement payment 2023/24")
        .url("clinicalpharmacistsolutions.co.uk/post/understanding-the-new-capacity-and-access-improvement-payment-2023-24-guidance-for-pcn-managers"),
    Evidence::Secondary,
);
pub(crate) const PULSE_FLAT_2024: Source = Source::constant(
    Citation::constant("Pulse, PCN funding remains flat for 2024/25")
        .url("pulsetoday.co.uk/pulse-pcn/pcn-funding-remains-flat-for-2024-25"),
    Evidence::Secondary,
);
pub(crate) const ENTITLEMENTS_2024: Source = Source::constant(
    Citation::constant("Doncaster LMC, Primary care networks, financial entitlements of 2024/25")
        .url("doncasterlmc.co.uk/primary-care-networks"),
    Evidence::Secondary,
);
pub(crate) const IMPROVEMENT_2024: Source = Source::constant(
    Citation::constant(
        "Pulse, Three IIF targets scrapped in 2024/25 GP contract (29 February 2024)",
    )
    .url("pulsetoday.co.uk/pulse-pcn/three-iif-targets-scrapped-in-2024-25-gp-contract"),
    Evidence::Secondary,
);
pub(crate) const IMPROVEMENT_DECLARED: Source = Source::constant(
    Citation::constant("Surrey and Sussex LMCs, CAIP 2025/26")
        .url("sslmcs.co.uk/resources/gp-contract-2025-26/caip-2025-26"),
    Evidence::Secondary,
);
pub(crate) const GM_FOI_2025: Source = Source::constant(
    Citation::constant("NHS Greater Manchester, FOI 2025/1195, capacity and access payments of 2024/25 (7 May 2025)")
        .url("gmintegratedcare.org.uk/freedom-of-information/foi-request/foi-2025-1195/"),
    Evidence::Derived,
);
pub(crate) const BMA_SAFE_WORKING: Source = Source::constant(
    Citation::constant("BMA, Safe working in general practice, PCN DES (2024)")
        .url("bma.org.uk/advice-and-support/gp-practices/managing-workload/safe-working-in-general-practice/pcn-des-primary-care-network-directed-enhanced-service"),
    Evidence::Secondary,
);
pub(crate) const BMA_2025_QUOTED: Source = Source::constant(
    Citation::constant("an accountancy firm's research notes that quote the BMA's funding page of 14 April 2025")
        .url("bma.org.uk/advice-and-support/gp-practices/primary-care-networks/primary-care-network-funding"),
    Evidence::Secondary,
);
pub(crate) const CALCULATOR_2025: Source = Source::constant(
    Citation::constant("pcnd.info, PCN DES fund calculator 2025/26 (source code)").url("pcnd.info"),
    Evidence::Secondary,
);
pub(crate) const CALCULATOR_2025_EARLY: Source = Source::constant(
    Citation::constant(
        "pcnd.info, PCN DES fund calculator 2025/26, an earlier version (source code)",
    )
    .url("pcnd.info"),
    Evidence::Secondary,
);
pub(crate) const DHC_2025: Source = Source::constant(
    Citation::constant("Digital Healthcare Council, 2025/26 GP contract changes")
        .url("digitalhealthcarecouncil.com/news/202526-gp-contract-changes"),
    Evidence::Secondary,
);
pub(crate) const HUMBERSIDE_2025: Source = Source::constant(
    Citation::constant("Humberside LMCs, Network contract DES 2025/26")
        .url("humbersidelmc.org.uk/network-contract-des-202526/"),
    Evidence::Secondary,
);
pub(crate) const SPLIT_CALCULATOR_2026: Source = Source::constant(
    Citation::constant(
        "PCN funding split calculator 2026/27 (source code), citing the specification of 26 March 2026",
    ),
    Evidence::Secondary,
);
pub(crate) const PRACTICE_GAME_2026: Source = Source::constant(
    Citation::constant(
        "a public game of GP practice finance (source code), citing the DES specification 2026/27 and the Statement of Financial Entitlements 2026",
    ),
    Evidence::Secondary,
);
pub(crate) const NHSE_SPEC_2026: Source = Source::constant(
    Citation::constant("NHS England, Network Contract DES contract specification 2026/27, PRN02483 (not readable here)")
        .url("england.nhs.uk/wp-content/uploads/2026/03/network-contract-des-contract-specification-2026-27.pdf"),
    Evidence::Official,
);
pub(crate) const COUNT_BASES: Source = Source::constant(
    Citation::constant("BMA, Primary care network funding, and the yearly summaries of the entitlements")
        .url("bma.org.uk/advice-and-support/gp-practices/primary-care-networks/primary-care-network-funding"),
    Evidence::Secondary,
);
pub(crate) const PCSE: Source = Source::constant(
    Citation::constant("Primary Care Support England, PCN payments")
        .url("pcse.england.nhs.uk/services/gp-payments/practices/pcn-payments/"),
    Evidence::Official,
);
pub(crate) const RECOLLECTION: Source = Source::constant(
    Citation::constant("recollection of the year's contract specification, no document at hand"),
    Evidence::Unconfirmed,
);
pub(crate) const FRAMEWORK_2019: Source = Source::constant(
    Citation::constant(
        "Leicester City CCG, The development of Primary Care Networks (2019), table of additional roles",
    ),
    Evidence::Secondary,
);
pub(crate) const PORTAL: Source = Source::constant(
    Citation::constant(
        "Primary Care Workforce Portal, additional roles claims (open source, 15 December 2020)",
    )
    .url("github.com/nhsnecs/primary-care-workforce-portal"),
    Evidence::Official,
);
pub(crate) const ARJUS: Source = Source::constant(
    Citation::constant("arjus.co.uk, PCN calculator 2024/25, roles and bands")
        .url("arjus.co.uk/pcn_calculator_2425.php"),
    Evidence::Secondary,
);
pub(crate) const MIP_BUDGET_2023: Source = Source::constant(
    Citation::constant("Management in Practice, Total ARRS budget will not account for Agenda for Change uplift (2023)")
        .url("managementinpractice.com/news/total-arrs-budget-will-not-account-for-agenda-for-change-uplift"),
    Evidence::Secondary,
);
pub(crate) const PJ_CONTRACT_2020: Source = Source::constant(
    Citation::constant("The Pharmaceutical Journal, Primary care networks to be fully reimbursed for pharmacists")
        .url("pharmaceutical-journal.com/article/news/primary-care-networks-to-be-fully-reimbursed-for-pharmacists-under-updated-gp-contract"),
    Evidence::Secondary,
);
pub(crate) const PJ_TECHNICIANS_2020: Source = Source::constant(
    Citation::constant("The Pharmaceutical Journal, NHS England says PCNs can hire pharmacy technicians earlier than planned (2020)")
        .url("pharmaceutical-journal.com/article/news/nhs-england-says-pcns-can-hire-pharmacy-technicians-earlier-than-planned"),
    Evidence::Secondary,
);
pub(crate) const MIP_EXPLAINER: Source = Source::constant(
    Citation::constant("Management in Practice, Primary care networks and the additional roles reimbursement scheme explained")
        .url("managementinpractice.com/news/explainer-primary-care-networks-and-the-additional-roles-reimbursement-scheme"),
    Evidence::Secondary,
);
pub(crate) const WESSEX_WORKFORCE: Source = Source::constant(
    Citation::constant("Wessex LMCs, Primary care networks workforce")
        .url("wessexlmcs.com/primarycarenetworksworkforce"),
    Evidence::Secondary,
);
pub(crate) const WESSEX_ARRS: Source = Source::constant(
    Citation::constant("Wessex LMCs, PCN workforce, ARRS").url("wessexlmcs.com/pcnworkforcearrs"),
    Evidence::Secondary,
);
pub(crate) const CD_2022: Source = Source::constant(
    Citation::constant("Chemist and Druggist, reimbursement of PCN pharmacists (October 2022)")
        .url("chemistanddruggist.co.uk/CD136485/"),
    Evidence::Secondary,
);
pub(crate) const BARNSLEY_LMC: Source = Source::constant(
    Citation::constant("Barnsley LMC, reprint of the update to the GP contract agreement 2020/21")
        .url("barnsleylmc.co.uk/?p=1"),
    Evidence::Secondary,
);
pub(crate) const CD_TECHNICIANS_2020: Source = Source::constant(
    Citation::constant("Chemist and Druggist, Pharmacy technician roles in PCNs fully reimbursed from April (2020)")
        .url("chemistanddruggist.co.uk/news/pharmacy-technician-roles-pcns-fully-reimbursed-april"),
    Evidence::Secondary,
);
pub(crate) const PULSE_ARRS_2024: Source = Source::constant(
    Citation::constant("Pulse, Unclaimed ARRS funding will not be available to PCNs according to new contract (2024)")
        .url("pulsetoday.co.uk/pulse-pcn/unclaimed-arrs-funding-will-not-be-available-to-pcns-according-to-new-contract"),
    Evidence::Secondary,
);
pub(crate) const PULSE_ARRS_2021: Source = Source::constant(
    Citation::constant("Pulse Intelligence, The additional roles reimbursement scheme for 2021/22 explained")
        .url("pulse-intelligence.co.uk/guide/the-additional-roles-reimbursement-scheme-for-2021-22-explained/"),
    Evidence::Secondary,
);
pub(crate) const OCKHAM_2021: Source = Source::constant(
    Citation::constant("Ockham Healthcare, The 2021/22 GP contract")
        .url("ockham.healthcare/the-2021-22-gp-contract"),
    Evidence::Secondary,
);
pub(crate) const GMPCC_MHP: Source = Source::constant(
    Citation::constant("GM primary care careers, Mental health practitioner")
        .url("gmprimarycarecareers.org.uk/generalpractice/new-roles/mental-health-practitioner/"),
    Evidence::Secondary,
);
pub(crate) const GMPCC_FCP: Source = Source::constant(
    Citation::constant("GM primary care careers, First contact physiotherapist").url(
        "gmprimarycarecareers.org.uk/generalpractice/new-roles/first-contact-physiotherapist/",
    ),
    Evidence::Secondary,
);
pub(crate) const GM_SOCIAL_PRESCRIBER: Source = Source::constant(
    Citation::constant("GM training hub, Social prescriber")
        .url("gmthub.co.uk/primary-care-directory/roles-in-primary-care/social-prescriber"),
    Evidence::Secondary,
);
pub(crate) const MIP_LINK_WORKERS: Source = Source::constant(
    Citation::constant("Management in Practice, How social prescribing link workers can support your practice team")
        .url("managementinpractice.com/practice-intelligence/how-social-prescribing-link-workers-can-support-your-practice-team"),
    Evidence::Secondary,
);
pub(crate) const MIP_2023: Source = Source::constant(
    Citation::constant("Management in Practice, Advanced nurse practitioners and apprentice physician associates added to ARRS (2023)")
        .url("managementinpractice.com/news/advanced-nurse-practitioners-and-apprentice-physician-associates-added-to-arrs/"),
    Evidence::Secondary,
);
pub(crate) const PULSE_ADDITIONS: Source = Source::constant(
    Citation::constant("Pulse, Explainer, the new ARRS additions (2022)")
        .url("pulsetoday.co.uk/analysis/pulse-pcn/explainer-the-new-arrs-additions/"),
    Evidence::Secondary,
);
pub(crate) const MIP_EPN: Source = Source::constant(
    Citation::constant(
        "Management in Practice, Enhanced practice nurses can earn up to £70k (2024)",
    )
    .url("managementinpractice.com/news/arrs-enhanced-practice-nurses-can-earn-up-to-70k/"),
    Evidence::Secondary,
);
pub(crate) const MIP_OTHER_ROLES: Source = Source::constant(
    Citation::constant("Management in Practice, Enhanced practice nurses to be included in ARRS under new contract (2024)")
        .url("managementinpractice.com/news/enhanced-practice-nurses-to-be-included-in-arrs-under-new-contract/"),
    Evidence::Secondary,
);
pub(crate) const ICB_GP_SLIDES: Source = Source::constant(
    Citation::constant("an integrated care board's slides on general practitioners in the ARRS, citing section 10.5.4 of the DES")
        .url("docs.google.com/presentation/d/1Y-_l-Rz13C_1q5edWhD6LnllWNPrugTn/htmlpresent"),
    Evidence::Secondary,
);
pub(crate) const PULSE_GP_POT: Source = Source::constant(
    Citation::constant("Pulse, Lack of clarity on pay uplift for ARRS staff (2024)")
        .url("pulsetoday.co.uk/pulse-pcn/lack-of-clarity-on-pay-uplift-for-arrs-staff/"),
    Evidence::Secondary,
);
pub(crate) const PULSE_CLAIM_MORE_2024: Source = Source::constant(
    Citation::constant("Pulse, PCNs can claim more for ARRS staff but funding remains flat (2024)")
        .url("pulsetoday.co.uk/pulse-pcn/pcns-can-claim-more-for-arrs-staff-but-funding-remains-flat"),
    Evidence::Secondary,
);
pub(crate) const PULSE_NURSES_2025: Source = Source::constant(
    Citation::constant("Pulse, Consultant nurses added to ARRS in new network contract (2025)")
        .url("pulsetoday.co.uk/pulse-pcn/consultant-nurses-added-to-arrs-in-new-network-contract"),
    Evidence::Secondary,
);
pub(crate) const PHARMACIST_OCT_2024: Source = Source::constant(
    Citation::constant("The Pharmacist, PCNs can claim more per ARRS role, but no overall funding increase (October 2024)")
        .url("thepharmacist.co.uk/in-practice/pcns-can-claim-more-per-arrs-role-but-no-overall-funding-increase"),
    Evidence::Secondary,
);
pub(crate) const HCL_2026: Source = Source::constant(
    Citation::constant("Healthcare Leader, Funding and ARRS boost in new GP contract (2026)")
        .url("healthcareleadernews.com/news/funding-and-arrs-boost-in-new-gp-contract/"),
    Evidence::Secondary,
);
pub(crate) const SSLMC_ARRS_2026: Source = Source::constant(
    Citation::constant("Surrey and Sussex LMCs, PCN ARRS 2026/27")
        .url("sslmcs.co.uk/resources/gp-contract-2026-27/pcn-arrs-2026-27"),
    Evidence::Secondary,
);
pub(crate) const PJ_2025: Source = Source::constant(
    Citation::constant("The Pharmaceutical Journal, NHS England increases ARRS reimbursement for pharmacists (2025)")
        .url("pharmaceutical-journal.com/article/news/nhs-england-increases-arrs-reimbursement-for-pharmacists"),
    Evidence::Secondary,
);
pub(crate) const PHARMACIST_2025: Source = Source::constant(
    Citation::constant("The Pharmacist, New GP contract, what PCN pharmacists need to know (2025)")
        .url("thepharmacist.co.uk/in-practice/new-gp-contract-what-pcn-pharmacists-need-to-know"),
    Evidence::Secondary,
);
pub(crate) const NEL_BACKDATED_2025: Source = Source::constant(
    Citation::constant("NHS North East London, ARRS maximum reimbursement rates updated and backdated (2025)")
        .url("primarycare.northeastlondon.icb.nhs.uk/comms-news/notification-arrs-maximum-reimbursement-rates-updated-backdated-action-required-by-icbs-and-pcns"),
    Evidence::Official,
);
pub(crate) const MIP_FINANCE_2022: Source = Source::constant(
    Citation::constant("Management in Practice, What are the funding implications of the new network DES (2022)")
        .url("managementinpractice.com/practice-intelligence/finance/what-are-the-funding-implications-of-the-new-network-des/"),
    Evidence::Secondary,
);
pub(crate) const ARC_WEST: Source = Source::constant(
    Citation::constant("NIHR ARC West, Additional roles reimbursement scheme associated with small improvements in patient satisfaction")
        .url("arc-w.nihr.ac.uk/news/additional-roles-reimbursement-scheme-arrs-associated-with-small-improvements-in-patient-satisfaction"),
    Evidence::Secondary,
);
pub(crate) const DONCASTER_ARRS: Source = Source::constant(
    Citation::constant("Doncaster LMC, Additional roles reimbursement scheme")
        .url("doncasterlmc.co.uk/additional-roles-reimbursement-scheme-arrs"),
    Evidence::Secondary,
);
pub(crate) const NEL_ARRS_2023: Source = Source::constant(
    Citation::constant("NHS North East London, PCN ARRS update (2023)")
        .url("primarycare.northeastlondon.icb.nhs.uk/news/pcn-arrs-update"),
    Evidence::Official,
);
pub(crate) const BOB_CAREERS: Source = Source::constant(
    Citation::constant(
        "Primary care careers in Buckinghamshire, Oxfordshire and Berkshire West, ARRS",
    )
    .url("primarycarecareers-bob.nhs.uk/arrs/"),
    Evidence::Official,
);
pub(crate) const HARESIGN_2026: Source = Source::constant(
    Citation::constant("haresign.net, ARRS calculator 2026/27, layout of the tables")
        .url("haresign.net/tools/arrs-calculator/"),
    Evidence::Secondary,
);

/// The same page, for a figure that is worked out from what it states.
pub(crate) const fn derived(source: Source) -> Source {
    let mut source = source;
    source.evidence = Evidence::Derived;
    source
}
