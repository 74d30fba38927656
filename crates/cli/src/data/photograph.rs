//! `resolid data photograph`.

use crate::exit::{Exit, Failure};
use crate::files;
use crate::interrupt;
use crate::progress::{Progress, Talk};
use crate::style::{WARN, count, paint};
use crate::write::{Target, write_all};
use clap::Args;
use rayon::prelude::*;
use resolid::{Source, millimetres};
use resolid_data::scan::chance;
use resolid_geom::format::one_line;
use resolid_geom::{Observer, TriMesh};
use resolid_program::Evaluator;
use resolid_program::mesh::{Fineness, of_program};
use resolid_render::View;
use resolid_render::photo::{Shot, Subject};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

/// `resolid data photograph`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  resolid data photograph bracket.step -o pictures/
  resolid data photograph parts/*.stl --count 20 --seed 7 --side 224 -o pictures/
  resolid data photograph bracket.resolid.json --plain -o pictures/

A third of the pictures look as drawing programs show parts, a tenth are lines alone, the rest photographs; docs/data.md says what
is left to chance, and what is not modelled.")]
pub struct Photograph {
    /// Programs, meshes or STEP files.
    #[arg(value_name = "IN", required = true)]
    pub inputs: Vec<PathBuf>,
    /// Folder for the pictures, made where there is none; each is called by its input and its number.
    #[arg(short, long = "out", value_name = "DIR")]
    pub output: PathBuf,
    /// Pictures of each input.
    #[arg(long, value_name = "N", default_value_t = 8, value_parser = clap::value_parser!(u32).range(1..=100_000))]
    pub count: u32,
    /// Pixels along each side.
    #[arg(long, value_name = "N", default_value_t = 224, value_parser = clap::value_parser!(u32).range(16..=4096))]
    pub side: u32,
    /// Seed of everything that is left to chance: with the input's name it makes the pictures, whatever else is photographed.
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub seed: u64,
    /// As a drawing program shows them, white behind, from places all around; nothing but the place is left to chance.
    #[arg(long)]
    pub plain: bool,
    /// Unit of the numbers in mesh files [default: mm].
    #[arg(long, value_name = "UNIT")]
    pub unit: Option<crate::args::LengthUnit>,
}

/// Runs the verb.
///
/// # Errors
/// A single input that is unreadable or without a surface, a folder that cannot be written to. Of several inputs each is named
/// that cannot be photographed, and the code is that for "partial", or for "refused" where none can.
pub fn run(args: &Photograph) -> Result<Exit, Failure> {
    let stems: Vec<String> = args.inputs.iter().map(|i| files::stem(i)).collect();
    if let Some(k) = (1..stems.len()).find(|&k| stems[..k].contains(&stems[k])) {
        return Err(Failure::usage(
            format!("two inputs are called {}: their pictures would be, too", stems[k]),
            "photograph inputs of one name into folders of their own",
        ));
    }
    std::fs::create_dir_all(&args.output).map_err(|e| {
        Failure::cannot_write(format!("cannot make the folder {}: {e}", args.output.display()), "give another folder")
    })?;
    interrupt::ask_first("stopping after these pictures");
    let whole = args.inputs.len() as u64 * u64::from(args.count);
    let progress = Progress::counting(Talk::Normal, whole);
    let done = AtomicUsize::new(0);
    let one = |(input, stem): (&PathBuf, &String)| -> Result<Result<usize, Failure>, Failure> {
        let mesh = match surface(args, input) {
            Ok(mesh) => mesh,
            Err(failure) => return Ok(Err(failure)),
        };
        let subject = match Subject::new(&mesh) {
            Ok(subject) => subject,
            Err(e) => return Ok(Err(refused(&e.to_string()).about(&files::name(input)))),
        };
        let mut written = 0;
        for k in 0..args.count {
            if interrupt::asked() {
                break;
            }
            let mut rng = chance(args.seed, &format!("{stem}/{k}"));
            let drawn = Shot::drawn(&mut rng);
            let shot = if args.plain { Shot { seed: drawn.seed, ..Shot::plain(View { ..drawn.view }) } } else { drawn };
            let png = subject.photograph(&shot, args.side).and_then(|image| image.to_png());
            let png = png.map_err(|e| refused(&e.to_string()).about(&files::name(input)))?;
            let path = args.output.join(format!("{stem}_{k:0width$}.png", width = digits(args.count)));
            write_all(&[(Target::check(&path)?, png)])?;
            written += 1;
            progress.stage("photographing", (done.fetch_add(1, Ordering::Relaxed) + 1) as f64 / whole as f64);
        }
        Ok(Ok(written))
    };
    let made: Vec<Result<usize, Failure>> =
        args.inputs.par_iter().zip(&stems).map(one).collect::<Result<_, Failure>>()?;
    drop(progress);
    if let [Err(refused)] = &made[..] {
        return Err(refused.clone());
    }
    for failure in made.iter().filter_map(|m| m.as_ref().err()) {
        anstream::eprintln!("{} {}", paint(WARN, "not photographed:"), one_line(&failure.message));
    }
    let written: usize = made.iter().flatten().sum();
    anstream::println!("wrote {} to {}", count(written, "picture"), args.output.display());
    let refused = made.iter().filter(|m| m.is_err()).count();
    Ok(match refused {
        _ if interrupt::asked() => Exit::Cancelled,
        0 => Exit::Full,
        n if n == made.len() => Exit::Refused,
        _ => Exit::Partial,
    })
}

/// Digits of the last picture's number.
fn digits(count: u32) -> usize {
    (count - 1).max(1).ilog10() as usize + 1
}

/// What is photographed of an input.
fn surface(args: &Photograph, input: &Path) -> Result<TriMesh, Failure> {
    let name = files::name(input);
    let about = |e: resolid::Error| Failure::from(e).about(&name);
    let bytes = files::read(input)?;
    match Source::read(&bytes, &name, args.unit.map(Into::into)).map_err(about)? {
        Source::Program(source) => {
            let fineness = Fineness::of_diagonal(Evaluator::new(&source.program).bounds().diagonal());
            of_program(&source.program, &fineness).map_err(|e| refused(&e.to_string()).about(&name))
        }
        source => {
            let source = source.into_mesh().map_err(about)?;
            let mut mesh = source.mesh;
            if let Some(unit) = source.unit {
                let factor = millimetres(unit);
                mesh.vertices.iter_mut().for_each(|v| *v *= factor);
            }
            Ok(mesh)
        }
    }
}

/// What cannot be photographed.
fn refused(text: &str) -> Failure {
    Failure::new(Exit::Refused, text, "look at it with: resolid info IN")
}
