//! Codes over whole small domains, against shapes written a second time and another way.

use std::collections::HashSet;

use pcn::code::{BranchCode, IcbCode, OdsCode, PcnCode, PracticeCode, RegionCode, SubIcbCode};

/// `A` a capital letter, `9` a digit, `*` either, `!` a capital letter other than U; other
/// characters stand for themselves.
fn fits(text: &str, shapes: &[&str]) -> bool {
    shapes.iter().any(|shape| {
        text.chars().count() == shape.len()
            && text.chars().zip(shape.chars()).all(|(found, class)| match class {
                'A' => found.is_ascii_uppercase(),
                '9' => found.is_ascii_digit(),
                '*' => found.is_ascii_uppercase() || found.is_ascii_digit(),
                '!' => found.is_ascii_uppercase() && found != 'U',
                own => found == own,
            })
    })
}

/// Every one-character edit, deletion, insertion and swap of a text, and look-alikes.
fn near_misses(good: &str) -> HashSet<String> {
    let good: Vec<char> = good.chars().collect();
    let characters: Vec<char> =
        (0u8..=127).map(char::from).chain("ＡОΑ０１２éß\u{a0}\u{200b}\u{feff}".chars()).collect();
    let mut texts = HashSet::from([good.iter().collect()]);
    for at in 0..=good.len() {
        for &character in &characters {
            let mut inserted = good.clone();
            inserted.insert(at, character);
            texts.insert(inserted.into_iter().collect());
            if at < good.len() {
                let mut edited = good.clone();
                edited[at] = character;
                texts.insert(edited.into_iter().collect());
            }
        }
        if at < good.len() {
            let mut deleted = good.clone();
            deleted.remove(at);
            texts.insert(deleted.into_iter().collect());
        }
        for other in at + 1..good.len() {
            let mut swapped = good.clone();
            swapped.swap(at, other);
            texts.insert(swapped.into_iter().collect());
        }
    }
    for (from, to) in [('0', 'O'), ('O', '0'), ('1', 'l'), ('1', 'I'), ('5', 'S'), ('8', 'B')] {
        texts.insert(good.iter().map(|c| if *c == from { to } else { *c }).collect());
    }
    texts
}

macro_rules! exhaustive {
    ($name:ident, $code:ty, [$($good:literal),+], [$($shape:literal),+]) => {
        #[test]
        fn $name() {
            let mut tried = 0;
            for text in [$($good),+].into_iter().flat_map(near_misses) {
                tried += 1;
                let parsed = text.parse::<$code>();
                assert_eq!(parsed.is_ok(), fits(&text, &[$($shape),+]), "{text:?}");
                assert_eq!(<$code>::try_from_bytes(text.as_bytes()).is_ok(), parsed.is_ok());
                match parsed {
                    Ok(code) => assert_eq!(code.as_str(), text),
                    Err(error) => {
                        assert_eq!(error.given(), text);
                        assert!(error.to_string().contains(<$code>::EXAMPLE), "{error}");
                    }
                }
            }
            assert!(tried > 500, "{tried}");
        }
    };
}

exhaustive!(near_misses_of_pcn_codes, PcnCode, ["U12345", "U00000"], ["U99999"]);
exhaustive!(near_misses_of_practice_codes, PracticeCode, ["A81001", "Y08176"], ["!99999"]);
exhaustive!(near_misses_of_branch_codes, BranchCode, ["A81001001"], ["!99999999"]);
exhaustive!(near_misses_of_sub_icb_codes, SubIcbCode, ["16C", "M1J4Y"], ["99A", "A9A9A"]);
exhaustive!(near_misses_of_icb_codes, IcbCode, ["QHM", "QU9", "Z9B2Z"], ["QA*", "A9A9A"]);
exhaustive!(near_misses_of_region_codes, RegionCode, ["Y63"], ["Y99"]);
exhaustive!(
    near_misses_of_ods_codes,
    OdsCode,
    ["RXX01", "8HV"],
    ["***", "****", "*****", "******", "*******"]
);

#[test]
fn every_pcn_code_and_no_other_is_taken() {
    let mut previous = None;
    for number in 0..100_000 {
        let text = format!("U{number:05}");
        let code: PcnCode = text.parse().unwrap();
        assert_eq!(code.as_str(), text);
        assert!(previous < Some(code), "codes order as text does");
        previous = Some(code);
        assert!(text.parse::<PracticeCode>().is_err(), "a PCN code is no practice code");
    }
}

#[test]
fn codes_order_as_their_text() {
    let mut texts = vec!["QHM", "Z9B2Z", "D7T5G", "QK1", "QU9", "S0E4D"];
    let mut codes: Vec<IcbCode> = texts.iter().map(|text| text.parse().unwrap()).collect();
    texts.sort_unstable();
    codes.sort_unstable();
    assert_eq!(codes.iter().map(IcbCode::as_str).collect::<Vec<_>>(), texts);
}

#[test]
fn a_huge_text_makes_a_small_error() {
    let text = "U".repeat(10_000_000);
    let error = text.parse::<PcnCode>().unwrap_err();
    assert!(error.to_string().len() < 400);
    let error = PcnCode::try_from_bytes(&[0xff; 5_000_000]).unwrap_err();
    assert!(error.to_string().len() < 600);
}

#[test]
fn the_unallocated_sentinel_has_its_own_answer() {
    assert!("U".parse::<PcnCode>().unwrap_err().is_unallocated());
    for other in ["", "u", "UU", "U0", "Unallocated"] {
        assert!(!other.parse::<PcnCode>().unwrap_err().is_unallocated(), "{other}");
    }
}
