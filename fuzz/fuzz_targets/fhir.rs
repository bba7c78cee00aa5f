//! FHIR documents: what is taken is written and comes back, and every entry is counted.
#![no_main]

use libfuzzer_sys::fuzz_target;
use pcn::fhir::{Bundle, FhirDate, Imported, Resource};

fuzz_target!(|bytes: &[u8]| {
    if let Ok(bundle) = Bundle::from_json_bytes(bytes) {
        assert_eq!(Bundle::from_json(&bundle.to_json()).as_ref(), Ok(&bundle));
        let Imported { builder, tally, findings } = Imported::of(&bundle);
        assert_eq!(tally.read, bundle.entries.len());
        assert_eq!(tally.read, tally.used() + tally.left_out);
        assert!(findings.len() >= tally.left_out);
        drop(builder.build());
    }
    if let Ok(resource) = Resource::from_json_bytes(bytes) {
        assert_eq!(Resource::from_json(&resource.to_json()), Ok(resource));
    }
    if let Ok(text) = core::str::from_utf8(bytes)
        && let Ok(date) = text.parse::<FhirDate>()
    {
        assert!(date.first_day() <= date.last_day());
    }
});
