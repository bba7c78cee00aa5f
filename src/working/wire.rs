//! How a step is read.
//!
//! serde's own reader of what tells its kind by a key takes the rest apart from its types, so that
//! an error inside has no path and a list is taken for an object. Here all keys of all kinds are
//! read at once, and each kind takes its own.

use std::borrow::Cow;

use chrono::NaiveDate;
use serde::{Deserialize, Deserializer, de};

use super::{Step, Working};
use crate::{calendar::Period, citation::Source};

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Kind {
    Input,
    Parameter,
    Calculation,
    Rounding,
    Caveat,
    Part,
}

impl Kind {
    /// The kind and the keys that it has.
    const fn keys(self) -> &'static str {
        match self {
            Self::Input => "`input` has `name` and `value`",
            Self::Parameter => {
                "`parameter` has `name`, `value` and `source`, and may have `in_force` and \
                 `known_from`"
            }
            Self::Calculation => "`calculation` has `name`, `expression` and `value`",
            Self::Rounding => "`rounding` has `name`, `rule`, `from` and `to`",
            Self::Caveat => "`caveat` has `text`",
            Self::Part => "`part` has `working`",
        }
    }
}

type Text = Option<Cow<'static, str>>;

#[derive(Deserialize)]
#[serde(rename = "Step", expecting = "struct Step", deny_unknown_fields)]
struct Wire {
    step: Kind,
    name: Text,
    value: Option<String>,
    in_force: Option<Period>,
    #[serde(default, deserialize_with = "crate::calendar::iso")]
    known_from: Option<NaiveDate>,
    source: Option<Source>,
    expression: Option<String>,
    rule: Text,
    from: Option<String>,
    to: Option<String>,
    text: Text,
    working: Option<Working>,
}

impl Wire {
    /// Takes the step out of the keys; `None` where its kind misses one.
    fn step(&mut self) -> Option<Step> {
        let (name, value) = (&mut self.name, &mut self.value);
        Some(match self.step {
            Kind::Input => Step::Input { name: name.take()?, value: value.take()? },
            Kind::Parameter => Step::Parameter {
                name: name.take()?,
                value: value.take()?,
                in_force: self.in_force.take(),
                known_from: self.known_from.take(),
                source: self.source.take()?,
            },
            Kind::Calculation => Step::Calculation {
                name: name.take()?,
                expression: self.expression.take()?,
                value: value.take()?,
            },
            Kind::Rounding => Step::Rounding {
                name: name.take()?,
                rule: self.rule.take()?,
                from: self.from.take()?,
                to: self.to.take()?,
            },
            Kind::Caveat => Step::Caveat { text: self.text.take()? },
            Kind::Part => Step::Part { working: self.working.take()? },
        })
    }

    const fn is_empty(&self) -> bool {
        let Self { step: _, name, value, in_force, known_from, source, .. } = self;
        let Self { expression, rule, from, to, text, working, .. } = self;
        name.is_none()
            && value.is_none()
            && in_force.is_none()
            && known_from.is_none()
            && source.is_none()
            && expression.is_none()
            && rule.is_none()
            && from.is_none()
            && to.is_none()
            && text.is_none()
            && working.is_none()
    }
}

impl<'de> Deserialize<'de> for Step {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let mut wire = Wire::deserialize(deserializer)?;
        let step = wire.step();
        step.filter(|_| wire.is_empty()).ok_or_else(|| {
            de::Error::custom(format!("the keys are not those of the step: {}", wire.step.keys()))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_step_has_the_keys_of_its_kind_and_no_other() {
        let good = r#"{"step": "input", "name": "list", "value": "50000"}"#;
        let read = |text: &str| serde_json::from_str::<Step>(text).map_err(|e| e.to_string());
        assert!(matches!(read(good), Ok(Step::Input { .. })));
        for wrong in [
            good.replace("\"value\"", "\"text\""),
            good.replace("}", ", \"rule\": \"half up\"}"),
            good.replace(", \"value\": \"50000\"", ""),
            good.replace("input", "rounding"),
        ] {
            let error = read(&wrong).unwrap_err();
            assert!(error.contains("the keys are not those of the step"), "{error}");
        }
        for wrong in [good.replace("input", "entry"), good.replace("}", ", \"colour\": 1}")] {
            assert!(read(&wrong).is_err(), "{wrong}");
        }
        for (kind, first) in [
            ("input", "name"),
            ("parameter", "name"),
            ("calculation", "name"),
            ("rounding", "name"),
            ("caveat", "text"),
            ("part", "working"),
        ] {
            let error = read(&format!(r#"{{"step": "{kind}"}}"#)).unwrap_err();
            assert!(error.contains(&format!(": `{kind}` has `{first}`")), "{error}");
        }
    }
}
