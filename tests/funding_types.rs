//! What must not compile: a rate times another population than its own.

#[test]
fn a_rate_times_another_population_does_not_compile() {
    let cases = trybuild::TestCases::new();
    cases.compile_fail("tests/surface/funding/*.rs");
}
