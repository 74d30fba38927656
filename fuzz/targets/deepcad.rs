//! DeepCAD JSON: read, checked, and written again.
#![no_main]

use libfuzzer_sys::fuzz_target;
use resolid_program::{deepcad, file};

fuzz_target!(|bytes: &[u8]| {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let Ok(imported) = deepcad::read_reporting(text) else { return };
    let _ = imported.program.check(1e-6);
    let _ = deepcad::write(&imported.program);
    assert_eq!(file::read(&file::write(&imported.program)).as_ref(), Ok(&imported.program));
});
