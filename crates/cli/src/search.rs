//! `resolid search`: the known parts most like one in hand.

use crate::args::LengthUnit;
use crate::exit::{Exit, Failure};
use crate::files;
use crate::index::{Place, length, unit_of_file};
use crate::progress::{Progress, Talk};
use crate::style::{GOOD, LABEL, STRONG, WARN, count, paint};
use crate::write::{Target, write_all};
use clap::Args;
use resolid::library::{self, Shape};
use resolid_geom::Observer;
use resolid_geom::format::one_line;
use resolid_index::{FileState, Found, Hit, IndexError, Likeness, Listed, Query, Sight, Wish, encode_query, search};
use resolid_report::hits::{Card, hits_page};
use serde_json::{Value, json};
use std::path::{Path, PathBuf};

/// `resolid search`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  resolid search scan.ply
  resolid search bracket.stl --top 5 --html hits.html
  resolid search part.step --any-size --export hits/
  resolid search bracket.stl --json

Exit code 0 where something was found that is at least similar, 4 where what comes nearest is unlike it.")]
pub struct Search {
    /// Mesh, cloud, scan, STEP file or program.
    #[arg(value_name = "QUERY")]
    pub query: PathBuf,
    /// Hits wanted.
    #[arg(long, value_name = "N", default_value_t = 10, value_parser = clap::value_parser!(u16).range(1..=1000))]
    pub top: u16,
    #[command(flatten)]
    pub place: Place,
    /// Unit of the numbers in the query [default: mm; unknown for parts under 5].
    #[arg(long, value_name = "UNIT")]
    pub unit: Option<LengthUnit>,
    /// Find parts of any size, not those of the query's size first.
    #[arg(long)]
    pub any_size: bool,
    /// Copy the files of the hits into this folder, their ranks before their names.
    #[arg(long, value_name = "DIR")]
    pub export: Option<PathBuf>,
    /// Write a page with pictures of the hits.
    #[arg(long, value_name = "HTML")]
    pub html: Option<PathBuf>,
    /// Print JSON.
    #[arg(long)]
    pub json: bool,
    /// Print nothing but the hits and errors.
    #[arg(short, long)]
    pub quiet: bool,
}

/// Runs the verb.
///
/// # Errors
/// A query that shows no shape, no index or a damaged one, outputs that cannot be written.
pub fn run(args: &Search) -> Result<Exit, Failure> {
    let page = args.html.as_deref().map(Target::check).transpose()?;
    let name = files::name(&args.query);
    let mut store = args.place.open()?;
    let roots = store.roots().map_err(refused)?;
    let bytes = files::read(&args.query)?;
    let progress = Progress::start(if args.quiet { Talk::Quiet } else { Talk::Normal }, None);
    progress.stage("reading", 0.0);
    let shape = library::shape(&bytes, &name, args.unit.map(Into::into)).map_err(|e| Failure::from(e).about(&name))?;
    let Shape { surface, sized, about, .. } = shape;
    progress.stage("describing", 0.1);
    let encodings = encode_query(&surface);
    let query = Query::new(surface);
    let wish = Wish { top: usize::from(args.top), sized, any_size: args.any_size };
    let original = |part: &Listed| library::original(part, unit_of_file(&roots, &part.path));
    let found = search(&mut *store, &query, &encodings, &wish, &original, &progress).map_err(refused)?;
    drop(progress);
    if found.hits.is_empty() {
        return Err(Failure::new(
            Exit::Unreadable,
            format!("there is no part in the index at {}", store.place()),
            "put some in: resolid index add DIR",
        ));
    }
    let mut copied = Vec::new();
    if let Some(folder) = &args.export {
        copied = export(folder, &found)?;
    }
    if let Some(target) = page {
        let cards = cards(&query, &name, &found, &|part| unit_of_file(&roots, &part.path), sized);
        let text = hits_page(&format!("Parts like {name}"), &told(&query, &about, sized), &cards);
        write_all(&[(target, text.into_bytes())])?;
    }
    if args.json {
        let hits: Vec<Value> = found.hits.iter().enumerate().map(|(k, h)| as_json(k, h, sized)).collect();
        let all = json!({
            "schema": "resolid-search/1",
            "query": {
                "file": name, "about": about, "unit_known": sized, "diagonal_mm": query.diagonal(),
                "whole": query.body.surface.sight == Sight::Whole, "noise_mm": query.body.surface.noise,
            },
            "store": store.place(), "embedding": found.embedding, "compared": found.candidates, "hits": hits,
            "exported": copied,
        });
        anstream::println!("{}", serde_json::to_string_pretty(&all).expect("plain data"));
    } else {
        print(args, &query, &name, &about, &found, sized);
        if !args.quiet {
            copied.iter().for_each(|path| anstream::println!("wrote {path}"));
            if let Some(path) = &args.html {
                anstream::println!("wrote {}", path.display());
            }
        }
    }
    let best = found.hits.iter().filter(|h| !h.mirrored).map(|h| h.agreement.likeness).min();
    Ok(if best.is_some_and(|b| b <= Likeness::Similar) { Exit::Full } else { Exit::Partial })
}

fn refused(e: IndexError) -> Failure {
    crate::index::failure(e)
}

/// What the query was taken for: "896 triangles, 58.3 mm across".
fn told(query: &Query, about: &str, sized: bool) -> String {
    let mut text = format!("{about}, {} across", length(query.diagonal(), sized));
    if query.body.surface.sight == Sight::Part {
        text += ", read as a scan of a part of it";
    }
    if !sized {
        text += "; of unknown unit, so parts of any size count (--unit says)";
    }
    text
}

fn print(args: &Search, query: &Query, name: &str, about: &str, found: &Found, sized: bool) {
    if !args.quiet {
        anstream::println!("{}  {}", paint(STRONG, name), told(query, about, sized));
    }
    let here = std::env::current_dir().unwrap_or_default();
    for (k, hit) in found.hits.iter().enumerate() {
        let style = match hit.agreement.likeness {
            _ if hit.mirrored => WARN,
            Likeness::Identical | Likeness::Nearly => GOOD,
            Likeness::Similar => WARN,
            Likeness::Unlike => LABEL,
        };
        let path = Path::new(&hit.part.path);
        let path = path.strip_prefix(&here).unwrap_or(path).display().to_string();
        anstream::println!(
            "{:>3}  {} {:.3}  {}  {}",
            k + 1,
            paint(style, format!("{:<18}", word(hit))),
            hit.score,
            one_line(&path),
            paint(LABEL, distances(hit, sized))
        );
        for note in notes(hit) {
            anstream::println!("     {}", paint(WARN, note));
        }
    }
    if !args.quiet {
        anstream::println!("{} compared with it", count(found.candidates, "part"));
    }
}

/// How alike, in a word or two.
fn word(hit: &Hit) -> String {
    let word = hit.agreement.likeness.word();
    if hit.mirrored { format!("mirrored, {word}") } else { word.to_owned() }
}

/// How far off, both ways.
fn distances(hit: &Hit, sized: bool) -> String {
    let (there, back) = (hit.agreement.part_to_query, hit.agreement.query_to_part);
    // Less than a millionth of the size is rounding.
    let told = |mm: f64| length(if mm < 1e-6 * hit.scale * hit.part.diagonal { 0.0 } else { mm }, sized);
    let mut text = format!(
        "off by {} in the mean, {} at most",
        told((there.mean + back.mean) / 2.0),
        told(there.max.max(back.max))
    );
    if (hit.scale - 1.0).abs() > 2e-3 {
        text +=
            &format!("; the query is {} × as large", resolid_report::words::number((hit.scale * 1e4).round() / 1e4));
    }
    text
}

/// What else there is to say of a hit.
fn notes(hit: &Hit) -> Vec<String> {
    match &hit.file {
        FileState::Same => Vec::new(),
        FileState::Changed => {
            vec!["its file was changed since it was indexed: resolid index add brings it up to date".into()]
        }
        FileState::Missing => vec!["its file is gone; compared by the points the index holds".into()],
        FileState::Unreadable(reason) => vec![format!("its file cannot be read any more: {}", one_line(reason))],
        FileState::Unread => vec!["compared by the points the index holds".into()],
    }
}

fn as_json(rank: usize, hit: &Hit, sized: bool) -> Value {
    let spread = |d: resolid_geom::metrics::Deviation| json!({"mean": d.mean, "p95": d.p95, "max": d.max});
    json!({
        "rank": rank + 1,
        "path": hit.part.path,
        "kind": hit.part.kind.map(|k| k.word()),
        "about": hit.part.about,
        "likeness": hit.agreement.likeness.word(),
        "mirrored": hit.mirrored,
        "score": hit.score,
        "part_to_query_mm": spread(hit.agreement.part_to_query),
        "query_to_part_mm": spread(hit.agreement.query_to_part),
        "query_over_part": hit.scale,
        "query_from_part": hit.agreement.placing.matrix(),
        "unit_known": sized && hit.part.sized,
        "embedding_distance": hit.distance,
        "file": match &hit.file {
            FileState::Same => "same",
            FileState::Changed => "changed",
            FileState::Missing => "missing",
            FileState::Unreadable(_) => "unreadable",
            FileState::Unread => "unread",
        },
        "notes": notes(hit),
    })
}

/// Copies the hits' files, those that are there.
fn export(folder: &Path, found: &Found) -> Result<Vec<String>, Failure> {
    let failed = |what: &Path, e: std::io::Error| {
        Failure::cannot_write(format!("cannot write {}: {e}", what.display()), "give a folder that you may write to")
    };
    std::fs::create_dir_all(folder).map_err(|e| failed(folder, e))?;
    let mut files = Vec::new();
    for (k, hit) in found.hits.iter().enumerate() {
        let from = Path::new(&hit.part.path);
        let Ok(bytes) = std::fs::read(from) else { continue };
        let to = folder.join(format!("{}-{}", k + 1, files::name(from)));
        files.push((Target::check(&to)?, bytes));
    }
    let paths = files.iter().map(|f| f.0.path.display().to_string()).collect();
    write_all(&files)?;
    Ok(paths)
}

/// The query and the hits, as the page shows them.
fn cards(
    query: &Query,
    name: &str,
    found: &Found,
    unit: &dyn Fn(&Listed) -> Option<resolid_program::Unit>,
    sized: bool,
) -> Vec<Card> {
    let picture = |mesh: Option<&resolid_geom::TriMesh>| mesh.and_then(|m| resolid_report::thumbnail_of_input(m).ok());
    let own = Card {
        title: name.to_owned(),
        verdict: "query".into(),
        tone: resolid_render::Tone::Good,
        words: String::new(),
        picture: picture(query.body.surface.mesh.as_ref()),
    };
    let mut cards = vec![own];
    for (k, hit) in found.hits.iter().enumerate() {
        let original = match library::original(&hit.part, unit(&hit.part)) {
            resolid_index::Original::Same(s) | resolid_index::Original::Changed(s) => s.mesh,
            _ => None,
        };
        let tone = match hit.agreement.likeness {
            _ if hit.mirrored => resolid_render::Tone::Caution,
            Likeness::Identical | Likeness::Nearly => resolid_render::Tone::Good,
            Likeness::Similar => resolid_render::Tone::Caution,
            Likeness::Unlike => resolid_render::Tone::Bad,
        };
        // Seen as it lies on the query.
        let placed = original.map(|m| {
            let placed = m.mapped(|p| hit.agreement.placing.of(p));
            if hit.mirrored { placed.flipped() } else { placed }
        });
        cards.push(Card {
            title: format!("{} {}", k + 1, hit.part.path),
            verdict: word(hit),
            tone,
            words: std::iter::once(distances(hit, sized)).chain(notes(hit)).collect::<Vec<_>>().join("; "),
            picture: picture(placed.as_ref()),
        });
    }
    cards
}
