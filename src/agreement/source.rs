//! The documents that this room cites.

use crate::citation::{
    Citation,
    Evidence::{Derived, Official, Secondary, Unconfirmed},
    Source,
};

const fn secondary(citation: Citation) -> Source {
    Source::constant(citation, Secondary)
}

pub(crate) const BMA_RUNNING: Source =
    secondary(Citation::constant("BMA, Creating and running PCNs (August 2019)").url("bma.org.uk"));
pub(crate) const NWLMCS: Source = secondary(
    Citation::constant("Lancashire and Cumbria LMCs, PCN support page")
        .url("nwlmcs.org/advice-support/pcn-support/"),
);
pub(crate) const ORR: Source = secondary(
    Citation::constant("Orr Medical Training, primary care network strategy")
        .url("orrmedicaltraining.co.uk/primary-care-network-strategy/"),
);
pub(crate) const HSJ_PAPERWORK: Source = secondary(
    Citation::constant("HSJ, PCNs at risk from rough and ready legal paperwork").url(
        "hsj.co.uk/policy-and-regulation/pcns-at-risk-from-rough-and-ready-legal-paperwork/7025576.article",
    ),
);
pub(crate) const LMC_LAW: Source = secondary(
    Citation::constant("LMC Law, slides Primary care networks: structures and contracts")
        .url("cdn.slideserve.com/srichardson"),
);
pub(crate) const HEMPSONS_2019: Source = secondary(
    Citation::constant("Hempsons, The mandatory network agreement (8 May 2019)")
        .url("hempsons.co.uk/news-articles/the-mandatory-network-agreement/"),
);
pub(crate) const HEMPSONS_2020: Source = secondary(
    Citation::constant("Hempsons, Is your primary care network ready for new members (March 2020)")
        .url("hempsons.co.uk/news-articles/is-your-primary-care-network-ready-for-new-members/"),
);
pub(crate) const HEMPSONS_SERVICES: Source = secondary(
    Citation::constant("Hempsons, primary care networks lawyers, services page")
        .url("hempsons.co.uk/services/primary-care-networks-lawyers"),
);
pub(crate) const DR_SOLICITORS: Source = secondary(
    Citation::constant("DR Solicitors, how to complete the mandatory PCN agreement")
        .url("drsolicitors.com/how-complete-mandatory-pcn-agreement"),
);
pub(crate) const LEXOLOGY: Source = secondary(
    Citation::constant("Lexology, on the Network Agreement of 2019")
        .url("lexology.com/library/detail.aspx?g=a1a815a0-3d50-4933-bd10-62d8a5fa16fa"),
);
pub(crate) const CWJ: Source = secondary(
    Citation::constant("CWJ, medical partnerships: PCN page")
        .url("cwj.co.uk/site/sectors/medical-partnerships/pcn/"),
);
pub(crate) const SOMERSET_LMC: Source = secondary(
    Citation::constant("Somerset LMC, message of 13 May 2019").url("somersetlmc.co.uk/email14751"),
);
pub(crate) const SALFORD_LMC: Source = secondary(
    Citation::constant("Salford and Trafford LMC, PCN FAQ")
        .url("salfordandtraffordlmc.org.uk/faq/"),
);
pub(crate) const TANZA: Source = secondary(
    Citation::constant("Tanza, PCN Network Agreement (April 2019)")
        .url("tanza.co.uk/archives/date/2019/04"),
);
pub(crate) const FAQ_THIRD: Source = Source::constant(
    Citation::constant("NHS England, PCN FAQs, third iteration")
        .url("england.nhs.uk/primary-care/primary-care-networks/pcn-faqs/third/"),
    Official,
);
/// The draft of July 2018 was NHS England's own, but never published as final.
pub(crate) const GUIDE_2018: Source = Source::constant(
    Citation::constant(
        "NHS England, Primary Care Networks Reference Guide, draft before release (July 2018)",
    )
    .at("business model"),
    Official,
);
pub(crate) const GUIDE_2018_AREAS: Source = Source::constant(
    Citation::constant(
        "NHS England, Primary Care Networks Reference Guide, draft before release (July 2018)",
    )
    .at("how a collaboration agreement can support a network"),
    Official,
);
pub(crate) const RECALLED_TEMPLATE: Source = Source::constant(
    Citation::constant("recollection of the Network Agreement template of 2019; no source read"),
    Unconfirmed,
);
/// Follows from the dates themselves; no document needs to say it.
pub(crate) const ARITHMETIC: Source = Source::constant(
    Citation::constant("this crate: follows from the dates and entries as given"),
    Derived,
);
