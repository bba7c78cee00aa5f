//! The crate `jsonschema`: every row against a schema, and the sums of [`crate::raw`] after it.

use std::error::Error;

use jsonschema::Validator;
use serde_json::{Value, json};

use crate::{
    Answer, Input, Peer,
    raw::{Rows, Scorer},
};

pub struct Schemas {
    networks: Validator,
    partners: Validator,
    lists: Validator,
    figures: Validator,
    adjusted: Validator,
    scorer: Scorer,
}

/// A schema that asks for every key and allows no other.
fn object(properties: &Value) -> Result<Validator, Box<dyn Error>> {
    let keys: Vec<&String> =
        properties.as_object().into_iter().flat_map(|map| map.keys()).collect();
    let schema = json!({"type": "object", "properties": properties, "required": keys,
        "additionalProperties": false});
    Ok(jsonschema::options().should_validate_formats(true).build(&schema)?)
}

impl Schemas {
    pub fn new(scorer: Scorer) -> Result<Self, Box<dyn Error>> {
        let pcn = json!({"type": "string", "pattern": "^U[0-9]{5}$"});
        let practice = json!({"type": "string", "pattern": "^[A-TV-Z][0-9]{5}$"});
        let place =
            json!({"type": "string", "pattern": "^([0-9]{2}[A-Z]|[A-Z][0-9][A-Z][0-9][A-Z])$"});
        let text = json!({"type": "string"});
        let date = json!({"type": "string", "format": "date"});
        let no_date = json!({"type": ["string", "null"], "format": "date"});
        let count = json!({"type": "integer", "minimum": 0});
        Ok(Self {
            networks: object(&json!({"code": pcn, "name": text, "commissioner": place,
                "commissioner_name": text, "open": date, "close": no_date, "postcode": text,
                "address": {"type": "array", "items": text, "minItems": 5, "maxItems": 5}}))?,
            partners: object(&json!({"practice": practice, "name": text, "commissioner": place,
                "commissioner_name": text, "network": pcn, "network_name": text,
                "network_commissioner": place, "network_commissioner_name": text, "start": date,
                "end": no_date, "match": {"type": "boolean"}}))?,
            lists: object(&json!({"practice": practice, "on": date, "patients": count}))?,
            figures: object(&json!({"network": pcn,
                "indicator": {"type": "string", "pattern": "^[A-Z]{2,4}-[0-9]{2}$"},
                "numerator": count, "denominator": count}))?,
            adjusted: object(&json!({"network": pcn,
                "adjusted": {"type": "string", "pattern": "^[0-9]+(\\.[0-9]+)?$"}}))?,
            scorer,
        })
    }

    fn rows(&self, input: Input<'_>) -> Result<(Vec<Vec<Value>>, u64), Box<dyn Error>> {
        let mut refused = 0;
        let tables = [
            (&self.networks, "networks"),
            (&self.partners, "partners"),
            (&self.lists, "lists"),
            (&self.figures, "figures"),
            (&self.adjusted, "adjusted"),
        ];
        let mut kept = Vec::new();
        for (schema, table) in tables {
            let mut rows = Vec::new();
            for line in input.text(table)?.lines() {
                let row: Value = serde_json::from_str(line)?;
                if schema.is_valid(&row) {
                    rows.push(row);
                } else {
                    refused += 1;
                }
            }
            kept.push(rows);
        }
        Ok((kept, refused))
    }
}

impl Peer for Schemas {
    fn read(&self, input: Input<'_>) -> Result<u64, Box<dyn Error>> {
        let (rows, refused) = self.rows(input)?;
        Ok(rows.iter().map(|rows| rows.len() as u64).sum::<u64>() + refused)
    }

    fn all(&self, input: Input<'_>) -> Result<Answer, Box<dyn Error>> {
        let (tables, refused) = self.rows(input)?;
        let mut rows = Rows { refused, ..Rows::default() };
        fn get<'a>(row: &'a Value, key: &str) -> &'a str {
            row[key].as_str().unwrap_or("")
        }
        let number = |row: &Value, key: &str| row[key].as_u64().unwrap_or(0);
        let [networks, partners, lists, figures, adjusted] = tables.as_slice() else {
            return Err("five tables".into());
        };
        rows.networks.extend(networks.iter().map(|row| get(row, "code")));
        rows.partners.extend(partners.iter().map(|row| {
            (get(row, "practice"), get(row, "network"), get(row, "start"), get(row, "end"))
        }));
        rows.lists.extend(lists.iter().map(|row| (get(row, "practice"), number(row, "patients"))));
        rows.figures.extend(figures.iter().map(|row| {
            let (part, whole) = (number(row, "numerator"), number(row, "denominator"));
            (get(row, "network"), get(row, "indicator"), part, whole)
        }));
        rows.adjusted
            .extend(adjusted.iter().map(|row| (get(row, "network"), get(row, "adjusted"))));
        self.scorer.score(&rows, false)
    }
}
