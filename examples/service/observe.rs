//! Around every request: an id, a limit on its time, and a line in the log.

use std::{
    io::{self, Write},
    process,
    sync::atomic::{AtomicU64, Ordering},
    time::{Duration, Instant},
};

use axum::{
    extract::Request,
    http::{HeaderMap, HeaderValue, StatusCode},
    middleware::Next,
    response::{IntoResponse, Response},
};

use super::problem::Problem;

/// The header in which an id comes and goes.
const REQUEST_ID: &str = "x-request-id";
/// How long a request may take. An answer takes milliseconds; a body may trickle in.
pub(super) const PATIENCE: Duration = Duration::from_secs(5);

/// Answers a request, or gives up on it, and writes a line about it on standard error: id, method,
/// path, status and time. Never the query or the body, which may name people.
pub(crate) async fn observe(request: Request, next: Next) -> Response {
    let started = Instant::now();
    let id = request_id(request.headers());
    let method = request.method().clone();
    let path: String = request.uri().path().chars().take(200).collect();
    let mut response =
        tokio::time::timeout(PATIENCE, next.run(request)).await.unwrap_or_else(|_| {
            let detail = format!("the request did not arrive within {} s", PATIENCE.as_secs());
            Problem::new(StatusCode::REQUEST_TIMEOUT, detail).into_response()
        });
    let status = response.status().as_u16();
    let took = started.elapsed().as_micros();
    log(format_args!("request_id={id} method={method} path={path} status={status} took={took}us"));
    if let Ok(id) = HeaderValue::from_str(&id) {
        response.headers_mut().insert(REQUEST_ID, id);
    }
    response
}

/// Writes a line on standard error. A log that nobody reads any more is no reason to stop.
pub(super) fn log(line: std::fmt::Arguments<'_>) {
    let _ = writeln!(io::stderr().lock(), "{line}");
}

/// The caller's id if it is well-formed, or else one of ours: the process and a count.
fn request_id(headers: &HeaderMap) -> String {
    static COUNT: AtomicU64 = AtomicU64::new(1);
    let given = headers.get(REQUEST_ID).and_then(|value| value.to_str().ok());
    match given.filter(|id| is_well_formed(id)) {
        Some(id) => id.to_owned(),
        None => format!("{}-{}", process::id(), COUNT.fetch_add(1, Ordering::Relaxed)),
    }
}

/// One to 64 letters, digits, dots, hyphens and underscores: nothing that could break a log line.
fn is_well_formed(id: &str) -> bool {
    (1..=64).contains(&id.len())
        && id.bytes().all(|byte| byte.is_ascii_alphanumeric() || b".-_".contains(&byte))
}
