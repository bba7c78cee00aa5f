//! Where the figures of this room stand.

use crate::citation::{Citation, Evidence, Source};

macro_rules! sources {
    ($($name:ident, $grade:ident, $document:literal $(at $locator:literal)? $(, $url:literal)?;)+) => {$(
        pub(crate) const $name: Source = Source::constant(
            Citation::constant($document)$(.at($locator))?$(.url($url))?,
            Evidence::$grade,
        );
    )+};
}

sources! {
    LEICESTER_2019, Secondary,
        "Leicester City CCG, The development of Primary Care Networks (report to the Health Overview \
         and Scrutiny Committee, 2019)" at "paragraphs 30 to 32";
    NHSE_IIF_PAGE, Official,
        "NHS England, Network Contract DES: Investment and Impact Fund (web page)",
        "england.nhs.uk/primary-care/primary-care-networks/network-contract-des/iif";
    PULSE_2020, Secondary,
        "Pulse Intelligence, The Network DES Investment and Impact Fund for 2020/21 explained",
        "pulse-intelligence.co.uk/guide/the-network-des-investment-and-impact-fund-for-2020-21-explained";
    OCKHAM_2020, Secondary,
        "Ockham Healthcare, The PCN Investment and Impact Fund explained",
        "ockham.healthcare/the-pcn-investment-and-impact-fund-explained";
    OCKHAM_2021, Secondary,
        "Ockham Healthcare, The Investment and Impact Fund: year 2",
        "ockham.healthcare/the-investment-and-impact-fund-year-2";
    PULSE_FLU, Secondary,
        "Pulse Intelligence, Investment and Impact Fund: flu vaccination targets",
        "pulse-intelligence.co.uk/guide/investment-and-impact-fund-flu-vaccination-targets";
    HEALTHCARE_LEADER_2021, Secondary,
        "Healthcare Leader, How to tackle the updated Investment and Impact Fund targets for 2021/22",
        "healthcareleadernews.com/pulse-intelligence/how-to-tackle-the-updated-investment-and-impact-fund-targets-for-2021-22";
    HEALTHCARE_LEADER_DERIVED, Derived,
        "Healthcare Leader, How to tackle the updated Investment and Impact Fund targets for 2021/22"
        at "178 points of the domain less 142 for flu = 36",
        "healthcareleadernews.com/pulse-intelligence/how-to-tackle-the-updated-investment-and-impact-fund-targets-for-2021-22";
    APRIL_2021_DERIVED, Derived,
        "Healthcare Leader, How to tackle the updated Investment and Impact Fund targets for 2021/22"
        at "225 points less 178 of the prevention domain = 47",
        "healthcareleadernews.com/pulse-intelligence/how-to-tackle-the-updated-investment-and-impact-fund-targets-for-2021-22";
    GPONLINE_OCTOBER_2021, Secondary,
        "GPonline, article 1725679 on the Investment and Impact Fund from October 2021",
        "gponline.com";
    GPONLINE_DECEMBER_2021, Secondary,
        "GPonline, article 1735261 on the suspension of Investment and Impact Fund indicators \
         (7 December 2021)",
        "gponline.com";
    CQRS_TICKBOX, Official,
        "NHS Digital, CQRS training: NCD 2021/22 tick-box indicators",
        "welcome.cqrs.nhs.uk/training/ncd-21-22-tickbox-indicators";
    PCIT_2021, Secondary,
        "Primary Care IT, IIF searches (October 2021)",
        "support.primarycareit.co.uk/portal/en-gb/kb/articles/iif-searches";
    SSLMCS_CATEGORIES, Secondary,
        "Surrey and Sussex LMCs, Standardised GP appointment categories",
        "sslmcs.co.uk";
    PULSE_MARCH_2022, Secondary,
        "Pulse, NHSE confirms £34.6m to support three new IIF indicators (March 2022)",
        "pulsetoday.co.uk/pulse-pcn/nhse-confirms-34-6m-to-support-three-new-iif-indicators";
    PHARMACIST_MARCH_2022, Secondary,
        "The Pharmacist, on the edoxaban thresholds (31 March 2022)",
        "thepharmacist.co.uk/?p=23931";
    PULSE_SEPTEMBER_2022, Secondary,
        "Pulse, Explained: All the changes to the PCN incentive scheme (2022)",
        "pulsetoday.co.uk/analysis/pulse-pcn/explained-all-the-changes-to-the-pcn-incentive-scheme";
    PHARMACIST_SEPTEMBER_2022, Secondary,
        "The Pharmacist, on network DES funding worth £37m (2022)",
        "thepharmacist.co.uk/?p=27150";
    NHSE_WINTER_2022, Official,
        "NHS England, Supporting general practice, primary care networks and their teams through \
         winter and beyond (PR1998, 26 September 2022)",
        "england.nhs.uk/long-read/supporting-general-practice-primary-care-networks-and-their-teams-through-winter-and-beyond";
    MIP_PREVENTION, Secondary,
        "Management in Practice, Guide to the IIF indicators: prevention and tackling health \
         inequalities (14 December 2022)",
        "managementinpractice.com/?p=80712";
    MIP_CARE_TWO, Secondary,
        "Management in Practice, Guide to the IIF indicators: part two and sustainable NHS domain",
        "managementinpractice.com";
    MIP_LEARNING_DISABILITY, Secondary,
        "Management in Practice, Boosting income from learning disability services",
        "managementinpractice.com";
    ARDENS_PC, Secondary,
        "Ardens, IIF: personalised care (PC)", "support-ew.ardens.org.uk/support/solutions/articles/31000166945";
    ARDENS_RESP, Secondary,
        "Ardens, IIF: respiratory (RESP)", "support-ew.ardens.org.uk/support/solutions/articles/31000166938";
    ARDENS_CAN, Secondary,
        "Ardens, IIF: cancer (CAN)", "support-ew.ardens.org.uk/support/solutions/articles/31000166935";
    ARDENS_EHCH, Secondary,
        "Ardens, IIF: enhanced health in care homes (EHCH)",
        "support-ew.ardens.org.uk/support/solutions/articles/31000166898";
    ARDENS_HI, Secondary,
        "Ardens, IIF: tackling health inequalities (HI)",
        "support-ew.ardens.org.uk/support/solutions/articles/31000166266";
    ARDENS_2026, Secondary,
        "Ardens, Contract reports 2026/27", "support.ardens.org.uk/support/solutions/articles/31000178579";
    CHEMIST_AND_DRUGGIST, Secondary,
        "Chemist+Druggist, on GP referrals to the Community Pharmacist Consultation Service (2022)",
        "chemistanddruggist.co.uk/CD136467";
    SALBUTAMOL_STUDY, Secondary,
        "npj Primary Care Respiratory Medicine (2024), on the carbon footprint of salbutamol inhalers",
        "nature.com/articles/s41533-024-00363-0";
    PKF_2022, Secondary,
        "PKF Francis Clark, on the Network Contract DES", "pkf-francisclark.co.uk/?p=1632";
    DERIVED_2022, Derived,
        "Pulse, Explained: All the changes to the PCN incentive scheme (2022)"
        at "989 points left and 18 + 27 + 71 + 48 = 164 taken away make 1,153",
        "pulsetoday.co.uk/analysis/pulse-pcn/explained-all-the-changes-to-the-pcn-incentive-scheme";
    SUVERA_2023, Secondary,
        "Suvera, The GP contract 2023", "suvera.com/post/gp-contract-2023";
    NHSE_FINANCE_2023, Official,
        "NHS England, Update to the GP contract agreement 2023/24: financial implications (PR00273_i)",
        "england.nhs.uk/long-read/update-to-the-gp-contract-agreement-2023-24-financial-implications";
    ACC_08_TRANSCRIPT, Secondary,
        "a public R script on the 2023/24 IIF publication, which copies out NHS England's PRN00157"
        at "page 18 of PRN00157",
        "files.digital.nhs.uk/C3/0F8B0D";
    MIP_JUNE_2024, Secondary,
        "Management in Practice, PCNs automatically given maximum points for appointments IIF \
         indicator (7 June 2024)",
        "managementinpractice.com/news/pcns-automatically-given-maximum-points-for-appointments-iif-indicator-thanks-to-practice-manager-campaign";
    PULSE_2024, Secondary,
        "Pulse, Three IIF targets scrapped in 2024/25 GP contract (29 February 2024)",
        "pulsetoday.co.uk/pulse-pcn/three-iif-targets-scrapped-in-2024-25-gp-contract";
    PCIT_FUNDING, Secondary,
        "Primary Care IT, IIF funding structure",
        "support.primarycareit.co.uk/portal/en-gb/kb/articles/iif-funding-structure";
    PCIT_2024_DERIVED, Derived,
        "Primary Care IT, IIF funding structure" at "58 points less 22 = 36, as the year before",
        "support.primarycareit.co.uk/portal/en-gb/kb/articles/iif-funding-structure";
    CAN_04_DERIVED, Derived,
        "NHS Digital, ncdes repository, change log V1.2"
        at "takes the place of CAN-02 and its 22 points; the total stays 58",
        "github.com/NHSDigital/ncdes";
    NCDES_2022, Official,
        "NHS Digital, ncdes repository, indicator dictionary (November 2022)",
        "github.com/NHSDigital/ncdes";
    // It says that the register is used "in some way"; that it stands in for the denominator is our
    // reading.
    NCDES_HYPERTENSION, Derived,
        "NHS Digital, ncdes repository, remove_problem_indicators.py"
        at "CVD-02 (NCD015) comes from QOF and is used for the prevalence adjustment of NCD011",
        "github.com/NHSDigital/ncdes";
    NCDES_2023, Official,
        "NHS Digital, ncdes repository, indicator dictionary (2023/24)", "github.com/NHSDigital/ncdes";
    NCDES_CHANGELOG, Official,
        "NHS Digital, ncdes repository, change log V1.2 (2024/25 mid-year changes)",
        "github.com/NHSDigital/ncdes";
    NCDES_2025, Official,
        "NHS England, ncdes repository, amender.py of the 2025/26 release",
        "github.com/NHSDigital/ncdes";
    NCDES_SUPPRESSION, Official,
        "NHS Digital, ncdes repository, processing_steps.py", "github.com/NHSDigital/ncdes";
    IIF_REPOSITORY, Official,
        "NHS Digital, iif_indicators repository", "github.com/NHSDigital/iif_indicators";
    CQRS_2025, Official,
        "NHS England, CQRS: Network Contract DES 2025/26", "welcome.cqrs.nhs.uk/services/network-contract-des-25-26";
    CQRS_ACHIEVEMENTS, Official,
        "NHS England, CQRS training: achievements", "welcome.cqrs.nhs.uk/training-tag/achievements";
    CONTRACT_2026, Official,
        "NHS England, Changes to the GP contract in 2026/27 (PRN02353, 24 February 2026)",
        "england.nhs.uk/long-read/changes-to-the-gp-contract-in-2026-27";
    CARRIED_FORWARD, Unconfirmed,
        "carried forward from the year before, not confirmed; to be read in the Network Contract DES \
         specification of the year",
        "england.nhs.uk/gp/investment/gp-contract";
    RECALLED_2020, Unconfirmed,
        "recalled, not confirmed; to be read in NHS England, Network Contract DES specification \
         2020/21 (17 September 2020), annex on the Investment and Impact Fund",
        "england.nhs.uk/gp/investment/gp-contract";
    RECALLED_2021, Unconfirmed,
        "recalled, not confirmed; to be read in NHS England, Network Contract DES: Investment and \
         Impact Fund 2021/22, guidance (PAR486, 31 March 2021)",
        "readkong.com/page/network-contract-directed-enhanced-service-investment-and-7630764";
    RECALLED_2022, Unconfirmed,
        "recalled, not confirmed; to be read in NHS England, Network Contract DES: Investment and \
         Impact Fund 2022/23, updated guidance",
        "england.nhs.uk/publication/network-contract-directed-enhanced-service-investment-and-impact-fund-2022-23-updated-guidance";
    RECALLED_2023, Unconfirmed,
        "recalled, not confirmed; to be read in NHS England, Network Contract DES specification \
         2023/24 (PRN00157)",
        "england.nhs.uk/gp/investment/gp-contract";
    RECALLED_2024, Unconfirmed,
        "recalled, not confirmed; to be read in NHS England, Network Contract DES specification \
         2024/25",
        "england.nhs.uk/gp/investment/gp-contract";
}
