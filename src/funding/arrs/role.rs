use core::{fmt, str::FromStr};
use std::borrow::Cow;

use chrono::NaiveDate;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use super::naming;
use crate::{
    calendar::{Period, day},
    citation::Source,
    funding::{plain, source},
    quantity::{NumberOrMap, number_or_map, visit_whole},
};

/// A band of Agenda for Change.
///
/// # Format
///
/// On the wire `"7"`, `"8a"`; for roles paid across two bands `"7-8a"`.
///
/// # Examples
///
/// ```
/// use pcn::funding::arrs::Band;
///
/// assert_eq!("8a".parse(), Ok(Band::B8a));
/// assert_eq!(Band::B7To8a.to_string(), "7-8a");
/// assert!("9".parse::<Band>().is_err());
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub enum Band {
    /// Band 3.
    #[serde(rename = "3")]
    B3,
    /// Band 4.
    #[serde(rename = "4")]
    B4,
    /// Band 5.
    #[serde(rename = "5")]
    B5,
    /// Up to band 5.
    #[serde(rename = "up to 5")]
    UpTo5,
    /// Band 6.
    #[serde(rename = "6")]
    B6,
    /// Band 7.
    #[serde(rename = "7")]
    B7,
    /// Bands 7 to 8a.
    #[serde(rename = "7-8a")]
    B7To8a,
    /// Band 8a.
    #[serde(rename = "8a")]
    B8a,
    /// Band 8c.
    #[serde(rename = "8c")]
    B8c,
}

impl Band {
    /// Every band and range of bands, lowest first.
    ///
    /// # Examples
    ///
    /// ```
    /// use pcn::funding::arrs::Band;
    ///
    /// assert_eq!((Band::ALL.first(), Band::ALL.last()), (Some(&Band::B3), Some(&Band::B8c)));
    /// assert!(Band::ALL.is_sorted());
    /// ```
    pub const ALL: &[Self] = &[
        Self::B3,
        Self::B4,
        Self::B5,
        Self::UpTo5,
        Self::B6,
        Self::B7,
        Self::B7To8a,
        Self::B8a,
        Self::B8c,
    ];

    /// As the wire has it.
    const fn name(self) -> &'static str {
        match self {
            Self::B3 => "3",
            Self::B4 => "4",
            Self::B5 => "5",
            Self::UpTo5 => "up to 5",
            Self::B6 => "6",
            Self::B7 => "7",
            Self::B7To8a => "7-8a",
            Self::B8a => "8a",
            Self::B8c => "8c",
        }
    }

    /// Whether a post in another band is a post in this one: band 7 lies in bands 7 to 8a.
    ///
    /// # Examples
    ///
    /// ```
    /// use pcn::funding::arrs::Band;
    ///
    /// assert!(Band::B7To8a.admits(Band::B8a) && Band::UpTo5.admits(Band::B4));
    /// assert!(!Band::B7.admits(Band::B7To8a), "a range is no post in one band");
    /// ```
    #[must_use]
    pub fn admits(self, other: Self) -> bool {
        self == other
            || match self {
                Self::B7To8a => matches!(other, Self::B7 | Self::B8a),
                Self::UpTo5 => matches!(other, Self::B3 | Self::B4 | Self::B5),
                _ => false,
            }
    }
}

impl fmt::Display for Band {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

/// A text that is no band of the scheme.
///
/// # Examples
///
/// ```
/// use pcn::funding::arrs::Band;
///
/// assert_eq!(
///     "9".parse::<Band>().unwrap_err().to_string(),
///     "`9` is not a band of the additional roles scheme; good ones are `3`, `4`, `5`, `up to 5`, \
///      `6`, `7`, `7-8a`, `8a`, `8c`",
/// );
/// ```
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "`{given}` is not a band of the additional roles scheme; good ones are {}",
    Band::ALL.iter().map(|band| format!("`{band}`")).collect::<Vec<_>>().join(", ")
)]
pub struct BandError {
    given: Box<str>,
}

impl BandError {
    /// What was given, cut short where it is long.
    ///
    /// # Examples
    ///
    /// ```
    /// use pcn::funding::arrs::Band;
    ///
    /// assert_eq!("9".parse::<Band>().unwrap_err().given(), "9");
    /// ```
    #[must_use]
    pub fn given(&self) -> &str {
        &self.given
    }
}

impl FromStr for Band {
    type Err = BandError;
    fn from_str(text: &str) -> Result<Self, BandError> {
        let found = Self::ALL.iter().copied().find(|band| band.name() == text);
        found.ok_or_else(|| BandError { given: text.chars().take(20).collect() })
    }
}

impl<'de> Deserialize<'de> for Band {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct InQuotes;
        impl<'de> de::Visitor<'de> for InQuotes {
            type Value = Band;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a band in quotes, such as `\"7\"`")
            }
            fn visit_str<E: de::Error>(self, text: &str) -> Result<Band, E> {
                text.parse().map_err(E::custom)
            }
            fn visit_u64<E: de::Error>(self, number: u64) -> Result<Band, E> {
                let band: Band = number.to_string().parse().map_err(E::custom)?;
                let message = format!(
                    "a band is written in quotes, not `{band}`; a good one is `\"{band}\"`"
                );
                Err(E::custom(message))
            }
            fn visit_map<A: de::MapAccess<'de>>(self, map: A) -> Result<Band, A::Error> {
                match number_or_map(map)? {
                    NumberOrMap::Number(text) => visit_whole(self, &text),
                    NumberOrMap::Map(_) => Err(de::Error::invalid_type(de::Unexpected::Map, &self)),
                }
            }
        }
        deserializer.deserialize_any(InQuotes)
    }
}

named! {
    /// A role of the additional roles reimbursement scheme.
    ///
    /// # Meaning
    ///
    /// A role is a category of funding, not a profession: an advanced practitioner may be a
    /// pharmacist, a mental health practitioner a nurse. How many roles there are depends on
    /// whether one counts advanced practitioners and mental health practitioners once, so the
    /// crate states no number. They are declared in the order in which they became reimbursable.
    ///
    /// # Format
    ///
    /// In snake case, for example `clinical_pharmacist`. Read also from the abbreviations and
    /// spellings that documents use, in any case: `CP`, `Dietician`, `SPLW`.
    ///
    /// # Examples
    ///
    /// ```
    /// use pcn::funding::arrs::Role;
    ///
    /// assert_eq!("Dietician".parse(), Ok(Role::Dietitian));
    /// assert_eq!("splw".parse(), Ok(Role::SocialPrescribingLinkWorker));
    /// let error = "clinical director".parse::<Role>().unwrap_err();
    /// assert!(error.to_string().contains("not reimbursed"));
    /// ```
    #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
    Role {
        /// Clinical pharmacist.
        ClinicalPharmacist = "clinical_pharmacist", "Clinical pharmacist", ["CP", "pharmacist"];
        /// Social prescribing link worker.
        SocialPrescribingLinkWorker = "social_prescribing_link_worker", "Social prescribing link worker",
            ["SPLW", "social prescriber", "link worker"];
        /// First contact physiotherapist.
        FirstContactPhysiotherapist = "first_contact_physiotherapist", "First contact physiotherapist",
            ["FCP", "first contact physio", "first contact practitioner (physiotherapist)"];
        /// Physician associate.
        PhysicianAssociate = "physician_associate", "Physician associate", ["PA"];
        /// Pharmacy technician.
        PharmacyTechnician = "pharmacy_technician", "Pharmacy technician", ["PT"];
        /// Care coordinator.
        CareCoordinator = "care_coordinator", "Care coordinator", ["CC", "care co-ordinator"];
        /// Health and wellbeing coach.
        HealthAndWellbeingCoach = "health_and_wellbeing_coach", "Health and wellbeing coach",
            ["HWBC", "health coach"];
        /// Dietitian.
        Dietitian = "dietitian", "Dietitian", ["dietician"];
        /// Podiatrist.
        Podiatrist = "podiatrist", "Podiatrist", ["chiropodist", "chiropodist/podiatrist", "chiropodists/podiatrist"];
        /// Occupational therapist.
        OccupationalTherapist = "occupational_therapist", "Occupational therapist", ["OT"];
        /// Nursing associate.
        NursingAssociate = "nursing_associate", "Nursing associate", ["NA"];
        /// Trainee nursing associate.
        TraineeNursingAssociate = "trainee_nursing_associate", "Trainee nursing associate",
            ["TNA", "student nursing associate"];
        /// Paramedic.
        Paramedic = "paramedic", "Paramedic", ["community paramedic", "first contact community paramedic"];
        /// Mental health practitioner for adults.
        MentalHealthPractitionerAdult = "mental_health_practitioner_adult",
            "Mental health practitioner, adult", ["MHP", "MHP-A", "mental health practitioner"];
        /// Mental health practitioner for children and young people.
        MentalHealthPractitionerCyp = "mental_health_practitioner_cyp",
            "Mental health practitioner, children and young people", ["MHP-CYP"];
        /// Advanced practitioner: pharmacist, physiotherapist, dietitian, podiatrist, occupational
        /// therapist or paramedic.
        AdvancedPractitioner = "advanced_practitioner", "Advanced practitioner", ["AP"];
        /// General practice assistant.
        GeneralPracticeAssistant = "general_practice_assistant", "General practice assistant",
            ["GPA", "GP assistant"];
        /// Digital and transformation lead.
        DigitalAndTransformationLead = "digital_and_transformation_lead",
            "Digital and transformation lead", ["DTL"];
        /// Apprentice physician associate.
        ApprenticePhysicianAssociate = "apprentice_physician_associate",
            "Apprentice physician associate", ["apprentice PA"];
        /// Advanced clinical practitioner who is a nurse.
        AdvancedClinicalPractitionerNurse = "advanced_clinical_practitioner_nurse",
            "Advanced clinical practitioner, nurse", ["ACP nurse", "advanced nurse practitioner"];
        /// Enhanced practice nurse.
        EnhancedPracticeNurse = "enhanced_practice_nurse", "Enhanced practice nurse", ["EPN"];
        /// Another direct patient care role that the commissioner agrees, neither nurse nor doctor.
        OtherDirectPatientCare = "other_direct_patient_care", "Other direct patient care role, as agreed",
            ["other"];
        /// General practitioner.
        GeneralPractitioner = "general_practitioner", "General practitioner", ["GP"];
        /// Healthcare support worker.
        HealthcareSupportWorker = "healthcare_support_worker", "Healthcare support worker", ["HCSW"];
        /// General practice nurse new to general practice.
        PracticeNurseNew = "practice_nurse_new", "General practice nurse, new to general practice",
            ["GPN new"];
        /// Experienced general practice nurse.
        PracticeNurseExperienced = "practice_nurse_experienced", "General practice nurse, experienced",
            ["GPN experienced"];
        /// Consultant nurse in primary care.
        ConsultantNurse = "consultant_nurse", "Consultant nurse, primary care", ["consultant nurse"];
    }
}

/// A text that names no role.
///
/// # Examples
///
/// ```
/// use pcn::funding::arrs::{Role, RoleError};
///
/// assert!(matches!("wizard".parse::<Role>(), Err(RoleError::Unknown { .. })));
/// assert_eq!(
///     "Physio".parse::<Role>().unwrap_err().to_string(),
///     "`Physio` is not a role of the additional roles scheme; a good one is \
///      `first_contact_physiotherapist`",
/// );
/// ```
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum RoleError {
    /// Not a role of the scheme.
    #[error("`{given}` is not a role of the additional roles scheme; {}", naming::instead(given))]
    Unknown {
        /// The text, cut if very long.
        given: Box<str>,
    },
    /// A post that core funding pays for.
    #[error(
        "`{given}` is not reimbursed under the additional roles scheme: the clinical director is \
         paid from core PCN funding; a good one is `clinical_pharmacist`"
    )]
    ClinicalDirector {
        /// The text.
        given: Box<str>,
    },
}

impl FromStr for Role {
    type Err = RoleError;
    fn from_str(text: &str) -> Result<Self, RoleError> {
        let wanted = plain(text);
        let named = |role: &&Self| {
            plain(role.name()) == wanted
                || plain(role.words()) == wanted
                || role.aliases().iter().any(|alias| plain(alias) == wanted)
        };
        let given = || text.chars().take(60).collect();
        match Self::ALL.iter().find(named) {
            Some(role) => Ok(*role),
            None if wanted.contains("clinical director") => {
                Err(RoleError::ClinicalDirector { given: given() })
            }
            None => Err(RoleError::Unknown { given: given() }),
        }
    }
}

impl Serialize for Role {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}

impl<'de> Deserialize<'de> for Role {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = Cow::<str>::deserialize(deserializer)?;
        text.parse().map_err(de::Error::custom)
    }
}

/// What the documents say of a role: its bands, since when it is reimbursed, and what changed.
///
/// # Examples
///
/// ```
/// use pcn::{calendar::day, funding::arrs::{Role, RoleEntry}};
///
/// // The 2019 framework's column of maximum amounts holds these start dates.
/// let paramedic = RoleEntry::of(Role::Paramedic);
/// assert_eq!(paramedic.reimbursable_from, day(2021, 4, 1));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct RoleEntry {
    /// The role.
    pub role: Role,
    /// Its bands; empty where no band is set. More than one where the band is a choice.
    pub bands: Cow<'static, [Band]>,
    /// The first day on which a post of the role is reimbursed.
    #[serde(deserialize_with = "crate::calendar::iso")]
    pub reimbursable_from: NaiveDate,
    /// What changed since, or has to hold.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<Cow<'static, str>>,
    /// Where the first day stands.
    pub source: Source,
}

const fn entry(role: Role, bands: &'static [Band], from: NaiveDate, source: Source) -> RoleEntry {
    RoleEntry { role, bands: Cow::Borrowed(bands), reimbursable_from: from, note: None, source }
}

const fn noted(mut entry: RoleEntry, note: &'static str) -> RoleEntry {
    core::mem::forget(entry.note.replace(Cow::Borrowed(note)));
    entry
}

const MHP_BANDS: &[Band] = &[Band::B5, Band::B6, Band::B7, Band::B8a];

static CATALOGUE: &[RoleEntry] = &[
    noted(
        entry(Role::ClinicalPharmacist, &[Band::B7To8a], day(2019, 7, 1), source::FRAMEWORK_2019),
        "enrolled in, or through, an approved 18-month pathway or its equal that allows safe \
         prescribing",
    ),
    noted(
        entry(
            Role::SocialPrescribingLinkWorker,
            &[Band::UpTo5],
            day(2019, 7, 1),
            source::FRAMEWORK_2019,
        ),
        "as a contracted service: up to £200 a month for each whole-time equivalent towards the \
         supplier's extra costs, within the maximum",
    ),
    entry(
        Role::FirstContactPhysiotherapist,
        &[Band::B7To8a],
        day(2020, 4, 1),
        source::FRAMEWORK_2019,
    ),
    entry(Role::PhysicianAssociate, &[Band::B7], day(2020, 4, 1), source::FRAMEWORK_2019),
    entry(Role::PharmacyTechnician, &[Band::B5], day(2020, 4, 1), source::BARNSLEY_LMC),
    entry(Role::CareCoordinator, &[Band::B4], day(2020, 4, 1), source::BARNSLEY_LMC),
    entry(Role::HealthAndWellbeingCoach, &[Band::UpTo5], day(2020, 4, 1), source::BARNSLEY_LMC),
    entry(Role::Dietitian, &[Band::B7], day(2020, 4, 1), source::BARNSLEY_LMC),
    entry(Role::Podiatrist, &[Band::B7], day(2020, 4, 1), source::BARNSLEY_LMC),
    entry(Role::OccupationalTherapist, &[Band::B7], day(2020, 4, 1), source::BARNSLEY_LMC),
    entry(Role::NursingAssociate, &[Band::B4], day(2020, 10, 1), source::BMA_2020),
    entry(Role::TraineeNursingAssociate, &[Band::B3], day(2020, 10, 1), source::BMA_2020),
    noted(
        entry(Role::Paramedic, &[Band::B7], day(2021, 4, 1), source::FRAMEWORK_2019),
        "below level 7 capability only within a rotational model with an ambulance trust; one old \
         county page says band 5",
    ),
    noted(
        entry(Role::MentalHealthPractitionerAdult, MHP_BANDS, day(2021, 4, 1), source::OCKHAM_2021),
        "employed by the local community mental health provider under an agreement and deployed \
         wholly to the network",
    ),
    noted(
        entry(Role::MentalHealthPractitionerCyp, MHP_BANDS, day(2021, 4, 1), source::OCKHAM_2021),
        "employed by the local community mental health provider under an agreement and deployed \
         wholly to the network",
    ),
    entry(Role::AdvancedPractitioner, &[Band::B8a], day(2021, 4, 1), source::PULSE_ARRS_2021),
    noted(
        entry(
            Role::GeneralPracticeAssistant,
            &[Band::B4],
            day(2022, 10, 1),
            source::PULSE_ADDITIONS,
        ),
        "the source says October 2022 and no day",
    ),
    noted(
        entry(
            Role::DigitalAndTransformationLead,
            &[Band::B8a],
            day(2022, 10, 1),
            source::PULSE_ADDITIONS,
        ),
        "the source says October 2022 and no day",
    ),
    entry(Role::ApprenticePhysicianAssociate, &[Band::B5], day(2023, 4, 1), source::MIP_2023),
    entry(Role::AdvancedClinicalPractitionerNurse, &[Band::B8a], day(2023, 4, 1), source::MIP_2023),
    noted(
        entry(Role::EnhancedPracticeNurse, &[Band::B7], day(2024, 4, 1), source::MIP_EPN),
        "a postgraduate qualification at level 7 or above in an area of enhanced practice",
    ),
    noted(
        entry(Role::OtherDirectPatientCare, &[], day(2024, 4, 1), source::MIP_OTHER_ROLES),
        "neither nurse nor doctor, and only if the commissioner agrees; from 2026/27 commissioners \
         may approve further roles",
    ),
    noted(
        entry(Role::GeneralPractitioner, &[], day(2024, 10, 1), source::ICB_GP_SLIDES),
        "until 31 March 2026 only within two years of the certificate of completion of training at \
         recruitment; from 1 April 2026 any general practitioner",
    ),
    noted(
        entry(Role::HealthcareSupportWorker, &[Band::B3], day(2025, 4, 1), source::HUMBERSIDE_2025),
        "not in post with the network or a member practice in the twelve months before",
    ),
    noted(
        entry(Role::PracticeNurseNew, &[Band::B5], day(2025, 4, 1), source::HUMBERSIDE_2025),
        "not in post with the network or a member practice in the twelve months before",
    ),
    noted(
        entry(
            Role::PracticeNurseExperienced,
            &[Band::B6],
            day(2025, 4, 1),
            source::HUMBERSIDE_2025,
        ),
        "not in post with the network or a member practice in the twelve months before",
    ),
    noted(
        entry(Role::ConsultantNurse, &[Band::B8c], day(2025, 4, 1), source::HUMBERSIDE_2025),
        "not in post with the network or a member practice in the twelve months before",
    ),
];

/// What is said of a role that the catalogue lacks. None is, which a test keeps true.
static NO_ENTRY: RoleEntry =
    entry(Role::OtherDirectPatientCare, &[], day(2024, 4, 1), source::MIP_OTHER_ROLES);

impl RoleEntry {
    /// The whole catalogue.
    #[must_use]
    pub fn all() -> &'static [Self] {
        CATALOGUE
    }

    /// The entry of a role.
    ///
    /// # Examples
    ///
    /// ```
    /// use pcn::{calendar::day, funding::arrs::{Role, RoleEntry}};
    ///
    /// let entry = RoleEntry::of(Role::GeneralPractitioner);
    /// assert_eq!(entry.reimbursable_from, day(2024, 10, 1));
    /// assert_eq!(entry.role.aliases(), ["GP"]);
    /// ```
    #[must_use]
    pub fn of(role: Role) -> &'static Self {
        CATALOGUE.iter().find(|entry| entry.role == role).unwrap_or(&NO_ENTRY)
    }

    /// The days of a period on which the role is in the scheme.
    pub(super) fn in_scheme(&self, days: Period) -> Option<Period> {
        days.intersect(Period::since(self.reimbursable_from))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_role_has_one_entry_and_parses_from_all_its_names() {
        assert_eq!(CATALOGUE.len(), Role::ALL.len());
        for (role, entry) in Role::ALL.iter().zip(CATALOGUE) {
            assert_eq!(entry.role, *role);
            for name in [role.name(), role.words()].iter().chain(role.aliases()) {
                assert_eq!(name.parse::<Role>().as_ref(), Ok(role), "{name}");
                assert_eq!(name.to_uppercase().parse::<Role>().as_ref(), Ok(role), "{name}");
            }
            let json = serde_json::to_string(role).unwrap();
            assert_eq!(serde_json::from_str::<Role>(&json).unwrap(), *role);
        }
    }

    #[test]
    fn roles_stand_in_the_order_of_their_first_day() {
        assert!(CATALOGUE.is_sorted_by_key(|entry| entry.reimbursable_from));
        let on = |date| CATALOGUE.iter().filter(|entry| entry.reimbursable_from <= date).count();
        // Two in 2019/20, ten from 1 April 2020, twelve from 1 October 2020.
        assert_eq!(on(day(2019, 7, 1)), 2);
        assert_eq!(on(day(2020, 4, 1)), 10);
        assert_eq!(on(day(2020, 10, 1)), 12);
    }

    #[test]
    fn bands_come_back_from_text_and_json() {
        for band in Band::ALL {
            let text = band.to_string();
            assert_eq!(text.parse(), Ok(*band));
            assert_eq!(serde_json::to_string(band).unwrap(), format!("\"{text}\""));
        }
    }
}
