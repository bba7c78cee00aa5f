//! A report of a million findings is built, sorted, summed up, written and filtered in memory that
//! hangs on the number of findings alone.
//!
//! One test function, since the counter counts for the whole process.

use std::alloc::System;

use pcn::{
    code::PracticeCode,
    finding::{Finding, Report, Severity},
};
use stats_alloc::{INSTRUMENTED_SYSTEM, Region, StatsAlloc};

#[global_allocator]
static ALLOCATOR: &StatsAlloc<System> = &INSTRUMENTED_SYSTEM;

const MANY: usize = 1_000_000;

#[test]
fn a_million_findings_cost_what_a_million_findings_hold() {
    let rules: Vec<_> = pcn::rules().take(50).collect();
    let codes: Vec<PracticeCode> =
        (0..100_000).map(|at| format!("A{:05}", at * 7_919 % 100_000).parse().unwrap()).collect();
    let region = Region::new(ALLOCATOR);
    let mut report = Report::new();
    for at in 0..MANY {
        let code = codes[at % codes.len()];
        let rule = rules[at % rules.len()];
        report.push(Finding::of(rule, "too few of what there should be more of").about(code));
    }
    report.sort();
    let held = region.change();
    let each = (held.bytes_allocated - held.bytes_deallocated) / MANY;
    assert!(each < 1_000, "a finding holds {each} bytes");
    // Once a finding, and for the report's own growth and what sorting takes for a while.
    let times = held.allocations + held.reallocations;
    assert!(times < MANY + 100, "{times} times for {MANY} findings");

    let worst = report.worst().unwrap();
    assert_eq!(report.iter().next().map(|first| first.severity), Some(worst));
    let summary = report.summary();
    let of = |severity| report.iter().filter(|one| one.severity == severity).count();
    assert_eq!(summary.error, of(Severity::Error));
    assert_eq!(report.of_rule(&rules[0].id).count(), MANY / rules.len());

    let region = Region::new(ALLOCATOR);
    let text = report.to_string();
    let written = region.change();
    // A line a finding at least, and the summary.
    assert!(text.lines().count() > MANY);
    assert!(text.len() < MANY * 1_000, "{} bytes", text.len());
    let times = written.allocations + written.reallocations;
    assert!(times < 2 * MANY, "writing asked for memory {times} times");
}
