//! `resolid check`.

use crate::args::Check;
use crate::exit::{Exit, Failure};
use crate::style::{GOOD, WARN, count, number, paint};
use crate::{files, style};
use resolid::{Error, HAS_KERNEL, Part, Source, problems};
use resolid_geom::Silent;
use resolid_program::check::Severity;

/// Runs the verb: every fault of the program, and whether it builds.
///
/// # Errors
/// An unreadable file; faults are printed, and end with the code for "refused".
pub fn run(args: &Check) -> Result<Exit, Failure> {
    let name = files::name(&args.program);
    let about = |e: Error| Failure::from(e).about(&name);
    let bytes = files::read(&args.program)?;
    let source = match Source::read(&bytes, &name, None).map_err(about)? {
        Source::Program(source) => source,
        _ => {
            return Err(Failure::new(
                Exit::Unreadable,
                format!("{name} is no program"),
                "check looks at programs; for meshes and STEP files there is: resolid info",
            ));
        }
    };
    for note in &source.notes {
        anstream::println!("{} {note}", paint(style::LABEL, "note:"));
    }
    let problems = problems(&source.program);
    for problem in &problems {
        anstream::println!("{}", paint(WARN, problem));
    }
    let errors = problems.iter().filter(|p| p.severity == Severity::Error).count();
    if errors > 0 {
        anstream::println!("{name}: {}", count(errors, "error"));
        return Ok(Exit::Refused);
    }
    let part = Part::new(source.program, &Silent).map_err(about)?;
    let mut facts = vec![count(part.program.steps.len(), "step")];
    facts.extend(part.solids().map(|n| count(n, "solid")));
    facts.extend(part.faces().map(|n| count(n, "face")));
    facts.push(format!("{} {}³", number(part.volume()), part.program.unit.of_lengths()));
    if part.non_manifold_edges() > 0 {
        facts.push(format!("{} where solids touch", count(part.non_manifold_edges(), "edge")));
    }
    let by = if HAS_KERNEL { "" } else { " by direct evaluation (built without the kernel)" };
    anstream::println!("{name}: {}{by}: {}", paint(GOOD, "valid"), facts.join(", "));
    Ok(Exit::Full)
}
