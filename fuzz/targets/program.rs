//! Program files: read, written back to the same, checked, and asked what they build where the check finds nothing.
#![no_main]

use libfuzzer_sys::fuzz_target;
use resolid_program::{Evaluator, Severity, file};

/// Prisms of a program that is evaluated; a placement of placements can make very many.
const MOST: usize = 200;

fuzz_target!(|bytes: &[u8]| {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let Ok(program) = file::read(text) else { return };
    assert_eq!(file::read(&file::write(&program)).as_ref(), Ok(&program));
    let faulty = program.check(1e-6).iter().any(|p| p.severity == Severity::Error);
    if faulty || text.len() > 20_000 {
        return;
    }
    let evaluator = Evaluator::new(&program);
    if evaluator.prisms().len() <= MOST {
        let bounds = evaluator.bounds();
        let _ = (evaluator.contains(bounds.center()), evaluator.signed_distance(bounds.max));
    }
});
