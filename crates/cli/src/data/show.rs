//! `resolid data show`: a picture of one program.

use super::reading::Chosen;
use crate::exit::{Exit, Failure};
use crate::style::count;
use crate::write::{Target, write_all};
use clap::Args;
use resolid_data::corpus::{Layout, npy};
use resolid_program::tokens::Dialect;
use resolid_program::{Evaluator, features, flatten};
use resolid_render::{Scene, Shape, render};
use std::path::{Path, PathBuf};

/// Sides of the picture, pixels.
const SIDES: [u32; 2] = [1200, 900];

/// `resolid data show`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  resolid data show 00060207 --data train_vec.jsonl.xz
  resolid data show 00010008 --data train_json.jsonl.xz -o part.png
  resolid data show 00060207 --data GenCAD3D

Of a folder of the GenCAD-3D data, it also says which meshes, clouds and scans of the program there are.")]
pub struct Show {
    /// The program's name in the corpus.
    #[arg(value_name = "ID")]
    pub id: String,
    /// The corpus: a file or folder that `resolid data import` reads.
    #[arg(long, value_name = "SOURCE")]
    pub data: PathBuf,
    /// In which part of it to look.
    #[command(flatten)]
    pub chosen: Chosen,
    /// The picture [default: ID.png].
    #[arg(short, long, value_name = "PNG")]
    pub out: Option<PathBuf>,
}

/// Runs the verb.
///
/// # Errors
/// No such id, a record that was rejected, a program that builds nothing, or a picture that cannot be written.
pub fn run(args: &Show) -> Result<Exit, Failure> {
    // An id may hold a folder's name, which must not lead anywhere.
    let name = args.id.rsplit(['/', '\\']).next().unwrap_or(&args.id);
    let path = args.out.clone().unwrap_or_else(|| PathBuf::from(format!("{name}.png")));
    let target = Target::check(&path)?;
    let mut seen = 0;
    let mut reason = None;
    let mut found = None;
    for item in args.chosen.records(&args.data)? {
        seen += 1;
        match item {
            Ok(record) if record.id == args.id => {
                found = Some(record);
                break;
            }
            Err(reject) if reject.id.as_deref() == Some(args.id.as_str()) => reason = Some(reject.reason),
            _ => {}
        }
    }
    let Some(record) = found else {
        let shown = args.data.display();
        return Err(match reason {
            Some(reason) => Failure::new(
                Exit::Unreadable,
                format!("{} of {shown} cannot be read: {reason}", args.id),
                "resolid data import --list-rejects names all such records",
            ),
            None => Failure::new(
                Exit::Unreadable,
                format!("there is no `{}` among the {} of {shown}", args.id, count(seen, "record")),
                "check the id; DeepCAD's have eight digits",
            ),
        });
    };
    let prisms = flatten(&record.program);
    let refused =
        |e: resolid_render::RenderError| Failure::new(Exit::Refused, e.to_string(), "look at the program's check");
    let image = render(&Scene::of(Shape::Prisms(&prisms)), SIDES[0], SIDES[1]).map_err(refused)?;
    write_all(&[(target, image.to_png().map_err(refused)?)])?;
    let size = Evaluator::from_prisms(prisms).bounds().size();
    anstream::println!(
        "{} ({}, {}): {}, {}, {:.4} × {:.4} × {:.4}",
        record.id,
        record.form,
        record.place,
        count(record.program.steps.len(), "step"),
        count(features::count(&record.program), "feature"),
        size.x,
        size.y,
        size.z
    );
    match record.tokens(Dialect::Resolid) {
        Ok(tokens) => anstream::println!("rows: {}", count(tokens.len(), "command")),
        Err(e) => anstream::println!("no rows: {e}"),
    }
    let whole = !Layout::is(&args.data) || print_beside(&args.data, &args.id)?;
    anstream::println!("wrote {}", path.display());
    Ok(if whole { Exit::Full } else { Exit::Partial })
}

/// Says what a data folder holds of an id beside its program; whether all of it can be read that is read here.
fn print_beside(root: &Path, id: &str) -> Result<bool, Failure> {
    let layout = super::layout(root)?;
    let one = |path: Option<PathBuf>| Vec::from_iter(path);
    let kinds = [
        ("mesh", one(layout.mesh(id))),
        ("remeshed", one(layout.remeshed(id))),
        ("solid", one(layout.solid(id))),
        ("cloud", one(layout.cloud(id))),
        ("scan", layout.scans(id)),
    ];
    let mut whole = true;
    for (kind, paths) in kinds {
        for path in paths {
            let within = path.strip_prefix(root).unwrap_or(&path).display();
            let held = path.extension().is_some_and(|e| e == "npy").then(|| npy::read(&path));
            match held {
                None => anstream::println!("{kind}: {within}"),
                Some(Ok(cloud)) => {
                    let normals = if cloud.normals.is_some() { "with" } else { "without" };
                    anstream::println!("{kind}: {within}, {} {normals} normals", count(cloud.len(), "point"));
                }
                Some(Err(e)) => {
                    whole = false;
                    anstream::println!("{kind}: {e}");
                }
            }
        }
    }
    Ok(whole)
}
