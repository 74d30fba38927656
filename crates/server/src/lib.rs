//! Resolid over HTTP: files sent become jobs, each in a worker of its own; programs are edited and seen at once; the viewer's page
//! lies within.
//!
//! The program that this is part of is its own worker: it starts itself again with the verbs `reconstruct`, `convert` and `desk`.
#![forbid(unsafe_code)]

pub mod desk;
pub mod fault;
pub mod outcome;
pub mod worker;

mod http;
mod jobs;

pub use http::{Opened, document};
pub use jobs::Limits;
pub use outcome::{Exit, Outcome};

use desk::Desks;
use http::{Access, App};
use jobs::Jobs;
use jobs::Store;
use std::io;
use std::net::{SocketAddr, TcpListener};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::{Semaphore, watch};

/// An edit is to be answered within this time.
const ANSWER: Duration = Duration::from_secs(30);
/// How often it is asked whether the server is to end.
const ASKING: Duration = Duration::from_millis(50);

/// What a server is given.
#[derive(Clone, Debug)]
pub struct Options {
    /// Where to listen; port 0 takes a free one.
    pub address: SocketAddr,
    /// Further names that it is known by.
    pub names: Vec<String>,
    /// What clients have to know. Where the address is no loopback address and nothing is given, one is made up.
    pub token: Option<String>,
    /// The folder that jobs are kept in.
    pub folder: PathBuf,
    /// What jobs may use.
    pub limits: Limits,
    /// What the viewer is opened with.
    pub opened: Opened,
    /// The kernel's name and version.
    pub kernel: Option<String>,
}

/// A server that listens already.
pub struct Server {
    listener: TcpListener,
    address: SocketAddr,
    options: Options,
    store: Store,
}

impl Server {
    /// Listens, and takes the folder.
    ///
    /// # Errors
    /// The address or the folder cannot be used.
    pub fn new(mut options: Options) -> io::Result<Self> {
        let store = Store::open(&options.folder)?;
        let listener = TcpListener::bind(options.address)?;
        listener.set_nonblocking(true)?;
        let address = listener.local_addr()?;
        if options.token.is_none() && !address.ip().is_loopback() {
            options.token = Some(new_token()?);
        }
        Ok(Self { listener, address, options, store })
    }

    /// The page's address, with the token where there is one.
    pub fn url(&self) -> String {
        let host = match self.address {
            a if a.ip().is_unspecified() => format!("localhost:{}", a.port()),
            a => a.to_string(),
        };
        let token = self.options.token.as_ref().map_or(String::new(), |t| format!("#token={t}"));
        format!("http://{host}/{token}")
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Whether the viewer's page is in this build.
    pub fn has_page() -> bool {
        http::has_page()
    }

    /// Answers until `stop` says that it should end; jobs that run then are taken up by the next server on the folder.
    ///
    /// # Errors
    /// The system's.
    pub fn run(self, stop: impl Fn() -> bool + Send + 'static) -> io::Result<()> {
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
        let Self { listener, address, options, store } = self;
        let result = runtime.block_on(async {
            let listener = tokio::net::TcpListener::from_std(listener)?;
            let limits = options.limits;
            let desks = Desks::new(2, ANSWER, limits.memory);
            let jobs = Jobs::new(store, limits, desks.clone());
            let app = App {
                jobs: jobs.clone(),
                desks,
                access: Arc::new(Access { address, names: options.names, token: options.token }),
                opened: Arc::new(options.opened),
                kernel: options.kernel,
                exports: Arc::new(Semaphore::new(2)),
                stop: watch::Sender::new(false),
            };
            let end = app.stop.clone();
            tokio::spawn(async move {
                while !stop() {
                    tokio::time::sleep(ASKING).await;
                }
                // Streams end, and then the connections that are waited for.
                let _ = tokio::task::spawn_blocking(move || jobs.stop()).await;
                end.send_replace(true);
            });
            http::serve(listener, app).await
        });
        runtime.shutdown_timeout(Duration::from_secs(2));
        result
    }
}

/// Words that nobody guesses.
fn new_token() -> io::Result<String> {
    let mut random = [0; 20];
    getrandom::fill(&mut random).map_err(|e| io::Error::other(e.to_string()))?;
    Ok(random.iter().map(|b| format!("{b:02x}")).collect())
}
