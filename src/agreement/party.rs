use core::fmt;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::code::{OdsCode, PracticeCode};

/// A practice that is a party to the agreement.
///
/// # Examples
///
/// ```
/// use pcn::agreement::PracticeParty;
///
/// let party: PracticeParty =
///     serde_json::from_str(r#"{"practice": "A81001", "signed_on": "2019-05-10"}"#)?;
/// assert!(party.signed_on.is_some());
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct PracticeParty {
    /// The practice.
    pub practice: PracticeCode,
    /// The day on which it signed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[serde(deserialize_with = "crate::calendar::iso")]
    pub signed_on: Option<NaiveDate>,
    /// Whether each partner of the practice is a party, if stated. A partnership is no legal
    /// person, so it cannot be bound as one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub each_partner_is_party: Option<bool>,
}

impl PracticeParty {
    /// A practice that has signed.
    ///
    /// # Examples
    ///
    /// ```
    /// use pcn::{agreement::PracticeParty, calendar::day, code::PracticeCode};
    ///
    /// let party = PracticeParty::signed(PracticeCode::constant("A81001"), day(2019, 5, 10));
    /// assert_eq!(party.signed_on, Some(day(2019, 5, 10)));
    /// assert_eq!(party.each_partner_is_party, None, "not said");
    /// ```
    #[must_use]
    pub const fn signed(practice: PracticeCode, on: NaiveDate) -> Self {
        Self { practice, signed_on: Some(on), each_partner_is_party: None }
    }
}

/// A member that is no practice. Members may agree to have such.
///
/// # Examples
///
/// ```
/// use pcn::agreement::{OtherParty, Sector};
///
/// let party: OtherParty = serde_json::from_str(
///     r#"{"name": "Dale Community Trust", "code": "RXX01", "sector": "community"}"#,
/// )?;
/// assert_eq!(party.sector, Sector::Community);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct OtherParty {
    /// Its name.
    pub name: Box<str>,
    /// Its code, if it has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<OdsCode>,
    /// What it is.
    pub sector: Sector,
    /// The day on which the practices agreed to have it as a member.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[serde(deserialize_with = "crate::calendar::iso")]
    pub agreed_on: Option<NaiveDate>,
    /// The day on which it signed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[serde(deserialize_with = "crate::calendar::iso")]
    pub signed_on: Option<NaiveDate>,
}

/// What kind of provider a body outside general practice is.
///
/// # Examples
///
/// ```
/// use pcn::agreement::Sector;
///
/// let sector: Sector = serde_json::from_str(r#""mental_health""#)?;
/// assert_eq!(sector, Sector::MentalHealth);
/// # Ok::<(), serde_json::Error>(())
/// ```
///
/// # Source
///
/// County Durham, "Primary Care Networks OGIM 2021/22": practices work with community, mental
/// health, social care, pharmacy, hospital and voluntary services. Federations: Leicester City
/// CCG report (2019), paragraph 17.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Sector {
    /// Community services.
    Community,
    /// Mental health services.
    MentalHealth,
    /// Social care.
    SocialCare,
    /// Pharmacy.
    Pharmacy,
    /// Hospital services.
    Hospital,
    /// Voluntary services.
    Voluntary,
    /// A federation of practices. It may be a payee or deliver services; it is not a network.
    Federation,
    /// Another kind.
    Other,
}

/// What the agreement says that the network is.
///
/// # Examples
///
/// ```
/// use pcn::agreement::NetworkForm;
///
/// assert_eq!(NetworkForm::default(), NetworkForm::Collaboration);
/// ```
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum NetworkForm {
    /// A collaboration by contract among its members, which is what a network is.
    #[default]
    Collaboration,
    /// A federation, which a network cannot be.
    Federation,
    /// A body in law of its own, which a network is not.
    LegalBody,
}

impl NetworkForm {
    pub(super) fn is_default(&self) -> bool {
        *self == Self::default()
    }
}

/// What a stage asks: a first agreement with the registration form, or the whole.
///
/// # Format
///
/// `initial` or `final`.
///
/// # Examples
///
/// ```
/// use pcn::agreement::Stage;
///
/// assert_eq!("final".parse(), Ok(Stage::Final));
/// assert_eq!(
///     "draft".parse::<Stage>().unwrap_err().to_string(),
///     "`draft` is not a stage; a good one is `initial` or `final`",
/// );
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// With the registration form: signed by all; schedules may still be open.
    Initial,
    /// Complete: every schedule written.
    Final,
}

/// A text that is no stage.
///
/// # Examples
///
/// ```
/// use pcn::agreement::{Stage, StageError};
///
/// let error: StageError = "Final".parse::<Stage>().unwrap_err();
/// assert_eq!(error.to_string(), "`Final` is not a stage; a good one is `initial` or `final`");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{given}` is not a stage; a good one is `initial` or `final`")]
pub struct StageError {
    given: Box<str>,
}

impl core::str::FromStr for Stage {
    type Err = StageError;
    fn from_str(text: &str) -> Result<Self, StageError> {
        match text {
            "initial" => Ok(Self::Initial),
            "final" => Ok(Self::Final),
            _ => Err(StageError { given: text.chars().take(40).collect() }),
        }
    }
}

impl fmt::Display for Stage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Initial => "initial",
            Self::Final => "final",
        })
    }
}
