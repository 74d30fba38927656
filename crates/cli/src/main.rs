//! `resolid`, the command line.
#![forbid(unsafe_code)]

mod args;
mod batch;
mod check;
mod convert;
mod data;
mod eval;
mod exit;
mod files;
mod index;
mod info;
mod interrupt;
mod memory;
mod progress;
mod reconstruct;
mod search;
mod serve;
mod style;
mod summary;
mod train;
mod worker;
mod write;

use args::{Cli, EvalVerb, Verb, When};
use clap::{CommandFactory, FromArgMatches};
use exit::{Exit, Failure};
use resolid_geom::format::one_line;
use std::process::ExitCode;

fn main() -> ExitCode {
    end_where_nobody_reads();
    // Until the arguments are known, colours follow the terminal and the environment.
    let command = Cli::command().long_version(version());
    let cli = match command.try_get_matches().and_then(|matches| Cli::from_arg_matches(&matches)) {
        Ok(cli) => cli,
        Err(error) => return refuse(&error).into(),
    };
    match cli.color {
        When::Auto => {}
        When::Always => anstream::ColorChoice::Always.write_global(),
        When::Never => anstream::ColorChoice::Never.write_global(),
    }
    interrupt::listen();
    if cli.tethered {
        worker::tether();
    }
    if let Some(bytes) = cli.own_memory {
        worker::limit_memory(bytes);
    }
    let result = match &cli.verb {
        Verb::Reconstruct(args) => reconstruct::run(args),
        Verb::Check(args) => check::run(args),
        Verb::Convert(args) => convert::run(args),
        Verb::Info(args) => info::run(args),
        Verb::Batch(args) => batch::run(args),
        Verb::Eval(args) => match &args.verb {
            EvalVerb::Reconstruct(args) => eval::run(args),
            EvalVerb::Autoencoder(args) => eval::autoencoder::run(args),
            EvalVerb::Retrieval(args) => eval::retrieval::run(args),
        },
        Verb::Data(args) => data::run(args),
        Verb::Index(args) => index::run(args),
        Verb::Search(args) => search::run(args),
        Verb::Train(args) => train::run(args),
        Verb::View(args) => serve::view(args),
        Verb::Serve(args) => serve::run(args),
        // It ends when its starter is gone, and nobody is left to be told.
        Verb::Desk => resolid_server::desk::run().map(|()| Exit::Full).or(Ok(Exit::Cancelled)),
    };
    match result {
        Ok(exit) => exit.into(),
        Err(failure) => {
            failure.print();
            failure.exit.into()
        }
    }
}

/// Ends the program with a line, and not with a panic, when what it prints cannot be written; without one where the reader has gone.
fn end_where_nobody_reads() {
    /// How printing begins to say that it failed; what follows is the system's reason.
    const FAILED: &str = "failed printing to stdout: ";
    let usual = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        if resolid_geom::guard::guards_panics() {
            return;
        }
        let Some(reason) = panic.payload_as_str().and_then(|words| words.strip_prefix(FAILED)) else {
            return usual(panic);
        };
        if !reason.to_lowercase().contains("broken pipe") {
            Failure::cannot_write(format!("what was found cannot be printed: {reason}"), "print it elsewhere").print();
        }
        interrupt::end(Exit::CannotWrite, || ());
        interrupt::leave(Exit::CannotWrite)
    }));
}

/// The kernel that this was built with: name and version.
fn kernel() -> Option<String> {
    #[cfg(feature = "kernel")]
    return Some(format!("OpenCASCADE {}", resolid_kernel::version()));
    #[cfg(not(feature = "kernel"))]
    None
}

/// What `--version` says: with which kernel it was built.
fn version() -> &'static str {
    let kernel = kernel().map_or("without the kernel".into(), |kernel| format!("with {kernel}"));
    // Leaked once a run, because the parser keeps no strings of its own.
    Box::leak(format!("{} ({kernel})", env!("CARGO_PKG_VERSION")).into_boxed_str())
}

/// Prints help or version, or the parser's complaint in our two lines.
fn refuse(error: &clap::Error) -> Exit {
    use clap::error::ErrorKind;
    match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
            let _ = error.print();
            Exit::Full
        }
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            let _ = error.print();
            Exit::Usage
        }
        _ => {
            // The parser's text: the complaint, perhaps tips, then the usage; a blank line between.
            let text = error.to_string();
            let mut blocks = text.split("\n\n").map(str::trim);
            let message = blocks.next().unwrap_or_default().trim_start_matches("error:").to_string();
            let tip = blocks.clone().find_map(|b| b.strip_prefix("tip:")).map(one_line);
            let usage = blocks.find_map(|b| b.strip_prefix("Usage:")).map(one_line);
            let hint = match (tip, usage) {
                (Some(tip), _) => tip,
                (None, Some(usage)) => format!("usage: {usage}; more with --help"),
                (None, None) => "resolid --help shows what there is".into(),
            };
            let failure = Failure::usage(message, hint);
            failure.print();
            failure.exit
        }
    }
}
