//! The policy engine `regorus`: rows checked and networks scored by a policy in Rego.

use std::{
    collections::{HashMap, HashSet},
    error::Error,
    fs,
    path::Path,
};

use regorus::{Engine, Value};

use crate::{Answer, Input, Peer};

const POLICY: &str = include_str!("policy.rego");

pub struct Rego {
    engine: Engine,
}

impl Rego {
    pub fn new(folder: &Path) -> Result<Self, Box<dyn Error>> {
        let mut engine = Engine::new();
        engine.add_policy("policy.rego".to_owned(), POLICY.to_owned())?;
        engine.add_data(Value::from_json_str(&fs::read_to_string(folder.join("terms.json"))?)?)?;
        Ok(Self { engine })
    }
}

type Tables = [Vec<serde_json::Value>; 5];

impl Rego {
    /// The rows that the policy takes.
    fn rows(&self, engine: &mut Engine, input: Input<'_>) -> Result<(Tables, u64), Box<dyn Error>> {
        let mut refused = 0;
        let tables = [
            ("network", "networks"),
            ("partner", "partners"),
            ("list", "lists"),
            ("figure", "figures"),
            ("adjusted", "adjusted"),
        ];
        let mut kept = Tables::default();
        for (kept, (rule, table)) in kept.iter_mut().zip(tables) {
            let rule = format!("data.pcn.{rule}");
            for line in input.text(table)?.lines() {
                engine.set_input(Value::from_json_str(line)?);
                if engine.eval_rule(rule.clone())? == Value::from(true) {
                    kept.push(serde_json::from_str(line)?);
                } else {
                    refused += 1;
                }
            }
        }
        Ok((kept, refused))
    }
}

impl Peer for Rego {
    fn read(&self, input: Input<'_>) -> Result<u64, Box<dyn Error>> {
        let (rows, refused) = self.rows(&mut self.engine.clone(), input)?;
        Ok(rows.iter().map(|rows| rows.len() as u64).sum::<u64>() + refused)
    }

    fn all(&self, input: Input<'_>) -> Result<Answer, Box<dyn Error>> {
        let mut engine = self.engine.clone();
        let ([networks, partners, lists, figures, adjusted], refused) =
            self.rows(&mut engine, input)?;
        let mut answer = Answer { refused, ..Answer::default() };
        let text = |row: &serde_json::Value, key: &str| row[key].as_str().unwrap_or("").to_owned();
        // Joins are the host's part; the policy decides on one network at a time.
        let lists: HashMap<String, u64> = lists
            .iter()
            .map(|row| (text(row, "practice"), row["patients"].as_u64().unwrap_or(0)))
            .collect();
        let mut of: HashMap<String, serde_json::Value> = networks
            .iter()
            .map(|row| {
                let empty = serde_json::json!({"list": 0, "adjusted": "0", "figures": []});
                (text(row, "code"), empty)
            })
            .collect();
        let on = "2023-01-01";
        let mut placed: HashMap<String, u32> = HashMap::new();
        let mut dangling = HashSet::new();
        for row in &partners {
            let Some(network) = of.get_mut(row["network"].as_str().unwrap_or("")) else {
                dangling.insert(text(row, "network"));
                continue;
            };
            let end = row["end"].as_str();
            if row["start"].as_str().is_some_and(|start| start <= on)
                && end.is_none_or(|end| on <= end)
            {
                let practice = text(row, "practice");
                let size = network["list"].as_u64().unwrap_or(0);
                network["list"] = (size + lists.get(&practice).copied().unwrap_or(0)).into();
                *placed.entry(practice).or_default() += 1;
            }
        }
        answer.dangling = dangling.len() as u64;
        answer.in_several = placed.values().filter(|times| **times > 1).count() as u64;
        for row in figures {
            if let Some(network) = of.get_mut(row["network"].as_str().unwrap_or(""))
                && let Some(list) = network["figures"].as_array_mut()
            {
                list.push(row);
            }
        }
        for row in adjusted {
            if let Some(network) = of.get_mut(row["network"].as_str().unwrap_or("")) {
                network["adjusted"] = row["adjusted"].clone();
            }
        }
        for network in of.values() {
            engine.set_input(Value::from_json_str(&network.to_string())?);
            let scored = engine.eval_rule("data.pcn.score".to_owned())?;
            let whole = |key: &str| -> Result<i64, Box<dyn Error>> {
                Ok(scored.as_object()?.get(&Value::from(key)).ok_or("no score")?.as_i64()?)
            };
            answer.iif_pence += whole("iif")?;
            answer.entitlement_pence += whole("entitlements")?;
            answer.below_minimum += u64::try_from(whole("below_minimum")?)?;
        }
        Ok(answer.summed())
    }
}
