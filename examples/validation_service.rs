//! The crate inside a service: checks registration forms and works out statements over HTTP, for
//! programs in other languages on the same machine.
//!
//! ```text
//! validation_service --port 8080        serves on 127.0.0.1 until SIGINT or SIGTERM
//! validation_service --port 0           the same on a free port, which it prints
//! validation_service                    asks itself some built-in questions and prints the answers
//! validation_service --format json      the same as one document
//! ```
//!
//! | route | what it does |
//! |---|---|
//! | `POST /registrations/check?on=&year=&stage=` | checks a registration form: `{ok, findings, summary, state, ...}` |
//! | `POST /iif/statement?strict=` | works out a network's statement from its facts |
//! | `GET /rules?year=`, `GET /rules/{id}` | the rules |
//! | `GET /schema/{type}` | the JSON Schema of a type |
//! | `GET /openapi.json` | all of this as an OpenAPI document |
//! | `GET /health` | whether it runs, its version, the contract years it holds |
//!
//! A form with faults is an answer, with status 200 and `ok` false. What cannot be answered is a
//! problem document with the place and a good value: 400 for a query that cannot be or a body that
//! is not JSON, 422 for JSON that is no form or no facts, 404, 405, 408 after five seconds, 413 above
//! 1 MiB, 415 for another content type. A connection on which no whole head of a request comes for
//! five seconds is closed; what is no HTTP has an answer without a body.
//!
//! Every answer carries an `x-request-id`: the caller's, or one made here. It stands in the log too,
//! a line a request on standard error. There is no authentication and no encryption: the service
//! listens on the loopback address only, and whoever opens it to others puts a proxy in front.

#[path = "cli/mod.rs"]
mod cli;
#[path = "iif/mod.rs"]
mod iif;
#[path = "registration/mod.rs"]
mod registration;
#[path = "service/mod.rs"]
mod service;

use std::{fmt, io, net::Ipv4Addr, process::ExitCode};

use axum::{
    body::{Body, to_bytes},
    http::{Request, StatusCode, header::CONTENT_TYPE},
};
use clap::Parser;
use serde::Serialize;
use serde_json::Value;
use tokio::{net::TcpListener, runtime::Runtime};
use tower::ServiceExt;

/// Serves checks of registration forms and statements of the Investment and Impact Fund.
///
/// Without a port it asks itself some built-in questions, prints the answers and ends.
#[derive(Parser)]
#[command(after_help = "Exit code: 0 done, 1 a built-in question got another status than it \
                        should, 2 the port could not be served.")]
struct Flags {
    /// Serve on this port of the loopback address; 0 takes a free one.
    #[arg(long)]
    port: Option<u16>,
    /// How to print the answers to the built-in questions.
    #[arg(long, value_enum, default_value_t)]
    format: cli::Format,
}

fn main() -> ExitCode {
    let flags = Flags::parse();
    let runtime = match Runtime::new() {
        Ok(runtime) => runtime,
        Err(error) => return cli::finish::<String>(Err(error.to_string()), flags.format),
    };
    let Some(port) = flags.port else {
        return cli::finish(runtime.block_on(ask()), flags.format);
    };
    match runtime.block_on(serve(port)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => cli::finish::<String>(Err(format!("port {port}: {error}")), flags.format),
    }
}

/// Serves until told to stop, then lets open connections end.
async fn serve(port: u16) -> io::Result<()> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port)).await?;
    // Before anyone is told the address: a signal that comes early must not end it at once.
    let signalled = told_to_stop()?;
    cli::print(&format!("listening on http://{}", listener.local_addr()?));
    service::listen(listener, signalled).await;
    Ok(())
}

/// Listens for SIGINT and SIGTERM from now on; what it returns ends at the first of them.
#[cfg(unix)]
fn told_to_stop() -> io::Result<impl Future<Output = ()>> {
    use tokio::signal::unix::{SignalKind, signal};
    let mut interrupted = signal(SignalKind::interrupt())?;
    let mut terminated = signal(SignalKind::terminate())?;
    Ok(async move {
        tokio::select! {
            _ = interrupted.recv() => {}
            _ = terminated.recv() => {}
        }
    })
}

/// Listens for Ctrl-C.
#[cfg(not(unix))]
fn told_to_stop() -> io::Result<impl Future<Output = ()>> {
    Ok(async {
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    })
}

/// The built-in questions, and the status that each should get.
const QUESTIONS: &[(&str, &str, &str, StatusCode)] = &[
    ("GET", "/health", "", StatusCode::OK),
    (
        "POST",
        "/registrations/check?on=2019-06-28&stage=final",
        registration::MADE_UP,
        StatusCode::OK,
    ),
    (
        "POST",
        "/registrations/check?on=2019-06-28",
        r#"{"id": "67e55044-10b1-426f-9247-bb680e5fe0c8", "members": [{"code": "A8100"}]}"#,
        StatusCode::UNPROCESSABLE_ENTITY,
    ),
    ("POST", "/iif/statement", iif::MADE_UP, StatusCode::OK),
    ("POST", "/iif/statement", r#"{"year": "2023/24", "#, StatusCode::BAD_REQUEST),
    ("GET", "/rules/NET-SIZE-001", "", StatusCode::OK),
    ("GET", "/schema/registration_form", "", StatusCode::OK),
    ("GET", "/openapi.json", "", StatusCode::OK),
    ("GET", "/registrations", "", StatusCode::NOT_FOUND),
    ("GET", "/registrations/check", "", StatusCode::METHOD_NOT_ALLOWED),
];

/// An answer to a built-in question.
#[derive(Serialize)]
struct Answered {
    method: &'static str,
    path: &'static str,
    status: u16,
    body: Value,
    /// The body as it was sent.
    #[serde(skip)]
    sent: String,
}

#[derive(Serialize)]
struct Document {
    answers: Vec<Answered>,
}

/// Asks the routes the built-in questions, without a socket; and whether one went wrong.
async fn ask() -> Result<(Document, bool), String> {
    let (mut answers, mut is_wrong) = (Vec::new(), false);
    for &(method, path, body, expected) in QUESTIONS {
        let question = Request::builder().method(method).uri(path);
        let question = question
            .header(CONTENT_TYPE, "application/json")
            .body(Body::from(body))
            .map_err(|error| format!("{path}: {error}"))?;
        let Ok(response) = service::routes().oneshot(question).await;
        is_wrong |= response.status() != expected;
        let status = response.status().as_u16();
        let sent = to_bytes(response.into_body(), usize::MAX).await;
        let sent = sent.map_err(|error| format!("{path}: {error}"))?;
        let body = serde_json::from_slice(&sent).map_err(|error| format!("{path}: {error}"))?;
        let sent = String::from_utf8_lossy(&sent).into_owned();
        answers.push(Answered { method, path, status, body, sent });
    }
    Ok((Document { answers }, is_wrong))
}

impl fmt::Display for Document {
    /// The beginning of each answer, as it was sent.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        const SHOWN: usize = 480;
        const WIDTH: usize = 96;
        writeln!(
            f,
            "Built-in questions and the beginnings of their answers (--format json: all)."
        )?;
        writeln!(f, "--port N serves.")?;
        for Answered { method, path, status, sent, .. } in &self.answers {
            writeln!(f, "\n{method} {path} -> {status}")?;
            let shown: Vec<char> = sent.chars().take(SHOWN).collect();
            for line in shown.chunks(WIDTH) {
                writeln!(f, "  {}", line.iter().collect::<String>())?;
            }
            match sent.len().saturating_sub(SHOWN) {
                0 => {}
                more => writeln!(f, "  ... {more} bytes more")?,
            }
        }
        Ok(())
    }
}
