//! `resolid convert`.

use crate::args::Convert;
use crate::exit::{Exit, Failure};
use crate::progress::{Progress, Talk};
use crate::write::{Target, write_all};
use crate::{files, style, summary};
use resolid::{Error, Form, HAS_KERNEL, Part, Source, millimetres};
use resolid_geom::format::{write_glb, write_obj, write_off, write_ply, write_stl};
use std::path::Path;

/// Runs the verb.
///
/// # Errors
/// An unreadable input, a form it cannot be written in, a program that does not build, an unwritable output.
pub fn run(args: &Convert) -> Result<Exit, Failure> {
    let name = files::name(&args.input);
    let about = |e: Error| Failure::from(e).about(&name);
    let out = files::name(&args.output);
    let wanted = Wanted::of(&out, args).ok_or_else(|| {
        Failure::usage(
            format!("{}: its ending says no form", args.output.display()),
            format!("endings are {} for programs, .stl .glb .obj .ply .off for meshes", Form::ENDINGS),
        )
    })?;
    let target = Target::check(&args.output)?;
    if target.is_same(&args.input) {
        return Err(Failure::usage(format!("{} is the input itself", args.output.display()), "give another name"));
    }
    let bytes = files::read(&args.input)?;
    let progress = Progress::start(Talk::Normal, None);
    let mut notes = Vec::new();
    let bytes = match Source::read(&bytes, &name, args.unit.map(Into::into)).map_err(about)? {
        Source::Program(source) => {
            notes = source.notes;
            let Wanted::Form(form) = wanted else { return Err(no_such(&name, "a program", &out)) };
            if let Some(what) = form.needs_kernel().filter(|_| !HAS_KERNEL) {
                return Err(about(Error::NoKernel { what }));
            }
            Part::new(source.program, &progress)
                .and_then(|part| part.write(form, &files::stem(&args.output)))
                .map_err(about)?
        }
        source => {
            let what = match source {
                Source::Mesh(_) => "a mesh",
                Source::Cloud(_) => "a cloud",
                _ => "a STEP file",
            };
            let write = match wanted {
                Wanted::Form(Form::Stl(_)) => write_stl,
                Wanted::Form(Form::Glb(_)) => |mesh: &resolid_geom::TriMesh| {
                    let bodies = mesh.bodies().into_iter().enumerate();
                    write_glb(&bodies.map(|(i, mesh)| (format!("body {}", i + 1), mesh)).collect::<Vec<_>>())
                },
                Wanted::Mesh(write) => write,
                Wanted::Form(_) => return Err(no_such(&name, what, &out)),
            };
            let mut mesh = source.into_mesh().map_err(about)?;
            // A mesh keeps its numbers unless the user says what they mean.
            if let Some(unit) = args.unit {
                let factor = millimetres(unit.into());
                mesh.mesh.vertices.iter_mut().for_each(|v| *v *= factor);
            }
            write(&mesh.mesh)
        }
    };
    drop(progress);
    let size = summary::bytes(bytes.len());
    write_all(&[(target, bytes)])?;
    for note in notes {
        anstream::eprintln!("{} {note}", style::paint(style::LABEL, "note:"));
    }
    anstream::println!("wrote {} ({size})", args.output.display());
    Ok(Exit::Full)
}

enum Wanted {
    Form(Form),
    Mesh(fn(&resolid_geom::TriMesh) -> Vec<u8>),
}

impl Wanted {
    fn of(name: &str, args: &Convert) -> Option<Self> {
        Some(match Form::of_name(name) {
            Some(Form::Step(_)) => Self::Form(Form::Step(args.step_schema.into())),
            Some(Form::Stl(_)) => Self::Form(Form::Stl(args.chord)),
            Some(Form::Glb(_)) => Self::Form(Form::Glb(args.chord)),
            Some(form) => Self::Form(form),
            None => match Path::new(name).extension()?.to_str()?.to_ascii_lowercase().as_str() {
                "obj" => Self::Mesh(write_obj),
                "ply" => Self::Mesh(write_ply),
                "off" => Self::Mesh(write_off),
                _ => return None,
            },
        })
    }
}

fn no_such(name: &str, what: &str, out: &str) -> Failure {
    let hint = match what {
        "a program" => format!("a program becomes {}", Form::ENDINGS),
        _ => "a mesh becomes a program by: resolid reconstruct IN -o OUT".into(),
    };
    Failure::usage(format!("{name} is {what} and cannot be written as {out}"), hint)
}
