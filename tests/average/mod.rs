//! A network whose payments show the rates alone.

use pcn::{
    calendar::ContractYear,
    code::PcnCode,
    iif::{Facts, NationalFigures, Observation},
    quantity::Patients,
};

/// The facts of a network of average size: its list size adjustment is 1.
pub(crate) fn average(year: ContractYear, observations: Vec<Observation>) -> Facts {
    Facts {
        year,
        pcn: PcnCode::constant("U12345"),
        known_on: None,
        list_size: Patients::from(50_000),
        national_average_list_size: "50000".parse().unwrap(),
        national_figures: NationalFigures::Final,
        observations,
        overrides: Vec::new(),
    }
}
