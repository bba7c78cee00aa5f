//! What the service answers when it cannot answer: a problem document (RFC 9457) that says where
//! the request is wrong and what a good value looks like.

use std::str::Utf8Error;

use axum::{
    http::{HeaderValue, StatusCode, header::CONTENT_TYPE},
    response::{IntoResponse, Response},
};
use pcn::json;
use serde::{Serialize, de::IgnoredAny};
use serde_json::Value;

use crate::{iif, registration};

/// A problem document. Keys that do not apply are left out.
#[derive(Debug, Serialize)]
pub(crate) struct Problem {
    status: u16,
    title: &'static str,
    /// What is wrong, for a person.
    detail: String,
    /// Where: a place in the body such as `members[3].code`, `.` for all of it, or a key of the
    /// query such as `query.on`.
    #[serde(skip_serializing_if = "Option::is_none")]
    path: Option<String>,
    /// The line in the body, counted from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    line: Option<usize>,
    /// A good value for the place.
    #[serde(skip_serializing_if = "Option::is_none")]
    good: Option<Value>,
}

impl Problem {
    pub(crate) fn new(status: StatusCode, detail: impl Into<String>) -> Self {
        let title = status.canonical_reason().unwrap_or("Error");
        let (status, detail) = (status.as_u16(), detail.into());
        Self { status, title, detail, path: None, line: None, good: None }
    }

    /// With a good value for what is wrong.
    pub(crate) fn with_good(mut self, good: impl Into<Value>) -> Self {
        self.good = Some(good.into());
        self
    }

    /// With the place of what is wrong.
    fn at(mut self, path: impl Into<String>) -> Self {
        self.path = Some(path.into());
        self
    }

    /// A key of the query is unknown, is missing or has a value that it cannot have.
    pub(crate) fn of_query(key: &str, detail: impl Into<String>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, detail).at(format!("query.{key}"))
    }

    /// The body is not UTF-8.
    pub(crate) fn not_text(body: &[u8], error: Utf8Error) -> Self {
        let before = body.get(..error.valid_up_to()).unwrap_or(body);
        let line = before.iter().filter(|&&byte| byte == b'\n').count() + 1;
        let detail = format!("the body is not UTF-8 text from line {line} on");
        Self { line: Some(line), ..Self::new(StatusCode::BAD_REQUEST, detail).at(".") }
    }

    /// The body is no form, or asks for a year without terms: the key `year` of the query if it is
    /// there, or else the year of the day.
    pub(crate) fn of_form(text: &str, refusal: &registration::Refusal, key: &str) -> Self {
        let registration::Refusal::Form(error) = refusal else {
            let good = if key == "year" { "2019/20" } else { "2019-05-14" };
            return Self::of_query(key, refusal.to_string()).with_good(good);
        };
        let good = serde_json::from_str(error.good_value()).unwrap_or(Value::Null);
        let problem = Self::new(unread_status(text), error.to_string());
        Self { line: Some(error.line()), ..problem.at(error.path()).with_good(good) }
    }

    /// The body holds no facts, or none that a statement can be worked out from.
    pub(crate) fn of_facts(text: &str, refusal: &iif::Refusal) -> Self {
        let detail = refusal.to_string();
        match refusal {
            iif::Refusal::Facts(error) => {
                let problem = Self::new(unread_status(text), detail).at(error.path());
                Self { line: Some(error.line()), ..problem.with_good(good_fact(error.path())) }
            }
            iif::Refusal::NotHeld(_) => {
                Self::new(StatusCode::UNPROCESSABLE_ENTITY, detail).at("year").with_good("2023/24")
            }
            // The error itself shows a good value, which depends on the facts around it.
            iif::Refusal::Statement(error) => {
                Self::new(StatusCode::UNPROCESSABLE_ENTITY, detail).at(error.path())
            }
        }
    }
}

/// 400 for a text that is not JSON, 422 for JSON that is not what the route takes.
fn unread_status(text: &str) -> StatusCode {
    match json::from_str::<IgnoredAny>(text) {
        Ok(_) => StatusCode::UNPROCESSABLE_ENTITY,
        Err(_) => StatusCode::BAD_REQUEST,
    }
}

/// What stands in the made-up facts at a path, or at the nearest place above it.
fn good_fact(path: &str) -> Value {
    let facts: Value = serde_json::from_str(iif::MADE_UP).unwrap_or_default();
    let mut at = &facts;
    for step in path.split(['.', '[', ']']).filter(|step| !step.is_empty()) {
        let within = match at {
            Value::Object(keys) => keys.get(step),
            Value::Array(items) => items.first(),
            _ => None,
        };
        let Some(within) = within else { break };
        at = within;
    }
    at.clone()
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let status = StatusCode::from_u16(self.status).unwrap_or(StatusCode::BAD_REQUEST);
        let mut response = (status, axum::Json(self)).into_response();
        let kind = HeaderValue::from_static("application/problem+json");
        response.headers_mut().insert(CONTENT_TYPE, kind);
        response
    }
}
