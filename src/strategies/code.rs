use core::{fmt::Display, str::FromStr};

use proptest::{
    prelude::*,
    sample::{Index, select},
};

use crate::{
    code::{BranchCode, IcbCode, Id, OdsCode, PcnCode, PracticeCode, RegionCode, SubIcbCode},
    iif::IndicatorCode,
};

/// Texts of a shape: `L` a capital letter, `D` a digit, `P` a capital letter other than `U`, `X` a
/// capital letter or a digit; any other letter stands for itself.
fn shaped(shape: &'static str) -> impl Strategy<Value = String> {
    let place = |place: char| match place {
        'L' => prop::char::range('A', 'Z').boxed(),
        'D' => prop::char::range('0', '9').boxed(),
        'P' => prop::char::range('A', 'Z').prop_filter("other than U", |c| *c != 'U').boxed(),
        'X' => prop_oneof![prop::char::range('A', 'Z'), prop::char::range('0', '9')].boxed(),
        fixed => Just(fixed).boxed(),
    };
    let places: Vec<BoxedStrategy<char>> = shape.chars().map(place).collect();
    places.prop_map(|letters| letters.into_iter().collect())
}

macro_rules! codes {
    ($($(#[$meta:meta])* $name:ident, $type:ty, edges [$($edge:literal),*], shapes [$($shape:literal),+];)+) => {$(
        $(#[$meta])*
        pub fn $name() -> impl Strategy<Value = $type> {
            prop_oneof![
                $(1 => Just(String::from($edge)),)*
                $(8 => shaped($shape),)+
            ]
            .prop_filter_map("a code of the type", |text| text.parse().ok())
        }
    )+};
}

codes! {
    /// Codes of networks, `U00000` among them.
    pcn_code, PcnCode, edges ["U00000", "U99999"], shapes ["UDDDDD"];
    /// Codes of practices, Welsh ones among them.
    practice_code, PracticeCode, edges ["W95633", "Y08176"], shapes ["PDDDDD"];
    /// Codes of branch surgeries.
    branch_code, BranchCode, edges ["A81001001"], shapes ["PDDDDDDDD"];
    /// Codes of sub-ICB locations, old and new shapes.
    sub_icb_code, SubIcbCode, edges ["16C", "U2G6B"], shapes ["DDL", "LDLDL"];
    /// Codes of Integrated Care Boards, old and new shapes.
    icb_code, IcbCode, edges ["QHM"], shapes ["QLX", "LDLDL"];
    /// Codes of regions.
    region_code, RegionCode, edges ["Y56"], shapes ["YDD"];
    /// Codes of any organisation, from 3 to 12 characters.
    ods_code, OdsCode, edges ["8HV48", "A81001001"], shapes ["XXX", "XXXXX", "XXXXXXXXXXXX"];
    /// Codes of indicators of the Investment and Impact Fund. They need not exist.
    indicator_code, IndicatorCode, edges ["Y1-FLU65", "NCD120"], shapes ["LL-DD", "LLL-DD", "LLDD"];
}

/// Identifiers, the nil UUID among them.
pub fn id<T: 'static>() -> impl Strategy<Value = Id<T>> {
    prop_oneof![1 => Just(0), 8 => any::<u128>()]
        .prop_map(|bits| Id::new(uuid::Uuid::from_u128(bits)))
}

/// A slip of the pen.
#[derive(Clone, Copy, Debug)]
enum Slip {
    Drop,
    Double,
    OtherCase,
    LetterForDigit,
    DigitForLetter,
    Space,
    SpaceBefore,
    SpaceBehind,
    FullWidth,
    Empty,
}

impl Slip {
    const ALL: &[Self] = &[
        Self::Drop,
        Self::Double,
        Self::OtherCase,
        Self::LetterForDigit,
        Self::DigitForLetter,
        Self::Space,
        Self::SpaceBefore,
        Self::SpaceBehind,
        Self::FullWidth,
        Self::Empty,
    ];

    fn spoil(self, text: &str, at: Index) -> String {
        let length = text.chars().count();
        let place = if length == 0 { 0 } else { at.index(length) };
        let each = |letter: char| -> String {
            match self {
                Self::Drop => String::new(),
                Self::Double => [letter, letter].iter().collect(),
                Self::OtherCase => letter.to_lowercase().collect(),
                Self::LetterForDigit => "O".into(),
                Self::DigitForLetter => "0".into(),
                Self::Space => [letter, ' '].iter().collect(),
                Self::FullWidth => "２".into(),
                Self::SpaceBefore | Self::SpaceBehind | Self::Empty => letter.into(),
            }
        };
        match self {
            Self::Empty => String::new(),
            Self::SpaceBefore => format!(" {text}"),
            Self::SpaceBehind => format!("{text} "),
            _ => {
                let letters = text.chars().enumerate();
                letters.map(|(at, c)| if at == place { each(c) } else { c.into() }).collect()
            }
        }
    }
}

/// Texts one slip away from a valid one, and not valid: a character lost, doubled or in the wrong
/// case, an `O` for a zero, a space. For any type whose text reads back: codes, contract years,
/// identifiers.
///
/// # Examples
///
/// ```
/// use pcn::{calendar::ContractYear, strategies::{contract_year, near_miss_of}};
/// use proptest::prelude::*;
///
/// proptest!(|(text in near_miss_of(contract_year()))| {
///     prop_assert!(text.parse::<ContractYear>().is_err());
/// });
/// ```
pub fn near_miss_of<S>(valid: S) -> impl Strategy<Value = String>
where
    S: Strategy,
    S::Value: Display + FromStr,
{
    (valid, select(Slip::ALL), any::<Index>()).prop_filter_map(
        "still valid",
        |(value, slip, at)| {
            let text = slip.spoil(&value.to_string(), at);
            text.parse::<S::Value>().is_err().then_some(text)
        },
    )
}
