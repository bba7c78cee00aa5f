//! The documents on which this room and the room `plan` rest.

use crate::citation::{Citation, Evidence, Source};

/// Read in a transcription that lost the digits 1, 2 and 4 and merged the columns of the matrix.
pub(crate) const GUIDE_2018: Citation = Citation::constant(
    "NHS England, Primary Care Networks Reference Guide, draft pre-release (July 2018)",
)
.url("careersdocbox.com/amp/97807020-Nursing/Draft-primary-care-networks-reference-guide-draft-pre-release.html");

pub(crate) const MATRIX_2019: Citation =
    Citation::constant("GP Task Force, PCN Maturity Matrix (issued August 2019)")
        .url("gptaskforce.com/primary-care-networks/pcn-maturity-matrix-2/");

pub(crate) const PROSPECTUS_2019: Citation = Citation::constant(
    "Ockham Healthcare, general practice blog, PCN development support guidance and prospectus 2019/20",
)
.url("ockham.healthcare/?p=7937");

pub(crate) const NOT_ASSURANCE: Citation = Citation::constant(
    "Ockham Healthcare, general practice blog, the PCN maturity matrix and NHS England's answers on it",
)
.url("ockham.healthcare/?p=7873");

pub(crate) const DURHAM: Citation =
    Citation::constant("County Durham, Primary Care Networks OGIM 2021/22");

pub(crate) const LEICESTER_2019: Citation = Citation::constant(
    "Leicester City CCG, The development of Primary Care Networks, \
     report to the Health Overview and Scrutiny Committee (2019)",
);

pub(crate) const LLR_2019: Citation = Citation::constant(
    "East Leicestershire and Rutland CCG, Primary Care Strategy and the development of Primary \
     Care Networks, report to the Health Overview and Scrutiny Committee (13 November 2019)",
);

pub(crate) const THURROCK_2021: Citation = Citation::constant(
    "Thurrock Health and Wellbeing Board, item 9, Primary Care Strategy Refresh (23 July 2021)",
);

/// The cells of the August 2019 matrix stand in no copy that was read.
pub(crate) const RECOLLECTION: Source = Source::constant(
    Citation::constant("recollection of NHS England, PCN Maturity Matrix (August 2019); not read"),
    Evidence::Unconfirmed,
);
