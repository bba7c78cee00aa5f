//! Schemas of types that are one text on the wire, and the macro that writes them.

use crate::{
    calendar::ContractYear,
    des::Section,
    finding::RuleId,
    funding::arrs::Role,
    iif::IndicatorCode,
    maturity::{Level, Standing},
    plan::GoalPath,
    service::TimeOfDay,
};

/// Gives a type the schema of a text: a description, a pattern and examples.
macro_rules! text {
    ($name:ident, $description:expr, $pattern:literal, [$($example:literal),+ $(,)?]) => {
        impl schemars::JsonSchema for $name {
            fn schema_name() -> std::borrow::Cow<'static, str> {
                stringify!($name).into()
            }

            fn schema_id() -> std::borrow::Cow<'static, str> {
                concat!(module_path!(), "::", stringify!($name)).into()
            }

            fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
                schemars::json_schema!({
                    "description": $description,
                    "type": "string",
                    "pattern": $pattern,
                    "examples": [$($example),+],
                })
            }
        }
    };
}
pub(crate) use text;

text!(
    ContractYear,
    "A contract year, 1 April to 31 March. The second year follows the first. Written `2021/22`.",
    "^(20[0-9]{2}[/-](20)?[0-9]{2}|[0-9]{2}[/-][0-9]{2})$",
    ["2021/22"]
);
text!(RuleId, "The lasting name of a rule.", "^[A-Z]+(-[A-Z]+)+-[0-9]{3}$", ["NET-SIZE-001"]);
text!(
    Section,
    "A numbered section of the specification, one to six numbers from 1 up.",
    "^0*[1-9][0-9]{0,4}(\\.0*[1-9][0-9]{0,4}){0,5}$",
    ["7.3"]
);
text!(
    IndicatorCode,
    "The code of an indicator of the Investment and Impact Fund. Written with a hyphen; also read \
     without, or as the publication's number.",
    "^([A-Z][A-Z0-9]*-[A-Z0-9]+|[A-Z]{2,4}[0-9]{2}[A-Z]?|NCD[A-Z]*[0-9]{3})$",
    ["HI-03", "NCD120"]
);
text!(
    GoalPath,
    "The place of a goal in a plan: a number, perhaps a small letter, perhaps a small Roman \
     numeral.",
    "^[1-9][0-9]?(\\.[a-z](\\.[ivx]{1,6})?)?$",
    ["1", "2.b.iii"]
);
text!(
    TimeOfDay,
    "A time of day in hours and minutes; the end of the day is `24:00`.",
    "^(([01][0-9]|2[0-3]):[0-5][0-9]|24:00)$",
    ["18:30"]
);

/// Gives a type the schema of one text out of a list.
macro_rules! one_of {
    ($name:ident, $description:literal, $names:expr) => {
        impl schemars::JsonSchema for $name {
            fn schema_name() -> std::borrow::Cow<'static, str> {
                stringify!($name).into()
            }

            fn schema_id() -> std::borrow::Cow<'static, str> {
                concat!(module_path!(), "::", stringify!($name)).into()
            }

            fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
                let names: Vec<String> = $names;
                schemars::json_schema!({
                    "description": $description,
                    "type": "string",
                    "enum": names,
                })
            }
        }
    };
}

one_of!(
    Role,
    "A role of the additional roles reimbursement scheme.",
    Role::ALL.iter().map(|role| role.name().to_owned()).collect()
);
one_of!(Standing, "Where a network stands on the maturity matrix.", {
    let levels = Level::ALL.into_iter();
    let reached = levels.flat_map(|level| [Standing::Partly(level), Standing::At(level)]);
    core::iter::once(Standing::NotYet)
        .chain(reached)
        .map(|standing| standing.name().into())
        .collect()
});

/// Words as one name: `registered patient` becomes `RegisteredPatient`.
pub(crate) fn joined(words: &str) -> String {
    let capital = |word: &str| {
        let mut letters = word.chars();
        letters.next().map(|first| first.to_uppercase().chain(letters).collect::<String>())
    };
    words.split_whitespace().filter_map(capital).collect()
}
