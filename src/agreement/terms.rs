use serde::{Deserialize, Serialize};

use crate::series::{Catalogue, Figures, Series};

/// What a contract year says of the template of the Network Agreement.
///
/// # Examples
///
/// ```
/// use pcn::{calendar::{ContractYear, day}, des};
///
/// let terms = &des::year(ContractYear::Y2019_20).ok_or("not held")?.registration.agreement;
/// let clauses = terms.clauses.on(day(2019, 7, 1)).entry().ok_or("not in force")?;
/// assert_eq!(clauses.figure.value(), Some(&104));
/// assert_eq!(clauses.readings[0].value, 106, "a conflict kept, not settled silently");
/// # Ok::<(), &str>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "AgreementTerms"))]
#[serde(deny_unknown_fields)]
pub struct Terms {
    /// How many mandatory clauses the template has.
    #[serde(default = "absent", skip_serializing_if = "is_absent")]
    pub clauses: Series<u16>,
    /// How many of them members may adjust.
    #[serde(default = "absent", skip_serializing_if = "is_absent")]
    pub adjustable_clauses: Series<u16>,
    /// How many schedules it has.
    #[serde(default = "absent", skip_serializing_if = "is_absent")]
    pub schedules: Series<u16>,
}

const fn absent() -> Series<u16> {
    Series::constant(&[])
}

fn is_absent(series: &Series<u16>) -> bool {
    series.entries().is_empty()
}

impl Catalogue for Terms {
    fn figures(&self, figures: &mut Figures) {
        figures.series("clauses", &self.clauses);
        figures.series("adjustable_clauses", &self.adjustable_clauses);
        figures.series("schedules", &self.schedules);
    }
}
