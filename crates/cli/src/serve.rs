//! `resolid serve` and `resolid view`.

use crate::args::{LengthUnit, duration, memory, size};
use crate::exit::{Exit, Failure};
use crate::style::{LABEL, STRONG, paint};
use crate::{files, interrupt};
use clap::Args;
use resolid::Source;
use resolid_server::{Limits, Opened, Options, Server};
use std::io::ErrorKind;
use std::net::{IpAddr, SocketAddr};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// What jobs may use.
#[derive(Debug, Args)]
struct Allowed {
    /// Jobs at a time [default: half the cores].
    #[arg(long, value_name = "N")]
    jobs: Option<usize>,
    /// Jobs that may wait.
    #[arg(long, value_name = "N", default_value_t = 64)]
    queue: usize,
    /// Time for each job, after which its best so far is kept.
    #[arg(long, value_name = "TIME", value_parser = duration, default_value = "60s")]
    time_limit: Duration,
    /// Memory for each job (500M, 2G).
    #[arg(long, value_name = "SIZE", value_parser = memory, default_value = "2G")]
    memory_limit: u64,
    /// Largest file that is taken (100M, 1G).
    #[arg(long, value_name = "SIZE", value_parser = size, default_value = "256M")]
    upload_limit: u64,
}

/// `resolid serve`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  resolid serve
  resolid serve --port 9000 --folder jobs
  resolid serve --address 0.0.0.0 --host-name cad.example.org
  curl --data-binary @scan.ply -H 'Content-Type: application/octet-stream' 'http://127.0.0.1:8210/api/jobs?name=scan.ply'

It listens on this machine alone unless --address says otherwise; then whoever asks has to know a token, which is part of the
address that is printed. The API is described at /api/openapi.json and in docs/http.md. Results stay in the folder; what was not
done when the server ended is taken up by the next.")]
pub struct Serve {
    /// Address to listen on.
    #[arg(long, value_name = "IP", default_value = "127.0.0.1")]
    address: IpAddr,
    /// Port to listen on; 0 takes a free one.
    #[arg(long, value_name = "PORT", default_value_t = 8210)]
    port: u16,
    /// Further name that the server is reached by; may be given several times.
    #[arg(long = "host-name", value_name = "NAME")]
    names: Vec<String>,
    /// What clients have to know [default: made up where others than this machine can reach the server].
    #[arg(long, value_name = "WORDS", env = "RESOLID_TOKEN", hide_env_values = true)]
    token: Option<String>,
    /// Folder that jobs are kept in [default: resolid in the user's folder for such].
    #[arg(long, value_name = "DIR")]
    folder: Option<PathBuf>,
    /// Jobs that are kept; older ones go.
    #[arg(long, value_name = "N", default_value_t = 200)]
    keep: usize,
    #[command(flatten)]
    allowed: Allowed,
    /// Open the page in the browser.
    #[arg(long)]
    open: bool,
    /// Print the OpenAPI document instead.
    #[arg(long)]
    openapi: bool,
}

/// `resolid view`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  resolid view bracket.resolid.json
  resolid view bracket.resolid.json scan.ply
  resolid view bracket.resolid.json mesh.stl --unit in --no-browser

The page is there until Ctrl-C. What is changed in it is kept by exporting it.")]
pub struct View {
    /// Program to show (.resolid.json, DeepCAD .json).
    #[arg(value_name = "PROGRAM")]
    program: PathBuf,
    /// Mesh, cloud or STEP file to compare it with.
    #[arg(value_name = "SCAN")]
    scan: Option<PathBuf>,
    /// Unit of the numbers in the scan [default: mm].
    #[arg(long, value_name = "UNIT")]
    unit: Option<LengthUnit>,
    /// Port to listen on [default: a free one].
    #[arg(long, value_name = "PORT", default_value_t = 0)]
    port: u16,
    /// Only print the page's address.
    #[arg(long)]
    no_browser: bool,
    #[command(flatten)]
    allowed: Allowed,
}

impl Allowed {
    fn limits(&self, kept: usize) -> Limits {
        let cores = std::thread::available_parallelism().map_or(1, usize::from);
        Limits {
            at_once: self.jobs.unwrap_or(cores / 2).max(1),
            queue: self.queue.max(1),
            time: self.time_limit,
            memory: self.memory_limit,
            upload: self.upload_limit,
            kept: kept.max(1),
            kept_bytes: 20 << 30,
        }
    }
}

/// Serves.
///
/// # Errors
/// An address or a folder that cannot be used.
pub fn run(args: &Serve) -> Result<Exit, Failure> {
    if args.openapi {
        print!("{}", resolid_server::document());
        return Ok(Exit::Full);
    }
    if let Some(token) = &args.token {
        let plain = |c: char| c.is_ascii_alphanumeric() || "-_.~".contains(c);
        if token.len() < 12 || !token.chars().all(plain) {
            return Err(Failure::usage("the token is too short, or not plain", "give 12 or more letters and digits"));
        }
    }
    let folder = match &args.folder {
        Some(folder) => folder.clone(),
        None => customary_folder().ok_or_else(|| {
            Failure::usage("there is no folder to keep jobs in: HOME is not set", "say which: --folder DIR")
        })?,
    };
    let options = Options {
        address: SocketAddr::new(args.address, args.port),
        names: args.names.clone(),
        token: args.token.clone(),
        folder: folder.clone(),
        limits: args.allowed.limits(args.keep),
        opened: Opened::default(),
        kernel: crate::kernel(),
    };
    let server = bound(options)?;
    anstream::println!("{} {}", paint(STRONG, "serving"), server.url());
    anstream::println!("  {} {}", paint(LABEL, "jobs are kept in"), folder.display());
    anstream::println!("  {}", paint(LABEL, "Ctrl-C ends it; what runs then is taken up by the next"));
    if args.open {
        open_browser(&server.url());
    }
    answer(server)
}

/// Shows a program.
///
/// # Errors
/// A program or scan that cannot be read.
pub fn view(args: &View) -> Result<Exit, Failure> {
    let name = files::name(&args.program);
    let bytes = files::read(&args.program)?;
    let source = Source::read(&bytes, &name, None).map_err(|e| Failure::from(e).about(&name))?;
    let Source::Program(source) = source else {
        return Err(Failure::usage(
            format!("{name} is no program"),
            "make one of it with: resolid reconstruct IN -o OUT.resolid.json; or drop it on the page of: resolid serve --open",
        ));
    };
    let scan = args.scan.as_deref().map(whole_path).transpose()?;
    let folder = tempfile::tempdir()
        .map_err(|e| Failure::cannot_write(format!("no temporary folder can be made: {e}"), "check TMPDIR"))?;
    let path = folder.path().to_path_buf();
    let registration = interrupt::on_cancel(move || drop(std::fs::remove_dir_all(path)));
    let options = Options {
        address: SocketAddr::new(IpAddr::from([127, 0, 0, 1]), args.port),
        names: Vec::new(),
        token: None,
        folder: folder.path().to_path_buf(),
        limits: args.allowed.limits(50),
        opened: Opened {
            name: Some(files::stem(&args.program)),
            program: Some(resolid_program::file::write(&source.program)),
            scan,
            unit: args.unit.map(|unit| unit.word().to_string()),
        },
        kernel: crate::kernel(),
    };
    let server = bound(options)?;
    anstream::println!("{} {}", paint(STRONG, "showing"), server.url());
    anstream::println!("  {}", paint(LABEL, "Ctrl-C ends it"));
    if !args.no_browser {
        open_browser(&server.url());
    }
    let ended = answer(server);
    drop(registration);
    ended
}

/// The path of a scan, which has to be there and to be read.
fn whole_path(path: &Path) -> Result<PathBuf, Failure> {
    let name = files::name(path);
    // It is read once more where it is compared with; here it is only made sure of.
    let bytes = files::read(path)?;
    match Source::read(&bytes, &name, None).map_err(|e| Failure::from(e).about(&name))? {
        Source::Program(_) => {
            Err(Failure::usage(format!("{name} is a program"), "give a mesh, a cloud or a STEP file"))
        }
        _ => std::fs::canonicalize(path)
            .map_err(|e| Failure::new(Exit::Unreadable, format!("{name} cannot be read: {e}"), "check the path")),
    }
}

fn bound(options: Options) -> Result<Server, Failure> {
    let (address, folder) = (options.address, options.folder.display().to_string());
    Server::new(options).map_err(|e| match e.kind() {
        ErrorKind::AddrInUse => Failure::cannot_write(
            format!("port {} is taken", address.port()),
            "give another: --port 0 takes a free one",
        ),
        ErrorKind::ResourceBusy => Failure::cannot_write(e.to_string(), "end it, or give another --folder"),
        ErrorKind::AddrNotAvailable => {
            Failure::usage(format!("{} is no address of this machine", address.ip()), "give one of its own, or 0.0.0.0")
        }
        _ => Failure::cannot_write(
            format!("cannot serve at {address} with {folder}: {e}"),
            "check --address and --folder",
        ),
    })
}

fn answer(server: Server) -> Result<Exit, Failure> {
    interrupt::ask_first("ending");
    server
        .run(interrupt::asked)
        .map(|()| Exit::Full)
        .map_err(|e| Failure::cannot_write(format!("the server failed: {e}"), "start it again"))
}

/// Opens an address in the browser, where there is a screen to show one on.
fn open_browser(url: &str) {
    let on_unix = cfg!(all(unix, not(target_os = "macos")));
    let has_screen = ["DISPLAY", "WAYLAND_DISPLAY"].iter().any(|v| std::env::var_os(v).is_some_and(|v| !v.is_empty()));
    if on_unix && !has_screen {
        anstream::println!("  {}", paint(LABEL, "there is no screen here; open the address in a browser"));
    } else if let Err(error) = open::that_detached(url) {
        anstream::println!(
            "  {}",
            paint(LABEL, format!("no browser could be opened ({error}); open the address in one"))
        );
    }
}

/// Where programs of this user keep what they made.
fn customary_folder() -> Option<PathBuf> {
    let of = |variable: &str| std::env::var_os(variable).filter(|v| !v.is_empty()).map(PathBuf::from);
    let folder = if cfg!(windows) {
        of("LOCALAPPDATA")
    } else if cfg!(target_os = "macos") {
        of("HOME").map(|home| home.join("Library/Application Support"))
    } else {
        of("XDG_STATE_HOME").or_else(|| of("HOME").map(|home| home.join(".local/state")))
    };
    folder.map(|folder| folder.join("resolid"))
}
