//! What every example program shares: the output format, the exit codes, and output that does not
//! panic when the reader of a pipe goes away.

use std::{
    fmt::Display,
    io::{self, Write},
    process::ExitCode,
};

use serde::Serialize;

/// How to print.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Format {
    /// For people.
    #[default]
    Text,
    /// One JSON document.
    Json,
}

/// Prints a document and gives the exit code: 0, or 1 if it holds error-level findings, or 2 with
/// a line on standard error if there is no document.
pub(crate) fn finish<T: Serialize + Display>(
    outcome: Result<(T, bool), String>,
    format: Format,
) -> ExitCode {
    match outcome {
        Err(message) => {
            eprintln!("error: {}", printable(&message).replace('\n', "\\n"));
            ExitCode::from(2)
        }
        Ok((document, has_errors)) => {
            let text = match format {
                Format::Text => printable(&document.to_string()),
                Format::Json => match serde_json::to_string_pretty(&document) {
                    Ok(text) => text,
                    Err(error) => {
                        eprintln!("error: {error}");
                        return ExitCode::from(2);
                    }
                },
            };
            print(text.trim_end());
            ExitCode::from(u8::from(has_errors))
        }
    }
}

/// A text without what a terminal would take for a command: names come from files.
fn printable(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '\n' => shown.push(letter),
            letter if letter.is_control() => shown.extend(letter.escape_default()),
            letter => shown.push(letter),
        }
    }
    shown
}

/// Prints a text and a line end. A closed pipe is not an error of ours.
pub(crate) fn print(text: &str) {
    let mut out = io::stdout().lock();
    let _ = writeln!(out, "{text}").and_then(|()| out.flush());
}
