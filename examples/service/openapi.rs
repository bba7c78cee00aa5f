//! The OpenAPI document, made from the schemas of the types that serde reads and writes.

use std::sync::LazyLock;

use pcn::{agreement::Stage, calendar::ContractYear, des, registration::NetworkState, schema};
use serde_json::{Map, Value, json};

use crate::{iif, registration};

/// The types of the routes, of those that have a schema.
const TYPES: [&str; 6] =
    ["iif_facts", "iif_outlook", "iif_statement", "registration_form", "report", "rule"];

/// The document.
pub(crate) fn document() -> &'static Value {
    static DOCUMENT: LazyLock<Value> = LazyLock::new(make);
    &DOCUMENT
}

fn make() -> Value {
    json!({
        "openapi": "3.1.0",
        "info": {
            "title": "pcn validation service",
            "summary": env!("CARGO_PKG_DESCRIPTION"),
            "version": env!("CARGO_PKG_VERSION"),
            "license": {"name": env!("CARGO_PKG_LICENSE"), "identifier": env!("CARGO_PKG_LICENSE")},
        },
        "paths": paths(),
        "components": {
            "schemas": schemas(),
            "headers": {"RequestId": {
                "description": "the caller's `x-request-id`, or one made by the service",
                "schema": {"type": "string", "pattern": ID},
            }},
        },
    })
}

/// What a request id looks like.
const ID: &str = "^[A-Za-z0-9._-]{1,64}$";

fn paths() -> Value {
    let on = json!({"type": "string", "format": "date"});
    let year = json!({"type": "string", "examples": years()});

    json!({
        "/registrations/check": {"post": operation(
            "Checks a registration form",
            &[
                query("on", true, "the day of the check", on),
                query("year", false, "the contract year; by default that of the day", year.clone()),
                query("stage", false, "what the agreement should be; by default `initial`", stage()),
            ],
            Some(("registration_form", registration::MADE_UP)),
            "the answer; a form with faults has `ok` false",
            component("registration_check"),
            &[408, 413, 415, 422],
        )},
        "/iif/statement": {"post": operation(
            "Works out a network's statement of the Investment and Impact Fund",
            &[query(
                "strict",
                false,
                "refuse lines that rest on unconfirmed figures or assumptions",
                json!({"type": "boolean"}),
            )],
            Some(("iif_facts", iif::MADE_UP)),
            "the statement, with the working and what is left to earn",
            component("iif_answer"),
            &[408, 413, 415, 422],
        )},
        "/rules": {"get": operation(
            "Lists the rules",
            &[query("year", false, "only those in force in a contract year", year)],
            None,
            "the rules",
            component("rules"),
            &[],
        )},
        "/rules/{id}": {"get": operation(
            "Shows a rule",
            &[path("id", json!({"type": "string", "examples": ["NET-SIZE-001"]}))],
            None,
            "the rule",
            component("rule"),
            &[404],
        )},
        "/schema/{type}": {"get": operation(
            "Shows the JSON Schema of a type",
            &[path("type", json!({"type": "string", "enum": schema::names().collect::<Vec<_>>()}))],
            None,
            "the schema, in the dialect 2020-12",
            json!({"type": "object"}),
            &[404],
        )},
        "/openapi.json": {"get": operation(
            "Shows this document",
            &[],
            None,
            "the document",
            json!({"type": "object"}),
            &[],
        )},
        "/health": {"get": operation(
            "Says whether the service runs",
            &[],
            None,
            "it runs",
            component("health"),
            &[],
        )},
    })
}

fn query(name: &str, required: bool, description: &str, schema: Value) -> Value {
    json!({
        "name": name, "in": "query", "required": required,
        "description": description, "schema": schema,
    })
}

fn path(name: &str, schema: Value) -> Value {
    json!({"name": name, "in": "path", "required": true, "schema": schema})
}

fn component(name: &str) -> Value {
    json!({"$ref": format!("#/components/schemas/{name}")})
}

/// An operation of a route. Every one refuses a query that it does not know with 400.
fn operation(
    summary: &str,
    parameters: &[Value],
    body: Option<(&str, &str)>,
    answer: &str,
    schema: Value,
    problems: &[u16],
) -> Value {
    let headers = json!({"x-request-id": {"$ref": "#/components/headers/RequestId"}});
    let mut responses = Map::new();
    let content = json!({"application/json": {"schema": schema}});
    responses.insert(
        "200".to_owned(),
        json!({"description": answer, "headers": headers, "content": content}),
    );
    for status in [400].iter().chain(problems) {
        let meaning = match status {
            400 if body.is_some() => "a query that cannot be, or a body that is not JSON",
            400 => "a query that cannot be",
            404 => "there is none of that name",
            408 => "the body did not arrive in time",
            413 => "the body is too large",
            415 => "the body is not said to be `application/json`",
            _ => "JSON that is not what the route takes, or asks for what is not held",
        };
        let content = json!({"application/problem+json": {"schema": component("problem")}});
        responses.insert(
            status.to_string(),
            json!({"description": meaning, "headers": headers, "content": content}),
        );
    }
    let mut parameters = parameters.to_vec();
    parameters.push(json!({
        "name": "x-request-id", "in": "header",
        "description": "comes back, and stands in the log; another shape is replaced",
        "schema": {"type": "string", "pattern": ID},
    }));
    let mut operation =
        json!({"summary": summary, "parameters": parameters, "responses": responses});
    if let Some((of, example)) = body {
        let example: Value = serde_json::from_str(example).unwrap_or_default();
        let content = json!({"schema": component(of), "example": example});
        operation["requestBody"] =
            json!({"required": true, "content": {"application/json": content}});
    }
    operation
}

/// The schemas of the types, and of the documents that only this service writes.
fn schemas() -> Map<String, Value> {
    let mut schemas = Map::new();
    for name in TYPES {
        let Some(schema) = schema::schema_of(name) else { continue };
        insert(&mut schemas, name, schema.into());
    }
    let mut answer = schemas.get("iif_statement").cloned().unwrap_or_default();
    answer["properties"]["outlook"] = json!({
        "description": "what is left to earn, an item an indicator",
        "type": "array", "items": component("iif_outlook"),
    });
    schemas.insert("iif_answer".to_owned(), answer);
    let count = json!({"type": "integer", "minimum": 0});
    schemas.insert(
        "registration_check".to_owned(),
        json!({
            "type": "object",
            "properties": {
                "ok": {"type": "boolean", "description": "whether no finding is an error"},
                "name": {"type": "string"},
                "code": {"type": "string"},
                "year": {"type": "string"},
                "stage": stage(),
                "on": {"type": "string", "format": "date"},
                "state": {"type": "string", "enum": NetworkState::ALL},
                "summary": {
                    "type": "object",
                    "properties": {"error": count, "warning": count, "info": count},
                    "required": ["error", "warning", "info"],
                },
                "findings": component("report"),
            },
            "required": ["ok", "year", "stage", "on", "state", "summary", "findings"],
        }),
    );
    schemas.insert(
        "rules".to_owned(),
        json!({
            "type": "object",
            "properties": {"rules": {"type": "array", "items": component("rule")}},
            "required": ["rules"],
        }),
    );
    schemas.insert(
        "health".to_owned(),
        json!({
            "type": "object",
            "properties": {
                "status": {"const": "ok"},
                "version": {"type": "string"},
                "years": {"type": "array", "items": {"type": "string", "examples": years()}},
            },
            "required": ["status", "version", "years"],
        }),
    );
    schemas.insert(
        "problem".to_owned(),
        json!({
            "description": "a problem document (RFC 9457)",
            "type": "object",
            "properties": {
                "status": {"type": "integer"},
                "title": {"type": "string"},
                "detail": {"type": "string", "description": "what is wrong, for a person"},
                "path": {
                    "type": "string",
                    "description": "where: a place in the body, or a key of the query",
                    "examples": ["members[3].code", ".", "query.on"],
                },
                "line": {"type": "integer", "minimum": 0, "description": "the line in the body"},
                "good": {"description": "a good value for the place"},
            },
            "required": ["status", "title", "detail"],
        }),
    );
    schemas
}

/// Puts a schema among the components. Its own definitions become components too, under its name,
/// because a reference in this document starts from the document's root.
fn insert(schemas: &mut Map<String, Value>, name: &str, mut schema: Value) {
    let target = format!("#/components/schemas/{name}.");
    redirect(&mut schema, &target);
    if let Some(keys) = schema.as_object_mut() {
        keys.remove("$schema");
        if let Some(Value::Object(within)) = keys.remove("$defs") {
            let within = within.into_iter().map(|(key, value)| (format!("{name}.{key}"), value));
            schemas.extend(within);
        }
    }
    schemas.insert(name.to_owned(), schema);
}

/// Lets every reference to a definition of the schema start with another target.
fn redirect(value: &mut Value, target: &str) {
    match value {
        Value::Object(keys) => {
            for (key, value) in keys {
                match value {
                    Value::String(text) if key == "$ref" => {
                        if let Some(definition) = text.strip_prefix("#/$defs/") {
                            *text = format!("{target}{definition}");
                        }
                    }
                    _ => redirect(value, target),
                }
            }
        }
        Value::Array(items) => items.iter_mut().for_each(|item| redirect(item, target)),
        _ => {}
    }
}

fn stage() -> Value {
    json!({"type": "string", "enum": [Stage::Initial, Stage::Final]})
}

fn years() -> Vec<ContractYear> {
    des::years().iter().map(|one| one.year).collect()
}
