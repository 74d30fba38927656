//! `resolid reconstruct`.

use crate::args::{Reconstruct, WithoutPart};
use crate::exit::{Exit, Failure};
use crate::progress::{Progress, Talk};
use crate::write::{Target, write_all};
use crate::{files, interrupt, memory, summary};
use resolid::{Form, HAS_KERNEL, Host, Options, Reconstruction, Snapping, Verdict, Without};
use resolid_geom::Observer;
use resolid_geom::format::{Format, announces_points};
use resolid_report::Provenance;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// Time past the limit after which a stage that does not listen is ended from outside.
const GRACE: Duration = Duration::from_secs(5);

/// Runs the verb.
///
/// # Errors
/// See the exit codes.
pub fn run(args: &Reconstruct) -> Result<Exit, Failure> {
    let outputs = outputs(args, None)?;
    let bytes = files::read(&args.input)?;
    let name = files::name(&args.input);
    let limit = args.time_limit.unwrap_or_else(|| customary_limit(&bytes, &name));
    end_hard_after(limit + GRACE, limit, name.clone());
    if args.split {
        return each_part(args, outputs, bytes, &name, limit);
    }
    answer(args, outputs, &name, limit, |options, host| resolid::reconstruct(bytes, &name, options, host))
}

/// Answers for each part of a scan that stands apart, one after the other; what one of them fails by is told at the end.
fn each_part(args: &Reconstruct, whole: Outputs, bytes: Vec<u8>, name: &str, limit: Duration) -> Result<Exit, Failure> {
    let mut progress = Progress::start(talk(args), Some(limit));
    let source = resolid::Source::read(&bytes, name, args.wanted.unit.map(Into::into));
    drop(bytes);
    let parts = source.and_then(|source| source.parts(&progress));
    progress.finish();
    let mut parts = parts.map_err(|error| Failure::from(error).about(name))?;
    let count = parts.len();
    if count == 1 {
        let only = parts.remove(0);
        return answer(args, whole, name, limit, |options, host| {
            resolid::reconstruct_source(only, name, options, (host.clock)(), host)
        });
    }
    // All are looked at before the first is written.
    let all = (1..=count).map(|k| outputs(args, Some(k))).collect::<Result<Vec<_>, _>>()?;
    let mut ended = None;
    let mut failure: Option<Failure> = None;
    for (k, (part, own)) in parts.into_iter().zip(all).enumerate() {
        let name = format!("{name}, part {} of {count}", k + 1);
        let answer = answer(args, own, &name, limit / count as u32, |options, host| {
            resolid::reconstruct_source(part, &name, options, (host.clock)(), host)
        });
        match answer {
            Ok(exit) => ended = Some(ended.filter(|worst| *worst as u8 > exit as u8).unwrap_or(exit)),
            Err(error) => {
                failure.get_or_insert(error);
            }
        }
    }
    match (ended, failure) {
        (Some(ended), None) => Ok(ended),
        (None, Some(failure)) => Err(failure),
        // Refused would mean that nothing was written.
        (Some(_), Some(failure)) => {
            failure.print();
            Ok(Exit::Partial)
        }
        (None, None) => Ok(Exit::Full),
    }
}

/// How much is said.
fn talk(args: &Reconstruct) -> Talk {
    match (args.verbose, args.quiet) {
        _ if args.tell => Talk::Told,
        (true, _) => Talk::Verbose,
        (_, true) => Talk::Quiet,
        _ => Talk::Normal,
    }
}

/// Writes and tells what `made` makes of an input called `name`.
fn answer(
    args: &Reconstruct,
    outputs: Outputs,
    name: &str,
    limit: Duration,
    made: impl FnOnce(&Options, Host) -> Result<Reconstruction, resolid::Error>,
) -> Result<Exit, Failure> {
    let talk = talk(args);
    let mut progress = Progress::start(talk, Some(limit));
    let left_out = |part: WithoutPart| args.without.contains(&part);
    let options = Options {
        unit: args.wanted.unit.map(Into::into),
        tolerance: args.wanted.tolerance,
        snapping: match (args.wanted.snap, args.wanted.no_snap || left_out(WithoutPart::Snap)) {
            (true, _) => Snapping::Always,
            (_, true) => Snapping::Never,
            _ => Snapping::WhereUnitKnown,
        },
        seed: args.seed,
        alternatives: args.alternatives.into(),
        compared: !left_out(WithoutPart::Judge),
        datum: args.frame,
        without: Without {
            refinement: left_out(WithoutPart::Refine),
            light: left_out(WithoutPart::Light),
            rims: left_out(WithoutPart::Rims),
        },
        time_limit: Some(limit.as_secs_f64()),
        ..Options::default()
    };
    let host = Host { observer: &progress, clock: &|| progress.seconds() };
    let mut found = match made(&options, host) {
        Ok(found) => found,
        Err(error) => {
            progress.note("verdict", format!("none: {error}"));
            progress.finish();
            return Err(refused(&error, name, limit, args, outputs));
        }
    };

    let mut written = Vec::new();
    // Forms that cannot hold the program: the others are written all the same.
    let mut unwritten: Vec<Failure> = Vec::new();
    for (target, kind) in outputs.files {
        let part = match kind {
            Kind::Form(_) => Some(&found.part),
            Kind::Alternative(_, rank) => found.alternatives.get(rank),
            _ => None,
        };
        let bytes = match kind {
            Kind::Form(form) | Kind::Alternative(form, _) => {
                // There are fewer alternatives that build.
                let Some(part) = part else { continue };
                match part.write(form, &files::stem(&target.path)) {
                    Ok(bytes) => bytes,
                    Err(error) => {
                        unwritten.push(Failure::from(error).about(&files::name(&target.path)));
                        continue;
                    }
                }
            }
            Kind::Picture => found.picture(host)?,
            Kind::Thumbnail => resolid_report::thumbnail(&found)?,
            Kind::Shapes => resolid_report::shapes(&found, host)?,
            // Last, when the memory is known.
            Kind::Report | Kind::Page => Vec::new(),
        };
        written.push((target, kind, bytes));
    }
    if written.is_empty()
        && let Some(failure) = unwritten.pop()
    {
        progress.finish();
        return Err(failure);
    }
    found.report.peak_memory_mib = memory::peak_mib();
    let json = serde_json::to_string_pretty(&found.report).expect("a report is plain data") + "\n";
    for (_, kind, bytes) in &mut written {
        match kind {
            Kind::Report => *bytes = json.clone().into_bytes(),
            Kind::Page => *bytes = resolid_report::page(&found, &provenance(&options), host)?,
            _ => {}
        }
    }
    progress.finish();
    let said: Vec<String> =
        written.iter().map(|(t, _, b)| format!("{} ({})", t.path.display(), summary::bytes(b.len()))).collect();
    let written: Vec<(Target, Vec<u8>)> = written.into_iter().map(|(t, _, b)| (t, b)).collect();
    write_all(&written)?;
    if outputs.print_json {
        anstream::print!("{json}");
    } else if talk != Talk::Quiet && talk != Talk::Told {
        anstream::println!("{}", crate::style::paint(crate::style::STRONG, name));
        anstream::print!("{}", summary::summary(&found.report, &said));
    }
    unwritten.iter().for_each(Failure::print);
    // Where nothing speaks against the answer it does not matter that there was time for more.
    Ok(match (found.report.verdict, found.report.stopped) {
        (Verdict::Full, _) if unwritten.is_empty() => Exit::Full,
        (Verdict::Partial | Verdict::Refused, true) => Exit::TimeLimit,
        (Verdict::Full | Verdict::Partial, _) => Exit::Partial,
        (Verdict::Refused, _) => Exit::Refused,
    })
}

/// What a page says of its origin.
fn provenance(options: &Options) -> Provenance {
    Provenance { command: command_line(), seed: options.seed, kernel: crate::kernel() }
}

/// The command line, as it could be given again.
pub fn command_line() -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || "-_./:=%,+@".contains(c);
    let mut words = vec!["resolid".to_string()];
    let mut given = std::env::args_os().skip(1);
    while let Some(word) = given.next() {
        let word = word.to_string_lossy();
        match &*word {
            // Between a worker and its starter.
            "--tethered" => {}
            "--own-memory" => drop(given.next()),
            word if !word.is_empty() && word.chars().all(plain) => words.push(word.into()),
            word => words.push(format!("'{}'", word.replace('\'', "'\\''"))),
        }
    }
    words.join(" ")
}

/// The time limit where none is given: what scatters takes longer to read.
fn customary_limit(bytes: &[u8], name: &str) -> Duration {
    let ending = name.rsplit_once('.').and_then(|(_, ending)| Format::from_extension(ending));
    Duration::from_secs(if announces_points(bytes, ending) { 60 } else { 30 })
}

/// The failure to end with; the report, where one was asked for, says the same of an input that was refused.
fn refused(error: &resolid::Error, name: &str, limit: Duration, args: &Reconstruct, outputs: Outputs) -> Failure {
    let failure = if error.is_stop() { out_of_time(name, limit) } else { Failure::from(error.clone()).about(name) };
    if failure.exit != Exit::Refused {
        return failure;
    }
    let refusal = resolid::Refusal::new(name, error);
    let json = serde_json::to_string_pretty(&refusal).expect("a report is plain data") + "\n";
    if outputs.print_json {
        anstream::print!("{json}");
    }
    let mut written = Vec::new();
    for (target, kind) in outputs.files {
        match kind {
            Kind::Report => written.push((target, json.clone().into_bytes())),
            Kind::Thumbnail => written.extend(input_alone(args, name).map(|png| (target, png))),
            _ => {}
        }
    }
    let written = if written.is_empty() { Ok(()) } else { write_all(&written) };
    written.err().unwrap_or(failure)
}

/// A picture of an input that was refused; `None` where that is no mesh.
fn input_alone(args: &Reconstruct, name: &str) -> Option<Vec<u8>> {
    let bytes = files::read(&args.input).ok()?;
    let source = resolid::Source::read(&bytes, name, args.wanted.unit.map(Into::into)).ok()?;
    resolid_report::thumbnail_of_input(&source.into_mesh().ok()?.mesh).ok()
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Kind {
    Form(Form),
    /// The same of a next best answer.
    Alternative(Form, usize),
    Picture,
    Thumbnail,
    Shapes,
    Report,
    Page,
}

struct Outputs {
    files: Vec<(Target, Kind)>,
    print_json: bool,
}

/// The path, or that of one of several parts beside it.
fn of_part(path: &Path, part: Option<usize>) -> PathBuf {
    let (stem, name) = (files::stem(path), files::name(path));
    part.map_or(path.into(), |k| path.with_file_name(format!("{stem}.part{k}{}", &name[stem.len()..])))
}

/// The files to write for the input, or one `part` of it, looked at before any work is done.
fn outputs(args: &Reconstruct, part: Option<usize>) -> Result<Outputs, Failure> {
    let mut wanted: Vec<(PathBuf, Kind)> = Vec::new();
    let mut alternatives: Vec<(PathBuf, Kind)> = Vec::new();
    for path in &args.outputs {
        let form = match Form::of_name(&files::name(path)) {
            Some(Form::Step(_)) => Form::Step(args.wanted.step_schema.into()),
            None => {
                return Err(Failure::usage(
                    format!("{}: its ending says no kind of output", path.display()),
                    format!("endings are {}", Form::ENDINGS),
                ));
            }
            Some(form) => form,
        };
        if let Some(what) = form.needs_kernel().filter(|_| !HAS_KERNEL) {
            let failure = Failure::from(resolid::Error::NoKernel { what });
            return Err(Failure { exit: Exit::Usage, ..failure }.about(&path.display().to_string()));
        }
        let path = of_part(path, part);
        let (stem, name) = (files::stem(&path), files::name(&path));
        alternatives.extend((0..usize::from(args.alternatives)).map(|rank| {
            let beside = path.with_file_name(format!("{stem}.alt{}{}", rank + 1, &name[stem.len()..]));
            (beside, Kind::Alternative(form, rank))
        }));
        wanted.push((path, Kind::Form(form)));
    }
    wanted.extend(alternatives);
    for (path, kind) in
        args.picture.iter().map(|p| (p, Kind::Picture)).chain(args.thumbnail.iter().map(|p| (p, Kind::Thumbnail)))
    {
        if !files::name(path).to_ascii_lowercase().ends_with(".png") {
            return Err(Failure::usage(
                format!("{}: pictures are PNG files", path.display()),
                "give --picture a name that ends in .png",
            ));
        }
        wanted.push((of_part(path, part), kind));
    }
    wanted.extend(args.shapes.iter().map(|p| (of_part(p, part), Kind::Shapes)));
    let is_dash = |path: &Path| path == Path::new("-");
    let print_json = args.report.iter().any(|p| is_dash(p));
    for path in args.report.iter().filter(|p| !is_dash(p)) {
        let name = files::name(path).to_ascii_lowercase();
        let kind = match name.rsplit_once('.').map(|(_, ending)| ending) {
            Some("json") => Kind::Report,
            Some("html" | "htm") => Kind::Page,
            _ => {
                return Err(Failure::usage(
                    format!("{}: its ending says no kind of report", path.display()),
                    "give --report a name that ends in .json or .html, or - to print JSON",
                ));
            }
        };
        wanted.push((of_part(path, part), kind));
    }
    let mut files: Vec<(Target, Kind)> = Vec::new();
    for (path, kind) in wanted {
        let target = Target::check(&path)?;
        if target.is_same(&args.input) {
            return Err(Failure::usage(
                format!("{} is the input itself", path.display()),
                "give the output another name",
            ));
        }
        if files.iter().any(|(other, _)| other.is_same(&path)) {
            return Err(Failure::usage(format!("{} is given twice", path.display()), "name each output once"));
        }
        files.push((target, kind));
    }
    Ok(Outputs { files, print_json })
}

/// Ends the process if it is still at work after `wait`: a stage that does not listen must not defeat the limit.
fn end_hard_after(wait: Duration, limit: Duration, name: String) {
    std::thread::spawn(move || {
        std::thread::sleep(wait);
        interrupt::end(Exit::Refused, || out_of_time(&name, limit).print());
    });
}

fn out_of_time(name: &str, limit: Duration) -> Failure {
    let message = format!("no answer within the time limit of {} s", limit.as_secs_f64());
    Failure::new(Exit::Refused, message, "give it longer: --time-limit; or fewer triangles or points").about(name)
}
