//! The sizes of the key types: they are held by the thousand and passed by value.

use core::mem::size_of;

use pcn::{
    calendar::{ContractYear, NaiveDate, Period},
    code::{BranchCode, IcbCode, OdsCode, PcnCode, PracticeCode, RegionCode, SubIcbCode},
    finding::{Finding, Severity},
    network::{Change, Membership, Pcn, Placement, Practice, PracticeList, Provenance, Waiver},
    quantity::{Gbp, Patients, PatientsOn, Registered},
};

#[test]
fn key_types_keep_their_sizes() {
    let sizes = [
        ("PcnCode", size_of::<PcnCode>(), 7),
        ("PracticeCode", size_of::<PracticeCode>(), 7),
        ("BranchCode", size_of::<BranchCode>(), 10),
        ("SubIcbCode", size_of::<SubIcbCode>(), 6),
        ("IcbCode", size_of::<IcbCode>(), 6),
        ("RegionCode", size_of::<RegionCode>(), 4),
        ("OdsCode", size_of::<OdsCode>(), 13),
        ("Option<PcnCode>", size_of::<Option<PcnCode>>(), 7),
        ("Option<SubIcbCode>", size_of::<Option<SubIcbCode>>(), 6),
        ("NaiveDate", size_of::<NaiveDate>(), 4),
        ("Period", size_of::<Period>(), 8),
        ("ContractYear", size_of::<ContractYear>(), 2),
        ("Severity", size_of::<Severity>(), 1),
        ("Gbp", size_of::<Gbp>(), 16),
        ("Patients<Registered>", size_of::<Patients<Registered>>(), 16),
        ("PatientsOn<Registered>", size_of::<PatientsOn<Registered>>(), 20),
        ("Provenance", size_of::<Provenance>(), 24),
        ("Membership", size_of::<Membership>(), 48),
        ("Practice", size_of::<Practice>(), 80),
        ("Pcn", size_of::<Pcn>(), 80),
        ("PracticeList", size_of::<PracticeList>(), 28),
        ("Placement", size_of::<Placement>(), 24),
        ("Waiver", size_of::<Waiver>(), 48),
        ("Change", size_of::<Change>(), 20),
        ("Finding", size_of::<Finding>(), 200),
    ];
    let moved: Vec<_> = sizes.into_iter().filter(|(_, size, pinned)| size != pinned).collect();
    assert!(moved.is_empty(), "name, size, pinned: {moved:?}");
}
