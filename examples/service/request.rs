//! How a request is read: its body as JSON text, its query as keys that the route knows.

use std::{fmt, str::FromStr};

use axum::{
    body::Bytes,
    extract::{FromRequest, FromRequestParts, Query, Request},
    http::{StatusCode, header::CONTENT_TYPE, request::Parts},
};

use super::problem::Problem;

/// The longest body that is read, in bytes: 1 MiB. A form of a hundred practices has 50 KB.
pub(crate) const BODY_LIMIT: usize = 1 << 20;

/// The text of a body that says it is JSON. It is not parsed yet.
pub(crate) struct JsonText(pub(crate) String);

impl<S: Send + Sync> FromRequest<S> for JsonText {
    type Rejection = Problem;

    async fn from_request(request: Request, state: &S) -> Result<Self, Problem> {
        let given = request.headers().get(CONTENT_TYPE);
        let given = given.map_or("", |value| value.to_str().unwrap_or("?"));
        let essence = given.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
        if essence != "application/json" {
            let detail = match given {
                "" => "a body needs a content type; a good one is `application/json`".to_owned(),
                _ => format!("cannot read `{given}`; a good content type is `application/json`"),
            };
            let problem = Problem::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, detail);
            return Err(problem.with_good("application/json"));
        }
        let body = Bytes::from_request(request, state).await.map_err(|rejection| {
            let status = rejection.status();
            let detail = match status {
                StatusCode::PAYLOAD_TOO_LARGE => {
                    format!(
                        "the body has more than {BODY_LIMIT} bytes; send one form, or the facts of \
                         one network, at a time"
                    )
                }
                _ => format!("the body did not arrive: {}", rejection.body_text()),
            };
            Problem::new(status, detail)
        })?;
        let text = str::from_utf8(&body).map_err(|error| Problem::not_text(&body, error))?;
        Ok(Self(text.strip_prefix('\u{feff}').unwrap_or(text).to_owned()))
    }
}

/// The keys and values of a query.
pub(crate) struct Keys(Vec<(String, String)>);

impl<S: Send + Sync> FromRequestParts<S> for Keys {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        let query = Query::from_request_parts(parts, state).await;
        let Query(keys) = query
            .map_err(|rejection| Problem::new(StatusCode::BAD_REQUEST, rejection.body_text()))?;
        Ok(Self(keys))
    }
}

impl Keys {
    /// Takes out the value of a key; `good` is a value that the key can have.
    pub(crate) fn take<T>(&mut self, key: &str, good: &str) -> Result<Option<T>, Problem>
    where
        T: FromStr<Err: fmt::Display>,
    {
        let Some(at) = self.0.iter().position(|(name, _)| name == key) else { return Ok(None) };
        let (_, value) = self.0.swap_remove(at);
        let value = value.parse().map_err(|error| {
            Problem::of_query(
                key,
                format!("`{value}` cannot be `{key}`: {error}; a good one is `{good}`"),
            )
            .with_good(good)
        })?;
        Ok(Some(value))
    }

    /// Refuses what is left over: keys given twice, and keys that the route does not know.
    pub(crate) fn finish(self, known: &[&str]) -> Result<(), Problem> {
        match self.0.first() {
            None => Ok(()),
            Some((key, _)) if known.contains(&key.as_str()) => {
                Err(Problem::of_query(key, format!("`{key}` is given twice")))
            }
            Some((key, _)) => {
                let known = match known {
                    [] => "this route takes no query".to_owned(),
                    _ => format!("this route takes `{}`", known.join("`, `")),
                };
                Err(Problem::of_query(key, format!("unknown key `{key}`; {known}")))
            }
        }
    }
}
