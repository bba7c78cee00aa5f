//! What each indicator measures. The contract years give points, thresholds and dates to these.

use std::borrow::Cow;

use super::{
    Adjustment, Area, Definition, Direction, IndicatorCode, Kind, PrevalenceSource, Unit, sources,
};
use crate::citation::Source;

const fn adjust(code: &'static str, meaning: &'static str) -> Adjustment {
    Adjustment::constant(code, meaning)
}

const UNDER_18: Adjustment = adjust("PAT_AGEU18", "under 18 at the end of the year");
const UNDER_65: Adjustment = adjust("PAT_AGEU65", "under 65 at the end of the year");
const UNDER_14: Adjustment = adjust("PAT_AGEU14", "under 14 at the end of the year");
const NO_LD: Adjustment = adjust("LD_DAT", "no diagnosis of a learning disability");
const PALLIATIVE: Adjustment = adjust("PALCARDAT2", "receiving palliative care");
const CARE_HOME_DECLINED: Adjustment =
    adjust("CARHOMDEC1", "declined to register with the practice aligned to the care home");
const REVIEW_DECLINED: Adjustment =
    adjust("STRMEDRVDC", "declined a structured medication review in the year");
const NO_LOWER_GI_REFERRAL: Adjustment =
    adjust("GICANREF", "no fast-track referral for suspected lower gastrointestinal cancer");
const FIT_DECLINED: Adjustment = adjust("FAECIMMDEC", "declined a faecal immunochemical test");
const FIT_UNSUITABLE: Adjustment =
    adjust("FITNIDAT", "a faecal immunochemical test was not indicated");

const NONE: &[Adjustment] = &[];
const FLU_PCA: &[Adjustment] = &[
    adjust("XFLU_DAT", "a lasting contraindication to flu vaccine"),
    adjust("FLUEXPCON", "a passing contraindication to flu vaccine, recorded in the year"),
    adjust("FLUDEC_DAT", "declined a flu vaccination in the year"),
    adjust("FLUINVITE1", "two invitations at least seven days apart without an answer"),
];
const LD_EXCLUSIONS: &[Adjustment] = &[UNDER_14, NO_LD];
const LD_PCA: &[Adjustment] = &[
    adjust("HLTHCHKDEC", "declined a learning disability health check in the year"),
    adjust("HLTHAPDEC", "declined a Health Action Plan in the year"),
];
const FIT_EXCLUSIONS: &[Adjustment] = &[NO_LOWER_GI_REFERRAL];
const FIT_PCA: &[Adjustment] = &[FIT_UNSUITABLE, FIT_DECLINED];
const REVIEW_PCA: &[Adjustment] = &[PALLIATIVE, REVIEW_DECLINED];

const DENOMINATOR: PrevalenceSource = PrevalenceSource::Denominator;
const WHOLE_LIST: PrevalenceSource = PrevalenceSource::WholeList;

/// A standard indicator of the usual kind: a share of a register, in percent, higher is better,
/// adjusted by the prevalence of its own denominator.
const fn share(
    title: &'static str,
    area: Area,
    numerator: &'static str,
    denominator: &'static str,
    exclusions: &'static [Adjustment],
    pca: &'static [Adjustment],
    source: Source,
) -> Definition {
    Definition {
        title: Cow::Borrowed(title),
        area,
        kind: Kind::Standard,
        direction: Direction::Higher,
        unit: Unit::Percent,
        numerator: Cow::Borrowed(numerator),
        counted: Cow::Borrowed("patients"),
        denominator: Cow::Borrowed(denominator),
        part_of_whole: true,
        exclusions: Cow::Borrowed(exclusions),
        personalised_care_adjustments: Cow::Borrowed(pca),
        prevalence: DENOMINATOR,
        prevalence_source: sources::PCIT_FUNDING,
        source,
    }
}

/// A yes or no: nothing to count and nothing to adjust by prevalence.
const fn yes_or_no(
    title: &'static str,
    area: Area,
    numerator: &'static str,
    source: Source,
) -> Definition {
    let plain = share(title, area, numerator, "", NONE, NONE, source);
    plain.kind(Kind::Binary).unit(Unit::YesNo).prevalence(PrevalenceSource::NotApplied).counts("")
}

impl Definition {
    const fn kind(mut self, kind: Kind) -> Self {
        self.kind = kind;
        self
    }

    const fn lower_is_better(mut self) -> Self {
        self.direction = Direction::Lower;
        self
    }

    const fn unit(mut self, unit: Unit) -> Self {
        self.unit = unit;
        self
    }

    /// What the numerator counts, where that is not patients.
    const fn counts(mut self, noun: &'static str) -> Self {
        // `forget`, because a constant function may run no destructor; what stood here was
        // borrowed.
        core::mem::forget(core::mem::replace(&mut self.counted, Cow::Borrowed(noun)));
        self
    }

    const fn not_a_part(mut self) -> Self {
        self.part_of_whole = false;
        self
    }

    const fn prevalence(mut self, source: PrevalenceSource) -> Self {
        self.prevalence = source;
        self
    }

    const fn on_prevalence(mut self, source: Source) -> Self {
        // `forget`, because a constant function may run no destructor; what stood here was
        // borrowed.
        core::mem::forget(core::mem::replace(&mut self.prevalence_source, source));
        self
    }
}

use Area::{
    Access, AnticipatoryCare, Cancer, CardiovascularDisease, CareHomes, Covid19, Environment,
    HealthInequalities, Medicines, PersonalisedCare, Respiratory, VaccinationAndImmunisation,
};

macro_rules! definitions {
    ($($name:ident = $definition:expr;)+) => {$(
        pub(crate) const $name: Definition = $definition;
    )+};
}

definitions! {
    Y1_FLU65 = share(
        "Seasonal flu vaccination at 65 or over", VaccinationAndImmunisation,
        "those who received a flu vaccine", "patients aged 65 or over", NONE, NONE,
        sources::PULSE_2020,
    );
    Y1_LDHC = share(
        "Learning disability annual health check", HealthInequalities,
        "those who received an annual health check",
        "patients aged 14 or over on the learning disability register", NONE, NONE,
        sources::PULSE_2020,
    );
    Y1_SP = share(
        "Referrals to social prescribing", PersonalisedCare,
        "patients referred to social prescribing", "registered patients", NONE, NONE,
        sources::PULSE_2020,
    ).prevalence(WHOLE_LIST);
    Y1_NSAID65 = share(
        "NSAID without gastroprotection at 65 or over", Medicines,
        "those without a gastroprotective medicine",
        "patients aged 65 or over prescribed a non-steroidal anti-inflammatory drug", NONE, NONE,
        sources::PULSE_2020,
    ).lower_is_better();
    Y1_OACAP = share(
        "Oral anticoagulant and antiplatelet without gastroprotection", Medicines,
        "those without a gastroprotective medicine",
        "patients aged 18 or over prescribed an oral anticoagulant and an antiplatelet", NONE, NONE,
        sources::RECALLED_2020,
    ).lower_is_better();
    Y1_ASPAP = share(
        "Aspirin and another antiplatelet without gastroprotection", Medicines,
        "those without a gastroprotective medicine",
        "patients aged 18 or over prescribed aspirin and another antiplatelet", NONE, NONE,
        sources::RECALLED_2020,
    ).lower_is_better();
    VI_01 = share(
        "Seasonal flu vaccination at 65 or over", VaccinationAndImmunisation,
        "those vaccinated against flu from 1 September to 31 March",
        "registered patients aged 65 or over at the end of the year",
        const { &[adjust("age under 65", "under 65 at the end of the year")] }, FLU_PCA,
        sources::NCDES_2022,
    );
    VI_02 = share(
        "Seasonal flu vaccination at 18 to 64 in an at-risk group", VaccinationAndImmunisation,
        "those vaccinated against flu from 1 September to 31 March",
        "patients aged 18 to 64 in a clinical at-risk group",
        const { &[
            adjust("P_AGE18_64", "not 18 to 64 at the end of the year"),
            adjust("N_AT_RISK", "none of the conditions that put a patient at risk"),
        ] },
        FLU_PCA, sources::NCDES_2022,
    );
    VI_03 = share(
        "Seasonal flu vaccination of children aged 2 or 3", VaccinationAndImmunisation,
        "those vaccinated against flu from 1 September to 31 March",
        "children aged 2 or 3 on 31 August of the year",
        const { &[adjust("P_AGE2_4", "not 2 or 3 on 31 August")] }, FLU_PCA, sources::NCDES_2022,
    );
    HI_01 = share(
        "Learning disability health check and Health Action Plan", HealthInequalities,
        "those with a health check and a Health Action Plan completed on or after it",
        "patients aged 14 or over on the QOF learning disability register", LD_EXCLUSIONS, LD_PCA,
        sources::ARDENS_HI,
    );
    HI_02 = share(
        "Recording of ethnicity", HealthInequalities,
        "patients whose ethnicity is recorded, including that they would not state it",
        "registered patients", NONE, NONE, sources::ARDENS_HI,
    ).prevalence(WHOLE_LIST);
    HI_03 = share(
        "Learning disability health check, Health Action Plan and ethnicity", HealthInequalities,
        "those with a health check, a Health Action Plan and a recorded ethnicity",
        "patients aged 14 or over on the QOF learning disability register", LD_EXCLUSIONS, LD_PCA,
        sources::NCDES_2023,
    );
    CVD_01 = share(
        "Hypertension case finding", CardiovascularDisease,
        "those followed up to confirm or rule out hypertension, by the end of the year or within \
         six months of the raised reading",
        "patients aged 18 or over with a raised blood pressure reading who were not on the QOF \
         hypertension register on 31 March before",
        const { &[
            UNDER_18,
            adjust("HYPLATUNR", "an unresolved diagnosis of hypertension"),
            adjust("BPLAT_1", "no raised reading latest in the two years before"),
        ] },
        const { &[
            adjust("PALCARE", "receiving palliative care"),
            adjust("ABPDEC12M", "declined ambulatory or home monitoring in the year"),
            adjust("BPLAT_DAT3", "a raised reading first in the last six months"),
        ] },
        sources::NCDES_2022,
    )
    .prevalence(PrevalenceSource::RegisterOf(IndicatorCode::constant("CVD-02")))
    .on_prevalence(sources::NCDES_HYPERTENSION);
    CVD_02 = share(
        "Patients on the QOF hypertension register, increase on the baseline",
        CardiovascularDisease, "patients on the QOF hypertension register", "registered patients",
        NONE, NONE, sources::PHARMACIST_SEPTEMBER_2022,
    ).kind(Kind::Improvement).unit(Unit::PercentagePoints).prevalence(WHOLE_LIST);
    CVD_03 = share(
        "Statins where the QRISK score is above 20%", CardiovascularDisease,
        "those treated with a statin",
        "patients aged 25 to 84 whose latest QRISK2 or QRISK3 score is above 20%",
        const { &[
            adjust("P_AGE25_84", "not 25 to 84 at the end of the year"),
            adjust("QRISKVAL20", "a latest QRISK score of 20% or less"),
            adjust("CHD_DAT", "stroke, TIA, coronary heart disease or palliative care"),
        ] },
        const { &[
            adjust("CHOLMX_DAT", "on the highest tolerated cholesterol-lowering treatment"),
            adjust("XSTAT_DAT", "a lasting contraindication to statins"),
            adjust("TXSTAT_DAT", "a passing contraindication to statins, recorded in the year"),
            adjust("STATINTOL", "intolerance of statins"),
            adjust("STATDECAW", "declined a statin"),
        ] },
        sources::NCDES_2022,
    );
    CVD_04 = share(
        "Referral for familial hypercholesterolaemia", CardiovascularDisease,
        "those referred for assessment",
        "patients with a total cholesterol above 7.5 mmol/L at 29 or younger, or above 9.0 mmol/L \
         at 30 or older",
        const { &[
            adjust("FAMHYPGEN", "genetically confirmed familial hypercholesterolaemia"),
            adjust("SECHYPLIP", "secondary hyperlipidaemia"),
            adjust("NOCHOL2930", "no such cholesterol reading"),
        ] },
        const { &[adjust("FAMHYPRDEC", "declined the referral in the year")] },
        sources::NCDES_2022,
    );
    CVD_05 = share(
        "Anticoagulation in atrial fibrillation", CardiovascularDisease,
        "those prescribed a direct oral anticoagulant, or a vitamin K antagonist where that was \
         declined or unsuitable",
        "patients on the QOF atrial fibrillation register with a CHA2DS2-VASc score of 2 or more \
         (1 or more if not female)",
        const { &[
            adjust("NOAFIBDIAG", "no present diagnosis of atrial fibrillation"),
            adjust("CHADSFU2", "a latest stroke risk score below the limit"),
        ] },
        const { &[
            adjust("VALVITKCON", "mechanical valve, and vitamin K antagonists contraindicated"),
            adjust("VALVITKDEC", "mechanical valve, and declined a vitamin K antagonist"),
            adjust("DOACXVITKC", "both kinds of anticoagulant contraindicated"),
            adjust("DOACXVITKD", "one kind contraindicated, a vitamin K antagonist declined"),
            adjust("DOACDVITKC", "a direct oral anticoagulant declined, the other contraindicated"),
            adjust("DOACDVITKD", "both kinds of anticoagulant declined"),
            adjust("XORANTICO", "a lasting contraindication to anticoagulants"),
            adjust("TXORANTICO", "a passing contraindication to anticoagulants, in the year"),
            adjust("GENORANTID", "declined oral anticoagulants in the year"),
            adjust("AFIBL3M", "first diagnosed in the last three months"),
        ] },
        sources::NCDES_2022,
    );
    CVD_06 = share(
        "Edoxaban as the direct oral anticoagulant", CardiovascularDisease,
        "those prescribed edoxaban in the six months to the end of the period",
        "patients on the QOF atrial fibrillation register with a CHA2DS2-VASc score of 2 or more \
         (1 or more if not female) who are prescribed a direct oral anticoagulant",
        const { &[adjust("NODOAC6M", "no direct oral anticoagulant in six months")] }, NONE,
        sources::NCDES_2022,
    );
    PC_01 = share(
        "Referrals to social prescribing", PersonalisedCare,
        "patients referred to a social prescribing service", "registered patients", NONE,
        const { &[adjust("SOCPRESDEC", "declined a referral to social prescribing")] },
        sources::ARDENS_PC,
    ).prevalence(WHOLE_LIST);
    ACC_01 = yes_or_no(
        "Appointment slots mapped to the national categories", Access,
        "every practice's slots mapped by 30 June 2021", sources::SSLMCS_CATEGORIES,
    );
    ACC_02 = share(
        "Online consultation submissions", Access, "online consultation submissions",
        "registered patients", NONE, NONE, sources::PULSE_SEPTEMBER_2022,
    ).unit(Unit::PerThousandPerWeek).not_a_part().prevalence(WHOLE_LIST).counts("submissions");
    ACC_05 = yes_or_no(
        "Plan on unequal access, from the GP Patient Survey", Access,
        "a plan developed, published and put into effect by 31 March 2023",
        sources::PULSE_SEPTEMBER_2022,
    );
    ACC_07 = share(
        "Specialist advice requests", Access, "specialist advice requests", "not published",
        NONE, NONE, sources::RECALLED_2022,
    ).not_a_part().counts("requests");
    // No source says whether appointments over patients adjust this indicator.
    ACC_08 = share(
        "Appointments within two weeks of booking", Access,
        "those on the same day, the next, or two to 14 days after booking",
        "appointments in eight national categories with status booked, attended, seen or did not \
         attend",
        NONE, NONE, sources::IIF_REPOSITORY,
    ).prevalence(PrevalenceSource::NotApplied).on_prevalence(sources::RECALLED_2023)
    .counts("appointments");
    ACC_09 = share(
        "Referrals to the Community Pharmacist Consultation Service", Access,
        "referrals to the service", "registered patients", NONE, NONE,
        sources::CHEMIST_AND_DRUGGIST,
    ).unit(Unit::PerThousandPerWeek).not_a_part().prevalence(WHOLE_LIST).counts("referrals");
    COV_01 = yes_or_no(
        "All practices signed up to phase 3 of Covid-19 vaccination", Covid19,
        "every practice signed up on 31 December 2021, staying to 31 March 2022 and delivering",
        sources::CQRS_TICKBOX,
    );
    EHCH_01 = share(
        "Care home residents recorded, of eligible beds", CareHomes,
        "patients aged 18 or over recorded as living in a care home",
        "care home beds eligible for the service, as the commissioner enters them", NONE, NONE,
        sources::ARDENS_EHCH,
    ).not_a_part();
    EHCH_02 = share(
        "Care home residents with a personalised care and support plan", CareHomes,
        "those whose plan was agreed or reviewed", "care home residents aged 18 or over",
        const { &[adjust("HOMETMP_18", "under 18, or no permanent or temporary resident")] },
        const { &[
            CARE_HOME_DECLINED,
            adjust("PCSPDEC", "declined a personalised care and support plan in the year"),
        ] },
        sources::ARDENS_EHCH,
    ).counts("residents");
    EHCH_04 = share(
        "Home round contacts a care home resident", CareHomes,
        "appointments of the national category for patient contact during a care home round",
        "care home residents aged 18 or over (in 2022/23 the payment system used the beds that the \
         commissioner entered)",
        const { &[adjust("CARHOME_18", "under 18, or no care home resident")] },
        const { &[CARE_HOME_DECLINED] }, sources::ARDENS_EHCH,
    ).unit(Unit::Each).not_a_part().counts("contacts");
    EHCH_06 = share(
        "Emergency admissions a care home resident, standardised", CareHomes,
        "standardised emergency admissions on or after 1 October",
        "care home residents aged 18 or over", NONE, NONE, sources::PULSE_SEPTEMBER_2022,
    ).kind(Kind::Standardised).lower_is_better().unit(Unit::Each).not_a_part().counts("admissions");
    AC_02 = share(
        "Emergency admissions for ambulatory care sensitive conditions, standardised",
        AnticipatoryCare,
        "directly standardised rate of admissions times the list, to the nearest whole number",
        "registered patients", NONE, NONE, sources::IIF_REPOSITORY,
    ).kind(Kind::Improvement).lower_is_better().unit(Unit::Each).not_a_part()
    .prevalence(WHOLE_LIST).counts("admissions");
    CAN_01 = share(
        "Lower gastrointestinal fast-track referrals with a faecal immunochemical test", Cancer,
        "those with a result from 21 days before to 14 days after the referral (at first from 7 \
         days before)",
        "lower gastrointestinal fast-track referrals in the year", FIT_EXCLUSIONS,
        const { &[FIT_DECLINED] }, sources::ARDENS_CAN,
    ).counts("referrals");
    CAN_02 = share(
        "Lower gastrointestinal urgent referrals with a faecal immunochemical test before", Cancer,
        "those with a result in the 21 days before the referral",
        "lower gastrointestinal urgent suspected cancer referrals in the year", FIT_EXCLUSIONS,
        FIT_PCA, sources::NCDES_2023,
    ).counts("referrals");
    CAN_04 = share(
        "Patients with an urgent lower gastrointestinal referral and a faecal immunochemical test \
         before",
        Cancer, "those with a result in the 21 days before at least one referral",
        "patients with a lower gastrointestinal urgent suspected cancer referral in the year",
        FIT_EXCLUSIONS, FIT_PCA, sources::NCDES_CHANGELOG,
    );
    SMR_01A = share(
        "Structured medication review: risk of harm from medication errors", Medicines,
        "those who received a structured medication review in the year",
        "patients at risk of harm from medication errors",
        const { &[UNDER_18, adjust("NOMEDERR1", "none of the specified errors")] },
        const { &[PALLIATIVE, adjust("MEDRVWDEC", "declined a review in the year")] },
        sources::NCDES_2022,
    );
    SMR_01B = share(
        "Structured medication review: severe frailty", Medicines,
        "those who received a structured medication review in the year",
        "patients with severe frailty", const { &[adjust("SEVFRAIL2", "no severe frailty")] },
        REVIEW_PCA, sources::NCDES_2022,
    );
    SMR_01C = share(
        "Structured medication review: potentially addictive medicines", Medicines,
        "those who received a structured medication review in the year",
        "patients using potentially addictive medicines", NONE, REVIEW_PCA, sources::NCDES_2022,
    );
    SMR_01D = share(
        "Structured medication review: permanent care home residents", Medicines,
        "those who received a structured medication review in the year",
        "permanent care home residents aged 18 or over",
        const { &[adjust("CARHOMNP18", "under 18, or no permanent resident")] },
        const { &[PALLIATIVE, CARE_HOME_DECLINED, REVIEW_DECLINED] }, sources::NCDES_2022,
    ).counts("residents");
    SMR_02A = share(
        "NSAID with oral anticoagulant made safe", Medicines,
        "those who in the last three months had no such drug, or a gastroprotective with it",
        "patients aged 18 or over prescribed both in the last three months of the year before",
        const { &[UNDER_18, adjust("NOPQSNSDAC", "not prescribed both")] }, NONE,
        sources::NCDES_2022,
    );
    SMR_02B = share(
        "NSAID at 65 or over without oral anticoagulant made safe", Medicines,
        "those who in the last three months had no such drug, or a gastroprotective with it",
        "patients aged 65 or over prescribed one, and no anticoagulant, in the last three months \
         of the year before",
        const { &[UNDER_65, adjust("ACNOPQSNSD", "not prescribed so")] }, NONE,
        sources::NCDES_2022,
    );
    SMR_02C = share(
        "Oral anticoagulant with antiplatelet made safe", Medicines,
        "those who in the last three months had no antiplatelet, or a gastroprotective with it",
        "patients aged 18 or over prescribed both in the last three months of the year before",
        const { &[UNDER_18, adjust("NOPQSACSAL", "not prescribed both")] }, NONE,
        sources::NCDES_2022,
    );
    SMR_02D = share(
        "Aspirin with another antiplatelet made safe", Medicines,
        "those who in the last three months had no longer both, or a gastroprotective with them",
        "patients aged 18 or over prescribed both in the last three months of the year before",
        const { &[UNDER_18, adjust("NOPQSSAL", "not prescribed both")] }, NONE,
        sources::NCDES_2022,
    );
    SMR_03 = share(
        "Direct oral anticoagulants: kidney function, weight and dose", Medicines,
        "those with a kidney function test, weight and creatinine clearance, and the dose \
         confirmed or changed",
        "patients prescribed a direct oral anticoagulant in the year",
        const { &[adjust("NODOAC12M", "no direct oral anticoagulant in twelve months")] },
        const { &[
            adjust("DOAC3M_DAT", "first prescribed in the last three months"),
            adjust("DOAC9MDAT1", "first prescribed in the last nine months"),
        ] },
        sources::NCDES_2022,
    );
    RESP_01 = share(
        "Asthma: three or more inhaled corticosteroid prescriptions", Respiratory,
        "those with three or more inhaled corticosteroid prescriptions in twelve months",
        "patients on the QOF asthma register",
        const { &[adjust("ASTRES_DAT", "no active asthma")] },
        const { &[
            adjust("MILDINTAST", "mild asthma, inhaled corticosteroid not indicated"),
            adjust("AST_DAT9M", "diagnosed in the last nine months"),
        ] },
        sources::ARDENS_RESP,
    );
    RESP_02 = share(
        "Asthma: six or more SABA inhaler prescriptions", Respiratory,
        "those with six or more short-acting beta-agonist inhaler prescriptions in twelve months",
        "patients on the QOF asthma register without COPD",
        const { &[
            adjust("EUNRESCOAS", "unresolved COPD as well"),
            adjust("ASTRES_DAT", "no active asthma"),
        ] },
        NONE, sources::ARDENS_RESP,
    ).lower_is_better();
    ES_01 = share(
        "Metered dose inhalers, of inhalers other than salbutamol", Environment,
        "metered dose inhaler prescriptions",
        "inhaler prescriptions other than salbutamol to patients aged 12 or over", NONE, NONE,
        sources::NCDES_2022,
    ).lower_is_better().counts("prescriptions");
    ES_02 = share(
        "Carbon emissions a salbutamol inhaler", Environment,
        "kg CO2e of the salbutamol inhalers prescribed, to whole kilograms",
        "salbutamol inhalers prescribed", NONE, NONE, sources::SALBUTAMOL_STUDY,
    ).lower_is_better().unit(Unit::KilogramsEach).not_a_part().counts("kg CO2e");
}
