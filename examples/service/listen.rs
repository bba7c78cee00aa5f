//! Connections: how they are taken, how long each may take to send a head, and how they end.

use std::{pin::pin, time::Duration};

use axum::{body::Body, extract::Request};
use hyper::{body::Incoming, server::conn::http1};
use hyper_util::{
    rt::{TokioIo, TokioTimer},
    server::graceful::GracefulShutdown,
    service::TowerToHyperService,
};
use tokio::{
    net::TcpListener,
    time::{sleep, timeout},
};
use tower::ServiceExt;

use super::{
    observe::{PATIENCE, log},
    router,
};

/// How long open connections may take to end once the service is told to: a second more than a
/// request may take.
const DRAIN: Duration = PATIENCE.saturating_add(Duration::from_secs(1));

/// Takes connections until `told` ends, then lets those that are open end.
///
/// Not with `axum::serve`, which sets no limit on the time that a head may take: a caller that sends
/// half of one would hold its connection for ever. A connection that is idle between two requests is
/// closed after the same time.
pub(crate) async fn listen(listener: TcpListener, told: impl Future<Output = ()>) {
    let mut http = http1::Builder::new();
    http.timer(TokioTimer::new()).header_read_timeout(PATIENCE);
    let routes = router().map_request(|request: Request<Incoming>| request.map(Body::new));
    let service = TowerToHyperService::new(routes);
    let open = GracefulShutdown::new();
    let mut told = pin!(told);
    loop {
        let accepted = tokio::select! {
            accepted = listener.accept() => accepted,
            () = &mut told => break,
        };
        match accepted {
            Ok((stream, _)) => {
                let connection = http.serve_connection(TokioIo::new(stream), service.clone());
                let connection = open.watch(connection);
                // A caller that breaks off, or sends what is no HTTP, has had its answer or wants none.
                tokio::spawn(async { connection.await.ok() });
            }
            // Out of descriptors, or the caller has gone again: others may still come.
            Err(error) => {
                log(format_args!("a connection was not taken: {error}"));
                sleep(Duration::from_millis(100)).await;
            }
        }
    }
    drop(listener);
    log(format_args!("stopping: open connections have {} s", DRAIN.as_secs()));
    if timeout(DRAIN, open.shutdown()).await.is_err() {
        log(format_args!("stopped with connections still open"));
    }
}
