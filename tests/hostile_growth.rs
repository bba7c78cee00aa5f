//! Four times the input asks for about four times the memory, and asks about four times as often,
//! whatever the input repeats or chains. Work that is quadratic asks for sixteen times as much.
//!
//! One test function, since the counter counts for the whole process. Work without memory is
//! counted by `.ci/growth`, on the same inputs.

#![cfg(all(feature = "fhir", feature = "json", feature = "ncdes"))]

mod traps;

use std::alloc::System;

use stats_alloc::{INSTRUMENTED_SYSTEM, Region, StatsAlloc};
use traps::{TRAPS, Trap};

#[global_allocator]
static ALLOCATOR: &StatsAlloc<System> = &INSTRUMENTED_SYSTEM;

const SIZE: usize = 300;

/// How often memory is asked for by the work of a size, and how many bytes.
fn asked((_, make): Trap, size: usize) -> [usize; 2] {
    let work = make(size);
    let region = Region::new(ALLOCATOR);
    work();
    let change = region.change();
    // Bytes asked for by growing are given as the difference.
    let grown = usize::try_from(change.bytes_reallocated.max(0)).unwrap_or(0);
    [change.allocations + change.reallocations, change.bytes_allocated + grown]
}

#[test]
fn memory_grows_with_the_input_and_not_with_its_square() {
    let mut steep = Vec::new();
    for trap in TRAPS {
        let (few, many) = (asked(*trap, SIZE), asked(*trap, 4 * SIZE));
        let times = |at: usize| many[at] as f64 / few[at].max(1) as f64;
        println!("{:62} {:8} {:4.1} {:10} {:4.1}", trap.0, many[0], times(0), many[1], times(1));
        // A vector that doubles may have doubled once more than four times the size asks.
        if times(0) > 4.6 || times(1) > 5.0 {
            steep.push(format!("{}: {few:?} for {SIZE}, {many:?} for four times as many", trap.0));
        }
    }
    assert!(steep.is_empty(), "{steep:#?}");
}
