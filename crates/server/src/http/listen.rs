//! Connections: so many at a time, each with so long to say what it wants.

use super::{App, router};
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use hyper_util::service::TowerToHyperService;
use std::io;
use std::sync::Arc;
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::sync::Semaphore;

/// Connections at a time; a browser opens some six to a page.
const CONNECTIONS: usize = 256;
/// A client may take so long over the head of a request.
const HEAD: Duration = Duration::from_secs(15);
/// Answers that are under way may take so long when the server ends.
const FAREWELL: Duration = Duration::from_secs(3);

/// Answers until it is told to stop.
///
/// # Errors
/// Nothing more can be heard.
pub async fn serve(listener: TcpListener, app: App) -> io::Result<()> {
    let mut stop = app.stop.subscribe();
    let service = router(app);
    let seats = Arc::new(Semaphore::new(CONNECTIONS));
    let graceful = GracefulShutdown::new();
    loop {
        let stopped = async { drop(stop.wait_for(|stop| *stop).await) };
        let accepted = tokio::select! {
            accepted = accept(&listener, &seats) => accepted,
            () = stopped => break,
        };
        let Ok((stream, seat)) = accepted else {
            // Out of files, most likely: some connections end meanwhile.
            tokio::time::sleep(Duration::from_millis(50)).await;
            continue;
        };
        let _ = stream.set_nodelay(true);
        let connection = http1::Builder::new()
            .timer(TokioTimer::new())
            .header_read_timeout(HEAD)
            .max_buf_size(64 << 10)
            .serve_connection(TokioIo::new(stream), TowerToHyperService::new(service.clone()));
        let connection = graceful.watch(connection);
        tokio::spawn(async move {
            // What a client breaks off is its own affair.
            let _ = connection.await;
            drop(seat);
        });
    }
    let _ = tokio::time::timeout(FAREWELL, graceful.shutdown()).await;
    Ok(())
}

async fn accept(
    listener: &TcpListener,
    seats: &Arc<Semaphore>,
) -> io::Result<(tokio::net::TcpStream, tokio::sync::OwnedSemaphorePermit)> {
    let seat = Arc::clone(seats).acquire_owned().await.map_err(io::Error::other)?;
    Ok((listener.accept().await?.0, seat))
}
