//! What the public surface promises beyond its signatures.

use pcn::{
    calendar::{ContractYear, Period},
    citation::{Citation, Evidence, Source},
    code::{
        BranchCode, CodeError, IcbCode, Id, OdsCode, PcnCode, PracticeCode, RegionCode, SubIcbCode,
    },
    finding::{Finding, Policy, Report, Rule, RuleId},
    quantity::{
        Adjusted, Bed, Beds, Gbp, Minutes, Patients, PatientsOn, Percent, Points, Rate, Ratio,
        Registered, Weighted, Wte,
    },
    series::{Entry, Figure, Series},
    working::{Worked, Working},
};

fn value<T: Send + Sync + Unpin + Clone + std::fmt::Debug + Eq + 'static>() {}
fn key<T: Copy + Ord + std::hash::Hash>() {
    value_of_key::<T>();
}
fn value_of_key<T: Copy>() {}
fn error<T: std::error::Error + Send + Sync + Clone + 'static>() {}

#[test]
fn values_can_be_sent_shared_compared_and_shown() {
    value::<PcnCode>();
    value::<OdsCode>();
    value::<Id<Report>>();
    value::<Period>();
    value::<Citation>();
    value::<Source>();
    value::<Finding>();
    value::<Report>();
    value::<Rule>();
    value::<Policy>();
    value::<Figure<Gbp>>();
    value::<Entry<Gbp>>();
    value::<Series<Gbp>>();
    value::<Working>();
    value::<Worked<Gbp>>();
    value::<PatientsOn<Registered>>();
}

#[test]
fn small_values_can_be_keys() {
    key::<PcnCode>();
    key::<PracticeCode>();
    key::<BranchCode>();
    key::<SubIcbCode>();
    key::<IcbCode>();
    key::<RegionCode>();
    key::<OdsCode>();
    key::<Id<Report>>();
    key::<ContractYear>();
    key::<Period>();
    key::<Evidence>();
    key::<Gbp>();
    key::<Rate<Bed>>();
    key::<Patients<Weighted>>();
    key::<Points>();
    key::<Ratio>();
    key::<Percent>();
    key::<Wte>();
    key::<Beds>();
    key::<Minutes>();
}

#[test]
fn errors_are_errors() {
    error::<CodeError>();
    error::<pcn::code::IdError>();
    error::<pcn::calendar::ContractYearError>();
    error::<pcn::calendar::PeriodError>();
    error::<pcn::quantity::QuantityError>();
    error::<pcn::finding::RuleIdError>();
}

#[test]
fn small_values_stay_small() {
    assert_eq!(size_of::<PcnCode>(), 7);
    assert_eq!(size_of::<Option<PcnCode>>(), 7);
    assert_eq!(size_of::<PracticeCode>(), 7);
    assert_eq!(size_of::<SubIcbCode>(), 6);
    assert_eq!(size_of::<RegionCode>(), 4);
    assert_eq!(size_of::<OdsCode>(), 13);
    assert_eq!(size_of::<ContractYear>(), 2);
    assert_eq!(size_of::<Period>(), 8);
    assert_eq!(size_of::<Gbp>(), 16);
    assert_eq!(size_of::<Rate<Adjusted>>(), 16);
    assert_eq!(size_of::<Patients<Registered>>(), 16);
    assert_eq!(size_of::<RuleId>(), size_of::<String>());
}

#[test]
fn every_rule_says_what_it_is_and_where_it_stands() {
    let mut ids = std::collections::BTreeSet::new();
    for rule in pcn::rules() {
        let id = &rule.id;
        assert!(ids.insert(id), "{id} is used twice");
        assert!(!rule.title.is_empty() && !rule.title.ends_with('.'), "{id}: title");
        assert!(!rule.explanation.is_empty(), "{id}: explanation");
        assert!(!rule.remedy.is_empty(), "{id}: remedy");
        assert!(!rule.citation().document().is_empty(), "{id}: citation");
    }
}
